"""When a project was worked on: a label, a line under the title, a sentence, dated entries.

Dates of the data that went into a project are not its own: `absence records from 2018 to 2022` tells nothing.
"""

import re
from collections.abc import Iterator, Sequence

from analyzer.parsing.dates import find_ranges
from analyzer.parsing.points import Range
from analyzer.portfolio.coverage import Span
from analyzer.portfolio.pages import Label, Page
from analyzer.records import Evidence

Spans = Sequence[tuple[Page, Span]]
Told = tuple[str | None, str | None, Evidence]

_DATE_LABELS = frozenset((
    "timeline", "dates", "date", "when", "duration", "period", "year", "timeframe", "time", "years",
    "time frame",
    "project dates", "project period", "year(s)", "ran", "running time", "term", "from", "start and end",
    "months",
))  # fmt: skip
#: Letters from the start of a project in which its dates stand when no label tells them.
_NEAR_TITLE = 400
#: Words of a line or sentence that is about little but its dates; of one with a single date.
_SHORT, _SHORT_SINGLE = 14, 8
#: `Start: 3 July 2023. End: 29 March 2024`, as charters have it.
_START_END = re.compile(
    r"\b(?:start(?:ed)?|begun|kick-?off|opened|first version):? "
    r"(?P<first>[^.;,\n]{3,25})[.;,]\s*(?:planned )?"
    r"(?:end(?:ed)?|closed|finished|last version|final version|hand-?over):? (?P<last>[^.;,\n]{3,25})",
    re.IGNORECASE,
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?"
#: Ways of writing a range that resumes do not have -> the way that they have.
_REWRITTEN: tuple[tuple[re.Pattern[str], str], ...] = (
    # between February and September 2025
    (
        re.compile(
            rf"\bbetween ((?:{_MONTH} )?(?:\d{{4}})?|{_MONTH}) and "
            rf"(?=(?:late |early |mid-?)?(?:{_MONTH}|\d{{4}}))",
            re.I,
        ),
        r"from \1 to ",
    ),
    # 2022-23: the second is no month
    (re.compile(r"\b((?:19|20)\d\d)\s?[-–/]\s?(1[3-9]|[2-9]\d)\b(?![-–./]\d)"), r"\1 - 20\2"),
    # Sept 23: ..., Oct-Dec '23
    (re.compile(rf"\b({_MONTH}(?:\s?[-–]\s?{_MONTH})?) [’']?(\d\d)(?=\s*(?:[:–—-]|$))", re.I), r"\1 20\2"),
    (re.compile(r"\b(?:late|early|mid)[- ](?=\d{4})", re.I), ""),
)  # fmt: skip
#: The sentence speaks of somebody's work, or of the work as a whole.
_WORK = re.compile(
    r"\b(?:I|we|my|our|work(?:ed)?|project|pilot|trial|programme?|engagement|built|ran|done|made|kept|led|"
    r"held|written|"
    r"developed|delivered|study|notebook|started|began|lasted|contract|assignment|role|manager|lead)\b",
    re.IGNORECASE,
)
#: Before a date: it is the date of what went into the work, or of the world around it.
_OF_DATA = re.compile(
    r"\b(?:data|records?|rows|scans|tickets|claims|cases|images|photos|pictures|frames|recordings|"
    r"readings|history|archive|logs?|invoices|orders|"
    r"appointments|transactions|sales|seasons?|returns|tracks|letters|calls|cohorts?|missed|codes?|census|"
    r"survey|"
    r"published|law|act|regulation|version|budget year|price|laid|since)\b[^.;:]{0,40}$",
    re.IGNORECASE,
)
_OPENS_WITH_DATE = re.compile(r"(?:in|from|since|during|between|starting|over)\b", re.IGNORECASE)
_DATE_LETTERS = 60
_RUNS_SINCE = re.compile(
    r"\b(?:deployed|live|runs?|running|in use|used|on|in production)\b.{0,40}\bsince\b", re.IGNORECASE
)
_ENDED = re.compile(
    r"\b(?:ended|stopped|closed|finished|handed (?:it )?over|wound (?:it )?up|shut|completed|"
    r"delivered|until|left)\b",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\(([^()]{0,40}\b(?:19|20)\d\d[^()]{0,20})\)")
_BEHIND_COMMA = re.compile(r",\s+(?:in )?(?P<date>[^,.;]{0,16}\b(?:19|20)\d\d)\W*$")
_OPENERS = 3


def dates_of(spans: Spans) -> Told | None:
    """First and last month or year of the work; None when its pages do not tell."""
    ways = [(way, spans) for way in (_labelled, _start_and_end)]
    each = (_entries, _calendar, _dated_labels, _near_title, _in_sentence, _opening, _aside)
    ways += [(way, [one]) for one in spans for way in each]
    ways.append((_letter, spans))
    told = [one for way, where in ways for one in way(where)]
    if not told:
        return None
    first = told[0]
    if len(spans) > 1 and first[0] == first[1] and "-" in (first[0] or ""):
        return _over_documents(spans, told)
    return _with_end(spans, first)


def _over_documents(spans: Spans, told: Sequence[Told]) -> Told:
    """The range that one of several documents tells, or from the first of their dates to the last."""
    first = told[0]
    whole = next((one for one in told if one[0] != one[1] and one[0] and one[0] <= (first[0] or "")), None)
    if whole is not None:
        return whole
    singles = [next((one for way in (_labelled, _near_title) for one in way([span])), None) for span in spans]
    dated = [one for one in singles if one is not None and one[0] and one[0] == one[1]]
    if len(dated) < 2:
        return _with_end(spans, first)
    return min(one[0] or "" for one in dated), max(one[1] or "" for one in dated), dated[0][2]


def ranges_in(text: str) -> tuple[Range, ...]:
    """The dates of a line of a story; places in the text are not those of the line as it was written."""
    for pattern, written in _REWRITTEN:
        text = pattern.sub(written, text)
    return tuple(one for one in find_ranges(text) if one.first)


def is_date(text: str) -> bool:
    """Whether some words are a date and nothing else: the heading of an entry in a diary."""
    return _ONLY_DATE.fullmatch(text.strip()) is not None


_ONLY_DATE = re.compile(
    rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:(?:week|day|sprint|month|phase|"
    rf"quarter) \d{{1,3}}|"
    rf"\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}(?:,? \d{{2,4}})?|{_MONTH}(?: \d{{1,2}}(?:st|nd|rd|"
    rf"th)?)?(?:,? \d{{2,4}})?|"
    rf"\d{{4}}-\d\d(?:-\d\d)?|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}|\d{{4}}|q[1-4](?: \d{{4}})?)"
    rf"(?:\s?[-–]\s?(?:{_MONTH}|\d{{1,4}})(?: \d{{2,4}})?)?\W*",
    re.IGNORECASE,
)


_LEADING = re.compile(r"(?P<lead>[^.:–—\n]{3,40}?(?:\s*[–—]\s*[^.:–—\n]{3,25}?)?)\s*[.:]\s+(?=\S)")
_BETWEEN = re.compile(
    r"\b(?:to|until|till|from|and|since|now|today|present|ongoing|spring|summer|autumn|winter|mid|early|"
    r"late)\b",
    re.IGNORECASE,
)


def opens_with_dates(text: str) -> str:
    """The dates with which a paragraph opens, before its first sentence; empty when it does not."""
    match = _LEADING.match(text)
    return match["lead"].strip() if match and is_dates(match["lead"]) else ""


def is_dates(text: str) -> bool:
    """Whether some words are dates with a year and nothing else: `Jan 2021 - Mar 2022`, `2018 to 2019`."""
    pieces = re.split(r"\s*[–—]\s*|\s+-\s+|\s{2,}", _BETWEEN.sub("  ", text).strip(" .,"))
    return re.search(r"\b(?:19|20)\d\d\b", text) is not None and all(
        is_date(one.strip(" ,-")) for one in pieces if one.strip(" ,-")
    )


#: Labels of dates on which a page was written, or of what is still to come.
_NOT_OF_WORK = re.compile(
    r"next|due|publish|updat|last|version|print|export|deadline|valid|born|birth|status|written|revis|"
    r"print|approv",
    re.IGNORECASE,
)


def _labelled(spans: Spans) -> Iterator[Told]:
    for page, span in spans:
        for label in page.labels:
            if label.name in _DATE_LABELS and _is_dating(page, span, label):
                for found in ranges_in(label.value):
                    yield found.first, found.last, page.document.evidence(label.start, label.end)


def _dated_labels(spans: Spans) -> Iterator[Told]:
    """A label with nothing but a range of dates behind it, or the time of a deed: `Reviewed: June 2024`."""
    for page, span in spans:
        for label in page.labels:
            if _is_dating(page, span, label) and is_dates(label.value):
                for found in ranges_in(label.value):
                    deed = not found.single or label.name.endswith("ed")
                    if deed and not _NOT_OF_WORK.search(label.name):
                        yield found.first, found.last, page.document.evidence(label.start, label.end)


def _is_dating(page: Page, span: Span, label: Label) -> bool:
    return span[0] <= label.start < span[1] and not (label.name == "date" and _is_letter(page))


def _is_letter(page: Page) -> bool:
    return len({one.name for one in page.labels} & {"from", "to", "subject", "cc"}) > 1


def _letter(spans: Spans) -> Iterator[Told]:
    """The date of a letter, where nothing else tells."""
    for page, span in spans:
        for label in page.labels:
            if label.name == "date" and span[0] <= label.start < span[1]:
                for found in ranges_in(label.value):
                    yield found.first, found.last, page.document.evidence(label.start, label.end)


_ANY_MONTH = re.compile(rf"\b{_MONTH}(?!\w)(?:[^\n\d]{{0,2}}(?P<year>(?:19|20)\d\d))?", re.IGNORECASE)


def _calendar(spans: Spans) -> Iterator[Told]:
    """The dates under a heading over a plan; a month without a year is of the year last named."""
    for page, span in spans:
        for heading in page.headings:
            if not span[0] <= heading.start < span[1] or not _CALENDAR.search(heading.text):
                continue
            months: list[str] = []
            year = ""
            text = page.document.text[heading.end : min(heading.stop, span[1])]
            named = list(_ANY_MONTH.finditer(text))
            year = next((one["year"] for one in named if one["year"]), "")
            for one in named:
                year = one["year"] or year
                months += [found.first for found in ranges_in(f"{one.group()[:3]} {year}") if found.first]
            if len(months) > 2 and year:
                yield min(months), max(months), page.document.evidence(heading.start, heading.end)


_CALENDAR = re.compile(
    r"\b(?:plan|calendar|timeline|schedule|milestones?|roadmap|phases|dates)\b", re.IGNORECASE
)


def _start_and_end(spans: Spans) -> Iterator[Told]:
    for page, span in spans:
        told = _START_END.search(page.document.text, span[0], min(span[1], span[0] + _NEAR_TITLE))
        if told:
            ends = [found for one in ("first", "last") for found in ranges_in(told[one])[:1]]
            if len(ends) == 2:
                yield ends[0].first, ends[1].last, page.document.evidence(told.start(), told.end())


#: An entry of a log or a conversation: `[2023-03-06 09:02] ...`, `6/3/2023, ...`.
_STAMP = re.compile(r"\W{0,2}(?P<date>\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4})\b")


def _entries(spans: Spans) -> Iterator[Told]:
    """Entries that open with a date and its year, at least three: a diary, the stages of a plan."""
    for page, span in spans:
        dated: list[tuple[str, str, Evidence]] = []
        openers = [(one.start, one.end, one.text) for one in page.headings if is_date(one.text)]
        openers += [(one.start, one.end, one.name) for one in page.labels if is_date(one.name)]
        stamped = ((start, end, _STAMP.match(text)) for start, end, text in page.sentences)
        openers += [(start, end, stamp["date"]) for start, end, stamp in stamped if stamp]
        for start, end, text in sorted(openers):
            inside = ranges_in(text if ":" in text else f"{text}:") if span[0] <= start < span[1] else ()
            dated += [
                (one.first, one.last or one.first, page.document.evidence(start, end))
                for one in inside
                if one.first and "-" in one.first
            ]
        if len(dated) > _OPENERS - 1:
            near = [
                one.last
                for line in _head(page, span)
                for one in ranges_in(line[1])
                if one.single and one.last
            ]
            ends = [one[1] for one in dated] + [one for one in near if "-" in one]
            yield min(one[0] for one in dated), max(ends), dated[0][2]


def _head(page: Page, span: Span) -> Iterator[tuple[int, str]]:
    """The lines near the title, cut into sentences, each with its place."""
    at = span[0]
    for line in page.document.text[span[0] : min(span[1], span[0] + _NEAR_TITLE)].split("\n"):
        inner = 0
        for piece in re.split(r"(?<=[a-z\d)][.!?]) +(?=[A-Z])", line):
            yield at + line.find(piece, inner), piece
            inner = line.find(piece, inner) + len(piece)
        at += len(line) + 1


def _near_title(spans: Spans) -> Iterator[Told]:
    for page, span in spans:
        for number, (at, line) in enumerate(_head(page, span)):
            few = len(line.split())
            if _is_letter(page) and line.lower().startswith("date:"):
                continue
            for found in ranges_in(line):
                parted = re.search(r" [·|•–—] |[()]", line) is not None and few <= 2 * _SHORT
                lone = found.single and few > _SHORT_SINGLE and not (parted and _BEHIND_COMMA.search(line))
                lone = lone or (found.single and number > _OPENERS and not parted)
                lone = lone or (found.last == "present" and _RUNS_SINCE.search(line) is not None)
                if (few <= _SHORT or parted) and not lone and (at == span[0] or not _is_of_data(line)):
                    yield found.first, found.last, page.document.evidence(at, at + len(line))


def _is_of_data(text: str) -> bool:
    date = re.search(r"(?:\b(?:from|since|in|between|of|for) )?(?:[A-Z][a-z]+ )?\b(?:19|20)\d\d\b", text)
    return date is not None and _OF_DATA.search(text[: date.start()]) is not None


def _sentences(spans: Spans, most: int | None = None) -> Iterator[tuple[Page, int, int, str]]:
    for page, span in spans:
        for start, end, text in page.sentences:
            if span[0] <= start < (span[1] if most is None else min(span[1], span[0] + most)):
                yield page, start, end, text


def _in_sentence(spans: Spans) -> Iterator[Told]:
    """`I ran this between February and September 2025`: a range in a sentence about the work."""
    for page, start, end, text in _sentences(spans, 2 * _NEAR_TITLE):
        if _WORK.search(text) and not _is_of_data(text):
            for found in ranges_in(text):
                if not found.single and found.last != "present":
                    yield found.first, found.last, page.document.evidence(start, end)


def _opening(spans: Spans) -> Iterator[Told]:
    """Dates that open a sentence near the title: `In spring 2022, as product manager, I ...`."""
    for page, start, end, text in _sentences(spans, _NEAR_TITLE):
        if _OPENS_WITH_DATE.match(text):
            for found in ranges_in(text[:_DATE_LETTERS]):
                yield found.first, found.last, page.document.evidence(start, end)


def _aside(spans: Spans) -> Iterator[Told]:
    """A date in brackets, or behind a comma at the end, in one of the first sentences."""
    for page, span in spans:
        inside = [one for one in page.sentences if span[0] <= one[0] < span[1]][:_OPENERS]
        for start, end, text in inside:
            aside = _IN_BRACKETS.search(text) or _BEHIND_COMMA.search(text)
            if aside and not _is_of_data(text):
                for found in ranges_in(aside[1]):
                    yield found.first, found.last, page.document.evidence(start, end)


def _with_end(spans: Spans, told: Told) -> Told:
    """With the end that a later sentence gives, where only one date was told."""
    first, last, evidence = told
    if first is None or last is None or first != last:
        return told
    for _, _, _, text in _sentences(spans):
        ended = _ENDED.search(text)
        if ended and not _is_of_data(text):
            for found in ranges_in(text[ended.end() :]):
                end = found.last
                if (
                    end
                    and end != "present"
                    and end.startswith(last[:4])
                    and len(end) >= len(last)
                    and end >= last
                ):
                    return first, end, evidence
    return told
