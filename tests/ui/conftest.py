import pytest
from streamlit.testing.v1 import AppTest

from analyzer.ui import session
from tests.ui.fake import fake_engine


@pytest.fixture
def engine(monkeypatch):
    """Every page asks this analyser, which answers from one hand-built Report."""
    made = fake_engine()
    monkeypatch.setattr(session, "load_analyzer", lambda: made)
    return made


@pytest.fixture
def app(engine):
    """The whole app, opened on its first page."""
    return AppTest.from_string("from analyzer.ui.app import main; main()", default_timeout=30).run()


@pytest.fixture
def page(engine):
    """One page by itself, by the name of its module."""

    def open_page(name):
        script = f"from analyzer.ui.{name} import page; page()"
        return AppTest.from_string(script, default_timeout=30)

    return open_page
