"""`aipm candidates ...`: the coach's desk on the command line."""

# ruff: noqa: PLC0415, PLR0917  (heavy libraries are imported inside the commands; typer reads the signature)

import contextlib
import json
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analyzer.cli.options import (
    FORMAT_HELP,
    AsOf,
    CohortFormat,
    CompareFormat,
    Jobs,
    LibraryRoles,
    Output,
    PaperFormat,
    StoredPosting,
    chosen,
    job_sources,
    month,
)
from analyzer.cli.output import check_output, counting, deliver, deliver_bytes, look, note
from analyzer.errors import AipmError

if TYPE_CHECKING:
    from analyzer.records import Report, Source
    from analyzer.service import Analyzer
    from analyzer.store import Desk
    from analyzer.store.overview import Overview
    from analyzer.store.records import Imported
    from analyzer.store.targets import Target
    from analyzer.store.versions import Analyse

#: Exit code when some files of an import failed; the same as that of `aipm batch`.
EXIT_SOME_FAILED = 3

app = typer.Typer(
    help="The coach's desk: keep candidates, add resume versions, write notes, forget people.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Alias = Annotated[str, typer.Argument(metavar="ALIAS", help="What the candidate is called, such as C-0007.")]
JobId = Annotated[
    str | None, typer.Option("--role", metavar="ID", help="Fit for this role. [default: ai-project-manager]")
]


@contextlib.contextmanager
def _desk() -> "Iterator[Desk]":
    """The desk, after forgetting who is kept no longer."""
    from analyzer.store import Desk, leaving

    with Desk() as desk:
        for gone in leaving.sweep(desk):
            note(f"forgot {gone.alias}: kept until a day that is past")
        yield desk


@contextlib.contextmanager
def _analyse(roles: Sequence[str], jobs: "Sequence[Source]", as_of: str | None) -> "Iterator[Analyse]":
    from analyzer.service import Analyzer

    with Analyzer(today=month(as_of)) as analyzer:
        analyzer.jobs(roles, jobs)  # an unknown role is told before the first file is read
        yield lambda source, *work: analyzer.analyze(source, portfolio=work, roles=roles, jobs=jobs)


@app.command()
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
    with _desk() as desk:
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
            with _analyse(roles, jobs, as_of) as analyse, counting(len(files)) as count_one:
                for end in importing.import_files(desk, files, analyse, digest, choices):
                    ends.append(end)
                    count_one()
        place = desk.database.place
    _print_ends(ends)
    note(f"kept in {place}")
    if any(end.outcome == "failed" for end in ends):
        raise typer.Exit(EXIT_SOME_FAILED)


def _print_ends(ends: "Sequence[Imported]") -> None:
    from analyzer.reports.terminal import table

    rows: list[tuple[str, ...]] = [("outcome", "candidate", "file", "reason")]
    rows += [(end.outcome, end.alias or "", end.name, end.reason or "") for end in ends]
    deliver(table(rows, look()))
    counts = {
        word: sum(end.outcome == word for end in ends) for word in ("added", "new version", "known", "failed")
    }
    note(", ".join(f"{count} {word}" for word, count in counts.items() if count))


@app.command(name="list")
def list_(
    text: Annotated[str, typer.Argument(metavar="[WORDS]", help="In alias, name, tags or notes.")] = "",
    tag: Annotated[str | None, typer.Option("--tag", help="Only with this tag.")] = None,
    cohort: Annotated[str | None, typer.Option("--cohort", help="Only of this cohort.")] = None,
    role: JobId = None,
    by_fit: Annotated[bool, typer.Option("--by-fit", help="The best fit first.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many.")] = 100,
) -> None:
    """List candidates with the fit of their newest version."""
    from analyzer.reports import desk as printed
    from analyzer.service import DEFAULT_ROLE
    from analyzer.store import people

    with _desk() as desk:
        rows, total = people.find(
            desk, text=text, tag=tag, cohort=cohort, job=role or DEFAULT_ROLE, by_fit=by_fit, limit=limit
        )
        place = desk.database.place
    deliver(printed.list_text(rows, look()))
    note(f"{len(rows)} of {total} in {place}")


def _bytes_of(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError:
        raise AipmError(f"{path} cannot be read. Name the reports.jsonl of a batch run.") from None


@app.command()
def show(alias: Alias, role: JobId = None) -> None:
    """Show a candidate: versions with what moved, notes, tags, advice taken."""
    from analyzer.reports import desk as printed
    from analyzer.service import DEFAULT_ROLE
    from analyzer.store import history, people

    with _desk() as desk:
        candidate = people.named(desk, alias)
        steps = history.history(desk, candidate.id, role or DEFAULT_ROLE)
        notes, taken = people.notes(desk, candidate.id), people.taken(desk, candidate.id)
    deliver(printed.person_text(candidate, steps, notes, taken, look()))


@app.command(name="note")
def note_(
    alias: Alias,
    words: Annotated[str, typer.Argument(metavar="WORDS", help="The note, in quotation marks.")],
    handout: Annotated[bool, typer.Option("--handout", help="It may stand in the hand-out.")] = False,
) -> None:
    """Write a note about a candidate."""
    from analyzer.store import people

    with _desk() as desk:
        people.add_note(desk, people.named(desk, alias).id, words, for_handout=handout)
    note(f"noted for {alias}")


@app.command()
def tag(
    alias: Alias,
    tags: Annotated[list[str], typer.Argument(metavar="TAG...", help="-TAG takes one away.")],
) -> None:
    """Give a candidate tags, or take them away with a minus before them (after --)."""
    from analyzer.store import people

    with _desk() as desk:
        candidate = people.named(desk, alias)
        away = {one[1:].lower() for one in tags if one.startswith("-")}
        wanted = [
            one for one in (*candidate.tags, *tags) if not one.startswith("-") and one.lower() not in away
        ]
        people.set_tags(desk, candidate.id, wanted)
        now = people.get(desk, candidate.id).tags
    note(f"{candidate.alias}: {', '.join(now) or 'no tags'}")


@app.command()
def rename(
    alias: Alias,
    new: Annotated[str | None, typer.Option("--alias", metavar="NEW", help="The new alias.")] = None,
    name: Annotated[str | None, typer.Option("--name", help="The person's name; '' takes it away.")] = None,
    keep_until: Annotated[
        str | None,
        typer.Option("--keep-until", metavar="YYYY-MM-DD", help="Forget after this day; '' never."),
    ] = None,
) -> None:
    """Change the alias, the name, or the day until which a candidate is kept."""
    from analyzer.store import people

    values: dict[str, str | None] = {}
    if new is not None:
        values["alias"] = new
    if name is not None:
        values["name"] = name or None
    if keep_until is not None:
        values["keep_until"] = _day(keep_until) if keep_until else None
    if not values:
        raise typer.BadParameter("say what to change: --alias, --name or --keep-until")
    with _desk() as desk:
        now = people.change(desk, people.named(desk, alias), **values)
    note(f"{alias} is now {now.alias}" if new else f"changed {now.alias}")


def _day(given: str) -> str:
    from datetime import date

    try:
        return date.fromisoformat(given).isoformat()
    except ValueError:
        raise typer.BadParameter(f"{given} is no day; write it as YYYY-MM-DD") from None


@app.command()
def cohort(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The cohort, made when it is new.")],
    aliases: Annotated[
        list[str] | None, typer.Argument(metavar="[ALIAS...]", help="Who goes into it.")
    ] = None,
    out: Annotated[bool, typer.Option("--out", help="Take them out instead.")] = False,
    share: Annotated[
        bool | None, typer.Option("--share/--unshare", help="Let every coach read its people, or stop that.")
    ] = None,
) -> None:
    """Put candidates into a cohort, take them out, or share it with the other coaches."""
    from analyzer.store import cohorts, people

    with _desk() as desk:
        key = cohorts.make(desk, name)
        ids = [people.named(desk, alias).id for alias in aliases or ()]
        (cohorts.take_out if out else cohorts.put)(desk, key, ids)
        if share is not None:
            cohorts.share(desk, key, shared=share)
        found = next(one for one in cohorts.cohorts(desk) if one.id == key)
    size = f"{found.size} candidate{'' if found.size == 1 else 's'}"
    note(f"{found.name}: {size}, {'shared' if found.shared else 'not shared'}")


@app.command()
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
    with _desk() as desk, _analyse(roles, jobs, as_of) as analyse:
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
    _print_ends(ends)
    if any(end.outcome == "failed" for end in ends):
        raise typer.Exit(EXIT_SOME_FAILED)


@app.command()
def portfolio(
    alias: Alias,
    paths: Annotated[list[str], typer.Argument(metavar="FILE...", help="Case studies, decks, notebooks.")],
) -> None:
    """Keep portfolio files of a candidate; `rescore` then reads them with the resume."""
    from analyzer.batch import read_source
    from analyzer.store import people, portfolios

    with _desk() as desk:
        who = people.named(desk, alias)
        added = portfolios.add_pieces(desk, who.id, [read_source(Path(path), path) for path in paths])
        names = [one.place for one in portfolios.pieces(desk, who.id)]
    note(f"{who.alias}: {added} added, now {', '.join(names)}")


@app.command()
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
    as_of: AsOf = None,
) -> None:
    """Compare the newest resumes of candidates: for coaching, not for hiring.

    Who has no fit for the job yet is scored first, and the score is kept.
    """
    from analyzer.blind import KINDS
    from analyzer.cli.many import deliver_comparison
    from analyzer.service import Analyzer
    from analyzer.store import people
    from analyzer.store.desk import saw
    from analyzer.store.viewing import together

    if sum(given is not None for given in (role, job, posting)) > 1:
        raise typer.BadParameter("name a role, a job or a posting: a comparison is for one of them")
    wanted = chosen(as_, output, CompareFormat.text)
    with _desk() as desk, Analyzer(today=month(as_of)) as analyzer:
        found = [people.named(desk, alias) for alias in aliases]
        target = _target(desk, analyzer, role, job, posting)

        def analyse(given: "Source", *work: "Source") -> "Report":
            return analyzer.analyze(given, portfolio=work, roles=target.roles, jobs=target.jobs)

        told = together(desk, found, target, analyse, kinds=KINDS if blind else ())
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


@app.command()
def ads(
    remove: Annotated[
        str | None, typer.Option("--remove", metavar="ID", help="Keep this one no longer.")
    ] = None,
) -> None:
    """List the job ads that are kept, with the ids that --role takes; or let go of one."""
    from analyzer.reports.terminal import table
    from analyzer.store import targets

    with _desk() as desk:
        if remove:
            targets.remove_ad(desk, remove)
            note(f"{remove} is kept no longer")
            return
        rows: list[tuple[str, ...]] = [("id", "title")]
        rows += [(one.id, one.title) for one in targets.ads(desk)]
    deliver(table(rows, look()))


@app.command()
def users(
    make: Annotated[
        str | None, typer.Option("--make", metavar="ROLE", help="coach or admin, for the user named.")
    ] = None,
    user: Annotated[str | None, typer.Option("--user", metavar="ID", help="Who becomes that.")] = None,
) -> None:
    """List who has worked at the desk, or make a user a coach or an admin. For an admin."""
    from analyzer.reports.terminal import table
    from analyzer.store import desk as store

    if (make is None) != (user is None) or make not in (None, "coach", "admin"):
        raise typer.BadParameter("say both: --make coach or --make admin, and --user ID")
    with _desk() as desk:
        if make and user:
            store.set_role(desk, user, "admin" if make == "admin" else "coach")
        rows: list[tuple[str, ...]] = [("id", "name", "role")]
        rows += [(one.subject, one.name or "", one.role) for one in store.users(desk)]
    deliver(table(rows, look()))


@app.command()
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
    with _desk() as desk:
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


@app.command()
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
    with _desk() as desk:
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


@app.command()
def forget(
    alias: Alias,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Remove a person for good: database, files, exports and backups in the data folder."""
    from analyzer.store import leaving, people

    with _desk() as desk:
        candidate = people.named(desk, alias)
        if not yes and not typer.confirm(f"Remove {candidate.alias} for good?", err=True):
            raise typer.Exit(1)
        gone = leaving.forget(desk, candidate.id)
    note(
        f"forgot {gone.alias}: versions {gone.versions}, files kept {gone.files}, exports {gone.exports}, "
        f"backups that held them {gone.backups}"
    )


@app.command()
def export(
    alias: Alias,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="A zip. [default: in the data folder]"),
    ] = None,
) -> None:
    """Write everything that is kept on a person into a zip: data as JSON, reports, files."""
    from analyzer.store import leaving, people

    with _desk() as desk:
        path = leaving.export_person(desk, people.named(desk, alias).id, Path(output) if output else None)
    note(f"wrote {path}")


@app.command()
def backup(
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="[default: in the data folder]")
    ] = None,
) -> None:
    """Write the whole database into one file, whichever database it is."""
    from analyzer.store import backups

    with _desk() as desk:
        desk.require_admin()
        path = backups.backup(desk.database, Path(output) if output else None)
    note(f"wrote {path}")


@app.command()
def restore(
    file: Annotated[str, typer.Argument(metavar="FILE", help="What `aipm candidates backup` wrote.")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Replace everything in the database by a backup."""
    from analyzer.store import Desk, backups

    with Desk() as desk:
        desk.require_admin()
        if not yes and not typer.confirm(f"Replace everything in {desk.database.place}?", err=True):
            raise typer.Exit(1)
        count = backups.restore(desk.database, Path(file))
    note(f"restored {count} candidate{'' if count == 1 else 's'}")


@app.command()
def keep(
    days: Annotated[int, typer.Argument(metavar="DAYS", min=0, help="For new candidates; 0 for no end.")],
) -> None:
    """Say for how many days new candidates are kept; after that they are forgotten by themselves."""
    from analyzer.store import leaving

    with _desk() as desk:
        leaving.set_keep_days(desk, days or None)
    note(f"new candidates are kept for {days} days" if days else "new candidates are kept without end")


@app.command()
def scrub() -> None:
    """Take what was deleted out of the files of the database, when a window was open while forgetting."""
    with _desk() as desk:
        desk.database.scrub()
        note(f"{desk.database.place} holds nothing that was deleted")


@app.command()
def log(
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many lines.")] = 100,
    output: Output = None,
) -> None:
    """Who did what to which candidate, for an admin; never a word of a resume."""
    from dataclasses import asdict

    from analyzer.reports.terminal import table
    from analyzer.store.desk import access

    if output:
        check_output(Path(output))
    with _desk() as desk:
        lines = access(desk, limit=limit)
    if as_json:
        deliver(json.dumps([asdict(line) for line in lines], indent=2) + "\n", output)
        return
    rows: list[tuple[str, ...]] = [("at", "who", "what", "record")]
    rows += [
        (line.at[:19], line.user or "-", f"{line.action} {line.kind}", str(line.record_id or ""))
        for line in lines
    ]
    deliver(table(rows, look(to_file=output is not None)), output)
