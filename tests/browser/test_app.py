"""What a person does, in a real browser."""

import json
from pathlib import Path

import pytest

from analyzer.resources import data_path

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SAMPLE = data_path("samples", "sample-ai-pm.pdf")
OTHER = data_path("samples", "sample-career-changer.pdf")


def test_one_click_on_the_sample_gives_a_review_and_no_request_leaves_the_machine(visit):
    visitor = visit().sample()
    page = visitor.page
    assert page.locator(".score .number").inner_text().isdigit()
    assert page.locator(".first > li").count() == 3
    assert page.locator(".page img").first.evaluate("image => image.naturalWidth") > 500
    for tab in ("Achievements", "Suggestions", "Skills", "What a machine reads"):
        page.get_by_role("tab", name=tab).click()
        visitor.settled()
    visitor.open("about")
    visitor.open("compare")
    assert visitor.outside() == []


def test_an_uploaded_pdf_becomes_a_report_and_its_downloads_open(visit, tmp_path):
    visitor = visit().open().upload(SAMPLE)
    visitor.press("Review this resume")
    page = visitor.page
    page.wait_for_selector(".score")
    visitor.settled().press("Download")
    for label, name in (("HTML", "report.html"), ("JSON", "report.json")):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=label).click()
        waiting.value.save_as(tmp_path / name)
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert report["schema"] == "aipm-report/1"
    assert report["documents"][0]["name"] == SAMPLE.name
    shown = page.locator(".score .number").inner_text()
    other = visit()
    other.page.goto((tmp_path / "report.html").as_uri())
    assert shown in other.page.inner_text("body")
    assert all(url.startswith(("file:", "data:")) for url in other.requests)


def test_what_was_tried_can_be_taken_along_with_the_ledger(visit, tmp_path):
    visitor = visit().sample()
    page = visitor.page
    page.get_by_role("link", name="What if", exact=True).first.click()
    visitor.settled()
    page.locator(".st-key-whatif [data-testid=stCheckbox] label").first.click()
    visitor.settled()
    for field in page.locator(".st-key-whatif [data-testid=stTextInput] input").all():
        field.fill("4")
        field.press("Enter")
        visitor.settled()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="truth ledger (JSON)").click()
    waiting.value.save_as(tmp_path / "tried.json")
    told = json.loads((tmp_path / "tried.json").read_text(encoding="utf-8"))
    assert "accepted" in {one["decision"] for one in told["ledger"]}


def test_a_link_at_a_finding_rings_its_place_on_the_page_and_back_returns(visit):
    page = visit().sample().page
    link = page.locator(".requirements a.place").first
    target = link.get_attribute("href")
    link.click()
    ring = page.locator(f"[id='{target[1:]}']")
    page.wait_for_function("() => document.querySelector(':target') !== null")
    assert ring.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    frame, place = page.locator(".pages").bounding_box(), ring.bounding_box()
    assert frame["y"] <= place["y"] <= frame["y"] + frame["height"]
    page.go_back()
    assert page.locator(".score").is_visible()


def test_a_finding_is_reached_and_shown_by_keyboard_alone(visit):
    page = visit().sample().page
    link = page.locator(".requirements a.place").first
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector(':target') !== null")
    summary = page.locator(".first summary").first
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator(".first details").first.get_attribute("open") is not None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cv.docx", b"PK\x03\x04 not a document we read"),
        ("cv.pdf", b"MZ\x90\x00 a program with another name"),
        ("empty.txt", b"   \n"),
    ],
)
def test_a_file_we_cannot_read_is_refused_with_a_reason_and_a_way_on(visit, tmp_path, name, content):
    path = Path(tmp_path / name)
    path.write_bytes(content)
    visitor = visit().open().upload(path)
    visitor.press("Review this resume")
    alert = visitor.page.locator(".notice[role=alert]")
    alert.wait_for()
    assert len(alert.inner_text()) > 60
    assert visitor.page.get_by_role("button", name="Sample").first.is_enabled()
    assert "Traceback" not in visitor.page.inner_text("body")


def test_dark_mode_keeps_words_readable_and_the_page_white(visit):
    page = visit(dark=True).sample().page
    ground = page.locator("[data-testid=stApp]").evaluate("one => getComputedStyle(one).backgroundColor")
    ink = page.locator(".why").evaluate("one => getComputedStyle(one).color")
    assert ground == "rgb(21, 27, 34)"
    assert ink == "rgb(228, 231, 235)"
    assert page.locator(".page").first.evaluate("one => getComputedStyle(one).backgroundColor") == (
        "rgb(255, 255, 255)"
    )


@pytest.mark.parametrize("width", [360, 390, 820])
def test_narrow_screens_never_scroll_sideways(visit, width):
    visitor = visit(width=width, height=844).sample()
    assert visitor.wider_than_window() <= 0
    for tab in ("Achievements", "Suggestions", "Skills", "What a machine reads"):
        visitor.page.get_by_role("tab", name=tab).click()
        visitor.settled()
        assert visitor.wider_than_window() <= 0, tab
    for path in ("", "compare", "about"):
        assert visitor.open(path).wider_than_window() <= 0, path


@pytest.mark.parametrize(("width", "dark", "beside"), [(1280, False, True), (390, True, False)])
def test_both_texts_stand_side_by_side_or_below_each_other(visit, width, dark, beside):
    visitor = visit(width=width, dark=dark).open().upload(OTHER)
    visitor.press("Review this resume")
    page = visitor.page
    page.wait_for_selector(".score")
    visitor.settled()
    page.get_by_role("tab", name="What a machine reads").click()
    visitor.settled().press("Show both texts")
    page.wait_for_selector(".two-texts")
    ours, simple = (page.locator(".two-texts section").nth(number).bounding_box() for number in (0, 1))
    assert (simple["x"] > ours["x"] + ours["width"] - 1) is beside
    assert (simple["y"] > ours["y"] + ours["height"] - 1) is not beside
    assert "lines are in another order" in page.inner_text(".losses")
    assert page.locator(".fate-moved .fate").first.inner_text() == "↕"
    assert visitor.wider_than_window() <= 0
    assert visitor.outside() == []


def test_two_resumes_are_compared_and_a_bad_file_is_listed(visit, tmp_path):
    bad = tmp_path / "broken.pdf"
    bad.write_bytes(b"not a pdf at all")
    visitor = visit(width=1280).open("compare").upload(SAMPLE, OTHER, bad, key="compare_files")
    visitor.page.get_by_role("button", name="Compare", exact=True).click()
    visitor.page.wait_for_selector("table.compare")
    visitor.settled()
    assert "broken.pdf" in visitor.page.locator(".notice[role=alert]").inner_text()
    people = visitor.page.locator("table.compare").first.locator("thead th").all_inner_texts()
    assert len([name for name in people if name.strip()]) >= 2  # the file that failed is no column
    assert visitor.outside() == []


def test_two_visitors_never_see_each_other(visit):
    one, other = visit().sample(), visit().open("review")
    assert SAMPLE.name in one.page.inner_text("body")
    assert SAMPLE.name not in other.page.inner_text("body")
    other.page.get_by_text("Nothing to review yet.").wait_for()
