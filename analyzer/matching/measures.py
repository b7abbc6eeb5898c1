"""How well scores agree with ratings."""

from collections.abc import Sequence

import numpy as np
from scipy.stats import spearmanr
from sklearn.metrics import cohen_kappa_score

from analyzer.matching.additive import Array


def spearman(scores: Array, ratings: Array) -> float:
    """Rank correlation over all pairs."""
    return float(spearmanr(scores, ratings)[0])


def order_within(ads: Sequence[str], scores: Array, ratings: Array) -> float:
    """Share of two people rated apart for one ad that the scores put in the same order; a tie counts half."""
    right = pairs = 0.0
    names = np.array(ads)
    for ad in sorted(set(ads)):
        here = names == ad
        rated = ratings[here][:, None] - ratings[here][None]
        scored = scores[here][:, None] - scores[here][None]
        apart = rated > 0
        right += float(((scored > 0) & apart).sum() + 0.5 * ((scored == 0) & apart).sum())
        pairs += float(apart.sum())
    return right / pairs if pairs else float("nan")


def error(scores: Array, ratings: Array) -> float:
    """Mean absolute error in points of 100."""
    return float(np.abs(scores - ratings).mean())


def weighted_kappa(scores: Array, ratings: Array) -> float:
    """Quadratically weighted kappa on the raters' scale of half points (0-4)."""
    return float(
        cohen_kappa_score(
            np.round(scores / 12.5).astype(int),
            np.round(ratings / 12.5).astype(int),
            weights="quadratic",
            labels=list(range(9)),
        )
    )
