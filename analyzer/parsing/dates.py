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
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

from analyzer.parsing.months import SEASON_MONTHS, is_exact
from analyzer.parsing.points import (
    BARE_DAY_BEFORE,
    BARE_NUMBER_BEFORE,
    DASHES,
    HINT,
    LAST_YEAR,
    LONGEST_LEAD,
    MONTHS_IN_YEAR,
    PRESENT,
    Point,
    Range,
    bare_month_before,
    cached_points,
    date_patterns,
    month_numbers,
    months_after,
    words_before,
)
from analyzer.parsing.tables import alternation, fold, table, words

_WEEKS_IN_YEAR = 52
_SHORT_END_YEAR = re.compile(r"\s*(?:[-–—/]|\bto\b)\s*['’‘]?(?P<y>\d\d)(?![\d/-]|\.\d|\s?[%kKmM])")
_DURATION = re.compile(
    r"\s*[,;·|:–-]?\s*[(\[]?\s*(?:(?:about|approx\.?|ca\.?|~)\s*)?(?:(?P<y>\d{1,2})\+?\s*(?:years?|yrs?|y)\b\.?)?[\s,&]*(?:and\s+)?"
    r"(?:(?P<m>\d{1,2})\s*(?:months?|mos?|mths?|m)\b\.?)?(?:(?P<w>\d{1,2})\s*(?:weeks?|wks?)\b\.?)?\s*[)\]]?",
    re.IGNORECASE,
)


def find_ranges(text: str, *, day_first: bool | None = None) -> tuple[Range, ...]:
    """Every date and range of dates in the text, in order, without overlaps.

    `day_first` settles 03/04/2021 when other dates of the document tell; with None the month stays unknown.
    """
    return _cached(text, day_first) if HINT.search(text) else ()


@lru_cache(maxsize=8192)
def _cached(text: str, day_first: bool | None) -> tuple[Range, ...]:
    return tuple(_ranges(text, day_first))


def _ranges(text: str, day_first: bool | None) -> Iterator[Range]:
    points = cached_points(text, day_first)
    position = 0
    while position < len(points):
        point = points[position]
        after = points[position + 1] if position + 1 < len(points) else None
        found, used = _range_at(text, point, after)
        if found:
            yield found
        position += used


def _range_at(  # noqa: PLR0911, PLR0912  (one a form)
    text: str, point: Point, after: Point | None
) -> tuple[Range | None, int]:
    """The range that starts with a date, and how many dates it takes."""
    _, present, until, since = date_patterns()
    opened = since.search(text, max(0, point.start - LONGEST_LEAD), point.start)
    led = words_before().search(text, max(0, point.start - LONGEST_LEAD), point.start)
    start = opened.start() if opened else led.start() if led else point.start
    school = _SCHOOL_YEARS.match(text, point.start)
    if school and _next(school[1]) == school[2] and _next(school[3]) == school[4]:
        used = 2 if after and after.start < school.end() else 1
        return Range(start, school.end(), school[1], school[3][:2] + school[4]), used
    opening = _OPENING_YEARS.match(text, point.start)
    if opening and _next(opening[1]) == opening[2]:
        joint = until.match(text, opening.end())
        if joint and after and after.start == joint.end():
            return _between(text, start, point, after), 2
        now = present.match(text, joint.end()) if joint else None
        if now:
            return Range(start, now.end(), opening[1], PRESENT), 1
    listed = _listed_years(text, point)
    if listed:
        return listed, len(cached_points(text[listed.start : listed.end], None)) or 1
    joint = until.match(text, point.end)
    if joint:
        now = present.match(text, joint.end())
        if now:
            return _with_duration(text, Range(start, now.end(), point.text(), PRESENT)), 1
        if after and after.start == joint.end():
            return _between(text, start, point, after), 2
    loose = _LOOSE_NOW.match(text, point.end)
    if loose is None and point.start == 0:
        loose = _COLUMN_GAP.match(text, point.end)
    now = present.match(text, loose.end()) if loose else None
    if now and loose and _COLUMN_GAP.fullmatch(loose.group()) and _COLUMN_GAP.match(text, now.end()):
        return Range(start, now.end(), point.text(), PRESENT), 1
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


#: What may stand between two months, between two years that follow each other, and after `between`.
_LOOSE = re.compile(r"\s*[|/]\s*")
#: The same before a word for the present: `Started October 2025, still here`.
_LOOSE_NOW = re.compile(r"\s*[|/,]\s*")
#: Between the columns of a table, whose first two hold the dates: `Apr 2021   Present   Acme`.
_COLUMN_GAP = re.compile(r"\s{2,}|\t")
_BOTH = re.compile(r"\s*(?:&|and|und|et|y)\s*", re.IGNORECASE)


def _loosely_joined(text: str, point: Point, after: Point, *, opening: str) -> bool:
    """`Mar 2020 | Dec 2022`, `2019 & 2020`, `between 2019 and 2022`: no dash, and yet a range."""
    gap = text[point.end : after.start]
    columns = point.start == 0 and _COLUMN_GAP.fullmatch(gap) and _COLUMN_GAP.match(text, after.end)
    if (after.year, after.month or 12) < (point.year, point.month or 1):
        return False
    if opening.lower().startswith(("between", "zwischen", "entre")):
        return bool(_BOTH.fullmatch(gap))
    if columns and bool(point.month) == bool(after.month) and not (point.season or after.season):
        return True
    if point.month and after.month:
        return bool(_LOOSE.fullmatch(gap)) and not point.weak
    plain = not (point.month or after.month or point.season or after.season)
    return plain and after.year == point.year + 1 and bool(_BOTH.fullmatch(gap))


#: `2012, 2013 and 2014` behind a season or a year: a job of every summer, with gaps.
_MORE_YEARS = re.compile(r"(?:\s*(?:,|,?\s*(?:and|&|und))\s*(?:19|20)\d\d(?![\d/-]|\.\d|\s*[-–—]))+")
#: Years that make a list where no season is named: two may be anything.
_LISTED = 3


def _listed_years(text: str, point: Point) -> Range | None:
    """`Summers 2012, 2013 and 2014`, `2010, 2011, 2013`: from the first to the last year of a list."""
    more = None if point.month else _MORE_YEARS.match(text, point.end)
    if more is None or point.weak:
        return None
    years = [point.year, *(int(year) for year in re.findall(r"\d{4}", more.group()))]
    grows = all(before < after for before, after in pairwise(years))
    if not grows or not (point.season or len(years) >= _LISTED):
        return None
    months = SEASON_MONTHS * len(years) if point.season else None
    single = not point.season  # "Employee of the year 2014, 2015, 2016" is no job
    return Range(point.start, more.end(), f"{years[0]}", f"{years[-1]}", months, single)


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
    dashed = joint is not None and re.search(DASHES, joint.group()) is not None
    if joint and dashed:
        unknown = _UNKNOWN.match(text, joint.end())
        if unknown:
            return Range(point.start, unknown.end(), point.text(), None)
        leads = point.start == 0 and _ENDS_OPEN.fullmatch(joint.group()) is not None
        if leads or _OPEN_END.match(text, joint.end()) or joint.group().endswith(("  ", "\t")):
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
    led = words_before().search(text, max(0, point.start - LONGEST_LEAD), point.start)
    start = led.start() if led else point.start
    if point.season:
        return Range(start, point.end, point.text(), point.text(), SEASON_MONTHS, single=True)
    found = _with_duration(text, Range(start, point.end, point.text(), point.text(), single=True))
    stated = _DURATION_BEFORE.search(text, max(0, start - LONGEST_LEAD), start)
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
    numbers = month_numbers()
    months = months_after().match(text, point.end)
    if months and (point.month is None) == bool(months["a"]):
        first = point.month or numbers[fold(months["a"])]
        last = numbers[fold(months["b"])]
        if first <= last:
            return _span(point.start, months.end(), point.year, first, last)
    if point.month is None:
        return None
    near = max(0, point.start - LONGEST_LEAD)
    bare = bare_month_before().search(text, near, point.start)
    if bare and (month := numbers.get(fold(bare["m"]))):
        return _span(bare.start(), point.end, point.year, month, point.month)
    written = text[point.start : point.end]
    number = BARE_NUMBER_BEFORE.search(text, near, point.start)
    if number and written[0].isdigit() and _MONTH_YEAR.fullmatch(written) and int(number["m"]) < point.month:
        return _span(number.start(), point.end, point.year, int(number["m"]), point.month)
    day = BARE_DAY_BEFORE.search(text, near, point.start)
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
_OPEN_END = re.compile(r"\s*(?:\.{2,3}|…)?\s*(?:[)\]|]|$)|:\s")
#: `2024– Programme Lead` at the start of a line: the dash hangs on the year.
_ENDS_OPEN = re.compile(r"[-–—]\s+")
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
    opening = rf"(?:{DASHES}|[(,]?\s*(?:{alternation(found['since'])}))"
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
    exact = found.first and found.last and is_exact(found.first) and is_exact(found.last)
    return Range(
        found.start, match.end(), found.first, found.last, None if exact else stated or None, found.single
    )


def _stated_months(years: str | None, months: str | None, weeks: str | None) -> int:
    """A duration in months; weeks are rounded to months, one at least."""
    counted = int(years or 0) * MONTHS_IN_YEAR + int(months or 0)
    return counted or max(1, round(int(weeks or 0) * MONTHS_IN_YEAR / _WEEKS_IN_YEAR))
