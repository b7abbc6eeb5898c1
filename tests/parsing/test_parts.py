"""Contact, degrees, certificates, projects, wrapped lines, margins, and texts that are no resume."""

from pathlib import Path

import pytest
import yaml

from analyzer.errors import NotAResume
from analyzer.parsing import outline
from analyzer.parsing.certifications import status_of, year_of
from analyzer.parsing.contact import name_in
from analyzer.parsing.degrees import find_degree
from analyzer.records import Document, Line, Link

from .documents import TODAY, document

CERTIFICATES = [
    ("PMP, 2020", "held", "2020"),
    ("PMP (since 2013, current through 2028)", "held", "2013"),
    ("AWS Solutions Architect - Associate (2022, valid to 2028)", "held", "2022"),
    ("CAPM, 2021, renewal due 2027", "held", "2021"),
    ("PMI-ACP (2016 – lapsed 2019, not renewed)", "expired", "2016"),
    ("CKA (Certified Kubernetes Administrator), exp. 08/2024", "expired", "2024"),
    ("SnowPro Core, 2022 (valid 2 years)", "expired", "2022"),
    ("SAFe Agilist, expired 2021", "expired", "2021"),
    ("PMI-CPMAI (in progress, 60% of modules done)", "in_progress", None),
    ("AI Product Management Specialization, 2 of 3 courses finished", "in_progress", None),
    ("PMP: exam booked for February 2027", "planned", "2027"),
    ("PMP – application approved", "planned", None),
    ("PRINCE2: thinking about it", "planned", None),
]
DEGREES = [
    ("BSc (Hons) Computer Science", "bachelor"),
    ("B.Tech. Computer Engineering", "bachelor"),
    ("Bachelor of Arts in History", "bachelor"),
    ("B.E. Electronics", "bachelor"),
    ("MSc, Operations Research", "master"),
    ("Master of Business Administration", "master"),
    ("MBA (part-time)", "master"),
    ("M.S. in Statistics", "master"),
    ("mgr inż. Applied Mathematics", "master"),
    ("Dipl. Biol. (equivalent to MSc)", "master"),
    ("PhD, Industrial Engineering", "doctorate"),
    ("Doctor of Philosophy", "doctorate"),
    ("Associate of Applied Science", "associate"),
    ("A.A.S., Computer Programming", "associate"),
    ("High School Diploma", "secondary"),
    ("Class XII, State Board", "secondary"),
    ("Diploma in Accountancy", "other"),
    ("Certificate in Carpentry", "other"),
    ("Boston, MA", None),
    ("Certified Scrum Master", None),
    ("Associate Director", None),
    ("as agreed with the team", None),
]
NAMED = [
    ("Ann-Marie O'Neil", "Ann-Marie O'Neil"),
    ("JOSÉ DA SILVA, PMP", "JOSÉ DA SILVA"),
    ("J O R D A N  R E Y E S", "JORDAN REYES"),
    ("Dr. Amara Nwosu | Head of AI", "Dr. Amara Nwosu"),
    ("Senior Project Manager", None),
    ("Curriculum Vitae", None),
    ("London, UK", None),
    ("ann@example.com", None),
]
BASE = (
    "Ines Kowalska\nines@example.com\n\nEXPERIENCE\n\nData Analyst, Marsh Bank, Oslo\n2016 – 2020\n"
    "- Built reports.\n\nEDUCATION\nBSc Physics, Northgate University, 2010\n"
)


@pytest.mark.parametrize(("written", "status", "year"), CERTIFICATES)
def test_the_words_tell_the_state_of_a_certificate(written, status, year):
    assert (status_of(written, today=TODAY), year_of(written)) == (status, year)


@pytest.mark.parametrize(("written", "level"), DEGREES)
def test_the_level_of_a_degree(written, level):
    found = find_degree(written)
    assert (found.level if found else None) == level


@pytest.mark.parametrize(("line", "name"), NAMED)
def test_a_name_is_told_from_titles_and_places(line, name):
    assert name_in(line) == name


@pytest.mark.parametrize(
    "number", ["+48 22 555 0199", "(512) 555-0148", "07700 900318", "614.555.0175", "+91 98450 55531"]
)
def test_telephone_numbers_of_several_countries_are_found(number):
    found = outline(document(BASE.replace("ines@", f"{number} | ines@")), today=TODAY)
    assert found.contact.phones == (number,)


def test_links_that_exist_only_as_annotations_belong_to_the_contact():
    source = document(BASE)
    linked = Document(
        source.name,
        source.sha256,
        "pdf",
        "text",
        source.text,
        lines=source.lines,
        links=(
            Link("linkedin", "https://www.linkedin.com/in/ines-example", 1),
            Link("email", "mailto:work@example.com", 1),
        ),
    )
    contact = outline(linked, today=TODAY).contact
    assert [link.url for link in contact.links] == ["https://www.linkedin.com/in/ines-example"]
    assert contact.emails == ("ines@example.com", "work@example.com")


def test_an_unfinished_degree_does_not_count_at_its_level():
    text = BASE.replace("BSc Physics", "MSc Physics (2 semesters, not completed)")
    assert outline(document(text), today=TODAY).education[0].degree_level == "other"


def test_wrapped_bullets_are_one_slice():
    text = BASE.replace(
        "- Built reports.", "- Built reports for the\n  credit office and kept\n  them right."
    )
    (bullet,) = outline(document(text), today=TODAY).positions[0].bullets
    assert bullet.text == "Built reports for the\n  credit office and kept\n  them right."


def test_a_date_in_the_margin_of_a_bullet_belongs_to_the_header_above():
    text = BASE.replace(
        "Data Analyst, Marsh Bank, Oslo\n2016 – 2020\n- Built reports.",
        "Marsh Bank, Data Analyst  Oslo\n"
        "• Built the reports of the credit office  June 2016 – May 2020\n"
        "• Kept them.",
    )
    found = outline(document(text), today=TODAY)
    (job,) = found.positions
    assert (job.title, job.organization, job.start, job.end) == (
        "Data Analyst",
        "Marsh Bank",
        "2016-06",
        "2020-05",
    )
    assert [bullet.text for bullet in job.bullets] == ["Built the reports of the credit office", "Kept them."]


def test_page_numbers_and_running_heads_inside_an_entry_are_left_out():
    text = BASE.replace(
        "- Built reports.", "- Built reports for the credit\nInes Kowalska – 1/2\noffice of the bank."
    )
    (bullet,) = outline(document(text), today=TODAY).positions[0].bullets
    assert bullet.text.endswith("office of the bank.")


def test_sizes_and_weight_make_headings_of_lines_that_words_alone_do_not():
    lines = ["Ines Kowalska", "Toolshed", "Jira and SQL", "Odd Jobs", "Data Analyst, Marsh Bank  2016 – 2020"]
    known = ["Experience", "Education"]
    text = "\n".join(
        [lines[0], known[0], lines[4], "- Built.", lines[1], lines[2], known[1], "BSc Physics, 2010"]
    )
    big = {lines[0]: 20.0, known[0]: 13.0, known[1]: 13.0, lines[1]: 13.0}
    offset, made = 0, []
    for written in text.split("\n"):
        made.append(Line(offset, offset + len(written), 1, big.get(written, 10.0), written in big))
        offset += len(written) + 1
    source = Document("r.pdf", "0" * 64, "pdf", "test", text, lines=tuple(made))
    assert [section.title for section in outline(source, today=TODAY).sections] == [
        "Experience",
        "Toolshed",
        "Education",
    ]


def test_projects_have_titles_and_links():
    text = (
        BASE
        + "\nPROJECTS\n\nLeaf counter  github.com/ann-example/leaf\n- Counts leaves.\n\nBot\n- Answers.\n"
    )
    found = outline(document(text), today=TODAY)
    assert [(one.title, one.link) for one in found.projects] == [
        ("Leaf counter", "github.com/ann-example/leaf"),
        ("Bot", None),
    ]
    assert [one.project for one in found.passages if one.kind == "bullet"][-2:] == [0, 1]


LETTER = """Dear Hiring Manager,

I am writing to apply for the post of project manager which you advertised. I have led projects for years.

I look forward to hearing from you.

Yours sincerely,
Ines Kowalska
"""
AD = """Project Manager
About the role
We are looking for a project manager. You will lead our projects and you have five years of experience.
What we offer
A good salary. We are an equal opportunity employer. Apply now.
The ideal candidate likes planning. Nice to have: Scrum.
"""
ARTICLE = " ".join(
    ["The railway reached the valley in the last century and changed how cheese was sold."] * 20
)


@pytest.mark.parametrize(
    ("text", "word"),
    [(LETTER, "letter"), (AD, "job ad"), (ARTICLE, "resume"), ("Hello there", "words"), ("", "words")],
)
def test_a_text_that_is_no_resume_is_refused_with_the_reason(text, word):
    with pytest.raises(NotAResume, match=word):
        outline(document(text), today=TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee\nann@example.com\n\nSkills\nCooking, driving\n",
        "Ann Lee\nann@example.com\nCook, Hotel Lumen, 2019 - 2021\nLikes to bake.\n",
        "Ann Lee\n\nWork\nCook, Hotel Lumen\n",
        BASE + "\n" + AD,
        BASE + "\n" + LETTER,
    ],
    ids=["only skills", "no headings", "no dates", "with a pasted ad", "with a letter behind"],
)
def test_a_thin_or_odd_resume_is_never_refused(text):
    assert outline(document(text), today=TODAY).passages


def test_a_resume_without_headings_still_has_its_jobs():
    text = "Ann Lee\nann@example.com\n\nCook, Hotel Lumen, Oslo\n2019 - 2021\n- Ran the evening service.\n"
    assert outline(document(text), today=TODAY).positions[0].title == "Cook"


DEGREE_CASES = yaml.safe_load((Path(__file__).parent / "degrees.yaml").read_text(encoding="utf-8"))
EDUCATION = (
    "{degree}, Northgate University, 2010",
    "{degree}\nNorthgate University, 2010",
    "Northgate University  2010\n{degree}",
)


@pytest.mark.parametrize("lines", EDUCATION)
@pytest.mark.parametrize(("written", "level", "field"), DEGREE_CASES, ids=[case[0] for case in DEGREE_CASES])
def test_degrees_of_many_systems(written, level, field, lines):
    text = BASE.replace("BSc Physics, Northgate University, 2010", lines.format(degree=written))
    (degree,) = outline(document(text), today=TODAY).education
    assert (degree.degree_level, degree.institution, degree.year) == (level, "Northgate University", "2010")
    assert field is None or (degree.field or "").lower() == field.lower()


STATES = yaml.safe_load((Path(__file__).parent / "certificates.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("state", "written"), [(state, one) for state in STATES for one in STATES[state]])
def test_states_of_certificates_in_many_words(state, written):
    assert status_of(written, today=TODAY) == state


def test_a_refusal_counts_words_in_english():
    with pytest.raises(NotAResume) as refusal:
        outline(document("Hello"), today=TODAY)
    assert "only 1 word and" in str(refusal.value)


SHARED_LINES = [
    (
        "FRM (2016) · IAPP AIGP (2024) · ISO/IEC 42001 Lead Implementer – course done, exam Jan 2027",
        [("FRM (2016)", "held"), ("IAPP AIGP (2024)", "held"), ("ISO/IEC 42001 Lead Implementer", "planned")],
    ),
    (
        "PMP (2017)  *  CSM (2020, lapsed)  *  Lean Six Sigma Green Belt (2016)",
        [("PMP (2017)", "held"), ("CSM (2020, lapsed)", "expired"), ("Lean Six Sigma Green Belt", "held")],
    ),
    (
        "CAPM obtained 2019, expired 2024. PMP application accepted, exam on 22 January 2027.",
        [("CAPM obtained 2019", "expired"), ("PMP application accepted", "planned")],
    ),
    (
        "SAFe 5 Scrum Master (expired 2022) | ITIL: no | PMP, 2024",
        [("SAFe 5 Scrum Master", "expired"), ("PMP, 2024", "held")],
    ),
    ("PMP | Project Management Institute | 2019", [("PMP", "held")]),
    ("Scrum Master (lapsed 2020), PMP scheduled Dec 2026", [("Scrum Master", "expired"), ("PMP", "planned")]),
    ("BLS exp. 3/2028    CIIP - sitting exam spring 2027", [("BLS", "held"), ("CIIP", "planned")]),
    (
        'PMI-ACP, studying. "Leading experts" (two-day workshop, 2023)',
        [("PMI-ACP", "in_progress"), ('"Lead', "held")],
    ),
    (
        "CAPM\nMarch 2020 to March 2025\n\nPMP\nIn progress, exam booked",
        [("CAPM", "expired"), ("PMP", "planned")],
    ),
    ("AgilePM: attended the course, did not sit the exam\nPMP, 2020", [("PMP", "held")]),
    ("Scrum Master - enrolled, class this Dec. 2026", [("Scrum Master", "planned")]),
    ("Certified ScrumMaster (CSM), Scrum Alliance; valid until 2028", [("Certified ScrumMaster", "held")]),
]


@pytest.mark.parametrize(("line", "expected"), SHARED_LINES, ids=[line for line, _ in SHARED_LINES])
def test_certificates_that_share_a_line_each_have_their_own_state(line, expected):
    found = outline(document(f"{BASE}\nCERTIFICATIONS\n{line}\n"), today=TODAY).certifications
    assert [one.status for one in found] == [status for _, status in expected]
    assert all(one.text.startswith(name) for one, (name, _) in zip(found, expected, strict=True))


@pytest.mark.parametrize(
    ("line", "certificates"),
    [
        ("Short course in AI governance, 2025", 1),
        ("Clinical Safety Officer training, 2022", 1),
        ("Relevant courses: Linear Algebra, Statistics", 0),
        ("Graduate Certificate in Business, Brisk River University, 2016", 0),
        ("MSc Statistics, University of Northlake, 2014. Thesis on training of nurses", 0),
    ],
)
def test_courses_among_degrees_are_certificates_and_what_a_degree_taught_is_none(line, certificates):
    text = f"{BASE}\nEDUCATION\nBSc Physics, University of Northlake, 2012\n\n{line}\n"
    assert len(outline(document(text), today=TODAY).certifications) == certificates


def test_a_certificate_among_other_things_is_found():
    text = f"{BASE}\nMISCELLANEOUS\nConscript, 2011-2012, corporal\nScrum Product Owner PSPO I, 2022\n"
    found = outline(document(text), today=TODAY).certifications
    assert [one.text for one in found] == ["Scrum Product Owner PSPO I, 2022"]


def test_a_job_without_a_heading_above_it_is_described_work():
    text = (
        "Ines Kowalska\nines@example.com\n\nData Analyst, Marsh Bank, Oslo, 2016 – 2020\n- Built reports.\n"
    )
    found = outline(document(text), today=TODAY)
    described = [one for one in found.passages if one.position is not None]
    assert described
    assert {found.kind_of(one) for one in described} == {"experience"}
