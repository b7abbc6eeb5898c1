"""Dates in a left margin that takes two lines, beside the lines of the header.

::

    03/2021 –   Marsh Bank, Leeds
    today       Data Lead
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from analyzer.parsing.dates import find_ranges
from analyzer.parsing.points import Range, find_points
from analyzer.parsing.rows import Row

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
