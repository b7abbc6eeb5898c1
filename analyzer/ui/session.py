"""What one visitor's session holds, and the one place where the app asks the service for work.

Files, reports and page images live in this visitor's `st.session_state` and nowhere else. Only the loaded
knowledge and model, which hold no one's data, are shared between visitors.
"""

import gc
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from threading import RLock, local
from traceback import format_tb
from typing import Any, Literal, cast

import streamlit as st

from analyzer.advice import plan as plans
from analyzer.advice.interview import Preparation, prepare
from analyzer.advice.ledger import decided
from analyzer.advice.path import Path
from analyzer.advice.plan import Plan
from analyzer.advice.roadmap import Roadmap
from analyzer.advice.whatif import WhatIf, WhatIfResult
from analyzer.batch import internal_reason
from analyzer.documents import Limits, Reader
from analyzer.documents.limits import DEFAULT_LIMITS
from analyzer.errors import AipmError
from analyzer.market.ladder import ladder
from analyzer.portfolio import Collection, gather, is_address
from analyzer.records import Document, Failure, Job, LedgerEntry, MachineView, Report, Source
from analyzer.resources import data_path
from analyzer.service import DEFAULT_ROLE, Analyzer
from analyzer.texts import say

logger = logging.getLogger(__name__)

Page = Literal["start", "review", "whatif", "career", "market", "candidates", "compare", "about"]


@dataclass(frozen=True, slots=True)
class Request:
    """What the visitor asks: whose files, and for which job. With `job`, the role is not used.

    `addresses` are web addresses of work that the visitor typed; nothing else is ever fetched.
    """

    resume: Source
    portfolio: tuple[Source, ...] = ()
    addresses: tuple[str, ...] = ()
    role: str = DEFAULT_ROLE
    job: Source | None = None


@dataclass(slots=True)
class Work:
    """What the visitor has done so far.

    `images` holds page images by document and page, `views` what machines read by document, `clearing` a
    report and the same with the postings that its suggestions clear; `done` numbers of the suggestions that
    the visitor has acted on.
    """

    request: Request | None = None
    report: Report | None = None
    images: dict[tuple[int, int], str] = field(default_factory=dict)
    views: dict[int, MachineView | None] = field(default_factory=dict)
    problem: Failure | None = None
    compared: tuple[tuple[Source, Report | Failure], ...] = ()
    compared_role: str | None = None
    what_if: WhatIf | None = None
    path: Path | None = None
    path_known: bool = False
    roadmap: Roadmap | None = None
    clearing: tuple[Report, Report] | None = None
    done: set[int] = field(default_factory=set)


class Turn:
    """A lock that one visitor holds at a time, and lays aside while a file of theirs is read.

    A file is read in a process of its own, for a quarter of a minute when it is damaged or hostile. Whoever
    waits for that needs nothing of the analyser, so others go on.
    """

    def __init__(self) -> None:
        self._lock = RLock()
        self._mine = local()

    def __enter__(self) -> "Turn":
        self._lock.acquire()
        self._mine.depth = self._depth() + 1
        return self

    def __exit__(self, *_: object) -> None:
        self._mine.depth -= 1
        self._lock.release()

    def _depth(self) -> int:
        return getattr(self._mine, "depth", 0)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Let others in, and wait for the next turn afterwards; nothing where this thread holds no turn."""
        depth = self._depth()
        for _ in range(depth):
            self._lock.release()
        try:
            yield
        finally:
            for _ in range(depth):
                self._lock.acquire()


class SharedReader(Reader):
    """A reader that lays the turn at the analyser aside while it waits for a file."""

    def __init__(self, turn: Turn, limits: Limits = DEFAULT_LIMITS) -> None:
        super().__init__(limits)
        self._turn = turn

    def read(self, source: Source, *, index: int = 0, limits: Limits | None = None) -> Document:
        """As every reader does, with others let in meanwhile."""
        with self._turn.aside():
            return super().read(source, index=index, limits=limits)


@dataclass(frozen=True, slots=True)
class Engine:
    """The analyser that all visitors share, and the turn that lets one of them use it at a time."""

    analyzer: Analyzer
    lock: AbstractContextManager[Any]


def load_analyzer() -> Engine:
    """The analyser with its knowledge loaded. A new month loads it anew: open-ended jobs end then."""
    return _engine(f"{date.today():%Y-%m}")


# Its words are read at the start: the first visitor after it waits.
@st.cache_resource(
    max_entries=1, show_spinner=say("app-loading"), on_release=lambda engine: engine.analyzer.close()
)
def _engine(today: str) -> Engine:
    turn = Turn()
    analyzer = Analyzer(today=today, reader=SharedReader(turn))
    # Touched here, so that the first visitor does not wait and two at once do not load everything twice.
    _ = analyzer.annotator, analyzer.matcher, analyzer.roles, analyzer.reader
    gc.collect()
    gc.freeze()  # all of it stays, so the collector need not walk through it for every visitor
    return Engine(analyzer, turn)


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


#: The invented resumes that ship with the app, in the order of their buttons.
SAMPLES = {
    "sample-ai-pm.pdf": "start-sample-ai-pm",
    "sample-career-changer.pdf": "start-sample-career-changer",
}


def samples() -> dict[str, Source]:
    """The invented resumes by the titles on their buttons."""
    return {say(id): Source(name, _sample(name)) for name, id in SAMPLES.items()}


@st.cache_data(show_spinner=False)
def _sample(name: str) -> bytes:
    return data_path("samples", name).read_bytes()


def analyse(request: Request) -> bool:
    """Do the work of a request, telling what is being done. False when it failed: `work().problem` says why.

    Nothing of an earlier report is lost when a new one fails.
    """
    done = work()
    with st.status(say("app-reading-pages"), expanded=False) as status:
        result = _attempt(request, on_stage=lambda stage: status.update(label=stage))
        failed = isinstance(result, Failure)
        status.update(
            label=say("app-stopped") if failed else say("app-done"), state="error" if failed else "complete"
        )
    if isinstance(result, Failure):
        done.problem = result
        return False
    if done.request is None or _files(done.request) != _files(request):
        done.images.clear()
        done.views.clear()
    done.request, done.report, done.problem = request, result, None
    done.what_if, done.path, done.path_known, done.roadmap = None, None, False, None
    done.done.clear()
    return True


def what_if(asked: Sequence[Mapping[str, Any]]) -> WhatIfResult | str:
    """What some changes would bring for the visitor's report, or why they cannot be made."""
    done = work()
    engine = load_analyzer()
    try:
        with engine.lock:
            if done.what_if is None:
                done.what_if = engine.analyzer.what_if(_reviewed(done), _target(done))
            return done.what_if.ask(asked)
    except AipmError as problem:
        return str(problem)


def path_ahead() -> Path | None:
    """The smallest set of changes to the next band, worked out once for a report."""
    done = work()
    if not done.path_known:
        engine = load_analyzer()
        with engine.lock:
            done.path = engine.analyzer.path_ahead(_reviewed(done), _target(done))
        done.path_known = True
    return done.path


def roadmap() -> Roadmap:
    """The way to the visitor's target, worked out once for a report."""
    done = work()
    if done.roadmap is None:
        engine = load_analyzer()
        with engine.lock:
            done.roadmap = engine.analyzer.roadmap(_reviewed(done), _target(done))
    return done.roadmap


def first_day() -> date:
    """The day a plan starts when none is chosen."""
    return plans.first_day(load_analyzer().analyzer.today)


def plan(found: Roadmap, start: date, hours: float) -> Plan:
    """The dated plan of the visitor."""
    return plans.plan_for(found, path_ahead(), start=start, hours_a_week=hours)


def interview() -> Preparation:
    """What to prepare for an interview for the visitor's target."""
    done = work()
    report = _reviewed(done)
    return prepare(report.profile, _target(done), report.matches[0])


def ledger(done: Work, asked: Sequence[Mapping[str, Any]] = ()) -> tuple[LedgerEntry, ...]:
    """The truth ledger of a visitor's report: what was accepted, in which words, and what is done.

    Files to take along are made when they are asked for, where there is no session to ask: so the caller
    names whose work it is.
    """
    report = _reviewed(done)
    told = decided(report.ledger, report.suggestions, asked, report.documents[0])
    return tuple(
        replace(one, decision="accepted") if one.suggestion in done.done and one.decision == "open" else one
        for one in told
    )


def _reviewed(done: Work) -> Report:
    assert done.report is not None  # noqa: S101  (pages ask only after a review)
    return done.report


def target() -> Job:
    """The job that the visitor's report is about."""
    return _target(work())


def _target(done: Work) -> Job:
    """The job of the last request."""
    assert done.request is not None  # noqa: S101  (as above)
    ad = (done.request.job,) if done.request.job else ()
    return load_analyzer().analyzer.jobs(() if ad else (done.request.role,), ad)[0]


def compare(sources: Sequence[Source], role: str, ad: Source | None = None) -> None:
    """Analyse several people's resumes for a role, or for a job ad instead.

    A file that fails becomes a Failure with its reason.
    """
    found: list[tuple[Source, Report | Failure]] = []
    with st.status(say("app-reading"), expanded=False) as status:
        for number, source in enumerate(sources, start=1):
            status.update(label=say("app-reading-of", number=number, total=len(sources)))
            found.append((source, _attempt(Request(source, role=role, job=ad))))
        status.update(label=say("app-done"), state="complete")
    done = work()
    done.compared, done.compared_role = tuple(found), None if ad else role


def _silent(stage: str) -> None:
    """Hears what is being done and says nothing."""


def _attempt(request: Request, *, on_stage: Callable[[str], None] = _silent) -> Report | Failure:
    """The Report, or why there is none: the one place where the app catches what can go wrong."""
    engine = load_analyzer()
    name = request.resume.name
    try:
        fetched = _fetched(request.addresses, on_stage)
        with engine.lock:
            return engine.analyzer.analyze(
                request.resume,
                portfolio=(*request.portfolio, *fetched),
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


def _fetched(addresses: Sequence[str], on_stage: Callable[[str], None]) -> list[Collection]:
    """What stands behind the addresses that the visitor typed. A path is no address here."""
    found: list[Collection] = []
    for address in addresses:
        if not is_address(address):
            raise AipmError(say("app-no-address", address=address))
        on_stage(say("app-fetching"))
        found += gather(address)  # without a token of ours: it could open what is not the visitor's
    return found


def _files(request: Request) -> tuple[Source, ...]:
    return (request.resume, *request.portfolio)


def own_file(document: int) -> Source | None:
    """The file of this visitor that a document is; None for pages inside a zip file or of a site."""
    done = work()
    if done.request is None or done.report is None:
        return None
    files = _files(done.request)
    if document == 0 or len(files) == len(done.report.documents):
        return files[document]
    name = done.report.documents[document].name
    return next((one for one in done.request.portfolio if one.name == name), None)


def page_image(document: int, page: int, *, scale: float) -> bytes | None:
    """A page of this visitor's files as PNG; None when it cannot be drawn."""
    source = own_file(document)
    if source is None:
        return None
    try:
        return load_analyzer().analyzer.render_page(source, page, scale=scale)
    except AipmError:
        return None  # the text beside it still stands, and the page says that there is no image


def machine_view(document: int) -> MachineView | None:
    """What machines read of one of this visitor's files, worked out once a session; None when it fails."""
    done = work()
    source = own_file(document)
    if source is None:
        return None
    if document not in done.views:
        try:
            view = load_analyzer().analyzer.machine_view(source)
        except AipmError:
            view = None
        done.views[document] = view
    return done.views[document]


def asked_levels(job: str) -> dict[str, int]:
    """The level, 0 to 4, that a role of the library asks for in each competency; empty for a job ad."""
    ladder_id = next((role.ladder for role in roles() if role.id == job), None)
    rung = ladder().rung(ladder_id) if ladder_id else None
    return {need.competency: need.level for need in rung.needs} if rung else {}
