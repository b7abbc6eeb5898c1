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
from analyzer.texts import say
from analyzer.ui.desk import score, sitting
from analyzer.ui.market import load_market
from analyzer.ui.markup import Html, column, element, notice, show
from analyzer.ui.session import load_analyzer
from analyzer.ui.targets import choose_target


def show_cohort(desk: Desk) -> None:
    """Choose a cohort and a role or ad, then the plots; aliases only, never a name."""
    names: dict[int, str] = {0: say("cohort-everyone"), **cohorts.titles(desk)}
    left, right = st.columns(2)
    with left:
        group = st.selectbox(
            say("cohort-choose"), tuple(names), format_func=names.__getitem__, key="cohort_name"
        )
    with right:
        target = choose_target(desk, say("cohort-role-or-ad"), "cohort_target")
    _manage(desk, group)
    found = overview(desk, target.id, cohort=group or None)
    if not found.scored:
        notice(element("p", say("cohort-no-scores")))
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
    if not st.button(say("cohort-score", count=len(own), title=target.title), key="cohort_score"):
        return
    bar = st.progress(0.0, text=say("cohort-reading"))
    failed = 0
    for number, one in enumerate(own, start=1):
        end = score(desk, one, target)
        failed += end is not None and end.outcome == "failed"
        bar.progress(number / len(own), text=say("cohort-read", number=number, total=len(own)))
    sitting().said = say("cohort-scored", count=len(own) - failed, failed=failed) if failed else ""
    st.rerun()


def _manage(desk: Desk, group: int) -> None:
    mine = {one.id: one for one in cohorts.cohorts(desk) if one.owner_id == desk.user.id}
    chosen = mine.get(group)
    with st.expander(say("cohort-manage")):
        with st.form("cohort_form", clear_on_submit=True, border=False):
            rows, _ = people.find(desk, limit=1000)
            own = {row.candidate.alias: row.candidate.id for row in rows if row.candidate.coach is None}
            called = st.text_input(say("cohort-name"), value=chosen.name if chosen else "", key="cohort_new")
            who = st.multiselect(say("cohort-people"), tuple(own), key="cohort_who")
            left, right = st.columns([1, 5])
            put = left.form_submit_button(say("cohort-put-in"))
            out = right.form_submit_button(say("cohort-take-out"))
            if (put or out) and called.strip():
                try:
                    key = cohorts.make(desk, called)
                    (cohorts.put if put else cohorts.take_out)(desk, key, [own[alias] for alias in who])
                except StoreError as problem:
                    sitting().said = str(problem)
                st.rerun()
        if chosen:
            shared = st.toggle(say("cohort-share"), value=chosen.shared, key=f"share_{chosen.id}")
            if shared != chosen.shared:
                cohorts.share(desk, chosen.id, shared=shared)
                st.rerun()
            if st.button(say("cohort-remove"), key=f"cohort_remove_{chosen.id}"):
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
    return _bar([("accent", count)], of, say("cohort-count", count=count, total=of))


#: Heads of columns of numbers, which stand at the right as their numbers do.
_NUMBERS = (
    "cohort-bands-people",
    "cohort-gaps-lack",
    "cohort-progress-change",
    "cohort-months-people",
    "cohort-months-middle-head",
    "cohort-advice-people",
    "cohort-advice-times",
    "cohort-cleared-head",
)


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
    return element("th", name, scope="col", class_="points") if name in map(say, _NUMBERS) else column(name)


def _bands(found: Overview) -> Html:
    rows = [
        element(
            "tr",
            element("th", words.BANDS[band], scope="row"),
            element("td", str(count), class_="points"),
            element(
                "td",
                _bar([("accent", count)], found.scored, say("cohort-count", count=count, total=found.scored)),
                class_="wide",
            ),
        )
        for band, count in found.bands
    ]
    fits = ", ".join(f"{count} {words.LEVELS[key]}" for key, count in found.level_fits if count)
    return _plot(
        say("cohort-bands"),
        say("cohort-seniority", fits=fits) if fits else "",
        (say("cohort-band"), say("cohort-bands-people"), ""),
        rows,
    )


def _gaps(found: Overview) -> Html:
    rows = []
    for gap in found.gaps[: printed.MOST_ROWS]:
        parts = [("missing", gap.missing), ("partly", gap.partly), ("evidenced", gap.shown)]
        said = say("cohort-gap-counts", missing=gap.missing, partly=gap.partly, shown=gap.shown)
        rows.append(
            element(
                "tr",
                element("th", words.shorten(gap.label, 70), scope="row", title=gap.label),
                element("td", say("cohort-count", count=gap.lacking, total=found.scored), class_="points"),
                element(
                    "td",
                    _bar(parts, found.scored, said),
                    element("span", said, class_="muted small"),
                    class_="wide",
                ),
            )
        )
    note = say("cohort-gaps-help")
    return _plot(say("cohort-gaps"), note, (say("cohort-gaps-asked"), say("cohort-gaps-lack"), ""), rows)


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
    note = say("cohort-levels-help")
    head = (say("cohort-levels-competency"), *words.competency_levels())
    return _plot(say("cohort-levels"), note, head, rows, class_="levels-map")


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
            aria_label=say("cohort-progress-from-to", first=words.whole(first), last=words.whole(last)),
        )
        rows.append(
            element(
                "tr",
                element("th", one.alias, scope="row"),
                element("td", f"{words.whole(first)} → {words.whole(last)}", class_="figure"),
                element("td", f"{one.change:+.1f}", class_="points"),
                element("td", line, class_="wide"),
            )
        )
    note = say("cohort-progress-help") if rows else say("cohort-progress-none")
    return _plot(
        say("cohort-progress"),
        note,
        (say("cohort-progress-candidate"), say("cohort-progress-fit"), say("cohort-progress-change"), ""),
        rows,
    )


def _months(found: Overview) -> Html:
    """The middle of everyone's newest scores at the end of each month: a term at a glance."""
    rows = [
        element(
            "tr",
            element("th", one.month, scope="row"),
            element("td", str(one.people), class_="points"),
            element("td", words.whole(one.middle), class_="points"),
            element(
                "td",
                element(
                    "span",
                    element("i", class_="span", style=f"left:{one.low:.1f}%;width:{one.high - one.low:.1f}%"),
                    element("i", class_="at", style=f"left:{one.middle:.1f}%"),
                    class_="interval",
                    role="img",
                    aria_label=say(
                        "cohort-months-middle",
                        middle=words.whole(one.middle),
                        low=words.whole(one.low),
                        high=words.whole(one.high),
                    ),
                ),
                class_="wide",
            ),
        )
        for one in found.months
    ]
    note = say("cohort-months-help")
    return _plot(
        say("cohort-months"),
        note,
        (say("cohort-months-month"), say("cohort-months-people"), say("cohort-months-middle-head"), ""),
        rows,
    )


def _advice(found: Overview) -> Html:
    rows = [
        element(
            "tr",
            element("th", printed.rule_text(one.rule), scope="row", title=one.rule),
            element("td", words.KINDS[one.kind], class_="small"),  # type: ignore[index]
            element("td", say("cohort-count", count=one.people, total=found.scored), class_="points"),
            element("td", str(one.times), class_="points"),
        )
        for one in found.advice[: printed.MOST_ROWS]
    ]
    return _plot(
        say("cohort-advice"),
        say("cohort-advice-help"),
        (
            say("cohort-advice-head"),
            say("cohort-advice-kind"),
            say("cohort-advice-people"),
            say("cohort-advice-times"),
        ),
        rows,
    )


def _ask_cleared(desk: Desk, found: Overview) -> Overview:
    """Which postings each clears, when asked: every resume is read again, which takes a moment each."""
    if not st.button(say("cohort-cleared-count"), key="cohort_cleared"):
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

    with st.spinner(say("cohort-cleared-comparing")):
        return with_cleared(desk, found, count)


def _cleared(found: Overview) -> Html | None:
    if not found.cleared:
        return None
    rows = [
        element(
            "tr",
            element("th", one.alias, scope="row"),
            element("td", say("cohort-count", count=one.cleared, total=one.of), class_="points"),
            element(
                "td",
                _bar(
                    [("evidenced", one.cleared)], one.of, say("cohort-count", count=one.cleared, total=one.of)
                ),
                class_="wide",
            ),
        )
        for one in found.cleared
    ]
    note = say("cohort-cleared-help")
    return _plot(
        say("cohort-cleared"), note, (say("cohort-progress-candidate"), say("cohort-cleared-head"), ""), rows
    )


def _downloads(found: Overview, called: str) -> None:
    stem = "".join(char if char.isalnum() else "-" for char in called.lower())
    kinds: dict[str, tuple[str, Callable[[], str | bytes]]] = {
        say("cohort-download-xlsx"): (
            "xlsx",
            lambda: printed.render_xlsx(found, month=f"{date.today():%Y-%m}"),
        ),
        say("cohort-download-csv"): ("csv", lambda: printed.render_csv(found)),
        say("cohort-download-html"): ("html", lambda: printed.render_html(found)),
    }
    with st.container(horizontal=True):
        for label, (ending, made) in kinds.items():
            name = say("cohort-file", name=stem, ending=ending)
            st.download_button(label, made, file_name=name, on_click="ignore", key=f"cohort_{ending}")
