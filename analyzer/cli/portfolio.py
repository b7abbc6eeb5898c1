"""The command for work alone: `aipm portfolio`."""

# ruff: noqa: PLC0415, PLR0917  (heavy libraries are imported inside the commands; typer reads the signature)

from pathlib import Path
from typing import Annotated

import typer

from analyzer.cli.options import (
    FORMAT_HELP,
    AsOf,
    Jobs,
    Output,
    PortfolioFormat,
    Roles,
    chosen,
    collections,
    job_sources,
    month,
    role_sources,
)
from analyzer.cli.output import deliver, look, stages


def portfolio(
    places: Annotated[
        list[str],
        typer.Argument(metavar="PLACE...", help="Files, zips, folders, repositories or addresses."),
    ],
    resume: Annotated[
        str | None, typer.Option("--resume", metavar="FILE", help="Set its claims beside the work.")
    ] = None,
    role: Roles = None,
    job: Jobs = None,
    as_: Annotated[PortfolioFormat | None, typer.Option("--format", help=FORMAT_HELP.format("text"))] = None,
    output: Output = None,
    as_of: AsOf = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show all that was found.")] = False,
) -> None:
    """Read a portfolio: its projects, what to show first, and what to change.

    Nothing in it is executed, and only an address is fetched. AIPM_GITHUB_TOKEN is used if it is set.
    """
    from analyzer.batch import read_source
    from analyzer.records import portfolio_json, report_json
    from analyzer.reports import portfolio_text
    from analyzer.service import Analyzer

    wanted = chosen(as_, output, PortfolioFormat.text)
    beside = read_source(Path(resume), resume) if resume else None
    work, roles, jobs = collections(places), role_sources(role), job_sources(job)
    to_file = output is not None
    with Analyzer(today=month(as_of)) as analyzer, stages() as on_stage:
        if beside is not None:
            report = analyzer.analyze(beside, portfolio=work, roles=roles, jobs=jobs, on_stage=on_stage)
            text = {
                PortfolioFormat.json: lambda: report_json(report, indent=2) + "\n",
                PortfolioFormat.md: lambda: portfolio_text.render_section_markdown(report),
                PortfolioFormat.text: lambda: portfolio_text.render_section(
                    report, look(to_file=to_file), verbose=verbose
                ),
            }[wanted]()
        else:
            on_stage("Reading the work")
            view = analyzer.portfolio(work, roles=roles, jobs=jobs)
            text = {
                PortfolioFormat.json: lambda: portfolio_json(view, indent=2) + "\n",
                PortfolioFormat.md: lambda: portfolio_text.render_markdown(view),
                PortfolioFormat.text: lambda: portfolio_text.render_view(
                    view, look(to_file=to_file), verbose=verbose
                ),
            }[wanted]()
    deliver(text, output)
