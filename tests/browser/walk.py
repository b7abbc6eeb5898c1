"""A walk over every page and tab of the app, with an invented person reviewed and three at the desk."""

import re
import zipfile
from collections.abc import Iterator

from browser import invented
from tests.portfolio.building import build

#: Tabs of the review, in their order.
REVIEW = ("Fit", "Achievements", "Suggestions", "Skills", "What a machine reads", "Portfolio")
CAREER = ("Ladder", "Build next", "Ninety days", "Interview")
PERSON = ("History", "Resume", "Notes and tags", "Hand-out", "Data")

#: Names of the menu that the walk opens; a test holds them beside the menu that the app shows.
MENU = ("Start", "Review", "What if", "Career", "Candidates", "Compare", "Market", "About")


def files(folder):
    """What an invented person sends: a resume and a zip file of their work."""
    made = build("case-site", folder)
    with zipfile.ZipFile(folder / "site.zip", "w", zipfile.ZIP_DEFLATED) as package:
        for path in sorted(made.place.rglob("*")):
            package.write(path, path.relative_to(made.place))
    return made.resume, folder / "site.zip"


def desk_files(folder, count=3):
    """Resumes of people for the desk, one of whom sends a photo."""
    paths = []
    for number, person in enumerate(invented.people(count)):
        path = folder / f"{person.slug}-cv.pdf"
        path.write_bytes(invented.pdf(person, photo=number == 0, extra=invented.BETTER[: number % 4]))
        paths.append(path)
    return paths


def fill_desk(visitor, paths):
    """Add people to an empty desk."""
    visitor.open("candidates")
    visitor.page.set_input_files('[class*="st-key-desk_files"] input[type=file]', paths)
    visitor.settled().page.get_by_role("button", name="Add", exact=True).click()
    visitor.page.get_by_text(f"{len(paths)} added").wait_for()
    visitor.settled()


def pages(visitor, sent) -> Iterator[str]:
    """Go through the app like a visitor who looks at everything; says where the visitor is at each stop."""
    page = visitor.page
    visitor.open()
    yield "start"
    page.get_by_text("Pasted text").click()
    page.get_by_text("A job ad", exact=True).click()
    visitor.settled()
    yield "start, pasted"
    visitor.open("review")
    yield "review, nothing yet"
    yield from _reviewed(visitor, *sent)
    yield from _planned(visitor)
    yield from _market(visitor)
    yield from _desk(visitor)
    go(visitor, "About")
    yield "about"


def _reviewed(visitor, resume, work) -> Iterator[str]:
    page = visitor.page
    visitor.open().upload(resume)
    page.get_by_text("Add a portfolio").click()
    visitor.settled().upload(work, key="portfolio_files")
    visitor.press("Review this resume")
    page.wait_for_selector(".score")
    visitor.settled()
    for name in REVIEW:
        tab(visitor, name)
        yield f"review, {name}"
    visitor.press("Download")
    yield "review, download"
    page.keyboard.press("Escape")


def _planned(visitor) -> Iterator[str]:
    page = visitor.page
    go(visitor, "What if")
    yield "what if"
    page.locator(".st-key-whatif [data-testid=stCheckbox] label").first.click()
    visitor.settled()
    yield "what if, ticked"
    go(visitor, "Career")
    for name in CAREER:
        tab(visitor, name)
        yield f"career, {name}"


def _market(visitor) -> Iterator[str]:
    go(visitor, "Market")
    visitor.page.get_by_text("More of the market").wait_for()
    visitor.settled()
    for name in ("How it moves", "What sets AI jobs apart", "Pay and years"):
        tab(visitor, name)
        yield f"market, {name}"


def _desk(visitor) -> Iterator[str]:
    page = visitor.page
    go(visitor, "Candidates")
    for name in ("People", "Cohort", "Fairness", "Desk"):
        tab(visitor, name)
        yield f"candidates, {name}"
    visitor.settled()
    tab(visitor, "People")
    page.get_by_text("of 3").first.wait_for()
    go(visitor, "Compare")
    yield "compare, files"
    tab(visitor, "Candidates of the desk")
    for alias in ("C-0001", "C-0002", "C-0003"):
        if not page.get_by_role("option").count():  # it closes when the tables appear below it
            page.get_by_label("Candidates, 2 to 6").click()
        page.get_by_role("option", name=alias).click()
        visitor.settled()
    page.keyboard.press("Escape")
    page.wait_for_selector("table.compare")
    visitor.settled()
    yield "compare, desk"
    visitor.open("candidates?c=C-0001")
    for name in PERSON:
        tab(visitor, name)
        yield f"candidate, {name}"


def tab(visitor, name):
    """Open a tab by the words it begins with."""
    visitor.page.get_by_role("tab", name=re.compile(f"^{re.escape(name)}")).first.click()
    return visitor.settled()


def go(visitor, name):
    """Choose a page in the menu, at any width."""
    visitor.page.get_by_role("link", name=name, exact=True).first.click()
    return visitor.settled()
