"""The report to print and the checklist: opened again, they hold what the page holds."""

import io
import re
from dataclasses import replace
from html import unescape

import pdfplumber
import pytest
from docx import Document

from analyzer.reports import html, markdown, words
from analyzer.reports.docx import render_docx
from analyzer.reports.paper import Heading, Item, Items, Paper, Score, Table, Text, gathered
from analyzer.reports.pdf import render_pdf
from analyzer.reports.printed import checklist, report_paper
from reports.sample import HOSTILE, REPORT


def squeezed(text):
    return re.sub(r"\s+", "", text)


@pytest.fixture(scope="module")
def pdf():
    return render_pdf(report_paper(REPORT))


def text_of(data):
    with pdfplumber.open(io.BytesIO(data)) as opened:
        return "\n".join(page.extract_text(layout=False) or "" for page in opened.pages)


def docx_text(data):
    opened = Document(io.BytesIO(data))
    return "\n".join(paragraph.text for paragraph in opened.paragraphs)


def test_the_pdf_gives_score_band_and_interval_of_every_job(pdf):
    text = text_of(pdf)
    for match in REPORT.matches:
        assert match.job.title in text
        if match.score is not None:
            assert words.score_text(match) in text
            assert words.interval_text(match) in text


def test_every_requirement_change_skill_and_result_of_the_page_is_in_the_pdf(pdf):
    text, page = squeezed(text_of(pdf)), squeezed(unescape(html.render(REPORT)))
    told = [one.name for one in REPORT.skills] + [one.name for one in REPORT.competencies]
    told += [words.gain_text(one.gain) for one in REPORT.suggestions]
    assert len(told) > 10
    for one in told:
        assert squeezed(words.clean(one)) in text, one
        assert squeezed(words.clean(one)) in page, one
    for match in REPORT.matches:
        for one in match.requirements:  # in a narrow column the words of a cell are not side by side
            short = [word for word in words.asked(one).split() if len(word) < 16]
            assert all(word in text for word in short), one.text


def test_hostile_words_are_printed_without_what_a_page_could_obey(pdf):
    text = text_of(pdf)
    assert "\x1b" not in text
    assert "<script>" in text  # as words: a PDF of ours holds no script
    assert b"/JavaScript" not in pdf
    assert b"/URI" not in pdf
    assert HOSTILE not in text


@pytest.mark.parametrize(("page", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_the_pdf_has_the_paper_that_was_asked_for_and_nothing_stands_beyond_its_edge(page, size):
    with pdfplumber.open(io.BytesIO(render_pdf(report_paper(REPORT), page=page))) as opened:
        for one in opened.pages:
            assert (round(one.width), round(one.height)) == size
            assert all(word["x0"] > 0 and word["x1"] < one.width for word in one.extract_words())


def test_a_report_without_a_score_says_so_and_why():
    first = replace(
        REPORT.matches[0], score=None, low=None, high=None, band=None, abstained=True, reason="No dates"
    )
    report = replace(REPORT, matches=(first,), suggestions=(), skills=(), achievements=())
    text = text_of(render_pdf(report_paper(report)))
    assert "No score" in text
    assert "No dates." in text
    assert "0 of 100" not in text
    assert "Not scored" in docx_text(render_docx(checklist(report)))


def test_the_checklist_has_a_box_for_every_suggestion_and_for_what_is_not_shown_yet():
    text = docx_text(render_docx(checklist(REPORT)))
    boxes = [line for line in text.splitlines() if line.startswith("☐")]
    for one in REPORT.suggestions:
        assert f"☐ {words.clean(one.message)}" in boxes
    for one in REPORT.matches[0].requirements:
        open_yet = one.met in ("missing", "claimed", "partly")
        assert (f"☐ {words.asked(one)}" in boxes) is open_yet, one.text


def test_what_asks_least_stands_first_in_the_checklist():
    opened = Document(io.BytesIO(render_docx(checklist(REPORT))))
    headings = [one.text for one in opened.paragraphs if one.style.name == "Heading 1"]
    order = [
        word for word in ("Reword", "Add a fact", "Build") if any(one.startswith(word) for one in headings)
    ]
    assert all(heading.startswith(word) for heading, word in zip(headings, order, strict=False))


@pytest.mark.parametrize(
    "make", [lambda: render_pdf(report_paper(REPORT)), lambda: render_docx(checklist(REPORT))]
)
def test_the_same_report_gives_the_same_bytes(make):
    assert make() == make()


@pytest.mark.parametrize(
    ("posting", "line"),
    [
        ("with scheduling and tracking tools (Jira)", "Scheduling and tracking tools (Jira)"),
        ("and at least 2 years on AI projects;", "At least 2 years on AI projects"),
        ("at least one of which shipped a model", "At least one of these shipped a model"),
        ("as well as budget ownership", "Budget ownership"),
        ("4+ years managing projects", "4+ years managing projects"),
        ("preferably in a financial institution", "Preferably in a financial institution"),
        ("iOS and Android releases", "iOS and Android releases"),
        ("dbt and SQL", "dbt and SQL"),
        ("with", "With"),
        ("Android", "Android"),
        ("including the EU AI Act,", "The EU AI Act"),
        ("organising people or events", "Organising people or events"),
    ],
)
def test_a_part_of_a_sentence_stands_as_a_line_of_its_own(posting, line):
    assert words.asked(posting) == line
    assert words.asked(words.asked(posting)) == line


@pytest.mark.parametrize("render", [html.render, markdown.render], ids=["html", "markdown"])
def test_every_form_names_what_the_score_is_for(render):
    told = unescape(render(REPORT)).replace("\\", "")
    for match in REPORT.matches:
        assert words.target_text(match.job) in told


def test_the_pdf_and_the_checklist_name_what_the_score_is_for(pdf):
    asked = squeezed("AI Project Manager (a typical role)")
    assert asked in squeezed(text_of(pdf))
    assert asked in squeezed(docx_text(render_docx(checklist(REPORT))))


#: What may follow a heading: a table with a tall first row, a long entry, a paragraph, a score.
TALL = "A long line that proves something and fills its place with many words of the person. " * 7
FOLLOWING = {
    "table": Table(("Asked", "Found"), ((TALL, "✓ shown"), ("second", "✗ not found")), (1, 2), marks=1),
    "list": Items((Item("First", ("a note",), TALL), Item("Second")), "numbered"),
    "text": Text(TALL),
    "score": Score(67, 61, 74, "67", "good", TALL),
    "aside and table": (Text(TALL, "muted"), Table(("Asked",), ((TALL,),), (1,))),
    "heading": (Heading("A part of it"), Text(TALL)),
}


@pytest.mark.parametrize("page", ["a4", "letter"])
@pytest.mark.parametrize("after", FOLLOWING.values(), ids=FOLLOWING)
def test_a_heading_is_never_alone_at_the_foot_of_a_page(after, page):
    for above in range(28, 56, 2):  # the heading comes nearer and nearer to the foot, and over it
        filled = tuple(Text(f"Line {number}") for number in range(above))
        blocks = gathered(filled, Heading("What the job asks for"), after)
        data = render_pdf(Paper("A title", "and what it is", blocks, "foot", "2026-11"), page=page)
        with pdfplumber.open(io.BytesIO(data)) as opened:
            for sheet in opened.pages:
                body = [one for one in sheet.extract_words(extra_attrs=["size"]) if one["size"] > 7.6]
                assert body[-1]["size"] < 11.9, above  # headings are set in 12 points
