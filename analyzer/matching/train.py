"""Train the role matcher and write `models/role-matcher/`.

    python -m analyzer.matching.train [DATA]

DATA is a folder laid out like `data/training/`, which is taken when none is named. Seeded and repeatable: the same
data and code give the same files.
"""

import hashlib
import math
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from analyzer.matching.additive import Array, fit_additive
from analyzer.matching.answers import answer, judged_row, standing
from analyzer.matching.examples import VALUES, Examples, JudgedRequirement, RatedPair, read_examples
from analyzer.matching.matcher import RoleMatcher
from analyzer.matching.person import passages_of, person
from analyzer.matching.store import save_matcher
from analyzer.matching.target import target
from analyzer.records import Job, Profile, Requirement
from analyzer.resources import data_path, models_path

JUDGE_KNOTS = (0.0, 0.25, 0.5, 0.75)
JUDGE_RIDGE = 5.0
#: A labelled requirement is taken for one that was read when their slices overlap by this share of both.
_SAME = 0.2
#: A word is kept in the table of word weights when it stands in this many passages; all rarer ones weigh the same.
_LEAST_PASSAGES = 2


def train(
    examples: Examples, *, resumes: Collection[str] | None = None, ads: Collection[str] | None = None
) -> RoleMatcher:
    """A matcher trained on the examples, or on those of some resumes and some ads only."""
    people = {name: one for name, one in examples.profiles.items() if resumes is None or name in resumes}
    jobs = {name: one for name, one in examples.jobs.items() if ads is None or name in ads}
    matcher = RoleMatcher()
    matcher.idf_ = word_weights(people.values(), jobs.values())
    rows, values = judged_rows(
        (one for one in examples.requirements if one.resume in people and one.ad in jobs),
        examples,
        matcher.idf_,
    )
    matcher.judge_ = fit_additive(rows, values, knots=JUDGE_KNOTS, ridge=JUDGE_RIDGE)
    pairs = [one for one in examples.pairs if one.resume in people and one.ad in jobs]
    matcher.fit(pair_features(matcher, pairs, examples), np.array([one.score for one in pairs]))
    return matcher


def word_weights(people: Iterable[Profile], jobs: Iterable[Job]) -> dict[str, float]:
    """Inverse document frequency of every word over requirements and passages; the entry "" is for unseen words."""
    counts: Counter[str] = Counter()
    size = 0
    for job in jobs:
        for ask in target(job).asks:
            counts.update(ask.terms)
            size += 1
    for profile in people:
        for told in passages_of(profile):
            counts.update(told.terms)
            size += 1
    weights = {
        term: round(math.log((size + 1) / (count + 0.5)), 2)
        for term, count in sorted(counts.items())
        if count >= _LEAST_PASSAGES
    }
    return {"": round(math.log((size + 1) / 1.5), 2), **weights}


def judged_rows(
    judged: Iterable[JudgedRequirement], examples: Examples, idf: Mapping[str, float]
) -> tuple[Array, Array]:
    """Rows for the judge and what the labels are worth; requirements that were not read are left out."""
    rows, values = [], []
    by_pair: dict[tuple[str, str], list[JudgedRequirement]] = {}
    for one in judged:
        if one.label in VALUES:
            by_pair.setdefault((one.resume, one.ad), []).append(one)
    for (resume, ad), group in by_pair.items():
        job = examples.jobs[ad]
        aim = target(job)
        who = person(examples.profiles[resume], aim)
        stand = standing(who, aim)
        answers = {ask.requirement: answer(ask, who, aim, stand, idf) for ask in aim.asks}
        for one in group:
            read = nearest_requirement(job, one.text)
            if read in answers:
                rows.append(judged_row(answers[read]))
                values.append(VALUES[one.label])
    return np.array(rows), np.array(values)


def nearest_requirement(job: Job, text: str) -> Requirement | None:
    """The requirement that was read from the words of a labelled one."""
    start = job.text.find(text)
    if start < 0:
        return None
    end = start + len(text)

    def shared(one: Requirement) -> float:
        common = min(end, one.end) - max(start, one.start)
        return max(0.0, common / (max(end, one.end) - min(start, one.start)))

    best = max(job.requirements, key=shared)
    return best if shared(best) > _SAME else None


def pair_features(matcher: RoleMatcher, pairs: Iterable[RatedPair], examples: Examples) -> Array:
    """The rows of features of rated pairs."""
    return np.array(
        [matcher.features(examples.profiles[one.resume], examples.jobs[one.ad]) for one in pairs], dtype=float
    )


def folder_hash(folder: Path) -> str:
    """First 12 hex digits over the training files."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:12]


def main(arguments: list[str]) -> int:
    """Train on a folder and write the model."""
    folder = Path(arguments[0]) if arguments else data_path("training")
    examples = read_examples(folder)
    matcher = train(examples)
    data = folder_hash(folder)
    matcher.version_ = f"1-{data}"
    facts: dict[str, Any] = {
        "data": data,
        "pairs": len(examples.pairs),
        "judged_requirements": len(examples.requirements),
        "resumes": len(examples.profiles),
        "ads": len(examples.jobs),
    }
    save_matcher(matcher, models_path("role-matcher"), facts)
    print(f"Trained on {len(examples.pairs)} pairs; written to {models_path('role-matcher')}.")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
