"""Whether two figures are the same, near each other, or cannot both be right."""

import re

from analyzer.records import Metric

#: Figures nearer than this are one figure, rounded; farther apart than the second they contradict.
_ROUNDED, _APART = 0.02, 0.1
#: The same for a score between 0 and 1.
_POINTS_APART = 0.03
_ABOUTLY = re.compile(
    r"(?:about|around|over|more than|nearly|almost|approximately|up to|at least|some|~)\s*$|\+", re.I
)
_PEOPLE = frozenset({"people", "users"})


def _values(metric: Metric) -> set[float]:
    return {one for one in (metric.value, metric.target) if one is not None}


def same_figure(here: Metric, there: Metric) -> bool:
    """Whether two figures are one: equal when rounded, or a change in per cent that both ends make."""
    if _same_unit(here, there) and any(
        _near(one, other, _ROUNDED) for one in _values(here) for other in _values(there)
    ):
        return not _opposed(here, there)
    changed = _change_of(there)
    return here.unit == "percent" and changed is not None and abs(abs(changed) - here.value) <= 1.0


def _same_unit(here: Metric, there: Metric) -> bool:
    return here.unit == there.unit or {here.unit, there.unit} <= _PEOPLE


def _change_of(metric: Metric) -> float | None:
    """By how many per cent a figure changed, when both ends are given."""
    if metric.baseline is None or not metric.baseline or metric.target is None or metric.unit == "percent":
        return None
    return 100.0 * (metric.target - metric.baseline) / metric.baseline


def _near(one: float, other: float, within: float) -> bool:
    return abs(one - other) <= within * max(abs(one), abs(other))


def _opposed(here: Metric, there: Metric) -> bool:
    return {here.direction, there.direction} == {"increase", "decrease"}


def words_needed(metric: Metric) -> int:
    """Words that must be shared beside the figure: a count of things needs one, a result two."""
    return 1 if metric.role == "scope" else 2


def comparable(here: Metric, there: Metric, shared: frozenset[str]) -> bool:
    """Whether two figures measure the same thing in the same way."""
    kinds = {here.kind, there.kind}
    if not _same_unit(here, there) or here.role != there.role or here.unit in ("", "none"):
        return False
    if len(kinds) > 1 and not kinds <= {"percent", "model_metric", "time"}:
        return False
    if here.role == "scope" or here.direction == there.direction:
        return True
    return not _opposed(here, there) and bool(shared & {"up", "down"})


def understated(here: Metric, there: Metric) -> bool:
    """A smaller count here than there may be a part of it."""
    return here.role == "scope" and here.value < there.value


def far_apart(here: Metric, there: Metric) -> bool:
    """Too far from each other to be one figure, rounded or measured at another time."""
    about = 2 if _ABOUTLY.search(here.text) or _ABOUTLY.search(there.text) else 1
    pairs = [(one, other) for one in _values(here) for other in _values(there)]
    if here.kind == "model_metric" and all(max(pair) <= 1 for pair in pairs):
        return all(abs(one - other) > about * _POINTS_APART for one, other in pairs)
    return not any(_near(one, other, about * _APART) for one, other in pairs)
