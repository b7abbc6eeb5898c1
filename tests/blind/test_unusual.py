"""Unusual forms of a resume: what tells who the person is is gone all the same."""

import re
from pathlib import Path

import pytest
import yaml

from analyzer.blind import blind, identity
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
