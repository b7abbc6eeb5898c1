"""What a writer keeps to through a whole resume: headings set apart by signs, one way of writing jobs."""

import pytest

from analyzer.documents import read_in_process
from analyzer.parsing import outline
from analyzer.parsing.headings import is_framed
from analyzer.parsing.rows import Row
from analyzer.records import Source

from .documents import TODAY


def read(text: str):
    return outline(read_in_process(Source("resume.txt", text.encode())), today=TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "──── Side things ────",
        "== Work ==",
        "° FORMATION °",
        "* * BEFORE THAT * * *",
        ">>> now",
        "// studies",
    ],
)
def test_signs_around_or_before_words_frame_a_heading(text: str):
    assert is_framed(Row(3, 0, len(text), text, gap_before=True))
    assert not is_framed(Row(3, 0, len(text), text))  # no space before it


@pytest.mark.parametrize(
    "text", ["Work", "• led a team", "C++ developer", "- moved to Leeds -ish", "a == b", "(2019 – 2021)"]
)
def test_other_lines_are_not_framed(text: str):
    assert not is_framed(Row(3, 0, len(text), text, gap_before=True))


FRAMED = """Ines Calder
ines.calder@example.com

{a} Paid work {b}
Data Manager, Bramble Water, Leeds, 2020 to present
Meter data.

{a} Odds and ends {b}
Mapmaking club, organizer (2022 to now), nine evenings

{a} Studies {b}
BSc Mathematics, University of Elmet, 2014

{a} What I can {b}
SQL, Excel, Python, Jira
"""


@pytest.mark.parametrize(("a", "b"), [("────", "────"), ("* * *", "* * *"), (">>>", "")])
def test_unknown_words_in_the_frame_of_the_other_headings_open_a_section(a: str, b: str):
    found = read(FRAMED.format(a=a, b=b))
    assert [(one.kind, one.title) for one in found.sections] == [
        ("experience", "Paid work"),
        ("other", "Odds and ends"),
        ("education", "Studies"),
        ("skills", "What I can"),
    ]
    assert [one.title for one in found.positions] == ["Data Manager"]


def test_a_resume_without_headings_has_degrees_too():
    found = read(
        "Dev Pool\nAuckland | dev.pool@example.com\n\n"
        "2022-06 to now  |  Kauri Mutual Bank  |  Model Governance Lead\nInventory of 140 models.\n\n"
        "2018-02 to 2022-05  |  Kauri Mutual Bank  |  Data Quality Manager\nClean records.\n\n"
        "Bachelor of Commerce, University of Waitemata, 2012\n"
    )
    assert [(one.degree_level, one.field, one.year) for one in found.education] == [
        ("bachelor", "Commerce", "2012")
    ]
    assert found.years_experience == pytest.approx(8.8, abs=0.1)


SEVERAL = """Ada Brook
ada.brook@example.com

NOW

2024-03 -> now :: Program Manager, Model Quality :: Anchor Systems
- release gates

BEFORE

2020-09 -> 2024-03 :: Machine Learning Engineer :: Lead
- lead scores
2017-07 -> 2020-08 :: Data Scientist II :: Hollow Oak Software
- churn
2014-09 -> 2017-06 :: Business Analyst :: Elm Mutual Bank
- claims

EDUCATION
BSc Statistics, University of Elmet, 2017
"""


def test_jobs_of_a_short_section_are_read_as_those_of_the_other_sections():
    found = read(SEVERAL)
    assert [(one.title, one.organization) for one in found.positions] == [
        ("Program Manager, Model Quality", "Anchor Systems"),
        ("Machine Learning Engineer", "Lead"),
        ("Data Scientist II", "Hollow Oak Software"),
        ("Business Analyst", "Elm Mutual Bank"),
    ]


def test_unpaid_work_is_kept_and_counts_for_no_years():
    found = read(
        "Ada Brook\nada.brook@example.com\n\nExperience\n\n"
        "Data Analyst, Bramble Water, Leeds, January 2020 to December 2021\n- meters\n\n"
        "Visiting researcher (unpaid), Elmet Institute, January 2017 to December 2018\n- maps\n\n"
        "Education\nBSc Statistics, University of Elmet, 2017\n"
    )
    assert len(found.positions) == 2
    assert found.years_experience == 2.0
