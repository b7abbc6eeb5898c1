"""The parts of an RTF document while they come in: what holds in a group, and the blocks of one story."""

from dataclasses import dataclass, field, replace

from analyzer.documents.ink import Colour
from analyzer.documents.office.paragraphs import Block, Cell, Frame, Paragraph, Run, Table
from analyzer.documents.office.visible import WHITE


@dataclass(slots=True)
class Field:
    """A field: its instruction, and whether its result is left out."""

    code: str = ""
    dropped: bool = False


@dataclass(slots=True)
class Shape:
    """A drawing: its edges in twentieths of a point, and its named values."""

    left: int = 0
    top: int = 0
    right: int = 0
    bottom: int = 0
    values: dict[str, str] = field(default_factory=dict)
    name: str = ""


@dataclass(slots=True)
class State:
    """What holds inside a group: where text goes, and how characters and paragraphs look."""

    target: str = "text"
    story: "Story | None" = None
    field: Field | None = None
    shape: Shape | None = None
    skip: int = 1
    bold: bool = False
    hidden: bool = False
    deleted: bool = False
    caps: bool = False
    size: int = 24
    colour: int = 0
    back: int = 0
    font: int = -1
    scale: int = 100
    table: bool = False
    style: int = -1
    level: int = 9
    before: int = 0
    after: int = 0
    shade: int = 0
    line: int = 0
    x: int = 0
    contextual: bool = False
    backs: tuple[Colour, ...] = (WHITE,)
    reason: str | None = None


class Story:
    """Blocks of the body, a header, a note or a text box while they come in."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.runs: list[Run] = []
        self.mark = ""
        self._cell: list[Block] = []
        self._cells: list[tuple[Block, ...]] = []
        self._rows: list[tuple[Cell, ...]] = []
        self._open: dict[int, tuple[int, int]] = {}

    @property
    def column(self) -> int:
        """How many cells of the present row are complete."""
        return len(self._cells)

    def end_paragraph(self, state: State, heading: bool) -> None:
        """The paragraph is complete; it stands in a table or ends the one before it."""
        runs = tuple(replace(run, bold=True) for run in self.runs) if heading else tuple(self.runs)
        style = str(state.style) if state.contextual else None
        paragraph = Paragraph(runs, self.mark, state.before / 20, state.after / 20, style)
        self.runs, self.mark = [], ""
        if state.table:
            self._cell.append(paragraph)
        else:
            self.end_table()
            self.blocks.append(paragraph)

    def add(self, frame: Frame) -> None:
        """A text box that hangs on the present paragraph."""
        (self._cell if self._cell or self._cells else self.blocks).append(frame)

    def end_cell(self, state: State, heading: bool) -> None:
        """The cell is complete."""
        if self.runs:
            self.end_paragraph(replace(state, table=True), heading)
        self._cells.append(tuple(self._cell))
        self._cell = []

    def end_row(self, merges: list[str]) -> None:
        """The row is complete; `merges` says which of its cells go down or go on from above."""
        cells: list[Cell] = []
        for column, blocks in enumerate(self._cells):
            merge = merges[column] if column < len(merges) else ""
            if merge == "on" and column in self._open:
                row, place = self._open[column]
                own = list(self._rows[row])
                own[place] = replace(own[place], rows=len(self._rows) - row + 1)
                self._rows[row] = tuple(own)
                continue
            self._open.pop(column, None)
            if merge == "down":
                self._open[column] = (len(self._rows), len(cells))
            cells.append(Cell(column, blocks))
        self._rows.append(tuple(cells))
        self._cells = []

    def end_table(self) -> None:
        """Whatever rows there are make a table."""
        if self._cell or self._cells:
            if self._cell:
                self._cells.append(tuple(self._cell))
                self._cell = []
            self.end_row([])
        if self._rows:
            self.blocks.append(Table(tuple(self._rows)))
        self._rows, self._open = [], {}

    def finish(self, state: State) -> tuple[Block, ...]:
        """All blocks, when nothing more comes."""
        if self.runs:
            self.end_paragraph(state, heading=False)
        self.end_table()
        return tuple(self.blocks)
