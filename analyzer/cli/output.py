"""Where the words of a command go: the report to standard output or a file, all else to standard error."""

# ruff: noqa: PLC0415  (heavy libraries are imported inside the commands; typer reads the signature)

import contextlib
import os
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from analyzer.errors import AipmError

if TYPE_CHECKING:
    from collections.abc import Callable

    from analyzer.reports.terminal import Look

#: Files, and after the first line seconds too, between two lines of progress when nobody watches.
_QUIET_EVERY = 100
_QUIET_SECONDS = 30.0


def look(*, to_file: bool = False) -> "Look":
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


def deliver(text: str, output: str | None = None) -> None:
    """The report, to standard output or a file."""
    if output is None:
        say(text)
        return
    write(Path(output), text)
    note(f"wrote {output}")


def say(text: str) -> None:
    """A part of the report, to standard output at once."""
    try:
        typer.echo(text.encode(sys.stdout.encoding or "utf-8", "replace"), nl=False)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise AipmError(f"Could not write to standard output: {error.strerror}.") from None


def deliver_bytes(data: bytes, output: str | None) -> None:
    """A file that is no text, such as a workbook or a PDF: to a file, or into a pipe."""
    if output is not None:
        write(Path(output), data)
        note(f"wrote {output}")
    elif sys.stdout.isatty():
        raise AipmError("This format is no text. Name a file with --output.")
    else:
        sys.stdout.buffer.write(data)


def write(path: Path, content: str | bytes) -> None:
    """The whole file or nothing: a reader never sees a half-written one."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        part.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise unwritable(path, error.strerror or type(error).__name__) from None


def unwritable(path: Path, why: str) -> AipmError:
    """The error that says a file could not be written."""
    return AipmError(f"Could not write {path.as_posix()}: {why}. Choose another --output.")


def check_output(path: Path) -> None:
    """Say before a long run, not after it, that its output cannot be written."""
    if path.is_dir():
        raise unwritable(path, "it is a folder")
    parent = next(one for one in path.absolute().parents if one.exists())
    if not (parent.is_dir() and os.access(parent, os.W_OK)):
        raise unwritable(path, f"{parent.name or parent} is no folder that may be written to")


def as_folder(output: str | None) -> Path | None:
    """The output as a folder, if it is one or is written like one (`out/`, `results`)."""
    if output is None:
        return None
    path = Path(output)
    return path if path.is_dir() or output.endswith(("/", os.sep)) or not path.suffix else None


def note(text: str) -> None:
    """One line beside the report, on standard error."""
    from analyzer.reports.words import clean

    typer.echo(f"aipm: {clean(text)}", err=True)


@contextlib.contextmanager
def stages() -> "Iterator[Callable[[str], None]]":
    """Tell what is being done, in a terminal; say nothing otherwise."""
    if not sys.stderr.isatty():
        yield lambda stage: None  # noqa: ARG005
        return
    from rich.console import Console

    with Console(stderr=True).status("Starting") as status:
        yield status.update


@contextlib.contextmanager
def counting(total: int) -> "Iterator[Callable[[], None]]":
    """Count finished files: a bar with rate and time left in a terminal, a line now and then otherwise."""
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (
            TextColumn("Reading"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task("", total=total, rate="")
            clock = Clock(total)

            def advance() -> None:
                clock.count()
                progress.update(task, advance=1, rate=f"{clock.rate:.1f} a second" if clock.rate else "")

            yield advance
        return
    clock = Clock(total)

    def count() -> None:
        clock.count()
        if clock.due():
            note(clock.text())

    yield count


class Clock:
    """Counts what is finished and tells the rate since the first, without the time to load."""

    def __init__(self, total: int) -> None:
        self.total, self.done = total, 0
        self._first = self._told = time.monotonic()

    def count(self) -> None:
        """One more is finished."""
        self.done += 1
        if self.done == 1:
            self._first = time.monotonic()

    @property
    def rate(self) -> float:
        """Files a second since the first; 0 while it cannot be told."""
        passed = time.monotonic() - self._first
        return (self.done - 1) / passed if self.done > 1 and passed > 0 else 0.0

    def due(self) -> bool:
        """Whether it is time for another line: every hundred files, every half minute at most."""
        if self.done % _QUIET_EVERY or self.done >= self.total:
            return False
        if self.done > _QUIET_EVERY and time.monotonic() - self._told < _QUIET_SECONDS:
            return False
        self._told = time.monotonic()
        return True

    def text(self) -> str:
        """How far it is, how fast, and how long it will take."""
        left = (self.total - self.done) / self.rate if self.rate else 0.0
        return f"{self.done:,} of {self.total:,} files, {self.rate:.1f} a second, {_span(left)} left"


def _span(seconds: float) -> str:
    whole = round(seconds)
    if whole < 120:
        return f"{whole} s"
    return f"{whole // 60} min" if whole < 7200 else f"{whole // 3600} h {whole % 3600 // 60} min"
