import json
import shutil
import time

import pytest

from analyzer.matching import BadModel, load_matcher
from analyzer.resources import data_path, models_path


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(models_path("role-matcher"), tmp_path / "model")


def test_loading_takes_less_than_50_milliseconds(folder):
    start = time.perf_counter()
    load_matcher(folder)
    assert time.perf_counter() - start < 0.05


def test_the_figures_about_strangers_are_those_of_this_model():
    told = json.loads(models_path("role-matcher", "strangers.json").read_text())
    assert told["model"] == load_matcher().version, "run `python -m benchmarks.fresh --write`"


def test_a_changed_model_is_refused(folder):
    path = folder / "model.json"
    path.write_text(path.read_text().replace("0.", "1.", 1))
    with pytest.raises(BadModel, match="make models"):
        load_matcher(folder)


def test_a_model_of_another_form_is_refused(folder):
    path = folder / "meta.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"form": 0}))
    with pytest.raises(BadModel, match="form 0"):
        load_matcher(folder)


def test_a_missing_model_says_what_to_do(tmp_path):
    with pytest.raises(BadModel, match="make models"):
        load_matcher(tmp_path / "nowhere")


def test_the_card_tells_the_figures_of_the_model():
    meta = json.loads(models_path("role-matcher", "meta.json").read_text())
    card = models_path("role-matcher", "card.md").read_text()
    for name, value in meta["unseen_people_and_ads"].items():
        assert str(value) in card, name
    assert meta["version"] in card


def test_the_training_data_can_be_read():
    folder = data_path("training")
    names = {path.stem for path in (folder / "resumes").glob("*.txt")}
    rated = {line.split(",")[0] for line in (folder / "fit.csv").read_text().splitlines()[1:]}
    assert rated == names
