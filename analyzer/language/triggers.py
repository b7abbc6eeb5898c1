r"""Triggers: the letters without which a pattern cannot match, so that most texts need no search.

Eight patterns of reservations with two hundred options took as long for each line as finding all skills in
it. The letters are read off the patterns themselves, so nobody has to keep a second list:

    "familiar(?:ity)?\s+with"                      ->  familiar
    "(?:some|limited)\s+(?:knowledge|exposure)"    ->  knowledge, exposure
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple

_QUANTIFIER = re.compile(r"[?*+]|\{\d*,?\d*\}")
#: Groups that stand for text; any other `(?` is a look-around or a flag and gives no letters.
_GROUP = re.compile(r"\((?:\?:|\?P<\w+>|(?!\?))")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_PART = re.compile(r"\w+")
#: Letters that stand inside of many words.
_SHORT = 3
#: Words whose bits are remembered.
_MOST_KNOWN = 50_000
_LETTERS = re.compile(r"[a-z0-9²]+")


#: Letters that a match needs: for each frozenset one of its members stands in the text.
Needs = tuple[frozenset[str], ...]


class _Searcher(NamedTuple):
    """A pattern as numbers: `any` holds all bits of its needs, each of `needs` those of one alternative."""

    name: str
    any: int
    needs: tuple[int, ...]


class _Masks(dict[str, int]):
    """The bits of every word that was met: which sets of letters it meets."""

    def __init__(self, of_word: Callable[[str], int]) -> None:
        self._of_word = of_word

    def __missing__(self, word: str) -> int:
        if len(self) > _MOST_KNOWN:
            self.clear()
        mask = self[word] = self._of_word(word)
        return mask


class Searchers:
    """Patterns that are each searched only in texts with the letters that a match needs.

    Which letters a word holds is worked out once for every word: a resume of six hundred words has few that
    are new. Each set of letters is one bit of a number, so a text costs one look-up for each of its words.
    """

    def __init__(self, options: Iterable[tuple[str, Iterable[Needs]]], *, at_starts: bool = False) -> None:
        """`options` are names of patterns, each with the needs of its alternatives (see `needs_of`).

        With `at_starts`, a pattern is only tried where a word starts, so that short letters which open it
        have to stand at the start of a word: every other line has a "no" or a "do" inside of one.
        """
        self._at_starts = at_starts
        self._letters: dict[frozenset[str], int] = {}
        self._searchers = tuple(self._searcher(name, tuple(needs)) for name, needs in options)
        self._masks = _Masks(self._mask)

    def _searcher(self, name: str, options: Sequence[Needs]) -> _Searcher:
        single = frozenset().union(*(needs[0] for needs in options if len(needs) == 1))
        rows = [*([(single,)] if single else []), *(needs for needs in options if len(needs) > 1)]
        masks = [sum(self._bit(letters) for letters in set(needs)) for needs in rows]
        return _Searcher(name, reduce(or_, masks), tuple(dict.fromkeys(masks)))

    def _bit(self, letters: frozenset[str]) -> int:
        return 1 << self._letters.setdefault(letters, len(self._letters))

    def worth(self, lower: str) -> tuple[str, ...]:
        """The names of the patterns that may match in a text, given in lower case, in their order."""
        mask = reduce(or_, map(self._masks.__getitem__, lower.split()), 0)
        if not mask:
            return ()
        return tuple(
            one.name
            for one in self._searchers
            if mask & one.any and any(mask & needs == needs for needs in one.needs)
        )

    def _mask(self, word: str) -> int:
        parts = _PART.findall(word) if self._at_starts else []
        holds = (
            1 << bit
            for letters, bit in self._letters.items()
            if any(_stands_in(one, word, parts) for one in letters)
        )
        return reduce(or_, holds, 0)


def _stands_in(letters: str, word: str, parts: Sequence[str]) -> bool:
    """Whether letters stand in a word; short ones open a part of it, or are all of it before a space."""
    plain = letters.strip()
    if not parts or len(plain) > _SHORT:
        return plain in word
    return plain in parts if letters != plain else any(part.startswith(plain) for part in parts)


def needs_of(pattern: str) -> tuple[Needs, ...]:
    """What a match of each alternative of a pattern needs, the rarest letters first.

    Raises ValueError for an alternative without any letter.
    """
    return tuple((_sure(option), *sure_letters(option)) for option in options_of(pattern))


def _sure(option: str) -> frozenset[str]:
    if "" in (best := _rarest(_pieces(option))):
        raise ValueError(f"No letters are sure to stand in a match of {option!r}")
    return best


def sure_letters(option: str, *, least: int = _SHORT + 1) -> tuple[frozenset[str], ...]:
    """All sets of letters, of `least` letters or more, that a match of an alternative needs."""
    return tuple(dict.fromkeys(one for one in _pieces(option) if _shortest(one) >= least))


def triggers_of(pattern: str) -> frozenset[str]:
    """Letters of which one stands in every match of a pattern that is written in lower case.

    Raises ValueError where there are none.
    """
    return frozenset(letters.strip() for option in options_of(pattern) for letters in _sure(option))


class _Atom(NamedTuple):
    """A piece of a pattern that has to match: one of `letters` stands there; `plain` for a single letter.

    `space` for a space, which ends a word.
    """

    letters: frozenset[str]
    plain: bool
    space: bool = False


def _best(option: str) -> frozenset[str]:
    """The rarest letters of one alternative."""
    return _rarest(_pieces(option))


def _rarest(pieces: Sequence[frozenset[str]]) -> frozenset[str]:
    """The piece whose shortest form is longest."""
    return max(pieces, key=lambda letters: (_shortest(letters), -len(letters)))


def _shortest(letters: frozenset[str]) -> int:
    return min(len(one.strip()) for one in letters)


def _pieces(option: str) -> list[frozenset[str]]:
    """The pieces of one alternative that have to match, each with its forms."""
    runs: list[frozenset[str]] = []
    run = ""
    for atom in _atoms(option):
        if atom.plain:
            run += next(iter(atom.letters))
        else:
            runs += [frozenset((f"{run} " if atom.space and run else run,)), atom.letters]
            run = ""
    return [*runs, frozenset((run,))]


def _atoms(option: str) -> Iterator[_Atom]:
    nothing = _Atom(frozenset(("",)), plain=False)
    at = 0
    while at < len(option):
        end, letters, plain = _piece(option, at)
        quantifier = _QUANTIFIER.match(option, end)
        space = option.startswith(r"\s", at)
        at = end
        if quantifier is None:
            yield _Atom(letters, plain, space)
            continue
        at = quantifier.end()
        at += option[at : at + 1] in ("?", "+")
        needed = quantifier[0] == "+" or (
            quantifier[0][0] == "{" and not quantifier[0].startswith(("{0", "{,"))
        )
        yield _Atom(letters, plain=False, space=space) if needed else nothing


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
        inner = map(_best, options_of(option[group.end() : end - 1]))
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


def options_of(pattern: str) -> list[str]:
    """The alternatives of a pattern in lower case, cut at its outermost bars."""
    pattern = pattern.lower()
    options, start, at = [], 0, 0
    while at < len(pattern):
        if pattern[at] == "|":
            options.append(pattern[start:at])
            start = at + 1
        at = at + 1 if pattern[at] == "|" else _piece(pattern, at)[0]
    return [*options, pattern[start:]]
