"""Profile x Matches -> Suggestions: what to change, in which order, and what each change is worth.

A rule finds places (`advice/rules/`), the real matcher says what each is worth (`advice/whatif.py`), and this
module orders them, folds the many small ones of a rule into one, and never invents a fact.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from analyzer.advice.rule import BASIS, Case, Finding, Rule
from analyzer.advice.rules import RULES
from analyzer.advice.whatif import gain_of
from analyzer.matching import RoleMatcher
from analyzer.records import Gain, Job, Match, Profile, Suggestion

__all__ = ["BASIS", "RULES", "Case", "Finding", "Rule", "find_rule", "suggest"]

#: How many findings of one rule stand alone; the rest are folded into one suggestion with all places.
MOST_OF_A_RULE = 3

_SEVERITIES = ("critical", "high", "medium", "low", "info")


def suggest(
    profile: Profile,
    jobs: Sequence[Job],
    matches: Sequence[Match],
    matcher: RoleMatcher,
    rules: Sequence[Rule] = RULES,
) -> tuple[Suggestion, ...]:
    """All suggestions for one person, the most valuable first.

    Gains are measured for the first job. Order: critical flaws, then gain, then severity, then place.
    """
    job, match = (jobs[0], matches[0]) if jobs else (None, None)
    case = Case(profile, job, match)
    found = [
        (rule, _suggestion(rule, finding, case, matcher)) for rule in rules for finding in rule.check(case)
    ]
    folded = [
        suggestion
        for rule, group in groupby(found, key=lambda pair: pair[0])
        for suggestion in _folded(rule, [suggestion for _, suggestion in group])
    ]
    return tuple(sorted(folded, key=_worth))


def find_rule(name: str) -> Rule | None:
    """The rule of that name, or None."""
    return next((rule for rule in RULES if rule.name == name), None)


def _suggestion(rule: Rule, finding: Finding, case: Case, matcher: RoleMatcher) -> Suggestion:
    return Suggestion(
        rule=rule.name,
        severity=finding.severity or rule.severity,
        kind=finding.kind or rule.kind,
        message=finding.message,
        why=rule.why,
        before=finding.before,
        after=finding.after,
        evidence=finding.evidence,
        gain=_gain(finding, case, matcher),
    )


def _gain(finding: Finding, case: Case, matcher: RoleMatcher) -> Gain | None:
    if finding.change is None or case.job is None or case.match is None:
        return None
    return gain_of(finding.change, case.profile, case.job, case.match, matcher)


def _folded(rule: Rule, suggestions: Sequence[Suggestion]) -> Iterator[Suggestion]:
    """The most valuable ones as they are, the others as one with all their places."""
    ordered = sorted(suggestions, key=_worth)
    yield from ordered[:MOST_OF_A_RULE]
    rest = ordered[MOST_OF_A_RULE:]
    if len(rest) == 1:
        yield rest[0]
    elif rest:
        places = tuple(place for suggestion in rest for place in suggestion.evidence)
        yield replace(
            rest[0],
            message=f"{len(rest)} more places: {rule.summary[0].lower()}{rule.summary[1:]}",
            before=None,
            after=None,
            evidence=places,
            gain=None,
        )


def _worth(suggestion: Suggestion) -> tuple[bool, float, int, int]:
    gain = suggestion.gain.points if suggestion.gain else 0.0
    place = suggestion.evidence[0].start if suggestion.evidence else 0
    return (suggestion.severity != "critical", -gain, _SEVERITIES.index(suggestion.severity), place)
