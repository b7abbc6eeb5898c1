"""Demand: figures equal to a count by hand, intervals that hold what they promise."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analyzer.market.demand import (
    Selection,
    differences,
    groups,
    pay_ranges,
    selected,
    share_of,
    shares,
    together,
    trend,
    years_asked,
)
from analyzer.market.facts import Facts, Pay
from analyzer.market.intervals import clear, fisher, median_interval, newcombe, wilson


def row(id, required=(), preferred=(), **told):
    told = {"family": "ai_project_manager", "level": "mid", "readable": "full", **told}
    return Facts(
        id=str(id), title="AI PM", source="hand", required=tuple(required), preferred=tuple(preferred), **told
    )


PMP = ("pmp",)
#: Thirty rows, counted by hand: 24 readable in English, 12 of these ask for Scrum, 6 for Python, 4 for both.
THIRTY = (
    *(row(n, ["scrum", "python"], posted="2026-01-15", min_years=3) for n in range(4)),
    *(row(n, ["scrum"], ["mlops"], posted="2026-02", level="senior", min_years=7) for n in range(4, 10)),
    *(row(n, ["scrum"], country="GB", credentials=PMP, credentials_required=PMP) for n in range(10, 12)),
    *(row(n, ["python"], credentials=("pmp",), degree="bachelor", posted="2025") for n in range(12, 14)),
    *(row(n, ["risk-management"], family="ai_governance", remote="yes") for n in range(14, 24)),
    *(row(n, readable="none", family="ai_governance") for n in range(24, 28)),
    *(row(n, readable="none", language="de") for n in range(28, 30)),
)  # fmt: skip
ENGLISH = selected(THIRTY, Selection())


def counts(kind, rows=ENGLISH):
    return {one.id: (one.count, one.n) for one in shares(rows, kind)}


def test_the_figures_equal_a_count_by_hand():
    assert len(ENGLISH) == 28
    assert counts("skill") == {
        "scrum": (12, 24), "risk-management": (10, 24), "python": (6, 24), "mlops": (6, 24),
    }  # fmt: skip
    assert counts("credential") == {"pmp": (4, 24)}
    assert counts("credential required") == {"pmp": (2, 24)}
    assert counts("degree") == {"bachelor": (2, 24)}
    assert counts("years") == {"1+": (10, 24), "3+": (10, 24), "5+": (6, 24), "7+": (6, 24)}
    assert counts("competency")["agile_delivery"] == (12, 24)
    years = years_asked(ENGLISH)
    assert (years.n, years.of, years.median) == (10, 24, 7)
    assert share_of(ENGLISH, "skill", ["scrum", "python"]).count == 14


def test_a_row_whose_requirements_cannot_be_read_counts_nowhere():
    assert counts("skill", [row(1, ["scrum"]), row(2, readable="none"), row(3, readable="part")])[
        "scrum"
    ] == (1, 2)


def test_groups_and_filters():
    found = {name: len(some) for name, some in groups(ENGLISH, "family").items()}
    assert found == {"ai_project_manager": 14, "ai_governance": 14}
    assert list(groups(ENGLISH, "month")) == ["2026-01", "2026-02", "unknown"]
    assert len(selected(THIRTY, Selection(levels=("senior",)))) == 6
    assert len(selected(THIRTY, Selection(countries=("GB",)))) == 2
    assert len(selected(THIRTY, Selection(remote=("yes",)))) == 10
    assert len(selected(THIRTY, Selection(since="2026-01", until="2026-01"))) == 4
    assert len(selected(THIRTY, Selection(since="2026-02"))) == 6
    assert len(selected(THIRTY, Selection(until="2026-01"))) == 6, "a year alone may be before January's end"


def test_pay_filters_and_ranges_keep_currencies_and_periods_apart():
    paid = [row(n, pay=Pay(100_000 + n, 120_000 + n, "USD", "year")) for n in range(7)]
    paid += [row(9, pay=Pay(None, 50, "EUR", "hour"))]
    usd, eur = pay_ranges([*paid, row(10)])
    assert (usd.currency, usd.period, usd.n, usd.median) == ("USD", "year", 7, 110_003)
    assert usd.low <= usd.median <= usd.high
    assert (eur.currency, eur.period, eur.n, eur.median) == ("EUR", "hour", 1, 50)
    assert len(selected(paid, Selection(least_pay=120_004))) == 3
    assert len(selected(paid, Selection(currency="EUR"))) == 1


def test_differences_are_called_clear_only_beyond_chance():
    ai = [row(n, ["machine-learning", "communication"] if n < 36 else ["communication"]) for n in range(40)]
    it = [row(n, ["communication"] if n < 36 else ["sap"]) for n in range(40)]
    found = {one.share.id: one for one in differences(ai, it, "skill")}
    assert found["machine-learning"].clear and found["machine-learning"].low > 0.7
    assert not found["communication"].clear
    assert next(iter(found)) == "machine-learning"


def test_a_trend_needs_enough_dated_rows_and_says_how_many_are_not():
    early = [row(n, ["scrum"], posted="2025-03") for n in range(20)]
    late = [row(n, ["python"], posted="2026-03") for n in range(20, 40)]
    moved = trend([*early, *late, row(41, ["scrum"])], "skill", "scrum")
    assert (moved.since, moved.undated, moved.change.clear) == ("2026-03", 1, True)
    assert moved.change.high < -0.6
    assert [(month, one.count, one.n) for month, one in moved.months] == [
        ("2025-03", 20, 20),
        ("2026-03", 0, 20),
    ]
    assert trend([*early[:9], *late], "skill", "scrum").change is None


def test_what_comes_together():
    rows = [row(n, ["scrum", "jira"] if n < 12 else ["python"]) for n in range(30)]
    pair = together(rows)[0]
    assert {pair.first, pair.second} == {"Scrum", "Jira"}
    assert pair.clear and pair.count == 12 and pair.times == pytest.approx(2.5)


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_share_lies_in_its_interval(pair):
    low, high = wilson(*pair)
    assert 0 <= low <= pair[0] / pair[1] <= high <= 1
    assert high - low > 0


def test_wilson_and_newcombe_give_the_published_values():
    # Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I: 81 of 263, 15 of 148
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)
    assert wilson(15, 148) == pytest.approx((0.0624, 0.1605), abs=1e-4)
    # "Interval estimation for the difference between independent proportions", method 10: 56/70 - 48/80
    assert newcombe(56, 70, 48, 80) == pytest.approx((0.0524, 0.3339), abs=1e-4)
    assert wilson(0, 0) == (0, 1)


def test_intervals_hold_the_truth_nineteen_times_of_twenty():
    rng = random.Random(5)  # noqa: S311
    held = sum(
        low <= 0.3 <= high
        for low, high in (wilson(sum(rng.random() < 0.3 for _ in range(60)), 60) for _ in range(2000))
    )
    assert 0.93 <= held / 2000 <= 0.975
    medians = sum(
        low <= 0.5 <= high
        for _, low, high in (median_interval([rng.random() for _ in range(31)]) for _ in range(1000))
    )
    assert medians / 1000 >= 0.94


def test_large_counts_are_tested_like_small_ones():
    for count, n, other, of in ((300, 1000, 350, 1000), (200, 900, 210, 1100), (500, 2000, 420, 2000)):
        exact = stats.fisher_exact([[count, n - count], [other, of - other]]).pvalue
        assert fisher(count, n, other, of) == pytest.approx(exact, rel=0.15)


def test_false_findings_are_held_down():
    rng = random.Random(7)  # noqa: S311
    wrong = 0
    for _ in range(60):
        draws = [[sum(rng.random() < 0.3 for _ in range(40)) for _ in range(2)] for _ in range(30)]
        wrong += any(clear([fisher(one, 40, other, 40) for one, other in draws]))
    assert wrong <= 6  # no difference is real: at most one family of tests in twenty should speak
