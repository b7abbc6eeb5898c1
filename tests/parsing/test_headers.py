from pathlib import Path

import pytest
import yaml

from analyzer.parsing import outline

from .documents import TODAY, document

CASES = yaml.safe_load((Path(__file__).parent / "headers.yaml").read_text(encoding="utf-8"))
RESUME = """Ines Kowalska
ines.kowalska@example.com | +48 22 555 0199

EXPERIENCE

{header}
- Led a team of five through two releases of the planning service.
- Wrote the risk register and kept it.

EDUCATION
BSc Physics, Northgate University, 2010
"""


def test_there_are_enough_cases():
    assert len(CASES) >= 40


@pytest.mark.parametrize("case", CASES, ids=[" / ".join(case["lines"]) for case in CASES])
def test_a_header_is_divided_into_title_employer_place_and_dates(case):
    text = RESUME.format(header="\n".join(case["lines"]))
    (job,) = outline(document(text), today=TODAY).positions
    assert (job.title, job.start, job.end) == (case["t"], case["s"], case["e"])
    if "o" in case:
        assert job.organization == case["o"]
    if "l" in case:
        assert job.location == case["l"]
    assert [bullet.text[:3] for bullet in job.bullets] == ["Led", "Wro"]


def test_several_roles_at_one_employer_share_its_name():
    header = (
        "Marsh Bank, Oslo\n"
        "Head of Data  2020 – present\n- Ran the data office.\n"
        "Data Analyst  2016 – 2020\n- Built reports."
    )
    found = outline(document(RESUME.format(header=header)), today=TODAY)
    assert [(job.title, job.organization) for job in found.positions] == [
        ("Head of Data", "Marsh Bank"),
        ("Data Analyst", "Marsh Bank"),
    ]


def test_an_employer_with_its_own_dates_above_the_roles_is_no_position():
    header = (
        "Marsh Bank  2016 – present\n"
        "Head of Data  2020 – present\n- Ran the data office.\n"
        "Data Analyst  2016 – 2020\n- Built reports."
    )
    found = outline(document(RESUME.format(header=header)), today=TODAY)
    assert [(job.title, job.organization) for job in found.positions] == [
        ("Head of Data", "Marsh Bank"),
        ("Data Analyst", "Marsh Bank"),
    ]


def test_a_job_without_dates_is_kept_with_unknown_dates():
    first = "Data Analyst, Marsh Bank, Oslo\n2016 – 2020\n- Built reports."
    header = first + "\n\nPorter, Hotel Lumen, Oslo\n- Carried."
    found = outline(document(RESUME.format(header=header)), today=TODAY)
    assert [(job.title, job.start) for job in found.positions] == [("Data Analyst", "2016"), ("Porter", None)]


def test_a_career_break_is_an_entry_but_no_experience():
    header = (
        "Career break (family care)\n03/2024 – 04/2026\n\nData Analyst, Marsh Bank, Oslo\n03/2022 – 02/2024\n"
    )
    found = outline(document(RESUME.format(header=header)), today=TODAY)
    assert found.positions[0].months == 26
    assert found.years_experience == 2.0


def test_tools_under_a_job_are_a_list_of_that_job():
    header = "Data Analyst, Marsh Bank, Oslo\n2016 – 2020\nEnvironment: Jira, SQL, Power BI"
    found = outline(document(RESUME.format(header=header)), today=TODAY)
    (tools,) = [one for one in found.passages if one.kind == "list"]
    assert tools.position == 0


UNREADABLE = [
    "March to Nov",
    "20XX – 20XX",
    "3 years",
    "(dates on request)",
    "MM/YYYY - MM/YYYY",
    "Dates: withheld",
    "1990s",
    "04/5 to 06/7",
    "Year 3 – Year 5",
]


@pytest.mark.parametrize("dates", UNREADABLE)
def test_a_job_whose_dates_cannot_be_read_is_kept(dates):
    second = "\n\nStock Controller, Copper Lane Stores, Bristol\n2014 – 2016\n- Kept the stock list."
    header = f"Data Analyst, Marsh Bank, Oslo\n{dates}\n- Built reports.\n- Ran audits.{second}"
    first, last = outline(document(RESUME.format(header=header)), today=TODAY).positions
    assert (first.title, first.organization, first.start, first.end) == (
        "Data Analyst",
        "Marsh Bank",
        None,
        None,
    )
    assert [bullet.text for bullet in first.bullets] == ["Built reports.", "Ran audits."]
    assert (last.title, last.start) == ("Stock Controller", "2014")
