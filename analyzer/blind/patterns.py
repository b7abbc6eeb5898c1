"""What patterns tell wherever they stand: addresses, numbers, pronouns, ages, schools; and known words."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from analyzer.blind import tables
from analyzer.blind.records import Kind, Span, Word, apart
from analyzer.records import Document

_EMAIL = re.compile(r"[\w.+%-]+\s?(?:@|[(\[]\s?at\s?[)\]])\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_URL = re.compile(
    r"(?<![\w@.])(?:https?://|www\.)[^\s|,;()<>]+"
    r"|(?<![\w@.])(?:[a-z\d-]+\.)+[a-z]{2,10}/[^\s|,;()<>]+"
    r"|(?<![\w@.])(?:linkedin|github|gitlab|medium|twitter|behance|dribbble)\.com[^\s|,;()<>]*",
    re.IGNORECASE,
)
#: Handles without an address: "LinkedIn: in/ada-park", "GitHub @adapark". "GitHub: Actions" is none.
_HANDLE = re.compile(
    r"\b(?:linked-?in|git-?hub|gitlab|twitter|medium|kaggle|skype|telegram|instagram|behance|dribbble|xing|orcid)"
    r"\s*[:：]?\s+(?:in/|@)?[A-Za-z\d]+(?:[-_.@/]+[A-Za-z\d]+)+/?|@[a-z][\w-]{3,}\b(?!\.)",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\w@/.-])(?:\+|00)?\(?\d[\d\s().\-–/\u00a0]{6,20}\d(?![\w@/])")
_TWO_YEARS = re.compile(r"(?:19|20)\d\d.*(?:19|20)\d\d|\d{1,2}[./-](?:19|20)\d\d|(?:19|20)\d\d[./-]\d{1,2}\b")


def spans_in(document: Document, words: Iterable[Word]) -> Iterator[Span]:
    """What a pattern or a word tells wherever it stands in a document."""
    yield from (replace(one, document=document.index) for one in _raw(document.text))
    for word in words:
        for found in pattern_of(word).finditer(document.text):
            yield Span(document.index, found.start(), found.end(), word.kind, word.label)


def pattern_spans(text: str) -> tuple[Span, ...]:
    """What patterns alone tell in any text, in order and without overlaps."""
    return tuple(apart(_raw(text)))


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
    (_HANDLE, "contact", "[link]"),
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
