"""Claims beside the work: kept budgets, what was not opened, places of use, tables, several figures."""

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
