"""The fairness tables for a terminal, as JSON and as a page: swaps, and rates with intervals."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from analyzer.fairness import FOUR_FIFTHS, NO_AUDIT, Audit, Rate, Rates, Swap
from analyzer.reports import html, words
from analyzer.reports.terminal import Look, table
from analyzer.texts import Texts, say

KINDS = Texts(
    {
        "name": "fairness-kind-name",
        "pronouns": "fairness-kind-pronouns",
        "address": "fairness-kind-address",
        "school": "fairness-kind-school",
        "employer": "fairness-kind-employer",
        "age": "fairness-kind-age",
    }
)


@dataclass(frozen=True, slots=True)
class Fairness:
    """What was tried on whom: swaps by candidate, and the tables when attributes were declared."""

    job: str
    swaps: Mapping[str, tuple[Swap, ...]]
    audit: Audit | None = None

    @property
    def all_swaps(self) -> tuple[Swap, ...]:
        """Every swap of every candidate."""
        return tuple(swap for found in self.swaps.values() for swap in found)


def summary(swaps: Sequence[Swap]) -> tuple[tuple[str, int, int, float], ...]:
    """By kind: how many swaps, how many changed a score, and the largest change in points."""
    rows = []
    for kind in KINDS:
        found = [one for one in swaps if one.kind == kind]
        changed = [one for one in found if one.change != 0]
        largest = max((abs(one.change) for one in changed if one.change is not None), default=0.0)
        if found:
            rows.append((kind, len(found), len(changed), largest))
    return tuple(rows)


def changed(fairness: Fairness) -> tuple[tuple[str, Swap], ...]:
    """The swaps that changed a score, with whose, the largest change first."""
    found = [(who, one) for who, swaps in fairness.swaps.items() for one in swaps if one.change != 0]
    return tuple(sorted(found, key=lambda pair: -abs(pair[1].change or 1000.0)))


def change_text(swap: Swap) -> str:
    """Like "+0.3", or that the score has gone."""
    return say("fairness-one-side") if swap.change is None else f"{swap.change:+.1f}"


def share_text(rate: Rate) -> str:
    """Like "58 % (36-78)"."""
    if rate.rate is None or rate.low is None or rate.high is None:
        return ""
    return f"{100 * rate.rate:.0f} % ({100 * rate.low:.0f}-{100 * rate.high:.0f})"


def ratio_text(rate: Rate) -> str:
    """Like "0.81 (0.45-1.46)"; "1.00, compared to" for the group with the highest share."""
    if rate.ratio is None:
        return say("fairness-no-one-counts")
    if rate.ratio_low is None or rate.ratio_high is None:
        return say("fairness-highest") if rate.ratio == 1 else f"{rate.ratio:.2f}"
    return f"{rate.ratio:.2f} ({rate.ratio_low:.2f}-{rate.ratio_high:.2f})"


def title(rates: Rates) -> str:
    """Like "Sex and race: above the median of 61.4"."""
    at = (
        say("fairness-above-median", threshold=f"{rates.threshold:g}")
        if rates.is_median
        else say("fairness-or-more", threshold=f"{rates.threshold:g}")
    )
    attribute = words.clean(rates.attribute)
    return f"{attribute[:1].upper()}{attribute[1:]}: {at}"


def aside(rates: Rates, smallest: int) -> str:
    """What a table leaves out: unknown people and groups that are too small."""
    parts = [say("fairness-not-declared", count=rates.unknown)] if rates.unknown else []
    hidden = sum(one.withheld for one in rates.groups)
    if hidden:
        said = "fairness-withheld-people" if rates.withheld else "fairness-withheld"
        parts.append(say(said, groups=hidden, smallest=smallest, people=rates.withheld))
    return "; ".join(parts)


def render_text(fairness: Fairness, look: Look) -> str:
    """The swaps and tables in a terminal."""
    rows: list[tuple[str, ...]] = [
        (
            say("fairness-print-swapped"),
            say("fairness-print-swaps"),
            say("fairness-print-changed"),
            say("fairness-print-largest"),
        )
    ]
    rows += [
        (KINDS[kind], str(n), str(moved), f"{most:.1f}")
        for kind, n, moved, most in summary(fairness.all_swaps)
    ]
    heading = look.say(
        say("fairness-heading", job=words.clean(fairness.job), count=len(fairness.swaps)), "bold"
    )
    blocks = [
        look.print(heading, look.say(say("fairness-expected"), "dim")) + table(rows, look, right=(1, 2, 3))
    ]
    if moved := changed(fairness):
        lines: list[tuple[str, ...]] = [
            (say("fairness-print-who"), say("fairness-print-put-in"), say("fairness-print-change"))
        ]
        lines += [(who, f"{KINDS[one.kind]}: {one.put_in}", change_text(one)) for who, one in moved]
        blocks.append(
            look.print(look.say(say("fairness-changes"), "bold"), look.say(say("fairness-why"), "dim"))
            + table(lines, look, right=(2,))
        )
    if fairness.audit:
        blocks += _tables(fairness.audit, look)
    return "\n".join([*blocks, look.print(look.say(NO_AUDIT, "dim"), look.say(words.advice(), "dim"))])


def _summed(fairness: Fairness) -> tuple[tuple[str, int, int, float], ...]:
    return summary(fairness.all_swaps)


def _tables(audit: Audit, look: Look) -> list[str]:
    said = say(
        "fairness-audit-counts", people=audit.people, unscored=audit.unscored, unmatched=len(audit.unmatched)
    )
    blocks = [look.print(look.say(say("fairness-rates"), "bold"), look.say(said, "dim"))]
    for rates in (*audit.rates, *audit.swept):
        head = (
            say("fairness-print-group"),
            say("fairness-print-people"),
            say("fairness-print-counted"),
            say("fairness-print-rate"),
            say("fairness-print-ratio"),
        )
        rows = [head, *(_row(one) for one in rates.groups if not one.withheld)]
        left_out = aside(rates, audit.smallest)
        after = look.print(look.say(left_out, "dim")) if left_out else ""
        blocks.append(look.print(look.say(title(rates), "bold")) + table(rows, look, right=(1, 2)) + after)
    return blocks


def _row(rate: Rate) -> tuple[str, ...]:
    return (words.clean(rate.group), str(rate.people), str(rate.counted), share_text(rate), ratio_text(rate))


def render_json(fairness: Fairness) -> str:
    """All of it as JSON text, `schema: "aipm-fairness/1"`."""
    data: dict[str, Any] = {
        "schema": "aipm-fairness/1",
        "note": NO_AUDIT,
        "job": fairness.job,
        "swaps": {
            who: [{**asdict(one), "change": one.change} for one in found]
            for who, found in fairness.swaps.items()
        },
        "summary": [
            {"kind": kind, "swaps": n, "changed": moved, "largest_change": most}
            for kind, n, moved, most in summary(fairness.all_swaps)
        ],
        "audit": asdict(fairness.audit) if fairness.audit else None,
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def render_html(fairness: Fairness) -> str:
    """All of it as a page of its own."""
    return html.page(
        "audit.html",
        fairness=fairness,
        summary=summary(fairness.all_swaps),
        changed=changed(fairness),
        change_text=change_text,
        share_text=share_text,
        ratio_text=ratio_text,
        kinds=KINDS,
        title_of=title,
        aside=aside,
        note=NO_AUDIT,
        four_fifths=FOUR_FIFTHS,
    )
