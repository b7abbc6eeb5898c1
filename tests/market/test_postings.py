"""Invented ads in many styles, as data: what they ask, and what must never be taken for it."""

from pathlib import Path

import pytest

from analyzer.market import read_job
from analyzer.resources import read_yaml

CASES = sorted((Path(__file__).parent / "postings").glob("*.yaml"))


@pytest.fixture(params=CASES, ids=lambda path: path.stem)
def case(request):
    return read_yaml(request.param)


@pytest.fixture
def job(case):
    return read_job(case["text"], id="ad", source="ad.txt")


def asked(case):
    for line in case["asks"]:
        importance, _, quote = line.partition(" | ")
        assert importance in ("required", "preferred", "responsibility")
        yield importance, quote


def holding(job, quote):
    """The requirements that share half of the quote."""
    start = job.text.find(quote)
    end = start + len(quote)
    if start < 0:
        return []
    return [
        requirement
        for requirement in job.requirements
        if 2 * (min(end, requirement.end) - max(start, requirement.start))
        >= min(len(quote), len(requirement.text))
    ]


def test_every_demand_of_an_ad_is_found_with_its_importance(case, job):
    wrong = {
        quote: [found.importance for found in holding(job, quote)]
        for importance, quote in asked(case)
        if importance not in {found.importance for found in holding(job, quote)}
    }
    assert not wrong
    alone = {found.text for _, quote in asked(case) for found in holding(job, quote)}
    assert len(alone) >= len(list(asked(case))), "two demands share one line"


def test_nothing_else_is_taken_for_a_demand(case, job):
    quotes = [*(quote for _, quote in asked(case)), *case.get("may", ())]
    spans = [(job.text.find(quote), job.text.find(quote) + len(quote)) for quote in quotes]
    extra = [
        found.text
        for found in job.requirements
        if not any(min(end, found.end) > max(start, found.start) for start, end in spans)
    ]
    assert extra == []
    assert [words for words in case.get("never", ()) if holding(job, words)] == []


def test_title_family_seniority_and_years_are_read(case, job):
    expected = {key: case[key] for key in ("title", "family", "seniority", "min_years")}
    if expected["title"] is None:
        del expected["title"]
    assert {key: getattr(job, key) for key in expected} == expected


def test_what_is_no_skill_is_shown_but_not_scored(case, job):
    not_scored = case.get("unscored", ())
    assert [quote for quote in not_scored if any(found.scored for found in holding(job, quote))] == []


def test_notes_say_what_was_guessed_or_left_out(case, job):
    notes = " ".join(job.notes)
    assert ("cut off" in notes) == case.get("cut", False)
    assert case.get("foreign", "") in notes
    assert case.get("ambiguous", "") in notes
