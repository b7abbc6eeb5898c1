"""Rows in reading order -> the canonical text, its lines and its words."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from analyzer.records import Box, Line, Word

from .characters import BULLET
from .layout import Row, Token

#: A gap inside a line is clear when wider than this many times the font size: two spaces stand for it.
CLEAR_GAP = 1.5

#: A word cut at the end of a line, and how it goes on. "end-" + "to-end" keeps its hyphen.
_CUT = re.compile(r"[^\W\d_]{2,}-$")
_GOES_ON = re.compile(r"[^\W\d_][^\W\d_]+[.,;:!?)\]]*$|[^\W\d_]{2,}['-]")
#: First and last parts that compounds of resumes have; other cuts are the work of a hyphenator.
_COMPOUND_FIRST = frozenset(
    "cross self non multi co pre post re-use end go to long short high low full part real large small data well "
    "decision follow time cost client customer user vendor risk value on off in out up front back top bottom day "
    "year month week half third first second one two three four five six ten mid open cloud machine model product "
    "project people process business stake event rule test goal result award industry state world company team "
    "hands problem detail fast all low mission award results health privacy semi ultra inter intra anti quasi "
    "micro macro".split()
)
_COMPOUND_LAST = frozenset(
    "based driven oriented functional level term time wide facing led ready friendly related specific making on "
    "to end side first stage quality scale up off in house site centric centred centered aware intensive critical "
    "focused learning trained built owned person year month week day hour minute page platform agnostic effective "
    "efficient native powered enabled assisted augmented generated native party class winning speaking depth date "
    "one two three yourself known established defined".split()
)


def compose(rows: Sequence[Row]) -> tuple[str, tuple[Line, ...], tuple[Word, ...]]:
    """Text with one line for each row; the slice of every word is the text of its token.

    A word that is cut at a line end stands undivided on its first line, as two words with their own boxes.
    """
    text = ""
    parts: list[str] = []
    lines: list[Line] = []
    words: list[Word] = []
    offset = 0
    pending: list[tuple[int, tuple[Token, ...], bool]] = []
    for position, (row, tail) in enumerate(_joined(rows)):
        pending = [(row.page, row.tokens, False)]
        if tail:
            pending.append((tail.page, tail.tokens, True))
        if position:
            separator = "\n\n" if row.apart else "\n"
            parts.append(separator)
            offset += len(separator)
        start = offset
        previous: Token | None = None
        for page, tokens, glued in pending:
            for token in tokens:
                space = "" if glued else _space(previous, token)
                parts.append(space + token.text)
                offset += len(space)
                words.append(Word(offset, offset + len(token.text), _box(token, page)))
                offset += len(token.text)
                previous = token
        lines.append(_line(row, start, offset))
    text = "".join(parts)
    return text, tuple(lines), tuple(words)


def _space(previous: Token | None, token: Token) -> str:
    if previous is None:
        return ""
    wide = token.x0 - previous.x1 > CLEAR_GAP * token.size
    return "  " if wide and previous.text != BULLET else " "


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
            if not _keeps_hyphen(first.text, second.text, row, seen):
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


def _keeps_hyphen(first: str, second: str, row: Row, seen: Counter[str]) -> bool:
    if _is_address(first):
        return True
    head = first[:-1].rsplit("-", 1)[-1].strip("(\"'/").lower()
    tail = re.split(r"[^\w]", second.lower(), maxsplit=1)[0]
    if seen[head + tail]:
        return False
    whole = f"{head}-{tail}"
    return bool(seen[whole] or "-" in first[:-1] or head in _COMPOUND_FIRST or tail in _COMPOUND_LAST)


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
    return Box(page, round(token.x0, 2), round(token.top, 2), round(token.x1, 2), round(token.bottom, 2))
