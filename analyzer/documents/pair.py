"""Two texts of one file made comparable: words, lines, and where our lines stand in the other text."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from analyzer.documents.characters import INVISIBLE, fold

#: Rounds in which lost words tell which words beside them are lost.
_ROUNDS = 3
#: Letters that may stand between two lines that follow each other: a page number, a bullet set as a letter.
_SLACK = 4
#: A line that lost letters is still in its place when its first letters are where they should be, and as many
#: of its last two thirds behind them.
_STRETCH = 6
#: Fewer letters than this are found anywhere by chance ("AI", "2021"): such a line is not judged by itself.
LEAST_LETTERS = 5

#: A word as a search sees it.
WORD = re.compile(r"[^\W_]+(?:['.@+#&-][^\W_]+)*[+#]*")
_NOT_LETTER = re.compile(r"[\W_]+")
#: pdfminer's name for a glyph without a character: its letters are not the document's.
_CID = re.compile(r"\(cid:\d+\)")
_LIGATURES = re.compile("[\ufb00-\ufb06]")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """One of our lines: its slice, its letters, and where these stand among the simple text's letters."""

    start: int
    end: int
    letters: str
    at: int | None
    follows: bool

    @property
    def changed(self) -> bool:
        """True when another line, or none, stands before it in the simple text."""
        return not self.follows


@dataclass
class Pair:
    """Ours and the simple text with what several measures need of them."""

    ours: str
    simple: str

    @cached_property
    def words(self) -> list[tuple[str, Span]]:
        """Our words as a search sees them, with their slices."""
        return [(match[0].casefold(), match.span()) for match in WORD.finditer(self.ours)]

    @cached_property
    def simple_words(self) -> Counter[str]:
        """The simple text's words: invisible characters and ligatures break them, as they break a search."""
        text = _LIGATURES.sub("\ufffd", INVISIBLE.sub("\ufffd", _CID.sub("\ufffd", self.simple)))
        return Counter(match[0].casefold() for match in WORD.finditer(fold(text)))

    @cached_property
    def lost(self) -> list[int]:
        """Numbers of our words that the simple text has not, or not as often.

        Of words that it has less often than ours, those are lost that stand beside words that are lost for
        certain, then those in lines that are not whole, then the last ones.
        """
        numbers: dict[str, list[int]] = {}
        for number, (word, _) in enumerate(self.words):
            numbers.setdefault(word, []).append(number)
        certain = {number for word, all_ in numbers.items() if not self.simple_words[word] for number in all_}
        torn = [(place.start, place.end) for place in self.places if place.letters not in self.letters]
        lost = set(certain)
        for _ in range(_ROUNDS):
            before, lost = lost, set(certain)
            for word, all_ in numbers.items():
                missing = len(all_) - self.simple_words[word]
                if 0 < missing < len(all_):
                    lost |= set(sorted(all_, key=lambda one: self._doubt(one, before, torn))[-missing:])
            if lost == before:
                break
        return sorted(lost)

    def _doubt(self, number: int, gone: set[int], torn: list[Span]) -> tuple[int, bool, int]:
        """How likely an occurrence of a word is the lost one: neighbours gone, line not whole, how late."""
        start = self.words[number][1][0]
        line = bisect_right(torn, (start, len(self.ours))) - 1
        beside = [one for one in (number - 1, number + 1) if one in gone and self._same_line(one, number)]
        neighbours = len(beside)
        return neighbours, line >= 0 and start < torn[line][1], number

    def _same_line(self, one: int, other: int) -> bool:
        first, last = sorted((one, other))
        return "\n" not in self.ours[self.words[first][1][1] : self.words[last][1][0]]

    @cached_property
    def letters(self) -> str:
        """All letters and digits of the simple text."""
        return letters_of(self.simple)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Our lines that are long enough to be looked for."""
        return tuple(self._places())

    def _places(self) -> Iterator[Place]:
        expected, slack = 0, _SLACK
        for start, end in lines_of(self.ours):
            letters = letters_of(self.ours[start:end])
            if len(letters) < LEAST_LETTERS:
                expected += len(letters) if self.letters.startswith(letters, expected) else 0
                continue
            at, until, rest = self._next(letters, expected, slack) or (-1, -1, 0)
            follows = at >= 0
            if not follows:
                at = self.letters.find(letters)
                until = at + len(letters)
            yield Place(start, end, letters, at if at >= 0 else None, follows)
            if at >= 0:
                expected, slack = until, _SLACK + rest

    def _next(self, letters: str, expected: int, slack: int) -> tuple[int, int, int] | None:
        """Where a line stands that is read next: whole, or with letters lost in it.

        Its start and end, and how many of its letters may still follow.
        """
        at = self.letters.find(letters, expected, expected + len(letters) + slack)
        if at >= 0:
            return at, at + len(letters), 0
        if len(letters) < 3 * _STRETCH:
            return None
        at = self.letters.find(letters[:_STRETCH], expected, expected + _STRETCH + slack)
        if at < 0:
            return None
        for cut in range(len(letters) - _STRETCH, len(letters) // 3, -1):
            stretch = letters[cut : cut + _STRETCH]
            near = self.letters.find(stretch, at + _STRETCH, at + len(letters) + _SLACK)
            if near >= 0:
                return at, near + _STRETCH, len(letters) - cut - _STRETCH
        return None

    @cached_property
    def simple_lines(self) -> list[tuple[int, str]]:
        """The lines of the simple text: where each starts among the letters, and its own letters."""
        found, at = [], 0
        for line in self.simple.splitlines():
            letters = letters_of(line)
            if letters:
                found.append((at, letters))
                at += len(letters)
        return found


def letters_of(text: str) -> str:
    """Letters and digits of a text without case, space and signs."""
    return _NOT_LETTER.sub("", fold(_CID.sub("", text)).casefold())


def lines_of(text: str) -> Iterator[Span]:
    """Slices of the lines that hold anything."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1
