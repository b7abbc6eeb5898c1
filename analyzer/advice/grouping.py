"""Related suggestions told as one, so that nobody is asked three times about the same line or habit.

A line that several rules speak about gets one suggestion: that of the rule whose change is worth most, with
the others named in it. Findings about the form of the whole document are told in one suggestion for each
group.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from analyzer.advice.wording import counted, first_words, listed
from analyzer.records import Edit, Severity, Suggestion

#: Rules that are about one habit of form: told together, the first found leads.
RELATED: tuple[tuple[str, ...], ...] = (
    ("machine/no-text", "machine/columns", "machine/boxes-and-tables", "machine/contact-in-margin",
     "machine/odd-characters", "machine/type-size", "machine/file-type", "machine/file-name"),
    ("clarity/mixed-full-stops", "clarity/mixed-spelling", "clarity/mixed-casing", "dates/mixed-formats"),
    ("clarity/past-role-in-present", "clarity/mixed-tenses"),
    ("clarity/self-praise", "clarity/filler"),
    ("structure/too-many-pages", "structure/orphan-page", "structure/dense-page", "structure/word-count",
     "structure/crowded-role", "dates/detailed-old-role"),
    ("privacy/personal-data", "privacy/photo", "privacy/references-line", "privacy/salary",
     "contact/street-address"),
)  # fmt: skip
#: Rules about one line of work; the first that speaks about a line leads, unless another is worth more.
OF_A_LINE = (
    "impact/vague-gain", "impact/unmeasured-bullet", "impact/scope-without-outcome", "clarity/duty-phrase",
    "impact/result-without-method", "clarity/many-ideas", "clarity/long-bullet", "clarity/passive-bullet",
)  # fmt: skip

_SEVERITIES: tuple[Severity, ...] = ("critical", "high", "medium", "low", "info")


def grouped(suggestions: Iterable[Suggestion]) -> list[Suggestion]:
    """The suggestions with related ones told as one; the order of the leading ones stays."""
    left = _by_rule(_by_line(list(suggestions)))
    for group in RELATED:
        left = _together(left, group)
    return left


def _together(suggestions: Sequence[Suggestion], group: Sequence[str]) -> list[Suggestion]:
    same = sorted(
        (one for one in suggestions if one.rule in group),
        key=lambda one: (_SEVERITIES.index(one.severity), group.index(one.rule)),
    )
    # what is critical or moves the score stands alone
    same = [one for one in same if one.severity != "critical" and not (one.gain and one.gain.points)]
    if len({one.rule for one in same}) < 2:
        return list(suggestions)
    lead, rest = same[0], same[1:]
    told = replace(
        lead,
        message=" ".join(dict.fromkeys(one.message for one in same)),
        kind="add-fact" if any(one.kind == "add-fact" for one in same) else lead.kind,
        evidence=tuple(place for one in same for place in one.evidence),
        edits=_apart(edit for one in same for edit in one.edits),
        also=tuple(dict.fromkeys((*lead.also, *(one.rule for one in rest if one.rule != lead.rule)))),
    )
    return [told if one is lead else one for one in suggestions if one is lead or one not in rest]


def _by_rule(suggestions: list[Suggestion]) -> list[Suggestion]:
    """One suggestion for each rule of what moves no score: the first, with what the others are about."""
    about: dict[str, list[Suggestion]] = {}
    for one in suggestions:
        if one.severity != "critical" and not (one.gain and one.gain.points):
            about.setdefault(one.rule, []).append(one)
    dropped: set[int] = set()
    leads: dict[int, Suggestion] = {}
    for lead, *rest in about.values():
        if not rest:
            continue
        leads[id(lead)] = replace(
            lead,
            message=_with_the_others(lead, rest),
            evidence=tuple(dict.fromkeys(place for one in (lead, *rest) for place in one.evidence)),
            edits=_apart(edit for one in (lead, *rest) for edit in one.edits),
            also=tuple(dict.fromkeys(rule for one in (lead, *rest) for rule in one.also)),
        )
        dropped.update(id(one) for one in rest)
    return [leads.get(id(one), one) for one in suggestions if id(one) not in dropped]


def _with_the_others(lead: Suggestion, rest: Sequence[Suggestion]) -> str:
    """The message of the first, and the lines of the others; what is about no line says its own message."""
    if lead.before is None:
        return " ".join(dict.fromkeys(one.message for one in (lead, *rest)))
    lines = [
        one.before or place.text
        for one in rest
        for place in (one.evidence[:1] if one.before else one.evidence)
    ]
    names = [first_words(line) for line in lines]
    return f"{lead.message} The same holds for {counted(len(names), 'more line')}: {listed(names, 3)}."


def _by_line(suggestions: list[Suggestion]) -> list[Suggestion]:
    """One suggestion for each line of work that several rules speak about alone."""
    about: dict[tuple[int, str], list[Suggestion]] = {}
    for one in suggestions:
        if one.rule in OF_A_LINE and one.before and len(one.evidence) == 1:
            about.setdefault((one.evidence[0].document, one.before), []).append(one)
    dropped: list[Suggestion] = []
    leads: dict[int, Suggestion] = {}
    for same in about.values():
        if len(same) < 2:
            continue
        same.sort(key=lambda one: (-(one.gain.points if one.gain else 0.0), OF_A_LINE.index(one.rule)))
        lead, rest = same[0], same[1:]
        leads[id(lead)] = replace(lead, also=tuple(dict.fromkeys((*lead.also, *(one.rule for one in rest)))))
        dropped += rest
    gone = {id(one) for one in dropped}
    return [leads.get(id(one), one) for one in suggestions if id(one) not in gone]


def _apart(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Edits that do not overlap, the first kept."""
    kept: list[Edit] = []
    for edit in edits:
        if all(edit.end <= other.start or other.end <= edit.start for other in kept):
            kept.append(edit)
    return tuple(kept)
