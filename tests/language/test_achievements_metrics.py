"""Figures: the labelled lines, our own one-line cases, and what must hold for any text."""

import json
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.language.metrics import find_metrics

DATA = Path(__file__).parent.parent / "data"
LABELLED = [
    json.loads(line) for line in (DATA / "achievements.jsonl").read_text(encoding="utf-8").splitlines()
]
CASES = yaml.safe_load((DATA / "metric_cases.yaml").read_text(encoding="utf-8"))
FIELDS = ("value", "unit", "kind", "direction", "role")


def slices_hold(text, metrics):
    return all(text[one.start : one.end] == one.text for one in metrics)


@pytest.mark.parametrize("row", LABELLED, ids=[row["id"] for row in LABELLED])
def test_labelled_lines_give_their_values_and_kinds_and_traps_stay_silent(row):
    found = find_metrics(row["text"])
    assert slices_hold(row["text"], found)
    if not row["label"]:
        assert found == (), row["trap"]
    mine = [(round(one.value, 3), one.kind) for one in found]
    for gold in row["metrics"]:
        assert (round(gold["value"], 3), gold["kind"]) in mine


def expected(line):
    span, _, told = line.partition(" | ")
    plain, ends = [], {}
    for word in told.split():
        name, equals, value = word.partition("=")
        if equals:
            ends[name] = float(value)
        else:
            plain.append(word)
    # units of two words ("sq ft") stand between the value and the kind
    if len(plain) > len(FIELDS):
        plain[1:3] = [" ".join(plain[1:3])]
    facts = dict(zip(FIELDS, [float(plain[0]), *plain[1:]], strict=False))
    return span, {**facts, **ends}


@pytest.mark.parametrize("case", CASES["positives"], ids=lambda case: case[0][:50])
def test_each_figure_of_a_line_is_read(case):
    text, *lines = case
    found = find_metrics(text)
    assert slices_hold(text, found)
    assert len(found) == len(lines), found
    for line in lines:
        span, facts = expected(line)
        start, end = text.index(span), text.index(span) + len(span)
        hits = [one for one in found if one.start < end and start < one.end]
        assert len(hits) == 1, (span, found)
        assert {name: getattr(hits[0], name) for name in facts} == facts


@pytest.mark.parametrize("text", CASES["negatives"])
def test_what_only_looks_like_a_figure_stays_silent(text):
    assert find_metrics(text) == ()


# --- properties -------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    "cut costs by from to 12 3.5 1,200 40% 6 days 9 hours $1.2M € 750.000 two-thirds halved 1 in 9 "  # noqa: SIM905
    "4.7/5 95th of team : ; ( ) - – → x 24/7 2021 GPT-4 p95 F1 0.84 R² = ~ + k M bn lakh NPS nobody "
    "zero incidents up down target was it half a year".split()
)
SOUP = st.lists(PIECES, max_size=25).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=300), SOUP))
def test_any_text_is_read_without_failing_and_spans_are_slices(text):
    found = find_metrics(text)
    assert slices_hold(text, found)
    assert all(one.start < one.end for one in found)
    assert found == find_metrics(text)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([row["text"] for row in LABELLED]),
    st.sampled_from(
        ["Wrote the plan.", "Presented to the board and agreed next steps.", "Kept people informed."]
    ),
)
def test_a_plain_sentence_adds_no_figure(line, plain):
    alone = [(one.text, one.value, one.kind) for one in find_metrics(line)]
    joined = [(one.text, one.value, one.kind) for one in find_metrics(f"{line} {plain}")]
    assert joined == alone if line.endswith(".") else True
    assert find_metrics(plain) == ()


@settings(max_examples=100, deadline=None)
@given(st.sampled_from([row["text"] for row in LABELLED if row["label"]]), st.randoms(use_true_random=False))
def test_a_line_break_instead_of_a_space_changes_nothing(line, random):
    spaces = [found.start() for found in re.finditer(" ", line)]
    at = random.choice(spaces)
    broken = f"{line[:at]}\n{line[at + 1 :]}"
    assert [one.value for one in find_metrics(broken)] == [one.value for one in find_metrics(line)]


def test_a_line_without_end_is_read_in_a_moment():
    find_metrics("1 " * 20_000)
    find_metrics("a" * 50_000 + " 12%")
    find_metrics("from 3 to " * 5_000)
