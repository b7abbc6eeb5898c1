"""A path, an address or an uploaded file -> the collections behind it."""

import posixpath
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from analyzer.errors import ReadError, UnsupportedFile
from analyzer.portfolio.choosing import MANIFESTS, README, choose, is_passed_over
from analyzer.portfolio.collection import DEFAULT_BOUNDS, Bounds, Collection, File, History, Shelf
from analyzer.portfolio.fetch import Fetcher
from analyzer.portfolio.github import TOKEN, GitHub, account_of, cache_folder
from analyzer.portfolio.history import CommittedTree, read_history
from analyzer.portfolio.objects import GitArchive, GitFolder, ObjectStore
from analyzer.portfolio.shelves import Archive, Folder, read_plain
from analyzer.portfolio.site import read_site
from analyzer.records import Source

#: Folders below the given one in which repositories are looked for.
_REPOSITORY_DEPTH = 3
_ADDRESS = re.compile(r"^https?://", re.IGNORECASE)
_BARE_ADDRESS = re.compile(
    r"^(?:www\.)?github\.com/[\w./-]+$|^[\w-]+\.github\.io(?:/[\w./-]*)?$", re.IGNORECASE
)
_ZIP = b"PK\x03\x04"
#: What a zip file is that is a document of its own.
_DOCUMENT_PARTS = frozenset({"[Content_Types].xml", "mimetype"})
_NOT_BELOW = frozenset({".git", "node_modules", "venv", ".venv", "__pycache__"})


def is_address(place: str) -> bool:
    """Whether a place is a web address and not a path."""
    bare = _BARE_ADDRESS.match(place) is not None and not Path(place).exists()
    return _ADDRESS.match(place) is not None or bare


def gather(
    place: str,
    *,
    bounds: Bounds = DEFAULT_BOUNDS,
    fetcher: Fetcher | None = None,
    github: GitHub | None = None,
    environment: Callable[[str], str | None] = lambda _: None,
) -> tuple[Collection, ...]:
    """The collections behind a path or an address that the user named.

    A folder may hold several repositories; each is a collection of its own, and so is what stands beside
    them. Only an address makes anything be fetched. `environment` gives the token of GitHub.

    Raises:
        ReadError: there is no such place, or it cannot be read.
    """
    if is_address(place):
        address = place if _ADDRESS.match(place) else f"https://{place}"
        account = account_of(address)
        if account is None:
            return (read_site(address, fetcher or Fetcher()),)
        api = github or GitHub(token=environment(TOKEN), cache=cache_folder(), bounds=bounds)
        return api.read(*account)
    path = Path(place)
    if path.is_dir():
        return _of_folder(path, bounds)
    if not path.exists():
        raise ReadError(f"{place} was not found. Check the path.")
    data = read_plain(path.resolve(), bounds.max_bytes + 1)
    if data is None:
        raise ReadError(f"{place} cannot be opened as a file or folder. Give a copy of it.")
    return from_source(Source(path.name, data), bounds=bounds)


def from_source(source: Source, *, bounds: Bounds = DEFAULT_BOUNDS) -> tuple[Collection, ...]:
    """The collections in an uploaded file: those of a zip file, or the file itself.

    Raises:
        ReadError: a zip file that is damaged or too large.
    """
    if not source.data.startswith(_ZIP):
        return (_single(source),)
    archive = Archive(source, bounds)
    if _DOCUMENT_PARTS & archive.names() or any(name.startswith("ppt/") for name in archive.names()):
        return (_single(source),)
    found = tuple(_of_archive(source, archive, bounds))
    if not any(one.files for one in found):
        raise UnsupportedFile(
            f"{source.name} holds no file that a portfolio is made of: pages, documents, notebooks or code."
        )
    return found


def _single(source: Source) -> Collection:
    return Collection(source.name, "file", (File(source.name, source.data),), (source.name,))


# --- folders ------------------------------------------------------------------------------------------


def _of_folder(path: Path, bounds: Bounds) -> tuple[Collection, ...]:
    if _is_repository(path):
        return (_repository(path, bounds),)
    repositories = sorted(_repositories(path, 1))[: bounds.max_collections]
    found = [_repository(one, bounds) for one in repositories]
    rest = _plain(path, Folder(path, bounds, without=frozenset(repositories)), bounds)
    found += [one for one in rest if one.files]
    if not found:
        raise ReadError(
            f"{path.name or path} holds no file that a portfolio is made of: pages, documents, notebooks or "
            "code. Give the folder with your work."
        )
    return tuple(found)


def _is_repository(path: Path) -> bool:
    inside = path / ".git"
    if inside.is_dir() and not inside.is_symlink():
        return True
    return (path / "HEAD").is_file() and (path / "objects").is_dir() and (path / "refs").is_dir()


def _repositories(path: Path, depth: int) -> Iterator[Path]:
    """The repositories below a folder; none inside another, none behind a link."""
    if depth > _REPOSITORY_DEPTH:
        return
    try:
        inner = sorted(one for one in path.iterdir() if one.is_dir() and not one.is_symlink())[:2_000]
    except OSError:
        return
    for one in inner:
        if one.name.lower() in _NOT_BELOW:
            continue
        if _is_repository(one):
            yield one
        else:
            yield from _repositories(one, depth + 1)


def _repository(path: Path, bounds: Bounds) -> Collection:
    inside = path / ".git"
    bare = not inside.is_dir()
    store = ObjectStore(GitFolder(path if bare else inside))
    try:
        shelf: Shelf = CommittedTree(store, bounds) if bare else Folder(path, bounds)
        return _collection(path.name.removesuffix(".git"), shelf, bounds, read_history(store, bounds))
    finally:
        store.close()


def _collection(name: str, shelf: Shelf, bounds: Bounds, history: History | None) -> Collection:
    files, paths, notes = choose(shelf, bounds)
    if history is not None and not history.complete:
        notes = (*notes, "Only a part of the history is here; the newest commits were read.")
    return Collection(name, "repository", files, paths, history, notes=notes)


# --- zip files ----------------------------------------------------------------------------------------


def _of_archive(source: Source, archive: Archive, bounds: Bounds) -> Iterator[Collection]:
    """A zip file as a folder: repositories with their history, and what stands beside them."""
    name = archive.top or source.name.rsplit(".", 1)[0]
    roots = sorted(
        one.removesuffix(".git/HEAD")
        for one in archive.names()
        if (one == ".git/HEAD" or one.endswith("/.git/HEAD")) and one.count("/") <= _REPOSITORY_DEPTH + 1
    )[: bounds.max_collections]
    for root in roots:
        store = ObjectStore(GitArchive(archive, f"{root}.git/"))
        shelf = Below(archive, root)
        title = posixpath.basename(root.rstrip("/")) or name
        yield _collection(title, shelf, bounds, read_history(store, bounds))
    if "" not in roots:
        yield from _plain_named(name, Without(archive, tuple(roots)), bounds)


class Below:
    """The part of a shelf below one folder, with paths from there."""

    def __init__(self, shelf: Shelf, prefix: str) -> None:
        self._shelf, self._prefix = shelf, prefix

    def entries(self) -> Iterator[tuple[str, int]]:
        """Path and size of every file below the folder."""
        for path, size in self._shelf.entries():
            if path.startswith(self._prefix):
                yield path[len(self._prefix) :], size

    def read(self, path: str, most: int) -> bytes | None:
        """At most `most` bytes of a file."""
        return self._shelf.read(f"{self._prefix}{path}", most)

    def notes(self) -> tuple[str, ...]:
        """What was passed over."""
        return self._shelf.notes()


class Without:
    """A shelf without some of its folders."""

    def __init__(self, shelf: Shelf, prefixes: tuple[str, ...]) -> None:
        self._shelf, self._prefixes = shelf, prefixes

    def entries(self) -> Iterator[tuple[str, int]]:
        """Path and size of every file that stands in none of the folders."""
        for path, size in self._shelf.entries():
            if not (self._prefixes and path.startswith(self._prefixes)):
                yield path, size

    def read(self, path: str, most: int) -> bytes | None:
        """At most `most` bytes of a file."""
        return self._shelf.read(path, most)

    def notes(self) -> tuple[str, ...]:
        """What was passed over."""
        return self._shelf.notes()


# --- folders without a history ------------------------------------------------------------------------


def _plain(path: Path, shelf: Shelf, bounds: Bounds) -> Iterator[Collection]:
    yield from _plain_named(path.resolve().name, shelf, bounds)


def _plain_named(name: str, shelf: Shelf, bounds: Bounds) -> Iterator[Collection]:
    """A folder as one collection, or each folder in it that looks like a repository of its own."""
    paths = [path for path, _ in shelf.entries() if not is_passed_over(path)]
    if _looks_like_code(paths):
        yield _collection(name, shelf, bounds, None)
        return
    tops = sorted({path.split("/", 1)[0] for path in paths if "/" in path})
    inner = {top: [path.split("/", 1)[1] for path in paths if path.startswith(f"{top}/")] for top in tops}
    code = tuple(top for top in tops if _looks_like_code(inner[top]))
    for top in code[: bounds.max_collections]:
        yield _collection(top, Below(shelf, f"{top}/"), bounds, None)
    rest = Without(shelf, tuple(f"{top}/" for top in code)) if code else shelf
    files, read, notes = choose(rest, bounds)
    is_site = any(posixpath.basename(one).lower() in ("index.html", "index.htm") for one in read)
    yield Collection(name, "site" if is_site else "folder", files, read, notes=notes)


def _looks_like_code(paths: list[str]) -> bool:
    """A manifest or a README beside code at the top of a folder."""
    top = [path for path in paths if "/" not in path]
    if any(MANIFESTS.search(path) for path in top):
        return True
    code = any(path.lower().endswith((".py", ".r", ".js", ".ts", ".ipynb", ".java")) for path in paths)
    return code and any(README.search(path) for path in top)
