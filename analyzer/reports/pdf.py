"""A paper as PDF, through ReportLab: no browser, no network, fonts of our own inside the file.

ReportLab and not a browser or Typst: it is small (9 MB), pure Python, and breaks tables over pages. The same
paper gives the same bytes.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    KeepTogether,
    ListFlowable,
    ListItem,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
)
from reportlab.platypus import Table as Grid

from analyzer.reports import words
from analyzer.reports.paper import Block, Heading, Item, Items, Paper, Score, Table, Text

_FONTS = Path(__file__).parent / "fonts"
_INK, _MUTED, _LINE, _WASH, _ACCENT = (
    colors.HexColor(one) for one in ("#1F2933", "#52606D", "#CBD2D9", "#F5F7FA", "#0B6E99")
)
_SIDE, _TOP = 18 * mm, 16 * mm
_PADDING = 6  # of ReportLab's frame, in points
_INDENT = 16  # of a list, in points
_ENDLESS = 100_000.0  # a height that nothing reaches
#: Signs with the colour of their meaning; the word stands beside each.
_SIGNS = {mark.symbol: mark.colour for mark in words.MARKS.values()}
PAGES = {"a4": A4, "letter": LETTER}


@cache
def _styles() -> dict[str, ParagraphStyle]:
    """Fonts are registered once; DejaVu holds Latin, Greek, Cyrillic and the signs we use."""
    pdfmetrics.registerFont(TTFont("Body", str(_FONTS / "DejaVuSansCondensed.ttf")))
    pdfmetrics.registerFont(TTFont("Body-Bold", str(_FONTS / "DejaVuSansCondensed-Bold.ttf")))
    pdfmetrics.registerFontFamily(
        "Body", normal="Body", bold="Body-Bold", italic="Body", boldItalic="Body-Bold"
    )
    plain = ParagraphStyle(
        "plain", fontName="Body", fontSize=9.5, leading=13.5, textColor=_INK, spaceAfter=3, splitLongWords=1
    )
    return {
        "plain": plain,
        "muted": ParagraphStyle("muted", plain, textColor=_MUTED, fontSize=8.5, leading=12),
        "strong": ParagraphStyle("strong", plain, fontName="Body-Bold"),
        "quote": ParagraphStyle("quote", plain, textColor=_MUTED, leftIndent=8, fontSize=9),
        "title": ParagraphStyle("title", plain, fontName="Body-Bold", fontSize=17, leading=21, spaceAfter=2),
        "heading": ParagraphStyle(
            "heading",
            plain,
            fontName="Body-Bold",
            fontSize=12,
            leading=15,
            spaceBefore=10,
            spaceAfter=4,
        ),
        "cell": ParagraphStyle("cell", plain, fontSize=8.5, leading=11.5, spaceAfter=0),
        "head": ParagraphStyle("head", plain, fontSize=8, leading=11, textColor=_MUTED, spaceAfter=0),
        "number": ParagraphStyle(
            "number", plain, fontName="Body-Bold", fontSize=24, leading=28, spaceAfter=0
        ),
    }


def render_pdf(paper: Paper, *, page: str = "a4") -> bytes:
    """The paper as the bytes of a PDF file, on A4 or Letter."""
    styles = _styles()
    out = BytesIO()
    document = SimpleDocTemplate(
        out,
        pagesize=PAGES[page],
        leftMargin=_SIDE,
        rightMargin=_SIDE,
        topMargin=_TOP,
        bottomMargin=_TOP + 6 * mm,
        title=words.clean(paper.title),
        subject=words.clean(paper.subtitle),
        author="aipm-analyzer",
        creator="aipm-analyzer",
        lang=paper.language,
        invariant=1,
        initialFontName="Body",
    )
    story: list[Flowable] = [
        _text(paper.title, styles["title"]),
        _text(paper.subtitle, styles["muted"]),
        Spacer(1, 4),
    ]
    width = PAGES[page][0] - 2 * _SIDE - 2 * _PADDING
    for place, block in enumerate(paper.blocks):
        if isinstance(block, Heading):
            story.append(CondPageBreak(_opening(paper.blocks[place:], width, styles)))
        story += _drawn(block, width, styles)

    def foot(canvas: Any, laid: Any) -> None:
        _footer(canvas, laid, paper, page)

    rl_config.invariant = 1  # no clock in the file
    document.build(story, onFirstPage=foot, onLaterPages=foot)
    return out.getvalue()


def _footer(canvas: Any, laid: Any, paper: Paper, page: str) -> None:
    canvas.saveState()
    canvas.setFont("Body", 7.5)
    canvas.setFillColor(_MUTED)
    canvas.drawString(_SIDE + _PADDING, 11 * mm, words.shorten(paper.footer, 150))
    made = f"{datetime.strptime(paper.month, '%Y-%m'):%B %Y}"
    canvas.drawString(_SIDE + _PADDING, 7.5 * mm, made)
    canvas.drawRightString(PAGES[page][0] - _SIDE - _PADDING, 7.5 * mm, str(laid.page))
    canvas.restoreState()


def _text(text: str, style: ParagraphStyle) -> Paragraph:
    """A paragraph of plain text: nothing in it is read as markup."""
    return Paragraph(escape(words.clean(text)), style)


def _drawn(block: Block, width: float, styles: dict[str, ParagraphStyle]) -> Iterator[Flowable]:
    if isinstance(block, Heading):
        yield _text(block.text, styles["heading"])
    elif isinstance(block, Text):
        yield _text(block.text, styles[block.tone])
    elif isinstance(block, Items):
        yield _list(block, styles)
    elif isinstance(block, Score):
        yield KeepTogether([_Line(block, width), Spacer(1, 3), _text(block.said, styles["plain"])])
    else:
        yield _grid(block, width, styles)


def _opening(blocks: Sequence[Block], width: float, styles: dict[str, ParagraphStyle]) -> float:
    """The room, in points, of a heading with the first thing under it: less, and both go to the next page.

    What is said in a paragraph between a heading and its table or list belongs to both.
    """
    room = 0.0
    for block in blocks:
        if isinstance(block, Heading):
            room += _height(_text(block.text, styles["heading"]), width)
        elif isinstance(block, Text):
            room += _height(_text(block.text, styles[block.tone]), width)
            if block.tone != "muted":
                break
        else:
            return room + _first_part(block, width, styles)
    return room


def _first_part(block: Items | Score | Table, width: float, styles: dict[str, ParagraphStyle]) -> float:
    """The height of the first entry of a list, of the head of a table with its first row, or of the score."""
    if isinstance(block, Table):
        grid = _grid(block, width, styles)
        grid.wrap(width, _ENDLESS)
        return float(sum(grid._rowHeights[:2]))
    if isinstance(block, Score):
        return _Line(block, width).height + _height(_text(block.said, styles["plain"]), width)
    first = _entry(block.items[0], styles) if block.items else []
    return sum(_height(part, width - _INDENT) for part in first)


def _height(drawn: Flowable, width: float) -> float:
    return float(drawn.wrap(width, _ENDLESS)[1] + drawn.getSpaceBefore() + drawn.getSpaceAfter())


def _list(block: Items, styles: dict[str, ParagraphStyle]) -> Flowable:
    look: dict[str, Any] = {
        "numbered": {"bulletType": "1", "bulletFormat": "%s"},
        "bullets": {"bulletType": "bullet", "start": "•"},
        "boxes": {"bulletType": "bullet", "start": "☐"},
    }[block.style]
    entries = [ListItem(_entry(one, styles), spaceAfter=3) for one in block.items]
    return ListFlowable(
        entries,
        bulletFontName="Body-Bold",
        bulletFontSize=9.5,
        bulletColor=_ACCENT,
        leftIndent=_INDENT,
        **look,
    )


def _entry(item: Item, styles: dict[str, ParagraphStyle]) -> list[Flowable]:
    parts: list[Flowable] = [_text(item.text, styles["plain"])]
    if item.quote:
        parts.append(_text(f"“{item.quote}”", styles["quote"]))
    return [*parts, *(_text(note, styles["muted"]) for note in item.notes)]


def _grid(block: Table, width: float, styles: dict[str, ParagraphStyle]) -> Flowable:
    rows: list[Sequence[Any]] = [[_text(one, styles["head"]) for one in block.head]]
    rows += (
        [_cell(text, column == block.marks, styles) for column, text in enumerate(row)] for row in block.rows
    )
    whole = sum(block.widths)
    grid = Grid(rows, colWidths=[width * one / whole for one in block.widths], repeatRows=1, splitByRow=1)
    grid.setStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, 0), 0.8, _LINE),
            ("LINEBELOW", (0, 1), (-1, -1), 0.4, _LINE),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 6),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ]
    )
    return grid


def _cell(text: str, marked: bool, styles: dict[str, ParagraphStyle]) -> Paragraph:
    written = "<br/>".join(escape(words.clean(line)) for line in text.split("\n"))
    colour = _SIGNS.get(text[:1]) if marked else None
    return Paragraph(f'<font color="{colour}">{written}</font>' if colour else written, styles["cell"])


class _Line(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """The number, the band, and the interval with the score on a line from 0 to 100."""

    def __init__(self, score: Score, width: float) -> None:
        super().__init__()
        self.score, self.width, self.height = score, width, 46

    def wrap(self, *_: float) -> tuple[float, float]:
        """How much room it takes."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw at the place the layout gives."""
        canvas, score = self.canv, self.score
        canvas.setFillColor(_INK)
        canvas.setFont("Body-Bold", 24)
        canvas.drawString(0, 22, score.number)
        after = pdfmetrics.stringWidth(score.number, "Body-Bold", 24) + 8
        canvas.setFont("Body-Bold", 12)
        canvas.drawString(after, 22, words.clean(score.band))
        canvas.setFillColor(_WASH)
        canvas.setStrokeColor(_LINE)
        canvas.roundRect(0, 6, self.width, 8, 4, fill=1)
        canvas.setFillColor(_ACCENT)
        canvas.setFillAlpha(0.35)
        canvas.rect(
            self.width * score.low / 100, 6, self.width * (score.high - score.low) / 100, 8, stroke=0, fill=1
        )
        canvas.setFillAlpha(1)
        canvas.rect(self.width * score.score / 100 - 1, 4, 2.5, 12, stroke=0, fill=1)
