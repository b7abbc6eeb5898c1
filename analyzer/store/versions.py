"""Resume versions: saving what was read, the Reports of a person, and scoring again with a newer model."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Connection, delete, func, insert, select

from analyzer.errors import AipmError, StoreError
from analyzer.records import Report, Source
from analyzer.store import schema
from analyzer.store.database import now
from analyzer.store.desk import Desk
from analyzer.store.fits import read_fit, rows_of, summary_of
from analyzer.store.packing import Packed, digest, pack, unpack
from analyzer.store.people import get, insert_candidate, touch
from analyzer.store.portfolios import sources
from analyzer.store.records import Fit, Imported, Version

_candidates, _versions, _analyses = schema.candidates, schema.versions, schema.analyses

#: Reads a resume, and portfolio files behind it, for the jobs that are asked for. Raises AipmError.
Analyse = Callable[..., Report]


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was read: its bytes where they may be kept, its Report, and the jobs it was asked for.

    `name` and `sha256` are the file's own; `name` is what the user calls it.
    """

    name: str
    sha256: str
    report: Report
    job_set: str
    data: bytes | None = None


def save(
    desk: Desk,
    read: Read,
    *,
    to: int | None = None,
    alias: str | None = None,
    name: str | None = None,
    origin: str = "upload",
    item: tuple[int, int] | None = None,
) -> Imported:
    """Save a file that was read, in one transaction, and say where it went.

    It goes to the candidate `to`; else to whom the user has with the same bytes or the same e-mail address;
    else to a new candidate. `item` is the run and number of the import it belongs to.
    """
    packed = pack(read.report)
    with desk.write() as connection:
        key = to if to is not None else _whose(connection, desk, read)
        created = key is None
        if key is None:
            key = insert_candidate(connection, desk, alias=alias, name=name)
            if person := _person_key(read.report):
                of = _candidates.update().where(_candidates.c.id == key)
                connection.execute(of.values(person_key=person))
        elif not connection.execute(
            select(_candidates.c.id).where(_candidates.c.id == key, desk.own)
        ).first():
            raise StoreError("There is no such candidate of yours.")
        version, is_new = _version(connection, key, read, origin)
        _analysis(connection, key, version, read, packed)
        outcome = "added" if created else "new version" if is_new else "known"
        if is_new:
            touch(connection, key)
            desk.log(connection, "added version", "candidate", key)
        if item:
            record_item(connection, *item, read.name, outcome, candidate_id=key)
    return Imported(read.name, cast(Any, outcome), get(desk, key).alias, key)


def _person_key(report: Report) -> str | None:
    emails = report.profile.contact.emails
    return hashlib.sha256(emails[0].strip().lower().encode()).hexdigest() if emails else None


def _whose(connection: Connection, desk: Desk, read: Read) -> int | None:
    """The user's own candidate with the same file, or with the same e-mail address."""
    same = (
        select(_candidates.c.id)
        .join(_versions, _versions.c.candidate_id == _candidates.c.id)
        .where(desk.own, _versions.c.sha256 == read.sha256)
        .order_by(_candidates.c.id)
    )
    found = connection.execute(same).scalar()
    person = _person_key(read.report)
    if found is not None or person is None:
        return found
    known = select(_candidates.c.id).where(desk.own, _candidates.c.person_key == person)
    return connection.execute(known.order_by(_candidates.c.id)).scalar()


def _version(connection: Connection, candidate_id: int, read: Read, origin: str) -> tuple[int, bool]:
    """The row of these bytes for this person, made when it is new."""
    connection.execute(select(_candidates.c.id).where(_candidates.c.id == candidate_id).with_for_update())
    own = _versions.c.candidate_id == candidate_id
    known = connection.execute(select(_versions.c.id).where(own, _versions.c.sha256 == read.sha256)).scalar()
    if known is not None:
        return known, False
    last = connection.execute(select(func.coalesce(func.max(_versions.c.number), 0)).where(own)).scalar_one()
    if read.data is not None:
        _keep(connection, read.sha256, read.data)
    values = {
        "candidate_id": candidate_id,
        "number": last + 1,
        "file_name": read.name,
        "sha256": read.sha256,
        "kept": read.data is not None,
        "origin": origin,
        "added_at": now(),
    }
    return int(cast(Any, connection.execute(insert(_versions).values(values)).inserted_primary_key)[0]), True


def _keep(connection: Connection, sha256: str, data: bytes) -> None:
    if not connection.execute(select(schema.files.c.size).where(schema.files.c.sha256 == sha256)).first():
        connection.execute(insert(schema.files).values(sha256=sha256, size=len(data), data=data))


def _analysis(connection: Connection, candidate_id: int, version: int, read: Read, packed: bytes) -> None:
    """Save a Report and its matches; the same reading by the same program replaces the older one."""
    meta = read.report.meta
    state = {
        "version_id": version,
        "job_set": read.job_set,
        "model_version": meta.model_version,
        "data_hash": meta.data_hash,
        "generated_for": meta.generated_for,
    }
    connection.execute(
        delete(_analyses).where(*(_analyses.c[name] == value for name, value in state.items()))
    )
    moment = now()
    values = {**state, "program_version": meta.version, "created_at": moment, "report": packed}
    values["summary"] = summary_of(read.report)
    key = cast(Any, connection.execute(insert(_analyses).values(values)).inserted_primary_key)[0]
    owners = {"analysis_id": key, "version_id": version, "candidate_id": candidate_id}
    rows = rows_of(read.report, created_at=moment)
    if rows:
        connection.execute(insert(schema.matches), [{**row, **owners} for row in rows])


def record_item(
    connection: Connection,
    run: int,
    number: int,
    name: str,
    outcome: str,
    *,
    reason: str | None = None,
    candidate_id: int | None = None,
) -> None:
    """How one file of an import ended, inside the transaction that saves it."""
    values = {"run_id": run, "number": number, "name": name, "outcome": outcome}
    connection.execute(insert(schema.import_items).values(**values, reason=reason, candidate_id=candidate_id))


# --- reading ------------------------------------------------------------------------------------------


def versions(desk: Desk, candidate_id: int) -> tuple[Version, ...]:
    """The resumes of a candidate whom the user may see, the oldest first."""
    query = (
        select(_versions)
        .join(_candidates, _candidates.c.id == _versions.c.candidate_id)
        .where(_versions.c.candidate_id == candidate_id, desk.visible)
        .order_by(_versions.c.number)
    )
    with desk.read() as connection:
        return tuple(Version(**row) for row in connection.execute(query).mappings())


def source(desk: Desk, version: Version) -> Source | None:
    """The file of a version as it was given; None when its bytes were not kept."""
    with desk.read() as connection:
        data = connection.execute(
            select(schema.files.c.data)
            .join(_versions, _versions.c.sha256 == schema.files.c.sha256)
            .join(_candidates, _candidates.c.id == _versions.c.candidate_id)
            .where(_versions.c.id == version.id, _versions.c.kept, desk.visible)
        ).scalar()
    return None if data is None else Source(version.file_name, data)


def report(desk: Desk, candidate_id: int, *, job: str | None = None, number: int | None = None) -> Packed:
    """The newest Report of a candidate: of the newest version or version `number`, for any job or this one.

    Raises StoreError when there is none.
    """
    query = (
        select(_analyses.c.report)
        .join(_versions, _versions.c.id == _analyses.c.version_id)
        .join(_candidates, _candidates.c.id == _versions.c.candidate_id)
        .where(_versions.c.candidate_id == candidate_id, desk.visible)
        .order_by(_versions.c.number.desc(), _analyses.c.id.desc())
        .limit(1)
    )
    if number is not None:
        query = query.where(_versions.c.number == number)
    if job is not None:
        matches = schema.matches
        with_job = select(matches.c.analysis_id).where(
            matches.c.job == job, matches.c.candidate_id == candidate_id
        )
        query = query.where(_analyses.c.id.in_(with_job))
    with desk.read() as connection:
        found = connection.execute(query).scalar()
    if found is None:
        about = f" for {job}" if job else ""
        raise StoreError(
            f"{get(desk, candidate_id).alias} has no report{about} yet. "
            "Score again with `aipm candidates rescore`."
        )
    return unpack(found)


def fits(desk: Desk, candidate_id: int, *, job: str | None = None) -> tuple[Fit, ...]:
    """Every fit of a candidate: by version, then by the time of scoring, so that older models come first."""
    table = schema.matches
    query = (
        select(table, _versions.c.number)
        .join(_versions, _versions.c.id == table.c.version_id)
        .join(_candidates, _candidates.c.id == table.c.candidate_id)
        .where(table.c.candidate_id == candidate_id, desk.visible)
        .order_by(_versions.c.number, table.c.id)
    )
    if job is not None:
        query = query.where(table.c.job == job)
    with desk.read() as connection:
        return tuple(read_fit(row) for row in connection.execute(query).mappings())


# --- scoring again ------------------------------------------------------------------------------------


def rescore(
    desk: Desk, candidate_id: int, analyse: Analyse, jobs: str, *, all_versions: bool = False
) -> Iterator[Imported]:
    """Read the kept files of a candidate again and save what the present program says beside the older word.

    Portfolio files are read with it. Without `all_versions` only the newest version. A version whose file
    was not kept fails with the reason.
    """
    found, work = versions(desk, candidate_id), sources(desk, candidate_id)
    for version in found if all_versions else found[-1:]:
        kept = source(desk, version)
        if kept is None:
            reason = f"{version.file_name}: its file was not kept, so it cannot be read again. Add it anew."
            yield Imported(version.file_name, "failed", reason=reason, candidate_id=candidate_id)
            continue
        try:
            told = analyse(kept, *work) if work else analyse(kept)
            again = Read(version.file_name, digest(kept.data), told, jobs, kept.data)
        except AipmError as error:
            yield Imported(version.file_name, "failed", reason=str(error), candidate_id=candidate_id)
            continue
        yield save(desk, again, to=candidate_id, origin=version.origin)
