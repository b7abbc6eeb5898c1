"""Profile x Job -> Match: requirement by requirement, with points that sum to the score."""

from analyzer.matching.reading import says_less
from analyzer.matching.store import BadModel, load_matcher
from analyzer.matching.trained import TrainedMatcher
from analyzer.matching.weighing import BadWeights, checked, weighed, weights_of

__all__ = [
    "BadModel",
    "BadWeights",
    "TrainedMatcher",
    "checked",
    "load_matcher",
    "says_less",
    "weighed",
    "weights_of",
]
