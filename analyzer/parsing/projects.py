"""Projects: a title line, perhaps with a link, and the lines under it."""

import re
from collections.abc import Sequence

from analyzer.parsing.body import Unit, units_of
from analyzer.parsing.contact import urls_in
from analyzer.parsing.dates import find_ranges
from analyzer.parsing.drafts import Surroundings
from analyzer.parsing.header_signs import header_like, looks_done
from analyzer.parsing.heading_words import may_be_inner
from analyzer.parsing.rows import Row, continues
from analyzer.records import Passage, Project

_TRIM = " \t|,;:·•–—-()[]"
#: `Study-notes chatbot: retrieval-augmented assistant over ...`: the words before the colon are the title.
_COLON_TITLE = re.compile(r"^(?P<title>[^:.]{3,70}):\s+\S")
_DETAIL = re.compile(
    r"^(?:link|url|github|repo|demo|tech(?:nolog\w+)?|stack|tools?|role|team|environment|skills)\b[^:]{0,15}:",
    re.IGNORECASE,
)

#: `Project #1`, `Assignment 2:`: a number, and perhaps the title after it; or a field below it has the title.
_NUMBERED = re.compile(
    r"^(?:project|assignment|engagement)\s*(?:#|no\.?|number)?\s*[-:]?\s*\d{1,2}\b\s*[:.)–-]*\s*",
    re.IGNORECASE,
)
_TITLE_FIELD = re.compile(r"^(?:project\s+)?(?:title|name)\s*:\s*(?P<title>\S.*)$", re.IGNORECASE)


def find_projects(
    rows: Sequence[Row], around: Surroundings, *, first: int, section: int
) -> tuple[list[Project], list[Passage]]:
    """The projects of a section and its passages; `first` is the number of projects found before."""
    projects: list[Project] = []
    passages: list[Passage] = []
    pending: list[Row] = []
    headed = any(_is_title(row, rows, position) for position, row in enumerate(rows))

    def close() -> None:
        index = first + len(projects) - 1 if projects else None
        units = units_of(pending, text=around.text)
        for unit in units:
            if not headed and (named := _inline(unit)):
                projects.append(named)
                index = first + len(projects) - 1
            passages.append(Passage(unit.start, unit.end, unit.kind, section=section, project=index))
        pending.clear()

    for position, row in enumerate(rows):
        if headed and _is_title(row, rows, position):
            close()
            projects.append(_project(row, rows, position))
            passages.append(
                Passage(row.start, row.end, "entry", section=section, project=first + len(projects) - 1)
            )
        else:
            pending.append(row)
    close()
    return projects, passages


def _is_title(row: Row, rows: Sequence[Row], position: int) -> bool:
    """A header line that opens a project: set off by space, weight or a list under it."""
    if (
        not header_like(row)
        or may_be_inner(row.text)
        or looks_done(row.text)
        or not _title(row.text)
        or _DETAIL.match(row.text)
        or (
            _COLON_TITLE.match(row.text)
            and not row.text.rstrip().endswith(":")
            and _length(rows, position) > 70
        )
    ):
        return False
    before = rows[position - 1] if position else None
    after = rows[position + 1] if position + 1 < len(rows) else None
    if (
        before is not None
        and not row.gap_before
        and (continues(before, row) or (not before.mark and header_like(before) and not row.bold))
    ):
        return False
    starts = position == 0 or row.gap_before or row.bold or (before is not None and before.mark)
    return bool(starts and after is not None and (not after.gap_before or bool(find_ranges(after.text))))


def _length(rows: Sequence[Row], position: int) -> int:
    """Letters of a line and of the line that it goes on to."""
    row, after = rows[position], rows[position + 1 : position + 2]
    return len(row.text) + sum(1 + len(one.text) for one in after if continues(row, one))


def _project(row: Row, rows: Sequence[Row], position: int) -> Project:
    near = [row, *rows[position + 1 : position + 3]]
    links = [
        url
        for one in near
        if one is row or not header_like(one) or len(one.text.split()) == 1
        for url in urls_in(one.text)
    ]
    return Project(_named(row, near[1:]), links[0] if links else None, row.start, row.end)


def _named(row: Row, below: Sequence[Row]) -> str:
    """The title of a project: what follows its number, else the field below it, else the line."""
    rest = _NUMBERED.sub("", row.text)
    if rest == row.text:
        return _title(row.text)
    field = next((found for one in below if (found := _TITLE_FIELD.match(one.text))), None)
    return _title(rest or (field["title"] if field else row.text))


def _title(text: str) -> str:
    for url in urls_in(text):
        text = text.replace(url, " ")
    for found in reversed(find_ranges(text)):
        if not found.single or found.end >= len(text.rstrip(" )")):
            text = text[: found.start] + " " + text[found.end :]
    text = re.split(r"\s{2,}|\s*\|\s*", text.strip(_TRIM))[0]
    text = " ".join(text.strip(_TRIM.replace("(", "").replace(")", "")).split())
    return f"{text})" if text.count("(") > text.count(")") else text


def _inline(unit: Unit) -> Project | None:
    match = _COLON_TITLE.match(unit.text)
    if not match or _DETAIL.match(unit.text):
        return None
    links = urls_in(unit.text)
    return Project(
        _title(match["title"]), links[0] if links else None, unit.start, unit.start + match.end("title")
    )
