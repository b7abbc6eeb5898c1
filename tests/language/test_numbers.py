"""Numbers: figures of several locales, number words, currencies; offsets that stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.language.numbers import find_numbers, normalise, value_of_figure, value_of_words


def numbers(text):
    return [(one.value, one.currency) for one in find_numbers(normalise(text))]


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("1,200", 1200, ""),
        ("1 200", 1200, ""),
        ("1\u202f200", 1200, ""),
        ("1'200", 1200, ""),
        ("4,20,000", 420_000, ""),
        ("1.234.567,50 €", 1_234_567.5, "EUR"),
        ("750.000 €", 750_000, "EUR"),
        ("0.875", 0.875, ""),
        ("96,4", 96.4, ""),
        ("120k", 120_000, ""),
        ("2.1 million", 2_100_000, ""),
        ("2,3 mln", 2_300_000, ""),
        ("₹4.2 crore", 42_000_000, "INR"),
        ("INR 18 lakh", 1_800_000, "INR"),
        ("R$ 22 million", 22_000_000, "BRL"),
        ("R4.2 million", 4_200_000, "ZAR"),
        ("RM 640 million", 640_000_000, "MYR"),
        ("EUR 2.3m", 2_300_000, "EUR"),
        ("3,4 M€", 3_400_000, "EUR"),
        ("12 MSEK", 12_000_000, "SEK"),
        ("5 Mio. EUR", 5_000_000, "EUR"),
        ("10,000 dollars", 10_000, "USD"),
        ("$14.6K", 14_600, "USD"),
        ("US$1.5bn", 1_500_000_000, "USD"),
        ("-12", -12, ""),
        ("+31", 31, ""),
        ("twenty-five", 25, ""),
        ("one hundred and twenty", 120, ""),
        ("half a million", 500_000, ""),
        ("two dozen", 24, ""),
        ("a hundred", 100, ""),
        ("six (6)", 6, ""),
        ("two thousand five hundred", 2500, ""),
    ],
)
def test_one_number(text, value, currency):
    assert numbers(text) == [(value, currency)]


@pytest.mark.parametrize("text", ["GPT-4", "p95", "F1", "v2.4", "H100", "S/4HANA", "rmarin94", "go-one"])
def test_digits_inside_a_name_are_no_number(text):
    assert numbers(text) == []


@pytest.mark.parametrize(("text", "value"), [("PHP 7", 7), ("R 4.0", 4.0), ("try 3 ideas", 3)])
def test_a_word_that_is_also_a_currency_makes_no_money(text, value):
    assert numbers(text) == [(value, "")]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("$90K–$120K", 90_000, 120_000), ("5-10", 5, 10), ("1.2-1.7 million", 1.2e6, 1.7e6)],
)
def test_a_range_keeps_both_ends(text, low, high):
    (number,) = find_numbers(normalise(text))
    assert (number.value, number.high) == (low, high)


def test_between_three_and_five_are_two_numbers():
    assert numbers("between three and five") == [(3, ""), (5, "")]


@given(st.text(max_size=200))
def test_offsets_stay_and_any_text_is_read(text):
    words = normalise(text)
    assert len(words) == len(text)
    for one in find_numbers(words):
        assert 0 <= one.start < one.end <= len(text)


@given(st.integers(min_value=0, max_value=10**9))
def test_a_number_with_separators_keeps_its_value(value):
    assert value_of_figure(f"{value:,}") == value
    assert value_of_figure(f"{value:,}".replace(",", " ")) == value


def test_words_and_figures_agree():
    assert value_of_words("forty two") == value_of_figure("42")
