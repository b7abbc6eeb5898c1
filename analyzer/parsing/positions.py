"""Jobs: a header of one to four lines with a date, and the lines up to the next header.

Every line with a range of dates that could belong to a header is an anchor. Lines above and below join it while
they look like header lines; how many stand above is learned from the first entry of the section. Then
`headers` says which words are title, employer and place.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from analyzer.parsing.body import Unit, is_tool_list, units_of
from analyzer.parsing.dates import PRESENT, Range, find_points, find_ranges, interval
from analyzer.parsing.headers import Header, Label, Piece, empty_header, pieces_of, read_header
from analyzer.parsing.lexicon import (
    is_break,
    is_note,
    is_title,
    location_points,
    organization_like,
    organization_points,
    title_points,
    without_lead,
)
from analyzer.parsing.rows import Row, continues
from analyzer.records import Position

#: A header line is short; a line of more words, or mostly of lower-case words, is prose.
_LONGEST, _MOST_WORDS, _MOST_LOWER = 190, 26, 0.45
_MOST_ABOVE, _MOST_BELOW = 3, 3
_DATE_LEFTOVER = re.compile(r"[\s()\[\]|,;:·•–—\-/]*")
_SENTENCE_END = re.compile(r"(?<![A-Z])(?<!\b[A-Za-z])[.;!?]$")
_LEGAL_END = re.compile(r"\b(?:inc|ltd|co|corp|llc|pvt|bros|jr|sr|dept|z\.?o\.?o|s\.?a|b\.?v|n\.?v|a\.?s|a\.?ş|k\.?k|s\.?r\.?l|s\.?p\.?a|e\.?v|st|u\.?s)\.$", re.IGNORECASE)
_DATE_LABEL = re.compile(r"^(?:duration|period|dates?|tenure|from|time ?frame|zeitraum)\s*[:–-]\s*", re.IGNORECASE)
_ROLE_LABEL = re.compile(r"^(?:role|title|position|designation|job title)\s*[:–-]\s*", re.IGNORECASE)
_SUBHEAD = re.compile(r":$")
_AFTER_RANGE = re.compile(r"\s*[/|]\s*(?:today|now|present|current)\b|\s*\([^()]{0,40}\)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the rest of the document tells: its text, present month, day order, home places."""

    text: str
    today: str
    day_first: bool | None = None
    home: frozenset[str] = frozenset()
    ordinary: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Job:
    """A position with the lines it is made of. `span` counts months for the years of experience."""

    position: Position
    header_rows: tuple[Row, ...]
    units: tuple[Unit, ...]
    span: tuple[int, int] | None
    tails: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class _Draft:
    """An entry while it is being put together."""

    anchor: Row
    found: Range | None
    header_rows: list[Row] = field(default_factory=list)
    above: int = 0
    body: list[Row] = field(default_factory=list)
    tail: tuple[int, int] | None = None
    pieces: tuple[Piece, ...] = ()
    header: Header = field(default_factory=empty_header)


def find_positions(rows: Sequence[Row], around: Surroundings) -> tuple[tuple[Job, ...], tuple[Row, ...]]:
    """The jobs of a section, and the rows before the first one."""
    rows = _with_joined_dates(rows, around.text)
    drafts = _drafts(rows, around)
    if not drafts:
        return (), tuple(rows)
    _read_headers(drafts, around)
    drafts, lead = _settle(drafts, rows)
    if not drafts:
        return (), tuple(rows)
    return tuple(_jobs(drafts, around)), lead


def has_dated_jobs(rows: Sequence[Row], around: Surroundings) -> bool:
    """Whether the rows hold at least one job header with title and dates: for sections of unknown name."""
    jobs, _ = find_positions(rows, around)
    return any(job.position.title and job.position.start and is_title(job.position.title) for job in jobs)


# --- anchors -----------------------------------------------------------------------------------------


def header_like(row: Row) -> bool:
    """Whether a line could belong to a header: short, no sentence, not a list item."""
    text = row.text
    if row.mark or len(text) > _LONGEST or len(text.split()) > _MOST_WORDS or is_tool_list(text):
        return False
    if _SENTENCE_END.search(text) and not _LEGAL_END.search(text):
        return False
    if re.search(r"[a-z]{3,}[.!?] [A-Z]", text) or (text.endswith((",", ";")) and not row.full):
        return False
    if not (text[0].isupper() or text[0].isdigit() or text[0] in "(['’‘<→" or text[0] not in "abcdefghijklmnopqrstuvwxyz"):
        return bool(find_ranges(text))
    if len(text.split()) <= 7 and is_title(text):
        return True
    plain = [word for word in re.sub(r"\([^()]*\)", "", text).split() if word[0].islower() and len(word) > 3 and word.isalpha()]
    return len(plain) < 3 or len(plain) / len(text.split()) < _MOST_LOWER or bool(find_ranges(text))


def _range_of(row: Row, around: Surroundings) -> Range | None:
    """The range of dates that makes a row an anchor: at an edge of the line, or between its parts."""
    found = find_ranges(row.text, day_first=around.day_first)
    if not found:
        return None
    best = _widest(row.text, found)
    rest_before = row.text[: best.start].strip(" \t(|,;:·•–—-")
    rest_after = _IN_PARENTHESES.sub("", _AFTER_RANGE.sub("", row.text[best.end :])).strip(" \t)|,;:·•–—-.")
    alone = not rest_before and not rest_after or bool(_DATE_LABEL.match(row.text))
    if row.mark and not alone:
        return _marked_range(row, best, rest_before, rest_after)
    if not header_like(row):
        return None
    if best.single and rest_before and rest_after:
        return None
    if rest_before and rest_after and len((rest_before + rest_after).split()) > 10 and "  " not in row.text and "|" not in row.text:
        return None
    return best


def _widest(text: str, found: Sequence[Range]) -> Range:
    """The range a line stands for: stretches before single dates, outside parentheses before inside; two
    stretches (`2015 – 2017, 2019 – present`) reach from the first start to the last end.
    """
    outer = [one for one in found if text.count("(", 0, one.start) <= text.count(")", 0, one.start)] or list(found)
    best = [one for one in outer if not one.single] or outer
    if len(best) == 1 or best[0].single:
        return best[-1] if best[0].single else best[0]
    joint = all(_TOGETHER.fullmatch(text[one.end : other.start]) for one, other in pairwise(best))
    starts, ends = [one.first for one in best if one.first], [one.last for one in best if one.last]
    if not joint or not starts or not ends:
        return best[0]
    return Range(best[0].start, best[-1].end, min(starts), max(ends))


_TOGETHER = re.compile(r"\s*(?:,|;|and|&|\+|/|\|)\s*[^\d()|]{0,25}", re.IGNORECASE)
_IN_PARENTHESES = re.compile(r"\([^()]*\)?")


def _marked_range(row: Row, best: Range, before: str, after: str) -> Range | None:
    """A list item is an anchor when it is itself a header (`• Engineer, Acme, 2019 - 2021`) or has a date in the margin."""
    if best.single or after and len(after.split()) > 6 or row.text.endswith("."):
        return None
    if _is_margin(row, best):
        return best
    return best if is_title(before or after) and len(before.split()) <= 12 else None


def _is_margin(row: Row, found: Range) -> bool:
    return found.start >= 2 and row.text[found.start - 2 : found.start] == "  " and len(row.text[: found.start].split()) > 5


_BETWEEN_DATES = re.compile(r"(?:to|until|till|[-–—])", re.IGNORECASE)
_HALF_RANGE = re.compile(r"(?:\bto|until|till|[-–—])\s*$", re.IGNORECASE)


def _with_joined_dates(rows: Sequence[Row], text: str) -> tuple[Row, ...]:
    """Ranges of dates that stand on two or three lines (`June 2015` / `to` / `May 2016`) as one row."""
    joined: list[Row] = []
    skip = 0
    for index, row in enumerate(rows):
        if skip:
            skip -= 1
            continue
        points = find_points(row.text) if len(row.text) <= _LONGEST_DATE else ()
        for size in (3, 2) if len(points) == 1 else ():
            group = rows[index : index + size]
            if len(group) == size and _is_range(group, text):
                last = group[-1]
                row = replace(row, end=last.end, text=text[row.start : last.end], gap_after=last.gap_after, full=False)  # noqa: PLW2901
                skip = size - 1
                break
        joined.append(row)
    return tuple(joined)


_LONGEST_DATE = 24


def _is_range(group: Sequence[Row], text: str) -> bool:
    if any(len(row.text) > _LONGEST_DATE for row in group):
        return False
    if len(group) == 3 and not _BETWEEN_DATES.fullmatch(group[1].text):
        return False
    if len(group) == 2 and not (_HALF_RANGE.search(group[0].text) or _HALF_RANGE.match(group[1].text)):
        return False
    whole = text[group[0].start : group[-1].end]
    found = find_ranges(whole)
    return len(found) == 1 and not found[0].single and found[0].start == 0 and found[0].end == len(whole)


def _drafts(rows: Sequence[Row], around: Surroundings) -> list[_Draft]:
    anchors: list[_Draft] = []
    for row in rows:
        found = _range_of(row, around)
        if found is not None:
            margin = bool(row.mark) and _is_margin(row, found)
            tail = (row.start + found.start, row.end) if margin else None
            anchors.append(_Draft(row, found, tail=tail))
    usable = [draft for draft in anchors if not _weak(draft, anchors)]
    _extend(usable, rows, around)
    return _with_undated(usable, rows, around)


def _weak(draft: _Draft, anchors: list[_Draft]) -> bool:
    """A single year in a line that names no job, or a marked line among unmarked headers."""
    assert draft.found is not None  # noqa: S101  (anchors carry a range here)
    row = draft.anchor
    rest = (row.text[: draft.found.start] + " " + row.text[draft.found.end :]).strip(" ()|,;:·•–—-")
    stretches = any(not other.found.single for other in anchors if other.found and not other.anchor.mark)
    if row.mark and draft.tail is None:
        return stretches
    if draft.tail is not None:
        return any(other.tail is None and not other.anchor.mark and not other.found.single for other in anchors if other.found)
    if draft.found.single and stretches and rest:
        before = row.text[: draft.found.start]
        apart = row.gap_before or row.bold or before.endswith(("  ", "| ", "(", "\t", " – ", " - ", " — "))
        return not (apart and len(rest.split()) <= 10 and (is_title(rest) or organization_like(rest)))
    return False


def _extend(drafts: list[_Draft], rows: Sequence[Row], around: Surroundings) -> None:
    """Give every anchor the header lines above and below it."""
    index_of = {row.number: index for index, row in enumerate(rows)}
    anchors = {draft.anchor.number for draft in drafts}
    taken: set[int] = set()
    usual: int | None = None
    for draft in drafts:
        at = index_of[draft.anchor.number]
        above = _above(rows, at, draft, anchors | taken, usual, around)
        if usual is None:
            usual = sum(not (row.number and continues(rows[index_of[row.number] - 1], row)) for row in above)
        draft.above = len(above)
        draft.header_rows = [*above] if draft.tail else [*above, draft.anchor]
        below = [] if draft.tail else _below(rows, at, draft, anchors, around)
        draft.header_rows += below
        taken |= {row.number for row in draft.header_rows}


def _above(
    rows: Sequence[Row], at: int, draft: _Draft, closed: set[int], usual: int | None, around: Surroundings
) -> list[Row]:
    found: list[Row] = []
    alone = draft.tail is None and _is_date_only(draft.anchor, draft.found)
    if draft.anchor.gap_before and not alone and draft.tail is None:
        return found
    full = not alone and draft.tail is None and usual in (0, None) and _is_complete(draft)
    index = at - 1
    lines = 0  # printed lines that are broken at the column's edge count once
    while index >= 0 and lines < _MOST_ABOVE:
        top = _chain_top(rows, index, closed)
        row = rows[top]
        # whatever stands alone above a bare date and below an empty line names the job
        opens = alone and row.gap_before and not found and index - top <= 1 and len(row.text.split()) <= _MOST_WORDS
        opens = opens and not (_SENTENCE_END.search(rows[index].text) and len(row.text.split()) > 12)
        if row.number in closed or row.mark or not (header_like(row) or opens) or _SUBHEAD.search(row.text):
            break
        if full or (usual is not None and lines >= usual and not _speaks(row, draft, found)):
            break
        found[:0] = rows[top : index + 1]
        if row.gap_before:
            break
        lines += 1
        index = top - 1
    return found


def _chain_top(rows: Sequence[Row], index: int, closed: set[int]) -> int:
    """The first of the lines that a line goes on from; the line itself when it stands alone."""
    while index > 0 and rows[index].number not in closed and rows[index - 1].number not in closed and continues(rows[index - 1], rows[index]):
        index -= 1
    return index


def _is_complete(draft: _Draft) -> bool:
    """Whether the anchor line names both a title and an employer by itself."""
    text = draft.anchor.text
    assert draft.found is not None  # noqa: S101  (an anchor)
    pieces = pieces_of(text, _without((0, len(text)), [(draft.found.start, draft.found.end)]))
    header = read_header(text, pieces)
    return header.title is not None and is_title(header.title) and header.organization is not None and header.points > 3.0


def _speaks(row: Row, draft: _Draft, found: list[Row]) -> bool:
    """Whether a line above the usual number still has to belong: a bare date needs a name."""
    if found:
        return False
    if _is_date_only(draft.anchor, draft.found):
        return is_title(row.text) or organization_like(row.text) or row.gap_before
    return (row.gap_before or row.bold) and (organization_like(row.text) or is_title(row.text)) and not _is_complete(draft)


def _is_date_only(row: Row, found: Range | None) -> bool:
    if found is None:
        return False
    rest = row.text[: found.start] + _IN_PARENTHESES.sub("", _AFTER_RANGE.sub("", row.text[found.end :]))
    return not re.sub(r"[\W_]", "", _DATE_LABEL.sub("", rest)) or is_note(rest)


def _below(rows: Sequence[Row], at: int, draft: _Draft, anchors: set[int], around: Surroundings) -> list[Row]:
    found: list[Row] = []
    for row in rows[at + 1 : at + 1 + _MOST_BELOW]:
        if row.number in anchors or row.mark or not header_like(row) or row.gap_before and not _is_date_only(draft.anchor, draft.found):
            break
        if row.gap_before and found:
            break
        pieces = _pieces([*draft.header_rows, *found], draft, around)
        header = read_header(around.text, pieces, home=around.home, ordinary=around.ordinary)
        if not _adds(row, header, rows, anchors, around):
            break
        found.append(row)
    return found


def _adds(row: Row, header: Header, rows: Sequence[Row], anchors: set[int], around: Surroundings) -> bool:
    """Whether a line below the date says something the header lacks."""
    text = _ROLE_LABEL.sub("", row.text)
    if _SUBHEAD.search(text):
        return False
    after = next((other for other in rows if other.number == row.number + 1), None)
    if after is not None and after.number in anchors and not after.gap_before and row.gap_before:
        return False
    if is_note(text) or location_points(text, around.home) >= 2.0:
        return True
    parts = [piece.text for piece in pieces_of(text, [(0, len(text))])]
    if not parts or len(text.split()) > 12:
        return False
    if not (header.title and is_title(header.title)) and max(title_points(part) for part in parts) >= 2.0:
        return True
    lacks = header.organization is None
    return lacks and max(organization_points(part, around.ordinary) for part in parts) >= 1.0 and _capitalised(text) and not looks_done(text)


def _capitalised(text: str) -> bool:
    if len(text.split()) <= 7 and is_title(text):
        return True
    plain = [word for word in text.split() if word[0].isalpha() and len(word) > 3]
    return sum(word[0].isupper() for word in plain) * 2 >= len(plain)


_DONE = re.compile(r"^(?:(?:Co-)?[A-Z][a-z]+ed|Led|Ran|Built|Wrote|Won|Made|Held|Grew|Set|Took|Taught|Oversaw|Managing|Leading|Working|Responsible)\b\s+[a-z\d]")


def looks_done(text: str) -> bool:
    """`Managed the rollout`, `Led 5 people`: an action, no employer."""
    return bool(_DONE.match(text))


def _with_undated(drafts: list[_Draft], rows: Sequence[Row], around: Surroundings) -> list[_Draft]:
    """Add headers without a date: set off by space, with a title and an employer in one line."""
    taken = {row.number for draft in drafts for row in draft.header_rows}
    extra: list[_Draft] = []
    for position, row in enumerate(rows):
        if row.number in taken or row.mark or not (row.gap_before or position == 0) or not header_like(row):
            continue
        pieces = pieces_of(around.text, [(row.start, row.end)])
        header = read_header(around.text, pieces, home=around.home, ordinary=around.ordinary)
        if header.title and header.organization and header.points >= 4.0 and is_title(header.title):
            following = rows[position + 1] if position + 1 < len(rows) else None
            if following is None or following.mark or following.gap_before or not header_like(following):
                extra.append(_Draft(row, None, [row]))
    return sorted([*drafts, *extra], key=lambda draft: draft.header_rows[0].number if draft.header_rows else draft.anchor.number)


# --- reading the headers -----------------------------------------------------------------------------


def _without(span: tuple[int, int], holes: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    parts, start = [], span[0]
    for hole in holes:
        parts.append((start, hole[0]))
        start = hole[1]
    parts.append((start, span[1]))
    return [part for part in parts if part[0] < part[1]]


def _pieces(rows: Sequence[Row], draft: _Draft, around: Surroundings) -> tuple[Piece, ...]:
    spans: list[tuple[int, int]] = []
    for previous, row in zip([None, *rows], rows, strict=False):
        label = _ROLE_LABEL.match(row.text) or _DATE_LABEL.match(row.text)
        start = row.start + (label.end() if label else 0)
        holes: list[tuple[int, int]] = []
        for found in find_ranges(row.text, day_first=around.day_first):
            after = _AFTER_RANGE.match(row.text, found.end)
            if row.start + found.start >= start:
                holes.append((row.start + found.start, row.start + (after.end() if after else found.end)))
        parts = [span for span in _without((start, row.end), holes) if not _DATE_LEFTOVER.fullmatch(around.text[span[0] : span[1]])]
        if previous is not None and spans and parts and spans[-1][1] == previous.end and _wraps(previous, row):
            parts[0] = (spans.pop()[0], parts[0][1])
        spans += parts
    return pieces_of(around.text, spans)


def _wraps(previous: Row, row: Row) -> bool:
    """Whether a header line is broken because its column ends, so that both lines say one thing."""
    open_end = previous.text.endswith((",", "(", "&", "-", "/")) or previous.text.count("(") > previous.text.count(")")
    return continues(previous, row) and (open_end or (previous.full and previous.x1 is not None))


def _read_headers(drafts: list[_Draft], around: Surroundings) -> None:
    for draft in drafts:
        draft.pieces = _pieces(draft.header_rows, draft, around)
        draft.header = read_header(around.text, draft.pieces, home=around.home, ordinary=around.ordinary)
    counted = Counter(piece for draft in drafts for piece in {piece.text for piece in draft.pieces})
    repeated = frozenset(piece for piece, count in counted.items() if count > 1)
    orders = Counter(_first_two(draft.header.order) for draft in drafts if len(_first_two(draft.header.order)) > 1)
    usual = max(orders, key=lambda order: (orders[order], order)) if orders else None
    for draft in drafts:
        draft.header = read_header(around.text, draft.pieces, home=around.home, ordinary=around.ordinary, repeated=repeated, usual=usual)


def _first_two(order: tuple[Label, ...]) -> tuple[Label, ...]:
    return tuple(label for label in order if label in ("title", "organization"))


def _settle(drafts: list[_Draft], rows: Sequence[Row]) -> tuple[list[_Draft], tuple[Row, ...]]:
    """Drop anchors that name nothing, and give every entry its body."""
    kept = [draft for draft in drafts if draft.header.title or draft.header.organization]
    starts = {draft.header_rows[0].number: draft for draft in kept if draft.header_rows}
    headers = {row.number for draft in kept for row in draft.header_rows}
    lead: list[Row] = []
    current: _Draft | None = None
    for row in rows:
        current = starts.get(row.number, current)
        if row.number in headers:
            continue
        (current.body if current else lead).append(row)
    return kept, tuple(lead)


# --- jobs --------------------------------------------------------------------------------------------


def _jobs(drafts: list[_Draft], around: Surroundings) -> list[Job]:
    jobs: list[Job] = []
    employer: tuple[str | None, str | None] = (None, None)
    for index, draft in enumerate(drafts):
        header = draft.header
        following = drafts[index + 1] if index + 1 < len(drafts) else None
        if _is_container(draft, following):
            employer = (header.organization, header.location)
            jobs.append(_job(draft, around, header, container=True))
            continue
        if header.organization is None and header.title is not None and employer[0] and draft.above == 0:
            header = Header(header.title, employer[0], header.location or employer[1], header.order, header.points)
        elif header.organization is not None:
            shared = draft.above > 0 or employer[0] == header.organization
            employer = (header.organization, header.location) if shared else (None, None)
        else:
            employer = (None, None)
        jobs.append(_job(draft, around, header))
    return jobs


def _is_container(draft: _Draft, following: _Draft | None) -> bool:
    """An employer's line above several roles: no title, no bullets, and a role without employer next."""
    if following is None or draft.body or draft.header.title or not draft.header.organization:
        return False
    return following.header.title is not None and following.header.organization is None


def _job(draft: _Draft, around: Surroundings, header: Header, *, container: bool = False) -> Job:
    units = units_of(draft.body, text=around.text)
    if draft.tail is not None:
        units = tuple(_cut_tail(unit, draft.tail, around.text) for unit in units)
    span = None if draft.found is None else interval(draft.found, today=around.today)
    start, end = _ends(draft.found, around.today)
    first, last = _header_slice(draft)
    position = Position(
        title=header.title,
        organization=without_lead(header.organization) if header.organization else None,
        start=start,
        end=end,
        months=span[1] - span[0] if span else None,
        bullets=tuple(unit.bullet() for unit in units if unit.kind in ("bullet", "prose")),
        location=header.location,
        header=(first, last),
    )
    counts = not container and not is_break(" ".join(filter(None, (header.title, header.organization))))
    tails = (draft.tail,) if draft.tail is not None and not any(unit.start < draft.tail[0] < unit.end for unit in units) else ()
    return Job(position, tuple(draft.header_rows) if not container else tuple(draft.header_rows), units, span if counts else None, tails)


def is_container(job: Job) -> bool:
    """Whether a job is only the employer's line above its roles; it is no position of its own."""
    return job.position.title is None and not job.units and job.span is None


def _header_slice(draft: _Draft) -> tuple[int, int]:
    rows = draft.header_rows or [draft.anchor]
    return rows[0].start, rows[-1].end


def _ends(found: Range | None, today: str) -> tuple[str | None, str | None]:
    if found is None:
        return None, None
    last = found.last
    if last is not None and last != PRESENT and last[: len(today)] > today[: len(last)]:
        last = PRESENT  # a contract that runs on
    return found.first, last


def _cut_tail(unit: Unit, tail: tuple[int, int], text: str) -> Unit:
    """The bullet without the date printed in the margin of its last line."""
    if unit.end != tail[1] or not unit.start < tail[0]:
        return unit
    end = unit.start + len(text[unit.start : tail[0]].rstrip())
    return Unit(unit.start, end, unit.kind, text[unit.start : end], unit.rows)


def merged_months(spans: Sequence[tuple[int, int]]) -> int:
    """Months covered by the spans, overlaps counted once."""
    total, reached = 0, -1
    for start, stop in sorted(spans):
        begin = max(start, reached)
        if stop > begin:
            total += stop - begin
            reached = stop
    return total

