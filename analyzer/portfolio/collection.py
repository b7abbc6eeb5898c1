"""What a portfolio is made of before anything is understood: places, their files, and what was left out.

::

    place (folder, zip, repository, site, account) -> Collection of files -> Documents -> projects

Everything a hostile place could do is decided here and in the readers of the places: how many names are
looked at, how many bytes are read, and what is said about the rest.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from analyzer.documents.limits import MEGABYTE

CollectionKind = Literal["repository", "folder", "site", "archive", "file", "export"]


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one place may cost.

    A large repository has 5,000 names, a person's own seldom 500. `max_files` are read, the most telling
    first; `max_bytes` is what they may hold together, `max_file_bytes` one of them.
    """

    max_names: int = 20_000
    max_depth: int = 12
    max_files: int = 240
    max_bytes: int = 40 * MEGABYTE
    max_file_bytes: int = 10 * MEGABYTE
    max_code_bytes: int = 400_000
    max_collections: int = 120
    max_commits: int = 5_000


DEFAULT_BOUNDS = Bounds()


@dataclass(frozen=True, slots=True)
class File:
    """A file of a place: its path inside the place, with `/` between folders, and its bytes."""

    path: str
    data: bytes

    @property
    def name(self) -> str:
        """Its name without folders."""
        return posixpath.basename(self.path)


@dataclass(frozen=True, slots=True)
class Commit:
    """One entry of a history: who wrote it, when (`YYYY-MM-DD` on the author's clock), its first line."""

    name: str
    email: str
    date: str
    subject: str
    login: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """What the history of a repository tells. `complete` is false when only its newest part was read."""

    commits: tuple[Commit, ...]
    releases: tuple[str, ...] = ()
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Collection:
    """One place with the files that were read of it.

    `paths` are all names that were seen, read or not. `notes` say in plain words what was left out and why.
    `link` is its public address, `fork` tells that it is a copy of somebody else's by its own account,
    `description` is what its host says of it.
    """

    name: str
    kind: CollectionKind
    files: tuple[File, ...]
    paths: tuple[str, ...] = ()
    history: History | None = None
    link: str | None = None
    fork: bool = False
    private: bool = False
    description: str = ""
    pages: tuple[tuple[str, str], ...] = ()  # path -> address of a page of a site
    broken_links: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def file(self, path: str) -> File | None:
        """The file of that path, if it was read."""
        return next((one for one in self.files if one.path == path), None)


class Shelf(Protocol):
    """Where the files of a place stand: a folder of the disk, a zip file, the tree of a commit."""

    def entries(self) -> Iterator[tuple[str, int]]:
        """Path and size of every file, in the order of their names; nothing that leads out of the place."""
        ...

    def read(self, path: str, most: int) -> bytes | None:
        """At most `most` bytes of a file; None when there is no such file."""
        ...

    def notes(self) -> tuple[str, ...]:
        """What was passed over, in plain words."""
        ...
