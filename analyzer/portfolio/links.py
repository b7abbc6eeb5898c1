"""Links inside a portfolio that lead nowhere: to files that are not there. Nothing is fetched."""

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from analyzer.portfolio.choosing import PROSE
from analyzer.portfolio.collection import Collection, File

_MARKDOWN = re.compile(r"\]\(\s{0,3}<?([^)\s>]{1,400})>?(?:\s+\"[^\"\n]{0,200}\")?\s{0,3}\)")
_HTML = re.compile(
    r"<(?:a|img)\b[^<>]{0,500}?\b(?:href|src)\s*=\s*[\"']([^\"'<>]{1,400})[\"']", re.IGNORECASE
)
_ELSEWHERE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//|#|\{|$)", re.IGNORECASE)
#: Addresses that a host or a site generator makes and that are no files.
_MADE = re.compile(r"^(?:\.\./)+(?:issues|pulls|wiki|releases|actions|blob|tree)\b|\{\{|<%|\$\{")
_MOST = 30
_LOOKED_AT = 200_000


def broken_in(collection: Collection) -> tuple[str, ...]:
    """Links of pages to files of the place that are not there, as `page: link`; those of a site are known."""
    if collection.kind not in ("repository", "folder", "site") or collection.pages:
        return collection.broken_links
    known = {path.casefold() for path in collection.paths}
    folders = {
        "/".join(parts[:depth]).casefold()
        for path in known
        for parts in (path.split("/"),)
        for depth in range(len(parts))
    }
    found: dict[str, None] = {}
    for file in collection.files:
        if file.path.lower().endswith(PROSE):
            for link in _targets(file):
                target = _resolved(file, link)
                if target is not None and not _is_there(target.casefold(), known, folders):
                    found[f"{file.path}: {link}"] = None
    return tuple(found)[:_MOST]


def _targets(file: File) -> Iterator[str]:
    text = file.data[:_LOOKED_AT].decode("utf-8", "replace")
    text = re.sub(r"^(```|~~~).*?^\1", "", text, flags=re.MULTILINE | re.DOTALL)
    html = file.path.lower().endswith((".html", ".htm"))
    for pattern in (_HTML,) if html else (_MARKDOWN, _HTML):
        for match in pattern.finditer(text):
            if not _ELSEWHERE.match(match[1]) and not _MADE.search(match[1]):
                yield match[1]


def _resolved(file: File, link: str) -> str | None:
    """The path that a link means; None when it leads out of the place."""
    path = unquote(re.split(r"[?#]", link, maxsplit=1)[0])
    if not path:
        return None
    base = "" if path.startswith("/") else posixpath.dirname(file.path)
    target = posixpath.normpath(posixpath.join(base, path.lstrip("/")))
    return None if target.startswith("..") else target


def _is_there(target: str, known: set[str], folders: set[str]) -> bool:
    return (
        target in known
        or target in folders
        or target == "."
        or any(
            f"{target}{ending}" in known
            for ending in (".html", ".md", "/index.html", "/index.md", "/readme.md")
        )
    )
