"""What the commands of the desk share: their arguments, the desk itself, how a list of files ended."""

# ruff: noqa: PLC0415  (heavy libraries are imported inside the commands)

import contextlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from analyzer.cli.options import month
from analyzer.cli.output import deliver, look, note

if TYPE_CHECKING:
    from analyzer.records import Source
    from analyzer.store import Desk
    from analyzer.store.records import Imported
    from analyzer.store.versions import Analyse

#: Exit code when some files of an import failed; the same as that of `aipm batch`.
EXIT_SOME_FAILED = 3

Alias = Annotated[str, typer.Argument(metavar="ALIAS", help="What the candidate is called, such as C-0007.")]
JobId = Annotated[
    str | None, typer.Option("--role", metavar="ID", help="Fit for this role. [default: ai-project-manager]")
]


@contextlib.contextmanager
def open_desk() -> "Iterator[Desk]":
    """The desk, after forgetting who is kept no longer."""
    from analyzer.store import Desk, leaving

    with Desk() as desk:
        for gone in leaving.sweep(desk):
            note(f"forgot {gone.alias}: kept until a day that is past")
        yield desk


@contextlib.contextmanager
def analysing(roles: Sequence[str], jobs: "Sequence[Source]", as_of: str | None) -> "Iterator[Analyse]":
    """How a resume is analysed for these jobs."""
    from analyzer.service import Analyzer

    with Analyzer(today=month(as_of)) as analyzer:
        analyzer.jobs(roles, jobs)  # an unknown role is told before the first file is read
        yield lambda source, *work: analyzer.analyze(source, portfolio=work, roles=roles, jobs=jobs)


def print_ends(ends: "Sequence[Imported]") -> None:
    """How each file ended, and how many ended so."""
    from analyzer.reports.terminal import table

    rows: list[tuple[str, ...]] = [("outcome", "candidate", "file", "reason")]
    rows += [(end.outcome, end.alias or "", end.name, end.reason or "") for end in ends]
    deliver(table(rows, look()))
    counts = {
        word: sum(end.outcome == word for end in ends) for word in ("added", "new version", "known", "failed")
    }
    note(", ".join(f"{count} {word}" for word, count in counts.items() if count))
