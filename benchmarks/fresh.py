"""Fit for strangers: people and ads by authors who do not know the program, rated by two raters.

    python -m benchmarks.fresh [--write]

87 resumes of `benchmarks/people/` beside 20 ads of `benchmarks/ads/`: 1,740 pairs rated 0-4 by one rater, 780
of them by a second. Nothing is learned from them, so the figures tell what to expect of a new person and
a new ad. The parser was developed on most of the resumes and on the ads of u; the ads of v are kept back.
`--write` puts the figures beside the model, for the page About.
"""

import csv
import json
import sys
from datetime import date
from pathlib import Path

import numpy as np

from analyzer.errors import NotAResume
from analyzer.language import Annotator
from analyzer.market import read_job
from analyzer.matching import load_matcher
from analyzer.matching.examples import Examples, RatedPair, read_profile
from analyzer.matching.learning import make_table
from analyzer.matching.measures import error, order_within, spearman, weighted_kappa
from analyzer.resources import models_path
from benchmarks.fit import baselines

HERE = Path(__file__).parent
#: Two people are surely apart from one point of four on; half a point is within what two raters differ by.
SURE = 25.0


def main() -> None:
    """Print the tables."""
    rows = _rated()
    examples = _examples(rows)
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
    fresh = np.array([one.ad.startswith("v") for one in examples.pairs])
    print(
        "| pairs | count | Spearman | order within ad | one point apart | mean abs. error | weighted kappa "
        "| in interval |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for name, part in {"all": scored, "kept-back ads (v)": scored & fresh}.items():
        told = _agreement(examples.pairs, scores, table.scores, part)
        wrong, kappa = (
            error(scores[part], table.scores[part]),
            weighted_kappa(scores[part], table.scores[part]),
        )
        print(f"| {name} | {part.sum()} | {told} | {wrong:.1f} | {kappa:.3f} | {inside[part].mean():.1%} |")
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
                "resumes": len(examples.profiles),
                "ads": len(examples.jobs),
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
    with (HERE / "ads" / "ratings.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _examples(rows: list[dict[str, str]]) -> Examples:
    annotator = Annotator()
    jobs = {
        ad: read_job(
            (HERE / "ads" / f"{ad}.txt").read_text(encoding="utf-8"),
            id=ad,
            source=f"{ad}.txt",
            annotator=annotator,
        )
        for ad in sorted({row["ad"] for row in rows})
    }
    profiles = {}
    for name in sorted({row["resume"] for row in rows}):
        try:
            profiles[name] = read_profile((HERE / "people" / f"{name}.txt").read_bytes(), name, annotator)
        except NotAResume as refused:
            print(f"{name} is left out: {refused}")
    pairs = tuple(
        RatedPair(row["resume"], row["ad"], _mean(row), (row["level_1"], row["level_2"] or row["level_1"]))
        for row in rows
        if row["resume"] in profiles
    )
    return Examples(profiles, jobs, pairs, ())


def _mean(row: dict[str, str]) -> float:
    return (float(row["score_1"]) + float(row["score_2"] or row["score_1"])) * 12.5


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
