# ruff: noqa: E501  (one file of a kind a line)
"""Web pages, JSON and pictures that nest too deep, style too much, or would fetch and run."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from itertools import product

from PIL import Image, ImageDraw

Maker = Callable[[], bytes]

_RESUME = b"<h1>Iris Tamm</h1><h2>Experience</h2><p>Project Manager, Norrvik Labs, 2019 - 2021</p>"


def html() -> dict[str, Maker]:
    """Pages as a browser would be given them."""

    def page(body: bytes, head: bytes = b"") -> Maker:
        return lambda: b"<!doctype html><html><head>%s</head><body>%s%s</body></html>" % (head, _RESUME, body)

    def styled(sheet: bytes, body: bytes = b"") -> Maker:
        return page(body, b"<style>" + sheet + b"</style>")

    words = b"<p class=a id=b>word</p>"
    return {
        "html-deep": page(b"<div>" * 1_000_000),
        "html-deep-inline": page(b"<b><i>" * 300_000 + b"a"),
        "html-deep-tables": page(b"<table><tr><td>" * 50_000 + b"a"),
        "html-deep-lists": page(b"<ul><li>a" * 50_000),
        "html-deep-quotes": page(b"<blockquote>" * 100_000 + b"a"),
        "html-million-tags": page(b"<br>" * 1_500_000),
        "html-million-words": page(b"<span>a</span> " * 500_000),
        "html-million-cells": page(b"<table><tr>" + b"<td>a</td>" * 700_000 + b"</tr></table>"),
        "html-spans-a-billion": page(
            b"<table><tr><td colspan=999999999 rowspan=999999999>a</td></tr></table>"
        ),
        "html-huge-attribute": page(b"<p title='" + b"a" * 9_000_000 + b"'>a</p>"),
        "html-many-attributes": page(b"<p " + b" ".join(b"a%d=b" % n for n in range(300_000)) + b">a</p>"),
        "html-tag-of-a-megabyte": page(b"<" + b"a" * 5_000_000 + b">a"),
        "html-entities": page(b"&amp;" * 1_800_000),
        "html-entities-broken": page(b"&a" * 2_000_000),
        "html-entity-numbers": page(b"&#99999999999999999999;&#x0;&#xd800;" * 100_000),
        "html-comment-never-ends": page(b"<!--" * 1_000_000),
        "html-script-never-ends": page(b"<script>" + b"<!--<script>" * 500_000),
        "html-scripts": page(b"<script>while(1);</script><img src=x onerror=alert(1)>"),
        "html-fetches": page(
            b"<img src='http://127.0.0.1:9/a.png'><iframe src='file:///etc/passwd'></iframe>"
            b"<object data='http://127.0.0.1:9/'></object>",
            b"<link rel=stylesheet href='http://127.0.0.1:9/a.css'><base href='http://127.0.0.1:9/'>"
            b"<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'>",
        ),
        "html-sheet-fetches": styled(
            b"@import url(http://127.0.0.1:9/a.css); p{background:url(//127.0.0.1:9/)}"
        ),
        "html-rules-flood": styled(b"p.a{color:red}" * 200_000, words * 2000),
        "html-selectors-flood": styled(b",".join([b"p"] * 200_000) + b"{color:red}", words * 500),
        "html-selectors-long": styled(b"div " * 20_000 + b"p{color:red}", b"<div>" * 100 + words * 50),
        "html-selectors-compound": styled(b"p" + b".a" * 200_000 + b"{color:red}", words * 50),
        "html-selectors-nested": styled(b":not(" * 30 + b"p" + b")" * 30 + b"{color:red}" * 300, words * 50),
        "html-rules-different": styled(
            b"".join(b"p.a%d{color:red}" % n for n in range(100_000)), words * 500
        ),
        "html-selectors-of-siblings": styled(b"* ~ * ~ * ~ * ~ p{display:none}" * 20, words * 5000),
        "html-selectors-has": styled(b":not(:is(:where(*:has(* * *)))){color:red}" * 100, words * 1000),
        "html-declarations-flood": styled(b"p{" + b"color:red;" * 500_000 + b"}", words * 1000),
        "html-variables-in-a-ring": styled(b":root{--a:var(--b);--b:var(--a)} p{color:var(--a)}", words),
        "html-variables-double": styled(
            b":root{--a0:x;"
            + b"".join(b"--a%d:var(--a%d)var(--a%d);" % (n, n - 1, n - 1) for n in range(1, 40))
            + b"} p{color:var(--a39)}",
            words,
        ),
        "html-sheet-brackets": styled(b"p{color:" + b"(" * 1_000_000, words),
        "html-sheet-comment": styled(b"/*" * 2_000_000, words),
        "html-style-attributes": page(b"<p style='" + b"color:red;" * 500 + b"'>a</p>" * 1500),
        "html-forms-cross": page(b"<form><table><form><tr><a><table><a>" * 20_000),
        "html-misnested": page(b"<a><p><b></a></p><i></b>" * 100_000),
        "html-active-formats": page(b"<font><p>" * 20_000),
        "html-svg-uses-itself": page(
            b"<svg><defs><g id=a><use href='#a'/><use href='#a'/></g></defs><use href='#a'/></svg>"
        ),
        "html-wrong-letters": page(b"\xff\xfe\x80" * 100_000, b"<meta charset=utf-7>"),
        "html-null-letters": page(b"\x00" * 1_000_000),
        "html-frames": lambda: b"<html><frameset>" + b"<frame src=a>" * 500_000,
        "html-and-pdf": lambda: b"<!doctype html><p>Project Manager</p><!-- %PDF-1.7 -->",
        "html-many-data": page(
            b"<p>a</p>" + b"<img src='data:image/png;base64,%s'>" % (b"iVBOR" * 1_500_000)
        ),
        "mhtml-parts": lambda: (
            b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n"
            + b"--a\nContent-Type: text/html\n\n<p>Project Manager</p>\n" * 100_000
            + b"--a--\n"
        ),
        "mhtml-in-mhtml": lambda: (
            b"MIME-Version: 1.0\n"
            + b"".join(
                b"Content-Type: multipart/related; boundary=a%d\n\n--a%d\n" % (n, n) for n in range(20_000)
            )
            + b"Content-Type: text/html\n\n<p>a</p>\n"
        ),
        "mhtml-headers": lambda: (
            b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n"
            + b"X-A: b\n" * 500_000
            + b"\n--a\nContent-Type: text/html\n\n<p>a</p>\n--a--"
        ),
    }


def json() -> dict[str, Maker]:
    """JSON that is no resume, or too much of one."""

    def resume(entries: bytes) -> Maker:
        return lambda: b'{"basics": {"name": "Iris Tamm", "label": "Project Manager"}, %s}' % entries

    job = b'{"name": "Norrvik Labs", "position": "Project Manager", "startDate": "2019-01"}'
    return {
        "json-deep": lambda: b"[" * 3_000_000,
        "json-deep-objects": lambda: b'{"a":' * 1_000_000,
        "json-deep-in-a-resume": resume(b'"work": ' + b"[" * 100_000 + b"]" * 100_000),
        "json-deep-below-the-limit": resume(b'"work": ' + b"[" * 900 + b"]" * 900),
        "json-million-items": resume(b'"work": [' + b",".join([job] * 100_000) + b"]"),
        "json-million-skills": resume(b'"skills": [' + b",".join([b'{"name":"SQL"}'] * 400_000) + b"]"),
        "json-huge-number": resume(b'"work": [{"position": ' + b"9" * 4_000_000 + b"}]"),
        "json-infinite": resume(b'"work": [{"position": 1e99999, "startDate": NaN, "endDate": -Infinity}]'),
        "json-keys-twice": resume(b'"work": [' + job + b"]," + b'"work": [],' * 300_000 + b'"a": 1'),
        "json-many-keys": resume(b",".join(b'"k%d": 1' % n for n in range(500_000))),
        "json-wrong-kinds": resume(
            b'"work": {"a": 1}, "education": "b", "skills": [1, null, [], {"keywords": {"a": 1}}], "basics": []'
        ),
        "json-long-text": resume(b'"summary": "' + b"word " * 1_500_000 + b'"'),
        "json-half-characters": resume(b'"work": [{"position": "\\ud83d \\udc00 \\u0000"}]'),
        "json-reference": lambda: b'{"$schema": "http://127.0.0.1:9/schema.json", "basics": {"name": "A"}}',
        "json-cut": lambda: b'{"basics": {"name": "Iris Tamm"}, "work": [{"position": "Proj',
    }


def pictures() -> dict[str, Maker]:
    """Images that promise more pixels than they hold."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    def png(width: int, height: int, data: bytes, *more: bytes) -> bytes:
        head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
        body = b"".join(more) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
        return b"\x89PNG\r\n\x1a\n" + head + body

    rows = zlib.compress(b"\x00" * 20_000_000, 9)
    return {
        "png-of-ten-gigapixels": lambda: png(100_000, 100_000, rows),
        "png-of-two-billion": lambda: png(2**31 - 1, 2**31 - 1, rows),
        "png-of-nothing": lambda: png(0, 0, b""),
        "png-of-one-line": lambda: png(15_000_000, 1, rows),
        "png-text-of-a-gigabyte": lambda: png(
            9,
            9,
            zlib.compress(b"\x00" * 90),
            chunk(b"zTXt", b"a\x00\x00" + zlib.compress(b" " * 500_000_000, 9)),
        ),
        "png-cut": lambda: png(900, 900, rows)[:60],
        "jpeg-of-four-gigapixels": lambda: (
            b"\xff\xd8\xff\xc0\x00\x11\x08\xff\xdc\xff\xdc\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01"
            + b"\x00" * 999
        ),
        "tiff-in-a-ring": lambda: (
            b"II*\x00\x08\x00\x00\x00\x01\x00\x00\x01\x04\x00\x01\x00\x00\x00\x09\x00\x00\x00\x08\x00\x00\x00"
        ),
        "tiff-of-many-pages": lambda: (
            b"II*\x00\x08\x00\x00\x00"
            + b"".join(struct.pack("<HHHIII", 1, 256, 4, 1, 9, 8 + 18 * (n + 1)) for n in range(200_000))
        ),
        "webp-broken": lambda: b"RIFF\xff\xff\xff\xffWEBPVP8 " + b"\xff" * 999,
    }


def scans() -> dict[str, Maker]:
    """Images that hold whoever recognises their words."""

    def saved(image: Image.Image, kind: str = "PNG", pages: int = 1) -> bytes:
        target = BytesIO()
        more = {"save_all": True, "append_images": [image] * (pages - 1)} if pages > 1 else {}
        image.save(target, kind, **more)
        return target.getvalue()

    def written(side: tuple[int, int], words: str, across: int, down: int) -> Image.Image:
        image = Image.new("L", side, 255)
        draw = ImageDraw.Draw(image)
        for x, y in product(range(4, side[0], across), range(4, side[1], down)):
            draw.text((x, y), words, fill=0)
        return image

    line = "Project Manager led a team of eight " * 8
    return {
        "scan-of-thousand-words": lambda: saved(written((1240, 1754), "AbCd9", 60, 16)),
        "scan-of-tiny-lines": lambda: saved(written((1760, 1760), line, 9999, 12)),
        "scan-of-dots": lambda: saved(written((1760, 1760), ".", 6, 10)),
        "scan-of-noise": lambda: saved(Image.effect_noise((1240, 1754), 200)),
        "scan-of-nothing": lambda: saved(Image.new("L", (1240, 1754), 255)),
        "scan-of-six-tiny-pages": lambda: saved(written((1240, 1754), line, 9999, 12), "TIFF", 6),
        "scan-of-seven-pages": lambda: saved(Image.new("L", (124, 175), 255), "TIFF", 7),
        "scan-as-pdf-of-tiny-lines": lambda: saved(written((1240, 1754), line, 9999, 12), "PDF", 2),
        "scan-of-eighty-megapixels": lambda: saved(Image.new("L", (8900, 8900), 255)),
        "scan-of-eighty-clear-megapixels": lambda: saved(Image.new("RGBA", (8900, 8900))),
        "scan-of-eighty-deep-megapixels": lambda: saved(Image.new("I;16", (8900, 8900))),
        "scan-of-eighty-megapixels-of-jpeg": lambda: saved(Image.new("RGB", (8900, 8900)), "JPEG"),
    }
