"""Terms that we do not know are shown; names, languages and known skills are not among them."""

import pytest

from analyzer.language import merge_annotations
from tests.language.resumes import TODAY, resume


def terms(annotator, *parts, **names):
    return [one.text for one in annotator.annotate(*resume(*parts, **names), today=TODAY).other_terms]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Python, Zorblax, SQL", ["Zorblax"]),
        ("Tools: Zorblax (basic), Excel", ["Zorblax"]),
        ("Zorblax | Quibble Studio | Jira", ["Zorblax", "Quibble Studio"]),
        ("English, German, Zorblax", ["Zorblax"]),
        ("Python, SQL", []),
        ("I have worked with very many different kinds of things", []),
        ("zorblax, Zorblax", ["zorblax"]),
    ],
)
def test_items_of_a_list_that_are_unknown_are_other_terms(annotator, line, expected):
    assert terms(annotator, ("list", line)) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Moved the boards to ZorbLax in spring.", ["ZorbLax"]),
        ("Built it with Python, Zorblax and Airflow.", ["Zorblax"]),
        ("Met Zorblax, the mayor.", []),
        ("Paid with PayPal.", ["PayPal"]),
    ],
)
def test_names_in_described_work_that_look_like_tools_are_other_terms(annotator, line, expected):
    assert terms(annotator, ("bullet", line)) == expected


def test_an_employer_is_no_term(annotator):
    assert terms(annotator, ("bullet", "Joined ZorbLax."), organization="ZorbLax") == []


def test_an_other_term_points_at_its_words_and_is_no_skill(annotator):
    document, outline = resume(("list", "Python, Zorblax"))
    found = annotator.annotate(document, outline, today=TODAY)
    (term,) = found.other_terms
    (piece,) = term.evidence
    assert document.text[piece.start : piece.end] == term.text == "Zorblax"
    assert [skill.name for skill in found.skills] == ["Python"]


def test_the_terms_of_several_documents_come_once_with_all_their_evidence(annotator):
    parts = (("list", "Zorblax"),), (("list", "zorblax, Quibble"),)
    merged = merge_annotations([annotator.annotate(*resume(*one), today=TODAY) for one in parts])
    assert [(one.text, len(one.evidence)) for one in merged.other_terms] == [("Zorblax", 2), ("Quibble", 1)]
