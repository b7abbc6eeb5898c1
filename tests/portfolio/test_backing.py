"""How far a portfolio may raise what a resume claims: one step for a backed skill, and nothing else."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.corroboration import backed
from analyzer.language import make_annotations
from analyzer.language.strength import Mention
from analyzer.market import find_role
from analyzer.portfolio import Collection, File, gather
from analyzer.records import Evidence, ShownSkill, Source, report_json
from tests.portfolio.around import RESUME, story
from tests.portfolio.building import NAMES, build

STRENGTHS = ("E1", "E2", "E3", "E4", "E5")
SKILLS = ("python", "pandas", "scikit-learn", "machine-learning", "risk-management", "pmp", "jira")
TODAY = "2026-11"


def place(document, number):
    return Evidence(document, 10 * number, 10 * number + 5, 1, f"line {number}", "experience")


mentions = st.builds(
    lambda skill, strength, hedged, number, lead, recent: Mention(
        skill, strength, hedged, place(0, number), f"spot {number}", lead, recent
    ),
    st.sampled_from(SKILLS),
    st.sampled_from(STRENGTHS[:4]),
    st.booleans(),
    st.integers(0, 30),
    st.booleans(),
    st.booleans(),
)
places = st.builds(
    lambda skill, strength, hedged, number: ShownSkill(
        skill, strength, hedged, place(1, number), f"work {number}"
    ),
    st.sampled_from(SKILLS),
    st.sampled_from(STRENGTHS),
    st.booleans(),
    st.integers(0, 30),
)


def found(some):
    return make_annotations(mentions=some, patterns=(), achievements=(), certifications=(), today=TODAY)


def together(resume, shown):
    return backed(resume, shown, ())


def weight(skill):
    return (not skill.hedged, int(skill.strength[1]))


@settings(deadline=None)  # the first case loads the skills
@given(st.lists(mentions, max_size=12), st.lists(places, max_size=12))
def test_a_backed_skill_rises_by_one_step_at_most_and_none_comes_from_the_work_alone(some, shown):
    resume = found(some)
    before = {one.id: one for one in resume.skills}
    after = {one.id: one for one in together(resume, shown).skills}
    assert after.keys() == before.keys()
    for name, skill in after.items():
        was = before[name]
        step = int(skill.strength[1]) - int(was.strength[1])
        assert 0 <= step <= (0 if was.hedged else 1)
        assert skill.hedged <= was.hedged
        if step and was.strength < "E4":  # E5 is E4 that was told again
            assert skill.strength <= max(one.strength for one in shown)


@settings(deadline=None)
@given(st.lists(mentions, max_size=8), st.lists(places, max_size=8), places)
def test_more_work_never_lowers_and_less_never_raises(some, shown, another):
    resume = found(some)
    less = {one.id: weight(one) for one in together(resume, shown).skills}
    more = {one.id: weight(one) for one in together(resume, [*shown, another]).skills}
    assert all(more[name] >= less[name] for name in less)


@settings(deadline=None)
@given(st.lists(mentions, max_size=8), st.lists(places, max_size=8))
def test_a_level_of_a_competency_rises_by_one_at_most(some, shown):
    resume = found(some)
    levels = {one.id: one.level for one in resume.competencies}
    for one in together(resume, shown).competencies:
        assert 0 <= one.level - levels[one.id] <= 1


@settings(deadline=None)
@given(st.lists(mentions, max_size=8))
def test_work_that_shows_nothing_changes_nothing(some):
    resume = found(some)
    assert together(resume, ()).skills == resume.skills


@pytest.fixture(scope="module")
def people(analyzer, tmp_path_factory):
    """Every invented person: the report of the resume alone, and the one beside the portfolio."""
    folder = tmp_path_factory.mktemp("backed")
    made = {}
    for name in NAMES:
        person = build(name, folder)
        resume = Source("resume.txt", person.resume.read_bytes())
        both = analyzer.analyze(resume, portfolio=gather(str(person.place)))
        made[name] = analyzer.analyze(resume), both
    return made


@pytest.mark.parametrize("name", NAMES)
def test_the_resume_is_scored_and_the_work_backs_it(people, name):
    alone, both = people[name]
    assert {one.id for one in both.skills} == {one.id for one in alone.skills}
    assert [one.text for one in both.achievements] == [one.text for one in alone.achievements]
    was = {one.id: one.strength for one in alone.skills}
    assert all(int(one.strength[1]) - int(was[one.id][1]) in (0, 1) for one in both.skills)
    backed = {one.about for one in both.portfolio.claims if one.kind == "skill" and one.mark == "backed"}
    assert {one.name for one in both.skills if one.strength > was[one.id]} <= backed
    assert not {one.id for one in both.portfolio.unsaid} & was.keys()


#: Long enough to be judged; it claims little.
SHORT = RESUME.replace(
    "- Planned the pilot with two teams.\n",
    "- Planned the pilot with two teams and kept the list of open questions for the office.\n"
    "- Ordered rooms and wrote the minutes of the weekly meeting with the council.\n"
    "- Answered letters of citizens about the new forms and passed them on to the right desk.\n"
    "- Kept the calendar of the office, booked the trips of the director and filed the bills of suppliers.\n"
    "- Moved the old paper files of three rooms to the archive, and labelled every box by year and street.\n"
    "- Showed new colleagues where to find the forms, the keys and the list of telephone numbers.\n",
)


def test_a_case_study_does_not_make_a_short_resume_a_strong_one(analyzer):
    """Twelve case studies that tell everything beside a resume that claims nearly nothing."""
    pages = tuple(File(f"case{n}.md", story(n % 3).encode()) for n in range(12))
    work = Collection("work", "folder", pages, tuple(one.path for one in pages))
    resume = Source("resume.txt", SHORT.encode())
    alone, both = analyzer.analyze(resume), analyzer.analyze(resume, portfolio=[work])
    assert both.portfolio.unsaid
    assert 0 <= both.matches[0].score - alone.matches[0].score <= 5


def test_the_job_ad_pasted_into_the_work_backs_nothing(analyzer):
    resume = Source("resume.txt", SHORT.encode())
    ad = find_role(analyzer.roles, "ai-project-manager").text
    pasted = File("case.md", f"# Case\n\nRole: Manager\n\n## What I did\n\n{ad}\n".encode())
    report = analyzer.analyze(resume, portfolio=[Collection("work", "folder", (pasted,), ("case.md",))])
    assert report.matches[0].score is not None
    assert report.matches[0].score == analyzer.analyze(resume).matches[0].score


# --- what if ------------------------------------------------------------------------------------------

KINDS = ("repo-good", "team-repo", "tutorial-clone", "notebooks", "deck", "case-site", "prd-set", "pdf-three",
         "json-resume", "linkedin", "two-folders", "one-page")  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_no_change_leaves_the_score_exactly_as_it_is(analyzer, people, name):
    _, report = people[name]
    job = find_role(analyzer.roles, "ai-project-manager")
    asked = analyzer.what_if(report, job)
    assert asked.match == report.matches[0]
    result = asked.edits(())
    assert result.after == report.matches[0] and not result.skills
    # the same words, read anew from the start
    again = replace(report.documents[0])
    profile, match = asked._reread((again, *report.documents[1:]))
    assert match == report.matches[0]
    assert profile.skills == report.skills and profile.beside == report.profile.beside


def test_an_added_line_is_held_against_the_work_too(analyzer, people):
    """A skill that only the work showed is a backed claim as soon as the resume names it."""
    _, report = people["repo-good"]
    job = find_role(analyzer.roles, "ai-project-manager")
    named = report.portfolio.unsaid[0]
    result = analyzer.what_if(report, job).ask([{"add": f"Planned the release with {named.name}."}])
    assert named.id in {one.id for one in result.profile.skills}
    claims = {one.about: one.mark for one in result.profile.beside.claims if one.kind == "skill"}
    assert claims[named.name] == "backed"
    assert named.id not in {one.id for one in result.profile.beside.unsaid}


CHANGES = (
    [{"add": "Cut the time to answer a ticket from 9 to 4 hours with a pandas report."}],
    [
        {"add": "Trained six colleagues in Tableau."},
        {"add": "Wrote the release plan for a scikit-learn service."},
    ],
)


@pytest.mark.parametrize("changes", CHANGES, ids=["one", "two"])
@pytest.mark.parametrize("name", ["repo-good", "repo-plain", "team-repo", "notebooks", "case-site", "deck"])
def test_a_changed_resume_keeps_what_the_work_gives_and_scores_as_if_read_anew(
    analyzer, tmp_path, name, changes
):
    """The changed text as a file beside the same work: the same score, skills, claims and projects."""
    person = build(name, tmp_path)
    work = gather(str(person.place))
    report = analyzer.analyze(Source("resume.txt", person.resume.read_bytes()), portfolio=work)
    asked = analyzer.what_if(report, find_role(analyzer.roles, "ai-project-manager")).ask(changes)
    anew = analyzer.analyze(Source("resume.txt", asked.document.text.encode()), portfolio=work)
    assert asked.after.score == anew.matches[0].score
    assert asked.after.requirements == anew.matches[0].requirements
    assert {(one.id, one.strength) for one in asked.profile.skills} == {
        (one.id, one.strength) for one in anew.skills
    }
    told = [
        (one.kind, one.about, one.mark, one.claim.text, one.project) for one in asked.profile.beside.claims
    ]
    assert told == [
        (one.kind, one.about, one.mark, one.claim.text, one.project) for one in anew.portfolio.claims
    ]
    assert [one.title for one in asked.profile.projects] == [one.title for one in report.portfolio.projects]
    assert asked.profile.beside.shown == report.profile.beside.shown


@pytest.mark.parametrize("name", ["repo-good", "notebooks"])
def test_removing_a_line_takes_only_what_the_resume_gave(analyzer, tmp_path, name):
    person = build(name, tmp_path)
    work = gather(str(person.place))
    report = analyzer.analyze(Source("resume.txt", person.resume.read_bytes()), portfolio=work)
    line = report.achievements[0].text
    asked = analyzer.what_if(report, find_role(analyzer.roles, "ai-project-manager")).ask([{"remove": line}])
    anew = analyzer.analyze(Source("resume.txt", asked.document.text.encode()), portfolio=work)
    assert asked.after.score == anew.matches[0].score
    assert asked.profile.beside.shown == report.profile.beside.shown
    assert all(one.claim.text != line for one in asked.profile.beside.claims)


def test_the_same_report_is_made_again(analyzer, tmp_path):
    person = build("repo-good", tmp_path)
    resume = Source("resume.txt", person.resume.read_bytes())
    reports = [analyzer.analyze(resume, portfolio=gather(str(person.place))) for _ in range(2)]
    assert report_json(reports[0]) == report_json(reports[1])
