"""One candidate, and the list of them: look, note, tag, rename, put into a cohort."""

# ruff: noqa: PLC0415, PLR0917  (heavy libraries are imported inside the commands; typer reads the signature)

from typing import Annotated

import typer

from analyzer.cli.candidates.parts import Alias, JobId, open_desk
from analyzer.cli.output import deliver, look, note


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

    with open_desk() as desk:
        rows, total = people.find(
            desk, text=text, tag=tag, cohort=cohort, job=role or DEFAULT_ROLE, by_fit=by_fit, limit=limit
        )
        place = desk.database.place
    deliver(printed.list_text(rows, look()))
    note(f"{len(rows)} of {total} in {place}")


def show(alias: Alias, role: JobId = None) -> None:
    """Show a candidate: versions with what moved, notes, tags, advice taken."""
    from analyzer.reports import desk as printed
    from analyzer.service import DEFAULT_ROLE
    from analyzer.store import history, people

    with open_desk() as desk:
        candidate = people.named(desk, alias)
        steps = history.history(desk, candidate.id, role or DEFAULT_ROLE)
        notes, taken = people.notes(desk, candidate.id), people.taken(desk, candidate.id)
    deliver(printed.person_text(candidate, steps, notes, taken, look()))


def note_(
    alias: Alias,
    words: Annotated[str, typer.Argument(metavar="WORDS", help="The note, in quotation marks.")],
    handout: Annotated[bool, typer.Option("--handout", help="It may stand in the hand-out.")] = False,
) -> None:
    """Write a note about a candidate."""
    from analyzer.store import people

    with open_desk() as desk:
        people.add_note(desk, people.named(desk, alias).id, words, for_handout=handout)
    note(f"noted for {alias}")


def tag(
    alias: Alias,
    tags: Annotated[list[str], typer.Argument(metavar="TAG...", help="-TAG takes one away.")],
) -> None:
    """Give a candidate tags, or take them away with a minus before them (after --)."""
    from analyzer.store import people

    with open_desk() as desk:
        candidate = people.named(desk, alias)
        away = {one[1:].lower() for one in tags if one.startswith("-")}
        wanted = [
            one for one in (*candidate.tags, *tags) if not one.startswith("-") and one.lower() not in away
        ]
        people.set_tags(desk, candidate.id, wanted)
        now = people.get(desk, candidate.id).tags
    note(f"{candidate.alias}: {', '.join(now) or 'no tags'}")


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
    with open_desk() as desk:
        now = people.change(desk, people.named(desk, alias), **values)
    note(f"{alias} is now {now.alias}" if new else f"changed {now.alias}")


def _day(given: str) -> str:
    from datetime import date

    try:
        return date.fromisoformat(given).isoformat()
    except ValueError:
        raise typer.BadParameter(f"{given} is no day; write it as YYYY-MM-DD") from None


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

    with open_desk() as desk:
        key = cohorts.make(desk, name)
        ids = [people.named(desk, alias).id for alias in aliases or ()]
        (cohorts.take_out if out else cohorts.put)(desk, key, ids)
        if share is not None:
            cohorts.share(desk, key, shared=share)
        found = next(one for one in cohorts.cohorts(desk) if one.id == key)
    size = f"{found.size} candidate{'' if found.size == 1 else 's'}"
    note(f"{found.name}: {size}, {'shared' if found.shared else 'not shared'}")
