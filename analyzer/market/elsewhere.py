"""What advice takes from the market: how many postings of the same kind of job ask for a skill too.

From the snapshot that ships with the program and never from imported postings, so that the same resume and
the same job give the same advice on every machine.
"""

from collections.abc import Iterable
from functools import cache

from analyzer.market.demand import CORE, Selection, Share, readable, selected, share_of
from analyzer.market.facts import is_credential
from analyzer.market.gaps import DEMANDED_BY, DEMANDED_FROM, is_trait
from analyzer.market.snapshot import snapshot

#: Fewer readable postings of a kind of job say nothing; then all kinds of AI work are counted together.
LEAST_OF_A_KIND = 20


def asked_elsewhere(skills: Iterable[str], family: str) -> Share | None:
    """How many postings like this ask for the one of these skills that is asked most; None for too few."""
    found = [one for skill in skills if (one := _asked(skill, _kind(family))) is not None]
    return max(found, key=lambda one: (one.count, one.id), default=None)


def asked_sentence(skills: Iterable[str], family: str) -> str:
    """The same in words; "" when too few ask for it to say so."""
    one = asked_elsewhere(skills, family)
    if one is None:
        return ""
    kind = "such jobs" if _kind(family) else "jobs of this field"
    return f"So do {one.count} of {one.n} other postings for {kind} that we counted ({one.name})."


@cache
def _kind(family: str) -> tuple[str, ...]:
    """The families counted for a job: the core together, others alone where there are enough."""
    wanted = CORE if family in CORE else (family,)
    enough = len(readable(selected(snapshot(), Selection(families=wanted)))) >= LEAST_OF_A_KIND
    return wanted if enough else ()


@cache
def _asked(skill: str, families: tuple[str, ...]) -> Share | None:
    if is_trait(skill):
        return None
    rows = selected(snapshot(), Selection(families=families))
    one = share_of(rows, "credential" if is_credential(skill) else "skill", (skill,))
    return one if one.count >= DEMANDED_BY and one.share >= DEMANDED_FROM else None
