"""How strongly a mention proves a skill: by where it stands, whose work it was, and what came of it.

======  ==========================================================================================
E1      listed, or claimed of oneself in a summary; anything planned or in progress
E2      a course, degree or certificate
E3      used in described work
E4      in described work with a figure: a measured outcome or a named scope
E5      E4 that the person led or owned, and that is recent (5 years) or repeated
======  ==========================================================================================
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from analyzer.language.knowledge import SkillBase, SkillRecord
from analyzer.records import Evidence, Skill, Strength

#: Where a mention stands. Decides the strength it can reach.
Place = Literal["work", "title", "claim", "list", "credential", "study"]

#: Strength of an unhedged mention by place, before figures count. A title names a job that was held.
BASE: dict[Place, Strength] = {
    "work": "E3",
    "title": "E3",
    "claim": "E1",
    "list": "E1",
    "credential": "E2",
    "study": "E2",
}
_RECENT_MONTHS = 60
#: Pieces of described work that make a skill a repeated one.
_REPEATED = 2
#: A skill that is only listed never gets more evidence than this many pieces; the best come first.
EVIDENCE_KEPT = 5


class Mention(NamedTuple):
    """One place where a document shows a skill.

    `spot` is the sentence it stands in, for knowing repeats; `lead`: led or owned, with a figure; `recent`:
    in a job of the last five years; `used`: start and end of the dated job it describes; `titled`: in the
    header of a job, which says less than a line of the work below it.
    """

    skill: str
    strength: Strength
    hedged: bool
    evidence: Evidence
    spot: str = ""
    lead: bool = False
    recent: bool = False
    level: int = 1
    used: tuple[str, str] | None = None
    titled: bool = False


def months_between(earlier: str, later: str) -> int:
    """Months from one `YYYY` or `YYYY-MM` to another; a year alone counts from its end."""
    year, _, month = earlier.partition("-")
    to_year, _, to_month = later.partition("-")
    return (int(to_year) - int(year)) * 12 + int(to_month or 12) - int(month or 12)


def is_recent(end: str | None, today: str) -> bool:
    """Whether a job that ended then was held in the last five years."""
    if end is None:
        return False
    return end == "present" or months_between(end, today) <= _RECENT_MONTHS


def raised_by_skill(mentions: Iterable[Mention]) -> dict[str, list[Mention]]:
    """The distinct mentions of every skill, best first (see `raised`)."""
    grouped: dict[str, list[Mention]] = {}
    for mention in mentions:
        grouped.setdefault(mention.skill, []).append(mention)
    return {skill: raised(found) for skill, found in grouped.items()}


def fold(ranked: Mapping[str, Sequence[Mention]], base: SkillBase, *, today: str) -> tuple[Skill, ...]:
    """The mentions of `raised_by_skill` as Skills; a hedge stays only when the best mention is hedged."""
    return tuple(
        sorted(
            (_skill(base[skill_id], found, today) for skill_id, found in ranked.items()),
            key=lambda skill: (-int(skill.strength[1]), skill.hedged, skill.id),
        )
    )


def _skill(record: SkillRecord, ranked: Sequence[Mention], today: str) -> Skill:
    years, last_used = _use(frozenset(one.used for one in ranked if one.used and not one.hedged), today)
    return Skill(
        id=record.id,
        name=record.name,
        kind=record.kind,
        competency=record.competency,
        strength=ranked[0].strength,
        hedged=ranked[0].hedged,
        evidence=tuple(mention.evidence for mention in ranked[:EVIDENCE_KEPT]),
        years=years,
        last_used=last_used,
    )


@lru_cache(maxsize=10_000)  # most skills of a person were used in the same few jobs
def _use(jobs: frozenset[tuple[str, str]], today: str) -> tuple[float | None, str | None]:
    """Years of the jobs together and the last end. Time in two jobs counts once, both end months count."""
    if not jobs:
        return None, None
    months: set[int] = set()
    for start, end in jobs:
        months.update(range(_month(start, today, first=True), _month(end, today) + 1))
    last = max((end for _, end in sorted(jobs)), key=lambda end: _month(end, today))
    return round(len(months) / 12, 1), last


def _month(date: str, today: str, *, first: bool = False) -> int:
    """Number of a month; a year alone starts with its first month and ends with its last."""
    year, _, month = (today if date == "present" else date).partition("-")
    return int(year) * 12 + int(month or (1 if first else 12))


def raised(found: Sequence[Mention]) -> list[Mention]:
    """The distinct mentions of one skill, best first; E4 becomes E5 where it was led, is recent and repeated.

    The same sentence pasted twice is one mention, so repeating words gains nothing.
    """
    if len(found) == 1:
        return list(found)  # nothing to compare, and once is not repeated
    distinct: dict[str, Mention] = {}
    words: dict[str, str] = {}  # of each text once: a long line names a skill hundreds of times
    for mention in sorted(found, key=_rank):
        text = mention.spot or mention.evidence.text
        if text not in words:
            words[text] = " ".join(text.casefold().split())
        distinct.setdefault(words[text], mention)
    described = [one for one in distinct.values() if one.strength >= "E3" and not one.hedged]
    recent = any(one.recent for one in described)
    top = recent and len(described) >= _REPEATED
    return [
        one._replace(strength="E5") if top and one.strength == "E4" and one.lead and not one.hedged else one
        for one in distinct.values()
    ]


def _rank(mention: Mention) -> tuple[int, bool, bool, bool, bool, int, int]:
    evidence = mention.evidence
    return (
        -int(mention.strength[1]),
        mention.hedged,
        not mention.lead,
        not mention.recent,
        mention.titled,
        evidence.document,
        evidence.start,
    )
