"""How sure a count can be: intervals of shares, of differences of shares, and of medians.

All are two-sided 95 % intervals. With none counted there is nothing to say, and the interval is everything.
"""

import math
from collections.abc import Sequence
from statistics import median as middle

from scipy import stats

#: Two-sided 95 % of a normal distribution.
Z = 1.959964
#: Share of false findings among those called clear (Benjamini and Hochberg 1995).
FALSE_FINDINGS = 0.05
#: Fewer values than this have no interval of their median at 95 %.
_LEAST_FOR_MEDIAN = 6
#: Expected counts from which on the chi-square test stands for the exact one.
_LARGE = 50


def wilson(count: int, n: int) -> tuple[float, float]:
    """Interval of a share `count`/`n` (Wilson 1927): honest also for few rows and shares near 0 or 1."""
    if n == 0:
        return 0.0, 1.0
    share = count / n
    square = Z * Z
    centre = (share + square / (2 * n)) / (1 + square / n)
    half = Z * math.sqrt(share * (1 - share) / n + square / (4 * n * n)) / (1 + square / n)
    # the rounding of a float may push an end past a share of 0 or 1
    return max(0.0, min(share, centre - half)), min(1.0, max(share, centre + half))


def newcombe(count: int, n: int, other: int, of: int) -> tuple[float, float]:
    """Interval of the difference `count`/`n` - `other`/`of` (Newcombe 1998, method 10: from two Wilson's)."""
    if n == 0 or of == 0:
        return -1.0, 1.0
    first, second = count / n, other / of
    low, high = wilson(count, n)
    other_low, other_high = wilson(other, of)
    difference = first - second
    return (
        max(-1.0, difference - math.hypot(first - low, other_high - second)),
        min(1.0, difference + math.hypot(high - first, second - other_low)),
    )


def median_interval(values: Sequence[float]) -> tuple[float, float, float]:
    """The median with its interval from order statistics; the whole range when there are too few values."""
    ordered = sorted(values)
    n = len(ordered)
    if n < _LEAST_FOR_MEDIAN:
        return middle(ordered), ordered[0], ordered[-1]
    rank = int(stats.binom.ppf(0.025, n, 0.5))
    return middle(ordered), ordered[max(0, rank - 1)], ordered[min(n - 1, n - rank)]


def fisher(count: int, n: int, other: int, of: int) -> float:
    """Chance of a difference at least this large between two counts when there is none.

    Fisher's exact test; the chi-square test with Yates's correction where every expected count is large,
    which gives nearly the same and takes no time for a hundred thousand postings.
    """
    if n == 0 or of == 0:
        return 1.0
    both, whole = count + other, n + of
    if min(n, of) * min(both, whole - both) / whole >= _LARGE:
        off = max(0.0, abs(count * (of - other) - other * (n - count)) - whole / 2)
        return math.erfc(math.sqrt(off * off * whole / (n * of * both * (whole - both)) / 2))
    return float(stats.fisher_exact([[count, n - count], [other, of - other]]).pvalue)


def clear(chances: Sequence[float]) -> tuple[bool, ...]:
    """Which of many tests are findings, when at most one of twenty findings may be false."""
    order = sorted(range(len(chances)), key=lambda at: chances[at])
    last = -1
    for rank, at in enumerate(order):
        if chances[at] <= FALSE_FINDINGS * (rank + 1) / len(chances):
            last = rank
    kept = set(order[: last + 1])
    return tuple(at in kept for at in range(len(chances)))
