"""The whole round of a coach in a real browser, from twelve files to a person who is forgotten."""

import io
import re
import sqlite3
import zipfile

import pdfplumber
import pytest
from docx import Document as WordFile

from browser import invented

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def told(visitor, words):
    """Wait until the page says these words where people can see them."""
    visitor.page.get_by_text(words).locator("visible=true").first.wait_for()
    return visitor.settled()


def tab(visitor, name):
    visitor.page.get_by_role("tab", name=name).click()
    return visitor.settled()


def downloaded(visitor, name):
    with visitor.page.expect_download() as waiting:
        visitor.page.get_by_role("button", name=name).click()
    return waiting.value.path().read_bytes()


def everything(visitor):
    """The whole source of the page as it stands, with what widgets hold."""
    page = visitor.page
    values = page.eval_on_selector_all("input, textarea", "found => found.map(one => one.value).join('\\n')")
    return page.content() + values


@pytest.mark.slow
def test_the_whole_round_of_a_coach(desk_visit, tmp_path):  # noqa: PLR0915  (one story, told in order)
    visitor, data = desk_visit
    people = invented.people(12)
    paths = []
    for number, person in enumerate(people):
        path = tmp_path / f"{person.slug}-cv.pdf"
        path.write_bytes(invented.pdf(person, photo=number == 0))
        paths.append(path)
    told(visitor.open("candidates"), "Nobody is here yet.")

    # Twelve files, and a list of how each ended.
    visitor.page.set_input_files('[class*="st-key-desk_files"] input[type=file]', paths)
    visitor.settled().page.get_by_text("Also keep names beside the aliases").click()
    visitor.settled().page.get_by_role("button", name="Add", exact=True).click()
    told(visitor, "12 added")
    told(visitor, "12 of 12")

    # A second version of the first, by its address.
    better = tmp_path / "again.pdf"
    better.write_bytes(invented.pdf(people[0], extra=invented.BETTER))
    visitor.page.get_by_text("Add resumes").click()
    visitor.settled().page.set_input_files('[class*="st-key-desk_files"] input[type=file]', [better])
    visitor.settled().page.get_by_role("button", name="Add", exact=True).click()
    told(visitor, "1 new version")

    # One person: what moved, a note, the pages as they look.
    visitor.open("candidates?c=C-0001")
    told(visitor, re.compile(r"again\.pdf"))
    assert people[0].name in everything(visitor)
    tab(visitor, "Notes and tags")
    visitor.page.get_by_label("A note").fill(f"{people[0].name} brings the budget figure")
    visitor.page.get_by_text("It may stand in the hand-out").click()
    visitor.page.get_by_role("button", name="Write the note").click()
    told(visitor, "brings the budget figure")

    # The hand-out, under the name and then blind.
    tab(visitor, "Hand-out")
    with pdfplumber.open(io.BytesIO(downloaded(visitor, "Hand-out (PDF)"))) as pdf:
        text = "\n".join(page.extract_text() for page in pdf.pages)
    assert people[0].name in text
    assert "brings the budget figure" in text
    assert "Your plan" in text

    # Blind: neither the page source, nor any export, nor the image holds who it is.
    visitor.page.get_by_text("Blind mode").click()
    visitor.settled()
    for name in ("History", "Resume", "Notes and tags", "Hand-out", "Data"):
        tab(visitor, name)
        assert leaks(everything(visitor), people[:1]) == [], name
    tab(visitor, "Resume")
    told(visitor, "Report as a page")
    visitor.page.wait_for_selector(".pages .page img")
    image = visitor.page.locator(".pages .page img").first.screenshot()
    assert invented.photo_colour_share(image) == 0
    assert leaks(invented.words_of(image), people[:1]) == []
    assert leaks(downloaded(visitor, "Report as a page (HTML)").decode(), people[:1]) == []
    tab(visitor, "Hand-out")
    word = WordFile(io.BytesIO(downloaded(visitor, "Hand-out (Word)")))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert leaks("\n".join([*(one.text for one in word.paragraphs), *cells]), people[:1]) == []

    # Four of them side by side, still blind after going through the menu.
    visitor.page.get_by_role("link", name="Compare").click()
    visitor.settled()
    tab(visitor, "Candidates of the desk")
    for alias in ("C-0001", "C-0002", "C-0003", "C-0004"):
        if not visitor.page.get_by_role("option").count():  # it closes when the tables appear below it
            visitor.page.get_by_label("Candidates, 2 to 6").click()
        visitor.page.get_by_role("option", name=alias).click()
        visitor.settled()
    visitor.page.keyboard.press("Escape")
    told(visitor, "Gains most from")
    visitor.page.locator(".compare summary").first.click()
    assert leaks(everything(visitor), people[:4]) == []
    assert leaks(downloaded(visitor, "Take this along as a page (HTML)").decode(), people[:4]) == []
    assert leaks(downloaded(visitor, "As plain text").decode(), people[:4]) == []
    assert leaks(downloaded(visitor, "As data (JSON)").decode(), people[:4]) == []
    with zipfile.ZipFile(io.BytesIO(downloaded(visitor, "As a workbook (XLSX)"))) as book:
        assert leaks("\n".join(book.read(name).decode() for name in book.namelist()), people[:4]) == []
    picture = invented.words_of(visitor.page.locator("[data-testid=stMain]").screenshot())
    assert leaks(picture, people[:4]) == []

    # The same four for a job ad that is pasted: kept, scored and blind as before.
    visitor.page.get_by_role("button", name="Another job ad").click()
    visitor.page.get_by_label("Text of the ad").fill(invented.AD)
    visitor.page.get_by_label("Text of the ad").press("Control+Enter")
    visitor.settled().page.get_by_role("button", name="Keep this ad").click()
    told(visitor, "For AI Program Manager")
    assert leaks(everything(visitor), people[:4]) == []
    assert visitor.outside() == []

    # Forget: gone from the list, and from the bytes of the file.
    visitor.open("candidates?c=C-0001")
    tab(visitor, "Data")
    visitor.page.get_by_text("Yes, forget C-0001 for good").click()
    visitor.settled().page.get_by_role("button", name="Forget", exact=True).click()
    told(visitor, "Forgot C-0001")
    told(visitor, "11 of 11")
    assert people[0].name not in everything(visitor)
    held = b"".join(path.read_bytes() for path in data.rglob("*") if path.is_file())
    assert people[0].name.encode() not in held
    assert people[1].name.encode() in held
    with sqlite3.connect(data / "coach.sqlite3") as database:
        assert database.execute("SELECT COUNT(*) FROM candidates").fetchone() == (11,)


def leaks(text, people):
    """Where words that tell who somebody is stand in a text."""
    telling = {word for person in people for word in person.telling}
    return [
        text[max(0, found.start() - 90) : found.end() + 30]
        for word in sorted(telling)
        if (found := re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE))
    ]


def test_the_desk_fits_a_phone(desk_visit, tmp_path):
    visitor, _ = desk_visit
    visitor.page.set_viewport_size({"width": 390, "height": 844})
    told(visitor.open("candidates"), "Nobody is here yet.")
    assert visitor.wider_than_window() <= 0
