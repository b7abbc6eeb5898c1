"""What each rule flags and what it lets pass, as a coach would write it down."""

from pathlib import Path

import pytest

from analyzer.advice import RULES, find_rule
from analyzer.resources import read_yaml
from tests.advice.examples import findings

FOLDER = Path(__file__).parents[1] / "cases" / "rules"
CASES = [read_yaml(path) for path in sorted(FOLDER.glob("*.yaml"))]


def examples(key):
    return [
        pytest.param(case["rule"], text, id=f"{case['rule']}-{number}")
        for case in CASES
        for number, text in enumerate(case[key], 1)
    ]


@pytest.mark.parametrize(("rule", "example"), examples("flags"))
def test_is_flagged(annotator, rule, example):
    assert findings(annotator, find_rule(rule), example), example


@pytest.mark.parametrize(("rule", "example"), examples("passes"))
def test_passes(annotator, rule, example):
    found = findings(annotator, find_rule(rule), example)
    assert not found, [example, *(finding.message for finding in found)]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_case_file_is_named_for_its_rule_and_shows_both_sides(path):
    case = read_yaml(path)
    assert find_rule(case["rule"]), case["rule"]
    assert path.stem == case["rule"].replace("/", "-")
    assert min(len(case["flags"]), len(case["passes"])) >= 6


def test_every_rule_has_its_cases():
    assert {case["rule"] for case in CASES} == {rule.name for rule in RULES}
