"""All that the guide to the role says is acted on, and every place that is named exists."""

import runpy
from pathlib import Path

import pytest

from analyzer.advice import RULES
from analyzer.advice.knowledge import data
from analyzer.language import load_competencies
from analyzer.market import ladder

STATEMENTS = data("coverage")["statements"]
DOCS = Path(__file__).parents[2] / "docs"


def known():
    yield from (f"rule/{one.name}" for one in RULES)
    yield from (f"project/{one['id']}" for one in data("projects")["projects"])
    yield from (f"certificate/{one['id']}" for one in data("certifications")["certifications"])
    yield from (f"course/{one['competency']}" for one in data("learning")["courses"])
    yield from (f"education/{one['id']}" for one in data("learning")["education"])
    yield from (f"interview/{name}" for name in data("interview")["questions"])
    yield from (f"challenge/{one['id']}" for one in data("practice")["challenges"])
    yield from (f"ladder/{rung.id}" for rung in ladder().rungs)
    for name, part in data("practice").items():
        yield f"practice/{name}"
        if isinstance(part, dict):
            yield from (f"practice/{name}/{inner}" for inner in part)
    yield from ("ladder", "workshops", "coach-only")


def test_all_ninety_three_are_there_in_order():
    assert [one["n"] for one in STATEMENTS] == list(range(1, 94))


@pytest.mark.parametrize("one", STATEMENTS, ids=lambda one: str(one["n"]))
def test_a_statement_is_acted_on_in_places_that_exist(one):
    assert one["acted_on"]
    assert set(one["acted_on"]) <= set(known())
    assert set(one["scored"]) <= {competency.id for competency in load_competencies()}


def test_what_is_for_coaches_only_is_never_scored_and_says_why():
    coach_only = [one for one in STATEMENTS if "coach-only" in one["acted_on"]]
    assert [one["n"] for one in coach_only] == [67, 68]
    assert all(not one["scored"] for one in coach_only)
    practice = data("practice")
    assert practice["networking"]["interviews"]["coach_only"]
    assert practice["current"]["reading"]["coach_only"]


def test_the_page_of_coverage_is_as_the_data_are():
    page = runpy.run_path(str(DOCS / "__main__.py"))["coverage_page"]()
    assert (DOCS / "coverage.md").read_text(encoding="utf-8") == page, "run `make docs`"
