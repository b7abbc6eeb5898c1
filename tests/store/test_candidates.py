"""Candidates, versions, cohorts and several coaches, on SQLite and on PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from analyzer.errors import NoText, StoreError
from analyzer.records import Failure, report_json
from analyzer.store import Desk, cohorts, importing, people, portfolios, versions
from analyzer.store.desk import access, set_role, users
from tests.store.made import JOB, JOBS, read, report, source


@pytest.fixture
def desk(database):
    return Desk(database=database)


@pytest.fixture
def others(database):
    """Two coaches who signed in."""
    return Desk(database=database, subject="ann@example.com"), Desk(
        database=database, subject="bo@example.com"
    )


# --- people -------------------------------------------------------------------------------------------


def test_a_candidate_gets_the_next_free_alias_and_a_name_only_if_one_is_given(desk):
    first, named = (
        people.add(desk),
        people.add(desk, name="Avery Lindqvist", tags=["Spring ", "spring", "GERMAN"]),
    )
    assert (first.alias, first.name, named.alias, named.name) == ("C-0001", None, "C-0002", "Avery Lindqvist")
    assert named.tags == ("german", "spring")
    assert people.add(desk, alias="A-07").alias == "A-07"
    with pytest.raises(StoreError, match="already"):
        people.add(desk, alias="A-07")


def test_who_changed_something_meanwhile_is_not_overwritten(desk):
    seen = people.add(desk)
    people.change(desk, seen, name="Avery")
    with pytest.raises(StoreError, match="meanwhile"):
        people.change(desk, seen, name="Somebody Else")
    assert people.get(desk, seen.id).name == "Avery"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", 3),
        ("a-0", 2),
        ("avery", 1),
        ("spring", 1),
        ("reskill spring", 0),
        ("budget", 1),
        ("50%", 0),
        ("_", 0),
    ],
)
def test_search_looks_at_alias_name_tags_and_notes(desk, text, found):
    people.add(desk, alias="A-01", name="Avery Lindqvist", tags=["spring"])
    second = people.add(desk, alias="A-02")
    people.add_note(desk, second.id, "Ask about the budget")
    people.add(desk, alias="B-01")
    rows, total = people.find(desk, text=text)
    assert (len(rows), total) == (found, found)


def test_a_list_is_cut_into_pages_and_says_how_many_there_are(desk):
    for _ in range(7):
        people.add(desk)
    rows, total = people.find(desk, limit=3, offset=6)
    assert [row.candidate.alias for row in rows] == ["C-0007"]
    assert total == 7


def test_a_list_by_fit_has_the_newest_version_and_those_without_a_score_last(desk):
    for number, score in enumerate([40.0, 80.0, None], start=1):
        versions.save(desk, read(f"p{number}@example.com", words=f"p{number}", score=score))
    versions.save(desk, read("p1@example.com", words="p1, better", score=90.0))
    unscored = versions.save(desk, read("p4@example.com", words="p4", score=50.0)).candidate_id
    rows, _ = people.find(desk, job=JOB, by_fit=True)
    assert [row.fit.score for row in rows if row.fit] == [90.0, 80.0, 67.8, 50.0]
    assert rows[0].versions == 2
    assert unscored == rows[-1].candidate.id


def test_notes_are_kept_with_their_author_and_removed_by_them_alone(desk, others):
    ann, _ = others
    person = people.add(desk)
    key = people.add_note(desk, person.id, "Bring the budget figure", for_handout=True)
    assert [(one.text, one.for_handout, one.author) for one in people.notes(desk, person.id)] == [
        ("Bring the budget figure", True, "local")
    ]
    with pytest.raises(StoreError):
        people.remove_note(ann, key)
    people.remove_note(desk, key)
    assert people.notes(desk, person.id) == ()
    with pytest.raises(StoreError, match="empty"):
        people.add_note(desk, person.id, "  ")


def test_the_newest_word_on_a_suggestion_stands(desk):
    person = people.add(desk)
    say = {"rule": "impact/unmeasured-bullet", "message": "Put the number in", "before": "Led the rollout"}
    people.take(desk, person.id, **say)
    people.take(desk, person.id, **say, state="done", points=4.0)
    assert [(one.state, one.points) for one in people.taken(desk, person.id)] == [("done", 4.0)]


# --- versions -----------------------------------------------------------------------------------------


def test_the_same_file_is_known_and_another_of_the_same_address_is_a_new_version(desk):
    first = versions.save(desk, read())
    again = versions.save(desk, read(name="copy.pdf"))
    second = versions.save(desk, read("Avery.Lindqvist@example.com", words="second version"))
    stranger = versions.save(desk, read("someone@example.com", words="other"))
    outcomes = [one.outcome for one in (first, again, second, stranger)]
    assert outcomes == ["added", "known", "new version", "added"]
    assert first.candidate_id == again.candidate_id == second.candidate_id != stranger.candidate_id
    found = versions.versions(desk, first.candidate_id)
    assert [(one.number, one.file_name) for one in found] == [(1, "avery.pdf"), (2, "avery.pdf")]


def test_a_report_comes_back_as_it_was(desk):
    given = read()
    key = versions.save(desk, given).candidate_id
    back = versions.report(desk, key).report
    assert report_json(back) == report_json(given.report)
    assert versions.source(desk, versions.versions(desk, key)[0]).data == given.data


def test_bytes_are_kept_only_when_asked(desk):
    key = versions.save(desk, read(keep=False)).candidate_id
    (version,) = versions.versions(desk, key)
    assert not version.kept
    assert versions.source(desk, version) is None


def test_a_newer_model_scores_again_on_demand_and_both_scores_are_shown(desk):
    key = versions.save(desk, read(score=60.0, model="old")).candidate_id
    ends = list(versions.rescore(desk, key, lambda _: report(score=64.0, model="new"), JOBS))
    assert [one.outcome for one in ends] == ["known"]
    found = versions.fits(desk, key, job=JOB)
    assert [(one.number, one.model_version, one.score) for one in found] == [
        (1, "old", 60.0),
        (1, "new", 64.0),
    ]
    rows, _ = people.find(desk, job=JOB)
    assert rows[0].fit.model_version == "new"


def test_a_version_without_its_file_cannot_be_scored_again_and_says_so(desk):
    key = versions.save(desk, read(keep=False)).candidate_id
    (end,) = versions.rescore(desk, key, lambda _: report(), JOBS)
    assert end.outcome == "failed"
    assert "not kept" in end.reason


def test_portfolio_files_are_read_with_the_resume_when_it_is_scored_again(desk):
    key = versions.save(desk, read()).candidate_id
    assert portfolios.add_pieces(desk, key, [source("case.pdf", "a case"), source("deck.pdf", "a deck")]) == 2
    assert portfolios.add_pieces(desk, key, [source("case.pdf", "a case")]) == 0
    seen = []

    def analyse(resume, *work):
        seen.append((resume.name, [one.name for one in work]))
        return report()

    list(versions.rescore(desk, key, analyse, JOBS))
    first, _ = portfolios.pieces(desk, key)
    portfolios.remove_piece(desk, key, first.id)
    list(versions.rescore(desk, key, analyse, JOBS))
    assert seen == [("avery.pdf", ["case.pdf", "deck.pdf"]), ("avery.pdf", ["deck.pdf"])]


# --- imports ------------------------------------------------------------------------------------------


def test_every_file_of_an_import_ends_as_something_and_none_undoes_another(desk):
    def analyse(given):
        if b"scan" in given.data:
            raise NoText(f"{given.name} holds images only.")
        return report(f"{given.name}@example.com")

    files = [(f"{n}.pdf", lambda n=n: source(f"{n}.pdf", "scan" if n == 2 else str(n))) for n in range(4)]
    ends = list(importing.import_files(desk, files, analyse, JOBS, importing.Choices(tags=("spring",))))
    assert [one.outcome for one in ends] == ["added", "added", "failed", "added"]
    assert ends[2].reason == "2.pdf holds images only."
    (run,) = importing.runs(desk)
    assert (run.read, run.repeated, run.failed) == (3, 0, 1)
    assert run.finished_at
    again = list(importing.import_files(desk, files, analyse, JOBS))
    assert [one.outcome for one in again] == ["known", "known", "failed", "known"]
    assert people.find(desk, tag="spring")[1] == 3


def test_an_import_that_is_cut_short_keeps_what_it_has_saved(desk):
    files = [(f"{n}.pdf", lambda n=n: source(f"{n}.pdf", str(n))) for n in range(4)]
    ends = importing.import_files(desk, files, lambda given: report(f"{given.name}@example.com"), JOBS)
    next(ends)
    next(ends)
    ends.close()
    (run,) = importing.runs(desk)
    assert run.finished_at is None
    assert people.find(desk)[1] == 2


def test_the_results_of_a_batch_run_can_be_taken_over(desk):
    found = [
        report(sha256="1" * 64),
        Failure("bad.docx", "unreadable", "It is damaged."),
        report("b@example.com", sha256="2" * 64),
    ]
    ends = list(importing.import_reports(desk, found, JOBS))
    assert [one.outcome for one in ends] == ["added", "failed", "added"]
    assert not versions.versions(desk, ends[0].candidate_id)[0].kept


def test_eight_coaches_windows_at_once_give_each_person_an_alias_of_their_own(desk, url):
    def import_some(number):
        with Desk(url=desk.database.url) as own:
            return [
                versions.save(own, read(f"w{number}n{n}@example.com", words=f"{number} {n}")).alias
                for n in range(6)
            ]

    with ThreadPoolExecutor(8) as pool:
        aliases = [alias for some in pool.map(import_some, range(8)) for alias in some]
    assert sorted(aliases) == [f"C-{number:04d}" for number in range(1, 49)]


def test_eight_windows_that_send_versions_of_one_person_number_them_without_a_gap(desk):
    key = people.add(desk).id

    def send(number):
        with Desk(url=desk.database.url) as own:
            for n in range(4):
                versions.save(own, read(words=f"{number} {n}"), to=key)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(send, range(8)))
    assert [one.number for one in versions.versions(desk, key)] == list(range(1, 33))
    assert people.get(desk, key).revision == 33


# --- several coaches ----------------------------------------------------------------------------------


def test_a_coach_sees_own_candidates_and_those_in_cohorts_that_others_share(others):
    ann, bo = others
    mine, shown = people.add(ann), people.add(ann)
    spring = cohorts.make(ann, "Spring")
    cohorts.put(ann, spring, [shown.id])
    assert people.find(bo)[1] == 0
    cohorts.share(ann, spring, shared=True)
    assert [row.candidate.id for row in people.find(bo)[0]] == [shown.id]
    assert people.find(bo, cohort="Spring")[1] == 1
    with pytest.raises(StoreError, match="no candidate"):
        people.get(bo, mine.id)
    people.add_note(bo, shown.id, "I know the team")
    with pytest.raises(StoreError, match="another coach's"):
        people.change(bo, people.get(bo, shown.id), name="x")
    with pytest.raises(StoreError, match="another coach's"):
        people.set_tags(bo, shown.id, ["x"])
    with pytest.raises(StoreError, match="of yours"):
        versions.save(bo, read(), to=shown.id)
    cohorts.share(ann, spring, shared=False)
    assert people.find(bo)[1] == 0


def test_nothing_of_anothers_candidate_is_read_by_its_number(others):
    ann, bo = others
    key = versions.save(ann, read()).candidate_id
    (version,) = versions.versions(ann, key)
    assert versions.versions(bo, key) == ()
    assert versions.source(bo, version) is None
    assert versions.fits(bo, key) == ()
    assert people.notes(bo, key) == ()
    with pytest.raises(StoreError):
        versions.report(bo, key)


def test_two_coaches_may_use_the_same_alias_and_hold_the_same_person_apart(others):
    ann, bo = others
    assert versions.save(ann, read()).alias == versions.save(bo, read()).alias == "C-0001"
    assert people.find(ann)[1] == people.find(bo)[1] == 1


def test_only_own_candidates_go_into_own_cohorts(others):
    ann, bo = others
    person = people.add(ann)
    spring = cohorts.make(bo, "Spring")
    with pytest.raises(StoreError, match="your own"):
        cohorts.put(bo, spring, [person.id])
    with pytest.raises(StoreError, match="no such cohort"):
        cohorts.share(ann, spring, shared=True)


def test_admins_keep_users_and_the_access_log_and_coaches_do_not(desk, others):
    ann, _ = others
    person = people.add(ann, name="Avery Lindqvist")
    people.add_note(ann, person.id, "A secret")
    assert {one.subject: one.role for one in users(desk)} == {
        "local": "admin",
        "ann@example.com": "coach",
        "bo@example.com": "coach",
    }
    lines = [(one.user, one.action, one.kind, one.record_id) for one in access(desk)]
    assert ("ann@example.com", "added", "candidate", person.id) in lines
    assert not any(word in str(lines) for word in ("Avery", "secret", person.alias))
    with pytest.raises(StoreError, match="Only an admin"):
        access(ann)
    set_role(desk, "ann@example.com", "admin")
    assert access(Desk(database=desk.database, subject="ann@example.com"))


def test_admins_are_named_by_the_environment(database, monkeypatch):
    monkeypatch.setenv("AIPM_ADMINS", "chief@example.com, other")
    assert Desk(database=database, subject="chief@example.com").user.role == "admin"
    assert Desk(database=database, subject="ann@example.com").user.role == "coach"
