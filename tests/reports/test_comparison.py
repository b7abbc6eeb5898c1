from dataclasses import replace

import pytest

from analyzer.errors import AipmError
from analyzer.reports import comparison
from analyzer.reports.terminal import Look
from reports.sample import REPORT, named
from reports.test_terminal import check_golden

PEOPLE = [
    named("weak.pdf", score=31.9),
    named("close.pdf", score=71.2),
    named("best.pdf", score=74.4),
    named("unread.pdf", score=None),
    named("middle.pdf", score=58.0),
]


def test_everyone_is_ordered_by_fit_and_the_unscored_stand_last():
    names = [person.name for person in comparison.compare(PEOPLE).people]
    assert names == ["best.pdf", "close.pdf", "middle.pdf", "weak.pdf", "unread.pdf"]


def test_the_order_of_the_files_changes_nothing():
    assert comparison.compare(PEOPLE) == comparison.compare(PEOPLE[::-1])


def test_scores_inside_each_others_interval_are_called_alike():
    assert comparison.compare(PEOPLE).alike == ("A and B: too close to tell",)


def test_someone_without_a_score_may_lack_requirements():
    bare = replace(PEOPLE[3], matches=(replace(PEOPLE[3].matches[0], requirements=()),))
    compared = comparison.compare([bare, PEOPLE[0]])
    line = compared.groups[0][1][0]
    assert [cell.met for cell in line.cells] == ["evidenced", "unknown"]


def test_reports_for_different_jobs_are_not_compared():
    other = replace(REPORT, matches=REPORT.matches[1:])
    with pytest.raises(AipmError, match="different jobs"):
        comparison.compare([PEOPLE[0], other])
    with pytest.raises(AipmError, match="nothing to compare"):
        comparison.compare([])


@pytest.mark.parametrize("width", [60, 80])
def test_the_comparison_looks_as_it_did(width):
    compared = comparison.compare(PEOPLE)
    check_golden(f"comparison-{width}.txt", comparison.render_text(compared, Look(width)))


def test_many_people_get_letters_that_differ():
    compared = comparison.compare([named(f"{number:02}.pdf") for number in range(60)])
    letters = [person.letter for person in compared.people]
    assert len(set(letters)) == 60
    assert letters[25:28] == ["Z", "A2", "B2"]
