"""A Report for a terminal: one screen first, everything with `verbose`.

Reads without colour, fits the width it is given, and falls back to ASCII where the terminal's encoding
cannot print the signs. Nothing from a document is read as markup or obeyed as an escape sequence.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from analyzer.records import Evidence, Match, Met, ReadWarning, Report, RequirementMatch, Suggestion
from analyzer.reports import machine, portfolio, words
from analyzer.texts import say

#: Lines longer than this are hard to read, narrower ones cannot hold the columns.
NARROWEST, WIDEST = 40, 100

#: Colours of the user's own terminal theme, so that they fit dark and light ones.
MARK_STYLES = {
    "evidenced": "green",
    "partly": "yellow",
    "claimed": "yellow",
    "missing": "red",
    "unknown": "dim",
}

#: What stands in for a sign that the terminal's encoding does not have.
ASCII = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "–": "-", "—": "-", "·": "-", "─": "-", "━": "=",
     "├": "|", "┤": "|", "●": "o", "█": "#", "░": ".", "‹": "<", "›": ">"}
)  # fmt: skip
_SIGNS = "“”…–·─━├┤●█░✓◐✗"


@dataclass(frozen=True, slots=True)
class Look:
    """How to print: columns, colour or not, and what the terminal's encoding can hold."""

    width: int = 80
    colour: bool = False
    encoding: str = "utf-8"

    @property
    def signs(self) -> bool:
        """Whether the encoding has the signs we print."""
        try:
            _SIGNS.encode(self.encoding)
        except (UnicodeEncodeError, LookupError):
            return False
        return True

    @property
    def columns(self) -> int:
        """The columns we use of those there are."""
        return max(NARROWEST, min(self.width, WIDEST))

    def say(self, text: str, style: str = "") -> Text:
        """`text` as it can be printed here; never read as markup."""
        return Text(text if self.signs else text.translate(ASCII), style=style, overflow="fold")

    def print(self, *parts: RenderableType) -> str:
        """What the parts look like here, without blanks at line ends."""
        out = StringIO()
        console = Console(
            file=out,
            width=self.columns,
            color_system="standard" if self.colour else None,
            force_terminal=self.colour,
            no_color=not self.colour,
            legacy_windows=False,
            highlight=False,
            markup=False,
            emoji=False,
        )
        console.print(Group(*parts))
        text = "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"
        return text if self.signs else self._encodable(text)

    def _encodable(self, text: str) -> str:
        try:
            return text.encode(self.encoding, "replace").decode(self.encoding)
        except LookupError:
            return text.encode("ascii", "replace").decode()


def render(report: Report, look: Look | None = None, *, verbose: bool = False) -> str:
    """The Report as text: scores, three changes and the requirements; all of it with `verbose`."""
    from analyzer.reports import portfolio_text  # noqa: PLC0415  (it prints with the means of this module)

    look = look or Look()
    parts = [_files(report, look)]
    for match in report.matches:
        parts += _score(match, report, look, verbose=verbose)
    parts += _first_changes(report, look)
    for match in report.matches:
        parts += _requirements(match, report, look, verbose=verbose)
    if report.portfolio is not None:
        parts += portfolio_text.section(report.portfolio, report.documents, look, verbose=verbose)
    parts += _notes(report, look, verbose=verbose)
    if verbose:
        parts += _details(report, look)
    parts += ["", look.say(words.advice(), "dim")]
    return look.print(*parts)


# --- first screen -------------------------------------------------------------------------------------


def _files(report: Report, look: Look) -> RenderableType:
    resume, others = words.clean(report.documents[0].name), portfolio.others(report.documents)
    return joined(
        look.say(resume, "bold"), look.say("  " + say("report-with", others=others) if others else "")
    )


def _score(match: Match, report: Report, look: Look, *, verbose: bool) -> list[RenderableType]:
    title = look.say(words.shorten(match.job.title, 60), "bold")
    source = look.say(f"  ({words.source_text(match.job)})", "dim")
    parts: list[RenderableType] = ["", joined(title, source)]
    if match.score is not None:
        score = look.say(f"{words.score_text(match)}  {words.band_text(match)}", "bold")
        interval = say("report-interval", interval=words.interval_text(match))
        parts.append(joined(score, look.say(f"   {interval}   {_scale(match)}")))
        said = say("report-level", level=words.level_text(match)) if match.level_fit else ""
        parts.append(look.say(" ".join(part for part in (words.explain(match, report), said) if part)))
        if verbose or words.wide(match):
            parts.append(look.say(words.interval_note(match), "dim"))
    else:
        parts.append(look.say(words.headline(match)))
    return parts


def _scale(match: Match, cells: int = 24) -> str:
    """0 to 100 as a line, the interval as a thick stretch, the score as a dot."""
    if match.score is None or match.low is None or match.high is None:
        return ""
    low, dot, high = (
        min(cells - 1, int(value * cells / 100)) for value in (match.low, match.score, match.high)
    )
    line = ["─"] * cells
    line[low : high + 1] = "━" * (high + 1 - low)
    line[low], line[high], line[dot] = "├", "┤", "●"
    return "".join(line)


def _first_changes(report: Report, look: Look) -> list[RenderableType]:
    changes = words.best_suggestions(report)
    parts: list[RenderableType] = ["", look.say(words.first_heading(len(changes)), "bold")]
    parts += [_change(number, change, report, look) for number, change in enumerate(changes, start=1)]
    if said := words.together_text(report, changes):
        parts.append(look.say(said, "dim"))
    return parts


def _change(number: int, change: Suggestion, report: Report, look: Look) -> RenderableType:
    worth = " · ".join(part for part in (words.worth_text(change), words.KINDS[change.kind]) if part)
    body = look.say(words.clean(change.message) + "\n")
    body.append_text(look.say(worth, "cyan"))
    if change.evidence:
        body.append("  ")
        body.append_text(_quoted(change.evidence[0], report, look, width=look.columns - 8 - len(worth)))
    return columns((f"{number}", body), look)


def _requirements(match: Match, report: Report, look: Look, *, verbose: bool) -> list[RenderableType]:
    parts: list[RenderableType] = []
    for heading, group in words.by_importance(match.requirements):
        title = (
            heading
            if len(report.matches) == 1
            else say("report-heading-for", heading=heading, title=words.shorten(match.job.title, 50))
        )
        brief = group[0].importance == "responsibility" and not verbose
        if brief:
            shown = sum(one.met == "evidenced" for one in group)
            parts += [
                "",
                joined(
                    look.say(title, "bold"),
                    look.say("  " + say("report-shown-of", count=shown, total=len(group))),
                ),
            ]
            continue
        table = _grid(2, 0, 10)
        for one in group:
            _add_requirement(table, one, report, look, verbose=verbose)
        parts += ["", look.say(title, "bold"), table]
        if thin := words.thin_note(group):
            parts.append(look.say(thin, "dim"))
    return parts


def _add_requirement(
    table: Table, one: RequirementMatch, report: Report, look: Look, *, verbose: bool
) -> None:
    word, room, asked = words.met_text(one), look.columns - 14, words.asked(one)
    if one.evidence:
        body = look.say(asked if verbose else words.shorten(asked, room))
        body.append("\n")
    else:
        body = look.say(asked if verbose else words.shorten(asked, room - 17))
        body.append_text(look.say(" – "))
    body.append_text(look.say(word, MARK_STYLES[one.met]))
    body.append_text(_proof(one, report, look, room=room, most=3 if verbose else 1))
    points = words.points_text(one.points, one.max_points) if one.max_points else ""
    table.add_row(Text(" ").append_text(sign(one.met, look)), body, Text(points, justify="right"))


def _proof(one: RequirementMatch, report: Report, look: Look, *, room: int, most: int) -> Text:
    """The note and the quotes that follow the word: on its line where they fit, below it otherwise."""
    word, note = words.met_text(one), words.clean(one.note)
    fits = bool(note) and len(word) + len(note) <= room - 36
    text = look.say(f", {note}" if fits else "", "dim")
    for number, evidence in enumerate(words.proofs(one.evidence, report, most)):
        taken = 0 if number else len(word) + 2 + (len(note) + 2 if fits else 0)
        text.append_text(look.say("\n" if number else ": ", "dim"))
        text.append_text(_quoted(evidence, report, look, width=room - taken))
    if note and not fits:
        text.append_text(look.say(f"\n{note}", "dim"))
    return text


def _notes(report: Report, look: Look, *, verbose: bool) -> list[RenderableType]:
    """What was set aside, with the scores; what a machine may lose."""
    parts: list[RenderableType] = []
    for note in report.integrity:
        said = f"{words.clean(note.message)} {machine.scores_text(note)}".rstrip()
        parts += ["", columns(("!", look.say(said)), look)]
    if verbose:
        return parts
    parts += _machine(report, look)
    warned = any(document.warnings for document in report.documents)
    more = say(
        "report-print-verbose-warned" if warned else "report-print-verbose",
        suggestions=len(report.suggestions),
        lines=len(report.achievements),
    )
    parts += ["", look.say(more, "dim")]
    return parts


def _machine(report: Report, look: Look, *, most: int = 1) -> list[RenderableType]:
    """The worst of what a machine may lose, a line each."""
    found = [one for document in report.documents for one in machine.worst_first(document.warnings)]
    if not found:
        return []
    shown = [look.say(f" !  {words.shorten(one.message, look.columns - 4)}") for one in found[:most]]
    return ["", look.say(machine.heading(report.documents), "bold"), *shown]


def warning_lines(warning: ReadWarning, look: Look) -> Text:
    """One warning with its place, what is lost and what to do."""
    text = look.say(words.clean(warning.message))
    text.append_text(look.say(f"\n{' · '.join(machine.facts(warning))}", "dim"))
    if warning.remedy:
        text.append_text(look.say(f"\n{warning.remedy}", "cyan"))
    return text


# --- everything ---------------------------------------------------------------------------------------


def _details(report: Report, look: Look) -> list[RenderableType]:
    parts: list[RenderableType] = []
    for match in report.matches:
        parts += _components(match, look)
    parts += _all_suggestions(report, look)
    parts += _achievements(report, look)
    parts += _skills(report, look)
    parts += _competencies(report, look)
    parts += _person(report, look)
    parts += _reading(report, look)
    meta = report.meta
    parts += [
        "",
        look.say(
            say(
                "report-print-facts",
                version=meta.version,
                model=meta.model_version,
                data=meta.data_hash,
                month=meta.generated_for,
            ),
            "dim",
        ),
    ]
    return parts


def _components(match: Match, look: Look) -> list[RenderableType]:
    if not match.components:
        return []
    table = _grid(0, 14, 12)
    for part in match.components:
        cells = 12
        filled = round(cells * part.points / part.max_points) if part.max_points > 0 else 0
        filled = max(0, min(cells, filled))
        points = Text(words.points_text(part.points, part.max_points), justify="right")
        table.add_row(
            look.say(words.clean(part.name)), look.say("█" * filled + "░" * (cells - filled)), points
        )
    return ["", look.say(say("report-print-points", title=words.shorten(match.job.title, 60)), "bold"), table]


def _all_suggestions(report: Report, look: Look) -> list[RenderableType]:
    if not report.suggestions:
        return []
    parts: list[RenderableType] = [
        "",
        look.say(say("report-suggestions", count=len(report.suggestions)), "bold"),
    ]
    for number, one in enumerate(words.ranked_suggestions(report), start=1):
        facts = (words.SEVERITIES[one.severity], words.KINDS[one.kind], words.worth_text(one), one.rule)
        body = look.say(words.clean(one.message))
        body.append_text(look.say(f"\n{' · '.join(fact for fact in facts if fact)}", "dim"))
        body.append_text(look.say("\n" + say("report-why", text=words.clean(one.why))))
        if one.before:
            body.append_text(look.say("\n" + say("report-now", text=words.clean(one.before))))
        if one.after:
            body.append_text(look.say("\n" + say("report-try", text=words.clean(one.after)), "cyan"))
        parts.append(columns((str(number), body), look))
    return parts


def _achievements(report: Report, look: Look) -> list[RenderableType]:
    if not report.achievements:
        return []
    measured = sum(one.quantified for one in report.achievements)
    title = say("report-work-lines", count=len(report.achievements), measured=measured)
    table = _grid(2, 0, 24)
    for one in report.achievements:
        figures = ", ".join(words.clean(metric.text) for metric in one.metrics) or say("report-no-figure")
        table.add_row(
            Text(" ").append_text(sign("evidenced", look)) if one.quantified else Text(),
            look.say(words.clean(one.text)),
            look.say(words.shorten(figures, 60), "green" if one.quantified else "dim"),
        )
    return ["", look.say(title, "bold"), table]


def _skills(report: Report, look: Look) -> list[RenderableType]:
    if not report.skills:
        return ["", look.say(say("report-print-no-skill"), "bold")]
    table = _grid(24, 0)
    for strength, word in reversed(tuple(words.STRENGTHS.items())):
        names = [words.clean(skill.name) for skill in report.skills if skill.strength == strength]
        if names:
            table.add_row(look.say(word, "dim"), look.say(", ".join(names)))
    if report.other_terms:
        others = ", ".join(words.clean(term.text) for term in report.other_terms)
        table.add_row(look.say(words.other_terms(), "dim"), look.say(others, "dim"))
    return ["", look.say(say("report-skills"), "bold"), table]


def _competencies(report: Report, look: Look) -> list[RenderableType]:
    if not report.competencies:
        return []
    table = _grid(0, 22)
    for one in report.competencies:
        table.add_row(look.say(words.clean(one.name)), look.say(words.competency_text(one)))
    return ["", look.say(say("report-competencies"), "bold"), table]


def _person(report: Report, look: Look) -> list[RenderableType]:
    profile = report.profile
    table = _grid(20, 0)
    for position in profile.positions:
        what = ", ".join(words.clean(part) for part in (position.title, position.organization) if part)
        period = words.period_text(position.start, position.end)
        table.add_row(
            look.say(period or say("report-no-dates"), "dim"), look.say(what or say("report-no-title"))
        )
    for degree in profile.education:
        what = ", ".join(words.clean(part) for part in (degree.degree_level, degree.field) if part)
        table.add_row(look.say(degree.year or "", "dim"), look.say(what or say("report-no-degree")))
    for certificate in profile.certifications:
        status = words.CERTIFICATIONS[certificate.status]
        table.add_row(
            look.say(say("report-certificate"), "dim"),
            look.say(f"{words.clean(certificate.skill)}, {status}"),
        )
    return [
        "",
        look.say(say("report-print-as-read", years=words.years_text(profile.years_experience)), "bold"),
        table,
    ]


def _reading(report: Report, look: Look) -> list[RenderableType]:
    parts: list[RenderableType] = ["", look.say(machine.heading(report.documents), "bold")]
    for document in report.documents:
        pages = f", {say('report-pages', count=len(document.pages))}" if document.pages else ""
        name = f"{words.clean(document.name)}  {document.format}{pages}"
        parts.append(look.say(f" {name}"))
        parts += [
            columns(("!", warning_lines(warning, look)), look)
            for warning in machine.worst_first(document.warnings)
        ]
        for hidden in document.hidden:
            what = say(
                "report-hidden-quote", reason=words.clean(hidden.reason), quote=words.quote(hidden.text, 60)
            )
            parts.append(columns(("!", look.say(what)), look))
    parts.append(look.say(" " + say("report-print-compare"), "dim"))
    return parts


# --- small parts --------------------------------------------------------------------------------------


def joined(*parts: Text) -> Text:
    """Texts one after the other, each keeping its own style."""
    whole = Text(overflow="fold")
    for part in parts:
        whole.append_text(part)
    return whole


def _quoted(evidence: Evidence, report: Report, look: Look, *, width: int) -> Text:
    where = words.place(evidence, report)
    words_shown = words.in_context(evidence, report, max(12, width - len(where) - 3))
    return look.say(f"“{words_shown}” {where}", "dim")


def _grid(*widths: int) -> Table:
    """A table without lines; a width of 0 takes what is left."""
    table = Table.grid(padding=(0, 1, 0, 0), expand=True)
    for width in widths:
        table.add_column(width=width or None, ratio=None if width else 1, overflow="fold")
    return table


def columns(row: "tuple[str, Text]", look: Look) -> RenderableType:
    """A sign or number, and the text beside it."""
    table = _grid(3, 0)
    table.add_row(look.say(f" {row[0]}"), row[1])
    return Padding(table, 0)


def table(
    rows: Sequence[Sequence[str | Text]], look: Look, *, right: Sequence[int] = (), whole: Sequence[int] = ()
) -> str:
    """Rows as an aligned table, the first row as its head unless it is empty.

    Columns named in `right` align right; those and the ones in `whole` are never broken.
    """
    head, *body = rows
    grid = Table(box=None, padding=(0, 2, 0, 0), show_edge=False, header_style="bold", show_header=any(head))
    for number, title in enumerate(head):
        grid.add_column(
            _cell(title, look),
            justify="right" if number in right else "left",
            overflow="fold",
            no_wrap=number in (*right, *whole),
        )
    for row in body:
        grid.add_row(*(_cell(cell, look) for cell in row))
    return look.print(grid)


def _cell(content: str | Text, look: Look) -> Text:
    return content if isinstance(content, Text) else look.say(words.clean(content))


def sign(met: Met, look: Look) -> Text:
    """The sign for how a requirement is met, in its colour."""
    mark = words.mark(met)
    return Text(mark.symbol if look.signs else mark.ascii, MARK_STYLES[met])
