"""Learns which sentences tell which parts of a project: `python -m analyzer.portfolio.learning`.

A linear model with squared penalty for each part, in numpy. It is tried on each portfolio of the tests while
that portfolio is left out, prints how well that goes, and writes the weights of all sentences to
`models/project-parts/weights.json`.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analyzer.portfolio.lexicon import CYCLE, MANAGEMENT, STORY
from analyzer.portfolio.telling import Place, Weights, marks_of, together
from analyzer.resources import data_path, models_path

Array = NDArray[np.float64]

PARTS = STORY + CYCLE + MANAGEMENT
_CODES = ("pr", "ap", "ou", "da", "mo", "ev", "de", "mn", "rs", "sc", "pl", "st", "ri", "bu", "dc", "le")
_SHORT = dict(zip(_CODES, PARTS, strict=True))
#: Portfolios that were written for learning alone: never left out, never counted.
_MADE = "invented/"
#: Portfolios by one hand each, beside those of the first author: how well those of strangers are read is told
#: by leaving all of a hand out.
_HANDS: Mapping[str, tuple[str, ...]] = {
    "second author": (
        "amal-site", "declan-slides-qa", "hana-ragcheck", "hieu-notion", "ignacio-notebook",
        "marieke-engagements", "oluchi-postmortem", "rajat-dashboard", "saara-prd", "thiago-onepage",
        "weiling-inventory", "zofia-adr",
    ),
    "other shapes": (
        "bold-bullets", "cards-site", "chat-log", "dated-paragraphs", "email", "okr-review", "papers-folder",
        "pr-faq", "register-table", "sprint-reviews", "star-text", "two-in-a-deck",
    ),
}  # fmt: skip
#: Sentences that must show a mark before it is learned from.
_FEWEST = 3
#: How much a kind of mark counts beside a single word; chosen on the portfolios left out.
_SCALE: Mapping[str, float] = {
    "w": 1.0, "p": 0.7, "b": 0.7, "f": 1.0, "s": 0.7, "fs": 0.4, "cue": 1.5, "h": 2.0, "hf": 1.0, "hw": 1.0,
}  # fmt: skip
_PENALTY, _STEPS = 4.0, 400
#: Marks that say less than this for every part are left out of the table.
_NOTHING = 0.02


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence of the training data with its parts and the portfolio that it is from."""

    place: Place
    parts: frozenset[str]
    portfolio: str
    story: str


def read_sentences(path: Path) -> list[Labelled]:
    """The sentences of a file in the form that its first lines tell."""
    found: list[Labelled] = []
    page = heading = ""
    number = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            page, heading, number = line[3:].strip(), "", 0
        elif line.startswith("= ") or line == "=":
            heading = line[2:].strip()
        elif line and not line.startswith("#"):
            codes, _, text = line.partition(" | ")
            parts = frozenset(_SHORT[one] for one in codes.split() if one != "-")
            portfolio = page if page.startswith(_MADE) else page.split()[0]
            found.append(Labelled(Place(text.strip(), heading, number), parts, portfolio, page))
            number += 1
    return found


class Learner:
    """The sentences as a table of marks, and models of any of them."""

    def __init__(self, sentences: Sequence[Labelled]) -> None:
        self.sentences = sentences
        marks = [marks_of(one.place) for one in sentences]
        counted = Counter(mark for one in marks for mark in one)
        self.marks = sorted(mark for mark, count in counted.items() if count >= _FEWEST)
        number = {mark: at for at, mark in enumerate(self.marks)}
        self.table = np.zeros((len(sentences), len(self.marks)))
        for row, own in enumerate(marks):
            for mark in own:
                if mark in number:
                    self.table[row, number[mark]] = _SCALE.get(mark.split(":", 1)[0], 0.7)
        self.alike = self.table @ self.table.T + 1.0  # with a start that is learned too
        #: A step that is not too long for any part of the sentences: the largest eigenvalue bounds theirs.
        self.pace = 1.0 / (0.25 * float(np.linalg.eigvalsh(self.alike)[-1]) + _PENALTY)
        self.truth = np.array([[float(part in one.parts) for part in PARTS] for one in sentences])

    def rows(self, *, without: str = "") -> NDArray[np.int64]:
        """The numbers of all sentences, or of those that are not from one portfolio."""
        return np.array([number for number, one in enumerate(self.sentences) if one.portfolio != without])

    def fit(self, rows: NDArray[np.int64], start: Array | None = None) -> Array:
        """How much each of some sentences pulls towards each part; `start` is a guess that saves steps."""
        alike, truth = self.alike[np.ix_(rows, rows)], self.truth[rows]
        pull = ahead = np.zeros_like(truth) if start is None else start
        for step in range(_STEPS if start is None else _STEPS // 5):
            wrong = 1 / (1 + np.exp(-np.clip(alike @ ahead, -30, 30))) - truth
            following = ahead - self.pace * (wrong + _PENALTY * ahead)
            ahead = following + step / (step + 3) * (following - pull)
            pull = following
        return pull

    def left_out(self) -> Array:
        """The chances of each sentence by a model that has not seen its portfolio."""
        names = sorted({one.portfolio for one in self.sentences if not one.portfolio.startswith(_MADE)})
        whole = self.fit(self.rows())
        found = np.full(self.truth.shape, np.nan)
        for name in names:
            own = self.without([name], whole)
            found = np.where(np.isnan(own), found, own)
        return found

    def without(self, names: Sequence[str], whole: Array) -> Array:
        """The chances of sentences of some portfolios by a model that has not seen these; else nan."""
        found = np.full(self.truth.shape, np.nan)
        out = np.array([one.portfolio in names for one in self.sentences])
        rows, own = np.flatnonzero(~out), np.flatnonzero(out)
        pull = self.fit(rows, whole[rows])
        found[own] = 1 / (1 + np.exp(-self.alike[np.ix_(own, rows)] @ pull))
        return found

    def weights(self, rows: NDArray[np.int64], least: Sequence[float], start: Array | None = None) -> Weights:
        """The table of a model of some sentences; `start` as in :meth:`fit`."""
        pull = self.fit(rows, start)
        each = self.table[rows].T @ pull
        scales = [_SCALE.get(mark.split(":", 1)[0], 0.7) for mark in self.marks]
        marks = {
            mark: tuple(round(float(one) * scale, 3) for one in row)
            for mark, scale, row in zip(self.marks, scales, each, strict=True)
            if np.abs(row).max() * scale >= _NOTHING
        }
        return Weights(PARTS, tuple(round(float(one), 3) for one in pull.sum(axis=0)), tuple(least), marks)


def by_story(learner: Learner, chances: Array) -> tuple[Array, Array]:
    """For each project of which chances are known and each part: the chance that it is told, and if it is."""
    known = ~np.isnan(chances[:, 0])
    stories = sorted({one.story for one, kept in zip(learner.sentences, known, strict=True) if kept})
    of = np.array([one.story for one in learner.sentences])
    most = np.array([[together(list(one)) for one in chances[of == story].T] for story in stories])
    return most, np.array([learner.truth[of == one].max(axis=0) for one in stories])


def thresholds(learner: Learner, chances: Array) -> tuple[float, ...]:
    """For each part the chance from which on it is told: the best F1, drawn to that of all parts together."""
    most, true = by_story(learner, chances)
    steps = np.arange(0.16, 0.7, 0.02)
    both = np.array([_f1(most >= one, true) for one in steps])
    middle = steps[int(both.argmax())]
    found = []
    for part in range(len(PARTS)):
        scores = np.array([_f1(most[:, part] >= one, true[:, part]) for one in steps])
        good = steps[scores >= scores.max() - 0.02]
        found.append(round(float(0.5 * middle + 0.5 * good[np.abs(good - middle).argmin()]), 3))
    return tuple(found)


def _f1(told: NDArray[np.bool_], true: Array) -> float:
    right = float((told * true).sum())
    return 2 * right / max(1.0, float(told.sum() + true.sum()))


def main() -> None:
    """Try, print, learn from all, write."""
    sentences = read_sentences(data_path("training", "project-sentences.txt"))
    learner = Learner(sentences)
    chances = learner.left_out()
    least = thresholds(learner, chances)
    sys.stdout.write("\n".join([*_table(learner, chances, least), *_by_hand(learner, least)]) + "\n")
    weights = learner.weights(learner.rows(), least)
    write(weights)


def _table(learner: Learner, chances: Array, least: Sequence[float]) -> Iterator[str]:
    """How well the projects of portfolios left out are told, by part."""
    known = int((~np.isnan(chances[:, 0])).sum())
    yield f"{len(learner.sentences)} sentences, {len(learner.marks)} marks; {known} of portfolios left out.\n"
    yield "| part | projects that tell it | P | R | F1 | from |\n| --- | ---: | ---: | ---: | ---: | ---: |"
    told, true = by_story(learner, chances)
    for number, part in enumerate(PARTS):
        row = _row(told[:, number] >= least[number], true[:, number])
        yield f"| {part} | {int(true[:, number].sum())} | {row} | {least[number]:.2f} |"
    yield f"| all | {int(true.sum())} | {_row(told >= np.array(least), true)} | |"


def _row(told: NDArray[np.bool_], true: Array) -> str:
    right = float((told * true).sum())
    precision, recall = right / max(1.0, float(told.sum())), right / max(1.0, float(true.sum()))
    return f"{precision:.2f} | {recall:.2f} | {_f1(told, true):.2f}"


def _by_hand(learner: Learner, least: Sequence[float]) -> Iterator[str]:
    """How well the projects of an author are told by a model that has seen nothing by that author."""
    whole = learner.fit(learner.rows())
    for hand, names in _HANDS.items():
        most, true = by_story(learner, learner.without(names, whole))
        row = _row(most >= np.array(least), true)
        yield f"| {hand}, all {len(names)} left out | {int(true.sum())} | {row} | |"


def write(weights: Weights) -> None:
    """Write the table that ships."""
    lines = ",\n".join(
        f"{json.dumps(mark, ensure_ascii=False)}:{json.dumps(values, separators=(',', ':'))}"
        for mark, values in sorted(weights.marks.items())
    )
    head = json.dumps({"parts": weights.parts, "start": weights.start, "least": weights.least})[:-1]
    path = models_path("project-parts", "weights.json")
    path.parent.mkdir(exist_ok=True)
    path.write_text(f'{head}, "marks": {{\n{lines}\n}}}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
