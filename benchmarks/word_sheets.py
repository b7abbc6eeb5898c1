"""Resumes of known content as Word files in the ways people set them, for measuring what each way costs."""

import io
from collections.abc import Callable, Iterator
from typing import Any

from docx import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.shared import Cm, Pt, RGBColor

Truth = dict[str, Any]
#: What python-docx gives: it has no types.
Part = Any

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{_W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_EMU_MM = 36_000
_USUAL = {
    "summary": "Summary",
    "experience": "Experience",
    "projects": "Projects",
    "education": "Education",
    "certifications": "Certifications",
    "skills_section": "Skills",
}


def title_of(truth: Truth, key: str) -> str:
    """The heading of a section as this person writes it."""
    return str((truth.get("headings") or {}).get(key) or _USUAL[key])


def lines_under(truth: Truth) -> dict[str, tuple[str, ...]]:
    """Heading -> the lines that stand under it, in every style."""
    found: dict[str, list[str]] = {}
    if truth.get("summary"):
        found[title_of(truth, "summary")] = [truth["summary"]]
    for key, name in (("experience", "title"), ("projects", "name")):
        lines = [
            line
            for entry in truth.get(key) or ()
            for line in (entry[name], *(bullet["text"] for bullet in entry.get("bullets") or ()))
        ]
        if lines:
            found[title_of(truth, key)] = lines
    degrees = [str(entry["degree"]) for entry in truth.get("education") or ()]
    certificates = [str(entry["as_written"]) for entry in truth.get("certifications") or ()]
    skills = [str(item) for group in truth.get("skills_section") or () for item in group["items"]]
    for key, lines in (("education", degrees), ("certifications", certificates), ("skills_section", skills)):
        if lines:
            found[title_of(truth, key)] = lines
    for other in truth.get("other") or ():
        if other.get("heading"):
            found[str(other["heading"])] = [str(line) for line in other["lines"]]
    return {title: tuple(lines) for title, lines in found.items()}


def _contact(truth: Truth) -> list[str]:
    contact = truth["contact"]
    lines = [contact.get(key) for key in ("email", "phone", "location")]
    return [str(line) for line in [*lines, *(contact.get("links") or [])] if line]


def _joined(*parts: Any) -> str:
    return ", ".join(str(part) for part in parts if part)


def _dates(entry: Truth) -> str:
    return str(entry.get("as_written") or f"{entry['start']} - {entry['end']}")


class _Sheet:
    """Writes the parts of one resume into a container: the body, a cell, a text box."""

    def __init__(self, truth: Truth, *, built_in: bool = True) -> None:
        self.truth = truth
        self.document = Document()
        self.built_in = built_in
        self.document.styles["Normal"].font.size = Pt(10.5)
        for section in self.document.sections:
            section.left_margin = section.right_margin = Cm(2)

    def data(self) -> bytes:
        """The file."""
        target = io.BytesIO()
        self.document.save(target)
        return target.getvalue()

    def name(self, where: Part) -> None:
        """Name and headline."""
        paragraph = where.add_paragraph()
        if self.built_in:
            paragraph.style = "Title"
            paragraph.add_run(self.truth["contact"]["name"])
        else:
            run = paragraph.add_run(self.truth["contact"]["name"])
            run.bold, run.font.size = True, Pt(20)
        if self.truth.get("headline"):
            where.add_paragraph(str(self.truth["headline"]))

    def heading(self, where: Part, title: str) -> None:
        """A heading: a style of Word, or bold capitals that are only set."""
        paragraph = where.add_paragraph()
        run = paragraph.add_run(title)
        if self.built_in:
            paragraph.style = "Heading 1"
        else:
            run.bold = run.font.all_caps = True
            run.font.size = Pt(12)
            paragraph.paragraph_format.space_before = Pt(12)
            paragraph.paragraph_format.space_after = Pt(3)

    def bullet(self, where: Part, text: str) -> None:
        """A list item by Word's own list style."""
        where.add_paragraph(text, style="List Bullet")

    def line(self, where: Part, left: str, right: str = "", *, bold: bool = False) -> None:
        """A line, with something at the right margin by a tab."""
        paragraph = where.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.add_run(left).bold = bold or None
        if right:
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(17), WD_TAB_ALIGNMENT.RIGHT)
            paragraph.add_run(f"\t{right}")

    def job(self, where: Part, entry: Truth, *, dates: bool = True) -> None:
        """One position."""
        self.line(where, str(entry["title"]), _dates(entry) if dates else "", bold=True)
        self.line(where, _joined(entry["organization"], entry.get("location")))
        if entry.get("paragraph"):
            where.add_paragraph(str(entry["paragraph"]))
        for bullet in entry.get("bullets") or ():
            self.bullet(where, bullet["text"])

    def section(self, where: Part, key: str) -> None:
        """One section with its heading, if the person has it."""
        found = self.truth.get(key)
        if not found:
            return
        if key == "other":
            self._others(where, found)
            return
        self.heading(where, title_of(self.truth, key))
        if key == "summary":
            where.add_paragraph(str(found))
            return
        for entry in found:
            if key == "experience":
                self.job(where, entry)
            elif key == "projects":
                self._project(where, entry)
            elif key == "certifications":
                self.bullet(where, str(entry["as_written"]))
            elif key == "education":
                parts = (entry.get(part) for part in ("degree", "institution", "year", "notes"))
                where.add_paragraph(_joined(*parts))
            else:
                label = f"{entry['label']}: " if entry.get("label") else ""
                where.add_paragraph(label + ", ".join(str(item) for item in entry["items"]))

    def _project(self, where: Part, entry: Truth) -> None:
        self.line(where, str(entry["name"]), str(entry.get("link") or ""), bold=True)
        for bullet in entry.get("bullets") or ():
            self.bullet(where, bullet["text"])

    def _others(self, where: Part, found: list[Truth]) -> None:
        for other in found:
            if other.get("heading"):
                self.heading(where, str(other["heading"]))
            for line in other["lines"]:
                where.add_paragraph(str(line))

    def rest(self, where: Part, *without: str) -> None:
        """All sections in the usual order but some."""
        for key in (*_USUAL, "other"):
            if key not in without:
                self.section(where, key)


def _built_in(truth: Truth) -> bytes:
    sheet = _Sheet(truth)
    sheet.name(sheet.document)
    sheet.document.add_paragraph(" | ".join(_contact(truth)))
    sheet.rest(sheet.document)
    return sheet.data()


def _plain_bold(truth: Truth) -> bytes:
    """Nothing by styles: bold capitals for headings, contact lines below each other."""
    sheet = _Sheet(truth, built_in=False)
    sheet.name(sheet.document)
    for line in _contact(truth):
        sheet.line(sheet.document, line)
    sheet.rest(sheet.document)
    return sheet.data()


def _sidebar_table(truth: Truth) -> bytes:
    """A table of one row: a dark cell with contact and skills, a wide one with the rest."""
    sheet = _Sheet(truth, built_in=False)
    table = sheet.document.add_table(1, 2)
    side, main = table.cell(0, 0), table.cell(0, 1)
    side.width, main.width = Cm(5.5), Cm(11.5)
    side._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {_SPACES} w:val="clear" w:fill="1F3A5F"/>'))
    sheet.heading(side, "Contact")
    for line in _contact(truth):
        side.add_paragraph(line)
    for key in ("skills_section", "certifications", "education"):
        sheet.section(side, key)
    for paragraph in side.paragraphs:
        for run in paragraph.runs:
            run.font.color.rgb = RGBColor(255, 255, 255)
    sheet.name(main)
    sheet.rest(main, "skills_section", "certifications", "education")
    return sheet.data()


def _text_boxes(truth: Truth) -> bytes:
    """A text box at the right with contact, skills and certificates beside the text."""
    sheet = _Sheet(truth, built_in=False)
    sheet.name(sheet.document)
    box = _Sheet(truth, built_in=False)
    box.heading(box.document, "Contact")
    for line in _contact(truth):
        box.document.add_paragraph(line)
    for key in ("skills_section", "certifications"):
        box.section(box.document, key)
    inside = "".join(_xml(one) for one in box.document.element.body if one.tag == f"{{{_W}}}p")
    anchor = sheet.document.paragraphs[0]._p
    anchor.append(parse_xml(_box(inside, left=145, top=20, width=55, height=240)))
    sheet.rest(sheet.document, "skills_section", "certifications")
    return sheet.data()


def _xml(element: Part) -> str:
    from lxml import etree  # noqa: PLC0415  (comes with python-docx)

    return str(etree.tostring(element, encoding="unicode"))


def _box(content: str, *, left: int, top: int, width: int, height: int) -> str:
    """A text box on the page (millimetres), as Word writes it: with a copy for older versions."""
    size = f'cx="{width * _EMU_MM}" cy="{height * _EMU_MM}"'
    return (
        f'<w:r {_SPACES}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" '
        'distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0" '
        'layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{left * _EMU_MM}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{top * _EMU_MM}</wp:posOffset></wp:positionV>'
        f'<wp:extent {size}/><wp:wrapSquare wrapText="bothSides"/><wp:docPr id="1" name="Side"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        f'<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData>"
        "</a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"<w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def _timeline(truth: Truth) -> bytes:
    """Jobs in a table with their dates at the left, skills in a table of labels and values."""
    sheet = _Sheet(truth)
    document = sheet.document
    sheet.name(document)
    document.add_paragraph(" | ".join(_contact(truth)))
    sheet.section(document, "summary")
    sheet.heading(document, title_of(truth, "experience"))
    table = document.add_table(0, 2)
    for entry in truth["experience"]:
        left, right = table.add_row().cells
        left.width, right.width = Cm(3.5), Cm(13.5)
        left.text = _dates(entry)
        sheet.job(right, entry, dates=False)
        right._tc.remove(right.paragraphs[0]._p)
    sheet.rest(document, "summary", "experience", "skills_section", "other")
    groups = truth.get("skills_section") or ()
    if groups:
        sheet.heading(document, title_of(truth, "skills_section"))
        table = document.add_table(0, 2)
        for group in groups:
            left, right = table.add_row().cells
            left.text = str(group.get("label") or "Skills")
            right.text = ", ".join(str(item) for item in group["items"])
    sheet.section(document, "other")
    return sheet.data()


def _header_and_columns(truth: Truth) -> bytes:
    """Name and contact in the page header, everything else in two columns, a page number at the foot."""
    sheet = _Sheet(truth)
    section = sheet.document.sections[0]
    section.header.paragraphs[0].text = truth["contact"]["name"]
    section.header.paragraphs[0].runs[0].font.size = Pt(20)
    section.header.add_paragraph(" | ".join(_contact(truth)))
    section._sectPr.append(parse_xml(f'<w:cols {_SPACES} w:num="2" w:space="500"/>'))
    foot = section.footer.paragraphs[0]
    foot.add_run("Page ")
    foot._p.append(
        parse_xml(f'<w:fldSimple {_SPACES} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    )
    if truth.get("headline"):
        sheet.document.add_paragraph(str(truth["headline"]))
    sheet.rest(sheet.document)
    return sheet.data()


#: Name of a way to set a resume -> what makes the file.
SHEETS: dict[str, Callable[[Truth], bytes]] = {
    "Word's own styles, dates by tab": _built_in,
    "bold capitals, no styles": _plain_bold,
    "sidebar in a table": _sidebar_table,
    "text box at the right": _text_boxes,
    "dates and skills in tables": _timeline,
    "name in the header, two columns": _header_and_columns,
}


def word_files(truths: dict[str, Truth]) -> Iterator[tuple[str, str, bytes]]:
    """Style, name and file of every resume in every style."""
    for style, make in SHEETS.items():
        for name, truth in truths.items():
            yield style, name, make(truth)
