"""One person against a market: what is demanded and shown, only claimed, or missing; and shown, rarely asked.

A skill counts as shown when described work shows it (strength E3 or more, without a reservation), a
certificate when it is held. What is only listed, hedged, or learnt in a course is claimed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from analyzer.language import load_skills
from analyzer.market.demand import Kind, Share, items, readable, share, shares
from analyzer.market.facts import Facts, is_credential
from analyzer.records import Evidence, Profile, Skill

Standing = Literal["shown", "claimed", "missing"]

#: Asked in at least this share of the postings, and by so many of them, to count as demanded. Basis: below
#: it the interval of a market of a hundred postings comes near zero.
DEMANDED_FROM, DEMANDED_BY = 0.05, 3
#: Shown, and asked in less than this share: of little use in this market.
RARELY_BELOW = 0.02
#: Certificates answer "held" from this strength on.
_HELD, _SHOWN = "E2", "E3"


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing the market asks for, how the person stands to it, and the best proof or claim."""

    share: Share
    standing: Standing
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Gaps:
    """All of it, each part in the order of how often it is asked. `n` is the number of readable postings."""

    n: int
    shown: tuple[Gap, ...]
    claimed: tuple[Gap, ...]
    missing: tuple[Gap, ...]
    rarely_asked: tuple[Gap, ...]

    @property
    def demanded(self) -> tuple[Gap, ...]:
        """Everything that is demanded, the most frequent first."""
        return tuple(sorted((*self.shown, *self.claimed, *self.missing), key=_order))


def gaps(profile: Profile, rows: Iterable[Facts]) -> Gaps:
    """How the person stands to what these postings ask for."""
    counted = readable(rows)
    known = {skill.id: skill for skill in profile.skills}
    asked = _demanded(counted)
    found: dict[Standing, list[Gap]] = {"shown": [], "claimed": [], "missing": []}
    for one in asked:
        standing, evidence = stands(known.get(one.id))
        found[standing].append(Gap(one, standing, evidence))
    return Gaps(
        len(counted),
        shown=tuple(found["shown"]),
        claimed=tuple(found["claimed"]),
        missing=tuple(found["missing"]),
        rarely_asked=_rarely(profile.skills, counted),
    )


def stands(skill: Skill | None) -> tuple[Standing, Evidence | None]:
    """How a person stands to a skill, with the words that say so."""
    if skill is None or not skill.evidence:
        return "missing", None
    least = _HELD if is_credential(skill.id) else _SHOWN
    shown = skill.strength >= least and not skill.hedged
    return ("shown" if shown else "claimed"), skill.evidence[0]


def _demanded(counted: Sequence[Facts]) -> tuple[Share, ...]:
    kinds: tuple[Kind, ...] = ("skill", "credential")
    found = [one for kind in kinds for one in shares(counted, kind, least=DEMANDED_BY)]
    wanted = [one for one in found if one.share >= DEMANDED_FROM]
    return tuple(sorted(wanted, key=lambda one: (-one.count, one.name)))


def _rarely(skills: Iterable[Skill], counted: Sequence[Facts]) -> tuple[Gap, ...]:
    """What the person shows well and hardly anybody asks for; broad skills first seen in few postings too."""
    counts: Mapping[str, int] = _counts(counted)
    known = load_skills()
    found = []
    for skill in skills:
        standing, evidence = stands(skill)
        count = counts.get(skill.id, 0)
        if standing == "shown" and skill.id in known and count < RARELY_BELOW * len(counted):
            kind: Kind = "credential" if is_credential(skill.id) else "skill"
            found.append(Gap(share(kind, skill.id, count, len(counted)), standing, evidence))
    return tuple(sorted(found, key=_order))


def _counts(counted: Sequence[Facts]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in counted:
        for item in {*items(row, "skill"), *items(row, "credential"), *row.duties}:
            counts[item] = counts.get(item, 0) + 1
    return counts


def _order(gap: Gap) -> tuple[int, str]:
    return -gap.share.count, gap.share.name
