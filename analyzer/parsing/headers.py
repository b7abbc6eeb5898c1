"""The header lines of a job: which words are the title, the employer, the place.

The lines are cut into pieces at line breaks, wide gaps, pipes, dashes and commas. Each piece gets points as
title, employer, place or note (`lexicon`), and the best division of the pieces into runs is chosen, each of
the three at most one run. A cut inside a run costs more the stronger the separator; the order that most
entries of a section share is preferred.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Literal

from analyzer.parsing.anchors import A_NAME, ends_sentence
from analyzer.parsing.lexicon import (
    has_legal_form,
    is_academic,
    is_group,
    is_legal_form,
    is_note,
    is_place,
    is_region,
    is_terms,
    is_title,
    is_unit,
    is_way_of_working,
    label_of,
    location_points,
    names_client,
    names_employer,
    organization_like,
    organization_points,
    title_points,
)

Label = Literal["title", "organization", "location", "note"]
Separator = Literal["line", "wide", "pipe", "dash", "at", "colon", "slash", "comma"]

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
#: Gain of the usual order where all entries but one keep to it, for a section of many jobs: people write all
#: their jobs in one way, and what the words of one entry seem to say weighs less than that.
FIRM_ORDER = 2.0
#: Gain of an employer, and cost of a place, that another entry of the section names as its employer.
KNOWN_EMPLOYER = 1.2
#: Gain of title and employer that are set apart as in the other entries of the section.
USUAL_JOINT = 1.6
#: A place stands last or right behind the employer.
PLACE_FIRST = 1.0
#: Where nothing else tells, the title stands first (three of four resumes in the development set).
TITLE_FIRST = 0.3
#: An employer seldom holds a comma, unless a legal form stands behind it ("Acme, Inc."), or a second noun of
#: employers ("Faculty of Law, University of Leeds").
ORGANIZATION_COMMA, UNLIKE_A_NAME = 2.2, 1.0
#: Most points that more pieces add to an employer; gain of a title that goes on behind a comma (`Manager,
#: Trade Finance`); costs of a place nobody knows before a known town, and behind a title; of a mere `Inc.`
MORE_OF_A_NAME, TITLE_TAIL, UNKNOWN_SUBURB, UNKNOWN_PLACE, LONE_FORM = 0.3, 0.5, 1.6, 1.2, 6.0
#: Cost of words behind a comma that no title is made of: rather the employer's name.
UNKNOWN_TAIL = 0.5
#: Costs of a spaced dash inside an employer (`Stroke Unit – Vale Hospital` are two things), of a title that
#: begins with words that name no job (`Leeds, Welder`), of an unknown place that stands apart from the
#: employer, and of one behind it.
#: Cost of a line that goes on with a name behind its `Inc.`
BEHIND_FORM = 2.0
ORGANIZATION_DASH, LATE_TITLE, LONE_PLACE, UNKNOWN_TOWN = 2.0, 1.6, 1.0, 0.4
#: Cost of an employer joined to the title by a comma or dash when a line of its own names a surer one; the
#: points that make it sure, and those of a name with a known place behind it.
NAMED_ELSEWHERE, SURE_EMPLOYER, PLACED_EMPLOYER = 1.5, 2.0, 1.0
#: Least points as a place for the words before a state or country: "College Station, TX".
BEFORE_REGION = 1.6
#: The same for a county or another area.
AREA = 3.6
_AREA = re.compile(r"\w (?:County|Province|Region|District|Prefecture|Oblast|Canton)$")
_MOST_PIECES = 12

_CUT = re.compile(
    r"(?P<wide>\s*\t\s*|\s*(?:\.{3,}|…+)\s*|\s{2,}(?:[|•·]\s*)?)|(?P<pipe>\s*[|¦•‖│]\s*|\s+\((?=[^()]*$)|\s+::\s+|\s+[·∙◦~=]\s+|\s+//\s+)|(?P<at>\s+(?:at|@|bei|chez)\s+|(?<=[\w)])\s+with\s+(?=[A-Z]))|(?P<dash>\s+(?:[-–—―]|--|[-=]>)\s+|\s*—\s*|(?<=[a-z])\s?[-–]\s(?=[A-Z]))"
    r"|(?P<dot>(?:(?<=[a-z]{4}|[a-z]{3}\))|(?<=[A-Z]{5}))\.\s+(?=[A-Z\"“«]))|(?P<colon>(?<=[\w.)]):\s+)|(?P<slash>\s+/\s+)|(?P<comma>\s*,\s+|\s*;\s+)"
)
_PARENTHESES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A few words of a header line; `before` is what separates them from the piece before."""

    start: int
    end: int
    text: str
    before: Separator
    told: Label | None = None  # what a label before it said: `Designation:`
    remark: bool = False  # it follows the dates at the start of a line, where remarks stand too


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


def pieces_of(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    """Pieces of the slices of a text.

    Every slice after the first is set off by a line break or, on the same line, by a wide gap (a date stood
    between).
    """
    pieces: list[Piece] = []
    previous_end: int | None = None
    for start, end in spans:
        separator: Separator = "line"
        if previous_end is not None and "\n" not in text[previous_end:start]:
            separator = "wide"
        dated = bool(text[text.rfind("\n", 0, start) + 1 : start].strip()) and separator == "line"
        cut = _cut(text, start, end, separator)
        remark = dated and bool(cut) and title_points(cut[0].text) < 0
        pieces += [replace(piece, remark=remark) for piece in cut]
        previous_end = end
    return tuple(pieces[:_MOST_PIECES])


def _cut(text: str, start: int, end: int, first: Separator) -> list[Piece]:
    slice_ = _PARENTHESES.sub(lambda match: "(" + "x" * (len(match.group()) - 2) + ")", text[start:end])
    pieces: list[Piece] = []
    begin, separator = 0, first
    for match in _CUT.finditer(slice_):
        ahead = slice_[begin : match.end()]
        if match["colon"] and (label_of(ahead) or names_client(ahead)):
            continue
        if match["dash"] and begin == 0 and (label_of(ahead) or ("", 0))[1] == len(ahead):
            continue  # "Designation – Team Lead"
        if match["wide"] and begin == 0 and label_of(ahead + "x"):
            continue  # "Name of employer   Acme", as forms print it
        known = len(pieces)
        _add(pieces, text, start + begin, start + match.start(), separator)
        # dates or signs alone make no piece: what follows them is as far from the words before as they are
        separator = _named(match) if len(pieces) > known or begin != 0 else first
        begin = match.end()
    _add(pieces, text, start + begin, end, separator)
    return pieces


def _named(match: re.Match[str]) -> Separator:
    kinds: tuple[Separator, ...] = ("wide", "pipe", "at", "dash", "colon", "slash", "comma")
    return next((kind for kind in kinds if match[kind]), "pipe")


#: A full stop behind a word that is long enough to be no abbreviation.
_FULL_STOP = re.compile(r"[^\W\d_][^\W\d_A-Z]{3,}\.$")
_TRIM = " \t,;|/·•–—-*#_:→>~=…"
_WORKED_AS = re.compile(
    r"^(?:(?:currently|presently|previously|was|am)\s+)?(?:work(?:ed|ing|s)?|serv(?:ed|ing)|employed|appointed|engaged|acting)"
    r"\s+(?:as|in the capacity of)\s+(?:an?\s+|the\s+)?",
    re.IGNORECASE,
)
#: `with Institut Nord`, `Since 2016 with Acme, Pune as Delivery Manager`.
_WITH = re.compile(
    r"^(?:(?:worked|working|employed|associated|currently working)\s+)?(?:with|at)\s+(?:the\s+|a\s+)?"
    r"(?=[^\W\d_a-z])|^Joined\s+(?=[A-Z])"
)
_AS = re.compile(r"\s+as\s+(?:an?\s+|the\s+)?(?=[A-Z])")
_FOUND_IN_LABELS: dict[str, Label] = {
    "title": "title",
    "organization": "organization",
    "location": "location",
    "note": "note",
}


def _add(pieces: list[Piece], text: str, start: int, end: int, separator: Separator) -> None:
    told = _still_told(pieces, separator)
    label = label_of(text[start:end])
    worked = _WORKED_AS.match(text[start:end].lstrip()) if separator == "line" else None
    if label and label[1] < end - start and not names_client(text[start:end]):
        told = _FOUND_IN_LABELS.get(label[0])
        start += label[1]
    elif worked:
        start += len(text[start:end]) - len(text[start:end].lstrip()) + worked.end()
    elif with_ := _WITH.match(text[start:end].lstrip()) if separator in ("line", "wide") else None:
        start += len(text[start:end]) - len(text[start:end].lstrip()) + with_.end()
        told = "organization"
    while start < end and text[start] in _TRIM + ")]":
        start += 1
    while end > start and text[end - 1] in _TRIM + "([":
        end -= 1
    if _FULL_STOP.search(text, start, end) and ends_sentence(text[start:end]):
        end -= 0 if has_legal_form(text[start:end].rpartition(" ")[2]) else 1
    if not (start < end and any(map(str.isalpha, text[start:end]))):
        return
    role = _AS.search(text, start, end)
    if role and told != "title" and is_title(text[role.end() : end]) and _is_told(pieces, told):
        pieces.append(Piece(start, role.start(), text[start : role.start()], separator, told))
        pieces.append(Piece(role.end(), end, text[role.end() : end], "at", "title"))
        return
    pieces.append(Piece(start, end, text[start:end], separator, told))


def _is_told(pieces: Sequence[Piece], told: Label | None) -> bool:
    """Whether an employer is surely named before, so that `as` tells the title."""
    named = any(piece.told == "organization" or has_legal_form(piece.text) for piece in pieces)
    return told == "organization" or named or _opens_with_employer(pieces)


def _opens_with_employer(pieces: Sequence[Piece]) -> bool:
    """`Omkar Computers, Nashik as Trainee Programmer`: a name, and no title before."""
    return (
        bool(pieces)
        and organization_points(pieces[0].text) >= A_NAME
        and not any(title_points(piece.text) > 0 for piece in pieces)
    )


def _still_told(pieces: Sequence[Piece], separator: Separator) -> Label | None:
    """`Role: Nurse, Emergency Department`: the label holds for what a comma or dash adds to the title."""
    last = pieces[-1].told if pieces else None
    return last if last == "title" and separator in ("comma", "dash", "slash") else None


_BITS: dict[Label, int] = {"title": 1, "organization": 2, "location": 4, "note": 0}
_Plan = tuple[Label, ...]


def read_header(
    text: str,
    pieces: tuple[Piece, ...],
    *,
    home: frozenset[str] = frozenset(),
    ordinary: frozenset[str] = frozenset(),
    repeated: frozenset[str] = frozenset(),
    employers: frozenset[str] = frozenset(),
    places: frozenset[str] = frozenset(),
    usual: tuple[Label, ...] | None = None,
    joint: Separator | None = None,
    habit: float = 0.0,
) -> Header:
    """The best division of the pieces into title, employer and place.

    `home` are places named beside the contact data, `ordinary` words the document writes in lower case,
    `repeated` pieces that other entries of the section share, `employers` pieces that are the whole employer
    of another entry, `places` pieces that are the place of another entry, `usual` the order of the other
    entries, `joint` what stands between title and employer in them, `habit` how firmly they keep to the
    order (0 to 1).
    """
    # state: (labels used so far as bits, last label) -> (points, plan); the bits keep each label to one run
    states: dict[tuple[int, Label | None], tuple[float, _Plan]] = {(0, None): (0.0, ())}
    apart = _stands_apart(pieces, ordinary)
    for index, piece in enumerate(pieces):
        gains = _gains_at(pieces, index, home=home, ordinary=ordinary, repeated=repeated, employers=employers)
        if "location" in gains and piece.text in places:
            gains = {**gains, "location": max(gains["location"], BEFORE_REGION + REPEATED)}
        grown: dict[tuple[int, Label | None], tuple[float, _Plan]] = {}
        for (used, last), (total, plan) in states.items():
            for label, gain in gains.items():
                bit = _BITS[label]
                if bit & used and label != last:
                    continue
                if label == last == "organization" and not _adds_to_name(piece.text):
                    gain = min(gain, MORE_OF_A_NAME)  # noqa: PLW2901  (a longer run is no better employer)
                score = total + gain + (_joint(pieces[index - 1], piece, last, label) if last else 0.0)
                if apart and piece.before in ("comma", "dash") and {last, label} == {"title", "organization"}:
                    score -= NAMED_ELSEWHERE
                if last and piece.before == joint and {last, label} == {"title", "organization"}:
                    score += USUAL_JOINT * (gains.get("location", 0.0) < BEFORE_REGION)
                key = (used | bit, label)
                known = grown.get(key)
                if known is None or score > known[0]:
                    grown[key] = (score, (*plan, label))
        states = grown
    best: tuple[float, _Plan] = (float("-inf"), ())
    for total, plan in states.values():
        score = total + _whole(plan, usual, habit)
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


def _gains_at(
    pieces: Sequence[Piece],
    index: int,
    *,
    home: frozenset[str],
    ordinary: frozenset[str],
    repeated: frozenset[str],
    employers: frozenset[str],
) -> dict[Label, float]:
    """The points of a piece, and what the pieces around it add."""
    piece = pieces[index]
    gains = _piece_points(piece, home, ordinary, repeated, employers)
    if len(gains) == 1:
        return gains  # told by a label, or by its form
    if index and _names_suburb(piece, pieces[index + 1 : index + 2]):
        area = _AREA.search(piece.text) is not None
        gains["location"] = max(gains["location"], AREA if area else BEFORE_REGION)
    if _lies_between(pieces, index):
        gains["note"] = max(gains["note"], MIDDLE)
    if _belongs_to_institute(piece, pieces[index + 1 : index + 2]):
        gains["organization"] = max(gains["organization"], PLACED_EMPLOYER)
        gains["title"] = min(gains["title"], REMARK)
    if index == 0:
        gains["location"] -= PLACE_FIRST + UNKNOWN_PLACE * (gains["location"] < 0)
    return gains


def _belongs_to_institute(piece: Piece, following: Sequence[Piece]) -> bool:
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
    repeated: frozenset[str],
    employers: frozenset[str],
) -> dict[Label, float]:
    if piece.told is not None:
        return {piece.told: TOLD}
    if _SIZE.match(piece.text):
        return {"note": NOTE}
    again = REPEATED if piece.text in repeated else 0.0
    known = KNOWN_EMPLOYER if piece.text in employers else 0.0
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


def _adds_to_name(text: str) -> bool:
    """`Inc.` behind a comma belongs to the name before it, and so does `Client: Acme` to the agency."""
    return is_legal_form(text) or names_client(text)


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
        return cost if _adds_to_name(piece.text) else _inside_name(previous, piece)
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
    if piece.before == "comma" and _belongs_to_institute(previous, (piece,)):
        return INSIDE["comma"]
    if piece.before == "comma" and is_unit(previous.text) == is_unit(piece.text):
        return ORGANIZATION_COMMA + (0.0 if organization_like(piece.text) else UNLIKE_A_NAME)
    return ORGANIZATION_DASH if piece.before == "dash" else INSIDE[piece.before]


def _whole(plan: _Plan, usual: tuple[Label, ...] | None, habit: float) -> float:
    points = 0.0 if "title" in plan else -NO_TITLE
    points -= 0.0 if "organization" in plan else NO_ORGANIZATION
    order = order_of(plan)
    if usual and len(order) > 1 and named_order(order) == named_order(usual):
        points += USUAL_ORDER + FIRM_ORDER * habit + USUAL_PLACE * (order == usual)
    elif usual is None and order[:2] == ("title", "organization"):
        points += TITLE_FIRST
    return points


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
