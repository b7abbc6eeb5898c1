"""PDF bytes -> Document: the stages of reading, in order."""

import hashlib
from collections.abc import Iterable, Sequence

from analyzer.errors import NoText
from analyzer.records import Document, HiddenText, Link, PageSize, ReadWarning, Source

from .characters import INVISIBLE, UNKNOWN
from .compose import compose
from .engine import RawPage, damaged, raw_pages
from .flow import rows_of
from .hidden import Paper, split_hidden
from .layout import PageContent
from .limits import Limits
from .links import link_kind, link_target, links_in_text, merge_links
from .order import Columns, Part, divide
from .running import without_running
from .tokens import tokens_of

#: Share of unreadable characters from which a person should know that a machine cannot read the file.
_MANY_BROKEN = 0.002


def read_pdf(source: Source, limits: Limits, *, index: int) -> Document:
    """Read a PDF in this process.

    Raises:
        ReadError: the file could not be read; the message says why and what to do.
    """
    paper = Paper(source)
    try:
        raw = list(raw_pages(source, limits))
        contents, warnings = _contents(raw, paper)
    finally:
        paper.close()
    if not any(page is not None for page in raw):
        raise damaged(source)
    parts = [divide(page.tokens, page=page.size.number, height=page.size.height) for page in without_running(contents)]
    text, lines, words = compose(rows_of(parts))
    hidden = tuple(found for page in contents for found in page.hidden)
    if not text:
        raise NoText(_no_text(source, contents, hidden))
    annotated = [link for page in contents for link in page.links]
    written = links_in_text(text, ((line.start, line.page) for line in lines))
    return Document(
        name=source.name,
        sha256=hashlib.sha256(source.data).hexdigest(),
        format="pdf",
        engine="pdfplumber",
        text=text,
        pages=tuple(page.size for page in contents),
        links=merge_links(annotated, written),
        hidden=hidden,
        warnings=(*warnings, *_document_warnings(text, contents, parts, annotated, written)),
        index=index,
        lines=lines,
        words=words,
    )


def _contents(raw: Sequence[RawPage | None], paper: Paper) -> tuple[list[PageContent], list[ReadWarning]]:
    contents: list[PageContent] = []
    warnings: list[ReadWarning] = []
    for number, page in enumerate(raw, start=1):
        if page is None:
            warnings.append(
                ReadWarning("damaged-page", f"Page {number} is damaged and was left out. Export the file once more.", number)
            )
            continue
        visible, hidden = split_hidden(page, paper.page(number))
        tokens, spaced = tokens_of(visible, page.shapes)
        links = tuple(Link(link_kind(url), url, number) for url in page.links)
        images = sum(1 for shape in page.shapes if shape.kind == "image")
        contents.append(PageContent(PageSize(number, page.width, page.height), tokens, hidden, links, images))
        warnings += _page_warnings(number, page, visible, tokens_spaced=spaced, images=images)
    return contents, warnings


def _page_warnings(
    number: int, page: RawPage, visible: Sequence[object], *, tokens_spaced: bool, images: int
) -> list[ReadWarning]:
    warnings = []
    if images and not visible:
        warnings.append(
            ReadWarning("image-only-page", f"Page {number} is an image: none of its words can be read.", number)
        )
    if tokens_spaced:
        warnings.append(
            ReadWarning(
                "letter-spaced-heading",
                "Letters are set apart with spaces. Simple readers see single letters instead of the heading.",
                number,
            )
        )
    if sum(1 for glyph in page.glyphs if INVISIBLE.search(glyph.text)) > 3:
        warnings.append(
            ReadWarning("invisible-characters", "There are invisible characters between letters. They were removed.", number)
        )
    return warnings


def _document_warnings(
    text: str,
    contents: Sequence[PageContent],
    parts: Sequence[tuple[Part, ...]],
    annotated: Sequence[Link],
    written: Sequence[Link],
) -> list[ReadWarning]:
    warnings = []
    in_columns = [page.size.number for page, own in zip(contents, parts, strict=True) if _has_columns(own)]
    if in_columns:
        warnings.append(
            ReadWarning(
                "two-columns",
                "The page has columns side by side. Many readers mix their lines; one column is safer.",
                in_columns[0],
            )
        )
    if any(token.icon for page in contents for token in page.tokens):
        warnings.append(
            ReadWarning("icon-font", "Icons stand in place of words. A machine reads nothing or a wrong character there.")
        )
    broken = text.count(UNKNOWN)
    if broken > _MANY_BROKEN * len(text):
        warnings.append(
            ReadWarning(
                "broken-characters",
                f"{broken} characters cannot be read: the font of the file does not say what they are. "
                "Export it with another font.",
            )
        )
    if any(page.hidden for page in contents):
        first = next(page for page in contents if page.hidden)
        warnings.append(
            ReadWarning(
                "hidden-text",
                "The file holds text that a person does not see. It was not scored. Remove it: it costs trust.",
                first.size.number,
            )
        )
    visible = {link_target(link.url) for link in written}
    if any(link.kind != "other" and link_target(link.url) not in visible for link in annotated):
        warnings.append(
            ReadWarning(
                "links-only-in-annotations",
                "A link stands behind a word or an icon only. Write the address out, so that every reader keeps it.",
            )
        )
    return warnings


def _has_columns(parts: Iterable[Part]) -> bool:
    return any(isinstance(part, Columns) for part in parts)


def _no_text(source: Source, contents: Sequence[PageContent], hidden: Sequence[HiddenText]) -> str:
    if hidden:
        return f"{source.name} has no text that a person can see. Export the resume from your editor as PDF once more."
    if any(page.images for page in contents):
        return (
            f"{source.name} holds images and no text. "
            "Export the resume from your editor as PDF, instead of scanning it or saving it as an image."
        )
    return f"{source.name} has pages but no text. Export the resume from your editor as PDF once more."
