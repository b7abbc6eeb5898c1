"""One market: its postings as facts and as an index, ranked for people and counted for what they clear."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from analyzer.advice.gains import changed
from analyzer.advice.path import proposals
from analyzer.advice.rule import Change
from analyzer.market.demand import Selection
from analyzer.market.facts import Facts
from analyzer.market.intervals import wilson
from analyzer.market.snapshot import About
from analyzer.matching import TrainedMatcher
from analyzer.matching.ranking import Scores, answer_all, likely_best, stand
from analyzer.matching.seeker import seeker
from analyzer.matching.segment import Segment
from analyzer.records import Job, Match, Profile, RequirementMatch, SuggestionKind

#: A posting is cleared from this score on: the band "good". Capped scores stay below it, so a posting whose
#: condition is not shown is never cleared.
CLEARED_FROM = 60.0
#: The share cleared is counted over all postings, or over so many when there are more, spread evenly.
MOST_COUNTED = 2_000
#: Postings beyond those shown that are matched once more, because copies can change their order.
_SPARE = 5

#: A suggestion that brings less on average is not told.
_LEAST_POINTS = 0.05

#: No filter.
EVERYTHING = Selection()


@dataclass(frozen=True, slots=True)
class Ranked:
    """One posting for one person: the fit, and the one gap that matters most, None when nothing is missing.

    `gap.text` is the posting's own line.
    """

    posting: Facts
    match: Match
    gap: RequirementMatch | None


@dataclass(frozen=True, slots=True)
class Cleared:
    """How many of `n` postings somebody clears; with `sampled`, `n` is a part of them."""

    count: int
    n: int
    sampled: bool

    @property
    def share(self) -> float:
        """The share itself; 0 of nothing."""
        return self.count / self.n if self.n else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Its interval."""
        return wilson(self.count, self.n)


@dataclass(frozen=True, slots=True)
class Effect:
    """What showing one skill at work would change: the share cleared then, and points on average."""

    skill: str
    after: Cleared
    points: float


@dataclass(frozen=True, slots=True)
class Step:
    """One suggestion in a row of them: what would be cleared when it and all before it were true.

    `points` is what it brings on average over the postings, on top of those before it.
    """

    rule: str
    kind: SuggestionKind
    message: str
    after: Cleared
    points: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """The best postings of those that were considered, best first, and how many of all are cleared."""

    rows: tuple[Ranked, ...]
    considered: int
    cleared: Cleared
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Index:
    """The numbers of the postings, their arrays, and how to read jobs by their numbers."""

    keys: Sequence[int]
    segment: Segment | None
    jobs_of: Callable[[Sequence[int]], Mapping[int, Job]]


class Market:
    """Postings that can be counted and matched: all their facts, and the index of those that were read."""

    def __init__(self, about: About, facts: Sequence[Facts], index: Index, matcher: TrainedMatcher) -> None:
        self.about = about
        self.facts = tuple(facts)
        self.matcher = matcher
        self._segment = index.segment
        self._jobs_of = index.jobs_of
        self._at = {key: at for at, key in enumerate(index.keys)}
        self._key = tuple(index.keys)

    @cached_property
    def _places(self) -> NDArray[np.int64]:
        """For each row of the index the place of its posting in `facts`, -1 for a repetition."""
        assert self._segment is not None  # noqa: S101  (asked only where there is an index)
        return np.array([self._at.get(int(key), -1) for key in self._segment.keys], dtype=np.int64)

    def __len__(self) -> int:
        """How many postings."""
        return len(self.facts)

    def posting(self, id: str) -> Facts | None:
        """The posting of that id."""
        return next((row for row in self.facts if row.id == id), None)

    def job(self, id: str) -> Job | None:
        """The job of a posting, with its text and requirements; None when it could not be read."""
        at = next((at for at, row in enumerate(self.facts) if row.id == id), None)
        return None if at is None else self._jobs_of([self._key[at]]).get(self._key[at])

    # --- ranking -----------------------------------------------------------------------------------------

    def rank(
        self,
        profile: Profile,
        selection: Selection = EVERYTHING,
        *,
        limit: int = 25,
        only: Collection[str] | None = None,
    ) -> Ranking:
        """The postings that fit a person best, each matched by the real matcher, and the share cleared.

        `only` names postings by their ids; all are meant when left out.
        """
        allowed = self._allowed(selection, only)
        considered = int(allowed.sum())
        if self._segment is None or not considered:
            return Ranking((), 0, Cleared(0, 0, sampled=False), "No posting is left to rank.")
        best = self._best(profile, allowed, limit + _SPARE)
        jobs = self._jobs_of([key for key, _ in best])
        matched = [(place, self.matcher.match(profile, jobs[key])) for key, place in best if key in jobs]
        if matched and matched[0][1].abstained:
            return Ranking((), considered, Cleared(0, 0, sampled=False), matched[0][1].reason)
        matched.sort(key=lambda one: (-(one[1].score or 0.0), one[0]))
        rows = tuple(Ranked(self.facts[place], match, biggest_gap(match)) for place, match in matched[:limit])
        return Ranking(rows, considered, self._cleared(self._scores(profile, allowed), considered))

    def best(
        self, profile: Profile, selection: Selection = EVERYTHING, *, limit: int = 50
    ) -> list[tuple[Facts, float]]:
        """The best postings with their scores only: as `rank`, for many people at a time."""
        allowed = self._allowed(selection)
        if self._segment is None or not allowed.any():
            return []
        who = seeker(profile, self.matcher.weights)
        standing = stand(who, self._segment, self.matcher)
        rows = likely_best([standing], limit, [allowed])[0]
        scores = answer_all(who, self._segment, standing, self.matcher, rows)
        return [(self.facts[self._places[row]], float(score)) for row, score in _top(scores, limit)]

    def rank_people(
        self, people: Sequence[tuple[str, Profile]], id: str
    ) -> tuple[tuple[str, Match, RequirementMatch | None], ...]:
        """All people for one posting, best first; those who cannot be scored last."""
        job = self.job(id)
        if job is None:
            return ()
        found = [(name, self.matcher.match(profile, job)) for name, profile in people]
        found.sort(key=lambda one: (one[1].score is None, -(one[1].score or 0.0), one[0]))
        return tuple((name, match, biggest_gap(match)) for name, match in found)

    def like(self, id: str, *, limit: int = 10) -> tuple[tuple[Facts, float], ...]:
        """The postings most like one: cosine of what they ask, in skills and in words, each by half."""
        segment = self._segment
        at = next((at for at, row in enumerate(self.facts) if row.id == id), None)
        if segment is None or at is None or not (found := np.flatnonzero(self._places == at)).size:
            return ()
        mine = int(found[0])
        like = (
            sum(
                _cosines(segment, name, weight, mine)
                for name, weight in (("skill", segment.skill_weight), ("term", segment.word_weight))
            )
            / 2
        )
        like = np.where((self._places >= 0) & (self._places != at), like, -1.0)
        order = np.argsort(-like, kind="stable")[:limit]
        return tuple((self.facts[self._places[row]], float(like[row])) for row in order if like[row] > 0)

    # --- what is cleared ---------------------------------------------------------------------------------

    def cleared(self, profile: Profile, selection: Selection = EVERYTHING) -> Cleared:
        """The share of the postings that a person clears."""
        allowed = self._allowed(selection)
        return self._cleared(self._scores(profile, allowed), int(allowed.sum()))

    def effects(
        self,
        profile: Profile,
        skills: Sequence[str],
        selection: Selection = EVERYTHING,
    ) -> tuple[Effect, ...]:
        """What each of these skills would change if a line of work showed it, the largest effect first."""
        allowed = self._allowed(selection)
        considered = int(allowed.sum())
        now = self._scores(profile, allowed)
        found = []
        for skill in skills:
            then = self._scores(changed(profile, Change((skill,), "E3")), allowed)
            points = float(np.mean(np.maximum(then - now, 0.0))) if len(now) else 0.0
            found.append(Effect(skill, self._cleared(np.maximum(then, now), considered), round(points, 2)))
        return tuple(sorted(found, key=lambda one: (-one.after.count, -one.points, one.skill)))

    def steps(
        self, profile: Profile, selection: Selection = EVERYTHING, *, limit: int = 5
    ) -> tuple[Step, ...]:
        """The share cleared after each suggestion in turn.

        They are made for the posting that fits best, and told in the order of what each brings alone over all
        of these postings; what brings nothing is left out. A suggestion never lowers a score, so the shares
        only rise. Empty when nothing can be ranked.
        """
        allowed = self._allowed(selection)
        best = self._best(profile, allowed, 1) if self._segment is not None and allowed.any() else []
        job = self._jobs_of([best[0][0]]).get(best[0][0]) if best else None
        if job is None:
            return ()
        considered, now = int(allowed.sum()), self._scores(profile, allowed)
        proposed = proposals(profile, job, self.matcher.match(profile, job), limit=2 * limit)
        alone = [self._points(changed(profile, one.change), allowed, now)[0] for one in proposed]
        order = sorted(range(len(proposed)), key=lambda at: -alone[at])
        found = []
        for one in (proposed[at] for at in order[:limit] if alone[at] >= _LEAST_POINTS):
            profile = changed(profile, one.change)
            points, now = self._points(profile, allowed, now)
            found.append(Step(one.rule, one.kind, one.message, self._cleared(now, considered), points))
        return tuple(found)

    def _points(
        self, profile: Profile, allowed: NDArray[np.bool_], now: NDArray[np.float64]
    ) -> tuple[float, NDArray[np.float64]]:
        """Points more on average than now, and the scores then."""
        then = np.maximum(now, self._scores(profile, allowed))
        return (round(float(np.mean(then - now)), 2) if len(now) else 0.0), then

    def _scores(self, profile: Profile, allowed: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Exact scores of all allowed postings, or of an even sample of them."""
        if self._segment is None:
            return np.zeros(0)
        rows = np.flatnonzero(allowed).astype(np.int32)
        if len(rows) > MOST_COUNTED:
            rows = rows[np.linspace(0, len(rows) - 1, MOST_COUNTED).astype(np.int64)]
        who = seeker(profile, self.matcher.weights)
        standing = stand(who, self._segment, self.matcher)
        return answer_all(who, self._segment, standing, self.matcher, rows).score

    def _cleared(self, scores: NDArray[np.float64], considered: int) -> Cleared:
        return Cleared(int((scores >= CLEARED_FROM).sum()), len(scores), sampled=len(scores) < considered)

    # --- pieces ------------------------------------------------------------------------------------------

    def _allowed(self, selection: Selection, only: Collection[str] | None = None) -> NDArray[np.bool_]:
        if self._segment is None:
            return np.zeros(0, dtype=np.bool_)
        wanted = [selection.holds(row) and (only is None or row.id in only) for row in self.facts]
        holds = np.array([*wanted, False], dtype=np.bool_)  # the last is for repetitions, whose place is -1
        return np.asarray(holds[self._places])

    def _best(self, profile: Profile, allowed: NDArray[np.bool_], limit: int) -> list[tuple[int, int]]:
        """Key and place of the best postings."""
        assert self._segment is not None  # noqa: S101
        who = seeker(profile, self.matcher.weights)
        standing = stand(who, self._segment, self.matcher)
        rows = likely_best([standing], limit, [allowed])[0]
        top = _top(answer_all(who, self._segment, standing, self.matcher, rows), limit)
        return [(int(self._segment.keys[row]), int(self._places[row])) for row, _ in top]


def _top(scores: Scores, limit: int) -> list[tuple[int, float]]:
    """The rows with the highest scores; the earlier of equals."""
    order = np.lexsort((scores.rows, -scores.score))[:limit]
    return [(int(scores.rows[at]), float(scores.score[at])) for at in order]


def _cosines(segment: Segment, name: str, weight: NDArray[np.float64], mine: int) -> NDArray[np.float64]:
    lists = segment.lists(name)
    square = weight[lists.of] ** 2
    has = np.zeros(len(weight))
    has[lists.of[lists.starts[mine] : lists.starts[mine + 1]]] = 1.0
    total = np.concatenate(([0.0], np.cumsum(square)))
    norm = np.sqrt(total[lists.starts[1:]] - total[lists.starts[:-1]])
    shared = np.concatenate(([0.0], np.cumsum(square * has[lists.of])))
    dot = shared[lists.starts[1:]] - shared[lists.starts[:-1]]
    whole = norm * norm[mine]
    return np.asarray(np.divide(dot, whole, out=np.zeros_like(dot), where=whole > 0))


def biggest_gap(match: Match) -> RequirementMatch | None:
    """The requirement that costs most: not shown, and the most points lost; required before all others."""
    open_ = [one for one in match.requirements if one.met in ("missing", "claimed", "partly")]
    if not open_:
        return None
    return max(open_, key=lambda one: (one.max_points - one.points, one.importance == "required"))
