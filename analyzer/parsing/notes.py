"""Words in a header line that name nothing: terms of work, hours, grades, stretches of time; and breaks."""

import re
from functools import cache, lru_cache

from analyzer.parsing.lexicon import is_own
from analyzer.parsing.tables import alternation, table

_DURATION = re.compile(
    r"[(\[]?\s*(?:\d{1,2}\+?\s*(?:years?|yrs?|y|months?|mos?|mths?|m|weeks?|days?)\.?[\s,&]*(?:and\s+)?){1,2}\s*[)\]]?",
    re.IGNORECASE,
)


#: How much of a week a job took: `32 hours`, `30 h/week`, `60 %`.
_HOURS = re.compile(
    r"\d{1,3}(?:[.,]\d)?\s?(?:%|h|hrs?|hours?|std\.?)(?:\s?(?:/|per|a)\s?(?:week|wk))?", re.IGNORECASE
)


#: Series and grade of a post in a civil service, which belong to no title: `GS-2210-14`, `GS-0343-12/13`.
_SERIES = re.compile(r"(?:GS|GG|GL|WG|WS|NF|NH|NT|DP|SV|YA|FP|FS|AD|ES)[ -]?\d{1,4}(?:[-/]\d{1,2}){0,3}")


_URL = re.compile(r"(?:https?://|www\.)\S+|\S+\.(?:com|org|net|io|ai|dev)/\S*", re.IGNORECASE)


@cache
def _notes() -> re.Pattern[str]:
    joined = "|".join(re.escape(note) for note in sorted(table("titles")["notes"], key=len, reverse=True))
    return re.compile(
        rf"[(\[]?(?:{joined})(?:\s*(?:,|/|-|role|position|contract|employment|work|\d+\s?%)\s*(?:{joined})?)*[)\]]?",
        re.IGNORECASE,
    )


@cache
def _breaks() -> re.Pattern[str]:
    return re.compile(alternation(table("titles")["breaks"]), re.IGNORECASE)


def is_break(text: str) -> bool:
    """Whether a title names an interruption (career break, parental leave) instead of a job."""
    return bool(_breaks().search(text))


@lru_cache(maxsize=4096)
def is_note(text: str) -> bool:
    """Contract, full-time, a duration, a link: words in a header line that name nothing."""
    stripped = text.strip(" ·|,-–—")
    if is_own(stripped):
        return False
    return bool(
        _notes().fullmatch(stripped)
        or _HOURS.fullmatch(stripped)
        or _SERIES.fullmatch(stripped)
        or _DURATION.fullmatch(stripped)
        or _URL.fullmatch(stripped)
    )


def is_terms(text: str) -> bool:
    """`32 hours`, `60 %`, `GS-2210-14`: how much of a week or of what grade, which belongs to no title."""
    bare = text.strip(" ·|,-–—()")
    return _HOURS.fullmatch(bare) is not None or _SERIES.fullmatch(bare) is not None


def is_duration(text: str) -> bool:
    """Whether the words are a stretch of time: `7 years 6 months`."""
    return _DURATION.fullmatch(text.strip(" ·|,-–—")) is not None
