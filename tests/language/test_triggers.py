"""Triggers: what they are read off a pattern, and that no reservation is missed for want of one."""

from pathlib import Path

import pytest

from analyzer.language.hedges import READERS, scopes
from analyzer.language.pipeline import build_pipeline
from analyzer.language.triggers import Searchers, needs_of, triggers_of

CASES = Path(__file__).with_name("cases")


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"familiar(?:ity)?\s+with", {"familiar"}),
        (r"(?:some|limited)\s+(?:knowledge|exposure)", {"knowledge", "exposure"}),
        (r"basics?", {"basic"}),
        (r"cent(?:re|er)s?\s+of", {"cent"}),
        (r"(?:very\s+)?rusty", {"rusty"}),
        (r"(?<=not\s)certified", {"certified"}),
        (r"[A-Z]{2,}\s+expected", {"expected"}),
        (r"no\s+(?:prior\s+)?|without", {"no", "without"}),
        (r"(?:abc){2}x", {"abc"}),
    ],
)
def test_the_letters_without_which_a_pattern_cannot_match(pattern, expected):
    assert triggers_of(pattern) == expected


@pytest.mark.parametrize("pattern", [r"\d+", r"(?:maybe)?", r"word|\s+"])
def test_a_pattern_without_sure_letters_is_refused(pattern):
    with pytest.raises(ValueError, match="No letters"):
        triggers_of(pattern)


def test_only_patterns_with_a_word_of_theirs_are_worth_a_search():
    patterns = [("planned", r"planned|scheduled"), ("denied", r"never\s+\w+|no\s+\w+|lack\s+of\s+experience")]
    searchers = Searchers([(name, needs_of(pattern)) for name, pattern in patterns], at_starts=True)
    assert searchers.worth("exam (planned)") == ("planned",)
    assert searchers.worth("never planned") == ("planned", "denied")
    assert searchers.worth("no experience") == ("denied",)
    assert searchers.worth("notes on experience") == ()
    assert searchers.worth("lack of time") == ()
    assert searchers.worth("python and sql") == ()


@pytest.mark.parametrize("path", sorted(CASES.glob("*.yaml")), ids=lambda path: path.stem)
@pytest.mark.parametrize("written", [str, str.upper])
def test_no_reservation_is_missed_for_want_of_a_search(path, written):
    for line in path.read_text("utf-8").splitlines():
        text = written(line)
        every = {scope for read in READERS.values() for scope in read(text)}
        assert set(scopes(text, text.casefold())) == every


def test_skills_of_a_pipeline_are_spans_of_its_doc():
    doc = build_pipeline()("Familiar with Python.\nRan the steering committee in Jira")
    spans = [(span.id_, span.text.strip(" ."), span.label_) for span in doc._.skills]
    assert ("python", "Python", "hedged") in spans
    assert ("jira", "Jira", "plain") in spans
    assert doc.text == "Familiar with Python.\nRan the steering committee in Jira"
