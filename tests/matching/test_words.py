"""Words that are compared: what a phrase that names a duty must not lend to a line."""

import pytest

from analyzer.matching.concepts import ideas
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
