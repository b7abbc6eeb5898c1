"""What was read of a file: its text with the place of every word, and what machines see of it."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from analyzer.records.kinds import INTERNAL, ChangeKind, LossKind, Severity


@dataclass(frozen=True, slots=True)
class Source:
    """A file as the user gave it: its name without folders, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from the top left corner."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Word:
    """One printed word: where it stands in the text and on the page."""

    start: int
    end: int
    box: Box


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the canonical text. `size` is the usual font size in points, None for plain text."""

    start: int
    end: int
    page: int
    size: float | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True)
class PageSize:
    """Width and height of a page in points."""

    number: int
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the document, also one that exists only as an annotation."""

    kind: Literal["linkedin", "github", "email", "phone", "portfolio", "other"]
    url: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class HiddenText:
    """Text that a person does not see but a machine reads. Never scored. `boxes` is where it stands."""

    text: str
    page: int | None
    reason: str
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadWarning:
    """Something about the file that a simple reader may lose.

    `loses` says what ("order", "links"), `remedy` what to do about it. `share` is how much of the document's
    lines, or of what the code is about, is concerned (0 to 1) where that was measured; `boxes` is where.
    """

    code: str
    message: str
    page: int | None = None
    severity: Severity = "medium"
    loses: tuple[LossKind, ...] = ()
    remedy: str = ""
    share: float | None = None
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that prove a claim: a slice of a document, and where it stands on the page."""

    document: int
    start: int
    end: int
    page: int
    text: str
    section: str
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A file turned into one canonical text with places.

    `index` is its number in the Report (0 is the resume). `lines` and `words` are in text order; `words` is
    empty for formats without pages.
    """

    name: str
    sha256: str
    format: str
    engine: str
    text: str
    pages: tuple[PageSize, ...] = ()
    links: tuple[Link, ...] = ()
    hidden: tuple[HiddenText, ...] = ()
    warnings: tuple[ReadWarning, ...] = ()
    index: Annotated[int, INTERNAL] = 0
    lines: Annotated[tuple[Line, ...], INTERNAL] = ()
    words: Annotated[tuple[Word, ...], INTERNAL] = ()

    def page_at(self, offset: int) -> int:
        """Page on which the character at `offset` is printed; 1 for formats without pages."""
        position = bisect_right(self.lines, offset, key=lambda line: line.start) - 1
        return self.lines[position].page if position >= 0 else 1

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """One box for each printed line that the slice touches."""
        first = bisect_right(self.words, start, key=lambda word: word.end)
        return tuple(_merged(self.words, first, end))

    def evidence(self, start: int, end: int, *, section: str = "") -> Evidence:
        """The slice as Evidence; spaces at its ends are left out."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return Evidence(
            document=self.index,
            start=start,
            end=end,
            page=self.page_at(start),
            text=self.text[start:end],
            section=section,
            boxes=self.boxes(start, end),
        )


def _merged(words: Sequence[Word], position: int, end: int) -> Iterator[Box]:
    """One box for each line of the words from `position` on that start before `end`.

    Numbers instead of boxes: this runs for every quote that might be shown, and took a tenth of all time.
    """
    page, x0, top, x1, bottom = 0, 0.0, 0.0, 0.0, 0.0
    for at in range(position, len(words)):
        word = words[at]
        if word.start >= end:
            break
        box = word.box
        if box.page == page and box.x0 >= x0:
            box_top, box_bottom = box.top, box.bottom
            shared = (bottom if bottom < box_bottom else box_bottom) - (top if top > box_top else box_top)
            height, box_height = bottom - top, box_bottom - box_top
            if shared > 0.5 * (height if height < box_height else box_height):
                top = top if top < box_top else box_top
                x1 = x1 if x1 > box.x1 else box.x1
                bottom = bottom if bottom > box_bottom else box_bottom
                continue
        if page:
            yield Box(page, x0, top, x1, bottom)
        page, x0, top, x1, bottom = box.page, box.x0, box.top, box.x1, box.bottom
    if page:
        yield Box(page, x0, top, x1, bottom)


@dataclass(frozen=True, slots=True)
class SimpleText:
    """The text of a file as one simple reader gets it: `method` says how it reads.

    `problem` says why there is no text; it is empty when there is.
    """

    reader: str
    method: str
    text: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Loss:
    """One kind of thing that a simple text has lost: `count` of the `of` that ours has, with examples."""

    kind: LossKind
    count: int
    of: int
    message: str
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A slice of our text that a simple reader loses (a word), moves or tears apart (a line)."""

    start: int
    end: int
    kind: ChangeKind


@dataclass(frozen=True, slots=True)
class SimpleReading:
    """A simple text beside ours: what it loses, and where in our text.

    `strange` are slices of the simple text that ours does not have: glued words, hidden text, wrong signs.
    `mixed` are its lines that stand nowhere in ours: parts of several lines, or with letters lost.
    """

    simple: SimpleText
    losses: tuple[Loss, ...] = ()
    changes: tuple[Change, ...] = ()
    strange: tuple[tuple[int, int], ...] = ()
    mixed: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class MachineView:
    """What machines read of one file: our text, and the texts of simple readers with their losses."""

    document: Document
    readings: tuple[SimpleReading, ...]
    schema: Literal["aipm-reading/1"] = "aipm-reading/1"
