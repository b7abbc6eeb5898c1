"""Rows in reading order -> the canonical text, its lines and its words."""

from collections import Counter
from collections.abc import Iterable

from analyzer.records import Box, Line, Word

from .layout import Row, Token

#: A gap inside a line is clear when wider than this many times the font size: two spaces stand for it.
CLEAR_GAP = 1.5


def compose(rows: Iterable[Row]) -> tuple[str, tuple[Line, ...], tuple[Word, ...]]:
    """Text with one line for each row; every word's slice of it is the token's text."""
    parts: list[str] = []
    lines: list[Line] = []
    words: list[Word] = []
    offset = 0
    for row in rows:
        if lines:
            separator = "\n\n" if row.apart else "\n"
            parts.append(separator)
            offset += len(separator)
        start = offset
        previous: Token | None = None
        for token in row.tokens:
            if previous is not None:
                space = "  " if token.x0 - previous.x1 > CLEAR_GAP * token.size else " "
                parts.append(space)
                offset += len(space)
            parts.append(token.text)
            words.append(Word(offset, offset + len(token.text), _box(token, row.page)))
            offset += len(token.text)
            previous = token
        lines.append(_line(row, start, offset))
    return "".join(parts), tuple(lines), tuple(words)


def _line(row: Row, start: int, end: int) -> Line:
    sizes: Counter[float] = Counter()
    bold = 0
    for token in row.tokens:
        sizes[round(token.size * 2) / 2] += len(token.text)
        bold += len(token.text) if token.bold else 0
    size = max(sizes, key=lambda found: (sizes[found], found))
    return Line(start, end, row.page, size, bold > sum(sizes.values()) / 2)


def _box(token: Token, page: int) -> Box:
    return Box(page, round(token.x0, 2), round(token.top, 2), round(token.x1, 2), round(token.bottom, 2))
