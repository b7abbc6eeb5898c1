"""Lines of a document with what a reader sees of them: bullet, indent, capitals, weight, space around."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analyzer.records import Document, Line, Word

#: Bullet marks; letters and dashes only count with a space behind them. Readers may leave icon fonts.
_MARK = re.compile(
    r"(?P<mark>[•◦▪▫●○■□◆◇❖➢➤►▶▸‣⁃∙✓✔➔⮚\uf0b7\uf0a7\uf0d8\uf076]+\s*|[*·+»›>]\s+|"
    # a dash before a date or "present" is the rest of a range
    r"[-–—](?!\s*(?:(?:\d{1,2}[./])?(?:19|20)\d\d\b|(?:present|current|now|today|ongoing|heute|till)\b.{0,6}$))\s+|"
    r"(?-i:o\s{1,4}(?=[A-Z0-9]))|\(?\d{1,2}[.)]\s+(?=\D))",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\([^()]*\)")
_SPACED_LETTERS = re.compile(r"(?:[^\W\d_&] ){3,}[^\W\d_]")
_PAGE_NUMBER = re.compile(
    r"(?:page|seite|p\.)?\s*\d{1,2}\s*(?:(?:of|/|von|\|)\s*\d{1,2})?|[-–—]\s*\d{1,2}\s*[-–—]", re.IGNORECASE
)
_PAGE_TAIL = re.compile(r"[\s·|–—-]*(?:page\s*)?\d{1,2}\s*(?:(?:of|/)\s*\d{1,2})?$", re.IGNORECASE)
#: A name or contact line is shorter.
_LONGEST_HEAD = 300
_UPDATED = re.compile(r"(?:last )?updated (?:in|on)?\s*\w+[\w ,]*\d{4}", re.IGNORECASE)
#: Text of a list item stands at most so far (points) right of the text around the list, and its own lines so
#: far from each other.
_LIST_INSET, _SAME_INSET = 45.0, 1.0
#: So many lines make a column, wider than this; a line across the next one reaches so far into it (points).
_COLUMN_LINES, _COLUMN_WIDTH, _OVERLAP = 4, 100.0, 20.0
#: A space between words, in shares of the size, and a little for rounding.
_SPACE = 0.3
#: Lines around a line that show how wide its column is, how far (points) their left edges may differ, and the
#: longest line of a text that was wrapped by hand.
_WINDOW, _SAME_COLUMN, _LONGEST_WRAPPED = 12, 60.0, 120


@dataclass(frozen=True, slots=True)
class Row:
    """One line: `text` is the slice [start:end] of the document, without the bullet mark and outer spaces.

    `full` tells that the first word of the next line would not have fitted: the line may go on there.
    `inset` tells that lines without a mark begin further left close by: where a list item's own lines stand.
    """

    number: int
    start: int
    end: int
    text: str
    mark: str = ""
    indent: int = 0
    gap_before: bool = False
    gap_after: bool = False
    size: float | None = None
    bold: bool = False
    page: int = 1
    x0: float | None = None
    x1: float | None = None
    first_width: float = 0.0
    full: bool = False
    inset: bool = False

    @property
    def caps(self) -> bool:
        """Whether all letters are capitals, brackets left aside, and there are at least three."""
        bare = _ASIDE.sub("", self.text)
        return bare.isupper() and sum(map(str.isalpha, bare)) >= 3


def rows_of(document: Document) -> tuple[Row, ...]:
    """The non-empty lines of a document in text order, without page numbers and running heads."""
    lines = {line.start: line for line in document.lines}
    rows: list[Row] = []
    offset, blank = 0, True
    for written in document.text.split("\n"):
        if _TABLE_RULE.fullmatch(written):
            offset += len(written) + 1
            continue
        if written.strip():
            rows.append(_row(len(rows), offset, written, lines.get(offset), blank))
        blank = not written.strip()
        offset += len(written) + 1
    head = {row.text.casefold() for row in rows[:3]}
    kept = _placed([row for row in rows if not _is_running(row, head)], document)
    columns, lefts = _columns(kept), _lefts(kept)
    across = [_is_across(row, columns) for row in kept]
    return tuple(
        replace(
            row,
            number=number,
            gap_after=number + 1 == len(kept) or kept[number + 1].gap_before,
            full=number + 1 < len(kept) and _is_full(number, kept, across),
            inset=not row.mark and _is_inset(row, lefts),
        )
        for number, row in enumerate(kept)
    )


def _placed(rows: list[Row], document: Document) -> list[Row]:
    """The rows with their edges on the page; rows of documents without pages as they are."""
    if not document.words:
        return rows
    placed, position, words = [], 0, document.words
    for row in rows:
        while position < len(words) and words[position].end <= row.start:
            position += 1
        last = position
        while last + 1 < len(words) and words[last + 1].start < row.end:
            last += 1
        if position < len(words) and words[position].start < row.end:
            x0, width = words[position].box.x0, words[position].box.x1 - words[position].box.x0
            edge = _right_edge(words[position : last + 1])
            row = replace(row, x0=x0, x1=edge, first_width=width)  # noqa: PLW2901
        placed.append(row)
    return placed


def _right_edge(words: Sequence[Word]) -> float:
    """Where a line ends. The rest of a word that is cut there has its box on the next line."""
    return max(word.box.x1 for word in words)


def _lefts(rows: list[Row]) -> dict[int, frozenset[int]]:
    """Where the lines without a mark begin on each page, in whole points."""
    found: dict[int, set[int]] = {row.page: set() for row in rows}
    for row in rows:
        if row.x0 is not None and not row.mark:
            found[row.page].add(round(row.x0))
    return {page: frozenset(lefts) for page, lefts in found.items()}


def _is_inset(row: Row, lefts: dict[int, frozenset[int]]) -> bool:
    x0 = row.x0
    return x0 is not None and any(2 < x0 - left < _LIST_INSET for left in lefts[row.page])


def _columns(rows: list[Row]) -> dict[int, tuple[float, ...]]:
    """Where columns may begin on each page: left edges that several lines share."""
    lefts = Counter((row.page, round(row.x0)) for row in rows if row.x0 is not None)
    found: dict[int, tuple[float, ...]] = {}
    for (page, x0), lines in sorted(lefts.items()):
        if lines >= _COLUMN_LINES:
            found[page] = (*found.get(page, ()), x0)
    return found


def _is_across(row: Row, columns: dict[int, tuple[float, ...]]) -> bool:
    """Whether a line reaches over a column beside its own: the name and headline above two columns."""
    if row.x0 is None or row.x1 is None:
        return False
    return any(row.x0 + _COLUMN_WIDTH < left < row.x1 - _OVERLAP for left in columns.get(row.page, ()))


def _is_full(number: int, rows: list[Row], across: list[bool]) -> bool:
    row, following = rows[number], rows[number + 1]
    if "  " in row.text or "\t" in row.text:
        return False  # what stands at the right edge ends the line
    near = rows[max(0, number - _WINDOW) : number + _WINDOW + 1]
    if row.x0 is not None and row.x1 is not None:
        x0 = row.x0
        edge = max(
            one.x1
            for place, one in enumerate(near, max(0, number - _WINDOW))
            if one.x1 is not None
            and one.x0 is not None
            and one.page == row.page
            and abs(one.x0 - x0) <= _SAME_COLUMN
            and (across[number] or not across[place])
        )
        return row.x1 + following.first_width + (row.size or 10.0) * _SPACE > edge
    if row.size is not None:  # paragraphs of a word processor: each line is whole
        return False
    edge = max(one.indent + len(one.text) + len(one.mark) for one in near)
    if edge > _LONGEST_WRAPPED or edge < 40:
        return False
    return row.indent + len(row.mark) + len(row.text) + 1 + len(following.text.split()[0]) > edge


#: The number of a part of an outline: `2.1.1 `, `I.2  `. No date, and no quantity before a small letter.
_OUTLINE_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){1,3}\.?|[IVX]{1,4}\.\d{1,2}\.?)\s+(?=[^\W\d_a-z])")


#: A row of a table drawn with signs: `| Apr 2021 | Present | Acme |`, and the lines drawn between rows.
_TABLE_ROW = re.compile(r"[|│┃]\s*(?P<cells>\S.*?)\s*[|│┃]")
_TABLE_RULE = re.compile(r"\s*[|│┃+┌├└╔╠╚][\s|:+\-=─━═│┃┬┼┴┐┤┘╦╬╩╗╣╝]{3,}")


def _row(number: int, offset: int, written: str, line: Line | None, blank: bool) -> Row:
    indent = len(written) - len(written.lstrip())
    mark = _MARK.match(written, indent)
    numbered = None if mark else _OUTLINE_NUMBER.match(written, indent)
    start = mark.end() if mark and mark.end() < len(written.rstrip()) else indent
    start = numbered.end() if numbered else start
    end = len(written.rstrip())
    if cell := _TABLE_ROW.fullmatch(written, start, end):
        start, end = cell.span("cells")
    return Row(
        number=number,
        start=offset + start,
        end=offset + end,
        text=written[start:end],
        mark=mark["mark"].strip() if mark and start != indent else "",
        indent=indent,
        gap_before=blank,
        size=line.size if line else None,
        bold=line.bold if line else False,
        page=line.page if line else 1,
    )


def _is_running(row: Row, head: set[str]) -> bool:
    """Page numbers, `updated` notes, and the name or contact line (`head`) printed again on later pages."""
    if _PAGE_NUMBER.fullmatch(row.text) or (_UPDATED.fullmatch(row.text) and row.number < 3):
        return True
    if row.number < 3 or len(row.text) > _LONGEST_HEAD:
        return False
    stripped = _PAGE_TAIL.sub("", row.text).casefold()
    if not stripped:
        return False
    again = row.text.casefold() in head or (stripped != row.text.casefold() and stripped in head)
    return again and (row.page > 1 or stripped != row.text.casefold())


def joined_letters(text: str) -> str:
    """`E X P E R I E N C E` as one word; other texts unchanged."""
    if not _SPACED_LETTERS.fullmatch(
        text.replace("  ", " & ").replace(" & ", " ")
    ) and not _SPACED_LETTERS.fullmatch(text):
        return text
    return " ".join(part.replace(" ", "") for part in re.split(r"\s{2,}", text))


def body_size(rows: tuple[Row, ...]) -> float | None:
    """The most frequent font size, weighed by text length; None for plain text."""
    weights: Counter[float] = Counter()
    for row in rows:
        if row.size is not None:
            weights[round(row.size, 1)] += len(row.text)
    return max(weights, key=lambda size: (weights[size], -size)) if weights else None


#: Small words only in lower case: `Group AS`, `Toronto, ON` are complete.
_OPEN_END = re.compile(
    r"(?:[,;&(/+]|\b(?:and|or|of|the|to|for|with|in|a|an|by|on|from|at|as|und|et|y|And|Of|For))$"
)
_CLOSED_END = re.compile(r"[.!?:]['\")\]]?$")
#: The end of the dates of an entry: "… toolkit, 2021 - 2023".
_RANGE_END = re.compile(
    r"\b(?:19|20)\d\d\s*(?:[-–—]|to)\s*(?:\w{3,9}\s+)?(?:(?:19|20)\d\d|present|current|now)\)?$",
    re.IGNORECASE,
)


def continues(previous: Row, row: Row, *, listed: Row | None = None) -> bool:  # noqa: PLR0911  (a ladder)
    """Whether a line goes on with the sentence of the line before it.

    `listed` is the marked row that opened the item the previous line belongs to, if any.
    """
    if row.mark or row.number != previous.number + 1:
        return False
    if row.gap_before:
        return _goes_on_elsewhere(previous, row, listed)
    if row.bold != previous.bold and (row.bold or not previous.mark):
        return False
    if row.size is not None and previous.size is not None and abs(row.size - previous.size) > 0.8:
        return False
    first = row.text[0]
    if first.islower() or _OPEN_END.search(previous.text) or previous.text.endswith("-"):
        return True
    if previous.text.count("(") > previous.text.count(")"):
        return True
    if listed is not None and row.indent > listed.indent and row.size is None:
        return True
    if listed is not None and is_under(listed, row):
        return previous.full or not _CLOSED_END.search(previous.text)
    if _CLOSED_END.search(previous.text) or _is_complete_item(previous.text):
        return False
    if _RANGE_END.search(previous.text):
        return False
    return previous.full


def is_under(listed: Row, row: Row) -> bool:
    """Whether a line begins right under the words of a list item, right of the text around the list."""
    if listed.x0 is None or row.x0 is None or row.mark or row.gap_before or not row.inset:
        return False
    return row.bold == listed.bold and abs(row.x0 - listed.x0) < _SAME_INSET


def _goes_on_elsewhere(previous: Row, row: Row, listed: Row | None) -> bool:
    """Whether a list item goes on at the top of the next column or page."""
    cut = listed is not None and previous.full and previous.x1 is not None
    return cut and row.text[0].islower() and not _CLOSED_END.search(previous.text)


#: Longest item of a narrow column that a closing parenthesis ends: `Project Management Professional (PMP)`.
_LONGEST_ITEM = 48


def _is_complete_item(text: str) -> bool:
    return text.endswith(")") and len(text) <= _LONGEST_ITEM and text[0].isupper()
