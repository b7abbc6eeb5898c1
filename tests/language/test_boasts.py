"""A line that only praises proves nothing, under a job too; a deed that opens alike does."""

import pytest

from analyzer.language.places import boasts

ONLY_PRAISE = (
    "Expert in the machine learning life cycle, MLOps, agile, Python and SQL.",
    "- Familiar with agile and stage-gate delivery, Jira, Python",
    "Highly skilled in stakeholder management",
    "Proficient with Jira and Confluence",
    "Strong knowledge of responsible AI and model risk",
    "Excellent communication skills",
    "Hands-on experience with vector databases",
    "Technical expert in 12 tools: Jira, Python, SQL, Airflow, MLflow",
    "An acknowledged expert in drift monitoring",
)
DEEDS = (
    "Led the rollout of drift monitoring for 14 depots.",
    "Experts of three banks reviewed the model that I shipped.",
    "Strong results: churn fell from 9 % to 6 %.",
    "Knowledge base for 900 agents written and launched.",
    "Understanding the drop in recall took us to relabel 4,000 images.",
    "Expert in residence for the city: advised 12 projects.",
    "Fluently presented the plan to the board.",
)


@pytest.mark.parametrize("line", ONLY_PRAISE)
def test_praise(line):
    assert boasts(line)


@pytest.mark.parametrize("line", DEEDS)
def test_deeds(line):
    assert not boasts(line)
