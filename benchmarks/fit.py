"""Fit: agreement of the matcher with two raters, cross-validated by person and by ad, beside simple methods.

    python -m benchmarks.fit DATA [--ablation] [--curve]

Pairs are predicted by models that saw neither the person nor the ad. People p21-p30, p67-p86 and ads a14-a18,
a29-a34 were never looked at while the matcher was made: they are printed apart.
"""

import argparse
import math
import re
from collections import Counter
from pathlib import Path

import numpy as np

from analyzer.matching import learning
from analyzer.matching.answers import KINDS, kinds_of, standing
from analyzer.matching.examples import Examples, read_examples
from analyzer.matching.features import COLUMNS, FEATURES
from analyzer.matching.learning import Table, cross_validate, make_table
from analyzer.matching.measures import error, order_within, spearman, weighted_kappa
from analyzer.resources import data_path

KEPT_BACK_PEOPLE = frozenset(f"p{number:02d}" for number in (*range(21, 31), *range(67, 87)))
KEPT_BACK_ADS = frozenset(f"a{number:02d}" for number in (*range(14, 19), *range(29, 35)))
#: Resumes that only claim: they must come last for every ad.
STUFFERS = ("x_keyword_stuffer", "p15")
_WORD = re.compile(r"[a-z][a-z+#]+")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--ablation", action="store_true", help="leave out one component at a time")
    parser.add_argument("--curve", action="store_true", help="learn from fewer people")
    options = parser.parse_args()
    examples = read_examples([data_path("training"), Path(__file__).parent])
    table = make_table(examples)
    unseen = cross_validate(table)
    rows = {"all pairs": np.ones(len(table.rated), dtype=bool), **parts(table)}
    print("| pairs | count | Spearman | order within ad | mean abs. error | weighted kappa | in interval |")
    print("|---|---|---|---|---|---|---|")
    for name, rows_of in rows.items():
        figures(name, table, unseen.scores, rows_of, unseen.widths)
    print("\nOther methods on the same pairs:\n")
    print("| method | Spearman | order within ad |\n|---|---|---|")
    for name, scores in baselines(examples, table).items():
        for part, rows_of in rows.items():
            if part in ("all pairs", "kept-back people x kept-back ads"):
                print(f"| {name}, {part} | {agreement(table, scores, rows_of)} |")
    print(f"\nKeyword stuffers: worst rank {stuffers(table, unseen.scores)}.")
    requirements(table, unseen.values)
    if options.ablation:
        ablation(table)
    if options.curve:
        curve(table)


def parts(table: Table) -> dict[str, np.ndarray]:
    """Rows by whether person and ad were kept back."""
    people = np.array([one.resume in KEPT_BACK_PEOPLE for one in table.rated])
    ads = np.array([one.ad in KEPT_BACK_ADS for one in table.rated])
    others = np.array([one.ad.startswith(("u", "v")) for one in table.rated])
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
        best.append((min(places) / len(here), min(places), len(here), ad))
    _, place, count, ad = min(best)
    third = sum(share <= 2 / 3 for share, *_ in best)
    return f"{place} of {count} ({ad}); above the last third for {third} of {len(best)} ads"


def requirements(table: Table, values: np.ndarray) -> None:
    """Agreement on single requirements."""
    from sklearn.metrics import cohen_kappa_score  # noqa: PLC0415

    from analyzer.matching.pair import EVIDENCED, PARTLY  # noqa: PLC0415

    true = np.array([2 if value == 1 else 1 if value == 0.5 else 0 for *_, value in table.labels])
    told = np.where(values >= EVIDENCED, 2, np.where(values >= PARTLY, 1, 0))
    print("\nSingle requirements (evidenced, partly, not shown), people and ads unseen:\n")
    print("| requirements | labels | accuracy | weighted kappa | shown or not |\n|---|---|---|---|---|")
    kept = np.array(
        [
            table.rated[at].resume in KEPT_BACK_PEOPLE or table.rated[at].ad in KEPT_BACK_ADS
            for at, *_ in table.labels
        ]
    )
    for name, rows in (("development", ~kept), ("kept back", kept)):
        kappa = cohen_kappa_score(true[rows], told[rows], weights="linear")
        print(
            f"| {name} | {rows.sum()} | {np.mean(true[rows] == told[rows]):.3f} | {kappa:.3f} | "
            f"{np.mean((true[rows] > 0) == (told[rows] > 0)):.3f} |"
        )
    by_kind(table, true, told, ~kept)
    quotes(table, (true > 0) & (told > 0), kept)


def by_kind(table: Table, true: np.ndarray, told: np.ndarray, rows: np.ndarray) -> None:
    """Agreement by what is asked (a requirement may ask several things), on the development part."""
    print("\nBy what is asked, development part:\n")
    print(
        "| asked | labels | accuracy | always the most frequent label | shown or not |\n|---|---|---|---|---|"
    )
    kinds = np.array([kinds_of(table.pairs[at].answers[number].ask) for at, number, _ in table.labels])
    for name, column in zip(KINDS, kinds.T, strict=True):
        here = rows & (column > 0)
        most = max(Counter(true[here].tolist()).values()) / here.sum()
        shown = np.mean((true[here] > 0) == (told[here] > 0))
        print(
            f"| {name.replace('_', ' ')} | {here.sum()} | {np.mean(true[here] == told[here]):.3f} | "
            f"{most:.3f} | {shown:.3f} |"
        )


def quotes(table: Table, found: np.ndarray, kept: np.ndarray) -> None:
    """Whether the quotes for requirements that are rightly found touch the raters' quote."""
    print("\nQuotes of requirements that raters and matcher find shown, touching the raters' quote:\n")
    print("| requirements | found | first quote | any of at most three |\n|---|---|---|---|")
    for name, rows in (("development", ~kept), ("kept back", kept)):
        hits = [
            touching(table, int(at))
            for at in np.flatnonzero(found & rows)
            if table.quotes[at] and table.pairs[table.labels[at][0]].answers[table.labels[at][1]].evidence
        ]
        first, some = (np.mean([hit[column] for hit in hits]) for column in (0, 1))
        print(f"| {name} | {len(hits)} | {first:.1%} | {some:.1%} |")


def touching(table: Table, label: int) -> tuple[bool, bool]:
    """Whether the first quote, and any quote, of a labelled requirement overlaps what the raters quoted."""
    at, number, _ = table.labels[label]
    pair = table.pairs[at]
    words = r"\s+".join(map(re.escape, table.quotes[label].split()))
    place = re.search(words, pair.person.profile.documents[0].text)
    if place is None:
        return False, False
    touched = [one.start < place.end() and place.start() < one.end for one in pair.answers[number].evidence]
    return touched[0], any(touched)


# --- other methods -----------------------------------------------------------------------------------


def baselines(examples: Examples, table: Table) -> dict[str, np.ndarray]:
    """What is usually done: cosine of TF-IDF, shared words, BM25, and the share of named skills."""
    resumes = {name: words(one.documents[0].text) for name, one in examples.profiles.items()}
    ads = {name: words(one.text) for name, one in examples.jobs.items()}
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

    def prototype(resume: str, ad: str) -> float:
        pair = table.pairs[places[resume, ad]]
        depth = dict(zip(COLUMNS, pair.full_row, strict=True))["depth"]
        return float(depth * (0.55 + 0.45 * standing(pair.person, pair.target).career))

    places = {(one.resume, one.ad): at for at, one in enumerate(table.rated)}
    methods = {
        "TF-IDF cosine": cosine,
        "shared words": shared,
        "BM25": bm25,
        "share of named skills": skills,
        "depth x years": prototype,
    }
    return {
        name: np.array([method(one.resume, one.ad) for one in table.rated])
        for name, method in methods.items()
    }


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
    """Figures with the features of one component set to 0, and with all others set to 0."""
    print("\nOne component left out, and one alone:\n")
    print("| component | without: Spearman | order within ad | alone: Spearman | order within ad |")
    print("|---|---|---|---|---|")
    for component, names in FEATURES.items():
        own = np.array([name in names for name in COLUMNS])
        print(f"| {component} | {with_only(table, ~own)} | {with_only(table, own)} |", flush=True)


def with_only(table: Table, columns: np.ndarray) -> str:
    """Agreement when all other columns are 0."""
    saved = [pair.full_row.copy() for pair in table.pairs]
    for pair in table.pairs:
        pair.full_row[~columns] = 0.0
    scores = cross_validate(table).scores
    for pair, row in zip(table.pairs, saved, strict=True):
        pair.full_row[:] = row
    return agreement(table, scores, np.ones(len(table.rated), dtype=bool))


def curve(table: Table) -> None:
    """Figures when fewer people are learned from: folds by person."""
    print(
        "\nLearning curve:\n\n| folds | share learned from | Spearman | order within ad |\n|---|---|---|---|"
    )
    everything = np.ones(len(table.rated), dtype=bool)
    for folds in (2, 3, 5, 8):
        scores = cross_validate(table, folds=folds, seed=learning.SEED).scores
        share = (1 - 1 / folds) ** 2
        print(f"| {folds} x {folds} | {share:.0%} | {agreement(table, scores, everything)} |", flush=True)


if __name__ == "__main__":
    main()
