"""The rows of a batch: a ranked table, CSV for a spreadsheet, JSON Lines for a program."""

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from io import StringIO
from itertools import groupby

from analyzer.batch import Row
from analyzer.records import Failure, Match, Report, report_json
from analyzer.reports import words
from analyzer.reports.terminal import Look, table

#: A spreadsheet reads a cell that starts so as a formula (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


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


def line(row: Row) -> str:
    """The Report or Failure as one line of JSON."""
    if isinstance(row.result, Failure):
        return json.dumps(asdict(row.result), ensure_ascii=False, separators=(",", ":"))
    return report_json(row.result)


def entries(row: Row) -> tuple[Entry, ...]:
    """What is shown of a row: one entry for each job, or one for the failure."""
    if isinstance(row.result, Failure):
        return (Entry(row.file, same_as=row.same_as or "", reason=row.result.reason),)
    return tuple(_entry(row, row.result, match) for match in row.result.matches)


def _entry(row: Row, report: Report, match: Match) -> Entry:
    first = next(iter(words.best_suggestions(report, 1, job=match.job.id)), None)
    scored = match.score is not None
    gaps = words.biggest_gaps([one for one in match.requirements if one.max_points > 0])
    return Entry(
        file=row.file,
        job=match.job.id,
        status="scored" if scored else "not scored",
        score=match.score,
        low=match.low,
        high=match.high,
        band=match.band or "",
        level=match.level_fit or "",
        years=report.profile.years_experience,
        gaps="; ".join(words.label(one) for one in gaps) if scored else "",
        change=words.clean(first.message) if first else "",
        gain=words.gain_short(first.gain) if first else "",
        same_as=row.same_as or "",
        reason=words.clean(match.reason) if not scored else "",
    )


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


def render_table(found: Sequence[Entry], look: Look) -> str:
    """The ranking as a person reads it in a terminal, a table for each job, failures with their reasons."""
    ranks = ranked(_without_common_folder(found))
    blocks = []
    jobs = dict.fromkeys(entry.job for _, entry in ranks if entry.status != "failed")
    for job in jobs:
        rows: list[tuple[str, ...]] = [("#", "fit", "interval", "band", "file", "biggest gap")]
        rows += [
            _cells(rank, entry) for rank, entry in ranks if entry.job == job and entry.status == "scored"
        ]
        blocks.append(look.print(look.say(words.clean(job), "bold")) + table(rows, look, right=(0, 1, 2)))
        unscored = [entry for _, entry in ranks if entry.job == job and entry.status == "not scored"]
        if unscored:
            blocks.append(_reasons("Not scored", unscored, look))
    failed = [entry for _, entry in ranks if entry.status == "failed"]
    if failed:
        blocks.append(_reasons("Could not be read", failed, look))
    return "\n".join([*blocks, look.print(look.say(words.ADVICE, "dim"))])


def _cells(rank: int | None, entry: Entry) -> tuple[str, ...]:
    file = f"{entry.file} (same as {entry.same_as})" if entry.same_as else entry.file
    interval, gap = words.span_text(entry.low, entry.high), entry.gaps.split("; ")[0]
    return str(rank), str(int(entry.score or 0)), interval, entry.band, file, gap


def _without_common_folder(found: Sequence[Entry]) -> list[Entry]:
    """The entries with the folder that all files share left out of their names: the table is narrow."""
    folders = {entry.file.rpartition("/")[0] for entry in found}
    if len(folders) != 1 or not next(iter(folders)):
        return list(found)
    return [
        replace(entry, file=entry.file.rpartition("/")[2], same_as=entry.same_as.rpartition("/")[2])
        for entry in found
    ]


def _reasons(title: str, found: Sequence[Entry], look: Look) -> str:
    rows = [("", ""), *((entry.file, entry.reason) for entry in found)]
    return look.print(look.say(f"{title} ({len(found)})", "bold")) + table(rows, look)


#: Columns of the CSV file, in order: name -> value.
COLUMNS = (
    "rank", "file", "job", "status", "score", "low", "high", "band", "level_fit", "years_experience",
    "biggest_gaps", "first_change", "gain", "same_as", "reason",
)  # fmt: skip


def render_csv(found: Sequence[Entry]) -> str:
    """The ranking as CSV (comma, CRLF as RFC 4180 has it); no cell can start a formula."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for rank, one in ranked(found):
        numbers = (one.score, one.low, one.high)
        writer.writerow(
            _safe(value)
            for value in (
                rank, one.file, one.job, one.status, *numbers, one.band, one.level, one.years,
                one.gaps, one.change, one.gain.replace("+", ""), one.same_as, one.reason,
            )
        )  # fmt: skip
    return out.getvalue()


def _safe(value: object) -> object:
    if not isinstance(value, str):
        return "" if value is None else value
    text = words.clean(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
