"""Options and formats that several commands share, and how what was typed is read."""

# ruff: noqa: PLC0415  (heavy libraries are imported inside the commands; typer reads the signature)

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

if TYPE_CHECKING:
    from analyzer.portfolio import Collection
    from analyzer.records import Source


class ReportFormat(StrEnum):
    """How one Report is printed."""

    text = "text"
    json = "json"
    html = "html"
    md = "md"


class ListFormat(StrEnum):
    """How a batch is printed."""

    table = "table"
    csv = "csv"
    jsonl = "jsonl"


class ReadFormat(StrEnum):
    """How the text of a file is printed."""

    text = "text"
    json = "json"


class CompareFormat(StrEnum):
    """How a comparison is printed."""

    text = "text"
    html = "html"
    xlsx = "xlsx"
    json = "json"


class PortfolioFormat(StrEnum):
    """How a portfolio is printed."""

    text = "text"
    json = "json"
    md = "md"


class CohortFormat(StrEnum):
    """How a cohort is printed."""

    text = "text"
    html = "html"
    xlsx = "xlsx"
    csv = "csv"
    json = "json"


class AuditFormat(StrEnum):
    """How the fairness tables are printed."""

    text = "text"
    html = "html"
    json = "json"


class PaperFormat(StrEnum):
    """How a hand-out is printed."""

    pdf = "pdf"
    docx = "docx"


Format = TypeVar(
    "Format",
    ReportFormat,
    ListFormat,
    ReadFormat,
    CompareFormat,
    CohortFormat,
    AuditFormat,
    PaperFormat,
    PortfolioFormat,
)

#: File endings that choose a format when none is named.
_BY_SUFFIX = {
    ".txt": "text",
    ".json": "json",
    ".html": "html",
    ".htm": "html",
    ".md": "md",
    ".csv": "csv",
    ".jsonl": "jsonl",
    ".xlsx": "xlsx",
    ".pdf": "pdf",
    ".docx": "docx",
}

Roles = Annotated[
    list[str] | None,
    typer.Option("--role", metavar="ID", help="A role of the library (`aipm roles`). May be repeated."),
]
Jobs = Annotated[
    list[str] | None,
    typer.Option("--job", metavar="FILE", help="A job ad; - reads standard input. May be repeated."),
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="YYYY-MM", help="The month that is the present. [default: this month]"),
]
Output = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to this file instead of the screen."),
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", "-w", min=1, metavar="N", help="Processes. [default: what is fastest]"),
]
FORMAT_HELP = "[default: by the ending of --output, else {}]"


def job_sources(given: list[str] | None) -> "list[Source]":
    """The job ads that were named, read; `-` is standard input."""
    from analyzer.batch import read_source
    from analyzer.records import Source

    return [
        Source("standard-input.txt", sys.stdin.buffer.read()) if one == "-" else read_source(Path(one), one)
        for one in given or ()
    ]


def collections(places: list[str] | None) -> "list[Collection]":
    """The portfolios that were named: paths and addresses. Only an address makes anything be fetched."""
    import os

    from analyzer.portfolio import gather

    return [one for place in places or () for one in gather(place, environment=os.environ.get)]


def month(given: str | None) -> str:
    """The present month, from the option or the clock: the only place where the clock is read."""
    from datetime import date, datetime

    if given is None:
        return f"{date.today():%Y-%m}"
    try:
        return f"{datetime.strptime(given, '%Y-%m'):%Y-%m}"
    except ValueError:
        raise typer.BadParameter(
            f"{given!r} is no month; write it like 2026-11", param_hint="--as-of"
        ) from None


def chosen(named: Format | None, output: str | None, default: Format) -> Format:
    """The format that was named, or that the ending of the output file means, or the default."""
    if named is not None or output is None:
        return named or default
    meant = _BY_SUFFIX.get(Path(output).suffix.lower(), "")
    formats = type(default)
    return formats(meant) if meant in set(formats) else default
