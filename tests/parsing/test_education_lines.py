"""Lines of education sections from many countries."""

from pathlib import Path

import pytest
import yaml

from analyzer.parsing import outline

from .documents import TODAY, document

CASES = yaml.safe_load((Path(__file__).parent / "education_lines.yaml").read_text(encoding="utf-8"))
RESUME = """Ines Kowalska
ines.kowalska@example.com

EXPERIENCE

Data Analyst, Marsh Bank, Oslo
2016 - 2020
- Built reports.

EDUCATION
{lines}

SKILLS
Python, SQL
"""


def test_there_are_enough_lines():
    assert len(CASES) >= 60


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_degrees_are_read_with_level_field_year_and_school(case):
    lines, *wanted = case
    found = outline(document(RESUME.format(lines=lines)), today=TODAY).education
    got = [(one.degree_level, one.field, one.year, one.institution) for one in found]
    assert got == [tuple(one) for one in wanted]


@pytest.mark.parametrize(
    "line", ["MS Azure training, 2019", "LLM Bootcamp, DeepLearning.AI, 2024", "MA English workshop, 2020"]
)
def test_a_topic_or_a_maker_before_a_course_is_no_degree(line):
    levels = [one.degree_level for one in outline(document(RESUME.format(lines=line)), today=TODAY).education]
    assert not {"bachelor", "master", "doctorate"} & set(levels)
