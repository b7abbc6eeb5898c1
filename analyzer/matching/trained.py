"""TrainedMatcher: how well a profile fits a job, by requirement, with points that sum to the score.

profile, job -> Pair (requirements answered) -> values -> row of features -> parts -> Match

What :class:`~analyzer.matching.matcher.RoleMatcher` has learned is numbers; to use them takes no
scikit-learn, which is slow to load (0.7 s of a start of 3 s).
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from analyzer.matching.additive import Additive, Array
from analyzer.matching.answers import Answer
from analyzer.matching.features import FEATURES, tenths
from analyzer.matching.level import level_fit
from analyzer.matching.pair import EVIDENCED, PARTLY, Pair, met_values, pair_of
from analyzer.matching.reading import Weights
from analyzer.records import (
    Band,
    Component,
    Job,
    JobRef,
    Match,
    Met,
    Profile,
    Requirement,
    RequirementMatch,
)

#: Upper end of each band. Basis: the scale of the raters (0-4) in fifths.
BANDS: tuple[tuple[float, Band], ...] = (
    (20.0, "little overlap"),
    (40.0, "weak"),
    (60.0, "partial"),
    (80.0, "good"),
    (101.0, "strong"),
)
#: Missing gates ("must be active at time of hire") cap the score: one at the top of "partial", more at
#: "weak".
GATE_CAPS = (100.0, 59.0, 39.0)
#: Where the half width of the interval is learned; between these scores it is interpolated.
WIDTH_AT = (0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 85.0, 100.0)
#: Fewer words than this are no resume that can be scored; up to the second the interval is widened.
LEAST_WORDS, THIN_WORDS = 60, 200
_THIN_WIDER = 0.5


@dataclass(frozen=True, slots=True)
class TrainedMatcher:
    """Scores the fit of a profile to a job, 0-100.

    `model` gives the score from pair features, `judge` how far a requirement is met, `weights` how much words
    and skills say, `widths` half the width of the interval at `WIDTH_AT`; `version` stands in every Report.
    """

    model: Additive
    judge: Additive
    weights: Weights
    widths: tuple[float, ...]
    version: str

    def match(self, profile: Profile, job: Job) -> Match:
        """The fit of one profile to one job. Says why instead of scoring when there is nothing to score."""
        pair = self.pair(profile, job)
        if reason := _cannot_score(pair):
            return _abstained(job, reason)
        return self._match(pair, self.values(pair))

    def score_of(self, profile: Profile, job: Job) -> float | None:
        """The score of `match` and nothing else, in a third of the time; None where it would abstain."""
        pair = pair_of(profile, job, self.weights, quotes=False)
        if _cannot_score(pair):
            return None
        values = self.values(pair)
        return self._scored(pair, self.model.parts(pair.row(values)[None, :]), values)[0]

    def pair(self, profile: Profile, job: Job) -> Pair:
        """A profile and a job side by side, each requirement answered. Needs the word weights only."""
        return pair_of(profile, job, self.weights)

    def values(self, pair: Pair) -> Array:
        """How far each requirement is met by evidence, 0-1; without a quote it is a claim or nothing."""
        return met_values(self.judge, pair)

    def _match(self, pair: Pair, values: Array) -> Match:
        parts = self.model.parts(pair.row(values)[None, :])
        score, full, cap = self._scored(pair, parts, values)
        components, requirement_points = _components(self.model, parts[0], score)
        low, high = self._interval(score, pair)
        return Match(
            job=JobRef(pair.target.job.id, pair.target.job.title, pair.target.job.source),
            score=score,
            low=low,
            high=high,
            band=_band(score),
            level_fit=level_fit(pair),
            abstained=False,
            reason="" if full <= cap else f"Capped at {cap:.0f}: the ad makes a condition that is not shown.",
            requirements=_requirements(pair, values, *requirement_points),
            components=components,
        )

    def _scored(self, pair: Pair, parts: Array, values: Array) -> tuple[float, float, float]:
        """The score, what it would be without missing conditions, and the cap that they set."""
        full = float(min(self.model.summed(parts)[0], 1.0) * 100)
        cap = GATE_CAPS[min(pair.gates_missed(values), len(GATE_CAPS) - 1)]
        return round(min(full, cap), 1), full, cap

    def _interval(self, score: float, pair: Pair) -> tuple[float, float]:
        thin = max(0.0, 1 - pair.person.reading.words / THIN_WORDS)
        width = float(np.interp(score, WIDTH_AT, self.widths)) * (1 + _THIN_WIDER * thin)
        return round(max(0.0, score - width), 1), round(min(100.0, score + width), 1)


def _components(
    model: Additive, parts: Array, score: float
) -> tuple[tuple[Component, ...], tuple[float, float]]:
    """The parts as components whose points sum to the score, and the points of the first with their most."""
    shares = _by_component(parts)
    highest = _whole_tenths(_by_component(model.most), 100.0)
    points = tenths(shares, score, highest)
    components = tuple(
        Component(name, given, top) for name, given, top in zip(FEATURES, points, highest, strict=True)
    )
    return components, (points[0], highest[0])


#: The component of each feature, by its place.
_OWNERS = tuple(place for place, names in enumerate(FEATURES.values()) for _ in names)


def _by_component(parts: Array) -> tuple[float, ...]:
    """What the features of each component add together."""
    sums = [0.0] * len(FEATURES)
    for owner, part in zip(_OWNERS, parts.tolist(), strict=True):
        sums[owner] += part
    return tuple(sums)


@lru_cache(maxsize=1024)
def _whole_tenths(shares: tuple[float, ...], total: float) -> tuple[float, ...]:
    """Points that no person changes: the most of every component, and of every requirement of a job."""
    return tenths(shares, total)


def _requirements(pair: Pair, values: Array, points: float, most: float) -> tuple[RequirementMatch, ...]:
    highest = _whole_tenths(tuple(pair.weights.tolist()), most)
    given = tenths((pair.weights * values).tolist(), points, highest)
    told = {
        id(one.ask.requirement): _requirement(one, value, got, top)
        for one, value, got, top in zip(pair.answers, values.tolist(), given, highest, strict=True)
    }
    return tuple(told.get(id(one)) or _not_scored(one) for one in pair.target.job.requirements)


def _requirement(one: Answer, value: float, points: float, most: float) -> RequirementMatch:
    requirement = one.ask.requirement
    met: Met = "missing"
    if value >= PARTLY:
        met = "evidenced" if value >= EVIDENCED else "partly"
    elif one.claims:
        met = "claimed"
    return RequirementMatch(
        text=requirement.text,
        importance=requirement.importance,
        skills=requirement.skills,
        met=met,
        points=points,
        max_points=most,
        evidence=one.evidence if value >= PARTLY else one.claims,
        note=one.note if value >= PARTLY else "",
    )


def _not_scored(requirement: Requirement) -> RequirementMatch:
    return RequirementMatch(
        text=requirement.text,
        importance=requirement.importance,
        skills=requirement.skills,
        met="unknown",
        points=0.0,
        max_points=0.0,
        evidence=(),
        note="Shown, not scored: a resume seldom tells.",
    )


def _band(score: float) -> Band:
    return next(band for end, band in BANDS if score < end)


def _cannot_score(pair: Pair) -> str:
    if not pair.answers:
        return "The job names no requirement that can be scored. Paste the whole ad."
    profile = pair.person.profile
    foreign = [one for one in profile.documents[0].warnings if one.code == "other-language"]
    if foreign:
        return foreign[0].message
    own = (profile.positions, profile.education, profile.certifications)
    if not any(own) and not any(outline.projects for outline in profile.outlines[:1]):
        return (
            "No job, project, degree or certificate was found in this text, so there is nothing to compare. "
            "If it is a resume, give each job a title, an employer and dates on lines of their own."
        )
    if pair.person.reading.words < LEAST_WORDS:
        words = pair.person.reading.words
        return f"The text has {words} words, too few to judge: at least {LEAST_WORDS} are needed."
    return ""


def _abstained(job: Job, reason: str) -> Match:
    return Match(
        job=JobRef(job.id, job.title, job.source),
        score=None,
        low=None,
        high=None,
        band=None,
        level_fit=None,
        abstained=True,
        reason=reason,
        requirements=tuple(_not_scored(requirement) for requirement in job.requirements),
        components=(),
    )
