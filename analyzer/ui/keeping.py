"""The Desk tab, for an admin: how long people are kept, backups, who may work here, and the access log."""

from collections.abc import Callable, Sequence

import streamlit as st

from analyzer.errors import StoreError
from analyzer.store import Desk, backups, importing, leaving
from analyzer.store.desk import LOCAL, access, set_role, users
from analyzer.store.records import Role
from analyzer.ui.desk import sign_in_is_on, sitting
from analyzer.ui.markup import Html, element, notice, show

#: Lines of the log on the page; the command line shows all.
_MOST_LINES = 100


def show_keeping(desk: Desk) -> None:
    """Choices for the whole desk. Nothing here shows a word of a resume."""
    _retention(desk)
    _backup(desk)
    _imports(desk)
    _people(desk)
    _log(desk)


def _retention(desk: Desk) -> None:
    show(
        element("h2", "How long people are kept"),
        element(
            "p",
            "New candidates are forgotten by themselves after so many days. 0 is without end. "
            "Those who are here keep their own date.",
            class_="muted",
        ),
    )
    before = leaving.keep_days(desk) or 0
    left, right = st.columns([1, 4], vertical_alignment="bottom")
    days = int(left.number_input("Days", 0, 3650, before, step=30, key="keep_days"))
    if right.button("Keep new candidates so long", disabled=days == before, key="keep_days_act"):
        leaving.set_keep_days(desk, days or None)
        said = f"for {days} days" if days else "without end"
        sitting().said = f"New candidates are kept {said}."
        st.rerun()


def _backup(desk: Desk) -> None:
    show(
        element("h2", "Backup"),
        element(
            "p",
            f"One file with everything in {desk.database.place}. Forgetting a person takes them out of "
            "the backups in the data folder. This command brings one back: ",
            element("code", "aipm candidates restore FILE"),
            class_="muted",
        ),
    )
    with st.container(horizontal=True):
        if st.button("Make a backup", key="backup_act"):
            _done(lambda: f"Wrote {backups.backup(desk.database)}.")
        if st.button("Take deleted bytes out of the files", key="scrub_act"):
            _done(lambda: _scrubbed(desk))


def _scrubbed(desk: Desk) -> str:
    desk.database.scrub()
    return f"{desk.database.place} holds nothing that was deleted."


def _done(act: Callable[[], str]) -> None:
    try:
        sitting().said = act()
    except StoreError as problem:
        notice(element("p", str(problem)), kind="problem", role="alert")
        return
    st.rerun()


def _imports(desk: Desk) -> None:
    """The last imports; one that was cut short is named, with what to do."""
    found = importing.runs(desk, limit=5)
    if not found:
        return
    rows = [
        (one.started_at[:16].replace("T", " "), one.source, f"{one.read} read, {one.repeated} known before, "
         f"{one.failed} failed" if one.finished_at else "cut short; add the same files again, it goes on")
        for one in found
    ]  # fmt: skip
    show(element("h2", "Last imports"), _table(("At", "What", "How it ended"), rows))


def _people(desk: Desk) -> None:
    """Who has worked here, and whether as coach or admin."""
    everyone = users(desk)
    if not sign_in_is_on() and len(everyone) < 2:
        return
    rows = [(one.name or one.subject, one.role) for one in everyone]
    show(element("h2", "Who works here"), _table(("Who", "As"), rows))
    others = {
        one.subject: one.name or one.subject
        for one in everyone
        if one.subject not in (LOCAL, desk.user.subject)
    }
    if not others:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        who = st.selectbox("Coach", tuple(others), format_func=others.__getitem__, key="user_who")
        roles: tuple[Role, ...] = ("coach", "admin")
        role = st.selectbox("As", roles, key="user_role")
        if st.button("Change", key="user_act"):
            set_role(desk, who, role)
            st.rerun()


def _log(desk: Desk) -> None:
    rows = [
        (
            line.at[:19].replace("T", " "),
            line.user or "–",
            f"{line.action} {line.kind}",
            str(line.record_id or ""),
        )
        for line in access(desk, limit=_MOST_LINES)
    ]
    show(
        element("h2", "Access log"),
        element("p", "Who did what to which number; never a word of a resume.", class_="muted"),
        element("div", _table(("At (UTC)", "Who", "What", "Number"), rows), class_="log", tabindex="0"),
    )


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Html:
    return element(
        "table",
        element("thead", element("tr", *(element("th", one, scope="col") for one in head))),
        element("tbody", *(element("tr", *(element("td", cell) for cell in row)) for row in rows)),
        class_="table",
    )
