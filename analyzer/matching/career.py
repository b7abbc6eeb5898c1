"""Careers: which family of work a title names, how near families are, and for how long each was held."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from analyzer.records import Position
from analyzer.resources import data_path, read_yaml

#: Seniority of a title that says nothing about it.
_RANK_ELSE = 2
_PARTS = re.compile(r"\s*(?:[/,;(–]| - |:|\bthen\b|\blater\b|\band acting\b|\band\b)\s*", re.IGNORECASE)
#: What the content of a job whose title we do not know is worth beside a title that says it.
AKIN_SHARE = 0.35
#: Families named by words that stand in any trade ("Manager"): what was done says more than they do.
_ANY_TRADE = frozenset({"operations", "military"})
_INTERNSHIP = re.compile(
    r"(?<!\w)(?:intern|internship|trainee|werkstudent|working student|placement)(?!\w)", re.I
)
#: Internships count half (basis: the scoring principles of the domain specification).
_INTERNSHIP_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Held:
    """One position as time: months since year 0, the families of work and the seniority its title names.

    `ai` says how much of it was AI work, `described` how well it is told, and `akin` how much of what the job
    needs its lines show, each 0-1; `shows` are the competencies its lines show something of. They are set by
    who knows the skills.
    """

    first: int
    last: int
    families: tuple[str, ...]
    rank: int
    share: float
    title: str
    header: tuple[int, int]
    ai: float = 0.0
    described: float = 1.0
    akin: float = 0.0
    shows: frozenset[str] = frozenset()

    def near(self, table: Mapping[str, float]) -> float:
        """How near this work is to the job whose table is given, 0-1: by its title, else by its content."""
        named = max((table.get(family, 0.0) for family in self.families), default=0.0)
        return (
            named
            if self.families and not _ANY_TRADE.issuperset(self.families)
            else max(named, AKIN_SHARE * self.akin)
        )


@dataclass(frozen=True, slots=True)
class Families:
    """The tables of `data/matching/careers.yaml`."""

    titles: tuple[tuple[str, re.Pattern[str]], ...]
    nearness: Mapping[str, Mapping[str, float]]
    ranks: tuple[tuple[int, re.Pattern[str]], ...]


@cache
def families() -> Families:
    """Families of work, their titles and how near they are; read once."""
    data: Any = read_yaml(data_path("matching", "careers.yaml"))
    return Families(
        titles=tuple((family, _words(forms)) for family, forms in data["families"].items()),
        nearness=MappingProxyType(data["nearness"]),
        ranks=tuple((int(rank), _words(forms)) for rank, forms in data["ranks"].items()),
    )


def _words(forms: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)


def nearness(family: str) -> Mapping[str, float]:
    """What a month in each family of work counts for a job of this family."""
    tables = families().nearness
    return tables.get(family, tables["other"])


@lru_cache(maxsize=2_000)
def families_of(title: str) -> tuple[str, ...]:
    """The families of work that a title names: as a whole, and in its parts ("Scrum Master / QA Lead")."""
    named = [_family(part) for part in (title, *_PARTS.split(title))]
    return tuple(dict.fromkeys(family for family in named if family is not None))


def _family(title: str) -> str | None:
    return next((family for family, words in families().titles if words.search(title)), None)


@lru_cache(maxsize=2_000)
def rank_of(title: str) -> int:
    """Seniority 1-6 that a title names."""
    return next((rank for rank, words in families().ranks if words.search(title)), _RANK_ELSE)


def held(
    position: Position, *, ai: float, described: float, akin: float, shows: frozenset[str] = frozenset()
) -> Held | None:
    """A position as time; None when its dates cannot be read."""
    if not position.months or not position.start or not position.start[:4].isdigit():
        return None
    year, _, month = position.start.partition("-")
    first = int(year) * 12 + (int(month) if month else 1) - 1
    title = position.title or ""
    named = families_of(title)
    if "none" in named:
        return None
    return Held(
        first=first,
        last=first + position.months,
        families=named,
        rank=rank_of(title),
        share=_INTERNSHIP_SHARE if _INTERNSHIP.search(title) else 1.0,
        title=title,
        header=position.header,
        ai=ai,
        described=described,
        akin=akin,
        shows=shows,
    )


def years(career: Sequence[Held], table: Mapping[str, float] | None = None, *, ai: bool = False) -> float:
    """Years of work, each month counted once at its highest weight.

    `table` says what a month of each family counts (all count fully when left out); with `ai` a month counts
    only as far as it was AI work.
    """
    edges = sorted({edge for one in career for edge in (one.first, one.last)})
    months = 0.0
    for start, end in pairwise(edges):
        best = max(
            (
                one.share
                * one.described
                * (1.0 if table is None else one.near(table))
                * (one.ai if ai else 1.0)
                for one in career
                if one.first <= start and end <= one.last
            ),
            default=0.0,
        )
        months += (end - start) * best
    return months / 12
