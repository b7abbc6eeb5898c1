"""One person made ready to be ranked against many postings: what does not depend on any of them.

What was copied from an ad depends on the ad; it is left to the match of the few postings that are shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from analyzer.matching.answers import shown
from analyzer.matching.career import AKIN_SHARE, Held
from analyzer.matching.formal import akin_kinds, credential_worth, degree_sign
from analyzer.matching.person import STRENGTH, Person, person
from analyzer.matching.reading import Weights
from analyzer.matching.segment import competency_order, hashed, idea_bits
from analyzer.matching.sizes import KINDS
from analyzer.matching.studies import FIELD_SETS
from analyzer.matching.target import Ask, Target, is_ai, target
from analyzer.matching.words import terms
from analyzer.records import Job, Profile, Requirement

Floats = NDArray[np.float64]

#: Degree levels in the order of their numbers in a segment.
_LEVELS = (None, "secondary", "associate", "bachelor", "master", "doctorate")


@dataclass(frozen=True, slots=True, eq=False)
class Seeker:
    """What ranking needs of a person, as numbers and arrays.

    `lines` has a row for each word of described work and a column for each line that tells something.
    `akin_credentials` is what certificates akin to those of each competency are worth.
    `degree[level, fields, equivalent]` is how far that degree is held. `akin[position, competency]` says
    what an untitled position shows. `sizes` are the largest of each kind of size.
    """

    person: Person
    words: NDArray[np.uint32]
    lines: Floats
    line_length: Floats
    line_ideas: NDArray[np.uint64]
    strengths: Mapping[int, float]
    described: Mapping[int, float]
    credentials: Mapping[int, float]
    akin_credentials: Floats
    named: frozenset[int]
    quoted: frozenset[int]
    levels: Floats
    degree: Floats
    ai_skills: int
    any_skills: int
    titles: tuple[frozenset[int], ...]
    akin: Floats
    sizes: Floats


@cache
def _nothing() -> Target:
    """A job that asks for nothing and has no words, so that nothing can be copied from it."""
    return target(
        Job(
            id="", title="", source="", text="", family="other", seniority="mid", min_years=None,
            max_years=None, requirements=(),
        )
    )  # fmt: skip


def seeker(profile: Profile, weights: Weights) -> Seeker:
    """The person made ready."""
    who = person(profile, _nothing(), weights)
    telling = [line for line in who.reading.work if line.telling]
    words = sorted({word for line in telling for word in line.terms}, key=hashed)
    at = {word: row for row, word in enumerate(words)}
    lines = np.zeros((len(words), len(telling)))
    for column, line in enumerate(telling):
        lines[[at[word] for word in line.terms], column] = 1.0
    weight = np.array([weights.word(word) for word in words])
    solid = [skill for skill in who.skills.values() if skill.strength >= "E3" and not skill.hedged]
    order = competency_order()
    return Seeker(
        person=who,
        words=np.array([hashed(word) for word in words], dtype=np.uint32),
        lines=lines,
        line_length=np.sqrt(weight**2 @ lines) if words else np.zeros(len(telling)),
        line_ideas=np.array([idea_bits(line.ideas) for line in telling], dtype=np.uint64),
        strengths={hashed(one.id): shown(one) for one in who.skills.values()},
        described={hashed(one.id): STRENGTH[one.strength] for one in solid},
        credentials={hashed(one.id): credential_worth(one, who) for one in who.skills.values()},
        akin_credentials=np.array([_akin(who, one) for one in order]),
        named=frozenset(hashed(one.id) for one in who.skills.values() if one.evidence),
        quoted=frozenset(
            hashed(one.id)
            for one in who.skills.values()
            if STRENGTH[one.strength] > 0 and not one.hedged and one.evidence
        ),
        levels=np.array([float(who.levels.get(one, 0)) for one in order]),
        degree=_degrees(who),
        ai_skills=sum(is_ai(one.id, one.competency) for one in solid),
        any_skills=len(solid),
        titles=tuple(frozenset(map(hashed, terms(one.title))) for one in who.career),
        akin=np.array([[float(name in one.shows) for name in order] for one in who.career]).reshape(
            len(who.career), len(order)
        ),
        sizes=np.array([who.sizes[kind].value if kind in who.sizes else 0.0 for kind in KINDS]),
    )


def _akin(who: Person, competency: str) -> float:
    kinds = akin_kinds(competency)
    return max(
        (
            credential_worth(one, who)
            for one in who.skills.values()
            if one.kind == "certification" and one.competency in kinds
        ),
        default=0.0,
    )


def _degrees(who: Person) -> Floats:
    table = np.zeros((len(_LEVELS), FIELD_SETS, 2))
    for number, level in enumerate(_LEVELS):
        for fields in range(FIELD_SETS):
            for equivalent in (0, 1):
                asked = Requirement("", "required", degree=level, degree_or_equivalent=bool(equivalent))
                ask = Ask(
                    requirement=asked, terms=frozenset(), ideas=frozenset(), skills=(), competencies=(),
                    credentials=(), years=None, years_in=None, years_of_ai=False, degree=level, little=False,
                    fields=fields, soft=False, named=False,
                )  # fmt: skip
                table[number, fields, equivalent] = degree_sign(ask, who)
    return table


def near_values(one: Held, table: Mapping[str, float] | None, akin: Floats) -> Floats | float:
    """How near a position is to jobs with that nearness table; `akin` is its content for each of them."""
    if table is None:
        return 1.0
    if not one.families:
        return AKIN_SHARE * akin
    return max(table.get(family, 0.0) for family in one.families)


def years_of(
    career: tuple[Held, ...],
    near: list[Floats | float],
    *,
    ai: bool = False,
    count: int,
) -> Floats:
    """Years of work for each of `count` jobs, each month once at its highest weight, as `career.years`."""
    months: Floats | float = np.zeros(count)
    edges = sorted({edge for one in career for edge in (one.first, one.last)})
    for start, end in pairwise(edges):
        best: Floats | float = 0.0
        for one, value in zip(career, near, strict=True):
            if one.first <= start and end <= one.last:
                best = np.maximum(best, one.share * one.described * value * (one.ai if ai else 1.0))
        months = months + (end - start) * best
    return np.asarray(months / 12)
