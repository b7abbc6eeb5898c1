"""Source -> Document, behind one door: every file is read in a child process that can be stopped."""

import json
import os
import signal
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from types import TracebackType
from typing import Literal

from analyzer.documents import wire
from analyzer.documents.formats import check_size
from analyzer.documents.limits import (
    DAMAGED_OR_HOSTILE,
    DEFAULT_LIMITS,
    MEGABYTE,
    Limits,
    recognition_limits,
)
from analyzer.documents.marks import Mark
from analyzer.documents.simple import simple_readers
from analyzer.errors import ReadError, ReadTimeout, TooLarge
from analyzer.records import Document, SimpleText, Source

#: A fresh interpreter on a busy machine takes a second or two; after this it will not come.
_START_SECONDS = 30.0
#: Children of one Reader at most. Each takes about 150 MB; more than the processors only wait for each other.
_MOST_CHILDREN = max(1, min(4, os.cpu_count() or 1))
#: The child gets our module path as it is now, so it finds the package wherever it was imported from.
#: NumPy multiplies nothing there, and each thread it would keep for that takes 40 MB of the address space.
_START = (
    "import os, sys, json; os.environ['OPENBLAS_NUM_THREADS'] = '1'; sys.path[:] = json.loads(sys.argv[1]); "
    "from analyzer.documents.worker import main; main()"
)


class Reader:
    """Reads files and draws their pages. Use as a context manager; one Reader serves many files and threads.

    Whatever its format, a file goes to one of a few child processes. They stay alive between files, are
    bounded in memory and processor time, and are ended when `limits.seconds` are over; the next file gets a
    new one. A second child starts only when two threads ask at once.
    """

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self._limits = limits
        self._lock = threading.Lock()
        self._idle: list[_Child] = []
        self._places = threading.BoundedSemaphore(_MOST_CHILDREN)

    def __reduce__(self) -> tuple[type["Reader"], tuple[Limits]]:
        """A copy in another process starts its own children."""
        return Reader, (self._limits,)

    def __enter__(self) -> "Reader":
        """Start a child at once, without waiting for it: it loads while the caller loads."""
        with self._lock:
            if not self._idle:
                self._idle.append(_Child())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child processes that wait. The Reader can be used again; it then starts others."""
        with self._lock:
            children, self._idle = self._idle, []
        for child in children:
            child.stop()

    def read(self, source: Source, *, index: int = 0, limits: Limits | None = None) -> Document:
        """The Document of a file; `index` is its number in the Report.

        `limits` are for this file alone: a portfolio holds longer documents than a resume.

        Raises:
            ReadError: the file could not be read; the message says why and what to do.
        """
        request = {"do": "read", "index": index, "recognising": False}
        limits = limits or self._limits
        answer, _ = self._ask(source, request, limits)
        if "needs" in answer:
            request["recognising"] = True
            limits = recognition_limits(limits, answer["needs"])
            answer, _ = self._ask(source, request, limits, once=True)
        try:
            return wire.document_from(answer)
        except EOFError as error:
            raise _Ended(None).explained(source, limits) from error

    def render(self, source: Source, page: int, marks: Sequence[Mark] = (), *, scale: float = 2.0) -> bytes:
        """Page `page` (from 1) of a PDF as PNG with marks drawn on it; scale 1 is 72 pixels an inch.

        Raises:
            ReadError: not a PDF, no such page, or a file that could not be read.
        """
        request = {
            "do": "render",
            "page": page,
            "scale": scale,
            "marks": [_mark_message(mark) for mark in marks],
        }
        _, image = self._ask(source, request, self._limits)
        return image

    def simple(self, source: Source, document: Document) -> tuple[SimpleText, ...]:
        """The text of a file as each simple reader of its format gets it; `document` is what we read.

        A reader that cannot read the file, or that had to be stopped, has no text and says so. Nothing is
        given for formats that every program reads alike.
        """
        return tuple(
            self._simple_text(source, name, method) for name, method in simple_readers(document.format)
        )

    def _simple_text(self, source: Source, name: str, method: str) -> SimpleText:
        try:
            answer, _ = self._ask(source, {"do": "simple", "reader": name}, self._limits)
        except ReadTimeout:
            return SimpleText(name, method, "", "This reader had to be stopped: it would get nothing.")
        except ReadError:
            return SimpleText(name, method, "", "This reader cannot open the file: it gets nothing.")
        return SimpleText(name, method, answer["text"])

    def _ask(
        self, source: Source, request: wire.Message, limits: Limits, *, once: bool = False
    ) -> tuple[wire.Message, bytes]:
        """An answer of a child; with `once` it ends afterwards, because it holds more than others need."""
        check_size(source, limits)
        request = {**request, "name": source.name, "limits": asdict(limits), "once": once}
        answer, payload = self._asked(request, source, limits)
        wire.raise_error(answer)
        return answer, payload

    def _asked(self, request: wire.Message, source: Source, limits: Limits) -> tuple[wire.Message, bytes]:
        """The answer of a child; when another file may have worn it out, that of a fresh one."""
        try:
            with self._child() as child:
                worn = child.used
                answer, payload = _answer(child, request, source, limits)
            if not (worn and answer.get("last") and answer.get("error") == TooLarge.code):
                return answer, payload
        except _Ended as error:
            if not worn or error.reason is not None:
                raise error.explained(source, limits) from error
        try:
            with self._child(fresh=True) as child:
                return _answer(child, request, source, limits)
        except _Ended as error:
            raise error.explained(source, limits) from error

    @contextmanager
    def _child(self, *, fresh: bool = False) -> Iterator["_Child"]:
        """A child for one request; it goes back to the others unless it was stopped."""
        with self._places:
            with self._lock:
                child = self._idle.pop() if self._idle and not fresh else _Child()
            if not child.alive():
                child.stop()
                child = _Child()
            try:
                yield child
            finally:
                with self._lock:
                    if child.alive():
                        self._idle.append(child)


def _answer(
    child: "_Child", request: wire.Message, source: Source, limits: Limits
) -> tuple[wire.Message, bytes]:
    try:
        answer, payload = child.ask(request, source.data, seconds=limits.seconds)
    except (EOFError, OSError) as error:
        raise _Ended(child.end()) from error
    if answer.get("last") or request["once"]:
        child.stop()
    return answer, payload


class _Ended(Exception):
    """A child has ended before it answered: for time on the clock, processor time, or anything else."""

    def __init__(self, reason: Literal["clock", "processor"] | None) -> None:
        super().__init__(reason)
        self.reason = reason

    def explained(self, source: Source, limits: Limits) -> ReadTimeout:
        """The same for the user."""
        what = {
            "clock": f"took more than {limits.seconds:g} seconds",
            "processor": f"needs more than {limits.step_seconds:g} seconds for one of its parts",
            None: f"ended its reader, or needs more than {limits.memory_bytes // MEGABYTE} MB of memory",
        }[self.reason]
        return ReadTimeout(f"{source.name} {what}. {DAMAGED_OR_HOSTILE}")


def _mark_message(mark: Mark) -> wire.Message:
    box = mark.box
    return {**asdict(mark), "box": [box.page, box.x0, box.top, box.x1, box.bottom]}


class _Child:
    """One worker process. Not thread-safe: its Reader gives it to one caller at a time."""

    def __init__(self) -> None:
        flags = ["-I", *(["-B"] if sys.dont_write_bytecode else [])]
        self._process = subprocess.Popen(  # noqa: S603  (our own interpreter and our own module)
            [sys.executable, *flags, "-c", _START, json.dumps(sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # what it starts ends with it
        )
        self._owner = os.getpid()
        self._ready = False
        self.used = False
        self._late = False
        self.stop = weakref.finalize(self, _stop, self._process, self._owner)

    def alive(self) -> bool:
        """True while it can take requests from this process; a forked copy of us must not use it."""
        return self.stop.alive and self._owner == os.getpid() and self._process.poll() is None

    def ask(self, request: wire.Message, payload: bytes, *, seconds: float) -> tuple[wire.Message, bytes]:
        """Send a request and wait for the answer.

        Raises:
            EOFError, OSError: the process ended, was ended because the time was over, or answers with noise.
        """
        process = self._process
        assert process.stdin is not None and process.stdout is not None  # noqa: S101  (both are pipes)
        if not self._ready:
            with _Deadline(process, _START_SECONDS):
                self._await_ready()
        with _Deadline(process, seconds) as deadline:
            try:
                wire.send(process.stdin, request, payload)  # type: ignore[arg-type]
                answer = wire.receive(process.stdout)  # type: ignore[arg-type]
            finally:
                self._late = deadline.passed
        self.used = True
        return answer

    def end(self) -> Literal["clock", "processor"] | None:
        """Stop it after it failed to answer, and say why it did."""
        self.stop()
        if self._late:
            return "clock"
        over = self._process.returncode == -getattr(signal, "SIGXCPU", 0)
        return "processor" if over else None

    def _await_ready(self) -> None:
        try:
            wire.receive(self._process.stdout)  # type: ignore[arg-type]
        except EOFError as error:
            raise ReadError(
                "The reading process could not start. Install the package again, or see what "
                "`python -m analyzer.documents.worker` prints."
            ) from error
        self._ready = True


class _Deadline:
    """Ends a process when the time is over; `passed` says that it was."""

    def __init__(self, process: "subprocess.Popen[bytes]", seconds: float) -> None:
        self.passed = False
        self._process = process
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def _end(self) -> None:
        self.passed = True
        _kill(self._process)

    def __enter__(self) -> "_Deadline":
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """End a worker and whatever it has started."""
    if process.poll() is None:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except (AttributeError, OSError):  # Windows, or it has ended by itself
            process.kill()


def _stop(process: "subprocess.Popen[bytes]", owner: int) -> None:
    """End a worker at once and leave no zombie; in a forked copy of its owner do nothing."""
    if owner != os.getpid():
        return
    _kill(process)
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except OSError:  # the rest of a request that nobody reads any more
                continue
    process.wait()
