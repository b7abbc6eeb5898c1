"""Postings from an address that the user names: a public board of Greenhouse, Lever or Ashby, or a page.

The only module that goes out on the network, and only to the address it is given. It says who it is, keeps to
robots.txt, waits when asked to, and takes no more than a board holds.
"""

import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from typing import Any
from urllib.parse import SplitResult, urlencode, urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

from analyzer import __version__
from analyzer.errors import ReadError
from analyzer.market.adverts import Advert, Unread
from analyzer.market.importing import Given, TextReader, read_adverts

AGENT = f"aipm-analyzer/{__version__} (reads one public job board when its user asks)"
#: A board of a thousand long ads has about 10 MB.
MOST_BYTES = 50_000_000
_SECONDS = 30.0
#: How often a busy server is asked again, and the longest we wait for it at a time.
_TRIES, _LONGEST_WAIT = 4, 60.0
_FIRST_WAIT = 2.0
_BUSY = frozenset({429, 500, 502, 503, 504})
_ROBOTS_BYTES = 500_000

#: Host of the board's pages -> its public feed; `{}` is the board's name, the first part of the path.
_FEEDS: Mapping[str, tuple[str, str, Mapping[str, str]]] = {
    "boards.greenhouse.io": (
        "greenhouse", "https://boards-api.greenhouse.io/v1/boards/{}/jobs", {"content": "true"},
    ),
    "job-boards.greenhouse.io": (
        "greenhouse", "https://boards-api.greenhouse.io/v1/boards/{}/jobs", {"content": "true"},
    ),
    "jobs.lever.co": ("lever", "https://api.lever.co/v0/postings/{}", {"mode": "json"}),
    "jobs.eu.lever.co": ("lever", "https://api.eu.lever.co/v0/postings/{}", {"mode": "json"}),
    "jobs.ashbyhq.com": (
        "ashby", "https://api.ashbyhq.com/posting-api/job-board/{}", {"includeCompensation": "true"},
    ),
}  # fmt: skip


@dataclass(slots=True)
class Fetcher:
    """Asks servers politely: robots.txt first, one request at a time, and slower when they say so."""

    wait: Callable[[float], None] = time.sleep
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)

    def get(self, address: str) -> tuple[bytes, str]:
        """The body and its content type.

        Raises ReadError when robots.txt forbids it, the server refuses, or the answer is too long.
        """
        parts = _checked(address)
        robots = self._rules(parts)
        if not robots.can_fetch(AGENT, address):
            raise ReadError(
                f"{parts.netloc} does not allow programs to read this address (robots.txt). Save the page in "
                "your browser and import the file."
            )
        if delay := robots.crawl_delay(AGENT):
            self.wait(min(float(delay), _LONGEST_WAIT))
        return self._asked(address, parts, MOST_BYTES)

    def _rules(self, parts: SplitResult) -> RobotFileParser:
        """What a server allows; everything where it has no robots.txt, nothing where it cannot be asked."""
        if parts.netloc not in self._robots:
            rules = RobotFileParser()
            self._robots[parts.netloc] = rules
            address = urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))
            try:
                body, _ = self._asked(address, parts, _ROBOTS_BYTES)
                rules.parse(body.decode("utf-8", "replace").splitlines())
            except _Refused as error:
                if error.status in (401, 403):
                    rules.parse(["User-agent: *", "Disallow: /"])
                else:
                    rules.parse([])
        return self._robots[parts.netloc]

    def _asked(self, address: str, parts: SplitResult, most: int) -> tuple[bytes, str]:
        wait = _FIRST_WAIT
        for left in reversed(range(_TRIES)):
            try:
                return _read(address, most, parts.netloc)
            except urllib.error.HTTPError as error:
                if error.code not in _BUSY or not left:
                    raise _Refused(parts.netloc, error.code) from None
                self.wait(min(_retry_after(error.headers.get("Retry-After"), wait), _LONGEST_WAIT))
            except (urllib.error.URLError, TimeoutError, HTTPException, ConnectionError):
                if not left:
                    raise ReadError(
                        f"{parts.netloc} could not be reached. Check the address and the network."
                    ) from None
                self.wait(wait)
            wait *= 2
        raise AssertionError("the last try returns or raises")


class _Refused(ReadError):
    """A server that answers with an error."""

    def __init__(self, host: str, status: int) -> None:
        self.status = status
        hints = {404: "Is the name of the board right?", 403: "Save the page in your browser instead."}
        super().__init__(f"{host} answered with an error ({status}). {hints.get(status, 'Try again later.')}")


class _SameKind(urllib.request.HTTPRedirectHandler):
    """Follows redirects to web addresses only, never from https to http."""

    def redirect_request(  # noqa: PLR0917  (the signature is the standard library's)
        self, req: urllib.request.Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        if new.scheme not in ("http", "https") or (old.scheme == "https" and new.scheme == "http"):
            raise urllib.error.HTTPError(newurl, code, "refused redirect", headers, fp)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def board_address(given: str) -> tuple[str, str]:
    """The feed behind the address of a board's page, and what to call its postings' source.

    `https://jobs.lever.co/acme` and a single job below it both mean the feed of that board. Any other address
    is taken as it is.
    """
    parts = _checked(given)
    host = parts.hostname or ""
    if host in _FEEDS:
        kind, feed, query = _FEEDS[host]
        name = next((part for part in parts.path.split("/") if part), "")
        if not name:
            raise ReadError(f"{given} names no board. Give the address of a company's board.")
        return f"{feed.format(name)}?{urlencode(query)}", f"{kind}: {name}"
    for kind, feed, query in _FEEDS.values():
        before = urlsplit(feed).path.split("{}")[0]
        if host == urlsplit(feed).netloc and parts.path.startswith(before):
            asked = parts.query or urlencode(query)
            name = parts.path.removeprefix(before).split("/")[0]
            return urlunsplit((parts.scheme, parts.netloc, parts.path, asked, "")), f"{kind}: {name}"
    return given, parts.netloc


def fetch_adverts(given: str, fetcher: Fetcher, read_text: TextReader) -> Iterator[Advert | Unread]:
    """The postings behind an address that the user names. Nothing is raised: a failure ends as an Unread."""
    try:
        address, source = board_address(given)
        body, kind = fetcher.get(address)
    except ReadError as error:
        yield Unread(given, "unreadable", str(error))
        return
    ending = ".html" if "html" in kind else ".json" if "json" in kind or body[:1] in (b"{", b"[") else ".html"
    for found in read_adverts(Given(f"{source}{ending}", data=body), read_text):
        yield found if isinstance(found, Unread) else _named(found, source, given)


def _named(advert: Advert, source: str, given: str) -> Advert:
    company = advert.company or (source.partition(": ")[2].replace("-", " ").title() or None)
    return replace(advert, source=source, company=company, url=advert.url or given)


def _checked(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError:
        raise ReadError(f"{address} is no web address.") from None
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or not port_is_fine:
        raise ReadError(f"{address} is no web address. It should start with https:// and name no user.")
    return parts


def _read(address: str, most: int, host: str) -> tuple[bytes, str]:
    request = urllib.request.Request(  # noqa: S310  (only http and https pass _checked)
        address, headers={"User-Agent": AGENT, "Accept": "application/json, text/html;q=0.8"}
    )
    with urllib.request.build_opener(_SameKind).open(request, timeout=_SECONDS) as answer:
        body: bytes = answer.read(most + 1)
        if len(body) > most:
            raise ReadError(
                f"{host} sends more than {most // 1_000_000} MB. Save the page and import the file."
            )
        return body, str(answer.headers.get("Content-Type", "")).lower()


def _retry_after(told: str | None, otherwise: float) -> float:
    """Seconds that a busy server asks us to wait: a number or a moment."""
    if not told:
        return otherwise
    if told.strip().isdigit():
        return float(told)
    try:
        return max(0.0, parsedate_to_datetime(told).timestamp() - time.time())
    except ValueError:
        return otherwise
