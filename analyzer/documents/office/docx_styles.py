"""How the characters and paragraphs of a Word document look: styles, theme colours, numbering.

Formatting is inherited: document defaults, table style, paragraph style, character style, then what is set on
the run itself. A property that only switches (bold, capitals, hidden) and stands in two of the styles
switches itself off again; on the run it holds as it stands (ISO 29500-1, 17.7.3).
"""

import colorsys
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from analyzer.documents.ink import Colour
from analyzer.documents.office.package import Element
from analyzer.documents.office.visible import colour_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

#: What is set: bold, caps, vanish (switches); size; colour; back; font; scale; clear (drawn invisibly).
Look = dict[str, Any]

_SWITCHES = ("bold", "caps", "vanish")
_OFF = frozenset({"0", "false", "off", "none"})
#: The longest chain of styles that build on each other.
_MOST_STEPS = 20
_HIGHLIGHTS = {
    "black": "000000",
    "blue": "0000FF",
    "cyan": "00FFFF",
    "darkBlue": "00008B",
    "darkCyan": "008B8B",
    "darkGray": "A9A9A9",
    "darkGreen": "006400",
    "darkMagenta": "800080",
    "darkRed": "8B0000",
    "darkYellow": "808000",
    "green": "00FF00",
    "lightGray": "D3D3D3",
    "magenta": "FF00FF",
    "red": "FF0000",
    "white": "FFFFFF",
    "yellow": "FFFF00",
}
#: Names of theme colours in the text -> in the theme.
_THEME_NAMES = {
    "background1": "lt1",
    "bg1": "lt1",
    "light1": "lt1",
    "text1": "dk1",
    "tx1": "dk1",
    "dark1": "dk1",
    "background2": "lt2",
    "bg2": "lt2",
    "light2": "lt2",
    "text2": "dk2",
    "tx2": "dk2",
    "dark2": "dk2",
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}
_UNITS = {"pt": 20.0, "in": 1440.0, "cm": 567.0, "mm": 56.7, "pc": 240.0, "pi": 240.0}
_MEASURE = re.compile(r"(-?\d+(?:\.\d+)?)(pt|in|cm|mm|pc|pi)?")


def twips(value: str | None, default: float = 0.0) -> float:
    """A measure in twentieths of a point; the strict variant writes units (`12pt`)."""
    found = _MEASURE.fullmatch((value or "").strip())
    if not found or len(found[1]) > 12:
        return default
    return float(found[1]) * _UNITS.get(found[2] or "", 1.0)


def is_on(element: Element | None) -> bool:
    """Whether a switch that is present is on."""
    return element is not None and str(element.get(f"{W}val", "1")).lower() not in _OFF


class Theme:
    """The colours of the theme by name."""

    def __init__(self, root: Element | None) -> None:
        self._colours: dict[str, Colour] = {}
        scheme = None if root is None else root.find(f".//{A}clrScheme")
        for entry in () if scheme is None else scheme:
            value = next(iter(entry), None)
            if value is not None:
                colour = colour_of(value.get("lastClr") or value.get("val"))
                if colour is not None:
                    self._colours[entry.tag.removeprefix(A)] = colour

    def colour(self, name: str | None) -> Colour | None:
        """A colour by its name in the text or in the theme; None when there is no such one."""
        return self._colours.get(_THEME_NAMES.get(name or "", name or ""))

    def attribute(self, element: Element, value: str, prefix: str) -> Colour | None:
        """The colour of a `w:color` or `w:shd`: the theme's with its tint if it names one, or the value's.

        `prefix` is how the theme attributes begin: "theme", or "themeFill".
        """
        name = element.get(f"{W}{prefix}Color" if prefix == "theme" else f"{W}{prefix}")
        themed = self.colour(name)
        if themed is None:
            return colour_of(element.get(f"{W}{value}"))
        tint, shade = element.get(f"{W}{prefix}Tint"), element.get(f"{W}{prefix}Shade")
        hue, light, full = colorsys.rgb_to_hls(*themed)
        if tint:
            share = _hexadecimal(tint)
            light = light * share + (1 - share)
        elif shade:
            light *= _hexadecimal(shade)
        return colorsys.hls_to_rgb(hue, light, full)

    def drawn(self, fill: Element | None) -> Colour | None:
        """The colour of a DrawingML fill; None when it is not one plain colour."""
        chosen = None if fill is None else next(iter(fill), None)
        if chosen is None:
            return None
        if chosen.tag == f"{A}srgbClr":
            colour = colour_of(chosen.get("val"))
        elif chosen.tag == f"{A}sysClr":
            colour = colour_of(chosen.get("lastClr"))
        else:
            colour = self.colour(chosen.get("val"))
        if colour is None:
            return None
        hue, light, full = colorsys.rgb_to_hls(*colour)
        for change in chosen:
            share = _share(change.get("val"))
            if change.tag in (f"{A}lumMod", f"{A}shade"):
                light *= share
            elif change.tag == f"{A}lumOff":
                light += share
            elif change.tag == f"{A}tint":
                light = light * share + (1 - share)
        return colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light)), full)


def _hexadecimal(value: str) -> float:
    try:
        return int(value, 16) / 255
    except ValueError:
        return 1.0


def _share(value: str | None) -> float:
    """Thousandths of a per cent, or a per cent in the strict variant."""
    text = (value or "").strip()
    try:
        return float(text[:-1]) / 100 if text.endswith("%") else float(text) / 100_000
    except ValueError:
        return 1.0


@dataclass(frozen=True, slots=True)
class Style:
    """One style with what it sets itself."""

    id: str
    kind: str
    name: str
    base: str | None
    look: Look
    paragraph: Element | None
    back: Colour | None = None
    conditions: Mapping[str, tuple[Look, Colour | None]] = field(default_factory=dict)


class Styles:
    """The styles of a document, with what they inherit."""

    def __init__(self, root: Element | None, theme: Theme) -> None:
        self.theme = theme
        self._elements: dict[str, Element] = {}
        self._styles: dict[str, Style] = {}
        self._looks: dict[tuple[str | None, str | None], Look] = {}
        self.defaults: Look = {}
        self._default_paragraph: Element | None = None
        self.default: dict[str, str] = {}
        if root is None:
            return
        properties = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self.defaults = {} if properties is None else self.look_of(properties)
        self._default_paragraph = root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")
        for element in root.iterchildren(f"{W}style"):
            self._elements[element.get(f"{W}styleId", "")] = element
            if element.get(f"{W}default") in ("1", "true", "on"):
                self.default[element.get(f"{W}type", "")] = element.get(f"{W}styleId", "")

    def _style(self, id: str) -> Style:
        """A style, read when it is first used: most of some 160 never are."""
        if id not in self._styles:
            self._styles[id] = self._read(self._elements[id])
        return self._styles[id]

    def _read(self, element: Element) -> Style:
        name, base = element.find(f"{W}name"), element.find(f"{W}basedOn")
        conditions = {
            part.get(f"{W}type", ""): (self._own(part), self.cell_back(part.find(f"{W}tcPr")))
            for part in element.iterchildren(f"{W}tblStylePr")
        }
        return Style(
            element.get(f"{W}styleId", ""),
            element.get(f"{W}type", "paragraph"),
            "" if name is None else str(name.get(f"{W}val", "")).lower(),
            None if base is None else base.get(f"{W}val"),
            self._own(element),
            element.find(f"{W}pPr"),
            self.cell_back(element.find(f"{W}tcPr")),
            conditions,
        )

    def _own(self, element: Element) -> Look:
        properties = element.find(f"{W}rPr")
        return {} if properties is None else self.look_of(properties)

    def look_of(self, properties: Element) -> Look:
        """What a `w:rPr` sets itself."""
        look: Look = {}
        for element in properties:
            tag = element.tag
            if tag == f"{W}b":
                look["bold"] = is_on(element)
            elif tag == f"{W}caps":
                look["caps"] = is_on(element)
            elif tag == f"{W}vanish":
                look["vanish"] = is_on(element)
            elif tag == f"{W}sz":
                look["size"] = twips(element.get(f"{W}val"), 22) / (
                    20 if "pt" in element.get(f"{W}val", "") else 2
                )
            elif tag == f"{W}color":
                look["colour"] = self.theme.attribute(element, "val", "theme")
            elif tag == f"{W}shd":
                look["back"] = self.shading(element)
            elif tag == f"{W}highlight":
                look["highlight"] = colour_of(_HIGHLIGHTS.get(element.get(f"{W}val", "")))
            elif tag == f"{W}rFonts":
                font = element.get(f"{W}ascii") or element.get(f"{W}hAnsi")
                if font:
                    look["font"] = font
            elif tag == f"{W}w":
                look["scale"] = twips(str(element.get(f"{W}val", "")).removesuffix("%"), 100) / 100
            elif tag == f"{W14}textFill":
                look["clear"] = _is_clear(element)
        return look

    def shading(self, element: Element | None) -> Colour | None:
        """The colour of a `w:shd`; None when it has none."""
        if element is None:
            return None
        if element.get(f"{W}val") == "solid":
            return self.theme.attribute(element, "color", "theme")
        return self.theme.attribute(element, "fill", "themeFill")

    def cell_back(self, properties: Element | None) -> Colour | None:
        """The background that cell or paragraph properties set."""
        return None if properties is None else self.shading(properties.find(f"{W}shd"))

    def chain(self, style: str | None) -> tuple[Style, ...]:
        """A style and those it builds on, itself first."""
        found: list[Style] = []
        while style in self._elements and len(found) < _MOST_STEPS:
            found.append(self._style(style))
            style = found[-1].base
        return tuple(found)

    def _inherited(self, style: str | None) -> Look:
        look: Look = {}
        for one in reversed(self.chain(style)):
            look.update(one.look)
        return look

    def look(self, paragraph: str | None, character: str | None) -> Look:
        """The look of a run by the styles of its paragraph and its own. Not to be changed."""
        key = (paragraph, character)
        if key not in self._looks:
            above, own = self._inherited(paragraph), self._inherited(character)
            look = {**self.defaults, **above, **own}
            for switch in _SWITCHES:
                if switch in above and switch in own:
                    look[switch] = above[switch] != own[switch]
            self._looks[key] = look
        return self._looks[key]

    def paragraph_property(self, style: str | None, tag: str) -> Element | None:
        """A property element of a paragraph style, inherited."""
        for one in self.chain(style):
            found = None if one.paragraph is None else one.paragraph.find(W + tag)
            if found is not None:
                return found
        return None if self._default_paragraph is None else self._default_paragraph.find(W + tag)

    def spacing(self, style: str | None, own: Element | None, attribute: str) -> float:
        """Space before or after a paragraph in points: each attribute is inherited by itself."""
        elements = [own, *(one.paragraph for one in self.chain(style)), self._default_paragraph]
        for properties in elements:
            spacing = None if properties is None else properties.find(f"{W}spacing")
            value = None if spacing is None else spacing.get(W + attribute)
            if value is not None:
                return twips(value) / 20
        return 0.0

    def table_look(self, style: str | None, conditions: tuple[str, ...]) -> tuple[Look, Colour | None]:
        """Look of the characters and background that a table style gives a cell."""
        look: Look = {}
        back: Colour | None = None
        for one in reversed(self.chain(style or self.default.get("table"))):
            look.update(one.look)
            back = one.back or back
            for condition in conditions:
                own, ground = one.conditions.get(condition, ({}, None))
                look.update(own)
                back = ground or back
        return look, back


def _is_clear(fill: Element) -> bool:
    """Whether a text fill draws nothing."""
    if fill.find(f"{W14}noFill") is not None:
        return True
    alpha = fill.find(f".//{W14}alpha")
    return alpha is not None and _share(alpha.get(f"{W14}val")) > 0.95 and fill.find(f"{W14}gradFill") is None
