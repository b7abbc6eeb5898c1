"""What a machine may lose of a file, said in words that its author understands."""

from collections.abc import Iterable, Sequence

from analyzer.documents.characters import INVISIBLE, UNKNOWN
from analyzer.documents.ink import RawPage
from analyzer.documents.layout import PageContent
from analyzer.documents.links import link_target
from analyzer.documents.order import Block, Columns, Part
from analyzer.records import Link, ReadWarning

#: Code -> what happened and what to do.
MESSAGES = {
    "damaged-page": "This page is damaged and was left out. Export the file once more.",
    "image-only-page": "This page is an image: none of its words can be read.",
    "letter-spaced-heading": (
        "Letters are set apart with spaces. Simple readers see single letters instead of the heading."
    ),
    "invisible-characters": "There are invisible characters between letters. They were removed.",
    "two-columns": "The page has columns side by side. Many readers mix their lines; one column is safer.",
    "icon-font": "Icons stand in place of words. A machine reads nothing or a wrong character there.",
    "broken-characters": (
        "Some characters cannot be read: the font in the file does not say what they are. "
        "Export it with another font."
    ),
    "hidden-text": (
        "The file holds text that a person does not see. It was not scored. Remove it: it costs trust."
    ),
    "links-only-in-annotations": (
        "A link stands behind a word or an icon only. Write the address out, so that every reader keeps it."
    ),
}
#: A person would notice this many invisible characters as odd; single ones come from word processors.
_MANY_INVISIBLE = 3
#: Lines on both sides from which columns are a layout; fewer are a list that is set in two.
_COLUMN_LINES = 8
#: Share of unreadable characters from which words are lost.
_MANY_BROKEN = 0.002


def warning(code: str, page: int | None = None) -> ReadWarning:
    """The warning of a code."""
    return ReadWarning(code, MESSAGES[code], page)


def page_warnings(page: RawPage, content: PageContent, *, visible: int, spaced: bool) -> list[ReadWarning]:
    """What may be lost on one page with `visible` characters; `spaced`: it has letter-spaced words."""
    found = []
    if content.images and not visible:
        found.append("image-only-page")
    if spaced:
        found.append("letter-spaced-heading")
    if sum(len(INVISIBLE.findall(piece.text)) for piece in page.pieces) > _MANY_INVISIBLE:
        found.append("invisible-characters")
    return [warning(code, page.number) for code in found]


def document_warnings(
    text: str,
    contents: Sequence[PageContent],
    parts: Sequence[tuple[Part, ...]],
    annotated: Sequence[Link],
    written: Sequence[Link],
) -> list[ReadWarning]:
    """What may be lost of the whole file, each kind once."""
    found: list[tuple[str, int | None]] = []
    pages = [content.size.number for content in contents]
    found += [("two-columns", page) for page, own in zip(pages, parts, strict=True) if _has_columns(own)][:1]
    if any(token.icon for content in contents for token in content.tokens):
        found.append(("icon-font", None))
    if text.count(UNKNOWN) > _MANY_BROKEN * len(text):
        found.append(("broken-characters", None))
    found += [("hidden-text", content.size.number) for content in contents if content.hidden][:1]
    visible = {link_target(link.url) for link in written}
    if any(link.kind != "other" and link_target(link.url) not in visible for link in annotated):
        found.append(("links-only-in-annotations", None))
    return [warning(code, page) for code, page in found]


def _has_columns(parts: Iterable[Part]) -> bool:
    """Columns that hold more than a short list in two columns."""
    return any(
        isinstance(part, Columns) and min(_heights(part.first), _heights(part.second)) >= _COLUMN_LINES
        for part in parts
    )


def _heights(parts: Iterable[Part]) -> int:
    """About how many lines stand in some parts: the different heights of their words."""
    return sum(
        len({round(token.bottom / 6) for token in part.tokens})
        if isinstance(part, Block)
        else _heights(part.first) + _heights(part.second)
        for part in parts
    )
