"""The Portfolio tab in a real browser: uploads of three kinds, claims with both quotes, project cards."""

import zipfile

import pytest

from tests.portfolio.building import PEOPLE, build

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def work(tmp_path_factory):
    """A zip file of a site, a Markdown page and a deck, with the resume that they belong to."""
    folder = tmp_path_factory.mktemp("work")
    site = build("case-site", folder)
    with zipfile.ZipFile(folder / "site.zip", "w", zipfile.ZIP_DEFLATED) as package:
        for path in sorted(site.place.rglob("*")):
            package.write(path, path.relative_to(site.place))
    page = build("one-page", folder).place / "portfolio.md"
    deck = next(build("deck", folder).place.glob("*.pptx"))
    return site.resume, (folder / "site.zip", page, deck)


def reviewed(visitor, work):
    resume, files = work
    visitor.open().upload(resume)
    visitor.page.get_by_text("Add a portfolio").click()
    visitor.settled().upload(*files, key="portfolio_files")
    visitor.press("Review this resume")
    visitor.page.wait_for_selector(".score")
    visitor.settled().page.get_by_role("tab", name="Portfolio").click()
    return visitor.settled()


def test_a_portfolio_of_three_kinds_is_read_and_shown_beside_the_claims(visit, work):
    visitor = reviewed(visit(), work)
    page = visitor.page
    cards = page.locator("section.project")
    titles = cards.locator("h4").all_inner_texts()
    assert len(titles) >= 5 and "Claims triage at Norvale Mutual" in titles
    row = page.locator("table.claims tr", has_text="does not agree").first
    assert "15%" in row.inner_text() and "11%" in row.inner_text()  # what each side says
    assert row.locator("q").count() == 2
    assert page.get_by_text("Silent lowers nothing").first.is_visible()
    assert page.get_by_text("Only your work shows these").first.is_visible()
    card = cards.filter(has_text="Claims triage").first
    card.locator("summary").click()
    assert card.locator("dd q").count() >= 5
    page.get_by_text("in your own words").click()
    assert page.locator("dd", has_text="Product manager").first.is_visible()
    assert visitor.outside() == []


def test_a_quote_of_the_work_leads_to_its_place(visit, work):
    page = reviewed(visit(), work).page
    link = page.locator("table.claims tr", has_text="does not agree").locator("td:nth-child(3) a.place").first
    target = link.get_attribute("href")
    link.click()
    page.wait_for_function("() => document.querySelector(':target') !== null")
    assert "11%" in page.locator(f"[id='{target[1:]}']").first.locator("xpath=..").inner_text()


@pytest.mark.parametrize("dark", [False, True])
def test_the_tab_fits_a_phone(visit, work, dark):
    visitor = reviewed(visit(width=390, height=844, dark=dark), work)
    assert visitor.wider_than_window() <= 0
    assert visitor.page.locator("section.project").first.is_visible()


def test_a_resume_whose_work_is_nearly_empty_is_told_what_helps(visit, tmp_path):
    (tmp_path / "notes.txt").write_text("Some words.\n")
    visitor = reviewed(visit(), (PEOPLE / "case-site" / "resume.txt", [tmp_path / "notes.txt"]))
    assert visitor.page.locator("[data-testid=stException]").count() == 0
