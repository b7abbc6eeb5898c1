"""What a person gets: few suggestions, the best first, with open slots instead of invented facts."""

import re
import runpy
from dataclasses import replace
from pathlib import Path

import pytest

from analyzer.advice import EASE, MEASURED, MOST, advise, find_rule
from analyzer.advice.first import FIRST, LOOKED_AT, best_first
from analyzer.advice.gains import Act, at_least
from analyzer.advice.rule import Change
from analyzer.advice.wording import listed, opening, requirement_quote, with_slot
from analyzer.documents import read_in_process
from analyzer.market import find_role, role_library
from analyzer.parsing import outline
from analyzer.profile import build_profile
from analyzer.records import Gain, JobRef, Match, RequirementMatch, Source, Suggestion, biggest_gaps
from analyzer.service import Analyzer
from tests.advice.examples import TODAY, acted_out, resume_around

DUTIES = "\n".join(
    f"- Responsible for {thing} of the claims service in the northern region."
    for thing in (
        "the plan",
        "the budget",
        "the vendors",
        "the tests",
        "the training",
        "the reports",
        "the risks",
    )
)
PLAIN = "\n".join(
    f"- {deed} of the claims service in the northern region."
    for deed in ("Planned the pilot", "Negotiated the contracts", "Launched the assistant", "Wrote the guide")
)


class Counting:
    """A matcher that pays one point for each line with a figure and half a point for each shown skill."""

    def __init__(self):
        self.calls = 0

    def score_of(self, profile, job):
        self.calls += 1
        return self.match(profile, job).score

    def match(self, profile, job):
        figures = sum(achievement.quantified for achievement in profile.achievements)
        shown = sum(skill.strength >= "E3" for skill in profile.skills)
        score = 20.0 + figures + shown / 2
        named = {skill.id for skill in profile.skills}
        return Match(
            job=JobRef(job.id, job.title, job.source),
            score=score,
            low=score - 5,
            high=score + 5,
            band="weak",
            level_fit="at",
            abstained=False,
            reason="",
            requirements=tuple(
                RequirementMatch(
                    one.text,
                    one.importance,
                    one.skills,
                    "partly" if named & set(one.skills) else "missing",
                    0,
                    4,
                    (),
                )
                for one in job.requirements
            ),
            components=(),
        )


@pytest.fixture(scope="module")
def analyzer():
    with Analyzer(today=TODAY) as analyzer:
        yield analyzer


@pytest.fixture(scope="module")
def job(annotator):
    return find_role(role_library(annotator), "ai-project-manager")


@pytest.fixture(scope="module")
def advised(annotator, job):
    def read(text):
        document = read_in_process(Source("resume.txt", text.encode()))
        structure = outline(document, today=TODAY)
        profile = build_profile(
            [document], [structure], [annotator.annotate(document, structure, today=TODAY)]
        )
        matcher = Counting()
        match = matcher.match(profile, job)
        matcher.calls = 0
        return document, advise(profile, [job], [match], matcher).suggestions, matcher

    return read


@pytest.mark.parametrize("lines", [DUTIES, PLAIN, f"{DUTIES}\n{PLAIN}"])
def test_the_list_is_short_and_ordered_by_gain(advised, lines):
    _, found, matcher = advised(resume_around(lines))
    assert 0 < len(found) <= MOST
    gains = [one.gain.points * EASE[one.kind] if one.gain else 0.0 for one in found]
    assert gains[FIRST:] == sorted(gains[FIRST:], reverse=True)
    assert min(gains[:FIRST]) >= max(gains[FIRST:], default=0.0) - 0.5  # the first may be of different kinds
    assert all(gain >= 0 for gain in gains)
    assert matcher.calls <= MEASURED + 2 + FIRST * LOOKED_AT


def test_three_that_bring_most_together_come_first_and_bring_what_is_said(analyzer):
    report = analyzer.analyze(Source("resume.txt", resume_around(f"{DUTIES}\n{PLAIN}").encode()))
    first, match = report.suggestions[:FIRST], report.matches[0]
    assert report.together is not None
    assert all(one.gain and one.gain.points > 0 for one in first)
    assert len({one.rule for one in first}) > 1
    # gains of different lines hardly overlap: together they bring about the sum
    assert report.together.points == pytest.approx(sum(one.gain.points for one in first), abs=2.5)
    assert report.together.job == match.job.id


class Worth:
    """Scores acts by the skills they show, each worth one point once, or what is said of it."""

    def __init__(self, job, **points):
        self.job, self.points = job, points

    def of(self, acts):
        shown = {skill for act in acts for skill in act.change.skills}
        return 40.0 + sum(self.points.get(skill, 1.0) for skill in shown)


def proposed(rule, points, *, kind="add-fact", severity="medium"):
    gain = Gain("job", points)
    return Suggestion(rule, severity, kind, f"{rule} {points}", "Why.", None, None, (), gain)


def test_of_three_that_show_the_same_only_one_comes_first(job):
    same, other, last, third = (
        proposed("impact/unmeasured-bullet", 5.0),
        proposed("impact/vague-gain", 4.0),
        proposed("fit/unproven-requirement", 2.0),
        proposed("fit/open-gap", 1.5),
    )
    acts = {
        same: Act(change=Change(("a", "b"))),
        other: Act(change=Change(("a",))),
        last: Act(change=Change(("c",))),
        third: Act(change=Change(("d",))),
    }
    ranked, together = best_first((same, other, last, third), acts, Worth(job, a=4.0, b=1.0, c=2.0, d=1.5))
    assert ranked == (same, last, third, other)
    assert together == Gain(job.id, at_least(8.5))


def test_of_two_worth_the_same_the_one_of_another_kind_goes_first(job):
    one, again, other = (
        proposed("impact/unmeasured-bullet", 3.0),
        proposed("impact/unmeasured-bullet", 2.9),
        proposed("fit/open-gap", 2.6),
    )
    acts = {part: Act(change=Change((name,))) for part, name in ((one, "a"), (again, "b"), (other, "c"))}
    ranked, _ = best_first((one, again, other), acts, Worth(job, a=3.0, b=2.9, c=2.6))
    assert ranked == (one, other, again)
    ranked, _ = best_first((one, again, other), acts, Worth(job, a=3.0, b=2.9, c=2.3))
    assert ranked == (one, again, other)


def test_work_of_months_comes_after_facts_that_bring_less(job):
    built, fact = proposed("fit/missing-requirement", 4.0, kind="build"), proposed("fit/open-gap", 2.0)
    acts = {built: Act(change=Change(("a",))), fact: Act(change=Change(("b",)))}
    ranked, _ = best_first((built, fact), acts, Worth(job, a=4.0, b=2.0))
    assert ranked == (fact, built)


def test_what_is_critical_comes_first_and_what_moves_nothing_last(job):
    still = replace(proposed("contact/no-name-or-email", 0.0, severity="critical"), gain=None)
    fact, form = proposed("fit/open-gap", 2.0), replace(proposed("clarity/filler", 0.0), gain=None)
    acts = {fact: Act(change=Change(("b",)))}
    ranked, together = best_first((still, form, fact), acts, Worth(job, b=2.0))
    assert ranked == (still, fact, form)
    assert together.points == at_least(2.0)


@pytest.mark.parametrize("role", ["ai-project-manager", "head-of-ai", "project-coordinator-ai-data"])
@pytest.mark.parametrize("lines", [DUTIES, PLAIN])
def test_each_of_the_biggest_gaps_has_an_answer(analyzer, lines, role):
    report = analyzer.analyze(Source("resume.txt", resume_around(lines).encode()), roles=[role])
    scored = [one for one in report.matches[0].requirements if one.max_points > 0]
    for gap in biggest_gaps(scored):
        assert any(requirement_quote(gap.text) in one.message for one in report.suggestions), gap.text


def test_many_places_of_one_rule_are_told_in_one(advised):
    document, found, _ = advised(resume_around(DUTIES))
    duties = [one for one in found if one.rule == "clarity/duty-phrase"]
    assert len(duties) == 3
    folded = next(one for one in duties if "more:" in one.message)
    assert len(folded.evidence) == 5
    assert all(document.text[one.start : one.end] == one.text for one in folded.evidence)


def test_one_line_gets_one_question(advised):
    _, found, _ = advised(resume_around(f"{DUTIES}\n{PLAIN}"))
    asked = [one.before for one in found if one.rule.startswith(("impact/", "clarity/duty")) and one.before]
    assert len(asked) == len(set(asked))


def test_a_figure_that_is_asked_for_is_worth_what_the_matcher_says(advised):
    _, found, _ = advised(resume_around(PLAIN))
    line = next(one for one in found if one.rule == "impact/unmeasured-bullet" and one.gain)
    assert line.gain.points >= at_least(1.0)
    assert line.kind == "add-fact"
    assert line.evidence[0].text == line.before
    assert line.before.rstrip(".") in line.after


@pytest.mark.parametrize("lines", [DUTIES, PLAIN])
def test_after_keeps_the_words_and_leaves_facts_open(advised, lines):
    document, found, _ = advised(resume_around(lines))
    for one in found:
        if one.after:
            assert "[" in one.after
            outside = re.sub(r"\[[^\]]*\]", "", one.after)
            assert set(re.findall(r"\d+", outside)) <= set(re.findall(r"\d+", document.text))


def test_without_a_job_only_the_rules_of_craft_speak(annotator):
    document = read_in_process(Source("resume.txt", resume_around(DUTIES).encode()))
    structure = outline(document, today=TODAY)
    profile = build_profile([document], [structure], [annotator.annotate(document, structure, today=TODAY)])
    found = advise(profile, [], [], Counting()).suggestions
    assert found
    assert not any(one.rule.startswith("fit/") and one.rule != "fit/no-ai-evidence" for one in found)
    assert all(one.gain is None for one in found)


def test_an_abstaining_match_gives_no_gain_and_says_nothing_of_requirements(annotator, job):
    document = read_in_process(Source("resume.txt", resume_around(DUTIES).encode()))
    structure = outline(document, today=TODAY)
    profile = build_profile([document], [structure], [annotator.annotate(document, structure, today=TODAY)])
    matcher = Counting()
    match = replace(matcher.match(profile, job), abstained=True, score=None, low=None, high=None, band=None)
    found = advise(profile, [job], [match], matcher).suggestions
    assert all(one.gain is None for one in found)
    assert not any("requirement" in one.rule for one in found)


def test_a_requirement_that_is_a_fragment_reads_well():
    assert (
        requirement_quote("with scheduling and tracking tools (Jira)")
        == "“scheduling and tracking tools (Jira)”"
    )
    assert (
        requirement_quote("at least one of which shipped a model")
        == "“… at least one of which shipped a model”"
    )
    assert requirement_quote("4+ years managing projects.") == "“4+ years managing projects”"
    assert requirement_quote("word " * 60).endswith(" …”")


def test_quotes_are_cut_at_words_that_may_end_them():
    assert opening("Planned the pilot.") == "“Planned the pilot”"
    long = "Planned the pilot of the new forecasting service with two teams in Leeds"
    assert opening(long) == "“Planned the pilot of the new forecasting …”"
    assert opening("Reported to the head of sales about the progress of all sites") == (
        "“Reported to the head of sales …”"
    )


def test_lists_of_words_stay_short():
    assert listed(["various"]) == "“various”"
    assert listed(["various", "Various", "several"]) == "“various” and “several”"
    assert listed(list("abcdef")) == "“a”, “b”, “c”, “d” and 2 more"


def test_a_slot_ends_the_sentence():
    assert with_slot("Planned the\npilot. ", "[what changed]") == "Planned the pilot; [what changed]."


def test_the_page_of_rules_is_as_the_rules_are():
    docs = Path(__file__).parents[2] / "docs"
    page = runpy.run_path(str(docs / "__main__.py"))["rules_page"]()
    assert (docs / "rules.md").read_text(encoding="utf-8") == page, "run `make docs`"


# --- what is promised ---------------------------------------------------------------------------------


def test_an_outcome_raises_only_what_its_own_sentence_shows(annotator):
    line = "- Planned the labelling with Jira. Wrote the guide in Confluence for the clerks of the office."
    case = acted_out(
        annotator, f"{line}\n- Planned the pilot with the vendor.\n- Wrote letters to the dealers."
    )
    found = next(one for one in find_rule("impact/unmeasured-bullet").find(case) if "Jira" in one.before)
    assert "confluence" in found.change.skills
    assert "jira" not in found.change.skills


def test_an_outcome_of_others_work_raises_nothing(annotator):
    line = "- Assisted Project Manager in preparing the project plan and updating the log in Jira."
    case = acted_out(
        annotator, f"{line}\n- Planned the pilot with the vendor.\n- Wrote letters to the dealers."
    )
    found = next(one for one in find_rule("impact/unmeasured-bullet").find(case) if "Jira" in one.before)
    assert found.change.skills == ()


@pytest.mark.parametrize(
    ("measured", "promised"), [(5.0, 4.4), (1.0, 0.8), (0.1, 0.0), (0.0, 0.0), (-0.4, 0.0)]
)
def test_a_part_is_kept_back_because_nobody_knows_the_words(measured, promised):
    assert at_least(measured) == promised


AD = """AI Project Manager
Example Labs, Leeds

What we ask for
- Knowledge of MLOps and the monitoring of models in production
- MLOps pipelines for machine learning services
- Experience with one cloud AI platform (Azure ML, SageMaker or Vertex AI)
- Scheduling tools (Jira, MS Project or Smartsheet)
"""


def test_requirements_for_the_same_skill_are_told_once(annotator):
    case = acted_out(annotator, {"text": "- Planned the pilot with two teams.", "job": AD})
    found = [one for one in find_rule("fit/missing-requirement").find(case) if "MLOps" in one.message]
    assert len(found) == 1
    assert found[0].message.count("“") == 2


def test_nobody_with_ai_in_the_title_is_asked_where_they_used_ai(annotator):
    text = "AI Project Manager, Example Ltd, Mar 2021 - Feb 2024\n- Planned the pilot with two teams."
    case = acted_out(annotator, {"text": text, "job": AD})
    assert not any("“AI”" in one.message for one in find_rule("fit/unproven-requirement").find(case))


def test_a_line_near_a_gap_is_asked_about(annotator):
    ad = AD + "- Secure privacy approvals and labelling capacity with a privacy impact assessment\n"
    near = "- Planned the labelling of images and their capacity with an agency for nine clerks."
    case = acted_out(annotator, {"text": near, "job": ad})
    found = next(one for one in find_rule("fit/missing-requirement").find(case) if "labelling" in one.message)
    assert "Was it part of “Planned the labelling" in found.message
    assert found.kind == "add-fact"
    assert found.evidence[0].text.startswith("Planned the labelling")


def test_what_moves_no_score_is_told_once_for_each_rule(advised):
    lines = "\n".join(f"- Managed {n} suppliers of the claims service." for n in (12, 14, 16, 18, 22))
    _, found, _ = advised(resume_around(f"{lines}\n- Led {9} clerks of the office."))
    sizes = [one for one in found if one.rule == "impact/scope-without-outcome"]
    still = [one for one in sizes if not (one.gain and one.gain.points)]
    assert len(still) <= 1
    if still:
        assert "The same holds for" in still[0].message
