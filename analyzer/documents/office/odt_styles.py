"""How the characters and paragraphs of an OpenDocument text look: styles and lists and what they inherit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from analyzer.documents.ink import Colour
from analyzer.documents.office.numbering import counted
from analyzer.documents.office.package import Element
from analyzer.documents.office.visible import WHITE, colour_of

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE = f"{{{_URN}office:1.0}}"
STYLE = f"{{{_URN}style:1.0}}"
TEXT = f"{{{_URN}text:1.0}}"
TABLE = f"{{{_URN}table:1.0}}"
DRAW = f"{{{_URN}drawing:1.0}}"
FO = f"{{{_URN}xsl-fo-compatible:1.0}}"
SVG = f"{{{_URN}svg-compatible:1.0}}"
XLINK = "{http://www.w3.org/1999/xlink}"
_LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"

#: What is set: bold, caps, hidden, size, colour, back, scale; for paragraphs also paragraph_back, before,
#: after, list, contextual, low.
Look = dict[str, Any]

_UNITS = {"pt": 1.0, "in": 72.0, "cm": 28.3465, "mm": 2.83465, "px": 0.75, "pc": 12.0}
_LENGTH = re.compile(r"(-?\d{0,9}(?:\.\d{1,9})?)(pt|in|cm|mm|px|pc)")
_MOST_STEPS = 20
#: Opacities at which letters are not drawn.
_CLEAR = frozenset(("0%", "1%", "2%", "3%", "4%", "5%"))
#: Below this exact line height (points) lines are cut off.
_LOWEST_LINE = 2.0


def points(value: str | None) -> float | None:
    """A length in points; None when it is none."""
    found = _LENGTH.fullmatch((value or "").strip())
    return float(found[1]) * _UNITS[found[2]] if found and found[1] not in ("", "-") else None


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list."""

    numbered: bool
    text: str
    before: str = ""
    after: str = ""
    format: str = "1"
    start: int = 1

    def mark(self, count: int) -> str:
        """What stands before the item of this number."""
        if not self.format:
            return ""
        names = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
        return f"{self.before}{counted(count, names.get(self.format, 'decimal'))}{self.after or '.'} "


class Styles:
    """The styles of a document, with what they inherit."""

    def __init__(self, roots: Sequence[Element]) -> None:
        self._styles: dict[tuple[str, str], Element] = {}
        self._lists: dict[str, dict[int, Level]] = {}
        self._looks: dict[tuple[str, str | None], Look] = {}
        self._family_defaults: dict[str, Look] = {}
        self.page_width, self.margin = 595.0, 56.7
        self.paper: tuple[Colour, ...] = (WHITE,)
        self._pages: list[str] = []
        for root in roots:
            self._read(root)
        self.defaults: Look = dict(self._family_defaults.get("paragraph", {}))

    def _read(self, root: Element) -> None:
        for element in root.iter(f"{STYLE}style", f"{STYLE}default-style"):
            family = element.get(f"{STYLE}family", "")
            if element.tag == f"{STYLE}default-style":
                self._family_defaults[family] = self._own(element, {})
            else:
                self._styles[family, element.get(f"{STYLE}name", "")] = element
        for element in root.iter(f"{TEXT}list-style"):
            self._lists[element.get(f"{STYLE}name", "")] = _levels(element)
        self._pages += [one.get(f"{STYLE}name", "") for one in root.iter(f"{STYLE}master-page")]
        for layout in root.iter(f"{STYLE}page-layout-properties"):
            width = points(layout.get(f"{FO}page-width"))
            if width:
                self.page_width = width
                self.margin = points(layout.get(f"{FO}margin-left")) or 0.0
                back = colour_of(layout.get(f"{FO}background-color"))
                self.paper = (back or WHITE,)
                break

    def _own(self, element: Element, inherited: Look) -> Look:
        """What a style sets itself; sizes in per cent are of the inherited one."""
        look: Look = {}
        for child in element:
            if child.tag == f"{STYLE}text-properties":
                look |= _text_look(child, float(inherited.get("size", 12.0)))
            elif child.tag == f"{STYLE}paragraph-properties":
                look |= _paragraph_look(child)
        name = element.get(f"{STYLE}list-style-name")
        if name is not None:
            look["list"] = name
        return look

    def _chain(self, family: str, name: str | None) -> list[Element]:
        found: list[Element] = []
        while name is not None and (family, name) in self._styles and len(found) < _MOST_STEPS:
            element = self._styles[family, name]
            found.append(element)
            name = element.get(f"{STYLE}parent-style-name")
        return found

    def look(self, family: str, name: str | None) -> Look:
        """What a style sets, with all that it inherits; a copy of the caller's own."""
        if (family, name) not in self._looks:
            look: Look = {}
            for element in reversed(self._chain(family, name)):
                look |= self._own(element, self._family_defaults.get("paragraph", {}) | look)
            self._looks[family, name] = look
        return dict(self._looks[family, name])

    def is_heading(self, name: str | None) -> bool:
        """Whether a paragraph style is, or builds on, a heading or the title."""
        for element in self._chain("paragraph", name):
            title = element.get(f"{STYLE}display-name") or element.get(f"{STYLE}name", "")
            if title.lower().replace("_20_", " ").startswith(("heading", "title")):
                return True
        return False

    def level(self, name: str, depth: int) -> Level | None:
        """A level of a list style; None when the style is not known."""
        return self._lists.get(name, {}).get(depth)

    def cell_back(self, name: str | None) -> Colour | None:
        """The background of a table or cell."""
        for family in ("table-cell", "table"):
            for element in self._chain(family, name):
                for child in element:
                    if child.tag in (f"{STYLE}table-cell-properties", f"{STYLE}table-properties"):
                        back = colour_of(child.get(f"{FO}background-color"))
                        if back is not None:
                            return back
        return None

    def section_back(self, name: str | None) -> Colour | None:
        """The background of a section."""
        for element in self._chain("section", name):
            for child in element.iterchildren(f"{STYLE}section-properties"):
                return colour_of(child.get(f"{FO}background-color"))
        return None

    def shape_backs(self, name: str | None, around: tuple[Colour, ...]) -> tuple[Colour, ...]:
        """Backgrounds that text in a frame or shape may have; none when it is no plain colour."""
        for element in self._chain("graphic", name):
            for child in element.iterchildren(f"{STYLE}graphic-properties"):
                fill = child.get(f"{DRAW}fill")
                if fill == "none":
                    return around
                if fill in ("bitmap", "gradient", "hatch"):
                    return ()
                colour = colour_of(child.get(f"{DRAW}fill-color")) if fill == "solid" else None
                colour = colour or colour_of(child.get(f"{FO}background-color"))
                if colour is not None:
                    return (colour,)
        return around

    def used_pages(self) -> frozenset[str]:
        """Names of the page styles in use: the first one, and those that paragraphs ask for."""
        asked = {
            element.get(f"{STYLE}master-page-name")
            for element in self._styles.values()
            if element.get(f"{STYLE}master-page-name")
        }
        usual = "Standard" if "Standard" in self._pages else next(iter(self._pages), "")
        return frozenset({usual, *(one for one in asked if one)})


def _text_look(element: Element, inherited: float) -> Look:
    look: Look = {}
    weight = element.get(f"{FO}font-weight")
    if weight is not None:
        look["bold"] = weight == "bold" or (weight.isdecimal() and int(weight) >= 600)
    size = element.get(f"{FO}font-size", "")
    if size.endswith("%") and size[:-1].replace(".", "", 1).isdecimal():
        look["size"] = inherited * float(size[:-1]) / 100
    elif (length := points(size)) is not None:
        look["size"] = length
    if element.get(f"{STYLE}use-window-font-color") == "true":
        look["colour"] = None
    elif element.get(f"{FO}color") is not None:
        look["colour"] = colour_of(element.get(f"{FO}color"))
    opacity = element.get(f"{_LOEXT}opacity", "")
    if opacity in _CLEAR and look.get("colour") is not None:  # beside automatic colour it means nothing
        look["hidden"] = True
    if element.get(f"{FO}background-color") is not None:
        look["back"] = colour_of(element.get(f"{FO}background-color"))
    if element.get(f"{TEXT}display") is not None:
        look["hidden"] = element.get(f"{TEXT}display") == "none"
    if element.get(f"{FO}text-transform") is not None:
        look["caps"] = element.get(f"{FO}text-transform") == "uppercase"
    scale = element.get(f"{STYLE}text-scale", "")
    if scale.endswith("%") and scale[:-1].isdecimal():
        look["scale"] = int(scale[:-1]) / 100
    return look


def _paragraph_look(element: Element) -> Look:
    look: Look = {}
    for name, key in (("margin-top", "before"), ("margin-bottom", "after")):
        length = points(element.get(FO + name))
        if length is not None:
            look[key] = length
    if element.get(f"{FO}background-color") is not None:
        look["paragraph_back"] = colour_of(element.get(f"{FO}background-color"))
    if element.get(f"{STYLE}contextual-spacing") is not None:
        look["contextual"] = element.get(f"{STYLE}contextual-spacing") == "true"
    height = points(element.get(f"{FO}line-height"))
    if height is not None:
        look["low"] = height < _LOWEST_LINE
    return look


def _levels(element: Element) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for level in element:
        depth = level.get(f"{TEXT}level", "")
        if not depth.isdecimal() or len(depth) > 2:
            continue
        start = level.get(f"{TEXT}start-value", "1")
        levels[int(depth)] = Level(
            level.tag == f"{TEXT}list-level-style-number",
            level.get(f"{TEXT}bullet-char", "•"),
            level.get(f"{STYLE}num-prefix", ""),
            level.get(f"{STYLE}num-suffix", ""),
            level.get(f"{STYLE}num-format", ""),
            int(start) if start.isdecimal() and len(start) < 6 else 1,
        )
    return levels
