"""Lines of study: schools in any language, also those that parsing has missed, and years that tell an age."""

import re
from collections.abc import Iterator, Sequence

from analyzer.blind.records import Span
from analyzer.blind.tables import DATE, SCHOOL
from analyzer.blind.top import UNKNOWN, is_skill, lines_of, skill_places
from analyzer.parsing.degrees import find_degree
from analyzer.parsing.lexicon import is_title, organization_points
from analyzer.records import Document, Outline, Report

_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def schools(document: Document, outline: Outline, report: Report) -> Iterator[Span]:
    """In lines of study all that is neither degree, field, year nor grade: schools in any language."""
    skills = skill_places(document, report)
    small = (report.profile.contact.name or "").islower()  # somebody who writes no capitals
    before = ""
    for start, end in _study_lines(document, outline):
        line = document.text[start:end]
        if not _STUDIED.search(line):
            if _is_below(line, before):
                yield from _alone(document, start, end)
            yield from _beside_degrees(document, outline, (start, end), skills, small=small)
        before = line


def _study_lines(document: Document, outline: Outline) -> Iterator[tuple[int, int]]:
    """The lines of sections of education, and elsewhere those of a degree with the line below them."""
    sections = [one for one in outline.sections if one.kind == "education"]
    for section in sections:
        yield from list(lines_of(document.text, section.start, section.end))[1:]
    headings = {one.start for one in outline.passages if one.kind == "heading"}
    for degree in outline.education:
        if not any(one.start <= degree.start < one.end for one in sections):
            begin = document.text.rfind("\n", 0, degree.start) + 1
            near = [one for one in lines_of(document.text, begin, len(document.text)) if one[0] < degree.end]
            below = list(lines_of(document.text, near[-1][1] if near else begin, len(document.text)))[:1]
            yield from near
            yield from (one for one in below if one[0] not in headings)


#: Lines that say what was studied or how well, after a label; and the pieces of all other lines.
_STUDIED = re.compile(
    r"^\W*(?:(?:thesis|dissertation|coursework|courses|modules|speciali[sz]ation|grade|gpa|relevant)\b|"
    r"(?:topics?|focus|major|minor|activities|awards?|honou?rs|project|final)\b[^:\n]{0,25}(?::|\s(?:in|on|of)\s))",
    re.IGNORECASE,
)
#: Where somebody studied, told in a sentence or behind the degree: "Statistics (BSc) at Kestrel Bay".
_AT_SCHOOL = re.compile(
    r"\b(?:at|from)\s+((?:[A-Z][\w&'’.-]*)(?:[ \t]+(?:[A-Z&][\w&'’.-]*|of|and|the|for))*)"
)
#: A piece of a line of study: a year in front of it and what stands behind a colon are pieces of their own.
_STUDY_PIECE = re.compile(r"(?<=\d)[ \t]+(?=[A-Z])[^,|•·;:()\n–—]+|(?:(?!\s[-–—]\s|\s{2,})[^,|•·;:()\n–—])+")
_GRADE = re.compile(
    r"\b(?:gpa|grade|hon(?:ou?)?rs|distinction|first[- ]class hon\w*|second[- ]class|upper second|cum laude|"
    r"thesis|hons?|graduat\w*|minor in|major in|in progress|part[- ]time|full[- ]time|semester|dean['’]s|nqf|"
    r"credits?|expected|incomplete|completed|ongoing)\b",
    re.IGNORECASE,
)
#: Words of grades that names of schools hold, too: "Merit Coders Guild Lisbon".
_MAY_BE_GRADE = re.compile(
    r"\b(?:merit|first[- ]class|upper|second|with|minor|major|exchange|transfer|scholar|dean|level)\b",
    re.IGNORECASE,
)
_LEAST_NAME_WORDS = 3


def _is_grade(piece: str) -> bool:
    """Whether a piece tells how or how well somebody studied, and is no name of three capitalised words."""
    if _GRADE.search(piece) or any(map(str.isdigit, piece)):
        return _GRADE.search(piece) is not None or _MAY_BE_GRADE.search(piece) is not None
    words = _WORD.findall(piece)
    named = len(words) >= _LEAST_NAME_WORDS and all(word[0].isupper() for word in words)
    return _MAY_BE_GRADE.search(piece) is not None and not named


_MOST_NAME_WORDS = 9
_MAY_BE_SCHOOL = re.compile(
    r"\b(?:assembly|academy|institut\w*|college|school|university|universit\w+|polytechni\w+|high|lyc\w+|gymnasium|"
    r"bootcamp|campus|faculty|centre|center|[A-Z]{3,5})\b"
)


def _beside_degrees(
    document: Document,
    outline: Outline,
    line: tuple[int, int],
    skills: Sequence[tuple[int, int]],
    *,
    small: bool,
) -> Iterator[Span]:
    """The schools of one line.

    A known school is masked by its name, and what was studied stays. What is rather an organization than
    anything that can be studied goes too: the parser may have taken the wrong one.
    """
    start, end = line
    here = [one for one in outline.education if one.start < end and start < one.end]
    named = any(one.institution and one.institution in document.text[start:end] for one in here)
    # Where no school was read, what was read as the field may be it.
    fields = {one.field.lower() for one in here if one.field and one.institution}
    for found in _AT_SCHOOL.finditer(document.text, start, end):
        yield Span(document.index, found.start(1), found.end(1), "school", "[school]")
    for found in _STUDY_PIECE.finditer(document.text, start, end):
        piece, left = found.group().strip(), found.start()
        known = is_skill(skills, left, found.end())
        if named and (known or not (_MAY_BE_SCHOOL.search(piece) or _is_unknown(piece))):
            continue
        if not known and piece.lower() not in fields and _names_school(piece, small=small):
            yield Span(document.index, left, found.end(), "school", "[school]")


#: Words that make a degree of a line of their own: "Class XII (CBSE)", "Diploma in Accountancy".
_DEGREE_WORDS = re.compile(
    r"\b(?:diplom\w*|certificat\w*|certified|degree|class|matric\w*|levels?|gcses?|baccalaur\w*|bac|abitur|"
    r"matura|licen\w*|award|course|nanodegree|apprentice\w*|programme?|of (?:science|arts)|studies|hnd|hnc|"
    r"btec|ged|nvq)\b",
    re.IGNORECASE,
)
_MOST_ALONE_WORDS = 7


def _is_below(line: str, before: str) -> bool:
    """Whether a line stands alone below a degree that names no school: that is where the school stands."""
    if find_degree(before) is None or SCHOOL.search(before) or len(line.split()) > _MOST_ALONE_WORDS:
        return False
    own = find_degree(line)  # "PUC-Rio" and "Ca' Foscari" hold the letters of a degree
    sure = own is not None and (
        own.level in ("bachelor", "master", "doctorate") or _DEGREE_WORDS.search(line)
    )
    return not sure and not _is_grade(line) and not _MARKED.match(line)


_MARKED = re.compile(r"\s*[•▪◦‣·*–-]\s")


def _alone(document: Document, start: int, end: int) -> Iterator[Span]:
    """The first piece of a line below a degree, whatever it looks like, unless it is a date."""
    found = _STUDY_PIECE.search(document.text, start, end)
    if found and _STARTS_A_NAME.match(found.group().strip()) and DATE.sub("", found.group()).strip(" -–/."):
        yield Span(document.index, found.start(), found.end(), "school", "[school]")


def _names_school(piece: str, *, small: bool) -> bool:
    """Whether a piece of an education line may be the name of a place of study: capitals, and no degree."""
    words = _WORD.findall(piece)
    if not words or len(words) > _MOST_NAME_WORDS or find_degree(piece) or _is_grade(piece):
        return False
    if DATE.sub("", piece).strip(" -–/.") == "":
        return False
    return (small or _STARTS_A_NAME.match(piece) is not None) and len(piece) > 2


#: "Kestrel Bay", "42 Berlin", "2nd Lyceum", "edX", "eCornell".
_STARTS_A_NAME = re.compile(r"(?:the\s+)?[^\W\d_a-zß-ÿ]|\d+(?:st|nd|rd|th)?\s+[A-Z]|[a-z]{1,3}[A-Z]")


def _is_unknown(piece: str) -> bool:
    """Whether words name something that is neither work nor study: the parser may have missed a school."""
    return organization_points(piece) >= UNKNOWN and not is_title(piece)


def study_years(document: Document, outline: Outline) -> Iterator[Span]:
    """The years beside degrees: they tell an age."""
    for degree in outline.education:
        for found in re.finditer(r"(?<!\d)(?:19|20)\d\d(?!\d)", document.text[degree.start : degree.end]):
            start = degree.start + found.start()
            yield Span(document.index, start, start + 4, "age", "[year]")
