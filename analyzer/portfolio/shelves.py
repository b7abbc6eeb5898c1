"""Folders of the disk and zip files as shelves: nothing that leads out of them, nothing without a bound."""

import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from analyzer.documents.limits import MEGABYTE
from analyzer.errors import TooLarge, UnsupportedFile
from analyzer.portfolio.choosing import PASSED_OVER
from analyzer.portfolio.collection import Bounds
from analyzer.records import Source

#: Folders that are opened at most: a tree of a million empty folders is no portfolio.
_MOST_FOLDERS = 20_000


class Folder:
    """A folder of the disk. Links are not followed, devices and pipes are not opened."""

    def __init__(self, root: Path, bounds: Bounds, *, without: frozenset[Path] = frozenset()) -> None:
        self._root = root
        self._bounds = bounds
        self._without = without
        self._links = 0
        self._deep = False
        self._closed = 0

    def entries(self) -> Iterator[tuple[str, int]]:
        """Path and size of every ordinary file."""
        self._links = self._closed = 0
        left = [self._bounds.max_names + 1, _MOST_FOLDERS]
        yield from self._below(self._root, "", 0, left)

    def _below(self, folder: Path, prefix: str, depth: int, left: list[int]) -> Iterator[tuple[str, int]]:
        if depth > self._bounds.max_depth:
            self._deep = True
            return
        left[1] -= 1
        try:
            with os.scandir(folder) as listing:
                found = sorted(listing, key=lambda one: one.name)
        except OSError:
            self._closed += 1
            return
        folders: list[tuple[Path, str]] = []
        for one in found:
            if left[0] <= 0 or left[1] <= 0:
                return
            name = _readable(one.name)
            if one.is_symlink():
                self._links += 1
            elif one.is_dir(follow_symlinks=False):
                path = Path(one.path)
                if name != ".git" and name.lower() not in PASSED_OVER and path not in self._without:
                    folders.append((path, f"{prefix}{name}/"))
            elif one.is_file(follow_symlinks=False) and name == one.name:
                left[0] -= 1
                yield f"{prefix}{name}", one.stat(follow_symlinks=False).st_size
        for path, inner in folders:
            yield from self._below(path, inner, depth + 1, left)

    def read(self, path: str, most: int) -> bytes | None:
        """At most `most` bytes of a file below the folder, never through a link."""
        target = self._root
        for part in path.split("/"):
            if part in ("", ".", ".."):
                return None
            target = target / part
            if target.is_symlink():
                return None
        return read_plain(target, most)

    def notes(self) -> tuple[str, ...]:
        """What was passed over."""
        notes = []
        if self._links:
            notes.append(f"{_count(self._links, 'link')} to other places not followed.")
        if self._deep:
            notes.append(f"Folders more than {self._bounds.max_depth} levels deep were not opened.")
        if self._closed:
            notes.append(f"{_count(self._closed, 'folder')} could not be opened.")
        return tuple(notes)


def read_plain(path: Path, most: int) -> bytes | None:
    """At most `most` bytes of an ordinary file; None for anything else (a link, a pipe, a device)."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    flags |= getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags)
    except OSError:
        return None
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return None
        return file.read(most)


class Archive:
    """A zip file. Names that lead out of it are passed over, what it inflates to is counted while it does."""

    def __init__(self, source: Source, bounds: Bounds) -> None:
        self._bounds = bounds
        self._left = bounds.max_bytes + 64 * MEGABYTE
        self._odd = 0
        self._encrypted = 0
        try:
            self._zip = zipfile.ZipFile(BytesIO(source.data))
            members = self._zip.infolist()
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise UnsupportedFile(
                f"{source.name} is a damaged zip file. Pack the folder once more and use that file."
            ) from error
        if len(members) > 3 * bounds.max_names:
            raise TooLarge(
                f"{source.name} holds {len(members):,} files. Pack only what shows your own work, without "
                "libraries and data."
            )
        self._members: dict[str, zipfile.ZipInfo] = {}
        for member in members:
            self._take(member)
        self._strip_top()

    def _take(self, member: zipfile.ZipInfo) -> None:
        name = _readable(member.filename.replace("\\", "/"))
        parts = name.split("/")
        mode = member.external_attr >> 16
        if name.endswith("/"):
            return
        if (
            name.startswith("/")
            or any(part in ("", ".", "..") or ":" in part for part in parts)
            or (mode and not stat.S_ISREG(mode) and stat.S_IFMT(mode))
            or len(parts) > self._bounds.max_depth + 2
        ):
            self._odd += 1
        elif member.flag_bits & 0x1:
            self._encrypted += 1
        else:
            self._members.setdefault(name, member)

    def _strip_top(self) -> None:
        """One folder around everything, as hosts and file managers pack it, is not part of the paths."""
        tops = {name.split("/", 1)[0] for name in self._members if not name.startswith("__MACOSX/")}
        self.top = ""
        if len(tops) == 1 and all("/" in name for name in self._members if not name.startswith("__MACOSX/")):
            self.top = tops.pop()
            self._members = {
                name.split("/", 1)[1]: member
                for name, member in self._members.items()
                if name.startswith(f"{self.top}/")
            }

    def entries(self) -> Iterator[tuple[str, int]]:
        """Path and stated size of every member."""
        for name in sorted(self._members):
            if not name.startswith(".git/") and "/.git/" not in name:
                yield name, self._members[name].file_size

    def names(self) -> frozenset[str]:
        """All names, those of a repository's own folder too."""
        return frozenset(self._members)

    def read(self, path: str, most: int) -> bytes | None:
        """At most `most` bytes of a member; None when there is none or it is damaged."""
        member = self._members.get(path)
        allowed = min(most, self._left)
        if member is None or allowed <= 0:
            return None
        try:
            with self._zip.open(member) as stream:
                data = stream.read(allowed)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            ValueError,
            NotImplementedError,
            RuntimeError,
        ):
            self._odd += 1
            return None
        self._left -= len(data)
        return data

    def notes(self) -> tuple[str, ...]:
        """What was passed over."""
        notes = []
        if self._odd:
            notes.append(
                f"{_count(self._odd, 'entry', 'entries')} of the zip file lead out of it, are links or are "
                "damaged; not read."
            )
        if self._encrypted:
            notes.append(f"{_count(self._encrypted, 'file')} of the zip file ask for a password; not read.")
        return tuple(notes)


def _readable(name: str) -> str:
    """A name without half characters and control characters."""
    kept = name.encode("utf-8", "replace").decode("utf-8", "replace")
    return "".join(char for char in kept if char.isprintable())


def _count(number: int, noun: str, plural: str = "") -> str:
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
