"""Surfaces that name the person, a school or an employer, and are masked wherever they occur."""

import re
from collections.abc import Iterator, Sequence

from analyzer.blind import tables
from analyzer.blind.handles import handles
from analyzer.blind.records import NAME, Kind, Span, Word
from analyzer.blind.tables import DATE
from analyzer.blind.top import HONORIFICS, SURE_PLACE, contact_places, labelled_names, places_beside, top_line
from analyzer.blind.written import folded, spellings
from analyzer.parsing.lexicon import is_title, location_points
from analyzer.records import Document, Position, Report

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_PARTICLES = frozenset(
    (
        *("van", "der", "de", "den", "von", "zu", "la", "le", "di", "da", "do", "dos", "del", "bin", "binti"),
        *("ibn", "al", "el", "ben", "y", "e", "ter", "ten", "af", "av", "of", "the", "st"),
    )
)


def names(report: Report) -> Iterator[Word]:
    """The name as a whole, then each of its words; a short or ordinary one only in its own case.

    Words at the top that also stand in the e-mail address or a profile's handle are the name too: a middle
    name, a name that parsing has not seen as one.
    """
    text = _text(report)
    wholes = _wholes(report, text)
    parts = name_parts(report)
    for name in wholes:
        yield Word(name, "name", NAME)
    first, last = (parts[0], parts[-1]) if parts else ("", "")
    for part in parts:
        bare = part.strip("'’-.")
        if len(bare) < 2 or (not report.profile.contact.name and is_title(bare)):
            continue
        if bare.lower() in _PARTICLES and (bare.islower() or bare not in (first, last)):
            if bare.istitle() and len(bare) > 2 and bare.lower() not in _NEVER:
                yield Word(bare, "name", NAME, exact=True)  # "Sara Ben David", who is called Ben
            continue
        ordinary = (
            len(bare) < 4 or re.search(rf"(?<![\w-]){re.escape(bare.lower())}(?![\w-])", text) is not None
        )
        yield Word(bare, "name", NAME, exact=ordinary)
        if ordinary and not bare.istitle():  # in capitals or small letters at the top, as usual further down
            yield Word(bare.title(), "name", NAME, exact=True)
        if "-" in bare:
            yield from (Word(half, "name", NAME, exact=True) for half in bare.split("-") if len(half) > 2)


def _text(report: Report) -> str:
    """The text of the resume."""
    return report.documents[0].text if report.documents else ""


def name_parts(report: Report) -> list[str]:
    """The words of the name, the given one first."""
    text = _text(report)
    wholes = _wholes(report, text)
    parts = [part for name in wholes for part in _WORD.findall(name) if part.lower() not in HONORIFICS]
    return list(dict.fromkeys([*parts, *_also_names(report, text)]))


def _wholes(report: Report, text: str) -> list[str]:
    """The name as parsing read it, as it stands at the top, and behind a label."""
    read = (report.profile.contact.name, top_line(text), *labelled_names(text))
    return list(dict.fromkeys(one for one in read if one))


#: Particles that are words of every text; they name nobody alone.
_NEVER = frozenset({"the", "of", "del", "dos"})
#: Lines of the top in which a name may stand.
_TOP_LINES = 4


def _also_names(report: Report, text: str) -> Iterator[str]:
    """Words that the e-mail address or a profile's handle is made of, where they stand as a name.

    In capitals in the first lines, or anywhere two and more of them in a row.
    """
    contact = report.profile.contact
    handles = [one.split("@")[0] for one in contact.emails]
    handles += [one.url.rstrip("/").rsplit("/", 1)[-1] for one in contact.links if "/" in one.url]
    made_of = {part for one in handles for part in re.split(r"[^a-z]+", folded(one)) if len(part) > 2}
    lines = [line for line in text.split("\n") if line.strip()][:_TOP_LINES]
    for word in _WORD.findall(" ".join(lines)):
        if word[0].isupper() and len(word) > 2 and spellings(word) & made_of and not is_title(word):
            yield word
    for found in _NAMES.finditer(text):
        words = _WORD.findall(found.group())
        known = [word for word in words if spellings(word) & made_of]
        if len({word.lower() for word in known}) > 1 and not is_title(found.group()):
            yield from known


#: Words in capitals in a row.
_NAMES = re.compile(r"[^\W\d_a-zß-ÿ][\w'’-]+(?:[ \t][^\W\d_a-zß-ÿ][\w'’.-]*)+")


def contacts(report: Report) -> Iterator[Word]:
    """E-mail addresses, numbers, links and the handle at the end of a link."""
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
    yield from handles(report, name_parts(report))


def _document_links(report: Report) -> Iterator[str]:
    for document in report.documents:
        for link in document.links:
            if link.kind in ("linkedin", "github", "email", "phone"):
                yield link.url


def schools(report: Report) -> Iterator[Word]:
    """Places of study, numbered in the order of the resume."""
    found = [one.institution for one in report.profile.education if one.institution]
    for number, name in enumerate(dict.fromkeys(found), start=1):
        yield from _organization(name, "school", f"[school {number}]", _text(report))


def employers(report: Report) -> Iterator[Word]:
    """Employers, numbered in the order of the resume; the same one keeps its number."""
    found = [one.organization for one in _positions(report) if one.organization]
    numbers: dict[str, int] = {}
    for name in found:
        bare = tables.LEGAL_FORM.sub("", name).strip().lower()
        number = numbers.setdefault(bare, len(numbers) + 1)
        yield from _organization(name, "employer", f"[employer {number}]", _text(report))


def _positions(report: Report) -> tuple[Position, ...]:
    more = [one for outline in report.profile.outlines for one in outline.positions]
    return tuple(dict.fromkeys([*report.profile.positions, *more]))


def _is_misread(name: str) -> bool:
    """Whether more than a name was read as one: "to now", "Marlow since Feb 2023"."""
    return not (name[:1].isupper() or name[:1].isdigit()) or DATE.search(name) is not None


def _is_word(word: str, text: str) -> bool:
    """Whether a name is also a word of work, or of the language as the document writes it: "Lead Labs"."""
    return is_title(word) or re.search(rf"(?<![\w-]){re.escape(word.lower())}(?![\w-])", text) is not None


def _organization(name: str, kind: Kind, label: str, text: str) -> Iterator[Word]:
    """An organization's name as written, without its legal form, and by its telling first word."""
    plain = re.sub(r"\s*\([^)]*\)", "", name).strip(" ,.-–|")
    short = tables.LEGAL_FORM.sub("", plain).strip(" ,.-–|")
    bare = re.sub(r"^(?:the|die|der|das|la|le)\s+", "", short, flags=re.IGNORECASE)
    for surface in dict.fromkeys((name.strip(), plain, short, bare)):
        cut = surface != name.strip() and " " not in surface and _is_word(surface, text)  # "Manager, Inc."
        if _is_telling(surface) and not cut:
            yield Word(surface, kind, label, exact=" " not in surface, guessed=_is_misread(surface))
            if surface.isupper() and " " not in surface and len(surface) > _SHORT_NAME:
                yield Word(surface.title(), kind, label, exact=True)
    for inside in re.findall(r"\(([^)]{2,40})\)", name):
        inside = _LEAD.sub("", inside)  # noqa: PLW2901  (what stands behind "formerly")
        if inside[:1].isupper() and inside.lower() not in ("pty", "pvt", "uk", "us", "private"):
            yield Word(inside, kind, label, exact=True, guessed=_is_misread(inside))
    words = _WORD.findall(short)
    telling = [word for word in words if _tells(word)]
    if len(words) > 1 and telling and telling[0] == words[0] and not _is_word(telling[0], text):
        yield Word(telling[0], kind, label, exact=True)
        if telling[0].isupper() and len(telling[0]) > _SHORT_NAME:  # a header in capitals
            yield Word(telling[0].title(), kind, label, exact=True)
    if len(words) > 2:
        initials = "".join(word[0] for word in words if word[0].isupper())
        if len(initials) > 2:
            yield Word(initials, kind, label, exact=True)


#: Names of two letters that are words of every resume; "3M" and "HP" are employers.
_SHORT_WORDS = frozenset({"ai", "it", "us", "uk", "eu", "hr", "pm", "qa", "ml", "bi", "pr", "ba", "vp"})
#: What leads to a name and is none of it: "formerly Braaivallei", "contract via Marlow".
_LEAD = re.compile(r"^(?:[a-z][\w-]*\s+)+(?=[A-Z\d])")


def _is_telling(surface: str) -> bool:
    """Whether a surface names an organization: no common word, no two letters that mean something else."""
    if surface.lower() in tables.COMMON_NAME_WORDS:
        return False
    if len(surface) == 2:
        return surface.upper() == surface and surface.lower() not in _SHORT_WORDS and surface.isalnum()
    return len(surface) > 2


def met(documents: Sequence[Document], spans: Sequence[Span], known: Sequence[Word]) -> Iterator[Word]:
    """What stood in headers and lines of study and is no known word yet: a bullet may name it again."""
    had = {word.text.lower() for word in known}
    for span in spans:
        if span.kind not in ("employer", "school"):
            continue
        for part in re.split(
            r"\s*[,|•·;()\n–—]\s*|\s{2,}|\s-\s|\s[x×/]\s",
            documents[span.document].text[span.start : span.end],
        ):
            name = _LEAD.sub("", part.strip(" .:-"))
            telling = [word for word in _WORD.findall(name) if _tells(word)]
            acronym = span.kind == "school" and name.isupper() and len(name) > 2
            named = len(name.split()) > 1 or len(name) > _SHORT_NAME or acronym
            if (telling or acronym) and named and name[0].isupper() and name.lower() not in had:
                had.add(name.lower())
                yield Word(name, span.kind, span.label, exact=True, guessed=True)
                first = telling[0] if telling else name
                if span.kind == "employer" and name.startswith(first) and len(first) > _SHORT_NAME:
                    yield Word(first, span.kind, span.label, exact=True, guessed=True)


#: A single word shorter than this is too often a word of the language.
_SHORT_NAME = 5


def _tells(word: str) -> bool:
    return len(word) > 3 and word[0].isupper() and word.lower() not in tables.COMMON_NAME_WORDS


def homes(report: Report) -> Iterator[Word]:
    """The places written beside the contact data."""
    document = report.documents[0] if report.documents else None
    outline = report.profile.outlines[0] if report.profile.outlines else None
    if document is None or outline is None:
        return
    lines = list(contact_places(document, outline))
    for start, end in (*lines, *places_beside(document, outline, report)):
        for part in re.split(r"\s*[|•·/()\n]\s*|\s{2,}|,\s*", document.text[start:end]):
            bare = part.strip(" .,()")
            if _is_place(bare, report.profile.contact.name):
                guessed = location_points(bare.title()) < SURE_PLACE
                if guessed and (start, end) not in lines:
                    continue  # an unknown word of a headline is masked there alone
                yield Word(bare, "address", "[place]", exact=True, guessed=guessed)


def _is_place(bare: str, name: str | None) -> bool:
    if not 3 < len(bare) < 40 or "@" in bare or "/" in bare or any(map(str.isdigit, bare)):
        return False
    named = bare[0].isupper() or location_points(bare.title()) >= SURE_PLACE
    return named and len(bare.split()) <= 3 and bare not in (name or "") and "." not in bare
