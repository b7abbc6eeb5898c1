"""Rows in reading order -> the canonical text, its lines and its words."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from analyzer.documents.characters import BULLET
from analyzer.documents.layout import Row, Token
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
    narrow = min((right.x0 - left.x1 for left, right in pairwise(row.tokens)), default=0.0)
    justified = _is_justified(row)
    previous: Token | None = None
    for token in row.tokens:
        clear = previous is not None and previous.text != BULLET and not justified
        gap = token.x0 - previous.x1 if previous is not None else 0.0
        wide = gap > CLEAR_GAP * token.size or (gap > CHIP_GAP * token.size and gap > 2.5 * narrow)
        yield ("" if previous is None else "  " if clear and wide else " "), token, row.page
        previous = token
    if tail is not None:
        yield "", tail.tokens[0], tail.page


def _is_justified(row: Row) -> bool:
    """All gaps alike: a line stretched to the margin, whose gaps mean nothing."""
    gaps = [right.x0 - left.x1 for left, right in pairwise(row.tokens) if left.text != BULLET]
    return len(gaps) >= 3 and max(gaps) - min(gaps) < 0.15 * row.tokens[0].size


# --- words cut at line ends --------------------------------------------------------------------------


def _joined(rows: Sequence[Row]) -> list[tuple[Row, Row | None]]:
    """Each row with the rest of its last word, taken from the row after it."""
    seen = _words_inside(rows)
    joined: list[tuple[Row, Row | None]] = []
    queue = list(rows)
    position = 0
    while position < len(queue):
        row = queue[position]
        following = queue[position + 1] if position + 1 < len(queue) else None
        tail: Row | None = None
        if following is not None and _is_cut(row, following):
            first, second = row.tokens[-1], following.tokens[0]
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


def _is_cut(row: Row, following: Row) -> bool:
    last, first = row.tokens[-1].text, following.tokens[0].text
    if following.apart or not last.endswith("-") or first == BULLET:
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
    if _is_address(first):
        return True
    head = first[:-1].rsplit("-", 1)[-1].strip("(\"'/").lower()
    tail = re.split(r"[^\w]", second.lower(), maxsplit=1)[0]
    if seen[head + tail]:
        return False
    whole = f"{head}-{tail}"
    if seen[whole] or "-" in first[:-1] or head in _COMPOUND_FIRST or tail in _COMPOUND_LAST:
        return True
    return not justified and not _ENDING.match(tail)


def _is_address(text: str) -> bool:
    return "/" in text or "@" in text or text.lower().startswith("www.")


def _words_inside(rows: Sequence[Row]) -> Counter[str]:
    """How often each word stands undivided in the document, with and without hyphens."""
    return Counter(token.text.strip(".,;:()\"'").lower() for row in rows for token in row.tokens)


# --- records -----------------------------------------------------------------------------------------


def _line(row: Row, start: int, end: int) -> Line:
    sizes: Counter[float] = Counter()
    bold = 0
    for token in row.tokens:
        sizes[round(token.size * 2) / 2] += len(token.text)
        bold += len(token.text) if token.bold else 0
    size = max(sizes, key=lambda found: (sizes[found], found))
    return Line(start, end, row.page, size, bold > sum(sizes.values()) / 2)


def _box(token: Token, page: int) -> Box:
    return Box(page, round(token.x0, 2), _rounded(token.top), round(token.x1, 2), _rounded(token.bottom))


@lru_cache(maxsize=4096)
def _rounded(edge: float) -> float:
    """The words of a line share their upper and lower edges, and rounding takes longer than looking up."""
    return round(edge, 2)
