"""A pair of a profile and a job as one row of features, each 0-1 and rising with evidence.

The row is what the score is a sum of; each feature belongs to one component that a person can read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analyzer.matching.answers import Standing
from analyzer.matching.career import NEARNESS, Held, years
from analyzer.matching.person import AI_COMPETENCIES, Person
from analyzer.matching.target import Target
from analyzer.matching.words import terms

#: (feature, component it is shown under), in the order of the model's columns.
FEATURES: tuple[tuple[str, str], ...] = (
    ("requirements", "Requirements"),
    ("depth", "Competency depth"),
    ("career", "Career"),
    ("nearest", "Career"),
    ("recent", "Career"),
    ("title", "Career"),
    ("rank", "Career"),
    ("ai_years", "AI work"),
    ("ai_skills", "AI work"),
    ("substance", "Described work"),
    ("outcomes", "Described work"),
)
COMPONENTS: tuple[str, ...] = tuple(dict.fromkeys(component for _, component in FEATURES))

#: This many different AI skills in described work are enough; so are this many skills of any kind.
_AI_SKILLS_ENOUGH, _SKILLS_ENOUGH = 10, 25
#: A year in a near role is enough to count as having held it.
_MONTHS_HELD = 12


@dataclass(frozen=True, slots=True)
class Row:
    """The features of one pair, in the order of `FEATURES`."""

    values: tuple[float, ...]


def row(
    person: Person, target: Target, standing: Standing, coverage: float, idf: Mapping[str, float]
) -> tuple[float, ...]:
    """The features of a pair. `coverage` is the weighted share of the requirements that is met."""
    near = NEARNESS.get(target.job.family, NEARNESS["other"])
    last = max((one.last for one in person.career), default=0)
    described = [skill for skill in person.skills.values() if skill.strength >= "E3" and not skill.hedged]
    ai_skills = sum(skill.competency in AI_COMPETENCIES for skill in described)
    enough = min(1.0, len(described) / _SKILLS_ENOUGH)
    return (
        coverage,
        _depth(person, target),
        standing.career,
        max(
            (_near(one, near) * min(1.0, (one.last - one.first) / _MONTHS_HELD) for one in person.career),
            default=0.0,
        ),
        max((_near(one, near) for one in person.career if one.last == last), default=0.0),
        max((_likeness(one.title, target, idf) * one.described for one in person.career), default=0.0),
        min(1.0, max((one.rank * one.described for one in person.career), default=0.0) / target.rank),
        standing.ai_career if target.ai else standing.career,
        min(1.0, ai_skills / _AI_SKILLS_ENOUGH) if target.ai else enough,
        enough,
        standing.outcomes,
    )


def _near(one: Held, near: Mapping[str, float]) -> float:
    return near.get(one.family, 0.0) * one.described * one.share


def _depth(person: Person, target: Target) -> float:
    """Share of the asked competency levels that is reached, by their weights."""
    whole = sum(weight for weight, _ in target.needs.values())
    reached = sum(
        weight * min(1.0, person.levels.get(competency, 0) / level)
        for competency, (weight, level) in target.needs.items()
    )
    return reached / whole if whole else 0.0


def _likeness(title: str, target: Target, idf: Mapping[str, float]) -> float:
    whole = sum(idf.get(term, idf[""]) for term in sorted(target.title))
    shared = sum(idf.get(term, idf[""]) for term in sorted(terms(title) & target.title))
    return shared / whole if whole else 0.0


def tenths(shares: Sequence[float], total: float) -> tuple[float, ...]:
    """Shares rounded to tenths so that they sum to `total` exactly: the largest remainders are rounded up."""
    whole = round(total * 10)
    size = sum(shares)
    if size <= 0 or whole <= 0:
        return tuple(0.0 for _ in shares)
    exact = [share / size * whole for share in shares]
    floors = [int(value) for value in exact]
    order = sorted(range(len(exact)), key=lambda at: (floors[at] - exact[at], at))
    for at in order[: whole - sum(floors)]:
        floors[at] += 1
    return tuple(value / 10 for value in floors)
