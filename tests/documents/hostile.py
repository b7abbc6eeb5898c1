"""Small PDF files made to hold or kill a reader."""

import zlib
from collections.abc import Sequence


def pdf(objects: Sequence[bytes], *, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of the given objects, numbered from 1, with a correct cross-reference table."""
    out = b"%PDF-1.7\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(out)
    size = len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d %s >>\n" % (size, table, size, trailer)
    return out + b"startxref\n%d\n%%%%EOF\n" % start


def stream(content: bytes, extra: bytes = b"", length: bytes | None = None) -> bytes:
    """A stream object."""
    return b"<< /Length %s %s >>\nstream\n%s\nendstream" % (
        length if length is not None else str(len(content)).encode(),
        extra,
        content,
    )


CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << %s >> >>"
TEXT = b"BT /F1 12 Tf 72 700 Td (Hello) Tj ET"
FONT = b"/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"


def hostile_files() -> dict[str, bytes]:
    """Name -> file. Each refers to itself or asks for more than any reader should give."""
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /XObject << /X 5 0 R >> >>"
    calls = b" ".join([b"/X Do"] * 10)
    nested = [stream(calls, form.replace(b"5 0 R", b"%d 0 R" % (number + 1))) for number in range(5, 14)]
    return {
        "length-of-itself": pdf([CATALOG, PAGES, PAGE % FONT, stream(TEXT, length=b"4 0 R")]),
        "form-calls-itself": pdf(
            [CATALOG, PAGES, PAGE % b"/XObject << /X 5 0 R >>", stream(b"/X Do"), stream(b"/X Do", form)]
        ),
        "kids-hold-their-parent": pdf([CATALOG, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"]),
        "parent-of-itself": pdf(
            [
                CATALOG,
                b"<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 2 0 R >>",
                b"<< /Type /Page /Parent 3 0 R /Contents 4 0 R >>",
                stream(TEXT),
            ]
        ),
        "object-is-itself": pdf([CATALOG, b"2 0 R"]),
        "previous-table-is-itself": pdf(
            [CATALOG, PAGES, PAGE % FONT, stream(TEXT)], trailer=b"/Root 1 0 R /Prev 9"
        ),
        "contents-of-itself": pdf([CATALOG, PAGES, PAGE % FONT, b"[4 0 R 4 0 R]"]),
        "annotation-of-itself": pdf(
            [
                CATALOG,
                PAGES,
                PAGE.replace(b" >> >>", b" >> /Annots [5 0 R] >>") % FONT,
                stream(TEXT),
                b"<< /Subtype /Link /Rect [0 0 9 9] /A 5 0 R /Next 5 0 R /P 3 0 R >>",
            ]
        ),
        "forms-ten-to-the-ninth": pdf(
            [
                CATALOG,
                PAGES,
                PAGE % b"/XObject << /X 5 0 R >>",
                stream(b"/X Do"),
                *nested,
                stream(b"0 0 9 9 re f", form),
            ]
        ),
        "many-pages": pdf(
            [
                CATALOG,
                b"<< /Type /Pages /Kids [" + b"3 0 R " * 100_000 + b"] /Count 100000 >>",
                PAGE % FONT,
                stream(TEXT),
            ]
        ),
        "no-media-box": pdf(
            [CATALOG, PAGES, b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>", stream(TEXT)]
        ),
        "huge-media-box": pdf(
            [
                CATALOG,
                PAGES,
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1e9 1e9] /Contents 4 0 R /Resources << %s >> >>"
                % FONT,
                stream(TEXT),
            ]
        ),
        "nested-arrays": pdf([CATALOG, PAGES, PAGE % FONT, stream(b"[" * 200_000 + TEXT)]),
    }


def inflating_file(size: int) -> bytes:
    """A small file whose page content becomes `size` bytes when it is decompressed."""
    bomb = zlib.compress(b" " * size, 9)
    return pdf([CATALOG, PAGES, PAGE % FONT, stream(bomb, b"/Filter /FlateDecode")])
