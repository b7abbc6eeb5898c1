"""Train the role matcher and write `models/role-matcher/`.

    python -m analyzer.matching.train data/training benchmarks

The folders hold rated pairs (see `examples`). Seeded and repeatable: the same data and code, the same files.
"""

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from analyzer.matching.card import card
from analyzer.matching.examples import collection, read_examples
from analyzer.matching.learning import SEED, Mask, Table, Unseen, cross_validate, learn, make_table
from analyzer.matching.matcher import RoleMatcher, half_widths
from analyzer.matching.measures import error, order_within, spearman
from analyzer.matching.store import save_matcher
from analyzer.resources import models_path


def train(folders: Sequence[Path]) -> tuple[RoleMatcher, dict[str, Any]]:
    """A matcher trained on all examples of the folders, and the facts about it.

    The score learns from all pairs; the widths of its intervals from predictions for unseen people and ads.
    """
    table = make_table(read_examples([collection(folder) for folder in folders]))
    matcher = learn(table, np.ones(len(table.rated), dtype=bool))
    unseen = cross_validate(table)
    matcher.widths_ = half_widths(unseen.scores, table.scores, matcher.interval)
    return matcher, facts(table, unseen, data_hash(folders))


def facts(table: Table, unseen: Unseen, data: str) -> dict[str, Any]:
    """What meta.json tells about the training."""
    ads = [one.ad for one in table.rated]
    labelled = {(table.rated[at].resume, table.rated[at].ad) for at, *_ in table.labels}
    return {
        "data": data,
        "seed": SEED,
        "pairs": len(table.rated),
        "judged_requirements": len(table.labels),
        "labelled_resumes": len({resume for resume, _ in labelled}),
        "labelled_ads": len({ad for _, ad in labelled}),
        "resumes": len({one.resume for one in table.rated}),
        "ads": len(set(ads)),
        "unseen_people_and_ads": agreement(table, unseen, np.ones(len(ads), dtype=bool)),
        "by_family": by_family(table, unseen),
    }


def agreement(table: Table, unseen: Unseen, rows: Mask) -> dict[str, float]:
    """How well the predictions for some rows agree with their ratings."""
    ads = [one.ad for one, inside in zip(table.rated, rows, strict=True) if inside]
    scores, rated, widths = unseen.scores[rows], table.scores[rows], unseen.widths[rows]
    return {
        "spearman": round(spearman(scores, rated), 3),
        "order_within_ad": round(order_within(ads, scores, rated), 3),
        "mean_absolute_error": round(error(scores, rated), 1),
        "interval_coverage": round(float(np.mean(np.abs(scores - rated) <= widths)), 3),
    }


def by_family(table: Table, unseen: Unseen) -> dict[str, dict[str, Any]]:
    """Agreement by the family of the job."""
    families = np.array([pair.target.job.family for pair in table.pairs])
    told = {}
    for family in sorted(set(families.tolist())):
        here = families == family
        told[family] = {
            "pairs": int(here.sum()),
            "spearman": round(spearman(unseen.scores[here], table.scores[here]), 2),
            "mean_absolute_error": round(error(unseen.scores[here], table.scores[here]), 1),
        }
    return told


def data_hash(folders: Sequence[Path]) -> str:
    """First 12 hex digits over the files that are read; line ends are normalised."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in collection(folder).files():
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:12]


def main(arguments: list[str]) -> int:
    """Train on the folders and write the model."""
    if not arguments:
        print("Name the folders of rated pairs: data/training benchmarks", file=sys.stderr)  # noqa: T201
        return 2
    matcher, told = train([Path(name) for name in arguments])
    out = models_path("role-matcher")
    version = save_matcher(matcher.trained(), out, told)
    (out / "card.md").write_text(card(version, told), encoding="utf-8")
    print(f"Trained on {told['pairs']} pairs; written to {out}.")  # noqa: T201
    print(told["unseen_people_and_ads"])  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
