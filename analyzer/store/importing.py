"""Adding many files: each ends as a saved version or with its reason, and none undoes another.

A file is read, then saved in one transaction with the line that says how it ended. When the program dies in
the middle, all that was saved stands, the run has no end, and adding the same files again goes on where it
stopped: what is known is not kept twice.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import insert, select, update

from analyzer.errors import AipmError
from analyzer.records import Failure, Report, Source
from analyzer.store import schema
from analyzer.store.database import now
from analyzer.store.desk import Desk
from analyzer.store.packing import digest
from analyzer.store.people import set_tags
from analyzer.store.records import Imported, Run
from analyzer.store.versions import Analyse, Read, record_item, save


@dataclass(frozen=True, slots=True)
class Choices:
    """How an import is done: whose resumes they are (`to`), what is kept, tags for new people."""

    to: int | None = None
    keep_files: bool = True
    keep_names: bool = False
    tags: tuple[str, ...] = ()
    origin: str = "upload"


def import_files(
    desk: Desk,
    files: Sequence[tuple[str, Callable[[], Source]]],
    analyse: Analyse,
    jobs: str,
    choices: Choices = Choices(),
) -> Iterator[Imported]:
    """Read and save files, telling how each ended as soon as it has. Each is its name and how to get it.

    `jobs` is the digest of the jobs that `analyse` asks for (:func:`analyzer.store.packing.job_set`).
    """
    run = begin_run(desk, f"{len(files)} files")
    for number, (name, fetch) in enumerate(files, start=1):
        try:
            one = fetch()
            read = Read(name, digest(one.data), analyse(one), jobs, one.data if choices.keep_files else None)
            yield _saved(desk, read, choices, (run, number))
        except AipmError as error:
            with desk.write() as connection:
                record_item(connection, run, number, name, "failed", reason=str(error))
            yield Imported(name, "failed", reason=str(error))
    finish_run(desk, run)


def import_reports(
    desk: Desk,
    found: Iterable[Report | Failure],
    jobs: str,
    choices: Choices = Choices(origin="batch"),
) -> Iterator[Imported]:
    """Save the results of a batch run; the files themselves are not in it, so they are not kept."""
    run = begin_run(desk, "a batch run")
    for number, one in enumerate(found, start=1):
        if isinstance(one, Failure):
            with desk.write() as connection:
                record_item(connection, run, number, one.name, "failed", reason=one.reason)
            yield Imported(one.name, "failed", reason=one.reason)
            continue
        resume = one.documents[0]
        yield _saved(desk, Read(resume.name, resume.sha256, one, jobs), choices, (run, number))
    finish_run(desk, run)


def _saved(desk: Desk, read: Read, choices: Choices, item: tuple[int, int]) -> Imported:
    name = read.report.profile.contact.name if choices.keep_names else None
    done = save(desk, read, to=choices.to, name=name, origin=choices.origin, item=item)
    if choices.tags and done.outcome == "added" and done.candidate_id is not None:
        set_tags(desk, done.candidate_id, choices.tags)
    return done


def begin_run(desk: Desk, source: str, *, kind: str = "resumes") -> int:
    """Note that an import starts; its number."""
    values = {"user_id": desk.user.id, "kind": kind, "source": source, "started_at": now()}
    with desk.write() as connection:
        made = connection.execute(insert(schema.import_runs).values(values))
        return int(cast(Any, made.inserted_primary_key)[0])


def finish_run(desk: Desk, run: int) -> None:
    """Note that an import has come to its end, and count how its files ended."""
    items = schema.import_items
    with desk.write() as connection:
        ends = connection.execute(select(items.c.outcome).where(items.c.run_id == run)).scalars().all()
        counts = {
            "read": sum(end in ("added", "new version") for end in ends),
            "repeated": ends.count("known"),
            "failed": ends.count("failed"),
        }
        runs = schema.import_runs
        connection.execute(update(runs).where(runs.c.id == run).values(finished_at=now(), **counts))


def runs(desk: Desk, *, limit: int = 20) -> tuple[Run, ...]:
    """The user's newest imports of resumes; one without an end was cut short."""
    table = schema.import_runs
    query = (
        select(table)
        .where(table.c.user_id == desk.user.id, table.c.kind == "resumes")
        .order_by(table.c.id.desc())
        .limit(limit)
    )
    with desk.read() as connection:
        return tuple(
            Run(row.id, row.source, row.started_at, row.finished_at, row.read, row.repeated, row.failed)
            for row in connection.execute(query)
        )
