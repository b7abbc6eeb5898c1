"""Amounts: a number with its unit and what it counts, inside one sentence. No judgement yet of what it means.

::

    "$8.5M"  money USD        "27 per cent"  percent      "10 working days"  time days     "2.4x"  multiplier
    "11 AI initiatives"  scale initiatives     "30+ stakeholders"  headcount people        "3TB"  scale TB
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from analyzer.language.numbers import SCALES, Number, find_numbers
from analyzer.resources import data_path, read_yaml


class Word(NamedTuple):
    """One word of a sentence, in lower case, with its offsets."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class Amount:
    """A number with its unit. `kind` is "" for a bare number, `noun` the thing counted ("initiatives").

    `start` and `end` cover number and unit. `hyphen` for "48-hour", `per` for a rate's period ("week").
    """

    start: int
    end: int
    number: Number
    value: float
    unit: str = ""
    kind: str = ""
    noun: str = ""
    noun_start: int = -1
    hyphen: bool = False
    per: str = ""


@dataclass(frozen=True)
class Lexicon:
    """The word lists of `data/metrics.yaml`, ready for look-up."""

    time: Mapping[str, str]
    hours: Mapping[str, float]
    modifiers: frozenset[str]
    sizes: Mapping[str, str]
    people: frozenset[str]
    users: frozenset[str]
    collective: frozenset[str]
    not_counted: frozenset[str]
    method_nouns: frozenset[str]
    words: Mapping[str, frozenset[str]] = field(repr=False)


@cache
def lexicon() -> Lexicon:
    """The word lists, read once."""
    data = read_yaml(data_path("metrics.yaml"))
    lists = {name: frozenset(map(str, words)) for name, words in data.items() if isinstance(words, list)}
    return Lexicon(
        time=MappingProxyType({form: unit for unit, forms in data["time"].items() for form in forms}),
        hours=MappingProxyType(data["hours"]),
        modifiers=lists["time_modifiers"],
        sizes=MappingProxyType({form: unit for unit, forms in data["sizes"].items() for form in forms}),
        people=lists["people"],
        users=lists["users"],
        collective=lists["collective"],
        not_counted=lists["not_counted"],
        method_nouns=lists["method_nouns"],
        words=MappingProxyType(lists),
    )


_PERCENT = re.compile(
    r"(?P<points>[ -]?(?:percentage|percent|%)[ -]?points?\b| ?p\.p\.| ?pp\b| ?ppts?\b| ?pts\b| points?\b)"
    r"|(?P<basis>[ -](?:basis points|bps)\b| ?bps\b)"
    r"|[ -]?(?:%|percent\b|per cent\b|pct\b)"
)
_TIMES = re.compile(r" ?x(?![\w-])(?! [a-z]{1,3}\d| gpus?\b| ?\d| (?:per|a|an|each|weekly|daily|monthly)\b|/)|-?fold\b| times\b(?! (?:a|an|per|each|every)\b)")
_COMPOUND = re.compile(r"(?<![\w.])(\d+) ?h(?:ours?|rs?)? ?(\d{1,2}) ?m(?:in(?:ute)?s?)?\b")
_NEXT_WORD = re.compile(r"(?: |(?<=\d)-|(?<=[a-z])-)([a-z0-9&][\w&'/+]*(?:-[\w&'/]+)*(?:\.[a-z]+)*)")
_AREA = re.compile(r" ?(sq\.? ?(?:ft|feet|foot|m|metres?|meters?|yards?|miles?|km)\b\.?|square[- ](?:feet|foot|met(?:re|er)s?|yards?|miles?|kilomet(?:re|er)s?))")
#: "30 billion in deposits", "annual sales of 15 million": a sum without its currency.
_MONEY_AFTER = re.compile(
    r"(?: (?:in|of))?(?: (?:annual|yearly|net|gross|total|new|incremental|additional|operating|combined|capital|sales|media|marketing|project))* "
    r"(?:deposits|revenues?|sales|savings|assets|funding|budget|costs?|loans|donations|profits?|turnover|investments?|spend|bookings)\b"
)
_MONEY_BEFORE = re.compile(r"\b(?:revenues?|sales|budgets?|turnover|savings|profits?|funding|value|assets|spend|costs?) (?:by|of|worth|totall?ing|over|to|at|around|about) (?:about |around |over |nearly )?$")
_ATTACHED = re.compile(r" ?(req/s|[a-z]+²?)(?![\w'])")
_PER = re.compile(
    r"(?: (?:done|read|handled|processed|served|answered))?"
    r" ?(?:/ ?| per | an? | each | every |, )(hour|hr|day|week|wk|month|mo|quarter|year|yr|annum|sprint|night|shift|minute|second)"
    r"(?:s|ly)?\b(?! (?:before|ago|earlier|later|ahead|ready|after|early|long))|(?: in)? (month)\b(?= less|,|;|\.)"
    r"| p\.?a\b(?P<annual>)\.?| (annually|monthly|weekly|daily|yearly|nightly)\b"
)
_PERIODS = {
    "hr": "hour", "wk": "week", "mo": "month", "yr": "year", "annum": "year", "annually": "year", "yearly": "year",
    "monthly": "month", "weekly": "week", "daily": "day", "nightly": "night",
}  # fmt: skip

#: Words that end the thing counted: after them something else begins.
_STOP = frozenset(
    "of in to for with and by from at on per who whom which that over across after before within into under via through "
    "while during against as or is are was were be been has have had a an the its their our his her my your this these "
    "those than but if when where using without between among around about up down out off not no so then both each "
    "every until since because including plus vs versus worth spread now still also only less more until later early "
    "ahead late apart ago old all any such it they we i he she you them us against per became become went got grew fell "
    "rose came made took won left ran run use used uses reached passed joined received stayed now".split()
)
_MODIFIER_STOPS = frozenset("less more".split())
_PLURALS = frozenset("people children men women criteria indices media feet mice personnel staff crew pis kpis apis guis pois okrs".split())
#: Plural words that modify the noun after them: "sales managers", "operations centres".
_PLURAL_MODIFIERS = frozenset(
    "sales operations systems communications logistics analytics works services claims goods parts news business customs "
    "savings accounts sports arts economics electronics human-resources payments graphics admissions collections "
    "robotics diagnostics retirement contracts".split()
)
#: "41 million subscriber base" counts subscribers.
_MASSES = frozenset("base population workforce".split())
_LONGEST_NOUN = 5


def words_of(sentence: str) -> list[Word]:
    """The words of a normalised sentence."""
    return [Word(found.start(), found.end(), found[0]) for found in _WORDS.finditer(sentence)]


_WORDS = re.compile(r"[a-z\u00df-\u024f][a-z\u00df-\u024f0-9]*(?:['&+-][a-z0-9\u00df-\u024f]+)*")


def find_amounts(sentence: str) -> Iterator[Amount]:
    """The amounts of a normalised sentence, in text order."""
    compound = {found.start(): found for found in _COMPOUND.finditer(sentence)} if "h" in sentence else {}
    skip = -1
    for number in find_numbers(sentence):
        if number.start < skip:
            continue
        if both := compound.get(number.start):
            skip = both.end()
            minutes = int(both[1]) * 60 + int(both[2])
            yield Amount(both.start(), both.end(), number, minutes, "minutes", "time")
            continue
        if (amount := _amount(sentence, number)) is not None:
            skip = amount.end
            yield amount


def _amount(text: str, number: Number) -> Amount | None:
    amount = Amount(number.start, number.end, number, number.value)
    end = number.end
    if number.currency:
        amount.kind, amount.unit = "money", number.currency
        _take_period(text, amount)
        return amount
    if found := _PERCENT.match(text, end):
        amount.kind, amount.unit, amount.end = "percent", "percent", found.end()
        if found["points"]:
            amount.unit = "percentage_points"
        elif found["basis"]:
            amount.unit = "basis_points"
        return amount
    if found := _TIMES.match(text, end):
        if found[0].strip() == "x" and number.word:
            return amount
        amount.kind, amount.unit, amount.end = "multiplier", "x", found.end()
        return amount
    if found := _AREA.match(text, end):
        amount.kind, amount.unit, amount.end = "scale", _area_unit(found[1]), found.end()
        return amount
    if number.scale and (_MONEY_AFTER.match(text, end) or _MONEY_BEFORE.search(text[max(0, number.start - 40) : number.start])):
        amount.kind, amount.unit = "money", "money"
        return amount
    if _take_attached(text, amount):
        return amount
    if end < len(text) and (text[end].isalpha() or text[end] in "°ºª§²³_@\\="):
        return None  # part of a code: 3D, 5S, 2FA, 4o
    _take_unit(text, amount)
    return amount


def _area_unit(written: str) -> str:
    if "mile" in written:
        return "sq mi"
    if "yard" in written:
        return "sq yd"
    if "km" in written or "kilo" in written:
        return "km2"
    return "sq ft" if "f" in written else "m2"


def _take_attached(text: str, amount: Amount) -> bool:
    """Short units that may touch the figure: 3TB, 180 ms, 47m, 5h."""
    found = _ATTACHED.match(text, amount.end)
    if found is None or amount.number.word:
        return False
    words = lexicon()
    written = found[1]
    if written in words.sizes:
        amount.kind, amount.unit, amount.end = "scale", words.sizes[written], found.end()
    elif written in words.time and len(written) <= 4:
        amount.kind, amount.unit, amount.end = "time", words.time[written], found.end()
    else:
        return False
    _take_period(text, amount)
    return True


def _take_unit(text: str, amount: Amount) -> None:
    """The words after the number: a time unit, people, or things."""
    words = lexicon()
    position = amount.end
    seen: list[tuple[str, int, int]] = []
    amount.hyphen = text[position : position + 1] == "-"
    while len(seen) < _LONGEST_NOUN and (found := _NEXT_WORD.match(text, position)):
        word = found[1].removesuffix("'s").rstrip("'").rstrip(".")
        if "/" in word:
            word, _, per = word.partition("/")
            amount.per = _PER_SIGNS.get(per, "")
        if amount.hyphen and not seen and "-" in word:
            word = word.split("-")[0]
        start = found.start(1)
        if word in _STOP and not (word in words.modifiers and not seen) and not (word == "of" and amount.number.scale):
            break
        if not (word == "of" and amount.number.scale):
            seen.append((word, start, start + len(found[1].rstrip("'."))))
        position = found.end()
        if word in words.time and all(before in words.modifiers for before, _, _ in seen[:-1]):
            if len(word) <= 2 and amount.number.word:
                break
            amount.kind, amount.unit, amount.end = "time", words.time[word], seen[-1][2]
            _take_period(text, amount)
            return
        if amount.hyphen:
            break
    _take_noun(text, amount, seen)


_PER_SIGNS = {"s": "second", "sec": "second", "second": "second", "min": "minute", "minute": "minute", "h": "hour", "hr": "hour",
              "hour": "hour", "day": "day", "week": "week", "wk": "week", "month": "month", "mo": "month", "quarter": "quarter",
              "year": "year", "yr": "year"}  # fmt: skip
#: Software that is named like people: "12 AI agents".
_MACHINES = frozenset("ai llm virtual autonomous voice software digital smart chat bot rpa copilot genai conversational".split())


def _take_noun(text: str, amount: Amount, seen: list[tuple[str, int, int]]) -> None:
    head = _head(amount, seen)
    if head is None:
        amount.hyphen = amount.hyphen and bool(seen)
        return
    word, start, end = seen[head]
    words = lexicon()
    amount.noun, amount.noun_start, amount.end = word, start, end
    phrase = f"{seen[head - 1][0]} {word}" if head else word
    last = word.rsplit("-", 1)[-1]
    if amount.hyphen and (word in _PERSON_UNITS or f"{word}s" in words.people):
        amount.kind, amount.unit = "headcount", "people"
    elif amount.hyphen:
        amount.kind, amount.unit = "scale", f"{word}s" if not word.endswith("s") else word
    elif word in words.users or phrase in words.users or f"{word}s" in words.users:
        amount.kind, amount.unit = "scale", "users"
    elif any(before in _MACHINES for before, _, _ in seen[:head]):
        amount.kind, amount.unit = "scale", word
    elif _is_person(word) or phrase in words.people or last in words.people or f"{word}s" in words.people:
        amount.kind, amount.unit = "headcount", "people"
    else:
        amount.kind, amount.unit = "scale", word
    if found := re.match(r" \(s\)", text[end : end + 4]):
        amount.end += found.end()
    _take_period(text, amount)


def _head(amount: Amount, seen: list[tuple[str, int, int]]) -> int | None:
    """Index of the word that names the thing counted, None when nothing is counted."""
    words = lexicon()
    if amount.hyphen:
        return 0 if seen and not amount.number.word else (0 if seen and seen[0][0] in _WORD_UNITS else None)
    for index, (word, _, _) in enumerate(seen):
        if word in words.not_counted:
            continue
        if index + 1 < len(seen) and seen[index + 1][0] in _MASSES and f"{word}s" in words.users | words.people:
            return index
        if not (_is_plural(word) or word in words.collective or word in words.people):
            continue
        following = seen[index + 1][0] if index + 1 < len(seen) else ""
        modifies = word in _PLURAL_MODIFIERS or word in words.collective or (following in words.people and word not in words.people)
        if following and word in _PLURAL_MODIFIERS and f"{following}s" in words.people:
            continue
        if following and modifies and (_is_plural(following) or following in words.people):
            continue
        return index
    for index, (word, _, _) in enumerate(seen):
        if f"{word}s" in words.people and index == len(seen) - 1 and amount.value > 1:
            return index  # "4 nursing assistant", as people write it in a second language
    if amount.value == 1 and not amount.number.word and seen and seen[0][0] not in words.not_counted:
        return min(len(seen) - 1, 1)
    return None


#: "12-person", "five-strong".
_PERSON_UNITS = frozenset("person member people man strong engineer developer analyst nurse agent consultant".split())
#: Of the words joined to a number word, these make a count; most make an idiom ("two-way", "four-eyes").
_WORD_UNITS = _PERSON_UNITS | frozenset("page site country bed seat part hour team squad store plant".split())


def _is_person(word: str) -> bool:
    """Whether a plural names people: by the list, or by an ending that only people have."""
    if word in lexicon().people:
        return True
    return word.endswith(("ologists", "icians", "arians", "ographers", "keepers")) or (
        word.endswith("ists") and not word.endswith(("lists", "wrists", "twists", "mists", "gists"))
    )


def _is_plural(word: str) -> bool:
    if "." in word:
        return False
    if word in _PLURALS:
        return True
    return len(word) > 2 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "ous"))


def _take_period(text: str, amount: Amount) -> None:
    """A rate's period: "per week", "a year", "/mo"."""
    if not amount.per and (found := _PER.match(text, amount.end)):
        period = found[1] or found[2] or found[4] or "year"
        amount.per = _PERIODS.get(period, period)
        amount.end = found.end()


def in_hours(value: float, unit: str) -> float:
    """A duration in hours; a day is 24 hours, a month 730."""
    return value * lexicon().hours[unit]


def scale_is_minutes(amount: Amount) -> bool:
    """Whether "47m" may as well be minutes: no currency, nothing counted, a small "m"."""
    return amount.number.scale == "m" and not amount.number.currency and not amount.noun and not amount.number.word


def as_minutes(amount: Amount) -> Amount:
    """The same figure read as minutes."""
    amount.value = amount.value / SCALES["m"]
    amount.kind, amount.unit = "time", "minutes"
    return amount
