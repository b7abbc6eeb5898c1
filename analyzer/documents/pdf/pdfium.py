"""PDF bytes -> pieces of text, shapes and links of each page, through PDFium: much faster than pdfplumber.

Characters come from PDFium's text page with their advance boxes, everything else from the page objects. A
page has thousands of characters, so what is asked or decided for each of them is done for all at once: calls
into PDFium in one go, comparisons on arrays. Only pieces (about a word each) are handled one by one.

What PDFium cannot give as it is printed (turned pages, text that is replaced by an `ActualText`, fonts
without Unicode) is left to pdfplumber: the page is then None.
"""

import ctypes
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, pairwise, repeat
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pypdfium2
import pypdfium2.raw as pdfium

from analyzer.documents.characters import is_pictorial
from analyzer.documents.ink import DRAWN_TWICE, WORD_GAP, Colour, Piece, RawPage
from analyzer.documents.pdf.calls import INT, POINTER, Measures, address, of_object, plain
from analyzer.documents.pdf.shapes import Drawing, Point

#: Characters of one page: a dense one has 6,000.
_MOST_CHARACTERS = 50_000
_MOST_LINKS = 2_000
#: Letters turned further than this (rise for each unit along the line) do not stand in a line.
_TURNED = 0.01
#: Upper edges nearer than this share of the height are those of one size: PDFium lifts them for tall letters.
_SAME_HEIGHT = 0.03
#: Baselines that differ by more than this share of the font size belong to two lines.
_OTHER_LINE = 0.3
#: A blank that is narrower than this share of the font size is no space but a character that nobody sees.
_LEAST_BLANK = 0.05

#: `ActualText` that says what is printed: ligatures, and hyphens that are not part of the word.
_TRUE_TEXTS = frozenset(("ff", "fi", "fl", "ffi", "ffl", "-", "\u00ad", "\u2010", "\x00", ""))
_ACTUAL = b"ActualText"

_SPACE = 32
_SEVERAL = "\ufffc"  # stands in the place of a character that is read as several
_NO_CODE = "\ud800"
_ZERO_WIDTH = "\u200b"
_NOTHING = ("\x00", "\ufffe", "\uffff")  # no characters: fonts that hide their letters map them here
_HYPHENS = ("\x02", "\ufffe")  # what PDFium gives for a hyphen at the end of a line
#: The last code of a space; `_IS_BLANK` tells for each code up to the one behind it.
_LAST_BLANK = 0x3000
_IS_BLANK = np.array([chr(code).isspace() for code in range(_LAST_BLANK + 2)])

_Numbers = npt.NDArray[Any]
_Numbers2, _Numbers6 = ctypes.c_double * 2, ctypes.c_float * 6

_unicode = plain("FPDFText_GetUnicode", ctypes.c_uint)
_text_object = plain("FPDFText_GetTextObject", ctypes.c_size_t)
_loose_box = plain("FPDFText_GetLooseCharBox", INT)
_has_no_unicode = plain("FPDFText_HasUnicodeMapError", INT)
_is_hyphen = plain("FPDFText_IsHyphen", INT)
_is_generated = plain("FPDFText_IsGenerated", INT)
_fill_of = plain("FPDFText_GetFillColor", INT)
_matrix_of = plain("FPDFText_GetMatrix", INT)
_origin_of = plain("FPDFText_GetCharOrigin", INT)
_size_of = plain("FPDFTextObj_GetFontSize", INT)
_font_of = of_object("FPDFTextObj_GetFont", ctypes.c_size_t)
_mode_of = of_object("FPDFTextObj_GetTextRenderMode", INT)
_count_marks = of_object("FPDFPageObj_CountMarks", INT)

#: A Piece from its fields, without the call that names them.
_new_piece = tuple.__new__


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
            letters = _Letters(text_page, self._fonts, left, upper)
            printed = letters.read()
            if printed is None:
                return None
            drawing = Drawing(left, upper, letters.objects)
            drawing.read(page)
        finally:
            text_page.close()
        return RawPage(
            number,
            box.right - left,
            upper - box.bottom,
            tuple(_pieces(printed, drawing.blanks)),
            tuple(drawing.shapes),
            tuple(_link_targets(self._pdf, page)),
            sum(map(str.isspace, printed.texts)) + sum(map(len, drawing.blanks.values())),
        )


# --- looks -------------------------------------------------------------------------------------------


class _Font:
    """Name and metrics of a font. `texts` are its characters by PDFium's code, `plain` those that are it."""

    __slots__ = ("descent", "name", "plain", "texts")

    def __init__(self, handle: Any) -> None:
        self.name = _base_name(handle)
        self.texts: dict[str, str] = {}
        self.plain: set[str] = set()
        measure = ctypes.c_float()
        known = pdfium.FPDFFont_GetDescent(handle, 1.0, measure)
        self.descent = measure.value if known else 0.0


def _base_name(handle: Any) -> str:
    size = pdfium.FPDFFont_GetBaseFontName(handle, None, 0)
    buffer = ctypes.create_string_buffer(max(1, size))
    pdfium.FPDFFont_GetBaseFontName(handle, buffer, size)
    return buffer.value.decode("utf-8", "replace")


_Style = tuple[float, float, str, bool, Colour | None, int]
_Key = tuple[int, float, int, bytes]  # font, lower edge, render mode, fill colour


class _Look(NamedTuple):
    """What the characters of one text object share; `style` is that part of a Piece, from its baseline on."""

    font: _Font
    top: float
    bottom: float
    style: _Style


# --- characters --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class _Print:
    """The printed characters of a page in PDFium's order: for each its place and number of its look.

    `texts` has one letter for each; `special` those that are read as several, or as none that we know.
    """

    texts: str
    special: dict[int, str]
    x0: _Numbers
    x1: _Numbers
    look: _Numbers
    looks: Sequence[_Look]
    starts: Sequence[int]  # where a text object begins,
    objects: Sequence[int]  # and its address


class _Letters:
    """Reads the characters of one text page. `objects`: the addresses of their text objects, 0 for none."""

    def __init__(self, text_page: Any, fonts: dict[int, _Font], left: float, upper: float) -> None:
        self._page = text_page
        self._handle = POINTER(address(text_page.raw))
        self._fonts = fonts
        self._left = left
        self._upper = upper
        self._looks: dict[_Key, tuple[_Look, float]] = {}  # and its upper edge
        self._matrix, self._tall, self._origin = _Numbers6(), ctypes.c_float(), _Numbers2()
        self._places = [POINTER(ctypes.addressof(one)) for one in (self._matrix, self._tall, self._origin)]
        self._places.append(POINTER(ctypes.addressof(self._origin) + ctypes.sizeof(ctypes.c_double)))
        self._count = max(0, pdfium.FPDFText_CountChars(text_page))
        if self._count > _MOST_CHARACTERS:
            raise OverflowError(f"{_MOST_CHARACTERS:,} characters")
        self.objects = list(map(_text_object, repeat(self._handle), range(self._count)))

    def read(self) -> _Print | None:
        """What is printed; None when PDFium cannot be trusted with this page."""
        codes = np.frombuffer(self._codes().encode("utf-32-le", "surrogatepass"), np.uint32)
        objects = np.array(self.objects, np.uint64)
        printed = self._printed(codes, objects)
        if not printed.size:
            return None
        boxes, objects, codes = self._boxes(printed.tolist()), objects[printed], codes[printed]
        alone = _differs(objects)  # a ligature comes as letters in one place
        for edge in boxes.T:
            alone |= _differs(edge)
        numbers, boxes, objects = printed[alone], boxes[alone], objects[alone]
        starts = np.flatnonzero(_differs(objects))
        places = objects[starts].tolist()
        looks = self._looks_of(places, numbers[starts].tolist(), boxes[starts])
        if looks is None:
            return None
        of_object, known = looks
        look = np.repeat(of_object, np.diff(starts, append=len(numbers)))
        texts = _text(codes[alone])
        special = self._special(texts, numbers, look, known)
        if special is None:
            return None
        for place in np.flatnonzero(~alone).tolist():
            letter = int(alone[: place + 1].sum()) - 1
            font = known[look[letter]].font
            more = self._read_as(font, chr(codes[place]), int(printed[place]))
            special[letter] = special.get(letter, texts[letter]) + more
        read = [special.get(place, code) for place, code in enumerate(texts)] if special else texts
        texts = "".join([text if len(text) == 1 else _SEVERAL for text in read]) if special else texts
        special = {place: text for place, text in special.items() if len(text) > 1}
        x0, x1 = boxes[:, 0].astype(float), boxes[:, 2].astype(float)
        for letter in np.flatnonzero(~np.array([one.style[3] for one in known])[look]).tolist():
            x0[letter], x1[letter] = self._ink(int(numbers[letter]))
        return _Print(texts, special, x0 - self._left, x1 - self._left, look, known, starts.tolist(), places)

    def _codes(self) -> str:
        """What PDFium reads each character as; in one call when it leaves none out."""
        text: str = self._page.get_text_range(0, self._count) if self._count else ""
        if len(text) == self._count:
            return text
        codes = (_unicode(self._handle, number) for number in range(self._count))
        return "".join([chr(code) if code < 0x110000 else _NO_CODE for code in codes])

    def _printed(self, codes: _Numbers, objects: _Numbers) -> _Numbers:
        """Numbers of the characters that are in the file: PDFium's own guesses at a space are none."""
        printed = objects != 0
        spaces = np.flatnonzero(printed & (codes == _SPACE))
        generated = list(map(_is_generated, repeat(self._handle), spaces.tolist()))
        printed[spaces[np.array(generated, bool)]] = False
        return np.flatnonzero(printed)

    def _boxes(self, numbers: Sequence[int]) -> _Numbers:
        """Left, upper, right and lower edge of each character as far as it moves the pen."""
        edges = Measures("f").together(_loose_box, repeat(self._handle), numbers)
        return np.frombuffer(edges, np.float32).reshape(-1, 4)

    def _ink(self, number: int) -> tuple[float, float]:
        """Left and right edge of the ink alone, for letters that do not stand upright."""
        edges = [ctypes.c_double() for _ in range(4)]
        pdfium.FPDFText_GetCharBox(self._page, number, *edges)
        return edges[0].value, edges[1].value

    def _special(
        self, texts: str, numbers: _Numbers, look: _Numbers, looks: Sequence[_Look]
    ) -> dict[int, str] | None:
        """Characters that are not what PDFium reads them as; None when they would be lost for good."""
        special: dict[int, str] = {}
        starts = np.flatnonzero(_differs(look)).tolist()
        for start, end in pairwise([*starts, len(texts)]):
            font = looks[look[start]].font
            odd = set(texts[start:end]) - font.plain
            for place in (place for place in range(start, end) if odd and texts[place] in odd):
                code = texts[place]
                text = self._read_as(font, code, int(numbers[place]))
                if text == code and code not in _HYPHENS:
                    font.plain.add(code)
                elif len(text) > 1 and not is_pictorial(font.name):
                    return None
                else:
                    special[place] = text
        return special

    def _read_as(self, font: _Font, code: str, number: int) -> str:
        """The character of a code in a font; `(cid:N)` when the file does not say which it is."""
        if code in _HYPHENS and _is_hyphen(self._handle, number):
            return "-"
        if code not in font.texts:
            known = not 0xD800 <= ord(code) < 0xE000
            readable = known and (code in _NOTHING or not _has_no_unicode(self._handle, number))
            font.texts[code] = code if readable else f"(cid:{ord(code)})"
        return font.texts[code]

    # --- looks of text objects

    def _looks_of(
        self, places: Sequence[int], numbers: Sequence[int], boxes: _Numbers
    ) -> tuple[_Numbers, list[_Look]] | None:
        """The number of the look of each text object, and the looks; None when one stands for other text.

        `numbers` and `boxes` are those of the first character of each object.
        """
        if any(map(_is_replaced, compress(places, map(_count_marks, places)))):
            return None
        fonts = np.fromiter(map(_font_of, places), np.uint64, len(places))
        modes = np.fromiter(map(_mode_of, places), np.int64, len(places))
        fills = Measures("I").apart(_fill_of, repeat(self._handle), numbers)
        colours = np.frombuffer(fills, np.uint32).reshape(-1, 4)
        upper, lower = boxes[:, 1], np.round(boxes[:, 3].astype(float), 3)
        differs = _differs(fonts) | _differs(modes) | _differs(lower)
        for part in colours.T:
            differs |= _differs(part)
        differs[1:] |= np.abs(np.diff(upper)) > _SAME_HEIGHT * (upper - lower)[1:]
        known: dict[_Look, int] = {}
        found: list[int] = []
        spans: list[int] = []
        for start, end in pairwise([*np.flatnonzero(differs).tolist(), len(places)]):
            colour, mode = colours[start].tobytes(), int(modes[start])
            key = (int(fonts[start]), float(lower[start]), mode, colour)
            top = float(upper[start])
            look, height = self._looks.get(key, (None, 0.0))
            if look is None or abs(top - height) > _SAME_HEIGHT * (top - key[1]):
                look = self._look(places[start], numbers[start], mode, colour)
            own = [look]
            if look.style[3]:
                self._looks[key] = look, top
                spans.append(end - start)
            else:
                turned = zip(places[start:end], numbers[start:end], strict=True)
                own = [self._look(place, number, mode, colour) for place, number in turned]
                spans += [1] * len(own)
            found += [known.setdefault(one, len(known)) for one in own]
        return np.repeat(found, spans), list(known)

    def _look(self, place: int, number: int, mode: int, rgba: bytes) -> _Look:
        matrix, tall, x, y = self._places
        _matrix_of(self._handle, number, matrix)
        _size_of(POINTER(place), tall)
        _origin_of(self._handle, number, x, y)
        font = self._font(_font_of(place))
        a, b, _, d, _, _ = self._matrix
        upright = d > 0 and a > 0 and abs(b) < _TURNED * a
        size = round(abs(self._tall.value) * (d if upright else max(abs(b), abs(d))), 3)
        baseline = round(self._upper - self._origin[1], 3)
        bottom = round(baseline - font.descent * size, 3)
        red, green, blue, _ = struct.unpack("4I", rgba)
        colour = (red / 255, green / 255, blue / 255)
        style = (baseline, size, font.name, upright, colour, mode)
        return _Look(font, round(bottom - size, 3), bottom, style)

    def _font(self, place: int) -> _Font:
        if place not in self._fonts:
            self._fonts[place] = _Font(ctypes.cast(place, pdfium.FPDF_FONT))
        return self._fonts[place]


def _differs(values: _Numbers) -> _Numbers:
    """Where a value is another one than before; true for the first."""
    differs = np.ones(values.shape, bool)
    differs[1:] = values[1:] != values[:-1]
    return differs


def _text(codes: _Numbers) -> str:
    return codes.tobytes().decode("utf-32-le", "surrogatepass")


def _is_replaced(place: int) -> bool:
    """PDFium gives the `ActualText` that the text object is marked with, and not what is printed."""
    shown = ctypes.cast(place, pdfium.FPDF_PAGEOBJECT)
    for number in range(pdfium.FPDFPageObj_CountMarks(shown)):
        mark = pdfium.FPDFPageObj_GetMark(shown, number)
        if pdfium.FPDFPageObjMark_GetParamValueType(mark, _ACTUAL) != pdfium.FPDF_OBJECT_UNKNOWN:
            text, size = (pdfium.FPDF_WCHAR * 8)(), ctypes.c_ulong()
            pdfium.FPDFPageObjMark_GetParamStringValue(mark, _ACTUAL, text, ctypes.sizeof(text), size)
            if bytes(text)[: max(0, size.value - 2)].decode("utf-16le", "replace") not in _TRUE_TEXTS:
                return True
    return False


# --- pieces ------------------------------------------------------------------------------------------


def _pieces(page: _Print, blanks: dict[int, list[Point]]) -> list[Piece]:
    """The characters of a page as `joined` puts them together, all comparisons at once.

    `blanks` are the places of characters without ink that PDFium leaves out, by the object before them.
    """
    x0, x1, look, looks = page.x0, page.x1, page.look, page.looks
    size = np.array([one.style[1] for one in looks])[look]
    reach = x1 + WORD_GAP * size
    codes = np.frombuffer(page.texts.encode("utf-32-le", "surrogatepass"), np.uint32)
    blank = _IS_BLANK[np.minimum(codes, _LAST_BLANK + 1)]
    special = list(page.special)
    blank[special] = False
    apart = blank | ~np.array([one.style[3] for one in looks])[look]
    apart[special] = True
    unseen = _unseen(page, blanks, reach)
    cut = _differs(look) | apart
    cut[1:] |= apart[:-1] | (x0[1:] > reach[:-1]) | (x1[1:] < x1[:-1])
    cut[1:] |= x0[1:] - x0[:-1] < DRAWN_TWICE * size[:-1]
    cut[list(unseen)] = True
    starts = np.flatnonzero(cut)
    needless = _needless(page, blank, reach)
    needless[list(unseen)] = False
    ends = np.append(starts[1:], len(codes))[~needless[starts]].tolist()
    starts = starts[~needless[starts]]
    pieces: list[Piece] = []
    lefts, rights = tuple(x0.tolist()), tuple(x1.tolist())
    for start, end, number in zip(starts.tolist(), ends, look[starts].tolist(), strict=True):
        if start in unseen:
            pieces += unseen[start]
        _, top, bottom, style = looks[number]
        text = page.special.get(start) or page.texts[start:end]
        edges = (lefts[start:end], rights[start:end])
        pieces.append(_new_piece(Piece, (text, lefts[start], top, rights[end - 1], bottom, *style, *edges)))
    return pieces


def _needless(page: _Print, blank: _Numbers, reach: _Numbers) -> _Numbers:
    """Spaces that a gap shows too, and those before and after everything."""
    spaces, seen = np.flatnonzero(blank), np.flatnonzero(~blank)
    needless = blank.copy()
    following = np.searchsorted(seen, spaces)
    inside = (following > 0) & (following < len(seen))
    spaces, following = spaces[inside], following[inside]
    before, after = seen[following - 1], seen[following]
    baseline = np.array([one.style[0] for one in page.looks])[page.look]
    needless[spaces] = (baseline[before] == baseline[after]) & (page.x0[after] > reach[before])
    return needless


def _unseen(page: _Print, blanks: dict[int, list[Point]], reach: _Numbers) -> dict[int, list[Piece]]:
    """Blanks that PDFium leaves out, by the number of the character behind them.

    A blank without any width is a character that nobody sees, the others are spaces; a space that a gap shows
    too is left out. Blanks count where they stand in the line of the characters beside them.
    """
    unseen: dict[int, list[Piece]] = {}
    plain = _differs(page.look)  # in one line with a gap before: one space there would say nothing new
    plain[1:] = ~plain[1:] & (page.x0[1:] > reach[:-1])
    objects, starts = page.objects, page.starts
    behind = [after for after, before in enumerate(objects[:-1], start=1) if before in blanks]
    places = [starts[after] for after in behind]
    for after, place, x0, is_plain in zip(
        behind, places, page.x0[places].tolist(), plain[places].tolist(), strict=True
    ):
        before, following = page.looks[page.look[place - 1]], page.looks[page.look[place]]
        baseline, size = following.style[:2]
        points = blanks[objects[after - 1]]
        if is_plain and len(points) == 1 and x0 - points[0][0] >= _LEAST_BLANK * size:
            continue
        if abs(before.style[0] - baseline) > _OTHER_LINE * size:
            continue
        lefts = [min(x, x0) for x, y in points if abs(y - baseline) < _OTHER_LINE * size]
        wide = [end - start >= _LEAST_BLANK * size for start, end in pairwise([*lefts, x0])]
        if not lefts or (all(wide) and before.style[0] == baseline and x0 > reach[place - 1]):
            continue
        unseen[place] = [
            _new_piece(
                Piece,
                (" " if is_wide else _ZERO_WIDTH, x, before.top, x, before.bottom, *before.style, (x,), (x,)),
            )
            for is_wide, x in zip(wide, lefts, strict=True)
        ]
    return unseen


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
