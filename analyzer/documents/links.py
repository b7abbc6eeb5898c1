"""Links of a document: what kind each is, and those that stand in the text."""

import re
from collections.abc import Iterable
from typing import Literal
from urllib.parse import urlsplit

from analyzer.records import Link

Kind = Literal["linkedin", "github", "email", "phone", "portfolio", "other"]

#: Host ending -> kind. Portfolio hosts show a person's own work.
_HOSTS: tuple[tuple[str, Kind], ...] = (
    ("linkedin.com", "linkedin"),
    ("lnkd.in", "linkedin"),
    ("github.com", "github"),
    ("github.io", "portfolio"),
    ("gitlab.io", "portfolio"),
    ("gitlab.com", "portfolio"),
    ("bitbucket.org", "portfolio"),
    ("kaggle.com", "portfolio"),
    ("huggingface.co", "portfolio"),
    ("behance.net", "portfolio"),
    ("dribbble.com", "portfolio"),
    ("medium.com", "portfolio"),
    ("substack.com", "portfolio"),
    ("notion.site", "portfolio"),
    ("netlify.app", "portfolio"),
    ("vercel.app", "portfolio"),
    ("streamlit.app", "portfolio"),
    ("about.me", "portfolio"),
    ("wordpress.com", "portfolio"),
    ("scholar.google.com", "portfolio"),
    ("orcid.org", "portfolio"),
)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}(?![\w-])")
#: With a scheme or www anything goes; without one only endings that resumes use, so "Node.js" is no link.
_URL = re.compile(
    r"(?<![\w@.])(?:"
    r"(?:https?://|www\.)[^\s<>\"'|()\[\]{}]+"
    r"|(?:[a-z0-9-]+\.)+(?:com|org|net|io|dev|me|co|ai|app|page|site|eu|de|uk|in|fr|nl|ch|ca|us|edu)"
    r"(?:/[^\s<>\"'|()\[\]{}]*)?(?![\w.@-])"
    r")",
    re.IGNORECASE,
)
_TRAILING = ".,;:!?)'\"•·|-"


def link_kind(url: str) -> Kind:
    """What a URL leads to, by its scheme and host."""
    lowered = url.strip().lower()
    if lowered.startswith("mailto:") or _EMAIL.fullmatch(lowered):
        return "email"
    if lowered.startswith("tel:"):
        return "phone"
    host, path = _host_and_path(lowered)
    for ending, kind in _HOSTS:
        if host == ending or host.endswith("." + ending):
            return kind
    return "portfolio" if host and path in ("", "/") else "other"


def links_in_text(text: str, pages: Iterable[tuple[int, int]] = ()) -> tuple[Link, ...]:
    """E-mail addresses and web addresses of the text, in text order.

    `pages` gives (offset, page) of each line, for the page of a link.
    """
    starts = tuple(pages)
    found = [(match.start(), f"mailto:{match[0]}") for match in _EMAIL.finditer(text)]
    found += [(match.start(), match[0].rstrip(_TRAILING)) for match in _URL.finditer(text)]
    return tuple(Link(link_kind(url), url, _page_at(starts, offset)) for offset, url in sorted(found))


def merge_links(*groups: Iterable[Link]) -> tuple[Link, ...]:
    """All links, each target once: the first mention wins."""
    merged: dict[str, Link] = {}
    for group in groups:
        for link in group:
            merged.setdefault(link_target(link.url), link)
    return tuple(merged.values())


def link_target(url: str) -> str:
    """A URL without what does not change its target: scheme, www, case, slash at the end."""
    target = re.sub(r"^(?:https?://|mailto:|tel:)?(?:www\.)?", "", url.strip().lower())
    if url.lower().startswith("tel:"):
        target = re.sub(r"[^\d+]", "", target)
    return target.split("?utm", 1)[0].rstrip("/")


def _host_and_path(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url if "://" in url else f"//{url}")
    except ValueError:  # a broken address of an IPv6 host
        return "", ""
    return (parts.hostname or "").removeprefix("www."), parts.path


def _page_at(starts: tuple[tuple[int, int], ...], offset: int) -> int | None:
    page = None
    for start, number in starts:
        if start > offset:
            break
        page = number
    return page
