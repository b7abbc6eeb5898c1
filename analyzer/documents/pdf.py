"""PDF bytes -> Document: the stages of reading, in order."""

import hashlib
from collections.abc import Container, Sequence
from dataclasses import replace
from typing import Literal

from analyzer.documents.compose import compose
from analyzer.documents.flow import rows_of
from analyzer.documents.hidden import split_hidden
from analyzer.documents.ink import RawPage, damaged, joined, too_many_pages
from analyzer.documents.layout import PageContent
from analyzer.documents.limits import Limits
from analyzer.documents.links import link_kind, links_in_text, merge_links
from analyzer.documents.order import divide
from analyzer.documents.paper import Paper
from analyzer.documents.risks import document_warnings, page_warnings, warning
from analyzer.documents.running import without_running
from analyzer.documents.tokens import tokens_of
from analyzer.errors import NoText
from analyzer.records import Document, HiddenText, Link, PageSize, ReadWarning, Source

Engine = Literal["pdfium", "pdfplumber"]
_PageRead = tuple[PageContent, list[ReadWarning]]
_Contents = tuple[list[PageContent], list[ReadWarning], str]


def read_pdf(source: Source, limits: Limits, *, index: int, engine: Engine = "pdfium") -> Document:
    """Read a PDF in this process. `engine` is tried first; pdfplumber reads what PDFium cannot.

    Raises:
        ReadError: the file could not be read; the message says why and what to do.
    """
    contents, warnings, used = _contents(source, limits, engine)
    parts = [
        divide(page.tokens, page=page.size.number, height=page.size.height)
        for page in without_running(contents)
    ]
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
        engine=used,
        text=text,
        pages=tuple(page.size for page in contents),
        links=merge_links(annotated, written),
        hidden=hidden,
        warnings=(*warnings, *document_warnings(text, contents, parts, annotated, written)),
        index=index,
        lines=lines,
        words=words,
    )


def _contents(source: Source, limits: Limits, engine: Engine) -> _Contents:
    """What each readable page holds; a damaged page is left out with a warning, unless all are."""
    paper = Paper(source)
    try:
        if len(paper) > limits.max_pages:
            raise too_many_pages(source, limits)
        numbers = range(1, len(paper) + 1) if engine == "pdfium" else ()
        read = {number: _fast_content(number, paper) for number in numbers}
        left = {number for number, found in read.items() if found is None}
        if left or not read:
            read |= _plumbed(source, limits, paper, left or None)
    finally:
        paper.close()
    contents = [found[0] for found in read.values() if found is not None]
    if not contents:
        raise damaged(source)
    warnings = [
        one
        for number, found in read.items()
        for one in (found[1] if found is not None else [warning("damaged-page", number)])
    ]
    engines = (["pdfium"] if len(left) < len(numbers) else []) + (
        ["pdfplumber"] if left or not numbers else []
    )
    return contents, warnings, ", ".join(engines)


def _fast_content(number: int, paper: Paper) -> _PageRead | None:
    page = paper.raw_page(number)
    return _content(page, paper) if page is not None else None


def _plumbed(
    source: Source, limits: Limits, paper: Paper, wanted: Container[int] | None
) -> dict[int, _PageRead | None]:
    """Pages as pdfplumber reads them, with what only PDFium can."""
    from analyzer.documents.engine import raw_pages  # noqa: PLC0415  (few files need it, and it loads slowly)

    return {
        number: _content(_whole(paper.repaired(page)), paper) if page is not None else None
        for number, page in raw_pages(source, limits, wanted)
    }


def _whole(page: RawPage) -> RawPage:
    return replace(page, pieces=tuple(joined(page.pieces)))


def _content(page: RawPage, paper: Paper) -> _PageRead:
    visible, hidden = split_hidden(page, paper.drawn(page.number))
    tokens, spaced = tokens_of(visible, page.shapes)
    content = PageContent(
        PageSize(page.number, round(page.width, 2), round(page.height, 2)),
        tokens,
        hidden,
        tuple(Link(link_kind(url), url, page.number) for url in page.links),
        sum(1 for shape in page.shapes if shape.kind == "image"),
    )
    return content, page_warnings(page, content, visible=len(visible), spaced=spaced)


def _no_text(source: Source, contents: Sequence[PageContent], hidden: Sequence[HiddenText]) -> str:
    if hidden:
        found = "has no text that a person can see. Export the resume from your editor as PDF once more."
    elif any(page.images for page in contents):
        found = (
            "holds images and no text. Export the resume from your editor as PDF, "
            "instead of scanning it or saving it as an image."
        )
    else:
        found = "has pages but no text. Export the resume from your editor as PDF once more."
    return f"{source.name} {found}"
