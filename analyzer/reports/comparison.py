"""Several people and one job, side by side: who shows what, and where the difference is real."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from string import ascii_uppercase

from rich.text import Text

from analyzer.errors import AipmError
from analyzer.records import Match, Met, Report, RequirementMatch
from analyzer.reports import html, words
from analyzer.reports.terminal import Look, sign, table


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
    asked = max((person.match.requirements for person in people), key=len)
    lines = [(one.importance, _line(row, one, people)) for row, one in enumerate(asked)]
    groups = tuple(
        (word, tuple(line for key, line in lines if key == importance))
        for importance, word in words.IMPORTANCES.items()
    )
    return Comparison(
        words.clean(people[0].match.job.title),
        people,
        tuple(group for group in groups if group[1]),
        tuple(_alike(people)),
    )


def _line(row: int, one: RequirementMatch, people: Sequence[Person]) -> Line:
    """One requirement for everyone; a match that was not scored may say nothing about it."""
    unknown = replace(one, met="unknown", points=0.0, evidence=(), note="")
    matches = (person.match.requirements for person in people)
    cells = tuple(found[row] if row < len(found) else unknown for found in matches)
    label = words.label(one)
    return Line(one.text, label[:1].upper() + label[1:], cells)


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
    room = max(16, look.columns - 3 * len(comparison.people) - 4)
    signs: list[tuple[str | Text, ...]] = [("", *(person.letter for person in comparison.people))]
    for heading, lines in comparison.groups:
        signs.append((look.say(heading, "bold"), *("" for _ in comparison.people)))
        signs += [
            (look.say(f"  {words.shorten(line.label, room)}"), *(sign(cell.met, look) for cell in line.cells))
            for line in lines
        ]
    blocks += [table(signs, look), look.print(_legend(look)), _next_steps(comparison, look)]
    return "\n".join([*blocks, look.print(look.say(words.ADVICE, "dim"))])


def _person(person: Person) -> tuple[str, ...]:
    match = person.match
    name = person.name if match.score is not None else f"{person.name}: {words.headline(match)}"
    interval = words.interval_text(match)
    return person.letter, words.score_text(match), interval, match.band or "", match.level_fit or "", name


def _legend(look: Look) -> Text:
    shown: tuple[Met, ...] = ("evidenced", "partly", "missing", "unknown")
    text = Text()
    for met in shown:
        word = "partly shown or claimed only" if met == "partly" else words.mark(met).word
        text.append_text(sign(met, look)).append_text(look.say(f" {word}   "))
    return text


def _next_steps(comparison: Comparison, look: Look) -> str:
    rows: list[tuple[str, ...]] = [("", "")]
    for person in comparison.people:
        for change in words.best_suggestions(person.report, 1):
            worth = words.gain_text(change.gain)
            rows.append((person.letter, f"{words.clean(change.message)} {f'({worth})' if worth else ''}"))
    return look.print(look.say("Most useful next", "bold")) + table(rows, look)
