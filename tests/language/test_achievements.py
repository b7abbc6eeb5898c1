"""Achievements of a document: which lines count, their evidence, doubts, parts of a full answer."""

import json
import re
from pathlib import Path

import pytest

from analyzer.language.achievements import DOUBTS, doubts, find_achievements, strength_parts
from analyzer.language.metrics import find_metrics
from analyzer.language.numbers import normalise
from analyzer.language.patterns import WordStarts
from analyzer.language.rejections import load_rejections
from analyzer.records import Contact, Document, Line, Outline, Passage, Section

DATA = Path(__file__).parent.parent / "data"


def document_of(*parts, index=0):
    """A document and its outline from (section kind, passage kind, text) triples, one line each."""
    text, sections, passages = "", [], []
    for kind, passage, words in parts:
        start, end = len(text), len(text) + len(words)
        sections.append(Section(kind=kind, title=kind, start=start, end=end))
        passages.append(Passage(start=start, end=end, kind=passage, section=len(sections) - 1))
        text += f"{words}\n"
    document = Document("cv.txt", "0" * 64, "text", "test", text, lines=(Line(0, len(text), 1),), index=index)
    outline = Outline(Contact(), tuple(sections), tuple(passages), (), (), (), (), None)
    return document, outline


def achievements(*parts, index=0):
    return find_achievements(*document_of(*parts, index=index))


def one(text):
    (found,) = achievements(("experience", "bullet", text))
    return found


def test_every_bullet_of_the_work_is_an_entry_quantified_or_not():
    found = achievements(
        ("experience", "bullet", "Cut costs by 12% with a new tender."),
        ("experience", "bullet", "Wrote the plan."),
        ("projects", "bullet", "Two users, one demo."),
    )
    assert [entry.quantified for entry in found] == [True, False, True]


def test_text_evidence_and_metrics_are_slices_of_the_document():
    document, outline = document_of(
        ("summary", "prose", "Analyst."),
        ("experience", "bullet", "Reduced queues from 9 days\nto 4 hours in 3 plants."),
        ("experience", "prose", "We grew the team from 4 to 11 people. The office was blue."),
    )
    found = find_achievements(document, outline)
    assert [entry.text for entry in found] == [
        "Reduced queues from 9 days\nto 4 hours in 3 plants.",
        "We grew the team from 4 to 11 people.",
    ]
    for entry in found:
        evidence = entry.evidence
        assert document.text[evidence.start : evidence.end] == evidence.text == entry.text
        for metric in entry.metrics:
            assert document.text[metric.start : metric.end] == metric.text
            assert evidence.start <= metric.start < metric.end <= evidence.end


@pytest.mark.parametrize(
    ("kind", "passage", "text"),
    [
        ("summary", "prose", "Delivered 14 programmes worth $30M."),
        ("skills", "list", "Python 3, SQL, 12 tools"),
        ("experience", "entry", "Manager, Northwind, 2019 - 2023"),
        ("experience", "bullet", "Environment: Java 17, Oracle 19c, 3 servers"),
        ("interests", "bullet", "Ran 12 marathons."),
        ("other", "bullet", "Driving licence, class B"),
        ("languages", "bullet", "English C1, two more at school level"),
        ("experience", "prose", "Northwind builds railway software for many operators."),
    ],
)
def test_what_tells_no_deed_of_the_work_is_no_entry(kind, passage, text):
    assert achievements((kind, passage, text)) == ()


def test_an_entry_carries_what_its_verb_says_and_what_a_coach_would_ask():
    (led, duty, passive) = achievements(
        ("experience", "bullet", "Reduced churn by 20% with the desk."),
        ("experience", "bullet", "Responsible for planning of 4 depots."),
        ("experience", "bullet", "Reports were prepared every week."),
    )
    assert (led.verb, led.verb_class, led.tense) == ("reduce", "improved", "past")
    assert led.doubts == ("no-baseline", "round-number")
    assert duty.duty == "Responsible for"
    assert duty.doubts == ()
    assert passive.passive


def test_deeds_outside_of_jobs_count_when_they_are_told_as_deeds():
    found = achievements(
        ("other", "bullet", "Organised a charity run with 300 guests."),
        ("awards", "bullet", "Ranked 2nd of 57 teams in a datathon."),
    )
    assert [entry.verb for entry in found] == ["organise", "rank"]


def test_a_portfolio_page_without_sections_tells_deeds_too():
    page = ("summary", "prose", "Built a leak classifier from 1,200 reports with students.")
    assert achievements(page) == ()
    assert len(achievements(page, index=1)) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Reduced churn by 12.5% through a retention desk.", ("no-baseline",)),
        ("Reduced churn from 14.2% to 11.9%.", ()),
        ("Improved efficiency by 20%.", ("no-baseline", "percent-of-what", "round-number")),
        ("Helped to cut call volume from 18% to 12%.", ("team-share",)),
        ("We cut call volume from 18% to 12%.", ("team-share",)),
        ("Led the team that cut call volume from 18% to 12%.", ()),
        ("Grew sign-ups by 1,240%.", ("no-baseline", "round-number", "very-large")),
        ("Managed 14 suppliers.", ()),
        ("Wrote the plan.", ()),
    ],
)
def test_what_a_coach_would_doubt(text, expected):
    assert doubts(one(text)) == expected
    assert set(expected) <= set(DOUBTS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Cut cycle time from 15 to 6 days by limiting work in progress.",
            ("outcome", "comparison", "method"),
        ),
        (
            "Cut returns from 31% to 24% in nine months across 6 countries by new size advice.",
            ("outcome", "comparison", "method", "timeframe", "scope"),
        ),
        ("Led 11 people in 6 countries.", ("scope",)),
        ("Cut costs by 12%.", ("outcome",)),
        ("Wrote the plan.", ()),
    ],
)
def test_the_parts_of_a_full_answer(text, expected):
    assert strength_parts(one(text)) == expected


@pytest.mark.parametrize("row", load_rejections(), ids=lambda row: f"{row.group}: {row.sample}")
def test_each_rejection_finds_its_sample_and_the_sample_has_no_figure(row):
    assert row.pattern.search(normalise(row.sample))
    assert find_metrics(row.sample) == ()


PATTERNS = [row.pattern.pattern for row in load_rejections()]
PLAIN = re.compile(rf"(?<!\w)(?:{'|'.join(f'(?:{pattern})' for pattern in PATTERNS)})")
SORTED = WordStarts(PATTERNS)
LINES = [json.loads(line)["text"] for line in (DATA / "achievements.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("line", LINES)
def test_patterns_sorted_by_letter_find_what_one_alternation_finds(line):
    words = normalise(line)
    assert [one.span() for one in SORTED.finditer(words)] == [one.span() for one in PLAIN.finditer(words)]
