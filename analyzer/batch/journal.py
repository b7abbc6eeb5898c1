"""What a run has done so far, on the disk: a killed run goes on where it was, an unchanged one does nothing.

One SQLite file. A result is found by its key: the hash of the input's bytes, of the options, and of version,
knowledge and model. Results that are written are safe when the process is killed; when the machine loses its
power, the last second of work is done again.
"""

import hashlib
import json
import os
import sqlite3
import time
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from analyzer.batch.inputs import Input, address_state, load
from analyzer.batch.task import PASSING, Done
from analyzer.errors import AipmError

#: The journal of a folder of results.
NAME = ".aipm-batch.sqlite"

_SCHEMA = 1
_TABLES = """
CREATE TABLE IF NOT EXISTS files (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, changed INTEGER NOT NULL, sha256 TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS results (
    key TEXT PRIMARY KEY, kind TEXT NOT NULL, sha256 TEXT NOT NULL, text TEXT NOT NULL, person TEXT NOT NULL,
    code TEXT NOT NULL, summary BLOB NOT NULL, line BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
#: Seconds and results between two commits.
_COMMIT_SECONDS, _COMMIT_RESULTS = 1.0, 200
#: A file that changed less than this long ago may change again within the same tick of its clock.
_SETTLED_NS = 2_000_000_000


class Journal:
    """The results of one folder, or of one run when no folder is given. Use it as a context manager.

    One run at a time may write into a folder: a second one is told so.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self._since, self._waiting = time.monotonic(), 0

    def __enter__(self) -> Self:
        with self._telling():
            if self.folder is not None:
                self.folder.mkdir(parents=True, exist_ok=True)
            where = "" if self.folder is None else str(self.folder / NAME)
            self._base = sqlite3.connect(where, isolation_level=None, timeout=0.2)
            if self.folder is not None:
                self._base.execute("PRAGMA locking_mode=EXCLUSIVE")
                self._base.execute("PRAGMA journal_mode=WAL")
            self._base.execute("PRAGMA synchronous=NORMAL")
            version = self._base.execute("PRAGMA user_version").fetchone()[0]
            if version not in (0, _SCHEMA):
                raise AipmError(
                    f"{self.folder} holds results of another version of this one. Choose another --output."
                )
            self._base.executescript(_TABLES)
            self._base.execute(f"PRAGMA user_version={_SCHEMA}")
            self._base.execute("BEGIN IMMEDIATE")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._base.execute("COMMIT")
        except sqlite3.Error:
            if kind is None:
                raise
        finally:
            self._base.close()

    # --- keys ------------------------------------------------------------------------------------------

    def key(self, one: Input, options: str) -> tuple[str, str]:
        """The key of an input's result, and the hash of the resume's bytes.

        Raises a ReadError for a file that cannot be read. A file of the same size and time is not read again.
        """
        own = self.sha256(one)
        more = [[other.name, self.sha256(other)] for other in one.portfolio]
        told = json.dumps([own, one.name, more, options])
        return hashlib.sha256(told.encode()).hexdigest(), own

    def sha256(self, one: Input) -> str:
        """The hash of a file's bytes; of a file behind an address, of what the storage says of it."""
        if one.url:
            return hashlib.sha256(f"{one.url} {address_state(one)}".encode()).hexdigest()
        known = None if one.member or one.url or one.problem else _state(one.path)
        if known:
            size, changed = known
            row = self._base.execute(
                "SELECT size, changed, sha256 FROM files WHERE path = ?", (str(one.path.absolute()),)
            ).fetchone()
            if row and row[:2] == (size, changed):
                return str(row[2])
        digest = hashlib.sha256(load(one).data).hexdigest()
        if known and _state(one.path) == known and time.time_ns() - known[1] > _SETTLED_NS:
            self._write(
                "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", (str(one.path.absolute()), *known, digest)
            )
        return digest

    def fingerprint(self, inputs: Sequence[Input], options: str) -> str:
        """A hash of all inputs with their results, when every one is known; else empty."""
        digest = hashlib.sha256()
        seen: set[str] = set()
        for one in inputs:
            try:
                key, sha256 = self.key(one, options)
            except AipmError as error:
                key = str(error)
            else:
                copy = not one.portfolio and sha256 in seen
                if not copy and not self.has(key):
                    return ""
                if not one.portfolio:
                    seen.add(sha256)
            digest.update(json.dumps([one.file, one.candidate, key]).encode())
        return digest.hexdigest()

    # --- results ---------------------------------------------------------------------------------------

    def get(self, key: str) -> Done | None:
        """A result that is known."""
        row = self._base.execute(
            "SELECT kind, line, sha256, text, person, code, summary FROM results WHERE key = ?", (key,)
        ).fetchone()
        if row is None:
            return None
        kind, line, sha256, text, person, code, summary = row
        return Done(
            kind, line, sha256, text, tuple(json.loads(person)), code, json.loads(zlib.decompress(summary))
        )

    def has(self, key: str) -> bool:
        """Whether a result is known."""
        return self._base.execute("SELECT 1 FROM results WHERE key = ?", (key,)).fetchone() is not None

    def put(self, key: str, done: Done) -> None:
        """Keep a result; one that another run may not meet is left to be tried again."""
        if done.code in PASSING:
            return
        summary = zlib.compress(json.dumps(done.summary).encode(), 1)
        values = (
            key,
            done.kind,
            done.sha256,
            done.text,
            json.dumps(done.person),
            done.code,
            summary,
            done.line,
        )
        self._write("INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)

    def forget(self) -> None:
        """Remove all results: the next run starts anew."""
        self._write("DELETE FROM results", ())

    def fact(self, name: str, value: str | None = None) -> str:
        """A fact about the folder (its last outputs); with `value` it is kept."""
        if value is not None:
            self._write("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))
            return value
        row = self._base.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def commit(self) -> None:
        """Make everything so far safe."""
        with self._telling():
            self._base.execute("COMMIT")
            self._base.execute("BEGIN IMMEDIATE")
        self._since, self._waiting = time.monotonic(), 0

    def _write(self, statement: str, values: tuple[Any, ...]) -> None:
        with self._telling():
            self._base.execute(statement, values)
        self._waiting += 1
        if self._waiting >= _COMMIT_RESULTS or time.monotonic() - self._since > _COMMIT_SECONDS:
            self.commit()

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Errors of the disk in words for the user."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise AipmError(self._reason(error)) from None

    def _reason(self, error: Exception) -> str:
        where = (self.folder / NAME).as_posix() if self.folder else "The temporary folder"
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_FULL or getattr(error, "errno", 0) == 28:
            return (
                f"{where}: no space is left on the disk. The results so far are kept; make room and run the "
                "same command again to go on."
            )
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return f"{where} is in use by another run. Wait for it, or choose another --output."
        if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
            return f"{where} is damaged. Remove it and run again: all files are then analysed anew."
        what = getattr(error, "strerror", None) or getattr(error, "sqlite_errorname", type(error).__name__)
        return f"{where} could not be written ({what}). Choose another --output."


def _state(path: Path) -> tuple[int, int] | None:
    """Size and time of change of a file, None where there is none."""
    try:
        state = os.stat(path)  # noqa: PTH116  (a path with a NUL is a ValueError here too)
    except (OSError, ValueError):
        return None
    return state.st_size, state.st_mtime_ns
