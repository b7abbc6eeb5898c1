"""Several candidates beside each other, what a cohort shares, and what a person takes along."""

# ruff: noqa: PLC0415, PLR0917  (heavy libraries are imported inside the commands; typer reads the signature)

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analyzer.cli.candidates.parts import EXIT_SOME_FAILED, Alias, JobId, open_desk
from analyzer.cli.options import (
    FORMAT_HELP,
    AsOf,
    CohortFormat,
    CompareFormat,
    Output,
    PaperFormat,
    Show,
    StoredPosting,
    chosen,
    job_sources,
    masked_kinds,
    month,
)
from analyzer.cli.output import check_output, deliver, deliver_bytes, look, note
from analyzer.errors import AipmError

if TYPE_CHECKING:
    from analyzer.records import Report, Source
    from analyzer.service import Analyzer
    from analyzer.store import Desk
    from analyzer.store.overview import Overview
    from analyzer.store.targets import Target


def compare(
    aliases: Annotated[list[str], typer.Argument(metavar="ALIAS...", help="Two to six candidates.")],
    role: Annotated[
        str | None,
        typer.Option("--role", metavar="ID", help="A role or a kept ad. [default: ai-project-manager]"),
    ] = None,
    job: Annotated[str | None, typer.Option("--job", metavar="FILE", help="A job ad instead; kept.")] = None,
    posting: StoredPosting = None,
    as_: Annotated[CompareFormat | None, typer.Option("--format", help=FORMAT_HELP.format("text"))] = None,
    output: Output = None,
    blind: Annotated[bool, typer.Option("--blind", help="Mask who they are.")] = False,
    show: Show = None,
    as_of: AsOf = None,
) -> None:
    """Compare the newest resumes of candidates: for coaching, not for hiring.

    Who has no fit for the job yet is scored first, and the score is kept.
    """
    from analyzer.cli.many import deliver_comparison
    from analyzer.service import Analyzer
    from analyzer.store import people
    from analyzer.store.desk import saw
    from analyzer.store.viewing import together

    if sum(given is not None for given in (role, job, posting)) > 1:
        raise typer.BadParameter("name a role, a job or a posting: a comparison is for one of them")
    wanted, kinds = chosen(as_, output, CompareFormat.text), masked_kinds(show, blind=blind)
    with open_desk() as desk, Analyzer(today=month(as_of)) as analyzer:
        found = [people.named(desk, alias) for alias in aliases]
        target = _target(desk, analyzer, role, job, posting)

        def analyse(given: "Source", *work: "Source") -> "Report":
            return analyzer.analyze(given, portfolio=work, roles=target.roles, jobs=target.jobs)

        told = together(desk, found, target, analyse, kinds=kinds)
        saw(desk, "compared", [one.id for one in found])
    for problem in told.problems:
        note(problem)
    deliver_comparison(told.reports, wanted, output)
    if told.problems:
        raise typer.Exit(EXIT_SOME_FAILED)


def _target(
    desk: "Desk", analyzer: "Analyzer", role: str | None, job: str | None, posting: int | None
) -> "Target":
    """What people are compared with. A job ad is kept, so that its scores can be kept too."""
    from analyzer.service import DEFAULT_ROLE
    from analyzer.store import targets

    if posting is not None:
        return targets.keep_posting(desk, posting)
    if job is not None:
        (read,) = analyzer.jobs((), job_sources([job]))
        return targets.keep_ad(desk, read.title, read.text)
    wanted = role or DEFAULT_ROLE
    if wanted.startswith(targets.AD):
        return targets.target(desk, wanted, {})
    (named,) = analyzer.jobs((wanted,))
    return targets.Target(named.id, named.title)


def ads(
    remove: Annotated[
        str | None, typer.Option("--remove", metavar="ID", help="Keep this one no longer.")
    ] = None,
) -> None:
    """List the job ads that are kept, with the ids that --role takes; or let go of one."""
    from analyzer.reports.terminal import table
    from analyzer.store import targets

    with open_desk() as desk:
        if remove:
            targets.remove_ad(desk, remove)
            note(f"{remove} is kept no longer")
            return
        rows: list[tuple[str, ...]] = [("id", "title")]
        rows += [(one.id, one.title) for one in targets.ads(desk)]
    deliver(table(rows, look()))


def overview(
    cohort: Annotated[str | None, typer.Option("--cohort", help="Only of this cohort.")] = None,
    tag: Annotated[str | None, typer.Option("--tag", help="Only with this tag.")] = None,
    role: JobId = None,
    market: Annotated[
        bool, typer.Option("--market", help="Also count the stored postings that each clears.")
    ] = False,
    as_: Annotated[CohortFormat | None, typer.Option("--format", help=FORMAT_HELP.format("text"))] = None,
    output: Output = None,
) -> None:
    """What the people of a cohort share: gaps, levels, progress, frequent advice."""
    from analyzer.reports import cohort as printed
    from analyzer.service import DEFAULT_ROLE
    from analyzer.store import overview as counted

    wanted = chosen(as_, output, CohortFormat.text)
    with open_desk() as desk:
        found = counted.overview(desk, role or DEFAULT_ROLE, cohort=cohort, tag=tag)
        if market:
            found = _with_cleared(desk, found)
    if wanted is CohortFormat.xlsx:
        deliver_bytes(printed.render_xlsx(found, month=month(None)), output)
    elif wanted is CohortFormat.text:
        deliver(printed.render_text(found, look(to_file=output is not None)), output)
    else:
        render = {
            CohortFormat.html: printed.render_html,
            CohortFormat.csv: printed.render_csv,
            CohortFormat.json: printed.render_json,
        }[wanted]
        deliver(render(found), output)


def _with_cleared(desk: "Desk", found: "Overview") -> "Overview":
    from analyzer.jobmarket import JobMarket
    from analyzer.service import Analyzer
    from analyzer.store.overview import with_cleared

    with Analyzer(today=month(None)) as analyzer:
        chosen = JobMarket(analyzer, desk.database).market()

        def count(given: "Source") -> tuple[int, int] | None:
            try:
                told = chosen.cleared(analyzer.profile([given])[0])
            except AipmError as error:
                note(str(error))
                return None
            return told.count, told.n

        return with_cleared(desk, found, count)


def handout(
    alias: Alias,
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="A .pdf or .docx file.")],
    role: JobId = None,
    named: Annotated[
        bool, typer.Option("--named", help="Under the person's name instead of the alias.")
    ] = False,
    as_: Annotated[PaperFormat | None, typer.Option("--format", help=FORMAT_HELP.format("pdf"))] = None,
) -> None:
    """Write the page for a candidate: where they stand, the plan, notes marked for it."""
    from analyzer.reports import handout as made
    from analyzer.service import DEFAULT_ROLE
    from analyzer.store import people, viewing

    wanted = chosen(as_, output, PaperFormat.pdf)
    check_output(Path(output))
    with open_desk() as desk:
        candidate = people.named(desk, alias)
        report = viewing.shown(desk, candidate, job=role or DEFAULT_ROLE)
        notes = tuple(one.text for one in people.notes(desk, candidate.id, for_handout=True))
        done = tuple(one.message for one in people.taken(desk, candidate.id) if one.state == "done")
    called = (candidate.name or candidate.alias) if named else candidate.alias
    paper = made.handout(report, made.Choice(called, notes[::-1], done=done))
    if wanted is PaperFormat.pdf:
        from analyzer.reports.pdf import render_pdf

        deliver_bytes(render_pdf(paper), output)
    else:
        from analyzer.reports.docx import render_docx

        deliver_bytes(render_docx(paper), output)
