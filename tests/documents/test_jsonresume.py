"""JSON Resume becomes lines in the order of reading; what is no resume is refused, never guessed."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.documents import Limits, read_in_process
from analyzer.documents.web.simple import simple_text
from analyzer.errors import NoText, ReadError
from analyzer.parsing import outline
from analyzer.records import Source

RESUME = {
    "basics": {
        "name": "Ada Winterbourne",
        "label": "AI Project Manager",
        "email": "ada@example.com",
        "phone": "+44 20 7946 0018",
        "url": "https://ada.example.com",
        "summary": "Six years in health care.",
        "location": {"city": "Leeds", "countryCode": "GB"},
        "profiles": [{"network": "LinkedIn", "url": "https://linkedin.com/in/ada-example"}],
    },
    "work": [
        {
            "name": "Norrvik Labs",
            "position": "AI Project Manager",
            "location": "Leeds",
            "startDate": "2021-03-01",
            "summary": "Triage models for clinics.",
            "highlights": ["Led a team of 9", "Cut waiting time to 7 days"],
        },
        {"company": "Halden Works", "position": "Coordinator", "startDate": "2018-06", "endDate": "2021-02"},
    ],
    "education": [
        {"institution": "Alder University", "area": "Physics", "studyType": "MSc", "endDate": "2018"}
    ],
    "certificates": [{"name": "PRINCE2", "issuer": "AXELOS", "date": "2020-05-01"}],
    "skills": [{"name": "Delivery", "level": "Expert", "keywords": ["Scrum", "Jira"]}, "SQL"],
    "languages": [{"language": "English", "fluency": "Native"}],
    "references": [{"name": "Someone", "reference": "She is great."}],
}
LINES = """Ada Winterbourne
AI Project Manager
ada@example.com | +44 20 7946 0018 | Leeds, GB | https://ada.example.com
LinkedIn: https://linkedin.com/in/ada-example

Summary

Six years in health care.

Experience

AI Project Manager  2021-03 – Present
Norrvik Labs, Leeds
Triage models for clinics.
• Led a team of 9
• Cut waiting time to 7 days

Coordinator  2018-06 – 2021-02
Halden Works

Education

MSc in Physics  2018
Alder University

Skills

Delivery (Expert): Scrum, Jira
SQL

Certifications

PRINCE2, AXELOS, 2020-05

Languages

English (Native)"""


def read(value, **options):
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return read_in_process(Source("ada.resume.json", data), **options)


def test_a_resume_reads_in_the_order_of_a_person():
    document = read(RESUME)
    assert document.format == "json-resume"
    assert document.text == LINES
    assert not document.warnings
    assert [link.kind for link in document.links] == ["portfolio", "linkedin", "email"]


def test_positions_and_degrees_are_found_in_it():
    found = outline(read(RESUME), today="2026-11")
    assert [(one.title, one.organization, one.start, one.end) for one in found.positions] == [
        ("AI Project Manager", "Norrvik Labs", "2021-03", "present"),
        ("Coordinator", "Halden Works", "2018-06", "2021-02"),
    ]
    assert [(one.field, one.year) for one in found.education] == [("Physics", "2018")]


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"basics": {"name": "Ada", "location": "Leeds"}}, "Leeds"),
        ({"work": {"name": "Halden Works", "position": "Coordinator"}}, "Coordinator"),
        ({"work": [{"name": "Halden Works", "startDate": 2018}]}, "Halden Works  2018 – Present"),
        ({"work": [{"position": "PM", "highlights": "Led a team"}]}, "• Led a team"),
        ({"work": [{"position": "PM", "highlights": [{"description": "Led a team"}]}]}, "• Led a team"),
        ({"work": [{"position": "PM", "highlights": ["• Led a team"]}]}, "• Led a team"),
        ({"work": [{"position": "PM", "summary": "One.\nTwo."}]}, "Two."),
        ({"skills": ["Python"]}, "Python"),
        ({"languages": ["Dutch"]}, "Dutch"),
        ({"projects": [{"name": "Triage", "roles": ["Lead"], "keywords": ["SQL"]}]}, "Triage"),
        ({"volunteer": [{"organization": "Club", "position": "Helper"}]}, "Club"),
        ({"awards": [{"title": "Prize", "date": "2020-01-31", "awarder": "Club"}]}, "Prize, Club, 2020-01"),
        ({"publications": [{"name": "Paper", "releaseDate": "2020"}]}, "Paper, 2020"),
    ],
)
def test_shapes_that_people_have_are_read(change, line):
    document = read(RESUME | change)
    assert line in document.text.split("\n")


def test_a_resume_inside_an_export_is_found():
    assert read({"resume": RESUME}).text == LINES


def test_fields_that_are_not_of_the_schema_are_counted_and_not_read():
    odd = RESUME | {"salary": "secret wish", "skills": 5, "awards": [[7]]}
    document = read(odd)
    assert "secret wish" not in document.text
    assert [warning.code for warning in document.warnings] == ["fields-skipped"]
    assert document.warnings[0].message.startswith("3 fields")


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (b'{"name": "ada", "version": "1.0.0"}', ReadError, "no JSON Resume"),
        (b'[{"a": 1}]', ReadError, "no JSON Resume"),
        (b'{"basics": {"name": "Ada"', ReadError, "breaks off or has a mistake at line 1"),
        (b'{"basics": {}, "work": []}', NoText, "no text"),
        (b'{"a":' * 100_000, ReadError, "nested too deeply"),
    ],
)
def test_other_json_is_refused_in_words(data, error, words):
    with pytest.raises(error, match=words) as caught:
        read(data)
    assert str(caught.value).startswith("ada.resume.json ")


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "position", "highlights", "keywords", "url"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from([*RESUME, "projects", "awards", "publications", "x"]), _VALUES))
def test_any_values_are_a_document_or_an_error(resume):
    try:
        document = read({"basics": {"name": "Ada"}} | resume)
    except ReadError:
        return
    assert document.text
    assert "\n\n\n" not in document.text


def test_simple_programs_get_the_values_in_their_order():
    text = simple_text(Source("a.json", json.dumps(RESUME).encode()), Limits())
    assert text.split("\n")[:3] == ["Ada Winterbourne", "AI Project Manager", "ada@example.com"]
    assert "She is great." in text
