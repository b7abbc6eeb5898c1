"""Options and formats that several commands share, and how what was typed is read."""

# ruff: noqa: PLC0415  (heavy libraries are imported inside the commands; typer reads the signature)

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from analyzer.errors import AipmError

if TYPE_CHECKING:
    from analyzer.blind import Kind
    from analyzer.jobmarket import Market
    from analyzer.portfolio import Collection
    from analyzer.records import Source
    from analyzer.service import Analyzer


class ReportFormat(StrEnum):
    """How one Report is printed."""

    text = "text"
    json = "json"
    html = "html"
    md = "md"
    pdf = "pdf"
    docx = "docx"


class ListFormat(StrEnum):
    """How a batch is printed."""

    table = "table"
    csv = "csv"
    jsonl = "jsonl"
    xlsx = "xlsx"
    html = "html"


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


class PageFormat(StrEnum):
    """The paper a PDF is laid out for."""

    a4 = "a4"
    letter = "letter"


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

#: File endings that tell a role of one's own from an id of the library.
_ROLE_FILES = (".md", ".txt", ".docx", ".pdf", ".html", ".htm")

LibraryRoles = Annotated[
    list[str] | None,
    typer.Option("--role", metavar="ID", help="A role of the library (`aipm roles`). May be repeated."),
]
Roles = Annotated[
    list[str] | None,
    typer.Option(
        "--role",
        metavar="ID|FILE",
        help="A role of the library (`aipm roles`), or your own as a file. May be repeated.",
    ),
]


class Which(StrEnum):
    """Which postings are meant."""

    own = "own"
    snapshot = "snapshot"


Postings = Annotated[
    Which | None,
    typer.Option("--postings", help="Count the postings that each change clears: your own or the snapshot."),
]
Weights = Annotated[
    str | None,
    typer.Option(
        "--weights",
        metavar="NAME=N,...",
        help="How much parts count: requirements, words, career, ai, depth, outcomes. [default: 1]",
    ),
]
Jobs = Annotated[
    list[str] | None,
    typer.Option("--job", metavar="FILE", help="A job ad; - reads standard input. May be repeated."),
]
StoredPosting = Annotated[
    int | None,
    typer.Option("--posting", metavar="N", help="A stored posting instead, by its number."),
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="YYYY-MM", help="The month that is the present. [default: this month]"),
]
Output = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to this file instead of the screen."),
]
Page = Annotated[
    PageFormat,
    typer.Option("--page", help="The paper of a PDF."),
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


def role_sources(given: list[str] | None) -> "list[str | Source]":
    """The roles that were named: ids as they are, files read. What ends like a text file is one."""
    from analyzer.batch import read_source

    return [
        read_source(Path(one), one) if Path(one).suffix.casefold() in _ROLE_FILES else one
        for one in given or ()
    ]


def own_weights(given: str | None) -> dict[str, float]:
    """The weights that were typed, all parts named. Raises BadWeights."""
    from analyzer.matching import weights_of

    return weights_of(given or "")


def collections(places: list[str] | None) -> "list[Collection]":
    """The portfolios that were named: paths and addresses. Only an address makes anything be fetched."""
    import os

    from analyzer.portfolio import gather

    return [one for place in places or () for one in gather(place, environment=os.environ.get)]


def folder_jobs(folder: str | None) -> "list[Source]":
    """The job ads of a folder, in the order of their names; ads of the same name get a number."""
    from dataclasses import replace

    from analyzer.batch import find, load

    if folder is None:
        return []
    if not Path(folder).is_dir():
        raise typer.BadParameter(f"{folder!r} is no folder", param_hint="--jobs")
    found = find([folder]).inputs
    if not found:
        raise typer.BadParameter(f"{folder!r} holds no job ad", param_hint="--jobs")
    ads, seen = [], dict[str, int]()
    for one in found:
        source = load(one)
        stem, ending = Path(source.name).stem, Path(source.name).suffix
        seen[stem] = seen.get(stem, 0) + 1
        ads.append(replace(source, name=f"{stem}-{seen[stem]}{ending}") if seen[stem] > 1 else source)
    return ads


def named_columns(given: str | None, known: Sequence[str]) -> tuple[str, ...] | None:
    """The columns of a list such as `rank,file,score`; every one has to be known."""
    if given is None:
        return None
    names = tuple(dict.fromkeys(part.strip() for part in given.split(",") if part.strip()))
    unknown = [name for name in names if name not in known]
    if unknown or not names:
        what = f"unknown {', '.join(map(repr, unknown))}" if unknown else "none named"
        raise typer.BadParameter(f"{what}. Known: {', '.join(known)}")
    return names


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


#: What may be shown in blind mode all the same; a name and contact data never.
SHOWABLE = ("school", "employer", "address", "pronoun", "age")

Show = Annotated[
    list[str] | None,
    typer.Option(
        "--show",
        metavar="KIND",
        help="With --blind, show all the same: school, employer, address, pronoun or age. May be repeated.",
    ),
]


def masked_kinds(show: list[str] | None, *, blind: bool) -> "tuple[Kind, ...]":
    """What blind mode masks; nothing without it. Raises BadParameter for a kind that cannot be shown."""
    from analyzer.blind import KINDS

    wanted = set(show or ())
    if unknown := wanted - set(SHOWABLE):
        raise typer.BadParameter(
            f"{sorted(unknown)[0]} is none of {', '.join(SHOWABLE)}", param_hint="--show"
        )
    if wanted and not blind:
        raise typer.BadParameter("it goes with --blind", param_hint="--show")
    return tuple(kind for kind in KINDS if kind not in wanted) if blind else ()


@contextmanager
def market_of(analyzer: "Analyzer", which: Which) -> Iterator["Market"]:
    """The market that is meant. An own one without postings is explained.

    Raises:
        AipmError: nothing was imported yet.
    """
    from analyzer.jobmarket import JobMarket, snapshot_market
    from analyzer.store import Database

    if which is Which.snapshot:
        yield snapshot_market(analyzer)
        return
    with Database() as database:
        found = JobMarket(analyzer, database).own
        if not len(found):
            raise AipmError(
                "No postings were imported yet. Import some with `aipm market import`, or give "
                "--postings snapshot."
            )
        yield found


def yaml_of(name: str) -> Any:
    """What a file of changes holds."""
    import yaml

    try:
        text = Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise AipmError(f"{name} could not be read as text. Give the path of a YAML file.") from error
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise AipmError(
            f"{name} is no valid YAML{where}. Put words with a colon in quotation marks."
        ) from error
