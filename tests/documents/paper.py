"""Builds the PDF files of these tests. Every name in them is invented."""

from collections.abc import Iterable, Sequence

from fpdf import FPDF

from analyzer.records import Source

EXPERIENCE = (
    ("AI Project Manager, Norrvik Labs", "March 2021 - Present"),
    "- Led a team of 9 to launch a triage model in 14 clinics.",
    "- Cut waiting time from 11 to 7 days with weekly retraining.",
    ("Project Coordinator, Halden Works", "June 2018 - February 2021"),
    "- Coordinated 5 rollouts for 1,100 employees.",
    "- Kept the risk register and the weekly report.",
)
SKILLS = ("Jira", "Scrum", "Power BI", "SQL", "Risk management", "Model evaluation")


def blank(**options) -> FPDF:
    """A new document with one empty page, 11 points."""
    pdf = FPDF(unit="pt", format="A4", **options)
    pdf.set_auto_page_break(auto=False)
    pdf.add_page()
    pdf.set_font("Helvetica", size=11)
    return pdf


def write(
    pdf: FPDF, x: float, y: float, text: str, *, size: float = 11, bold: bool = False, colour: int = 0
) -> None:
    """Text with its baseline at (x, y)."""
    pdf.set_font("Helvetica", style="B" if bold else "", size=size)
    pdf.set_text_color(colour)
    pdf.text(x, y, text)


def heading(pdf: FPDF, x: float, y: float, text: str) -> None:
    """A section title."""
    write(pdf, x, y, text, size=13, bold=True)


def lines(pdf: FPDF, x: float, y: float, texts: Iterable[str], *, pitch: float = 15) -> float:
    """Lines below each other; gives the height of the next one."""
    for text in texts:
        write(pdf, x, y, text)
        y += pitch
    return y


def right(pdf: FPDF, x1: float, y: float, text: str) -> None:
    """Text that ends at x1."""
    pdf.set_font("Helvetica", size=11)
    pdf.set_text_color(0)
    pdf.text(x1 - pdf.get_string_width(text), y, text)


def entries(
    pdf: FPDF, x: float, y: float, content: Sequence[tuple[str, str] | str] = EXPERIENCE, *, x1: float = 540
) -> float:
    """Positions with their dates at the right margin."""
    for item in content:
        if isinstance(item, tuple):
            y += 6
            write(pdf, x, y, item[0], bold=True)
            right(pdf, x1, y, item[1])
        else:
            write(pdf, x, y, item)
        y += 15
    return y


def source(pdf: FPDF, name: str = "resume.pdf") -> Source:
    """The finished file."""
    return Source(name, bytes(pdf.output()))


def single_column() -> Source:
    """Name, summary, experience with dates at the right margin, skills."""
    pdf = blank()
    write(pdf, 60, 70, "Ada Winterbourne", size=20, bold=True)
    write(
        pdf,
        60,
        90,
        "ada.winterbourne@example.com | +44 20 7946 0018 | linkedin.com/in/ada-winterbourne-example",
    )
    heading(pdf, 60, 125, "SUMMARY")
    lines(pdf, 60, 145, ["AI project manager with six years in health care."])
    heading(pdf, 60, 180, "EXPERIENCE")
    y = entries(pdf, 60, 200)
    heading(pdf, 60, y + 20, "SKILLS")
    lines(pdf, 60, y + 40, [", ".join(SKILLS)])
    return source(pdf)


def two_columns(*, headings_first: bool = False) -> Source:
    """A narrow left side with contact and skills, a wide right side with experience and education."""
    pdf = blank()
    write(pdf, 60, 60, "Ada Winterbourne", size=20, bold=True)
    titles = [(60, 110, "CONTACT"), (60, 200, "SKILLS"), (230, 110, "EXPERIENCE"), (230, 300, "EDUCATION")]
    if headings_first:
        for x, y, title in titles:
            heading(pdf, x, y, title)
    lines(pdf, 60, 130, ["Leeds, UK", "ada@example.com", "+44 20 7946 0018"])
    lines(pdf, 60, 220, SKILLS)
    short = (
        "AI Project Manager, Norrvik Labs",
        "March 2021 - Present",
        "- Led a team of 9 to launch a triage model in",
        "14 clinics within the budget.",
        "- Cut waiting time from 11 to 7 days.",
        "Project Coordinator, Halden Works",
        "June 2018 - February 2021",
        "- Coordinated 5 rollouts for 1,100 employees.",
    )
    lines(pdf, 230, 130, short)
    lines(pdf, 230, 320, ["MSc Information Systems, Alder University, 2018"])
    if not headings_first:
        for x, y, title in titles:
            heading(pdf, x, y, title)
    return source(pdf)


def right_sidebar_over_two_pages() -> Source:
    """A wide left column that goes on over the page break, and a narrow right one on page 1 only."""
    pdf = blank()
    heading(pdf, 50, 80, "EXPERIENCE")
    lines(
        pdf,
        50,
        100,
        [
            f"- Delivered release number {number} of the forecast for {number} depots."
            for number in range(1, 41)
        ],
    )
    heading(pdf, 420, 80, "SKILLS")
    lines(pdf, 420, 100, SKILLS)
    pdf.add_page()
    lines(
        pdf,
        50,
        80,
        [
            "- Closed the programme below its budget of EUR 900K and on the planned date in May.",
            "- Trained 40 planners.",
        ],
    )
    heading(pdf, 50, 140, "EDUCATION")
    lines(pdf, 50, 160, ["MSc Information Systems, Alder University, 2018"])
    return source(pdf)
