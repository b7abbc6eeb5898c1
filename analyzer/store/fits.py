"""Fits in the database: written with an analysis, read for lists without opening a Report."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, RowMapping, Subquery, func, select

from analyzer.records import Match, Report
from analyzer.store import schema
from analyzer.store.records import Asked, Fit

_matches, _versions = schema.matches, schema.versions
#: Ids in one statement; SQLite takes 32,766 at most.
MANY = 1000


def rows_of(report: Report, *, created_at: str) -> list[dict[str, Any]]:
    """The matches of a Report as rows, without the keys of what they belong to."""
    return [_row(report, match, created_at, first=number == 0) for number, match in enumerate(report.matches)]


def _row(report: Report, match: Match, created_at: str, *, first: bool) -> dict[str, Any]:
    """Gains are measured for the first job, so only its row names the first change."""
    change = report.suggestions[0] if first and report.suggestions else None
    return {
        "job": match.job.id,
        "job_title": match.job.title,
        "model_version": report.meta.model_version,
        "score": match.score,
        "low": match.low,
        "high": match.high,
        "band": match.band,
        "level_fit": match.level_fit,
        "reason": match.reason or None,
        "requirements": [
            [one.text, one.importance, one.met, one.points, one.max_points] for one in match.requirements
        ],
        "first_change": change.message if change else None,
        "first_gain": change.gain.points if change and change.gain else None,
        "created_at": created_at,
    }


def summary_of(report: Report) -> dict[str, Any]:
    """What a cohort is counted from: levels, suggestions by rule with one message, skills, achievements."""
    rules: dict[str, list[Any]] = {}
    for one in report.suggestions:
        rules.setdefault(one.rule, [0, one.kind])[0] += 1
    return {
        "levels": {one.id: [one.name, one.level] for one in report.competencies},
        "rules": rules,
        "skills": [one.id for one in report.skills],
        "quantified": sum(one.quantified for one in report.achievements),
        "bullets": len(report.achievements),
        "years": report.profile.years_experience,
    }


def read_fit(row: RowMapping, *, slim: bool = False) -> Fit:
    """A row of `matches` with the version's `number`."""
    return Fit(
        version_id=row["version_id"],
        number=row["number"],
        job=row["job"],
        job_title=row["job_title"],
        model_version=row["model_version"],
        score=row["score"],
        low=row["low"],
        high=row["high"],
        band=row["band"],
        level_fit=row["level_fit"],
        reason=row["reason"],
        requirements=() if slim else tuple(Asked(*one) for one in row["requirements"]),
        first_change=row["first_change"],
        first_gain=row["first_gain"],
        created_at=row["created_at"],
    )


def newest_of_all(job: str) -> Subquery:
    """By candidate: id, score and `place` of the fits for a job; 1 is the newest version by the newest model.

    A person's versions are numbered as they come, so their ids rise with their numbers. One index holds all
    that is asked here (`matches_newest`): the rows with their requirements are wide and stay closed.
    """
    order = (_matches.c.version_id.desc(), _matches.c.id.desc())
    rank = func.row_number().over(partition_by=_matches.c.candidate_id, order_by=order).label("place")
    return (
        select(_matches.c.id, _matches.c.candidate_id, _matches.c.score, rank)
        .where(_matches.c.job == job)
        .subquery()
    )


_SLIM = [column for column in _matches.c if column.name != "requirements"]


def newest_fits(
    connection: Connection, job: str, candidates: Collection[int] | None = None, *, slim: bool = False
) -> dict[int, Fit]:
    """By candidate: the fit of the newest version by the newest model. `slim` leaves requirements out."""
    if candidates is not None and len(candidates) > MANY:
        everyone = newest_fits(connection, job, slim=slim)
        return {key: everyone[key] for key in candidates if key in everyone}
    chosen = newest_of_all(job)
    query = (
        select(*(_SLIM if slim else _matches.c), _versions.c.number)
        .join(chosen, chosen.c.id == _matches.c.id)
        .join(_versions, _versions.c.id == _matches.c.version_id)
        .where(chosen.c.place == 1)
    )
    if candidates is not None:
        query = query.where(chosen.c.candidate_id.in_(candidates))
    return {row["candidate_id"]: read_fit(row, slim=slim) for row in connection.execute(query).mappings()}
