"""Single dates: a month and a year, a year alone, in the forms and languages people write them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from analyzer.parsing.tables import alternation, fold, table

PRESENT = "present"
MONTHS_IN_YEAR = 12
#: Years a working life of a living person can hold. Later years: exams and degrees still to come.
FIRST_YEAR, LAST_YEAR = 1940, 2049
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
def month_numbers() -> dict[str, int]:
    """Names of months without accents, in all the languages of `dates.yaml`."""
    found = table("dates")["months"]
    return {fold(name): int(number) for number, names in found.items() for name in names}


_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_YEAR = r"(?:19[4-9]\d|20[0-4]\d)"
_MM = r"(?:1[0-2]|0?[1-9])"
_DD = r"(?:3[01]|[12]\d|0?[1-9])"
DASHES = r"-+>|=>|–>|>{1,2}|-{1,2}|[–—−‐‑‒―~～〜→⇒➔➜›»]|至(?!今)"
_ORDINAL = r"(?:st|nd|rd|th|er|re|º|ª|\.)?"
_QUARTERS = (
    r"(?:[1-4](?:st|nd|rd|th)|first|second|third|fourth|last)[\s-](?:quarter|half|semester|trimester)|"
    r"[1-4][QH]|[QH][1-4]"
)


@cache
def date_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
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
        | (?P<ybr>(?P<yby>{_YEAR})\s?\((?P<ybm>{names})\.?\))
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
        rf"\s*[,(;|]?\s*(?:(?:{DASHES}|\.{{2,3}}|…|(?:{alternation(found['until'])}|{alternation(found['ended'])})\s*:?|"
        rf"(?<=\d)\s*/(?=\s*(?:19|20)\d\d))\s*)+{about}",
        re.IGNORECASE,
    )
    since = re.compile(rf"(?:{_named(found['since'])})\s*:?\s*{about}$", re.IGNORECASE)
    return point, present, until, since


@cache
def words_before() -> re.Pattern[str]:
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
def months_after() -> re.Pattern[str]:
    """`(Mar–Dec)`, `, March to December` behind a year, or the rest of it behind `2020 Mar`."""
    found = table("dates")
    names = alternation(name for months in found["months"].values() for name in months)
    joint = rf"(?:{DASHES}|{alternation(found['until'])})"
    return re.compile(
        rf"(?:\s*[(,:·]\s*(?P<a>{names})\.?)?\s*{joint}\s*(?P<b>{names})\.?\s*\)?(?!\s*['’]?\d)",
        re.IGNORECASE,
    )


@cache
def bare_month_before() -> re.Pattern[str]:
    """`March through`, `March 1 –`, `Mar/` before the second date, which names the year of both."""
    until = alternation(table("dates")["until"])
    return re.compile(
        rf"(?<!\w)(?P<m>[^\W\d_]{{3,10}})\.?(?:\s+\d{{1,2}}(?:st|nd|rd|th)?)?\s*(?:{DASHES}|/|{until})\s*"
        rf"(?:\d{{1,2}}(?:st|nd|rd|th|\.)?\s*)?$",
        re.IGNORECASE,
    )


#: `03–` before `12/2020`; `1–` before `30 June 2020`; `summer and` before `fall 2020`.
BARE_NUMBER_BEFORE = re.compile(r"(?<![\d./-])(?P<m>1[0-2]|0?[1-9])\.?\s*[-–—]\s*$")
BARE_DAY_BEFORE = re.compile(r"(?<![\d./-])\d{1,2}(?:st|nd|rd|th|\.)?\s*(?:[-–—]|to|bis)\s*$", re.IGNORECASE)
#: Before a year that belongs to the name of a standard or product, unless a range goes on.
_NEVER_DATED = re.compile(
    r"(?<!\w)(?:(?:iso|iec|bs|en|din|rfc|ieee)\s?|"
    r"(?:sql server|office|windows|project|exchange|release|r/3|edition) )$",
    re.IGNORECASE,
)
GOES_ON = re.compile(r"\s*(?:[-–—]|to\b|until\b|till\b)\s*\w", re.IGNORECASE)
#: What every date has: a year in four digits, or two digits after a month, an apostrophe or a slash. Most
#: lines have none of it and need no closer look.
HINT = re.compile(
    r"(?:19|20)\d\d|['’‘`´]\s?\d\d|[^\W\d][.,]?[\s/-]\s?\d\d(?!\d)|[^\W\d]\d\d\s?(?:[-–—]|to\b)|FY\d\d|\d\s?/\s?\d\d|\d\.\d\d?\.\d\d|\d[.-]\d\d\s"
)


def find_points(text: str, *, day_first: bool | None = None) -> tuple[Point, ...]:
    """Every single date in the text, in order."""
    if not HINT.search(text):
        return ()
    return tuple(point for point in cached_points(text, day_first) if not point.weak)


def order_of_days(text: str) -> bool | None:
    """Whether days stand before months in the numeric dates of a document; None when nothing tells."""
    votes = set()
    for match in _NUMERIC.finditer(text):
        first, second = int(match[1]), int(match[3])
        if (first > MONTHS_IN_YEAR) != (second > MONTHS_IN_YEAR):
            votes.add(first > MONTHS_IN_YEAR)
    return votes.pop() if len(votes) == 1 else None


_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(?:19|20)?\d\d(?!\d)")


@lru_cache(maxsize=8192)
def cached_points(text: str, day_first: bool | None) -> tuple[Point, ...]:
    """The single dates of a text, remembered: most lines are asked for several times."""
    return tuple(_read_points(text, day_first))


def _read_points(text: str, day_first: bool | None) -> Iterator[Point]:
    for match in date_patterns()[0].finditer(text):
        found = _point(match, day_first)
        named = found and found.month is None and _NEVER_DATED.search(text, 0, match.start())
        if found and not (named and not GOES_ON.match(text, match.end())):
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
        return Point(start, end, int(groups["ywy"]), month_numbers()[fold(groups["ywm"])])
    if groups["ybr"]:
        return Point(start, end, int(groups["yby"]), month_numbers()[fold(groups["ybm"])])
    if groups["cjk"]:
        return Point(start, end, int(groups["cy"]), int(groups["cm"]) if groups["cm"] else None)
    counted = _COUNTED.search(match.string, max(0, start - LONGEST_LEAD), start) is not None
    if groups["my"]:
        if counted and " " in match.group():  # "Head of Year 10 / 2019"
            return Point(match.start("my4"), end, int(groups["my4"]))
        return Point(start, end, int(groups["my4"]), int(groups["mm"]))
    if groups["word"]:
        if counted and groups["wd"]:  # "Band 6 March 2019"
            start = match.start("wm")
        year = _full_year(groups["wy"] or groups["wy2"] or groups["wy2b"])
        if _RIVER.search(match.string, max(0, start - LONGEST_LEAD), start) and groups["wy"]:
            return Point(match.start("wy"), end, int(groups["wy"]))
        weak = groups["wy2b"] is not None
        return Point(start, end, year, month_numbers()[fold(groups["wm"])], weak=weak) if year else None
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
    if first > MONTHS_IN_YEAR:
        return second if second <= MONTHS_IN_YEAR else None
    if second > MONTHS_IN_YEAR or first == second:
        return first
    if day_first is None:
        return None
    return second if day_first else first


#: Characters before a date in which the words that lead to it stand.
LONGEST_LEAD = 40
