"""A profile and a job side by side: every requirement answered, and the row of features that is scored."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from analyzer.matching.additive import Additive, Array
from analyzer.matching.answers import Answer, answer, judged_rows, standing
from analyzer.matching.features import STRAIGHT, row
from analyzer.matching.person import Person, person
from analyzer.matching.reading import Weights
from analyzer.matching.target import Target, target
from analyzer.records import Importance, Job, Profile

#: Weight of a requirement by its importance. Basis: with these, a plain weighted sum of true requirement
#: labels orders the rated pairs best.
IMPORTANCE: Mapping[Importance, float] = {"required": 1.5, "responsibility": 1.0, "preferred": 0.5}
#: Value from which a requirement counts as partly met and as evidenced. Basis: the values with the best
#: agreement with the requirement labels, cross-validated.
PARTLY, EVIDENCED = 0.33, 0.6
#: The most that a requirement is worth which names a size that the career does not show: partly met.
TOO_SMALL = 0.5
#: Value of a requirement that is claimed only. So little that all claims together are worth less than a
#: point.
CLAIMED = 0.02


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """What the scoring needs of one profile and one job.

    `judged` has a row for each answer; `full_row` is the row of features if every requirement were met.
    """

    person: Person
    target: Target
    answers: tuple[Answer, ...]
    judged: Array
    weights: Array
    full_row: Array

    def row(self, values: Array) -> Array:
        """The row of features when the requirements are met this far: the first are shares of them."""
        features = self.full_row.copy()
        features[:STRAIGHT] *= float(self.weights @ values / self.weights.sum())
        return features

    def gates_missed(self, values: Array) -> int:
        """How many conditions that end an application are not shown at all."""
        return sum(
            one.ask.requirement.knockout and (value < PARTLY or not one.opens_gate)
            for one, value in zip(self.answers, values, strict=True)
        )


def pair_of(profile: Profile, job: Job, weights: Weights, *, quotes: bool = True) -> Pair:
    """The profile and the job side by side; without `quotes` for the score alone."""
    aim = target(job)
    who = person(profile, aim, weights)
    stand = standing(who, aim)
    answers = tuple(
        answer(ask, spoken, who, stand, quotes=quotes)
        for ask, spoken in zip(aim.asks, who.reading.spoken, strict=True)
    )
    return Pair(
        person=who,
        target=aim,
        answers=answers,
        judged=judged_rows(answers, aim),
        weights=_importance(aim),
        full_row=np.array(row(who, aim, stand, 1.0, weights)),
    )


@lru_cache(maxsize=256)
def _importance(aim: Target) -> Array:
    """The weight of each requirement of a job."""
    weights = np.array([IMPORTANCE[ask.requirement.importance] for ask in aim.asks])
    weights.flags.writeable = False  # shared by all who are compared with the job
    return weights


def met_values(judge: Additive, pair: Pair) -> Array:
    """How far each requirement is met by evidence, 0-1; without a quote, or hardly, is a claim or nothing."""
    if not pair.answers:
        return np.zeros(0)
    values = np.clip(judge.total(pair.judged), 0.0, 1.0)
    values = np.minimum(values, [TOO_SMALL if one.too_small else 1.0 for one in pair.answers])
    shown = np.array([bool(one.evidence) for one in pair.answers])
    claimed = np.array([CLAIMED if one.claims else 0.0 for one in pair.answers])
    return np.asarray(np.where(shown & (values >= PARTLY), values, claimed))
