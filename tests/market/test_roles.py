"""The role library and the career ladder, as data that holds together."""

import pytest

from analyzer.errors import UnknownRole
from analyzer.market import find_role, ladder, role_library

IDS = [
    "project-coordinator-ai-data",
    "associate-ai-project-manager",
    "ai-project-manager",
    "senior-ai-project-manager",
    "ai-program-manager",
    "ai-product-manager",
    "technical-program-manager-ml",
    "ai-consultant",
    "ai-delivery-manager",
    "head-of-ai",
]


@pytest.fixture(scope="module")
def roles():
    return role_library()


def test_the_library_holds_ten_roles_in_the_order_of_the_ladder(roles):
    assert [role.id for role in roles] == IDS
    assert [role.ladder for role in roles] == [rung.id for rung in ladder().rungs]


def test_every_role_has_duties_requirements_and_wishes_with_exact_quotes(roles):
    for role in roles:
        kinds = [requirement.importance for requirement in role.requirements]
        assert min(kinds.count(kind) for kind in ("required", "preferred", "responsibility")) >= 3, role.id
        assert all(r.text == role.text[r.start : r.end] for r in role.requirements)
        assert role.source == "role library"


def test_years_and_title_of_a_role_come_from_its_front_matter(roles):
    found = find_role(roles, "ai-project-manager")
    assert (found.title, found.min_years, found.max_years, found.seniority) == (
        "AI Project Manager",
        4,
        7,
        "mid",
    )
    assert not found.text.startswith("---")


@pytest.mark.parametrize("written", ["ai-project-manager", "AI Project Manager", "ai_project_manager"])
def test_a_role_is_found_however_its_id_is_written(roles, written):
    assert find_role(roles, written).id == "ai-project-manager"


def test_an_unknown_role_names_the_nearest_and_all_that_are_known(roles):
    with pytest.raises(UnknownRole) as caught:
        find_role(roles, "ai-projekt-manager")
    message = str(caught.value)
    assert "Did you mean ai-project-manager?" in message
    assert all(id in message for id in IDS)


def test_every_rung_weighs_known_competencies_within_their_scales():
    known = ladder()
    for rung in known.rungs:
        assert {need.competency for need in rung.needs} <= set(known.competencies)
        assert all(0 <= need.weight <= 5 and 0 <= need.level <= 4 for need in rung.needs)
        assert any(need.must for need in rung.needs)
        assert rung.min_years < rung.max_years


def test_transitions_lead_from_known_places_to_rungs():
    known = ladder()
    places = {rung.id for rung in known.rungs} | {feeder.id for feeder in known.feeders}
    for step in known.transitions:
        assert step.origin in places
        assert known.rung(step.target) is not None
        assert set(step.gap_competencies) <= set(known.competencies)
    assert [step.target for step in known.steps_from("associate_ai_pm")] == ["ai_project_manager"]
