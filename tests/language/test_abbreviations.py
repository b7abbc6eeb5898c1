"""An abbreviation that the resume explains means what it says there, in the whole document."""

from tests.language.resumes import skills_of


def test_an_explained_abbreviation_counts_later_in_the_document(annotator):
    found = skills_of(
        annotator,
        ("bullet", "Set up the Quality Gates (QG) for two lines."),
        ("bullet", "Ran every QG with 4 inspectors."),
    )
    assert found["quality management"].strength == "E4"


def test_an_abbreviation_that_means_something_else_here_shows_nothing(annotator):
    found = skills_of(
        annotator,
        ("bullet", "Worked as customer success manager (CSM) for two plants."),
        ("list", "CSM, Scrum"),
    )
    assert "CSM" not in found


def test_letters_that_do_not_fit_explain_nothing(annotator):
    found = skills_of(annotator, ("bullet", "Kept the spare parts list (SQL) of 40 pumps."))
    assert "SQL" in found
