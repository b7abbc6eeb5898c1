"""One requirement, answered by one person: the signs of evidence, each 0-1, and the quotes behind them.

Every sign can only rise when evidence is added. Lists and self-claims feed none of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, islice
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from analyzer.matching.career import nearness, years
from analyzer.matching.formal import HELD, IN_PROGRESS, akin_credential, credential, degree_sign, degree_worth
from analyzer.matching.lines import WORK, ByIdentity, Line
from analyzer.matching.person import STRENGTH, Person
from analyzer.matching.reading import Spoken
from analyzer.matching.sizes import NEARLY
from analyzer.matching.target import Ask, Target
from analyzer.records import Evidence, Skill

#: One number, or one for each of many requirements.
Number = TypeVar("Number", float, NDArray[np.float64], "_Product")

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
    "often",  # how many lines speak of it
    "years",  # years of that kind of work, as a share of the years asked
    "years_strict",  # the same, of that very kind only
    "degree",
    "credential",
    "akin_credential",  # another certificate of the same kind
    "career",  # years in this family of work, as a share of the usual years
    "ai_career",  # years of AI work, as a share of the same
    "outcomes",
    "size",  # the largest team or sum shown, as a share of the one asked
)
#: What kind of thing is asked; says nothing about the person.
KINDS = (
    "asks_skills",
    "asks_years",
    "asks_degree",
    "asks_credential",
    "asks_little",  # "basic", "familiarity with", "interest in": a course is enough
    "in_words_only",
    "asks_soft",  # how somebody works with people
    "asks_by_name",  # a tool or a standard
    "firm",  # required, or a duty of the job
    "only_credential",
    "only_years",
)

OUTCOMES_ENOUGH = 6
#: Families this near are the very kind of work that a line about years asks for.
VERY_NEAR = 0.75
_QUOTES, _JOBS = 3, 2
#: What an asked skill in a line adds to it as a quote, beside its words (basis as for words: `reading`).
_BY_SKILLS = 1.9
#: What three or more skills of the asked competencies add, whether asked or not.
_BY_AKIN, _AKIN_ENOUGH = 1.75, 3
#: From this nearness on the title of a job is quoted for years.
NEAR_ENOUGH = 0.3


@dataclass(frozen=True, slots=True)
class Answer:
    """What one person shows for one requirement."""

    ask: Ask
    signs: tuple[float, ...]
    evidence: tuple[Evidence, ...]
    claims: tuple[Evidence, ...]
    shown_size: str = ""

    @property
    def credential(self) -> float:
        """How far the certificates asked are held, 0-1."""
        return self.signs[SIGNS.index("credential")]

    @property
    def opens_gate(self) -> bool:
        """Whether it may meet a condition that ends an application: a certificate must be held for that."""
        return not self.ask.only_credential or self.credential >= HELD

    @property
    def note(self) -> str:
        """What must be said beside a requirement that counts in part."""
        if self.too_small and self.ask.size:
            named = f"The largest named is “{self.shown_size}”" if self.shown_size else "No size is named"
            return f"{named}; the job asks for “{self.ask.size.said}”."
        if self.opens_gate:
            return ""
        return "Named, but not held yet." if self.credential else "Another certificate of the same kind."

    @property
    def too_small(self) -> bool:
        """Whether a size is asked that the career does not show."""
        return self.ask.size is not None and self.signs[SIGNS.index("size")] < NEARLY


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
    held, proof = credential(ask, person)
    akin, akin_proof = akin_credential(ask, person)
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
        spoken.often,
        *_years(ask, person),
        degree_sign(ask, person),
        held,
        akin,
        standing.career,
        standing.ai_career if ask.years_of_ai else 0.0,
        standing.outcomes,
        _size(ask, person),
    )
    if ask.only_credential:  # no other words can show a certificate
        evidence = proof or akin_proof
    elif quotes:
        evidence = tuple(_quotes(ask, person, spoken, proof if held >= IN_PROGRESS else ()))
    else:
        evidence = _any_quote(ask, person, spoken, proof if held >= IN_PROGRESS else ())
    largest = person.sizes.get(ask.size.kind) if ask.size else None
    return Answer(ask, signs, evidence, tuple(_claims(ask, person)), largest.said if largest else "")


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


def _size(ask: Ask, person: Person) -> float:
    held = person.sizes.get(ask.size.kind) if ask.size else None
    return min(1.0, held.value / ask.size.least) if ask.size and held else 0.0


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
    rated = []
    if found:
        akin = [one for competency, one in person.proofs if competency in ask.competencies]
        rated = _rated([*found, *akin], ask, person, shown, akin, spoken)
    seen: list[Evidence] = []
    for evidence in (*proof, *_studies(ask, person), *_largest(ask, person), *_jobs(ask, person)):
        if not any(_touch(other, evidence) for other in seen):
            seen.append(evidence)
    for header, *_, evidence in rated:  # a title tells of no work: quoted where there is nothing else
        if not any(_touch(other, evidence) for other in seen) and not (header and seen):
            seen.append(evidence)
    yield from seen[:_QUOTES]


def _rated(  # noqa: PLR0917  (all that a quote is judged by)
    found: Sequence[Evidence],
    ask: Ask,
    person: Person,
    shown: Sequence[Skill],
    akin: Sequence[Evidence],
    spoken: Spoken,
) -> list[tuple[bool, float, int, int, int, Evidence]]:
    """The quotes, those that tell of no work last, then the most telling first.

    A quote is part of the title line of a job, which tells of no work, or it is worth the words and ideas of
    its line and the asked skills in it: how likely somebody would point at it.
    """
    headers = [one.header for one in person.profile.outlines[0].positions]
    lines = [(*_place(told.line), told.closeness) for told in spoken.told]
    proofs = [[_place(one) for one in skill.evidence] for skill in shown]
    near = [_place(one) for one in akin]
    rated = []
    for one in found:
        document, start, end = here = _place(one)
        close = 0.0
        for other, first, last, closeness in lines:
            if other == document and first < end and start < last and closeness > close:
                close = closeness
        worth = close + _BY_SKILLS * sum(_meets(here, places) > 0 for places in proofs) / max(
            1, len(ask.skills)
        )
        worth += _BY_AKIN * min(1.0, _meets(here, near) / _AKIN_ENOUGH)
        header = document == 0 and any(first <= start < last for first, last in headers)
        rated.append((header, -worth, document, start, end, one))
    rated.sort(key=lambda one: one[:5])
    return rated


def _place(one: Evidence | Line) -> tuple[int, int, int]:
    return one.document, one.start, one.end


def _meets(place: tuple[int, int, int], others: Sequence[tuple[int, int, int]]) -> int:
    """How many of other places in the documents a place touches."""
    document, start, end = place
    count = 0
    for other, first, last in others:
        if other == document and first < end and start < last:
            count += 1
    return count


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
    other = chain(_jobs(ask, person), _studies(ask, person), _largest(ask, person))
    return tuple(islice(other, 1))


def _touch(one: Evidence, other: Evidence) -> bool:
    return one.document == other.document and one.start < other.end and other.start < one.end


def _line_quote(person: Person, line: Line) -> Evidence:
    return _at(person, line.document, line.start, line.end, line.section)


def _jobs(ask: Ask, person: Person) -> Iterator[Evidence]:
    """Where years are asked: the title lines of the nearest jobs held, the latest of equals first."""
    if not ask.years:
        return
    if ask.years_in is None and ask.skills:
        return  # the title of whatever job somebody holds is no proof of "a year of machine learning"
    near = nearness(ask.years_in) if ask.years_in else None
    rated = [(1.0 if near is None else one.near(near), one) for one in person.career if one.header != (0, 0)]
    rated = [one for one in rated if one[0] >= NEAR_ENOUGH]
    rated.sort(key=lambda one: (one[0], one[1].last, -one[1].header[0]), reverse=True)
    for _, best in rated[:_JOBS]:
        yield _at(person, 0, *best.header, "experience")


def _studies(ask: Ask, person: Person) -> Iterator[Evidence]:
    """Where a degree is asked: the lines of the degrees held, as far as they help."""
    if ask.degree:
        for one in sorted(person.education, key=lambda one: -degree_worth(ask, one, person)):
            yield _at(person, 0, one.start, one.end, "education")


def _largest(ask: Ask, person: Person) -> Iterator[Evidence]:
    """Where a size is asked: the line that names the largest."""
    if ask.size and ask.size.kind in person.sizes:
        yield person.sizes[ask.size.kind].evidence


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
    kinds = (
        ask.skills,
        ask.years,
        ask.degree,
        ask.credentials,
        ask.little,
        not (ask.skills or ask.years or ask.degree or ask.credentials),
        ask.soft,
        ask.named,
        ask.requirement.importance != "preferred",
        ask.only_credential,
        ask.years and not (ask.skills or ask.degree),
    )
    return tuple(float(bool(kind)) for kind in kinds)


def judged_rows(answers: Sequence[Answer], target: Target) -> NDArray[np.float64]:
    """A row for each answer: its signs, some once more for the kinds of requirement in which they say more.

    And products of signs: a product of two rises with both, so the row keeps the promise that evidence never
    lowers.
    """
    if not answers:
        return np.zeros((0,))
    signs = np.array([one.signs for one in answers])
    kinds = _kinds_asked(target)
    factors = np.concatenate((signs, kinds, 1 - kinds, np.ones((len(answers), 1))), axis=1)
    first, second, third = _products()
    return np.asarray(factors[:, first] * factors[:, second] * factors[:, third])


@lru_cache(maxsize=256)
def _kinds_asked(target: Target) -> NDArray[np.float64]:
    """What kinds of things a job asks: a row for each requirement."""
    return np.array([kinds_of(ask) for ask in target.asks])


@dataclass(frozen=True, slots=True)
class _Product:
    """What a column of the judge is made of: the places of its factors, multiplied from left to right."""

    factors: tuple[int, ...]

    def __mul__(self, other: "_Product") -> "_Product":
        if len(other.factors) != 1:
            raise ValueError("a product from the right would be rounded in another way")
        return _Product((*self.factors, *other.factors))

    def __rsub__(self, one: int) -> "_Product":
        (kind,) = self.factors
        return _Product((kind + len(KINDS),))


@cache
def _products() -> NDArray[np.int64]:
    """The factors of every column, three each: signs, kinds, what kinds leave of 1, and 1 itself.

    Taken from `judged_columns` itself, so that all rows of a person are three looks into one table.
    """
    signs = {name: _Product((at,)) for at, name in enumerate(SIGNS)}
    kinds = [_Product((len(SIGNS) + at,)) for at in range(len(KINDS))]
    none = len(SIGNS) + 2 * len(KINDS)
    columns = [one.factors for one in judged_columns(signs, kinds)]
    return np.array([[*one, none, none][:3] for one in columns]).T


def judged_columns(sign: Mapping[str, Number], kinds: Sequence[Number]) -> Iterator[Number]:
    """The columns that the judge reads: of one requirement as numbers, or of many as arrays."""
    kind = dict(zip(KINDS, kinds, strict=True))
    words: tuple[str, ...] = ("cover", "cover_three", "likeness", "ideas", "ideas_all", "words_and_ideas")
    said: tuple[str, ...] = ("words_and_ideas", "competency", "ideas_all", "often")
    told = {name: sign[name] * (1 - kind["only_credential"]) for name in SIGNS}
    yield from told.values()
    yield from (sign[name] * kind["in_words_only"] for name in (*words, "career"))
    yield from (sign["career"] * kind[name] for name in ("asks_skills", "asks_years", "asks_degree"))
    yield from (told["career"] * sign[name] for name in (*words, "skills", "competency", "best_skill"))
    yield from (sign[name] * kind["asks_little"] for name in ("skills", "best_skill", "competency"))
    yield from (
        told["words_and_ideas"] * sign[name] for name in ("skills", "best_skill", "competency", "ideas_all")
    )
    yield from (sign[name] * kind["only_credential"] for name in ("credential", "akin_credential"))
    yield sign["degree"] * kind["asks_degree"]
    yield from (sign[name] * kind["only_years"] for name in ("years", "years_strict"))
    for where in (kind["asks_soft"], kind["firm"], 1 - kind["asks_by_name"]):
        yield from (sign[name] * where for name in (*said, "ideas", "skills", "career"))
        yield from (sign["career"] * sign[name] * where for name in said)
