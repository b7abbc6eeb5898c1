"""Stored postings read again by a newer parser: in parallel, and resumed where a run was cut short.

Each chunk is saved with the parser's version, so what is done is not done twice. The parts of the index that
are written here come after the old ones, and the later of two entries for one posting counts.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass

from analyzer.jobmarket.importing import CHUNK, SEGMENT, Prepared, Workers
from analyzer.market.adverts import Advert
from analyzer.matching import load_matcher
from analyzer.matching.segment import Segment, merged
from analyzer.store import Connection, Database, postings


@dataclass(frozen=True, slots=True)
class Reread:
    """How far it is: of `total` postings `done` were read again, and of `changed` other facts were read."""

    total: int = 0
    done: int = 0
    changed: int = 0


def reread(
    database: Database,
    *,
    workers: int | None = None,
    on_progress: Callable[[Reread], None] = lambda _: None,
) -> Reread:
    """Read all stored postings again that another parser read; the same result for any number of workers."""
    numbers = postings.stale(database)
    running = _Rereading(database, Reread(len(numbers)), on_progress)
    if numbers and len(numbers) == len(postings.firsts(database)):
        with database.write() as connection:
            postings.clear_segments(connection)  # nothing in it stays
    waiting: deque[tuple[Future[Prepared] | None, list[int], list[Advert]]] = deque()
    with Workers(workers) as pool:
        for some in _chunks(numbers):
            found = postings.adverts(database, some)
            ids, adverts = [id for id, _ in found], [one for _, one in found]
            waiting.append((pool.start(adverts), ids, adverts))
            while len(waiting) > pool.ahead:
                ready, ids, adverts = waiting.popleft()
                running.save(ids, pool.result(ready, adverts))
        while waiting:
            ready, ids, adverts = waiting.popleft()
            running.save(ids, pool.result(ready, adverts))
    running.finish()
    return running.told


class _Rereading:
    """One running pass over the store."""

    def __init__(self, database: Database, told: Reread, on_progress: Callable[[Reread], None]) -> None:
        self.told = told
        self._database = database
        self._on_progress = on_progress
        self._waiting: list[Segment] = []

    def save(self, ids: Sequence[int], prepared: Prepared | None) -> None:
        """Save one chunk as a whole, the part of the index with it once there is enough."""
        if prepared is None:
            return
        read = [(id, one) for id, (one, _) in zip(ids, prepared.read, strict=True)]
        before = postings.read_of(self._database, ids)
        with self._database.write() as connection:
            postings.read_again(connection, read)
            if prepared.segment:
                self._waiting.append(prepared.segment.numbered([ids[at] for at in prepared.indexed]))
            if sum(map(len, self._waiting)) >= SEGMENT:
                self._index(connection)
        after = postings.read_of(self._database, ids)
        changed = sum(before[id] != after[id] for id in ids)
        self.told = Reread(self.told.total, self.told.done + len(read), self.told.changed + changed)
        self._on_progress(self.told)

    def finish(self) -> None:
        """Save what is left of the index."""
        with self._database.write() as connection:
            self._index(connection)

    def _index(self, connection: Connection) -> None:
        if self._waiting:
            whole = merged(self._waiting)
            postings.add_segment(connection, load_matcher().version, len(whole), whole.to_bytes())
            self._waiting = []


def _chunks(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for first in range(0, len(numbers), CHUNK):
        yield numbers[first : first + CHUNK]
