"""A model trained anew from the same data is the shipped one: figures and file."""

import json
from pathlib import Path

import pytest

from analyzer.matching.store import digest, save_matcher
from analyzer.matching.train import train
from analyzer.resources import data_path, models_path

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_a_retrain_gives_the_shipped_figures_and_the_shipped_file(tmp_path):
    shipped = json.loads(models_path("role-matcher", "meta.json").read_text(encoding="utf-8"))
    matcher, facts = train([data_path("training"), ROOT / "benchmarks"])
    assert facts == {name: shipped[name] for name in facts}
    save_matcher(matcher.trained(), tmp_path, facts)
    assert digest((tmp_path / "model.json").read_bytes()) == shipped["sha256"]
