"""Source -> Document in this process, as a child does it, with no guard against files that hang."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from analyzer.documents import budget
from analyzer.documents.formats import Detected, Format, detect
from analyzer.documents.limits import DEFAULT_LIMITS, Limits, check_length
from analyzer.documents.notebook import read_notebook
from analyzer.documents.plain import read_markdown, read_text
from analyzer.documents.risks import warning
from analyzer.documents.web.jsonresume import read_json_resume
from analyzer.documents.written import Writing, written_document
from analyzer.errors import NoText, UnsupportedFile
from analyzer.records import Document, ReadWarning, Source

#: Application portals take files up to this size at least. Basis: an applicant-tracking vendor's help page.
_PORTAL_BYTES = 2_500_000


def read_in_process(
    source: Source, *, index: int = 0, limits: Limits = DEFAULT_LIMITS, recognising: bool = True
) -> Document:
    """Read a file, whatever its format.

    Raises:
        NeedsRecognition: pages are pictures, text recognition is installed and `recognising` is false.
        ReadError: the file could not be read; the message says why and what to do.
    """
    document = _read(source, index=index, limits=limits, recognising=recognising)
    if len(source.data) <= _PORTAL_BYTES:
        return document
    return replace(document, warnings=(*document.warnings, warning("large-file")))


def _read(source: Source, *, index: int, limits: Limits, recognising: bool) -> Document:
    budget.step(limits.step_seconds)
    detected = detect(source, limits)
    if detected.format == "pdf":
        from analyzer.documents.pdf.document import read_pdf  # noqa: PLC0415  (its libraries load only for a PDF)

        document = read_pdf(source, limits, index=index, recognising=recognising)
        _check(source, document, limits)
        return document
    if detected.format == "image":
        from analyzer.documents.scans.pictures import read_image  # noqa: PLC0415  (its libraries load only for an image)

        document = read_image(source, limits, index=index, recognising=recognising)
        _check(source, document, limits)
        return document
    budget.step(limits.step_seconds)
    writing, engine = _written(source, detected)
    check_length(source, limits, characters=sum(len(line.text) for line in writing.lines))
    if detected.guess:
        writing = replace(writing, warnings=(*writing.warnings, _guessed(detected.guess)))
    document = written_document(source, writing, format=detected.format, engine=engine, index=index)
    _check(source, document, limits)
    if not document.text:
        raise NoText(
            f"{source.name} has no text that a person can see. Choose the file again, or export it as PDF."
        )
    return document


def _guessed(encoding: str) -> ReadWarning:
    return ReadWarning(
        "guessed-encoding",
        f"The file does not say how its letters are stored; they were read as {encoding}. "
        "If some look wrong, save it as UTF-8.",
    )


def _check(source: Source, document: Document, limits: Limits) -> None:
    longest = max((line.end - line.start for line in document.lines), default=0)
    check_length(source, limits, characters=len(document.text), lines=len(document.lines), longest=longest)


def _written(source: Source, detected: Detected) -> tuple[Writing, str]:
    """The lines of a file without pages, and what read them."""
    read, engine = _READERS[detected.format]
    return read(source, detected), engine


def _docx(source: Source, _: Detected) -> Writing:
    from analyzer.documents.office.docx import read_docx  # noqa: PLC0415  (its libraries load only for such a file)

    return read_docx(source)


def _odt(source: Source, _: Detected) -> Writing:
    from analyzer.documents.office.odt import read_odt  # noqa: PLC0415  (its libraries load only for such a file)

    return read_odt(source)


def _rtf(source: Source, _: Detected) -> Writing:
    from analyzer.documents.office.rtf import read_rtf  # noqa: PLC0415  (it loads only for such a file)

    return read_rtf(source)


def _pptx(source: Source, _: Detected) -> Writing:
    from analyzer.documents.office.pptx import read_pptx  # noqa: PLC0415  (its libraries load only for such a file)

    return read_pptx(source)


def _html(source: Source, detected: Detected) -> Writing:
    from analyzer.documents.web.html import read_html  # noqa: PLC0415  (its libraries load only for such a file)

    return read_html(detected.text, source.name, sheets=detected.sheets)


def _notebook(source: Source, detected: Detected) -> Writing:
    writing = read_notebook(detected.text)
    if writing is None:
        raise UnsupportedFile(f"{source.name} is a damaged notebook. Save it once more in Jupyter.")
    return writing


#: Format without pages -> its reader, and the name of the engine in the Report.
_READERS: Mapping[Format, tuple[Callable[[Source, Detected], Writing], str]] = {
    "docx": (_docx, "lxml"),
    "odt": (_odt, "lxml"),
    "rtf": (_rtf, "rtf"),
    "pptx": (_pptx, "lxml"),
    "html": (_html, "lxml"),
    "notebook": (_notebook, "json"),
    "json-resume": (lambda source, detected: read_json_resume(detected.text, source.name), "json"),
    "markdown": (lambda _, detected: read_markdown(detected.text), "text"),
    "text": (lambda _, detected: read_text(detected.text), "text"),
}
