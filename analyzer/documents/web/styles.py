"""Style sheets inside a web page -> how each element looks, as far as reading needs it.

Only what the file itself holds is read: `<style>` elements and `style` attributes. What the sheets of a page
cannot say (the width of a window, the colours of a picture) is taken as a desktop browser shows it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import cssselect2
import tinycss2

#: Style sheets longer than this together, or more tests than this of a selector on an element, and the page
#: is read without them. Chosen to bound the time, not measured on pages.
_MOST_CHARACTERS = 2_000_000
_MOST_TESTS = 20_000_000
#: Selectors of a page at most; chosen so that this many different ones end within the time of a step.
_MOST_SELECTORS = 20_000
#: Elements that a selector names one inside the other, and its characters. Longer ones take time without end,
#: and the library builds a function from each.
_MOST_COMPOUNDS, _LONGEST = 6, 300
_COMPOUND = re.compile(r"[^\s>+~]+")
#: Brackets inside brackets in a style sheet; honest ones have five.
_DEEPEST = 40
#: Width of the window in pixels that media queries are answered for.
_WINDOW = 1280.0
_MEDIA_WIDTH = re.compile(r"\((min|max)-width\s*:\s*([\d.]+)(px|em|rem)\)")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*(?:\([^()]*\)[^()]*)*))?\)")
#: Variables that stand for variables; deeper is a loop.
_MOST_LOOKUPS = 6
_FOUR_SIDES = ("top", "right", "bottom", "left")

Declared = dict[str, str]
_Rule = tuple[bool, str, str]  # important, property, value


@dataclass(frozen=True, slots=True)
class Declarations:
    """What the sheets and the `style` attribute say of one element; `before` of the mark put before it."""

    own: Declared
    before: Declared


class Sheets:
    """The style sheets of one page.

    `ignored` is true when some of them are too large to be followed.
    """

    def __init__(self, texts: Iterable[str], *, elements: int) -> None:
        texts = tuple(texts)
        self._selectors = 0
        self._matcher = cssselect2.Matcher()
        usable = sum(len(text) for text in texts) <= _MOST_CHARACTERS and all(
            _depth(text) <= _DEEPEST for text in texts
        )
        self.ignored = not usable
        for text in texts if usable else ():
            self._add(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))
        flood = self._selectors > _MOST_SELECTORS
        if flood or len(self._matcher.other_selectors) * elements > _MOST_TESTS:
            self.ignored = True
            self._matcher = cssselect2.Matcher()

    def of(self, element: Any, variables: Mapping[str, str]) -> Declarations:
        """What is declared for a wrapped element, `variables` filled in."""
        own: list[_Rule] = []
        before: list[_Rule] = []
        for _, _, pseudo, rules in self._matcher.match(element):
            if pseudo is None:
                own += rules
            elif pseudo in ("before", "marker"):
                before += rules
        inline = element.etree_element.get("style")
        if inline and _depth(inline) <= _DEEPEST:
            own += _declared(tinycss2.parse_blocks_contents(inline))
        return Declarations(_cascaded(own, variables), _cascaded(before, variables))

    def _add(self, rules: Iterable[Any]) -> None:
        for rule in rules:
            if rule.type == "qualified-rule":
                self._add_rule(rule)
            elif rule.type == "at-rule" and rule.content and _applies(rule):
                self._add(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))

    def _add_rule(self, rule: Any) -> None:
        if self._selectors > _MOST_SELECTORS:
            return
        declared = _declared(tinycss2.parse_blocks_contents(rule.content))
        if not declared:
            return
        for selector in _selectors(rule.prelude):
            self._selectors += 1
            if self._selectors > _MOST_SELECTORS:
                return
            text = tinycss2.serialize(selector)
            if len(_COMPOUND.findall(text)) > _MOST_COMPOUNDS or ":has(" in text or len(text) > _LONGEST:
                self.ignored = True
                continue
            try:
                compiled = cssselect2.compile_selector_list(selector)
            except cssselect2.SelectorError:  # a selector of tomorrow; browsers skip what they do not know
                continue
            for one in compiled:
                self._matcher.add_selector(one, declared)


def _selectors(prelude: Sequence[Any]) -> list[list[Any]]:
    """The selectors of a list, parted at its commas."""
    parts: list[list[Any]] = [[]]
    for one in prelude:
        if one == ",":
            parts.append([])
        else:
            parts[-1].append(one)
    return parts


def _applies(rule: Any) -> bool:
    """Whether a desktop screen follows a conditional group of rules."""
    if rule.lower_at_keyword in ("supports", "layer"):
        return True
    if rule.lower_at_keyword != "media":
        return False
    query = tinycss2.serialize(rule.prelude).lower()
    if "print" in query or "prefers-" in query or "speech" in query:
        return False
    return all(
        (width <= _WINDOW) if side == "min" else (width >= _WINDOW)
        for side, width in (
            (found[1], float(found[2]) * (1 if found[3] == "px" else 16))
            for found in _MEDIA_WIDTH.finditer(query)
            if found[2].count(".") < 2 and found[2] != "."
        )
    )


def _declared(contents: Iterable[Any]) -> tuple[_Rule, ...]:
    return tuple(
        (one.important, one.name if one.name.startswith("--") else one.lower_name, value)
        for one in contents
        if one.type == "declaration" and (value := tinycss2.serialize(one.value).strip())
    )


def _cascaded(rules: Iterable[_Rule], variables: Mapping[str, str]) -> Declared:
    """The last word on every property; shorthands of four sides as the sides."""
    declared: Declared = {}
    for _, name, raw in sorted(rules, key=lambda rule: rule[0]):
        if name.startswith("--"):
            declared[name] = raw
            continue
        value = _filled(raw, {**variables, **declared} if "var(" in raw else {}).lower()
        if name in ("margin", "padding"):
            declared |= {f"{name}-{side}": part for side, part in _sides(value)}
        else:
            declared[name] = value
    return declared


def _sides(value: str) -> Iterator[tuple[str, str]]:
    parts = value.split()
    if 1 <= len(parts) <= 4:
        top, right, bottom, left = (
            parts + [parts[0], parts[0], parts[min(1, len(parts) - 1)]][len(parts) - 1 :]
        )[:4]
        yield from zip(_FOUR_SIDES, (top, right, bottom, left), strict=True)


def _filled(value: str, variables: Mapping[str, str]) -> str:
    for _ in range(_MOST_LOOKUPS):
        if "var(" not in value or len(value) > 1000:
            break
        value = _VARIABLE.sub(lambda found: variables.get(found[1], found[2] or ""), value)
    return value


def _depth(text: str) -> int:
    depth = deepest = 0
    for found in re.finditer(r"[(\[{]|[)\]}]", text):
        depth = depth + 1 if found[0] in "([{" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest
