"""The coach's desk of one visitor: who works, what is masked, and the one place where pages ask the store.

The database is open once for all visitors; whose candidates a visitor sees is decided by the user that the
sign-in names. Without sign-in everyone at this address is the one local user, as the pages say.
"""

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from analyzer.blind import KINDS, Kind, identity, windows
from analyzer.documents import Mark
from analyzer.errors import AipmError, StoreError
from analyzer.records import Report, Source
from analyzer.service import DEFAULT_ROLE
from analyzer.store import Database, Desk, importing, leaving, people, versions
from analyzer.store.desk import LOCAL
from analyzer.store.place import database_url
from analyzer.store.records import Candidate, Imported, Version
from analyzer.store.targets import Target
from analyzer.texts import Texts, say
from analyzer.ui.markup import element, notice, show
from analyzer.ui.session import load_analyzer

#: What a mask is drawn in on page images.
_COVER = "#52606D"
#: Pages of one document that are drawn.
_MOST_PAGES = 6


@dataclass(slots=True)
class Sitting:
    """What a visitor does at the desk. `images` are page images by version and by what is masked on them.

    `target` is the role or job ad that was chosen last, `target_new` says that it was made just now. `opened`
    and `looked` are whom the visitor looked at, so that the access log has one line a look.
    """

    chosen: tuple[int, ...] = ()
    compared: int = 0
    target: str = DEFAULT_ROLE
    target_new: bool = False
    opened: int | None = None
    looked: tuple[object, ...] = ()
    outcomes: tuple[Imported, ...] = ()
    uploads: int = 0
    said: str = ""
    swept: date | None = None
    images: dict[tuple[int, tuple[Kind, ...]], tuple[str, ...]] = field(default_factory=dict)
    shown_fairness: object | None = None


def sitting() -> Sitting:
    """This visitor's sitting."""
    if "desk" not in st.session_state:
        st.session_state["desk"] = Sitting()
    return cast(Sitting, st.session_state["desk"])


@st.cache_resource(max_entries=2, show_spinner=False, on_release=lambda database: database.close())
def _database(address: str) -> Database:  # noqa: ARG001  (another address is another database)
    return Database()


def open_desk() -> Desk | None:
    """The desk of whoever works here; None when they must sign in first, or the database cannot be used."""
    subject, name = _user()
    if subject is None:
        _ask_to_sign_in()
        return None
    try:
        address = database_url().render_as_string(hide_password=False)
        desk = Desk(subject=subject, name=name, database=_database(address))
        _sweep_once_a_day(desk)
    except StoreError as problem:
        notice(
            element("strong", say("desk-cannot-open")),
            element("p", str(problem)),
            kind="problem",
            role="alert",
        )
        return None
    return desk


def sign_in_is_on() -> bool:
    """Whether an identity provider is configured in `.streamlit/secrets.toml` (section `[auth]`)."""
    try:
        return "auth" in st.secrets
    except StreamlitSecretNotFoundError:
        return False


def _user() -> tuple[str | None, str | None]:
    """The id and the address that the sign-in gives; "local" without sign-in, None when nobody signed in."""
    if not sign_in_is_on():
        return LOCAL, None
    user = signed_in()
    if not user.get("is_logged_in"):
        return None, None
    issuer, subject = user.get("iss", ""), user.get("sub") or user.get("email")
    return f"{issuer} {subject}".strip(), cast("str | None", user.get("email"))


def signed_in() -> dict[str, Any]:
    """What the identity provider says of the visitor."""
    return dict(st.user.to_dict())


def user_called(user: str | None) -> str:
    """Who somebody is on a page: the one user of a desk without sign-in has no name."""
    return say("desk-users-local") if user == LOCAL else user or ""


def _ask_to_sign_in() -> None:
    notice(
        element("strong", say("desk-sign-in-first")),
        element("p", say("desk-sign-in-why")),
    )
    st.button(say("desk-sign-in"), type="primary", on_click=st.login, key="sign_in")


def sign_out_button() -> None:
    """Who is signed in, and the way out; nothing without sign-in."""
    if sign_in_is_on():
        user = signed_in()
        with st.container(horizontal=True, vertical_alignment="center"):
            who = user.get("email") or user.get("name") or say("desk-sign-in-you")
            show(element("p", say("desk-signed-in", who=who), class_="muted small"), width="content")
            st.button(say("desk-sign-out"), on_click=st.logout, key="sign_out")


def _sweep_once_a_day(desk: Desk) -> None:
    """Forget who is kept no longer: once a day in each sitting."""
    now = sitting()
    if now.swept != date.today():
        gone = leaving.sweep(desk)
        now.swept = date.today()
        if gone:
            now.said = say("desk-swept", aliases=", ".join(one.alias for one in gone))


# --- blind mode ---------------------------------------------------------------------------------------

#: What can be left as it is, with the words of the switch; names and contact data are always masked.
CHOICES: Texts[Kind] = Texts(
    {
        "school": "desk-blind-schools",
        "employer": "desk-blind-employers",
        "address": "desk-blind-places",
        "pronoun": "desk-blind-pronouns",
        "age": "desk-blind-ages",
    }
)


def blind_switch() -> tuple[Kind, ...]:
    """The switch for blind mode, the same on every page; what is masked, () when it is off."""
    with st.container(horizontal=True, vertical_alignment="center", key="blind_bar"):
        on = st.toggle(
            say("desk-blind"),
            value=st.session_state.get("blind_on", False),
            key="blind",
            help=say("desk-blind-help"),
        )
        st.session_state["blind_on"] = on  # the widget's own state ends with the page it is on
        if not on:
            return ()
        with st.popover(say("desk-blind-what")):
            kept = st.multiselect(
                say("desk-blind-show"),
                tuple(CHOICES),
                format_func=CHOICES.__getitem__,
                key="blind_kept",
            )
    return tuple(kind for kind in KINDS if kind not in kept)


def called(candidate: Candidate, masked: tuple[Kind, ...]) -> str:
    """The alias, the name where there is one and it may be shown, and the coach when it is another."""
    parts = [candidate.alias, "" if masked else candidate.name or ""]
    parts += [say("desk-of-coach", coach=candidate.coach) if candidate.coach else ""]
    return "  ".join(part for part in parts if part)


# --- reading and keeping ------------------------------------------------------------------------------


def analyse_for(target: Target) -> versions.Analyse:
    """How a file is read and scored for a role or a job ad, one visitor at a time."""
    engine = load_analyzer()

    def analyse(source: Source, *portfolio: Source) -> Report:
        with engine.lock:
            return engine.analyzer.analyze(source, portfolio=portfolio, roles=target.roles, jobs=target.jobs)

    return analyse


def add(
    desk: Desk, sources: Sequence[Source], target: Target, choices: importing.Choices
) -> Iterator[Imported]:
    """Read and keep files, telling how each ended as soon as it has."""
    files = [(source.name, lambda source=source: source) for source in sources]
    yield from importing.import_files(desk, files, analyse_for(target), target.job_set, choices)


def score(desk: Desk, candidate: Candidate, target: Target) -> Imported | None:
    """Score a candidate's newest version for a target again; None when there is no version."""
    ends = list(versions.rescore(desk, candidate.id, analyse_for(target), target.job_set))
    sitting().images.clear()
    return ends[0] if ends else None


def page_images(desk: Desk, version: Version, masked: tuple[Kind, ...]) -> tuple[str, ...]:
    """The pages of a kept file as data URIs; masked, with only words that may be seen. () without file."""
    known = sitting().images
    key = (version.id, masked)
    if key not in known:
        known[key] = tuple(_drawn(desk, version, masked))
    return known[key]


def _drawn(desk: Desk, version: Version, masked: tuple[Kind, ...]) -> Iterator[str]:
    source = versions.source(desk, version)
    if source is None:
        return
    engine = load_analyzer()
    try:
        with engine.lock:
            report = engine.analyzer.analyze(source, roles=(DEFAULT_ROLE,))
        document = report.documents[0]
        marks: list[Mark] = []
        if masked:
            shown, covered = windows(document, identity(report), masked)
            marks = [Mark(box, "window") for box in shown] + [Mark(box, "cover", _COVER) for box in covered]
        for page in document.pages[:_MOST_PAGES]:
            if masked and not any(mark.box.page == page.number for mark in marks):
                continue  # nothing on it may be seen
            image = engine.analyzer.render_page(source, page.number, marks, scale=1.5)
            yield f"data:image/png;base64,{base64.b64encode(image).decode()}"
    except AipmError:
        return  # the text beside it still stands


def candidates_of(desk: Desk, ids: Sequence[int]) -> list[Candidate]:
    """The candidates of these numbers who are still here and may be seen."""
    found = []
    for key in ids:
        try:
            found.append(people.get(desk, key))
        except StoreError:
            continue  # forgotten meanwhile
    return found
