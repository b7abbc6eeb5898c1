"""Sizes: how many people, or how much money, a requirement speaks of, and the largest that a career shows.

"Teams of 15 or more" is not met by a team of four, however well the words agree. Basis: for the
13 requirements with labels that name a size (232 labels), the mean label is .76 where a resume shows that
size, .46 where it shows a smaller one and .31 where it shows none.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from analyzer.language.amounts import Amount, find_amounts
from analyzer.language.numbers import normalise
from analyzer.matching.lines import WORK
from analyzer.records import Achievement, Evidence, Metric
from analyzer.resources import data_path, read_yaml

Kind = Literal["people", "money"]
KINDS: tuple[Kind, ...] = ("people", "money")

#: A size counts as shown from this share of it on: a team of fourteen is one of "about fifteen".
NEARLY = 0.9
#: More people than this are users or employees of a firm, not a team that somebody leads.
_LARGEST_TEAM = 2000
#: Words of a requirement that ask for leading people or for holding money.
_ASKS_PEOPLE = re.compile(
    r"(?<!\w)(?:teams?|squads?|groups?|staff) of(?!\w)|(?<!\w)(?:direct )?reports(?!\w)|people manager|"
    r"(?<!\w)(?:manag\w+|lead\w*|supervis\w+|line management of|head\w*|oversee\w*) "
    r"(?:an? |at least |up to |over |about |more than )*"
    r"(?:\d|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty)",
    re.IGNORECASE,
)
_ASKS_MONEY = re.compile(
    r"budget|(?<!\w)(?:funds?|funding|P&L|portfolio|contracts?|program(?:me)?s?|projects?|spend|grants?)(?!\w)",
    re.IGNORECASE,
)
#: A team that one is part of, or that is there already, is not led.
_PART_OF = re.compile(
    r"(?<!\w)(?:in|within|into|join\w*|part of|member of|alongside|with) (?:an?|our|the) "
    r"(?:[\w-]+ ){0,3}?(?:teams?|squads?|groups?|staff) of|"
    r"(?<!\w)work\w* in (?:\w+ )?(?:teams?|squads?|groups?) of",
    re.IGNORECASE,
)
#: Right before a bare number: that it counts the people of a team. Else it may be the number of a standard, a
#: version or an hour ("SOC 2", "Management 3.0", "24/7").
_TEAM_OF = re.compile(
    r"(?<!\w)(?:teams?|squads?|groups?|staff) of "
    r"(?:at least |up to |over |about |around |some |more than |~ ?)?$",
    re.IGNORECASE,
)
_UP_TO = re.compile(r"\s?(?:to|-|or)\s?", re.IGNORECASE)
#: What is sold or earned is no size that was held.
_NOT_HELD = re.compile(
    r"sales|quota|revenue|(?<!\w)(?:salary|pay|bonus|fines?|penalt\w+)(?!\w)", re.IGNORECASE
)
#: Right before a number of people: that they were led, or that they were a team.
_LED = re.compile(
    r"(?:(?<!\w)(?:teams?|squads?|crew|department|group|platoon|unit|organi[sz]ation|staff|division)s? of "
    r"(?:up to |about |some |around |roughly |over |~ ?|c\. ?)?|"
    r"(?<!\w)(?:led|leads?|leading|manag\w+|supervis\w+|steer\w+|head|heads|headed|heading|command\w+|"
    r"direct(?:ed|s|ing)|line manager of|oversaw|oversee\w*|coordinat\w+|handl\w+) "
    r"(?:an? |the |up to |about |over |some |team (?:size )?)*)$",
    re.IGNORECASE,
)
#: Right after it: that they answer to the person.
_REPORT = re.compile(
    r"^[^.;]{0,20}?(?<!\w)(?:report(?:s|ed|ing)? (?:directly )?(?:in)?to me|direct reports?)", re.I
)
_OPEN = re.compile(r"\([^)]*$")
#: Near a sum: that it is the size of something held.
_HELD = re.compile(
    r"budget|P&L|contract|portfolio|(?<!\w)fund|spend|program|project|roll-?out|upgrade|migration|worth|valued|"
    r"capex|opex|work ?stream|lifecycle",
    re.IGNORECASE,
)
_NEAR = 45


@dataclass(frozen=True, slots=True)
class Size:
    """A number of people, or of US dollars, that is asked at least; `said` is how the requirement puts it."""

    kind: Kind
    least: float
    said: str


@dataclass(frozen=True, slots=True)
class Held:
    """The largest size that a career shows, in the unit of `Size`, in the person's own words and its line."""

    value: float
    said: str
    evidence: Evidence


def asked(text: str) -> Size | None:
    """The size that a requirement asks at least, the first that it names; None where it names none."""
    sentence = normalise(text)
    amounts = list(find_amounts(sentence))
    if _ASKS_PEOPLE.search(sentence) and not _PART_OF.search(sentence):
        teams = [one for at, one in enumerate(amounts) if _is_people(sentence, amounts, at)]
        if teams:
            return Size("people", teams[0].value, text[teams[0].start : teams[0].end].strip())
    if _ASKS_MONEY.search(sentence) and not _NOT_HELD.search(sentence):
        sums = [(one.value * _dollars(one.unit), one) for one in amounts if one.kind == "money"]
        sums = [(value, one) for value, one in sums if value]
        if sums:
            value, least = sums[0]
            return Size("money", value, text[least.start : least.end].strip())
    return None


def largest(achievements: Iterable[Achievement]) -> Mapping[Kind, Held]:
    """The largest team led and the largest sum held that the described work of the resume names."""
    found: dict[Kind, Held] = {}
    for achievement in achievements:
        if achievement.evidence.document == 0 and achievement.evidence.section in WORK:
            for kind, value, metric in _sizes(achievement):
                if kind not in found or value > found[kind].value:
                    found[kind] = Held(value, metric.text, achievement.evidence)
    return found


def _sizes(achievement: Achievement) -> Iterator[tuple[Kind, float, Metric]]:
    text, offset = achievement.evidence.text, achievement.evidence.start
    for metric in achievement.metrics:
        if metric.role != "scope":
            continue
        start, end = metric.start - offset, metric.end - offset
        if metric.kind == "headcount" and metric.value <= _LARGEST_TEAM:
            inside = _OPEN.search(text[:start]) and achievement.verb_class in ("led", "owned")
            if inside or _LED.search(" ".join(text[:start].split()) + " ") or _REPORT.search(text[end:]):
                yield "people", metric.value, metric
        if metric.kind == "money" and _HELD.search(text[max(0, start - _NEAR) : end + _NEAR]):
            yield "money", metric.value * _dollars(metric.unit), metric


def _is_people(sentence: str, amounts: Sequence[Amount], at: int) -> bool:
    """Whether an amount counts people: by its noun, as the size of a team, as the low end of these."""
    one = amounts[at]
    if not 1 < one.value <= _LARGEST_TEAM:
        return False
    if one.kind == "headcount" or one.noun == "reports" or _TEAM_OF.search(sentence[: one.start]):
        return True
    return (
        not one.kind
        and not one.noun
        and at + 1 < len(amounts)
        and _UP_TO.fullmatch(sentence[one.end : amounts[at + 1].start]) is not None
        and _is_people(sentence, amounts, at + 1)
    )


@cache
def _rates() -> Mapping[str, float]:
    rates: Mapping[str, float] = read_yaml(data_path("matching", "exchange.yaml"))
    return rates


def _dollars(currency: str) -> float:
    """What a unit is worth; 0 for one we do not know, which then proves nothing."""
    return _rates().get(currency, 0.0)
