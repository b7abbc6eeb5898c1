"""Page numbers, and headers and footers that repeat on every page: taken out of the way of the text."""

import re
from collections import Counter
from collections.abc import Sequence

from analyzer.documents.layout import PageContent, Token
from analyzer.documents.order import lines_of

#: Headers and footers stand in this share of the page height at its top and bottom.
_MARGIN = 0.1
_PAGE_NUMBER = re.compile(
    r"^(?:[-–—|]\s*)?(?:page|pg\.?|p\.|seite)?\s*\d{1,2}(?:\s*(?:/|of|von|\|)\s*\d{1,2})?(?:\s*[-–—|])?$",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"@|https?:|www\.|linkedin|github|\+?\d[\d ().-]{7,}\d", re.IGNORECASE)


def without_running(pages: Sequence[PageContent]) -> tuple[PageContent, ...]:
    """The pages without page numbers and without the repeats of a header or footer.

    The first occurrence of a repeated line stays unless it is counted ("John Doe - 1/3"), and a line with
    contact data stays wherever it is the only one.
    """
    if len(pages) < 2:
        return tuple(pages)
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
        tokens = tuple(token for token in page.tokens if id(token) not in dropped)
        kept_pages.append(PageContent(page.size, tokens, page.hidden, page.links, page.images))
    return tuple(kept_pages)


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
