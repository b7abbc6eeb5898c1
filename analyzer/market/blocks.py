"""A posting as headings, bullets and paragraphs, each a slice of the text.

Postings come as Markdown, as plain text from a board, as a mail with hard line ends, or as one paragraph.
Nothing is rewritten here: a block only says where it starts and ends and what it is.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from analyzer.market.words import heading_phrases, plain

#: Sign of a bullet. `o` is what Word's second level becomes in plain text, so it needs two spaces.
_BULLET = re.compile(
    r"[ \t]*(?:[-–—*+•▪■□◦○●◆‣▸►▶➢➤✔✓✅☑→»·⁃∙👉🔹🔸⭐✨🚀➡️❖]️?|\(?\d{1,2}[.)]|\(?[a-z][.)]|o[ \t])[ \t]+(?=\S)"
    r"|[ \t]*[•▪✔✓✅►➢·](?=\w)"
)
_HASHES = re.compile(r"[ \t]*(#{1,6})[ \t]*(.+?)[ \t#]*$")
_RULE = re.compile(r"[ \t]*(?:[-=_*~]{3,}|\*[ *]+\*)[ \t]*$")
_BOLD_LINE = re.compile(r"[ \t]*(?:\*\*|__)([^*\n]{2,80}?)(?:\*\*|__)[ \t]*:?[ \t]*$")
_BOLD_LEAD = re.compile(r"[ \t]*(?:\*\*|__)([^*\n]{2,60}?)[.:]?(?:\*\*|__):?[ \t]+(?=\S)")
_PLAIN_LEAD = re.compile(r"[ \t]*([^\W\d_][\w &/'’()+-]{1,45}?)[ \t]*(?:[:–—]|[ ]-[ ])[ \t]*(?=\S)")

#: The longest a heading may be, in words; sentences that end with a colon may be longer.
MOST_HEADING_WORDS = 8
MOST_LEAD_WORDS = 16
#: A line that long which does not end a sentence was broken by a mail program and goes on in the next.
WRAP_WIDTH = 60

Kind = Literal["heading", "bullet", "text"]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a bullet (without its sign) or a run of text. `marked` headings carry # or ** or a line."""

    kind: Kind
    start: int
    end: int
    marked: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str

    @property
    def blank(self) -> bool:
        return not self.text.strip()


def heading_kind(title: str) -> str | None:
    """What stands under a heading: `duties`, `required`, `benefits` ..., or None when it is none we know.

    The whole title may be known; otherwise the longest known phrase in it decides, the first of equals.
    """
    words = plain(title)
    phrases = heading_phrases()
    if words in phrases:
        return phrases[words]
    best = ""
    padded = f" {words} "
    for phrase in phrases:
        if len(phrase) > len(best) and f" {phrase} " in padded:
            best = phrase
    return phrases.get(best)


def blocks(text: str) -> tuple[Block, ...]:
    """Headings, bullets and paragraphs of a posting in text order."""
    lines = _lines(text)
    found: list[Block] = []
    open_block = False
    for number, line in enumerate(lines):
        if line.blank or _RULE.match(line.text):
            open_block = False
            continue
        if open_block and _goes_on(found[-1], line, lines[number - 1], text):
            found[-1] = replace(found[-1], end=_trim_end(text, line.start, line.end))
            continue
        new = list(_read_line(line, number, lines))
        found.extend(new)
        open_block = bool(new) and new[-1].kind != "heading"
    return tuple(found)


def _read_line(line: _Line, number: int, lines: Sequence[_Line]) -> Iterator[Block]:
    start, end = _trimmed(line)
    if match := _HASHES.match(line.text):
        yield Block("heading", line.start + match.start(2), line.start + match.end(2), marked=True)
    elif match := _BOLD_LINE.match(line.text):
        yield Block("heading", line.start + match.start(1), line.start + match.end(1), marked=True)
    elif (match := _BOLD_LEAD.match(line.text)) and _is_label(match):
        yield Block("heading", line.start + match.start(1), line.start + match.end(1), marked=True)
        yield Block("text", line.start + match.end(), end)
    elif match := _BULLET.match(line.text):
        yield from _bullet(line, match.end(), number, lines)
    elif _is_heading(line, number, lines):
        yield Block("heading", start, end)
    elif (match := _PLAIN_LEAD.match(line.text)) and _is_known_label(match[1]):
        yield Block("heading", line.start + match.start(1), line.start + match.end(1))
        yield Block("text", line.start + match.end(), end)
    else:
        yield Block("text", start, end)


def _bullet(line: _Line, offset: int, number: int, lines: Sequence[_Line]) -> Iterator[Block]:
    """A bullet; a sign before a known heading with a colon or with bullets of another sign is a heading."""
    body = line.text[offset:].rstrip()
    below = next((other for other in lines[number + 1 :] if not other.blank), None)
    other_sign = (
        below is not None and _BULLET.match(below.text) and below.text.strip()[0] != line.text.strip()[0]
    )
    numbered = line.text.strip()[0].isdigit()
    if plain(body) in heading_phrases() and (body.endswith(":") or other_sign or (numbered and _short(body))):
        yield Block("heading", line.start + offset, line.start + offset + len(body))
    else:
        yield Block("bullet", line.start + offset, line.start + offset + len(body))


def _short(text: str) -> bool:
    return len(text.split()) <= 4 and not text.rstrip().endswith(".")


def _is_heading(line: _Line, number: int, lines: Sequence[_Line]) -> bool:
    body = line.text.strip()
    words = body.split()
    below = lines[number + 1] if number + 1 < len(lines) else None
    next_full = next((other for other in lines[number + 1 :] if not other.blank), None)
    if (
        below is not None
        and re.fullmatch(r"[ \t]*[-=]{3,}[ \t]*", below.text)
        and len(words) <= MOST_LEAD_WORDS
    ):
        return True
    if body.endswith((":", "...", "…")) and len(words) <= MOST_LEAD_WORDS:
        return next_full is not None and (
            bool(_BULLET.match(next_full.text)) or len(words) <= MOST_HEADING_WORDS
        )
    if len(words) > MOST_HEADING_WORDS or body.endswith((".", ",", ";")):
        return False
    if plain(body) in heading_phrases():
        return True
    letters = [sign for sign in body if sign.isalpha()]
    if len(letters) > 3 and all(sign.isupper() for sign in letters) and len(words) <= 6:
        return next_full is not None
    alone = number == 0 or lines[number - 1].blank
    if alone and next_full is not None and _BULLET.match(next_full.text):
        return True
    return alone and len(words) <= 6 and below is not None and heading_kind(body) is not None


def _is_label(match: re.Match[str]) -> bool:
    """Bold words at the start of a line open a part when a sign closes them or we know them."""
    closed = re.search(r"[.:](?:\*\*|__)|(?:\*\*|__):", match[0]) is not None
    return len(match[1].split()) <= MOST_HEADING_WORDS and (closed or plain(match[1]) in heading_phrases())


def _is_known_label(title: str) -> bool:
    """Whether "Must haves: ..." opens a part. Only whole titles count: "Data skills: ..." is a line."""
    words = plain(title)
    return words in heading_phrases() or words.removeprefix("your ").removeprefix("the ") in heading_phrases()


def _goes_on(block: Block, line: _Line, before: _Line, text: str) -> bool:
    """Whether a line continues the block above: broken by the width of a mail, or indented under its bullet."""
    if _HASHES.match(line.text) or _BULLET.match(line.text) or _BOLD_LINE.match(line.text):
        return False
    body = line.text.lstrip()
    last = before.text.rstrip()
    if block.kind == "bullet" and len(line.text) - len(body) >= 2:
        return True
    if last.endswith((".", "!", "?", ":", ";")) and not body[0].islower():
        return False
    return body[0].islower() or len(last) >= WRAP_WIDTH


def _lines(text: str) -> tuple[_Line, ...]:
    found, start = [], 0
    for raw in text.splitlines(keepends=True):
        body = raw.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")
        found.append(_Line(start, start + len(body), body))
        start += len(raw)
    return tuple(found)


def _trimmed(line: _Line) -> tuple[int, int]:
    left = len(line.text) - len(line.text.lstrip())
    return line.start + left, line.start + len(line.text.rstrip())


def _trim_end(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
