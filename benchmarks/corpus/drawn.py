"""Resumes drawn word by word with fpdf2: columns whose headings come first in the content stream."""

import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from fpdf import FPDF

from benchmarks.corpus.people import Entry, Resume, Section

_SIDE = ("skills_section", "certifications", "education", "languages")
#: Layout -> columns as (left edge, width, keys of their sections); the column without keys gets the rest.
_COLUMNS: dict[str, tuple[tuple[float, float, tuple[str, ...]], ...]] = {
    "drawn headings first": ((50, 495, ()),),
    "left sidebar": ((40, 150, ("contact", *_SIDE)), (212, 343, ())),
    "right sidebar, dates right": ((40, 345, ()), (405, 150, ("contact", *_SIDE))),
    "three columns": (
        (36, 120, ("contact", "skills_section")),
        (172, 250, ()),
        (438, 122, ("certifications", "education", "languages", "other")),
    ),
}
LAYOUTS = tuple(_COLUMNS)
_TOP, _BOTTOM = 50.0, 800.0


@dataclass(slots=True)
class _Pen:
    """Where the next line of a column goes, and what is drawn: (page, first, x, y, text, size, style)."""

    pdf: FPDF
    x: float
    width: float
    y: float
    page: int = 1
    drawn: list[tuple[int, bool, float, float, str, float, str]] = field(default_factory=list)

    def text(
        self,
        text: str,
        *,
        size: float = 9,
        style: str = "",
        first: bool = False,
        indent: float = 0,
        right: str = "",
    ) -> None:
        """A paragraph, wrapped to the column; `right` stands at the right edge of its first line."""
        self.pdf.set_font("body", "", 9)
        spare = self.pdf.get_string_width(right) + 8 if right else 0.0
        self.pdf.set_font("body", style, size)
        room = self.width - indent - spare
        lines = self.pdf.multi_cell(room, size * 1.3, text, dry_run=True, output="LINES", align="L")
        assert isinstance(lines, list)
        for number, line in enumerate(lines):
            self._down(size * 1.35)
            self.drawn.append((self.page, first, self.x + indent, self.y, line, size, style))
            if right and number == 0:
                x = self.x + self.width - spare + 8
                self.drawn.append((self.page, False, x, self.y, right, 9, ""))

    def gap(self, height: float) -> None:
        """White space."""
        self.y += height

    def _down(self, height: float) -> None:
        self.y += height
        if self.y > _BOTTOM:
            self.page, self.y = self.page + 1, _TOP + height


def by_fpdf2(resumes: Sequence[Resume], layout: str) -> Iterator[bytes]:
    """The resumes as drawn with fpdf2."""
    fonts = {style: _font(style) for style in ("", "B")}
    for resume in resumes:
        pdf = FPDF(unit="pt", format="A4")
        pdf.set_auto_page_break(auto=False)
        pdf.set_margin(0)
        pdf.c_margin = 0
        for style, path in fonts.items():
            pdf.add_font("body", style, path)
        _draw(pdf, resume, layout)
        yield bytes(pdf.output())


def _font(style: str) -> str:
    name = f"DejaVu Sans:{'bold' if style else 'book'}"
    return subprocess.run(
        ["fc-match", "-f", "%{file}", name], capture_output=True, text=True, check=True
    ).stdout


def _draw(pdf: FPDF, resume: Resume, layout: str) -> None:
    pdf.add_page()
    columns = _COLUMNS[layout]
    top = _Pen(pdf, columns[0][0], columns[-1][0] + columns[-1][1] - columns[0][0], _TOP)
    top.text(resume.person, size=19, style="B")
    top.text(resume.headline or " ")
    contact = (*resume.contact, *resume.links)
    named = {key for _, _, keys in columns for key in keys}
    if "contact" not in named:
        top.text(" | ".join(contact))
    pens = [top]
    for x, width, keys in columns:
        pen = _Pen(pdf, x, width, top.y + 10)
        if "contact" in keys:
            _title(pen, "Contact")
            for line in contact:
                pen.text(line)
        for section in resume.sections:
            if section.key in keys or (not keys and section.key not in named):
                _section(pen, section, dates_right=width > 340)
        pens.append(pen)
    _put(pdf, [one for pen in pens for one in pen.drawn])


def _put(pdf: FPDF, drawn: list[tuple[int, bool, float, float, str, float, str]]) -> None:
    """Draw page by page, headings before everything else."""
    for page in range(1, max(one[0] for one in drawn) + 1):
        if page > 1:
            pdf.add_page()
        for _, _, x, y, text, size, style in sorted(
            (one for one in drawn if one[0] == page), key=lambda one: not one[1]
        ):
            pdf.set_font("body", style, size)
            if text.strip():
                pdf.text(x, y, text)


def typed_lines(text: str) -> bytes:
    """The lines of a typed text as a PDF, wrapped at the margin."""
    pdf = FPDF(unit="pt", format="A4")
    pdf.set_auto_page_break(auto=True, margin=50)
    pdf.set_margins(50, 50)
    pdf.add_font("body", "", _font(""))
    pdf.set_font("body", "", 10)
    pdf.add_page()
    for line in text.split("\n"):
        pdf.multi_cell(0, 13, line.expandtabs(4) or " ", align="L", new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())


def _title(pen: _Pen, title: str) -> None:
    pen.gap(9)
    pen.text(title.upper(), size=11, style="B", first=True)
    pen.gap(3)


def _section(pen: _Pen, section: Section, *, dates_right: bool) -> None:
    _title(pen, section.title)
    for line in section.prose:
        pen.text(line)
    _points(pen, section.items)
    for entry in section.entries:
        _entry(pen, entry, dates_right=dates_right)
    for group in section.groups:
        if pen.width < 200:
            if group.label:
                pen.text(group.label, style="B")
            _points(pen, group.items)
        else:
            pen.text(": ".join(part for part in (group.label, ", ".join(group.items)) if part))


def _entry(pen: _Pen, entry: Entry, *, dates_right: bool) -> None:
    pen.gap(4)
    pen.text(entry.title, style="B", right=entry.dates if dates_right else "")
    firm = ", ".join(part for part in (entry.organization, entry.place) if part)
    if firm:
        pen.text(firm)
    if entry.dates and not dates_right:
        pen.text(entry.dates)
    if entry.paragraph:
        pen.text(entry.paragraph)
    _points(pen, entry.bullets)


def _points(pen: _Pen, lines: Sequence[str]) -> None:
    for line in lines:
        at = len(pen.drawn)
        pen.text(line, indent=9)
        first = pen.drawn[at]
        pen.drawn.insert(at, (first[0], False, pen.x, first[3], "•", 9, ""))
