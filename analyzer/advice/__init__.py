"""Profile x Matches -> Suggestions: what to change, in which order, and what each change is worth.

A rule finds places (`advice/rules/`), the real matcher says what each is worth (`advice/gains.py`), related
ones are told together (`advice/grouping.py`), and this module orders them and folds the many small ones of a
rule into one. Nothing here invents a fact.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from analyzer.advice.gains import gain_of
from analyzer.advice.grouping import grouped
from analyzer.advice.rule import BASIS, Case, Finding, Rule
from analyzer.advice.rules import PORTFOLIO_RULES, RULES
from analyzer.advice.wording import first_words, listed
from analyzer.matching import TrainedMatcher
from analyzer.records import Gain, Job, Match, Profile, Severity, Suggestion, SuggestionKind

__all__ = [
    "BASIS",
    "MEASURED",
    "MOST",
    "PORTFOLIO_RULES",
    "RULES",
    "Case",
    "Finding",
    "Rule",
    "find_rule",
    "suggest",
]

#: How many findings of one rule stand alone, by their severity; the rest are told in one suggestion.
ALONE: Mapping[Severity, int] = {"critical": 3, "high": 2, "medium": 2, "low": 1, "info": 1}
#: Most suggestions for one person: a longer list is not read. What is left out is the least of it.
MOST = 20
#: How many findings are measured: of one rule, and of all. A measurement takes about a millisecond.
MEASURED_OF_A_RULE = 5
MEASURED = 16

#: Worth of a point by its effort: rewording or adding a fact takes minutes, building evidence takes months.
EASE: Mapping[SuggestionKind, float] = {"rephrase": 1.0, "add-fact": 1.0, "build": 0.4}

_SEVERITIES = ("critical", "high", "medium", "low", "info")


def suggest(
    profile: Profile,
    jobs: Sequence[Job],
    matches: Sequence[Match],
    matcher: TrainedMatcher,
    rules: Sequence[Rule] = RULES,
    *,
    ladder_job: Job | None = None,
) -> tuple[Suggestion, ...]:
    """What to change, the most valuable first; at most `MOST`.

    Gains are measured for the first job, and for `ladder_job`, the role of the library on the same rung,
    where the first job is an ad. Order: critical flaws, then gain for the effort, then severity, then place.
    """
    job, match = (jobs[0], matches[0]) if jobs else (None, None)
    case = Case(profile, job, match)
    found = [(rule, _by_weight(rule.find(case))) for rule in rules]
    first = _first_to_measure(found) if match is not None and match.score is not None else []
    worth = _measured(first, profile, job, matcher)
    on_ladder = _measured(first, profile, ladder_job, matcher)
    told = [one for rule, findings in found for one in _told(rule, findings, worth, on_ladder)]
    return tuple(sorted(grouped(told), key=_worth)[:MOST])


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
    rule: Rule, findings: Sequence[Finding], worth: Mapping[int, Gain], on_ladder: Mapping[int, Gain]
) -> Iterator[Suggestion]:
    """The most valuable findings of a rule as they are, the others as one with all their places."""
    pairs = [
        (_suggestion(rule, finding, worth.get(id(finding)), on_ladder.get(id(finding))), finding)
        for finding in findings
    ]
    pairs.sort(key=lambda pair: _worth(pair[0])[:2])  # stable: equal gains stay in the order of weight
    alone = ALONE[pairs[0][0].severity] if pairs else 0
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
