"""Leaving: forgetting a person everywhere, keeping people no longer than agreed, handing out their data.

Forgetting removes the rows, the files that nobody else sent, every export and backup copy in the data folder,
and then the old bytes from the database's own pages. What a coach saved elsewhere is not ours to reach; the
access log keeps the number of the candidate, which says nothing.
"""

import contextlib
import json
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, delete, exists, func, insert, select
from sqlalchemy.engine import URL

from analyzer.documents.cache import clear as clear_kept_documents
from analyzer.errors import StoreError
from analyzer.records import report_json
from analyzer.store import schema
from analyzer.store.backups import backups_folder
from analyzer.store.database import Database, now
from analyzer.store.desk import Desk
from analyzer.store.packing import unpack
from analyzer.store.people import get, setting
from analyzer.store.place import exports_folder
from analyzer.store.records import Forgotten

_candidates = schema.candidates

#: Said with every export of a person's data.
_ABOUT = "All that is kept about one candidate, for the candidate. Advice, not a hiring decision."


def forget(desk: Desk, candidate_id: int) -> Forgotten:
    """Remove a person from the database, its pages, and every file of ours. Raises StoreError.

    An admin may forget everyone; a coach their own candidates.
    """
    allowed = None if desk.user.role == "admin" else desk.own
    with desk.read() as connection:
        query = select(_candidates.c.alias, _candidates.c.created_at).where(_candidates.c.id == candidate_id)
        found = connection.execute(query if allowed is None else query.where(allowed)).first()
    if found is None:
        raise StoreError("There is no such candidate of yours.")
    # The files first: when the program dies in between, the person is still there to be forgotten again.
    backups = _from_backups(candidate_id, found.created_at)
    removed = sum(_removed(Path(path)) for path in _exported(desk, candidate_id))
    with desk.write() as connection:
        versions, files = _delete(connection, candidate_id)
        desk.log(connection, "forgot", "candidate", candidate_id)
    desk.database.scrub()
    clear_kept_documents()  # all of them: which are of this person, files inside a portfolio do not tell
    return Forgotten(found.alias, versions, files, removed, backups)


def _exported(desk: Desk, candidate_id: int) -> list[str]:
    """The paths of exports with this person in them.

    What stands in the exports folder under their number goes too: a crash may have kept it from being noted.
    """
    people, exports = schema.export_people, schema.exports
    with_person = select(people.c.export_id).where(people.c.candidate_id == candidate_id)
    with desk.read() as connection:
        noted = connection.execute(select(exports.c.path).where(exports.c.id.in_(with_person))).scalars()
        unnoted = map(str, exports_folder().absolute().glob(f"candidate-{candidate_id}-*.zip"))
        return sorted({*noted, *unnoted})


def _delete(connection: Connection, candidate_id: int) -> tuple[int, int]:
    """The rows of a person and the files that nobody else has; how many versions and files that were."""
    versions, portfolios, files = schema.versions, schema.portfolios, schema.files
    own = [
        *connection.execute(
            select(versions.c.sha256).where(versions.c.candidate_id == candidate_id)
        ).scalars(),
        *connection.execute(
            select(portfolios.c.sha256).where(portfolios.c.candidate_id == candidate_id)
        ).scalars(),
    ]
    count = connection.execute(
        select(func.count()).select_from(versions).where(versions.c.candidate_id == candidate_id)
    ).scalar_one()
    names = select(versions.c.file_name).where(versions.c.candidate_id == candidate_id)
    items = schema.import_items  # a file that could not be read has no candidate, but it has a name
    connection.execute(delete(items).where(items.c.candidate_id.is_(None), items.c.name.in_(names)))
    people, exports = schema.export_people, schema.exports
    with_person = select(people.c.export_id).where(people.c.candidate_id == candidate_id)
    connection.execute(delete(exports).where(exports.c.id.in_(with_person)))
    connection.execute(delete(_candidates).where(_candidates.c.id == candidate_id))
    orphans = delete(files).where(
        files.c.sha256.in_(own),
        ~exists().where(versions.c.sha256 == files.c.sha256, versions.c.kept),
        ~exists().where(portfolios.c.sha256 == files.c.sha256),
    )
    return count, connection.execute(orphans).rowcount


def _from_backups(candidate_id: int, created_at: str) -> int:
    """Remove the person from the backups in the data folder; how many held them."""
    held = 0
    for path in sorted(backups_folder().glob("*.sqlite3")):
        with Database(URL.create("sqlite", database=str(path))) as backup:
            same = (_candidates.c.id == candidate_id, _candidates.c.created_at == created_at)
            with backup.write() as connection:
                if not connection.execute(select(_candidates.c.id).where(*same)).first():
                    continue
                _delete(connection, candidate_id)
                held += 1
            backup.scrub()
    return held


def _removed(path: Path) -> bool:
    """Whether a file of ours was there and is gone now."""
    with contextlib.suppress(FileNotFoundError):
        path.unlink()
        return True
    return False


# --- retention ----------------------------------------------------------------------------------------


def keep_days(desk: Desk) -> int | None:
    """For how many days new candidates are kept; None for no end."""
    with desk.read() as connection:
        days = setting(connection, "keep_days")
    return int(days) if days else None


def set_keep_days(desk: Desk, days: int | None) -> None:
    """Keep new candidates for so many days, or without end. Those who are here keep their own date."""
    desk.require_admin()
    if days is not None and days < 1:
        raise StoreError("Candidates are kept for one day at least.")
    with desk.write() as connection:
        connection.execute(delete(schema.settings).where(schema.settings.c.name == "keep_days"))
        if days is not None:
            connection.execute(insert(schema.settings).values(name="keep_days", value=str(days)))
        desk.log(connection, "set retention", "settings")


def day(written: str) -> str | None:
    """A day as the tables hold it, None for an empty text. Raises StoreError when it is no day."""
    try:
        return date.fromisoformat(written.strip()).isoformat() if written.strip() else None
    except ValueError:
        raise StoreError(f"{written.strip()} is no day; write it as YYYY-MM-DD.") from None


def sweep(desk: Desk, *, today: date | None = None) -> tuple[Forgotten, ...]:
    """Forget everyone of this user whose `keep_until` is past; run when the desk is opened."""
    day = (today or date.today()).isoformat()
    over = select(_candidates.c.id).where(_candidates.c.keep_until < day)
    with desk.read() as connection:
        due = connection.execute(over if desk.user.role == "admin" else over.where(desk.own)).scalars().all()
    return tuple(forget(desk, one) for one in due)


# --- exports ------------------------------------------------------------------------------------------


def record_export(desk: Desk, path: Path, people: Iterable[int]) -> None:
    """Remember that a file in the data folder holds these people, so that forgetting one removes it."""
    with desk.write() as connection:
        values = {"path": str(path.absolute()), "created_at": now()}
        made = connection.execute(insert(schema.exports).values(values))
        key = cast(Any, made.inserted_primary_key)[0]
        rows = [{"export_id": key, "candidate_id": one} for one in sorted(set(people))]
        if rows:
            connection.execute(insert(schema.export_people), rows)
        for one in rows:
            desk.log(connection, "exported", "candidate", one["candidate_id"])


def export_person(desk: Desk, candidate_id: int, path: Path | None = None) -> Path:
    """Everything that is kept on a person as a zip: data.json, the Reports, the files. The path of the zip.

    Without a path it goes to the data folder, where forgetting the person removes it.
    """
    who = get(desk, candidate_id)
    own_place = path is None
    path = path or exports_folder() / f"candidate-{candidate_id}-{now()[:19].replace(':', '')}.zip"
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with desk.read() as connection, zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(
                "data.json", json.dumps(_rows(connection, candidate_id), indent=2, ensure_ascii=False)
            )
            for name, data in _attachments(connection, candidate_id):
                archive.writestr(name, data)
    except FileExistsError:
        raise StoreError(f"{path} exists already. Name another file.") from None
    except OSError as error:
        raise StoreError(f"{path} cannot be written ({error.strerror}). Name another file.") from None
    if own_place or path.absolute().is_relative_to(exports_folder().absolute()):
        record_export(desk, path, [who.id])
    return path


#: The tables that hold something about a person, each with the column that says whom.
_OF_PERSON = (
    (schema.tags, "candidate_id"),
    (schema.versions, "candidate_id"),
    (schema.portfolios, "candidate_id"),
    (schema.matches, "candidate_id"),
    (schema.notes, "candidate_id"),
    (schema.advice_taken, "candidate_id"),
    (schema.import_items, "candidate_id"),
)


def _rows(connection: Connection, candidate_id: int) -> dict[str, Any]:
    """Every row about a person as it stands, and what was done with their record."""
    person = connection.execute(select(_candidates).where(_candidates.c.id == candidate_id)).mappings().one()
    found: dict[str, Any] = {"about": _ABOUT, "exported_at": now(), "candidate": dict(person)}
    for table, column in _OF_PERSON:
        rows = connection.execute(select(table).where(table.c[column] == candidate_id)).mappings()
        found[table.name] = [dict(row) for row in rows]
    groups, members = schema.cohorts, schema.cohort_members
    named = select(groups.c.name).join(members, members.c.cohort_id == groups.c.id)
    found["cohorts"] = list(connection.execute(named.where(members.c.candidate_id == candidate_id)).scalars())
    log = schema.access_log
    seen = select(log.c.at, log.c.action).where(log.c.kind == "candidate", log.c.record_id == candidate_id)
    found["access"] = [dict(row) for row in connection.execute(seen.order_by(log.c.id)).mappings()]
    return found


def _attachments(connection: Connection, candidate_id: int) -> Iterator[tuple[str, bytes]]:
    versions, analyses, files = schema.versions, schema.analyses, schema.files
    of_person = versions.c.candidate_id == candidate_id
    reports = (
        select(versions.c.number, analyses.c.id, analyses.c.report)
        .join(versions, versions.c.id == analyses.c.version_id)
        .where(of_person)
        .order_by(analyses.c.id)
    )
    for row in connection.execute(reports):
        yield (
            f"reports/version-{row.number}-{row.id}.json",
            report_json(unpack(row.report).report, indent=2).encode(),
        )
    kept = (
        select(versions.c.number, versions.c.file_name, files.c.data)
        .join(files, files.c.sha256 == versions.c.sha256)
        .where(of_person, versions.c.kept)
    )
    for row in connection.execute(kept):
        yield f"files/version-{row.number}-{Path(row.file_name).name}", row.data
    portfolios = schema.portfolios
    more = (
        select(portfolios.c.id, portfolios.c.place, files.c.data)
        .join(files, files.c.sha256 == portfolios.c.sha256)
        .where(portfolios.c.candidate_id == candidate_id)
    )
    for row in connection.execute(more):
        yield f"portfolio/{row.id}-{Path(row.place).name}", row.data
