"""A Document with some of its words changed, as if its file had been: the rest keeps its place and look.

What-if questions read such a document through the same stages as a file. Lines keep their page, size and
weight, so that headings stay headings; words of changed lines lose their place on the page, because they have
none.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from analyzer.errors import BadEdit
from analyzer.records import Document, Edit, Line, Outline, Passage, Position

#: Bullet marks that a new line takes over from its neighbour.
_MARK = re.compile(r"[ \t]*(?:[-•*·▪◦‣–—>]|\d+[.)])?[ \t]*")


def edited(document: Document, edits: Iterable[Edit]) -> Document:
    """The document with the edits made, which must not overlap. Offsets of lines and words move along.

    Raises:
        BadEdit: two edits change the same words.
    """
    own = sorted(
        {edit for edit in edits if edit.document == document.index}, key=lambda one: (one.start, one.end)
    )
    if not own:
        return document
    for one, other in pairwise(own):
        if other.start < one.end:
            raise BadEdit(f"Two changes want the same words of {document.name}. Make one after the other.")
    text = document.text
    pieces, at = [], 0
    for edit in own:
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    new = "".join([*pieces, text[at:]])
    moved = _Moved(own)
    return replace(
        document,
        text=new,
        lines=tuple(_lines(document.lines, own, new, moved)),
        words=tuple(
            replace(word, start=moved(word.start), end=moved(word.end))
            for word in document.words
            if not any(edit.start < word.end and word.start < edit.end for edit in own)
        ),
    )


def changed_lines(document: Document, edits: Iterable[Edit]) -> tuple[str, ...]:
    """The lines that edits touch, as they would read afterwards; what is deleted leaves none."""
    own = sorted(edits, key=lambda one: (one.start, one.end))
    new = edited(document, own)
    moved = _Moved([edit for edit in own if edit.document == document.index])
    found = []
    for edit in own:
        end = moved(edit.end)
        start = new.text.rfind("\n", 0, end - len(edit.text) + 1) + 1
        stop = new.text.find("\n", end)
        found.append(new.text[start : stop if stop >= 0 else len(new.text)].strip(" \n•-"))
    return tuple(dict.fromkeys(line for line in found if line))


def moved_by(edits: Iterable[Edit]) -> Callable[[int], int]:
    """Where an offset of the resume stands once edits are made in it; those inside of edits are not asked."""
    return _Moved(sorted((edit for edit in edits if not edit.document), key=lambda one: (one.start, one.end)))


class _Moved:
    """Where an offset of the old text stands in the new one; not asked about offsets inside of edits."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._ends = [edit.end for edit in edits]
        self._shifts = [0]
        for edit in edits:
            self._shifts.append(self._shifts[-1] + len(edit.text) - (edit.end - edit.start))

    def __call__(self, offset: int) -> int:
        return offset + self._shifts[bisect_right(self._ends, offset)]

    def before(self, offset: int) -> int:
        """The same, with what is inserted right at the offset left behind it."""
        return offset + self._shifts[bisect_right(self._ends, offset - 1)]


def _lines(lines: Sequence[Line], edits: Sequence[Edit], new: str, moved: _Moved) -> Iterator[Line]:
    """The lines of the new text: untouched ones moved, touched ones cut anew with the look of the first."""
    group: list[Line] = []
    for line in lines:
        touching = [edit for edit in edits if edit.start <= line.end and line.start <= edit.end]
        joined = group and any(edit.start <= group[-1].end and line.start <= edit.end for edit in touching)
        if group and not joined:
            yield from _cut(group, edits, new, moved)
            group = []
        if touching:
            group.append(line)
        else:
            yield replace(line, start=moved(line.start), end=moved(line.end))
    if group:
        yield from _cut(group, edits, new, moved)


def _cut(group: Sequence[Line], edits: Sequence[Edit], new: str, moved: _Moved) -> Iterator[Line]:
    first, last = group[0].start, group[-1].end
    reach = [edit for edit in edits if edit.start <= last and first <= edit.end]
    # an edit may begin before the first line of a group and end behind the last one
    start = moved.before(min(first, *(edit.start for edit in reach)))
    end = moved(max(last, *(edit.end for edit in reach)))
    at = start
    for piece in new[start:end].split("\n"):
        if piece.strip():
            yield replace(group[0], start=at, end=at + len(piece))
        at += len(piece) + 1


# --- what a person may want to change -----------------------------------------------------------------


def passage_of(document: Document, outline: Outline, words: str) -> Passage:
    """The line of work or list that begins with some words, or holds them; told apart by nothing else.

    Raises:
        BadEdit: no line has them, or several lines begin with them.
    """
    wanted = _flat(words)
    if not wanted:
        raise BadEdit("A change needs the words of its line. Write its first words.")
    told = [one for one in outline.passages if one.kind in ("bullet", "prose", "list")]
    texts = [(_flat(document.text[one.start : one.end]), one) for one in told]
    for found in (
        [one for text, one in texts if text == wanted],
        [one for text, one in texts if text.startswith(wanted)],
        [one for text, one in texts if wanted in text],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            raise BadEdit(f"{len(found)} lines of {document.name} have these words. Write more of the line.")
    raise BadEdit(f"No line of {document.name} has these words. Copy them from `aipm read {document.name}`.")


def change_line(document: Document, passage: Passage, text: str) -> Edit:
    """A line in other words."""
    return Edit(document.index, passage.start, passage.end, text.strip())


def remove_line(document: Document, passage: Passage) -> Edit:
    """A line taken out with its mark and line break."""
    start = document.text.rfind("\n", 0, passage.start) + 1
    if document.text[start : passage.start].strip(" \t-•*·▪◦‣–—>"):
        start = passage.start  # other words stand before it on its line
    end = passage.end
    if start == 0 or document.text[start - 1] == "\n":
        end += document.text.startswith("\n", end)
    return Edit(document.index, start, end, "")


def add_line(document: Document, outline: Outline, position: Position, text: str) -> Edit:
    """A new line below the last one of a job, with the mark of its neighbour."""
    number = outline.positions.index(position)
    inside = [one for one in outline.passages if one.position == number and one.kind in ("bullet", "prose")]
    if not inside:
        return Edit(document.index, position.header[1], position.header[1], f"\n- {text.strip()}")
    last = inside[-1]
    start = document.text.rfind("\n", 0, last.start) + 1
    mark = document.text[start : last.start]
    mark = mark if _MARK.fullmatch(mark) and mark.strip() else "- "
    return Edit(document.index, last.end, last.end, f"\n{mark}{text.strip()}")


def add_certificate(document: Document, outline: Outline, text: str) -> Edit:
    """A certificate on a line of its own, in the part for certificates or in a new one at the end."""
    if outline.certifications:
        last = max(outline.certifications, key=lambda one: one.end)
        end = document.text.find("\n", last.end)
        at = len(document.text) if end < 0 else end
        if any(
            one.kind == "certifications" and one.start <= last.start < one.end for one in outline.sections
        ):
            start = document.text.rfind("\n", 0, last.start) + 1
            mark = _MARK.match(document.text[start : last.start])
            return Edit(document.index, at, at, f"\n{mark.group() if mark else ''}{text.strip()}")
    for section in outline.sections:
        if section.kind == "certifications":
            at = len(document.text[: section.end].rstrip())
            return Edit(document.index, at, at, f"\n{text.strip()}")
    at = len(document.text.rstrip())
    return Edit(document.index, at, at, f"\n\nCERTIFICATIONS\n{text.strip()}")


def position_of(document: Document, outline: Outline, words: str | None) -> Position:
    """The job whose title or employer has some words; the first on the page without them.

    Raises:
        BadEdit: there is no such job.
    """
    if not outline.positions:
        raise BadEdit(f"{document.name} has no job to which a line could be added.")
    if not words:
        return outline.positions[0]
    for position in outline.positions:
        if _flat(words) in _flat(f"{position.title or ''} {position.organization or ''}"):
            return position
    raise BadEdit(f"No job of {document.name} is called so. Use the words of its title or employer.")


def _flat(text: str) -> str:
    return " ".join(text.split()).casefold().strip(" .;•-")
