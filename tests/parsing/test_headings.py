from pathlib import Path

import pytest
import yaml

from analyzer.parsing import outline

from .documents import TODAY, document

CASES = yaml.safe_load((Path(__file__).parent / "headings.yaml").read_text(encoding="utf-8"))
RESUME = """Ines Kowalska
ines.kowalska@example.com

{heading}
A first line of content that says something about it
And a second one which goes on for a little while
"""
CAPITALS = """INES KOWALSKA
ines.kowalska@example.com

SUMMARY
Runs projects and writes down what was decided.

WORK EXPERIENCE

Project Lead, Brook Ltd, Leeds
2019 - 2021
- Kept the plan.
{line}
- Wrote the minutes.

EDUCATION
BSc Physics, Northgate University, 2010

SKILLS
Jira, SQL
"""


@pytest.mark.parametrize("heading", CASES["known"])
def test_a_known_heading_opens_its_section(heading):
    found = outline(document(RESUME.format(heading=heading)), today=TODAY)
    assert [section.kind for section in found.sections] == [CASES["known"][heading]]


@pytest.mark.parametrize("line", CASES["never"])
def test_names_and_sentences_open_no_section(line):
    found = outline(document(CAPITALS.format(line=line)), today=TODAY)
    assert [section.kind for section in found.sections] == ["summary", "experience", "education", "skills"]


def test_an_unknown_title_set_like_the_others_opens_a_section():
    text = CAPITALS.format(line="- Sat in.") + "\nSIDE NOTES\nPlays the tuba in a brass band\n"
    assert outline(document(text), today=TODAY).sections[-1].title == "SIDE NOTES"


def test_a_section_of_unknown_name_that_holds_jobs_is_experience():
    text = CAPITALS.format(line="- Sat in.").replace("WORK EXPERIENCE", "ADVENTURES")
    found = outline(document(text), today=TODAY)
    assert [section.kind for section in found.sections][1] == "experience"
    assert len(found.positions) == 1


def test_qualifications_are_degrees_when_no_other_section_is():
    text = CAPITALS.format(line="- Sat in.").replace("EDUCATION", "QUALIFICATIONS")
    assert outline(document(text), today=TODAY).education[0].degree_level == "bachelor"
