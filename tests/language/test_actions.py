"""Actions: opening verb, strength, tense, whose work it was, duties and passives."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from analyzer.language.actions import classify_action, verb_form, verb_forms

DATA = Path(__file__).parent.parent / "data"
CASES = yaml.safe_load((DATA / "action_cases.yaml").read_text(encoding="utf-8"))
VERBS = yaml.safe_load((DATA.parent.parent / "data" / "verbs.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0][:40])
def test_the_action_of_a_line(case):
    text, verb, ownership, tense, strength, *more = case
    action = classify_action(text)
    assert (action.verb, action.ownership, action.tense, action.strength) == (
        verb,
        ownership,
        tense,
        strength,
    )
    expected = more[0] if more else None
    assert action.passive == (expected == "passive")
    assert action.duty == (None if expected == "passive" else expected)


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("plan", {"plan", "plans", "planned", "planning"}),
        ("lead", {"lead", "leads", "led", "leading"}),
        ("write", {"write", "writes", "wrote", "written", "writing"}),
        ("oversee", {"oversee", "oversees", "oversaw", "overseen", "overseeing"}),
        ("label", {"label", "labels", "labelled", "labeled", "labelling", "labeling"}),
        ("clarify", {"clarify", "clarifies", "clarified", "clarifying"}),
        ("free", {"free", "frees", "freed", "freeing"}),
        ("roll-out", {"roll-out", "rolls-out", "rolled-out", "rolling-out"}),
        ("deploy", {"deploy", "deploys", "deployed", "deploying"}),
        ("visit", {"visit", "visits", "visited", "visiting"}),
    ],
)
def test_the_forms_of_a_verb(lemma, forms):
    assert set(verb_forms(lemma)) == forms


def test_a_verb_stands_in_one_class_only():
    verbs = [verb for verbs in VERBS["classes"].values() for verb in verbs]
    assert len(verbs) == len(set(verbs))


def test_every_form_leads_back_to_a_verb_of_the_table():
    known = {verb for verbs in VERBS["classes"].values() for verb in verbs}
    for verb in known:
        assert all(verb_form(form) is None or verb_form(form).lemma in known for form in verb_forms(verb))


@given(st.text(max_size=200))
def test_any_text_has_an_action_and_a_duty_phrase_is_a_slice(text):
    action = classify_action(text)
    assert action == classify_action(text)
    assert action.duty is None or action.duty in text
