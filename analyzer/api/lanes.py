"""The worker processes of the API: a request has one of them for itself, and can only hurt that one."""

import queue
import threading
from collections.abc import Callable

from analyzer.api.asking import Answering, Asked
from analyzer.batch import Done
from analyzer.batch.pool import Pool


class Lanes:
    """So many worker processes, each for one request at a time. Use it as a context manager.

    A request that takes longer than `seconds`, or that ends its worker, fails; the worker is replaced.
    """

    def __init__(self, count: int, seconds: float) -> None:
        self.count = count
        self._pools = [Pool(Answering(), 1, seconds=seconds, tries=1) for _ in range(count)]
        self._free: queue.SimpleQueue[Pool] = queue.SimpleQueue()

    def __enter__(self) -> "Lanes":
        """Start the workers and let them load; the first requests wait for them."""
        starting = [threading.Thread(target=self._start, args=(pool,), daemon=True) for pool in self._pools]
        for one in starting:
            one.start()
        return self

    def _start(self, pool: Pool) -> None:
        pool.__enter__()
        self._free.put(pool)

    def __exit__(self, *_: object) -> None:
        for pool in self._pools:
            pool.__exit__()

    def answer(self, one: Asked) -> Done:
        """The answer to a request; waits for a free worker. For threads."""
        pool = self._free.get()
        try:
            ((_, done),) = pool.results(iter([(0, one)]))
            return done
        finally:
            self._free.put(pool)


class Here:
    """Answers in this process: for tests, and for a caller who has a process for it."""

    count = 1

    def __init__(self, task: Answering | None = None) -> None:
        self._task = task or Answering()
        self._lock = threading.Lock()

    def __enter__(self) -> "Here":
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def answer(self, one: Asked) -> Done:
        """The answer to a request."""
        with self._lock:
            return self._task.run(one)


Answerer = Lanes | Here
Ask = Callable[[Asked], Done]
