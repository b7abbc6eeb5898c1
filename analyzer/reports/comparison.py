"""Several people and one job, side by side: who shows what, and where the difference is real."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from string import ascii_uppercase
from typing import Any

from rich.text import Text

from analyzer.errors import AipmError
from analyzer.market.ladder import ladder
from analyzer.records import (
    Achievement,
    Band,
    Match,
    Met,
    Report,
    RequirementMatch,
    Suggestion,
    biggest_gaps,
)
from analyzer.reports import html, words
from analyzer.reports.ranks import Place, alike, places
from analyzer.reports.terminal import Look, sign, table
from analyzer.texts import say

#: Where each band of the score starts, in points.
BANDS: tuple[tuple[float, Band], ...] = (
    (0.0, "little overlap"),
    (20.0, "weak"),
    (40.0, "partial"),
    (60.0, "good"),
    (80.0, "strong"),
)
#: What is named of each person; a coach reads the rest in the review.
_MOST_GAPS = 3
_MOST_CHANGES = 3
_MOST_RESULTS = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """What a coach wants to know next: what is missing, what to do about it, how far the next band is.

    `to_next` are the points to `next_band`; `one_edit` is a change that is worth at least as much. `best` are
    achievements with a figure, of `quantified` out of `bullets`.
    """

    lacks: tuple[RequirementMatch, ...]
    changes: tuple[Suggestion, ...]
    next_band: Band | None
    to_next: float | None
    one_edit: Suggestion | None
    best: tuple[Achievement, ...]
    quantified: int
    bullets: int


@dataclass(frozen=True, slots=True)
class Person:
    """One column: a letter to stand for the file, its Report, its match, its place and what to do next."""

    letter: str
    name: str
    report: Report
    match: Match
    standing: Standing
    place: Place


@dataclass(frozen=True, slots=True)
class Depth:
    """One competency with the level that the role asks for, and everyone's in the order of the columns."""

    name: str
    asked: int | None
    levels: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One requirement, and how each person meets it, in the order of the columns."""

    text: str
    label: str
    cells: tuple[RequirementMatch, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everyone by falling score, the requirements by importance, and whose scores are really alike.

    `models` says that several versions of the model scored these people; "" when it was one.
    """

    title: str
    people: tuple[Person, ...]
    groups: tuple[tuple[str, tuple[Line, ...]], ...]
    alike: tuple[str, ...]
    depths: tuple[Depth, ...] = ()
    models: str = ""

    @property
    def nearest(self) -> tuple[Person, ...]:
        """Who is one edit away from the next band, the fewest points first."""
        near = [one for one in self.people if one.standing.one_edit is not None]
        return tuple(sorted(near, key=lambda one: one.standing.to_next or 0.0))


def compare(reports: Sequence[Report]) -> Comparison:
    """Put Reports for the same job side by side; the first match of each counts.

    Raises AipmError when there is nothing to compare or the jobs differ.
    """
    if not reports:
        raise AipmError(say("compare-nothing"))
    if len({report.matches[0].job for report in reports}) > 1:
        raise AipmError(say("compare-different-jobs"))
    ordered = sorted(reports, key=_order)
    found = places([report.matches[0] for report in ordered])
    people = tuple(
        Person(
            _letter(number),
            words.clean(report.documents[0].name),
            report,
            report.matches[0],
            standing(report, report.matches[0]),
            place,
        )
        for number, (report, place) in enumerate(zip(ordered, found, strict=True))
    )
    asked = max((person.match.requirements for person in people), key=len)
    lines = [(one.importance, _line(row, one, people)) for row, one in enumerate(asked)]
    groups = tuple(
        (word, tuple(line for key, line in lines if key == importance))
        for importance, word in words.IMPORTANCES.items()
    )
    return Comparison(
        words.clean(people[0].match.job.title),
        people,
        tuple(group for group in groups if group[1]),
        alike([one.match for one in people], [one.letter for one in people]),
        tuple(_depths(people)),
        _models(people),
    )


def standing(report: Report, match: Match) -> Standing:
    """What one person lacks and gains most from; gains are those measured for the first job of the Report."""
    changes = words.best_suggestions(report, _MOST_CHANGES, job=match.job.id)
    measured = [one for one in report.suggestions if one.gain and one.gain.job == match.job.id]
    following = next(((start, band) for start, band in BANDS if start > (match.score or 0.0)), None)
    to_next = None if match.score is None or following is None else round(following[0] - match.score, 1)
    enough = [one for one in measured if to_next is not None and one.gain and one.gain.points >= to_next]
    results = [one for one in report.achievements if one.quantified]
    best = sorted(results, key=lambda one: -sum(metric.role == "outcome" for metric in one.metrics))
    return Standing(
        lacks=biggest_gaps([one for one in match.requirements if one.max_points > 0], _MOST_GAPS),
        changes=changes,
        next_band=following[1] if to_next is not None and following else None,
        to_next=to_next,
        one_edit=max(enough, key=lambda one: one.gain.points if one.gain else 0.0) if enough else None,
        best=tuple(best[:_MOST_RESULTS]),
        quantified=len(results),
        bullets=len(report.achievements),
    )


def _depths(people: Sequence[Person]) -> "list[Depth]":
    """Every competency that is asked for or shown, the most asked first."""
    rung = ladder().rung(people[0].match.job.id.replace("-", "_"))
    asked = {need.competency: need.level for need in rung.needs} if rung else {}
    names = {one.id: one.name for person in people for one in person.report.competencies}
    shown = [{one.id: one.level for one in person.report.competencies} for person in people]
    ids = [one for one in names if asked.get(one) or any(levels.get(one) for levels in shown)]
    ids.sort(key=lambda one: (-asked.get(one, 0), names[one]))
    return [Depth(names[one], asked.get(one), tuple(levels.get(one, 0) for levels in shown)) for one in ids]


def _line(row: int, one: RequirementMatch, people: Sequence[Person]) -> Line:
    """One requirement for everyone; a match that was not scored may say nothing about it."""
    unknown = replace(one, met="unknown", points=0.0, evidence=(), note="")
    matches = (person.match.requirements for person in people)
    cells = tuple(found[row] if row < len(found) else unknown for found in matches)
    label = words.label(one)
    return Line(one.text, label[:1].upper() + label[1:], cells)


def _models(people: Sequence[Person]) -> str:
    """Scores of two models are no comparison, so it is said; scoring again settles it. So are own weights."""
    used: dict[str, list[str]] = {}
    for person in people:
        used.setdefault(person.report.meta.model_version, []).append(person.letter)
    if len(used) < 2:
        return words.weights_text(people[0].report.meta.weights) if people else ""
    parts = [
        say("compare-by-model", letters=words.listed(letters), version=version)
        for version, letters in used.items()
    ]
    return say("compare-several-models", models="; ".join(parts))


def _order(report: Report) -> tuple[bool, float, str]:
    score = report.matches[0].score
    return score is None, -(score or 0.0), report.documents[0].name


def _letter(number: int) -> str:
    """A to Z, then A2 to Z2."""
    again, letter = divmod(number, len(ascii_uppercase))
    return ascii_uppercase[letter] + (str(again + 1) if again else "")


def render_html(comparison: Comparison) -> str:
    """The comparison as a page of its own, with the quote in every cell."""
    return html.page("comparison.html", comparison=comparison, nearest_text=nearest_text)


def render_text(comparison: Comparison, look: Look) -> str:
    """The comparison for a terminal: scores, one sign a requirement and person, and the next step of each."""
    rows: list[tuple[str, ...]] = [
        (
            "",
            say("compare-print-place"),
            say("compare-print-fit"),
            say("compare-print-interval"),
            say("compare-print-band"),
            say("compare-print-level"),
            say("compare-print-file"),
        )
    ]
    rows += [_person(person) for person in comparison.people]
    title = look.print(look.say(comparison.title, "bold"), look.say(words.coaching(), "dim"))
    blocks = [title, table(rows, look, right=(2, 3))]
    if said := [
        *comparison.alike,
        *nearest_text(comparison),
        *([comparison.models] if comparison.models else []),
    ]:
        blocks.append(look.print(*(look.say(line) for line in said)))
    room = max(16, look.columns - 3 * len(comparison.people) - 4)
    signs: list[tuple[str | Text, ...]] = [("", *(person.letter for person in comparison.people))]
    for heading, lines in comparison.groups:
        signs.append((look.say(heading, "bold"), *("" for _ in comparison.people)))
        signs += [
            (look.say(f"  {words.shorten(line.label, room)}"), *(sign(cell.met, look) for cell in line.cells))
            for line in lines
        ]
    blocks += [table(signs, look), look.print(_legend(look)), _depth_table(comparison, look)]
    blocks += [_results(comparison, look), _next_steps(comparison, look)]
    return "\n".join([*blocks, look.print(look.say(words.advice(), "dim"))])


def _person(person: Person) -> tuple[str, ...]:
    match = person.match
    name = person.name if match.score is not None else f"{person.name}: {words.headline(match)}"
    interval = words.interval_text(match)
    band, level = words.band_text(match), words.LEVEL_FITS[match.level_fit] if match.level_fit else ""
    return person.letter, person.place.text, words.score_text(match), interval, band, level, name


def nearest_text(comparison: Comparison) -> tuple[str, ...]:
    """Like "B is one edit from good, 3.1 points away", the nearest first."""
    return tuple(
        say(
            "compare-nearest",
            letter=one.letter,
            band=words.BANDS[one.standing.next_band or ""],
            points=f"{one.standing.to_next:g}",
        )
        for one in comparison.nearest
    )


def _legend(look: Look) -> Text:
    shown: tuple[Met, ...] = ("evidenced", "partly", "missing", "unknown")
    text = Text()
    for met in shown:
        word = say("compare-print-partly") if met == "partly" else words.mark(met).word
        text.append_text(sign(met, look)).append_text(look.say(f" {word}   "))
    return text


def _depth_table(comparison: Comparison, look: Look) -> str:
    if not comparison.depths:
        return ""
    rows: list[tuple[str, ...]] = [
        ("", say("compare-depth-asked"), *(person.letter for person in comparison.people))
    ]
    for depth in comparison.depths:
        asked = "-" if not depth.asked else str(depth.asked)
        rows.append((words.shorten(depth.name, 40), asked, *map(str, depth.levels)))
    levels = ", ".join(f"{number} {word}" for number, word in enumerate(words.competency_levels()))
    right = tuple(range(1, len(comparison.people) + 2))
    heading = look.print(look.say(say("compare-competencies"), "bold"))
    return heading + table(rows, look, right=right) + look.print(look.say(levels, "dim"))


def _results(comparison: Comparison, look: Look) -> str:
    rows: list[tuple[str, ...]] = [("", say("compare-print-figure"), say("compare-print-example"))]
    for person in comparison.people:
        found = person.standing
        example = words.shorten(found.best[0].text, 100) if found.best else say("compare-print-none")
        rows.append(
            (person.letter, say("compare-count", count=found.quantified, total=found.bullets), example)
        )
    return look.print(look.say(say("compare-achievements"), "bold")) + table(rows, look)


def _next_steps(comparison: Comparison, look: Look) -> str:
    rows: list[tuple[str, ...]] = [("", "")]
    for person in comparison.people:
        found = person.standing
        lacks = "; ".join(f"{words.label(one)} ({words.mark(one.met).word})" for one in found.lacks)
        rows.append((person.letter, say("compare-lacks-most", lacks=lacks or say("compare-lacks-nothing"))))
        for change in found.changes:
            worth = words.gain_text(change.gain)
            rows.append(("", f"{words.clean(change.message)} {f'({worth})' if worth else ''}"))
        if edit := edit_text(person.standing):
            rows.append(("", edit))
    return look.print(look.say(say("compare-print-following"), "bold")) + table(rows, look)


def edit_text(found: Standing) -> str:
    """Like "One edit from good (3.1 points): Put the number in ...", "" when no single change is enough."""
    if found.one_edit is None or found.next_band is None or found.to_next is None:
        return ""
    message = words.shorten(found.one_edit.message, 120)
    return say(
        "compare-edit-text", band=words.BANDS[found.next_band], points=f"{found.to_next:g}", message=message
    )


# --- for programs -------------------------------------------------------------------------------------


def comparison_json(comparison: Comparison) -> str:
    """The comparison as JSON text, `schema: "aipm-comparison/1"`; quotes are slices of the documents."""
    people = comparison.people
    data = {
        "schema": "aipm-comparison/1",
        "purpose": words.coaching(),
        "job": {"id": people[0].match.job.id, "title": people[0].match.job.title},
        "people": [_person_data(person) for person in people],
        "alike": list(comparison.alike),
        "one_edit_away": [one.letter for one in comparison.nearest],
        "models": comparison.models or None,
        "requirements": [
            {
                "text": line.text,
                "importance": line.cells[0].importance,
                "cells": [
                    _cell_data(person.letter, cell) for person, cell in zip(people, line.cells, strict=True)
                ],
            }
            for _, lines in comparison.groups
            for line in lines
        ],
        "competencies": [
            {
                "name": one.name,
                "asked": one.asked,
                "levels": {person.letter: level for person, level in zip(people, one.levels, strict=True)},
            }
            for one in comparison.depths
        ],
        "meta": {
            "version": people[0].report.meta.version,
            "model_version": people[0].report.meta.model_version,
            "weights": dict(people[0].report.meta.weights),
            "generated_for": people[0].report.meta.generated_for,
        },
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _person_data(person: Person) -> dict[str, Any]:
    match, found = person.match, person.standing
    edit = found.one_edit
    return {
        "letter": person.letter,
        "name": person.name,
        "place": {"first": person.place.first, "last": person.place.last},
        "score": match.score,
        "low": match.low,
        "high": match.high,
        "band": match.band,
        "level_fit": match.level_fit,
        "reason": match.reason,
        "years_experience": person.report.profile.years_experience,
        "next_band": found.next_band,
        "points_to_next_band": found.to_next,
        "one_edit": _change_data(edit) if edit else None,
        "lacks": [{"text": one.text, "met": one.met} for one in found.lacks],
        "model_version": person.report.meta.model_version,
        "changes": [_change_data(one) for one in found.changes],
        "achievements": {
            "quantified": found.quantified,
            "of": found.bullets,
            "best": [one.text for one in found.best],
        },
    }


def _change_data(change: Suggestion) -> dict[str, Any]:
    gain = change.gain.points if change.gain else None
    return {"rule": change.rule, "kind": change.kind, "message": change.message, "points": gain}


def _cell_data(letter: str, cell: RequirementMatch) -> dict[str, Any]:
    return {
        "letter": letter,
        "met": cell.met,
        "points": cell.points,
        "max_points": cell.max_points,
        "quotes": [{"text": one.text, "page": one.page, "document": one.document} for one in cell.evidence],
    }
