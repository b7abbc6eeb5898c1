"""The truth ledger on paper: every suggestion, its source lines, and what the person made of it."""

import io
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pytest
from docx import Document

from analyzer.advice.ledger import decided
from analyzer.reports import html, markdown
from analyzer.reports.docx import render_docx
from analyzer.reports.ledger import lines
from analyzer.reports.pdf import render_pdf
from analyzer.reports.printed import checklist, report_paper
from analyzer.texts import say

MONTH = ("--as-of", "2026-11")


@pytest.fixture(scope="module")
def accepted(report):
    """The report with one suggestion accepted in the person's words and one declined."""
    at = next(n for n, one in enumerate(report.suggestions, 1) if one.after and one.after.count("[") == 1)
    asked = [{"accept": at, "with": ["the clerks saved nine hours a week"]}, {"decline": 1 if at > 1 else 2}]
    ledger = decided(report.ledger, report.suggestions, asked, report.documents[0])
    return replace(report, ledger=ledger)


def texts(report):
    """Each printed form with its text, spaces taken out."""
    with pdfplumber.open(io.BytesIO(render_pdf(report_paper(report)))) as opened:
        pdf = "".join(page.extract_text() or "" for page in opened.pages)
    word = Document(io.BytesIO(render_docx(checklist(report))))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    forms = {
        "markdown": markdown.render(report),
        "html": html.render(report),
        "pdf": pdf,
        "docx": " ".join([*(one.text for one in word.paragraphs), *cells]),
    }
    return {name: "".join(text.split()) for name, text in forms.items()}


def test_every_printed_form_has_the_ledger_with_what_was_decided(accepted):
    for name, text in texts(accepted).items():
        assert "Truthledger" in text, name
        assert "theclerkssavedninehoursaweek" in text, name
        assert "declined" in text, name
        assert text.count("open") >= sum(one.decision == "open" for one in accepted.ledger), name


def test_a_line_of_the_ledger_quotes_the_source(accepted):
    told = list(lines(accepted))
    assert len(told) == len(accepted.suggestions)
    text = " ".join(accepted.documents[0].text.split())
    for line, suggestion in zip(told, accepted.suggestions, strict=True):
        assert suggestion.rule in line.about
        if not suggestion.evidence:
            assert line.sources == (say("report-ledger-nothing"),)
        else:
            quoted = line.sources[0].split("“")[1].split("”")[0].rstrip("… ")
            assert quoted in text


def test_a_report_takes_the_decisions_of_a_file(aipm):
    Path("edits.yaml").write_text("edits:\n- decline: 1\n", encoding="utf-8")
    code, _, err = aipm("analyze", "rosa.txt", "--decisions", "edits.yaml", "-o", "report.md", *MONTH)
    assert code == 0, err
    assert "| declined |" in Path("report.md").read_text(encoding="utf-8")


def test_postings_are_counted_where_they_are_asked_for(aipm):
    code, out, err = aipm("analyze", "rosa.txt", "--postings", "snapshot", *MONTH)
    assert code == 0, err
    assert "of the snapshot's" in " ".join(out.split())
    code, _, err = aipm("analyze", "rosa.txt", "--postings", "own", *MONTH)
    assert code == 1
    assert "No postings were imported yet" in err
