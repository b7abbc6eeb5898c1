"""A cohort for a terminal, a page, a workbook or CSV: what many lack, levels, progress, frequent advice."""

import csv
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from io import StringIO
from typing import Any

from analyzer.advice import find_rule
from analyzer.reports import html, words
from analyzer.reports.cells import cell
from analyzer.reports.sheets import Workbook
from analyzer.reports.terminal import Look, table
from analyzer.store.overview import Gap, Levels, Overview
from analyzer.store.records import Listed
from analyzer.texts import say

#: Rows that a coach looks at before teaching; workbook and JSON hold all.
MOST_ROWS = 10


def headline(found: Overview) -> str:
    """Like "12 people, 11 scored; second versions gained 4.2 points in the middle"."""
    counts = {"count": len(found.people), "scored": found.scored}
    if found.median_change is None:
        return say("cohort-headline", **counts)
    return say("cohort-headline-moved", change=f"{found.median_change:+.1f}", **counts)


def gap_text(gap: Gap, of: int) -> str:
    """Like "8 of 12 do not show it yet (5 not found, 3 in part)"."""
    return say("cohort-gap-text", lacking=gap.lacking, total=of, missing=gap.missing, partly=gap.partly)


def rule_text(name: str) -> str:
    """What a rule finds, in its own words; the name of one that is no longer here."""
    found = find_rule(name)
    return found.summary.rstrip(".") if found else name


def render_text(found: Overview, look: Look) -> str:
    """The cohort in a terminal."""
    blocks = [look.print(look.say(words.clean(found.title), "bold"), look.say(headline(found)))]
    bands: list[tuple[str, ...]] = [(say("cohort-print-band"), say("cohort-print-people"))]
    bands += [(words.BANDS[band], f"{count:>2} {'#' * count}") for band, count in found.bands]
    blocks.append(table(bands, look))
    gaps: list[tuple[str, ...]] = [
        (
            say("cohort-print-gaps"),
            say("cohort-print-lack"),
            say("cohort-print-not-found"),
            say("cohort-print-in-part"),
            say("cohort-print-shown"),
        )
    ]
    for one in found.gaps[:MOST_ROWS]:
        numbers = (one.lacking, one.missing, one.partly, one.shown)
        gaps.append((words.shorten(one.label, 48), *map(str, numbers)))
    blocks.append(table(gaps, look, right=(1, 2, 3, 4)))
    levels: list[tuple[str, ...]] = [(say("cohort-print-competency"), *map(str, range(5)))]
    levels += [(one.name, *map(str, one.counts)) for one in found.levels[:MOST_ROWS]]
    blocks.append(table(levels, look, right=(1, 2, 3, 4, 5)))
    advice: list[tuple[str, ...]] = [
        (say("cohort-print-advice"), say("cohort-print-people"), say("cohort-print-times"))
    ]
    advice += [
        (words.shorten(rule_text(one.rule), 60), str(one.people), str(one.times))
        for one in found.advice[:MOST_ROWS]
    ]
    blocks.append(table(advice, look, right=(1, 2)))
    blocks += _over_time(found, look)
    if found.cleared:
        rows: list[tuple[str, ...]] = [
            (say("cohort-print-cleared"), say("cohort-print-cleared-fit"), say("cohort-print-of"))
        ]
        rows += [(one.alias, str(one.cleared), str(one.of)) for one in found.cleared]
        blocks.append(table(rows, look, right=(1, 2)))
    return "\n".join(
        [*blocks, look.print(look.say(words.coaching(), "dim"), look.say(words.advice(), "dim"))]
    )


def _over_time(found: Overview, look: Look) -> list[str]:
    """Who moved from the first version to the newest, and the months."""
    moved = sorted((one for one in found.progress if len(one.points) > 1), key=lambda one: -one.change)
    blocks = []
    if moved:
        steps: list[tuple[str, ...]] = [
            (
                say("cohort-print-progress"),
                say("cohort-print-first"),
                say("cohort-print-newest"),
                say("cohort-print-change"),
            )
        ]
        for one in moved[:MOST_ROWS]:
            first, last = one.points[0][1], one.points[-1][1]
            steps.append(
                (words.clean(one.alias), words.whole(first), words.whole(last), f"{one.change:+.1f}")
            )
        blocks.append(table(steps, look, right=(1, 2, 3)))
    if len(found.months) > 1:
        months: list[tuple[str, ...]] = [
            (
                say("cohort-print-month"),
                say("cohort-print-people"),
                say("cohort-print-middle"),
                say("cohort-print-half"),
            )
        ]
        months += [
            (
                one.month,
                str(one.people),
                words.whole(one.middle),
                f"{words.whole(one.low)}-{words.whole(one.high)}",
            )
            for one in found.months
        ]
        blocks.append(table(months, look, right=(1, 2)))
    return blocks


def render_html(found: Overview) -> str:
    """The cohort as a page of its own, with bars drawn as plain HTML."""
    shown = _numbered(found)
    return html.page(
        "cohort.html", found=shown, headline=headline(found), most=MOST_ROWS, rule_text=rule_text
    )


def render_json(found: Overview) -> str:
    """The cohort as JSON text without names, `schema: "aipm-cohort/1"`."""
    shown = _numbered(found)
    data: dict[str, Any] = {
        "schema": "aipm-cohort/1",
        "purpose": words.coaching(),
        "job": {"id": found.job, "title": found.title},
        "people": [dict(zip(COLUMNS, row, strict=True)) for row in _rows(found.people)],
        "bands": dict(found.bands),
        "levels": {one.name: list(one.counts) for one in found.levels},
        "gaps": [{**asdict(one), "lacking": one.lacking} for one in found.gaps],
        "level_fits": dict(found.level_fits),
        "advice": [{**asdict(one), "summary": rule_text(one.rule)} for one in found.advice],
        "progress": [
            {"alias": one.alias, "points": one.points, "change": one.change} for one in shown.progress
        ],
        "median_change": found.median_change,
        "months": [asdict(one) for one in found.months],
        "cleared": [{"alias": one.alias, "cleared": one.cleared, "of": one.of} for one in shown.cleared],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


#: Columns of the anonymised list: no name, no file name, no word of a resume or a note.
COLUMNS = ("candidate", "versions", "score", "low", "high", "band", "level_fit", "biggest_gaps", "tags")


def _rows(people: Sequence[Listed]) -> list[tuple[Any, ...]]:
    """One row a person, under a number instead of the alias, which a coach may have made of a name.

    The numbers follow the order of falling scores, so they cannot be traced to the order of the aliases.
    """
    return [_row(number, one) for number, one in enumerate(_ordered(people), start=1)]


def _ordered(people: Sequence[Listed]) -> list[Listed]:
    return sorted(people, key=lambda one: (_score(one) is None, -(_score(one) or 0.0)))


def _numbered(found: Overview) -> Overview:
    """The cohort with everyone under their number instead of the alias."""
    numbers = {one.candidate.id: str(at) for at, one in enumerate(_ordered(found.people), start=1)}
    progress = (replace(one, alias=numbers[one.candidate_id], candidate_id=0) for one in found.progress)
    cleared = (replace(one, alias=numbers[one.candidate_id], candidate_id=0) for one in found.cleared)
    return replace(
        found,
        progress=tuple(sorted(progress, key=lambda one: int(one.alias))),
        cleared=tuple(cleared),
    )


def _score(one: Listed) -> float | None:
    return one.fit.score if one.fit else None


def _row(number: int, one: Listed) -> tuple[Any, ...]:
    fit = one.fit
    if fit is None:
        return (number, one.versions, None, None, None, "", "", "", "; ".join(one.candidate.tags))
    open_ = [asked for asked in fit.requirements if asked.met in ("missing", "claimed", "partly")]
    open_.sort(key=lambda asked: asked.points - asked.max_points)
    gaps = "; ".join(words.shorten(asked.label, 60) for asked in open_[:2])
    tags = "; ".join(one.candidate.tags)
    return (
        number, one.versions, fit.score, fit.low, fit.high, fit.band or "", fit.level_fit or "", gaps, tags,
    )  # fmt: skip


def render_csv(found: Overview) -> str:
    """The anonymised list as CSV (comma, CRLF); no cell can start a formula."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in _rows(found.people):
        writer.writerow(cell(value) for value in row)
    return out.getvalue()


def render_xlsx(found: Overview, *, month: str) -> bytes:
    """The anonymised cohort as a workbook: people, shared gaps, levels, advice."""
    book = Workbook(month=month, title=found.title)
    book.sheet("People", COLUMNS, _rows(found.people))
    gaps = (
        (one.label, one.importance, one.lacking, one.missing, one.partly, one.shown) for one in found.gaps
    )
    head = ("requirement", "importance", "people who lack it", "not found", "in part", "shown")
    book.sheet("What many lack", head, gaps)
    book.sheet("Levels", ("competency", *_levels_head()), (_levels(one) for one in found.levels))
    advice = ((rule_text(one.rule), words.KINDS[one.kind], one.people, one.times) for one in found.advice)  # type: ignore[index]
    book.sheet("Advice", ("rule", "kind", "people", "times"), advice)
    shown = _numbered(found)
    moved = (
        (int(one.alias), len(one.points), one.points[0][1], one.points[-1][1], one.change)
        for one in shown.progress
    )
    book.sheet("Progress", ("candidate", "versions", "first score", "newest score", "change"), moved)
    months = ((one.month, one.people, one.middle, one.low, one.high) for one in found.months)
    book.sheet("Months", ("month", "people", "middle score", "lower quarter", "upper quarter"), months)
    if shown.cleared:
        cleared = ((int(one.alias), one.cleared, one.of) for one in shown.cleared)
        book.sheet("Postings", ("candidate", "cleared", "of"), cleared)
    book.sheet("About", (headline(found),), [(words.coaching(),), (words.advice(),)])
    return book.finish()


def _levels_head() -> tuple[str, ...]:
    return tuple(f"{number} {word}" for number, word in enumerate(words.competency_levels()))


def _levels(one: Levels) -> tuple[Any, ...]:
    return (one.name, *one.counts)
