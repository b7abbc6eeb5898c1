"""A sum of rising curves, one a feature: the only form of model here, so that every point has an owner.

Each curve is piecewise linear and starts at 0 for a feature of 0; no weight is negative, so more of a feature
never means less in the sum. `floor` is taken off the sum before it is cut at 0: thin evidence in every part
together is still no match.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Additive:
    """The fitted curves: `weights[feature, knot]` is what the stretch from that knot to the next adds."""

    knots: tuple[float, ...]
    weights: Array
    floor: float

    def parts(self, features: Array) -> Array:
        """What each feature adds, in the unit of the target; the same shape as `features`."""
        return np.asarray((stretches(features, self.knots) * self.weights).sum(axis=2))

    def total(self, features: Array) -> Array:
        """The sum of the parts, less the floor, never below 0."""
        return self.summed(self.parts(features))

    def summed(self, parts: Array) -> Array:
        """The total of parts that are known already."""
        return np.asarray(np.maximum(parts.sum(axis=1) - self.floor, 0.0))

    @property
    def most(self) -> Array:
        """What each feature adds at most."""
        return np.asarray(self.weights.sum(axis=1))

    def as_json(self) -> dict[str, Any]:
        """The model as plain numbers."""
        return {"knots": list(self.knots), "floor": self.floor, "weights": self.weights.tolist()}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Additive":
        """The model from plain numbers."""
        return cls(tuple(data["knots"]), np.asarray(data["weights"], dtype=float), float(data["floor"]))


def stretches(features: Array, knots: Sequence[float]) -> Array:
    """How far each stretch between knots is covered: (rows, features, knots). The last ends at 1."""
    starts, lengths = _between(tuple(knots))
    return np.asarray(np.clip((features[:, :, None] - starts) / lengths, 0.0, 1.0))


@lru_cache(maxsize=64)
def _between(knots: tuple[float, ...]) -> tuple[Array, Array]:
    """Where the stretches between knots start, and how long they are."""
    starts = np.asarray(knots)
    return starts, np.diff(np.append(starts, 1.0))
