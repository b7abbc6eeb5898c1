"""One invented resume drawn in many layouts with fpdf2, and what stands under which title."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from fpdf import FPDF

from analyzer.records import Source
from documents import paper

NAME = "Maren Oakhollow"
CONTACT = ("maren@oakhollow.example.com", "+44 20 7946 0018", "Leeds, UK")


@dataclass(frozen=True)
class Job:
    """Title, employer, place, dates, bullets."""

    title: str
    firm: str
    place: str
    dates: str
    bullets: tuple[str, ...] = ()


JOBS = (
    Job(
        "AI Project Manager",
        "Norrvik Labs",
        "Leeds, UK",
        "March 2021 - Present",
        (
            "Led a team of nine engineers and clinicians to launch a triage model in 14 clinics on time.",
            "Cut the waiting time from 11 to 7 days with weekly retraining and a clear stop rule.",
            "Agreed acceptance thresholds with the medical board before every release.",
        ),
    ),
    Job(
        "Project Coordinator",
        "Halden Works",
        "York, UK",
        "June 2018 - February 2021",
        (
            "Coordinated five rollouts for 1,100 employees without an overrun of the budget.",
            "Kept the risk register and wrote the weekly report of the programme board.",
        ),
    ),
)
SKILLS = ("Jira", "Scrum", "Power BI", "Risk management", "Model evaluation", "Vendor contracts")
SECTIONS: dict[str, tuple[Job | str, ...]] = {
    "SUMMARY": ("Project manager with eight years in health care who brings models into daily use.",),
    "EXPERIENCE": JOBS,
    "EDUCATION": (Job("MSc Information Systems", "Alder University", "", "2018"),),
    "SKILLS": SKILLS,
    "CERTIFICATIONS": ("Professional Scrum Master I, 2020", "PMP, exam planned for spring"),
}
SIDE = ("SKILLS", "CERTIFICATIONS", "EDUCATION")


def truth() -> dict[str, list[str]]:
    """Title -> the lines under it; dates and places, which layouts put elsewhere, left out."""
    found: dict[str, list[str]] = {}
    for title, content in SECTIONS.items():
        found[title] = []
        for item in content:
            found[title] += [item.title, item.firm, *item.bullets] if isinstance(item, Job) else [item]
    return found


# --- drawing -----------------------------------------------------------------------------------------


@dataclass
class Column:
    """A place to write down the page: left edge, width, height of the next line; `page` is where it is."""

    pdf: FPDF
    x: float
    width: float
    y: float
    size: float = 9.0
    colour: int = 0
    bottom: float = 1e9

    @property
    def pitch(self) -> float:
        return self.size * 1.35

    def text(
        self, text: str, *, bold: bool = False, size: float | None = None, indent: float = 0, room: float = 0
    ):
        """Wrapped text."""
        size = size or self.size
        for line in self.wrapped(text, size, bold, self.width - indent - room):
            self.line(line, bold=bold, size=size, indent=indent)

    def line(self, text: str, *, bold: bool = False, size: float | None = None, indent: float = 0):
        """One line as it is."""
        if self.y > self.bottom:
            self.pdf.add_page()
            self.y = 60
        paper.write(
            self.pdf, self.x + indent, self.y, text, size=size or self.size, bold=bold, colour=self.colour
        )
        self.y += (size or self.size) * 1.35

    def wrapped(self, text: str, size: float, bold: bool, width: float) -> Iterator[str]:
        """The lines of a text."""
        self.pdf.set_font("Helvetica", style="B" if bold else "", size=size)
        line = ""
        for word in text.split():
            if line and self.pdf.get_string_width(f"{line} {word}") > width:
                yield line
                line = word
            else:
                line = f"{line} {word}".strip()
        yield line

    def right(self, text: str) -> None:
        """Text at the right edge, level with the next line."""
        self.pdf.set_font("Helvetica", size=self.size)
        x = self.x + self.width - self.pdf.get_string_width(text)
        paper.write(self.pdf, x, self.y, text, size=self.size, colour=self.colour)

    def title(self, title: str) -> None:
        """A section title."""
        self.y += self.size
        self.line(title, bold=True, size=self.size * 1.3)
        self.y += 2

    def job(self, job: Job, dates: str = "below") -> None:
        """An entry with its dates `right`, `below`, or left out."""
        self.y += 4
        if dates == "right":
            self.right(job.dates)
        self.pdf.set_font("Helvetica", size=self.size)
        room = self.pdf.get_string_width(job.dates) + 8 if dates == "right" else 0
        self.text(job.title, bold=True, room=room)
        self.text(", ".join(part for part in (job.firm, job.place) if part))
        if dates == "below":
            self.text(job.dates)
        self.bullets(job.bullets)

    def bullets(self, lines: Iterable[str]) -> None:
        """List items with a dash and a hanging indent."""
        for line in lines:
            y = self.y
            paper.write(self.pdf, self.x, y, "-", size=self.size, colour=self.colour)
            self.text(line, indent=8)

    def sections(self, titles: Iterable[str], dates: str = "below", *, headed: bool = True) -> None:
        """Whole sections."""
        for title in titles:
            if headed:
                self.title(title)
            for item in SECTIONS[title]:
                if isinstance(item, Job):
                    self.job(item, dates)
                else:
                    self.text(item)


def _start(*, contact: bool = True) -> Column:
    column = Column(paper.blank(), 50, 495, 60)
    column.line(NAME, bold=True, size=20)
    if contact:
        column.line(" | ".join(CONTACT))
    return column


def _main(exclude: Iterable[str] = SIDE) -> list[str]:
    return [title for title in SECTIONS if title not in exclude]


def _single() -> FPDF:
    page = _start()
    page.sections(SECTIONS, "right")
    return page.pdf


def _sidebar(x: float, main_x: float, *, dark: bool = False, main_first: bool = False) -> FPDF:
    top = _start(contact=False)
    if dark:
        top.pdf.set_fill_color(25, 40, 60)
        top.pdf.rect(x - 10, 90, 170, 700, style="F")
    main = Column(top.pdf, main_x, 330, 100)
    if main_first:
        main.sections(_main(), "right")
    side = Column(top.pdf, x, 140, 100, colour=255 if dark else 0)
    side.title("CONTACT")
    for line in CONTACT:
        side.text(line)
    side.sections(SIDE)
    if not main_first:
        main.sections(_main(), "right")
    return top.pdf


def _equal() -> FPDF:
    top = _start()
    left = Column(top.pdf, 50, 235, 110, size=11)
    left.sections(("SUMMARY", "EXPERIENCE"))
    right = Column(top.pdf, 310, 235, 110, size=11)
    right.sections(SIDE)
    return top.pdf


def _three() -> FPDF:
    top = _start(contact=False)
    left = Column(top.pdf, 40, 110, 100, size=8)
    left.title("CONTACT")
    for line in CONTACT:
        left.text(line)
    left.sections(("SKILLS",))
    Column(top.pdf, 170, 240, 100, size=8).sections(("SUMMARY", "EXPERIENCE"))
    Column(top.pdf, 430, 120, 100, size=8).sections(("EDUCATION", "CERTIFICATIONS"))
    return top.pdf


def _headings_first() -> FPDF:
    """The titles come first in the file, then all other words."""
    places: list[tuple[float, str]] = []
    draft = _start()
    for title in SECTIONS:
        draft.y += draft.size
        places.append((draft.y, title))
        draft.y += draft.size * 1.3 * 1.35 + 2
        draft.sections((title,), "right", headed=False)
    page = Column(paper.blank(), 50, 495, 60)
    for y, title in places:
        paper.write(page.pdf, 50, y, title, size=page.size * 1.3, bold=True)
    page.line(NAME, bold=True, size=20)
    page.line(" | ".join(CONTACT))
    for (y, title), _ in zip(places, SECTIONS, strict=True):
        page.y = y + page.size * 1.3 * 1.35 + 2
        page.sections((title,), "right", headed=False)
    return page.pdf


def _margin_titles() -> FPDF:
    """Titles in the left margin, a little lower than the first line of their text."""
    page = _start()
    page.y += 20
    for title in SECTIONS:
        text = Column(page.pdf, 190, 350, page.y)
        text.sections((title,), "right", headed=False)
        paper.write(page.pdf, 50, page.y + 5, title, size=12, bold=True)
        page.y = text.y + 16
    return page.pdf


def _label_table() -> FPDF:
    page = _start()
    page.sections(_main(("SKILLS",)), "right")
    page.title("SKILLS")
    for label, values in (("Delivery", SKILLS[:3]), ("Control", SKILLS[3:5]), ("Supply", SKILLS[5:])):
        paper.write(page.pdf, 50, page.y, label, size=9, bold=True)
        paper.write(page.pdf, 160, page.y, ", ".join(values), size=9)
        page.y += 14
    return page.pdf


def _timeline() -> FPDF:
    """Dates on two lines and the place in the left margin, beside each entry."""
    page = _start()
    page.sections(("SUMMARY",))
    page.title("EXPERIENCE")
    for job in JOBS:
        page.y += 8
        first, last = job.dates.split(" - ")
        paper.lines(page.pdf, 50, page.y, (f"{first} -", last, job.place), pitch=13)
        text = Column(page.pdf, 170, 375, page.y)
        text.text(job.title, bold=True)
        text.text(job.firm)
        text.bullets(job.bullets)
        page.y = text.y
    page.sections(SIDE)
    return page.pdf


def _running() -> FPDF:
    """A header and page numbers; the page breaks inside an entry."""
    page = _start()
    page.bottom, page.size = 790, 13
    page.pdf.header = lambda: paper.write(page.pdf, 50, 30, f"{NAME} - Resume", size=8)
    page.pdf.footer = lambda: paper.write(page.pdf, 280, 820, f"Page {page.pdf.page_no()} of 2", size=8)
    page.y = 560
    page.sections(SECTIONS, "right")
    return page.pdf


def _spaced() -> FPDF:
    page = _start()
    for title in SECTIONS:
        page.y += 10
        page.line(" ".join(title), size=12)
        page.sections((title,), "right", headed=False)
    return page.pdf


def _icons() -> FPDF:
    """A picture from a symbol font before every title and every piece of contact."""
    page = _start(contact=False)
    for line in CONTACT:
        _picture(page, "%")
        page.line(line, indent=14)
    for title in SECTIONS:
        page.y += 10
        _picture(page, "I")
        page.line(title, bold=True, size=12, indent=16)
        page.sections((title,), "right", headed=False)
    return page.pdf


def _picture(page: Column, sign: str) -> None:
    page.pdf.set_font("ZapfDingbats", size=9)
    page.pdf.set_text_color(0)
    page.pdf.text(page.x, page.y, sign)


def _band() -> FPDF:
    """Name and contact in white on a dark band, columns below."""
    pdf = paper.blank()
    pdf.set_fill_color(30, 60, 90)
    pdf.rect(0, 0, 595, 90, style="F")
    top = Column(pdf, 50, 495, 45, colour=255)
    top.line(NAME, bold=True, size=20)
    top.line(" | ".join(CONTACT))
    Column(pdf, 50, 310, 110).sections(_main(), "right")
    Column(pdf, 400, 150, 110).sections(SIDE)
    return pdf


def _small() -> FPDF:
    top = _start()
    Column(top.pdf, 30, 345, 100, size=7).sections(_main(), "right")
    Column(top.pdf, 392, 170, 100, size=6.8).sections(SIDE)
    return top.pdf


def _one_employer() -> FPDF:
    page = _start()
    page.sections(("SUMMARY",))
    page.title("EXPERIENCE")
    for job in JOBS:
        page.right(job.place)
        page.line(job.firm, bold=True)
        page.right(job.dates)
        page.line(job.title)
        page.bullets(job.bullets)
    page.sections(SIDE, "right")
    return page.pdf


def _side_ends_on_page_two() -> FPDF:
    """A sidebar with one line left on the second page, beside a main column that goes on."""
    top = _start()
    side = Column(top.pdf, 50, 140, 640)
    side.sections(("EDUCATION", "SKILLS"))
    side.title("CERTIFICATIONS")
    side.text(SECTIONS["CERTIFICATIONS"][0])
    main = Column(top.pdf, 220, 330, 610)
    main.sections(("SUMMARY",))
    main.title("EXPERIENCE")
    main.job(JOBS[0], "right")
    top.pdf.add_page()
    Column(top.pdf, 50, 140, 60).text(SECTIONS["CERTIFICATIONS"][1])
    Column(top.pdf, 220, 330, 56).job(JOBS[1], "right")
    return top.pdf


#: Layout -> how it is drawn.
SHEETS: dict[str, Callable[[], FPDF]] = {
    "single, dates right": _single,
    "left sidebar": lambda: _sidebar(40, 220),
    "left sidebar, dark": lambda: _sidebar(40, 220, dark=True),
    "right sidebar": lambda: _sidebar(415, 50),
    "right sidebar, drawn last": lambda: _sidebar(415, 50, main_first=True),
    "two equal columns": _equal,
    "three columns": _three,
    "titles first in the file": _headings_first,
    "titles in the left margin": _margin_titles,
    "label-value table": _label_table,
    "timeline": _timeline,
    "running header, entry over the page break": _running,
    "letter-spaced titles": _spaced,
    "icons": _icons,
    "band over columns": _band,
    "small two columns": _small,
    "employer above its roles": _one_employer,
    "sidebar ends on page two": _side_ends_on_page_two,
}


def source(layout: str) -> Source:
    """The resume in one of the layouts."""
    return paper.source(SHEETS[layout](), f"{layout}.pdf")
