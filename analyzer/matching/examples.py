"""Labelled pairs of people and ads, read through the whole chain as any resume and any ad would be.

A collection is a folder: `data/training/` is one, `benchmarks/`, with people and ads by other hands, another.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from analyzer.documents import read_in_process
from analyzer.errors import BadJob, NotAResume
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


@dataclass(frozen=True, slots=True)
class Collection:
    """Where ratings stand, and the resumes and ads they are about; judged requirements are not everywhere."""

    ratings: Path
    resumes: Path
    ads: Path
    judged: Path | None = None

    def files(self) -> list[Path]:
        """Every file that is read, in order; texts that nobody rated are not."""
        rows = _rows(self.ratings)
        texts = {self.resumes / f"{row['resume']}.txt" for row in rows}
        texts |= {self.ads / f"{row['ad']}.txt" for row in rows}  # roles of the library have no file here
        return sorted(path for path in {self.ratings, self.judged, *texts} if path and path.is_file())


#: Ratings, resumes, ads and judged requirements in a folder: the first layout whose ratings are there counts.
_LAYOUTS = (
    ("fit.csv", "resumes", "ads", "requirements.csv"),
    ("ads/ratings.csv", "people", "ads", "requirements.csv"),
)


def collection(folder: Path) -> Collection:
    """The collection in a folder. Raises FileNotFoundError when there are no ratings."""
    for layout in _LAYOUTS:
        found = Collection(*(folder / name for name in layout))
        if found.ratings.exists():
            return found
    raise FileNotFoundError(
        f"{folder} holds no ratings: {' or '.join(one[0] for one in _LAYOUTS)} is needed."
    )


def read_examples(collections: Sequence[Collection]) -> Examples:
    """Read collections. What the parsers refuse is left out, with its pairs: no resume, an ad in another language."""
    annotator = Annotator()
    jobs = {job.id: job for job in role_library(annotator)}
    profiles: dict[str, Profile] = {}
    pairs: list[RatedPair] = []
    judged: list[JudgedRequirement] = []
    for one in collections:
        rows = _rows(one.ratings)
        for name in sorted({row["ad"] for row in rows} - set(jobs)):
            text = (one.ads / f"{name}.txt").read_text(encoding="utf-8")
            with suppress(BadJob):
                jobs[name] = read_job(text, id=name, source=f"{name}.txt", annotator=annotator)
        profiles.update(_profiles(one.resumes, sorted({row["resume"] for row in rows}), annotator))
        pairs += [_rated(row) for row in rows if row["resume"] in profiles and row["ad"] in jobs]
        judged += [
            JudgedRequirement(row["resume"], row["ad"], row["requirement"], row["label"], row["quote"])
            for row in (_rows(one.judged) if one.judged and one.judged.exists() else ())
            if row["resume"] in profiles and row["ad"] in jobs
        ]
    return Examples(profiles, jobs, tuple(pairs), tuple(judged))


def _profiles(folder: Path, names: Sequence[str], annotator: Annotator) -> Iterator[tuple[str, Profile]]:
    for name in names:
        try:
            yield name, read_profile((folder / f"{name}.txt").read_bytes(), f"{name}.txt", annotator)
        except NotAResume:
            continue


def _rated(row: Mapping[str, str]) -> RatedPair:
    """A pair of which one rater, or both, said something."""
    first, second = row["score_1"], row["score_2"] or row["score_1"]
    levels = (row["level_1"], row["level_2"] or row["level_1"])
    return RatedPair(row["resume"], row["ad"], (float(first) + float(second)) * 12.5, levels)


def read_profile(data: bytes, name: str, annotator: Annotator) -> Profile:
    """One resume through the whole chain."""
    document = read_in_process(Source(name, data))
    structure, _ = set_aside_instructions(document, outline(document, today=TODAY))
    return build_profile([document], [structure], [annotator.annotate(document, structure, today=TODAY)])


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
