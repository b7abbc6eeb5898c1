"""Boards by address, against servers on this computer that behave like the real ones."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from analyzer.errors import ReadError
from analyzer.market.adverts import Advert
from analyzer.market.boards import Fetcher, board_address, fetch_adverts
from tests.market import ads

NO_READER = None


class Board(BaseHTTPRequestHandler):
    """Serves what the test put into `pages`: path -> (status, headers, body); a list is served one by one."""

    def do_GET(self):
        self.server.asked.append((self.path, self.headers["User-Agent"]))
        page = self.server.pages.get(self.path.partition("?")[0], (404, {}, b""))
        if isinstance(page, list):
            page = page.pop(0) if len(page) > 1 else page[0]
        status, headers, body = page
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def server():
    running = ThreadingHTTPServer(("127.0.0.1", 0), Board)
    running.pages, running.asked = {}, []
    running.address = f"http://127.0.0.1:{running.server_port}"
    thread = threading.Thread(target=running.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield running
    running.shutdown()
    running.server_close()


@pytest.fixture
def waits():
    return []


@pytest.fixture
def fetcher(waits):
    return Fetcher(wait=waits.append)


JSON = {"Content-Type": "application/json"}


def body(value):
    return json.dumps(value).encode()


@pytest.mark.parametrize("feed", [ads.GREENHOUSE, ads.LEVER, ads.ASHBY], ids=["greenhouse", "lever", "ashby"])
def test_a_board_is_read_after_its_rules(server, fetcher, feed):
    server.pages["/feed"] = (200, JSON, body(feed))
    (advert,) = fetch_adverts(f"{server.address}/feed", fetcher, NO_READER)
    assert advert.title == ads.TITLE
    assert [path for path, _ in server.asked] == ["/robots.txt", "/feed"]
    assert all(agent.startswith("aipm-analyzer/") for _, agent in server.asked)


def test_a_page_with_a_posting_is_read(server, fetcher):
    server.pages["/job"] = (200, {"Content-Type": "text/html"}, ads.PAGE.encode())
    (advert,) = fetch_adverts(f"{server.address}/job", fetcher, NO_READER)
    assert (advert.company, advert.url) == (ads.COMPANY, f"{server.address}/job")


def test_robots_are_obeyed_and_asked_once(server, fetcher):
    server.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /private\nCrawl-delay: 3\n")
    server.pages["/feed"] = (200, JSON, body(ads.LEVER))
    (refused,) = fetch_adverts(f"{server.address}/private/feed", fetcher, NO_READER)
    assert "robots.txt" in refused.reason
    assert isinstance(next(fetch_adverts(f"{server.address}/feed", fetcher, NO_READER)), Advert)
    assert [path for path, _ in server.asked] == ["/robots.txt", "/feed"]


def test_a_crawl_delay_is_kept(server, fetcher, waits):
    server.pages["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 3\n")
    server.pages["/feed"] = (200, JSON, body(ads.LEVER))
    list(fetch_adverts(f"{server.address}/feed", fetcher, NO_READER))
    assert waits == [3.0]


def test_closed_rules_mean_no(server, fetcher):
    server.pages["/robots.txt"] = (403, {}, b"")
    (refused,) = fetch_adverts(f"{server.address}/feed", fetcher, NO_READER)
    assert "robots.txt" in refused.reason


def test_a_busy_server_is_asked_again_later_and_as_late_as_it_says(server, fetcher, waits):
    busy, fine = (429, {"Retry-After": "7"}, b""), (200, JSON, body(ads.LEVER))
    server.pages["/feed"] = [busy, (503, {}, b""), fine]
    assert isinstance(next(fetch_adverts(f"{server.address}/feed", fetcher, NO_READER)), Advert)
    assert waits == [7.0, 4.0]


def test_we_give_up_in_the_end(server, fetcher, waits):
    server.pages["/feed"] = (503, {}, b"")
    (failed,) = fetch_adverts(f"{server.address}/feed", fetcher, NO_READER)
    assert "answered with an error (503)" in failed.reason
    assert waits == [2.0, 4.0, 8.0]


def test_a_missing_board_is_not_asked_again(server, fetcher, waits):
    (failed,) = fetch_adverts(f"{server.address}/nobody", fetcher, NO_READER)
    assert "404" in failed.reason and waits == []


def test_too_long_an_answer_is_cut_off(server, fetcher, monkeypatch):
    monkeypatch.setattr("analyzer.market.boards.MOST_BYTES", 100)
    server.pages["/feed"] = (200, JSON, b"[" + b" " * 1000 + b"]")
    (failed,) = fetch_adverts(f"{server.address}/feed", fetcher, NO_READER)
    assert "sends more than" in failed.reason


def test_redirects_lead_to_web_addresses_only(server, fetcher):
    server.pages["/feed"] = (302, {"Location": "file:///etc/passwd"}, b"")
    (failed,) = fetch_adverts(f"{server.address}/feed", fetcher, NO_READER)
    assert failed.code == "unreadable"


def test_nobody_answers(fetcher, free_port, waits):
    (failed,) = fetch_adverts(f"http://127.0.0.1:{free_port}/feed", fetcher, NO_READER)
    assert "could not be reached" in failed.reason


@pytest.mark.parametrize(
    "address", ["ftp://x/y", "file:///etc/passwd", "http://", "https://user:pw@x/y", "x"]
)
def test_other_addresses_are_refused(address, fetcher):
    (refused,) = fetch_adverts(address, fetcher, NO_READER)
    assert "no web address" in refused.reason


ADDRESSES = {
    "https://boards.greenhouse.io/acme/jobs/12": (
        "https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true", "greenhouse: acme"),
    "https://job-boards.greenhouse.io/acme": (
        "https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true", "greenhouse: acme"),
    "https://jobs.lever.co/acme/a1": ("https://api.lever.co/v0/postings/acme?mode=json", "lever: acme"),
    "https://jobs.ashbyhq.com/acme": (
        "https://api.ashbyhq.com/posting-api/job-board/acme?includeCompensation=true", "ashby: acme"),
    "https://api.lever.co/v0/postings/acme": (
        "https://api.lever.co/v0/postings/acme?mode=json", "lever: acme"),
    "https://acme.example/jobs.json": ("https://acme.example/jobs.json", "acme.example"),
}  # fmt: skip


@pytest.mark.parametrize("given", ADDRESSES)
def test_the_page_of_a_board_means_its_feed(given):
    assert board_address(given) == ADDRESSES[given]


def test_a_board_needs_a_name():
    with pytest.raises(ReadError, match="names no board"):
        board_address("https://jobs.lever.co/")
