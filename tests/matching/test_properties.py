"""Evidence only ever helps: on the records, where thousands of changes can be tried."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzer.language import load_skills
from analyzer.records import Skill
from matching.cases import HONEST, RESUMES

ROLES = ("ai-project-manager", "associate-ai-project-manager", "ai-product-manager", "head-of-ai")
STRENGTHS = ("E1", "E2", "E3", "E4", "E5")
some = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
names = st.sampled_from(RESUMES)
roles_of = st.sampled_from(ROLES)
picks = st.integers(0, 10_000)


@pytest.fixture(scope="module")
def score(matcher, roles):
    return lambda profile, role: matcher.match(profile, roles[role]).score


@some
@given(name=names, role=roles_of, pick=picks, strength=st.sampled_from(STRENGTHS))
def test_strengthening_a_skill_never_lowers(  # noqa: PLR0917  (fixtures)
    score, profiles, name, role, pick, strength
):
    profile = profiles[name]
    chosen = profile.skills[pick % len(profile.skills)]
    stronger = tuple(
        replace(skill, strength=max(skill.strength, strength), hedged=False) if skill is chosen else skill
        for skill in profile.skills
    )
    assert score(replace(profile, skills=stronger), role) >= score(profile, role)


@some
@given(name=names, role=roles_of, pick=picks)
def test_taking_a_skill_away_never_raises(score, profiles, name, role, pick):
    profile = profiles[name]
    chosen = profile.skills[pick % len(profile.skills)]
    fewer = tuple(skill for skill in profile.skills if skill is not chosen)
    assert score(replace(profile, skills=fewer), role) <= score(profile, role)


@some
@given(name=names, role=roles_of, pick=picks, strength=st.sampled_from(STRENGTHS))
def test_adding_a_skill_never_lowers(  # noqa: PLR0917  (fixtures)
    score, profiles, name, role, pick, strength
):
    profile = profiles[name]
    known = list(load_skills().skills.values())
    record = known[pick % len(known)]
    if any(skill.id == record.id for skill in profile.skills):
        return
    new = Skill(record.id, record.name, record.kind, record.competency, strength, False, ())
    assert score(replace(profile, skills=(*profile.skills, new)), role) >= score(profile, role)


@some
@given(name=names, role=roles_of, pick=picks)
def test_quantifying_an_achievement_never_lowers(score, profiles, name, role, pick):
    profile = profiles[name]
    if not profile.achievements:
        return
    at = pick % len(profile.achievements)
    achievements = tuple(
        replace(one, quantified=True) if number == at else one
        for number, one in enumerate(profile.achievements)
    )
    assert score(replace(profile, achievements=achievements), role) >= score(profile, role)


@some
@given(name=names, role=roles_of, pick=picks)
def test_taking_a_line_away_never_raises(score, profiles, name, role, pick):
    profile = profiles[name]
    outline = profile.outlines[0]
    at = pick % len(outline.passages)
    gone = outline.passages[at]
    left = tuple(passage for number, passage in enumerate(outline.passages) if number != at)
    skills = tuple(
        skill
        for skill in profile.skills
        if not all(gone.start <= quote.start < gone.end for quote in skill.evidence)
    )
    less = replace(profile, outlines=(replace(outline, passages=left),), skills=skills)
    assert (score(less, role) or 0.0) <= score(profile, role)


@some
@given(name=names, role=roles_of, pick=picks)
def test_raising_a_competency_never_lowers(score, profiles, name, role, pick):
    profile = profiles[name]
    at = pick % len(profile.competencies)
    raised = tuple(
        replace(one, level=min(4, one.level + 1)) if number == at else one
        for number, one in enumerate(profile.competencies)
    )
    assert score(replace(profile, competencies=raised), role) >= score(profile, role)


@some
@given(name=st.sampled_from(HONEST), role=roles_of, text=st.text(min_size=1, max_size=40))
def test_names_schools_and_places_change_nothing(score, profiles, name, role, text):
    profile = profiles[name]
    other = replace(
        profile,
        contact=replace(profile.contact, name=text, emails=("x@example.com",)),
        education=tuple(replace(one, institution=text, year="1971") for one in profile.education),
        positions=tuple(replace(one, organization=text, location=text) for one in profile.positions),
    )
    assert score(other, role) == score(profile, role)
