r"""Triggers: the letters without which a pattern cannot match, so that most texts need no search.

Eight patterns of reservations with two hundred options took as long for each line as finding all skills in
it. The letters are read off the patterns themselves, so nobody has to keep a second list:

    "familiar(?:ity)?\s+with"                      ->  familiar
    "(?:some|limited)\s+(?:knowledge|exposure)"    ->  knowledge, exposure
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

_QUANTIFIER = re.compile(r"[?*+]|\{\d*,?\d*\}")
#: Groups that stand for text; any other `(?` is a look-around or a flag and gives no letters.
_GROUP = re.compile(r"\((?:\?:|\?P<\w+>|(?!\?))")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_PART = re.compile(r"\w+")
#: Letters that stand inside of many words.
_SHORT = 3
_LETTERS = re.compile(r"[a-z0-9²]+")


class Searchers:
    """Patterns that are each searched only in texts with a word that holds one of their triggers.

    Which patterns a word calls for is worked out once for every word: a resume of six hundred words has few
    that are new.
    """

    def __init__(self, options: Iterable[tuple[str, Iterable[str]]], *, at_starts: bool = False) -> None:
        """`options` are names of patterns, each with its alternatives.

        With `at_starts`, a pattern is only tried where a word starts, so that short letters have to stand
        at the start of one: every other line has a "no" or a "do" inside of a word. Raises ValueError for an
        alternative without any letter.
        """
        self._at_starts = at_starts
        self._triggers = tuple(
            (name, frozenset().union(*map(triggers_of, alternatives))) for name, alternatives in options
        )
        self._called_by = lru_cache(maxsize=50_000)(self._called)

    def worth(self, lower: str) -> set[str]:
        """The names of the patterns that may match in a text, given without regard to case."""
        names: set[str] = set()
        for word in lower.split():
            if called := self._called_by(word):
                names.update(called)
        return names

    def _called(self, word: str) -> tuple[str, ...]:
        parts = _PART.findall(word) if self._at_starts else ()
        return tuple(
            name
            for name, letters in self._triggers
            if any(
                any(part.startswith(one) for part in parts) if parts and len(one) <= _SHORT else one in word
                for one in letters
            )
        )


def triggers_of(pattern: str) -> frozenset[str]:
    """Letters of which one stands in every match of a pattern that is written in lower case.

    Raises ValueError where there are none.
    """
    found = frozenset().union(*map(_best, _options(pattern.lower())))
    if "" in found:
        raise ValueError(f"No letters are sure to stand in a match of {pattern!r}")
    return found


class _Atom(NamedTuple):
    """A piece of a pattern that has to match: one of `letters` stands there; `plain` for a single letter."""

    letters: frozenset[str]
    plain: bool


def _best(option: str) -> frozenset[str]:
    """The rarest letters of one alternative: the piece whose shortest form is longest."""
    runs: list[frozenset[str]] = []
    run = ""
    for atom in _atoms(option):
        if atom.plain:
            run += next(iter(atom.letters))
        else:
            runs += [frozenset((run,)), atom.letters]
            run = ""
    runs.append(frozenset((run,)))
    return max(runs, key=lambda letters: (min(map(len, letters)), -len(letters)))


def _atoms(option: str) -> Iterator[_Atom]:
    nothing = _Atom(frozenset(("",)), plain=False)
    at = 0
    while at < len(option):
        end, letters, plain = _piece(option, at)
        quantifier = _QUANTIFIER.match(option, end)
        at = end
        if quantifier is None:
            yield _Atom(letters, plain)
            continue
        at = quantifier.end()
        at += option[at : at + 1] in ("?", "+")
        needed = quantifier[0] == "+" or (
            quantifier[0][0] == "{" and not quantifier[0].startswith(("{0", "{,"))
        )
        yield _Atom(letters, plain=False) if needed else nothing


def _piece(option: str, at: int) -> tuple[int, frozenset[str], bool]:
    """One piece of a pattern without its quantifier: (end, letters, whether it is one plain letter)."""
    nothing = frozenset(("",))
    if option[at] == "\\":
        return at + 2, nothing, False
    if option[at] == "[":
        found = _CLASS.match(option, at)
        return (found.end() if found else len(option)), nothing, False
    if option[at] == "(":
        end, group = _closing(option, at), _GROUP.match(option, at)
        if group is None:
            return end, nothing, False
        inner = map(_best, _options(option[group.end() : end - 1]))
        return end, frozenset().union(*inner), False
    letter = option[at]
    plain = _LETTERS.fullmatch(letter) is not None
    return at + 1, frozenset((letter,)) if plain else nothing, plain


def _closing(option: str, at: int) -> int:
    """The end of the group that opens at `at`."""
    depth = 0
    while at < len(option):
        if option[at] == "[" and (found := _CLASS.match(option, at)):
            at = found.end()
            continue
        depth += {"(": 1, ")": -1}.get(option[at], 0)
        at += 2 if option[at] == "\\" else 1
        if depth == 0:
            break
    return at


def _options(pattern: str) -> list[str]:
    """The alternatives of a pattern, cut at its outermost bars."""
    options, start, at = [], 0, 0
    while at < len(pattern):
        if pattern[at] == "|":
            options.append(pattern[start:at])
            start = at + 1
        at = at + 1 if pattern[at] == "|" else _piece(pattern, at)[0]
    return [*options, pattern[start:]]
