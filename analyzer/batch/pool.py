"""Worker processes that may die or hang: each costs the one file it had, and that file is tried once more.

The workers are forked from a process that has loaded everything (on Windows they load it themselves), so
another one is there in a few milliseconds and most of their memory is shared. Each has one file in hand and
one waiting, so it is always known which file a worker died of.
"""

import contextlib
import multiprocessing
import os
import pickle
import queue
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any

from analyzer.batch.inputs import Input
from analyzer.batch.task import Done, Task, settle
from analyzer.errors import AipmError
from analyzer.records import Failure

#: Seconds for one candidate until its worker counts as hung. The slowest file that is still read (six pages
#: of pictures, twice) takes 270.
SECONDS = 300.0
#: A candidate has this many seconds more for each portfolio file.
_SECONDS_EACH = 30.0
#: A worker loads everything in 3 seconds; on a machine that does ten other things, in a minute.
_START_SECONDS = 180.0
#: A worker that has grown to this many bytes, or done so many files, is replaced.
_MOST_HELD = 700 * 1024 * 1024
_MOST_FILES = 5_000
#: Files a worker has at a time: one in hand, one waiting.
_AT_ONCE = 2
#: Results are given in the order of the inputs: so many may wait for one that is slow.
_AHEAD = 256
#: How often a file is tried.
_TRIES = 2
#: So many workers in a row that end before they are ready are no accident.
_FALSE_STARTS = 3


@dataclass
class _Worker:
    process: Any
    pipe: Connection
    held: deque[tuple[int, Input]] = field(default_factory=deque)
    since: float = field(default_factory=time.monotonic)
    ready: bool = False
    retiring: bool = False

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


class Pool:
    """A few processes that do one Task. Use it as a context manager."""

    def __init__(self, task: Task, workers: int, *, seconds: float = SECONDS, tries: int = _TRIES) -> None:
        self._task = task
        self._most = max(1, workers)
        self._seconds = seconds
        self._workers: list[_Worker] = []
        self._allowed = tries
        self._tries: dict[int, int] = {}
        self._given: set[int] = set()
        self._next: tuple[int, Input] | None = None
        self._false_starts = 0

    def __enter__(self) -> "Pool":
        """Start the workers; :meth:`results` waits for them."""
        for _ in range(self._most):
            self._workers.append(self._started())
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.end()
        self._workers = []

    def results(self, items: Iterator[tuple[int, Input]]) -> Iterator[tuple[int, Done]]:
        """Every item with its result, as they are finished. Raises what :meth:`Task.check` raises."""
        again: deque[tuple[int, Input]] = deque()
        open_ = True
        while True:
            open_ = self._feed(items, again) if open_ or again else open_
            if not open_ and not again and not any(worker.held for worker in self._workers):
                return
            for worker in self._waited():
                yield from self._heard(worker, again)
            yield from self._overdue(again)

    def _feed(self, items: Iterator[tuple[int, Input]], again: deque[tuple[int, Input]]) -> bool:
        """Give every worker its files. False when no more will come."""
        for _ in range(_AT_ONCE):
            for worker in self._workers:
                if len(worker.held) >= _AT_ONCE or worker.retiring:
                    continue
                item = again.popleft() if again else self._drawn(items)
                if item is None:
                    return self._next is not None
                if not worker.held:
                    worker.since = time.monotonic()
                worker.held.append(item)
                self._given.add(item[0])
                with contextlib.suppress(OSError):  # it has died, as the next look shows
                    worker.pipe.send(item)
        return True

    def _drawn(self, items: Iterator[tuple[int, Input]]) -> tuple[int, Input] | None:
        """The next item; None when there is none, or when it is too far ahead of one that is not finished."""
        if self._next is None:
            self._next = next(items, None)
        if self._next is None or (self._given and self._next[0] - min(self._given) > _AHEAD):
            return None
        item, self._next = self._next, None
        return item

    def _waited(self) -> list[_Worker]:
        """The workers that have something to say, as soon as there is one or a second has passed."""
        by_pipe = {worker.pipe: worker for worker in self._workers}
        return [by_pipe[pipe] for pipe in wait(list(by_pipe), timeout=1.0)]  # type: ignore[index]

    def _heard(self, worker: _Worker, again: deque[tuple[int, Input]]) -> Iterator[tuple[int, Done]]:
        try:
            message = worker.pipe.recv()
        except (EOFError, OSError, pickle.UnpicklingError):
            yield from self._lost(worker, again, "worker-stopped")
            return
        worker.since = time.monotonic()
        if isinstance(message, BaseException):
            raise message
        if message is None:
            worker.ready, self._false_starts = True, 0
            return
        index, done, worker.retiring = message
        worker.held.popleft()
        self._tries.pop(index, None)
        self._given.discard(index)
        yield index, done
        if worker.retiring and not worker.held:
            worker.end()
            self._workers[self._workers.index(worker)] = self._started()

    def _overdue(self, again: deque[tuple[int, Input]]) -> Iterator[tuple[int, Done]]:
        for worker in list(self._workers):
            if not worker.ready:
                allowed = _START_SECONDS
            elif worker.held:
                allowed = self._seconds + _SECONDS_EACH * len(worker.held[0][1].portfolio)
            else:
                continue
            if time.monotonic() - worker.since > allowed:
                yield from self._lost(worker, again, "worker-hung")

    def _lost(
        self, worker: _Worker, again: deque[tuple[int, Input]], code: str
    ) -> Iterator[tuple[int, Done]]:
        """Another worker in the place of one that died or hung; its file is tried once more, then named."""
        worker.end()
        if not worker.ready:
            self._false_starts += 1
            if self._false_starts >= _FALSE_STARTS:
                raise AipmError(
                    "The worker processes could not start. See what `aipm analyze` says of one file, "
                    "or whether the machine has memory left (a worker needs 350 MB)."
                )
        elif worker.held:
            index, one = worker.held.popleft()
            self._tries[index] = self._tries.get(index, 0) + 1
            if self._tries[index] < self._allowed:
                again.appendleft((index, one))
            else:
                del self._tries[index]
                self._given.discard(index)
                yield index, self._task.failed(one, lost(one, code, self._seconds, self._allowed))
        again.extendleft(reversed(worker.held))
        self._workers[self._workers.index(worker)] = self._started()

    def _started(self) -> _Worker:
        context = _context()
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs, self._task), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)


def lost(one: Input, code: str, seconds: float, tries: int = _TRIES) -> Failure:
    """The failure of a file that took its worker with it each time."""
    what = (
        f"took more than {seconds:g} seconds to analyse"
        if code == "worker-hung"
        else "ended the process that analysed it"
    )
    again = ", twice" if tries > 1 else ""
    reason = f"{one.file} {what}{again}: it is damaged or hostile. Export it anew."
    return Failure(one.file, code, reason)


def _context() -> Any:
    """Where new workers come from: a process that has loaded everything, or nothing where none can fork."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", "analyzer.batch.warm"])
    return context


# --- in the worker -------------------------------------------------------------------------------------


def _work(pipe: Connection, task: Task) -> None:
    """Do what comes through the pipe until it closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then ends us
    try:
        task.check()
    except AipmError as error:
        pipe.send(error)
        return
    settle()
    pipe.send(None)
    given: queue.SimpleQueue[tuple[int, Input]] = queue.SimpleQueue()
    # read at once, so that the parent never waits for us to take a file while we wait for it to take a result
    threading.Thread(target=_receive, args=(pipe, given), daemon=True).start()
    number = 0
    while True:
        index, one = given.get()
        done = task.run(one)
        number += 1
        pipe.send((index, done, number >= _MOST_FILES or _held() > _MOST_HELD))


def _receive(pipe: Connection, given: "queue.SimpleQueue[tuple[int, Input]]") -> None:
    while True:
        try:
            given.put(pipe.recv())
        except (EOFError, OSError):
            os._exit(0)  # the parent has gone: whatever is in hand, nobody waits for it


def _held() -> int:
    """The most bytes this process has held; 0 where the system does not tell."""
    try:
        import resource  # noqa: PLC0415  (not on Windows)
    except ImportError:
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
