"""A web page, or one saved from a browser -> lines as a browser shows them. Nothing is ever fetched."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, islice
from typing import Any

import cssselect2
from lxml import etree
from lxml import html as lxml_html

from analyzer.documents.characters import fold
from analyzer.documents.layout.lines import is_title
from analyzer.documents.links import link_kind, link_target
from analyzer.documents.risks import warning
from analyzer.documents.sight import LEAST_LETTERS, REASONS
from analyzer.documents.web.blocks import Lines, Row, side_by_side, written_lines
from analyzer.documents.web.looks import HEADINGS, Look, look_of
from analyzer.documents.web.styles import Sheets
from analyzer.documents.written import Writing
from analyzer.errors import NoText, ReadError, TooLarge
from analyzer.records import HiddenText, Link, ReadWarning

#: Elements of a page at most; chosen to bound the time, not measured on pages.
_MOST_ELEMENTS = 100_000
#: Attributes of one element at most: the parser compares each with all of them.
_MOST_ATTRIBUTES = 500
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{4000,}")
_ATTRIBUTE = re.compile(r"""[\w:.-]{1,200}(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]*))?""")
#: Elements inside elements at most; sites built from components reach 60.
_DEEPEST = 150
#: Links that are kept.
_MOST_LINKS = 300
#: Never text of the page.
_SILENT = frozenset(
    """head script style noscript template iframe object embed svg math canvas audio video map datalist select
    button input textarea progress meter rp frameset""".split()  # noqa: SIM905  (readable as words)
)
#: Parts of a site around the text.
_MENUS = frozenset(("nav", "search", "dialog"))
_MENU_ROLES = frozenset(("navigation", "search", "menu", "menubar", "toolbar", "dialog", "alertdialog"))
_SIDES = frozenset(("aside", "footer", "header", "form"))
_SIDE_ROLES = frozenset(("complementary", "contentinfo", "banner", "form"))
#: Names (of ids and classes, cut at hyphens) of notices, and of lists of links that sites put around a text.
_NOTICE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|paywall|skip-link|skip-to)(?:$|[\s_-])", re.IGNORECASE
)
_SIDE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:advert(?:isement)?s?|share|sharing|related|recommend(?:ed|ations?)|newsletter|subscribe|"
    r"breadcrumbs?|comments|browsemap|right-rail|upsell|promo|login|signin|sign-in)(?:$|[\s_-])",
    re.IGNORECASE,
)
#: Links that belong to a person wherever they stand.
_OWN_LINKS = frozenset(("linkedin", "github", "email", "phone"))
#: Share of letters inside links from which a side part is a list of links to elsewhere.
_MOSTLY_LINKS = 0.3
#: Words left out from which the reader is told, and the share of all words from which it matters.
_MANY_LEFT_OUT, _SHARE_LEFT_OUT = 60, 0.15
#: Hidden pieces of fewer words are labels for screen readers, unless they add up to this many.
_HIDDEN_PHRASE, _HIDDEN_TOTAL = 4, 20
#: Words of a comment that make it a sentence and not a note of a program.
_COMMENT_WORDS = 4
_NO_PROSE = re.compile(r"^\s*(?:\[if\b|saved from url|<!\[endif|#)|[{};=]\s*$|function\s*\(", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_CONTACT = re.compile(r"@|mailto:|tel:|linkedin\.com/in/", re.IGNORECASE)


@dataclass(slots=True)
class _Found:
    """What the walk meets beside the lines."""

    links: list[Link] = field(default_factory=list)
    hidden: list[tuple[str, str]] = field(default_factory=list)  # reason, text
    left_out: int = 0
    pictured: bool = False


#: Text with no look, or an element with its own.
_Child = tuple[Any, Look | None]


def read_html(text: str, name: str, *, sheets: Sequence[str] = ()) -> Writing:
    """The lines of a page. `name` is the name of the file, for errors; `sheets` were saved beside the page.

    Raises:
        NoText: it is empty until a program fills it.
        ReadError: no page can be made of it, or it is larger or deeper than pages of people.
    """
    root = _parsed(text, name)
    inside = ["".join(sheet.itertext()) for sheet in root.iter("style") if _is_on_screen(sheet)]
    styles = Sheets([*sheets, *inside], elements=sum(1 for _ in root.iter()))
    found = _Found()
    unread = styles.ignored or (not sheets and _has_sheets_outside(root))
    walk = _Walk(name, styles, found, blind=unread)
    rows = walk.page(cssselect2.ElementWrapper.from_html_root(root))
    if not rows and not found.hidden and next(root.iter("script"), None) is not None:
        raise NoText(
            f"{name} is a web page that a program in the browser fills; the file itself holds no words. "
            "Open the page, print it to PDF, and use that file."
        )
    return Writing(
        written_lines(rows),
        tuple(found.links[:_MOST_LINKS]),
        _hidden(found.hidden, " ".join(" ".join(row.text for row in rows).split())),
        tuple(_warnings(rows, found, unread=unread)),
    )


def _parsed(text: str, name: str) -> Any:
    if any(_attributes(found[0]) > _MOST_ATTRIBUTES for found in _LONG_TAG.finditer(text)):
        raise TooLarge(
            f"{name} has more than {_MOST_ATTRIBUTES} attributes in one tag, as no page of a person has. "
            "Print it to PDF in your browser and use that file."
        )
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(
            f"{name} is a web page that cannot be read: it is damaged or has nothing on it. "
            "Save it once more, or print it to PDF in your browser."
        ) from error
    if sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        raise TooLarge(
            f"{name} has more than {_MOST_ELEMENTS:,} parts. Keep the page of the resume itself, "
            "or print it to PDF in your browser."
        )
    return root


def _attributes(tag: str) -> int:
    """How many attributes a tag has, counted up to one more than are read."""
    return sum(1 for _ in islice(_ATTRIBUTE.finditer(tag), _MOST_ATTRIBUTES + 1))


def _is_on_screen(sheet: Any) -> bool:
    media = (sheet.get("media") or "").lower()
    return not media or "screen" in media or "all" in media


class _Walk:
    """One pass over the elements of a page, which fills `found`.

    `blind`: the look of the page is not in the file, so that its lists may be anything.
    """

    def __init__(self, name: str, sheets: Sheets, found: _Found, *, blind: bool) -> None:
        self._blind = blind
        self._name = name
        self._sheets = sheets
        self._found = found

    def page(self, root: Any) -> list[Row]:
        lines = Lines()
        self._element(root, Look(), lines, 0)
        return lines.close()

    # --- one element -----------------------------------------------------------------------------------

    def _element(self, element: Any, around: Look, lines: Lines, depth: int) -> None:
        if self._is_silent(element.etree_element):
            return
        look = self._look(element, around)
        if self._is_left_out(element, look):
            return
        self._shown(element, look, lines, depth)

    def _look(self, element: Any, around: Look) -> Look:
        return look_of(element.etree_element, self._sheets.of(element, around.variables), around)

    def _shown(self, element: Any, look: Look, lines: Lines, depth: int) -> None:
        """Lines of an element whose look is known."""
        own = element.etree_element
        if depth > _DEEPEST:
            raise TooLarge(
                f"{self._name} has more than {_DEEPEST} parts inside each other, as no page of a person has. "
                "Print it to PDF in your browser and use that file."
            )
        if own.tag == "br":
            lines.end()
            return
        if own.tag == "a":
            self._link(own)
        elif own.tag == "img":
            self._found.pictured = self._found.pictured or len((own.get("alt") or "").split()) > 5
        if not look.is_block:
            if look.chip:
                lines.gap()
            self._inside(element, look, lines, depth)
            if look.chip:
                lines.gap()
            return
        lines.begin()
        lines.white(look.above)
        if look.display == "list-item" and look.marked and not (self._blind and _is_card(own)):
            lines.mark()
        self._inside(element, look, lines, depth)
        lines.end()
        lines.unmark()
        lines.white(look.below)

    def _inside(self, element: Any, look: Look, lines: Lines, depth: int) -> None:
        if look.is_row:
            for row in _rows_of_cells(self._cells(element, look, depth), look.columns):
                lines.add(side_by_side(row))
            return
        for kind, run in groupby(_without_blanks(list(self._children(element, look))), key=_kind):
            members = list(run)
            if kind == "text":
                for text, _ in members:
                    self._text(text, look, lines)
            elif kind == "beside" and len(members) > 1:
                lines.add(side_by_side([self._cell(child, own, depth) for child, own in members if own]))
            else:
                for child, own in members:
                    if own:
                        self._child(child, own, lines, depth)

    def _child(self, child: Any, look: Look, lines: Lines, depth: int) -> None:
        if not look.side:
            self._shown(child, look, lines, depth + 1)
            return
        rows = self._cell(child, look, depth)
        if len(rows) > 1:
            lines.add(rows)
        elif look.side == "right":
            lines.aside(rows)
        elif rows:
            lines.add([])
            for text, bold, size in rows[0].pieces:
                lines.text(text, Look(bold=bold, size=size, keeps_spaces=True))
            lines.hold()

    def _cell(self, child: Any, look: Look, depth: int) -> list[Row]:
        lines = Lines()
        self._shown(child, look, lines, depth + 1)
        return lines.close()

    def _cells(self, element: Any, look: Look, depth: int) -> list[tuple[list[Row], bool]]:
        """What stands side by side in a row, and whether it spans all columns; empty cells hold no place."""
        cells: list[tuple[list[Row], bool]] = []
        for child, own in self._children(element, look):
            if own is None:
                lines = Lines()
                self._text(child, look, lines)
                cells.append((lines.close(), False))
            elif own.display == "contents":
                cells += self._cells(child, own, depth + 1)
            else:
                cells.append((self._cell(child, own, depth), own.spans))
        return cells[::-1] if look.backwards else cells

    def _children(self, element: Any, look: Look) -> Iterator[_Child]:
        """Text (with no look) and visible elements (with theirs) in order."""
        own = element.etree_element
        if own.text:
            yield own.text, None
        children = iter(element.iter_children())
        for raw in own:
            if isinstance(raw.tag, str):
                child = next(children)
                if not self._is_silent(raw):
                    child_look = self._look(child, look)
                    if look.lays_out and not child_look.is_block:
                        child_look = replace(child_look, display="block")
                    if not self._is_left_out(child, child_look):
                        yield child, child_look
            elif isinstance(raw, etree._Comment):
                self._comment(raw.text or "")
            if raw.tail:
                yield raw.tail, None

    def _text(self, text: str, look: Look, lines: Lines) -> None:
        reason = look.unseen
        if reason is None:
            lines.text(text, look)
        elif text.strip():
            self._found.hidden.append((reason, text))

    # --- what is not text of the page -------------------------------------------------------------------

    def _is_silent(self, own: Any) -> bool:
        return own.tag in _SILENT

    def _is_left_out(self, element: Any, look: Look) -> bool:
        """Hidden as a whole, or part of the site around the text; what it holds is put where it belongs."""
        own = element.etree_element
        if own.tag in ("html", "body", "main"):
            return False
        if _is_around(own):
            self._found.left_out += len(_text_of(own).split())
            self._found.links += [
                link for link in _links(own) if link.kind in ("linkedin", "github", "email")
            ]
            return True
        if look.gone:
            text = _text_of(own)
            if text.strip():
                self._found.hidden.append((look.gone, text))
            return True
        return False

    def _link(self, own: Any) -> None:
        target = _target(own)
        if target is not None and len(self._found.links) < _MOST_LINKS:
            self._found.links.append(target)

    def _comment(self, text: str) -> None:
        words = [word for word in _TAG.sub(" ", text).split() if word.strip(".,;:!?()'\"").isalpha()]
        prose = len(words) >= _COMMENT_WORDS and len(words) > 0.7 * len(_TAG.sub(" ", text).split())
        if prose and not _NO_PROSE.search(text):
            self._found.hidden.append(("comment", _TAG.sub(" ", text)))


def _kind(child: _Child) -> str:
    """Text, elements that stand beside each other, or others."""
    _, look = child
    if look is None:
        return "text"
    return "beside" if look.side or look.display == "table-cell" else "other"


def _without_blanks(children: Sequence[_Child]) -> list[_Child]:
    """The children without white space between elements that stand beside each other."""
    kinds = ["", *(_kind(child) for child in children), ""]
    return [
        child
        for number, child in enumerate(children, start=1)
        if not (
            child[1] is None and not child[0].strip() and "beside" in (kinds[number - 1], kinds[number + 1])
        )
    ]


def _rows_of_cells(cells: Sequence[tuple[list[Row], bool]], columns: int) -> Iterator[list[list[Row]]]:
    """Cells by the rows of their grid; one that spans all columns is a row of its own."""
    row: list[list[Row]] = []
    for cell, spans in cells:
        if row and (spans or (columns and len(row) == columns)):
            yield row
            row = []
        row.append(cell)
        if spans:
            yield row
            row = []
    yield row


# --- parts of a site ------------------------------------------------------------------------------------


def _is_card(own: Any) -> bool:
    """A list item that is an entry of its own: sites make lists of positions, and set them without marks."""
    return next(own.iter("div", "section", "article", *HEADINGS), None) is not None


def _is_around(own: Any) -> bool:
    """A menu, a banner, or a list of links to elsewhere."""
    role = own.get("role") or ""
    if next(own.iter("h1", "main"), None) is not None or _titles_inside(own):
        return False
    names = f"{own.get('id') or ''} {own.get('class') or ''}"
    if own.tag in _MENUS or role in _MENU_ROLES or _NOTICE_NAMES.search(names):
        return True
    if not (own.tag in _SIDES or role in _SIDE_ROLES or _SIDE_NAMES.search(names)):
        return False
    text = _text_of(own)
    if _CONTACT.search(text) or any(link.kind in _OWN_LINKS for link in _links(own)):
        return False
    linked = sum(sum(map(str.isalpha, _text_of(link))) for link in own.iter("a"))
    mostly_links = linked > _MOSTLY_LINKS * max(1, sum(map(str.isalpha, text)))
    return mostly_links or own.tag == "footer" or role == "contentinfo"


def _titles_inside(own: Any) -> bool:
    """Titles of a resume stand in it as headings: then it belongs to the person."""
    return any(is_title(" ".join(_text_of(title).split())) for title in own.iter(*HEADINGS))


def _text_of(own: Any) -> str:
    """All text in an element, hidden or not, without what is never text."""
    parts: list[str] = []
    walk = etree.iterwalk(own, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        if event == "start":
            if node.tag in _SILENT:
                walk.skip_subtree()
            else:
                parts.append(node.text or "")
        elif node is not own:
            parts.append(node.tail or "")
    return " ".join(parts)


def _links(own: Any) -> Iterator[Link]:
    for one in own.iter("a"):
        link = _target(one)
        if link is not None:
            yield link


def _target(own: Any) -> Link | None:
    """Where a link leads, when it leads out of the page."""
    url = "".join((own.get("href") or "").split())
    if not url.lower().startswith(("http://", "https://", "mailto:", "tel:")):
        return None
    if url.lower().startswith("mailto:"):
        url = url.split("?", 1)[0]
    return Link(link_kind(url), url) if len(url) < 2000 else None


# --- what is said beside the text -----------------------------------------------------------------------


def _hidden(found: Sequence[tuple[str, str]], shown: str) -> tuple[HiddenText, ...]:
    """Hidden pieces in order, those of one reason in a row as one.

    Labels for screen readers are left out: words that the page shows too, and a few words here and there.
    """
    entries = []
    new = [one for one in found if one[0] != "covered" or " ".join(one[1].split()) not in shown]
    for reason, group in groupby(new, key=lambda one: one[0]):
        text = " ".join(fold(" ".join(piece for _, piece in group)).split())
        if sum(map(str.isalnum, text)) >= LEAST_LETTERS:
            entries.append(HiddenText(text, None, REASONS[reason]))
    if sum(len(entry.text.split()) for entry in entries) >= _HIDDEN_TOTAL:
        return tuple(entries)
    return tuple(entry for entry in entries if len(entry.text.split()) >= _HIDDEN_PHRASE)


def _has_sheets_outside(root: Any) -> bool:
    return any("stylesheet" in (link.get("rel") or "").lower() for link in root.iter("link"))


def _warnings(rows: Sequence[Row], found: _Found, *, unread: bool) -> Iterator[ReadWarning]:
    text = "\n".join(row.text for row in rows)
    words = len(text.split())
    if found.left_out > max(_MANY_LEFT_OUT, _SHARE_LEFT_OUT * words):
        yield warning("page-parts-left-out")
    if unread:
        yield warning("styles-not-read")
    if found.pictured:
        yield warning("text-in-images")
    lowered = text.lower()
    if any(link.kind != "other" and link_target(link.url) not in lowered for link in found.links):
        yield warning("links-only-in-annotations")
