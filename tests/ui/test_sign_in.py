"""Sign-in is off by default; switched on, nothing else is shown before it."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.test_pages import html


def opened():
    return AppTest.from_string("from analyzer.ui.app import main; main()", default_timeout=30).run()


@pytest.mark.parametrize("switch", ["", "off"])
def test_without_sign_in_the_start_page_opens(engine, monkeypatch, switch):
    monkeypatch.setenv("AIPM_SIGN_IN", switch)
    app = opened()
    assert not app.exception
    assert app.button(key="act") is not None


@pytest.mark.parametrize("switch", ["on", "On ", "yes", "onn"])
def test_with_sign_in_a_visitor_sees_the_sign_in_page_and_no_uploader(engine, monkeypatch, switch):
    monkeypatch.setenv("AIPM_SIGN_IN", switch)
    app = opened()
    assert not app.exception
    assert "<h1>Sign in</h1>" in html(app)
    assert len(app.file_uploader) == 0
    assert engine.analyzer.asked == []


def test_sign_in_without_a_provider_says_so_and_lets_nobody_in(engine, monkeypatch):
    monkeypatch.setenv("AIPM_SIGN_IN", "on")
    app = opened()
    assert "Sign-in is not set up." in html(app)
    assert not app.button


def test_sign_in_with_a_provider_offers_the_button(engine, monkeypatch):
    monkeypatch.setenv("AIPM_SIGN_IN", "on")
    app = AppTest.from_string("from analyzer.ui.app import main; main()", default_timeout=30)
    app.secrets["auth"] = {"client_id": "made-up"}
    app.run()
    assert app.button(key="sign_in_button").label == "Sign in"
