"""The header lines of a job: which words are the title, the employer, the place.

The lines are cut into pieces at line breaks, wide gaps, pipes, dashes and commas. Each piece gets points as
title, employer, place or note (`lexicon`), and the best division of the pieces into runs is chosen, each of
the three at most one run. A cut inside a run costs more the stronger the separator; the order that most
entries of a section share is preferred.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from analyzer.parsing.labels import names_client
from analyzer.parsing.lexicon import (
    has_legal_form,
    is_legal_form,
    is_region,
    is_unit,
    location_points,
    organization_like,
    organization_points,
    title_points,
)
from analyzer.parsing.notes import is_terms
from analyzer.parsing.piece_points import (
    BEFORE_REGION,
    LONE_FORM,
    MORE_OF_A_NAME,
    NAMED_ELSEWHERE,
    NO_NOTE,
    NO_REMARK,
    PLACED_EMPLOYER,
    SURE_EMPLOYER,
    TITLE_TAIL,
    UNKNOWN_PLACE,
    UNKNOWN_SUBURB,
    USUAL_ORDER,
    USUAL_PLACE,
    Habits,
    belongs_to_institute,
    gains_at,
)
from analyzer.parsing.pieces import Label, Piece, Separator

#: Cost of a separator inside one run, and between two runs. A comma belongs to both, a line break to neither.
INSIDE: dict[Separator, float] = {
    "line": 3.0,
    "wide": 2.6,
    "pipe": 2.2,
    "dash": 0.5,
    "at": 4.0,
    "colon": 0.3,
    "slash": 0.3,
    "comma": 0.1,
}
BETWEEN: dict[Separator, float] = {
    "line": 0.0,
    "wide": 0.0,
    "pipe": 0.0,
    "dash": 0.2,
    "at": 0.0,
    "colon": 0.4,
    "slash": 0.5,
    "comma": 0.4,
}
#: Cost of an entry without title, without employer; gain of `title at employer`.
NO_TITLE, NO_ORGANIZATION, AT_GAIN = 2.4, 1.0, 2.0
#: Gain of the usual order where all entries but one keep to it, for a section of many jobs: people write all
#: their jobs in one way, and what the words of one entry seem to say weighs less than that.
FIRM_ORDER = 2.0
#: Gain of title and employer that are set apart as in the other entries of the section.
USUAL_JOINT = 1.6
#: Where nothing else tells, the title stands first (three of four resumes in the development set).
TITLE_FIRST = 0.3
#: An employer seldom holds a comma, unless a legal form stands behind it ("Acme, Inc."), or a second noun of
#: employers ("Faculty of Law, University of Leeds").
ORGANIZATION_COMMA, UNLIKE_A_NAME = 2.2, 1.0
#: Cost of words behind a comma that no title is made of: rather the employer's name.
UNKNOWN_TAIL = 0.5
#: Points of words that are surely a title.
SURE_TITLE = 3.0
#: Costs of a spaced dash inside an employer (`Stroke Unit – Vale Hospital` are two things), of a title that
#: begins with words that name no job (`Leeds, Welder`), of an unknown place that stands apart from the
#: employer, and of one behind it.
#: Cost of a line that goes on with a name behind its `Inc.`
BEHIND_FORM = 2.0
ORGANIZATION_DASH, LATE_TITLE, LONE_PLACE, UNKNOWN_TOWN = 2.0, 1.6, 1.0, 0.4


@dataclass(frozen=True, slots=True)
class Header:
    """What a header says. The slices of title and employer are kept for tests and marks."""

    title: str | None
    organization: str | None
    location: str | None
    order: tuple[Label, ...]
    points: float
    loose: bool = (
        False  # a comma or dash stands between title and employer, and no legal form tells them apart
    )
    joint: Separator | None = None  # what stands between title and employer


#: The habits of an entry that is read alone.
ALONE = Habits()
_BITS: dict[Label, int] = {"title": 1, "organization": 2, "location": 4, "note": 0}
_Plan = tuple[Label, ...]


def read_header(
    text: str,
    pieces: tuple[Piece, ...],
    *,
    home: frozenset[str] = frozenset(),
    ordinary: frozenset[str] = frozenset(),
    habits: Habits = ALONE,
) -> Header:
    """The best division of the pieces into title, employer and place.

    `home` are places named beside the contact data, `ordinary` words the document writes in lower case,
    `habits` what the other entries of the section tell.
    """
    # state: (labels used so far as bits, last label) -> (points, plan); the bits keep each label to one run
    states: dict[tuple[int, Label | None], tuple[float, _Plan]] = {(0, None): (0.0, ())}
    apart = _stands_apart(pieces, ordinary)
    for index, piece in enumerate(pieces):
        gains = gains_at(pieces, index, habits, home=home, ordinary=ordinary)
        grown: dict[tuple[int, Label | None], tuple[float, _Plan]] = {}
        for (used, last), (total, plan) in states.items():
            for label, gain in gains.items():
                bit = _BITS[label]
                if bit & used and label != last:
                    continue
                if label == last == "organization" and not _adds_to_name(piece, pieces[index - 1]):
                    gain = min(gain, MORE_OF_A_NAME)  # noqa: PLW2901  (a longer run is no better employer)
                score = total + gain + (_joint(pieces[index - 1], piece, last, label) if last else 0.0)
                if apart and piece.before in ("comma", "dash") and {last, label} == {"title", "organization"}:
                    score -= NAMED_ELSEWHERE
                if last and piece.before == habits.joint and {last, label} == {"title", "organization"}:
                    score += USUAL_JOINT * (gains.get("location", 0.0) < BEFORE_REGION)
                key = (used | bit, label)
                known = grown.get(key)
                if known is None or score > known[0]:
                    grown[key] = (score, (*plan, label))
        states = grown
    best: tuple[float, _Plan] = (float("-inf"), ())
    for total, plan in states.values():
        score = total + _whole(plan, habits, pieces)
        if score > best[0]:
            best = (score, plan)
    return _header(text, pieces, best)


def _stands_apart(pieces: Sequence[Piece], ordinary: frozenset[str]) -> bool:
    """Whether a line begins with the name of an employer: `Lead, Pump Systems` / `Koru Energy, Leeds`."""
    for index, piece in enumerate(pieces):
        alone = piece.before == "line" and piece.told is None and title_points(piece.text, ordinary) < 0
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        if not alone or location_points(piece.text) >= BEFORE_REGION:
            continue
        if following is not None and following.before != "line":
            placed = location_points(following.text) >= BEFORE_REGION
            if placed and organization_points(piece.text, ordinary) >= PLACED_EMPLOYER:
                return True
        elif organization_points(piece.text, ordinary) >= SURE_EMPLOYER:
            return True
    return False


def _adds_to_name(piece: Piece, previous: Piece) -> bool:
    """`Inc.` behind a comma belongs to the name before it, and so does `Client: Acme` to the agency.

    And the university to its group.
    """
    own = is_legal_form(piece.text) or names_client(piece.text)
    return own or belongs_to_institute(previous, (piece,))


def _joint(previous: Piece, piece: Piece, last: Label, label: Label) -> float:
    """Gain or cost of a piece with its label behind the piece before it."""
    if last == label:
        return -_inside(previous, piece, label)
    if label == "organization" and is_legal_form(piece.text):
        return -LONE_FORM
    at = AT_GAIN if piece.before == "at" and (last, label) == ("title", "organization") else 0.0
    if label != "location" or location_points(piece.text) >= 0:
        return at - BETWEEN[piece.before]
    if last == "title" and piece.before in ("comma", "dash"):
        return -BETWEEN[piece.before] - UNKNOWN_PLACE
    if piece.before in ("line", "wide", "pipe", "slash"):
        return -LONE_PLACE
    return -BETWEEN[piece.before] - UNKNOWN_TOWN * (piece.before == "comma")


def _inside(previous: Piece, piece: Piece, label: Label) -> float:
    """Cost of a separator inside one run: the two pieces together are one title, employer, place or note."""
    cost = INSIDE[piece.before]
    if label == "note":
        return NO_NOTE - NO_REMARK if names_client(previous.text) else cost  # the client's department
    if label == "organization":
        if piece.before == "line" and is_legal_form(previous.text):
            return cost + BEHIND_FORM
        return cost if _adds_to_name(piece, previous) else _inside_name(previous, piece)
    if label == "location":
        unknown = location_points(previous.text) < 0 and not is_region(piece.text)
        return cost + UNKNOWN_SUBURB * unknown
    if piece.before == "at" and title_points(piece.text) > 0:
        return INSIDE["dash"]  # "Product @ Search"
    tail = TITLE_TAIL * (piece.before in ("comma", "dash"))
    tail -= UNKNOWN_TAIL * (piece.before == "comma" and title_points(piece.text) < -1.0)
    late = LATE_TITLE * (title_points(previous.text) < 0 < title_points(piece.text))
    if piece.before == "slash" and previous.before == "line":
        late = 0.0  # one title in two languages: "Rheolwr Prosiect / Project Manager"
    return cost - tail + late


def _inside_name(previous: Piece, piece: Piece) -> float:
    """Cost of a separator inside the name of an employer."""
    if piece.before == "comma" and belongs_to_institute(previous, (piece,)):
        return INSIDE["comma"]
    if piece.before == "comma" and is_unit(previous.text) == is_unit(piece.text):
        return ORGANIZATION_COMMA + (0.0 if organization_like(piece.text) else UNLIKE_A_NAME)
    return ORGANIZATION_DASH if piece.before == "dash" else INSIDE[piece.before]


def _whole(plan: _Plan, habits: Habits, pieces: Sequence[Piece]) -> float:
    points = 0.0 if "title" in plan else -NO_TITLE
    points -= 0.0 if "organization" in plan else NO_ORGANIZATION
    order, usual = order_of(plan), habits.usual
    if usual and len(order) > 1 and named_order(order) == named_order(usual):
        points += USUAL_ORDER + USUAL_PLACE * (order == usual)
        points += FIRM_ORDER * habits.firmness * (not _swaps(plan, pieces))
    elif usual is None and order[:2] == ("title", "organization"):
        points += TITLE_FIRST
    return points


def _swaps(plan: _Plan, pieces: Sequence[Piece]) -> bool:
    """Whether a sure title would be the employer, and words that are none the title: no habit says that."""
    best: dict[Label, float] = {}
    for label, piece in zip(plan, pieces, strict=True):
        best[label] = max(best.get(label, -1.0), title_points(piece.text))
    return best.get("organization", 0.0) >= SURE_TITLE > best.get("title", 0.0)


def named_order(order: tuple[Label, ...]) -> tuple[Label, ...]:
    """The order of title and employer alone."""
    return tuple(label for label in order if label != "location")


def order_of(plan: Sequence[Label]) -> tuple[Label, ...]:
    """Order in which title, employer and place appear."""
    return tuple(dict.fromkeys(label for label in plan if label != "note"))


def _header(text: str, pieces: tuple[Piece, ...], best: tuple[float, _Plan]) -> Header:
    points, plan = best[0], _without_units(best[1], pieces)
    organization, place = _without_place(_run(text, pieces, plan, "organization"))
    return Header(
        title=_unquoted(_run(text, pieces, _with_notes(plan, pieces), "title")),
        organization=organization,
        location=_run(text, pieces, plan, "location") or place,
        order=order_of(plan),
        points=round(points, 3),
        loose=_loosely_joined(pieces, plan) and not has_legal_form(organization or ""),
        joint=_joint_of(pieces, plan),
    )


_QUOTED = re.compile(r"[\"“„«](?P<words>[^\"“”„«»]+)[\"”“»]")


def _unquoted(title: str | None) -> str | None:
    """A title without the quotation marks around the whole of it."""
    match = _QUOTED.fullmatch(title or "")
    return match["words"].strip() if match else title


def _without_units(plan: _Plan, pieces: Sequence[Piece]) -> _Plan:
    """`Professor, Department of Statistics`: the part of an institution behind a title is none of the title.

    It belongs to the employer when that follows or is missing, and is left out otherwise.
    """
    titled = [index for index, label in enumerate(plan) if label == "title"]
    grown = list(plan)
    for index in reversed(titled[1:]):
        if pieces[index].before not in ("comma", "dash") or not _is_outer(pieces[index].text):
            break
        following = grown[index + 1] if index + 1 < len(grown) else None
        joins = following == "organization" or "organization" not in grown
        grown[index] = "organization" if joins else "note"
    return tuple(grown)


def _is_outer(text: str) -> bool:
    """Whether a part of an institution is none of the title: `Office of the Chief Data Officer` may be."""
    return is_unit(text) and not text.startswith(("Office", "Division"))


def _joint_of(pieces: tuple[Piece, ...], plan: _Plan) -> Separator | None:
    """The separator between title and employer; None where the place or nothing stands between them."""
    joints = zip(pairwise(plan), pieces[1:], strict=False)
    return next((piece.before for pair, piece in joints if set(pair) == {"title", "organization"}), None)


def _loosely_joined(pieces: tuple[Piece, ...], plan: _Plan) -> bool:
    joints = zip(pairwise(plan), pieces[1:], strict=False)
    return any(
        pair == ("title", "organization") and piece.before in ("comma", "dash") for pair, piece in joints
    )


def _without_place(organization: str | None) -> tuple[str | None, str | None]:
    """`Marsh Bank (Oslo)` as employer and place; other employers as they are."""
    match = _PLACE_BEHIND.fullmatch(organization or "")
    if match and location_points(match["place"].rpartition(", ")[2]) >= BEFORE_REGION:
        return match["name"], match["place"]
    return organization, None


_PLACE_BEHIND = re.compile(r"(?P<name>[^()]+?)\s*\((?P<place>[^()]+)\)")


#: Notes that belong to no title, even behind a comma.
_CONTRACT = re.compile(r"\b(?:contract|CDI|CDD|(?:un)?befristet)\b")


def _with_notes(plan: _Plan, pieces: tuple[Piece, ...]) -> _Plan:
    """`Product Manager, part-time` keeps its note: a comma binds it to the title."""
    grown = list(plan)
    for index, (before, label) in enumerate(pairwise(plan)):
        if (
            is_terms(pieces[index + 1].text)
            or _is_outer(pieces[index + 1].text)
            or _CONTRACT.search(pieces[index + 1].text)
        ):
            continue
        if label == "note" and grown[index] == "title" == before and pieces[index + 1].before == "comma":
            grown[index + 1] = "title"
    return tuple(grown)


def _run(text: str, pieces: tuple[Piece, ...], plan: _Plan, label: Label) -> str | None:
    chosen = [piece for piece, given in zip(pieces, plan, strict=True) if given == label]
    if not chosen:
        return None
    return " ".join(text[chosen[0].start : chosen[-1].end].split())


@cache
def _empty() -> Header:
    return Header(None, None, None, (), 0.0)


def empty_header() -> Header:
    """A header that says nothing."""
    return _empty()
