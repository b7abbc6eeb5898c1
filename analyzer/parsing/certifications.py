"""Certificates as written, with what the words say of their state."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from analyzer.parsing.body import Unit
from analyzer.parsing.dates import find_ranges
from analyzer.parsing.months import month_index
from analyzer.parsing.points import PRESENT, find_points
from analyzer.parsing.tables import alternation, table
from analyzer.records import Certification, CertificationStatus

#: Before a year: it is the one of a renewal or of the end.
_QUALIFIED = re.compile(
    r"(?:valid|current|until|till|through|thru|to|renewed|recertified|re-certified|renewal(?: due)?|expired|"
    r"expires?|expiry|exp|lapsed|since last)\.?\s*:?\s*(?:in|on|to|until)?\s*$",
    re.IGNORECASE,
)
_VALID_YEARS = re.compile(r"valid (?:for )?(\d)\s*years?", re.IGNORECASE)
_PASSED_END = re.compile(
    r"(?:exp\.?|expires?|expiry|valid (?:to|until|till|through|thru)|renewal due|through|thru|until)"
    r"\s*:?\s*(?:in|on)?\s*$",
    re.IGNORECASE,
)
_PART_DONE = re.compile(
    r"\b(?:course|module|part|unit|exam)s?\s*\d+\s*(?:of|/)\s*\d+"
    r"|\b\d+\s*(?:of|/)\s*\d+\s*(?:courses|modules|exams|parts|units|papers|levels|classes|done|finished|completed|passed)"
    r"|\bl(?:evel)?\s?(?:[23]|ii|iii)\s+(?:not|next|open)\b"
    r"|(?<!\d\d\d\d - )(?<!\d\d\d\d, )\b\d{1,2}\s?%",
    re.IGNORECASE,
)
#: Before the month in which a course begins.
_START = re.compile(
    r"\b(?:class(?:es)?|course|cohort|starts?|start date|starting|begins?|beginning)"
    r"\s*(?:is|this|in|on|from|:)?\s*$",
    re.IGNORECASE,
)
_LIST = re.compile(r"\s*[,;|•·]\s*(?![^()]*\))")
_SHORT_ITEM = 5
#: What stands between certificates in one line or block, and hardly ever inside of one.
_BETWEEN = re.compile(
    r"\s+[|•·*▪]\s+|\s*;\s+|\t+|\s{2,}|\s*\n\s*|(?<=[a-z0-9)])\.\s+(?=[A-Z\"“])|(?<=\))\s+[–—-]\s+(?=[A-Z])"
    # behind a year or bracket: "Scrum Master (lapsed 2019), PMP booked Dec '26"
    r"|(?:(?<=[12]\d\d\d)|(?<=['’]\d\d)|(?<=\))),\s+(?=[A-Z])(?!Foundation|Practitioner|Associate|Level|Licen)"
)
_SHORTEST_NAME = 3
#: Words of a certificate or course, where its letters are not known.
_NAMING = re.compile(
    r"\b(?:certif\w*|practitioner|foundation(?:al)?|associate|speciali[sz]ation|nanodegree|bootcamp|microprogram|"
    r"(?:green|black|yellow|white) belt|safe \d?|lead (?:auditor|implementer)|level [iv\d]+|courses?|seminar|"
    r"webinar|webinaire|workshop|summer school|fundamentals|licen[cs]e|essentials|programme|accredited)\b"
    r"|\([^()]*(?:19|20)\d\d[^()]*\)|,\s*(?:[a-z]{3,9}\.? )?(?:19|20)\d\d\s*$",
    re.IGNORECASE,
)
#: Letters with a state or a date beside them are a certificate, whoever knows them: "BLS exp. 3/2027".
_LETTERS = re.compile(r"[A-Z][A-Z0-9/-]{2,}\b(?!\s*$)")
#: Courses and licences among degrees. A list of what was taught is none of them.
_COURSE_LINE = re.compile(
    r"certif|\b(?:(?:short|online|evening|summer|executive|vendor) (?:courses?|programmes?|programs?)|course|"
    r"boot ?camp|nanodegree|speciali[sz]ation|webinar|workshop|summer school|training|teaching licen[cs]e|"
    r"state exam)\b",
    re.IGNORECASE,
)
_TAUGHT = re.compile(
    r"\s*(?:(?:relevant|selected|key|main|core|related)\s+)?"
    r"(?:courses?|coursework|modules|subjects|training)\b\s*(?:in\b|:)"
    r"|.*\b(?:graduate certificate|school certificate|certificate of (?:secondary|higher)|"
    r"leaving certificate|thesis|dissertation|gpa|exchange)\b",
    re.IGNORECASE,
)
#: "ITIL: no", "none held".
_DENIED = re.compile(
    r":\s*(?:no|none|nope)\s*$|^\s*none\b|"
    r"\b(?:did not|didn['’]t|never) (?:sit|take|pass) (?:the|its|any) exam",
    re.IGNORECASE,
)
#: A piece that says something of the certificate before it.
_REMARK = re.compile(
    r"(?:renew|expire|valid|issued|credential|(?:licen[cs]e|certificate) (?:no|id|number)|id\b|no\.|"
    r"capstone|grade|score|with |and |including|covering|completed|currently (?:valid|active))",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:certifications?|certificates?|licen[cs]es?|credentials|training|courses?)\s*:\s*", re.IGNORECASE
)


@cache
def _states() -> list[tuple[CertificationStatus, re.Pattern[str]]]:
    found = table("certifications")
    order: tuple[CertificationStatus, ...] = ("expired", "in_progress", "planned")
    expired, in_progress, planned = ((state, _phrases(found[state])) for state in order)
    return [expired, ("planned", _phrases(found["exam_set"])), in_progress, planned]


def _phrases(phrases: list[str]) -> re.Pattern[str]:
    """Any of the phrases in a lower-case text, from the start of a word."""
    starts = (
        rf"(?<!\w){re.escape(one)}" if one[0].isalnum() else re.escape(one) for one in map(str.lower, phrases)
    )
    return re.compile("|".join(starts))


def find_certifications(units: tuple[Unit, ...], text: str, *, today: str) -> tuple[Certification, ...]:
    """One record for each certificate in the units; a line that lists several short ones is divided."""
    found: list[Certification] = []
    for unit in units:
        if unit.kind == "heading":
            continue
        for start, end in _items(unit, text):
            if found and _only_remark(text[start:end]):
                found[-1] = _with_remark(found[-1], text[start:end], today)
                continue
            if not _DENIED.search(text[start:end]):
                found.append(_certification(text, start, end, today))
    return tuple(found)


@cache
def _letters() -> re.Pattern[str]:
    return re.compile(alternation(table("certifications")["letters"]))


def names_certificate(text: str) -> bool:
    """Whether a line holds letters of a certificate (`PMP`), or says that something is certified."""
    return bool(_letters().search(text) or _names().search(text)) or "certified" in text.lower()


@cache
def _names() -> re.Pattern[str]:
    return re.compile(alternation(table("certifications")["names"]), re.IGNORECASE)


def is_course(text: str) -> bool:
    """Whether a line among degrees tells of a course, licence or certificate, not what a degree taught."""
    return _COURSE_LINE.search(text) is not None and _TAUGHT.match(text) is None


def letters_behind_name(
    text: str, start: int, end: int, known: Sequence[Certification]
) -> tuple[Certification, ...]:
    """The certificates behind the name in a line `Ann Lee, PMP, CSM`, without those that are `known`."""
    said = " ".join(one.skill for one in known)
    found: list[Certification] = []
    for match in re.finditer(r",\s*([^,|()]+)", text[start:end]):
        written = match[1].strip().rstrip("®™")
        if _letters().fullmatch(written) and not re.search(rf"(?<!\w){re.escape(written)}(?!\w)", said):
            begin = start + match.start(1)
            found.append(Certification(written, "held", written, None, begin, begin + len(written)))
    return tuple(found)


def _only_date(written: str) -> bool:
    """A year on a line of its own belongs to the certificate above it."""
    return bool(find_points(written)) and not re.sub(
        r"[\W\d_]|issued|expires?|to|jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*",
        "",
        written.lower(),
    )


def _only_remark(written: str) -> bool:
    """A date or state on a line of its own belongs to the certificate above it: "In progress, exam May"."""
    plain = written.strip().lower()
    if _only_date(written):
        return True
    opens = any(pattern.match(plain) for _, pattern in _states())
    return opens and not names_certificate(written) and not _NAMING.search(written) and ":" not in written


def _with_remark(one: Certification, remark: str, today: str) -> Certification:
    said = " ".join(remark.split())
    status = status_of(f"{one.skill}, {said}", today=today) if one.status == "held" else one.status
    return replace(one, year=one.year or year_of(said), status=status)


#: A date or state in the margin of a line: `2021   Scrum Product Owner`, `in preparation   PMI-ACP`.
_MARGIN = re.compile(r"(?P<margin>\S+(?: \S+){0,3}?)(?:\s{2,}|\t)\S")


def _has_margin(line: str) -> bool:
    match = _MARGIN.match(line)
    return match is not None and (_only_date(match["margin"]) or _only_remark(match["margin"]))


def _items(unit: Unit, text: str) -> list[tuple[int, int]]:
    if len(unit.rows) > 1 and all(_has_margin(row.text) for row in unit.rows):
        return [(row.start, row.end) for row in unit.rows]
    label = _LABEL.match(unit.text)
    start = unit.start + (label.end() if label else 0)
    cuts = list(_LIST.finditer(text, start, unit.end))
    bounds = [start, *(edge for match in cuts for edge in match.span()), unit.end]
    parts = [(bounds[index], bounds[index + 1]) for index in range(0, len(bounds), 2)]
    parts = [(begin, end) for begin, end in parts if text[begin:end].strip()]
    short = all(
        len(text[begin:end].split()) <= _SHORT_ITEM and not _detail(text[begin:end]) for begin, end in parts
    )
    dated = sum(_NAME_AND_YEAR.match(text[begin:end].strip()) is not None for begin, end in parts)
    if short and dated > 1:  # a list in which some have their year in brackets
        return parts
    if several := _several(text, start, unit.end):
        return several
    if short and (len(parts) >= 4 or (label and len(parts) >= 2)):
        return parts
    return [(start, unit.end)]


def _several(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The certificates of a line or block that names more than one; none where it names one or none.

    Pieces that name none (an issuer, a year, a remark) belong to the certificate before them.
    """
    cuts = list(_BETWEEN.finditer(text, start, end))
    bounds = [start, *(edge for match in cuts for edge in match.span()), end]
    pieces = [(bounds[index], bounds[index + 1]) for index in range(0, len(bounds), 2)]
    if "\n" not in text[start:end] and _only_date(text[slice(*pieces[0])]):
        return []  # "2021 · AIGP · IAPP": the columns of one certificate
    items: list[tuple[int, int]] = []
    named = 0
    for begin, stop in pieces:
        names = _names_one(text[begin:stop])
        named += names
        if items and not names:
            items[-1] = (items[-1][0], stop)
        else:
            items.append((begin, stop))
    return [one for one in items if not _DENIED.search(text[one[0] : one[1]])] if named > 1 else []


def _names_one(piece: str) -> bool:
    """Whether a piece of a line is a certificate by itself, and no issuer, date or remark."""
    plain = piece.strip()
    if len(plain) < _SHORTEST_NAME or plain[:1] in "(," or _only_date(plain) or _REMARK.match(plain):
        return False
    named = names_certificate(plain) or _NAMING.search(plain) is not None
    aside = _STATE_ASIDE.search(plain)
    named = named or (aside is not None and plain[0].isupper() and _says_state(aside.group()))
    return named or (_LETTERS.match(plain) is not None and _says_state(plain))


#: `EU AI Act Expert (in preparation)`: a name, and its state in brackets.
_STATE_ASIDE = re.compile(r"(?<=[a-z] )\([^()]+\)$")


def _says_state(piece: str) -> bool:
    """Whether a piece of a line holds a date or a word of a state."""
    lower = piece.lower()
    return bool(find_points(piece)) or any(pattern.search(lower) for _, pattern in _states())


def _detail(part: str) -> bool:
    """A year, an issuer's note or a state: it belongs to the item before it."""
    dated = bool(find_points(part)) and len(part.split()) <= 3 and not _NAME_AND_YEAR.match(part.strip())
    return dated or part.strip()[:1].islower()


#: `PSPO II (2023)`: a name with its year, and no year of the item before.
_NAME_AND_YEAR = re.compile(r"[A-Z][^()]*[A-Za-z][^()]*\((?:19|20)\d\d\)$")


def _certification(text: str, start: int, end: int, today: str) -> Certification:
    written = " ".join(text[start:end].strip(" ,;").split())
    return Certification(
        skill=written,
        status=status_of(written, today=today),
        text=text[start:end],
        year=year_of(written),
        start=start,
        end=end,
    )


def status_of(written: str, *, today: str) -> CertificationStatus:
    """Held, in progress, expired or planned, by the words beside the name; held when nothing is said."""
    for point in find_points(written):
        if _PASSED_END.search(written, 0, point.start):
            limit = month_index(point.text(), today=today) + (0 if point.month else 11)
            if limit < month_index("present", today=today):
                return "expired"
    valid = _VALID_YEARS.search(written)
    year = year_of(written)
    if valid and year and int(year) + int(valid[1]) < int(today[:4]):
        return "expired"
    cleaned = re.sub(
        r"renewal due(?=\s*(?:in\s*)?\d)|\bexp(?:\.|ires?\b|iry\b)|"
        r"enrolled (?=[io]n the (?:order|register|roll))",
        "",
        written,
        flags=re.IGNORECASE,
    ).lower()
    for state, pattern in _states():
        if _says(pattern, cleaned) or (state == "in_progress" and _PART_DONE.search(cleaned)):
            return "planned" if state == "in_progress" and _begins_later(written, today) else state
    return _by_dates(written, today)


def _begins_later(written: str, today: str) -> bool:
    """Whether the course itself is still to come: "enrolled, class this December 2026"."""
    present = month_index("present", today=today)
    return any(
        point.month is not None
        and month_index(point.text(), today=today) > present
        and _START.search(written, 0, point.start)
        for point in find_points(written)
    )


def _says(pattern: re.Pattern[str], written: str) -> bool:
    """Whether the words tell a state; some words count only beside the name of the certificate."""
    letters = _EXPLAINED.match(written)
    cut = _NAME_END.search(written, letters.end() if letters else 0)
    name_end = cut.start() if cut else len(written)
    return any(
        match.group() not in _beside()
        or match.start() >= name_end
        or (match.end() == name_end and match.start() > 0)
        or (match.start() == 0 and match.group().endswith(" "))
        for match in pattern.finditer(written)
    )


#: Where the name of a certificate ends and remarks begin.
_NAME_END = re.compile(r"\s*[,(:;–—|]|\s-\s")
#: `CPIM - Certified in Planning and Inventory Management`: letters, and the name they stand for.
_EXPLAINED = re.compile(r"[a-z/+-]{3,10}[®™]?\s*[-–—:]\s+(?=certified|certificate|professional)")
#: Words of courses: their years are those of the course, not those in which a certificate was valid.
_COURSE = re.compile(
    r"cours|class|training|program|diploma|speciali[sz]ation|workshop|bootcamp|school", re.IGNORECASE
)


@cache
def _beside() -> frozenset[str]:
    return frozenset(word.lower() for word in table("certifications")["beside"])


def _by_dates(written: str, today: str) -> CertificationStatus:
    """What the dates say when no word does: still to come, or a stretch of validity that is over."""
    present = month_index("present", today=today)
    plain = [point for point in find_points(written) if not _QUALIFIED.search(written, 0, point.start)]
    if plain and all(month_index(point.text(), today=today) > present for point in plain):
        return "planned"
    for found in find_ranges(written):
        if found.single or not found.first or found.last in (None, PRESENT) or _COURSE.search(written):
            continue
        last = str(found.last)
        over = month_index(last, today=today) + (0 if "-" in last else 11) < month_index(
            "present", today=today
        )
        if over and int(last[:4]) - int(found.first[:4]) > 1:
            return "expired"
    return "held"


def year_of(written: str) -> str | None:
    """The year it was or will be earned: the first one that is no renewal or expiry, else the first."""
    points = find_points(written)
    plain = [point for point in points if not _QUALIFIED.search(written, 0, point.start)]
    chosen = (plain or list(points))[:1]
    return str(chosen[0].year) if chosen else None
