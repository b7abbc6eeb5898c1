"""The same posting twice: edited, posted elsewhere, cut short. Others are left alone."""

import random

import pytest

from analyzer.market import read_job
from analyzer.market.duplicates import SAME_FROM, Known, sketch
from analyzer.resources import data_path
from analyzer.store.postings import pack_sketch, unpack_sketch

TEXTS = [path.read_text(encoding="utf-8") for path in sorted(data_path("roles").glob("*.md"))]


@pytest.fixture(scope="module")
def known():
    found = Known()
    for number, text in enumerate(TEXTS):
        found.add(number, sketch(text, "mid"))
    return found


def edited(text, rng):
    words = [
        rng.choice(("team", "new", word.upper())) if rng.random() < 0.04 else word for word in text.split(" ")
    ]
    return " ".join(words)


CHANGES = {
    "as it is": lambda text, _: text,
    "white space and case": lambda text, _: "  ".join(text.upper().split()),
    "edited": edited,
    "posted elsewhere": lambda text, _: (
        f"Apply through our partner.\n{text}\nWe welcome everybody who applies."
    ),
    "cut short": lambda text, _: text[: len(text) // 2],
    "parts in another order": lambda text, _: "\n\n".join(reversed(text.split("\n\n"))),
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_same_posting_is_found_again(known, change):
    rng = random.Random(3)  # noqa: S311
    again = [known.same_as(sketch(CHANGES[change](text, rng), "mid")) for text in TEXTS]
    assert again == list(range(len(TEXTS)))


def test_different_postings_stay_apart():
    found = Known()
    for number, text in enumerate(TEXTS):
        assert found.same_as(sketch(text)) is None
        found.add(number, sketch(text))
    assert len(found) == len(TEXTS)


def asked_in(text):
    return [one.text for one in read_job(text, id="ad", source="ad").requirements]


def test_two_jobs_from_one_template_of_a_firm_stay_apart():
    rng = random.Random(5)  # noqa: S311
    words = " ".join(TEXTS).split()
    firm = "\n".join(f"Our company was founded on {' '.join(rng.sample(words, 12))}." for _ in range(80))
    ads = [f"{text}\n## About us\n{firm}" for text in TEXTS]
    found = Known()
    for number, text in enumerate(ads):
        found.add(number, sketch(text, "mid", asked_in(text)))
    one, other = (sketch(text, "mid", asked_in(text)) for text in ads[:2])
    assert one.shared(other) > SAME_FROM  # by their words alone they would be one
    assert not one.asks_as(other)
    again = [edited(text, rng) for text in ads]
    assert [found.same_as(sketch(text, "mid", asked_in(text))) for text in again] == list(range(len(ads)))


def test_the_same_words_for_another_level_are_another_posting(known):
    assert known.same_as(sketch(TEXTS[0], "senior")) is None


def test_short_texts_are_never_near(known):
    found = Known()
    found.add(1, sketch("AI project manager wanted"))
    assert found.same_as(sketch("AI project manager wanted now")) is None
    assert found.same_as(sketch("")) is None


def test_many_postings_are_sorted_in_and_still_found(monkeypatch):
    monkeypatch.setattr("analyzer.market.duplicates._MOST_FRESH", 60)
    found = Known()
    for number, text in enumerate(TEXTS):
        found.add(number, sketch(text))
    assert [found.same_as(sketch(text)) for text in TEXTS] == list(range(len(TEXTS)))


def test_a_sketch_survives_the_store():
    drawn = sketch(TEXTS[0], "mid")
    again = unpack_sketch(pack_sketch(drawn))
    assert (again.bands, again.runs, again.job) == (drawn.bands, drawn.runs, drawn.job)
    assert again.sample.tolist() == drawn.sample.tolist()
