"""Plain text and Markdown -> lines."""

import re
from html import unescape
from itertools import pairwise

from analyzer.documents.characters import BULLET, fold
from analyzer.documents.links import link_kind
from analyzer.documents.sight import REASONS
from analyzer.documents.written import Writing, Written, without_data
from analyzer.records import HiddenText, Link

_HEADING = re.compile(r"^ {0,3}(#{1,6}) +(.+?)(?: +#+)?\s*$")
#: Settings of a site generator before the text: YAML between two lines of dashes.
_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\n(?:[\w-]+[ \t]*:|[ \t#-]).*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL
)
#: HTML comments, and the link definition that people use as one: `[//]: # (not shown)`.
_COMMENTS = (
    re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL),
    re.compile(
        r"^ {0,3}\[(?://|comment)\]:[ \t]*(?:#|<>)[ \t]*[(\"'](.*?)[)\"'][ \t]*$",
        re.MULTILINE | re.IGNORECASE,
    ),
)
#: An element of HTML that is set not to show.
_UNSEEN = re.compile(
    r"<(\w+)\b[^<>]*(?:\shidden\b|display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0[;\"'])"
    r"[^<>]*>([^<]*(?:<(?!/\1\b)[^<]*){0,50})</\1\s*>",
    re.IGNORECASE,
)
#: `[name]: https://...`, the target of `[words][name]`, `[words][]` and `[name]`.
_DEFINITION = re.compile(
    r"^ {0,3}\[([^\]\n^][^\]\n]*)\]:[ \t]+<?(\S+?)>?(?:[ \t]+[\"'(].*[\"')])?[ \t]*$", re.MULTILINE
)
_REFERENCE = re.compile(r"(?<!!)\[([^\[\]\n]+)\](?:\[([^\[\]\n]*)\])?(?![(:\[])")
_NOTE = re.compile(r"\[\^[^\]\s]+\](:?)")
_TASK = re.compile(r"^(\s*)[-*+]\s+\[[ xX]\]\s+")
#: Bounded: without a bound, a line of opened brackets or stars takes time by the square of its length.
_IMAGE = re.compile(r"!\[([^\]\n]{0,500})\]\([^)\n]{0,1000}\)")
_LINK = re.compile(
    r"\[([^\]\n]{0,500})\]\(\s{0,9}<?([^)\s>]{1,1000})>?(?:\s{1,9}\"[^\"\n]{0,500}\")?\s{0,9}\)"
)
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^>\s]+)>")
_EMPHASIS = re.compile(r"(?<![\w*])(\*\*\*|\*\*|\*|___|__|_|~~)(?=\S)([^\n]{0,1000}?\S)\1(?![\w*])")
_CODE = re.compile(r"`{1,3}([^`\n]+)`{1,3}")
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>\n]*>", re.IGNORECASE)
_TABLE_RULE = re.compile(r"^\s*\|?[\s:|-]*-{3,}[\s:|-]*\|?\s*$")
_FENCE = re.compile(r"^\s*(?:```|~~~)")
#: A rule between two parts of a text: `* * *`, `***`, `- - -`. No list item.
_THEMATIC = re.compile(r"^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]+){2,}-[ \t]*|(?:_[ \t]*){3,})$")
_UNDERLINE = re.compile(r"^(?:={3,}|-{3,})\s*$")
#: The same in plain text, where more signs are drawn.
_RULE = re.compile(r"^\s*(?:={3,}|-{3,}|_{3,}|~{3,}|\*{3,}|#{3,})\s*$")


def read_text(text: str) -> Writing:
    """Plain text, line by line; a line with a rule right below it stands out, as a bold one does."""
    lines = _unix_lines(text).split("\n")
    return Writing(
        tuple(Written(line, bold=_is_underlined(line, after)) for line, after in pairwise([*lines, ""]))
    )


def _is_underlined(line: str, following: str) -> bool:
    return bool(_RULE.match(following)) and any(map(str.isalpha, line)) and not _RULE.match(line)


def read_markdown(text: str) -> Writing:
    """Markdown as it would be shown; what does not show is set aside as hidden."""
    words, warnings = without_data(_unix_lines(text))
    shown, hidden = _without_hidden(_FRONT_MATTER.sub("", words, count=1))
    targets = {match[1].lower(): match[2] for match in _DEFINITION.finditer(shown)}
    lines, links = _markdown(_DEFINITION.sub("", shown), targets)
    return Writing(tuple(lines), links, hidden, warnings)


def _unix_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n").replace("\u2028", "\n")


def _without_hidden(raw: str) -> tuple[str, tuple[HiddenText, ...]]:
    """The text without comments and without elements that do not show, and what they hold."""
    found: list[HiddenText] = []
    for pattern, group, reason in (
        *((comment, 1, REASONS["comment"]) for comment in _COMMENTS),
        (_UNSEEN, 2, REASONS["off"]),
    ):
        found += (
            HiddenText(text, None, reason)
            for match in pattern.finditer(raw)
            if (text := " ".join(fold(_TAG.sub(" ", match[group])).split()))
        )
        raw = pattern.sub("", raw)
    return raw, tuple(found)


def _markdown(raw: str, targets: dict[str, str]) -> tuple[list[Written], tuple[Link, ...]]:
    """Lines as they would be shown, headings in bold, and where the links lead."""
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
        elif _THEMATIC.match(line):
            written.append(Written(""))
        elif not _TABLE_RULE.match(line):
            line = _IMAGE.sub("", line)  # noqa: PLW2901  (what an image shows is not text)
            links += [Link(link_kind(url), url) for url in _targets_in(line, targets)]
            written += _shown(_REFERENCE.sub(lambda found: _referred(found, targets), line))
    return written, tuple(links)


def _targets_in(line: str, targets: dict[str, str]) -> list[str]:
    """Where the links of a line lead, in order."""
    found = [(match.start(), match[2]) for match in _LINK.finditer(line)]
    for match in _REFERENCE.finditer(line):
        url = targets.get((match[2] or match[1]).lower())
        if url:
            found.append((match.start(), url))
    return [url for _, url in sorted(found)]


def _referred(found: re.Match[str], targets: dict[str, str]) -> str:
    """The words of a reference link; brackets that lead nowhere stay."""
    return found[1] if (found[2] or found[1]).lower() in targets else found[0]


def _shown(line: str) -> list[Written]:
    heading = _HEADING.match(line)
    if heading:
        return [Written(""), Written(_inline(heading[2]), bold=True)]
    line = re.sub(r"^(?:\s*>)+ ?", "", line)
    line = _TASK.sub(rf"\g<1>{BULLET} ", line)
    if line.lstrip().startswith("|"):
        cells = re.split(r"(?<!\\)\|", line.strip().strip("|"))
        line = "  ".join(cell.strip() for cell in cells if cell.strip())
    bold = bool(re.fullmatch(r"\s*(\*\*|__)(?=\S).*\S\1\s*", line))
    return [Written(_inline(line), bold)]


def _inline(line: str) -> str:
    line = _AUTOLINK.sub(r"\1", _LINK.sub(r"\1", line))
    line = _NOTE.sub("", _CODE.sub(r"\1", _TAG.sub("", line)))
    for _ in range(2):  # bold inside italic
        line = _EMPHASIS.sub(r"\2", line)
    line = re.sub(r"\\([\\`*_{}\[\]()#+.!|<>~-])", r"\1", line)
    return unescape(line.removesuffix("\\"))
