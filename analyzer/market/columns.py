"""Tables of a posting whose columns say how much is asked: "Criteria | Essential | Desirable".

Public employers print what they ask as such a table; saved as text it becomes lines with bars or tabs.
"""

import re
from collections.abc import Sequence

from analyzer.market.words import heading_phrases, plain

Span = tuple[int, int]

_CELL = re.compile(r"[^|\t]+")
_BAR = re.compile(r"[|\t]")
_RULE = re.compile(r"[-:|\s]+")
_SENTENCE = re.compile(r"(?:[^.;]|\.(?!\s))+")
#: A cell of fewer letters says nothing ("-", "X").
_LEAST_LETTERS = 2
_WEIGHTS = frozenset({"required", "preferred"})


def in_columns(lines: Sequence[tuple[int, str]]) -> dict[int, tuple[tuple[Span, str], ...]]:
    """Line -> the demands in its cells, each a slice with the kind of its column.

    `lines` are (start in the text, words). A table begins with a row that names both what is essential and
    what is desirable, and ends at the first line without its bars.
    """
    found: dict[int, tuple[tuple[Span, str], ...]] = {}
    columns: dict[int, str] = {}
    for number, (start, text) in enumerate(lines):
        if not _BAR.search(text):
            columns = {}
        elif named := _named_columns(text):
            columns, found[number] = named, ()
        elif columns and _RULE.fullmatch(text):
            found[number] = ()
        elif columns:
            found[number] = tuple(_demands(start, text, columns))
    return found


def _cells(text: str) -> list[Span]:
    """The cells of a row; bars at its ends open none."""
    left = (
        len(text) - len(text.lstrip().removeprefix("|").lstrip("|")) if text.lstrip().startswith("|") else 0
    )
    edges = [left, *(match.end() for match in _BAR.finditer(text, left))]
    cells = ((at, _CELL.match(text, at)) for at in edges)
    return [(at, cell.end() if cell else at) for at, cell in cells]


def _named_columns(text: str) -> dict[int, str]:
    kinds = {at: heading_phrases().get(plain(text[a:b])) for at, (a, b) in enumerate(_cells(text))}
    named = {at: kind for at, kind in kinds.items() if kind in _WEIGHTS}
    return named if set(named.values()) == _WEIGHTS else {}


def _demands(start: int, text: str, columns: dict[int, str]) -> list[tuple[Span, str]]:
    found = []
    for at, (a, b) in enumerate(_cells(text)):
        if at not in columns:
            continue
        for match in _SENTENCE.finditer(text, a, b):
            words = match[0].strip()
            if sum(sign.isalpha() for sign in words) >= _LEAST_LETTERS:
                begin = start + match.start() + len(match[0]) - len(match[0].lstrip())
                found.append(((begin, begin + len(words)), columns[at]))
    return found
