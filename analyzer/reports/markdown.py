"""A Report as Markdown (CommonMark with tables): for a ticket, a wiki or an editor.

Words of a document are escaped, so that none of them becomes a link, an image, a heading or markup.
"""

import re
from collections.abc import Iterator

from analyzer.records import Evidence, Match, Report, Suggestion
from analyzer.reports import ledger, machine, portfolio, portfolio_text, words
from analyzer.texts import say

#: Every ASCII sign that means something to a Markdown reader; a backslash before it makes it a sign again.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&$])")
#: Starts of a line that would open a list: "1. ", "- ", "+ ".
_LIST_START = re.compile(r"^(\d+)([.)])(?=\s|$)|^([-+])(?=\s|$)")


def render(report: Report) -> str:
    """The whole Report as Markdown."""
    return "\n".join(_lines(report)).rstrip() + "\n"


def escape(text: str) -> str:
    """`text` on one line as plain words, whatever signs it holds."""
    plain = _SPECIAL.sub(r"\\\1", words.clean(text))
    return _LIST_START.sub(lambda found: f"{found[1] or ''}\\{found[2] or found[3]}", plain)


def _lines(report: Report) -> Iterator[str]:
    yield f"# {escape(report.documents[0].name)}"
    if others := portfolio.others(report.documents):
        yield "\n" + say("report-with", others=escape(others))
    for match in report.matches:
        yield from _score(match, report)
    first = words.best_suggestions(report)
    yield f"\n## {words.first_heading(len(first))}\n"
    for number, change in enumerate(first, start=1):
        yield from _first_change(number, change, report)
    if said := words.together_text(report, first):
        yield f"\n{escape(said)}"
    for note in report.integrity:
        yield "\n> " + say("report-note", text=escape(f"{note.message} {machine.scores_text(note)}"))
    for match in report.matches:
        yield from _requirements(match, report)
    if report.portfolio is not None:
        yield from portfolio_text.markdown(report.portfolio, report.documents)
    yield from _suggestions(report)
    yield from _ledger(report)
    yield from _achievements(report)
    yield from _skills(report)
    yield from _reading(report)
    yield f"\n---\n\n{words.advice()}\n"
    meta = report.meta
    yield (
        say(
            "report-facts",
            version=meta.version,
            model=escape(meta.model_version),
            data=meta.data_hash,
            month=meta.generated_for,
        )
    )


def _score(match: Match, report: Report) -> Iterator[str]:
    yield "\n## " + say("report-scored-for", jobs=escape(words.target_text(match.job))) + "\n"
    if match.score is None:
        yield escape(words.headline(match))
        return
    score, band = words.score_text(match), words.band_text(match)
    yield f"**{score}, {band}**, {say('report-interval', interval=words.interval_text(match))}\n"
    yield escape(words.explain(match, report))
    if match.level_fit:
        yield "\n" + say("report-level", level=words.level_text(match))
    yield f"\n{words.interval_note(match)}"


def _first_change(number: int, change: Suggestion, report: Report) -> Iterator[str]:
    worth = ", ".join(part for part in (words.worth_text(change), words.KINDS[change.kind]) if part)
    quoted = f"  \n   {_quoted(change.evidence[0], report)}" if change.evidence else ""
    yield f"{number}. {escape(change.message)} *{worth}*{quoted}"


def _requirements(match: Match, report: Report) -> Iterator[str]:
    for heading, group in words.by_importance(match.requirements):
        yield f"\n## {heading}: {escape(words.target_text(match.job))}\n"
        yield _row(say("report-found"), say("report-requirement"), say("report-points"))
        yield "| --- | --- | ---: |"
        for one in group:
            sign = words.mark(one.met)
            quotes = (_quoted(item, report) for item in words.proofs(one.evidence, report))
            cell = [escape(words.asked(one)), escape(one.note), *quotes]
            points = words.points_text(one.points, one.max_points) if one.max_points else ""
            said = "<br>".join(part for part in cell if part)
            yield f"| {sign.symbol} {words.met_text(one)} | {said} | {points} |"
    if note := words.thin_note(match.requirements):
        yield f"\n{note}"
    if match.components:
        yield "\n" + _row(say("report-points-heading"), say("report-points"))
        yield "| --- | ---: |"
        for part in match.components:
            yield f"| {escape(part.name)} | {words.points_text(part.points, part.max_points)} |"


def _suggestions(report: Report) -> Iterator[str]:
    if not report.suggestions:
        return
    yield "\n## " + say("report-suggestions", count=len(report.suggestions)) + "\n"
    for one in words.ranked_suggestions(report):
        facts = (words.SEVERITIES[one.severity], words.KINDS[one.kind], words.worth_text(one), one.rule)
        yield f"- {escape(one.message)} *({', '.join(fact for fact in facts if fact)})*"
        yield "  - " + say("report-why", text=escape(one.why))
        if one.before:
            yield "  - " + say("report-now", text=escape(one.before))
        if one.after:
            yield "  - " + say("report-try", text=escape(one.after))


def _ledger(report: Report) -> Iterator[str]:
    if not report.ledger:
        return
    yield f"\n## {say('report-ledger')}\n\n{say('report-ledger-help')}\n"
    yield f"| {' | '.join(say(head) for head in ledger.HEAD)} |"
    yield "| --- | --- | --- |"
    for one in ledger.lines(report):
        cells = (escape(one.about), "<br>".join(escape(part) for part in one.sources), escape(one.decision))
        yield f"| {' | '.join(cells)} |"


def _achievements(report: Report) -> Iterator[str]:
    if not report.achievements:
        return
    yield _heading("report-work-described")
    yield _row(say("report-figure"), say("report-line"))
    yield "| --- | --- |"
    for one in report.achievements:
        figures = (
            ", ".join(escape(metric.text) for metric in one.metrics)
            if one.quantified
            else say("report-no-figure")
        )
        yield f"| {figures} | {escape(one.text)} |"


def _skills(report: Report) -> Iterator[str]:
    yield _heading("report-skills")
    if not report.skills:
        yield say("report-no-skill")
    for strength, word in reversed(tuple(words.STRENGTHS.items())):
        names = [escape(skill.name) for skill in report.skills if skill.strength == strength]
        if names:
            yield f"- {word}: {', '.join(names)}"
    if report.other_terms:
        yield f"- {words.other_terms()}: {', '.join(escape(term.text) for term in report.other_terms)}"
    if report.competencies:
        yield _heading("report-competencies")
        for competency in report.competencies:
            yield f"- {escape(competency.name)}: {words.competency_text(competency)}"


def _reading(report: Report) -> Iterator[str]:
    yield _heading("report-as-read")
    yield f"- {words.years_text(report.profile.years_experience)}"
    for position in report.profile.positions:
        what = ", ".join(escape(part) for part in (position.title, position.organization) if part)
        period = words.period_text(position.start, position.end) or say("report-no-dates")
        yield f"- {escape(period)}: {what or say('report-no-title')}"
    yield f"\n## {machine.heading(report.documents)}\n"
    for document in report.documents:
        for warning in machine.worst_first(document.warnings):
            yield f"- {escape(document.name)}: {escape(warning.message)}"
            yield f"  - {', '.join(machine.facts(warning))}"
            if warning.remedy:
                yield f"  - {escape(warning.remedy)}"
        for hidden in document.hidden:
            what = escape(words.quote(hidden.text, 200))
            yield "- " + say(
                "report-hidden-in", name=escape(document.name), reason=escape(hidden.reason), text=what
            )


def _heading(id: str) -> str:
    return f"\n## {say(id)}\n"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _quoted(evidence: Evidence, report: Report) -> str:
    return f"“{escape(words.in_context(evidence, report, 1000))}” {escape(words.place(evidence, report))}"
