"""What is printed, apart from how: a paper is a title and blocks, and PDF and DOCX print the same paper.

Texts are plain: what comes from a document passes through :func:`analyzer.reports.words.clean` when it is
printed, and no printer reads markup in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from analyzer.texts import ENGLISH, language

Tone = Literal["plain", "muted", "strong", "quote"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the paper."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph. "quote" are the words of a document, "muted" is said aside."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list: what, and what is said of it below."""

    text: str
    notes: tuple[str, ...] = ()
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list, numbered when the order says what comes first; with boxes when things are ticked off."""

    items: tuple[Item, ...]
    style: Literal["numbered", "bullets", "boxes"] = "bullets"


@dataclass(frozen=True, slots=True)
class Score:
    """The score with its interval on a line from 0 to 100; `said` says the same in words."""

    score: float
    low: float
    high: float
    number: str
    band: str
    said: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head; a cell is one or more lines.

    `widths` are shares of the page, `marks` is the column of signs with words.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    marks: int | None = None


Block = Heading | Text | Items | Score | Table


def _locale() -> str:
    """The language of a paper as files name it; English papers are American."""
    chosen = language()
    return "en-US" if chosen == ENGLISH else chosen


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper to print. `month` (`YYYY-MM`) stands for the time it was made: one paper, one form."""

    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    footer: str
    month: str
    language: str = field(default_factory=_locale)


def gathered(*parts: Block | Sequence[Block] | None) -> tuple[Block, ...]:
    """Blocks and lists of blocks, one after the other; None is left out."""
    found: list[Block] = []
    for part in parts:
        if part is None:
            continue
        if isinstance(part, (Heading, Text, Items, Score, Table)):
            found.append(part)
        else:
            found.extend(part)
    return tuple(found)
