"""Zip files of XML parts (DOCX, ODT), opened with care.

A document is a zip file that anybody can write. What it may cost is decided before and while it is inflated;
its XML may not define entities and may not nest without end.
"""

import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from lxml import etree

from analyzer.documents.limits import MEGABYTE
from analyzer.errors import Encrypted, TooLarge, UnsupportedFile
from analyzer.records import Source

#: Parts of one file: a resume has some 20, one with many pictures 100.
_MOST_PARTS = 2_000
#: Bytes of one XML part and of all that are read: the text of a two-page resume takes 0.05 to 0.3 MB.
_MOST_PART_BYTES = 4 * MEGABYTE
_MOST_BYTES = 12 * MEGABYTE
#: XML shrinks to a tenth, very repetitive XML to a fiftieth. Looked at above a megabyte.
_MOST_RATIO = 150
#: Elements inside each other: a table in a cell of a table in a text box is about 30 deep.
_MOST_DEPTH = 150
_TOO_DEEP = "boolean(/" + "/".join(["*"] * _MOST_DEPTH) + ")"
#: A document type is where entities are defined; no word processor writes one.
_DOCTYPE = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED_FLAG = 0x1
_PARSER_OPTIONS: dict[str, bool] = {
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
    "recover": False,
    "collect_ids": False,  # LibreOffice writes some ids twice
}

#: An element of lxml, which has no types.
Element = Any


@dataclass(slots=True)
class Package:
    """The parts of a file by name. Reading counts against one allowance."""

    source: Source
    kind: str
    _archive: zipfile.ZipFile
    _left: int = _MOST_BYTES

    @property
    def names(self) -> frozenset[str]:
        """The names of all parts."""
        return frozenset(self._archive.namelist())

    def data(self, name: str) -> bytes | None:
        """The bytes of a part; None when there is no such part.

        Raises:
            TooLarge: it inflates to more than any document holds.
            Encrypted: it asks for a password.
            UnsupportedFile: it is damaged.
        """
        try:
            entry = self._archive.getinfo(name)
        except KeyError:
            return None
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise Encrypted(password_message(self.source))
        if entry.compress_type not in _METHODS:
            raise self.damaged()
        allowed = min(_MOST_PART_BYTES, self._left)
        ratio = entry.file_size / max(1, entry.compress_size)
        if entry.file_size > allowed or (entry.file_size > MEGABYTE and ratio > _MOST_RATIO):
            raise self.too_large()
        try:
            with self._archive.open(entry) as stream:
                data = stream.read(allowed + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise self.damaged() from error
        if len(data) > allowed:
            raise self.too_large()
        self._left -= len(data)
        return data

    def tree(self, name: str) -> Element | None:
        """The root element of a part; None when there is no such part.

        Raises:
            ReadError: as `data`, or the XML is damaged, nested without end, or defines entities.
        """
        data = self.data(name)
        return None if data is None else self.parse(data)

    def parse(self, data: bytes) -> Element:
        """The root element of XML.

        Raises:
            ReadError: the XML is damaged, nested without end, or defines entities.
        """
        if any(mark in data for mark in _DOCTYPE):
            raise self.hostile()
        try:
            root = etree.fromstring(_transitional(data), etree.XMLParser(**_PARSER_OPTIONS))
        except etree.XMLSyntaxError as error:
            raise self.damaged() from error
        if root.getroottree().docinfo.doctype or root.xpath(_TOO_DEEP):
            raise self.hostile()
        return root

    def damaged(self) -> UnsupportedFile:
        """The error for a part that cannot be read."""
        return UnsupportedFile(
            f"{self.source.name} is a damaged {self.kind}. Open it in your editor, save it once more or as "
            "PDF, and use that file."
        )

    def hostile(self) -> UnsupportedFile:
        """The error for XML that no word processor writes."""
        return UnsupportedFile(
            f"{self.source.name} is a {self.kind} with parts that no editor writes; it was not read. "
            "Open it in your editor, export it as PDF, and use that file."
        )

    def too_large(self) -> TooLarge:
        """The error for a file that inflates to more than any document holds."""
        return TooLarge(
            f"{self.source.name} unpacks to more than any resume holds. "
            "Export the resume from your editor as PDF and use that file."
        )


def open_package(source: Source, kind: str) -> Package:
    """Open a zip file; `kind` names it in errors, such as "Word document".

    Raises:
        ReadError: it is damaged, or has more parts than any document.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(source.data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnsupportedFile(
            f"{source.name} is a damaged {kind}. Open it in your editor, save it once more or as PDF, and "
            "use that file."
        ) from error
    package = Package(source, kind, archive)
    if len(archive.infolist()) > _MOST_PARTS:
        raise package.too_large()
    return package


def password_message(source: Source) -> str:
    """What to do about a password."""
    return f"{source.name} asks for a password. Save a copy without a password and use that file."


#: Names of the strict variant of Office Open XML (ISO 29500) -> those that everybody else writes.
_STRICT: tuple[tuple[bytes, bytes], ...] = (
    (b"wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"presentationml/main", b"http://schemas.openxmlformats.org/presentationml/2006/main"),
    (b"drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
    (
        b"drawingml/wordprocessingDrawing",
        b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
    (b"drawingml/diagram", b"http://schemas.openxmlformats.org/drawingml/2006/diagram"),
    (
        b"officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)


def _transitional(data: bytes) -> bytes:
    if b"http://purl.oclc.org/ooxml/" in data:
        for strict, usual in _STRICT:
            data = data.replace(b"http://purl.oclc.org/ooxml/" + strict, usual)
    return data
