"""`aipm audit`: fairness in view, on files or on the candidates of the desk."""

# ruff: noqa: PLC0415, PLR0917  (heavy libraries are imported inside the commands; typer reads the signature)

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analyzer.cli.options import FORMAT_HELP, AsOf, AuditFormat, Output, chosen, job_sources, month
from analyzer.cli.output import counting, deliver, look, note
from analyzer.errors import AipmError

if TYPE_CHECKING:
    from analyzer.records import Source


def audit(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="[PATH...]", help="Resumes. [default: those of the desk]")
    ] = None,
    attributes: Annotated[
        str | None,
        typer.Option(
            "--attributes", metavar="FILE", help="CSV: candidate or file name, then what people declared."
        ),
    ] = None,
    role: Annotated[str | None, typer.Option("--role", metavar="ID", help="A role of the library.")] = None,
    job: Annotated[str | None, typer.Option("--job", metavar="FILE", help="A job ad instead.")] = None,
    cohort: Annotated[str | None, typer.Option("--cohort", help="Of the desk, only this cohort.")] = None,
    swaps: Annotated[bool, typer.Option("--swaps/--no-swaps", help="Try other names and the like.")] = True,
    smallest: Annotated[int, typer.Option("--smallest", min=2, help="Smaller groups are withheld.")] = 5,
    as_: Annotated[AuditFormat | None, typer.Option("--format", help=FORMAT_HELP.format("text"))] = None,
    output: Output = None,
    as_of: AsOf = None,
) -> None:
    """Try other names, schools and ages on resumes, and show rates by declared group."""
    from analyzer import fairness
    from analyzer.blind import identity
    from analyzer.reports import audit as printed
    from analyzer.service import Analyzer

    if role and job:
        raise typer.BadParameter("name a role or a job, not both")
    wanted = chosen(as_, output, AuditFormat.text)
    declared = read_attributes(Path(attributes)) if attributes else {}
    people = _files(paths) if paths else _desk_files(cohort)
    found: dict[str, tuple[fairness.Swap, ...]] = {}
    scores: dict[str, float | None] = {}
    with Analyzer(today=month(as_of)) as analyzer, counting(len(people)) as count_one:
        (target,) = analyzer.jobs([role] if role else [], job_sources([job] if job else None))
        for called, source in people:
            try:
                profile, _ = analyzer.profile([source])
                match = analyzer.match_documents(profile.documents, target)
                scores[called] = match.score
                if swaps:
                    who = identity(analyzer.as_report(profile))
                    found[called] = fairness.counterfactuals(
                        profile.documents, who, lambda documents: analyzer.match_documents(documents, target)
                    )
            except AipmError as error:
                note(str(error))
            count_one()
    if not scores:
        raise AipmError("No resume could be read, so there is nothing to show.")
    tables = fairness.audit(scores, declared, smallest=smallest) if declared else None
    result = printed.Fairness(target.title, found, tables)
    render = {AuditFormat.json: printed.render_json, AuditFormat.html: printed.render_html}.get(wanted)
    text = render(result) if render else printed.render_text(result, look(to_file=output is not None))
    deliver(text, output)


def _files(paths: list[str]) -> "list[tuple[str, Source]]":
    from analyzer import batch as many

    found = many.find(paths).inputs
    if not found:
        raise AipmError(f"No resume was found in {', '.join(paths)}.")
    return [(one.path.name, many.read_source(one.path, one.file)) for one in found]


def _desk_files(cohort: str | None) -> "list[tuple[str, Source]]":
    """The newest kept file of every candidate whom the user may see, under the alias."""
    from analyzer.records import Source
    from analyzer.store import Desk, people, versions

    found: list[tuple[str, Source]] = []
    with Desk() as desk:
        for row in people.find(desk, cohort=cohort, limit=1_000_000)[0]:
            kept = [one for one in versions.versions(desk, row.candidate.id) if one.kept]
            source = versions.source(desk, kept[-1]) if kept else None
            if source:
                ending = Path(source.name).suffix
                found.append((row.candidate.alias, Source(f"{row.candidate.alias}{ending}", source.data)))
    if not found:
        raise AipmError("The desk has no candidate with a kept file. Name resumes, or add some first.")
    return found


def read_attributes(path: Path) -> dict[str, dict[str, str]]:
    """What people declared, by candidate. Raises AipmError when the file is no such table."""
    from analyzer.reports.declared import read_declared

    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return read_declared(file, path.name)
    except OSError:
        raise AipmError(f"{path.name} cannot be read. Check the path.") from None
