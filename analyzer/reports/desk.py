"""The coach's desk in a terminal: lists of candidates, and one person's history."""

import re
from collections.abc import Sequence

from analyzer.reports import words
from analyzer.reports.terminal import Look, table
from analyzer.store.history import Moved, Step
from analyzer.store.records import Candidate, Fit, Listed, Note, State, Taken
from analyzer.texts import Texts, say

#: What became of a suggestion.
STATES: Texts[State] = Texts(
    {
        "accepted": "desk-state-accepted",
        "done": "desk-state-done",
        "declined": "desk-state-declined",
    }
)
#: Requirements that moved, named for each version; the rest are counted.
_MOST_MOVED = 4


def fit_text(fit: Fit | None) -> str:
    """Like "68 (61-74)", or "–" when there is no score."""
    if fit is None or fit.score is None:
        return "–"
    return f"{words.whole(fit.score)} ({words.span_text(fit.low, fit.high)})"


def list_text(rows: Sequence[Listed], look: Look) -> str:
    """Candidates as a table: alias, name, versions, fit, band, tags, the most useful next change."""
    if not rows:
        return look.print(look.say(say("desk-print-none")))
    lines: list[tuple[str, ...]] = [
        (
            say("desk-print-candidate"),
            say("desk-print-versions"),
            say("desk-print-fit"),
            say("desk-print-band"),
            say("desk-print-tags"),
            say("desk-print-next"),
        )
    ]
    for row in rows:
        one, fit = row.candidate, row.fit
        called = f"{one.alias} {words.clean(one.name)}" if one.name else one.alias
        band = (
            (words.BANDS[fit.band] if fit.band else say("desk-list-not-scored"))
            if fit
            else say("desk-print-no-report")
        )
        tags = ", ".join(one.tags)
        lines.append((called, str(row.versions), fit_text(fit), band, tags, _next(fit)))
    return table(lines, look, right=(1,)) + look.print(look.say(words.advice(), "dim"))


def _next(fit: Fit | None) -> str:
    return next_text(fit, 60)


#: What opens many messages; the list says in another column what the job asks for.
_ASKED = re.compile(r"^The job asks for “[^”]*”\. (?=You )")


def next_text(fit: Fit | None, most: int) -> str:
    """The most useful next change, cut to so many characters; what to do comes first."""
    return words.shorten(_ASKED.sub("", fit.first_change), most) if fit and fit.first_change else ""


def change_text(step: Step) -> str:
    """Like "+4.2", "no change", or "" for the first version."""
    if step.change is None:
        return ""
    if not step.change:
        return say("desk-no-change")
    return f"{step.change:+.1f}" + ("" if step.same_model else " " + say("desk-another-model"))


def moved_text(moved: Moved) -> str:
    """Like "Model evaluation: not found -> shown (+4.0)"."""
    before, after = words.MARKS[moved.before].word, words.MARKS[moved.after].word  # type: ignore[index]
    change = f"{before} -> {after}" if before != after else after
    return f"{words.shorten(moved.label, 56)}: {change} ({moved.points:+.1f})"


def why(step: Step) -> tuple[str, ...]:
    """What moved between a version and the one before it, in short lines."""
    lines = [", ".join(f"{name} {points:+.1f}" for name, points in step.parts)] if step.parts else []
    lines += [moved_text(one) for one in step.moved[:_MOST_MOVED]]
    if len(step.moved) > _MOST_MOVED:
        lines.append(say("desk-moved-more", count=len(step.moved) - _MOST_MOVED))
    if step.gained:
        lines.append(say("desk-now-shows", skills=words.listed(step.gained[:6])))
    if step.lost:
        lines.append(say("desk-no-longer-shows", skills=words.listed(step.lost[:6])))
    if step.settled:
        lines.append(say("desk-settled", count=step.settled))
    if step.fresh:
        lines.append(say("desk-fresh", count=step.fresh))
    return tuple(lines)


def person_text(
    one: Candidate, steps: Sequence[Step], notes: Sequence[Note], taken: Sequence[Taken], look: Look
) -> str:
    """One candidate: who, every version with its fits and what moved, notes, and advice taken."""
    title = f"{one.alias} {words.clean(one.name)}" if one.name else one.alias
    facts = [say("desk-print-tags-of", tags=", ".join(one.tags))] if one.tags else []
    facts += [say("desk-print-cohorts-of", cohorts=", ".join(one.cohorts))] if one.cohorts else []
    facts += [say("desk-kept-until", date=one.keep_until)] if one.keep_until else []
    blocks = [look.print(look.say(title, "bold"), *(look.say(fact) for fact in facts))]
    rows: list[tuple[str, ...]] = [
        (
            say("desk-print-version"),
            say("desk-print-added"),
            say("desk-print-fit"),
            say("desk-print-change"),
            say("desk-print-model"),
            say("desk-print-file"),
        )
    ]
    for step in steps:
        number, day = str(step.version.number), step.version.added_at[:10]
        if not step.fits:
            rows.append((number, day, "–", "", "", step.version.file_name))
        for place, fit in enumerate(step.fits):
            last = place == len(step.fits) - 1
            change = change_text(step) if last else ""
            rows.append((number, day, fit_text(fit), change, fit.model_version, step.version.file_name))
    blocks.append(table(rows, look, right=(0,)))
    for step in steps:
        if lines := why(step):
            heading = look.say(say("desk-print-moved", number=step.version.number), "bold")
            blocks.append(look.print(heading, *(look.say(f"  {line}") for line in lines)))
    if notes:
        blocks.append(
            _lines(
                say("desk-handout-notes"),
                [f"{note.created_at[:10]}  {words.clean(note.text)}" for note in notes],
                look,
            )
        )
    if taken:
        blocks.append(
            _lines(
                say("desk-advice-taken"),
                [f"{STATES[item.state]}: {words.clean(item.message)}" for item in taken],
                look,
            )
        )
    return "\n".join([*blocks, look.print(look.say(words.advice(), "dim"))])


def _lines(title: str, lines: Sequence[str], look: Look) -> str:
    return look.print(look.say(title, "bold"), *(look.say(f"  {line}") for line in lines))
