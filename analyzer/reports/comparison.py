"""Several people and one job, side by side: who shows what, and where the difference is real."""

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from rich.text import Text

from analyzer.errors import AipmError
from analyzer.records import Match, Met, Report, RequirementMatch
from analyzer.reports import html, words
from analyzer.reports.terminal import MARK_STYLES, Look, table


@dataclass(frozen=True, slots=True)
class Person:
    """One column: a letter to stand for the file, its Report and its match."""

    letter: str
    name: str
    report: Report
    match: Match


@dataclass(frozen=True, slots=True)
class Line:
    """One requirement, and how each person meets it, in the order of the columns."""

    text: str
    label: str
    cells: tuple[RequirementMatch, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everyone by falling score, the requirements by importance, and whose scores are really alike."""

    title: str
    people: tuple[Person, ...]
    groups: tuple[tuple[str, tuple[Line, ...]], ...]
    alike: tuple[str, ...]


def compare(reports: Sequence[Report]) -> Comparison:
    """Put Reports for the same job side by side; the first match of each counts.

    Raises AipmError when there is nothing to compare or the jobs differ.
    """
    if not reports:
        raise AipmError("There is nothing to compare. Name at least one resume.")
    if len({report.matches[0].job for report in reports}) > 1:
        raise AipmError("The reports are for different jobs. Analyse everyone for the same role or job ad.")
    ordered = sorted(reports, key=_place)
    people = tuple(
        Person(_letter(number), words.clean(report.documents[0].name), report, report.matches[0])
        for number, report in enumerate(ordered)
    )
    first = people[0].match
    lines = [
        (
            one.importance,
            Line(one.text, words.label(one), tuple(person.match.requirements[row] for person in people)),
        )
        for row, one in enumerate(first.requirements)
    ]
    groups = tuple(
        (word, tuple(line for key, line in lines if key == importance))
        for importance, word in words.IMPORTANCES.items()
    )
    return Comparison(
        words.clean(first.job.title),
        people,
        tuple(group for group in groups if group[1]),
        tuple(_alike(people)),
    )


def _place(report: Report) -> tuple[bool, float, str]:
    score = report.matches[0].score
    return score is None, -(score or 0.0), report.documents[0].name


def _letter(number: int) -> str:
    """A to Z, then A2 to Z2."""
    again, letter = divmod(number, len(ascii_uppercase))
    return ascii_uppercase[letter] + (str(again + 1) if again else "")


def _alike(people: Sequence[Person]) -> "list[str]":
    """Like "A and B: no real difference", for runs in which nobody differs from the first."""
    runs: list[list[Person]] = []
    for person in people:
        if person.match.score is None:
            continue
        if runs and not words.really_different(runs[-1][0].match, person.match):
            runs[-1].append(person)
        else:
            runs.append([person])
    return [
        f"{words.listed([person.letter for person in run])}: {words.NO_DIFFERENCE}"
        for run in runs
        if len(run) > 1
    ]


def render_html(comparison: Comparison) -> str:
    """The comparison as a page of its own, with the quote in every cell."""
    return html.page("comparison.html", comparison=comparison)


def render_text(comparison: Comparison, look: Look) -> str:
    """The comparison for a terminal: scores, one sign a requirement and person, and the next step of each."""
    rows: list[tuple[str, ...]] = [("", "fit", "interval", "band", "level", "file")]
    rows += [_person(person) for person in comparison.people]
    blocks = [look.print(look.say(comparison.title, "bold")), table(rows, look, right=(1, 2))]
    if comparison.alike:
        blocks.append(look.print(*(look.say(line) for line in comparison.alike)))
    letters = tuple(person.letter for person in comparison.people)
    for heading, lines in comparison.groups:
        signs = [(heading, *letters), *(_signs(line, look) for line in lines)]
        blocks.append(table(signs, look))
    blocks.append(look.print(_legend(look)))
    blocks.append(_next_steps(comparison, look))
    return "\n".join([*blocks, look.print(look.say(words.ADVICE, "dim"))])


def _person(person: Person) -> tuple[str, ...]:
    match = person.match
    name = person.name if match.score is not None else f"{person.name}: {words.headline(match)}"
    interval = words.interval_text(match)
    return person.letter, words.score_text(match), interval, match.band or "", match.level_fit or "", name


def _signs(line: Line, look: Look) -> tuple[str, ...]:
    marks = (words.mark(cell.met) for cell in line.cells)
    return line.label, *(mark.symbol if look.signs else mark.ascii for mark in marks)


def _legend(look: Look) -> Text:
    shown: tuple[Met, ...] = ("evidenced", "partly", "missing", "unknown")
    text = Text()
    for met in shown:
        mark = words.mark(met)
        word = "partly shown or claimed only" if met == "partly" else mark.word
        text.append(f"{mark.symbol if look.signs else mark.ascii} ", MARK_STYLES[met])
        text.append_text(look.say(f"{word}   "))
    return text


def _next_steps(comparison: Comparison, look: Look) -> str:
    rows: list[tuple[str, ...]] = [("Most useful next", "")]
    for person in comparison.people:
        for change in words.best_suggestions(person.report, 1):
            worth = words.gain_text(change.gain)
            rows.append((person.letter, f"{words.clean(change.message)} {f'({worth})' if worth else ''}"))
    return table(rows, look) if len(rows) > 1 else ""
