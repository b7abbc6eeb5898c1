"""The lines of a section that carry a job's dates, and what a header line looks like."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from analyzer.parsing.dates import find_ranges
from analyzer.parsing.header_signs import (
    A_NAME,
    FEW_AROUND,
    FIRST_PART,
    IN_PARENTHESES,
    MOST_AROUND,
    SURE_TITLE,
    header_like,
)
from analyzer.parsing.labels import label_of
from analyzer.parsing.lexicon import is_place, is_title, organization_like, organization_points, title_points
from analyzer.parsing.notes import is_note
from analyzer.parsing.points import PRESENT, Range
from analyzer.parsing.rows import Row, is_under
from analyzer.parsing.tables import table


@cache
def _of_a_firm() -> re.Pattern[str]:
    """A date that tells about a firm: `absorbed by Groupe Vertane in 2015`."""
    return re.compile(rf"\b(?:{'|'.join(table('lines')['fates'])})\b[^.;]*$", re.IGNORECASE)


#: What may follow a range and belongs to it: `/ today`, `(full-time)`.
AFTER_RANGE = re.compile(
    r"\s*[/|]\s*(?:today|now|present|current)\b|\s*\([^()]{0,40}\)?|,\s[^()\d]{2,25}\)", re.IGNORECASE
)
_TOGETHER = re.compile(r"\s*(?:,|;|and|&|\+|/|\|)\s*[^\d()|]{0,25}", re.IGNORECASE)
#: Most letters beside a range in parentheses ("full time", "4 mos").
_FEW_LETTERS = 12


@dataclass(frozen=True, slots=True)
class Anchor:
    """A line with a job's dates. `tail` is set when the dates stand in the margin of a list item."""

    row: Row
    found: Range
    tail: tuple[int, int] | None = None


def find_anchors(
    rows: Sequence[Row], *, day_first: bool | None, margins: Mapping[int, Range] | None = None
) -> tuple[Anchor, ...]:
    """The lines that carry dates of jobs, in order. `margins` are dates that `date_lines` found."""
    known = margins or {}
    anchors: list[Anchor] = []
    item: Row | None = None
    months = any(_MONTH_IN_DIGITS.search(row.text) for row in rows)
    for row in rows:
        item = row if row.mark else item if item is not None and is_under(item, row) else None
        if item is not None and item is not row:
            continue  # "onboarded 40 merchants / between 2022 and 2025" goes on with its list item
        found = known.get(row.number)
        if found is None and not _is_aside(row, anchors):
            found = _range_of(row, day_first)
        found = found if found is None or months else _as_years(row.text, found)
        if found is not None:
            margin = bool(row.mark) and _is_margin(row, found)
            anchors.append(Anchor(row, found, (row.start + found.start, row.end) if margin else None))
    anchors = _without_remarks(anchors)
    below = {row.number: following for row, following in pairwise(rows)}
    above = {following.number: row for row, following in pairwise(rows)}
    return tuple(
        anchor
        for anchor in anchors
        if not _is_weak(anchor, anchors, above.get(anchor.row.number), below.get(anchor.row.number))
    )


#: 2019-03 to 2021-05, 2019-03 – present: someone who writes so means months.
_MONTH_IN_DIGITS = re.compile(
    r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?:-\d\d)?(?!\d)\s*(?:to\b|until\b|till\b|[-–—→>~])", re.IGNORECASE
)
_YEARS = re.compile(r"((?:19|20)\d\d)-(\d\d)")


def _as_years(text: str, found: Range) -> Range:
    """`2007-09` as the years of a job where nobody writes months so in a stretch; others as they are."""
    match = _YEARS.fullmatch(text, found.start, found.end) if found.single else None
    if match is None or not int(match[1]) % 100 < int(match[2]):
        return found
    return replace(found, first=match[1], last=match[1][:2] + match[2], single=False)


def _without_remarks(anchors: Sequence[Anchor]) -> list[Anchor]:
    """The anchors without dates in brackets right above a line that is given to dates alone.

    `Designer, then Lead Designer (from Jan 2022)` / `Apr 2020 – Sep 2023, Berlin`: the second line tells.
    """
    kept = [
        anchor
        for anchor, following in pairwise(anchors)
        if not (
            _in_brackets(anchor)
            and following.row.number == anchor.row.number + 1
            and not following.row.gap_before
            and not following.found.single
            and _is_dates_and_place(following)
        )
    ]
    return [*kept, *anchors[-1:]]


def _in_brackets(anchor: Anchor) -> bool:
    """Whether the dates of a line stand in brackets."""
    before = anchor.row.text[: anchor.found.start + 1]
    return before.count("(") > before.count(")") or before.count("[") > before.count("]")


def _is_dates_and_place(anchor: Anchor) -> bool:
    """Whether a line begins with its dates and names no more than a place or a note."""
    rest = anchor.row.text[anchor.found.end :].strip(" ,;|·–—-()")
    opens = not anchor.row.text[: anchor.found.start].strip(" ([") or date_label(anchor.row.text) > 0
    return opens and (not rest or is_place(rest) or is_note(rest) or is_place(rest.partition(",")[0].strip()))


#: What was done between two jobs, in brackets: `(2019 - 2021: travelled and taught English)`.
_TOLD_GAP = re.compile(r"\([^()]*\d{4}[^()]*:\s[^()]*\)\.?")
#: A project with dates of its own inside a job: `Project: Winter data, 10/2022 – 04/2023`.
_PROJECT = re.compile(
    r"(?:(?:key|main|selected|notable|major|flagship|current|pilot)\s+)?(?:sub-?)?project\s*(?:#?\d+\s*)?"
    r"(?::|\s[-–—]\s)\s*\S",
    re.IGNORECASE,
)
#: What a title says of its own past: `Consultant, from 2009 Senior Consultant`, `[promoted ..., Oct 2017]`.
_PROMOTED = re.compile(
    r"\S.*(?:[,;(\[]|\s[-–—])\s*(?:then|later|from|since|ab|seit|depuis|desde|dal|sinds|"
    r"promoted(?: to| from)?|previously|formerly)\b",
    re.IGNORECASE,
)


def _is_aside(row: Row, anchors: Sequence[Anchor]) -> bool:
    """Whether the dates of a line tell about a part of the job whose dates stand above."""
    label = label_of(row.text)
    if label and label[0] in ("location", "note"):
        return True  # "Place: Bilbao, and Lima (2013 - 2014)"
    if not anchors or anchors[-1].found.single:
        return False
    if _TOLD_GAP.fullmatch(row.text) and not is_title(row.text):
        return True
    if _PROJECT.match(row.text):
        return True
    promoted = _PROMOTED.match(row.text)
    return (
        promoted is not None
        and not _is_role_of_employer(row, anchors[-1])
        and row.number - anchors[-1].row.number <= _NEAR_DATES
        and not row.gap_before
        and is_title(row.text[: promoted.end()])
        and all(found.single or found.last == PRESENT for found in find_ranges(row.text))
    )


def _is_role_of_employer(row: Row, above: Anchor) -> bool:
    """`Head of Data (since Apr 2022)` below `MARSH BANK  (2018 – present)`: the first role there.

    The line above names no title, and nothing follows the date.
    """
    found = find_ranges(row.text)
    closed = len(found) == 1 and not row.text[found[0].end :].strip(" .)]")
    named = row.text[: found[0].start].rstrip(" ([,;–-") if found else ""
    before = above.row.text[: above.found.start] + " " + above.row.text[above.found.end :]
    return closed and title_points(named) >= SURE_TITLE and not is_title(before)


def _is_title_line(above: Row | None, row: Row) -> bool:
    """Whether a title opens a block on the line above: `Trainee Lawyer` / `Bufete Salazar (2014)`."""
    if above is None or not above.gap_before or row.gap_before or above.mark:
        return False
    return title_points(above.text) >= SURE_TITLE and header_like(above) and not find_ranges(above.text)


#: A title stands at most so many lines below the dates of its job.
_NEAR_DATES = 2


def _is_weak(anchor: Anchor, anchors: list[Anchor], above: Row | None, following: Row | None) -> bool:
    """A single year in a line that names no job, or a marked line among unmarked headers."""
    row = anchor.row
    rest = (row.text[: anchor.found.start] + " " + row.text[anchor.found.end :]).strip(" ()|,;:·•–—-")
    rest = "" if is_date_only(row, anchor.found) else IN_PARENTHESES.sub("", rest).strip()
    stretches = any(not other.found.single for other in anchors if not other.row.mark)
    if row.mark and anchor.tail is None:
        return stretches
    if anchor.tail is not None:
        return any(not other.row.mark and not other.found.single for other in anchors)
    if anchor.found.single and stretches and rest and not date_label(row.text):
        before = row.text[: anchor.found.start].rstrip("*_")
        leading = any(not other.found.start and not other.found.single for other in anchors)
        first = anchor.found.start == 0 and leading and rest[0].isupper()  # "2014 Intern, Elm Films"
        apart = (
            first
            or row.gap_before
            or row.bold
            or before.endswith(("  ", "| ", "(", "\t", " – ", " - ", " — "))
        )
        titled = following is not None and is_title(following.text) and header_like(following)
        named = is_title(rest) or organization_like(rest) or (titled and before.endswith("  "))
        named = named or (before.endswith("(") and _is_title_line(above, row))
        return not (apart and len(rest.split()) <= 10 and named)
    return False


def _range_of(row: Row, day_first: bool | None) -> Range | None:
    """The range of dates that makes a row an anchor: at an edge of the line, or between its parts."""
    dated = find_ranges(row.text, day_first=day_first)
    found = [one for one in dated if stands_apart(row.text, one)]
    if not found:
        return None
    best = _begun_and_left(found) or _widest(row.text, found)
    rest_before = row.text[: best.start].strip(" \t(|,;:·•–—-")
    rest_after = IN_PARENTHESES.sub("", AFTER_RANGE.sub("", row.text[best.end :])).strip(" \t)|,;:·•–—-.")
    alone = (not rest_before and not rest_after) or date_label(row.text) > 0
    if row.mark and not alone:
        return _marked_range(row, best, rest_before, rest_after)
    if not header_like(row):
        return None
    if best.single and (rest_before and (rest_after or _of_a_firm().search(rest_before))):
        return None
    if rest_before and rest_after and "  " not in row.text and "|" not in row.text:
        named = not best.single and (is_title(rest_before) or organization_like(rest_before))
        if len((rest_before + " " + rest_after).split()) > (MOST_AROUND if named else FEW_AROUND):
            return None
    return best


def _begun_and_left(found: Sequence[Range]) -> Range | None:
    """`2018: Audience Analyst, Elm Radio (to 2022)`: the start in front, the end behind."""
    if len(found) != len("ab"):
        return None
    begun, left = found
    if not (begun.single and begun.start == 0 and left.first is None and begun.first and left.last):
        return None
    return replace(begun, last=left.last, single=False) if begun.first <= left.last else None


def stands_apart(text: str, found: Range) -> bool:
    """Whether a range is no remark in parentheses: `(2019 – 2021)` is, `(part-time since 2020)` is not."""
    opening = max(text.rfind("(", 0, found.start), text.rfind("[", 0, found.start))
    if text[found.end - 1] in ")]" or (found.start <= 1 and IN_PARENTHESES.fullmatch(text.rstrip("."))):
        return True
    if opening < 0 or ")" in text[opening : found.start] or "]" in text[opening : found.start]:
        return True
    closing = text.find("]" if text[opening] == "[" else ")", found.end)
    if found.last == PRESENT and is_title(text[opening + 1 : found.start]):
        return False  # "(team lead from 2020)"
    if not found.single and _is_employer_aside(text[:opening], text[opening + 1 : found.start]):
        return True
    remark = text[opening + 1 : found.start] + text[found.end : closing if closing >= 0 else len(text)]
    return sum(map(str.isalpha, remark)) <= _FEW_LETTERS


def _is_employer_aside(before: str, remark: str) -> bool:
    """`Risk Analyst (Estuary Bank, 2018 to 2022)`: the employer and the dates in brackets behind a title."""
    named = remark.rstrip().endswith((",", ";", "|", "–", "-", "—", "·")) and not is_title(remark)
    return named and is_title(before) and organization_points(remark.rstrip(" ,;|–-—·")) >= A_NAME


def in_remark(text: str, found: Range) -> bool:
    """Whether more than the dates stands in the brackets around a range."""
    opening = text.rfind("(", 0, found.start)
    inside = opening >= 0 and ")" not in text[opening : found.start]
    return inside and bool(re.search(r"[^\W\d_]", text[opening : found.start]))


def _widest(text: str, found: Sequence[Range]) -> Range:
    """The range a line stands for: stretches before single dates, outside parentheses before inside.

    Two stretches (`2015 – 2017, 2019 – present`) reach from the first start to the last end.
    """
    outer = [one for one in found if text.count("(", 0, one.start) <= text.count(")", 0, one.start)]
    best = [one for one in outer or found if not one.single] or outer or list(found)
    if len(best) > 1 and not best[0].single:
        # `(acting head from Jan 2019), Vale Hospital (Feb 2016 to Sept 2020)`: a remark tells of a part
        best = [one for one in best if not in_remark(text, one)] or best
    if len(best) == 1 or best[0].single:
        return best[-1] if best[0].single else best[0]
    joint = all(_TOGETHER.fullmatch(text[one.end : other.start]) for one, other in pairwise(best))
    starts, ends = [one.first for one in best if one.first], [one.last for one in best if one.last]
    if not joint or not starts or not ends:
        return best[0]
    return Range(best[0].start, best[-1].end, min(starts), max(ends))


def _marked_range(row: Row, best: Range, before: str, after: str) -> Range | None:
    """List items are anchors when they are headers (`• Engineer, 2019 - 2021`) or dated in the margin."""
    titled = best.start <= 1 and is_title(FIRST_PART.split(after, maxsplit=1)[0])
    if best.single or row.text.endswith(".") or len(after.split()) > (FEW_AROUND if titled else 6):
        return None
    if _is_margin(row, best):
        return best
    return best if is_title(before or after) and len(before.split()) <= 12 else None


def _is_margin(row: Row, found: Range) -> bool:
    return (
        found.start >= 2
        and row.text[found.start - 2 : found.start] == "  "
        and len(row.text[: found.start].split()) > 5
    )


def is_date_only(row: Row, found: Range) -> bool:
    """Whether a line holds its dates and nothing else."""
    rest = row.text[: found.start] + IN_PARENTHESES.sub("", AFTER_RANGE.sub("", row.text[found.end :]))
    rest = rest[date_label(rest) :]
    if found.start <= 1 and re.fullmatch(r"\([^()]*\)\.?", row.text):
        return True  # "(Spring 2013, six months, unpaid)"
    return not re.sub(r"[\W_]", "", rest) or is_note(rest)


def date_label(text: str) -> int:
    """Length of a label such as `Duration:` at the start of a line; 0 without one."""
    found = label_of(text)
    return found[1] if found and found[0] == "dates" else 0
