"""The lines of a section that carry a job's dates, and what a header line looks like."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from analyzer.parsing.body import is_tool_list
from analyzer.parsing.dates import find_ranges
from analyzer.parsing.lexicon import (
    is_domain,
    is_note,
    is_own,
    is_place,
    is_title,
    is_way_of_working,
    label_of,
    organization_like,
    organization_points,
    title_points,
)
from analyzer.parsing.points import PRESENT, Range, find_points
from analyzer.parsing.rows import Row, is_under
from analyzer.parsing.tables import table

#: A header line is short; a line of more words, or mostly of lower-case words, is prose.
_LONGEST, MOST_WORDS, _MOST_LOWER = 190, 26, 0.45
#: Words of a line that a full stop after capitals ("... Head of IT.") makes a sentence.
_LONG_LINE = 9
_SENTENCE_END = re.compile(r"(?<![A-Z])(?<!\b[A-Za-z])[.;!?]$")
#: Most words of a title in lower case, and the points that make it a sure one.
_FEW_LOWER, _SURE_TITLE = 5, 3.0
#: Parts of a header that full stops divide.
_MOST_PARTS = 4
#: Where the first part of a header line ends.
_FIRST_PART = re.compile(
    r"\s*[|•·,;:(\t]|\s(?:[-–—/@→]|->)|\s{2,}|\sat\s|\s(?=\d{1,2}[./]\d{4}|(?:19|20)\d\d)"
)
#: A full stop between two sentences, and not behind an abbreviation of up to five letters.
_SENTENCES = re.compile(
    r"[a-z]{3,}(?<!\b(?i:asst|dept|univ|inst|dipl|hons|engr|supt|capt|exec|prof|tech|spec|mgrs))"
    r"(?<!\b(?i:mgr|eng|dir|sgt|rep|snr|gen|ltd|inc))(?<!\b(?i:assoc|coord|admin))[.!?] [A-Z]"
)
#: Legal forms and initials whose full stop ends no sentence.
_LEGAL_ENDS = (
    r"(?:[a-z]\.){1,3}[a-z]|inc|ltda?|co|corp|llc|pvt|bros|jr|sr|(?:z\.?\s?)?o\.?\s?o|s\.?a|b\.?v|n\.?v|a\.?s|a\.?ş|k\.?k|"
    r"s\.?r\.?l|s\.?p\.?a|e\.?v|st|u\.?s"
)


@cache
def _legal_end() -> re.Pattern[str]:
    named = "|".join(table("lines")["abbreviations"])
    return re.compile(rf"\b(?:{_LEGAL_ENDS}|{named})\.$", re.IGNORECASE)


@cache
def _of_a_firm() -> re.Pattern[str]:
    """A date that tells about a firm: `absorbed by Groupe Vertane in 2015`."""
    return re.compile(rf"\b(?:{'|'.join(table('lines')['fates'])})\b[^.;]*$", re.IGNORECASE)


@cache
def _done() -> re.Pattern[str]:
    """The first words of an action, which is no employer: `Managed the rollout`, `Led 5 people`."""
    return re.compile(rf"^(?:(?:Co-)?[A-Z][a-z]+ed|{'|'.join(table('lines')['actions'])})\b\s+[a-z\d]")


#: What may follow a range and belongs to it: `/ today`, `(full-time)`.
AFTER_RANGE = re.compile(
    r"\s*[/|]\s*(?:today|now|present|current)\b|\s*\([^()]{0,40}\)?|,\s[^()\d]{2,25}\)", re.IGNORECASE
)
_TOGETHER = re.compile(r"\s*(?:,|;|and|&|\+|/|\|)\s*[^\d()|]{0,25}", re.IGNORECASE)
_IN_PARENTHESES = re.compile(r"\([^()]*\)?")
_BETWEEN_DATES = re.compile(r"(?:to|until|till|[-–—])", re.IGNORECASE)
_HALF_RANGE = re.compile(r"(?:\bto|until|till|[-–—])\s*$", re.IGNORECASE)
#: Longest line that is half of a range; most letters beside a range in parentheses ("full time", "4 mos").
_LONGEST_DATE, _FEW_LETTERS = 24, 12
#: Words around a range inside a line: few, or more when the line begins with a title or an employer.
_FEW_AROUND, _MOST_AROUND = 11, 18
#: The employer on a line of its own: `at Haneul Market`, `with Institut Nord`.
_AT = re.compile(r"(?:at|with|for|bei|chez)\s+(?:the\s+|a\s+)?[^\W\d_a-z]")
#: The person speaks: `Since 2023 I also lead ...` is prose, and `Analyst I, then II` is not.
_SPEAKS = re.compile(
    r"(?<!\w)(?:(?:I|We|we)\s+(?:also|then|still|now|am|are|was|were|have|had|led|lead|ran|run|built|[a-z]+ed)\b|"
    r"(?:my|our|My|Our)\s+[a-z])"
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A line with a job's dates. `tail` is set when the dates stand in the margin of a list item."""

    row: Row
    found: Range
    tail: tuple[int, int] | None = None


def find_anchors(
    rows: Sequence[Row], *, day_first: bool | None, margins: Mapping[int, Range] | None = None
) -> tuple[Anchor, ...]:
    """The lines that carry dates of jobs, in order. `margins` are dates known from two lines (`margins`)."""
    known = margins or {}
    anchors: list[Anchor] = []
    item: Row | None = None
    months = any(_MONTH_IN_DIGITS.search(row.text) for row in rows)
    for row in rows:
        item = row if row.mark else item if item is not None and is_under(item, row) else None
        if item is not None and item is not row:
            continue  # "onboarded 40 merchants / between 2022 and 2025" goes on with its list item
        found = known.get(row.number)
        if found is None and not _is_aside(row, anchors):
            found = _range_of(row, day_first)
        found = found if found is None or months else _as_years(row.text, found)
        if found is not None:
            margin = bool(row.mark) and _is_margin(row, found)
            anchors.append(Anchor(row, found, (row.start + found.start, row.end) if margin else None))
    anchors = _without_remarks(anchors)
    below = {row.number: following for row, following in pairwise(rows)}
    above = {following.number: row for row, following in pairwise(rows)}
    return tuple(
        anchor
        for anchor in anchors
        if not _is_weak(anchor, anchors, above.get(anchor.row.number), below.get(anchor.row.number))
    )


#: 2019-03 to 2021-05, 2019-03 – present: someone who writes so means months.
_MONTH_IN_DIGITS = re.compile(
    r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?:-\d\d)?(?!\d)\s*(?:to\b|until\b|till\b|[-–—→>~])", re.IGNORECASE
)
_YEARS = re.compile(r"((?:19|20)\d\d)-(\d\d)")


def _as_years(text: str, found: Range) -> Range:
    """`2007-09` as the years of a job where nobody writes months so in a stretch; others as they are."""
    match = _YEARS.fullmatch(text, found.start, found.end) if found.single else None
    if match is None or not int(match[1]) % 100 < int(match[2]):
        return found
    return replace(found, first=match[1], last=match[1][:2] + match[2], single=False)


def _without_remarks(anchors: Sequence[Anchor]) -> list[Anchor]:
    """The anchors without dates in brackets right above a line that is given to dates alone.

    `Designer, then Lead Designer (from Jan 2022)` / `Apr 2020 – Sep 2023, Berlin`: the second line tells.
    """
    kept = [
        anchor
        for anchor, following in pairwise(anchors)
        if not (
            _in_brackets(anchor)
            and following.row.number == anchor.row.number + 1
            and not following.row.gap_before
            and not following.found.single
            and _is_dates_and_place(following)
        )
    ]
    return [*kept, *anchors[-1:]]


def _in_brackets(anchor: Anchor) -> bool:
    """Whether the dates of a line stand in brackets."""
    before = anchor.row.text[: anchor.found.start + 1]
    return before.count("(") > before.count(")") or before.count("[") > before.count("]")


def _is_dates_and_place(anchor: Anchor) -> bool:
    """Whether a line begins with its dates and names no more than a place or a note."""
    rest = anchor.row.text[anchor.found.end :].strip(" ,;|·–—-()")
    opens = not anchor.row.text[: anchor.found.start].strip(" ([") or date_label(anchor.row.text) > 0
    return opens and (not rest or is_place(rest) or is_note(rest) or is_place(rest.partition(",")[0].strip()))


#: A project with dates of its own inside a job: `Project: Winter data, 10/2022 – 04/2023`.
_PROJECT = re.compile(
    r"(?:(?:key|main|selected|notable|major|flagship|current|pilot)\s+)?(?:sub-?)?project\s*(?:#?\d+\s*)?"
    r"(?::|\s[-–—]\s)\s*\S",
    re.IGNORECASE,
)
#: What a title says of its own past: `Consultant, from 2009 Senior Consultant`, `[promoted ..., Oct 2017]`.
_PROMOTED = re.compile(
    r"\S.*(?:[,;(\[]|\s[-–—])\s*(?:then|later|from|since|ab|seit|depuis|desde|dal|sinds|"
    r"promoted(?: to| from)?|previously|formerly)\b",
    re.IGNORECASE,
)


def _is_aside(row: Row, anchors: Sequence[Anchor]) -> bool:
    """Whether the dates of a line tell about a part of the job whose dates stand above."""
    label = label_of(row.text)
    if label and label[0] in ("location", "note"):
        return True  # "Place: Bilbao, and Lima (2013 - 2014)"
    if not anchors or anchors[-1].found.single:
        return False
    if _PROJECT.match(row.text):
        return True
    promoted = _PROMOTED.match(row.text)
    return (
        promoted is not None
        and not _is_role_of_employer(row, anchors[-1])
        and row.number - anchors[-1].row.number <= _NEAR_DATES
        and not row.gap_before
        and is_title(row.text[: promoted.end()])
        and all(found.single or found.last == PRESENT for found in find_ranges(row.text))
    )


def _is_role_of_employer(row: Row, above: Anchor) -> bool:
    """`Head of Data (since Apr 2022)` below `MARSH BANK  (2018 – present)`: the first role there.

    The line above names no title, and nothing follows the date.
    """
    found = find_ranges(row.text)
    closed = len(found) == 1 and not row.text[found[0].end :].strip(" .)]")
    named = row.text[: found[0].start].rstrip(" ([,;–-") if found else ""
    before = above.row.text[: above.found.start] + " " + above.row.text[above.found.end :]
    return closed and title_points(named) >= _SURE_TITLE and not is_title(before)


def _is_title_line(above: Row | None, row: Row) -> bool:
    """Whether a title opens a block on the line above: `Trainee Lawyer` / `Bufete Salazar (2014)`."""
    if above is None or not above.gap_before or row.gap_before or above.mark:
        return False
    return title_points(above.text) >= _SURE_TITLE and header_like(above) and not find_ranges(above.text)


#: A title stands at most so many lines below the dates of its job.
_NEAR_DATES = 2


def _is_weak(anchor: Anchor, anchors: list[Anchor], above: Row | None, following: Row | None) -> bool:
    """A single year in a line that names no job, or a marked line among unmarked headers."""
    row = anchor.row
    rest = (row.text[: anchor.found.start] + " " + row.text[anchor.found.end :]).strip(" ()|,;:·•–—-")
    rest = "" if is_date_only(row, anchor.found) else _IN_PARENTHESES.sub("", rest).strip()
    stretches = any(not other.found.single for other in anchors if not other.row.mark)
    if row.mark and anchor.tail is None:
        return stretches
    if anchor.tail is not None:
        return any(not other.row.mark and not other.found.single for other in anchors)
    if anchor.found.single and stretches and rest and not date_label(row.text):
        before = row.text[: anchor.found.start].rstrip("*_")
        leading = any(not other.found.start and not other.found.single for other in anchors)
        first = anchor.found.start == 0 and leading and rest[0].isupper()  # "2014 Intern, Elm Films"
        apart = (
            first
            or row.gap_before
            or row.bold
            or before.endswith(("  ", "| ", "(", "\t", " – ", " - ", " — "))
        )
        titled = following is not None and is_title(following.text) and header_like(following)
        named = is_title(rest) or organization_like(rest) or (titled and before.endswith("  "))
        named = named or (before.endswith("(") and _is_title_line(above, row))
        return not (apart and len(rest.split()) <= 10 and named)
    return False


def header_like(row: Row) -> bool:  # noqa: PLR0911  (a ladder)
    """Whether a line could belong to a header: short, no sentence, not a list item."""
    text = row.text
    if row.mark or len(text) > _LONGEST or len(text.split()) > MOST_WORDS or is_tool_list(text):
        return False
    if (text[0].isdigit() and _is_range_with_remark(text)) or is_way_of_working(text):
        return True
    if _is_dotted(text) or _has_date_column(text):
        return True
    bare = _before_dates(text)
    if ends_sentence(bare) or _SPEAKS.search(_IN_PARENTHESES.sub("", text)):
        return False
    if _SENTENCES.search(bare) or (text.endswith((",", ";")) and not row.full):
        return False
    if text[0].islower() and (_opens_with_title(text) or is_domain(text.split()[0])):
        return True  # "iOS Developer", "member of technical staff, Cirrocore", "self-employed, Leeds"
    if text[0] in "abcdefghijklmnopqrstuvwxyz":
        found = find_ranges(text)
        opens = bool(found) and found[0].start == 0 and not found[0].single
        opens = opens or (_opens_with_title(text) and _closes_with(text, found))
        if _AT.match(text) and len(text.split()) <= _MOST_AROUND:
            return True  # "at Haneul Market, Seoul" below the title
        return bool(found) and (opens or len(text.split()) <= _LONG_LINE)
    if len(text.split()) <= 7 and is_title(text):
        return True
    plain = [
        word
        for word in re.sub(r"\([^()]*\)", "", text).split()
        if word[0].islower() and len(word) > 3 and word.isalpha()
    ]
    return len(plain) < 3 or len(plain) / len(text.split()) < _MOST_LOWER or bool(find_ranges(text))


def _has_date_column(text: str) -> bool:
    """`2003 - 2012    Acme, Brussels. Analyst, then manager`: a stretch in a column of its own."""
    found = find_ranges(text)
    opens = bool(found) and found[0].start == 0 and not found[0].single
    return opens and text[found[0].end :].startswith(("  ", "\t")) and not text.endswith((".", ";"))


def _is_dotted(text: str) -> bool:
    """`Head of Data. Nairobi. February 2022 through today.`: full stops between the parts of a header."""
    parts = [part for part in re.split(r"(?<=[a-z\d)])\.\s+|\.$", text) if part]
    few = 2 <= len(parts) <= _MOST_PARTS and all(len(part.split()) <= _FEW_LOWER + 1 for part in parts)
    return (
        few
        and any(is_title(part) and not looks_done(part) for part in parts)
        and any(not found.single for found in find_ranges(text))
    )


def _before_dates(text: str) -> str:
    """A line without the range that ends it: `Parental leave with twins. January to June 2021`."""
    found = find_ranges(text)
    ends = (
        bool(found)
        and not found[-1].single
        and not _IN_PARENTHESES.sub("", text[found[-1].end :]).strip(" .)")
    )
    before = text[: found[-1].start].rstrip() if ends else ""
    if ends and not before:
        return ""
    return before.rstrip(".([") if before.endswith((".", ")", ",", "]", "(", "[")) else text


def _is_range_with_remark(text: str) -> bool:
    """`2007 to 2010, alongside my studies`: dates, and no more than a remark behind a comma."""
    found = find_ranges(text)
    rest = text[found[0].end :] if found and found[0].start == 0 and not found[0].single else ""
    return rest[:1] in (",", "(") and len(rest.split()) <= _FEW_AROUND and not rest.rstrip().endswith(".")


def _closes_with(text: str, found: Sequence[Range]) -> bool:
    """Whether a range that ends the line is set apart from the words before it."""
    if not found or found[-1].single or text[found[-1].end :].strip(" .)"):
        return False
    before = text[: found[-1].start]
    return before.endswith("  ") or before.rstrip().endswith(("—", "–", "-", "|", ",", "(", ":"))


def _opens_with_title(text: str) -> bool:
    """Whether a line in lower case begins with a title, or says that the person worked for nobody else."""
    first = _FIRST_PART.split(text, maxsplit=1)[0].strip(" (")
    short = len(first.split()) <= _FEW_LOWER and not looks_done(first)
    return short and (title_points(first) >= _SURE_TITLE or is_own(first))


def ends_sentence(text: str) -> bool:
    """Whether the line ends with a full stop that is not the one of an abbreviation."""
    if _legal_end().search(text) or _ends_with_place(text):
        return False
    return bool(_SENTENCE_END.search(text)) or (text.endswith(".") and len(text.split()) > _LONG_LINE)


def _ends_with_place(text: str) -> bool:
    """`CROWNTRUST BANK PLC, Victoria Island, Lagos.`: a full stop behind the place of an employer."""
    if not text.endswith(".") or "," not in text or len(text.split()) > _LONG_LINE:
        return False
    return is_place(text[:-1].rpartition(",")[2].strip()) and organization_like(text)


def _range_of(row: Row, day_first: bool | None) -> Range | None:
    """The range of dates that makes a row an anchor: at an edge of the line, or between its parts."""
    dated = find_ranges(row.text, day_first=day_first)
    found = [one for one in dated if stands_apart(row.text, one)]
    if not found:
        return None
    best = _begun_and_left(found) or _widest(row.text, found)
    rest_before = row.text[: best.start].strip(" \t(|,;:·•–—-")
    rest_after = _IN_PARENTHESES.sub("", AFTER_RANGE.sub("", row.text[best.end :])).strip(" \t)|,;:·•–—-.")
    alone = (not rest_before and not rest_after) or date_label(row.text) > 0
    if row.mark and not alone:
        return _marked_range(row, best, rest_before, rest_after)
    if not header_like(row):
        return None
    if best.single and (rest_before and (rest_after or _of_a_firm().search(rest_before))):
        return None
    if rest_before and rest_after and "  " not in row.text and "|" not in row.text:
        named = not best.single and (is_title(rest_before) or organization_like(rest_before))
        if len((rest_before + " " + rest_after).split()) > (_MOST_AROUND if named else _FEW_AROUND):
            return None
    return best


def _begun_and_left(found: Sequence[Range]) -> Range | None:
    """`2018: Audience Analyst, Elm Radio (to 2022)`: the start in front, the end behind."""
    if len(found) != len("ab"):
        return None
    begun, left = found
    pair = begun.single and begun.start == 0 and left.first is None and begun.first and left.last
    return replace(begun, last=left.last, single=False) if pair and begun.first <= left.last else None


def stands_apart(text: str, found: Range) -> bool:
    """Whether a range is no remark in parentheses: `(2019 – 2021)` is, `(part-time since 2020)` is not."""
    opening = max(text.rfind("(", 0, found.start), text.rfind("[", 0, found.start))
    if text[found.end - 1] in ")]" or (found.start <= 1 and _IN_PARENTHESES.fullmatch(text.rstrip("."))):
        return True
    if opening < 0 or ")" in text[opening : found.start] or "]" in text[opening : found.start]:
        return True
    closing = text.find("]" if text[opening] == "[" else ")", found.end)
    if found.last == PRESENT and is_title(text[opening + 1 : found.start]):
        return False  # "(team lead from 2020)"
    if not found.single and _is_employer_aside(text[:opening], text[opening + 1 : found.start]):
        return True
    remark = text[opening + 1 : found.start] + text[found.end : closing if closing >= 0 else len(text)]
    return sum(map(str.isalpha, remark)) <= _FEW_LETTERS


def _is_employer_aside(before: str, remark: str) -> bool:
    """`Risk Analyst (Estuary Bank, 2018 to 2022)`: the employer and the dates in brackets behind a title."""
    named = remark.rstrip().endswith((",", ";", "|", "–", "-", "—", "·")) and not is_title(remark)
    return named and is_title(before) and organization_points(remark.rstrip(" ,;|–-—·")) >= A_NAME


def in_remark(text: str, found: Range) -> bool:
    """Whether more than the dates stands in the brackets around a range."""
    opening = text.rfind("(", 0, found.start)
    inside = opening >= 0 and ")" not in text[opening : found.start]
    return inside and bool(re.search(r"[^\W\d_]", text[opening : found.start]))


def _widest(text: str, found: Sequence[Range]) -> Range:
    """The range a line stands for: stretches before single dates, outside parentheses before inside.

    Two stretches (`2015 – 2017, 2019 – present`) reach from the first start to the last end.
    """
    outer = [one for one in found if text.count("(", 0, one.start) <= text.count(")", 0, one.start)]
    best = [one for one in outer or found if not one.single] or outer or list(found)
    if len(best) > 1 and not best[0].single:
        # `(acting head from Jan 2019), Vale Hospital (Feb 2016 to Sept 2020)`: a remark tells of a part
        best = [one for one in best if not in_remark(text, one)] or best
    if len(best) == 1 or best[0].single:
        return best[-1] if best[0].single else best[0]
    joint = all(_TOGETHER.fullmatch(text[one.end : other.start]) for one, other in pairwise(best))
    starts, ends = [one.first for one in best if one.first], [one.last for one in best if one.last]
    if not joint or not starts or not ends:
        return best[0]
    return Range(best[0].start, best[-1].end, min(starts), max(ends))


def _marked_range(row: Row, best: Range, before: str, after: str) -> Range | None:
    """List items are anchors when they are headers (`• Engineer, 2019 - 2021`) or dated in the margin."""
    titled = best.start <= 1 and is_title(_FIRST_PART.split(after, maxsplit=1)[0])
    if best.single or row.text.endswith(".") or len(after.split()) > (_FEW_AROUND if titled else 6):
        return None
    if _is_margin(row, best):
        return best
    return best if is_title(before or after) and len(before.split()) <= 12 else None


def _is_margin(row: Row, found: Range) -> bool:
    return (
        found.start >= 2
        and row.text[found.start - 2 : found.start] == "  "
        and len(row.text[: found.start].split()) > 5
    )


#: Points as an employer of a name that nothing else explains.
A_NAME = 1.0


def is_date_only(row: Row, found: Range) -> bool:
    """Whether a line holds its dates and nothing else."""
    rest = row.text[: found.start] + _IN_PARENTHESES.sub("", AFTER_RANGE.sub("", row.text[found.end :]))
    rest = rest[date_label(rest) :]
    if found.start <= 1 and re.fullmatch(r"\([^()]*\)\.?", row.text):
        return True  # "(Spring 2013, six months, unpaid)"
    return not re.sub(r"[\W_]", "", rest) or is_note(rest)


def date_label(text: str) -> int:
    """Length of a label such as `Duration:` at the start of a line; 0 without one."""
    found = label_of(text)
    return found[1] if found and found[0] == "dates" else 0


def looks_done(text: str) -> bool:
    """`Managed the rollout`, `Led 5 people`: an action, no employer."""
    return bool(_done().match(text))


def with_joined_dates(rows: Sequence[Row], text: str) -> tuple[Row, ...]:
    """Ranges of dates that stand on two or three lines (`June 2015` / `to` / `May 2016`) as one row."""
    joined: list[Row] = []
    skip = 0
    for index, row in enumerate(rows):
        if skip:
            skip -= 1
            continue
        group = _date_lines(rows, index, text)
        last = group[-1]
        skip = len(group) - 1
        whole = text[row.start : last.end]
        joined.append(replace(row, end=last.end, text=whole, gap_after=last.gap_after) if skip else row)
    return tuple(joined)


def _date_lines(rows: Sequence[Row], index: int, text: str) -> Sequence[Row]:
    """The two or three rows from `index` on that make one range of dates; else the row alone."""
    row = rows[index]
    if len(row.text) <= _LONGEST_DATE and len(find_points(row.text)) == 1:
        for size in (3, 2):
            group = rows[index : index + size]
            if len(group) == size and _is_range(group, text):
                return group
    pair = rows[index : index + 2]
    return pair if len(pair) == 2 and _breaks_range(pair, text) else pair[:1]


def _breaks_range(pair: Sequence[Row], text: str) -> bool:
    """Whether a header line ends inside a range: `Scrum Master  June 2015 - May` / `2016`."""
    row, following = pair
    if row.mark or following.mark or following.gap_before or len(following.text) > _LONGEST_DATE * 2:
        return False
    if not _OPEN_RANGE.search(row.text) or not header_like(row):
        return False
    cut = row.end - row.start
    found = find_ranges(text[row.start : following.end])
    return any(one.start < cut < one.end and not one.single for one in found)


#: The end of a line that may go on with the rest of a range.
_OPEN_RANGE = re.compile(
    r"\d\s*(?:[-–—→]|to|until|till)\s*[^\W\d]*\.?$|\b[A-Z][a-z]{2,8}\.?$|\d$|\(\d+ (?:years?|yrs?)[^()]*$",
    re.IGNORECASE,
)


def _is_range(group: Sequence[Row], text: str) -> bool:
    if any(len(row.text) > _LONGEST_DATE for row in group):
        return False
    if len(group) == 3 and not _BETWEEN_DATES.fullmatch(group[1].text):
        return False
    if len(group) == 2 and not (_HALF_RANGE.search(group[0].text) or _HALF_RANGE.match(group[1].text)):
        return False
    whole = text[group[0].start : group[-1].end]
    found = find_ranges(whole)
    return len(found) == 1 and not found[0].single and found[0].start == 0 and found[0].end == len(whole)
