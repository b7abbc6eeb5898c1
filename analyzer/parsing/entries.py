"""Anchors and the lines around them: which lines are a job's header, which its body."""

import re
from collections.abc import Sequence
from itertools import pairwise

from analyzer.parsing.anchors import Anchor, find_anchors, is_date_only
from analyzer.parsing.date_lines import read_margins, with_joined_dates
from analyzer.parsing.dates import is_vague
from analyzer.parsing.drafts import A_HABIT, Draft, Surroundings, header_pieces
from analyzer.parsing.entry_rows import (
    A_TITLE,
    is_table_head,
    unnumbered,
    with_cut_headers,
    without_lead_words,
)
from analyzer.parsing.exports import find_roles
from analyzer.parsing.habits import read_headers
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
    is_region,
    is_title,
    location_points,
    organization_points,
    title_points,
)
from analyzer.parsing.pieces import pieces_of
from analyzer.parsing.points import PRESENT
from analyzer.parsing.rows import Row
from analyzer.parsing.shapes import in_shape, usual_shape
from analyzer.parsing.told import told_jobs, told_paragraphs

_PARENTHESES = re.compile(r"\s*\([^()]*\)")
#: Points of a header without a date that are enough to be one.
_SURE_HEADER = 4.0


def find_entries(rows: Sequence[Row], around: Surroundings) -> tuple[list[Draft], tuple[Row, ...]]:
    """The jobs of a section as header lines and body lines, and the rows before the first one."""
    if around.export and (roles := find_roles(rows)):
        exported = [Draft(role.anchor, [*role.header_rows], header=role.header) for role in roles]
        return _settle(exported, rows)
    rows = [row for row in rows if not is_table_head(row)]
    rows = with_joined_dates(unnumbered(rows), around.text)
    rows = with_cut_headers(rows, around)
    if told := told_jobs(rows, day_first=around.day_first):
        drafts = [Draft(role.anchor, [*role.header_rows], header=role.header) for role in told]
        if len(told) > 1 or not find_anchors(rows, day_first=around.day_first):
            return _settle(drafts, rows)
    spoken, cut = told_paragraphs(rows, around.text, day_first=around.day_first) if rows else ((), rows)
    if spoken:
        return _settle([Draft(role.anchor, [*role.header_rows], header=role.header) for role in spoken], cut)
    margins = read_margins(
        with_cut_headers([without_lead_words(row) for row in rows], around), day_first=around.day_first
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
