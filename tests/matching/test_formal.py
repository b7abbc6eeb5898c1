"""Degrees and certificates in requirements: held, akin, planned or not there."""

from pathlib import Path

import pytest
import yaml

from analyzer.matching import studies
from analyzer.matching.studies import fields_asked

CASES = yaml.safe_load(
    (Path(__file__).parent.parent / "cases" / "matching" / "formal.yaml").read_text("utf-8")
)
RESUME = """Robin Vale
Leeds, UK

Experience

Project Manager, Larkfield Mutual, Leeds
Mar 2016 - Present
- Planned and led the rollout of a claims system for 140 users and closed it 3 weeks early.
- Ran the weekly risk review with four suppliers and kept spend within the budget of 1.2 million.
- Wrote the monthly report for the board and trained 60 colleagues in the new process.

{heading}

{line}
"""
AD = """Project Manager

Requirements
- {asks}
- Experience planning projects with suppliers
"""


def met(matcher, profile_of, job_of, *, asks, heading, line):
    match = matcher.match(profile_of(RESUME.format(heading=heading, line=line)), job_of(AD.format(asks=asks)))
    return next(one for one in match.requirements if one.text.startswith(asks[:20]))


@pytest.mark.parametrize(
    "case", CASES["degrees"], ids=lambda case: f"{case['asks'][:30]}-{case['study'][:20]}"
)
def test_a_degree_counts_by_its_level_and_field(matcher, profile_of, job_of, case):
    told = met(matcher, profile_of, job_of, asks=case["asks"], heading="Education", line=case["study"])
    assert told.met == case["met"]
    if told.evidence:
        assert told.evidence[0].section == "education"


@pytest.mark.parametrize(
    "case", CASES["certificates"], ids=lambda case: f"{case['asks'][:20]}-{case['certificate'][:20]}"
)
def test_a_certificate_counts_by_its_state_and_kind(matcher, profile_of, job_of, case):
    told = met(
        matcher, profile_of, job_of, asks=case["asks"], heading="Certifications", line=case["certificate"]
    )
    assert told.met == case["met"]
    assert told.note == case.get("note", "")


@pytest.mark.parametrize(("text", "names"), CASES["fields"])
def test_the_fields_of_study_asked(text, names):
    asked = fields_asked(text)
    assert {
        name for name in ("CORE", "NEAR", "BUSINESS", "RELATED") if asked & getattr(studies, name)
    } == set(names)


def test_a_planned_certificate_does_not_meet_a_condition(matcher, profile_of, job_of):
    ad = AD.format(asks="PMP certification is required and must be active at time of hire")
    held, planned = (
        matcher.match(profile_of(RESUME.format(heading="Certifications", line=line)), job_of(ad))
        for line in ("PMP, 2023", "PMP: exam booked for February 2030")
    )
    assert held.score > planned.score
    assert planned.score <= 59


def test_all_degrees_and_the_nearest_jobs_are_quoted(matcher, profile_of, job_of):
    line = "MSc Statistics, Northfield University, 2015\nBSc Mathematics, Northfield University, 2013"
    told = met(
        matcher,
        profile_of,
        job_of,
        asks="Degree in mathematics or statistics",
        heading="Education",
        line=line,
    )
    assert [one.section for one in told.evidence[:2]] == ["education", "education"]
    years = met(
        matcher,
        profile_of,
        job_of,
        asks="5+ years of project management experience",
        heading="Education",
        line=line,
    )
    assert "Project Manager" in years.evidence[0].text


def test_a_title_line_is_quoted_for_years_or_where_there_is_nothing_else(matcher, profiles, roles):
    for profile in profiles.values():
        headers = [one.header for one in profile.outlines[0].positions]
        for job in roles.values():
            for asked, told in zip(job.requirements, matcher.match(profile, job).requirements, strict=True):
                titles = [any(a <= quote.start < b for a, b in headers) for quote in told.evidence]
                assert asked.min_years or told.met == "claimed" or not any(titles) or titles == [True], told
