"""Drawings in a Word document: text boxes, word art, diagrams and charts, and what stands behind the text."""

import re
from collections.abc import Callable, Iterator

from analyzer.documents.ink import Colour
from analyzer.documents.office.docx_story import Drawing, R, Setting, Story
from analyzer.documents.office.docx_styles import A, Theme, W, twips
from analyzer.documents.office.frames import Area, reading_order
from analyzer.documents.office.package import Element
from analyzer.documents.office.paragraphs import Frame
from analyzer.documents.office.visible import WHITE, colour_of

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_V = "{urn:schemas-microsoft-com:vml}"
_MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX = f"{W}txbxContent"

#: English metric units in a point.
_EMU = 12_700.0
#: A shape of at least this many square points behind the text can be its background.
_LEAST_GROUND = 3_000.0
#: About the height of a line (points), to tell where a paragraph stands that a box hangs on.
_LINE = 14.0
_CSS = re.compile(r"([\w-]+)\s*:\s*([^;]+)")
_CSS_UNITS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75}
_LENGTH = re.compile(r"(-?\d*\.?\d+)(pt|in|cm|mm|px)?")


class Page:
    """Size and margins in points of the page that a `w:sectPr` describes; A4 when it does not."""

    def __init__(self, section: Element | None) -> None:
        size = None if section is None else section.find(f"{W}pgSz")
        margins = None if section is None else section.find(f"{W}pgMar")
        self.width = _part(size, "w", 11906) or 595.0
        self.height = _part(size, "h", 16838) or 842.0
        self.left, self.top = _part(margins, "left", 1440), _part(margins, "top", 1440)
        self.right = _part(margins, "right", 1440)


def _part(element: Element | None, name: str, default: float) -> float:
    return twips(None if element is None else element.get(W + name), default) / 20


class WordDrawings:
    """Reads the drawings of a document with pages alike; `part` gives the tree of a related part by id."""

    def __init__(self, page: Page, theme: Theme, part: Callable[[str], Element | None]) -> None:
        self._page = page
        self._theme = theme
        self._part = part

    def read(self, element: Element, story: Story, setting: Setting) -> Drawing:
        """The text boxes, links and words of one drawing."""
        links = [
            story.targets.get(one.get(f"{R}id", "")) or ""
            for one in element.iter(f"{A}hlinkClick")
            if not _in_fallback(one, element)
        ]
        links += [one.get("href") for one in element.iter(f"{_V}shape", f"{_V}rect") if one.get("href")]
        frames: list[Frame] = []
        for box in _outer_boxes(element):
            place = self._place(box, element, story.paragraphs)
            reason = setting.reason or self._reason(box, element, place)
            inside = Setting(self._backs(box, element, setting.backs), reason=reason)
            frames.append(Frame(story.blocks(box, inside), place, self._page.width))
        places = [frame.place for frame in frames if frame.place is not None]
        if len(places) == len(frames) > 1:
            frames = [frames[number] for number in reading_order(places)]
        pictures = sum(1 for _ in element.iter(f"{_PIC}pic", f"{_V}imagedata"))
        return Drawing(tuple(frames), tuple(link for link in links if link), self._words(element), pictures)

    # --- words ----------------------------------------------------------------------------------------

    def _words(self, element: Element) -> str:
        """Word art, and the words of diagrams and charts, a line each."""
        lines = [one.get("string", "") for one in element.iter(f"{_V}textpath")]
        for one in element.iter(f"{_DGM}relIds"):
            lines += self._related(one.get(f"{R}dm", ""), f"{_DGM}t", f"{A}p")
        for one in element.iter(f"{_C}chart"):
            lines += self._related(one.get(f"{R}id", ""), f"{_C}title", f"{A}p")
            lines += self._related(one.get(f"{R}id", ""), f"{_C}cat", f"{_C}v")
        words = [line for line in lines if line.strip()]
        return "\n" + "\n".join(words) + "\n" if words else ""

    def _related(self, id: str, outer: str, inner: str) -> Iterator[str]:
        root = self._part(id)
        for holder in () if root is None else root.iter(outer):
            for one in holder.iter(inner):
                yield (
                    one.text or "" if inner == f"{_C}v" else "".join(t.text or "" for t in one.iter(f"{A}t"))
                )

    # --- places ---------------------------------------------------------------------------------------

    def _place(self, box: Element, drawing: Element, paragraphs: int) -> Area | None:
        anchor = next(drawing.iterchildren(f"{_WP}anchor"), None)
        if anchor is None:
            return self._vml_place(box)
        extent = anchor.find(f"{_WP}extent")
        width, height = _emu(extent, "cx"), _emu(extent, "cy")
        x = self._offset(anchor.find(f"{_WP}positionH"), width, across=True)
        y = self._offset(anchor.find(f"{_WP}positionV"), height, across=False)
        if not _is_fixed(anchor):
            y += paragraphs * _LINE
        inner = _inner_place(box, drawing)
        if inner is None:
            return (x, y, x + width, y + height)
        left, top, right, bottom = inner
        return (x + left * width, y + top * height, x + right * width, y + bottom * height)

    def _offset(self, position: Element | None, extent: float, *, across: bool) -> float:
        page = self._page
        if position is None:
            return page.left if across else 0.0
        relative = position.get("relativeFrom", "")
        whole, start, end = (
            (page.width, page.left, page.right) if across else (page.height, page.top, page.top)
        )
        edge = 0.0 if relative in ("page", "leftMargin", "topMargin") else start
        if relative in ("rightMargin", "bottomMargin"):
            edge = whole - end
        if not across and relative in ("paragraph", "line"):
            edge = page.top
        offset, align = position.find(f"{_WP}posOffset"), position.find(f"{_WP}align")
        if offset is not None:
            return edge + _number(offset.text) / _EMU
        room = whole if edge == 0.0 else whole - start - end
        aligned = {"center": 0.5, "right": 1.0, "bottom": 1.0, "outside": 1.0}
        share = aligned.get((align.text or "") if align is not None else "", 0.0)
        return edge + share * (room - extent)

    def _vml_place(self, box: Element) -> Area | None:
        style = _css(_vml_shape(box))
        if "position" not in style or "width" not in style:
            return None
        x = self._page.left + _length(style.get("margin-left") or style.get("left"))
        y = self._page.top + _length(style.get("margin-top") or style.get("top"))
        return (x, y, x + _length(style.get("width")), y + _length(style.get("height")))

    def _reason(self, box: Element, drawing: Element, place: Area | None) -> str | None:
        named = next(drawing.iter(f"{_WP}docPr"), None)
        if named is not None and named.get("hidden") in ("1", "true"):
            return "hidden"
        if _css(_vml_shape(box)).get("visibility") == "hidden":
            return "hidden"
        if place is None:
            return None
        left, top, right, bottom = place
        if right <= 0 or left >= self._page.width:
            return "outside"
        anchor = next(drawing.iterchildren(f"{_WP}anchor"), None)
        fixed = anchor is None or _is_fixed(anchor)
        far = self._page.height * (1 if fixed else 3)
        if (fixed and bottom <= 0) or bottom <= -self._page.height or (fixed and top >= far):
            return "outside"
        return "covered" if right - left < 1 or bottom - top < 1 else None

    # --- backgrounds ----------------------------------------------------------------------------------

    def _backs(self, box: Element, drawing: Element, around: tuple[Colour, ...]) -> tuple[Colour, ...]:
        """Backgrounds that the text in a box may have; none when it is a picture or runs through colours."""
        shape = _ancestor(box, f"{_WPS}wsp", drawing)
        if shape is None:
            return self._vml_backs(box, around)
        properties = shape.find(f"{_WPS}spPr")
        for fill in () if properties is None else properties:
            if fill.tag == f"{A}noFill":
                return around
            if fill.tag == f"{A}solidFill":
                colour = self._theme.drawn(fill)
                return () if colour is None else (colour,)
            if fill.tag in (f"{A}gradFill", f"{A}blipFill", f"{A}pattFill", f"{A}grpFill"):
                return ()
        styled = shape.find(f"{_WPS}style/{A}fillRef")
        if styled is not None and styled.get("idx") != "0":
            colour = self._theme.drawn(styled)
            return () if colour is None else (colour,)
        return around

    def _vml_backs(self, box: Element, around: tuple[Colour, ...]) -> tuple[Colour, ...]:
        shape = _vml_shape(box)
        if shape is None or shape.get("filled") in ("f", "false"):
            return around
        if shape.find(f"{_V}fill") is not None and shape.get("fillcolor") is None:
            return ()
        if shape.get("fillcolor") is None:
            return (WHITE,)
        colour = colour_of(str(shape.get("fillcolor")).split(" ")[0])
        return () if colour is None else (colour,)

    def grounds(self, roots: list[Element], paper: Colour | None) -> tuple[Colour, ...]:
        """Backgrounds that the text of the body may have: the paper, and large shapes behind the text.

        None at all when a picture or a run of colours stands behind it. Where a shape stands on the page is
        known only after layout, so text that shows on one of them counts as seen.
        """
        found = [paper or WHITE]
        for root in roots:
            for anchor in root.iter(f"{_WP}anchor"):
                extent = anchor.find(f"{_WP}extent")
                if anchor.get("behindDoc") not in ("1", "true") or _in_fallback(anchor, root):
                    continue
                if _emu(extent, "cx") * _emu(extent, "cy") < _LEAST_GROUND:
                    continue
                fills = [self._theme.drawn(fill) for fill in anchor.iter(f"{A}solidFill")]
                plain = [fill for fill in fills if fill is not None]
                pictured = next(anchor.iter(f"{_PIC}pic", f"{A}gradFill", f"{A}blipFill"), None)
                if pictured is not None or not plain:
                    return ()
                found += plain
            for shape in root.iter(f"{_V}rect", f"{_V}shape", f"{_V}roundrect"):
                if str(_css(shape).get("z-index", "")).startswith("-") and shape.get("fillcolor"):
                    colour = colour_of(str(shape.get("fillcolor")).split(" ")[0])
                    if colour is None or shape.find(f"{_V}imagedata") is not None:
                        return ()
                    found.append(colour)
        return tuple(found)


def _outer_boxes(element: Element) -> Iterator[Element]:
    """Contents of text boxes that are not inside another one, each alternative once."""
    for box in element.iter(_BOX):
        if _ancestor(box, _BOX, element) is None and not _in_fallback(box, element):
            yield box


def _ancestor(element: Element, tag: str, top: Element) -> Element | None:
    for parent in element.iterancestors():
        if parent is top:
            return None
        if parent.tag == tag:
            return parent
    return None


def _in_fallback(element: Element, top: Element) -> bool:
    return _ancestor(element, _MC_FALLBACK, top) is not None


def _is_fixed(anchor: Element) -> bool:
    """Whether the height on the page is known, not only the distance from a paragraph."""
    position = anchor.find(f"{_WP}positionV")
    return position is not None and position.get("relativeFrom") in ("page", "margin", "topMargin")


def _inner_place(box: Element, drawing: Element) -> Area | None:
    """Place of a shape inside a group, in shares of the group; None when it is not in one."""
    shape = _ancestor(box, f"{_WPS}wsp", drawing)
    group = None if shape is None else shape.getparent()
    outer = None if group is None else next((one for one in group if one.tag.endswith("}grpSpPr")), None)
    frame = None if outer is None else outer.find(f"{A}xfrm")
    own = None if shape is None else shape.find(f"{_WPS}spPr/{A}xfrm")
    if frame is None or own is None:
        return None
    origin, room = frame.find(f"{A}chOff"), frame.find(f"{A}chExt")
    offset, size = own.find(f"{A}off"), own.find(f"{A}ext")
    width, height = _emu(room, "cx"), _emu(room, "cy")
    if not width or not height or offset is None:
        return None
    left = (_emu(offset, "x") - _emu(origin, "x")) / width
    top = (_emu(offset, "y") - _emu(origin, "y")) / height
    return (left, top, left + _emu(size, "cx") / width, top + _emu(size, "cy") / height)


def _emu(element: Element | None, name: str) -> float:
    return _number(None if element is None else element.get(name)) / _EMU


def _number(text: str | None) -> float:
    found = re.fullmatch(r"\s*(-?\d{1,15})(?:\.\d+)?\s*", text or "")
    return float(found[1]) if found else 0.0


def _vml_shape(box: Element) -> Element | None:
    return next((one for one in box.iterancestors() if one.tag.startswith(_V) and one.get("style")), None)


def _css(shape: Element | None) -> dict[str, str]:
    if shape is None:
        return {}
    return {name.lower(): value.strip() for name, value in _CSS.findall(str(shape.get("style", ""))[:2000])}


def _length(value: str | None) -> float:
    found = _LENGTH.fullmatch((value or "").strip())
    return float(found[1]) * _CSS_UNITS.get(found[2] or "pt", 1.0) if found and len(found[1]) < 12 else 0.0
