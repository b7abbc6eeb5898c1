"""What a machine reads: the text in reading order, what may be lost, hidden text, and what was set aside."""

from analyzer.records import Document, IntegrityNote, Report
from analyzer.reports import words
from analyzer.ui.markup import Html, details, element, place, show


def show_reading(report: Report) -> None:
    """For each document its warnings, its hidden text and its text; before them the notes on integrity."""
    if report.integrity:
        show(
            element("h3", "Found and set aside"),
            element("ul", *(_note(one, report) for one in report.integrity), class_="cards"),
        )
    for document in report.documents:
        _document(document)


def _note(note: IntegrityNote, report: Report) -> Html:
    without = None if note.score_without is None else "The score shown is without it."
    return element(
        "li",
        element("p", note.message, class_="message"),
        element("p", without, class_="muted") if without else None,
        element("p", *(place(one, words.place(one, report), about=one.text) for one in note.evidence[:5])),
        class_="card",
    )


def _document(document: Document) -> None:
    pages = (
        f"{len(document.pages)} {'page' if len(document.pages) == 1 else 'pages'}, " if document.pages else ""
    )
    show(
        element("h3", document.name),
        element("p", f"{pages}{len(document.text.split())} words, {document.format}", class_="muted"),
        _warnings(document),
        _hidden(document),
        details("The text, in the order a machine reads it", element("pre", document.text, class_="read")),
    )


def _warnings(document: Document) -> Html:
    if not document.warnings:
        return element("p", "Nothing in this file is likely to be lost.")
    rows = [
        element("li", one.message, f" (page {one.page})" if one.page else None) for one in document.warnings
    ]
    return element("ul", *rows, class_="plain")


def _hidden(document: Document) -> Html | None:
    if not document.hidden:
        return None
    rows = [
        element("li", element("q", words.shorten(one.text, 200)), f" {one.reason}") for one in document.hidden
    ]
    return element(
        "div",
        element("p", "A person does not see this text, a machine reads it. It is never scored."),
        element("ul", *rows, class_="plain"),
        class_="notice notice-note",
    )
