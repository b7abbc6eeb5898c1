"""Fit: agreement of the matcher with two raters, cross-validated by person and by ad, beside simple methods.

    python -m benchmarks.fit DATA [--ablation] [--curve] [--plot FILE]

Pairs are predicted by models that saw neither the person nor the ad. People p21-p30, p67-p86 and ads a14-a18,
a29-a34 were never looked at while the matcher was made: they are printed apart.
"""

import argparse
import csv
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from itertools import product
from pathlib import Path

import numpy as np

from analyzer.matching.answers import standing
from analyzer.matching.examples import Examples, collection, read_examples
from analyzer.matching.features import COLUMNS, FEATURES
from analyzer.matching.learning import FOLDS, SEED, Table, cross_validate, fold_of, learn_judge, make_table
from analyzer.matching.level import level_fit
from analyzer.matching.matcher import RoleMatcher
from analyzer.matching.measures import error, order_within, spearman, weighted_kappa
from analyzer.matching.pair import Pair, met_values
from analyzer.matching.trained import GATE_CAPS
from analyzer.resources import data_path
from benchmarks import calibration, judged

KEPT_BACK_PEOPLE = frozenset(f"p{number:02d}" for number in (*range(21, 31), *range(67, 87)))
#: Ads by authors other than those of devset.
_BY_OTHERS = re.compile(r"[u-z]\d\d")
KEPT_BACK_ADS = frozenset(f"a{number:02d}" for number in (*range(14, 19), *range(29, 35)))
#: Resumes that only claim: they must come last for every ad.
STUFFERS = ("x_keyword_stuffer", "p15")
#: The prototype's factors: for each must-have not shown, and for a person above the level (the specification
#: gives no number for the latter).
_MISSING_MUST, _OVER_LEVEL = 0.8, 0.9
_MINILM = "MiniLM cosine"
_WORD = re.compile(r"[a-z][a-z+#]+")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--ablation", action="store_true", help="leave out one group of features at a time")
    parser.add_argument("--curve", action="store_true", help="learn from fewer people")
    parser.add_argument("--plot", type=Path, help="write the calibration as a drawing (SVG)")
    options = parser.parse_args()
    examples = read_examples(
        [collection(folder) for folder in (data_path("training"), Path(__file__).parent)]
    )
    table = make_table(examples)
    unseen = cross_validate(table)
    rows = {"all pairs": np.ones(len(table.rated), dtype=bool), **parts(table)}
    print("| pairs | count | Spearman | order within ad | mean abs. error | weighted kappa | in interval |")
    print("|---|---|---|---|---|---|---|")
    for name, rows_of in rows.items():
        figures(name, table, unseen.scores, rows_of, unseen.widths)
    raters()
    calibration.bands(unseen.scores, table.scores)
    if options.plot:
        calibration.draw(unseen.scores, table.scores, options.plot)
    print("\nOther methods on the same pairs:\n")
    print("| method | Spearman | order within ad |\n|---|---|---|")
    plain = baselines(examples, table)
    for name, scores in plain.items():
        for part, rows_of in rows.items():
            if part in ("all pairs", "kept-back people x kept-back ads"):
                print(f"| {name}, {part} | {agreement(table, scores, rows_of)} |")
    if _MINILM not in plain:
        print(f"| {_MINILM} | not installed | |")
    print(f"\nKeyword stuffers: worst rank {stuffers(table, unseen.scores)}.")
    labelled = np.array([at for at, *_ in table.labels])
    others = rows["people and ads by other hands"][labelled]
    kept = ~(rows["development people x development ads"][labelled] | others)
    labels = {"development": ~kept & ~others, "kept back": kept, "people and ads by other hands": others}
    judged.judged(table, unseen.values, labels)
    if options.ablation:
        ablation(table)
        judged.sign_ablation(table, labels["development"])
    if options.curve:
        curve(table)


def parts(table: Table) -> dict[str, np.ndarray]:
    """Rows by whether person and ad were kept back."""
    people = np.array([one.resume in KEPT_BACK_PEOPLE for one in table.rated])
    ads = np.array([one.ad in KEPT_BACK_ADS for one in table.rated])
    others = np.array([bool(_BY_OTHERS.fullmatch(one.ad)) for one in table.rated])
    return {
        "devset": ~others,
        "people and ads by other hands": others,
        "development people x development ads": ~people & ~ads & ~others,
        "kept-back people x development ads": people & ~ads,
        "development people x kept-back ads": ~people & ads,
        "kept-back people x kept-back ads": people & ads,
    }


def figures(name: str, table: Table, scores: np.ndarray, rows: np.ndarray, widths: np.ndarray) -> None:
    """One line of the first table."""
    scored, rated = scores[rows], table.scores[rows]
    held = float(np.mean(np.abs(scored - rated) <= widths[rows]))
    print(
        f"| {name} | {rows.sum()} | {agreement(table, scores, rows)} | {error(scored, rated):.1f} | "
        f"{weighted_kappa(scored, rated):.3f} | {held:.1%} |"
    )


def raters() -> None:
    """The two raters, one judged by the other, as the last line of the first table."""
    with data_path("training", "fit.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    first, second = (np.array([25 * float(row[name]) for row in rows]) for name in ("score_1", "score_2"))
    order = order_within([row["ad"] for row in rows], second, first)
    print(
        f"| *the second rater by the first, devset* | {len(rows)} | {spearman(first, second):.3f} | "
        f"{order:.3f} | {error(first, second):.1f} | {weighted_kappa(first, second):.3f} | |"
    )


def agreement(table: Table, scores: np.ndarray, rows: np.ndarray) -> str:
    """Spearman and order within an ad, as cells."""
    ads = [one.ad for one, inside in zip(table.rated, rows, strict=True) if inside]
    return (
        f"{spearman(scores[rows], table.scores[rows]):.3f} | "
        f"{order_within(ads, scores[rows], table.scores[rows]):.3f}"
    )


def stuffers(table: Table, scores: np.ndarray) -> str:
    """The best place any keyword stuffer gets for any ad."""
    best = []
    for ad in sorted({one.ad for one in table.rated}):
        here = [at for at, one in enumerate(table.rated) if one.ad == ad]
        ranked = sorted(here, key=lambda at: -scores[at])
        places = [ranked.index(at) + 1 for at in here if table.rated[at].resume in STUFFERS]
        if not places:
            continue
        best.append((min(places) / len(here), min(places), len(here), ad))
    _, place, count, ad = min(best)
    third = sum(share <= 2 / 3 for share, *_ in best)
    return f"{place} of {count} ({ad}); above the last third for {third} of {len(best)} ads"


# --- other methods -----------------------------------------------------------------------------------


def baselines(examples: Examples, table: Table) -> dict[str, np.ndarray]:
    """What is usually done: cosine of TF-IDF, shared words, BM25, and the share of named skills."""
    said = {name: words(text) for name, text in texts(examples).items()}
    resumes, ads = ({name: said[name] for name in group} for group in (examples.profiles, examples.jobs))
    frequency = Counter(word for text in (*resumes.values(), *ads.values()) for word in set(text))
    size = len(resumes) + len(ads)
    idf = {word: math.log((size + 1) / (count + 1)) + 1 for word, count in frequency.items()}
    mean = sum(map(len, resumes.values())) / len(resumes)
    vectors = {name: vector(text, idf) for name, text in (*resumes.items(), *ads.items())}

    def cosine(resume: str, ad: str) -> float:
        one, other = vectors[resume], vectors[ad]
        return sum(weight * other.get(word, 0.0) for word, weight in one.items())

    def shared(resume: str, ad: str) -> float:
        return len(set(resumes[resume]) & set(ads[ad])) / len(set(ads[ad]))

    def bm25(resume: str, ad: str) -> float:
        counts, length = Counter(resumes[resume]), len(resumes[resume])
        return sum(
            idf[word] * counts[word] * 2.5 / (counts[word] + 1.5 * (0.25 + 0.75 * length / mean))
            for word in set(ads[ad])
            if counts[word]
        )

    def skills(resume: str, ad: str) -> float:
        asked = {skill for one in examples.jobs[ad].requirements for skill in one.skills}
        named = {skill.id for skill in examples.profiles[resume].skills}
        return len(asked & named) / max(1, len(asked))

    def depth_and_years(resume: str, ad: str) -> float:
        pair = table.pairs[places[resume, ad]]
        return depth(pair) * (0.55 + 0.45 * standing(pair.person, pair.target).career)

    def prototype(resume: str, ad: str) -> float:
        pair = table.pairs[places[resume, ad]]
        over = _OVER_LEVEL if level_fit(pair) == "over" else 1.0
        return depth_and_years(resume, ad) * _MISSING_MUST ** missing_musts(pair) * over

    places = {(one.resume, one.ad): at for at, one in enumerate(table.rated)}
    methods = {
        "TF-IDF cosine": cosine,
        "shared words": shared,
        "BM25": bm25,
        "share of named skills": skills,
        "depth x years": depth_and_years,
        "the specification's prototype": prototype,
    }
    if encoder := minilm():
        vectors_of = {name: encoder(text) for name, text in texts(examples).items()}
        methods[_MINILM] = lambda resume, ad: float(vectors_of[resume] @ vectors_of[ad])
    return {
        name: np.array([method(one.resume, one.ad) for one in table.rated])
        for name, method in methods.items()
    }


def depth(pair: Pair) -> float:
    """Weighted share of the competency levels of the job that are reached."""
    return float(dict(zip(COLUMNS, pair.full_row, strict=True))["depth"])


def missing_musts(pair: Pair) -> int:
    """How many must-have competencies of the rung the job stands on show nothing at all."""
    needs = pair.target.rung.needs if pair.target.rung else ()
    return sum(need.must and not pair.person.levels.get(need.competency) for need in needs)


def texts(examples: Examples) -> dict[str, str]:
    """The plain text of every resume and ad."""
    resumes = {name: one.documents[0].text for name, one in examples.profiles.items()}
    return resumes | {name: one.text for name, one in examples.jobs.items()}


def minilm() -> Callable[[str], np.ndarray] | None:
    """A function from a text to its MiniLM sentence vector of length 1, when model and library are here.

    Nothing is downloaded: the model must lie in the library's cache.
    """
    try:
        library = import_module("sentence_transformers")
        model = library.SentenceTransformer("all-MiniLM-L6-v2", local_files_only=True)
    except (ImportError, OSError):
        return None
    return lambda text: np.asarray(model.encode(text, normalize_embeddings=True))


def words(text: str) -> list[str]:
    """Lower-case words."""
    return _WORD.findall(text.lower())


def vector(text: list[str], idf: dict[str, float]) -> dict[str, float]:
    """TF-IDF of length 1."""
    weights = {word: (1 + math.log(count)) * idf[word] for word, count in Counter(text).items()}
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()}


# --- what each part brings ---------------------------------------------------------------------------


def ablation(table: Table) -> None:
    """Figures with the features of one component set to 0, and with all others set to 0.

    The judge of requirements is learned once for each fold and stays: what it sees is left out by
    `judged.sign_ablation`.
    """
    print("\nOne component left out, and one alone:\n")
    print("| component | without: Spearman | order within ad | alone: Spearman | order within ad |")
    print("|---|---|---|---|---|")
    folds = tuple(learned_folds(table))
    everything = np.ones(len(COLUMNS), dtype=bool)
    print(f"| nothing left out | {with_only(table, folds, everything)} | | |", flush=True)
    for component, names in FEATURES.items():
        own = np.array([name in names for name in COLUMNS])
        without, alone = with_only(table, folds, ~own), with_only(table, folds, own)
        print(f"| {component} | {without} | {alone} |", flush=True)


def learned_folds(table: Table) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]]:
    """For each fold: rows to learn from, rows to predict, features of all pairs, and caps on their scores."""
    people = fold_of([one.resume for one in table.rated], FOLDS, SEED)
    ads = fold_of([one.ad for one in table.rated], FOLDS, SEED + 1)
    for person_fold, ad_fold in product(range(FOLDS), range(FOLDS)):
        known = (people != person_fold) & (ads != ad_fold)
        inside = (people == person_fold) & (ads == ad_fold)
        judge = learn_judge(table, known)
        values = [met_values(judge, pair) for pair in table.pairs]
        features = np.array([pair.row(value) for pair, value in zip(table.pairs, values, strict=True)])
        missed = [pair.gates_missed(value) for pair, value in zip(table.pairs, values, strict=True)]
        caps = np.array(GATE_CAPS)[np.minimum(missed, len(GATE_CAPS) - 1)]
        yield known, inside, features, caps


def with_only(table: Table, folds: Sequence[tuple[np.ndarray, ...]], columns: np.ndarray) -> str:
    """Agreement when all other columns are 0."""
    scores = np.zeros(len(table.rated))
    for known, inside, features, caps in folds:
        seen = features * columns
        matcher = RoleMatcher().fit(seen[known], table.scores[known])
        scores[inside] = np.minimum(matcher.predict(seen[inside]), caps[inside])
    return agreement(table, scores, np.ones(len(table.rated), dtype=bool))


def curve(table: Table) -> None:
    """Figures when fewer people are learned from: folds by person."""
    print(
        "\nLearning curve:\n\n| folds | share learned from | Spearman | order within ad |\n|---|---|---|---|"
    )
    everything = np.ones(len(table.rated), dtype=bool)
    for folds in (2, 3, 5, 8):
        scores = cross_validate(table, folds=folds, seed=SEED).scores
        share = (1 - 1 / folds) ** 2
        print(f"| {folds} x {folds} | {share:.0%} | {agreement(table, scores, everything)} |", flush=True)


if __name__ == "__main__":
    main()
