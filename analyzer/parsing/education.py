"""Degrees: level, field, year, institution."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal

from analyzer.parsing.dates import PRESENT, find_ranges
from analyzer.parsing.headers import Piece, pieces_of
from analyzer.parsing.lexicon import is_place, label_of, organization_points
from analyzer.parsing.rows import Row
from analyzer.parsing.tables import alternation, table
from analyzer.records import Education

Level = Literal["secondary", "associate", "bachelor", "master", "doctorate", "other"]
#: Looked for in this order; abbreviations only where a degree can stand (start of a piece, capital letter).
_ORDER: tuple[Level, ...] = ("doctorate", "master", "bachelor", "associate", "secondary", "other")
_SHORT = 4
_EQUIVALENT = re.compile(
    r"\((?:[^()]*\b)?(?:equivalent to (?:an? )?|master level|bachelor level|[A-Z]{2,3}c? Eng)[^()]*\)",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"^[\s,:;.–—-]*(?:\([^()]*\)[\s,:;–—-]*)*(?:degree\s*|diploma\s*|studies\s*|"
    r"(?:candidate|student|researcher)\b[\s,]*)?(?:hons\.?\s*|honours\s*|honors\s*)?(?:level\s+\d\s*|(?:course|programme|program|training|courses)\b\s*)?"
    r"(?:towards?\s+(?:an?\s+|the\s+)?|(?:in|of|en|für|em|de|di|i|på|w|zum|zur)\b|:)?\s*",
    re.IGNORECASE,
)
_OF = re.compile(
    r"^(?:of|in|de|en)\s+(?P<of>(?:applied\s+)?(?:science|sciences|arts|technology|engineering|education|"
    r"philosophy|commerce|fine arts|letters|laws?))\b",
    re.IGNORECASE,
)
#: `Bachelor of Business Administration - BBA, Law`: the field stands behind the abbreviation.
_BEHIND = re.compile(r"^[^,;|]{0,50}?\s[-–(]\s?(?!in\b|of\b)[A-Z][A-Za-z.]{1,6}\)?\s*,\s*(?P<field>[A-Z].+)$")
_PARENTHESISED = re.compile(
    r"^\.?\s*\((?!hons|honou?rs|part|full|equivalent|with|distance|online|first|second|merit|upper|lower|pass|fh|tu|"
    r"univ|uni|ba|cantab|oxon|edin|expected|incomplete|not |gpa|cgpa|top |summa|magna|cum)"
    r"(?P<field>[A-Z][^()\d]{1,40})\)",
    re.IGNORECASE,
)
#: `Bachelor of Computing (Information Systems)`: the brackets say it more closely.
_OF_AND_INSIDE = re.compile(
    r"^\s*of\s+[^,;|()–—]{2,40}?(?=\s\()" + _PARENTHESISED.pattern.removeprefix("^"), re.IGNORECASE
)
_TRIM_FIELD = re.compile(
    r"\s*\((?:[^()]*)\)\s*|\s+(?:degree|expected|with|minor)\b.*$|\s*[-–—|,;:]\s*$", re.IGNORECASE
)


@cache
def _levels() -> list[tuple[Level, re.Pattern[str], bool]]:
    """(level, pattern, short) in the order of looking: long names before abbreviations."""
    found = table("education")["levels"]
    patterns: list[tuple[Level, re.Pattern[str], bool]] = []
    for level in _ORDER:
        long_names = [name for name in found[level] if len(name.replace(" ", "")) > _SHORT]
        patterns.append((level, re.compile(alternation(long_names), re.IGNORECASE), False))
    for level in _ORDER:
        short = [name for name in found[level] if len(name.replace(" ", "")) <= _SHORT]
        # M.B.A. has its dots read as spaces
        short += [" ".join(name) for name in short if name.isascii() and name.isalpha() and len(name) > 2]
        if short:
            patterns.append((level, re.compile(alternation(short), re.IGNORECASE), True))
    return patterns


@cache
def _schools() -> re.Pattern[str]:
    endings = "|".join(table("education")["school_endings"])
    return re.compile(
        rf"{alternation(table('education')['schools'])}|(?<!\w)\w{{3,}}(?:{endings})(?!\w)", re.IGNORECASE
    )


@cache
def _noise() -> re.Pattern[str]:
    """Grades, theses, honours: no field of study."""
    return re.compile(alternation(table("education")["noise"]), re.IGNORECASE)


@cache
def _details() -> re.Pattern[str]:
    """Openings of lines that tell more about the degree above them."""
    return re.compile(alternation(table("education")["details"]), re.IGNORECASE)


@cache
def _field_ending() -> re.Pattern[str]:
    """Ends of words that make a piece further back a field: `PhD, Princeton University, Physics`."""
    return re.compile(rf"(?:{'|'.join(table('education')['field_endings'])})\b", re.IGNORECASE)


@cache
def _unfinished() -> re.Pattern[str]:
    named = alternation(table("education")["unfinished"])
    return re.compile(
        rf"{named}|[,(]\s*\d\s+semesters?\b|"
        r"\b\d\s+(?:years?|semesters?|terms?)\s+(?:completed|done|only|of study)\b",
        re.IGNORECASE,
    )


@dataclass(frozen=True, slots=True)
class _Degree:
    level: Level
    start: int
    end: int
    name: str


def has_degree(text: str) -> bool:
    """Whether a line names a degree."""
    return find_degree(text) is not None


def has_school(text: str) -> bool:
    """Whether a line names a school or university."""
    return bool(_schools().search(text))


def _plain(text: str) -> str:
    """The text with the dots of abbreviations as spaces of the same length: `B.Tech.` -> `B Tech `."""
    return re.sub(r"\.", " ", text)


def find_degree(text: str) -> _Degree | None:
    """The first degree named in a line, the higher level winning at the same place."""
    equivalent = _EQUIVALENT.search(text)
    if equivalent:
        inner = _first_degree(text[equivalent.start() + 1 : equivalent.end() - 1])
        outer = _first_degree(text[: equivalent.start()])
        if inner and outer:
            return _Degree(inner.level, outer.start, outer.end, outer.name)
    return _first_degree(text)


@lru_cache(maxsize=4096)
def _first_degree(text: str) -> _Degree | None:
    plain = _plain(text)
    found: list[_Degree] = []
    for level, pattern, short in _levels():
        for match in pattern.finditer(plain):
            if short and not _may_be_short(text, match):
                continue
            if not short and not _may_be_long(text, match):
                continue
            found.append(_Degree(level, match.start(), match.end(), " ".join(match.group().lower().split())))
            break
    if not found:
        return None
    first = min(found, key=lambda one: (one.start, -(one.end - one.start), _ORDER.index(one.level)))
    if first.level == "other":
        # "Diploma, Bachelor of ..." is no "Certificate of Attendance": a degree right behind decides
        better = [one for one in found if one.start <= first.end + 2 and one.level != "other"]
        first = better[0] if better else first
    return first


#: "LLM Bootcamp", "MS Azure training": a topic or a maker, and no degree.
_OF_A_COURSE = re.compile(
    r"[ -](?:[\w.+#-]+ ){0,2}(?:bootcamp|training|course|workshop|certification|certificate|badge|webinar)\b",
    re.IGNORECASE,
)


def _may_be_long(text: str, match: re.Match[str]) -> bool:
    """`Scrum Master`, `Doctor`, `Web Master` and `Associate Director` are no degrees."""
    word = match.group().lower()
    before, after = text[: match.start()].rstrip().lower(), text[match.end() :].lstrip().lower()
    if word == "master":
        return not before.endswith(("scrum", "web", "station", "quarter")) and not after.startswith(
            ("data", "class", "scrum")
        )
    if word == "associate":
        return after.startswith(("degree", "of", "in", "'s", "’s")) and not before
    if word == "doctor":
        return after.startswith("of")
    if word == "march":
        return match.group() == "MArch"  # the month is no Master of Architecture
    if word in _ONLY_FIRST:
        return not before or before[-1] in ",;:|(–—-/"
    return True


#: Names of degrees that mean something else inside a line: a driving licence, a promotion to manager.
_ONLY_FIRST = frozenset(
    {"degree in", "studied", "licence", "promotion", "promotion in", "specialist", "secondary", "apprentice"}
)
#: Abbreviations that are written in lower case too.
_WRITTEN_SMALL = frozenset(
    {"bsc", "msc", "phd", "bed", "med", "mba", "ing", "lic", "mgr", "inż", "drs", "cap"}
)
_LOWER = frozenset({"mgr", "inż", "lic", "drs"})


def _may_be_short(text: str, match: re.Match[str]) -> bool:
    """Abbreviations count at the start of a piece and with a capital: `MA, History`, not `Boston, MA`."""
    if _OF_A_COURSE.match(text, match.end()):
        return False
    if not text[match.start()].isupper() and (match.group().lower() not in _LOWER or match.start()):
        return False
    before = text[: match.start()].rstrip()
    written = text[match.start() : match.end()]
    if len(written) == len("Mat") and written[1:].islower() and written.lower() not in _WRITTEN_SMALL:
        return False
    opens = (
        not before
        or before[-1] in ",;:|(–—-/•·"
        or before.endswith(("  ", " in", " of", " to"))
        or text[match.start() - 2 : match.start()] == "  "
    )
    after = text[match.end() :].lstrip(". ")
    if not opens and not (before.lower().endswith(_BEFORE_SHORT) or before[-1:].isdigit()):
        return False
    if (
        before.endswith(",")
        and written.isupper()
        and len(written) == 2
        and (not after or after[0] in ",|(–—-0123456789")
    ):
        return False  # a state: Boston, MA
    return not (
        written.isupper()
        and len(written) <= 2
        and after[:1].islower()
        and not after.startswith(("in ", "of ", "en ", "and ", "degree"))
    )


#: What may stand before the abbreviation of a degree.
_BEFORE_SHORT = (
    "executive", "dual", "double", "integrated", "honours", "honors", "hons", "joint", "part-time", "global",
    "international", "online", "degree:", " and", " &", "my", "weekend",
)  # fmt: skip
#: A line of more words is a sentence, no degree.
_MOST_WORDS = 24


@dataclass(slots=True)
class _Entry:
    rows: list[Row] = field(default_factory=list)
    degree: bool = False
    school: bool = False
    dated: bool = False


def find_education(rows: Sequence[Row], *, sure: bool = True) -> tuple[Education, ...]:
    """The degrees of a section; with `sure` False (mixed content) only lines that name a degree."""
    entries: list[_Entry] = []
    for row in rows:
        for part in _degrees_of(row):
            _place(entries, part)
    found = (_education(entry, sure=sure) for entry in entries)
    return tuple(one for one in found if one is not None)


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
        or bool(_details().match(row.text))
        or bool(_noise().match(row.text))
        or (":" in row.text[:25] and not degree and not _labelled_school(row.text))
    )
    current = entries[-1] if entries else None
    if current is not None and _names_school_of(row, named, current):
        degree, school = False, True
    clash = current is not None and (
        (degree and current.degree)
        or (school and current.school and not (degree and not current.degree))
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


def _names_school_of(row: Row, named: _Degree | None, current: _Entry) -> bool:
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
    if level in ("bachelor", "master", "doctorate") and _unfinished().search(whole):
        level = "other"
    return Education(
        degree_level=level,
        field=_field(row.text, degree) if degree and level != "secondary" else None,
        year=_year(entry.rows),
        institution=_institution(entry.rows, degree, row),
        start=entry.rows[0].start,
        end=entry.rows[-1].end,
    )


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
        not text[0].islower() or first in _LOWER or first == "licencjat"
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


def _year(rows: Sequence[Row]) -> str | None:
    """The year the degree was or will be finished: the last year of the first dated line."""
    for row in rows:
        if row.mark and row is not rows[0]:
            continue
        found = find_ranges(row.text)
        ends = [one.last for one in found if one.last and one.last != PRESENT]
        if ends:
            return max(end[:4] for end in ends)
    return None


def _field(text: str, degree: _Degree) -> str | None:  # noqa: PLR0911, PLR0912  (one a form)
    rest = text[degree.end :]
    rest = re.sub(r"^['’]?s?\.?", "", rest) if rest[:2].lower() in ("'s", "’s") else rest.lstrip(".")
    behind, inside = _BEHIND.match(rest), _PARENTHESISED.match(rest)
    if inside and _is_inner_field(inside["field"]):
        rest = f" {inside['field']},"
    elif behind and not (
        _schools().search(behind["field"].partition(",")[0]) or is_place(behind["field"].partition(",")[0])
    ):
        rest = behind["field"]
    elif (narrower := _OF_AND_INSIDE.match(rest)) and _is_inner_field(narrower["field"]):
        return _canonical(narrower["field"])
    rest = _one_degree(rest)
    again = True
    while again:
        again = False
        of = _OF.match(rest.lstrip())
        if of:
            tail = rest.lstrip()[of.end() :]
            if (inside := _PARENTHESISED.match(tail)) and _is_inner_field(inside["field"]):
                return _canonical(inside["field"])  # "Bachelor of Arts (Sociology)"
            longer = _LONGER.match(tail)
            if longer:
                return _canonical(f"{of['of']}{longer[0]}")
            if _names_field(tail):
                rest, again = tail, True
                continue
            return (
                _canonical(of["of"])
                if of["of"].lower()
                not in ("science", "arts", "sciences", "philosophy", "letters", "applied science")
                else None
            )
        stripped = _FIELD.sub("", rest, count=1)
        nested = _first_degree(stripped)
        if nested and nested.start == 0 and len(nested.name) <= 5 and nested.level != "secondary":
            rest, again = stripped[nested.end :].lstrip("."), True
            continue
        rest = stripped
    rest = _FROM.sub(" at   ", rest)
    for index, piece in enumerate(pieces_of(rest, [(0, len(rest))])[:3]):
        named = _TRIM_FIELD.sub(" ", piece.text).strip(" .,:;–—-")
        if (
            not named
            or _schools().search(named)
            or is_place(named)
            or find_ranges(named)
            or _noise().search(named)
            or re.search(r"\d", named)
        ):
            continue
        if index and not _field_ending().search(named):
            continue
        return _canonical(named)
    before = _AHEAD.search(text[: degree.start])
    if before and not _schools().search(before["field"]):
        return _canonical(before["field"])
    ahead = text[: degree.start].strip(" ,;:-–—(")
    if degree.level != "other" and ahead and (placed := _last_field(ahead)):
        return _canonical(placed)  # "Computer Science, BSc"
    if (
        degree.level == "other"
        and ahead
        and "," not in ahead
        and not _schools().search(ahead)
        and not find_ranges(ahead)
    ):
        return _canonical(ahead)  # "Business Administration coursework"
    implied: dict[str, str] = table("education")["implied_fields"]
    return implied.get(degree.name.replace(" ", ""))


def _is_inner_field(named: str) -> bool:
    """Whether words in brackets behind a degree are a field, and no other name of the degree or its grade."""
    return not _first_degree(named) and not _noise().search(named)


#: `Master of Engineering Management`, `Bachelor of Arts and Design`: the name of the field goes on.
_LONGER = re.compile(
    r" (?:management|administration|and [a-z]+(?: [A-Z][a-z]+)?)(?=\s*(?:[,|(–—-]|$))", re.IGNORECASE
)
#: `Double Major in Economics and Statistics (BA)`: the field stands before the degree in parentheses.
_AHEAD = re.compile(r"^(?:[^(),;|]*?\b(?:in|of)\s+)?(?P<field>[A-Z][^(),;|]{2,60}?)\s*\($")


#: Between two degrees of one line.
_AND = re.compile(r"\s*(?:\b(?:and|und|et|plus)\b|[&+/;])\s*(?:an?\s+)?", re.IGNORECASE)


def _one_degree(rest: str) -> str:
    """What follows a degree without a second one: ` and BSc in Mining`, ` Economics and BA Philosophy`."""
    for joint in _AND.finditer(rest):
        second = _first_degree(rest[joint.end() :])
        if second and second.start == 0 and second.level in ("bachelor", "master", "doctorate"):
            named = rest[: joint.start()].strip(" ,.()")
            return rest[: joint.start()] if named else rest[joint.end() + second.end :].lstrip(".")
    return rest


def _last_field(ahead: str) -> str | None:
    """The piece right before a degree, when it can be a field: capitalised, no school, place or date."""
    last = pieces_of(ahead, [(0, len(ahead))])[-1:]
    if not last or last[0].text.split()[-1].lower() in _BEFORE_SHORT:
        return None
    named = last[0].text
    plain = not (_schools().search(named) or is_place(named) or find_ranges(named) or _noise().search(named))
    return named if plain and named[0].isupper() and len(named.split()) <= _MOST_FIELD_WORDS else None


#: Words of a field that stands before its degree.
_MOST_FIELD_WORDS = 5


def _names_field(rest: str) -> bool:
    stripped = _FIELD.sub("", rest, count=1)
    pieces = pieces_of(stripped, [(0, len(stripped))])
    if not pieces:
        return False
    first = _TRIM_FIELD.sub(" ", pieces[0].text).strip()
    return bool(first) and not (
        _schools().search(first) or find_ranges(first) or is_place(first) or _noise().match(first)
    )


#: Words before the name of a field, also in French and Spanish: `d'informatique`, `spécialité Génie Civil`.
_OPENING = re.compile(
    r"^(?:(?:in|of|en|the|de la|des|du|de l['’]|d['’]|l['’])\s*(?<=[\s'’])|"
    r"(?:sp[eé]cialit[eé]|sp[eé]cialisation|option|mention|parcours|"
    r"mención|especialidad|especialización|major(?:ing)?(?: in)?|"
    r"speciali[sz](?:ed|ing|ation) in|indirizzo|fachrichtung|schwerpunkt|studiengang|kierunek|"
    r"inriktning)\s*:?\s+)+",
    re.IGNORECASE,
)


@cache
def _field_names() -> dict[str, str]:
    return {other: name for name, others in table("education")["field_names"].items() for other in others}


def _canonical(name: str) -> str:
    cleaned = " ".join(name.split())
    cleaned = _OPENING.sub("", cleaned)
    return _field_names().get(cleaned.casefold(), cleaned)


def _institution(rows: Sequence[Row], degree: _Degree | None, titled: Row) -> str | None:
    for row in rows:
        if row.mark and row is not rows[0]:
            continue
        skip = degree.end if degree and row is titled else 0
        text = _FROM.sub(" at   ", row.text)
        spans = [(skip, len(text)), (0, degree.start)] if degree and skip else [(0, len(text))]
        for piece in [piece for span in spans for piece in pieces_of(text, [span])]:
            name = _undated(_sentence_end(piece.text))
            outside = _IN_PARENTHESES.sub(" ", name)
            if _schools().search(outside) and outside.strip().lower() not in _KINDS:
                return name
    return _unnamed_school(rows, degree, titled)


#: `M.Tech from Konark University`: a school follows. Same length as ` at   `, so that offsets stay.
_FROM = re.compile(r" from (?=[A-Z])")
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


#: Words of a school's name that stands on a line of its own.
_MOST_NAME_WORDS = 5


def _unnamed_school(rows: Sequence[Row], degree: _Degree | None, titled: Row) -> str | None:
    """The words behind degree and field: `BSc Physics, Oxbridge, 2014` (no noun of schools to go by)."""
    if degree is None:
        return None
    if rows[0] is not titled and not rows[0].mark:
        first = _undated(rows[0].text).strip(" ,|")
        if first and len(first.split()) <= _MOST_NAME_WORDS and organization_points(first) >= 1.0:
            return first  # "Caltech" above the degree
    pieces = pieces_of(titled.text, [(degree.start, len(titled.text))])
    field_ = _field(titled.text, degree)
    return next(
        (
            piece.text
            for piece in pieces[1:]
            if _may_be_school(piece) and piece.text != field_ and field_ not in piece.text.split(",")
        ),
        None,
    )


def _may_be_school(piece: Piece) -> bool:
    text = piece.text
    if (
        find_ranges(text)
        or is_place(text)
        or _noise().search(text)
        or re.search(r"\d", text)
        or not text[0].isupper()
    ):
        return False
    return organization_points(text) >= 1.0 and len(text.split()) <= 9 and find_degree(text) is None
