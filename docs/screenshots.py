"""Take the pictures in docs/images anew: `python docs/screenshots.py http://127.0.0.1:8501`, the app running.

Only invented people are shown: those that ship with the app, and those of the browser tests. The desk must be
empty at the start: run the app with a new folder in AIPM_DATA. Needs the development packages and Chromium.
"""

import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
sys.path.insert(0, str(ROOT / "tests"))
from browser import invented  # noqa: E402  (the people of the tests)

WIDE = {"width": 1440, "height": 960}
#: What the invented person says about the first suggestion of What if.
FACTS = ("the share of wrong stock records", "4.1 %", "1.6 %")
#: Pages whose picture is taken after the review.
PAGES = ("What if", "Career", "Market", "About")
PHONE = {"width": 390, "height": 844}


def settled(page: Page) -> Page:
    """Wait until the app has nothing more to do."""
    page.wait_for_timeout(500)
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=90_000)
    page.wait_for_timeout(500)
    return page


def opened(browser: Browser, address: str, size: dict[str, int], *, dark: bool = False) -> Page:
    """The app as a new visitor sees it."""
    page = browser.new_page(viewport=size, color_scheme="dark" if dark else "light")
    page.goto(address)
    return settled(page)


def review(browser: Browser, address: str, size: dict[str, int], name: str, *, dark: bool = False) -> None:
    """The review of the sample, with the first proven requirement shown on its page where there is room."""
    page = opened(browser, address, size, dark=dark)
    page.get_by_role("button", name="Sample: AI PM").click()
    page.wait_for_selector(".score", timeout=90_000)
    settled(page)
    if size is WIDE:
        page.locator(".first a.place").first.click()
        page.wait_for_timeout(1000)
        page.locator("[data-testid=stMain]").evaluate("main => main.scrollTo(0, 0)")
        page.wait_for_timeout(300)
    page.screenshot(path=IMAGES / name)


def pages(browser: Browser, address: str, size: dict[str, int], names: dict[str, str]) -> None:
    """Other pages as somebody sees them whose sample has been reviewed; the first suggestion is tried."""
    page = opened(browser, address, size)
    for name in dict.fromkeys(("Start", *names)):
        if name != "Start":
            page.get_by_role("link", name=name, exact=True).first.click()
        settled(page)
        if name == "What if":
            page.locator(".st-key-whatif [data-testid=stCheckbox] label").first.click()
            settled(page)
            fields = page.locator(".st-key-whatif [data-testid=stTextInput] input").all()
            for field, fact in zip(fields, FACTS, strict=True):
                field.fill(fact)
                field.press("Enter")
                settled(page)
            settled(page)
        if name == "Market":
            page.locator(".ranked").first.wait_for(timeout=90_000)
            settled(page)
        page.locator("[data-testid=stMain]").evaluate("main => main.scrollTo(0, 0)")
        if name == "Market" and size is PHONE:  # the form fills the first screen of a phone
            page.locator(".dots").evaluate("chart => chart.scrollIntoView()")
        page.wait_for_timeout(300)
        if name in names:
            page.screenshot(path=IMAGES / names[name])
        if name == "Start":
            page.get_by_role("button", name="Sample: AI PM").click()
            page.wait_for_selector(".score", timeout=90_000)
            settled(page)


#: What eight of the people declared themselves, as a coach would be given it.
_DECLARED = (
    "candidate,gender,age\n"
    "C-0001,women,under 40\nC-0002,men,under 40\nC-0003,men,40 and over\nC-0004,women,40 and over\n"
    "C-0005,men,under 40\nC-0006,women,under 40\nC-0007,women,40 and over\nC-0008,men,40 and over\n"
    "C-0009,men,under 40\nC-0010,women,under 40\nC-0011,,under 40\n"
)


def add(page: Page, address: str, people: Sequence[invented.Person], lines: Callable[[int], int]) -> None:
    """Add a resume of each; `lines` says how many of the better lines the person of that number has."""
    page.goto(f"{address}/candidates")
    settled(page)
    if not page.get_by_text("Nobody is here yet.").count():
        page.get_by_text("Add resumes").click()
        settled(page)
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, person in enumerate(people):
            path = Path(folder, f"{person.slug}-{lines(number)}.pdf")
            path.write_bytes(invented.pdf(person, extra=invented.BETTER[: lines(number)]))
            paths.append(str(path))
        page.set_input_files('[class*="st-key-desk_files"] input[type=file]', paths)
        settled(page)
        page.get_by_label("Tags for new candidates").fill("spring")
        page.get_by_role("button", name="Add", exact=True).click()
        page.get_by_text(re.compile(rf"{len(people)} (added|new version)")).first.wait_for(timeout=90_000)


def desk(browser: Browser, address: str) -> None:
    """Invented people at the desk: their list, four side by side with a quote open, a cohort, fairness."""
    page = opened(browser, f"{address}/candidates", WIDE)
    everyone = invented.people(12)
    add(page, address, everyone, lambda number: number % 4)
    add(page, address, everyone[:6], lambda number: number % 4 + (2 if number % 4 < 2 else -1))
    page.goto(f"{address}/candidates")
    page.get_by_text("12 of 12").wait_for(timeout=90_000)
    settled(page).screenshot(path=IMAGES / "candidates.png")
    compared(page, address)
    page.goto(f"{address}/candidates")
    settled(page).get_by_role("tab", name="Cohort").click()
    page.get_by_text("Most frequent advice").wait_for(timeout=90_000)
    page.set_viewport_size({"width": WIDE["width"], "height": 1500})
    settled(page).screenshot(path=IMAGES / "cohort.png")
    page.get_by_role("tab", name="Fairness").click()
    settled(page)
    file = {"name": "declared.csv", "mimeType": "text/csv", "buffer": _DECLARED.encode()}
    page.set_input_files('[class*="st-key-fairness_file"] input[type=file]', [file])
    settled(page).get_by_role("button", name="Try the swaps").click()
    page.get_by_text("largest change").wait_for(timeout=240_000)
    settled(page).screenshot(path=IMAGES / "fairness.png")


def compared(page: Page, address: str) -> None:
    """Four people side by side."""
    page.goto(f"{address}/compare")
    settled(page).get_by_role("tab", name="Candidates of the desk").click()
    for alias in ("C-0001", "C-0002", "C-0003", "C-0004"):
        settled(page)
        if not page.get_by_role("option").count():
            page.get_by_label("Candidates, 2 to 6").click()
        page.get_by_role("option", name=alias).click()
    page.keyboard.press("Escape")
    settled(page).locator("table.compare summary").first.click()
    page.set_viewport_size({"width": WIDE["width"], "height": 1350})
    page.locator("[data-testid=stMain]").evaluate("main => main.scrollTo(0, 0)")
    settled(page).screenshot(path=IMAGES / "compare.png")
    page.set_viewport_size(WIDE)


def main(address: str) -> None:
    """All pictures."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        review(browser, address, WIDE, "review-wide.png")
        review(browser, address, WIDE, "review-dark.png", dark=True)
        review(browser, address, PHONE, "review-phone.png")
        wide = {name: f"{name.lower().replace(' ', '-')}.png" for name in PAGES}
        pages(browser, address, WIDE, {"Start": "start.png", **wide})
        pages(browser, address, PHONE, {"What if": "what-if-phone.png", "Market": "market-phone.png"})
        desk(browser, address)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
