"""The lists of a Word document: what stands before an item of each level, counted as the items come by."""

import re
from collections import Counter
from dataclasses import dataclass

from analyzer.documents.office.docx_styles import Styles, W, twips
from analyzer.documents.office.package import Element

_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int
    style: str | None


class Numbering:
    """The lists of a document; it counts as the paragraphs come by."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._kinds: dict[str, str] = {}
        self._counts: dict[str, Counter[int]] = {}
        if root is None:
            return
        linked: dict[str, str] = {}
        for element in root.iterchildren(f"{W}abstractNum"):
            kind = element.get(f"{W}abstractNumId", "")
            self._levels[kind] = _levels(element)
            link = element.find(f"{W}numStyleLink")
            if link is not None:
                linked[kind] = link.get(f"{W}val", "")
        for element in root.iterchildren(f"{W}num"):
            number = element.get(f"{W}numId", "")
            abstract = element.find(f"{W}abstractNumId")
            self._kinds[number] = "" if abstract is None else abstract.get(f"{W}val", "")
            own = _levels(element, f"{W}lvlOverride/{W}lvl")
            if own:
                self._levels[f"{number}*"] = {**self._levels.get(self._kinds[number], {}), **own}
                self._kinds[number] = f"{number}*"
        for kind, style in linked.items():
            properties = styles.paragraph_property(style, "numPr")
            number = None if properties is None else properties.find(f"{W}numId")
            target = None if number is None else self._kinds.get(number.get(f"{W}val", ""))
            if target and not self._levels[kind]:
                self._levels[kind] = self._levels.get(target, {})

    def mark(self, properties: Element | None, style: str | None) -> str:
        """What stands before the paragraph with these `w:numPr`: `• `, `3. `, or nothing."""
        if properties is None:
            return ""
        number, level = properties.find(f"{W}numId"), properties.find(f"{W}ilvl")
        kind = None if number is None else self._kinds.get(number.get(f"{W}val", ""))
        levels = self._levels.get(kind or "", {})
        if not levels or kind is None:
            return ""
        depth = int(twips(level.get(f"{W}val"))) if level is not None else _depth_of(levels, style)
        found = levels.get(depth)
        if found is None:
            return ""
        if found.format == "bullet":
            return "• " if found.text.strip() else ""
        return self._numbered(kind, levels, depth)

    def _numbered(self, kind: str, levels: dict[int, _Level], depth: int) -> str:
        counts = self._counts.setdefault(kind, Counter())
        counts[depth] = counts[depth] + 1 if depth in counts else levels[depth].start
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]

        def shown(found: "re.Match[str]") -> str:
            place = int(found[1]) - 1
            level = levels.get(place)
            return "" if level is None else counted(counts.get(place, level.start), level.format)

        text = _PLACE.sub(shown, levels[depth].text)
        return f"{text} " if text.strip() else ""


def _levels(element: Element, path: str = f"{W}lvl") -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for level in element.iterfind(path):
        values = {
            child.tag: child.get(f"{W}val", "")
            for child in level
            if child.tag in (f"{W}numFmt", f"{W}lvlText", f"{W}start", f"{W}pStyle")
        }
        text = values.get(f"{W}lvlText", "")
        picture = level.find(f"{W}lvlPicBulletId") is not None
        levels[int(twips(level.get(f"{W}ilvl")))] = _Level(
            values.get(f"{W}numFmt", "decimal"),
            text or ("•" if picture else ""),
            int(twips(values.get(f"{W}start"), 1)),
            values.get(f"{W}pStyle"),
        )
    return levels


def _depth_of(levels: dict[int, _Level], style: str | None) -> int:
    return next((depth for depth, level in levels.items() if style and level.style == style), 0)


def counted(count: int, format: str) -> str:
    """A number as lists write it: 3, c, iii."""
    if format in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26)
        return letter.upper() if format == "upperLetter" else letter
    if format in ("lowerRoman", "upperRoman") and 0 < count < 40:
        roman, rest = "", count
        for value, sign in _ROMAN:
            while rest >= value:
                roman += sign
                rest -= value
        return roman.upper() if format == "upperRoman" else roman
    if format == "decimalZero":
        return f"{count:02d}"
    return "" if format == "none" else str(count)
