"""Adverts into the store: read in parallel, duplicates merged, indexed, resumed where a run was cut short.

What is saved is never read again, so running the same import twice goes on where the first ended.
"""

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice

from analyzer.language import Annotator
from analyzer.market.adverts import Advert, Unread
from analyzer.market.duplicates import Known, Sketch, sketch
from analyzer.market.titles import role
from analyzer.market.understanding import Understood, understand
from analyzer.matching import load_matcher
from analyzer.matching.segment import Segment, make_segment, merged
from analyzer.store import Connection, Database, postings

#: Postings that go to a worker, and are saved, together.
CHUNK = 100
#: Below this number no other processes are started: that costs more than it saves.
SMALL = 300
#: Postings in one stored part of the index.
SEGMENT = 5_000


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is: adverts seen, of them saved, repeated, in another language, not read."""

    seen: int = 0
    saved: int = 0
    repeated: int = 0
    other_languages: int = 0
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Imported:
    """How an import ended. `unread` are the files and rows that could not be read, with their reasons."""

    run: int
    progress: Progress
    unread: tuple[Unread, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a worker makes of a chunk: each advert read and sketched, and the index of those with a job."""

    read: tuple[tuple[str, Understood, Sketch], ...]
    segment: Segment | None
    indexed: tuple[int, ...]


@cache
def _annotator() -> Annotator:
    return Annotator()


def prepare(adverts: Sequence[Advert]) -> Prepared:
    """Read and index some adverts; runs in the workers."""
    read = [(advert.content_hash, understand(advert, "", _annotator())) for advert in adverts]
    indexed = [
        at
        for at, (_, one) in enumerate(read)
        if one.job and any(line.scored for line in one.job.requirements)
    ]
    found = [read[at][1].job for at in indexed]
    jobs = [job for job in found if job is not None]
    return Prepared(
        tuple((digest, one, _sketch(one)) for digest, one in read),
        make_segment(indexed, jobs, load_matcher().weights) if jobs else None,
        tuple(indexed),
    )


def _sketch(one: Understood) -> Sketch:
    """The sketch of a posting; its kind of job is the level that its title names."""
    title = one.advert.title or ""
    return sketch(one.advert.text, role(title, (), min_years=None).seniority)


@dataclass(slots=True)
class _Import:
    """One running import."""

    database: Database
    run: int
    on_progress: Callable[[Progress], None]
    known: Known
    progress: Progress = Progress()
    unread: list[Unread] = field(default_factory=list)
    _new: dict[str, int] = field(default_factory=dict)
    _waiting: list[Segment] = field(default_factory=list)

    def chunk(
        self, found: Sequence[Advert | Unread]
    ) -> tuple[list[Advert], list[tuple[int, Advert]], list[Unread]]:
        """What of a chunk is new, known already, and not read."""
        adverts = [one for one in found if isinstance(one, Advert)]
        unread = [one for one in found if isinstance(one, Unread)]
        with self.database.read() as connection:
            known = postings.known_hashes(connection, [one.content_hash for one in adverts])
        new = {one.content_hash: one for one in adverts if one.content_hash not in known}
        again = [(known[one.content_hash], one) for one in adverts if one.content_hash in known]
        twice = [one for one in adverts if one.content_hash in new and new[one.content_hash] is not one]
        return list(new.values()), [*again, *((-1, one) for one in twice)], unread

    def save(
        self, prepared: Prepared | None, again: Sequence[tuple[int, Advert]], unread: Sequence[Unread]
    ) -> None:
        """Save one chunk as a whole."""
        rows: list[postings.Saved] = []
        repeated = [(id, advert) for id, advert in again if id > 0]
        numbers: dict[int, int] = {}
        with self.database.write() as connection:
            id = postings.next_id(connection)
            for at, (digest, one, drawn) in enumerate(prepared.read if prepared else ()):
                if digest in self._new:  # the same words came in a chunk that was under way
                    repeated.append((self._new[digest], one.advert))
                    continue
                same = self.known.same_as(drawn)
                if same is None:
                    self.known.add(id, drawn)
                rows.append(postings.Saved(id, digest, named(one, id), drawn, same))
                self._new[digest] = numbers[at] = id
                id += 1
            repeated += [(self._new[advert.content_hash], advert) for id_, advert in again if id_ < 0]
            postings.save(connection, self.run, rows)
            postings.seen_again(connection, repeated)
            postings.note_unread(connection, self.run, len(self.unread) + 1, unread)
            if prepared and prepared.segment:
                # a posting that was repeated keeps its place in the index under a number that nothing has
                keys = [numbers.get(at, -1) for at in prepared.indexed]
                self._waiting.append(prepared.segment.numbered(keys))
            if sum(map(len, self._waiting)) >= SEGMENT:
                self._index(connection)
        self.unread += unread
        self._tell(rows, len(again) + len(prepared.read if prepared else ()), unread)

    def _tell(self, rows: Sequence[postings.Saved], seen: int,
              unread: Sequence[Unread]) -> None:  # fmt: skip
        first = [row.read for row in rows if row.same_as is None]
        foreign = sum(one.language != "en" for one in first)
        failed = sum(one.language == "en" and one.job is None for one in first)
        now = self.progress
        self.unread += [Unread(one.advert.source, "not-a-posting", one.reason) for one in first
                        if one.language == "en" and one.job is None]  # fmt: skip
        self.progress = Progress(
            now.seen + seen + len(unread),
            now.saved + len(first) - foreign - failed,
            now.repeated + seen - len(first),
            now.other_languages + foreign,
            now.unread + len(unread) + failed,
        )
        self.on_progress(self.progress)

    def finish(self) -> Imported:
        """Save what is left of the index, and the end of the run."""
        with self.database.write() as connection:
            self._index(connection)
        told = self.progress
        postings.finish(self.database, self.run, read=told.saved, repeated=told.repeated, failed=told.unread)
        return Imported(self.run, told, tuple(self.unread))

    def _index(self, connection: Connection) -> None:
        if self._waiting:
            whole = merged(self._waiting)
            postings.add_segment(connection, load_matcher().version, len(whole), whole.to_bytes())
            self._waiting = []


def named(one: Understood, id: int) -> Understood:
    """The posting with its number as the id of its job."""
    job = replace(one.job, id=f"posting:{id}") if one.job else None
    facts = replace(one.facts, id=str(id)) if one.facts else None
    return replace(one, job=job, facts=facts)


def import_adverts(
    database: Database,
    found: Iterable[Advert | Unread],
    *,
    source: str,
    workers: int | None = None,
    on_progress: Callable[[Progress], None] = lambda _: None,
) -> Imported:
    """Save all adverts; the order of the postings is that of `found`, whatever the number of workers.

    `workers` is the number of processes; one for small imports and one per core for others when left out.
    """
    known = Known()
    for id, drawn in postings.sketches(database):
        known.add(id, drawn)
    running = _Import(database, postings.begin(database, source), on_progress, known)
    waiting: deque[tuple[Future[Prepared] | None, list[Advert], list[tuple[int, Advert]], list[Unread]]] = (
        deque()
    )
    with Workers(workers) as pool:
        for some in _chunks(found):
            new, again, unread = running.chunk(some)
            waiting.append((pool.start(new), new, again, unread))
            while len(waiting) > pool.ahead:
                ready, adverts, again, unread = waiting.popleft()
                running.save(pool.result(ready, adverts), again, unread)
        while waiting:
            ready, adverts, again, unread = waiting.popleft()
            running.save(pool.result(ready, adverts), again, unread)
    return running.finish()


def _chunks(found: Iterable[Advert | Unread]) -> Iterator[list[Advert | Unread]]:
    iterator = iter(found)
    while some := list(islice(iterator, CHUNK)):
        yield some


class Workers:
    """Processes that prepare chunks; started with the fourth chunk, so that small imports need none."""

    def __init__(self, count: int | None) -> None:
        self._count = max(1, (os.cpu_count() or 1) if count is None else count)
        self._pool: ProcessPoolExecutor | None = None
        self._started = 0

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._pool:
            self._pool.shutdown(wait=kind is None, cancel_futures=True)

    @property
    def ahead(self) -> int:
        """Chunks that may be under way."""
        return 2 * self._count if self._pool else 0

    def start(self, adverts: Sequence[Advert]) -> "Future[Prepared] | None":
        """Give a chunk to the workers; None when it is prepared here later."""
        self._started += len(adverts)
        if self._count == 1 or self._started <= SMALL or not adverts:
            return None
        if self._pool is None:
            context = multiprocessing.get_context("spawn")  # a fork would copy the threads of an app
            self._pool = ProcessPoolExecutor(self._count, mp_context=context)
        return self._pool.submit(prepare, adverts)

    def result(self, ready: "Future[Prepared] | None", adverts: Sequence[Advert]) -> Prepared | None:
        """The chunk when it is done; prepared here when there is no worker, or it died."""
        if not adverts:
            return None
        if ready is None:
            return prepare(adverts)
        try:
            return ready.result()
        except BrokenProcessPool:
            self._pool, self._count = None, 1
            return prepare(adverts)


def mapping_of(pairs: Sequence[str]) -> Mapping[str, str]:
    """`field=column` pairs as a mapping. Raises ValueError for anything else."""
    mapping = {}
    for pair in pairs:
        name, sign, column = pair.partition("=")
        if not sign or not column:
            raise ValueError(pair)
        mapping[name.strip()] = column.strip()
    return mapping
