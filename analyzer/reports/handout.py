"""The page a coach hands to a candidate: where they stand, the plan, the coach's own words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from analyzer.records import Match, Report, RequirementMatch, Suggestion, SuggestionKind
from analyzer.reports import words
from analyzer.reports.comparison import Standing, standing
from analyzer.reports.paper import Block, Heading, Item, Items, Paper, Score, Table, Text, gathered
from analyzer.texts import say

#: Steps of a plan that a person can keep in mind; the report has all.
_MOST_STEPS = 8
_MOST_RESULTS = 4
#: The plan goes from what takes minutes to what takes months.
_WHEN: dict[SuggestionKind, str] = {
    "rephrase": "report-handout-this-week",
    "add-fact": "report-handout-this-week",
    "build": "report-handout-weeks",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """What the coach puts into the hand-out. `steps` are the messages to keep; None keeps the most useful."""

    called: str
    notes: tuple[str, ...] = ()
    steps: tuple[str, ...] | None = None
    done: tuple[str, ...] = ()
    requirements: bool = True
    achievements: bool = True


def handout(report: Report, choice: Choice) -> Paper:
    """The paper for one candidate and the first job of the Report."""
    match = report.matches[0]
    now = standing(report, match)
    return Paper(
        title=choice.called,
        subtitle=say("report-handout-subtitle", title=words.clean(match.job.title)),
        blocks=gathered(
            _where(report, match, now),
            _plan(report, choice),
            _notes(choice.notes),
            _requirements(report, match.requirements) if choice.requirements else None,
            _results(report, now) if choice.achievements else None,
        ),
        footer=words.advice(),
        month=report.meta.generated_for,
    )


def _where(report: Report, match: Match, now: Standing) -> tuple[Block, ...]:
    if match.score is None or match.low is None or match.high is None:
        return (
            Heading(say("report-handout-where")),
            Text(say("report-no-score"), "strong"),
            Text(words.explain(match, report)),
        )
    said = say(
        "report-interval-explained", interval=words.interval_text(match), why=words.explain(match, report)
    )
    score = Score(match.score, match.low, match.high, words.score_text(match), words.band_text(match), said)
    level = say("report-seniority", level=words.level_text(match)) if match.level_fit else ""
    return gathered(
        Heading(say("report-handout-where")),
        score,
        Text(f"{level} {words.interval_help()}".strip(), "muted"),
        _next_band(now),
    )


def _next_band(now: Standing) -> Text | None:
    if now.next_band is None or now.to_next is None:
        return None
    said = say("report-handout-next-band", band=words.BANDS[now.next_band], points=f"{now.to_next:g}")
    edit = " " + say("report-handout-one-change") if now.one_edit else ""
    return Text(said + edit, "muted")


def _plan(report: Report, choice: Choice) -> tuple[Block, ...]:
    """What to do, what takes little time first; what is done already is not asked again."""
    left = [one for one in report.suggestions if one.message not in choice.done]
    if choice.steps is None:
        chosen = [one for one in words.best_suggestions(report, _MOST_STEPS) if one in left]
    else:
        chosen = _chosen(left, choice.steps)
    if not chosen:
        return (Heading(say("report-handout-plan")), Text(say("report-handout-nothing")))
    blocks: list[Block] = [Heading(say("report-handout-plan"))]
    for when in dict.fromkeys(_WHEN.values()):
        steps = [one for one in chosen if _WHEN[one.kind] == when]
        if steps:
            blocks += [Text(say(when), "strong"), Items(tuple(_step(one, report) for one in steps), "boxes")]
    if choice.done:
        blocks.append(Text(say("report-handout-done", count=len(choice.done)), "muted"))
    return tuple(blocks)


def _chosen(suggestions: Sequence[Suggestion], messages: Collection[str]) -> list[Suggestion]:
    found: dict[str, Suggestion] = {}
    for one in suggestions:
        if one.message in messages:
            found.setdefault(one.message, one)
    return list(found.values())


def _step(suggestion: Suggestion, report: Report) -> Item:
    worth = words.gain_text(suggestion.gain)
    after = say("report-handout-example", text=suggestion.after) if suggestion.after else ""
    notes = tuple(note for note in (say("report-worth", gain=worth) if worth else "", after) if note)
    quote = words.in_context(suggestion.evidence[0], report, 220) if suggestion.evidence else ""
    return Item(suggestion.message, notes, quote)


def _notes(notes: Sequence[str]) -> tuple[Block, ...]:
    if not notes:
        return ()
    return (Heading(say("report-handout-coach")), *(Text(note) for note in notes))


def _requirements(report: Report, found: Sequence[RequirementMatch]) -> tuple[Block, ...]:
    groups = words.by_importance(found)
    if not groups:
        return ()
    rows = tuple(
        (
            words.shorten(words.asked(one), 150),
            _sign(one),
            _proof(one, report),
        )
        for _, group in groups
        for one in group
    )
    table = Table(
        (say("report-asks"), say("report-handout-resume"), say("report-in-your-words")),
        rows,
        (5, 2.2, 5),
        marks=1,
    )
    return (Heading(say("report-asks")), table)


def _sign(one: RequirementMatch) -> str:
    mark = words.mark(one.met)
    return f"{mark.symbol} {mark.word}"


def _proof(one: RequirementMatch, report: Report) -> str:
    return f"“{words.in_context(one.evidence[0], report, 140)}”" if one.evidence else ""


def _results(report: Report, now: Standing) -> tuple[Block, ...]:
    heading = Heading(say("report-handout-figures"))
    if not now.bullets:
        return ()
    said = Text(say("report-handout-keep", count=now.quantified, total=now.bullets))
    best = [one for one in report.achievements if one.quantified][:_MOST_RESULTS]
    if not best:
        return (heading, Text(say("report-handout-no-figure", count=now.bullets)))
    return (heading, said, Items(tuple(Item(words.shorten(one.text, 220)) for one in best)))
