"""One requirement, answered by one person: the signs of evidence, each 0-1, and the quotes behind them.

Every sign can only rise when evidence is added. Lists and self-claims feed none of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from analyzer.matching.career import nearness, years
from analyzer.matching.lines import WORK, ByIdentity, Line
from analyzer.matching.person import STRENGTH, Person
from analyzer.matching.reading import Spoken, overlaps
from analyzer.matching.target import TECHNICAL, Ask, Target
from analyzer.records import Education, Evidence, Skill

#: One number, or one for each of many requirements.
Number = TypeVar("Number", float, NDArray[np.float64])

#: Names of the signs, in the order in which the requirement model reads them.
SIGNS = (
    "skills",  # strength with which the skills are shown: all of them, or the best where one is enough
    "best_skill",  # the best of them
    "measured",  # share of them shown with a figure
    "competency",  # level of the competencies they belong to
    "cover",  # share of the requirement's telling words in one line of described work
    "cover_three",  # the mean of the three best lines
    "likeness",  # cosine of the requirement and the nearest line
    "ideas",  # share of the requirement's ideas that one line of described work speaks of
    "ideas_all",  # the same, in all described work
    "words_and_ideas",  # words and ideas together, in the best line
    "years",  # years of that kind of work, as a share of the years asked
    "years_strict",  # the same, of that very kind only
    "degree",
    "credential",
    "career",  # years in this family of work, as a share of the usual years
    "ai_career",  # years of AI work, as a share of the same
    "outcomes",
)
#: What kind of thing is asked; says nothing about the person.
KINDS = (
    "asks_skills",
    "asks_years",
    "asks_degree",
    "asks_credential",
    "asks_little",  # "basic", "familiarity with", "interest in": a course is enough
    "in_words_only",
)

#: Degree levels as numbers, in the order of study.
DEGREE_LEVELS: Mapping[str | None, int] = {
    None: 0, "other": 0, "secondary": 1, "associate": 2, "bachelor": 3, "master": 4, "doctorate": 5,
}  # fmt: skip
#: A degree one step below the one asked, or none with "or equivalent" in the line.
_DEGREE_BELOW, _EQUIVALENT = 0.5, 0.7
#: A degree in another field where a technical one is asked.
_OTHER_FIELD = 0.4
#: What is worth quoting of a certificate.
IN_PROGRESS = 0.4
_CREDENTIAL = {"held": 1.0, "expired": 0.6, "in_progress": IN_PROGRESS, "planned": 0.15}
HELD = 0.5
OUTCOMES_ENOUGH = 6
#: Families this near are the very kind of work that a line about years asks for.
VERY_NEAR = 0.75
_QUOTES = 3
#: What an asked skill in a line adds to it as a quote, beside its words (basis as for words: `reading`).
_BY_SKILLS = 1.5
#: From this nearness on the title of a job is quoted for years.
NEAR_ENOUGH = 0.3


@dataclass(frozen=True, slots=True)
class Answer:
    """What one person shows for one requirement."""

    ask: Ask
    signs: tuple[float, ...]
    evidence: tuple[Evidence, ...]
    claims: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds for every requirement of the job: how the career stands to it."""

    career: float
    ai_career: float
    outcomes: float


def answer(ask: Ask, spoken: Spoken, person: Person, standing: Standing, *, quotes: bool = True) -> Answer:
    """The signs and quotes of one requirement.

    Without `quotes` the evidence is one quote, if there is any: enough for the score, and faster.
    """
    strengths = [shown(person.skills.get(skill)) for skill in ask.skills]
    credential, proof = _credential(ask, person)
    signs = (
        _together(strengths, any_of=ask.requirement.any_of),
        max(strengths, default=0.0),
        _together([float(value >= STRENGTH["E4"]) for value in strengths], any_of=ask.requirement.any_of),
        _competency(ask, person),
        spoken.cover,
        spoken.cover_three,
        spoken.likeness,
        spoken.ideas,
        spoken.ideas_all,
        spoken.both,
        *_years(ask, person),
        degree_sign(ask, person),
        credential,
        standing.career,
        standing.ai_career if ask.years_of_ai else 0.0,
        standing.outcomes,
    )
    if ask.credentials and not ask.skills:  # a certificate is held or not: no other words can show it
        evidence = proof if credential >= HELD else ()
    elif quotes:
        evidence = tuple(_quotes(ask, person, spoken, proof))
    else:
        evidence = _any_quote(ask, person, spoken, proof)
    return Answer(ask, signs, evidence, tuple(_claims(ask, person)))


def standing(person: Person, target: Target) -> Standing:
    """How the career stands to the job: family of work, AI work, measured outcomes."""
    near = nearness(target.job.family)
    return Standing(
        career=min(1.0, years(person.career, near) / target.years),
        ai_career=min(1.0, years(person.career, ai=True) / max(1.0, target.years / 2)),
        outcomes=min(1.0, person.outcomes / OUTCOMES_ENOUGH),
    )


# --- signs -------------------------------------------------------------------------------------------


def shown(skill: Skill | None) -> float:
    """What the mentions of a skill prove, 0-1."""
    if skill is None:
        return 0.0
    value = STRENGTH[skill.strength]
    return value / 2 if skill.hedged else value


def _together(values: Sequence[float], *, any_of: bool) -> float:
    if not values:
        return 0.0
    return max(values) if any_of else sum(values) / len(values)


def _competency(ask: Ask, person: Person) -> float:
    levels = [min(1.0, person.levels.get(competency, 0) / 3) for competency in ask.competencies]
    return sum(levels) / len(levels) if levels else 0.0


def _years(ask: Ask, person: Person) -> tuple[float, float]:
    if not ask.years:
        return 0.0, 0.0
    near = nearness(ask.years_in) if ask.years_in else None
    very = {family: 1.0 for family, value in near.items() if value >= VERY_NEAR} if near else None
    return (
        min(1.0, years(person.career, near) / ask.years),
        min(1.0, years(person.career, very) / ask.years),
    )


def degree_sign(ask: Ask, person: Person) -> float:
    """How far the degree asked is held, 0-1."""
    wanted = DEGREE_LEVELS.get(ask.degree, 0)
    if not wanted:
        return 0.0
    best = max((_one_degree(ask, one, wanted) for one in person.education), default=0.0)
    return max(best, _EQUIVALENT) if ask.requirement.degree_or_equivalent and person.career else best


def _one_degree(ask: Ask, one: Education, wanted: int) -> float:
    level = DEGREE_LEVELS.get(one.degree_level, 0)
    value = 1.0 if level >= wanted else _DEGREE_BELOW if level == wanted - 1 else 0.0
    return value * _OTHER_FIELD if ask.technical and not TECHNICAL.search(one.field or "") else value


def _credential(ask: Ask, person: Person) -> tuple[float, tuple[Evidence, ...]]:
    found = []
    for wanted in ask.credentials:
        skill = person.skills.get(wanted)
        if skill is not None:
            found.append((credential_worth(skill, person), skill.evidence[:1]))
    if not found:
        return 0.0, ()
    value, proof = max(found, key=lambda one: one[0])
    if not ask.requirement.any_of and len(ask.credentials) > 1:
        value = sum(one[0] for one in found) / len(ask.credentials)
    return value, proof if value >= IN_PROGRESS else ()


def credential_worth(skill: Skill, person: Person) -> float:
    """How far a certificate that the person names is held, 0-1."""
    said = person.credentials.get(skill.name)
    if said:
        return _CREDENTIAL[said]
    return 1.0 if skill.strength >= "E2" and not skill.hedged else _CREDENTIAL["planned"]


# --- quotes ------------------------------------------------------------------------------------------


def _quotes(ask: Ask, person: Person, spoken: Spoken, proof: tuple[Evidence, ...]) -> Iterator[Evidence]:
    """At most three quotes, the most telling first, no line twice."""
    shown = [person.skills[skill] for skill in ask.skills if skill in person.skills]
    shown = [skill for skill in shown if STRENGTH[skill.strength] > 0 and not skill.hedged and skill.evidence]
    found = [_line_quote(person, told.line) for told in spoken.told if told.quotable]
    found += [
        evidence
        for skill in shown
        for at, evidence in enumerate(skill.evidence)
        if at == 0 or evidence.section in WORK
    ]
    found.sort(key=lambda one: (-_worth(one, ask, shown, spoken), one.document, one.start, one.end))
    candidates = [*proof, *_jobs(ask, person), *found]
    if ask.degree:
        candidates += [_at(person, 0, one.start, one.end, "education") for one in person.education[:1]]
    seen: list[Evidence] = []
    for evidence in candidates:
        if any(_touch(other, evidence) for other in seen):
            continue
        seen.append(evidence)
        yield evidence
        if len(seen) == _QUOTES:
            return


def _any_quote(ask: Ask, person: Person, spoken: Spoken, proof: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """One of the quotes that `_quotes` gives; none where it gives none."""
    if proof:
        return proof
    for name in ask.skills:
        skill = person.skills.get(name)
        if skill and STRENGTH[skill.strength] > 0 and not skill.hedged and skill.evidence:
            return skill.evidence[:1]
    for told in spoken.told:
        if told.quotable:
            return (_line_quote(person, told.line),)
    jobs = tuple(_jobs(ask, person))
    if jobs or not ask.degree:
        return jobs
    return tuple(_at(person, 0, one.start, one.end, "education") for one in person.education[:1])


def _worth(evidence: Evidence, ask: Ask, shown: Sequence[Skill], spoken: Spoken) -> float:
    """How likely somebody would point at this: the words and ideas of its line, the asked skills in it."""
    close = max(
        (
            told.closeness
            for told in spoken.told
            if overlaps(told.line, evidence.document, evidence.start, evidence.end)
        ),
        default=0.0,
    )
    here = sum(any(_touch(one, evidence) for one in skill.evidence) for skill in shown)
    return close + _BY_SKILLS * here / max(1, len(ask.skills))


def _touch(one: Evidence, other: Evidence) -> bool:
    return one.document == other.document and one.start < other.end and other.start < one.end


def _line_quote(person: Person, line: Line) -> Evidence:
    return _at(person, line.document, line.start, line.end, line.section)


def _jobs(ask: Ask, person: Person) -> Iterator[Evidence]:
    """Where years are asked: the title line of the nearest job held, the latest of equals."""
    if not ask.years:
        return
    if ask.years_in is None and ask.skills:
        return  # the title of whatever job somebody holds is no proof of "a year of machine learning"
    near = nearness(ask.years_in) if ask.years_in else None
    rated = [(1.0 if near is None else one.near(near), one) for one in person.career if one.header != (0, 0)]
    rated = [one for one in rated if one[0] >= NEAR_ENOUGH]
    if rated:
        best = max(rated, key=lambda one: (one[0], one[1].last, -one[1].header[0]))[1]
        yield _at(person, 0, *best.header, "experience")


def _at(person: Person, document: int, start: int, end: int, section: str) -> Evidence:
    return _quote(ByIdentity(person.profile), document, start, end, section)


@lru_cache(maxsize=4096)
def _quote(key: ByIdentity, document: int, start: int, end: int, section: str) -> Evidence:
    """A slice as Evidence; the same lines are looked at for every requirement, job and change."""
    return key.profile.documents[document].evidence(start, end, section=section)


def _claims(ask: Ask, person: Person) -> Iterator[Evidence]:
    for name in (*ask.skills, *ask.credentials):
        skill = person.skills.get(name)
        if skill and skill.evidence:
            yield skill.evidence[0]
            return


# --- the row that the judge reads --------------------------------------------------------------------


def kinds_of(ask: Ask) -> tuple[float, ...]:
    """What kind of thing is asked, in the order of `KINDS`, each 0 or 1."""
    in_words = not (ask.skills or ask.years or ask.degree or ask.credentials)
    kinds = (ask.skills, ask.years, ask.degree, ask.credentials, ask.little, in_words)
    return tuple(float(bool(kind)) for kind in kinds)


def judged_rows(answers: Sequence[Answer]) -> NDArray[np.float64]:
    """A row for each answer: its signs, some once more for the kinds of requirement in which they say more.

    And products of signs: a product of two rises with both, so the row keeps the promise that evidence never
    lowers.
    """
    if not answers:
        return np.zeros((0,))
    signs = np.array([one.signs for one in answers])
    kinds = np.array([kinds_of(one.ask) for one in answers])
    columns = judged_columns(dict(zip(SIGNS, signs.T, strict=True)), tuple(kinds.T))
    return np.stack(tuple(columns), axis=1)


def judged_columns(sign: Mapping[str, Number], kinds: Sequence[Number]) -> Iterator[Number]:
    """The columns that the judge reads: of one requirement as numbers, or of many as arrays."""
    kind = dict(zip(KINDS, kinds, strict=True))
    words: tuple[str, ...] = ("cover", "cover_three", "likeness", "ideas", "ideas_all", "words_and_ideas")
    yield from (sign[name] for name in SIGNS)
    yield from (sign[name] * kind["in_words_only"] for name in (*words, "career"))
    yield from (sign["career"] * kind[name] for name in KINDS[:4])
    yield from (sign["career"] * sign[name] for name in (*words, "skills", "competency", "best_skill"))
    yield from (sign[name] * kind["asks_little"] for name in ("skills", "best_skill", "competency"))
    yield from (
        sign["words_and_ideas"] * sign[name] for name in ("skills", "best_skill", "competency", "ideas_all")
    )
