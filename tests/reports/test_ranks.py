"""Places: people whose scores lie inside each other's intervals share them."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from analyzer.reports import words
from analyzer.reports.ranks import alike, places
from tests.reports.sample import AI_PM


def matches(*scores, half=6.0):
    return [
        replace(AI_PM, score=one, low=None, high=None, abstained=True)
        if one is None
        else replace(AI_PM, score=one, low=max(0.0, one - half), high=min(100.0, one + half))
        for one in scores
    ]


def test_who_really_differs_has_a_place_of_their_own():
    assert [one.text for one in places(matches(80.0, 60.0, 40.0))] == ["1", "2", "3"]


def test_who_does_not_shares_places_also_along_a_chain():
    given = matches(70.0, 65.0, 60.0, 20.0, None)
    assert [one.text for one in places(given)] == ["1 to 2", "1 to 3", "2 to 3", "4", "–"]
    assert alike(given, "ABCDE") == ("A and B: too close to tell", "B and C: too close to tell")


@given(st.lists(st.floats(0, 100), min_size=1, max_size=8), st.floats(0.5, 40))
def test_nobody_stands_above_somebody_who_is_not_really_behind(scores, half):
    found = matches(*sorted(scores, reverse=True), half=half)
    given = places(found)
    for one, place in zip(found, given, strict=True):
        assert 1 <= place.first <= place.last <= len(found)
        for other, its in zip(found, given, strict=True):
            if not words.really_different(one, other):
                assert place.first <= its.last and its.first <= place.last


@given(st.lists(st.floats(0, 100), min_size=1, max_size=8), st.floats(0.5, 40))
def test_whoever_is_called_alike_is_so_in_pairs(scores, half):
    found = matches(*sorted(scores, reverse=True), half=half)
    letters = "ABCDEFGH"[: len(found)]
    by_letter = dict(zip(letters, found, strict=True))
    for line in alike(found, letters):
        run = [one for one in line.split(":")[0].replace(" and ", ", ").split(", ") if one]
        assert len(run) > 1
        for one in run:
            assert not any(words.really_different(by_letter[one], by_letter[other]) for other in run)
