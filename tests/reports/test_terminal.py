import os
import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from analyzer.reports import terminal
from analyzer.reports.terminal import Look
from reports.sample import REPORT, named
from reports.test_words import OBEYED

GOLDEN = Path(__file__).parent / "golden"


def check_golden(name, text):
    """Compare with the stored text; UPDATE_GOLDEN=1 stores it anew, for a person to read in the diff."""
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_first_screen_looks_as_it_did(width):
    check_golden(f"terminal-{width}.txt", terminal.render(REPORT, Look(width)))


def test_the_whole_report_looks_as_it_did():
    check_golden("terminal-verbose.txt", terminal.render(REPORT, Look(100), verbose=True))


@pytest.mark.parametrize("verbose", [False, True])
@pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 300])
def test_no_line_is_wider_than_the_terminal(width, verbose):
    lines = terminal.render(REPORT, Look(width), verbose=verbose).splitlines()
    assert max(map(cell_len, lines)) <= max(width, terminal.NARROWEST)


def test_one_match_fits_on_a_screen():
    report = replace(REPORT, matches=REPORT.matches[:1])
    assert len(terminal.render(report, Look(100)).splitlines()) < 50


@pytest.mark.parametrize("verbose", [False, True])
def test_nothing_from_a_document_is_obeyed(verbose):
    text = terminal.render(REPORT, Look(100), verbose=verbose)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "[bold]Machine Learning[/bold]" in text  # printed, not obeyed
    assert {char for char in text if not char.isprintable()} == {"\n"}


def test_colour_adds_codes_and_no_words():
    plain = terminal.render(REPORT, Look(80))
    coloured = terminal.render(REPORT, Look(80, colour=True))
    assert "\x1b[" in coloured
    without = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in without.splitlines()] == plain.splitlines()


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437", "cp1252", "no-such-encoding"])
def test_a_terminal_without_our_signs_gets_ascii_ones(encoding):
    text = terminal.render(REPORT, Look(80, encoding=encoding), verbose=True)
    assert " + Budget, risk" in text
    assert " - HIPAA" in text
    assert not set("✓◐✗“”█●") & set(text)


def test_letters_that_the_terminal_lacks_become_question_marks():
    text = terminal.render(named("Żółć-東京.pdf"), Look(80, encoding="ascii"))
    assert text.splitlines()[0].startswith("????-??.pdf")


def test_an_empty_report_says_so_and_does_not_fail():
    empty = replace(
        REPORT, matches=(), suggestions=(), achievements=(), skills=(), competencies=(), integrity=()
    )
    text = terminal.render(empty, verbose=True)
    assert "Nothing to change was found" in text
    assert "No skill was found" in text


@settings(max_examples=30, deadline=None)
@given(st.text(min_size=1), st.integers(min_value=1, max_value=200))
def test_any_text_prints_at_any_width(text, width):
    note = replace(REPORT.integrity[0], message=text)
    job = replace(REPORT.matches[0].job, title=text)
    report = replace(REPORT, matches=(replace(REPORT.matches[0], job=job),), integrity=(note,))
    printed = terminal.render(report, Look(width))
    assert not {unicodedata.category(char) for char in printed.replace("\n", "")} & OBEYED
