"""Learning from labelled examples: the judge of requirements, then the score; and honest cross-validation."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import nnls

from analyzer.matching.additive import Additive, Array, stretches
from analyzer.matching.examples import VALUES, Examples, RatedPair
from analyzer.matching.features import STRAIGHT
from analyzer.matching.lines import work_of
from analyzer.matching.matcher import RoleMatcher, half_widths
from analyzer.matching.pair import Pair, met_values, pair_of
from analyzer.matching.reading import Weights
from analyzer.matching.target import target
from analyzer.matching.trained import GATE_CAPS, WIDTH_AT
from analyzer.records import Job, Profile, Requirement

JUDGE_KNOTS = (0.0, 0.25, 0.5, 0.75)
JUDGE_RIDGE = 3.0
#: Share of the score that the requirements make while the judge learns, and what one label weighs against one
#: rating (chosen on the development pairs).
_HALF = 0.5
_LABEL_WEIGHT = 0.5
#: A labelled requirement is taken for one that was read when their slices share this much of both.
_SAME = 0.2
#: A word or a skill is kept in the tables of weights from this many passages or people on; all rarer ones
#: weigh the same.
_LEAST_PASSAGES = 2
#: People and ads are each cut in this many parts; a pair is predicted by a model that saw neither.
FOLDS = 5
SEED = 20261122

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Table:
    """All rated pairs made ready once, with the requirement labels that could be found in them.

    `labels` are (pair, answer, value); `quotes` are what the raters quoted for them, in the same order.
    """

    rated: tuple[RatedPair, ...]
    pairs: tuple[Pair, ...]
    scores: Array
    labels: tuple[tuple[int, int, float], ...]
    quotes: tuple[str, ...]
    weights: Weights
    mean_signs: Array


def make_table(examples: Examples) -> Table:
    """Read every pair once. Word weights come from all texts: they need no label."""
    weights = Weights(
        word_weights(examples.profiles.values(), examples.jobs.values()),
        skill_weights(examples.profiles.values()),
    )
    pairs = tuple(
        pair_of(examples.profiles[one.resume], examples.jobs[one.ad], weights) for one in examples.pairs
    )
    labelled = tuple(_labels(examples, pairs))
    return Table(
        rated=examples.pairs,
        pairs=pairs,
        scores=np.array([one.score for one in examples.pairs]),
        labels=tuple((at, number, value) for at, number, value, _ in labelled),
        quotes=tuple(quote for *_, quote in labelled),
        weights=weights,
        mean_signs=_mean_signs(pairs),
    )


def learn(table: Table, rows: Mask) -> RoleMatcher:
    """A matcher that learned from these rows of the table only."""
    matcher = RoleMatcher()
    matcher.weights_ = table.weights
    matcher.judge_ = learn_judge(table, rows)
    chosen = np.flatnonzero(rows)
    features = np.array([table.pairs[at].row(met_values(matcher.judge_, table.pairs[at])) for at in chosen])
    matcher.fit(features, table.scores[chosen])
    return matcher


def learn_judge(table: Table, rows: Mask) -> Additive:
    """The judge of single requirements, from their labels and from the ratings of whole pairs.

    A rated pair says something about all its requirements together: that their mean, worth `_HALF` of the
    score, and the career make the rating. Both kinds of examples are fitted at once, so many ratings help
    the few labels.
    """
    chosen = np.flatnonzero(rows)
    known = [(at, number, value) for at, number, value in table.labels if rows[at]]
    labelled = np.array([table.pairs[at].judged[number] for at, number, _ in known])
    means = table.mean_signs[chosen] * _HALF
    career = stretches(np.array([table.pairs[at].full_row[STRAIGHT:] for at in chosen]), JUDGE_KNOTS)
    career = career.reshape(len(chosen), -1)
    signs = stretches(labelled, JUDGE_KNOTS).reshape(len(known), -1)
    width, more = means.shape[1], career.shape[1]
    trust = math.sqrt(_LABEL_WEIGHT)
    design = np.vstack(
        [
            np.hstack([means, career, -np.ones((len(chosen), 1))]),
            np.hstack([signs * trust, np.zeros((len(known), more + 1))]),
            math.sqrt(JUDGE_RIDGE) * np.eye(width + more, width + more + 1),
        ]
    )
    wanted = np.concatenate(
        [
            table.scores[chosen] / 100,
            trust * np.array([value for *_, value in known]),
            np.zeros(width + more),
        ]
    )
    weights, _ = nnls(design, wanted, maxiter=50 * design.shape[1])
    shape = (labelled.shape[1], len(JUDGE_KNOTS))
    return Additive(JUDGE_KNOTS, np.round(weights[:width].reshape(shape), 4), 0.0)


def _mean_signs(pairs: Sequence[Pair]) -> Array:
    """For each pair the weighted mean of the stretches of its requirements; without a quote they are 0."""
    means = []
    for pair in pairs:
        covered = stretches(pair.judged, JUDGE_KNOTS).reshape(len(pair.answers), -1)
        shown = pair.weights * np.array([bool(one.evidence) for one in pair.answers])
        means.append(shown @ covered / pair.weights.sum())
    return np.array(means)


def scores_of(matcher: RoleMatcher, pairs: Sequence[Pair]) -> Array:
    """Scores of pairs, gates included."""
    values = [met_values(matcher.judge_, pair) for pair in pairs]
    scores = matcher.predict(np.array([pair.row(value) for pair, value in zip(pairs, values, strict=True)]))
    caps = [
        GATE_CAPS[min(pair.gates_missed(value), len(GATE_CAPS) - 1)]
        for pair, value in zip(pairs, values, strict=True)
    ]
    return np.minimum(scores, caps)


@dataclass(frozen=True, slots=True)
class Unseen:
    """Predictions by models that saw neither person nor ad: scores, and values of the labels in order."""

    scores: Array
    widths: Array
    values: Array


def cross_validate(table: Table, *, folds: int = FOLDS, seed: int = SEED) -> Unseen:
    """Predict every pair by a model that saw neither its person nor its ad. Widths are of other folds."""
    people = fold_of([one.resume for one in table.rated], folds, seed)
    ads = fold_of([one.ad for one in table.rated], folds, seed + 1)
    scores, values = np.zeros(len(table.rated)), np.zeros(len(table.labels))
    for person_fold in range(folds):
        for ad_fold in range(folds):
            inside = (people == person_fold) & (ads == ad_fold)
            matcher = learn(table, (people != person_fold) & (ads != ad_fold))
            scores[inside] = scores_of(matcher, [table.pairs[at] for at in np.flatnonzero(inside)])
            for number, (at, answer, _) in enumerate(table.labels):
                if inside[at]:
                    values[number] = met_values(matcher.judge_, table.pairs[at])[answer]
    return Unseen(scores, _widths(table, scores, people), values)


def _widths(table: Table, scores: Array, people: NDArray[np.int_]) -> Array:
    """Half width for each pair, learned from the errors made for the people of other folds."""
    widths = np.zeros(len(scores))
    for fold in np.unique(people):
        others = people != fold
        learned = half_widths(scores[others], table.scores[others], RoleMatcher().interval)
        widths[~others] = np.interp(scores[~others], WIDTH_AT, learned)
    return widths


def fold_of(names: Sequence[str], folds: int, seed: int) -> NDArray[np.int_]:
    """A fold for each entry; the same name always falls into the same one."""
    known = sorted(set(names))
    order = np.random.default_rng(seed).permutation(len(known)) % folds
    fold = {name: int(order[at]) for at, name in enumerate(known)}
    return np.array([fold[name] for name in names])


# --- weights of words and skills ---------------------------------------------------------------------


def word_weights(people: Iterable[Profile], jobs: Iterable[Job]) -> dict[str, float]:
    """Inverse document frequency of words over requirements and passages; the entry "" is for unseen ones."""
    sets = [ask.terms for job in jobs for ask in target(job).asks]
    sets += [told.terms for profile in people for told in work_of(profile)]
    return _weights(sets)


def skill_weights(people: Iterable[Profile]) -> dict[str, float]:
    """The same for skills in described work over people."""
    return _weights(
        [frozenset(skill.id for skill in profile.skills if skill.strength >= "E3") for profile in people]
    )


def _weights(sets: Sequence[frozenset[str]]) -> dict[str, float]:
    counts = Counter(name for names in sets for name in sorted(names))
    size = len(sets)
    weights = {
        name: round(math.log((size + 1) / (count + 0.5)), 2)
        for name, count in sorted(counts.items())
        if count >= _LEAST_PASSAGES
    }
    return {"": round(math.log((size + 1) / 1.5), 2), **weights}


# --- labels ------------------------------------------------------------------------------------------


def _labels(examples: Examples, pairs: Sequence[Pair]) -> Iterable[tuple[int, int, float, str]]:
    place = {(one.resume, one.ad): at for at, one in enumerate(examples.pairs)}
    read: dict[tuple[str, str], Requirement | None] = {}
    for one in examples.requirements:
        if one.label not in VALUES:
            continue
        key = (one.ad, one.text)
        if key not in read:
            read[key] = nearest_requirement(examples.jobs[one.ad], one.text)
        at = place[one.resume, one.ad]
        for number, answer in enumerate(pairs[at].answers):
            if answer.ask.requirement == read[key]:
                yield at, number, VALUES[one.label], one.quote


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
