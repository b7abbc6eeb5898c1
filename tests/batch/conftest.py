import pytest
from reports.sample import named

import analyzer.service
from analyzer.batch import task
from analyzer.errors import Encrypted, UnknownRole


class StubAnalyzer:
    """Answers by the content of the file, as the real one would."""

    def __init__(self, **_):
        self.seen = []

    def jobs(self, roles, *_):
        if "no-such-role" in roles:
            raise UnknownRole("Unknown role 'no-such-role'. Known roles: ai-project-manager.")

    def analyze(self, source, **_):
        self.seen.append(source.name)
        content = source.data.decode()
        if content == "encrypted":
            raise Encrypted(f"{source.name} asks for a password.")
        if content == "bug":
            raise TypeError("secret words of a resume")
        return named(source.name, score=float(content))

    def close(self):
        pass


@pytest.fixture
def stub(monkeypatch):
    monkeypatch.setattr(analyzer.service, "Analyzer", StubAnalyzer)
    monkeypatch.setattr(task, "early_reader", lambda **_: None)
    task.ready_analyzer.cache_clear()
    yield lambda: task.ready_analyzer("2026-11", cache=False, weights=())
    task.ready_analyzer.cache_clear()


@pytest.fixture
def folder(tmp_path):
    """Files by name and content; "sub__…" goes into a folder below."""

    def make(**files):
        for name, content in files.items():
            path = tmp_path / name.replace("__", "/").replace("_", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content)
        return tmp_path

    return make
