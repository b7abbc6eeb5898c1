"""Which format a file really is, decided by its bytes and never by its name."""

import re
from dataclasses import dataclass
from typing import Literal

from analyzer.documents.containers import word_format
from analyzer.documents.decoding import Decoded, decode
from analyzer.documents.limits import MEGABYTE, Limits
from analyzer.documents.notebook import is_notebook
from analyzer.documents.web.jsonresume import is_json
from analyzer.documents.web.saved import declared_text, is_mhtml, looks_like_page, mhtml_page
from analyzer.errors import NoText, TooLarge, UnsupportedFile
from analyzer.records import Source

Format = Literal[
    "pdf", "docx", "odt", "rtf", "pptx", "image", "html", "notebook", "json-resume", "markdown", "text"
]

#: Format, in the words of the file pickers -> how the names of its files end. Batch runs take these from a
#: folder; its bytes decide what a file is. "resume.json" also stands for "ada.resume.json".
EXTENSIONS: dict[str, tuple[str, ...]] = {
    "PDF": (".pdf",),
    "Word document": (".docx", ".docm", ".dotx"),
    "OpenDocument": (".odt", ".ott"),
    "RTF": (".rtf",),
    "web page": (".html", ".htm", ".xhtml", ".mht", ".mhtml"),
    "JSON Resume": ("resume.json",),
    "Markdown": (".md", ".markdown"),
    "text": (".txt", ".text"),
    "photo or scan": (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp"),
}
#: Sent as resumes too, and refused with a reason.
REFUSED_EXTENSIONS = (".doc", ".wps", ".pages", ".heic", ".webarchive")
#: The formats in one phrase, for file pickers.
READ_FORMATS = f"{', '.join(list(EXTENSIONS)[:-1])}, {list(EXTENSIONS)[-1]}"

#: A PDF may start with up to a kilobyte of something else (PDF 32000-1, implementation note 13).
_PDF_HEADER_WITHIN = 1024

#: First bytes -> what to call it. Only formats that people send as resumes or by mistake.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"GIF8", "an image (GIF)"),
    (b"BM", "an image (BMP)"),
    (b"bplist00", "a web archive of Safari"),
    (b"%!PS", "a PostScript file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
#: First bytes of photos and scans that are read by text recognition.
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_WEBP = (b"RIFF", b"WEBP")
#: Bytes 4 to 8 of films and of photos of newer phones.
_FTYP = b"ftyp"
_REMEDY = "Open it in your editor, export it as PDF, and use that file."
_IMAGE_REMEDY = "Save it as PNG or JPEG, or better: export the resume from your editor as PDF."
_PAGE_REMEDY = "Save the page as one file (HTML or MHTML), or print it to PDF in your browser."

#: Share of control characters above which bytes are no text. Real text has none but tabs and line ends.
_MOST_CONTROL = 0.01
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")

#: Lines or spans that plain text does not have -> how much each says for Markdown; 2 is enough.
_MARKDOWN: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"^#{1,6} +\S", re.MULTILINE), 2),
    (re.compile(r"\[[^\[\]\n]{1,500}\]\((?:https?:|mailto:|tel:|#|/)[^)\n]{0,1000}\)"), 2),
    (re.compile(r"\*\*[^*\n]{1,1000}\*\*"), 1),
    (re.compile(r"^```", re.MULTILINE), 1),
    (re.compile(r"^\|.+\|\s*\n\|[ :|-]+\|\s*$", re.MULTILINE), 2),
)


@dataclass(frozen=True, slots=True)
class Detected:
    """The format, and for text formats the decoded characters."""

    format: Format
    text: str = ""
    sheets: tuple[str, ...] = ()  # style sheets that were saved with a page
    guess: str = ""  # the encoding, when it is a guess


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
    if data.startswith(_IMAGES) or (data[:4], data[8:12]) == _WEBP:
        return Detected("image")
    _refuse_known(source)
    return _saved_page(source) if is_mhtml(data) else _text_format(source)


def _text_format(source: Source) -> Detected:
    """What kind of text a file is, with its characters."""
    data = source.data
    text = _checked(source, decode(data))
    if looks_like_page(text.text):
        page = _checked(source, declared_text(data))
        return Detected("html", page.text, guess=page.guess)
    if is_notebook(text.text):
        return Detected("notebook", text.text, guess=text.guess)
    if is_json(text.text):
        return Detected("json-resume", text.text, guess=text.guess)
    return Detected("markdown" if _looks_like_markdown(text.text) else "text", text.text, guess=text.guess)


def _refuse_known(source: Source) -> None:
    data = source.data
    if data[4:8] == _FTYP:
        raise UnsupportedFile(
            f"{source.name} is a photo or film (HEIC, MP4), which is not read. {_IMAGE_REMEDY}"
        )
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            remedy = _IMAGE_REMEDY if "image" in kind else _PAGE_REMEDY if "web" in kind else _REMEDY
            raise UnsupportedFile(f"{source.name} is {kind}, which is not read. {remedy}")


def _saved_page(source: Source) -> Detected:
    page = mhtml_page(source.data)
    if page is None:
        raise UnsupportedFile(
            f"{source.name} is a saved web page (MHTML) without a page in it, or with thousands of parts. "
            f"{_PAGE_REMEDY}"
        )
    _checked(source, Decoded(page.text))
    return Detected("html", page.text, page.sheets, page.guess)


def _checked(source: Source, decoded: Decoded | None) -> Decoded:
    """The characters of a file, unless they are no text or too many."""
    if decoded is None or len(_CONTROL.findall(decoded.text)) > _MOST_CONTROL * len(decoded.text):
        raise UnsupportedFile(
            f"{source.name} is neither a PDF nor text nor any document that is read, or it is damaged. "
            "Export the resume as PDF and use that file."
        )
    return decoded


def _looks_like_markdown(text: str) -> bool:
    return sum(weight * min(2, len(pattern.findall(text))) for pattern, weight in _MARKDOWN) >= 2
