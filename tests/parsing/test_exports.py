"""LinkedIn's "Save to PDF" export: recognised, and every role read with its employer."""

import pytest

from analyzer.documents import read_in_process
from analyzer.parsing import outline
from analyzer.records import Source

from .documents import TODAY, document
from .linkedin_pdf import ELIN, export
from .test_golden import read


@pytest.fixture(scope="module")
def elin():
    return outline(read_in_process(Source("Profile.pdf", export(ELIN))), today=TODAY)


def test_an_export_is_recognised(elin):
    assert [warning.code for warning in elin.warnings] == ["linkedin-export"]


def test_every_role_of_an_export_has_its_employer_place_and_dates(elin):
    assert [(job.title, job.organization, job.location, job.start, job.end) for job in elin.positions] == [
        (
            "AI Program Manager",
            "Havenlicht Logistics B.V.",
            "Rotterdam, South Holland, Netherlands",
            "2023-03",
            "present",
        ),
        (
            "Senior Project Manager, Data & AI",
            "Havenlicht Logistics B.V.",
            "Rotterdam, South Holland, Netherlands",
            "2021-01",
            "2023-02",
        ),
        ("Project Manager", "Havenlicht Logistics B.V.", None, "2019-06", "2020-12"),
        ("Business Analyst", "Kade & Zonen", "Utrecht Area, Netherlands", "2016-09", "2019-05"),
        ("Treasurer", "Studentenhuis De Brug", None, "2015", "2016"),
        ("Board Member", "Studentenhuis De Brug", "Delft", "2014", "2015"),
    ]


def test_the_text_of_roles_runs_over_lines_and_pages(elin):
    assert [len(job.bullets) for job in elin.positions] == [3, 1, 0, 1, 0, 0]


def test_the_sidebar_of_an_export_is_read(elin):
    assert elin.contact.name == "Elin Sandvik-Okafor"
    assert elin.contact.emails == ("elin.sandvik@example.com",)
    assert [one.skill for one in elin.certifications] == [
        "Project Management Professional (PMP)",
        "Certified SAFe Agilist",
    ]
    assert [(one.degree_level, one.field, one.year) for one in elin.education] == [
        ("master", "Systems Engineering", "2016"),
        ("bachelor", "Economics", "2014"),
    ]


def test_years_of_an_export_count_overlaps_once(elin):
    assert elin.years_experience == pytest.approx(12.2, abs=0.1)


def test_other_golden_resumes_are_no_exports():
    assert [warning.code for warning in read("american")[1].warnings] == []
    assert [warning.code for warning in read("linkedin")[1].warnings] == ["linkedin-export"]


def test_a_resume_that_names_its_profile_is_no_export():
    text = (
        "Jo Marsh\nwww.linkedin.com/in/jo-example\n\nEXPERIENCE\n\nEngineer, Meander, Leeds\n"
        "January 2020 - Present (6 years 11 months)\n- Built things.\n\nLANGUAGES\nEnglish\n"
    )
    assert outline(document(text), today=TODAY).warnings == ()
