"""PDF bytes -> characters, shapes and images of each page, through pdfplumber.

Everything is in points from the top left corner of the page as it is shown (its crop box), so boxes fit the
image that PDFium draws.
"""

import itertools
from collections.abc import Container, Iterator
from io import BytesIO
from typing import Any

from pdfminer.layout import LTChar, LTItem
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdfpage import PDFPage
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from analyzer.documents import budget
from analyzer.documents.ink import Colour, Piece, RawPage, Shape, damaged, too_many_pages
from analyzer.documents.limits import Limits
from analyzer.errors import Encrypted
from analyzer.records import Source

#: Colour spaces whose numbers are gray, RGB or CMYK. In others (Separation, Pattern) 1.0 may be full ink.
_PLAIN_SPACES = {"DeviceGray": 1, "CalGray": 1, "DeviceRGB": 3, "CalRGB": 3, "DeviceCMYK": 4}


def raw_pages(
    source: Source, limits: Limits, wanted: Container[int] | None = None
) -> Iterator[tuple[int, RawPage | None]]:
    """The pages of a PDF (those `wanted`) with their numbers; None: a page that is too damaged to read.

    Their pieces are single characters.

    Raises:
        Encrypted: the file asks for a password (an empty one is tried).
        TooLarge: more pages than `limits.max_pages`.
        ReadError: the file is damaged.
    """
    budget.step(limits.step_seconds)
    pdf = _opened(source)
    for number, page in enumerate(_page_objects(source, pdf, limits), start=1):
        if wanted is None or number in wanted:
            budget.step(limits.step_seconds)
            yield number, _page_or_none(pdf, page, number)


def _page_or_none(pdf: PDF, page: PDFPage, number: int) -> RawPage | None:
    try:
        return _raw_page(_InkPage(pdf, page, page_number=number))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  (pdfminer raises anything on damaged content; the caller warns)
        return None


def _opened(source: Source) -> PDF:
    try:
        return PDF.open(BytesIO(source.data), password="", raise_unicode_errors=False)
    except MemoryError:
        raise
    except Exception as error:
        cause = error.args[0] if isinstance(error, PdfminerException) and error.args else error
        if isinstance(cause, (PDFPasswordIncorrect, PDFEncryptionError)):
            raise Encrypted(
                f"{source.name} asks for a password. Save a copy without a password and use that file."
            ) from error
        raise damaged(source) from error


def _page_objects(source: Source, pdf: PDF, limits: Limits) -> list[PDFPage]:
    try:
        pages = list(itertools.islice(PDFPage.create_pages(pdf.doc), limits.max_pages + 1))
    except MemoryError:
        raise
    except Exception as error:
        raise damaged(source) from error
    if not pages:
        raise damaged(source)
    if len(pages) > limits.max_pages:
        raise too_many_pages(source, limits)
    return pages


class _InkDevice(PDFPageAggregatorWithMarkedContent):
    """pdfplumber's device, which also notes the text render mode: invisible text is drawn in mode 3."""

    _mode = 0

    def render_string(self, textstate: Any, *rest: Any) -> None:
        self._mode = textstate.render
        super().render_string(textstate, *rest)

    def tag_cur_item(self) -> None:
        if self._mode and self.cur_item._objs:
            self.cur_item._objs[-1].mode = self._mode  # type: ignore[attr-defined]


class _InkPage(Page):
    """A pdfplumber page that makes our records of characters, without the dictionaries in between."""

    @property
    def layout(self) -> Any:
        device = _InkDevice(self.pdf.rsrcmgr, pageno=self.page_number, laparams=None)
        PDFPageInterpreter(self.pdf.rsrcmgr, device).process_page(self.page_obj)
        return device.get_result()

    def letter(self, item: LTChar, left: float, upper: float) -> Piece:
        """A character, moved so that the crop box starts at (0, 0)."""
        bottom_edge = self.height + self.mediabox[1] - upper
        shift = self.mediabox[0] - left
        x0, x1 = item.x0 + shift, item.x1 + shift
        return Piece(
            item.get_text(),
            x0,
            bottom_edge - item.y1,
            x1,
            bottom_edge - item.y0,
            bottom_edge - item.matrix[5],
            item.size,
            item.fontname if isinstance(item.fontname, str) else "",
            item.upright,
            _rgb(item.ncs.name, item.graphicstate.ncolor),
            getattr(item, "mode", 0),
            (x0,),
            (x1,),
        )


def _raw_page(page: _InkPage) -> RawPage:
    left, upper, right, lower = _shown_box(page)
    letters: list[Piece] = []
    shapes: list[Shape] = []
    for item in _flat(page.layout):
        if isinstance(item, LTChar):
            letters.append(page.letter(item, left, upper))
        else:
            shapes += _shape(page, item, left, upper)
    return RawPage(
        page.page_number,
        right - left,
        lower - upper,
        tuple(letters),
        tuple(shapes),
        _link_targets(page),
        sum(1 for letter in letters if letter.text.isspace()),
    )


def _flat(container: Any) -> Iterator[LTItem]:
    """Items in the order they are drawn, those of form figures in place."""
    stack = [iter(container._objs)]
    while stack:
        for item in stack[-1]:
            if hasattr(item, "_objs"):
                stack.append(iter(item._objs))
                break
            yield item
        else:
            stack.pop()


def _shape(page: _InkPage, item: Any, left: float, upper: float) -> Iterator[Shape]:
    kind = type(item).__name__.removeprefix("LT").lower()
    if kind not in ("rect", "curve", "line", "image"):
        return
    bottom_edge = page.height + page.mediabox[1] - upper
    shift = page.mediabox[0] - left
    filled = bool(getattr(item, "fill", True))
    yield Shape(kind, item.x0 + shift, bottom_edge - item.y1, item.x1 + shift, bottom_edge - item.y0, filled)


def _shown_box(page: _InkPage) -> tuple[float, float, float, float]:
    """The crop box inside the media box, or the media box when the crop box is turned or empty."""
    media = tuple(float(edge) for edge in page.mediabox)
    crop = tuple(float(edge) for edge in page.cropbox)
    if page.rotation:
        return media  # type: ignore[return-value]
    box = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
    return box if box[2] - box[0] > 1 and box[3] - box[1] > 1 else media  # type: ignore[return-value]


def _link_targets(page: _InkPage) -> tuple[str, ...]:
    try:
        annotations = page.annots
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  (a broken annotation must not cost the text; links in the text remain)
        return ()
    return tuple(
        found["uri"].strip()
        for found in annotations
        if isinstance(found["uri"], str) and found["uri"].strip()
    )


def _rgb(space: Any, colour: Any) -> Colour | None:
    parts = colour if isinstance(colour, tuple) else (colour,)
    expected = _PLAIN_SPACES.get(space, len(parts) if space == "ICCBased" else 0)
    if len(parts) != expected or not all(isinstance(part, (int, float)) for part in parts):
        return (0.0, 0.0, 0.0) if colour is None or parts == (0,) else None
    if expected == 1:
        return (parts[0],) * 3
    if expected == 3:
        return parts
    if expected == 4:
        cyan, magenta, yellow, black = parts
        return ((1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black))
    return None
