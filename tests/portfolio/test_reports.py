"""The portfolio in the reports, on the command line and in the app's tab."""

import json
import sys

import pytest

from analyzer.cli import main
from analyzer.portfolio import gather
from analyzer.records import Source, portfolio_json, report_json, report_schema
from analyzer.reports import html, markdown, portfolio_text, terminal
from analyzer.ui import portfolio as tab
from tests.portfolio.building import build


@pytest.fixture(scope="module")
def read(analyzer, tmp_path_factory):
    person = build("case-site", tmp_path_factory.mktemp("site"))
    resume = Source("resume.txt", person.resume.read_bytes())
    return person, analyzer.analyze(resume, portfolio=gather(str(person.place)))


@pytest.fixture(scope="module")
def rendered(read):
    _, report = read
    return {
        "terminal": terminal.render(report, terminal.Look(width=100), verbose=True),
        "markdown": markdown.render(report),
        "html": html.render(report),
    }


@pytest.mark.parametrize("kind", ["terminal", "markdown", "html"])
def test_every_report_tells_projects_claims_and_advice(rendered, kind):
    text = " ".join(rendered[kind].split())
    for words in (
        "Portfolio: 3 projects",
        "Claims triage at Norvale Mutual",
        "Show these first",
        "does not agree",
        "Empty kilometres fell",
        "Silent lowers nothing",
        "What to change in the portfolio",
        "in your own words",
    ):
        assert words in text, words


def test_the_report_of_a_resume_alone_says_nothing_of_portfolios(analyzer, read):
    person, _ = read
    report = analyzer.analyze(Source("resume.txt", person.resume.read_bytes()))
    for text in (terminal.render(report), markdown.render(report), html.render(report)):
        assert "Portfolio: " not in text and "Show these first" not in text


def test_the_json_is_what_the_schema_says(read):
    jsonschema = pytest.importorskip("jsonschema")
    _, report = read
    jsonschema.validate(json.loads(report_json(report)), report_schema())


def test_a_portfolio_alone_is_printed(analyzer, read):
    person, _ = read
    view = analyzer.portfolio(gather(str(person.place)))
    assert "Show these first" in portfolio_text.render_view(view)
    assert "## Portfolio: 3 projects" in portfolio_text.render_markdown(view)
    content = json.loads(portfolio_json(view))
    assert content["schema"] == "aipm-portfolio/1" and not content["portfolio"]["claims"]


def test_the_command_reads_a_folder(read, capsys, monkeypatch):
    person, _ = read
    monkeypatch.setattr(sys, "exit", lambda code: None if not code else pytest.fail(f"exit {code}"))
    try:
        main(["portfolio", str(person.place), "--as-of", "2026-11", "--format", "json"])
    except SystemExit as end:
        assert not end.code
    assert json.loads(capsys.readouterr().out)["portfolio"]["projects"]


def test_the_tab_shows_cards_and_both_quotes(read, monkeypatch):
    _, report = read
    shown = []
    monkeypatch.setattr(tab, "show", lambda *parts: shown.extend(part for part in parts if part))
    monkeypatch.setattr(tab, "shown_documents", lambda one: list(one.documents))
    tab.show_portfolio(report)
    page = "".join(shown)
    assert page.count('<section class="project">') == 3
    assert "Cut empty kilometres by 15%" in page and "Empty kilometres fell by 11%." in page
    assert "✗" in page and "does not agree" in page


def test_words_of_a_hostile_page_are_words_on_the_page(analyzer, monkeypatch, tmp_path):
    bad = (
        "# <script>alert(1)</script> ![x](http://evil.example/x.png)\n\n"
        "Role: Lead <img src=x>\n\n## Problem\n\nIt took 9 hours.\n"
    )
    (tmp_path / "page.md").write_text(bad)
    (tmp_path / "<b>x.md").write_text(bad)
    report = analyzer.analyze(
        Source("resume.txt", (build("deck", tmp_path / "d").resume).read_bytes()),
        portfolio=gather(str(tmp_path)),
    )
    shown = []
    monkeypatch.setattr(tab, "show", lambda *parts: shown.extend(part for part in parts if part))
    monkeypatch.setattr(tab, "shown_documents", lambda one: list(one.documents))
    tab.show_portfolio(report)
    for text in ("".join(shown), html.render(report)):
        assert "<script>alert" not in text and "<img src=x" not in text
        assert "evil.example" not in text or "<img" not in text
