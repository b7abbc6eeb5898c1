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
from analyzer.advice.roadmap import data as knowledge
from analyzer.advice.versions import VersionChange
from analyzer.records import Suggestion
from analyzer.reports import words
from analyzer.reports.clearing import clears_text
from analyzer.reports.terminal import Look, columns, joined, sign, table
from analyzer.reports.whatif import change_in_words, points_change, strength

#: Lists in a terminal are cut after so many entries.
_MOST = 8
LEVELS = ("none", "aware", "contributor", "lead", "strategic")


# --- roadmap and plan ---------------------------------------------------------------------------------


def render_roadmap(roadmap: Roadmap, plan: Plan, look: Look | None = None) -> str:
    """Where the person stands on the ladder, what is missing, what to build, and when."""
    look = look or Look()
    head: list[RenderableType] = [
        look.say(f"Roadmap to {roadmap.title}", "bold"),
        look.say(next_text(roadmap)),
        "",
        look.say("The ladder", "bold"),
    ]
    parts: list[RenderableType] = [
        "",
        look.say("What the role asks for and the resume does not show", "bold"),
    ]
    parts += [columns(("", look.say(gap_text(gap))), look) for gap in roadmap.gaps] or [
        look.say("Nothing of the role's depth is missing.")
    ]
    for title, items in groups(roadmap):
        if items:
            parts += ["", look.say(title, "bold")]
            parts += [columns((str(at), _item(one, look)), look) for at, one in enumerate(items, start=1)]
            if items is roadmap.projects:
                parts.append(look.say(PROJECTS, "dim"))
    parts += ["", look.say(plan_title(plan), "bold")]
    for task in plan.tasks:
        parts.append(columns(("", _task(task, look)), look))
    parts += ["", look.say("Along the way", "bold")]
    parts += [columns(("", look.say(text)), look) for text in along_the_way()]
    parts += ["", look.say(CHECK, "dim"), look.say(words.ADVICE, "dim")]
    return look.print(*head) + _ladder(roadmap, look) + look.print(*parts)


#: Said wherever certificates, prices and hours stand.
CHECK = "Certificates, prices and hours change: check each with its issuer before you pay."


#: Said under the projects.
PROJECTS = (
    "Points of a project are what its line would show at least: described work, without a result. "
    "A reader may count a project of your own less than work in a job."
)


def next_text(roadmap: Roadmap) -> str:
    """The next realistic role, and what usually bridges the step."""
    nearest = roadmap.next_role
    if nearest is None:
        return "Every role of the library is within reach."
    bridge = f" What usually bridges the step: {roadmap.bridge}." if roadmap.bridge else ""
    return f"Next realistic role: {nearest.title} ({_score(nearest)}).{bridge}"


def gap_text(gap: Gap) -> str:
    """Like "Risk and issue management: aware, asked lead"."""
    must = ", a must" if gap.must else ""
    return f"{gap.name}: {words.COMPETENCY_LEVELS[gap.shown]}, asked: {LEVELS[gap.asked]}{must}"


def groups(roadmap: Roadmap) -> Iterator[tuple[str, tuple[Item, ...]]]:
    """The things to build under their headings."""
    yield "Projects of your own, the most points for the hours first", roadmap.projects
    yield "Courses", roadmap.courses
    yield "Certificates", roadmap.certificates


def item_facts(item: Item) -> str:
    """Like "At least +5.6 once you hold it, about 12 hours"."""
    hours = f"about {item.hours} hours"
    if item.points:
        told = clears_text(item.clears)
        return f"At least {points_change(item.points)} {item.assumes}, {hours}{f', {told}' if told else ''}"
    return f"{hours.capitalize()}; {item.assumes}" if item.kind == "course" else hours.capitalize()


def plan_title(plan: Plan) -> str:
    """Like "Ninety days from 7 December 2026, 6 hours a week"."""
    return f"Ninety days from {day(plan.start)}, {plan.hours_a_week:g} hours a week"


def day(value: date) -> str:
    """Like "7 December 2026", the same in every locale."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def span(task: Task) -> str:
    """Like "7 Dec - 13 Dec"."""
    first, last = (f"{one.day} {_MONTHS[one.month - 1][:3]}" for one in (task.start, task.end))
    return first if first == last else f"{first} - {last}"


def along_the_way() -> Iterator[str]:
    """The parts of the roadmap that are the same for everybody, a line each."""
    practice, learning = knowledge("practice"), knowledge("learning")
    for one in learning["education"]:
        yield f"{one['title']}: {one['text']}"
    yield f"Workshops and seminars: {learning['workshops']['text']}"
    for part in ("internship", "entry", "open_source", "volunteering"):
        yield f"{practice[part]['title']}: {practice[part]['text']}"
    for group in ("networking", "current"):
        for part in practice[group].values():
            yield f"{part['title']}: {part['text']}"
    portfolio = practice["stand_out"]["portfolio"]
    yield f"{portfolio['title']}: {'; '.join(portfolio['checklist'])}."


def _score(one: Distance) -> str:
    return "not scored" if one.score is None else f"{one.score:.0f} {one.band}"


def _ladder(roadmap: Roadmap, look: Look) -> str:
    rows: list[tuple[str, ...]] = [("role", "score", "depth not shown", "years", "level")]
    for one in roadmap.ladder:
        mark = "✓ " if one.reached else ""
        if not look.signs:
            mark = "+ " if one.reached else ""
        years = f"{one.years[0]:g}-{one.years[1]:g}"
        share = f"{one.open_share:.0%}"
        rows.append((f"{mark}{one.title}", _score(one), share, years, one.level_fit or ""))
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
    parts: list[RenderableType] = [look.say(f"Interview: {found.title}", "bold"), ""]
    parts.append(look.say("Likely questions", "bold"))
    for number, one in enumerate(found.questions, start=1):
        body = look.say(words.clean(one.text))
        if one.met:
            body.append_text(
                joined(look.say("\n"), sign(one.met, look), look.say(f" {words.clean(one.about)}", "dim"))
            )
        else:
            body.append_text(look.say(f"\n{words.clean(one.about)}", "dim"))
        told = ", ".join(f"story {at + 1}" for at in one.stories)
        body.append_text(
            look.say(f"\nAnswer with {told}." if told else "\nNo story yet: prepare one.", "dim")
        )
        parts.append(columns((str(number), body), look))
    parts += ["", look.say("Your stories", "bold")]
    for number, story in enumerate(found.stories, start=1):
        parts.append(columns((str(number), _story(story, look)), look))
    parts += ["", look.say("To ask them", "bold")]
    parts += [columns(("", look.say(text)), look) for text in found.own]
    parts += ["", look.say(words.ADVICE, "dim")]
    return look.print(*parts)


def _story(story: Story, look: Look) -> Text:
    body = look.say(words.quote(story.evidence.text, 300))
    for part, text in story.parts:
        body.append_text(look.say(f"\n{part.capitalize()}: {words.quote(text, 200)}", "dim"))
    for part, question in story.missing:
        body.append_text(look.say(f"\n{part.capitalize()} is missing: {question}", "yellow"))
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
        look.say(f"Lines with a figure: {change.figures[0]} → {change.figures[1]}", "dim"),
    ]
    sections: tuple[tuple[str, Sequence[str]], ...] = (
        ("What moved the score", [_moved(one.name, one.before, one.after) for one in change.parts]),
        ("Got better", [_requirement(one.name, one.before, one.after) for one in change.better]),
        ("Got worse", [_requirement(one.name, one.before, one.after) for one in change.worse]),
        (
            "Skills shown otherwise",
            [f"{one.name}: {strength(one.before)} → {strength(one.after)}" for one in change.skills],
        ),
        ("Suggestions that were done", [_suggestion(one) for one in change.done]),
        ("New suggestions", [_suggestion(one) for one in change.new]),
        ("Still open", [_suggestion(one) for one in change.still_open]),
    )
    for title, lines in sections:
        parts += _section(title, lines, look)
    parts += ["", look.say(words.ADVICE, "dim")]
    return look.print(*parts)


def versions_headline(change: VersionChange) -> str:
    """Like "69 good -> 74 good, 4.7 points more"."""
    if change.points is None:
        return f"{words.headline(change.before)} → {words.headline(change.after)}"
    before, after = (f"{one.score:g} {one.band}" for one in (change.before, change.after))
    return f"{before} → {after}, {change_in_words(change.points)}"


def _section(title: str, lines: Iterable[str], look: Look) -> list[RenderableType]:
    shown = [words.clean(line) for line in lines]
    if not shown:
        return []
    parts: list[RenderableType] = ["", look.say(f"{title} ({len(shown)})", "bold")]
    parts += [columns(("", look.say(line)), look) for line in shown[:_MOST]]
    if len(shown) > _MOST:
        parts.append(look.say(f"    and {len(shown) - _MOST} more", "dim"))
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
