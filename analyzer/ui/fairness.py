"""The Fairness tab: swaps on the coach's own candidates, and rates by declared group."""

import io
from collections.abc import Mapping
from functools import partial

import streamlit as st

from analyzer import fairness as counted
from analyzer.blind import KINDS, identity
from analyzer.errors import AipmError
from analyzer.reports import audit as printed
from analyzer.reports.declared import read_declared
from analyzer.store import Desk, cohorts, people, versions
from analyzer.store.targets import Target
from analyzer.texts import say
from analyzer.ui.desk import called, sitting
from analyzer.ui.markup import Html, element, join, notice, show
from analyzer.ui.session import load_analyzer
from analyzer.ui.targets import choose_target

#: Each person is read about 25 times; more take minutes, and the command line does them.
_MOST_PEOPLE = 30


def show_fairness(desk: Desk) -> None:
    """Try the swaps, give a file of declared attributes, see the tables."""
    show(
        element("p", counted.NO_AUDIT, class_="notice notice-note"),
        element(
            "p",
            say("fairness-lead"),
        ),
    )
    names: dict[int, str] = {0: say("fairness-everyone"), **cohorts.titles(desk)}
    left, right = st.columns(2)
    with left:
        group = st.selectbox(
            say("fairness-cohort"), tuple(names), format_func=names.__getitem__, key="fairness_cohort"
        )
    with right:
        target = choose_target(desk, say("fairness-role-or-ad"), "fairness_target")
    if st.button(say("fairness-try"), key="fairness_act"):
        sitting().shown_fairness = _swaps(desk, target, group)
    file = st.file_uploader(
        say("fairness-declared"),
        type=["csv"],
        key="fairness_file",
    )
    shown = sitting().shown_fairness
    swaps = shown.swaps if isinstance(shown, printed.Fairness) and shown.job == target.title else {}
    tables = _audit(desk, target, group, file.getvalue()) if file else None
    result = printed.Fairness(target.title, swaps, tables)
    if swaps:
        show(_summary(result), _changed(result))
    if tables:
        show(*(_rates(one, tables.smallest) for one in (*tables.rates, *tables.swept)))
    if swaps or tables:
        _downloads(result)


def _downloads(result: printed.Fairness) -> None:
    with st.container(horizontal=True):
        st.download_button(
            say("fairness-download-html"),
            lambda: printed.render_html(result),
            file_name=say("fairness-file-html"),
            mime="text/html",
            on_click="ignore",
            key="fairness_html",
        )
        st.download_button(
            say("fairness-download-json"),
            lambda: printed.render_json(result),
            file_name=say("fairness-file-json"),
            mime="application/json",
            on_click="ignore",
            key="fairness_json",
        )


def _swaps(desk: Desk, target: Target, group: int) -> printed.Fairness:
    rows, total = people.find(desk, cohort=group or None, limit=_MOST_PEOPLE)
    if total > len(rows):
        said = say("fairness-first-only", count=len(rows), total=total)
        show(element("p", said, class_="muted small"))
    engine = load_analyzer()
    found: dict[str, tuple[counted.Swap, ...]] = {}
    bar = st.progress(0.0, text=say("fairness-reading"))
    for number, row in enumerate(rows, start=1):
        bar.progress(number / len(rows), text=say("fairness-reading-of", number=number, total=len(rows)))
        kept = [one for one in versions.versions(desk, row.candidate.id) if one.kept]
        source = versions.source(desk, kept[-1]) if kept else None
        if source is None:
            continue
        try:
            with engine.lock:
                (job,) = engine.analyzer.jobs(target.roles, target.jobs)
                profile, _ = engine.analyzer.profile([source])
                found[called(row.candidate, KINDS)] = counted.counterfactuals(
                    profile.documents,
                    identity(engine.analyzer.as_report(profile)),
                    partial(engine.analyzer.match_documents, job=job),
                )
        except AipmError:
            continue  # a file that cannot be read any more is told on the candidate's own page
    bar.empty()
    return printed.Fairness(target.title, found)


def _audit(desk: Desk, target: Target, group: int, data: bytes) -> counted.Audit | None:
    try:
        declared = read_declared(io.StringIO(data.decode("utf-8-sig")), say("fairness-file"))
        rows, _ = people.find(desk, cohort=group or None, job=target.id, limit=100_000)
        scores: Mapping[str, float | None] = {
            row.candidate.alias: row.fit.score if row.fit else None for row in rows
        }
        return counted.audit(scores, declared)
    except UnicodeDecodeError:
        notice(element("p", say("fairness-file-not-text")), kind="problem", role="alert")
    except AipmError as problem:
        notice(element("p", str(problem)), kind="problem", role="alert")
    return None


def _table(head: tuple[str, ...], rows: list[Html]) -> Html:
    return element(
        "table",
        element("thead", element("tr", *(element("th", one, scope="col") for one in head))),
        element("tbody", *rows),
        class_="table rates",
    )


def _cells(first: str, *others: str) -> Html:
    return element(
        "tr", element("th", first, scope="row"), *(element("td", one, class_="figure") for one in others)
    )


def _summary(result: printed.Fairness) -> Html:
    rows = [
        _cells(printed.KINDS[kind], str(swaps), str(moved), f"{most:.1f}")
        for kind, swaps, moved, most in printed.summary(result.all_swaps)
    ]
    heading = element("h3", say("fairness-heading", job=result.job, count=len(result.swaps)))
    return join(
        heading,
        _table(
            (
                say("fairness-swapped"),
                say("fairness-swaps"),
                say("fairness-changed"),
                say("fairness-largest"),
            ),
            rows,
        ),
    )


def _changed(result: printed.Fairness) -> Html:
    moved = printed.changed(result)
    if not moved:
        return element("p", element("strong", say("fairness-nothing-changed")), class_="met-evidenced")
    lines = [
        element(
            "li",
            f"{who}: {printed.KINDS[one.kind]}, {one.put_in} ",
            element("strong", printed.change_text(one)),
        )
        for who, one in moved
    ]
    return join(
        element("h3", say("fairness-changes")),
        element("p", say("fairness-why"), class_="muted small"),
        element("ul", *lines, class_="plain"),
    )


def _rates(rates: counted.Rates, smallest: int) -> Html:
    rows = [
        _cells(one.group, str(one.people), str(one.counted), printed.share_text(one), printed.ratio_text(one))
        for one in rates.groups
        if not one.withheld
    ]
    head = (
        say("fairness-rates-group"),
        say("fairness-rates-people"),
        say("fairness-rates-counted"),
        say("fairness-rates-rate"),
        say("fairness-rates-ratio"),
    )
    left_out = printed.aside(rates, smallest)
    return join(
        element("h3", printed.title(rates)),
        _table(head, rows) if rows else None,
        element("p", left_out, class_="muted small") if left_out else None,
    )
