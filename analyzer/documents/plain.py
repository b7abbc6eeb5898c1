"""Plain text and Markdown -> Document."""

import hashlib
import re
from dataclasses import dataclass

from analyzer.documents.characters import BULLET, BULLETS, INVISIBLE, fold
from analyzer.documents.formats import Detected
from analyzer.documents.links import link_kind, links_in_text, merge_links
from analyzer.records import Document, HiddenText, Line, Link, ReadWarning, Source

#: A list item of plain text: its mark, then a space.
_ITEM = re.compile(rf"^\s*(?:[{re.escape(''.join(sorted(BULLETS)))}]\s*|[-–—*·»›~+]\s+)(?=\S)")
_NUMBER_SIGNS = re.compile(r"^\s*[-=_*~#•]{3,}\s*$")
_WIDE = re.compile(r" {2,}")

_HEADING = re.compile(r"^ {0,3}(#{1,6}) +(.+?)(?: +#+)?\s*$")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_IMAGE = re.compile(r"!\[([^\]\n]*)\]\([^)\n]*\)")
_LINK = re.compile(r"\[([^\]\n]+)\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"\n]*\")?\s*\)")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^>\s]+)>")
_EMPHASIS = re.compile(r"(?<![\w*])(\*\*\*|\*\*|\*|___|__|_)(?=\S)([^\n]*?\S)\1(?![\w*])")
_CODE = re.compile(r"`+([^`\n]+)`+")
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>\n]*>", re.IGNORECASE)
_TABLE_RULE = re.compile(r"^\s*\|?[\s:|-]*-{3,}[\s:|-]*\|?\s*$")
_FENCE = re.compile(r"^\s*(?:```|~~~)")
_UNDERLINE = re.compile(r"^(?:={3,}|-{3,})\s*$")


@dataclass(frozen=True, slots=True)
class _Written:
    text: str
    bold: bool = False


def read_plain(source: Source, detected: Detected, *, index: int) -> Document:
    """Turn decoded text into a Document without pages."""
    raw = (
        detected.text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n").replace("\u2028", "\n")
    )
    hidden: tuple[HiddenText, ...] = ()
    links: tuple[Link, ...] = ()
    if detected.format == "markdown":
        raw, hidden = _without_comments(raw)
        written, links = _markdown(raw)
    else:
        written = [_Written(line) for line in raw.split("\n")]
    text, lines = _compose(written)
    links = merge_links(links, links_in_text(text))
    return Document(
        name=source.name,
        sha256=hashlib.sha256(source.data).hexdigest(),
        format=detected.format,
        engine="text",
        text=text,
        links=links,
        hidden=hidden,
        warnings=_warnings(raw, text, hidden),
        index=index,
        lines=lines,
    )


def _compose(written: list[_Written]) -> tuple[str, tuple[Line, ...]]:
    parts: list[str] = []
    lines: list[Line] = []
    offset = 0
    blank = False
    for line in written:
        text = _tidy(line.text)
        if not text:
            blank = bool(lines)
            continue
        if lines:
            separator = "\n\n" if blank else "\n"
            parts.append(separator)
            offset += len(separator)
        parts.append(text)
        lines.append(Line(offset, offset + len(text), 1, None, line.bold))
        offset += len(text)
        blank = False
    return "".join(parts), tuple(lines)


def _tidy(line: str) -> str:
    """One line with one form of spaces and bullets; a clear gap inside stays as two spaces."""
    line = line.expandtabs(4)
    if _NUMBER_SIGNS.match(line):
        return ""
    line = _ITEM.sub(f"{BULLET} ", line, count=1)
    return _WIDE.sub("  ", fold(line)).strip()


def _without_comments(raw: str) -> tuple[str, tuple[HiddenText, ...]]:
    hidden = tuple(
        HiddenText(" ".join(fold(match[1]).split()), None, "a comment that does not show")
        for match in _COMMENT.finditer(raw)
        if match[1].strip()
    )
    return _COMMENT.sub("", raw), hidden


def _markdown(raw: str) -> tuple[list[_Written], tuple[Link, ...]]:
    """Lines as they would be shown, headings in bold, and the targets of the links."""
    written: list[_Written] = []
    links: list[Link] = []
    fenced = False
    for line in _BREAK_TAG.sub("\n", raw).split("\n"):
        if _FENCE.match(line):
            fenced = not fenced
        elif fenced:
            written.append(_Written(line))
        elif _UNDERLINE.match(line) and written and written[-1].text.strip():
            written[-1] = _Written(written[-1].text, bold=True)
        elif not _TABLE_RULE.match(line):
            links += [Link(link_kind(match[2]), match[2]) for match in _LINK.finditer(line)]
            written += _shown(line)
    return written, tuple(links)


def _shown(line: str) -> list[_Written]:
    heading = _HEADING.match(line)
    if heading:
        return [_Written(""), _Written(_inline(heading[2]), bold=True)]
    line = re.sub(r"^(?:\s*>)+ ?", "", line)
    if line.lstrip().startswith("|"):
        line = "  ".join(cell.strip() for cell in line.strip().strip("|").split("|"))
    bold = bool(re.fullmatch(r"\s*(\*\*|__)(?=\S).*\S\1\s*", line))
    return [_Written(_inline(line), bold)]


def _inline(line: str) -> str:
    line = _AUTOLINK.sub(r"\1", _LINK.sub(r"\1", _IMAGE.sub(r"\1", line)))
    line = _CODE.sub(r"\1", _TAG.sub("", line))
    for _ in range(2):  # bold inside italic
        line = _EMPHASIS.sub(r"\2", line)
    return re.sub(r"\\([\\`*_{}\[\]()#+.!|-])", r"\1", line)


def _warnings(raw: str, text: str, hidden: tuple[HiddenText, ...]) -> tuple[ReadWarning, ...]:
    warnings: list[ReadWarning] = []
    if hidden:
        warnings.append(
            ReadWarning("hidden-text", "The file holds text that a reader does not see. It was not scored.")
        )
    if len(INVISIBLE.findall(raw)) > 3:
        warnings.append(
            ReadWarning(
                "invisible-characters",
                "The file holds invisible characters between letters. They were removed.",
            )
        )
    if "\ufffd" in text:
        warnings.append(
            ReadWarning(
                "broken-characters", "Some characters could not be read. Save the file as UTF-8 or PDF."
            )
        )
    return tuple(warnings)
