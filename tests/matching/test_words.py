"""Words that are compared: what a phrase that names a duty must not lend to a line."""

import pytest

from analyzer.matching.concepts import ideas, speaks_of_ai
from analyzer.matching.words import terms


@pytest.mark.parametrize(
    "line",
    [
        "Responsible for payroll",
        "Was accountable for payroll",
        "In charge of payroll",
        "Key tasks included payroll",
        "Duties: payroll",
        "Had responsibility for payroll",
    ],
)
def test_a_duty_phrase_is_no_evidence_of_responsible_ai_or_governance(line):
    assert (
        terms(line) & terms("Practise responsible AI; accountability, charge and task lists") == frozenset()
    )
    assert not ideas(line) & {"ethics", "govern"}


def test_responsible_ai_stays_what_it_is():
    assert ideas("Responsible for responsible AI reviews") == ideas("Responsible AI reviews")
    assert "ethics" in ideas("Responsible AI reviews of three classifiers")


@pytest.mark.parametrize(
    ("line", "about"),
    [
        ("Retrained the churn model each quarter", True),
        ("Led the rollout of an LLM assistant to 400 agents", True),
        ("AI Project Manager", True),
        ("Wrote the operating model of the new branch", False),
        ("Moved 40 servers and their email to the new site", False),
        ("Paid the suppliers of the hotel", False),
    ],
)
def test_which_lines_speak_of_ai(line, about):
    assert speaks_of_ai(line) is about
