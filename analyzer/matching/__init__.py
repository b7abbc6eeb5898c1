"""Profile x Job -> Match: requirement by requirement, with points that sum to the score."""

from analyzer.matching.matcher import RoleMatcher
from analyzer.matching.reading import says_less
from analyzer.matching.store import BadModel, load_matcher

__all__ = ["BadModel", "RoleMatcher", "load_matcher", "says_less"]
