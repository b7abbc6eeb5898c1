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

from analyzer.language.numbers import Number, find_numbers, scale_of
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


@dataclass(slots=True)
class Figure:
    """One figure of a sentence. `change` when two ends are given; `high` the upper end of a range.

    `amount_start` is where the figure itself begins inside the span. `of` holds the whole in "46 of 50".
    """

    start: int
    end: int
    value: float
    unit: str
    kind: str
    noun: str = ""
    per: str = ""
    high: float | None = None
    baseline: float | None = None
    target: float | None = None
    change: bool = False
    hyphen: bool = False
    signed: bool = False
    part: bool = False
    word: bool = False
    amount_start: int = -1


@dataclass(frozen=True)
class Lexicon:
    """The word lists of `data/metrics.yaml`: units with their forms, and `words` by the name of the list."""

    time: Mapping[str, str]
    hours: Mapping[str, float]
    sizes: Mapping[str, str]
    people: frozenset[str]
    words: Mapping[str, frozenset[str]] = field(repr=False)


@cache
def lexicon() -> Lexicon:
    """The word lists, read once."""
    data = read_yaml(data_path("metrics.yaml"))
    lists = {name: frozenset(map(str, words)) for name, words in data.items() if isinstance(words, list)}
    return Lexicon(
        time=MappingProxyType({form: unit for unit, forms in data["time"].items() for form in forms}),
        hours=MappingProxyType(data["hours"]),
        sizes=MappingProxyType({form: unit for unit, forms in data["sizes"].items() for form in forms}),
        people=lists["people"],
        words=MappingProxyType(lists),
    )


_WORDS = re.compile(r"[a-z\u00df-\u024f][a-z\u00df-\u024f0-9]*(?:['&+-][a-z0-9\u00df-\u024f]+)*")
_PERCENT = re.compile(
    r"(?P<points>[ -]?(?:percentage|percent|%)[ -]?points?\b| ?p\.p\.| ?pp\b| ?ppts?\b| ?pts\b|[ -]points?\b)"
    r"|(?P<basis>[ -](?:basis points|bps)\b| ?bps\b)"
    r"|[ -]?(?:%|percents?\b|per cents?\b|pct\b)"
)
#: "2.4x", "5-fold", "3 times faster"; not "8x H100", "3x weekly", "4 times a day".
_TIMES = re.compile(
    r" ?x(?![\w-])(?! [a-z]{1,3}\d| gpus?\b| ?\d| (?:per|a|an|each|weekly|daily|monthly)\b|/)"
    r"|-?fold\b| times\b(?! (?:a|an|per|each|every)\b)"
)
#: Thousands as much of Europe and South America write them.
_DOTTED = re.compile(r"[1-9]\d{0,2}\.\d{3}")
#: "5h 10m", "2 h 15 min", "7m40s".
_COMPOUNDS = {
    "h": (re.compile(r"(?<![\w.])(\d+) ?h(?:ours?|rs?)? ?(\d{1,2}) ?m(?:in(?:ute)?s?)?\b"), "minutes"),
    "m": (re.compile(r"(?<![\w.])(\d+) ?m(?:in(?:ute)?s?)? ?(\d{1,2}) ?s(?:ec(?:ond)?s?)?\b"), "seconds"),
}
_NEXT_WORD = re.compile(r"(?: |(?<=\d)-|(?<=[a-z])-)([a-z0-9&][\w&'/+]*(?:-[\w&'/]+)*(?:\.[a-z]+)*)")
_PLURAL_NEXT = re.compile(r" (?!is\b|was\b|has\b|as\b|this\b)[a-z]+s\b|-")
_AREA = re.compile(
    r" ?(sq\.? ?(?:ft|feet|foot|m|metres?|meters?|yards?|miles?|km)\b\.?|"
    r"square[- ](?:feet|foot|met(?:re|er)s?|yards?|miles?|kilomet(?:re|er)s?))"
)
_ARROW_AFTER = re.compile(r" ?(?:→|-+>|=>|to ~?\d)")
_ARROW_BEFORE = re.compile(r"(?:→|-+>|=>|\d ?d(?:ays?)? to) ?~?$")
_ATTACHED = re.compile(r" ?(req/s|[a-z]+²?)(?![\w'])")
#: "30 billion in deposits", "annual sales of 15 million": a sum without its currency.
_MONEY_AFTER = re.compile(
    r"(?: (?:in|of))?"
    r"(?: (?:annual|yearly|net|gross|total|new|incremental|additional|operating|combined|capital|"
    r"sales|media|marketing))* "
    r"(?:deposits|revenues?|sales|savings|assets|funding|budget|costs?|loans|donations|profits?|turnover|"
    r"investments?|spend|bookings)\b"
)
_MONEY_BEFORE = re.compile(
    r"\b(?:revenues?|sales|budgets?|turnover|savings|profits?|funding|value|assets|spend|costs?) "
    r"(?:by|of|worth|totall?ing|over|to|at|around|about) (?:about |around |over |nearly )?$"
)
_PER = re.compile(
    r"(?: (?:done|read|handled|processed|served|answered))?"
    r" ?(?:/ ?| per | an? | each | every |, )"
    r"(hour|hr|day|week|wk|month|mo|quarter|year|yr|annum|sprint|night|shift|minute|second)"
    r"(?:s|ly)?\b(?! (?:before|ago|earlier|later|ahead|ready|after|early|long))"
    r"|(?: in)? (month)\b(?= less|,|;|\.)"
    r"| p\.?a\b\.?| (annually|monthly|weekly|daily|yearly|nightly)\b"
)
_PERIODS = {
    "hr": "hour", "wk": "week", "mo": "month", "yr": "year", "annum": "year", "annually": "year",
    "yearly": "year", "monthly": "month", "weekly": "week", "daily": "day", "nightly": "night", "s": "second",
    "sec": "second",
    "min": "minute", "h": "hour",
    **{period: period for period in ("second", "minute", "hour", "day", "week", "month", "quarter", "year")},
}  # fmt: skip
_HALVES = {"years": (6.0, "months"), "hours": (30.0, "minutes")}
_LONGEST_NOUN = 5
#: "three Year 9 classes"
_SCHOOL_YEAR = re.compile(r"year \d")
#: Abbreviated units are this short; longer ones are words and need a space.
_SHORT_UNIT = 4


def words_of(sentence: str) -> list[Word]:
    """The words of a normalised sentence."""
    return [Word(*found.span(), found[0]) for found in _WORDS.finditer(sentence)]


def words_in(sentence: str) -> Iterator[Word]:
    """The words of a normalised sentence, one by one."""
    for found in _WORDS.finditer(sentence):
        yield Word(found.start(), found.end(), found[0])


def find_amounts(sentence: str) -> Iterator[Amount]:
    """The amounts of a normalised sentence, in text order."""
    skip = -1
    for number in find_numbers(sentence):
        if number.start < skip:
            continue
        amount = _compound(sentence, number) or _amount(sentence, number)
        if amount is not None:
            skip = amount.end
            yield amount


def _compound(sentence: str, number: Number) -> Amount | None:
    """A time in two units: "5h 10m" in minutes, "7m40s" in seconds."""
    units = _COMPOUNDS.get(sentence[number.end : number.end + 2].lstrip()[:1])
    if units is None and number.scale == "m":
        units = _COMPOUNDS["m"]  # read as millions so far
    if units is None or (both := units[0].match(sentence, number.start)) is None:
        return None
    value = int(both[1]) * 60 + int(both[2])
    return Amount(both.start(), both.end(), number, value, units[1], "time")


def in_hours(value: float, unit: str) -> float:
    """A duration in hours; a day is 24 hours, a month 730."""
    return value * lexicon().hours[unit]


def scale_is_minutes(amount: Amount) -> bool:
    """Whether "47m" may as well be minutes: no currency, nothing counted, a small "m"."""
    number = amount.number
    return number.scale == "m" and not (number.currency or amount.noun or number.word)


def as_minutes(amount: Amount) -> Amount:
    """The same figure read as minutes."""
    amount.value = amount.value / scale_of("m")
    amount.kind, amount.unit = "time", "minutes"
    return amount


def _amount(text: str, number: Number) -> Amount | None:
    amount = Amount(number.start, number.end, number, number.value)
    if number.currency:
        amount.kind, amount.unit = "money", number.currency
        _take_period(text, amount)
    elif not (_take_sign(text, amount) or _take_attached(text, amount)):
        if _is_code(text, number.end):
            return None
        _take_unit(text, amount)
    return amount


def _is_code(text: str, end: int) -> bool:
    """Whether a letter follows at once: 3D, 5S, 2FA, 4o."""
    return end < len(text) and (text[end].isalpha() or text[end] in "°ºª§²³_@\\=")


def _take_sign(text: str, amount: Amount) -> bool:
    """Units that no noun can be mistaken for: percent, times, areas, sums without a currency."""
    end, number = amount.end, amount.number
    if found := _PERCENT.match(text, end):
        unit = "percentage_points" if found["points"] else "basis_points" if found["basis"] else "percent"
        amount.kind, amount.unit = "percent", unit
    elif (found := _TIMES.match(text, end)) and not (number.word and "x" in found[0]):
        amount.kind, amount.unit = "multiplier", "x"
    elif found := _AREA.match(text, end):
        amount.kind, amount.unit = "scale", _area_unit(found[1])
    elif number.scale and (
        _MONEY_AFTER.match(text, end) or _MONEY_BEFORE.search(text[max(0, end - 50) : number.start])
    ):
        amount.kind, amount.unit = "money", "money"
        return True
    if found is None or not amount.kind:
        return False
    amount.end = found.end()
    return True


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
        amount.kind, amount.unit = "scale", words.sizes[written]
    elif written == "d" and _beside_arrow(text, amount, found.end()):
        amount.kind, amount.unit = "time", "days"
    elif written in words.time and len(written) <= _SHORT_UNIT:
        amount.kind, amount.unit = "time", words.time[written]
    else:
        return False
    amount.end = found.end()
    _take_period(text, amount)
    return True


def _beside_arrow(text: str, amount: Amount, end: int) -> bool:
    """Whether "9d" is one end of a change ("9d -> 2.5d"); elsewhere a "3d" is no time."""
    return bool(_ARROW_AFTER.match(text, end) or _ARROW_BEFORE.search(text, 0, amount.number.start))


class _Seen(NamedTuple):
    """A word behind the number: as looked up, and where it stands."""

    text: str
    start: int
    end: int


def _take_unit(text: str, amount: Amount) -> None:
    """The words after the number: a time unit, people, or things."""
    amount.hyphen = text[amount.end : amount.end + 1] == "-"
    seen: list[_Seen] = []
    for word in _following(text, amount):
        seen.append(word)
        if _is_time(seen, amount) and not _SCHOOL_YEAR.match(text, word.start):
            amount.kind, amount.unit, amount.end = "time", lexicon().time[word.text], word.end
            _halve(amount)
            _take_period(text, amount)
            return
        if len(seen) == (1 if amount.hyphen else _LONGEST_NOUN):
            break
    _take_noun(text, amount, seen)


def _halve(amount: Amount) -> None:
    """Half a year is six months, half an hour thirty minutes; half a day stays one."""
    if amount.number.word and amount.value == 0.5 and amount.unit in _HALVES:
        amount.value, amount.unit = _HALVES[amount.unit]


def _following(text: str, amount: Amount) -> Iterator[_Seen]:
    """The words behind the number that may still belong to what is counted."""
    lists = lexicon().words
    position, first = amount.end, True
    while found := _NEXT_WORD.match(text, position):
        position = found.end()
        written = found[1].rstrip("'.")
        word = written.removesuffix("'s")
        if word == "of" and amount.number.scale and first:
            continue  # "2.3 million of subscribers"
        if word == "and" and not first:
            continue  # "12 integration and portal projects"
        if "/" in word:
            word, _, period = word.partition("/")
            amount.per = _PERIODS.get(period, "")
            written = written if amount.per else word
            if len(word) == 1 and not amount.per:
                continue  # "14 A/B tests"
        if amount.hyphen and first:
            word = word.split("-")[0]
        if word in lists["noun_ends"] and not (
            (first and word in lists["time_modifiers"]) or _is_part_of_name(text, word, position)
        ):
            return
        yield _Seen(word, found.start(1), found.start(1) + len(written))
        first = False


def _is_part_of_name(text: str, word: str, position: int) -> bool:
    """Whether a small word belongs to the noun: "6 IT projects", "18 US states", "137 use cases"."""
    return (word in ("it", "us") and _PLURAL_NEXT.match(text, position) is not None) or (
        word == "use" and text.startswith(" case", position)
    )


def _is_time(seen: list[_Seen], amount: Amount) -> bool:
    words = lexicon()
    unit = seen[-1].text
    short = amount.number.word and len(unit) <= 2  # "two h" is nobody's two hours
    return (
        unit in words.time
        and not short
        and all(word.text in words.words["time_modifiers"] for word in seen[:-1])
    )


def _take_noun(text: str, amount: Amount, seen: list[_Seen]) -> None:
    head = _head(amount, seen)
    if head is None:
        amount.hyphen = amount.hyphen and bool(seen)
        return
    word = seen[head]
    amount.noun, amount.noun_start, amount.end = word.text, word.start, word.end
    phrase = f"{seen[head - 1].text} {word.text}" if head else word.text
    described = [before.text for before in seen[:head]]
    amount.kind, amount.unit = _kind_of_noun(word.text, phrase, described, hyphen=amount.hyphen)
    if _DOTTED.fullmatch(text, amount.number.start, amount.number.end):
        amount.value *= 1000  # "210.000 records": nobody counts a part of a record to three places
    _take_period(text, amount)


def _kind_of_noun(word: str, phrase: str, described: list[str], *, hyphen: bool) -> tuple[str, str]:
    words = lexicon()
    lists = words.words
    if hyphen:
        if word in lists["person_units"] or f"{word}s" in words.people:
            return "headcount", "people"
        return "scale", word if word.endswith("s") else f"{word}s"
    if {word, phrase, f"{word}s"} & lists["users"] or "active" in described:
        return "scale", "users"
    # "4 model families", "two Microsoft 365 tenants"
    things = word in lists["also_things"] and not lists["things"].isdisjoint(described[-1:])
    if things or not lists["machines"].isdisjoint(described):
        return "scale", word
    if _is_person(word) or phrase in words.people or {word.rsplit("-", 1)[-1], f"{word}s"} & words.people:
        return "headcount", "people"
    return "scale", word


def _head(amount: Amount, seen: list[_Seen]) -> int | None:
    """Index of the word that names the thing counted, None when nothing is counted."""
    lists = lexicon().words
    if amount.hyphen:
        joined = seen and (
            not amount.number.word or seen[0].text in lists["word_units"] | lists["person_units"]
        )
        return 0 if joined else None
    for index, word in enumerate(seen):
        following = seen[index + 1].text if index + 1 < len(seen) else ""
        if word.text not in lists["not_counted"] and _names_thing(word.text, following):
            return index
    return _singular_head(amount, seen)


def _names_thing(word: str, following: str) -> bool:
    """Whether a word is the thing counted, and does not only describe the word behind it."""
    words = lexicon()
    lists = words.words
    if following in lists["masses"] and f"{word}s" in words.people | lists["users"]:
        return True
    if following in lists["groups"] and f"{word}s" in words.people:
        return True  # "a 640 soldier organization"
    if not (_is_plural(word) or word in lists["collective"] or word in words.people):
        return False
    plural = bool(following) and (_is_plural(following) or following in words.people)
    describes = word in lists["plural_modifiers"] or word in lists["collective"]
    describes = describes or (following in words.people and word not in words.people)
    person = word in lists["plural_modifiers"] and f"{following}s" in words.people
    return not (plural and describes) and not person


def _singular_head(amount: Amount, seen: list[_Seen]) -> int | None:
    """A thing in the singular: "1 low finding", and "4 nursing assistant" as written in a second language."""
    words = lexicon()
    if not seen:
        return None
    if amount.value > 1 and f"{seen[-1].text}s" in words.people:
        return len(seen) - 1
    spanned = words.words["spans"].intersection(one.text for one in seen[1:3])
    if spanned and seen[0].text in words.words["word_units"]:
        return 0  # "a five country programme", "a 32 bed medical unit"
    if amount.value == 1 and not amount.number.word and seen[0].text not in words.words["not_counted"]:
        return min(len(seen) - 1, 1)
    return None


def _is_person(word: str) -> bool:
    """Whether a plural names people: by the list, or by an ending that only people have."""
    if word in lexicon().people or word.endswith(("ologists", "icians", "arians", "ographers", "keepers")):
        return True
    return word.endswith("ists") and not word.endswith(("lists", "wrists", "twists", "mists", "gists"))


def _is_plural(word: str) -> bool:
    if "." in word:
        return False
    if word in lexicon().words["irregular_plurals"]:
        return True
    return len(word) > 2 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))


def _take_period(text: str, amount: Amount) -> None:
    """A rate's period: "per week", "a year", "/mo"."""
    if not amount.per and (found := _PER.match(text, amount.end)):
        period = found[1] or found[2] or found[3] or "year"
        amount.per = _PERIODS.get(period, period)
        amount.end = found.end()
