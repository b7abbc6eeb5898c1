"""Rules about the target: what the job asks for and the resume does not show."""

import re
from collections.abc import Iterator

from analyzer.advice.rule import Case, Change, Finding, rule
from analyzer.advice.wording import flat, requirement_label, requirement_quote
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
#: Kinds of skill that are known by their name: nothing else on the page shows them.
_NAMED = frozenset(("tool", "certification", "standard"))

#: Kinds of skill that no line of work has to show: they have a line of their own, or cannot be shown so.
_NOT_SHOWN_AT_WORK = frozenset(("certification", "soft"))
#: A longer quote than this is a sentence, not the name of a skill.
_SHORT_NAME = 32

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
        named = [skill for skill in case.profile.skills if skill.id in match.skills]
        if all(skill.kind in _NOT_SHOWN_AT_WORK for skill in named):
            continue
        place = match.evidence[0]
        said = flat(place.text)
        word = said if len(said) <= _SHORT_NAME else named[0].name
        # a sign of the skill in a line of work is no name of it, and the line may well show it
        if word.casefold() not in said.casefold() or case.bullet_at(place.start):
            continue
        seen.add(place.start)
        yield Finding(
            message=f"{asks(match)} You name “{word}”, but no line shows it at work. "
            "Where did you use it, and with what result?",
            evidence=match.evidence,
            before=said,
            after=f"[What you did] with {word}; [what came of it]." if _is_tool(named[0], word) else None,
            change=Change(tuple(skill.id for skill in named), "E3"),
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
    known = load_skills().skills
    biggest = {id(one) for one in biggest_gaps([match for _, match in requirements(case)])}
    levels = {competency.id: competency.level for competency in case.profile.competencies}
    for asked, match in requirements(case):
        records = [known[skill] for skill in match.skills if skill in known]
        told_elsewhere = asked.min_years or asked.degree or all(one.kind == "soft" for one in records)
        at_home = min((levels.get(one.competency, 0) for one in records), default=0) >= _AT_HOME
        wanted = match.met == "missing" and match.importance != "preferred"
        named = any(one.kind in _NAMED for one in records)
        if wanted and not told_elsewhere and (named or not at_home):
            others = asked_sentence(match.skills, case.job.family) if case.job else ""
            told = (asks(match), others, "We found no line that shows it clearly.")
            yield Finding(
                message=f"{' '.join(part for part in told if part)} "
                "If you have done it, say so. If not, it is worth building.",
                alone=id(match) in biggest,
                change=Change(match.skills[:1] if asked.any_of else match.skills, "E3"),
                weight=match.max_points,
                label=requirement_label(match.text),
            )


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
    if not any(
        skill.competency in _AI_COMPETENCIES and skill.strength >= "E3" for skill in case.profile.skills
    ):
        yield Finding(
            message="No line shows work with AI or data yet. Describe one project: data, method, measure, "
            "lesson.",
        )


def requirements(case: Case) -> list[tuple[Requirement, RequirementMatch]]:
    """Each requirement of the job with how it is met."""
    if case.job is None or case.match is None or case.match.abstained:
        return []
    return list(zip(case.job.requirements, case.match.requirements, strict=True))


def _is_tool(skill: Skill, word: str) -> bool:
    """Whether “with” may stand before the word: names of products have a capital."""
    return skill.kind == "tool" and word[0].isupper()


def asks(match: RequirementMatch) -> str:
    """The sentence that names the requirement: a duty is what the work includes, all else is asked for."""
    verb = "The work includes" if match.importance == "responsibility" else "The job asks for"
    return f"{verb} {requirement_quote(match.text)}."


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
