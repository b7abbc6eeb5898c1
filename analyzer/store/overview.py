"""A cohort at a glance: shared gaps, levels, progress, the most frequent suggestions, postings cleared."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from statistics import median, quantiles
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select, true

from analyzer.records import LevelFit, Source
from analyzer.store import schema
from analyzer.store.desk import Desk
from analyzer.store.fits import MANY, summary_of
from analyzer.store.packing import unpack
from analyzer.store.people import find
from analyzer.store.records import Fit, Listed
from analyzer.store.versions import source, versions

_EVERYONE = 1_000_000


@dataclass(frozen=True, slots=True)
class Gap:
    """One requirement and how many of the people meet it: a thing to teach when many do not."""

    label: str
    importance: str
    shown: int
    partly: int
    missing: int
    unknown: int
    points: float

    @property
    def lacking(self) -> int:
        """How many do not show it: it is missing, or claimed or shown in part only."""
        return self.missing + self.partly


@dataclass(frozen=True, slots=True)
class Levels:
    """How many people are at each level (0 to 4) of a competency."""

    name: str
    counts: tuple[int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Advice:
    """A suggestion that many get: how many people, and how often in all."""

    rule: str
    kind: str
    people: int
    times: int


@dataclass(frozen=True, slots=True)
class Progress:
    """The scores of one person's versions, each with the day it was added."""

    alias: str
    points: tuple[tuple[str, float], ...]
    candidate_id: int = 0

    @property
    def change(self) -> float:
        """From the first version to the last, in points."""
        return round(self.points[-1][1] - self.points[0][1], 1)


@dataclass(frozen=True, slots=True)
class Cleared:
    """Of the stored postings, or those that ship, how many a person clears."""

    alias: str
    cleared: int
    of: int
    candidate_id: int = 0


@dataclass(frozen=True, slots=True)
class Month:
    """Where everyone stood at the end of a month (`YYYY-MM`): the middle score and the middle half.

    Each person counts with the newest version they had sent by then; `people` is how many had sent one.
    """

    month: str
    people: int
    middle: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Overview:
    """The people of a cohort for one job, and what they share."""

    title: str
    job: str
    people: tuple[Listed, ...]
    bands: tuple[tuple[str, int], ...]
    level_fits: tuple[tuple[LevelFit, int], ...]
    gaps: tuple[Gap, ...]
    levels: tuple[Levels, ...]
    advice: tuple[Advice, ...]
    progress: tuple[Progress, ...]
    cleared: tuple[Cleared, ...] = ()
    months: tuple[Month, ...] = ()

    @property
    def scored(self) -> int:
        """How many have a score for the job."""
        return sum(one.fit is not None and one.fit.score is not None for one in self.people)

    @property
    def median_change(self) -> float | None:
        """The middle of what second and later versions gained; None when nobody has two."""
        changes = [one.change for one in self.progress if len(one.points) > 1]
        return round(median(changes), 1) if changes else None


_LEVEL_FITS: tuple[LevelFit, ...] = ("under", "at", "over")
_BANDS = ("strong", "good", "partial", "weak", "little overlap")


def overview(desk: Desk, job: str, *, cohort: str | int | None = None, tag: str | None = None) -> Overview:
    """Everyone of a cohort, or everyone whom the user may see, for one job."""
    people, _ = find(desk, cohort=cohort, tag=tag, job=job, limit=_EVERYONE)
    ids = {row.candidate.id: row.candidate.alias for row in people}
    fits = [row.fit for row in people if row.fit and row.fit.score is not None]
    bands, level_fits = Counter(one.band for one in fits), Counter(one.level_fit for one in fits)
    with desk.read() as connection:
        summaries = _summaries(connection, ids, job)
        progress = _progress(connection, ids, job)
    return Overview(
        title=next((one.job_title for one in fits), job),
        job=job,
        people=people,
        bands=tuple((band, bands[band]) for band in _BANDS),
        level_fits=tuple((fit, level_fits[fit]) for fit in _LEVEL_FITS),
        gaps=_gaps(fits),
        levels=_levels(summaries),
        advice=_advice(summaries),
        progress=progress,
        months=months_of(progress),
    )


#: Months that are shown: a year.
_MOST_MONTHS = 12


def months_of(progress: Sequence[Progress]) -> tuple[Month, ...]:
    """The months in which anybody sent a version, the latest year of them."""
    seen = sorted({day[:7] for one in progress for day, _ in one.points})
    found = []
    for month in seen[-_MOST_MONTHS:]:
        scores = sorted(
            [score for day, score in one.points if day[:7] <= month][-1]
            for one in progress
            if one.points[0][0][:7] <= month
        )
        low, middle, high = _quarters(scores)
        found.append(Month(month, len(scores), middle, low, high))
    return tuple(found)


def _quarters(scores: Sequence[float]) -> tuple[float, float, float]:
    """The quartiles, with the ends for fewer than two."""
    if len(scores) < 2:
        return scores[0], scores[0], scores[0]
    low, middle, high = quantiles(scores, n=4, method="inclusive")
    return low, middle, high


def _gaps(fits: Sequence[Fit]) -> tuple[Gap, ...]:
    """Requirements by how many lack them; between equals, by the points that are still open."""
    met: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    open_points: Counter[tuple[str, str]] = Counter()
    for fit in fits:
        for one in fit.requirements:
            key = (one.label, one.importance)
            met[key]["partly" if one.met == "claimed" else one.met] += 1
            open_points[key] += one.max_points - one.points  # type: ignore[assignment]
    found = [
        Gap(
            label,
            importance,
            counts["evidenced"],
            counts["partly"],
            counts["missing"],
            counts["unknown"],
            round(float(open_points[label, importance]), 1),
        )
        for (label, importance), counts in met.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.lacking, -one.points, one.label)))


def _levels(summaries: Sequence[dict[str, Any]]) -> tuple[Levels, ...]:
    names: dict[str, str] = {}
    counts: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for summary in summaries:
        for key, (name, level) in summary["levels"].items():
            names[key] = name
            counts[key][level] += 1
    found = []
    for key, name in names.items():
        at = counts[key]
        nobody = len(summaries) - sum(at.values())  # a Report names no competency that is not shown at all
        found.append(Levels(name, (at[0] + nobody, at[1], at[2], at[3], at[4])))
    return tuple(sorted(found, key=lambda one: (_mean(one.counts), one.name)))


def _mean(counts: tuple[int, ...]) -> float:
    return sum(level * count for level, count in enumerate(counts)) / max(1, sum(counts))


def _advice(summaries: Sequence[dict[str, Any]]) -> tuple[Advice, ...]:
    people: Counter[str] = Counter()
    times: Counter[str] = Counter()
    kinds: dict[str, str] = {}
    for summary in summaries:
        for rule, (count, kind) in summary["rules"].items():
            people[rule] += 1
            times[rule] += count
            kinds[rule] = kind
    found = [Advice(rule, kinds[rule], people[rule], times[rule]) for rule in people]
    return tuple(sorted(found, key=lambda one: (-one.people, -one.times, one.rule)))


def _of(ids: dict[int, str]) -> ColumnElement[bool]:
    """Of `matches`: those of these people; of more than a statement can name, everyone's."""
    return schema.matches.c.candidate_id.in_(list(ids)) if len(ids) <= MANY else true()


def _summaries(connection: Connection, ids: dict[int, str], job: str) -> list[dict[str, Any]]:
    """The summary of everyone's newest analysis for the job; an old one without it is opened once more."""
    matches, analyses = schema.matches, schema.analyses
    rank = (
        func.row_number()
        .over(
            partition_by=matches.c.candidate_id,
            order_by=(schema.versions.c.number.desc(), matches.c.id.desc()),
        )
        .label("place")
    )
    newest = (
        select(matches.c.analysis_id, matches.c.candidate_id, rank)
        .join(schema.versions, schema.versions.c.id == matches.c.version_id)
        .where(matches.c.job == job, _of(ids))
        .subquery()
    )
    query = (
        select(newest.c.candidate_id, analyses.c.id, analyses.c.summary)
        .join(newest, newest.c.analysis_id == analyses.c.id)
        .where(newest.c.place == 1)
    )
    found: list[dict[str, Any]] = []
    for row in connection.execute(query).all():
        if row.candidate_id not in ids:
            continue
        if row.summary is not None:
            found.append(row.summary)
        else:
            packed = connection.execute(select(analyses.c.report).where(analyses.c.id == row.id)).scalar_one()
            found.append(summary_of(unpack(packed).report))
    return found


def _progress(connection: Connection, ids: dict[int, str], job: str) -> tuple[Progress, ...]:
    """Every person's scores by version; of several models the newest word on each version counts."""
    matches, versions = schema.matches, schema.versions
    query = (
        select(matches.c.candidate_id, versions.c.number, versions.c.added_at, matches.c.score)
        .join(versions, versions.c.id == matches.c.version_id)
        .where(matches.c.job == job, matches.c.score.is_not(None), _of(ids))
        .order_by(matches.c.candidate_id, versions.c.number, matches.c.id)
    )
    points: defaultdict[int, dict[int, tuple[str, float]]] = defaultdict(dict)
    for row in connection.execute(query):
        if row.candidate_id in ids:
            points[row.candidate_id][row.number] = (row.added_at[:10], row.score)
    return tuple(Progress(ids[key], tuple(found.values()), key) for key, found in points.items())


def with_cleared(desk: Desk, found: Overview, count: Callable[[Source], tuple[int, int] | None]) -> Overview:
    """The overview with the postings that each person clears.

    `count` reads a resume and gives how many of how many postings it clears, None when it cannot be read;
    people whose file was not kept are left out.
    """
    cleared = []
    for row in found.people:
        kept = [one for one in versions(desk, row.candidate.id) if one.kept]
        given = source(desk, kept[-1]) if kept else None
        told = count(given) if given else None
        if told is not None:
            cleared.append(Cleared(row.candidate.alias, *told, row.candidate.id))
    ordered = sorted(cleared, key=lambda one: (-one.cleared / max(1, one.of), one.alias))
    return replace(found, cleared=tuple(ordered))
