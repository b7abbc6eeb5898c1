"""Compare: several people's resumes, one role, side by side, with the words behind every mark."""

import streamlit as st

from analyzer.records import Evidence, Failure, Match, Report, RequirementMatch, Source
from analyzer.reports import words
from analyzer.reports.comparison import Comparison, Line, Person, render_html
from analyzer.reports.comparison import compare as side_by_side
from analyzer.service import DEFAULT_ROLE
from analyzer.ui.markup import Html, element, join, notice, show, sign
from analyzer.ui.session import Request, analyse, compare, go, role_titles, work

#: More than this no one reads side by side; the command line ranks whole folders.
MAX_FILES = 12


def page() -> None:
    """Ask for files and a role, then show the table and the files that failed."""
    with st.container(key="compare"):
        show(
            element("h1", "Compare resumes for one role"),
            element("p", "For coaches: who shows what, and who needs which help next.", class_="lead"),
        )
        _ask()
        compared = work().compared
        if not compared:
            notice(
                element("p", "Add two or more resumes. Each is read on its own; a bad file stops no other.")
            )
            return
        _failures([found for _, found in compared if isinstance(found, Failure)])
        people = [(source, found) for source, found in compared if isinstance(found, Report)]
        if people:
            _results(people)


def _ask() -> None:
    titles = role_titles()
    left, right = st.columns(2, gap="large")
    with left:
        files = st.file_uploader(
            "Resumes: PDF, text or Markdown", accept_multiple_files=True, key="compare_files"
        )
    with right:
        role = st.selectbox(
            "Role",
            tuple(titles),
            index=tuple(titles).index(DEFAULT_ROLE),
            format_func=titles.__getitem__,
            key="compare_role",
        )
        if len(files) > MAX_FILES:
            show(
                element(
                    "p", f"Up to {MAX_FILES} at once. For more, use aipm batch on a folder.", role="alert"
                )
            )
        pressed = st.button(
            "Compare", type="primary", disabled=not 1 < len(files) <= MAX_FILES, key="compare_act"
        )
    if pressed:
        compare([Source(file.name, file.getvalue()) for file in files], role)
        st.rerun()


def _failures(failed: list[Failure]) -> None:
    if not failed:
        return
    rows = [element("li", element("strong", one.name), ": ", one.reason) for one in failed]
    count = (
        "1 file could not be compared" if len(failed) == 1 else f"{len(failed)} files could not be compared"
    )
    notice(element("strong", count), element("ul", *rows, class_="plain"), kind="problem", role="alert")


def _results(people: list[tuple[Source, Report]]) -> None:
    """The best fit first; resumes without a score last."""
    comparison = side_by_side([report for _, report in people])
    show(
        element("h2", f"For {comparison.title}"),
        element("ul", *(element("li", line) for line in comparison.alike), class_="plain ties"),
        element(
            "div",
            element("table", _head(comparison), _body(comparison), class_="table compare"),
            class_="scroll-x",
            tabindex="0",
            role="region",
            aria_label="Comparison, scrolls sideways",
        ),
        element("p", words.INTERVAL_HELP, " ", words.ADVICE, class_="muted"),
    )
    st.download_button(
        "Take this table along (HTML)",
        lambda: render_html(comparison),
        file_name="comparison.html",
        mime="text/html",
        on_click="ignore",
        key="comparison_html",
    )
    _open(comparison, people)


def _head(comparison: Comparison) -> Html:
    names = [
        element(
            "th",
            element("strong", person.letter),
            element("span", words.shorten(person.name, 32), class_="small muted"),
            scope="col",
            title=person.name,
        )
        for person in comparison.people
    ]
    return element("thead", element("tr", element("td", element("span", "What", class_="unseen")), *names))


def _body(comparison: Comparison) -> Html:
    people = comparison.people
    rows = [
        _row("Fit", [_fit(person.match) for person in people], class_="fit"),
        _row("Seniority", [_level(person.match) for person in people]),
    ]
    for heading, lines in comparison.groups:
        title = element("th", element("span", heading), scope="rowgroup", colspan=str(len(people) + 1))
        rows.append(element("tr", title, class_="group"))
        rows += [_requirement(line, comparison) for line in lines]
    rows.append(_row("Most useful next", [_next(person) for person in people], class_="next"))
    return element("tbody", *rows)


def _requirement(line: Line, comparison: Comparison) -> Html:
    cells = [_met(cell, person.report) for cell, person in zip(line.cells, comparison.people, strict=True)]
    return _row(line.label, cells, title=line.text)


def _row(heading: str, cells: list[Html], *, title: str | None = None, class_: str | None = None) -> Html:
    head = element("th", heading, scope="row", title=title)
    return element("tr", head, *(element("td", cell) for cell in cells), class_=class_)


def _fit(match: Match) -> Html:
    if match.score is None:
        return join("no score", element("span", match.reason, class_="muted small"))
    return join(
        element("span", words.score_text(match), class_="number"),
        element("span", f"{match.band}, {words.interval_text(match)}", class_="small"),
    )


def _level(match: Match) -> Html:
    return element("span", words.level_text(match) or "could not tell", class_="small")


def _met(cell: RequirementMatch, report: Report) -> Html:
    """The mark, and on demand the words behind it."""
    if not cell.evidence:
        return sign(cell.met)
    quotes = [
        element("p", element("q", words.shorten(one.text, 140)), " ", _place(one, report))
        for one in cell.evidence[:2]
    ]
    return element("details", element("summary", sign(cell.met)), *quotes)


def _place(evidence: Evidence, report: Report) -> Html:
    return element("span", words.place(evidence, report), class_="place")


def _next(person: Person) -> Html:
    best = words.best_suggestions(person.report, 1, job=person.match.job.id)
    if not best:
        return join("–")
    gain = words.gain_text(best[0].gain)
    worth = element("span", gain, class_="gain small") if gain else None
    return join(words.shorten(best[0].message, 120), " ", worth)


def _open(comparison: Comparison, people: list[tuple[Source, Report]]) -> None:
    show(element("p", "Open one person's review:", class_="muted"))
    role = work().compared_role or DEFAULT_ROLE
    with st.container(horizontal=True):
        for person in comparison.people:
            source = next(source for source, report in people if report is person.report)
            if st.button(f"Review {person.letter}", key=f"open_{person.letter}") and analyse(
                Request(source, role=role)
            ):
                go("review")
