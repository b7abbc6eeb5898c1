"""Files that hold other files, or that a word processor wrote: which kind, told by what is inside."""

import re
import zipfile
import zlib
from io import BytesIO
from typing import Literal

from analyzer.errors import Encrypted, TooLarge, UnsupportedFile
from analyzer.records import Source

WordFormat = Literal["docx", "odt", "rtf", "pptx"]

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: More members than any document has; a list of 100,000 names takes a second to read.
_MOST_MEMBERS = 10_000
_MOST_MIMETYPE = 200
_ODT = b"application/vnd.oasis.opendocument.text"

_SAVE = "Open it in Word, LibreOffice or Google Docs, save it as .docx or PDF, and use that file."
_EXPORT = "Open it in the program it comes from, export it as PDF or Word (.docx), and use that file."
#: A member that only this kind of zip file has -> what to call it, and what to do.
_ZIP_KINDS: tuple[tuple[str, str, str], ...] = (
    ("xl/workbook.xml", "an Excel workbook", _EXPORT),
    (
        "Index/Document.iwa",
        "a Pages document",
        "Open it in Pages, choose File, Export To, Word or PDF, and use that file.",
    ),
    (
        "index.xml",
        "an old Pages document",
        "Open it in Pages, choose File, Export To, Word or PDF, and use that file.",
    ),
    ("META-INF/container.xml", "an e-book (EPUB)", _EXPORT),
    ("content.xml", "an OpenDocument file that is no text", _EXPORT),
)
#: The name of a stream in an OLE file -> what to call the file, and what to do.
_OLE_KINDS: tuple[tuple[str, str, str], ...] = (
    ("WordDocument", "an old Word document (.doc)", _SAVE),
    ("Workbook", "an old Excel workbook", _EXPORT),
    ("PowerPoint Document", "an old PowerPoint file", _EXPORT),
    ("MatOST", "a Works document (.wps)", _SAVE),
    ("__substg1.0_", "an Outlook message", "Save the attached resume as PDF or .docx and use that file."),
)
#: First bytes of other word processors -> what to call it.
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"\xffWPC", "a WordPerfect document"),
    (b"\xdb\xa5", "an old Word document (.doc)"),
    (b"\x31\xbe\x00\x00", "an old Write document"),
)
#: Office documents written as one XML text.
_FLAT = re.compile(
    rb"<\?mso-application\b|<w:wordDocument\b|<pkg:package\b|<office:document\b", re.IGNORECASE
)


def word_format(source: Source) -> WordFormat | None:
    """The format of a file that a word processor wrote; None for anything else.

    Raises:
        Encrypted: it asks for a password.
        UnsupportedFile: a zip or OLE file, or a document, that is not read; with what to do instead.
        TooLarge: a zip file with more members than any document.
    """
    data = source.data
    if data[:64].lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(_ZIP):
        return _in_zip(source)
    if data.startswith(_OLE):
        raise _ole_error(source)
    for magic, kind in _OTHERS:
        if data.startswith(magic):
            raise _refusal(source, kind, _SAVE)
    if data.lstrip()[:5] == b"<?xml" and _FLAT.search(data[:4096]):
        raise _refusal(source, "an Office document saved as XML", _SAVE)
    return None


def _in_zip(source: Source) -> WordFormat:
    try:
        archive = zipfile.ZipFile(BytesIO(source.data))
        names = set(archive.namelist())
        kind = _mimetype(archive) if "mimetype" in names else b""
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        raise _refusal(
            source, "a damaged zip archive or document", "Save it once more in your editor, or as PDF."
        ) from None
    if len(names) > _MOST_MEMBERS:
        raise TooLarge(
            f"{source.name} holds {len(names):,} files in one, more than any document. Export the resume as "
            "PDF and use that file."
        )
    if "encrypted-package" in names and kind.startswith(_ODT):
        raise _password(source)
    if kind.startswith(_ODT) or (not kind and {"content.xml", "META-INF/manifest.xml"} <= names):
        return "odt"
    if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
        return "docx"
    if {"[Content_Types].xml", "ppt/presentation.xml"} <= names:
        return "pptx"
    for member, called, remedy in _ZIP_KINDS:
        if member in names:
            raise _refusal(source, called, remedy)
    if any(name.lower().endswith((".html", ".htm")) for name in names):
        raise _refusal(source, "a zip archive of web pages", "Unpack it, print the page to PDF and use that.")
    raise _refusal(source, "a zip archive", "Unpack it and use the resume itself: PDF, Word or text.")


def _mimetype(archive: zipfile.ZipFile) -> bytes:
    with archive.open("mimetype") as stream:
        return stream.read(_MOST_MIMETYPE)


def _ole_error(source: Source) -> UnsupportedFile | Encrypted:
    """An OLE file is an old Office document, or a new one behind a password."""
    if "EncryptedPackage".encode("utf-16-le") in source.data:
        return _password(source)
    for stream, kind, remedy in _OLE_KINDS:
        if stream.encode("utf-16-le") in source.data:
            return _refusal(source, kind, remedy)
    return _refusal(source, "an old Office document", _SAVE)


def _password(source: Source) -> Encrypted:
    return Encrypted(f"{source.name} asks for a password. Save a copy without a password and use that file.")


def _refusal(source: Source, kind: str, remedy: str) -> UnsupportedFile:
    return UnsupportedFile(f"{source.name} is {kind}, which is not read. {remedy}")
