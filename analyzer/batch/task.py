"""What is done with every input, in whichever process: read, analyse, and make small enough to send."""

import gc
import hashlib
import json
import re
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from multiprocessing import util
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING, Any, Literal

from analyzer import __version__
from analyzer.batch.inputs import Input, load, load_portfolio
from analyzer.documents import Reader
from analyzer.errors import AipmError, ReadTimeout
from analyzer.records import Failure, Report, Source, report_from_json, report_json
from analyzer.resources import code_hash, data_hash, models_hash

if TYPE_CHECKING:
    from analyzer.portfolio import Collection
    from analyzer.service import Analyzer

#: The files of an input that travel with it: the resume, then the portfolio.
Carried = Sequence["Source | Collection"]

#: Failures that another run may not meet: they are tried again, and not remembered.
PASSING = frozenset({"worker-stopped", "worker-hung", "reader-stopped", "internal"})

#: Objects made before garbage is looked for. What a Report leaves behind has few circles; to look for them
#: every 700 objects took a seventh of the time.
_COLLECT_AFTER = 50_000


@dataclass(frozen=True, slots=True)
class Done:
    """How one input ended, light to send and to keep.

    `line` is the Report or Failure as one line of JSON, compressed; `summary` what the caller's `summarize`
    made of it; `page` what its `draw` drew, compressed. `text` and `person` are hashes by which copies and
    several resumes of one person are found.
    """

    kind: Literal["report", "failure"]
    line: bytes
    sha256: str = ""
    text: str = ""
    person: tuple[str, ...] = ()
    code: str = ""
    summary: Any = None
    page: bytes = b""

    @property
    def json(self) -> str:
        """The line of JSON."""
        return zlib.decompress(self.line).decode()

    @property
    def drawn(self) -> bytes:
        """The page, empty when none was drawn."""
        return zlib.decompress(self.page) if self.page else b""

    @property
    def result(self) -> Report | Failure:
        """The Report or Failure."""
        return report_from_json(self.json) if self.kind == "report" else Failure(**json.loads(self.json))


def identity() -> str:
    """Version, code, knowledge and model: where all are equal, the same bytes give the same Report."""
    return f"{__version__} code {code_hash()} data {data_hash()} model {models_hash()}"


def options(task: "Task") -> str:
    """A hash of everything beside the input that decides its result."""
    roles = [one if isinstance(one, str) else _file_mark(one) for one in task.roles]
    ads = [_file_mark(one) for one in task.jobs]
    told = json.dumps([identity(), roles, ads, task.today, task.blind, task.weights])
    return hashlib.sha256(told.encode()).hexdigest()


def _file_mark(source: Source) -> tuple[str, str]:
    return source.name, hashlib.sha256(source.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Task:
    """What is done with every file. Sent once to each worker.

    `roles` are ids of the library or roles of one's own as files; `weights` say how much parts of the score
    count, where not as learned.

    `summarize` and `draw` are called with the Report where it was made (`draw` with a Report only); they have
    to be functions of a module, so that other processes find them. `cache` keeps parsed documents.
    """

    roles: tuple[str | Source, ...] = ()
    jobs: tuple[Source, ...] = ()
    today: str = ""
    weights: tuple[tuple[str, float], ...] = ()
    blind: bool = False
    cache: bool = False
    summarize: Callable[[Report | Failure], Any] | None = None
    draw: Callable[[Report], str] | None = None

    @property
    def options(self) -> str:
        """A hash of everything beside the input that decides its result."""
        return options(self)

    def check(self) -> None:
        """Raise now what would make every file fail: UnknownRole or BadJob, or a ReadError of an ad."""
        ready_analyzer(self.today, cache=self.cache, weights=self.weights).jobs(self.roles, self.jobs)

    def run(self, one: Input, carried: Carried = ()) -> Done:
        """The result of one input; never raises for anything that is the input's fault or ours.

        `carried` are its files (the resume first) where they came with it; otherwise they are read here. What
        stops the reader is tried twice: it may have been killed for no fault of the file.
        """
        done = self._once(one, carried)
        return self._once(one, carried) if done.code == ReadTimeout.code else done

    def _once(self, one: Input, carried: Carried) -> Done:
        try:
            source = carried[0] if carried else load(one)
            assert isinstance(source, Source)  # noqa: S101  (the first is the resume)
        except AipmError as error:
            return self.failed(one, Failure(one.file, error.code, str(error)))
        sha256 = hashlib.sha256(source.data).hexdigest()
        try:
            portfolio = carried[1:] if carried else load_portfolio(one)
            analyzer = ready_analyzer(self.today, cache=self.cache, weights=self.weights)
            report = analyzer.analyze(source, portfolio=portfolio, roles=self.roles, jobs=self.jobs)
            return self._done(report, sha256)
        except AipmError as error:
            return self.failed(one, Failure(one.file, error.code, str(error)), sha256)
        except Exception as error:  # noqa: BLE001  (a mistake of ours costs one file and is shown as a failure)
            return self.failed(one, Failure(one.file, "internal", internal_reason(error)), sha256)

    def _done(self, report: Report, sha256: str) -> Done:
        text, person = _text_mark(report), tuple(_person_marks(report))
        report = masked(report, alias(sha256)) if self.blind else report
        line = zlib.compress(report_json(report).encode(), 1)
        return Done(
            kind="report",
            line=line,
            sha256=sha256,
            text=text,
            person=person,
            summary=self.summarize(report) if self.summarize else None,
            page=zlib.compress(self.draw(report).encode(), 1) if self.draw else b"",
        )

    def failed(self, one: Input, failure: Failure, sha256: str = "") -> Done:
        """A failure as a result."""
        if self.blind:
            called = sha256 or hashlib.sha256(one.file.encode("utf-8", "surrogatepass")).hexdigest()
            failure = renamed_failure(failure, one, alias(called))
        line = json.dumps(asdict(failure), ensure_ascii=False, separators=(",", ":"))
        return Done(
            kind="failure",
            line=zlib.compress(line.encode(), 1),
            sha256=sha256,
            code=failure.code,
            summary=self.summarize(failure) if self.summarize else None,
        )


def renamed_failure(failure: Failure, one: Input, name: str) -> Failure:
    """The failure of `one` under another name."""
    reason = failure.reason.replace(one.file, name).replace(one.name, Path(name).name)
    return replace(failure, name=name, reason=reason)


def internal_reason(error: BaseException) -> str:
    """What to say about a mistake of ours. The error's own text may quote a document, so it is left out."""
    frames = extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "analyzer" in Path(frame.filename).parts] or list(frames)
    place = f" at {Path(ours[-1].filename).stem}:{ours[-1].lineno}" if ours else ""
    return (
        f"The program made a mistake ({type(error).__name__}{place}). The file may be fine; please report it."
    )


@cache
def ready_analyzer(
    today: str, *, cache: bool = False, weights: tuple[tuple[str, float], ...] = ()
) -> "Analyzer":
    """One Analyzer for a process, closed when the process ends."""
    reader = early_reader(cache=cache)  # its child loads while we load
    from analyzer.service import Analyzer  # noqa: PLC0415  (only who analyses pays for loading all of it)

    analyzer = Analyzer(today=today, reader=reader, weights=dict(weights))
    warm = sys.modules.get("analyzer.batch.warm")
    for part in ("annotator", "matcher", "roles") if warm else ():
        if part == "matcher" and weights:
            continue  # the shared one has learned weights
        if part in vars(warm.SHARED):  # type: ignore[union-attr]
            setattr(analyzer, part, getattr(warm.SHARED, part))  # type: ignore[union-attr]
    util.Finalize(analyzer, analyzer.close, exitpriority=10)  # atexit does not run in worker processes
    return analyzer


def early_reader(*, cache: bool) -> Reader:
    """A Reader whose child process has been started."""
    if not cache:
        return Reader().__enter__()
    from analyzer.documents.cache import CachedReader  # noqa: PLC0415  (only who wants it)

    return CachedReader()  # the child starts with the first file that is not there


def alias(sha256: str) -> str:
    """What a candidate is called when nobody shall know who it is: the same for the same file, always."""
    return f"candidate-{sha256[:8]}"


def masked(report: Report, called: str) -> Report:
    """The Report of somebody called `called`, without who it is."""
    from analyzer.blind import blind, identity  # noqa: PLC0415  (only a blind run needs it)

    return blind(report, identity(report), alias=called)


def settle() -> None:
    """Set what is loaded apart from what comes: it is not searched for garbage again, and stays shared."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_COLLECT_AFTER)


# --- copies --------------------------------------------------------------------------------------------


def _text_mark(report: Report) -> str:
    """A hash of the words of the resume without spaces, case and signs; empty where there are none."""
    words = re.findall(r"\w+", report.documents[0].text.casefold())
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:32] if words else ""


def _person_marks(report: Report) -> Iterator[str]:
    """Hashes of what belongs to one person alone: mail addresses, telephone numbers, profiles on the web."""
    contact = report.profile.contact
    marks = [one.casefold() for one in contact.emails]
    marks += [digits for one in contact.phones if len(digits := re.sub(r"\D", "", one)[-9:]) == 9]
    marks += [
        re.sub(r"^(?:https?://)?(?:\w{2,3}\.)?", "", link.url.casefold()).rstrip("/")
        for link in contact.links
        if link.kind in ("linkedin", "github")
    ]
    for mark in dict.fromkeys(marks):
        yield hashlib.sha256(mark.encode()).hexdigest()[:16]
