"""The rows that the judge reads are the columns that it learned from, to the last bit."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analyzer.market import read_job
from analyzer.matching.answers import KINDS, SIGNS, Answer, judged_columns, judged_rows, kinds_of
from analyzer.matching.target import target

AD = """AI Project Manager

Requirements
- 5 years of project management
- PMP certification
- Bachelor's degree in computer science
- Basic knowledge of Python
- Strong communication and stakeholder management
Responsibilities
- Lead delivery of machine learning products with budgets and vendors
"""
signs = st.lists(st.floats(0, 1, allow_nan=False), min_size=len(SIGNS), max_size=len(SIGNS))


@given(st.data())
def test_a_table_of_factors_gives_the_columns_to_the_last_bit(data):
    aim = target(read_job(AD, id="ad", source="ad.txt"))
    assert len(aim.asks) > 4
    answers = [Answer(ask, tuple(data.draw(signs)), (), ()) for ask in aim.asks]
    rows = judged_rows(answers, aim)
    for one, row in zip(answers, rows, strict=True):
        told = dict(zip(SIGNS, one.signs, strict=True))
        kinds = kinds_of(one.ask)
        assert len(kinds) == len(KINDS)
        assert np.array(list(judged_columns(told, kinds))).tobytes() == row.tobytes()
