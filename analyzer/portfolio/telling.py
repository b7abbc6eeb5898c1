"""How likely a sentence tells each part of a project: from its words, its heading and where it stands.

::

    sentence, heading, place -> marks (families of words, cues, shapes of figures) -> one chance for each part

The weights were learned from the sentences of `data/training/project-sentences.txt`, by
`python -m analyzer.portfolio.learning`, and are a table of numbers; nothing is loaded to use them.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from math import exp

from analyzer.portfolio.lexicon import names_stage, stages
from analyzer.resources import data_path, models_path, read_yaml

_TOKEN = re.compile(r"[^\W\d_]+(?:['’/-][^\W\d_]+)*")
_NUMBER_WORDS = frozenset((
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty",
    "sixty", "seventy",
    "eighty", "ninety", "hundred", "thousand", "dozen",
))  # fmt: skip
#: What a sentence looks like, whatever its words are.
_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("per cent", r"\d ?%|per ?cent"),
        ("money", r"[$€£₹]|\d ?(?:k|m|bn)\b|\b(?:eur|usd|gbp|chf|euros?|pounds|dollars)\b"),
        ("share", r"\b0?\.\d\d"),
        ("number", r"\d"),
        ("many", r"\d[,.]\d{3}\b|\d{4,}|\dk\b|million"),
        ("from to", r"\bfrom\b.{1,30}\bto\b|->|→|instead of"),
        ("of", r"\d+ (?:of|out of|in) (?:the )?\d+|(?:in|of) (?:ten|a hundred|five|three|four)\b"),
        ("against", r"\bagainst\b|\bthan\b|\bversus\b|\bvs\b|;"),
        ("duration", r"(?:\d|two|three|four|five|six|ten)[- ]?(?:minute|hour|day|week|month|year)s?\b"),
        ("year", r"\b(?:19|20)\d\d\b"),
        ("weeks", r"\bweeks? \d|\bphase \d|\bsprint|\bq[1-4]\b|\bwp ?\d"),
        ("question", r"\?"),
        ("not", r"\b(?:not|no|never|nobody|none|nothing|without)\b|n['’]t\b"),
        ("only", r"\bonly\b|\balone\b|\bjust\b"),
        ("i", r"\bI\b|\bmy\b"),
        ("we", r"\bwe\b|\bour\b"),
        ("was", r"\b(?:was|were|had)\b"),
        ("is", r"\b(?:is|are|has|have)\b"),
        ("can", r"\b(?:may|can|must)\b"),
        ("would", r"\b(?:would|should|could)\b|['’]d\b"),
        ("if", r"^if\b|\bif\b|\bwhen(?:ever)?\b"),
        ("because", r"\bbecause\b|\bsince\b|\bso\b"),
        ("now", r"\bnow\b|\btoday\b|\bsince\b"),
        ("with", r"\bwith\b"),
        ("colon", r":"),
        ("semicolon", r";"),
        ("code", r"[a-z]_[a-z]|\w\(\)|\.py\b|https?:|@|^out:"),
    )
)  # fmt: skip
#: Words before a colon that stand over the rest like a heading.
_LABEL = re.compile(r"^[^\w]*([A-Z][\w '’/&-]{1,34}?)(?:\s*[:–—]\s|\s{2,})\S")
_LONG, _SHORT = 22, 7
#: Letters at the beginning of a longer word by which its forms are one: `negotiate`, `negotiations`.
_BEGINNING = 5


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence with what stands over it and the how manieth of its project it is, 0 for the first."""

    text: str
    heading: str
    number: int


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned: a weight for each mark and part, a start, and from where on a part is told."""

    parts: tuple[str, ...]
    start: tuple[float, ...]
    least: tuple[float, ...]
    marks: Mapping[str, tuple[float, ...]]


@cache
def learned() -> Weights:
    """The weights that ship."""
    written = json.loads(models_path("project-parts", "weights.json").read_text(encoding="utf-8"))
    return Weights(
        tuple(written["parts"]),
        tuple(written["start"]),
        tuple(written["least"]),
        {mark: tuple(values) for mark, values in written["marks"].items()},
    )


def chances(place: Place, weights: Weights) -> tuple[float, ...]:
    """For each part how likely the sentence tells it, 0 to 1."""
    sums = list(weights.start)
    for mark in sorted(marks_of(place)):
        for number, weight in enumerate(weights.marks.get(mark, ())):
            sums[number] += weight
    return tuple(1 / (1 + exp(-max(-30.0, min(30.0, one)))) for one in sums)


#: Sentences that together may tell a part, and the chance below which one is no quote for it.
_TOGETHER, _NO_QUOTE = 3, 0.1


def together(chances_of_part: Sequence[float]) -> float:
    """How likely the likeliest few sentences of a project tell a part: that not all of them fail to."""
    none = 1.0
    for one in sorted(chances_of_part)[-_TOGETHER:]:
        none *= 1.0 - one
    return 1.0 - none


@lru_cache(maxsize=20_000)
def chances_of(place: Place) -> dict[str, float]:
    """For each part how likely the sentence tells it, where that is worth a word."""
    weights = learned()
    found = zip(weights.parts, chances(place, weights), strict=True)
    return {part: chance for part, chance in found if chance >= _NO_QUOTE}


def least_for(part: str) -> float:
    """The chance from which on a project is said to tell a part."""
    weights = learned()
    return weights.least[weights.parts.index(part)]


def marks_of(place: Place) -> frozenset[str]:
    """What is seen of a sentence: its words, their families, its shapes and cues, its heading and place."""
    label = _LABEL.match(place.text)
    over = f"{place.heading} {label[1]}" if label else place.heading
    return frozenset((*_of_text(place.text), *_of_heading(over), *_of_place(place)))


def _of_text(text: str) -> Iterator[str]:
    words = _words(text)
    families = _families(text.lower())
    shapes = [name for name, pattern in _SHAPES if pattern.search(text)]
    yield from (f"w:{one}" for one in words)
    yield from (f"p:{one[:_BEGINNING]}" for one in _TOKEN.findall(text.lower()) if len(one) > _BEGINNING + 1)
    yield from (f"b:{one} {other}" for one, other in pairwise(words))
    yield from (f"f:{one}" for one in families)
    yield from (f"s:{one}" for one in shapes)
    yield from (f"fs:{one}+{other}" for one in families for other in shapes)
    for name, stage in stages().items():
        if stage.cues.search(text):
            yield f"cue:{name}"


def _of_heading(heading: str) -> Iterator[str]:
    words = _words(heading)
    yield from (f"hw:{one}" for one in words)
    yield from (f"hf:{one}" for one in _families(heading.lower()))
    yield from (f"h:{name}" for name, stage in stages().items() if names_stage(stage, heading))
    if heading.rstrip().endswith("?"):
        yield "h?"


def _of_place(place: Place) -> Iterator[str]:
    few = len(place.text.split())
    yield "long" if few > _LONG else "short" if few < _SHORT else "middling"
    if place.number < 4:  # the first sentences mostly tell what was wrong
        yield f"at:{place.number}"
        yield "at:top"


def _words(text: str) -> list[str]:
    return [_shortened(one) for one in _TOKEN.findall(text.lower().replace("’", "'"))]


@cache
def _shortened(word: str) -> str:
    """A word without its ending; number words are one."""
    if word in _NUMBER_WORDS:
        return "#"
    for ending in ("'s", "ingly", "ings", "ing", "edly", "ied", "ies", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


@cache
def _lexicon() -> tuple[dict[str, tuple[str, ...]], tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """Whole words -> families, beginnings with their family, phrases with theirs."""
    whole: dict[str, tuple[str, ...]] = {}
    beginnings: list[tuple[str, str]] = []
    phrases: list[tuple[str, str]] = []
    for family, written in read_yaml(data_path("portfolio", "words.yaml")).items():
        for quoted, plain in re.findall(r'"([^"]+)"|(\S+)', written):
            if quoted:
                phrases.append((quoted, family))
            elif plain.endswith("*"):
                beginnings.append((plain[:-1], family))
            else:
                whole[plain] = (*whole.get(plain, ()), family)
    return whole, tuple(beginnings), tuple(phrases)


@cache
def _families_of(word: str) -> frozenset[str]:
    whole, beginnings, _ = _lexicon()
    return frozenset(
        (*whole.get(word, ()), *(family for start, family in beginnings if word.startswith(start)))
    )


def _families(lowered: str) -> list[str]:
    found: set[str] = set()
    for word in _TOKEN.findall(lowered):
        found |= _families_of(word)
    found.update(family for phrase, family in _lexicon()[2] if phrase in lowered)
    return sorted(found)
