"""Resumes as DOCX files, and as the PDF that LibreOffice makes of them."""

import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from benchmarks.corpus.people import Entry, Group, Resume, Section

_SIDE = ("skills_section", "certifications", "languages", "education")
LAYOUTS = (
    "single, dates right",
    "single, employer first, places right",
    "left sidebar",
    "two equal columns",
    "titles in the left margin",
    "skill table",
    "running header and page numbers",
    "roles under one employer",
)


def by_docx(resumes: Sequence[Resume], layout: str) -> Iterator[bytes]:
    """The resumes as DOCX files."""
    for resume in resumes:
        stream = BytesIO()
        _written(resume, layout).save(stream)
        yield stream.getvalue()


def by_libreoffice(resumes: Sequence[Resume], layout: str) -> Iterator[bytes]:
    """The DOCX files as LibreOffice exports them to PDF."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for resume, data in zip(resumes, by_docx(resumes, layout), strict=True):
            paths.append(Path(folder, f"{resume.name}.docx"))
            paths[-1].write_bytes(data)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
        subprocess.run([*command, *map(str, paths)], capture_output=True, check=True)
        for path in paths:
            yield path.with_suffix(".pdf").read_bytes()


def _written(resume: Resume, layout: str) -> Any:
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(18)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Carlito", Pt(10.5)
    normal.paragraph_format.space_after = Pt(2)
    _line(document, resume.person, size=20, bold=True)
    _line(document, resume.headline)
    contact = (*resume.contact, *resume.links)
    if layout != "left sidebar":
        _line(document, " | ".join(contact))
    if layout == "running header and page numbers":
        _running(page, resume)
    if layout == "two equal columns":
        columns = document.add_section(WD_SECTION.CONTINUOUS)._sectPr.xpath("./w:cols")[0]
        columns.set(qn("w:num"), "2")
        columns.set(qn("w:space"), "500")
    if layout == "left sidebar":
        left, right = _cells(document, (55, 119))
        _heading(left, "Contact")
        for line in contact:
            _line(left, line)
        for section in resume.sections:
            _section(left if section.key in _SIDE else right, section, layout)
    elif layout == "titles in the left margin":
        for section in resume.sections:
            left, right = _cells(document, (38, 136))
            _heading(left, section.title)
            _content(right, section, layout)
    else:
        for section in resume.sections:
            _section(document, section, layout)
    return document


def _running(page: Any, resume: Resume) -> None:
    page.header.paragraphs[0].text = f"{resume.person} – Resume"
    foot = page.footer.paragraphs[0]
    foot.add_run("Page ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    foot._p.append(field)


def _cells(document: Any, widths: tuple[int, int]) -> tuple[Any, Any]:
    """Two cells side by side, in a table without lines."""
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        column.cells[0].width = Mm(width)
    left, right = table.rows[0].cells
    return left, right


def _section(home: Any, section: Section, layout: str) -> None:
    _heading(home, section.title)
    _content(home, section, layout)


def _heading(home: Any, title: str) -> None:
    line = _line(home, title.upper(), size=12.5, bold=True)
    line.paragraph_format.space_before = Pt(8)
    line.paragraph_format.keep_with_next = True


def _content(home: Any, section: Section, layout: str) -> None:
    for line in section.prose:
        _line(home, line)
    _points(home, section.items)
    firm = ""
    for entry in section.entries:
        grouped = layout == "roles under one employer" and entry.organization == firm
        _entry(home, entry, layout, named=not grouped)
        firm = entry.organization
    if section.groups and layout == "skill table":
        _table(home, section.groups)
        return
    for group in section.groups:
        line = _line(home, "")
        line.add_run(f"{group.label}: " if group.label else "").bold = True
        line.add_run(", ".join(group.items))


def _entry(home: Any, entry: Entry, layout: str, *, named: bool) -> None:
    firm = ", ".join(part for part in (entry.organization, entry.place) if part)
    if layout in ("single, employer first, places right", "roles under one employer") and entry.organization:
        if named:
            _split(home, entry.organization, entry.place, bold=True)
        _split(home, entry.title, entry.dates)
    elif layout in ("left sidebar", "two equal columns", "titles in the left margin"):
        _line(home, entry.title, bold=True)
        _line(home, firm)
        _line(home, entry.dates)
    else:
        _split(home, entry.title, entry.dates, bold=True)
        _line(home, firm)
    _line(home, entry.paragraph)
    _points(home, entry.bullets)


def _split(home: Any, left: str, right: str, *, bold: bool = False) -> None:
    """A line with a part at the right margin, set with a tab."""
    line = home.add_paragraph()
    line.paragraph_format.tab_stops.add_tab_stop(Mm(174), WD_TAB_ALIGNMENT.RIGHT)
    line.add_run(left).bold = bold
    if right:
        line.add_run(f"\t{right}")


def _points(home: Any, lines: Iterable[str]) -> None:
    for line in lines:
        if hasattr(home, "styles"):
            home.add_paragraph(line, style="List Bullet")
        else:
            home.add_paragraph(line, style=home.part.document.styles["List Bullet"])


def _table(home: Any, groups: Sequence[Group]) -> None:
    table = home.add_table(rows=0, cols=2)
    table.style = "Table Grid"
    for group in groups:
        row = table.add_row().cells
        row[0].width, row[1].width = Mm(45), Mm(129)
        row[0].text, row[1].text = group.label, ", ".join(group.items)


def _line(home: Any, text: str, *, size: float | None = None, bold: bool = False) -> Any:
    line = home.add_paragraph()
    if text:
        run = line.add_run(text)
        run.bold = bold
        run.font.size = Pt(size) if size else None
    else:
        line.paragraph_format.space_after = Pt(0)
    return line
