"""What a machine reads: what was set aside, what simple readers may lose, and their text beside ours."""

from collections.abc import Iterator, Sequence

import streamlit as st

from analyzer.records import (
    Document,
    HiddenText,
    IntegrityNote,
    MachineView,
    ReadWarning,
    Report,
    SimpleReading,
)
from analyzer.reports import machine, words
from analyzer.reports.machine import SIGNS, ShownLine
from analyzer.texts import say
from analyzer.ui.document_view import hidden_anchor, risk_anchor
from analyzer.ui.markup import Html, details, element, join, notice, place, show
from analyzer.ui.session import machine_view, own_file, work

#: Lines of each text that are drawn: more would make the browser crawl.
_MOST_LINES = 2_000


def show_reading(report: Report) -> None:
    """What was set aside with both scores, the risks of each document, and on demand the texts compared."""
    if report.integrity:
        show(
            element("h3", say("document-set-aside")),
            element("ul", *(_note(one, report) for one in report.integrity), class_="cards"),
        )
    for document in report.documents:
        _document(document)
    _comparison(report)


# --- what was set aside ---------------------------------------------------------------------------------


def _note(note: IntegrityNote, report: Report) -> Html:
    scores = machine.scores_text(note)
    hidden = report.documents[note.document].hidden if note.code == "hidden-text" else ()
    return element(
        "li",
        element("p", note.message, class_="message"),
        element("p", scores) if scores else None,
        _hidden(hidden, note.document),
        element("p", *(place(one, words.place(one, report), about=one.text) for one in note.evidence[:5]))
        if note.evidence
        else None,
        class_="card",
    )


def _hidden(hidden: Sequence[HiddenText], document: int) -> Html | None:
    """The words that a person does not see, each with its reason and a link to its place."""
    if not hidden:
        return None
    rows = []
    for number, one in enumerate(hidden):
        where = say("document-page-short", number=one.page) if one.page else None
        target = f"#{hidden_anchor(document, number)}" if one.boxes else None
        shown = element("a", where, href=target, class_="place") if target else where
        rows.append(
            element(
                "li",
                element("q", words.shorten(one.text, 300)),
                element("span", f" {one.reason} ", class_="muted"),
                shown,
            )
        )
    return element("ul", *rows, class_="plain")


# --- risks ----------------------------------------------------------------------------------------------


def _document(document: Document) -> None:
    words_of, pages = len(document.text.split()), len(document.pages)
    facts = (
        say("document-facts-pages", pages=pages, words=words_of, format=document.format)
        if pages
        else say("document-facts", words=words_of, format=document.format)
    )
    show(
        element("h3", document.name),
        element("p", facts, class_="muted"),
        _risks(document),
        details(say("document-text-in-order"), _whole(document)),
    )


def _whole(document: Document) -> Html:
    """All words of a document in a frame that scrolls by itself, also by keyboard."""
    label = say("document-text-label", name=document.name)
    return element("pre", document.text, class_="read", tabindex="0", role="region", aria_label=label)


def _risks(document: Document) -> Html:
    if not document.warnings:
        return element("p", say("document-no-risk"))
    rows = (_risk(one, document) for one in machine.worst_first(document.warnings))
    return element("ul", *rows, class_="cards risks")


def _risk(warning: ReadWarning, document: Document) -> Html:
    severity, *facts = machine.facts(warning)
    target = f"#{risk_anchor(document.index, document.warnings.index(warning))}" if warning.boxes else None
    return element(
        "li",
        element(
            "p",
            element("span", severity, class_=f"chip severity-{warning.severity}"),
            *(element("span", fact, class_="muted small") for fact in facts),
            element(
                "a",
                say("document-risk-show"),
                href=target,
                class_="place",
                aria_label=say("document-risk-show-label", message=warning.message),
            )
            if target
            else None,
            class_="facts",
        ),
        element("p", warning.message, class_="message"),
        element(
            "p",
            element("span", say("document-risk-try") + " ", class_="label"),
            warning.remedy,
            class_="after",
        )
        if warning.remedy
        else None,
        class_="card",
    )


# --- our text beside a simple one -----------------------------------------------------------------------


@st.fragment  # asking for the texts draws this part only
def _comparison(report: Report) -> None:
    """Our text beside that of simple readers, once the visitor asks: it takes a second."""
    show(
        element("h3", say("document-beside")),
        element(
            "p",
            say("document-beside-help"),
            class_="muted",
        ),
    )
    number = _chosen_document(report)
    place = st.empty()
    if number in work().views or place.button(say("document-beside-button"), key="machine_show"):
        place.empty()
        with place, st.spinner(say("document-beside-reading")):
            view = machine_view(number)
        _show_view(view)


def _chosen_document(report: Report) -> int:
    names = {one.index: one.name for one in report.documents if own_file(one.index) is not None}
    if len(names) < 2:
        return 0
    chosen = st.selectbox(
        say("document-beside-file"), tuple(names), format_func=names.__getitem__, key="machine_document"
    )
    return chosen or 0


def _show_view(view: MachineView | None) -> None:
    if view is None:
        notice(say("document-beside-stopped"), kind="problem")
        return
    if not view.readings:
        notice(say("document-beside-alike"), kind="good")
        return
    methods = [one.simple.method for one in view.readings]
    chosen = st.segmented_control(
        say("document-beside-how"),
        methods,
        default=methods[0],
        format_func=lambda method: method[:1].upper() + method[1:],
        key="machine_reader",
    )
    reading = view.readings[methods.index(chosen) if chosen in methods else 0]
    show(_losses(reading), _texts(view.document, reading))


def _losses(reading: SimpleReading) -> Html:
    if not reading.losses:
        sign = "" if reading.simple.problem else "✓ "
        return element("p", f"{sign}{machine.losses_of(reading)[0]}")
    rows = [
        element("li", said, *_examples(loss.examples))
        for said, loss in zip(machine.losses_of(reading), reading.losses, strict=True)
    ]
    return element("ul", *rows, class_="losses")


def _examples(examples: Sequence[str]) -> Iterator[str]:
    for one in examples[:3]:
        yield " "
        yield element("q", words.shorten(one, 48), class_="example")


def _texts(document: Document, reading: SimpleReading) -> Html | None:
    if reading.simple.problem:
        return None
    ours, simple = machine.our_lines(document, reading), machine.simple_lines(reading)
    signs = [
        element("span", element("b", SIGNS[fate].symbol, aria_hidden="true"), f" {SIGNS[fate].word}")
        for fate in machine.EXPLAINED
        if any(line.fate == fate for line in (*ours, *simple))
    ]
    lost = element(
        "span",
        element("mark", say("document-beside-words"), class_="lost"),
        " " + say("document-beside-lacks"),
    )
    any_lost = any(piece.lost for line in (*ours, *simple) for piece in line.pieces)
    return join(
        element("p", *signs, lost if any_lost else None, class_="legend") if signs or any_lost else None,
        element(
            "div",
            _text(say("document-beside-ours"), ours),
            _text(say("document-beside-simple", method=reading.simple.method), simple),
            class_="two-texts",
        ),
    )


def _text(title: str, lines: Sequence[ShownLine]) -> Html:
    return element(
        "section",
        element("h4", title),
        element(
            "div",
            *map(_line, lines[:_MOST_LINES]),
            class_="lines",
            tabindex="0",
            role="region",
            aria_label=title,
        ),
        element("p", say("document-more-lines", count=f"{len(lines) - _MOST_LINES:,}"), class_="muted small")
        if len(lines) > _MOST_LINES
        else None,
    )


def _line(line: ShownLine) -> Html:
    sign = SIGNS[line.fate]
    spoken = None if line.fate == "same" else element("span", f" ({sign.word})", class_="unseen")
    pieces = [element("mark", one.text, class_="lost") if one.lost else one.text for one in line.pieces]
    return element(
        "p",
        element("span", sign.symbol.strip(), class_="fate", aria_hidden="true", title=sign.word),
        element("span", *pieces, spoken),
        class_=f"line fate-{line.fate}",
    )
