"""Titles of entries and sections that are broken over lines -> one line each.

In a narrow column, or beside dates at the right margin, a title goes on below its first line. Read line by
line, the rest looks like a heading or an employer.
"""

import re
from collections.abc import Sequence

from analyzer.documents.characters import BULLET, BULLETS, DASH_BULLETS
from analyzer.documents.layout.lines import DATE_CELL, text_of
from analyzer.documents.layout.records import Token

Line = Sequence[Token]

#: A gap in a line, in shares of the size, behind which a cell of its own stands.
CELL_GAP = 2.0
#: Dates stand this near to a title that fills its line.
_TIGHT_GAP = 0.9
#: Between a title and the dates at its right at least this much is left free (shares of the size).
_HEAD_GAP = 1.6
#: A column of dates may be wider than the dates in it: a title fills its line from this share on.
_DATE_COLUMN = 0.88
#: White between the lines of one title, in shares of the size.
_HEAD_WHITE = 0.6
#: Larger than the usual text by this much: a title even when not bold.
_LARGER = 1.08
_LONGEST_TITLE = 100
#: A line that ends or begins so is not over.
_OPEN = re.compile(r"(?:[&,/:(–—-]|\b(?:and|of|for|the|in|to|with))$", re.IGNORECASE)
_CUT = re.compile(r"\w-$")
_GOES_ON = re.compile(r"^[a-z(&/–—-]")

_Style = tuple[str, bool, float]


def date_cell(line: list[Token], *, gap: float = CELL_GAP) -> tuple[list[Token], list[Token]]:
    """A line without the dates at its right end, and those dates; empty when there are none."""
    for position in range(len(line) - 1, 0, -1):
        if line[position].x0 - line[position - 1].x1 > gap * line[position].size:
            cell = line[position:]
            text = " ".join(token.text for token in cell)
            if re.search(r"\d", text) and DATE_CELL.match(text):
                return line[:position], cell
            break
    return line, []


def whole_heads(lines: Sequence[list[Token]]) -> list[list[Token]]:
    """The lines of a block with broken titles put together; dates at the right stay at the end."""
    usual = _usual_size(lines)
    limits = _limits(lines)
    pairs = _two_line_styles(lines, limits, usual)
    whole: list[list[Token]] = []
    last: list[Token] = []  # the printed line that was read last, without its dates
    for number, line in enumerate(lines):
        body, cell = date_cell(whole[-1], gap=_TIGHT_GAP) if whole else ([], [])
        set_off = bool(body) and _is_set_off(body, cell, usual)
        if set_off and _completes(last, line, limits[number - 1], pairs):
            whole[-1] = [*body, *line, *cell]
            last = line
        else:
            whole.append(line)
            last = date_cell(line, gap=_TIGHT_GAP)[0]
    return whole


def _limits(lines: Sequence[list[Token]]) -> list[float]:
    """How far each line could have reached: to the dates beside it or its first line, or to the edge."""
    edge = max((token.x1 for line in lines for token in line), default=0.0)
    limits: list[float] = []
    above: list[Token] = []
    for line in lines:
        body, cell = date_cell(line, gap=_TIGHT_GAP)
        if cell:
            reach = cell[0].x0 - _HEAD_GAP * cell[0].size
            limits.append(line[0].x0 + _DATE_COLUMN * (reach - line[0].x0))
        elif above and _style(above[0]) == _style(line[0]) and _is_below(above, line):
            limits.append(limits[-1])
        else:
            limits.append(edge)
        above = body
    return limits


def _completes(above: Line, line: Line, limit: float, pairs: frozenset[_Style]) -> bool:
    """The line is set like the title above it, and its first word had no room there."""
    first = above[0]
    if first.text in BULLETS | DASH_BULLETS or line[0].text in BULLETS | DASH_BULLETS:
        return False
    style = _style(first)
    if any(_style(token) != style for token in (*above, *line)) or abs(line[0].x0 - first.x0) > 1:
        return False
    if not _is_below(above, line) or _has_room(above, line, limit):
        return False
    said, own = text_of(above), text_of(line)
    if _CUT.search(said) and own[:1].islower():
        return False  # a word that is cut by a hyphen is put together later, or not at all
    if len(said) + len(own) > _LONGEST_TITLE or DATE_CELL.match(own):
        return False
    return bool(_OPEN.search(said) or _GOES_ON.match(own)) or style not in pairs


def _is_below(above: Line, line: Line) -> bool:
    return -0.5 * above[0].size < line[0].top - above[0].bottom < _HEAD_WHITE * above[0].size


def _has_room(above: Line, line: Line, limit: float) -> bool:
    """The first word of the lower line would have fitted at the end of the upper one."""
    return above[-1].x1 + 0.25 * above[0].size + (line[0].x1 - line[0].x0) <= limit


def _is_set_off(body: Line, cell: Line, usual: float) -> bool:
    """Bold or large, or set unlike the dates beside it."""
    first = body[0]
    if first.text == BULLET:
        return False
    unlike = bool(cell) and (_style(first)[:2] != _style(cell[0])[:2])
    return first.bold or first.size > _LARGER * usual or unlike


def _two_line_styles(lines: Sequence[Line], limits: Sequence[float], usual: float) -> frozenset[_Style]:
    """Styles in which a line with room to spare is followed by another: title and employer set alike."""
    return frozenset(
        _style(above[0])
        for (above, limit), line in zip(zip(lines, limits, strict=True), lines[1:], strict=False)
        if _is_set_off(above, (), usual)
        and all(_style(token) == _style(above[0]) for token in (*above, *line))
        and _is_below(above, line)
        and _has_room(above, line, limit)
    )


def _usual_size(lines: Sequence[Line]) -> float:
    exact: dict[float, int] = {}  # few, so that few are rounded
    for line in lines:
        for token in line:
            exact[token.size] = exact.get(token.size, 0) + len(token.text)
    sizes: dict[float, int] = {}
    for size, letters in exact.items():
        sizes[round(size, 1)] = sizes.get(round(size, 1), 0) + letters
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _style(token: Token) -> _Style:
    return token.font, token.bold, round(token.size, 1)
