"""One person against many postings at once: the scores of :class:`TrainedMatcher`, computed on arrays.

::

    Segment, Seeker -> features without requirements, for all postings       (cheap)
                    -> an estimate of the share of requirements met          (cheap)
                    -> the postings that could be among the best             (pre-selection)
                    -> every requirement of those answered, scores           (exact)

The scores are the matcher's, up to rounding, for a person who copied nothing from a posting. Callers that
show postings match those few again with the matcher, which also looks for copies.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from analyzer.matching.additive import Additive
from analyzer.matching.answers import (
    KINDS,
    NEAR_ENOUGH,
    OUTCOMES_ENOUGH,
    SIGNS,
    VERY_NEAR,
    judged_columns,
)
from analyzer.matching.career import nearness
from analyzer.matching.features import (
    AI_SKILLS_ENOUGH,
    COLUMNS,
    ENOUGH,
    MONTHS_HELD,
    NO_EASE,
    SKILLS_ENOUGH,
    STRAIGHT,
)
from analyzer.matching.formal import HELD, IN_PROGRESS
from analyzer.matching.pair import CLAIMED, PARTLY, TOO_SMALL
from analyzer.matching.person import STRENGTH
from analyzer.matching.reading import OFTEN, QUOTE_FROM
from analyzer.matching.seeker import Floats, Seeker, near_values, years_of
from analyzer.matching.segment import (
    ANY_OF,
    BY_NAME,
    EQUIVALENT,
    FIRM,
    KNOCKOUT,
    LITTLE,
    OF_AI,
    SOFT,
    YEARS_FAMILIES,
    Ints,
    Lists,
    Segment,
)
from analyzer.matching.sizes import NEARLY
from analyzer.matching.trained import GATE_CAPS, TrainedMatcher

#: Postings whose requirements are answered for a person when the best are looked for, for each one wanted.
#: Basis: with so many, at least 99 of 100 of the true first 50 of 100,000 are among them (benchmarks).
CANDIDATES_EACH, LEAST_CANDIDATES = 60, 3_000
#: The estimate of the share of requirements met: a straight line through what is known without answering
#: them. Basis: least squares on development resumes and ads.
ESTIMATE: Mapping[str, float] = {
    "": -0.09,
    "asked_words": 0.19,
    "asked_skills": 0.23,
    "depth": 0.07,
    "career": 0.29,
}
#: Answers are computed for so many postings at a time, which bounds the memory.
_AT_A_TIME = 4_000


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """What is known of every posting of a segment before its requirements are answered.

    `base` is the sum of the parts that do not depend on them, `slope` what the share of requirements met is
    worth, both in points of 100; `estimate` guesses that share.
    """

    base: Floats
    slope: Floats
    estimate: Floats
    career: Floats
    ai_career: Floats
    akin: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """Scores of some postings of a segment: their rows, score, share of requirements met, gates missed."""

    rows: Ints
    score: Floats
    coverage: Floats
    gates: Ints


def stand(seeker: Seeker, segment: Segment, matcher: TrainedMatcher) -> Standing:
    """The features of all postings but the share of requirements met."""
    count = len(segment)
    akin = _akin(seeker, segment)
    plain = _careers(seeker, segment, akin)
    plain["ease"] = np.maximum(0.0, 1 - segment.years / NO_EASE)
    plain["common"] = segment.common
    plain["title"] = _titles(seeker, segment)
    plain["ai_skills"] = np.where(
        segment.ai,
        min(1.0, seeker.ai_skills / AI_SKILLS_ENOUGH),
        min(1.0, seeker.any_skills / SKILLS_ENOUGH),
    )
    plain["depth"] = _depth(seeker, segment)
    plain["outcomes"] = np.full(count, _outcomes(seeker))
    plain["asked_skills"] = _share(
        segment.lists("skill"),
        segment.skill_times * segment.skill_weight[segment.skill_of],
        _values(segment.skills, seeker.described),
    )
    plain["asked_words"] = _share(
        segment.lists("term"),
        segment.term_times * segment.word_weight[segment.term_of],
        np.isin(segment.words, seeker.words).astype(float),
    )
    scaled = {name: np.minimum(1.0, value / ENOUGH.get(name, 1.0)) for name, value in plain.items()}
    base, slope = _summed(matcher.model, scaled)
    estimate = sum(weight * (scaled[name] if name else 1.0) for name, weight in ESTIMATE.items())
    return Standing(base, slope, np.clip(estimate, 0.0, 1.0), plain["career"], plain["ai_career_share"], akin)


def answer_all(
    seeker: Seeker, segment: Segment, standing: Standing, matcher: TrainedMatcher, rows: Ints
) -> Scores:
    """The exact scores of some postings, each requirement answered."""
    parts = [
        _answered(seeker, segment, standing, matcher, rows[first : first + _AT_A_TIME])
        for first in range(0, len(rows), _AT_A_TIME)
    ]
    if not parts:
        return Scores(rows, np.zeros(0), np.zeros(0), np.zeros(0, dtype=np.int32))
    coverage, gates = (np.concatenate(one) for one in zip(*parts, strict=True))
    full = np.minimum(1.0, np.maximum(0.0, standing.base[rows] + standing.slope[rows] * coverage)) * 100
    cap = np.array(GATE_CAPS)[np.minimum(gates, len(GATE_CAPS) - 1)]
    return Scores(rows, np.round(np.minimum(full, cap), 1), coverage, gates)


def likely_best(
    standings: Sequence[Standing], wanted: int, allowed: Sequence[NDArray[np.bool_]]
) -> list[Ints]:
    """For each segment the rows that could be among the best `wanted`, by the estimate."""
    guessed = [one.base + one.slope * one.estimate for one in standings]
    guessed = [np.where(kept, guess, -np.inf) for guess, kept in zip(guessed, allowed, strict=True)]
    together = np.concatenate(guessed) if guessed else np.zeros(0)
    many = max(LEAST_CANDIDATES, CANDIDATES_EACH * wanted)
    if len(together) > many:
        least = np.partition(together, len(together) - many)[len(together) - many]
    else:
        least = -np.inf
    return [np.flatnonzero((guess >= least) & np.isfinite(guess)).astype(np.int32) for guess in guessed]


# --- all postings ------------------------------------------------------------------------------------


def _values(known: NDArray[np.uint32], values: Mapping[int, float]) -> Floats:
    """The person's value for each word or skill of a segment, 0 where there is none."""
    found = np.zeros(len(known))
    if values and len(known):
        keys = np.array(sorted(values), dtype=np.uint32)
        at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
        hit = known[at] == keys
        found[at[hit]] = [values[int(key)] for key in keys[hit]]
    return found


def _summing(lists: Lists, of: Floats) -> Floats:
    """The sum over each list."""
    total = np.concatenate(([0.0], np.cumsum(of)))
    return np.asarray(total[lists.starts[1:]] - total[lists.starts[:-1]])


def _share(lists: Lists, weight: Floats, value: Floats) -> Floats:
    whole = _summing(lists, weight)
    found = _summing(lists, weight * value[lists.of])
    return np.divide(found, whole, out=np.zeros_like(whole), where=whole > 0)


def _akin(seeker: Seeker, segment: Segment) -> Floats:
    """For each position and posting: the share of the needed competencies of which it shows something."""
    whole = segment.need_weight.sum(axis=1, dtype=float)
    shown = seeker.akin @ segment.need_weight.T.astype(float)
    return np.asarray(np.divide(shown, whole, out=np.zeros_like(shown), where=whole > 0))


def _careers(seeker: Seeker, segment: Segment, akin: Floats) -> dict[str, Floats]:
    """Career features, family by family: positions with titles count alike for all postings of one."""
    names = ("nearest", "recent", "ai_nearest", "ai_career", "career", "ai_career_share")
    plain = {name: np.zeros(len(segment)) for name in names}
    career = seeker.person.career
    last = max((one.last for one in career), default=0)
    half = np.maximum(1.0, segment.years / 2)
    plain["ai_career_share"] = np.minimum(
        1.0, years_of(career, [1.0] * len(career), ai=True, count=1)[0] / half
    )
    for number, family in enumerate(segment.families):
        rows = np.flatnonzero(segment.family == number)
        count = len(rows)
        near = [near_values(one, nearness(str(family)), akin[at, rows]) for at, one in enumerate(career)]
        nearest = recent = ai_nearest = np.zeros(count)
        for one, value in zip(career, near, strict=True):
            mine = value * one.described * one.share
            nearest = np.maximum(nearest, mine * min(1.0, (one.last - one.first) / MONTHS_HELD))
            ai_nearest = np.maximum(ai_nearest, value * one.described * one.ai)
            if one.last == last:
                recent = np.maximum(recent, mine)
        share = np.minimum(1.0, years_of(career, near, count=count) / segment.years[rows])
        ai_share = np.minimum(1.0, years_of(career, near, ai=True, count=count) / half[rows])
        ai = segment.ai[rows]
        plain["nearest"][rows], plain["recent"][rows], plain["career"][rows] = nearest, recent, share
        plain["ai_nearest"][rows] = np.where(ai, ai_nearest, nearest)
        plain["ai_career"][rows] = np.where(ai, ai_share, share)
    return plain


def _titles(seeker: Seeker, segment: Segment) -> Floats:
    lists = segment.lists("title")
    weight = segment.word_weight[lists.of]
    best = np.zeros(len(segment))
    for title, one in zip(seeker.titles, seeker.person.career, strict=True):
        known = np.isin(segment.words, np.array(sorted(title), dtype=np.uint32)).astype(float)
        best = np.maximum(best, _share(lists, weight, known) * one.described)
    return best


def _depth(seeker: Seeker, segment: Segment) -> Floats:
    level = segment.need_level
    reached = np.minimum(1.0, np.divide(seeker.levels, level, out=np.zeros(level.shape), where=level > 0))
    whole = segment.need_weight.sum(axis=1, dtype=float)
    found = (segment.need_weight * reached).sum(axis=1)
    return np.asarray(np.divide(found, whole, out=np.zeros_like(whole), where=whole > 0))


def _outcomes(seeker: Seeker) -> float:
    return min(1.0, seeker.person.outcomes / OUTCOMES_ENOUGH)


def _summed(model: Additive, scaled: Mapping[str, Floats]) -> tuple[Floats, Floats]:
    """The sum of the curves less the floor, and the slope in the share of requirements met, of 1."""
    knots = [*model.knots, 1.0]
    base = np.full(len(scaled["ease"]), -model.floor)
    slope = np.zeros(len(base))
    for column, (name, weights) in enumerate(zip(COLUMNS, model.weights, strict=True)):
        first, _, second = name.partition(" x ")
        if column < STRAIGHT:
            slope += weights.sum() * (scaled[second] if second else 1.0)
        elif weights.any():
            value = scaled[first] * scaled[second] if second else scaled[first]
            base += np.interp(value, knots, np.concatenate(([0.0], np.cumsum(weights))))
    return base, slope


# --- some postings, requirement by requirement -------------------------------------------------------


def _answered(
    seeker: Seeker, segment: Segment, standing: Standing, matcher: TrainedMatcher, rows: Ints
) -> tuple[Floats, Ints]:
    """Share of requirements met and conditions missed, for each row."""
    asks, row = Lists(segment.ask_starts, np.zeros(0, dtype=np.int32)).rows(rows)
    signs, kinds, evident = _signs(seeker, segment, standing, asks, rows[row])
    columns = judged_columns(signs, [kinds[name] for name in KINDS])
    values = np.clip(_judge(matcher.judge, columns, len(asks)), 0.0, 1.0)
    claimed = _any(segment, "ask_skill", asks, seeker.named) | _any(
        segment, "ask_credential", asks, seeker.named
    )
    too_small = (segment.ask_size[asks] > 0) & (signs["size"] < NEARLY)
    values = np.where(too_small, np.minimum(values, TOO_SMALL), values)
    values = np.where(evident & (values >= PARTLY), values, np.where(claimed, CLAIMED, 0.0))
    weight = segment.ask_weight[asks].astype(float)
    whole = np.bincount(row, weight, len(rows))
    met = np.bincount(row, weight * values, len(rows))
    knockout = (segment.ask_flags[asks] & KNOCKOUT) > 0
    closed = (values < PARTLY) | ((kinds["only_credential"] > 0) & (signs["credential"] < HELD))
    gates = np.bincount(row, knockout & closed, len(rows)).astype(np.int32)
    return np.divide(met, whole, out=np.zeros(len(rows)), where=whole > 0), gates


def _judge(judge: Additive, columns: Iterable[Floats], count: int) -> Floats:
    """The judge's sum, column by column: as `Additive.total`, with less memory."""
    knots = [*judge.knots, 1.0]
    total = np.full(count, -judge.floor)
    for column, weights in zip(columns, judge.weights, strict=True):
        if weights.any():
            total += np.interp(column, knots, np.concatenate(([0.0], np.cumsum(weights))))
    return np.asarray(np.maximum(total, 0.0))


def _kinds(segment: Segment, asks: Ints) -> dict[str, Floats]:
    def filled(name: str) -> NDArray[np.bool_]:
        lists = segment.lists(name)
        return np.asarray(lists.starts[asks + 1] > lists.starts[asks])

    def flagged(flag: int) -> NDArray[np.bool_]:
        return np.asarray((segment.ask_flags[asks] & flag) > 0)

    skills, credentials = filled("ask_skill"), filled("ask_credential")
    years, degree = segment.ask_years[asks] > 0, segment.ask_degree[asks] > 0
    kinds = (
        *(skills, years, degree, credentials, flagged(LITTLE), ~(skills | years | degree | credentials)),
        *(flagged(SOFT), flagged(BY_NAME), flagged(FIRM)),
        *(credentials & ~(skills | years | degree), years & ~(skills | degree)),
    )
    return {name: one.astype(float) for name, one in zip(KINDS, kinds, strict=True)}


def _signs(
    seeker: Seeker, segment: Segment, standing: Standing, asks: Ints, posting: Ints
) -> tuple[dict[str, Floats], dict[str, Floats], NDArray[np.bool_]]:
    """Signs and kinds of each requirement, by their names, and whether there is anything to quote for it."""
    kinds = _kinds(segment, asks)
    flags = segment.ask_flags[asks]
    any_of = (flags & ANY_OF) > 0
    signs = dict.fromkeys(SIGNS, np.zeros(len(asks)))
    strength = _values(segment.skills, seeker.strengths)
    signs["skills"], signs["best_skill"] = _over(segment, "ask_skill", asks, strength, any_of)
    signs["measured"], _ = _over(
        segment, "ask_skill", asks, (strength >= STRENGTH["E4"]).astype(float), any_of
    )
    level = np.minimum(1.0, seeker.levels / 3)
    signs["competency"], _ = _over(segment, "ask_competency", asks, level, np.zeros(len(asks), dtype=bool))
    quotable = _spoken(seeker, segment, asks, signs)
    signs["years"], signs["years_strict"], held = _years(seeker, segment, standing, asks, posting)
    degree, equivalent = segment.ask_degree[asks], (flags & EQUIVALENT) > 0
    signs["degree"] = seeker.degree[degree, segment.ask_fields[asks], equivalent.astype(int)]
    signs["credential"] = _credentials(seeker, segment, asks, any_of)
    _, akin = _over(segment, "ask_competency", asks, seeker.akin_credentials, any_of)
    signs["akin_credential"] = akin * kinds["asks_credential"]
    signs["career"] = standing.career[posting]
    signs["ai_career"] = np.where((flags & OF_AI) > 0, standing.ai_career[posting], 0.0)
    signs["outcomes"] = np.full(len(asks), _outcomes(seeker))
    signs["size"] = _size(seeker, segment, asks)
    evident = (
        quotable
        | (signs["size"] > 0)
        | held
        | (signs["credential"] >= IN_PROGRESS)
        | _any(segment, "ask_skill", asks, seeker.quoted)
        | ((degree > 0) & bool(seeker.person.education))
    )
    of_a_kind = (signs["credential"] > 0) | (signs["akin_credential"] > 0)
    return signs, kinds, np.where(kinds["only_credential"] > 0, of_a_kind, evident)


def _size(seeker: Seeker, segment: Segment, asks: Ints) -> Floats:
    """The largest team or sum that is shown, as a share of the one asked; 0 where none is asked."""
    least = segment.ask_size[asks]
    held = seeker.sizes[segment.ask_size_kind[asks]]
    share = np.divide(held, least, out=np.zeros(len(asks)), where=least > 0)
    return np.asarray(np.minimum(1.0, share))


def _sizes(segment: Segment, name: str, asks: Ints) -> Ints:
    starts = segment.lists(name).starts
    return np.asarray(starts[asks + 1] - starts[asks])


def _over(
    segment: Segment, name: str, asks: Ints, value: Floats, any_of: NDArray[np.bool_]
) -> tuple[Floats, Floats]:
    """For each requirement the mean over its list, or the best where one is enough; and the best."""
    lists = segment.lists(name)
    at, row = lists.rows(asks)
    of = value[lists.of[at]]
    size = np.bincount(row, minlength=len(asks))
    mean = np.divide(np.bincount(row, of, len(asks)), size, out=np.zeros(len(asks)), where=size > 0)
    best = np.zeros(len(asks))
    np.maximum.at(best, row, of)
    return np.where(any_of, best, mean), best


def _any(segment: Segment, name: str, asks: Ints, wanted: frozenset[int]) -> NDArray[np.bool_]:
    known = np.isin(segment.skills, np.array(sorted(wanted), dtype=np.uint32))
    lists = segment.lists(name)
    at, row = lists.rows(asks)
    return np.bincount(row, known[lists.of[at]], len(asks)) > 0


def _credentials(seeker: Seeker, segment: Segment, asks: Ints, any_of: NDArray[np.bool_]) -> Floats:
    value = _values(segment.skills, seeker.credentials)
    mean, best = _over(segment, "ask_credential", asks, value, any_of)
    return np.where(_sizes(segment, "ask_credential", asks) > 1, mean, best)


def _years(
    seeker: Seeker, segment: Segment, standing: Standing, asks: Ints, posting: Ints
) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """Share of the years asked that was worked, in near kinds and in that very kind; and a title to quote."""
    plain, strict = np.zeros(len(asks)), np.zeros(len(asks))
    held = np.zeros(len(asks), dtype=bool)
    asked = segment.ask_years[asks]
    career = seeker.person.career
    for number in (-1, *range(len(YEARS_FAMILIES))):
        at = np.flatnonzero((asked > 0) & (segment.ask_years_in[asks] == number))
        if not len(at):
            continue
        table = nearness(YEARS_FAMILIES[number]) if number >= 0 else None
        very = table and {family: 1.0 for family, value in table.items() if value >= VERY_NEAR}
        akin = standing.akin[:, posting[at]]
        near = [near_values(one, table, akin[place]) for place, one in enumerate(career)]
        # a kind of work with nothing very near counts all work, as an empty table does in `career.years`
        strictly = [near_values(one, very or None, akin[place]) for place, one in enumerate(career)]
        plain[at] = np.minimum(1.0, years_of(career, near, count=len(at)) / asked[at])
        strict[at] = np.minimum(1.0, years_of(career, strictly, count=len(at)) / asked[at])
        # as in `answers`: years of something named, in no family of jobs, are shown by no title
        titled = (number >= 0) | (_sizes(segment, "ask_skill", asks[at]) == 0)
        for one, value in zip(career, near, strict=True):
            if one.header != (0, 0):
                held[at] |= (np.asarray(value) >= NEAR_ENOUGH) & titled
    return plain, strict, held


def _spoken(seeker: Seeker, segment: Segment, asks: Ints, signs: dict[str, Floats]) -> NDArray[np.bool_]:
    """What described work says of each requirement; and whether a line of it may be quoted."""
    if not seeker.lines.shape[1]:
        return np.zeros(len(asks), dtype=bool)
    shared, weight, square = _shared_words(seeker, segment, asks)
    whole = np.maximum(weight, 1e-12)[:, None]
    cover = np.asarray(shared[0] @ seeker.lines) / whole
    length = np.maximum(np.sqrt(square), 1e-12)[:, None] * np.maximum(seeker.line_length, 1e-12)
    likeness = np.asarray(shared[1] @ seeker.lines) / length
    bits = segment.ask_ideas[asks]
    count = np.maximum(1, np.bitwise_count(bits)).astype(float)
    said = np.bitwise_count(bits[:, None] & seeker.line_ideas) / count[:, None]
    best = -np.partition(-cover, min(3, cover.shape[1]) - 1, axis=1)[:, :3]
    signs["cover"] = best.max(axis=1)
    signs["cover_three"] = best.sum(axis=1) / 3
    signs["likeness"] = likeness.max(axis=1)
    signs["ideas"] = said.max(axis=1)
    signs["ideas_all"] = np.bitwise_count(bits & np.bitwise_or.reduce(seeker.line_ideas)) / count
    signs["words_and_ideas"] = (cover + said).max(axis=1) / 2
    quotable = (cover + said) / 2 >= QUOTE_FROM
    signs["often"] = np.minimum(1.0, quotable.sum(axis=1) / OFTEN)
    return np.asarray(quotable.any(axis=1))


def _shared_words(
    seeker: Seeker, segment: Segment, asks: Ints
) -> tuple[tuple[csr_matrix, csr_matrix], Floats, Floats]:
    """Requirements x the person's words, by weight and by its square; and both summed over all words."""
    lists = segment.lists("ask_term")
    at, row = lists.rows(asks)
    word = lists.of[at]
    weight = segment.word_weight[word]
    place = np.minimum(np.searchsorted(seeker.words, segment.words), max(0, len(seeker.words) - 1))
    mine = seeker.words[place] == segment.words if len(seeker.words) else np.zeros(len(place), dtype=bool)
    hit = mine[word]
    shape = (len(asks), len(seeker.words))
    where = (row[hit], place[word[hit]])
    return (
        (
            csr_matrix((weight[hit], where), shape=shape),
            csr_matrix((weight[hit] ** 2, where), shape=shape),
        ),
        np.asarray(np.bincount(row, weight, len(asks)), dtype=float),
        np.asarray(np.bincount(row, weight**2, len(asks)), dtype=float),
    )
