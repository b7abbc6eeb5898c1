"""A paper as DOCX, through python-docx: a coach can edit it before it is handed out."""

import io
import zipfile
from datetime import datetime
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from analyzer.reports import words
from analyzer.reports.paper import Block, Heading, Item, Items, Paper, Score, Table, Text

_HANG = 6  # millimetres
_MUTED = RGBColor(0x52, 0x60, 0x6D)
_STYLES = {"numbered": "List Number", "bullets": "List Bullet", "boxes": "List Paragraph"}
#: The moment of every part of the zip: the same paper gives the same bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def render_docx(paper: Paper) -> bytes:
    """The paper as the bytes of a Word file on A4."""
    document = Document()
    made = datetime.strptime(f"{paper.month}-01", "%Y-%m-%d")
    core = document.core_properties
    core.title, core.author, core.created, core.modified = (
        words.clean(paper.title),
        "aipm-analyzer",
        made,
        made,
    )
    core.last_modified_by, core.language = "", paper.language
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(18)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10.5)
    normal.paragraph_format.space_after = Pt(4)
    document.add_heading(words.clean(paper.title), level=0)
    _said(document, paper.subtitle, muted=True)
    for block in paper.blocks:
        _write(document, block)
    section.footer.paragraphs[0].text = words.clean(paper.footer)
    out = io.BytesIO()
    document.save(out)
    return _settled(out.getvalue())


def _said(
    document: Any, text: str, *, muted: bool = False, bold: bool = False, style: str | None = None
) -> Any:
    paragraph = document.add_paragraph(style=style)
    run = paragraph.add_run(words.clean(text))
    run.bold = bold or None
    if muted:
        run.font.color.rgb = _MUTED
        run.font.size = Pt(9.5)
    return paragraph


def _write(document: Any, block: Block) -> None:
    if isinstance(block, Heading):
        document.add_heading(words.clean(block.text), level=1)
    elif isinstance(block, Text):
        text = f"“{block.text}”" if block.tone == "quote" else block.text
        _said(document, text, muted=block.tone in ("muted", "quote"), bold=block.tone == "strong")
    elif isinstance(block, Items):
        for number, item in enumerate(block.items, start=1):
            _item(document, item, block.style, number)
    elif isinstance(block, Score):
        paragraph = document.add_paragraph()
        number = paragraph.add_run(block.number)
        number.bold, number.font.size = True, Pt(24)
        band = paragraph.add_run(f"  {words.clean(block.band)}")
        band.bold, band.font.size = True, Pt(13)
        _said(document, block.said)
    else:
        _table(document, block)


def _item(document: Any, item: Item, style: str, number: int) -> None:
    """Numbers are written out: Word would go on counting from the list before."""
    lead = {"numbered": f"{number}. ", "bullets": "", "boxes": "☐ "}[style]
    paragraph = _said(document, lead + item.text, style="List Bullet" if style == "bullets" else None)
    if style != "bullets":  # the sign or number hangs before the words
        paragraph.paragraph_format.left_indent = Mm(_HANG)
        paragraph.paragraph_format.first_line_indent = Mm(-_HANG)
    paragraph.paragraph_format.keep_with_next = bool(item.notes or item.quote)
    indent = Mm(0) if style != "bullets" else paragraph.paragraph_format.left_indent or Mm(0)
    for text in ([f"“{item.quote}”"] if item.quote else []) + list(item.notes):
        below = _said(document, text, muted=True)
        below.paragraph_format.left_indent = indent + Mm(6)


def _table(document: Any, block: Table) -> None:
    table = document.add_table(rows=1, cols=len(block.head), style="Table Grid")
    table.autofit = False
    for cell, text in zip(table.rows[0].cells, block.head, strict=True):
        _fill(cell, text, bold=True)
    _mark(table.rows[0], "w:tblHeader")
    whole = sum(block.widths)
    for row in block.rows:
        added = table.add_row()
        _mark(added, "w:cantSplit")
        for cell, text in zip(added.cells, row, strict=True):
            _fill(cell, text)
    for column, width in zip(table.columns, block.widths, strict=True):
        for cell in column.cells:
            cell.width = Mm(170 * width / whole)


def _fill(cell: Any, text: str, *, bold: bool = False) -> None:
    run = cell.paragraphs[0].add_run("\n".join(words.clean(line) for line in text.split("\n")))
    run.font.size, run.bold = Pt(9.5), bold or None


def _mark(row: Any, name: str) -> None:
    """Say of a row that it is repeated on every page, or not torn between two."""
    properties = row._tr.get_or_add_trPr()
    properties.append(properties.makeelement(qn(name), {qn("w:val"): "true"}))


def _settled(data: bytes) -> bytes:
    """The same parts without the moment at which they were zipped."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(info, given.read(name))
    return out.getvalue()
