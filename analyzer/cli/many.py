"""The commands for many people: `aipm batch` and `aipm compare`."""

# ruff: noqa: PLC0415, PLR0917  (heavy libraries are imported inside the commands; typer reads the signature)

import contextlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any

import typer

from analyzer.cli.options import (
    FORMAT_HELP,
    AsOf,
    CompareFormat,
    Jobs,
    ListFormat,
    Output,
    Roles,
    Show,
    StoredPosting,
    Weights,
    Workers,
    chosen,
    folder_jobs,
    job_sources,
    masked_kinds,
    month,
    named_columns,
    own_weights,
    role_sources,
)
from analyzer.cli.output import (
    as_folder,
    check_output,
    counting,
    deliver,
    deliver_bytes,
    look,
    note,
    say,
    unwritable,
)
from analyzer.errors import AipmError

if TYPE_CHECKING:
    from datetime import datetime

    from analyzer.batch import Input, Row, Task
    from analyzer.records import Report, Source
    from analyzer.reports.ranking import Choice
    from analyzer.reports.results import Results
    from analyzer.reports.workbook import Facts

#: Exit code when some files of a batch failed.
EXIT_SOME_FAILED = 3


Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...",
        help="Files, folders, patterns, zips, a CSV manifest (candidate, resume, portfolio), addresses "
        "(s3://...); - reads a list of paths from standard input.",
    ),
]


def batch(
    paths: Paths,
    role: Roles = None,
    job: Jobs = None,
    weights: Weights = None,
    jobs: Annotated[
        str | None, typer.Option("--jobs", metavar="FOLDER", help="All job ads of a folder.")
    ] = None,
    as_: Annotated[ListFormat | None, typer.Option("--format", help=FORMAT_HELP.format("table"))] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            help="A file, or a folder for everything; run again with the same folder to go on.",
        ),
    ] = None,
    write: Annotated[
        str | None,
        typer.Option("--write", metavar="KINDS", help="What a folder gets. [default: csv,jsonl,xlsx,html]"),
    ] = None,
    top: Annotated[
        int | None, typer.Option("--top", min=1, metavar="N", help="Show the first N of each job.")
    ] = None,
    min_score: Annotated[
        float | None,
        typer.Option("--min-score", min=0, max=100, metavar="S", help="Show scores from S on."),
    ] = None,
    fields: Annotated[
        str | None,
        typer.Option("--fields", metavar="NAMES", help="Columns to show, such as rank,file,score."),
    ] = None,
    blind: Annotated[
        bool, typer.Option("--blind", help="Without names, contact, schools and file names.")
    ] = False,
    workers: Workers = None,
    timeout: Annotated[
        float,
        typer.Option("--timeout", min=1, metavar="SECONDS", help="For one candidate, tried twice."),
    ] = 300.0,
    cluster: Annotated[
        str | None,
        typer.Option("--cluster", metavar="URL", help="Work on a Dask cluster, such as tcp://host:8786."),
    ] = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Analyze everything anew, also what is known.")
    ] = False,
    cache: Annotated[
        bool, typer.Option("--cache/--no-cache", help="Keep parsed documents for other runs.")
    ] = True,
    as_of: AsOf = None,
) -> None:
    """Rank many resumes: a table, CSV, JSON Lines, a workbook or pages.

    Every file ends as a row, a failed one with its reason, in the same order for any number of workers.
    A folder as output remembers what is done: a run that was ended goes on, an unchanged one does nothing.
    """
    from analyzer import batch as many
    from analyzer.documents.formats import READ_FORMATS
    from analyzer.reports import ranking
    from analyzer.reports.results import KINDS
    from analyzer.reports.words import weights_text

    columns = named_columns(fields, ranking.COLUMNS)
    kinds = named_columns(write, KINDS) or KINDS
    folder = as_folder(output)
    wanted = chosen(as_, None if folder else output, ListFormat.table)
    if wanted is ListFormat.xlsx and (folder or not output):
        raise typer.BadParameter("a workbook needs a file: -o ranking.xlsx", param_hint="--format")
    if output:
        check_output(folder / "ranking.csv" if folder else Path(output))
    present = month(as_of)
    ads = (*job_sources(job), *folder_jobs(jobs))
    found = many.find(paths)
    for suffix, count in found.passed_over:
        note(f"passed over {count} {suffix} {'file' if count == 1 else 'files'}: no resume by its name")
    if not found.inputs:
        raise AipmError(f"No resume was found in {', '.join(paths)}. Files read: {READ_FORMATS}.")
    pages = folder is not None and "html" in kinds
    task = many.Task(
        roles=tuple(role_sources(role)),
        jobs=ads,
        today=present,
        weights=tuple((name, one) for name, one in own_weights(weights).items() if one != 1.0),
        blind=blind,
        cache=cache and not blind,
        summarize=ranking.summarize,
        draw=results_draw() if pages else None,
    )
    if own := weights_text(task.weights):
        note(own[0].lower() + own[1:])
    plan = _Plan(task, folder, output, wanted, kinds, ranking.Choice(top, min_score), columns)
    _run_batch(plan, found.inputs, workers=workers, seconds=timeout, cluster=cluster, fresh=fresh)


def results_draw() -> "Callable[[Report], str]":
    """What draws a page, loaded when pages are wanted."""
    from analyzer.reports.results import draw

    return draw


@dataclass(frozen=True)
class _Plan:
    """What a batch is to do and where it goes."""

    task: "Task"
    folder: Path | None
    output: str | None
    wanted: ListFormat
    kinds: "Sequence[str]"
    choice: "Choice"
    columns: "Sequence[str] | None"

    def told(self) -> str:
        """Everything that decides what the files of the folder hold, beside the results."""
        return repr((self.task.options, self.kinds, self.choice, self.columns))


def _run_batch(
    plan: _Plan,
    inputs: "Sequence[Input]",
    *,
    workers: int | None,
    seconds: float,
    cluster: str | None,
    fresh: bool,
) -> None:
    from analyzer import batch as many
    from analyzer.reports.results import Results, outputs_state

    with contextlib.ExitStack() as stack:
        journal = stack.enter_context(many.Journal(plan.folder))
        if fresh:
            journal.forget()
        print_ = journal.fingerprint(inputs, plan.task.options) if plan.folder else ""
        names = json.loads(journal.fact("names") or "[]")
        same = bool(print_) and journal.fact("inputs") == print_ + plan.told()
        same = same and plan.folder is not None and journal.fact("state") == outputs_state(plan.folder, names)
        kinds = () if same or plan.folder is None else plan.kinds
        results = Results(
            plan.folder or Path(), journal, kinds, _created(plan.task.today), plan.choice, plan.columns
        )
        stack.callback(results.close)
        stream = None
        if plan.wanted is ListFormat.jsonl and not plan.columns and not plan.folder:
            stream = stack.enter_context(_Stream.to(plan.output))
        engine = None
        if cluster:
            from analyzer.batch.cluster import engine_on

            engine = stack.enter_context(engine_on(cluster, plan.task, seconds=seconds))
        rows = many.run(inputs, plan.task, journal=journal, workers=workers, seconds=seconds, engine=engine)
        tally = _Tally()
        try:
            with counting(len(inputs)) as count_one:
                for row in rows:
                    results.add(row)
                    tally.add(row)
                    if stream is not None:
                        stream.line(row.done.json + "\n")
                    count_one()
        except KeyboardInterrupt:
            rows.close()
            journal.commit()
            if plan.folder:
                note(f"interrupted after {tally.files:,} of {len(inputs):,} files; run it again to go on")
            raise
        facts = _facts(plan.task, tally)
        _deliver_all(plan, results, facts, streamed=stream is not None)
        if same:
            note(f"nothing has changed since the last run: {plan.output} is up to date")
        elif plan.folder:
            written = results.finish(facts)
            for name in written:
                note(f"wrote {(plan.folder / name).as_posix()}")
            print_ = print_ or journal.fingerprint(inputs, plan.task.options)
            journal.fact("inputs", print_ + plan.told() if print_ else "")
            journal.fact("names", json.dumps(written))
            journal.fact("state", outputs_state(plan.folder, written))
    note(tally.text())
    if tally.failed:
        raise typer.Exit(EXIT_SOME_FAILED)


def _deliver_all(plan: _Plan, results: "Results", facts: "Facts", *, streamed: bool) -> None:
    """The ranking in the format that was asked for, on the screen or in a file."""
    from analyzer.reports import ranking
    from analyzer.reports.results import render_index, write_workbook

    shown: dict[str, Any] = {"choice": plan.choice, "columns": plan.columns}
    target = None if plan.folder else plan.output
    match plan.wanted:
        case ListFormat.jsonl if streamed:
            return
        case ListFormat.jsonl:
            if plan.columns or plan.folder:
                deliver(ranking.render_lines(results.entries, **shown), target)
        case ListFormat.csv:
            deliver(ranking.render_csv(results.entries, **shown), target)
        case ListFormat.html:
            deliver(render_index(plan.choice.of(results.entries), facts), target)
        case ListFormat.xlsx:
            assert target is not None  # noqa: S101  (refused before the run)
            write_workbook(Path(target), results.entries, results.lookup, facts, results)
            note(f"wrote {target}")
        case ListFormat.table:
            to_file = bool(plan.output) and not plan.folder
            deliver(ranking.render_table(results.entries, look(to_file=to_file), **shown), target)


class _Stream:
    """Lines that leave as they come: to standard output, or to a file that gets its name when it is whole."""

    def __init__(self, file: "IO[bytes] | None", path: Path | None) -> None:
        self._file, self._path = file, path

    @classmethod
    @contextlib.contextmanager
    def to(cls, output: str | None) -> "Iterator[_Stream]":
        """Open it; a file is left as its `.part` when the run ends early."""
        if output is None:
            yield cls(None, None)
            return
        path = Path(output)
        part = path.with_name(f"{path.name}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with part.open("wb") as file:
                yield cls(file, path)
            part.replace(path)
        except OSError as error:
            raise unwritable(path, error.strerror or type(error).__name__) from None
        note(f"wrote {output}")

    def line(self, text: str) -> None:
        """Another line."""
        if self._file is None:
            say(text)
        else:
            self._file.write(text.encode())
            self._file.flush()


@dataclass
class _Tally:
    """How the files ended."""

    files: int = 0
    failed: int = 0
    known: int = 0
    same: "Counter[str]" = dataclass_field(default_factory=Counter)

    def add(self, row: "Row") -> None:
        """One more."""
        self.files += 1
        self.failed += row.done.kind == "failure"
        self.known += row.known and row.same != "bytes"
        if row.same:
            self.same[row.same] += 1

    def text(self) -> str:
        """All of it in one line."""
        many = f"{self.files:,} {'file' if self.files == 1 else 'files'}"
        parts = [f"{many}: {self.files - self.failed:,} read, {self.failed:,} failed"]
        parts += [f"{self.known:,} known before"] if self.known else []
        words = {
            "bytes": "the same as another",
            "text": "with the text of another",
            "person": "of a person met before",
        }
        parts += [f"{self.same[kind]:,} {told}" for kind, told in words.items() if self.same[kind]]
        return ", ".join(parts)


def _created(today: str) -> "datetime":
    from datetime import datetime

    return datetime.strptime(today, "%Y-%m")


def _facts(task: "Task", tally: _Tally) -> "Facts":
    """What decides the results, and how many there are. Not when and how fast: equal runs are equal."""
    from analyzer.batch import identity
    from analyzer.reports.words import weights_text
    from analyzer.reports.workbook import Facts

    roles = [one if isinstance(one, str) else one.name for one in task.roles]
    jobs = [*roles, *(ad.name for ad in task.jobs)] or ["ai-project-manager"]
    own = weights_text(task.weights)
    return Facts(
        (
            ("Jobs", ", ".join(jobs)),
            *((("Weights", own),) if own else ()),
            ("Present month", task.today),
            ("Files", f"{tally.files:,}"),
            ("Read", f"{tally.files - tally.failed:,}"),
            ("Failed", f"{tally.failed:,}"),
            ("Same bytes as another", f"{tally.same['bytes']:,}"),
            ("Same text as another", f"{tally.same['text']:,}"),
            ("Same person as another", f"{tally.same['person']:,}"),
            ("Names shown", "no" if task.blind else "yes"),
            ("Version", identity()),
        )
    )


def compare(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="The resumes, one a person.")],
    role: Annotated[
        str | None,
        typer.Option("--role", metavar="ID|FILE", help="A role of the library, or your own as a file."),
    ] = None,
    job: Annotated[str | None, typer.Option("--job", metavar="FILE", help="A job ad instead.")] = None,
    posting: StoredPosting = None,
    weights: Weights = None,
    as_: Annotated[CompareFormat | None, typer.Option("--format", help=FORMAT_HELP.format("text"))] = None,
    output: Output = None,
    blind: Annotated[
        bool, typer.Option("--blind", help="Mask names, contact data, schools, employers and the like.")
    ] = False,
    show: Show = None,
    as_of: AsOf = None,
) -> None:
    """Compare resumes for one job, line by line: for coaching, not for hiring."""
    from analyzer.batch import read_source
    from analyzer.blind import blind as masked
    from analyzer.blind import identity
    from analyzer.service import Analyzer

    if sum(given is not None for given in (role, job, posting)) > 1:
        raise typer.BadParameter("name a role, a job or a posting: a comparison is for one of them")
    wanted, kinds = chosen(as_, output, CompareFormat.text), masked_kinds(show, blind=blind)
    roles = role_sources([role] if role else None)
    jobs = job_sources([job] if job else None) + _stored(posting)
    with Analyzer(today=month(as_of), weights=own_weights(weights)) as analyzer:
        reports = [analyzer.analyze(read_source(Path(file), file), roles=roles, jobs=jobs) for file in files]
    if kinds:
        reports = [
            masked(one, identity(one), alias=f"candidate-{number}", kinds=kinds)
            for number, one in enumerate(reports, start=1)
        ]
    deliver_comparison(reports, wanted, output)


def _stored(posting: int | None) -> "list[Source]":
    """The stored posting that was named, if any."""
    if posting is None:
        return []
    from analyzer.store import Desk, targets

    with Desk() as desk:
        return [targets.posting(desk, posting)]


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
