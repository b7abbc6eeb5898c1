"""The rows of a section made ready: headers cut from the text behind them, numbers and leading words off."""

import re
from collections.abc import Sequence
from dataclasses import replace

from analyzer.parsing.dates import find_ranges
from analyzer.parsing.drafts import Surroundings
from analyzer.parsing.header_lines import (
    SURE_PLACE,
)
from analyzer.parsing.header_signs import MOST_WORDS, ends_sentence, header_like, looks_done
from analyzer.parsing.labels import label_of
from analyzer.parsing.lexicon import (
    is_title,
    location_points,
    organization_like,
    title_points,
)
from analyzer.parsing.notes import is_note
from analyzer.parsing.pieces import pieces_of
from analyzer.parsing.rows import Row

#: Points of words that hold a title: `Assistant Professor without tenure`.
A_TITLE = 2.0


#: Words before a title that only say when or how it was: `Now: Programme Officer at Elm Trust, from 2022`.
_LEADS = re.compile(
    r"(?:(?:now|today|then|later|after that|next|before(?: that)?|earlier|most recently|first(?: job)?|"
    r"(?:my )?(?:current|last|previous|present) (?:job|role|position|post))[:,]|"
    r"(?:currently|at present|presently|previously|formerly)[:,]?|"
    r"started(?: out)? as|began as|became|promoted to)\s+(?:an?\s+|the\s+)?(?=[A-Z])",
    re.IGNORECASE,
)


def without_lead_words(row: Row) -> Row:
    """The row without such words, where dates and a title follow on its line."""
    match = _LEADS.match(row.text)
    if match is None or not find_ranges(row.text):
        return row
    rest = row.text[match.end() :]
    first = pieces_of(rest, [(0, len(rest))])[:1]
    told = match.group().rstrip().endswith(":")
    if not rest[:1].isupper() or not first or not (told or title_points(first[0].text) >= A_TITLE):
        return row
    return replace(row, start=row.start + match.end(), text=rest)


#: Behind the dates of a header: a full stop and the first sentence about the work, on the same line.
_TEXT_BEHIND = re.compile(r"[)\]]?[.:]\s+(?=[^\W\d_a-z])")


#: So many of them in a section are enough.
_CUT_HEADERS = 1


def with_cut_headers(rows: Sequence[Row], around: Surroundings) -> Sequence[Row]:
    """The rows with what follows a header on its own line as rows of their own.

    `AI Product Owner, Pearl Agri, Kampala (2023 to now). Crop advice for 58,000 farmers.`
    """
    cuts = {row.number: cut for row in rows if (cut := _end_of_header(row, around.day_first))}
    if len(cuts) < _CUT_HEADERS:
        return rows
    found: list[Row] = []
    for row in rows:
        at = cuts.get(row.number)
        parts = [(0, len(row.text))] if at is None else [(0, at[0]), (at[1], len(row.text))]
        for index, (begin, end) in enumerate(parts):
            found.append(
                replace(
                    row,
                    number=rows[0].number + len(found),
                    start=row.start + begin,
                    end=row.start + end,
                    text=row.text[begin:end],
                    gap_before=row.gap_before and not index,
                    full=row.full and index + 1 == len(parts),
                )
            )
    return tuple(found)


def _end_of_header(row: Row, day_first: bool | None) -> tuple[int, int] | None:
    """Where the header of a row ends and where the text behind it begins."""
    if row.mark:
        return None
    for found in find_ranges(row.text, day_first=day_first):
        behind = None if found.single else _TEXT_BEHIND.match(row.text, found.end)
        if behind is None or len(row.text) - behind.end() < _SHORTEST_TEXT or not found.start:
            continue
        rest = row.text[behind.end() :].strip(" .")
        if is_note(rest) or location_points(rest) >= SURE_PLACE:
            continue
        end = behind.start() + (row.text[behind.start()] in ")]")
        head = replace(row, end=row.start + end, text=row.text[:end])
        first = pieces_of(row.text, [(0, found.start)])[:1]
        if first and is_title(first[0].text) and header_like(head) and not looks_done(head.text):
            return end, behind.end()
    return None


#: Letters of a text behind a header.
_SHORTEST_TEXT = 7


#: Cells of the first row of a table of jobs, at least.
_HEAD_CELLS = 3


def is_table_head(row: Row) -> bool:
    """`From | To | Organization | Designation`: names of columns, and no job."""
    cells = [cell.strip() for cell in re.split(r"\||\t|\s{2,}", row.text) if cell.strip()]
    return len(cells) >= _HEAD_CELLS and all(
        (label_of(f"{cell}: x") or ("", 0))[1] == len(cell) + 2 or cell.lower() in _COLUMNS for cell in cells
    )


#: Names of columns that are no labels of lines.
_COLUMNS = frozenset({"from", "to", "s.no", "s.no.", "sr. no.", "no.", "no", "#", "end", "until", "start"})


def unnumbered(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Rows with the numbers of numbered jobs (`1. Data Analyst, Marsh Bank`) no longer taken for bullets."""
    return tuple(
        replace(row, mark="")
        if row.mark[:1].isdigit() and _is_numbered_job(row, rows[index + 1 : index + 3])
        else row
        for index, row in enumerate(rows)
    )


def _is_numbered_job(row: Row, following: Sequence[Row]) -> bool:
    text = row.text
    dates = find_ranges(text)
    undated = f"{text[: dates[0].start]} {text[dates[-1].end :]}" if dates else text
    if len(undated.split()) > MOST_WORDS // 2 or ends_sentence(text) or looks_done(text):
        return False
    dated = bool(dates) or any(find_ranges(one.text) and not one.mark for one in following)
    return dated and (is_title(text) or organization_like(text))
