"""Jobs in the ways of people who follow no template, one habit a case."""

from pathlib import Path

import pytest
import yaml

from analyzer.documents import read_in_process
from analyzer.parsing import outline
from analyzer.records import Source

from .documents import TODAY

CASES = [
    case
    for name in ("habits", "habits_more")
    for case in yaml.safe_load((Path(__file__).parent / f"{name}.yaml").read_text(encoding="utf-8"))
]
RESUME = """Robin Ashdown
robin.ashdown@example.com | +44 20 7946 0991

Summary
Project manager for data and automation with an eye for what is asked of people.

Experience

{jobs}

Education

BSc Mathematics, University of Elmet, 2011

Skills

Planning, SQL, Excel, Jira
"""


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_jobs_are_read_in_the_habit_of_a_writer(case: dict[str, object]):
    text = RESUME.format(jobs=str(case["jobs"]).rstrip())
    found = outline(read_in_process(Source("resume.txt", text.encode())), today=TODAY).positions
    got = [" | ".join((str(one.title), str(one.organization), str(one.start), str(one.end))) for one in found]
    assert got == case["want"]
