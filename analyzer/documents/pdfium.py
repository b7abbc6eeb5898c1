"""PDF bytes -> characters, shapes and links of each page, through PDFium: much faster than pdfplumber.

Characters come from PDFium's text page with their advance boxes, everything else from the page objects. What
PDFium cannot give as it is printed (turned pages, text that is replaced by an `ActualText`, fonts without
Unicode) is left to pdfplumber: the page is then None.
"""

import ctypes
import struct
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from analyzer.documents.characters import is_pictorial
from analyzer.documents.ink import Colour, Glyph, RawPage, Shape

#: Characters of one page: a dense one has 6,000.
_MOST_CHARACTERS = 50_000
#: Page objects and path points that are looked at; a page with more is a drawing, or hostile.
_MOST_OBJECTS = 20_000
_MOST_POINTS = 60_000
_DEEPEST_FORM = 12
_MOST_LINKS = 2_000
#: Letters turned further than this (rise for each unit along the line) do not stand in a line.
_TURNED = 0.01
#: Characters of one text object stand together; only every nth is asked which object it belongs to.
_STRIDE = 4

#: Baselines that differ by more than this share of the font size belong to two lines.
_OTHER_LINE = 0.3
#: A blank that is narrower than this share of the font size is no space but a character that nobody sees.
_LEAST_BLANK = 0.05
#: Width or height in points below which nothing is drawn.
_NO_INK = 0.02

#: `ActualText` that says what is printed: ligatures, and hyphens that are not part of the word.
_TRUE_TEXTS = frozenset(("ff", "fi", "fl", "ffi", "ffl", "-", "\u00ad", "\u2010", "\x00", ""))
_ACTUAL = b"ActualText"

_NO_CODE = "\ud800"
_ZERO_WIDTH = "\u200b"
_NOTHING = ("\x00", "\ufffe", "\uffff")  # no characters: fonts that hide their letters map them here
_HYPHENS = ("\x02", "\ufffe")  # what PDFium gives for a hyphen at the end of a line

_Box = tuple[float, float, float, float]
_Point = tuple[float, float]
_Matrix = tuple[float, float, float, float, float, float]
_SAME: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _plain(name: str, result: Any) -> Any:
    """A PDFium function that is called for each character, three times as fast without argument types.

    Its arguments must be of their C types: `c_void_p` and other ctypes, or int for a C int.
    """
    return ctypes.PYFUNCTYPE(result)(ctypes.cast(getattr(pdfium, name), _POINTER).value or 0)


_INT, _POINTER = ctypes.c_int, ctypes.c_void_p
_unicode = _plain("FPDFText_GetUnicode", ctypes.c_uint)
_text_object = _plain("FPDFText_GetTextObject", _POINTER)
_loose_box = _plain("FPDFText_GetLooseCharBox", _INT)
_has_no_unicode = _plain("FPDFText_HasUnicodeMapError", _INT)
_is_hyphen = _plain("FPDFText_IsHyphen", _INT)
_is_generated = _plain("FPDFText_IsGenerated", _INT)
_font_of = _plain("FPDFTextObj_GetFont", _POINTER)
_mode_of = _plain("FPDFTextObj_GetTextRenderMode", _INT)
_fill_of = _plain("FPDFPageObj_GetFillColor", _INT)
_count_marks = _plain("FPDFPageObj_CountMarks", _INT)
_kind_of = _plain("FPDFPageObj_GetType", _INT)
_on_page = _plain("FPDFPage_GetObject", _POINTER)
_bounds = _plain("FPDFPageObj_GetBounds", _INT)

#: A Glyph from its eleven fields, without the call that names them.
_new_glyph = tuple.__new__


class FastPages:
    """The pages of an open PDF as PDFium reads them. Fonts are looked up once for the whole file."""

    def __init__(self, pdf: pypdfium2.PdfDocument) -> None:
        self._pdf = pdf
        self._fonts: dict[int, _Font] = {}

    def read(self, page: pypdfium2.PdfPage, number: int) -> RawPage | None:
        """Page `number`, or None when pdfplumber must read it.

        Raises:
            OverflowError: more characters than any printed page; its text says how many.
        """
        if page.get_rotation():
            return None
        box = pdfium.FS_RECTF()
        if not pdfium.FPDF_GetPageBoundingBox(page, box):
            return None
        left, upper = box.left, box.top
        text_page = page.get_textpage()
        try:
            characters = _Characters(text_page, self._fonts, left, upper)
            drawn = _Drawn(left, upper, characters.objects)
            drawn.read(page)
            glyphs = characters.read(drawn.blanks)
        finally:
            text_page.close()
        if not glyphs:
            return None
        return RawPage(
            number,
            box.right - left,
            upper - box.bottom,
            tuple(glyphs),
            tuple(drawn.shapes),
            tuple(_link_targets(self._pdf, page)),
            sum(1 for glyph in glyphs if glyph.text.isspace()),
        )


# --- characters --------------------------------------------------------------------------------------


class _Font:
    """Name and metrics of a font; `texts` are its characters by PDFium's code."""

    __slots__ = ("ascent", "descent", "name", "texts")

    def __init__(self, handle: Any) -> None:
        self.name = _base_name(handle)
        self.texts: dict[str, str] = {}
        measure = ctypes.c_float()
        known = pdfium.FPDFFont_GetAscent(handle, 1.0, measure)
        self.ascent = measure.value if known else 0.0
        known = pdfium.FPDFFont_GetDescent(handle, 1.0, measure)
        self.descent = measure.value if known else 0.0


def _base_name(handle: Any) -> str:
    size = pdfium.FPDFFont_GetBaseFontName(handle, None, 0)
    buffer = ctypes.create_string_buffer(max(1, size))
    pdfium.FPDFFont_GetBaseFontName(handle, buffer, size)
    return buffer.value.decode("utf-8", "replace")


_Style = tuple[float, float, str, bool, Colour | None, int]
_Key = tuple[int, float, float, int, bytes]  # font, upper and lower edge, render mode, fill colour


class _Run(NamedTuple):
    """What the characters of one text object share; `style` ends their Glyph, from its baseline on."""

    texts: dict[str, str]
    top: float
    bottom: float
    upright: bool
    style: _Style


class _Characters:
    """Reads the characters of one text page. `objects`: the addresses of their text objects, 0 for none."""

    def __init__(self, text_page: Any, fonts: dict[int, _Font], left: float, upper: float) -> None:
        self._page = text_page
        self._handle = _POINTER(_address(text_page.raw))
        self._fonts = fonts
        self._left = left
        self._upper = upper
        self._runs: dict[_Key, _Run] = {}
        self._key: _Key | None = None
        self._last: _Run | None = None
        self._colour = ctypes.create_string_buffer(16)
        self._colour_parts = [_POINTER(ctypes.addressof(self._colour) + 4 * part) for part in range(4)]
        self._count = max(0, pdfium.FPDFText_CountChars(text_page))
        if self._count > _MOST_CHARACTERS:
            raise OverflowError(f"{_MOST_CHARACTERS:,} characters")
        self.objects = self._objects()

    def read(self, blanks: dict[int, list[_Point]]) -> list[Glyph] | None:
        """The characters in PDFium's order, or None when it cannot be trusted with this page.

        `blanks` are the places of characters without ink that PDFium leaves out, by the object before them.
        """
        left = self._left
        glyphs: list[Glyph] = []
        run: _Run | None = None
        broken = False
        address = 0
        blank: Sequence[_Point] = ()
        last: _Box | None = None
        characters = zip(self._codes(), self.objects, self._boxes(), strict=True)
        for number, (code, found, box) in enumerate(characters):
            if not found or (code == " " and _is_generated(self._handle, number)):
                continue  # PDFium's own guess at a space; the gap tells
            if found != address:
                if address in blanks:
                    blank = blanks[address]
                run, address, last = self._run(found, number, box), found, None
                if run is None:
                    return None
                texts, top, bottom, upright, style = run
            text = texts.get(code) or self._text(texts, code, number)
            if box == last:  # a ligature comes as its letters, all in one place
                glyphs[-1] = glyphs[-1]._replace(text=glyphs[-1].text + text)
                continue
            last = box
            x0, _, x1, _ = box if upright else self._tight_box(number)
            x0 -= left
            if blank and glyphs:
                glyphs += _between(glyphs[-1], blank, x0, style)
            blank = ()
            broken = broken or (len(text) > 1 and not is_pictorial(style[2]))
            glyphs.append(_new_glyph(Glyph, (text, x0, top, x1 - left, bottom, *style)))
        return None if broken else glyphs

    def _codes(self) -> Sequence[str]:
        """What PDFium reads each character as; in one call when it leaves none out."""
        text = self._page.get_text_range(0, self._count) if self._count else ""
        if len(text) == self._count:
            return text
        codes = (_unicode(self._handle, number) for number in range(self._count))
        return [chr(code) if code < 0x110000 else _NO_CODE for code in codes]

    def _objects(self) -> list[int]:
        handle, count = self._handle, self._count
        objects: list[int] = []
        for start in range(0, count, _STRIDE):
            final = min(count, start + _STRIDE) - 1
            first, last = _text_object(handle, start), _text_object(handle, final)
            if first and first == last:
                objects += [first] * (final + 1 - start)
            else:
                inside = [_text_object(handle, number) or 0 for number in range(start + 1, final)]
                objects += [first or 0, *inside, last or 0]
        return objects

    def _boxes(self) -> Iterator[_Box]:
        """Left, upper, right and lower edge of each character as far as it moves the pen."""
        boxes = (pdfium.FS_RECTF * self._count)()
        handle, place = self._handle, ctypes.byref
        for number in range(self._count):
            _loose_box(handle, number, place(boxes, 16 * number))
        return struct.iter_unpack("4f", boxes)

    def _tight_box(self, number: int) -> _Box:
        """The same of the ink alone, for letters that do not stand upright."""
        edges = [ctypes.c_double() for _ in range(4)]
        left, right, bottom, top = edges
        pdfium.FPDFText_GetCharBox(self._page, number, left, right, bottom, top)
        return left.value, top.value, right.value, bottom.value

    def _text(self, texts: dict[str, str], code: str, number: int) -> str:
        """The character of a code in a font; `(cid:N)` when the file does not say which it is."""
        if code in _HYPHENS and _is_hyphen(self._handle, number):
            return "-"
        known = not 0xD800 <= ord(code) < 0xE000
        if known and (code in _NOTHING or not _has_no_unicode(self._handle, number)):
            text = code
        else:
            text = f"(cid:{ord(code)})"
        texts[code] = text
        return text

    def _run(self, address: int, number: int, box: _Box) -> _Run | None:
        """What the text object at `address` says; None when it stands for other text than it prints."""
        shown = _POINTER(address)
        if _count_marks(shown) and _is_replaced(address):
            return None
        colour = self._colour.raw if _fill_of(shown, *self._colour_parts) else b""
        key = (_font_of(shown) or 0, box[1], box[3], _mode_of(shown), colour)
        if key == self._key:
            return self._last
        run = self._runs.get(key)
        if run is None:
            run = self._new_run(address, number, key)
            if run.upright:
                self._runs[key] = run
        self._key, self._last = (key, run) if run.upright else (None, None)
        return run

    def _new_run(self, address: int, number: int, key: _Key) -> _Run:
        shown = ctypes.cast(address, pdfium.FPDF_PAGEOBJECT)
        matrix, tall = pdfium.FS_MATRIX(), ctypes.c_float()
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetMatrix(self._page, number, matrix)
        pdfium.FPDFTextObj_GetFontSize(shown, tall)
        pdfium.FPDFText_GetCharOrigin(self._page, number, x, y)
        font = self._font(pdfium.FPDFTextObj_GetFont(shown))
        upright = matrix.d > 0 and matrix.a > 0 and abs(matrix.b) < _TURNED * matrix.a
        size = round(abs(tall.value) * (matrix.d if upright else max(abs(matrix.b), abs(matrix.d))), 3)
        baseline = round(self._upper - y.value, 3)
        bottom = round(baseline - font.descent * size, 3)
        mode, rgba = key[3:]
        red, green, blue, _ = struct.unpack("4I", rgba) if rgba else (None,) * 4
        colour = None if red is None else (red / 255, green / 255, blue / 255)
        style = (baseline, size, font.name, upright, colour, mode)
        return _Run(font.texts, round(bottom - size, 3), bottom, upright, style)

    def _font(self, handle: Any) -> _Font:
        address = ctypes.cast(handle, ctypes.c_void_p).value or 0
        if address not in self._fonts:
            self._fonts[address] = _Font(handle)
        return self._fonts[address]


def _between(previous: Glyph, blanks: Sequence[_Point], x0: float, style: _Style) -> list[Glyph]:
    """The blanks between a character and the next one at `x0` that stand in its line.

    A blank without any width is a character that nobody sees, the others are spaces.
    """
    baseline, size = style[:2]
    if abs(previous.baseline - baseline) > _OTHER_LINE * size:
        return []
    starts = [min(x, x0) for x, y in blanks if abs(y - baseline) < _OTHER_LINE * size]
    wide = [after - start >= _LEAST_BLANK * size for start, after in pairwise([*starts, x0])]
    texts = [" " if is_wide else _ZERO_WIDTH for is_wide in wide]
    return [previous._replace(text=text, x0=x, x1=x) for text, x in zip(texts, starts, strict=True)]


def _is_replaced(address: int) -> bool:
    """PDFium gives the `ActualText` that the text object is marked with, and not what is printed."""
    shown = ctypes.cast(address, pdfium.FPDF_PAGEOBJECT)
    for number in range(pdfium.FPDFPageObj_CountMarks(shown)):
        mark = pdfium.FPDFPageObj_GetMark(shown, number)
        if pdfium.FPDFPageObjMark_GetParamValueType(mark, _ACTUAL) != pdfium.FPDF_OBJECT_UNKNOWN:
            text, size = (pdfium.FPDF_WCHAR * 8)(), ctypes.c_ulong()
            pdfium.FPDFPageObjMark_GetParamStringValue(mark, _ACTUAL, text, ctypes.sizeof(text), size)
            if bytes(text)[: max(0, size.value - 2)].decode("utf-16le", "replace") not in _TRUE_TEXTS:
                return True
    return False


def _address(handle: Any) -> int:
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


# --- shapes ------------------------------------------------------------------------------------------


class _Drawn:
    """Walks over the objects of one page: `shapes` in the order they are drawn, those inside forms in place.

    `blanks` are the places of text without ink that is not among `known`, by the text object before it.
    """

    def __init__(self, left: float, upper: float, known: Iterable[int]) -> None:
        self._left = left
        self._upper = upper
        self._known = frozenset(known)
        self._before = 0
        self._objects = _MOST_OBJECTS
        self._points = _MOST_POINTS
        self._edges = (ctypes.c_float * 4)()
        self._edge_parts = [_POINTER(ctypes.addressof(self._edges) + 4 * edge) for edge in range(4)]
        self.shapes: list[Shape] = []
        self.blanks: dict[int, list[_Point]] = {}

    def read(self, page: pypdfium2.PdfPage) -> None:
        """Look at all objects of a page."""
        handle, count = _POINTER(_address(page.raw)), pdfium.FPDFPage_CountObjects(page)
        self._walk([_on_page(handle, number) for number in range(min(count, _MOST_OBJECTS))], _SAME, 0)

    def _walk(self, addresses: Sequence[int], matrix: _Matrix, depth: int) -> None:
        self._objects -= len(addresses)
        known = self._known
        for address in addresses:
            if address in known:
                self._before = address
                continue
            pointer = _POINTER(address)
            item = ctypes.cast(pointer, pdfium.FPDF_PAGEOBJECT)
            kind = _kind_of(pointer)
            if kind != pdfium.FPDF_PAGEOBJ_TEXT:
                self._shape_or_form(kind, item, matrix, depth)
            elif self._is_empty(pointer):
                x, y = _placed(matrix, *_matrix_of(item)[4:])
                self.blanks.setdefault(self._before, []).append((x - self._left, self._upper - y))

    def _is_empty(self, pointer: ctypes.c_void_p) -> bool:
        _bounds(pointer, *self._edge_parts)
        left, bottom, right, top = self._edges
        return right - left < _NO_INK or top - bottom < _NO_INK

    def _shape_or_form(self, kind: int, item: Any, matrix: _Matrix, depth: int) -> None:
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            for points in self._subpaths(item, _product(_matrix_of(item), matrix)):
                self.shapes.append(self._shape("path", points))
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            own = _product(_matrix_of(item), matrix)
            corners = ((0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0))
            self.shapes.append(self._shape("image", [_placed(own, x, y) for x, y in corners]))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            count = min(pdfium.FPDFFormObj_CountObjects(item), self._objects)
            children = [_address(pdfium.FPDFFormObj_GetObject(item, number)) for number in range(count)]
            self._walk(children, _product(_matrix_of(item), matrix), depth + 1)

    def _subpaths(self, path: Any, matrix: _Matrix) -> Iterator[list[_Point]]:
        """The points that each part of a path goes through, without those that only bend it."""
        count = min(pdfium.FPDFPath_CountSegments(path), self._points)
        self._points -= max(0, count)
        points: list[_Point] = []
        x, y = ctypes.c_float(), ctypes.c_float()
        bends = 0
        for number in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(path, number)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            bends = bends + 1 if kind == pdfium.FPDF_SEGMENT_BEZIERTO else 0
            if bends % 3:
                continue
            if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
                yield points
                points = []
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            points.append(_placed(matrix, x.value, y.value))
        if points:
            yield points

    def _shape(self, kind: str, points: Sequence[_Point]) -> Shape:
        across = [x - self._left for x, _ in points]
        down = [self._upper - y for _, y in points]
        return Shape(kind, min(across), min(down), max(across), max(down))


def _matrix_of(item: Any) -> _Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, matrix):
        return _SAME
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _product(inner: _Matrix, outer: _Matrix) -> _Matrix:
    """First `inner`, then `outer`."""
    if outer is _SAME:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _placed(matrix: _Matrix, x: float, y: float) -> _Point:
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


# --- links -------------------------------------------------------------------------------------------


def _link_targets(pdf: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> Iterator[str]:
    """Web and mail addresses of the link annotations, in file order."""
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    for _ in range(_MOST_LINKS):
        if not pdfium.FPDFLink_Enumerate(page, position, link):
            return
        action = pdfium.FPDFLink_GetAction(link)
        if action and pdfium.FPDFAction_GetType(action) == pdfium.PDFACTION_URI:
            size = pdfium.FPDFAction_GetURIPath(pdf, action, None, 0)
            buffer = ctypes.create_string_buffer(max(1, size))
            pdfium.FPDFAction_GetURIPath(pdf, action, buffer, size)
            target = buffer.value.decode("utf-8", "replace").strip()
            if target:
                yield target
