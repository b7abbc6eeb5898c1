"""What is declared for an element of a web page -> how it looks: size, weight, colours, place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tinycss2.color3 import parse_color

from analyzer.documents.ink import Colour
from analyzer.documents.sight import LEAST_CONTRAST, SMALLEST_SIZE, contrast
from analyzer.documents.web.styles import Declarations, Declared

#: Size of text in pixels when nothing else is said, and pixels in a point.
USUAL_SIZE = 16.0
PIXEL = 0.75
#: Moved this many pixels or per cent to the left or up, an element is out of sight; a date in the margin of a
#: timeline stands 200 px out at most.
_FAR = 500.0
_FAR_PERCENT = 100.0
#: Opacity below which nothing shows.
_LEAST_OPACITY = 0.1
#: A box this small (pixels) that cuts off what is larger shows nothing: "for screen readers only".
_NO_BOX = 2.0
#: Space in shares of the size that a chip has on its sides: a clear gap to the next word.
_CHIP = 0.4
_BOLD_FROM = 600.0

_LENGTH = re.compile(r"^(-?(?:\d+\.?\d*|\.\d+))(px|pt|pc|em|rem|ch|ex|%|mm|cm|in|vw|vh|)$")
_UNITS = {
    "px": 1.0,
    "": 1.0,
    "pt": 1 / PIXEL,
    "pc": 16.0,
    "mm": 96 / 25.4,
    "cm": 96 / 2.54,
    "in": 96.0,
    "rem": USUAL_SIZE,
    "vw": 12.8,
    "vh": 8.0,
}
_SIZES = {
    "xx-small": 9.0,
    "x-small": 10.0,
    "small": 13.0,
    "medium": 16.0,
    "large": 18.0,
    "x-large": 24.0,
    "xx-large": 32.0,
}
#: Tag -> its size in the style sheet of browsers, in shares of the size around it.
_TAG_SIZES = {"h1": 2.0, "h2": 1.5, "h3": 1.17, "h5": 0.83, "h6": 0.67, "small": 0.83, "big": 1.2}
_TAG_SIZES |= {"sub": 0.83, "sup": 0.83}
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BOLD_TAGS = frozenset(("b", "strong", "th", *HEADINGS))
#: Tag -> display in the style sheet of browsers; any other tag is inline.
_DISPLAYS = {
    **dict.fromkeys(
        [
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "center",
            "dd",
            "details",
            "dialog",
            "dir",
            "div",
            "dl",
            "dt",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hgroup",
            "hr",
            "html",
            "legend",
            "main",
            "menu",
            "nav",
            "ol",
            "p",
            "pre",
            "search",
            "section",
            "summary",
            "ul",
        ],
        "block",
    ),
    "li": "list-item",
    "table": "table",
    "caption": "block",
    **dict.fromkeys(("thead", "tbody", "tfoot"), "table-row-group"),
    "tr": "table-row",
    **dict.fromkeys(("td", "th"), "table-cell"),
}
#: Tag -> margin above and below in shares of its size.
_MARGINS = {
    **dict.fromkeys(("p", "ul", "ol", "dl", "blockquote", "figure", "pre", "menu"), 1.0),
    **{"h1": 0.67, "h2": 0.83, "h3": 1.0, "h4": 1.33, "h5": 1.67, "h6": 2.33, "hr": 0.5},
}
#: Class names that site frameworks use for text that only screen readers get; their sheets are often outside.
_FOR_READERS = frozenset(
    ("sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only", "a11y-text")
)
_BLACK: Colour = (0.0, 0.0, 0.0)
_WHITE: Colour = (1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Look:
    """How one element looks. Sizes are pixels; `paper` is None when a picture or a gradient is behind it.

    `gone` is why nothing of it shows, `seen` is false when it takes room and is not drawn.
    """

    display: str = "block"
    gone: str | None = None
    seen: bool = True
    opacity: float = 1.0
    size: float = USUAL_SIZE
    bold: bool = False
    heading: bool = False
    colour: Colour | None = _BLACK
    paper: Colour | None = _WHITE
    keeps_lines: bool = False
    keeps_spaces: bool = False
    marked: bool = True
    side: str = ""
    columns: int = 0
    spans: bool = False
    down: bool = False
    backwards: bool = False
    above: float = 0.0
    below: float = 0.0
    chip: bool = False
    variables: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_block(self) -> bool:
        """Starts and ends lines of its own."""
        return not self.display.startswith("inline") and self.display != "contents"

    @property
    def lays_out(self) -> bool:
        """Its children are boxes, whatever they are elsewhere."""
        return "flex" in self.display or "grid" in self.display

    @property
    def is_row(self) -> bool:
        """Its children stand side by side."""
        flex = self.display in ("flex", "inline-flex") and not self.down
        return flex or self.display == "table-row" or ("grid" in self.display and self.columns != 1)

    @property
    def unseen(self) -> str | None:
        """Why text in this element does not show; None when it does."""
        if self.gone or not self.seen:
            return self.gone or "off"
        if self.size < SMALLEST_SIZE:
            return "tiny"
        if self.colour is None or self.paper is None:
            return None
        return "colour" if contrast(self.colour, self.paper) < LEAST_CONTRAST else None


def look_of(element: Any, declared: Declarations, around: Look) -> Look:
    """The look of `element` inside an element that looks like `around`."""
    tag, own = element.tag, declared.own
    size = _size(tag, own, around)
    floats, hangs = own.get("float", ""), own.get("position", "") in ("absolute", "fixed")
    paper, plain_paper = _paper(element, own, around.paper)
    colour = _colour(element, own, around.colour, paper)
    opacity = around.opacity * _opacity(own)
    return Look(
        display=_display(element, tag, own),
        gone=around.gone or _gone(element, own, size, opacity),
        seen=_seen(own, around.seen),
        opacity=opacity,
        size=size,
        bold=_bold(tag, own, around.bold),
        heading=around.heading or tag in HEADINGS,
        colour=colour,
        paper=paper if plain_paper else None,
        keeps_lines=_keeps(own, tag, around.keeps_lines, ("pre", "pre-wrap", "pre-line", "break-spaces")),
        keeps_spaces=_keeps(own, tag, around.keeps_spaces, ("pre", "pre-wrap", "break-spaces")),
        marked=_marked(tag, declared, around.marked),
        side=floats if floats in ("left", "right") else "right" if hangs and "right" in own else "",
        columns=_columns(own),
        spans="-1" in own.get("grid-column", ""),
        down="column" in own.get("flex-direction", own.get("flex-flow", "")),
        backwards="reverse" in own.get("flex-direction", own.get("flex-flow", "")),
        above=_space(own, "top", tag, size, around),
        below=_space(own, "bottom", tag, size, around),
        chip=_is_chip(own, size),
        variables=_variables(own, around.variables),
    )


def pixels(value: str, size: float, whole: float | None = None) -> float | None:
    """A length in pixels; per cents are of `whole`. None for anything else, as `calc()`."""
    found = _LENGTH.match(value.strip())
    if not found:
        return None
    number, unit = float(found[1]), found[2]
    if unit == "%":
        return None if whole is None else number * whole / 100
    return number * (size if unit == "em" else size / 2 if unit in ("ch", "ex") else _UNITS[unit])


def _display(element: Any, tag: str, own: Declared) -> str:
    default = "none" if element.get("hidden") is not None else _DISPLAYS.get(tag, "inline")
    display = own.get("display", default).split()[0]
    return default if display in ("initial", "revert", "unset", "inherit") else display


def _size(tag: str, own: Declared, around: Look) -> float:
    value = own.get("font-size") or _from_shorthand(own.get("font", ""))
    if value in _SIZES:
        return _SIZES[value]
    if value in ("smaller", "larger"):
        return around.size * (0.83 if value == "smaller" else 1.2)
    size = pixels(value, around.size, around.size) if value else None
    return around.size * _TAG_SIZES.get(tag, 1.0) if size is None else size


def _from_shorthand(font: str) -> str:
    parts = [part.split("/")[0] for part in font.split()]
    return next(
        (part for part in parts if (_LENGTH.match(part) and part[-1].isalpha()) or part in _SIZES), ""
    )


def _bold(tag: str, own: Declared, inherited: bool) -> bool:
    value = own.get("font-weight") or next(
        (part for part in own.get("font", "").split() if part == "bold"), ""
    )
    if value in ("bold", "bolder"):
        return True
    if value in ("normal", "lighter", "initial"):
        return False
    if value.isdigit():
        return float(value) >= _BOLD_FROM
    return inherited or tag in _BOLD_TAGS


def _paper(element: Any, own: Declared, behind: Colour | None) -> tuple[Colour | None, bool]:
    """The colour behind the text, and whether it is known."""
    background = own.get("background", "")
    if "gradient(" in background or "url(" in background or own.get("background-image", "none") != "none":
        return None, False
    value = own.get("background-color") or background or element.get("bgcolor") or ""
    if own.get("background-clip") == "text" or own.get("-webkit-background-clip") == "text":
        return None, False
    colours = [found for part in _parts(value) if (found := parse_color(part))]
    if not colours or isinstance(colours[0], str):
        return behind, behind is not None
    return _blended(colours[0], behind), True


def _parts(value: str) -> list[str]:
    """The parts of a value at spaces outside brackets."""
    return re.findall(r"[^\s()]+(?:\([^()]*\))?", value)[:8]


def _colour(element: Any, own: Declared, inherited: Colour | None, paper: Colour | None) -> Colour | None:
    value = own.get("-webkit-text-fill-color") or own.get("color") or element.get("color") or ""
    colour = parse_color(value) if value else None
    if colour is None or isinstance(colour, str):
        return inherited
    return _blended(colour, paper)


def _blended(colour: Any, behind: Colour | None) -> Colour | None:
    red, green, blue, alpha = colour
    if alpha >= 1:
        return (red, green, blue)
    if behind is None:
        return None
    under = (alpha * one + (1 - alpha) * other for one, other in zip((red, green, blue), behind, strict=True))
    return tuple(under)


def _opacity(own: Declared) -> float:
    found = re.search(r"opacity\(\s*([\d.]+%?)\s*\)", own.get("filter", ""))
    values = [own.get("opacity", "1"), found[1] if found else "1"]
    product = 1.0
    for value in values:
        number = re.fullmatch(r"(\d*\.?\d+)(%?)", value.strip())
        product *= float(number[1]) / (100 if number[2] else 1) if number else 1.0
    return product


def _seen(own: Declared, inherited: bool) -> bool:
    value = own.get("visibility", "")
    return inherited if value in ("", "inherit") else value == "visible"


def _gone(element: Any, own: Declared, size: float, opacity: float) -> str | None:
    """Why nothing of an element and of what it holds can show."""
    if _display(element, element.tag, own) == "none" or opacity < _LEAST_OPACITY:
        return "off"
    if own.get("content-visibility") == "hidden" or own.get("mso-hide") == "all":  # hidden text of Word
        return "off"
    if _is_cut(element, own, size):
        return "covered"
    if re.search(r"scale[xy]?\(\s*0(?:\.0\d*)?\s*[,)]", own.get("transform", "")):
        return "tiny"
    return "outside" if _is_outside(own, size) else None


def _is_cut(element: Any, own: Declared, size: float) -> bool:
    if not _FOR_READERS.isdisjoint(element.get("class", "").split()):
        return True
    if re.match(r"rect\((?:\s*[01](?:px)?\s*,?){4}\)", own.get("clip", "")):
        return True
    if re.match(r"inset\(\s*(?:50|100)%|circle\(\s*0", own.get("clip-path", "")):
        return True
    if not any(own.get(name, "").startswith(("hidden", "clip")) for name in _OVERFLOWS):
        return False
    sizes = [pixels(own[name], size) for name in _BOX if name in own]
    return any(found is not None and found < _NO_BOX for found in sizes)


_OVERFLOWS = ("overflow", "overflow-x", "overflow-y")
_BOX = ("width", "height", "max-width", "max-height")


def _is_outside(own: Declared, size: float) -> bool:
    names = ["margin-left", "margin-top", "text-indent"]
    if own.get("position", "static") != "static":
        names += ["left", "top", "right", "bottom"]
    moved = [own.get(name, "") for name in names]
    moved += re.findall(r"-[\d.]+(?:px|em|rem|%|vw|vh)", own.get("transform", "") + own.get("translate", ""))
    for value in moved:
        if value.endswith("%"):
            far = (pixels(value, size, 100.0) or 0.0) < -_FAR_PERCENT
        else:
            far = (pixels(value, size) or 0.0) <= -_FAR
        if far:
            return True
    return False


def _keeps(own: Declared, tag: str, inherited: bool, values: tuple[str, ...]) -> bool:
    value = own.get("white-space", "pre" if tag in ("pre", "listing", "xmp") else "")
    return inherited if value in ("", "inherit") else value in values


def _marked(tag: str, declared: Declarations, inherited: bool) -> bool:
    """Whether items of lists show a mark: that of the browser, or one that the page puts before them."""
    value = declared.own.get("list-style-type") or declared.own.get("list-style") or ""
    marked = "none" not in value.split() if value else inherited or tag in ("ul", "ol")
    content = declared.before.get("content", "")
    return marked or (tag == "li" and content not in ("", "none", "normal"))


def _columns(own: Declared) -> int:
    """How many columns a grid has; 0 when it is not said plainly."""
    value = re.sub(r"\[[^\]]*\]", " ", own.get("grid-template-columns", ""))
    if "grid" not in own.get("display", ""):
        return 0
    if not value or value == "none":
        return 1
    value = re.sub(
        r"repeat\(\s*(\d{1,2})\s*,\s*([^()]*(?:\([^()]*\))?[^()]*)\)",
        lambda found: " ".join([found[2]] * int(found[1])),
        value,
    )
    if "repeat(" in value:
        return 0
    return len(re.sub(r"\((?:[^()]|\([^()]*\))*\)", "", value).split())


def _space(own: Declared, edge: str, tag: str, size: float, around: Look) -> float:
    margin = pixels(own.get(f"margin-{edge}", ""), size)
    if margin is None:
        nested = around.display == "list-item" and tag in ("ul", "ol")
        margin = 0.0 if nested else _MARGINS.get(tag, 0.0) * size
    return max(0.0, margin) + max(0.0, pixels(own.get(f"padding-{edge}", ""), size) or 0.0)


def _is_chip(own: Declared, size: float) -> bool:
    sides = (own.get(f"{kind}-{side}", "") for kind in ("margin", "padding") for side in ("left", "right"))
    return any((pixels(value, size) or 0.0) >= _CHIP * size for value in sides)


def _variables(own: Declared, inherited: Mapping[str, str]) -> Mapping[str, str]:
    new = {name: value for name, value in own.items() if name.startswith("--")}
    return {**inherited, **new} if new else inherited
