"""One part of a Word document (body, header, notes) -> blocks: what is seen, and what is set out of sight.

Insertions stand, deletions and places that text was moved from do not. Of alternatives
(`mc:AlternateContent`) the first counts, which is the one that Word shows.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Protocol

from analyzer.documents.characters import is_pictorial
from analyzer.documents.ink import Colour
from analyzer.documents.office.docx_styles import Look, Styles, W, is_on, twips
from analyzer.documents.office.docx_tables import conditions, row_reason, table_switches
from analyzer.documents.office.numbering import Numbering
from analyzer.documents.office.package import Element
from analyzer.documents.office.paragraphs import MOST_PARAGRAPHS, Block, Cell, Frame, Paragraph, Run, Table
from analyzer.documents.office.visible import vanishes
from analyzer.documents.office.word_signs import is_page_number, link_of, symbol, symbols
from analyzer.documents.sight import SMALLEST_SIZE
from analyzer.errors import TooLarge

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

#: Wrappers that a reader looks through, in blocks as in lines, and those whose content is gone.
_THROUGH = frozenset(
    W + name for name in ("ins", "moveTo", "smartTag", "customXml", "sdtContent", "bdo", "dir", "sdt")
)
_GONE = frozenset(W + name for name in ("del", "moveFrom", "cellDel"))
_CHANGES = frozenset(W + name for name in ("ins", "del", "moveFrom", "moveTo"))
_NOTES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
#: Characters squeezed to less than this share of their width cannot be read.
_NARROWEST = 0.1
_MOST_NESTED_FIELDS = 50


@dataclass(slots=True)
class Found:
    """What the parts of one document gave besides their blocks; the error for more than any document has."""

    too_large: TooLarge
    paragraphs: int = 0
    links: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    sections: list[Element] = field(default_factory=list)
    changes: bool = False
    embedded: bool = False
    page_numbers: bool = False
    pictures: int = 0


@dataclass(frozen=True, slots=True)
class Setting:
    """Where text stands: backgrounds it may have, what its table gives it, why it cannot be seen."""

    backs: tuple[Colour, ...]
    table: Look = field(default_factory=dict)
    reason: str | None = None
    style: str | None = None
    heading: bool = False


@dataclass(slots=True)
class _Field:
    code: str = ""
    shown: bool = False
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """What was found in one drawing: text boxes, addresses, words drawn in the line, how many pictures."""

    frames: tuple[Frame, ...] = ()
    links: tuple[str, ...] = ()
    text: str = ""
    pictures: int = 0


class Drawings(Protocol):
    """What reads `w:drawing` and `w:pict`; see `docx_drawing`."""

    def read(self, element: Element, story: "Story", setting: Setting) -> Drawing:
        """The text boxes, links and words of one drawing."""


class Story:
    """Reads one part. `targets` maps the ids of its relationships to addresses outside the file."""

    def __init__(
        self,
        styles: Styles,
        numbering: Numbering,
        found: Found,
        targets: dict[str, str],
        drawings: Drawings,
    ) -> None:
        self.styles = styles
        self.found = found
        self.targets = targets
        self._numbering = numbering
        self._drawings = drawings
        self._fields: list[_Field] = []
        self._frames: list[Frame] = []
        self._carried: list[Run] = []
        self.paragraphs = 0

    def blocks(self, parent: Element, setting: Setting) -> tuple[Block, ...]:
        """The paragraphs, tables and frames of an element in order."""
        found = list(self._blocks(parent, setting))
        if self._carried:  # the last paragraph runs into nothing
            found.append(Paragraph(tuple(self._carried)))
            self._carried = []
        return tuple(found)

    def _blocks(self, parent: Element, setting: Setting) -> Iterator[Block]:
        for child in parent:
            tag = child.tag
            if tag == f"{W}p":
                yield from self._paragraph(child, setting)
            elif tag == f"{W}tbl":
                yield self._table(child, setting)
            elif tag in _GONE:
                self.found.changes = True
            elif tag in _THROUGH:
                self.found.changes |= tag in _CHANGES
                yield from self._blocks(child, setting)
            elif tag == f"{_MC}AlternateContent":
                yield from self._blocks(_chosen(child), setting)
            elif tag == f"{W}altChunk":
                self.found.embedded = True
            elif tag == f"{W}sectPr":
                self.found.sections.append(child)

    # --- paragraphs -----------------------------------------------------------------------------------

    def _paragraph(self, element: Element, setting: Setting) -> Iterator[Block]:
        self.paragraphs += 1
        self.found.paragraphs += 1
        if self.found.paragraphs > MOST_PARAGRAPHS:
            raise self.found.too_large
        properties = element.find(f"{W}pPr")
        setting = self._paragraph_setting(properties, setting)
        outer, self._frames = self._frames, []
        pieces = self._carried
        self._carried = []
        self._inline(element, setting, pieces)
        frames, self._frames = self._frames, outer
        yield from frames
        if _goes_on(properties):
            self._carried = pieces
            return
        mark = self._mark(properties, setting.style)
        yield Paragraph(
            tuple(pieces),
            mark,
            self.styles.spacing(setting.style, properties, "before"),
            self.styles.spacing(setting.style, properties, "after"),
            setting.style if self._is_contextual(properties, setting.style) else None,
        )

    def _paragraph_setting(self, properties: Element | None, setting: Setting) -> Setting:
        style = _value(properties, "pStyle") or self.styles.default.get("paragraph")
        shade = self.styles.cell_back(properties)
        if shade is None:
            shade = self.styles.shading(self.styles.paragraph_property(style, "shd"))
        level = _value(properties, "outlineLvl")
        if level is None:
            inherited = self.styles.paragraph_property(style, "outlineLvl")
            level = None if inherited is None else inherited.get(f"{W}val")
        names = {one.name for one in self.styles.chain(style)}
        heading = level not in (None, "9") or any(name.startswith(("heading ", "title")) for name in names)
        spacing = None if properties is None else properties.find(f"{W}spacing")
        reason = setting.reason
        if properties is not None and properties.find(f"{W}sectPr") is not None:
            self.found.sections.append(properties.find(f"{W}sectPr"))
        if spacing is not None and spacing.get(f"{W}lineRule") == "exact":
            low = twips(spacing.get(f"{W}line"), 240) < 20 * SMALLEST_SIZE
            reason = reason or ("covered" if low else None)
        return replace(
            setting,
            backs=setting.backs if shade is None else (shade,),
            style=style,
            heading=heading,
            reason=reason,
        )

    def _mark(self, properties: Element | None, style: str | None) -> str:
        own = None if properties is None else properties.find(f"{W}numPr")
        inherited = self.styles.paragraph_property(style, "numPr")
        if own is None:
            return self._numbering.mark(inherited, style)
        if own.find(f"{W}numId") is None and inherited is not None:  # the level alone is set here
            return self._numbering.mark(inherited, style)
        return self._numbering.mark(own, style)

    def _is_contextual(self, properties: Element | None, style: str | None) -> bool:
        own = None if properties is None else properties.find(f"{W}contextualSpacing")
        return is_on(own if own is not None else self.styles.paragraph_property(style, "contextualSpacing"))

    # --- runs -----------------------------------------------------------------------------------------

    def _inline(self, element: Element, setting: Setting, pieces: list[Run]) -> None:
        for child in element:
            tag = child.tag
            if tag == f"{W}r":
                self._run(child, setting, pieces)
            elif tag == f"{W}hyperlink":
                self._link(self.targets.get(child.get(f"{R}id", "")))
                self._inline(child, setting, pieces)
            elif tag in _GONE:
                self.found.changes = True
            elif tag in _THROUGH:
                self.found.changes |= tag in _CHANGES
                self._inline(child, setting, pieces)
            elif tag == f"{W}fldSimple":
                made = _Field(child.get(f"{W}instr", ""))
                self._show(made)
                if not made.dropped:
                    self._inline(child, setting, pieces)
            elif tag == f"{_MC}AlternateContent":
                self._inline(_chosen(child), setting, pieces)
            elif tag in (f"{_M}oMath", f"{_M}oMathPara"):
                pieces.append(Run("".join(one.text or "" for one in child.iter(f"{_M}t"))))

    def _run(self, element: Element, setting: Setting, pieces: list[Run]) -> None:
        properties = element.find(f"{W}rPr")
        look = self._look(properties, setting)
        parts: list[str] = []
        self._content(element, setting, look, parts, pieces)
        text = "".join(parts)
        if text:
            bold = bool(look.get("bold")) or setting.heading
            reason = _reason(look, setting)
            pieces.append(Run(text, bold, look.get("size", 10.0), reason, bool(look.get("caps"))))

    def _look(self, properties: Element | None, setting: Setting) -> Look:
        base = self.styles.look(setting.style, _value(properties, "rStyle"))
        if setting.table:
            defaults = self.styles.defaults
            base = base | {
                key: value for key, value in setting.table.items() if base.get(key) == defaults.get(key)
            }
        return base if properties is None else base | self.styles.look_of(properties)

    def _content(  # noqa: PLR0912  (one branch for each element of a run)
        self,
        element: Element,
        setting: Setting,
        look: Look,
        parts: list[str],
        pieces: list[Run],
    ) -> None:
        for child in element:
            tag = child.tag
            if tag == f"{W}fldChar":
                self._fieldsign(child.get(f"{W}fldCharType"), parts)
            elif tag == f"{W}instrText":
                if self._fields and not self._fields[-1].shown:
                    self._fields[-1].code += (child.text or "")[:2000]
            elif any(not one.shown or one.dropped for one in self._fields):
                continue
            elif tag == f"{W}t":
                text = child.text or ""
                parts.append(symbols(text) if is_pictorial(look.get("font", "")) else text)
            elif tag in (f"{W}tab", f"{W}ptab"):
                parts.append("\t")
            elif tag in (f"{W}br", f"{W}cr"):
                parts.append("\n")
            elif tag == f"{W}noBreakHyphen":
                parts.append("-")
            elif tag == f"{W}sym":
                parts.append(symbol(child.get(f"{W}char", "")))
            elif tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
                parts.append(self._drawn(child, setting))
            elif tag == f"{_MC}AlternateContent":
                self._content(_chosen(child), setting, look, parts, pieces)
            elif tag == f"{W}ruby":
                base = child.find(f"{W}rubyBase")
                if base is not None:
                    self._inline(base, setting, pieces)
            elif tag in _NOTES:
                self.found.notes.append((_NOTES[tag], child.get(f"{W}id", "")))

    def _drawn(self, element: Element, setting: Setting) -> str:
        """Keep the text boxes of a drawing for before the paragraph; give the words drawn in the line."""
        drawing = self._drawings.read(element, self, setting)
        self._frames += drawing.frames
        for url in drawing.links:
            self._link(url)
        self.found.pictures += drawing.pictures
        return drawing.text

    def _link(self, url: str | None) -> None:
        if url:
            self.found.links.append(url)

    # --- fields ---------------------------------------------------------------------------------------

    def _fieldsign(self, kind: str | None, parts: list[str]) -> None:
        if kind == "begin":
            if len(self._fields) < _MOST_NESTED_FIELDS:
                self._fields.append(_Field())
        elif not self._fields:
            return
        elif kind == "separate":
            self._show(self._fields[-1])
        elif kind == "end":
            ended = self._fields.pop()
            words = ended.code.split()
            if not ended.shown and len(words) > 1 and words[0].upper() == "SYMBOL":
                number = words[1].removeprefix("0x")
                parts.append(symbol(f"{int(number):x}" if number.isdecimal() else number))

    def _show(self, one: _Field) -> None:
        """From here the result of a field is read: take its link, drop page numbers."""
        one.shown = True
        one.dropped = is_page_number(one.code)
        self.found.page_numbers |= one.dropped
        self._link(link_of(one.code))

    # --- tables ---------------------------------------------------------------------------------------

    def _table(self, element: Element, setting: Setting) -> Table:
        style = _value(element.find(f"{W}tblPr"), "tblStyle")
        switches = table_switches(element.find(f"{W}tblPr/{W}tblLook"))
        back = self.styles.cell_back(element.find(f"{W}tblPr"))
        rows: list[list[Cell]] = []
        open_cells: dict[int, tuple[int, int]] = {}  # column -> row and place of a cell that goes down
        elements = list(_through(element, f"{W}tr"))
        for number, row in enumerate(elements):
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                self.found.changes = True
                continue
            unseen = row_reason(properties) or setting.reason
            cells: list[Cell] = []
            column = int(twips(_value(properties, "gridBefore")))
            made = list(_through(row, f"{W}tc"))
            for place, cell in enumerate(made):
                own = cell.find(f"{W}tcPr")
                parts = conditions(switches, number, len(elements), place, len(made))
                look, styled = self.styles.table_look(style, parts)
                shade = self.styles.cell_back(own) or styled or back
                merge = None if own is None else own.find(f"{W}vMerge")
                goes_on = merge is not None and merge.get(f"{W}val") != "restart" and column in open_cells
                inside = replace(
                    setting,
                    backs=setting.backs if shade is None else (shade,),
                    table=look,
                    reason="covered" if goes_on else unseen,
                )
                blocks = self.blocks(cell, inside)
                if goes_on:
                    begun, where = open_cells[column]
                    rows[begun][where] = replace(rows[begun][where], rows=len(rows) - begun + 1)
                elif merge is not None:
                    open_cells[column] = (len(rows), len(cells))
                else:
                    open_cells.pop(column, None)
                cells.append(Cell(column, blocks))
                column += max(1, int(twips(_value(own, "gridSpan"), 1)))
            rows.append(cells)
        return Table(tuple(tuple(row) for row in rows))


def _value(properties: Element | None, tag: str) -> str | None:
    found = None if properties is None else properties.find(W + tag)
    return None if found is None else found.get(f"{W}val")


def _chosen(element: Element) -> Element:
    """The branch of alternatives that Word shows."""
    choice = element.find(f"{_MC}Choice")
    if choice is None:
        choice = element.find(f"{_MC}Fallback")
    return () if choice is None else choice


def _through(parent: Element, wanted: str) -> Iterator[Element]:
    """Children of a kind, also inside wrappers."""
    for child in parent:
        if child.tag == wanted:
            yield child
        elif child.tag in _THROUGH:
            yield from _through(child, wanted)


def _goes_on(properties: Element | None) -> bool:
    """Whether the paragraph runs into the next: its end was deleted, or it is a large first letter."""
    if properties is None:
        return False
    frame = properties.find(f"{W}framePr")
    return properties.find(f"{W}rPr/{W}del") is not None or (
        frame is not None and frame.get(f"{W}dropCap") in ("drop", "margin")
    )


def _reason(look: Look, setting: Setting) -> str | None:
    if setting.reason is not None:
        return setting.reason
    if look.get("vanish"):
        return "hidden"
    if look.get("size", 10.0) < SMALLEST_SIZE or look.get("scale", 1.0) < _NARROWEST:
        return "tiny"
    if look.get("clear"):
        return "covered"
    back = look.get("highlight") or look.get("back")
    return "colour" if vanishes(look.get("colour"), setting.backs if back is None else (back,)) else None
