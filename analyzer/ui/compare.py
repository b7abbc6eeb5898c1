"""Compare: two to six people for one role or job ad, side by side, with the words behind every mark."""

import streamlit as st

from analyzer.blind import Kind, blind, identity
from analyzer.records import Failure, Report, Source
from analyzer.reports.comparison import Comparison
from analyzer.reports.comparison import compare as side_by_side
from analyzer.service import DEFAULT_ROLE
from analyzer.store import Desk, people, versions
from analyzer.store.desk import saw
from analyzer.store.records import Candidate
from analyzer.store.targets import Target
from analyzer.store.viewing import together
from analyzer.texts import say
from analyzer.ui.desk import analyse_for, blind_switch, called, candidates_of, open_desk, score, sitting
from analyzer.ui.markup import element, notice, show
from analyzer.ui.session import Request, analyse, compare, go, role_titles, work
from analyzer.ui.side_by_side import show_comparison
from analyzer.ui.targets import ask_ad, choose_target

#: More than this no one reads side by side; the command line ranks whole folders.
MAX_FILES = 12
MOST_CANDIDATES = 6
#: Candidates in the list to choose from; the page Candidates finds everyone.
_MOST_LISTED = 1000

_DESK, _FILES = "compare-from-desk", "compare-from-files"


def page() -> None:
    """Ask for candidates or files and a job, then show what sets them apart."""
    with st.container(key="compare"):
        show(
            element("h1", say("compare-title")),
            element("p", say("compare-lead"), class_="lead"),
        )
        masked = blind_switch()
        first = _DESK if sitting().chosen else _FILES
        from_files, from_desk = st.tabs(
            [say(_FILES), say(_DESK)], default=say(first), key="compare_from", on_change="rerun"
        )
        if from_desk.open:
            with from_desk:
                _from_desk(masked)
        if from_files.open:
            with from_files:
                _from_files(masked)


# --- from the desk ------------------------------------------------------------------------------------


def _from_desk(masked: tuple[Kind, ...]) -> None:
    """Two to six candidates for a role or ad; whoever has no fit for it yet is scored."""
    desk = open_desk()
    if desk is None:
        return
    left, right = st.columns(2, gap="large")
    with right, st.container(horizontal=True, vertical_alignment="bottom"):
        target = choose_target(desk, say("compare-role-or-ad"), "compare_target")
        ask_ad(desk, "compare_ad")
    with left:
        chosen = _choose(desk, masked)
    if len(chosen) < 2:
        notice(element("p", say("compare-choose-two")))
        return
    with st.spinner(say("compare-scoring")):
        found = together(desk, chosen, target, analyse_for(target), kinds=masked)
    _log_once(desk, chosen, target)
    _problems(say("compare-not-compared"), list(found.problems))
    if found.reports:
        comparison = side_by_side(found.reports)
        show_comparison(comparison, key="desk")
        if comparison.models and st.button(say("compare-score-again"), key="compare_rescore"):
            _score_again(desk, chosen, target)


def _choose(desk: Desk, masked: tuple[Kind, ...]) -> list[Candidate]:
    rows, total = people.find(desk, limit=_MOST_LISTED)
    everyone = {row.candidate.id: row.candidate for row in rows}
    everyone |= {one.id: one for one in candidates_of(desk, sitting().chosen)}
    # A list of its own in blind mode: the browser keeps the words of what was chosen before.
    key = "compare_candidates_blind" if masked else "compare_candidates"
    if key not in st.session_state:
        st.session_state[key] = [one for one in sitting().chosen if one in everyone]
    chosen = st.multiselect(
        say("compare-choose", most=MOST_CANDIDATES),
        tuple(everyone),
        format_func=lambda one: called(everyone[one], masked),
        max_selections=MOST_CANDIDATES,
        key=key,
    )
    if total > len(rows):
        said = say("compare-more-candidates", count=len(rows), total=total)
        show(element("p", said, class_="muted small"))
    sitting().chosen = tuple(chosen)
    return [everyone[one] for one in chosen]


def _log_once(desk: Desk, chosen: list[Candidate], target: Target) -> None:
    """A look at the same people for the same job is one look, however often the page is drawn."""
    look = (target.id, *sorted(one.id for one in chosen))
    if sitting().looked != look:
        sitting().looked = look
        saw(desk, "compared", [one.id for one in chosen])


def _score_again(desk: Desk, chosen: list[Candidate], target: Target) -> None:
    present = {one.id for one in chosen if one.owner_id == desk.user.id}
    for one in chosen:
        if one.id in present and versions.versions(desk, one.id):
            with st.spinner(say("compare-scoring-one", alias=one.alias)):
                score(desk, one, target)
    st.rerun()


# --- from files ---------------------------------------------------------------------------------------


def _from_files(masked: tuple[Kind, ...]) -> None:
    _ask()
    compared = work().compared
    if not compared:
        notice(element("p", say("compare-add-files")))
        return
    failed = [found for _, found in compared if isinstance(found, Failure)]
    count = say("compare-failed", count=len(failed))
    _problems(count, [_reason(one, masked) for one in failed])
    reports = [(source, found) for source, found in compared if isinstance(found, Report)]
    if not reports:
        return
    shown = [
        blind(report, identity(report), alias=say("compare-resume-number", number=number), kinds=masked)
        if masked
        else report
        for number, (_, report) in enumerate(reports, start=1)
    ]
    comparison = side_by_side(shown)
    show_comparison(comparison, key="files")
    if not masked and work().compared_role:
        _open(comparison, reports)


def _ask() -> None:
    """Files and a role or an ad. The uploader is emptied afterwards: it would show names in blind mode."""
    titles = role_titles()
    uploader = f"compare_files_{sitting().compared}" if sitting().compared else "compare_files"
    left, right = st.columns(2, gap="large")
    with left:
        files = st.file_uploader(
            say("compare-files", formats=say("app-read-formats")), accept_multiple_files=True, key=uploader
        )
    with right:
        role = st.selectbox(
            say("compare-role"),
            tuple(titles),
            index=tuple(titles).index(DEFAULT_ROLE),
            format_func=titles.__getitem__,
            key="compare_role",
        )
        with st.expander(say("compare-ad-instead")):
            text = st.text_area(say("compare-ad-text"), height=140, key="compare_job_text")
        if len(files) > MAX_FILES:
            many = say("compare-too-many", most=MAX_FILES)
            show(element("p", many, role="alert"))
        few = not 1 < len(files) <= MAX_FILES
        pressed = st.button(say("compare-act"), type="primary", disabled=few, key="compare_act")
    if pressed:
        ad = Source(say("compare-pasted-ad"), text.encode()) if text.strip() else None
        compare([Source(file.name, file.getvalue()) for file in files], role, ad)
        sitting().compared += 1
        st.rerun()


def _problems(heading: str, said: list[str]) -> None:
    if said:
        lines = element("ul", *(element("li", one) for one in said), class_="plain")
        notice(element("strong", heading), lines, kind="problem", role="alert")


def _reason(one: Failure, masked: tuple[Kind, ...]) -> str:
    if masked:
        return say("compare-a-file", reason=one.reason.replace(one.name, say("compare-the-file")))
    return f"{one.name}: {one.reason}"


def _open(comparison: Comparison, people: list[tuple[Source, Report]]) -> None:
    show(element("p", say("compare-open-review"), class_="muted"))
    role = work().compared_role or DEFAULT_ROLE
    with st.container(horizontal=True):
        for person in comparison.people:
            source = next(source for source, report in people if report is person.report)
            if st.button(
                say("compare-review", letter=person.letter), key=f"open_{person.letter}"
            ) and analyse(Request(source, role=role)):
                go("review")
