"""Rows in reading order -> the canonical text, its lines and its words."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice, pairwise, repeat, takewhile

from analyzer.documents.characters import BULLET
from analyzer.documents.layout.records import Row, Token
from analyzer.records import Box, Line, Word

#: A gap inside a line is clear when wider than this many times the font size: two spaces stand for it.
CLEAR_GAP = 1.5
#: From here a gap is clear when the words beside it stand much closer: skills set as chips.
CHIP_GAP = 0.9

#: A word cut at the end of a line, and how it goes on. "end-" + "to-end" keeps its hyphen.
_CUT = re.compile(r"[^\W\d_]{2,}-$")
_GOES_ON = re.compile(r"[^\W\d_][^\W\d_]+[.,;:!?)\]]*$|[^\W\d_]{2,}['-]")
#: The rest of a word that only a hyphenator leaves: "imple-mentation", "deliv-ering".
_ENDING = re.compile(
    r"\w{0,6}(?:tion|sion|ment|ance|ence|ity|ness)s?$|\w{0,3}(?:ing|ed|ers?|ly|al|ous|ive|able|ible)$"
)
#: What the rest of an address looks like, and what may follow it.
_ADDRESS_REST = re.compile(r"(?=[\w./@%+-]*[a-z])[a-z0-9-][\w./@%+-]*$")
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}$")
#: Lines of one column begin within so many points of each other.
_SAME_COLUMN = 15.0
#: So many lines above, up to a title that is larger by this much, and below tell how wide the column is.
_NEAR_ROWS = 12
_TITLE_SIZE = 1.08
#: So few letters below an address are its rest and no word.
_SHORT_REST = 3
_SEPARATORS = frozenset("|·•,")
#: Lines end at one margin when their right edges differ by less than this (points).
_FLUSH = 0.8
#: First and last parts that compounds of resumes have; other cuts are the work of a hyphenator.
_COMPOUND_FIRST = frozenset(
    """
    cross self non multi co pre post end go to long short high low full part real large small data
    well decision follow time cost client customer user vendor risk value on off in out up front
    back top bottom day year month week half third first second one two three four five six ten mid
    open cloud machine model product project people process business stake event rule test goal
    result award industry state world company team hands problem detail fast all mission health
    privacy semi ultra inter intra anti quasi micro macro
    """.split()  # noqa: SIM905  (readable as words)
)
_COMPOUND_LAST = frozenset(
    """
    based driven oriented functional level term time wide facing led ready friendly related specific
    making on to end side first stage quality scale up off in house site centric centred centered
    aware intensive critical focused learning trained built owned person year month week day hour
    minute page platform agnostic effective efficient native powered enabled assisted augmented
    generated party class winning speaking depth date one two three known established defined
    """.split()  # noqa: SIM905  (readable as words)
)


def compose(rows: Sequence[Row]) -> tuple[str, tuple[Line, ...], tuple[Word, ...]]:
    """Text with one line for each row; the slice of every word is the text of its token.

    A word that is cut at a line end stands undivided on its first line, as two words with their own boxes.
    """
    parts: list[str] = []
    lines: list[Line] = []
    words: list[Word] = []
    offset = 0
    for row, tail in _joined(rows):
        separator = "" if not lines else "\n\n" if row.apart else "\n"
        start = offset + len(separator)
        for space, token, page in _placed(row, tail):
            lead = separator or space
            separator = ""
            parts.append(lead + token.text)
            offset += len(lead)
            words.append(Word(offset, offset + len(token.text), _box(token, page)))
            offset += len(token.text)
        lines.append(_line(row, start, offset))
    return "".join(parts), tuple(lines), tuple(words)


def _placed(row: Row, tail: Row | None) -> Iterator[tuple[str, Token, int]]:
    """Each token of a line with the space before it and its page; the rest of a cut word has no space."""
    yield from zip(_spaces(row.tokens), row.tokens, repeat(row.page))
    if tail is not None:
        yield "", tail.tokens[0], tail.page


def _spaces(tokens: Sequence[Token]) -> list[str]:
    """What stands before each token of a line: nothing before the first, two spaces for a clear gap."""
    gaps = [right.x0 - left.x1 for left, right in pairwise(tokens)]
    spaces = ["", *[" "] * len(gaps)]
    wide = [place for place, gap in enumerate(gaps, start=1) if gap > CHIP_GAP * tokens[place].size]
    if wide and not _is_justified(tokens):
        narrow = min(gaps)
        for place in wide:
            gap = gaps[place - 1]
            if tokens[place - 1].text != BULLET and (
                gap > CLEAR_GAP * tokens[place].size or gap > 2.5 * narrow
            ):
                spaces[place] = "  "
    return spaces


def _is_justified(tokens: Sequence[Token]) -> bool:
    """All gaps alike: a line stretched to the margin, whose gaps mean nothing."""
    gaps = [right.x0 - left.x1 for left, right in pairwise(tokens) if left.text != BULLET]
    return len(gaps) >= 3 and max(gaps) - min(gaps) < 0.15 * tokens[0].size


# --- words cut at line ends --------------------------------------------------------------------------


def _joined(rows: Sequence[Row]) -> list[tuple[Row, Row | None]]:
    """Each row with the rest of its last word, taken from the row after it."""
    seen: Counter[str] | None = None
    joined: list[tuple[Row, Row | None]] = []
    queue = list(rows)
    position = 0
    while position < len(queue):
        row = queue[position]
        following = queue[position + 1] if position + 1 < len(queue) else None
        tail: Row | None = None
        if following is not None and _is_cut(queue, position):
            first, second = row.tokens[-1], following.tokens[0]
            seen = _words_inside(rows) if seen is None else seen
            if not _keeps_hyphen(first.text, second.text, seen, justified=_is_flush(queue, position)):
                row = replace(row, tokens=(*row.tokens[:-1], replace(first, text=first.text[:-1])))
            tail = Row(following.page, (second,))
            rest = following.tokens[1:]
            if rest:
                queue[position + 1] = replace(following, tokens=rest)
            else:
                del queue[position + 1]
        joined.append((row, tail))
        position += 1
    return joined


def _is_cut(rows: Sequence[Row], position: int) -> bool:
    row, following = rows[position], rows[position + 1]
    last, first = row.tokens[-1].text, following.tokens[0].text
    if following.apart or first == BULLET:
        return False
    if _is_cut_address(rows, position):
        return True
    if not last.endswith("-"):
        return False
    if _is_address(last):
        return first[0].isalnum()
    return bool(_CUT.search(last) and _GOES_ON.match(first) and first[0].islower())


def _is_flush(rows: Sequence[Row], position: int) -> bool:
    """Lines near it end at the same margin: set by a program that hyphenates."""
    edge = rows[position].x1
    near = rows[max(0, position - 6) : position + 7]
    return sum(1 for row in near if row.page == rows[position].page and abs(row.x1 - edge) < _FLUSH) > 2


def _keeps_hyphen(first: str, second: str, seen: Counter[str], *, justified: bool) -> bool:
    if _is_address(first) or "@" in second:
        return True
    head = first[:-1].rsplit("-", 1)[-1].strip("(\"'/").lower()
    tail = re.split(r"[^\w]", second.lower(), maxsplit=1)[0]
    if seen[head + tail]:
        return False
    whole = f"{head}-{tail}"
    if seen[whole] or "-" in first[:-1] or head in _COMPOUND_FIRST or tail in _COMPOUND_LAST:
        return True
    return not justified and not _ENDING.match(tail)


def _is_filled(rows: Sequence[Row], position: int) -> bool:
    """No line of its column reaches further right: it may go on anywhere."""
    row = rows[position]
    size = row.tokens[-1].size
    above = takewhile(lambda one: one.tokens[0].size < _TITLE_SIZE * size, reversed(rows[:position]))
    near = [*islice(above, _NEAR_ROWS), *rows[position : position + _NEAR_ROWS]]
    own = [one.x1 for one in near if one.page == row.page and abs(one.x0 - row.x0) < _SAME_COLUMN]
    return row.x1 > max(own) - 0.7 * size


def _is_cut_address(rows: Sequence[Row], position: int) -> bool:
    """An e-mail or web address that is broken after a slash or a hyphen, or anywhere in a narrow column."""
    row, following = rows[position], rows[position + 1]
    last, first = row.tokens[-1].text, following.tokens[0].text
    if not _ADDRESS_REST.match(first):
        return False
    alone = len(following.tokens) == 1 or following.tokens[1].text in _SEPARATORS
    if last.endswith("-") and "@" in first:
        return bool(_ADDRESS_REST.match(last))
    if last.endswith(("/", "@", "_", ".")) and _is_address(last):
        return alone or any(char in first for char in "-/_")
    return len(row.tokens) == 1 and alone and _is_cut_anywhere(rows, position)


def _is_cut_anywhere(rows: Sequence[Row], position: int) -> bool:
    """One address on two lines of a narrow column: the second is no address of its own."""
    last, first = rows[position].tokens[0], rows[position + 1].tokens[0]
    if not (("@" in last.text or "/" in last.text) and last.text[-1].isalnum()):
        return False
    half = bool(re.search(r"@[\w-]*$", last.text))  # the domain has not ended yet
    own = "@" in first.text or "/" in first.text or (bool(_DOMAIN.match(first.text)) and not half)
    ends_anywhere = "@" not in last.text and _is_filled(rows, position)
    part = half or ends_anywhere or len(first.text) <= _SHORT_REST or bool(re.search(r"[\d_-]", first.text))
    alike = last.font == first.font and round(last.size, 1) == round(first.size, 1)
    level = abs(last.x0 - first.x0) < 1 and first.top - last.bottom < 0.6 * last.size
    return part and not own and alike and level and first.x1 < last.x1


def _is_address(text: str) -> bool:
    return "/" in text or "@" in text or text.lower().startswith("www.")


def _words_inside(rows: Sequence[Row]) -> Counter[str]:
    """How often each word stands undivided in the document, with and without hyphens."""
    return Counter(token.text.strip(".,;:()\"'").lower() for row in rows for token in row.tokens)


# --- records -----------------------------------------------------------------------------------------


def _line(row: Row, start: int, end: int) -> Line:
    exact: dict[tuple[float, bool], int] = {}  # nearly always one
    for token in row.tokens:
        look = token.size, token.bold
        exact[look] = exact.get(look, 0) + len(token.text)
    sizes: dict[float, int] = {}
    for (size, _), letters in exact.items():
        half = round(size * 2) / 2
        sizes[half] = sizes.get(half, 0) + letters
    usual = max(sizes, key=lambda found: (sizes[found], found))
    bold = sum(letters for (_, is_bold), letters in exact.items() if is_bold)
    return Line(start, end, row.page, usual, bold > sum(sizes.values()) / 2)


def _box(token: Token, page: int) -> Box:
    return Box(page, round(token.x0, 2), _rounded(token.top), round(token.x1, 2), _rounded(token.bottom))


@lru_cache(maxsize=4096)
def _rounded(edge: float) -> float:
    """The words of a line share their upper and lower edges, and rounding takes longer than looking up."""
    return round(edge, 2)
