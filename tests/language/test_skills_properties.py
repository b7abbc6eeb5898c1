"""What must hold for any resume: more proof is never less, repeats and names are worth nothing."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzer.language import load_skills, merge_annotations
from tests.language.resumes import TODAY, resume, skills_of

SAMPLE = sorted(
    skill.name
    for skill in load_skills().skills.values()
    if skill.kind in ("tool", "standard", "method")
    and not any(alias.near or alias.title for alias in skill.aliases)
)
CERTIFICATES = sorted(
    skill.name
    for skill in load_skills().skills.values()
    if skill.kind == "certification" and not skill.subtype and not any(alias.near for alias in skill.aliases)
)
#: Each step says more about the same skill than the one before.
LADDER = (
    lambda name: (("list", name),),
    lambda name: (("list", name), ("bullet", f"Worked with {name} in the warehouse project.")),
    lambda name: (("list", name), ("bullet", f"Worked with {name} for 40 plants, errors down 12%.")),
    lambda name: (
        ("list", name),
        ("bullet", f"Led the move to {name} for 40 plants, errors down 12%."),
        ("bullet", f"Wrote the rules for the use of {name} in the other plants."),
    ),
)
FAST = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FAST
@given(name=st.sampled_from(SAMPLE))
def test_more_proof_never_lowers_the_strength(annotator, name):
    steps = [skills_of(annotator, *rung(name))[name].strength for rung in LADDER]
    assert steps == sorted(steps)
    assert steps[0] == "E1"
    assert steps[2] == "E4"
    assert steps[3] == "E5"


@FAST
@given(name=st.sampled_from(CERTIFICATES), status=st.sampled_from(["planned", "in_progress"]))
def test_a_planned_certificate_never_equals_a_held_one(annotator, name, status):
    held = skills_of(annotator, ("certifications", name))[name]
    planned = skills_of(annotator, ("certifications", name), status=status)[name]
    assert (held.strength, held.hedged) == ("E2", False)
    assert (planned.strength, planned.hedged) == ("E1", True)


@FAST
@given(
    names=st.lists(st.sampled_from(SAMPLE), min_size=1, max_size=3, unique=True),
    firms=st.tuples(
        *[st.sampled_from(["Python Bakery", "Agile Freight", "Linear Studio", "Northgate AI"])] * 2
    ),
)
def test_employer_and_school_names_change_nothing(annotator, names, firms):
    parts = (
        ("bullet", f"Worked with {' and '.join(names)} on 12 lines."),
        ("education", f"BSc Geography, {firms[0]} School"),
    )
    other = (parts[0], ("education", f"BSc Geography, {firms[1]} School"))
    one = skills_of(annotator, *parts, organization=firms[0], school=f"{firms[0]} School")
    two = skills_of(annotator, *other, organization=firms[1], school=f"{firms[1]} School")
    assert {(n, s.strength, s.hedged) for n, s in one.items()} == {
        (n, s.strength, s.hedged) for n, s in two.items()
    }


@FAST
@given(name=st.sampled_from(SAMPLE), times=st.integers(2, 5))
def test_repeating_a_skill_or_a_bullet_changes_nothing(annotator, name, times):
    bullet = ("bullet", f"Led {name} for 40 plants, errors down 12%.")
    once = skills_of(annotator, ("list", name), bullet)
    often = skills_of(annotator, ("list", ", ".join([name] * times)), *[bullet] * times)
    assert often[name].strength == once[name].strength
    assert len(often[name].evidence) == len(once[name].evidence)


@FAST
@given(name=st.sampled_from(SAMPLE))
def test_evidence_is_a_slice_of_its_document(annotator, name):
    document, outline = resume(("list", f"Excel, {name}"), ("bullet", f"Ran {name} for two plants."))
    annotations = annotator.annotate(document, outline, today=TODAY)
    pieces = [piece for skill in annotations.skills for piece in skill.evidence]
    pieces += [piece for one in annotations.competencies for piece in one.evidence]
    assert pieces
    for piece in pieces:
        assert document.text[piece.start : piece.end] == piece.text != ""


def test_a_second_document_adds_evidence_and_never_takes_any(annotator):
    cv = annotator.annotate(*resume(("list", "Terraform, Python")), today=TODAY)
    document, outline = resume(("bullet", "Built 40 Terraform modules for the port."))
    other = annotator.annotate(document, outline, today=TODAY)
    merged = {skill.name: skill for skill in merge_annotations((cv, other)).skills}
    assert merged["Terraform"].strength == "E4"
    assert merged["Python"].strength == "E1"
    assert merged["Terraform"].evidence[0].text.startswith("Built 40")


def test_the_same_text_gives_the_same_annotations(annotator):
    parts = (
        ("list", "Python, Jira, Azure ML/OpenAI"),
        ("bullet", "Led a team of 12 engineers in two countries."),
    )
    assert annotator.annotate(*resume(*parts), today=TODAY) == annotator.annotate(
        *resume(*parts), today=TODAY
    )


@pytest.mark.parametrize(
    ("parts", "competency", "level"),
    [
        ((("list", "Risk management, Risk register"),), "risk", 1),
        ((("bullet", "Kept the risk register of the depot project."),), "risk", 1),
        (
            (
                ("bullet", "Kept the risk register of the depot project."),
                ("bullet", "Ran the risk assessment for the ferry terminal."),
            ),
            "risk",
            2,
        ),
        ((("list", "Jazz"),), "risk", 0),
    ],
)
def test_a_level_needs_two_pieces_of_evidence_and_lists_stay_at_aware(annotator, parts, competency, level):
    annotations = annotator.annotate(*resume(*parts), today=TODAY)
    found = next(one for one in annotations.competencies if one.id == competency)
    assert found.level == level
    assert bool(found.evidence) == bool(level)


def test_find_skills_points_at_the_words(annotator):
    text = "You bring:\n- 5 years of Python, SQL or R\n- PMP or PRINCE2 a plus; no coding required"
    found = {annotator.skills[one.id].name: text[one.start : one.end] for one in annotator.find_skills(text)}
    assert found["Python"] == "Python"
    assert found["PMP"] == "PMP"
    assert found["PRINCE2"] == "PRINCE2"


def test_a_duty_that_names_many_skills_is_a_list(annotator):
    listed = "Responsible for risk management, stakeholder management, procurement, scheduling and budgeting."
    done = "Wrote the risk register of the depot and agreed it with 12 stakeholders."
    assert skills_of(annotator, ("bullet", listed))["risk management"].strength == "E1"
    assert skills_of(annotator, ("bullet", done))["risk register"].strength == "E4"


def test_a_line_of_work_is_quoted_before_the_title_above_it(annotator):
    work = "Wrote the handbook of project management for the plants."
    skill = skills_of(annotator, ("title", "Project Manager"), ("bullet", work))["project management"]
    assert skill.strength == "E3"
    assert [piece.text for piece in skill.evidence] == [work, "Project Manager"]
