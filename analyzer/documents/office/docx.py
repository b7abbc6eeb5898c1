"""DOCX (also DOTX, DOCM and the strict variant) -> what a person sees of it.

::

    zip parts -> relationships -> styles, theme, numbering -> headers, body, notes, footers -> blocks -> lines

python-docx is not used: its paragraphs leave out tables, text boxes, headers, tracked insertions and where
links lead. Macros are never touched, nothing outside the file is opened.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.documents.ink import Colour
from analyzer.documents.office.assembly import Parts, assembled
from analyzer.documents.office.docx_drawing import Page, WordDrawings
from analyzer.documents.office.docx_story import Found, R, Setting, Story
from analyzer.documents.office.docx_styles import Styles, Theme, W, is_on
from analyzer.documents.office.numbering import Numbering
from analyzer.documents.office.package import Element, Package, open_package
from analyzer.documents.office.paragraphs import (
    Block,
)
from analyzer.documents.office.visible import WHITE, colour_of, hidden_properties
from analyzer.documents.written import Writing
from analyzer.records import HiddenText, Source

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_KIND = "Word document (.docx)"
#: Properties of a document that hold free text.
_FREE_PROPERTIES = ("keywords", "description", "subject", "category", "lpwstr")


@dataclass(frozen=True, slots=True)
class _Relation:
    kind: str
    target: str
    outside: bool


class _Document:
    """The parts of one file, each with what it refers to."""

    def __init__(self, source: Source) -> None:
        self.package: Package = open_package(source, _KIND)
        self.names = self.package.names
        self.main = self._main()
        root = self.package.tree(self.main)
        body = None if root is None else root.find(f"{W}body")
        if root is None or body is None:
            raise self.package.damaged()
        self.root, self.body = root, body

    def _main(self) -> str:
        found = self.relations("").values()
        named = (one.target for one in found if one.kind == "officeDocument")
        return next((name for name in named if name in self.names), "word/document.xml")

    def relations(self, part: str) -> dict[str, _Relation]:
        """What a part refers to, by id; an empty name is the file itself."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        root = self.package.tree(path) if path in self.names else None
        found: dict[str, _Relation] = {}
        for element in () if root is None else root.iter(_RELATION):
            target = element.get("Target", "")
            outside = element.get("TargetMode") == "External"
            if not outside:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = element.get("Type", "").rsplit("/", 1)[-1]
            found[element.get("Id", "")] = _Relation(kind, target, outside)
        return found

    def related(self, kind: str) -> Element | None:
        """The tree of the first part of a kind that the main part refers to."""
        target = next((one.target for one in self.of_main.values() if one.kind == kind), None)
        return self.package.tree(target) if target in self.names else None

    @property
    def of_main(self) -> dict[str, _Relation]:
        """What the main part refers to."""
        return self.relations(self.main)


def read_docx(source: Source) -> Writing:
    """A Word document as a person sees it.

    Raises:
        ReadError: it is damaged, hostile, asks for a password, or holds images only.
    """
    return _Reading(_Document(source)).writing()


class _Reading:
    """One document while it is read."""

    def __init__(self, document: _Document) -> None:
        self.document = document
        self.relations = document.of_main
        self.settings = document.related("settings")
        self.theme = Theme(document.related("theme"))
        self.styles = Styles(document.related("styles"), self.theme)
        self.numbering = Numbering(document.related("numbering"), self.styles)
        self.found = Found(document.package.too_large())
        self.page = Page(next(document.body.iter(f"{W}sectPr"), None))

    def writing(self) -> Writing:
        """The lines of the document and all that stands beside them."""
        body, grounds = self._body()
        heads, feet = self._running(grounds)
        parts = Parts(
            body,
            heads,
            feet,
            list(self._notes()),
            self.found.links,
            self._properties(),
            self.found.pictures,
            self.found.page_numbers,
            {
                "tracked-changes": self.found.changes,
                "embedded-document": self.found.embedded,
                "macros": any(name.endswith("vbaProject.bin") for name in self.document.names),
            },
        )
        return assembled(self.document.package.source, parts)

    def _body(self) -> tuple[tuple[Block, ...], tuple[Colour, ...]]:
        drawings = self._drawings(self.relations)
        running = [root for root, _ in self._running_roots()]
        grounds = drawings.grounds([self.document.root, *running], self._paper())
        return self._story(self.relations).blocks(self.document.body, Setting(grounds)), grounds

    def _paper(self) -> Colour | None:
        shown = None if self.settings is None else self.settings.find(f"{W}displayBackgroundShape")
        background = self.document.root.find(f"{W}background")
        return colour_of(background.get(f"{W}color")) if background is not None and is_on(shown) else None

    def _story(self, relations: dict[str, _Relation]) -> Story:
        targets = {id: one.target for id, one in relations.items() if one.outside}
        return Story(self.styles, self.numbering, self.found, targets, self._drawings(relations))

    def _drawings(self, relations: dict[str, _Relation]) -> WordDrawings:
        def part(id: str) -> Element | None:
            one = relations.get(id)
            inside = one is not None and not one.outside and one.target in self.document.names
            return self.document.package.tree(one.target) if one is not None and inside else None

        return WordDrawings(self.page, self.theme, part)

    # --- headers, footers and notes -------------------------------------------------------------------

    def _running(self, grounds: tuple[Colour, ...]) -> tuple[list[Block], list[Block]]:
        """Blocks of the headers that are seen before the body, and of what is seen below or after it."""
        heads: list[Block] = []
        feet: list[Block] = []
        for root, leads in self._running_roots():
            relations = self.document.relations(self._part_of[id(root)])
            blocks = self._story(relations).blocks(root, Setting(grounds))
            (heads if leads else feet).extend(blocks)
        return heads, feet

    def _running_roots(self) -> list[tuple[Element, bool]]:
        """Headers and footers that are shown, each once, and whether they stand above the first page."""
        if not hasattr(self, "_roots"):
            self._part_of: dict[int, str] = {}
            self._roots: list[tuple[Element, bool]] = []
            for target, leads in self._running_parts():
                root = self.document.package.tree(target)
                if root is not None:
                    self._part_of[id(root)] = target
                    self._roots.append((root, leads))
        return self._roots

    def _running_parts(self) -> Iterator[tuple[str, bool]]:
        even = self.settings is not None and is_on(self.settings.find(f"{W}evenAndOddHeaders"))
        seen: set[str] = set()
        for number, section in enumerate(self.document.body.iter(f"{W}sectPr")):
            own_first = is_on(section.find(f"{W}titlePg"))
            for reference in section:
                if reference.tag not in (f"{W}headerReference", f"{W}footerReference"):
                    continue
                kind = reference.get(f"{W}type", "default")
                relation = self.relations.get(reference.get(f"{R}id", ""))
                unused = (kind == "first" and not own_first) or (kind == "even" and not even)
                if unused or relation is None or relation.target in seen:
                    continue
                if relation.target not in self.document.names:
                    continue
                seen.add(relation.target)
                on_first = kind == ("first" if own_first else "default")
                yield relation.target, reference.tag == f"{W}headerReference" and number == 0 and on_first

    def _notes(self) -> Iterator[Block]:
        """The footnotes and endnotes that the text refers to, in that order."""
        for kind in ("footnotes", "endnotes"):
            wanted = [id for found, id in self.found.notes if found == kind]
            relation = next((one for one in self.relations.values() if one.kind == kind), None)
            if not wanted or relation is None or relation.target not in self.document.names:
                continue
            root = self.document.package.tree(relation.target)
            notes = {} if root is None else {note.get(f"{W}id"): note for note in root}
            story = self._story(self.document.relations(relation.target))
            for id in dict.fromkeys(wanted):
                if id in notes:
                    yield from story.blocks(notes[id], Setting((WHITE,)))

    def _properties(self) -> tuple[HiddenText, ...]:
        values: list[str] = []
        for relation in self.document.relations("").values():
            if relation.kind in ("core-properties", "custom-properties", "extended-properties"):
                root = (
                    self.document.package.tree(relation.target)
                    if relation.target in self.document.names
                    else None
                )
                values += [
                    one.text or ""
                    for one in (() if root is None else root.iter())
                    if isinstance(one.tag, str) and one.tag.rsplit("}", 1)[-1] in _FREE_PROPERTIES
                ]
        return hidden_properties(values)


def simple_text(source: Source) -> str:
    """The text as simple programs get it: the paragraphs of the body, without tables, boxes and headers.

    As `Document.paragraphs` of python-docx gives it: runs and links that stand directly in a paragraph.

    Raises:
        ReadError: it is damaged, hostile or asks for a password.
    """
    lines = []
    for paragraph in _Document(source).body.iterchildren(f"{W}p"):
        runs = [
            run
            for child in paragraph
            for run in ([child] if child.tag == f"{W}r" else child if child.tag == f"{W}hyperlink" else ())
            if run.tag == f"{W}r"
        ]
        lines.append("".join(_simple(child) for run in runs for child in run))
    return "\n".join(lines)


def _simple(element: Element) -> str:
    signs = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
    return (element.text or "") if element.tag == f"{W}t" else signs.get(element.tag, "")
