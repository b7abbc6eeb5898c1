"""Profile x Matches -> Suggestions: what to change, in which order, and what each change is worth.

A rule finds places (`advice/rules/`), the real matcher says what each is worth (`advice/whatif.py`), and this
module orders them, folds the many small ones of a rule into one, and never invents a fact.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from analyzer.advice.rule import BASIS, Case, Finding, Rule
from analyzer.advice.rules import PORTFOLIO_RULES, RULES
from analyzer.advice.whatif import gain_of
from analyzer.advice.wording import first_words, listed
from analyzer.matching import RoleMatcher
from analyzer.records import Gain, Job, Match, Profile, Severity, Suggestion, SuggestionKind

__all__ = ["BASIS", "MOST", "PORTFOLIO_RULES", "RULES", "Case", "Finding", "Rule", "find_rule", "suggest"]

#: How many findings of one rule stand alone, by their severity; the rest are told in one suggestion.
ALONE: Mapping[Severity, int] = {"critical": 3, "high": 3, "medium": 2, "low": 1, "info": 1}
#: Most suggestions for one person: a longer list is not read. What is left out is the least of it.
MOST = 20
#: How many findings are measured: of one rule, and of all. A measurement takes two to four milliseconds.
MEASURED_OF_A_RULE = 3
MEASURED = 12

#: Worth of a point by its effort: rewording or adding a fact takes minutes, building evidence takes months.
EASE: Mapping[SuggestionKind, float] = {"rephrase": 1.0, "add-fact": 1.0, "build": 0.4}

_SEVERITIES = ("critical", "high", "medium", "low", "info")


def suggest(
    profile: Profile,
    jobs: Sequence[Job],
    matches: Sequence[Match],
    matcher: RoleMatcher,
    rules: Sequence[Rule] = RULES,
) -> tuple[Suggestion, ...]:
    """What to change, the most valuable first; at most `MOST`.

    Gains are measured for the first job. Order: critical flaws, then gain for the effort, then severity,
    then place.
    """
    job, match = (jobs[0], matches[0]) if jobs else (None, None)
    case = Case(profile, job, match)
    found = [(rule, _by_weight(rule.check(case))) for rule in rules]
    worth = _measured(found, case, matcher)
    suggestions = [suggestion for rule, findings in found for suggestion in _told(rule, findings, worth)]
    return tuple(sorted(suggestions, key=_worth)[:MOST])


def find_rule(name: str) -> Rule | None:
    """The rule of that name, or None."""
    return next((rule for rule in (*RULES, *PORTFOLIO_RULES) if rule.name == name), None)


def _by_weight(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: -finding.weight)


def _measured(
    found: Sequence[tuple[Rule, Sequence[Finding]]], case: Case, matcher: RoleMatcher
) -> Mapping[int, Gain]:
    """Gains by the identity of the finding: the weightiest of each rule, until the budget is spent."""
    if case.job is None or case.match is None or case.match.score is None:
        return {}
    first = [finding for _, findings in found for finding in findings[:MEASURED_OF_A_RULE] if finding.change]
    worth = {}
    # the match at hand may leave out what was copied from the ad; before and after must be of one kind
    now = matcher.match(case.profile, case.job)
    for finding in _by_weight(first)[:MEASURED]:
        gain = finding.change and gain_of(finding.change, case.profile, case.job, now, matcher)
        if gain:
            worth[id(finding)] = gain
    return worth


def _told(rule: Rule, findings: Sequence[Finding], worth: Mapping[int, Gain]) -> Iterator[Suggestion]:
    """The most valuable findings of a rule as they are, the others as one with all their places."""
    pairs = [(_suggestion(rule, finding, worth.get(id(finding))), finding) for finding in findings]
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
    )


def _suggestion(rule: Rule, finding: Finding, gain: Gain | None) -> Suggestion:
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
    )


def _worth(suggestion: Suggestion) -> tuple[bool, float, int, int]:
    gain = suggestion.gain.points * EASE[suggestion.kind] if suggestion.gain else 0.0
    place = suggestion.evidence[0].start if suggestion.evidence else 0
    return (suggestion.severity != "critical", -gain, _SEVERITIES.index(suggestion.severity), place)
