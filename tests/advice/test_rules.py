"""Every rule explains itself, and its own examples hold: "instead of" triggers it, "try" does not."""

import re
from pathlib import Path
from types import ModuleType

import pytest

from analyzer.advice import BASIS, PORTFOLIO_RULES, RULES, rules
from analyzer.advice.rule import rule
from analyzer.resources import read_yaml
from tests.advice.examples import acted_out, findings

CASES = {
    case["rule"]: case
    for path in sorted((Path(__file__).parents[1] / "cases" / "rules").glob("*.yaml"))
    if (case := read_yaml(path))
}
SHOWN = [pytest.param(found, id=found.name) for found in RULES]


def example_of(checked, key):
    """The example as the rule words it, or acted out where words cannot show it."""
    words = {"instead_of": checked.instead_of, "try": checked.try_}[key]
    return CASES.get(checked.name, {}).get(key, words)


@pytest.mark.parametrize("checked", SHOWN)
def test_the_example_of_the_flaw_triggers_the_rule(annotator, checked):
    assert findings(annotator, checked, example_of(checked, "instead_of")), checked.instead_of


@pytest.mark.parametrize("checked", SHOWN)
def test_the_better_example_does_not(annotator, checked):
    found = findings(annotator, checked, example_of(checked, "try"))
    assert not found, [finding.message for finding in found]


@pytest.mark.parametrize("checked", SHOWN)
def test_evidence_of_a_finding_is_a_slice_of_the_resume(annotator, checked):
    case = acted_out(annotator, example_of(checked, "instead_of"))
    for finding in checked.find(case):
        for evidence in finding.evidence:
            assert case.document.text[evidence.start : evidence.end] == evidence.text
            assert evidence.text
        for edit in finding.edits:
            assert 0 <= edit.start <= edit.end <= len(case.document.text)
            assert case.document.text[edit.start : edit.end] != edit.text


@pytest.mark.parametrize("checked", [pytest.param(found, id=found.name) for found in RULES])
def test_a_rule_explains_itself(checked):
    assert re.fullmatch(r"[a-z]+/[a-z-]+", checked.name)
    assert re.fullmatch(r"[A-Z]{3}-\d\d", checked.code)
    assert checked.basis in BASIS
    for part in (checked.summary, checked.why, checked.source, checked.instead_of, checked.try_):
        assert part.strip()


def test_names_are_unique_and_no_rule_is_forgotten():
    listed = [found.name for found in (*RULES, *PORTFOLIO_RULES)]
    assert len(set(listed)) == len(listed)
    modules = [value for value in vars(rules).values() if isinstance(value, ModuleType)]
    defined = {
        value.name for module in modules for value in vars(module).values() if type(value) is type(RULES[0])
    }
    assert defined == set(listed)


def test_a_rule_without_its_reasons_cannot_be_made():
    with pytest.raises(ValueError, match="Why, Instead of, Try and Source"):

        @rule("impact/nameless", code="QNT-01", severity="low", kind="rephrase", basis="D")
        def nameless(case):
            """Nothing more."""
            return []
