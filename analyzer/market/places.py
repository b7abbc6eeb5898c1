"""Facts that come beside the words of a posting, brought to one form: country, date, remote, pay."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from analyzer.market.facts import Pay, Period, Remote
from analyzer.resources import data_path, read_yaml

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
    for name in (names,)
}
_ISO = re.compile(r"\s*(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?=$|[T\s])")
_WORDY = re.compile(
    r"(?:(\d{1,2})\.?\s+)?([A-Za-z]{3})[a-z]*\.?(?:\s+(\d{1,2})(?:st|nd|rd|th)?,?)?\s+(\d{4})"
)
_SLASHED = re.compile(r"\s*(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
#: Numbers that large are moments in milliseconds, smaller ones in seconds.
_MILLISECONDS = 10_000_000_000
_FIRST_YEAR = 1990

_PERIODS: Mapping[str, Period] = {
    "year": "year", "yearly": "year", "annual": "year", "annually": "year", "annum": "year", "yr": "year",
    "per-year-salary": "year", "1 year": "year",
    "month": "month", "monthly": "month", "per-month-salary": "month", "1 month": "month",
    "week": "week", "weekly": "week", "per-week-salary": "week", "1 week": "week",
    "day": "day", "daily": "day", "per-day-wage": "day", "1 day": "day",
    "hour": "hour", "hourly": "hour", "per-hour-wage": "hour", "1 hour": "hour",
}  # fmt: skip
_SIGNS = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "₹": "INR", "C$": "CAD", "A$": "AUD"}
_AMOUNT = re.compile(r"(\d[\d.,]*)\s*([kK]?)")
_MONEY = re.compile(r"(US\$|C\$|A\$|[$€£₹]|(?<![A-Z])[A-Z]{3}(?![A-Z]))")
_PER = re.compile(
    r"(?:per|a|an|/|p\.)\s*(year|yr|annum|month|week|day|hour|a\.)|(annual|yearly|monthly|hourly|daily)",
    re.IGNORECASE,
)


@cache
def _names() -> tuple[Mapping[str, str], frozenset[str], frozenset[str]]:
    table: Any = read_yaml(data_path("market", "countries.yaml"))
    names = {name.casefold(): code for code, all_ in table["countries"].items() for name in all_}
    names.update({code.casefold(): code for code in table["countries"]})
    return names, frozenset(table["us_states"]), frozenset(table["doubtful_states"])


def country_code(name: object) -> str | None:
    """ISO 3166-1 alpha-2 of a country's name or code; None when we do not know it."""
    found: str | None = _names()[0].get(str(name).strip().strip(".").casefold()) if name else None
    return found


def country_of_place(place: str | None) -> str | None:
    """The country of "Austin, TX", "Berlin, Germany" or "Remote - UK"; None when it is not plain."""
    if not place:
        return None
    names, states, doubtful = _names()
    parts = [part.strip(" .()") for part in re.split(r"[,;|/()]|\s[-–—]\s", place) if part.strip(" .()")]
    if not parts:
        return None
    last = parts[-1]
    if last in states and len(parts) > 1:
        return None if last in doubtful else "US"
    for part in reversed(parts):
        bare = re.sub(r"^remote\b[\s:-]*(?:in\s+)?", "", part, flags=re.IGNORECASE).casefold()
        code: str | None = names.get(bare)
        if code and (len(bare) > 2 or part in ("UK", "US")):
            return code
        if len(bare) == 2 and code == part and part not in states and part == last:
            return code
    return None


def day(value: object) -> str | None:
    """A date as `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; None when it is none, or could be two ("03/04/2026")."""
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _moment(float(value))
    text = str(value).strip()
    if re.fullmatch(r"\d{10}(?:\d{3})?", text):
        return _moment(float(text))
    return _iso(text) or _wordy(text) or _slashed(text)


def _iso(text: str) -> str | None:
    if match := _ISO.match(text):
        year, month, of_month = match.groups()
        return _valid(int(year), int(month) if month else None, int(of_month) if of_month else None)
    return None


def _wordy(text: str) -> str | None:
    if match := _WORDY.search(text):
        before, name, after, year = match.groups()
        month = _MONTHS.get(name.lower())
        of_month = before or after
        return _valid(int(year), month, int(of_month) if of_month else None) if month else None
    return None


def _slashed(text: str) -> str | None:
    """A date such as 24/12/2026; one that could be two dates is none."""
    if match := _SLASHED.match(text):
        first, second, year = (int(part) for part in match.groups())
        if first > 12 or first == second:
            return _valid(year, second, first)
        return _valid(year, first, second) if second > 12 else None
    return None


def _moment(seconds: float) -> str | None:
    seconds = seconds / 1000 if seconds > _MILLISECONDS else seconds
    try:
        found = datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return None
    return f"{found:%Y-%m-%d}" if found.year >= _FIRST_YEAR else None


def _valid(year: int, month: int | None, of_month: int | None) -> str | None:
    try:
        found = date(year, month or 1, of_month or 1)
    except ValueError:
        return None
    if found.year < _FIRST_YEAR:
        return None
    return str(found) if of_month else f"{found:%Y-%m}" if month else str(year)


def remote_of(value: object, *texts: str | None) -> Remote | None:
    """Remote as a yes, a no, "hybrid", or unknown: what a field says, else the words of place and title."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    words = str(value).strip().casefold() if value is not None else ""
    if words in ("true", "1", "yes", "y", "remote", "telecommute", "fully remote", "fully_remote"):
        return "yes"
    if words in ("hybrid",):
        return "hybrid"
    if words in ("false", "0", "no", "n", "on-site", "onsite", "on_site", "office", "in-office"):
        return "no"
    said = " ".join(text for text in texts if text).casefold()
    if re.search(r"\bhybrid\b", said):
        return "hybrid"
    return "yes" if re.search(r"\bremote\b|\bwork from home\b", said) else None


def amount(value: object) -> float | None:
    """An amount of money as a number: "120,000", "120k", 120000.0; None for nothing and for 0."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return float(value) if 0 < value < 1e12 else None  # also False for what is not a number
    match = _AMOUNT.search(str(value))
    if match is None:
        return None
    digits = match[1].rstrip(".,")
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?", digits):
        digits = re.sub(r"[.,](?=\d{3})", "", digits)
    try:
        found = float(digits.replace(",", ".")) * (1000 if match[2] else 1)
    except ValueError:
        return None
    return found if 0 < found < 1e12 else None


def pay_of(low: object, high: object, currency: object, period: object) -> Pay | None:
    """Pay from its fields; None when no amount, no currency or no period is stated."""
    least, most = amount(low), amount(high)
    per = _PERIODS.get(str(period or "").strip().casefold().replace("_", "-"))
    code = _SIGNS.get(str(currency or "").strip(), str(currency or "").strip().upper())
    if (least is None and most is None) or per is None or not re.fullmatch(r"[A-Z]{3}", code):
        return None
    if least is not None and most is not None and least > most:
        least, most = most, least
    return Pay(least, most, code, per)


def pay_in_words(text: object) -> Pay | None:
    """Pay from a summary such as "$120K - $150K per year" or "€70,000-85,000 annual"."""
    words = str(text or "")[:300]
    money, per = _MONEY.search(words), _PER.search(words)
    amounts = [match for match in _AMOUNT.finditer(words) if amount(match[0])]
    if money is None or not amounts:
        return None
    thousands = "k" if any(match[2] for match in amounts[:2]) else ""
    ends = [amount(match[1] + (match[2] or thousands)) for match in amounts[:2]]
    period = (per[1] or per[2]).lower() if per else "year" if (ends[0] or 0) > 10_000 else ""
    period = {"annum": "year", "a.": "year", "daily": "day"}.get(period, period)
    return pay_of(ends[0], ends[-1], money[1], period)
