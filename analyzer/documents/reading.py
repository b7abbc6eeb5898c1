"""Source -> Document in this process, as a child does it, with no guard against files that hang."""

from analyzer.documents.formats import Detected, detect
from analyzer.documents.limits import DEFAULT_LIMITS, Limits
from analyzer.documents.plain import read_markdown, read_text
from analyzer.documents.written import Writing, written_document
from analyzer.errors import NoText
from analyzer.records import Document, Source


def read_in_process(source: Source, *, index: int = 0, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read a file, whatever its format.

    Raises:
        ReadError: the file could not be read; the message says why and what to do.
    """
    detected = detect(source, limits)
    if detected.format == "pdf":
        from analyzer.documents.pdf import read_pdf  # noqa: PLC0415  (its libraries load only for a PDF)

        return read_pdf(source, limits, index=index)
    writing, engine = _written(source, detected)
    document = written_document(source, writing, format=detected.format, engine=engine, index=index)
    if not document.text:
        raise NoText(
            f"{source.name} has no text that a person can see. Choose the file again, or export it as PDF."
        )
    return document


def _written(source: Source, detected: Detected) -> tuple[Writing, str]:
    """The lines of a file without pages, and what read them. Libraries load only for their format."""
    if detected.format == "docx":
        from analyzer.documents.docx import read_docx  # noqa: PLC0415

        return read_docx(source), "lxml"
    if detected.format == "odt":
        from analyzer.documents.odt import read_odt  # noqa: PLC0415

        return read_odt(source), "lxml"
    if detected.format == "rtf":
        from analyzer.documents.rtf import read_rtf  # noqa: PLC0415

        return read_rtf(source), "rtf"
    if detected.format == "markdown":
        return read_markdown(detected.text), "text"
    return read_text(detected.text), "text"
