"""Fit for strangers: people and ads by authors who do not know the program, rated by two raters.

    python -m benchmarks.fresh [--write]

18 resumes (y) of `benchmarks/people/` beside 12 ads (y) of `benchmarks/ads/`: 216 pairs, each rated 0-4 by
two raters. Nobody looked at them while developing and nothing is learned from them, so the figures tell what
to expect of a new person and a new ad. `--write` puts the figures beside the model, for the page About.
"""

import csv
import json
import sys
from datetime import date
from pathlib import Path

import numpy as np

from analyzer.matching import load_matcher
from analyzer.matching.examples import Collection, RatedPair, read_examples
from analyzer.matching.learning import make_table
from analyzer.matching.measures import error, order_within, spearman, weighted_kappa
from analyzer.resources import models_path
from benchmarks.fit import baselines

HERE = Path(__file__).parent
#: What was kept back.
KEPT = Collection(HERE / "ads" / "kept_ratings.csv", HERE / "people", HERE / "ads")
#: Two people are surely apart from one point of four on; half a point is within what two raters differ by.
SURE = 25.0


def main() -> None:
    """Print the tables."""
    rows = _rated()
    examples = read_examples([KEPT])
    table = make_table(examples)
    matcher = load_matcher()
    matches = [matcher.match(examples.profiles[one.resume], examples.jobs[one.ad]) for one in examples.pairs]
    scored = np.array([one.score is not None for one in matches])
    scores = np.array([one.score or 0.0 for one in matches])
    inside = np.array(
        [
            one.low is not None and one.high is not None and one.low <= pair.score <= one.high
            for one, pair in zip(matches, examples.pairs, strict=True)
        ]
    )
    print(
        "| pairs | count | Spearman | order within ad | one point apart | mean abs. error | weighted kappa "
        "| in interval |"
    )
    print("|---|---|---|---|---|---|---|---|")
    told = _agreement(examples.pairs, scores, table.scores, scored)
    wrong, kappa = (
        error(scores[scored], table.scores[scored]),
        weighted_kappa(scores[scored], table.scores[scored]),
    )
    print(
        f"| y beside y | {scored.sum()} | {told} | {wrong:.1f} | {kappa:.3f} | {inside[scored].mean():.1%} |"
    )
    print("\n| method | Spearman | order within ad | one point apart |\n|---|---|---|---|")
    for name, others in baselines(examples, table).items():
        print(f"| {name} | {_agreement(examples.pairs, others, table.scores, scored)} |")
    print(f"| the second rater | {' | '.join(f'{one:.3f}' for one in _raters(rows))} |")
    if "--write" in sys.argv[1:]:
        ours = _orders(examples.pairs, scores, table.scores, scored)
        _write(
            {
                "date": f"{date.today():%Y-%m-%d}",
                "model": matcher.version,
                "pairs": int(scored.sum()),
                "resumes": len({one.resume for one in examples.pairs}),
                "ads": len({one.ad for one in examples.pairs}),
                "spearman": round(ours[0], 3),
                "raters_spearman": round(_raters(rows)[0], 3),
                "one_point_apart": round(ours[2], 3),
                "mean_absolute_error": round(error(scores[scored], table.scores[scored]), 1),
                "interval_coverage": round(float(inside[scored].mean()), 3),
            }
        )


def _write(facts: dict[str, str | float]) -> None:
    path = models_path("role-matcher", "strangers.json")
    path.write_text(json.dumps(facts, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _rated() -> list[dict[str, str]]:
    with KEPT.ratings.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _agreement(pairs: tuple[RatedPair, ...], scores: np.ndarray, true: np.ndarray, part: np.ndarray) -> str:
    return " | ".join(f"{one:.3f}" for one in _orders(pairs, scores, true, part))


def _orders(
    pairs: tuple[RatedPair, ...], scores: np.ndarray, true: np.ndarray, part: np.ndarray
) -> tuple[float, float, float]:
    """Spearman, order within an ad, and order of those surely apart."""
    ads = [pair.ad for pair, here in zip(pairs, part, strict=True) if here]
    ours, theirs = scores[part], true[part]
    return (
        spearman(ours, theirs),
        order_within(ads, ours, theirs),
        _order_of_sure(np.array(ads), ours, theirs),
    )


def _order_of_sure(ads: np.ndarray, scores: np.ndarray, true: np.ndarray) -> float:
    """Share of two people rated at least a point apart for one ad that stand in the same order."""
    right = total = 0.0
    for ad in np.unique(ads):
        here = ads == ad
        rated = true[here][:, None] - true[here][None]
        ours = scores[here][:, None] - scores[here][None]
        apart = rated >= SURE
        right += float(((ours > 0) & apart).sum() + 0.5 * ((ours == 0) & apart).sum())
        total += float(apart.sum())
    return right / total


def _raters(rows: list[dict[str, str]]) -> tuple[float, float, float]:
    both = [row for row in rows if row["score_2"]]
    first, second = (np.array([25 * float(row[name]) for row in both]) for name in ("score_1", "score_2"))
    ads = [row["ad"] for row in both]
    return (
        spearman(first, second),
        order_within(ads, second, first),
        _order_of_sure(np.array(ads), second, first),
    )


if __name__ == "__main__":
    main()
