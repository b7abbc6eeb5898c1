"""Invented people with resumes as PDF files: each with another name, address, employers and school."""

import io
import shutil
import subprocess
from dataclasses import dataclass

from fpdf import FPDF
from PIL import Image

_PHOTO = (200, 30, 30)
_NAMES = (
    *("Zenobia Quistgaard", "Torvald Abernethy", "Ishaan Varadkar", "Makena Wambui", "Rosalind Penhaligon"),
    *("Eskil Thorsrud", "Nandini Subrahmanian", "Lorcan Gallchobhair", "Yevhenia Kovalchuk"),
    *("Kwabena Asantewaa", "Ottilie Grünwald", "Farhad Daneshvar"),
)
_FIRMS = (
    *("Braaivallei Grocers", "Fjordlight Logistics", "Kappertz Maschinenbau", "Orcasound Streaming"),
    *("Thameswell Utilities", "Lanternport Terminals"),
)
_SCHOOLS = ("Kestrel Bay University", "Hochschule Niederaue", "Harrowgate College", "Boland Institute")
_TOWNS = ("Stellenbosch", "Trondheim", "Pune", "Nakuru", "Truro", "Graz")

#: What the second version of a resume adds.
BETTER = (
    "Owned a budget of EUR 1.2M and two vendor contracts, delivered 4% under plan.",
    "Defined the evaluation plan for the assistant: 640 questions, two raters, a floor of 92%.",
    "Ran two-week sprints with Jira and a stage gate before every release for 11 people.",
)


#: A job ad, as somebody would paste it.
AD = """AI Program Manager

What you will do
- Lead delivery of machine learning products with data science and engineering teams
- Own the roadmap, the budget and the risk register

Requirements
- 5+ years of project or program management experience
- Experience with model evaluation and MLOps
- PMP or PRINCE2 certification
"""


@dataclass(frozen=True, slots=True)
class Person:
    """One invented person. `telling` are words that no masked page may hold."""

    name: str
    firms: tuple[str, str]
    school: str
    town: str
    number: int

    @property
    def slug(self) -> str:
        return self.name.lower().replace(" ", "-").replace("ü", "u")

    @property
    def email(self) -> str:
        return f"{self.slug.replace('-', '.')}@example.com"

    @property
    def telling(self) -> tuple[str, ...]:
        firms = [name.split()[0] for name in self.firms]
        phone = f"555 01{self.number:02d}"
        return (*self.name.split(), self.email, self.town, self.school.split()[0], *firms, phone)


def people(count: int) -> list[Person]:
    return [
        Person(
            _NAMES[at],
            (_FIRMS[at % 6], _FIRMS[(at + 1) % 6]),
            _SCHOOLS[at % 4],
            _TOWNS[at % 6],
            10 + at,
        )
        for at in range(count)
    ]


def lines(person: Person, extra: tuple[str, ...] = ()) -> list[str]:
    return [
        person.name,
        "AI Project Manager",
        f"{person.email} | +44 20 7946 555 01{person.number:02d} | {person.town}",
        "",
        "EXPERIENCE",
        "AI Project Manager",
        f"{person.firms[0]} Ltd, {person.town}",
        "2021-10 - present",
        f"- Led a team of {person.number} to launch a demand forecast in 42 shops, cutting waste by 17%.",
        "- Set acceptance thresholds with planners and raised recall from 0.71 to 0.88 over six rounds.",
        *(f"- {line}" for line in extra),
        "",
        "Project Manager",
        f"{person.firms[1]} GmbH, {person.town}",
        "2016-02 - 2021-09",
        "- Delivered 7 integration projects worth EUR 1.8M, all within 5% of budget.",
        "- Ran a risk register and a monthly steering committee with finance and operations.",
        "",
        "EDUCATION",
        f"BSc Statistics, {person.school}, 2012",
        "",
        "SKILLS",
        "Jira, Python, SQL, MLOps, model evaluation",
    ]


def pdf(person: Person, *, photo: bool = False, extra: tuple[str, ...] = ()) -> bytes:
    page = FPDF(unit="pt", format="A4")
    page.set_auto_page_break(False)
    page.add_page()
    if photo:
        picture = io.BytesIO()
        Image.new("RGB", (60, 80), _PHOTO).save(picture, "PNG")
        page.image(picture, 450, 40, 90, 110)
    page.set_font("helvetica", size=10)
    for number, line in enumerate(lines(person, extra)):
        page.text(42, 50 + 13 * number, line)
    return bytes(page.output())


def words_of(image: bytes) -> str:
    """What text recognition reads on an image; "" where Tesseract is not installed."""
    if shutil.which("tesseract") is None:
        return ""
    done = subprocess.run(["tesseract", "-", "-"], input=image, capture_output=True, check=True)
    return done.stdout.decode()


def photo_colour_share(image: bytes) -> float:
    """How much of an image has about the colour of the photo."""
    opened = Image.open(io.BytesIO(image)).convert("RGB")
    found = sum(
        count
        for count, colour in opened.getcolors(10_000_000)
        if all(abs(one - other) < 25 for one, other in zip(colour, _PHOTO, strict=True))
    )
    return found / (opened.width * opened.height)
