"""A file that holds its reader ends as a message on the page, and the session goes on."""

from threading import RLock

import pytest
from streamlit.testing.v1 import AppTest

from analyzer.documents import Limits, Reader
from analyzer.service import Analyzer
from analyzer.ui import session
from tests.documents import paper
from tests.documents.hostile import pdf_attacks
from tests.ui.test_pages import html


@pytest.fixture
def app(monkeypatch):
    with Analyzer(today="2026-11") as analyzer:
        analyzer.__dict__["reader"] = Reader(Limits(step_seconds=0.5))
        made = session.Engine(analyzer, RLock())
        monkeypatch.setattr(session, "load_analyzer", lambda: made)
        yield AppTest.from_string("from analyzer.ui.app import main; main()", default_timeout=60).run()


def upload(app, name, data):
    app.file_uploader(key="resume_file").set_value((name, data, "application/pdf")).run()
    return app.button(key="act").click().run()


@pytest.mark.parametrize(
    ("attack", "words"), [("object-is-itself", "for one of its parts"), ("many-pages", "more than 20 pages")]
)
def test_after_a_hostile_upload_the_session_reads_the_next_file(app, attack, words):
    upload(app, "hostile.pdf", pdf_attacks()[attack]())
    assert not app.exception
    assert words in html(app)
    upload(app, "resume.pdf", paper.single_column().data)
    assert not app.exception
    assert "Norrvik Labs" in html(app)
