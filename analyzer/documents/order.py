"""Words of a page -> the order a person reads them in.

A guarded, recursive cut: the widest stretch of a page that an empty vertical gutter divides is read left side
first, then right side; what is above and below it is read before and after. A gutter counts only when the
guards agree, because dates at the right margin, labels of a table and indents leave empty stripes too.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

import numpy as np

from analyzer.documents.characters import BULLETS, DASH_BULLETS
from analyzer.documents.layout import Token

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
#: A side without titles that is lower than this share of its neighbour belongs to one section of it.
_SHORT_SIDE = 0.6
#: Share of date or place lines from which a side is the margin of entries.
_MARGIN_LINES = 0.5

_MIDDLE = attrgetter("middle")
_SIDES = attrgetter("x0", "x1")

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?|spring|summer|fall|autumn|winter"
#: A cell of the date column: "Jan 2020 - Present", "2019", "3 years 2 months".
DATE_CELL = re.compile(
    rf"^[(\[]?(?:(?:{_MONTH}|\d{{1,2}}[./-])?\s*'?(?:19|20)?\d{{2}}\b|present|current|now|today|ongoing|to|until|since|"
    rf"expected|{_MONTH}|[-–—/|.,()~]|\d{{1,2}}[./]\d{{4}}|\d+\s*(?:years?|yrs?|months?|mos?)\.?|\s)+[)\]]?$",
    re.IGNORECASE,
)
_PLACE = re.compile(r"^[A-Z][\w.' -]+,\s*[A-Z][\w.' -]+$|^(?:remote|hybrid|on-?site)$", re.IGNORECASE)

#: Words of section titles: enough to see that a side of a page has sections of its own. Parsing knows more.
_TITLE = re.compile(
    r"^(?:\W*)(?:(?:my|professional|work|career|employment|relevant|key|core|technical|personal|selected|other|"
    r"additional|academic|executive|main|soft|hard|tech|digital|it|ai|and|&|of|the|about|in)\s+)*"
    r"(?:summary|profile|about(?: me)?|me|objective|statement|experiences?|employment|history|work|career|"
    r"educations?|qualifications?|skills?|competenc(?:ies|es|e|y)|expertise|strengths?|technologies|tools|stack|toolkit|"
    r"certifications?|certificates?|licen[cs]es?|credentials?|courses?|coursework|training|projects?|portfolio|"
    r"publications?|patents?|talks|awards?|honou?rs?|achievements?|accomplishments?|languages?|interests?|hobbies|"
    r"activities|volunteer(?:ing)?|volunteer work|memberships?|affiliations?|references?|referees|contacts?|"
    r"details|info(?:rmation)?|links?|social|highlights|background|involvement|leadership|life|areas)"
    r"(?:\s*(?:&|and|/|,|\||of)\s*[\w ]{3,25}|\s+(?:skills?|experiences?|history|summary|profile|highlights|"
    r"data|details|information|me|info|activities|work|expertise|achievements?|projects?|background))?\s*:?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Block:
    """Words of one stretch of a page that no gutter divides."""

    page: int
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Two stretches side by side; `first` is read before `second`. `gutter` is the middle of the gap."""

    first: tuple["Block | Columns", ...]
    second: tuple["Block | Columns", ...]
    gutter: float
    x0: float
    x1: float


Part = Block | Columns


def is_title(text: str) -> bool:
    """True for a line that reads like the title of a section of a resume."""
    return len(text) <= 45 and bool(_TITLE.match(text))


def divide(tokens: Sequence[Token], *, page: int, height: float) -> tuple[Part, ...]:
    """The parts of page number `page` from top to bottom; `height` is that of the page."""
    if not tokens:
        return ()
    cut = _best_cut(tokens, height)
    if cut is None:
        return (Block(page, tuple(tokens)),)
    above = [token for token in tokens if token.middle < cut.top]
    below = [token for token in tokens if token.middle > cut.bottom]
    columns = Columns(
        divide(cut.left, page=page, height=height),
        divide(cut.right, page=page, height=height),
        (cut.x0 + cut.x1) / 2,
        min(token.x0 for token in cut.left),
        max(token.x1 for token in cut.right),
    )
    return (*divide(above, page=page, height=height), columns, *divide(below, page=page, height=height))


# --- finding the gutter ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Cut:
    x0: float
    x1: float
    top: float
    bottom: float
    left: tuple[Token, ...]
    right: tuple[Token, ...]


def _best_cut(tokens: Sequence[Token], height: float) -> _Cut | None:
    """The accepted cut that parts the most words; the wider gutter when equal."""
    best: _Cut | None = None
    best_size = (0.0, 0.0)
    by_height = sorted(tokens, key=_MIDDLE)
    heights = [token.middle for token in by_height]
    for x1 in _gutter_edges(tokens):
        for cut in _bands(by_height, heights, x1):
            size = (float(min(len(cut.left), len(cut.right))) * (cut.bottom - cut.top), cut.x1 - cut.x0)
            if size > best_size and _is_columns(cut, height):
                best, best_size = cut, size
    return best


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


def _bands(tokens: Sequence[Token], heights: Sequence[float], x1: float) -> list[_Cut]:
    """The stretches from top to bottom in which no word crosses the gutter that ends at `x1`.

    `heights` are the middles of the tokens, which come from top to bottom.
    """
    x0 = x1 - GUTTER
    crossing = sorted((token.top, token.bottom) for token in tokens if token.x0 < x1 - 0.5 and token.x1 > x0)
    edges = [(-1e9, -1e9), *crossing, (1e9, 1e9)]
    bands = []
    lower = -1e9
    for (_, bottom), (top, _) in pairwise(edges):
        lower = max(lower, bottom)
        if top > lower:
            inside = tokens[bisect_left(heights, lower) : bisect_right(heights, top)]
            left = tuple(token for token in inside if token.x1 <= x0)
            right = tuple(token for token in inside if token.x0 >= x1 - 0.5)
            if left and right and len(left) + len(right) == len(inside):
                bands.append(_trimmed(_cut(left, right)))
    return bands


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
    titles = (_titles(lines_of(cut.left)), _titles(lines_of(cut.right)))
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
    titles = (_titles(left), _titles(right))
    if _is_margin(left) or _is_margin(right) or _only_bullets(left) or _only_bullets(right):
        return False
    if _heads_rows(left, right, titles[0]):
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
    """Both sides begin with a section title at the same height: two short sections side by side."""
    level = abs(left[0][0].middle - right[0][0].middle) < left[0][0].size
    return level and is_title(_text(left[0])) and is_title(_text(right[0]))


def _titles(side: Sequence[Sequence[Token]]) -> int:
    return sum(1 for line in side if is_title(_text(line)))


def _is_margin(side: Sequence[Sequence[Token]]) -> bool:
    """Mostly dates and places: the right margin of the entries of one column, or a timeline."""
    cells = [_text(line) for line in side]
    marginal = sum(1 for cell in cells if DATE_CELL.match(cell) or (len(cell) < 32 and _PLACE.match(cell)))
    return marginal >= _MARGIN_LINES * len(cells)


def _only_bullets(side: Sequence[Sequence[Token]]) -> bool:
    return all(token.icon or token.text in BULLETS or len(token.text) <= 1 for line in side for token in line)


def _aligned(side: Sequence[Sequence[Token]], other: Sequence[Sequence[Token]]) -> float:
    """Share of the lines of a side that have a line at the same height on the other."""
    heights = sorted(line[0].bottom for line in other)
    paired = sum(1 for line in side if any(abs(line[0].bottom - height) < 2 for height in heights))
    return paired / len(side)


def _heads_rows(left: Sequence[Sequence[Token]], right: Sequence[Sequence[Token]], titles: int) -> bool:
    """The left side holds little but section titles, each beside the first line of its section."""
    return titles >= 2 and titles >= 0.5 * len(left) and _titles(right) <= titles // 2


# --- lines -------------------------------------------------------------------------------------------


def lines_of(tokens: Sequence[Token]) -> list[list[Token]]:
    """Words that stand in one line, top to bottom, left to right.

    Words share a line when more than half of the smaller one's height lies within the line's tallest word.
    """
    placed = [((token.top + token.bottom) / 2, token.x0, number) for number, token in enumerate(tokens)]
    placed.sort()  # a page is put into lines some 30 times: everything here is done with plain numbers
    lines: list[tuple[float, float, list[float], list[Token]]] = []
    for middle, _, number in placed:
        token = tokens[number]
        top, bottom = token.top, token.bottom
        for upper, lower, middles, line in lines[-3:]:
            shared = (bottom if bottom < lower else lower) - (top if top > upper else upper)
            if shared > 0.0 and (
                shared > 0.55 * (lower - upper if lower - upper < bottom - top else bottom - top)
            ):
                middles.append(middle)
                line.append(token)
                break
        else:
            lines.append((top, bottom, [middle], [token]))
    ordered = []
    for number, (_, _, middles, line) in enumerate(lines):
        line.sort(key=_SIDES)
        half = len(middles) // 2
        height = middles[half] if len(middles) % 2 else (middles[half - 1] + middles[half]) / 2
        ordered.append((height, line[0].x0, number))
    ordered.sort()
    return [lines[number][3] for _, _, number in ordered]


def _text(line: Sequence[Token]) -> str:
    return " ".join(token.text for token in line if not token.icon)
