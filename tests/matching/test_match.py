from dataclasses import replace

import pytest

from matching.cases import HONEST, RESUMES

ROLES = (
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
)


@pytest.fixture(scope="session")
def scores(matcher, profiles, roles):
    return {
        role: {name: matcher.match(profile, roles[role]).score for name, profile in profiles.items()}
        for role in ROLES
    }


def tenths(value):
    return round(value * 10)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", RESUMES)
def test_points_sum_exactly(matcher, profiles, roles, name, role):
    match = matcher.match(profiles[name], roles[role])
    assert sum(tenths(one.points) for one in match.components) == tenths(match.score)
    assert sum(tenths(one.max_points) for one in match.components) == 1000
    requirements = next(one for one in match.components if one.name == "Requirements")
    assert sum(tenths(one.points) for one in match.requirements) == tenths(requirements.points)
    for one in (*match.components, *match.requirements):
        assert 0 <= one.points <= one.max_points


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", RESUMES)
def test_every_requirement_met_has_a_quote_and_no_more_than_three(matcher, profiles, roles, name, role):
    profile = profiles[name]
    match = matcher.match(profile, roles[role])
    assert [one.text for one in match.requirements] == [one.text for one in roles[role].requirements]
    for one in match.requirements:
        assert len(one.evidence) <= 3
        assert bool(one.evidence) == (one.met in ("evidenced", "partly", "claimed"))
        assert one.met != "missing" or one.points == 0
        for quote in one.evidence:
            assert profile.documents[quote.document].text[quote.start : quote.end] == quote.text


def test_the_interval_holds_the_score_and_the_band_fits(matcher, profiles, roles):
    bands = {"little overlap": 0, "weak": 20, "partial": 40, "good": 60, "strong": 80}
    for profile in profiles.values():
        match = matcher.match(profile, roles["ai-project-manager"])
        assert 0 <= match.low <= match.score <= match.high <= 100
        assert bands[match.band] <= match.score < bands[match.band] + 20.1


def test_the_same_pair_gives_the_same_match(matcher, profiles, roles):
    role = roles["ai-project-manager"]
    for profile in profiles.values():
        assert matcher.match(profile, role) == matcher.match(replace(profile), role)


@pytest.mark.parametrize("role", ROLES)
def test_all_claims_together_are_worth_less_than_a_point(matcher, profiles, roles, role):
    claimed = [
        one
        for one in matcher.match(profiles["keyword_stuffer"], roles[role]).requirements
        if one.met == "claimed"
    ]
    assert claimed
    assert sum(one.points for one in claimed) <= 1.0


# --- stated orderings ---------------------------------------------------------------------------------


def test_the_order_for_an_ai_project_manager(scores):
    row = scores["ai-project-manager"]
    assert row["strong_ai_pm"] > row["data_scientist_to_pm"] > row["traditional_pm"]
    assert row["traditional_pm"] > row["new_graduate"] > 10
    assert max(row["keyword_stuffer"], row["chef"]) < 1  # both nothing; which is first is chance


def test_the_order_for_an_associate(scores):
    """Capability only: that the strong project manager is far above the level is said apart."""
    row = scores["associate-ai-project-manager"]
    assert row["data_scientist_to_pm"] > max(row["new_graduate"], row["traditional_pm"])
    # People put the graduate well ahead of the traditional project manager; the score cannot tell them
    # apart for junior roles (docs/benchmarks.md), and says so by its interval.
    assert abs(row["new_graduate"] - row["traditional_pm"]) < 5
    assert min(row["new_graduate"], row["traditional_pm"]) > row["keyword_stuffer"] >= row["chef"]


def test_the_associate_role_is_below_the_level_of_the_strong_project_manager(matcher, profiles, roles):
    role = roles["associate-ai-project-manager"]
    assert matcher.match(profiles["strong_ai_pm"], role).level_fit == "over"


def test_the_graduate_is_the_first_at_the_level_of_a_coordinator(matcher, profiles, roles):
    role = roles["project-coordinator-ai-data"]
    matches = {name: matcher.match(profile, role) for name, profile in profiles.items()}
    at_level = {name: one.score for name, one in matches.items() if one.level_fit == "at"}
    assert max(at_level, key=at_level.get) == "new_graduate"


def test_chef_and_stuffer_are_last_for_a_coordinator(scores):
    row = scores["project-coordinator-ai-data"]
    assert max(row["chef"], row["keyword_stuffer"]) < min(row[name] for name in HONEST)


@pytest.mark.parametrize("role", ROLES)
def test_no_role_puts_the_keyword_stuffer_near_anybody_who_did_the_work(scores, role):
    row = scores[role]
    assert row["keyword_stuffer"] < min(row[name] for name in HONEST)


# --- abstaining ---------------------------------------------------------------------------------------


def test_too_little_text_is_not_scored(matcher, profile_of, roles):
    thin = profile_of("Rosa Example\nrosa@example.com\n\nEXPERIENCE\nClerk, Example Ltd, 2019 - 2021\n")
    match = matcher.match(thin, roles["ai-project-manager"])
    assert match.abstained
    assert match.score is None is match.low is match.high is match.band
    assert "words" in match.reason
    assert {one.met for one in match.requirements} == {"unknown"}


def test_a_job_without_a_requirement_that_can_be_scored_is_not_scored(matcher, profiles, roles):
    role = roles["ai-project-manager"]
    nothing = replace(role, requirements=tuple(replace(one, scored=False) for one in role.requirements))
    match = matcher.match(profiles["strong_ai_pm"], nothing)
    assert match.abstained
    assert "requirement" in match.reason


def test_a_thin_resume_has_a_wider_interval(matcher, profiles, roles):
    from analyzer.matching.trained import THIN_WORDS  # noqa: PLC0415

    role = roles["ai-project-manager"]
    pair = matcher.pair(profiles["strong_ai_pm"], role)
    thin = replace(
        pair, person=replace(pair.person, reading=replace(pair.person.reading, words=THIN_WORDS // 2))
    )
    low, high = matcher._interval(50.0, pair)
    wide_low, wide_high = matcher._interval(50.0, thin)
    assert wide_low < low < high < wide_high


def test_a_condition_that_is_not_shown_caps_the_score(matcher, profiles, roles):
    role = roles["ai-project-manager"]
    profile = profiles["strong_ai_pm"]
    missing = next(
        one.text for one in matcher.match(profile, role).requirements if one.met in ("missing", "claimed")
    )
    strict = replace(
        role,
        requirements=tuple(
            replace(one, knockout=True) if one.text == missing else one for one in role.requirements
        ),
    )
    match = matcher.match(profile, strict)
    assert match.score == 59.0
    assert "condition" in match.reason


def test_the_header_of_a_job_is_no_proof_of_a_year_with_something_named(matcher, profile_of, roles):
    profile = profile_of(
        """Mira Holm
mira.holm@example.com

Experience
Web Developer, Fjordlys Nettbutikk AS, Bergen
March 2019 - present
- Built the checkout of the web shop with two colleagues, in Vue and PHP, for 4,000 orders a week.
- Cut page load time from 4.1 s to 1.2 s by caching product pages and shrinking pictures.
- Wrote the tests of the payment module and ran the weekly release.
- Answered support questions of the warehouse and fixed the labels they print.
"""
    )
    match = matcher.match(profile, roles["ai-project-manager"])
    header = "Web Developer"
    asked = [one for one in match.requirements if "machine-learning" in one.skills]
    assert asked
    assert not [piece.text for one in asked for piece in one.evidence if header in piece.text]
