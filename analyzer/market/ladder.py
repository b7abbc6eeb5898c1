"""The career ladder: ten roles with the depth each competency needs, and the ways from one to the next.

Source: `data/ladder.yaml`, expert judgement calibrated on real postings. Levels are 0 none, 1 aware,
2 contributor, 3 lead, 4 strategic; weights 0-5 say how much a competency counts for the role.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from analyzer.resources import data_path, read_yaml


@dataclass(frozen=True, slots=True)
class CompetencyNeed:
    """How deep a role needs one competency; a `must` gates the band of the score."""

    competency: str
    weight: int
    level: int
    must: bool


@dataclass(frozen=True, slots=True)
class Rung:
    """One role of the ladder. `min_years` to `max_years` is the experience people usually bring to it."""

    id: str
    title: str
    aliases: tuple[str, ...]
    seniority: int
    min_years: float
    max_years: float
    responsibilities: tuple[str, ...]
    needs: tuple[CompetencyNeed, ...]

    def need(self, competency: str) -> CompetencyNeed | None:
        """The need for one competency, None when the role does not name it."""
        return next((need for need in self.needs if need.competency == competency), None)


@dataclass(frozen=True, slots=True)
class Feeder:
    """A neighbouring profession people come from, with the levels it usually brings."""

    id: str
    title: str
    levels: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Transition:
    """A realistic step from a rung or a feeder to a rung: what is usually missing and what bridges it."""

    origin: str
    target: str
    gap_competencies: tuple[str, ...]
    bridge: str


@dataclass(frozen=True, slots=True)
class Ladder:
    """All rungs in order, the feeders, and the transitions between them."""

    competencies: tuple[str, ...]
    levels: tuple[str, ...]
    rungs: tuple[Rung, ...]
    feeders: tuple[Feeder, ...]
    transitions: tuple[Transition, ...]

    def rung(self, id: str) -> Rung | None:
        """The rung of that id, None when there is none."""
        return next((rung for rung in self.rungs if rung.id == id), None)

    def steps_from(self, id: str) -> tuple[Transition, ...]:
        """The transitions that start at a rung or a feeder."""
        return tuple(step for step in self.transitions if step.origin == id)


@cache
def ladder() -> Ladder:
    """The career ladder of `data/ladder.yaml`."""
    data: Any = read_yaml(data_path("ladder.yaml"))
    return Ladder(
        competencies=tuple(data["meta"]["competency_order"]),
        levels=tuple(data["meta"]["levels"]),
        rungs=tuple(_rung(id, entry) for id, entry in data["roles"].items()),
        feeders=tuple(
            Feeder(id, entry["title"], tuple(entry["levels"].items()))
            for id, entry in data["feeder_profiles"].items()
        ),
        transitions=tuple(
            Transition(entry["from"], entry["to"], tuple(entry["gap_competencies"]), entry["bridge"])
            for entry in data["transitions"]
        ),
    )


def _rung(id: str, entry: Any) -> Rung:
    low, high = entry["years"]
    return Rung(
        id=id,
        title=entry["title"],
        aliases=tuple(entry["aliases"]),
        seniority=entry["seniority"],
        min_years=float(low),
        max_years=float(high),
        responsibilities=tuple(entry["responsibilities"]),
        needs=tuple(
            CompetencyNeed(competency, need["weight"], need["level"], need["must"])
            for competency, need in entry["competencies"].items()
        ),
    )
