"""The person's role in a project, as its pages tell it."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from analyzer.parsing.dates import find_ranges
from analyzer.portfolio.coverage import Span
from analyzer.portfolio.pages import Page
from analyzer.records import Evidence

Spans = Sequence[tuple[Page, Span]]
Found = tuple[str, Evidence]

#: Labels before a role, and headings over one.
_ROLE_LABELS = frozenset((
    "role", "my role", "your role", "position", "my part", "my title", "roles", "my seat", "my hat",
    "my job", "my bit",
    "job", "title", "seat", "hat", "who i was", "capacity", "my role here", "what i was", "my place", "i was",
))  # fmt: skip
#: Nouns that make words a role.
_NOUNS = (
    r"(?:manager|lead|leader|owner|analyst|engineer|consultant|coordinator|co-ordinator|scientist|intern|"
    r"designer|head|"
    r"director|developer|contributor|member|founder|co-founder|researcher|pm|tpm|student|volunteer|master|"
    r"specialist|"
    r"architect|advisor|adviser|coach|assistant|administrator|strategist|maintainer|author|sponsor|"
    r"officer|trainee|"
    r"mentor|facilitator|planner|working student|supervisor|secretary|chair|organi[sz]er|technician|"
    r"evaluator|"
    r"controller|delegate|associate|product person|translator|editor|trainer|reviewer|auditor|champion|"
    r"liaison|"
    r"representative|buyer|writer|programmer|modeller|statistician|steward|keeper|custodian|convenor|"
    r"convener|"
    r"expert|investigator|tester|moderator|tutor|teacher|secondee|apprentice|builder|integrator|counsel|"
    r"manageress)"
)
_NOUN = re.compile(rf"\b{_NOUNS}s?\b", re.IGNORECASE)
_WORDS = r"(?:(?!not\b|no\b|never\b|neither\b|and I\b)[\w/&'’+-]+ )"
_SAID = re.compile(
    r"\b(?:i (?:was|acted as|served as|worked as|joined(?: [\w ]{1,30})? as|took part as|am|"
    r"came in as|came on as|stepped in "
    r"as|was (?:hired|brought in|taken on|called in|employed|asked in|there) as|held the post of)|"
    r"my (?:role|job|title|part|seat|hat)(?: here| there| in (?:it|this))? was(?: that of)?|"
    r"in my role as|in the role of|as)\s+"
    rf"(?:the |an? |its |their |our |sole |"
    rf"only )*(?P<role>{_WORDS}{{0,5}}?{_NOUNS}s?)\b",
    re.IGNORECASE,
)
_AS = re.compile(r"^as\b", re.IGNORECASE)
_LONGEST = 70
#: A question or heading that asks who the writer was.
_WHO = re.compile(
    r"\b(?:who (?:are|were) you|who (?:am|was) i|(?:what (?:is|was)|which) (?:your|my) (?:role|part|"
    r"job|seat|hat|place)|"
    r"(?:your|my) (?:role|part|job|seat|hat))\b",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    rf"^(?:[Aa]s )?(?:[Tt]he |[Aa]n? |[Ii]ts )?(?P<role>{_WORDS}{{0,4}}?{_NOUNS})\b", re.IGNORECASE
)
_SIGNS = frozenset((
    "owner", "author", "by", "written by", "prepared by", "case study", "product owner", "maintainer",
    "maintained by",
    "presenter", "presented by", "speaker", "kept by", "contact", "from", "lead", "run by", "led by",
    "author and lead",
))  # fmt: skip
_BEHIND_NAME = re.compile(rf",\s+(?P<role>(?:[A-Za-z/&-]+ ){{0,4}}{_NOUNS})$", re.IGNORECASE)
_ONLY = re.compile(rf"(?:(?:as|the|an?) )?(?P<role>(?:[A-Za-z/&-]+ ){{0,4}}{_NOUNS})", re.IGNORECASE)
#: Labels that hold nothing but a role, whatever its words.
_ALWAYS = frozenset(("role", "my role", "your role", "my part", "my title", "my seat", "my hat", "capacity"))
_MOST_WORDS = 6
#: Words before a role that say when it was held.
_THEN = re.compile(
    r"^(?:then|now|currently|formerly|at the time|acting as|as|the|an?|its|your)\s+", re.IGNORECASE
)
#: What parts the pieces of the line under a title.
_PARTED = re.compile(r"\s+[·|•–—/-]\s+|[,;()\n]|(?<=[a-z\d])\.(?=\s|$)|\s{2,}")
#: Lines from the top of a project in which its author may be named; words of such a line.
_TOP_LINES, _LINE_WORDS = 5, 18


def role_of(spans: Spans, names: Sequence[str] = ()) -> Found | None:
    """The person's role: a label, a heading, the line under the title, a sentence, a name beside it.

    `names` are the person's own, if they are known: `Project manager: Lucia Ferro` is a role of hers alone.
    """
    ways = (_labelled, _under_heading, _in_head, _in_aside, _said, _answered)
    found = [one for way in ways for one in way(spans)]
    sure = next((one for one in found if one[0].lower() not in _WEAK), None)
    signed = [] if sure else _signed(spans, names)
    found = [*signed, *found]
    return (
        sure or next((one for one in found if one[0].lower() not in _WEAK), None) or next(iter(found), None)
    )


#: Words that say who a page is by, not what the person was.
_WEAK = frozenset(
    ("owner", "author", "editor", "maintainer", "member", "contributor", "keeper", "sponsor", "head")
)


def _labelled(spans: Spans) -> Iterator[Found]:
    for page, span in spans:
        for label in page.labels:
            if label.name in _ROLE_LABELS and span[0] <= label.start < span[1]:
                value = _short(label.value)
                sure = (
                    label.name in _ALWAYS and 0 < len(value.split()) <= _MOST_WORDS and not _DONE.match(value)
                )
                if _NOUN.search(value) or sure:
                    yield value, page.document.evidence(label.start, label.end)


#: A value that tells a deed, not a role.
_DONE = re.compile(r"(?:\w+ed|led|ran|built|wrote|made|I|we|\d.*)\b", re.IGNORECASE)


def _under_heading(spans: Spans) -> Iterator[Found]:
    for page, span in spans:
        for heading in page.headings:
            if span[0] <= heading.start < span[1] and heading.text.lower().strip(" :?") in _ROLE_LABELS:
                under = [one for one in page.sentences if heading.end <= one[0] < min(heading.stop, span[1])]
                for start, end, text in under[:2]:
                    said = _SAID.search(text)
                    words = said["role"] if said else _short(text)
                    if _NOUN.search(words) and len(words) <= _LONGEST and (said or len(words.split()) <= 6):
                        yield words, page.document.evidence(start, end, section=heading.text)


def _in_head(spans: Spans) -> Iterator[Found]:
    """`Courier firm · product lead · 2021 - 2022`: a piece of a dated line at the top of a project."""
    for page, span in spans:
        for at, line in _top(page, span):
            labelled = at > span[0] and re.match(r"[A-Z][\w ]{1,28}:", line)
            if len(line.split()) > _LINE_WORDS or not find_ranges(line) or labelled:
                continue
            for piece in filter(None, (one.strip() for one in _PARTED.split(line) if one)):
                alone = _ONLY.fullmatch(piece)
                if alone:
                    yield alone["role"], page.document.evidence(at, at + len(line))


_ASIDE = re.compile(r"\(([^()]{3,90})\)")
_ASIDE_LETTERS = 160


def _in_aside(spans: Spans) -> Iterator[Found]:
    """`Warranty letters (2023, delivery manager). ...`: a piece of a dated aside at the top of a project."""
    for page, span in spans:
        text = page.document.text[span[0] : min(span[1], span[0] + _ASIDE_LETTERS)]
        for aside in _ASIDE.finditer(text):
            for piece in _PARTED.split(aside[1]):
                alone = _ONLY.fullmatch(piece.strip()) if piece and find_ranges(aside[1]) else None
                if alone:
                    start, end = span[0] + aside.start(1), span[0] + aside.end(1)
                    yield alone["role"], page.document.evidence(start, end)


def _said(spans: Spans) -> Iterator[Found]:
    for page, span in spans:
        for start, end, text in page.sentences:
            said = _SAID.search(text) if span[0] <= start < span[1] else None
            if said and _is_mine(text, said):
                yield " ".join(said["role"].split()), page.document.evidence(start, end)


def _answered(spans: Spans) -> Iterator[Found]:
    """`Who are you in this story? The program manager on the hospital side`."""
    for page, span in spans:
        inside = [one for one in page.sentences if span[0] <= one[0] < span[1]]
        for number, (start, end, text) in enumerate(inside):
            heading = page.heading_at(start)
            before = inside[number - 1][2] if number else ""
            asked = _WHO.search(before) and before.rstrip().endswith("?")
            opens = (
                heading is not None
                and _WHO.search(heading.text)
                and page.document.text[heading.end : start].isspace()
            )
            answer = _ANSWER.match(text) if asked or opens else None
            if answer:
                yield answer["role"], page.document.evidence(start, end)


def _signed(spans: Spans, names: Sequence[str]) -> list[Found]:
    """A role beside a name: in a label, in the lines under the title, or anywhere beside the own name."""
    return [found for one in spans for found in _signed_on(*one, names)]


def _signed_on(page: Page, span: Span, names: Sequence[str]) -> Iterator[Found]:
    for label in page.labels:
        behind = _BEHIND_NAME.search(label.value.split(". ")[0].rstrip("."))
        if span[0] <= label.start < span[1] and behind and label.name in _SIGNS:
            yield _THEN.sub("", behind["role"]), page.document.evidence(label.start, label.end)
    text = page.document.text
    for pattern in (one for name in names for one in _beside(name)):
        named = pattern.search(text, span[0], span[1])
        if named:
            yield " ".join(named["role"].split()), page.document.evidence(named.start(), named.end())
    for at, line in list(_top(page, span))[1:]:
        behind = _BEHIND_NAME.search(line) or _ONLY.fullmatch(line.strip())
        if behind and len(line.split()) <= 10:
            yield _THEN.sub("", behind["role"]), page.document.evidence(at, at + len(line))
        signed = _NAME_FIRST.match(line)
        if signed:
            yield signed["role"], page.document.evidence(at + signed.start(), at + signed.end())


#: `Ilse Vandaele, product owner. ...` opens a line; `Written by Matteo Lang, delivery manager.`
_NAME_FIRST = re.compile(
    rf"(?:(?:[A-Z][a-z]+ )?[Bb]y )?(?:[A-Z][\w.'’-]+ ){{1,3}}?[A-Z][\w.'’-]+,\s+(?:then |now |the |an? )?"
    rf"(?P<role>(?:(?!of |in |at |and )[A-Za-z/&-]+ ){{0,4}}?{_NOUNS.replace('(?:', '(?i:', 1)})(?=[.,;:)|"
    rf"]|$| at | in | of )"
)


@lru_cache(maxsize=64)
def _beside(name: str) -> tuple[re.Pattern[str], ...]:
    """Ways in which a role stands beside the person's own name."""
    last = re.escape(name.replace(",", " ").split()[-1])
    whole = rf"(?:[A-Z][\w.'’-]* ){{0,3}}{last}"
    role = rf"(?P<role>(?:(?!of |in |at |and |with )[A-Za-z/&-]+ ){{0,4}}?{_NOUNS})s?\b"
    return (
        re.compile(rf"\b(?P<role>(?:[A-Z][\w/&-]* ){{0,4}}?{_NOUNS})\s*[:–-]\s*{re.escape(name)}\b", re.I),
        re.compile(
            rf"\b{whole}\)?\s*(?:[,(–—-]|\b(?:is|was|as)\b)+\s*(?:then |now |the |as |an? |your |our "
            rf")*{role}",
            re.IGNORECASE,
        ),
        re.compile(rf"\b(?:the |our )?{role}\s*[,(:]?\s*{whole}\b", re.IGNORECASE),
    )


def _top(page: Page, span: Span) -> Iterator[tuple[int, str]]:
    """The first lines of a project with their places, that of its title first."""
    at = span[0]
    told = 0
    for line in page.document.text[span[0] : span[1]].split("\n"):
        if line.strip():
            yield at, line
            told += 1
        if told == _TOP_LINES:
            return
        at += len(line) + 1


#: `As project manager of the city archive I had ...`.
_I_DID = re.compile(r"s?(?: (?:of|at|for|in) [^.,;]{2,40}?)?,? (?:i|my)\b", re.IGNORECASE)


def _is_mine(text: str, said: "re.Match[str]") -> bool:
    """`As project lead, I ...` is the writer's role, `used as manager tool` is not."""
    if not _AS.match(said.group()):
        return True
    behind = text[said.end("role") :]
    return _I_DID.match(behind) is not None or bool(re.search(r"\bI\b[^.]{0,60}$", text[: said.start()]))


def _short(text: str) -> str:
    """A role without what stands behind it: `Study lead, May - June 2024` is `Study lead`."""
    words = re.split(
        r"[;.(\n]|\s[–—-]\s|,\s+(?:with|and|responsible|from|since|at|for|in)\b|\s{2,}", text, maxsplit=1
    )[0]
    first = words.split(",")[0]
    if _NOUN.search(first):
        words = first
    return " ".join(re.sub(r"^(?:I was|As) ", "", words).split()).strip(" ,:")[:_LONGEST]
