"""A comparison on the page: places, intervals, the heat map with quotes, competencies, what is next."""

from collections.abc import Callable, Sequence

import streamlit as st

from analyzer.records import Evidence, Match, Report, RequirementMatch
from analyzer.reports import words
from analyzer.reports.comparison import (
    Comparison,
    Depth,
    Line,
    Person,
    comparison_json,
    edit_text,
    render_html,
    render_text,
)
from analyzer.reports.sheets import comparison_xlsx
from analyzer.reports.terminal import Look
from analyzer.texts import say
from analyzer.ui.markup import Html, element, join, notice, show, sign

#: Said for who is furthest from the next band, or in the highest one.
_NOTHING = "–"


def show_comparison(comparison: Comparison, *, key: str) -> None:
    """Everything that sets people apart for one job, and the same to take along."""
    if comparison.models:
        notice(element("p", comparison.models))
    show(
        element("h2", say("compare-for", title=comparison.title)),
        element("p", words.coaching(), class_="muted"),
        _told(comparison),
        _table(say("compare-label"), comparison, _standing(comparison)),
        element("h2", say("compare-asked")),
        element("p", say("compare-asked-help"), class_="muted"),
    )
    apart = st.toggle(say("compare-only-apart"), key=f"apart_{key}")
    show(
        _table(say("compare-requirements"), comparison, _asked(comparison, apart=apart)),
        *_overlaid(comparison),
        element("h2", say("compare-following")),
        _table(say("compare-following-label"), comparison, _following(comparison)),
        element("p", words.interval_help(), " ", words.advice(), class_="muted"),
    )
    _downloads(comparison, key)


def _table(called: str, comparison: Comparison, body: Html) -> Html:
    """People in columns of one width, so that the tables of the page stand under each other."""
    width = f"--people:{len(comparison.people)}"
    table = element("table", _head(comparison), body, class_="table compare", style=width)
    return _scrolled(called, table)


def _scrolled(called: str, table: Html) -> Html:
    label = say("compare-scrolls", label=called)
    return element("div", table, class_="scroll-x", tabindex="0", role="region", aria_label=label)


def _told(comparison: Comparison) -> Html:
    """Who is really alike, and who is nearest to the next band: the two answers a coach came for."""
    lines = [element("li", line) for line in comparison.alike]
    for person in comparison.nearest:
        found = person.standing
        away = say("compare-one-edit", band=words.BANDS[found.next_band or ""], points=f"{found.to_next:g}")
        lines.append(element("li", element("strong", person.letter), " ", away))
    if not comparison.nearest:
        lines.append(element("li", say("compare-no-edit")))
    return element("ul", *lines, class_="plain ties")


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
    return element(
        "thead", element("tr", element("td", element("span", say("compare-what"), class_="unseen")), *names)
    )


def _row(heading: str, cells: Sequence[Html], *, class_: str | None = None) -> Html:
    head = element("th", heading, scope="row")
    return element("tr", head, *(element("td", cell) for cell in cells), class_=class_)


# --- where they stand ---------------------------------------------------------------------------------


def _standing(comparison: Comparison) -> Html:
    people = comparison.people
    return element(
        "tbody",
        _row(say("compare-place"), [join(person.place.text) for person in people], class_="place-row"),
        _row(say("compare-fit"), [_fit(person.match) for person in people], class_="fit"),
        _row(say("compare-seniority"), [_level(person.match) for person in people]),
        _row(say("compare-experience"), [_years(person.report) for person in people]),
        _row(say("compare-edit"), [_edit(person) for person in people]),
    )


def _fit(match: Match) -> Html:
    if match.score is None:
        return join(say("compare-no-score"), element("span", match.reason, class_="muted small"))
    return join(
        element("span", words.score_text(match), class_="number"),
        element("span", f"{words.band_text(match)}, {words.interval_text(match)}", class_="small"),
        _interval(match),
    )


def _interval(match: Match) -> Html:
    """The interval on a line from 0 to 100 with the starts of the bands, so that overlaps are seen."""
    low, high, score = match.low or 0.0, match.high or 0.0, match.score or 0.0
    return element(
        "span",
        element("i", class_="span", style=f"left:{low:.1f}%;width:{max(0.5, high - low):.1f}%"),
        element("i", class_="at", style=f"left:{score:.1f}%"),
        class_="interval",
        role="img",
        aria_label=say("compare-of-hundred", headline=words.headline(match)),
    )


def _level(match: Match) -> Html:
    return element("span", words.level_text(match) or say("compare-could-not-tell"), class_="small")


def _years(report: Report) -> Html:
    years = report.profile.years_experience
    return element(
        "span",
        say("compare-could-not-tell") if years is None else say("compare-years", years=f"{years:g}"),
        class_="small",
    )


def _edit(person: Person) -> Html:
    found = person.standing
    said = edit_text(found)
    if said:
        first, _, rest = said.partition(":")
        return element("span", element("strong", first), ":", rest, class_="small")
    if found.next_band is None:
        return join(_NOTHING)
    away = say("compare-edit-too-far", band=words.BANDS[found.next_band], points=f"{found.to_next:g}")
    return element("span", away, class_="muted small")


# --- the heat map -------------------------------------------------------------------------------------


def _asked(comparison: Comparison, *, apart: bool) -> Html:
    """Every requirement under its heading; with `apart` those that are not met alike by all."""
    rows: list[Html] = []
    for heading, all_lines in comparison.groups:
        lines = [line for line in all_lines if not apart or len({cell.met for cell in line.cells}) > 1]
        if not lines:
            continue
        width = str(len(comparison.people) + 1)
        title = element("th", element("span", heading), scope="rowgroup", colspan=width)
        rows.append(element("tr", title, class_="group"))
        rows += [_requirement(line, comparison) for line in lines]
    return element("tbody", *rows)


def _requirement(line: Line, comparison: Comparison) -> Html:
    cells = [
        element("td", _met(cell, person.report), class_=f"heat heat-{cell.met}")
        for cell, person in zip(line.cells, comparison.people, strict=True)
    ]
    return element("tr", element("th", line.label, scope="row", title=line.text), *cells)


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


# --- competencies on one map --------------------------------------------------------------------------


def _overlaid(comparison: Comparison) -> tuple[Html, ...]:
    """Every competency as one line of levels, with everyone's letter at their own; the level asked framed."""
    if not comparison.depths:
        return ()
    head = (
        say("compare-competency"),
        *(f"{number} {word}" for number, word in enumerate(words.competency_levels())),
    )
    letters = [person.letter for person in comparison.people]
    asked = any(depth.asked for depth in comparison.depths)
    said = "compare-map-help-asked" if asked else "compare-map-help"
    table = element(
        "table",
        element("thead", element("tr", *(element("th", one, scope="col") for one in head))),
        element("tbody", *(_depth(depth, letters) for depth in comparison.depths)),
        class_="table overlay",
    )
    return (
        element("h2", say("compare-map")),
        element("p", say(said), class_="muted"),
        _scrolled(say("compare-competencies"), table),
    )


def _depth(depth: Depth, letters: Sequence[str]) -> Html:
    cells = []
    for level in range(len(words.competency_levels())):
        here = [letter for letter, shown in zip(letters, depth.levels, strict=True) if shown == level]
        short = depth.asked is not None and level < depth.asked
        marks = [element("span", letter, class_=f"who{' short' if short else ''}") for letter in here]
        said = (
            element("span", say("compare-depth-asked"), class_="unseen")
            if level == depth.asked and depth.asked
            else None
        )
        class_ = "asked" if level == depth.asked and depth.asked else None
        cells.append(element("td", said, *marks, class_=class_))
    return element("tr", element("th", depth.name, scope="row"), *cells)


# --- achievements and what is next --------------------------------------------------------------------


def _following(comparison: Comparison) -> Html:
    people = comparison.people
    return element(
        "tbody",
        _row(say("compare-with-figure"), [_achievements(person) for person in people]),
        _row(say("compare-lacks"), [_lacks(person) for person in people]),
        _row(say("compare-gains"), [_changes(person) for person in people]),
    )


def _achievements(person: Person) -> Html:
    found = person.standing
    count = element("strong", say("compare-count", count=found.quantified, total=found.bullets))
    quotes = [element("p", element("q", words.shorten(one.text, 140))) for one in found.best]
    return join(count, *quotes)


def _lacks(person: Person) -> Html:
    lines = [
        element("li", words.label(one), " ", element("span", words.mark(one.met).word, class_="muted"))
        for one in person.standing.lacks
    ]
    return element("ul", *lines, class_="plain small") if lines else join(say("compare-lacks-nothing"))


def _changes(person: Person) -> Html:
    lines = []
    for one in person.standing.changes:
        gain = words.gain_text(one.gain)
        worth = element("span", gain, class_="gain") if gain else None
        lines.append(element("li", words.shorten(one.message, 120), " ", worth))
    return element("ol", *lines, class_="small") if lines else join(_NOTHING)


# --- to take along ------------------------------------------------------------------------------------


def _downloads(comparison: Comparison, key: str) -> None:
    kinds: tuple[tuple[str, str, Callable[[], str | bytes]], ...] = (
        (say("compare-download-html"), "html", lambda: render_html(comparison)),
        (say("compare-download-xlsx"), "xlsx", lambda: comparison_xlsx(comparison)),
        (say("compare-download-json"), "json", lambda: comparison_json(comparison)),
        (say("compare-download-text"), "txt", lambda: render_text(comparison, Look(width=110))),
    )
    with st.container(horizontal=True):
        for label, ending, made in kinds:
            name = say("compare-file", ending=ending)
            st.download_button(
                label, made, file_name=name, on_click="ignore", key=f"comparison_{ending}_{key}"
            )
