"""RTF -> what a person sees of it, by a small machine of its own that reads the file once from start to end.

Groups nest on a list and not in calls, every byte is looked at once, so the time is linear in the size of the
file whatever stands in it. The library for this (striprtf) gives all text, also hidden and deleted text, and
no links, weight or sizes, which is why it is not used.

Word repeats the formatting of a style at each use, LibreOffice does not: a style is applied where it is
named, and what follows it in the file counts more.
"""

from analyzer.documents.office.assembly import Parts, assembled
from analyzer.documents.office.rtf_machine import Machine
from analyzer.documents.office.rtf_story import State
from analyzer.documents.office.visible import hidden_properties
from analyzer.documents.written import Writing
from analyzer.records import Source


def read_rtf(source: Source) -> Writing:
    """An RTF document as a person sees it.

    Raises:
        UnsupportedFile: groups nest without end.
        NoText: it holds images only.
    """
    machine = Machine(source)
    machine.run()
    end = State()
    body = machine.body.finish(end)
    heads = [block for story in machine.heads for block in story.finish(end)]
    feet = [block for story in machine.feet for block in story.finish(end)]
    notes = [block for story in machine.notes for block in story.finish(end)]
    parts = Parts(
        body,
        heads,
        feet,
        notes,
        machine.links,
        hidden_properties(machine.properties),
        machine.pictures,
        machine.page_numbers,
        {"tracked-changes": machine.changes},
    )
    return assembled(source, parts)


def simple_text(source: Source) -> str:
    """The text as simple programs get it: everything in the order of the file, hidden and deleted text too.

    Raises:
        UnsupportedFile: groups nest without end.
    """
    machine = _Simple(source)
    machine.run()
    return "".join(machine.said)


class _Simple(Machine):
    """Keeps every character that stands in the text, and looks at nothing else."""

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self.said: list[str] = []

    def _say(self, text: str) -> None:
        if self._state.target in ("text", "mark"):
            self.said.append(text)
        super()._say(text)

    def _end_paragraph(self) -> None:
        self.said.append("\n")
        super()._end_paragraph()

    def _other(self, word: str, number: int) -> None:
        if word in ("cell", "row"):
            self.said.append("\t" if word == "cell" else "\n")
        super()._other(word, number)
