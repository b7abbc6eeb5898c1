"""Every rule explains itself, and its own examples hold: "instead of" triggers it, "try" does not."""

import re

import pytest

from analyzer.advice import BASIS, RULES, rules
from analyzer.advice.rule import rule
from analyzer.documents import read_in_process
from analyzer.records import Source
from tests.advice.examples import findings, resume_around

#: Rules about the file, the job or lengths, whose examples are described in words, not shown.
NOT_SHOWN = {
    "fit/unproven-requirement",
    "fit/missing-requirement",
    "fit/headline-off-target",
    "evidence/bare-list",
    "evidence/copied-ad",
    "structure/too-many-pages",
    "structure/word-count",
    "machine/columns",
    "machine/odd-characters",
    "machine/hidden-text",
    "machine/file-name",
}


SHOWN = [pytest.param(found, id=found.name) for found in RULES if found.name not in NOT_SHOWN]


@pytest.mark.parametrize("checked", SHOWN)
def test_the_example_of_the_flaw_triggers_the_rule(annotator, checked):
    assert findings(annotator, checked, resume_around(checked.instead_of)), checked.instead_of


@pytest.mark.parametrize("checked", SHOWN)
def test_the_better_example_does_not(annotator, checked):
    found = findings(annotator, checked, resume_around(checked.try_))
    assert not found, [finding.message for finding in found]


@pytest.mark.parametrize("checked", SHOWN)
def test_evidence_of_a_finding_is_a_slice_of_the_resume(annotator, checked):
    text = resume_around(checked.instead_of)
    document = read_in_process(Source("resume.txt", text.encode()))
    for finding in findings(annotator, checked, text):
        for evidence in finding.evidence:
            assert document.text[evidence.start : evidence.end] == evidence.text
            assert evidence.text


@pytest.mark.parametrize("checked", [pytest.param(found, id=found.name) for found in RULES])
def test_a_rule_explains_itself(checked):
    assert re.fullmatch(r"[a-z]+/[a-z-]+", checked.name)
    assert re.fullmatch(r"[A-Z]{3}-\d\d", checked.code)
    assert checked.basis in BASIS
    for part in (checked.summary, checked.why, checked.source, checked.instead_of, checked.try_):
        assert part.strip()


def test_names_are_unique_and_no_rule_is_forgotten():
    listed = [found.name for found in RULES]
    assert len(set(listed)) == len(listed)
    modules = [getattr(rules, name) for name in dir(rules) if name in {found.family for found in RULES}]
    modules += [rules.contact]
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
