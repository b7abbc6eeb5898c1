"""The smallest truthful set of changes that reaches the next band, most points for the effort first.

Truthful: each step is a finding of a rule, so either the words are there and hide it, or the person is asked
whether it is so. Smallest: as little as possible that is still to be done, then as few changes as possible
(:mod:`analyzer.advice.smallest`). The points are measured one step after the other on the same profile, so
together they are what the score rises by, not a sum of guesses.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from analyzer.advice.gains import NOTHING, Act, Reword, Scorer
from analyzer.advice.rule import Case, Change, Finding, Rule
from analyzer.advice.rules import MAY_RAISE, RULES
from analyzer.advice.smallest import smallest
from analyzer.matching import TrainedMatcher
from analyzer.records import Band, Clears, Evidence, Job, Match, Profile, SuggestionKind

#: Lower ends of the bands, as the matcher has them.
BANDS: tuple[tuple[float, Band], ...] = (
    (20.0, "weak"), (40.0, "partial"), (60.0, "good"), (80.0, "strong"),
)  # fmt: skip
#: Effort of a step in rough hours: rewording, remembering and writing a fact, doing and writing up new work.
EFFORT: dict[SuggestionKind, float] = {"rephrase": 0.2, "add-fact": 0.5, "build": 20.0}
#: Findings that are looked at, and steps at most where the band is out of reach: more is not followed.
_CANDIDATES, MOST_STEPS = 16, 8
#: A step must bring so much: less is lost in rounding.
_LEAST_POINTS = 0.1


@dataclass(frozen=True, slots=True)
class PathStep:
    """One change on the way: what is asked, its points after the steps before it, and the score then.

    `act` is what doing it does; `clears`, with all steps up to it made, is there where somebody asked for it.
    """

    rule: str
    kind: SuggestionKind
    message: str
    before: str | None
    after: str | None
    evidence: tuple[Evidence, ...]
    points: float
    score: float
    act: Act = NOTHING
    clears: Clears | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """The way to a band that lies `needs` points above the score.

    `reached` is False when all that we found to change does not get there. `proven`: no smaller set of the
    changes we looked at reaches it. False where so many sets were possible that not all could be tried.
    """

    job: str
    score: float
    band: Band
    needs: float
    steps: tuple[PathStep, ...]
    reached: bool
    proven: bool = True

    @property
    def points(self) -> float:
        """Points of all steps together: the sum of what stands beside them."""
        return round(sum(step.points for step in self.steps), 1)


@dataclass(frozen=True, slots=True)
class _Candidate:
    rule: str
    kind: SuggestionKind
    finding: Finding
    act: Act


def path_to_next_band(
    profile: Profile,
    job: Job,
    match: Match,
    matcher: TrainedMatcher,
    rules: Sequence[Rule] = RULES,
    *,
    reword: Reword | None = None,
) -> Path | None:
    """The way to the next band; None where nothing is scored or the highest band is reached.

    `reword` reads the resume with edits made; without it changes of words alone are left out.
    """
    scoring = _Scoring(Scorer(profile, job, matcher, reword))
    score = scoring.of(())
    ahead = next(((end, band) for end, band in BANDS if score and score < end), None)
    if ahead is None:
        return None
    end, band = ahead
    found = _candidates(Case(profile, job, match), rules, reworded=reword is not None)
    steps, reached, proven = _chosen(scoring, found, end)
    needs = round(end - score, 1)
    return Path(job.id, score, band, needs, tuple(_told(scoring, steps)), reached, proven)


@dataclass(frozen=True, slots=True)
class _Scoring:
    """The score of a profile with some steps made; 0 where there is none."""

    scorer: Scorer

    def of(self, steps: Sequence[_Candidate]) -> float:
        return self.scorer.of([step.act for step in steps]) or 0.0


@dataclass(frozen=True, slots=True)
class Proposed:
    """A suggestion that would change scores: its rule, kind, words, and what it would prove when acted on."""

    rule: str
    kind: SuggestionKind
    message: str
    change: Change


def proposals(
    profile: Profile, job: Job, match: Match, rules: Sequence[Rule] = RULES, *, limit: int = 8
) -> tuple[Proposed, ...]:
    """What to suggest for one job that would change scores, the weightiest first."""
    found = _candidates(Case(profile, job, match), rules)
    return tuple(
        Proposed(one.rule, one.kind, one.finding.message, one.act.change)
        for one in found[:limit]
        if one.act.change
    )


def _candidates(case: Case, rules: Sequence[Rule], *, reworded: bool = False) -> list[_Candidate]:
    """The findings that change a score, one for each line and each requirement, the weightiest first.

    With `reworded` also the changes of words alone that may.
    """
    found: list[_Candidate] = []
    seen: set[tuple[str, ...]] = set()
    for rule in rules:
        for finding in rule.find(case):
            key = (finding.before or finding.label or finding.message,)
            words = finding.edits if reworded and rule.name in MAY_RAISE else ()
            if (finding.change or words) and key not in seen:
                seen.add(key)
                act = Act(change=finding.change) if finding.change else Act(edits=words)
                found.append(_Candidate(rule.name, finding.kind or rule.kind, finding, act))
    found.sort(key=lambda one: -one.finding.weight)
    return found[:_CANDIDATES]


def _chosen(
    scoring: _Scoring, found: Sequence[_Candidate], end: float
) -> tuple[Sequence[_Candidate], bool, bool]:
    """The steps in their order, whether they reach the end, and whether no smaller set does."""
    taken = _by_effort(scoring, found, end)
    if scoring.of(taken) < end:
        if scoring.of(found) < end:
            return taken[:MOST_STEPS], False, True
        taken = list(found)  # what brings nothing by itself may do so together
    known = _pruned(scoring, end, taken)
    first = sorted(range(len(found)), key=lambda at: -scoring.of([found[at]]))
    best = smallest(
        [at for at in first if found[at].kind != "build"],
        [at for at in first if found[at].kind == "build"],
        lambda chosen: scoring.of([found[at] for at in sorted(chosen)]),
        end,
        known=[found.index(one) for one in known],
    )
    return _by_effort(scoring, [found[at] for at in sorted(best.chosen)], None), True, best.proven


def _by_effort(scoring: _Scoring, found: Collection[_Candidate], end: float | None) -> list[_Candidate]:
    """The changes by points for the effort, each measured on top of those before it.

    Until the end is reached, or what is left brings nothing by itself; without an end all of them.
    """
    left, taken = list(found), list[_Candidate]()
    now = scoring.of(())

    def worth(one: _Candidate) -> float:
        return max(0.0, scoring.of([*taken, one]) - now) / EFFORT[one.kind]

    # what a step brings seldom grows by others: an older measure is an upper bound, good enough to order by
    bound = {id(one): worth(one) for one in left}
    while left and (end is None or now < end):
        left.sort(key=lambda one: -bound[id(one)])
        best = left[0]
        fresh = worth(best)
        if fresh < bound[id(best)] and len(left) > 1 and fresh < bound[id(left[1])]:
            bound[id(best)] = fresh
            continue
        if end is not None and fresh * EFFORT[best.kind] < _LEAST_POINTS:
            break
        taken.append(left.pop(0))
        now = scoring.of(taken)
    return taken


def _pruned(scoring: _Scoring, end: float, steps: Sequence[_Candidate]) -> list[_Candidate]:
    """The steps without those that the band does not need, the costliest left out first."""
    kept = list(steps)
    for one in sorted(steps, key=lambda step: -EFFORT[step.kind]):
        fewer = [other for other in kept if other is not one]
        if fewer and scoring.of(fewer) >= end:
            kept = fewer
    return kept


def _told(scoring: _Scoring, steps: Sequence[_Candidate]) -> Iterator[PathStep]:
    score = scoring.of(())
    for count, step in enumerate(steps, start=1):
        after = scoring.of(steps[:count])
        yield PathStep(
            rule=step.rule,
            kind=step.kind,
            message=step.finding.message,
            before=step.finding.before,
            after=step.finding.after,
            evidence=step.finding.evidence,
            points=round(after - score, 1),
            score=after,
            act=step.act,
        )
        score = after
