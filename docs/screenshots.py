"""Take the pictures in docs/images anew: `python docs/screenshots.py http://127.0.0.1:8501`, the app running.

Only the invented people that ship with the app are shown. Needs the development packages and a Chromium.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
SAMPLES = ROOT / "data" / "samples"

WIDE = {"width": 1440, "height": 960}
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


def compare(browser: Browser, address: str, name: str) -> None:
    """The samples side by side, one quote open."""
    page = opened(browser, f"{address}/compare", WIDE)
    files = [str(path) for path in sorted(SAMPLES.glob("*.pdf"))]
    page.set_input_files(".st-key-compare_files input[type=file]", files)
    settled(page)
    page.get_by_role("button", name="Compare", exact=True).click()
    page.wait_for_selector("table.compare", timeout=90_000)
    settled(page)
    page.locator("table.compare summary").first.click()
    page.screenshot(path=IMAGES / name)


def main(address: str) -> None:
    """All pictures."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        review(browser, address, WIDE, "review-wide.png")
        review(browser, address, WIDE, "review-dark.png", dark=True)
        review(browser, address, PHONE, "review-phone.png")
        compare(browser, address, "compare.png")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
