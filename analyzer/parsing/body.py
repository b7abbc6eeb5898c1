"""Lines between the headers: bullets, paragraphs, lists, joined over their line breaks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from analyzer.parsing.rows import Row, continues
from analyzer.records import Bullet, PassageKind

_LABEL = re.compile(r"^(?P<label>[A-Z][\w&/.,+()' -]{1,45}?)\s*:(?:\s|$)")
#: Labels of lists inside a job: what was used, not what was done.
_USED = re.compile(
    r"^(?:environment|tech(?:nical|nology|nologies)?(?: stack| environment| used)?|"
    r"tools?(?: used| and technologies)?|technologies(?: used)?|stack|skills(?: used)?|key ?words|keywords|"
    r"languages|platforms?|software|methodologies|frameworks?|databases?)\s*(?:&[^:]{1,20})?[:–-]\s*\S",
    re.IGNORECASE,
)
_FEW_WORDS = 7


@dataclass(frozen=True, slots=True)
class Unit:
    """One bullet, paragraph, list or label: a slice of the document that may span several lines."""

    start: int
    end: int
    kind: PassageKind
    text: str
    rows: tuple[Row, ...]

    def bullet(self) -> Bullet:
        """The unit as a record."""
        return Bullet(self.start, self.end, self.text)


def units_of(rows: Iterable[Row], *, text: str, unmarked: PassageKind = "prose") -> tuple[Unit, ...]:
    """The lines of a body, wrapped ones joined; `unmarked` is the kind of lines without a bullet mark."""
    groups: list[list[Row]] = []
    opener: Row | None = None
    for row in rows:
        joins = bool(groups) and continues(groups[-1][-1], row, listed=opener)
        if joins and not (opener is None and _opens_label(row.text)):
            groups[-1].append(row)
        else:
            groups.append([row])
            opener = row if row.mark else None
    return tuple(_unit(group, text, unmarked) for group in groups)


def is_tool_list(text: str) -> bool:
    """Whether a line inside a job lists what was used: `Environment: Jira, Confluence`."""
    return bool(_USED.match(text))


def _opens_label(text: str) -> bool:
    return bool(_LABEL.match(text)) and not text[0].islower()


def _unit(group: list[Row], text: str, unmarked: PassageKind) -> Unit:
    start, end = group[0].start, group[-1].end
    return Unit(start, end, _kind(group, text[start:end], unmarked), text[start:end], tuple(group))


def _kind(group: list[Row], text: str, unmarked: PassageKind) -> PassageKind:
    if _USED.match(text):
        return "list"
    if group[0].mark:
        return "bullet"
    if text.endswith(":") and len(text.split()) <= _FEW_WORDS:
        return "heading"
    return unmarked
