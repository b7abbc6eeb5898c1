"""Unusual forms of a resume: what tells who the person is is gone all the same."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from analyzer.blind import blind, identity
from analyzer.documents import read_in_process
from analyzer.errors import NotAResume
from analyzer.records import Source, report_json
from analyzer.service import Analyzer

CASES = yaml.safe_load((Path(__file__).parent / "unusual.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def analyzer():
    with Analyzer(today="2026-11") as found:
        yield found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["what"])
def test_what_tells_is_gone_and_the_work_stays(case, analyzer):
    report = analyzer.analyze(Source("resume.txt", case["text"].encode()))
    masked = blind(report, identity(report), alias="C-7")
    output, text = report_json(masked), masked.documents[0].text
    left = [
        word
        for word in case["gone"]
        if re.search(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", output, re.IGNORECASE)
    ]
    assert left == [], text
    assert [words for words in case["stay"] if words not in text] == [], text


LINES = st.sampled_from(
    [
        *(
            "Ada Parkhill",
            "# ada parkhill",
            "ADA PARKHILL, PhD",
            "Dr. sc. Ada",
            "ada.parkhill@example.com",
            "—",
        ),
        *(
            "EXPERIENCE",
            "EDUCATION",
            "SKILLS",
            "Contact",
            "2019 - 2023",
            "2019",
            "-",
            "* *",
            " | | ",
            "()",
            "•",
        ),
        *("Project Manager", "Lead", "Marlow Freight Ltd, 2019 - 2023", "at , 2020 - ", "** ** - 2021", "…"),
        *(
            "BSc, University of Leeds, 2010",
            ", 2011",
            "Location:",
            "LinkedIn: in/",
            "- Led 4 projects.",
            ". , ;",
        ),
        *(
            "Worked as PM in Marlow Freight from 2019 to 2020.",
            "(2018)",
            "Cluj | Jira |",
            "_-_, 2019 -",
            "1 / 2",
        ),
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(LINES, min_size=4, max_size=14))
def test_lines_in_any_order_are_masked_without_an_error(analyzer, lines):
    """What a page holds is never a reason to stop: odd lines, empty brackets, signs alone."""
    text = "\n".join(["Summary", "I led projects of software for years and years with many teams.", *lines])
    try:
        profile, _ = analyzer.understood([read_in_process(Source("resume.txt", text.encode()))])
    except NotAResume:
        reject()
    report = analyzer.as_report(profile)
    masked = blind(report, identity(report), alias="C-7").documents[0].text
    assert "parkhill@example.com" not in masked
