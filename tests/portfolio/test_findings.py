"""What is said of a place that holds no project, and of pages that belong to none."""

import pytest

from analyzer.portfolio import gather
from analyzer.reports import portfolio_text

STORY = (
    "# Shelf Scout\n\nRole: Lead\nDates: May 2024 - June 2025\n\n## Problem\n\n"
    "Staff found empty shelves only when customers complained.\n\n## Outcome\n\n"
    "Empty shelves at noon fell from 6.2% to 3.9% in forty stores.\n"
)
SHORT = "# Garden\n\nSome beds and a shed.\n"
FEATURES = "# Smart home\n\n" + "The app has a page for lamps, a page for doors and a page for colors. " * 4


def notes(analyzer, folder, files):
    for name, content in files.items():
        (folder / name).write_text(content)
    return analyzer.portfolio(gather(str(folder))).portfolio


def test_a_place_without_a_project_says_what_was_seen_why_and_what_to_give(analyzer, tmp_path):
    work = notes(
        analyzer, tmp_path, {"garden.md": SHORT, "lamps.md": FEATURES, "old.tar.gz": "x", "pic.png": "x"}
    )
    assert not work.projects
    told = " ".join(work.notes)
    assert "No project was found: 4 files seen, 2 pages read." in told
    assert "Not opened: 1 .gz, 1 .png. Unpack packed files first" in told
    assert "garden.md was not taken for a project: fewer than 40 words." in told
    assert "lamps.md was not taken for a project: its words tell no problem" in told
    assert "Give a page for each project" in told


def test_all_reasons_stand_on_the_first_screen_when_there_is_no_project(analyzer, tmp_path):
    notes(analyzer, tmp_path, {"garden.md": SHORT, "lamps.md": FEATURES})
    text = " ".join(portfolio_text.render_view(analyzer.portfolio(gather(str(tmp_path)))).split())
    assert "Portfolio: 0 projects" in text and "Give a page for each project" in text


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        (
            "about.md",
            f"# About me\n\n{'I grew up by the sea and like boats. ' * 10}",
            "by its title about you",
        ),
        ("resume.md", f"# Ann Berg\n\n{'I led a team that built a model. ' * 10}", "it is a resume"),
        ("garden.md", SHORT, "fewer than 40 words"),
    ],
)
def test_a_page_beside_the_projects_is_named_with_its_reason(analyzer, tmp_path, name, content, reason):
    work = notes(analyzer, tmp_path, {"story.md": STORY, name: content})
    assert [one.title for one in work.projects] == ["Shelf Scout"]
    assert any(name in note and reason in note for note in work.notes)
    assert not any("No project was found" in note for note in work.notes)


def test_without_a_resume_nothing_is_said_to_be_missing_from_it(analyzer, tmp_path):
    work = notes(
        analyzer, tmp_path, {"story.md": STORY + "\nI trained a scikit-learn model in Python myself.\n"}
    )
    assert not any(one.rule == "portfolio/unsaid-skill" for one in work.suggestions)


def test_a_card_says_what_is_still_to_tell_and_praises_only_what_is_there(analyzer, tmp_path):
    bare = (
        "# Wards\n\nNurses waited four hours for a bed, and nobody knew which one was free. We used "
        "214,000 records of three years from nine wards. A forecast model was trained on them by the "
        "university, and it runs each night.\n"
    )
    view_of = notes(analyzer, tmp_path, {"wards.md": bare})
    (project,) = view_of.projects
    assert not project.measured
    assert project.untold == ("your own part", "how it was tested", "a result")
    (first,) = view_of.show_first
    assert "gives a measured result" not in first.reasons
    assert first.reasons[-1] == "still to tell: your own part, how it was tested and a result"


def test_a_whole_story_has_nothing_still_to_tell(analyzer, tmp_path):
    whole = STORY + "\n## Evaluation\n\nOn a held-out month recall of empty shelves was 0.93.\n"
    (project,) = notes(analyzer, tmp_path, {"story.md": whole}).projects
    assert project.measured and project.untold == ()
