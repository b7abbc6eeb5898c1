"""Achievements: what a person did, line by line, with the figures that prove it, and what a coach may doubt.

::

    Document + Outline -> bullets, own-action sentences -> Achievement(metrics, verb, ownership, evidence)
    Achievement -> doubts: what an interviewer would ask      -> strength_parts: what the line says of a full
    answer
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from analyzer.language.actions import classify_action
from analyzer.language.metrics import find_metrics
from analyzer.language.numbers import normalise
from analyzer.language.places import flowing
from analyzer.language.rejections import sentences
from analyzer.records import Achievement, Document, Metric, Outline, Passage, SectionKind

#: Reads the figures of one line, with offsets into it.
MetricFinder = Callable[[str], tuple[Metric, ...]]

#: Sections whose lines are work. A summary repeats the bullets, so it is left out: a figure must not count
#: twice.
_WORK: tuple[SectionKind, ...] = ("experience", "projects")
#: Sections that hold deeds among other things; only lines with a deed or a result count there.
_PERHAPS: tuple[SectionKind, ...] = ("other", "awards")
#: A tool list under a job is no deed.
_STACK = re.compile(
    r"\s*(?:environment|tools?(?: used)?|tech(?:nolog(?:y|ies))?(?: stack)?|stack|skills used|"
    r"keywords)\b[^:\n]{0,25}:",
    re.IGNORECASE,
)
#: Shorter pieces of prose are labels ("Key results", "Project: X").
_SHORTEST_SENTENCE = 20
_FIRST_PERSON = re.compile(r"\b(?:i|we)(?:'ve)? (?:\w+ly )?(?!am\b|was\b|were\b|have been\b)[a-z]+")

#: Doubt -> what a coach asks. Basis: the craft rules on plausible claims and baselines of our domain
#: specification.
DOUBTS: Mapping[str, str] = MappingProxyType(
    {
        "no-baseline": "What was it before? A change is worth more with both ends.",
        "percent-of-what": "A share of what? Name what was measured.",
        "round-number": "Is it measured or estimated? Say so, or give the exact figure.",
        "team-share": "What was your own part of the team's result?",
        "very-large": "More than ten times: give both ends, or it will not be believed.",
    }
)

_VAGUE_MEASURES = re.compile(
    r"\b(?:efficienc\w+|productivity|performance|effectiveness|quality|results?|process(?:es)?|"
    r"operations|workflows?|"
    r"communication|collaboration|engagement|business|work|delivery)\b"
)
_TEAM = re.compile(
    r"\b(?:we|our|team|teams|squad|jointly|together with|helped|assisted|supported|contributed)\b"
)
_METHOD = re.compile(
    r"\b(?:by|through|using|via|with|after|thanks to|following)\b(?! (?:about|around|over|nearly|"
    r"up to)?\s?[\d$€£₹]| half| a (?:third|fifth|quarter))"
)
_TIMEFRAME = re.compile(
    r"\b(?:in|within|over|during|per|inside|under|after)\b(?: (?:just|only|under|about|the|first|"
    r"last|less|than|a))* "
    r"(?:\d[\d.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen|half a)?[ -]?"
    r"(?:hour|day|week|weekend|month|quarter|year|season|sprint)s?\b"
)


def find_achievements(
    document: Document, outline: Outline, find: MetricFinder = find_metrics
) -> tuple[Achievement, ...]:
    """One entry for every bullet or own-action sentence of the work sections, in text order.

    `achievement.text`, its evidence and its metrics are slices of `document.text`. `quantified` when it
    holds a figure that is a result or a scope. `find` reads the figures of one line.
    """
    return tuple(
        _achievement(document, start, end, kind, metrics)
        for passage in outline.passages
        for start, end, kind, metrics in _lines(document, outline, passage, find)
    )


_Line = tuple[int, int, SectionKind, tuple[Metric, ...]]


def _lines(document: Document, outline: Outline, passage: Passage, find: MetricFinder) -> Iterator[_Line]:
    """The lines of one passage that tell a deed."""
    kind = outline.kind_of(passage)
    if passage.kind not in ("bullet", "prose") or _STACK.match(document.text, passage.start, passage.end):
        return
    text = flowing(document.text[passage.start : passage.end])
    # a portfolio page has its own headings: there any sentence may tell a deed
    work = kind in _WORK or (passage.position is not None and kind in _PERHAPS)
    if work and passage.kind == "bullet":
        yield passage.start, passage.end, kind, find(text)
    elif work or kind in _PERHAPS or (document.index > 0 and kind == "summary"):
        spans = [(0, len(text))] if passage.kind == "bullet" else list(sentences(text))
        for start, end in spans:
            metrics = find(text[start:end])
            if _tells_a_deed(text[start:end], metrics, strict=not work):
                yield passage.start + start, passage.start + end, kind, metrics


def _tells_a_deed(sentence: str, metrics: tuple[Metric, ...], *, strict: bool) -> bool:
    if len(sentence.strip()) < _SHORTEST_SENTENCE:
        return False
    if any(metric.role == "outcome" for metric in metrics):
        return True
    action = classify_action(sentence)
    if action.verb is not None and action.strength not in ("stated", "learned"):
        # "Driving licence" is no deed
        return not strict or action.tense in ("past", "present")
    return not strict and (bool(metrics) or _FIRST_PERSON.search(normalise(sentence)) is not None)


def _achievement(
    document: Document, start: int, end: int, section: str, metrics: tuple[Metric, ...]
) -> Achievement:
    evidence = document.evidence(start, end, section=section)
    action = classify_action(flowing(evidence.text))
    spots = ((one, one.start + start, one.end + start) for one in metrics)
    achievement = Achievement(
        text=evidence.text,
        quantified=bool(metrics),
        metrics=tuple(
            replace(one, text=document.text[first:last], start=first, end=last) for one, first, last in spots
        ),
        evidence=evidence,
        verb=action.verb,
        ownership=action.ownership,
        verb_class=action.strength,
        tense=action.tense,
        passive=action.passive,
        duty=action.duty,
    )
    return replace(achievement, doubts=doubts(achievement)) if metrics else achievement


def doubts(achievement: Achievement) -> tuple[str, ...]:
    """What an interviewer would doubt, as keys of `DOUBTS`, in its order; nothing without a result."""
    words = normalise(achievement.text)
    claims = [_Claim(one, achievement, words) for one in achievement.metrics if one.role == "outcome"]
    return tuple(name for name, holds in _TESTS.items() if any(map(holds, claims)))


class _Claim(NamedTuple):
    """One claimed result, its line, and the line in plain letters."""

    metric: Metric
    line: Achievement
    words: str


def _no_baseline(claim: _Claim) -> bool:
    changed = claim.metric.direction in ("increase", "decrease")
    return changed and claim.metric.baseline is None and claim.metric.kind in _RELATIVE


def _percent_of_what(claim: _Claim) -> bool:
    if claim.metric.kind != "percent":
        return False
    at = claim.metric.start - claim.line.evidence.start
    before, after = claim.words[:at], claim.words[at + len(claim.metric.text) :]
    if re.match(r" of\b| [a-z]+ (?:rate|time|cost)", after):
        return False
    clause = re.split(r"[,;:.]| and | while ", before)[-1]
    named = [word for word in re.findall(r"[a-z][a-z-]+", clause) if len(word) > 3]
    if len(named) <= 1:
        return not re.match(r" [a-z]", after)
    return len(named) <= 3 and _VAGUE_MEASURES.search(clause) is not None


def _round_number(claim: _Claim) -> bool:
    metric = claim.metric
    relative = metric.kind in ("percent", "multiplier") and metric.baseline is None
    return relative and metric.value >= 10 and metric.value % 10 == 0


def _team_share(claim: _Claim) -> bool:
    ownership = claim.line.ownership
    if ownership in ("shared", "assisted"):
        return True
    return ownership != "led" and _TEAM.search(claim.words[:40]) is not None


def _very_large(claim: _Claim) -> bool:
    metric = claim.metric
    if metric.kind == "percent" and metric.baseline is None:
        return metric.value > 1000
    return metric.kind == "multiplier" and metric.value > 10


_RELATIVE = ("percent", "multiplier", "model_metric", "rating")
_TESTS: Mapping[str, Callable[[_Claim], bool]] = MappingProxyType(
    {
        "no-baseline": _no_baseline,
        "percent-of-what": _percent_of_what,
        "round-number": _round_number,
        "team-share": _team_share,
        "very-large": _very_large,
    }
)


def strength_parts(achievement: Achievement) -> tuple[str, ...]:
    """Which parts of a full answer a line gives: outcome, comparison, method, timeframe, scope.

    One point each, five at most (section 5 of our domain specification). Without an outcome nothing is
    measured.
    """
    words = normalise(achievement.text)
    metrics = achievement.metrics
    outcome = any(one.role == "outcome" for one in metrics)
    given = {
        "outcome": outcome,
        "comparison": any(one.baseline is not None or one.target is not None for one in metrics),
        "method": _METHOD.search(words) is not None,
        "timeframe": _TIMEFRAME.search(words) is not None,
        "scope": any(one.role == "scope" and one.kind != "time" for one in metrics),
    }
    return tuple(name for name, there in given.items() if there)
