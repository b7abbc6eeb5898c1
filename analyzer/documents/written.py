"""Lines as their author wrote them -> Document, for every format that has no pages.

A reader of such a format only says which lines there are, in the order a person reads them, and what stands
beside them: link targets, text that does not show, warnings. What the lines look like in `Document.text`
(list marks, spaces, empty lines, folded characters) is decided here, once for all formats.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from analyzer.documents.characters import BULLET, BULLETS, INVISIBLE, fold
from analyzer.documents.limits import LONGEST_LINE, LONGEST_WORD
from analyzer.documents.links import links_in_text, merge_links
from analyzer.documents.risks import warning
from analyzer.records import Document, HiddenText, Line, Link, ReadWarning, Source

#: A list item of plain text: its mark, then a space.
_ITEM = re.compile(rf"^\s*(?:[{re.escape(''.join(sorted(BULLETS)))}]\s*|(?:[-–—*·»›~+]|--|[-=]>|>)\s+)(?=\S)")
#: A line of rules or ornaments: it parts blocks and says nothing.
_ORNAMENT = re.compile(r"^\s*[-=_*~#•]{3,}\s*$")
_WIDE = re.compile(r" {2,}")
#: Data and no word.
_DATA = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
#: From this many invisible characters on, somebody is told: one or two come from copying.
_MANY_INVISIBLE = 3


@dataclass(frozen=True, slots=True)
class Written:
    """One line. An empty one is clear space. `size` is the font size in points where the format says it.

    A list item starts with a bullet and a space, a clear gap (a tab, the next cell of a table) is two spaces.
    """

    text: str
    bold: bool = False
    size: float | None = None


@dataclass(frozen=True, slots=True)
class Writing:
    """What a reader of one format found in a file."""

    lines: tuple[Written, ...]
    links: tuple[Link, ...] = ()
    hidden: tuple[HiddenText, ...] = ()
    warnings: tuple[ReadWarning, ...] = ()


def written_document(source: Source, writing: Writing, *, format: str, engine: str, index: int) -> Document:
    """The Document of a file without pages. Its text may be empty: the caller decides what that means."""
    text, lines = _composed(writing.lines)
    return Document(
        name=source.name,
        sha256=hashlib.sha256(source.data).hexdigest(),
        format=format,
        engine=engine,
        text=text,
        links=merge_links(
            [replace(link, url=INVISIBLE.sub("", link.url)) for link in writing.links], links_in_text(text)
        ),
        hidden=writing.hidden,
        warnings=(*writing.warnings, *_warnings(writing, text)),
        index=index,
        lines=lines,
    )


def without_data(text: str) -> tuple[str, tuple[ReadWarning, ...]]:
    """A text without what is too long for a word, and a warning if there was any."""
    shorter = _DATA.sub("", text)
    return shorter, (warning("long-word"),) if len(shorter) < len(text) else ()


def _composed(written: tuple[Written, ...]) -> tuple[str, tuple[Line, ...]]:
    parts: list[str] = []
    lines: list[Line] = []
    offset = 0
    blank = False
    for line in written:
        text = _tidy(line.text)
        if not text:
            blank = bool(lines)
        for piece in _pieces(text):
            if lines:
                separator = "\n\n" if blank else "\n"
                parts.append(separator)
                offset += len(separator)
            parts.append(piece)
            lines.append(Line(offset, offset + len(piece), 1, line.size, line.bold))
            offset += len(piece)
            blank = False
    return "".join(parts), tuple(lines)


def _pieces(text: str) -> Iterator[str]:
    """A line as one or more that are no longer than a line may be, cut between words."""
    while len(text) > LONGEST_LINE:
        cut = text.rfind(" ", 1, LONGEST_LINE)
        yield text[:cut].rstrip()
        text = text[cut:].lstrip()
    if text:
        yield text


def _tidy(line: str) -> str:
    """One line with one form of spaces and bullets; a clear gap inside stays as two spaces."""
    # a tab inside a line parts columns, however few spaces it comes to
    line = _DATA.sub("", line)
    inner = len(line) - len(line.lstrip())
    line = (line[:inner] + line[inner:].replace("\t", "  \t")).expandtabs(4)
    if _ORNAMENT.match(line):
        return ""
    line = _ITEM.sub(f"{BULLET} ", line, count=1)
    return _WIDE.sub("  ", fold(line)).strip()


def _warnings(writing: Writing, text: str) -> list[ReadWarning]:
    warnings: list[ReadWarning] = []
    if writing.hidden:
        warnings.append(warning("hidden-text"))
    if any(_DATA.search(line.text) for line in writing.lines):
        warnings.append(warning("long-word"))
    if sum(len(INVISIBLE.findall(line.text)) for line in writing.lines) > _MANY_INVISIBLE:
        warnings.append(warning("invisible-characters"))
    if "\ufffd" in text:
        warnings.append(
            replace(
                warning("broken-characters"),
                message="Some characters could not be read.",
                remedy="Save the file as UTF-8 or PDF.",
            )
        )
    return warnings
