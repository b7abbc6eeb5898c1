"""What is said with a reservation, and what is denied.

A cue opens a scope: forward ("familiar with Python and R." up to the end of the clause) or backward ("CISSP
- studying" from the start of the item). A skill inside a hedged scope is hedged; a denied or wished-for one
is no skill. Work that others did ("owned by the finance team") is hedged; what describes an employer ("a
25M-user AI company") shows a domain at most. The cues are in `data/language/reservations.yaml`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from analyzer.language.patterns import WordStarts
from analyzer.language.triggers import Searchers, needs_of
from analyzer.resources import data_path, read_yaml

Verdict = Literal["hedged", "denied", "wished", "employer"]


class Scope(NamedTuple):
    """A stretch of text, as offsets, in which skills are hedged or denied."""

    start: int
    end: int
    verdict: Verdict


#: "no" and "not" that deny nothing.
_NO_DENIAL = re.compile(
    r"(?:not\s+only|not\s+just|no\s+(?:longer|later|fewer|less|more\s+than)|no[- ]code|no\.\s*\d|"
    r"without\s+(?:delay|downtime|loss|incident|interruption|writing|a\s+single)|do\s+not\s+hesitate)",
    re.IGNORECASE,
)


def _any(name: str, *, after: str = "") -> WordStarts:
    return WordStarts([f"(?:{cue}){after}" for cue in _CUES[name]], re.IGNORECASE)


_CUES = read_yaml(data_path("language", "reservations.yaml"))
_NOT_LONGER = r"(?![\w-])"
_HEDGE_BEFORE = _any("hedge_before", after=_NOT_LONGER)
_HEDGE_AFTER = _any("hedge_after", after=_NOT_LONGER)
_HEDGE_DIRECTLY_AFTER = _any("hedge_directly_after", after=_NOT_LONGER)
_HEDGE_LABEL = re.compile(
    rf"^[^:\n]{{0,60}}?\b(?:{'|'.join(_CUES['hedge_label'])})[^:\n]{{0,40}}:", re.I | re.M
)
_BY_OTHERS = _any("by_others", after=_NOT_LONGER)
_EMPLOYER = _any("employer", after=_NOT_LONGER)
_DENY = _any("deny")
_WISH = _any("wish")
_SEARCHERS = Searchers(
    [(name, [needs for cue in cues for needs in needs_of(cue)]) for name, cues in sorted(_CUES.items())],
    at_starts=True,
)
_CLAUSE_END = re.compile(
    r"[.;!?](?=\s|$)|\n|\)|\bbut\b|\bwhile\b|\bwhere(?:as)?\b|\bwho\b|\bthen\b", re.IGNORECASE
)
_DENIAL_END = re.compile(
    r"[.;:!?,)(–—](?=\s|$|\w)|\n|\b(?:but|while|who|so|because|until|and|that|before|unless)\b", re.IGNORECASE
)
_ITEM_START = re.compile(r"[,;|\n•·(]|[.:](?=\s)|(?<=\s)(?=[–—-]\s)")
#: What may stand between an item and the reservation after it.
_LINK_AFTER = re.compile(r"\s*(?:[(\[–—:-]|,)\s*$")
#: Where the clause begins whose work was somebody else's.
_CLAUSE_START = re.compile(
    r"[.;:!?](?=\s)|\n|\b(?:but|while|and|where(?:as)?|then)\b|,(?=\s(?:the|a|an|with)\s)", re.IGNORECASE
)
_DENIAL_REACH = 60
_LOOK_BACK = 90


def scopes(text: str, lower: str) -> tuple[Scope, ...]:
    """All scopes of reservation and denial in one passage; `lower` is its text without regard to case."""
    return tuple(scope for name in _SEARCHERS.worth(lower) for scope in READERS[name](text))


def _hedged_before(text: str) -> Iterator[Scope]:
    for cue in _HEDGE_BEFORE.finditer(text):
        yield Scope(cue.end(), _end(_CLAUSE_END, text, cue.end()), "hedged")


def _wished(text: str) -> Iterator[Scope]:
    for cue in _WISH.finditer(text):
        yield Scope(cue.end(), _end(_CLAUSE_END, text, cue.end()), "wished")


def _labelled(text: str) -> Iterator[Scope]:
    if ":" not in text:
        return
    for cue in _HEDGE_LABEL.finditer(text):
        yield Scope(cue.end(), _line_end(text, cue.end()), "hedged")


def _of_others(text: str) -> Iterator[Scope]:
    for cue in _BY_OTHERS.finditer(text):
        yield Scope(_clause_start(text, cue.start()), cue.start(), "hedged")


def _of_employer(text: str) -> Iterator[Scope]:
    for cue in _EMPLOYER.finditer(text):
        yield Scope(cue.start(), cue.end(), "employer")


def _hedged_directly_after(text: str) -> Iterator[Scope]:
    for cue in _HEDGE_DIRECTLY_AFTER.finditer(text):
        yield Scope(_item_start(text, cue.start()), cue.start(), "hedged")


def _hedged_after(text: str) -> Iterator[Scope]:
    for cue in _HEDGE_AFTER.finditer(text):
        if (scope := _backward(text, cue.start())) is not None:
            yield scope


def _denied(text: str) -> Iterator[Scope]:
    for cue in _DENY.finditer(text):
        if not _NO_DENIAL.match(text, cue.start()):
            end = min(_end(_DENIAL_END, text, cue.end()), cue.end() + _DENIAL_REACH)
            yield Scope(cue.start(), end, "denied")


#: What reads the cues of each list of `data/language/reservations.yaml`.
READERS: Mapping[str, Callable[[str], Iterator[Scope]]] = MappingProxyType(
    {
        "hedge_before": _hedged_before,
        "hedge_after": _hedged_after,
        "hedge_directly_after": _hedged_directly_after,
        "hedge_label": _labelled,
        "wish": _wished,
        "deny": _denied,
        "by_others": _of_others,
        "employer": _of_employer,
    }
)


def _end(pattern: re.Pattern[str], text: str, start: int) -> int:
    found = pattern.search(text, start)
    return found.start() if found else len(text)


def _clause_start(text: str, before: int) -> int:
    first = max(0, before - 2 * _LOOK_BACK)
    ends = [found.end() for found in _CLAUSE_START.finditer(text, first, before)]
    return ends[-1] if ends else first


def _backward(text: str, cue: int) -> Scope | None:
    """The item before a reservation that follows it after a bracket, dash, colon or comma."""
    before = text[max(0, cue - _LOOK_BACK) : cue]
    link = _LINK_AFTER.search(before)
    if link is None:
        return None
    end = cue - len(before) + link.start()
    return Scope(_item_start(text, end), end, "hedged")


def _item_start(text: str, end: int) -> int:
    """Where the item of a list begins that ends there."""
    starts = [found.end() for found in _ITEM_START.finditer(text, max(0, end - _LOOK_BACK), end)]
    return starts[-1] if starts else max(0, end - _LOOK_BACK)


def _line_end(text: str, start: int) -> int:
    found = text.find("\n", start)
    return found if found >= 0 else len(text)
