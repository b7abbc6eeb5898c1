"""The commands for the job market: `aipm market import`, `demand`, `match`, `like`, `gaps`, `reread` ..."""

# ruff: noqa: PLC0415, PLR0917  (heavy libraries are imported inside the commands; typer reads the signature)

import contextlib
import sys
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from analyzer.cli.options import AsOf, Output, Which, Workers, month
from analyzer.cli.output import check_output, deliver, look, note
from analyzer.errors import AipmError

if TYPE_CHECKING:
    from analyzer.jobmarket import JobMarket, Market, Progress, Reread
    from analyzer.market.demand import Selection
    from analyzer.market.facts import Remote
    from analyzer.records import Profile
    from analyzer.reports.terminal import Look

#: Exit code when some of the files or rows could not be read.
EXIT_SOME_FAILED = 3
#: So many reasons are printed; all of them are kept in the database.
_MOST_REASONS = 20
#: Rows between two lines of progress when nobody watches.
_QUIET_EVERY = 5_000


class Of(StrEnum):
    """What is counted."""

    skill = "skill"
    competency = "competency"
    duty = "duty"
    credential = "credential"
    required = "credential-required"
    degree = "degree"
    years = "years"
    pay = "pay"
    together = "together"


class By(StrEnum):
    """How postings are grouped."""

    family = "family"
    level = "level"
    country = "country"
    month = "month"


class DemandFormat(StrEnum):
    """How demand is printed."""

    text = "text"
    json = "json"


market = typer.Typer(
    help="What postings ask for, and which of them a person clears.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

MarketOption = Annotated[
    Which | None,
    typer.Option("--market", help="Your postings or the snapshot. [default: yours, if you imported any]"),
]
Families = Annotated[
    list[str] | None,
    typer.Option("--family", metavar="NAME", help="Such as ai_project_manager, or core. May be repeated."),
]
Levels = Annotated[list[str] | None, typer.Option("--level", metavar="NAME", help="Such as senior.")]
Countries = Annotated[list[str] | None, typer.Option("--country", metavar="CODE", help="Such as US or GB.")]
Since = Annotated[str | None, typer.Option("--since", metavar="YYYY-MM", help="Posted in or after.")]
Until = Annotated[str | None, typer.Option("--until", metavar="YYYY-MM", help="Posted in or before.")]
RemoteOption = Annotated[
    list[str] | None, typer.Option("--remote", metavar="KIND", help="yes, hybrid or no. May be repeated.")
]
Place = Annotated[str | None, typer.Option("--place", metavar="TEXT", help="Part of the place's name.")]
SourceOption = Annotated[
    list[str] | None, typer.Option("--source", metavar="TEXT", help="Part of the source's name.")
]
LeastPay = Annotated[
    float | None, typer.Option("--least-pay", metavar="N", help="The range states this much a year at least.")
]
Currency = Annotated[str | None, typer.Option("--currency", metavar="CODE", help="Pay in this currency.")]
Top = Annotated[int, typer.Option("--top", min=1, metavar="N", help="At most this many rows.")]


@market.command("import")
def import_(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH|URL...", help="Files, folders, zips, or a public board.")
    ],
    column: Annotated[
        list[str] | None,
        typer.Option("--column", metavar="FIELD=NAME", help="Which column holds a field. May be repeated."),
    ] = None,
    workers: Workers = None,
) -> None:
    """Take postings in: CSV, JSON, web pages, PDF, Word, text; or a board of Greenhouse, Lever or Ashby.

    The same postings are never saved twice: run it again to go on where it was cut short.
    """
    from analyzer.jobmarket.importing import mapping_of
    from analyzer.reports import market as told

    try:
        mapping = mapping_of(column or ())
    except ValueError as error:
        raise typer.BadParameter(f"{error} is no FIELD=NAME, such as text=Beschreibung") from None
    with _open() as door, _progress() as on_progress:
        done = door.import_files(paths, mapping=mapping, workers=workers, on_progress=on_progress)
        _tell_outdated(door)
    for one in done.unread[:_MOST_REASONS]:
        note(one.reason)
    if len(done.unread) > _MOST_REASONS:
        note(f"and {len(done.unread) - _MOST_REASONS} more; `aipm market status --reasons` lists them")
    note(told.import_sentence(done))
    if done.unread:
        raise typer.Exit(EXIT_SOME_FAILED)


@market.command()
def demand(
    of: Annotated[Of, typer.Option("--of", help="What is counted.")] = Of.skill,
    by: Annotated[By | None, typer.Option("--by", help="A line for each group instead.")] = None,
    trend: Annotated[
        str | None, typer.Option("--trend", metavar="NAME", help="How the share of one of them moved.")
    ] = None,
    against: Annotated[
        list[str] | None,
        typer.Option("--against", metavar="NAME", help="Families to compare with: what separates them."),
    ] = None,
    any_: Annotated[
        list[str] | None,
        typer.Option("--any", metavar="NAME", help="The share that asks for any of these. May be repeated."),
    ] = None,
    family: Families = None,
    level: Levels = None,
    country: Countries = None,
    since: Since = None,
    until: Until = None,
    remote: RemoteOption = None,
    source: SourceOption = None,
    place: Place = None,
    least_pay: LeastPay = None,
    currency: Currency = None,
    which: MarketOption = None,
    top: Top = 25,
    as_: Annotated[DemandFormat, typer.Option("--format", help="How it is printed.")] = DemandFormat.text,
    output: Output = None,
) -> None:
    """What postings ask for, with the number of postings and the interval behind each share."""
    from analyzer.market import demand as counting
    from analyzer.reports import market as told
    from analyzer.reports import market_files

    filters = (level, country, since, until, remote, source, place, least_pay, currency)
    selection = _selection(family, *filters)
    view = look(to_file=output is not None)
    with _open() as door:
        chosen = door.market(which)
        rows = counting.selected(chosen.facts, selection)
        about, head = chosen.about, _head(door, chosen, selection, view)
    kind = cast(counting.Kind, of.value.replace("-", " "))
    if as_ is DemandFormat.json:
        found = counting.shares(rows, kind) if kind in counting.KINDS else ()
        deliver(market_files.render_json(about, found), output)
        return
    if not rows:
        raise AipmError("No posting fits these filters. Leave one out, or import more.")
    if of is Of.pay:
        text = told.render_pay(counting.pay_ranges(rows), view)
    elif of is Of.together:
        text = told.render_pairs(counting.together(rows, most=top), view)
    elif any_:
        text = told.render_shares([counting.share_of(rows, kind, map(_item, any_))], view)
    elif trend:
        text = told.render_trend(counting.trend(rows, kind, _item(trend)), view)
    elif against:
        others = counting.selected(chosen.facts, _selection(against, *filters))
        names = ("these", " ".join(against))
        text = told.render_differences(counting.differences(rows, others, kind)[:top], view, names)
    elif by:
        groups = counting.groups(rows, by.value)
        text = told.render_groups(groups, kind, 4, view)
    else:
        text = told.render_shares(counting.shares(rows, kind)[:top], view)
    deliver(head + text, output)


@market.command()
def match(
    resumes: Annotated[
        list[str], typer.Argument(metavar="RESUME...", help="One resume, or many with --posting.")
    ],
    posting: Annotated[
        str | None, typer.Option("--posting", metavar="ID", help="Rank the resumes for this posting.")
    ] = None,
    like: Annotated[
        str | None, typer.Option("--like", metavar="ID", help="Only postings like this one.")
    ] = None,
    family: Families = None,
    level: Levels = None,
    country: Countries = None,
    place: Place = None,
    since: Since = None,
    until: Until = None,
    remote: RemoteOption = None,
    source: SourceOption = None,
    least_pay: LeastPay = None,
    currency: Currency = None,
    which: MarketOption = None,
    top: Top = 15,
    output: Output = None,
    as_of: AsOf = None,
) -> None:
    """Rank postings for a resume, each with its gap that matters most; or resumes for a posting."""
    from analyzer.reports import market as told

    view = look(to_file=output is not None)
    selection = _selection(family, level, country, since, until, remote, source, place, least_pay, currency)
    with _open(month(as_of)) as door:
        chosen = door.market(which)
        people = [(name, _profile(door, name)) for name in resumes]
        if posting:
            _check_posting(chosen, posting)
            deliver(told.render_people(chosen.rank_people(people, posting), view), output)
            return
        if len(people) > 1:
            raise typer.BadParameter("one resume is ranked against all postings; name --posting for many")
        if like:
            _check_posting(chosen, like)
            wanted = [row.id for row, _ in chosen.like(like, limit=max(top, 50))]
            ranking = chosen.rank(people[0][1], selection, limit=top, only=wanted)
        else:
            ranking = chosen.rank(people[0][1], selection, limit=top)
        head = _head(door, chosen, selection, view)
        deliver(head + told.render_ranking(ranking, view), output)


@market.command()
def like(
    posting: Annotated[str, typer.Argument(metavar="ID", help="The posting, by the id that `match` shows.")],
    which: MarketOption = None,
    top: Top = 10,
    output: Output = None,
) -> None:
    """Postings like one: they ask for the same skills in much the same words."""
    from analyzer.reports import market as told

    view = look(to_file=output is not None)
    with _open() as door:
        chosen = door.market(which)
        _check_posting(chosen, posting)
        deliver(told.render_like(chosen.like(posting, limit=top), view), output)


@market.command()
def gaps(
    resume: Annotated[str, typer.Argument(metavar="RESUME", help="The resume.")],
    family: Families = None,
    level: Levels = None,
    country: Countries = None,
    since: Since = None,
    until: Until = None,
    remote: RemoteOption = None,
    source: SourceOption = None,
    place: Place = None,
    least_pay: LeastPay = None,
    currency: Currency = None,
    which: MarketOption = None,
    top: Top = 15,
    output: Output = None,
    as_of: AsOf = None,
) -> None:
    """What is demanded and shown, only claimed, or not found in a resume; and what few postings ask for."""
    from analyzer.reports import market as told

    view = look(to_file=output is not None)
    selection = _selection(family, level, country, since, until, remote, source, place, least_pay, currency)
    with _open(month(as_of)) as door:
        chosen = door.market(which)
        profile = _profile(door, resume)
        found = chosen.gaps(profile, selection)
        open_ = [one.share.id for one in found.open[:top]]
        head = _head(door, chosen, selection, view)
        effects = chosen.effects(profile, open_, selection)
        now = chosen.cleared(profile, selection)
        steps = chosen.steps(profile, selection)
    text = head + told.render_gaps(found, view, top)
    deliver(text + told.render_effects(now, effects, view) + told.render_steps(now, steps, view), output)


@market.command()
def export(
    path: Annotated[str, typer.Argument(metavar="FILE", help="A file that ends in .xlsx or .csv.")],
    family: Families = None,
    level: Levels = None,
    country: Countries = None,
    since: Since = None,
    until: Until = None,
    remote: RemoteOption = None,
    source: SourceOption = None,
    place: Place = None,
    least_pay: LeastPay = None,
    currency: Currency = None,
    which: MarketOption = None,
) -> None:
    """Write demand by family, level and country, pay, pairs and postings to a workbook or a CSV file."""
    from analyzer.cli.output import write
    from analyzer.market.demand import selected
    from analyzer.reports import market_files

    check_output(Path(path))
    ending = Path(path).suffix.lower()
    if ending not in (".xlsx", ".csv"):
        raise AipmError(f"{path} should end in .xlsx or .csv.")
    with _open() as door:
        chosen = door.market(which)
        selection = _selection(
            family, level, country, since, until, remote, source, place, least_pay, currency
        )
        rows = selected(chosen.facts, selection)
        if ending == ".csv":
            write(Path(path), market_files.render_csv(rows))
        else:
            write(Path(path), market_files.workbook(chosen.about, rows))
    note(f"wrote {path}")


@market.command()
def status(
    reasons: Annotated[
        bool, typer.Option("--reasons", help="List what the last import could not read.")
    ] = False,
) -> None:
    """Which postings there are, and how the last imports ended."""
    from analyzer.reports import market as told
    from analyzer.store import postings

    view = look()
    with _open() as door:
        deliver(told.render_about(door.own.about, view))
        _tell_outdated(door)
        runs = postings.runs(door.database)
        deliver(told.render_runs(runs, view))
        if reasons and runs:
            deliver(told.render_reasons(postings.unread_of(door.database, runs[0].id), view))


@market.command()
def reread(workers: Workers = None) -> None:
    """Read the imported postings again that an older version of this program read.

    Run it again to go on where it was cut short.
    """
    from analyzer.reports import market as told

    with _open() as door, _rereading() as on_progress:
        note(told.reread_sentence(door.reread(workers=workers, on_progress=on_progress)))


@market.command()
def clear(
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Take all imported postings out of the database. The snapshot stays."""
    if not yes:
        typer.confirm("Remove all imported postings?", abort=True)
    with _open() as door:
        note(f"removed {door.clear():,} postings")


# --- pieces ------------------------------------------------------------------------------------------


@contextlib.contextmanager
def _open(today: str | None = None) -> "Iterator[JobMarket]":
    from analyzer.jobmarket import JobMarket
    from analyzer.service import Analyzer
    from analyzer.store import Database

    with Analyzer(today=today) as analyzer, Database() as database:
        yield JobMarket(analyzer, database)


def _head(door: "JobMarket", chosen: "Market", selection: "Selection", view: "Look") -> str:
    """What stands above every figure: where the postings are from, which are meant, who read them."""
    from analyzer.reports import market as told

    if chosen is door.own:
        _tell_outdated(door)
    return told.render_about(chosen.about, view) + told.render_coverage(chosen.coverage(selection), view)


def _tell_outdated(door: "JobMarket") -> None:
    """Say on standard error that an older version read some postings."""
    from analyzer.reports import market as told

    if said := told.outdated_sentence(door.outdated()):
        note(said)


def _profile(door: "JobMarket", name: str) -> "Profile":
    from analyzer.batch import read_source

    return door.analyzer.profile([read_source(Path(name), name)])[0]


def _check_posting(chosen: "Market", id: str) -> None:
    if chosen.posting(id) is None:
        raise AipmError(f"There is no posting {id!r} in this market. `aipm market match RESUME` shows ids.")


def _item(name: str) -> str:
    """The id of what somebody calls by its name."""
    from analyzer.market.facts import skill_ids

    return skill_ids().get(name.casefold(), name)


def _selection(
    families: Sequence[str] | None,
    levels: Sequence[str] | None,
    countries: Sequence[str] | None,
    since: str | None,
    until: str | None,
    remote: Sequence[str] | None,
    sources: Sequence[str] | None,
    place: str | None = None,
    least_pay: float | None = None,
    currency: str | None = None,
) -> "Selection":
    from analyzer.market.demand import CORE, Selection

    wanted = [one for name in families or () for one in (CORE if name == "core" else (name,))]
    for given in (since, until):
        if given and not _is_month(given):
            raise typer.BadParameter(f"{given!r} is no month; write it like 2026-11")
    return Selection(
        families=tuple(wanted),
        levels=tuple(levels or ()),
        countries=tuple(one.upper() for one in countries or ()),
        remote=cast("tuple[Remote, ...]", tuple(remote or ())),
        sources=tuple(sources or ()),
        since=since,
        until=until,
        place=place,
        least_pay=least_pay,
        currency=currency and currency.upper(),
    )


def _is_month(text: str) -> bool:
    year, _, rest = text.partition("-")
    return len(year) == 4 and year.isdigit() and (not rest or (rest.isdigit() and 1 <= int(rest) <= 12))


@contextlib.contextmanager
def _progress() -> "Iterator[Callable[[Progress], None]]":
    """Tell how far an import is."""
    with _telling("Reading postings") as tell:
        yield lambda now: tell(
            now.seen,
            f"{now.seen:,} postings: {now.saved:,} saved, {now.repeated:,} known, {now.unread:,} not read",
        )


@contextlib.contextmanager
def _rereading() -> "Iterator[Callable[[Reread], None]]":
    """Tell how far a second reading is."""
    with _telling("Reading postings again") as tell:
        yield lambda now: tell(now.done, f"{now.done:,} of {now.total:,} postings read again")


@contextlib.contextmanager
def _telling(first: str) -> "Iterator[Callable[[int, str], None]]":
    """Tell how far something is: a line that moves in a terminal, one now and then otherwise."""
    if sys.stderr.isatty():
        from rich.console import Console

        with Console(stderr=True).status(first) as shown:
            yield lambda _, said: shown.update(said)
        return
    last = 0

    def quiet(done: int, said: str) -> None:
        nonlocal last
        if done - last >= _QUIET_EVERY:
            last = done
            note(said)

    yield quiet
