"""Simple readers beside ours, on files drawn for it: what they lose is real, and none can hold us."""

import time

import pytest

from analyzer.documents import Limits, Reader, measured, simple_reading
from analyzer.documents.risks import RISKS, warning
from analyzer.documents.simple import simple_readers
from analyzer.parsing import outline
from analyzer.records import Source
from documents import paper
from documents.hostile import pdf_attacks

HOSTILE = pdf_attacks()


@pytest.fixture(scope="module")
def reader():
    with Reader(Limits(seconds=4)) as opened:
        yield opened


def lost(reader, source):
    """Kinds of losses by simple reader."""
    document = reader.read(source)
    structure = outline(document, today="2026-11")
    return {
        simple.reader: {loss.kind: loss for loss in simple_reading(document.text, simple, structure).losses}
        for simple in reader.simple(source, document)
    }


def test_one_column_with_dates_at_the_margin_loses_nothing(reader):
    assert lost(reader, paper.single_column()) == {"across": {}, "stored": {}}


def test_columns_are_mixed_by_a_reader_that_goes_across(reader):
    found = lost(reader, paper.two_columns())["across"]
    assert found["order"].count > found["order"].of / 2
    assert found["headings"].count > 0


def test_headings_drawn_first_move_for_a_reader_that_follows_the_file(reader):
    plain, first = (
        lost(reader, paper.two_columns(headings_first=True)),
        paper.two_columns(headings_first=True),
    )
    assert {"order", "headings"} <= set(plain["stored"])
    codes = {found.code: found for found in reader.read(first).warnings}
    assert codes["stored-order"].share == pytest.approx(
        plain["stored"]["order"].count / plain["stored"]["order"].of, abs=0.1
    )


def test_letter_spaced_headings_come_in_pieces(reader):
    pdf = paper.blank()
    paper.write(pdf, 60, 70, "Ada Winterbourne", size=20)
    paper.heading(pdf, 60, 120, "E X P E R I E N C E")
    paper.entries(pdf, 60, 140)
    source = paper.source(pdf)
    found = lost(reader, source)
    assert found["across"]["spaced"].examples == ("EXPERIENCE",)


def test_hidden_text_is_in_the_simple_text_and_marked_as_not_ours(reader):
    pdf = paper.blank()
    paper.heading(pdf, 60, 120, "EXPERIENCE")
    paper.entries(pdf, 60, 140)
    paper.write(pdf, 60, 700, "Kubernetes wizardry", colour=255)
    source = paper.source(pdf)
    document = reader.read(source)
    assert "wizardry" not in document.text
    for simple in reader.simple(source, document):
        found = simple_reading(document.text, simple)
        assert [simple.text[start:end] for start, end in found.strange] == ["Kubernetes", "wizardry"]
    (hidden,) = document.hidden
    (box,) = hidden.boxes
    assert box.page == 1
    assert box.x0 == pytest.approx(60, abs=1)
    assert box.top < 700 < box.bottom + 1


def test_plain_text_is_read_by_every_program_alike(reader):
    source = Source("cv.txt", b"Ada Winterbourne\nEXPERIENCE\n")
    assert reader.simple(source, reader.read(source)) == ()
    assert simple_readers("text") == ()


@pytest.mark.parametrize("name", ["object-is-itself", "contents-of-itself", "forms-ten-to-the-ninth"])
def test_a_file_that_holds_a_simple_reader_costs_bounded_time_and_the_next_is_read(name):
    one_page = paper.single_column()
    source = Source("hostile.pdf", HOSTILE[name]())
    with Reader(Limits(seconds=1.5)) as reader:
        document = reader.read(one_page)
        started = time.monotonic()
        texts = reader.simple(source, document)
        assert time.monotonic() - started < 12
        assert [one.reader for one in texts] == ["across", "stored"]
        assert all(not (one.text and one.problem) for one in texts)
        if name == "object-is-itself":
            assert "stopped" in texts[0].problem
        assert all("Norrvik Labs" in one.text for one in reader.simple(one_page, document))


def test_a_damaged_file_gives_a_reason_in_place_of_a_text(reader):
    document = reader.read(paper.single_column())
    for one in reader.simple(Source("broken.pdf", b"%PDF-1.7\nnothing"), document):
        assert (one.text, bool(one.problem)) == ("", True)


# --- risks ----------------------------------------------------------------------------------------------


def risks(source):
    with Reader() as reader:
        document = reader.read(source)
    return {found.code: found for found in measured(document, outline(document, today="2026-11")).warnings}


def test_columns_are_told_with_their_place_the_share_of_lines_and_the_remedy(reader):
    source = paper.two_columns()
    real = lost(reader, source)["across"]
    found = risks(source)
    columns = found["two-columns"]
    assert columns.share == pytest.approx(real["order"].count / real["order"].of, abs=0.05)
    assert f"{real['order'].count} of {real['order'].of} lines" in columns.message
    assert columns.severity == "high"
    assert columns.remedy.startswith("One column")
    left, right = columns.boxes
    assert left.x1 < right.x0
    assert "headings-apart" in found


def test_a_plain_page_has_no_risks():
    assert risks(paper.single_column()) == {}


def test_dates_in_their_own_column_are_a_risk():
    pdf = paper.blank()
    paper.write(pdf, 60, 70, "Ada Winterbourne", size=20)
    paper.heading(pdf, 60, 120, "EXPERIENCE")
    y = 140
    for header, dates, place in (
        ("AI Project Manager, Norrvik Labs", "March 2021 - Present", "Leeds, UK"),
        ("Project Coordinator, Halden Works", "June 2018 - February 2021", "York, UK"),
    ):
        paper.write(pdf, 60, y, header, bold=True)
        paper.right(pdf, 540, y, place)
        paper.write(pdf, 60, y + 15, "- Led a team of nine people to launch a triage model.")
        paper.right(pdf, 540, y + 15, dates)
        paper.write(pdf, 60, y + 30, "- Kept the risk register and wrote the weekly report.")
        y += 60
    assert risks(paper.source(pdf))["dates-apart"].share == 1.0


def test_words_without_spaces_between_them_run_together(reader):
    pdf = paper.blank()
    y = 120
    paper.heading(pdf, 60, y, "EXPERIENCE")
    for text in (
        "AI Project Manager at Norrvik Labs March 2021 Present",
        "Led a team of nine to launch it",
    ) * 4:
        y += 15
        x = 60.0
        pdf.set_font("Helvetica", size=9)
        for word in text.split():
            pdf.text(x, y, word)
            x += pdf.get_string_width(word) + 2.2
    source = paper.source(pdf)
    document = reader.read(source)
    assert "Project Manager at Norrvik" in document.text
    (found,) = [one for one in document.warnings if one.code == "narrow-gaps"]
    assert found.share == 1.0
    simple = reader.simple(source, document)[0].text
    assert "ProjectManageratNorrvikLabs" in simple


def test_divided_words_are_counted_with_their_places():
    pdf = paper.blank()
    paper.heading(pdf, 60, 100, "EXPERIENCE")
    paper.lines(
        pdf,
        60,
        120,
        ["Led the imple-", "mentation of the coordi-", "nation office and its docu-", "mentation."],
    )
    with Reader() as reader:
        document = reader.read(paper.source(pdf))
    (found,) = [one for one in document.warnings if one.code == "cut-words"]
    assert "3" in found.message
    assert len(found.boxes) == 3


@pytest.mark.parametrize("code", RISKS)
def test_every_risk_says_what_is_lost_and_what_to_do(code):
    found = warning(code, 2, detail="Here 3 are.", share=1 / 3)
    assert found.message.endswith(" Here 3 are.")
    assert found.remedy.endswith(".")
    assert found.share == 0.333
    assert found.loses or code in {"hidden-text", "macros", "picture", "large-file"}
