"""The commands for one person: `aipm analyze` and `aipm read`."""

# ruff: noqa: PLC0415, PLR0917  (heavy libraries are imported inside the commands; typer reads the signature)

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analyzer.cli.options import (
    FORMAT_HELP,
    AsOf,
    Jobs,
    Output,
    Page,
    PageFormat,
    Postings,
    ReadFormat,
    ReportFormat,
    Roles,
    Weights,
    Which,
    chosen,
    collections,
    job_sources,
    market_of,
    month,
    own_weights,
    role_sources,
    yaml_of,
)
from analyzer.cli.output import deliver, deliver_bytes, look, stages

if TYPE_CHECKING:
    from analyzer.records import Job, Report
    from analyzer.service import Analyzer


def analyze(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="The resume: PDF, Word, web page, text and more.")
    ],
    portfolio: Annotated[
        list[str] | None,
        typer.Option(
            "--portfolio",
            metavar="PLACE",
            help="Their work: file, zip, folder, repository or address. May be repeated.",
        ),
    ] = None,
    role: Roles = None,
    job: Jobs = None,
    weights: Weights = None,
    as_: Annotated[ReportFormat | None, typer.Option("--format", help=FORMAT_HELP.format("text"))] = None,
    output: Output = None,
    page: Page = PageFormat.a4,
    as_of: AsOf = None,
    decisions: Annotated[
        str | None,
        typer.Option("--decisions", metavar="FILE", help="Accepted and declined, as for whatif: the ledger."),
    ] = None,
    postings: Postings = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show all that was found.")] = False,
) -> None:
    """Score one resume, and say what to change first.

    Without --role and --job the AI project manager role is meant. A role of your own is a text file in the
    style of the library's: a title, and lists of responsibilities, required and preferred qualifications. A
    PDF or page holds the whole report, a Word file the changes as a checklist.
    """
    from analyzer.batch import read_source
    from analyzer.service import Analyzer

    wanted = chosen(as_, output, ReportFormat.text)
    resume = read_source(Path(file), file)
    more = collections(portfolio)
    jobs, roles = job_sources(job), role_sources(role)
    own = own_weights(weights)
    with Analyzer(today=month(as_of), weights=own) as analyzer, stages() as on_stage:
        report = analyzer.analyze(resume, portfolio=more, roles=roles, jobs=jobs, on_stage=on_stage)
        if decisions:
            report = _decided(report, decisions)
        if postings:
            report = _clearing(report, analyzer.jobs(roles, jobs)[0], analyzer, postings)
    if wanted in (ReportFormat.pdf, ReportFormat.docx):
        deliver_bytes(_printed(report, wanted, page), output)
    else:
        deliver(_rendered(report, wanted, to_file=output is not None, verbose=verbose), output)


def _decided(report: "Report", decisions: str) -> "Report":
    """The report with the truth ledger of a file of changes."""
    from analyzer.advice.ledger import decided
    from analyzer.advice.whatif import asked_of

    asked = asked_of(yaml_of(decisions), Path(decisions).name)
    return replace(report, ledger=decided(report.ledger, report.suggestions, asked, report.documents[0]))


def _clearing(report: "Report", job: "Job", analyzer: "Analyzer", postings: Which) -> "Report":
    """The report with the postings that each change clears."""
    from analyzer.jobmarket import report_clearing

    with market_of(analyzer, postings) as market:
        return report_clearing(report, job, analyzer, market)


def _printed(report: "Report", wanted: ReportFormat, page: PageFormat) -> bytes:
    from analyzer.reports.docx import render_docx
    from analyzer.reports.pdf import render_pdf
    from analyzer.reports.printed import checklist, report_paper

    if wanted is ReportFormat.docx:
        return render_docx(checklist(report))
    return render_pdf(report_paper(report), page=page.value)


def _rendered(report: "Report", wanted: ReportFormat, *, to_file: bool, verbose: bool) -> str:
    from analyzer.records import report_json
    from analyzer.reports import html, markdown, terminal

    match wanted:
        case ReportFormat.json:
            return report_json(report, indent=2) + "\n"
        case ReportFormat.html:
            return html.render(report)
        case ReportFormat.md:
            return markdown.render(report)
        case _:
            return terminal.render(report, look(to_file=to_file), verbose=verbose)


def read(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A resume or any file that is read.")],
    simple: Annotated[
        bool, typer.Option("--simple", help="The text as simple readers get it, instead of ours.")
    ] = False,
    compare: Annotated[
        bool, typer.Option("--compare", help="Both texts, and what simple readers lose.")
    ] = False,
    as_: Annotated[ReadFormat | None, typer.Option("--format", help=FORMAT_HELP.format("text"))] = None,
    output: Output = None,
) -> None:
    """Print the text of a file, in the order a person reads it.

    Many programs read files more simply: --compare shows what they lose, and what to do about it.
    """
    from analyzer.batch import read_source
    from analyzer.records import machine_view_json
    from analyzer.reports import machine_text
    from analyzer.service import Analyzer

    if simple and compare:
        raise typer.BadParameter("choose --simple or --compare: --compare shows both texts")
    wanted = chosen(as_, output, ReadFormat.text)
    with Analyzer() as analyzer:
        view = analyzer.machine_view(
            read_source(Path(file), file), simple=simple or compare or wanted is ReadFormat.json
        )
    if wanted is ReadFormat.json:
        text = machine_view_json(view, indent=2) + "\n"
    elif compare:
        text = machine_text.render_compare(view, look(to_file=output is not None))
    else:
        text = machine_text.render_simple(view) if simple else machine_text.render_text(view)
    deliver(text, output)
