"""Words of a page -> the order a person reads them in.

A guarded, recursive cut: the widest stretch of a page that an empty vertical gutter divides is read left side
first, then right side; what is above and below it is read before and after. A gutter counts only when the
guards agree, because dates at the right margin, labels of a table and indents leave empty stripes too.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from operator import attrgetter
from statistics import median

from analyzer.documents.characters import BULLETS, DASH_BULLETS
from analyzer.documents.layout import PageContent, Token
from analyzer.documents.lines import DATE_CELL, PLACE, is_title, lines_of, text_of
from analyzer.documents.margins import NARROW, Band, bands

#: Least width of a gutter in points. Word gaps reach 6 in justified text; the tightest real gutters have 8.
GUTTER = 7.0
#: Fewer lines than this on a side are no column.
_LEAST_LINES = 3
#: A gutter without headings beside it must part this many lines a side, and this share of the page height.
_TALL_LINES = 8
_TALL_SHARE = 0.3
#: A wrapped sentence on each side makes columns: nobody reads sentences across a gutter.
_LEAST_WRAPPED = 1
#: Share of lines with a partner at the same height across the gutter from which a side is part of a table.
_ALIGNED = 0.75
#: So many labels, each with a line beside it, make a table.
_TABLE_ROWS = 2
#: A side without titles that is lower than this share of its neighbour belongs to one section of it.
_SHORT_SIDE = 0.6
#: Share of date or place lines from which a side is the margin of entries.
_MARGIN_LINES = 0.5

#: Columns of a page go on when both begin in this share of the next one, the right one so near the gutter.
_TOP_SHARE = 0.15
_GOES_ON = 30.0
#: The text beside a margin begins within so many points at the same place on each page.
_SAME_EDGE = 3.0

#: Lines set like a known title are titles when larger than the text by this much or in capitals, and short.
_TITLE_SIZE = 1.08
_TITLE_WORDS = 6

_MIDDLE = attrgetter("middle")


@dataclass(frozen=True, slots=True)
class Block:
    """Words of one stretch of a page that no gutter divides.

    `label` are the rows of a cell in the left margin that heads them; it is read first.
    """

    page: int
    tokens: tuple[Token, ...]
    label: tuple[tuple[Token, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """Two stretches side by side; `first` is read before `second`. `gutter` is the middle of the gap."""

    first: tuple["Block | Columns", ...]
    second: tuple["Block | Columns", ...]
    gutter: float
    x0: float
    x1: float


Part = Block | Columns


@dataclass(frozen=True, slots=True)
class Known:
    """Where the page before was divided: middles of gutters, and where the text beside labels began."""

    gutters: tuple[float, ...] = ()
    margins: tuple[float, ...] = ()


_NOTHING = Known()


def divide_pages(pages: Sequence[PageContent]) -> list[tuple[Part, ...]]:
    """The parts of every page; columns may go on at the top of the next page, however soon they end."""
    divided: list[tuple[Part, ...]] = []
    for page in pages:
        before = divided[-1] if divided else ()
        known = Known(tuple(_gutters(before)), tuple(_margins(before)))
        divided.append(divide(page.tokens, page=page.size.number, height=page.size.height, known=known))
    return divided


def _gutters(parts: Sequence[Part]) -> Iterator[float]:
    for part in parts:
        if isinstance(part, Columns):
            yield part.gutter
            yield from _gutters((*part.first, *part.second))


def _margins(parts: Sequence[Part]) -> Iterator[float]:
    for part in parts:
        if isinstance(part, Block) and part.label and part.tokens:
            yield min(token.x0 for token in part.tokens)


def divide(tokens: Sequence[Token], *, page: int, height: float, known: Known = _NOTHING) -> tuple[Part, ...]:
    """The parts of page number `page` from top to bottom; `height` is that of the page.

    `known` tells how the page before was divided.
    """
    if not tokens:
        return ()
    cut, banded = _best_cuts(tokens, height, known)
    inside: tuple[Part, ...]
    if banded is not None and (cut is None or len(banded[0]) >= len(cut)):
        best, inside = banded[0], tuple(Block(page, band.content, band.label) for band in banded[1])
    elif cut is not None:
        best, inside = cut, (_columns(cut, page, height, known),)
    else:
        return (Block(page, tuple(tokens)),)
    above = [token for token in tokens if token.middle < best.top]
    below = [token for token in tokens if token.middle > best.bottom]
    return (*divide(above, page=page, height=height), *inside, *divide(below, page=page, height=height))


def _columns(cut: "_Cut", page: int, height: float, known: Known) -> Columns:
    return Columns(
        divide(cut.left, page=page, height=height, known=known),
        divide(cut.right, page=page, height=height, known=known),
        next(
            (gutter for gutter in known.gutters if cut.x0 - 2 <= gutter <= cut.x1 + 2), (cut.x0 + cut.x1) / 2
        ),
        min(token.x0 for token in cut.left),
        max(token.x1 for token in cut.right),
    )


# --- finding the gutter ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Cut:
    x0: float
    x1: float
    top: float
    bottom: float
    left: tuple[Token, ...]
    right: tuple[Token, ...]

    def __len__(self) -> int:
        return len(self.left) + len(self.right)


def _best_cuts(
    tokens: Sequence[Token], height: float, known: Known
) -> tuple[_Cut | None, tuple[_Cut, tuple[Band, ...]] | None]:
    """The cut that parts the most words into columns (the wider gutter when equal); the largest margin."""
    best: _Cut | None = None
    best_size = (0.0, 0.0)
    banded: tuple[_Cut, tuple[Band, ...]] | None = None
    by_height = sorted(tokens, key=_MIDDLE)
    heights = [token.middle for token in by_height]
    edges = {
        token.x0 for gutter in known.gutters for token in tokens if gutter < token.x0 < gutter + _GOES_ON
    }
    for x1 in sorted({*_gutter_edges(tokens), *edges}):
        for cut in _stretches(by_height, heights, x1):
            found = _margin(cut, known) if banded is None or len(cut) > len(banded[0]) else ()
            if found:
                banded = (cut, found)
                continue
            goes_on = _goes_on(cut, known, height)
            parted = cut if goes_on else _trimmed(cut)
            size = (_weight(parted), parted.x1 - parted.x0)
            if size > best_size and (goes_on or _is_columns(parted, height)):
                best, best_size = parted, size
    return best, banded


def _margin(cut: _Cut, known: Known) -> tuple[Band, ...]:
    """The bands of a cut whose left side is a margin of labels."""
    left = max(token.x1 for token in cut.left) - min(token.x0 for token in cut.left)
    right = max(token.x1 for token in cut.right) - min(token.x0 for token in cut.right)
    if left >= NARROW * right:
        return ()
    goes_on = any(abs(cut.x1 - edge) < _SAME_EDGE for edge in known.margins)
    return bands(lines_of(cut.left), lines_of(cut.right), goes_on=goes_on)


def _goes_on(cut: _Cut, known: Known, height: float) -> bool:
    """Columns of the page before, at the top of this one: both sides begin there, one may end soon."""
    tops = [min(token.top for token in side) for side in (cut.left, cut.right)]
    return max(tops) < _TOP_SHARE * height and any(
        cut.x0 - 2 <= gutter <= cut.x1 + 2 for gutter in known.gutters
    )


def _weight(cut: _Cut) -> float:
    return float(min(len(cut.left), len(cut.right))) * (cut.bottom - cut.top)


def _gutter_edges(tokens: Sequence[Token]) -> list[float]:
    """Right edges of possible gutters: where several lines start, and the stripes that fewest words cross."""
    starts: dict[int, list[float]] = {}
    for line in lines_of(tokens):
        previous: Token | None = None
        for token in line:
            if previous is None or token.x0 - previous.x1 >= GUTTER:
                starts.setdefault(round(token.x0 / 2), []).append(token.x0)
            previous = token
    left = min(token.x0 for token in tokens)
    edges = {
        min(found)
        for key, found in starts.items()
        if len(found) + len(starts.get(key + 1, ())) >= _LEAST_LINES
    }
    return sorted(edge for edge in (*edges, *_stripes(tokens)) if edge > left + GUTTER)


def _stripes(tokens: Sequence[Token]) -> list[float]:
    """Right edges of gutters in vertical stripes that few words cross, for columns that are centred."""
    left, right = int(min(token.x0 for token in tokens)), int(max(token.x1 for token in tokens)) + 1
    crossing = [0] * (right - left + 2)
    for token in tokens:
        crossing[int(token.x0) - left] += 1
        crossing[int(token.x1) - left + 1] -= 1
    crossing = list(accumulate(crossing))
    edges: set[float] = set()
    for most in (0, 1, 2, len(tokens) // 60):
        start: int | None = None
        for x, count in enumerate(crossing):
            if count <= most and start is None:
                start = x
            elif count > most and start is not None:
                if x - start > GUTTER:
                    edges |= {float(left + x), left + start + 1 + GUTTER}
                start = None
    return sorted(edges)


def _stretches(tokens: Sequence[Token], heights: Sequence[float], x1: float) -> list[_Cut]:
    """The stretches from top to bottom in which no word crosses the gutter that ends at `x1`.

    `heights` are the middles of the tokens, which come from top to bottom.
    """
    x0 = x1 - GUTTER
    crossing = sorted((token.top, token.bottom) for token in tokens if token.x0 < x1 - 0.5 and token.x1 > x0)
    edges = [(-1e9, -1e9), *crossing, (1e9, 1e9)]
    found = []
    lower = -1e9
    for (_, bottom), (top, _) in pairwise(edges):
        lower = max(lower, bottom)
        if top > lower:
            inside = tokens[bisect_left(heights, lower) : bisect_right(heights, top)]
            left = tuple(token for token in inside if token.x1 <= x0)
            right = tuple(token for token in inside if token.x0 >= x1 - 0.5)
            if left and right and len(left) + len(right) == len(inside):
                found.append(_cut(left, right))
    return found


def _cut(left: tuple[Token, ...], right: tuple[Token, ...]) -> _Cut:
    both = (*left, *right)
    return _Cut(
        max(token.x1 for token in left),
        min(token.x0 for token in right),
        min(token.top for token in both),
        max(token.bottom for token in both),
        left,
        right,
    )


def _trimmed(cut: _Cut) -> _Cut:
    """The cut without what stands above and below a short side that has no section of its own.

    The second column of a list belongs to the section that the list is in, not behind the sections below it.
    """
    titles = _both_titles(lines_of(cut.left), lines_of(cut.right))
    if bool(titles[0]) == bool(titles[1]):
        return cut
    short = cut.right if titles[0] else cut.left
    top, bottom = min(token.top for token in short), max(token.bottom for token in short)
    if bottom - top > _SHORT_SIDE * (cut.bottom - cut.top):
        return cut
    left = tuple(token for token in cut.left if top <= token.middle <= bottom)
    right = tuple(token for token in cut.right if top <= token.middle <= bottom)
    return _cut(left, right) if left and right else cut


# --- the guards --------------------------------------------------------------------------------------


def _is_columns(cut: _Cut, height: float) -> bool:  # noqa: PLR0911  (one return for each guard)
    """Whether a person would read down the left side first."""
    left, right = lines_of(cut.left), lines_of(cut.right)
    if min(len(left), len(right)) < _LEAST_LINES:
        return False
    if not _stand_side_by_side(left, right):
        return False
    titles = _both_titles(left, right)
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
        short_grid = lines < _LEAST_LINES + 3 and max(aligned) >= _ALIGNED
        return not short_grid or _open_together(left, right)
    if any(own >= _ALIGNED and not titled for own, titled in zip(aligned, titles, strict=True)):
        return False
    if any(titles):
        return lines >= _LEAST_LINES + 2 and min(aligned) < _ALIGNED
    tall = cut.bottom - cut.top >= _TALL_SHARE * height
    return tall and lines >= _TALL_LINES and min(aligned) < _ALIGNED


def _stand_side_by_side(left: Sequence[Sequence[Token]], right: Sequence[Sequence[Token]]) -> bool:
    """The sides share at least half of the height of the lower one."""
    spans = [(side[0][0].top, max(token.bottom for token in side[-1])) for side in (left, right)]
    shared = min(bottom for _, bottom in spans) - max(top for top, _ in spans)
    return shared >= 0.5 * min(bottom - top for top, bottom in spans)


def _wrapped(side: Sequence[Sequence[Token]]) -> int:
    """Lines that go on with a sentence begun above: they start with a small letter after a line of words."""
    return sum(
        1
        for above, line in pairwise(side)
        if len(above) >= 3 and line[0].text[:1].islower() and line[0].size == above[-1].size
    )


def _is_list(side: Sequence[Sequence[Token]]) -> bool:
    """Nearly every line is a list item with its mark."""
    marked = sum(1 for line in side if len(line) > 1 and line[0].text in BULLETS | DASH_BULLETS)
    return marked >= 0.8 * len(side)


def _open_together(left: Sequence[Sequence[Token]], right: Sequence[Sequence[Token]]) -> bool:
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


def _holds_rows(titled: Sequence[Sequence[Token]], plain: Sequence[Sequence[Token]]) -> bool:
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


def _both_titles(left: Sequence[Sequence[Token]], right: Sequence[Sequence[Token]]) -> tuple[int, int]:
    """Section titles on each side: known words, and other lines that are set exactly like those."""
    known = {_looks(line) for line in (*left, *right) if is_title(text_of(line))}
    usual = median(token.size for side in (left, right) for line in side for token in line)
    rare = {looks for looks in known if looks[1] > _TITLE_SIZE * usual or looks[3]}
    first, second = (
        sum(
            1
            for line in side
            if is_title(text_of(line)) or (_looks(line) in rare and len(line) <= _TITLE_WORDS)
        )
        for side in (left, right)
    )
    return first, second


def _looks(line: Sequence[Token]) -> tuple[str, float, bool, bool]:
    """Font, size, weight, and whether all is in capitals."""
    return line[0].font, round(line[0].size, 1), line[0].bold, text_of(line).isupper()


def _is_margin(side: Sequence[Sequence[Token]]) -> bool:
    """Mostly dates and places: the right margin of the entries of one column, or a timeline."""
    cells = [text_of(line) for line in side]
    marginal = sum(1 for cell in cells if DATE_CELL.match(cell) or (len(cell) < 32 and PLACE.match(cell)))
    return marginal >= _MARGIN_LINES * len(cells)


def _only_bullets(side: Sequence[Sequence[Token]]) -> bool:
    return all(token.icon or token.text in BULLETS or len(token.text) <= 1 for line in side for token in line)


def _aligned(side: Sequence[Sequence[Token]], other: Sequence[Sequence[Token]]) -> float:
    """Share of the lines of a side that have a line at the same height on the other."""
    heights = sorted(line[0].bottom for line in other)
    paired = sum(1 for line in side if any(abs(line[0].bottom - height) < 2 for height in heights))
    return paired / len(side)


def _heads_rows(left: Sequence[Sequence[Token]], titles: tuple[int, int]) -> bool:
    """The left side holds little but section titles, each beside the first line of its section."""
    return titles[0] >= 2 and titles[0] >= 0.5 * len(left) and titles[1] <= titles[0] // 2
