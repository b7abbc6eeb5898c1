"""The trained matcher on disk: numbers as JSON and the facts about them, checked when loaded. No pickle."""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from analyzer.errors import AipmError
from analyzer.matching.additive import Additive
from analyzer.matching.matcher import RoleMatcher
from analyzer.matching.reading import Weights
from analyzer.resources import models_path

#: Changes when the meaning of a feature or of a sign does: a model of another form cannot be used.
FORM = 5
_REPAIR = "Run `make models` in a checkout, or reinstall the package."


class BadModel(AipmError):
    """The trained model is missing, damaged, or of another version."""

    code = "bad-model"


def load_matcher(folder: Path | None = None) -> RoleMatcher:
    """The trained matcher of `models/role-matcher/`.

    Raises BadModel when the files are missing, do not belong together, or are of another form.
    """
    return _load(folder or models_path("role-matcher"))


@cache
def _load(folder: Path) -> RoleMatcher:
    try:
        raw = (folder / "model.json").read_bytes()
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadModel(f"The trained model could not be read ({type(error).__name__}). {_REPAIR}") from error
    if meta.get("form") != FORM:
        raise BadModel(f"The trained model has form {meta.get('form')}, this program needs {FORM}. {_REPAIR}")
    if meta.get("sha256") != digest(raw):
        raise BadModel(f"model.json is not the file that meta.json describes. {_REPAIR}")
    return _matcher(json.loads(raw), meta["version"])


def save_matcher(matcher: RoleMatcher, folder: Path, facts: dict[str, Any]) -> None:
    """Write model.json and meta.json; `facts` go into meta.json.

    The version is the form of the file and the start of its hash: another model never has the same one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    raw = (_compact(_model(matcher)) + "\n").encode()
    matcher.version_ = f"{FORM}-{digest(raw)[:12]}"
    meta = {"form": FORM, "version": matcher.version, "sha256": digest(raw), **facts}
    (folder / "model.json").write_bytes(raw)
    (folder / "meta.json").write_text(json.dumps(meta, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def digest(raw: bytes) -> str:
    """SHA-256 of a file of ours; line ends are normalised."""
    return hashlib.sha256(raw.replace(b"\r\n", b"\n")).hexdigest()


def _model(matcher: RoleMatcher) -> dict[str, Any]:
    return {
        "parameters": matcher.get_params(),
        "model": matcher.model_.as_json(),
        "judge": matcher.judge_.as_json(),
        "widths": matcher.widths_,
        "words": dict(matcher.weights_.words),
        "skills": dict(matcher.weights_.skills),
    }


def _matcher(data: dict[str, Any], version: str) -> RoleMatcher:
    matcher = RoleMatcher(**data["parameters"])
    matcher.model_ = Additive.from_json(data["model"])
    matcher.judge_ = Additive.from_json(data["judge"])
    matcher.widths_ = data["widths"]
    matcher.weights_ = Weights(data["words"], data["skills"])
    matcher.n_features_in_ = len(matcher.model_.weights)
    matcher.version_ = version
    return matcher


def _compact(data: dict[str, Any]) -> str:
    """One line for each entry, sorted: a diff of two models can be read."""
    lines = [f"{json.dumps(key)}: {json.dumps(data[key], sort_keys=True)}" for key in sorted(data)]
    return "{\n" + ",\n".join(lines) + "\n}"
