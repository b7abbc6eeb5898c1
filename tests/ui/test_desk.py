"""The coach's desk: candidates from adding to forgetting, blind mode, several coaches, cohorts, fairness."""

import json
from dataclasses import replace
from pathlib import PurePath

import pytest
from streamlit.testing.v1 import AppTest

from analyzer.errors import BadJob
from analyzer.records import Contact, Job, JobRef, Source, report_json
from analyzer.store import Desk, cohorts, people, schema, targets, versions
from analyzer.ui import desk as ui_desk
from analyzer.ui import session
from tests.ui.fake import FakeAnalyzer, fake_engine

NAME = "Avery Lindqvist"
PDF = "application/pdf"


class DeskAnalyzer(FakeAnalyzer):
    """The name of a file is the person's address: `ann-2.pdf` is the second version of `ann-1.pdf`.

    `model` scores everyone; an ad without requirements is refused.
    """

    model = "1"

    def analyze(self, resume, **asked):
        report = super().analyze(resume, **asked)
        address = f"{resume.name.partition('-')[0]}@example.com"
        contact = Contact(emails=(address,), name=NAME)
        meta = replace(report.meta, model_version=self.model)
        if asked.get("jobs"):
            (ad,) = asked["jobs"]
            job = JobRef(PurePath(ad.name).stem, "AI Lead", ad.name)
            report = replace(report, matches=(replace(report.matches[0], job=job),))
        return replace(report, profile=replace(report.profile, contact=contact), meta=meta)

    def jobs(self, roles=(), ads=()):  # noqa: ARG002  (the service's signature)
        (ad,) = ads
        text = ad.data.decode()
        if "Requirements" not in text:
            raise BadJob("No requirement was found in the job ad. Paste the whole ad.")
        return (Job("ad", "AI Lead", ad.name, text, "project", "mid", 0, 9, ()),)


@pytest.fixture
def data(monkeypatch, tmp_path):
    """An empty data folder, and an analyser that tells people apart."""
    engine = replace(fake_engine(), analyzer=DeskAnalyzer())
    for module in (session, ui_desk):
        monkeypatch.setattr(module, "load_analyzer", lambda: engine)
    monkeypatch.setenv("AIPM_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("AIPM_DATABASE_URL", raising=False)
    return tmp_path / "data"


@pytest.fixture
def open_page(data):
    def opened(name="candidates", **query):
        app = AppTest.from_string(f"from analyzer.ui.{name} import page; page()", default_timeout=30)
        for key, value in query.items():
            app.query_params[key] = value
        return app.run()

    return opened


def files(*names):
    return [(name, f"bytes of {name}".encode(), PDF) for name in names]


def add(app, *names, **choices):
    app.file_uploader(key=uploader(app)).set_value(files(*names))
    for key, value in choices.items():
        box = app.text_input(key=key) if isinstance(value, str) else app.checkbox(key=key)
        box.set_value(value)
    app.run()
    return app.button(key="add_act").click().run()


def uploader(app):
    return next(one.key for one in app.get("file_uploader") if one.key.startswith("desk_files"))


def tab(app, name, key="person_tab"):
    """Open a tab: only what is in the open one is on the page."""
    app.session_state[key] = name
    return app.run()


def desk_tab(app, name):
    return tab(app, name, "desk_tab")


def labels(app):
    kinds = (app.selectbox, app.multiselect, app.checkbox, app.button, app.text_input)
    found = [str(getattr(one, "options", "")) + str(one.label) for kind in kinds for one in kind]
    return "\n".join(found + [str(one.value) for one in app.text_input])


def html_of(app):
    return "\n".join(block.proto.body for block in app.get("html"))


def seen(app):
    """Everything that the page shows, texts and widgets."""
    return html_of(app) + labels(app)


def test_an_empty_desk_says_what_to_do_and_where_things_are_kept(open_page, data):
    app = open_page()
    assert not app.exception
    assert "Nobody is here yet." in html_of(app)
    assert str(data / "coach.sqlite3") in html_of(app)


def test_each_file_ends_as_a_candidate_a_version_or_a_reason(open_page, data):
    app = add(open_page(), "ann-1.pdf", "bo-1.pdf", "broken.docx", add_tags="spring", add_keep=True)
    assert not app.exception
    text = html_of(app)
    for said in (
        "2 added, 1 failed",
        "C-0001",
        "C-0002",
        "could not be read",
        "This file is a Word document",
        "spring",
    ):
        assert said in text, said
    app = add(app, "ann-2.pdf")
    assert "1 new version" in html_of(app)
    with Desk() as desk:
        assert people.find(desk)[1] == 2
        assert len(versions.versions(desk, people.named(desk, "C-0001").id)) == 2


def test_the_list_is_searched_and_ordered(open_page):
    app = add(open_page(), "ann-1.pdf", "bo-weaker.pdf")
    app.text_input(key="find").set_value("c-0002").run()
    assert "1 of 1" in html_of(app)
    app.text_input(key="find").set_value("nobody").run()
    assert "Nobody was found." in html_of(app)
    app.text_input(key="find").set_value("").run()
    app.toggle(key="find_by_fit").set_value(True).run()
    text = html_of(app)
    assert text.index("67 (61-74)") < text.index("31 (25-38)")
    assert "not for hiring" in text


def test_a_candidate_has_a_history_notes_and_a_page_of_their_own(open_page):
    add(open_page(), "ann-1.pdf", "ann-2.pdf", add_names=True)
    app = open_page(c="C-0001")
    assert not app.exception
    assert "67 (61-74)" in html_of(app)
    assert "ann-2.pdf" in html_of(app)
    app.button(key="rescore").click().run()
    assert "Scored again" in html_of(app)
    tab(app, "Notes and tags")
    app.text_area(key="note_text").set_value(f"Call {NAME} about the budget")
    app.checkbox(key="note_handout").set_value(True)
    next(one for one in app.button if one.label == "Write the note").click().run()
    assert f"Call {NAME} about the budget" in html_of(app)
    assert "in the hand-out" in html_of(app)
    tab(app, "Hand-out")
    app.selectbox(key="advice_state").set_value("done")
    app.button(key="advice_act").click().run()
    assert "Advice taken" in html_of(app)
    assert not app.exception


def test_a_candidate_who_is_not_here_is_said_to_be_gone(open_page):
    app = open_page(c="C-0404")
    assert "There is no candidate C-0404 here" in html_of(app)
    app.button(key="back_to_list").click().run()
    assert "Nobody is here yet." in html_of(app)


def test_in_blind_mode_no_name_no_file_name_and_no_employer_is_on_any_page(open_page, data):
    add(open_page(), "ann-1.pdf", "bo-1.pdf", add_names=True)
    with Desk() as desk:
        people.add_note(desk, 1, f"Call {NAME}, who was at Fjordlight Logistics")
    people_tabs = [({}, "desk_tab", name) for name in ("People", "Cohort", "Fairness", "Desk")]
    tabs = ("History", "Resume", "Notes and tags", "Hand-out", "Data")
    for query, key, name in [*people_tabs, *(({"c": "C-0001"}, "person_tab", name) for name in tabs)]:
        app = open_page(**query)
        assert name not in ("People", "History") or NAME in seen(app)
        app.toggle(key="blind").set_value(True).run()
        tab(app, name, key)
        assert not app.exception
        for word in ("Avery", "Lindqvist", "ann-1.pdf", "Fjordlight", "avery.lindqvist"):
            assert word not in seen(app), (query, name, word)
    assert "C-0001" in seen(app)


def test_before_a_resume_is_there_the_coachs_name_for_somebody_is_masked(open_page, data):
    with Desk() as desk:
        people.add(desk, name="Wilhelmina Okonkwo-Barr", tags=["wilhelmina"])
        people.add_note(desk, 1, "wilhelmina asked about the budget; Mrs Okonkwo-Barr calls, w@example.com")
    app = tab(open_page(c="C-0001"), "Notes and tags")
    assert "Okonkwo" in seen(app)
    app.toggle(key="blind").set_value(True).run()
    assert "asked about the budget" in seen(app)
    for word in ("Wilhelmina", "wilhelmina", "Okonkwo", "Barr", "w@example.com"):
        assert word not in seen(app), word


def test_a_kind_can_be_shown_all_the_same(open_page):
    add(open_page(), "ann-1.pdf")
    app = open_page(c="C-0001")
    app.toggle(key="blind").set_value(True).run()
    assert "Fjordlight" not in seen(app)
    app.multiselect(key="blind_kept").set_value(["employers"]).run()
    assert not app.exception
    assert "Avery" not in seen(app)


def test_candidates_of_the_desk_are_compared_also_blind(open_page):
    add(open_page(), "ann-1.pdf", "bo-weaker.pdf", "cy-1.pdf", add_names=True)
    app = tab(open_page("compare"), "Candidates of the desk", "compare_from")
    app.multiselect(key="compare_candidates").set_value([1, 2, 3]).run()
    assert not app.exception
    text = html_of(app)
    for said in (
        "For AI Project Manager",
        "A and B: too close to tell",
        "for coaching, not for hiring",
        "1 to 2",
        "C-0002",
        "Competencies, all on one map",
        "Lacks most",
        "Gains most from",
        "One edit away",
    ):
        assert said in text, said
    app.toggle(key="blind").set_value(True).run()
    assert not app.exception
    for word in ("Avery", "Lindqvist", "Fjordlight", "Boreal Mutual"):
        assert word not in seen(app), word


def compare_page(open_page, *ids):
    app = tab(open_page("compare"), "Candidates of the desk", "compare_from")
    return app.multiselect(key="compare_candidates").set_value(list(ids)).run()


def test_a_pasted_ad_is_kept_and_everyone_is_scored_for_it(open_page):
    add(open_page(), "ann-1.pdf", "bo-weaker.pdf")
    app = compare_page(open_page, 1, 2)
    app.text_area(key="compare_ad_text").set_value("Nothing asked for").run()
    app.button(key="compare_ad_keep").click().run()
    assert "No requirement was found" in html_of(app)
    app.text_area(key="compare_ad_text").set_value("AI Lead\nRequirements\n- delivery").run()
    app.button(key="compare_ad_keep").click().run()
    assert not app.exception
    assert "For AI Lead" in html_of(app)
    with Desk() as desk:
        (kept,) = targets.ads(desk)
        assert all(versions.fits(desk, key, job=kept.id) for key in (1, 2))
    listed = open_page()
    listed.selectbox(key="find_target").set_value(kept.id).run()
    assert "67 (61-74)" in html_of(listed)
    app.button(key="compare_ad_remove").click().run()
    assert "For AI Project Manager" in html_of(app)


def test_a_stored_posting_can_be_compared_with(open_page, data):
    add(open_page(), "ann-1.pdf", "bo-weaker.pdf")
    with Desk() as desk, desk.write() as connection:
        values = {"content_hash": "x", "source": "file", "title": "AI Lead", "company": "Fjordlight"}
        made = schema.postings.insert().values(
            **values, text="AI Lead\nRequirements\n- delivery", first_seen="2026", last_seen="2026"
        )
        key = connection.execute(made).inserted_primary_key[0]
        connection.execute(schema.posting_details.insert().values(posting_id=key, job=b"x", sketch=b"x"))
    app = compare_page(open_page, 1, 2)
    app.text_input(key="compare_ad_find").set_value("nobody").run()
    assert "No stored posting has these words" in html_of(app)
    app.text_input(key="compare_ad_find").set_value("fjord").run()
    app.button(key="compare_ad_use").click().run()
    assert not app.exception
    assert "For AI Lead" in html_of(app)
    assert "Ad: AI Lead, Fjordlight" in labels(app)


def test_only_what_sets_them_apart_can_be_asked_for(open_page):
    add(open_page(), "ann-1.pdf", "bo-1.pdf")
    app = compare_page(open_page, 1, 2)
    assert 'class="heat heat-' in html_of(app)
    app.toggle(key="apart_desk").set_value(True).run()
    assert 'class="heat heat-' not in html_of(app)  # the same resume twice: nothing does


def test_scores_of_two_models_are_told_and_settled(open_page, monkeypatch):
    add(open_page(), "ann-1.pdf")
    monkeypatch.setattr(DeskAnalyzer, "model", "2")
    add(open_page(), "bo-1.pdf")
    app = compare_page(open_page, 1, 2)
    assert "Scored by several models" in html_of(app)
    app.button(key="compare_rescore").click().run()
    assert not app.exception
    assert "Scored by several models" not in html_of(app)
    with Desk() as desk:
        assert [one.model_version for one in versions.fits(desk, 1, job="ai-project-manager")] == [
            "1",
            "2",
        ]


def test_the_results_of_a_batch_run_are_taken_over(open_page):
    app = open_page()
    app.segmented_control(key="add_from").set_value("batch").run()
    found = DeskAnalyzer().analyze(Source("ann-1.pdf", b"x"))
    lines = (
        f"{report_json(found)}\n".encode()
        + json.dumps({"name": "bad.pdf", "code": "no-text", "reason": "bad.pdf holds images only."}).encode()
    )
    app.file_uploader(key="desk_batch_0").set_value([("reports.jsonl", lines, "application/json")]).run()
    app.button(key="add_act").click().run()
    assert not app.exception
    assert "1 added, 1 failed" in html_of(app)
    app.file_uploader(key="desk_batch_1").set_value([("reports.jsonl", b"{}", "application/json")]).run()
    app.button(key="add_act").click().run()
    assert "is no report of a batch run" in html_of(app)


def test_files_that_were_compared_leave_no_name_in_blind_mode(open_page):
    app = open_page("compare")
    app.toggle(key="blind").set_value(True).run()
    app.file_uploader(key="compare_files").set_value(files("zenobia-cv.pdf", "torvald-cv.docx", "bo-1.pdf"))
    app.run().button(key="compare_act").click().run()
    assert not app.exception
    assert "could not be compared" in html_of(app)
    assert app.file_uploader(key="compare_files_1").value == []
    for word in ("zenobia", "torvald", "Avery", "Lindqvist"):
        assert word not in seen(app), word


def test_page_images_follow_what_is_shown_all_the_same(open_page, monkeypatch):
    drawn = []
    monkeypatch.setattr(ui_desk, "_drawn", lambda *asked: drawn.append(asked[-1]) or iter(()))
    add(open_page(), "ann-1.pdf")
    app = tab(open_page(c="C-0001"), "Resume")
    app.toggle(key="blind").set_value(True).run()
    app.multiselect(key="blind_kept").set_value(["employers"]).run()
    app.multiselect(key="blind_kept").set_value([]).run()
    assert [("employer" in one, bool(one)) for one in drawn] == [(False, False), (True, True), (False, True)]


def test_an_admin_sees_the_log_and_sets_how_long_people_are_kept(open_page, data):
    add(open_page(), "ann-1.pdf")
    open_page(c="C-0001")
    app = desk_tab(open_page(), "Desk")
    assert not app.exception
    assert "opened candidate" in html_of(app)
    assert "1 read, 0 known before, 0 failed" in html_of(app)
    app.number_input(key="keep_days").set_value(90).run()
    app.button(key="keep_days_act").click().run()
    assert "kept for 90 days" in html_of(app)
    app.button(key="backup_act").click().run()
    assert "Wrote " in html_of(app)
    assert len(list((data / "backups").glob("*.sqlite3"))) == 1


def test_forgetting_asks_first_and_leaves_nothing(open_page, data):
    add(open_page(), "ann-1.pdf", "bo-1.pdf", add_names=True)
    app = tab(open_page(c="C-0001"), "Data")
    assert app.button(key="forget_act").disabled
    app.checkbox(key="forget_sure_1").set_value(True).run()
    app.button(key="forget_act").click().run()
    assert not app.exception
    assert "Forgot C-0001" in html_of(app)
    with Desk() as desk:
        assert [row.candidate.alias for row in people.find(desk)[0]] == ["C-0002"]


def test_a_cohort_is_made_and_shown_without_names(open_page):
    add(open_page(), "ann-1.pdf", "bo-weaker.pdf", add_names=True)
    with Desk() as desk:
        cohorts.put(desk, cohorts.make(desk, "Spring"), [1, 2])
    app = desk_tab(open_page(), "Cohort")
    app.selectbox(key="cohort_name").set_value(1).run()
    assert not app.exception
    text = html_of(app)
    for said in ("2 people, 2 scored", "What many lack", "Levels", "Over time", "Most frequent advice"):
        assert said in text, said


def test_a_database_that_cannot_be_opened_is_a_page_with_a_remedy(open_page, monkeypatch):
    monkeypatch.setenv("AIPM_DATABASE_URL", "mysql://a:secret@b/c")
    app = open_page()
    assert not app.exception
    assert "The desk cannot be opened." in html_of(app)
    assert "secret" not in html_of(app)


def test_with_sign_in_on_each_coach_has_a_desk_of_their_own(open_page, monkeypatch):
    who = {}
    monkeypatch.setattr(ui_desk, "sign_in_is_on", lambda: True)
    monkeypatch.setattr(ui_desk, "signed_in", lambda: who)
    app = open_page()
    assert "Sign in to open your desk." in html_of(app)
    who.update(is_logged_in=True, iss="https://id.example.com", sub="1", email="ann@example.com")
    add(open_page(), "ann-1.pdf")
    with Desk(subject="https://id.example.com 1") as desk:
        group = cohorts.make(desk, "Spring")
        cohorts.put(desk, group, [1])
    who.update(sub="2", email="bo@example.com")
    app = open_page()
    assert "Nobody is here yet." in html_of(app)
    assert "Signed in as bo@example.com." in html_of(app)
    assert "There is no candidate" in html_of(open_page(c="C-0001"))
    assert "There is no candidate" in html_of(open_page(n="1"))
    assert "Access log" not in html_of(desk_tab(open_page(), "People"))
    add(open_page(), "bo-1.pdf")
    with Desk(subject="https://id.example.com 1") as desk:
        cohorts.share(desk, group, shared=True)
    app = open_page()
    assert "2 of 2" in html_of(app)
    assert "of ann@example.com" in html_of(app)  # both are called C-0001
    app = open_page(n="1")
    assert "C-0001  of ann@example.com" in html_of(app)
    assert "forget_act" not in [one.key for one in tab(app, "Data").button]
    app = compare_page(open_page, 1, 2)
    assert not app.exception
    assert "too close to tell" in html_of(app)


def test_fairness_tables_come_from_a_file_of_declared_attributes(open_page):
    add(open_page(), *(f"p{number}-1.pdf" for number in range(6)))
    app = desk_tab(open_page(), "Fairness")
    rows = "\n".join(f"C-{number:04d},{'woman' if number % 2 else 'man'}" for number in range(1, 7))
    app.file_uploader(key="fairness_file").set_value(
        [("declared.csv", f"who,sex\n{rows}".encode(), "text/csv")]
    )
    app.run()
    assert not app.exception
    text = html_of(app)
    assert "no independent bias audit" in text
    assert "2 groups of fewer than 5 people withheld" in text
