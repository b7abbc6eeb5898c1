"""The Cohort tab: make and share cohorts; what many lack, levels, progress, frequent advice, as plots."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from analyzer.errors import AipmError, StoreError
from analyzer.records import Source
from analyzer.reports import cohort as printed
from analyzer.reports import words
from analyzer.service import DEFAULT_ROLE
from analyzer.store import Desk, cohorts, people
from analyzer.store.overview import Overview, overview, with_cleared
from analyzer.ui.desk import sitting
from analyzer.ui.market import load_market
from analyzer.ui.markup import Html, element, notice, show
from analyzer.ui.session import load_analyzer, role_titles


def show_cohort(desk: Desk) -> None:
    """Choose a cohort and a role, then the plots; aliases only, never a name."""
    titles = role_titles()
    found = cohorts.cohorts(desk)
    left, right = st.columns(2)
    name = left.selectbox(
        "Cohort",
        ("", *(one.name for one in found)),
        format_func=lambda one: one or "everyone",
        key="cohort_name",
    )
    job = right.selectbox(
        "Role",
        tuple(titles),
        index=tuple(titles).index(DEFAULT_ROLE) if DEFAULT_ROLE in titles else 0,
        format_func=titles.__getitem__,
        key="cohort_role",
    )
    _manage(desk, name)
    counted = overview(desk, job, cohort=name or None)
    if not counted.scored:
        notice(element("p", "Nobody here has a score for this role yet."))
        return
    show(
        element("p", element("strong", printed.headline(counted))),
        element("div", _bands(counted), _gaps(counted), class_="plots"),
        element("div", _progress(counted), _levels(counted), class_="plots"),
        _advice(counted),
    )
    counted = _ask_cleared(desk, counted)
    show(_cleared(counted))
    _downloads(counted, name or "everyone")


def _manage(desk: Desk, name: str) -> None:
    with st.expander("Make, fill and share cohorts"):
        with st.form("cohort_form", clear_on_submit=True, border=False):
            rows, _ = people.find(desk, limit=1000)
            own = [row.candidate for row in rows if row.candidate.owner_id == desk.user.id]
            called = st.text_input("Name", value=name, key="cohort_new")
            who = st.multiselect("People", [one.alias for one in own], key="cohort_who")
            if st.form_submit_button("Put them in") and called.strip():
                try:
                    key = cohorts.make(desk, called)
                    cohorts.put(desk, key, [one.id for one in own if one.alias in who])
                except StoreError as problem:
                    sitting().said = str(problem)
                st.rerun()
        mine = [one for one in cohorts.cohorts(desk) if one.owner_id == desk.user.id]
        chosen = next((one for one in mine if one.name == name), None)
        if chosen:
            shared = st.toggle(
                "Every coach may read its people", value=chosen.shared, key=f"share_{chosen.id}"
            )
            if shared != chosen.shared:
                cohorts.share(desk, chosen.id, shared=shared)
                st.rerun()


# --- plots: plain HTML, so that they print, need no script, and say their numbers in words ------------


def _bar(parts: list[tuple[str, int]], of: int, said: str) -> Html:
    pieces = [
        element("i", class_=f"part part-{kind}", style=f"width:{100 * count / max(1, of):.1f}%")
        for kind, count in parts
    ]
    return element("span", *pieces, class_="stacked-bar", role="img", aria_label=said)


def _share(count: int, of: int) -> Html:
    return _bar([("accent", count)], of, f"{count} of {of}")


def _plot(title: str, note: str, head: tuple[str, ...], rows: list[Html], *, class_: str = "") -> Html:
    return element(
        "section",
        element("h3", title),
        element("p", note, class_="muted small"),
        element(
            "table",
            element("thead", element("tr", *(element("th", one, scope="col") for one in head))),
            element("tbody", *rows),
            class_=f"table bars {class_}".strip(),
        ),
        class_="plot",
    )


def _bands(found: Overview) -> Html:
    rows = [
        element(
            "tr",
            element("th", band, scope="row"),
            element("td", str(count), class_="points"),
            element(
                "td", _bar([("accent", count)], found.scored, f"{count} of {found.scored}"), class_="wide"
            ),
        )
        for band, count in found.bands
    ]
    fits = ", ".join(f"{count} {words.LEVELS[key]}" for key, count in found.level_fits if count)
    return _plot("Where they stand", f"Seniority: {fits}." if fits else "", ("Band", "people", ""), rows)


def _gaps(found: Overview) -> Html:
    rows = []
    for gap in found.gaps[: printed.MOST_ROWS]:
        parts = [("missing", gap.missing), ("partly", gap.partly), ("evidenced", gap.shown)]
        said = f"{gap.missing} not found, {gap.partly} in part, {gap.shown} shown"
        rows.append(
            element(
                "tr",
                element("th", words.shorten(gap.label, 70), scope="row", title=gap.label),
                element("td", f"{gap.lacking} of {found.scored}", class_="points"),
                element(
                    "td",
                    _bar(parts, found.scored, said),
                    element("span", said, class_="muted small"),
                    class_="wide",
                ),
            )
        )
    note = "To teach next: red not found, amber in part, green shown."
    return _plot("What many lack", note, ("Asked for", "lack it", ""), rows)


def _levels(found: Overview) -> Html:
    most = max((max(one.counts) for one in found.levels), default=1)
    rows = [
        element(
            "tr",
            element("th", one.name, scope="row"),
            *(
                element(
                    "td",
                    str(count) if count else "·",
                    class_="cell",
                    style=f"--share:{100 * count / most:.0f}%",
                )
                for count in one.counts
            ),
        )
        for one in found.levels
    ]
    note = "How many people are at each level; the lowest competencies first."
    head = ("Competency", *words.COMPETENCY_LEVELS)
    return _plot("Levels", note, head, rows, class_="levels-map")


def _progress(found: Overview) -> Html:
    several = [one for one in found.progress if len(one.points) > 1]
    several.sort(key=lambda one: -one.change)
    rows = []
    for one in several:
        first, last = one.points[0][1], one.points[-1][1]
        span = f"left:{min(first, last):.1f}%;width:{abs(last - first):.1f}%"
        line = element(
            "span",
            element("i", class_=f"moved {'up' if last >= first else 'down'}", style=span),
            element("i", class_="from", style=f"left:{first:.1f}%"),
            element("i", class_="to", style=f"left:{last:.1f}%"),
            class_="moves",
            role="img",
            aria_label=f"from {first:.0f} to {last:.0f}",
        )
        rows.append(
            element(
                "tr",
                element("th", one.alias, scope="row"),
                element("td", f"{first:.0f} → {last:.0f}", class_="figure"),
                element("td", f"{one.change:+.1f}", class_="points"),
                element("td", line, class_="wide"),
            )
        )
    note = "First version to newest, on a line from 0 to 100." if rows else "Nobody has a second version yet."
    return _plot("Progress", note, ("Candidate", "fit", "change", ""), rows)


def _advice(found: Overview) -> Html:
    rows = [
        element(
            "tr",
            element("th", one.rule, scope="row"),
            element("td", words.KINDS[one.kind]),  # type: ignore[index]
            element("td", f"{one.people} of {found.scored} people, {one.times} times", class_="figure"),
            element(
                "td", _bar([("accent", one.people)], found.scored, f"{one.people} people"), class_="wide"
            ),
        )
        for one in found.advice[: printed.MOST_ROWS]
    ]
    return _plot("Most frequent advice", "By how many people get it.", ("Rule", "kind", "", ""), rows)


def _ask_cleared(desk: Desk, found: Overview) -> Overview:
    """Which postings each clears, when asked: every resume is read again, which takes a moment each."""
    if not st.button("Count the postings that each clears", key="cohort_cleared"):
        return found
    door = load_market()
    market = door.market()

    def count(given: Source) -> tuple[int, int] | None:
        try:
            with load_analyzer().lock:
                told = market.cleared(door.analyzer.profile([given])[0])
        except AipmError:
            return None
        return told.count, told.n

    with st.spinner("Comparing with every posting"):
        return with_cleared(desk, found, count)


def _cleared(found: Overview) -> Html | None:
    if not found.cleared:
        return None
    rows = [
        element(
            "tr",
            element("th", one.alias, scope="row"),
            element("td", f"{one.cleared} of {one.of}", class_="points"),
            element(
                "td", _bar([("evidenced", one.cleared)], one.of, f"{one.cleared} of {one.of}"), class_="wide"
            ),
        )
        for one in found.cleared
    ]
    note = "A fit of 60 or better and no gate missed, of the stored postings or else those that ship."
    return _plot("Postings cleared", note, ("Candidate", "cleared", ""), rows)


def _downloads(found: Overview, called: str) -> None:
    stem = "".join(char if char.isalnum() else "-" for char in called.lower())
    kinds: dict[str, tuple[str, Callable[[], str | bytes]]] = {
        "Without names (XLSX)": ("xlsx", lambda: printed.render_xlsx(found, month=f"{date.today():%Y-%m}")),
        "Without names (CSV)": ("csv", lambda: printed.render_csv(found)),
        "As a page (HTML)": ("html", lambda: printed.render_html(found)),
    }
    with st.container(horizontal=True):
        for label, (ending, made) in kinds.items():
            name = f"cohort-{stem}.{ending}"
            st.download_button(label, made, file_name=name, on_click="ignore", key=f"cohort_{ending}")
