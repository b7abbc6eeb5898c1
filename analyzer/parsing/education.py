"""Degrees: level, field, year, institution."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

from analyzer.parsing.dates import find_ranges
from analyzer.parsing.degrees import (
    WRITTEN_LOWER,
    Degree,
    Level,
    find_degree,
    first_degree,
    has_degree,
    has_school,
    school_pattern,
)
from analyzer.parsing.drafts import capitalised
from analyzer.parsing.fields import FROM_SCHOOL, field_ending, field_of, noise_pattern
from analyzer.parsing.labels import label_of
from analyzer.parsing.lexicon import is_place, is_unit, organization_points
from analyzer.parsing.pieces import Piece, pieces_of
from analyzer.parsing.points import PRESENT
from analyzer.parsing.rows import Row
from analyzer.parsing.tables import alternation, table
from analyzer.records import Education


@cache
def _details() -> re.Pattern[str]:
    """Openings of lines that tell more about the degree above them."""
    return re.compile(alternation(table("education")["details"]), re.IGNORECASE)


@cache
def _unfinished() -> re.Pattern[str]:
    named = alternation(table("education")["unfinished"])
    return re.compile(
        rf"{named}|[,(]\s*\d\s+semesters?\b|"
        r"\b\d\s+(?:years?|semesters?|terms?)\s+(?:completed|done|only|of study)\b",
        re.IGNORECASE,
    )


#: On the line of the degree itself: `18 of 36 credits done`.
_PART_DONE = re.compile(
    r"\b\d+\s+(?:of|out of|/)\s+\d+\s+(?:credits?|units|modules|courses|semesters?|papers)\b", re.IGNORECASE
)
#: A line of more words is a sentence, no degree.
_MOST_WORDS = 24


@dataclass(slots=True)
class _Entry:
    rows: list[Row] = field(default_factory=list)
    degree: bool = False
    school: bool = False
    dated: bool = False
    months: bool = False  # the section writes months in digits: 2010-12 is a December there


def find_education(rows: Sequence[Row], *, sure: bool = True) -> tuple[Education, ...]:
    """The degrees of a section; with `sure` False (mixed content) only lines that name a degree."""
    entries: list[_Entry] = []
    rows = [row for row in rows if not _is_table_head(row.text)]
    small = bool(rows) and all(row.text.islower() for row in rows)
    for row in [replace(row, text=capitalised(row.text)) for row in rows] if small else rows:
        for part in _degrees_of(row):
            _place(entries, part)
    found: list[Education] = []
    above: tuple[_Entry, str | None] | None = None
    months = any(_is_month(match) for row in rows for match in _DIGITS.finditer(row.text))
    for entry in entries:
        entry.months = months
        one = _education(entry, sure=sure)
        if one is None:
            continue
        if one.institution is None and above and _shares_school(entry, above[0]):
            one = replace(one, institution=above[1])
        else:
            above = (entry, one.institution)
        found.append(one)
    return tuple(found)


def _shares_school(entry: _Entry, above: _Entry) -> bool:
    """Whether a degree stands below another one and the school of both: `Elm College` / `M.S.` / `B.S.`."""
    first, opener = entry.rows[0], above.rows[0]
    return entry.degree and opener.mark == first.mark and not first.gap_before and not has_degree(opener.text)


#: Names of the columns of a table of degrees.
_COLUMNS = re.compile(
    r"(?:(?:s\.?\s?no|sr\.?\s?no|degree|qualification|examination|exam|course|program(?:me)?|level|class|"
    r"institut(?:e|ion)|school|college|university|board|discipline|subjects?|specialization|field|major|"
    r"year(?: of passing)?|passing year|passed|from|to|dates?|grade|cgpa|gpa|percentage|marks|result|"
    r"division|place|country|city|%|of|/|&|and|\.)\s*)+",
    re.IGNORECASE,
)


def _is_table_head(text: str) -> bool:
    """`Degree   University   Year`: names of columns, and no degree."""
    cells = re.split(r"\s*\|\s*|\t|\s{2,}", text)
    return 1 < len(cells) <= _MOST_COLUMNS and all(_COLUMNS.fullmatch(cell) for cell in cells)


#: Columns of a table of degrees.
_MOST_COLUMNS = 8


def _degrees_of(row: Row) -> tuple[Row, ...]:
    """A row that lists whole degrees, cut: `MBA, Elm School, 2016; BTech, Oak College, 2009`."""
    cuts = [match.end() for match in re.finditer(r";\s+", row.text)]
    bounds = [0, *cuts, len(row.text)]
    parts = [row.text[begin:end].rstrip("; ") for begin, end in pairwise(bounds)]
    if len(parts) < 2 or not all(
        has_degree(part) and (has_school(part) or find_ranges(part)) for part in parts
    ):
        return (row,)
    return tuple(
        replace(row, start=row.start + begin, end=row.start + begin + len(part), text=part)
        for begin, part in zip(bounds, parts, strict=False)
    )


def _place(entries: list[_Entry], row: Row) -> None:
    """Give a row to the current entry, or open a new one when it would name a second degree or school."""
    named = find_degree(row.text)
    rest = row.text[: named.start] + " " + row.text[named.end :] if named else row.text
    degree, school, dated = named is not None, has_school(rest), bool(find_ranges(row.text))
    detail = (
        bool(row.mark)
        or (bool(_details().match(row.text)) and not (degree and school and dated))
        or bool(noise_pattern().match(row.text))
        or (":" in row.text[:25] and not degree and not _labelled_school(row.text))
    )
    current = entries[-1] if entries else None
    if current is not None and _names_school_of(row, named, current):
        degree, school = False, True
    clash = current is not None and (
        (degree and current.degree)
        or (school and current.school and not (degree and not current.degree))
        or (degree and school and dated and current.school and current.dated)  # whole, and so is the last
        or (dated and current.dated and current.degree and not degree and not row.mark)  # "MIT  May 2022"
        or (
            row.gap_before
            and (degree or school)
            and (current.degree or current.school)
            and not (degree and not current.degree and len(current.rows) == 1)
        )
    )
    if row.mark and degree and current is not None and current.rows and current.rows[0].mark:
        detail = False
    if current is None or (clash and not detail):
        entries.append(_Entry())
    elif detail:
        degree = school = False
    entry = entries[-1]
    entry.rows.append(row)
    entry.degree |= degree
    entry.school |= school
    entry.dated |= dated


def _labelled_school(text: str) -> bool:
    """`Institution: Elm Business School`: a form's line for the school, no remark about the degree above."""
    label = label_of(text)
    return label is not None and label[0] == "organization" and has_school(text[label[1] :])


def _names_school_of(row: Row, named: Degree | None, current: _Entry) -> bool:
    """`Overton Park High School` right below `High school diploma`: where it was taken."""
    if named is None or named.level != "secondary" or not named.start or row.gap_before:
        return False
    above = [find_degree(one.text) for one in current.rows]
    return len(above) == 1 and above[0] is not None and above[0].level == "secondary" and not current.school


def _education(entry: _Entry, *, sure: bool) -> Education | None:
    titled = next((row for row in entry.rows if has_degree(row.text) and _is_line(row.text)), None)
    partly = next((row for row in entry.rows if _TOWARDS.match(row.text)), None)
    titled = partly or titled
    if titled is None and not (sure and (entry.school or _is_course(entry))):
        return None
    row = titled or entry.rows[0]
    lead = _TOWARDS.match(row.text)
    degree = find_degree(row.text[lead.end() :] if lead else row.text)
    if lead and degree:
        degree = replace(degree, start=degree.start + lead.end(), end=degree.end + lead.end())
    whole = " ".join(one.text for one in entry.rows[:4])
    level: Level | None = degree.level if degree else _level_of_course(entry)
    left = _unfinished().search(whole) or _PART_DONE.search(row.text)
    if level in ("bachelor", "master", "doctorate") and left:
        level = "other"
    return Education(
        degree_level=level,
        field=_field(entry, row, degree) if level != "secondary" else None,
        year=_year(entry.rows, months=entry.months),
        institution=_institution(entry.rows, degree, row),
        start=entry.rows[0].start,
        end=entry.rows[-1].end,
    )


#: What a department is named for: `Department of Civil Engineering`, `Civil Engineering Department`.
_DEPARTMENT = re.compile(
    r"\b(?:Department|Dept\.?|Section|School|Chair|Programme|Program) of (?P<of>[A-Z][^,;|(\d]{2,50})|"
    r"(?P<named>(?:[A-Z][\w&-]+ (?:(?:and|&) )?){1,4})(?:Department|Dept\.?)(?!\w)"
)


def _field(entry: _Entry, row: Row, degree: Degree | None) -> str | None:
    """The field beside the degree; without one, that of the department it was taken at."""
    found = field_of(row.text, degree) if degree else _field_of_course(row.text)
    if found is None and degree and degree.level not in ("secondary", "other"):
        beside = (_field_beside(one) for one in entry.rows if one is not row)
        found = next((named_ for named_ in beside if named_), None)
    named = _DEPARTMENT.search(" ".join(one.text for one in entry.rows[:2]))
    if named and (found is None or found.endswith(("Department", "Dept", "Dept."))):
        return " ".join((named["of"] or named["named"]).split()).strip(" .-–")
    return found


def _field_beside(row: Row) -> str | None:
    """The field behind the school on a line without a degree: `Technical University of Elm, Optics`."""
    if row.mark or not has_school(row.text) or has_degree(row.text):
        return None
    for piece in pieces_of(row.text, [(0, len(row.text))])[1:]:
        plain = not (has_school(piece.text) or is_place(piece.text) or find_ranges(piece.text))
        if plain and field_ending().search(piece.text) and not noise_pattern().search(piece.text):
            return piece.text
    return None


def _field_of_course(text: str) -> str | None:
    """`Systems Engineering (5 years), Universidad del Paraná`: the field where no degree is named."""
    bare = _IN_PARENTHESES.sub("", text)
    first = pieces_of(bare, [(0, len(bare))])[:1]
    if not first or school_pattern().search(first[0].text) or find_ranges(first[0].text):
        return None
    return first[0].text if field_ending().search(first[0].text) else None


#: `Coursework towards a BSc ...`: the degree that follows was not taken.
_TOWARDS = re.compile(
    r"^(?:[\d.,]+\s+)?(?:completed\s+)?"
    r"(?:coursework|credits?(?: hours)?|units|classes|courses|study|studies|work|modules)\s+"
    r"(?:completed\s+)?(?:towards?|for|leading to)\s+(?:an?\s+|the\s+)?(?=\S)",
    re.IGNORECASE,
)


def _level_of_course(entry: _Entry) -> Level | None:
    """A dated course that names neither degree nor school is something else; beside a school it is open."""
    return "other" if _is_course(entry) and not entry.school else None


def _is_line(text: str) -> bool:
    """Whether a line can name a degree: no sentence, no middle of one."""
    first = text.split(maxsplit=1)[0].strip(".").lower()
    return len(text.split()) <= _MOST_WORDS and (
        not text[0].islower() or first in WRITTEN_LOWER or first == "licencjat"
    )


def _is_course(entry: _Entry) -> bool:
    """A dated line of an education section that names no known degree and no school."""
    first = entry.rows[0]
    return (
        entry.dated
        and not first.mark
        and 2 <= len(first.text.split()) <= 16
        and bool(find_ranges(first.text))
    )


#: 2019-05 is a month, and 2010-12 may be the years 2010 to 2012.
_DIGITS = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<next>0[1-9]|1[0-2])(?![\d-])")


def _is_month(match: re.Match[str]) -> bool:
    return int(match["next"]) <= int(match["year"]) % 100


def _year(rows: Sequence[Row], *, months: bool) -> str | None:
    """The year the degree was or will be finished: the last year of the first dated line."""
    for row in rows:
        if row.mark and row is not rows[0]:
            continue
        years = None if months else _DIGITS.search(row.text)
        if years:
            return years["year"][:2] + years["next"]
        found = find_ranges(row.text)
        ends = [one.last for one in found if one.last and one.last != PRESENT]
        if ends:
            return max(end[:4] for end in ends)
    return None


def _institution(rows: Sequence[Row], degree: Degree | None, titled: Row) -> str | None:
    for row in rows:
        if row.mark and row is not rows[0]:
            continue
        skip = degree.end if degree and row is titled and not _is_own_school(row.text, degree) else 0
        named: list[str] = []
        text = FROM_SCHOOL.sub(" at   ", row.text)
        spans = [(skip, len(text)), (0, degree.start)] if degree and skip else [(0, len(text))]
        for piece in [piece for span in spans for piece in pieces_of(text, [span])]:
            name = _undated(_sentence_end(piece.text))
            outside = _IN_PARENTHESES.sub(" ", name)
            if school_pattern().search(outside) and outside.strip().lower() not in _KINDS:
                named.append(name)
        if named:
            # "Faculty of Engineering, Delta University": the whole before its part
            return next((name for name in named if not is_unit(name)), named[0])
    board = _BOARD.search(titled.text) if degree and degree.level == "secondary" else None
    return (
        (board.group() if board else None)
        or _unnamed_school(rows, degree, titled)
        or _school_in_brackets(rows)
    )


#: Who held the exam, where no school is named: `HSC, Maharashtra State Board, 2009`.
_BOARD = re.compile(r"(?:[A-Z][\w.]+ ){1,4}Board\b(?: of(?: [A-Z]\w+| and)+)?")


def _is_own_school(text: str, degree: Degree) -> bool:
    """`İzmir Fen Lisesi`: the word that tells the level belongs to the name of the school."""
    return (
        degree.level == "secondary" and school_pattern().fullmatch(text, degree.start, degree.end) is not None
    )


def _school_in_brackets(rows: Sequence[Row]) -> str | None:
    """`Master of Health Informatics (Bayside University), 2020`."""
    for row in rows:
        for match in _IN_PARENTHESES.finditer(row.text):
            name = _undated(match.group().strip("() ").partition(",")[0])
            if school_pattern().search(name) and not first_degree(name):
                return name
    return None


_IN_PARENTHESES = re.compile(r"\([^()]*\)")
#: Kinds of schools that are no school's name.
_KINDS = frozenset(
    {"grande école", "grande ecole", "high school", "secondary school", "school", "university"}
)


def _sentence_end(text: str) -> str:
    """What stands behind a full stop: `Minor in Spanish. Lakehurst College`."""
    return re.split(r"(?<=[a-z]{3})\. (?=[A-Z])", text)[-1]


def _undated(text: str) -> str:
    """A school without the year behind it: `Mewar University in 2011 with 67%`."""
    found = find_ranges(text)
    if found and found[0].start == 0:
        text, found = text[found[0].end :].strip(" ,:–—-"), ()
    return re.sub(r"(?:\s+in)?[\s(,]*$", "", text[: found[0].start]) if found else text


#: A subject with its mark: `Maths B`, `Physics A*`.
_MARKED = re.compile(r" [A-E]\*?$")
#: Words of a school's name that stands on a line of its own.
_MOST_NAME_WORDS = 5


def _unnamed_school(rows: Sequence[Row], degree: Degree | None, titled: Row) -> str | None:
    """The words behind degree and field: `BSc Physics, Oxbridge, 2014` (no noun of schools to go by)."""
    if degree is None:
        return None
    if rows[0] is not titled and not rows[0].mark:
        first = _undated(rows[0].text).strip(" ,|")
        if first and len(first.split()) <= _MOST_NAME_WORDS and organization_points(first) >= 1.0:
            return first  # "Caltech" above the degree
    ahead = pieces_of(titled.text, [(0, degree.start)])
    for piece in ahead if degree.level == "secondary" else ():
        name = _undated(piece.text)
        if (
            name
            and not _MARKED.search(name)
            and organization_points(name) >= 1.0
            and find_degree(name) is None
            and not is_place(name)
        ):
            return name  # "2008  Ysgol Glan Nedd, 3 A levels"
    pieces = pieces_of(titled.text, [(degree.start, len(titled.text))])
    field_ = field_of(titled.text, degree) if degree.level != "secondary" else None
    named = [replace(piece, text=_undated(piece.text).strip(" (,")) for piece in pieces[1:]]
    return next(
        (
            piece.text
            for piece in named
            if piece.text
            and not _MARKED.search(piece.text)
            and _may_be_school(piece)
            and piece.text != field_
            and field_ not in piece.text.split(",")
        ),
        None,
    )


def _may_be_school(piece: Piece) -> bool:
    text = piece.text
    if (
        find_ranges(text)
        or is_place(text)
        or noise_pattern().search(text)
        or re.search(r"\d", text)
        or not text[0].isupper()
    ):
        return False
    return organization_points(text) >= 1.0 and len(text.split()) <= 9 and find_degree(text) is None
