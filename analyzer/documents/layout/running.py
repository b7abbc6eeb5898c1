"""What repeats at page edges: page numbers, headers, footers, and lines that a page break cuts in two."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from analyzer.documents.layout.lines import lines_of
from analyzer.documents.layout.records import PageContent, Token

#: Headers and footers stand in this share of the page height at its top and bottom.
_MARGIN = 0.1
#: A line of this many words is the same line when it stands at both sides of a page break.
_CUT_WORDS = 4
#: Height that surely holds the first or last line of a page, in shares of the size.
_EDGE_LINES = 5.0
_PAGE_NUMBER = re.compile(
    r"^(?:[-–—|]\s*)?(?:page|pg\.?|p\.|seite)?\s*\d{1,2}(?:\s*(?:/|of|von|\|)\s*\d{1,2})?(?:\s*[-–—|])?$",
    re.IGNORECASE,
)
_ONE_OF_ONE = re.compile(r"^(?:page|seite|p\.)\s*1\s*(?:/|of|von)\s*1$", re.IGNORECASE)
_CONTACT = re.compile(r"@|https?:|www\.|linkedin|github|\+?\d[\d ().-]{7,}\d", re.IGNORECASE)


def without_running(pages: Sequence[PageContent]) -> tuple[PageContent, ...]:
    """The pages without page numbers and without the repeats of a header or footer.

    The first occurrence of a repeated line stays unless it is counted ("John Doe - 1/3"), and a line with
    contact data stays wherever it is the only one.
    """
    if len(pages) < 2:
        return tuple(_without(page, _only_page(page)) for page in pages)
    pages = _without_cut_lines(pages)
    margins = [_margin_lines(page) for page in pages]
    counts = Counter(key for lines in margins for key in {_key(line) for line in lines})
    seen: set[str] = set()
    kept_pages = []
    for page, lines in zip(pages, margins, strict=True):
        dropped: set[int] = set()
        for line in lines:
            key, text = _key(line), _text(line)
            repeated = counts[key] > 1
            counted = repeated and "#" in key and not _CONTACT.search(text)
            if _PAGE_NUMBER.match(text) or counted or (repeated and key in seen):
                dropped |= {id(token) for token in line}
            seen.add(key)
        kept_pages.append(_without(page, dropped))
    return tuple(kept_pages)


def _only_page(page: PageContent) -> set[int]:
    """The tokens of "Page 1 of 1": it says itself that it is a page number."""
    return {id(token) for line in _margin_lines(page) if _ONE_OF_ONE.match(_text(line)) for token in line}


def _without_cut_lines(pages: Sequence[PageContent]) -> list[PageContent]:
    """A line that is drawn at the end of one page and again at the start of the next is kept once."""
    kept = [pages[0]]
    for above, page in pairwise(pages):
        if above.tokens and page.tokens:
            last, first = lines_of(_lowest(above.tokens))[-1], lines_of(_highest(page.tokens))[0]
            if len(first) >= _CUT_WORDS and _text(last) == _text(first):
                page = _without(page, {id(token) for token in first})  # noqa: PLW2901  (the page as it is kept)
        kept.append(page)
    return kept


def _lowest(tokens: Sequence[Token]) -> list[Token]:
    """All words of the last line, and some above."""
    edge = max(token.bottom for token in tokens)
    return [token for token in tokens if token.bottom > edge - _EDGE_LINES * token.size]


def _highest(tokens: Sequence[Token]) -> list[Token]:
    """All words of the first line, and some below."""
    edge = min(token.top for token in tokens)
    return [token for token in tokens if token.top < edge + _EDGE_LINES * token.size]


def _without(page: PageContent, dropped: set[int]) -> PageContent:
    return replace(page, tokens=tuple(token for token in page.tokens if id(token) not in dropped))


def _margin_lines(page: PageContent) -> list[list[Token]]:
    height = page.size.height
    edge = [
        token
        for token in page.tokens
        if token.middle < _MARGIN * height or token.middle > (1 - _MARGIN) * height
    ]
    return lines_of(edge)


def _key(line: Sequence[Token]) -> str:
    zone = "top" if line[0].top < line[0].size * 12 else "end"
    return f"{zone}:{re.sub(r'[0-9]+', '#', _text(line))}"


def _text(line: Sequence[Token]) -> str:
    return " ".join(token.text for token in line)
