"""Anchors and the lines around them: which lines are a job's header, which its body."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from analyzer.parsing.anchors import Anchor, find_anchors, is_date_only
from analyzer.parsing.date_lines import read_margins, with_joined_dates
from analyzer.parsing.dates import find_ranges, is_vague
from analyzer.parsing.drafts import A_HABIT, Draft, Surroundings, header_pieces, read_headers
from analyzer.parsing.exports import find_roles
from analyzer.parsing.header_lines import (
    FEW_WORDS,
    MOST_ABOVE,
    MOST_BELOW,
    SURE_PLACE,
    SURE_TITLE,
    all_capitalised,
    extend,
)
from analyzer.parsing.header_signs import A_NAME, MOST_WORDS, ends_sentence, header_like, looks_done
from analyzer.parsing.headers import Header, read_header
from analyzer.parsing.labels import label_of, names_client
from analyzer.parsing.lexicon import (
    is_note,
    is_region,
    is_title,
    location_points,
    organization_like,
    organization_points,
    title_points,
)
from analyzer.parsing.pieces import pieces_of
from analyzer.parsing.points import PRESENT
from analyzer.parsing.rows import Row
from analyzer.parsing.shapes import in_shape, usual_shape
from analyzer.parsing.told import told_jobs, told_paragraphs

_PARENTHESES = re.compile(r"\s*\([^()]*\)")
#: Points of words that hold a title: `Assistant Professor without tenure`.
A_TITLE = 2.0
#: Points of a header without a date that are enough to be one.
_SURE_HEADER = 4.0


def find_entries(rows: Sequence[Row], around: Surroundings) -> tuple[list[Draft], tuple[Row, ...]]:
    """The jobs of a section as header lines and body lines, and the rows before the first one."""
    if around.export and (roles := find_roles(rows)):
        exported = [Draft(role.anchor, [*role.header_rows], header=role.header) for role in roles]
        return _settle(exported, rows)
    rows = [row for row in rows if not _is_table_head(row)]
    rows = with_joined_dates(_unnumbered(rows), around.text)
    rows = _with_cut_headers(rows, around)
    if told := told_jobs(rows, day_first=around.day_first):
        drafts = [Draft(role.anchor, [*role.header_rows], header=role.header) for role in told]
        if len(told) > 1 or not find_anchors(rows, day_first=around.day_first):
            return _settle(drafts, rows)
    spoken, cut = told_paragraphs(rows, around.text, day_first=around.day_first) if rows else ((), rows)
    if spoken:
        return _settle([Draft(role.anchor, [*role.header_rows], header=role.header) for role in spoken], cut)
    margins = read_margins(
        _with_cut_headers([_without_lead(row) for row in rows], around), day_first=around.day_first
    )
    rows = margins.rows
    anchors = find_anchors(rows, day_first=around.day_first, margins=margins.dates)
    if _dates_close_blocks(anchors, rows):
        closing = frozenset(anchor.row.number for anchor in anchors)
        closed = [_closed_by(anchor, rows, closing) for anchor in anchors]
        read_headers(closed, around)
        return _settle(closed, rows)
    drafts = [Draft(anchor) for anchor in anchors]
    extend(drafts, rows, around)
    drafts = _with_undated(drafts, rows, around)
    read_headers(drafts, around)
    if _find_titles_below(drafts, rows):
        read_headers(drafts, around)
    drafts = _in_usual_shape(drafts, rows, around)
    drafts = _without_engagements(drafts)
    drafts = _with_employers(drafts, rows, around)
    return _settle(drafts, rows)


#: Words before a title that only say when or how it was: `Now: Programme Officer at Elm Trust, from 2022`.
_LEADS = re.compile(
    r"(?:(?:now|today|then|later|after that|next|before(?: that)?|earlier|most recently|first(?: job)?|"
    r"(?:my )?(?:current|last|previous|present) (?:job|role|position|post))[:,]|"
    r"(?:currently|at present|presently|previously|formerly)[:,]?|"
    r"started(?: out)? as|began as|became|promoted to)\s+(?:an?\s+|the\s+)?(?=[A-Z])",
    re.IGNORECASE,
)


def _without_lead(row: Row) -> Row:
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


def _with_cut_headers(rows: Sequence[Row], around: Surroundings) -> Sequence[Row]:
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


def _is_table_head(row: Row) -> bool:
    """`From | To | Organization | Designation`: names of columns, and no job."""
    cells = [cell.strip() for cell in re.split(r"\||\t|\s{2,}", row.text) if cell.strip()]
    return len(cells) >= _HEAD_CELLS and all(
        (label_of(f"{cell}: x") or ("", 0))[1] == len(cell) + 2 or cell.lower() in _COLUMNS for cell in cells
    )


#: Names of columns that are no labels of lines.
_COLUMNS = frozenset({"from", "to", "s.no", "s.no.", "sr. no.", "no.", "no", "#", "end", "until", "start"})


def _dates_close_blocks(anchors: Sequence[Anchor], rows: Sequence[Row]) -> bool:
    """Whether the dates stand below the bullets of each job, and an empty line follows them."""
    before = {row.number: previous for previous, row in pairwise(rows)}
    at = {row.number: index for index, row in enumerate(rows)}
    if (
        not anchors
        or anchors[0].row is rows[0]
        or any(row.mark for row in rows[at[anchors[-1].row.number] :])
    ):
        return False
    if len(anchors) == 1 and _closes_section(anchors[0], rows):
        return True
    closing = [
        anchor
        for anchor in anchors
        if (is_date_only(anchor.row, anchor.found) or _is_place_and_date(anchor))
        and (anchor.row.gap_after or anchor.row is rows[-1] or is_title(rows[at[anchor.row.number] + 1].text))
        and not anchor.row.gap_before
        and (previous := before.get(anchor.row.number)) is not None
        and (bool(previous.mark) or ends_sentence(previous.text))
    ]
    return len(closing) >= A_HABIT and len(closing) * 2 > len(anchors)


def _closes_section(anchor: Anchor, rows: Sequence[Row]) -> bool:
    """Whether the only job of a section begins with its title, tells in sentences and ends with its dates."""
    last = anchor.row is rows[-1] and is_date_only(anchor.row, anchor.found) and not anchor.row.gap_before
    return last and len(rows) > A_HABIT and _opens_with_title(rows[0]) and ends_sentence(rows[-2].text)


def _is_place_and_date(anchor: Anchor) -> bool:
    """`Riyadh, October 2021 till now`: the dates at the end, and a place before them."""
    text, found = anchor.row.text, anchor.found
    place = text[: found.start].strip(" ,|–-(")
    return not text[found.end :].strip(" .)") and location_points(place) >= SURE_PLACE


def _closed_by(anchor: Anchor, rows: Sequence[Row], closing: frozenset[int]) -> Draft:
    """The job whose dates stand last in its block: the header is what stands above the first bullet."""
    at = next(index for index, row in enumerate(rows) if row is anchor.row)
    first = at
    while first > 0 and not rows[first].gap_before and rows[first - 1].number not in closing:
        first -= 1
    header: list[Row] = []
    for row in rows[first:at]:
        opens = not header and _opens_with_title(row)
        if row.mark or not (header_like(row) or opens) or len(header) >= MOST_ABOVE:
            break
        header.append(row)
    return Draft(anchor, header or [anchor.row], above=len(header), closing=anchor.row if header else None)


def _opens_with_title(row: Row) -> bool:
    """`Assistant Professor, Department of Physics, University of Elm.`: a header that a full stop ends."""
    pieces = pieces_of(row.text, [(0, len(row.text))])
    short = len(row.text.split()) <= MOST_WORDS
    return short and bool(pieces) and title_points(pieces[0].text) >= A_TITLE and not looks_done(row.text)


def _find_titles_below(drafts: Sequence[Draft], rows: Sequence[Row]) -> bool:
    """Add the title that stands alone below an employer with dates and a line about it.

    `ACME, Galway  2016 – 2018` / `A small agency.` / an empty line / `Account Executive`
    """
    taken = {row.number for draft in drafts for row in draft.header_rows}
    index_of = {row.number: index for index, row in enumerate(rows)}
    found = False
    for draft in drafts:
        if draft.header.title or draft.anchor is None or not draft.header_rows:
            continue
        at = index_of[draft.header_rows[-1].number] + 1
        for row in rows[at : at + MOST_BELOW]:
            label = label_of(row.text)
            if row.mark and label and label[0] == "title" and row.number not in taken:
                draft.header_rows.append(row)  # "- Role: Demand Planning Manager" below the employer
                taken.add(row.number)
                found = True
                break
            if row.mark or row.number in taken:
                break
            first = pieces_of(_PARENTHESES.sub("", row.text), [(0, len(_PARENTHESES.sub("", row.text)))])[:1]
            if row.gap_before and header_like(row) and first and title_points(first[0].text) >= SURE_TITLE:
                draft.header_rows.append(row)
                taken.add(row.number)
                found = True
                break
    return found


def _in_usual_shape(drafts: list[Draft], rows: Sequence[Row], around: Surroundings) -> list[Draft]:
    """The jobs, those set unlike the others read in the shape of the others where that names both."""
    shape = usual_shape(drafts, rows)
    if shape is None:
        return drafts
    taken = frozenset(row.number for draft in drafts for row in draft.header_rows)
    changed = [in_shape(draft, shape, rows, taken) or draft for draft in drafts]
    if all(before is after for before, after in zip(drafts, changed, strict=True)):
        return drafts
    read_headers(changed, around)
    return [
        after if before is after or _is_better(after, before) else before
        for before, after in zip(drafts, changed, strict=True)
    ]


def _is_better(after: Draft, before: Draft) -> bool:
    """Whether a reading names title and employer with more points than the other reading."""
    named = after.header.title is not None and is_title(after.header.title) and after.header.organization
    return bool(named) and after.header.points > before.header.points


def _without_engagements(drafts: list[Draft]) -> list[Draft]:
    """The jobs without the clients inside one of them (`Client: a bank (2021 – 2023)`): its work."""
    kept: list[Draft] = []
    for draft in drafts:
        inside = kept and draft.header_rows and names_client(draft.header_rows[0].text)
        if not (inside and any(_within(draft, job) for job in kept if not _is_engagement(job))):
            kept.append(draft)
    return kept


def _is_engagement(draft: Draft) -> bool:
    return bool(draft.header_rows) and names_client(draft.header_rows[0].text)


def _within(draft: Draft, job: Draft) -> bool:
    """Whether the dates of a draft lie inside those of a job with a title and an employer."""
    inner = draft.anchor.found if draft.anchor else None
    outer = job.anchor.found if job.anchor else None
    if not (inner and outer and job.header.title and job.header.organization):
        return False
    if not (inner.first and outer.first and inner.last and outer.last):
        return False
    begins = outer.first[: len(inner.first)] <= inner.first[: len(outer.first)]
    return begins and (outer.last == PRESENT or inner.last[: len(outer.last)] <= outer.last)


def _with_employers(drafts: list[Draft], rows: Sequence[Row], around: Surroundings) -> list[Draft]:
    """Add the employer that stands alone, an empty line below it, above roles that name none."""
    taken = {row.number for draft in drafts for row in draft.header_rows}
    index_of = {row.number: index for index, row in enumerate(rows)}
    extra: list[Draft] = []
    for draft in drafts:
        at = index_of[draft.header_rows[0].number] if draft.header_rows else 0
        above = rows[at - 1] if at else None
        named = draft.header.organization is not None and not draft.header.loose
        if named or not draft.header.title or above is None:
            continue
        lines = [above]
        if at > 1 and _is_place_line(above.text, around) and not above.gap_before:
            lines = [rows[at - 2], above]  # the place on a line of its own
        name = lines[0]
        if above.number in taken or name.number in taken or not rows[at].gap_before:
            continue
        if not _is_name_apart(name, first=at == len(lines)):
            continue
        pieces = header_pieces(lines, around)
        header = read_header(around.text, pieces, home=around.home, ordinary=around.ordinary)
        if len(lines) > 1 and not is_title(name.text):
            header = Header(None, name.text, above.text, ("organization", "location"), header.points)
        if header.organization and not header.title:
            extra.append(Draft(None, lines, pieces=pieces, header=header))
            taken |= {line.number for line in lines}
    return sorted([*drafts, *extra], key=lambda draft: draft.first)


def _is_place_line(text: str, around: Surroundings) -> bool:
    """`Leeds`, `Emporia, Kansas`."""
    pieces = pieces_of(text, [(0, len(text))])
    region = (
        len(pieces) == len("ab") and is_region(pieces[1].text) and len(text.split()) <= FEW_WORDS // 2 + 1
    )
    return region or location_points(text, around.home) >= SURE_PLACE


def _is_name_apart(row: Row, *, first: bool) -> bool:
    """Whether a line stands alone between empty lines and begins with the name of an employer."""
    if row.mark or not (row.gap_before or first) or is_title(_PARENTHESES.sub("", row.text)):
        return False
    pieces = pieces_of(row.text, [(0, len(row.text))])
    few = len(_PARENTHESES.sub("", row.text).split()) <= FEW_WORDS
    return few and header_like(row) and bool(pieces) and organization_points(pieces[0].text) >= A_NAME


def _unnumbered(rows: Sequence[Row]) -> tuple[Row, ...]:
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


def _with_undated(drafts: list[Draft], rows: Sequence[Row], around: Surroundings) -> list[Draft]:
    """Add headers without a date, or with one that tells nothing: a job stays a job."""
    taken = {row.number for draft in drafts for row in draft.header_rows}
    extra: list[Draft] = []
    for position, row in enumerate(rows):
        if row.number in taken or row.mark or not (row.gap_before or position == 0) or not header_like(row):
            continue
        block = _block(rows, position, taken)
        if block and _is_sure(block, around):
            extra.append(Draft(None, block))
            taken |= {one.number for one in block}
    return sorted([*drafts, *extra], key=lambda draft: draft.first)


def _block(rows: Sequence[Row], position: int, taken: set[int]) -> list[Row]:
    """The header lines from a position to the first line of a body; none when they run into other headers."""
    block = [rows[position]]
    for row in rows[position + 1 : position + 1 + MOST_BELOW]:
        if row.number in taken or row.mark or row.gap_before or not _may_follow(row):
            break
        block.append(row)
    end = position + len(block)
    following = rows[end] if end < len(rows) else None
    touching = following is not None and not following.gap_before
    if touching and following is not None and (following.number in taken or header_like(following)):
        return block[:0] if not following.mark else block
    return block


def _may_follow(row: Row) -> bool:
    short = len(row.text.split()) <= FEW_WORDS and not looks_done(row.text) and not row.text.endswith(":")
    return short and (is_vague(row.text) or (header_like(row) and all_capitalised(row.text)))


def _is_sure(block: Sequence[Row], around: Surroundings) -> bool:
    """Whether a title and an employer are named, and nothing is left that could be prose."""
    pieces = header_pieces(block, around)
    header = read_header(around.text, pieces, home=around.home, ordinary=around.ordinary)
    named = header.title is not None and is_title(header.title) and header.organization is not None
    return named and header.points >= _SURE_HEADER


def _settle(drafts: list[Draft], rows: Sequence[Row]) -> tuple[list[Draft], tuple[Row, ...]]:
    """Drop anchors that name nothing, and give every entry its body."""
    kept = [draft for draft in drafts if draft.header.title or draft.header.organization]
    starts = {draft.header_rows[0].number: draft for draft in kept if draft.header_rows}
    headers = {row.number for draft in kept for row in draft.header_rows}
    headers |= {draft.closing.number for draft in kept if draft.closing is not None}
    lead: list[Row] = []
    current: Draft | None = None
    for row in rows:
        current = starts.get(row.number, current)
        if row.number in headers:
            continue
        (current.body if current else lead).append(row)
    return kept, tuple(lead)
