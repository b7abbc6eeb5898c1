"""How the app feels: seconds to the first result, and milliseconds from a click to its effect.

    python -m benchmarks.app DATA [--times N]

A real Chromium against the real app on this machine. Every figure is from the visitor's action to the moment
at which the browser shows its effect, so drawing is in it. Beside it stands the processor time that the app
and its readers spent until they were idle again: it does not hang on what else the machine does. DATA gives
real resumes (`data/resumes_pdf`); the samples that ship with the app are measured beside them.
"""

import argparse
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "data" / "samples"
READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
WAIT = 120_000


def main(arguments: list[str]) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--times", type=int, default=5, help="runs behind each median")
    options = parser.parse_args(arguments)
    real = sorted((options.data / "data" / "resumes_pdf").rglob("*.pdf"))[:: max(1, 138 // options.times)]
    rows: dict[str, list[tuple[float, float]]] = {}
    with served() as (address, process), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])

        def timed(name: str, act: Callable[[], object], shown: Callable[[], object]) -> None:
            spent, start = processor_time(process.pid), time.perf_counter()
            act()
            shown()
            taken = time.perf_counter() - start
            settled(page)
            rows.setdefault(name, []).append((1000 * taken, 1000 * (processor_time(process.pid) - spent)))

        for run in range(options.times + 1):
            if run == 1:
                rows.clear()  # the first run loads the knowledge and the model: it is told by itself
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            page = context.new_page()
            page.set_default_timeout(WAIT)
            timed(
                "open the start page",
                lambda page=page: page.goto(address),
                lambda page=page: page.wait_for_selector(".st-key-act button"),
            )
            settled(page)
            _visit(page, timed, SAMPLES / "sample-ai-pm.pdf", "sample")
            if run == 0:
                first = rows["upload to result (sample)"][0][0]
                print(f"First visitor after a start, upload to result: {first:.0f} ms.\n")
            context.close()
        for path in real[: options.times]:
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            page = context.new_page()
            page.set_default_timeout(WAIT)
            page.goto(address)
            page.wait_for_selector(".st-key-act button")
            settled(page)
            _upload(page, timed, path, "real resume")
            context.close()
        browser.close()
    print(f"Others on the machine: a load of {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors.\n")
    print("| action | runs | best ms | median ms | worst ms | processor ms |\n|---|---:|---:|---:|---:|---:|")
    for name, found in rows.items():
        wall, spent = [one for one, _ in found], statistics.median(two for _, two in found)
        middle = statistics.median(wall)
        print(f"| {name} | {len(found)} | {min(wall):.0f} | {middle:.0f} | {max(wall):.0f} | {spent:.0f} |")
    return 0


Timed = Callable[[str, Callable[[], object], Callable[[], object]], None]


def _upload(page: Page, timed: Timed, path: Path, kind: str) -> None:
    timed(
        f"drop a file ({kind})",
        lambda: page.set_input_files(".st-key-resume_file input[type=file]", path),
        lambda: page.wait_for_selector(".st-key-act button:not([disabled])"),
    )
    timed(
        f"upload to result ({kind})",
        lambda: page.locator(".st-key-act button").click(),
        lambda: page.wait_for_selector(".score, .notice, .st-key-review h2"),
    )
    settled(page)


def _visit(page: Page, timed: Timed, path: Path, kind: str) -> None:
    """What a person does with one resume, each step timed."""
    _upload(page, timed, path, kind)
    for tab in ("Achievements", "Suggestions", "Skills", "Fit"):
        timed(
            "change the tab",
            lambda tab=tab: page.get_by_role("tab", name=re.compile(f"^{tab}")).click(),
            lambda tab=tab: page.wait_for_function(
                "name => [...document.querySelectorAll('[role=tab]')].some("
                "one => one.innerText.startsWith(name) && one.getAttribute('aria-selected') === 'true')",
                arg=tab,
            ),
        )
    timed(
        "show a finding on the page",
        page.locator(".requirements a.place").first.click,
        lambda: page.wait_for_function("() => document.querySelector(':target') !== null"),
    )
    before = page.locator(".st-key-review .score").inner_text()
    # The list draws only what is in view, so the role is found by typing, as a visitor may do.
    chooser = page.locator(".st-key-target input")
    chooser.click()
    chooser.fill(OTHER_ROLE)
    page.get_by_role("option", name=OTHER_ROLE).first.wait_for()
    timed(
        "change the role",
        lambda: chooser.press("Enter"),
        lambda: page.wait_for_function(
            "old => { const one = document.querySelector('.st-key-review .score');"
            " return one && one.innerText !== old; }",
            arg=before,
        ),
    )
    _pages(page, timed, "first time")
    _pages(page, timed, "again")
    page.get_by_role("link", name="What if").first.click()
    page.wait_for_selector(WHAT_IF)
    settled(page)
    old = page.locator("[data-testid=stMain]").inner_text()
    timed(
        "tick a what-if",
        page.locator(WHAT_IF).first.click,
        lambda: page.wait_for_function(
            "old => document.querySelector('[data-testid=stMain]').innerText !== old", arg=old
        ),
    )
    fields = page.locator(".st-key-whatif [data-testid=stTextInput] input")
    for box in page.locator(WHAT_IF).all()[1:]:  # not every change asks for a fact
        if fields.count():
            break
        box.click()
        settled(page)
    *others, last = fields.all()
    for field in (*others, last):
        field.fill("a plan for 12 depots")
        if field is not last:
            field.press("Enter")
            settled(page)
    timed(
        "give the facts of a what-if: the new score",
        lambda: last.press("Enter"),
        lambda: page.wait_for_selector(".st-key-whatif_result .score"),
    )


def _pages(page: Page, timed: Timed, when: str) -> None:
    """Each page of the menu, until it shows what makes it that page."""
    for name, shown in PAGES.items():
        timed(
            f"open {name} ({when})",
            page.get_by_role("link", name=name, exact=True).first.click,
            lambda shown=shown: page.wait_for_selector(shown),
        )


#: A role of the library that is not the one chosen at first.
OTHER_ROLE = "Head of AI"

#: Pages of the menu, and what they show when they are there.
PAGES = {
    "What if": ".st-key-whatif_result h2",
    "Career": ".st-key-career .ladder",
    "Candidates": ".st-key-candidates h1",
    "Compare": ".st-key-compare h1",
    "Market": ".st-key-market .dots",
    "About": ".st-key-about table",
    "Start": ".st-key-act button",
    "Review": ".st-key-review .score",
}

#: The first thing on the What-if page that changes the score.
WHAT_IF = "[data-testid=stCheckbox] label"


def processor_time(pid: int) -> float:
    """Seconds of processor time of a process and all under it, those that have ended too."""
    spent, ticks = 0, os.sysconf("SC_CLK_TCK")
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            number, _, facts = path.read_text().partition(" (")
        except OSError:  # it ended in the meantime
            continue
        fields = facts.rpartition(") ")[2].split()
        if int(number) == pid or int(fields[1]) == pid:
            spent += sum(map(int, fields[11:15]))
    return spent / ticks


def settled(page: Page) -> None:
    """Wait until the app has nothing more to do."""
    page.wait_for_timeout(150)  # a click takes a moment to reach the server
    page.wait_for_selector(READY)


@contextmanager
def served() -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The app on a free port with a data folder of its own: its address and its process."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        environment = {**os.environ, "AIPM_DATA": str(Path(folder) / "data")}
        environment.pop("AIPM_DATABASE_URL", None)
        command = [sys.executable, "-m", "analyzer", "app", "--port", str(port), "--no-browser"]
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            _wait_until_healthy(f"http://127.0.0.1:{port}/_stcore/health")
            yield f"http://127.0.0.1:{port}/", process
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait_until_healthy(url: str) -> None:
    for _ in range(240):
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310  (our own app)
                return
        except OSError:
            time.sleep(0.25)
    sys.exit("The app did not start.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
