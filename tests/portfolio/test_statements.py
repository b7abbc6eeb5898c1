"""Claims beside the work: kept budgets, what was not opened, places of use, tables, figures in many ways."""

from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from analyzer.portfolio import gather
from analyzer.records import Source, report_json
from analyzer.reports import workbook
from analyzer.reports.ranking import Entry
from tests.portfolio.around import CLAIMING
from tests.portfolio.building import build

HERBS = """# Herb grading at Riverside Grocers

Role: Project lead
Dates: March 2023 - October 2023

## Problem

Pickers of Riverside Grocers threw herbs away that were fine.

## Budget

620,000 euros approved, {spent} spent.

## Results

| Measure | Before | After |
| --- | --- | --- |
| Herbs thrown away | 25.9% | 18.4% |

## Launch

{launch}
"""

#: What the claim says, what was spent, how the launch is told, the mark.
CASES = (
    ("Delivered herb grading on budget", "705,000", "Nine hubs work with it.", "contradicted"),
    ("Delivered herb grading within budget", "610,000", "Nine hubs work with it.", "backed"),
    ("Delivered herb grading within budget", "4,900,000", "Nine hubs work with it.", "partly"),
    ("Introduced herb grading in 19 hubs", "610,000", "Nine hubs work with it.", "contradicted"),
    ("Introduced herb grading in 9 hubs", "610,000", "Nine hubs work with it.", "backed"),
    ("Introduced herb grading in 4 hubs", "610,000", "Nine hubs work with it.", "partly"),
    ("Introduced herb grading in 19 hubs", "610,000", "Nine hubs use it, then all 19 hubs.", "backed"),
    ("Launched herb grading for the public", "610,000", "It is not open to the public.", "contradicted"),
    ("Launched herb grading for hub managers", "610,000", "It is not open to the public.", "partly"),
    ("Lowered herb grading waste from 25.9% to 18.4%", "610,000", "Nine hubs work with it.", "backed"),
)


def claim_for(analyzer, folder, says, page):
    (folder / "herbs.md").write_text(page)
    resume = CLAIMING.replace("Example Ltd", "Riverside Grocers").format(says)
    report = analyzer.analyze(Source("resume.txt", resume.encode()), portfolio=gather(str(folder)))
    lines = [one for one in report.portfolio.claims if one.kind == "achievement"]
    return next(one for one in lines if one.claim.text.startswith(says))


@pytest.mark.parametrize("case", CASES, ids=lambda one: f"{one[0]}, {one[1]}, {one[2]}")
def test_a_claim_has_the_mark_that_a_careful_reader_would_give(analyzer, tmp_path, case):
    says, spent, launch, mark = case
    claim = claim_for(analyzer, tmp_path, says, HERBS.format(spent=spent, launch=launch))
    assert claim.mark == mark, claim
    assert claim.work is not None or claim.mark == "partly"


def test_a_kept_budget_of_other_work_is_not_held_against_it(analyzer, tmp_path):
    page = HERBS.format(spent="705,000", launch="Nine hubs work with it.")
    claim = claim_for(analyzer, tmp_path, "Moved the office of 90 people on budget", page)
    assert claim.mark != "contradicted"


def test_the_workbook_has_a_sheet_of_claims_where_a_portfolio_was_given(analyzer, tmp_path):
    person = build("case-site", tmp_path)
    resume = Source("=resume.txt", person.resume.read_bytes())
    report = analyzer.analyze(resume, portfolio=gather(str(person.place)))
    told = [one for one in report.portfolio.claims if one.mark != "silent"]
    entry = Entry("=resume.txt", job=report.matches[0].job.id, status="scored", score=report.matches[0].score)
    book = sheets(tmp_path, entry, report_json(report))
    head, *rows = book["claims and work"].iter_rows(values_only=True)
    assert head == ("file", "mark", "kind", "claim", "work", "project", "note")
    assert len(rows) == len(told)
    assert rows[0][1] == "does not agree" and "Empty kilometres fell by 11%." in rows[0][4]
    assert all(row[0] == "=resume.txt" for row in rows)
    assert not any(cell.data_type == "f" for line in book["claims and work"] for cell in line)


def test_the_workbook_of_resumes_alone_has_no_such_sheet(analyzer, tmp_path):
    person = build("case-site", tmp_path)
    report = analyzer.analyze(Source("resume.txt", person.resume.read_bytes()))
    entry = Entry("resume.txt", job=report.matches[0].job.id, status="scored", score=report.matches[0].score)
    assert "claims and work" not in sheets(tmp_path, entry, report_json(report)).sheetnames


def sheets(folder: Path, entry: Entry, line: str):
    path, created = folder / "ranking.xlsx", datetime(2026, 11, 1, tzinfo=UTC)
    workbook.write(path, [(1, entry)], lambda _: line, workbook.Facts(()), created=created)
    return openpyxl.load_workbook(path)


GRID = """# Load forecast at Riverside Grocers

Role: Project lead

The cold stores of Riverside Grocers bought power by guess. {told}
"""
#: What a claim says, what the work says, the mark.
FIGURES = (
    # the other end of a change, held against the same figure
    ("Brought the forecast error from 6.7% down to 2.9%", "The error was 3.9% against 6.7%.", "contradicted"),
    ("Brought the forecast error from 6.7% down to 3.9%", "The error was 3.9% against 6.7%.", "backed"),
    (
        "Brought the forecast error from 6.7% down to 2.9%",
        "Error was 3.9% against 6.7%, later 2.9%.",
        "backed",
    ),
    # two figures of one unit that are not of one thing
    (
        "Brought the forecast error from 12% down to 8%",
        "The error was 12%; 30% of the stores joined.",
        "not contradicted",
    ),
    # figures that stand apart, and in words
    (
        "Cut the wait for a forecast from eleven days to four",
        "A forecast took eleven days. Now it leaves after four days.",
        "backed",
    ),
    (
        "Moved the forecast to 118 stations and 4,310 meters",
        "It covers 118 stations. There are 4,310 meters.",
        "backed",
    ),
    # money that is not known as money, and a length told elsewhere
    (
        "Ended a weather contract worth 380,000 zloty",
        "The weather feed costs 380,000 zloty a year.",
        "backed",
    ),
    (
        "Ran a forecast shadow run of four months",
        "The forecast ran in the shadow.\\nIt cost four months of savings.",
        "backed",
    ),
    # words over the rest of a paragraph are no quote
    (
        "Wrote the limits for the load forecast",
        "\\n\\nLimits. No forecast for the freezers, none above ten stores.",
        "backed",
    ),
)


@pytest.mark.parametrize(("says", "told", "mark"), FIGURES, ids=[f"{one[0]} | {one[2]}" for one in FIGURES])
def test_figures_of_a_claim_are_looked_for_in_all_that_the_work_says(analyzer, tmp_path, says, told, mark):
    claim = claim_for(analyzer, tmp_path, says, GRID.format(told=told.replace("\\n", "\n")))
    assert claim.mark == mark if mark != "not contradicted" else claim.mark != "contradicted"
    assert claim.work is None or claim.work.text != "Limits."


@pytest.mark.parametrize(
    "employer",
    [
        "Riverside Grocers S.A.",
        "Riverside Grocers sp. z o.o.",
        "Riverside Grocers Pvt. Ltd.",
        "Riverside Grocers Oy",
    ],
)
def test_a_firm_is_known_without_its_legal_form(analyzer, tmp_path, employer):
    (tmp_path / "herbs.md").write_text(GRID.format(told="Spoiled stock fell from 9% to 4%."))
    resume = CLAIMING.replace("Example Ltd", employer).format("Reduced spoiled stock from 9% to 4%")
    report = analyzer.analyze(Source("resume.txt", resume.encode()), portfolio=gather(str(tmp_path)))
    (claim,) = [one for one in report.portfolio.claims if one.claim.text.startswith("Reduced spoiled")]
    assert claim.mark == "backed"
