"""The words by which the parts of a project are known, read once from `data/portfolio/`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from analyzer.language import load_skills
from analyzer.resources import data_path, read_yaml

Group = Literal["story", "cycle", "management"]

#: The parts of the AI life cycle and of the management side, in the order in which they are told.
CYCLE = ("data", "model", "evaluation", "deployment", "monitoring", "responsible-ai")
MANAGEMENT = ("scope", "plan", "stakeholders", "risks", "budget", "decisions", "lessons")
STORY = ("problem", "approach", "outcome")


@dataclass(frozen=True, slots=True)
class Stage:
    """One part of a project and the patterns that tell it."""

    name: str
    group: Group
    headings: re.Pattern[str]
    cues: re.Pattern[str]
    hints: tuple[re.Pattern[str], ...]
    opening: re.Pattern[str] | None
    paths: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class ArtefactKind:
    """A kind of document: the words of its title, and what it shows by being there."""

    kind: str
    words: re.Pattern[str]
    covers: tuple[str, ...]


@cache
def stages() -> Mapping[str, Stage]:
    """All parts by name."""
    written = read_yaml(data_path("portfolio", "stages.yaml"))
    return {name: _stage(name, entry) for name, entry in written.items()}


def _stage(name: str, entry: dict[str, list[str]]) -> Stage:
    return Stage(
        name=name,
        group=entry["group"],  # type: ignore[arg-type]
        headings=re.compile(rf"(?:the |our |my )?(?:{'|'.join(entry['headings'])})", re.IGNORECASE),
        cues=re.compile("|".join(rf"\b(?:{cue})" for cue in entry["cues"]), re.IGNORECASE),
        hints=tuple(re.compile(rf"\b(?:{hint})\b", re.IGNORECASE) for hint in entry.get("hints", ())),
        opening=re.compile("|".join(rf"\b(?:{cue})" for cue in entry["opening"]), re.IGNORECASE)
        if entry.get("opening")
        else None,
        paths=re.compile("|".join(entry["paths"]), re.IGNORECASE) if entry.get("paths") else None,
    )


@cache
def artefact_kinds() -> tuple[ArtefactKind, ...]:
    """The kinds of documents, the more special ones first."""
    return tuple(
        ArtefactKind(
            entry["kind"],
            re.compile(rf"(?<![^\W_])(?:{entry['words']})(?![^\W_])", re.IGNORECASE),
            tuple(entry["covers"]),
        )
        for entry in read_yaml(data_path("portfolio", "artefacts.yaml"))
    )


@cache
def imports() -> Mapping[str, str]:
    """The name under which code uses a library -> the skill it shows."""
    written: dict[str, str] = read_yaml(data_path("portfolio", "imports.yaml"))
    known = load_skills()
    unknown = sorted(skill for skill in written.values() if skill not in known)
    if unknown:
        raise ValueError(f"imports.yaml names unknown skills: {', '.join(unknown)}")
    return written


def names_stage(stage: Stage, heading: str) -> bool:
    """Whether a heading names a part, also after a number: `3. Evaluation`, `Evaluation and results`."""
    words = _NUMBERED.sub("", re.sub(r"^[^\w\"“(]+", "", heading))
    pieces = _PIECES.split(words.strip(" :?!#*"))
    return any(
        stage.headings.fullmatch(one.strip()) for one in (words.strip(" :?!#*"), *pieces) if one.strip()
    )


_NUMBERED = re.compile(r"^[\d.)\s]+|^(?:phase|step|part|stage) \w+\s*[:.–—-]\s*", re.IGNORECASE)
_PIECES = re.compile(r"\s*(?:[:&,/|+–—]|\band\b)\s*")
