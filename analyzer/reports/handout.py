"""The page a coach hands to a candidate: where they stand, the plan, the coach's own words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from analyzer.records import Match, Report, RequirementMatch, Suggestion
from analyzer.reports import words
from analyzer.reports.comparison import Standing, standing
from analyzer.reports.paper import Block, Heading, Item, Items, Paper, Score, Table, Text, gathered

#: Steps of a plan that a person can keep in mind; the report has all.
_MOST_STEPS = 8
_MOST_RESULTS = 4
#: The plan goes from what takes minutes to what takes months.
_WHEN = {"rephrase": "This week", "add-fact": "This week", "build": "In the coming weeks"}


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
        subtitle=f"Resume review for {words.clean(match.job.title)}",
        blocks=gathered(
            _where(report, match, now),
            _plan(report, choice),
            _notes(choice.notes),
            _requirements(report, match.requirements) if choice.requirements else None,
            _results(report, now) if choice.achievements else None,
        ),
        footer=words.ADVICE,
        month=report.meta.generated_for,
    )


def _where(report: Report, match: Match, now: Standing) -> tuple[Block, ...]:
    if match.score is None or match.low is None or match.high is None:
        return (Heading("Where you stand"), Text("No score", "strong"), Text(words.explain(match, report)))
    said = f"Interval {words.interval_text(match)}. {words.explain(match, report)}"
    score = Score(match.score, match.low, match.high, words.score_text(match), match.band or "", said)
    level = f"Seniority: {words.level_text(match)}." if match.level_fit else ""
    return gathered(
        Heading("Where you stand"),
        score,
        Text(f"{level} {words.INTERVAL_HELP}".strip(), "muted"),
        _next_band(now),
    )


def _next_band(now: Standing) -> Text | None:
    if now.next_band is None or now.to_next is None:
        return None
    said = f"The next band, {now.next_band}, starts {now.to_next:g} points higher."
    edit = " One change of your plan is enough to reach it." if now.one_edit else ""
    return Text(said + edit, "muted")


def _plan(report: Report, choice: Choice) -> tuple[Block, ...]:
    """What to do, what takes little time first; what is done already is not asked again."""
    left = [one for one in report.suggestions if one.message not in choice.done]
    if choice.steps is None:
        chosen = [one for one in words.best_suggestions(report, _MOST_STEPS) if one in left]
    else:
        chosen = _chosen(left, choice.steps)
    if not chosen:
        return (Heading("Your plan"), Text("Nothing to change was found."))
    blocks: list[Block] = [Heading("Your plan")]
    for when in dict.fromkeys(_WHEN.values()):
        steps = [one for one in chosen if _WHEN[one.kind] == when]
        if steps:
            blocks += [Text(when, "strong"), Items(tuple(_step(one, report) for one in steps), "boxes")]
    if choice.done:
        blocks.append(Text(f"Done already: {len(choice.done)}.", "muted"))
    return tuple(blocks)


def _chosen(suggestions: Sequence[Suggestion], messages: Collection[str]) -> list[Suggestion]:
    found: dict[str, Suggestion] = {}
    for one in suggestions:
        if one.message in messages:
            found.setdefault(one.message, one)
    return list(found.values())


def _step(suggestion: Suggestion, report: Report) -> Item:
    worth = words.gain_text(suggestion.gain)
    after = f"For example: {suggestion.after}" if suggestion.after else ""
    notes = tuple(note for note in (f"Worth {worth}." if worth else "", after) if note)
    quote = words.in_context(suggestion.evidence[0], report, 220) if suggestion.evidence else ""
    return Item(suggestion.message, notes, quote)


def _notes(notes: Sequence[str]) -> tuple[Block, ...]:
    if not notes:
        return ()
    return (Heading("From your coach"), *(Text(note) for note in notes))


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
    table = Table(("What the job asks for", "Your resume", "In your words"), rows, (5, 2.2, 5), marks=1)
    return (Heading("What the job asks for"), table)


def _sign(one: RequirementMatch) -> str:
    mark = words.mark(one.met)
    return f"{mark.symbol} {mark.word}"


def _proof(one: RequirementMatch, report: Report) -> str:
    return f"“{words.in_context(one.evidence[0], report, 140)}”" if one.evidence else ""


def _results(report: Report, now: Standing) -> tuple[Block, ...]:
    heading = Heading("Your achievements with a figure")
    if not now.bullets:
        return ()
    said = Text(f"{now.quantified} of {now.bullets} lines about your work have a figure. Keep these:")
    best = [one for one in report.achievements if one.quantified][:_MOST_RESULTS]
    if not best:
        return (heading, Text(f"None of {now.bullets} lines about your work has a figure yet."))
    return (heading, said, Items(tuple(Item(words.shorten(one.text, 220)) for one in best)))
