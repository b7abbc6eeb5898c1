"""Years and last use of a skill: from the dated jobs that show it."""

import pytest

from analyzer.language.knowledge import load_skills
from analyzer.language.strength import Mention, fold, raised_by_skill
from analyzer.records import Evidence
from tests.language.resumes import skills_of

WORDS = Evidence(0, 0, 3, 1, "SQL", "experience")


def years(*jobs, hedged=False):
    mentions = [
        Mention("sql", "E3", hedged, WORDS, spot=str(number), used=used) for number, used in enumerate(jobs)
    ]
    (skill,) = fold(raised_by_skill(mentions), load_skills(), today="2026-11")
    return skill.years, skill.last_used


@pytest.mark.parametrize(
    ("jobs", "expected"),
    [
        ([("2020-01", "2020-12")], (1.0, "2020-12")),
        ([("2020-01", "2020-12"), ("2020-07", "2021-06")], (1.5, "2021-06")),
        ([("2020-01", "2020-12"), ("2018-01", "2018-12")], (2.0, "2020-12")),
        ([("2026-01", "present")], (0.9, "present")),
        ([("2026-01", "present"), ("2024-01", "2025-12")], (2.9, "present")),
        ([("2019", "2020")], (2.0, "2020")),
        ([None], (None, None)),
    ],
)
def test_time_in_two_jobs_at_once_counts_once(jobs, expected):
    assert years(*jobs) == expected


def test_a_hedged_mention_gives_no_years():
    assert years(("2020-01", "2020-12"), hedged=True) == (None, None)


def test_a_job_that_ended_before_it_began_gives_no_years():
    assert years(("2021-05", "2020-05")) == (0.0, "2020-05")


def test_a_listed_skill_has_no_years_and_a_used_one_has(annotator):
    found = skills_of(annotator, ("list", "Terraform, Python"), ("bullet", "Wrote Python jobs for the port."))
    assert (found["Python"].years, found["Python"].last_used) == (5.9, "present")
    assert (found["Terraform"].years, found["Terraform"].last_used) == (None, None)
