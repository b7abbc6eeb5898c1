"""Every page in every state, without a browser."""

import json
from dataclasses import replace

import pytest

from analyzer.advice.ledger import ledger_of
from analyzer.errors import BadJob
from analyzer.records import Box, HiddenText, Source
from analyzer.ui import about
from analyzer.ui.session import Request, Work, ledger
from tests.reports.sample import HOSTILE
from tests.ui.fake import ABSTAINED, PLACED

RESUME = ("avery.txt", b"Avery Lindqvist", "text/plain")


def html(at):
    return "\n".join(block.proto.body for block in at.html)


def reviewing(at, report=PLACED, **request):
    asked = Request(Source("avery.pdf", b""), **request)
    at.session_state["work"] = Work(request=asked, report=report)
    return at.run()


# --- start --------------------------------------------------------------------------------------------


def test_start_says_what_it_needs_and_that_files_stay_here(app):
    assert not app.exception
    assert "Your file stays on this computer." in html(app)
    assert app.button(key="act").disabled
    assert "Add a resume first." in html(app)


def test_a_sample_is_one_click_away(app):
    app.button(key="sample_sample-ai-pm.pdf").click().run()
    assert not app.exception
    assert 'class="score"' in html(app)
    assert "Do these three first" in html(app)


def test_an_uploaded_resume_and_portfolio_are_reviewed_for_the_chosen_role(app, engine):
    app.file_uploader(key="resume_file").set_value(RESUME).run()
    app.file_uploader(key="portfolio_files").set_value([("case.md", b"Case", "text/markdown")]).run()
    app.selectbox(key="role").set_value("project-coordinator-ai-data").run()
    app.button(key="act").click().run()
    assert engine.analyzer.asked == [("avery.txt", ("case.md",), ("project-coordinator-ai-data",), 0)]
    assert "avery.txt" in html(app)


def test_pasted_text_and_a_pasted_ad_are_enough(app, engine):
    app.segmented_control(key="resume_from").set_value("text").run()
    app.text_area(key="resume_text").input("Avery Lindqvist, project manager").run()
    app.segmented_control(key="job_from").set_value("ad").run()
    assert "Add the job ad first." in html(app)
    app.text_area(key="job_text").input("We look for a project manager").run()
    app.button(key="act").click().run()
    assert engine.analyzer.asked == [("pasted-resume.txt", (), (), 1)]


def test_a_file_that_cannot_be_read_is_explained_and_nothing_is_lost(app):
    app.file_uploader(key="resume_file").set_value(("cv.docx", b"PK", "application/zip")).run()
    app.button(key="act").click().run()
    assert not app.exception
    assert "This file is a Word document. Save it as PDF and try again." in html(app)
    assert 'role="alert"' in html(app)
    assert app.button(key="sample_sample-ai-pm.pdf")
    app.file_uploader(key="resume_file").set_value(RESUME).run()
    app.button(key="act").click().run()
    assert 'class="score"' in html(app)


def test_a_bad_ad_points_to_the_role_library(app, engine, monkeypatch):
    def refuse(*_, **__):
        raise BadJob("No requirement could be read in this ad.")

    monkeypatch.setattr(engine.analyzer, "analyze", refuse)
    app.file_uploader(key="resume_file").set_value(RESUME).run()
    app.button(key="act").click().run()
    assert "Choose a role of the library instead" in html(app)


def test_a_mistake_of_ours_is_owned_and_quotes_nothing_of_the_file(app, engine, monkeypatch, caplog):
    text = "Avery Lindqvist, 12 Harbour Street"

    def stumble(*_, **__):
        raise ValueError(text)

    monkeypatch.setattr(engine.analyzer, "analyze", stumble)
    app.file_uploader(key="resume_file").set_value(RESUME).run()
    app.button(key="act").click().run()
    assert not app.exception
    assert "The program made a mistake (ValueError" in html(app)
    assert "Harbour Street" not in html(app) + caplog.text


# --- review -------------------------------------------------------------------------------------------


def test_review_without_a_report_invites_to_make_one(page):
    at = page("review").run()
    assert not at.exception
    assert "Nothing to review yet." in html(at)
    at.button[1].click().run()
    assert 'class="score"' in html(at)


def test_review_answers_first_with_score_band_and_interval(page):
    at = reviewing(page("review"))
    assert not at.exception
    assert 'aria-label="Score 67 of 100, good, interval 61-74"' in html(at)
    assert [tab.label for tab in at.tabs] == [
        "Fit",
        "Achievements",
        "Suggestions (5)",
        "Skills",
        "What a machine reads (2)",
    ]


def test_every_requirement_stands_with_a_sign_a_word_and_its_points(page):
    body = html(reviewing(page("review")))
    for sign, word in (("✓", "shown"), ("◐", "claimed only"), ("✗", "not found"), ("?", "could not tell")):
        assert f'aria-hidden="true">{sign}</span> {word}' in body
    assert "4.5 of 9" in body


def test_every_link_to_a_place_has_exactly_one_place(page):
    body = html(reviewing(page("review")))
    links = {part.split('"')[0] for part in body.split('href="#at-')[1:]}
    ids = [part.split('"')[0] for part in body.split('id="at-')[1:]]
    assert links
    assert links <= set(ids)
    assert len(ids) == len(set(ids))


def test_an_abstained_match_says_why_and_shows_no_number(page):
    body = html(reviewing(page("review"), ABSTAINED))
    assert "No score" in body
    assert "The resume names no dated work." in body
    assert 'class="number"' not in body


def test_changing_the_target_scores_again(page, engine):
    at = reviewing(page("review"))
    at.selectbox(key="target").set_value("project-coordinator-ai-data").run()
    assert engine.analyzer.asked[-1][2] == ("project-coordinator-ai-data",)
    assert not at.exception


def test_suggestions_are_filtered_by_kind_and_severity(page):
    at = reviewing(page("review"))
    assert "5 of 5 suggestions" in html(at)
    at.pills(key="kinds").set_value(["build"]).run()
    assert "1 of 5 suggestions" in html(at)
    at.pills(key="severities").set_value(["high"]).run()
    assert "0 of 5 suggestions" in html(at)


def test_what_is_ticked_as_done_stands_in_the_ledger(page):
    report = replace(PLACED, ledger=ledger_of(PLACED.suggestions))
    at = reviewing(page("review"), report)
    at.checkbox(key="done_2").check().run()
    assert not at.exception
    told = ledger(at.session_state["work"])
    assert [one.suggestion for one in told if one.decision == "accepted"] == [2]
    at.checkbox(key="done_2").uncheck().run()
    assert {one.decision for one in ledger(at.session_state["work"])} == {"open"}


def test_marks_can_be_switched_off_without_touching_the_pages(page):
    at = reviewing(page("review"))
    before = next(block.proto.body for block in at.html if 'class="pages"' in block.proto.body)
    at.pills(key="mark_kinds").set_value([]).run()
    after = next(block.proto.body for block in at.html if 'class="pages"' in block.proto.body)
    assert before == after
    assert ".page .mark-achievement{display:none}" in html(at)


def test_the_report_can_be_taken_along_as_pdf_page_checklist_and_data(page):
    at = reviewing(page("review"))
    assert [button.key for button in at.get("download_button")] == ["pdf", "html", "docx", "json"]


# --- what a machine reads -----------------------------------------------------------------------------


def test_risks_stand_worst_first_with_what_is_lost_and_the_remedy(page):
    body = html(reviewing(page("review")))
    cards = body.partition('class="cards risks"')[2]
    assert cards.index("Two columns: some readers") < cards.index("One link stands only behind a word")
    assert "may lose the order of lines and which heading a line belongs to" in cards
    assert "One column is safer." in cards
    assert "<summary>What a machine reads: 2 warnings</summary>" in body
    assert 'href="#risk-0-1"' in cards
    assert body.count('id="risk-0-1"') == 1
    assert 'risk-0-0"' not in body  # a link has no place that is known


def test_hidden_text_is_quoted_with_its_reason_its_place_and_both_scores(page):
    hidden = HiddenText(f"white {HOSTILE}", 1, "white on white", (Box(1, 60, 700, 200, 712),))
    document = replace(PLACED.documents[0], hidden=(hidden,))
    report = replace(PLACED, documents=(document, *PLACED.documents[1:]))
    body = html(reviewing(page("review"), report))
    assert "It would be 71 if it had counted." in body
    assert "white on white" in body
    assert "&lt;script&gt;" in body
    assert "<script" not in body
    assert 'href="#hidden-0-0"' in body
    assert body.count('id="hidden-0-0"') == 1


def test_both_texts_are_worked_out_only_when_asked_and_once(page, engine):
    at = reviewing(page("review"))
    assert "two-texts" not in html(at)
    assert engine.analyzer.asked == []
    at.button(key="machine_show").click().run()
    body = html(at)
    assert not at.exception
    assert body.count('class="lines"') == 2
    assert "5 of 122 words are glued to the next one." in body
    assert '<mark class="lost">Ledateamof14</mark>' in body
    assert 'title="mixed or changed">⇄</span><span>SKILLS EXPERIENCE' in body
    assert "<script" not in body
    at.run()
    assert engine.analyzer.asked == ["avery.pdf"]


def test_a_simple_reader_that_was_stopped_is_said_to_be(page):
    at = reviewing(page("review"))
    at.button(key="machine_show").click().run()
    at.segmented_control(key="machine_reader").set_value("in the order the file stores it").run()
    assert "This reader had to be stopped." in html(at)
    assert "two-texts" not in html(at)


def test_a_file_that_stops_every_reader_and_one_that_all_read_alike(page):
    at = reviewing(page("review"))
    at.session_state["work"].request = Request(Source("stops.pdf", b""), (Source("case.md", b""),))
    at.run()
    at.button(key="machine_show").click().run()
    assert "The texts could not be compared" in html(at)
    at.selectbox(key="machine_document").set_value(1).run()
    at.button(key="machine_show").click().run()
    assert "Every program reads this format alike." in html(at)


# --- compare ------------------------------------------------------------------------------------------


def compared(page, *names):
    at = page("compare").run()
    at.file_uploader(key="compare_files").set_value([(name, b"text", "text/plain") for name in names]).run()
    return at.button(key="compare_act").click().run()


def test_compare_starts_with_what_to_do(page):
    at = page("compare").run()
    assert "Add two or more resumes." in html(at)
    assert at.button(key="compare_act").disabled


def test_compare_ranks_people_and_lists_files_that_failed_with_the_reason(page):
    at = compared(page, "cara-weaker.txt", "avery.txt", "cv.docx", "letter.txt")
    body = html(at)
    assert not at.exception
    assert body.index(">avery.txt<") < body.index(">cara-weaker.txt<")
    assert "2 files could not be compared" in body
    assert "This file is a Word document." in body
    assert "This reads like a letter" in body


def test_overlapping_intervals_are_no_real_difference(page):
    body = html(compared(page, "avery.txt", "bo.txt", "cara-weaker.txt"))
    assert "A and B: too close to tell" in body
    assert "and C" not in body


def test_a_resume_without_a_score_comes_last_with_its_reason(page):
    body = html(compared(page, "a-empty.txt", "bo.txt"))
    assert body.index(">bo.txt<") < body.index(">a-empty.txt<")
    assert "The resume names no dated work" in body


def test_compare_with_nothing_readable_shows_only_the_failures(page):
    body = html(compared(page, "cv.docx", "other.docx"))
    assert "2 files could not be compared" in body
    assert "<table" not in body


# --- about --------------------------------------------------------------------------------------------


def test_about_takes_its_figures_from_the_model_and_says_what_it_is_not(page, tmp_path, monkeypatch):
    meta = tmp_path / "meta.json"
    unseen = {
        "mean_absolute_error": 7.4,
        "order_within_ad": 0.91,
        "interval_coverage": 0.9,
        "spearman": 0.876,
    }
    meta.write_text(
        json.dumps(
            {"pairs": 2031, "resumes": 61, "ads": 17, "unseen_people_and_ads": unseen, "by_family": {}}
        )
    )
    strangers = {
        "pairs": 1999,
        "resumes": 77,
        "ads": 19,
        "spearman": 0.456,
        "raters_spearman": 0.93,
        "one_point_apart": 0.83,
        "mean_absolute_error": 13.2,
        "interval_coverage": 0.89,
    }
    (tmp_path / "strangers.json").write_text(json.dumps(strangers))
    monkeypatch.setattr(about, "models_path", lambda *parts: tmp_path / parts[-1])
    body = html(page("about").run())
    assert all(figure in body for figure in ("2,031 pairs", "61 invented", "7 points", "91%", "0.88"))
    assert all(figure in body for figure in ("1,999 pairs", "77 resumes", "13 points", "89%", "0.46"))
    assert "not a hiring decision" in body


def test_about_stands_without_a_model(page, tmp_path, monkeypatch):
    monkeypatch.setattr(about, "models_path", lambda *_: tmp_path / "none.json")
    at = page("about").run()
    assert not at.exception


@pytest.mark.parametrize("name", ["start", "review", "compare", "about"])
def test_pages_have_one_first_heading(page, name):
    at = reviewing(page(name)) if name == "review" else page(name).run()
    assert html(at).count("<h1") == 1
