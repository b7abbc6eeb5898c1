"""Words of a page -> the order a person reads them in.

A guarded, recursive cut: the widest stretch of a page that an empty vertical gutter divides is read left side
first, then right side; what is above and below it is read before and after. A gutter counts only when the
guards agree, because dates at the right margin, labels of a table and indents leave empty stripes too.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from operator import attrgetter

import numpy as np

from analyzer.documents.layout.guards import LEAST_LINES, TALL_SHARE, both_titles, is_columns
from analyzer.documents.layout.lines import lines_of
from analyzer.documents.layout.margins import NARROW, Band, bands
from analyzer.documents.layout.records import PageContent, Token

#: Least width of a gutter in points. Word gaps reach 6 in justified text; the tightest real gutters have 8.
GUTTER = 7.0
#: A side without titles that is lower than this share of its neighbour belongs to one section of it.
_SHORT_SIDE = 0.6
#: Columns of a page go on when both begin in this share of the next one, the right one so near the gutter.
_TOP_SHARE = 0.15
_GOES_ON = 30.0
#: The text beside a margin begins within so many points at the same place on each page.
_SAME_EDGE = 3.0

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


@dataclass(frozen=True, eq=False)
class _Cut:
    x0: float
    x1: float
    top: float
    bottom: float
    left: tuple[Token, ...]
    right: tuple[Token, ...]

    @cached_property
    def lines(self) -> tuple[list[list[Token]], list[list[Token]]]:
        """The lines of both sides; every guard asks for them."""
        return lines_of(self.left), lines_of(self.right)

    @property
    def key(self) -> tuple[int, int, int, int]:
        """The same for two stretches of the same words: where they begin, and how many they are."""
        return id(self.left[0]), id(self.right[0]), len(self.left), len(self.right)

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
    judged: set[tuple[int, int, int, int]] = set()  # edges near each other find the same stretches
    for x1 in sorted({*_gutter_edges(tokens), *edges}):
        for cut in _stretches(by_height, heights, x1):
            if cut.key in judged:
                continue
            found = _margin(cut, known) if banded is None or len(cut) > len(banded[0]) else ()
            if found:
                banded = (cut, found)
                continue
            judged.add(cut.key)
            goes_on = _goes_on(cut, known, height)
            if _weight(cut) < best_size[0] or not (goes_on or _may_read_down(cut)):
                continue
            parted = cut if goes_on else _trimmed(cut)
            size = (_weight(parted), parted.x1 - parted.x0)
            if size > best_size and (goes_on or _reads_down(parted, height)):
                best, best_size = parted, size
    return best, banded


def _margin(cut: _Cut, known: Known) -> tuple[Band, ...]:
    """The bands of a cut whose left side is a margin of labels."""
    left = max(token.x1 for token in cut.left) - min(token.x0 for token in cut.left)
    right = max(token.x1 for token in cut.right) - min(token.x0 for token in cut.right)
    if left >= NARROW * right:
        return ()
    goes_on = any(abs(cut.x1 - edge) < _SAME_EDGE for edge in known.margins)
    return bands(*cut.lines, goes_on=goes_on)


def _goes_on(cut: _Cut, known: Known, height: float) -> bool:
    """Columns of the page before, at the top of this one: both sides begin there, one may end soon."""
    tops = [min(token.top for token in side) for side in (cut.left, cut.right)]
    return max(tops) < _TOP_SHARE * height and any(
        cut.x0 - 2 <= gutter <= cut.x1 + 2 for gutter in known.gutters
    )


def _reads_down(cut: _Cut, height: float) -> bool:
    tall = cut.bottom - cut.top >= TALL_SHARE * height
    return is_columns(*cut.lines, tall=tall)


def _may_read_down(cut: _Cut) -> bool:
    """Both sides have words enough for the lines that a column has."""
    return min(len(cut.left), len(cut.right)) >= LEAST_LINES


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
        if len(found) + len(starts.get(key + 1, ())) >= LEAST_LINES
    }
    return sorted(edge for edge in (*edges, *_stripes(tokens)) if edge > left + GUTTER)


def _stripes(tokens: Sequence[Token]) -> list[float]:
    """Right edges of gutters in vertical stripes that few words cross, for columns that are centred."""
    left, right = int(min(token.x0 for token in tokens)), int(max(token.x1 for token in tokens)) + 1
    starts = np.array([int(token.x0) - left for token in tokens])
    ends = np.array([int(token.x1) - left + 1 for token in tokens])
    crossing = np.bincount(starts, minlength=right - left + 2) - np.bincount(ends, minlength=right - left + 2)
    crossing = np.cumsum(crossing)
    edges: set[float] = set()
    for most in {0, 1, 2, len(tokens) // 60}:
        changes = np.flatnonzero(np.diff(crossing <= most, prepend=False)).tolist()
        for start, end in zip(changes[::2], changes[1::2], strict=False):
            if end - start > GUTTER:
                edges |= {float(left + end), left + start + 1 + GUTTER}
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
    titles = both_titles(*cut.lines)
    if bool(titles[0]) == bool(titles[1]):
        return cut
    short = cut.right if titles[0] else cut.left
    top, bottom = min(token.top for token in short), max(token.bottom for token in short)
    if bottom - top > _SHORT_SIDE * (cut.bottom - cut.top):
        return cut
    left = tuple(token for token in cut.left if top <= token.middle <= bottom)
    right = tuple(token for token in cut.right if top <= token.middle <= bottom)
    return _cut(left, right) if left and right else cut
