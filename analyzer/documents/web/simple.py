"""The text of web pages and JSON as simple programs get it, for its author to see. Never scored."""

from analyzer.documents.formats import detect
from analyzer.documents.limits import Limits
from analyzer.documents.web.jsonresume import values
from analyzer.documents.web.saved import tags_stripped
from analyzer.records import Source


def simple_text(source: Source, limits: Limits) -> str:
    """A page with its tags taken away, the values of JSON in their order; other text as it is stored.

    Empty for formats with pages: those have simple readers of their own.

    Raises:
        ReadError: the file is none that is read.
    """
    detected = detect(source, limits)
    if detected.format == "html":
        return tags_stripped(detected.text)
    if detected.format == "json-resume":
        return values(detected.text)
    return detected.text
