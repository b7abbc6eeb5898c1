"""One line of text, the skills it shows, and the ones it must not show. A case is a line anyone can add."""

from pathlib import Path

import pytest
import yaml

from tests.language.resumes import skills_of

CASES = [
    pytest.param(case, id=f"{path.stem}: {case['text'][:60]}")
    for path in sorted((Path(__file__).parent / "cases").glob("*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("case", CASES)
def test_a_line_shows_what_it_says_and_nothing_else(annotator, case):
    found = skills_of(annotator, (case.get("place", "bullet"), case["text"]))
    missing = [name for name in case.get("finds", []) if name not in found or found[name].hedged]
    wrong = [name for name in case.get("not", []) if name in found]
    firm = [name for name in case.get("hedged", []) if name not in found or not found[name].hedged]
    assert not missing, f"not found, or hedged: {missing} in {sorted(found)}"
    assert not wrong, f"should not be found: {wrong}"
    assert not firm, f"should be found and hedged: {firm} in {sorted(found)}"


def test_the_suite_is_large_enough():
    assert len(CASES) >= 300
