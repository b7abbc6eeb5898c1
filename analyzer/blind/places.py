"""Places whose meaning depends on where they stand: headers of jobs and the employers in them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from analyzer.blind.records import Span, Word
from analyzer.blind.tables import DATE
from analyzer.blind.top import SURE_PLACE, is_skill, lines_of, skill_places, top_lines
from analyzer.parsing.dates import find_ranges
from analyzer.parsing.lexicon import (
    has_legal_form,
    is_title,
    location_points,
    organization_points,
    title_points,
)
from analyzer.records import Document, Outline, Report

_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def headers(document: Document, outline: Outline, report: Report, words: Iterable[Word]) -> Iterator[Span]:
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
    yield from _unread(document, outline)
    yield from _beside_dates(document, outline, skill_places(document, report))


_NAMED = r"(?:[A-Z\d][\w&'’-]*)(?:[ \t]+(?:[A-Z\d&][\w&'’-]*|of|for))*"
#: Sentences that say where somebody worked: "analyst at Orcasound and tester at Lanternport".
_WORKED = re.compile(
    r"\b(?:[Ww]ork(?:ed|ing) (?:for|at)|[Ee]mployed (?:by|at)|[Jj]oin(?:ed|ing)|trading as|"
    r"roles? at|years at|[Ww]ork(?:ed|ing|s)? as [^,;.\n]{2,60}?\s+(?:in|at|for|with)|"
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
    parts = re.split(r"\s*[,|•·;–—@]\s*|\s+-\s+|\s+(?:at|for|with|bei|chez)\s+", title)
    works = [part for part in parts if part and _is_work(part)]
    for part in works:
        if len(works) == 1 or part.lower() not in _ALSO_FIRMS:
            yield part


def _is_work(part: str) -> bool:
    """Whether a part of a title names work: "Royal Life Guards" is rather who one served with."""
    points = organization_points(part)
    if part.split()[-1:] != part.split() and points >= _RATHER_EMPLOYER and title_points(part) < 2 * points:
        return False
    return is_title(part) or title_points(part) > points


#: Words that are titles and names of firms; beside another title they are the firm.
_ALSO_FIRMS = frozenset({"lead", "head", "principal", "partner", "associate", "chief"})
#: As much as a noun of employers gets.
_RATHER_EMPLOYER = 2.0


def _firm_lines(document: Document, outline: Outline) -> Iterator[Span]:
    """Short lines of an experience section that name a firm by its legal form, wherever parsing put them."""
    for section in outline.sections:
        if section.kind == "experience":
            for start, end in lines_of(document.text, section.start, section.end):
                line = document.text[start:end]
                if len(line.split()) <= _SHORT_LINE and has_legal_form(line) and not is_title(line):
                    yield Span(document.index, start, end, "employer", "[employer]")


def _unread(document: Document, outline: Outline) -> Iterator[Span]:
    """Where parsing saw no employer of a job: the short line above or below its title and dates.

    Whatever stands there: "SAP, Basel" and "the fintech Kora" look like no employer to any list of words.
    """
    headings = {one.start for one in outline.passages if one.kind == "heading"}
    known = [one.header for one in outline.positions]
    for position in outline.positions:
        start, end = position.header
        if position.organization or not 0 <= start < end <= len(document.text):
            continue
        below = list(lines_of(document.text, document.text.find("\n", end) + 1 or end, len(document.text)))[
            :1
        ]
        above = list(lines_of(document.text, 0, document.text.rfind("\n", 0, start) + 1))[-1:]
        for left, right in (*below, *above):
            line = document.text[left:right]
            taken = left in headings or any(first < right and left < last for first, last in known)
            first = line.split(",")[0].strip(" |·•–—-")
            told = line.rstrip().endswith((".", ";", ":")) or _MARKED.match(line)
            if taken or told or is_title(first) or len(line.split()) > _MOST_EMPLOYER_WORDS or not first:
                continue
            if any(char.isalpha() for char in DATE.sub("", line)) and _of_work(outline, left):
                yield Span(document.index, left, right, "employer", "[employer]")


_SHORT_LINE = 9  # words
#: Lines above and below a date in which the name of an employer is looked for.
_NEAR = 2
_MOST_EMPLOYER_WORDS = 7
#: As much as an unknown name in capitals gets; see the parser's lexicon.
_MAY_BE_EMPLOYER = 1.0
#: As much as an unknown name with a noun of employers gets: "Halloran Bros. department store".
_SURE_EMPLOYER = 3.0
_MARKED = re.compile(r"\s*[•▪◦‣·*–-]\s")
_PIECE = re.compile(r"(?:(?!\s[-–—]\s|\s{2,})[^,|•·;()\n–—])+")


def _beside_dates(document: Document, outline: Outline, skills: Sequence[tuple[int, int]]) -> Iterator[Span]:
    """Names of employers and places in the lines around every date, for headers that parsing has missed."""
    studied = [one for one in outline.sections if one.kind in ("education", *_LISTS)]
    begin = max((end for _, end in top_lines(document, outline)), default=0)
    lines = list(lines_of(document.text, begin, len(document.text)))
    dated = {
        at + step
        for at, (start, end) in enumerate(lines)
        if find_ranges(document.text[start:end])
        for step in range(-_NEAR, _NEAR + 1)
    }
    years = {
        at
        for at, (start, end) in enumerate(lines)
        if at not in dated and _YEAR.search(document.text, start, end) and _of_work(outline, start)
    }
    jobs = {
        at + step
        for at in dated
        if 0 <= at < len(lines) and _dates_work(document.text[slice(*lines[at])])
        for step in (-1, 0, 1)
    }
    headings = {one.start for one in outline.passages if one.kind == "heading"}
    for at in sorted((dated | years) & set(range(len(lines)))):
        start, end = lines[at]
        section = next((one for one in studied if one.start <= start < one.end), None)
        listed = section is not None and section.kind in _LISTS and at in jobs
        if (section and not listed) or start in headings or _MARKED.match(document.text[start:end]):
            continue
        for found in _PIECE.finditer(document.text, start, _told_from(document.text, start, end)):
            piece = found.group().strip(" -–—|•·,:*_")
            left = found.start() + found.group().index(piece)
            known = (at in years or listed) and is_skill(skills, left, left + len(piece))
            if not known and _may_be_employer(piece):
                yield Span(document.index, left, left + len(piece), "employer", "[employer]")


#: Sections that are lists of things: a job may stand in them all the same, under a heading that nobody knows.
_LISTS = ("certifications", "skills", "languages")


def _dates_work(line: str) -> bool:
    """Whether a line of a list says when somebody worked as what: "Analyst, Marlow Freight (2009-2011)"."""
    return bool(find_ranges(line)) and any(is_title(one.group()) for one in _PIECE.finditer(line))


_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?!\d)")


def _of_work(outline: Outline, at: int) -> bool:
    """Whether a place stands in an experience section, or in a resume of which no such section was found."""
    section = next((one for one in outline.sections if one.start <= at < one.end), None)
    if section is None:
        return True
    return section.kind == "experience"


def _told_from(text: str, start: int, end: int) -> int:
    """Where a line begins to tell in sentences: behind the year of "Army, 2002-2022. Retired as Major."."""
    line = text[start:end]
    if not line.rstrip().endswith((".", ";")) or len(line.split()) <= _MOST_EMPLOYER_WORDS:
        return end
    year = _YEAR.search(text, start, end)
    return year.end() if year and year.start() - start <= _HEADER_LENGTH else start


#: Characters of a line at most in which a header stands before its year.
_HEADER_LENGTH = 80


def _may_be_employer(piece: str) -> bool:
    """Whether a piece of a header is rather an employer or a place than a title: most words in capitals."""
    words = _WORD.findall(DATE.sub(" ", piece))
    long = [word for word in words if len(word) > 3]
    formed = piece[:1].isupper() and (has_legal_form(piece) or organization_points(piece) >= _SURE_EMPLOYER)
    named = sum(word[0].isupper() for word in long) >= 0.7 * len(long) or formed
    if not long or len(words) > _MOST_EMPLOYER_WORDS or not named:
        return False
    if location_points(piece) >= SURE_PLACE:
        return True
    points = organization_points(piece)
    return points >= _MAY_BE_EMPLOYER and points > title_points(piece)


_STAYS = re.compile(r"[\s|•·,;:()\[\]/–—-]+|\b(?:to|until|till|at|in|for|and|of)\b", re.IGNORECASE)
_KEEPS = re.compile(
    r"\b(?:full[- ]?time|part[- ]?time|contract(?:or)?|permanent|freelance|intern(?:ship)?|remote|hybrid|"
    r"on-?site)\b",
    re.IGNORECASE,
)


def _rest(text: str, start: int, end: int, titles: Iterable[str]) -> Iterator[tuple[int, int]]:
    """The parts of a header that are neither title nor date nor a kind of contract."""
    known = [(found.start(), found.end()) for found in DATE.finditer(text, start, end)]
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
