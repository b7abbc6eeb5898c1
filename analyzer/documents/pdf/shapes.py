"""What is drawn on a page of PDFium besides the characters it reads: paths, images, and blanks."""

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat

import pypdfium2
import pypdfium2.raw as pdfium

from analyzer.documents.ink import Shape
from analyzer.documents.pdf.calls import INT, POINTER, Measures, address, of_object, plain

#: Page objects and path points that are looked at; a page with more is a drawing, or hostile.
_MOST_OBJECTS = 20_000
_MOST_POINTS = 60_000
_DEEPEST_FORM = 12
#: Width or height in points below which nothing is drawn.
_NO_INK = 0.02

Point = tuple[float, float]
_Matrix = tuple[float, float, float, float, float, float]
_SAME: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_kind_of = of_object("FPDFPageObj_GetType", INT)
_on_page = plain("FPDFPage_GetObject", POINTER)
_bounds = plain("FPDFPageObj_GetBounds", INT)
_matrix = plain("FPDFPageObj_GetMatrix", INT)
_count_segments = plain("FPDFPath_CountSegments", INT)
_segment = plain("FPDFPath_GetPathSegment", POINTER)
_segment_kind = plain("FPDFPathSegment_GetType", INT)
_segment_end = plain("FPDFPathSegment_GetPoint", INT)


class Drawing:
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
        self._edges, self._six = Measures("f"), Measures("f", 6)
        self._point = (ctypes.c_float * 2)()
        start = ctypes.addressof(self._point)
        self._point_parts = (POINTER(start), POINTER(start + 4))
        self.shapes: list[Shape] = []
        self.blanks: dict[int, list[Point]] = {}

    def read(self, page: pypdfium2.PdfPage) -> None:
        """Look at all objects of a page."""
        handle, count = POINTER(address(page.raw)), pdfium.FPDFPage_CountObjects(page)
        numbers = range(min(count, _MOST_OBJECTS))
        self._walk(list(map(_on_page, repeat(handle), numbers)), _SAME, 0)

    def _walk(self, addresses: Sequence[int], matrix: _Matrix, depth: int) -> None:
        self._objects -= len(addresses)
        known = self._known
        others = [number for number, found in enumerate(addresses) if found not in known]
        texts: list[tuple[int, int]] = []
        for number, kind in zip(others, map(_kind_of, map(addresses.__getitem__, others)), strict=True):
            found = addresses[number]
            if number and addresses[number - 1] in known:
                self._before = addresses[number - 1]
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                texts.append((self._before, found))
            else:
                self._shape_or_form(kind, POINTER(found), matrix, depth)
        if addresses and addresses[-1] in known:
            self._before = addresses[-1]
        self._keep_blanks(texts, matrix)

    def _keep_blanks(self, texts: Sequence[tuple[int, int]], matrix: _Matrix) -> None:
        items = [POINTER(found) for _, found in texts]
        edges = self._edges.apart(_bounds, items)
        left, bottom, right, top = (edges[edge::4] for edge in range(4))
        places = self._six.together(_matrix, items)
        for number, (before, _) in enumerate(texts):
            if right[number] - left[number] < _NO_INK or top[number] - bottom[number] < _NO_INK:
                x, y = places[6 * number + 4], places[6 * number + 5]
                if matrix is not _SAME:
                    x, y = _placed(matrix, x, y)
                self.blanks.setdefault(before, []).append((x - self._left, self._upper - y))

    def _shape_or_form(self, kind: int, item: ctypes.c_void_p, matrix: _Matrix, depth: int) -> None:
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            for points in self._subpaths(item, _product(self._matrix_of(item), matrix)):
                self.shapes.append(self._shape("path", points))
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            own = _product(self._matrix_of(item), matrix)
            corners = ((0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0))
            self.shapes.append(self._shape("image", [_placed(own, x, y) for x, y in corners]))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            form = ctypes.cast(item, pdfium.FPDF_PAGEOBJECT)
            count = min(pdfium.FPDFFormObj_CountObjects(form), self._objects)
            children = [address(pdfium.FPDFFormObj_GetObject(form, number)) for number in range(count)]
            self._walk(children, _product(self._matrix_of(item), matrix), depth + 1)

    def _subpaths(self, path: ctypes.c_void_p, matrix: _Matrix) -> Iterator[list[Point]]:
        """The points that each part of a path goes through, without those that only bend it."""
        count = max(0, min(_count_segments(path), self._points))
        self._points -= count
        points: list[Point] = []
        bends = 0
        place, parts = self._point, self._point_parts
        for number in range(count):
            segment = POINTER(_segment(path, number))
            kind = _segment_kind(segment)
            bends = bends + 1 if kind == pdfium.FPDF_SEGMENT_BEZIERTO else 0
            if bends % 3:
                continue
            if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
                yield points
                points = []
            _segment_end(segment, *parts)
            points.append(_placed(matrix, *place))
        if points:
            yield points

    def _shape(self, kind: str, points: Sequence[Point]) -> Shape:
        across = [x - self._left for x, _ in points]
        down = [self._upper - y for _, y in points]
        return Shape(kind, min(across), min(down), max(across), max(down))

    def _matrix_of(self, item: ctypes.c_void_p) -> _Matrix:
        a, b, c, d, e, f = self._six.together(_matrix, (item,))
        return (a, b, c, d, e, f)


def _product(inner: _Matrix, outer: _Matrix) -> _Matrix:
    """First `inner`, then `outer`."""
    if outer is _SAME:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _placed(matrix: _Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)
