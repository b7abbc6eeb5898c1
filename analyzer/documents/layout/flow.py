"""Parts of pages -> rows in reading order.

Columns go on over page breaks, list items get one mark, dates beside a list go to the line of their entry.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median, median_low, quantiles

from analyzer.documents.characters import BULLET, BULLETS, DASH_BULLETS, SYMBOL_FONT
from analyzer.documents.layout.heads import CELL_GAP, date_cell, whole_heads
from analyzer.documents.layout.lines import DATE_CELL, is_title, lines_of
from analyzer.documents.layout.order import Block, Columns, Part
from analyzer.documents.layout.records import Row, Token

#: Gutters of two pages are one when their middles are this near (points).
_SAME_GUTTER = 24.0
#: Two columns are one text set in two when their widths differ by less than this.
_EQUAL_WIDTHS = 0.8
#: A first column that ends so much higher (shares of the size) has no more to say: what follows in it on the
#: next page goes on from the second.
_BROKEN_LINES = 3.0
#: More white than usual between two lines, in shares of the size, that parts blocks.
_CLEAR_WHITE = 0.35
#: Whites are one when they differ by less (points); from this share on they part paragraphs, not blocks.
_SAME_WHITE = 1.0
_PARAGRAPHS = 0.3
#: So many lines below its title, with less white between than this (shares of the size), tell of an entry.
_HEAD_LINES = 3
_HEAD_WHITE = 1.6
#: Lines of one paragraph have less white between them than this, in shares of the size.
_NEAR_WHITE = 0.55
#: An unreadable glyph at the start of this many lines is the list mark of the document, not an icon.
_MARK_LINES = 3
#: Titles are larger than the usual text by this much.
_TITLE_SIZE = 1.08
#: Share of the letters of its line that an entry's title has at least.
_TITLE_LETTERS = 0.3
_LETTER_MARKS = frozenset(("o", "§", "v", "Ø", "ü", "q", "n", "l"))
#: Letters that are list marks in ordinary fonts too, when they open several lines.
_PLAIN_LETTER_MARKS = frozenset(("o", "§"))

_MAIN_TITLE = re.compile(
    r"(?:.*\b)?(?:experience|employment|education|summary|profile|career|history)\b", re.IGNORECASE
)

#: What follows a telephone, pin, calendar or link icon.
_ADDRESS = re.compile(r"@|^https?:|^www\.|\.(?:com|org|net|io|dev)\b|^\+?\d[\d() -]{5,}")

_Line = list[Token]


def rows_of(pages: Sequence[tuple[Part, ...]]) -> list[Row]:
    """The rows of a document in reading order."""
    blocks = [(block, lines_of(block.tokens)) for block in _blocks(_chained(pages))]
    marks = _list_marks([line for _, lines in blocks for line in lines])
    rows: list[Row] = []
    for block, lines in blocks:
        label = [Row(block.page, tuple(_without_icons(list(line)))) for line in block.label]
        marked = [_without_icons(_marked(line, marks)) for line in lines]
        says = [line for line in marked if _says(line)]
        block_rows = [row for row in label if row.tokens]
        block_rows += _rows(block.page, _titles_apart(_dates_to_headers(whole_heads(says)))) if says else []
        if block_rows and rows and not _goes_on(rows[-1], block_rows[0]):
            block_rows[0] = replace(block_rows[0], apart=True)
        rows += block_rows
    return rows


def _goes_on(row: Row, following: Row) -> bool:
    """Text that a page break or the edge of a block cuts in two: it goes on without a blank line."""
    if is_title(following.text):
        return False
    last, first = row.tokens[-1], following.tokens[0]
    alike = (last.font, round(last.size, 1)) == (first.font, round(first.size, 1))
    level = abs(row.x0 - following.x0) < 2 and -0.5 * first.size < following.top - row.bottom
    near = following.top - row.bottom < _NEAR_WHITE * first.size
    return row.page != following.page or (alike and level and near)


# --- columns over page breaks ------------------------------------------------------------------------


def _chained(pages: Sequence[tuple[Part, ...]]) -> list[Part]:
    """All parts, with columns that go on at the top of the next page put together."""
    chained: list[Part] = []
    for parts in pages:
        rest = list(parts)
        if chained and rest and isinstance(chained[-1], Columns):
            joined = _joined(chained[-1], rest[0])
            if joined is not None:
                chained[-1] = joined
                rest = rest[1:]
            elif isinstance(rest[0], Block):
                chained[-1] = _wide_side_last(chained[-1], rest[0])
        chained += rest
    return chained


def _joined(columns: Columns, part: Part) -> Columns | None:
    if _is_newspaper(columns) or (isinstance(part, Block) and part.label):
        return None
    if isinstance(part, Columns):
        if abs(columns.gutter - part.gutter) > _SAME_GUTTER:
            return None
        first = _chained((columns.first, part.first))
        second = _chained((columns.second, part.second))
        return replace(columns, first=tuple(first), second=tuple(second))
    if max(token.x1 for token in part.tokens) <= columns.gutter:
        return replace(columns, first=tuple(_chained((columns.first, (part,)))))
    if min(token.x0 for token in part.tokens) >= columns.gutter:
        return replace(columns, second=tuple(_chained((columns.second, (part,)))))
    return None


def _is_newspaper(columns: Columns) -> bool:
    """One text in two equal columns: the second goes on where the first ends, page by page."""
    widths = (columns.gutter - columns.x0, columns.x1 - columns.gutter)
    if min(widths) <= _EQUAL_WIDTHS * max(widths):
        return False
    first, second = ([*_blocks(side)] for side in (columns.first, columns.second))
    ends = [max(token.bottom for token in side[-1].tokens) for side in (first, second)]
    kept_together = ends[1] - ends[0] > _BROKEN_LINES * second[-1].tokens[0].size
    return kept_together or not is_title(_text(lines_of(second[0].tokens)[0]))


def _wide_side_last(columns: Columns, following: Block) -> Columns:
    """Read a narrow right side first when its wide left neighbour goes on over the full next page."""
    narrow_right = columns.x1 - columns.gutter < 0.7 * (columns.gutter - columns.x0)
    first = following.label[0] if following.label else lines_of(following.tokens)[0]
    starts_new = is_title(" ".join(token.text for token in first))
    if narrow_right and not starts_new:
        return replace(columns, first=columns.second, second=columns.first)
    return columns


def _blocks(parts: Sequence[Part]) -> Iterator[Block]:
    for part in parts:
        if isinstance(part, Block):
            yield part
        else:
            yield from _blocks(part.first)
            yield from _blocks(part.second)


# --- list marks and icons ----------------------------------------------------------------------------


def _list_marks(lines: Sequence[_Line]) -> frozenset[tuple[str, str]]:
    """Glyphs (font, text) that open list items in this document although they are no bullet characters."""
    opened: Counter[tuple[str, str]] = Counter()
    dated: Counter[tuple[str, str]] = Counter()
    titled: Counter[tuple[str, str]] = Counter()
    usual = median([token.size for line in lines for token in line] or [0.0])
    for line in lines:
        if len(line) > 1 and _could_mark(line[0]):
            key = (line[0].font, line[0].text)
            opened[key] += 1
            dated[key] += bool(DATE_CELL.match(_text(line[1:4])) or _ADDRESS.search(line[1].text))
            words = _text(line[1:])
            titled[key] += is_title(words) or words.isupper() or line[1].size > _TITLE_SIZE * usual
    return frozenset(
        key
        for key, count in opened.items()
        if count >= _MARK_LINES and dated[key] < 0.3 * count and titled[key] < 0.4 * count
    )


def _could_mark(token: Token) -> bool:
    if token.icon:
        return True
    if SYMBOL_FONT.search(token.font):
        return token.text in _LETTER_MARKS
    return token.text in _PLAIN_LETTER_MARKS


def _marked(line: _Line, marks: frozenset[tuple[str, str]]) -> _Line:
    """The line with the one bullet character in place of its list mark."""
    if len(line) < 2:
        return line
    first, second = line[0], line[1]
    near = second.x0 - first.x1 < 4 * second.size
    strong = first.text in BULLETS or (first.font, first.text) in marks
    dash = first.text in DASH_BULLETS and not DATE_CELL.match(" ".join(token.text for token in line))
    if near and (strong or dash):
        return [replace(first, text=BULLET, icon=False), *line[1:]]
    return line


def _says(line: _Line) -> bool:
    """Something is left besides list marks: rows of stars and icons are gone."""
    return any(token.text not in BULLETS for token in line)


def _without_icons(line: _Line) -> _Line:
    return [token for token in line if not token.icon]


# --- lines of a block --------------------------------------------------------------------------------


def _dates_to_headers(lines: Sequence[_Line]) -> list[_Line]:
    """Move date cells that stand beside bullets to the line above the list, where their entry begins."""
    moved: list[_Line] = []
    home = -1  # index in `moved` of the last line before the list that is being read
    in_list = False
    for line in lines:
        body, cell = date_cell(line)
        bullet = body[0].text == BULLET
        continues = in_list and home >= 0 and body[0].x0 > moved[home][0].x0 + 2
        if (bullet or continues) and cell and home >= 0:
            home += 1
            moved.insert(home, cell)
            moved.append(body)
        else:
            moved.append(line)
        if bullet:
            in_list = True
        elif not continues:
            in_list, home = False, len(moved) - 1
    return moved


def _titles_apart(lines: Sequence[_Line]) -> list[_Line]:
    """Give a section title in the left margin a line of its own, before the first line of its section."""
    split = [(line, _first_cell(line)) for line in lines]
    margin = _title_margin(split)
    apart: list[_Line] = []
    title: _Line | None = None
    for line, cell in split:
        place = _content_place(line, *margin) if margin else 0
        if not place and cell and _is_set_off(cell, line[len(cell) :]):
            place = len(cell)
        if margin and title and not place and _ends_title(line, title, margin[1]):
            title += line  # the second line of a title, beside the second line of its section
        else:
            title = line[:place] if place else title
            apart += [title, line[place:]] if place and title else [line]
    return apart


def _ends_title(line: _Line, title: _Line, content: float) -> bool:
    below = line[0].top - title[-1].top
    return abs(line[0].x0 - title[0].x0) <= 3 and line[-1].x1 < content and 0 < below < 1.7 * title[-1].size


def _title_margin(split: Sequence[tuple[_Line, _Line]]) -> tuple[float, float] | None:
    """Left edges of the titles and of the text beside them, when a block has its titles in the margin."""
    titled = [(line, cell) for line, cell in split if cell]
    others = [line for line, cell in split if not cell]
    if len(titled) < 2 or not any(_MAIN_TITLE.match(_text(cell)) for _, cell in titled):
        return None
    edge = min(line[0].x0 for line, _ in titled)
    content = min(line[len(cell)].x0 for line, cell in titled)
    inside = sum(1 for line in others if line[0].x0 > content - 4 or _content_place(line, edge, content))
    return (edge, content) if inside >= 0.7 * len(others) else None


def _content_place(line: _Line, edge: float, content: float) -> int:
    """Where the text begins in a line that starts with a title in the margin; 0 in other lines."""
    if abs(line[0].x0 - edge) > 3 or line[0].text == BULLET:
        return 0
    return next((place for place, token in enumerate(line) if place and -3 <= token.x0 - content <= 16), 0)


def _first_cell(line: _Line) -> _Line:
    """The section title that a clear gap parts from the rest of its line; empty when there is none."""
    for position in range(1, len(line)):
        if line[position].x0 - line[position - 1].x1 > CELL_GAP * line[position].size:
            cell = line[:position]
            return cell if cell[0].text != BULLET and is_title(_text(cell)) else []
    return []


def _is_set_off(title: Sequence[Token], rest: Sequence[Token]) -> bool:
    """A title is set unlike the text beside it; "Languages   English, Dutch" in one style is a table row."""
    capitals = _text(title).isupper() and not _text(rest).isupper()
    return capitals or title[0].size > 1.1 * rest[0].size


def _rows(page: int, lines: Sequence[_Line]) -> list[Row]:
    rows = [Row(page, tuple(line)) for line in lines]
    whites = [_white(above, below) for above, below in pairwise(rows)]
    usual = _usual_white([white for white in whites if white is not None], rows)
    size = median(token.size for row in rows for token in row.tokens)
    placed: list[Row] = []
    head: int | None = None  # index of the entry's title whose further lines may follow
    for number, (row, white) in enumerate(zip(rows, [None, *whites], strict=True)):
        apart = white is not None and white - usual > _CLEAR_WHITE * _size(row)
        if _is_entry_title(row, size):
            head = number
        elif (
            row.tokens[0].text == BULLET
            or is_title(row.text)
            or (head is not None and number - head > _HEAD_LINES)
        ):
            head = None
        elif head is not None and white is not None and white < _HEAD_WHITE * _size(row):
            apart = False
        placed.append(replace(row, apart=apart))
    return placed


def _is_entry_title(row: Row, usual: float) -> bool:
    """Bold or large words that are no section title: the employer, place and dates of an entry follow."""
    letters = sum(len(token.text) for token in row.tokens)
    marked = sum(len(one.text) for one in row.tokens if one.bold or one.size > _TITLE_SIZE * usual)
    set_off = marked > _TITLE_LETTERS * letters  # dates beside the title are set plainly
    return set_off and row.tokens[0].text != BULLET and not is_title(row.text) and not row.text.isupper()


def _usual_white(whites: Sequence[float], rows: Sequence[Row]) -> float:
    """The white between lines; that between paragraphs where the document sets most of them apart."""
    if len(whites) < 2:
        return 0.0
    lines = quantiles(whites, n=4)[0]
    paragraphs = [white for white in whites if white - lines > _CLEAR_WHITE * _size(rows[0])]
    common = median_low(paragraphs) if paragraphs else lines
    alike = sum(1 for white in paragraphs if abs(white - common) < _SAME_WHITE)
    return common if alike > _PARAGRAPHS * len(whites) else lines


def _white(above: Row, below: Row) -> float | None:
    """Height of the white between two rows; None for rows that share a line of the page."""
    return None if below.top < above.top + 0.5 * _size(above) else below.top - above.bottom


def _size(row: Row) -> float:
    return min(token.size for token in row.tokens)


def _text(line: Sequence[Token]) -> str:
    return " ".join(token.text for token in line)
