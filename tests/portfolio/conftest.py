"""Local servers that speak like the web, and a fetcher that believes they are public."""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from analyzer.portfolio import Fetcher, FetchLimits
from analyzer.service import Analyzer

collect_ignore = ["people", "styles", "strangers", "shapes", "unseen"]

#: Status, headers, body; or a function that writes to the handler itself.
Page = tuple[int, dict[str, str], bytes] | Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Server:
    """A web server on this machine under invented names."""

    port: int
    pages: dict[str, Page]
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)

    def url(self, path: str, host: str = "site.example") -> str:
        return f"http://{host}:{self.port}{path}"

    def fetcher(self, **limits) -> Fetcher:
        """A fetcher for which every invented name is this server, and this server is public."""
        return Fetcher(
            FetchLimits(**{"wait": 0.0, "seconds": 20.0, **limits}),
            resolve=lambda *_: ["127.0.0.1"],
            allowed=lambda *_: True,
        )

    def paths(self) -> list[str]:
        return [path for _, path, _ in self.asked]


def html(text: str, status: int = 200, **headers: str) -> Page:
    return status, {"Content-Type": "text/html; charset=utf-8", **headers}, text.encode()


@pytest.fixture
def server():
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.0"

        def do_GET(self):
            found.asked.append((self.headers["Host"], self.path, dict(self.headers)))
            page = found.pages.get(self.path, found.pages.get("*", (404, {}, b"")))
            if callable(page):
                page(self)
                return
            status, headers, body = page
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            with suppress(ConnectionError):  # a reader that has had enough hangs up
                self.wfile.write(body)

        def log_message(self, *_):
            """Say nothing."""

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.daemon_threads = True
    found = Server(httpd.server_address[1], {})
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield found
    httpd.shutdown()
    httpd.server_close()


@pytest.fixture(scope="session")
def analyzer():
    with Analyzer(today="2026-11") as made:
        yield made
