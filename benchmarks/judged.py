"""Tables about single requirements: how often the judge labels them as the raters did, and where it points.

Printed by `benchmarks.fit`. The judge is beside two plain ways: the asked skills that the resume names, and
the likeness of the nearest line of work. Both get the limits between labels that fit the labels of other
people and other ads best.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product

import numpy as np
from sklearn.metrics import cohen_kappa_score

from analyzer.matching import learning
from analyzer.matching.answers import KINDS, SIGNS, judged_rows, kinds_of
from analyzer.matching.learning import FOLDS, SEED, Table, fold_of, learn_judge
from analyzer.matching.pair import EVIDENCED, PARTLY, met_values

#: Groups of signs, for leaving one out at a time.
SIGN_GROUPS = {
    "skills named": ("skills", "best_skill", "measured"),
    "competency levels": ("competency",),
    "words of a line": ("cover", "cover_three", "likeness"),
    "ideas of a line": ("ideas", "ideas_all", "words_and_ideas"),
    "years asked": ("years", "years_strict"),
    "degree and certificate": ("degree", "credential"),
    "career": ("career", "ai_career", "outcomes"),
    "sizes": ("size",),
}
#: Limits tried between not shown and partly, and between partly and evidenced.
_LIMITS = tuple(product(np.arange(0.02, 0.6, 0.02), np.arange(0.1, 1.0, 0.05)))


def judged(table: Table, values: np.ndarray, parts: Mapping[str, np.ndarray]) -> None:
    """All tables. `values` are predictions for the unseen, `parts` rows by name, development first."""
    true = labels_of(table)
    told = labelled(values)
    print("\nSingle requirements (evidenced, partly, not shown), people and ads unseen:\n")
    print("| requirements | labels | accuracy | weighted kappa | shown or not |\n|---|---|---|---|---|")
    for name, rows in parts.items():
        print(f"| {name} | {rows.sum()} | {agreement(true[rows], told[rows])} |")
    for method, one in plain(table).items():
        guessed = best_limits(table, one, true)
        for name, rows in parts.items():
            print(f"| {method}, {name} | {rows.sum()} | {agreement(true[rows], guessed[rows])} |")
    by_kind(table, true, told, next(iter(parts.values())))
    quotes(table, (true > 0) & (told > 0), parts)


def labels_of(table: Table) -> np.ndarray:
    """What the raters said: 2 evidenced, 1 partly, 0 claimed or missing."""
    return np.array([2 if value == 1 else 1 if value == 0.5 else 0 for *_, value in table.labels])


def labelled(values: np.ndarray) -> np.ndarray:
    """The label that a value gets."""
    return np.where(values >= EVIDENCED, 2, np.where(values >= PARTLY, 1, 0))


def agreement(true: np.ndarray, told: np.ndarray) -> str:
    """Accuracy, linearly weighted kappa, and shown or not, as cells."""
    return (
        f"{np.mean(true == told):.3f} | {cohen_kappa_score(true, told, weights='linear'):.3f} | "
        f"{np.mean((true > 0) == (told > 0)):.3f}"
    )


def plain(table: Table) -> dict[str, np.ndarray]:
    """Plain ways to judge a requirement: a value for each label."""
    named, nearest = [], []
    for at, number, _ in table.labels:
        pair = table.pairs[at]
        answer = pair.answers[number]
        asked = (*answer.ask.skills, *answer.ask.credentials)
        named.append(sum(one in pair.person.skills for one in asked) / max(1, len(asked)))
        nearest.append(dict(zip(SIGNS, answer.signs, strict=True))["likeness"])
    return {"share of asked skills named": np.array(named), "likeness of the nearest line": np.array(nearest)}


def best_limits(table: Table, values: np.ndarray, true: np.ndarray) -> np.ndarray:
    """Labels by the limits that are right most often for the people and ads of other folds."""
    people, ads = _folds(table)
    told = np.zeros(len(values), dtype=int)
    for person_fold, ad_fold in product(range(FOLDS), range(FOLDS)):
        inside = (people == person_fold) & (ads == ad_fold)
        known = (people != person_fold) & (ads != ad_fold)
        if inside.any():
            _, low, high = max(
                (float(np.mean(_cut(values[known], low, high) == true[known])), low, high)
                for low, high in _LIMITS
                if low < high
            )
            told[inside] = _cut(values[inside], low, high)
    return told


def _cut(values: np.ndarray, low: float, high: float) -> np.ndarray:
    return np.where(values >= high, 2, np.where(values >= low, 1, 0))


def _folds(table: Table) -> tuple[np.ndarray, np.ndarray]:
    """The fold of the person and of the ad of each label, as in `cross_validate`."""
    rated = [table.rated[at] for at, *_ in table.labels]
    everybody, all_ads = ([getattr(one, name) for one in table.rated] for name in ("resume", "ad"))
    person = dict(zip(everybody, fold_of(everybody, FOLDS, SEED), strict=True))
    ad = dict(zip(all_ads, fold_of(all_ads, FOLDS, SEED + 1), strict=True))
    return np.array([person[one.resume] for one in rated]), np.array([ad[one.ad] for one in rated])


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


def quotes(table: Table, found: np.ndarray, parts: Mapping[str, np.ndarray]) -> None:
    """Whether the quotes for requirements that are rightly found touch the raters' quote."""
    print("\nQuotes of requirements that raters and matcher find shown, touching the raters' quote:\n")
    print("| requirements | found | first quote | any of at most three |\n|---|---|---|---|")
    for name, rows in parts.items():
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


# --- what each group of signs brings -----------------------------------------------------------------


def sign_ablation(table: Table, rows: np.ndarray) -> None:
    """Agreement on the development part when a group of signs is not seen, by learning and judging alike."""
    print("\nOne group of signs left out, single requirements of the development part:\n")
    print("| without | accuracy | weighted kappa | shown or not |\n|---|---|---|---|")
    true = labels_of(table)
    for name, signs in {"nothing": (), **SIGN_GROUPS}.items():
        told = labelled(judge_unseen(blinded(table, signs)))
        print(f"| {name} | {agreement(true[rows], told[rows])} |", flush=True)


def blinded(table: Table, signs: Sequence[str]) -> Table:
    """The table with some signs at 0 for everybody."""
    if not signs:
        return table
    dark = [name in signs for name in SIGNS]
    pairs = []
    for pair in table.pairs:
        answers = tuple(
            replace(
                one, signs=tuple(0.0 if hide else sign for sign, hide in zip(one.signs, dark, strict=True))
            )
            for one in pair.answers
        )
        pairs.append(replace(pair, answers=answers, judged=judged_rows(answers, pair.target)))
    return replace(table, pairs=tuple(pairs), mean_signs=learning._mean_signs(pairs))


def judge_unseen(table: Table) -> np.ndarray:
    """The value of each label by a judge that saw neither its person nor its ad."""
    people, ads = _folds(table)
    everybody = fold_of([one.resume for one in table.rated], FOLDS, SEED)
    all_ads = fold_of([one.ad for one in table.rated], FOLDS, SEED + 1)
    values = np.zeros(len(table.labels))
    for person_fold, ad_fold in product(range(FOLDS), range(FOLDS)):
        inside = np.flatnonzero((people == person_fold) & (ads == ad_fold))
        if len(inside):
            judge = learn_judge(table, (everybody != person_fold) & (all_ads != ad_fold))
            for label in inside:
                at, answer, _ = table.labels[label]
                values[label] = met_values(judge, table.pairs[at])[answer]
    return values
