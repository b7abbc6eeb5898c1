"""PDF bytes -> Document: the stages of reading, in order."""

import hashlib
from collections.abc import Sequence

from analyzer.documents.compose import compose
from analyzer.documents.engine import RawPage, damaged, raw_pages
from analyzer.documents.flow import rows_of
from analyzer.documents.hidden import Paper, split_hidden
from analyzer.documents.layout import PageContent
from analyzer.documents.limits import Limits
from analyzer.documents.links import link_kind, links_in_text, merge_links
from analyzer.documents.order import divide
from analyzer.documents.risks import document_warnings, page_warnings, warning
from analyzer.documents.running import without_running
from analyzer.documents.tokens import tokens_of
from analyzer.errors import NoText
from analyzer.records import Document, HiddenText, Link, PageSize, ReadWarning, Source


def read_pdf(source: Source, limits: Limits, *, index: int) -> Document:
    """Read a PDF in this process.

    Raises:
        ReadError: the file could not be read; the message says why and what to do.
    """
    contents, warnings = _contents(source, limits)
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
        engine="pdfplumber",
        text=text,
        pages=tuple(page.size for page in contents),
        links=merge_links(annotated, written),
        hidden=hidden,
        warnings=(*warnings, *document_warnings(text, contents, parts, annotated, written)),
        index=index,
        lines=lines,
        words=words,
    )


def _contents(source: Source, limits: Limits) -> tuple[list[PageContent], list[ReadWarning]]:
    """What each readable page holds; a damaged page is left out with a warning, unless all are."""
    contents: list[PageContent] = []
    warnings: list[ReadWarning] = []
    paper = Paper(source)
    try:
        for number, page in enumerate(raw_pages(source, limits), start=1):
            if page is None:
                warnings.append(warning("damaged-page", number))
                continue
            content, own_warnings = _content(paper.read(page), paper)
            contents.append(content)
            warnings += own_warnings
    finally:
        paper.close()
    if not contents:
        raise damaged(source)
    return contents, warnings


def _content(page: RawPage, paper: Paper) -> tuple[PageContent, list[ReadWarning]]:
    visible, hidden = split_hidden(page, paper.page(page.number))
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
