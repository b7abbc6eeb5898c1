import os

import pytest

from analyzer.store import Database
from analyzer.store.place import parsed_url
from tests.store.server import REQUIRED, Server, programs


@pytest.fixture(scope="session")
def postgresql():
    """A PostgreSQL server; the test is skipped where none is installed, and fails where one is required."""
    found = programs()
    if found is None:
        assert not os.environ.get(REQUIRED), "PostgreSQL is required here and not installed"
        pytest.skip("PostgreSQL is not installed")
    server = Server(found)
    yield server
    server.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path, monkeypatch):
    """The address of an empty database, once on each kind."""
    monkeypatch.setenv("AIPM_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("AIPM_DATABASE_URL", raising=False)
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'data' / 'coach.sqlite3'}"
    return request.getfixturevalue("postgresql").fresh()


@pytest.fixture
def database(url):
    with Database(parsed_url(url)) as opened:
        yield opened
