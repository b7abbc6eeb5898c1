"""What holds for every text: offsets point into it, nothing is read twice, order of sections is no matter."""

from itertools import permutations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from analyzer.errors import NotAResume
from analyzer.parsing import outline
from analyzer.parsing.dates import find_ranges
from analyzer.parsing.months import interval
from analyzer.parsing.positions import merged_months
from analyzer.records import Document, Outline

from .documents import TODAY, document
from .test_golden import NAMES, read

_LINES = st.sampled_from(
    [
        "EXPERIENCE",
        "Education",
        "SKILLS:",
        "",
        "- Led a team of 5 people",
        "• ",
        "2019 – 2021",
        "Jan 2020 - Present",
        "Data Analyst, Marsh Bank, Oslo",
        "Marsh Bank  2019 – now",
        "Environment: Jira, SQL",
        "BSc Physics, Northgate University, 2010",
        "(2019",
        "ann@example.com | +44 7700 900077",
        "PMP, 2019",
        "goes on in lower case",
        "Projects",
        "Leaf counter github.com/ann-example/leaf",
        "to",
        "May 2016",
        "|||",
    ]
)
_TEXTS = st.one_of(
    st.text(max_size=400),
    st.lists(_LINES, max_size=40).map("\n".join),
    st.lists(st.one_of(_LINES, st.text(max_size=60)), max_size=30).map("\n".join),
)


def assert_sound(source: Document, found: Outline) -> None:
    """Everything an outline points at lies in the text, in order and without overlap."""
    length = len(source.text)
    reached = 0
    for passage in found.passages:
        assert reached <= passage.start < passage.end <= length
        reached = passage.end
        assert passage.section is None or passage.section < len(found.sections)
        assert passage.position is None or passage.position < len(found.positions)
        assert passage.project is None or passage.project < len(found.projects)
    for before, after in zip(found.sections, found.sections[1:], strict=False):
        assert before.end == after.start
    for job in found.positions:
        assert 0 <= job.header[0] < job.header[1] <= length
        assert job.months is None or job.months > 0
        for bullet in job.bullets:
            assert source.text[bullet.start : bullet.end] == bullet.text
    for one in (*found.projects, *found.education, *found.certifications):
        assert 0 <= one.start < one.end <= length
    assert found.years_experience is None or found.years_experience > 0


@settings(max_examples=120, deadline=None)
@given(_TEXTS)
@example(";\nGITHUB.COM\n:\nEXPERIENC")
@example("EXPERIENCE\n• \n- (2019\nJan 2020 - Present")
@example("\u2028\x0b\x1c A\n\n\t•")
def test_any_text_gives_a_sound_outline_or_a_clear_refusal(text):
    source = document(text)
    try:
        found = outline(source, today=TODAY)
    except NotAResume as refusal:
        assert "Upload" in str(refusal) or "upload" in str(refusal)
        return
    assert_sound(source, found)


def test_golden_resumes_give_sound_outlines():
    for name in NAMES:
        assert_sound(*read(name))


def test_the_same_text_gives_the_same_outline():
    for name in NAMES:
        assert read(name)[1] == read(name)[1]


def test_the_order_of_sections_changes_neither_jobs_nor_years():
    text, found = read("american")
    starts = [section.start for section in found.sections]
    head = text.text[: starts[0]]
    parts = [text.text[start:end].strip("\n") for start, end in zip(starts, [*starts[1:], None], strict=True)]
    for order in list(permutations(parts))[::13]:
        shuffled = outline(document(head + "\n\n".join(order) + "\n"), today=TODAY)
        assert shuffled.years_experience == found.years_experience
        assert [(job.title, job.start, job.end) for job in shuffled.positions] == [
            (job.title, job.start, job.end) for job in found.positions
        ]


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 60)), max_size=12))
def test_overlapping_jobs_count_once(pairs):
    spans = [(start, start + length) for start, length in pairs]
    covered = {month for start, stop in spans for month in range(start, stop)}
    assert merged_months(spans) == len(covered)


@given(st.integers(1990, 2025), st.integers(1, 12), st.integers(1990, 2025), st.integers(1, 12))
def test_every_pair_of_months_is_read_in_order(first_year, first_month, last_year, last_month):
    (found,) = find_ranges(f"{first_month:02d}/{first_year} – {last_month:02d}/{last_year}")
    ends = sorted([(first_year, first_month), (last_year, last_month)])
    assert (found.first, found.last) == tuple(f"{year}-{month:02d}" for year, month in ends)
    span = interval(found, today=TODAY)
    assert span is not None
    assert span[1] - span[0] == (ends[1][0] - ends[0][0]) * 12 + ends[1][1] - ends[0][1] + 1
