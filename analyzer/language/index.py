"""An index of phrases: which of many thousand rows of words stand in a text."""

from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

Value = TypeVar("Value")


class _Node(Generic[Value]):
    """What stands at the end of a row of words: the values of that phrase, and the words that go on.

    Most nodes are the end of one phrase, so neither is made before it is needed: there are thirty thousand.
    """

    __slots__ = ("following", "values")

    def __init__(self) -> None:
        self.values: tuple[Value, ...] = ()
        self.following: dict[str, _Node[Value]] | None = None


class PhraseIndex(Generic[Value]):
    """Phrases by their words, each with values. A look-up costs one dict access for most words of a text."""

    def __init__(self) -> None:
        self._first: dict[str, _Node[Value]] = {}

    def add(self, words: Sequence[str], value: Value) -> None:
        """Learn a phrase."""
        if not words:
            return
        node = self._first.setdefault(words[0], _Node())
        for word in words[1:]:
            if node.following is None:
                node.following = {}
            node = node.following.setdefault(word, _Node())
        node.values += (value,)

    def get(self, words: Sequence[str]) -> Sequence[Value]:
        """The values of one phrase."""
        node = self._first.get(words[0]) if words else None
        for word in words[1:]:
            if node is None or node.following is None:
                return ()
            node = node.following.get(word)
        return node.values if node else ()

    def find(self, words: Sequence[str]) -> Iterator[tuple[Value, int, int]]:
        """(value, first word, word after the last) of every phrase in a text, in text order."""
        first, last = self._first, len(words)
        for start in [index for index, word in enumerate(words) if word in first]:
            node: _Node[Value] | None = first[words[start]]
            end = start + 1
            while node is not None:
                for value in node.values:
                    yield value, start, end
                node = node.following.get(words[end]) if node.following and end < last else None
                end += 1
