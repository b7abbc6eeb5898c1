"""Dates as numbers of months: how long a range lasted, and how long it may have lasted."""

from analyzer.parsing.points import MONTHS_IN_YEAR, PRESENT, Range

#: Months counted for a job that names a season, and for one that names a single year and nothing else:
#: it lasted somewhere between one and twelve months.
SEASON_MONTHS, SINGLE_YEAR_MONTHS = 3, 6


def is_exact(date: str) -> bool:
    """Whether a date has a month, or is the present."""
    return date == PRESENT or len(date) == len("YYYY-MM")


def month_index(date: str, *, today: str) -> int:
    """Months since year 0 of a date; a year alone counts as its January."""
    written = today if date == PRESENT else date
    year, _, month = written.partition("-")
    return int(year) * MONTHS_IN_YEAR + (int(month) - 1 if month else 0)


def month_name(index: int) -> str:
    """`YYYY-MM` of a number of months since year 0."""
    return f"{index // MONTHS_IN_YEAR:04d}-{index % MONTHS_IN_YEAR + 1:02d}"


def widest(found: Range, *, today: str) -> tuple[int, int] | None:
    """First month and the one after the last when years alone count whole; None when an end is unknown."""
    if found.first is None or found.last is None:
        return None
    start = month_index(found.first, today=today)
    stop = month_index(found.last, today=today) + (1 if is_exact(found.last) else MONTHS_IN_YEAR)
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
    elif is_exact(found.last):
        stop = month_index(found.last, today=today) + 1
    elif found.first[:4] == found.last:
        stop = start + SINGLE_YEAR_MONTHS
    elif is_exact(found.first):
        stop = month_index(found.last, today=today) + MONTHS_IN_YEAR // 2
    else:
        stop = month_index(found.last, today=today)
    stop = min(stop, limit)
    return (start, stop) if start < stop else None
