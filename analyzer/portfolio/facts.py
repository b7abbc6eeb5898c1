"""Team and links of a project, from its labels and sentences."""

import re
from collections.abc import Iterator, Sequence

from analyzer.parsing.contact import urls_in
from analyzer.portfolio.coverage import Span
from analyzer.portfolio.pages import Page
from analyzer.records import Document, Evidence

_TEAM_LABELS = frozenset(
    {"team", "team size", "the team", "team and partners", "worked with", "with", "people", "crew", "who"}
)
_NUMBER = r"(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty)"
_TEAM = re.compile(
    rf"\b(?:(?:team|group|crew) of (?:about )?{_NUMBER}(?: people)?|{_NUMBER}[- ](?:person|people|"
    rf"strong) (?:[a-z-]+ )?team|"
    rf"{_NUMBER} (?:(?!by )[a-z-]+ ){{0,2}}(?:engineers|developers|data scientists|analysts)(?:,? and "
    rf"[^.;]{{1,40}})?)\b",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"\b(?:solo project|by myself|on my own|worked alone|sole (?:author|developer))\b", re.IGNORECASE
)

_TOLD = re.compile(
    r"\b(?:have|has|had|was|were|will|did|does|do|is|are|joined|came|wanted|asked)\b", re.IGNORECASE
)

Spans = Sequence[tuple[Page, Span]]
Found = tuple[str, Evidence]


def team_of(spans: Spans) -> Found | None:
    """The team as its pages tell it."""
    for page, label, start, end in _labelled(spans, _TEAM_LABELS):
        if _TOLD.search(label):  # a sentence about people is no list of them
            continue
        return " ".join(label.split())[:120], page.document.evidence(start, end)
    for page, span in spans:
        for start, end, text in page.sentences:
            match = (_TEAM.search(text) or _ALONE.search(text)) if span[0] <= start < span[1] else None
            if match:
                return " ".join(match.group().split()), page.document.evidence(start, end)
    return None


def _labelled(spans: Spans, names: frozenset[str]) -> Iterator[tuple[Page, str, int, int]]:
    for page, span in spans:
        for label in page.labels:
            if label.name in names and span[0] <= label.start < span[1]:
                yield page, label.value, label.start, label.end


def links_of(spans: Spans, own: str | None) -> tuple[str, ...]:
    """Addresses that a project names, its own first; no mail, no telephone, at most twelve."""
    found: dict[str, None] = dict.fromkeys([own] if own else [])
    for page, span in spans:
        document = page.document
        if span == (0, len(document.text)):
            found.update(dict.fromkeys(_addresses(document)))
        else:
            found.update(dict.fromkeys(urls_in(document.text[span[0] : span[1]])))
    return tuple(one for one in found if not one.lower().startswith(("mailto:", "tel:")))[:12]


def _addresses(document: Document) -> Iterator[str]:
    for link in document.links:
        if link.kind not in ("email", "phone") and link.url.lower().startswith(
            ("http://", "https://", "www.")
        ):
            yield link.url
