"""Ideas of project work in a text: the same idea may be said in many words. Used to find evidence only."""

import re
from functools import cache, lru_cache
from typing import Any

from analyzer.matching.words import stem, without_duty
from analyzer.resources import data_path, read_yaml

_WORD = re.compile(r"[$€£]?[\w][\w&/+.'-]*[\w+]|[$€£]\w|\w")


@cache
def _forms() -> tuple[dict[str, frozenset[str]], tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """Stem -> ideas; (beginning of a word, idea); (phrase of several words as stems, idea)."""
    data: Any = read_yaml(data_path("matching", "concepts.yaml"))
    single: dict[str, set[str]] = {}
    beginnings, phrases = [], []
    for idea, words in data.items():
        for word in words:
            folded = str(word).casefold()
            if folded.endswith("*"):
                beginnings.append((folded[:-1], idea))
            elif " " in folded:
                phrases.append((_stems(folded), idea))
            else:
                single.setdefault(stem(folded), set()).add(idea)
    return {word: frozenset(ideas) for word, ideas in single.items()}, tuple(beginnings), tuple(phrases)


@cache
def idea_names() -> tuple[str, ...]:
    """All ideas we know, in alphabetical order."""
    single, beginnings, phrases = _forms()
    named = {idea for ideas in single.values() for idea in ideas}
    return tuple(sorted(named | {idea for _, idea in (*beginnings, *phrases)}))


def _stems(text: str) -> str:
    return " " + " ".join(stem(word) for word in _WORD.findall(text.casefold())) + " "


@lru_cache(maxsize=16_384)
def _ideas_of_word(word: str) -> frozenset[str]:
    """What one word speaks of. Remembered: postings share most of their words."""
    single, beginnings, _ = _forms()
    parts = re.split(r"[-/]", word) if "-" in word or "/" in word else ()
    found = {idea for one in (word, *parts) for idea in single.get(stem(one), frozenset())}
    return frozenset(found.union(idea for beginning, idea in beginnings if word.startswith(beginning)))


def ideas(text: str) -> frozenset[str]:
    """The ideas that a text speaks of."""
    _, _, phrases = _forms()
    folded = without_duty(text).casefold()
    found: set[str] = set()
    for word in _WORD.findall(folded):
        found |= _ideas_of_word(word)
    stems = _stems(folded)
    found.update(idea for phrase, idea in phrases if phrase in stems)
    return frozenset(found)
