"""Lines that a rule flags and lines that it lets pass, as a coach would write them down."""

from pathlib import Path

import pytest

from analyzer.advice import find_rule
from analyzer.resources import read_yaml
from tests.advice.examples import findings, resume_around

FOLDER = Path(__file__).parents[1] / "cases" / "rules"
CASES = [read_yaml(path) for path in sorted(FOLDER.glob("*.yaml"))]


def examples(key):
    return [
        pytest.param(case["rule"], text, id=f"{case['rule']}-{number}")
        for case in CASES
        for number, text in enumerate(case[key], 1)
    ]


@pytest.mark.parametrize(("rule", "text"), examples("flags"))
def test_is_flagged(annotator, rule, text):
    assert findings(annotator, find_rule(rule), resume_around(text)), text


@pytest.mark.parametrize(("rule", "text"), examples("passes"))
def test_passes(annotator, rule, text):
    found = findings(annotator, find_rule(rule), resume_around(text))
    assert not found, [text, *(finding.message for finding in found)]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_case_file_is_named_for_its_rule_and_shows_both_sides(path):
    case = read_yaml(path)
    assert find_rule(case["rule"]), case["rule"]
    assert path.stem == case["rule"].replace("/", "-")
    assert min(len(case["flags"]), len(case["passes"])) >= 6
