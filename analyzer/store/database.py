"""One database, SQLite or PostgreSQL, behind two doors: :meth:`Database.read` and :meth:`Database.write`.

Every write is one transaction: it is saved as a whole or not at all. On SQLite a write takes the file's write
lock at its start and others wait for it, so none fails half way because another came between.
"""

import contextlib
import os
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy.engine import URL, Engine
from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError

from analyzer.errors import StoreError
from analyzer.store.migrations import migrate
from analyzer.store.place import database_url, shown
from analyzer.store.schema import PERSONAL

#: How long a write waits for another to finish, in seconds.
BUSY_SECONDS = 30


def now() -> str:
    """The present moment as the tables hold it."""
    return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"


class Database:
    """Tables that are up to date, and connections to them. Close it, or use it as a context manager.

    `url` is where they are; by default the user's own file, or what `AIPM_DATABASE_URL` says. Raises
    StoreError when the place cannot be opened or was written by a newer program.
    """

    def __init__(self, url: URL | None = None) -> None:
        self.url = url or database_url()
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.is_sqlite:
            _prepare_file(Path(self.url.database or ""))
        self._engine = _engine(self.url)
        with self.write() as connection:
            migrate(connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def place(self) -> str:
        """Where the data is, as people may see it."""
        return shown(self.url)

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection whose reads all see the same state."""
        with self._opened(writes=False) as connection:
            yield connection

    @contextlib.contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection whose changes are saved together at the end, and not at all after an error."""
        with self._opened(writes=True) as connection:
            yield connection

    @contextlib.contextmanager
    def _opened(self, *, writes: bool) -> Iterator[Connection]:
        try:
            with self._engine.connect() as plain:
                connection = plain.execution_options(aipm_writes=writes)
                with connection.begin():
                    yield connection
        except (OperationalError, ProgrammingError, DBAPIError) as error:
            raise self._explained(error) from error

    def _explained(self, error: DBAPIError) -> StoreError:
        """The error without the statement and its values: they may hold what a coach wrote."""
        cause = str(error.orig).lower()
        if "locked" in cause:
            why = f"another program has been writing to it for {BUSY_SECONDS} s. Try again when it is done."
        elif "disk" in cause or "full" in cause:
            why = "the disk is full or fails. Make room and try again."
        elif "readonly" in cause or "unable to open" in cause:
            why = "it may not be written to. Check the permissions of the file and its folder."
        elif "malformed" in cause or "not a database" in cause:
            why = "it is damaged. Restore a backup with `aipm candidates restore`."
        elif "connect" in cause or "authentication" in cause or "does not exist" in cause:
            why = (
                "the server refused. Check that it runs, the name of the database, the user and the password."
            )
        else:
            why = f"the database said {type(error.orig).__name__}. Nothing was changed."
        return StoreError(f"{self.place}: {why}")

    def scrub(self) -> None:
        """Take what was deleted out of the files of the database; quick when nothing was.

        SQLite overwrites deleted rows with zeros (`secure_delete`), yet their old bytes stay in the
        write-ahead log until it is emptied into the file. PostgreSQL frees them with a VACUUM of the tables.
        """
        with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            if not self.is_sqlite:
                connection.execute(text(f"VACUUM (FULL) {', '.join(PERSONAL)}"))
                return
            busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
        if busy:
            raise StoreError(
                f"{self.place}: deleted, but another program is reading, so the old bytes are still in the "
                "file's log. Close other windows and run `aipm candidates scrub`."
            )

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()


def _prepare_file(path: Path) -> None:
    """The folder and an empty file that only this user may read."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY, stat.S_IRUSR | stat.S_IWUSR))
    except OSError as error:
        raise StoreError(
            f"{path} cannot be made ({error.strerror}). Set AIPM_DATA to a folder that may be written to."
        ) from None


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        try:
            return create_engine(url, pool_pre_ping=True, hide_parameters=True)
        except ModuleNotFoundError:
            raise StoreError(
                "PostgreSQL needs its driver. Install it with `pip install 'aipm-analyzer[postgres]'`."
            ) from None
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS}, hide_parameters=True)
    event.listen(engine, "connect", _on_sqlite_connect)
    event.listen(engine, "begin", _on_sqlite_begin)
    return engine


def _on_sqlite_connect(connection: Any, _: object) -> None:
    connection.isolation_level = None  # we begin transactions ourselves: the driver's way locks too late
    cursor = connection.cursor()
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",  # what was saved survives a power cut, not only a crash
        "foreign_keys = ON",
        "secure_delete = ON",
        "temp_store = MEMORY",  # no copies of rows in temporary files
        f"busy_timeout = {BUSY_SECONDS * 1000}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _on_sqlite_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("aipm_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
