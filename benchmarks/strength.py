"""Whether learned weights tell the strength of a skill better than the rules.

    python -m benchmarks.strength DATA

The skills of the development people of `devset/` and of the authors q, r and s that are described in work,
with the strength that their authors gave. The signs of each are those of its pieces of evidence (a figure in
it, a result, whose work, how recent, how many ...). A model is judged on one part of the people after
learning from the others; the rules learn nothing. t and the test part are not read.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import yaml
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from analyzer.language import Annotations, Annotator
from analyzer.language.actions import classify_action
from analyzer.records import Evidence, Skill
from analyzer.resources import read_yaml
from benchmarks import hands, skills

WORK = ("experience", "projects")
SIGNS = (
    *("pieces", "measured", "result", "led", "own", "assisted", "duty", "short", "current", "recent"),
    *("years", "tool", "general", "measured and led", "measured twice"),
)
_SHORT = 120


class Row(NamedTuple):
    """One skill: the part of the people, the strength given, the one by the rules, and its signs."""

    part: str
    given: int
    ours: int
    signs: tuple[float, ...]


def signs_of(skill: Skill, annotations: Annotations) -> tuple[float, ...]:
    """The signs of a skill, in the order of `SIGNS`."""
    pieces = [one for one in skill.evidence if one.section in WORK]
    figures = [_figures(one, annotations) for one in pieces]
    actions = [classify_action(one.text) for one in pieces]
    led = [one.ownership == "led" for one in actions]
    return (
        len(pieces),
        sum(map(bool, figures)),
        sum("outcome" in roles for roles in figures),
        sum(led),
        sum(one.ownership == "own" for one in actions),
        sum(one.ownership in ("assisted", "shared") for one in actions),
        sum(one.duty is not None for one in actions),
        sum(len(one.text) < _SHORT for one in pieces),
        float(skill.last_used == "present"),
        float((skill.last_used or "") >= "2021"),
        min(skill.years or 0.0, 10.0),
        float(skill.kind in ("tool", "standard")),
        float(skill.kind in ("concept", "method", "soft")),
        sum(bool(roles) and lead for roles, lead in zip(figures, led, strict=True)),
        float(sum(map(bool, figures)) > 1),
    )


def _figures(piece: Evidence, annotations: Annotations) -> list[str]:
    """The roles of the figures in a piece of evidence."""
    return [
        metric.role
        for one in annotations.achievements
        for metric in one.metrics
        if piece.start <= metric.start < piece.end
    ]


def rows(data: Path) -> Iterator[Row]:
    """All skills that are described in work and labelled."""
    annotator = Annotator()
    names = skills.Names(read_yaml(data / "domain" / "terms.yaml"), annotator.skills)
    for name, truth, text in skills.people(data):
        if name not in skills.TEST:
            annotations = skills.annotate(annotator, name, text)
            part = "polished" if name < "p31" else "lifelike"
            labels = {skills.plain(one["skill"]): one for one in truth["truth"]["skills"]}
            for label, one in labels.items():
                tied = {it.id for it in annotations.skills if label in names.truths(it.id)}
                yield from _row(part, one, tied, annotations)
    for path in sorted(hands.PEOPLE.glob("[qrs]*.yaml")):
        person = yaml.safe_load(path.read_text(encoding="utf-8"))
        annotations = skills.annotate(annotator, path.stem, path.with_suffix(".txt").read_bytes())
        for one in person["skills"]:
            yield from _row(path.stem[0], one, hands.shown_by(annotator, one), annotations)


def _row(part: str, label: dict[str, Any], tied: set[str], annotations: Annotations) -> Iterator[Row]:
    found = [one for one in annotations.skills if one.id in tied]
    if not found:
        return
    best = max(found, key=lambda one: (one.strength, not one.hedged))
    if any(one.section in WORK for one in best.evidence):
        yield Row(part, int(label["evidence"][1]), int(best.strength[1]), signs_of(best, annotations))


def judged(name: str, given: Sequence[int], told: Sequence[int]) -> str:
    """One line of the table."""
    gaps = np.abs(np.asarray(given) - np.asarray(told))
    return f"| {name} | {len(gaps)} | {(gaps == 0).mean():.3f} | {(gaps <= 1).mean():.3f} |"


def main(data: Path) -> None:
    """Print the table."""
    found = list(rows(data))
    signs = np.array([one.signs for one in found])
    given = np.array([one.given for one in found])
    parts = np.array([one.part for one in found])
    models: dict[str, Callable[[], Any]] = {
        "logistic weights": lambda: LogisticRegression(C=0.1, max_iter=5000),
        "boosted trees": lambda: HistGradientBoostingClassifier(max_depth=4, max_iter=80, random_state=0),
    }
    print("| strength of described skills | skills | exact | within one |\n|---|---|---|---|")
    print(judged("the rules", given.tolist(), [one.ours for one in found]))
    for name, make in models.items():
        told = np.zeros_like(given)
        for part in sorted(set(parts.tolist())):
            known = parts != part
            told[~known] = make().fit(signs[known], given[known]).predict(signs[~known])
        print(judged(f"{name}, part not seen", given.tolist(), told.tolist()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
