"""Resumes and portfolios come in, and are scored again."""

# ruff: noqa: PLC0415, PLR0917  (heavy libraries are imported inside the commands; typer reads the signature)

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analyzer.cli.candidates.parts import EXIT_SOME_FAILED, Alias, analysing, open_desk, print_ends
from analyzer.cli.options import AsOf, Jobs, LibraryRoles, job_sources
from analyzer.cli.output import counting, note
from analyzer.errors import AipmError

if TYPE_CHECKING:
    from analyzer.store.records import Imported


def add(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Resumes, folders, or reports.jsonl.")
    ],
    to: Annotated[
        str | None, typer.Option("--to", metavar="ALIAS", help="All are versions of this candidate.")
    ] = None,
    role: LibraryRoles = None,
    job: Jobs = None,
    tag: Annotated[
        list[str] | None, typer.Option("--tag", help="For new candidates. May be repeated.")
    ] = None,
    names: Annotated[bool, typer.Option("--names", help="Also keep the name beside the alias.")] = False,
    keep_files: Annotated[
        bool, typer.Option("--files/--no-files", help="Keep the files, so that they can be scored again.")
    ] = True,
    as_of: AsOf = None,
) -> None:
    """Add resumes, one candidate each; the same person's next resume is a new version."""
    from analyzer import batch as many
    from analyzer.service import DEFAULT_ROLE
    from analyzer.store import importing, packing, people

    roles, jobs = role or ([] if job else [DEFAULT_ROLE]), job_sources(job)
    digest = packing.job_set(roles, jobs)
    batches = [path for path in paths if path.endswith(".jsonl")]
    found = many.find([path for path in paths if path not in batches])
    if not found.inputs and not batches:
        raise AipmError(f"No resume was found in {', '.join(paths)}.")
    ends: list[Imported] = []
    with open_desk() as desk:
        choices = importing.Choices(
            to=people.named(desk, to).id if to else None,
            keep_files=keep_files,
            keep_names=names,
            tags=tuple(tag or ()),
            origin="folder",
        )
        for path in batches:
            ends += importing.import_reports(desk, packing.read_lines(path, _bytes_of(path)), digest)
        files = [(one.path.name, partial(many.read_source, one.path, one.file)) for one in found.inputs]
        if files:
            with analysing(roles, jobs, as_of) as analyse, counting(len(files)) as count_one:
                for end in importing.import_files(desk, files, analyse, digest, choices):
                    ends.append(end)
                    count_one()
        place = desk.database.place
    print_ends(ends)
    note(f"kept in {place}")
    if any(end.outcome == "failed" for end in ends):
        raise typer.Exit(EXIT_SOME_FAILED)


def _bytes_of(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError:
        raise AipmError(f"{path} cannot be read. Name the reports.jsonl of a batch run.") from None


def rescore(
    aliases: Annotated[list[str] | None, typer.Argument(metavar="[ALIAS...]", help="[default: all]")] = None,
    role: LibraryRoles = None,
    job: Jobs = None,
    every: Annotated[bool, typer.Option("--all-versions", help="Older versions too.")] = False,
    as_of: AsOf = None,
) -> None:
    """Score kept files again with the present model; the earlier scores stay beside the new ones."""
    from analyzer.service import DEFAULT_ROLE
    from analyzer.store import packing, people, versions

    roles, jobs = role or ([] if job else [DEFAULT_ROLE]), job_sources(job)
    digest = packing.job_set(roles, jobs)
    ends: list[Imported] = []
    with open_desk() as desk, analysing(roles, jobs, as_of) as analyse:
        who = (
            [people.named(desk, alias) for alias in aliases]
            if aliases
            else [
                row.candidate
                for row in people.find(desk, limit=1_000_000)[0]
                if row.candidate.owner_id == desk.user.id
            ]
        )
        with counting(len(who)) as count_one:
            for one in who:
                ends += versions.rescore(desk, one.id, analyse, digest, all_versions=every)
                count_one()
    print_ends(ends)
    if any(end.outcome == "failed" for end in ends):
        raise typer.Exit(EXIT_SOME_FAILED)


def portfolio(
    alias: Alias,
    paths: Annotated[list[str], typer.Argument(metavar="FILE...", help="Case studies, decks, notebooks.")],
) -> None:
    """Keep portfolio files of a candidate; `rescore` then reads them with the resume."""
    from analyzer.batch import read_source
    from analyzer.store import people, portfolios

    with open_desk() as desk:
        who = people.named(desk, alias)
        added = portfolios.add_pieces(desk, who.id, [read_source(Path(path), path) for path in paths])
        names = [one.place for one in portfolios.pieces(desk, who.id)]
    note(f"{who.alias}: {added} added, now {', '.join(names)}")
