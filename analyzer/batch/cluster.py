"""The same work on a Dask cluster.

::

    Inputs -> blocks -> workers -> Done, as they come

Files travel with their task, unless they have an address (`s3://`, `file://`), which workers read themselves.
Each worker first proves that it has our version, knowledge and model. A worker that is killed costs nothing:
Dask gives its block to another. What no worker survives is taken apart, file by file, until the one that does
it fails alone. A scheduler that comes back gets what was open again.

Dask's own futures are used, and not joblib's backend for Dask: that one gives its results only when all are
there, and loses all of them when one task fails.
"""

import os
import queue
import threading
import time
from collections import deque
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from typing import Any

from analyzer.batch.inputs import Input, load
from analyzer.batch.pool import SECONDS, lost
from analyzer.batch.run import Engine
from analyzer.batch.task import Done, Task, identity, settle
from analyzer.errors import AipmError
from analyzer.records import Failure, Source

#: Inputs of a task of the cluster. A task costs the scheduler a millisecond, so a thousand workers can be
#: kept busy; and what a killed worker loses is a second of work.
_BLOCK = 8
#: Blocks that wait for each thread of the cluster, so that none is without work.
_AHEAD = 3
#: Seconds to reach the scheduler, until the cluster must have a worker, and for a scheduler to come back.
_CONNECT_SECONDS, _WORKER_SECONDS, _RETURN_SECONDS = 15, 60, 120
_LOOK_SECONDS = 2.0

Item = tuple[int, Input]
#: An item with its files, where they travel; the words why they cannot be read.
_Carried = tuple[int, Input, tuple[Source, ...], str]


@contextmanager
def engine_on(address: str, task: Task, *, seconds: float = SECONDS) -> Iterator[Engine]:
    """An engine for :func:`analyzer.batch.run` that works on the cluster behind `address`.

    Raises:
        AipmError: no cluster there, no worker, or workers with another version or model.
    """
    cluster = _Cluster(address, task, seconds)
    try:
        cluster.connect(_CONNECT_SECONDS)
        yield cluster.results
    finally:
        cluster.close()


class _Cluster:
    """The connection, and what is open on the other side."""

    def __init__(self, address: str, task: Task, seconds: float) -> None:
        self._address = address
        self._task = task
        self._seconds = seconds
        self._client: Any = None
        self._finished: queue.SimpleQueue[Any] = queue.SimpleQueue()

    def connect(self, seconds: float) -> None:
        """Reach the scheduler, wait for a worker, and refuse workers that would give other answers."""
        try:
            from distributed import Client  # noqa: PLC0415  (an extra)
        except ImportError:
            raise AipmError("--cluster needs the extra: pip install 'aipm-analyzer[cluster]'.") from None
        try:
            self._client = Client(self._address, timeout=seconds, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            raise AipmError(
                f"No Dask scheduler answers at {self._address} ({type(error).__name__}). Check the address, "
                "and whether it is started: `dask scheduler`."
            ) from None
        try:
            self._client.wait_for_workers(1, timeout=_WORKER_SECONDS)
        except TimeoutError:
            raise AipmError(
                f"The cluster at {self._address} has no worker. Start one: `dask worker {self._address}`."
            ) from None
        self._check()

    def _check(self) -> None:
        told = self._client.run(identity, on_error="return")
        ours = identity()
        other = {name: one for name, one in told.items() if one != ours}
        if other:
            name, one = next(iter(other.items()))
            what = "cannot load this program" if isinstance(one, BaseException) else f"has {one}"
            raise AipmError(
                f"{len(other)} of {len(told)} workers would give other answers: {name} {what}; here is {ours}"
                ". Install the same version on all of them."
            )

    def close(self) -> None:
        """Leave the cluster."""
        if self._client is not None:
            with suppress(Exception):  # it may have gone before us
                self._client.close(timeout=5)

    # --- the flow --------------------------------------------------------------------------------------

    def results(self, items: Iterator[Item]) -> Generator[tuple[int, Done], None, None]:
        """Every item with its result, as they are finished."""
        suspects: list[Item] = []
        yield from self._flow(_blocks(items), suspects)
        for item in suspects:  # each with the cluster to itself: whoever dies now, died of this one
            again: list[Item] = []
            yield from self._flow(iter([[item]]), again)
            for index, one in again:
                yield index, self._task.failed(one, lost(one, "worker-stopped", self._seconds))

    def _flow(
        self, blocks: Iterator[list[Item]], suspects: list[Item]
    ) -> Generator[tuple[int, Done], None, None]:
        """The results of all blocks; single items that no worker survives are added to `suspects`."""
        apart: deque[list[Item]] = deque()
        open_: dict[Any, list[Item]] = {}
        while True:
            try:
                self._fill(open_, apart, blocks)
                if not open_:
                    return
                future = self._next(open_)
                outcome = future.result()
            except _gone() as error:
                apart.extend(open_.values())
                open_.clear()
                self._return(error)
                continue
            except _killed():
                block = open_.pop(future)
                suspects.extend(block) if len(block) == 1 else apart.extend([item] for item in block)
                continue
            open_.pop(future)
            future.release()
            yield from outcome

    def _fill(
        self, open_: dict[Any, list[Item]], apart: deque[list[Item]], blocks: Iterator[list[Item]]
    ) -> None:
        """As many blocks on their way as keep every thread of the cluster busy."""
        most = _AHEAD * max(1, sum(self._client.nthreads().values()))
        while len(open_) < most:
            block = apart.popleft() if apart else next(blocks, None)
            if block is None:
                return
            carried = [_packed(index, one) for index, one in block]
            try:
                future = self._client.submit(work, self._task, carried, self._seconds, pure=False)
            except BaseException:
                apart.appendleft(block)
                raise
            open_[future] = block
            future.add_done_callback(self._finished.put)

    def _next(self, open_: dict[Any, list[Item]]) -> Any:
        """The next future that is finished; looks up now and then whether the scheduler is there."""
        while True:
            try:
                future = self._finished.get(timeout=_LOOK_SECONDS)
            except queue.Empty:
                if self._client.status != "running":
                    raise OSError("the scheduler has gone") from None
                continue
            if future in open_:  # others are of a scheduler that has gone
                return future

    def _return(self, error: BaseException) -> None:
        """Wait for the scheduler to come back."""
        self.close()
        until = time.monotonic() + _RETURN_SECONDS
        while time.monotonic() < until:
            try:
                self.connect(_CONNECT_SECONDS)
                return
            except AipmError:
                time.sleep(1)
        raise AipmError(
            f"The scheduler at {self._address} has gone and did not come back ({type(error).__name__}). The "
            "results so far are kept; start it and run the same command again to go on."
        )


def _gone() -> tuple[type[BaseException], ...]:
    """What is raised when the scheduler is not there any more."""
    from concurrent.futures import CancelledError  # noqa: PLC0415

    from distributed.client import FuturesCancelledError  # noqa: PLC0415  (an extra)
    from distributed.comm import CommClosedError  # noqa: PLC0415  (an extra)

    return CancelledError, FuturesCancelledError, CommClosedError, OSError


def _killed() -> type[BaseException]:
    """What is raised when no worker survived a task."""
    from distributed import KilledWorker  # noqa: PLC0415  (an extra)

    return KilledWorker  # type: ignore[no-any-return]


def _blocks(items: Iterator[Item]) -> Iterator[list[Item]]:
    while block := list(islice(items, _BLOCK)):
        yield block


def _packed(index: int, one: Input) -> _Carried:
    """An item with its files; those behind addresses stay where they are."""
    if one.url:
        return index, one, (), ""
    try:
        return index, one, tuple(load(each) for each in (one, *one.portfolio)), ""
    except AipmError as error:
        return index, one, (), f"{error.code} {error}"


# --- on the worker -------------------------------------------------------------------------------------

#: A worker may have several threads; an Analyzer serves one.
_ONE_AT_A_TIME = threading.Lock()
_settled: list[bool] = []


def work(task: Task, items: list[_Carried], seconds: float) -> list[tuple[int, Done]]:
    """Do a block of items; ends the worker when one of them takes too long, as a crash would."""
    with _ONE_AT_A_TIME:
        if not _settled:
            task.check()
            settle()
            _settled.append(True)
        return [(index, _watched(task, one, files, problem, seconds)) for index, one, files, problem in items]


def _watched(task: Task, one: Input, files: tuple[Source, ...], problem: str, seconds: float) -> Done:
    if problem:
        code, _, reason = problem.partition(" ")
        return task.failed(one, Failure(one.file, code, reason))
    watch = threading.Timer(seconds, os._exit, (70,))
    watch.daemon = True
    watch.start()
    try:
        return task.run(one, files)
    finally:
        watch.cancel()
