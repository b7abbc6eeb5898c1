"""The field of study beside the name of a degree: behind it, in brackets, before it, or implied by it."""

import re
from functools import cache

from analyzer.parsing.dates import find_ranges
from analyzer.parsing.degrees import BEFORE_SHORT, Degree, first_degree, school_pattern
from analyzer.parsing.lexicon import is_place
from analyzer.parsing.pieces import pieces_of
from analyzer.parsing.tables import alternation, table

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
_BEHIND = re.compile(
    r"^[^,;|]{0,50}?\s[-–(]\s?(?!in\b|of\b|hons|honours|honors)[A-Z][A-Za-z.]{1,6}\)?\s*,\s*(?P<field>[A-Z].+)$"
)
_PARENTHESISED = re.compile(
    r"^\.?\s*\((?!hons|honou?rs|co-?op|edu?\)|tech\.?\)|eng\.?\)|executive|weekend|evening|fet\)|econ\)|part|full|equivalent|with|distance|online|first|second|merit|upper|lower|pass|fh|tu|"
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
def noise_pattern() -> re.Pattern[str]:
    """Grades, theses, honours: no field of study."""
    return re.compile(alternation(table("education")["noise"]), re.IGNORECASE)


@cache
def field_ending() -> re.Pattern[str]:
    """Ends of words that make a piece further back a field: `PhD, Princeton University, Physics`."""
    return re.compile(rf"(?:{'|'.join(table('education')['field_endings'])})\b", re.IGNORECASE)


def field_of(text: str, degree: Degree) -> str | None:  # noqa: PLR0911, PLR0912  (one a form)
    """The field of study of a degree in a line; None when the line names none."""
    rest = text[degree.end :]
    rest = re.sub(r"^['’]?s?\.?", "", rest) if rest[:2].lower() in ("'s", "’s") else rest.lstrip(".")
    rest = _GRADE.sub("", _behind_brackets(text, degree, rest), count=1)
    if short := _short_field().match(rest):
        return str(table("education")["short_fields"][short["field"]])
    rest = re.sub(r"^\s*(?:Eng|Tech|Hons)\.?\s*(?=\([A-Z])", " ", rest)  # "BSc Eng (Chemical)"
    behind, inside = _BEHIND.match(rest), _PARENTHESISED.match(rest)
    if inside and _is_inner_field(inside["field"]):
        rest = f" {inside['field']},"
    elif behind and not _is_elsewhere(behind["field"].partition(",")[0]):
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
        nested = first_degree(stripped)
        if nested and nested.start == 0 and len(nested.name) <= 5 and nested.level != "secondary":
            rest, again = stripped[nested.end :].lstrip("."), True
            continue
        rest = stripped
    rest = FROM_SCHOOL.sub(" at   ", rest)
    for index, piece in enumerate(pieces_of(rest, [(0, len(rest))])[:3]):
        named = _MARK_BEHIND.sub("", _TRIM_FIELD.sub(" ", piece.text)).strip(" .,:;–—-")
        if (
            not named
            or named.lower() in _NO_FIELD
            or named.lower().startswith("same ")
            or school_pattern().search(named)
            or is_place(named)
            or find_ranges(named)
            or noise_pattern().search(named)
            or re.search(r"\d", named)
        ):
            continue
        if index and not (field_ending().search(named) or _OPENING.match(named)):
            continue
        return _canonical(named)
    before = _AHEAD.search(text[: degree.start])
    if before and not school_pattern().search(before["field"]):
        return _canonical(before["field"])
    ahead = text[: degree.start].strip(" ,;:-–—(")
    if ahead.lower() in _LABELS:
        ahead = ""
    if degree.level != "other" and ahead and (placed := _last_field(ahead)):
        return _canonical(placed)  # "Computer Science, BSc"
    if (
        degree.level == "other"
        and ahead
        and "," not in ahead
        and not school_pattern().search(ahead)
        and not find_ranges(ahead)
    ):
        return _canonical(ahead)  # "Business Administration coursework"
    implied: dict[str, str] = table("education")["implied_fields"]
    return implied.get(degree.name.replace(" ", ""))


#: Words behind a degree that say how it stands, and no field.
_NO_FIELD = frozenset(
    {"view", "progress", "same", "ditto", "hand", "full", "part", "absentia", "thesis stage"}
)
#: Words before a degree that only say that it is one: `Degree: Diplom-Ingenieurin`.
_LABELS = frozenset({"degree", "title", "award", "qualification", "final degree", "abschluss"})
#: The grade between a degree and its field: `BEng (Hons) 2:1 Electronic Engineering`.
_GRADE = re.compile(
    r"^\s*(?:\(?(?:hons?\.?|honou?rs)\)?[\s,]*)?"
    r"(?:2[:.][12](?!\d)|2i{1,2}|1st|first|third|(?:upper|lower) second)\b(?:\s+class)?[\s,:]*(?=[A-Z])|"
    r"^\s*(?:hons?\.?|honou?rs)\s*(?=\()",
    re.IGNORECASE,
)


#: The grade behind a field: `Philosophy 2:1`.
_MARK_BEHIND = re.compile(r"\s+(?:2[:.][12]|1st|2nd|2i{1,2})(?:\s+class)?\s*$", re.IGNORECASE)


@cache
def _short_field() -> re.Pattern[str]:
    names = "|".join(table("education")["short_fields"])
    return re.compile(rf"\s*(?:in\s+|,\s*|[-–—:]\s*)?(?P<field>{names})(?=\s*(?:[,;(|.–—-]|$|\s{{2}}))")


#: The rest of the name of a degree that stands in brackets: `DI (MSc Tech), Information Management`.
_REST_OF_NAME = frozenset({"", "tech", "eng", "hons", "sc", "ed", "honours", "degree"})


def _behind_brackets(text: str, degree: Degree, rest: str) -> str:
    """What follows the brackets a degree stands in, when they hold no more than its name."""
    before = text[: degree.start]
    inner, closed, behind = rest.partition(")")
    inside = before.count("(") > before.count(")") and bool(closed)
    return behind if inside and inner.strip(" .").lower() in _REST_OF_NAME else rest


def _is_inner_field(named: str) -> bool:
    """Whether words in brackets behind a degree are a field, and no other name of the degree or its grade."""
    return not first_degree(named) and not noise_pattern().search(named)


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
        second = first_degree(rest[joint.end() :])
        if second and second.start == 0 and second.level in ("bachelor", "master", "doctorate"):
            named = rest[: joint.start()].strip(" ,.()")
            return rest[: joint.start()] if named else rest[joint.end() + second.end :].lstrip(".")
    return rest


def _is_elsewhere(named: str) -> bool:
    """Whether words name a school or a place instead of a field."""
    return bool(school_pattern().search(named)) or is_place(named)


def _last_field(ahead: str) -> str | None:
    """The piece right before a degree, when it can be a field: capitalised, no school, place or date."""
    last = pieces_of(ahead, [(0, len(ahead))])[-1:]
    if not last or last[0].text.split()[-1].lower() in BEFORE_SHORT:
        return None
    named = last[0].text
    plain = not (
        school_pattern().search(named)
        or is_place(named)
        or find_ranges(named)
        or noise_pattern().search(named)
    )
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
        school_pattern().search(first)
        or find_ranges(first)
        or is_place(first)
        or noise_pattern().match(first)
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


#: `M.Tech from Konark University`: a school follows. Same length as ` at   `, so that offsets stay.
FROM_SCHOOL = re.compile(r" from (?=[A-Z])")
