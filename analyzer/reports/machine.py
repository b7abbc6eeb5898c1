"""What a machine reads, in words: parse risks of a Report, and our text beside that of simple readers."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from analyzer.records import (
    Document,
    IntegrityNote,
    LossKind,
    ReadWarning,
    SimpleReading,
)
from analyzer.reports import words
from analyzer.texts import Texts, say

#: What is lost, as a reader of the report calls it.
LOSES: Texts[LossKind] = Texts(
    {
        "words": "machine-loses-words",
        "glued": "machine-loses-spaces",
        "spaced": "machine-loses-whole-words",
        "cut": "machine-loses-whole-words",
        "order": "machine-loses-order",
        "headings": "machine-loses-headings",
        "dates": "machine-loses-dates",
        "contact": "machine-loses-contact",
        "links": "machine-loses-links",
    }
)
#: What became of a line of ours in a simple text, and what a line of the simple text is.
Fate = Literal["same", "moved", "torn", "gone", "mixed", "strange"]


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign before a line with the word that says the same; `ascii` for terminals without it."""

    symbol: str
    ascii: str
    id: str

    @property
    def word(self) -> str:
        """The word, like "not there"."""
        return say(self.id)


SIGNS: dict[Fate, Sign] = {
    "same": Sign(" ", " ", "machine-fate-same"),
    "moved": Sign("↕", "~", "machine-fate-moved"),
    "torn": Sign("✂", "x", "machine-fate-torn"),
    "gone": Sign("✗", "-", "machine-fate-gone"),
    "mixed": Sign("⇄", "=", "machine-fate-mixed"),
    "strange": Sign("+", "+", "machine-fate-strange"),
}
#: Signs that are explained below the texts.
EXPLAINED: tuple[Fate, ...] = ("moved", "torn", "gone", "mixed", "strange")


# --- risks and notes of a Report ----------------------------------------------------------------------


def heading(documents: Sequence[Document]) -> str:
    """Like "What a machine reads: 2 warnings"."""
    count = sum(len(document.warnings) for document in documents)
    return say("machine-heading", count=count)


def worst_first(warnings: Iterable[ReadWarning]) -> tuple[ReadWarning, ...]:
    """Warnings by severity, those alike in the order they were found."""
    return tuple(sorted(warnings, key=lambda one: tuple(words.SEVERITIES).index(one.severity)))


def loses_text(warning: ReadWarning) -> str:
    """Like "may lose the order of lines and links"; "" when nothing is lost."""
    named = tuple(dict.fromkeys(LOSES[kind] for kind in warning.loses))
    return say("machine-may-lose", what=words.listed(named)) if named else ""


def facts(warning: ReadWarning) -> tuple[str, ...]:
    """How bad it is, where, and what is lost: "high", "page 1", "may lose links"."""
    page = say("machine-page", page=warning.page) if warning.page else ""
    return tuple(fact for fact in (words.SEVERITIES[warning.severity], page, loses_text(warning)) if fact)


def scores_text(note: IntegrityNote) -> str:
    """The score without some text and with it, in neutral words; "" when neither is known."""
    if note.score_without is None:
        return ""
    without = math.floor(note.score_without)
    if note.score_with is None:
        return ""
    counted = math.floor(note.score_with)
    if counted == without:
        return say("machine-score-same", score=without)
    return say("machine-score-counted", score=without, counted=counted)


# --- our text and a simple one ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a line; `lost` when the other text does not have it."""

    text: str
    lost: bool = False


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line of a text, cut where words are lost, and what became of it."""

    fate: Fate
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The whole line."""
        return "".join(piece.text for piece in self.pieces)


def our_lines(document: Document, reading: SimpleReading) -> tuple[ShownLine, ...]:
    """Our text line by line, with the words that a simple reader loses and the lines that it moves."""
    fates: dict[int, Fate] = {one.start: one.kind for one in reading.changes if one.kind in ("moved", "torn")}
    lost = [(one.start, one.end) for one in reading.changes if one.kind == "lost"]
    shown = []
    for start, end in _spans(document.text):
        pieces, fate = _pieces(document.text, start, end, lost), fates.get(start, "same")
        if fate == "torn" and not any(map(str.isalnum, "".join(one.text for one in pieces if not one.lost))):
            fate = "gone"
        shown.append(ShownLine(fate, pieces))
    return tuple(shown)


def simple_lines(reading: SimpleReading) -> tuple[ShownLine, ...]:
    """The simple text line by line, with the words that ours does not have."""
    text, mixed = reading.simple.text, set(reading.mixed)
    shown = []
    for start, end in _spans(text):
        pieces = _pieces(text, start, end, reading.strange)
        own = sum(len(piece.text.strip()) for piece in pieces if not piece.lost)
        strange = any(piece.lost for piece in pieces) and own <= sum(
            len(piece.text) for piece in pieces if piece.lost
        )
        fate: Fate = "strange" if strange else "mixed" if (start, end) in mixed else "same"
        shown.append(ShownLine(fate, pieces))
    return tuple(shown)


def _spans(text: str) -> Iterable[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def _pieces(text: str, start: int, end: int, lost: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    at = start
    for left, right in lost:
        if not at <= left < right <= end:
            continue
        between = text[at:left]
        if pieces and not any(map(str.isalnum, between)):  # words in a row have one mark
            pieces[-1] = Piece(f"{pieces[-1].text}{text[at:right]}", lost=True)
        else:
            pieces += [Piece(between), Piece(text[left:right], lost=True)]
        at = right
    pieces.append(Piece(text[at:end]))
    return tuple(piece for piece in pieces if piece.text)


def aligned(
    ours: Sequence[ShownLine], simple: Sequence[ShownLine]
) -> tuple[tuple[ShownLine | None, ShownLine | None], ...]:
    """The lines of both texts in rows: equal lines stand beside each other."""
    left_keys, right_keys = (
        [words.clean(line.text).casefold() for line in lines] for lines in (ours, simple)
    )
    rows: list[tuple[ShownLine | None, ShownLine | None]] = []
    for _, i1, i2, j1, j2 in SequenceMatcher(None, left_keys, right_keys, autojunk=False).get_opcodes():
        for step in range(max(i2 - i1, j2 - j1)):
            left = ours[i1 + step] if i1 + step < i2 else None
            right = simple[j1 + step] if j1 + step < j2 else None
            rows.append((left, right))
    return tuple(rows)


def losses_of(reading: SimpleReading) -> tuple[str, ...]:
    """What a simple reader loses, one sentence each, or that it loses nothing."""
    if reading.simple.problem:
        return (reading.simple.problem,)
    found = tuple(f"{one.message[0].upper()}{one.message[1:]}." for one in reading.losses)
    return found or (say("machine-nothing-lost"),)


def legend() -> str:
    """What the signs mean, for a line below the texts."""
    return ", ".join(f"{SIGNS[fate].symbol} {SIGNS[fate].word}" for fate in EXPLAINED)
