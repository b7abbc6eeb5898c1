"""The family of a job by the weights of its signs."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.market.families import likely, lines_for, signs
from analyzer.resources import data_path

TABLE = json.loads(data_path("market_words", "families.json").read_text(encoding="utf-8"))
LINES = st.lists(st.text(alphabet="abcdefgh modelplanriskteam", max_size=60), max_size=8)


@given(st.text(max_size=60), LINES, st.booleans())
def test_probabilities_are_those_of_all_families_and_sum_to_one(title, lines, ai):
    found = likely(signs(title, lines, named=None, loose=True, ai=ai))
    assert {family for family, _ in found} == set(TABLE["families"])
    assert math.isclose(sum(share for _, share in found), 1)
    assert [share for _, share in found] == sorted((share for _, share in found), reverse=True)


@given(st.text(max_size=60), LINES)
def test_the_order_of_the_lines_changes_nothing(title, lines):
    told = [likely(signs(title, order, named=None, loose=True, ai=True)) for order in (lines, lines[::-1])]
    assert told[0] == told[1]


def test_lines_speak_for_families():
    counts = lines_for(["Run sprint planning and retros", "Remove impediments", "Water the plants"])
    assert counts["scrum_master"] == 2


@pytest.mark.parametrize("family", TABLE["families"])
def test_words_of_its_own_duties_speak_for_a_family(family):
    """More lines that speak for a family never make it less likely than another number of them would."""
    weight = TABLE["weights"].get(f"share: {family}", {}).get(family)
    assert weight is None or weight > 0
