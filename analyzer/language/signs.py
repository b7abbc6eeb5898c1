"""Signs with gaps: work told in other words than the name of a skill ("trained 40 nurses").

A sign is a row of words as they may stand in a sentence, compared by stem::

    chair|ran .. steering committee     one of the words before the gap, the other two right after each other
    stand-up|sprint .. team             words with a hyphen are two words, as everywhere
    <led> .. # <people>                 <name>: a class of words of `data/language/classes.yaml`; #: a figure
    taught .. ?class                    a word after ? may be left out

A gap (`..`) is at most six words long and never leaves the sentence or the item.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from analyzer.language.tokens import GLUE_WORDS, stem
from analyzer.resources import data_path, read_yaml

_GAP = ".."
_FIGURE = "#"
_LONGEST_GAP = 6
_NO_GAP_OVER = frozenset((".", ";", ":", "!", "?", "•"))
_MARKS = re.compile(r"[|<#?]|\.\.")
_NUMBER_WORDS = frozenset(
    stem(word)
    for word in (
        *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
        *("fifteen", "twenty", "thirty", "forty", "fifty"),
    )
)


class _Step(NamedTuple):
    words: frozenset[str]
    figure: bool
    gap: bool  # other words may stand before it
    optional: bool

    def fits(self, word: str) -> bool:
        return word in self.words or (self.figure and is_figure(word))


class _Sign(NamedTuple):
    skill: str
    steps: tuple[_Step, ...]
    #: Words of the last step, one of which has to stand in the text; empty where a figure does too.
    last: frozenset[str]


@lru_cache(maxsize=50_000)
def is_figure(word: str) -> bool:
    """Whether the stem of a word is a number."""
    return word[:1].isdigit() or word in _NUMBER_WORDS


def has_gap(sign: str) -> bool:
    """Whether a sign is more than a plain phrase."""
    return _MARKS.search(sign) is not None


@cache
def word_classes() -> Mapping[str, frozenset[str]]:
    """The classes of words that signs may name, as stems."""
    content = read_yaml(data_path("language", "classes.yaml"))
    return {name: frozenset(map(stem, words)) for name, words in content.items()}


def ways_of(sign: str) -> Iterator[str]:
    """A sign once for each of its words with a hyphen, written apart as they are read ("stand up")."""
    parts = sign.split()
    for index, part in enumerate(parts):
        if "-" in part:
            options = part.split("|")
            plain = [one for one in options if "-" not in one]
            written = [
                *(one.replace("-", " ") for one in options if "-" in one),
                *(["|".join(plain)] if plain else []),
            ]
            for one in written:
                yield from ways_of(" ".join((*parts[:index], one, *parts[index + 1 :])))
            return
    yield sign


def parse_sign(sign: str) -> tuple[_Step, ...]:
    """The steps of a sign. Raises ValueError where it cannot be read."""
    steps: list[_Step] = []
    gap = False
    for part in sign.split():
        if part in GLUE_WORDS:
            continue
        if part == _GAP:
            gap = True
            continue
        optional = part.startswith("?")
        words: set[str] = set()
        for option in part.removeprefix("?").split("|"):
            if option.startswith("<"):
                if option[1:-1] not in word_classes():
                    raise ValueError(f"Unknown class of words {option} in the sign {sign!r}")
                words |= word_classes()[option[1:-1]]
            elif option != _FIGURE:
                words.add(stem(option))
        steps.append(_Step(frozenset(words), _FIGURE in part, gap, optional))
        gap = False
    if not steps or gap or steps[0].optional or steps[0].gap:
        raise ValueError(f"A sign begins and ends with a word that must stand there: {sign!r}")
    return tuple(steps)


class SignMatcher:
    """Finds signs with gaps among the stems of a text."""

    def __init__(self, signs: Iterable[tuple[str, str]]) -> None:
        """`signs` are (skill id, sign)."""
        self._by_word: dict[str, list[_Sign]] = defaultdict(list)
        self._by_figure: list[_Sign] = []
        for skill, text in ((skill, way) for skill, sign in signs for way in ways_of(sign)):
            steps = parse_sign(text)
            open_end = steps[-1].figure or steps[-1].optional
            sign = _Sign(skill, steps, frozenset() if open_end else steps[-1].words)
            for word in sorted(sign.steps[0].words):
                self._by_word[word].append(sign)
            if sign.steps[0].figure:
                self._by_figure.append(sign)
        for word in sorted(_NUMBER_WORDS - self._by_word.keys()):
            self._by_word[word] = self._by_figure

    def find(self, stems: Sequence[str]) -> Iterator[tuple[str, int, int]]:
        """(skill id, first token, token after the last), in text order."""
        by_word = self._by_word
        present = set(stems)
        for start in [at for at, word in enumerate(stems) if word in by_word or word[0].isdigit()]:
            for sign in by_word.get(stems[start], self._by_figure):
                if sign.last and sign.last.isdisjoint(present):
                    continue  # most signs go on in words that are not there at all
                end = _end(sign.steps, 1, stems, start + 1)
                if end:
                    yield sign.skill, start, end


def _end(steps: tuple[_Step, ...], number: int, stems: Sequence[str], at: int) -> int:
    """Where the rest of a sign ends that goes on at a token; 0 where it does not."""
    if number == len(steps):
        return at
    step = steps[number]
    for here in range(at, min(len(stems), at + (_LONGEST_GAP if step.gap else 0) + 1)):
        if step.fits(stems[here]) and (end := _end(steps, number + 1, stems, here + 1)):
            return end
        if stems[here] in _NO_GAP_OVER:
            break
    return _end(steps, number + 1, stems, at) if step.optional else 0
