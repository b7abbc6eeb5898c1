"""Fairness in view: what a score would be for the same work under another name, and rates by group.

*Counterfactual swaps* take a person's own documents, put another name, pronoun, address, school, employer or
age in, read and score them from the start, and show the change. It should be 0; what is not is shown.

*Rates* are laid out as the bias-audit tables of New York City's Local Law 144 (rules of the Department of
Consumer and Worker Protection, 6 RCNY 5-301): for a score, the share of each group above the median of all,
and that share divided by the highest one. Groups are what people declared themselves, never guessed.
"""

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from statistics import median

from analyzer.blind import Identity
from analyzer.blind.patterns import pattern_of
from analyzer.blind.records import NAME, Word
from analyzer.blind.tables import SCHOOL
from analyzer.errors import AipmError
from analyzer.records import Document, Line, Match
from analyzer.records import Word as PrintedWord

#: Said with every table.
NO_AUDIT = (
    "This is no independent bias audit and does not stand in for one: Local Law 144 asks for an audit by an "
    "independent auditor of the tool as an employer uses it. This program gives advice, not hiring decisions."
)
#: Groups smaller than this are withheld: a rate of so few says nothing, and may point to a person.
SMALLEST = 5
#: Scores from which on people are counted, one table each: the starts of the bands and the steps between.
THRESHOLDS = (40.0, 50.0, 60.0, 70.0, 80.0)
#: 1.96 standard errors: intervals of 95 %.
_Z = 1.959964
#: The four-fifths rule of thumb of the US Uniform Guidelines (29 CFR 1607.4 D).
FOUR_FIFTHS = 0.8


# --- counterfactual swaps -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Swap:
    """One swap: what was put in, how many places changed, and the score before and after it."""

    kind: str
    put_in: str
    places: int
    before: float | None
    after: float | None

    @property
    def change(self) -> float | None:
        """The change in points; None when there is no score on a side that had one."""
        if self.before is None or self.after is None:
            return 0.0 if self.before == self.after else None
        return round(self.after - self.before, 1)


#: Given and family names that are common where they are said to be; each stands for nobody.
_NAMES = (
    ("Emily Walsh", "English, a woman's"),
    ("Greg Baker", "English, a man's"),
    ("Lakisha Washington", "African American, a woman's"),
    ("Jamal Robinson", "African American, a man's"),
    ("María José Hernández", "Mexican, a woman's"),
    ("Mohammed Al-Farsi", "Arabic, a man's"),
    ("Nguyen Thi Mai", "Vietnamese, a woman's"),
    ("Wei Zhang", "Chinese, a man's"),
    ("Priya Raghunathan", "Indian, a woman's"),
    ("Oluwaseun Adeyemi", "Yoruba, a man's"),
    ("Zofia Wiśniewska", "Polish, a woman's"),
)
_PLACES = (("Lagos", "Nigeria"), ("Warsaw", "Poland"), ("Houston", "United States"))
_SCHOOLS = ("Kestrel Bay University", "University of Harrowgate", "Northmoor State College")
_EMPLOYERS = ("Marlow & Reed Ltd", "Ostrava Freight GmbH", "Quillon Industries Inc.")
_HIS = {"he": "she", "him": "her", "his": "her", "himself": "herself"}
_HERS = {"she": "he", "her": "his", "hers": "his", "herself": "himself"}
_PRONOUN = re.compile(r"(?<![\w])(?:" + "|".join([*_HIS, *_HERS]) + r")(?![\w])", re.IGNORECASE)

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

Score = Callable[[tuple[Document, ...]], Match]
Edit = tuple[int, int, str]


def counterfactuals(documents: Sequence[Document], found: Identity, score: Score) -> tuple[Swap, ...]:
    """Every swap for one person. `score` reads documents from the start and gives their fit to a job."""
    before = score(tuple(documents)).score
    swaps: list[Swap] = []
    for kind, put_in, edit in _swaps(found):
        changed = [swapped(document, edit(document)) for document in documents]
        places = sum(len(edit(document)) for document in documents)
        if places:
            swaps.append(Swap(kind, put_in, places, before, score(tuple(changed)).score))
    return tuple(swaps)


def _swaps(found: Identity) -> Iterable[tuple[str, str, Callable[[Document], list[Edit]]]]:
    read = [word for word in found.words if not word.guessed]  # the rest may be more than a name
    names = [word for word in read if word.label == NAME]
    for name, called in _NAMES:
        yield "name", f"{name} ({called})", _in_place(names, _named(names, name))
    yield "pronouns", "she for he, he for she", _pronouns
    places = [word for word in read if word.kind == "address"]
    for town, country in _PLACES:
        put_in = {word.text: town if at == 0 else country for at, word in enumerate(places)}
        yield "address", f"{town}, {country}", _in_place(places, put_in)
    for kind, others in (("school", _SCHOOLS), ("employer", _EMPLOYERS)):
        words = [word for word in read if re.fullmatch(rf"\[{kind} \d+\]", word.label)]
        for shift in range(len(others)):
            yield kind, f"invented {kind}s, set {shift + 1}", _in_place(words, _others(words, others, shift))
    yield "age", "years of study 15 years earlier", lambda document: _years(document, found)
    yield "age", "a date of birth, marital status and nationality added", _personal_line


def _named(names: Sequence[Word], name: str) -> dict[str, str]:
    """The whole name for the whole, the last word for the last, the first for every other part."""
    given, _, family = name.partition(" ")
    whole = next((word.text for word in names if " " in word.text), "")
    last = whole.rsplit(" ", 1)[-1]
    parts = {whole: name, last: family}
    return {word.text: parts.get(word.text, given) for word in names}


def _others(words: Sequence[Word], others: Sequence[str], shift: int) -> dict[str, str]:
    """The same organization gets the same other name wherever and however it stands, a school a school."""
    labels = list(dict.fromkeys(word.label for word in words))
    studied = {word.label for word in words if SCHOOL.search(word.text)}
    return {
        word.text: (_SCHOOLS if word.label in studied else others)[
            (labels.index(word.label) + shift) % len(others)
        ]
        for word in words
    }


def _in_place(words: Sequence[Word], put_in: Mapping[str, str]) -> Callable[[Document], list[Edit]]:
    ordered = sorted(words, key=lambda one: -len(one.text))

    def edits(document: Document) -> list[Edit]:
        taken: list[Edit] = []
        for word in ordered:
            for one in pattern_of(word).finditer(document.text):
                if not any(one.start() < end and start < one.end() for start, end, _ in taken):
                    new = put_in[word.text]
                    taken.append((one.start(), one.end(), new.upper() if one.group().isupper() else new))
        return sorted(taken)

    return edits


def _pronouns(document: Document) -> list[Edit]:
    found = []
    for one in _PRONOUN.finditer(document.text):
        word = one.group()
        new = {**_HIS, **_HERS}[word.lower()]
        cased = new.upper() if word.isupper() else new.title() if word[0].isupper() else new
        found.append((one.start(), one.end(), cased))
    return found


def _years(document: Document, found: Identity) -> list[Edit]:
    """Every year in the places of study; a place may hold more than a year where it touches a name."""
    return [
        (year.start(), year.end(), str(int(year.group()) - 15))
        for one in found.spans
        if one.document == document.index and one.label == "[year]"
        for year in _YEAR.finditer(document.text, one.start, one.end)
    ]


def _personal_line(document: Document) -> list[Edit]:
    """After the first line of the resume, as such lines stand in many countries."""
    if document.index or not document.lines:
        return []
    end = document.lines[0].end
    return [(end, end, "\nDate of birth: 3 May 1961 | Married | Nationality: Portuguese")]


def swapped(document: Document, edits: Sequence[Edit]) -> Document:
    """The document with other words in places; its lines and printed words follow."""
    if not edits:
        return document
    parts: list[str] = []
    at = 0
    for start, end, new in edits:
        parts += [document.text[at:start], new]
        at = end
    text = "".join([*parts, document.text[at:]])
    lines = tuple(
        replace(one, start=_moved(one.start, edits), end=_moved(one.end, edits)) for one in document.lines
    )
    words = tuple(
        PrintedWord(_moved(one.start, edits), _moved(one.end, edits), one.box) for one in document.words
    )
    return replace(document, text=text, lines=_split(lines, text), words=words)


def _moved(offset: int, edits: Sequence[Edit]) -> int:
    moved = 0
    for start, end, new in edits:
        if offset >= end:
            moved += len(new) - (end - start)
        elif offset > start:
            return start + moved + min(offset - start, len(new))
        else:
            break
    return offset + moved


def _split(lines: Sequence[Line], text: str) -> tuple[Line, ...]:
    """A line into which a line end was put becomes two."""
    found: list[Line] = []
    for line in lines:
        start = line.start
        for part in text[line.start : line.end].split("\n"):
            found.append(replace(line, start=start, end=start + len(part)))
            start += len(part) + 1
    return tuple(found)


# --- rates by group -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rate:
    """One group: how many people, how many counted, the share with its interval, and the impact ratio.

    Everything but the name is None when the group is withheld because it is too small; the interval of the
    ratio is None for the group with the highest share, to which the others are compared.
    """

    group: str
    people: int | None
    counted: int | None
    rate: float | None
    low: float | None
    high: float | None
    ratio: float | None
    ratio_low: float | None
    ratio_high: float | None

    @property
    def withheld(self) -> bool:
        """Whether the group is too small to show."""
        return self.people is None


@dataclass(frozen=True, slots=True)
class Rates:
    """The groups of one attribute or of two crossed, for one threshold. `unknown` people declared nothing."""

    attribute: str
    threshold: float
    is_median: bool
    groups: tuple[Rate, ...]
    unknown: int
    withheld: int


@dataclass(frozen=True, slots=True)
class Audit:
    """All tables: `rates` at the median as Local Law 144 has them, `swept` at fixed scores."""

    people: int
    unscored: int
    unmatched: tuple[str, ...]
    rates: tuple[Rates, ...]
    swept: tuple[Rates, ...]
    smallest: int
    note: str = NO_AUDIT


#: What people write when they declare nothing.
_UNKNOWN = frozenset(
    {"", "-", "n/a", "na", "unknown", "none", "not declared", "prefer not to say", "declined"}
)


def audit(
    scores: Mapping[str, float | None],
    attributes: Mapping[str, Mapping[str, str]],
    *,
    smallest: int = SMALLEST,
    thresholds: Sequence[float] = THRESHOLDS,
) -> Audit:
    """The tables for people with scores, by what they declared: `attributes[person][attribute]`.

    Every attribute has a table, and every two of them crossed. Raises AipmError when nobody has both a score
    and an attribute.
    """
    known = {person: score for person, score in scores.items() if score is not None}
    columns = list(dict.fromkeys(column for row in attributes.values() for column in row))
    if not known or not columns or not set(known) & set(attributes):
        raise AipmError(
            "Nobody has both a score and a declared attribute. The first column names the candidate."
        )
    crossed = [(column,) for column in columns] + list(combinations(columns, 2))
    middle = median(known.values())
    at_median = [_rates(known, attributes, names, middle, smallest, is_median=True) for names in crossed]
    swept = [
        _rates(known, attributes, (column,), threshold, smallest, is_median=False)
        for column in columns
        for threshold in thresholds
    ]
    return Audit(
        len(known),
        len(scores) - len(known),
        tuple(sorted(set(attributes) - set(scores))),
        tuple(at_median),
        tuple(swept),
        smallest,
    )


def _rates(
    scores: Mapping[str, float],
    attributes: Mapping[str, Mapping[str, str]],
    columns: Sequence[str],
    threshold: float,
    smallest: int,
    *,
    is_median: bool,
) -> Rates:
    members: defaultdict[str, list[float]] = defaultdict(list)
    unknown = 0
    for person, score in scores.items():
        row = attributes.get(person, {})
        values = [" ".join(row.get(column, "").split()) for column in columns]
        if any(value.lower() in _UNKNOWN for value in values):
            unknown += 1
        else:
            members[", ".join(values)].append(score)
    counts = {
        group: (sum(score > threshold if is_median else score >= threshold for score in found), len(found))
        for group, found in members.items()
    }
    shown = {group: pair for group, pair in counts.items() if pair[1] >= smallest}
    best = max(shown, key=lambda group: (shown[group][0] / shown[group][1], shown[group][1]), default="")
    rows = [_rate(group, shown[group], shown[best], is_best=group == best) for group in sorted(shown)]
    hidden = [Rate(group, *(None,) * 8) for group in sorted(counts) if group not in shown]
    withheld = sum(pair[1] for group, pair in counts.items() if group not in shown)
    # One group alone withheld could be worked out from the totals, so its size is not told either.
    told = withheld if len(hidden) > 1 else 0
    name = " and ".join(columns)
    return Rates(name, round(threshold, 1), is_median, (*rows, *hidden), unknown, told)


def _rate(group: str, pair: tuple[int, int], best: tuple[int, int], *, is_best: bool) -> Rate:
    counted, people = pair
    share, top = counted / people, best[0] / best[1]
    low, high = wilson(counted, people)
    span = None if is_best else ratio_interval(pair, best)
    ratio = share / top if top else None
    return Rate(group, people, counted, share, low, high, ratio, *(span or (None, None)))


def wilson(counted: int, people: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927): sound for few people and for shares near 0 and 1."""
    share = counted / people
    middle = share + _Z**2 / (2 * people)
    spread = _Z * math.sqrt(share * (1 - share) / people + _Z**2 / (4 * people**2))
    whole = 1 + _Z**2 / people
    return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)


def ratio_interval(one: tuple[int, int], other: tuple[int, int]) -> tuple[float, float] | None:
    """The 95 % interval of one share over another (Katz 1978); None when one of them counts nobody."""
    (a, m), (b, n) = one, other
    if not a or not b:
        return None
    spread = _Z * math.sqrt(1 / a - 1 / m + 1 / b - 1 / n)
    ratio = (a / m) / (b / n)
    return ratio * math.exp(-spread), ratio * math.exp(spread)
