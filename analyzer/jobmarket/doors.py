"""JobMarket: the one door to the market for the command line, the app and other programs."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from analyzer.jobmarket.importing import Imported, Progress, import_adverts
from analyzer.jobmarket.market import Index, Market
from analyzer.jobmarket.rereading import Reread, reread
from analyzer.market.adverts import Advert, Unread
from analyzer.market.boards import Fetcher, fetch_adverts
from analyzer.market.facts import Facts
from analyzer.market.importing import Given, check_mapping, given_files, read_adverts
from analyzer.market.snapshot import About, about_snapshot, snapshot
from analyzer.market.written import job_of_facts
from analyzer.matching.segment import Segment, make_segment, merged
from analyzer.records import Source
from analyzer.service import Analyzer
from analyzer.store import Database, postings

#: Beside the user's own postings: what must be said of any collection.
OWN_CAUTIONS = (
    "These are the postings you imported, not the market: sources, places and dates are as you chose them.",
    "A skill not seen in an ad that is cut off is unknown, not absent; shares count readable postings only.",
)


class JobMarket:
    """Postings of the store and of the snapshot. Loads each market once, and again after an import.

    `analyzer` reads documents and holds the matcher; `database` is the store.
    """

    def __init__(self, analyzer: Analyzer, database: Database) -> None:
        self.analyzer = analyzer
        self.database = database
        self._own: Market | None = None

    @cached_property
    def snapshot(self) -> Market:
        """The market that ships with the program."""
        return snapshot_market(self.analyzer)

    @property
    def own(self) -> Market:
        """The postings in the store."""
        if self._own is None:
            rows = postings.all_facts(self.database)
            self._own = Market(
                self._about(rows),
                rows,
                Index(
                    [int(row.id) for row in rows],
                    self._index(),
                    lambda keys: postings.jobs(self.database, list(keys)),
                ),
                self.analyzer.matcher,
            )
        return self._own

    def market(self, name: str | None = None) -> Market:
        """The market called "own" or "snapshot"; the own when it holds anything, when left out."""
        if name is None:
            return self.own if len(self.own) else self.snapshot
        return self.own if name == "own" else self.snapshot

    def import_files(
        self,
        given: Iterable[str | Source],
        *,
        mapping: Mapping[str, str] | None = None,
        workers: int | None = None,
        on_progress: Callable[[Progress], None] = lambda _: None,
    ) -> Imported:
        """Import files, folders, zips and addresses (`https://...`), or files that were uploaded.

        Raises a ReadError when `mapping` names a field that there is not. What cannot be read is told.
        """
        check_mapping(mapping or {})
        given = list(given)
        names = ", ".join(one.name if isinstance(one, Source) else one for one in given)
        found = self._found(given, mapping)
        done = import_adverts(
            self.database, found, source=names[:500], workers=workers, on_progress=on_progress
        )
        self._own = None
        return done

    def outdated(self) -> int:
        """How many of the imported postings an older parser read."""
        return len(postings.stale(self.database))

    def reread(
        self, *, workers: int | None = None, on_progress: Callable[[Reread], None] = lambda _: None
    ) -> Reread:
        """Read the imported postings again that an older parser read. Goes on where it was cut short."""
        done = reread(self.database, workers=workers, on_progress=on_progress)
        self._own = None
        return done

    def clear(self) -> int:
        """Take all imported postings out of the store; how many there were."""
        self._own = None
        return postings.clear(self.database)

    # --- pieces ------------------------------------------------------------------------------------------

    def _found(
        self, given: Sequence[str | Source], mapping: Mapping[str, str] | None
    ) -> Iterator[Advert | Unread]:
        fetcher = Fetcher()
        for one in given:
            if isinstance(one, Source):
                yield from read_adverts(Given(one.name, data=one.data), self._text, mapping=mapping)
            elif one.startswith(("http://", "https://")):
                yield from fetch_adverts(one, fetcher, self._text)
            else:
                for file in given_files([one]):
                    if isinstance(file, Unread):
                        yield file
                    else:
                        yield from read_adverts(file, self._text, mapping=mapping)

    def _text(self, source: Source) -> str:
        return self.analyzer.reader.read(source).text

    def _about(self, rows: Sequence[Facts]) -> About:
        held = postings.holdings(self.database)
        sources = ", ".join(f"{name} ({count:,})" for name, count in list(held.sources.items())[:4])
        more = len(held.sources) - 4
        other = sum(held.other_languages.values())
        cautions = list(OWN_CAUTIONS)
        if other:
            cautions.append(f"{other:,} more are not in English; they are kept apart and not counted.")
        if held.unread:
            cautions.append(f"{held.unread:,} more could not be read as job ads.")
        runs = postings.runs(self.database, limit=1)
        return About(
            name="Your postings",
            count=held.count,
            readable=sum(row.readable != "none" and row.language == "en" for row in rows),
            collected=runs[0].started_at[:10] if runs else "",
            first=held.first,
            last=held.last,
            dated=held.dated,
            source=f"{sources} and {more} more" if more > 0 else sources,
            licence="",
            cautions=tuple(cautions),
        )

    def _index(self) -> Segment | None:
        """The stored index, with what is missing in it made now: after a new model, or a run cut short."""
        version = self.analyzer.matcher.version
        parts = [Segment.from_bytes(data) for data in postings.segments(self.database, version)]
        parts = _latest(parts)
        covered = {int(key) for part in parts for key in part.keys}
        missing = [id for id in postings.ids(self.database) if id not in covered]
        for first in range(0, len(missing), 1000):
            jobs = postings.jobs(self.database, missing[first : first + 1000])
            usable = {id: job for id, job in jobs.items() if any(one.scored for one in job.requirements)}
            if usable:
                part = make_segment(list(usable), list(usable.values()), self.analyzer.matcher.weights)
                parts.append(part)
                with self.database.write() as connection:
                    postings.add_segment(connection, version, len(part), part.to_bytes())
        return merged(parts) if parts else None


def snapshot_market(analyzer: Analyzer) -> Market:
    """The market that ships with the program; it needs no store."""
    rows = snapshot()
    jobs = {at: job for at, row in enumerate(rows) if (job := job_of_facts(row)) is not None}
    segment = make_segment(list(jobs), list(jobs.values()), analyzer.matcher.weights)
    return Market(
        about_snapshot(),
        rows,
        Index(range(len(rows)), segment, lambda keys: {key: jobs[key] for key in keys if key in jobs}),
        analyzer.matcher,
        name="snapshot",
    )


def _latest(parts: Sequence[Segment]) -> list[Segment]:
    """Parts of the index in which each posting counts once: where it was indexed last."""
    seen: set[int] = set()
    found = []
    for part in reversed(parts):
        keys = [int(key) for key in part.keys]
        found.append(part.numbered([-1 if key in seen else key for key in keys]) if seen else part)
        seen.update(keys)
    return found[::-1]
