"""When a project was worked on: a label, a line under the title, a sentence, dated entries.

Dates of the data that went into a project are not its own: `absence records from 2018 to 2022` tells nothing.
"""

import re
from collections.abc import Iterator, Sequence

from analyzer.parsing.dates import find_ranges
from analyzer.parsing.points import Range
from analyzer.portfolio.coverage import Span
from analyzer.portfolio.pages import Page
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
    r"\bstart(?:ed)?:? [^.;,\n]{3,25}[.;,]\s*(?:planned )?end(?:ed)?:? [^.;,\n]{3,25}", re.IGNORECASE
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
    r"\b(?:I|we|my|our|work(?:ed)?|project|pilot|trial|programme?|engagement|built|ran|done|made|kept|led|held|written|"
    r"developed|delivered|study|notebook|started|began|lasted|contract|assignment|role|manager|lead)\b",
    re.IGNORECASE,
)
#: Before a date: it is the date of what went into the work, or of the world around it.
_OF_DATA = re.compile(
    r"\b(?:data|records?|rows|scans|tickets|claims|cases|images|photos|readings|history|archive|logs?|invoices|orders|"
    r"appointments|transactions|sales|seasons?|returns|tracks|letters|calls|cohorts?|missed|codes?|census|survey|"
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
    ways += [(way, [one]) for one in spans for way in (_entries, _near_title, _in_sentence, _opening, _aside)]
    found = (told for way, where in ways for told in way(where))
    first = next(found, None)
    return _with_end(spans, first) if first is not None else None


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


def _labelled(spans: Spans) -> Iterator[Told]:
    for page, span in spans:
        for label in page.labels:
            if label.name in _DATE_LABELS and span[0] <= label.start < span[1]:
                for found in ranges_in(label.value):
                    yield found.first, found.last, page.document.evidence(label.start, label.end)


def _start_and_end(spans: Spans) -> Iterator[Told]:
    for page, span in spans:
        told = _START_END.search(page.document.text, span[0], min(span[1], span[0] + _NEAR_TITLE))
        if told:
            for found in ranges_in(re.sub(r"[.;](?=\s*end)", ",", told.group(), flags=re.IGNORECASE)):
                if not found.single:
                    yield found.first, found.last, page.document.evidence(told.start(), told.end())


def _entries(spans: Spans) -> Iterator[Told]:
    """Entries that open with a date and its year, at least three: a diary, the stages of a plan."""
    for page, span in spans:
        dated: list[tuple[str, str, Evidence]] = []
        openers = [(one.start, one.end, one.text) for one in page.headings if is_date(one.text)]
        openers += [(one.start, one.end, one.name) for one in page.labels if is_date(one.name)]
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
