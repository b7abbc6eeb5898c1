"""The commands that help to go on: `aipm whatif`, `versions`, `roadmap` and `interview`."""

# ruff: noqa: PLC0415, PLR0917  (heavy libraries are imported inside the commands; typer reads the signature)

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analyzer.cli.options import (
    FORMAT_HELP,
    AsOf,
    Jobs,
    Output,
    Postings,
    ReadFormat,
    Roles,
    Weights,
    chosen,
    job_sources,
    market_of,
    month,
    own_weights,
    role_sources,
    yaml_of,
)
from analyzer.cli.output import deliver, look, stages

if TYPE_CHECKING:
    from datetime import date

    from analyzer.records import Report

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
    weights: Weights = None,
    postings: Postings = None,
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
    from analyzer.jobmarket import path_clearing
    from analyzer.reports import whatif as words
    from analyzer.service import Analyzer

    wanted = chosen(as_, output, ReadFormat.text)
    resume, roles, jobs = read_source(Path(file), file), role_sources(role), job_sources(job)
    asked = asked_of(yaml_of(edit), Path(edit).name) if edit else None
    with Analyzer(today=month(as_of), weights=own_weights(weights)) as analyzer, stages() as on_stage:
        target = analyzer.jobs(roles, jobs)[0]
        report = analyzer.analyze(resume, roles=roles, jobs=jobs, on_stage=on_stage)
        if asked is None:
            path, own = analyzer.path_ahead(report, target), report.meta.weights
            if postings and path is not None:
                with market_of(analyzer, postings) as market:
                    path = path_clearing(path, report, analyzer, market)
            if wanted is ReadFormat.json:
                deliver(words.path_json(path, target.id, weights=own, indent=2) + "\n", output)
            else:
                _told(words.render_path(path, look(to_file=output is not None)), report, output)
            return
        result = analyzer.what_if(report, target).ask(asked)
        ledger = decided(report.ledger, report.suggestions, asked, report.documents[0])
        clears = None
        if postings:
            with market_of(analyzer, postings) as market:
                clears = market.clears(report.profile, [result.profile])[0]
    if wanted is ReadFormat.json:
        own = report.meta.weights
        deliver(words.as_json(result, ledger, weights=own, clears=clears, indent=2) + "\n", output)
    else:
        _told(words.render(result, look(to_file=output is not None), clears=clears), report, output)


def _told(text: str, report: "Report", output: str | None) -> None:
    """Deliver a text, with the weights of one's own named at its end."""
    from analyzer.reports.words import weights_text

    own = weights_text(report.meta.weights)
    deliver(f"{text.rstrip()}\n{own}\n" if own else text, output)


def versions(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The earlier version of the resume.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The later version.")],
    role: Roles = None,
    job: Jobs = None,
    weights: Weights = None,
    as_: As = None,
    output: Output = None,
    as_of: AsOf = None,
) -> None:
    """Compare two versions of one resume: what moved, what was done, what got worse."""
    from analyzer.advice.versions import compare_versions
    from analyzer.batch import read_source
    from analyzer.reports import career
    from analyzer.service import Analyzer

    wanted = chosen(as_, output, ReadFormat.text)
    sources = [read_source(Path(one), one) for one in (old, new)]
    roles, jobs = role_sources(role), job_sources(job)
    with Analyzer(today=month(as_of), weights=own_weights(weights)) as analyzer, stages() as on_stage:
        first, second = (
            analyzer.analyze(source, roles=roles, jobs=jobs, on_stage=on_stage) for source in sources
        )
    change = compare_versions(first, second)
    if wanted is ReadFormat.json:
        deliver(career.versions_json(change, indent=2) + "\n", output)
    else:
        _told(career.render_versions(change, look(to_file=output is not None)), second, output)


def roadmap(
    file: Resume,
    role: Roles = None,
    job: Jobs = None,
    weights: Weights = None,
    start: Annotated[
        str | None,
        typer.Option(
            "--start",
            metavar="YYYY-MM-DD",
            help="First day of the plan. [default: next month's first Monday]",
        ),
    ] = None,
    hours: Annotated[
        float, typer.Option("--hours", min=1, max=60, metavar="N", help="Hours a week you have for it.")
    ] = 6.0,
    postings: Postings = None,
    as_: As = None,
    output: Output = None,
    as_of: AsOf = None,
) -> None:
    """Show the way to a role: ladder, gaps, projects, certificates, and a dated plan."""
    from analyzer.advice.plan import first_day, plan_for
    from analyzer.batch import read_source
    from analyzer.jobmarket import roadmap_clearing
    from analyzer.reports import career
    from analyzer.service import Analyzer

    wanted = chosen(as_, output, ReadFormat.text)
    resume, roles, jobs = read_source(Path(file), file), role_sources(role), job_sources(job)
    now = month(as_of)
    begin = _day(start) if start else first_day(now)
    with Analyzer(today=now, weights=own_weights(weights)) as analyzer, stages() as on_stage:
        report = analyzer.analyze(resume, roles=roles, jobs=jobs, on_stage=on_stage)
        target = analyzer.jobs(roles, jobs)[0]
        found = analyzer.roadmap(report, target)
        if postings:
            with market_of(analyzer, postings) as market:
                found = roadmap_clearing(found, report.profile, market)
        plan = plan_for(found, analyzer.path_ahead(report, target), start=begin, hours_a_week=hours)
    if wanted is ReadFormat.json:
        deliver(career.roadmap_json(found, plan, weights=report.meta.weights, indent=2) + "\n", output)
    else:
        _told(career.render_roadmap(found, plan, look(to_file=output is not None)), report, output)


def interview(
    file: Resume,
    role: Roles = None,
    job: Jobs = None,
    weights: Weights = None,
    as_: As = None,
    output: Output = None,
    as_of: AsOf = None,
) -> None:
    """Prepare for an interview: likely questions, your stories, and what each still lacks."""
    from analyzer.advice.interview import prepare
    from analyzer.batch import read_source
    from analyzer.reports import career
    from analyzer.service import Analyzer

    wanted = chosen(as_, output, ReadFormat.text)
    resume, roles, jobs = read_source(Path(file), file), role_sources(role), job_sources(job)
    with Analyzer(today=month(as_of), weights=own_weights(weights)) as analyzer, stages() as on_stage:
        report = analyzer.analyze(resume, roles=roles, jobs=jobs, on_stage=on_stage)
        found = prepare(report.profile, analyzer.jobs(roles, jobs)[0], report.matches[0])
    if wanted is ReadFormat.json:
        deliver(career.interview_json(found, indent=2) + "\n", output)
    else:
        _told(career.render_interview(found, look(to_file=output is not None)), report, output)


def _day(given: str) -> "date":
    from datetime import date

    try:
        return date.fromisoformat(given)
    except ValueError:
        raise typer.BadParameter(
            f"{given!r} is no day; write it like 2026-12-07", param_hint="--start"
        ) from None
