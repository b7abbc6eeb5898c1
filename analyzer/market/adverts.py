"""A posting as it came in, before it is read: its words and what was told beside them."""

import hashlib
from dataclasses import dataclass
from typing import Literal

from analyzer.documents.decoding import decode
from analyzer.market.facts import Pay, Remote

#: Documents that are nothing but their words.
_WORDS = (".md", ".markdown", ".txt", ".text")

UnreadCode = Literal["format", "empty", "damaged", "too-large", "no-text", "not-a-posting", "unreadable"]


@dataclass(frozen=True, slots=True)
class Advert:
    """One posting: the text of the ad as plain text, and the facts that stood beside it.

    `source` is where it is from as the user knows it ("greenhouse: acme", a file's name, a board's name);
    `source_id` is its number there.
    """

    text: str
    source: str
    title: str | None = None
    company: str | None = None
    place: str | None = None
    country: str | None = None
    remote: Remote | None = None
    pay: Pay | None = None
    posted: str | None = None
    closes: str | None = None
    source_id: str | None = None
    url: str | None = None

    @property
    def content_hash(self) -> str:
        """The same for postings of the same company with the same title and words, wherever they stand."""
        told = "\n".join((self.title or "", self.company or "", self.text))
        return hashlib.sha256(" ".join(told.split()).casefold().encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Unread:
    """A file, or a row of one, that could not be taken in, and why in words for the user."""

    name: str
    code: UnreadCode
    reason: str


def with_tabs(name: str, data: bytes, text: str) -> str:
    """The words of a text file as they stand in it where it holds a table; else `text`, as a reader made it.

    The tabs of a table say what stands in which column, and a reader of resumes makes spaces of them.
    """
    if not name.lower().endswith(_WORDS) or b"\t" not in data:
        return text
    as_it_is = decode(data)
    return as_it_is.text if as_it_is else text
