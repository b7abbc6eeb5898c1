"""What tells who a person is, as records: places in documents, and words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["name", "contact", "address", "pronoun", "age", "school", "employer"]

#: All kinds, in the order in which one wins over another where they overlap.
KINDS: tuple[Kind, ...] = ("name", "contact", "age", "school", "employer", "address", "pronoun")


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a document to mask; `label` is what stands there instead."""

    document: int
    start: int
    end: int
    kind: Kind
    label: str


@dataclass(frozen=True, slots=True)
class Word:
    """A surface to mask wherever it stands; `exact` when only in this case (a name that is also a word).

    `guessed` ones were not read as a name by parsing: they stood where names stand, and may be more than one.
    """

    text: str
    kind: Kind
    label: str
    exact: bool = False
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Identity:
    """Everything that tells who a person is, in their documents."""

    spans: tuple[Span, ...] = ()
    words: tuple[Word, ...] = ()


#: What stands for the person's own name; the alias takes its place.
NAME = "[name]"


def apart(spans: Iterable[Span]) -> Iterator[Span]:
    """Spans in text order without overlaps: they are joined, and the more important kind names the whole."""
    order = {kind: place for place, kind in enumerate(KINDS)}
    ordered = sorted(spans, key=lambda one: (one.document, one.start, -one.end, order[one.kind]))
    current: Span | None = None
    for span in ordered:
        if current is None or span.document != current.document or span.start >= current.end:
            if current is not None:
                yield current
            current = span
            continue
        first = min(current, span, key=lambda one: (order[one.kind], -(one.end - one.start)))
        current = Span(current.document, current.start, max(current.end, span.end), first.kind, first.label)
    if current is not None:
        yield current
