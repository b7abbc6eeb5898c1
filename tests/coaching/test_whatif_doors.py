"""`aipm whatif` and the page of the same name."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analyzer.ui.session import Request, Work

EDITS = """
edits:
- add: "Ran the evaluation of three models with two data scientists; recall rose from 0.71 to 0.84."
- certificate: "PMI-CPMAI, 2026"
- decline: 1
"""
MONTH = ("--as-of", "2026-11")


def html(at):
    return "\n".join(block.proto.body for block in at.html)


def test_the_command_says_the_new_score_and_what_moved(aipm):
    Path("edits.yaml").write_text(EDITS, encoding="utf-8")
    code, out, err = aipm("whatif", "rosa.txt", "--edit", "edits.yaml", *MONTH)
    assert (code, err) == (0, "")
    assert "points more" in out
    assert "Certificate: PMI-CPMAI, 2026" in out
    assert "Suggestion 1 declined" in out
    assert max(map(len, out.splitlines())) <= 80


def test_the_command_gives_data_with_the_ledger(aipm):
    Path("edits.yaml").write_text(EDITS, encoding="utf-8")
    code, out, _ = aipm("whatif", "rosa.txt", "--edit", "edits.yaml", "--format", "json", *MONTH)
    data = json.loads(out)
    assert code == 0
    assert data["schema"] == "aipm-whatif/1"
    assert data["score_after"] - data["score_before"] == pytest.approx(data["points"])
    assert data["ledger"][0]["decision"] == "declined"
    assert "PMI-CPMAI, 2026" in data["text"]


def test_without_changes_the_command_shows_the_way_to_the_next_band(aipm):
    code, out, _ = aipm("whatif", "rosa.txt", *MONTH)
    assert code == 0
    assert "way to “" in out
    assert "Write only what is" in out


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("edits:\n- add: [", "no valid YAML"),
        ("words", "holds no list of changes"),
        ("- change: nothing like it\n  to: x", "Change 1: No line"),
    ],
)
def test_a_file_of_changes_that_is_no_good_is_explained_in_one_line(aipm, text, message):
    Path("edits.yaml").write_text(text, encoding="utf-8")
    code, out, err = aipm("whatif", "rosa.txt", "--edit", "edits.yaml", *MONTH)
    assert (code, out) == (1, "")
    assert message in err
    assert err.count("\n") == 1


def test_a_missing_file_of_changes_is_explained(aipm):
    code, _, err = aipm("whatif", "rosa.txt", "--edit", "none.yaml")
    assert code == 1
    assert "none.yaml could not be read" in err


@pytest.fixture
def page(engine, source, report):
    def open_page(name="whatif", found=report):
        at = AppTest.from_string(f"from analyzer.ui.{name} import page; page()", default_timeout=30)
        if found is not None:
            at.session_state["work"] = Work(request=Request(source), report=found)
        return at.run()

    return open_page


def test_without_a_review_the_page_shows_the_way_to_one(page):
    at = page(found=None)
    assert not at.exception
    assert "Review a resume first" in html(at)


def test_the_page_begins_with_the_way_to_the_next_band(page):
    at = page()
    assert not at.exception
    assert "way to “" in html(at)


def test_a_tick_and_a_line_of_ones_own_give_the_exact_new_score(page, analyzer, report):
    at = page()
    ticks = [one for one in at.checkbox if one.key.startswith("accept_")]
    ticks[0].check().run()
    number = int(ticks[0].key.removeprefix("accept_"))
    at.segmented_control(key="whatif_kind").set_value("certificate").run()
    at.text_input(key="whatif_certificate_text").input("PMI-CPMAI, 2026").run()
    at.button(key="whatif_certificate").click().run()
    assert not at.exception
    asked = [{"certificate": "PMI-CPMAI, 2026"}]
    if report.suggestions[number - 1].edits:
        asked.insert(0, {"accept": number})
    result = analyzer.what_if(report, analyzer.jobs(())[0]).ask(asked)
    assert f'aria-label="From {int(report.matches[0].score)} to {int(result.after.score)}:' in html(at)
    at.button(key="whatif_back_0").click().run()
    assert "PMI-CPMAI" not in html(at)


def test_a_suggestion_waits_for_its_facts(page, report):
    at = page()
    numbers = [int(one.key.removeprefix("accept_")) for one in at.checkbox if one.key.startswith("accept_")]
    number = next(one for one in numbers if not report.suggestions[one - 1].edits)
    at.checkbox(key=f"accept_{number}").check().run()
    assert "Fill in your facts" in html(at)
    for field in [one for one in at.text_input if one.key.startswith(f"fact_{number}_")]:
        field.input("14 site leads plan by it").run()
    assert 'class="score"' in html(at)


def test_lines_are_edited_removed_and_added(page):
    at = page()
    at.button(key="whatif_remove").click().run()
    assert "Without: " in html(at)
    at.text_area(key="whatif_words_0").input("Ran the evaluation of three models for two clinics.").run()
    at.button(key="whatif_change").click().run()
    assert 'role="alert"' in html(at)  # two changes want the same line, and the page says so
    at.button(key="whatif_back_0").click().run()
    assert 'role="alert"' not in html(at)
    at.segmented_control(key="whatif_kind").set_value("add").run()
    at.text_area(key="whatif_add_text").input("Trained 40 clerks in the new form.").run()
    at.button(key="whatif_add").click().run()
    at.segmented_control(key="whatif_kind").set_value("show").run()
    at.text_input(key="whatif_skill").input("Kanban").run()
    at.button(key="whatif_show").click().run()
    assert not at.exception
    assert "not written yet" in html(at)
