"""A user's own weights: the points still sum, evidence still never lowers, and nonsense is told."""

import pytest

from analyzer.matching import BadWeights, weighed, weights_of
from analyzer.matching.weighing import COMPONENTS
from matching.cases import RESUMES

ROLE = "ai-project-manager"


def test_no_weights_are_the_learned_ones(matcher):
    assert weighed(matcher, {}) is matcher
    assert weighed(matcher, {"career": 1.0}) is matcher


@pytest.mark.parametrize("text", ["career=0", "requirements=3,ai=0", "outcomes=10", "requirements=0,depth=2"])
@pytest.mark.parametrize("name", RESUMES)
def test_points_sum_to_the_score_with_any_weights(matcher, profiles, roles, name, text):
    match = weighed(matcher, weights_of(text)).match(profiles[name], roles[ROLE])
    assert round(sum(one.points for one in match.components), 1) == match.score
    assert round(sum(one.max_points for one in match.components), 1) == 100
    requirements = round(sum(one.points for one in match.requirements), 1)
    assert requirements == match.components[0].points
    assert match.low <= match.score <= match.high


def test_a_component_of_weight_0_gives_no_points_and_a_heavy_one_gives_more(matcher, profiles, roles):
    for short, title in COMPONENTS.items():
        none = weighed(matcher, {short: 0.0}).match(profiles[RESUMES[0]], roles[ROLE])
        more = weighed(matcher, {short: 4.0}).match(profiles[RESUMES[0]], roles[ROLE])
        plain = matcher.match(profiles[RESUMES[0]], roles[ROLE])
        found = [
            {one.name: one.max_points for one in match.components}[title] for match in (none, plain, more)
        ]
        assert found[0] == 0 < found[1] < found[2]


def test_the_version_tells_the_weights(matcher):
    assert weighed(matcher, {"ai": 2.0}).version == f"{matcher.version}+ai=2"
    assert "+" not in matcher.version


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("luck=2", "Unknown component 'luck'"),
        ("career", "no weight"),
        ("career=much", "no weight"),
        ("career=-1", "from 0 to 10"),
        ("career=nan", "from 0 to 10"),
        (",".join(f"{name}=0" for name in COMPONENTS), "All weights are 0"),
    ],
)
def test_weights_that_cannot_be_used_are_told(text, told):
    with pytest.raises(BadWeights, match=told):
        weights_of(text)


def test_the_order_of_weights_does_not_matter(matcher, profiles, roles):
    one, other = (weighed(matcher, weights_of(text)) for text in ("ai=2,career=0.5", "career=0.5, AI=2"))
    assert one.version == other.version
    assert one.match(profiles[RESUMES[0]], roles[ROLE]) == other.match(profiles[RESUMES[0]], roles[ROLE])
