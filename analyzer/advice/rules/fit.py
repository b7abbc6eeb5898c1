"""Rules about the target: what the job asks for and the resume does not show."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from analyzer.advice.near import near_lines
from analyzer.advice.rule import Case, Change, Finding, rule
from analyzer.advice.wording import flat, listed, opening, requirement_label, requirement_quote
from analyzer.integrity import words_of
from analyzer.language import load_skills
from analyzer.market.elsewhere import asked_sentence
from analyzer.records import Requirement, RequirementMatch, Skill, biggest_gaps

#: Words of a title that say nothing about the kind of work.
_RANKS = frozenset(
    (
        "senior",
        "junior",
        "lead",
        "principal",
        "associate",
        "chief",
        "staff",
        "sr",
        "jr",
        "i",
        "ii",
        "iii",
        "of",
        "the",
        "and",
        "for",
    )
)

#: At least this share of the target title's words should stand in the headline or the latest title.
TITLE_OVERLAP = 0.5

#: Words of titles that mean the same kind of work. Basis: the transitions of the career ladder.
_SAME_WORK = {
    **dict.fromkeys(
        ("ai", "ml", "genai", "llm", "llms", "mlops", "artificial intelligence", "machine learning"), "ai"
    ),
    **dict.fromkeys(
        ("project", "projects", "program", "programme", "programs", "delivery", "implementation"), "project"
    ),
    **dict.fromkeys(
        ("manager", "management", "lead", "head", "director", "owner", "coordinator", "pm"), "manager"
    ),
}
_TWO_WORDS = re.compile(r"\bartificial intelligence\b|\bmachine learning\b", re.IGNORECASE)

#: From this level on in all that a requirement is about, the resume often shows it in words of its own, so we
#: keep quiet. Basis: of 60 such requirements called missing, 20 were shown in other words; of the rest one in
#: ten was.
_AT_HOME = 2
#: From this level on the resume leads in a field: a question where it was used would be a strange one.
_DEEP = 3
#: Kinds of skill that are fields; so many other skills of one in described work show it.
_BROAD, _SHOWN_ENOUGH = frozenset(("concept", "method", "technique")), 2
#: Kinds of skill that are known by their name: nothing else on the page shows them.
_NAMED = frozenset(("tool", "certification", "standard"))

#: Kinds of skill that no line of work has to show: they have a line of their own, or cannot be shown so.
_NOT_SHOWN_AT_WORK = frozenset(("certification", "soft"))
#: A longer quote than this is a sentence, not the name of a skill.
_SHORT_NAME = 32
#: Names that one line is asked to show at most.
_NAMED_TOGETHER = 3

#: One thing that the job asks for, and how it is met.
_Asked = tuple[Requirement, RequirementMatch]

_AI_COMPETENCIES = frozenset({"ai_concepts", "genai_llm", "mlops", "data_literacy"})


@rule("fit/unproven-requirement", code="TLR-02", severity="high", kind="add-fact", basis="C")
def unproven_requirement(case: Case) -> Iterator[Finding]:
    """The job asks for it, and the resume only names it.

    Why: a skill in a list is easy to write. A line that shows it at work is what convinces.
    Instead of: | Skills: risk management
    Try: | - Kept the risk register of a $2M programme; closed 14 of 17 risks before go-live.
    Source: recruiter search practice; career-centre agreement
    """
    seen: set[int] = set()
    biggest = {id(one) for one in biggest_gaps([match for _, match in requirements(case)])}
    for asked, match in sorted(requirements(case), key=lambda one: -one[1].max_points):
        if match.met != "claimed" or not match.evidence or match.evidence[0].start in seen:
            continue
        if asked.min_years or asked.degree:
            continue  # no line shows these
        named = _named(case, asked, match)
        if all(skill.kind in _NOT_SHOWN_AT_WORK for skill in named):
            continue
        place = match.evidence[0]
        said = flat(place.text)
        word = said if len(said) <= _SHORT_NAME else named[0].name
        # a sign of the skill in a line of work is no name of it, and the line may well show it
        if word.casefold() not in said.casefold() or case.bullet_at(place.start):
            continue
        seen.add(place.start)
        first = next(
            (one for one in named if one.evidence and one.evidence[0].start == place.start), named[0]
        )
        others = [] if asked.any_of else [one for one in named if one is not first][: _NAMED_TOGETHER - 1]
        names = [word, *(one.name for one in others)]
        tools = all(_is_tool(one, name) for one, name in zip((first, *others), names, strict=True))
        it = "it" if len(names) == 1 else "them"
        yield Finding(
            message=f"{asks(match)} You name {listed(names)}, but no line shows {it} at work. "
            f"Where did you use {it}, and with what result?",
            evidence=match.evidence,
            before=said,
            after=f"[What you did] with {_and(names)}; [what came of it]." if tools else None,
            change=Change(tuple(one.id for one in (first, *others)), "E3"),
            severity="high" if asked.importance == "required" else "medium",
            weight=match.max_points,
            label=requirement_label(match.text),
            alone=id(match) in biggest,
        )


@rule("fit/missing-requirement", code="TLR-02", severity="medium", kind="build", basis="C")
def missing_requirement(case: Case) -> Iterator[Finding]:
    """The job asks for it, and no line shows it clearly.

    Why: what is not on the page counts as not there, for people and for machines.
    Instead of: | Skills: Excel
    Try: | Skills: risk management
    Source: recruiter search practice; career-centre agreement
    """
    biggest = {id(one) for one in biggest_gaps([match for _, match in requirements(case)])}
    for group in _alike([pair for pair in requirements(case) if _is_missing(case, *pair)]):
        asked, match = group[0]
        others = asked_sentence(match.skills, case.job.family) if case.job else ""
        lines = near_lines(case, match)
        if not lines:
            said = f"{_NOT_FOUND} If you have done it, say so. If not, it is worth building."
        else:
            near = " or ".join(opening(case.text(line)) for line in lines)
            said = f"{_NOT_FOUND} Was it part of {near}? Then say so there. If not, it is worth building."
        yield Finding(
            message=" ".join(part for part in (asks(*(one for _, one in group)), others, said) if part),
            evidence=tuple(case.evidence(line.start, line.end) for line in lines),
            kind="add-fact" if lines else None,
            alone=any(id(one) in biggest for _, one in group),
            change=Change(match.skills[:1] if asked.any_of else match.skills, "E3"),
            weight=match.max_points,
            label=requirement_label(match.text),
        )


_NOT_FOUND = "We found no line that shows it clearly."


def _is_missing(case: Case, asked: Requirement, match: RequirementMatch) -> bool:
    """Whether a requirement is missing, and is one that a line of work could show."""
    known = load_skills().skills
    records = [known[skill] for skill in match.skills if skill in known]
    levels = {competency.id: competency.level for competency in case.profile.competencies}
    at_home = min((levels.get(one.competency, 0) for one in records), default=0) >= _AT_HOME
    return (
        match.met == "missing"
        and match.importance != "preferred"
        and not (asked.min_years or asked.degree or all(one.kind == "soft" for one in records))
        and (any(one.kind in _NAMED for one in records) or not at_home)
    )


def _alike(pairs: Sequence[_Asked]) -> list[list[_Asked]]:
    """Requirements that ask for the same skill told together, the weightiest of each group first."""
    groups: list[list[_Asked]] = []
    for pair in sorted(pairs, key=lambda pair: -pair[1].max_points):
        same = next((one for one in groups if set(one[0][1].skills) & set(pair[1].skills)), None)
        if same is None:
            groups.append([pair])
        else:
            same.append(pair)
    return groups


@rule("fit/headline-off-target", code="TLR-01", severity="medium", kind="rephrase", basis="B")
def headline_off_target(case: Case) -> Iterator[Finding]:
    """Neither the headline nor the latest title names the target.

    Why: titles are what the first glance falls on.
    Instead of: | Rosa Example
    | Office Manager
    Try: | Rosa Example
    | Project Coordinator moving into AI Project Manager work
    Source: eye-tracking studies of recruiters (Ladders 2012, 2018; small and vendor-run)
    """
    if case.job is None:
        return
    wanted = _kind_of_work(case.job.title)
    latest = case.outline.positions[0].title if case.outline.positions else None
    seen = _kind_of_work(f"{_top_of(case)} {latest or ''}")
    if wanted and seen and len(wanted & seen) / len(wanted) < TITLE_OVERLAP:
        yield Finding(
            message=f"The headline does not name the target. If it is true, write “{case.job.title}” there. "
            f"Else write “moving into {case.job.title} work”.",
        )


@rule("fit/no-ai-evidence", code="TLR-03", severity="info", kind="build", basis="C")
def no_ai_evidence(case: Case) -> Iterator[Finding]:
    """No work with AI or data can be seen.

    Why: AI knowledge may come from a course, a side project or volunteering, but it has to show.
    Instead of: | - Planned the office move of 40 people.
    Try: | - Planned the pilot of a document classifier with two data scientists; recall 0.84 on 900 letters.
    Source: a published guide to becoming an AI project manager; readings of real postings
    """
    shown = any(
        skill.competency in _AI_COMPETENCIES and skill.strength >= "E3" for skill in case.profile.skills
    )
    if not shown and not _asked_for_ai(case):
        yield Finding(
            message="No line shows work with AI or data yet. Describe one project: data, method, measure, "
            "lesson.",
        )


def _asked_for_ai(case: Case) -> bool:
    """Whether another rule asks about work with AI already: the same is not said twice."""
    known = load_skills().skills
    return any(
        skill in known and known[skill].competency in _AI_COMPETENCIES
        for rule in (unproven_requirement, missing_requirement)
        for finding in case.found(rule)
        if finding.change
        for skill in finding.change.skills
    )


def requirements(case: Case) -> list[tuple[Requirement, RequirementMatch]]:
    """Each requirement of the job with how it is met."""
    if case.job is None or case.match is None or case.match.abstained:
        return []
    return list(zip(case.job.requirements, case.match.requirements, strict=True))


def _named(case: Case, asked: Requirement, match: RequirementMatch) -> list[Skill]:
    """The asked skills that the resume names and that are worth a question.

    Where one of several tools is asked, "AI" beside them is none of them. A field in which somebody leads, of
    which lines show several things, or which stands in the title of a job, is shown by the whole of the work.
    """
    known = load_skills().skills
    kinds = {known[skill].kind for skill in match.skills if skill in known}
    levels = {competency.id: competency.level for competency in case.profile.competencies}
    shown = Counter(one.competency for one in case.profile.skills if one.strength >= "E3" and not one.hedged)
    titles = [position.header for position in case.outline.positions]
    return [
        skill
        for skill in case.profile.skills
        if skill.id in match.skills
        and not (asked.any_of and kinds & _NAMED and skill.kind not in _NAMED)
        and not (skill.kind in _BROAD and shown[skill.competency] >= _SHOWN_ENOUGH)
        and not (skill.kind not in _NAMED and levels.get(skill.competency, 0) >= _DEEP)
        and not any(start <= place.start < end for place in skill.evidence for start, end in titles)
    ]


def _and(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _is_tool(skill: Skill, word: str) -> bool:
    """Whether “with” may stand before the word: names of products have a capital."""
    return skill.kind == "tool" and word[0].isupper()


def asks(match: RequirementMatch, *also: RequirementMatch) -> str:
    """The sentence that names the requirement: a duty is what the work includes, all else is asked for."""
    verb = "The work includes" if match.importance == "responsibility" else "The job asks for"
    quotes = [requirement_quote(one.text) for one in (match, *also)]
    return f"{verb} {' and '.join([', '.join(quotes[:-1]), quotes[-1]] if also else quotes)}."


def _kind_of_work(title: str) -> frozenset[str]:
    """The words of a title, ranks left out and words for the same work made one."""
    words = words_of(_TWO_WORDS.sub(lambda found: _SAME_WORK[found.group().casefold()], title))
    return frozenset(_SAME_WORK.get(word, word) for word in words if word not in _RANKS)


def _top_of(case: Case) -> str:
    """The lines above the first section, or the first section when it is a summary."""
    sections = case.outline.sections
    first = sections[0] if sections else None
    if first is None:
        return case.document.text[:400]
    end = first.end if first.kind == "summary" else first.start
    return case.document.text[:end]
