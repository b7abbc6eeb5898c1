"""Places whose meaning depends on where they stand: name line, contact data, headers of jobs, schools."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from analyzer.blind.records import NAME, Span, Word
from analyzer.parsing.dates import find_ranges
from analyzer.parsing.degrees import find_degree
from analyzer.parsing.lexicon import (
    has_legal_form,
    is_title,
    location_points,
    organization_points,
    title_points,
)
from analyzer.records import Document, Outline, Report

_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def name_line(document: Document, report: Report) -> Iterator[Span]:
    """The name where letters are set apart ("M A R I A"), and letters behind it on the same line."""
    name = report.profile.contact.name or top_line(document.text)
    if not name:
        return
    letters = r"\s*".join(re.escape(letter) for letter in re.sub(r"\s", "", name))
    for found in re.finditer(rf"(?<![^\W_]){letters}(?![^\W_])", document.text, re.IGNORECASE):
        yield Span(document.index, found.start(), found.end(), "name", NAME)


_HEADING = re.compile(
    r"r[eé]sum[eé]|curriculum|vitae|profile|summary|cv|contact|personal|details|page", re.IGNORECASE
)


def top_line(text: str) -> str | None:
    """The name that parsing has not seen as one: a first line, or the first two, of one to four bare words.

    None where the first line is rather a heading or a title.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()][:2]
    for wanted in (lines[:1], lines):
        words = [word for line in wanted for word in line.split()]
        whole = " ".join(words)
        bare = all(_WORD.fullmatch(word.strip(".,")) for word in words)
        names = [word for word in words if not is_title(word)]
        if (
            not bare
            or not names
            or (is_title(whole) and len(names) < len(words) - 1)
            or _HEADING.search(whole)
        ):
            return None
        if 2 <= len(words) <= _MOST_NAME_WORDS and (len(wanted) == 1 or len(lines[0].split()) == 1):
            return whole
    return None


_MOST_NAME_WORDS = 4


def contact_lines(document: Document, outline: Outline) -> Iterator[Span]:
    """Every line of contact data, whole: what stands there is who and where, in ways no pattern foresees."""
    for start, end in contact_places(document, outline):
        yield Span(document.index, start, end, "contact", "[contact]")


_CONTACT_TITLES = ("contact", "details", "personal", "links", "social", "online", "reach", "find me")
#: A contact section is short; a longer one with such a title is something else.
_MOST_CONTACT_LINES = 12
_SHORT_LINE = 9  # words


def contact_places(document: Document, outline: Outline) -> Iterator[tuple[int, int]]:
    """Lines of contact data.

    Those that parsing found, short lines with a place before the first heading, and a whole contact section.
    """
    yield from ((one.start, one.end) for one in outline.passages if one.kind == "contact")
    top = outline.sections[0].start if outline.sections else 0
    for start, end in _lines(document.text, 0, top):
        line = document.text[start:end]
        if len(line.split()) <= _SHORT_LINE and _names_place(line):
            yield start, end
    for section in outline.sections:
        title = section.title.lower()
        lines = list(_lines(document.text, section.start, section.end))[1:]
        if title.startswith(_CONTACT_TITLES) and len(lines) <= _MOST_CONTACT_LINES:
            yield from lines


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of a stretch of text that hold something."""
    for found in re.compile(r"[^\n]+").finditer(text, start, end):
        if found.group().strip():
            yield found.start(), found.end()


def _names_place(line: str) -> bool:
    parts = [part.strip() for part in re.split(r"[|•·()]|\s{2,}", line) if part.strip()]
    return any(location_points(part) >= _SURE_PLACE for part in (line.strip(), *parts))


#: As sure as the parser is when it takes a line beside the name for an address.
_SURE_PLACE = 2.0


def headers(document: Document, outline: Outline, words: Iterable[Word]) -> Iterator[Span]:
    """In the header of a job all but its title and dates: employer and place, also where misread."""
    labels = {word.text.lower(): word.label for word in words if word.kind == "employer"}
    titles = [part for one in outline.positions if one.title for part in _title_parts(one.title)]
    for position in outline.positions:
        start, end = position.header
        if 0 <= start < end <= len(document.text):
            label = labels.get((position.organization or "").strip().lower(), "[employer]")
            for left, right in _rest(document.text, start, end, titles):
                yield Span(document.index, left, right, "employer", label)
    for passage in outline.passages:  # an employer's own line above several roles, and lines of misread jobs
        kind = outline.sections[passage.section].kind if passage.section is not None else "experience"
        if passage.kind == "entry" and (passage.position is not None or kind == "experience"):
            for left, right in _rest(document.text, passage.start, passage.end, titles):
                yield Span(document.index, left, right, "employer", "[employer]")
    yield from _through(document, outline)
    yield from _worked(document, outline)
    yield from _firm_lines(document, outline)
    yield from _beside_dates(document, outline)


_NAMED = r"(?:[A-Z\d][\w&'’-]*)(?:[ \t]+(?:[A-Z\d&][\w&'’-]*|of|for))*"
#: Sentences that say where somebody worked: "analyst at Orcasound and tester at Lanternport".
_WORKED = re.compile(
    r"\b(?:worked (?:for|at)|working (?:for|at)|employed (?:by|at)|joined|joining|trading as|roles? at|"
    r"years at|"
    rf"(?P<who>[\w-]+) at)\s+(?P<firm>{_NAMED}(?:(?:,| and)\s+{_NAMED})*)"
)


def _worked(document: Document, outline: Outline) -> Iterator[Span]:
    """Employers that a sentence of an experience section or of the top names."""
    for found in _WORKED.finditer(document.text):
        who = found["who"]
        if (who is None or is_title(who)) and organization_points(found["firm"]) >= _MAY_BE_EMPLOYER:
            section = next((one for one in outline.sections if one.start <= found.start() < one.end), None)
            if section is None or section.kind in ("summary", "experience", "other"):
                yield Span(document.index, found.start("firm"), found.end("firm"), "employer", "[employer]")


#: Who else is named where a title stands: the agency, the former or the present name, the client.
_THROUGH = re.compile(
    r"\b(?:via|through|formerly|previously|now|acquired by|part of|on behalf of|contracted to|seconded to|"
    r"client:?|for client)\s+((?:[A-Z\d][\w&'’.-]*)(?:[ \t]+(?:[A-Z\d&][\w&'’.-]*|of|and))*)"
)


def _through(document: Document, outline: Outline) -> Iterator[Span]:
    """Employers that are named behind such words in the header of a job, also inside its title."""
    entries = [one for one in outline.passages if one.kind == "entry"]
    heads = [one.header for one in outline.positions if one.header[1] > one.header[0] >= 0]
    for start, end in (*heads, *((one.start, one.end) for one in entries)):
        for found in _THROUGH.finditer(document.text, start, end):
            yield Span(document.index, found.start(1), found.end(1), "employer", "[employer]")


def _title_parts(title: str) -> Iterator[str]:
    """The parts of a title that name work: where a header was misread, the employer stands in it."""
    for part in re.split(r"\s*[,|•·;–—@]\s*|\s+-\s+|\s+(?:at|for|with|bei|chez)\s+", title):
        if part and (is_title(part) or title_points(part) > organization_points(part)):
            yield part


def _firm_lines(document: Document, outline: Outline) -> Iterator[Span]:
    """Short lines of an experience section that name a firm by its legal form, wherever parsing put them."""
    for section in outline.sections:
        if section.kind == "experience":
            for start, end in _lines(document.text, section.start, section.end):
                line = document.text[start:end]
                if len(line.split()) <= _SHORT_LINE and has_legal_form(line) and not is_title(line):
                    yield Span(document.index, start, end, "employer", "[employer]")


#: Lines above and below a date in which the name of an employer is looked for.
_NEAR = 2
_MOST_EMPLOYER_WORDS = 7
#: As much as an unknown name in capitals gets; see the parser's lexicon.
_MAY_BE_EMPLOYER = 1.0
_MARKED = re.compile(r"\s*[•▪◦‣·*–-]\s")


def _beside_dates(document: Document, outline: Outline) -> Iterator[Span]:
    """Names of employers and places in the lines around every date, for headers that parsing has missed."""
    studied = [
        one for one in outline.sections if one.kind in ("education", "certifications", "skills", "languages")
    ]
    lines = list(
        _lines(document.text, outline.sections[0].start if outline.sections else 0, len(document.text))
    )
    dated = {
        at + step
        for at, (start, end) in enumerate(lines)
        if find_ranges(document.text[start:end])
        for step in range(-_NEAR, _NEAR + 1)
    }
    headings = {one.start for one in outline.passages if one.kind == "heading"}
    for at in sorted(dated & set(range(len(lines)))):
        start, end = lines[at]
        line = document.text[start:end]
        aside = any(one.start <= start < one.end for one in studied) or start in headings
        told = line.rstrip().endswith((".", ";")) and len(line.split()) > _MOST_EMPLOYER_WORDS
        if aside or _MARKED.match(line) or told:
            continue
        for found in _PIECE.finditer(document.text, start, end):
            piece = found.group().strip(" -–—|•·,:")
            if _may_be_employer(piece):
                left = found.start() + found.group().index(piece)
                yield Span(document.index, left, left + len(piece), "employer", "[employer]")


def _may_be_employer(piece: str) -> bool:
    """Whether a piece of a header is rather an employer or a place than a title: most words in capitals."""
    words = _WORD.findall(_DATE.sub(" ", piece))
    long = [word for word in words if len(word) > 3]
    if (
        not long
        or len(words) > _MOST_EMPLOYER_WORDS
        or sum(word[0].isupper() for word in long) < 0.7 * len(long)
    ):
        return False
    if location_points(piece) >= _SURE_PLACE:
        return True
    points = organization_points(piece)
    return points >= _MAY_BE_EMPLOYER and points > title_points(piece)


def schools(document: Document, outline: Outline, report: Report) -> Iterator[Span]:
    """In an education section all that is neither degree, field, year nor grade: schools in any language."""
    skills = [
        (one.start, one.end)
        for skill in report.skills
        for one in skill.evidence
        if one.document == document.index
    ]
    for section in outline.sections:
        if section.kind != "education":
            continue
        for start, end in list(_lines(document.text, section.start, section.end))[1:]:
            here = [one for one in outline.education if one.start < end and start < one.end]
            if _STUDIED.search(document.text[start:end]):
                continue
            # A known school is masked by its name, and what was studied stays. What is rather an organization
            # than anything that can be studied goes too: the parser may have taken the wrong one.
            named = any(one.institution and one.institution in document.text[start:end] for one in here)
            # Where no school was read, what was read as the field may be it.
            fields = {one.field.lower() for one in here if one.field and one.institution}
            for found in _AT_SCHOOL.finditer(document.text, start, end):
                yield Span(document.index, found.start(1), found.end(1), "school", "[school]")
            for found in _STUDY_PIECE.finditer(document.text, start, end):
                piece, left = found.group().strip(), found.start()
                known = any(
                    one < found.end() and left < other and 0.6 * len(piece) < other - one < len(piece) + 8
                    for one, other in skills
                )
                if named and (known or not _MAY_BE_SCHOOL.search(piece)):
                    continue
                if not known and piece.lower() not in fields and _names_school(piece):
                    yield Span(document.index, left, found.end(), "school", "[school]")


#: Lines that say what was studied or how well, after a label; and the pieces of all other lines.
_STUDIED = re.compile(
    r"^\W*(?:thesis|dissertation|coursework|courses|modules|topics?|focus|major|minor|speciali[sz]ation|grade|gpa|"
    r"relevant|activities|awards?|honou?rs|project|final)\b",
    re.IGNORECASE,
)
#: Where somebody studied, told in a sentence or behind the degree: "Statistics (BSc) at Kestrel Bay".
_AT_SCHOOL = re.compile(
    r"\b(?:at|from)\s+((?:[A-Z][\w&'’.-]*)(?:[ \t]+(?:[A-Z&][\w&'’.-]*|of|and|the|for))*)"
)
#: A piece of a line of study: a year in front of it and what stands behind a colon are pieces of their own.
_STUDY_PIECE = re.compile(r"(?<=\d)[ \t]+(?=[A-Z])[^,|•·;:()\n–—]+|(?:(?!\s[-–—]\s|\s{2,})[^,|•·;:()\n–—])+")
_PIECE = re.compile(r"(?:(?!\s[-–—]\s|\s{2,})[^,|•·;()\n–—])+")
_GRADE = re.compile(
    r"\b(?:gpa|grade|hon(?:ou?)?rs|distinction|merit|first[- ]class|upper|second|cum laude|with|thesis|hons?|"
    r"graduat|minor|major|in progress|part[- ]time|full[- ]time|exchange|semester|transfer|scholar|dean|nqf|"
    r"credits?|expected|incomplete|completed|ongoing|level)\b",
    re.IGNORECASE,
)
_MOST_NAME_WORDS = 9


_MAY_BE_SCHOOL = re.compile(
    r"\b(?:assembly|academy|institut\w*|college|school|university|universit\w+|polytechni\w+|high|lyc\w+|gymnasium|"
    r"bootcamp|campus|faculty|centre|center|[A-Z]{3,5})\b"
)


def _names_school(piece: str) -> bool:
    """Whether a piece of an education line may be the name of a place of study: capitals, and no degree."""
    words = _WORD.findall(piece)
    if not words or len(words) > _MOST_NAME_WORDS or find_degree(piece) or _GRADE.search(piece):
        return False
    if _DATE.sub("", piece).strip(" -–/.") == "":
        return False
    return piece[0].isupper() and len(piece) > 2


def study_years(document: Document, outline: Outline) -> Iterator[Span]:
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


def _rest(text: str, start: int, end: int, titles: Iterable[str]) -> Iterator[tuple[int, int]]:
    """The parts of a header that are neither title nor date nor a kind of contract."""
    known = [(found.start(), found.end()) for found in _DATE.finditer(text, start, end)]
    known += [(found.start(), found.end()) for found in _KEEPS.finditer(text, start, end)]
    for title in titles:
        spaced = r"\s+".join(re.escape(part) for part in title.split())
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
