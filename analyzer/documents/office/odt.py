"""ODT (and its templates) -> what a person sees of it.

The same care as for DOCX: tracked deletions stand apart from the text and are left alone, hidden paragraphs
and sections are set aside, repeated spaces and cells are bounded, nothing outside the file is opened.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from analyzer.documents.ink import Colour
from analyzer.documents.office.assembly import Parts, assembled
from analyzer.documents.office.odt_styles import (
    DRAW,
    FO,
    OFFICE,
    STYLE,
    SVG,
    TABLE,
    TEXT,
    XLINK,
    Look,
    Styles,
    points,
)
from analyzer.documents.office.package import Element, Package, open_package, password_message
from analyzer.documents.office.paragraphs import (
    MOST_PARAGRAPHS,
    Block,
    Cell,
    Frame,
    Paragraph,
    Run,
    Table,
)
from analyzer.documents.office.visible import hidden_properties, vanishes
from analyzer.documents.sight import SMALLEST_SIZE
from analyzer.documents.written import Writing
from analyzer.errors import Encrypted
from analyzer.records import HiddenText, Source

_KIND = "OpenDocument text (.odt)"
_DC = "{http://purl.org/dc/elements/1.1/}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"

#: Spaces and cells that a number may ask for at most.
_MOST_SPACES, _MOST_CELLS = 50, 64
#: Content that is not text of the page.
_LEFT_OUT = frozenset(
    (
        f"{TEXT}tracked-changes",
        f"{TEXT}sequence-decls",
        f"{TEXT}variable-decls",
        f"{TEXT}user-field-decls",
        f"{OFFICE}annotation",
        f"{OFFICE}annotation-end",
        f"{OFFICE}forms",
        f"{TEXT}note-citation",
        f"{TEXT}page-number",
        f"{TEXT}page-count",
        f"{TEXT}ruby-text",
        f"{TEXT}bookmark",
        f"{OFFICE}event-listeners",
        f"{DRAW}glue-point",
        f"{TEXT}alphabetical-index-mark",
        f"{SVG}title",
        f"{SVG}desc",
    )
)
_PAGE_NUMBERS = frozenset((f"{TEXT}page-number", f"{TEXT}page-count"))
#: Containers of blocks that a reader looks through.
_THROUGH = frozenset(
    TEXT + name
    for name in (
        *(
            "section",
            "index-body",
            "index-title",
            "table-of-content",
            "numbered-paragraph",
            "illustration-index",
        ),
        *("alphabetical-index", "user-index", "table-index", "object-index", "bibliography"),
    )
)
_SHAPES = frozenset(
    DRAW + name
    for name in ("frame", "custom-shape", "rect", "ellipse", "circle", "g", "a", "polygon", "path", "line")
)


@dataclass(frozen=True, slots=True)
class _Setting:
    """Where text stands: its backgrounds, the look around it, the list it belongs to, why it is not seen."""

    backs: tuple[Colour, ...]
    look: Look
    lists: tuple[str, ...] = ()
    mark: str | None = None
    reason: str | None = None
    heading: bool = False


class _Reading:
    """One document while it is read."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.package = open_package(source, _KIND)
        _check_password(self.package)
        content = self.package.tree("content.xml")
        body = None if content is None else content.find(f"{OFFICE}body/{OFFICE}text")
        if content is None or body is None:
            raise self.package.damaged()
        self.body = body
        self.other = self.package.tree("styles.xml")
        self.styles = Styles([root for root in (self.other, content) if root is not None])
        self.links: list[str] = []
        self.notes: list[Element] = []
        self.changes = body.find(f"{TEXT}tracked-changes") is not None
        self.page_numbers = False
        self.pictures = 0
        self.paragraphs = 0
        self._counts: dict[tuple[str, int], int] = {}

    def writing(self) -> Writing:
        """The lines of the document and all that stands beside them."""
        setting = _Setting(self.styles.paper, self.styles.defaults)
        body = tuple(self._blocks(self.body, setting))
        heads = [block for root in self._running("header") for block in self._blocks(root, setting)]
        feet = [block for root in self._running("footer") for block in self._blocks(root, setting)]
        notes = [block for note in self.notes for block in self._blocks(note, setting)]
        parts = Parts(
            body,
            heads,
            feet,
            notes,
            self.links,
            self._properties(),
            self.pictures,
            self.page_numbers,
            {"tracked-changes": self.changes},
        )
        return assembled(self.source, parts)

    def _running(self, kind: str) -> Iterator[Element]:
        """Headers or footers of the page styles that the text uses, each once."""
        pages = None if self.other is None else self.other.find(f"{OFFICE}master-styles")
        used = self.styles.used_pages()
        for page in () if pages is None else pages.iterchildren(f"{STYLE}master-page"):
            if page.get(f"{STYLE}name") in used:
                for name in (f"{kind}-first", kind, f"{kind}-left"):
                    for element in page.iterchildren(STYLE + name):
                        if element.get(f"{STYLE}display") != "false":
                            yield element

    def _properties(self) -> tuple[HiddenText, ...]:
        root = self.package.tree("meta.xml")
        wanted = {f"{_META}keyword", f"{_DC}description", f"{_DC}subject", f"{_META}user-defined"}
        return hidden_properties(
            one.text or "" for one in (() if root is None else root.iter()) if one.tag in wanted
        )

    # --- blocks ---------------------------------------------------------------------------------------

    def _blocks(self, parent: Element, setting: _Setting) -> Iterator[Block]:
        for child in parent:
            tag = child.tag
            if tag in (f"{TEXT}p", f"{TEXT}h"):
                yield from self._paragraph(child, setting)
            elif tag == f"{TEXT}list":
                yield from self._list(child, setting)
            elif tag == f"{TABLE}table":
                yield self._table(child, setting)
            elif tag in _THROUGH:
                yield from self._blocks(child, self._section(child, setting))
            elif tag in _SHAPES:
                yield from self._shape(child, setting)

    def _section(self, element: Element, setting: _Setting) -> _Setting:
        hidden = element.get(f"{TEXT}display") in ("none", "condition")
        hidden = hidden and element.get(f"{TEXT}is-hidden") != "false"
        back = self.styles.section_back(element.get(f"{TEXT}style-name"))
        return replace(
            setting,
            reason=setting.reason or ("hidden" if hidden else None),
            backs=setting.backs if back is None else (back,),
        )

    def _paragraph(self, element: Element, setting: _Setting) -> Iterator[Block]:
        self.paragraphs += 1
        if self.paragraphs > MOST_PARAGRAPHS:
            raise self.package.too_large()
        style = element.get(f"{TEXT}style-name")
        look = setting.look | self.styles.look("paragraph", style)
        back = look.pop("paragraph_back", None)
        heading = element.tag == f"{TEXT}h" or self.styles.is_heading(style)
        mark = setting.mark
        own_list = look.get("list")
        if mark is None and own_list and element.tag == f"{TEXT}p":
            mark = self._mark(str(own_list), 1, None)
        if element.get(f"{TEXT}is-list-header"):
            mark = None
        inside = replace(
            setting,
            look=look,
            heading=heading,
            backs=setting.backs if back is None else (back,),
            reason=setting.reason or ("covered" if look.get("low") else None),
        )
        runs: list[Run] = []
        frames: list[Block] = []
        self._inline(element, inside, runs, frames)
        yield from frames
        yield Paragraph(
            tuple(runs),
            mark or "",
            float(look.get("before", 0.0)),
            float(look.get("after", 0.0)),
            style if look.get("contextual") else None,
        )

    def _list(self, element: Element, setting: _Setting) -> Iterator[Block]:
        name = element.get(f"{TEXT}style-name") or (setting.lists[-1] if setting.lists else "")
        depth = len(setting.lists) + 1
        if element.get(f"{TEXT}continue-numbering") != "true" and depth == 1:
            self._counts.pop((name, depth), None)
        inside = replace(setting, lists=(*setting.lists, name))
        for item in element:
            if item.tag not in (f"{TEXT}list-item", f"{TEXT}list-header"):
                continue
            marked = item.tag == f"{TEXT}list-item" and self._opens_with_text(item)
            mark = self._mark(name, depth, item.get(f"{TEXT}start-value")) if marked else None
            for child in item:
                wrapped = (child,)
                yield from self._blocks(wrapped, replace(inside, mark=mark))
                mark = "" if child.tag in (f"{TEXT}p", f"{TEXT}h") else mark

    def _opens_with_text(self, item: Element) -> bool:
        first = next(iter(item), None)
        return first is not None and first.tag in (f"{TEXT}p", f"{TEXT}h")

    def _mark(self, name: str, depth: int, start: str | None) -> str:
        """What stands before an item: a bullet, or its number."""
        level = self.styles.level(name, depth)
        if level is None or not level.numbered:
            return "" if level is not None and not level.text.strip() else "• "
        key = (name, depth)
        if start is not None and start.isdecimal() and len(start) < 6:
            self._counts[key] = int(start)
        else:
            self._counts[key] = self._counts.get(key, level.start - 1) + 1
        for other in [one for one in self._counts if one[0] == name and one[1] > depth]:
            del self._counts[other]
        return level.mark(self._counts[key])

    # --- text -----------------------------------------------------------------------------------------

    def _inline(self, element: Element, setting: _Setting, runs: list[Run], frames: list[Block]) -> None:
        self._say(element.text, setting, runs)
        for child in element:
            self._child(child, setting, runs, frames)
            self._say(child.tail, setting, runs)

    def _child(  # noqa: PLR0912  (one branch for each element of a line)
        self, child: Element, setting: _Setting, runs: list[Run], frames: list[Block]
    ) -> None:
        tag = child.tag
        if tag == f"{TEXT}span":
            look = setting.look | self.styles.look("text", child.get(f"{TEXT}style-name"))
            self._inline(child, replace(setting, look=look), runs, frames)
        elif tag == f"{TEXT}tab":
            self._say("\t", setting, runs)
        elif tag == f"{TEXT}line-break":
            self._say("\n", setting, runs)
        elif tag == f"{TEXT}s":
            count = child.get(f"{TEXT}c", "1")
            many = int(count) if count.isdecimal() and len(count) < 6 else 1
            self._say(" " * min(_MOST_SPACES, many), setting, runs)
        elif tag == f"{TEXT}a":
            self.links.append(child.get(f"{XLINK}href", ""))
            self._inline(child, setting, runs, frames)
        elif tag == f"{TEXT}note":
            body = child.find(f"{TEXT}note-body")
            if body is not None:
                self.notes.append(body)
        elif tag in _LEFT_OUT:
            self.page_numbers |= tag in _PAGE_NUMBERS
        elif tag in (f"{TEXT}hidden-text", f"{TEXT}hidden-paragraph"):
            if child.get(f"{TEXT}is-hidden") != "false":
                words = child.get(f"{TEXT}string-value") or "".join(child.itertext())
                self._say(words, replace(setting, reason="hidden"), runs)
            else:
                self._inline(child, setting, runs, frames)
        elif tag in _SHAPES:
            frames += self._shape(child, setting)
        else:
            self._inline(child, setting, runs, frames)

    def _say(self, text: str | None, setting: _Setting, runs: list[Run]) -> None:
        if not text:
            return
        if text not in ("\t", "\n"):
            text = " ".join(text.replace("\t", " ").replace("\n", " ").split(" ")) if "\n" in text else text
        look = setting.look
        size = float(look.get("size", 12.0))
        bold = bool(look.get("bold")) or setting.heading
        runs.append(Run(text, bold, size, _reason(look, setting, size), bool(look.get("caps"))))

    # --- tables and frames ----------------------------------------------------------------------------

    def _table(self, element: Element, setting: _Setting) -> Table:
        back = self.styles.cell_back(element.get(f"{TABLE}style-name"))
        if back is not None:
            setting = replace(setting, backs=(back,))
        setting = replace(setting, lists=(), mark=None)
        rows = [row for row, _ in zip(_rows(element), range(10_000), strict=False)]
        return Table(tuple(self._row(row, setting) for row in rows))

    def _row(self, row: Element, setting: _Setting) -> tuple[Cell, ...]:
        if row.get(f"{TABLE}visibility") in ("collapse", "filter"):
            setting = replace(setting, reason=setting.reason or "hidden")
        cells: list[Cell] = []
        column = 0
        for cell in row:
            if cell.tag not in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
                continue
            covered = cell.tag == f"{TABLE}covered-table-cell"
            back = self.styles.cell_back(cell.get(f"{TABLE}style-name"))
            inside = setting if back is None else replace(setting, backs=(back,))
            if covered:
                inside = replace(inside, reason=inside.reason or "covered")
            for _ in range(min(_MOST_CELLS, _count(cell.get(f"{TABLE}number-columns-repeated")))):
                blocks = tuple(self._blocks(cell, inside))
                if blocks:
                    rows = _count(cell.get(f"{TABLE}number-rows-spanned"))
                    cells.append(Cell(column, blocks, rows))
                column += 1
                if len(cell) == 0:
                    break
        return tuple(cells)

    def _shape(self, element: Element, setting: _Setting) -> Iterator[Block]:
        tag = element.tag
        if tag == f"{DRAW}a":
            self.links.append(element.get(f"{XLINK}href", ""))
        if tag in (f"{DRAW}a", f"{DRAW}g"):
            for child in element:
                if child.tag in _SHAPES:
                    yield from self._shape(child, setting)
            return
        self.pictures += sum(1 for one in element if one.tag == f"{DRAW}image")
        place = _place(element)
        inside = _Setting(
            self.styles.shape_backs(element.get(f"{DRAW}style-name"), setting.backs),
            self.styles.defaults,
            reason=setting.reason or self._shape_reason(element, place),
        )
        holders = (
            [one for one in element if one.tag == f"{DRAW}text-box"] if tag == f"{DRAW}frame" else [element]
        )
        for holder in holders:
            blocks = tuple(self._blocks(holder, inside))
            if blocks:
                yield Frame(blocks, place, self.styles.page_width)

    def _shape_reason(self, element: Element, place: tuple[float, float, float, float] | None) -> str | None:
        if place is None:
            return None
        left, _, right, bottom = place
        page = element.get(f"{TEXT}anchor-type") == "page"
        reach = self.styles.margin if not page else 0.0
        if right + reach <= 0 or left >= self.styles.page_width or (page and bottom <= 0):
            return "outside"
        return None


def _check_password(package: Package) -> None:
    manifest = package.tree("META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter(f"{_MANIFEST}encryption-data"), None) is not None:
        raise Encrypted(password_message(package.source))


def _reason(look: Look, setting: _Setting, size: float) -> str | None:
    if setting.reason is not None:
        return setting.reason
    if look.get("hidden"):
        return "hidden"
    if size < SMALLEST_SIZE or float(look.get("scale", 1.0)) < 0.1:
        return "tiny"
    back = look.get("back")
    return "colour" if vanishes(look.get("colour"), setting.backs if back is None else (back,)) else None


def _rows(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag == f"{TABLE}table-row":
            yield child
        elif child.tag in (f"{TABLE}table-rows", f"{TABLE}table-header-rows", f"{TABLE}table-row-group"):
            yield from _rows(child)


def _count(value: str | None) -> int:
    return max(1, int(value)) if value is not None and value.isdecimal() and len(value) < 6 else 1


def _place(element: Element) -> tuple[float, float, float, float] | None:
    x, y = element.get(f"{SVG}x"), element.get(f"{SVG}y")
    width = points(element.get(f"{SVG}width"))
    height = points(element.get(f"{SVG}height") or element.get(f"{FO}min-height"))
    if x is None or width is None:
        return None
    left, top = points(x) or 0.0, points(y) or 0.0
    return (left, top, left + width, top + (height or 0.0))


def read_odt(source: Source) -> Writing:
    """An OpenDocument text as a person sees it.

    Raises:
        ReadError: it is damaged, hostile, asks for a password, or holds images only.
    """
    return _Reading(source).writing()


def simple_text(source: Source) -> str:
    """The text as simple programs get it: the paragraphs of the body, without tables, boxes and headers.

    Raises:
        ReadError: it is damaged, hostile or asks for a password.
    """
    return "\n".join(_simple(_Reading(source).body))


def _simple(parent: Element) -> Iterator[str]:
    for child in parent:
        if child.tag in (f"{TEXT}p", f"{TEXT}h"):
            yield "".join(_plain(child))
        elif child.tag in (f"{TEXT}list", f"{TEXT}list-item", f"{TEXT}section"):
            yield from _simple(child)


def _plain(element: Element) -> Iterator[str]:
    signs = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n", f"{TEXT}s": " "}
    yield element.text or ""
    for child in element:
        if child.tag in signs:
            yield signs[child.tag]
        elif child.tag not in _SHAPES and child.tag not in _LEFT_OUT and child.tag != f"{TEXT}note":
            yield from _plain(child)
        yield child.tail or ""
