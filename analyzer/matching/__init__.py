"""Profile x Job -> Match: requirement by requirement, with points that sum to the score."""

from analyzer.matching.reading import says_less
from analyzer.matching.store import BadModel, load_matcher
from analyzer.matching.trained import TrainedMatcher

__all__ = ["BadModel", "TrainedMatcher", "load_matcher", "says_less"]
