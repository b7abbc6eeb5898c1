"""What a batch reads: files behind folders, patterns, zips, lists and CSV manifests.

::

    paths -> find() -> Inputs, in natural order      Input -> load() -> Source

Nothing is unpacked to the disk, and nothing but the list of names is read before its turn comes.
"""

import csv
import glob
import re
import sys
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from lzma import LZMAError
from pathlib import Path

from analyzer.documents import Limits
from analyzer.documents.formats import EXTENSIONS, REFUSED_EXTENSIONS
from analyzer.errors import AipmError, ReadError, TooLarge
from analyzer.records import Source

#: Files that are taken from a folder: what people send as a resume, also in formats that are refused with a
#: reason. Anything else in a folder is counted as passed over; a file that is named is always tried.
RESUME_ENDINGS = (*(ending for endings in EXTENSIONS.values() for ending in endings), *REFUSED_EXTENSIONS)

#: Columns of a manifest. Only `resume` is needed; several portfolio paths are parted by semicolons.
MANIFEST_COLUMNS = ("candidate", "resume", "portfolio")

#: Names of a zip that are looked at: an archive of a large campaign has some thousands.
_MOST_MEMBERS = 200_000
#: A manifest is told from other CSV files by its first bytes.
_HEAD_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Input:
    """One candidate's files. `file` is what the user calls the resume, `path` where it is.

    `member` is its name inside a zip, `url` its address where it is read through fsspec. `candidate` is the
    name that a manifest gives, `portfolio` the person's other files. `problem` says why there is nothing to
    read: such an input ends as a failure.
    """

    file: str
    path: Path
    member: str = ""
    url: str = ""
    candidate: str = ""
    portfolio: tuple["Input", ...] = ()
    problem: str = ""

    @property
    def name(self) -> str:
        """The name of the file without folders."""
        return Path(self.member or self.path).name


@dataclass(frozen=True, slots=True)
class Found:
    """What the given paths hold: the inputs in natural order, and files passed over, counted by suffix."""

    inputs: tuple[Input, ...]
    passed_over: tuple[tuple[str, int], ...]


def find(paths: Iterable[str]) -> Found:
    """The inputs behind files, folders (with all below them), patterns, zips, manifests, and `-`.

    `-` stands for a list of paths on standard input, one a line (or parted by NUL characters, as `find
    -print0` writes them). A path that holds nothing becomes an input all the same, and ends as a failure with
    its reason.

    Raises:
        AipmError: a manifest that cannot be read, or an address without the extra that reads it.
    """
    inputs: dict[tuple[str, str, str], Input] = {}
    passed_over: Counter[str] = Counter()
    for given in paths:
        for one, chosen in _expand(given):
            if chosen or one.name.lower().endswith(RESUME_ENDINGS):
                inputs.setdefault(_identity(one), one)
            else:
                passed_over[Path(one.name).suffix.lower() or "no suffix"] += 1
    ordered = sorted(inputs.values(), key=lambda one: (_natural(one.file), one.file, one.candidate))
    return Found(tuple(ordered), tuple(sorted(passed_over.items())))


def _identity(one: Input) -> tuple[str, str, str]:
    """The same file named twice is one input; two people of a manifest may share one (and are told so)."""
    where = one.url or (str(one.path.resolve()) if "\0" not in str(one.path) else str(one.path))
    return where, one.member, one.candidate


def _natural(name: str) -> tuple[tuple[int, str], ...]:
    """cv-2.pdf before cv-10.pdf."""
    parts = re.split(r"(\d+)", name)
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)


def _expand(given: str) -> Iterator[tuple[Input, bool]]:
    """Inputs behind one argument, each with whether it was named (and not only met in a folder)."""
    if given == "-":
        for line in _listed():
            yield from _expand(line)
        return
    if "://" in given:
        yield from _remote(given)
        return
    path = Path(given)
    if path.is_dir():
        for found in path.rglob("*"):
            if found.is_file() and not _hidden(found, path):
                yield from _file(found, chosen=False)
    elif path.exists() or not glob.has_magic(given):
        yield from _file(path, chosen=True)
    else:
        matches = [Path(found) for found in glob.glob(given, recursive=True)]  # noqa: PTH207  (as typed)
        if not matches:
            yield Input(path.as_posix(), path), True
        for match in matches:
            yield from _expand(str(match)) if match.is_dir() else _file(match, chosen=True)


def _file(path: Path, *, chosen: bool) -> Iterator[tuple[Input, bool]]:
    """A file, or what is in it when it is a zip or a manifest."""
    ending = path.suffix.lower()
    if ending == ".zip":
        yield from _members(path)
    elif ending == ".csv" and chosen and _is_manifest(path):
        yield from ((one, True) for one in read_manifest(path))
    else:
        yield Input(path.as_posix(), path), chosen


def _hidden(path: Path, root: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.relative_to(root).parts)


def _listed() -> Iterator[str]:
    """The paths on standard input; empty lines are no paths."""
    raw = sys.stdin.buffer.read()
    parts = raw.split(b"\0") if b"\0" in raw else raw.splitlines()
    for part in parts:
        line = part.decode(sys.getfilesystemencoding(), "surrogateescape").strip("\r\n")
        if line.strip() and line != "-":
            yield line


# --- zips ----------------------------------------------------------------------------------------------


def _members(path: Path) -> Iterator[tuple[Input, bool]]:
    """The files of a zip as inputs; a zip that cannot be opened becomes one input that says why."""
    label = path.as_posix()
    try:
        with zipfile.ZipFile(path) as archive:
            names = [one.filename for one in archive.infolist() if not one.is_dir()]
    except FileNotFoundError:
        yield Input(label, path), True
        return
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        problem = f"{label} could not be opened as a zip ({type(error).__name__}). Pack it anew."
        yield Input(label, path, problem=problem), True
        return
    if len(names) > _MOST_MEMBERS:
        problem = f"{label} holds more than {_MOST_MEMBERS:,} files. Unpack it and name the folder."
        yield Input(label, path, problem=problem), True
        return
    for name in dict.fromkeys(names):
        parts = [part for part in re.split(r"[/\\]", name) if part not in {".", ".."}]
        if not any(part.startswith((".", "~$", "__MACOSX")) for part in parts):
            yield Input(f"{label}/{name}", path, name), False


@lru_cache(maxsize=4)
def _opened(path: Path, _changed: int) -> zipfile.ZipFile:
    """A zip kept open: to find a member again, all names would have to be read again."""
    return zipfile.ZipFile(path)


def _member(one: Input, most: int) -> bytes:
    try:
        archive = _opened(one.path, one.path.stat().st_mtime_ns)
        with archive.open(one.member) as file:
            data = file.read(most + 1)  # what the zip says of its size is not trusted
    except RuntimeError:  # zipfile's word for a password
        raise ReadError(f"{one.file} asks for a password. Unpack the zip and try again.") from None
    except KeyError:
        raise ReadError(f"{one.file} was not found. Check the zip.") from None
    except (
        zipfile.BadZipFile,
        zlib.error,
        LZMAError,
        OSError,
        EOFError,
        NotImplementedError,
        ValueError,
    ) as error:
        raise ReadError(
            f"{one.file} is damaged inside its zip ({type(error).__name__}). Pack it anew."
        ) from None
    return data


# --- manifests -----------------------------------------------------------------------------------------


def _is_manifest(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES).decode("utf-8-sig", "replace").splitlines()
    except OSError:
        return False
    return bool(head) and "resume" in [
        cell.strip().strip('"').lower() for cell in re.split("[,;\t]", head[0])
    ]


def read_manifest(path: Path) -> tuple[Input, ...]:
    """The people of a CSV file with the columns `resume`, and if wanted `candidate` and `portfolio`.

    Paths are relative to the file. Comma, semicolon and tab all part columns. A line without a resume becomes
    an input that fails with the number of the line.

    Raises:
        AipmError: no readable text, or no column `resume`.
    """
    shown = path.as_posix()
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise AipmError(f"{shown} is no UTF-8 text. Save the table as CSV (UTF-8) and try again.") from None
    except OSError as error:
        raise AipmError(f"{shown} could not be opened ({type(error).__name__}). Check the path.") from None
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    rows = csv.reader(text.splitlines(), delimiter=delimiter, strict=False)
    header = [cell.strip().lower() for cell in next(rows, [])]
    if "resume" not in header:
        columns = ", ".join(MANIFEST_COLUMNS)
        raise AipmError(f"{shown} has no column 'resume'. Its first line must name the columns: {columns}.")
    found = []
    for cells in rows:
        if any(cell.strip() for cell in cells):
            row = dict(zip(header, (cell.strip() for cell in cells), strict=False))
            found.append(_person(row, path, rows.line_num))
    return tuple(found)


def _person(row: dict[str, str], manifest: Path, number: int) -> Input:
    candidate, resume = row.get("candidate", ""), row.get("resume", "")
    if not resume:
        problem = f"{manifest.as_posix()} names no resume in line {number}. Add its path."
        return Input(f"{manifest.as_posix()}:{number}", manifest, candidate=candidate, problem=problem)
    folder = manifest.parent
    more = [part.strip() for part in row.get("portfolio", "").split(";") if part.strip()]
    portfolio = tuple(one for part in more for one in find([_beside(folder, part)]).inputs)
    where = _beside(folder, resume)
    if "://" in where:
        return Input(
            where, Path(where.rsplit("/", 1)[-1]), url=where, candidate=candidate, portfolio=portfolio
        )
    path = Path(where)
    return Input(path.as_posix(), path, candidate=candidate, portfolio=portfolio)


def _beside(folder: Path, given: str) -> str:
    return given if "://" in given else (folder / given).as_posix()


# --- object storage and other addresses ----------------------------------------------------------------


def _remote(given: str) -> Iterator[tuple[Input, bool]]:
    """Files behind an address that fsspec understands, such as `s3://bucket/resumes/*.pdf`."""
    files = _filesystem(given)
    scheme = given.split("://", 1)[0]
    try:
        if glob.has_magic(given):
            names, chosen = sorted(files.glob(given)), True
        elif files.isdir(given):
            names, chosen = sorted(files.find(given)), False
        else:
            names, chosen = [given], True
    except Exception as error:  # noqa: BLE001  (each storage raises errors of its own)
        raise AipmError(
            f"{given} could not be listed ({type(error).__name__}). Check the address and your access to it."
        ) from None
    for name in names or [given]:
        url = name if "://" in str(name) else f"{scheme}://{str(name).lstrip('/')}"
        url = f"{scheme}://{name}" if scheme == "file" else url
        yield Input(url, Path(url.rsplit("/", 1)[-1]), url=url), chosen


def _filesystem(url: str):  # type: ignore[no-untyped-def]  # noqa: ANN202  (fsspec ships no types)
    try:
        import fsspec  # noqa: PLC0415  (an extra: only who names an address needs it)

        return fsspec.core.url_to_fs(url)[0]
    except ImportError:
        raise AipmError(
            f"{url} needs the extra for other storage: pip install 'aipm-analyzer[cluster]', and for S3 s3fs."
        ) from None
    except ValueError:
        raise AipmError(f"{url} is of a kind of storage that is not known. Check the address.") from None


def address_state(one: Input) -> str:
    """What tells that the file behind an address has changed, without reading it: its size, time or tag.

    Raises a ReadError when there is no such file.
    """
    try:
        return str(_filesystem(one.url).ukey(one.url))
    except FileNotFoundError:
        raise ReadError(f"{one.file} was not found. Check the address.") from None
    except AipmError:
        raise
    except Exception as error:  # noqa: BLE001  (each storage raises errors of its own)
        raise ReadError(
            f"{one.file} could not be read ({type(error).__name__}). Check the address and your access to it."
        ) from None


def _fetched(one: Input, most: int) -> bytes:
    try:
        with _filesystem(one.url).open(one.url, "rb") as file:
            return bytes(file.read(most + 1))
    except AipmError:
        raise
    except FileNotFoundError:
        raise ReadError(f"{one.file} was not found. Check the address.") from None
    except Exception as error:  # noqa: BLE001  (each storage raises errors of its own)
        raise ReadError(
            f"{one.file} could not be read ({type(error).__name__}). Check the address and your access to it."
        ) from None


# --- reading -------------------------------------------------------------------------------------------


def load(one: Input) -> Source:
    """The file of an input as the service wants it.

    Raises:
        ReadError: it is no readable file, or (TooLarge) one that would be refused.
    """
    if one.problem:
        raise ReadError(one.problem)
    if not (one.member or one.url):
        return read_source(one.path, one.file)
    most = Limits().max_bytes
    data = _member(one, most) if one.member else _fetched(one, most)
    if len(data) > most:
        raise TooLarge(_too_large(one.file, len(data), most, exact=False))
    return Source(one.name, data)


def read_source(path: Path, name: str | None = None) -> Source:
    """The file at `path` as the service wants it.

    Raises a ReadError when it is no readable file, TooLarge before reading one that would be refused.
    """
    shown = name or path.name
    try:
        if path.is_dir():
            raise ReadError(f"{shown} is a folder. Name a file in it, or use `aipm batch {shown}`.")
        size, most = path.stat().st_size, Limits().max_bytes
        if size > most:
            raise TooLarge(_too_large(shown, size, most))
        return Source(path.name, path.read_bytes())
    except FileNotFoundError:
        raise ReadError(f"{shown} was not found. Check the path.") from None
    except PermissionError:
        raise ReadError(f"{shown} may not be read. Check its permissions.") from None
    except (OSError, ValueError) as error:
        raise ReadError(f"{shown} could not be opened ({type(error).__name__}). Check the path.") from None


def _too_large(shown: str, size: int, most: int, *, exact: bool = True) -> str:
    has = f"{size / 1_000_000:.0f} MB" if exact else f"more than {most / 1_000_000:.0f} MB"
    return (
        f"{shown} has {has}; files up to {most / 1_000_000:.0f} MB are read. "
        "Export it with smaller images and try again."
    )
