"""What read_job promises for any text, and the details of single lines."""

from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.errors import BadJob
from analyzer.market import read_job
from analyzer.market.blocks import heading_kind
from analyzer.market.details import degree, is_knockout, is_language_line, years
from analyzer.market.splitting import clauses
from analyzer.market.titles import role, title_of_line
from analyzer.resources import data_path, read_yaml

FOLDER = Path(__file__).parent
ADS = [read_yaml(path)["text"] for path in sorted((FOLDER / "postings").glob("*.yaml"))]
ADS += [path.read_text(encoding="utf-8") for path in sorted(data_path("roles").glob("*.md"))]
LINES = sorted({line for ad in ADS for line in ad.splitlines() if line.strip()})
CASES = read_yaml(FOLDER / "lines.yaml")


@dataclass(frozen=True)
class Mention:
    id: str
    start: int
    end: int


class Finder:
    """Finds words of a list, as the Annotator finds skills."""

    def __init__(self, *words):
        self.words = words

    def find_skills(self, text):
        return [
            Mention(word.lower(), at, at + len(word))
            for word in self.words
            for at in range(len(text))
            if text.startswith(word, at)
        ]


def only(text, *words):
    """The one requirement of a line."""
    ad = f"Project Manager\n\nRequirements\n- {text}\n\nDuties\n- Own the plan of the first release\n"
    found = [
        requirement
        for requirement in read_job(ad, id="ad", source="ad", annotator=Finder(*words)).requirements
        if requirement.importance != "responsibility"
    ]
    assert len(found) == 1, [one.text for one in found]
    return found[0]


def check(job):
    for requirement in job.requirements:
        assert requirement.text == job.text[requirement.start : requirement.end]
        assert requirement.text == requirement.text.strip() != ""
    for first, second in pairwise(job.requirements):
        assert first.end <= second.start


@pytest.mark.parametrize("ad", ADS)
def test_requirements_are_slices_in_text_order_without_overlaps(ad):
    check(read_job(ad, id="ad", source="ad"))


@pytest.mark.parametrize("ad", ADS)
def test_the_same_ad_gives_the_same_job_with_any_line_ends(ad):
    assert read_job(ad, id="ad", source="ad") == read_job(ad.replace("\n", "\r\n"), id="ad", source="ad")


@given(st.lists(st.sampled_from(LINES) | st.text(max_size=60), max_size=25).map("\n".join))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_or_refused_with_a_reason(text):
    try:
        check(read_job(text, id="ad", source="ad"))
    except BadJob as error:
        assert len(str(error)) > 30


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_an_ad_cut_anywhere_is_read_or_refused(data):
    ad = data.draw(st.sampled_from(ADS))
    cut = ad[: data.draw(st.integers(0, len(ad)))]
    with suppress(BadJob):
        check(read_job(cut, id="ad", source="ad"))


@pytest.mark.parametrize("notice", CASES["never_asked"])
@pytest.mark.parametrize("heading", ["", "About us\n", "Benefits\n- ", "How to apply\n"])
def test_benefits_and_boilerplate_never_become_requirements(heading, notice):
    ad = f"AI Project Manager\n\nRequirements\n- Five years of project management\n\n{heading}{notice}\n"
    assert [found.text for found in read_job(ad, id="ad", source="ad").requirements] == [
        "Five years of project management"
    ]


@pytest.mark.parametrize(("line", "expected"), [tuple(pair) for pair in CASES["years"]])
def test_years_of_a_line(line, expected):
    found = years(line)
    assert (found and [found.low, found.high]) == (expected and [*expected, None][:2])


@pytest.mark.parametrize(("line", "level", "equivalent"), [tuple(row) for row in CASES["degrees"]])
def test_degree_of_a_line(line, level, equivalent):
    assert degree(line) == (level, equivalent)


@pytest.mark.parametrize("line", CASES["languages_only"])
def test_a_line_about_languages_is_not_scored(line):
    assert is_language_line(line)


@pytest.mark.parametrize("line", CASES["not_languages_only"])
def test_a_line_with_more_than_languages_is_scored(line):
    assert not is_language_line(line)


@pytest.mark.parametrize("line", CASES["knockouts"])
def test_a_line_that_ends_the_application_is_a_knockout(line):
    assert is_knockout(line)


@pytest.mark.parametrize(("title", "family", "seniority"), [tuple(row) for row in CASES["titles"]])
def test_family_and_seniority_of_a_title(title, family, seniority):
    found = role(title, [], min_years=4)
    assert (found.family, found.seniority) == (family, seniority)


def test_skills_joined_by_or_are_alternatives():
    assert only("PMP or PRINCE2", "PMP", "PRINCE2").any_of
    assert only("PMP, PRINCE2 or similar", "PMP", "PRINCE2").any_of
    assert only("One of the following: AWS, Azure", "AWS", "Azure").any_of
    assert not only("Jira and Confluence", "Jira", "Confluence").any_of
    assert not only("Jira", "Jira").any_of


def test_skills_are_named_once_in_the_order_of_the_line():
    assert only("SQL, Python and more SQL", "Python", "SQL").skills == ("sql", "python")


def test_a_skill_that_is_not_needed_is_left_out():
    assert only("Understanding of data pipelines (no Python needed)", "data pipelines", "Python").skills == (
        "data pipelines",
    )


def test_a_degree_or_something_else_is_said_with_its_line():
    found = only("Bachelor's degree in business or equivalent experience")
    assert (found.degree, found.degree_or_equivalent) == ("bachelor", True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t",
        "12345",
        "lorem",
        "https://example.com/jobs/123",
        "Thank you for your order of two chairs.",
    ],
)
def test_text_that_is_no_ad_is_refused(text):
    with pytest.raises(BadJob):
        read_job(text, id="ad", source="pasted text")


def test_an_ad_in_another_language_is_refused_with_its_name():
    german = (
        "Projektleitung KI (m/w/d)\n\nIhre Aufgaben\n- Sie planen und steuern die Einführung von "
        "Modellen in der Produktion\n- Sie berichten an die Leitung und sind für das Budget zuständig\n\n"
        "Ihr Profil\n"
        "- Ein abgeschlossenes Studium und mindestens vier Jahre Erfahrung mit der Leitung von Projekten\n"
    )
    with pytest.raises(BadJob, match="German"):
        read_job(german, id="ad", source="pasted text")


def test_a_message_never_quotes_the_ad():
    with pytest.raises(BadJob) as caught:
        read_job("The quick brown fox jumps over the lazy dog today", id="ad", source="fox.txt")
    assert "brown" not in str(caught.value)


def test_a_front_matter_wins_over_what_is_read():
    facts = "---\ntitle: Head of AI\nladder: head_of_ai\nyears_min: 11\n---\n"
    ad = f"{facts}# Job\n\n## Requirements\n- Ten years in technology\n"
    job = read_job(ad, id="own", source="own.md")
    assert (job.title, job.ladder, job.min_years) == ("Head of AI", "head_of_ai", 11)


def test_a_given_title_wins_over_the_printed_one():
    assert read_job(ADS[0], id="ad", source="ad", title="Data Lead").title == "Data Lead"


def test_a_long_ad_is_read_in_linear_time():
    lines = (f"- Five years of project management and PMP {number}\n" for number in range(4_000))
    ad = "AI Project Manager\n\nRequirements\n" + "".join(lines)
    assert len(read_job(ad, id="ad", source="ad").requirements) >= 4_000


class NoSkills:
    def find_skills(self, _):
        return ()


def test_a_degree_and_languages_are_skills_of_their_rows():
    ad = (
        "AI Project Manager\n\nRequirements\n- Educated to degree level\n- Master's degree in statistics\n"
        "- German and English\n- Five years of delivery\n"
    )
    found = {one.text: one for one in read_job(ad, id="ad", source="ad", annotator=NoSkills()).requirements}
    assert found["Educated to degree level"].skills == ("bachelors-degree",)
    assert found["Master's degree in statistics"].skills == ("masters-degree", "relevant-field-of-study")
    assert found["German and English"].skills == ("multilingual-communication",)
    assert not found["German and English"].scored
    assert found["Five years of delivery"].skills == ()


def test_a_line_that_a_board_printed_twice_is_asked_once():
    ad = "AI Project Manager\n\nRequirements\n- Five years of delivery\n- Jira\n\nRequirements\n- Jira\n"
    found = [one.text for one in read_job(ad, id="ad", source="ad").requirements]
    assert found == ["Five years of delivery", "Jira"]


@pytest.mark.parametrize(("heading", "kind"), [tuple(row) for row in CASES["headings"]])
def test_headings_said_in_many_words(heading, kind):
    assert heading_kind(heading) == kind


@pytest.mark.parametrize(("line", "duty", "expected"), [tuple(row) for row in CASES["clauses"]])
def test_a_line_is_split_where_a_reader_would(line, duty, expected):
    assert [line[a:b] for a, b in clauses(line, 0, len(line), duty=duty)] == expected


@pytest.mark.parametrize(("title", "asked", "family"), [tuple(row) for row in CASES["by_duties"]])
def test_the_duties_decide_where_the_title_leaves_it_open(title, asked, family):
    found = role(title, asked, min_years=4)
    assert found.family == family
    assert family == "other" or "leaves the kind of job open" in found.notes[0]


@pytest.mark.parametrize(("line", "title"), [tuple(row) for row in CASES["title_lines"]])
def test_pay_grade_and_firm_are_no_part_of_the_title(line, title):
    assert title_of_line(line) == title


def test_reasons_not_to_apply_are_knock_outs_and_never_scored():
    ad = (
        "AI Project Manager\n\nMust-haves\n- Five years of project management\n\nDo not apply if\n"
        "- you want to work from abroad\n"
    )
    found = read_job(ad, id="ad", source="ad").requirements
    assert [(one.text, one.knockout, one.scored) for one in found] == [
        ("Five years of project management", False, True),
        ("you want to work from abroad", True, False),
    ]


def test_codes_of_criteria_are_bullets():
    ad = (
        "Project Officer\n\nEssential criteria\nE1 Three years of project management\n"
        "E2 Knowledge of data protection\n\nDesirable criteria\nD1 PRINCE2 Practitioner\n"
    )
    found = read_job(ad, id="ad", source="ad").requirements
    assert [(one.text, one.importance) for one in found] == [
        ("Three years of project management", "required"),
        ("Knowledge of data protection", "required"),
        ("PRINCE2 Practitioner", "preferred"),
    ]


def test_years_that_stand_in_for_a_degree_set_no_floor():
    ad = (
        "IT Project Manager\n\nRequirements\n"
        "- A master's degree in computing, or a technical certificate and five years of practice\n"
        "- At least 3 years of project management\n\nDuties\n- Run the plan of the release\n"
    )
    assert read_job(ad, id="ad", source="ad").min_years == 3
