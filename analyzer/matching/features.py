"""A pair of a profile and a job as one row of features, each 0-1 and rising with evidence.

The row is what the score is a sum of; each feature belongs to one component that a person can read. Products
of two features ("requirements x career") say that both together are worth more than each alone: what a
requirement proves counts more in a career near the job. A product of rising things rises too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
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
#: The one or two plain features that a column is the product of; "" for none.
_FACTORS = tuple(name.partition(" x ")[::2] for name in COLUMNS)
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


@dataclass(frozen=True, slots=True, eq=False)
class _Worded:
    """What a job asks, weighed: its words and skills with their weights in a fixed order, and the sums."""

    title: tuple[tuple[str, float], ...]
    title_whole: float
    terms: tuple[tuple[str, float], ...]
    terms_whole: float
    skills: tuple[tuple[str, float], ...]
    skills_whole: float
    common: float


@lru_cache(maxsize=256)
def _worded(target: Target, weights: Weights) -> _Worded:
    """Worked out once for a job, because many people are compared with few jobs."""
    title = tuple((term, weights.word(term)) for term in sorted(target.title))
    words = tuple((term, weights.word(term) * times) for term, times in target.terms.items())
    skills = tuple((name, times * weights.skill(name)) for name, times in target.skills.items())
    return _Worded(
        title=title,
        title_whole=sum(weight for _, weight in title),
        terms=words,
        terms_whole=sum(weight for _, weight in words),
        skills=skills,
        skills_whole=sum((weight for _, weight in skills), 0.0),
        common=common_wording(target, weights),
    )


def row(
    person: Person,
    target: Target,
    standing: Standing,
    coverage: float,
    weights: Weights,
) -> tuple[float, ...]:
    """The features of a pair. `coverage` is the weighted share of the requirements that is met."""
    near = nearness(target.job.family)
    worded = _worded(target, weights)
    last = max((one.last for one in person.career), default=0)
    nearest = _best(person.career, near)
    recent = max((_near(one, near) for one in person.career if one.last == last), default=0.0)
    ai_nearest, ai_career = _ai(person.career, near, target) if target.ai else (nearest, standing.career)
    plain = {
        "requirements": coverage,
        "ease": max(0.0, 1 - target.years / NO_EASE),
        "common": worded.common,
        "nearest": nearest,
        "recent": recent,
        "title": max((_likeness(one.title, worded) * one.described for one in person.career), default=0.0),
        "ai_skills": _ai_skills(person, target),
        "ai_nearest": ai_nearest,
        "ai_career": ai_career,
        "depth": _depth(person, target),
        "outcomes": standing.outcomes,
        "asked_skills": _asked_skills(person, worded),
        "asked_words": _asked_words(person, worded),
    }
    scaled = {name: min(1.0, value / ENOUGH.get(name, 1.0)) for name, value in plain.items()}
    return tuple(scaled[one] * scaled[other] if other else scaled[one] for one, other in _FACTORS)


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


def _likeness(title: str, worded: _Worded) -> float:
    own = _title_terms(title)
    shared = sum(weight for term, weight in worded.title if term in own)
    return shared / worded.title_whole if worded.title_whole else 0.0


@lru_cache(maxsize=4096)
def _title_terms(title: str) -> frozenset[str]:
    return terms(title)


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


def _asked_skills(person: Person, worded: _Worded) -> float:
    """Strength with which described work shows the skills the job names; rare ones weigh more."""
    shown = 0.0
    for name, weight in worded.skills:
        skill = person.skills.get(name)
        if skill is not None and not skill.hedged and skill.strength >= "E3":
            shown += weight * STRENGTH[skill.strength]
    return shown / worded.skills_whole if worded.skills_whole else 0.0


def _asked_words(person: Person, worded: _Worded) -> float:
    """Share of the telling words of the requirements that described work uses; rare ones weigh more."""
    said = person.reading.terms
    used = sum(weight for term, weight in worded.terms if term in said)
    return used / worded.terms_whole if worded.terms_whole else 0.0


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
