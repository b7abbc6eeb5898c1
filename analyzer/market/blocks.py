"""A posting as headings, bullets and paragraphs, each a slice of the text.

Postings come as Markdown, as plain text from a board, as a mail with hard line ends, or as one paragraph.
Nothing is rewritten here: a block only says where it starts and ends and what it is.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from rapidfuzz import fuzz, process

from analyzer.market.columns import in_columns
from analyzer.market.words import heading_patterns, heading_phrases, plain, says

#: Sign of a bullet. `o` is what Word's second level becomes in plain text, so it needs two spaces.
_BULLET = re.compile(
    r"[ \t]*(?:[-–—=]{1,2}>|>>|(?:[-–—*+>~•▪■□◦○●◆‣▸►▶➢➤✔✓✅☑→➔➜»·⁃∙❖]|"
    r"[\u2600-\u27bf\U0001f300-\U0001faff])\ufe0f?|\(?\d{1,2}[.)]|\(?[a-z][.)]|"
    r"\((?:i{1,3}|iv|vi{0,3}|ix|xi{0,2})\)|(?<=[ \t])o|o[ \t])"
    r"[ \t]+(?=\S)"
    r"|[ \t]*[•▪✔✓✅►➢·](?=\w)"
    # codes of criteria in public notices: "3.1 Knowledge", "E2 Experience", "KRA 4 - Fairness"
    r"|[ \t]*(?:\d\.\d{1,2}[.)]?|[DE]\d{1,2}[.):]?|K[A-Z]A ?\d{1,2}[ \t]?[-–:])[ \t]+(?=[A-Z\d])"
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
    r"^(?:\w+ ){0,2}(?:skills?|requirements?|qualifications?|criteria|responsibilities|duties|haves?|"
    r"certifications?)$"
)
#: A heading in capitals, and one that is known by the text or list it opens, have at most this many words.
_MOST_SHORT_WORDS = 6
#: This many lines with a tab between words make a table.
_LEAST_ROWS = 3
#: This many lines in small letters after a lead make a list.
_LEAST_LISTED = 2
_CELL, _SHARE = re.compile(r"[^\t\s][^\t]*(?<=\S)"), re.compile(r"[\d.,]+ ?%?")
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)\s*:?$")
_BRACKET = re.compile(r"\(([^()]*)\)\s*:?$")
#: "Q. What would I do?", and two languages side by side: "Mō te tūranga | About the role".
_QUESTION = re.compile(r"Q\d{0,2}[.:)] ")
_ASKED, _BESIDE = re.compile(r"^(?:q|question|faq) ?\d* "), re.compile(r"\s[|/]\s")
_PICTURE = re.compile(r"[ \t]*([\u2600-\u2712\u2715-\u27bf\U0001f300-\U0001faff])[\ufe0f\u200d]?[ \t]+(?=\S)")
_UNDERLINE = re.compile(r"[ \t]*[-=]{3,}[ \t]*")

#: Short words that name a part only when they stand alone.
_ONLY_WHOLE = frozenset({"you", "us", "want", "wants", "des", "adv", "ess", "mand"})
#: A label in capitals that opens one of these needs not be known as a whole.
_SAID_LOUDLY = frozenset({"duties", "required", "preferred", "benefits"})
#: Word's second bullet as it is pasted: "o Manage budgets"; one line alone may be a word of another language.
_RING, _LEAST_RINGS = re.compile(r"([ \t]*)o([ \t]+(?=\S))"), 3

Kind = Literal["heading", "bullet", "text"]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a bullet (without its sign) or a run of text. `marked` headings carry # or ** or a line.

    `under` is the kind of the column in which a cell of a table stands ("Essential | Desirable").
    """

    kind: Kind
    start: int
    end: int
    marked: bool = False
    under: str | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with its neighbours: whether it stands after a blank line, and what comes below."""

    start: int
    end: int
    text: str
    alone: bool = True
    below: str = ""
    next_full: str | None = None

    @property
    def blank(self) -> bool:
        return not self.text.strip()


def heading_kind(title: str) -> str | None:
    """What stands under a heading: `duties`, `required`, `benefits` ..., or None when it is none we know.

    The whole title may be known, slips of the pen allowed; otherwise a soft word ("It would be great if")
    or a pattern of questions and leads ("What would I do all day?"), or the longest known phrase in it
    decides, the first of equals. Labels of facts ("Start", "Level") count only as a whole.
    """
    if (weight := _BRACKET.search(title)) and (kind := _whole(plain(weight[1]))) in ("required", "preferred"):
        return kind  # "Selection criteria (assets)"
    kinds = [_kind_of(_ASKED.sub("", plain(one))) for one in (title, *reversed(_BESIDE.split(title)))]
    return next((kind for kind in kinds if kind), None)


@lru_cache(maxsize=4096)
def _kind_of(words: str) -> str | None:
    if kind := _whole(words):
        return kind
    if says("preferred", words):
        return "preferred"
    best = ""
    padded = f" {words} "
    for phrase, kind in heading_phrases().items():
        if (
            kind != "meta"
            and phrase not in _ONLY_WHOLE
            and len(phrase) > len(best)
            and f" {phrase} " in padded
        ):
            best = phrase
    pattern = next((kind for kind, like in heading_patterns() if like.search(words)), None)
    return pattern or heading_phrases().get(best)


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
    pictures = Counter(match[1] for line in lines if (match := _PICTURE.match(line.text)))
    tabled = sum("\t" in line.text.strip() for line in lines) >= _LEAST_ROWS
    if sum(_RING.match(line.text) is not None for line in lines) >= _LEAST_RINGS:
        lines = tuple(replace(line, text=_RING.sub(r"\1•\2", line.text)) for line in lines)
    cells = in_columns([(line.start, line.text) for line in lines])
    listed = _lists_without_signs(lines)
    runs = _runs_of_pictures(lines)
    lines = tuple(
        line if number in runs else _without_lone_pictures(line, pictures)
        for number, line in enumerate(lines)
    )
    for number, line in enumerate(lines):
        if number in cells:
            found.extend(Block("bullet", *span, under=kind) for span, kind in cells[number])
            open_block = False
            continue
        if number in listed:
            found.append(Block(listed[number], *_trimmed(line)))
            open_block = False
            continue
        if line.blank or _RULE.match(line.text):
            open_block = False
            continue
        if tabled and "\t" in line.text.rstrip():
            found.extend(_row(line))
            open_block = False
            continue
        if open_block and _goes_on(found[-1], line, lines[number - 1]):
            found[-1] = replace(found[-1], end=_trim_end(text, line.start, line.end))
            continue
        new = list(_read_line(line))
        found.extend(new)
        open_block = bool(new) and new[-1].kind != "heading"
    return tuple(found)


def _runs_of_pictures(lines: Sequence[_Line]) -> frozenset[int]:
    """Lines of a list in which each opens with a picture of its own: at least three in a row."""
    pictured = [bool(_PICTURE.match(line.text)) for line in lines]
    return frozenset(
        number
        for number in range(len(lines))
        if any(
            all(pictured[at : at + 3]) for at in range(max(0, number - 2), number + 1) if at + 3 <= len(lines)
        )
    )


def _lists_without_signs(lines: Sequence[_Line]) -> dict[int, Kind]:
    """Lines that go on in small letters after a lead: "We look for someone who", "has led ..."."""
    found: dict[int, Kind] = {}
    for number, line in enumerate(lines[:-1]):
        lead = line.text.strip()
        if not _is_lead(lead):
            continue
        below = []
        for after in range(number + 1, len(lines)):
            if not lines[after].text[:1].islower() or _BULLET.match(lines[after].text):
                break
            below.append(after)
        ended = not below or below[-1] + 1 == len(lines) or lines[below[-1] + 1].blank
        if len(below) >= _LEAST_LISTED and ended:
            found[number] = "heading"
            found |= dict.fromkeys(below, "bullet")
    return found


def _is_lead(line: str) -> bool:
    """Whether a short line could open a list: words with a capital and no full stop."""
    short = 2 <= len(line.split()) <= MOST_HEADING_WORDS and len(line) < WRAP_WIDTH
    return short and line[0].isupper() and line[-1].isalpha() and not _HANGING.search(line)


def _without_lone_pictures(line: _Line, pictures: Mapping[str, int]) -> _Line:
    """A picture that opens one line only is no sign of a list: "💰 50k plus bonus"."""
    picture = _PICTURE.match(line.text)
    if not picture or pictures[picture[1]] > 1:
        return line
    return replace(line, start=line.start + picture.end(), text=line.text[picture.end() :])


def _read_line(line: _Line) -> Iterator[Block]:
    start, end = _trimmed(line)
    if match := _HASHES.match(line.text):
        yield Block("heading", line.start + match.start(2), line.start + match.end(2), marked=True)
    elif match := _BOLD_LINE.match(line.text):
        yield Block("heading", line.start + match.start(1), line.start + match.end(1), marked=True)
    elif (match := _BOLD_LEAD.match(line.text)) and _is_label(match):
        yield Block("heading", line.start + match.start(1), line.start + match.end(1), marked=True)
        yield Block("text", line.start + match.end(), end)
    elif match := _BULLET.match(line.text):
        yield from _bullet(line, match.end())
    elif (match := _PLAIN_LEAD.match(line.text)) and _opens_part(match, line):
        yield Block("heading", line.start + match.start(1), line.start + match.end(1))
        yield Block("text", line.start + match.end(), end)
    elif _is_heading(line):
        yield Block("heading", start, end)
    else:
        yield Block("text", start, end)


def _row(line: _Line) -> Iterator[Block]:
    """A row of a table that was flattened to tabs: its first cell names what the others say.

    A row without its first cell goes on with what stands above it; shares ("40 %") say nothing.
    """
    cells = [
        Block("text", line.start + match.start(), line.start + match.end())
        for match in _CELL.finditer(line.text)
        if not _SHARE.fullmatch(match[0])
    ]
    words = [line.text[cell.start - line.start : cell.end - line.start] for cell in cells]
    if line.text[0] == "\t" or len(cells) < 2:
        yield from (replace(cell, kind="bullet") for cell in cells)
        return
    kinds = [heading_kind(one) for one in words]
    if all(len(one.split()) <= _MOST_SHORT_WORDS for one in words) and kinds[0] is None and any(kinds):
        number = next(number for number, kind in enumerate(kinds) if kind)
        yield replace(cells[number], kind="heading")  # the head of the table: "Area | What you do | Weight"
    elif _whole(plain(words[0])):
        asks = kinds[0] in ("duties", "required", "preferred")
        yield replace(cells[0], kind="heading")
        yield from (replace(cell, kind="bullet" if asks else "text") for cell in cells[1:])
    else:
        yield from (replace(cell, kind="bullet") for cell in cells[1:])


def _bullet(line: _Line, offset: int) -> Iterator[Block]:
    """A bullet, or the heading of a part that carries a sign or a number ("3. Qualifications")."""
    body = line.text[offset:].rstrip()
    own, next_sign = _sign(line.text), _sign(line.next_full or "")
    opens_list = next_sign not in ("", own)
    bare = _IN_BRACKETS.sub("", body)  # "4. Eligibility criteria (all must be met)"
    known = (_whole(plain(body)) or _whole(plain(bare))) is not None and (
        body.endswith(":") or opens_list or own == "1"
    )
    chapter = line.alone and own == "1" and next_sign != "1" and heading_kind(body)
    heading = _short(bare) and bool(known or chapter)
    start = line.start + offset
    yield Block("heading" if heading else "bullet", start, start + len(body))


def _sign(text: str) -> str:
    """The kind of bullet a line has: its sign, `1` for numbers, `a` for letters, nothing for none."""
    if not _BULLET.match(text):
        return ""
    first = text.strip().lstrip("(")[0]
    return "1" if first.isdigit() else "a" if first.isalpha() else first


def _short(text: str) -> bool:
    return len(text.split()) <= MOST_WORDS_FOR_SLIPS + 1 and not text.rstrip().endswith(".")


def _is_heading(line: _Line) -> bool:
    """Whether a plain line is a heading: underlined, a lead with a colon, known, in capitals, or alone."""
    body = line.text.strip()
    words = body.split()
    if len(words) > MOST_LEAD_WORDS:
        return False
    if _UNDERLINE.fullmatch(line.below):
        return True
    if body.endswith((":", "...", "…")):
        return _leads(body, len(words), line.next_full)
    if (
        body.endswith("?")
        and line.next_full is not None
        and (_QUESTION.match(body) or (line.alone and heading_kind(body)))
    ):
        return True
    if len(words) > MOST_HEADING_WORDS or body.endswith((".", ",", ";")):
        return False
    named = _whole(plain(_IN_BRACKETS.sub("", body))) if body[0].isupper() else None  # "Skills (Minimum)"
    return (named or _whole(plain(body))) is not None or _stands_out(body, words, line)


def _leads(body: str, words: int, next_full: str | None) -> bool:
    """Whether a line with a colon leads to a list, is short, or speaks of duties ("You will:")."""
    if next_full is None:
        return False
    return words <= MOST_HEADING_WORDS or bool(_BULLET.match(next_full) or says("duty", body))


def _stands_out(body: str, words: Sequence[str], line: _Line) -> bool:
    """Whether a short line of unknown words is a heading by its looks."""
    if line.next_full is None or len(words) > MOST_HEADING_WORDS:
        return False
    letters = [sign for sign in body if sign.isalpha()]
    if len(letters) > 3 and all(sign.isupper() for sign in letters):
        return len(words) <= _MOST_SHORT_WORDS or heading_kind(body) is not None
    if not line.alone:
        return False
    if _BULLET.match(line.next_full):
        return True
    titled = len(words) > 1 and all(
        word[0].isupper() for word in words if len(word) > 3 and word[0].isalpha()
    )
    opens_text = bool(line.below.strip()) and len(words) <= _MOST_SHORT_WORDS
    return opens_text and (heading_kind(body) is not None or (titled and line.start > 0))


def _is_label(match: re.Match[str]) -> bool:
    """Bold words at the start of a line open a part when a sign closes them or we know them."""
    closed = re.search(r"[.:](?:\*\*|__)|(?:\*\*|__):", match[0]) is not None
    return len(match[1].split()) <= MOST_HEADING_WORDS and (closed or _whole(plain(match[1])) is not None)


def _opens_part(match: re.Match[str], line: _Line) -> bool:
    """A known label with something to say after it; "Requirements - must have" is a heading as a whole."""
    loud = match[1].isupper() and heading_kind(match[1]) in _SAID_LOUDLY  # "WHAT YOU'LL TACKLE: Drive ..."
    return (loud or is_known_label(match[1])) and _whole(plain(line.text[match.end() :])) is None


def is_known_label(title: str) -> bool:
    """Whether "Must haves: ..." or "Mandatory skills: ..." opens a part."""
    words = plain(title)
    return _whole(words) is not None or (
        _DEMANDS.search(words) is not None and heading_kind(title) in ("duties", "required", "preferred")
    )


def _goes_on(block: Block, line: _Line, before: _Line) -> bool:
    """Whether a line continues the block above: broken by a mail program, or indented under a bullet."""
    if _HASHES.match(line.text) or _BULLET.match(line.text) or _BOLD_LINE.match(line.text):
        return False
    body = line.text.lstrip()
    last = before.text.rstrip()
    if block.kind == "bullet" and len(line.text) - len(body) >= 2:
        return True
    label = _PLAIN_LEAD.match(line.text)
    if (label and is_known_label(label[1])) or (body[0].isupper() and _whole(plain(body))):
        return False
    wrapped = not body[0].isupper() and len(last) >= WRAP_WIDTH and not last.endswith((":", "!", "?"))
    return wrapped or bool(_HANGING.search(last))


def _lines(text: str) -> tuple[_Line, ...]:
    """All lines, read from the last to the first so that each knows what follows it."""
    raw = text.splitlines(keepends=True)
    bodies = [line.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029") for line in raw]
    found: list[_Line] = []
    end, below, next_full = len(text), "", None
    for number in range(len(raw) - 1, -1, -1):
        start = end - len(raw[number])
        body = bodies[number]
        alone = number == 0 or not bodies[number - 1].strip()
        found.append(_Line(start, start + len(body), body, alone, below, next_full))
        end, below = start, body
        next_full = body if body.strip() else next_full
    return tuple(reversed(found))


def _trimmed(line: _Line) -> tuple[int, int]:
    left = len(line.text) - len(line.text.lstrip())
    return line.start + left, line.start + len(line.text.rstrip())


def _trim_end(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
