"""PDF bytes -> Document, with pdfplumber."""

import hashlib
import itertools
from io import BytesIO

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfplumber.utils.exceptions import PdfminerException
from pdfplumber.utils.text import WordExtractor

from analyzer.errors import Encrypted, NoText, ReadError, TooLarge
from analyzer.records import Document, Link, PageSize, Source

from .characters import fold
from .compose import compose
from .layout import PageContent, Row, Token
from .limits import Limits
from .links import link_kind, links_in_text, merge_links

#: A gap wider than this share of the font size starts a word. pdfplumber's default of 3 points glues the
#: words of LaTeX files; 0.15 reads .997 of the words of 20 resumes, worst .974.
WORD_GAP = 0.15


def read_pdf(source: Source, limits: Limits, *, index: int) -> Document:
    """Read a PDF in this process."""
    with _opened(source) as pdf:
        _check_pages(source, pdf, limits)
        pages = tuple(_content(page) for page in pdf.pages)
    rows = [row for page in pages for row in _rows(page)]
    if not rows:
        raise NoText(
            f"{source.name} has no text: its pages hold images only. "
            "Export the resume from your editor as PDF, instead of scanning or printing it as an image."
        )
    text, lines, words = compose(rows)
    links = merge_links(
        (link for page in pages for link in page.links),
        links_in_text(text, ((line.start, line.page) for line in lines)),
    )
    return Document(
        name=source.name,
        sha256=hashlib.sha256(source.data).hexdigest(),
        format="pdf",
        engine="pdfplumber",
        text=text,
        pages=tuple(page.size for page in pages),
        links=links,
        index=index,
        lines=lines,
        words=words,
    )


def _opened(source: Source) -> pdfplumber.PDF:
    try:
        return pdfplumber.open(BytesIO(source.data), password="", raise_unicode_errors=False)
    except PdfminerException as error:
        cause = error.args[0] if error.args else error
        if isinstance(cause, (PDFPasswordIncorrect, PDFEncryptionError)):
            raise Encrypted(
                f"{source.name} asks for a password. Save a copy without a password and use that file."
            ) from error
        raise ReadError(f"{source.name} is damaged and could not be opened. Export it as PDF once more.") from error


def _check_pages(source: Source, pdf: pdfplumber.PDF, limits: Limits) -> None:
    counted = sum(1 for _ in itertools.islice(PDFPage.create_pages(pdf.doc), limits.max_pages + 1))
    if counted > limits.max_pages:
        raise TooLarge(
            f"{source.name} has more than {limits.max_pages} pages. Keep the resume itself and leave out attachments."
        )


def _content(page: pdfplumber.page.Page) -> PageContent:
    tokens = []
    extractor = WordExtractor(x_tolerance_ratio=WORD_GAP)
    for word, chars in extractor.iter_extract_tuples(page.chars) if page.chars else ():
        text = fold(word["text"])
        if text.strip():
            font = str(chars[0]["fontname"])
            tokens.append(
                Token(text, word["x0"], word["top"], word["x1"], word["bottom"], chars[0]["size"], "bold" in font.lower(), font)
            )
    links = [Link(link_kind(found["uri"]), found["uri"], page.page_number) for found in page.hyperlinks]
    return PageContent(
        PageSize(page.page_number, float(page.width), float(page.height)), tuple(tokens), links=tuple(links)
    )


def _rows(page: PageContent) -> list[Row]:
    rows: list[list[Token]] = []
    for token in sorted(page.tokens, key=lambda token: (token.middle, token.x0)):
        if rows and abs(rows[-1][-1].middle - token.middle) < 0.4 * token.size:
            rows[-1].append(token)
        else:
            rows.append([token])
    return [Row(page.size.number, tuple(sorted(row, key=lambda token: token.x0))) for row in rows]
