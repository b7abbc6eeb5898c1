"""Choosing what people are compared with: a role of the library, or a job ad that was pasted or stored."""

import streamlit as st

from analyzer.errors import AipmError
from analyzer.records import Source
from analyzer.service import DEFAULT_ROLE
from analyzer.store import Desk, targets
from analyzer.store.targets import Target
from analyzer.texts import say
from analyzer.ui.desk import sitting
from analyzer.ui.markup import element, notice, show
from analyzer.ui.session import load_analyzer, role_titles


def choose_target(desk: Desk, label: str, key: str) -> Target:
    """The roles and the ads that the coach keeps; the same choice stands on every page of the desk."""
    titles = role_titles()
    known = {id: Target(id, title) for id, title in titles.items()}
    known |= {one.id: one for one in targets.ads(desk)}
    now = sitting()
    if now.target not in known:
        now.target = DEFAULT_ROLE if DEFAULT_ROLE in known else next(iter(known))
    # The state of a widget ends with its page and cannot be set once it is drawn, so the choice is ours.
    if now.target_new or st.session_state.get(key) not in known:
        st.session_state[key] = now.target
        now.target_new = False
    id = st.selectbox(label, tuple(known), format_func=lambda one: _called(known[one]), key=key)
    now.target = id
    return known[id]


def _called(one: Target) -> str:
    return say("desk-ad", title=one.title) if one.ad else one.title


def ask_ad(desk: Desk, key: str) -> None:
    """A place to paste a job ad, give its file, take one of the stored postings, or let go of one."""
    with st.popover(say("desk-another-ad")):
        show(element("p", say("desk-another-ad-help"), class_="muted small"))
        text = st.text_area(say("desk-ad-text"), height=160, key=f"{key}_text")
        file = st.file_uploader(say("desk-ad-file"), key=f"{key}_file")
        if st.button(say("desk-ad-keep"), disabled=not (text.strip() or file), key=f"{key}_keep"):
            given = Source(file.name, file.getvalue()) if file else Source(say("desk-ad-name"), text.encode())
            _keep(desk, given)
        _ask_posting(desk, key)
        _ask_removal(desk, key)


def _keep(desk: Desk, given: Source) -> None:
    """Keep an ad that can be read, under its title; say why when it cannot."""
    engine = load_analyzer()
    try:
        with engine.lock:
            (job,) = engine.analyzer.jobs((), (given,))
        _chosen(targets.keep_ad(desk, job.title, job.text))
    except AipmError as problem:
        notice(element("p", str(problem)), kind="problem", role="alert")


def _ask_posting(desk: Desk, key: str) -> None:
    words = st.text_input(say("desk-posting-find"), key=f"{key}_find")
    if not words.strip():
        return
    found = {one.id: one.called for one in targets.postings(desk, words)}
    if not found:
        show(element("p", say("desk-posting-none"), class_="muted"))
        return
    number = st.selectbox(
        say("desk-posting"), tuple(found), format_func=found.__getitem__, key=f"{key}_posting"
    )
    if st.button(say("desk-posting-use"), key=f"{key}_use"):
        _chosen(targets.keep_posting(desk, number))


def _ask_removal(desk: Desk, key: str) -> None:
    now = sitting()
    kept = {one.id: one.title for one in targets.ads(desk)}
    if now.target in kept and st.button(
        say("desk-ad-remove", title=kept[now.target][:40]), key=f"{key}_remove"
    ):
        targets.remove_ad(desk, now.target)
        now.target = DEFAULT_ROLE
        now.target_new = True
        st.rerun()


def _chosen(one: Target) -> None:
    now = sitting()
    now.target = one.id
    now.target_new = True
    st.rerun()
