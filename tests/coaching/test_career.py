"""Roadmap, plan, interview and versions: chosen for this person, dated, quoted, and nothing made up."""

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analyzer.advice.along import _habit
from analyzer.advice.interview import prepare
from analyzer.advice.knowledge import data
from analyzer.advice.plan import STAGES, first_day, plan_for
from analyzer.advice.star import PARTS
from analyzer.advice.versions import compare_versions
from analyzer.advice.wording import flat
from analyzer.language import load_competencies, load_skills
from analyzer.records import Source
from analyzer.reports.career import item_facts
from analyzer.ui.session import Request, Work
from tests.advice.test_whatif import RESUME

MONTH = ("--as-of", "2026-11")
COMPETENCIES = {one.id for one in load_competencies()}


@pytest.fixture(scope="module")
def annotator(analyzer):
    return analyzer.annotator


@pytest.fixture(scope="module")
def job(analyzer):
    return analyzer.jobs(())[0]


@pytest.fixture(scope="module")
def roadmap(analyzer, report, job):
    return analyzer.roadmap(report, job)


# --- the knowledge ------------------------------------------------------------------------------------


def test_there_are_projects_enough_and_each_is_whole():
    projects = data("projects")["projects"]
    assert len(projects) >= 24
    assert len({one["id"] for one in projects}) == len(projects)
    for one in projects:
        assert set(one["competencies"]) <= COMPETENCIES
        assert all(skill in load_skills() for skill in one["skills"]), one["id"]
        assert all(one[key] for key in ("data", "deliverable", "measure", "ethics", "line"))
        assert re.search(r"\[[^\]]+\]", one["line"])
        assert not re.search(r"\d", re.sub(r"\[[^\]]*\]|F1|AI RMF|1,000|100", "", one["line"])), one["id"]


def test_a_project_shows_what_its_line_says_and_no_more(annotator):
    for one in data("projects")["projects"]:
        line = re.sub(r"\[[^\]]*\]", "", one["line"])
        read = {found.id for found in annotator.find_skills(line) if not found.hedged}
        read |= {more for name in read for more in annotator.skills.implied(name)}
        assert set(one["skills"]) <= read, one["id"]


def test_a_project_written_up_is_worth_what_was_promised(analyzer, source, report, job, roadmap):
    score = report.matches[0].score
    lines = {one["id"]: (one["title"], one["line"]) for one in data("projects")["projects"]}
    for item in roadmap.projects:
        title, line = lines[item.id]
        written = re.sub(r"\[[^\]]*\]", "40", line)
        text = f"{source.data.decode()}\n\nPROJECTS\n{title}, 2026\n- {written}\n"
        real = analyzer.analyze(Source("rosa.txt", text.encode())).matches[0].score
        assert real - score >= item.points - 0.1, item.id
        assert "once its line stands on the resume" in item_facts(item) or not item.points


def test_a_course_promises_nothing_and_says_why(roadmap):
    assert all(one.points == 0 for one in roadmap.courses)
    assert all("counts through the work" in item_facts(one) for one in roadmap.courses)


def test_the_ladder_names_the_years_that_the_list_of_roles_names(roadmap, analyzer):
    for one, role in zip(roadmap.ladder, analyzer.roles, strict=True):
        assert one.years == (role.min_years, role.max_years)


def test_every_competency_has_a_project_a_course_and_a_question():
    in_projects = {name for one in data("projects")["projects"] for name in one["competencies"]}
    assert in_projects == COMPETENCIES
    assert {one["competency"] for one in data("learning")["courses"]} == COMPETENCIES
    assert set(data("interview")["questions"]) == COMPETENCIES


def test_certificates_are_known_and_retired_ones_are_offered_to_nobody():
    table = data("certifications")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", str(table["meta"]["checked"]))
    for one in table["certifications"]:
        record = load_skills()[one["id"]]
        assert record.kind == "certification"
        assert one["cost"] in table["meta"]["cost"]
        assert (record.status == "retired") == (not one["stages"]), one["id"]


# --- the roadmap --------------------------------------------------------------------------------------


def test_the_ladder_has_every_role_and_a_next_one(roadmap, analyzer):
    assert [one.role for one in roadmap.ladder] == [role.id for role in analyzer.roles]
    assert all(0 <= one.open_share <= 1 for one in roadmap.ladder)
    assert roadmap.next_role is not None
    assert not roadmap.next_role.reached
    assert roadmap.bridge


def test_what_to_build_is_ordered_and_worth_at_least_nothing(roadmap):
    for items in (roadmap.projects, roadmap.courses, roadmap.certificates):
        assert items
        assert all(item.points >= 0 for item in items)
    assert len(roadmap.gaps) <= 5
    assert all(gap.shown < gap.asked for gap in roadmap.gaps)


def test_what_is_held_is_not_offered_again(analyzer, job):
    text = RESUME + "\nCERTIFICATIONS\nPMP, 2023\nPMI-CPMAI, 2026\n"
    found = analyzer.roadmap(analyzer.analyze(Source("rosa.txt", text.encode())), job)
    assert not {"pmp", "pmi-cpmai", "capm"} & {one.id for one in found.certificates}


@pytest.mark.parametrize("hours", [2, 6, 20])
def test_the_plan_is_dated_and_fits_ninety_days(analyzer, report, job, roadmap, hours):
    start = date(2026, 12, 7)
    plan = plan_for(roadmap, analyzer.path_ahead(report, job), start=start, hours_a_week=hours)
    assert plan.tasks == tuple(sorted(plan.tasks, key=lambda one: (one.start, one.end, one.title)))
    assert {task.stage for task in plan.tasks} == set(STAGES)
    for task in plan.tasks:
        assert start <= task.start <= task.end < start + timedelta(days=90)
    assert any(task.kind == "project" for task in plan.tasks)


@pytest.mark.parametrize(("month", "day"), [("2026-11", date(2026, 12, 7)), ("2026-12", date(2027, 1, 4))])
def test_a_plan_starts_on_the_first_monday_of_the_next_month(month, day):
    assert first_day(month) == day


# --- interview and versions ---------------------------------------------------------------------------


def test_stories_are_quotes_and_say_what_they_lack(report, job):
    found = prepare(report.profile, job, report.matches[0])
    assert found.stories
    for story in found.stories:
        line = flat(story.evidence.text)
        named = [part for part, _ in (*story.parts, *story.missing)]
        assert sorted(named) == sorted(PARTS)
        for _, quote in story.parts:
            assert quote in line
    assert len(found.questions) >= 8
    assert len({one.text for one in found.questions}) == len(found.questions)
    assert all(at < len(found.stories) for one in found.questions for at in one.stories)


def test_versions_say_what_moved_what_was_done_and_what_got_worse(analyzer, report, source):
    better = RESUME.replace(
        "- Launched a churn model",
        "- Ran the quarterly audit of model decisions; closed 14 of 17.\n- Launched a churn model",
    )
    change = compare_versions(report, analyzer.analyze(Source("rosa.txt", better.encode())))
    assert change.points > 0
    assert change.better
    assert any(one.before is None and "quarterly audit" in one.after for one in change.lines)
    back = compare_versions(analyzer.analyze(Source("rosa.txt", better.encode())), report)
    assert back.points == pytest.approx(-change.points)
    assert back.worse
    same = compare_versions(report, report)
    assert same.points == 0
    assert not (same.done or same.new or same.lines or same.worse or same.better)
    assert len(same.still_open) == len(report.suggestions)


def test_only_what_was_followed_counts_as_done(analyzer, report):
    """A suggestion is not done because others came before it: its line must read otherwise."""
    one = next(one for one in report.suggestions if one.rule == "impact/scope-without-outcome")
    new = RESUME.replace(one.before, f"{one.before.rstrip('.')}; forecasts missed 8% of orders, not 21%.")
    change = compare_versions(report, analyzer.analyze(Source("rosa.txt", new.encode())))
    assert one in change.done
    assert not [other for other in change.done if other.before and other.before in new.splitlines()]


def test_versions_without_a_score_are_compared_all_the_same(report):
    empty = replace(report.matches[0], score=None, low=None, high=None, band=None, abstained=True)
    change = compare_versions(report, replace(report, matches=(empty,)))
    assert change.points is None


# --- doors --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("roadmap", "rosa.txt"), ("The ladder", "Ninety days from 7 December 2026", "check each")),
        (("interview", "rosa.txt"), ("Likely questions", "Your stories", "To ask them")),
        (("versions", "rosa.txt", "rosa.txt"), ("no change", "Still open")),
    ],
)
def test_the_commands_fit_a_narrow_terminal(aipm, command, words):
    code, out, err = aipm(*command, *MONTH)
    assert (code, err) == (0, "")
    assert all(one in out for one in words)
    assert max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize(
    ("command", "schema"),
    [
        (("roadmap", "rosa.txt", "--start", "2027-01-11", "--hours", "4"), "aipm-roadmap/1"),
        (("interview", "rosa.txt"), "aipm-interview/1"),
        (("versions", "rosa.txt", "rosa.txt"), "aipm-versions/1"),
    ],
)
def test_the_commands_give_data(aipm, command, schema):
    code, out, _ = aipm(*command, "--format", "json", *MONTH)
    assert code == 0
    assert json.loads(out)["schema"] == schema


def test_a_day_that_is_none_is_refused(aipm):
    code, _, err = aipm("roadmap", "rosa.txt", "--start", "soon")
    assert code == 2
    assert "no day" in err


def html(at):
    return "\n".join(block.proto.body for block in at.html)


def test_the_career_page_shows_ladder_plan_and_interview(engine, source, report):
    at = AppTest.from_string("from analyzer.ui.career import page; page()", default_timeout=30)
    at.session_state["work"] = Work(request=Request(source), report=report)
    at.run()
    assert not at.exception
    assert "next realistic role" in html(at)
    assert "To day 60" in html(at)
    assert "Likely questions" in html(at)
    assert "<code>aipm versions</code>" in html(at)
    assert "`" not in html(at)
    assert Path(source.name).suffix == ".txt"


def test_the_career_page_says_what_to_do_along_the_way_and_why(engine, source, report, roadmap):
    at = AppTest.from_string("from analyzer.ui.career import page; page()", default_timeout=30)
    at.session_state["work"] = Work(request=Request(source), report=report)
    at.run()
    told = unescape(html(at))
    assert roadmap.along
    for one in roadmap.along:
        assert one.title in told
        assert one.because in told
    assert "Internships" not in told  # Rosa has five years of work


def test_the_suggestions_count_postings_when_asked(engine, source, report, tmp_path, monkeypatch):
    monkeypatch.setenv("AIPM_DATA", str(tmp_path))
    text = "from analyzer.ui.session import work\nfrom analyzer.ui.suggestions import show_suggestions\n"
    at = AppTest.from_string(
        f"{text}show_suggestions(work().report, work().report.matches[0])", default_timeout=60
    )
    at.session_state["work"] = Work(request=Request(source), report=report)
    at.run()
    assert "of the snapshot" not in html(at)
    at.toggle(key="clears").set_value(True).run()
    assert not at.exception
    assert "of the snapshot" in html(at)


def test_without_a_review_the_career_page_shows_the_way_to_one(engine):
    at = AppTest.from_string("from analyzer.ui.career import page; page()", default_timeout=30).run()
    assert not at.exception
    assert "Review a resume first" in html(at)


# --- by person ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def found(analyzer, job):
    def read(text):
        return analyzer.roadmap(analyzer.analyze(Source("rosa.txt", text.encode())), job)

    return read


@pytest.mark.parametrize(
    ("state", "said"), [("planned for May 2027", "You plan it"), ("(in progress)", "You are")]
)
def test_a_certificate_that_is_underway_comes_first_and_nothing_below_it_is_offered(found, state, said):
    roadmap = found(f"{RESUME}\nCERTIFICATIONS\nPMP, {state}\n")
    first = roadmap.certificates[0]
    assert (first.id, first.underway) == ("pmp", True)
    assert first.why.startswith(said)
    assert not {"capm", "prince2-foundation"} & {one.id for one in roadmap.certificates}
    plan = plan_for(roadmap, None, start=date(2026, 12, 7), hours_a_week=6)
    task = next(one for one in plan.tasks if one.kind == "certificate")
    assert "PMP" in task.title
    assert "of its 120 hours fit" in task.text
    assert not task.points, "it is not held when the plan ends"
    assert any(one.kind == "project" for one in plan.tasks)


def test_a_certificate_that_lapsed_is_renewed_and_not_begun(found):
    roadmap = found(f"{RESUME}\nCERTIFICATIONS\nPMP (expired 2022)\n")
    lapsed = next(one for one in roadmap.certificates if one.id == "pmp")
    assert "has lapsed" in lapsed.why
    assert lapsed.hours < 60


def test_who_shows_the_basics_is_not_sent_to_a_first_course(found):
    topics = {one["competency"]: one["topic"] for one in data("learning")["courses"]}
    senior = found(RESUME.replace("2021", "2009") + "\nCERTIFICATIONS\nPMP, 2019\n")
    named = {one.id: one.title for one in senior.courses}
    for competency in ("planning_scheduling", "risk", "budget_resource", "stakeholder_communication"):
        assert named.get(competency) != topics[competency]


def test_what_to_do_along_the_way_has_a_reason_in_the_resume(found):
    plain = found(RESUME)
    told = [one.id for one in plain.along]
    assert len(told) <= 8
    assert all(one.because and one.title and one.text for one in plain.along)
    assert {"internship", "entry"}.isdisjoint(told)
    volunteer = found(
        f"{RESUME}\nOTHER\nVolunteer treasurer of a food bank\nSpeaker at Leeds Data Night 2025\n"
    )
    assert "talk" in [one.id for one in volunteer.along]
    assert "events" not in [one.id for one in volunteer.along]
    assert "volunteering" not in [one.id for one in volunteer.along]


def test_every_entry_of_what_to_do_along_the_way_can_be_told():
    known = {
        *("no_ai", "codes", "numbers_gap", "no_degree", "no_masters", "degree_asked", "quantitative_degree"),
        *("leads_ai", "portfolio", "profile_link", "recent_learning", "volunteers", "open_source", "speaks"),
        "member",
    }
    for one in data("along")["along"]:
        assert one["because"]
        assert {*one.get("when", ()), *one.get("unless", ())} <= known, one["id"]
        assert set(one.get("stages", ())) <= {"student", "early", "professional", "executive"}
        assert _habit(one).text
