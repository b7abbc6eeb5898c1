"""RoleMatcher: how well a profile fits a job, requirement by requirement, with points that sum to the score.

profile, job -> Pair (requirements answered) -> values -> row of features -> parts -> Match
"""

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from sklearn.base import BaseEstimator, RegressorMixin
from sklearn.utils.validation import check_is_fitted, validate_data

from analyzer.matching.additive import Additive, Array, fit_additive
from analyzer.matching.answers import Answer
from analyzer.matching.features import FEATURES, STRAIGHT, tenths
from analyzer.matching.level import level_fit
from analyzer.matching.pair import EVIDENCED, PARTLY, Pair, met_values, pair_of
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
#: A half width is learned from at least this many errors.
_LEAST_ERRORS = 60


class RoleMatcher(RegressorMixin, BaseEstimator):
    """Scores the fit of a profile to a job, 0-100.

    As a scikit-learn estimator it learns from a table of pair features (the columns of `FEATURES`, each 0-1)
    and scores 0-100. It is a sum of rising curves: more evidence never lowers a score.

    Parameters:
        knots: where the curves may bend, between 0 and 1.
        ridge: penalty on the weights.
        straight: how many of the first columns have curves without bends.
        favour: how many times smaller the penalty on these is. What can be told requirement by requirement
        is told so: where the data leave it open, the points go to the requirements. interval: share of the
        scores that their interval should hold.
    """

    def __init__(
        self,
        *,
        knots: Sequence[float] = (0.0, 0.25, 0.5, 0.75),
        ridge: float = 150.0,
        straight: int = STRAIGHT,
        favour: float = 1000.0,
        interval: float = 0.9,
    ) -> None:
        self.knots = knots
        self.ridge = ridge
        self.straight = straight
        self.favour = favour
        self.interval = interval

    def fit(self, X: Any, y: Any) -> Self:  # noqa: N803  (the names are scikit-learn's)
        """Learn from features `X` and scores `y` (0-100)."""
        X, y = validate_data(self, X, y, dtype=float, y_numeric=True)  # noqa: N806
        self.model_ = fit_additive(
            X,
            y / 100,
            knots=self.knots,
            ridge=self.ridge,
            full=1.0,
            straight=self.straight,
            favour=self.favour,
        )
        self.widths_ = half_widths(self.predict(X), y, self.interval)
        return self

    def predict(self, X: Any) -> Array:  # noqa: N803
        """Scores 0-100 for rows of features."""
        check_is_fitted(self, "model_")
        X = validate_data(self, X, dtype=float, reset=False)  # noqa: N806
        return np.asarray(np.minimum(self.model_.total(X), 1.0) * 100)

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.regressor_tags.poor_score = True  # features count from 0 to 1 and scores from 0 to 100
        return tags

    @property
    def version(self) -> str:
        """Version of the trained model, as it stands in every Report."""
        return str(getattr(self, "version_", "untrained"))

    # --- matching ----------------------------------------------------------------------------------------

    def match(self, profile: Profile, job: Job) -> Match:
        """The fit of one profile to one job. Says why instead of scoring when there is nothing to score."""
        check_is_fitted(self, ("model_", "judge_"))
        pair = self.pair(profile, job)
        if reason := _cannot_score(pair):
            return _abstained(job, reason)
        return self._match(pair, self.values(pair))

    def score_of(self, profile: Profile, job: Job) -> float | None:
        """The score of `match` and nothing else, in a third of the time; None where it would abstain."""
        pair = pair_of(profile, job, self.weights_, quotes=False)
        if _cannot_score(pair):
            return None
        values = self.values(pair)
        return self._scored(pair, pair.row(values), values)[0]

    def match_many(self, profiles: Sequence[Profile], jobs: Sequence[Job]) -> tuple[tuple[Match, ...], ...]:
        """For each profile its matches with all jobs, in the order given."""
        return tuple(tuple(self.match(profile, job) for job in jobs) for profile in profiles)

    def pair(self, profile: Profile, job: Job) -> Pair:
        """A profile and a job side by side, each requirement answered. Needs the word weights only."""
        return pair_of(profile, job, self.weights_)

    def values(self, pair: Pair) -> Array:
        """How far each requirement is met by evidence, 0-1; without a quote it is a claim or nothing."""
        return met_values(self.judge_, pair)

    def _match(self, pair: Pair, values: Array) -> Match:
        features = pair.row(values)
        parts = self.model_.parts(features[None, :])[0]
        score, full, cap = self._scored(pair, features, values)
        components, requirement_points = _components(self.model_, parts, score)
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

    def _scored(self, pair: Pair, features: Array, values: Array) -> tuple[float, float, float]:
        """The score, what it would be without missing conditions, and the cap that they set."""
        full = float(min(self.model_.total(features[None, :])[0], 1.0) * 100)
        cap = GATE_CAPS[min(pair.gates_missed(values), len(GATE_CAPS) - 1)]
        return round(min(full, cap), 1), full, cap

    def _interval(self, score: float, pair: Pair) -> tuple[float, float]:
        thin = max(0.0, 1 - pair.person.reading.words / THIN_WORDS)
        width = float(np.interp(score, WIDTH_AT, self.widths_)) * (1 + _THIN_WIDER * thin)
        return round(max(0.0, score - width), 1), round(min(100.0, score + width), 1)


def half_widths(predicted: Array, true: Array, share: float) -> list[float]:
    """Half widths at `WIDTH_AT` that hold this share of the errors made near each of these scores."""
    errors = np.abs(np.asarray(predicted) - np.asarray(true))
    widths = []
    for score in WIDTH_AT:
        distance = np.abs(np.asarray(predicted) - score)
        near = errors[distance <= max(10.0, float(np.sort(distance)[min(_LEAST_ERRORS, len(errors)) - 1]))]
        widths.append(round(float(np.quantile(near, share)), 1))
    return widths


def _components(
    model: Additive, parts: Array, score: float
) -> tuple[tuple[Component, ...], tuple[float, float]]:
    """The parts as components whose points sum to the score, and the points of the first with their most."""
    owner = [component for component, names in FEATURES.items() for _ in names]
    shares = dict.fromkeys(FEATURES, 0.0)
    most = dict.fromkeys(FEATURES, 0.0)
    for component, part, top in zip(owner, parts, model.most, strict=True):
        shares[component] += float(part)
        most[component] += float(top)
    highest = tenths(tuple(most.values()), 100.0)
    points = tenths(tuple(shares.values()), score, highest)
    components = tuple(
        Component(name, given, top) for name, given, top in zip(FEATURES, points, highest, strict=True)
    )
    return components, (points[0], highest[0])


def _requirements(pair: Pair, values: Array, points: float, most: float) -> tuple[RequirementMatch, ...]:
    highest = tenths([float(one) for one in pair.weights], most)
    given = tenths([float(one) for one in pair.weights * values], points, highest)
    told = {
        id(one.ask.requirement): _requirement(one, float(value), got, top)
        for one, value, got, top in zip(pair.answers, values, given, highest, strict=True)
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
