"""One real analyser for all tests of coaching, and an invented person it has read."""

from threading import RLock

import pytest

from analyzer import cli
from analyzer.records import Source
from analyzer.service import Analyzer
from analyzer.ui import session
from analyzer.ui.session import Engine
from tests.advice.test_whatif import RESUME, TODAY


@pytest.fixture(scope="session")
def analyzer():
    with Analyzer(today=TODAY) as made:
        yield made


@pytest.fixture(scope="session")
def source():
    return Source("rosa.txt", RESUME.encode())


@pytest.fixture(scope="session")
def report(analyzer, source):
    return analyzer.analyze(source)


@pytest.fixture
def engine(analyzer, monkeypatch):
    made = Engine(analyzer, RLock())
    monkeypatch.setattr(session, "load_analyzer", lambda: made)
    return made


@pytest.fixture
def aipm(capsys, tmp_path, monkeypatch, source):
    """Run the command line beside the invented person's file: exit code, output, errors."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AIPM_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / source.name).write_bytes(source.data)

    def run(*arguments):
        try:
            cli.main(arguments)
            code = 0
        except SystemExit as end:
            code = end.code or 0
        out, err = capsys.readouterr()
        return code, out, err

    return run
