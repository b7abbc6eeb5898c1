"""How much a piece of a header line looks like title, employer, place or note, by its words and neighbors."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.parsing.labels import names_client
from analyzer.parsing.lexicon import (
    is_academic,
    is_group,
    is_place,
    is_region,
    is_way_of_working,
    location_points,
    names_employer,
    organization_points,
    title_points,
)
from analyzer.parsing.notes import is_note
from analyzer.parsing.pieces import Label, Piece, Separator

#: Points as a note of known notes, of a client on its own line, of other words, and of words behind a client.
NOTE, CLIENT, NO_NOTE, NO_REMARK = 3.4, 0.5, -4.0, -0.5
#: Points as a note of `Remote`, which is a place only where no other one is named.
WAY_OF_WORKING = 2.5
#: Points as a note of words behind the dates that begin a line: `2007 to 2010, alongside my studies`.
REMARK = -0.5
#: Points as a note of a line between the employer and the title.
MIDDLE = -0.5
#: Points of words behind a label that says what they are.
TOLD = 5.0
#: Gain of an employer or place that stands in another entry too, and of the section's usual order,
#: and of that order with the place.
REPEATED, USUAL_ORDER, USUAL_PLACE = 0.9, 0.8, 0.4
#: Gain of an employer, and cost of a place, that another entry of the section names as its employer.
KNOWN_EMPLOYER = 1.2
#: A place stands last or right behind the employer.
PLACE_FIRST = 1.0
#: Most points that more pieces add to an employer; gain of a title that goes on behind a comma (`Manager,
#: Trade Finance`); costs of a place nobody knows before a known town, and behind a title; of a mere `Inc.`
MORE_OF_A_NAME, TITLE_TAIL, UNKNOWN_SUBURB, UNKNOWN_PLACE, LONE_FORM = 0.3, 0.5, 1.6, 1.2, 6.0
#: Cost of an employer joined to the title by a comma or dash when a line of its own names a surer one; the
#: points that make it sure, and those of a name with a known place behind it.
NAMED_ELSEWHERE, SURE_EMPLOYER, PLACED_EMPLOYER = 1.5, 2.0, 1.0
#: Least points as a place for the words before a state or country: "College Station, TX".
BEFORE_REGION = 1.6
#: The same for a county or another area.
AREA = 3.6
_AREA = re.compile(r"\w (?:County|Province|Region|District|Prefecture|Oblast|Canton)$")


@dataclass(frozen=True, slots=True)
class Habits:
    """What the entries of one section tell about each other: people write all their jobs in one way.

    `repeated` are pieces that several entries share, `employers` pieces that are the whole employer of one,
    `places` those that are the place of one beside a sure employer; `usual` is the order of title, employer
    and place in most entries, `joint` what stands between title and employer in them, `firmness` how firmly
    they keep to the order (0 to 1).
    """

    repeated: frozenset[str] = frozenset()
    employers: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    usual: tuple[Label, ...] | None = None
    joint: Separator | None = None
    firmness: float = 0.0


def gains_at(
    pieces: Sequence[Piece],
    index: int,
    habits: Habits,
    *,
    home: frozenset[str],
    ordinary: frozenset[str],
) -> dict[Label, float]:
    """The points of a piece, and what the pieces around it and the other entries add."""
    piece = pieces[index]
    gains = _piece_points(piece, home, ordinary, habits)
    if "location" in gains and piece.text in habits.places:
        gains["location"] = max(gains["location"], BEFORE_REGION + REPEATED)
    if len(gains) == 1:
        return gains  # told by a label, or by its form
    if index and _names_suburb(piece, pieces[index + 1 : index + 2]):
        area = _AREA.search(piece.text) is not None
        gains["location"] = max(gains["location"], AREA if area else BEFORE_REGION)
    if _lies_between(pieces, index):
        gains["note"] = max(gains["note"], MIDDLE)
    if belongs_to_institute(piece, pieces[index + 1 : index + 2]):
        gains["organization"] = max(gains["organization"], PLACED_EMPLOYER)
        gains["title"] = min(gains["title"], REMARK)
    if index == 0:
        gains["location"] -= PLACE_FIRST + UNKNOWN_PLACE * (gains["location"] < 0)
    return gains


def belongs_to_institute(piece: Piece, following: Sequence[Piece]) -> bool:
    """`Ocean Physics Group, University of Skagen`: the group is a part of the employer, and no title.

    Units of a hospital (`Charge Nurse, Stroke Unit, Vale Hospital`) stay with the title on its line.
    """
    if not following or following[0].before != "comma" or not is_group(piece.text):
        return False
    return is_academic(following[0].text) or (
        piece.before == "line" and organization_points(following[0].text) >= SURE_EMPLOYER
    )


def _lies_between(pieces: Sequence[Piece], index: int) -> bool:
    """A part of the employer on its own line: `TRYON GROUP` / `Wealth Division` / `Delivery Lead`."""
    around = pieces[index - 1 : index + 2] if index else ()
    if len(around) != len("abc") or around[2].before != "line":
        return False
    if around[1].before not in ("line", "comma", "dash"):
        return False
    above, piece, below = (one.text for one in around)
    return (
        organization_points(above) >= SURE_EMPLOYER
        and title_points(below) >= 3.0
        and title_points(piece) < 1.0
        and location_points(piece) < BEFORE_REGION
    )


def _names_suburb(piece: Piece, following: Sequence[Piece]) -> bool:
    """Whether the next piece is a state or country, or the town of what stands apart (`| Port, Genoa`)."""
    if not following or following[0].before != "comma":
        return False
    if is_region(following[0].text):
        return not names_employer(piece.text) or _AREA.search(piece.text) is not None
    return piece.before in ("pipe", "wide") and is_place(following[0].text)


def _piece_points(
    piece: Piece,
    home: frozenset[str],
    ordinary: frozenset[str],
    habits: Habits,
) -> dict[Label, float]:
    if piece.told is not None:
        return {piece.told: TOLD}
    if _SIZE.match(piece.text):
        return {"note": NOTE}
    again = REPEATED if piece.text in habits.repeated else 0.0
    known = KNOWN_EMPLOYER if piece.text in habits.employers else 0.0
    place = location_points(piece.text, home)
    return {
        "title": title_points(piece.text, ordinary),
        "organization": organization_points(piece.text, ordinary) + again * (place < BEFORE_REGION) + known,
        "location": place + again - known,
        "note": _note_points(piece),
    }


def _note_points(piece: Piece) -> float:
    if is_note(piece.text):
        return NOTE
    if piece.before == "dash" and is_way_of_working(piece.text):
        return WAY_OF_WORKING
    if piece.remark or _is_description(piece):
        return REMARK
    return CLIENT if piece.before == "line" and names_client(piece.text) else NO_NOTE


def _is_description(piece: Piece) -> bool:
    """What stands behind an employer and names nothing: `— health insurer`, `, 2,600 staff`."""
    first = piece.text[0]
    if piece.before == "wide":
        return (
            first.islower() and not title_points(piece.text) > 0
        )  # "; October 2021 to present; agency of 60"
    return piece.before in ("dash", "comma", "pipe", "colon") and (first.islower() or first.isdigit())


#: What an employer is in numbers: `2,600 staff`, `1.4 M members`.
_SIZE = re.compile(
    r"[\d.,+]+\s*(?:k|m|mn|mio|million|bn)?\.?\s*(?:staff|employees|people|persons|members|customers|users|"
    r"clients|patients|students|beds|stores|plants|sites|countries|fte)\b",
    re.IGNORECASE,
)
