"""Start: a resume, a job, one button. Or the sample, one click away."""

from collections.abc import Iterator, Mapping

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from analyzer.records import Failure, Source
from analyzer.reports import words
from analyzer.service import DEFAULT_ROLE
from analyzer.store import targets
from analyzer.texts import say
from analyzer.ui.desk import open_desk
from analyzer.ui.markup import Html, details, element, join, notice, show
from analyzer.ui.session import Request, analyse, go, role_titles, roles, samples, work

#: Addresses that only this machine can reach.
LOCAL = ("127.0.0.1", "localhost", "::1")

#: How a resume, and a job, can be given.
RESUME_FROM = {"file": "start-resume-from-file", "text": "start-resume-from-text"}
JOB_FROM = {"role": "start-job-from-role", "ad": "start-job-from-ad", "posting": "start-job-from-posting"}


def page() -> None:
    """Ask for a resume and a job, then open the review."""
    with st.container(key="start"):
        _heading()
        _samples()
        _problem()
        left, right = st.columns(2, gap="large")
        with left:
            resume, portfolio, addresses = _ask_resume()
        with right:
            role, job = _ask_job()
        _act(Request(resume, portfolio, addresses, role, job) if resume else None, job)


def _heading() -> None:
    show(
        element("h1", say("start-title")),
        element(
            "p",
            say("start-lead"),
            class_="lead",
        ),
    )


def _problem() -> None:
    problem = work().problem
    if problem is None:
        return
    notice(
        element("strong", say("start-problem")),
        element("p", problem.reason),
        element("p", _remedy(problem), class_="muted"),
        kind="problem",
        role="alert",
    )


def _remedy(problem: Failure) -> str:
    if problem.code in ("bad-job", "unknown-role"):
        return say("start-remedy-job")
    return say("start-remedy-resume")


def _ask_resume() -> tuple[Source | None, tuple[Source, ...], tuple[str, ...]]:
    show(element("h2", say("start-resume")))
    if _switch("resume_from", "start-resume-from", RESUME_FROM) == "text":
        text = st.text_area(say("start-resume-text"), height=220, key="resume_text")
        resume = _typed(text, say("start-pasted-resume"))
    else:
        file = st.file_uploader(say("start-drop", formats=say("app-read-formats")), key="resume_file")
        resume = _source(file)
        show(element("p", say("start-limit"), class_="muted small"))
    show(element("p", _privacy(), class_="muted"))
    with st.expander(say("start-portfolio")):
        files = st.file_uploader(
            say("start-portfolio-files"),
            accept_multiple_files=True,
            key="portfolio_files",
        )
        address = st.text_input(
            say("start-portfolio-address"),
            placeholder="https://",
            key="portfolio_address",
        )
        show(element("p", say("start-portfolio-help"), class_="muted"))
    sources = tuple(Source(one.name, one.getvalue()) for one in files)
    return resume, sources, (address.strip(),) if address.strip() else ()


def _ask_job() -> tuple[str, Source | None]:
    show(element("h2", say("start-job")))
    titles = role_titles()
    way = _switch("job_from", "start-job-from", JOB_FROM)
    if way == "posting":
        return DEFAULT_ROLE, _ask_posting()
    if way == "role":
        role = st.selectbox(
            say("start-role"),
            tuple(titles),
            index=tuple(titles).index(DEFAULT_ROLE),
            format_func=titles.__getitem__,
            key="role",
        )
        show(
            element("p", say("start-roles-count", count=len(titles)), class_="muted"),
            details(say("start-role-asks"), *_asks(role)),
        )
        return role, None
    text = st.text_area(say("start-ad-text"), height=220, key="job_text", placeholder=say("start-ad-paste"))
    file = st.file_uploader(say("start-ad-file"), key="job_file")
    return DEFAULT_ROLE, _source(file) or _typed(text, say("start-pasted-ad"))


def _ask_posting() -> Source | None:
    """One of the postings that were added on the page Market, found by words of its title or employer."""
    desk = open_desk()
    if desk is None:
        return None
    wanted = st.text_input(say("start-posting-find"), key="posting_find")
    found = {one.id: one.called for one in targets.postings(desk, wanted)}
    if not found:
        none = "start-posting-none" if wanted.strip() else "start-posting-nothing"
        show(element("p", say(none), class_="muted"))
        return None
    number = st.selectbox(
        say("start-posting"), tuple(found), format_func=found.__getitem__, key="posting_chosen"
    )
    return targets.posting(desk, number)


def _asks(role: str) -> Iterator[Html]:
    """The requirements of a role of the library, in the words of its description."""
    asked = next(one.requirements for one in roles() if one.id == role)
    for importance, heading in words.IMPORTANCES.items():
        lines = [element("li", words.asked(one)) for one in asked if one.importance == importance]
        if lines:
            yield join(element("h3", heading), element("ul", *lines))


def _privacy() -> str:
    if st.get_option("server.address") in LOCAL:
        return say("start-privacy-local")
    return say("start-privacy-shared")


def _switch(key: str, label: str, ways: Mapping[str, str]) -> str:
    """Which of the ways is chosen; the first until another is."""
    chosen = st.segmented_control(
        say(label),
        tuple(ways),
        default=next(iter(ways)),
        required=True,
        format_func=lambda one: say(ways[one]),
        key=key,
        label_visibility="collapsed",
    )
    return str(chosen)


def _act(request: Request | None, job: Source | None) -> None:
    needs_ad = st.session_state.get("job_from") in ("ad", "posting") and job is None
    missing = "start-add-resume" if request is None else "start-add-ad" if needs_ad else None
    with st.container(horizontal=True, vertical_alignment="center"):
        pressed = st.button(say("start-act"), type="primary", disabled=missing is not None, key="act")
        if missing:
            show(element("span", say(missing), class_="muted"))
    if pressed and request and analyse(request):
        go("review")
    elif pressed:
        st.rerun()


def _samples() -> None:
    found = samples()
    if not found:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="samples"):
        show(element("span", say("start-samples"), class_="muted"), width="content")
        for title, source in found.items():
            pressed = st.button(say("start-sample", title=title), key=f"sample_{source.name}")
            if pressed and analyse(Request(source)):
                go("review")
            elif pressed:
                st.rerun()


def _typed(text: str, name: str) -> Source | None:
    return Source(name, text.encode()) if text.strip() else None


def _source(file: UploadedFile | None) -> Source | None:
    return Source(file.name, file.getvalue()) if file else None
