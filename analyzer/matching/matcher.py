"""RoleMatcher: how well a profile fits a job, requirement by requirement, with points that sum to the score.

profile, job -> Person, Target -> answers -> row of features -> parts -> Match
"""

from collections.abc import Mapping, Sequence
from typing import Any, Self

import numpy as np
from sklearn.base import BaseEstimator, RegressorMixin
from sklearn.utils.validation import check_is_fitted, validate_data

from analyzer.matching.additive import Additive, Array, fit_additive
from analyzer.matching.answers import Answer, answer, judged_row, standing
from analyzer.matching.features import COMPONENTS, FEATURES, row, tenths
from analyzer.matching.person import Person, person
from analyzer.matching.target import Target, target
from analyzer.records import (
    Band,
    Component,
    Importance,
    Job,
    JobRef,
    LevelFit,
    Match,
    Met,
    Profile,
    Requirement,
    RequirementMatch,
)

#: Weight of a requirement by its importance. Basis: with these, a plain weighted sum of true requirement labels
#: orders the rated pairs best.
IMPORTANCE: Mapping[Importance, float] = {"required": 1.5, "responsibility": 1.0, "preferred": 0.5}
#: Upper end of each band. Basis: the scale of the raters (0-4) in fifths.
BANDS: tuple[tuple[float, Band], ...] = (
    (20.0, "little overlap"),
    (40.0, "weak"),
    (60.0, "partial"),
    (80.0, "good"),
    (101.0, "strong"),
)
#: Value from which a requirement counts as partly met and as evidenced (chosen on the requirement labels).
PARTLY, EVIDENCED = 0.32, 0.56
#: All claims without described work together are worth at most this many points of 100.
CLAIMS_MOST = 1.0
#: Fewer words than this are no resume that can be scored; up to the second the interval is widened.
LEAST_WORDS, THIN_WORDS = 60, 200
_THIN_WIDER = 0.5


class RoleMatcher(RegressorMixin, BaseEstimator):
    """Scores the fit of a profile to a job, 0-100.

    As a scikit-learn estimator it learns from a table of pair features (the columns of `FEATURES`, each 0-1) and
    scores 0-100. It is a sum of rising curves: more evidence never lowers a score.

    Parameters:
        knots: where the curves may bend, between 0 and 1.
        ridge: penalty on the weights.
        interval: share of the scores that their interval should hold.
    """

    def __init__(
        self, *, knots: Sequence[float] = (0.0, 0.25, 0.5, 0.75), ridge: float = 3.0, interval: float = 0.9
    ) -> None:
        self.knots = knots
        self.ridge = ridge
        self.interval = interval

    def fit(self, X: Any, y: Any) -> Self:  # noqa: N803  (the names are scikit-learn's)
        """Learn from features `X` and scores `y` (0-100)."""
        X, y = validate_data(self, X, y, dtype=float, y_numeric=True)  # noqa: N806
        self.model_ = fit_additive(X, y / 100, knots=self.knots, ridge=self.ridge, full=1.0)
        self.width_ = float(np.quantile(np.abs(self.predict(X) - y), self.interval))
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
        aim = target(job)
        who = person(profile, aim)
        answers = self._answers(who, aim)
        if reason := _cannot_score(who, aim):
            return _abstained(job, answers, reason)
        return self._match(who, aim, answers)

    def match_many(self, profiles: Sequence[Profile], jobs: Sequence[Job]) -> tuple[tuple[Match, ...], ...]:
        """For each profile its matches with all jobs, in the order given."""
        return tuple(tuple(self.match(profile, job) for job in jobs) for profile in profiles)

    def features(self, profile: Profile, job: Job) -> tuple[float, ...]:
        """The row of features of a pair, as `predict` reads it."""
        aim = target(job)
        who = person(profile, aim)
        answers = self._answers(who, aim)
        return self._row(who, aim, answers, self._values(answers))

    def _answers(self, who: Person, aim: Target) -> tuple[Answer, ...]:
        stand = standing(who, aim)
        return tuple(answer(ask, who, aim, stand, self.idf_) for ask in aim.asks)

    def _values(self, answers: Sequence[Answer]) -> list[float]:
        """How far each requirement is met by evidence, 0-1; without a quote it is not met."""
        if not answers:
            return []
        rows = np.array([judged_row(one) for one in answers])
        judged = np.clip(self.judge_.total(rows), 0.0, 1.0)
        return [
            float(value) if one.evidence and value >= PARTLY else 0.0
            for one, value in zip(answers, judged, strict=True)
        ]

    def _row(
        self, who: Person, aim: Target, answers: Sequence[Answer], values: Sequence[float]
    ) -> tuple[float, ...]:
        weights = [IMPORTANCE[one.ask.requirement.importance] for one in answers]
        met = sum(weight * value for weight, value in zip(weights, values, strict=True))
        return row(who, aim, standing(who, aim), met / sum(weights) if weights else 0.0, self.idf_)

    def _match(self, who: Person, aim: Target, answers: Sequence[Answer]) -> Match:
        values = self._values(answers)
        features = np.array([self._row(who, aim, answers, values)])
        parts = self.model_.parts(features)[0]
        score = round(float(min(self.model_.total(features)[0], 1.0) * 100), 1)
        components, requirement_points = _components(self.model_, parts, score)
        low, high = self._interval(score, who)
        return Match(
            job=JobRef(aim.job.id, aim.job.title, aim.job.source),
            score=score,
            low=low,
            high=high,
            band=_band(score),
            level_fit=level_fit(who, aim),
            abstained=False,
            reason="",
            requirements=_requirements(aim.job.requirements, answers, values, *requirement_points),
            components=components,
        )

    def _interval(self, score: float, who: Person) -> tuple[float, float]:
        thin = max(0.0, 1 - who.words / THIN_WORDS)
        width = self.width_ * (1 + _THIN_WIDER * thin)
        return round(max(0.0, score - width), 1), round(min(100.0, score + width), 1)


def _components(
    model: Additive, parts: Array, score: float
) -> tuple[tuple[Component, ...], tuple[float, float]]:
    """The parts as components whose points sum to the score, and the points of the first with their most."""
    shares = {name: 0.0 for name in COMPONENTS}
    most = dict(shares)
    for (_, component), part, top in zip(FEATURES, parts, model.most, strict=True):
        shares[component] += float(part)
        most[component] += float(top)
    points = tenths(tuple(shares.values()), score)
    highest = tenths(tuple(most.values()), 100.0)
    components = tuple(
        Component(name, given, top) for name, given, top in zip(COMPONENTS, points, highest, strict=True)
    )
    return components, (points[0], highest[0])


def _requirements(
    requirements: Sequence[Requirement],
    answers: Sequence[Answer],
    values: Sequence[float],
    points: float,
    most: float,
) -> tuple[RequirementMatch, ...]:
    weights = [IMPORTANCE[one.ask.requirement.importance] for one in answers]
    given = tenths([weight * value for weight, value in zip(weights, values, strict=True)], points)
    highest = tenths(weights, most)
    by_requirement = {
        one.ask.requirement: (one, value, got, top)
        for one, value, got, top in zip(answers, values, given, highest, strict=True)
    }
    return tuple(
        _requirement(*by_requirement[requirement])
        if requirement in by_requirement
        else _not_scored(requirement)
        for requirement in requirements
    )


def _requirement(one: Answer, value: float, points: float, most: float) -> RequirementMatch:
    met: Met = (
        "evidenced"
        if value >= EVIDENCED
        else "partly"
        if value > 0
        else "claimed"
        if one.claims
        else "missing"
    )
    requirement = one.ask.requirement
    return RequirementMatch(
        text=requirement.text,
        importance=requirement.importance,
        skills=requirement.skills,
        met=met,
        points=points,
        max_points=most,
        evidence=one.evidence if value > 0 else one.claims,
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


def level_fit(who: Person, aim: Target) -> LevelFit | None:
    """Whether the person's years are under, at or over the job's; None when no dates can be read."""
    years = who.profile.years_experience
    if years is None:
        return None
    most = aim.job.max_years or 2 * aim.years + 4
    return "under" if years < 0.8 * aim.years else "over" if years > most else "at"


def _cannot_score(who: Person, aim: Target) -> str:
    if not aim.asks:
        return "The job names no requirement that can be scored. Paste the whole ad."
    if who.words < LEAST_WORDS:
        return f"The text has {who.words} words, too few to judge. A resume needs at least {LEAST_WORDS}."
    return ""


def _abstained(job: Job, answers: Sequence[Answer], reason: str) -> Match:
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
