"""The Cohort tab: make and share cohorts; what many lack, levels, progress, frequent advice, as plots."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from analyzer.errors import AipmError, StoreError
from analyzer.records import Source
from analyzer.reports import cohort as printed
from analyzer.reports import words
from analyzer.store import Desk, cohorts, people
from analyzer.store.overview import Overview, overview, with_cleared
from analyzer.store.targets import Target
from analyzer.ui.desk import score, sitting
from analyzer.ui.market import load_market
from analyzer.ui.markup import Html, column, element, notice, show
from analyzer.ui.session import load_analyzer
from analyzer.ui.targets import choose_target


def show_cohort(desk: Desk) -> None:
    """Choose a cohort and a role or ad, then the plots; aliases only, never a name."""
    names: dict[int, str] = {0: "everyone", **cohorts.titles(desk)}
    left, right = st.columns(2)
    with left:
        group = st.selectbox("Cohort", tuple(names), format_func=names.__getitem__, key="cohort_name")
    with right:
        target = choose_target(desk, "Role or job ad", "cohort_target")
    _manage(desk, group)
    found = overview(desk, target.id, cohort=group or None)
    if not found.scored:
        notice(element("p", "Nobody here has a score for this job yet."))
        _ask_scores(desk, found, target)
        return
    show(
        element("p", element("strong", printed.headline(found))),
        element(
            "div",
            element("div", _bands(found), _months(found), _progress(found), _advice(found)),
            element("div", _gaps(found), _levels(found)),
            class_="plots",
        ),
    )
    _ask_scores(desk, found, target)
    found = _ask_cleared(desk, found)
    show(_cleared(found))
    _downloads(found, names[group])


def _ask_scores(desk: Desk, found: Overview, target: Target) -> None:
    """Score who has no fit for the job yet, when asked; those of other coaches are left out."""
    without = [one.candidate for one in found.people if one.fit is None and one.versions]
    own = [one for one in without if one.coach is None]
    if not own:
        return
    count = "1 person" if len(own) == 1 else f"{len(own)} people"
    if not st.button(f"Score {count} who have no fit for {target.title} yet", key="cohort_score"):
        return
    bar = st.progress(0.0, text="Reading")
    failed = 0
    for number, one in enumerate(own, start=1):
        end = score(desk, one, target)
        failed += end is not None and end.outcome == "failed"
        bar.progress(number / len(own), text=f"Read {number} of {len(own)}")
    sitting().said = f"Scored {len(own) - failed}; {failed} could not be read." if failed else ""
    st.rerun()


def _manage(desk: Desk, group: int) -> None:
    mine = {one.id: one for one in cohorts.cohorts(desk) if one.owner_id == desk.user.id}
    chosen = mine.get(group)
    with st.expander("Make, fill and share cohorts"):
        with st.form("cohort_form", clear_on_submit=True, border=False):
            rows, _ = people.find(desk, limit=1000)
            own = {row.candidate.alias: row.candidate.id for row in rows if row.candidate.coach is None}
            called = st.text_input("Name", value=chosen.name if chosen else "", key="cohort_new")
            who = st.multiselect("People", tuple(own), key="cohort_who")
            left, right = st.columns([1, 5])
            put = left.form_submit_button("Put them in")
            out = right.form_submit_button("Take them out")
            if (put or out) and called.strip():
                try:
                    key = cohorts.make(desk, called)
                    (cohorts.put if put else cohorts.take_out)(desk, key, [own[alias] for alias in who])
                except StoreError as problem:
                    sitting().said = str(problem)
                st.rerun()
        if chosen:
            shared = st.toggle(
                "Every coach may read its people", value=chosen.shared, key=f"share_{chosen.id}"
            )
            if shared != chosen.shared:
                cohorts.share(desk, chosen.id, shared=shared)
                st.rerun()
            if st.button("Remove this cohort; its people stay", key=f"cohort_remove_{chosen.id}"):
                cohorts.remove(desk, chosen.id)
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


#: Heads of columns of numbers, which stand at the right as their numbers do.
_NUMBERS = frozenset({"people", "lack it", "change", "middle", "times", "cleared"})


def _plot(title: str, note: str, head: tuple[str, ...], rows: list[Html], *, class_: str = "") -> Html:
    if not rows:
        return element("section", element("h2", title), element("p", note, class_="muted"), class_="plot")
    return element(
        "section",
        element("h2", title),
        element("p", note, class_="muted small"),
        element(
            "table",
            element("thead", element("tr", *(_head(one) for one in head))),
            element("tbody", *rows),
            class_=f"table bars {class_}".strip(),
        ),
        class_="plot",
    )


def _head(name: str) -> Html:
    return element("th", name, scope="col", class_="points") if name in _NUMBERS else column(name)


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


def _months(found: Overview) -> Html:
    """The middle of everyone's newest scores at the end of each month: a term at a glance."""
    rows = [
        element(
            "tr",
            element("th", one.month, scope="row"),
            element("td", str(one.people), class_="points"),
            element("td", f"{one.middle:.0f}", class_="points"),
            element(
                "td",
                element(
                    "span",
                    element("i", class_="span", style=f"left:{one.low:.1f}%;width:{one.high - one.low:.1f}%"),
                    element("i", class_="at", style=f"left:{one.middle:.1f}%"),
                    class_="interval",
                    role="img",
                    aria_label=f"middle {one.middle:.0f}, half of them {one.low:.0f} to {one.high:.0f}",
                ),
                class_="wide",
            ),
        )
        for one in found.months
    ]
    note = "The middle score and the middle half, by what everyone had sent until then."
    return _plot("Over time", note, ("Month", "people", "middle", ""), rows)


def _advice(found: Overview) -> Html:
    rows = [
        element(
            "tr",
            element("th", printed.rule_text(one.rule), scope="row", title=one.rule),
            element("td", words.KINDS[one.kind], class_="small"),  # type: ignore[index]
            element("td", f"{one.people} of {found.scored}", class_="points"),
            element("td", str(one.times), class_="points"),
        )
        for one in found.advice[: printed.MOST_ROWS]
    ]
    return _plot(
        "Most frequent advice", "By how many people get it.", ("Advice", "kind", "people", "times"), rows
    )


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
