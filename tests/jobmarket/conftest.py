import pytest

from analyzer.jobmarket import JobMarket
from analyzer.records import Source
from analyzer.resources import data_path
from analyzer.service import Analyzer
from analyzer.store import Database
from analyzer.store.place import parsed_url


@pytest.fixture(scope="session")
def analyzer():
    with Analyzer(today="2026-11") as one:
        yield one


@pytest.fixture
def market(analyzer, tmp_path):
    with Database(parsed_url(f"sqlite:///{tmp_path / 'market.sqlite3'}")) as database:
        yield JobMarket(analyzer, database)


@pytest.fixture(scope="session")
def people(analyzer):
    """The two invented people of the samples, by their file names."""
    found = {}
    for path in sorted(data_path("samples").glob("*.pdf")):
        found[path.name] = analyzer.profile([Source(path.name, path.read_bytes())])[0]
    return found


@pytest.fixture(scope="session")
def profile(people):
    return people["sample-ai-pm.pdf"]
