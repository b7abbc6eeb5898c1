"""Both engines read the same file alike: text, places, hidden text, links, warnings."""

from dataclasses import replace

import pytest

from analyzer.documents.ink import joined
from analyzer.documents.limits import DEFAULT_LIMITS
from analyzer.documents.pdf.document import read_pdf
from analyzer.documents.pdf.paper import Paper
from analyzer.records import Source
from analyzer.resources import data_path
from documents import paper, test_hidden
from tests.documents.hostile.build import FONT, PAGE, pdf, stream

CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"


def shipped(name):
    return Source(name, data_path("samples", name).read_bytes())


def with_hidden(draw):
    made = paper.blank()
    paper.heading(made, 60, 80, "EXPERIENCE")
    paper.entries(made, 60, 110)
    draw(made)
    return paper.source(made)


def letter_by_letter():
    """Each character is a text object of its own, as some browsers print, spaces too."""
    made = paper.blank()
    x = 60.0
    for letter in "Delivered a forecast to 14 clinics":
        paper.write(made, x, 100, letter)
        x += made.get_string_width(letter) * (0.4 if letter == " " else 1)
    return paper.source(made)


def linked():
    made = paper.blank()
    paper.entries(made, 60, 110)
    made.link(60, 100, 80, 12, "https://github.com/ada-winterbourne-example")
    return paper.source(made)


def marked(content):
    """A page with the given content stream in Helvetica."""
    return Source("resume.pdf", pdf([CATALOG, PAGES, PAGE % FONT, stream(content)]))


GOLDEN = {
    "single column": paper.single_column,
    "two columns": paper.two_columns,
    "headings first": lambda: paper.two_columns(headings_first=True),
    "sidebar": paper.right_sidebar_over_two_pages,
    "first sample": lambda: shipped("sample-ai-pm.pdf"),
    "second sample": lambda: shipped("sample-career-changer.pdf"),
    "letter by letter": letter_by_letter,
    "links": linked,
    **{draw.__name__: lambda draw=draw: with_hidden(draw) for draw in test_hidden.HIDING},
}


def read(source, engine):
    return read_pdf(source, DEFAULT_LIMITS, index=0, engine=engine)


def without_boxes(records):
    """Their places differ by what each engine takes for the height of a font; the next test bounds it."""
    return [(len(one.boxes), replace(one, boxes=())) for one in records]


@pytest.mark.parametrize("name", GOLDEN)
def test_both_engines_give_the_same_text_links_hidden_text_and_warnings(name):
    source = GOLDEN[name]()
    fast, slow = read(source, "pdfium"), read(source, "pdfplumber")
    assert (fast.engine, slow.engine) == ("pdfium", "pdfplumber")
    assert fast.text == slow.text
    assert fast.pages == slow.pages
    assert fast.links == slow.links
    assert without_boxes(fast.hidden) == without_boxes(slow.hidden)
    assert without_boxes(fast.warnings) == without_boxes(slow.warnings)
    assert [(line.start, line.size, line.bold) for line in fast.lines] == [
        (line.start, line.size, line.bold) for line in slow.lines
    ]


@pytest.mark.parametrize("name", GOLDEN)
def test_both_engines_put_the_words_in_the_same_places(name):
    source = GOLDEN[name]()
    fast, slow = read(source, "pdfium"), read(source, "pdfplumber")
    for one, other in zip(fast.words, slow.words, strict=True):
        edges = zip(
            (one.box.x0, one.box.top, one.box.x1, one.box.bottom),
            (other.box.x0, other.box.top, other.box.x1, other.box.bottom),
            strict=True,
        )
        assert all(abs(edge - expected) < 1.0 for edge, expected in edges)


@pytest.mark.parametrize("name", GOLDEN)
def test_pieces_cut_on_arrays_are_those_that_are_put_together_one_by_one(name):
    page = Paper(GOLDEN[name]()).raw_page(1)
    assert joined([letter for piece in page.pieces for letter in piece.letters()]) == list(page.pieces)
    assert len(page.pieces) < sum(len(piece.text) for piece in page.pieces)


def test_the_same_bytes_give_the_same_document_again():
    source = paper.two_columns()
    assert read(source, "pdfium") == read(source, "pdfium")


def test_text_that_stands_for_other_text_is_read_as_it_is_printed():
    swapped = marked(
        b"BT /F1 12 Tf 72 700 Td (Java and SQL) Tj ET "
        b"/Span << /ActualText (Expert in all) >> BDC BT /F1 12 Tf 72 680 Td (Trainee) Tj ET EMC"
    )
    document = read(swapped, "pdfium")
    assert document.engine == "pdfplumber"
    assert document.text.split() == ["Java", "and", "SQL", "Trainee"]


def test_a_ligature_that_says_what_is_printed_needs_no_other_engine():
    ligature = marked(
        b"BT /F1 12 Tf 72 700 Td (Of) Tj /Span << /ActualText (fi) >> BDC (fi) Tj EMC (ce) Tj ET"
    )
    document = read(ligature, "pdfium")
    assert document.engine == "pdfium"
    assert document.text == "Office"


def test_a_turned_page_is_read_by_the_other_engine():
    page = PAGE.replace(b"/MediaBox", b"/Rotate 90 /MediaBox") % FONT
    source = Source(
        "resume.pdf",
        pdf([CATALOG, PAGES, page, stream(b"BT /F1 12 Tf 0 1 -1 0 300 72 Tm (Project Manager) Tj ET")]),
    )
    assert read(source, "pdfium").engine == "pdfplumber"
    assert read(source, "pdfium").text == "Project Manager"
