"""A pair of a profile and a job as one row of features, each 0-1 and rising with evidence.

The row is what the score is a sum of; each feature belongs to one component that a person can read. Products
of two features ("requirements x career") say that both together are worth more than each alone: what a
requirement proves counts more in a career near the job. A product of rising things rises too.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from analyzer.matching.answers import Standing
from analyzer.matching.career import Held, nearness
from analyzer.matching.person import STRENGTH, Person
from analyzer.matching.reading import Weights
from analyzer.matching.target import Target, is_ai
from analyzer.matching.words import terms

#: Component -> its features, in the order of the model's columns. The features of the first component are all
#: the share of requirements met, alone and times something else: so its points can be told requirement by
#: requirement.
FEATURES: Mapping[str, tuple[str, ...]] = {
    "Requirements": (
        "requirements",
        "requirements x nearest",
        "requirements x recent",
        "requirements x ease",
        "requirements x common",
    ),
    "Skills and words of the job": ("asked_skills", "asked_words"),
    "Career": (
        "nearest",
        "recent",
        "title",
        "nearest x ease",
        "recent x ease",
        "nearest x common",
        "recent x common",
    ),
    "AI work": (
        "ai_skills",
        "ai_nearest",
        "ai_career",
        "ai_skills x nearest",
        "ai_skills x ease",
        "ai_nearest x ease",
        "ai_nearest x common",
        "ai_career x ease",
    ),
    "Competency depth": ("depth", "depth x ease"),
    "Measured outcomes": ("outcomes x asked_skills", "outcomes x nearest"),
}
#: Names of all features, as columns.
COLUMNS: tuple[str, ...] = tuple(name for names in FEATURES.values() for name in names)
#: The first so many columns are kept straight lines.
STRAIGHT = len(FEATURES["Requirements"])

#: Values from which a feature is full: what people rated strong show (nobody uses every word of an ad).
ENOUGH: Mapping[str, float] = {
    "asked_skills": 0.35,
    "asked_words": 0.35,
    "title": 0.8,
}

#: This many different AI skills in described work are enough; so are this many skills of any kind for other
#: jobs.
AI_SKILLS_ENOUGH, SKILLS_ENOUGH = 10, 20
#: A year in a near role is enough to count as having held it.
MONTHS_HELD = 12
#: A job that asks this many years is not easy at all to reach; one that asks none is.
NO_EASE = 8.0
#: Mean weight of the words of an ad, as a share of the weight of an unseen word: from special to plain ads.
_SPECIAL, _PLAIN = 0.74, 0.6


def row(
    person: Person,
    target: Target,
    standing: Standing,
    coverage: float,
    weights: Weights,
) -> tuple[float, ...]:
    """The features of a pair. `coverage` is the weighted share of the requirements that is met."""
    near = nearness(target.job.family)
    last = max((one.last for one in person.career), default=0)
    nearest = _best(person.career, near)
    recent = max((_near(one, near) for one in person.career if one.last == last), default=0.0)
    ai_nearest, ai_career = _ai(person.career, near, target) if target.ai else (nearest, standing.career)
    plain = {
        "requirements": coverage,
        "ease": max(0.0, 1 - target.years / NO_EASE),
        "common": common_wording(target, weights),
        "nearest": nearest,
        "recent": recent,
        "title": max(
            (_likeness(one.title, target, weights) * one.described for one in person.career), default=0.0
        ),
        "ai_skills": _ai_skills(person, target),
        "ai_nearest": ai_nearest,
        "ai_career": ai_career,
        "depth": _depth(person, target),
        "outcomes": standing.outcomes,
        "asked_skills": _asked_skills(person, target, weights),
        "asked_words": _asked_words(person, target, weights),
    }
    scaled = {name: min(1.0, value / ENOUGH.get(name, 1.0)) for name, value in plain.items()}
    return tuple(_value(name, scaled) for name in COLUMNS)


def _value(name: str, plain: Mapping[str, float]) -> float:
    first, _, second = name.partition(" x ")
    return plain[first] * plain[second] if second else plain[first]


def common_wording(target: Target, weights: Weights) -> float:
    """How common the wording of the requirements is: an ad of special words asks for special people."""
    each = [weights.word(term) for term in sorted(target.terms)]
    if not each:
        return 0.0
    share = sum(each) / len(each) / weights.words[""]
    return min(1.0, max(0.0, (_SPECIAL - share) / (_SPECIAL - _PLAIN)))


# --- career ------------------------------------------------------------------------------------------


def _near(one: Held, near: Mapping[str, float]) -> float:
    return one.near(near) * one.described * one.share


def _best(career: Sequence[Held], near: Mapping[str, float]) -> float:
    """The nearest role held; less than a year of it counts in part."""
    return max(
        (_near(one, near) * min(1.0, (one.last - one.first) / MONTHS_HELD) for one in career), default=0.0
    )


def _ai(career: Sequence[Held], near: Mapping[str, float], target: Target) -> tuple[float, float]:
    """The nearest role that was AI work, and the years of such work as a share of half the years asked."""
    nearest = max((one.near(near) * one.described * one.ai for one in career), default=0.0)
    edges = sorted({edge for one in career for edge in (one.first, one.last)})
    months = sum(
        (end - start)
        * max(
            (_near(one, near) * one.ai for one in career if one.first <= start and end <= one.last),
            default=0.0,
        )
        for start, end in pairwise(edges)
    )
    return nearest, min(1.0, months / 12 / max(1.0, target.years / 2))


def _likeness(title: str, target: Target, weights: Weights) -> float:
    whole = sum(weights.word(term) for term in sorted(target.title))
    shared = sum(weights.word(term) for term in sorted(terms(title) & target.title))
    return shared / whole if whole else 0.0


# --- skills ------------------------------------------------------------------------------------------


def _ai_skills(person: Person, target: Target) -> float:
    described = [skill for skill in person.skills.values() if skill.strength >= "E3" and not skill.hedged]
    if not target.ai:
        return min(1.0, len(described) / SKILLS_ENOUGH)
    return min(1.0, sum(is_ai(skill.id, skill.competency) for skill in described) / AI_SKILLS_ENOUGH)


def _depth(person: Person, target: Target) -> float:
    """Share of the asked competency levels that is reached, by their weights."""
    whole = sum(weight for weight, _ in target.needs.values())
    reached = sum(
        weight * min(1.0, person.levels.get(competency, 0) / level)
        for competency, (weight, level) in target.needs.items()
    )
    return reached / whole if whole else 0.0


def _asked_skills(person: Person, target: Target, weights: Weights) -> float:
    """Strength with which described work shows the skills the job names; rare ones weigh more."""
    whole = shown = 0.0
    for name, times in target.skills.items():
        weight = times * weights.skill(name)
        whole += weight
        skill = person.skills.get(name)
        if skill is not None and not skill.hedged and skill.strength >= "E3":
            shown += weight * STRENGTH[skill.strength]
    return shown / whole if whole else 0.0


def _asked_words(person: Person, target: Target, weights: Weights) -> float:
    """Share of the telling words of the requirements that described work uses; rare ones weigh more."""
    whole = sum(weights.word(term) * times for term, times in target.terms.items())
    used = sum(
        weights.word(term) * times for term, times in target.terms.items() if term in person.reading.terms
    )
    return used / whole if whole else 0.0


# --- points ------------------------------------------------------------------------------------------


def tenths(shares: Sequence[float], total: float, most: Sequence[float] | None = None) -> tuple[float, ...]:
    """Shares rounded to tenths so that they sum to `total` exactly: the largest remainders are rounded up.

    With `most`, none is rounded up above its own.
    """
    whole = round(total * 10)
    size = sum(shares)
    if size <= 0 or whole <= 0:
        return tuple(0.0 for _ in shares)
    exact = [share / size * whole for share in shares]
    limits = [whole] * len(exact) if most is None else [round(one * 10) for one in most]
    given = [min(int(value), limit) for value, limit in zip(exact, limits, strict=True)]
    order = sorted(range(len(exact)), key=lambda at: (given[at] - exact[at], at))
    while (left := whole - sum(given)) > 0:
        room = [at for at in order if given[at] < limits[at] and exact[at] > 0][:left]
        if not room:
            raise ValueError("points do not fit under their limits")
        for at in room:
            given[at] += 1
    return tuple(value / 10 for value in given)
