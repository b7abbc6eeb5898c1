"""Headings and sections, by a visible score.

| evidence                                             | points |
|------------------------------------------------------|--------|
| the words are a known heading                        | 3      |
| … with a slip of the pen or an addition              | 2.5    |
| … only its nouns are known                           | 1.2    |
| capitals; bold; larger than the body (each)          | 1      |
| empty line before                                    | 0.7    |
| colon at the end; at most three words (each)         | 0.4    |
| framed by signs on both sides                        | 1.5    |
| set like the headings that are certain               | 1.5    |
| set unlike them                                      | -1.5   |
| a word that is as often a skill (leadership, tools)  | -1     |
| a comma; a lower-case start, unless all is (each)    | -1     |

A line with 3 points or more opens a section. Then lines that are set exactly like the certain headings, when
that setting is rare in the document, open sections of kind `other` (or what their content shows).
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from analyzer.parsing.dates import find_ranges
from analyzer.parsing.degrees import has_degree
from analyzer.parsing.heading_words import (
    LONGEST,
    before_comma,
    is_composed,
    key_of,
    known_exactly,
    known_kind,
    may_be_inner,
    phrase_kinds,
    soft_titles,
    spoken_kind,
    tidy_title,
)
from analyzer.parsing.lexicon import is_title, organization_like
from analyzer.parsing.points import find_points
from analyzer.parsing.rows import Row, body_size, joined_letters
from analyzer.parsing.tables import table
from analyzer.records import SectionKind

_MOST_WORDS = 8
_ACCEPTED, _SURE = 3.0, 4.0
#: Signs that stand before headings as well as before list items.
_ORNAMENTS = "●■◆❖➢➤►▶"
_ADDRESS = re.compile(r"@|https?:|www\.|\.com\b|\d{3}")
_INLINE = re.compile(r"^(?P<title>[^:]{3,40}):\s+(?P<rest>\S.*)$")
#: `LANGUAGES    French, English`: capitals, and the content behind a wide gap.
_APART = re.compile(r"^(?P<title>[A-Z][A-Z &/]{2,40}?)\s{2,}(?P<rest>\S.*)$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A row that opens a section, the points it got, and the title without punctuation.

    `rows` is 2 when the title is broken over two lines.
    """

    row: int
    kind: SectionKind
    title: str
    score: float
    rows: int = 1


@dataclass(frozen=True, slots=True)
class LineTrail:
    """How a line was judged as a heading: every piece of evidence with its points, and what came of it.

    `kind` is None when the line opens no section, and `reason` then says why. `row` counts the lines of the
    document from 0, empty ones left out.
    """

    row: int
    start: int
    end: int
    evidence: tuple[tuple[str, float], ...]
    score: float
    kind: SectionKind | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Judged:
    """The lines of a document that may be headings, and how the certain ones are set."""

    rows: tuple[Row, ...]
    body: float | None
    informal: bool
    candidates: tuple[Row, ...]
    scored: dict[int, Heading | None]
    certain: list[Row]
    usual: "_Setting | None"
    rare: bool

    def consistency(self, row: Row) -> float:
        """Points for a line that is set like the certain headings, or unlike them."""
        if self.usual is None or not self.rare:
            return 0.0
        return 1.5 if _setting(row, self.body) == self.usual else -1.5


def _judge(rows: tuple[Row, ...]) -> _Judged:
    body = body_size(rows)
    candidates = tuple(row for row in rows if _could_be(row))
    informal = sum(row.text[0].islower() for row in rows) * 3 > len(rows)
    scored = {row.number: _score(row, body, informal=informal) for row in candidates}
    certain = [row for row in candidates if (found := scored[row.number]) and found.score >= _ACCEPTED + 0.6]
    usual = _usual_setting(certain, body)
    rare = usual is not None and _is_rare(usual, rows, certain, body)
    return _Judged(rows, body, informal, candidates, scored, certain, usual, rare)


_BRACKETS = re.compile(r"\s*\([^()]*\)")
#: Words of a heading that ends with an abbreviation.
_FEW_WORDS = 4


def find_headings(rows: tuple[Row, ...]) -> tuple[Heading, ...]:
    """The headings of a document in order."""
    judged = _judge(rows)
    headings: list[Heading] = []
    for row in judged.candidates:
        found = judged.scored[row.number]
        if found:
            score = found.score + judged.consistency(row)
            if score >= _ACCEPTED:
                headings.append(Heading(row.number, found.kind, found.title, round(score, 2)))
        elif _is_framed_like_others(row, judged) or (
            judged.consistency(row) > 0 and _may_be_unknown(row, rows, judged.certain)
        ):
            headings.append(Heading(row.number, "other", tidy_title(row.text), 2.0))
    kept = [heading for heading in headings if not _is_entry_line(heading, rows)]
    return tuple(_joined(kept, rows, judged.body))


def heading_trail(rows: tuple[Row, ...]) -> tuple[LineTrail, ...]:
    """The judgement of every line, for those who want to see why a line is or is no heading."""
    judged = _judge(rows)
    opened = {heading.row: heading for heading in find_headings(rows)}
    return tuple(_trail(row, judged, opened.get(row.number)) for row in rows)


def _trail(row: Row, judged: _Judged, heading: Heading | None) -> LineTrail:
    barred = _barred(row)
    title = tidy_title(row.text)
    known = None if barred else known_kind(title)
    evidence: list[tuple[str, float]] = []
    if known:
        evidence += _evidence(row, title, known[1], judged.body, informal=judged.informal)
    if not barred and (consistency := judged.consistency(row)):
        evidence.append(
            (
                "set like the other headings" if consistency > 0 else "set unlike the other headings",
                consistency,
            )
        )
    score = round(sum(points for _, points in evidence), 2)
    reason = ""
    if heading is None:
        enough = known is not None and score >= _ACCEPTED
        reason = barred or (
            "part of a job or degree"
            if enough
            else "words of no heading"
            if known is None
            else "too few points"
        )
    return LineTrail(
        row.number, row.start, row.end, tuple(evidence), score, heading.kind if heading else None, reason
    )


def _joined(headings: list[Heading], rows: tuple[Row, ...], body: float | None) -> list[Heading]:
    """Titles broken over two lines as one: `LICENSES &` and `CERTIFICATIONS` in a narrow column."""
    found: list[Heading] = []
    skip: set[int] = set()
    for heading in headings:
        if heading.row in skip:
            continue
        following = rows[heading.row + 1] if heading.row + 1 < len(rows) else None
        row = rows[heading.row]
        if (
            following
            and row.size is not None
            and not following.gap_before
            and _could_be(following)
            and _setting(row, body) == _setting(following, body) != (False, False, _rounded(body))
        ):
            title = (
                f"{heading.title} {tidy_title(following.text)}"
                if not row.text.rstrip().endswith("&")
                else f"{heading.title} & {tidy_title(following.text)}"
            )
            known = known_kind(title)
            if following.number in {other.row for other in headings} or (known and known[1] >= 2.5):
                skip.add(following.number)
                kind = known[0] if known else heading.kind
                found.append(Heading(heading.row, kind, title, heading.score, rows=2))
                continue
        found.append(heading)
    return found


def inline_heading(row: Row, *, inside: SectionKind | None) -> tuple[SectionKind, str, int] | None:
    """Kind, title and length of a heading that shares its line with content: `Languages: English, French`.

    Only after an empty line, and not inside a skills section, where such labels are the rule.
    """
    match = _INLINE.match(row.text) or _APART.match(row.text)
    if not match or row.mark or not row.gap_before or inside == "skills":
        return None
    key = key_of(match["title"])
    kind = phrase_kinds().get(key) or spoken_kind(key)
    if inside == "education" and key in _EDUCATION_LABELS:
        return None
    if kind in (None, "other", inside) or (
        inside in ("experience", "projects") and not match["title"].isupper()
    ):
        return None
    return kind, tidy_title(match["title"]), match.start("rest")


#: Labels of the lines of a form about degrees: `QUALIFICATION: BCom Informatics`.
_EDUCATION_LABELS = frozenset(
    {"qualification", "course", "courses", "certificate", "degree", "training", "school", "institution"}
)


def _could_be(row: Row) -> bool:
    return _barred(row) is None


def _barred(row: Row) -> str | None:  # noqa: PLR0911  (a ladder)
    """Why a line cannot be a heading; None when it can."""
    text = _BRACKETS.sub("", row.text).rstrip() or row.text
    ended = text.endswith(".") and len(text.split()) <= _FEW_WORDS
    if ended and (row.caps or (row.gap_before and known_exactly(tidy_title(text)))):
        text = text[:-1]  # "TRAINING & CERT.", "Employment."
    if len(text) > LONGEST or len(text.split()) > _MOST_WORDS * (3 if _is_spaced(text) else 1):
        return "too long"
    if _ADDRESS.search(text):
        return "holds an address or a number"
    if (
        row.mark
        and not row.mark[0].isdigit()
        and not is_framed(row)
        and not (row.gap_before and _is_decorated(row))
    ):
        return "a list item"
    label = _INLINE.match(text)
    if label and key_of(label["title"]) in _EDUCATION_LABELS:
        return "a label of a form"
    if text.endswith((".", ",", ";")):
        return "ends like a sentence"
    if find_points(text) or any(not found.single for found in find_ranges(row.text)):
        return "holds a date"
    return _no_name(text)


def _no_name(text: str) -> str | None:
    if text.strip() in _letters():
        return "letters of a certificate"
    return None if any(map(str.isalpha, text)) else "holds no letters"


@cache
def _letters() -> frozenset[str]:
    return frozenset(table("certifications")["letters"])


#: Signs before and behind a few words: `──── Side things ────`, `* * * BEFORE THAT * * *`, `° FORMATION °`.
_FRAME = re.compile(
    r"(?P<sign>[^\w\s(\"'“‘.,;:&•])[^\w(\"'“‘]*\s(?P<title>[\w(].{1,50}?)\s[^\w)\"'”’]*(?P=sign)"
)


#: The same sign two or three times before a few words: `>>> NOW`, `## Work`, `// studies`.
_LED = re.compile(r"(?P<sign>[>#=/+:~»|])(?P=sign){1,3}\s*(?P<title>[^\W\d_][^.:;]{1,40})")


def is_framed(row: Row) -> bool:
    """Whether signs of one kind stand around or before the words of a line, and an empty line before it."""
    if not (row.gap_before or row.number == 0):
        return False
    match = (
        _FRAME.fullmatch(row.text) or _FRAME.fullmatch(f"{row.mark} {row.text}") or _LED.fullmatch(row.text)
    )
    return (
        match is not None and not row.text.endswith((".", "?")) and len(match["title"].split()) <= _MOST_WORDS
    )


def _is_framed_like_others(row: Row, judged: "_Judged") -> bool:
    """Whether a line of unknown words is framed as the other lines are that are framed."""
    framed = [one for one in judged.rows if is_framed(one)]
    return is_framed(row) and len(framed) > 1 and not find_ranges(row.text)


def _is_decorated(row: Row) -> bool:
    """Whether the mark before a line is decoration: a sign of headings, or any before known capitals."""
    return row.mark in _ORNAMENTS or (row.caps and known_exactly(tidy_title(row.text)))


def _is_spaced(text: str) -> bool:
    return joined_letters(text) != text


def _score(row: Row, body: float | None, *, informal: bool) -> Heading | None:
    title = tidy_title(row.text)
    known = known_kind(title)
    if known is None:
        return None
    points = sum(points for _, points in _evidence(row, title, known[1], body, informal=informal))
    return Heading(row.number, known[0], title, points)


def _evidence(
    row: Row, title: str, known: float, body: float | None, *, informal: bool
) -> Iterator[tuple[str, float]]:
    """What speaks for and against a line with known words, and the points for it."""
    named = {3.0: "known heading", 2.5: "known heading with a slip or an addition"}.get(known, "known noun")
    yield named, known
    told = (
        ("capitals", row.caps, 1.0),
        ("bold", row.bold, 1.0),
        ("larger than the text", _is_large(row, body), 1.0),
        ("empty line before", row.gap_before, 0.7),
        ("colon at the end", row.text.rstrip().endswith(":"), 0.4),
        ("at most three words", len(title.split()) <= 3, 0.4),
        ("as often a skill or a label", key_of(title) in soft_titles(), -1.0),
        ("holds a comma", "," in title and not before_comma(title), -1.0),
        ("framed by signs", is_framed(row), 1.5),
        ("a label inside a list", _is_inner_label(row), -1.5),
        ("begins in lower case", title[:1].islower() and not informal, -1.0),
        ("first line of the document", row.number == 0, -2.0),
    )
    yield from ((name, points) for name, holds, points in told if holds)


def _is_inner_label(row: Row) -> bool:
    """`Achievements:` among the lines of a job: no capitals, no weight, no space before it."""
    if not may_be_inner(tidy_title(row.text)):
        return False
    return row.text.rstrip().endswith(":") and not (row.gap_before or row.caps or row.bold)


def _is_large(row: Row, body: float | None) -> bool:
    return row.size is not None and body is not None and row.size >= body * 1.08


_Setting = tuple[bool, bool, float | None]


def _setting(row: Row, body: float | None) -> _Setting:
    size = None if row.size is None or body is None else round(row.size * 2) / 2
    return row.caps, row.bold, size


def _usual_setting(certain: list[Row], body: float | None) -> _Setting | None:
    counted = Counter(_setting(row, body) for row in certain)
    if not counted:
        return None
    setting, count = counted.most_common(1)[0]
    return setting if count >= 2 and count * 2 > len(certain) else None


def _is_rare(usual: _Setting, rows: tuple[Row, ...], certain: list[Row], body: float | None) -> bool:
    """Whether hardly any other line is set like the headings."""
    if not any((usual[0], usual[1], usual[2] is not None and usual[2] != _rounded(body))):
        return False
    known = {row.number for row in certain}
    others = sum(1 for row in rows if row.number not in known and _setting(row, body) == usual)
    return others <= max(3, 2 * len(certain))


def _rounded(size: float | None) -> float | None:
    return None if size is None else round(size * 2) / 2


def _may_be_unknown(row: Row, rows: tuple[Row, ...], certain: list[Row]) -> bool:
    """A line set like a heading, of unknown words: no name, job or employer, with space before it."""
    spaced = sum(one.gap_before for one in certain) * 2 > len(certain)
    if (
        row.number < certain[0].number
        or (spaced and not row.gap_before)
        or (row.gap_after and row.number + 1 == len(rows))
    ):
        return False
    words = tidy_title(row.text).split()
    if not words or len(words) > 6 or is_title(row.text) or organization_like(row.text) or "|" in row.text:
        return False
    if has_degree(row.text):
        return False
    return not _names_entry(row, rows, certain)


#: Two sentences: what stands below a heading, and in no header of a job.
_SENTENCES = re.compile(r"[a-z]{3}\. [A-Z]")


def _names_entry(row: Row, rows: tuple[Row, ...], certain: list[Row]) -> bool:
    """Whether a line in capitals is an employer or a title: its dates follow within two lines, and no space.

    Where the sure headings stand close to their content too, only dates on the very next line tell.
    """
    close = sum(one.gap_after for one in certain) * 2 < len(certain)
    known = {one.number for one in certain}
    alike = any(
        one.caps == row.caps and one.bold == row.bold and one.number not in known and is_title(one.text)
        for one in rows
        if one.number > certain[0].number and one.number != row.number and _could_be(one)
    )
    close = close and not (alike and (row.caps or row.bold))  # other titles are set so too
    following = rows[row.number + 1 : row.number + (2 if close else 4)]
    for other in following:
        if other.gap_before or other.mark:
            return False
        if (
            find_ranges(other.text)
            and not _SENTENCES.search(other.text)
            and len(other.text) < (40 if close else LONGEST * 2)
        ):
            return True
    return False


#: Lines below a line in which its job's dates stand, and words of a heading that stay headings before a job.
_NEAR, _PLURAL_KINDS = 3, frozenset({"experience", "education"})


def _is_entry_line(heading: Heading, rows: tuple[Row, ...]) -> bool:
    """A job or degree line that happens to hold a heading's noun.

    `Education Consultant` above its dates; `DESERT LINE PROJECTS` above a title and its dates.
    """
    row = rows[heading.row]
    if known_exactly(heading.title) or spoken_kind(key_of(heading.title)) or is_framed(row):
        return False
    if is_composed(heading.title) and not is_title(row.text):
        return False
    following = rows[heading.row + 1] if heading.row + 1 < len(rows) else None
    if following is None or following.gap_before or following.mark:
        return False
    if heading.score < _SURE and is_title(row.text):
        return bool(find_ranges(following.text))
    titled = is_title(following.text) and len(following.text.split()) <= _MOST_WORDS
    if heading.score >= _SURE + 1 or heading.kind in _PLURAL_KINDS or not titled:
        return False
    near = rows[heading.row + 1 : heading.row + 1 + _NEAR]
    return any(find_ranges(one.text) for one in near if not one.gap_before and not one.mark)
