"""Levels 0-4 of the 18 competencies, each with the evidence that set it.

The rule: a level needs two independent pieces of evidence at that level, or one at E5. A higher piece also
counts for the levels below it, so a single piece supports the level below its own. Self-claims and lists
never exceed level 1 (aware).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Literal

from analyzer.language.knowledge import SkillBase
from analyzer.language.strength import Mention
from analyzer.language.triggers import Needs, Searchers, options_of, sure_letters, triggers_of
from analyzer.records import Balance, Competency, Evidence, Strength
from analyzer.resources import data_path, read_yaml

#: Level for which one piece of evidence speaks. Basis: E3 is taking part (contributor), E5 is leading (lead);
#: E4 is leading when the person led or owned it, else contributing.
_LEVEL: Mapping[Strength, int] = MappingProxyType({"E1": 1, "E2": 1, "E3": 2, "E4": 2, "E5": 3})
_LEAD_LEVEL = 3
#: Words of the fourth level: deciding for an organisation. Basis: the level texts of the framework.
STRATEGIC = re.compile(
    r"\b(?:board|portfolio|enterprise(?:-wide)?|organi[sz]ation-wide|group-wide|company-wide|investment|"
    r"cent(?:re|er) of excellence|operating model|managers of|P&L|policy|regulators?|executive committee|"
    r"(?:AI|data|product|digital)\s+strategy)\b",
    re.IGNORECASE,
)
_PIECES_NEEDED = 2
_NUMBER_WORDS = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty"
_CODES = (
    "USD|EUR|GBP|CHF|SEK|NOK|DKK|INR|CAD|AUD|ZAR|AED|SAR|QAR|SGD|NZD|PLN|CZK|NGN|KES|PKR|JPY|CNY|RMB|KRW|BRL|MXN|"
    "MYR|PHP|THB|IDR|ILS|TRY|EGP|HKD|TWD"
)
_CURRENCIES = rf"(?:{_CODES}|RM|Rs\.?|R\$|R(?=\s?\d)|S\$|A\$|C\$|\$|€|£|₹|¥|₦)"
_SCALES = "k|m|bn|b|mn|mio|million|billion|crore|lakh"
#: What evidence patterns may name.
_NAMES = {
    "<num>": rf"(?:\d[\d,.]*|{_NUMBER_WORDS})",
    "<money>": rf"(?:{_CURRENCIES}\s?\d[\d,.]*\s?(?:{_SCALES})?"
    rf"|\d[\d,.]*\s?(?:{_SCALES})?\s?(?:€|£|\$|euros?|dollars|pounds|rand|crore|lakh|{_CODES})(?!\w))",
    "<currency>": _CURRENCIES,
    "<led>": r"(?:led|leads?|leading|managed?|manages|managing|supervis\w+|direct(?:s|ed|ing)|"
    r"head(?:s|ed|ing)|coach\w*|mentor\w*|steer\w*|coordinat\w+|ran|run|runs|running|command\w+)",
}
_NUMBER = re.compile(rf"\d|\b(?:{_NUMBER_WORDS})\b")
_EVIDENCE_KEPT = 3
#: Competencies of a group that count for the balance, and the share from which it is even.
_BEST = 3
_EVEN = 0.5


@dataclass(frozen=True, slots=True)
class CompetencyRecord:
    """One competency of the framework; `levels` are the texts of levels 1 to 4."""

    id: str
    name: str
    group: str
    definition: str
    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EvidencePattern:
    """Evidence that is a pattern of words and figures, not a term ("team of 12").

    `skills` are shown wherever it fires. Two quick tests come before `regex`: one of `words` must stand in
    the passage, and a number where it asks for one (`figure`).
    """

    id: str
    competency: str
    level: int
    skills: tuple[str, ...]
    words: tuple[str, ...]
    figure: bool
    regex: re.Pattern[str]


@cache
def load_competencies() -> tuple[CompetencyRecord, ...]:
    """The competencies of `data/competencies.yaml`, in the order of the framework."""
    content = read_yaml(data_path("competencies.yaml"))
    return tuple(
        CompetencyRecord(
            id=entry["id"],
            name=entry["name"],
            group=entry["group"],
            definition=entry["definition"],
            levels=tuple(entry["levels"].values()),
        )
        for entry in content["competencies"]
    )


@cache
def load_patterns() -> tuple[EvidencePattern, ...]:
    """The evidence patterns of `data/competencies.yaml`."""
    return tuple(
        EvidencePattern(
            id=entry["id"],
            competency=entry["competency"],
            level=entry["level"],
            skills=tuple(entry.get("skills", ())),
            words=tuple(entry["words"]),
            figure=entry.get("figure", False),
            regex=re.compile(_spelled(entry["regex"])),
        )
        for entry in read_yaml(data_path("competencies.yaml"))["patterns"]
    )


def _spelled(regex: str) -> str:
    for name, meaning in _NAMES.items():
        regex = regex.replace(name, meaning)
    return regex


def fired_patterns(text: str) -> Iterator[tuple[EvidencePattern, re.Match[str]]]:
    """The patterns that fire in a passage, each at its first place, in the order of the framework."""
    lower = text.casefold()
    worth = _searchers().worth(lower)
    if not worth:
        return
    figure = _NUMBER.search(lower) is not None
    for pattern in load_patterns():
        if pattern.id in worth and (figure or not pattern.figure) and (found := pattern.regex.search(text)):
            yield pattern, found


@cache
def _searchers() -> Searchers:
    return Searchers((one.id, _needs(one)) for one in load_patterns())


def _needs(pattern: EvidencePattern) -> Iterator[Needs]:
    """One of the words of a pattern, and the letters without which it cannot match."""
    words = frozenset().union(*(triggers_of(re.escape(word)) for word in pattern.words))
    for option in options_of(pattern.regex.pattern):
        yield words, *sure_letters(option, least=3)


@dataclass(frozen=True, slots=True)
class PatternMention:
    """One place where an evidence pattern fires."""

    pattern: str
    competency: str
    level: int
    skills: tuple[str, ...]
    evidence: Evidence


def competency_levels(
    raised: Mapping[str, Sequence[Mention]], patterns: Sequence[PatternMention], base: SkillBase
) -> tuple[Competency, ...]:
    """The level of every competency of the framework; 0 with no evidence when nothing speaks for it.

    `raised` are the distinct mentions of each skill (`strength.raised_by_skill`).
    """
    pieces: dict[str, list[tuple[int, bool, Evidence]]] = {}
    for skill_id, found in raised.items():
        record = base[skill_id]
        pieces.setdefault(record.competency, []).extend(
            (_level(mention, discounted=record.transferable), mention.strength == "E5", mention.evidence)
            for mention in found
        )
    for fired in patterns:
        pieces.setdefault(fired.competency, []).append((fired.level, False, fired.evidence))
    return tuple(_competency(record, pieces.get(record.id, [])) for record in load_competencies())


def _level(mention: Mention, *, discounted: bool) -> int:
    if mention.hedged or mention.strength in ("E1", "E2"):
        return 1
    level = _LEAD_LEVEL if mention.strength == "E4" and mention.lead else _LEVEL[mention.strength]
    if level >= _LEAD_LEVEL and STRATEGIC.search(mention.evidence.text):
        level += 1
    return level - 1 if discounted else level


def _competency(record: CompetencyRecord, pieces: Sequence[tuple[int, bool, Evidence]]) -> Competency:
    """The highest level with two pieces from different words, or one at E5."""
    ordered = sorted(pieces, key=lambda piece: (-piece[0], not piece[1], piece[2].document, piece[2].start))
    for level in range(4, 0, -1):
        reached = [piece for piece in ordered if piece[0] >= level]
        words = dict.fromkeys(piece[2].text for piece in reached)
        top = level < 4 and any(piece[1] for piece in reached)
        alone = bool(words) and (level == 1 or any(piece[0] > level for piece in reached))
        if len(words) >= _PIECES_NEEDED or top or alone:
            evidence = {piece[2].text: piece[2] for piece in reversed(reached)}
            best = tuple(evidence[text] for text in words)[:_EVIDENCE_KEPT]
            return Competency(record.id, record.name, level, best, record.group)
    return Competency(record.id, record.name, 0, (), record.group)


def balance(competencies: Sequence[Competency]) -> Balance:
    """Technical knowledge against leadership, by the three best competencies of each (see `Balance`).

    Three, since nobody is asked to know all of the technical ones. Basis: statement 4 of the source article.
    """
    technical, leadership = (
        sorted((one for one in competencies if one.group == group), key=lambda one: -one.level)[:_BEST]
        for group in ("technical", "leadership")
    )
    levels = [sum(one.level for one in best) / _BEST for best in (technical, leadership)]
    share = round(min(levels) / max(levels), 2) if any(levels) else None
    found = Balance(round(levels[0], 2), round(levels[1], 2), share)
    if share is None or share >= _EVEN:
        return found
    behind = technical if levels[0] < levels[1] else leadership
    name: Literal["technical", "leadership"] = "technical" if behind is technical else "leadership"
    return replace(found, thinner=name, next=behind[0].id)
