"""Jobs while they are put together: their lines, the pieces of the lines, and the header read from them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from analyzer.parsing.anchors import AFTER_RANGE, Anchor, date_label, in_remark, stands_apart
from analyzer.parsing.dates import find_ranges, is_vague
from analyzer.parsing.header_signs import A_NAME
from analyzer.parsing.headers import Header, empty_header, named_order, read_header
from analyzer.parsing.lexicon import (
    has_legal_form,
    is_note,
    location_points,
    organization_like,
    organization_points,
    title_points,
)
from analyzer.parsing.piece_points import Habits
from analyzer.parsing.pieces import Label, Piece, Separator, pieces_of
from analyzer.parsing.points import Range
from analyzer.parsing.rows import Row, continues

#: Points of words that are surely a title.
SURE_TITLE = 3.0
#: So many blocks written alike are a habit of the writer.
A_HABIT = 2
_DATE_LEFTOVER = re.compile(r"[\s()\[\]|,;:·•–—\-/]*")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the rest of the document tells: its text, present month, day order, home places."""

    text: str
    today: str
    day_first: bool | None = None
    home: frozenset[str] = frozenset()
    ordinary: frozenset[str] = frozenset()
    informal: bool = False  # hardly a line begins with a capital: names are written small too
    habits: Habits | None = None  # how the jobs are written, where several sections list them
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


def spans_without(span: tuple[int, int], holes: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The parts of a span that lie in none of the holes."""
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


def header_pieces(rows: Sequence[Row], around: Surroundings) -> tuple[Piece, ...]:
    """The pieces of header lines without their dates; lines broken by the column's edge are joined."""
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
            for span in spans_without((start, row.end), holes)
            if not _DATE_LEFTOVER.fullmatch(around.text[span[0] : span[1]])
        ]
        if (
            previous is not None
            and spans
            and parts
            and spans[-1][1] == previous.end
            and parts[0][0] == row.start
            and _wraps(previous, row)
        ):
            parts[0] = (spans.pop()[0], parts[0][1])
        spans += parts
    pieces = pieces_of(around.text, spans)
    if around.informal:
        return tuple(replace(piece, text=capitalised(piece.text)) for piece in pieces)
    return pieces


def capitalised(text: str) -> str:
    """Words that are written small throughout, with the capitals that others give to names."""
    return re.sub(r"(?<![\w'’])[^\W\d_]", lambda match: match.group().upper(), text)


def _wraps(previous: Row, row: Row) -> bool:
    """Whether a header line is broken because its column ends, so that both lines say one thing."""
    open_end = previous.text.endswith((",", "(", "&", "-", "/")) or previous.text.count(
        "("
    ) > previous.text.count(")")
    return continues(previous, row) and (open_end or (previous.full and previous.x1 is not None))


def read_headers(drafts: list[Draft], around: Surroundings) -> None:
    """Read the header of every draft, once alone and once by the habits of all of them."""
    for draft in drafts:
        draft.pieces = header_pieces(draft.header_rows, around)
        draft.header = read_header(around.text, draft.pieces, home=around.home, ordinary=around.ordinary)
    habits = habits_of(drafts)
    known = around.habits
    if known is not None and known.firmness > habits.firmness:
        # a short section: its jobs are written as those of the other sections are
        habits = replace(habits, usual=known.usual, joint=known.joint, firmness=known.firmness)
    for draft in drafts:
        draft.header = read_header(
            around.text, draft.pieces, home=around.home, ordinary=around.ordinary, habits=habits
        )
    _read_brackets(drafts)
    _read_places(drafts)


def habits_of(drafts: Sequence[Draft]) -> Habits:
    """What the headers of a section, each read alone, have in common."""
    counted = Counter(piece for draft in drafts for piece in {piece.text for piece in draft.pieces})
    repeated = frozenset(piece for piece, count in counted.items() if count > 1)
    named = {draft.header.organization for draft in drafts if draft.header.title}
    employers = frozenset(piece for piece in repeated if piece in named and location_points(piece) < 0)
    places = repeated & frozenset(
        draft.header.location
        for draft in drafts
        if draft.header.location and has_legal_form(draft.header.organization or "")
    )
    orders = Counter(
        draft.header.order for draft in drafts if {"title", "organization"} <= set(draft.header.order)
    )
    usual = max(orders, key=lambda order: (orders[order], order)) if orders else None
    return Habits(
        repeated=repeated,
        employers=employers - places,
        places=places,
        usual=usual,
        joint=_usual_joint(drafts),
        firmness=_firmness(orders, usual),
    )


_IN_BRACKETS_BEHIND = re.compile(r"(?P<before>.*\S)\s*\((?P<inner>[^()]+)\)")


def _read_brackets(drafts: Sequence[Draft]) -> None:
    """What is missing in a header and stands in brackets behind the other name.

    `Programme Lead (Stadtwerke Auental)`, when several titles have an employer behind them in this way or the
    words show that they are one; `MINISTRY OF DEFENCE (National Service, Lieutenant)`.
    """
    behind = {}
    for draft in drafts:
        match = (
            _IN_BRACKETS_BEHIND.fullmatch(draft.header.title or "") if not draft.header.organization else None
        )
        if match and _may_be_employer(match["inner"]):
            behind[id(draft)] = match
    for draft in drafts:
        header = draft.header
        if match := behind.get(id(draft)):
            if len(behind) >= A_HABIT or organization_like(match["inner"]):
                name, place = _name_and_place(match["inner"])
                draft.header = replace(
                    header, title=match["before"], organization=name, location=place or header.location
                )
        elif header.title is None and header.organization:
            match = _IN_BRACKETS_BEHIND.fullmatch(header.organization)
            if match and _may_be_title(match["inner"]):
                draft.header = replace(header, title=match["inner"], organization=match["before"])


def _name_and_place(inner: str) -> tuple[str, str | None]:
    """`Nordhav Shipping, Aarhus`: the employer and its place."""
    name, comma, place = inner.rpartition(", ")
    if comma and not organization_like(place) and len(place.split()) <= A_HABIT:
        return name, place
    return inner, None


def _may_be_title(inner: str) -> bool:
    """`National Service, Lieutenant`, and no `food maker, 2,100 employees`."""
    last = inner.rpartition(",")[2].strip()
    return (
        title_points(last) >= SURE_TITLE and last[:1].isupper() and inner[:1].isupper() and not is_note(inner)
    )


#: A word or two in brackets behind a name.
_TOWN_BEHIND = re.compile(r"(?P<name>[^()]+?)\s*\((?P<place>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)\)")


def _read_places(drafts: Sequence[Draft]) -> None:
    """Places that nobody knows, in brackets behind the employer where other jobs have their places so."""
    spelled = " ".join(" ".join(row.text for row in draft.header_rows) for draft in drafts)
    known = sum(f"({draft.header.location})" in spelled for draft in drafts if draft.header.location)
    for draft in drafts:
        match = _TOWN_BEHIND.fullmatch(draft.header.organization or "")
        if match and known >= A_HABIT and draft.header.location is None and not is_note(match["place"]):
            draft.header = replace(draft.header, organization=match["name"], location=match["place"])


def _may_be_employer(inner: str) -> bool:
    """Whether words in brackets can be the name of an employer: no title, note, place or words of a title."""
    name = inner.partition(", ")[0]
    named = organization_points(name) >= A_NAME and title_points(name) < 0
    return named and not is_note(inner) and location_points(name) < 0 and inner[:1].isupper()


#: So many entries that agree make a habit as firm as it gets.
_FIRM = 3


def _firmness(orders: Counter[tuple[Label, ...]], usual: tuple[Label, ...] | None) -> float:
    """How firmly the entries of a section keep to one order of title and employer, from 0 to 1.

    All but one must agree, the others may be the entries that were read wrongly.
    """
    if usual is None:
        return 0.0
    agreeing = sum(count for order, count in orders.items() if named_order(order) == named_order(usual))
    against = sum(orders.values()) - agreeing
    return min(1.0, max(0, agreeing - 1) / _FIRM) if against <= 1 else 0.0


def _usual_joint(drafts: Sequence[Draft]) -> Separator | None:
    """What stands between title and employer in most entries of a section that name both.

    A line break is believed when half of the entries that have one are read so: it is the surer sign.
    """
    named = [draft for draft in drafts if {"title", "organization"} <= set(draft.header.order)]
    joints = Counter(draft.header.joint for draft in named if draft.header.joint)
    broken = sum(any(piece.before == "line" for piece in draft.pieces[1:]) for draft in named)
    if joints["line"] and joints["line"] * 2 >= broken and broken >= A_HABIT:
        return "line"
    return next(
        (joint for joint, count in joints.items() if count >= A_HABIT and count * 2 > len(named)), None
    )
