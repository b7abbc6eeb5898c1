"""A Profile made ready for matching: skills, competency levels, the career as time, nothing copied."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from analyzer.matching.career import Held, held
from analyzer.matching.lines import WORK, Line
from analyzer.matching.reading import Reading, Weights, overlaps, reading, stands_in
from analyzer.matching.sizes import Held as Size
from analyzer.matching.sizes import Kind, largest
from analyzer.matching.target import Target, is_ai
from analyzer.records import Education, Evidence, Position, Profile, Skill, Strength

#: What a mention proves, 0-1. Basis: the strength scale of the framework; a mere listing proves nothing, it
#: is a claim and counted as one.
STRENGTH: Mapping[str, float] = {"E1": 0.0, "E2": 0.45, "E3": 0.7, "E4": 0.9, "E5": 1.0}
#: This many different AI skills in one position make it AI work through and through.
_AI_SKILLS = 3
#: A position is fully described from this many telling lines on; one without any still counts in part,
#: because early jobs are often only named.
_TELLING_LINES = 3
_NAMED_ONLY = 0.5
#: A career counts in full from this many skills shown in telling lines on: titles alone prove no career,
#: and neither do the one or two that any text shows by chance.
_SKILLS_CREDIBLE, _SKILLS_CHANCE = 8, 2
#: From this many copied lines on, competency levels are taken from the skills that are left: the pieces that
#: set them may have been copied.
_COPIED_LINES = 2


@dataclass(frozen=True, slots=True)
class Person:
    """One profile as the matcher sees it, with what was copied from one job ad left out.

    `proofs` are the places in described work that show a skill, with its competency.
    """

    profile: Profile
    reading: Reading
    skills: Mapping[str, Skill]
    levels: Mapping[str, int]
    career: tuple[Held, ...]
    credentials: Mapping[str, str]
    education: tuple[Education, ...]
    outcomes: int
    sizes: Mapping[Kind, Size]
    proofs: tuple[tuple[str, Evidence], ...]


def person(profile: Profile, target: Target, weights: Weights) -> Person:
    """The profile made ready for one job."""
    said = reading(profile, target, weights)
    whole = _counted(profile, said) if said.copied else _with_nothing_copied(_Same(profile, said))
    return replace(
        whole, reading=said, career=tuple(replace(one, akin=_akin(one, target)) for one in whole.career)
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """A profile as a key, equal only to itself: what does not depend on the job is worked out once."""

    profile: Profile
    said: Reading

    def __hash__(self) -> int:
        return id(self.profile)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.profile is other.profile


@lru_cache(maxsize=16)  # an entry keeps a whole person in memory
def _with_nothing_copied(key: _Same) -> Person:
    return _counted(key.profile, key.said)


def _counted(profile: Profile, said: Reading) -> Person:
    """What counts of the profile beside the lines that were copied, the same for every job."""
    copied = said.copied
    where = _where(_SamePlaces(profile.positions, said))
    skills = tuple(_grounded(skill, where) for skill in _skills(profile.skills, copied))
    return Person(
        profile=profile,
        reading=said,
        skills={skill.id: skill for skill in skills},
        levels=_levels(profile, skills, copied),
        career=tuple(_held(profile, where, skills)),
        credentials={
            one.skill: one.status
            for one in profile.certifications
            if not any(overlaps(line, 0, one.start, one.end) for line in copied)
        },
        education=tuple(
            one
            for one in profile.education
            if not any(overlaps(line, 0, one.start, one.end) for line in copied)
        ),
        outcomes=sum(
            achievement.quantified
            and achievement.evidence.section in WORK
            and not stands_in(achievement.evidence, copied)
            for achievement in profile.achievements
        ),
        sizes=largest(one for one in profile.achievements if not stands_in(one.evidence, copied)),
        proofs=tuple(
            (skill.competency, evidence)
            for skill in skills
            if skill.strength >= "E3" and not skill.hedged
            for evidence in skill.evidence
            if evidence.section in WORK
        ),
    )


# --- skills and levels -------------------------------------------------------------------------------


def _skills(skills: Sequence[Skill], copied: frozenset[Line]) -> tuple[Skill, ...]:
    """The skills without evidence that was copied. What is left counts for what its place allows."""
    return tuple(left for skill in skills if (left := _without(skill, copied))) if copied else tuple(skills)


def _without(skill: Skill, copied: frozenset[Line]) -> Skill | None:
    kept = tuple(evidence for evidence in skill.evidence if not stands_in(evidence, copied))
    if len(kept) == len(skill.evidence):
        return skill
    if not kept:
        return None
    allowed = "E4" if kept[0] is skill.evidence[0] else _STRENGTH_OF_SECTION.get(kept[0].section, "E1")
    return replace(skill, strength=min(skill.strength, allowed), evidence=kept)


#: What is left of a skill whose best proof was copied, by the section of the next one. With the best proof
#: its own, E4: whether it was repeated cannot be told any more.
_STRENGTH_OF_SECTION: Mapping[str, Strength] = {
    "experience": "E3",
    "projects": "E3",
    "education": "E2",
    "certifications": "E2",
}


def _grounded(skill: Skill, where: "_Where") -> Skill:
    """The skill as strong as the lines that tell of it: a title or a list under a job only says it was there.

    A skill whose first proof stands outside of jobs and projects is left as it is: it is what somebody would
    like to see proved, asked by whoever works out what a change is worth.
    """
    if STRENGTH[skill.strength] <= STRENGTH["E2"] or not skill.evidence or where.tells(skill):
        return skill
    first = skill.evidence[0]
    return replace(skill, strength="E2") if first.document == 0 and first.section in WORK else skill


@dataclass(frozen=True, slots=True, eq=False)
class _SamePlaces:
    """Positions and lines as a key: the same for everyone who differs in skills alone, as what-ifs do."""

    positions: tuple[Position, ...]
    said: Reading

    def __hash__(self) -> int:
        return hash((id(self.positions), id(self.said)))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _SamePlaces) and self.positions is other.positions and self.said is other.said
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Where:
    """Where proofs of skills may stand: `told` has a 1 for every character of a line that tells of work.

    `spans` are the lines and the title of each position, `described` how fully its lines describe it, `seen`
    the positions of the places that were asked for, one bit each.
    """

    told: bytes
    spans: tuple[tuple[tuple[int, int], ...], ...]
    described: tuple[float, ...]
    seen: dict[tuple[int, int], int]

    def tells(self, skill: Skill) -> bool:
        """Whether a proof of the skill stands in one of the lines that tell of work."""
        told = self.told
        return any(
            evidence.document == 0 and evidence.start < len(told) and told[evidence.start]
            for evidence in skill.evidence
        )

    def positions(self, skill: Skill) -> int:
        """The positions whose lines or title show the skill, one bit each."""
        found = 0
        for evidence in skill.evidence:
            if evidence.document == 0:
                place = evidence.start, evidence.end
                if place not in self.seen:
                    self.seen[place] = sum(
                        1 << number
                        for number, spans in enumerate(self.spans)
                        if any(start <= place[0] and place[1] <= end for start, end in spans)
                    )
                found |= self.seen[place]
        return found


@lru_cache(maxsize=16)  # an entry keeps a whole person in memory
def _where(key: _SamePlaces) -> _Where:
    told = bytearray(max((one.end for one in key.said.work), default=0))
    for one in key.said.work:
        if one.telling and one.document == 0:
            told[one.start : one.end] = b"\x01" * (one.end - one.start)
    spans, described = [], []
    for number, position in enumerate(key.positions):
        lines = [one for one in key.said.work if one.position == number and one.document == 0]
        described.append(min(1.0, sum(one.telling for one in lines) / _TELLING_LINES))
        title = [position.header] if position.header != (0, 0) else []
        spans.append((*((one.start, one.end) for one in lines), *title))
    return _Where(bytes(told), tuple(spans), tuple(described), {})


def _levels(profile: Profile, skills: Sequence[Skill], copied: frozenset[Line]) -> dict[str, int]:
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


def _held(profile: Profile, where: _Where, skills: Sequence[Skill]) -> Iterator[Held]:
    """The positions as time; how akin each is to a job is left open."""
    strong = [skill for skill in skills if STRENGTH[skill.strength] > STRENGTH["E2"]]
    credible = min(1.0, max(0.0, (len(strong) - _SKILLS_CHANCE) / (_SKILLS_CREDIBLE - _SKILLS_CHANCE)))
    shown = [(skill, where.positions(skill)) for skill in strong if not skill.hedged]
    for number, position in enumerate(profile.positions):
        here = [skill for skill, places in shown if places >> number & 1]
        one = held(
            position,
            ai=min(1.0, sum(is_ai(skill.id, skill.competency) for skill in here) / _AI_SKILLS),
            described=credible * (_NAMED_ONLY + (1 - _NAMED_ONLY) * where.described[number]),
            akin=0.0,
            shows=frozenset(skill.competency for skill in here),
        )
        if one is not None:
            yield one


def _akin(position: Held, target: Target) -> float:
    """Share of the competencies the job needs, by weight, of which a position shows something."""
    whole = sum(weight for weight, _ in target.needs.values())
    found = sum(weight for competency, (weight, _) in target.needs.items() if competency in position.shows)
    return found / whole if whole else 0.0
