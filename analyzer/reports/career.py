"""Roadmap, plan, interview preparation and versions, for a terminal and as data."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import date

from rich.console import RenderableType
from rich.text import Text

from analyzer.advice.interview import Preparation, Story
from analyzer.advice.plan import STAGES, Plan, Task
from analyzer.advice.roadmap import Distance, Gap, Item, Roadmap
from analyzer.advice.versions import VersionChange
from analyzer.records import Suggestion
from analyzer.reports import words
from analyzer.reports.clearing import clears_text
from analyzer.reports.terminal import Look, columns, joined, sign, table
from analyzer.reports.whatif import change_in_words, points_change, strength
from analyzer.texts import say

#: Lists in a terminal are cut after so many entries.
_MOST = 8


# --- roadmap and plan ---------------------------------------------------------------------------------


def render_roadmap(roadmap: Roadmap, plan: Plan, look: Look | None = None) -> str:
    """Where the person stands on the ladder, what is missing, what to build, and when."""
    look = look or Look()
    head: list[RenderableType] = [
        look.say(say("career-print-title", role=roadmap.title), "bold"),
        look.say(next_text(roadmap)),
        "",
        look.say(say("career-print-ladder"), "bold"),
    ]
    parts: list[RenderableType] = [
        "",
        look.say(say("career-depth-heading"), "bold"),
    ]
    parts += [columns(("", look.say(gap_text(gap))), look) for gap in roadmap.gaps] or [
        look.say(say("career-depth-none"))
    ]
    for title, items in groups(roadmap):
        if items:
            parts += ["", look.say(title, "bold")]
            parts += [columns((str(at), _item(one, look)), look) for at, one in enumerate(items, start=1)]
            if items is roadmap.projects:
                parts.append(look.say(projects_text(), "dim"))
    parts += ["", look.say(plan_title(plan), "bold")]
    for task in plan.tasks:
        parts.append(columns(("", _task(task, look)), look))
    parts += ["", look.say(say("career-print-along"), "bold")]
    parts += [columns(("", look.say(text)), look) for text in along_the_way(roadmap)]
    parts += ["", look.say(check_text(), "dim"), look.say(words.advice(), "dim")]
    return look.print(*head) + _ladder(roadmap, look) + look.print(*parts)


def check_text() -> str:
    """Said wherever certificates, prices and hours stand."""
    return say("career-check")


def projects_text() -> str:
    """Said under the projects."""
    return say("career-projects")


def next_text(roadmap: Roadmap) -> str:
    """The next realistic role, and what usually bridges the step."""
    nearest = roadmap.next_role
    if nearest is None:
        return say("career-next-none")
    said = say("career-next", role=nearest.title, score=_score(nearest))
    return f"{said} {say('career-next-bridge', bridge=roadmap.bridge)}" if roadmap.bridge else said


def gap_text(gap: Gap) -> str:
    """Like "Risk and issue management: aware, asked lead"."""
    levels = words.competency_levels()
    asked = levels[gap.asked] if gap.asked else say("career-gap-none")
    return say(
        "career-gap-must" if gap.must else "career-gap", name=gap.name, shown=levels[gap.shown], asked=asked
    )


def groups(roadmap: Roadmap) -> Iterator[tuple[str, tuple[Item, ...]]]:
    """The things to build under their headings."""
    yield say("career-group-projects"), roadmap.projects
    yield say("career-group-courses"), roadmap.courses
    yield say("career-group-certificates"), roadmap.certificates


def item_facts(item: Item) -> str:
    """Like "At least +5.6 once you hold it, about 12 hours"."""
    if item.points:
        facts = say(
            "career-item-points", points=points_change(item.points), assumes=item.assumes, hours=item.hours
        )
        return ", ".join(part for part in (facts, clears_text(item.clears)) if part)
    if item.kind == "course":
        return say("career-item-course", hours=item.hours, assumes=item.assumes)
    return say("career-item-hours", hours=item.hours)


def plan_title(plan: Plan) -> str:
    """Like "Ninety days from 7 December 2026, 6 hours a week"."""
    return say("career-plan-title", day=day(plan.start), hours=f"{plan.hours_a_week:g}")


def day(value: date) -> str:
    """Like "7 December 2026", the same on every machine."""
    return say("career-day", day=value.day, month=value.month, year=value.year)


def span(task: Task) -> str:
    """Like "7 Dec - 13 Dec"."""
    first, last = (say("career-day-short", day=one.day, month=one.month) for one in (task.start, task.end))
    return first if first == last else f"{first} - {last}"


def along_the_way(roadmap: Roadmap) -> Iterator[str]:
    """What to do beside projects and courses, a line each, with the reason why this person is told so."""
    for one in roadmap.along:
        yield say("career-print-habit", title=one.title, text=one.text, because=one.because)


def _score(one: Distance) -> str:
    return say("career-not-scored") if one.score is None else words.score_and_band(one)


def _ladder(roadmap: Roadmap, look: Look) -> str:
    rows: list[tuple[str, ...]] = [
        (
            say("career-print-head-role"),
            say("career-print-head-score"),
            say("career-print-head-depth"),
            say("career-print-head-years"),
            say("career-print-head-level"),
        )
    ]
    for one in roadmap.ladder:
        mark = "✓ " if one.reached else ""
        if not look.signs:
            mark = "+ " if one.reached else ""
        years = f"{one.years[0]:g}-{one.years[1]:g}"
        share = f"{one.open_share:.0%}"
        rows.append(
            (
                f"{mark}{one.title}",
                _score(one),
                share,
                years,
                words.LEVEL_FITS[one.level_fit] if one.level_fit else "",
            )
        )
    return table(rows, look, right=(2,))


def _item(item: Item, look: Look) -> Text:
    body = look.say(item.title, "bold")
    body.append_text(look.say(f"\n{words.clean(item.why)} {item_facts(item)}.", ""))
    for key, text in item.details:
        body.append_text(look.say(f"\n{key}: {words.clean(text)}", "dim"))
    return body


def _task(task: Task, look: Look) -> Text:
    points = f" ({points_change(task.points)})" if task.points else ""
    body = look.say(f"{span(task)}  {task.title}{points}", "bold")
    body.append_text(look.say(f"\n{words.clean(task.text)}", "dim"))
    return body


def roadmap_json(
    roadmap: Roadmap,
    plan: Plan,
    *,
    weights: Sequence[tuple[str, float]] = (),
    indent: int | None = None,
) -> str:
    """Roadmap and plan as data."""
    more = {"plan": asdict(plan), "stages": list(STAGES), "weights": dict(weights)}
    data = {"schema": "aipm-roadmap/1", **asdict(roadmap), **more}
    return json.dumps(data, ensure_ascii=False, indent=indent, default=str)


# --- interview ----------------------------------------------------------------------------------------


def render_interview(found: Preparation, look: Look | None = None) -> str:
    """Likely questions with the stories that answer them, then the stories and what they lack."""
    look = look or Look()
    parts: list[RenderableType] = [look.say(say("career-print-interview", role=found.title), "bold"), ""]
    parts.append(look.say(say("career-interview-questions"), "bold"))
    for number, one in enumerate(found.questions, start=1):
        body = look.say(words.clean(one.text))
        if one.met:
            body.append_text(
                joined(look.say("\n"), sign(one.met, look), look.say(f" {words.clean(one.about)}", "dim"))
            )
        else:
            body.append_text(look.say(f"\n{words.clean(one.about)}", "dim"))
        told = ", ".join(say("career-story-number", number=at + 1) for at in one.stories)
        body.append_text(
            look.say(
                "\n" + say("career-answer-with", stories=told) if told else "\n" + say("career-answer-none"),
                "dim",
            )
        )
        parts.append(columns((str(number), body), look))
    parts += ["", look.say(say("career-interview-stories"), "bold")]
    for number, story in enumerate(found.stories, start=1):
        parts.append(columns((str(number), _story(story, look)), look))
    parts += ["", look.say(say("career-interview-ask"), "bold")]
    parts += [columns(("", look.say(text)), look) for text in found.own]
    parts += ["", look.say(words.advice(), "dim")]
    return look.print(*parts)


def _story(story: Story, look: Look) -> Text:
    body = look.say(words.quote(story.evidence.text, 300))
    if story.where:
        body.append_text(look.say("\n" + say("career-story-where", where=words.clean(story.where)), "dim"))
    for part, text in story.parts:
        body.append_text(look.say(f"\n{part.capitalize()}: {words.quote(text, 200)}", "dim"))
    for part, question in story.missing:
        body.append_text(
            look.say(
                "\n" + say("career-answer-missing-question", part=part.capitalize(), question=question),
                "yellow",
            )
        )
    return body


def interview_json(found: Preparation, *, indent: int | None = None) -> str:
    """The preparation as data; quotes have their places in the documents."""
    data = {"schema": "aipm-interview/1", **asdict(found)}
    for story in data["stories"]:
        story["evidence"].pop("boxes", None)
    return json.dumps(data, ensure_ascii=False, indent=indent)


# --- versions -----------------------------------------------------------------------------------------


def render_versions(change: VersionChange, look: Look | None = None) -> str:
    """What moved the score between two versions, what was done, what got worse."""
    look = look or Look()
    parts: list[RenderableType] = [
        look.say(words.shorten(change.after.job.title, 60), "bold"),
        look.say(versions_headline(change), "bold"),
        look.say(say("career-versions-figures", before=change.figures[0], after=change.figures[1]), "dim"),
    ]
    sections: tuple[tuple[str, Sequence[str]], ...] = (
        (say("career-versions-moved"), [_moved(one.name, one.before, one.after) for one in change.parts]),
        (
            say("career-versions-better"),
            [_requirement(one.name, one.before, one.after) for one in change.better],
        ),
        (
            say("career-versions-worse"),
            [_requirement(one.name, one.before, one.after) for one in change.worse],
        ),
        (
            say("career-versions-skills"),
            [f"{one.name}: {strength(one.before)} → {strength(one.after)}" for one in change.skills],
        ),
        (say("career-versions-done"), [_suggestion(one) for one in change.done]),
        (say("career-versions-new"), [_suggestion(one) for one in change.new]),
        (say("career-versions-open"), [_suggestion(one) for one in change.still_open]),
    )
    for title, lines in sections:
        parts += _section(title, lines, look)
    parts += ["", look.say(words.advice(), "dim")]
    return look.print(*parts)


def versions_headline(change: VersionChange) -> str:
    """Like "69 good -> 74 good, 4.7 points more"."""
    if change.points is None:
        return f"{words.headline(change.before)} → {words.headline(change.after)}"
    before, after = (words.score_and_band(one) for one in (change.before, change.after))
    return f"{before} → {after}, {change_in_words(change.points)}"


def _section(title: str, lines: Iterable[str], look: Look) -> list[RenderableType]:
    shown = [words.clean(line) for line in lines]
    if not shown:
        return []
    parts: list[RenderableType] = ["", look.say(f"{title} ({len(shown)})", "bold")]
    parts += [columns(("", look.say(line)), look) for line in shown[:_MOST]]
    if len(shown) > _MOST:
        parts.append(look.say("    " + say("career-print-more", count=len(shown) - _MOST), "dim"))
    return parts


def _moved(name: str, before: float, after: float) -> str:
    return f"{points_change(round(after - before, 1))}  {name}: {before:g} → {after:g}"


def _requirement(name: str, before: float, after: float) -> str:
    return f"{points_change(round(after - before, 1))}  {words.shorten(name, 100)}"


def _suggestion(one: Suggestion) -> str:
    return f"{words.shorten(one.message, 140)} ({one.rule})"


def versions_json(change: VersionChange, *, indent: int | None = None) -> str:
    """The comparison as data."""
    data = asdict(change)
    for side in ("before", "after"):
        match = data.pop(side)
        data[side] = {key: match[key] for key in ("score", "low", "high", "band")}
    for key in ("done", "still_open", "new"):
        data[key] = [
            {part: one[part] for part in ("rule", "severity", "kind", "message", "before", "after")}
            for one in data[key]
        ]
    return json.dumps({"schema": "aipm-versions/1", **data}, ensure_ascii=False, indent=indent)
