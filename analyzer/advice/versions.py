"""Two versions of one resume: what moved the score, which suggestions were done, what got worse.

Suggestions are the same in both versions when the same rule speaks about the same line, also after it was
reworded a little, or about the same requirement.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from analyzer.advice.whatif import Moved, Shown, moved_parts, moved_requirements, moved_skills
from analyzer.advice.wording import flat
from analyzer.records import Achievement, Match, Report, Suggestion

#: From this likeness (0-100) on two lines are the same line, reworded.
_SAME_LINE = 72.0
#: Points by which a requirement must fall to have got worse: less is rounding.
_WORSE_FROM = 0.2

#: What the job asks for, as a suggestion quotes it.
_ASKED = re.compile(r"asks for “([^”]+)”")


@dataclass(frozen=True, slots=True)
class LineChange:
    """A line of work in both versions; None where it is not there."""

    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class VersionChange:
    """What changed from one version to another, for one job."""

    before: Match
    after: Match
    points: float | None
    parts: tuple[Moved, ...]
    better: tuple[Moved, ...]
    worse: tuple[Moved, ...]
    skills: tuple[Shown, ...]
    done: tuple[Suggestion, ...]
    still_open: tuple[Suggestion, ...]
    new: tuple[Suggestion, ...]
    lines: tuple[LineChange, ...]
    figures: tuple[int, int]


def compare_versions(old: Report, new: Report) -> VersionChange:
    """What changed between two reports about the same person and the same first job."""
    before, after = old.matches[0], new.matches[0]
    moved = tuple(moved_requirements(before, after))
    done, still_open = [], []
    left = list(new.suggestions)
    now = flat(new.documents[0].text).casefold()
    for one in old.suggestions:
        same = next((other for other in left if _is_same(one, other)), None)
        if same is not None:
            left.remove(same)
            still_open.append(same)
        elif _is_done(one, now, moved):
            done.append(one)
    points = None
    if before.score is not None and after.score is not None:
        points = round(after.score - before.score, 1)
    return VersionChange(
        before=before,
        after=after,
        points=points,
        parts=tuple(moved_parts(before, after)),
        better=tuple(one for one in moved if one.after > one.before),
        worse=tuple(one for one in moved if one.after <= one.before - _WORSE_FROM),
        skills=tuple(moved_skills(old.skills, new.skills)),
        done=tuple(done),
        still_open=tuple(still_open),
        new=tuple(left),
        lines=tuple(_lines(old.achievements, new.achievements)),
        figures=(_figures(old), _figures(new)),
    )


def _figures(report: Report) -> int:
    return sum(one.quantified for one in report.achievements)


def _is_same(one: Suggestion, other: Suggestion) -> bool:
    if one.rule != other.rule:
        return False
    first, second = _about(one), _about(other)
    return first == second or fuzz.ratio(first, second) >= _SAME_LINE


def _is_done(one: Suggestion, now: str, moved: Sequence[Moved]) -> bool:
    """Whether a suggestion that is gone was followed: its line reads otherwise, or what is asked is met more.

    One that is gone because others came before it, or were grouped otherwise, was not.
    """
    if one.rule.startswith("fit/") and (asked := _ASKED.search(one.message)):
        words = flat(asked[1].strip("… ")).casefold()
        return any(words in flat(part.name).casefold() and part.after > part.before for part in moved)
    lines = [one.before] if one.before else [evidence.text for evidence in one.evidence]
    places = [flat(line).casefold() for line in lines]
    return not any(place in now for place in places)


def _about(one: Suggestion) -> str:
    """What a suggestion is about: its line, or else its message."""
    return flat(one.before or one.message).casefold()


def _lines(old: Sequence[Achievement], new: Sequence[Achievement]) -> Iterator[LineChange]:
    """Lines that were reworded, taken out or added, in the order of the new version."""
    left = {flat(one.text): None for one in old}
    fresh = []
    for one in new:
        text = flat(one.text)
        if text in left:
            del left[text]
        else:
            fresh.append(text)
    for text in fresh:
        near = max(left, key=lambda other: fuzz.ratio(other, text), default=None)
        if near is not None and fuzz.ratio(near, text) >= _SAME_LINE:
            del left[near]
            yield LineChange(near, text)
        else:
            yield LineChange(None, text)
    for text in left:
        yield LineChange(text, None)
