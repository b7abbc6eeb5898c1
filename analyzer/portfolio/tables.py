"""Tables in the text of a document: lines whose cells stand apart, under a line that names the columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_GAP = re.compile(r"\t| {2,}")
#: Cells of a line from which on lines below each other are a table.
_FEWEST_CELLS = 3
#: Words of a name of a column.
_COLUMN_WORDS = 6


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of a cell and where they stand in the text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TableRow:
    """A line of a table."""

    start: int
    end: int
    cells: tuple[Cell, ...]

    @property
    def words(self) -> int:
        """Words of all cells."""
        return sum(len(one.text.split()) for one in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """The names of the columns, and the lines below them."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]


def tables_of(text: str) -> tuple[Table, ...]:
    """The tables of a text with at least three columns, in order."""
    return tuple(_tables(text))


def _tables(text: str) -> Iterator[Table]:
    run: list[TableRow] = []
    at = 0
    for line in [*text.split("\n"), ""]:
        row = _row(line, at)
        if len(row.cells) >= _FEWEST_CELLS:
            run.append(row)
        else:
            if _has_head(run):
                yield Table(tuple(one.text for one in run[0].cells), tuple(run[1:]))
            run = []
        at += len(line) + 1


def _has_head(run: Sequence[TableRow]) -> bool:
    return len(run) > 1 and all(len(one.text.split()) <= _COLUMN_WORDS for one in run[0].cells)


def _row(line: str, at: int) -> TableRow:
    cells: list[Cell] = []
    last = 0
    for gap in [*_GAP.finditer(line), None]:
        stop = gap.start() if gap else len(line)
        piece = line[last:stop]
        if piece.strip():
            lead = len(piece) - len(piece.lstrip())
            start = at + last + lead
            cells.append(Cell(piece.strip(), start, start + len(piece.strip())))
        last = gap.end() if gap else stop
    return TableRow(at, at + len(line), tuple(cells))
