# ruff: noqa: E501  (one file of a kind a line)
"""Word, OpenDocument and RTF files that unpack to too much, nest too deep, or point where they should not."""

import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

Maker = Callable[[], bytes]

_W = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
    b'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName='
    b'"/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.'
    b'document.main+xml"/></Types>'
)
_RELS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>'
)
_OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = _RELS % (b'<Relationship Id="r1" Type="%s/officeDocument" Target="word/document.xml"/>' % _OFFICE)
_PARA = b"<w:p><w:r><w:t>Project Manager</w:t></w:r></w:p>"
_MANIFEST = (
    b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    b'<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
    b"</manifest:manifest>"
)


def archive(members: dict[str, bytes]) -> bytes:
    """A zip file of these members, compressed."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as held:
        for name, content in members.items():
            if name == "mimetype":
                held.writestr(zipfile.ZipInfo(name), content)
            else:
                held.writestr(name, content)
    return target.getvalue()


def document(body: bytes, head: bytes = b"") -> bytes:
    """The main part of a Word document."""
    return (
        b'<?xml version="1.0" encoding="UTF-8"?>'
        + head
        + b'<w:document xmlns:w="%s" xmlns:r="%s"><w:body>%s</w:body></w:document>' % (_W, _OFFICE, body)
    )


def docx(main: bytes, more: dict[str, bytes] | None = None) -> bytes:
    """A Word document of this main part and other members."""
    members = {"[Content_Types].xml": _TYPES, "_rels/.rels": _MAIN, "word/document.xml": main}
    return archive({**members, **(more or {})})


def odt(body: bytes, head: bytes = b"", more: dict[str, bytes] | None = None) -> bytes:
    """An OpenDocument text of this body and other members."""
    content = (
        b'<?xml version="1.0" encoding="UTF-8"?>'
        + head
        + b'<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        b'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        b'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        b'xmlns:xlink="http://www.w3.org/1999/xlink">'
        b"<office:body><office:text>%s</office:text></office:body></office:document-content>" % body
    )
    members = {
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "content.xml": content,
        "META-INF/manifest.xml": _MANIFEST,
    }
    return archive({**members, **(more or {})})


def _laughs(levels: int, times: int) -> bytes:
    """Entities that hold entities."""
    lines = [b'<!ENTITY a0 "haha">']
    lines += [b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * times) for n in range(1, levels)]
    return b"<!DOCTYPE w [" + b"".join(lines) + b"]>"


def _says(word: bytes) -> bytes:
    return b"<w:p><w:r><w:t>%s</w:t></w:r></w:p>" % word


def packages() -> dict[str, Maker]:
    """The zip file itself."""
    good = document(_PARA)

    def overlapping() -> bytes:
        """One compressed block that a thousand members share, as in the zip bomb of Fifield."""
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        raw = b" " * 50_000_000
        block = packer.compress(raw) + packer.flush()
        names = ["word/document.xml", "[Content_Types].xml", *(f"word/{n}.xml" for n in range(1000))]
        local = struct.pack(
            "<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 0, zlib.crc32(raw), len(block), len(raw), 1, 0
        )
        body = local + b"a" + block
        directory = b"".join(
            struct.pack(
                "<IHHHHHHIIIHHHHHII",
                *(0x02014B50, 20, 20, 0, 8, 0, 0, zlib.crc32(raw), len(block), len(raw), len(name)),
                *(0, 0, 0, 0, 0, 0),
            )
            + name.encode()
            for name in names
        )
        end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, len(names), len(names), len(directory), len(body), 0)
        return body + directory + end

    def patched(old: bytes, new: bytes) -> Maker:
        return lambda: docx(good).replace(old, new)

    def twice() -> bytes:
        target = BytesIO()
        with zipfile.ZipFile(target, "w") as held:
            for content in (good, document(_says(b"Other"))):
                held.writestr("word/document.xml", content)
            held.writestr("[Content_Types].xml", _TYPES)
        return target.getvalue()

    def locked() -> bytes:
        data = bytearray(docx(good))
        at = data.index(b"PK\x01\x02")
        while at >= 0:
            data[at + 8] |= 1
            at = data.find(b"PK\x01\x02", at + 4)
        return bytes(data)

    return {
        "docx-of-a-gigabyte": lambda: docx(document(b" " * 900_000_000)),
        "docx-styles-of-a-gigabyte": lambda: docx(good, {"word/styles.xml": b" " * 900_000_000}),
        "docx-members-overlap": overlapping,
        "docx-many-members": lambda: docx(good, {f"word/{n}.xml": b"" for n in range(60_000)}),
        "docx-in-docx": lambda: docx(good, {"word/embeddings/a.docx": docx(document(b" " * 100_000_000))}),
        "docx-name-of-a-megabyte": lambda: docx(good, {"word/" + "a" * 60_000 + ".xml": b"<a/>"}),
        "docx-path-goes-up": lambda: docx(good, {"../../../../tmp/evil.xml": b"x", "/etc/evil": b"x"}),
        "docx-part-twice": twice,
        "docx-wrong-checksum": patched(struct.pack("<I", zlib.crc32(good)), b"abcd"),
        "docx-wrong-size": patched(struct.pack("<I", len(good)), struct.pack("<I", 9)),
        "docx-locked-members": locked,
        "docx-unknown-packing": patched(b"\x14\x00\x00\x00\x08\x00", b"\x14\x00\x00\x00\x63\x00"),
        "docx-cut": lambda: docx(good)[:-60],
        "docx-parts-in-a-ring": lambda: docx(
            document(_PARA + b'<w:altChunk r:id="r1"/><w:sectPr><w:headerReference r:id="r1"/></w:sectPr>'),
            {
                "word/_rels/document.xml.rels": _RELS
                % (b'<Relationship Id="r1" Type="%s/header" Target="document.xml"/>' % _OFFICE),
                "word/_rels/header1.xml.rels": _RELS % b"",
            },
        ),
        "docx-part-elsewhere": lambda: docx(
            document(_PARA),
            {
                "word/_rels/document.xml.rels": _RELS
                % (
                    b'<Relationship Id="r1" Type="%s/header" Target="../../../../etc/passwd"/>'
                    b'<Relationship Id="r2" Type="%s/image" TargetMode="External" '
                    b'Target="http://127.0.0.1:9/a.png"/>' % (_OFFICE, _OFFICE)
                )
            },
        ),
        "docx-is-a-folder": lambda: docx(good, {"word/styles.xml/": b""}),
        "zip-of-a-zip": lambda: archive({"a.zip": archive({"b.zip": archive({"c": b" " * 90_000_000})})}),
        "zip-and-words": lambda: b"Project Manager\n" + docx(good),
    }


def xml() -> dict[str, Maker]:
    """What stands in the parts of a document."""
    outside = b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    table = b"<w:tbl><w:tr><w:tc>%s</w:tc></w:tr></w:tbl>"

    def nested(opening: bytes, closing: bytes, depth: int, inner: bytes = _PARA) -> bytes:
        return opening * depth + inner + closing * depth

    return {
        "docx-billion-laughs": lambda: docx(document(_says(b"&a9;"), _laughs(10, 10))),
        "docx-quadratic-entity": lambda: docx(
            document(_says(b"&a;" * 50_000), b'<!DOCTYPE w [<!ENTITY a "%s">]>' % (b"a" * 50_000))
        ),
        "docx-entity-outside": lambda: docx(document(_says(b"&x;"), outside)),
        "docx-entity-of-itself": lambda: docx(
            document(_says(b"&a;"), b'<!DOCTYPE w [<!ENTITY a "&b;"><!ENTITY b "&a;">]>')
        ),
        "docx-dtd-outside": lambda: docx(document(_PARA, b'<!DOCTYPE w SYSTEM "http://127.0.0.1:9/a.dtd">')),
        "docx-includes": lambda: docx(
            document(b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>' + _PARA)
        ),
        "docx-style-sheet": lambda: docx(
            document(_PARA, b'<?xml-stylesheet type="text/xsl" href="http://127.0.0.1:9/a.xsl"?>')
        ),
        "docx-deep": lambda: docx(
            document(nested(b"<w:sdt><w:sdtContent>", b"</w:sdtContent></w:sdt>", 100_000))
        ),
        "docx-deep-below-the-limit": lambda: docx(
            document(nested(b"<w:sdt><w:sdtContent>", b"</w:sdtContent></w:sdt>", 110))
        ),
        "docx-tables-in-tables": lambda: docx(
            document(nested(b"<w:tbl><w:tr><w:tc>", b"</w:tc></w:tr></w:tbl>", 80))
        ),
        "docx-many-attributes": lambda: docx(
            document(b"<w:p " + b" ".join(b'a%d="b"' % n for n in range(300_000)) + b"/>" + _PARA)
        ),
        "docx-huge-attribute": lambda: docx(document(b'<w:p w:a="' + b"a" * 20_000_000 + b'"/>' + _PARA)),
        "docx-million-empty-paragraphs": lambda: docx(document(b"<w:p/>" * 1_000_000 + _PARA)),
        "docx-million-cells": lambda: docx(document(table % (b"</w:tc><w:tc>" * 1_000_000 + _PARA))),
        "docx-spans-a-billion": lambda: docx(
            document(table % (b'<w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>' + _PARA))
        ),
        "docx-million-runs": lambda: docx(
            document(b"<w:p>" + b"<w:r><w:t>a</w:t></w:r>" * 500_000 + b"</w:p>")
        ),
        "docx-million-tabs": lambda: docx(
            document(b"<w:p><w:r><w:t>a</w:t>" + b"<w:tab/>" * 1_000_000 + b"</w:r></w:p>" + _PARA)
        ),
        "docx-long-text": lambda: docx(document(_says(b"word " * 2_000_000))),
        "docx-styles-in-a-ring": lambda: docx(
            document(_PARA.replace(b"<w:r>", b'<w:pPr><w:pStyle w:val="A"/></w:pPr><w:r>')),
            {
                "word/styles.xml": b'<w:styles xmlns:w="%s"><w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'
                b'<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>' % _W,
                "word/_rels/document.xml.rels": _RELS
                % (b'<Relationship Id="r1" Type="%s/styles" Target="styles.xml"/>' % _OFFICE),
            },
        ),
        "docx-not-xml": lambda: docx(b"\x00\xff" * 1000),
        "docx-utf-16": lambda: docx(document(_PARA).decode().replace("UTF-8", "UTF-16").encode("utf-16")),
        "docx-utf-7": lambda: docx(document(_PARA).replace(b"UTF-8", b"UTF-7")),
        "docx-empty-part": lambda: docx(b""),
        "odt-spaces-a-billion": lambda: odt(b'<text:p>a<text:s text:c="999999999"/>b</text:p>'),
        "odt-spaces-many": lambda: odt(b"<text:p>a" + b'<text:s text:c="9999"/>' * 50_000 + b"b</text:p>"),
        "odt-spaces-below-zero": lambda: odt(b'<text:p>a<text:s text:c="-5"/><text:s text:c="x"/>b</text:p>'),
        "odt-rows-a-billion": lambda: odt(
            b'<table:table><table:table-row table:number-rows-repeated="999999999"><table:table-cell '
            b'table:number-columns-repeated="999999999"><text:p>a</text:p></table:table-cell></table:table-row>'
            b"</table:table>"
        ),
        "odt-deep": lambda: odt(
            nested(b"<text:section>", b"</text:section>", 100_000, b"<text:p>a</text:p>")
        ),
        "odt-lists-in-lists": lambda: odt(
            nested(
                b"<text:list><text:list-item>", b"</text:list-item></text:list>", 100, b"<text:p>a</text:p>"
            )
        ),
        "odt-billion-laughs": lambda: odt(b"<text:p>&a9;</text:p>", _laughs(10, 10)),
        "odt-entity-outside": lambda: odt(b"<text:p>&x;</text:p>", outside),
        "odt-million-paragraphs": lambda: odt(b"<text:p>a</text:p>" * 1_000_000),
        "odt-of-a-gigabyte": lambda: odt(b" " * 900_000_000),
        "odt-object-of-itself": lambda: odt(
            b'<text:p>a</text:p><draw:object xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
            b'xlink:href="./"/>'
        ),
    }


def rtf() -> dict[str, Maker]:
    """Groups, control words, and binary blocks without a measure."""

    def held(body: bytes) -> Maker:
        return lambda: b"{\\rtf1\\ansi Project Manager\\par " + body + b"}"

    return {
        "rtf-deep": held(b"{" * 2_000_000),
        "rtf-deep-and-closed": held(b"{" * 900 + b"a" + b"}" * 900),
        "rtf-closed-too-often": held(b"}" * 2_000_000),
        "rtf-binary-of-two-billion": held(b"\\bin2147483647 abc"),
        "rtf-binary-below-zero": held(b"\\bin-5 abc"),
        "rtf-number-of-a-megabyte": held(b"\\fs" + b"9" * 1_000_000 + b" a"),
        "rtf-unicode-flood": held(b"\\u9731?" * 1_000_000),
        "rtf-unicode-skips-a-billion": held(b"\\uc999999999\\u9731?abc" * 1000),
        "rtf-unicode-halves": held(b"\\u-10179?\\u-10179?\\u99999999?\\u-99999999?"),
        "rtf-words-flood": held(b"\\b\\i0" * 1_500_000),
        "rtf-word-of-a-megabyte": held(b"\\" + b"a" * 1_000_000),
        "rtf-hex-flood": held(b"\\'e9" * 2_000_000),
        "rtf-hex-broken": held(b"\\'zz\\'" * 500_000),
        "rtf-fonts-flood": held(b"{\\fonttbl" + b"{\\f1 Arial;}" * 500_000 + b"}"),
        "rtf-styles-in-a-ring": held(b"{\\stylesheet{\\s1\\sbasedon2 A;}{\\s2\\sbasedon1 B;}}\\s1 a"),
        "rtf-rows-flood": held(b"\\trowd a\\cell\\row " * 300_000),
        "rtf-fields-deep": held(b'{\\field{\\*\\fldinst HYPERLINK "a"}{\\fldrslt ' * 50_000),
        "rtf-object": held(b"{\\object\\objdata " + b"d0cf11e0" * 500_000 + b"}"),
        "rtf-code-page-unknown": held(b"\\ansicpg99999 \\'e9"),
        "rtf-never-closed": lambda: b"{\\rtf1 Project Manager",
        "rtf-header-only": lambda: b"{\\rtf",
        "rtf-and-pdf": lambda: b"{\\rtf1 Project Manager %PDF-1.7}",
    }
