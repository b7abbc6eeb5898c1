"""PDF files that are small and ask for a lot: of memory, of time, of pages."""

import random
import zlib
from collections.abc import Callable

from tests.documents.hostile.build import (
    CATALOG,
    FONT,
    FORM,
    PAGE,
    PAGES,
    TEXT,
    catalog_with,
    font,
    image,
    packed,
    page,
    page_with,
    pdf,
    stream,
)

Maker = Callable[[], bytes]


def inflating_file(size: int) -> bytes:
    """A small file whose page content becomes `size` bytes when it is decompressed."""
    return page(b" " * size)


def filters() -> dict[str, Maker]:
    """Streams that grow when they are decoded."""

    def content(data: bytes, entries: bytes) -> bytes:
        return pdf([CATALOG, PAGES, PAGE % FONT, stream(data, entries)])

    def twice() -> bytes:
        inner = zlib.compress(b" " * 400_000_000, 9)
        return content(zlib.compress(inner, 9), b"/Filter [/FlateDecode /FlateDecode]")

    def run_length() -> bytes:
        return content(
            zlib.compress(b"\x81 " * 3_000_000 + b"\x80", 9), b"/Filter [/FlateDecode /RunLengthDecode]"
        )

    def lzw() -> bytes:
        return content(
            zlib.compress(b"\x80\x0b\x60\x50" * 4_000_000, 9), b"/Filter [/FlateDecode /LZWDecode]"
        )

    def chain() -> bytes:
        return content(b"<" + b"z" * 2_000_000 + b"~>", b"/Filter [" + b"/ASCII85Decode " * 200 + b"]")

    def predictor(parameters: bytes) -> Maker:
        return lambda: content(
            zlib.compress(b"\x02" * 10_000_000, 9),
            b"/Filter /FlateDecode /DecodeParms << /Predictor 12 %s >>" % parameters,
        )

    return {
        "flate-300-mb": lambda: inflating_file(300_000_000),
        "flate-in-flate": twice,
        "run-length-400-mb": run_length,
        "lzw": lzw,
        "ascii85-two-hundred-times": chain,
        "predictor-of-a-billion-columns": predictor(b"/Columns 1000000000"),
        "predictor-of-a-million-colours": predictor(b"/Colors 1000000 /Columns 1000000 /BitsPerComponent 16"),
        "predictor-of-one-column": predictor(b"/Columns 1"),
        "predictor-negative": predictor(b"/Columns -1 /Colors -1"),
    }


def content() -> dict[str, Maker]:
    """Pages on which too much is drawn."""

    def flood(operators: bytes, times: int, before: bytes = b"", after: bytes = b"") -> Maker:
        return lambda: page(before + operators * times + after)

    def nested(inner: bytes, levels: int, calls: int) -> Maker:
        def make() -> bytes:
            holds = [
                FORM + b" /Resources << /XObject << /X %d 0 R >> %s >>" % (number + 1, FONT)
                for number in range(5, 5 + levels)
            ]
            forms = [stream(b"/X Do " * calls, entries) for entries in holds]
            last = stream(inner, FORM + b" /Resources << %s >>" % FONT)
            return page(b"/X Do", b"/XObject << /X 5 0 R >>", *forms, last)

        return make

    def scattered(count: int) -> Maker:
        def make() -> bytes:
            chance = random.Random(5)  # noqa: S311  (the same file in every run)
            words = [
                b"1 0 0 1 %d %d Tm (a%d) Tj" % (chance.randrange(600), chance.randrange(780), number % 100)
                for number in range(count)
            ]
            return page(b"BT /F1 3 Tf " + b"\n".join(words) + b" ET")

        return make

    def dots(count: int) -> Maker:
        def make() -> bytes:
            lines = b"".join(b"1 0 0 1 72 %d Tm (word) Tj " % height for height in range(20, 780, 12))
            places = [
                b"%d.%d %d 3 3 re f" % (60 + number % 9, number % 97, 20 + 12 * (number % 63))
                for number in range(count)
            ]
            return page(b"BT /F1 10 Tf " + lines + b"ET " + b"\n".join(places))

        return make

    open_text, close = b"BT /F1 9 Tf 10 700 Td ", b" ET"
    return {
        "text-million-words": flood(b"(abc) Tj ", 1_000_000, open_text, close),
        "text-one-string": flood(b"abc ", 2_000_000, open_text + b"(", b") Tj ET"),
        "text-at-one-point": flood(b"1 0 0 1 72 700 Tm (abc) Tj ", 200_000, open_text, close),
        "text-each-its-own-line": flood(b"0 -0.01 Td (ab) Tj ", 150_000, open_text, close),
        "text-each-its-own-size": lambda: page(
            b"BT 10 700 Td "
            + b" ".join(b"/F1 %d.%d Tf (ab) Tj" % (n % 40 + 1, n) for n in range(100_000))
            + close
        ),
        "text-far-away": flood(b"99999 0 Td (ab) Tj ", 200_000, open_text, close),
        "text-invisible": flood(b"(abc def ) Tj T* ", 200_000, open_text + b"3 Tr 0.1 TL ", close),
        "text-white": flood(b"(abc def ) Tj T* ", 100_000, open_text + b"1 g 0.1 TL ", close),
        "text-turned": flood(b"0 1 -1 0 300 300 Tm (abc) Tj ", 100_000, open_text, close),
        "text-replaced": flood(b"/Span << /ActualText (xyz) >> BDC (abc) Tj EMC ", 100_000, open_text, close),
        "text-scattered": scattered(60_000),
        "text-scattered-little": scattered(15_000),
        "text-empty-strings": flood(b"() Tj ", 1_000_000, open_text, b"(abc) Tj ET"),
        "text-kerned": flood(b"a) -1 (", 1_000_000, open_text + b"[(", b")] TJ ET"),
        "dots-before-words": dots(15_000),
        "rectangles-two-million": flood(b"0 0 9 9 re f ", 2_000_000, TEXT),
        "rectangles-one-path": flood(b"0 0 9 9 re ", 2_000_000, TEXT, b" f"),
        "curves-one-path": flood(b"1 2 3 4 5 6 c ", 1_500_000, TEXT + b" 0 0 m ", b" S"),
        "lines-dashed": flood(b"0 0 m 600 780 l S ", 300_000, TEXT + b" [0.001 0.001] 0 d "),
        "clips-one-in-another": flood(b"q 0 0 600 780 re W n ", 100_000, TEXT),
        "states-saved-only": flood(b"q ", 5_000_000, TEXT),
        "states-restored-only": flood(b"Q ", 5_000_000, TEXT),
        "marks-nested": flood(b"/A BMC ", 2_000_000, b"", TEXT),
        "marks-with-words": flood(b"/Span << /A (b) >> BDC ", 20_000, b"", TEXT * 100),
        "arrays-in-content": flood(b"[", 5_000_000, b"", TEXT),
        "dictionaries-in-content": flood(b"/A << /B ", 1_000_000, b"", TEXT),
        "numbers-in-content": flood(b"1 ", 10_000_000, b"", TEXT),
        "string-never-closed": flood(b"(", 5_000_000, TEXT),
        "inline-images": flood(b"BI /W 1 /H 1 /BPC 8 /CS /G ID a EI ", 200_000, TEXT),
        "inline-image-huge": lambda: page(TEXT + b" BI /W 99999 /H 99999 /BPC 8 /CS /RGB ID a EI " + TEXT),
        "inline-image-never-ends": lambda: page(
            TEXT + b" BI /W 9 /H 9 /BPC 8 /CS /G ID " + b"EI" * 3_000_000
        ),
        "forms-ten-to-the-ninth": nested(b"0 0 9 9 re f", 9, 10),
        "forms-with-text-ten-to-the-ninth": nested(TEXT, 9, 10),
        "forms-empty-ten-to-the-eighth": nested(b"", 8, 10),
        "forms-twenty-thousand-times": nested(TEXT, 2, 150),
        "forms-a-thousand-deep": nested(TEXT, 1000, 1),
    }


def objects() -> dict[str, Maker]:
    """Fonts, images, patterns, tables and trees that promise too much."""
    cid = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (Adobe) "
        b"/Ordering (Identity) /Supplement 0 >> %s >>"
    )
    type0 = b"/Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R"

    def cmap(body: bytes) -> bytes:
        return packed(
            b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <ffff> "
            b"endcodespacerange " + body + b" endcmap end"
        )

    def mapped(body: bytes, widths: bytes = b"") -> Maker:
        return lambda: font(type0, cid % widths, cmap(body), codes=b"<004100420043>")

    def pictured(entries: bytes, data: bytes = b"") -> Maker:
        return lambda: image(entries, data or zlib.compress(b"\x00" * 1_000_000, 9))

    def tiled(step: bytes) -> Maker:
        return lambda: page(
            TEXT + b" /Pattern cs /P scn 0 0 600 780 re f",
            FONT + b" /Pattern << /P 5 0 R >>",
            stream(
                b"0 0 1 1 re f " * 1000,
                b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /Resources << >> "
                b"/XStep %s /YStep %s" % (step, step),
            ),
        )

    def tree(depth: int) -> bytes:
        nodes = [
            b"<< /Type /Pages /Kids [%d 0 R] /Count 1 /Parent %d 0 R >>" % (n + 1, n - 1)
            for n in range(3, depth)
        ]
        leaf = (
            b"<< /Type /Page /MediaBox [0 0 612 792] /Parent %d 0 R /Contents %d 0 R /Resources << %s >> >>"
        )
        return pdf([CATALOG, PAGES, *nodes, leaf % (depth - 1, depth + 1, FONT), stream(TEXT)])

    def pages(count: int, said: bytes = b"") -> bytes:
        kids = b"<< /Type /Pages /Kids [%s] /Count %s >>" % (b"3 0 R " * count, said or b"%d" % count)
        return pdf([CATALOG, kids, PAGE % FONT, stream(TEXT)])

    flate = b"/Filter /FlateDecode "
    gray = b"/BitsPerComponent 8 /ColorSpace /DeviceGray "
    return {
        "map-of-four-billion": mapped(b"1 beginbfrange <00000000> <ffffffff> <0041> endbfrange"),
        # the content of the page is damaged: PDFium sees no text, and the slower engine meets the map
        "map-of-four-billion-for-the-second-engine": lambda: mapped(
            b"1 beginbfrange <00000000> <ffffffff> <0041> endbfrange"
        )().replace(b"stream\nx", b"stream\n\0", 1),
        "map-of-many-ranges": mapped(
            b"100 beginbfrange " + b"<0000> <ffff> <0041> " * 20_000 + b"endbfrange"
        ),
        "map-of-million-characters": mapped(b"1 beginbfchar " + b"<0041> <0042> " * 1_000_000 + b"endbfchar"),
        "map-to-a-long-text": mapped(
            b"3 beginbfchar <0041> <" + b"0041" * 500_000 + b"> <0042> <0042> endbfchar"
        ),
        "map-nested": mapped(b"[" * 1_000_000),
        "widths-of-four-billion": mapped(b"", b"/W [0 4294967295 500]"),
        "widths-of-many-ranges": mapped(b"", b"/W [" + b"0 65535 500 " * 20_000 + b"]"),
        "widths-of-two-billion": lambda: font(
            b"/Subtype /Type1 /BaseFont /A /FirstChar 0 /LastChar 2147483647 /Widths [500]"
        ),
        "widths-a-million": lambda: font(
            b"/Subtype /Type1 /BaseFont /A /FirstChar 0 /LastChar 999999 /Widths ["
            + b"500 " * 1_000_000
            + b"]"
        ),
        "differences-a-million": lambda: font(
            b"/Subtype /Type1 /BaseFont /A /Encoding << /Differences [0 " + b"/a " * 1_000_000 + b"] >>"
        ),
        "fonts-twenty-thousand": lambda: page(
            b"BT 10 700 Td " + b" ".join(b"/F%d 9 Tf (a) Tj" % n for n in range(20_000)) + b" ET",
            b"/Font << "
            + b" ".join(b"/F%d << /Subtype /Type1 /BaseFont /A%d >>" % (n, n) for n in range(20_000))
            + b" >>",
        ),
        "image-of-ten-gigapixels": pictured(b"/Width 100000 /Height 100000 " + gray + flate),
        "image-of-two-billion": pictured(b"/Width 2147483647 /Height 2147483647 " + gray + flate),
        "image-negative": pictured(b"/Width -5 /Height -5 " + gray + flate),
        "image-fax": pictured(
            b"/Width 60000 /Height 60000 /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /CCITTFaxDecode "
            b"/DecodeParms << /K -1 /Columns 60000 /Rows 60000 >>",
            b"\x00" * 100_000,
        ),
        "image-jbig2": pictured(
            b"/Width 60000 /Height 60000 /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /JBIG2Decode",
            b"\x00\x00\x00\x00\x30\x00\x01\x00\x00\x00\x13\x00\x00\xea\x60\x00\x00\xea\x60" + b"\x00" * 99,
        ),
        "image-jpeg": pictured(
            b"/Width 65500 /Height 65500 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /DCTDecode",
            b"\xff\xd8\xff\xc0\x00\x11\x08\xff\xdc\xff\xdc\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01"
            + b"\xff\xda\x00\x0c\x03\x01\x00\x02\x11\x03\x11\x00\x3f\x00"
            + b"\x00" * 5000,
        ),
        "image-jpeg2000": pictured(
            b"/Width 60000 /Height 60000 /ColorSpace /DeviceRGB /Filter /JPXDecode",
            b"\xff\x4f\xff\x51\x00\x2f\x00\x00"
            + b"\x00\x00\xea\x60" * 2
            + b"\x00" * 8
            + b"\x00\x00\x00\x01" * 2
            + b"\x00" * 8
            + b"\x00\x03"
            + b"\x07\x01\x01" * 3
            + b"\xff\xd9",
        ),
        "image-colours-a-billion": pictured(
            b"/Width 9 /Height 9 /BitsPerComponent 8 /ColorSpace [/Indexed /DeviceRGB 1000000000 (abc)] "
            + flate
        ),
        "images-five-thousand": lambda: page(
            TEXT + b" q 99 0 0 99 9 9 cm /X Do Q" * 5_000,
            FONT + b" /XObject << /X 5 0 R >>",
            packed(
                b"\x00" * 4_000_000,
                b"/Type /XObject /Subtype /Image /Width 2000 /Height 2000 " + gray,
            ),
        ),
        "pattern-of-tiny-steps": tiled(b"0.0001"),
        "pattern-of-no-steps": tiled(b"0"),
        "shading-of-a-long-program": lambda: page(
            TEXT + b" /S sh",
            FONT + b" /Shading << /S << /ShadingType 1 /ColorSpace /DeviceGray /Function 5 0 R >> >>",
            packed(
                b"{ " + b"dup mul 1 add exch " * 200_000 + b"}",
                b"/FunctionType 4 /Domain [0 1 0 1] /Range [0 1]",
            ),
        ),
        "function-of-a-trillion-samples": lambda: page(
            TEXT + b" /S sh",
            FONT + b" /Shading << /S << /ShadingType 1 /ColorSpace /DeviceGray /Function 5 0 R >> >>",
            stream(
                b"abc",
                b"/FunctionType 0 /Domain [0 1 0 1] /Range [0 1] /Size [1000000 1000000] /BitsPerSample 32",
            ),
        ),
        "many-pages": lambda: pages(100_000),
        "pages-of-two-billion": lambda: pages(1, b"2147483647"),
        "pages-below-zero": lambda: pages(1, b"-5"),
        "page-tree-ten-thousand-deep": lambda: tree(10_000),
        "table-of-two-billion": lambda: pdf(
            [CATALOG, PAGES, PAGE % FONT, stream(TEXT)], trailer=b"/Root 1 0 R /Size 2147483647"
        ),
        "table-longer-than-the-file": lambda: pdf([CATALOG, PAGES, PAGE % FONT, stream(TEXT)]).replace(
            b"xref\n0 5", b"xref\n0 4294967295"
        ),
        "objects-half-a-million": lambda: pdf(
            [CATALOG, PAGES, PAGE % FONT, stream(TEXT), *[b"<<>>"] * 300_000]
        )[:-200],
        "object-stream-of-a-billion": lambda: pdf(
            [
                CATALOG,
                PAGES,
                PAGE % FONT,
                stream(TEXT),
                stream(b"1 0", b"/Type /ObjStm /N 1000000000 /First 9"),
            ]
        ),
        "links-a-hundred-thousand": lambda: page_with(
            b"/Annots [" + b"5 0 R " * 100_000 + b"]",
            b"<< /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://example.org/%s) >> >>"
            % (b"a" * 5000),
        ),
        "link-of-five-megabytes": lambda: page_with(
            b"/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (%s) >> >>]" % (b"a" * 5_000_000)
        ),
        "outline-a-hundred-thousand": lambda: catalog_with(
            b"/Outlines 5 0 R",
            *[b"<< /Title (a) /Next %d 0 R /First %d 0 R >>" % (n + 1, n + 1) for n in range(5, 100_000)],
        ),
    }
