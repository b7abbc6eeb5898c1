"""Source -> Document, behind one door. PDF files are read in a child process that can be stopped."""

import json
import os
import subprocess
import sys
import threading
import weakref
from collections.abc import Sequence
from dataclasses import asdict
from types import TracebackType

from analyzer.documents import wire
from analyzer.documents.formats import detect
from analyzer.documents.limits import DEFAULT_LIMITS, Limits
from analyzer.documents.marks import Mark
from analyzer.documents.plain import read_plain
from analyzer.errors import ReadError, ReadTimeout, UnsupportedFile
from analyzer.records import Document, Source

#: A fresh interpreter on a busy machine takes a second or two; after this it will not come.
_START_SECONDS = 60.0
#: The child gets our module path as it is now, so it finds the package wherever it was imported from.
#: NumPy multiplies nothing there, and each thread it would keep for that takes 40 MB of the address space.
_START = (
    "import os, sys, json; os.environ['OPENBLAS_NUM_THREADS'] = '1'; sys.path[:] = json.loads(sys.argv[1]); "
    "from analyzer.documents.worker import main; main()"
)


def read_in_process(source: Source, *, index: int = 0, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read a file in this process: no guard against files that hang or kill their reader.

    Raises:
        ReadError: the file could not be read; the message says why and what to do.
    """
    detected = detect(source, limits)
    if detected.format != "pdf":
        return read_plain(source, detected, index=index)
    from analyzer.documents.pdf import read_pdf  # noqa: PLC0415  (its libraries are loaded only where a PDF is parsed)

    return read_pdf(source, limits, index=index)


class Reader:
    """Reads files and draws their pages. Use as a context manager; one Reader serves many files and threads.

    Text is read here. A PDF goes to a child process that stays alive between files, is bounded in memory and
    processor time, and is ended when `limits.seconds` are over; the next file gets a new one.
    """

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self._limits = limits
        self._lock = threading.Lock()
        self._child: _Child | None = None

    def __reduce__(self) -> tuple[type["Reader"], tuple[Limits]]:
        """A copy in another process starts its own child."""
        return Reader, (self._limits,)

    def __enter__(self) -> "Reader":
        """Start the child at once, without waiting for it: it loads while the caller loads."""
        with self._lock:
            self._child = self._child or _Child()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child process. The Reader can be used again; it then starts another."""
        with self._lock:
            if self._child is not None:
                self._child.stop()
                self._child = None

    def read(self, source: Source, *, index: int = 0) -> Document:
        """The Document of a file; `index` is its number in the Report.

        Raises:
            ReadError: the file could not be read; the message says why and what to do.
        """
        detected = detect(source, self._limits)
        if detected.format != "pdf":
            return read_plain(source, detected, index=index)
        answer, _ = self._ask(source, {"do": "read", "index": index})
        return wire.document_from(answer)

    def render(self, source: Source, page: int, marks: Sequence[Mark] = (), *, scale: float = 2.0) -> bytes:
        """Page `page` (from 1) of a PDF as PNG with marks drawn on it; scale 1 is 72 pixels an inch.

        Raises:
            ReadError: not a PDF, no such page, or a file that could not be read.
        """
        if detect(source, self._limits).format != "pdf":
            raise UnsupportedFile(f"{source.name} has no pages to show: it is text. Show its text instead.")
        request = {
            "do": "render",
            "page": page,
            "scale": scale,
            "marks": [_mark_message(mark) for mark in marks],
        }
        _, image = self._ask(source, request)
        return image

    def _ask(self, source: Source, request: wire.Message) -> tuple[wire.Message, bytes]:
        request = {**request, "name": source.name, "limits": asdict(self._limits)}
        with self._lock:
            if self._child is None or not self._child.alive():
                self._child = _Child()
            try:
                answer, payload = self._child.ask(request, source.data, seconds=self._limits.seconds)
            except (EOFError, OSError, ValueError) as error:
                self._child.stop()
                self._child = None
                raise ReadTimeout(
                    f"{source.name} stopped its reader: it is damaged, or takes more than "
                    f"{self._limits.seconds:g} seconds. Export the resume from your editor as PDF once more."
                ) from error
        wire.raise_error(answer)
        return answer, payload


def _mark_message(mark: Mark) -> wire.Message:
    box = mark.box
    return {**asdict(mark), "box": [box.page, box.x0, box.top, box.x1, box.bottom]}


class _Child:
    """One worker process. Not thread-safe: its Reader holds a lock."""

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
