"""A posting as headings, bullets and paragraphs, each a slice of the text.

Postings come as Markdown, as plain text from a board, as a mail with hard line ends, or as one paragraph.
Nothing is rewritten here: a block only says where it starts and ends and what it is.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from rapidfuzz import fuzz, process

from analyzer.market.words import cue, heading_phrases, plain

#: Sign of a bullet. `o` is what Word's second level becomes in plain text, so it needs two spaces.
_BULLET = re.compile(
    r"[ \t]*(?:[-–—*+>•▪■□◦○●◆‣▸►▶➢➤✔✓✅☑→»·⁃∙👉🔹🔸⭐✨🚀➡️❖]️?|\(?\d{1,2}[.)]|\(?[a-z][.)]|o[ \t])[ \t]+(?=\S)"
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
#: A title this long and short may differ by a slip of the pen from one we know ("Requirments").
LEAST_FOR_SLIPS, MOST_WORDS_FOR_SLIPS, ALIKE = 8, 4, 90
#: A line of that many characters before one that opens without a capital was broken by a mail program.
WRAP_WIDTH = 45
#: A line that ends like this goes on in the next, whatever that opens with.
_HANGING = re.compile(r"(?:,|\b(?:and|or|of|the|a|an|to|for|in|with|our|your|by|at|as|on|from|is|are))$")

#: Short labels that name demands in words of their own: "Mandatory skills", "Cloud certifications".
_DEMANDS = re.compile(
    r"^(?:\w+ ){0,2}(?:skills?|requirements?|qualifications?|criteria|responsibilities|duties|haves?|certifications?)$"
)

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

    The whole title may be known, slips of the pen allowed; otherwise a soft word ("It would be great if")
    or the longest known phrase in it decides, the first of equals. Labels of facts ("Start", "Level") count
    only as a whole.
    """
    return _kind_of(plain(title))


@lru_cache(maxsize=4096)
def _kind_of(words: str) -> str | None:
    if kind := _whole(words):
        return kind
    if cue("preferred").search(words):
        return "preferred"
    best = ""
    padded = f" {words} "
    for phrase, kind in heading_phrases().items():
        if kind != "meta" and len(phrase) > len(best) and f" {phrase} " in padded:
            best = phrase
    return heading_phrases().get(best)


@lru_cache(maxsize=4096)
def _whole(words: str) -> str | None:
    """The kind of a title that is known as a whole: "your tasks", "Requirments"."""
    phrases = heading_phrases()
    bare = re.sub(r"^(?:your|the|our|key|main) ", "", words)
    if words in phrases or bare in phrases:
        return phrases.get(words) or phrases[bare]
    if len(words) < LEAST_FOR_SLIPS or len(words.split()) > MOST_WORDS_FOR_SLIPS:
        return None
    near = process.extractOne(words, _long_phrases(), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return phrases[near[0]] if near else None


@cache
def _long_phrases() -> tuple[str, ...]:
    return tuple(phrase for phrase in heading_phrases() if len(phrase) >= LEAST_FOR_SLIPS)


def blocks(text: str) -> tuple[Block, ...]:
    """Headings, bullets and paragraphs of a posting in text order."""
    lines = _lines(text)
    found: list[Block] = []
    open_block = False
    for number, line in enumerate(lines):
        if line.blank or _RULE.match(line.text):
            open_block = False
            continue
        if open_block and _goes_on(found[-1], line, lines[number - 1]):
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
    elif (match := _PLAIN_LEAD.match(line.text)) and _opens_part(match, line):
        yield Block("heading", line.start + match.start(1), line.start + match.end(1))
        yield Block("text", line.start + match.end(), end)
    elif _is_heading(line, number, lines):
        yield Block("heading", start, end)
    else:
        yield Block("text", start, end)


def _bullet(line: _Line, offset: int, number: int, lines: Sequence[_Line]) -> Iterator[Block]:
    """A bullet, or the heading of a part that carries a sign or a number ("3. Qualifications")."""
    body = line.text[offset:].rstrip()
    below = next((other for other in lines[number + 1 :] if not other.blank), None)
    opens_list = below is not None and _sign(below) not in ("", _sign(line))
    alone = number == 0 or lines[number - 1].blank
    known = _whole(plain(body)) is not None and (body.endswith(":") or opens_list or _sign(line) == "1")
    chapter = alone and _sign(line) == "1" and (below is None or _sign(below) != "1") and heading_kind(body)
    heading = _short(body) and bool(known or chapter)
    start = line.start + offset
    yield Block("heading" if heading else "bullet", start, start + len(body))


def _sign(line: _Line) -> str:
    """The kind of bullet a line has: its sign, `1` for numbers, `a` for letters, nothing for none."""
    if not _BULLET.match(line.text):
        return ""
    first = line.text.strip().lstrip("(")[0]
    return "1" if first.isdigit() else "a" if first.isalpha() else first


def _short(text: str) -> bool:
    return len(text.split()) <= MOST_WORDS_FOR_SLIPS + 1 and not text.rstrip().endswith(".")


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
            bool(_BULLET.match(next_full.text))
            or len(words) <= MOST_HEADING_WORDS
            or cue("duty").search(body) is not None
        )
    if len(words) > MOST_HEADING_WORDS or body.endswith((".", ",", ";")):
        return False
    if _whole(plain(body)):
        return True
    letters = [sign for sign in body if sign.isalpha()]
    if len(letters) > 3 and all(sign.isupper() for sign in letters) and len(words) <= 6:
        return next_full is not None
    alone = number == 0 or lines[number - 1].blank
    if alone and next_full is not None and _BULLET.match(next_full.text):
        return True
    opens_text = alone and len(words) <= 6 and below is not None and not below.blank
    capitals = len(words) > 1 and all(
        word[0].isupper() for word in words if len(word) > 3 and word[0].isalpha()
    )
    return (opens_text and capitals and number > 0) or (
        alone and len(words) <= 6 and below is not None and heading_kind(body) is not None
    )


def _is_label(match: re.Match[str]) -> bool:
    """Bold words at the start of a line open a part when a sign closes them or we know them."""
    closed = re.search(r"[.:](?:\*\*|__)|(?:\*\*|__):", match[0]) is not None
    return len(match[1].split()) <= MOST_HEADING_WORDS and (closed or _whole(plain(match[1])) is not None)


def _opens_part(match: re.Match[str], line: _Line) -> bool:
    """A known label with something to say after it; "Requirements - must have" is a heading as a whole."""
    return is_known_label(match[1]) and _whole(plain(line.text[match.end() :])) is None


def is_known_label(title: str) -> bool:
    """Whether "Must haves: ..." or "Mandatory skills: ..." opens a part."""
    words = plain(title)
    return _whole(words) is not None or (
        _DEMANDS.search(words) is not None and heading_kind(title) in ("duties", "required", "preferred")
    )


def _goes_on(block: Block, line: _Line, before: _Line) -> bool:
    """Whether a line continues the block above: broken by the width of a mail, or indented under its bullet."""
    if _HASHES.match(line.text) or _BULLET.match(line.text) or _BOLD_LINE.match(line.text):
        return False
    body = line.text.lstrip()
    last = before.text.rstrip()
    if block.kind == "bullet" and len(line.text) - len(body) >= 2:
        return True
    if (label := _PLAIN_LEAD.match(line.text)) and is_known_label(label[1]):
        return False
    if body[0].isupper() and _whole(plain(body)):
        return False
    if _HANGING.search(last):
        return True
    return not body[0].isupper() and len(last) >= WRAP_WIDTH and not last.endswith((":", "!", "?"))


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
