"""Plain text and Markdown -> lines."""

import re

from analyzer.documents.characters import fold
from analyzer.documents.links import link_kind
from analyzer.documents.written import Writing, Written, without_data
from analyzer.records import HiddenText, Link

_HEADING = re.compile(r"^ {0,3}(#{1,6}) +(.+?)(?: +#+)?\s*$")
_COMMENT = ("<!--", "-->")
#: Bounded, like the others below: without a bound, a line of opened brackets takes time by the square.
_IMAGE = re.compile(r"!\[([^\]\n]{0,500})\]\([^)\n]{0,1000}\)")
_LINK = re.compile(r"\[([^\]\n]{1,500})\]\(\s{0,9}<?([^)\s>]{1,1000})>?(?:\s{1,9}\"[^\"\n]{0,500}\")?\s{0,9}\)")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^>\s]+)>")
_EMPHASIS = re.compile(r"(?<![\w*])(\*\*\*|\*\*|\*|___|__|_)(?=\S)([^\n]{0,1000}?\S)\1(?![\w*])")
_CODE = re.compile(r"`{1,3}([^`\n]+)`{1,3}")
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>\n]*>", re.IGNORECASE)
_TABLE_RULE = re.compile(r"^\s*\|?[\s:|-]*-{3,}[\s:|-]*\|?\s*$")
_FENCE = re.compile(r"^\s*(?:```|~~~)")
_UNDERLINE = re.compile(r"^(?:={3,}|-{3,})\s*$")


def read_text(text: str) -> Writing:
    """Plain text, line by line."""
    return Writing(tuple(Written(line) for line in _unix_lines(text).split("\n")))


def read_markdown(text: str) -> Writing:
    """Markdown as it would be shown; comments are set aside as hidden."""
    words, warnings = without_data(_unix_lines(text))
    shown, hidden = _without_comments(words)
    lines, links = _markdown(shown)
    return Writing(tuple(lines), links, hidden, warnings)


def _unix_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n").replace("\u2028", "\n")


def _without_comments(raw: str) -> tuple[str, tuple[HiddenText, ...]]:
    start, end = _COMMENT
    shown: list[str] = []
    hidden: list[HiddenText] = []
    before, opened, rest = raw.partition(start)
    while opened and end in rest:
        shown.append(before)
        comment, _, rest = rest.partition(end)
        if comment.strip():
            hidden.append(HiddenText(" ".join(fold(comment).split()), None, "a comment that does not show"))
        before, opened, rest = rest.partition(start)
    return "".join((*shown, before, opened, rest)), tuple(hidden)


def _markdown(raw: str) -> tuple[list[Written], tuple[Link, ...]]:
    """Lines as they would be shown, headings in bold, and the targets of the links."""
    written: list[Written] = []
    links: list[Link] = []
    fenced = False
    for line in _BREAK_TAG.sub("\n", raw).split("\n"):
        if _FENCE.match(line):
            fenced = not fenced
        elif fenced:
            written.append(Written(line))
        elif _UNDERLINE.match(line) and written and written[-1].text.strip():
            written[-1] = Written(written[-1].text, bold=True)
        elif not _TABLE_RULE.match(line):
            links += [Link(link_kind(match[2]), match[2]) for match in _LINK.finditer(line)]
            written += _shown(line)
    return written, tuple(links)


def _shown(line: str) -> list[Written]:
    heading = _HEADING.match(line)
    if heading:
        return [Written(""), Written(_inline(heading[2]), bold=True)]
    line = re.sub(r"^(?:\s*>)+ ?", "", line)
    if line.lstrip().startswith("|"):
        line = "  ".join(cell.strip() for cell in line.strip().strip("|").split("|"))
    bold = bool(re.fullmatch(r"\s*(\*\*|__)(?=\S).*\S\1\s*", line))
    return [Written(_inline(line), bold)]


def _inline(line: str) -> str:
    line = _AUTOLINK.sub(r"\1", _LINK.sub(r"\1", _IMAGE.sub(r"\1", line)))
    line = _CODE.sub(r"\1", _TAG.sub("", line))
    for _ in range(2):  # bold inside italic
        line = _EMPHASIS.sub(r"\2", line)
    return re.sub(r"\\([\\`*_{}\[\]()#+.!|-])", r"\1", line)
