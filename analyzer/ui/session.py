"""What one visitor's session holds, and the one place where the app asks the service for work.

Files, reports and page images live in this visitor's `st.session_state` and nowhere else. Only the loaded
knowledge and model, which hold no one's data, are shared between visitors.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from threading import RLock
from traceback import format_tb
from typing import Literal, cast

import streamlit as st

from analyzer.batch import internal_reason
from analyzer.errors import AipmError
from analyzer.market.ladder import ladder
from analyzer.records import Failure, Job, MachineView, Report, Source
from analyzer.resources import data_path
from analyzer.service import DEFAULT_ROLE, Analyzer

logger = logging.getLogger(__name__)

#: Said where the first visitor after a start waits.
LOADING = "Loading the roles and the model. This takes a few seconds, once."

Page = Literal["start", "review", "compare", "market", "about"]


@dataclass(frozen=True, slots=True)
class Request:
    """What the visitor asks: whose files, and for which job. With `job`, the role is not used."""

    resume: Source
    portfolio: tuple[Source, ...] = ()
    role: str = DEFAULT_ROLE
    job: Source | None = None


@dataclass(slots=True)
class Work:
    """What the visitor has done so far.

    `images` holds page images by document and page, `views` what machines read by document.
    """

    request: Request | None = None
    report: Report | None = None
    images: dict[tuple[int, int], str] = field(default_factory=dict)
    views: dict[int, MachineView | None] = field(default_factory=dict)
    problem: Failure | None = None
    compared: tuple[tuple[Source, Report | Failure], ...] = ()
    compared_role: str | None = None


@dataclass(frozen=True, slots=True)
class Engine:
    """The analyser that all visitors share, and the lock that lets one of them use it at a time."""

    analyzer: Analyzer
    lock: RLock


def load_analyzer() -> Engine:
    """The analyser with its knowledge loaded. A new month loads it anew: open-ended jobs end then."""
    return _engine(f"{date.today():%Y-%m}")


@st.cache_resource(max_entries=1, show_spinner=LOADING, on_release=lambda engine: engine.analyzer.close())
def _engine(today: str) -> Engine:
    analyzer = Analyzer(today=today)
    # Touched here, so that the first visitor does not wait and two at once do not load everything twice.
    _ = analyzer.annotator, analyzer.matcher, analyzer.roles, analyzer.reader
    return Engine(analyzer, RLock())


def work() -> Work:
    """This visitor's work."""
    if "work" not in st.session_state:
        st.session_state["work"] = Work()
    return cast(Work, st.session_state["work"])


def go(page: Page) -> None:
    """Open another page."""
    st.switch_page(st.session_state["pages"][page])


def roles() -> tuple[Job, ...]:
    """The role library, in the order of the career ladder."""
    return load_analyzer().analyzer.roles


def role_titles() -> dict[str, str]:
    """Titles of the role library by id."""
    return {role.id: role.title for role in roles()}


@st.cache_data(show_spinner=False)
def samples() -> dict[str, Source]:
    """The invented resumes that ship with the app, by the words on their buttons."""
    paths = sorted(data_path("samples").glob("*.pdf"))
    return {_sample_title(path.stem): Source(path.name, path.read_bytes()) for path in paths}


def _sample_title(stem: str) -> str:
    return stem.removeprefix("sample-").replace("-", " ").replace("ai pm", "AI PM")


def analyse(request: Request) -> bool:
    """Do the work of a request, telling what is being done. False when it failed: `work().problem` says why.

    Nothing of an earlier report is lost when a new one fails.
    """
    done = work()
    with st.status("Reading the pages", expanded=False) as status:
        result = _attempt(request, on_stage=lambda stage: status.update(label=stage))
        failed = isinstance(result, Failure)
        status.update(label="Stopped" if failed else "Done", state="error" if failed else "complete")
    if isinstance(result, Failure):
        done.problem = result
        return False
    if done.request is None or _files(done.request) != _files(request):
        done.images.clear()
        done.views.clear()
    done.request, done.report, done.problem = request, result, None
    return True


def compare(sources: Sequence[Source], role: str) -> None:
    """Analyse several people's resumes for one role; a file that fails becomes a Failure with its reason."""
    found: list[tuple[Source, Report | Failure]] = []
    with st.status("Reading", expanded=False) as status:
        for number, source in enumerate(sources, start=1):
            status.update(label=f"Reading {number} of {len(sources)}")
            found.append((source, _attempt(Request(source, role=role))))
        status.update(label="Done", state="complete")
    done = work()
    done.compared, done.compared_role = tuple(found), role


def _silent(stage: str) -> None:
    """Hears what is being done and says nothing."""


def _attempt(request: Request, *, on_stage: Callable[[str], None] = _silent) -> Report | Failure:
    """The Report, or why there is none: the one place where the app catches what can go wrong."""
    engine = load_analyzer()
    name = request.resume.name
    try:
        with engine.lock:
            return engine.analyzer.analyze(
                request.resume,
                portfolio=request.portfolio,
                roles=() if request.job else (request.role,),
                jobs=(request.job,) if request.job else (),
                on_stage=on_stage,
            )
    except AipmError as problem:
        return Failure(name, problem.code, str(problem))
    except Exception as mistake:  # noqa: BLE001  (a mistake of ours costs one file and is shown as a failure)
        # Only places of the code are logged: the mistake's own text may quote a document.
        logger.error("%s\n%s", type(mistake).__name__, "".join(format_tb(mistake.__traceback__)))
        return Failure(name, "internal", internal_reason(mistake))


def _files(request: Request) -> tuple[Source, ...]:
    return (request.resume, *request.portfolio)


def page_image(document: int, page: int, *, scale: float) -> bytes | None:
    """A page of this visitor's files as PNG; None when it cannot be drawn."""
    request = work().request
    if request is None:
        return None
    try:
        return load_analyzer().analyzer.render_page(_files(request)[document], page, scale=scale)
    except AipmError:
        return None  # the text beside it still stands, and the page says that there is no image


def machine_view(document: int) -> MachineView | None:
    """What machines read of one of this visitor's files, worked out once a session; None when it fails."""
    done = work()
    if done.request is None:
        return None
    if document not in done.views:
        try:
            view = load_analyzer().analyzer.machine_view(_files(done.request)[document])
        except AipmError:
            view = None
        done.views[document] = view
    return done.views[document]


def asked_levels(job: str) -> dict[str, int]:
    """The level, 0 to 4, that a role of the library asks for in each competency; empty for a job ad."""
    ladder_id = next((role.ladder for role in roles() if role.id == job), None)
    rung = ladder().rung(ladder_id) if ladder_id else None
    return {need.competency: need.level for need in rung.needs} if rung else {}
