"""Gaps between jobs are known and certain; the trail shows why a line is or is no heading."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.parsing import outline, section_trail

from .documents import TODAY, document

RESUME = (
    "Ann Lee\nann@example.com\n\nEXPERIENCE\n\n{jobs}\n\nEDUCATION\nBSc Physics, Northgate University, 2008\n"
)


def gaps(*dates: str, pause: str = ""):
    jobs = [f"Engineer, Marsh Bank\n{one}\n- Built things.\n" for one in dates]
    if pause:
        jobs.insert(1, f"Career break (family care)\n{pause}\n")
    found = outline(document(RESUME.format(jobs="\n".join(jobs))), today=TODAY)
    return [(gap.start, gap.end, gap.months, gap.explained) for gap in found.gaps]


GAPS = [
    (("01/2020 - Present", "01/2018 - 12/2019"), []),
    (("04/2020 - Present", "01/2018 - 12/2019"), [("2020-01", "2020-03", 3, False)]),
    (("2020 - Present", "2018 - 2019"), []),
    (("2021 - Present", "2018 - 2019"), [("2020-01", "2020-12", 12, False)]),
    (("06/2022 - Present", "01/2018 - 12/2022", "01/2015 - 06/2017"), [("2017-07", "2017-12", 6, False)]),
    (("01/2018 - 06/2026",), [("2026-07", "2026-11", 5, False)]),
    (("01/2018 - 11/2026",), []),
]


@pytest.mark.parametrize(("dates", "expected"), GAPS)
def test_gaps_are_the_months_that_certainly_belong_to_no_job(dates, expected):
    assert gaps(*dates) == expected


def test_a_written_career_break_explains_a_gap():
    found = gaps("01/2024 - Present", "01/2018 - 12/2021", pause="01/2022 - 12/2023")
    assert found == [("2022-01", "2023-12", 24, True)]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 200), st.integers(1, 40)), min_size=1, max_size=5))
def test_gaps_and_jobs_together_cover_the_time_from_the_first_job_to_today(spans):
    dates = []
    months: set[int] = set()
    for start, length in spans:
        first, last = 2005 * 12 + start, 2005 * 12 + start + length - 1
        months |= set(range(first, last + 1))
        dates.append(f"{first % 12 + 1:02d}/{first // 12} - {last % 12 + 1:02d}/{last // 12}")
    free = set(range(min(months), 2026 * 12 + 11)) - months
    known = 0
    for start, end, count, _ in gaps(*dates):
        (y1, m1), (y2, m2) = (tuple(map(int, one.split("-"))) for one in (start, end))
        assert set(range(y1 * 12 + m1 - 1, y2 * 12 + m2)) <= free
        known += count
    alone = sum(1 for month in free if month - 1 not in free and month + 1 not in free)
    assert known == len(free) - alone


def test_the_trail_names_the_evidence_for_a_heading():
    source = document(RESUME.format(jobs="Engineer, Marsh Bank\n2010 - 2020\n- Built things."))
    trail = section_trail(source)
    heading = next(one for one in trail if source.text[one.start : one.end] == "EXPERIENCE")
    assert dict(heading.evidence) == {
        "known heading": 3.0,
        "capitals": 1.0,
        "empty line before": 0.7,
        "at most three words": 0.4,
        "set like the other headings": 1.5,
    }
    assert heading.score == pytest.approx(6.6)
    assert (heading.kind, heading.reason) == ("experience", "")


REASONS = [
    ("ann@example.com", "holds an address or a number"),
    ("2010 - 2020", "holds an address or a number"),
    ("Built things.", "a list item"),
    ("Engineer, Marsh Bank", "words of no heading"),
]


@pytest.mark.parametrize(("line", "reason"), REASONS)
def test_the_trail_says_why_a_line_is_no_heading(line, reason):
    source = document(RESUME.format(jobs="Engineer, Marsh Bank\n2010 - 2020\n- Built things."))
    found = next(one for one in section_trail(source) if source.text[one.start : one.end] == line)
    assert (found.kind, found.reason) == (None, reason)


def test_the_trail_and_the_sections_agree():
    source = document(RESUME.format(jobs="Engineer, Marsh Bank\n2010 - 2020\n- Built things."))
    opened = [one for one in section_trail(source) if one.kind]
    sections = outline(source, today=TODAY).sections
    assert [(one.start, one.kind) for one in opened] == [(one.start, one.kind) for one in sections]
