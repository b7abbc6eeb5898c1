"""The market for a terminal: demand, gaps, ranked postings.

No figure stands without its n; what must be said about a market stands above it.
"""

from collections.abc import Mapping, Sequence

from rich.console import RenderableType

from analyzer.jobmarket import Cleared, Coverage, Effect, Imported, Ranking, Reread, Step
from analyzer.market import demand
from analyzer.market.demand import Difference, Kind, Pair, PayRange, Share, Trend
from analyzer.market.facts import Facts, Period
from analyzer.market.gaps import Gap, Gaps
from analyzer.market.snapshot import About
from analyzer.records import Match, RequirementMatch
from analyzer.reports import words
from analyzer.reports.terminal import Look, table
from analyzer.store.postings import Run
from analyzer.texts import Texts, say

_PLOT = 24
_STANDS = {
    "shown": ("✓", "market-stand-shown"),
    "told": ("✓", "market-stand-told"),
    "claimed": ("◐", "market-stand-claimed"),
    "missing": ("✗", "market-stand-missing"),
}
#: How a posting's level stands to the person's; nothing is said where they agree.
LEVELS = Texts({"over": "market-below-your-level", "under": "market-above-your-level"})
_FEWEST = demand.LEAST_ROWS
#: An effect of fewer points on average is not told.
LEAST_POINTS = 0.05

#: What a posting does that is counted, after "A posting".
KINDS: Texts[Kind] = Texts(
    {
        "skill": "market-asks-skill",
        "competency": "market-asks-competency",
        "duty": "market-asks-duty",
        "credential": "market-asks-credential",
        "credential required": "market-asks-credential-required",
        "degree": "market-asks-degree",
        "years": "market-asks-years",
    }
)
PERIODS: Texts[Period] = Texts(
    {
        "year": "market-period-year",
        "month": "market-period-month",
        "week": "market-period-week",
        "day": "market-period-day",
        "hour": "market-period-hour",
    }
)
FAMILIES = Texts(
    {
        "ai_project_manager": "market-family-ai-project-manager",
        "ai_program_manager": "market-family-ai-program-manager",
        "ai_product_manager": "market-family-ai-product-manager",
        "tpm_ml": "market-family-tpm-ml",
        "ai_consultant": "market-family-ai-consultant",
        "ai_governance": "market-family-ai-governance",
        "head_of_ai": "market-family-head-of-ai",
        "ai_transformation": "market-family-ai-transformation",
        "delivery_manager": "market-family-delivery-manager",
        "data_project_manager": "market-family-data-project-manager",
        "data_science_manager": "market-family-data-science-manager",
        "project_coordinator": "market-family-project-coordinator",
        "it_project_manager": "market-family-it-project-manager",
        "product_manager": "market-family-product-manager",
        "scrum_master": "market-family-scrum-master",
        "construction_project_manager": "market-family-construction-project-manager",
        "other": "market-family-other",
    }
)


def percent(share: float) -> str:
    """A share as people say it: "64 %"."""
    return f"{100 * share:.0f} %"


def span(low: float, high: float) -> str:
    """An interval of shares: "48-77 %"."""
    return f"{100 * low:.0f}-{100 * high:.0f} %"


def family_name(family: str) -> str:
    """What a family of jobs is called."""
    return FAMILIES[family] if family in FAMILIES else family.replace("_", " ").capitalize()


def headline(about: About) -> str:
    """The one line above every figure: how many, from where, of when."""
    numbers = {"count": f"{about.count:,}", "dated": f"{about.dated:,}", "readable": f"{about.readable:,}"}
    months = say("market-months", first=about.first, last=about.last or "") if about.first else ""
    if about.collected:
        return say(
            "market-headline-collected", name=about.name, day=about.collected, months=months, **numbers
        )
    return say("market-headline", name=about.name, months=months, **numbers)


def render_about(about: About, look: Look) -> str:
    """What must be said about a market."""
    parts: list[RenderableType] = [look.say(headline(about), "bold")]
    parts += [look.say(f"  {one}", "dim") for one in about.cautions]
    if about.source:
        parts.append(look.say("  " + say("market-sources", sources=words.clean(about.source)), "dim"))
    return look.print(*parts, "")


def coverage_sentence(one: Coverage) -> str:
    """Which postings the figures are of, and why the others are not among them."""
    left_out = []
    if one.other_languages:
        left_out.append(say("market-not-english", count=f"{one.other_languages:,}"))
    if one.filtered_out:
        left_out.append(say("market-filtered-out", count=f"{one.filtered_out:,}"))
    total, unread = f"{one.all:,}", one.meant - one.readable
    parts = [
        say("market-meant", count=f"{one.meant:,}", total=total, aside="; ".join(left_out))
        if left_out
        else say("market-meant-all", total=total)
    ]
    if unread:
        parts.append(say("market-shares-unread", count=f"{one.readable:,}", unread=f"{unread:,}"))
    else:
        parts.append(say("market-shares-of", count=f"{one.readable:,}"))
    if one.ranked != one.readable:
        parts.append(say("market-ranked-more", count=f"{one.ranked:,}"))
    return " ".join(parts)


def render_coverage(one: Coverage, look: Look) -> str:
    """The same for a terminal."""
    return look.print(look.say(coverage_sentence(one)), "")


def render_shares(found: Sequence[Share], look: Look, *, stands: Mapping[str, str] | None = None) -> str:
    """Shares as a table with a small plot: the dot is the share, the line its 95 % interval."""
    if not found:
        return look.print(look.say(say("market-shares-none")))
    kind, n = found[0].kind, found[0].n
    rows = [
        [
            kind,
            say("market-print-asked-in"),
            say("market-print-of"),
            say("market-print-interval"),
            "0 %" + " " * (_PLOT - 7) + "100 %",
        ]
    ]
    if stands is not None:
        rows[0].append(say("market-print-you"))
    for one in found:
        row = [
            one.name,
            percent(one.share),
            say("market-count-of", count=one.count, total=one.n),
            span(one.low, one.high),
            plot(one),
        ]
        if stands is not None:
            sign, said = _STANDS[stands.get(one.id, "missing")]
            row.append(f"{sign} {say(said)}")
        rows.append(row)
    note = say("market-print-shares-note", kind=KINDS[kind], n=f"{n:,}")
    return table(rows, look, right=(1, 2, 3), whole=(4,)) + look.print("", look.say(note, "dim"))


def plot(one: Share) -> str:
    """A share between 0 and 100 % as a line of signs."""
    at = [round(value * (_PLOT - 1)) for value in (one.low, one.share, one.high)]
    return "".join(
        "●" if place == at[1] else "━" if at[0] <= place <= at[2] else "·" for place in range(_PLOT)
    )


def render_groups(groups: Mapping[str, Sequence[Facts]], kind: Kind, top: int, look: Look) -> str:
    """The most frequent demands of each group, with n; groups that are too small say so."""
    rows = [
        [
            say("market-print-group"),
            say("market-print-postings"),
            say("market-print-readable"),
            say("market-print-asked-most"),
        ]
    ]
    for name, found in groups.items():
        counted = demand.readable(found)
        most = demand.shares(counted, kind)[:top]
        told = ", ".join(f"{one.name} {percent(one.share)}" for one in most)
        shown = told if len(counted) >= _FEWEST else say("market-print-too-few")
        rows.append([family_name(name), f"{len(found):,}", f"{len(counted):,}", shown])
    return table(rows, look, right=(1, 2))


def render_differences(found: Sequence[Difference], look: Look, names: tuple[str, str]) -> str:
    """What separates two kinds of postings; only clear differences carry a sign."""
    rows = [
        [
            "",
            say("market-print-asked"),
            names[0],
            names[1],
            say("market-print-difference"),
            say("market-print-interval"),
        ]
    ]
    rows += [
        ["*" if one.clear else "", one.share.name, _of(one.share), _of(one.other), points(one.points),
         say("market-points-range", low=points(one.low), high=points(one.high))]
        for one in found
    ]  # fmt: skip
    note = say("market-print-chance-note")
    return table(rows, look, right=(2, 3, 4, 5)) + look.print("", look.say(note, "dim"))


def points(value: float) -> str:
    """A difference of shares in points: "+15"."""
    return f"{100 * value:+.0f}"


def _of(one: Share) -> str:
    return say("market-share-of", share=percent(one.share), total=one.n)


def trend_sentence(trend: Trend) -> str:
    """What can be said about how a share moved."""
    undated = f" {say('market-undated', count=trend.undated)}" if trend.undated else ""
    if trend.change is None:
        return say("market-trend-too-few", name=trend.name) + undated
    now, before = trend.change.share, trend.change.other
    moved = say(
        "market-points-moved",
        points=points(trend.change.points),
        low=points(trend.change.low),
        high=points(trend.change.high),
    )
    said = "market-trend-clear" if trend.change.clear else "market-trend-not-clear"
    told = say(said, name=trend.name, now=_of(now), since=trend.since or "", before=_of(before), moved=moved)
    return told + undated


def render_trend(trend: Trend, look: Look) -> str:
    """A share month by month, and the sentence about it."""
    rows = [
        [
            say("market-print-month"),
            say("market-print-asked-in"),
            say("market-print-of"),
            say("market-print-interval"),
            "",
        ]
    ]
    rows += [
        [
            month,
            percent(one.share),
            say("market-count-of", count=one.count, total=one.n),
            span(one.low, one.high),
            plot(one),
        ]
        for month, one in trend.months
    ]
    return table(rows, look, right=(1, 2, 3), whole=(0, 4)) + look.print("", look.say(trend_sentence(trend)))


def render_pairs(found: Sequence[Pair], look: Look) -> str:
    """Skills that are asked together."""
    rows = [
        [
            "",
            say("market-print-together"),
            say("market-print-postings"),
            say("market-print-by-chance"),
            say("market-print-times"),
        ]
    ]
    rows += [
        [
            "*" if one.clear else "",
            f"{one.first} + {one.second}",
            say("market-count-of", count=one.count, total=one.n),
            f"{one.expected:.1f}",
            f"{one.times:.1f}",
        ]
        for one in found
    ]
    return table(rows, look, right=(2, 3, 4))


def render_pay(found: Sequence[PayRange], look: Look) -> str:
    """Pay where it is stated."""
    if not found:
        return look.print(look.say(say("market-print-no-pay")))
    rows = [
        [
            say("market-print-pay"),
            say("market-print-postings"),
            say("market-print-lower"),
            say("market-print-median"),
            say("market-print-upper"),
            say("market-print-median-interval"),
        ]
    ]
    rows += [
        [
            say("market-pay-unit", currency=one.currency, period=PERIODS[one.period]),
            str(one.n),
            f"{one.quarter:,.0f}",
            f"{one.median:,.0f}",
            f"{one.three_quarters:,.0f}",
            say("market-pay-range", low=f"{one.low:,.0f}", high=f"{one.high:,.0f}"),
        ]
        for one in found
    ]
    note = say("market-print-pay-note")
    return table(rows, look, right=(1, 2, 3, 4, 5)) + look.print("", look.say(note, "dim"))


def render_gaps(gaps: Gaps, look: Look, top: int) -> str:
    """Demanded and shown, claimed, missing; shown but rarely asked."""
    parts = (
        (say("market-gaps-missing"), gaps.missing),
        (say("market-gaps-claimed"), gaps.claimed),
        (say("market-gaps-told"), gaps.told),
        (say("market-gaps-shown"), gaps.shown),
        (say("market-gaps-rare"), gaps.rarely_asked),
    )
    blocks = []
    for title, found in parts:
        head = look.print(look.say(f"{title} ({len(found)})", "bold"))
        blocks.append(
            head
            + (
                _gap_rows(found[:top], look)
                if found
                else look.print(look.say("  " + say("market-print-none")))
            )
        )
    note = say("market-print-gaps-note", n=f"{gaps.n:,}")
    lines = [look.say(note, "dim")]
    if gaps.traits:
        lines.insert(0, look.say(traits_sentence(gaps)))
    return "\n".join([*blocks, look.print(*lines)])


def traits_sentence(gaps: Gaps) -> str:
    """Traits that are asked in general words and not found: no line can be written for them."""
    named = ", ".join(f"{one.share.name} ({percent(one.share.share)})" for one in gaps.traits)
    return say("market-traits", named=named)


def _gap_rows(found: Sequence[Gap], look: Look) -> str:
    rows = [["", "", "", "", ""]]
    for one in found:
        quote = words.shorten(one.evidence.text, 60) if one.evidence and one.evidence.text else ""
        asked = say("market-count-of", count=one.share.count, total=one.share.n)
        rows.append(
            [one.share.name, percent(one.share.share), asked, span(one.share.low, one.share.high), quote]
        )
    return table(rows, look, right=(1, 2, 3))


def cleared_sentence(ranking: Ranking) -> str:
    """How many postings are cleared, in words."""
    one = ranking.cleared
    low, high = one.interval
    said = "market-cleared-sampled" if one.sampled else "market-cleared-all"
    return say(said, share=percent(one.share), total=f"{one.n:,}", interval=span(low, high))


def gap_text(gap: RequirementMatch | None) -> str:
    """The one gap that matters most, in the posting's words."""
    if gap is None:
        return say("market-gap-none")
    return f"{words.mark(gap.met).word}: “{words.shorten(gap.text, 90)}”"


def render_ranking(ranking: Ranking, look: Look) -> str:
    """Postings for a person, best first, each with its gap."""
    if not ranking.rows:
        return look.print(look.say(ranking.reason or say("market-print-nothing")))
    rows = [
        [
            "#",
            say("market-print-fit"),
            say("market-print-interval"),
            say("market-print-id"),
            say("market-print-posting"),
            say("market-print-gap"),
        ]
    ]
    for number, one in enumerate(ranking.rows, start=1):
        at = ", ".join(
            part for part in (one.posting.company, one.posting.place or one.posting.country) if part
        )
        title = words.shorten(one.posting.title, 50) + (f" ({words.shorten(at, 40)})" if at else "")
        match = one.match
        title += f" – {LEVELS[one.level]}" if one.level and one.level in LEVELS else ""
        interval, gap = words.span_text(match.low, match.high), gap_text(one.gap)
        rows.append([str(number), words.whole(match.score), interval, one.posting.id, title, gap])
    said = [look.say(cleared_sentence(ranking))]
    if any(one.level in LEVELS for one in ranking.rows):
        said.append(look.say(level_help(), "dim"))
    note = look.print("", *said, look.say(words.advice(), "dim"))
    return table(rows, look, right=(0, 1, 2), whole=(3,)) + note


def level_help() -> str:
    """Said where a posting of another level is among those ranked."""
    return say("market-level-help")


def render_like(found: Sequence[tuple[Facts, float]], look: Look) -> str:
    """Postings like one, the nearest first."""
    if not found:
        return look.print(look.say(say("market-print-none-like")))
    rows = [
        [
            say("market-print-id"),
            say("market-print-posting"),
            say("market-print-kind"),
            say("market-print-level"),
            say("market-print-alike"),
        ]
    ]
    for one, likeness in found:
        at = ", ".join(part for part in (one.company, one.place or one.country) if part)
        title = words.shorten(one.title, 60) + (f" ({words.shorten(at, 40)})" if at else "")
        rows.append([one.id, title, family_name(one.family), one.level, percent(likeness)])
    note = say("market-print-alike-note")
    return table(rows, look, right=(4,), whole=(0,)) + look.print("", look.say(note, "dim"))


def render_people(found: Sequence[tuple[str, Match, RequirementMatch | None]], look: Look) -> str:
    """People for one posting."""
    rows = [
        [
            "#",
            say("market-print-fit"),
            say("market-print-interval"),
            say("market-print-file"),
            say("market-print-gap"),
        ]
    ]
    for number, (name, match, gap) in enumerate(found, start=1):
        score = "-" if match.score is None else words.whole(match.score)
        told = match.reason if match.abstained else gap_text(gap)
        rows.append([str(number), score, words.span_text(match.low, match.high), name, told])
    return table(rows, look, right=(0, 1, 2)) + look.print("", look.say(words.advice(), "dim"))


def import_sentence(done: Imported) -> str:
    """How an import ended, in one line."""
    told = done.progress
    return say(
        "market-import-done",
        seen=f"{told.seen:,}",
        saved=f"{told.saved:,}",
        repeated=f"{told.repeated:,}",
        foreign=f"{told.other_languages:,}",
        unread=f"{told.unread:,}",
    )


def outdated_sentence(count: int, *, button: bool = False) -> str:
    """That an older version read some postings, and what to do; "" when none. `button`: one is below."""
    if not count:
        return ""
    return say("market-outdated-here" if button else "market-outdated", count=f"{count:,}")


def reread_sentence(done: Reread) -> str:
    """How a second reading ended."""
    if not done.total:
        return say("market-reread-none")
    return say("market-reread-done", done=f"{done.done:,}", changed=f"{done.changed:,}")


def render_effects(now: Cleared, effects: Sequence[Effect], look: Look) -> str:
    """The share cleared now, and after each thing is shown at work."""
    share = say("market-clear-now", share=percent(now.share), total=f"{now.n:,}")
    first = f"{share} {say('market-print-effects')}"
    rows = [
        [
            "",
            say("market-print-cleared-then"),
            say("market-print-postings-more"),
            say("market-print-points-average"),
        ]
    ]
    rows += [
        [demand.name_of("skill", one.skill), percent(one.after.share), f"+{one.after.count - now.count}",
         f"+{one.points:.1f}"]
        for one in effects
        if one.points >= LEAST_POINTS or one.after.count > now.count
    ]  # fmt: skip
    if len(rows) == 1:
        return look.print("", look.say(f"{share} {say('market-print-no-effect')}", "bold"))
    return look.print("", look.say(first, "bold")) + table(rows, look, right=(1, 2, 3))


def render_steps(now: Cleared, found: Sequence[Step], look: Look) -> str:
    """The share cleared after each suggestion in turn."""
    if not found:
        return ""
    rows = [
        [
            "",
            say("market-print-suggestion"),
            say("market-print-cleared-then"),
            say("market-print-postings-more"),
            say("market-print-points-average"),
        ]
    ]
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
    first = say("market-print-steps")
    return look.print("", look.say(first, "bold")) + table(rows, look, right=(0, 2, 3, 4))


def render_runs(found: Sequence[Run], look: Look) -> str:
    """The last imports."""
    rows = [
        [
            say("market-print-started"),
            say("market-print-ended"),
            say("market-print-saved"),
            say("market-print-known"),
            say("market-print-not-read"),
            say("market-print-from"),
        ]
    ]
    rows += [
        [
            one.started_at[:16],
            one.finished_at[:16] if one.finished_at else say("market-print-cut-short"),
            f"{one.read:,}",
            f"{one.repeated:,}",
            f"{one.failed:,}",
            words.shorten(one.source, 40),
        ]
        for one in found
    ]
    return (
        table(rows, look, right=(2, 3, 4)) if found else look.print(look.say(say("market-print-no-imports")))
    )


def render_reasons(found: Sequence[tuple[str, str]], look: Look) -> str:
    """What could not be read, and why."""
    return table([("", ""), *found], look) if found else ""
