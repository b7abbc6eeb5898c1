"""Source -> Document, behind one door: every file is read in a child process that can be stopped."""

import json
import os
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from types import TracebackType

from analyzer.documents import wire
from analyzer.documents.formats import check_size
from analyzer.documents.limits import DEFAULT_LIMITS, Limits
from analyzer.documents.marks import Mark
from analyzer.documents.simple import simple_readers
from analyzer.errors import ReadError, ReadTimeout
from analyzer.records import Document, SimpleText, Source

#: A fresh interpreter on a busy machine takes a second or two; after this it will not come.
_START_SECONDS = 60.0
#: Children of one Reader at most. Each takes about 150 MB; more than the processors only wait for each other.
_MOST_CHILDREN = max(1, min(4, os.cpu_count() or 1))
#: The child gets our module path as it is now, so it finds the package wherever it was imported from.
_START = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]); "
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

    def read(self, source: Source, *, index: int = 0) -> Document:
        """The Document of a file; `index` is its number in the Report.

        Raises:
            ReadError: the file could not be read; the message says why and what to do.
        """
        answer, _ = self._ask(source, {"do": "read", "index": index})
        return wire.document_from(answer)

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
        _, image = self._ask(source, request)
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
            answer, _ = self._ask(source, {"do": "simple", "reader": name})
        except ReadTimeout:
            return SimpleText(name, method, "", "This reader had to be stopped: it would get nothing.")
        except ReadError:
            return SimpleText(name, method, "", "This reader cannot open the file: it gets nothing.")
        return SimpleText(name, method, answer["text"])

    def _ask(self, source: Source, request: wire.Message) -> tuple[wire.Message, bytes]:
        check_size(source, self._limits)
        request = {**request, "name": source.name, "limits": asdict(self._limits)}
        with self._child() as child:
            try:
                answer, payload = child.ask(request, source.data, seconds=self._limits.seconds)
            except (EOFError, OSError, ValueError) as error:
                child.stop()
                raise ReadTimeout(
                    f"{source.name} stopped its reader: it is damaged, or takes more than "
                    f"{self._limits.seconds:g} seconds. Export the resume from your editor as PDF once more."
                ) from error
        wire.raise_error(answer)
        return answer, payload

    @contextmanager
    def _child(self) -> Iterator["_Child"]:
        """A child for one request; it goes back to the others unless it was stopped."""
        with self._places:
            with self._lock:
                child = self._idle.pop() if self._idle else _Child()
            if not child.alive():
                child.stop()
                child = _Child()
            try:
                yield child
            finally:
                with self._lock:
                    if child.alive():
                        self._idle.append(child)


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
        )
        self._owner = os.getpid()
        self._ready = False
        self.stop = weakref.finalize(self, _stop, self._process, self._owner)

    def alive(self) -> bool:
        """True while it can take requests from this process; a forked copy of us must not use it."""
        return self.stop.alive and self._owner == os.getpid() and self._process.poll() is None

    def ask(self, request: wire.Message, payload: bytes, *, seconds: float) -> tuple[wire.Message, bytes]:
        """Send a request and wait for the answer.

        Raises:
            EOFError, OSError: the process ended, or was ended because the time was over.
        """
        process = self._process
        assert process.stdin is not None and process.stdout is not None  # noqa: S101  (both are pipes)
        if not self._ready:
            with _Deadline(process, _START_SECONDS):
                self._await_ready()
        with _Deadline(process, seconds):
            wire.send(process.stdin, request, payload)  # type: ignore[arg-type]
            return wire.receive(process.stdout)  # type: ignore[arg-type]

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
    """Ends a process when the time is over."""

    def __init__(self, process: "subprocess.Popen[bytes]", seconds: float) -> None:
        self._timer = threading.Timer(seconds, process.kill)
        self._timer.daemon = True

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()


def _stop(process: "subprocess.Popen[bytes]", owner: int) -> None:
    """End a worker at once and leave no zombie; in a forked copy of its owner do nothing."""
    if owner != os.getpid():
        return
    process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except OSError:  # the rest of a request that nobody reads any more
                continue
    process.wait()
