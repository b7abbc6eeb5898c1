"""Adverts into the store: read in parallel, duplicates merged, indexed, resumed where a run was cut short.

What is saved is never read again, so running the same import twice goes on where the first ended.
"""

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
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
from analyzer.store.postings import Packed

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
    """What a worker makes of a chunk: each advert read, packed and sketched, and the index of what was read.

    The parent process only decides what is new and writes, so that it keeps up with many workers.
    """

    read: tuple[tuple[Packed, Sketch], ...]
    segment: Segment | None
    indexed: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Some of what was found, by content: new, known already under a number, twice in here, not read."""

    new: Mapping[str, Advert]
    again: tuple[tuple[int, Advert], ...]
    twice: tuple[tuple[str, Advert], ...]
    unread: tuple[Unread, ...]


@cache
def _annotator() -> Annotator:
    return Annotator()


def prepare(adverts: Sequence[Advert]) -> Prepared:
    """Read and index some adverts; runs in the workers."""
    read = [understand(advert, "", _annotator()) for advert in adverts]
    usable = [
        (at, one.job)
        for at, one in enumerate(read)
        if one.job is not None and any(line.scored for line in one.job.requirements)
    ]
    indexed, jobs = [at for at, _ in usable], [job for _, job in usable]
    return Prepared(
        tuple((postings.pack(one), _sketch(one)) for one in read),
        make_segment(indexed, jobs, load_matcher().weights) if jobs else None,
        tuple(indexed),
    )


def _sketch(one: Understood) -> Sketch:
    """The sketch of a posting; its kind of job is the level that its title names."""
    title = one.advert.title or ""
    demands = [line.text for line in one.job.requirements] if one.job else ()
    return sketch(one.advert.text, role(title, (), min_years=None).seniority, demands)


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

    def chunk(self, found: Sequence[Advert | Unread]) -> _Chunk:
        """What of a chunk is new, known already, and not read."""
        adverts = [(one.content_hash, one) for one in found if isinstance(one, Advert)]
        with self.database.read() as connection:
            known = postings.known_hashes(connection, [digest for digest, _ in adverts])
        new: dict[str, Advert] = {}
        twice = []
        for digest, one in adverts:
            if digest not in known and new.setdefault(digest, one) is not one:
                twice.append((digest, one))
        return _Chunk(
            new,
            tuple((known[digest], one) for digest, one in adverts if digest in known),
            tuple(twice),
            tuple(one for one in found if isinstance(one, Unread)),
        )

    def save(self, prepared: Prepared | None, some: _Chunk) -> None:
        """Save one chunk as a whole."""
        rows: list[postings.Saved] = []
        repeated = list(some.again)
        numbers: dict[int, int] = {}
        with self.database.write() as connection:
            id = postings.next_id(connection)
            read = prepared.read if prepared else ()
            every = zip(some.new.items(), read, strict=True)
            for at, ((digest, advert), (packed, drawn)) in enumerate(every):
                if digest in self._new:  # the same words came in a chunk that was under way
                    repeated.append((self._new[digest], advert))
                    continue
                same = self.known.same_as(drawn)
                if same is None:
                    self.known.add(id, drawn)
                rows.append(postings.Saved(id, digest, advert, packed, drawn, same))
                self._new[digest] = numbers[at] = id
                id += 1
            repeated += [(self._new[digest], advert) for digest, advert in some.twice]
            postings.save(connection, self.run, rows)
            postings.seen_again(connection, repeated)
            postings.note_unread(connection, self.run, len(self.unread) + 1, some.unread)
            if prepared and prepared.segment:
                # a posting that was repeated keeps its place in the index under a number that nothing has
                keys = [numbers.get(at, -1) for at in prepared.indexed]
                self._waiting.append(prepared.segment.numbered(keys))
            if sum(map(len, self._waiting)) >= SEGMENT:
                self._index(connection)
        self.unread += some.unread
        self._tell(rows, len(some.new) + len(some.again) + len(some.twice), len(some.unread))

    def _tell(self, rows: Sequence[postings.Saved], seen: int, unread: int) -> None:
        first = [row for row in rows if row.same_as is None]
        foreign = sum(row.read.language != "en" for row in first)
        failed = [row for row in first if row.read.failed]
        now = self.progress
        self.unread += [
            Unread(row.advert.source, "not-a-posting", str(row.read.facts["reason"])) for row in failed
        ]
        self.progress = Progress(
            now.seen + seen + unread,
            now.saved + len(first) - foreign - len(failed),
            now.repeated + seen - len(first),
            now.other_languages + foreign,
            now.unread + unread + len(failed),
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
    waiting: deque[tuple[Future[Prepared] | None, _Chunk]] = deque()
    with Workers(workers) as pool:
        for found_ in _chunks(found):
            some = running.chunk(found_)
            waiting.append((pool.start(list(some.new.values())), some))
            while len(waiting) > pool.ahead:
                ready, some = waiting.popleft()
                running.save(pool.result(ready, list(some.new.values())), some)
        while waiting:
            ready, some = waiting.popleft()
            running.save(pool.result(ready, list(some.new.values())), some)
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
