"""A Profile made ready for matching: described work as words, skills by id, the career as time.

Names, contacts, schools, employers and places are masked before any word is compared, so they cannot count.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from analyzer.integrity import words_of
from analyzer.matching.career import Held, held
from analyzer.matching.target import Target, is_ai
from analyzer.matching.concepts import ideas
from analyzer.matching.words import terms
from analyzer.records import (
    Document,
    Education,
    Evidence,
    Outline,
    Passage,
    Position,
    Profile,
    Skill,
    Strength,
)

#: What a mention proves, 0-1. Basis: the strength scale of the framework; a mere listing proves nothing, it is
#: a claim and counted as one.
STRENGTH: Mapping[str, float] = {"E1": 0.0, "E2": 0.45, "E3": 0.7, "E4": 0.9, "E5": 1.0}
#: This many different AI skills in one position make it AI work through and through.
_AI_SKILLS = 3
#: A position is fully described from this many telling lines on; one without any still counts in part, because
#: early jobs are often only named.
_TELLING_LINES = 3
_NAMED_ONLY = 0.3
#: A career counts in full from this many skills shown in telling lines on: titles alone prove no career,
#: and neither do the one or two that any text shows by chance.
_SKILLS_CREDIBLE, _SKILLS_CHANCE = 8, 2
#: A line tells something with a figure or with this many telling words.
_TELLING_WORDS = 6
#: A line of at least this many entries of this few words is a list, not a description.
_LIST_ENTRIES, _ENTRY_WORDS = 4, 3.0
#: A passage is copied when this share of its words stands in runs of `_RUN` words of the ad.
_COPIED_SHARE, _RUN = 0.6, 4
#: From this many copied lines on, competency levels are taken from the skills that are left: the pieces that set them
#: may have been copied.
_COPIED_LINES = 2

#: Sections that describe work.
_WORK = ("experience", "projects")
_FIGURE = re.compile(r"\d")
_WEB = re.compile(r"(?:https?://|www\.)\S+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """One passage: where it stands, whether it describes work, its words, and whether it tells something."""

    document: int
    start: int
    end: int
    section: str
    position: int | None
    work: bool
    terms: frozenset[str]
    ideas: frozenset[str]
    words: tuple[str, ...]
    telling: bool


@dataclass(frozen=True, slots=True)
class Person:
    """One profile as the matcher sees it, with what was copied from one job ad left out."""

    profile: Profile
    told: tuple[Told, ...]
    terms: frozenset[str]
    skills: Mapping[str, Skill]
    levels: Mapping[str, int]
    career: tuple[Held, ...]
    credentials: Mapping[str, str]
    education: tuple[Education, ...]
    outcomes: int
    words: int
    copied: bool


class _ByIdentity:
    """Keeps the parsed texts of one person as a key: equal only to itself, so looking it up costs nothing."""

    __slots__ = ("profile", "token")

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.token = tuple(id(outline) for outline in profile.outlines)

    def __hash__(self) -> int:
        return hash(self.token)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and self.token == other.token


def person(profile: Profile, target: Target) -> Person:
    """The profile made ready for one job."""
    passages, words = _told(_ByIdentity(profile))
    copied = _copied(passages, target)
    kept = tuple(one for one in passages if one.work and one not in copied)
    skills = tuple(_grounded(skill, kept) for skill in _skills(profile.skills, copied))
    return Person(
        profile=profile,
        told=kept,
        terms=frozenset().union(*(one.terms for one in kept if one.telling)),
        skills={skill.id: skill for skill in skills},
        levels=_levels(profile, skills, copied),
        career=_career(profile, kept, skills),
        credentials={
            one.skill: one.status
            for one in profile.certifications
            if not any(_overlaps(line, 0, one.start, one.end) for line in copied)
        },
        education=tuple(
            one
            for one in profile.education
            if not any(_overlaps(line, 0, one.start, one.end) for line in copied)
        ),
        outcomes=sum(
            achievement.quantified
            and achievement.evidence.section in _WORK
            and not _stands_in(achievement.evidence, copied)
            for achievement in profile.achievements
        ),
        words=words,
        copied=bool(copied),
    )


# --- described work ----------------------------------------------------------------------------------


@lru_cache(maxsize=256)
def _told(key: _ByIdentity) -> tuple[tuple[Told, ...], int]:
    """Every passage, described work of the same words once, and how many words the documents have."""
    found: dict[tuple[bool, tuple[str, ...]], Told] = {}
    size = 0
    for document, outline in zip(key.profile.documents, key.profile.outlines, strict=True):
        hidden = _masked(document, outline)
        for passage in outline.passages:
            text = _visible(document, passage, hidden)
            words = tuple(words_of(text))
            size += len(words)
            work = _is_work(outline, passage)
            found.setdefault(
                (work, words if work else (str(document.index), str(passage.start))),
                _one(document, outline, passage, text, words, work=work),
            )
    return tuple(found.values()), size


def _one(
    document: Document, outline: Outline, passage: Passage, text: str, words: tuple[str, ...], *, work: bool
) -> Told:
    listed = passage.kind == "list" or _is_list(text)
    telling = terms(text) if work else frozenset()
    return Told(
        document=document.index,
        start=passage.start,
        end=passage.end,
        section="summary" if passage.section is None else outline.sections[passage.section].kind,
        position=passage.position,
        work=work,
        terms=telling,
        ideas=ideas(text) if work else frozenset(),
        words=words,
        telling=not listed and (len(telling) >= _TELLING_WORDS or bool(_FIGURE.search(text))),
    )


def _is_work(outline: Outline, passage: Passage) -> bool:
    """Whether a passage describes work: it stands in jobs or projects and is no heading or title line."""
    if passage.kind not in ("bullet", "prose", "list") or passage.section is None:
        return False
    return outline.sections[passage.section].kind in _WORK


def _masked(document: Document, outline: Outline) -> list[tuple[int, int]]:
    """Stretches that must not count: employers, schools, places, the person's name, web and mail addresses."""
    names = {
        *(position.organization for position in outline.positions),
        *(position.location for position in outline.positions),
        *(education.institution for education in outline.education),
        outline.contact.name,
    }
    spans = [found.span() for found in _WEB.finditer(document.text)]
    for name in sorted(name for name in names if name and len(name) > 2):
        spans += [found.span() for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", document.text)]
    return spans


def _is_list(text: str) -> bool:
    entries = re.split(r"[,;|/•]|\band\b", text)
    return len(entries) >= _LIST_ENTRIES and len(text.split()) / len(entries) < _ENTRY_WORDS


def _visible(document: Document, passage: Passage, hidden: Sequence[tuple[int, int]]) -> str:
    """The text of a passage with masked stretches blanked."""
    text = document.text[passage.start : passage.end]
    for start, end in hidden:
        first, last = max(start, passage.start) - passage.start, min(end, passage.end) - passage.start
        if first < last:
            text = text[:first] + " " * (last - first) + text[last:]
    return text


# --- copied from the ad ------------------------------------------------------------------------------


def _copied(told: Sequence[Told], target: Target) -> frozenset[Told]:
    """Passages that hold a long run of the ad's words, or consist of short ones."""
    return frozenset(one for one in told if _is_copied(one, target))


def _is_copied(one: Told, target: Target) -> bool:
    words = one.words
    if any(words[at : at + 8] in target.long_runs for at in range(len(words) - 7)):
        return True
    if len(words) < _RUN:
        return False
    covered = {
        at + offset
        for at in range(len(words) - _RUN + 1)
        if words[at : at + _RUN] in target.short_runs
        for offset in range(_RUN)
    }
    return len(covered) >= _COPIED_SHARE * len(words)


def _overlaps(line: Told, document: int, start: int, end: int) -> bool:
    return line.document == document and line.start < end and start < line.end


def _stands_in(evidence: Evidence, copied: frozenset[Told]) -> bool:
    return any(_overlaps(line, evidence.document, evidence.start, evidence.end) for line in copied)


# --- skills and levels -------------------------------------------------------------------------------


def _skills(skills: Sequence[Skill], copied: frozenset[Told]) -> tuple[Skill, ...]:
    """The skills without evidence that was copied. What is left counts for what its place allows."""
    return tuple(left for skill in skills if (left := _without(skill, copied))) if copied else tuple(skills)


def _without(skill: Skill, copied: frozenset[Told]) -> Skill | None:
    kept = tuple(evidence for evidence in skill.evidence if not _stands_in(evidence, copied))
    if len(kept) == len(skill.evidence):
        return skill
    if not kept:
        return None
    allowed = "E4" if kept[0] is skill.evidence[0] else _STRENGTH_OF_SECTION.get(kept[0].section, "E1")
    return replace(skill, strength=min(skill.strength, allowed), evidence=kept)


#: What is left of a skill whose best proof was copied, by the section of the next one. With the best proof its own,
#: E4: whether it was repeated cannot be told any more.
_STRENGTH_OF_SECTION: Mapping[str, Strength] = {"experience": "E3", "projects": "E3", "education": "E2", "certifications": "E2"}


def _grounded(skill: Skill, told: Sequence[Told]) -> Skill:
    """The skill as strong as the lines that tell of it: a title or a list under a job only says it was there.

    A skill whose first proof stands outside of jobs and projects is left as it is: it is what somebody would like
    to see proved, asked by whoever works out what a change is worth.
    """
    if STRENGTH[skill.strength] <= STRENGTH["E2"] or not skill.evidence or _is_told(skill, told):
        return skill
    return replace(skill, strength="E2") if skill.evidence[0].section in _WORK else skill


def _is_told(skill: Skill, told: Sequence[Told]) -> bool:
    return any(
        one.telling and one.document == evidence.document and one.start <= evidence.start < one.end
        for evidence in skill.evidence
        for one in told
    )


def _levels(profile: Profile, skills: Sequence[Skill], copied: frozenset[Told]) -> dict[str, int]:
    """Competency levels that described work or a course supports; a bare list supports none."""
    shown: dict[str, list[Skill]] = {}
    for skill in skills:
        if STRENGTH[skill.strength] > 0 and not skill.hedged:
            shown.setdefault(skill.competency, []).append(skill)
    doubtful = len(copied) >= _COPIED_LINES
    return {
        competency.id: min(competency.level, _level(shown.get(competency.id, [])))
        if competency.level <= 1 or doubtful
        else competency.level
        for competency in profile.competencies
    }


def _level(skills: Sequence[Skill]) -> int:
    """The level that skills alone support: one led and measured, two described, or anything at all."""
    if any(skill.strength == "E5" for skill in skills):
        return 3
    pieces = {
        evidence.text for skill in skills if skill.strength in ("E3", "E4") for evidence in skill.evidence[:1]
    }
    return 2 if len(pieces) > 1 else min(1, len(skills))


# --- career ------------------------------------------------------------------------------------------


def _career(profile: Profile, told: Sequence[Told], skills: Sequence[Skill]) -> tuple[Held, ...]:
    return tuple(_held(profile, told, skills))


def _held(profile: Profile, told: Sequence[Told], skills: Sequence[Skill]) -> Iterator[Held]:
    shown = sum(STRENGTH[skill.strength] > STRENGTH["E2"] for skill in skills)
    credible = min(1.0, max(0.0, (shown - _SKILLS_CHANCE) / (_SKILLS_CREDIBLE - _SKILLS_CHANCE)))
    for number, position in enumerate(profile.positions):
        lines = [one for one in told if one.position == number and one.document == 0]
        described = min(1.0, sum(one.telling for one in lines) / _TELLING_LINES)
        one = held(
            position,
            ai=_ai_share(position, lines, skills),
            described=credible * (_NAMED_ONLY + (1 - _NAMED_ONLY) * described),
        )
        if one is not None:
            yield one


def _ai_share(position: Position, lines: Sequence[Told], skills: Sequence[Skill]) -> float:
    """How much of a position was AI work: by the different AI skills that its lines and its title show."""
    spans = [(one.start, one.end) for one in lines]
    if position.header != (0, 0):
        spans.append(position.header)
    found = sum(
        any(
            evidence.document == 0 and start <= evidence.start and evidence.end <= end
            for evidence in skill.evidence
            for start, end in spans
        )
        for skill in skills
        if is_ai(skill.id, skill.competency)
        and STRENGTH[skill.strength] > STRENGTH["E2"]
        and not skill.hedged
    )
    return min(1.0, found / _AI_SKILLS)


def passages_of(profile: Profile) -> tuple[Told, ...]:
    """The described work of a profile, passage by passage."""
    return tuple(one for one in _told(_ByIdentity(profile))[0] if one.work)
