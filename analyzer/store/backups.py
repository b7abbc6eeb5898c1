"""Backup and restore: the whole database as one SQLite file, whichever database it comes from.

The same file goes back into SQLite or PostgreSQL, so it is also the way from one to the other.
"""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, text, update
from sqlalchemy.engine import URL

from analyzer.errors import StoreError
from analyzer.store import schema
from analyzer.store.database import Database, now
from analyzer.store.place import data_folder

_MAGIC = b"SQLite format 3\x00"
#: Rows that are copied at once: Reports are large.
_BATCH = 200


def backups_folder() -> Path:
    """Where backups are written that name no place of their own; forgetting a person looks into it."""
    return data_folder() / "backups"


def backup(database: Database, path: Path | None = None) -> Path:
    """Write everything into a new SQLite file, and only then give it its name. The path of the file.

    Raises StoreError when the file exists or cannot be written.
    """
    path = path or backups_folder() / f"coach-{now()[:19].replace(':', '')}.sqlite3"
    if path.exists():
        raise StoreError(f"{path} exists already. Name another file.")
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with _opened(part) as target, database.read() as source, target.write() as connection:
            _copy(source, connection)
        part.replace(path)
    except OSError as error:
        raise StoreError(f"{path} cannot be written ({error.strerror}). Name another file.") from None
    finally:
        for ending in ("", "-wal", "-shm"):
            part.with_name(part.name + ending).unlink(missing_ok=True)
    return path


def restore(database: Database, path: Path) -> int:
    """Replace everything in the database by a backup, in one transaction; the number of candidates.

    A backup of an older version is brought up to date on the way; its file stays as it is. Raises StoreError.
    """
    try:
        with path.open("rb") as file:
            if file.read(len(_MAGIC)) != _MAGIC:
                raise StoreError(f"{path} is no backup. `aipm candidates backup` makes one.")
    except OSError as error:
        raise StoreError(f"{path} cannot be read ({error.strerror}).") from None
    with tempfile.TemporaryDirectory(prefix="aipm-restore-", dir=_safe_folder()) as folder:
        copy = Path(shutil.copyfile(path, Path(folder) / "backup.sqlite3"))
        with _opened(copy) as source, source.read() as old, database.write() as connection:
            for table in reversed(schema.metadata.sorted_tables):
                connection.execute(delete(table))
            _copy(old, connection)
            count = connection.execute(select(func.count()).select_from(schema.candidates)).scalar_one()
    database.scrub()
    return int(count)


def _safe_folder() -> Path:
    """The copy holds personal data, so it is made in our own folder and not in one that others may read."""
    data_folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    return data_folder()


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[Database]:
    """A SQLite file as a database; closed, it is one file again without a log beside it."""
    with Database(URL.create("sqlite", database=str(path))) as opened:
        yield opened
        opened.scrub()


def _copy(source: Connection, target: Connection) -> None:
    for table in schema.metadata.sorted_tables:
        rows = source.execution_options(yield_per=_BATCH).execute(select(table)).mappings()
        for batch in rows.partitions(_BATCH):
            target.execute(insert(table), [_without_own(table, dict(row)) for row in batch])
    _link_postings(source, target)
    if target.dialect.name == "postgresql":
        _count_on(target)


def _without_own(table: Table, row: dict[str, object]) -> dict[str, object]:
    """A posting may point to one that is not copied yet: the pointers follow when all are there."""
    return {**row, "same_as_id": None} if table is schema.postings else row


def _link_postings(source: Connection, target: Connection) -> None:
    table = schema.postings
    query = select(table.c.id, table.c.same_as_id).where(table.c.same_as_id.is_not(None))
    pairs = [{"of": row.id, "same": row.same_as_id} for row in source.execute(query)]
    if pairs:
        link = update(table).where(table.c.id == bindparam("of")).values(same_as_id=bindparam("same"))
        target.execute(link, pairs)


def _count_on(target: Connection) -> None:
    """Ids were copied as they are; new ones go on from the highest."""
    for table in schema.metadata.sorted_tables:
        if "id" in table.c:
            target.execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), "  # noqa: S608  (our own names)
                    f"COALESCE((SELECT MAX(id) FROM {table.name}), 1))"
                )
            )
