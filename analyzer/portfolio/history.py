"""The history of a repository and the files of its last commit, from its objects. Nothing is executed."""

import heapq
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

from analyzer.portfolio.collection import Bounds, Commit, History
from analyzer.portfolio.objects import ObjectStore

_AUTHOR = re.compile(
    rb"^(author|committer) (?P<name>[^\n<]{0,300}?) ?<(?P<email>[^\n>]{0,300})> (?P<at>-?\d{1,14}) "
    rb"(?P<zone>[+-]\d{4})$",
    re.MULTILINE,
)
_PARENT = re.compile(rb"^parent ([0-9a-f]{40})$", re.MULTILINE)
_TREE = re.compile(rb"^tree ([0-9a-f]{40})$", re.MULTILINE)
#: Tags that name a release: v1.2, 2024.03, release-3.
_RELEASE = re.compile(r"^(?:v|release[-/]?|ver)?\d+(?:\.\d+)*(?:[-.]?\w+)?$", re.IGNORECASE)
_LONGEST_SUBJECT = 200
_MOST_FOLDERS = 5_000
_FOLDER_MODE, _FILE_MODES = "40000", ("100644", "100755", "100664")


def read_history(store: ObjectStore, bounds: Bounds) -> History | None:
    """Who wrote what when, newest first; None when there is no commit that can be read."""
    head = store.head()
    if head is None:
        return None
    found: list[Commit] = []
    seen = {head}
    queue = [(0, head)]
    complete = True
    while queue:
        if len(found) >= bounds.max_commits:
            complete = False
            break
        _, sha = heapq.heappop(queue)
        commit = store.get(sha)
        if commit is None or commit[0] != "commit":
            complete = False  # a shallow copy ends somewhere
            continue
        header, _, message = commit[1].partition(b"\n\n")
        author = _person(header, b"author")
        if author is not None:
            found.append(_commit(author, message))
        committed = _person(header, b"committer")
        when = int(committed["at"]) if committed else 0
        for parent in _PARENT.findall(header):
            name = parent.decode()
            if name not in seen:
                seen.add(name)
                heapq.heappush(queue, (-when, name))
    if not found:
        return None
    releases = tuple(tag for tag in store.tags() if _RELEASE.match(tag))
    return History(tuple(found), releases, complete)


def _person(header: bytes, who: bytes) -> "re.Match[bytes] | None":
    return next((one for one in _AUTHOR.finditer(header) if one[1] == who), None)


def _commit(author: "re.Match[bytes]", message: bytes) -> Commit:
    subject = message.strip().split(b"\n", 1)[0][:_LONGEST_SUBJECT]
    return Commit(
        author["name"].decode("utf-8", "replace").strip(),
        author["email"].decode("utf-8", "replace").strip().lower(),
        _day(int(author["at"]), author["zone"].decode()),
        subject.decode("utf-8", "replace"),
    )


def _day(at: int, zone: str) -> str:
    """The day of a commit where its author was; the first day of 1970 when the clock was no clock."""
    minutes = int(zone[1:3]) * 60 + int(zone[3:5])
    offset = timedelta(minutes=-minutes if zone[0] == "-" else minutes)
    try:
        return f"{datetime.fromtimestamp(at, timezone(offset)):%Y-%m-%d}"
    except (ValueError, OverflowError, OSError):
        return f"{datetime.fromtimestamp(0, UTC):%Y-%m-%d}"


class CommittedTree:
    """The files of the last commit, for a repository without a working folder."""

    def __init__(self, store: ObjectStore, bounds: Bounds) -> None:
        self._store = store
        self._bounds = bounds
        self._blobs: dict[str, str] = {}
        self._passed = 0
        self._opened = 0

    def entries(self) -> Iterator[tuple[str, int]]:
        """Path of every file; sizes are known when they are read."""
        self._blobs.clear()
        self._opened = 0
        commit = self._store.get(self._store.head() or "")
        found = None if commit is None else _TREE.search(commit[1])
        if found:
            self._below(found[1].decode(), "", 0)
        yield from ((path, 0) for path in sorted(self._blobs))

    def _below(self, sha: str, prefix: str, depth: int) -> None:
        self._opened += 1
        if self._opened > _MOST_FOLDERS:  # a folder that holds itself ten times over has no end
            return
        tree = self._store.get(sha)
        if tree is None or tree[0] != "tree" or depth > self._bounds.max_depth:
            self._passed += 1
            return
        for mode, name, blob in _tree_entries(tree[1]):
            if len(self._blobs) > self._bounds.max_names:
                return
            if name in ("", ".", "..") or "/" in name or not name.isprintable():
                self._passed += 1
            elif mode == _FOLDER_MODE:
                self._below(blob, f"{prefix}{name}/", depth + 1)
            elif mode in _FILE_MODES:
                self._blobs[f"{prefix}{name}"] = blob
            else:
                self._passed += 1  # links and submodules lead elsewhere

    def read(self, path: str, most: int) -> bytes | None:
        """A file of the commit, when it is not larger than `most`."""
        blob = self._store.get(self._blobs.get(path, ""), most)
        return blob[1] if blob is not None and blob[0] == "blob" else None

    def notes(self) -> tuple[str, ...]:
        """What was passed over."""
        return (f"{self._passed} entries of the last commit were passed over.",) if self._passed else ()


def _tree_entries(data: bytes) -> Iterator[tuple[str, str, str]]:
    at = 0
    while at < len(data):
        end = data.find(b"\0", at)
        if end < 0 or end + 21 > len(data):
            return
        mode, _, name = data[at:end].partition(b" ")
        yield mode.decode("ascii", "replace"), name.decode("utf-8", "replace"), data[end + 1 : end + 21].hex()
        at = end + 21
