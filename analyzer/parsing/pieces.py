"""The pieces of header lines: cut at line breaks, wide gaps, pipes, dashes, `at`, colons, slashes and commas.

A label in front of a piece says what it is (`Designation: Team Lead`); `Worked as` and `with` do so too.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from analyzer.parsing.header_signs import A_NAME, ends_sentence
from analyzer.parsing.labels import label_of, names_client
from analyzer.parsing.lexicon import has_legal_form, is_title, organization_points, title_points

Label = Literal["title", "organization", "location", "note"]
Separator = Literal["line", "wide", "pipe", "dash", "at", "colon", "slash", "comma"]
_MOST_PIECES = 12
#: What parts two pieces, the strongest first, each with a sample.
_SEPARATORS: tuple[tuple[str, str], ...] = (
    ("wide", r"\s*\t\s*|\s*(?:\.{3,}|…+)\s*|\s{2,}(?:[|•·]\s*)?"),  # `Acme    Leeds`, `Acme ..... Leeds`
    ("pipe", r"\s*[|¦•‖│]\s*|\s+\((?=[^()]*$)|\s+::\s+|\s+[·∙◦~=]\s+|\s+//\s+"),  # `Acme | Leeds`
    ("at", r"\s+(?:at|@|bei|chez)\s+|(?<=[\w)])\s+with\s+(?=[A-Z])"),  # `Engineer at Acme`
    ("dash", r"\s+(?:[-–—―]|--|[-=]>)\s+|\s*—\s*|(?<=[a-z])\s?[-–]\s(?=[A-Z])"),  # `Acme – Leeds`
    ("dot", r"(?:(?<=[a-z]{4}|[a-z]{3}\))|(?<=[A-Z]{5}))\.\s+(?=[A-Z\"“«])"),  # `Engineer. Acme. Leeds`
    ("colon", r"(?<=[\w.)]):\s+"),  # `Leeds: Engineer`
    ("slash", r"\s+/\s+"),  # `Engineer / Team Lead`
    ("comma", r"\s*,\s+|\s*;\s+"),  # `Engineer, Acme; Leeds`
)
_CUT = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _SEPARATORS))
_PARENTHESES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A few words of a header line; `before` is what separates them from the piece before."""

    start: int
    end: int
    text: str
    before: Separator
    told: Label | None = None  # what a label before it said: `Designation:`
    remark: bool = False  # it follows the dates at the start of a line, where remarks stand too


def pieces_of(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    """Pieces of the slices of a text.

    Every slice after the first is set off by a line break or, on the same line, by a wide gap (a date stood
    between).
    """
    pieces: list[Piece] = []
    previous_end: int | None = None
    for start, end in spans:
        separator: Separator = "line"
        if previous_end is not None and "\n" not in text[previous_end:start]:
            separator = "wide"
        dated = bool(text[text.rfind("\n", 0, start) + 1 : start].strip()) and separator == "line"
        cut = _cut(text, start, end, separator)
        remark = dated and bool(cut) and title_points(cut[0].text) < 0
        pieces += [replace(piece, remark=remark) for piece in cut]
        previous_end = end
    return tuple(pieces[:_MOST_PIECES])


def _cut(text: str, start: int, end: int, first: Separator) -> list[Piece]:
    slice_ = _PARENTHESES.sub(lambda match: "(" + "x" * (len(match.group()) - 2) + ")", text[start:end])
    pieces: list[Piece] = []
    begin, separator = 0, first
    for match in _CUT.finditer(slice_):
        ahead = slice_[begin : match.end()]
        if match["colon"] and (label_of(ahead) or names_client(ahead)):
            continue
        if match["dash"] and begin == 0 and (label_of(ahead) or ("", 0))[1] == len(ahead):
            continue  # "Designation – Team Lead"
        if match["wide"] and begin == 0 and label_of(ahead + "x"):
            continue  # "Name of employer   Acme", as forms print it
        known = len(pieces)
        _add(pieces, text, start + begin, start + match.start(), separator)
        # dates or signs alone make no piece: what follows them is as far from the words before as they are
        separator = _named(match) if len(pieces) > known or begin != 0 else first
        begin = match.end()
    _add(pieces, text, start + begin, end, separator)
    return pieces


def _named(match: re.Match[str]) -> Separator:
    kinds: tuple[Separator, ...] = ("wide", "pipe", "at", "dash", "colon", "slash", "comma")
    return next((kind for kind in kinds if match[kind]), "pipe")


#: A full stop behind a word that is long enough to be no abbreviation.
_FULL_STOP = re.compile(r"[^\W\d_][^\W\d_A-Z]{3,}\.$")
_TRIM = " \t,;|/·•–—-*#_:→>~=…"
#: Pictures that stand for labels, with what makes them colored: a briefcase, a calendar.
_PICTURES = frozenset({"So", "Mn", "Sk"})
_WORKED_AS = re.compile(
    r"^(?:(?:currently|presently|previously|was|am)\s+)?(?:work(?:ed|ing|s)?|serv(?:ed|ing)|employed|appointed|engaged|acting)"
    r"\s+(?:as|in the capacity of)\s+(?:an?\s+|the\s+)?",
    re.IGNORECASE,
)
#: `with Institut Nord`, `Since 2016 with Acme, Pune as Delivery Manager`.
_WITH = re.compile(
    r"^(?:(?:worked|working|employed|associated|currently working)\s+)?(?:with|at)\s+(?:the\s+|a\s+)?"
    r"(?=[^\W\d_a-z])|^Joined\s+(?=[A-Z])"
)
_AS = re.compile(r"\s+as\s+(?:an?\s+|the\s+)?(?=[A-Z])")


_FOUND_IN_LABELS: dict[str, Label] = {
    "title": "title",
    "organization": "organization",
    "location": "location",
    "note": "note",
}


def _add(pieces: list[Piece], text: str, start: int, end: int, separator: Separator) -> None:
    told = _still_told(pieces, separator)
    label = label_of(text[start:end])
    worked = _WORKED_AS.match(text[start:end].lstrip()) if separator == "line" else None
    if label and label[1] < end - start and not names_client(text[start:end]):
        told = _FOUND_IN_LABELS.get(label[0])
        start += label[1]
    elif worked:
        start += len(text[start:end]) - len(text[start:end].lstrip()) + worked.end()
    elif with_ := _WITH.match(text[start:end].lstrip()) if separator in ("line", "wide") else None:
        start += len(text[start:end]) - len(text[start:end].lstrip()) + with_.end()
        told = "organization"
    while start < end and (text[start] in _TRIM + ")]" or unicodedata.category(text[start]) in _PICTURES):
        start += 1
    while end > start and text[end - 1] in _TRIM + "([":
        end -= 1
    if _FULL_STOP.search(text, start, end) and ends_sentence(text[start:end]):
        end -= 0 if has_legal_form(text[start:end].rpartition(" ")[2]) else 1
    if not (start < end and any(map(str.isalpha, text[start:end]))):
        return
    role = _AS.search(text, start, end)
    if role and told != "title" and is_title(text[role.end() : end]) and _is_told(pieces, told):
        pieces.append(Piece(start, role.start(), text[start : role.start()], separator, told))
        pieces.append(Piece(role.end(), end, text[role.end() : end], "at", "title"))
        return
    pieces.append(Piece(start, end, text[start:end], separator, told))


def _is_told(pieces: Sequence[Piece], told: Label | None) -> bool:
    """Whether an employer is surely named before, so that `as` tells the title."""
    named = any(piece.told == "organization" or has_legal_form(piece.text) for piece in pieces)
    return told == "organization" or named or _opens_with_employer(pieces)


def _opens_with_employer(pieces: Sequence[Piece]) -> bool:
    """`Omkar Computers, Nashik as Trainee Programmer`: a name, and no title before."""
    return (
        bool(pieces)
        and organization_points(pieces[0].text) >= A_NAME
        and not any(title_points(piece.text) > 0 for piece in pieces)
    )


def _still_told(pieces: Sequence[Piece], separator: Separator) -> Label | None:
    """`Role: Nurse, Emergency Department`: the label holds for what a comma or dash adds to the title."""
    last = pieces[-1].told if pieces else None
    return last if last == "title" and separator in ("comma", "dash", "slash") else None
