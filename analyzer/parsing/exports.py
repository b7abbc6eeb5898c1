"""LinkedIn's "Save to PDF" export: a fixed order of lines, so nothing has to be guessed.

::

    Employer                                      Employer
    Title                                         7 years 6 months
    March 2021 - Present (3 years 9 months)       Title
    Place                                         January 2021 - Present (5 years 11 months)
    text                                          ...

Source of the order: exports made for this project from invented profiles, English wording.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.parsing.anchors import Anchor, is_date_only
from analyzer.parsing.contact import name_in
from analyzer.parsing.dates import find_ranges
from analyzer.parsing.header_signs import ends_sentence
from analyzer.parsing.headers import Header
from analyzer.parsing.lexicon import location_points
from analyzer.parsing.notes import is_duration
from analyzer.parsing.rows import Row, continues

#: What the export prints in its sidebar, and behind the dates of a role.
_PROFILE = re.compile(r"linkedin\.com/in/\S*\s*\(LinkedIn\)", re.IGNORECASE)
#: Titles that the export prints; other lines that could be headings are employers and titles.
TITLES = frozenset(
    {
        "contact",
        "top skills",
        "languages",
        "certifications",
        "honors-awards",
        "publications",
        "patents",
        "summary",
        "experience",
        "education",
        "projects",
        "courses",
        "organizations",
        "volunteer experience",
        "test scores",
        "recommendations",
        "licenses & certifications",
        "skills",
    }
)
_SIDEBAR = frozenset(
    {"contact", "top skills", "languages", "certifications", "honors-awards", "publications"}
)
_STATED = re.compile(r"\((?:\d+ years?)?\s*(?:\d+ months?)?\)$|\(less than a year\)$")
_PLACE = re.compile(r"[A-ZÀ-Þ][\w.'’ \-/]*(?:,\s*[A-ZÀ-Þ][\w.'’ \-/()]*){0,3}")
_AREA = re.compile(r"\b(?:Area|Region|Metroplex|Remote)$")
#: Words of a place, of an employer's or title's line; lines of a title that is broken; the difference in size
#: (points) that sets employers and titles apart.
_PLACE_WORDS, _NAME_WORDS, _TITLE_LINES, _LARGER = 8, 14, 2, 0.3
#: Words that under the dates are a place nobody has to know.
_SHORT_PLACE = 2


@dataclass(frozen=True, slots=True)
class Role:
    """One role of an export: its dates, the lines that name it, and what they say."""

    anchor: Anchor
    header_rows: tuple[Row, ...]
    header: Header


def is_export(rows: Sequence[Row]) -> bool:
    """Whether the lines are an export's: a marked profile link, a title of the sidebar, stated durations."""
    whole = " ".join(row.text for row in rows if len(row.text) < 120)
    titles = sum(row.text.strip().lower() in _SIDEBAR for row in rows)
    stated = sum(_is_stated(row) for row in rows)
    return bool(_PROFILE.search(whole)) and titles >= 1 and stated >= 1


def find_roles(rows: Sequence[Row]) -> tuple[Role, ...]:
    """The roles of the experience section, each with its employer."""
    roles: list[Role] = []
    free = 0  # index of the first row that no role before has used
    employer: str | None = None
    for index, row in enumerate(rows):
        dates = find_ranges(row.text)
        if not dates or not _is_stated(row) or not is_date_only(row, dates[0]) or index == free:
            continue
        top = _title_top(rows, index, free)
        title = _joined(rows[top:index])
        named = _employer_top(rows, top, free)
        if named is not None:
            employer = rows[named].text
        place = _place(rows, index + 1)
        first = top if named is None else named
        last = index + 1 + (place is not None)
        header = Header(title, employer, place, ("organization", "title", "location"), 0.0)
        roles.append(Role(Anchor(row, dates[0]), tuple(rows[first:last]), header))
        free = last
    return tuple(roles)


def _is_stated(row: Row) -> bool:
    """Dates with the duration that the export computes."""
    return not row.mark and bool(_STATED.search(row.text)) and bool(find_ranges(row.text))


def _title_top(rows: Sequence[Row], dated: int, free: int) -> int:
    """Index of the first line of the title that ends above the dates."""
    top = dated - 1
    while top > max(free, dated - _TITLE_LINES) and continues(rows[top - 1], rows[top]):
        if ends_sentence(rows[top - 1].text) or _is_larger(rows[top - 1], rows[top]):
            break
        top -= 1
    return top


def _employer_top(rows: Sequence[Row], title: int, free: int) -> int | None:
    """Index of the employer's line above a title; None when the role belongs to the employer before."""
    above = title - 1
    if above < free:
        return None
    if is_duration(rows[above].text):
        return above - 1 if above - 1 >= free else None
    row = rows[above]
    if row.mark or len(row.text.split()) > _NAME_WORDS or ends_sentence(row.text):
        return None
    if row.size is not None and rows[title].size is not None:
        return above if _is_larger(row, rows[title]) else None
    touching = not rows[title].gap_before and (row.gap_before or above == 0)
    return above if touching else None


def _is_larger(row: Row, other: Row) -> bool:
    return row.size is not None and other.size is not None and row.size > other.size + _LARGER


def _place(rows: Sequence[Row], index: int) -> str | None:
    """The place below the dates: a known one, or capitalised words with commas between."""
    if index >= len(rows):
        return None
    row = rows[index]
    if row.gap_before or row.mark or len(row.text.split()) > _PLACE_WORDS or not _PLACE.fullmatch(row.text):
        return None
    short = len(row.text.split()) <= _SHORT_PLACE
    known = short or location_points(row.text) >= 2.0 or "," in row.text or _AREA.search(row.text)
    capitals = all(word[0].isupper() for word in row.text.split() if len(word) > 3)
    return row.text if known and capitals else None


def _joined(rows: Sequence[Row]) -> str:
    return " ".join(row.text for row in rows)


def name_row(rows: Sequence[Row]) -> int | None:
    """Number of the row with the name: the first line of the block above the summary or the experience."""
    opener = next(
        (index for index, row in enumerate(rows) if row.text.lower() in ("summary", "experience")), None
    )
    if not opener:
        return None
    top = opener - 1
    while top > 0 and not rows[top].gap_before and opener - top < _HEAD_LINES:
        top -= 1
    return rows[top].number if rows[top].gap_before and name_in(rows[top].text) else None


#: Lines of name, headline and place, the headline broken over several.
_HEAD_LINES = 6
