"""Hand-made PDF files: objects, streams, and a page to hang things on."""

import zlib
from collections.abc import Sequence

CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << %s >> >>"
TEXT = b"BT /F1 12 Tf 72 700 Td (Hello) Tj ET"
FONT = b"/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
#: A form without its resources.
FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 612 792]"


def pdf(objects: Sequence[bytes], *, trailer: bytes = b"/Root 1 0 R", head: bytes = b"") -> bytes:
    """A PDF of the given objects, numbered from 1, with a correct cross-reference table."""
    parts = [head + b"%PDF-1.7\n"]
    offsets = []
    end = len(parts[0])
    for number, body in enumerate(objects, start=1):
        offsets.append(end)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        end += len(parts[-1])
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table))
    parts.append(b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, end))
    return b"".join(parts)


def stream(content: bytes, extra: bytes = b"", length: bytes | None = None) -> bytes:
    """A stream object."""
    return b"<< /Length %s %s >>\nstream\n%s\nendstream" % (
        length if length is not None else str(len(content)).encode(),
        extra,
        content,
    )


def packed(content: bytes, extra: bytes = b"") -> bytes:
    """A compressed stream object."""
    return stream(zlib.compress(content, 9), b"/Filter /FlateDecode " + extra)


def page(content: bytes, resources: bytes = FONT, *more: bytes) -> bytes:
    """A file of one page: its compressed content, its resources, and more objects from number 5 on."""
    return pdf([CATALOG, PAGES, PAGE % resources, packed(content), *more])


def page_with(entries: bytes, *more: bytes) -> bytes:
    """A file of one page that says hello, with more entries in its dictionary; objects from number 5 on."""
    head = PAGE.removesuffix(b" >>") % FONT
    return pdf([CATALOG, PAGES, head + b" " + entries + b" >>", stream(TEXT), *more])


def catalog_with(entries: bytes, *more: bytes) -> bytes:
    """The same, with more entries in its catalog."""
    catalog = CATALOG.removesuffix(b" >>") + b" " + entries + b" >>"
    return pdf([catalog, PAGES, PAGE % FONT, stream(TEXT), *more])


def font(entries: bytes, *more: bytes, codes: bytes = b"(Hello)") -> bytes:
    """A file of one page whose font has these entries; objects of the font from number 6 on."""
    return page(
        b"BT /F1 12 Tf 72 700 Td %s Tj ET" % codes,
        b"/Font << /F1 5 0 R >>",
        b"<< /Type /Font %s >>" % entries,
        *more,
    )


def image(entries: bytes, data: bytes, *more: bytes) -> bytes:
    """A file of one page with a word and an image; more objects from number 6 on."""
    return page(
        TEXT + b" q 200 0 0 200 50 50 cm /X Do Q",
        FONT + b" /XObject << /X 5 0 R >>",
        stream(data, b"/Type /XObject /Subtype /Image " + entries),
        *more,
    )
