"""The market for a terminal, a spreadsheet and a program: demand, gaps, ranked postings.

No figure stands without its n; what must be said about a market stands above it.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from io import BytesIO, StringIO

import xlsxwriter
from rich.console import RenderableType

from analyzer.jobmarket import Cleared, Coverage, Effect, Imported, Ranking, Reread, Step
from analyzer.market import demand
from analyzer.market.demand import KINDS, Difference, Kind, Pair, PayRange, Share, Trend
from analyzer.market.facts import Facts
from analyzer.market.gaps import Gap, Gaps
from analyzer.market.snapshot import About
from analyzer.records import Match, RequirementMatch
from analyzer.reports import words
from analyzer.reports.terminal import Look, table
from analyzer.store.postings import Run

#: A spreadsheet reads a cell that starts so as a formula (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_PLOT = 24
#: Columns of the CSV of demand, in order.
COLUMNS = ("group", "kind", "id", "name", "count", "n", "share", "low", "high")
_STANDS = {
    "shown": "✓ you show it",
    "told": "✓ told in other words",
    "claimed": "◐ you only claim it",
    "missing": "✗ not found",
}
#: How a posting's level stands to the person's; nothing is said where they agree.
LEVELS = {"over": "below your level", "under": "above your level"}
_FEWEST = demand.LEAST_ROWS
#: An effect of fewer points on average is not told.
LEAST_POINTS = 0.05

FAMILIES: Mapping[str, str] = {
    "ai_project_manager": "AI project manager",
    "ai_program_manager": "AI program manager",
    "ai_product_manager": "AI product manager",
    "tpm_ml": "Technical program manager, AI",
    "ai_consultant": "AI consultant",
    "ai_governance": "AI governance",
    "head_of_ai": "Head of AI",
    "ai_transformation": "AI transformation",
    "delivery_manager": "Delivery manager",
    "data_project_manager": "Data project or program manager",
    "data_science_manager": "Data science manager",
    "project_coordinator": "Project coordinator",
    "it_project_manager": "IT project or program manager",
    "product_manager": "Product manager",
    "scrum_master": "Scrum master",
    "construction_project_manager": "Construction project manager",
    "other": "Other",
}


def percent(share: float) -> str:
    """A share as people say it: "64 %"."""
    return f"{100 * share:.0f} %"


def span(low: float, high: float) -> str:
    """An interval of shares: "48-77 %"."""
    return f"{100 * low:.0f}-{100 * high:.0f} %"


def family_name(family: str) -> str:
    """What a family of jobs is called."""
    return FAMILIES.get(family, family.replace("_", " ").capitalize())


def headline(about: About) -> str:
    """The one line above every figure: how many, from where, of when."""
    months = f", {about.first} to {about.last}" if about.first else ""
    dated = f" ({about.dated:,} of them dated{months})"
    collected = f", collected {about.collected}" if about.collected else ""
    readable = f"{about.readable:,} with readable requirements"
    return f"{about.name}: {about.count:,} postings{collected}{dated}; {readable}."


def render_about(about: About, look: Look) -> str:
    """What must be said about a market."""
    parts: list[RenderableType] = [look.say(headline(about), "bold")]
    parts += [look.say(f"  {one}", "dim") for one in about.cautions]
    if about.source:
        parts.append(look.say(f"  Sources: {words.clean(about.source)}", "dim"))
    return look.print(*parts, "")


def coverage_sentence(one: Coverage) -> str:
    """Which postings the figures are of, and why the others are not among them."""
    left_out = []
    if one.other_languages:
        left_out.append(f"{one.other_languages:,} are not in English")
    if one.filtered_out:
        left_out.append(f"{one.filtered_out:,} do not fit the filters")
    of = f"{one.meant:,} of {one.all:,} postings are meant ({'; '.join(left_out)})" if left_out else (
        f"All {one.all:,} postings are meant"
    )  # fmt: skip
    unread = one.meant - one.readable
    shares = f"Shares are of the {one.readable:,} whose requirements could be read"
    if unread:
        shares += f"; the other {unread:,} were cut off or hold no list of demands, so they would only dilute"
    ranked = ""
    if one.ranked != one.readable:
        ranked = f" {one.ranked:,} can be compared with a resume: for that, one line that asks is enough."
    return f"{of}. {shares}.{ranked}"


def render_coverage(one: Coverage, look: Look) -> str:
    """The same for a terminal."""
    return look.print(look.say(coverage_sentence(one)), "")


def render_shares(found: Sequence[Share], look: Look, *, stands: Mapping[str, str] | None = None) -> str:
    """Shares as a table with a small plot: the dot is the share, the line its 95 % interval."""
    if not found:
        return look.print(look.say("Nothing is asked often enough to be listed."))
    kind, n = found[0].kind, found[0].n
    rows = [[kind, "asked in", "of", "interval", "0 %" + " " * (_PLOT - 7) + "100 %"]]
    if stands is not None:
        rows[0].append("you")
    for one in found:
        row = [one.name, percent(one.share), f"{one.count} of {one.n}", span(one.low, one.high), plot(one)]
        if stands is not None:
            row.append(_STANDS[stands.get(one.id, "missing")])
        rows.append(row)
    note = f"A posting {KINDS[kind]}. Of {n:,} postings with readable requirements; 95 % intervals."
    return table(rows, look, right=(1, 2, 3), whole=(4,)) + look.print("", look.say(note, "dim"))


def plot(one: Share) -> str:
    """A share between 0 and 100 % as a line of signs."""
    at = [round(value * (_PLOT - 1)) for value in (one.low, one.share, one.high)]
    return "".join(
        "●" if place == at[1] else "━" if at[0] <= place <= at[2] else "·" for place in range(_PLOT)
    )


def render_groups(groups: Mapping[str, Sequence[Facts]], kind: Kind, top: int, look: Look) -> str:
    """The most frequent demands of each group, with n; groups that are too small say so."""
    rows = [["group", "postings", "readable", "asked most"]]
    for name, found in groups.items():
        counted = demand.readable(found)
        most = demand.shares(counted, kind)[:top]
        told = ", ".join(f"{one.name} {percent(one.share)}" for one in most)
        shown = told if len(counted) >= _FEWEST else "too few to say"
        rows.append([family_name(name), f"{len(found):,}", f"{len(counted):,}", shown])
    return table(rows, look, right=(1, 2))


def render_differences(found: Sequence[Difference], look: Look, names: tuple[str, str]) -> str:
    """What separates two kinds of postings; only clear differences carry a sign."""
    rows = [["", "asked", names[0], names[1], "difference", "interval"]]
    rows += [
        ["*" if one.clear else "", one.share.name, _of(one.share), _of(one.other), points(one.points),
         f"{points(one.low)} to {points(one.high)}"]
        for one in found
    ]  # fmt: skip
    note = "* more than chance, with all rows tested at once (one of twenty such findings may be false)."
    return table(rows, look, right=(2, 3, 4, 5)) + look.print("", look.say(note, "dim"))


def points(value: float) -> str:
    """A difference of shares in points: "+15"."""
    return f"{100 * value:+.0f}"


def _of(one: Share) -> str:
    return f"{percent(one.share)} of {one.n}"


def trend_sentence(trend: Trend) -> str:
    """What can be said about how a share moved."""
    undated = f" {trend.undated} undated postings are left out." if trend.undated else ""
    if trend.change is None:
        return f"{trend.name}: too few dated postings to say how it moved.{undated}"
    now, before = trend.change.share, trend.change.other
    moved = (
        f"{points(trend.change.points)} points ({points(trend.change.low)} to {points(trend.change.high)})"
    )
    verdict = "a clear change" if trend.change.clear else "no clear change"
    return f"{trend.name}: {_of(now)} since {trend.since}, {_of(before)} before: {moved}, {verdict}.{undated}"


def render_trend(trend: Trend, look: Look) -> str:
    """A share month by month, and the sentence about it."""
    rows = [["month", "asked in", "of", "interval", ""]]
    rows += [
        [month, percent(one.share), f"{one.count} of {one.n}", span(one.low, one.high), plot(one)]
        for month, one in trend.months
    ]
    return table(rows, look, right=(1, 2, 3), whole=(0, 4)) + look.print("", look.say(trend_sentence(trend)))


def render_pairs(found: Sequence[Pair], look: Look) -> str:
    """Skills that are asked together."""
    rows = [["", "asked together", "postings", "by chance", "times"]]
    rows += [
        ["*" if one.clear else "", f"{one.first} + {one.second}", f"{one.count} of {one.n}",
         f"{one.expected:.1f}", f"{one.times:.1f}"]
        for one in found
    ]  # fmt: skip
    return table(rows, look, right=(2, 3, 4))


def render_pay(found: Sequence[PayRange], look: Look) -> str:
    """Pay where it is stated."""
    if not found:
        return look.print(look.say("No posting states its pay."))
    rows = [["pay", "postings", "lower quarter", "median", "upper quarter", "interval of the median"]]
    rows += [
        [f"{one.currency} a {one.period}", str(one.n), f"{one.quarter:,.0f}", f"{one.median:,.0f}",
         f"{one.three_quarters:,.0f}", f"{one.low:,.0f} to {one.high:,.0f}"]
        for one in found
    ]  # fmt: skip
    note = "The middle of each stated range. Currencies and periods are not converted into each other."
    return table(rows, look, right=(1, 2, 3, 4, 5)) + look.print("", look.say(note, "dim"))


def render_gaps(gaps: Gaps, look: Look, top: int) -> str:
    """Demanded and shown, claimed, missing; shown but rarely asked."""
    parts = (
        ("Demanded, and not found in your documents", gaps.missing),
        ("Demanded, and only claimed: no line shows it", gaps.claimed),
        ("Demanded, and told in other words: name it where it is true", gaps.told),
        ("Demanded, and shown", gaps.shown),
        ("Shown, and rarely asked here", gaps.rarely_asked),
    )
    blocks = []
    for title, found in parts:
        head = look.print(look.say(f"{title} ({len(found)})", "bold"))
        blocks.append(head + (_gap_rows(found[:top], look) if found else look.print(look.say("  none"))))
    note = f"Of {gaps.n:,} postings with readable requirements; 95 % intervals."
    lines = [look.say(note, "dim")]
    if gaps.traits:
        lines.insert(0, look.say(traits_sentence(gaps)))
    return "\n".join([*blocks, look.print(*lines)])


def traits_sentence(gaps: Gaps) -> str:
    """Traits that are asked in general words and not found: no line can be written for them."""
    named = ", ".join(f"{one.share.name} ({percent(one.share.share)})" for one in gaps.traits)
    return f"Also asked in general words, and best shown by what you did: {named}."


def _gap_rows(found: Sequence[Gap], look: Look) -> str:
    rows = [["", "", "", "", ""]]
    for one in found:
        quote = words.shorten(one.evidence.text, 60) if one.evidence and one.evidence.text else ""
        asked = f"{one.share.count} of {one.share.n}"
        rows.append(
            [one.share.name, percent(one.share.share), asked, span(one.share.low, one.share.high), quote]
        )
    return table(rows, look, right=(1, 2, 3))


def cleared_sentence(ranking: Ranking) -> str:
    """How many postings are cleared, in words."""
    one = ranking.cleared
    low, high = one.interval
    sample = " (an even sample)" if one.sampled else ""
    return (
        f"You clear {percent(one.share)} of {one.n:,} postings{sample}: a fit of 60 or better, and no "
        f"condition missed. Interval {span(low, high)}."
    )


def gap_text(gap: RequirementMatch | None) -> str:
    """The one gap that matters most, in the posting's words."""
    if gap is None:
        return "nothing is missing"
    return f"{words.mark(gap.met).word}: “{words.shorten(gap.text, 90)}”"


def render_ranking(ranking: Ranking, look: Look) -> str:
    """Postings for a person, best first, each with its gap."""
    if not ranking.rows:
        return look.print(look.say(ranking.reason or "No posting fits the filter."))
    rows = [["#", "fit", "interval", "id", "posting", "the gap that matters most"]]
    for number, one in enumerate(ranking.rows, start=1):
        at = ", ".join(
            part for part in (one.posting.company, one.posting.place or one.posting.country) if part
        )
        title = words.shorten(one.posting.title, 50) + (f" ({words.shorten(at, 40)})" if at else "")
        match = one.match
        title += f" – {LEVELS[one.level]}" if one.level in LEVELS else ""
        interval, gap = words.span_text(match.low, match.high), gap_text(one.gap)
        rows.append([str(number), str(int(match.score or 0)), interval, one.posting.id, title, gap])
    said = [look.say(cleared_sentence(ranking))]
    if any(one.level in LEVELS for one in ranking.rows):
        said.append(look.say(LEVEL_HELP, "dim"))
    note = look.print("", *said, look.say(words.ADVICE, "dim"))
    return table(rows, look, right=(0, 1, 2), whole=(3,)) + note


#: Said where a posting of another level is among those ranked.
LEVEL_HELP = (
    "Below or above your level: of postings in one band of fit (20 points), those at your level come first."
)


def render_like(found: Sequence[tuple[Facts, float]], look: Look) -> str:
    """Postings like one, the nearest first."""
    if not found:
        return look.print(look.say("No other posting is like it."))
    rows = [["id", "posting", "kind of job", "level", "alike"]]
    for one, likeness in found:
        at = ", ".join(part for part in (one.company, one.place or one.country) if part)
        title = words.shorten(one.title, 60) + (f" ({words.shorten(at, 40)})" if at else "")
        rows.append([one.id, title, family_name(one.family), one.level, percent(likeness)])
    note = "Alike by what they ask, half by skills and half by words."
    return table(rows, look, right=(4,), whole=(0,)) + look.print("", look.say(note, "dim"))


def render_people(found: Sequence[tuple[str, Match, RequirementMatch | None]], look: Look) -> str:
    """People for one posting."""
    rows = [["#", "fit", "interval", "file", "the gap that matters most"]]
    for number, (name, match, gap) in enumerate(found, start=1):
        score = "-" if match.score is None else str(int(match.score))
        told = match.reason if match.abstained else gap_text(gap)
        rows.append([str(number), score, words.span_text(match.low, match.high), name, told])
    return table(rows, look, right=(0, 1, 2)) + look.print("", look.say(words.ADVICE, "dim"))


def import_sentence(done: Imported) -> str:
    """How an import ended, in one line."""
    told = done.progress
    return (
        f"{told.seen:,} seen: {told.saved:,} saved, {told.repeated:,} seen before or posted again, "
        f"{told.other_languages:,} not in English (kept apart), {told.unread:,} not read"
    )


def outdated_sentence(count: int, *, button: bool = False) -> str:
    """That an older version read some postings, and what to do; "" when none. `button`: one is below."""
    if not count:
        return ""
    how = "They can be read again here" if button else "The command aipm market reread reads them again"
    return (
        f"{count:,} of your postings were read by an older version of this program. "
        f"{how}; what you see until then is as it was read then."
    )


def reread_sentence(done: Reread) -> str:
    """How a second reading ended."""
    if not done.total:
        return "nothing to read again: all postings were read by this version"
    changed = f"of {done.changed:,} the title or what they ask is read differently"
    return f"{done.done:,} postings read again; {changed}"


def render_effects(now: Cleared, effects: Sequence[Effect], look: Look) -> str:
    """The share cleared now, and after each thing is shown at work."""
    share = f"You clear {percent(now.share)} of {now.n:,} postings now."
    first = f"{share} If a line of work showed it (true facts only):"
    rows = [["", "cleared then", "postings more", "points on average"]]
    rows += [
        [demand.name_of("skill", one.skill), percent(one.after.share), f"+{one.after.count - now.count}",
         f"+{one.points:.1f}"]
        for one in effects
        if one.points >= LEAST_POINTS or one.after.count > now.count
    ]  # fmt: skip
    if len(rows) == 1:
        return look.print("", look.say(f"{share} No single skill of these would change it.", "bold"))
    return look.print("", look.say(first, "bold")) + table(rows, look, right=(1, 2, 3))


def render_steps(now: Cleared, found: Sequence[Step], look: Look) -> str:
    """The share cleared after each suggestion in turn."""
    if not found:
        return ""
    rows = [["", "suggestion", "cleared then", "postings more", "points on average"]]
    rows += [
        [
            str(number),
            one.message,
            percent(one.after.share),
            f"+{one.after.count - now.count}",
            f"+{one.points:.1f}",
        ]
        for number, one in enumerate(found, start=1)
    ]
    first = "Suggestions for the posting that fits best, one after the other (true facts only):"
    return look.print("", look.say(first, "bold")) + table(rows, look, right=(0, 2, 3, 4))


def render_runs(found: Sequence[Run], look: Look) -> str:
    """The last imports."""
    rows = [["started", "ended", "saved", "known", "not read", "from"]]
    rows += [
        [one.started_at[:16], (one.finished_at or "cut short")[:16], f"{one.read:,}", f"{one.repeated:,}",
         f"{one.failed:,}", words.shorten(one.source, 40)]
        for one in found
    ]  # fmt: skip
    return table(rows, look, right=(2, 3, 4)) if found else look.print(look.say("Nothing was imported yet."))


def render_reasons(found: Sequence[tuple[str, str]], look: Look) -> str:
    """What could not be read, and why."""
    return table([("", ""), *found], look) if found else ""


# --- spreadsheets and programs -----------------------------------------------------------------------


def rows_of(facts: Sequence[Facts]) -> list[tuple[str, Share]]:
    """All shares of a selection: of all postings together, and of each family, level and country."""
    found: list[tuple[str, Share]] = []
    groups: list[tuple[str, Sequence[Facts]]] = [("all", facts)]
    kinds: tuple[demand.Group, ...] = ("family", "level", "country")
    for by in kinds:
        for name, some in demand.groups(facts, by).items():
            if len(demand.readable(some)) >= _FEWEST:
                groups.append((f"{by}: {name}", some))
    for group, rows in groups:
        for kind in KINDS:
            found += [(group, one) for one in demand.shares(rows, kind)]
    return found


def render_csv(facts: Sequence[Facts]) -> str:
    """All shares as CSV, one line each (comma, CRLF as RFC 4180 has it)."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows(map(_safe_row, map(_line, rows_of(facts))))
    return out.getvalue()


def _line(row: tuple[str, Share]) -> tuple[object, ...]:
    group, one = row
    return (group, one.kind, one.id, one.name, one.count, one.n,
            *(round(value, 4) for value in (one.share, one.low, one.high)))  # fmt: skip


def render_json(about: About, found: Iterable[Share]) -> str:
    """Shares as JSON, with what must be said about the market."""
    told = {"about": asdict(about), "shares": [{**asdict(one), "share": one.share} for one in found]}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


_SHEET = tuple[str, Sequence[str], Sequence[Sequence[object]]]


def workbook(about: About, facts: Sequence[Facts]) -> bytes:
    """The market as a workbook: what must be said, a sheet for each kind of demand, pay, pairs, postings."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    # a fixed moment: the same market gives the same bytes
    book.set_properties({"title": about.name, "created": datetime(2026, 1, 1, tzinfo=UTC)})
    bold, share = book.add_format({"bold": True}), book.add_format({"num_format": "0 %"})
    for name, columns, lines in _sheets(about, facts):
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, columns, bold)
        for at, line in enumerate(lines, start=1):
            sheet.write_row(at, 0, _safe_row(line))
        if columns is COLUMNS:
            sheet.set_column(3, 3, 34)
            sheet.set_column(6, 8, 8, share)
        sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()


def _sheets(about: About, facts: Sequence[Facts]) -> Iterator[_SHEET]:
    said = (headline(about), *about.cautions, f"Sources: {about.source}")
    yield "About", ("what must be said",), [(one,) for one in said]
    everything = rows_of(facts)
    for kind in KINDS:
        yield kind.capitalize(), COLUMNS, [_line(row) for row in everything if row[1].kind == kind]
    columns = ("currency", "period", "n", "lower quarter", "median", "upper quarter", "low", "high")
    yield (
        "Pay",
        columns,
        [
            (one.currency, one.period, one.n, one.quarter, one.median, one.three_quarters, one.low, one.high)
            for one in demand.pay_ranges(facts)
        ],
    )
    yield (
        "Together",
        ("first", "second", "count", "n", "by chance", "clear"),
        [
            (one.first, one.second, one.count, one.n, round(one.expected, 2), str(one.clear))
            for one in demand.together(facts)
        ],
    )
    yield "Postings", POSTING_COLUMNS, [_posting(row) for row in facts]


POSTING_COLUMNS = (
    "id", "title", "company", "family", "level", "country", "place", "remote", "posted", "source", "url",
    "min_years", "degree", "readable", "required", "preferred", "duties", "credentials", "pay_low",
    "pay_high", "pay_currency", "pay_period",
)  # fmt: skip


def _posting(row: Facts) -> list[object]:
    pay = row.pay
    lists = ["; ".join(demand.name_of("skill", one) for one in some)
             for some in (row.required, row.preferred, row.duties, row.credentials)]  # fmt: skip
    return [
        row.id, row.title, row.company, row.family, row.level, row.country, row.place, row.remote, row.posted,
        row.source, row.url, row.min_years, row.degree, row.readable, *lists,
        *((pay.low, pay.high, pay.currency, pay.period) if pay else ("", "", "", "")),
    ]  # fmt: skip


def _safe_row(row: Sequence[object]) -> list[object]:
    return [_safe(value) for value in row]


def _safe(value: object) -> object:
    if not isinstance(value, str):
        return "" if value is None else value
    text = words.clean(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
