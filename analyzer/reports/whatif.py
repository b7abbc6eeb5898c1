"""What-if results and the way to the next band, for a terminal and as data."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from analyzer.advice.path import Path
from analyzer.advice.whatif import Moved, WhatIfResult
from analyzer.records import Clears, Evidence, LedgerEntry, Match
from analyzer.reports import words
from analyzer.reports.clearing import clears_text
from analyzer.reports.terminal import Look, columns, joined, sign
from analyzer.texts import say

#: Requirements and skills listed at most.
_MOST = 8


def render(result: WhatIfResult, look: Look | None = None, *, clears: Clears | None = None) -> str:
    """The score before and after, each change with its points, and what moved."""
    look = look or Look()
    parts: list[RenderableType] = [
        look.say(words.shorten(result.before.job.title, 60), "bold"),
        look.say(headline(result), "bold"),
    ]
    if told := clears_text(clears):
        parts.append(look.say(told[:1].upper() + told[1:]))
    if result.assumed:
        parts.append(look.say(assumed_text(), "dim"))
    parts += ["", look.say(say("whatif-steps"), "bold")]
    for step in result.steps:
        points = "" if step.points is None else f"{points_change(step.points)}  "
        parts.append(columns(("", look.say(f"{points}{words.clean(step.what)}")), look))
    parts += _moved(result, look)
    parts += ["", look.say(words.advice(), "dim")]
    return look.print(*parts)


def no_next_band() -> str:
    """Said where there is no band above."""
    return say("whatif-no-next-band")


def assumed_text() -> str:
    """Said where a result rests on a line that is not written yet."""
    return say("whatif-assumed")


def headline(result: WhatIfResult) -> str:
    """Like "74.2 good -> 78.9 good, 4.7 points more"."""
    if result.points is None:
        reason = result.after.reason if result.after.score is None else result.before.reason
        return say("whatif-no-score", reason=words.clean(reason))
    return f"{_score(result.before)} → {_score(result.after)}, {change_in_words(result.points)}"


def change_in_words(points: float) -> str:
    """Like "4.7 points more", "1 point less", or "no change"."""
    if not points:
        return say("whatif-no-change")
    return say("whatif-more" if points > 0 else "whatif-less", points=abs(points))


def points_change(points: float) -> str:
    """Like "+4.7", "-0.3" or "0"."""
    return f"{points:+g}" if points else "0"


def _score(match: Match) -> str:
    return words.score_and_band(match)


def _moved(result: WhatIfResult, look: Look) -> list[RenderableType]:
    parts: list[RenderableType] = []
    if result.parts:
        parts += ["", look.say(say("whatif-moved-parts"), "bold")]
        for part in result.parts:
            change = points_change(round(part.after - part.before, 1))
            text = f"{change}  {words.clean(part.name)}: {part.before:g} → {part.after:g}"
            parts.append(columns(("", look.say(text)), look))
    changed = [one for one in result.requirements if one.met_before != one.met_after]
    if changed:
        parts += ["", look.say(say("whatif-print-requirements"), "bold")]
        parts += [columns(("", _requirement(one, look)), look) for one in changed[:_MOST]]
    if result.skills:
        parts += ["", look.say(say("whatif-print-skills"), "bold")]
        for skill in result.skills[:_MOST]:
            text = f"{words.clean(skill.name)}: {strength(skill.before)} → {strength(skill.after)}"
            parts.append(columns(("", look.say(text)), look))
    return parts


def _requirement(one: Moved, look: Look) -> Text:
    before, after = one.met_before or "unknown", one.met_after or "unknown"
    return joined(
        sign(before, look),
        look.say(f" {words.mark(before).word} → "),
        sign(after, look),
        look.say(f" {words.mark(after).word}: {words.shorten(one.name, 90)}"),
    )


def strength(value: Any) -> str:
    """How a skill is shown, in words; "not named" for none."""
    return words.STRENGTHS[value] if value else say("whatif-not-named")


def render_path(path: Path | None, look: Look | None = None) -> str:
    """The smallest set of changes to the next band, one after the other."""
    look = look or Look()
    if path is None:
        return look.print(look.say(no_next_band()))
    parts: list[RenderableType] = [look.say(path_title(path), "bold")]
    for number, step in enumerate(path.steps, start=1):
        body = look.say(words.clean(step.message))
        facts = f"{points_change(step.points)} → {words.whole(step.score)} · {words.KINDS[step.kind]}"
        facts += f" · {told}" if (told := clears_text(step.clears)) else ""
        body.append_text(look.say(f"\n{facts}", "dim"))
        if step.after:
            body.append_text(look.say("\n" + say("whatif-print-try", text=words.clean(step.after)), "cyan"))
        parts.append(columns((str(number), body), look))
    parts.append(look.say(path_note(path), "dim"))
    return look.print(*parts)


def path_title(path: Path) -> str:
    """Like "The shortest way to “strong”: 3 changes, 5.8 points (5.2 are needed)".

    The points are the sum of those beside the changes.
    """
    band, needs = words.BANDS[path.band], f"{path.needs:g}"
    if not path.steps:
        return say("whatif-path-none", band=band, needs=needs)
    count = say("whatif-path-changes", count=len(path.steps))
    points = say("whatif-path-points-count", points=path.points)
    if not path.reached:
        return say("whatif-path-part", band=band, count=count, points=points, needs=needs)
    way = "whatif-path-shortest" if path.proven else "whatif-path-short"
    return say(way, band=band, count=count, points=points, needs=needs)


def path_note(path: Path) -> str:
    """What the way promises, and what it does not."""
    more = say("whatif-path-more")
    if not path.steps:
        return more
    said = say("whatif-path-points")
    if not path.reached:
        return f"{said} {more}"
    if path.proven:
        return f"{said} {say('whatif-path-proven')}"
    return f"{said} {say('whatif-path-not-proven')}"


def path_json(
    path: Path | None, job: str, *, weights: Sequence[tuple[str, float]] = (), indent: int | None = None
) -> str:
    """The way to the next band as data; `band` is null where there is no next one."""
    own = dict(weights)
    data: dict[str, Any] = {"schema": "aipm-path/1", "job": job, "weights": own, "band": None, "steps": []}
    if path is not None:
        data |= {
            "score": path.score,
            "band": path.band,
            "needs": path.needs,
            "points": path.points,
            "reached": path.reached,
            "proven": path.proven,
            "steps": [
                {
                    "rule": one.rule,
                    "kind": one.kind,
                    "message": one.message,
                    "before": one.before,
                    "after": one.after,
                    "sources": [_source(place) for place in one.evidence],
                    "points": one.points,
                    "score": one.score,
                    "clears": _clears(one.clears),
                }
                for one in path.steps
            ],
        }
    return json.dumps(data, ensure_ascii=False, indent=indent)


def as_json(
    result: WhatIfResult,
    ledger: Sequence[LedgerEntry] = (),
    *,
    weights: Sequence[tuple[str, float]] = (),
    clears: Clears | None = None,
    indent: int | None = None,
) -> str:
    """The result as data: scores, steps, what moved, and the changed text."""
    data = {
        "schema": "aipm-whatif/1",
        "job": result.before.job.id,
        "weights": dict(weights),
        "score_before": result.before.score,
        "score_after": result.after.score,
        "band_before": result.before.band,
        "band_after": result.after.band,
        "points": result.points,
        "clears": _clears(clears),
        "assumed": result.assumed,
        "steps": [{"what": one.what, "points": one.points, "assumed": one.assumed} for one in result.steps],
        "parts": [{"name": one.name, "before": one.before, "after": one.after} for one in result.parts],
        "requirements": [
            {
                "text": one.name,
                "points_before": one.before,
                "points_after": one.after,
                "met_before": one.met_before,
                "met_after": one.met_after,
            }
            for one in result.requirements
        ],
        "skills": [{"name": one.name, "before": one.before, "after": one.after} for one in result.skills],
        "ledger": [_entry(one) for one in ledger],
        "text": result.document.text,
    }
    return json.dumps(data, ensure_ascii=False, indent=indent)


def _entry(one: LedgerEntry) -> dict[str, Any]:
    return {
        "suggestion": one.suggestion,
        "rule": one.rule,
        "kind": one.kind,
        "decision": one.decision,
        "words": one.words,
        "sources": [_source(place) for place in one.sources],
    }


def _clears(clears: Clears | None) -> dict[str, Any] | None:
    return None if clears is None else asdict(clears)


def _source(place: Evidence) -> dict[str, Any]:
    return {"document": place.document, "start": place.start, "end": place.end, "text": place.text}
