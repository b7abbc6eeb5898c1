"""Fits in the database: written with an analysis, read for lists without opening a Report."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, ScalarSelect, select

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


def newest(job: str, column: ColumnElement[Any]) -> ScalarSelect[Any]:
    """A column of the fit of a candidate's newest version by the newest model; beside a row of `candidates`.

    A person's versions are numbered as they come, so their ids rise with their numbers. One index holds all
    that is asked here (`matches_newest`): the rows with their requirements are wide and stay closed.
    """
    return (
        select(column)
        .where(_matches.c.job == job, _matches.c.candidate_id == schema.candidates.c.id)
        .order_by(_matches.c.candidate_id.desc(), _matches.c.version_id.desc(), _matches.c.id.desc())
        .limit(1)
        .correlate(schema.candidates)
        .scalar_subquery()
    )


_SLIM = [column for column in _matches.c if column.name != "requirements"]


def newest_fits(
    connection: Connection, job: str, candidates: Collection[int] | None = None, *, slim: bool = False
) -> dict[int, Fit]:
    """By candidate: the fit of the newest version by the newest model. `slim` leaves requirements out."""
    if candidates is not None and len(candidates) > MANY:
        everyone = newest_fits(connection, job, slim=slim)
        return {key: everyone[key] for key in candidates if key in everyone}
    people = schema.candidates.c.id
    wanted = select(newest(job, _matches.c.id)).select_from(schema.candidates)
    if candidates is not None:
        wanted = wanted.where(people.in_(candidates))
    query = (
        select(*(_SLIM if slim else _matches.c), _versions.c.number)
        .join(_versions, _versions.c.id == _matches.c.version_id)
        .where(_matches.c.id.in_(wanted))
    )
    return {row["candidate_id"]: read_fit(row, slim=slim) for row in connection.execute(query).mappings()}
