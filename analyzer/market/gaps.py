"""One person against a market: what is demanded and shown, only claimed, or missing; and shown, rarely asked.

A skill counts as shown when described work shows it (strength E3 or more, without a reservation), a
certificate when it is held. What is only listed, hedged, or learnt in a course is claimed. What is not
mentioned at all may be told in other words; who knows the judge of requirements says so.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from analyzer.language import load_skills
from analyzer.market.demand import Kind, Share, items, readable, share, shares
from analyzer.market.facts import Facts, is_credential, is_degree
from analyzer.records import Evidence, Profile, Skill

Standing = Literal["shown", "told", "claimed", "missing"]
#: Finds which of these things described work shows in other words, and the words.
Told = Callable[[Sequence[Share]], Mapping[str, Evidence]]

#: Asked in at least this share of the postings, and by so many of them, to count as demanded. Basis: below
#: it the interval of a market of a hundred postings comes near zero.
DEMANDED_FROM, DEMANDED_BY = 0.05, 3
#: Shown, and asked in less than this share: of little use in this market.
RARELY_BELOW = 0.02
#: Certificates answer "held" from this strength on.
_HELD, _SHOWN = "E2", "E3"
#: Kinds of skills that can be shown without their name.
_IN_WORDS = frozenset({"concept", "method", "technique", "soft"})
#: Competency -> the broad skills that it is about as a whole: whoever does the one by deeds shows the other.
_TOLD_BY_DEEDS: Mapping[str, tuple[str, ...]] = {
    "ai_concepts": ("artificial-intelligence", "machine-learning"),
    "genai_llm": ("generative-ai", "large-language-model"),
    "planning_scheduling": ("project-management", "project-planning"),
    "budget_resource": ("budget-management",),
    "risk": ("risk-management", "issue-management"),
    "agile_delivery": ("agile",),
    "stakeholder_communication": (
        *("communication", "stakeholder-management", "executive-communication", "written-communication"),
        *("presentation-skills", "cross-functional-collaboration"),
    ),
    "team_leadership": ("leadership", "team-leadership"),
    "problem_solving_adaptability": ("problem-solving", "adaptability"),
    "responsible_ai": ("responsible-ai",),
}


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing the market asks for, how the person stands to it, and the best proof or claim."""

    share: Share
    standing: Standing
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Gaps:
    """All of it, each part in the order of how often it is asked. `n` is the number of readable postings.

    `told` are skills that described work shows without naming them. `traits` are asked in general words
    ("communication") and not found; no line can be written for them, so they are no advice.
    """

    n: int
    shown: tuple[Gap, ...]
    told: tuple[Gap, ...]
    claimed: tuple[Gap, ...]
    missing: tuple[Gap, ...]
    traits: tuple[Gap, ...]
    rarely_asked: tuple[Gap, ...]

    @property
    def demanded(self) -> tuple[Gap, ...]:
        """Everything that is demanded, the most frequent first."""
        every = (*self.shown, *self.told, *self.claimed, *self.missing, *self.traits)
        return tuple(sorted(every, key=_order))

    @property
    def open(self) -> tuple[Gap, ...]:
        """What a line of work could still show: not found or only claimed, the most frequent first.

        Traits are left out: "communication" is shown by deeds and not by its name.
        """
        wanted = (*self.missing, *self.claimed)
        return tuple(sorted((one for one in wanted if not is_trait(one.share.id)), key=_order))


def gaps(profile: Profile, rows: Iterable[Facts], *, told: Told | None = None) -> Gaps:
    """How the person stands to what these postings ask for; `told` finds what other words show."""
    counted = readable(rows)
    known = {skill.id: skill for skill in profile.skills}
    asked = _demanded(counted)
    found: dict[Standing, list[Gap]] = {"shown": [], "told": [], "claimed": [], "missing": []}
    standing = {one.id: stands(known.get(one.id)) for one in asked}
    unnamed = [one for one in asked if standing[one.id][0] == "missing"]
    for id, evidence in (told(unnamed) if told else {}).items():
        standing[id] = ("told", evidence)
    for one in asked:
        how, proof = standing[one.id]
        found[how].append(Gap(one, how, proof))
    missing = found["missing"]
    return Gaps(
        len(counted),
        shown=tuple(found["shown"]),
        told=tuple(found["told"]),
        claimed=tuple(found["claimed"]),
        missing=tuple(one for one in missing if not is_trait(one.share.id)),
        traits=tuple(one for one in missing if is_trait(one.share.id)),
        rarely_asked=_rarely(profile.skills, counted),
    )


def is_trait(skill: str) -> bool:
    """Whether a skill is a trait in general words: communication, leadership, attention to detail."""
    known = load_skills()
    return skill in known and known[skill].kind == "soft"


def in_words(skill: str) -> bool:
    """Whether work may show a skill without its name; tools, exams, standards, industries have one only."""
    known = load_skills()
    return skill in known and known[skill].kind in _IN_WORDS and not skill.startswith("domain-")


def told_by(skill: str) -> str | None:
    """The competency whose level alone tells a skill, because it is about just that; None for most skills."""
    return next((one for one, skills in _TOLD_BY_DEEDS.items() if skill in skills), None)


def stands(skill: Skill | None) -> tuple[Standing, Evidence | None]:
    """How a person stands to a skill, with the words that say so."""
    if skill is None or not skill.evidence:
        return "missing", None
    least = _HELD if is_credential(skill.id) else _SHOWN
    shown = skill.strength >= least and not skill.hedged
    return ("shown" if shown else "claimed"), skill.evidence[0]


def _demanded(counted: Sequence[Facts]) -> tuple[Share, ...]:
    kinds: tuple[Kind, ...] = ("skill", "credential")
    found = [
        one for kind in kinds for one in shares(counted, kind, least=DEMANDED_BY) if not is_degree(one.id)
    ]
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
