"""The tables and the drawing of the calibration say what the numbers say."""

from xml.etree import ElementTree

import numpy as np
import pytest

from benchmarks import calibration

SCORES = np.linspace(0, 100, 200)


def test_scores_that_mean_what_they_say_lie_on_the_line():
    for score, rating, first, third in calibration.tenths(SCORES, SCORES):
        assert rating == pytest.approx(score)
        assert first <= rating <= third


def heights(scores, ratings, path):
    calibration.draw(scores, ratings, path)
    points = ElementTree.parse(path).getroot().findall("{http://www.w3.org/2000/svg}circle")  # noqa: S314
    return [float(one.get("cy")) for one in points]


def test_scores_that_promise_too_much_are_drawn_lower(tmp_path):
    honest, boasting = (heights(SCORES, ratings, tmp_path / "plot.svg") for ratings in (SCORES, SCORES / 2))
    assert len(honest) == len(boasting) == calibration.TENTHS
    assert honest == sorted(honest, reverse=True)
    assert all(low > high for low, high in zip(boasting, honest, strict=True))


def test_every_pair_falls_into_one_band(capsys):
    calibration.bands(SCORES, SCORES)
    rows = [line for line in capsys.readouterr().out.splitlines() if line[2:3].isdigit()]
    assert sum(int(row.split("|")[2]) for row in rows) == len(SCORES)
