"""Readings: what a figure says in its sentence: its kind, its direction, outcome or scope."""

import re
from typing import Literal, NamedTuple

from analyzer.language.amounts import Figure
from analyzer.language.clauses import Clause, Direction, cues_in
from analyzer.language.directions import direction_of
from analyzer.language.kinds import kind_of

#: Figures that set a bar instead of telling a result: "a groundedness floor of 92%", "99.95% availability
#: targets".
_BAR_BEFORE = re.compile(
    r"\b(?:floor|threshold|target|targets|limit|ceiling|minimum|maximum|cap|bar|criteria|criterion|goal) "
    r"(?:was |is |were )?(?:of |at |set at )?(?:\w+ )?$"
)
_BAR_AFTER = re.compile(r" (?!of )(?:\w+ ){0,2}(?:targets?|goals?|thresholds?)\b")
#: Shares that describe what was there: "found 7% duplicated readings", "found that 4% of them carried ...".
_FOUND_BEFORE = re.compile(
    r"\b(?:found|identified|discovered|revealed|detected|showed)(?: that)? "
    r"(?:about |around |over |nearly |almost |up to )?$"
)
_DESCRIBED = re.compile(r"\b(?:found|showed|revealed|discovered|noticed|turned out|carried|contain\w*)\b")
_OF_THEM = re.compile(r" of (?:them|the|these)\b")


_COMPARED = re.compile(r" (?:the|as|what|that|our|its|their|more|less|faster|higher|larger|over|industry)\b")


#: A span of sizes and no change: "contracts from 3 to 18 months".
_RANGE_BEFORE = re.compile(
    r"\b(?:contracts|projects|engagements|assignments|programmes|programs|teams|budgets|deals|sizes?|stays|"
    r"durations?)(?:,| ranging| varying| lasting)? $"
)
#: Things that come in by themselves where the work was good: what is counted is a result.
_RESULTS = frozenset(
    ("stars", "papers", "subscribers", "downloads", "citations", "forks", "followers", "upvotes")
)
#: Deeds whose object was not there before, or is gone since.
_CAME_OF = re.compile(
    r"\b(?:stopped|blocked|sunset|killed|sold to|put out|replaced|fielded)"
    r"(?: (?:the|about|over|around|nearly|almost|more than))* $"
)


#: What happened to what is counted: "nine initiatives were stopped".
_IS_GONE = re.compile(
    r" (?:(?:were|was|have been|got) )?(?:stopped|killed|retired|shut down|sunset|withdrawn)\b"
)


Role = Literal["outcome", "scope"]


class Reading(NamedTuple):
    """Kind, unit, direction and role of one figure."""

    kind: str
    unit: str
    direction: Direction
    role: Role


def read_figure(clause: Clause, figure: Figure) -> Reading | None:
    """What a figure says; None for a bare number that nothing explains, and for the hours of a contract."""
    kind, unit = kind_of(clause, figure)
    if not kind:
        return None
    if _is_only_often(clause, figure):
        return None
    direction = direction_of(clause, figure, kind)
    if figure.per == "week" and unit == "hours" and direction == "none":
        return None
    role = _role(clause, figure, kind, direction)
    return Reading(kind, _written_unit(figure, kind, unit), "none" if role == "scope" else direction, role)


def _is_only_often(clause: Clause, figure: Figure) -> bool:
    """Whether "3 times" counts how often: without a word of change it multiplies nothing."""
    if figure.kind != "multiplier" or not clause.text[figure.start : figure.end].endswith(" times"):
        return False
    around = (*clause.words_before(figure, 9), *clause.words_after(figure, 3))
    return not any(True for _ in cues_in(list(around))) and not _COMPARED.match(clause.after(figure))


def _role(clause: Clause, figure: Figure, kind: str, direction: Direction) -> Role:
    if figure.change and _RANGE_BEFORE.search(clause.text[: figure.start]):
        return "scope"
    if figure.change or figure.kind == "multiplier" or kind in ("rank", "rating"):
        return "outcome"
    if kind in ("percent", "model_metric", "sla"):
        return "scope" if _is_bar(clause, figure) or _describes(clause, figure, direction) else "outcome"
    return "outcome" if direction != "none" or _came_of_work(clause, figure, kind) else "scope"


def _came_of_work(clause: Clause, figure: Figure, kind: str) -> bool:
    """Whether something without a direction is a result: it came in by itself, is gone since, or was met."""
    if kind == "time":
        return figure.part and figure.target is not None  # "met 11 of the last 12 months"
    if kind not in ("scale", "headcount"):
        return False
    gone = _CAME_OF.search(clause.before(figure)) or _IS_GONE.match(clause.after(figure))
    return figure.noun in _RESULTS or gone is not None


def _is_bar(clause: Clause, figure: Figure) -> bool:
    return bool(_BAR_BEFORE.search(clause.before(figure)) or _BAR_AFTER.match(clause.after(figure)))


def _describes(clause: Clause, figure: Figure, direction: str) -> bool:
    if _FOUND_BEFORE.search(clause.before(figure)):
        return True
    return bool(
        direction == "achieve" and _OF_THEM.match(clause.after(figure)) and _DESCRIBED.search(clause.text)
    )


def _written_unit(figure: Figure, kind: str, unit: str) -> str:
    """The unit as shown: a yearly amount of money is plain, other periods are named."""
    yearly = figure.kind == "money" and figure.per == "year"
    if not figure.per or yearly or kind in ("percent", "model_metric", "rating"):
        return unit
    return f"{unit}/{figure.per}"
