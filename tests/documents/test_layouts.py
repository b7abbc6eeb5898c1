"""Lines stay under their own heading, whatever the layout; dates stay in their line."""

import pytest

from analyzer.documents import read_in_process
from documents import paper


def text_of(source):
    return read_in_process(source).text


TITLES = ("CONTACT", "SUMMARY", "EXPERIENCE", "EDUCATION", "SKILLS")


def under(text, title):
    """The lines from a heading to the next one."""
    found = text.splitlines()
    start = found.index(title) + 1
    stop = next((n for n in range(start, len(found)) if found[n] in TITLES), len(found))
    return [line for line in found[start:stop] if line]


def test_dates_at_the_right_margin_stay_in_the_line_of_their_entry():
    text = text_of(paper.single_column())
    assert "AI Project Manager, Norrvik Labs  March 2021 - Present" in text
    assert "Project Coordinator, Halden Works  June 2018 - February 2021" in text


def test_dashes_at_line_starts_become_the_one_list_mark():
    assert "\n• Led a team of 9 to launch a triage model in 14 clinics." in text_of(paper.single_column())


def test_a_blank_line_stands_between_sections():
    assert "\n\nEXPERIENCE\n" in text_of(paper.single_column())


@pytest.mark.parametrize("headings_first", [False, True])
def test_two_columns_keep_their_lines_under_their_own_heading(headings_first):
    text = text_of(paper.two_columns(headings_first=headings_first))
    assert under(text, "SKILLS") == list(paper.SKILLS)
    assert under(text, "EDUCATION") == ["MSc Information Systems, Alder University, 2018"]
    assert len(under(text, "EXPERIENCE")) == 8
    assert text.startswith("Ada Winterbourne")


def test_two_columns_are_said_to_be_a_risk():
    codes = [warning.code for warning in read_in_process(paper.two_columns()).warnings]
    assert "two-columns" in codes
    assert "two-columns" not in [found.code for found in read_in_process(paper.single_column()).warnings]


def test_a_column_goes_on_over_the_page_break_before_its_neighbour():
    text = text_of(paper.right_sidebar_over_two_pages())
    assert "• Trained 40 planners." in under(text, "EXPERIENCE")
    assert under(text, "SKILLS") == list(paper.SKILLS)


def test_a_table_of_labels_is_read_row_by_row():
    pdf = paper.blank()
    rows = [
        ("Delivery", "Scrum, Kanban"),
        ("Data", "SQL, Power BI"),
        ("Governance", "GDPR"),
        ("Spoken", "English"),
    ]
    for number, (label, value) in enumerate(rows):
        paper.write(pdf, 60, 100 + 15 * number, label, bold=True)
        paper.write(pdf, 200, 100 + 15 * number, value)
    assert text_of(paper.source(pdf)).splitlines() == [f"{label}  {value}" for label, value in rows]


def test_a_title_in_the_left_margin_gets_its_own_line():
    pdf = paper.blank()
    paper.write(pdf, 60, 100, "EXPERIENCE", bold=True)
    paper.lines(pdf, 180, 100, ["Project Manager, Halden Works", "- Ran 4 projects."])
    paper.write(pdf, 60, 160, "EDUCATION", bold=True)
    paper.lines(pdf, 180, 160, ["MSc Statistics, Alder University"])
    text = text_of(paper.source(pdf))
    assert under(text, "EXPERIENCE") == ["Project Manager, Halden Works", "• Ran 4 projects."]
    assert under(text, "EDUCATION") == ["MSc Statistics, Alder University"]


def test_dates_beside_a_list_go_to_the_line_of_their_entry():
    pdf = paper.blank()
    paper.write(pdf, 60, 100, "Norrvik Labs, AI Project Manager", bold=True)
    paper.right(pdf, 540, 100, "Leeds")
    paper.lines(pdf, 70, 115, ["- Led a team of 9.", "- Cut waiting time by 4 days."])
    paper.right(pdf, 540, 115, "March 2021 - Present")
    assert text_of(paper.source(pdf)).splitlines() == [
        "Norrvik Labs, AI Project Manager  Leeds",
        "March 2021 - Present",
        "• Led a team of 9.",
        "• Cut waiting time by 4 days.",
    ]


def test_drawn_dots_are_list_marks():
    pdf = paper.blank()
    for y in (100, 115, 130):
        pdf.set_fill_color(0)
        pdf.ellipse(62, y - 6, 3.5, 3.5, style="F")
        paper.write(pdf, 74, y, "Delivered a forecast.")
    assert text_of(paper.source(pdf)) == "\n".join(["• Delivered a forecast."] * 3)


def test_a_letter_spaced_heading_is_put_together():
    pdf = paper.blank()
    paper.write(pdf, 60, 100, "W O R K   E X P E R I E N C E", size=13)
    paper.lines(pdf, 60, 120, ["Project Manager, Halden Works"])
    document = read_in_process(paper.source(pdf))
    assert document.text.splitlines()[0] == "WORK EXPERIENCE"
    assert "letter-spaced-heading" in [warning.code for warning in document.warnings]


def test_page_numbers_and_repeated_headers_are_out_of_the_way_and_contact_stays():
    pdf = paper.blank()
    for number in (1, 2, 3):
        if number > 1:
            pdf.add_page()
        paper.write(pdf, 60, 40, "Ada Winterbourne | ada@example.com")
        paper.lines(pdf, 60, 120, [f"- Ran project {word}." for word in ("alpha", "beta", "gamma")])
        paper.write(pdf, 290, 820, f"Page {number} of 3")
    text = text_of(paper.source(pdf))
    assert text.count("ada@example.com") == 1
    assert "Page" not in text
    assert text.count("Ran project alpha") == 3


def test_the_number_of_the_only_page_is_out_of_the_way():
    pdf = paper.blank()
    paper.entries(pdf, 60, 100)
    paper.write(pdf, 270, 815, "Page 1 of 1")
    text = text_of(paper.source(pdf))
    assert "Norrvik Labs" in text
    assert "Page 1" not in text


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("Planned the imple-", "mentation of a model.", "implementation"),
        ("Led a cross-", "functional team of 9.", "cross-functional"),
        ("Wrote end-to-", "end tests for it.", "end-to-end"),
        ("See https://ada.example.com/my-", "cases for more.", "my-cases"),
    ],
)
def test_words_cut_at_a_line_end_are_joined(first, second, whole):
    pdf = paper.blank()
    paper.lines(pdf, 60, 100, [first, second, "Next line."])
    document = read_in_process(paper.source(pdf))
    assert whole in document.text
    start = document.text.index(whole)
    assert len(document.boxes(start, start + len(whole))) == 2


def test_lines_know_their_size_and_weight():
    document = read_in_process(paper.single_column())
    first, second = document.lines[:2]
    assert (first.size, first.bold) == (20, True)
    assert (second.size, second.bold) == (11, False)


def test_dates_and_durations_over_two_lines_of_a_timeline_stay_with_the_job_beside_them():
    pdf = paper.blank()
    paper.write(pdf, 60, 80, "EXPERIENCE", bold=True)
    for top, dates, job in (
        (100, ("Nov 2021 - Present · 5", "yrs 1 mo"), ("Product Owner", "Norrvik Labs", "- Ran 4 projects.")),
        (
            170,
            ("Apr 2018 - Oct 2021 ·", "3 yrs 7 mos"),
            ("Product Manager", "Alder Stream", "- Cut 9 costs."),
        ),
    ):
        paper.lines(pdf, 60, top, list(dates))
        paper.lines(pdf, 200, top, list(job))
    text = text_of(paper.source(pdf))
    assert text.index("Nov 2021") < text.index("Product Owner") < text.index("Ran 4")
    assert text.index("Ran 4") < text.index("Apr 2018") < text.index("Product Manager")
