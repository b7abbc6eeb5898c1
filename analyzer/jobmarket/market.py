"""One market: its postings as facts and as an index, ranked for people and counted for what they clear."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from analyzer.advice.gains import changed
from analyzer.advice.path import proposals
from analyzer.advice.rule import Change
from analyzer.market.demand import Selection, Share, readable, selected
from analyzer.market.facts import Facts
from analyzer.market.gaps import Gaps, gaps, in_words, told_by
from analyzer.market.intervals import wilson
from analyzer.market.snapshot import About
from analyzer.matching import TrainedMatcher
from analyzer.matching.level import level_of
from analyzer.matching.ranking import Scores, answer_all, likely_best, stand
from analyzer.matching.seeker import seeker
from analyzer.matching.segment import Segment
from analyzer.records import (
    Clears,
    Evidence,
    Job,
    LevelFit,
    Match,
    Profile,
    Requirement,
    RequirementMatch,
    SuggestionKind,
)

#: A posting is cleared from this score on: the band "good". Capped scores stay below it, so a posting whose
#: condition is not shown is never cleared.
CLEARED_FROM = 60.0
#: The share cleared is counted over all postings, or over so many when there are more, spread evenly.
MOST_COUNTED = 2_000
#: Postings beyond those shown that are matched once more, because copies can change their order.
_SPARE = 5

#: So many of the best are held against the person's level; more would never be shown.
_MOST_LEVELLED = 100
#: With so many years of work a posting for juniors is below somebody, whatever the years it names. Basis: the
#: ladder's associate rung ends at three years, where the next begins; two more leave room for a change.
_NO_JUNIOR_FROM = 5.0
#: The width of a band of scores. Within one, postings of the person's level come first: two scores of one
#: band lie inside each other's interval, so the level says more than the points between them.
_BAND = 20.0
#: A competency at this level on described work ("contributor") is told by deeds.
_BY_DEEDS = 2
#: What the judge finds to be shown by half at least counts as told in other words.
_HALF = 0.5

#: A suggestion that brings less on average is not told.
_LEAST_POINTS = 0.05

#: No filter.
EVERYTHING = Selection()


@dataclass(frozen=True, slots=True)
class Ranked:
    """One posting for one person: the fit, and the one gap that matters most, None when nothing is missing.

    `gap.text` is the posting's own line. `level` says how the person's level stands to the posting's: `over`
    is a posting below the person; a posting for juniors is, from five years on.
    """

    posting: Facts
    match: Match
    gap: RequirementMatch | None
    level: LevelFit | None = None


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
class Coverage:
    """Which postings a figure is of: of `all` some are not in English, some fit no filter, `meant` are left.

    Of these the requirements of `readable` could be read, so shares are of them; `ranked` can be compared
    with a resume, because at least one line of what they ask could be read.
    """

    all: int
    other_languages: int
    filtered_out: int
    meant: int
    readable: int
    ranked: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """The best postings of those that were considered, and how many of all are cleared.

    Best first by bands of 20 points; within a band those of the person's level come before the others.
    """

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

    def __init__(
        self,
        about: About,
        facts: Sequence[Facts],
        index: Index,
        matcher: TrainedMatcher,
        *,
        name: Literal["own", "snapshot"] = "own",
    ) -> None:
        self.name = name
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

    def coverage(self, selection: Selection = EVERYTHING) -> Coverage:
        """Which postings the figures of a selection are of, and why the others are not among them."""
        meant = selected(self.facts, selection)
        foreign = sum(row.language != "en" for row in self.facts)
        return Coverage(
            all=len(self.facts),
            other_languages=foreign,
            filtered_out=len(self.facts) - foreign - len(meant),
            meant=len(meant),
            readable=len(readable(meant)),
            ranked=int(self._allowed(selection).sum()),
        )

    def gaps(self, profile: Profile, selection: Selection = EVERYTHING) -> Gaps:
        """How a person stands to what these postings ask for.

        What no mention shows is looked for in other words, as for a single posting: see `_in_other_words`.
        """
        rows = selected(self.facts, selection)
        return gaps(profile, rows, told=lambda shares: self._in_other_words(profile, shares))

    def _in_other_words(self, profile: Profile, shares: Sequence[Share]) -> Mapping[str, Evidence]:
        """Skills that described work shows without their name, each with the words that say so.

        The judge of requirements decides, as for a line of a posting that asks for just this skill; a broad
        skill is shown too when the competency that is about it stands at "contributor".
        """
        wanted = [one for one in shares if in_words(one.id)]
        if not wanted:
            return {}
        judged = self.matcher.match(profile, _asking(wanted))
        if judged.abstained:
            return {}
        deeds = {one.id: one for one in profile.competencies if one.level >= _BY_DEEDS and one.evidence}
        found = {}
        for one, answer in zip(wanted, judged.requirements, strict=True):
            by = told_by(one.id)
            if by in deeds:
                found[one.id] = deeds[by].evidence[0]
            elif answer.evidence and answer.met != "claimed" and answer.points >= _HALF * answer.max_points:
                found[one.id] = answer.evidence[0]
        return found

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
        best = self._levelled(profile, self._best(profile, allowed, max(_MOST_LEVELLED, limit + _SPARE)))
        matched = [(place, self.matcher.match(profile, job)) for job, place in best[: limit + _SPARE]]
        if matched and matched[0][1].abstained:
            return Ranking((), considered, Cleared(0, 0, sampled=False), matched[0][1].reason)
        ranked = [
            (place, Ranked(self.facts[place], match, biggest_gap(match),
                           _level(match.level_fit, self.facts[place], profile)))
            for place, match in matched
        ]  # fmt: skip
        ranked.sort(key=lambda one: (*_standing(one[1].match.score or 0.0, one[1].level), one[0]))
        rows = tuple(one for _, one in ranked[:limit])
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

    def clears(
        self, before: Profile, after: Sequence[Profile], selection: Selection = EVERYTHING
    ) -> tuple[Clears, ...]:
        """How many of the postings are cleared before, and after each of some changes of a person."""
        allowed = self._allowed(selection)
        now, *then = (
            self._cleared(self._scores(one, allowed), int(allowed.sum())) for one in (before, *after)
        )
        return tuple(Clears(self.name, now.n, now.count, one.count, sampled=now.sampled) for one in then)

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

    def _levelled(self, profile: Profile, best: Sequence[tuple[int, int, float]]) -> list[tuple[Job, int]]:
        """The best with their jobs and places, in the order of a ranking."""
        jobs = self._jobs_of([key for key, *_ in best])
        career = seeker(profile, self.matcher.weights).person.career
        found = [
            (
                *_standing(score, _level(level_of(career, jobs[key]), self.facts[place], profile)),
                place,
                jobs[key],
            )
            for key, place, score in best
            if key in jobs
        ]
        return [(job, place) for *_, place, job in sorted(found, key=lambda one: one[:-1])]

    def _best(self, profile: Profile, allowed: NDArray[np.bool_], limit: int) -> list[tuple[int, int, float]]:
        """Key, place and score of the best postings."""
        assert self._segment is not None  # noqa: S101
        who = seeker(profile, self.matcher.weights)
        standing = stand(who, self._segment, self.matcher)
        rows = likely_best([standing], limit, [allowed])[0]
        top = _top(answer_all(who, self._segment, standing, self.matcher, rows), limit)
        return [(int(self._segment.keys[row]), int(self._places[row]), score) for row, score in top]


def _standing(score: float, level: LevelFit | None) -> tuple[float, bool, float]:
    """What orders postings: the band of the score, whether the level is another, the score."""
    return -(score // _BAND), level in ("under", "over"), -score


def _level(told: LevelFit | None, posting: Facts, profile: Profile) -> LevelFit | None:
    """The level as the matcher tells it; but with years of work nobody is at that of a junior posting."""
    grown = (profile.years_experience or 0.0) >= _NO_JUNIOR_FROM
    return "over" if told == "at" and posting.level == "junior" and grown else told


def _asking(shares: Sequence[Share]) -> Job:
    """A job that asks for these skills and nothing else, a line each."""
    lines: list[Requirement] = []
    at = 0
    for one in shares:
        text = f"Experience with {one.name}"
        lines.append(_line(text, one.id, at))
        at += len(text) + 1
    return Job(
        id="demand",
        title="Project Manager",
        source="market",
        text="\n".join(one.text for one in lines),
        family="ai_project_manager",
        seniority="mid",
        min_years=None,
        max_years=None,
        requirements=tuple(lines),
    )


def _line(text: str, skill: str, start: int) -> Requirement:
    return Requirement(
        text=text,
        importance="required",
        skills=(skill,),
        any_of=False,
        min_years=None,
        degree=None,
        degree_or_equivalent=False,
        knockout=False,
        scored=True,
        start=start,
        end=start + len(text),
    )


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
