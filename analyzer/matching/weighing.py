"""A user's own weights: how much each component of the score counts, beside what was learned."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from analyzer.errors import AipmError
from analyzer.matching.additive import Additive
from analyzer.matching.features import FEATURES
from analyzer.matching.trained import TrainedMatcher

#: Short names of the components, as a user types them.
COMPONENTS: Mapping[str, str] = {
    "requirements": "Requirements",
    "words": "Skills and words of the job",
    "career": "Career",
    "ai": "AI work",
    "depth": "Competency depth",
    "outcomes": "Measured outcomes",
}
#: A component counts at most so many times as much as was learned.
MOST = 10.0


class BadWeights(AipmError):
    """Weights that cannot be used: an unknown component, no number, or nothing left that counts."""

    code = "bad-weights"


def weights_of(text: str) -> dict[str, float]:
    """Weights as typed, `career=0.5,ai=2`; what is not named keeps 1.

    Raises BadWeights for an unknown name, for no number from 0 to 10, and when all are 0.
    """
    return checked(dict(_typed(text)))


def _typed(text: str) -> Iterator[tuple[str, float]]:
    for part in filter(None, map(str.strip, text.split(","))):
        name, _, number = part.partition("=")
        try:
            yield name.strip().casefold(), float(number)
        except ValueError:
            raise BadWeights(f"'{part}' is no weight. Write NAME=NUMBER, such as career=0.5,ai=2.") from None


def checked(weights: Mapping[str, float]) -> dict[str, float]:
    """The weights, all components named. Raises BadWeights."""
    if unknown := sorted(set(weights) - set(COMPONENTS)):
        raise BadWeights(f"Unknown component '{unknown[0]}'. Known: {', '.join(COMPONENTS)}.")
    for name, weight in weights.items():
        if not 0 <= weight <= MOST:
            raise BadWeights(f"The weight of {name} must be a number from 0 to {MOST:.0f}.")
    whole = {name: float(weights.get(name, 1.0)) for name in COMPONENTS}
    if not any(whole.values()):
        raise BadWeights("All weights are 0, so nothing would count. Give one component a weight above 0.")
    return whole


def weighed(matcher: TrainedMatcher, weights: Mapping[str, float]) -> TrainedMatcher:
    """A matcher in which each component counts so many times as much as was learned.

    The curves keep their shape and full evidence everywhere still gives 100, so points sum to the score and
    evidence never lowers it. Intervals stay those of the learned weights: nobody rated pairs by other ones.
    """
    chosen = checked(weights)
    if set(chosen.values()) == {1.0}:
        return matcher
    by_title = {COMPONENTS[name]: factor for name, factor in chosen.items()}
    factors = np.array([by_title[component] for component, names in FEATURES.items() for _ in names])
    curves = matcher.model.weights * factors[:, None]
    if not curves.any():
        raise BadWeights("What is left counts nothing in the model. Give another component a weight above 0.")
    named = ",".join(f"{name}={factor:g}" for name, factor in chosen.items() if factor != 1.0)
    model = _to_full(replace(matcher.model, weights=curves))
    return replace(matcher, model=model, version=f"{matcher.version}+{named}")


def _to_full(model: Additive) -> Additive:
    """The curves stretched so that all of them, less the floor, give 1."""
    return replace(model, weights=model.weights * (1.0 + model.floor) / model.weights.sum())
