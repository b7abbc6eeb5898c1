"""Every rule explains itself, and its own examples hold: "instead of" triggers it, "try" does not."""

import re

import pytest

from analyzer.advice import BASIS, RULES, Case, rules
from analyzer.advice.rule import rule
from analyzer.documents import read_in_process
from analyzer.language import Annotator
from analyzer.parsing import outline
from analyzer.profile import build_profile
from analyzer.records import Source

TODAY = "2026-11"

#: The rest of a resume in which a rule's example is set, so that nothing but the example decides.
HEAD = "Rosa Example\nrosa@example.com | linkedin.com/in/rosa-example\n"
EXPERIENCE = "EXPERIENCE\n"
ROLE = "Project Manager, Example Ltd, Mar 2021 - Feb 2024\n"
FOOT = "\nEDUCATION\nBSc Statistics, Example University, 2016\n\nSKILLS\nJira\n"

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


@pytest.fixture(scope="module")
def annotator():
    return Annotator()


def resume_around(example: str) -> str:
    """A whole resume around an example: a line, a role, a section or the top of the page."""
    if example.startswith("Rosa Example"):
        return f"{example}\n\n{EXPERIENCE}\n{ROLE}- Planned the pilot with two teams.\n{FOOT}"
    if example.startswith("Project Manager\n"):
        return f"{example}\n\n{ROLE}- Planned the pilot with two teams.\n{FOOT}"
    if re.match(r"(?:EXPERIENCE|SKILLS|CERTIFICATIONS)\b", example):
        rest = (
            "" if "EXPERIENCE" in example else f"{EXPERIENCE}\n{ROLE}- Planned the pilot with two teams.\n\n"
        )
        education = "" if "EDUCATION" in example or "SKILLS" in example else FOOT
        return f"{HEAD}\n{rest}{example}\n{education}"
    if re.match(r"(?:SUMMARY|OBJECTIVE)\b", example):
        return f"{HEAD}\n{example}\n\n{EXPERIENCE}\n{ROLE}- Planned the pilot with two teams.\n{FOOT}"
    if ", Example Ltd" in example or ", Sample GmbH" in example:
        return f"{HEAD}\n{EXPERIENCE}\n{example}\n{FOOT}"
    lines = "\n".join(line if line.startswith("- ") else f"- {line}" for line in example.splitlines())
    return f"{HEAD}\n{EXPERIENCE}\n{ROLE}{lines}\n{FOOT}"


def findings(annotator, checked, text: str):
    document = read_in_process(Source("resume.txt", text.encode()))
    structure = outline(document, today=TODAY)
    profile = build_profile([document], [structure], [annotator.annotate(document, structure, today=TODAY)])
    return list(checked.check(Case(profile)))


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
