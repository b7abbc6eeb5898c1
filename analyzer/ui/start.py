"""Start: a resume, a job, one button. Or the sample, one click away."""

from collections.abc import Iterator

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from analyzer.documents.formats import READ_FORMATS
from analyzer.records import Failure, Source
from analyzer.reports import words
from analyzer.service import DEFAULT_ROLE
from analyzer.ui.markup import Html, details, element, join, notice, show
from analyzer.ui.session import Request, analyse, go, role_titles, roles, samples, work

#: Addresses that only this machine can reach.
LOCAL = ("127.0.0.1", "localhost", "::1")

FORMATS = f"{READ_FORMATS}, up to 10 MB"


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
        element("h1", "Where does this resume stand?"),
        element(
            "p",
            "See how a resume fits an AI project management job, which words prove it, "
            "and which changes are worth making first.",
            class_="lead",
        ),
    )


def _problem() -> None:
    problem = work().problem
    if problem is None:
        return
    notice(
        element("strong", "We could not review this."),
        element("p", problem.reason),
        element("p", _remedy(problem), class_="muted"),
        kind="problem",
        role="alert",
    )


def _remedy(problem: Failure) -> str:
    if problem.code in ("bad-job", "unknown-role"):
        return "Choose a role of the library instead, or paste the whole text of the ad."
    return "You can paste the text instead, or try a sample."


def _ask_resume() -> tuple[Source | None, tuple[Source, ...], tuple[str, ...]]:
    show(element("h2", "1  Resume"))
    pasted = _switch("resume_from", "How do you give the resume?", "A file", "Pasted text")
    if pasted:
        text = st.text_area("Text of the resume", height=220, key="resume_text")
        resume = _typed(text, "pasted-resume.txt")
    else:
        file = st.file_uploader(f"Drop a resume here: {FORMATS}", key="resume_file")
        resume = _source(file)
    show(element("p", _privacy(), class_="muted"))
    with st.expander("Add a portfolio (optional)"):
        files = st.file_uploader(
            "Case studies, decks, notebooks, exports, or a folder or repository as a zip file",
            accept_multiple_files=True,
            key="portfolio_files",
        )
        address = st.text_input(
            "Or the address of a site, or of a GitHub account or repository",
            placeholder="https://",
            key="portfolio_address",
        )
        show(element("p", "Only an address that you give here is fetched. Nothing is run.", class_="muted"))
    sources = tuple(Source(one.name, one.getvalue()) for one in files)
    return resume, sources, (address.strip(),) if address.strip() else ()


def _ask_job() -> tuple[str, Source | None]:
    show(element("h2", "2  Job"))
    titles = role_titles()
    if not _switch("job_from", "Which job?", "A typical role", "A job ad"):
        role = st.selectbox(
            "Role",
            tuple(titles),
            index=tuple(titles).index(DEFAULT_ROLE),
            format_func=titles.__getitem__,
            key="role",
        )
        show(
            element("p", f"{len(titles)} typical descriptions, written for this program.", class_="muted"),
            details("What this role asks for", *_asks(role)),
        )
        return role, None
    text = st.text_area("Text of the ad", height=220, key="job_text", placeholder="Paste the whole ad here")
    file = st.file_uploader("Or a file: an ad, or a role described by yourself", key="job_file")
    return DEFAULT_ROLE, _source(file) or _typed(text, "pasted-ad.txt")


def _asks(role: str) -> Iterator[Html]:
    """The requirements of a role of the library, in the words of its description."""
    asked = next(one.requirements for one in roles() if one.id == role)
    for importance, heading in words.IMPORTANCES.items():
        lines = [element("li", words.asked(one)) for one in asked if one.importance == importance]
        if lines:
            yield join(element("h3", heading), element("ul", *lines))


def _privacy() -> str:
    if st.get_option("server.address") in LOCAL:
        return "Your file stays on this computer."
    return "Your file is read by the computer that runs this app, and sent no further."


def _switch(key: str, label: str, first: str, second: str) -> bool:
    """Whether the second of two ways is chosen."""
    chosen = st.segmented_control(
        label, (first, second), default=first, required=True, key=key, label_visibility="collapsed"
    )
    return chosen == second


def _act(request: Request | None, job: Source | None) -> None:
    needs_ad = st.session_state.get("job_from") == "A job ad" and job is None
    missing = "a resume" if request is None else "the job ad" if needs_ad else None
    with st.container(horizontal=True, vertical_alignment="center"):
        pressed = st.button("Review this resume", type="primary", disabled=missing is not None, key="act")
        if missing:
            show(element("span", f"Add {missing} first.", class_="muted"))
    if pressed and request and analyse(request):
        go("review")
    elif pressed:
        st.rerun()


def _samples() -> None:
    found = samples()
    if not found:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="samples"):
        show(element("span", "No file at hand? Try an invented person:", class_="muted"), width="content")
        for title, source in found.items():
            pressed = st.button(f"Sample: {title}", key=f"sample_{source.name}")
            if pressed and analyse(Request(source)):
                go("review")
            elif pressed:
                st.rerun()


def _typed(text: str, name: str) -> Source | None:
    return Source(name, text.encode()) if text.strip() else None


def _source(file: UploadedFile | None) -> Source | None:
    return Source(file.name, file.getvalue()) if file else None
