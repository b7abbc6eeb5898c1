"""How a text is set says nothing about the person: line width, list marks, empty lines and line ends."""

import textwrap
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzer.records import Source
from analyzer.service import DEFAULT_ROLE, Analyzer

RESUMES = Path(__file__).parent / "data" / "resumes"
NAMES = ("strong_ai_pm", "traditional_pm")
WIDTHS = (60, 72, 80, 100, None)
MARKS = ("-", "*", "•", "–")
ENDS = ("\n", "\r\n")
#: Points by which the score may differ.
CLOSE = 1.0


@pytest.fixture(scope="module")
def read():
    """Reads a text: jobs, skills with their strength, score."""
    with Analyzer(today="2026-11") as analyzer:
        job = analyzer.jobs([DEFAULT_ROLE])[0]

        def read(text: str):
            profile, _ = analyzer.profile([Source("resume.txt", text.encode())])
            jobs = [
                (one.title, one.organization, one.start, one.end, len(one.bullets))
                for one in profile.outlines[0].positions
            ]
            skills = {skill.id: skill.strength for skill in profile.skills}
            return jobs, skills, analyzer.matcher.match(profile, job).score

        yield read


def written(text: str, *, width: int | None, mark: str, apart: bool, end: str) -> str:
    """The same words set in another way; `apart` sets list items apart by empty lines."""
    lines: list[str] = []
    for line in text.splitlines():
        words, hang = line, ""
        if line.startswith("- "):
            words, hang = f"{mark} {line[2:]}", "  "
            lines += [""] if apart and lines[-1] else []
        wrapped = textwrap.wrap(
            words,
            width or 10_000,
            subsequent_indent=hang,
            break_long_words=False,
            break_on_hyphens=False,
        )
        lines += wrapped or [""]
    return end.join(lines) + end


@pytest.mark.parametrize("name", NAMES)
def test_the_setting_of_a_text_changes_neither_jobs_nor_skills_nor_score(read, name):
    text = (RESUMES / f"{name}.txt").read_text(encoding="utf-8")
    jobs, skills, score = read(text)
    assert jobs
    assert len(skills) > 5

    @settings(
        max_examples=8,
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(
        width=st.sampled_from(WIDTHS),
        mark=st.sampled_from(MARKS),
        apart=st.booleans(),
        end=st.sampled_from(ENDS),
    )
    def check(width, mark, apart, end):
        other_jobs, other_skills, other_score = read(
            written(text, width=width, mark=mark, apart=apart, end=end)
        )
        assert other_jobs == jobs
        assert other_skills == skills
        assert other_score == pytest.approx(score, abs=CLOSE)

    check()
