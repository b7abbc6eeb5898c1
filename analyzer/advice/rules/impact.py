"""Rules about what changed because of the person: figures, outcomes, methods."""

import re
from collections import Counter
from collections.abc import Iterator

from analyzer.advice.rule import Case, Change, Finding, rule
from analyzer.records import Achievement, Passage

#: Openings of a clause that says how a result came about. Basis: the action-problem-result and "by doing Z"
#: formulas that career centres teach.
_METHOD = re.compile(
    r"(?i)\b(?:by|through|using|via|with|after|following|thanks to|based on|when|once|so that|because)\b|"
    r"[;:–—]"
)

#: Verbs of change that promise a size. `improve` and its kin say nothing without one.
_CHANGE_VERBS = re.compile(
    r"(?i)\b(improv\w+|increas\w+|boost\w*|enhanc\w+|optimi[sz]\w+|reduc\w+|decreas\w+|accelerat\w+|"
    r"streamlin\w+|"
    r"cut|lower(?:ed|ing)?|rais(?:ed|ing)|grew|minimi[sz]\w+|maximi[sz]\w+)\b"
)

#: Questions that help to remember a figure, by what the bullet talks about. First match wins.
_QUESTIONS = (
    (
        re.compile(r"(?i)\b(?:train|onboard|workshop|coach|mentor|taught)"),
        "How many people, and what could they do after?",
    ),
    (
        re.compile(r"(?i)\b(?:model|predict|forecast|classif|accuracy|evaluat)"),
        "Which measure, from what to what?",
    ),
    (
        re.compile(r"(?i)\b(?:budget|cost|vendor|contract|invoice|spend)"),
        "How large was the sum, and what was saved?",
    ),
    (re.compile(r"(?i)\b(?:team|staff|hire|recruit|lead|led|manage)"), "How many people, for how long?"),
    (
        re.compile(r"(?i)\b(?:launch|deploy|release|roll|ship|implement|deliver)"),
        "How many people used it? What was it before?",
    ),
    (
        re.compile(r"(?i)\b(?:report|status|steering|present|document)"),
        "For how many projects or readers, how often?",
    ),
    (
        re.compile(r"(?i)\b(?:process|workflow|automat|improv|streamlin)"),
        "How long did it take before and after?",
    ),
)
_DEFAULT_QUESTION = "How many, how much, how often, or compared with what?"

#: Shares of bullets with a figure: enough, and excellent. Start values of rule QNT-01.
ENOUGH_FIGURES = 0.4


@rule("impact/unmeasured-bullet", code="QNT-01", severity="high", kind="add-fact", basis="C")
def unmeasured_bullet(case: Case) -> Iterator[Finding]:
    """Bullet without a figure.

    Why: without a size a reader cannot tell a large result from a small one.
    Instead of: Launched an assistant for the support team.
    Try: Launched an assistant for 140 support agents; handling time fell 38%.
    Source: agreement of career centres (MIT Communication Lab); "accomplished X, measured by Y, by doing Z"
    """
    achievements = [found for found in case.achievements() if _describes_work(case, found)]
    measured = sum(found.quantified for found in achievements)
    if not achievements or measured / len(achievements) >= ENOUGH_FIGURES:
        return
    for found in achievements:
        if not found.quantified:
            yield Finding(
                message=f"This line has no figure. {question_for(found.text)}",
                evidence=(found.evidence,),
                before=found.text,
                after=f"{found.text.rstrip('. ')}; [figure and what it was before].",
                change=Change(skills_in(case, found), "E4", (found.evidence,)),
            )


@rule("impact/scope-without-outcome", code="QNT-02", severity="medium", kind="add-fact", basis="C")
def scope_without_outcome(case: Case) -> Iterator[Finding]:
    """Figures tell the size of the work, not what changed.

    Why: a budget or a team size shows trust; a result shows what came of it.
    Instead of: Managed a budget of $2M and a team of 12 engineers.
    Try: Managed a budget of $2M and a team of 12 engineers; delivered five weeks early.
    Source: career-centre guidance on accomplishment statements
    """
    quantified = [found for found in case.achievements() if found.quantified]
    outcomes = [found for found in quantified if any(metric.role == "outcome" for metric in found.metrics)]
    if len(outcomes) * 2 >= len(quantified):
        return
    for found in quantified:
        if found not in outcomes:
            figures = ", ".join(f"“{metric.text}”" for metric in found.metrics)
            yield Finding(
                message=f"{figures} tells the size. What changed because of you?",
                evidence=(found.evidence,),
                before=found.text,
                after=f"{found.text.rstrip('. ')}; [what changed, from what to what].",
                change=Change(skills_in(case, found), "E4"),
            )


@rule("impact/result-without-method", code="QNT-03", severity="low", kind="add-fact", basis="C")
def result_without_method(case: Case) -> Iterator[Finding]:
    """A result, but not how it was reached.

    Why: the method shows that the result was yours and can be repeated.
    Instead of: Cut ticket handling time 38%.
    Try: Cut ticket handling time 38% by launching a retrieval-based assistant.
    Source: Princeton's action-problem-result scheme; career-centre guidance
    """
    for found in case.achievements():
        outcome = any(metric.role == "outcome" for metric in found.metrics)
        if outcome and len(found.text.split()) < 14 and not _METHOD.search(found.text):
            yield Finding(
                message="The result is clear. Say how: by doing what?",
                evidence=(found.evidence,),
                before=found.text,
                after=f"{found.text.rstrip('. ')} by [what you did].",
            )


@rule("impact/vague-gain", code="QNT-06", severity="medium", kind="add-fact", basis="C")
def vague_gain(case: Case) -> Iterator[Finding]:
    """A gain is claimed without its size.

    Why: “improved efficiency” can be said by everyone; “from 11 hours to 3.5” only by you.
    Instead of: Improved reporting efficiency across the department.
    Try: Improved reporting across the department: a report now takes 3.5 hours, before 11.
    Source: career-centre guidance on accomplishment statements
    """
    for found in case.achievements():
        verb = _CHANGE_VERBS.search(found.text)
        if (
            verb
            and not any(metric.role == "outcome" for metric in found.metrics)
            and not _has_digit(found.text)
        ):
            start = found.evidence.start + verb.start()
            yield Finding(
                message=f"“{verb.group()}”: by how much, from what to what?",
                evidence=(case.evidence(start, start + len(verb.group())),),
                before=found.text,
                after=f"{found.text.rstrip('. ')}, from [before] to [after].",
                change=Change(skills_in(case, found), "E4", (found.evidence,)),
            )


@rule("impact/repeated-figure", code="QNT-04", severity="medium", kind="add-fact", basis="D")
def repeated_figure(case: Case) -> Iterator[Finding]:
    """The same outcome figure stands three times or more.

    Why: a figure that returns again and again looks invented, even when it is true.
    Instead of: | Cut cost 30% by renegotiating.
    | Cut delays 30% by replanning.
    | Cut defects 30% by testing earlier.
    Try: | Cut cost 28% by renegotiating.
    | Cut delays from 9 days to 6 by replanning.
    | Cut defects by a third by testing earlier.
    Source: convention; CareerBuilder's survey on claims that employers doubted
    """
    outcomes = [
        (metric, found)
        for found in case.achievements()
        for metric in found.metrics
        if metric.role == "outcome" and metric.kind == "percent"
    ]
    for value, count in Counter(metric.value for metric, _ in outcomes).items():
        if count >= 3:
            same = [(metric, found) for metric, found in outcomes if metric.value == value]
            yield Finding(
                message=f"“{same[0][0].text}” stands {count} times. Be ready to explain each; add what it "
                "was before.",
                evidence=tuple(case.evidence(metric.start, metric.end) for metric, _ in same),
            )


@rule("impact/one-kind-of-figure", code="QNT-05", severity="low", kind="add-fact", basis="D")
def one_kind_of_figure(case: Case) -> Iterator[Finding]:
    """All figures are percentages.

    Why: a percentage hides the base; time, money and people show the scale.
    Instead of: | Cut cost 31% by renegotiating.
    | Raised recall 12% with new labels.
    | Cut delays 22% by replanning.
    | Raised use 45% with training.
    | Cut defects 18% by testing earlier.
    Try: | Cut cost by $310k by renegotiating.
    | Raised recall 12% with new labels.
    | Cut delays from 9 days to 7 by replanning.
    | Raised use 45% with training for 60 clerks.
    | Cut defects 18% by testing earlier.
    Source: convention
    """
    metrics = [metric for found in case.achievements() for metric in found.metrics]
    if len(metrics) >= 5 and {metric.kind for metric in metrics} == {"percent"}:
        yield Finding(
            message=f"All {len(metrics)} figures are percentages. Give the base for some: time, money, "
            "people.",
            evidence=tuple(case.evidence(metric.start, metric.end) for metric in metrics[:3]),
        )


def question_for(text: str) -> str:
    """The question that helps most to find a figure for this line."""
    return next((question for pattern, question in _QUESTIONS if pattern.search(text)), _DEFAULT_QUESTION)


def skills_in(case: Case, achievement: Achievement) -> tuple[str, ...]:
    """Ids of the skills that are shown inside an achievement's line."""
    place = achievement.evidence
    return tuple(
        skill.id
        for skill in case.profile.skills
        if any(
            mention.document == place.document and place.start <= mention.start < place.end
            for mention in skill.evidence
        )
    )


def _describes_work(case: Case, achievement: Achievement) -> bool:
    place = achievement.evidence
    return any(_covers(passage, place.start) for passage in case.bullets())


def _covers(passage: Passage, offset: int) -> bool:
    return passage.start <= offset < passage.end


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)
