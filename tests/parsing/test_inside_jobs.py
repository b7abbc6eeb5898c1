"""What stands inside a job and looks like something else: parts with titles, promotions, notes."""

import pytest

from analyzer.parsing import outline

from .documents import TODAY, document

TOP = "Ines Kowalska\nines.kowalska@example.com\n\nEXPERIENCE\n\n"
END = "\n\nEDUCATION\nBSc Physics, Northgate University, 2010\n"


def jobs(lines: str) -> list[tuple[str | None, str | None, str | None, str | None]]:
    found = outline(document(TOP + lines + END), today=TODAY)
    return [(one.title, one.organization, one.start, one.end) for one in found.positions]


@pytest.mark.parametrize("title", ["Achievements", "Key achievement:", "Main responsibilities", "Results"])
def test_a_part_of_a_job_ends_no_experience(title):
    lines = (
        "Project Manager, Marsh Bank, Oslo\nMay 2020 - present\n- Ran the data office.\n"
        f"\n{title}\n- Closed the ledger two days earlier.\n"
        "\nData Analyst, Heron Foods, Oslo\nMay 2016 - April 2020\n- Built reports."
    )
    assert jobs(lines) == [
        ("Project Manager", "Marsh Bank", "2020-05", "present"),
        ("Data Analyst", "Heron Foods", "2016-05", "2020-04"),
    ]


def test_achievements_behind_the_last_job_are_a_section_of_their_own():
    lines = (
        "Project Manager, Marsh Bank, Oslo\nMay 2020 - present\n- Ran the data office.\n"
        "\nACHIEVEMENTS\n- Employee of the year, 2021\n"
    )
    found = outline(document(TOP + lines + END), today=TODAY)
    assert [section.kind for section in found.sections] == ["experience", "awards", "education"]


def test_a_promotion_in_brackets_makes_two_jobs():
    lines = (
        "Clerk (promoted to Team Leader July 2013), Marsh Bank\n"
        "9 January 2012 to 30 April 2015\n- Kept the files of 40 clients."
    )
    assert jobs(lines) == [
        ("Clerk", "Marsh Bank", "2012-01", "2013-06"),
        ("Team Leader", "Marsh Bank", "2013-07", "2015-04"),
    ]


def test_the_same_company_is_the_one_above():
    lines = (
        "Data Analyst, Marsh Bank, Oslo  2018 - 2021\n- Built reports.\n\n"
        "Account Clerk, same company  2015 - 2018\n- Kept the files."
    )
    assert [one[:2] for one in jobs(lines)] == [
        ("Data Analyst", "Marsh Bank"),
        ("Account Clerk", "Marsh Bank"),
    ]


def test_title_and_employer_are_set_apart_alike_in_all_jobs():
    """One job whose title goes on behind a comma is read as the others, where a line break parts the two."""
    lines = "\n\n".join(
        f"{title}  {years}\n{employer}\n- Ran the weekly review."
        for title, employer, years in (
            ("Nurse", "Moss, Leeds", "2020 - 2024"),
            ("Product Owner", "Quill, Leeds", "2017 - 2020"),
            ("Analyst, Marketplace", "Tern", "2015 - 2017"),
        )
    )
    assert [one[:2] for one in jobs(lines)][-1] == ("Analyst, Marketplace", "Tern")


def test_certificates_of_a_list_with_years_are_divided():
    text = (
        TOP + "Data Analyst, Marsh Bank, Oslo\nMay 2016 - present\n- Built reports.\n\nCERTIFICATES\n"
        "PSPO II (2023), PSM I (2018), SAFe POPM (2022), Dataiku Core Designer, DPO fundamentals\n"
    )
    found = outline(document(text), today=TODAY).certifications
    assert [(one.skill, one.year) for one in found][:3] == [
        ("PSPO II (2023)", "2023"),
        ("PSM I (2018)", "2018"),
        ("SAFe POPM (2022)", "2022"),
    ]
    assert len(found) == 5
