"""What postings ask for: shares with intervals, trends, contrasts, what comes together, pay.

Every figure carries its n. Shares of what is asked count only rows whose requirements could be read.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Literal

from analyzer.language import load_competencies, load_skills
from analyzer.market.facts import DEGREES, Facts, Period, Remote, skill_name
from analyzer.market.intervals import clear, fisher, median_interval, newcombe, wilson

Kind = Literal["skill", "competency", "duty", "credential", "credential required", "degree", "years"]
Group = Literal["family", "level", "country", "month"]

#: The kinds in the order in which they are shown, each with what its shares are of.
KINDS: Mapping[Kind, str] = {
    "skill": "asks for the skill, required or preferred",
    "competency": "asks for at least one skill of the competency",
    "duty": "names it among the duties",
    "credential": "names the certificate at all",
    "credential required": "requires the certificate",
    "degree": "names the degree as its lowest",
    "years": "asks for at least so many years",
}
#: Project, program and delivery managers of AI: the core of what this product is for.
CORE = ("ai_project_manager", "ai_program_manager", "delivery_manager")
#: Product managers of AI, and those of anything else.
AI_PRODUCT, PLAIN_PRODUCT = ("ai_product_manager",), ("product_manager",)
#: Project and program managers of information technology without AI.
PLAIN_PROJECT = ("it_project_manager", "scrum_master", "project_coordinator")
#: Fewer rows than this say nothing about a group; it is listed without shares.
LEAST_ROWS = 5
#: A trend needs so many dated rows in each half.
_LEAST_IN_HALF = 10
#: Two things come together when so many rows at least ask for both.
_LEAST_TOGETHER = 3
_MOST_PAIRED = 60


@dataclass(frozen=True, slots=True)
class Selection:
    """Which postings are meant; an empty field means all. `since` and `until` are months, both included.

    With a month, rows without a date are left out. Postings in other languages than English are never meant:
    their requirements are not read.
    """

    families: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    remote: tuple[Remote, ...] = ()
    sources: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    place: str | None = None
    least_pay: float | None = None
    currency: str | None = None

    def holds(self, row: Facts) -> bool:
        """Whether a posting is meant."""
        return (
            row.language == "en"
            and (not self.families or row.family in self.families)
            and (not self.levels or row.level in self.levels)
            and (not self.countries or row.country in self.countries)
            and (not self.remote or row.remote in self.remote)
            and (not self.sources or any(one.casefold() in row.source.casefold() for one in self.sources))
            and (not self.place or self.place.casefold() in (row.place or "").casefold())
            and self._in_time(row)
            and self._paid(row)
        )

    def _in_time(self, row: Facts) -> bool:
        if self.since is None and self.until is None:
            return True
        when = row.posted or ""
        after = self.since is None or when[: len(self.since)] >= self.since[: len(when)]
        before = self.until is None or when[: len(self.until)] <= self.until[: len(when)]
        return bool(when) and after and before

    def _paid(self, row: Facts) -> bool:
        if self.currency and (row.pay is None or row.pay.currency != self.currency):
            return False
        if self.least_pay is None:
            return True
        most = row.pay and (row.pay.high or row.pay.low)
        return bool(most and row.pay and row.pay.period == "year" and most >= self.least_pay)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of `n` readable postings ask for something, with the 95 % interval of the share."""

    kind: Kind
    id: str
    name: str
    count: int
    n: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """The share itself; 0 of nothing."""
        return self.count / self.n if self.n else 0.0


@dataclass(frozen=True, slots=True)
class Difference:
    """A share among some postings against that among others; `clear` when it is more than chance."""

    share: Share
    other: Share
    low: float
    high: float
    clear: bool

    @property
    def points(self) -> float:
        """The difference of the shares."""
        return self.share.share - self.other.share


@dataclass(frozen=True, slots=True)
class Trend:
    """A share month by month, and the later half of the dated postings against the earlier.

    `change` is None when too few postings are dated. `since` is the first month of the later half.
    """

    name: str
    months: tuple[tuple[str, Share], ...]
    change: Difference | None
    since: str | None
    undated: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two skills and how often they are asked together, against what chance would bring."""

    first: str
    second: str
    count: int
    n: int
    expected: float
    clear: bool

    @property
    def times(self) -> float:
        """How many times more often than by chance."""
        return self.count / self.expected if self.expected else 0.0


@dataclass(frozen=True, slots=True)
class PayRange:
    """Pay stated in one currency per one period: quartiles of the middles of the ranges, in that currency."""

    currency: str
    period: Period
    n: int
    quarter: float
    median: float
    three_quarters: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Years:
    """Years asked: the median with its interval, of the `n` readable postings that name some."""

    n: int
    of: int
    median: float
    low: float
    high: float


def selected(rows: Iterable[Facts], selection: Selection) -> tuple[Facts, ...]:
    """The postings that are meant."""
    return tuple(row for row in rows if selection.holds(row))


def readable(rows: Iterable[Facts]) -> tuple[Facts, ...]:
    """Those whose requirements could be read, in part at least."""
    return tuple(row for row in rows if row.readable != "none")


def items(row: Facts, kind: Kind) -> tuple[str, ...]:
    """What one posting asks of one kind, each once."""
    return _ITEMS[kind](row)


def shares(rows: Iterable[Facts], kind: Kind, *, least: int = 1) -> tuple[Share, ...]:
    """What readable postings ask for, the most frequent first, if at least `least` of them do."""
    counted = readable(rows)
    counts = Counter(item for row in counted for item in items(row, kind))
    found = [share(kind, item, count, len(counted)) for item, count in counts.items() if count >= least]
    return tuple(sorted(found, key=lambda one: (-one.count, one.name)))


def share(kind: Kind, item: str, count: int, n: int) -> Share:
    """One share with its interval."""
    return Share(kind, item, name_of(kind, item), count, n, *wilson(count, n))


def share_of(rows: Iterable[Facts], kind: Kind, wanted: Iterable[str]) -> Share:
    """The share of readable postings that ask for at least one of these."""
    names = frozenset(wanted)
    counted = readable(rows)
    count = sum(not names.isdisjoint(items(row, kind)) for row in counted)
    called = " or ".join(sorted(name_of(kind, one) for one in names))
    return Share(kind, " or ".join(sorted(names)), called, count, len(counted), *wilson(count, len(counted)))


def groups(rows: Iterable[Facts], by: Group) -> Mapping[str, tuple[Facts, ...]]:
    """The postings of each family, level, country or month, the largest first, months in order."""
    found: dict[str, list[Facts]] = {}
    for row in rows:
        found.setdefault(getattr(row, by) or "unknown", []).append(row)
    order = sorted(found) if by == "month" else sorted(found, key=lambda one: (-len(found[one]), one))
    return {one: tuple(found[one]) for one in order}


def differences(
    rows: Sequence[Facts], others: Sequence[Facts], kind: Kind, *, least: int = 3
) -> tuple[Difference, ...]:
    """What separates some postings from others: the largest differences of shares first."""
    mine, theirs = readable(rows), readable(others)
    here = Counter(item for row in mine for item in items(row, kind))
    there = Counter(item for row in theirs for item in items(row, kind))
    known = sorted(item for item in here | there if here[item] + there[item] >= least)
    chances = [fisher(here[item], len(mine), there[item], len(theirs)) for item in known]
    found = [
        Difference(
            share(kind, item, here[item], len(mine)),
            share(kind, item, there[item], len(theirs)),
            *newcombe(here[item], len(mine), there[item], len(theirs)),
            clear=told,
        )
        for item, told in zip(known, clear(chances), strict=True)
    ]
    return tuple(sorted(found, key=lambda one: (-abs(one.points), one.share.name)))


def trend(rows: Iterable[Facts], kind: Kind, item: str) -> Trend:
    """How a share moved. Postings without a month are counted apart, not guessed."""
    counted = readable(rows)
    dated = sorted((row for row in counted if row.month), key=lambda row: (row.month or "", row.id))
    months = tuple(
        (month, share(kind, item, sum(item in items(row, kind) for row in found), len(found)))
        for month, found in groups(dated, "month").items()
    )
    since, change = _halves(dated, kind, item)
    return Trend(name_of(kind, item), months, change, since, len(counted) - len(dated))


def _halves(dated: Sequence[Facts], kind: Kind, item: str) -> tuple[str | None, Difference | None]:
    """The later half of the months against the earlier: as near to equal numbers as months allow."""
    if not dated:
        return None, None
    since = dated[len(dated) // 2].month or ""
    late = [row for row in dated if (row.month or "") >= since]
    early = [row for row in dated if (row.month or "") < since]
    if min(len(late), len(early)) < _LEAST_IN_HALF:
        return since, None
    now = share(kind, item, sum(item in items(row, kind) for row in late), len(late))
    before = share(kind, item, sum(item in items(row, kind) for row in early), len(early))
    low, high = newcombe(now.count, now.n, before.count, before.n)
    return since, Difference(now, before, low, high, clear=not low <= 0 <= high)


def together(rows: Iterable[Facts], *, most: int = 30) -> tuple[Pair, ...]:
    """Pairs of skills that are asked together more often than by chance, the clearest first."""
    counted = readable(rows)
    n = len(counted)
    frequent = [one.id for one in shares(counted, "skill", least=_LEAST_TOGETHER)[:_MOST_PAIRED]]
    holding = _holding(counted, frequent)
    found, chances = [], []
    for first, second in combinations(frequent, 2):
        one, other = holding[first], holding[second]
        both = (one & other).bit_count()
        if both >= _LEAST_TOGETHER:
            each, of = one.bit_count(), other.bit_count()
            expected = each * of / n
            found.append(Pair(skill_name(first), skill_name(second), both, n, expected, clear=False))
            chances.append(fisher(both, each, of - both, n - each))
    told = [
        (chance, Pair(one.first, one.second, one.count, one.n, one.expected, clear=kept))
        for one, chance, kept in zip(found, chances, clear(chances), strict=True)
        if one.count > one.expected
    ]
    told.sort(key=lambda pair: (pair[0], pair[1].first, pair[1].second))
    return tuple(pair for _, pair in told[:most])


def _holding(rows: Sequence[Facts], skills: Iterable[str]) -> Mapping[str, int]:
    """For each skill the rows that ask for it, as the bits of one number: to be intersected fast."""
    bits = {skill: bytearray(len(rows) // 8 + 1) for skill in skills}
    for at, row in enumerate(rows):
        for skill in row.asked:
            if skill in bits:
                bits[skill][at >> 3] |= 1 << (at & 7)
    return {skill: int.from_bytes(found, "little") for skill, found in bits.items()}


def pay_ranges(rows: Iterable[Facts]) -> tuple[PayRange, ...]:
    """Pay where it is stated, for each currency and period, the most frequent first."""
    found: dict[tuple[str, Period], list[float]] = {}
    for row in rows:
        if row.pay is not None:
            found.setdefault((row.pay.currency, row.pay.period), []).append(row.pay.middle)
    ranges = []
    for (currency, period), values in found.items():
        ordered = sorted(values)
        median, low, high = median_interval(ordered)
        quarter, three = (ordered[round(part * (len(ordered) - 1))] for part in (0.25, 0.75))
        ranges.append(PayRange(currency, period, len(ordered), quarter, median, three, low, high))
    return tuple(sorted(ranges, key=lambda one: (-one.n, one.currency, one.period)))


def years_asked(rows: Iterable[Facts]) -> Years | None:
    """The years that readable postings ask for; None when none names any."""
    counted = readable(rows)
    named = [row.min_years for row in counted if row.min_years is not None]
    return Years(len(named), len(counted), *median_interval(named)) if named else None


def _competencies(row: Facts) -> tuple[str, ...]:
    known = load_skills()
    found = (known[skill].competency for skill in (*row.asked, *row.credentials) if skill in known)
    return tuple(dict.fromkeys(one for one in found if one in _competency_names()))


def _at_least(row: Facts) -> tuple[str, ...]:
    return () if row.min_years is None else tuple(f"{years}+" for years in _YEARS if row.min_years >= years)


_YEARS = (1, 3, 5, 7, 10, 15)
_ITEMS: Mapping[Kind, Callable[[Facts], tuple[str, ...]]] = {
    "skill": lambda row: row.asked,
    "competency": _competencies,
    "duty": lambda row: row.duties,
    "credential": lambda row: row.credentials,
    "credential required": lambda row: row.credentials_required,
    "degree": lambda row: (row.degree,) if row.degree else (),
    "years": _at_least,
}


def name_of(kind: Kind, item: str) -> str:
    """How an item is called on a screen."""
    if kind == "competency":
        return _competency_names().get(item, item)
    if kind == "years":
        return f"{item.removesuffix('+')} or more years" if item != "1+" else "1 year or more"
    if kind == "degree":
        return f"{item.capitalize()}{'’s degree' if item in DEGREES[2:4] else ''}"
    return skill_name(item)


@cache
def _competency_names() -> Mapping[str, str]:
    return {one.id: one.name for one in load_competencies()}
