"""PDF bytes -> Document: the stages of reading, in order."""

import hashlib
from collections.abc import Container, Sequence
from dataclasses import replace
from typing import Literal

from analyzer.documents import budget
from analyzer.documents.ink import Piece, RawPage, damaged, joined, too_many_pages
from analyzer.documents.layout.compose import compose
from analyzer.documents.layout.flow import rows_of
from analyzer.documents.layout.order import divide_pages
from analyzer.documents.layout.records import PageContent
from analyzer.documents.layout.running import without_running
from analyzer.documents.limits import LONGEST_WORD, Limits, NeedsRecognition, check_length, check_pictures
from analyzer.documents.links import link_kind, links_in_text, merge_links
from analyzer.documents.pdf.hidden import split_hidden
from analyzer.documents.pdf.paper import Paper
from analyzer.documents.pdf.render import page_image
from analyzer.documents.pdf.risks import document_warnings, page_warnings
from analyzer.documents.pdf.tokens import tokens_of
from analyzer.documents.risks import warning
from analyzer.documents.scans.ocr import Recognised, is_installed, recognise, scale_of
from analyzer.documents.scans.recognition import found_nothing, not_installed, turned_back
from analyzer.documents.scans.recognition import warnings as recognition_warnings
from analyzer.errors import NoText
from analyzer.records import Document, HiddenText, Link, PageSize, ReadWarning, Source

Engine = Literal["pdfium", "pdfplumber"]
#: "Page 1 of 2": running lines of no more words are nothing to tell of.
_PAGE_NUMBER_WORDS = 4
_PageRead = tuple[PageContent, list[ReadWarning]]
_Contents = tuple[list[PageContent], list[ReadWarning], str]
#: A page with fewer letters than this under an image of this share of its area is a scan with a stamp on it.
_FEW_LETTERS, _MOST_OF_PAGE = 60, 0.5
#: Shapes on a page without text from which they may be letters: design programs turn text into outlines.
_DRAWN_LETTERS = 200


def read_pdf(
    source: Source, limits: Limits, *, index: int, engine: Engine = "pdfium", recognising: bool = True
) -> Document:
    """Read a PDF in this process. `engine` is tried first; pdfplumber reads what PDFium cannot.

    Raises:
        NeedsRecognition: pages are pictures, text recognition is installed and `recognising` is false.
        ReadError: the file could not be read; the message says why and what to do.
    """
    contents, warnings, used = _contents(source, limits, engine)
    recognised = _recognised(source, contents, limits, recognising=recognising)
    if recognised:
        contents = [_with_words(page, recognised.get(page.size.number)) for page in contents]
        warnings = [one for one in warnings if one.code != "image-only-page" or one.page not in recognised]
        warnings = [*recognition_warnings(recognised), *warnings]
        used = f"{used}, rapidocr"
    budget.step(limits.step_seconds)
    kept = without_running(contents)
    parts = divide_pages(kept)
    text, lines, words = compose(rows_of(parts))
    hidden = tuple(found for page in contents for found in page.hidden)
    if not text:
        raise NoText(_no_text(source, contents, hidden))
    annotated = [link for page in contents for link in page.links]
    written = links_in_text(text, ((line.start, line.page) for line in lines))
    document = Document(
        name=source.name,
        sha256=hashlib.sha256(source.data).hexdigest(),
        format="pdf",
        engine=used,
        text=text,
        pages=tuple(page.size for page in contents),
        links=merge_links(annotated, written),
        hidden=hidden,
        index=index,
        lines=lines,
        words=turned_back(words, recognised),
    )
    edges = [
        page.size.number
        for page, rest in zip(contents, kept, strict=True)
        if len(page.tokens) - len(rest.tokens) > _PAGE_NUMBER_WORDS
    ]
    found = document_warnings(document, contents, parts, annotated=annotated, written=written, edges=edges)
    return replace(document, warnings=(*warnings, *found))


def _recognised(
    source: Source, contents: Sequence[PageContent], limits: Limits, *, recognising: bool
) -> dict[int, Recognised]:
    """The words of pages that are pictures, when text recognition is installed."""
    pictures = [page.size for page in contents if page.is_picture]
    if not pictures or not is_installed():
        return {}
    check_pictures(source, len(pictures))
    if not recognising:
        raise NeedsRecognition(len(pictures))
    read = {size.number: _recognise(source, size, limits) for size in pictures}
    return {number: page for number, page in read.items() if page.tokens}


def _recognise(source: Source, size: PageSize, limits: Limits) -> Recognised:
    budget.step(limits.step_seconds)
    image = page_image(source, size.number, scale=scale_of(size.width, size.height))
    return recognise(image, width=size.width, height=size.height)


def _with_words(page: PageContent, recognised: Recognised | None) -> PageContent:
    return page if recognised is None else replace(page, tokens=recognised.tokens)


def _contents(source: Source, limits: Limits, engine: Engine) -> _Contents:
    """What each readable page holds; a damaged page is left out with a warning, unless all are."""
    budget.step(limits.step_seconds)
    paper = Paper(source)
    try:
        if len(paper) > limits.max_pages:
            raise too_many_pages(source, limits)
        numbers = range(1, len(paper) + 1) if engine == "pdfium" else ()
        read = {number: _fast_content(number, paper, limits) for number in numbers}
        left = {number for number, found in read.items() if found is None}
        if left or not read:
            read |= _plumbed(source, limits, paper, left or None)
    finally:
        paper.close()
    contents = [found[0] for found in read.values() if found is not None]
    check_length(source, limits, characters=_characters(contents))
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


def _characters(pages: Sequence[PageContent]) -> int:
    return sum(len(token.text) for page in pages for token in page.tokens)


def _fast_content(number: int, paper: Paper, limits: Limits) -> _PageRead | None:
    budget.step(limits.step_seconds)
    page = paper.raw_page(number)
    return _content(page, paper) if page is not None else None


def _plumbed(
    source: Source, limits: Limits, paper: Paper, wanted: Container[int] | None
) -> dict[int, _PageRead | None]:
    """Pages as pdfplumber reads them, with what only PDFium can."""
    from analyzer.documents.pdf.engine import raw_pages  # noqa: PLC0415  (few files need it, and it loads slowly)

    return {
        number: _content(_whole(paper.repaired(page)), paper) if page is not None else None
        for number, page in raw_pages(source, limits, wanted)
    }


def _whole(page: RawPage) -> RawPage:
    return replace(page, pieces=tuple(joined(page.pieces)))


def _content(page: RawPage, paper: Paper) -> _PageRead:
    visible, hidden = split_hidden(page, paper.drawn(page.number))
    tokens, spaced = tokens_of(visible, page.shapes)
    words = tuple(token for token in tokens if len(token.text) <= LONGEST_WORD)
    content = PageContent(
        PageSize(page.number, round(page.width, 2), round(page.height, 2)),
        words,
        hidden,
        tuple(Link(link_kind(url), url, page.number) for url in page.links),
        sum(1 for shape in page.shapes if shape.kind == "image"),
        _is_picture(page, visible),
        "".join([piece.text for piece in visible]),
    )
    data = [warning("long-word", page.number)] if len(words) < len(tokens) else []
    return content, [*page_warnings(page, content, spaced=spaced), *data]


def _is_picture(page: RawPage, visible: Sequence[Piece]) -> bool:
    """Nothing but images or letters drawn as shapes, or an image over the page with a stamp on it."""
    images = [shape for shape in page.shapes if shape.kind == "image"]
    if not visible:
        return bool(images) or len(page.shapes) > _DRAWN_LETTERS
    if not images:
        return False
    largest = max((shape.x1 - shape.x0) * (shape.bottom - shape.top) for shape in images)
    covers = largest > _MOST_OF_PAGE * page.width * page.height
    return covers and sum(map(str.isalpha, "".join([piece.text for piece in visible]))) < _FEW_LETTERS


def _no_text(source: Source, contents: Sequence[PageContent], hidden: Sequence[HiddenText]) -> str:
    if hidden:
        found = "has no text that a person can see. Export the resume from your editor as PDF once more."
    elif any(page.images for page in contents):
        return found_nothing(source) if is_installed() else not_installed(source)
    else:
        found = "has pages but no text. Export the resume from your editor as PDF once more."
    return f"{source.name} {found}"
