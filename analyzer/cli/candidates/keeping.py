"""What is kept, for how long and by whom: forgetting, export, backups, users, the log."""

# ruff: noqa: PLC0415  (heavy libraries are imported inside the commands; typer reads the signature)

import json
from pathlib import Path
from typing import Annotated

import typer

from analyzer.cli.candidates.parts import Alias, open_desk
from analyzer.cli.options import Output
from analyzer.cli.output import check_output, deliver, look, note


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
    with open_desk() as desk:
        if make and user:
            store.set_role(desk, user, "admin" if make == "admin" else "coach")
        rows: list[tuple[str, ...]] = [("id", "name", "role")]
        rows += [(one.subject, one.name or "", one.role) for one in store.users(desk)]
    deliver(table(rows, look()))


def forget(
    alias: Alias,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Remove a person for good: database, files, exports and backups in the data folder."""
    from analyzer.store import leaving, people

    with open_desk() as desk:
        candidate = people.named(desk, alias)
        if not yes and not typer.confirm(f"Remove {candidate.alias} for good?", err=True):
            raise typer.Exit(1)
        gone = leaving.forget(desk, candidate.id)
    note(
        f"forgot {gone.alias}: versions {gone.versions}, files kept {gone.files}, exports {gone.exports}, "
        f"backups that held them {gone.backups}"
    )


def export(
    alias: Alias,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="A zip. [default: in the data folder]"),
    ] = None,
) -> None:
    """Write everything that is kept on a person into a zip: data as JSON, reports, files."""
    from analyzer.store import leaving, people

    with open_desk() as desk:
        path = leaving.export_person(desk, people.named(desk, alias).id, Path(output) if output else None)
    note(f"wrote {path}")


def backup(
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="[default: in the data folder]")
    ] = None,
) -> None:
    """Write the whole database into one file, whichever database it is."""
    from analyzer.store import backups

    with open_desk() as desk:
        desk.require_admin()
        path = backups.backup(desk.database, Path(output) if output else None)
    note(f"wrote {path}")


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


def keep(
    days: Annotated[int, typer.Argument(metavar="DAYS", min=0, help="For new candidates; 0 for no end.")],
) -> None:
    """Say for how many days new candidates are kept; after that they are forgotten by themselves."""
    from analyzer.store import leaving

    with open_desk() as desk:
        leaving.set_keep_days(desk, days or None)
    note(f"new candidates are kept for {days} days" if days else "new candidates are kept without end")


def scrub() -> None:
    """Take what was deleted out of the files of the database, when a window was open while forgetting."""
    with open_desk() as desk:
        desk.database.scrub()
        note(f"{desk.database.place} holds nothing that was deleted")


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
    with open_desk() as desk:
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
