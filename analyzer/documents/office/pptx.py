"""PPTX (also PPSX and PPTM) -> the slides as an audience sees them, one after the other.

::

    zip parts -> order of the slides -> the shapes of each, title first, then in reading order -> lines

Speaker notes are not on the slide; hidden slides are set aside as hidden text. Nothing outside the file is
opened, macros and embedded files are never touched.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field

from analyzer.documents.characters import BULLET
from analyzer.documents.office.frames import Area, reading_order
from analyzer.documents.office.package import Element, Package, open_package
from analyzer.documents.office.visible import hidden_texts, kept_links, loss_warnings
from analyzer.documents.written import Writing, Written
from analyzer.errors import NoText, TooLarge
from analyzer.records import Source

_KIND = "PowerPoint file (.pptx)"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_HYPERLINK = "hyperlink"
#: A deck of a talk has 20 to 60 slides.
_MOST_SLIDES = 150
#: English Metric Units in a point.
_EMU = 12_700
#: Sizes in points: a deck mostly leaves them to its template.
_TITLE_SIZE, _TEXT_SIZE = 28.0, 18.0
#: Placeholders that hold no words of the author.
_FURNITURE = frozenset({"sldNum", "ftr", "dt", "hdr"})
_TITLES = frozenset({"title", "ctrTitle"})
#: Placeholders whose paragraphs are list items unless they say otherwise.
_LISTS = frozenset({"body", "obj"})
#: Groups inside groups; deeper ones are no drawing.
_DEEPEST = 12


@dataclass(slots=True)
class _Shape:
    lines: list[Written]
    area: Area
    title: bool


@dataclass(slots=True)
class _Deck:
    package: Package
    links: list[str] = field(default_factory=list)
    hidden: list[tuple[str, str]] = field(default_factory=list)
    tables: bool = False


def read_pptx(source: Source) -> Writing:
    """The words of a deck: for each slide its title, then its other words in reading order.

    Raises:
        ReadError: it is damaged, hostile, asks for a password, or holds images only.
    """
    deck = _Deck(open_package(source, _KIND))
    lines: list[Written] = []
    for name in _slides(deck.package):
        root = deck.package.tree(name)
        if root is None:
            continue
        own = _slide(deck, name, root)
        if root.get("show") in ("0", "false"):
            deck.hidden += [("off", f"{line.text}\n") for line in own]
        elif own:
            lines += [Written(""), *own]
    if not any(line.text.strip() for line in lines):
        raise NoText(
            f"{source.name} has no words on its slides, only pictures. Export it with its text, or "
            f"add a page "
            "that tells what the slides show."
        )
    links = kept_links(deck.links)
    return Writing(
        tuple(lines),
        links,
        hidden_texts(deck.hidden),
        loss_warnings(lines, links, {"table-text": deck.tables}),
    )


def _relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Id -> kind and target of what a part refers to."""
    folder, name = posixpath.split(part)
    root = package.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
    found: dict[str, tuple[str, str]] = {}
    for element in () if root is None else root.iter(_RELATION):
        target = element.get("Target", "")
        if element.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found[element.get("Id", "")] = (element.get("Type", "").rsplit("/", 1)[-1], target)
    return found


def _slides(package: Package) -> list[str]:
    """The parts of the slides in the order of the show."""
    main = "ppt/presentation.xml"
    root = package.tree(main)
    if root is None:
        raise package.damaged()
    relations = _relations(package, main)
    ordered = [
        relations[key][1]
        for one in root.iter(f"{_P}sldId")
        if (key := one.get(f"{_R}id", "")) in relations and relations[key][0] == "slide"
    ]
    if len(ordered) > _MOST_SLIDES:
        raise TooLarge(
            f"{package.source.name} has {len(ordered)} slides; up to {_MOST_SLIDES} are read. Keep "
            f"the slides "
            "that show your own work."
        )
    return ordered


def _slide(deck: _Deck, name: str, root: Element) -> list[Written]:
    relations = _relations(deck.package, name)
    deck.links += [target for kind, target in relations.values() if kind == _HYPERLINK]
    tree = root.find(f"{_P}cSld/{_P}spTree")
    shapes = [one for one in _shapes(deck, tree, 0) if one.lines] if tree is not None else []
    titles = [one for one in shapes if one.title]
    others = [one for one in shapes if not one.title]
    order = reading_order([one.area for one in others])
    lines: list[Written] = []
    for shape in (*titles, *(others[number] for number in order)):
        lines += shape.lines
        lines.append(Written(""))
    return lines[:-1]


def _shapes(deck: _Deck, parent: Element, depth: int) -> Iterator[_Shape]:
    """The shapes of a slide with words; those of a group stand where the group says."""
    for element in parent:
        if element.tag == f"{_P}grpSp" and depth < _DEEPEST:
            yield from _shapes(deck, element, depth + 1)
        elif element.tag == f"{_P}sp":
            kind = _placeholder(element)
            if kind in _FURNITURE:
                continue
            body = element.find(f"{_P}txBody")
            lines = [] if body is None else _paragraphs(body, title=kind in _TITLES, listed=kind in _LISTS)
            if _is_unseen(element):
                deck.hidden += [("off", f"{line.text}\n") for line in lines]
            else:
                yield _Shape(lines, _area(element), kind in _TITLES)
        elif element.tag == f"{_P}graphicFrame":
            rows = [_row(row) for row in element.iter(f"{_A}tr")]
            deck.tables = deck.tables or bool(rows)
            yield _Shape([row for row in rows if row.text], _area(element), False)


def _placeholder(element: Element) -> str | None:
    """The kind of a placeholder (`title`, `body`); None for a text box."""
    found = element.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
    return None if found is None else found.get("type", "body")


def _is_unseen(element: Element) -> bool:
    found = element.find(f"{_P}nvSpPr/{_P}cNvPr")
    return found is not None and found.get("hidden") in ("1", "true")


def _area(element: Element) -> Area:
    """Where a shape stands, in points; placeholders without a place of their own stand below all."""
    place = next(iter(element.iter(f"{_A}off", f"{_P}off")), None)
    size = next(iter(element.iter(f"{_A}ext", f"{_P}ext")), None)
    if place is None or size is None or size.get("cx") is None:
        return (0.0, 10_000.0, 10_000.0, 10_001.0)
    left, top = _points(place.get("x")), _points(place.get("y"))
    return (left, top, left + _points(size.get("cx")), top + _points(size.get("cy")))


def _points(value: str | None) -> float:
    try:
        return int(value or "0") / _EMU
    except ValueError:
        return 0.0


def _paragraphs(body: Element, *, title: bool, listed: bool) -> list[Written]:
    lines: list[Written] = []
    for paragraph in body.iter(f"{_A}p"):
        text = _text(paragraph)
        for part in text.split("\n"):
            if not part.strip():
                continue
            if title:
                lines.append(Written(part.strip(), bold=True, size=_TITLE_SIZE))
            else:
                mark = f"{BULLET} " if _is_item(paragraph, listed=listed) else ""
                lines.append(Written(mark + part.strip(), _is_bold(paragraph), _TEXT_SIZE))
    return lines


def _text(paragraph: Element) -> str:
    parts: list[str] = []
    for element in paragraph:
        if element.tag in (f"{_A}r", f"{_A}fld"):
            parts += [one.text or "" for one in element.iter(f"{_A}t")]
        elif element.tag == f"{_A}br":
            parts.append("\n")
    return "".join(parts).replace("\x0b", "\n")


def _is_item(paragraph: Element, *, listed: bool) -> bool:
    """A list item: a mark of its own, or the one that text placeholders have unless it is switched off."""
    properties = paragraph.find(f"{_A}pPr")
    if properties is not None:
        if properties.find(f"{_A}buNone") is not None:
            return False
        if properties.find(f"{_A}buChar") is not None or properties.find(f"{_A}buAutoNum") is not None:
            return True
    return listed


def _is_bold(paragraph: Element) -> bool:
    runs = [one for one in paragraph.iter(f"{_A}r") if _text_of(one).strip()]
    return bool(runs) and all(
        (properties := run.find(f"{_A}rPr")) is not None and properties.get("b") in ("1", "true")
        for run in runs
    )


def _text_of(run: Element) -> str:
    return "".join(one.text or "" for one in run.iter(f"{_A}t"))


def _row(row: Element) -> Written:
    cells = (
        " ".join(_text(one).replace("\n", " ").strip() for one in cell.iter(f"{_A}p")).strip()
        for cell in row.iter(f"{_A}tc")
    )
    return Written("  ".join(cell for cell in cells if cell), size=_TEXT_SIZE)
