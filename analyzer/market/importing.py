"""Files of every kind -> Adverts, one by one, and what could not be read with its reason.

::

    folder, zip -> files -> table | JSON | JSON Lines | page with JobPosting | any document -> Adverts

Large tables are read row by row and never as a whole. Documents (PDF, Word, pages, text) go through the
guarded reader of files, which the caller passes as `read_text`.
"""

import csv
import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from analyzer.documents.decoding import decode
from analyzer.errors import ReadError
from analyzer.market.adverts import Advert, Unread, with_tabs
from analyzer.market.pages import job_postings
from analyzer.market.shapes import COLUMNS, advert_of, adverts_in, schema_org
from analyzer.records import Source

TABLES = (".csv", ".tsv")
LINES = (".jsonl", ".ndjson")
PAGES = (".html", ".htm", ".xhtml")
DOCUMENTS = (".pdf", ".docx", ".docm", ".odt", ".rtf", ".md", ".markdown", ".txt", ".text", ".mht", ".mhtml")
#: Endings of names that an import takes from a folder or a zip.
IMPORT_ENDINGS = (*TABLES, *LINES, ".json", *PAGES, *DOCUMENTS, ".zip")
#: The kinds in one phrase, for people.
IMPORT_KINDS = (
    "CSV, JSON, JSON Lines, saved web pages, PDF, Word, OpenDocument, RTF, Markdown, text, and zips of them"
)

MEGABYTE = 1_000_000
#: Tables and JSON Lines are read in one pass; JSON and documents are held in memory, so they end earlier.
MOST_TABLE, MOST_JSON, MOST_DOCUMENT = 2_000 * MEGABYTE, 300 * MEGABYTE, 10 * MEGABYTE
#: A cell or a line that is longer holds no single ad (the longest have 15,000 characters); a quotation mark
#: that is never closed makes one cell of the rest of a table.
MOST_CELL = 500_000
#: What a zip may hold: files, bytes unpacked, and how many times its own size that may be.
MOST_FILES, MOST_UNPACKED, MOST_RATIO = 50_000, 2_000 * MEGABYTE, 200
_SAMPLE = 1 * MEGABYTE
#: An old encoding is guessed from so many bytes.
_GUESSED_FROM = 50_000
#: Encodings of old programs, the usual ones first.
_OLD = (
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "gb18030"),
    *("shift_jis", "euc_jp", "euc_kr", "big5", "iso2022_jp", "cp850"),
)
_DELIMITERS = ",;\t|"
_FIELDS = ("title", "text", "company", "place", "country", "remote", "posted", "closes", "url", "source_id",
           "site", "pay_low", "pay_high", "pay_currency", "pay_period", "pay_words")  # fmt: skip

TextReader = Callable[[Source], str]


@dataclass(frozen=True, slots=True)
class Given:
    """A file to import: on the disk, or its bytes. `name` is what the user calls it."""

    name: str
    path: Path | None = None
    data: bytes = b""

    def open(self) -> BinaryIO:
        """The bytes as a stream. Raises OSError."""
        return self.path.open("rb") if self.path else io.BytesIO(self.data)

    def size(self) -> int:
        """How many bytes. Raises OSError."""
        return self.path.stat().st_size if self.path else len(self.data)

    @property
    def ending(self) -> str:
        """The ending of the name, in lower case."""
        return PurePosixPath(self.name).suffix.lower()


def given_files(paths: Iterable[str]) -> Iterator[Given | Unread]:
    """The files behind files and folders, in natural order; what is missing or no posting is told."""
    for named in paths:
        path = Path(named)
        if path.is_dir():
            found = [one for one in path.rglob("*") if one.is_file() and not _hidden(one, path)]
            for one in sorted(found, key=lambda each: _natural(each.as_posix())):
                if one.name.lower().endswith(IMPORT_ENDINGS):
                    yield Given(one.as_posix(), one)
                else:
                    yield Unread(one.as_posix(), "format", f"{one.name}: no posting by its name.")
        elif path.is_file():
            yield Given(path.as_posix(), path)
        else:
            yield Unread(named, "unreadable", f"{named} was not found. Check the path.")


def check_mapping(mapping: Mapping[str, str]) -> None:
    """Raise a ReadError when a column mapping names a field that there is not."""
    for field in mapping:
        if field not in _FIELDS:
            raise ReadError(f"'{field}' is no field of a posting. Fields: {', '.join(_FIELDS)}.")


def read_adverts(
    given: Given, read_text: TextReader, *, mapping: Mapping[str, str] | None = None, inside: bool = False
) -> Iterator[Advert | Unread]:
    """The postings of one file, and each row or member that could not be read.

    `mapping` says which column of a table or key of a JSON object holds a field. `read_text` gives the text
    of a document or raises a ReadError. Nothing is raised for a bad file: it ends as an Unread.
    """
    kind = given.ending
    name = PurePosixPath(given.name).name
    try:
        if (reason := _too_large(given, kind)) is not None:
            yield Unread(given.name, "too-large", reason)
        elif given.size() == 0:
            yield Unread(given.name, "empty", f"{name} is empty.")
        elif kind in TABLES:
            yield from _table(given, name, mapping)
        elif kind in LINES:
            yield from _lines(given, name, mapping)
        elif kind == ".json":
            yield from _json(given, name, mapping)
        elif kind == ".zip":
            yield from _zip(given, name, read_text, mapping, inside=inside)
        elif kind in PAGES:
            yield from _page(given, name, read_text)
        elif kind in DOCUMENTS:
            yield _document(given, name, read_text)
        else:
            yield Unread(given.name, "format", f"{name}: not a kind we import. Kinds: {IMPORT_KINDS}.")
    except OSError as error:
        yield Unread(given.name, "unreadable", f"{name} could not be opened ({type(error).__name__}).")


def _too_large(given: Given, kind: str) -> str | None:
    streamed = kind in (*TABLES, *LINES, ".zip")
    most = MOST_TABLE if streamed else MOST_JSON if kind == ".json" else MOST_DOCUMENT
    size = given.size()
    if size <= most:
        return None
    name, limit = PurePosixPath(given.name).name, most // MEGABYTE
    return (
        f"{name} has {size / MEGABYTE:.0f} MB; up to {limit} MB are read. Split it, or save it as CSV or "
        "JSON Lines."
    )


# --- tables and feeds --------------------------------------------------------------------------------


def _table(given: Given, name: str, mapping: Mapping[str, str] | None) -> Iterator[Advert | Unread]:
    csv.field_size_limit(MOST_CELL)
    with given.open() as raw:
        encoding = _encoding(raw.read(_SAMPLE))
        raw.seek(0)
        stream = io.TextIOWrapper(raw, encoding=encoding, errors="replace", newline="")
        lines = (line.replace("\0", "") for line in stream)
        head = next(lines, "")
        delimiter = "\t" if given.ending == ".tsv" else max(_DELIMITERS, key=head.count)
        rows = csv.reader(_again(head, lines), delimiter=delimiter)
        try:
            columns = next(rows, [])
            if problem := _columns_problem(name, columns, mapping):
                yield Unread(given.name, "not-a-posting", problem)
                return
            for number, cells in enumerate(rows, start=2):
                if any(cells):
                    row = dict(zip(columns, cells, strict=False))
                    yield advert_of(row, name, mapping) or _no_words(given.name, f"row {number}")
        except csv.Error:
            yield Unread(
                f"{given.name}, line {rows.line_num}",
                "damaged",
                f"{name}: line {rows.line_num} starts a cell that never ends; what follows was not read. "
                "Look for a quotation mark that is not closed.",
            )


def _again(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _columns_problem(name: str, columns: Sequence[str], mapping: Mapping[str, str] | None) -> str | None:
    known = {re.sub(r"[^a-z0-9]", "", column.casefold()) for column in columns}
    wanted = {field: (mapping[field],) for field in mapping} if mapping else {}
    for field, (column,) in wanted.items():
        if re.sub(r"[^a-z0-9]", "", column.casefold()) not in known:
            return f"{name} has no column '{column}' for {field}."
    if "text" in wanted or known & set(COLUMNS["text"]):
        return None
    return f"{name}: no column holds the text of the ads. Name it with --column text=NAME."


def _encoding(sample: bytes) -> str:
    """UTF-8 where the sample is, a character cut at its end aside; else what it looks most like."""
    if sample.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    for cut in range(4):
        try:
            sample[: len(sample) - cut].decode("utf-8")
        except UnicodeDecodeError:
            continue
        return "utf-8"
    some = sample[:_GUESSED_FROM]
    guessed = decode(some)
    fits = (one for one in _OLD if guessed and some.decode(one, "replace") == guessed.text)
    return next(fits, "cp1252")


def _lines(given: Given, name: str, mapping: Mapping[str, str] | None) -> Iterator[Advert | Unread]:
    with given.open() as raw:
        number = 0
        while line := raw.readline(MOST_CELL * 4):
            number += 1
            where = f"line {number}"
            if not line.endswith(b"\n") and len(line) == MOST_CELL * 4:
                reason = f"{name}: {where} is too long for one ad."
                yield Unread(f"{given.name}, {where}", "too-large", reason)
                while (more := raw.readline(MOST_CELL * 4)) and not more.endswith(b"\n"):
                    pass
                continue
            if not line.strip():
                continue
            value = _parsed(line)
            if value is None:
                yield Unread(f"{given.name}, {where}", "damaged", f"{name}: {where} is no JSON.")
                continue
            yield from _told(adverts_in(value, name, mapping), given.name, where)


def _json(given: Given, name: str, mapping: Mapping[str, str] | None) -> Iterator[Advert | Unread]:
    with given.open() as raw:
        value = _parsed(raw.read())
    if value is None:
        yield Unread(given.name, "damaged", f"{name} is no JSON, or nested too deeply.")
        return
    yield from _told(adverts_in(value, name, mapping), given.name, "entry {}")


def _parsed(data: bytes) -> object | None:
    try:
        return json.loads(data.decode(_encoding(data[:_SAMPLE]), "replace"), strict=False)  # type: ignore[no-any-return]
    except (ValueError, RecursionError):
        return None


def _told(found: Iterable[Advert | None], name: str, where: str) -> Iterator[Advert | Unread]:
    number = 0
    for number, advert in enumerate(found, start=1):
        yield advert or _no_words(name, where.format(number))
    if number == 0:
        yield _no_words(name, where.format(1))


def _no_words(name: str, where: str) -> Unread:
    file = PurePosixPath(name).name
    return Unread(f"{name}, {where}", "no-text", f"{file}: {where} has no text of an ad.")


# --- pages, documents, zips --------------------------------------------------------------------------


def _page(given: Given, name: str, read_text: TextReader) -> Iterator[Advert | Unread]:
    """What a page declares as JobPosting; the page as a document when it declares none."""
    with given.open() as raw:
        data = raw.read()
    page = data.decode(_encoding(data), "replace")
    found = job_postings(page) if "JobPosting" in page else ()
    adverts = [advert for advert in (schema_org(one, name) for one in found) if advert]
    if adverts:
        yield from adverts
    else:
        yield _document(given, name, read_text)


def _document(given: Given, name: str, read_text: TextReader) -> Advert | Unread:
    with given.open() as raw:
        data = raw.read()
    try:
        text = read_text(Source(name, data))
    except ReadError as error:
        return Unread(given.name, "unreadable", str(error))
    text = with_tabs(name, data, text)
    return Advert(text=text, source=name) if text.strip() else _no_words(given.name, "the file")


def _zip(
    given: Given, name: str, read_text: TextReader, mapping: Mapping[str, str] | None, *, inside: bool
) -> Iterator[Advert | Unread]:
    """The files in a zip, each read like a file beside it. A zip in a zip is not opened."""
    if inside:
        yield Unread(given.name, "format", f"{name}: a zip inside a zip is not opened. Unpack it first.")
        return
    try:
        with given.open() as raw, zipfile.ZipFile(raw) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            if problem := _bomb(name, members, given.size()):
                yield Unread(given.name, "too-large", problem)
                return
            for member in sorted(members, key=lambda one: _natural(one.filename)):
                if not _hidden(Path(member.filename), Path()):
                    yield from _member(given, archive, member, read_text, mapping)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError):
        yield Unread(given.name, "damaged", f"{name} is no zip file, or damaged. Pack it anew.")


def _bomb(name: str, members: Sequence[zipfile.ZipInfo], size: int) -> str | None:
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_FILES:
        return f"{name} holds {len(members):,} files; up to {MOST_FILES:,} are read. Split it."
    if unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * max(size, MEGABYTE):
        return f"{name} would unpack to {unpacked / MEGABYTE:,.0f} MB, which is refused. Split it."
    return None


def _member(
    given: Given,
    archive: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    read_text: TextReader,
    mapping: Mapping[str, str] | None,
) -> Iterator[Advert | Unread]:
    where = f"{given.name}:{member.filename}"
    if not member.filename.lower().endswith(IMPORT_ENDINGS):
        yield Unread(where, "format", f"{member.filename}: no posting by its name; passed over.")
        return
    most = MOST_JSON
    try:
        with archive.open(member) as packed:
            data = packed.read(most + 1)
    except (RuntimeError, zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        yield Unread(where, "damaged", f"{member.filename} is damaged or asks for a password.")
        return
    if len(data) > most:
        yield Unread(where, "too-large", f"{member.filename} is over {most // MEGABYTE} MB; unpack it first.")
        return
    yield from read_adverts(Given(where, data=data), read_text, mapping=mapping, inside=True)


def _hidden(path: Path, root: Path) -> bool:
    parts = path.relative_to(root).parts if path.is_relative_to(root) else path.parts
    return any(part.startswith((".", "~$", "__MACOSX")) for part in parts)


def _natural(name: str) -> tuple[tuple[int, str], ...]:
    """ad-2.txt before ad-10.txt."""
    parts = re.split(r"(\d+)", name)
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in parts)
