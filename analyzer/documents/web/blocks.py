"""Lines of a page without fixed pages, as a browser would break them.

Text comes in piece by piece; blocks end lines, cells that stand side by side are put together line by line
where a person reads them so.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import quantiles

from analyzer.documents.characters import BULLET, BULLETS
from analyzer.documents.layout.lines import DATE_CELL, is_title
from analyzer.documents.web.looks import PIXEL, Look
from analyzer.documents.written import Written

#: A clear gap inside a line, as it stands in `Document.text`.
GAP = "  "
#: Blank characters of fixed width in a row from which they are meant as a gap.
_MANY_BLANKS = 3
#: White above a line, in shares of its size and beyond the usual, that parts blocks (the same as on paper).
_CLEAR_WHITE = 0.35
#: Cells longer than this are sentences side by side, and not the parts of one line.
_LONG_CELL = 90
#: Cells of at most this many lines may be the two halves of the head of an entry.
_HEAD_LINES = 3
_BLANKS = re.compile("[ \t\n\r\f\u00a0]+")


@dataclass(slots=True)
class Row:
    """One line as it is built: pieces of text with weight and size, and the white above in pixels."""

    pieces: list[tuple[str, bool, float]] = field(default_factory=list)
    above: float = 0.0
    heading: bool = False

    @property
    def text(self) -> str:
        """The line."""
        return "".join(text for text, _, _ in self.pieces).strip()

    @property
    def is_item(self) -> bool:
        """A list item opens here."""
        return self.text[:1] in BULLETS

    @property
    def size(self) -> float:
        """Size of most of its letters, in pixels."""
        sizes: Counter[float] = Counter()
        for text, _, size in self.pieces:
            sizes[size] += len(text.strip())
        return max(sizes, key=lambda found: (sizes[found], found), default=16.0)

    @property
    def bold(self) -> bool:
        """Most of its letters are bold."""
        letters = sum(len(text.strip()) for text, _, _ in self.pieces)
        return sum(len(text.strip()) for text, bold, _ in self.pieces if bold) > letters / 2


class Lines:
    """The lines of one block and of all that is in it, in the order they are read."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._row = Row()
        self._white = 0.0
        self._right: list[Row] = []
        self._mark = False
        self._holds = False

    def text(self, text: str, look: Look) -> None:
        """Text inside a line; white space counts as the look says."""
        if not look.keeps_lines:
            self._piece(text if look.keeps_spaces else _BLANKS.sub(_one_blank, text), look)
            return
        for number, part in enumerate(text.replace("\r\n", "\n").split("\n")):
            if number:
                self.end()
            self._piece(part if look.keeps_spaces else _BLANKS.sub(_one_blank, part), look)

    def gap(self) -> None:
        """A clear gap before the next word of the line."""
        if self._row.pieces:
            self._row.pieces.append((GAP, False, 0.0))

    def hold(self) -> None:
        """The next block goes on in this line, after a gap."""
        self.gap()
        self._holds = bool(self._row.pieces)

    def mark(self) -> None:
        """The next line is a list item."""
        self._mark = True

    def unmark(self) -> None:
        """The list item is over, empty or not."""
        self._mark = False

    def white(self, pixels: float) -> None:
        """White before the next line; white of several blocks does not add up."""
        self._white = max(self._white, pixels)

    def aside(self, rows: Sequence[Row]) -> None:
        """Cells at the right margin of this line or of the one that comes."""
        self._right += rows

    def begin(self) -> None:
        """A block begins: the line before is over, unless the block stands beside it."""
        if self._holds:
            self._holds = False
        else:
            self.end()

    def end(self) -> None:
        """The line is over."""
        row, self._row, self._holds = self._row, Row(), False
        if row.text:
            self._add(row)

    def add(self, rows: Sequence[Row]) -> None:
        """Whole lines from elsewhere."""
        self.end()
        for row in rows:
            self._add(row)

    def close(self) -> list[Row]:
        """All lines."""
        self.end()
        if self._right:
            rest, self._right = self._right, []
            self.rows += rest
        return self.rows

    def _add(self, row: Row) -> None:
        if self._mark and not row.is_item:
            row.pieces.insert(0, (f"{BULLET} ", False, 0.0))
        self._mark = False
        if self._right:
            row.pieces += [piece for cell in self._right for piece in ((GAP, False, 0.0), *cell.pieces)]
            self._right = []
        row.above = max(row.above, self._white)
        self._white = 0.0
        self.rows.append(row)

    def _piece(self, text: str, look: Look) -> None:
        before = self._row.pieces[-1][0] if self._row.pieces else " "
        if before[-1:] == " " and not look.keeps_spaces:
            text = text.lstrip(" ")
        if text:
            self._row.pieces.append((text, look.bold, look.size))
            self._row.heading = self._row.heading or look.heading


def _one_blank(found: re.Match[str]) -> str:
    return GAP if found[0].count("\u00a0") >= _MANY_BLANKS else " "


def side_by_side(cells: Sequence[list[Row]]) -> list[Row]:
    """The lines of cells that stand beside each other, in the order a person reads them."""
    cells = [cell for cell in cells if cell]
    tall = [cell for cell in cells if len(cell) > 1]
    if len(cells) < 2:
        return cells[0] if cells else []
    if not tall:
        return _one_line(cells)
    if len(tall) == 1:
        return _beside_tall(cells, tall[0])
    return _zipped(cells) if _is_head(cells) else _one_below_the_other(cells)


def _one_line(cells: Sequence[list[Row]]) -> list[Row]:
    rows = [cell[0] for cell in cells]
    long = sum(1 for row in rows if len(row.text) > _LONG_CELL)
    items = sum(1 for row in rows if row.is_item)
    if long > 1 or items > 1 or (_is_section(rows[0]) and rows[0].heading):
        return rows
    return [_joined(rows)]


def _beside_tall(cells: Sequence[list[Row]], tall: list[Row]) -> list[Row]:
    """One cell of several lines: the others are its label, or the date and place at its side."""
    before = [cell[0] for cell in cells[: cells.index(tall)]]
    after = [cell[0] for cell in cells[cells.index(tall) + 1 :]]
    first, rest = tall[0], tall[1:]
    if any(len(row.text) > _LONG_CELL for row in (*before, *after)):
        return _one_below_the_other(cells)
    if before and (first.is_item or any(_is_section(row) for row in before)):
        return [*(_one_line([[row] for row in before])), first, *after, *rest]
    if after and first.is_item:
        return _one_below_the_other(cells)
    return [_joined([*before, first, *after]), *rest]


def _is_section(row: Row) -> bool:
    return is_title(row.text)


def _is_head(cells: Sequence[list[Row]]) -> bool:
    """Title and employer at the left, dates and place at the right."""
    lines = [row for cell in cells for row in cell]
    if len(cells) != 2 or max(map(len, cells)) > _HEAD_LINES or any(row.is_item for row in lines):
        return False
    if any(is_title(cell[0].text) for cell in cells):
        return False
    return any(DATE_CELL.match(row.text) for row in cells[1]) or all(len(row.text) <= 30 for row in cells[1])


def _zipped(cells: Sequence[list[Row]]) -> list[Row]:
    height = max(map(len, cells))
    return [_joined([cell[number] for cell in cells if number < len(cell)]) for number in range(height)]


def _one_below_the_other(cells: Sequence[list[Row]]) -> list[Row]:
    for cell in cells[1:]:
        cell[0].above = max(cell[0].above, 2 * cell[0].size)
    return [row for cell in cells for row in cell]


def _joined(rows: Sequence[Row]) -> Row:
    pieces = list(rows[0].pieces)
    for row in rows[1:]:
        pieces += [(GAP, False, 0.0), *row.pieces]
    return Row(pieces, max(row.above for row in rows), any(row.heading for row in rows))


def written_lines(rows: Sequence[Row]) -> tuple[Written, ...]:
    """Lines for the Document, with an empty one where a person sees blocks apart.

    That is before headings, and where there is more white than usual; never between a heading and what it
    is the heading of.
    """
    whites = [row.above / row.size for row in rows[1:]]
    usual = quantiles(whites, n=4)[0] if len(whites) > 1 else 0.0
    written: list[Written] = []
    headed = True
    for row, white in zip(rows, [0.0, *whites], strict=False):
        if written and (row.heading or (white - usual > _CLEAR_WHITE and not headed)):
            written.append(Written(""))
        written.append(Written(row.text, row.bold, round(row.size * PIXEL * 2) / 2))
        headed = row.heading
    return tuple(written)
