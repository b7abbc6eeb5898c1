"""Candidates: who is here, who needs what; adding, finding, and one person's page."""

from collections import Counter

import streamlit as st

from analyzer.blind import Kind
from analyzer.documents.formats import READ_FORMATS
from analyzer.records import Gain, Source
from analyzer.reports import desk as phrases
from analyzer.reports import words
from analyzer.service import DEFAULT_ROLE
from analyzer.store import Desk, cohorts, importing, people
from analyzer.store.records import Candidate, Imported, Listed, Outcome
from analyzer.ui import candidate as one_person
from analyzer.ui import cohort, fairness
from analyzer.ui.desk import add, blind_switch, called, open_desk, sitting
from analyzer.ui.markup import Html, element, join, notice, show
from analyzer.ui.session import go, role_titles

#: Rows of a page of the list.
_ROWS = 50
#: More than this no one reads side by side.
MOST_COMPARED = 6


def page() -> None:
    """The list with what stands above it, or one candidate when the address names one."""
    with st.container(key="candidates"):
        show(
            element("h1", "Candidates"),
            element("p", "The people you help, their resumes over time, and what to do next.", class_="lead"),
        )
        desk = open_desk()
        if desk is None:
            return
        masked = blind_switch()
        _said()
        alias = st.query_params.get("c")
        if alias:
            one_person.show_candidate(desk, alias, masked)
            return
        list_tab, cohort_tab, fairness_tab = st.tabs(["People", "Cohort", "Fairness"])
        with list_tab:
            _add(desk, masked)
            _list(desk, masked)
        with cohort_tab:
            cohort.show_cohort(desk)
        with fairness_tab:
            fairness.show_fairness(desk)
        show(element("p", f"Kept in {desk.database.place}.", class_="muted small"))


def _said() -> None:
    """What the last action did, once."""
    now = sitting()
    if now.said:
        notice(element("p", now.said), kind="good", role="status")
        now.said = ""


# --- adding -------------------------------------------------------------------------------------------


def _add(desk: Desk, masked: tuple[Kind, ...]) -> None:
    now = sitting()
    with st.expander("Add resumes", expanded=not people.find(desk, limit=1)[1]):
        titles = role_titles()
        files = st.file_uploader(
            f"Resumes: {READ_FORMATS}", accept_multiple_files=True, key=f"desk_files_{now.uploads}"
        )
        left, right = st.columns(2)
        role = left.selectbox(
            "Score for",
            tuple(titles),
            index=_index(titles, DEFAULT_ROLE),
            format_func=titles.__getitem__,
            key="add_role",
        )
        tags = right.text_input("Tags for new candidates, with commas", key="add_tags")
        keep = st.checkbox("Keep the files, so that they can be scored again", value=True, key="add_keep")
        names = st.checkbox("Also keep names beside the aliases", value=False, key="add_names")
        show(
            element(
                "p",
                "Each file is one person; a resume with an address that is known becomes their next version.",
                class_="muted small",
            )
        )
        if st.button("Add", type="primary", disabled=not files, key="add_act"):
            choices = importing.Choices(keep_files=keep, keep_names=names, tags=tuple(tags.split(",")))
            _run(desk, [Source(file.name, file.getvalue()) for file in files], role, choices)
            st.rerun()
    _outcomes(now.outcomes, masked)


def _run(desk: Desk, sources: list[Source], role: str, choices: importing.Choices) -> None:
    """Add files with a bar that says how far it is; each is saved when it is read."""
    now = sitting()
    ends: list[Imported] = []
    bar = st.progress(0.0, text=f"Reading 1 of {len(sources)}")
    for end in add(desk, sources, role, choices):
        ends.append(end)
        following = min(len(ends) + 1, len(sources))
        bar.progress(len(ends) / len(sources), text=f"Reading {following} of {len(sources)}")
    now.outcomes = tuple(ends)
    now.uploads += 1  # an empty uploader: its file names are not shown in blind mode


_WORDS: dict[Outcome, str] = {
    "added": "added",
    "new version": "new version of",
    "known": "known already as",
    "failed": "could not be read",
}


def _outcomes(ends: tuple[Imported, ...], masked: tuple[Kind, ...]) -> None:
    if not ends:
        return
    rows = []
    for number, end in enumerate(ends, start=1):
        name = f"File {number}" if masked else end.name
        reason = (end.reason or "").replace(end.name, name)
        said = join(_WORDS[end.outcome], " ", element("strong", end.alias or ""), reason and f": {reason}")
        sign = "missing" if end.outcome == "failed" else "evidenced"
        rows.append(
            element("tr", element("th", name, scope="row"), element("td", said, class_=f"met-{sign}"))
        )
    found = Counter(end.outcome for end in ends)
    counts = [f"{found[word]} {word}" for word in _WORDS if found[word]]
    show(
        element("p", element("strong", ", ".join(counts)), role="status"),
        element("table", element("tbody", *rows), class_="table outcomes"),
    )


# --- the list -----------------------------------------------------------------------------------------


def _list(desk: Desk, masked: tuple[Kind, ...]) -> None:
    titles = role_titles()
    search, tag, group, role, order = st.columns([3, 2, 2, 3, 2], vertical_alignment="bottom")
    text = search.text_input("Find", key="find", placeholder="alias, name, tag or a word of a note")
    tags = people.all_tags(desk)
    wanted_tag = tag.selectbox("Tag", ("", *tags), key="find_tag", format_func=lambda one: one or "all")
    groups = tuple(one.name for one in cohorts.cohorts(desk))
    wanted = group.selectbox("Cohort", ("", *groups), key="find_cohort", format_func=lambda one: one or "all")
    job = role.selectbox(
        "Fit for",
        tuple(titles),
        index=_index(titles, DEFAULT_ROLE),
        format_func=titles.__getitem__,
        key="find_role",
    )
    by_fit = order.toggle("Best fit first", key="find_by_fit")
    number = int(st.session_state.get("find_page", 1))
    rows, total = people.find(
        desk,
        text=text,
        tag=wanted_tag or None,
        cohort=wanted or None,
        job=job,
        by_fit=by_fit,
        limit=_ROWS,
        offset=_ROWS * (number - 1),
    )
    if not total:
        _nobody(searched=bool(text or wanted_tag or wanted))
        return
    _choose(rows, masked)
    table = _table(rows, masked)
    show(element("div", table, class_="scroll-x", tabindex="0", role="region", aria_label="Candidates"))
    pages = -(-total // _ROWS)
    if pages > 1:
        st.number_input(f"Page of {pages}", 1, pages, key="find_page")
    said = words.COACHING if by_fit else "In the order of the aliases."
    show(element("p", f"{len(rows)} of {total}. {said}", class_="muted small"))


def _nobody(*, searched: bool) -> None:
    if searched:
        notice(
            element("strong", "Nobody was found."), element("p", "Try fewer words, or another tag or cohort.")
        )
    else:
        notice(
            element("strong", "Nobody is here yet."),
            element("p", "Add some resumes above: each becomes a candidate with an alias."),
        )


def _choose(rows: tuple[Listed, ...], masked: tuple[Kind, ...]) -> None:
    """Open one of the page, or take up to six to the comparison."""
    names = {row.candidate.alias: called(row.candidate, masked) for row in rows}
    blind = "_blind" if masked else ""  # lists of their own: the browser keeps the words of what was chosen
    left, right, act = st.columns([2, 3, 1], vertical_alignment="bottom")
    left.selectbox(
        "Open a candidate",
        ("", *names),
        format_func=lambda one: names.get(one, "choose"),
        key=f"open_candidate{blind}",
        on_change=_open,
        args=(f"open_candidate{blind}",),
    )
    compared = right.multiselect(
        f"Compare 2 to {MOST_COMPARED}",
        tuple(names),
        format_func=names.__getitem__,
        max_selections=MOST_COMPARED,
        key=f"choose_compared{blind}",
    )
    if act.button("Compare these", disabled=len(compared) < 2, key="compare_these"):
        sitting().chosen = tuple(row.candidate.id for row in rows if row.candidate.alias in compared)
        st.session_state["compare_from_desk"] = st.session_state["find_role"]
        go("compare")


def _open(key: str) -> None:
    st.query_params["c"] = st.session_state[key]
    st.session_state[key] = ""


def _table(rows: tuple[Listed, ...], masked: tuple[Kind, ...]) -> Html:
    head = ("Candidate", "Versions", "Fit", "Band", "Tags", "Most useful next")
    return element(
        "table",
        element("thead", element("tr", *(element("th", one, scope="col") for one in head))),
        element("tbody", *(_row(row, masked) for row in rows)),
        class_="table people",
    )


def _row(row: Listed, masked: tuple[Kind, ...]) -> Html:
    one, fit = row.candidate, row.fit
    band = (fit.band or "not scored") if fit else "no report for this role"
    following = words.shorten(fit.first_change, 90) if fit and fit.first_change else ""
    if masked and fit:  # the message quotes the resume; the person's own page masks it word by word
        following = words.gain_text(Gain(fit.job, fit.first_gain or 0.0))
    return element(
        "tr",
        element("th", _link(one, masked), scope="row"),
        element("td", str(row.versions)),
        element("td", phrases.fit_text(fit), class_="figure"),
        element("td", band),
        element("td", ", ".join(one.tags)),
        element("td", following, class_="small"),
    )


def _link(one: Candidate, masked: tuple[Kind, ...]) -> Html:
    name = element("span", one.name, class_="muted") if one.name and not masked else None
    return join(element("strong", one.alias), " ", name)


def _index(titles: dict[str, str], role: str) -> int:
    return tuple(titles).index(role) if role in titles else 0
