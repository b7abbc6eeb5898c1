"""Candidates: who is here, who needs what; adding, finding, and one person's page."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import cast
from urllib.parse import quote

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from analyzer.blind import Kind
from analyzer.errors import StoreError
from analyzer.records import Gain, Met, Source
from analyzer.reports import desk as phrases
from analyzer.reports import words
from analyzer.store import Desk, cohorts, importing, packing, people
from analyzer.store.records import Candidate, Fit, Imported, Listed, Outcome
from analyzer.store.targets import Target
from analyzer.texts import Texts, say
from analyzer.ui import candidate as one_person
from analyzer.ui import cohort, fairness, keeping
from analyzer.ui.desk import add, blind_switch, called, open_desk, sign_out_button, sitting
from analyzer.ui.markup import Html, element, join, notice, show, sign
from analyzer.ui.session import go
from analyzer.ui.targets import ask_ad, choose_target

#: Rows of a page of the list.
_ROWS = 50
#: More than this no one reads side by side.
MOST_COMPARED = 6


def page() -> None:
    """The list with what stands above it, or one candidate when the address names one."""
    with st.container(key="candidates"):
        show(
            element("h1", say("desk-title")),
            element("p", say("desk-lead"), class_="lead"),
        )
        desk = open_desk()
        if desk is None:
            return
        masked = blind_switch()
        _said()
        if "c" in st.query_params or "n" in st.query_params:
            one_person.show_candidate(desk, masked)
            return
        _tabs(desk, masked)
        show(element("p", say("desk-kept-in", place=desk.database.place), class_="muted small"))
        sign_out_button()


_TABS = Texts(
    {
        "people": "desk-tab-people",
        "cohort": "desk-tab-cohort",
        "fairness": "desk-tab-fairness",
        "desk": "desk-tab-desk",
    }
)


def _tabs(desk: Desk, masked: tuple[Kind, ...]) -> None:
    """Only the tab that is open is worked out: a cohort of thousands does not slow the list down."""
    names = [one for one in _TABS if one != "desk" or desk.user.role == "admin"]
    tabs = st.tabs([_TABS[one] for one in names], key="desk_tab", on_change="rerun")
    for name, tab in zip(names, tabs, strict=True):
        if not tab.open:
            continue
        with tab:
            if name == "people":
                _add(desk, masked)
                _list(desk, masked)
            elif name == "cohort":
                cohort.show_cohort(desk)
            elif name == "fairness":
                fairness.show_fairness(desk)
            else:
                keeping.show_keeping(desk)


def _said() -> None:
    """What the last action did, once."""
    now = sitting()
    if now.said:
        notice(element("p", now.said), kind="good", role="status")
        now.said = ""


# --- adding -------------------------------------------------------------------------------------------


def _add(desk: Desk, masked: tuple[Kind, ...]) -> None:
    now = sitting()
    with st.expander(say("desk-add"), expanded=not people.find(desk, limit=1)[1]):
        files = _ask_files()
        left, right = st.columns(2)
        with left:
            target = choose_target(desk, say("desk-add-score-for"), "add_target")
        tags = right.text_input(say("desk-add-tags"), key="add_tags")
        keep = st.checkbox(say("desk-add-keep-files"), value=True, key="add_keep")
        names = st.checkbox(say("desk-add-keep-names"), value=False, key="add_names")
        show(
            element(
                "p",
                say("desk-add-help"),
                class_="muted small",
            )
        )
        if st.button(say("desk-add-button"), type="primary", disabled=not files, key="add_act"):
            choices = importing.Choices(keep_files=keep, keep_names=names, tags=tuple(tags.split(",")))
            _run(desk, [Source(file.name, file.getvalue()) for file in files], target, choices)
            st.rerun()
    _outcomes(now.outcomes, masked)


_WAYS = Texts({"files": "desk-from-files", "folder": "desk-from-folder", "batch": "desk-from-batch"})


def _ask_files() -> list[UploadedFile]:
    """Files, a whole folder of them, or the results of a batch run; the browser wants to know which."""
    number = sitting().uploads
    way = st.segmented_control(
        say("desk-from"),
        tuple(_WAYS),
        default="files",
        required=True,
        format_func=_WAYS.__getitem__,
        key="add_from",
    )
    if way == "folder":
        chosen = st.file_uploader(
            say("desk-from-folder-files", formats=say("app-read-formats")),
            accept_multiple_files="directory",
            key=f"desk_folder_{number}",
        )
        return [one for one in chosen if not one.name.rpartition("/")[2].startswith(".")]
    if way == "batch":
        one = st.file_uploader(say("desk-from-batch-file"), key=f"desk_batch_{number}")
        return [one] if one else []
    return st.file_uploader(
        say("desk-from-resumes", formats=say("app-read-formats")),
        accept_multiple_files=True,
        key=f"desk_files_{number}",
    )


def _run(desk: Desk, sources: list[Source], target: Target, choices: importing.Choices) -> None:
    """Add files with a bar that says how far it is; each is saved when it is read."""
    now = sitting()
    ends: list[Imported] = []
    bar = st.progress(0.0, text=say("desk-reading"))
    for end, of in _added(desk, sources, target, choices):
        ends.append(end)
        following = min(len(ends) + 1, of)
        bar.progress(min(1.0, len(ends) / of), text=say("desk-reading-of", number=following, total=of))
    now.outcomes = tuple(ends)
    now.uploads += 1  # an empty uploader: its file names are not shown in blind mode


def _added(
    desk: Desk, sources: list[Source], target: Target, choices: importing.Choices
) -> Iterator[tuple[Imported, int]]:
    """How each file ended, and how many there are; the lines of a batch run are files too."""
    batches = [one for one in sources if one.name.endswith(".jsonl")]
    files = [one for one in sources if not one.name.endswith(".jsonl")]
    found = []
    for one in batches:
        try:
            found += list(packing.read_lines(one.name, one.data))
        except StoreError as problem:
            yield Imported(one.name, "failed", reason=str(problem)), len(sources)
    for end in add(desk, files, target, choices):
        yield end, len(files) + len(found)
    if found:
        taken = replace(choices, origin="batch")
        for end in importing.import_reports(desk, found, target.job_set, taken):
            yield end, len(files) + len(found)


_WORDS: Texts[Outcome] = Texts(
    {
        "added": "desk-outcome-added",
        "new version": "desk-outcome-new-version",
        "known": "desk-outcome-known",
        "failed": "desk-outcome-failed",
    }
)
_COUNTS: dict[Outcome, str] = {
    "added": "desk-outcomes-added",
    "new version": "desk-outcomes-new-version",
    "known": "desk-outcomes-known",
    "failed": "desk-outcomes-failed",
}


def _outcomes(ends: tuple[Imported, ...], masked: tuple[Kind, ...]) -> None:
    if not ends:
        return
    rows = []
    for number, end in enumerate(ends, start=1):
        name = say("desk-outcome-file", number=number) if masked else end.name
        reason = (end.reason or "").replace(end.name, name)
        said = join(_WORDS[end.outcome], " ", element("strong", end.alias or ""), reason and f": {reason}")
        sign = "missing" if end.outcome == "failed" else "evidenced"
        rows.append(
            element("tr", element("th", name, scope="row"), element("td", said, class_=f"met-{sign}"))
        )
    found = Counter(end.outcome for end in ends)
    counts = [say(text, count=found[word]) for word, text in _COUNTS.items() if found[word]]
    show(
        element("p", element("strong", ", ".join(counts)), role="status"),
        element("table", element("tbody", *rows), class_="table outcomes"),
    )


# --- the list -----------------------------------------------------------------------------------------


def _list(desk: Desk, masked: tuple[Kind, ...]) -> None:
    search, tag, group, role, order = st.columns([3, 2, 2, 3, 2], vertical_alignment="bottom")
    text = search.text_input(say("desk-find"), key="find", placeholder=say("desk-find-placeholder"))
    tags = people.all_tags(desk)
    wanted_tag = tag.selectbox(
        say("desk-find-tag"), ("", *tags), key="find_tag", format_func=lambda one: one or say("desk-all")
    )
    groups: dict[int, str] = {0: say("desk-all"), **cohorts.titles(desk)}
    wanted = group.selectbox(
        say("desk-find-cohort"), tuple(groups), key="find_cohort", format_func=groups.__getitem__
    )
    with role:
        target = choose_target(desk, say("desk-fit-for"), "find_target")
    by_fit = order.toggle(say("desk-find-best-first"), key="find_by_fit")
    number = int(st.session_state.get("find_page", 1))
    rows, total = people.find(
        desk,
        text=text,
        tag=wanted_tag or None,
        cohort=wanted or None,
        job=target.id,
        by_fit=by_fit,
        limit=_ROWS,
        offset=_ROWS * (number - 1),
    )
    if not total:
        _nobody(searched=bool(text or wanted_tag or wanted))
        return
    _choose(desk, rows, masked)
    table = _table(rows, masked)
    show(
        element(
            "div", table, class_="scroll-x", tabindex="0", role="region", aria_label=say("desk-find-list")
        )
    )
    pages = -(-total // _ROWS)
    if pages > 1:
        st.number_input(say("desk-find-page", pages=pages), 1, pages, key="find_page")
    said = words.coaching() if by_fit else say("desk-find-by-alias")
    show(element("p", say("desk-find-count", count=len(rows), total=total, order=said), class_="muted small"))


def _nobody(*, searched: bool) -> None:
    if searched:
        notice(element("strong", say("desk-find-nobody")), element("p", say("desk-find-fewer")))
    else:
        notice(
            element("strong", say("desk-find-empty")),
            element("p", say("desk-find-empty-add")),
        )


def _choose(desk: Desk, rows: tuple[Listed, ...], masked: tuple[Kind, ...]) -> None:
    """Open one of the page, or take up to six to the comparison."""
    names = {row.candidate.id: called(row.candidate, masked) for row in rows}
    blind = "_blind" if masked else ""  # lists of their own: the browser keeps the words of what was chosen
    left, right, act, ad = st.columns([3, 5, 2, 2], vertical_alignment="bottom")
    with ad:
        ask_ad(desk, "find_ad")
    left.selectbox(
        say("desk-open"),
        (0, *names),
        format_func=lambda one: names.get(one) or say("desk-open-choose"),
        key=f"open_candidate{blind}",
        on_change=_open,
        args=(f"open_candidate{blind}", {row.candidate.id: row.candidate for row in rows}),
    )
    compared = right.multiselect(
        say("desk-compare-choose", most=MOST_COMPARED),
        tuple(names),
        format_func=names.__getitem__,
        max_selections=MOST_COMPARED,
        key=f"choose_compared{blind}",
    )
    if act.button(say("desk-compare-these"), disabled=len(compared) < 2, key="compare_these"):
        sitting().chosen = tuple(compared)
        for kind in ("", "_blind"):
            st.session_state.pop(f"compare_candidates{kind}", None)
        go("compare")


def _open(key: str, everyone: dict[int, Candidate]) -> None:
    """The address names one's own by the alias; another coach's, which may be the same, by the number."""
    one = everyone.get(st.session_state[key])
    if one is not None and one.coach:
        st.query_params["n"] = str(one.id)
    elif one is not None:
        st.query_params["c"] = one.alias
    st.session_state[key] = 0


def _table(rows: tuple[Listed, ...], masked: tuple[Kind, ...]) -> Html:
    head = (
        say("desk-list-candidate"),
        say("desk-list-versions"),
        say("desk-list-fit"),
        say("desk-list-band"),
        say("desk-list-tags"),
        say("desk-list-lacks"),
        say("desk-list-next"),
    )
    return element(
        "table",
        element("thead", element("tr", *(element("th", one, scope="col") for one in head))),
        element("tbody", *(_row(row, masked) for row in rows)),
        class_="table people",
    )


def _row(row: Listed, masked: tuple[Kind, ...]) -> Html:
    one, fit = row.candidate, row.fit
    band = (
        (words.BANDS[fit.band] if fit.band else say("desk-list-not-scored"))
        if fit
        else say("desk-list-no-report")
    )
    gain = words.gain_short(Gain(fit.job, fit.first_gain)) if fit and fit.first_gain else ""
    following: Html | str = join(
        element("strong", f"{gain} ", class_="worth") if gain else None, phrases.next_text(fit, 130)
    )
    if masked and fit:  # the message quotes the resume; the person's own page masks it word by word
        following = words.gain_text(Gain(fit.job, fit.first_gain or 0.0))
    return element(
        "tr",
        element("th", _link(one, masked), scope="row"),
        element("td", str(row.versions)),
        element("td", phrases.fit_text(fit), class_="figure"),
        element("td", band),
        element("td", ", ".join(one.tags)),
        element("td", _gap(fit), class_="small"),
        element("td", following, class_="small"),
    )


def _gap(fit: Fit | None) -> Html | None:
    """The requirement with the most points still open, with its sign; its words are the job's, not theirs."""
    open_ = (
        [one for one in fit.requirements if one.points < one.max_points and one.met in _OPEN] if fit else []
    )
    if not open_:
        return None
    one = min(open_, key=lambda asked: asked.points - asked.max_points)
    return join(sign(cast(Met, one.met)), " ", words.shorten(one.label, 60))


_OPEN = ("missing", "claimed", "partly")


def _link(one: Candidate, masked: tuple[Kind, ...]) -> Html:
    name = element("span", one.name, class_="muted") if one.name and not masked else None
    coach = (
        element("span", say("desk-of-coach", coach=one.coach), class_="muted small") if one.coach else None
    )
    address = f"?n={one.id}" if one.coach else f"?c={quote(one.alias)}"
    opened = element("a", element("strong", one.alias), href=address, target="_self")
    return join(opened, " ", name, " ", coach)
