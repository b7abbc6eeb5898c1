"""Learn the curves of :class:`~analyzer.matching.additive.Additive`.

Apart from them, so that scoring does not load SciPy.
"""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import nnls

from analyzer.matching.additive import Additive, Array, stretches

#: How much more than one labelled example the wish weighs that full evidence everywhere gives the full score.
_FULL_WEIGHT = 30.0


def fit_additive(
    features: Array,
    target: Array,
    *,
    knots: Sequence[float],
    ridge: float,
    full: float | None = None,
    straight: int = 0,
    favour: float = 1.0,
    digits: int = 4,
) -> Additive:
    """Fit by non-negative least squares with a ridge penalty.

    `features` count from 0 to 1. With `full`, all features at 1 together give about that sum after the floor.
    The curves of the first `straight` features have no bends, and a penalty smaller by the factor `favour`.
    Weights are rounded, so that the same data gives the same file everywhere.
    """
    count = features.shape[1]
    spread = _spread(count, knots, straight)
    design = stretches(features, knots).reshape(len(features), -1) @ spread
    width = design.shape[1]
    rows = [np.hstack([design, -np.ones((len(design), 1))])]
    penalty = np.full(width, np.sqrt(ridge))
    penalty[:straight] /= np.sqrt(favour)
    rows.append(np.hstack([np.diag(penalty), np.zeros((width, 1))]))
    wanted = [target, np.zeros(width)]
    if full is not None:
        whole = np.ones((1, width + 1))
        whole[0, -1] = -1
        strength = np.sqrt(_FULL_WEIGHT * len(features) / 100)
        rows.append(strength * whole)
        wanted.append(np.array([strength * full]))
    solved, _ = nnls(np.vstack(rows), np.concatenate(wanted), maxiter=20 * (width + 1))
    weights, floor = spread @ solved[:-1], float(solved[-1])
    if full is not None and weights.sum() - floor > full / 2:
        weights = weights * full / (weights.sum() - floor)
        floor = max(0.0, float(np.round(weights, digits).sum()) - full)
    return Additive(
        tuple(float(knot) for knot in knots),
        np.round(weights.reshape(count, len(knots)), digits),
        round(floor, digits),
    )


def _spread(count: int, knots: Sequence[float], straight: int) -> Array:
    """The stretches each fitted weight is for: one each, or all of a straight curve by their length."""
    lengths = np.diff(np.append(np.asarray(knots), 1.0))
    size = len(knots)
    columns = []
    for feature in range(count):
        block = np.zeros((count * size, size))
        block[feature * size : (feature + 1) * size] = np.eye(size)
        columns.append(block @ lengths[:, None] if feature < straight else block)
    return np.hstack(columns)
