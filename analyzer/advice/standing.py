"""Where somebody stands on the career ladder: the distance to each role, the next realistic one, the gaps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from analyzer.language import load_competencies
from analyzer.market import CompetencyNeed, Rung, ladder
from analyzer.matching import TrainedMatcher
from analyzer.matching.career import families_of
from analyzer.records import Band, Job, LevelFit, Profile

#: A role is reached from the band "good" on, where the level is not under the role's.
REACHED_FROM = 60.0
#: Family of work that a title names -> the profession of the ladder that people come from.
_FEEDERS: Mapping[str, str] = MappingProxyType(
    {
        "project": "traditional_pm", "construction": "traditional_pm", "program": "traditional_pm",
        "delivery": "traditional_pm", "agile": "scrum_master", "data_science": "data_scientist",
        "data_lead": "data_scientist", "data_work": "data_analyst", "business_analyst": "business_analyst",
        "software": "software_engineer", "engineering_lead": "software_engineer",
    }
)  # fmt: skip
#: Jobs from the top whose titles tell where a person comes from.
_LATEST = 2
#: Scores this near say the same.
_ALIKE = 3.0


@dataclass(frozen=True, slots=True)
class Gap:
    """A competency in which the target asks more than the resume shows; levels 0-4, weight 1-5."""

    competency: str
    name: str
    shown: int
    asked: int
    weight: int
    must: bool

    @property
    def size(self) -> int:
        """How much it matters: missing levels times weight."""
        return (self.asked - self.shown) * self.weight


@dataclass(frozen=True, slots=True)
class Distance:
    """How far the resume is from one role; `open_share` is the share of its depth that is not shown."""

    role: str
    title: str
    score: float | None
    band: Band | None
    level_fit: LevelFit | None
    open_share: float
    years: tuple[float, float]
    reached: bool


def gaps_to(profile: Profile, rung: Rung | None) -> tuple[Gap, ...]:
    """The competencies of a rung that are not shown deeply enough, the weightiest first."""
    if rung is None:
        return ()
    levels = {one.id: one.level for one in profile.competencies}
    found = [
        Gap(need.competency, _name(need.competency), shown, need.level, need.weight, need.must)
        for need in rung.needs
        if (shown := levels.get(need.competency, 0)) < need.level
    ]
    return tuple(sorted(found, key=lambda one: (not one.must, -one.size, one.competency)))


def _name(competency: str) -> str:
    return next((one.name for one in load_competencies() if one.id == competency), competency)


# --- the ladder ---------------------------------------------------------------------------------------


def distance_to(profile: Profile, role: Job, matcher: TrainedMatcher) -> Distance:
    """How far somebody is from a role of the library."""
    match = matcher.match(profile, role)
    rung = ladder().rung(role.ladder) if role.ladder else None
    return Distance(
        role=role.id,
        title=role.title,
        score=match.score,
        band=match.band,
        level_fit=match.level_fit,
        open_share=_open_share(profile, rung.needs if rung else ()),
        years=_years(role, rung),
        reached=match.score is not None and match.score >= REACHED_FROM and match.level_fit != "under",
    )


def _years(role: Job, rung: Rung | None) -> tuple[float, float]:
    """The years that the role's own text names, as `aipm roles` shows them; else those usual on its rung."""
    usual = (rung.min_years, rung.max_years) if rung else (0.0, 0.0)
    low, high = role.min_years, role.max_years
    return (usual[0] if low is None else low, usual[1] if high is None else high)


def _open_share(profile: Profile, needs: Sequence[CompetencyNeed]) -> float:
    levels = {one.id: one.level for one in profile.competencies}
    whole = sum(need.weight * need.level for need in needs)
    missing = sum(need.weight * max(0, need.level - levels.get(need.competency, 0)) for need in needs)
    return round(missing / whole, 3) if whole else 0.0


def next_role(distances: Sequence[Distance], roles: Sequence[Job]) -> Distance | None:
    """The role to aim at next: a step of the ladder from what is reached, or else the nearest of all.

    Of roles with about the same score, the one whose depth is shown best; none below the person's level while
    there is another.
    """
    ladders = {role.id: role.ladder for role in roles}
    reached = {ladders[one.role] for one in distances if one.reached}
    steps = {step.target for origin in reached if origin for step in ladder().steps_from(origin)}
    left = [one for one in distances if one.score is not None and not one.reached]
    left = [one for one in left if one.level_fit != "over"] or left  # nobody is sent below their level
    near = [one for one in left if ladders[one.role] in steps] or left
    best = max((one.score or 0.0 for one in near), default=0.0)
    alike = [one for one in near if (one.score or 0.0) >= best - _ALIKE]
    return min(alike, key=lambda one: (one.open_share, one.role), default=None)


def bridge(
    profile: Profile,
    distances: Sequence[Distance],
    roles: Sequence[Job],
    job: Job,
    nearest: Distance | None,
) -> str:
    """What usually bridges the step to the target: from a role that is reached, else from a neighbour."""
    ladders = {role.id: role.ladder for role in roles}
    reached = {ladders[one.role] for one in distances if one.reached}
    target = job.ladder if job.ladder not in reached else ladders[nearest.role] if nearest else None
    origins = [*(one.id for one in reversed(ladder().rungs) if one.id in reached), *_neighbours(profile)]
    steps = {one.origin: one for one in ladder().transitions if one.target == target}
    return next((steps[one].bridge for one in origins if one in steps), "")


def _neighbours(profile: Profile) -> list[str]:
    """The professions people come from: that of the latest titles first, then those of similar levels."""
    levels = {one.id: one.level for one in profile.competencies}
    titles = [one.title or "" for one in profile.positions[:_LATEST]]
    named = [_FEEDERS[family] for title in titles for family in families_of(title) if family in _FEEDERS]
    near = sorted(
        ladder().feeders,
        key=lambda one: sum(abs(level - levels.get(name, 0)) for name, level in one.levels),
    )
    return [*named, *(one.id for one in near), *(one.id for one in ladder().rungs)]
