"""A batch as a workbook: ranking, requirements matrix, achievements, failures and the facts of the run.

Written row by row, so memory does not grow with it. The same results give the same bytes.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from analyzer.reports import words
from analyzer.reports.portfolio import MARKS, ORDER
from analyzer.reports.ranking import COLUMNS, Entry, values

#: Rows and columns of a sheet, and characters of a cell (Excel's specifications and limits).
_MOST_ROWS, _MOST_COLUMNS, _MOST_CHARACTERS = 1_048_576, 16_384, 32_767
#: Jobs that get a matrix of their own: a workbook of more sheets is not read.
MOST_MATRICES = 20
#: Widths of columns in characters; the others are as wide as their heading.
_WIDTHS = {
    "file": 34, "job": 24, "band": 14, "biggest_gaps": 60, "first_change": 60, "reason": 60, "same_as": 24,
    "candidate": 24, "achievement": 90, "claim": 60, "work": 60, "project": 34, "note": 60,
    "figures": 30, "fact": 30, "value": 90, "requirement": 16,
}  # fmt: skip
_COLOURS = {"evidenced": "#D5EFE2", "partly": "#F8ECD2", "claimed": "#F8ECD2", "missing": "#F6DADA"}

#: The JSON of the Report behind an entry; None where it is gone.
Lookup = Callable[[Entry], str | None]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a reader of a workbook or index has to know about the run, in the order shown."""

    told: tuple[tuple[str, str], ...]


def write(
    path: Path,
    shown: Sequence[tuple[int | None, Entry]],
    lookup: Lookup,
    facts: Facts,
    *,
    created: datetime,
    columns: Sequence[str] | None = None,
) -> None:
    """Write the workbook. `shown` are the entries with their ranks. Raises an OSError."""
    options = {"constant_memory": True, "tmpdir": str(path.parent), "strings_to_urls": False}
    book = xlsxwriter.Workbook(str(path), options)
    try:
        # what a reader of the file sees as its date is the month of the run, so that equal runs are equal
        book.set_properties({"title": "Ranking", "created": created, "comments": words.advice()})
        styles = _Styles(book)
        _ranking(book, styles, shown, columns or COLUMNS)
        _details(book, styles, shown, lookup)
        _failures(book, styles, [one for _, one in shown if one.status == "failed"])
        sheet = _Sheet(book, styles, "run facts", ("fact", "value"))
        for fact in (*facts.told, ("What this is", words.advice()), ("Interval", words.interval_help())):
            sheet.add(fact)
    finally:
        book.close()


class _Styles:
    def __init__(self, book: Any) -> None:
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.wrap = book.add_format({"text_wrap": True, "valign": "top"})
        self.plain = book.add_format({"valign": "top"})
        self.met = {met: book.add_format({"bg_color": colour}) for met, colour in _COLOURS.items()}


class _Sheet:
    """One sheet, filled from top to bottom; what does not fit is counted and said in its last row."""

    def __init__(
        self, book: Any, styles: _Styles, name: str, heads: Sequence[str], widths: Sequence[int] = ()
    ) -> None:
        self._sheet = book.add_worksheet(name)
        self._styles = styles
        self._row = 0
        self._left_out = 0
        heads = heads[:_MOST_COLUMNS]
        for at, head in enumerate(heads):
            self._sheet.set_column(at, at, widths[at] if widths else _WIDTHS.get(head, max(9, len(head) + 2)))
        self._sheet.freeze_panes(1, 1)
        self.add(heads, [styles.head] * len(heads))
        self._sheet.autofilter(0, 0, _MOST_ROWS - 1, max(0, len(heads) - 1))

    def add(self, cells: Sequence[Any], formats: Sequence[Any] = ()) -> None:
        if self._row >= _MOST_ROWS - 1:
            self._left_out += 1
            if self._left_out == 1:
                self._sheet.write_string(
                    self._row, 0, "A sheet holds no more rows: the rest is in ranking.csv."
                )
            return
        for at, cell in enumerate(cells[:_MOST_COLUMNS]):
            style = formats[at] if at < len(formats) else self._styles.plain
            if cell is None or cell == "":
                continue
            if isinstance(cell, bool | str):
                self._sheet.write_string(self._row, at, words.clean(str(cell))[:_MOST_CHARACTERS], style)
            else:
                self._sheet.write_number(self._row, at, cell, style)
        self._row += 1


def _ranking(
    book: Any, styles: _Styles, shown: Iterable[tuple[int | None, Entry]], columns: Sequence[str]
) -> None:
    sheet = _Sheet(book, styles, "ranking", columns)
    for rank, one in shown:
        if one.status != "failed":
            told = values(rank, one)
            sheet.add([told[name] for name in columns])


def _failures(book: Any, styles: _Styles, failed: Iterable[Entry]) -> None:
    sheet = _Sheet(book, styles, "failures", ("file", "candidate", "reason"))
    for one in failed:
        sheet.add((one.file, one.candidate, one.reason))


def _details(book: Any, styles: _Styles, shown: Iterable[tuple[int | None, Entry]], lookup: Lookup) -> None:
    """The matrix of each job and the achievements of each candidate, each Report looked up once a job."""
    matrices: dict[str, _Sheet | None] = {}
    told: set[str] = set()
    achievements: _Sheet | None = None
    claims: _Sheet | None = None
    for _, one in shown:
        if one.status == "failed" or (line := lookup(one)) is None:
            continue
        report = json.loads(line)
        match = next(match for match in report["matches"] if match["job"]["id"] == one.job)
        if one.job not in matrices:
            matrices[one.job] = _matrix(book, styles, len(matrices), match)
        sheet = matrices[one.job]
        if sheet is not None:
            mets = [requirement["met"] for requirement in match["requirements"]]
            cells = [one.file, one.score, *(words.mark(met).word for met in mets)]
            sheet.add(
                cells, [styles.plain, styles.plain, *(styles.met.get(met, styles.plain) for met in mets)]
            )
        if one.file not in told:
            told.add(one.file)
            achievements = achievements or _achievements_sheet(book, styles)
            for told_of in _achievements(one, report):
                achievements.add(told_of)
            for claim in _claims(one, report):
                claims = claims or _Sheet(book, styles, "claims and work", _CLAIM_HEADS)
                claims.add(claim)
    if not matrices:
        _Sheet(book, styles, "requirements matrix", ("file", "score"))
    if achievements is None:
        _achievements_sheet(book, styles)


def _matrix(book: Any, styles: _Styles, number: int, match: Mapping[str, Any]) -> "_Sheet | None":
    if number >= MOST_MATRICES:
        return None
    name = "requirements matrix" if not number else f"requirements matrix {number + 1}"
    heads = [f"file ({match['job']['title']})", "score", *(one["text"] for one in match["requirements"])]
    return _Sheet(book, styles, name, heads, [34, 8, *(16 for _ in match["requirements"])])


def _achievements_sheet(book: Any, styles: _Styles) -> _Sheet:
    return _Sheet(book, styles, "achievements", ("file", "achievement", "quantified", "figures", "page"))


#: A sheet of its own where somebody gave a portfolio: each claim of the resume beside the work.
_CLAIM_HEADS = ("file", "mark", "kind", "claim", "work", "project", "note")


def _claims(one: Entry, report: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    """The claims of which the work speaks; what it is silent about is left to the Report."""
    work = report.get("portfolio") or {"claims": ()}
    for claim in sorted(work["claims"], key=lambda claim: ORDER.index(claim["mark"])):
        if claim["mark"] != "silent":
            said = claim["work"]["text"] if claim["work"] else ""
            told = claim["about"] if claim["kind"] == "skill" else claim["claim"]["text"]
            mark = MARKS[claim["mark"]].word
            yield one.file, mark, claim["kind"], told, said, claim["project"] or "", claim["note"]


def _achievements(one: Entry, report: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    for achievement in report["achievements"]:
        figures = "; ".join(metric["text"] for metric in achievement["metrics"])
        yield (
            one.file,
            achievement["text"],
            "yes" if achievement["quantified"] else "no",
            figures,
            achievement["evidence"]["page"],
        )
