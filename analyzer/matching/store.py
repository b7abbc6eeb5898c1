"""The trained matcher on disk: numbers as JSON and the facts about them, checked when loaded. No pickle."""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from analyzer.errors import AipmError
from analyzer.matching.additive import Additive
from analyzer.matching.reading import Weights
from analyzer.matching.trained import TrainedMatcher
from analyzer.resources import models_path

#: Changes when the meaning of a feature or of a sign does: a model of another form cannot be used.
FORM = 6
_REPAIR = "Run `make models` in a checkout, or reinstall the package."


class BadModel(AipmError):
    """The trained model is missing, damaged, or of another version."""

    code = "bad-model"


def load_matcher(folder: Path | None = None) -> TrainedMatcher:
    """The trained matcher of `models/role-matcher/`.

    Raises BadModel when the files are missing, do not belong together, or are of another form.
    """
    return _load(folder or models_path("role-matcher"))


@cache
def _load(folder: Path) -> TrainedMatcher:
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


def save_matcher(matcher: TrainedMatcher, folder: Path, facts: dict[str, Any]) -> str:
    """Write model.json and meta.json; `facts` go into meta.json. Gives the version.

    The version is the form of the file and the start of its hash: another model never has the same one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    raw = (_compact(_model(matcher)) + "\n").encode()
    version = f"{FORM}-{digest(raw)[:12]}"
    meta = {"form": FORM, "version": version, "sha256": digest(raw), **facts}
    (folder / "model.json").write_bytes(raw)
    (folder / "meta.json").write_text(json.dumps(meta, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return version


def digest(raw: bytes) -> str:
    """SHA-256 of a file of ours; line ends are normalised."""
    return hashlib.sha256(raw.replace(b"\r\n", b"\n")).hexdigest()


def _model(matcher: TrainedMatcher) -> dict[str, Any]:
    return {
        "model": matcher.model.as_json(),
        "judge": matcher.judge.as_json(),
        "widths": matcher.widths,
        "words": dict(matcher.weights.words),
        "skills": dict(matcher.weights.skills),
    }


def _matcher(data: dict[str, Any], version: str) -> TrainedMatcher:
    return TrainedMatcher(
        model=Additive.from_json(data["model"]),
        judge=Additive.from_json(data["judge"]),
        weights=Weights(data["words"], data["skills"]),
        widths=tuple(data["widths"]),
        version=version,
    )


def _compact(data: dict[str, Any]) -> str:
    """One line for each entry, sorted: a diff of two models can be read."""
    lines = [f"{json.dumps(key)}: {json.dumps(data[key], sort_keys=True)}" for key in sorted(data)]
    return "{\n" + ",\n".join(lines) + "\n}"
