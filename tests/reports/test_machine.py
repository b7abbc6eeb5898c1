import json
from dataclasses import replace

import pytest
from rich.cells import cell_len

from analyzer.records import HiddenText, IntegrityNote, ReadWarning, machine_view_json
from analyzer.reports import html, machine, machine_text, markdown
from analyzer.reports.terminal import Look
from reports.sample import ACROSS, ALIKE, HOSTILE, REPORT, RESUME, VIEW
from reports.test_terminal import check_golden
from reports.test_words import OBEYED

READING = VIEW.readings[0]


# --- words ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("count", "said"), [(0, "no warnings"), (1, "1 warning"), (2, "2 warnings")])
def test_warnings_are_counted_in_words(count, said):
    document = replace(RESUME, warnings=(ReadWarning("icon-font", "Icons."),) * count)
    assert machine.heading([document]) == f"What a machine reads: {said}"


def test_the_worst_warning_comes_first():
    kinds = [one.severity for one in machine.worst_first(RESUME.warnings)]
    assert kinds == ["high", "medium"]


def test_a_warning_says_how_bad_where_and_what_is_lost():
    worst = machine.worst_first(RESUME.warnings)[0]
    assert machine.facts(worst) == (
        "high",
        "page 1",
        "may lose the order of lines and which heading a line belongs to",
    )


@pytest.mark.parametrize(
    ("without", "counted", "said"),
    [
        (67.8, 71.2, "The score shown, 67, is without it. It would be 71 if it had counted."),
        (67.8, 60.0, "The score shown, 67, is without it. It would be 60 if it had counted."),
        (67.2, 67.9, "The score shown, 67, is without it. It would be the same if it had counted."),
        (67.8, None, ""),
        (None, None, ""),
    ],
)
def test_both_scores_are_told_in_neutral_words(without, counted, said):
    assert machine.scores_text(IntegrityNote("hidden-text", "", (), without, counted)) == said


# --- lines ------------------------------------------------------------------------------------------------


def test_our_lines_are_our_text_with_lost_words_marked():
    lines = machine.our_lines(RESUME, READING)
    assert [line.text for line in lines] == [line for line in RESUME.text.split("\n") if line.strip()]
    led = next(line for line in lines if line.text.startswith("Led a team"))
    assert [piece.text for piece in led.pieces if piece.lost] == ["Led a team of 14"]


def test_simple_lines_are_the_simple_text_with_mixed_lines_signed():
    lines = machine.simple_lines(READING)
    assert [line.text for line in lines] == [line for line in ACROSS.split("\n") if line.strip()]
    assert [line.text for line in lines if line.fate == "mixed"] == ["SKILLS EXPERIENCE"]


def test_equal_lines_stand_beside_each_other():
    rows = machine.aligned(machine.our_lines(RESUME, READING), machine.simple_lines(READING))
    pairs = {left.text: right.text for left, right in rows if left and right}
    assert pairs["2022-03 to present"] == "2022-03 to present"
    assert [left.text for left, _ in rows if left] == [
        line.text for line in machine.our_lines(RESUME, READING)
    ]


# --- terminal, Markdown, HTML, JSON -----------------------------------------------------------------------


@pytest.mark.parametrize("width", [60, 100])
def test_the_comparison_looks_as_it_did(width):
    check_golden(f"read-{width}.txt", machine_text.render_compare(VIEW, Look(width)))


@pytest.mark.parametrize("width", [40, 60, 80, 100, 200])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_the_comparison_fits_the_terminal_and_nothing_in_it_is_obeyed(width, encoding):
    text = machine_text.render_compare(VIEW, Look(width, encoding=encoding))
    assert max(map(cell_len, text.splitlines())) <= max(width, 40)
    assert "\x1b" not in text
    assert "\u202e" not in text
    text.encode(encoding)


def test_colour_marks_nothing_alone():
    plain = machine_text.render_compare(VIEW, Look(100))
    coloured = machine_text.render_compare(VIEW, Look(100, colour=True))
    assert "\x1b[" in coloured
    assert "‹Led a team of 14›" in plain
    assert "⇄" in plain


def test_the_texts_alone_are_printed_whole():
    assert machine_text.render_text(VIEW) == f"{RESUME.text}\n"
    simple = machine_text.render_simple(VIEW)
    assert simple.startswith("--- across the page, row by row ---\nAvery Lindqvist\n")
    assert simple.endswith("--- in the order the file stores it ---\nThis reader had to be stopped.\n")
    assert not {"\x1b", "\u202e", "\x07"} & set(simple)


def test_a_format_that_all_read_alike_loses_nothing():
    assert machine_text.render_simple(ALIKE) == f"{ALIKE.document.text}\n"
    assert "Every program reads this format alike" in machine_text.render_compare(ALIKE, Look(80))


def test_the_json_holds_texts_losses_and_slices():
    found = json.loads(machine_view_json(VIEW))
    assert found["schema"] == "aipm-reading/1"
    assert found["document"]["text"] == RESUME.text
    across, stored = found["readings"]
    assert across["simple"]["text"] == ACROSS
    assert {loss["kind"] for loss in across["losses"]} >= {"glued", "order"}
    assert stored["simple"]["problem"]


def test_markdown_and_html_name_the_risks_their_remedy_and_both_scores():
    hidden = (HiddenText(f"white words {HOSTILE}", 1, "same colour as its background"),)
    report = replace(REPORT, documents=(replace(RESUME, hidden=hidden), *REPORT.documents[1:]))
    for text in (markdown.render(report), html.render(report)):
        assert "What a machine reads: 2 warnings" in text
        assert "One column is safer." in text
        assert "It would be 71 if it had counted." in text
        assert "white words" in text
        assert "<script>alert" not in text


def test_nothing_is_said_of_risks_in_signs_alone():
    assert all(sign.word for sign in machine.SIGNS.values())
    assert OBEYED  # the categories that clean text never holds are held by the tests of words
