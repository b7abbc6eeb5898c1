"""An index of phrases: which of many thousand rows of words stand in a text."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

Value = TypeVar("Value")


class PhraseIndex(Generic[Value]):
    """Phrases by their words, each with values. A look-up costs one dict access for most words of a text."""

    def __init__(self) -> None:
        self._values: dict[tuple[str, ...], list[Value]] = defaultdict(list)
        self._lengths: dict[str, tuple[int, ...]] = {}

    def add(self, words: Sequence[str], value: Value) -> None:
        """Learn a phrase."""
        if not words:
            return
        self._values[tuple(words)].append(value)
        known = self._lengths.get(words[0], ())
        if len(words) not in known:
            self._lengths[words[0]] = (*known, len(words))

    def get(self, words: tuple[str, ...]) -> Sequence[Value]:
        """The values of one phrase."""
        return self._values.get(words, ())

    def find(self, words: Sequence[str]) -> Iterator[tuple[Value, int, int]]:
        """(value, first word, word after the last) of every phrase in a text, in text order."""
        for start, word in enumerate(words):
            for length in self._lengths.get(word, ()):
                end = start + length
                if end <= len(words):
                    for value in self._values.get(tuple(words[start:end]), ()):
                        yield value, start, end
