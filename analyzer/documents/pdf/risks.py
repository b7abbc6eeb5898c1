"""What simple readers may lose of a PDF: found while it is read, from its characters, words and columns."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from analyzer.documents.characters import INVISIBLE, UNKNOWN
from analyzer.documents.ink import RawPage
from analyzer.documents.layout.order import Block, Columns, Part
from analyzer.documents.layout.records import PageContent, Token
from analyzer.documents.links import link_target
from analyzer.documents.losses import order_share
from analyzer.documents.risks import warning
from analyzer.records import Box, Document, Link, ReadWarning, Word

#: A person would notice this many invisible characters as odd; single ones come from word processors.
_MANY_INVISIBLE = 3
#: Lines on both sides from which columns are a layout; fewer are a list that is set in two.
_COLUMN_LINES = 8
#: Share of unreadable characters from which words are lost.
_MANY_BROKEN = 0.002
#: Joined letters from which it is the font that joins them, and not one pasted word.
_MANY_LIGATURES = 3
_LIGATURES = "ﬀﬁﬂﬃﬄﬅﬆ"
#: Gaps narrower than this (points) are none to pdfplumber as it comes; a file with spaces does not need them.
_GAP = 3.0
#: Spaces for each word below which a file parts its words by gaps alone, and the share of narrow ones from
#: which words run together.
_FEW_SPACES, _MANY_NARROW = 0.25, 0.2
#: Share of lines that are stored out of order from which it is told.
_MANY_STORED = 0.1
#: Divided words from which it is told.
_MANY_CUT = 2
#: A portrait: its sides in points, its width for its height, and how far down the first page it stands.
_PORTRAIT_SIDES, _PORTRAIT_SHAPE, _PORTRAIT_TOP = (45.0, 190.0), (0.6, 1.1), 0.3
#: Places shown of one risk.
_MOST_BOXES = 20


def page_warnings(page: RawPage, content: PageContent, *, spaced: bool) -> list[ReadWarning]:
    """What may be lost on one page; `spaced`: it has letter-spaced words."""
    found = []
    whole = Box(page.number, 0.0, 0.0, content.size.width, content.size.height)
    if content.images and not content.stored:
        found.append(warning("image-only-page", page.number, boxes=[whole]))
    if spaced:
        found.append(warning("letter-spaced-heading", page.number))
    if sum(len(INVISIBLE.findall(piece.text)) for piece in page.pieces) > _MANY_INVISIBLE:
        found.append(warning("invisible-characters", page.number))
    if sum(map(content.stored.count, _LIGATURES)) >= _MANY_LIGATURES:
        found.append(warning("ligatures", page.number))
    portraits = [] if page.number > 1 or not content.stored else _portraits(page)
    if portraits:
        found.append(warning("picture", page.number, boxes=portraits[:1]))
    narrow = _narrow_gaps(page.spaces, content.tokens)
    if narrow >= _MANY_NARROW:
        found.append(warning("narrow-gaps", page.number, share=narrow))
    return found


def _portraits(page: RawPage) -> list[Box]:
    """Where pictures of the size and shape of a portrait stand in the upper part of a page."""
    low, high = _PORTRAIT_SIDES
    narrow, wide = _PORTRAIT_SHAPE
    return [
        Box(page.number, round(one.x0, 2), round(one.top, 2), round(one.x1, 2), round(one.bottom, 2))
        for one in page.shapes
        if one.kind == "image"
        and one.top < _PORTRAIT_TOP * page.height
        and low <= one.bottom - one.top <= high
        and narrow <= (one.x1 - one.x0) / (one.bottom - one.top) <= wide
    ]


def _narrow_gaps(spaces: int | None, tokens: Sequence[Token]) -> float:
    """Share of the gaps between words that a reader takes for none; 0 where spaces part the words."""
    if spaces is None or spaces > _FEW_SPACES * len(tokens):
        return 0.0
    gaps = [
        right.x0 - left.x1
        for left, right in pairwise(tokens)
        if abs(right.middle - left.middle) < _GAP and right.x0 > left.x0
    ]
    return sum(gap < _GAP for gap in gaps) / len(gaps) if gaps else 0.0


def document_warnings(
    document: Document,
    contents: Sequence[PageContent],
    parts: Sequence[tuple[Part, ...]],
    *,
    annotated: Sequence[Link],
    written: Sequence[Link],
    edges: Sequence[int] = (),
) -> list[ReadWarning]:
    """What may be lost of the whole file, each kind once; `edges`: pages whose running lines we dropped."""
    found: list[ReadWarning] = []
    pages = [content.size.number for content in contents]
    columns = [
        (page, columns)
        for page, own in zip(pages, parts, strict=True)
        if (columns := _columns(own)) is not None
    ]
    found += [warning("two-columns", page, boxes=_sides(page, one)) for page, one in columns[:1]]
    icons = [
        _box(token, content.size.number) for content in contents for token in content.tokens if token.icon
    ]
    if icons:
        found.append(warning("icon-font", boxes=icons[:_MOST_BOXES]))
    if document.text.count(UNKNOWN) > _MANY_BROKEN * len(document.text):
        found.append(warning("broken-characters"))
    hidden = [one for one in document.hidden if one.page]
    if hidden:
        boxes = [box for one in hidden for box in one.boxes][:_MOST_BOXES]
        found.append(warning("hidden-text", hidden[0].page, boxes=boxes))
    visible = {link_target(link.url) for link in written}
    if any(link.kind != "other" and link_target(link.url) not in visible for link in annotated):
        found.append(warning("links-only-in-annotations"))
    stored = _stored_order(document.text, contents)
    if stored >= _MANY_STORED:
        detail = f"Here that is {stored:.0%} of the lines."
        found.append(warning("stored-order", detail=detail, share=stored))
    cut = list(_cut_words(document.words))
    if len(cut) >= _MANY_CUT:
        found.append(warning("cut-words", detail=f"Here {len(cut)} are.", boxes=cut[:_MOST_BOXES]))
    found += [warning("page-edges", page) for page in edges[:1]]
    return found


def _stored_order(text: str, contents: Sequence[PageContent]) -> float:
    """Share of our lines that are stored out of order; 0 where words come from elsewhere than the file."""
    if any(content.tokens and not content.stored for content in contents):
        return 0.0
    return order_share(text, "\n".join(content.stored for content in contents))


def _cut_words(words: Sequence[Word]) -> Iterator[Box]:
    """The first parts of words that go on in another line: they stand undivided in our text."""
    for word, rest in pairwise(words):
        if word.end == rest.start and rest.box.top > word.box.bottom - 1:
            yield word.box


def _columns(parts: Iterable[Part]) -> Columns | None:
    """Columns that hold more than a short list in two columns."""
    return next(
        (
            part
            for part in parts
            if isinstance(part, Columns) and min(_heights(part.first), _heights(part.second)) >= _COLUMN_LINES
        ),
        None,
    )


def _heights(parts: Iterable[Part]) -> int:
    """About how many lines stand in some parts: the different heights of their words."""
    return sum(
        len({round(token.bottom / 6) for token in part.tokens})
        if isinstance(part, Block)
        else _heights(part.first) + _heights(part.second)
        for part in parts
    )


def _sides(page: int, columns: Columns) -> list[Box]:
    """Where the two columns stand."""
    return [_around(page, list(_tokens(side))) for side in (columns.first, columns.second)]


def _tokens(parts: Iterable[Part]) -> Iterator[Token]:
    for part in parts:
        if isinstance(part, Block):
            yield from part.tokens
        else:
            yield from _tokens(part.first)
            yield from _tokens(part.second)


def _around(page: int, tokens: Sequence[Token]) -> Box:
    return Box(
        page,
        round(min(token.x0 for token in tokens), 2),
        round(min(token.top for token in tokens), 2),
        round(max(token.x1 for token in tokens), 2),
        round(max(token.bottom for token in tokens), 2),
    )


def _box(token: Token, page: int) -> Box:
    return _around(page, [token])
