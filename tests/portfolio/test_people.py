"""The invented portfolios beside what is true of them: projects, fields, parts, marks of claims."""

import pytest

from analyzer.portfolio import gather
from analyzer.portfolio.lexicon import CYCLE, MANAGEMENT
from analyzer.records import Source, report_json
from tests.portfolio.building import NAMES, PEOPLE, build

#: What the promises ask for.
LEAST = 0.9
_SIDES = frozenset(CYCLE + MANAGEMENT)


@pytest.fixture(scope="module")
def read(analyzer, tmp_path_factory):
    """Every person with their Report."""
    folder = tmp_path_factory.mktemp("people")
    found = {}
    for name in NAMES:
        person = build(name, folder)
        resume = Source("resume.txt", person.resume.read_bytes())
        found[name] = (person, analyzer.analyze(resume, portfolio=gather(str(person.place))))
    return found


def project(report, title):
    return next((one for one in report.portfolio.projects if one.title.casefold() == title.casefold()), None)


@pytest.mark.parametrize("name", NAMES)
def test_projects_are_found_with_their_fields(read, name):
    person, report = read[name]
    told = {one["title"].casefold() for one in person.truth["projects"]}
    assert {one.title.casefold() for one in report.portfolio.projects} == told
    for truth in person.truth["projects"]:
        found = project(report, truth["title"])
        for field in ("role", "start", "end"):
            assert getattr(found, field) == truth.get(field), (found.title, field)
        assert bool(found.theirs) == truth.get("theirs", False)
        if "own_commits" in truth:
            assert found.repository.own_commits == truth["own_commits"]


def test_the_parts_that_projects_tell_are_right_nine_times_in_ten(read):
    right = wrong = missed = 0
    for person, report in read.values():
        for truth in person.truth["projects"]:
            found = project(report, truth["title"])
            told, true = {*found.cycle, *found.management}, set(truth["parts"]) & _SIDES
            right += len(told & true)
            wrong += len(told - true)
            missed += len(true - told)
    assert 2 * right / (2 * right + wrong + missed) >= LEAST


def marked(report, truth):
    kinds = {"claim": "achievement", "skill": "skill", "dates": "dates"}
    kind = next(one for one in kinds if one in truth)
    names = {one.name: one.id for one in report.skills}
    for claim in report.portfolio.claims:
        known = (
            claim.claim.text
            if kind == "claim"
            else names.get(claim.about)
            if kind == "skill"
            else claim.about
        )
        if claim.kind == kinds[kind] and known and known.startswith(truth[kind]):
            return claim
    raise AssertionError(f"no claim {truth[kind]!r}")


def test_claims_are_marked_right_nine_times_in_ten_and_none_is_contradicted_wrongly(read):
    right = total = 0
    for person, report in read.values():
        true = [(one["mark"], marked(report, one)) for one in person.truth["claims"]]
        right += sum(mark == claim.mark for mark, claim in true)
        total += len(true)
        contradicted = {claim.claim for mark, claim in true if mark == "contradicted"}
        assert all(one.claim in contradicted for one in report.portfolio.claims if one.mark == "contradicted")
    assert right / total >= LEAST


@pytest.mark.parametrize("name", NAMES)
def test_every_quote_is_its_slice(read, name):
    _, report = read[name]
    work = report.portfolio
    quotes = [place for one in work.projects for part in one.parts for place in part.evidence]
    quotes += [place for one in work.claims for place in (one.claim, one.work) if place]
    quotes += [place for one in work.suggestions for place in one.evidence]
    quotes += [one.evidence for one in work.outline if one.evidence]
    quotes += [place for one in report.skills for place in one.evidence]
    for place in quotes:
        assert report.documents[place.document].text[place.start : place.end] == place.text
    for claim in work.claims:
        assert (claim.mark == "silent") == (claim.work is None and claim.project is None)


@pytest.mark.parametrize("name", NAMES)
def test_a_resume_beside_another_persons_work_is_not_contradicted(read, analyzer, name):
    """Nothing that these people claim speaks of the others' projects."""
    person, _ = read[name]
    other, _ = read[NAMES[(NAMES.index(name) + 5) % len(NAMES)]]
    report = analyzer.analyze(
        Source("resume.txt", person.resume.read_bytes()), portfolio=gather(str(other.place))
    )
    assert not [one for one in report.portfolio.claims if one.mark == "contradicted"]


@pytest.mark.parametrize("name", NAMES)
def test_a_portfolio_never_lowers_a_score(read, analyzer, name):
    person, report = read[name]
    alone = analyzer.analyze(Source("resume.txt", person.resume.read_bytes()))
    before, after = alone.matches[0].score, report.matches[0].score
    assert before is None or (after is not None and after >= before)
    raised = {one.id: one.strength for one in report.skills}
    assert all(raised[one.id] >= one.strength for one in alone.skills)


@pytest.mark.parametrize("name", ["case-site", "repo-good"])
def test_the_same_places_give_the_same_report(read, analyzer, name):
    person, report = read[name]
    again = analyzer.analyze(
        Source("resume.txt", person.resume.read_bytes()), portfolio=gather(str(person.place))
    )
    assert report_json(again) == report_json(report)


def test_what_should_not_be_public_is_told_and_never_shown(read):
    person, report = read["repo-poor"]
    assert [one.kind for one in report.portfolio.exposed] == person.truth["exposed"]
    whole = report_json(report)
    assert "Zq81mXw93KfPt72L" not in whole and "Th1sIsN0tG00d" not in whole and "anna.berg" not in whole
    assert any(one.rule == "portfolio/secret-committed" for one in report.portfolio.suggestions)


def test_a_library_in_use_is_more_than_a_word(read):
    _, report = read["repo-good"]
    strength = {one.id: one.strength for one in report.skills}
    assert strength["scikit-learn"] == "E2" and strength["mlflow"] == "E1"  # both are only listed
    claim = next(one for one in report.portfolio.claims if one.about == "pandas")
    assert "with tests" in claim.note


def test_a_tutorial_proves_no_work(read):
    _, report = read["tutorial-clone"]
    assert max(one.strength for one in report.skills if one.id == "scikit-learn") <= "E2"
    assert not report.portfolio.show_first


def test_three_projects_are_shown_first_and_the_best_is_a_case_study(read):
    _, report = read["case-site"]
    first = report.portfolio.show_first
    assert [one.title for one in first][:1] == ["Claims triage at Norvale Mutual"] and len(first) == 3
    assert all(one.reasons for one in first[:2])
    lines = {one.heading: one for one in report.portfolio.outline}
    assert lines["Role"].text == "Product manager"
    assert all(
        (one.evidence is None) == one.text.startswith("[") or one.heading == "Title" for one in lines.values()
    )


def test_without_a_portfolio_there_is_no_portfolio(analyzer):
    report = analyzer.analyze(Source("resume.txt", (PEOPLE / "deck" / "resume.txt").read_bytes()))
    assert report.portfolio is None
