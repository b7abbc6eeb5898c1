"""Where lines are broken on a page, the sentence, the job and the word go on."""

from analyzer.documents import read_in_process
from analyzer.parsing import outline
from documents import paper
from documents.test_offsets import check_places

TODAY = "2026-11"


def read(lines, *, left=60, top=100):
    """Lines as (indent, text), 14 points apart, on one page."""
    pdf = paper.blank()
    for number, (indent, text, *bold) in enumerate(lines):
        paper.write(pdf, left + indent, top + 14 * number, text, bold=bool(bold))
    document = read_in_process(paper.source(pdf))
    return document, outline(document, today=TODAY)


HEAD = (
    (0, "Ada Winterbourne", "bold"),
    (0, "ada@example.com"),
    (0, "EXPERIENCE", "bold"),
    (0, "AI Project Manager, Norrvik Labs  03/2021 - 06/2024", "bold"),
)


def bullets(*lines):
    document, found = read((*HEAD, *lines))
    check_places(document)
    assert len(found.positions) == 1
    return [" ".join(one.text.split()) for one in found.positions[0].bullets]


def test_a_line_right_under_a_list_item_belongs_to_it():
    assert bullets(
        (0, "- Wrote the evaluation plan for a Norwegian and English shopping assistant:"),
        (6.4, "640 test questions and two human raters."),
        (0, "- Agreed the wording of consent and removed"),
        (6.4, "14 personal fields."),
    ) == [
        "Wrote the evaluation plan for a Norwegian and English shopping assistant: "
        "640 test questions and two human raters.",
        "Agreed the wording of consent and removed 14 personal fields.",
    ]


def test_years_inside_a_list_item_are_no_second_job():
    assert bullets(
        (0, "- Led the acquiring product and brought forty new merchants on board"),
        (6.4, "between 2022 and 2023 mainly through the agent channel."),
    ) == [
        "Led the acquiring product and brought forty new merchants on board "
        "between 2022 and 2023 mainly through the agent channel."
    ]


def test_an_accent_drawn_on_its_own_belongs_to_its_letter():
    pdf = paper.blank()
    pdf.set_font("Helvetica", size=11)
    pdf.text(60, 100, "Caf")
    x = 60 + pdf.get_string_width("Caf")
    pdf.text(x, 100, "e")
    pdf.text(x + (pdf.get_string_width("e") - pdf.get_string_width("´")) / 2, 100, "´")
    document = read_in_process(paper.source(pdf))
    assert document.text.strip() == "Café"
    check_places(document)
