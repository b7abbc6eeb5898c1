"""Compare: several people's resumes, one role, side by side, with the words behind every mark."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analyzer.blind import Kind, blind, identity
from analyzer.documents.formats import READ_FORMATS
from analyzer.errors import StoreError
from analyzer.records import Evidence, Failure, Match, Report, RequirementMatch, Source
from analyzer.reports import words
from analyzer.reports.comparison import (
    Comparison,
    Line,
    Person,
    comparison_json,
    edit_text,
    render_html,
)
from analyzer.reports.comparison import compare as side_by_side
from analyzer.reports.sheets import comparison_xlsx
from analyzer.service import DEFAULT_ROLE
from analyzer.store import Desk, people, viewing
from analyzer.store.records import Candidate
from analyzer.ui.desk import (
    blind_switch,
    called,
    candidates_of,
    ensure_scored,
    open_desk,
    sitting,
)
from analyzer.ui.markup import Html, element, join, notice, show, sign
from analyzer.ui.session import Request, analyse, compare, go, role_titles, work

#: More than this no one reads side by side; the command line ranks whole folders.
MAX_FILES = 12
MOST_CANDIDATES = 6


def page() -> None:
    """Ask for files or candidates and a role, then show the table and the files that failed."""
    with st.container(key="compare"):
        show(
            element("h1", "Compare resumes for one role"),
            element("p", "For coaches: who shows what, and who needs which help next.", class_="lead"),
        )
        masked = blind_switch()
        files_tab, desk_tab = _ways()
        with files_tab:
            _from_files(masked)
        with desk_tab:
            _from_desk(masked)


def _ways() -> tuple[DeltaGenerator, DeltaGenerator]:
    """Two tabs; the one that the visitor came for opens first."""
    desk_first = "compare_from_desk" in st.session_state
    names = ["Candidates of the desk", "Files"] if desk_first else ["Files", "Candidates of the desk"]
    first, second = st.tabs(names)
    return (second, first) if desk_first else (first, second)


def _from_files(masked: tuple[Kind, ...]) -> None:
    _ask()
    compared = work().compared
    if not compared:
        notice(element("p", "Add two or more resumes. Each is read on its own; a bad file stops no other."))
        return
    _failures([found for _, found in compared if isinstance(found, Failure)], masked)
    reports = [(source, found) for source, found in compared if isinstance(found, Report)]
    if not reports:
        return
    shown = [
        blind(report, identity(report), alias=f"Resume {number}", kinds=masked) if masked else report
        for number, (_, report) in enumerate(reports, start=1)
    ]
    comparison = side_by_side(shown)
    _results(comparison, key="files")
    if not masked:
        _open(comparison, reports)


def _from_desk(masked: tuple[Kind, ...]) -> None:
    """Two to six candidates for a role; whoever has no fit for it yet is scored."""
    desk = open_desk()
    if desk is None:
        return
    titles = role_titles()
    rows, _ = people.find(desk, limit=2000)
    everyone = {row.candidate.id: row.candidate for row in rows}
    before = [key for key in sitting().chosen if key in everyone]
    # A list of its own in blind mode: the browser keeps the words of what was chosen before.
    key = "compare_candidates_blind" if masked else "compare_candidates"
    if key not in st.session_state:
        st.session_state[key] = before
    left, right = st.columns(2, gap="large")
    chosen = left.multiselect(
        f"Candidates, 2 to {MOST_CANDIDATES}",
        tuple(everyone),
        format_func=lambda key: called(everyone[key], masked),
        max_selections=MOST_CANDIDATES,
        key=key,
    )
    sitting().chosen = tuple(chosen)
    wanted = st.session_state.get("compare_from_desk", DEFAULT_ROLE)
    job = right.selectbox(
        "Role",
        tuple(titles),
        index=tuple(titles).index(wanted) if wanted in titles else 0,
        format_func=titles.__getitem__,
        key="compare_desk_role",
    )
    if len(chosen) < 2:
        notice(element("p", "Choose two or more candidates. Add some on the page Candidates first."))
        return
    reports = _reports(desk, candidates_of(desk, chosen), job, masked)
    if reports:
        _results(side_by_side(reports), key="desk")


def _reports(desk: Desk, candidates: list[Candidate], job: str, masked: tuple[Kind, ...]) -> list[Report]:
    problems = ensure_scored(desk, candidates, job)
    reports = []
    for one in candidates:
        try:
            reports.append(viewing.shown(desk, one, job=job, masked=bool(masked), kinds=masked))
        except StoreError as problem:
            if not any(one.alias in said for said in problems):
                problems.append(str(problem))
    if problems:
        lines = element("ul", *(element("li", said) for said in problems), class_="plain")
        notice(element("strong", "Not compared"), lines, kind="problem", role="alert")
    return reports


def _ask() -> None:
    titles = role_titles()
    left, right = st.columns(2, gap="large")
    with left:
        files = st.file_uploader(f"Resumes: {READ_FORMATS}", accept_multiple_files=True, key="compare_files")
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


def _failures(failed: list[Failure], masked: tuple[Kind, ...]) -> None:
    if not failed:
        return
    rows = [
        element("li", element("strong", "A file" if masked else one.name), ": ", _reason(one, masked))
        for one in failed
    ]
    count = (
        "1 file could not be compared" if len(failed) == 1 else f"{len(failed)} files could not be compared"
    )
    notice(element("strong", count), element("ul", *rows, class_="plain"), kind="problem", role="alert")


def _reason(one: Failure, masked: tuple[Kind, ...]) -> str:
    return one.reason.replace(one.name, "The file") if masked else one.reason


def _results(comparison: Comparison, *, key: str) -> None:
    """The best fit first; resumes without a score last."""
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
        _depths(comparison),
        element("p", words.COACHING, " ", words.INTERVAL_HELP, " ", words.ADVICE, class_="muted"),
    )
    with st.container(horizontal=True):
        st.download_button(
            "Take this table along (HTML)",
            lambda: render_html(comparison),
            file_name="comparison.html",
            mime="text/html",
            on_click="ignore",
            key=f"comparison_html_{key}",
        )
        st.download_button(
            "As a workbook (XLSX)",
            lambda: comparison_xlsx(comparison),
            file_name="comparison.xlsx",
            on_click="ignore",
            key=f"comparison_xlsx_{key}",
        )
        st.download_button(
            "As data (JSON)",
            lambda: comparison_json(comparison),
            file_name="comparison.json",
            mime="application/json",
            on_click="ignore",
            key=f"comparison_json_{key}",
        )


def _depths(comparison: Comparison) -> Html | None:
    """Everyone's level in each competency on one line of steps, with the level that is asked framed."""
    if not comparison.depths:
        return None
    head = (
        "Competency",
        *(f"{person.letter} {words.shorten(person.name, 24)}" for person in comparison.people),
    )
    rows = [
        element(
            "tr",
            element("th", depth.name, scope="row"),
            *(element("td", _level_steps(level, depth.asked)) for level in depth.levels),
        )
        for depth in comparison.depths
    ]
    levels = ", ".join(f"{number} {word}" for number, word in enumerate(words.COMPETENCY_LEVELS))
    return join(
        element("h2", "Competencies"),
        element(
            "p", f"Filled steps are shown; the frame is what the role asks for. {levels}.", class_="muted"
        ),
        element(
            "div",
            element(
                "table",
                element("thead", element("tr", *(element("th", one, scope="col") for one in head))),
                element("tbody", *rows),
                class_="table compare depths",
            ),
            class_="scroll-x",
            tabindex="0",
            role="region",
            aria_label="Competencies, scrolls sideways",
        ),
    )


def _level_steps(level: int, asked: int | None) -> Html:
    steps = [
        element("i", class_=f"step{' full' if step <= level else ''}{' asked' if step == asked else ''}")
        for step in range(1, len(words.COMPETENCY_LEVELS))
    ]
    short = asked is not None and level < asked
    said = f" {level}" + (f" of {asked} asked" if short else "")
    return join(element("span", *steps, class_="steps", aria_hidden="true"), said)


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
    rows.append(_row("With a figure", [_achievements(person) for person in people]))
    rows.append(_row("Lacks most", [_lacks(person) for person in people]))
    rows.append(_row("Most useful next", [_next(person) for person in people], class_="next"))
    rows.append(_row("One edit away", [_edit(person) for person in people]))
    return element("tbody", *rows)


def _requirement(line: Line, comparison: Comparison) -> Html:
    cells = [
        element("td", _met(cell, person.report), class_=f"heat heat-{cell.met}")
        for cell, person in zip(line.cells, comparison.people, strict=True)
    ]
    return element("tr", element("th", line.label, scope="row", title=line.text), *cells)


def _row(heading: str, cells: list[Html], *, class_: str | None = None) -> Html:
    head = element("th", heading, scope="row")
    return element("tr", head, *(element("td", cell) for cell in cells), class_=class_)


def _achievements(person: Person) -> Html:
    found = person.standing
    count = f"{found.quantified} of {found.bullets}"
    if not found.best:
        return join(count)
    quotes = [element("p", element("q", words.shorten(one.text, 140))) for one in found.best]
    return element("details", element("summary", count), *quotes)


def _lacks(person: Person) -> Html:
    lines = [
        element("li", words.label(one), " ", element("span", words.mark(one.met).word, class_="muted"))
        for one in person.standing.lacks
    ]
    return element("ul", *lines, class_="plain small") if lines else join("–")


def _edit(person: Person) -> Html:
    said = edit_text(person.standing)
    if said:
        return element(
            "span", element("strong", said.split(":")[0]), ":", said.partition(":")[2], class_="small"
        )
    found = person.standing
    if found.next_band is None:
        return join("–")
    away = f"{found.next_band} is {found.to_next:g} points away; no single change is enough"
    return element("span", away, class_="muted small")


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
