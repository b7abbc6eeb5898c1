"""Role, dates, team and links of a project, from its labels and sentences."""

import re
from collections.abc import Iterator, Sequence

from analyzer.parsing.contact import urls_in
from analyzer.parsing.dates import find_ranges
from analyzer.portfolio.coverage import Span
from analyzer.portfolio.pages import Page
from analyzer.records import Document, Evidence

_ROLE_LABELS = frozenset({"role", "my role", "your role", "position", "my part", "my title", "roles"})
_TEAM_LABELS = frozenset(
    {"team", "team size", "the team", "team and partners", "worked with", "with", "people"}
)
_DATE_LABELS = frozenset(
    (
        "timeline",
        "dates",
        "date",
        "when",
        "duration",
        "period",
        "year",
        "timeframe",
        "time",
        "years",
    )
) | {
    "time frame",
    "project dates",
    "project period",
    "year(s)",
}
#: Nouns that make words a role.
ROLE_NOUNS = (
    r"(?:manager|lead|leader|owner|analyst|engineer|consultant|coordinator|co-ordinator|scientist|intern|designer|head|"
    r"director|developer|contributor|member|founder|co-founder|researcher|pm|tpm|student|volunteer|master|specialist|"
    r"architect|advisor|adviser|coach|assistant|administrator|strategist|maintainer|author|sponsor|officer|trainee|"
    r"mentor|facilitator|planner|working student)s?"
)
_ROLE_NOUN = re.compile(rf"\b{ROLE_NOUNS}\b", re.IGNORECASE)
_SAID_ROLE = re.compile(
    rf"\b(?:i (?:was|acted as|served as|worked as|joined as|took part as|am|came in as)|my role(?: "
    rf"here)? was|"
    rf"in my role as|as)\s+(?:the |an? |its |their |sole |only )*(?P<role>(?:[A-Za-z/&-]+ "
    rf"){{0,5}}?{ROLE_NOUNS})\b(?P<after>[^.]{{0,12}})",
    re.IGNORECASE,
)
_AS = re.compile(r"^as\b", re.IGNORECASE)
_NUMBER = r"(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty)"
_TEAM = re.compile(
    rf"\b(?:team of (?:about )?{_NUMBER}(?: people)?|{_NUMBER}[- ](?:person|people|strong) (?:[a-z-]+ )?team|"
    rf"{_NUMBER} (?:(?!by )[a-z-]+ ){{0,2}}(?:engineers|developers|data scientists|analysts)(?:,? and "
    rf"[^.;]{{1,40}})?)\b",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"\b(?:solo project|by myself|on my own|worked alone|sole (?:author|developer))\b", re.IGNORECASE
)
#: Letters from the start of a project in which its dates stand when no label tells them.
_NEAR_TITLE = 400
_LONGEST_ROLE = 70
#: `Start: 3 July 2023. End: 29 March 2024`, as charters have it.
_START_END = re.compile(
    r"\bstart(?:ed)?:? [^.;,\n]{3,25}[.;,]\s*(?:planned )?end(?:ed)?:? [^.;,\n]{3,25}", re.IGNORECASE
)

Spans = Sequence[tuple[Page, Span]]
Found = tuple[str, Evidence]


def role_of(spans: Spans, names: Sequence[str] = ()) -> Found | None:
    """The person's role: a label, a heading, a sentence that says it, or a line beside a name.

    `names` are the person's own, if they are known: `Project manager: Lucia Ferro` is a role of hers alone.
    """
    for page, label, start, end in _labelled(spans, _ROLE_LABELS):
        value = _short_role(label)
        if _ROLE_NOUN.search(value):
            return value, page.document.evidence(start, end)
    for page, span in spans:
        for heading in page.headings:
            if span[0] <= heading.start < span[1] and heading.text.lower().strip(" :") in _ROLE_LABELS:
                under = [one for one in page.sentences if heading.end <= one[0] < min(heading.stop, span[1])]
                for start, end, text in under[:2]:
                    said = _SAID_ROLE.search(text)
                    words = said["role"] if said else _short_role(text)
                    if _ROLE_NOUN.search(words) and len(words) <= _LONGEST_ROLE:
                        return words, page.document.evidence(start, end, section=heading.text)
    for page, span in spans:
        for start, end, text in page.sentences:
            said = _SAID_ROLE.search(text) if span[0] <= start < span[1] else None
            if said and _is_mine(text, said):
                return " ".join(said["role"].split()), page.document.evidence(start, end)
    return _signed(spans, names)


_SIGNS = frozenset({"owner", "author", "by", "written by", "prepared by", "case study", "product owner"})
_BEHIND_NAME = re.compile(rf",\s+(?P<role>(?:[A-Za-z/&-]+ ){{0,4}}{ROLE_NOUNS})$", re.IGNORECASE)
_ONLY_ROLE = re.compile(rf"(?P<role>(?:[A-Za-z/&-]+ ){{0,4}}{ROLE_NOUNS})", re.IGNORECASE)
#: Lines from the top of a project in which its author may be named.
_TOP_LINES = 5


def _signed(spans: Spans, names: Sequence[str]) -> Found | None:
    """A role beside a name: in the lines under the title, or a label that is a role before the own name."""
    for page, span in spans:
        for label in page.labels:
            if not span[0] <= label.start < span[1]:
                continue
            behind = _BEHIND_NAME.search(label.value.rstrip("."))
            if behind and label.name in _SIGNS:
                return behind["role"], page.document.evidence(label.start, label.end)
        head = page.document.text[span[0] : span[1]]
        for name in names:
            named = re.search(
                rf"\b(?P<role>(?:[A-Z][\w/&-]* ){{0,4}}?{ROLE_NOUNS})\s*[:–-]\s*{re.escape(name)}\b",
                head,
                re.I,
            )
            if named:
                return named["role"], page.document.evidence(span[0] + named.start(), span[0] + named.end())
        for at, line in list(_lines(head))[1:_TOP_LINES]:
            behind = _BEHIND_NAME.search(line) or _ONLY_ROLE.fullmatch(line.strip())
            if behind and len(line.split()) <= 10:
                return behind["role"], page.document.evidence(span[0] + at, span[0] + at + len(line))
    return None


def _is_mine(text: str, said: "re.Match[str]") -> bool:
    """`As project lead, I ...` is the writer's role, `used as manager tool` is not."""
    if not _AS.match(said.group()):
        return True
    return re.search(r"^,? (?:i|my)\b", said["after"], re.IGNORECASE) is not None or bool(
        re.search(r"\bI\b[^.]{0,60}$", text[: said.start()])
    )


def _short_role(text: str) -> str:
    words = re.split(
        r"[;.(\n]|\s[–—-]\s|,\s+(?:with|and|responsible|from|since|at|for|in)\b|\s{2,}", text, maxsplit=1
    )[0]
    return " ".join(words.split()).strip(" ,:")[:_LONGEST_ROLE]


def team_of(spans: Spans) -> Found | None:
    """The team as its pages tell it."""
    for page, label, start, end in _labelled(spans, _TEAM_LABELS):
        return " ".join(label.split())[:120], page.document.evidence(start, end)
    for page, span in spans:
        for start, end, text in page.sentences:
            match = (_TEAM.search(text) or _ALONE.search(text)) if span[0] <= start < span[1] else None
            if match:
                return " ".join(match.group().split()), page.document.evidence(start, end)
    return None


def dates_of(spans: Spans) -> tuple[str | None, str | None, Evidence] | None:
    """First and last month or year of the work: a label, or dates beside the title."""
    for page, label, start, end in _labelled(spans, _DATE_LABELS):
        for found in find_ranges(label):
            if found.first:
                return found.first, found.last, page.document.evidence(start, end)
    for page, span in spans:
        told = _START_END.search(page.document.text, span[0], min(span[1], span[0] + _NEAR_TITLE))
        if told:
            for found in find_ranges(re.sub(r"[.;](?=\s*end)", ",", told.group(), flags=re.IGNORECASE)):
                if found.first and not found.single:
                    return found.first, found.last, page.document.evidence(told.start(), told.end())
    for page, span in spans:
        head = page.document.text[span[0] : min(span[1], span[0] + _NEAR_TITLE)]
        for line in _lines(head):
            for found in find_ranges(line[1]):
                alone = len(line[1].split()) <= 14
                if found.first and alone and (not found.single or len(line[1].split()) <= 8):
                    at = span[0] + line[0]
                    return found.first, found.last, page.document.evidence(at, at + len(line[1]))
    return _dated_opening(spans)


def _dated_opening(spans: Spans) -> tuple[str | None, str | None, Evidence] | None:
    """Dates that open a sentence near the title: `In spring 2022, as product manager, I ...`."""
    for page, span in spans:
        for start, end, text in page.sentences:
            if span[0] <= start < min(span[1], span[0] + _NEAR_TITLE) and _OPENS_WITH_DATE.match(text):
                for found in find_ranges(text[:_DATE_LETTERS]):
                    if found.first:
                        return found.first, found.last, page.document.evidence(start, end)
    return None


_OPENS_WITH_DATE = re.compile(r"(?:in|from|since|during|between|starting)\b", re.IGNORECASE)
_DATE_LETTERS = 60


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1


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


# fmt: skip
