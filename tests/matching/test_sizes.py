"""Sizes: a team of four is no team of fifteen, however well the words agree."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.matching.sizes import asked, largest

CASES = yaml.safe_load(
    (Path(__file__).parent.parent / "cases" / "matching" / "sizes.yaml").read_text("utf-8")
)
RESUME = """Robin Vale
Leeds, UK

Experience

Project Manager, Larkfield Mutual, Leeds
Mar 2016 - Present
- {line}
- Ran the weekly risk review with four suppliers and wrote the report for the board.
- Planned the claims system for 140 users and kept the log of open questions for three sites.
- Wrote the training plan for new colleagues, and the monthly summary of costs for the sponsor.
"""
AD = """Project Manager

Requirements
- {asks}
- Experience planning projects with suppliers
"""


@pytest.mark.parametrize(("text", "kind", "least"), CASES["asked"])
def test_the_size_that_a_requirement_asks(text, kind, least):
    size = asked(text)
    if kind is None:
        assert size is None
    else:
        assert (size.kind, size.least) == (kind, pytest.approx(least))
        assert size.said in text


@pytest.mark.parametrize(("line", "kind", "value"), CASES["shown"])
def test_the_size_that_a_line_shows(profile_of, line, kind, value):
    found = largest(profile_of(RESUME.format(line=line)).achievements)
    if kind is None:
        assert not found
    else:
        assert found[kind].value == pytest.approx(value)
        assert line in found[kind].evidence.text


@pytest.mark.parametrize("case", CASES["met"], ids=lambda case: case["line"][:30])
def test_a_smaller_size_meets_a_requirement_in_part(matcher, profile_of, job_of, case):
    profile, job = profile_of(RESUME.format(line=case["line"])), job_of(AD.format(asks=case["asks"]))
    told = next(one for one in matcher.match(profile, job).requirements if one.text in case["asks"])
    assert (told.met, told.note) == (case["met"], case["note"])
    assert case["line"][:20] in told.evidence[0].text


@settings(max_examples=20)
@given(st.integers(2, 60), st.integers(1, 60))
def test_a_larger_team_never_lowers_what_is_shown(matcher, profile_of, job_of, size, more):
    job = job_of(AD.format(asks=CASES["met"][0]["asks"]))

    def score(people):
        line = f"Led a project team of {people} members through the rollout and the hand-over."
        return matcher.match(profile_of(RESUME.format(line=line)), job).score

    assert score(size + more) >= score(size)
