"""The text of a file as simple readers get it, for its author to see. Never scored.

A format names its simple readers in `READERS`; each takes the bytes and gives text. They are real readers as
many programs use them, so what they lose is lost in the world. A format without an entry is read by every
program alike. They run in the guarded child only (`Reader.simple`), one request for each of them, because
some files hold or kill one reader and not the other.
"""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from analyzer.documents.formats import Format
from analyzer.documents.ink import damaged, too_many_pages
from analyzer.documents.limits import Limits
from analyzer.errors import ReadError
from analyzer.records import Source


@dataclass(frozen=True, slots=True)
class SimpleReader:
    """A simple way to read a format: `method` says it in words, `read` does it.

    `read` may raise whatever its library raises; it is asked in a child process.
    """

    name: str
    method: str
    read: Callable[[Source, Limits], str]


def _across(source: Source, limits: Limits) -> str:
    """Each page row by row from its left edge to its right: pdfplumber's plain text."""
    import pdfplumber  # noqa: PLC0415  (it loads slowly and only this needs it)

    with pdfplumber.open(io.BytesIO(source.data)) as pdf:
        pages = []
        for page in pdf.pages:
            if page.page_number > limits.max_pages:
                raise too_many_pages(source, limits)
            pages.append(page.extract_text())
            page.close()
    return "\n".join(pages)


def _stored(source: Source, limits: Limits) -> str:
    """The characters in the order in which the file stores them: PDFium's plain text."""
    import pypdfium2  # noqa: PLC0415  (its library loads only for a PDF)

    pdf = pypdfium2.PdfDocument(source.data)
    try:
        if len(pdf) > limits.max_pages:
            raise too_many_pages(source, limits)
        return "\n".join(_stored_pages(pdf)).replace("\r\n", "\n")
    finally:
        pdf.close()


def _stored_pages(pdf: "pypdfium2.PdfDocument") -> Iterator[str]:  # type: ignore[name-defined]  # noqa: F821
    for page in pdf:
        text_page = page.get_textpage()
        yield text_page.get_text_range()
        text_page.close()
        page.close()


def _word_paragraphs(source: Source, _: Limits) -> str:
    from analyzer.documents.office.docx import simple_text  # noqa: PLC0415  (its libraries load only for such a file)

    return simple_text(source)


def _office_paragraphs(source: Source, _: Limits) -> str:
    from analyzer.documents.office.odt import simple_text  # noqa: PLC0415  (its libraries load only for such a file)

    return simple_text(source)


def _rich_text(source: Source, _: Limits) -> str:
    from analyzer.documents.office.rtf import simple_text  # noqa: PLC0415  (it loads only for such a file)

    return simple_text(source)


def _stripped(source: Source, limits: Limits) -> str:
    from analyzer.documents.web.simple import simple_text  # noqa: PLC0415  (it loads only for such a file)

    return simple_text(source, limits)


#: More than 20 full pages hold.
_MOST_CHARACTERS = 400_000

#: Format -> its simple readers, in the order they are shown.
READERS: Mapping[Format, tuple[SimpleReader, ...]] = {
    "pdf": (
        SimpleReader("across", "across the page, row by row", _across),
        SimpleReader("stored", "in the order the file stores it", _stored),
    ),
    "docx": (SimpleReader("paragraphs", "paragraphs only: no tables, boxes or headers", _word_paragraphs),),
    "odt": (SimpleReader("paragraphs", "paragraphs only: no tables, boxes or headers", _office_paragraphs),),
    "rtf": (SimpleReader("all", "all text of the file, deleted and hidden text too", _rich_text),),
    "html": (SimpleReader("tags", "the text of all tags, hidden ones too", _stripped),),
    "json-resume": (SimpleReader("values", "the values in the order of the file", _stripped),),
}


def simple_readers(format: str) -> tuple[tuple[str, str], ...]:
    """Name and method of the simple readers of a format; none for formats that every program reads alike."""
    return tuple((one.name, one.method) for one in READERS.get(format, ()))  # type: ignore[call-overload]


def simple_text(source: Source, format: Format, name: str, limits: Limits) -> str:
    """What the simple reader `name` of a format gets, in this process and without a guard.

    More than any resume holds is cut off.

    Raises:
        ReadError: that reader cannot read the file.
    """
    reader = next(one for one in READERS[format] if one.name == name)
    try:
        return reader.read(source, limits)[:_MOST_CHARACTERS]
    except (MemoryError, ReadError):
        raise
    except Exception as error:
        raise damaged(source) from error
