"""An index of phrases: which of many thousand rows of words stand in a text."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

Value = TypeVar("Value")


class PhraseIndex(Generic[Value]):
    """Phrases by their words, each with values. A look-up costs one dict access for most words of a text."""

    def __init__(self) -> None:
        self._values: dict[tuple[str, ...], list[Value]] = defaultdict(list)
        self._lengths: dict[str, list[int]] = {}
        #: The words that follow a first word; few phrases go on as the text does.
        self._seconds: dict[str, set[str]] = defaultdict(set)

    def add(self, words: Sequence[str], value: Value) -> None:
        """Learn a phrase."""
        if not words:
            return
        self._values[tuple(words)].append(value)
        lengths = self._lengths.setdefault(words[0], [])
        if len(words) not in lengths:
            lengths.append(len(words))
            lengths.sort()
        self._seconds[words[0]].update(words[1:2])

    def get(self, words: tuple[str, ...]) -> Sequence[Value]:
        """The values of one phrase."""
        return self._values.get(words, ())

    def find(self, words: Sequence[str]) -> Iterator[tuple[Value, int, int]]:
        """(value, first word, word after the last) of every phrase in a text, in text order."""
        first_words, last = self._lengths, len(words)
        for start in [index for index, word in enumerate(words) if word in first_words]:
            word = words[start]
            goes_on = start + 1 < last and words[start + 1] in self._seconds[word]
            for length in first_words[word]:
                end = start + length
                if end > last or (length > 1 and not goes_on):
                    break
                for value in self._values.get(tuple(words[start:end]), ()):
                    yield value, start, end
