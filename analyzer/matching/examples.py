"""The labelled pairs of `data/training/`, read through the whole chain as any resume and any ad would be."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from analyzer.documents import read_in_process
from analyzer.errors import NotAResume
from analyzer.integrity import set_aside_instructions
from analyzer.language import Annotator
from analyzer.market import read_job, role_library
from analyzer.parsing import outline
from analyzer.profile import build_profile
from analyzer.records import Job, Profile, Source

#: The month that was the present when the pairs were rated.
TODAY = "2026-11"
#: What a label is worth. Basis: with these a weighted sum of the true labels orders the rated pairs best.
VALUES: Mapping[str, float] = {"evidenced": 1.0, "partly": 0.5, "claimed": 0.2, "missing": 0.0}


@dataclass(frozen=True, slots=True)
class RatedPair:
    """One pair with the mean of its ratings as a score 0-100, and the levels that were named."""

    resume: str
    ad: str
    score: float
    levels: tuple[str, str]


@dataclass(frozen=True, slots=True)
class JudgedRequirement:
    """One requirement of an ad, judged for one resume."""

    resume: str
    ad: str
    text: str
    label: str
    quote: str


@dataclass(frozen=True, slots=True)
class Examples:
    """Everything there is to learn from."""

    profiles: Mapping[str, Profile]
    jobs: Mapping[str, Job]
    pairs: tuple[RatedPair, ...]
    requirements: tuple[JudgedRequirement, ...]


def read_examples(folder: Path) -> Examples:
    """Read a folder laid out like `data/training/`. Resumes that the parser refuses are left out."""
    annotator = Annotator()
    jobs = {job.id: job for job in role_library(annotator)}
    for path in sorted((folder / "ads").glob("*.txt")):
        jobs[path.stem] = read_job(
            path.read_text(encoding="utf-8"), id=path.stem, source=path.name, annotator=annotator
        )
    profiles = {}
    for path in sorted((folder / "resumes").glob("*.txt")):
        try:
            profiles[path.stem] = read_profile(path.read_bytes(), path.name, annotator)
        except NotAResume:
            continue
    pairs = tuple(
        RatedPair(
            one["resume"],
            one["ad"],
            (float(one["score_1"]) + float(one["score_2"])) * 12.5,
            (one["level_1"], one["level_2"]),
        )
        for one in _rows(folder / "fit.csv")
        if one["resume"] in profiles
    )
    judged = tuple(
        JudgedRequirement(one["resume"], one["ad"], one["requirement"], one["label"], one["quote"])
        for one in _rows(folder / "requirements.csv")
        if one["resume"] in profiles
    )
    return Examples(profiles, jobs, pairs, judged)


def read_profile(data: bytes, name: str, annotator: Annotator) -> Profile:
    """One resume through the whole chain."""
    document = read_in_process(Source(name, data))
    structure, _ = set_aside_instructions(document, outline(document, today=TODAY))
    return build_profile([document], [structure], [annotator.annotate(document, structure, today=TODAY)])


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
