"""Dates that stand on two or three lines: alone, at the end of a header line, or in a left margin beside it.

::

    03/2021 –   Marsh Bank, Leeds
    today       Data Lead
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from analyzer.parsing.dates import find_ranges
from analyzer.parsing.header_signs import (
    header_like,
)
from analyzer.parsing.points import Range, find_points
from analyzer.parsing.rows import Row

#: Longest line that is half of a range.
_LONGEST_DATE = 24
#: The first column of a line, and the gap behind it.
_COLUMN = re.compile(r"(?P<cell>\S+(?: \S+){0,3})(?:\s{2,}|\t)\s*(?=\S)")
#: A second cell that goes on with the range: `to now`, `– 03/2021`; or any date when the first one is open.
_GOES_ON = re.compile(r"(?:to|until|till|bis|à|[-–—→])(?:\s|\b)|(?=[-–—])", re.IGNORECASE)
_OPEN = re.compile(r"(?:\bto|until|till|bis|[-–—→])$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Margins:
    """The lines without second cells of the margin, and the whole dates by the number of the first line."""

    rows: tuple[Row, ...]
    dates: Mapping[int, Range]


def read_margins(rows: Sequence[Row], *, day_first: bool | None) -> Margins:
    """Put together the dates that a narrow margin prints on two lines."""
    kept = list(rows)
    dates: dict[int, Range] = {}
    gone: set[int] = set()
    for index, (row, below) in enumerate(pairwise(rows)):
        if broken := _broken(row, below, day_first):
            dates[row.number] = replace(broken[0], start=0, end=0)
            cut = broken[1]
            kept[index] = replace(row, start=row.start + cut, text=row.text[cut:], gap_after=below.gap_after)
            gone.add(below.number)
            continue
        first, second = _COLUMN.match(row.text), _COLUMN.match(below.text)
        if first is None or second is None or row.mark or below.mark or below.gap_before:
            continue
        found = _whole(first["cell"], second["cell"], day_first)
        if found is None:
            continue
        dates[row.number] = replace(found, start=0, end=first.end("cell"))
        cut = second.end()
        kept[index + 1] = replace(below, start=below.start + cut, text=below.text[cut:])
    return Margins(tuple(row for row in kept if row.number not in gone), dates)


#: A range at the start of a line whose year stands on the next one, and the words of the header behind it.
_CUT_RANGE = re.compile(r"(?P<cell>[^\W_][^\t]{3,22}?\s(?:[-–—]|to)\s+[A-Z][a-z]{2,8}\.?)\s+(?=[A-Z\d\"“])")
_YEAR = re.compile(r"(?:19|20)\d\d")


def _broken(row: Row, below: Row, day_first: bool | None) -> tuple[Range, int] | None:
    """`June 2024 - September Project Intern` above `2024`: the range, and where the header begins."""
    match = _CUT_RANGE.match(row.text)
    if match is None or row.mark or below.mark or below.gap_before or not _YEAR.fullmatch(below.text):
        return None
    joined = f"{match['cell']} {below.text}"
    found = find_ranges(joined, day_first=day_first)
    whole = len(found) == 1 and not found[0].single and (found[0].start, found[0].end) == (0, len(joined))
    return (found[0], match.end()) if whole else None


def _whole(first: str, second: str, day_first: bool | None) -> Range | None:
    """The range of two cells, each of which holds one end and nothing else."""
    points = find_points(first, day_first=day_first)
    if len(points) != 1 or not (_OPEN.search(first) or _GOES_ON.match(second)):
        return None
    joined = f"{first} {second}"
    found = find_ranges(joined, day_first=day_first)
    whole = len(found) == 1 and not found[0].single and (found[0].start, found[0].end) == (0, len(joined))
    return found[0] if whole and found[0].last else None


_BETWEEN_DATES = re.compile(r"(?:to|until|till|[-–—])", re.IGNORECASE)
_HALF_RANGE = re.compile(r"(?:\bto|until|till|[-–—])\s*$", re.IGNORECASE)


def with_joined_dates(rows: Sequence[Row], text: str) -> tuple[Row, ...]:
    """Ranges of dates that stand on two or three lines (`June 2015` / `to` / `May 2016`) as one row."""
    joined: list[Row] = []
    skip = 0
    for index, row in enumerate(rows):
        if skip:
            skip -= 1
            continue
        group = _date_lines(rows, index, text)
        last = group[-1]
        skip = len(group) - 1
        whole = text[row.start : last.end]
        joined.append(replace(row, end=last.end, text=whole, gap_after=last.gap_after) if skip else row)
    return tuple(joined)


def _date_lines(rows: Sequence[Row], index: int, text: str) -> Sequence[Row]:
    """The two or three rows from `index` on that make one range of dates; else the row alone."""
    row = rows[index]
    if len(row.text) <= _LONGEST_DATE and len(find_points(row.text)) == 1:
        for size in (3, 2):
            group = rows[index : index + size]
            if len(group) == size and _is_range(group, text):
                return group
    pair = rows[index : index + 2]
    return pair if len(pair) == 2 and _breaks_range(pair, text) else pair[:1]


def _breaks_range(pair: Sequence[Row], text: str) -> bool:
    """Whether a header line ends inside a range: `Scrum Master  June 2015 - May` / `2016`."""
    row, following = pair
    if row.mark or following.mark or following.gap_before or len(following.text) > _LONGEST_DATE * 2:
        return False
    if not _OPEN_RANGE.search(row.text) or not header_like(row):
        return False
    cut = row.end - row.start
    found = find_ranges(text[row.start : following.end])
    return any(one.start < cut < one.end and not one.single for one in found)


#: The end of a line that may go on with the rest of a range.
_OPEN_RANGE = re.compile(
    r"\d\s*(?:[-–—→]|to|until|till)\s*[^\W\d]*\.?$|\b[A-Z][a-z]{2,8}\.?$|\d$|\(\d+ (?:years?|yrs?)[^()]*$",
    re.IGNORECASE,
)


def _is_range(group: Sequence[Row], text: str) -> bool:
    if any(len(row.text) > _LONGEST_DATE for row in group):
        return False
    if len(group) == 3 and not _BETWEEN_DATES.fullmatch(group[1].text):
        return False
    if len(group) == 2 and not (_HALF_RANGE.search(group[0].text) or _HALF_RANGE.match(group[1].text)):
        return False
    whole = text[group[0].start : group[-1].end]
    found = find_ranges(whole)
    return len(found) == 1 and not found[0].single and found[0].start == 0 and found[0].end == len(whole)
