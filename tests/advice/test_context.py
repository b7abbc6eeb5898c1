"""What sort of resume it is, and that rules keep quiet where custom speaks against them."""

import pytest

from analyzer.advice import RULES, find_rule
from tests.advice.examples import FOOT, acted_out

ROLE = "Project Manager, Example Ltd, {} - {}\n- Planned the pilot with two teams.\n"


TWELVE_YEARS = ROLE.format("Mar 2012", "Feb 2024")
CHIEF = TWELVE_YEARS.replace("Project Manager", "Chief Operating Officer")


def whole(top="", experience=TWELVE_YEARS, more=""):
    return {"whole": f"Rosa Example\n{top}rosa@example.com\n\nEXPERIENCE\n\n{experience}\n{more}{FOOT}"}


@pytest.mark.parametrize(
    ("spec", "stage"),
    [
        (whole(), "professional"),
        (whole(experience=ROLE.format("Sep 2025", "Jan 2026")), "student"),
        (whole(experience=ROLE.format("Jan 2024", "Dec 2025")), "early"),
        (whole(experience=CHIEF), "executive"),
    ],
)
def test_the_stage_is_told_by_years_and_titles(annotator, spec, stage):
    assert acted_out(annotator, spec).context.stage == stage


@pytest.mark.parametrize(
    ("top", "region"),
    [
        ("Leeds, UK | ", "UK"), ("Berlin, Germany | ", "DE"), ("Austin, TX | ", "US"),
        ("Pune, India | ", "IN"), ("+49 30 901820 | ", "DE"), ("", ""), ("Dubai | ", "GULF"),
    ],
)  # fmt: skip
def test_the_region_is_told_by_the_top_of_the_page(annotator, top, region):
    assert acted_out(annotator, whole(top)).context.region == region


def test_an_academic_cv_has_publications_and_a_title(annotator):
    lecturer = ROLE.format("Mar 2012", "Feb 2024").replace("Project Manager", "Senior Lecturer")
    papers = "PUBLICATIONS\nExample R. On forms. 2020.\n"
    assert acted_out(annotator, whole(experience=lecturer, more=papers)).context.academic
    assert not acted_out(annotator, whole(more=papers)).context.academic


def test_personal_data_are_a_smaller_matter_where_they_are_custom(annotator):
    rule = find_rule("privacy/personal-data")
    top = "Date of birth: 4 May 1990\n"
    (here,) = rule.find(acted_out(annotator, whole(f"{top}Berlin, Germany | ")))
    (there,) = rule.find(acted_out(annotator, whole(f"{top}Austin, TX | ")))
    assert (here.severity, there.severity) == ("low", "high")


def test_rules_are_silent_only_where_they_say_so():
    assert {one.name for one in RULES if "student" in one.quiet_for} >= {"structure/outdated-objective"}
    assert all(len(one.quiet_for) < 4 for one in RULES)
