"""Jobs while they are put together: their lines, the pieces of the lines, and the header read from them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from analyzer.parsing.anchors import AFTER_RANGE, Anchor, date_label, in_remark, stands_apart
from analyzer.parsing.dates import find_ranges, is_vague
from analyzer.parsing.headers import Header, empty_header
from analyzer.parsing.piece_points import Habits
from analyzer.parsing.pieces import Piece, pieces_of
from analyzer.parsing.points import Range
from analyzer.parsing.rows import Row, continues

#: So many blocks written alike are a habit of the writer.
A_HABIT = 2
_DATE_LEFTOVER = re.compile(r"[\s()\[\]|,;:·•–—\-/]*")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the rest of the document tells: its text, present month, day order, home places."""

    text: str
    today: str
    day_first: bool | None = None
    home: frozenset[str] = frozenset()
    ordinary: frozenset[str] = frozenset()
    informal: bool = False  # hardly a line begins with a capital: names are written small too
    habits: Habits | None = None  # how the jobs are written, where several sections list them
    export: bool = False  # LinkedIn's "Save to PDF", whose lines have a fixed order


@dataclass(slots=True)
class Draft:
    """A job while it is being put together; `above` counts the header lines above the dates."""

    anchor: Anchor | None
    header_rows: list[Row] = field(default_factory=list)
    above: int = 0
    body: list[Row] = field(default_factory=list)
    pieces: tuple[Piece, ...] = ()
    header: Header = field(default_factory=empty_header)
    closing: Row | None = None  # the line with the dates when it stands below the bullets

    @property
    def first(self) -> int:
        """Number of its first line, for putting entries in order."""
        rows = self.header_rows or ([self.anchor.row] if self.anchor else [])
        return rows[0].number


def spans_without(span: tuple[int, int], holes: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The parts of a span that lie in none of the holes."""
    parts, start = [], span[0]
    for hole in holes:
        parts.append((start, hole[0]))
        start = hole[1]
    parts.append((start, span[1]))
    return [part for part in parts if part[0] < part[1]]


def _dates_of(row: Row, around: Surroundings) -> list[Range]:
    """The ranges of a line that stand for the job; those in a remark only where there are no others."""
    found = list(find_ranges(row.text, day_first=around.day_first))
    plain = [one for one in found if not in_remark(row.text, one)]
    return plain if any(not one.single for one in plain) else found


def header_pieces(rows: Sequence[Row], around: Surroundings) -> tuple[Piece, ...]:
    """The pieces of header lines without their dates; lines broken by the column's edge are joined."""
    spans: list[tuple[int, int]] = []
    for previous, row in zip([None, *rows], rows, strict=False):
        if is_vague(row.text.strip("()[] ")):
            continue
        start = row.start + date_label(row.text)
        holes: list[tuple[int, int]] = []
        for found in _dates_of(row, around):
            after = AFTER_RANGE.match(row.text, found.end)
            if row.start + found.end > start and stands_apart(row.text, found):
                begin = max(start, row.start + found.start)
                holes.append((begin, row.start + (after.end() if after else found.end)))
        parts = [
            span
            for span in spans_without((start, row.end), holes)
            if not _DATE_LEFTOVER.fullmatch(around.text[span[0] : span[1]])
        ]
        if (
            previous is not None
            and spans
            and parts
            and spans[-1][1] == previous.end
            and parts[0][0] == row.start
            and _wraps(previous, row)
        ):
            parts[0] = (spans.pop()[0], parts[0][1])
        spans += parts
    pieces = pieces_of(around.text, spans)
    if around.informal:
        return tuple(replace(piece, text=capitalised(piece.text)) for piece in pieces)
    return pieces


def capitalised(text: str) -> str:
    """Words that are written small throughout, with the capitals that others give to names."""
    return re.sub(r"(?<![\w'’])[^\W\d_]", lambda match: match.group().upper(), text)


def _wraps(previous: Row, row: Row) -> bool:
    """Whether a header line is broken because its column ends, so that both lines say one thing."""
    open_end = previous.text.endswith((",", "(", "&", "-", "/")) or previous.text.count(
        "("
    ) > previous.text.count(")")
    return continues(previous, row) and (open_end or (previous.full and previous.x1 is not None))
