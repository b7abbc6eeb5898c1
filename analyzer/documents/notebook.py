"""Jupyter notebooks -> what a reader takes in: text cells as shown, imports, short printed results.

The code itself is not text of the document: a variable called `spark` is no skill. Its import lines are kept
as they stand, because they show what was used. Pictures, tables and long outputs are left out.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from analyzer.documents.plain import read_markdown
from analyzer.documents.written import Writing, Written
from analyzer.records import Link

_OPENING = re.compile(r"\s*\{")
_IMPORT = re.compile(r"^\s*(?:import [\w.]+|from [\w.]+ import )|^\s*(?:library|require)\([\w.\"']+\)")
#: Printed before what a cell prints, so that nobody takes a result for a sentence of the author.
OUTPUT = "Out: "
_MOST_CELLS = 1_000
_LONGEST_OUTPUT_LINE, _LINES_OF_A_CELL, _OUTPUT_LINES = 160, 6, 150


def is_notebook(text: str) -> bool:
    """Whether a text is a notebook of format 3 or 4: an object with cells."""
    return bool(_OPENING.match(text)) and '"nbformat"' in text and '"cell_type"' in text


def read_notebook(text: str) -> Writing | None:
    """The words of a notebook; None when it is damaged."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return None
    lines: list[Written] = []
    links: list[Link] = []
    left = _OUTPUT_LINES
    for cell in _cells(content):
        if cell.get("cell_type") in ("markdown", "heading"):
            shown = read_markdown(_source(cell))
            lines += [Written(""), *shown.lines]
            links += shown.links
        elif cell.get("cell_type") == "code":
            code = _source(cell).splitlines()
            lines += [Written(line.strip()) for line in code if _IMPORT.match(line)]
            printed = list(_printed(cell))[: min(left, _LINES_OF_A_CELL)]
            left -= len(printed)
            lines += [Written(OUTPUT + line) for line in printed]
    return Writing(tuple(lines), tuple(links))


def _cells(content: Any) -> Iterator[dict[str, Any]]:
    """The cells of a notebook, those of format 3 too."""
    if not isinstance(content, dict):
        return
    sheets = content.get("worksheets")
    groups = [content.get("cells")]
    if isinstance(sheets, list):
        groups += [one.get("cells") for one in sheets if isinstance(one, dict)]
    found = (cell for cells in groups if isinstance(cells, list) for cell in cells[:_MOST_CELLS])
    yield from (cell for cell in found if isinstance(cell, dict))


def _source(cell: dict[str, Any]) -> str:
    """The words of a cell: one text, or a list of lines that keep their ends."""
    return _joined(cell.get("source", cell.get("input", "")))


def _joined(value: Any) -> str:
    if isinstance(value, list):
        return "".join(one for one in value if isinstance(one, str))
    return value if isinstance(value, str) else ""


def _printed(cell: dict[str, Any]) -> Iterator[str]:
    """Short lines that a cell prints; no tables of numbers, no errors, no objects."""
    outputs = cell.get("outputs")
    for output in outputs if isinstance(outputs, list) else ():
        if not isinstance(output, dict) or output.get("output_type") not in ("stream", "execute_result"):
            continue
        data = output.get("data")
        text = output.get("text") or (data.get("text/plain") if isinstance(data, dict) else "")
        for line in _joined(text).splitlines():
            words = line.strip()
            if (
                words
                and len(words) <= _LONGEST_OUTPUT_LINE
                and any(char.isalpha() for char in words)
                and not words.startswith("<")
                and words.count("  ") < 3
            ):
                yield words
