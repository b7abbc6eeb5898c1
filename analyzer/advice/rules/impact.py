"""Rules about what changed because of the person: figures, outcomes, methods."""

import re
from collections import Counter
from collections.abc import Iterator

from analyzer.advice.rule import Case, Change, Finding, rule
from analyzer.advice.wording import flat, listed, opening, with_slot
from analyzer.language.actions import classify_action, verb_form
from analyzer.records import Achievement

#: Words that say how a result came about. Basis: the action-problem-result and "by doing Z" formulas that
#: career centres teach.
_METHOD = re.compile(
    r"\b(?:by|through|using|via|with|after|following|thanks to|based on|when|once|so that|because)\b|"
    r"[;:–—]",
    re.IGNORECASE,
)

#: Verbs of change that promise a size; "improve" and its kin say nothing without one.
_CHANGE = frozenset((
    "improve", "increase", "boost", "enhance", "optimise", "optimize", "reduce", "decrease", "accelerate",
    "streamline", "cut", "lower", "raise", "grow", "minimise", "minimize", "maximise", "maximize", "shorten",
    "save", "trim", "lift", "speed", "strengthen", "expand", "double", "halve",
))  # fmt: skip
#: A deed that is its own outcome, and words that tell one without a second figure. Basis: the wrong findings
#: among 52 that were judged by hand.
_ATTAINED = frozenset((
    "achieve", "attain", "collect", "exceed", "outsell", "raise", "recover", "secure", "sell", "settle",
    "surpass", "win",
))  # fmt: skip
_TOLD_OUTCOME = re.compile(
    r"\b(?:(?:used|adopted) (?:in|by|across)|now in use|decommissioned|retired the|cut costs?|"
    r"without (?:delay|incident|mediation|loss)|from (?:0|zero|scratch|nothing) to|(?:so|and) we stopped|"
    r"on time|(?:days?|weeks?|months?) early|under budget|who (?:is|are) now|ended with|"
    r"grew (?:it )?(?:from|to)|moved (?:[\w-]+ ){1,4}online)\b",
    re.IGNORECASE,
)
#: The verbs of a change where they follow the deed: "Rebuilt the form, improving response times".
_CHANGE_AFTER = re.compile(
    r"(?:, (?:thus |thereby |while )?|\band (?:thus |thereby )?)(?:significantly |greatly |substantially )?"
    r"((?:improv|increas|boost|reduc|decreas|accelerat|streamlin)(?:ed|ing)|enhancing|cutting|raising)\b",
    re.IGNORECASE,
)

#: A figure as a reader sees it: digits, or a number word. "One of" counts nothing.
_FIGURE = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|"
    r"hundreds?|thousands?|millions?|dozens?|half|third|quarter(?!ly)|doubled?|tripled?|halved?|all|every|both|"
    r"single)\b",
    re.IGNORECASE,
)

#: What to ask, by what the line is about, and the slot that stands for the answer. The earliest word decides.
_QUESTIONS = tuple(
    (re.compile(rf"\b(?:{words})", re.IGNORECASE), question, slot)
    for words, question, slot in (
        (
            r"\A(?:agreed|negotiat\w+|persuad\w+|convinc\w+)\b|assessments?\b",
            "What did it decide, make possible or prevent?",
            "[what it decided, made possible or prevented]",
        ),
        (
            r"\A(?:coordinat\w+|liais\w+|work(?:ed|ing)?(?: closely)? with)\b|workshops?\b",
            "How many people, and what came of it?",
            "[how many people, and what came of it]",
        ),
        (
            r"train(?:ed|ing|s)?\b(?! (?:pipeline|data|set|job|run))|"
            r"onboard|coach|mentor|taught|teach",
            "How many people, and what could they do afterwards?",
            "[how many people, and what they could do afterwards]",
        ),
        (
            r"(?:annotat|label)\w*|(?:collect|classif)(?:ed|ying) (?:\w+ ){0,2}(?:photo|image|sample|record)",
            "How many items, and what were they used for?",
            "[how many items, and what they were used for]",
        ),
        (
            r"thresholds?\b|criteria\b|metrics?\b|kpis?\b",
            "What did they decide, and how did it turn out?",
            "[what they decided, and how it turned out]",
        ),
        (
            r"predict|forecast|classifi(?:er|cation)|accura|algorithms?\b|machine learning|"
            r"(?:ml|ai|nlp|language|churn|scor\w+|risk) models?",
            "Which measure of quality, from what to what?",
            "[the measure] went from [before] to [after]",
        ),
        (
            "process|workflow|automat|improv|streamlin|standardi|optimi|reduc|efficien",
            "How long did it take before and after?",
            "it now takes [after], before [before]",
        ),
        (
            r"launch|deploy|releas|roll|ship|implement|migrat|deliver|go-live|integrat(?:ed?|ion|ing)\b|built|build|"
            r"develop(?:ed|ing)?\b|chatbot|assistant\b",
            "How many people use it? What was it before?",
            "[how many people use it, and what it changed for them]",
        ),
        (
            r"budget|cost|contract|invoice|spend|procure|pric(?:e|ing of)|tenders?\b|rf[ipq]s?\b",
            "How large was the sum, and what was saved?",
            "[how large the sum was, and what was saved]",
        ),
        (
            r"test|defect|quality (?:assur|check|control|gate|issue|of)|audit|complian|risk|incident",
            "How many were there, and what did it prevent?",
            "[how many there were, and what it prevented]",
        ),
        (
            "report|status|dashboard|steering|present|document|minutes|analys|analyz|research",
            "Who used it, how often, and for which decision?",
            "[who used it, how often, and for which decision]",
        ),
        (
            "stand-?up|sprint|scrum|retrospective|ceremon|agile",
            "How many teams, and what became faster or better?",
            "[how many teams, and what became faster or better]",
        ),
        (
            "plan|schedul|timeline|milestone|roadmap|backlog",
            "How many months or milestones, and how close to the plan?",
            "[how many months or milestones, and how close to the plan]",
        ),
    )
)
#: Asked when nothing above fits: about people, else about anything.
_PEOPLE = re.compile(
    r"\b(?:team|staff|hir|recruit|stakeholder|supervis|lead\b|leads\b|led\b|client|customer|people)",
    re.IGNORECASE,
)
_PEOPLE_QUESTION = ("How many people, and what came of it?", "[how many people, and what came of it]")
_ANY_QUESTION = ("How many, how much or how often? What changed?", "[how many or how much, and what changed]")

#: Share of lines with a figure that is enough. Start value of rule QNT-01.
ENOUGH_FIGURES = 0.4
#: Below this share the lack of figures is a serious flaw, and above it a chance.
FEW_FIGURES = 0.2
#: Fewer lines than this say nothing about a share.
_FEWEST_LINES = 3
#: A shorter line is a label.
_SHORTEST_LINE = 4
#: Jobs from the top in which a figure matters most.
_LATEST_JOBS = 2
_DOING_VERBS = frozenset(("led", "owned", "delivered", "improved", "built"))
#: Where the sentences of a line end.
_LAST = re.compile(r"(?:[;:]|(?<=[^\W\d_]{3})\.)\s+(?=\S)")
#: A result in so few words holds no method.
_SHORT_RESULT = 14


@rule("impact/unmeasured-bullet", code="QNT-01", severity="high", kind="add-fact", basis="C")
def unmeasured_bullet(case: Case) -> Iterator[Finding]:
    """A line of work has no figure.

    Why: without a size a reader cannot tell a large result from a small one.
    Instead of: | - Launched an assistant for the support team.
    | - Planned the pilot with the vendor.
    | - Wrote the guide for new users.
    Try: | - Launched an assistant for 140 support agents; handling time fell 38%.
    | - Planned the pilot with two vendors.
    | - Wrote the guide for new users.
    Source: agreement of career centres (MIT Communication Lab); "accomplished X, measured by Y, by doing Z"
    """
    lines = [found for found in case.achievements() if case.bullet_at(found.evidence.start)]
    measured = sum(found.quantified or bool(_FIGURE.search(found.text)) for found in lines)
    if len(lines) < _FEWEST_LINES or measured / len(lines) >= ENOUGH_FIGURES:
        return
    few = measured / len(lines) < FEW_FIGURES
    young = case.context.stage == "student"
    for found in lines:
        if not found.quantified and _asks_for_a_figure(found.text):
            question, slot = question_for(found.text)
            yield Finding(
                message=f"{opening(found.text)} has no figure. {question}",
                evidence=(found.evidence,),
                before=flat(found.text),
                after=with_slot(found.text, slot),
                change=Change(raised_in(case, found), "E4", (found.evidence,)),
                severity="high" if few and not young and _is_recent(case, found) else "medium",
                weight=weight_of(case, found),
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
    outcomes = [found for found in quantified if _has_outcome(found)]
    if len(outcomes) * 2 >= len(quantified):
        return
    for found in quantified:
        figures = [
            metric.text for metric in found.metrics if metric.kind != "time" and not _is_a_name(metric.text)
        ]
        if figures and found not in outcomes and _tells_a_deed(found.text) and not _tells_an_end(found):
            yield Finding(
                message=f"{listed(figures, 3)} {'tells' if len(figures) == 1 else 'tell'} the size. "
                "What changed because of you?",
                evidence=(found.evidence,),
                before=flat(found.text),
                after=with_slot(found.text, "[what changed, from what to what]"),
                change=Change(raised_in(case, found), "E4"),
                weight=weight_of(case, found),
            )


@rule(
    "impact/result-without-method",
    code="QNT-03",
    severity="low",
    kind="add-fact",
    basis="C",
    quiet_for=("student",),
)
def result_without_method(case: Case) -> Iterator[Finding]:
    """A result, but not how it was reached.

    Why: the method shows that the result was yours and can be repeated.
    Instead of: Cut ticket handling time 38%.
    Try: Cut ticket handling time 38% by launching a retrieval-based assistant.
    Source: Princeton's action-problem-result scheme; career-centre guidance
    """
    for found in case.achievements():
        short = len(found.text.split()) < _SHORT_RESULT
        if _has_outcome(found) and short and found.verb in _CHANGE and not _METHOD.search(found.text):
            yield Finding(
                message=f"{opening(found.text)}: the result is clear. Say how: by doing what?",
                evidence=(found.evidence,),
                before=flat(found.text),
                after=f"{flat(found.text).rstrip('. ;')} by [what you did].",
                weight=weight_of(case, found),
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
        place = _vague_gain(found.text)
        if place and not found.quantified:
            start = found.evidence.start + place[0]
            word = found.text[slice(*place)]
            yield Finding(
                message=f"“{word}” in {opening(found.text)}: by how much, from what to what?",
                evidence=(case.evidence(start, start + len(word)),),
                before=flat(found.text),
                after=with_slot(found.text, "[the measure] went from [before] to [after]"),
                change=Change(raised_in(case, found), "E4", (found.evidence,)),
                weight=weight_of(case, found) + 0.5,
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
        metric
        for found in case.achievements()
        for metric in found.metrics
        if metric.role == "outcome" and metric.kind == "percent" and metric.value != 100
    ]
    for value, count in Counter(metric.value for metric in outcomes).items():
        if count >= 3:
            same = [metric for metric in outcomes if metric.value == value]
            yield Finding(
                message=f"“{same[0].text}” stands {count} times. Be ready to explain each; add what it "
                "was before.",
                evidence=tuple(case.evidence(metric.start, metric.end) for metric in same),
            )


@rule("impact/one-kind-of-figure", code="QNT-05", severity="low", kind="add-fact", basis="D")
def one_kind_of_figure(case: Case) -> Iterator[Finding]:
    """All figures are percentages.

    Why: a percentage hides the base; time, money and people show the scale.
    Instead of: | Cut cost 31% by renegotiating.
    | Raised output 12% with new machines.
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


def question_for(text: str) -> tuple[str, str]:
    """The question that helps most to find a figure for this line, and the slot for its answer."""
    found = [
        (match.start(), question, slot)
        for pattern, question, slot in _QUESTIONS
        if (match := pattern.search(text))
    ]
    if found:
        return min(found)[1:]
    return _PEOPLE_QUESTION if _PEOPLE.search(text) else _ANY_QUESTION


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


def raised_in(case: Case, achievement: Achievement) -> tuple[str, ...]:
    """Ids of the skills that an outcome at the end of a line would surely make count for more.

    Those that the line shows already as the person's own work, and that stand in its last sentence: what is
    listed, doubted or done by others stays so, and an outcome says nothing of the sentences before it.
    """
    place = achievement.evidence
    if classify_action(achievement.text).ownership in ("assisted", "shared"):
        return ()
    text = case.document.text
    start = max((one.end() for one in _LAST.finditer(text, place.start, place.end)), default=place.start)
    return tuple(
        skill.id
        for skill in case.profile.skills
        if skill.strength >= "E3"
        and not skill.hedged
        and any(
            mention.document == place.document and start <= mention.start < place.end
            for mention in skill.evidence
        )
    )


def weight_of(case: Case, achievement: Achievement) -> float:
    """How much a line matters: the skills in it that the job asks for, a recent job, a deed of one's own."""
    asked = {skill for one in case.match.requirements for skill in one.skills} if case.match else set()
    named = sum(skill in asked for skill in skills_in(case, achievement))
    own = classify_action(achievement.text).strength in _DOING_VERBS
    return named + 0.5 * _is_recent(case, achievement) + 0.3 * own


def _is_recent(case: Case, achievement: Achievement) -> bool:
    passage = case.bullet_at(achievement.evidence.start)
    return passage is not None and passage.position is not None and passage.position < _LATEST_JOBS


def _asks_for_a_figure(text: str) -> bool:
    """A deed in the person's own words, with no figure of any kind, that no sharper rule speaks about."""
    return (
        _tells_a_deed(text)
        and not _FIGURE.search(text)
        and not _vague_gain(text)
        and not classify_action(text).duty
        and len(text.split()) >= _SHORTEST_LINE
    )


def _tells_a_deed(text: str) -> bool:
    return classify_action(text).strength not in ("", "stated", "learned")


def _tells_an_end(found: Achievement) -> bool:
    return found.verb in _ATTAINED or _TOLD_OUTCOME.search(found.text) is not None


def _vague_gain(text: str) -> tuple[int, int] | None:
    """Where a line claims a gain without any figure: the verb as a slice."""
    if _FIGURE.search(text):
        return None
    lemma = classify_action(text).verb
    if lemma in _CHANGE:
        words = re.finditer(r"\w[\w-]*", text)
        return next((word.span() for word in words if _is_form(word.group(), lemma)), None)
    after = _CHANGE_AFTER.search(text)
    return after.span(1) if after else None


def _is_form(word: str, lemma: str) -> bool:
    form = verb_form(word.casefold())
    return form is not None and form.lemma == lemma


def _has_outcome(achievement: Achievement) -> bool:
    return any(metric.role == "outcome" for metric in achievement.metrics)


def _is_a_name(figure: str) -> bool:
    """A form or a standard, not a size: “10-K”, “ISO 27001”."""
    return re.fullmatch(r"\d+-[A-Z]+|[A-Z]{2,} ?\d+", figure) is not None
