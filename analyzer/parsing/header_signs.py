"""What a line of a header looks like: short, no sentence, no list item, no action."""

import re
from collections.abc import Sequence
from functools import cache

from analyzer.parsing.body import is_tool_list
from analyzer.parsing.dates import find_ranges
from analyzer.parsing.lexicon import (
    is_domain,
    is_own,
    is_place,
    is_title,
    is_way_of_working,
    organization_like,
    title_points,
)
from analyzer.parsing.points import Range
from analyzer.parsing.rows import Row
from analyzer.parsing.tables import table

#: A header line is short; a line of more words, or mostly of lower-case words, is prose.
_LONGEST, MOST_WORDS, _MOST_LOWER = 190, 26, 0.45
#: Words of a line that a full stop after capitals ("... Head of IT.") makes a sentence.
_LONG_LINE = 9
_SENTENCE_END = re.compile(r"(?<![A-Z])(?<!\b[A-Za-z])[.;!?]$")
#: Most words of a title in lower case, and the points that make it a sure one.
_FEW_LOWER, SURE_TITLE = 5, 3.0
#: Words of a line that begins with dates and a title, and ends with a full stop.
_MOST_DATED = 16
#: Parts of a header that full stops divide.
_MOST_PARTS = 4
#: Where the first part of a header line ends.
FIRST_PART = re.compile(
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
def _done() -> re.Pattern[str]:
    """The first words of an action, which is no employer: `Managed the rollout`, `Led 5 people`."""
    return re.compile(rf"^(?:(?:Co-)?[A-Z][a-z]+ed|{'|'.join(table('lines')['actions'])})\b\s+[a-z\d]")


IN_PARENTHESES = re.compile(r"\([^()]*\)?")
#: Words around a range inside a line: few, or more when the line begins with a title or an employer.
FEW_AROUND, MOST_AROUND = 11, 18
#: The employer on a line of its own: `at Haneul Market`, `with Institut Nord`.
_AT = re.compile(r"(?:at|with|for|bei|chez)\s+(?:the\s+|a\s+)?[^\W\d_a-z]")
#: The person speaks: `Since 2023 I also lead ...` is prose, and `Analyst I, then II` is not.
_SPEAKS = re.compile(
    r"(?<!\w)(?:(?:I|We|we)\s+(?:also|then|still|now|am|are|was|were|have|had|led|lead|ran|run|built|[a-z]+ed)\b|"
    r"(?:my|our|My|Our)\s+[a-z])"
)


def header_like(row: Row) -> bool:  # noqa: PLR0911  (a ladder)
    """Whether a line could belong to a header: short, no sentence, not a list item."""
    text = row.text
    if row.mark or len(text) > _LONGEST or len(text.split()) > MOST_WORDS or is_tool_list(text):
        return False
    if (text[0].isdigit() and _is_range_with_remark(text)) or is_way_of_working(text):
        return True
    if _is_dotted(text) or _has_date_column(text):
        return True
    if _is_dated_title(text):
        return True
    bare = _before_dates(text)
    if ends_sentence(bare) or _SPEAKS.search(IN_PARENTHESES.sub("", text)):
        return False
    if _SENTENCES.search(bare) or (text.endswith((",", ";")) and not row.full):
        return False
    if text[0].islower() and (_opens_with_title(text) or is_domain(text.split()[0])):
        return True  # "iOS Developer", "member of technical staff, Cirrocore", "self-employed, Leeds"
    if text[0] in "abcdefghijklmnopqrstuvwxyz":
        found = find_ranges(text)
        opens = bool(found) and found[0].start == 0 and not found[0].single
        opens = opens or (_opens_with_title(text) and _closes_with(text, found))
        if _AT.match(text) and len(text.split()) <= MOST_AROUND:
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


def _is_dated_title(text: str) -> bool:
    """`Since 06/2021: Data Expert; Elm Insurance; Leeds.`: dates, a title and names, and then a full stop."""
    found = find_ranges(text)
    if not found or found[0].start or found[0].single or len(text.split()) > _MOST_DATED:
        return False
    rest = text[found[0].end :].lstrip(" :,–—-|")
    first = FIRST_PART.split(rest, maxsplit=1)[0].strip()
    if rest.startswith("I ") or _SPEAKS.search(rest):
        return False
    titled = bool(first) and title_points(first) >= SURE_TITLE and not looks_done(rest)
    return titled and len(rest.split()) > len(first.split()) and not _SENTENCES.search(rest)


def _has_date_column(text: str) -> bool:
    """`2003 - 2012    Acme, Brussels. Analyst, then manager`: a stretch in a column of its own."""
    found = find_ranges(text)
    opens = bool(found) and found[0].start == 0 and not found[0].single
    return opens and text[found[0].end :].startswith(("  ", "\t")) and not text.endswith((".", ";"))


def _is_dotted(text: str) -> bool:
    """`Head of Data. Nairobi. February 2022 through today.`: full stops between the parts of a header."""
    parts = [part for part in re.split(r"(?<=[a-z\d)])\.\s+|\.$", text) if part]
    few = 2 <= len(parts) <= _MOST_PARTS and all(len(part.split()) <= _FEW_LOWER + 1 for part in parts)
    named = all(part[0].isupper() and len(part.split()) < _FEW_LOWER for part in parts) and len(parts) > len(
        "ab"
    )
    if few and named and any(title_points(part) >= SURE_TITLE and not looks_done(part) for part in parts):
        return True  # "Porto. Vinho & Dados. Data analyst." below the dates
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
        and not IN_PARENTHESES.sub("", text[found[-1].end :]).strip(" .)")
    )
    before = text[: found[-1].start].rstrip() if ends else ""
    if ends and not before:
        return ""
    return before.rstrip(".([") if before.endswith((".", ")", ",", "]", "(", "[")) else text


def _is_range_with_remark(text: str) -> bool:
    """`2007 to 2010, alongside my studies`: dates, and no more than a remark behind a comma."""
    found = find_ranges(text)
    rest = text[found[0].end :] if found and found[0].start == 0 and not found[0].single else ""
    return rest[:1] in (",", "(") and len(rest.split()) <= FEW_AROUND and not rest.rstrip().endswith(".")


def _closes_with(text: str, found: Sequence[Range]) -> bool:
    """Whether a range that ends the line is set apart from the words before it."""
    if not found or found[-1].single or text[found[-1].end :].strip(" .)"):
        return False
    before = text[: found[-1].start]
    return before.endswith("  ") or before.rstrip().endswith(("—", "–", "-", "|", ",", "(", ":"))


def _opens_with_title(text: str) -> bool:
    """Whether a line in lower case begins with a title, or says that the person worked for nobody else."""
    first = FIRST_PART.split(text, maxsplit=1)[0].strip(" (")
    short = len(first.split()) <= _FEW_LOWER and not looks_done(first)
    return short and (title_points(first) >= SURE_TITLE or is_own(first))


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


#: Points as an employer of a name that nothing else explains.
A_NAME = 1.0


def looks_done(text: str) -> bool:
    """`Managed the rollout`, `Led 5 people`: an action, no employer."""
    return bool(_done().match(text))
