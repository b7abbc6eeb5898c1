"""A web site -> its pages: one site only, robots respected, slowly, and not for long."""

import hashlib
import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from urllib.parse import quote, unquote, urldefrag, urljoin, urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

from analyzer.portfolio.collection import Collection, File
from analyzer.portfolio.fetch import USER_AGENT, Answer, Fetcher, FetchRefused, checked_address, shown

#: Pages and other files of one site. A portfolio has 5 to 15.
MOST_PAGES = 25
#: Clicks from the page that was given.
_MOST_CLICKS = 3
#: A site that wants a longer pause between two pages is not hurried: only its first pages are read.
_LONGEST_PAUSE = 5.0
_HREF = re.compile(
    r"<a\b[^<>]{0,2000}?\bhref\s*=\s*(?:\"([^\"<>]{1,2000})\"|'([^'<>]{1,2000})'|([^\s\"'<>]{1,2000}))", re.I
)
#: Addresses that likely tell of work come first.
_WORK = re.compile(
    r"project|case|portfolio|work|stud(?:y|ies)|product|writing|prd|deck|roadmap", re.IGNORECASE
)
_BESIDE = re.compile(
    r"\b(?:tag|tags|category|author|feed|login|signup|cart|privacy|terms|imprint|page/\d+)\b", re.I
)
#: Files beside pages that are read, by the end of their names.
_FILES = (".pdf", ".docx", ".pptx", ".ipynb", ".md")
_TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/markdown": ".md",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
}
_OTHER_FILE = re.compile(r"\.(?!html?$|php$|aspx?$|md$|pdf$|docx$|pptx$|ipynb$)[a-z0-9]{2,5}$", re.IGNORECASE)


def read_site(address: str, fetcher: Fetcher) -> Collection:
    """The pages of the site that an address opens, from that page on.

    Pages stay on the host, and below the folder of the page that was given. What cannot be read is told in
    `notes`; addresses of the site that do not answer are `broken_links`.

    Raises:
        FetchRefused: the first page cannot or must not be read.
    """
    start = _plain(address)
    robots = _robots(start, fetcher)
    if not robots.can_fetch(USER_AGENT, start):
        raise FetchRefused(
            f"{shown(start)}: the site asks programs not to read this page (robots.txt). Save the page and "
            "use that file."
        )
    first = fetcher.get(start)
    if first.status != 200:
        raise FetchRefused(
            f"{shown(start)} answers with {first.status}, not with a page. Check the address in a browser."
        )
    visit = _Visit(fetcher, robots, _plain(first.address))
    visit.run(first)
    host = urlsplit(visit.start).hostname or ""
    return Collection(
        name=host,
        kind="site",
        files=tuple(visit.files),
        paths=tuple(file.path for file in visit.files),
        link=visit.start,
        pages=tuple(visit.pages),
        broken_links=tuple(visit.broken),
        notes=tuple(visit.notes),
    )


def _robots(start: str, fetcher: Fetcher) -> RobotFileParser:
    """What the site allows programs; a site that fails to say allows nothing (RFC 9309).

    Raises:
        FetchRefused: the site cannot be asked.
    """
    robots = RobotFileParser()
    parts = urlsplit(start)
    answer = fetcher.get(urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", "")), most=512_000)
    if answer.status >= 500 or answer.status in (401, 403):
        robots.parse(["User-agent: *", "Disallow: /"])
    elif answer.status == 200:
        robots.parse(answer.body.decode("utf-8", "replace").splitlines()[:5_000])
    else:
        robots.parse([])
    delay = robots.crawl_delay(USER_AGENT)
    if delay:
        pause = min(float(delay), _LONGEST_PAUSE)
        fetcher.limits = replace(fetcher.limits, wait=max(fetcher.limits.wait, pause))
    return robots


class _Visit:
    """The visit of one site: pages to see, the likely ones first, until the bounds are reached."""

    def __init__(self, fetcher: Fetcher, robots: RobotFileParser, start: str) -> None:
        self._fetcher, self._robots, self.start = fetcher, robots, start
        self._folder = posixpath.dirname(urlsplit(start).path or "/").rstrip("/") + "/"
        self._known = {start}
        self._contents: set[str] = set()
        self._waiting: list[tuple[int, int, int, str]] = []
        self._number = 0
        self._forbidden = 0
        self.files: list[File] = []
        self.pages: list[tuple[str, str]] = []
        self.broken: list[str] = []
        self.notes: list[str] = []

    def run(self, first: Answer) -> None:
        """See the first page and those it leads to."""
        self._see(first, 0)
        while self._waiting and len(self.files) < MOST_PAGES:
            self._waiting.sort()
            _, clicks, _, address = self._waiting.pop(0)
            try:
                answer = self._fetcher.get(address, same_host=True)
            except FetchRefused as refused:
                if "reached its limit" in str(refused):
                    self.notes.append(f"Reading stopped at {len(self.files)} pages: {refused}")
                    break
                self.broken.append(address)
                continue
            if answer.status >= 400:
                self.broken.append(address)
            elif answer.status == 200:
                self._see(answer, clicks)
        if self._waiting and len(self.files) >= MOST_PAGES:
            self.notes.append(f"The site has more pages; the first {MOST_PAGES} were read.")
        if self._forbidden:
            self.notes.append(f"{self._forbidden} pages were not read because robots.txt asks so.")

    def _see(self, answer: Answer, clicks: int) -> None:
        kind = answer.headers.get("content-type", "").split(";")[0].strip().lower()
        path = _path_of(answer.address, kind)
        digest = hashlib.sha256(answer.body).hexdigest()
        if path is None or digest in self._contents:
            return
        if answer.cut:
            self.notes.append(f"{shown(answer.address)} is longer than we read; its end is missing.")
            if not path.endswith((".html", ".txt", ".md")):
                return
        self._contents.add(digest)
        self.files.append(File(path, answer.body))
        self.pages.append((path, answer.address))
        if path.endswith(".html") and clicks < _MOST_CLICKS:
            for address in _links(answer):
                self._note(address, clicks + 1)

    def _note(self, address: str, clicks: int) -> None:
        """Put an address of this site on the list."""
        if address in self._known or len(self._known) > 2_000 or not self._is_inside(address):
            return
        self._known.add(address)
        path = urlsplit(address).path
        if _OTHER_FILE.search(path):
            return
        if not self._robots.can_fetch(USER_AGENT, address):
            self._forbidden += 1
            return
        likely = 0 if _WORK.search(path) else 2 if _BESIDE.search(path) else 1
        self._number += 1
        self._waiting.append((likely, clicks, self._number, address))

    def _is_inside(self, address: str) -> bool:
        one, other = urlsplit(address), urlsplit(self.start)
        same = (one.scheme, one.netloc) == (other.scheme, other.netloc)
        return same and (one.path or "/").startswith(self._folder)


def _links(answer: Answer) -> Iterator[str]:
    text = answer.body.decode("utf-8", "replace")
    for match in _HREF.finditer(text):
        written = unescape(match[1] or match[2] or match[3]).strip()
        try:
            address = _plain(urljoin(answer.address, written))
            checked_address(address)
        except (ValueError, FetchRefused):
            continue
        yield address


def _plain(address: str) -> str:
    """An address without the place in the page and without a query: calendars have no last page."""
    parts = urlsplit(urldefrag(address.strip())[0])
    path = quote(unquote(parts.path), safe="/:@!$&'()*+,;=~-._")
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), path or "/", "", ""))


def _path_of(address: str, kind: str) -> str | None:
    """The path under which a page is kept; None for what is not read."""
    path = unquote(urlsplit(address).path).strip("/") or "index"
    if "\\" in path or any(part in ("", ".", "..") for part in path.split("/")) or not path.isprintable():
        path = hashlib.sha256(address.encode()).hexdigest()[:16]
    if path.lower().endswith(_FILES) and kind not in ("text/html", "application/xhtml+xml"):
        return path
    ending = _TYPES.get(kind)
    if ending is None:
        return None
    return path if path.lower().endswith((ending, ".htm")) else f"{path}{ending}"
