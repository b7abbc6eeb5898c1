"""What-if: the answer is the one that the changed file would get, and no fact is made up on the way."""

import json
from functools import reduce
from itertools import chain, combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzer.advice.editing import (
    add_certificate,
    add_line,
    change_line,
    edited,
    passage_of,
    position_of,
    remove_line,
)
from analyzer.advice.gains import changed, gain_of
from analyzer.advice.ledger import decided, ledger_of
from analyzer.advice.path import path_to_next_band, proposals
from analyzer.advice.rule import Change
from analyzer.advice.whatif import asked_of, filled
from analyzer.documents import read_in_process
from analyzer.errors import AipmError, BadEdit
from analyzer.records import Edit, Source
from analyzer.reports.whatif import path_json, path_title
from analyzer.service import Analyzer
from tests.advice.examples import TODAY

RESUME = """Rosa Example
rosa@example.com | linkedin.com/in/rosa-example

SUMMARY
Project manager for data services.

EXPERIENCE

Project Manager, Example Ltd, Mar 2021 - present
- Responsible for preparing the risk register of the claims programme for two clinics and its sponsors.
- Led a team of nine engineers and data scientists for the forecasting service.
- Launched a churn model for 140 agents; handling time fell 38%.
- Wrote the weekly report for the steering committee and improved its quality for all sponsors.

Analyst, Sample GmbH, Jan 2018 - Feb 2021
- Collected the orders of nine stores every night and checked them in SQL.
- Successfully moved the orders of four stores to the new form in order to close the ledger.

EDUCATION
BSc Statistics, Example University, 2016

SKILLS
Jira, SQL, Python, Kanban, risk management
"""
LINES = (
    "Responsible for preparing the risk register",
    "Led a team of nine engineers",
    "Launched a churn model",
    "Wrote the weekly report",
    "Collected the orders of nine stores",
    "moved the orders of four stores",
)
NEW_WORDS = (
    "Ran the evaluation of three models with two data scientists; recall rose from 0.71 to 0.84.",
    "Kept the budget of $1.2M and closed the year 4% below it.",
    "Trained 40 clerks in the new form.",
    "Owned the risk register and closed 14 of 17 risks before go-live.",
    "Planned sprints in Jira for two teams.",
)
CHANGES = st.one_of(
    st.builds(
        lambda line, to: {"change": line, "to": to}, st.sampled_from(LINES), st.sampled_from(NEW_WORDS)
    ),
    st.builds(lambda line: {"remove": line}, st.sampled_from(LINES)),
    st.builds(
        lambda text, under: {"add": text, "under": under},
        st.sampled_from(NEW_WORDS),
        st.sampled_from(("Project Manager", "Sample GmbH", None)),
    ),
    st.just({"certificate": "PMI-CPMAI, 2026"}),
    st.just({"accept": 0}),
)


@pytest.fixture(scope="module")
def analyzer():
    with Analyzer(today=TODAY) as made:
        yield made


@pytest.fixture(scope="module")
def job(analyzer):
    return analyzer.jobs(())[0]


@pytest.fixture(scope="module")
def report(analyzer):
    return analyzer.analyze(Source("resume.txt", RESUME.encode()))


@pytest.fixture(scope="module")
def what_if(analyzer, job, report):
    return analyzer.what_if(report, job)


def read_anew(analyzer, job, text):
    profile, _ = analyzer.understood([read_in_process(Source("resume.txt", text.encode()))])
    return analyzer.matcher.match(profile, job)


def test_no_change_is_no_change(what_if, report):
    result = what_if.edits([])
    assert result.points == 0
    assert result.after.score == report.matches[0].score
    assert not (result.parts or result.requirements or result.skills)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.lists(CHANGES, min_size=1, max_size=3, unique_by=lambda one: str(sorted(one.items()))))
def test_the_answer_is_that_of_the_changed_file(analyzer, job, what_if, asked):
    for one in asked:
        if "accept" in one:
            one["accept"] = 1 + next(
                number for number, found in enumerate(what_if.suggestions) if found.edits
            )
    try:
        result = what_if.ask(asked, each=False)
    except BadEdit:
        return  # two changes of one line
    anew = read_anew(analyzer, job, result.document.text)
    assert (result.after.score, result.after.low, result.after.high) == (anew.score, anew.low, anew.high)
    assert [one.met for one in result.after.requirements] == [one.met for one in anew.requirements]


def test_steps_are_measured_one_after_the_other(what_if):
    result = what_if.ask(
        [
            {"add": NEW_WORDS[0]},
            {"certificate": "PMI-CPMAI, 2026"},
            {"remove": "Launched a churn model"},
            {"decline": 1},
        ]
    )
    assert result.steps[-1].points is None
    assert sum(step.points for step in result.steps[:-1]) == pytest.approx(result.points, abs=0.05)
    assert result.steps[0].points > 0
    assert result.steps[2].points <= 0


def test_what_is_not_written_yet_is_marked(what_if):
    result = what_if.ask([{"show": "Kanban"}])
    assert result.assumed
    assert [(one.name, one.before, one.after) for one in result.skills] == [("Kanban", "E1", "E3")]
    assert not what_if.ask([{"add": NEW_WORDS[0]}]).assumed


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"change": "No such line", "to": "x"}, "No line"),
        ({"change": "the", "to": "x"}, "lines of resume.txt have these words"),
        ({"change": "Wrote the weekly report"}, "under “to” are missing"),
        ({"change": "Wrote the weekly report", "to": "Wrote it for [how many]"}, "still open"),
        ({"add": "Planned it.", "under": "Nobody"}, "No job"),
        ({"add": "  "}, "under “add” are missing"),
        ({"accept": 99}, "no suggestion of this number"),
        ({"accept": "first"}, "no suggestion of this number"),
        ({"show": "zzzz qqqq"}, "no skill"),
        ({"wish": "more"}, "'wish' is not known"),
        ({"add": "x", "remove": "y"}, "exactly one of"),
        ({}, "exactly one of"),
    ],
)
def test_what_cannot_be_done_is_said_with_its_number(what_if, change, message):
    with pytest.raises(BadEdit, match=message) as error:
        what_if.ask([{"certificate": "PMP, 2026"}, change])
    assert str(error.value).startswith("Change 2: ")
    assert "weekly report" not in str(error.value)


def test_a_fact_is_never_filled_in(what_if):
    number = 1 + next(
        at for at, one in enumerate(what_if.suggestions) if one.after and not one.edits and one.before
    )
    with pytest.raises(BadEdit, match="open place"):
        what_if.ask([{"accept": number}])
    assert (
        filled("Led [how many] people; [what changed].", ["nine", "two left"]) == "Led nine people; two left."
    )


def test_a_fact_about_a_listed_skill_becomes_a_line_and_the_list_stays(what_if):
    text = what_if.profile.documents[0].text
    number, one = next(
        (number, one)
        for number, one in enumerate(what_if.suggestions, start=1)
        if one.rule == "fit/unproven-requirement" and one.after and one.before and not one.edits
    )
    line = next(line for line in text.splitlines() if one.before in line)
    places = one.after.count("[")
    result = what_if.ask([{"accept": number, "with": ["Planned nine releases", "all on time", "x"][:places]}])
    assert line in result.document.text.splitlines()
    assert "Planned nine releases" in result.document.text


def test_a_rewording_is_taken_as_it_is(what_if):
    number = 1 + next(at for at, one in enumerate(what_if.suggestions) if one.rule == "clarity/filler")
    result = what_if.ask([{"accept": number}])
    assert "• Moved the orders of four stores to the new form to close the ledger." in result.document.text
    assert result.points >= 0


def test_changes_come_as_a_list():
    assert asked_of({"edits": [{"remove": "x"}]}, "e.yaml") == [{"remove": "x"}]
    assert asked_of([{"remove": "x"}], "e.yaml") == [{"remove": "x"}]
    for wrong in (None, [], {"edits": []}, "words", [["x"]]):
        with pytest.raises(AipmError, match=r"e\.yaml holds no list"):
            asked_of(wrong, "e.yaml")


# --- documents with changed words ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def document():
    return read_in_process(Source("resume.txt", RESUME.encode()))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_lines_stay_slices_of_the_text(document, data):
    size = len(document.text)
    cuts = sorted(data.draw(st.lists(st.integers(0, size), min_size=2, max_size=6, unique=True)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    words = data.draw(
        st.lists(st.sampled_from(("", "x", "two words", "a\nb", "\n- new")), min_size=3, max_size=3)
    )
    edits = [Edit(0, start, end, words[at]) for at, (start, end) in enumerate(pairs)]
    new = edited(document, edits)
    expected, at = "", 0
    for edit in edits:
        expected += document.text[at : edit.start] + edit.text
        at = edit.end
    assert new.text == expected + document.text[at:]
    spans = [(line.start, line.end) for line in new.lines]
    assert spans == sorted(spans)
    covered = set()
    for start, end in spans:
        assert 0 <= start <= end <= len(new.text)
        assert "\n" not in new.text[start:end]
        covered.update(range(start, end))
    assert all(new.text[at].isspace() for at in range(len(new.text)) if at not in covered)


def test_two_changes_of_the_same_words_are_refused(document):
    with pytest.raises(BadEdit, match="same words"):
        edited(document, [Edit(0, 5, 9, "x"), Edit(0, 7, 12, "y")])


def test_edits_of_other_documents_leave_this_one_alone(document):
    assert edited(document, [Edit(1, 0, 5, "x")]) is document


def test_lines_are_changed_removed_and_added_where_they_stand(report, document):
    outline = report.profile.outlines[0]
    line = passage_of(document, outline, "wrote the WEEKLY report")
    assert "• Told the board.\n" in edited(document, [change_line(document, line, " Told the board. ")]).text
    without = edited(document, [remove_line(document, line)]).text
    assert "weekly" not in without
    assert "\n•\n" not in without
    added = edited(document, [add_line(document, outline, outline.positions[1], "Wrote it.")]).text
    assert "the ledger.\n• Wrote it.\n\nEDUCATION" in added
    certified = edited(document, [add_certificate(document, outline, "PMP, 2026")]).text
    assert certified.endswith("\n\nCERTIFICATIONS\nPMP, 2026")
    assert position_of(document, outline, "sample").title == "Analyst"


# --- gains, the way to the next band, the ledger ------------------------------------------------------


def test_the_fast_score_is_the_score(analyzer, report):
    for role in analyzer.roles:
        assert (
            analyzer.matcher.score_of(report.profile, role)
            == analyzer.matcher.match(report.profile, role).score
        )


def test_a_gain_is_at_least_nothing(analyzer, job, report):
    score = analyzer.matcher.score_of(report.profile, job)
    for strength in ("E2", "E3", "E4"):
        gain = gain_of(Change(("mlops", "kanban"), strength), report.profile, job, score, analyzer.matcher)
        assert gain.points >= 0


def test_the_way_to_the_next_band_is_short_and_adds_up(analyzer, job, report):
    path = analyzer.path_ahead(report, job)
    assert path is not None
    assert path.steps
    score = path.score
    for step in path.steps:
        assert step.points > 0
        assert step.score == pytest.approx(score + step.points, abs=0.05)
        score = step.score
    if path.reached:
        assert score >= path.score + path.needs
    same = path_to_next_band(report.profile, job, report.matches[0], analyzer.matcher)
    assert same == path


@pytest.mark.parametrize("role", ["associate-ai-project-manager", "ai-project-manager", "head-of-ai"])
def test_no_smaller_set_of_what_was_found_reaches_the_next_band(analyzer, report, role):
    (job,) = analyzer.jobs([role])
    profile, match = report.profile, analyzer.matcher.match(report.profile, job)
    path = path_to_next_band(profile, job, match, analyzer.matcher)
    assert path is not None
    assert path.points == pytest.approx(path.steps[-1].score - path.score)
    found = proposals(profile, job, match, limit=16)
    goal, reaching = path.score + path.needs, []
    for chosen in chain.from_iterable(combinations(found, size) for size in range(1, len(path.steps) + 1)):
        score = analyzer.matcher.score_of(reduce(changed, (one.change for one in chosen), profile), job)
        if score >= goal - 0.01:
            reaching.append((sum(one.kind == "build" for one in chosen), len(chosen)))
    assert path.proven
    assert path.reached == bool(reaching)
    if path.reached:
        assert (sum(one.kind == "build" for one in path.steps), len(path.steps)) == min(reaching)


def test_the_points_of_the_way_are_the_sum_of_its_steps_in_words_and_data(analyzer, job, report):
    path = analyzer.path_ahead(report, job)
    title = path_title(path)
    assert f"{round(sum(step.points for step in path.steps), 1):g} point" in title
    assert f"{path.needs:g}" in title
    assert json.loads(path_json(path, job.id))["points"] == path.points
    assert json.loads(path_json(None, job.id))["band"] is None


def test_the_ledger_says_where_every_line_comes_from(report):
    assert [one.suggestion for one in report.ledger] == list(range(1, len(report.suggestions) + 1))
    assert {one.decision for one in report.ledger} == {"open"}
    for entry, suggestion in zip(report.ledger, report.suggestions, strict=True):
        assert [place.text for place in entry.sources] == [place.text for place in suggestion.evidence]
        for place in entry.sources:
            assert report.documents[place.document].text[place.start : place.end] == place.text


def test_the_ledger_keeps_what_was_decided(report):
    reworded = 1 + next(at for at, one in enumerate(report.suggestions) if one.rule == "clarity/filler")
    asked = [{"accept": reworded}, {"decline": 1 if reworded != 1 else 2}, {"remove": "x"}]
    found = {
        one.suggestion: one for one in decided(report.ledger, report.suggestions, asked, report.documents[0])
    }
    assert found[reworded].decision == "accepted"
    assert found[reworded].words == "Moved the orders of four stores to the new form to close the ledger."
    assert [one.decision for one in found.values()].count("declined") == 1
    with pytest.raises(BadEdit):
        decided(report.ledger, report.suggestions, [{"accept": 99}], report.documents[0])
    assert (
        decided(ledger_of(report.suggestions), report.suggestions, [], report.documents[0]) == report.ledger
    )


@pytest.mark.parametrize("told", ["", " of the claims programme", " of the claims programme for two clinics"])
def test_a_duty_phrase_gives_way_to_its_verb_where_nothing_is_lost(analyzer, told):
    line = "Responsible for preparing the risk register"
    text = RESUME.replace(f"{line} of the claims programme for two clinics and its sponsors", line + told)
    report = analyzer.analyze(Source("resume.txt", text.encode()))
    (duty,) = (one for one in report.suggestions if one.rule == "clarity/duty-phrase")
    changed = edited(report.documents[0], duty.edits).text
    assert ("Responsible for" in changed) == (not duty.edits)
    assert "[what changed" in duty.after
    after = analyzer.analyze(Source("resume.txt", changed.encode()))
    assert after.matches[0].score >= report.matches[0].score


@pytest.mark.parametrize("role", ["ai-project-manager", "head-of-ai", "project-coordinator-ai-data"])
def test_a_change_of_words_brings_exactly_what_is_said(analyzer, role):
    text = RESUME.replace("churn model", "ML churn service, with UAT and GenAI answers,").replace(
        "- Wrote the weekly report", "- I wrote the weekly report"
    )
    report = analyzer.analyze(Source("resume.txt", text.encode()), roles=[role])
    reworded = [one for one in report.suggestions if one.kind == "rephrase" and one.edits]
    assert reworded
    for one in reworded:
        changed = edited(report.documents[0], one.edits).text
        after = analyzer.analyze(Source("resume.txt", changed.encode()), roles=[role])
        assert one.gain is not None
        assert one.gain.points == pytest.approx(after.matches[0].score - report.matches[0].score)
        assert one.gain.points >= 0


def test_what_has_no_words_can_be_done(report):
    wordless = next(
        number for number, one in enumerate(report.suggestions, 1) if not one.after and not one.edits
    )
    with pytest.raises(BadEdit, match="say “done”"):
        decided(report.ledger, report.suggestions, [{"accept": wordless}], report.documents[0])
    told = decided(report.ledger, report.suggestions, [{"done": wordless}], report.documents[0])
    assert [one.decision for one in told if one.suggestion == wordless] == ["accepted"]
    assert sum(one.decision == "open" for one in told) == len(told) - 1
