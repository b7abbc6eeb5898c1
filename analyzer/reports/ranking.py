"""The rows of a batch: a ranked table, CSV for a spreadsheet, JSON Lines for a program.

:func:`summarize` makes of a Report what these need of it, where the Report was made; the rest works on that.
"""

import csv
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from io import StringIO
from itertools import groupby
from typing import Any

from analyzer.batch import Row
from analyzer.records import Failure, Match, Report, biggest_gaps
from analyzer.reports import words
from analyzer.reports.cells import cell
from analyzer.reports.terminal import Look, table
from analyzer.texts import Texts, say


@dataclass(frozen=True, slots=True)
class Entry:
    """One input and one job: what the table and the spreadsheet show of it. Empty texts where unknown."""

    file: str
    job: str = ""
    status: str = "failed"
    score: float | None = None
    low: float | None = None
    high: float | None = None
    band: str = ""
    level: str = ""
    years: float | None = None
    gaps: str = ""
    change: str = ""
    gain: str = ""
    same_as: str = ""
    reason: str = ""
    candidate: str = ""
    same: str = ""
    page: str = ""
    title: str = ""


def line(row: Row) -> str:
    """The Report or Failure as one line of JSON."""
    return row.done.json


def summarize(result: Report | Failure) -> list[dict[str, Any]]:
    """What is shown of a Report, one part for each job; nothing of a failure, which is told as it stands."""
    if isinstance(result, Failure):
        return []
    return [_summary(result, match) for match in result.matches]


def entries(row: Row, *, page: str = "") -> tuple[Entry, ...]:
    """What is shown of a row: one entry for each job, or one for the failure. `page` is where its page is."""
    common: dict[str, Any] = {
        "file": row.file,
        "same_as": row.same_as or "",
        "same": row.same or "",
        "candidate": row.candidate,
    }
    if row.done.kind == "failure":
        result = row.result
        assert isinstance(result, Failure)  # noqa: S101  (so says its kind)
        return (Entry(**common, reason=result.reason),)
    parts = row.done.summary if row.done.summary is not None else summarize(row.result)
    return tuple(Entry(**common, **part, page=page) for part in parts)


def _summary(report: Report, match: Match) -> dict[str, Any]:
    first = next(iter(words.best_suggestions(report, 1, job=match.job.id)), None)
    scored = match.score is not None
    gaps = biggest_gaps([one for one in match.requirements if one.max_points > 0])
    return {
        "job": match.job.id,
        "title": match.job.title,
        "status": "scored" if scored else "not scored",
        "score": match.score,
        "low": match.low,
        "high": match.high,
        "band": match.band or "",
        "level": match.level_fit or "",
        "years": report.profile.years_experience,
        "gaps": "; ".join(words.label(one) for one in gaps) if scored else "",
        "change": words.clean(first.message) if first else "",
        "gain": words.gain_short(first.gain) if first else "",
        "reason": words.clean(match.reason) if not scored else "",
    }


@dataclass(frozen=True, slots=True)
class Choice:
    """Which entries a ranking shows: the first `top` of each job, and scores from `least` on.

    What could not be read or scored is always listed: nothing is lost without a word.
    """

    top: int | None = None
    least: float | None = None

    def of(self, found: Iterable[Entry]) -> tuple[tuple[int | None, Entry], ...]:
        """The entries shown, with their ranks."""
        kept, counts = [], Counter[str]()
        for rank, entry in ranked(found):
            if rank is not None:
                if self.least is not None and (entry.score or 0.0) < self.least:
                    continue
                counts[entry.job] += 1
                if self.top is not None and counts[entry.job] > self.top:
                    continue
            kept.append((rank, entry))
        return tuple(kept)


#: Everything.
ALL = Choice()


def ranked(found: Iterable[Entry]) -> tuple[tuple[int | None, Entry], ...]:
    """Entries of each job by falling score with their rank; the unscored follow, then the failures.

    Equal scores share a rank, so the order of the files is no judgement.
    """
    ranks: list[tuple[int | None, Entry]] = []
    for _, group in groupby(sorted(found, key=_place), key=lambda one: (one.status == "failed", one.job)):
        rank, last = 0, None
        for number, entry in enumerate(group, start=1):
            rank = rank if entry.score == last else number
            last = entry.score
            ranks.append((None if entry.score is None else rank, entry))
    return tuple(ranks)


def _place(entry: Entry) -> tuple[bool, str, bool, float, str]:
    return entry.status == "failed", entry.job, entry.score is None, -(entry.score or 0.0), entry.file


def render_table(
    found: Sequence[Entry], look: Look, *, choice: Choice = ALL, columns: Sequence[str] | None = None
) -> str:
    """The ranking as a person reads it in a terminal, a table for each job, failures with their reasons."""
    ranks = choice.of(without_common_folder(found))
    blocks = []
    jobs = dict.fromkeys(entry.job for _, entry in ranks if entry.status != "failed")
    for job in jobs:
        shown = [(rank, one) for rank, one in ranks if one.job == job and one.status == "scored"]
        if columns:
            rows = [tuple(columns), *(tuple(_texts(rank, one, columns)) for rank, one in shown)]
            body = table(rows, look, right=tuple(at for at, name in enumerate(columns) if name in _NUMBERS))
        else:
            rows = [
                (
                    "#",
                    say("ranking-fit"),
                    say("ranking-interval"),
                    say("ranking-band"),
                    say("ranking-file"),
                    say("ranking-gap"),
                )
            ]
            body = table(rows + [_cells(rank, one) for rank, one in shown], look, right=(0, 1, 2))
        title = next((one.title for _, one in ranks if one.job == job and one.title), "")
        named = f"{title} ({job})" if title and title != job else job
        blocks.append(look.print(look.say(words.clean(named), "bold")) + body)
        unscored = [entry for _, entry in ranks if entry.job == job and entry.status == "not scored"]
        if unscored:
            blocks.append(_reasons(say("ranking-not-scored"), unscored, look))
    failed = [entry for _, entry in ranks if entry.status == "failed"]
    if failed:
        blocks.append(_reasons(say("ranking-failed"), failed, look))
    return "\n".join([*blocks, look.print(look.say(words.advice(), "dim"))])


#: How a copy is told, by what is the same.
SAME = Texts({"bytes": "ranking-same-bytes", "text": "ranking-same-text", "person": "ranking-same-person"})


def _cells(rank: int | None, entry: Entry) -> tuple[str, ...]:
    file = f"{entry.candidate}: {entry.file}" if entry.candidate else entry.file
    file = (
        say("ranking-file-same", file=file, same=SAME[entry.same or "bytes"], other=entry.same_as)
        if entry.same_as
        else file
    )
    band = words.BANDS[entry.band] if entry.band else ""
    interval, gap = words.span_text(entry.low, entry.high), entry.gaps.split("; ")[0]
    return str(rank), words.whole(entry.score), interval, band, file, gap


def without_common_folder(found: Sequence[Entry]) -> list[Entry]:
    """The entries with the folder that all files share left out of their names.

    Tables are narrow, and where a folder is on this machine is nobody's business.
    """
    folders = [entry.file.split("/")[:-1] for entry in found]
    shared = 0
    for parts in zip(*folders, strict=False):
        if len(set(parts)) > 1:
            break
        shared += 1
    if not shared:
        return list(found)
    return [
        replace(
            entry,
            file=_behind(entry.file, shared),
            same_as=_behind(entry.same_as, shared),
            reason=entry.reason.replace(entry.file, _behind(entry.file, shared)),
        )
        for entry in found
    ]


def _behind(file: str, shared: int) -> str:
    return "/".join(file.split("/")[shared:])


def _reasons(title: str, found: Sequence[Entry], look: Look) -> str:
    rows = [("", ""), *((entry.file, entry.reason) for entry in found)]
    return look.print(look.say(f"{title} ({len(found)})", "bold")) + table(rows, look)


#: Columns of the CSV file and of the ranking in a workbook, in order.
COLUMNS = (
    "rank", "file", "job", "status", "score", "low", "high", "band", "level_fit", "years_experience",
    "biggest_gaps", "first_change", "gain", "same_as", "reason", "candidate", "same",
)  # fmt: skip
#: Columns that hold numbers.
_NUMBERS = frozenset({"rank", "score", "low", "high", "years_experience"})


def values(rank: int | None, one: Entry) -> dict[str, Any]:
    """An entry by the names of the columns; None where a number is unknown."""
    return dict(
        zip(
            COLUMNS,
            (
                rank, one.file, one.job, one.status, one.score, one.low, one.high, one.band, one.level,
                one.years, one.gaps, one.change, one.gain.replace("+", ""), one.same_as, one.reason,
                one.candidate, one.same,
            ),
            strict=True,
        )
    )  # fmt: skip


def _texts(rank: int | None, one: Entry, columns: Sequence[str]) -> list[str]:
    told = values(rank, one)
    return ["" if told[name] is None else str(told[name]) for name in columns]


def render_csv(found: Sequence[Entry], *, choice: Choice = ALL, columns: Sequence[str] | None = None) -> str:
    """The ranking as CSV (comma, CRLF as RFC 4180 has it); no cell can start a formula."""
    out = StringIO()
    writer = csv.writer(out)
    names = columns or COLUMNS
    writer.writerow(names)
    for rank, one in choice.of(found):
        told = values(rank, one)
        writer.writerow(cell(told[name]) for name in names)
    return out.getvalue()


def render_lines(
    found: Sequence[Entry], *, choice: Choice = ALL, columns: Sequence[str] | None = None
) -> str:
    """The ranking as JSON Lines: one object for each candidate and job, with the columns wanted."""
    names = columns or COLUMNS
    lines = []
    for rank, one in choice.of(found):
        told = values(rank, one)
        lines.append(json.dumps({name: told[name] for name in names}, ensure_ascii=False) + "\n")
    return "".join(lines)
