"""Saved web pages and the HTML inside feeds: plain text with bullets, and the JobPosting a page declares.

The standard library's parser reads both, in time that grows with the length of the page. JobPosting comes
as JSON-LD or as microdata (schema.org); RDFa is so rare on job pages that it is read as text.
A library for all syntaxes (extruct) was weighed and left: it brings nine others, one of which fetches.
"""

import json
import re
from collections.abc import Iterator
from html import escape, unescape
from html.parser import HTMLParser
from typing import Any

#: Deeper pages are no job ads; the stack of open microdata items stops there.
_MOST_DEPTH = 500
_SILENT = frozenset({"script", "style", "head", "template", "noscript", "svg"})
_BLOCKS = frozenset(
    {"p", "div", "br", "ul", "ol", "tr", "table", "section", "header", "footer", "article", "dd", "dt"}
)
_VOID = frozenset(
    {"br", "hr", "img", "input", "link", "meta", "area", "base", "col", "embed", "source", "wbr"}
)
_HEADING = re.compile(r"h[1-6]")
_TAGS = re.compile(r"<\s*/?\s*(?:p|div|br|ul|ol|li|h[1-6]|span|strong|b|table|section)\b", re.IGNORECASE)
_ESCAPED = re.compile(r"&lt;\s*/?\s*(?:p|div|br|ul|ol|li|h[1-6]|span|strong)\b", re.IGNORECASE)
#: Signs that a converter from HTML to Markdown has escaped: "5\\+ years".
_MARKDOWN_ESCAPE = re.compile(r"\\([-+*_.#&!()\[\]>~|`])")
#: A tag is longer only when something is wrong with it; pictures inside pages stand in tags of megabytes.
_LONGEST_TAG = 20_000
_DECLARATION = re.compile(r"<[!?][^<>]*>?")
_JOB = re.compile(r"(?:https?://schema\.org/)?JobPosting/?", re.IGNORECASE)


def plain_text(text: str) -> str:
    """The words of a piece of HTML, a bullet for each list item; any other text as it is.

    Some boards send their HTML escaped once more; that is undone first.
    """
    if _ESCAPED.search(text) and not _TAGS.search(text):
        text = unescape(text)
    if not _TAGS.search(text):
        return _MARKDOWN_ESCAPE.sub(r"\1", unescape(text) if "&" in text else text)
    reader = _Words()
    reader.feed(_tamed(text))
    reader.close()
    return reader.text()


def job_postings(page: str) -> tuple[dict[str, Any], ...]:
    """The JobPosting objects that a page declares, as JSON-LD or microdata, in the order of the page."""
    reader = _Declared()
    reader.feed(_tamed(page))
    reader.close()
    found = [posting for script in reader.scripts for posting in _in_json(script)]
    return tuple(found) or tuple(one for one in reader.items if is_job_posting(one))


def _tamed(page: str) -> str:
    """The page without comments, declarations and tags that never end: many keep a parser busy for long."""
    parts, at = [], 0
    while (start := page.find("<!--", at)) >= 0:
        parts.append(page[at:start])
        end = page.find("-->", start + 4)
        if end < 0:
            parts.append(page[start:].replace("<!--", " "))
            at = len(page)
            break
        at = end + 3
    parts.append(page[at:])
    return _without_endless_tags(_DECLARATION.sub(" ", "".join(parts)))


def _without_endless_tags(page: str) -> str:
    """The page in which every sign that opens a tag has one that closes it near by."""
    pieces, end = page.split("<"), 0
    at = len(pieces[0])
    found = [pieces[0]]
    for piece in pieces[1:]:
        if end <= at:
            end = page.find(">", at)
            end = len(page) + _LONGEST_TAG if end < 0 else end
        whole = end - at < _LONGEST_TAG
        found.append(f"<{piece}" if whole else f" {piece[piece.find('>') + 1 :]}")
        at += len(piece) + 1
    return "".join(found)


def is_job_posting(value: object) -> bool:
    """Whether an object says that it is a schema.org JobPosting."""
    if not isinstance(value, dict):
        return False
    kinds = value.get("@type")
    return any(isinstance(one, str) and _JOB.fullmatch(one) for one in _listed(kinds))


def find_job_postings(value: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    """The JobPosting objects anywhere in a JSON value."""
    if depth > _MOST_DEPTH:
        return
    if isinstance(value, list):
        for one in value:
            yield from find_job_postings(one, depth + 1)
    elif isinstance(value, dict):
        if is_job_posting(value):
            yield value
            return
        for one in value.values():
            if isinstance(one, dict | list):
                yield from find_job_postings(one, depth + 1)


def _in_json(script: str) -> Iterator[dict[str, Any]]:
    body = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[)|(?:-->|//\]\]>)\s*$", "", script)
    try:
        value = json.loads(body, strict=False)  # line ends inside strings are common on real pages
    except (ValueError, RecursionError):
        return
    yield from find_job_postings(value)


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


class _Words(HTMLParser):
    """The words of a page with line ends where a browser would show them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _SILENT:
            self._silent += 1
        elif tag == "li":
            self._parts.append("\n- ")
        elif _HEADING.fullmatch(tag):
            self._parts.append("\n\n## ")
        elif tag in _BLOCKS:
            self._parts.append("\n\n" if tag == "p" else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif _HEADING.fullmatch(tag):
            self._parts.append("\n\n")
        elif tag in _BLOCKS:
            self._parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._parts.append(re.sub(r"\s+", " ", data))

    def text(self) -> str:
        lines = (re.sub(r"[ \t\xa0]+", " ", line).strip() for line in "".join(self._parts).split("\n"))
        joined = re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
        joined = re.sub(r"(?m)^(?:- ?)\n+(?=\S)", "- ", joined)  # <li><p>words</p></li>
        joined = re.sub(r"(?m)^(?:-|##)$\n?", "", joined)
        return joined.strip() + "\n"


class _Declared(HTMLParser):
    """The JSON-LD scripts of a page and its microdata items."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.scripts: list[str] = []
        self.items: list[dict[str, Any]] = []
        self._script: list[str] | None = None
        self._open: list[tuple[str, dict[str, Any] | None, str | None, list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "script" and (told.get("type") or "").strip().lower() == "application/ld+json":
            self._script = []
        self._item(tag, told)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def _item(self, tag: str, told: dict[str, str | None]) -> None:
        name, item = told.get("itemprop"), None
        if "itemscope" in told:
            item = {"@type": (told.get("itemtype") or "").rsplit("/", 1)[-1]}
            owner = self._owner()
            if name and owner is not None:
                owner.setdefault(name, item)
            else:
                self.items.append(item)
        elif name:
            given = told.get("content") or told.get("datetime") or told.get("href")
            owner = self._owner()
            if given and owner is not None:
                owner.setdefault(name, given)
                name = None
        if tag == "li" or tag in _BLOCKS or _HEADING.fullmatch(tag):
            self._say(f"<{tag}>")
        if tag not in _VOID and len(self._open) < _MOST_DEPTH:
            self._open.append((tag, item, None if item is not None else name, []))

    def _owner(self) -> dict[str, Any] | None:
        return next((item for _, item, _, _ in reversed(self._open) if item is not None), None)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._script is not None:
            self.scripts.append("".join(self._script))
            self._script = None
        if not any(one[0] == tag for one in self._open[-20:]):
            return
        while self._open:
            name_of, _, name, words = self._open.pop()
            owner = self._owner()
            if name and owner is not None:
                owner.setdefault(name, plain_text("".join(words)).strip())
            if name_of == tag:
                break
        if tag == "li" or tag in _BLOCKS or _HEADING.fullmatch(tag):
            self._say(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            self._script.append(data)
        else:
            self._say(escape(re.sub(r"\s+", " ", data), quote=False))

    def _say(self, words: str) -> None:
        for _, _, name, said in self._open:
            if name:
                said.append(words)
