"""PDF files in which something is part of itself, or calls itself."""

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
    page,
    page_with,
    pdf,
    stream,
)

_X5 = b"/Resources << /XObject << /X 5 0 R >> >>"
_X6 = b"/Resources << /XObject << /X 6 0 R >> >>"
_CMAP = (
    b"/CIDInit /ProcSet findresource begin begincmap /CMapName /A def /A usecmap "
    b"1 begincodespacerange <00> <ff> endcodespacerange endcmap end"
)


def page_tree() -> dict[str, bytes]:
    """Pages, parents, contents, lengths and references."""
    two = [CATALOG, PAGES, PAGE % FONT, stream(TEXT)]
    return {
        "length-of-itself": pdf([*two[:3], stream(TEXT, length=b"4 0 R")]),
        "lengths-in-a-ring": pdf([*two[:3], stream(TEXT, length=b"5 0 R"), b"6 0 R", b"5 0 R"]),
        "kids-hold-their-parent": pdf([CATALOG, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"]),
        "kids-in-a-ring": pdf(
            [
                CATALOG,
                b"<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 9 >>",
                b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>",
            ]
        ),
        "parent-of-itself": pdf(
            [
                CATALOG,
                b"<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 2 0 R >>",
                b"<< /Type /Page /Parent 3 0 R /Contents 4 0 R >>",
                stream(TEXT),
            ]
        ),
        "object-is-itself": pdf([CATALOG, b"2 0 R"]),
        "objects-in-a-ring": pdf([CATALOG, b"3 0 R", b"4 0 R", b"2 0 R"]),
        "contents-of-itself": pdf([*two[:3], b"[4 0 R 4 0 R]"]),
        "resources-of-itself": pdf(
            [CATALOG, PAGES, b"<< /Type /Page /Parent 2 0 R /Resources 3 0 R /Contents 4 0 R >>", two[3]]
        ),
        "box-of-itself": pdf(
            [
                CATALOG,
                PAGES,
                b"<< /Type /Page /Parent 2 0 R /MediaBox [5 0 R 5 0 R 5 0 R 5 0 R] /Contents 4 0 R >>",
                two[3],
                b"5 0 R",
            ]
        ),
        "filter-of-itself": pdf([*two[:3], stream(TEXT, b"/Filter 5 0 R"), b"[5 0 R 5 0 R]"]),
        "previous-table-is-itself": pdf(two, trailer=b"/Root 1 0 R /Prev 9"),
        "previous-tables-in-a-ring": _tables_in_a_ring(),
        "table-stream-of-itself": _table_stream(b"/Prev 9"),
        "hybrid-table-of-itself": pdf(two, trailer=b"/Root 1 0 R /XRefStm 15 /Prev 15"),
        "object-stream-holds-itself": _object_stream(b"/Extends 5 0 R"),
    }


def drawn() -> dict[str, bytes]:
    """Forms, glyphs, patterns, masks, fonts and colours."""
    ring = FORM + b" " + _X6, FORM + b" " + _X5
    type3 = (
        b"/Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [.001 0 0 .001 0 0] /FirstChar 65 "
        b"/LastChar 65 /Widths [500] /Encoding << /Differences [65 /A] >> /CharProcs << /A 6 0 R >> "
        b"/Resources << /Font << /F1 5 0 R >> >>"
    )
    pattern = (
        b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 "
        b"/Resources << /Pattern << /P 5 0 R >> >>"
    )
    mask = b"/ExtGState << /G << /SMask << /S /Luminosity /G 5 0 R >> >> >>"
    return {
        "form-calls-itself": page(b"/X Do", b"/XObject << /X 5 0 R >>", stream(b"/X Do", FORM + _X5)),
        "forms-in-a-ring": page(
            TEXT + b" /X Do",
            FONT + b" /XObject << /X 5 0 R >>",
            stream(b"/X Do /X Do", ring[0]),
            stream(b"/X Do /X Do", ring[1]),
        ),
        "glyph-shows-itself": font(type3, stream(b"500 0 d0 BT /F1 1 Tf (AA) Tj ET"), codes=b"(AAAA)"),
        "pattern-paints-itself": page(
            TEXT + b" /Pattern cs /P scn 0 0 600 700 re f",
            FONT + b" /Pattern << /P 5 0 R >>",
            stream(b"/Pattern cs /P scn 0 0 9 9 re f", pattern),
        ),
        "mask-masks-itself": page(
            b"/G gs " + TEXT,
            FONT + mask,
            stream(
                b"/G gs 0 0 99 99 re f",
                FORM + b" /Group << /S /Transparency >> /Resources << %s >>" % mask,
            ),
        ),
        "image-masks-itself": image(
            b"/Width 9 /Height 9 /BitsPerComponent 8 /ColorSpace /DeviceGray /SMask 5 0 R", b"\x80" * 81
        ),
        "font-descends-from-itself": font(
            b"/Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [5 0 R] /ToUnicode 6 0 R",
            stream(_CMAP, b"/UseCMap 6 0 R"),
        ),
        "encoding-uses-itself": font(
            b"/Subtype /Type0 /BaseFont /A /Encoding 6 0 R /DescendantFonts [7 0 R]",
            stream(_CMAP, b"/Type /CMap /CMapName /A /UseCMap 6 0 R"),
            b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (Adobe) "
            b"/Ordering (Identity) /Supplement 0 >> /W 7 0 R /FontDescriptor 7 0 R >>",
        ),
        "colour-of-itself": page(
            TEXT + b" /C cs 1 scn 0 0 9 9 re f",
            FONT + b" /ColorSpace << /C 5 0 R >>",
            b"[/Indexed 5 0 R 1 (ab)]",
        ),
        "colours-in-a-ring": page(
            TEXT + b" /C cs 1 scn 0 0 9 9 re f",
            FONT + b" /ColorSpace << /C 5 0 R >>",
            b"[/ICCBased 6 0 R]",
            stream(b"", b"/N 3 /Alternate [/Separation /S 5 0 R 7 0 R]"),
            b"<< /FunctionType 3 /Domain [0 1] /Functions [7 0 R 7 0 R] /Bounds [.5] /Encode [0 1 0 1] >>",
        ),
        "shading-of-itself": page(
            TEXT + b" /S sh",
            FONT + b" /Shading << /S 5 0 R >>",
            b"<< /ShadingType 2 /ColorSpace [/Pattern 5 0 R] /Coords [0 0 9 9] /Function 5 0 R >>",
        ),
    }


def around() -> dict[str, bytes]:
    """What stands around the pages: outlines, names, forms, annotations, actions, structure."""
    return {
        "annotation-of-itself": page_with(
            b"/Annots [5 0 R]",
            b"<< /Subtype /Link /Rect [0 0 9 9] /A 5 0 R /Next 5 0 R /P 3 0 R /Parent 5 0 R /Popup 5 0 R >>",
        ),
        "annotations-are-the-page": page_with(b"/Annots 3 0 R"),
        "annotation-drawn-by-itself": page_with(
            b"/Annots [5 0 R]",
            b"<< /Subtype /Stamp /Rect [0 0 99 99] /AP << /N 6 0 R >> >>",
            stream(b"/X Do", FORM + b" " + _X6),
        ),
        "actions-in-a-ring": page_with(
            b"/Annots [5 0 R]",
            b"<< /Subtype /Link /Rect [0 0 9 9] /A 6 0 R >>",
            b"<< /S /URI /URI (https://example.org) /Next [6 0 R 6 0 R] >>",
        ),
        "outline-of-itself": catalog_with(
            b"/Outlines 5 0 R", b"<< /First 5 0 R /Last 5 0 R /Next 5 0 R /Prev 5 0 R /Parent 5 0 R >>"
        ),
        "names-of-themselves": catalog_with(
            b"/Names << /Dests 5 0 R /JavaScript 5 0 R /EmbeddedFiles 5 0 R >> /PageLabels 5 0 R",
            b"<< /Kids [5 0 R 5 0 R] /Limits [(a) (z)] >>",
        ),
        "fields-of-themselves": catalog_with(
            b"/AcroForm << /Fields [5 0 R] /DR 5 0 R >>", b"<< /FT /Tx /T (a) /Kids [5 0 R] /Parent 5 0 R >>"
        ),
        "structure-of-itself": catalog_with(
            b"/StructTreeRoot 5 0 R /MarkInfo << /Marked true >>",
            b"<< /K 5 0 R /P 5 0 R /ParentTree 5 0 R >>",
        ),
        "catalog-is-its-pages": pdf([b"<< /Type /Catalog /Pages 1 0 R /Kids [1 0 R] /Count 1 >>"]),
    }


def _tables_in_a_ring() -> bytes:
    body = pdf([CATALOG, PAGES, PAGE % FONT, stream(TEXT)])
    first = body.rindex(b"xref\n0", 0, body.rindex(b"startxref"))
    second = len(body)
    body = body.replace(b"/Root 1 0 R >>", b"/Root 1 0 R /Prev %d >>" % (second + 12))
    second = len(body)
    table = b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 5 /Root 1 0 R /Prev %d >>\n" % first
    return body + table + b"startxref\n%d\n%%%%EOF\n" % second


def _table_stream(entries: bytes) -> bytes:
    body = b"%PDF-1.7\n1 0 obj\n"
    table = stream(
        b"\x01\x00\x09\x00" * 4,
        b"/Type /XRef /W [1 2 1] /Size 4 /Root 1 0 R " + entries,
    )
    return body + table + b"\nendobj\nstartxref\n9\n%%EOF\n"


def _object_stream(entries: bytes) -> bytes:
    inside = b"5 0 3 9 << /Type /ObjStm >> << >>"
    held = stream(inside, b"/Type /ObjStm /N 2 /First 8 " + entries, length=b"5 0 R")
    return pdf([CATALOG, PAGES, PAGE % FONT, stream(TEXT), held])
