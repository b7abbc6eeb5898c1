"""The person's role in a project, as its pages tell it."""

import re
from collections.abc import Iterator, Sequence

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
    r"(?:manager|lead|leader|owner|analyst|engineer|consultant|coordinator|co-ordinator|scientist|intern|designer|head|"
    r"director|developer|contributor|member|founder|co-founder|researcher|pm|tpm|student|volunteer|master|specialist|"
    r"architect|advisor|adviser|coach|assistant|administrator|strategist|maintainer|author|sponsor|officer|trainee|"
    r"mentor|facilitator|planner|working student|supervisor|secretary|chair|organi[sz]er|technician|"
    r"evaluator|"
    r"controller|delegate|associate|product person|translator|editor|trainer)"
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
    rf"only )*(?P<role>{_WORDS}{{0,5}}?{_NOUNS}s?)\b(?P<after>[^.]{{0,12}})",
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
#: What parts the pieces of the line under a title.
_PARTED = re.compile(r"\s+[·|•–—/-]\s+|[,;()\n]|(?<=[a-z\d])\.(?=\s|$)|\s{2,}")
#: Lines from the top of a project in which its author may be named; words of such a line.
_TOP_LINES, _LINE_WORDS = 5, 18


def role_of(spans: Spans, names: Sequence[str] = ()) -> Found | None:
    """The person's role: a label, a heading, the line under the title, a sentence, a name beside it.

    `names` are the person's own, if they are known: `Project manager: Lucia Ferro` is a role of hers alone.
    """
    for way in (_labelled, _under_heading, _in_head, _said, _answered):
        found = next(way(spans), None)
        if found is not None:
            return found
    return _signed(spans, names)


def _labelled(spans: Spans) -> Iterator[Found]:
    for page, span in spans:
        for label in page.labels:
            if label.name in _ROLE_LABELS and span[0] <= label.start < span[1]:
                value = _short(label.value)
                if _NOUN.search(value):
                    yield value, page.document.evidence(label.start, label.end)


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


def _signed(spans: Spans, names: Sequence[str]) -> Found | None:
    """A role beside a name: in the lines under the title, or a label that is a role before the own name."""
    for page, span in spans:
        for label in page.labels:
            if not span[0] <= label.start < span[1]:
                continue
            behind = _BEHIND_NAME.search(label.value.split(". ")[0].rstrip("."))
            if behind and label.name in _SIGNS:
                return behind["role"], page.document.evidence(label.start, label.end)
        head = page.document.text[span[0] : span[1]]
        for name in names:
            named = re.search(
                rf"\b(?P<role>(?:[A-Z][\w/&-]* ){{0,4}}?{_NOUNS})\s*[:–-]\s*{re.escape(name)}\b", head, re.I
            )
            if named:
                return named["role"], page.document.evidence(span[0] + named.start(), span[0] + named.end())
        for at, line in list(_top(page, span))[1:]:
            behind = _BEHIND_NAME.search(line) or _ONLY.fullmatch(line.strip())
            if behind and len(line.split()) <= 10:
                return behind["role"], page.document.evidence(at, at + len(line))
    return None


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


def _is_mine(text: str, said: "re.Match[str]") -> bool:
    """`As project lead, I ...` is the writer's role, `used as manager tool` is not."""
    if not _AS.match(said.group()):
        return True
    return re.search(r"^,? (?:i|my)\b", said["after"], re.IGNORECASE) is not None or bool(
        re.search(r"\bI\b[^.]{0,60}$", text[: said.start()])
    )


def _short(text: str) -> str:
    """A role without what stands behind it: `Study lead, May - June 2024` is `Study lead`."""
    words = re.split(
        r"[;.(\n]|\s[–—-]\s|,\s+(?:with|and|responsible|from|since|at|for|in)\b|\s{2,}", text, maxsplit=1
    )[0]
    first = words.split(",")[0]
    if _NOUN.search(first):
        words = first
    return " ".join(re.sub(r"^(?:I was|As) ", "", words).split()).strip(" ,:")[:_LONGEST]
