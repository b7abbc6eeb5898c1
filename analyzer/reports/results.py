"""The folder that a batch fills: complete files only, brought up to date while the run goes on.

::

    reports.jsonl   every Report or failure, in the order of the inputs   (reports.jsonl.part while it grows)
    ranking.csv     the ranking so far, written anew now and then         ranking.xlsx  at the end
    index.html      the ranking with a link to pages/, one for each resume
"""

import json
import os
import re
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO

from analyzer.batch import Journal, Row
from analyzer.errors import AipmError
from analyzer.records import Report
from analyzer.reports import html, ranking, workbook
from analyzer.reports.ranking import Choice, Entry
from analyzer.reports.workbook import Facts
from analyzer.texts import say

#: What a folder can hold, in the order of the documentation.
KINDS = ("csv", "jsonl", "xlsx", "html")

#: Rows of a job in the index; a page of more is not read, and slow to open.
MOST_IN_INDEX = 2_000
#: Seconds until the ranking is first written anew, and how many times as long as it took must pass until the
#: next: it costs a fiftieth of the time at most.
_FIRST_LOOK, _SHARE = 2.0, 50
_PAGE_ENDING = re.compile(r"-[0-9a-f]{10}\.html$")


def draw(report: Report) -> str:
    """The page of a resume; drawn where the Report is made."""
    return html.render(report)


def write_whole(path: Path, data: bytes) -> None:
    """The whole file or nothing: a reader never sees a half-written one. Raises an AipmError."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise unwritable(path, error) from None


def unwritable(path: Path, error: OSError) -> AipmError:
    """The error that says a file could not be written."""
    why = error.strerror or type(error).__name__
    return AipmError(f"Could not write {path.as_posix()}: {why}. Choose another --output.")


@dataclass
class Results:
    """Takes rows as they come and keeps the files of a folder in step with them.

    `kinds` are the files wanted (of `KINDS`), `choice` and `columns` what the ranking shows, `created` the
    month that workbooks carry.
    """

    folder: Path
    journal: Journal
    kinds: Sequence[str]
    created: datetime
    choice: Choice = ranking.ALL
    columns: Sequence[str] | None = None
    entries: list[Entry] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._keys: dict[str, str] = {}
        self._pages: set[str] = set()
        self._page_of: dict[str, str] = {}
        self._lines: IO[bytes] | None = None
        self._next_look = time.monotonic() + _FIRST_LOOK

    def add(self, row: Row) -> tuple[Entry, ...]:
        """Take a row; its entries."""
        if "jsonl" in self.kinds:
            self._line(row)
        page = self._page(row) if "html" in self.kinds and row.done.kind == "report" else ""
        found = ranking.entries(row, page=page)
        self.entries.extend(found)
        self._keys.setdefault(row.file, row.key)
        if time.monotonic() > self._next_look and ("csv" in self.kinds or "html" in self.kinds):
            began = time.monotonic()
            self._rankings(Facts(()))
            self._next_look = time.monotonic() + max(_FIRST_LOOK, _SHARE * (time.monotonic() - began))
        return found

    def finish(self, facts: Facts) -> tuple[str, ...]:
        """Write what is only known at the end; the names of the files."""
        self._rankings(facts)
        if "xlsx" in self.kinds:
            self._workbook(facts)
        if "html" in self.kinds:
            self._sweep()
        if "jsonl" in self.kinds:
            path = self.folder / "reports.jsonl"
            try:
                if self._lines is None:
                    path.write_bytes(b"")
                else:
                    self._lines.close()
                    self._part.replace(path)
            except OSError as error:
                raise unwritable(path, error) from None
        names = {"csv": "ranking.csv", "jsonl": "reports.jsonl", "xlsx": "ranking.xlsx", "html": "index.html"}
        return tuple(names[kind] for kind in KINDS if kind in self.kinds)

    def close(self) -> None:
        """Let go of what is open; a growing file is left as it is."""
        if self._lines is not None:
            with suppress(OSError):
                self._lines.close()

    @property
    def _part(self) -> Path:
        return self.folder / "reports.jsonl.part"

    def _line(self, row: Row) -> None:
        try:
            if self._lines is None:
                self._lines = self._part.open("wb")
            self._lines.write(row.done.json.encode() + b"\n")
            self._lines.flush()
        except OSError as error:
            raise unwritable(self._part, error) from None

    # --- pages -----------------------------------------------------------------------------------------

    def _page(self, row: Row) -> str:
        """Where the page of a resume is, written if it is not there. Copies share one page."""
        if row.key in self._page_of:
            return self._page_of[row.key]
        stem = re.sub(r"[^\w.-]+", "-", Path(row.file).stem).strip("-.")[:60] or "resume"
        name = f"{stem}-{row.key[:10]}.html"
        path = self.folder / "pages" / name
        if not (row.known and path.exists()):
            write_whole(path, row.done.drawn or draw(_report(row)).encode())
        self._pages.add(name)
        self._page_of[row.key] = f"pages/{name}"
        return f"pages/{name}"

    def _sweep(self) -> None:
        """Remove pages of earlier runs that this one has not: nobody's page stays behind."""
        for path in (self.folder / "pages").glob("*.html"):
            if path.name not in self._pages and _PAGE_ENDING.search(path.name):
                with suppress(FileNotFoundError):
                    path.unlink()

    # --- rankings --------------------------------------------------------------------------------------

    def _rankings(self, facts: Facts) -> None:
        if "csv" in self.kinds:
            text = ranking.render_csv(self.entries, choice=self.choice, columns=self.columns)
            write_whole(self.folder / "ranking.csv", text.encode())
        if "html" in self.kinds:
            page = render_index(self.choice.of(self.entries), facts)
            write_whole(self.folder / "index.html", page.encode())

    def _workbook(self, facts: Facts) -> None:
        path = self.folder / "ranking.xlsx"
        write_workbook(path, self.entries, self.lookup, facts, self)

    def lookup(self, one: Entry) -> str | None:
        """The JSON of the Report behind an entry."""
        done = self.journal.get(self._keys.get(one.file, ""))
        return done.json if done else None


def write_workbook(
    path: Path, entries: Sequence[Entry], lookup: workbook.Lookup, facts: Facts, like: Results
) -> None:
    """The workbook of a batch, whole or not at all."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        shown = like.choice.of(entries)
        workbook.write(part, shown, lookup, facts, created=like.created, columns=like.columns)
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise unwritable(path, error) from None


def _report(row: Row) -> Report:
    result = row.result
    assert isinstance(result, Report)  # noqa: S101  (asked for reports only)
    return result


@dataclass(frozen=True, slots=True)
class _Job:
    name: str
    rows: tuple[tuple[int | None, Entry], ...]
    unscored: tuple[Entry, ...]
    left_out: int


def render_index(shown: Iterable[tuple[int | None, Entry]], facts: Facts) -> str:
    """The ranking as one HTML file, with links to the pages."""
    ranks, entries = zip(*shown, strict=True) if (shown := tuple(shown)) else ((), ())
    shown = tuple(zip(ranks, ranking.without_common_folder(entries), strict=True))
    names = dict.fromkeys(one.job for _, one in shown if one.status != "failed")
    jobs = []
    for name in names:
        scored = tuple(pair for pair in shown if pair[1].job == name and pair[1].status == "scored")
        unscored = tuple(one for _, one in shown if one.job == name and one.status == "not scored")
        title = next((one.title for _, one in shown if one.job == name and one.title), name)
        jobs.append(_Job(title, scored[:MOST_IN_INDEX], unscored, len(scored) - len(scored[:MOST_IN_INDEX])))
    failed = [one for _, one in shown if one.status == "failed"]
    files = len({one.file for _, one in shown})
    counts = say("ranking-counts", count=files, files=f"{files:,}", failed=f"{len(failed):,}")
    return html.page(
        "index.html", jobs=jobs, failed=failed, facts=facts.told, counts=counts, same=ranking.SAME
    )


def outputs_state(folder: Path, names: Iterable[str]) -> str:
    """Sizes and times of output files, to see that nobody has touched them; empty when one is gone."""
    state = []
    for name in names:
        try:
            found = (folder / name).stat()
        except OSError:
            return ""
        state.append([name, found.st_size, found.st_mtime_ns])
    return json.dumps(state)
