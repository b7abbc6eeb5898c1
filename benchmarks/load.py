"""Twenty people at once: how long each waits for a first result, and what the app holds in memory.

    python -m benchmarks.load DATA [--people N]

Every visitor is a browser page of its own with its own session: it uploads a file, presses the button and
waits for the score. All press at the same moment. One of them brings a file that holds its reader until it is
stopped. The browsers run on the same processors as the app, so a server of its own is quicker than this.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, async_playwright

from benchmarks.app import CHROMIUM, READY, WAIT, served
from tests.documents.hostile import pdf_attacks

#: The attack that takes longest: it has to be stopped by processor time.
HOSTILE = "object-is-itself"


def main(arguments: list[str]) -> int:
    """Print the table; exit code 1 when somebody waited for more than ten seconds."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--people", type=int, default=20)
    options = parser.parse_args(arguments)
    files = sorted((options.data / "data" / "resumes_pdf").rglob("*.pdf"))
    files = files[:: max(1, len(files) // options.people)][: options.people]
    with served() as (address, process):
        return asyncio.run(_measure(address, process.pid, files))


async def _measure(address: str, process: int, files: list[Path]) -> int:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        await _warm(browser, address, files[0])
        before, top = held(process), 0.0
        pages = [await _prepared(browser, address, path) for path in files]
        with tempfile.TemporaryDirectory() as folder:
            hostile = Path(folder) / "hostile.pdf"
            hostile.write_bytes(pdf_attacks()[HOSTILE]())
            worst = await _prepared(browser, address, hostile)
            start = time.perf_counter()
            waiting = asyncio.gather(*(_result(page, start) for page in (worst, *pages)))
            while not waiting.done():
                top = max(top, held(process))
                await asyncio.sleep(0.25)
            stopped, *found = waiting.result()
        after = held(process)
        await browser.close()
    print("| | seconds or MB |\n|---|---:|")
    print(f"| people at once | {len(found)} and one hostile file |")
    print(f"| first result, median | {statistics.median(found):.1f} s |")
    print(f"| first result, 90 % of them within | {sorted(found)[int(0.9 * (len(found) - 1))]:.1f} s |")
    print(f"| first result, the last | {max(found):.1f} s |")
    print(f"| the hostile file is refused after | {stopped:.1f} s |")
    print(f"| memory of the app and its readers before | {before:.0f} MB |")
    print(f"| memory at most | {top:.0f} MB |")
    print(f"| memory with all {len(found) + 1} sessions open | {after:.0f} MB |")
    return max(found) > 10


async def _prepared(browser: Browser, address: str, path: Path) -> Any:
    """A visitor with a file in place, ready to press the button."""
    context = await browser.new_context(viewport={"width": 1280, "height": 800})
    page = await context.new_page()
    page.set_default_timeout(WAIT)
    await page.goto(address)
    await page.wait_for_selector(".st-key-act button")
    await page.set_input_files(".st-key-resume_file input[type=file]", path)
    await page.wait_for_selector(".st-key-act button:not([disabled])")
    await page.wait_for_selector(READY)
    return page


async def _result(page: Any, start: float) -> float:
    await page.locator(".st-key-act button").click()
    await page.wait_for_selector(".score, .notice, .st-key-review h2")
    return time.perf_counter() - start


async def _warm(browser: Browser, address: str, path: Path) -> None:
    page = await _prepared(browser, address, path)
    await _result(page, time.perf_counter())
    await page.context.close()


def held(process: int) -> float:
    """Memory of a process and everything it started, in MB; shared pages count for each (Linux)."""
    total = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            if _belongs(int(status.parent.name), process):
                text = status.read_text()
                total += int(text.partition("VmRSS:")[2].split()[0])
        except (OSError, IndexError, ValueError):
            continue  # it has ended meanwhile
    return total / 1024


def _belongs(one: int, process: int) -> bool:
    while one > 1:
        if one == process:
            return True
        one = int(Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()[1])
    return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
