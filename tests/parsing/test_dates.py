from pathlib import Path

import pytest
import yaml

from analyzer.parsing.dates import find_ranges
from analyzer.parsing.months import interval
from analyzer.parsing.points import find_points, order_of_days

from .documents import TODAY

FOLDER = Path(__file__).parent
CASES = yaml.safe_load((FOLDER / "dates.yaml").read_text(encoding="utf-8"))
for name, more in yaml.safe_load((FOLDER / "dates_world.yaml").read_text(encoding="utf-8")).items():
    CASES[name] = [*CASES[name], *more] if isinstance(more, list) else CASES[name] | more


def test_there_are_enough_cases():
    assert sum(len(CASES[name]) for name in ("stretches", "single", "coarse", "nothing")) >= 250


@pytest.mark.parametrize("written", [*CASES["stretches"], *CASES["coarse"]])
def test_a_stretch_of_time_is_read(written):
    first, last = (CASES["stretches"] | CASES["coarse"])[written]
    (found,) = find_ranges(written)
    assert (found.first, found.last, found.single) == (first, last, False)


@pytest.mark.parametrize("written", CASES["stretches"])
def test_a_stretch_is_read_inside_a_header(written):
    text = f"Project Manager, Acme Corp  {written}"
    first, last = CASES["stretches"][written]
    assert [(one.first, one.last) for one in find_ranges(text)] == [(first, last)]


@pytest.mark.parametrize("written", CASES["single"])
def test_one_date_alone_is_marked_as_single(written):
    first, last = CASES["single"][written]
    (found,) = find_ranges(written)
    assert (found.first, found.last, found.single) == (first, last, True)


@pytest.mark.parametrize("written", CASES["nothing"])
def test_what_is_no_date_is_left_alone(written):
    assert find_ranges(written) == ()


@pytest.mark.parametrize("written", CASES["months"])
def test_months_are_counted_with_both_ends(written):
    (found,) = find_ranges(written)
    span = interval(found, today=TODAY)
    assert (span[1] - span[0] if span else None) == CASES["months"][written]


def test_other_dates_of_the_document_settle_which_number_is_the_day():
    assert order_of_days("born 25/12/1990, hired 03/04/2021") is True
    assert order_of_days("12/25/1990") is False
    assert order_of_days("03/04/2021") is None
    assert find_points("03/04/2021", day_first=True)[0].text() == "2021-04"
    assert find_points("03/04/2021", day_first=False)[0].text() == "2021-03"
