"""A role and weights of one's own hold in every command that compares with a job, and are named there."""

import json
from pathlib import Path

import pytest

from analyzer.reports import html, markdown
from analyzer.reports.pdf import render_pdf
from analyzer.reports.printed import report_paper
from analyzer.service import Analyzer

ROLE = """Delivery Lead for Forecasts

## Responsibilities
- Lead the delivery of forecasting services with engineers and data scientists.
- Keep the risk register and report the open risks to the steering committee.

## Required qualifications
- Experience in risk management of data projects
- SQL and Python
- Kanban or Scrum
"""
WEIGHTS = ("--weights", "outcomes=2,career=0.5")
SAID = "Own weights were used: career 0.5, outcomes 2; the rest 1."
MONTH = ("--as-of", "2026-11")


@pytest.fixture
def own(aipm):
    """Run a command with a role and weights of one's own: its output as one line, and its errors."""
    Path("lead.md").write_text(ROLE, encoding="utf-8")

    def run(*arguments):
        code, out, err = aipm(*arguments, "--role", "lead.md", *WEIGHTS, *MONTH)
        assert code == 0, err
        return " ".join(out.split()), err

    return run


@pytest.mark.parametrize(
    "command", [("analyze",), ("whatif",), ("roadmap",), ("interview",), ("compare", "rosa.txt")]
)
def test_a_command_takes_a_role_and_weights_of_ones_own_and_says_so(own, command):
    out, _ = own(*command, "rosa.txt")
    assert SAID in out


def test_versions_are_compared_for_a_role_and_weights_of_ones_own(own):
    out, _ = own("versions", "rosa.txt", "rosa.txt")
    assert SAID in out
    assert "Delivery Lead for Forecasts" in out


@pytest.mark.parametrize("command", ["whatif", "roadmap"])
def test_data_names_the_weights(own, command):
    out, _ = own(command, "rosa.txt", "--format", "json")
    assert json.loads(out)["weights"] == {"career": 0.5, "outcomes": 2.0}


def test_the_scores_of_all_commands_are_those_of_the_report(own):
    report = json.loads(own("analyze", "rosa.txt", "--format", "json")[0])
    score = report["matches"][0]["score"]
    assert report["meta"]["weights"] == [["career", 0.5], ["outcomes", 2.0]]
    assert report["matches"][0]["job"]["title"] == "Delivery Lead for Forecasts"
    assert json.loads(own("whatif", "rosa.txt", "--format", "json")[0])["score"] == score
    assert json.loads(own("roadmap", "rosa.txt", "--format", "json")[0])["score"] == score
    compared = json.loads(own("compare", "rosa.txt", "--format", "json")[0])
    assert compared["meta"]["weights"] == {"career": 0.5, "outcomes": 2.0}
    assert str(score) in json.dumps(compared)


def test_a_batch_takes_them_and_does_not_take_other_results_for_its_own(own, aipm):
    _, err = own("batch", "rosa.txt", "-o", "out", "--workers", "1")
    assert SAID.removeprefix("O") in err
    line = json.loads(Path("out", "reports.jsonl").read_text(encoding="utf-8").splitlines()[0])
    score = json.loads(own("analyze", "rosa.txt", "--format", "json")[0])["matches"][0]["score"]
    assert line["matches"][0]["score"] == score
    aipm("batch", "rosa.txt", "-o", "out", "--workers", "1", "--role", "lead.md", *MONTH)
    learned = json.loads(Path("out", "reports.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert learned["meta"]["weights"] == []
    assert learned["matches"][0]["score"] != score


def test_bad_weights_are_told_in_one_line(aipm):
    code, out, err = aipm("whatif", "rosa.txt", "--weights", "luck=2", *MONTH)
    assert (code, out) == (1, "")
    assert "Unknown component 'luck'" in err


def test_every_report_names_the_weights(source):
    with Analyzer(today="2026-11", weights={"career": 0.5, "outcomes": 2.0}) as analyzer:
        report = analyzer.analyze(source)
    assert SAID in markdown.render(report)
    assert SAID in html.render(report)
    assert render_pdf(report_paper(report)).startswith(b"%PDF")
    assert SAID in str(report_paper(report))
