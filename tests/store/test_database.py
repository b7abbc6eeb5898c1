"""Opening, migrating and the promises of a transaction, on SQLite and on PostgreSQL."""

import stat
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import inspect, select, update

from analyzer.errors import StoreError
from analyzer.store import Database, migrations, now, schema
from analyzer.store.place import database_url, parsed_url


def add_user(connection, subject="local"):
    added = schema.users.insert().values(subject=subject, role="coach", created_at=now())
    return connection.execute(added).inserted_primary_key[0]


def add_candidate(connection, owner, alias):
    values = {"owner_id": owner, "alias": alias, "created_at": now(), "updated_at": now()}
    return connection.execute(schema.candidates.insert().values(values)).inserted_primary_key[0]


def references(connection, table):
    """Column, table it points to, and what happens when that row goes."""
    if connection.dialect.name == "sqlite":
        rows = connection.exec_driver_sql(f"PRAGMA foreign_key_list({table})").mappings()
        return {(one["from"], one["table"], one["on_delete"]) for one in rows}
    keys = inspect(connection).get_foreign_keys(table)
    return {
        (one["constrained_columns"][0], one["referred_table"], one["options"]["ondelete"]) for one in keys
    }


def test_the_migrations_lead_to_the_tables_that_the_code_knows(database):
    with database.read() as connection:
        found = inspect(connection)
        assert set(found.get_table_names()) == {*schema.metadata.tables, "schema_version"}
        for name, table in schema.metadata.tables.items():
            columns = {one["name"]: one for one in found.get_columns(name)}
            assert list(columns) == [one.name for one in table.columns], name
            for one in table.columns:
                assert columns[one.name]["nullable"] == one.nullable, (name, one.name)
            assert found.get_pk_constraint(name)["constrained_columns"] == [c.name for c in table.primary_key]
            assert references(connection, name) == {
                (key.parent.name, key.column.table.name, key.ondelete) for key in table.foreign_keys
            }
            unique = {frozenset(one["column_names"]) for one in found.get_unique_constraints(name)}
            written = {
                frozenset(column.name for column in one.columns)
                for one in table.constraints
                if type(one).__name__ == "UniqueConstraint"
            }
            assert unique == written, name


def test_opening_again_migrates_nothing_and_keeps_the_data(url):
    with Database(parsed_url(url)) as first, first.write() as connection:
        add_user(connection)
    with Database(parsed_url(url)) as second, second.write() as connection:
        assert migrations.migrate(connection) == 0
        assert connection.execute(select(schema.users.c.subject)).scalars().all() == ["local"]


def test_programs_that_start_together_migrate_once(url):
    def opened(_):
        with Database(parsed_url(url)) as one, one.read() as connection:
            return migrations.current_step(connection)

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(opened, range(8))) == {len(migrations.STEPS)}


def test_a_database_of_a_newer_program_is_refused_and_left_alone(url):
    with Database(parsed_url(url)) as one, one.write() as connection:
        connection.exec_driver_sql("INSERT INTO schema_version (step) VALUES (9999)")
    with pytest.raises(StoreError, match="newer version"):
        Database(parsed_url(url))


def test_a_failed_write_saves_nothing(database):
    class Broken(Exception):
        pass

    with pytest.raises(Broken), database.write() as connection:
        add_user(connection)
        raise Broken
    with database.read() as connection:
        assert connection.execute(select(schema.users)).all() == []


def test_what_hangs_on_a_candidate_goes_with_the_candidate(database):
    with database.write() as connection:
        person = add_candidate(connection, add_user(connection), "A-1")
        connection.execute(schema.tags.insert().values(candidate_id=person, tag="spring"))
    with database.write() as connection:
        connection.execute(schema.candidates.delete())
    with database.read() as connection:
        assert connection.execute(select(schema.tags)).all() == []


def test_eight_writers_at_once_lose_nothing(database):
    with database.write() as connection:
        person = add_candidate(connection, add_user(connection), "A-1")

    def count_up(_):
        for _ in range(25):
            with database.write() as connection:
                table = schema.candidates
                more = update(table).where(table.c.id == person).values(revision=table.c.revision + 1)
                connection.execute(more)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(count_up, range(8)))
    with database.read() as connection:
        assert connection.execute(select(schema.candidates.c.revision)).scalar_one() == 201


def test_the_file_is_the_users_own_and_its_place_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("AIPM_DATA", str(tmp_path / "mine"))
    monkeypatch.delenv("AIPM_DATABASE_URL", raising=False)
    with Database() as database:
        file = tmp_path / "mine" / "coach.sqlite3"
        assert database.place == str(file)
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_sqlite_is_opened_with_its_safeguards(tmp_path):
    with (
        Database(parsed_url(f"sqlite:///{tmp_path / 'a.sqlite3'}")) as database,
        database.read() as connection,
    ):
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "foreign_keys", "secure_delete", "synchronous")
        }
    assert found == {"journal_mode": "wal", "foreign_keys": 1, "secure_delete": 1, "synchronous": 2}


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("not an address", "no address"),
        ("mysql://a:secret@b/c", "names mysql"),
        ("sqlite://", "names no file"),
    ],
)
def test_an_address_we_cannot_use_is_explained_without_its_password(monkeypatch, given, says):
    monkeypatch.setenv("AIPM_DATABASE_URL", given)
    with pytest.raises(StoreError, match=says) as raised:
        database_url()
    assert "secret" not in str(raised.value)


def test_a_server_that_does_not_answer_is_explained_without_its_password():
    pytest.importorskip("psycopg")
    with pytest.raises(StoreError, match="the server refused") as raised:
        Database(parsed_url("postgresql://someone:secret@127.0.0.1:9/nothing?connect_timeout=2"))
    assert "secret" not in str(raised.value)
