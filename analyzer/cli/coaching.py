"""The commands that help to go on: `aipm whatif`, `versions`, `roadmap` and `interview`."""

# ruff: noqa: PLC0415, PLR0917  (heavy libraries are imported inside the commands; typer reads the signature)

from pathlib import Path
from typing import Annotated, Any

import typer

from analyzer.cli.options import (
    FORMAT_HELP,
    AsOf,
    Jobs,
    Output,
    ReadFormat,
    Roles,
    chosen,
    job_sources,
    month,
)
from analyzer.cli.output import deliver, look, stages
from analyzer.errors import AipmError

Resume = Annotated[str, typer.Argument(metavar="FILE", help="The resume.")]
As = Annotated[ReadFormat | None, typer.Option("--format", help=FORMAT_HELP.format("text"))]


def whatif(
    file: Resume,
    edit: Annotated[
        str | None,
        typer.Option("--edit", metavar="FILE", help="Changes to try, as YAML; see docs/advice.md."),
    ] = None,
    role: Roles = None,
    job: Jobs = None,
    as_: As = None,
    output: Output = None,
    as_of: AsOf = None,
) -> None:
    """Try changes to a resume: the exact new score and what moved.

    Without --edit: the smallest set of changes that reaches the next band.
    """
    from analyzer.advice.ledger import decided
    from analyzer.advice.whatif import asked_of
    from analyzer.batch import read_source
    from analyzer.reports import whatif as words
    from analyzer.service import Analyzer

    wanted = chosen(as_, output, ReadFormat.text)
    resume = read_source(Path(file), file)
    asked = asked_of(_yaml(edit), Path(edit).name) if edit else None
    with Analyzer(today=month(as_of)) as analyzer, stages() as on_stage:
        target, *_ = analyzer.jobs(role or (), job_sources(job))
        report = analyzer.analyze(resume, roles=role or (), jobs=job_sources(job), on_stage=on_stage)
        if asked is None:
            path = analyzer.path_ahead(report, target)
            deliver(words.render_path(path, look(to_file=output is not None)), output)
            return
        result = analyzer.what_if(report, target).ask(asked)
        ledger = decided(report.ledger, report.suggestions, asked, report.documents[0])
    if wanted is ReadFormat.json:
        deliver(words.as_json(result, ledger, indent=2) + "\n", output)
    else:
        deliver(words.render(result, look(to_file=output is not None)), output)


def _yaml(name: str) -> Any:
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
