"""The real app on a free port, and a real Chromium that reports every request it makes."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]

#: Generous: the first page loads the knowledge and the model, and machines that test are busy.
WAIT = 240_000

READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'


def _missing(reason):
    """Skip on a desk, fail where the tests must run."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def chromium():
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        _missing("no Chromium on PATH: install the package 'chromium' to run the browser tests")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    """Where the app listens."""
    yield from _served(tmp_path_factory.mktemp("app"))


@pytest.fixture
def desk_visit(chromium, tmp_path):
    """A visitor of an app whose desk is empty, and the folder of its data."""
    for address in _served(tmp_path / "own"):
        context = chromium.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
        yield Visitor(context.new_page(), address), tmp_path / "own" / "data"
        context.close()


@pytest.fixture(scope="module")
def address_of_own(chromium, tmp_path_factory):
    """Open an app of one's own, with an empty desk: gives the visitor, and what ends it."""

    def enter(*, width, height, dark):
        app = _served(tmp_path_factory.mktemp("own") / "app")
        context = chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light"
        )

        def leave():
            context.close()
            app.close()

        return Visitor(context.new_page(), next(app)), leave

    return enter


def _served(folder):
    """Run the app with a data folder of its own; nobody's real desk is touched."""
    folder.mkdir(exist_ok=True)
    environment = {**os.environ, "AIPM_DATA": str(folder / "data")}
    environment.pop("AIPM_DATABASE_URL", None)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = folder / "log"
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"]
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT)
    try:
        _wait_until_healthy(f"http://127.0.0.1:{port}/_stcore/health", process, log)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_until_healthy(url, process, log):
    for _ in range(240):
        if process.poll() is not None:
            pytest.fail(f"the app ended:\n{log.read_text(errors='replace')}")
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.25)
    pytest.fail(f"the app did not start:\n{log.read_text(errors='replace')}")


class Visitor:
    """A page of the app, the steps people take on it, and every request that left it."""

    def __init__(self, page, address):
        self.page = page
        self.address = address
        self.requests = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.set_default_timeout(WAIT)

    def open(self, path=""):
        self.page.goto(self.address + path)
        return self.settled()

    def settled(self):
        """Wait until the app has nothing more to do."""
        self.page.wait_for_timeout(200)  # a click takes a moment to reach the server
        self.page.wait_for_selector(READY)
        return self

    def sample(self):
        self.open()
        self.page.get_by_role("button", name=re.compile("^Sample:")).first.click()
        self.page.wait_for_selector(".score")
        return self.settled()

    def upload(self, *files, key="resume_file"):
        self.page.set_input_files(f".st-key-{key} input[type=file]", list(files))
        return self.settled()

    def press(self, name):
        self.page.get_by_role("button", name=name).click()
        return self.settled()

    def outside(self):
        """Requests to any other machine."""
        inside = (self.address, self.address.replace("http", "ws", 1), "data:", "blob:", "about:")
        return [url for url in self.requests if not url.startswith(inside)]

    def wider_than_window(self):
        """By how many pixels the page scrolls sideways."""
        return self.page.evaluate(
            "Math.max(document.documentElement.scrollWidth,"
            " document.querySelector('[data-testid=stMain]').scrollWidth) - window.innerWidth"
        )


@pytest.fixture
def visit(chromium, address):
    """Open the app as a new visitor: `visit(width=390, dark=True)`."""
    contexts = []

    def enter(*, width=1440, height=900, dark=False):
        context = chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light"
        )
        contexts.append(context)
        return Visitor(context.new_page(), address)

    yield enter
    for context in contexts:
        context.close()
