"""Swaps of identity and rates by declared group."""

import json
import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer import cli
from analyzer.blind import identity
from analyzer.blind.records import Span, Word
from analyzer.errors import AipmError
from analyzer.fairness import audit, counterfactuals, ratio_interval, swapped, wilson
from analyzer.records import Source
from analyzer.reports import audit as printed
from analyzer.reports.terminal import Look
from analyzer.service import Analyzer
from tests.blind.test_blind import RESUME
from tests.reports.sample import AI_PM
from tests.reports.sample import RESUME as SAMPLE

# --- swaps --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def scored():
    with Analyzer(today="2026-11") as analyzer:
        (job,) = analyzer.jobs(["ai-project-manager"])
        profile, _ = analyzer.profile([Source("maria.txt", RESUME.encode())])
        who = identity(analyzer.as_report(profile))
        swaps = counterfactuals(
            profile.documents, who, lambda documents: analyzer.match_documents(documents, job)
        )
        yield profile.documents, who, swaps


def test_the_same_work_under_another_name_has_the_same_score(scored):
    _, _, swaps = scored
    assert {one.kind for one in swaps} == {"name", "pronouns", "address", "school", "employer", "age"}
    assert all(one.places for one in swaps)
    assert [one for one in swaps if one.change != 0] == []
    assert all(abs(one.change) <= 0.1 for one in swaps)
    assert swaps[0].before > 0


def test_a_place_of_study_that_holds_more_than_a_year_is_swapped_year_by_year(scored):
    documents, who, _ = scored
    start = documents[0].text.index("2016-02 - 2021-09")
    wide = replace(who, spans=(Span(0, start, start + 17, "age", "[year]"),))
    seen = []

    def score(changed):
        seen.append(changed[0].text)
        return replace_match(1.0)

    swaps = counterfactuals(documents, wide, score)
    assert [one.places for one in swaps if one.put_in.startswith("years of study")] == [2]
    assert any("2001-02 - 2006-09" in text for text in seen)


def test_swaps_put_the_other_name_everywhere_and_keep_the_rest(scored):
    documents, who, _ = scored
    seen = []

    def score(changed):
        seen.append(changed[0].text)
        return replace_match(1.0)

    counterfactuals(documents, who, score)
    assert "Emily Walsh" in seen[1]
    assert not any(part in seen[1] for part in ("Maria", "Silva", "Jones"))
    assert "Led 11 people" in seen[1]
    assert any("Marlow & Reed Ltd" in text for text in seen)
    assert any("Date of birth: 3 May 1961" in text for text in seen)


def test_what_was_only_guessed_to_be_a_name_is_masked_and_never_swapped(scored):
    """A piece of a header that parsing did not read as a name may be a title, which is work."""
    documents, who, _ = scored
    guess = Word("Led", "employer", "[employer 1]", exact=True, guessed=True)
    seen = []

    def score(changed):
        seen.append(changed[0].text)
        return replace_match(1.0)

    counterfactuals(documents, replace(who, words=(*who.words, guess)), score)
    assert all("Led 11 people" in text for text in seen)


def replace_match(score):
    return replace(AI_PM, score=score)


def test_a_change_is_shown_and_a_score_that_goes_is_a_change(scored):
    documents, who, _ = scored
    swaps = counterfactuals(
        documents, who, lambda changed: replace_match(60.0 if "Emily" not in changed[0].text else 58.5)
    )
    moved = [one for one in swaps if one.change]
    assert [(one.kind, one.change) for one in moved] == [("name", -1.5)]
    text = printed.render_text(printed.Fairness("AI Project Manager", {"C-1": swaps}), Look(80))
    assert "Emily Walsh" in text
    assert "-1.5" in text
    assert "how the file was read" in " ".join(text.split())
    assert "no independent bias audit" in " ".join(text.split())
    gone = counterfactuals(
        documents, who, lambda changed: replace_match(None if "Emily" in changed[0].text else 60.0)
    )
    assert gone[0].change is None


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 8), st.text("ab\n", max_size=6)), max_size=5))
def test_lines_and_words_follow_any_edit(edits):
    ordered, at = [], 0
    for start, length, new in sorted(edits):
        if start >= at:
            ordered.append((start, start + length, new))
            at = start + length
    changed = swapped(SAMPLE, ordered)
    for line in changed.lines:
        assert 0 <= line.start <= line.end <= len(changed.text)
        assert "\n" not in changed.text[line.start : line.end]


# --- rates --------------------------------------------------------------------------------------------

#: Twelve women, eight men, three who declare nothing; scores 1 to 23.
SCORES = {f"C-{number:04d}": float(number) for number in range(1, 24)}
SEX = {
    key: {"sex": "woman" if at < 12 else "man" if at < 20 else "prefer not to say"}
    for at, key in enumerate(SCORES)
}


def test_rates_and_ratios_are_those_of_the_rule():
    found = audit(SCORES, SEX).rates[0]
    rows = {one.group: one for one in found.groups}
    assert found.threshold == 12.0
    assert found.unknown == 3
    assert (rows["woman"].people, rows["woman"].counted, rows["woman"].rate) == (12, 0, 0.0)
    assert (rows["man"].people, rows["man"].counted, rows["man"].rate) == (8, 8, 1.0)
    assert rows["man"].ratio == 1.0
    assert rows["woman"].ratio == 0.0
    assert rows["man"].ratio_low is None


def test_intersections_thresholds_and_unscored_people_have_their_place():
    both = {key: {**row, "origin": "A" if at % 2 else "B"} for at, (key, row) in enumerate(SEX.items())}
    found = audit({**SCORES, "unscored": None}, both, smallest=2, thresholds=(10.0, 20.0))
    assert [one.attribute for one in found.rates] == ["sex", "origin", "sex and origin"]
    assert {one.group for one in found.rates[2].groups} == {"woman, A", "woman, B", "man, A", "man, B"}
    assert [(one.attribute, one.threshold) for one in found.swept] == [
        ("sex", 10.0), ("sex", 20.0), ("origin", 10.0), ("origin", 20.0),
    ]  # fmt: skip
    assert found.unscored == 1


def test_tiny_groups_are_withheld_and_a_single_one_cannot_be_worked_out():
    declared = {**SEX, "C-0001": {"sex": "other"}, "C-0002": {"sex": "other"}}
    found = audit(SCORES, declared).rates[0]
    (hidden,) = [one for one in found.groups if one.withheld]
    assert (hidden.group, hidden.people, hidden.rate) == ("other", None, None)
    assert found.withheld == 0
    text = printed.render_text(printed.Fairness("x", {}, audit(SCORES, declared)), Look(100))
    assert "1 group of fewer than 5 people withheld" in text
    assert "other" not in text.split("withheld")[0].split("Sex: above")[1]


def test_nobody_with_score_and_attribute_is_said():
    with pytest.raises(AipmError, match="Nobody has both"):
        audit(SCORES, {"stranger": {"sex": "woman"}})


@pytest.mark.parametrize(
    ("counted", "people", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0)],
)
def test_wilson_intervals_are_those_of_the_tables(counted, people, low, high):
    found = wilson(counted, people)
    assert found == (pytest.approx(low, abs=1e-3), pytest.approx(high, abs=1e-3))


def test_the_ratio_interval_is_katz():
    low, high = ratio_interval((10, 20), (15, 20))
    spread = 1.959964 * math.sqrt(1 / 10 - 1 / 20 + 1 / 15 - 1 / 20)
    assert low == pytest.approx(10 / 15 * math.exp(-spread))
    assert high == pytest.approx(10 / 15 * math.exp(spread))
    assert ratio_interval((0, 20), (15, 20)) is None


@given(
    st.dictionaries(st.sampled_from([f"p{n}" for n in range(40)]), st.floats(0, 100), min_size=1),
    st.integers(2, 9),
)
def test_no_group_below_the_limit_is_ever_shown(scores, smallest):
    declared = {key: {"group": "abcd"[len(key + str(int(score))) % 4]} for key, score in scores.items()}
    for table in (found := audit(scores, declared, smallest=smallest)).rates + found.swept:
        for row in table.groups:
            assert row.withheld or row.people >= smallest
            assert row.withheld or 0 <= row.rate <= 1


# --- the command --------------------------------------------------------------------------------------


def test_the_command_reads_files_and_declared_attributes(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for number in range(6):
        words = RESUME if number % 2 else RESUME.replace("Led 11 people", "Was there")
        (tmp_path / f"p{number}.txt").write_text(words)
    rows = [f"p{number}.txt,{'woman' if number % 2 else 'man'}" for number in range(6)]
    (tmp_path / "declared.csv").write_text("file,sex\n" + "\n".join(rows))
    with pytest.raises(SystemExit) as end:
        cli.main(
            ["audit", *(f"p{n}.txt" for n in range(6)), "--attributes", "declared.csv", "--no-swaps",
             "--smallest", "3", "--format", "json"]
        )  # fmt: skip
    data = json.loads(capsys.readouterr().out)
    assert end.value.code in (0, None)
    assert data["schema"] == "aipm-fairness/1"
    assert "no independent bias audit" in data["note"]
    rows = {one["group"]: one["rate"] for one in data["audit"]["rates"][0]["groups"]}
    assert rows == {"man": 0.0, "woman": 1.0}


def test_a_file_that_is_no_table_is_refused(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "p.txt").write_text(RESUME)
    (tmp_path / "empty.csv").write_text("name\n")
    with pytest.raises(SystemExit) as end:
        cli.main(["audit", "p.txt", "--attributes", "empty.csv"])
    assert end.value.code == 1
    assert "needs a head and rows" in capsys.readouterr().err
