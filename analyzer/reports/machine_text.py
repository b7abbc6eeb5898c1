"""What machines read of one file, for a terminal: our text, a simple one, or both with what is lost."""

from collections.abc import Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from analyzer.records import Document, MachineView, SimpleReading
from analyzer.reports import machine, words
from analyzer.reports.machine import SIGNS, Fate, ShownLine
from analyzer.reports.terminal import Look, columns, warning_lines
from analyzer.texts import say

#: From this many columns on, two texts stand side by side.
_WIDE = 90
_STYLES: dict[Fate, str] = {
    "same": "",
    "moved": "yellow",
    "torn": "red",
    "gone": "red",
    "mixed": "yellow",
    "strange": "magenta",
}
#: Around words that the other text does not have. Marked by signs too: colour may be off.
_LOST = "‹", "›"


def render_text(view: MachineView) -> str:
    """Our text alone, as it is."""
    return f"{view.document.text}\n"


def render_simple(view: MachineView) -> str:
    """The text of each simple reader below a line that names it."""
    if not view.readings:
        return f"{view.document.text}\n"
    parts = [
        f"--- {one.simple.method} ---\n{words.printable(one.simple.text or one.simple.problem)}"
        for one in view.readings
    ]
    return "\n\n".join(parts) + "\n"


def render_compare(view: MachineView, look: Look) -> str:
    """For each simple reader its losses, then both texts: side by side where there is room."""
    parts: list[RenderableType] = [look.say(words.clean(view.document.name), "bold")]
    if not view.readings:
        parts += [look.say(say("machine-alike"))]
    for reading in view.readings:
        parts += ["", look.say(say("machine-read", method=reading.simple.method), "bold")]
        for loss, said in zip((*reading.losses, None), machine.losses_of(reading), strict=False):
            line = look.say(said)
            if loss is not None and loss.examples:
                shown = ", ".join(words.quote(one, 40) for one in loss.examples[:3])
                line.append_text(look.say(f" {shown}", "dim"))
            parts.append(columns(("-", line), look))
        if reading.losses:
            parts += ["", *_both(view.document, reading, look)]
    if any(reading.losses for reading in view.readings):
        parts += [
            "",
            look.say(say("machine-lost-words", left=_LOST[0], right=_LOST[1], signs=_legend(look)), "dim"),
        ]
    if view.document.warnings:
        parts += ["", look.say(machine.heading([view.document]), "bold")]
        parts += [
            columns(("!", warning_lines(one, look)), look)
            for one in machine.worst_first(view.document.warnings)
        ]
    return look.print(*parts)


def _both(document: Document, reading: SimpleReading, look: Look) -> list[RenderableType]:
    ours, simple = machine.our_lines(document, reading), machine.simple_lines(reading)
    titles = (
        look.say(say("machine-ours"), "bold"),
        look.say(say("machine-simple", method=reading.simple.method), "bold"),
    )
    if look.columns < _WIDE:
        return [
            _table([(Text(""), titles[0]), *(_cells(line, look) for line in ours)]),
            "",
            _table([(Text(""), titles[1]), *(_cells(line, look) for line in simple)]),
        ]
    rows = [(Text(""), titles[0], Text(""), titles[1])]
    rows += [(*_cells(left, look), *_cells(right, look)) for left, right in machine.aligned(ours, simple)]
    return [_table(rows)]


def _table(rows: Sequence[tuple[Text, ...]]) -> Table:
    """Rows of signs and words in turn."""
    table = Table.grid(padding=(0, 1, 0, 0), expand=True)
    for number in range(len(rows[0])):
        table.add_column(width=None if number % 2 else 1, ratio=1 if number % 2 else None, overflow="fold")
    for row in rows:
        table.add_row(*row)
    return table


def _cells(line: ShownLine | None, look: Look) -> tuple[Text, Text]:
    """The sign of a line, and its words."""
    if line is None:
        return Text(""), Text("")
    sign, text = SIGNS[line.fate], Text(overflow="fold")
    for piece in line.pieces:
        shown = words.printable(piece.text)
        left, right = _LOST if piece.lost else ("", "")
        text.append_text(look.say(f"{left}{shown}{right}", "bold" if piece.lost else ""))
    return Text(sign.symbol if look.signs else sign.ascii, _STYLES[line.fate]), text


def _legend(look: Look) -> str:
    said = machine.legend()
    if look.signs:
        return said
    return said.translate({ord(sign.symbol): sign.ascii for sign in SIGNS.values() if sign.symbol != " "})
