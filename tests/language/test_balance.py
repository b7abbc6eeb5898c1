"""Technical knowledge against leadership, from the levels of the competencies."""

import pytest

from analyzer.language import balance
from analyzer.records import Competency


def levels(technical, leadership):
    return tuple(
        Competency(f"{group}_{number}", group, level, (), group)
        for group, found in (("technical", technical), ("leadership", leadership), ("pm", [4, 4]))
        for number, level in enumerate(found)
    )


@pytest.mark.parametrize(
    ("technical", "leadership", "share", "thinner", "following"),
    [
        ([3, 3, 3, 0, 0, 0], [3, 2, 1], 0.67, "", ""),
        ([4, 4, 4, 1, 0, 0], [0, 2, 1], 0.25, "leadership", "leadership_1"),
        ([1, 0, 0, 0, 0, 0], [3, 3, 2], 0.12, "technical", "technical_0"),
        ([0, 0, 0, 0, 0, 0], [2, 2, 2], 0.0, "technical", "technical_0"),
        ([0, 0, 0, 0, 0, 0], [0, 0, 0], None, "", ""),
    ],
)
def test_the_thinner_side_is_named_below_one_half(technical, leadership, share, thinner, following):
    found = balance(levels(technical, leadership))
    assert (found.share, found.thinner, found.next) == (share, thinner, following)
