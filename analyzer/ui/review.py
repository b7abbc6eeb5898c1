"""Review: the answer first, then the three changes, then everything else; the document beside it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath

import streamlit as st

from analyzer.records import Match, Report, Suggestion, report_json
from analyzer.reports import words
from analyzer.reports.docx import render_docx
from analyzer.reports.html import render
from analyzer.reports.pdf import render_pdf
from analyzer.reports.printed import checklist, report_paper
from analyzer.texts import Texts, say
from analyzer.ui import achievements, competencies, fit, portfolio, reading, session, suggestions
from analyzer.ui.document_view import show_documents
from analyzer.ui.markup import details, element, notice, place, show
from analyzer.ui.session import Request, analyse, go, role_titles, samples, work

#: What the role selector says when the target is the visitor's own job ad.
OWN_AD = "own-ad"

#: The papers a PDF is laid out for, with the words on the switch.
PAPERS = Texts({"a4": "review-paper-a4", "letter": "review-paper-letter"})
_PDF = "application/pdf"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def page() -> None:
    """The review of the last request, or an invitation to make one."""
    done = work()
    if done.report is None or done.request is None:
        _empty()
        return
    report, match = done.report, done.report.matches[0]
    with st.container(key="review"):
        _bar(done.request, report)
        left, right = st.columns([11, 9], gap="large")
        with left:
            show(element("span", id="findings"))
            _headline(report, match)
            _first_three(report, match)
            _tabs(report, match)
        with right, st.container(key="document"):
            show_documents(report)


def _empty() -> None:
    with st.container(key="empty"):
        notice(
            element("strong", say("review-empty")),
            element("p", say("review-empty-help")),
        )
        with st.container(horizontal=True):
            if st.button(say("review-choose-resume"), type="primary"):
                go("start")
            found = samples()
            if found and st.button(say("review-try-sample")):
                analyse(Request(next(iter(found.values()))))
                st.rerun()


def _bar(request: Request, report: Report) -> None:
    """Which file, for which job, and how to take the report along."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="bar"):
        show(
            element("h1", say("review-title"), class_="unseen"),
            element(
                "div",
                element("span", say("review-resume"), class_="label"),
                element("strong", request.resume.name),
                class_="file",
            ),
        )
        _target(request, report)
        with st.popover(say("review-download"), key="download"):
            _downloads(request, report)


def _target(request: Request, report: Report) -> None:
    titles = role_titles()
    if request.job:
        titles = {
            OWN_AD: say("review-your-ad", title=words.shorten(report.matches[0].job.title, 40)),
            **titles,
        }
    now = OWN_AD if request.job else request.role
    chosen = st.selectbox(
        say("review-target"),
        tuple(titles),
        index=tuple(titles).index(now),
        format_func=titles.__getitem__,
        key="target",
    )
    if chosen not in (now, OWN_AD):
        analyse(replace(request, role=chosen, job=None))
        st.rerun()


def _downloads(request: Request, report: Report) -> None:
    done = work()

    def decided() -> Report:
        return replace(report, ledger=session.ledger(done))

    stem = "".join(
        char if char.isalnum() or char in "-_" else "-" for char in PurePath(request.resume.name).stem
    )
    paper = st.segmented_control(
        say("review-paper"),
        tuple(PAPERS),
        default="a4",
        required=True,
        format_func=PAPERS.__getitem__,
        key="paper",
        width="stretch",
    )
    offered: tuple[tuple[str, str, Callable[[], str | bytes], str], ...] = (
        (
            say("review-download-pdf"),
            "pdf",
            lambda: render_pdf(report_paper(decided()), page=paper),
            _PDF,
        ),
        (say("review-download-html"), "html", lambda: render(decided()), "text/html"),
        (say("review-download-word"), "docx", lambda: render_docx(checklist(report)), _DOCX),
        (say("review-download-json"), "json", lambda: report_json(decided(), indent=2), "application/json"),
    )
    for label, ending, made, kind in offered:
        what = say("review-file-checklist") if ending == "docx" else say("review-file-review")
        st.download_button(
            label,
            made,
            file_name=f"{stem}-{what}.{ending}",
            mime=kind,
            on_click="ignore",
            key=ending,
            width="stretch",
        )


def _headline(report: Report, match: Match) -> None:
    if match.abstained or match.score is None:
        show(
            element("h2", say("review-no-score")),
            element("p", words.explain(match, report), class_="why"),
            element("p", say("review-no-score-help"), class_="muted"),
        )
        return
    band = words.band_text(match)
    spoken = say(
        "review-score-spoken",
        score=words.score_text(match),
        band=band,
        interval=words.interval_text(match),
    )
    show(
        element(
            "div",
            element("span", words.score_text(match), class_="number"),
            element("span", band, class_="band"),
            element(
                "span",
                say("review-interval", interval=words.interval_text(match)),
                class_="range",
                title=words.interval_help(),
            ),
            class_="score",
            role="img",
            aria_label=spoken,
        ),
        _track(match),
        element("p", words.explain(match, report), class_="why"),
        element("p", say("review-seniority", level=words.level_text(match)), class_="muted")
        if match.level_fit
        else None,
        element("p", words.interval_note(match), class_="muted small"),
    )


def _track(match: Match) -> str | None:
    """The interval and the score on a line from 0 to 100."""
    if match.score is None or match.low is None or match.high is None:
        return None
    span = f"left:{match.low:.1f}%;width:{match.high - match.low:.1f}%"
    return element(
        "div",
        element("i", class_="span", style=span),
        element("i", class_="dot", style=f"left:{match.score:.1f}%"),
        class_="track",
        aria_hidden="true",
    )


def _first_three(report: Report, match: Match) -> None:
    first = words.best_suggestions(report, job=match.job.id)
    heading = element("h2", words.first_heading(len(first)))
    said = words.together_text(report, first)
    show(
        heading,
        element("ol", *(_change(one, report) for one in first), class_="first"),
        element("p", said, class_="muted") if said else None,
    )


def _change(suggestion: Suggestion, report: Report) -> str:
    gain = words.worth_text(suggestion)
    return element(
        "li",
        element("span", suggestion.message, class_="message"),
        element(
            "span",
            element("span", gain, class_="gain") if gain else None,
            element("span", words.KINDS[suggestion.kind], class_="chip"),
            *(place(one, words.place(one, report), about=one.text) for one in suggestion.evidence[:1]),
            class_="facts",
        ),
        details(say("review-change-why"), *suggestions.how(suggestion)),
    )


def _machine_label(report: Report) -> str:
    count = sum(len(document.warnings) for document in report.documents)
    return say("review-tab-machine-count", count=count) if count else say("review-tab-machine")


def _tabs(report: Report, match: Match) -> None:
    titles = [
        say("review-tab-fit"),
        say("review-tab-achievements"),
        say("review-tab-suggestions", count=len(report.suggestions)),
        say("review-tab-skills"),
        _machine_label(report),
    ]
    if report.portfolio is not None:
        titles.append(say("review-tab-portfolio", count=len(report.portfolio.projects)))
    fit_tab, results_tab, changes_tab, skills_tab, reading_tab, *work_tab = st.tabs(titles)
    with fit_tab:
        fit.show_fit(report, match)
    with results_tab:
        achievements.show_achievements(report)
    with changes_tab:
        suggestions.show_suggestions(report, match)
    with skills_tab:
        competencies.show_competencies(report, match)
    with reading_tab:
        reading.show_reading(report)
    for tab in work_tab:
        with tab:
            portfolio.show_portfolio(report)
