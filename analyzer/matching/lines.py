"""The lines of a person's documents, ready for comparing: words and ideas of each, read once and kept.

Names, contacts, schools, employers and places are masked before any word is looked at, so they cannot count.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from analyzer.integrity import words_of
from analyzer.language.places import boasts
from analyzer.matching.concepts import ideas
from analyzer.matching.words import terms
from analyzer.records import Document, Outline, Passage, Profile

#: A line tells something with a figure or with this many telling words.
_TELLING_WORDS = 6
#: A line of at least this many entries of this few words is a list, not a description.
_LIST_ENTRIES, _ENTRY_WORDS = 4, 3.0

#: Sections that describe work.
WORK = ("experience", "projects")
_FIGURE = re.compile(r"\d")
#: A part of an employer's name that ends in a legal form is the name itself, and lines may use it alone.
_PARTS = re.compile(r"\s*[,(|/–]\s*")
_LEGAL_FORM = re.compile(
    r"(?<!\w)(?:inc|ltd|limited|llc|llp|plc|gmbh|ag|corp|corporation|co|pty|pvt|s\.?a|b\.?v|n\.?v)\.?\)?$",
    re.IGNORECASE,
)
_WEB = re.compile(r"(?:https?://|www\.)\S+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One passage: where it stands, whether it describes work, its words, and whether it tells something."""

    document: int
    start: int
    end: int
    section: str
    position: int | None
    work: bool
    terms: frozenset[str]
    ideas: frozenset[str]
    words: tuple[str, ...]
    telling: bool


class ByIdentity:
    """Keeps the parsed texts of one person as a key: equal only to itself, so looking it up costs nothing."""

    __slots__ = ("profile", "token")

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.token = tuple(id(outline) for outline in profile.outlines)

    def __hash__(self) -> int:
        return hash(self.token)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ByIdentity) and self.token == other.token


@lru_cache(maxsize=32)  # an entry keeps a whole person in memory
def lines_of(key: ByIdentity) -> tuple[tuple[Line, ...], int]:
    """Every passage of the resume, described work of the same words once, and how many words it has.

    The pages of a portfolio are not scored as if they stood on the resume: they back what it claims
    (`corroboration.skills`).
    """
    found: dict[tuple[bool, tuple[str, ...]], Line] = {}
    size = 0
    for document, outline in zip(key.profile.documents[:1], key.profile.outlines[:1], strict=True):
        hidden = _masked(document, outline)
        longest = max((end - start for start, end in hidden), default=0)
        for passage in outline.passages:
            text = _visible(document, passage, _near(passage, hidden, longest))
            words = tuple(words_of(text))
            size += len(words)
            work = _is_work(outline, passage) and not boasts(text)
            found.setdefault(
                (work, words if work else (str(document.index), str(passage.start))),
                _one(document, outline, passage, text, words, work=work),
            )
    return tuple(found.values()), size


def _one(
    document: Document, outline: Outline, passage: Passage, text: str, words: tuple[str, ...], *, work: bool
) -> Line:
    listed = passage.kind == "list" or _is_list(text)
    telling = terms(text) if work else frozenset()
    return Line(
        document=document.index,
        start=passage.start,
        end=passage.end,
        section=outline.kind_of(passage),
        position=passage.position,
        work=work,
        terms=telling,
        ideas=ideas(text) if work else frozenset(),
        words=words,
        telling=not listed and (len(telling) >= _TELLING_WORDS or bool(_FIGURE.search(text))),
    )


def tells(text: str) -> bool:
    """Whether a line of described work tells enough to count as one: a figure, or enough telling words."""
    return not _is_list(text) and (len(terms(text)) >= _TELLING_WORDS or bool(_FIGURE.search(text)))


def _is_work(outline: Outline, passage: Passage) -> bool:
    """Whether a passage describes work: it stands in jobs or projects and is no heading or title line."""
    return passage.kind in ("bullet", "prose", "list") and outline.kind_of(passage) in WORK


def _masked(document: Document, outline: Outline) -> list[tuple[int, int]]:
    """Stretches that must not count: employers, schools, places, the name, web and mail addresses."""
    names = {
        *(position.organization for position in outline.positions),
        *(part for position in outline.positions for part in _firms(position.organization or "")),
        *(position.location for position in outline.positions),
        *(education.institution for education in outline.education),
        outline.contact.name,
    }
    spans = [found.span() for found in _WEB.finditer(document.text)]
    for name in sorted(name for name in names if name and len(name) > 2):
        spans += _found_whole(name, document.text)
    return sorted(spans)


def _firms(organization: str) -> Iterator[str]:
    """The parts of an employer's line that are a firm's name with its legal form."""
    for part in _PARTS.split(organization):
        if part != organization and _LEGAL_FORM.search(part):
            yield part


def _found_whole(name: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a name stands as whole words, without a pattern: to compile one took longer than to search."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if _is_word(text[at - 1 : at]) or _is_word(text[end : end + 1]):
            at = text.find(name, at + 1)
        else:
            yield at, end
            at = text.find(name, end)


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _near(passage: Passage, hidden: Sequence[tuple[int, int]], longest: int) -> Sequence[tuple[int, int]]:
    """Of stretches in order, those that may touch a passage: none is longer than `longest`."""
    first = bisect_left(hidden, (passage.start - longest, 0))
    return hidden[first : bisect_left(hidden, (passage.end, 0))]


def _is_list(text: str) -> bool:
    entries = re.split(r"[,;|/•]|\band\b", text)
    return len(entries) >= _LIST_ENTRIES and len(text.split()) / len(entries) < _ENTRY_WORDS


def _visible(document: Document, passage: Passage, hidden: Sequence[tuple[int, int]]) -> str:
    """The text of a passage with masked stretches blanked."""
    text = document.text[passage.start : passage.end]
    for start, end in hidden:
        first, last = max(start, passage.start) - passage.start, min(end, passage.end) - passage.start
        if first < last:
            text = text[:first] + " " * (last - first) + text[last:]
    return text


def work_of(profile: Profile) -> tuple[Line, ...]:
    """The described work of a profile, line by line."""
    return tuple(line for line in lines_of(ByIdentity(profile))[0] if line.work)
