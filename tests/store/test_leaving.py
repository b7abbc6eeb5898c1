"""Forgetting, retention, exports, backups: on SQLite and on PostgreSQL, with the bytes searched for."""

import json
import os
import signal
import subprocess
import sys
import zipfile
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from analyzer.errors import StoreError
from analyzer.store import Database, Desk, backups, importing, leaving, people, portfolios, schema, versions
from analyzer.store.packing import pack
from analyzer.store.place import parsed_url
from tests.store.made import JOB, read, source

NEEDLE = "Zzyzx-Quarrington"


@pytest.fixture
def desk(database):
    return Desk(database=database)


def needles(report):
    """What must not be found anywhere: words as they are, and stretches of the packed Report."""
    packed = pack(report)
    assert NEEDLE in zlib.decompress(packed).decode()
    return [NEEDLE.encode(), *(packed[at : at + 48] for at in range(0, len(packed) - 48, 48))]


def stored_bytes(desk, tmp_path):
    """Everything on the disk that is ours: all files of the data folder, or all rows of the server."""
    found = [(path, path.read_bytes()) for path in sorted(tmp_path.rglob("*")) if path.is_file()]
    if desk.database.is_sqlite:
        return found
    with desk.read() as connection:
        for table in schema.metadata.sorted_tables:
            cells = (value for row in connection.execute(select(table)) for value in row)
            data = b"".join(one if isinstance(one, bytes) else str(one).encode() for one in cells)
            found.append((table.name, data))
    return found


def where(desk, tmp_path, wanted):
    return [str(path) for path, data in stored_bytes(desk, tmp_path) for one in wanted if one in data]


def a_person(desk):
    """Someone whose name stands in every place there is."""
    given = read("zz@example.com", words=NEEDLE + " raw bytes " * 800, name=f"{NEEDLE}.pdf")
    given = type(given)(given.name, given.sha256, _with_needle(given.report), given.job_set, given.data)
    key = versions.save(desk, given, name=NEEDLE).candidate_id
    people.set_tags(desk, key, [NEEDLE.lower()])
    portfolios.add_pieces(desk, key, [source(f"{NEEDLE}-case.pdf", NEEDLE)])
    people.add_note(desk, key, f"{NEEDLE} called")
    people.take(desk, key, rule="r", message=f"About {NEEDLE}", before=NEEDLE)
    return key, given.report


def _with_needle(report):
    document = replace(report.documents[0], text=f"{NEEDLE}\n{report.documents[0].text * 20}")
    return replace(report, documents=(document, *report.documents[1:]))


def test_forgetting_leaves_no_byte_of_the_person_and_all_of_the_others(desk, tmp_path):
    other = versions.save(desk, read("other@example.com", words="stays")).candidate_id
    key, report = a_person(desk)
    backups.backup(desk.database)
    leaving.export_person(desk, key)
    wanted = needles(report)
    assert where(desk, tmp_path, wanted)
    gone = leaving.forget(desk, key)
    assert (gone.versions, gone.files, gone.exports, gone.backups) == (1, 2, 1, 1)
    assert where(desk, tmp_path, [*wanted, NEEDLE.lower().encode()]) == []
    assert versions.source(desk, versions.versions(desk, other)[0]).data
    assert people.find(desk, job=JOB)[0][0].fit


def test_an_export_that_a_crash_kept_from_being_noted_goes_too(desk, tmp_path):
    key, report = a_person(desk)
    path = leaving.export_person(desk, key)
    with desk.write() as connection:
        connection.execute(schema.exports.delete())
    assert leaving.forget(desk, key).exports == 1
    assert not path.exists()
    assert where(desk, tmp_path, needles(report)) == []


def test_a_forgetting_that_is_cut_short_can_be_done_again(desk, tmp_path, monkeypatch):
    key, report = a_person(desk)
    leaving.export_person(desk, key)
    backups.backup(desk.database)

    class Died(Exception):
        pass

    def die(*_):
        raise Died

    with monkeypatch.context() as patched, pytest.raises(Died):
        patched.setattr(leaving, "_delete", die)
        leaving.forget(desk, key)
    assert leaving.forget(desk, key).versions == 1
    assert where(desk, tmp_path, needles(report)) == []


def test_the_files_of_a_server_hold_no_byte_of_the_person_either(desk, request):
    """Its tables: the write-ahead log of a server is kept by the server, as the page on the desk says."""
    if desk.database.is_sqlite:
        pytest.skip("the data folder is searched above")
    key, report = a_person(desk)
    server = request.getfixturevalue("postgresql")
    with desk.database._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("CHECKPOINT")
        assert server.files_with(NEEDLE.encode())
        leaving.forget(desk, key)
        connection.exec_driver_sql("CHECKPOINT")
    for needle in needles(report):
        assert server.files_with(needle) == []


def test_a_file_that_two_people_sent_stays_until_both_are_gone(desk):
    first = versions.save(desk, read()).candidate_id
    second = people.add(desk).id
    versions.save(desk, read(), to=second)
    leaving.forget(desk, first)
    assert versions.source(desk, versions.versions(desk, second)[0])
    assert leaving.forget(desk, second).files == 1


def test_a_coach_forgets_own_candidates_and_an_admin_everyones(desk, database):
    ann, bo = Desk(database=database, subject="ann"), Desk(database=database, subject="bo")
    key = people.add(ann).id
    with pytest.raises(StoreError):
        leaving.forget(bo, key)
    assert leaving.forget(desk, key).alias == "C-0001"


def test_people_are_forgotten_after_the_day_they_are_kept_until(desk):
    leaving.set_keep_days(desk, 30)
    kept = people.add(desk)
    over = people.add(desk, keep_until="2026-01-31")
    assert kept.keep_until > date.today().isoformat()
    assert leaving.sweep(desk, today=date(2026, 1, 31)) == ()
    assert [one.alias for one in leaving.sweep(desk, today=date(2026, 2, 1))] == [over.alias]
    assert [row.candidate.alias for row in people.find(desk)[0]] == [kept.alias]
    leaving.set_keep_days(desk, None)
    assert people.add(desk).keep_until is None


def test_the_export_holds_everything_that_is_kept_on_a_person(desk, tmp_path):
    key, report = a_person(desk)
    path = leaving.export_person(desk, key, tmp_path / "all.zip")
    with zipfile.ZipFile(path) as archive:
        data = json.loads(archive.read("data.json"))
        names = archive.namelist()
        kept = next(name for name in names if name.startswith("files/"))
        assert NEEDLE.encode() in archive.read(kept)
    assert data["candidate"]["name"] == NEEDLE
    assert data["notes"][0]["text"] == f"{NEEDLE} called"
    assert [one["score"] for one in data["matches"]] == [one.score for one in report.matches]
    assert {one["action"] for one in data["access"]} >= {"added", "noted"}
    assert any(name.startswith("reports/version-1") for name in names)
    with desk.read() as connection:
        hanging = {
            name
            for name, table in schema.metadata.tables.items()
            if "candidate_id" in table.c and connection.execute(select(table)).first()
        }
    assert hanging <= set(data), "a table that holds something about the person is not exported"
    with pytest.raises(StoreError, match="exists already"):
        leaving.export_person(desk, key, path)


# --- backups ------------------------------------------------------------------------------------------


def rows_of(database):
    with database.read() as connection:
        return {
            name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for name, table in schema.metadata.tables.items()
        }


def test_a_backup_restores_everything_also_into_the_other_kind_of_database(desk, database, tmp_path):
    key, _ = a_person(desk)
    path = backups.backup(database, tmp_path / "kept" / "backup.sqlite3")
    before = rows_of(database)
    leaving.forget(desk, key)
    people.add(desk, alias="later")
    assert backups.restore(database, path) == 1
    assert rows_of(database) == before
    assert people.add(Desk(database=database)).alias == "C-0002"  # ids go on behind the restored ones
    with Database(parsed_url(f"sqlite:///{tmp_path / 'other.sqlite3'}")) as other:
        backups.restore(other, path)
        assert rows_of(other) == before


def test_a_backup_never_overwrites_and_what_is_no_backup_is_refused(desk, database, tmp_path):
    path = backups.backup(database, tmp_path / "one.sqlite3")
    with pytest.raises(StoreError, match="exists already"):
        backups.backup(database, path)
    (tmp_path / "text.sqlite3").write_text("no backup")
    with pytest.raises(StoreError, match="no backup"):
        backups.restore(database, tmp_path / "text.sqlite3")
    assert sorted(one.name for one in tmp_path.iterdir() if one.is_file()) == ["one.sqlite3", "text.sqlite3"]


def test_a_restore_that_fails_leaves_everything_as_it_was(desk, database, tmp_path):
    a_person(desk)
    path = backups.backup(database, tmp_path / "one.sqlite3")
    before = rows_of(database)
    path.write_bytes(path.read_bytes()[:8192] + b"\xff" * 20000)
    with pytest.raises(StoreError):
        backups.restore(database, path)
    assert rows_of(database) == before


# --- crashes ------------------------------------------------------------------------------------------

IMPORT = """
import os, sys
from analyzer.store import Desk, importing
from tests.store.made import JOBS, report, source
files = [(f"{n}.pdf", lambda n=n: source(f"{n}.pdf", str(n))) for n in range(10_000)]
with Desk() as desk:
    for end in importing.import_files(desk, files, lambda given: report(f"{given.name}@example.com"), JOBS):
        print(end.alias, flush=True)
"""


def test_an_import_that_is_killed_leaves_a_consistent_database_with_all_it_had_reported(url, tmp_path):
    environment = {**os.environ, "AIPM_DATABASE_URL": url}
    root = Path(__file__).parents[2]
    process = subprocess.Popen(
        [sys.executable, "-c", IMPORT], cwd=root, env=environment, stdout=subprocess.PIPE, text=True
    )
    told = [process.stdout.readline().strip() for _ in range(12)]
    process.send_signal(signal.SIGKILL)
    told += process.stdout.read().split()
    process.wait(timeout=30)
    with Desk(url=parsed_url(url)) as desk:
        found, total = people.find(desk, limit=100_000)
        assert total >= len(told) >= 12
        assert set(told) <= {row.candidate.alias for row in found}
        with desk.read() as connection:
            for row in found:
                (version,) = connection.execute(
                    select(schema.versions).where(schema.versions.c.candidate_id == row.candidate.id)
                ).all()
                assert connection.execute(
                    select(schema.files.c.size).where(schema.files.c.sha256 == version.sha256)
                ).scalar()
                assert versions.report(desk, row.candidate.id).report.matches
            items = connection.execute(select(schema.import_items)).all()
            assert len(items) == total
            if desk.database.is_sqlite:
                assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
                assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        assert importing.runs(desk)[0].finished_at is None
