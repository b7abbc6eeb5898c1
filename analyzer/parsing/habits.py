"""The headers of a section, read alone and then by what they have in common.

People write all their jobs in one way: the order of title and employer, what stands between them, where the
place is. What one entry seems to say by its words weighs less than what the others say.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from analyzer.parsing.drafts import A_HABIT, Draft, Surroundings, header_pieces
from analyzer.parsing.header_signs import A_NAME
from analyzer.parsing.headers import named_order, read_header
from analyzer.parsing.lexicon import (
    has_legal_form,
    location_points,
    organization_like,
    organization_points,
    title_points,
)
from analyzer.parsing.notes import is_note
from analyzer.parsing.piece_points import Habits
from analyzer.parsing.pieces import Label, Separator

#: Points of words that are surely a title.
SURE_TITLE = 3.0


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
