"""An invented profile printed as LinkedIn's "Save to PDF" does: dark sidebar, fixed sizes, page feet."""

from dataclasses import dataclass, field

from fpdf import FPDF

PAGE, SIDE, MAIN, FOOT = (612.0, 792.0), 18.0, 223.0, 770.0
SIDE_WIDTH, MAIN_WIDTH = 170.0, 370.0
GREY, DARK, WHITE, PALE = (176, 176, 176), (41, 62, 73), (255, 255, 255), (225, 232, 237)


@dataclass
class Role:
    """A title with its dates as the export prints them."""

    title: str
    dates: str
    place: str = ""
    text: list[str] = field(default_factory=list)


@dataclass
class Employer:
    """An employer with one role, or with a total duration and several."""

    name: str
    roles: list[Role]
    total: str = ""


@dataclass
class Person:
    """What the export shows of a person; `side` are the sections of the sidebar."""

    name: str
    headline: str
    place: str
    side: list[tuple[str, list[str]]]
    summary: list[str]
    employers: list[Employer]
    education: list[tuple[str, str]]


ELIN = Person(
    name="Elin Sandvik-Okafor",
    headline="AI Program Manager | Responsible AI | Models people trust",
    place="Rotterdam, South Holland, Netherlands",
    side=[
        ("Contact", ["elin.sandvik@example.com", "www.linkedin.com/in/elin-sandvik-example", "(LinkedIn)"]),
        ("Top Skills", ["Program Management", "Model Evaluation", "Stakeholder Management"]),
        ("Languages", ["Norwegian (Native or Bilingual)", "Dutch (Professional Working)"]),
        ("Certifications", ["Project Management Professional (PMP)", "Certified SAFe Agilist"]),
        ("Honors-Awards", ["Delivery Team of the Year 2022"]),
        ("Publications", ["Handing over models without tears"]),
    ],
    summary=[
        "I run programs that put machine learning into daily work. Nine",
        "years between data teams, legal and the people on the floor, of",
        "which four with language models.",
    ],
    employers=[
        Employer(
            "Havenlicht Logistics B.V.",
            [
                Role(
                    "AI Program Manager",
                    "March 2023 - Present (3 years 9 months)",
                    "Rotterdam, South Holland, Netherlands",
                    [
                        "Lead four model teams of 31 people with a yearly budget of EUR 6.2 million.",
                        "- Cut the time from idea to first pilot from 7 months to 11 weeks.",
                        "- Set up a model register and a monthly risk review with legal.",
                    ],
                ),
                Role(
                    "Senior Project Manager, Data & AI",
                    "January 2021 - February 2023 (2 years 2 months)",
                    "Rotterdam, South Holland, Netherlands",
                    ["Delivered demand forecasting for 140 depots, two weeks early."],
                ),
                Role("Project Manager", "June 2019 - December 2020 (1 year 7 months)"),
            ],
            total="7 years 6 months",
        ),
        Employer(
            "Kade & Zonen",
            [
                Role(
                    "Business Analyst",
                    "September 2016 - May 2019 (2 years 9 months)",
                    "Utrecht Area, Netherlands",
                    [
                        "Wrote requirements for the planning suite and ran acceptance tests with",
                        "dispatchers in three countries.",
                    ],
                )
            ],
        ),
        Employer(
            "Studentenhuis De Brug",
            [
                Role("Treasurer", "2015 - 2016 (1 year)"),
                Role("Board Member", "2014 - 2015 (1 year)", "Delft"),
            ],
            total="2 years",
        ),
    ],
    education=[
        (
            "Technische Hogeschool Maasmond",
            "Master of Science - MS, Systems Engineering · (2014 - 2016)",
        ),
        ("Universitetet i Vestre Fjord", "Bachelor's degree, Economics · (2011 - 2014)"),
    ],
)


class _Sheet(FPDF):
    """Pages with the dark sidebar and the foot of the export."""

    def __init__(self) -> None:
        super().__init__(unit="pt", format=PAGE)
        self.set_auto_page_break(False)
        self.y_main = 0.0

    def begin(self) -> None:
        """A page; its first line of the main column stands at 48 points."""
        self.add_page()
        self.set_fill_color(*DARK)
        self.rect(0, 0, 205, PAGE[1], style="F")
        self.y_main = 48.0

    def write_at(self, x: float, y: float, size: float, text: str, color: tuple[int, int, int]) -> None:
        self.set_font("Helvetica", "", size)
        self.set_text_color(*color)
        self.text(x, y, text)

    def main(
        self, text: str, size: float, *, before: float = 4.0, color: tuple[int, int, int] = (24, 24, 24)
    ) -> None:
        """One line of the main column, on a new page when the page is full."""
        if self.y_main + before + size > FOOT - 30:
            self.begin()
        self.y_main += before + size
        self.write_at(MAIN, self.y_main, size, text, color)


def export(person: Person) -> bytes:
    """The PDF of a person."""
    sheet = _Sheet()
    sheet.begin()
    y = 52.0
    for title, lines in person.side:
        sheet.write_at(SIDE, y, 13, title, WHITE)
        y += 17
        for line in lines:
            sheet.write_at(SIDE, y, 10.5, line, PALE)
            y += 14
        y += 14
    sheet.main(person.name, 26)
    sheet.main(person.headline, 12, before=8)
    sheet.main(person.place, 12, color=GREY)
    sheet.main("Summary", 15.75, before=22)
    for line in person.summary:
        sheet.main(line, 12)
    sheet.main("Experience", 15.75, before=22)
    for employer in person.employers:
        sheet.main(employer.name, 12, before=12)
        if employer.total:
            sheet.main(employer.total, 10.5, color=(80, 80, 80))
        for number, role in enumerate(employer.roles):
            sheet.main(role.title, 11.5, before=8 if number else 3)
            sheet.main(role.dates, 10.5, color=(80, 80, 80))
            if role.place:
                sheet.main(role.place, 10.5, color=GREY)
            for line in role.text:
                sheet.main(line, 10.5, before=3)
    sheet.main("Education", 15.75, before=22)
    for school, degree in person.education:
        sheet.main(school, 12, before=10)
        sheet.main(degree, 10.5)
    for number in range(1, sheet.pages_count + 1):
        sheet.page = number
        sheet.write_at(MAIN + 150, FOOT, 9, f"Page {number} of {sheet.pages_count}", (120, 120, 120))
    return bytes(sheet.output())
