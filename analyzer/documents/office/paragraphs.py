"""Paragraphs, tables and frames of a word processor -> lines in the order in which a person reads them.

DOCX, ODT and RTF say the same things in three languages. Their readers translate into the blocks of this
module; what becomes a line, what is read across and what is a column of its own is decided here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from analyzer.documents.characters import fold
from analyzer.documents.office.frames import Area, reading_order
from analyzer.documents.office.visible import hidden_texts
from analyzer.documents.written import Written
from analyzer.records import HiddenText, Source

#: A gap between paragraphs is clear space when wider by this (points) than most gaps of the document.
_CLEAR_GAP = 3.0
#: Two spaces after a full stop are a habit of typing; three and more, or a tab, set words apart.
_TYPED_TWICE = re.compile(r"(?<=\S) {2}(?=\S)")
_TABS = re.compile(r" *\t[\t ]*")
#: In wider tables cells that go down are read like all others.
_MOST_COLUMNS = 60
#: A line of a date or place column has at most this many characters.
_SHORT = 40
#: The longest line in which set capitals are written as capitals: a name or a heading, which are seen like
#: that. In longer lines the typed letters say more (PyTorch, iOS).
_LONGEST_CAPS = 60
_DIGITS = re.compile(r"\d{2}")
_MARKED = re.compile(r"^(?:•|\(?\w{1,3}[.)]) ")
#: A frame with this many lines is a column of the page, unless it is wider than this share of the page.
_SIDE_LINES, _SIDE_WIDTH = 5, 0.55


@dataclass(frozen=True, slots=True)
class Run:
    r"""Characters set alike. `\t` is a clear gap, `\n` a line end.

    `reason` is why nobody sees them, as a key of `visible.REASONS`. `caps`: they are set as capitals.
    """

    text: str
    bold: bool = False
    size: float | None = None
    reason: str | None = None
    caps: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs with the mark before them (`• ` or `3. `) and the space (points) above and below.

    `style` is the name of its style when no space is set between paragraphs of the same style.
    """

    runs: tuple[Run, ...]
    mark: str = ""
    before: float = 0.0
    after: float = 0.0
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: `column` counts from 0, `rows` is how many rows it goes down."""

    column: int
    blocks: "tuple[Block, ...]"
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells from left to right. A cell that goes down stands in its first row only."""

    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """A text box, read before the paragraph it hangs on. `place` is in points on a page of `page_width`."""

    blocks: "tuple[Block, ...]"
    place: Area | None = None
    page_width: float = 0.0


Block = Paragraph | Table | Frame


@dataclass(frozen=True, slots=True)
class _Set:
    """A line and the space (points) above it; infinite where a blank line is certain."""

    text: str
    bold: bool
    size: float | None
    gap: float


_BLANK = float("inf")
#: Paragraphs of one document, those in cells too: a page has some 60.
MOST_PARAGRAPHS = 20_000


def set_out(blocks: Sequence[Block]) -> tuple[tuple[Written, ...], tuple[HiddenText, ...]]:
    """The lines of a document, with empty ones for clear space, and what nobody sees of it."""
    setter = _Setter()
    lines = setter.document(tuple(blocks))
    clear = _usual_gap(lines) + _CLEAR_GAP
    written: list[Written] = []
    for line in lines:
        if written and line.gap > clear:
            written.append(Written(""))
        written.append(Written(line.text, line.bold, line.size))
    return tuple(written), hidden_texts(setter.hidden)


def _usual_gap(lines: Sequence[_Set]) -> float:
    """The space (points) above most lines. List items do not count: they often stand closer than the rest."""
    finite = [line.gap for line in lines if line.gap != _BLANK]
    plain = [line.gap for line in lines if line.gap != _BLANK and not _MARKED.match(line.text)]
    return median(plain or finite or [0.0])


def has_tables(blocks: Sequence[Block]) -> bool:
    """Whether words stand in a table."""
    return any(
        any(not _is_empty(cell.blocks) for row in block.rows for cell in row)
        if isinstance(block, Table)
        else isinstance(block, Frame) and has_tables(block.blocks)
        for block in blocks
    )


def has_frames(blocks: Sequence[Block]) -> bool:
    """Whether words stand in a text box."""
    return any(
        any(has_frames(cell.blocks) for row in block.rows for cell in row)
        if isinstance(block, Table)
        else isinstance(block, Frame) and not _is_empty(block.blocks)
        for block in blocks
    )


def _is_empty(blocks: Sequence[Block]) -> bool:
    for block in blocks:
        if isinstance(block, Paragraph):
            if any(run.text.strip() and run.reason is None for run in block.runs):
                return False
        elif isinstance(block, Frame):
            if not _is_empty(block.blocks):
                return False
        elif any(not _is_empty(cell.blocks) for row in block.rows for cell in row):
            return False
    return True


class _Setter:
    """Turns blocks into lines and keeps the hidden words that it passes, in the order of the file."""

    def __init__(self) -> None:
        self.hidden: list[tuple[str, str]] = []

    def document(self, blocks: tuple[Block, ...]) -> list[_Set]:
        """The lines of the whole document: frames that are columns of the page stand first or last."""
        first: list[_Set] = []
        body: list[_Set] = []
        last: list[_Set] = []
        for group in _frames_together(blocks):
            if not isinstance(group[0], Frame):
                body += self.lines(group)
                continue
            frames = [block for block in group if isinstance(block, Frame)]
            for frame in _ordered(frames):
                lines = self.lines(frame.blocks)
                side = None if len(frames) == len(blocks) else _side(frame, lines)
                target = {"left": first, "right": last}.get(side or "", body)
                target += _apart(lines)
        return [*first, *(_apart(body) if first else body), *_apart(last)]

    def lines(self, blocks: Sequence[Block]) -> list[_Set]:
        """The lines of some blocks in a row."""
        lines: list[_Set] = []
        previous: Paragraph | None = None
        for block in blocks:
            if isinstance(block, Table):
                lines += self._table(block)
                previous = None
            elif isinstance(block, Frame):
                lines += _apart(self.lines(block.blocks))
                previous = None
            else:
                own = self._paragraph(block, _space(previous, block))
                lines += own
                if own:
                    previous = block
                elif lines and all(not run.text.strip() for run in block.runs):
                    previous = _SPACER
        return lines

    def _paragraph(self, paragraph: Paragraph, gap: float) -> list[_Set]:
        lines: list[_Set] = []
        pieces: list[Run] = []
        for run in paragraph.runs:
            if run.reason is not None:
                self.hidden.append((run.reason, run.text))
                continue
            parts = run.text.split("\n")
            pieces.append(replace(run, text=parts[0]) if len(parts) > 1 else run)
            for part in parts[1:]:
                _flush(lines, pieces, gap)
                pieces = [replace(run, text=part)]
        if self.hidden:
            self.hidden.append((self.hidden[-1][0], "\n"))  # parts the hidden words of two paragraphs
        _flush(lines, pieces, gap)
        if lines and paragraph.mark:
            lines[0] = replace(lines[0], text=paragraph.mark + lines[0].text)
        return lines

    # --- tables ---------------------------------------------------------------------------------------

    def _table(self, table: Table) -> list[_Set]:
        lines: list[_Set] = []
        position = 0
        while position < len(table.rows):
            height = max((cell.rows for cell in table.rows[position]), default=1)
            if len(table.rows[position]) > _MOST_COLUMNS:
                height = 1
            rows = table.rows[position : position + height]
            if len(rows) > 1:
                lines += self._tall_rows(rows)
            else:
                lines += self._row(rows[0])
            position += max(1, len(rows))
        return lines

    def _tall_rows(self, rows: Sequence[tuple[Cell, ...]]) -> list[_Set]:
        """Rows beside a cell that goes down all of them: that cell is a column of its own."""
        tall = [cell for cell in rows[0] if cell.rows >= len(rows)]
        rest = tuple(tuple(cell for cell in row if cell not in tall) for row in rows)
        gone = {cell.column for cell in tall}
        others = [cell.column for row in rest for cell in row if cell.column not in gone]
        first = [cell for cell in tall if not others or cell.column < min(others)]
        lines: list[_Set] = []
        for cell in first:
            lines += _apart(self.lines(cell.blocks))
        lines += _apart(self._table(Table(rest)))
        for cell in tall:
            if cell not in first:
                lines += _apart(self.lines(cell.blocks))
        return lines

    def _row(self, cells: Sequence[Cell]) -> list[_Set]:
        found = [lines for lines in (self.lines(cell.blocks) for cell in cells) if lines]
        if not found:
            return []
        if all(len(lines) == 1 for lines in found):
            if len(found) > 1 and all(_MARKED.match(lines[0].text) for lines in found):
                return [line for lines in found for line in lines]
            return [_across([lines[0] for lines in found])]
        if len(found) == 2:
            left, right = found
            if len(left) == 1:
                return self._labelled(left[0], right)
            if _are_dates(right, left):
                return _zipped(left, right)
        lines: list[_Set] = []
        for own in found:
            lines += _apart(own)
        return lines

    def _labelled(self, label: _Set, lines: list[_Set]) -> list[_Set]:
        """A date or a short label beside several lines; a title in the margin stands above them."""
        if _DIGITS.search(label.text):
            return [_across([label, lines[0]]), *lines[1:]]
        return [_apart([label])[0], *lines]


_SPACER = Paragraph((), after=_BLANK)


def _space(previous: Paragraph | None, paragraph: Paragraph) -> float:
    if previous is None:
        return paragraph.before
    if previous.style is not None and previous.style == paragraph.style:
        return 0.0
    return max(previous.after, paragraph.before)


def _flush(lines: list[_Set], pieces: Sequence[Run], gap: float) -> None:
    """Add the pieces as a line, unless there is nothing in them."""
    short = sum(len(piece.text) for piece in pieces) <= _LONGEST_CAPS
    text = "".join(piece.text.upper() if piece.caps and short else piece.text for piece in pieces)
    if not text.strip():
        return
    text = _TABS.sub("   ", _TYPED_TWICE.sub(" ", text)).strip()
    weights: dict[tuple[bool, float | None], int] = {}
    for piece in pieces:
        key = (piece.bold, piece.size)
        weights[key] = weights.get(key, 0) + len(piece.text.strip())
    total = sum(weights.values())
    bold = 2 * sum(count for (heavy, _), count in weights.items() if heavy) > total
    size = max(weights, key=lambda key: weights[key])[1]
    lines.append(_Set(text, bold, size, gap if not lines else 0.0))


def _apart(lines: list[_Set]) -> list[_Set]:
    """The lines with a blank one above them."""
    return [replace(lines[0], gap=_BLANK), *lines[1:]] if lines else []


def _across(lines: Sequence[_Set]) -> _Set:
    """Lines side by side as one, with clear gaps."""
    longest = max(lines, key=lambda line: len(line.text))
    bold = 2 * sum(len(line.text) for line in lines if line.bold) > sum(len(line.text) for line in lines)
    return _Set("   ".join(line.text for line in lines), bold, longest.size, max(line.gap for line in lines))


def _are_dates(lines: Sequence[_Set], beside: Sequence[_Set]) -> bool:
    """Whether a cell holds the dates and places that belong to the lines beside it, line by line."""
    return (
        len(lines) <= min(len(beside), 3)
        and all(len(line.text) <= _SHORT for line in lines)
        and bool(_DIGITS.search(lines[0].text))
        and not any("@" in line.text for line in lines)
    )


def _zipped(left: Sequence[_Set], right: Sequence[_Set]) -> list[_Set]:
    paired = [_across(pair) for pair in zip(left, right, strict=False)]
    return [*paired, *left[len(right) :]]


# --- frames ------------------------------------------------------------------------------------------


def _frames_together(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Runs of frames (empty paragraphs between them left out) and runs of other blocks."""
    group: list[Block] = []
    for block in blocks:
        in_frames = bool(group) and isinstance(group[0], Frame)
        if in_frames and isinstance(block, Paragraph) and not block.runs:
            continue
        if group and isinstance(block, Frame) != in_frames:
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _ordered(frames: list[Frame]) -> list[Frame]:
    """Frames as a person reads them; in the order of the file when a place is not known."""
    places = [frame.place for frame in frames]
    known = [place for place in places if place is not None]
    if len(known) < len(places):
        return frames
    return [frames[number] for number in reading_order(known)]


def _side(frame: Frame, lines: Sequence[_Set]) -> str | None:
    """On which side of the page a frame is a column of its own; None when it belongs where it hangs."""
    if frame.place is None or len(lines) < _SIDE_LINES or not frame.page_width:
        return None
    left, _, right, _ = frame.place
    if right - left > _SIDE_WIDTH * frame.page_width:
        return None
    return "left" if (left + right) / 2 < frame.page_width / 2 else "right"


# --- parts of a document -----------------------------------------------------------------------------

#: What remains of "Page 2 of 3" without its numbers.
_PAGE_WORDS = re.compile(
    r"[\s·|–—-]*(?:\b(?:page|seite|pagina|p\.))?[\s/|]*(?:\b(?:of|von|de)\b)?[\s/|]*$", re.IGNORECASE
)


def running_lines(
    blocks: Sequence[Block], others: Sequence[Written], *, numbered: bool
) -> tuple[tuple[Written, ...], tuple[HiddenText, ...]]:
    """Lines of headers or footers that the `others` do not say; `numbered`: page numbers were dropped."""
    lines, hidden = set_out(blocks)
    known = {_key(line.text) for line in others}
    kept: list[Written] = []
    for line in lines:
        text = _PAGE_WORDS.sub("", line.text) if numbered else line.text
        if not line.text or (text.strip() and _key(text) not in known):
            kept.append(replace(line, text=text))
            known.add(_key(text))
    return (tuple(kept) if any(line.text for line in kept) else ()), hidden


def joined(*parts: Sequence[Written]) -> tuple[Written, ...]:
    """Parts of a document one after the other, apart from each other."""
    lines: list[Written] = []
    for part in parts:
        if part:
            lines += [Written(""), *part]
    return tuple(lines[1:])


def _key(text: str) -> str:
    return "".join(char for char in fold(text).casefold() if char.isalnum())


def images_only(source: Source) -> str:
    """What to do about a document of pictures."""
    return (
        f"{source.name} holds images and no text. Type its text into the document, or export the resume "
        "from the editor it was made in."
    )
