"""The guards of the columns: whether two stretches side by side are read one after the other.

Dates at the right margin, labels of a table, indents and rows of a section leave empty stripes on a page too.
"""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from analyzer.documents.characters import BULLETS, DASH_BULLETS
from analyzer.documents.layout.lines import DATE_CELL, PLACE, is_title, text_of
from analyzer.documents.layout.records import Token

#: Fewer lines than this on a side are no column.
LEAST_LINES = 3
#: A gutter without headings beside it must part this many lines a side, and this share of the page height.
_TALL_LINES = 8
TALL_SHARE = 0.3
#: A wrapped sentence on each side makes columns: nobody reads sentences across a gutter.
_LEAST_WRAPPED = 1
#: Share of lines with a partner at the same height across the gutter from which a side is part of a table.
_ALIGNED = 0.75
#: So many labels, each with a line beside it, make a table.
_TABLE_ROWS = 2
#: Share of date or place lines from which a side is the margin of entries.
_MARGIN_LINES = 0.5
#: Lines set like a known title are titles when larger than the text by this much or in capitals, and short.
_TITLE_SIZE = 1.08
_TITLE_WORDS = 6

Side = Sequence[Sequence[Token]]


def is_columns(left: Side, right: Side, *, tall: bool) -> bool:  # noqa: PLR0911  (one return a guard)
    """Whether a person would read down the left side first; `tall`: a good part of the page's height."""
    if min(len(left), len(right)) < LEAST_LINES:
        return False
    if not _stand_side_by_side(left, right):
        return False
    titles = both_titles(left, right)
    if _is_margin(left) or _is_margin(right) or _only_bullets(left) or _only_bullets(right):
        return False
    if _heads_rows(left, titles):
        return False
    if bool(titles[0]) != bool(titles[1]):
        titled, plain = (left, right) if titles[0] else (right, left)
        if _holds_rows(titled, plain):
            return False
    if min(_wrapped(left), _wrapped(right)) >= _LEAST_WRAPPED or (_is_list(left) and _is_list(right)):
        return True
    aligned = (_aligned(left, right), _aligned(right, left))
    lines = min(len(left), len(right))
    if all(titles):
        short_grid = lines < LEAST_LINES + 3 and max(aligned) >= _ALIGNED
        return not short_grid or _open_together(left, right)
    if any(own >= _ALIGNED and not titled for own, titled in zip(aligned, titles, strict=True)):
        return False
    if any(titles):
        return lines >= LEAST_LINES + 2 and min(aligned) < _ALIGNED
    return tall and lines >= _TALL_LINES and min(aligned) < _ALIGNED


def _stand_side_by_side(left: Side, right: Side) -> bool:
    """The sides share at least half of the height of the lower one."""
    spans = [(side[0][0].top, max(token.bottom for token in side[-1])) for side in (left, right)]
    shared = min(bottom for _, bottom in spans) - max(top for top, _ in spans)
    return shared >= 0.5 * min(bottom - top for top, bottom in spans)


def _wrapped(side: Side) -> int:
    """Lines that go on with a sentence begun above: they start with a small letter after a line of words."""
    return sum(
        1
        for above, line in pairwise(side)
        if len(above) >= 3 and line[0].text[:1].islower() and line[0].size == above[-1].size
    )


def _is_list(side: Side) -> bool:
    """Nearly every line is a list item with its mark."""
    marked = sum(1 for line in side if len(line) > 1 and line[0].text in BULLETS | DASH_BULLETS)
    return marked >= 0.8 * len(side)


def _open_together(left: Side, right: Side) -> bool:
    """Both sides begin with a section title at the same height: two short sections side by side.

    Lines of the header, which are short by chance, may stand above the title of one side.
    """
    return any(
        abs(one[0].middle - other[0].middle) < one[0].size and _are_titles(one, other)
        for one, other in (*((left[0], line) for line in right), *((line, right[0]) for line in left))
    )


def _are_titles(one: Sequence[Token], other: Sequence[Token]) -> bool:
    known = [is_title(text_of(line)) for line in (one, other)]
    return all(known) or (any(known) and _looks(one) == _looks(other))


def _holds_rows(titled: Side, plain: Side) -> bool:
    """Between the titles of one side the other has only dates, or a line for each line: rows of sections."""
    known = [line for line in titled if is_title(text_of(line))]
    looks = _looks(max(known, key=lambda line: line[0].size)) if known else None
    heights = [-1e9, *(line[0].middle for line in titled if _looks(line) == looks), 1e9]
    for top, bottom in pairwise(heights):
        own = [line for line in titled if top < line[0].middle < bottom]
        beside = [line for line in plain if top < line[0].middle < bottom]
        if beside and not _is_margin(beside) and (len(own) < _TABLE_ROWS or _aligned(own, beside) < 1.0):
            return False
    return True


def both_titles(left: Side, right: Side) -> tuple[int, int]:
    """Section titles on each side: known words, and other lines that are set exactly like those."""
    known = {_looks(line) for line in (*left, *right) if is_title(text_of(line))}
    if not known:
        return 0, 0
    usual = median(token.size for side in (left, right) for line in side for token in line)
    rare = {looks for looks in known if looks[1] > _TITLE_SIZE * usual or looks[3]}
    first, second = (
        sum(
            1
            for line in side
            if is_title(text_of(line)) or (rare and len(line) <= _TITLE_WORDS and _looks(line) in rare)
        )
        for side in (left, right)
    )
    return first, second


def _looks(line: Sequence[Token]) -> tuple[str, float, bool, bool]:
    """Font, size, weight, and whether all is in capitals."""
    return line[0].font, round(line[0].size, 1), line[0].bold, text_of(line).isupper()


def _is_margin(side: Side) -> bool:
    """Mostly dates and places: the right margin of the entries of one column, or a timeline."""
    cells = [text_of(line) for line in side]
    marginal = sum(1 for cell in cells if DATE_CELL.match(cell) or (len(cell) < 32 and PLACE.match(cell)))
    return marginal >= _MARGIN_LINES * len(cells)


def _only_bullets(side: Side) -> bool:
    return all(token.icon or token.text in BULLETS or len(token.text) <= 1 for line in side for token in line)


def _aligned(side: Side, other: Side) -> float:
    """Share of the lines of a side that have a line at the same height on the other."""
    heights = sorted(line[0].bottom for line in other)
    paired = sum(1 for line in side if any(abs(line[0].bottom - height) < 2 for height in heights))
    return paired / len(side)


def _heads_rows(left: Side, titles: tuple[int, int]) -> bool:
    """The left side holds little but section titles, each beside the first line of its section."""
    return titles[0] >= 2 and titles[0] >= 0.5 * len(left) and titles[1] <= titles[0] // 2
