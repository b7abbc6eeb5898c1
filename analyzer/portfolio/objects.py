"""Objects of a git repository, read from its files with a bound on everything.

Why not the `git` program: it obeys the repository. Its configuration can name programs that are started for a
log, a diff or a status, and a repository somebody sends is not ours to obey. Why not a library: those we
know inflate an object first and look at its size afterwards. What is needed here is little: commits, the
names of releases, and the files of one tree. Configuration, hooks, attributes and submodules are never
looked at, alternates and linked folders are not followed.

Format: `gitformat-pack` and `gitrepository-layout` of the git manual (SHA-1 repositories, index version 2).
"""

import mmap
import os
import re
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, Protocol

from analyzer.documents.limits import MEGABYTE
from analyzer.portfolio.shelves import Archive, read_plain

ObjectKind = Literal["commit", "tree", "blob", "tag"]

_KINDS: dict[int, ObjectKind] = {1: "commit", 2: "tree", 3: "blob", 4: "tag"}
_OFFSET_DELTA, _REFERENCE_DELTA = 6, 7
#: git itself chains 50 deltas at most.
_LONGEST_CHAIN = 60
#: Commits and trees are small; a commit of a megabyte is a joke or an attack.
_MOST_OBJECT = 2 * MEGABYTE
_MOST_PACKS = 60
#: A pack in a zip file is held in memory whole.
_MOST_PACKED = 96 * MEGABYTE
_PIECE = 32 * 1024
_SHA = re.compile(r"[0-9a-f]{40}")
_REF = re.compile(r"refs/(?:[\w.+@#-]+/)*[\w.+@#-]+")
_MOST_REFS = 2 * MEGABYTE

Buffer = mmap.mmap | bytes


class GitFiles(Protocol):
    """The files of a repository's own folder (`.git`)."""

    def read(self, name: str, most: int) -> bytes | None:
        """At most `most` bytes of a file, None when there is none."""
        ...

    def listed(self, folder: str) -> tuple[str, ...]:
        """Names of the files in one folder, in order."""
        ...

    def buffer(self, name: str) -> Buffer | None:
        """A whole file that is read here and there."""
        ...


class GitFolder:
    """The files of a repository on the disk."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def read(self, name: str, most: int) -> bytes | None:
        """At most `most` bytes of a file; links are not followed."""
        target = self._root
        for part in name.split("/"):
            if part in ("", ".", ".."):
                return None
            target = target / part
            if target.is_symlink():
                return None
        return read_plain(target, most)

    def listed(self, folder: str) -> tuple[str, ...]:
        """Names of the ordinary files in one folder."""
        path = self._root / folder
        if path.is_symlink():
            return ()
        try:
            with os.scandir(path) as found:
                return tuple(sorted(one.name for one in found if one.is_file(follow_symlinks=False)))[:2_000]
        except OSError:
            return ()

    def buffer(self, name: str) -> Buffer | None:
        """A file, mapped: only what is looked at is loaded."""
        path = self._root / name
        if path.is_symlink() or not path.is_file():
            return None
        try:
            with path.open("rb") as file:
                return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError):  # an empty file cannot be mapped
            return None


class GitArchive:
    """The files of a repository inside a zip file."""

    def __init__(self, archive: Archive, prefix: str) -> None:
        self._archive = archive
        self._prefix = prefix

    def read(self, name: str, most: int) -> bytes | None:
        """At most `most` bytes of a file."""
        return self._archive.read(f"{self._prefix}{name}", most)

    def listed(self, folder: str) -> tuple[str, ...]:
        """Names of the files in one folder."""
        start = f"{self._prefix}{folder}/"
        inside = (name[len(start) :] for name in self._archive.names() if name.startswith(start))
        return tuple(sorted(name for name in inside if "/" not in name))[:2_000]

    def buffer(self, name: str) -> Buffer | None:
        """A file, whole."""
        return self._archive.read(f"{self._prefix}{name}", _MOST_PACKED)


class ObjectStore:
    """The objects of one repository by their names. Nothing raises: what is damaged is not there."""

    def __init__(self, files: GitFiles) -> None:
        self.files = files
        self._packs: list[_Pack] | None = None

    def close(self) -> None:
        """Let go of the mapped files."""
        for pack in self._packs or ():
            pack.close()
        self._packs = None

    def head(self) -> str | None:
        """The name of the commit that is checked out."""
        written = _line(self.files.read("HEAD", 1_000))
        if written.startswith("ref: "):
            return self.reference(written[5:].strip())
        return written if _SHA.fullmatch(written) else None

    def reference(self, name: str) -> str | None:
        """The commit that a branch or tag names."""
        if not _REF.fullmatch(name) or ".." in name:
            return None
        loose = _line(self.files.read(name, 200))
        if _SHA.fullmatch(loose):
            return loose
        return next((sha for sha, packed in self._packed_refs() if packed == name), None)

    def tags(self) -> tuple[str, ...]:
        """The names of all tags, in order."""
        packed = (name for _, name in self._packed_refs() if name.startswith("refs/tags/"))
        names = {name.removeprefix("refs/tags/") for name in packed}
        names |= {one for one in self.files.listed("refs/tags") if _REF.fullmatch(f"refs/tags/{one}")}
        return tuple(sorted(names))

    def _packed_refs(self) -> Iterator[tuple[str, str]]:
        data = self.files.read("packed-refs", _MOST_REFS) or b""
        for line in data.decode("utf-8", "replace").splitlines():
            sha, _, name = line.partition(" ")
            if _SHA.fullmatch(sha) and _REF.fullmatch(name):
                yield sha, name

    def get(self, sha: str, most: int = _MOST_OBJECT) -> tuple[ObjectKind, bytes] | None:
        """Kind and content of an object; None when it is not here, damaged, or larger than `most`."""
        if not _SHA.fullmatch(sha):
            return None
        return self._get(bytes.fromhex(sha), most, 0)

    def _get(self, name: bytes, most: int, depth: int) -> tuple[ObjectKind, bytes] | None:
        if depth > _LONGEST_CHAIN:
            return None
        for pack in self._opened():
            offset = pack.offset_of(name)
            if offset is not None:
                return self._packed(pack, offset, most, depth)
        return self._loose(name.hex(), most)

    def _loose(self, sha: str, most: int) -> tuple[ObjectKind, bytes] | None:
        data = self.files.read(f"objects/{sha[:2]}/{sha[2:]}", most + 1_000)
        whole = None if data is None else inflated(data, 0, most + 40, exact=False)
        if whole is None:
            return None
        header, mark, content = whole.partition(b"\0")
        kind, _, size = header.decode("ascii", "replace").partition(" ")
        if not mark or not size.isdigit() or int(size) != len(content):
            return None
        return (kind, content) if kind in _KINDS.values() else None  # type: ignore[return-value]

    def _opened(self) -> "list[_Pack]":
        if self._packs is None:
            stems = [name[:-4] for name in self.files.listed("objects/pack") if name.endswith(".idx")]
            found = (_Pack.open(self.files, f"objects/pack/{stem}") for stem in stems[:_MOST_PACKS])
            self._packs = [pack for pack in found if pack is not None]
        return self._packs

    def _packed(self, pack: "_Pack", offset: int, most: int, depth: int) -> tuple[ObjectKind, bytes] | None:
        """An object of a pack: whole, or as the chain of changes to another."""
        changes: list[bytes] = []
        while len(changes) + depth <= _LONGEST_CHAIN:
            entry = pack.entry(offset)
            if entry is None or entry.size > most:
                return None
            data = inflated(pack.data, entry.body, entry.size, exact=True)
            if data is None:
                return None
            if entry.kind in _KINDS:
                return _changed(_KINDS[entry.kind], data, changes, most)
            changes.append(data)
            if entry.base_name is not None:
                found = self._get(entry.base_name, most, depth + len(changes))
                return None if found is None else _changed(found[0], found[1], changes, most)
            offset = entry.base_offset
        return None


def _changed(
    kind: ObjectKind, data: bytes, changes: list[bytes], most: int
) -> tuple[ObjectKind, bytes] | None:
    current: bytes | None = data
    for change in reversed(changes):
        current = None if current is None else patched(current, change, most)
    return None if current is None else (kind, current)


class _Entry:
    """Where an object of a pack stands: its kind, its size, and what it changes."""

    __slots__ = ("base_name", "base_offset", "body", "kind", "size")

    def __init__(self, kind: int, size: int, body: int, base_offset: int, base_name: bytes | None) -> None:
        self.kind, self.size, self.body = kind, size, body
        self.base_offset, self.base_name = base_offset, base_name


class _Pack:
    """A pack with its index of version 2."""

    def __init__(self, index: Buffer, data: Buffer, count: int) -> None:
        self._index, self.data, self._count = index, data, count

    @classmethod
    def open(cls, files: GitFiles, stem: str) -> "_Pack | None":
        """The pack of that name; None when it is damaged or of a kind we do not read."""
        index, data = files.buffer(f"{stem}.idx"), files.buffer(f"{stem}.pack")
        if index is None or data is None or index[:8] != b"\xfftOc\x00\x00\x00\x02" or data[:4] != b"PACK":
            return None
        if len(index) < 8 + 1024:
            return None
        count = struct.unpack_from(">I", index, 8 + 255 * 4)[0]
        return cls(index, data, count) if len(index) >= 8 + 1024 + count * 28 else None

    def close(self) -> None:
        """Let go of the mapped files."""
        for one in (self._index, self.data):
            if isinstance(one, mmap.mmap):
                one.close()

    def offset_of(self, name: bytes) -> int | None:
        """Where an object stands in the pack."""
        first = name[0]
        low = struct.unpack_from(">I", self._index, 8 + (first - 1) * 4)[0] if first else 0
        high = min(struct.unpack_from(">I", self._index, 8 + first * 4)[0], self._count)
        names = 8 + 1024
        while low < high:
            middle = (low + high) // 2
            found = self._index[names + middle * 20 : names + middle * 20 + 20]
            if found == name:
                return self._offset(middle)
            if found < name:
                low = middle + 1
            else:
                high = middle
        return None

    def _offset(self, number: int) -> int | None:
        offsets = 8 + 1024 + self._count * 24
        short = struct.unpack_from(">I", self._index, offsets + number * 4)[0]
        if not short & 0x80000000:
            return int(short)
        at = offsets + self._count * 4 + (short & 0x7FFFFFFF) * 8
        return int(struct.unpack_from(">Q", self._index, at)[0]) if at + 8 <= len(self._index) else None

    def entry(self, offset: int) -> _Entry | None:
        """What stands at a place of the pack."""
        head = self.data[offset : offset + 64]
        if offset < 12 or len(head) < 2:
            return None
        kind, size, at, shift = head[0] >> 4 & 7, head[0] & 15, 0, 4
        while head[at] & 0x80:
            at += 1
            if at >= 12 or at >= len(head):
                return None
            size |= (head[at] & 0x7F) << shift
            shift += 7
        at += 1
        if kind == _REFERENCE_DELTA:
            return _Entry(kind, size, offset + at + 20, 0, bytes(head[at : at + 20]))
        if kind != _OFFSET_DELTA:
            return _Entry(kind, size, offset + at, 0, None) if kind in _KINDS else None
        back, at = _backwards(head, at)
        return _Entry(kind, size, offset + at, offset - back, None) if 0 < back < offset else None


def _backwards(head: bytes, at: int) -> tuple[int, int]:
    """How far back the base of a delta stands, and where its own data starts."""
    back = head[at] & 0x7F
    while head[at] & 0x80 and at + 1 < len(head):
        at += 1
        back = ((back + 1) << 7) | (head[at] & 0x7F)
    return back, at + 1


def inflated(data: Buffer, start: int, size: int, *, exact: bool) -> bytes | None:
    """At most `size` bytes inflated from a place; None when damaged or, with `exact`, not so many."""
    engine = zlib.decompressobj()
    parts: list[bytes] = []
    left = size + 1
    at = start
    try:
        while left > 0 and not engine.eof:
            piece = engine.unconsumed_tail or data[at : at + _PIECE]
            if not piece:
                break
            if not engine.unconsumed_tail:
                at += len(piece)
            parts.append(engine.decompress(piece, left))
            left -= len(parts[-1])
    except zlib.error:
        return None
    whole = b"".join(parts)
    if len(whole) > size or (exact and len(whole) != size):
        return None
    return whole


def patched(base: bytes, delta: bytes, most: int) -> bytes | None:
    """An object made of its base and the changes to it; None when they do not fit together."""
    try:
        source, at = _varint(delta, 0)
        target, at = _varint(delta, at)
        if source != len(base) or target > most:
            return None
        parts: list[bytes] = []
        made = 0
        while at < len(delta):
            command = delta[at]
            at += 1
            if command & 0x80:
                values = [0, 0]
                for bit in range(7):
                    if command & (1 << bit):
                        values[bit > 3] |= delta[at] << (8 * (bit if bit < 4 else bit - 4))
                        at += 1
                offset, length = values[0], values[1] or 0x10000
                piece = base[offset : offset + length]
            elif command:
                length = command
                piece = delta[at : at + length]
                at += length
            else:
                return None
            made += length
            if len(piece) != length or made > target:
                return None
            parts.append(piece)
    except IndexError:
        return None
    return b"".join(parts) if made == target else None


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while shift < 64:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if not byte & 0x80:
            break
        shift += 7
    return value, at


def _line(data: bytes | None) -> str:
    return (data or b"").decode("utf-8", "replace").strip()
