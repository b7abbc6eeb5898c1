"""Where one piece of work ends and the next begins, and what it is called: pages and folders as data."""

import pytest

from analyzer.portfolio import gather
from analyzer.portfolio.naming import code_of, lead_of, trimmed_title, without_code
from analyzer.portfolio.tables import tables_of

BEDS = (
    "Nurses phoned four wards to find a free bed, and patients waited three hours. We trained a small "
    "model on "
    "two years of moves. On a month that it had not seen the error was 7% against 16%. All wards use it "
    "since May."
)
BREAD = (
    "The bakery threw away a fifth of its bread each evening. I built a forecast from the sales of three "
    "years. "
    "It was tested for eight weeks in two shops and waste fell from 20% to 12%."
)
TRAMS = (
    "Drivers reported broken doors on paper and half of the slips were lost. We let a language model read "
    "the "
    "slips. On 300 of them it was right in 94%. The depot has used it since March."
)

#: What a page holds -> the titles of the projects in it.
PAGES = {
    "codes before titles": (
        f"# Quarter\n\nAnn Berg, programme lead.\n\n## WS1 Bed finder GREEN\n\n{BEDS}\n\n## WS2 Less "
        f"waste RED\n\n{BREAD}\n",
        ["Bed finder", "Less waste"],
    ),
    "titles alone": (
        f"# Ann Berg\n\n## Beds\n\nLead, 2022 - 2023\n\n{BEDS}\n\n## Bread\n\nLead, 2021\n\n{BREAD}\n",
        ["Beds", "Bread"],
    ),
    "items that open in bold": (
        f"# Done\n\n- **Bed finder** (2022, product lead). {BEDS}\n- **Less waste** (2021, product lead). "
        f"{BREAD}\n",
        ["Bed finder", "Less waste"],
    ),
    "paragraphs that open with dates": (
        f"# What I did\n\n2021 to 2022. {BEDS}\n\n2023. {BREAD}\n",
        ["2021 to 2022", "2023"],
    ),
    "rows of a table": (
        "# Register\n\n| Project | Dates | Why | What we did | Result |\n|---|---|---|---|---|\n"
        "| Bed finder | 2022 | Nurses phoned four wards for a bed | A model trained on two years of moves "
        "| Used by all wards |\n"
        "| Less waste | 2021 | A fifth of the bread was thrown away | A forecast from three years of sales "
        "| Waste fell from 20% to 12% |\n",
        ["Bed finder", "Less waste"],
    ),
    "slides, two projects of two each": (
        f"# Project 1: Beds\n\n{BEDS}\n\n# What came of it\n\nWaiting fell to one hour.\n\n"
        f"# Project 2: Bread\n\n{BREAD}\n\n# What came of it\n\nWaste fell.\n",
        ["Beds", "Bread"],
    ),
    "sections of one story": (
        "# Beds\n\n## The mess\n\nNurses phoned four wards to find a free bed.\n\n## What went in\n\nTwo "
        "years of moves, "
        "cleaned by two clerks.\n\n## Did it hold\n\nOn an unseen month the error was 7% against 16%.\n\n"
        "## Where it stands\n\nAll wards have used it since May, and waiting fell by two hours.\n",
        ["Beds"],
    ),
    "decisions of one piece of work": (
        "# Beds\n\nNurses phoned four wards to find a free bed.\n\n## 1. Small model\n\n### "
        "Context\n\nWards have no "
        "fast machines.\n\n### Decision\n\nWe take a random forest and not a network.\n\n## 2. Shadow run\n\n"
        "### Context\n\nNobody trusts a number.\n\n### Decision\n\nIt runs beside the nurses for a month.\n",
        ["Beds"],
    ),
    "requirements in a table": (
        f"# PRD: Beds\n\n{BEDS}\n\n| ID | Requirement | Priority |\n|---|---|---|\n"
        "| R1 | A free bed is shown within ten seconds of the question being asked by a nurse on a ward | "
        "Must |\n"
        "| R2 | No name of a patient is shown on any screen that stands in a corridor or a lift | Must |\n",
        ["Beds"],
    ),
    "phases of one story": (
        f"# Beds\n\n## Phase 1\n\n{BEDS}\n\n## Phase 2\n\nIn the second phase we took the children's ward "
        f"in. {BREAD}\n",
        ["Beds"],
    ),
}


def projects(analyzer, folder):
    return analyzer.portfolio(gather(str(folder))).portfolio.projects


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_parted_where_its_pieces_are_whole(analyzer, tmp_path, name):
    text, titles = PAGES[name]
    (tmp_path / "page.md").write_text(text)
    assert [one.title for one in projects(analyzer, tmp_path)] == titles


def test_what_stands_before_the_first_project_says_who_wrote_all_of_them(analyzer, tmp_path):
    (tmp_path / "page.md").write_text(PAGES["codes before titles"][0])
    assert [one.role for one in projects(analyzer, tmp_path)] == ["programme lead", "programme lead"]


def test_a_memo_is_called_by_its_subject_and_not_dated_by_its_head(analyzer, tmp_path):
    head = "MEMO\n\nTo:      Plant heads\nFrom:    Ann Berg, then project manager\n"
    head += "Date:    3 May 2024\nSubject: Re: Beds\n"
    (tmp_path / "memo.txt").write_text(f"{head}\nIt ran from January to November 2023. {BEDS}\n")
    (project,) = projects(analyzer, tmp_path)
    assert (project.title, project.role, project.start, project.end) == (
        "Beds", "project manager", "2023-01", "2023-11",
    )  # fmt: skip


def test_records_of_one_piece_of_work_are_one_project(analyzer, tmp_path):
    (tmp_path / "README.md").write_text("# beds / decision log\n\nAnn Berg kept it (May 2023 - June 2024).\n")
    for number, text in enumerate((BEDS, TRAMS), start=1):
        (tmp_path / f"000{number}-x.md").write_text(
            f"# 000{number}. A choice\n\n## Context\n\n{text}\n\n## Decision\n\nWe do it.\n"
        )
    (project,) = projects(analyzer, tmp_path)
    assert (project.title, project.start, project.end, len(project.documents)) == (
        "beds",
        "2023-05",
        "2024-06",
        3,
    )


def test_reviews_of_one_product_are_one_project(analyzer, tmp_path):
    for number, text in enumerate((BEDS, TRAMS), start=1):
        (tmp_path / f"review-{number}.md").write_text(
            f"# Sprint review {number}, {number} March 2024\n\nProduct: Bed finder. Product owner: Ann "
            f"Berg\n\n{text}\n"
        )
    (project,) = projects(analyzer, tmp_path)
    assert project.title == "Bed finder"


def test_reviews_of_two_products_are_two_projects(analyzer, tmp_path):
    for product, text in (("Bed finder", BEDS), ("Tram doors", TRAMS)):
        (tmp_path / f"review-{product[:3]}.md").write_text(
            f"# Sprint review 1, 4 March 2024\n\nProduct: {product}\n\n{text}\n"
        )
    assert {one.title for one in projects(analyzer, tmp_path)} == {"Bed finder", "Tram doors"}


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Press release and questions: Harvest Window", "Harvest Window"),
        ("gridline-forecast / decision log", "gridline-forecast"),
        ("Fwd: Re: The baggage model", "The baggage model"),
        ("Shade matching AMBER", "Shade matching"),
        ("Bed finder (on hold)", "Bed finder"),
        ("Case study 3: Claims triage", "Claims triage"),
        ("#seat-planner channel, exported in May", "seat-planner"),
        ("pothole-finder v2", "pothole-finder"),
        ("Smart home: an app that I pitched", "Smart home: an app that I pitched"),
        ("Meeting minutes assistant", "Meeting minutes assistant"),
    ],
)
def test_titles_lose_what_is_not_a_name(written, title):
    assert trimmed_title(written) == title


@pytest.mark.parametrize(
    ("title", "letters", "rest"),
    [
        ("MI-031 Renovation loan scorecard", "MI", "Renovation loan scorecard"),
        ("WS2 Shade matching", "WS", "Shade matching"),
        ("Workstream 2: Shades", "workstream", "Shades"),
        ("R1 Draft within 20 seconds", "", None),
        ("Phase 2 Roll-out", "", None),
        ("GPT-4 for letters", "", None),
        ("Beds", "", None),
    ],
)
def test_codes_that_count_pieces_of_work_are_known(title, letters, rest):
    assert code_of(title) == letters
    assert rest is None or without_code(title) == rest


@pytest.mark.parametrize(
    ("item", "lead"),
    [
        ("• Warranty letters (2023, delivery manager). The team answered", "Warranty letters"),
        ("Paint defects: cameras over the belt", "Paint defects"),
        ("we met every week and talked about what to do next, mostly over lunch", None),
    ],
)
def test_the_name_of_a_list_item_is_what_it_opens_with(item, lead):
    assert lead_of(item) == lead


def test_cells_of_a_table_are_slices_of_the_text():
    text = "Words before.\n\nProject  Why  Result\nBeds  Nurses phoned  Used by all\n\nWords  with a gap"
    (table,) = tables_of(text)
    assert table.columns == ("Project", "Why", "Result")
    assert [text[one.start : one.end] for one in table.rows[0].cells] == [
        "Beds",
        "Nurses phoned",
        "Used by all",
    ]


def test_files_of_figures_are_not_read_and_said(analyzer, tmp_path):
    (tmp_path / "beds.md").write_text(f"# Beds\n\n{BEDS}\n")
    (tmp_path / "points.txt").write_text("\n".join(f"{n} {n * 7} {n / 3:.5f}" for n in range(5000)))
    view = analyzer.portfolio(gather(str(tmp_path)))
    assert [one.name.split("/")[-1] for one in view.documents[1:]] == ["beds.md"]
    assert any("1 document was not read: they hold figures" in one for one in view.portfolio.notes)


def test_the_text_that_is_read_of_one_place_is_bounded_and_said(analyzer, tmp_path, monkeypatch):
    monkeypatch.setattr("analyzer.portfolio.reading._MOST_LETTERS", 300)
    for number in range(6):
        (tmp_path / f"page{number}.md").write_text(f"# Beds {number}\n\n{BEDS}\n")
    view = analyzer.portfolio(gather(str(tmp_path)))
    assert len(view.documents) == 3
    assert any("4 documents were not read" in one for one in view.portfolio.notes)
