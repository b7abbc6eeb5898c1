"""A dated plan for ninety days: what this person does when, chosen by points for the hours it takes.

Three months of about thirty days: first the words that are missing on the page and the habit of asking
people, then one thing to build, then to finish it, write it up and show it. The hours of a week are the
person's own.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise, zip_longest
from typing import Literal

from analyzer.advice.knowledge import data
from analyzer.advice.path import EFFORT, Path
from analyzer.advice.roadmap import Item, Roadmap, worth

TaskKind = Literal["words", "project", "course", "certificate", "people", "show", "check"]

#: Hours a week where the person does not say.
HOURS_A_WEEK = 6.0
#: The three months end after so many days.
STAGES = (30, 60, 90)
#: Share of the weekly hours that goes to people and reading all along.
_HABITS_SHARE = 0.25
#: Changes of words that are made in the first week at most.
_MOST_WORDS = 6
#: Things to study in one plan: more are begun and not finished.
_MOST_STUDY = 2
#: A course longer than this share of the plan's hours is begun and not finished in it.
_MOST_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do between two dates. `points` is what it is worth at least, None where it has none."""

    kind: TaskKind
    stage: int
    start: date
    end: date
    title: str
    text: str
    hours: float
    points: float | None


@dataclass(frozen=True, slots=True)
class Plan:
    """The tasks of ninety days in order. `points` is the sum of what its tasks are worth at least."""

    start: date
    hours_a_week: float
    tasks: tuple[Task, ...]

    @property
    def points(self) -> float:
        """Points of all tasks; together they may bring a little less, since two may show the same."""
        return round(sum(task.points or 0.0 for task in self.tasks), 1)


def first_day(month: str) -> date:
    """The day a plan starts: the first Monday after the month that counts as the present (`YYYY-MM`)."""
    year, _, number = month.partition("-")
    following = date(int(year) + int(number) // 12, int(number) % 12 + 1, 1)
    return following + timedelta(days=-following.weekday() % 7)


def plan_for(roadmap: Roadmap, path: Path | None, *, start: date, hours_a_week: float = HOURS_A_WEEK) -> Plan:
    """The plan of one person for ninety days from `start`."""
    weekly = hours_a_week * (1 - _HABITS_SHARE)
    tasks = [*_words(path, start), *_people(roadmap, start), *_habits(roadmap, start), *_check(start)]
    begin = start + timedelta(days=7)
    for item in _chosen(roadmap, weekly):
        days = math.ceil(item.hours / max(0.5, weekly) * 7)
        end = min(begin + timedelta(days=days), start + timedelta(days=STAGES[-1]))
        tasks.append(_build(item, begin, end, start))
        begin = end
        if begin >= start + timedelta(days=STAGES[-1] - 7):
            break
    tasks += _show(roadmap, start)
    return Plan(start, hours_a_week, tuple(sorted(tasks, key=lambda one: (one.start, one.end, one.title))))


def _chosen(roadmap: Roadmap, weekly: float) -> list[Item]:
    """A project and something to study in turn, as many as the hours hold: points for the hours decide."""
    whole = weekly * (STAGES[-1] - 14) / 7
    projects = [one for one in roadmap.projects if one.hours <= whole]
    begun = [one for one in roadmap.certificates if one.underway][:1]
    study = sorted(
        (one for one in (*roadmap.courses, *roadmap.certificates) if one.hours <= _MOST_SHARE * whole),
        key=lambda one: (-worth(one, roadmap.gaps), one.hours, one.id),
    )
    study = [*begun, *(one for one in study if one not in begun)]
    chosen: list[Item] = []
    left = whole
    if begun and begun[0].hours > left / 2:  # it goes on after these months, and a project has its half
        share = math.floor(left / 2)
        goes_on = f"{begun[0].why} About {share} of its {begun[0].hours} hours fit into these months."
        chosen = [replace(begun[0], hours=share, points=0.0, why=goes_on)]
        left, study = left - share, study[1:]
    for pair in zip_longest(projects, study[:_MOST_STUDY]):
        for item in pair:
            if item is not None and item.hours <= left:
                chosen.append(item)
                left -= item.hours
    shortest = min((*roadmap.projects, *roadmap.courses), key=lambda one: one.hours, default=None)
    return chosen or ([shortest] if shortest else [])


def _stage(day: date, start: date) -> int:
    """The month of the plan, 30, 60 or 90, in which a day lies."""
    passed = (day - start).days
    return next((stage for stage in STAGES if passed < stage), STAGES[-1])


def _words(path: Path | None, start: date) -> Iterator[Task]:
    """The changes of words and facts that the next band needs, in the first week."""
    steps = [step for step in path.steps if step.kind != "build"][:_MOST_WORDS] if path else []
    for step in steps:
        yield Task(
            kind="words",
            stage=STAGES[0],
            start=start,
            end=start + timedelta(days=6),
            title="Write what is true and not yet on the page",
            text=step.message,
            hours=EFFORT[step.kind],
            points=step.points,
        )


def _build(item: Item, begin: date, end: date, start: date) -> Task:
    what = {"project": "Build", "course": "Learn", "certificate": "Prepare for"}[item.kind]
    details = dict(item.details)
    goal = next(
        (f"{key}: {details[key]}." for key in ("At the end", "Look for", "Needs") if key in details), ""
    )
    return Task(
        kind=item.kind,
        stage=_stage(begin, start),
        start=begin,
        end=end - timedelta(days=1),
        title=f"{what}: {item.title}",
        text=f"{item.why} {goal}".strip(),
        hours=float(item.hours),
        points=item.points,
    )


def _people(roadmap: Roadmap, start: date) -> Iterator[Task]:
    """Two talks a month with people who do the work, and one event; a question for each month."""
    practice = data("practice")
    told = {one.id: one for one in roadmap.along}
    interviews = practice["networking"]["interviews"]
    peers = "peers" in told or roadmap.context.executive
    for month, (begin, end) in enumerate(pairwise((0, *STAGES))):
        text = f"{interviews['text']} Ask this month: {interviews['questions'][2 * month]}"
        yield Task(
            kind="people",
            stage=end,
            start=start + timedelta(days=begin),
            end=start + timedelta(days=end - 1),
            title=f"Two {'talks with peers' if peers else 'informational interviews'} and one event",
            text=told["peers"].text if "peers" in told else text,
            hours=5.0,
            points=None,
        )


def _habits(roadmap: Roadmap, start: date) -> Iterator[Task]:
    """Of what to do along the way one thing a month, the most pressing first; people have their own task."""
    pressing = [one for one in roadmap.along if one.id not in _WITH_PEOPLE]
    for one, (begin, end) in zip(pressing, pairwise((0, *STAGES)), strict=False):
        yield Task(
            kind="people",
            stage=end,
            start=start + timedelta(days=begin + 7),
            end=start + timedelta(days=end - 1),
            title=one.title,
            text=f"{one.because} {one.text}",
            hours=2.0,
            points=None,
        )


#: Entries of `along.yaml` that the monthly talks and events stand for, and what has no end.
_WITH_PEOPLE = frozenset((
    "events", "membership", "organizations", "peers", "reading", "tools", "webinars", "workshops",
))  # fmt: skip


def _check(start: date) -> Iterator[Task]:
    """A look at what moved, at the end of each month."""
    for stage in STAGES:
        day = start + timedelta(days=stage - 1)
        yield Task(
            kind="check",
            stage=stage,
            start=day,
            end=day,
            title=f"Day {stage}: compare the versions",
            text="Run `aipm versions` on the old and the new resume: what moved, what got worse?",
            hours=0.5,
            points=None,
        )


def _show(roadmap: Roadmap, start: date) -> Iterator[Task]:
    """The last weeks: the work becomes a case study and a line, and applications go out."""
    line = next((value for one in roadmap.projects[:1] for key, value in one.details if "write" in key), "")
    yield Task(
        kind="show",
        stage=STAGES[-1],
        start=start + timedelta(days=75),
        end=start + timedelta(days=82),
        title="Write the case study and its line",
        text=f"Put your own figures into: {line}"
        if line
        else "One page: problem, data, method, measure, lesson.",
        hours=3.0,
        points=None,
    )
    yield Task(
        kind="show",
        stage=STAGES[-1],
        start=start + timedelta(days=83),
        end=start + timedelta(days=88),
        title="Apply to three roles",
        text=_targets(roadmap),
        hours=4.0,
        points=None,
    )


def _targets(roadmap: Roadmap) -> str:
    reached = [one.title for one in roadmap.ladder if one.reached]
    ahead = [roadmap.next_role.title] if roadmap.next_role else []
    titles = [*reached[-1:], *ahead] or [roadmap.title]
    return f"Aim at {' and '.join(titles)}; check each ad with `aipm analyze --job`."
