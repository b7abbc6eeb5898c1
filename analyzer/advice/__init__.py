"""Profile x Matches -> Suggestions: what to change, in which order, and what each change is worth.

A rule finds places (`advice/rules/`), the real matcher says what each is worth (`advice/gains.py`), related
ones are told together (`advice/grouping.py`), three of them come first (`advice/first.py`), and this module
orders them and folds the many small ones of a rule into one. Nothing here invents a fact.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from analyzer.advice.first import EASE, FIRST, best_first
from analyzer.advice.gains import Act, Reword, Scorer, gain_of
from analyzer.advice.grouping import grouped
from analyzer.advice.rule import BASIS, Case, Finding, Rule
from analyzer.advice.rules import MAY_RAISE, PORTFOLIO_RULES, RULES
from analyzer.advice.wording import first_words, listed
from analyzer.matching import TrainedMatcher
from analyzer.records import Gain, Job, Match, Profile, Severity, Suggestion

__all__ = [
    "BASIS",
    "EASE",
    "MEASURED",
    "MOST",
    "PORTFOLIO_RULES",
    "RULES",
    "Advice",
    "Case",
    "Finding",
    "Rule",
    "acts_of",
    "advise",
    "find_rule",
]

#: How many findings of one rule stand alone, by their severity; the rest are told in one suggestion.
ALONE: Mapping[Severity, int] = {"critical": 3, "high": 2, "medium": 2, "low": 1, "info": 1}
#: Most suggestions for one person: a longer list is not read. What is left out is the least of it.
MOST = 20
#: How many findings are measured: of one rule, and of all. A measurement takes about a millisecond.
MEASURED_OF_A_RULE = 5
MEASURED = 16

_SEVERITIES = ("critical", "high", "medium", "low", "info")


@dataclass(frozen=True, slots=True)
class Advice:
    """The suggestions, the three to follow first at the top, and what these three bring together."""

    suggestions: tuple[Suggestion, ...]
    together: Gain | None = None


def advise(
    profile: Profile,
    jobs: Sequence[Job],
    matches: Sequence[Match],
    matcher: TrainedMatcher,
    rules: Sequence[Rule] = RULES,
    *,
    ladder_job: Job | None = None,
    reword: Reword | None = None,
) -> Advice:
    """What to change, the most valuable first; at most `MOST`.

    Gains are measured for the first job, and for `ladder_job`, the role of the library on the same rung,
    where the first job is an ad. Order: the three that bring most together (:mod:`analyzer.advice.first`),
    then gain for the effort, then severity, then place. `reword` reads the resume with edits made; with it
    the gain of a change of words is exact, and edits that would cost points are left out.
    """
    job, match = (jobs[0], matches[0]) if jobs else (None, None)
    case = Case(profile, job, match)
    found = [(rule, _by_weight(rule.find(case))) for rule in rules]
    first = _first_to_measure(found) if match is not None and match.score is not None else []
    worth = _measured(first, profile, job, matcher)
    on_ladder = _measured(first, profile, ladder_job, matcher)
    told = [one for rule, findings in found for one in _told(rule, findings, worth, on_ladder)]
    if sum(one.gain is not None and one.gain.points > 0 for one in told) < FIRST:
        told = [one for rule, findings in found for one in _told(rule, findings, worth, on_ladder, FIRST)]
    ranked = sorted(grouped(told), key=_worth)
    if job is None or match is None or match.score is None:
        return Advice(tuple(ranked[:MOST]))
    scorer = Scorer(profile, job, matcher, reword)
    ranked = sorted(_reworded(ranked, scorer), key=_worth)[:MOST]
    return Advice(*best_first(ranked, _acts(ranked, found), scorer))


def acts_of(
    profile: Profile,
    job: Job,
    match: Match,
    suggestions: Sequence[Suggestion],
    rules: Sequence[Rule] = RULES,
) -> Mapping[Suggestion, Act]:
    """What acting on each of a person's suggestions does, where that moves a score."""
    case = Case(profile, job, match)
    return _acts(suggestions, [(rule, tuple(rule.find(case))) for rule in rules])


def _acts(
    suggestions: Iterable[Suggestion], found: Iterable[tuple[Rule, Sequence[Finding]]]
) -> Mapping[Suggestion, Act]:
    """What acting on each suggestion does, where that moves a score."""
    changes = {
        (rule.name, one.message): one.change for rule, findings in found for one in findings if one.change
    }
    acts = {}
    for one in suggestions:
        if one.kind == "rephrase" and one.edits:
            acts[one] = Act(edits=one.edits)
        elif one.gain and (change := changes.get((one.rule, one.message))):
            acts[one] = Act(change=change)
    return acts


def _reworded(suggestions: Iterable[Suggestion], scorer: Scorer) -> Iterator[Suggestion]:
    """The suggestions with the exact gain of those that change words alone.

    Edits that would cost points are left out; a suggestion that is nothing but its edits goes with them.
    Where a fact is asked as well ("Responsible for preparing": what came of it?) the gain is the fact's.
    """
    suggestions = list(suggestions)
    gains = _exact(scorer, [one for one in suggestions if one.edits]) if scorer.reads else {}
    for one in suggestions:
        points = gains.get(one)
        if points is None or (points >= 0 and one.kind != "rephrase"):
            yield one
        elif points >= 0:
            yield replace(one, gain=Gain(scorer.job.id, points))
        elif one.rule != "fit/other-name":
            yield replace(one, edits=(), after=None if one.kind == "rephrase" else one.after)


def _exact(scorer: Scorer, suggestions: Sequence[Suggestion]) -> Mapping[Suggestion, float | None]:
    """What the edits of each suggestion bring by themselves. Those of form are read together at first."""
    now = scorer.of(())
    if now is None:
        return {}
    alone = [one for one in suggestions if one.rule in MAY_RAISE]
    form = [one for one in suggestions if one not in alone]
    gains = {one: _difference(scorer, [one], now) for one in alone}
    if form and _apart(form) and _difference(scorer, form, now) == 0:
        return gains | dict.fromkeys(form, 0.0)
    return gains | {one: _difference(scorer, [one], now) for one in form}


def _difference(scorer: Scorer, suggestions: Sequence[Suggestion], now: float) -> float | None:
    score = scorer.of([Act(edits=one.edits) for one in suggestions])
    return None if score is None else round(score - now, 1)


def _apart(suggestions: Sequence[Suggestion]) -> bool:
    """Whether no two edits of the suggestions want the same words."""
    spans = sorted((edit.start, edit.end) for one in suggestions for edit in one.edits)
    return all(end <= start for (_, end), (start, _) in pairwise(spans))


def find_rule(name: str) -> Rule | None:
    """The rule of that name, or None."""
    return next((rule for rule in (*RULES, *PORTFOLIO_RULES) if rule.name == name), None)


def _by_weight(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: -finding.weight)


def _first_to_measure(found: Sequence[tuple[Rule, Sequence[Finding]]]) -> list[Finding]:
    """The weightiest findings of each rule that change a score, until the budget is spent."""
    first = [finding for _, findings in found for finding in findings[:MEASURED_OF_A_RULE] if finding.change]
    return _by_weight(first)[:MEASURED]


def _measured(
    findings: Sequence[Finding], profile: Profile, job: Job | None, matcher: TrainedMatcher
) -> Mapping[int, Gain]:
    """Gains for a job by the identity of the finding."""
    # the match at hand may leave out what was copied from the ad; before and after must be of one kind
    now = matcher.score_of(profile, job) if job and findings else None
    if job is None or now is None:
        return {}
    measured = ((one, one.change and gain_of(one.change, profile, job, now, matcher)) for one in findings)
    return {id(one): gain for one, gain in measured if gain}


def _told(
    rule: Rule,
    findings: Sequence[Finding],
    worth: Mapping[int, Gain],
    on_ladder: Mapping[int, Gain],
    most: int = 0,
) -> Iterator[Suggestion]:
    """The most valuable findings of a rule as they are, the others as one with all their places.

    Up to `most` that move the score stand alone, where their severity would allow fewer.
    """
    pairs = [
        (_suggestion(rule, finding, worth.get(id(finding)), on_ladder.get(id(finding))), finding)
        for finding in findings
    ]
    # stable: equal gains stay in the order of weight
    pairs.sort(key=lambda pair: (not pair[1].alone, *_worth(pair[0])[:2]))
    alone = ALONE[pairs[0][0].severity] if pairs else 0
    gainful = sum(one.gain is not None and one.gain.points > 0 for one, _ in pairs)
    alone = max(alone, sum(finding.alone for _, finding in pairs), min(most, gainful))
    yield from (suggestion for suggestion, _ in pairs[:alone])
    rest = pairs[alone:]
    if len(rest) == 1:
        yield rest[0][0]
    elif rest:
        yield _folded(rule, rest)


def _folded(rule: Rule, rest: Sequence[tuple[Suggestion, Finding]]) -> Suggestion:
    names = [name for _, one in rest if (name := one.label or first_words(one.before or ""))]
    places = sorted(
        (place for one, _ in rest for place in one.evidence), key=lambda place: (place.document, place.start)
    )
    return replace(
        rest[0][0],
        message=f"{rule.summary.rstrip('.')}. {len(rest)} more{f': {listed(names, 3)}' if names else ''}.",
        severity=min("medium", rest[0][0].severity, key=lambda one: -_SEVERITIES.index(one)),
        kind=rule.kind,
        before=None,
        after=None,
        evidence=tuple(places),
        gain=None,
        ladder_gain=None,
        edits=tuple(edit for one, _ in rest for edit in one.edits),
    )


def _suggestion(rule: Rule, finding: Finding, gain: Gain | None, ladder_gain: Gain | None) -> Suggestion:
    return Suggestion(
        rule=rule.name,
        severity=finding.severity or rule.severity,
        kind=finding.kind or rule.kind,
        message=finding.message,
        why=rule.why,
        before=finding.before,
        after=finding.after,
        evidence=finding.evidence,
        gain=gain,
        edits=finding.edits,
        ladder_gain=ladder_gain,
    )


def _worth(suggestion: Suggestion) -> tuple[bool, float, int, int]:
    gain = suggestion.gain.points * EASE[suggestion.kind] if suggestion.gain else 0.0
    place = suggestion.evidence[0].start if suggestion.evidence else 0
    return (suggestion.severity != "critical", -gain, _SEVERITIES.index(suggestion.severity), place)
