"""Many files in, one row each out: a Report or the reason why there is none.

::

    paths -> find() -> Inputs -> run() -> Rows, in the order of the inputs

The rows are the same for any number of workers. Equal files are analysed once. A worker process that dies
costs the one file it died of: the files in flight are run again, each alone.
"""

import glob
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from multiprocessing import util
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING

from joblib import Parallel, cpu_count, delayed
from joblib.externals.loky.process_executor import BrokenProcessPool

from analyzer.documents import Limits
from analyzer.errors import AipmError, ReadError, TooLarge
from analyzer.records import Failure, Report, Source

if TYPE_CHECKING:
    from analyzer.service import Analyzer

#: Files that are taken from a folder: what people send as a resume, also in formats that are refused with a
#: reason. Anything else in a folder is counted as passed over; a file that is named is always tried.
RESUME_SUFFIXES = (
    *(".pdf", ".txt", ".text", ".md", ".markdown"),
    *(".docx", ".doc", ".odt", ".rtf", ".pages", ".html", ".htm", ".png", ".jpg", ".jpeg", ".tif", ".tiff"),
)

#: Below this many files one process is faster: a worker takes seconds to start (libraries, knowledge, model),
#: a resume about a twentieth of a second once they are loaded.
SMALL = 100

#: Tasks given out and not finished at any time, for each worker. The files to suspect when one dies.
_IN_FLIGHT = 2


@dataclass(frozen=True, slots=True)
class Input:
    """One file to analyse: `file` is what the user calls it, `path` where it is."""

    file: str
    path: Path


@dataclass(frozen=True, slots=True)
class Found:
    """What the given paths hold: the inputs in natural order, and files passed over, counted by suffix."""

    inputs: tuple[Input, ...]
    passed_over: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """How one input ended. `same_as` names an earlier input with exactly the same bytes."""

    file: str
    result: Report | Failure
    same_as: str | None = None


# --- inputs -------------------------------------------------------------------------------------------


def find(paths: Iterable[str]) -> Found:
    """The files behind files, folders (with all below them) and patterns such as `cvs/*.pdf`.

    A path that holds nothing becomes an input all the same, and ends as a failure with its reason.
    """
    inputs: dict[Path, Input] = {}
    passed_over: Counter[str] = Counter()
    for given in paths:
        for path, chosen in _expand(given):
            if chosen or path.suffix.lower() in RESUME_SUFFIXES:
                inputs.setdefault(path.resolve(), Input(path.as_posix(), path))
            else:
                passed_over[path.suffix.lower() or "no suffix"] += 1
    ordered = sorted(inputs.values(), key=lambda one: (_natural(one.file), one.file))
    return Found(tuple(ordered), tuple(sorted(passed_over.items())))


def _expand(given: str) -> Iterator[tuple[Path, bool]]:
    """Paths behind one argument, each with whether it was named (and not only met in a folder)."""
    path = Path(given)
    if path.is_dir():
        yield from (
            (found, False) for found in path.rglob("*") if found.is_file() and not _hidden(found, path)
        )
    elif path.exists() or not glob.has_magic(given):
        yield path, True
    else:
        matches = [Path(found) for found in glob.glob(given, recursive=True)]  # noqa: PTH207  (as typed)
        if not matches:
            yield path, True
        for match in matches:
            if match.is_dir():
                yield from _expand(str(match))
            else:
                yield match, True


def _hidden(path: Path, root: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.relative_to(root).parts)


def _natural(name: str) -> tuple[tuple[int, str], ...]:
    """cv-2.pdf before cv-10.pdf."""
    parts = re.split(r"(\d+)", name)
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in parts)


def read_source(path: Path, name: str | None = None) -> Source:
    """The file at `path` as the service wants it.

    Raises a ReadError when it is no readable file, TooLarge before reading one that would be refused.
    """
    shown = name or path.name
    try:
        if path.is_dir():
            raise ReadError(f"{shown} is a folder. Name a file in it, or use `aipm batch {shown}`.")
        size, most = path.stat().st_size, Limits().max_bytes
        if size > most:
            raise TooLarge(
                f"{shown} has {size / 1_000_000:.0f} MB; files up to {most / 1_000_000:.0f} MB are read. "
                "Export it with smaller images and try again."
            )
        return Source(path.name, path.read_bytes())
    except FileNotFoundError:
        raise ReadError(f"{shown} was not found. Check the path.") from None
    except PermissionError:
        raise ReadError(f"{shown} may not be read. Check its permissions.") from None
    except (OSError, ValueError) as error:
        raise ReadError(f"{shown} could not be opened ({type(error).__name__}). Check the path.") from None


# --- the run ------------------------------------------------------------------------------------------


def run(
    inputs: Sequence[Input],
    *,
    roles: Sequence[str] = (),
    jobs: Sequence[Source] = (),
    today: str,
    workers: int | None = None,
) -> Iterator[Row]:
    """Analyse every input for the same jobs; one Row each, in the order of `inputs`.

    `workers` is the number of processes; when left out, one for small runs and one per core otherwise.
    Raises UnknownRole or BadJob before the first file is read.
    """
    task = _Task(tuple(roles), tuple(jobs), today)
    task.check()
    hashes = [_sha256(one.path) for one in inputs]
    firsts = {digest: index for index, digest in reversed(list(enumerate(hashes))) if digest}
    unique = [index for index, digest in enumerate(hashes) if digest is None or firsts[digest] == index]
    repeats = Counter(digest for digest in hashes if digest)
    results = _results(task, [inputs[index] for index in unique], workers)
    kept: dict[str, Report | Failure] = {}
    for one, digest, index in zip(inputs, hashes, range(len(inputs)), strict=True):
        if digest is None or firsts[digest] == index:
            result, same_as = next(results), None
            if digest and repeats[digest] > 1:
                kept[digest] = result
        else:
            result, same_as = _renamed(kept[digest], inputs[firsts[digest]], one), inputs[firsts[digest]].file
        yield Row(one.file, result, same_as)


@dataclass(frozen=True, slots=True)
class _Task:
    """What is done with every file. Sent to the workers with each of them."""

    roles: tuple[str, ...]
    jobs: tuple[Source, ...]
    today: str

    def check(self) -> None:
        """Raise now what would make every file fail."""
        _analyzer(self.today).jobs(self.roles, self.jobs)

    def run(self, one: Input) -> Report | Failure:
        try:
            source = read_source(one.path, one.file)
            return _slim(_analyzer(self.today).analyze(source, roles=self.roles, jobs=self.jobs))
        except AipmError as error:
            return Failure(one.file, error.code, str(error))
        except Exception as error:  # noqa: BLE001  (a mistake of ours costs one file and is shown as a failure)
            return Failure(one.file, "internal", internal_reason(error))


def internal_reason(error: BaseException) -> str:
    """What to say about a mistake of ours. The error's own text may quote a document, so it is left out."""
    frames = extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "analyzer" in Path(frame.filename).parts] or list(frames)
    place = f" at {Path(ours[-1].filename).stem}:{ours[-1].lineno}" if ours else ""
    return (
        f"The program made a mistake ({type(error).__name__}{place}). The file may be fine; please report it."
    )


@cache
def _analyzer(today: str) -> "Analyzer":
    """One Analyzer for a process, closed when the process ends."""
    from analyzer.service import Analyzer  # noqa: PLC0415  (only who analyses pays for loading all of it)

    analyzer = Analyzer(today=today)
    util.Finalize(analyzer, analyzer.close, exitpriority=10)  # atexit does not run in worker processes
    return analyzer


def _results(task: _Task, inputs: Sequence[Input], workers: int | None) -> Iterator[Report | Failure]:
    """Results in the order of the inputs, whatever the order in which they are finished."""
    if workers is None:
        workers = 1 if len(inputs) < SMALL else cpu_count()
    workers = max(1, min(workers, len(inputs)))
    if workers == 1:
        yield from (task.run(one) for one in inputs)
        return
    done: dict[int, Report | Failure] = {}
    following = 0
    for index, result in _in_processes(task, inputs, workers):
        done[index] = result
        while following in done:
            yield done.pop(following)
            following += 1


def _in_processes(
    task: _Task, inputs: Sequence[Input], workers: int
) -> Iterator[tuple[int, Report | Failure]]:
    """Every result with its index, as it comes; files whose worker dies are found and named."""
    open_ = dict(enumerate(inputs))
    while open_:
        try:
            for index, result in _pool(task, list(open_.items()), workers):
                del open_[index]
                yield index, result
        except BrokenProcessPool:
            # Tasks are given out in order, so the one that killed its worker is among the first still open.
            for index in list(open_)[: _IN_FLIGHT * workers]:
                yield index, _alone(task, open_.pop(index))


def _pool(
    task: _Task, items: Sequence[tuple[int, Input]], workers: int
) -> Iterator[tuple[int, Report | Failure]]:
    parallel = Parallel(
        n_jobs=workers,
        backend="loky",
        batch_size=1,
        pre_dispatch=_IN_FLIGHT * workers,
        return_as="generator_unordered",
    )
    yield from parallel(delayed(_numbered)(task, index, one) for index, one in items)


def _numbered(task: _Task, index: int, one: Input) -> tuple[int, Report | Failure]:
    return index, task.run(one)


def _alone(task: _Task, one: Input) -> Report | Failure:
    """One file in a pool of its own: whatever dies now, died of this file."""
    try:
        return next(_pool(task, [(0, one)], 2))[1]
    except BrokenProcessPool:
        reason = (
            f"{one.file} ended the process that analysed it, twice: it is damaged or hostile. Export it anew."
        )
        return Failure(one.file, "worker-stopped", reason)


def _slim(report: Report) -> Report:
    """The Report without what is left out of its JSON anyway: light to send and to keep."""
    documents = tuple(replace(document, lines=(), words=()) for document in report.documents)
    profile = replace(report.profile, documents=(), outlines=(), skills=(), achievements=(), competencies=())
    return replace(report, documents=documents, profile=profile)


def _renamed(result: Report | Failure, first: Input, one: Input) -> Report | Failure:
    """The result of `first` as the result of `one`, which has the same bytes and another name."""
    if isinstance(result, Failure):
        reason = result.reason.replace(first.file, one.file).replace(first.path.name, one.path.name)
        return replace(result, name=one.file, reason=reason)
    resume, *others = result.documents
    return replace(result, documents=(replace(resume, name=one.path.name), *others))


def _sha256(path: Path) -> str | None:
    """Digest of the bytes, None when they cannot be read (the run then says why)."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return None
