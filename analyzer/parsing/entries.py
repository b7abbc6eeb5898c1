"""Anchors and the lines around them: which lines are a job's header, which its body."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from analyzer.parsing.anchors import (
    AFTER_RANGE,
    MOST_WORDS,
    Anchor,
    date_label,
    ends_sentence,
    find_anchors,
    header_like,
    in_remark,
    is_date_only,
    looks_done,
    stands_apart,
    with_joined_dates,
)
from analyzer.parsing.dates import PRESENT, Range, find_ranges, is_vague
from analyzer.parsing.exports import find_roles
from analyzer.parsing.headers import Header, Piece, Separator, empty_header, pieces_of, read_header
from analyzer.parsing.lexicon import (
    is_break,
    is_domain,
    is_note,
    is_title,
    label_of,
    location_points,
    names_client,
    organization_like,
    organization_points,
    title_points,
)
from analyzer.parsing.rows import Row, continues
from analyzer.parsing.told import told_jobs

_MOST_ABOVE, _MOST_BELOW = 3, 3
#: Words of a name that stands alone on its line.
_FEW_WORDS = 7
_PARENTHESES = re.compile(r"\s*\([^()]*\)")
#: So many blocks written alike are a habit of the writer.
_A_HABIT = 2
_DATE_LEFTOVER = re.compile(r"[\s()\[\]|,;:·•–—\-/]*")
#: Points of a header without a date that are enough to be one, and of words that are surely a title.
_SURE_HEADER, _SURE_TITLE = 4.0, 3.0
#: Points of words that are surely a place.
_SURE_PLACE = 2.0
#: Points as an employer of a name that nothing else explains.
_A_NAME = 1.0


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the rest of the document tells: its text, present month, day order, home places."""

    text: str
    today: str
    day_first: bool | None = None
    home: frozenset[str] = frozenset()
    ordinary: frozenset[str] = frozenset()
    export: bool = False  # LinkedIn's "Save to PDF", whose lines have a fixed order


@dataclass(slots=True)
class Draft:
    """A job while it is being put together; `above` counts the header lines above the dates."""

    anchor: Anchor | None
    header_rows: list[Row] = field(default_factory=list)
    above: int = 0
    body: list[Row] = field(default_factory=list)
    pieces: tuple[Piece, ...] = ()
    header: Header = field(default_factory=empty_header)
    closing: Row | None = None  # the line with the dates when it stands below the bullets

    @property
    def first(self) -> int:
        """Number of its first line, for putting entries in order."""
        rows = self.header_rows or ([self.anchor.row] if self.anchor else [])
        return rows[0].number


def find_entries(rows: Sequence[Row], around: Surroundings) -> tuple[list[Draft], tuple[Row, ...]]:
    """The jobs of a section as header lines and body lines, and the rows before the first one."""
    if around.export and (roles := find_roles(rows)):
        exported = [Draft(role.anchor, [*role.header_rows], header=role.header) for role in roles]
        return _settle(exported, rows)
    rows = with_joined_dates(_unnumbered(rows), around.text)
    if told := told_jobs(rows, day_first=around.day_first):
        drafts = [Draft(role.anchor, [*role.header_rows], header=role.header) for role in told]
        if len(told) > 1 or not find_anchors(rows, day_first=around.day_first):
            return _settle(drafts, rows)
    anchors = find_anchors(rows, day_first=around.day_first)
    if _dates_close_blocks(anchors, rows):
        closing = frozenset(anchor.row.number for anchor in anchors)
        closed = [_closed_by(anchor, rows, closing) for anchor in anchors]
        _read_headers(closed, around)
        return _settle(closed, rows)
    drafts = [Draft(anchor) for anchor in anchors]
    _extend(drafts, rows, around)
    drafts = _with_undated(drafts, rows, around)
    _read_headers(drafts, around)
    if _find_titles_below(drafts, rows):
        _read_headers(drafts, around)
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
    closing = [
        anchor
        for anchor in anchors
        if (is_date_only(anchor.row, anchor.found) or _is_place_and_date(anchor))
        and (anchor.row.gap_after or anchor.row is rows[-1] or is_title(rows[at[anchor.row.number] + 1].text))
        and not anchor.row.gap_before
        and (previous := before.get(anchor.row.number)) is not None
        and (bool(previous.mark) or ends_sentence(previous.text))
    ]
    return len(closing) >= _A_HABIT and len(closing) * 2 > len(anchors)


def _is_place_and_date(anchor: Anchor) -> bool:
    """`Riyadh, October 2021 till now`: the dates at the end, and a place before them."""
    text, found = anchor.row.text, anchor.found
    place = text[: found.start].strip(" ,|–-(")
    return not text[found.end :].strip(" .)") and location_points(place) >= _SURE_PLACE


def _closed_by(anchor: Anchor, rows: Sequence[Row], closing: frozenset[int]) -> Draft:
    """The job whose dates stand last in its block: the header is what stands above the first bullet."""
    at = next(index for index, row in enumerate(rows) if row is anchor.row)
    first = at
    while first > 0 and not rows[first].gap_before and rows[first - 1].number not in closing:
        first -= 1
    header: list[Row] = []
    for row in rows[first:at]:
        if row.mark or not header_like(row) or len(header) >= _MOST_ABOVE:
            break
        header.append(row)
    return Draft(anchor, header or [anchor.row], above=len(header), closing=anchor.row if header else None)


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
        for row in rows[at : at + _MOST_BELOW]:
            if row.mark or row.number in taken:
                break
            first = pieces_of(_PARENTHESES.sub("", row.text), [(0, len(_PARENTHESES.sub("", row.text)))])[:1]
            if row.gap_before and header_like(row) and first and title_points(first[0].text) >= _SURE_TITLE:
                draft.header_rows.append(row)
                taken.add(row.number)
                found = True
                break
    return found


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
        if draft.header.organization is not None or not draft.header.title or above is None:
            continue
        if above.number in taken or not rows[at].gap_before or not _is_name_apart(above, first=at == 1):
            continue
        pieces = _pieces([above], around)
        header = read_header(around.text, pieces, home=around.home, ordinary=around.ordinary)
        if header.organization and not header.title:
            extra.append(Draft(None, [above], pieces=pieces, header=header))
            taken.add(above.number)
    return sorted([*drafts, *extra], key=lambda draft: draft.first)


def _is_name_apart(row: Row, *, first: bool) -> bool:
    """Whether a line stands alone between empty lines and begins with the name of an employer."""
    if row.mark or not (row.gap_before or first) or is_title(_PARENTHESES.sub("", row.text)):
        return False
    pieces = pieces_of(row.text, [(0, len(row.text))])
    few = len(_PARENTHESES.sub("", row.text).split()) <= _FEW_WORDS
    return few and header_like(row) and bool(pieces) and organization_points(pieces[0].text) >= _A_NAME


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
    if len(text.split()) > MOST_WORDS // 2 or ends_sentence(text) or looks_done(text):
        return False
    dated = bool(find_ranges(text)) or any(find_ranges(one.text) and not one.mark for one in following)
    return dated and (is_title(text) or organization_like(text))


def _extend(drafts: list[Draft], rows: Sequence[Row], around: Surroundings) -> None:
    """Give every anchor the header lines above and below it."""
    index_of = {row.number: index for index, row in enumerate(rows)}
    closed = {draft.anchor.row.number for draft in drafts if draft.anchor}
    usual: int | None = None
    for draft in drafts:
        if draft.anchor is None:
            continue
        at = index_of[draft.anchor.row.number]
        above, lines = _above(rows, at, draft.anchor, closed, usual)
        if usual is None and not any(is_break(row.text) for row in above):
            usual = lines
        draft.above = lines
        draft.header_rows = list(above)
        if draft.anchor.tail is None:
            draft.header_rows.append(draft.anchor.row)
            draft.header_rows += _below(rows, at, draft, closed, around)
        closed |= {row.number for row in draft.header_rows}


def _above(
    rows: Sequence[Row], at: int, anchor: Anchor, closed: set[int], usual: int | None
) -> tuple[list[Row], int]:
    """Header lines above a date, and their number; a line broken at the column's edge counts once."""
    found: list[Row] = []
    lines = 0
    bare = anchor.tail is None and is_date_only(anchor.row, anchor.found)
    whole = anchor.tail is None and not bare
    if whole and (anchor.row.gap_before or (usual in (0, None) and _is_complete(anchor))):
        opener = rows[at - 1] if at and not anchor.row.gap_before else None
        if opener is None or opener.number in closed or not _opens_with_name(opener, first=at == 1):
            return found, lines
    index = at - 1
    while index >= 0 and lines < _MOST_ABOVE:
        top = _chain_top(rows, index, closed)
        row = rows[top]
        opens = bare and not found and _opens_block(rows[top : index + 1])
        if row.number in closed or row.mark or row.text.endswith(":") or not (header_like(row) or opens):
            break
        if (
            usual is not None
            and lines >= usual
            and not (_names_missing(row, found) if found else _speaks(row, anchor, bare=bare))
        ):
            break
        found[:0] = rows[top : index + 1]
        lines += 1
        index = top - 1
        if row.gap_before:
            found[:0] = _title_apart(rows, index, found, closed) or _shared_employer(
                rows, index, found, closed
            )
            break
    return found, lines


def _opens_with_name(row: Row, *, first: bool) -> bool:
    """Whether a line begins a block and is a name: the employer above `Engineer, Pumps  2019 – 2021`."""
    if row.mark or row.text.endswith(":") or not (row.gap_before or first) or not header_like(row):
        return False
    pieces = pieces_of(row.text, [(0, len(row.text))])
    placed = len(pieces) > 1 and location_points(pieces[-1].text) >= _SURE_PLACE
    short = len(row.text.split()) <= (MOST_WORDS // 2 if placed else _FEW_WORDS)
    named = bool(pieces) and organization_points(pieces[0].text) >= _A_NAME
    return short and named and not is_title(row.text) and _all_capitalised(row.text)


def _names_title(row: Row) -> bool:
    """Whether a line holds a title, and no firm that is named for people of a trade: `Agile Partners`."""
    return is_title(row.text) and title_points(row.text) > 0


def _names_missing(row: Row, found: Sequence[Row]) -> bool:
    """Whether a line names the employer or, at the top of its block, the title that the lines below lack."""
    titled = any(_names_title(one) for one in found)
    return _names_employer(row, found) or (row.gap_before and not titled and is_title(row.text))


def _names_employer(row: Row, found: Sequence[Row]) -> bool:
    """Whether a line can be the employer above lines that name only a title."""
    titled = any(_names_title(one) for one in found)
    named = any(organization_points(one.text) >= _A_NAME for one in found)
    return (
        titled
        and not named
        and not is_title(row.text)
        and organization_points(row.text) >= _A_NAME
        and _capitalised(row.text)
    )


def _title_apart(rows: Sequence[Row], index: int, found: Sequence[Row], closed: set[int]) -> Sequence[Row]:
    """A title on a line of its own, and an empty line between it and the employer with the dates."""
    if index < 0 or any(_names_title(one) for one in found) or rows[index].number in closed:
        return ()
    row = rows[index]
    opens = index == 0 or row.gap_before or rows[index - 1].mark or ends_sentence(rows[index - 1].text)
    alone = opens and header_like(row) and not row.mark and not find_ranges(row.text)
    pieces = pieces_of(row.text, [(0, len(row.text))]) if alone else ()
    named = bool(pieces) and title_points(pieces[0].text) >= _SURE_TITLE and not row.text.endswith(":")
    return rows[index : index + 1] if named and len(row.text.split()) <= MOST_WORDS // 2 else ()


def _shared_employer(
    rows: Sequence[Row], index: int, found: Sequence[Row], closed: set[int]
) -> Sequence[Row]:
    """`Acme` / `4 years 3 months` / an empty line / the first of several titles, as an export writes it."""
    last = index
    while index >= 0 and is_note(rows[index].text) and not rows[index].mark:
        index -= 1
    if index < 0 or index == last or rows[index].number in closed:
        return ()
    row = rows[index]
    opens = row.gap_before or index == 0
    return rows[index : last + 1] if opens and header_like(row) and _names_employer(row, found) else ()


def _opens_block(chain: Sequence[Row]) -> bool:
    """Whatever stands alone between an empty line and a bare date names the job, even if it is long."""
    words = len(chain[0].text.split())
    sentence = words > MOST_WORDS // 2 and ends_sentence(chain[-1].text)
    return chain[0].gap_before and len(chain) <= 2 and words <= MOST_WORDS and not sentence


def _chain_top(rows: Sequence[Row], index: int, closed: set[int]) -> int:
    """The first of the lines that a line goes on from; the line itself when it stands alone."""
    while (
        index > 0
        and rows[index].number not in closed
        and rows[index - 1].number not in closed
        and continues(rows[index - 1], rows[index])
    ):
        index -= 1
    return index


def _is_complete(anchor: Anchor) -> bool:
    """Whether the anchor line names both a title and an employer by itself."""
    text = anchor.row.text
    pieces = pieces_of(text, _without((0, len(text)), [(anchor.found.start, anchor.found.end)]))
    header = read_header(text, pieces)
    named = header.title is not None and is_title(header.title) and header.organization is not None
    return named and header.points > 3.0


def _speaks(row: Row, anchor: Anchor, *, bare: bool) -> bool:
    """Whether a line above the usual number still has to belong: a bare date needs a name."""
    names = is_title(row.text) or organization_like(row.text)
    if bare:
        return names or row.gap_before
    return (row.gap_before or row.bold) and names and not (anchor.tail is None and _is_complete(anchor))


def _below(rows: Sequence[Row], at: int, draft: Draft, anchors: set[int], around: Surroundings) -> list[Row]:
    """Header lines below a date."""
    found: list[Row] = []
    anchor = draft.anchor
    bare = anchor is not None and is_date_only(anchor.row, anchor.found)
    for row in rows[at + 1 : at + 1 + _MOST_BELOW]:
        if row.number in anchors or row.mark or not header_like(row):
            break
        apart = row.gap_before and (found or draft.above or not bare)
        if apart and (found or not _is_employer_apart(rows, row, draft, around)):
            break
        header = read_header(
            around.text,
            _pieces([*draft.header_rows, *found], around),
            home=around.home,
            ordinary=around.ordinary,
        )
        if not _adds(row, header, around):
            break
        found.append(row)
    return found


def _is_employer_apart(rows: Sequence[Row], row: Row, draft: Draft, around: Surroundings) -> bool:
    """The employer with its place below a title and dates that name none, an empty line between them."""
    header = read_header(
        around.text, _pieces(draft.header_rows, around), home=around.home, ordinary=around.ordinary
    )
    lacks = header.title is not None and (header.organization is None or _is_doubtful(header))
    index = next(index for index, other in enumerate(rows) if other is row)
    following = rows[index + 1] if index + 1 < len(rows) else None
    if not lacks or find_ranges(row.text) or (following is not None and find_ranges(following.text)):
        return False
    pieces = [piece.text for piece in pieces_of(row.text, [(0, len(row.text))])]
    placed = len(pieces) > 1 and location_points(pieces[-1], around.home) >= 2.0
    return placed and not is_title(pieces[0]) and organization_points(pieces[0], around.ordinary) >= 1.0


def _adds(row: Row, header: Header, around: Surroundings) -> bool:  # noqa: PLR0911  (a ladder)
    """Whether a line below the date says something the header lacks."""
    text = row.text
    if text.endswith(":"):
        return False
    label = label_of(text)
    if label and label[0] != "dates" and label[1] < len(text):
        return not (label[0] == "title" and header.title) or not (
            label[0] == "organization" and header.organization
        )
    if is_note(text) or location_points(text, around.home) >= 2.0:
        return True
    parts = [piece.text for piece in pieces_of(text, [(0, len(text))])]
    told = header.title is None and parts and title_points(parts[0]) >= _SURE_TITLE
    if not parts or len(text.split()) > (MOST_WORDS if told else MOST_WORDS // 2):
        return False
    titled = header.title is not None and (is_title(header.title) or header.joint == "at")
    if not titled and max(title_points(part) for part in parts) >= 1.0:
        return True
    if (
        header.title is None
        and not looks_done(text)
        and len(text.split()) <= _FEW_WORDS
        and _all_capitalised(text)
    ):
        return True  # two names: one of them is the title, of a trade we do not know
    points = max(organization_points(part, around.ordinary) for part in parts)
    employer = points >= _A_NAME
    if header.organization and titled and _is_doubtful(header) and len(text.split()) <= _FEW_WORDS:
        # `Engineer, Pump Systems` and then a name of its own line: that one is the employer
        named = _all_capitalised(text) or is_domain(parts[0])
        return employer and named and title_points(parts[0]) < max(_A_NAME, points) and not looks_done(text)
    named = _capitalised(text) or organization_like(text) or is_domain(parts[0])
    return header.organization is None and employer and named and not looks_done(text)


def _is_doubtful(header: Header) -> bool:
    """Whether the employer may be the rest of the title: a comma or dash between, no form, no place.

    Or `Product @ Search`: words of a title behind the sign.
    """
    function = header.joint == "at" and title_points(header.organization or "") > 0
    return (header.loose or function) and header.location is None


def _all_capitalised(text: str) -> bool:
    return all(word[0].isupper() or not word[0].isalpha() for word in re.findall(r"[^\s,;|]{4,}", text))


def _capitalised(text: str) -> bool:
    if len(text.split()) <= 7 and is_title(text):
        return True
    plain = [word for word in text.split() if word[0].isalpha() and len(word) > 3]
    return sum(word[0].isupper() for word in plain) * 2 >= len(plain)


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
    for row in rows[position + 1 : position + 1 + _MOST_BELOW]:
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
    short = len(row.text.split()) <= _FEW_WORDS and not looks_done(row.text) and not row.text.endswith(":")
    return short and (is_vague(row.text) or (header_like(row) and _all_capitalised(row.text)))


def _is_sure(block: Sequence[Row], around: Surroundings) -> bool:
    """Whether a title and an employer are named, and nothing is left that could be prose."""
    pieces = _pieces(block, around)
    header = read_header(around.text, pieces, home=around.home, ordinary=around.ordinary)
    named = header.title is not None and is_title(header.title) and header.organization is not None
    return named and header.points >= _SURE_HEADER


def _without(span: tuple[int, int], holes: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    parts, start = [], span[0]
    for hole in holes:
        parts.append((start, hole[0]))
        start = hole[1]
    parts.append((start, span[1]))
    return [part for part in parts if part[0] < part[1]]


def _dates_of(row: Row, around: Surroundings) -> list[Range]:
    """The ranges of a line that stand for the job; those in a remark only where there are no others."""
    found = list(find_ranges(row.text, day_first=around.day_first))
    plain = [one for one in found if not in_remark(row.text, one)]
    return plain if any(not one.single for one in plain) else found


def _pieces(rows: Sequence[Row], around: Surroundings) -> tuple[Piece, ...]:
    spans: list[tuple[int, int]] = []
    for previous, row in zip([None, *rows], rows, strict=False):
        if is_vague(row.text.strip("()[] ")):
            continue
        start = row.start + date_label(row.text)
        holes: list[tuple[int, int]] = []
        for found in _dates_of(row, around):
            after = AFTER_RANGE.match(row.text, found.end)
            if row.start + found.end > start and stands_apart(row.text, found):
                begin = max(start, row.start + found.start)
                holes.append((begin, row.start + (after.end() if after else found.end)))
        parts = [
            span
            for span in _without((start, row.end), holes)
            if not _DATE_LEFTOVER.fullmatch(around.text[span[0] : span[1]])
        ]
        if (
            previous is not None
            and spans
            and parts
            and spans[-1][1] == previous.end
            and _wraps(previous, row)
        ):
            parts[0] = (spans.pop()[0], parts[0][1])
        spans += parts
    return pieces_of(around.text, spans)


def _wraps(previous: Row, row: Row) -> bool:
    """Whether a header line is broken because its column ends, so that both lines say one thing."""
    open_end = previous.text.endswith((",", "(", "&", "-", "/")) or previous.text.count(
        "("
    ) > previous.text.count(")")
    return continues(previous, row) and (open_end or (previous.full and previous.x1 is not None))


def _read_headers(drafts: list[Draft], around: Surroundings) -> None:
    for draft in drafts:
        draft.pieces = _pieces(draft.header_rows, around)
        draft.header = read_header(around.text, draft.pieces, home=around.home, ordinary=around.ordinary)
    counted = Counter(piece for draft in drafts for piece in {piece.text for piece in draft.pieces})
    repeated = frozenset(piece for piece, count in counted.items() if count > 1)
    orders = Counter(
        draft.header.order for draft in drafts if {"title", "organization"} <= set(draft.header.order)
    )
    usual = max(orders, key=lambda order: (orders[order], order)) if orders else None
    joint = _usual_joint(drafts)
    for draft in drafts:
        draft.header = read_header(
            around.text,
            draft.pieces,
            home=around.home,
            ordinary=around.ordinary,
            repeated=repeated,
            usual=usual,
            joint=joint,
        )


def _usual_joint(drafts: Sequence[Draft]) -> Separator | None:
    """What stands between title and employer in most entries of a section that name both.

    A line break is believed when half of the entries that have one are read so: it is the surer sign.
    """
    named = [draft for draft in drafts if {"title", "organization"} <= set(draft.header.order)]
    joints = Counter(draft.header.joint for draft in named if draft.header.joint)
    broken = sum(any(piece.before == "line" for piece in draft.pieces[1:]) for draft in named)
    if joints["line"] and joints["line"] * 2 >= broken and broken >= _A_HABIT:
        return "line"
    return next(
        (joint for joint, count in joints.items() if count >= _A_HABIT and count * 2 > len(named)), None
    )


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
