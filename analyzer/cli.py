"""The command line. Each command reads its files, calls the service and prints; none of them computes.

Exit codes: 0 all read; 1 a file, role or job could not be used; 2 the command was not understood; 3 some
files of a batch failed; 130 interrupted. Only the report goes to standard output, all else to standard error.

The heavy libraries are imported inside the commands, so that `aipm --help` answers at once.
"""

# ruff: noqa: PLC0415, PLR0917  (see above; and typer reads the options from the signature)

import contextlib
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from analyzer import __version__
from analyzer.errors import AipmError

if TYPE_CHECKING:
    from collections.abc import Callable

    from analyzer.records import Report, Source
    from analyzer.reports.terminal import Look

EXIT_FAILED = 1
EXIT_SOME_FAILED = 3

app = typer.Typer(
    help="Read resumes, compare them with AI project manager roles and job ads, and say what to change.",
    epilog="Everything runs on this computer; nothing is sent anywhere. Advice, not a hiring decision.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


class ReportFormat(StrEnum):
    """How one Report is printed."""

    text = "text"
    json = "json"
    html = "html"
    md = "md"


class ListFormat(StrEnum):
    """How a batch is printed."""

    table = "table"
    csv = "csv"
    jsonl = "jsonl"


class ReadFormat(StrEnum):
    """How the text of a file is printed."""

    text = "text"
    json = "json"


class CompareFormat(StrEnum):
    """How a comparison is printed."""

    text = "text"
    html = "html"


Format = TypeVar("Format", ReportFormat, ListFormat, ReadFormat, CompareFormat)

#: Files between two lines of progress when nobody watches.
_QUIET_EVERY = 100

#: File endings that choose a format when none is named.
_BY_SUFFIX = {
    ".txt": "text",
    ".json": "json",
    ".html": "html",
    ".htm": "html",
    ".md": "md",
    ".csv": "csv",
    ".jsonl": "jsonl",
}

Roles = Annotated[
    list[str] | None,
    typer.Option("--role", metavar="ID", help="A role of the library (`aipm roles`). May be repeated."),
]
Jobs = Annotated[
    list[str] | None,
    typer.Option("--job", metavar="FILE", help="A job ad; - reads standard input. May be repeated."),
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="YYYY-MM", help="The month that is the present. [default: this month]"),
]
Output = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to this file instead of the screen."),
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", "-w", min=1, metavar="N", help="Processes. [default: what is fastest]"),
]
_FORMAT_HELP = "[default: by the ending of --output, else {}]"


@app.callback()
def _options(
    *, debug: Annotated[bool, typer.Option("--debug", help="Show the full trace when it fails.")] = False
) -> None:
    """Read resumes, compare them with AI project manager roles and job ads, and say what to change."""


# --- one person ---------------------------------------------------------------------------------------


@app.command()
def analyze(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="The resume: PDF, Word, web page, text and more.")
    ],
    portfolio: Annotated[
        list[str] | None,
        typer.Option(
            "--portfolio", metavar="PATH", help="More of their work: file or folder. May be repeated."
        ),
    ] = None,
    role: Roles = None,
    job: Jobs = None,
    as_: Annotated[ReportFormat | None, typer.Option("--format", help=_FORMAT_HELP.format("text"))] = None,
    output: Output = None,
    as_of: AsOf = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show all that was found.")] = False,
) -> None:
    """Score one resume, and say what to change first.

    Without --role and --job the AI project manager role is meant.
    """
    from analyzer.batch import find, read_source
    from analyzer.service import Analyzer

    wanted = _chosen(as_, output, ReportFormat.text)
    resume = read_source(Path(file), file)
    more = [read_source(one.path, one.file) for one in find(portfolio or ()).inputs]
    jobs = _job_sources(job)
    with Analyzer(today=_month(as_of)) as analyzer, _stages() as on_stage:
        report = analyzer.analyze(resume, portfolio=more, roles=role or (), jobs=jobs, on_stage=on_stage)
    _deliver(_rendered(report, wanted, to_file=output is not None, verbose=verbose), output)


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
        case ReportFormat.text:
            return terminal.render(report, _look(to_file=to_file), verbose=verbose)


@app.command()
def read(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A resume or any file that is read.")],
    simple: Annotated[
        bool, typer.Option("--simple", help="The text as simple readers get it, instead of ours.")
    ] = False,
    compare: Annotated[
        bool, typer.Option("--compare", help="Both texts, and what simple readers lose.")
    ] = False,
    as_: Annotated[ReadFormat | None, typer.Option("--format", help=_FORMAT_HELP.format("text"))] = None,
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
    wanted = _chosen(as_, output, ReadFormat.text)
    with Analyzer() as analyzer:
        view = analyzer.machine_view(
            read_source(Path(file), file), simple=simple or compare or wanted is ReadFormat.json
        )
    if wanted is ReadFormat.json:
        text = machine_view_json(view, indent=2) + "\n"
    elif compare:
        text = machine_text.render_compare(view, _look(to_file=output is not None))
    else:
        text = machine_text.render_simple(view) if simple else machine_text.render_text(view)
    _deliver(text, output)


# --- many people --------------------------------------------------------------------------------------


@app.command()
def batch(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Files, folders or patterns.")],
    role: Roles = None,
    job: Jobs = None,
    as_: Annotated[ListFormat | None, typer.Option("--format", help=_FORMAT_HELP.format("table"))] = None,
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
        _note(f"passed over {count} {suffix} {'file' if count == 1 else 'files'}: no resume by its name")
    if not found.inputs:
        raise AipmError(f"No resume was found in {', '.join(paths)}. Files read: {READ_FORMATS}.")
    folder = _as_folder(output)
    if output:
        _check_output(folder / "ranking.csv" if folder else Path(output))
    wanted = _chosen(as_, None if folder else output, ListFormat.table)
    entries: list[ranking.Entry] = []
    lines: list[str] = []
    rows = many.run(
        found.inputs, roles=role or (), jobs=_job_sources(job), today=_month(as_of), workers=workers
    )
    with _counting(len(found.inputs)) as count_one:
        for row in rows:
            entries += ranking.entries(row)
            if folder or wanted is ListFormat.jsonl:
                lines.append(ranking.line(row) + "\n")
            count_one()
    if folder:
        _deliver(ranking.render_csv(entries), str(folder / "ranking.csv"))
        _deliver("".join(lines), str(folder / "reports.jsonl"))
    if wanted is ListFormat.jsonl:
        text = "".join(lines)
    elif wanted is ListFormat.csv:
        text = ranking.render_csv(entries)
    else:
        text = ranking.render_table(entries, _look(to_file=bool(output) and not folder))
    _deliver(text, None if folder else output)
    _finish_batch(entries)


def _finish_batch(entries: "Sequence[Any]") -> None:
    files = len({entry.file for entry in entries})
    failed = len({entry.file for entry in entries if entry.status == "failed"})
    repeats = len({entry.file for entry in entries if entry.same_as})
    same = f", {repeats} the same as another" if repeats else ""
    _note(f"{files} {'file' if files == 1 else 'files'}: {files - failed} read, {failed} failed{same}")
    if failed:
        raise typer.Exit(EXIT_SOME_FAILED)


@app.command()
def compare(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="The resumes, one a person.")],
    role: Annotated[str | None, typer.Option("--role", metavar="ID", help="A role of the library.")] = None,
    job: Annotated[str | None, typer.Option("--job", metavar="FILE", help="A job ad instead.")] = None,
    as_: Annotated[CompareFormat | None, typer.Option("--format", help=_FORMAT_HELP.format("text"))] = None,
    output: Output = None,
    as_of: AsOf = None,
) -> None:
    """Compare resumes for one job, line by line."""
    from analyzer.batch import read_source
    from analyzer.reports import comparison
    from analyzer.service import Analyzer

    if role and job:
        raise typer.BadParameter("name a role or a job, not both: a comparison is for one job")
    wanted = _chosen(as_, output, CompareFormat.text)
    roles = [role] if role else []
    jobs = _job_sources([job] if job else None)
    with Analyzer(today=_month(as_of)) as analyzer:
        reports = [analyzer.analyze(read_source(Path(file), file), roles=roles, jobs=jobs) for file in files]
    compared = comparison.compare(reports)
    if wanted is CompareFormat.html:
        _deliver(comparison.render_html(compared), output)
    else:
        _deliver(comparison.render_text(compared, _look(to_file=output is not None)), output)


# --- what we know -------------------------------------------------------------------------------------


@app.command()
def roles() -> None:
    """List the roles of the library."""
    from analyzer.reports import lists
    from analyzer.service import Analyzer

    with Analyzer() as analyzer:
        _deliver(lists.roles(analyzer.roles, _look()))


@app.command()
def rules() -> None:
    """List the rules behind the suggestions."""
    from analyzer.reports import lists

    _deliver(lists.rules(_look()))


@app.command()
def rule(
    name: Annotated[str, typer.Argument(metavar="NAME", help="For example impact/unmeasured-bullet.")],
) -> None:
    """Explain one rule and where it comes from."""
    from difflib import get_close_matches

    from analyzer.advice import RULES
    from analyzer.reports import lists

    known = {one.name: one for one in RULES}
    if name not in known:
        near = get_close_matches(name, known, n=1, cutoff=0.4)
        hint = f"Did you mean {near[0]}? " if near else ""
        raise AipmError(f"Unknown rule {name!r}. {hint}`aipm rules` lists all of them.")
    _deliver(lists.rule(known[name], _look()))


@app.command()
def skills(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="A skill or part of its name.")] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, metavar="N", help="At most this many.")] = 10,
    check: Annotated[bool, typer.Option("--check", help="Check the files of the knowledge base.")] = False,
) -> None:
    """Look up a skill and the written forms that are read as it."""
    from analyzer.language import load_skills, problems
    from analyzer.reports import lists

    if check:
        if wrong := problems(load_skills()):
            raise AipmError("\n".join(wrong))
        _deliver(f"{len(load_skills()):,} skills, no problem found.\n")
        return
    if not query:
        raise AipmError("No skill to look up. Give a name, as in `aipm skills pyspark`.")
    found = load_skills().search(query, limit=limit)
    if not found:
        raise AipmError(f"No skill like {query!r} is known. Try a shorter or more usual name.")
    _deliver(lists.skills(found, _look()))


@app.command()
def schema() -> None:
    """Print the JSON Schema of the report."""
    import json

    from analyzer.records import report_schema

    _deliver(json.dumps(report_schema(), indent=2) + "\n")


@app.command()
def version() -> None:
    """Print the version."""
    _deliver(f"aipm {__version__}\n")


# --- the app ------------------------------------------------------------------------------------------


@app.command(name="app")
def run_app(
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="The port it listens on.")] = 8501,
    host: Annotated[str, typer.Option("--host", help="The address it listens on.")] = "127.0.0.1",
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open it in a browser.")] = True,
) -> None:
    """Start the app and open it in a browser. Ctrl-C ends it."""
    import runpy

    local = host in ("127.0.0.1", "localhost", "::1")
    if not local:
        _note(
            f"listening on {host}: everyone who can reach port {port} of this computer can use the app and "
            "send it files, without signing in. For a team, put a proxy with sign-in and TLS before it."
        )
    if browser and _has_screen():
        _open_when_ready(f"http://{host if host == 'localhost' else '127.0.0.1'}:{port}")
    settings = {**_streamlit_settings(), "server.address": host, "server.port": port}
    if host in ("0.0.0.0", "::"):  # noqa: S104  (every address of the machine: its names are not known here)
        settings["server.allowedHosts"] = ["*"]
    elif host not in settings.get("server.allowedHosts", [host]):
        settings["server.allowedHosts"] = [*settings["server.allowedHosts"], host]
    flags = [f"--{key}={one}" for key, value in settings.items() for one in _flags(value)]
    sys.argv = ["streamlit", "run", str(Path(__file__).parent / "ui" / "app.py"), *flags]
    # In this process, so that a signal to the command ends the app.
    runpy.run_module("streamlit", run_name="__main__", alter_sys=True)


def _has_screen() -> bool:
    """Whether a browser can be shown. Without one, a text browser would take over the terminal."""
    unix = sys.platform not in ("win32", "darwin")
    return not unix or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _open_when_ready(address: str) -> None:
    """Open a browser as soon as the app answers; give up quietly after half a minute."""
    import threading
    import time
    import webbrowser
    from urllib.request import urlopen

    def wait_and_open() -> None:
        for _ in range(100):
            time.sleep(0.3)
            with contextlib.suppress(OSError), urlopen(f"{address}/_stcore/health", timeout=2):  # noqa: S310
                webbrowser.open(address)
                return

    threading.Thread(target=wait_and_open, daemon=True).start()


def _streamlit_settings() -> dict[str, Any]:
    """The shipped settings of the app as dotted names: `server.address`, `theme.dark.textColor`."""
    import tomllib

    package = Path(__file__).parent
    shipped = package / "_shipped" / "streamlit.toml"
    path = shipped if shipped.is_file() else package.parent / ".streamlit" / "config.toml"
    return dict(_dotted(tomllib.loads(path.read_text(encoding="utf-8"))))


def _dotted(tree: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from _dotted(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def _flags(value: object) -> list[str]:
    """A setting as Streamlit's command line takes it: a list as one flag for each of its items."""
    if isinstance(value, list):
        return [one for item in value for one in _flags(item)]
    return [str(value).lower() if isinstance(value, bool) else str(value)]


# --- small parts --------------------------------------------------------------------------------------


def _job_sources(given: list[str] | None) -> "list[Source]":
    from analyzer.batch import read_source
    from analyzer.records import Source

    return [
        Source("standard-input.txt", sys.stdin.buffer.read()) if one == "-" else read_source(Path(one), one)
        for one in given or ()
    ]


def _month(given: str | None) -> str:
    """The present month, from the option or the clock: the only place where the clock is read."""
    from datetime import date, datetime

    if given is None:
        return f"{date.today():%Y-%m}"
    try:
        return f"{datetime.strptime(given, '%Y-%m'):%Y-%m}"
    except ValueError:
        raise typer.BadParameter(
            f"{given!r} is no month; write it like 2026-11", param_hint="--as-of"
        ) from None


def _chosen(named: Format | None, output: str | None, default: Format) -> Format:
    """The format that was named, or that the ending of the output file means, or the default."""
    if named is not None or output is None:
        return named or default
    meant = _BY_SUFFIX.get(Path(output).suffix.lower(), "")
    formats = type(default)
    return formats(meant) if meant in set(formats) else default


def _look(*, to_file: bool = False) -> "Look":
    """How to print to where the output goes: a terminal, a pipe or a file."""
    from analyzer.reports.terminal import Look

    if to_file:
        return Look()
    terminal = sys.stdout.isatty()
    return Look(
        width=shutil.get_terminal_size().columns if terminal or "COLUMNS" in os.environ else 80,
        colour=terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb",
        encoding=sys.stdout.encoding or "utf-8",
    )


def _deliver(text: str, output: str | None = None) -> None:
    """The report, to standard output or a file."""
    if output is None:
        typer.echo(text.encode(sys.stdout.encoding or "utf-8", "replace"), nl=False)
        return
    _write(Path(output), text)
    _note(f"wrote {output}")


def _write(path: Path, text: str) -> None:
    """The whole file or nothing: a reader never sees a half-written one."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(text.encode("utf-8"))
        part.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise _unwritable(path, error.strerror or type(error).__name__) from None


def _unwritable(path: Path, why: str) -> AipmError:
    return AipmError(f"Could not write {path.as_posix()}: {why}. Choose another --output.")


def _check_output(path: Path) -> None:
    """Say before a long run, not after it, that its output cannot be written."""
    if path.is_dir():
        raise _unwritable(path, "it is a folder")
    parent = next(one for one in path.absolute().parents if one.exists())
    if not (parent.is_dir() and os.access(parent, os.W_OK)):
        raise _unwritable(path, f"{parent.name or parent} is no folder that may be written to")


def _as_folder(output: str | None) -> Path | None:
    """The output as a folder, if it is one or is written like one (`out/`, `results`)."""
    if output is None:
        return None
    path = Path(output)
    return path if path.is_dir() or output.endswith(("/", os.sep)) or not path.suffix else None


def _note(text: str) -> None:
    """One line beside the report, on standard error."""
    from analyzer.reports.words import clean

    typer.echo(f"aipm: {clean(text)}", err=True)


@contextlib.contextmanager
def _stages() -> "Iterator[Callable[[str], None]]":
    """Tell what is being done, in a terminal; say nothing otherwise."""
    if not sys.stderr.isatty():
        yield lambda stage: None  # noqa: ARG005
        return
    from rich.console import Console

    with Console(stderr=True).status("Starting") as status:
        yield status.update


@contextlib.contextmanager
def _counting(total: int) -> "Iterator[Callable[[], None]]":
    """Count finished files: a bar with rate and time left in a terminal, a line now and then otherwise."""
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task("", total=total)
            yield lambda: progress.advance(task)
        return
    done = 0

    def count() -> None:
        nonlocal done
        done += 1
        if done % _QUIET_EVERY == 0 and done < total:
            _note(f"{done} of {total} files")

    yield count


# --- the one place where errors end -------------------------------------------------------------------


def main(arguments: "Sequence[str] | None" = None) -> None:
    """Run the command line; every error ends here as one line and an exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in given  # accepted in any place: it is added after something went wrong
    try:
        app(args=[one for one in given if one != "--debug"], prog_name="aipm")
    except AipmError as error:
        if debug:
            raise
        _note(str(error))
        sys.exit(EXIT_FAILED)
    except Exception as error:
        if debug:
            raise
        from analyzer.batch import internal_reason

        _note(f"{internal_reason(error)} --debug shows where.")
        sys.exit(EXIT_FAILED)
