"""Dates and ranges of dates in a line of a resume.

A date is `YYYY-MM` or `YYYY`; the end of a range may be `present`. What cannot be told apart (03/04/2021,
spring 2020) keeps its year only: a date may stay coarse but is never wrong.

| written                                | read                  |
|----------------------------------------|-----------------------|
| Mar 2021 - Present, 3/2021 – heute     | 2021-03 .. present    |
| 2019.08 -> 2022.02, VIII 2019 – II 2022| 2019-08 .. 2022-02    |
| Jul'24 – now, since 07/2024            | 2024-07 .. present    |
| March – August 2020                    | 2020-03 .. 2020-08    |
| Summer 2018                            | 2018 .. 2018, 3 months|
| 2019 – 21, 2019/21                     | 2019 .. 2021          |
| 2019 –, from 2019                      | 2019 .. present       |
| 2020 (6 months)                        | 2020 .. 2020, 6 months|
| 2020 (Mar–Dec), 03–12/2020             | 2020-03 .. 2020-12    |
| Start: Mar 2020, End: Dec 2022         | 2020-03 .. 2022-12    |
| w.e.f. 01-03-2020, effective 2020      | 2020 .. present       |
| 2019 – ?                               | 2019 .. unknown       |
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from analyzer.parsing.tables import alternation, fold, table, words

PRESENT = "present"
#: Years a working life of a living person can hold. Later years: exams and degrees still to come.
FIRST_YEAR, LAST_YEAR = 1940, 2049
#: Months counted for a job that names a season, and for one that names a single year and nothing else:
#: it lasted somewhere between one and twelve months.
SEASON_MONTHS, SINGLE_YEAR_MONTHS = 3, 6
_MONTHS_IN_YEAR, _WEEKS_IN_YEAR = 12, 52
_TWO_DIGIT_PIVOT = 50


@dataclass(frozen=True, slots=True)
class Point:
    """One date as written: year, month when it is certain, and where it stands."""

    start: int
    end: int
    year: int
    month: int | None = None
    season: bool = False
    weak: bool = False  # "May 20" or "5/10": a date inside a range only

    def text(self) -> str:
        """`YYYY-MM` or `YYYY`."""
        return f"{self.year:04d}-{self.month:02d}" if self.month else f"{self.year:04d}"


@dataclass(frozen=True, slots=True)
class Range:
    """A stretch of time in a text. `months` is set when the words state a duration or a season.

    `single` tells that only one date was written, so it may be a graduation or an award and no stretch.
    `stints` are the parts of a range with gaps: `2015 – 2017, 2019 – 2021`.
    """

    start: int
    end: int
    first: str | None
    last: str | None
    months: int | None = None
    single: bool = False
    stints: tuple["Range", ...] = ()


@cache
def _month_numbers() -> dict[str, int]:
    found = table("dates")["months"]
    return {fold(name): int(number) for number, names in found.items() for name in names}


_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_YEAR = r"(?:19[4-9]\d|20[0-4]\d)"
_MM = r"(?:1[0-2]|0?[1-9])"
_DD = r"(?:3[01]|[12]\d|0?[1-9])"
_DASHES = r"-+>|=>|–>|>{1,2}|-{1,2}|[–—−‐‑‒―~～〜→⇒➔➜›»]|至(?!今)"
_ORDINAL = r"(?:st|nd|rd|th|er|re|º|ª|\.)?"
_QUARTERS = (
    r"(?:[1-4](?:st|nd|rd|th)|first|second|third|fourth|last)[\s-](?:quarter|half|semester|trimester)|"
    r"[1-4][QH]|[QH][1-4]"
)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Of one date, the present, what joins two dates, and what stands before an open range."""
    found = table("dates")
    names = alternation((name for months in found["months"].values() for name in months), glued=True)
    seasons = rf"(?:{alternation(found['seasons'])}|(?:{_QUARTERS}))"
    point = re.compile(
        rf"""(?:(?<![\w$€£])|(?<=[至到]))(?:
          (?P<iso>(?P<iy>{_YEAR})(?!(?:\s[-./]\s?|\s?[-./]\s){_MM}[./-]\d)
             \s?[-./]\s?(?P<im>{_MM})(?:[-./](?P<id>{_DD}))?(?![\d]))
        | (?P<dmy>(?P<da>{_DD})(?P<sep>[./-])(?P<db>{_DD})(?P=sep)(?P<dy>{_YEAR}|\d{{2}}(?!\d)))
        | (?P<my>(?P<mm>{_MM})\s?[./-]\s?(?P<my4>{_YEAR}))
        | (?P<word>(?:(?P<wd>{_DD}){_ORDINAL}(?:\s?[./-]\s?|[ \xa0](?![ \xa0\t]))?(?:of\s+|de\s+)?)?
             (?P<wm>{names})[.,]?
             (?:\s+(?:{_DD})(?:st|nd|rd|th)?,)?
             (?:\s*(?:of|de|del|/|-|,)?\s*['’‘`´]?(?P<wy>{_YEAR})|\s*-?\s*['’‘`´](?P<wy2>\d\d)(?!\d)
               |[\s-]?(?P<wy2b>\d\d)(?![\d%])))
        | (?P<yword>(?P<ywy>{_YEAR})[\s,./-]*(?P<ywm>{names})
             (?!\.?,?\s*['’]?\d|\.?[-./]['’]?\d|\.?\s+(?:of|de|del|do)\s+\d)\.?)
        | (?P<cjk>(?P<cy>{_YEAR})\s?[年년]\s?(?:(?P<cm>{_MM})\s?[月월])?)
        | (?P<roman>(?:(?<![^\W\d_]{{3}}[ ])|(?<=since[ ])|(?<=until[ ])|(?<=till[ ])|(?<=bis[ ])|
             (?<=from[ ]))
             (?P<rm>XII|XI|IX|X|VIII|VII|VI|IV|V|III|II|I)[ ./-]{{1,2}}(?P<ry>{_YEAR}))
        | (?P<compact>(?P<xy>{_YEAR})(?P<xm>0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])?)
        | (?P<season>(?P<sname>{seasons})[\s,/-]*(?:of\s+)?
             (?:(?P<sy>{_YEAR})(?:/\d\d(?!\d))?|['’‘]?(?P<sy2>\d\d)(?!\d)))
        | (?P<yq>(?P<qy>{_YEAR})[\s/-]*(?:[QH][1-4])(?!\w|\s?['’]?(?:{_YEAR}|\d\d\b)))
        | (?P<week>(?:KW|CW|week|wk\.?)\s?\d{{1,2}}[\s,./-]+(?P<ky>{_YEAR}))
        | (?P<tiny>(?P<tm>{_MM})(?:\s?/\s?['’‘]?|[.-])(?P<ty>[0-3]\d|[6-9]\d)(?![\d/%.]))
        | (?P<back>(?P<by>[12]\d)/(?P<bm>0[1-9]|1[0-2])(?![\d/%.]))
        | (?P<fy>(?:FY|AY)\s?['’]?(?P<fy2>\d\d)(?![\d/-]))
        | (?P<year>(?:(?:FY|AY)\s?)?(?P<y>{_YEAR})(?![\d])|['’‘](?P<y2>\d\d)(?![\w]))
        )(?![A-Za-z\d])""",
        re.IGNORECASE | re.VERBOSE,
    )
    about = rf"(?:(?:{_named(found['about'])}|~){_GLUE})*"
    present = re.compile(
        rf"[(\[*]?(?:the\s+)?(?:{alternation(found['present'])}|open(?=\s*(?:[)\]|,]|$)))\.?[)\]*]?",
        re.IGNORECASE,
    )
    until = re.compile(
        rf"\s*[,(;|]?\s*(?:(?:{_DASHES}|\.{{2,3}}|…|(?:{alternation(found['until'])}|{alternation(found['ended'])})\s*:?|"
        rf"(?<=\d)\s*/(?=\s*(?:19|20)\d\d))\s*)+{about}",
        re.IGNORECASE,
    )
    since = re.compile(rf"(?:{_named(found['since'])})\s*:?\s*{about}$", re.IGNORECASE)
    return point, present, until, since


@cache
def _before() -> re.Pattern[str]:
    """Words before the first date of a range that belong to it: `von`, `circa`, `between`, `Monday,`."""
    found = table("dates")
    return re.compile(rf"(?:(?:{_named([*found['about'], *found['from']])}|~){_GLUE})+$", re.IGNORECASE)


#: Between a word and its date, or the next such word: never a wide gap.
_GLUE = r"[.,:-]?[ \xa0]?"


def _named(words: Iterable[str]) -> str:
    """The words; those of two letters not in capitals, which are states and legal forms: `CA`, `DE`, `AB`."""
    known = tuple(words)
    short = [word for word in known if len(word) <= 2]
    long_words = alternation(word for word in known if len(word) > 2)
    return rf"(?:{long_words}|(?-i:{alternation([*short, *map(str.capitalize, short)])}))"


@cache
def _months_after() -> re.Pattern[str]:
    """`(Mar–Dec)`, `, March to December` behind a year, or the rest of it behind `2020 Mar`."""
    found = table("dates")
    names = alternation(name for months in found["months"].values() for name in months)
    joint = rf"(?:{_DASHES}|{alternation(found['until'])})"
    return re.compile(
        rf"(?:\s*[(,:·]\s*(?P<a>{names})\.?)?\s*{joint}\s*(?P<b>{names})\.?\s*\)?(?!\s*['’]?\d)",
        re.IGNORECASE,
    )


@cache
def _bare_month_before() -> re.Pattern[str]:
    """`March through`, `March 1 –`, `Mar/` before the second date, which names the year of both."""
    until = alternation(table("dates")["until"])
    return re.compile(
        rf"(?<!\w)(?P<m>[^\W\d_]{{3,10}})\.?(?:\s+\d{{1,2}}(?:st|nd|rd|th)?)?\s*(?:{_DASHES}|/|{until})\s*"
        rf"(?:\d{{1,2}}(?:st|nd|rd|th|\.)?\s*)?$",
        re.IGNORECASE,
    )


#: `03–` before `12/2020`; `1–` before `30 June 2020`; `summer and` before `fall 2020`.
_BARE_NUMBER_BEFORE = re.compile(r"(?<![\d./-])(?P<m>1[0-2]|0?[1-9])\.?\s*[-–—]\s*$")
_BARE_DAY_BEFORE = re.compile(r"(?<![\d./-])\d{1,2}(?:st|nd|rd|th|\.)?\s*(?:[-–—]|to|bis)\s*$", re.IGNORECASE)
_SHORT_END_YEAR = re.compile(r"\s*(?:[-–—/]|\bto\b)\s*['’‘]?(?P<y>\d\d)(?![\d./-]|\s?[%kKmM])")
_DURATION = re.compile(
    r"\s*[,;·|:–-]?\s*[(\[]?\s*(?:(?:about|approx\.?|ca\.?|~)\s*)?(?:(?P<y>\d{1,2})\+?\s*(?:years?|yrs?|y)\b\.?)?[\s,&]*(?:and\s+)?"
    r"(?:(?P<m>\d{1,2})\s*(?:months?|mos?|mths?|m)\b\.?)?(?:(?P<w>\d{1,2})\s*(?:weeks?|wks?)\b\.?)?\s*[)\]]?",
    re.IGNORECASE,
)
#: Before a year that belongs to the name of a standard or product, unless a range goes on.
_NEVER_DATED = re.compile(
    r"(?<!\w)(?:(?:iso|iec|bs|en|din|rfc|ieee)\s?|"
    r"(?:sql server|office|windows|project|exchange|release|r/3|edition) )$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\s*(?:[-–—]|to\b|until\b|till\b)\s*\w", re.IGNORECASE)


def find_ranges(text: str, *, day_first: bool | None = None) -> tuple[Range, ...]:
    """Every date and range of dates in the text, in order, without overlaps.

    `day_first` settles 03/04/2021 when other dates of the document tell; with None the month stays unknown.
    """
    return _cached(text, day_first) if _HINT.search(text) else ()


@lru_cache(maxsize=8192)
def _cached(text: str, day_first: bool | None) -> tuple[Range, ...]:
    return tuple(_ranges(text, day_first))


#: What every date has: a year in four digits, or two digits after a month, an apostrophe or a slash. Most
#: lines have none of it and need no closer look.
_HINT = re.compile(
    r"(?:19|20)\d\d|['’‘`´]\s?\d\d|[^\W\d][.,]?[\s/-]\s?\d\d(?!\d)|[^\W\d]\d\d\s?(?:[-–—]|to\b)|FY\d\d|\d\s?/\s?\d\d|\d\.\d\d?\.\d\d|\d[.-]\d\d\s"
)


def find_points(text: str, *, day_first: bool | None = None) -> tuple[Point, ...]:
    """Every single date in the text, in order."""
    if not _HINT.search(text):
        return ()
    return tuple(point for point in _points(text, day_first) if not point.weak)


def order_of_days(text: str) -> bool | None:
    """Whether days stand before months in the numeric dates of a document; None when nothing tells."""
    votes = set()
    for match in _NUMERIC.finditer(text):
        first, second = int(match[1]), int(match[3])
        if (first > _MONTHS_IN_YEAR) != (second > _MONTHS_IN_YEAR):
            votes.add(first > _MONTHS_IN_YEAR)
    return votes.pop() if len(votes) == 1 else None


_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(?:19|20)?\d\d(?!\d)")


@lru_cache(maxsize=8192)
def _points(text: str, day_first: bool | None) -> tuple[Point, ...]:
    return tuple(_read_points(text, day_first))


def _read_points(text: str, day_first: bool | None) -> Iterator[Point]:
    for match in _patterns()[0].finditer(text):
        found = _point(match, day_first)
        named = found and found.month is None and _NEVER_DATED.search(text, 0, match.start())
        if found and not (named and not _GOES_ON.match(text, match.end())):
            yield found


def _point(match: re.Match[str], day_first: bool | None) -> Point | None:  # noqa: PLR0911, PLR0912  (one a form)
    start, end = match.span()
    groups = match.groupdict()
    if groups["iso"]:
        return Point(start, end, int(groups["iy"]), int(groups["im"]))
    if groups["dmy"]:
        year = _full_year(groups["dy"])
        return (
            Point(start, end, year, _month_of(int(groups["da"]), int(groups["db"]), day_first))
            if year
            else None
        )
    if groups["yword"]:
        return Point(start, end, int(groups["ywy"]), _month_numbers()[fold(groups["ywm"])])
    if groups["cjk"]:
        return Point(start, end, int(groups["cy"]), int(groups["cm"]) if groups["cm"] else None)
    counted = _COUNTED.search(match.string, max(0, start - _LONGEST_LEAD), start) is not None
    if groups["my"]:
        if counted and " " in match.group():  # "Head of Year 10 / 2019"
            return Point(match.start("my4"), end, int(groups["my4"]))
        return Point(start, end, int(groups["my4"]), int(groups["mm"]))
    if groups["word"]:
        if counted and groups["wd"]:  # "Band 6 March 2019"
            start = match.start("wm")
        year = _full_year(groups["wy"] or groups["wy2"] or groups["wy2b"])
        if _RIVER.search(match.string, max(0, start - _LONGEST_LEAD), start) and groups["wy"]:
            return Point(match.start("wy"), end, int(groups["wy"]))
        weak = groups["wy2b"] is not None
        return Point(start, end, year, _month_numbers()[fold(groups["wm"])], weak=weak) if year else None
    if groups["compact"]:
        return Point(start, end, int(groups["xy"]), int(groups["xm"]), weak=True)
    if groups["roman"]:
        return Point(start, end, int(groups["ry"]), _ROMAN.index(groups["rm"].upper()) + 1)
    if groups["week"] or groups["fy"]:
        year = _full_year(groups["ky"] or groups["fy2"])
        return Point(start, end, year) if year else None
    if groups["back"]:
        year = _full_year(groups["by"])
        return Point(start, end, year, int(groups["bm"]), weak=True) if year else None
    if groups["season"]:
        year = _full_year(groups["sy"] or groups["sy2"])
        season = not _QUARTER.fullmatch(groups["sname"])
        return Point(start, end, year, season=season) if year else None
    if groups["yq"]:
        return Point(start, end, int(groups["qy"]))
    if groups["tiny"]:
        year = _full_year(groups["ty"])
        return Point(start, end, year, int(groups["tm"]), weak=True) if year else None
    year = _full_year(groups["y"] or groups["y2"])
    return Point(start, end, year) if year else None


_QUARTER = re.compile(_QUARTERS, re.IGNORECASE)
#: Before a number that counts grades and rooms, and is no day or month: `Band 6 March 2019`.
_COUNTED = re.compile(
    r"(?<!\w)(?:year|grade|band|tier|level|class|key stage|stage|ward|phase|type|unit|no\.?|number|room|"
    r"floor|shift|line|scale|step|team|depot|plant|terminal|gs|sde|swe|ic|l|e|p|m)[\s-]?$",
    re.IGNORECASE,
)
#: Before a month that belongs to a town: `Rio de Janeiro 2019`.
_RIVER = re.compile(r"(?<!\w)rio de $", re.IGNORECASE)


def _full_year(written: str) -> int | None:
    number = int(written)
    if len(written) == 2:
        number += 2000 if number < _TWO_DIGIT_PIVOT else 1900
    return number if FIRST_YEAR <= number <= LAST_YEAR else None


def _month_of(first: int, second: int, day_first: bool | None) -> int | None:
    if first > _MONTHS_IN_YEAR:
        return second if second <= _MONTHS_IN_YEAR else None
    if second > _MONTHS_IN_YEAR or first == second:
        return first
    if day_first is None:
        return None
    return second if day_first else first


def _ranges(text: str, day_first: bool | None) -> Iterator[Range]:
    points = _points(text, day_first)
    position = 0
    while position < len(points):
        point = points[position]
        after = points[position + 1] if position + 1 < len(points) else None
        found, used = _range_at(text, point, after)
        if found:
            yield found
        position += used


def _range_at(  # noqa: PLR0911  (one a form)
    text: str, point: Point, after: Point | None
) -> tuple[Range | None, int]:
    """The range that starts with a date, and how many dates it takes."""
    _, present, until, since = _patterns()
    opened = since.search(text, max(0, point.start - _LONGEST_LEAD), point.start)
    led = _before().search(text, max(0, point.start - _LONGEST_LEAD), point.start)
    start = opened.start() if opened else led.start() if led else point.start
    school = _SCHOOL_YEARS.match(text, point.start)
    if school and _next(school[1]) == school[2] and _next(school[3]) == school[4]:
        used = 2 if after and after.start < school.end() else 1
        return Range(start, school.end(), school[1], school[3][:2] + school[4]), used
    opening = _OPENING_YEARS.match(text, point.start)
    if opening and after and _next(opening[1]) == opening[2] and after.start >= opening.end():
        joint = until.match(text, opening.end())
        if joint and after.start == joint.end():
            return _between(text, start, point, after), 2
    joint = until.match(text, point.end)
    if joint:
        now = present.match(text, joint.end())
        if now:
            return _with_duration(text, Range(start, now.end(), point.text(), PRESENT)), 1
        if after and after.start == joint.end():
            return _between(text, start, point, after), 2
    loose = _LOOSE_NOW.match(text, point.end)
    now = present.match(text, loose.end()) if loose else None
    if now and _OPEN_END.match(text, now.end() + (text[now.end() : now.end() + 1] == ".")):
        return Range(start, now.end(), point.text(), PRESENT), 1
    if after and _loosely_joined(text, point, after, opening=text[start : point.start]):
        return _between(text, start, point, after), 2
    short = _SHORT_END_YEAR.match(text, point.end)
    if short and point.month is None and not point.season:
        year = point.year // 100 * 100 + int(short["y"])
        if point.year < year <= point.year + 60 and year <= LAST_YEAR:
            return _with_duration(text, Range(start, short.end(), point.text(), f"{year:04d}")), 1
    return _one_sided(text, point, opened, joint), 1


#: Characters before a date in which the words that lead to it stand.
_LONGEST_LEAD = 40
#: What may stand between two months, between two years that follow each other, and after `between`.
_LOOSE = re.compile(r"\s*[|/]\s*")
#: The same before a word for the present: `Started October 2025, still here`.
_LOOSE_NOW = re.compile(r"\s*[|/,]\s*")
_BOTH = re.compile(r"\s*(?:&|and|und|et|y)\s*", re.IGNORECASE)


def _loosely_joined(text: str, point: Point, after: Point, *, opening: str) -> bool:
    """`Mar 2020 | Dec 2022`, `2019 & 2020`, `between 2019 and 2022`: no dash, and yet a range."""
    gap = text[point.end : after.start]
    if (after.year, after.month or 12) < (point.year, point.month or 1):
        return False
    if opening.lower().startswith(("between", "zwischen", "entre")):
        return bool(_BOTH.fullmatch(gap))
    if point.month and after.month:
        return bool(_LOOSE.fullmatch(gap)) and not point.weak
    plain = not (point.month or after.month or point.season or after.season)
    return plain and after.year == point.year + 1 and bool(_BOTH.fullmatch(gap))


#: 2016/17 – 2018/19: school years, from the first to the last of the four.
_SCHOOL_YEARS = re.compile(
    r"(?:[FA]Y\s?)?(\d{4})[/-](\d\d)\s*(?:-|–|—|to)\s*(?:[FA]Y\s?)?(\d{4})[/-](\d\d)(?!\d)", re.IGNORECASE
)


#: 2016/17 before a single year or month: the school year a job began in.
_OPENING_YEARS = re.compile(r"(\d{4})/(\d\d)(?!\d)")


def _next(year: str) -> str:
    return f"{(int(year) + 1) % 100:02d}"


def _one_sided(  # noqa: PLR0911  (one a form)
    text: str, point: Point, opened: re.Match[str] | None, joint: re.Match[str] | None
) -> Range | None:
    """A range of which one end is written, or one date alone."""
    within = _within_a_year(text, point)
    if within:
        return _with_duration(text, within)
    onwards = _ONWARDS.match(text, point.end)
    if onwards:
        return Range(opened.start() if opened else point.start, onwards.end(), point.text(), PRESENT)
    reversed_ = _present_before().search(text, 0, point.start)
    if reversed_:
        closing = point.end + (text[point.end : point.end + 1] == ")" and "(" in reversed_.group())
        return Range(reversed_.start(), closing, point.text(), PRESENT)
    if opened:
        return _with_duration(text, Range(opened.start(), point.end, point.text(), PRESENT))
    ended = _UNTIL_BEFORE.search(text, 0, point.start)
    if ended:
        return _with_duration(text, Range(ended.start(), point.end, None, point.text()))
    dashed = joint is not None and re.search(_DASHES, joint.group()) is not None
    if joint and dashed:
        unknown = _UNKNOWN.match(text, joint.end())
        if unknown:
            return Range(point.start, unknown.end(), point.text(), None)
        if _OPEN_END.match(text, joint.end()):
            return Range(point.start, joint.end(), point.text(), PRESENT)  # "2019 –" is how many write it
    if point.weak:
        return None
    if (
        point.month
        and point.month == (point.year + 1) % 100
        and _SCHOOL_YEAR.fullmatch(text, point.start, point.end)
    ):
        return Range(point.start, point.end, f"{point.year}", f"{point.year + 1}")
    return _alone(text, point)


def _alone(text: str, point: Point) -> Range:
    """One date, with the words that belong to it and the duration they state."""
    led = _before().search(text, max(0, point.start - _LONGEST_LEAD), point.start)
    start = led.start() if led else point.start
    if point.season:
        return Range(start, point.end, point.text(), point.text(), SEASON_MONTHS, single=True)
    found = _with_duration(text, Range(start, point.end, point.text(), point.text(), single=True))
    stated = _DURATION_BEFORE.search(text, max(0, start - _LONGEST_LEAD), start)
    if stated and found.months is None and point.month is None:
        closing = text[found.end : found.end + 1] == ")" and "(" in stated.group()
        return Range(
            stated.start(),
            found.end + closing,
            found.first,
            found.last,
            _stated_months(None, stated["m"], stated["w"]),
            single=True,
        )
    return found


def _within_a_year(text: str, point: Point) -> Range | None:  # noqa: PLR0911  (one a form)
    """A range inside one year that is written once: `March – August 2020`, `03–12/2020`, `2020 (Mar–Dec)`."""
    if point.weak or point.season:
        return None
    numbers = _month_numbers()
    months = _months_after().match(text, point.end)
    if months and (point.month is None) == bool(months["a"]):
        first = point.month or numbers[fold(months["a"])]
        last = numbers[fold(months["b"])]
        if first <= last:
            return _span(point.start, months.end(), point.year, first, last)
    if point.month is None:
        return None
    near = max(0, point.start - _LONGEST_LEAD)
    bare = _bare_month_before().search(text, near, point.start)
    if bare and (month := numbers.get(fold(bare["m"]))):
        return _span(bare.start(), point.end, point.year, month, point.month)
    written = text[point.start : point.end]
    number = _BARE_NUMBER_BEFORE.search(text, near, point.start)
    if number and written[0].isdigit() and _MONTH_YEAR.fullmatch(written) and int(number["m"]) < point.month:
        return _span(number.start(), point.end, point.year, int(number["m"]), point.month)
    day = _BARE_DAY_BEFORE.search(text, near, point.start)
    if day and re.match(r"\d{1,2}(?!\d)", written) and any(map(str.isalpha, written)):
        return _span(day.start(), point.end, point.year, point.month, point.month)
    return None


_MONTH_YEAR = re.compile(r"\d{1,2}\s?[./]\s?\d{4}")


def _span(start: int, end: int, year: int, first: int, last: int) -> Range:
    """From one month to another; the first is of the year before when it is the later one of a calendar."""
    opening = Point(0, 0, year if first <= last else year - 1, first)
    return Range(start, end, opening.text(), Point(0, 0, year, last).text())


#: 2009-10 alone is October 2009 or the school year 2009/10: the years are certain, the month is not.
_SCHOOL_YEAR = re.compile(r"\d{4}[-/]\d{2}")
_ONWARDS = re.compile(r"\s*(?:(?:and\s+)?onwards?|and (?:continuing|ongoing)|\+)(?!\w)", re.IGNORECASE)
_UNTIL_BEFORE = re.compile(r"(?:(?<!\w)(?:until|till|up to|bis|hasta|jusqu['’]à)|^to)\s+$", re.IGNORECASE)
#: After `2019 –`: an end nobody knows, or nothing more.
_UNKNOWN = re.compile(r"(?:\?+|unknown|n/?a|tbd|x{2,4})(?!\w)", re.IGNORECASE)
_OPEN_END = re.compile(r"\s*(?:[)\]|]|$)")
_DURATION_BEFORE = re.compile(
    r"(?<!\w)(?:(?P<m>\d{1,2})[\s-]*(?:months?|mos?)|(?P<w>\d{1,2})[\s-]*(?:weeks?|wks?))\.?\s*(?:in|,|\(|during|of|·|-|–)?\s*$",
    re.IGNORECASE,
)


@cache
def _vague() -> frozenset[str]:
    found = table("dates")
    names = [name for months in found["months"].values() for name in months]
    lists = ("seasons", "quarters", "present", "since", "until", "ended", "from", "about", "vague")
    phrases = [*names, *(phrase for name in lists for phrase in found[name])]
    return frozenset(fold(word) for phrase in phrases for word in words(phrase))


#: Words of a line that only speaks of time.
_MOST_VAGUE = 8


def is_vague(text: str) -> bool:
    """Whether a short line speaks of time and of nothing else: `3 years`, `20XX – 20XX`, `1990s`."""
    tokens = [fold(token.strip(".'’")) for token in words(text)]
    known = [token for token in tokens if token.strip("&/+-")]
    return (
        bool(known)
        and len(known) <= _MOST_VAGUE
        and all(
            part in _vague() or not part or part[0].isdigit() for token in known for part in token.split("-")
        )
    )


@cache
def _present_before() -> re.Pattern[str]:
    """`Present – 2021`: written backwards."""
    found = table("dates")
    opening = rf"(?:{_DASHES}|[(,]?\s*(?:{alternation(found['since'])}))"
    return re.compile(rf"{alternation(found['present'])}\s*{opening}\s*$", re.IGNORECASE)


def _between(text: str, start: int, point: Point, after: Point) -> Range:
    first, last = point, after
    if (last.year, last.month or 12) < (first.year, first.month or 1):
        # Written backwards (to - from): turn it round when both ends are dates of the same kind
        first, last = last, first
    return _with_duration(text, Range(start, after.end, first.text(), last.text()))


def _with_duration(text: str, found: Range) -> Range:
    """The range with a duration in words behind it: `2020 (6 months)`, `(1 year 11 months)`."""
    match = _DURATION.match(text, found.end)
    if not match or not (match["y"] or match["m"] or match["w"]):
        return found
    stated = _stated_months(match["y"], match["m"], match["w"])
    exact = found.first and found.last and _exact(found.first) and _exact(found.last)
    return Range(
        found.start, match.end(), found.first, found.last, None if exact else stated or None, found.single
    )


def _stated_months(years: str | None, months: str | None, weeks: str | None) -> int:
    """A duration in months; weeks are rounded to months, one at least."""
    counted = int(years or 0) * _MONTHS_IN_YEAR + int(months or 0)
    return counted or max(1, round(int(weeks or 0) * _MONTHS_IN_YEAR / _WEEKS_IN_YEAR))


def _exact(date: str) -> bool:
    return date == PRESENT or len(date) == len("YYYY-MM")


def month_index(date: str, *, today: str) -> int:
    """Months since year 0 of a date; a year alone counts as its January."""
    written = today if date == PRESENT else date
    year, _, month = written.partition("-")
    return int(year) * _MONTHS_IN_YEAR + (int(month) - 1 if month else 0)


def month_name(index: int) -> str:
    """`YYYY-MM` of a number of months since year 0."""
    return f"{index // _MONTHS_IN_YEAR:04d}-{index % _MONTHS_IN_YEAR + 1:02d}"


def widest(found: Range, *, today: str) -> tuple[int, int] | None:
    """First month and the one after the last when years alone count whole; None when an end is unknown."""
    if found.first is None or found.last is None:
        return None
    start = month_index(found.first, today=today)
    stop = month_index(found.last, today=today) + (1 if _exact(found.last) else _MONTHS_IN_YEAR)
    stop = min(stop, month_index(PRESENT, today=today) + 1)
    return (start, stop) if start < stop else None


def interval(found: Range, *, today: str) -> tuple[int, int] | None:
    """First month and the month after the last one, as `month_index`; None when an end is unknown.

    Both end months count. A year alone at the start counts from January, at the end up to January of it (so
    2015 – 2020 is five years); beside an exact start it counts to the middle of its year. Future ends stop at
    `today`. A stated duration or season overrules a coarse pair of years.
    """
    if found.first is None or found.last is None:
        return None
    start = month_index(found.first, today=today)
    limit = month_index(PRESENT, today=today) + 1
    if found.months is not None:
        stop = start + found.months
    elif _exact(found.last):
        stop = month_index(found.last, today=today) + 1
    elif found.first[:4] == found.last:
        stop = start + SINGLE_YEAR_MONTHS
    elif _exact(found.first):
        stop = month_index(found.last, today=today) + _MONTHS_IN_YEAR // 2
    else:
        stop = month_index(found.last, today=today)
    stop = min(stop, limit)
    return (start, stop) if start < stop else None
