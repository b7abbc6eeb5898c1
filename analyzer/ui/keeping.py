"""The Desk tab, for an admin: how long people are kept, backups, who may work here, and the access log."""

import re
from collections.abc import Callable, Sequence

import streamlit as st

from analyzer.errors import StoreError
from analyzer.store import Desk, backups, importing, leaving
from analyzer.store.desk import LOCAL, access, set_role, users
from analyzer.store.records import Role, Run
from analyzer.texts import Texts, say
from analyzer.ui.desk import sign_in_is_on, sitting, user_called
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
        element("h2", say("desk-retention")),
        element(
            "p",
            say("desk-retention-help"),
            class_="muted",
        ),
    )
    before = leaving.keep_days(desk) or 0
    left, right = st.columns([1, 4], vertical_alignment="bottom")
    days = int(left.number_input(say("desk-retention-days"), 0, 3650, before, step=30, key="keep_days"))
    if right.button(say("desk-retention-set"), disabled=days == before, key="keep_days_act"):
        leaving.set_keep_days(desk, days or None)
        sitting().said = say("desk-retention-done", days=days)
        st.rerun()


def _backup(desk: Desk) -> None:
    show(
        element("h2", say("desk-backup")),
        element(
            "p",
            say("desk-backup-help", place=desk.database.place) + " ",
            element("code", say("desk-backup-command")),
            class_="muted",
        ),
    )
    with st.container(horizontal=True):
        if st.button(say("desk-backup-make"), key="backup_act"):
            _done(lambda: say("desk-backup-made", path=str(backups.backup(desk.database))))
        if st.button(say("desk-scrub"), key="scrub_act"):
            _done(lambda: _scrubbed(desk))


def _scrubbed(desk: Desk) -> str:
    desk.database.scrub()
    return say("desk-scrubbed", place=desk.database.place)


def _done(act: Callable[[], str]) -> None:
    try:
        sitting().said = act()
    except StoreError as problem:
        notice(element("p", str(problem)), kind="problem", role="alert")
        return
    st.rerun()


def _origin(source: str) -> str:
    """Where an import came from: so many files, or a name as the store has it."""
    files = re.fullmatch(r"(\d+) files", source)
    return say("desk-imports-files", count=int(files[1])) if files else source


def _ending(run: Run) -> str:
    if not run.finished_at:
        return say("desk-imports-cut-short")
    return say("desk-imports-counts", read=run.read, known=run.repeated, failed=run.failed)


def _imports(desk: Desk) -> None:
    """The last imports; one that was cut short is named, with what to do."""
    found = importing.runs(desk, limit=5)
    if not found:
        return
    rows = [(one.started_at[:16].replace("T", " "), _origin(one.source), _ending(one)) for one in found]
    show(
        element("h2", say("desk-imports")),
        _table((say("desk-imports-at"), say("desk-imports-what"), say("desk-imports-end")), rows),
    )


_ROLES: Texts[Role] = Texts({"coach": "desk-users-coach-as", "admin": "desk-users-admin-as"})


def _people(desk: Desk) -> None:
    """Who has worked here, and whether as coach or admin."""
    everyone = users(desk)
    if not sign_in_is_on() and len(everyone) < 2:
        return
    rows = [(one.name or user_called(one.subject), _ROLES[one.role]) for one in everyone]
    show(element("h2", say("desk-users")), _table((say("desk-users-who"), say("desk-users-as")), rows))
    others = {
        one.subject: one.name or one.subject
        for one in everyone
        if one.subject not in (LOCAL, desk.user.subject)
    }
    if not others:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        who = st.selectbox(
            say("desk-users-coach"), tuple(others), format_func=others.__getitem__, key="user_who"
        )
        roles: tuple[Role, ...] = ("coach", "admin")
        role = st.selectbox(say("desk-users-as"), roles, format_func=_ROLES.__getitem__, key="user_role")
        if st.button(say("desk-users-change"), key="user_act"):
            set_role(desk, who, role)
            st.rerun()


#: What the log tells, by the action and what it was done to.
_ACTIONS = Texts(
    {
        "made cohort": "desk-did-made-cohort",
        "shared cohort": "desk-did-shared-cohort",
        "no longer shared cohort": "desk-did-no-longer-shared-cohort",
        "removed cohort": "desk-did-removed-cohort",
        "made coach user": "desk-did-made-coach-user",
        "made admin user": "desk-did-made-admin-user",
        "forgot candidate": "desk-did-forgot-candidate",
        "set retention settings": "desk-did-set-retention-settings",
        "exported candidate": "desk-did-exported-candidate",
        "added candidate": "desk-did-added-candidate",
        "changed candidate": "desk-did-changed-candidate",
        "noted candidate": "desk-did-noted-candidate",
        "added portfolio candidate": "desk-did-added-portfolio-candidate",
        "added version candidate": "desk-did-added-version-candidate",
        "kept job ad": "desk-did-kept-job-ad",
        "opened candidate": "desk-did-opened-candidate",
        "compared candidate": "desk-did-compared-candidate",
    }
)


def _log(desk: Desk) -> None:
    rows = [
        (
            line.at[:19].replace("T", " "),
            user_called(line.user) or "–",
            _ACTIONS.get(f"{line.action} {line.kind}", f"{line.action} {line.kind}"),
            str(line.record_id or ""),
        )
        for line in access(desk, limit=_MOST_LINES)
    ]
    show(
        element("h2", say("desk-log")),
        element("p", say("desk-log-help"), class_="muted"),
        element(
            "div",
            _table(
                (say("desk-log-at"), say("desk-log-who"), say("desk-log-what"), say("desk-log-number")), rows
            ),
            class_="log",
            tabindex="0",
        ),
    )


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Html:
    return element(
        "table",
        element("thead", element("tr", *(element("th", one, scope="col") for one in head))),
        element("tbody", *(element("tr", *(element("td", cell) for cell in row)) for row in rows)),
        class_="table",
    )
