"""PDF files with odd numbers, odd nesting, odd starts and ends, odd locks, and things that would act."""

import zipfile
from collections.abc import Callable
from io import BytesIO

from tests.documents.hostile.build import (
    CATALOG,
    FONT,
    PAGE,
    PAGES,
    TEXT,
    catalog_with,
    page,
    page_with,
    pdf,
    stream,
)

Maker = Callable[[], bytes]


def boxes() -> dict[str, Maker]:
    """Pages without a size, or with one that nobody prints; text placed by numbers that are none."""

    def sized(entries: bytes) -> Maker:
        head = b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << %s >> %s >>" % (FONT, entries)
        return lambda: pdf([CATALOG, PAGES, head, stream(TEXT)])

    def placed(operators: bytes) -> Maker:
        return lambda: page(TEXT + b" BT /F1 12 Tf " + operators + b" (Hello) Tj ET")

    return {
        "box-missing": sized(b""),
        "box-of-names": sized(b"/MediaBox [/a /b /c /d]"),
        "box-of-two": sized(b"/MediaBox [0 0]"),
        "box-reversed": sized(b"/MediaBox [612 792 0 0]"),
        "box-empty": sized(b"/MediaBox [0 0 0 0]"),
        "box-negative": sized(b"/MediaBox [-9e9 -9e9 -1 -1]"),
        "box-huge": sized(b"/MediaBox [0 0 1e9 1e9]"),
        "box-of-forty-thousand": sized(b"/MediaBox [0 0 40000 40000]"),
        "box-narrow": sized(b"/MediaBox [0 0 0.001 900000]"),
        "box-infinite": sized(b"/MediaBox [0 0 1e400 1e400]"),
        "box-long-number": sized(b"/MediaBox [0 0 " + b"9" * 400_000 + b" 792]"),
        "box-no-number": sized(b"/MediaBox [0 0 NaN inf]"),
        "box-crop-outside": sized(b"/MediaBox [0 0 612 792] /CropBox [9000 9000 9900 9900]"),
        "unit-huge": sized(b"/MediaBox [0 0 612 792] /UserUnit 1000000000"),
        "unit-negative": sized(b"/MediaBox [0 0 612 792] /UserUnit -1"),
        "turned-by-half": sized(b"/MediaBox [0 0 612 792] /Rotate 45"),
        "turned-often": sized(b"/MediaBox [0 0 612 792] /Rotate 900000000000000000000"),
        "turned": sized(b"/MediaBox [0 0 612 792] /Rotate 90"),
        "text-at-infinity": placed(b"1e38 1e38 Td 1e38 0 0 1e38 1e38 1e38 Tm"),
        "text-without-matrix": placed(b"0 0 0 0 0 0 Tm"),
        "text-of-size-a-billion": placed(b"/F1 1000000000 Tf"),
        "text-of-negative-size": placed(b"/F1 -12 Tf 300 300 Td"),
        "text-spaced-by-a-billion": placed(b"1000000000 Tc 1000000000 Tw -1000000 Tz"),
        "text-of-no-numbers": placed(b"NaN inf Td -- ++ . - Tm 1.2.3.4 Ts"),
    }


def nesting() -> dict[str, Maker]:
    """Objects inside objects, names and strings without end."""

    def in_catalog(value: Callable[[], bytes]) -> Maker:
        return lambda: catalog_with(b"/Deep " + value())

    return {
        "arrays-in-arrays": in_catalog(lambda: b"[" * 400_000 + b"]" * 400_000),
        "dictionaries-in-dictionaries": in_catalog(lambda: b"<< /A " * 300_000 + b"null" + b" >>" * 300_000),
        "strings-in-strings": in_catalog(lambda: b"(" * 2_000_000 + b")" * 2_000_000),
        "name-of-a-megabyte": in_catalog(lambda: b"/" + b"a" * 1_000_000),
        "name-of-escapes": in_catalog(lambda: b"/" + b"#41" * 500_000),
        "string-of-hex": in_catalog(lambda: b"<" + b"41" * 2_000_000 + b">"),
        "comment-of-five-megabytes": in_catalog(lambda: b"%" + b"a" * 5_000_000 + b"\n 1"),
        "number-of-a-megabyte": in_catalog(lambda: b"9" * 1_000_000),
        "arrays-never-closed": lambda: pdf([CATALOG, b"[" * 1_000_000]),
        "stream-never-ends": lambda: pdf([CATALOG, PAGES, PAGE % FONT, stream(TEXT, length=b"99999999")])[
            :-400
        ],
    }


def starts_and_ends() -> dict[str, Maker]:
    """Junk around a file, tables that are not there, files of two formats."""

    def good() -> bytes:
        return page(TEXT)

    def with_zip() -> bytes:
        held = BytesIO()
        with zipfile.ZipFile(held, "w") as archive:
            archive.writestr("word/document.xml", "<w:document/>")
        return good() + held.getvalue()

    return {
        "junk-before": lambda: pdf([CATALOG, PAGES, PAGE % FONT, stream(TEXT)], head=b"\x00\xff" * 400),
        "junk-long-before": lambda: b"\x00\xff" * 4000 + good(),
        "junk-after": lambda: good() + b"\x00\xffxref trailer << obj " * 300_000,
        "page-of-the-web-before": lambda: b"<!doctype html><script>alert(1)</script><!--" + good(),
        "zip-behind": with_zip,
        "header-only": lambda: b"%PDF-1.7\n",
        "header-and-words": lambda: b"%PDF-1.7\n" + b"Project Manager with ten years of practice. " * 200,
        "headers-many": lambda: b"%PDF-1.7\n" * 200_000,
        "starts-many": lambda: good() + b"startxref\n9\n%%EOF\n" * 200_000,
        "objects-cut": lambda: b"%PDF-1.7\n" + b"1 0 obj << /Type /Catalog /Pages " * 200_000,
        "trailers-many": lambda: b"%PDF-1.7\n" + b"trailer << /Root 1 0 R /Prev 9 >>\n" * 200_000,
        "table-beyond-the-end": lambda: good().replace(b"startxref\n", b"startxref\n9999999"),
        "table-below-zero": lambda: good().replace(b"startxref\n", b"startxref\n-"),
        "table-missing": lambda: good().split(b"xref\n")[0],
        "catalog-missing": lambda: pdf([b"<< >>"]),
        "catalog-is-a-number": lambda: pdf([b"42"]),
        "pages-missing": lambda: pdf([b"<< /Type /Catalog >>"]),
        "pages-empty": lambda: pdf([CATALOG, b"<< /Type /Pages /Kids [] /Count 0 >>"]),
        "page-missing": lambda: pdf([CATALOG, b"<< /Type /Pages /Kids [99 0 R] /Count 1 >>"]),
        "page-is-null": lambda: pdf([CATALOG, PAGES, b"null"]),
        "contents-missing": lambda: pdf([CATALOG, PAGES, PAGE % FONT]),
        "linear-lies": lambda: pdf(
            [b"<< /Linearized 1 /L 9 /H [9 9] /O 3 /E 9 /N 99999 /T 9 >>", PAGES, PAGE % FONT, stream(TEXT)],
            trailer=b"/Root 1 0 R",
        ),
    }


def locked() -> dict[str, Maker]:
    """Encryption that is real, odd, or unknown."""

    def by(entries: bytes) -> Maker:
        trailer = b"/Root 1 0 R /Encrypt 5 0 R /ID [(ab) (ab)]"
        handler = b"<< %s /O (%s) /U (%s) /P -4 >>" % (entries, b"o" * 32, b"u" * 32)
        return lambda: pdf([CATALOG, PAGES, PAGE % FONT, stream(TEXT), handler], trailer=trailer)

    long = b"/OE (%s) /UE (%s) /Perms (%s)" % (b"o" * 32, b"u" * 32, b"p" * 16)
    return {
        "lock-unknown-handler": by(b"/Filter /Evil /V 1 /R 2"),
        "lock-unknown-version": by(b"/Filter /Standard /V 99 /R 99"),
        "lock-key-of-two-billion": by(b"/Filter /Standard /V 2 /R 3 /Length 2147483647"),
        "lock-forty-bits": by(b"/Filter /Standard /V 1 /R 2"),
        "lock-aes": by(
            b"/Filter /Standard /V 5 /R 6 /Length 256 /StmF /A /StrF /A /CF << /A << /CFM /AESV3 >> >> "
            + long
        ),
        "lock-of-itself": lambda: pdf(
            [CATALOG, PAGES, PAGE % FONT, stream(TEXT)], trailer=b"/Root 1 0 R /Encrypt 5 0 R /ID 5 0 R"
        ),
        "lock-is-a-number": lambda: pdf(
            [CATALOG, PAGES, PAGE % FONT, stream(TEXT)], trailer=b"/Root 1 0 R /Encrypt 42"
        ),
    }


def acting() -> dict[str, Maker]:
    """Scripts, programs, other files and other machines: nothing of this is run, opened or asked."""
    return {
        "acts-script": lambda: catalog_with(
            b"/OpenAction << /S /JavaScript /JS (while \\(true\\) { app.alert\\(1\\); }) >>"
        ),
        "acts-program": lambda: catalog_with(
            b"/OpenAction << /S /Launch /F (/bin/sh) /Win << /F (cmd.exe) >> >>"
        ),
        "acts-form": lambda: catalog_with(
            b"/AcroForm << /XFA 5 0 R /Fields [] >>",
            stream(
                b"<xdp:xdp><script>while(1);</script><!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
            ),
        ),
        "acts-address": lambda: page_with(
            b"/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (javascript:alert\\(1\\)) >> >>]"
        ),
        "acts-other-file": lambda: page_with(
            b"/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /GoToR /F (file:///etc/passwd) >> >>]"
        ),
        "acts-contents-elsewhere": lambda: pdf(
            [CATALOG, PAGES, PAGE % FONT, stream(TEXT, b"/F (/etc/passwd) /FFilter /FlateDecode")]
        ),
        "holds-a-program": lambda: catalog_with(
            b"/Names << /EmbeddedFiles << /Names [(a.exe) << /F (a.exe) /EF << /F 5 0 R >> >>] >> >>",
            stream(b"MZ" * 1000, b"/Type /EmbeddedFile"),
        ),
        "holds-a-film": lambda: page_with(
            b"/Annots [<< /Subtype /RichMedia /Rect [0 0 9 9] /RichMediaContent << /Assets 5 0 R >> >>]",
            stream(b"CWS" * 1000),
        ),
    }
