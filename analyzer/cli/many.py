"""The commands for many people: `aipm batch` and `aipm compare`."""

# ruff: noqa: PLC0415, PLR0917  (heavy libraries are imported inside the commands; typer reads the signature)

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analyzer.cli.options import (
    FORMAT_HELP,
    AsOf,
    CompareFormat,
    Jobs,
    ListFormat,
    Output,
    Roles,
    Workers,
    chosen,
    job_sources,
    month,
)
from analyzer.cli.output import as_folder, check_output, counting, deliver, deliver_bytes, look, note
from analyzer.errors import AipmError

if TYPE_CHECKING:
    from analyzer.records import Report
    from analyzer.reports.ranking import Entry

#: Exit code when some files of a batch failed.
EXIT_SOME_FAILED = 3


def batch(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Files, folders or patterns.")],
    role: Roles = None,
    job: Jobs = None,
    as_: Annotated[ListFormat | None, typer.Option("--format", help=FORMAT_HELP.format("table"))] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="PATH", help="A file, or a folder for ranking.csv and reports.jsonl."
        ),
    ] = None,
    workers: Workers = None,
    as_of: AsOf = None,
) -> None:
    """Rank many resumes: a table, CSV or JSON Lines.

    Every file ends as a row, a failed one with its reason, for any number of workers in the same order.
    """
    from analyzer import batch as many
    from analyzer.documents.formats import READ_FORMATS
    from analyzer.reports import ranking

    found = many.find(paths)
    for suffix, count in found.passed_over:
        note(f"passed over {count} {suffix} {'file' if count == 1 else 'files'}: no resume by its name")
    if not found.inputs:
        raise AipmError(f"No resume was found in {', '.join(paths)}. Files read: {READ_FORMATS}.")
    folder = as_folder(output)
    if output:
        check_output(folder / "ranking.csv" if folder else Path(output))
    wanted = chosen(as_, None if folder else output, ListFormat.table)
    entries: list[ranking.Entry] = []
    lines: list[str] = []
    rows = many.run(
        found.inputs, roles=role or (), jobs=job_sources(job), today=month(as_of), workers=workers
    )
    with counting(len(found.inputs)) as count_one:
        for row in rows:
            entries += ranking.entries(row)
            if folder or wanted is ListFormat.jsonl:
                lines.append(ranking.line(row) + "\n")
            count_one()
    if folder:
        deliver(ranking.render_csv(entries), str(folder / "ranking.csv"))
        deliver("".join(lines), str(folder / "reports.jsonl"))
    if wanted is ListFormat.jsonl:
        text = "".join(lines)
    elif wanted is ListFormat.csv:
        text = ranking.render_csv(entries)
    else:
        text = ranking.render_table(entries, look(to_file=bool(output) and not folder))
    deliver(text, None if folder else output)
    _finish_batch(entries)


def _finish_batch(entries: "Sequence[Entry]") -> None:
    files = len({entry.file for entry in entries})
    failed = len({entry.file for entry in entries if entry.status == "failed"})
    repeats = len({entry.file for entry in entries if entry.same_as})
    same = f", {repeats} the same as another" if repeats else ""
    note(f"{files} {'file' if files == 1 else 'files'}: {files - failed} read, {failed} failed{same}")
    if failed:
        raise typer.Exit(EXIT_SOME_FAILED)


def compare(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="The resumes, one a person.")],
    role: Annotated[str | None, typer.Option("--role", metavar="ID", help="A role of the library.")] = None,
    job: Annotated[str | None, typer.Option("--job", metavar="FILE", help="A job ad instead.")] = None,
    as_: Annotated[CompareFormat | None, typer.Option("--format", help=FORMAT_HELP.format("text"))] = None,
    output: Output = None,
    blind: Annotated[
        bool, typer.Option("--blind", help="Mask names, contact data, schools, employers and the like.")
    ] = False,
    as_of: AsOf = None,
) -> None:
    """Compare resumes for one job, line by line: for coaching, not for hiring."""
    from analyzer.batch import read_source
    from analyzer.blind import blind as masked
    from analyzer.blind import identity
    from analyzer.service import Analyzer

    if role and job:
        raise typer.BadParameter("name a role or a job, not both: a comparison is for one job")
    wanted = chosen(as_, output, CompareFormat.text)
    roles = [role] if role else []
    jobs = job_sources([job] if job else None)
    with Analyzer(today=month(as_of)) as analyzer:
        reports = [analyzer.analyze(read_source(Path(file), file), roles=roles, jobs=jobs) for file in files]
    if blind:
        reports = [
            masked(one, identity(one), alias=f"candidate-{number}")
            for number, one in enumerate(reports, start=1)
        ]
    deliver_comparison(reports, wanted, output)


def deliver_comparison(reports: "Sequence[Report]", wanted: CompareFormat, output: str | None) -> None:
    """Reports for one job side by side, in the format that was asked for."""
    from analyzer.reports import comparison

    compared = comparison.compare(reports)
    if wanted is CompareFormat.html:
        deliver(comparison.render_html(compared), output)
    elif wanted is CompareFormat.json:
        deliver(comparison.comparison_json(compared), output)
    elif wanted is CompareFormat.xlsx:
        from analyzer.reports.sheets import comparison_xlsx

        deliver_bytes(comparison_xlsx(compared), output)
    else:
        deliver(comparison.render_text(compared, look(to_file=output is not None)), output)
