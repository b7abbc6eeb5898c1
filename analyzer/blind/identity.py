"""What tells who a person is: found once in the documents, so that it can be masked everywhere.

Two things are kept. *Spans* are places in the documents whose meaning depends on where they stand: the name
line, the header of a job, a pronoun. *Words* are surfaces that name the person, a school or an employer, and
are masked wherever they occur, also in what we wrote ourselves.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from analyzer.blind import tables
from analyzer.records import Document, Outline, Position, Report

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
    """A surface to mask wherever it stands; `exact` when only in this case (a name that is also a word)."""

    text: str
    kind: Kind
    label: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Identity:
    """Everything that tells who a person is, in their documents."""

    spans: tuple[Span, ...] = ()
    words: tuple[Word, ...] = ()


#: What stands for the person's own name; the alias takes its place.
NAME = "[name]"

_EMAIL = re.compile(r"[\w.+%-]+\s?(?:@|[(\[]\s?at\s?[)\]])\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_URL = re.compile(
    r"(?<![\w@.])(?:https?://|www\.)[^\s|,;()<>]+"
    r"|(?<![\w@.])(?:[a-z\d-]+\.)+[a-z]{2,10}/[^\s|,;()<>]+"
    r"|(?<![\w@.])(?:linkedin|github|gitlab|medium|twitter|behance|dribbble)\.com[^\s|,;()<>]*",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\w@/.-])(?:\+|00)?\(?\d[\d\s().\-–/\u00a0]{6,20}\d(?![\w@/])")
_TWO_YEARS = re.compile(r"(?:19|20)\d\d.*(?:19|20)\d\d|\d{1,2}[./-](?:19|20)\d\d|(?:19|20)\d\d[./-]\d{1,2}\b")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_PARTICLES = frozenset(
    (
        *("van", "der", "de", "den", "von", "zu", "la", "le", "di", "da", "do", "dos", "del", "bin", "binti"),
        *("ibn", "al", "el", "ben", "y", "e", "ter", "ten", "af", "av", "of", "the", "st"),
    )
)


def identity(report: Report) -> Identity:
    """What tells who the person of this Report is.

    Best with a Report that was just made: it knows the lines of every header. One that was read from JSON
    gives less, because the JSON leaves schools out.
    """
    words = (*_names(report), *_contacts(report), *_schools(report), *_employers(report), *_homes(report))
    spans: list[Span] = []
    for document in report.documents:
        outline = _outline_of(report, document)
        spans += _patterns(document, words)
        if outline is not None:
            spans += _contact_lines(document, outline)
            spans += _headers(document, outline, words)
            spans += _study_years(document, outline)
        if document.index == 0:
            spans += _name_line(document, report)
    return Identity(tuple(_apart(spans)), words)


def _outline_of(report: Report, document: Document) -> Outline | None:
    outlines = report.profile.outlines
    return outlines[document.index] if document.index < len(outlines) else None


# --- words --------------------------------------------------------------------------------------------


def _names(report: Report) -> Iterator[Word]:
    """The name as a whole, then each of its words; a short or ordinary one only in its own case."""
    name = report.profile.contact.name
    if not name:
        return
    yield Word(name, "name", NAME)
    text = report.documents[0].text if report.documents else ""
    for part in dict.fromkeys(_WORD.findall(name)):
        bare = part.strip("'’-.")
        if len(bare) < 2 or bare.lower() in _PARTICLES:
            continue
        ordinary = (
            len(bare) < 4 or re.search(rf"(?<![\w-]){re.escape(bare.lower())}(?![\w-])", text) is not None
        )
        yield Word(bare, "name", NAME, exact=ordinary)
        if "-" in bare:
            yield from (Word(half, "name", NAME, exact=True) for half in bare.split("-") if len(half) > 2)


def _contacts(report: Report) -> Iterator[Word]:
    contact = report.profile.contact
    for email in contact.emails:
        yield Word(email, "contact", "[e-mail]")
    for phone in contact.phones:
        yield Word(phone, "contact", "[phone]")
    for url in dict.fromkeys([*(link.url for link in contact.links), *_document_links(report)]):
        bare = re.sub(r"^(?:https?://)?(?:www\.)?|^(?:mailto|tel):", "", url).rstrip("/")
        if len(bare) > 3:
            yield Word(bare, "contact", "[link]")
        handle = bare.rstrip("/").rsplit("/", 1)[-1]
        if "/" in bare and len(handle) > 3:
            yield Word(handle, "contact", "[link]")


def _document_links(report: Report) -> Iterator[str]:
    for document in report.documents:
        for link in document.links:
            if link.kind in ("linkedin", "github", "email", "phone"):
                yield link.url


def _schools(report: Report) -> Iterator[Word]:
    found = [one.institution for one in report.profile.education if one.institution]
    for number, name in enumerate(dict.fromkeys(found), start=1):
        yield from _organization(name, "school", f"[school {number}]")


def _employers(report: Report) -> Iterator[Word]:
    found = [one.organization for one in _positions(report) if one.organization]
    numbers: dict[str, int] = {}
    for name in found:
        bare = tables.LEGAL_FORM.sub("", name).strip().lower()
        number = numbers.setdefault(bare, len(numbers) + 1)
        yield from _organization(name, "employer", f"[employer {number}]")


def _positions(report: Report) -> tuple[Position, ...]:
    more = [one for outline in report.profile.outlines for one in outline.positions]
    return tuple(dict.fromkeys([*report.profile.positions, *more]))


def _organization(name: str, kind: Kind, label: str) -> Iterator[Word]:
    """An organization's name as written, without its legal form, and by its telling first word."""
    plain = re.sub(r"\s*\([^)]*\)", "", name).strip(" ,.-–|")
    short = tables.LEGAL_FORM.sub("", plain).strip(" ,.-–|")
    for surface in dict.fromkeys((name.strip(), plain, short)):
        if len(surface) > 2 and surface.lower() not in tables.COMMON_NAME_WORDS:
            yield Word(surface, kind, label, exact=" " not in surface)
    for inside in re.findall(r"\(([^)]{2,40})\)", name):
        if inside[:1].isupper() and inside.lower() not in ("pty", "pvt", "uk", "us", "private"):
            yield Word(inside, kind, label, exact=True)
    words = _WORD.findall(short)
    telling = [word for word in words if _tells(word)]
    if len(words) > 1 and telling and telling[0] == words[0]:
        yield Word(telling[0], kind, label, exact=True)
    if len(words) > 2:
        initials = "".join(word[0] for word in words if word[0].isupper())
        if len(initials) > 2:
            yield Word(initials, kind, label, exact=True)


def _tells(word: str) -> bool:
    return len(word) > 3 and word[0].isupper() and word.lower() not in tables.COMMON_NAME_WORDS


def _homes(report: Report) -> Iterator[Word]:
    """The places written beside the contact data."""
    document = report.documents[0] if report.documents else None
    outline = report.profile.outlines[0] if report.profile.outlines else None
    if document is None or outline is None:
        return
    for passage in outline.passages:
        if passage.kind == "contact":
            for part in re.split(r"\s*[|•·]\s*|\s{2,}|,\s*", document.text[passage.start : passage.end]):
                bare = part.strip(" .,()")
                if _is_place(bare, report.profile.contact.name):
                    yield Word(bare, "address", "[place]", exact=True)


def _is_place(bare: str, name: str | None) -> bool:
    if not 3 < len(bare) < 40 or "@" in bare or "/" in bare or any(map(str.isdigit, bare)):
        return False
    return bare[0].isupper() and len(bare.split()) <= 3 and bare not in (name or "") and "." not in bare


# --- places in the text -------------------------------------------------------------------------------


def _patterns(document: Document, words: Iterable[Word]) -> Iterator[Span]:
    """What a pattern or a word tells wherever it stands in a document."""
    yield from (replace(one, document=document.index) for one in _raw(document.text))
    for word in words:
        for found in pattern_of(word).finditer(document.text):
            yield Span(document.index, found.start(), found.end(), word.kind, word.label)


def pattern_spans(text: str) -> tuple[Span, ...]:
    """What patterns alone tell in any text, in order and without overlaps."""
    return tuple(_apart(_raw(text)))


def _raw(text: str) -> Iterator[Span]:
    for pattern, kind, label in _PATTERNS:
        yield from (Span(0, one.start(), one.end(), kind, label) for one in pattern.finditer(text))
    for found in _PHONE.finditer(text):
        digits = sum(map(str.isdigit, found.group()))
        if 8 <= digits <= 16 and not _TWO_YEARS.search(found.group()) and _looks_like_phone(found.group()):
            yield Span(0, found.start(), found.end(), "contact", "[phone]")
    for found in tables.PRONOUN.finditer(text):
        yield Span(0, found.start(), found.end(), "pronoun", _neutral(found, text))
    for found in tables.GENDERED_WORD.finditer(text):
        label = _cased(found.group(), tables.GENDERED[found.group().lower()])
        yield Span(0, found.start(), found.end(), "pronoun", label)


#: What is masked wherever it stands, whoever the person is.
_PATTERNS: tuple[tuple[re.Pattern[str], Kind, str], ...] = (
    (_EMAIL, "contact", "[e-mail]"),
    (_URL, "contact", "[link]"),
    (tables.PERSONAL_LINE, "age", "[personal]"),
    (tables.PERSONAL_PART, "age", "[personal]"),
    (tables.AGE, "age", "[age]"),
    (tables.STREET, "address", "[address]"),
    (tables.POSTCODE, "address", "[address]"),
    (tables.SCHOOL, "school", "[school]"),
    (tables.PRONOUN_SETS, "pronoun", ""),
    (tables.TITLES, "pronoun", ""),
)


def _looks_like_phone(written: str) -> bool:
    """A plus, brackets or groups: "212 555 0147". A figure with separators in threes is an amount."""
    return bool(
        re.match(r"\+|00|\(", written) or not re.fullmatch(r"\d{1,3}(?:[ ,.]\d{3})+", written.strip())
    )


def _neutral(found: re.Match[str], text: str) -> str:
    word = found.group().lower()
    label = tables.PRONOUNS[word]
    if word == "her" and not re.match(r"\s+\w", text[found.end() :]):
        label = "them"
    return _cased(found.group(), label)


def _cased(written: str, label: str) -> str:
    if written.isupper() and len(written) > 1:
        return label.upper()
    return label[:1].upper() + label[1:] if written[0].isupper() else label


def pattern_of(word: Word) -> re.Pattern[str]:
    """Where a word stands as a word: spaces of any kind between its parts."""
    spaced = r"[\s\u00a0]+".join(re.escape(part) for part in word.text.split())
    flags = 0 if word.exact else re.IGNORECASE
    if word.exact:  # a name in capital letters is the same name: headings and name lines are set so
        upper = r"[\s\u00a0]+".join(re.escape(part.upper()) for part in word.text.split())
        spaced = f"(?:{spaced}|{upper})" if upper != spaced else spaced
    return re.compile(rf"(?<![^\W_]){spaced}(?![^\W_])", flags)


def _name_line(document: Document, report: Report) -> Iterator[Span]:
    """The name where letters are set apart ("M A R I A"), and letters behind it on the same line."""
    name = report.profile.contact.name
    if not name:
        return
    letters = r"\s*".join(re.escape(letter) for letter in re.sub(r"\s", "", name))
    for found in re.finditer(rf"(?<![^\W_]){letters}(?![^\W_])", document.text, re.IGNORECASE):
        yield Span(document.index, found.start(), found.end(), "name", NAME)


def _contact_lines(document: Document, outline: Outline) -> Iterator[Span]:
    """Every line of contact data, whole: what stands there is who and where, in ways no pattern foresees."""
    for passage in outline.passages:
        if passage.kind == "contact":
            yield Span(document.index, passage.start, passage.end, "contact", "[contact]")


def _headers(document: Document, outline: Outline, words: Iterable[Word]) -> Iterator[Span]:
    """In the header of a job all but its title and dates: employer and place, also where misread."""
    labels = {word.text.lower(): word.label for word in words if word.kind == "employer"}
    for position in outline.positions:
        start, end = position.header
        if not 0 <= start < end <= len(document.text):
            continue
        label = labels.get((position.organization or "").strip().lower(), "[employer]")
        for left, right in _rest(document.text, start, end, position):
            yield Span(document.index, left, right, "employer", label)


def _study_years(document: Document, outline: Outline) -> Iterator[Span]:
    """The years beside degrees: they tell an age."""
    for degree in outline.education:
        for found in re.finditer(r"(?<!\d)(?:19|20)\d\d(?!\d)", document.text[degree.start : degree.end]):
            start = degree.start + found.start()
            yield Span(document.index, start, start + 4, "age", "[year]")


_DATE = re.compile(
    r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?\s*['’]?\d{2,4}|\d{1,2}[./-]\d{2,4}"
    r"|(?:19|20)\d\d(?:[./-]\d{1,2})?|present|current|now|today|ongoing|to date|since"
    r"|\d+\s*(?:years?|yrs?|months?|mos?)\b)",
    re.IGNORECASE,
)
_STAYS = re.compile(r"[\s|•·,;:()\[\]/–—-]+|\b(?:to|until|till|at|in|for|and|of)\b", re.IGNORECASE)
_KEEPS = re.compile(
    r"\b(?:full[- ]?time|part[- ]?time|contract(?:or)?|permanent|freelance|intern(?:ship)?|remote|hybrid|"
    r"on-?site)\b",
    re.IGNORECASE,
)


def _rest(text: str, start: int, end: int, position: Position) -> Iterator[tuple[int, int]]:
    """The parts of a header that are neither title nor date nor a kind of contract."""
    known = [(found.start(), found.end()) for found in _DATE.finditer(text, start, end)]
    known += [(found.start(), found.end()) for found in _KEEPS.finditer(text, start, end)]
    if position.title:
        spaced = r"\s+".join(re.escape(part) for part in position.title.split())
        known += [(one.start(), one.end()) for one in re.compile(spaced).finditer(text, start, end)]
    taken = bytearray(end - start)
    for left, right in known:
        taken[left - start : right - start] = b"\x01" * (min(right, end) - left)
    for free, group in groupby(range(end - start), key=lambda at: not taken[at] and text[start + at] != "\n"):
        places = list(group)
        if not free:
            continue
        left, right = start + places[0], start + places[-1] + 1
        piece = text[left:right]
        if _STAYS.sub("", piece):
            lead = len(piece) - len(re.sub(r"^(?:[\s|•·,;:()\[\]/–—-]+|(?:at|in|for|of|to)\b)+", "", piece))
            tail = len(re.sub(r"[\s|•·,;:(\[/–—-]+$", "", piece))
            if lead < tail:
                yield left + lead, left + tail


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
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
