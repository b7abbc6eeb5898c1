"""Small DOCX, ODT and RTF files made by hand."""

import io
import zipfile

from analyzer.records import Source

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{_TYPES}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
ODF_SPACES = (
    "".join(
        f' xmlns:{short}="{_ODF}{name}:1.0"'
        for short, name in {
            "office": "office",
            "style": "style",
            "text": "text",
            "table": "table",
            "draw": "drawing",
            "fo": "xsl-fo-compatible",
            "svg": "svg-compatible",
            "meta": "meta",
            "manifest": "manifest",
        }.items()
    )
    + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def zipped(parts):
    """A zip file of named parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def unzipped(source):
    """The parts of a file by name, as text."""
    with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def run(text, look=""):
    """A run with its properties."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(text, look="", properties=""):
    """A paragraph of one run, or of XML that is given as it stands."""
    inside = text if text.startswith("<") else run(text, look)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def cell(*blocks, properties=""):
    """A cell; plain words are paragraphs."""
    inside = "".join(one if one.startswith("<") else paragraph(one) for one in blocks)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def table(*rows):
    """A table of rows of cells; plain words are cells."""
    made = "".join(
        "<w:tr>" + "".join(one if one.startswith("<") else cell(one) for one in row) + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblPr/>{made}</w:tbl>"


def docx(body, *, parts=None, relations=(), section="", name="resume.docx", **trees):
    """A DOCX of this body. `trees` are other parts of the folder `word` (styles, numbering, settings ...),
    `relations` more of the body's: id, kind, target, and whether it leads outside."""
    found = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _relations([("rId1", "officeDocument", "word/document.xml", False)]),
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}<w:sectPr>{section}</w:sectPr></w:body>"
        "</w:document>",
    }
    own = [(f"part-{part}", part.rstrip("0123456789"), f"{part}.xml", False) for part in trees]
    found["word/_rels/document.xml.rels"] = _relations([*own, *relations])
    found |= {f"word/{part}.xml": content for part, content in trees.items()}
    return Source(name, zipped(found | (parts or {})))


def _relations(relations):
    inside = "".join(
        f'<Relationship Id="{id}" Type="{_TYPES}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if outside else "/>")
        for id, kind, target, outside in relations
    )
    return f'<Relationships xmlns="{_RELS}">{inside}</Relationships>'


def part(kind, inside):
    """The XML of a part such as `styles` or `hdr`."""
    return f"<w:{kind} {SPACES}>{inside}</w:{kind}>"


def odt(body, *, styles="", masters="", parts=None):
    """An ODT of this body with automatic styles."""
    found = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {ODF_SPACES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>",
        "styles.xml": f"<office:document-styles {ODF_SPACES}>{masters}</office:document-styles>",
    }
    return Source("resume.odt", zipped(found | (parts or {})))


def rtf(body, head=""):
    """An RTF of this body."""
    start = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Arial;}{\f1\fnil\fcharset2 Symbol;}"
    start += r"{\f2\fnil\fcharset204 Arial CYR;}}{\colortbl;\red255\green255\blue255;\red0\green0\blue0;}"
    return Source("resume.rtf", (start + head + r"\pard\plain\fs22 " + body + "}").encode("latin-1"))
