"""The family of a job by its title and duties: trained, cross-validated by author, and written as a table.

    python -m benchmarks.families DATA [--write]

Learned from the labelled ads of DATA and of `benchmarks/ads/` that have been read, and from titles and duties
of the snapshot. One author at a time is left out: what is printed is read on ads of a hand that the model has
not seen. Ads of an author kept back are neither learned from nor read here. `--write` puts the weights of the
model of all ads in `data/market_words/families.json`.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from analyzer.errors import BadJob
from analyzer.market import read_job
from analyzer.market.facts import skill_name
from analyzer.market.families import SCALE, signs
from analyzer.market.snapshot import snapshot
from analyzer.market.titles import LEAST_LIKELY, speaks_of_ai, title_signs
from analyzer.resources import data_path, read_yaml
from benchmarks.postings import KEPT_BACK, SAME_FAMILY, Ad, load_ads, load_ads_by_many, part_of

#: Strength of the penalty (the inverse of sklearn's C), and the fewest ads in which a sign must stand.
PENALTY, LEAST_ADS = 0.1, 2
#: Weights below this are left out of the table.
LEAST_WEIGHT = 0.05
#: Families of the snapshot that the labels know by another name, or not at all.
OF_SNAPSHOT = {"data_project_manager": "ai_project_manager", "delivery_manager": "ai_project_manager"}
NOT_OF_LABELS = frozenset({"ai_transformation"})
#: Named by their titles or not at all; a single ad teaches nothing.
ONLY_BY_TITLE = frozenset({"construction_project_manager"})
PLAIN = frozenset({"it_project_manager", "product_manager"})


@dataclass(frozen=True)
class Example:
    """One ad or title: who wrote it, its signs, the true family and the one the parser gives."""

    author: str
    id: str
    signs: dict[str, float]
    family: str
    read: str = ""
    loose: bool = True
    named: str = "other"


def examples(ads: Iterable[Ad], authors: dict[str, str]) -> list[Example]:
    """Labelled ads as examples."""
    found = []
    for ad in ads:
        if part_of(ad) in KEPT_BACK:
            continue
        try:
            job = read_job(ad.text, id=ad.id, source=ad.id)
        except BadJob:
            continue
        lines = [one.text for one in job.requirements if one.scored]
        name, named, loose = title_signs(job.title)
        ai = speaks_of_ai(job.title, lines, job.text)
        told = signs(name, lines, named=named, loose=loose, ai=ai)
        read = SAME_FAMILY.get(job.family, job.family)
        author = authors[ad.id]
        found.append(
            Example(
                author,
                ad.id,
                told,
                ad.labels["family"],
                read,
                loose,
                SAME_FAMILY.get(named or "", named or "other"),
            )
        )
    return found


def of_snapshot() -> list[Example]:
    """Titles and duties of the snapshot; nothing is measured on them."""
    found = []
    for row in snapshot():
        if row.family in NOT_OF_LABELS:
            continue
        name, named, loose = title_signs(row.title)
        told = signs(name, [skill_name(one) for one in row.duties], named=named, loose=loose, ai=None)
        told[f"ai: {'no' if row.family in PLAIN else 'yes'}"] = SCALE["ai"]
        found.append(Example("snapshot", row.id, told, OF_SNAPSHOT.get(row.family, row.family)))
    return found


def authors_of(ads: Iterable[Ad], data: Path) -> dict[str, str]:
    """Ad -> its author: the 34 ads of DATA are of two hands, a file of labels each; other sets of one."""
    second = {labels["id"] for labels in read_yaml(data / "devset" / "ads" / "truth2.yaml")["ads"]}
    found = {ad.id: ad.id[0] for ad in ads}
    for ad in ads:
        if ad.id[0] == "a":
            found[ad.id] = "truth2" if ad.labels["id"] in second else "truth"
    return found


def fitted(learned: Sequence[Example]) -> tuple[DictVectorizer, LogisticRegression]:
    """The model of some examples; signs of a single one are left out."""
    learned = [one for one in learned if one.family not in ONLY_BY_TITLE]
    common = Counter(sign for one in learned for sign in one.signs)
    kept = [{sign: n for sign, n in one.signs.items() if common[sign] >= LEAST_ADS} for one in learned]
    table = DictVectorizer(sort=True)
    model = LogisticRegression(C=1 / PENALTY, max_iter=1000)
    return table, model.fit(table.fit_transform(kept), [one.family for one in learned])


def cross_validated(every: Sequence[Example]) -> dict[str, tuple[str, float]]:
    """Ad -> family, and how likely it is, by the model that has not seen its author."""
    found = {}
    for author in dict.fromkeys(one.author for one in every if one.author != "snapshot"):
        table, model = fitted([one for one in every if one.author != author])
        held = [one for one in every if one.author == author]
        guesses = model.predict_proba(table.transform([one.signs for one in held]))
        for one, row in zip(held, guesses, strict=True):
            found[one.id] = (str(model.classes_[row.argmax()]), float(row.max()))
    return found


def of_both(one: Example, guessed: Mapping[str, tuple[str, float]]) -> str:
    """What the title names for certain, else what the table finds, as the parser does it."""
    guess, likely = guessed[one.id]
    if not one.loose:
        return one.read
    return guess if likely >= LEAST_LIKELY else one.named


def written(every: Sequence[Example]) -> str:
    """The table of the model of all examples, as it is kept."""
    table, model = fitted(every)
    families = [str(one) for one in model.classes_]
    weights: dict[str, dict[str, float]] = {}
    for column, sign in enumerate(table.feature_names_):
        row = {
            family: round(float(model.coef_[number, column]), 2)
            for number, family in enumerate(families)
            if abs(model.coef_[number, column]) >= LEAST_WEIGHT
        }
        if row:
            weights[sign] = row
    lines = ",\n".join(
        f"  {json.dumps(sign, ensure_ascii=False)}: {json.dumps(row)}" for sign, row in weights.items()
    )
    start = dict(zip(families, (round(float(one), 2) for one in model.intercept_), strict=True))
    return (
        '{"about": "Weight of each sign for each family of jobs; made by python -m benchmarks.families '
        'from labelled ads and the snapshot. Licence as the project.",\n'
        f'"families": {json.dumps(families)},\n"start": {json.dumps(start)},\n"weights": {{\n{lines}\n}}}}\n'
    )


def main() -> None:
    """Cross-validate and print; write the table when asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder of the 34 ads")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    ads = [*load_ads(asked.data), *load_ads_by_many()]
    read = examples(ads, authors_of(ads, asked.data))
    every = [*read, *of_snapshot()]
    guessed = cross_validated(every)
    print("| author left out | ads | by the table alone | title where it names a family, else the table |")
    print("|---|---|---|---|")
    totals: Counter[str] = Counter()
    for author in dict.fromkeys(one.author for one in read):
        held = [one for one in read if one.author == author]
        alone = sum(guessed[one.id][0] == one.family for one in held)
        both = sum(of_both(one, guessed) == one.family for one in held)
        totals.update(ads=len(held), alone=alone, both=both)
        print(f"| {author} | {len(held)} | {alone} | {both} |")
    print(f"| all | {totals['ads']} | {totals['alone']} | {totals['both']} |")
    for one in read:
        if of_both(one, guessed) != one.family:
            print(f"{one.id}: {of_both(one, guessed)}, labelled {one.family}")
    if asked.write:
        text = written(every)
        data_path("market_words", "families.json").write_text(text, encoding="utf-8")
        print(f"{text.count(chr(10)) - 5} signs written, {len(text) // 1000} kB")


if __name__ == "__main__":
    main()
