"""The parts of the market's page: dots with intervals, tables beside them, rows of postings."""

from collections.abc import Mapping, Sequence

from analyzer.jobmarket import Cleared, Coverage, Effect, Imported, Ranked, Ranking, Step
from analyzer.market.demand import LEAST_ROWS, Difference, Pair, PayRange, Share, Trend, Years, name_of
from analyzer.market.facts import Facts
from analyzer.market.gaps import Gaps, Standing
from analyzer.market.snapshot import About
from analyzer.records import Evidence, RequirementMatch
from analyzer.reports import market as told
from analyzer.reports import words
from analyzer.texts import say
from analyzer.ui.markup import Html, column, details, element, join, show, sign

#: How a person stands to something -> sign, word, class of the dot.
STANDS = {
    "shown": ("●", "market-stand-shown", "filled"),
    "told": ("◕", "market-stand-told", "filled"),
    "claimed": ("◐", "market-stand-claimed", "half"),
    "missing": ("○", "market-stand-missing", "hollow"),
}
_MOST_REASONS = 30
#: How a person stands to each thing, and the words that say so.
Stands = Mapping[str, tuple[Standing, Evidence | None]]


def about(one: About) -> None:
    """Size, sources, dates and bias, before any figure."""
    show(
        element("p", element("strong", told.headline(one))),
        element("p", " ".join(one.cautions), class_="muted small"),
        element("p", say("market-sources", sources=one.source), class_="muted small") if one.source else None,
    )


def coverage(one: Coverage) -> None:
    """Which postings the figures are of, and why the others are not among them."""
    show(element("p", told.coverage_sentence(one), class_="small"))


def traits(found: Gaps) -> None:
    """What is asked in general words, and is no advice."""
    if found.traits:
        show(element("p", told.traits_sentence(found), class_="muted small"))


def chart(shares: Sequence[Share], rows: Sequence[Facts], stands: Stands | None) -> None:
    """A row for each thing asked: the dot is the share, the line its interval; figures stand beside it."""
    if not shares:
        show(element("p", say("market-chart-none"), class_="muted"))
        return
    head = [
        say("market-chart-asked"),
        _axis(),
        say("market-share"),
        say("market-postings"),
        say("market-interval"),
        *([say("market-chart-you")] if stands else []),
    ]
    body = [_row(one, stands) for one in shares]
    legend = [element("span", element("b", symbol), f" {say(word)}") for symbol, word, _ in STANDS.values()]
    n = shares[0].n
    show(
        element("p", *legend, class_="legend") if stands else None,
        _table(head, body, "market dots", label=say("market-chart-label")),
        element(
            "p",
            say("market-chart-note", kind=told.KINDS[shares[0].kind], n=f"{n:,}", total=f"{len(rows):,}"),
            class_="muted small",
        ),
    )


def _row(one: Share, stands: Stands | None) -> list[Html]:
    standing, evidence = stands[one.id] if stands else (None, None)
    symbol, word, shape = STANDS[standing] if standing else ("", "", "plain")
    cells = [
        element("th", one.name, scope="row"),
        element("td", dot(one, shape), class_="plot"),
        element("td", told.percent(one.share), class_="figure"),
        element("td", say("market-count-of", count=f"{one.count:,}", total=f"{one.n:,}"), class_="figure"),
        element("td", told.span(one.low, one.high), class_="figure", data_label=say("market-interval-label")),
    ]
    if standing:
        said = element("span", symbol, " ", say(word), class_=f"stand stand-{shape}")
        quote = evidence.text if evidence else ""
        cells.append(
            element(
                "td",
                said,
                details(say("market-where"), element("q", words.shorten(quote, 160))) if quote else None,
            )
        )
    return cells


def dot(one: Share, shape: str) -> Html:
    """The share as a dot on a line from 0 to 100 %."""
    line = f"left:{100 * one.low:.1f}%;width:{100 * (one.high - one.low):.1f}%"
    return element(
        "span",
        element("i", class_="span", style=line),
        element("i", class_=f"dot {shape}", style=f"left:{100 * one.share:.1f}%"),
        class_="scale",
        role="img",
        aria_label=say(
            "market-share-spoken", share=told.percent(one.share), interval=told.span(one.low, one.high)
        ),
    )


def _axis() -> Html:
    return element(
        "span", element("span", "0"), element("span", "50"), element("span", "100 %"), class_="axis"
    )


def cleared(ranking: Ranking) -> None:
    """How many postings are cleared."""
    show(element("p", told.cleared_sentence(ranking), class_="why"))


def ranking(found: Ranking) -> None:
    """The best postings with their fit, interval and the gap that matters most."""
    body = [_posting(number, one) for number, one in enumerate(found.rows, start=1)]
    head = ["#", say("market-fit"), say("market-posting"), say("market-gap")]
    show(
        _table(head, body, "market ranked", label=say("market-ranked-label")),
        element("p", told.level_help(), class_="muted small") if any(map(_aside, found.rows)) else None,
        element("p", words.interval_help(), " ", words.advice(), class_="muted small"),
    )


def _posting(number: int, one: Ranked) -> list[Html]:
    match = one.match
    fit = join(
        element("strong", words.whole(match.score)),
        element("span", f" {words.span_text(match.low, match.high)}", class_="muted small"),
    )
    return [
        element("td", str(number), class_="figure"),
        element("td", fit, class_="figure"),
        element("td", _title(one.posting), _aside(one)),
        element("td", _gap(one.gap)),
    ]


def _aside(one: Ranked) -> Html | None:
    """That a posting is for another level than the person's."""
    said = told.LEVELS.get(one.level or "")
    return element("span", said, class_="muted small block") if said else None


_REMOTE = {"remote": "market-remote", "hybrid": "market-remote-hybrid"}


def _title(row: Facts) -> Html:
    safe = row.url if row.url and row.url.startswith(("https://", "http://")) else None
    title = (
        element("a", row.title, href=safe, rel="noreferrer noopener", target="_blank") if safe else row.title
    )
    place = row.place or row.country or ""
    remote = {"yes": "remote", "hybrid": "hybrid"}.get(row.remote or "", "")
    told_already = not remote or remote in place.casefold()
    parts = (row.company, place, "" if told_already else say(_REMOTE[remote]), row.posted)
    facts = " · ".join(part for part in parts if part)
    return join(title, element("span", facts, class_="muted small block") if facts else None)


def _gap(gap: RequirementMatch | None) -> Html:
    if gap is None:
        return join(say("market-gap-none"))
    return join(sign(gap.met), " ", element("q", words.shorten(gap.text, 130)))


def alike(found: Sequence[Facts]) -> None:
    """Postings like one, nearest first."""
    if not found:
        show(element("p", say("market-like-none"), class_="muted"))
    show(element("ul", *(element("li", _title(row)) for row in found), class_="plain"))


def effects(now: Cleared, found: Sequence[Effect]) -> None:
    """What one more skill would change."""
    found = [one for one in found if one.points >= told.LEAST_POINTS or one.after.count > now.count]
    if not found:
        return
    body = [
        [
            element("th", name_of("skill", one.skill), scope="row"),
            element("td", told.percent(one.after.share), class_="figure"),
            element("td", f"+{one.after.count - now.count}", class_="figure"),
            element("td", f"+{one.points:.1f}", class_="figure"),
        ]
        for one in found
    ]
    show(
        element("h3", say("market-effects")),
        _table(
            ["", say("market-cleared"), say("market-postings"), say("market-points")],
            body,
            "market",
            label=say("market-effects-label"),
        ),
        element(
            "p",
            say("market-effects-now", share=told.percent(now.share), total=f"{now.n:,}"),
            class_="muted small",
        ),
    )


def steps(now: Cleared, found: Sequence[Step]) -> None:
    """What is cleared after each suggestion for the posting that fits best, one after the other."""
    if not found:
        return
    body = [
        [
            element("th", words.shorten(one.message, 140), scope="row"),
            element("td", told.percent(one.after.share), class_="figure"),
            element("td", f"+{one.after.count - now.count}", class_="figure"),
            element("td", f"+{one.points:.1f}", class_="figure"),
        ]
        for one in found
    ]
    label = say("market-steps-label")
    show(
        element("h3", say("market-steps")),
        _table(
            ["", say("market-cleared"), say("market-postings"), say("market-points")],
            body,
            "market",
            label=label,
        ),
        element("p", say("market-steps-note"), class_="muted small"),
    )


def rarely(found: Gaps) -> None:
    """What is shown and hardly anybody asks for."""
    if not found.rarely_asked:
        return
    lines = [
        element(
            "li",
            one.share.name,
            element(
                "span",
                " " + say("market-count-of", count=one.share.count, total=f"{one.share.n:,}"),
                class_="muted small",
            ),
        )
        for one in found.rarely_asked[:12]
    ]
    show(details(say("market-rarely", count=len(found.rarely_asked)), element("ul", *lines, class_="plain")))


def trend(one: Trend) -> None:
    """Month by month, and the sentence about it; months of very few postings are counted, not drawn."""
    enough = [(month, share) for month, share in one.months if share.n >= LEAST_ROWS]
    few = len(one.months) - len(enough)
    left_out = " " + say("market-trend-few", count=few, least=LEAST_ROWS) if few else ""
    show(element("p", told.trend_sentence(one) + left_out))
    body = [
        [
            element("th", month, scope="row"),
            element("td", dot(share, "plain"), class_="plot"),
            element("td", told.percent(share.share), class_="figure"),
            element(
                "td", say("market-count-of", count=f"{share.count:,}", total=f"{share.n:,}"), class_="figure"
            ),
        ]
        for month, share in enough[-24:]
    ]
    if body:
        show(
            _table(
                [say("market-month"), _axis(), say("market-share"), say("market-postings")],
                body,
                "market dots",
                label=say("market-trend-label"),
            )
        )


def differences(found: Sequence[Difference], names: tuple[str, str]) -> None:
    """What separates two kinds of postings."""
    if not found:
        show(element("p", say("market-differences-none"), class_="muted"))
        return
    body = [
        [
            element("th", one.share.name, scope="row"),
            element(
                "td",
                say("market-share-of", share=told.percent(one.share.share), total=f"{one.share.n:,}"),
                class_="figure",
            ),
            element(
                "td",
                say("market-share-of", share=told.percent(one.other.share), total=f"{one.other.n:,}"),
                class_="figure",
            ),
            element(
                "td",
                say(
                    "market-interval-of",
                    value=told.points(one.points),
                    low=told.points(one.low),
                    high=told.points(one.high),
                ),
                class_="figure",
            ),
            element("td", say("market-difference-clear") if one.clear else say("market-difference-chance")),
        ]
        for one in found
    ]
    show(
        _table(
            [say("market-skill"), *names, say("market-points"), ""],
            body,
            "market",
            label=say("market-differences-label"),
        )
    )


def pairs(found: Sequence[Pair]) -> None:
    """What is asked together."""
    lines = [
        element(
            "li",
            say("market-pair", first=one.first, second=one.second),
            element(
                "span",
                " " + say("market-pair-count", count=one.count, times=f"{one.times:.1f}"),
                class_="muted small",
            ),
        )
        for one in found
        if one.clear
    ]
    if lines:
        show(element("h3", say("market-pairs")), element("ul", *lines, class_="plain"))


def pay(found: Sequence[PayRange]) -> None:
    """Pay where it is stated."""
    if not found:
        show(element("p", say("market-pay-none"), class_="muted"))
        return
    body = [
        [
            element(
                "th",
                say("market-pay-unit", currency=one.currency, period=told.PERIODS[one.period]),
                scope="row",
            ),
            element("td", f"{one.n:,}", class_="figure"),
            element(
                "td",
                say("market-pay-range", low=f"{one.quarter:,.0f}", high=f"{one.three_quarters:,.0f}"),
                class_="figure",
            ),
            element(
                "td",
                say(
                    "market-interval-of",
                    value=f"{one.median:,.0f}",
                    low=f"{one.low:,.0f}",
                    high=f"{one.high:,.0f}",
                ),
                class_="figure",
            ),
        ]
        for one in found
    ]
    show(
        _table(
            [say("market-pay"), say("market-postings"), say("market-pay-middle"), say("market-pay-median")],
            body,
            "market",
            label=say("market-pay"),
        ),
        element("p", say("market-pay-note"), class_="muted small"),
    )


def years(found: Years | None) -> None:
    """Years asked."""
    if found:
        show(
            element(
                "p",
                say(
                    "market-years",
                    count=f"{found.n:,}",
                    total=f"{found.of:,}",
                    median=f"{found.median:g}",
                    low=f"{found.low:g}",
                    high=f"{found.high:g}",
                ),
            ),
        )


def imported(done: Imported) -> None:
    """How an import ended."""
    reasons = [element("li", one.reason) for one in done.unread[:_MOST_REASONS]]
    more = len(done.unread) - len(reasons)
    show(
        element("p", told.import_sentence(done), ".", role="status"),
        details(
            say("market-unread", count=f"{len(done.unread):,}"),
            element("ul", *reasons),
            element("p", say("market-unread-more", count=f"{more:,}")) if more > 0 else None,
        )
        if reasons
        else None,
    )


def _table(head: Sequence[str], body: Sequence[Sequence[Html]], class_: str, *, label: str) -> Html:
    titles = [column(one) for one in head]
    rows = [element("tr", *cells) for cells in body]
    table = element(
        "table", element("thead", element("tr", *titles)), element("tbody", *rows), class_=f"table {class_}"
    )
    return element("div", table, class_="scroll-x", tabindex="0", role="region", aria_label=label)
