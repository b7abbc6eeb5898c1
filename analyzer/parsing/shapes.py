"""The shape of the entries of one section: how many lines stand around the dates, and which names the job.

People set all their jobs in one way. Where most entries of a section agree, an entry that was read otherwise
is read again in the shape of the others, and the better reading stays.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analyzer.parsing.dates import find_ranges
from analyzer.parsing.drafts import A_HABIT, Draft
from analyzer.parsing.header_lines import all_capitalised
from analyzer.parsing.header_signs import ends_sentence, looks_done
from analyzer.parsing.lexicon import is_way_of_working, title_points
from analyzer.parsing.pieces import pieces_of
from analyzer.parsing.rows import Row

#: Points of words that are surely a title; words of a line of a header at most.
_SURE_TITLE, _MOST_WORDS = 3.0, 16


_REMARK = re.compile(r"\s*\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Shape:
    """Lines of a header above and below its dates, and the line of the title counted from them."""

    above: int
    below: int
    title: int


def usual_shape(drafts: Sequence[Draft], rows: Sequence[Row]) -> Shape | None:
    """The shape of most entries that name title and employer; None when there is no habit."""
    index_of = {row.number: index for index, row in enumerate(rows)}
    shapes = [
        shape
        for draft in drafts
        if draft.header.title and draft.header.organization and (shape := _shape_of(draft, index_of))
    ]
    counted = Counter(shapes)
    if not counted:
        return None
    shape, count = max(counted.items(), key=lambda item: (item[1], item[0].above, item[0].below))
    return shape if count >= A_HABIT and count * 2 > len(drafts) else None


def _shape_of(draft: Draft, index_of: dict[int, int]) -> Shape | None:
    if draft.anchor is None or draft.anchor.tail is not None or draft.anchor.row not in draft.header_rows:
        return None
    at = index_of[draft.anchor.row.number]
    offsets = [index_of[row.number] - at for row in draft.header_rows]
    titled = [
        offset
        for offset, row in zip(offsets, draft.header_rows, strict=True)
        if (draft.header.title or "") in row.text
    ]
    if not titled or offsets != list(range(offsets[0], offsets[0] + len(offsets))):
        return None
    return Shape(-offsets[0], offsets[-1], titled[0])


def in_shape(draft: Draft, shape: Shape, rows: Sequence[Row], taken: frozenset[int]) -> Draft | None:
    """The entry with the header lines of the usual shape; None when it has them or cannot have them.

    The line of the title must hold a sure title, and the lines must be free, close together and no prose.
    """
    index_of = {row.number: index for index, row in enumerate(rows)}
    own = _shape_of(draft, index_of)
    if draft.anchor is None or draft.anchor.tail is not None or own == shape:
        return None
    at = index_of[draft.anchor.row.number]
    first, last = at - shape.above, at + shape.below
    if first < 0 or last >= len(rows):
        return None
    lines = rows[first : last + 1]
    mine = {row.number for row in draft.header_rows}
    free = all(row.number in mine or row.number not in taken for row in lines)
    close = not any(row.gap_before for row in lines[1:])
    titled = rows[at + shape.title]
    plain = all(row is draft.anchor.row or _may_be_header(row, titled=row is titled) for row in lines)
    if not (free and close and plain and _names_job(titled)):
        return None
    return replace(draft, header_rows=list(lines), above=shape.above, pieces=())


def _may_be_header(row: Row, *, titled: bool) -> bool:
    words = row.text.split()
    pieces = pieces_of(row.text, [(0, len(row.text))])
    # "Before teaching" names nobody
    name = bool(pieces) and all_capitalised(_REMARK.sub("", pieces[0].text))
    named = titled or name or is_way_of_working(row.text)
    prose = not named or ends_sentence(row.text) or looks_done(row.text) or row.text.endswith(":")
    return not row.mark and len(words) <= _MOST_WORDS and not prose


def _names_job(row: Row) -> bool:
    """Whether the first words of a line without its dates are surely a title."""
    found = find_ranges(row.text)
    text = row.text[: found[0].start] if found and found[0].start else row.text
    start = found[0].end if found and not found[0].start else 0
    pieces = pieces_of(text, [(start, len(text))])
    return any(title_points(piece.text) >= _SURE_TITLE for piece in pieces)
