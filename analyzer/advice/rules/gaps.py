"""Rules about the biggest gaps, and about names that the job has for what the lines show already."""

import re
from collections.abc import Iterator, Sequence

from analyzer.advice.near import near_line
from analyzer.advice.rule import Case, Change, Edit, Finding, rule
from analyzer.advice.rules.fit import asks, missing_requirement, requirements, unproven_requirement
from analyzer.advice.wording import listed, opening, requirement_label, requirement_quote
from analyzer.language import load_skills
from analyzer.language.knowledge import SkillRecord
from analyzer.records import Passage, Requirement, RequirementMatch, biggest_gaps

#: Gaps that a report names (`reports.words.explain`): each of them gets an answer.
_NAMED_GAPS = 2
#: Names written beside one's own at most: more reads as a list of words.
_MOST_NAMES = 3
#: Kinds of skill of which all names mean one thing, whatever they look like ("K8s", "Kubernetes").
_ONE_THING = frozenset(("tool", "standard"))


@rule("fit/open-gap", code="TLR-02", severity="medium", kind="add-fact", basis="C")
def open_gap(case: Case) -> Iterator[Finding]:
    """One of the two biggest gaps is shown in part, or no line can close it.

    Why: where most points are open, a line is worth most; and where no line helps, you should know it.
    Instead of: | - Wrote the schedule of the claims programme in a sheet.
    Try: | - Wrote the schedule of the claims programme in Jira; nine of ten milestones were met.
    Source: recruiter search practice; our own scorer, which says what is open
    """
    told = " ".join(
        one.message for other in (unproven_requirement, missing_requirement) for one in case.found(other)
    )
    pairs = requirements(case)
    asked = {id(match): requirement for requirement, match in pairs}
    scored = [match for _, match in pairs if match.max_points > 0]
    for match in biggest_gaps(scored, _NAMED_GAPS):
        if requirement_quote(match.text) not in told:
            yield _answer(case, asked[id(match)], match)


def _answer(case: Case, asked: Requirement, match: RequirementMatch) -> Finding:
    """What can be said about one gap: a question about a line, or why no line closes it."""
    known = load_skills().skills
    records = [known[one] for one in match.skills if one in known]
    if asked.min_years and not re.search(r"\d|\byears?\b", match.text):
        return _done_once(case, match)
    if asked.min_years:
        return _plain(
            match, "We count fewer years of it. No wording changes that; check that each job has its dates."
        )
    if asked.degree:
        return _plain(
            match,
            "We found none that fits. If you hold one, add it with its field; if not, your work speaks.",
        )
    if (one := _by_kind(asked, match, records)) is not None:
        return one
    line = near_line(case, match)
    if line is not None:
        return _nearest(case, asked, match, line, records)
    said = f"{_standing(match)} If a line is about it, name it there. If not, it is worth building."
    if not records:  # it names nothing that could be looked for: a line may well tell it
        said = (
            "Which of your lines tells it? Say it there in these words. If none does, it is worth building."
        )
    change = _shown(asked, match) if records else None
    return _plain(match, said, change=change, build=match.importance == "preferred" and bool(records))


def _done_once(case: Case, match: RequirementMatch) -> Finding:
    """What to write about something that is to have been done once, however long it took."""
    line = near_line(case, match)
    where = f"the line {opening(case.text(line))}" if line is not None else "its line"
    return _plain(
        match, f"If one of your projects did, say in {where} what went live, when, and which part was yours."
    )


def _standing(match: RequirementMatch) -> str:
    """How we read what is there: the person may know better."""
    if match.met == "partly" and 2 * match.points >= match.max_points:
        return "A line could show it more fully."
    if match.met == "partly":
        return "We read it as shown in part."
    return "We found no line that shows it clearly."


def _by_kind(asked: Requirement, match: RequirementMatch, records: Sequence[SkillRecord]) -> Finding | None:
    """What is said of certificates, tools and soft skills; None where it is about something else."""
    kinds = {one.kind for one in records}
    if kinds == {"certification"}:
        said = "It does not count as held yet. Once you hold it, give its name and year."
        return _plain(match, said, change=Change((records[0].id,), "E2"), build=True)
    if kinds == {"tool"} or (asked.any_of and "tool" in kinds):
        which = (
            "Which of these do you use, or what like them? Name" if asked.any_of else "If you use it, name"
        )
        return _plain(match, f"{which} it in the line about that work.", change=_shown(asked, match))
    if kinds == {"soft"}:
        said = "A deed shows it better than the word. Where did it matter, with whom, and what came of it?"
        return _plain(match, said, change=_shown(asked, match))
    return None


def _nearest(
    case: Case, asked: Requirement, match: RequirementMatch, line: Passage, records: Sequence[SkillRecord]
) -> Finding:
    """A question about the line that is nearest to what is asked."""
    shown = {one.id for one in case.profile.skills if one.strength >= "E3" and not one.hedged}
    lacking = [] if asked.any_of else [one for one in records if one.id not in shown]
    near = f"Your nearest line is {opening(case.text(line))}."
    if lacking and len(lacking) < len(records):
        question = f"{listed([one.name for one in lacking], 3)} we did not find. Where did you do it?"
    else:
        question = "Say more plainly what you did for it, and what came of it."
    return Finding(
        message=f"{asks(match)} {_standing(match)} {near} {question}",
        evidence=(case.evidence(line.start, line.end),),
        change=Change(tuple(one.id for one in lacking or records), "E3") if records else None,
        weight=match.max_points,
        label=requirement_label(match.text),
        alone=True,
    )


def _plain(
    match: RequirementMatch, said: str, *, change: Change | None = None, build: bool = False
) -> Finding:
    return Finding(
        message=f"{asks(match)} {said}",
        change=change,
        kind="build" if build else None,
        severity=None if change else "info",
        weight=match.max_points,
        label=requirement_label(match.text),
        alone=True,
    )


def _shown(asked: Requirement, match: RequirementMatch) -> Change:
    return Change(match.skills[:1] if asked.any_of else match.skills, "E3")


# --- names --------------------------------------------------------------------------------------------


@rule("fit/other-name", code="TLR-02", severity="low", kind="rephrase", basis="B")
def other_name(case: Case) -> Iterator[Finding]:
    """The job writes a name in full, or short, where your lines write it the other way.

    Why: people and machines search for the word of the ad; both names once serve everybody.
    Instead of: | - Ran UAT of the claims service with nine clerks.
    Try: | - Ran UAT (user acceptance testing) of the claims service with nine clerks.
    Source: vendors' documentation of applicant tracking systems; recruiter search practice
    """
    found = list(_other_names(case))[:_MOST_NAMES]
    if found:
        pairs = [f"“{theirs}” where you write “{own}”" for theirs, own, _ in found]
        yield Finding(
            message=f"The job says {_joined(pairs)}. Write both once.",
            evidence=tuple(case.evidence(end - len(own), end) for _, own, end in found),
            edits=tuple(Edit(0, end, end, f" ({theirs})") for theirs, _, end in found),
        )


def _other_names(case: Case) -> Iterator[tuple[str, str, int]]:
    """The job's name of a skill, the line's own, and where the own one ends; each skill once."""
    known = load_skills().skills
    work = "\n".join(case.text(line) for line in case.bullets())
    shown = {one.id for one in case.profile.skills if one.strength >= "E3" and not one.hedged}
    seen: set[str] = set()
    for _, match in requirements(case):
        for skill in match.skills:
            if skill in seen or skill not in shown or skill not in known:
                continue
            seen.add(skill)
            theirs = _written(known[skill], match.text)
            if (
                theirs
                and not _whole(theirs[0]).search(work)
                and (own := _own_name(case, known[skill], theirs[0]))
            ):
                yield theirs[0], *own


def _own_name(case: Case, record: SkillRecord, theirs: str) -> tuple[str, int] | None:
    """Another writing of the same name in a line of work, outside of brackets, and where it ends."""
    for line in case.bullets():
        text = case.text(line)
        written = _written(record, text)
        if not written or not (record.kind in _ONE_THING or _is_short_for(written[0], theirs)):
            continue
        own, end = written
        if text.count("(", 0, end) > text.count(")", 0, end) or text[end:].lstrip()[:1] == "(":
            continue
        return own, line.start + end
    return None


def _written(record: SkillRecord, text: str) -> tuple[str, int] | None:
    """The longest writing of a skill that a text holds, as it stands there, and where it ends."""
    folded = text.casefold()  # most names stand nowhere, which needs no pattern
    found = [
        place
        for alias in record.aliases
        if alias.text.casefold() in folded and (place := _whole(alias.text).search(text))
    ]
    longest = max(found, key=lambda place: (len(place.group()), -place.start()), default=None)
    return (longest.group(), longest.end()) if longest else None


def _whole(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])", re.IGNORECASE)


def _is_short_for(one: str, other: str) -> bool:
    """Whether one of two names is made of the beginnings of the other's words: "UAT", "GenAI", "ML"."""
    short, long = sorted((one, other), key=len)
    letters, words = re.sub(r"\W", "", short).casefold(), re.findall(r"\w+", long.casefold())
    return len(letters) > 1 and letters != "".join(words) and len(words) > 1 and _spelled(letters, words)


def _spelled(letters: str, words: Sequence[str]) -> bool:
    """Whether letters are beginnings of all of some words, one after the other."""
    if not words:
        return not letters
    first, rest = words[0], words[1:]
    return any(
        letters.startswith(first[:size]) and _spelled(letters[size:], rest)
        for size in range(1, min(len(first), len(letters)) + 1)
    )


def _joined(parts: Sequence[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
