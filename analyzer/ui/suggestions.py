"""The Suggestions tab: what to change, before and after, what it is worth, and why."""

from collections.abc import Iterator

import streamlit as st

from analyzer.jobmarket import report_clearing
from analyzer.records import Match, Report, Suggestion
from analyzer.reports import words
from analyzer.texts import say
from analyzer.ui import session
from analyzer.ui.market import load_market
from analyzer.ui.markup import Html, details, element, place, show


@st.fragment  # a filter draws this part only
def show_suggestions(report: Report, match: Match) -> None:
    """Suggestions filtered by what they ask and how much they matter, the most valuable first."""
    if not report.suggestions:
        show(element("p", say("review-suggestions-none")))
        return
    kinds, severities = _filters(report)
    report = _counted(report)
    ranked = words.ranked_suggestions(report, job=match.job.id)
    shown = [one for one in ranked if one.kind in kinds and one.severity in severities]
    count = say("review-suggestions-count", count=len(shown), total=len(report.suggestions))
    show(element("p", count, class_="muted", role="status"))
    numbers = {id(one): number for number, one in enumerate(report.suggestions, start=1)}
    for one in shown:
        with st.container(key=f"suggestion_{numbers[id(one)]}", gap=None):
            show(element("ul", _card(one, report), class_="cards"))
            _tick(numbers[id(one)])


def _tick(number: int) -> None:
    """A box for what the visitor has acted on; the ledger of every report taken along says so."""
    done = session.work().done
    # The state of a widget ends with its page, so what is ticked is ours.
    if st.checkbox(say("review-suggestions-done"), value=number in done, key=f"done_{number}"):
        done.add(number)
    else:
        done.discard(number)


def _counted(report: Report) -> Report:
    """The report with the postings that each change clears, where the visitor asks for them."""
    if not st.toggle(
        say("review-suggestions-clears"), key="clears", help=say("review-suggestions-clears-help")
    ):
        return report
    done = session.work()
    if done.clearing is None or done.clearing[0] is not report:
        market = load_market().market()
        engine = session.load_analyzer()
        with engine.lock:
            done.clearing = (report, report_clearing(report, session.target(), engine.analyzer, market))
    return done.clearing[1]


def _filters(report: Report) -> tuple[set[str], set[str]]:
    """The kinds and severities to show; nothing chosen means all."""
    kinds = [kind for kind in words.KINDS if any(one.kind == kind for one in report.suggestions)]
    severities = [
        severity
        for severity in words.SEVERITIES
        if any(one.severity == severity for one in report.suggestions)
    ]
    with st.container(horizontal=True, key="filters"):
        kind = st.pills(
            say("review-suggestions-kind"),
            kinds,
            selection_mode="multi",
            format_func=words.KINDS.__getitem__,
            key="kinds",
        )
        severity = st.pills(
            say("review-suggestions-severity"),
            severities,
            selection_mode="multi",
            format_func=words.SEVERITIES.__getitem__,
            key="severities",
        )
    return set(kind or kinds), set(severity or severities)


def _card(suggestion: Suggestion, report: Report) -> Html:
    gain = words.worth_text(suggestion)
    return element(
        "li",
        element(
            "div",
            element(
                "span", words.SEVERITIES[suggestion.severity], class_=f"chip severity-{suggestion.severity}"
            ),
            element("span", words.KINDS[suggestion.kind], class_="chip"),
            element("span", gain, class_="gain") if gain else None,
            *(place(one, words.place(one, report), about=one.text) for one in suggestion.evidence[:3]),
            class_="facts",
        ),
        element("p", suggestion.message, class_="message"),
        *change(suggestion),
        details(say("review-suggestions-why"), element("p", suggestion.why)),
        class_="card",
    )


def change(suggestion: Suggestion) -> Iterator[Html]:
    """The line as it is and as it could be. Brackets in it are facts that only the person knows."""
    if suggestion.before:
        yield element(
            "p", element("span", say("review-now"), class_="label"), suggestion.before, class_="before"
        )
    if suggestion.after:
        yield element(
            "p", element("span", say("review-try"), class_="label"), suggestion.after, class_="after"
        )


def how(suggestion: Suggestion) -> Iterator[Html]:
    """Before, after and why, for the three changes at the top."""
    yield from change(suggestion)
    yield element("p", suggestion.why)
