"""The page Market: with nothing, the snapshot, a few of one's own postings, and a person."""

from dataclasses import replace
from threading import RLock

import pytest
from streamlit.testing.v1 import AppTest

from analyzer.jobmarket import JobMarket
from analyzer.market.demand import CORE, Selection
from analyzer.records import Source
from analyzer.resources import data_path
from analyzer.service import Analyzer
from analyzer.store import Database, postings
from analyzer.store.place import parsed_url
from analyzer.ui import market, session
from tests.jobmarket.made import table
from tests.market import ads
from tests.ui.fake import PLACED


@pytest.fixture(scope="module")
def analyzer():
    with Analyzer(today="2026-11") as one:
        yield one


@pytest.fixture
def door(analyzer, tmp_path, monkeypatch):
    with Database(parsed_url(f"sqlite:///{tmp_path / 'market.sqlite3'}")) as database:
        made = JobMarket(analyzer, database)
        monkeypatch.setattr(market, "load_market", lambda: made)
        engine = session.Engine(analyzer, RLock())
        monkeypatch.setattr(market, "load_analyzer", lambda: engine)
        yield made


@pytest.fixture(scope="module")
def report(analyzer):
    """A report that holds the profile of an invented person."""
    path = data_path("samples", "sample-ai-pm.pdf")
    profile, _ = analyzer.profile([Source(path.name, path.read_bytes())])
    return replace(PLACED, profile=profile)


def opened(report=None):
    page = AppTest.from_string("from analyzer.ui.market import page; page()", default_timeout=60)
    page.session_state["work"] = session.Work(report=report)
    return page.run()


def html(page):
    return "\n".join(one.proto.body for one in page.get("html"))


def test_the_snapshot_opens_with_its_size_and_bias_before_any_figure(door):
    page = opened()
    assert not page.exception
    text = html(page)
    assert "284 postings, collected 2026-11-22" in text
    assert text.index("A convenience sample") < text.index("64 %")
    assert "25 of 39" in text and "48-77 %" in text
    assert "Which of these do you clear?" in text
    assert 'aria-label="64 %, interval 48-77 %"' in text


def test_a_person_sees_filled_and_hollow_dots_with_words_and_quotes(door, report):
    text = html(opened(report))
    assert text.count("dot filled") >= 3 and text.count("dot hollow") >= 3
    assert text.count("you show it") >= 4 and text.count("not found") >= 4
    assert "You clear" in text and "The gap that matters most" in text
    assert 'class="table market ranked"' in text
    assert "If a line of your work showed it" in text


@pytest.mark.parametrize("kind", [one for one in market.KINDS if one != "skill"])
def test_every_kind_of_demand_has_a_chart_or_says_there_is_none(door, kind):
    page = opened()
    page.segmented_control(key="market_kind").set_value(kind).run()
    assert not page.exception
    assert 'class="table market dots"' in html(page) or "None of these postings asks" in html(page)


def test_filters_that_leave_nothing_are_a_designed_page(door):
    page = opened()
    page.multiselect(key="market_countries").set_value(["MG"])
    page.multiselect(key="market_levels").set_value(["junior"]).run()
    assert not page.exception
    assert "No posting fits these filters." in html(page)


def test_added_postings_are_counted_and_what_was_not_read_is_told(door, analyzer, report):
    page = opened(report)
    files = [("jobs.csv", table(30, analyzer.annotator), "text/csv"), ("bad.json", b"{", "application/json")]
    page.file_uploader(key="market_files").set_value(files).run()
    page.button(key="market_add").click().run()
    assert not page.exception
    text = html(page)
    assert "31 seen: 30 saved" in text and "bad.json is no JSON" in text
    assert "Your postings: 30 postings" in text
    page.multiselect(key="market_families").set_value([]).run()
    assert not page.exception
    assert "of 30 postings" in html(page)
    page.radio(key="market_which").set_value("snapshot").run()
    assert "284 postings" in html(page)


def test_words_of_postings_are_never_markup_and_addresses_only_of_the_web(door, report):
    evil = ads.jobspy(title="<img src=x onerror=alert(1)>Project Manager", company="<b>Acme</b>")
    evil = evil.replace("https://jobs.example.com/in-1", "javascript:alert(1)")
    door.import_files([Source("jobs.csv", f"{ads.JOBSPY_COLUMNS}\n{evil}\n".encode())])
    page = opened(report)
    page.multiselect(key="market_families").set_value([]).run()
    text = html(page)
    assert "&lt;img src=x" in text and "<img" not in text and "<b>Acme" not in text
    assert "javascript:" not in text


def test_postings_like_one_and_what_sets_ai_apart(door, report):
    page = opened(report)
    first = door.snapshot.rank(report.profile, Selection(families=CORE), limit=1).rows[0].posting.id
    page.selectbox(key="market_like").set_value(first).run()
    assert not page.exception
    page.radio(key="market_apart").set_value("product").run()
    assert not page.exception
    assert "could be chance" in html(page)


def test_filters_by_place_pay_and_source(door, report):
    page = opened(report)
    page.multiselect(key="market_families").set_value([]).run()
    page.text_input(key="market_source").set_value("careers").run()
    assert not page.exception
    chosen = [row for row in door.snapshot.facts if "careers" in row.source.casefold()]
    assert chosen and f"{len(chosen):,} of 284 postings are meant" in html(page)
    page.text_input(key="market_source").set_value("").run()
    page.text_input(key="market_place").set_value("no such place").run()
    assert "No posting fits these filters" in html(page)
    page.text_input(key="market_place").set_value("").run()
    page.number_input(key="market_pay").set_value(5_000_000).run()
    assert "No posting fits these filters" in html(page)


def test_levels_other_words_and_which_postings_are_said(door, report):
    page = opened(report)
    page.multiselect(key="market_families").set_value([]).run()
    text = html(page)
    assert "All 284 postings are meant. Shares are of the 164 whose requirements could be read" in text
    assert "told in other words" in text
    levels = {one.level for one in door.snapshot.rank(report.profile, limit=market.RANKED).rows}
    assert ("below your level" in text) == ("over" in levels)


def test_postings_of_an_older_reader_can_be_read_again_on_the_page(door, analyzer, monkeypatch):
    door.import_files([Source("jobs.csv", table(3, analyzer.annotator))], workers=1)
    monkeypatch.setattr(postings, "parser_version", lambda: "another")
    page = opened()
    assert "3 of your postings were read by an older version" in html(page)
    page.button(key="market_reread").click().run()
    assert not page.exception
    assert "older version" not in html(page)


def test_a_stored_posting_is_chosen_on_start(door, analyzer, tmp_path, monkeypatch):
    monkeypatch.setenv("AIPM_DATABASE_URL", f"sqlite:///{tmp_path / 'market.sqlite3'}")
    monkeypatch.setattr(session, "load_analyzer", lambda: session.Engine(analyzer, RLock()))
    door.import_files([Source("jobs.csv", table(3, analyzer.annotator))], workers=1)
    page = AppTest.from_string("from analyzer.ui.start import page; page()", default_timeout=60).run()
    page.segmented_control(key="job_from").set_value("posting").run()
    assert not page.exception
    assert page.selectbox(key="posting_chosen").options
    page.text_input(key="posting_find").set_value("no such words").run()
    assert "Postings are added on the page Market." in html(page)
