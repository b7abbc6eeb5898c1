"""Portfolios that a rule flags and portfolios that it lets pass, as a coach would write them down."""

from pathlib import Path

import pytest

from analyzer.advice import BASIS, PORTFOLIO_RULES, RULES, find_rule
from analyzer.resources import read_yaml
from tests.portfolio.around import findings

#: Examples of each kind that a rule needs.
LEAST = 6
FOLDER = Path(__file__).parent / "cases"
CASES = [read_yaml(path) for path in sorted(FOLDER.glob("*.yaml"))]


def examples(key):
    return [
        pytest.param(case["rule"], one, id=f"{case['rule']}-{number}")
        for case in CASES
        for number, one in enumerate(case[key], 1)
    ]


@pytest.mark.parametrize(("rule", "example"), examples("flags"))
def test_is_flagged(analyzer, rule, example):
    for found in findings(analyzer, find_rule(rule), example):
        assert found, example
        for one in found:
            assert one.message and "\n" not in one.message
            assert all(place.text for place in one.evidence)


@pytest.mark.parametrize(("rule", "example"), examples("passes"))
def test_passes(analyzer, rule, example):
    for found in findings(analyzer, find_rule(rule), example):
        assert not found, [example, *(one.message for one in found)]


def test_every_rule_has_its_cases():
    assert {case["rule"] for case in CASES} == {rule.name for rule in PORTFOLIO_RULES}
    for case, path in zip(CASES, sorted(FOLDER.glob("*.yaml")), strict=True):
        assert path.stem == case["rule"].replace("/", "-")
        assert len(case["flags"]) >= LEAST and len(case["passes"]) >= LEAST, case["rule"]


def test_rules_say_what_they_are():
    assert len(PORTFOLIO_RULES) >= 20
    codes = {rule.code for rule in PORTFOLIO_RULES}
    assert len(codes) == len(PORTFOLIO_RULES) and not codes & {rule.code for rule in RULES}
    for rule in PORTFOLIO_RULES:
        assert rule.family == "portfolio" and rule.basis in BASIS
        assert all((rule.summary, rule.why, rule.instead_of, rule.try_, rule.source))
