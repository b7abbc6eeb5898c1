"""Hand-outs as PDF and DOCX: the same content, readable, without a clock, and nothing in it is obeyed."""

import io

import pdfplumber
import pytest
from docx import Document

from analyzer.reports.docx import render_docx
from analyzer.reports.handout import Choice, handout
from analyzer.reports.pdf import render_pdf
from reports.sample import HOSTILE, REPORT, named

CHOICE = Choice("C-0007", notes=("Bring the budget figure — zażółć gęślą jaźń", HOSTILE))


def words_of_pdf(data):
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return " ".join(" ".join((page.extract_text() or "").split()) for page in pdf.pages)


def words_of_docx(data):
    document = Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    foot = document.sections[0].footer.paragraphs
    return " ".join(" ".join([*(one.text for one in (*document.paragraphs, *foot)), *cells]).split())


@pytest.mark.parametrize(
    ("render", "read"), [(render_pdf, words_of_pdf), (render_docx, words_of_docx)], ids=["pdf", "docx"]
)
def test_both_say_where_they_stand_the_plan_the_notes_and_the_proof(render, read):
    text = read(render(handout(REPORT, CHOICE)))
    for said in (
        "C-0007",
        "AI Project Manager",
        "67",
        "good",
        "61-74",
        "Your plan",
        "This line says what you led. What changed because of it?",
        "From your coach",
        "zażółć gęślą jaźń",
        "✓ shown",
        "✗ not found",
        "not a hiring decision",
    ):
        assert said in text, said
    assert "<script>alert" in text, "hostile words are printed, not obeyed"


@pytest.mark.parametrize("render", [render_pdf, render_docx])
def test_the_same_paper_gives_the_same_bytes(render):
    assert render(handout(REPORT, CHOICE)) == render(handout(REPORT, CHOICE))


@pytest.mark.parametrize("page", ["a4", "letter"])
def test_the_pdf_has_its_own_fonts_and_fits_the_page(page):
    data = render_pdf(handout(REPORT, CHOICE), page=page)
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        fonts = {char["fontname"] for one in pdf.pages for char in one.chars}
        assert fonts
        assert all("DejaVuSansCondensed" in font for font in fonts)
        for one in pdf.pages:
            assert all(char["x0"] > 0 and char["x1"] < one.width for char in one.chars)
    assert b"/URI" not in data


def test_what_is_done_is_not_asked_again_and_chosen_steps_are_kept_to():
    (first, *_) = REPORT.suggestions
    assert first.message not in words_of_docx(
        render_docx(handout(REPORT, Choice("x", done=(first.message,))))
    )
    only = words_of_docx(render_docx(handout(REPORT, Choice("x", steps=(first.message,)))))
    assert first.message in only
    others = {one.message for one in REPORT.suggestions} - {first.message}
    assert not any(message in only for message in others)


def test_a_person_without_a_score_is_told_why():
    report = named("empty.pdf", score=None)
    text = words_of_pdf(render_pdf(handout(report, Choice("C-1"))))
    assert "No score" in text
    assert "Too little text." in text
