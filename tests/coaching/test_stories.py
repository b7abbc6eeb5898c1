"""A line of work as a story: whole clauses of the person's own, or a question."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.advice.star import PARTS, parts_of
from analyzer.resources import read_yaml

CASES = read_yaml(Path(__file__).with_name("stories.yaml"))
WORDS = (
    *("led", "moved", "to", "the", "a", "because", "when", "so", "that", "and", "by", "cutting"),
    *("saved", "12%", ";", ".", ",", ":", "(", ")", "is", "was", "clerks", "team"),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["line"][:50])
def test_a_line_tells_these_parts_and_no_others(case):
    told = {part: case[part] for part in PARTS if part in case}
    assert dict(parts_of(case["line"].rstrip("."), case.get("outcomes", ()))) == told


@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join), st.booleans())
def test_every_part_is_a_slice_of_the_line_and_no_part_is_a_word_or_two(line, measured):
    for part, quote in parts_of(line, ("12%",) if measured else ()):
        assert part in PARTS
        assert quote in line
        assert len(quote.split()) >= 3
