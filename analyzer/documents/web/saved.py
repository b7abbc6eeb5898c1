"""What is special about web pages in files: declared encodings, and pages saved as one MHTML file."""

import codecs
import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from analyzer.documents.decoding import Decoded, decode, strictly

#: A page begins so, after comments and declarations.
_PAGE = re.compile(
    r"\A\s*(?:<!--(?:(?!-->).){0,4000}-->\s*|<\?xml[^>]{0,200}\?>\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
#: A part of a page, as editors of web sites copy it.
_PART = re.compile(
    r"\A\s*<(?:div|section|main|article|header|table|h[1-6]|p|ul|style|meta|title)\b", re.IGNORECASE
)
_CLOSED = re.compile(r"</(?:div|section|main|article|header|table|tr|h[1-6]|p|ul|li|span)\s*>", re.IGNORECASE)
#: Closing tags that make a text a page: Markdown has a few.
_LEAST_CLOSED = 6
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE
)
_DECLARED_WITHIN = 4096
#: What browsers take for what pages declare (WHATWG Encoding Standard).
_MEANT = {
    **dict.fromkeys(("iso8859-1", "ascii", "latin-1", "us-ascii"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk"), "gb18030"),
    "iso8859-9": "cp1254",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    **dict.fromkeys(("utf-16", "utf-16-le", "utf-16-be", "utf-32"), "utf-8"),  # it was read as bytes of ASCII
}
#: Share of broken characters up to which a page is in the encoding that it declares.
_FEW_BROKEN = 0.001
_MHTML = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_HEADERS_WITHIN = 4096
#: Parts of a saved page at most: one for each picture, frame and style sheet.
_MOST_PARTS = 3_000
_PART_HEADER = re.compile(rb"^content-type:", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a page and of the style sheets that were saved with it."""

    text: str
    sheets: tuple[str, ...] = ()
    guess: str = ""


def looks_like_page(text: str) -> bool:
    """True for the text of a web page, or of a good part of one."""
    if _PAGE.match(text):
        return True
    return bool(_PART.match(text)) and len(_CLOSED.findall(text[:100_000])) >= _LEAST_CLOSED


def declared_text(data: bytes) -> Decoded | None:
    """The text of a page in the encoding that it declares, else as any other text."""
    found = _CHARSET.search(data[:_DECLARED_WITHIN])
    if found is None or data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return decode(data)
    return _in_encoding(data, found[1].decode("ascii"))


def _in_encoding(data: bytes, name: str) -> Decoded | None:
    try:
        encoding = codecs.lookup(name).name
    except LookupError:
        return decode(data)
    encoding = _MEANT.get(encoding, encoding)
    if not getattr(codecs.lookup(encoding), "_is_text_encoding", True):
        return decode(data)
    text = strictly(data, encoding)
    if text is None:
        broken = data.decode(encoding, "replace")
        few = broken.count("\ufffd") <= _FEW_BROKEN * len(broken)
        return Decoded(broken) if few else decode(data)
    return Decoded(text)


def tags_stripped(text: str) -> str:
    """A page as simple programs read it: every tag taken away, hidden text and menus kept."""
    text = re.sub(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", " ", text, flags=re.IGNORECASE | re.DOTALL)
    text = re.sub(r"<!--.*?(?:-->|\Z)|<[^<>]*>", "\n", text, flags=re.DOTALL)
    lines = (" ".join(line.split()) for line in unescape(text).splitlines())
    return "\n".join(line for line in lines if line)


def is_mhtml(data: bytes) -> bool:
    """True for a page saved with all its parts as one message (MHTML, RFC 2557)."""
    head = data[:_HEADERS_WITHIN]
    return bool(_MHTML.search(head)) and b"mime-version" in head.lower()


def mhtml_page(data: bytes) -> Page | None:
    """The page of an MHTML file; None when it holds none, or more parts than any."""
    from email import message_from_bytes, policy  # noqa: PLC0415  (few files need it)
    from email.errors import MessageError  # noqa: PLC0415

    if len(_PART_HEADER.findall(data)) > _MOST_PARTS:
        return None
    try:
        message = message_from_bytes(data, policy=policy.default)
        parts = [part for part in message.walk() if not part.is_multipart()]
    except (
        MessageError,
        ValueError,
        RecursionError,
        IndexError,
    ):  # the parser of the library on broken headers
        return None
    pages = [part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not pages:
        return None
    page = _text_of(pages[0])
    sheets = (_text_of(part) for part in parts if part.get_content_type() == "text/css")
    return Page(page.text, tuple(sheet.text for sheet in sheets if sheet), page.guess) if page else None


def _text_of(part: Any) -> Decoded | None:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return None
    charset = part.get_param("charset")
    return _in_encoding(payload, charset) if isinstance(charset, str) else declared_text(payload)
