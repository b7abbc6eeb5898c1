"""RoleMatcher: the estimator that learns to score the fit of a profile to a job.

It learns from a table of pair features; matching with what it learned is
:class:`~analyzer.matching.trained.TrainedMatcher`.
"""

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from sklearn.base import BaseEstimator, RegressorMixin
from sklearn.utils.validation import check_is_fitted, validate_data

from analyzer.matching.additive import Array
from analyzer.matching.features import STRAIGHT
from analyzer.matching.fitting import fit_additive
from analyzer.matching.trained import WIDTH_AT, TrainedMatcher

#: A half width is learned from at least this many errors.
_LEAST_ERRORS = 60
#: Errors on people and ads by other hands are larger than on those we learn from, so widths are stretched.
#: Basis: `benchmarks.fresh`: intervals meant to hold 90 % held 86 %; 1.1 to 1.2 times as wide ones hold 90.
STRANGERS = 1.15


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

    def trained(self, version: str = "untrained") -> TrainedMatcher:
        """What was learned, ready to match. Raises NotFittedError before score and judge are learned."""
        check_is_fitted(self, ("model_", "judge_", "weights_", "widths_"))
        return TrainedMatcher(self.model_, self.judge_, self.weights_, tuple(self.widths_), version)


def half_widths(predicted: Array, true: Array, share: float) -> list[float]:
    """Half widths at `WIDTH_AT` that hold this share of the errors made near each of these scores."""
    errors = np.abs(np.asarray(predicted) - np.asarray(true))
    widths = []
    for score in WIDTH_AT:
        distance = np.abs(np.asarray(predicted) - score)
        near = errors[distance <= max(10.0, float(np.sort(distance)[min(_LEAST_ERRORS, len(errors)) - 1]))]
        widths.append(round(STRANGERS * float(np.quantile(near, share)), 1))
    return widths
