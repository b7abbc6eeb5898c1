"""Labels in the left margin -> the stretches that they head.

Section titles beside their text, and the dates and places of a timeline, stand in a narrow column of
cells; each cell belongs to what begins beside it. Read down, the cells would be parted from their texts; read
across, a cell of several lines would be mixed with the sentences beside it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Literal

from analyzer.documents.layout.lines import DATE_CELL, MONTH, PLACE, is_title, text_of
from analyzer.documents.layout.records import Token

#: The column of labels is narrower than this share of the text beside it.
NARROW = 0.62
#: Share of cells that must be titles or dates; at least two of them, or one with dates over several lines.
_LABELLED = 0.8
_LEAST_LABELS = 2
#: More white than this share of the size parts two cells.
_CELL_WHITE = 0.7
#: A label and its text are level when their middles differ by less than this share of the size; else the text
#: begins at most so much above and below the label (shares of the size of the larger one).
_LEVEL = 0.3
_ABOVE, _BELOW = 1.05, 0.6
#: The same below dates over several lines, which some set level with the middle of title and employer.
_BELOW_BROKEN = 1.0
#: White between the lines of a title that is set with wide space, and how far their distances differ.
_SPACED_WHITE, _EVEN = 1.6, 0.1
#: A title wraps over at most this many lines.
_TITLE_LINES = 3
_TITLE_WORDS = 6
#: A title is larger than the text beside it by this much, if it is neither bold nor in capitals.
_LARGER = 1.08
#: The lines of one title follow each other at most at this many times their size.
_TITLE_PITCH = 1.45
#: A place, or what an employer adds to dates ("part-time"), has at most this many words.
_FEW_WORDS = 5

_YEAR = re.compile(r"(?:19|20)\d{2}|'\d{2}\b")
_OPEN_END = re.compile(rf"(?:[-–—,/(·•]|\b(?:to|until|since|from|{MONTH}))$", re.IGNORECASE)

#: The beginning of "(6 years 2 months)" or "· 6 yrs 2 mos" at the end of a line.
_HALF_SPAN = re.compile(r"[(·•]\s*\d{1,2}$")
_OPEN_TITLE = re.compile(r"(?:[&,/+]|\b(?:and|und|et|of|for|in|to|with))$", re.IGNORECASE)

Line = Sequence[Token]
_Style = tuple[float, bool, str]


@dataclass(frozen=True, slots=True)
class Band:
    """A cell of the margin as rows, and the lines beside and below it, down to the next cell."""

    label: tuple[tuple[Token, ...], ...]
    content: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class _Cell:
    lines: tuple[Line, ...]
    kind: Literal["title", "dates", "text", "other"]  # text: nothing stands beside it

    @property
    def middle(self) -> float:
        return self.lines[0][0].middle

    @property
    def size(self) -> float:
        return self.lines[0][0].size


def bands(left: Sequence[Line], right: Sequence[Line], *, goes_on: bool = False) -> tuple[Band, ...]:
    """The bands of a stretch whose left side is a margin of labels; empty when it is none.

    `goes_on`: the page before had its labels in the same margin, so that one is enough.
    """
    usual = median(token.size for line in right for token in line)
    cells = [_alone(cell, right) for cell in _kinds(list(_cells(left)), usual)]
    labels = [cell for cell in cells if cell.kind in ("title", "dates")]
    others = sum(1 for cell in cells if cell.kind == "other")
    if not labels or len(labels) < _LABELLED * (len(labels) + others):
        return ()
    starts = [_start(cell, right) for cell in cells]
    if any(start is None and cell.kind == "dates" for cell, start in zip(cells, starts, strict=True)):
        return ()
    begun = [cell for cell, start in zip(cells, starts, strict=True) if start is not None]
    if not begun or (goes_on and len(begun) == len(cells)):
        return _parted(cells, starts, right) if begun else ()
    if len(begun) < _LEAST_LABELS and not any(cell.kind == "dates" and len(cell.lines) > 1 for cell in begun):
        return ()
    return _parted(cells, starts, right)


# --- cells -------------------------------------------------------------------------------------------


def _cells(left: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines of the margin that belong together."""
    cell: list[Line] = []
    for line in left:
        if cell and not _continues(cell, line):
            yield cell
            cell = []
        cell.append(line)
    if cell:
        yield cell


def _continues(cell: Sequence[Line], line: Line) -> bool:
    last = cell[-1]
    white = line[0].top - max(token.bottom for token in last)
    near = white < _CELL_WHITE * last[0].size or _is_spaced_title(cell, line, white)
    alike = abs(line[0].size - last[0].size) < 0.5 and line[0].bold == last[0].bold
    said, own = " ".join(text_of(one) for one in cell), text_of(line)
    begins = _dates_end(said) and bool(_YEAR.search(own[:16]))
    if is_title(own) and is_title(said):
        begins = line[0].top - last[0].top > _TITLE_PITCH * last[0].size and not _OPEN_TITLE.search(said)
    return near and alike and not begins


def _is_spaced_title(cell: Sequence[Line], line: Line, white: float) -> bool:
    """Whether a title set with wide space between its lines goes on: behind `and`, or as far as before."""
    if white > _SPACED_WHITE * line[0].size or len(cell) >= _TITLE_LINES:
        return False
    if not text_of(line).isupper() and not line[0].bold:
        return False
    pitch = line[0].top - cell[-1][0].top
    even = len(cell) > 1 and abs(pitch - (cell[-1][0].top - cell[-2][0].top)) < _EVEN * line[0].size
    return even or bool(_OPEN_TITLE.search(text_of(cell[-1])))


def _dates_end(text: str) -> bool:
    return bool(_YEAR.search(text)) and not _OPEN_END.search(text) and text.count("(") <= text.count(")")


def _kinds(cells: Sequence[Sequence[Line]], usual: float) -> list[_Cell]:
    """Each cell with what it holds. A cell set like the titles that are known is a title too.

    `usual` is the size of the text beside them.
    """
    titles = {_style(cell) for cell in cells if _is_title(cell) and _is_set_off(cell, usual)}
    if len({_style(cell) for cell in cells}) == 1 and all(_stands_out(cell, usual) for cell in cells):
        titles = {_style(cells[0])}  # of words that nobody foresaw
    return [
        _Cell(
            tuple(cell),
            "title"
            if _style(cell) in titles and len(cell) <= _TITLE_LINES
            else "dates"
            if _is_dates(cell)
            else "other",
        )
        for cell in cells
    ]


def _alone(cell: _Cell, right: Sequence[Line]) -> _Cell:
    """A cell that is no label and has nothing beside it is text of the full width that is short."""
    top, bottom = cell.lines[0][0].top, cell.lines[-1][0].bottom
    beside = any(line[0].top < bottom and line[0].bottom > top for line in right)
    return replace(cell, kind="text") if cell.kind == "other" and not beside else cell


def _is_title(cell: Sequence[Line]) -> bool:
    return len(cell) <= _TITLE_LINES and is_title(" ".join(text_of(line) for line in cell))


def _is_set_off(cell: Sequence[Line], usual: float) -> bool:
    first = cell[0][0]
    return first.bold or first.size > _LARGER * usual or text_of(cell[0]).isupper()


def _stands_out(cell: Sequence[Line], usual: float) -> bool:
    """Large or in capitals, and short."""
    first = cell[0][0]
    words = sum(len(line) for line in cell)
    caps = first.bold and all(text_of(line).isupper() for line in cell)
    return words <= _TITLE_WORDS and (first.size > _LARGER * usual or caps)


def _style(cell: Sequence[Line]) -> _Style:
    first = cell[0][0]
    return round(first.size, 1), first.bold, first.font


def _is_dates(cell: Sequence[Line]) -> bool:
    """Dates, then perhaps a place or a few words more."""
    dates, rest = _dates_and_rest(cell)
    words = sum(len(line) for line in rest)
    return bool(dates) and bool(_YEAR.search(text_of(dates))) and words <= _FEW_WORDS


def _dates_and_rest(cell: Sequence[Line]) -> tuple[tuple[Token, ...], list[Line]]:
    """The lines that hold the dates as one, and the lines after them."""
    dates: tuple[Token, ...] = ()
    for number, line in enumerate(cell):
        said = text_of(dates)
        is_open = bool(_OPEN_END.search(said) or _HALF_SPAN.search(said)) or said.count("(") > said.count(")")
        so_far = _HALF_SPAN.sub(" ", text_of((*dates, *line))).replace("(", " ").replace(")", " ")
        if not (DATE_CELL.match(so_far) or is_open):
            return dates, list(cell[number:])
        dates = (*dates, *line)
    return dates, []


# --- where a label's text begins ---------------------------------------------------------------------


def _start(cell: _Cell, right: Sequence[Line]) -> int | None:
    """Index of the line beside a cell with which its text begins."""
    level = [number for number, line in enumerate(right) if _is_level(cell, line)]
    if level:
        return level[0]
    below = _BELOW_BROKEN if cell.kind == "dates" and len(cell.lines) > 1 else _BELOW
    for number, line in enumerate(right):
        size = max(cell.size, line[0].size)
        if -_ABOVE * size < line[0].middle - cell.middle < below * size:
            return number
    return None


def _is_level(cell: _Cell, line: Line) -> bool:
    first = cell.lines[0][0]
    return (
        abs(line[0].middle - cell.middle) < _LEVEL * cell.size
        or abs(line[0].bottom - first.bottom) < _LEVEL * 2
    )


def _parted(cells: Sequence[_Cell], starts: Sequence[int | None], right: Sequence[Line]) -> tuple[Band, ...]:
    """The lines of the right side shared out among the cells, top down."""
    begins: list[int] = []
    for cell, start in zip(cells, starts, strict=True):
        begin = start if start is not None else sum(1 for line in right if line[0].middle < cell.middle)
        begins.append(max(begin, begins[-1] if begins else 0))
    found = [Band((), _tokens(right[: begins[0]]))] if begins[0] else []
    ends = [*begins[1:], len(right)]
    found += [_band(cell, right[begin:end]) for cell, begin, end in zip(cells, begins, ends, strict=True)]
    return tuple(found)


def _band(cell: _Cell, lines: Sequence[Line]) -> Band:
    """Dates that stand in one line with a title stay in it, as dates at the right margin do."""
    if cell.kind == "dates":
        dates, rest = _dates_and_rest(cell.lines)
        if len(cell.lines) == 1 and lines and _is_level(cell, lines[0]):
            return Band((), (*dates, *_tokens(lines)))
        return Band((dates, *_rows(rest)), _tokens(lines))
    if cell.kind == "title":
        return Band((tuple(token for line in cell.lines for token in line),), _tokens(lines))
    if cell.kind == "text":
        return Band((), _tokens((*cell.lines, *lines)))
    return Band(tuple(map(tuple, cell.lines)), _tokens(lines))


def _rows(lines: Sequence[Line]) -> list[tuple[Token, ...]]:
    """Lines as rows; a place that is broken after its comma is one."""
    rows: list[tuple[Token, ...]] = []
    for line in lines:
        if rows and (text_of(rows[-1]).endswith(",") or PLACE.match(text_of((*rows[-1], *line)))):
            rows[-1] = (*rows[-1], *line)
        else:
            rows.append(tuple(line))
    return rows


def _tokens(lines: Sequence[Line]) -> tuple[Token, ...]:
    return tuple(token for line in lines for token in line)
