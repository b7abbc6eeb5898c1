"""Documents that were read before, kept on the disk by the hash of their bytes, to be read no second time.

A Document holds the text of a resume: the folder is readable by its owner alone, is bounded, can be left out,
and is emptied by :func:`clear`. Nothing else in the package remembers what a file said.
"""

import hashlib
import json
import os
import sys
import zlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

from analyzer.documents import wire
from analyzer.documents.limits import DEFAULT_LIMITS, MEGABYTE, Limits
from analyzer.documents.reader import Reader
from analyzer.records import Document, Source
from analyzer.resources import code_hash

#: The cache of a user at most; the oldest files go first. A two-page resume takes 12 KB.
MOST_BYTES = 512 * MEGABYTE
#: Files written between two looks at the size: to count them takes a tenth of a second for 40,000.
_LOOK_EVERY = 2_000
#: After a look, so much is left: not every new file shall cost another look.
_KEEP = 0.8
_ENDING = ".document"


def cache_folder() -> Path:
    """Where documents are kept: `AIPM_CACHE`, or the cache folder that the system gives the user."""
    if named := os.environ.get("AIPM_CACHE"):
        return Path(named) / "documents"
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "aipm" / "documents"


def clear(folder: Path | None = None, *, sha256: Iterable[str] | None = None) -> int:
    """Remove kept documents: all of them, or those of files with these SHA-256 hashes. How many were removed.

    A file of this cache is named for the hash of what was read, so a person can be forgotten by their files.
    """
    wanted = None if sha256 is None else {one.lower() for one in sha256}
    removed = 0
    for path in _files(folder or cache_folder()):
        if wanted is None or path.name.split(".", 1)[0] in wanted:
            with suppress(FileNotFoundError):  # another process was faster
                path.unlink()
                removed += 1
    return removed


def _files(folder: Path) -> list[Path]:
    return [path for part in sorted(folder.glob("??")) for path in sorted(part.glob(f"*{_ENDING}*"))]


class CachedReader(Reader):
    """A Reader that keeps what it read. The Documents are equal to those of a Reader, byte for byte."""

    def __init__(
        self,
        limits: Limits = DEFAULT_LIMITS,
        *,
        folder: Path | None = None,
        most_bytes: int = MOST_BYTES,
    ) -> None:
        super().__init__(limits)
        self._folder = folder or cache_folder()
        self._most = most_bytes
        # the version of the reading code and what it can do stand in every name: another reads anew
        ocr = find_spec("rapidocr") is not None
        self._kind = hashlib.sha256(f"{code_hash('documents')} {limits} {ocr}".encode()).hexdigest()[:10]
        self._written = 0
        self._usable = True

    def __reduce__(self) -> tuple[type["Reader"], tuple[Limits]]:
        """A copy in another process keeps to the folder of its own machine."""
        return type(self), (self._limits,)

    def read(self, source: Source, *, index: int = 0, limits: Limits | None = None) -> Document:
        """The Document of a file, from the folder when the same bytes were read before.

        What is read under limits of its own is not kept. Raises a ReadError; failures are not kept.
        """
        if limits is not None:
            return super().read(source, index=index, limits=limits)
        path = self._path(source)
        kept = self._kept(path)
        if kept is not None:
            return replace(kept, name=source.name, index=index)
        document = super().read(source, index=index)
        self._keep(path, document)
        return document

    def _path(self, source: Source) -> Path:
        digest = hashlib.sha256(source.data).hexdigest()
        ending = hashlib.sha256(Path(source.name).suffix.lower().encode()).hexdigest()[:4]
        return self._folder / digest[:2] / f"{digest}.{ending}{self._kind}{_ENDING}"

    def _kept(self, path: Path) -> Document | None:
        try:
            document = wire.document_from(json.loads(zlib.decompress(path.read_bytes())))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, EOFError, zlib.error):
            with suppress(OSError):  # half a file of a machine that lost its power: read anew
                path.unlink()
            return None
        with suppress(OSError):
            os.utime(path)
        return document

    def _keep(self, path: Path, document: Document) -> None:
        """Write the whole file or nothing. A full or read-only disk switches the cache off, and no more."""
        if not self._usable:
            return
        part = path.with_name(f"{path.name}.{os.getpid()}.part")
        data = zlib.compress(json.dumps(wire.document_message(document)).encode(), 1)
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._folder.chmod(0o700)
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(data)
            part.replace(path)
        except OSError:
            self._usable = False
            with suppress(OSError):
                part.unlink(missing_ok=True)
            return
        self._written += 1
        if self._written % _LOOK_EVERY == 1:
            self._shrink()

    def _shrink(self) -> None:
        """Remove the files that were used longest ago until the folder is well below its bound."""
        sizes = []
        for path in _files(self._folder):
            with suppress(FileNotFoundError):
                state = path.stat()
                sizes.append((state.st_mtime_ns, state.st_size, path))
        total = sum(size for _, size, _ in sizes)
        if total <= self._most:
            return
        for _, size, path in sorted(sizes, key=lambda one: (one[0], one[2].name)):
            if total <= self._most * _KEEP:
                return
            with suppress(FileNotFoundError):
                path.unlink()
            total -= size
