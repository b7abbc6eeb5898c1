"""Which format a file really is, decided by its bytes and never by its name."""

import re
from dataclasses import dataclass
from typing import Literal

from charset_normalizer import from_bytes

from analyzer.documents.containers import word_format
from analyzer.documents.limits import MEGABYTE, Limits
from analyzer.errors import NoText, TooLarge, UnsupportedFile
from analyzer.records import Source

Format = Literal["pdf", "docx", "odt", "rtf", "text", "markdown"]

#: A PDF may start with up to a kilobyte of something else (PDF 32000-1, implementation note 13).
_PDF_HEADER_WITHIN = 1024

#: First bytes -> what to call it. Only formats that people send as resumes or by mistake.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "an image (PNG)"),
    (b"\xff\xd8\xff", "an image (JPEG)"),
    (b"GIF8", "an image (GIF)"),
    (b"II*\x00", "an image (TIFF)"),
    (b"MM\x00*", "an image (TIFF)"),
    (b"BM", "an image (BMP)"),
    (b"\x00\x00\x00\x18ftyp", "an image or video (HEIC, MP4)"),
    (b"\x00\x00\x00\x1cftyp", "an image or video (HEIC, MP4)"),
    (b"%!PS", "a PostScript file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
_IMAGES_WITH_RIFF = b"WEBP"
_HTML = re.compile(
    rb"\A\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_REMEDY = "Open it in your editor, export it as PDF, and use that file."
_OCR_REMEDY = (
    "Its words cannot be read without text recognition. "
    "Export the resume from your editor as PDF and use that file."
)

#: Byte order marks, longest first, because UTF-32 LE starts like UTF-16 LE.
_BOMS: tuple[tuple[bytes, str], ...] = (
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
#: Encodings of older Western editors, tried when the text is not UTF-8. The one that yields more of the
#: characters that resumes have wins; the first when equal.
_OLDER_ENCODINGS = ("cp1252", "mac_roman")
_USUAL = re.compile("[àáâäãåæçèéêëìíîïñòóôöøùúûüßÀÁÄÅÇÉÈÑÖØÜ–—’‘“”•€£°·…]")
#: Share of control characters above which bytes are no text. Real text has none but tabs and line ends.
_MOST_CONTROL = 0.01
#: More characters than any resume or portfolio page: 200 printed pages.
_MOST_CHARACTERS = 1_000_000
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")

#: Lines or spans that plain text does not have -> how much each says for Markdown; 2 is enough.
_MARKDOWN: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"^#{1,6} +\S", re.MULTILINE), 2),
    (re.compile(r"\[[^\]\n]+\]\((?:https?:|mailto:|tel:|#|/)[^)\n]*\)"), 2),
    (re.compile(r"\*\*[^*\n]+\*\*"), 1),
    (re.compile(r"^```", re.MULTILINE), 1),
    (re.compile(r"^\|.+\|\s*\n\|[ :|-]+\|\s*$", re.MULTILINE), 2),
)


@dataclass(frozen=True, slots=True)
class Detected:
    """The format, and for text formats the decoded characters."""

    format: Format
    text: str = ""


def check_size(source: Source, limits: Limits) -> None:
    """Refuse a file that is larger than any resume, before anything looks into it.

    Raises:
        TooLarge: more bytes than `limits.max_bytes`.
    """
    size = len(source.data)
    if size > limits.max_bytes:
        raise TooLarge(
            f"{source.name} has {size / MEGABYTE:.1f} MB; files up to "
            f"{limits.max_bytes / MEGABYTE:.0f} MB are read. Export it with smaller images and try again."
        )


def detect(source: Source, limits: Limits) -> Detected:
    """Find out what the bytes are.

    Raises:
        TooLarge: more bytes than `limits.max_bytes`.
        NoText: the file is empty.
        Encrypted: it asks for a password.
        UnsupportedFile: a format that is not read, with what to do instead.
    """
    check_size(source, limits)
    data = source.data
    if not data.strip(b"\x00\t\n\x0b\x0c\r "):
        raise NoText(f"{source.name} is empty. Choose the file again, or export it once more.")
    if b"%PDF-" in data[:_PDF_HEADER_WITHIN]:
        return Detected("pdf")
    written = word_format(source)
    if written is not None:
        return Detected(written)
    _refuse_known(source)
    text = _decode(source)
    return Detected("markdown" if _looks_like_markdown(text) else "text", text)


def _refuse_known(source: Source) -> None:
    data = source.data
    if data[:4] == b"RIFF" and data[8:12] == _IMAGES_WITH_RIFF:
        raise UnsupportedFile(f"{source.name} is an image (WebP). {_OCR_REMEDY}")
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            remedy = _OCR_REMEDY if "image" in kind else _REMEDY
            raise UnsupportedFile(f"{source.name} is {kind}, which is not read. {remedy}")
    if _HTML.match(data[:4096]):
        raise UnsupportedFile(
            f"{source.name} is a web page (HTML), which is not read. "
            "Print it to PDF in your browser and use that file."
        )


def _decode(source: Source) -> str:
    text = _decoded(source.data)
    if text is None or len(_CONTROL.findall(text)) > _MOST_CONTROL * len(text):
        raise UnsupportedFile(
            f"{source.name} is neither a PDF nor text nor any document that is read, or it is damaged. "
            "Export the resume as PDF and use that file."
        )
    if len(text) > _MOST_CHARACTERS:
        raise TooLarge(
            f"{source.name} holds more than {_MOST_CHARACTERS:,} characters. Keep the resume itself."
        )
    return text


def _decoded(data: bytes) -> str | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decode_strictly(data, encoding)
    if b"\x00" not in data:
        text = _decode_strictly(data, "utf-8")
        if text is not None:
            return text
    if b"\x00" not in data:
        older = [
            text for text in (_decode_strictly(data, name) for name in _OLDER_ENCODINGS) if text is not None
        ]
        if older:
            return max(older, key=lambda text: len(_USUAL.findall(text)))
    best = from_bytes(data, enable_fallback=False).best()
    return None if best is None else str(best)


def _decode_strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _looks_like_markdown(text: str) -> bool:
    return sum(weight * min(2, len(pattern.findall(text))) for pattern, weight in _MARKDOWN) >= 2
