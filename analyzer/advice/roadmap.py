"""From a profile and a target role to what to build next: gaps, projects, courses, certificates, people.

The knowledge is `data/roadmap/`; what stands first for a person is chosen by points for the effort, where the
points are those of the real matcher for the target. They are what would stand on the resume at least: of a
project the skills that its line names, as used in described work (E3), because nobody has seen a result yet;
of a certificate that it is held; of a course nothing, because a course is shown by the work done with it.
Nothing here lowers a score: what people do not write on resumes (talks, reading) is advice only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from analyzer.advice.context import Context, context_of
from analyzer.advice.gains import gain_of
from analyzer.advice.rule import Change
from analyzer.language import load_competencies, load_skills
from analyzer.market import CompetencyNeed, Rung, ladder
from analyzer.matching import TrainedMatcher
from analyzer.matching.career import families_of
from analyzer.records import Band, Job, LevelFit, Profile, SuggestionKind
from analyzer.resources import data_path, read_yaml

ItemKind = Literal["project", "course", "certificate"]

#: A role is reached from the band "good" on, where the level is not under the role's.
REACHED_FROM = 60.0
#: Gaps shown; more are not worked on at once. Basis: the domain's specification names five.
MOST_GAPS = 5
#: Items of each kind that are shown.
MOST_ITEMS: Mapping[ItemKind, int] = MappingProxyType({"project": 6, "course": 5, "certificate": 4})
#: What the points of an item take for granted.
ASSUMED: Mapping[ItemKind, str] = MappingProxyType(
    {
        "project": "once its line stands on the resume with your figures",
        "course": "it counts through the work that shows it",
        "certificate": "once you hold it",
    }
)
#: What certificates of a kind are about, where that is more than the knowledge base says.
_COMPETENCIES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"both": ("ai_concepts", "risk", "planning_scheduling"), "responsible": ("responsible_ai", "risk")}
)
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
#: A point is worth so much of a gap's weight where two items bring the same points for an hour.
_GAP_SHARE = 0.02
#: Hours of a usual course.
_USUAL_COURSE = 30


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


@dataclass(frozen=True, slots=True)
class Item:
    """Something to build: why, what to have at its end, and the points it is worth at least.

    `assumes` says what the points take for granted.
    """

    kind: ItemKind
    id: str
    title: str
    why: str
    hours: int
    points: float
    competencies: tuple[str, ...]
    details: tuple[tuple[str, str], ...]
    effort: SuggestionKind = "build"

    @property
    def assumes(self) -> str:
        """What the points take for granted, in words."""
        return ASSUMED[self.kind]


@dataclass(frozen=True, slots=True)
class Roadmap:
    """The way to a role: where the person stands, the gaps, and what closes them, the most useful first."""

    role: str
    title: str
    score: float | None
    ladder: tuple[Distance, ...]
    next_role: Distance | None
    bridge: str
    gaps: tuple[Gap, ...]
    projects: tuple[Item, ...]
    courses: tuple[Item, ...]
    certificates: tuple[Item, ...]
    context: Context


def roadmap_for(profile: Profile, job: Job, roles: Sequence[Job], matcher: TrainedMatcher) -> Roadmap:
    """The roadmap of one person to one job; `roles` is the role library."""
    context = context_of(profile)
    rung = ladder().rung(job.ladder) if job.ladder else None
    distances = tuple(_distance(profile, role, matcher) for role in roles)
    nearest = _next_role(distances, roles)
    gaps = gaps_to(profile, rung)
    measure = _Measure(profile, job, matcher)
    return Roadmap(
        role=job.id,
        title=job.title,
        score=measure.score,
        ladder=distances,
        next_role=nearest,
        bridge=_bridge(profile, distances, roles, job, nearest),
        gaps=gaps[:MOST_GAPS],
        projects=_best(_projects(gaps, measure), gaps, "project"),
        courses=_best(_courses(gaps), gaps, "course"),
        certificates=_best(_certificates(profile, context, job, measure), gaps, "certificate"),
        context=context,
    )


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


def _distance(profile: Profile, role: Job, matcher: TrainedMatcher) -> Distance:
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


def _next_role(distances: Sequence[Distance], roles: Sequence[Job]) -> Distance | None:
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


def _bridge(
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


# --- what to build ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Measure:
    """What things are worth for one person and one job."""

    profile: Profile
    job: Job
    matcher: TrainedMatcher

    @property
    def score(self) -> float | None:
        return self.matcher.score_of(self.profile, self.job)

    def unshown(self, skills: Sequence[str]) -> tuple[str, ...]:
        """Those of some skills that the job asks for and no line shows."""
        shown = {one.id for one in self.profile.skills if one.strength >= "E3" and not one.hedged}
        asked = {skill for one in self.job.requirements for skill in one.skills}
        return tuple(skill for skill in skills if skill in asked and skill not in shown)

    def points(self, change: Change) -> float:
        """Points of a change, in tenths; 0 where nothing is scored."""
        score = self.score
        gain = None if score is None else gain_of(change, self.profile, self.job, score, self.matcher)
        return gain.points if gain else 0.0


def _projects(gaps: Sequence[Gap], measure: _Measure) -> list[Item]:
    items = []
    for one in data("projects")["projects"]:
        skills = measure.unshown(one["skills"])
        wanted = [gap.name for gap in gaps if gap.competency in one["competencies"]]
        if not skills and not wanted:
            continue
        names = ", ".join(load_skills()[skill].name for skill in skills)
        why = f"Shows {names}." if skills else f"Deepens {' and '.join(wanted)}."
        items.append(
            Item(
                kind="project",
                id=one["id"],
                title=one["title"],
                why=why,
                hours=one["hours"],
                points=measure.points(Change(skills, "E3")) if skills else 0.0,
                competencies=tuple(one["competencies"]),
                details=(
                    ("Data", one["data"]),
                    ("At the end", one["deliverable"]),
                    ("Measure", one["measure"]),
                    ("Ethics check", one["ethics"]),
                    ("How to write it up", one["line"]),
                ),
            )
        )
    return items


def _courses(gaps: Sequence[Gap]) -> list[Item]:
    by_gap = {gap.competency: gap for gap in gaps}
    items = []
    for one in data("learning")["courses"]:
        gap = by_gap.get(one["competency"])
        if gap is None:
            continue
        items.append(
            Item(
                kind="course",
                id=one["competency"],
                title=one["topic"],
                why=f"{gap.name}: the role asks for level {gap.asked} of 4, the resume shows {gap.shown}.",
                hours=one["hours"],
                points=0.0,
                competencies=(one["competency"],),
                details=(("Look for", one["look_for"]), ("Kind", one["kind"])),
            )
        )
    return items


def _certificates(profile: Profile, context: Context, job: Job, measure: _Measure) -> list[Item]:
    base = load_skills()
    held = {one.skill for one in profile.certifications if one.status == "held"}
    kinds = {one["kind"] for one in _table() if base[one["id"]].name in held}
    items = []
    for one in _table():
        record = base[one["id"]]
        fits_stage = context.stage in one["stages"]
        fits_region = "regions" not in one or context.region in one["regions"]
        fits_role = "roles" not in one or job.ladder in one["roles"]
        if (
            record.status == "retired"
            or record.name in held
            or not (fits_stage and fits_region and fits_role)
        ):
            continue
        if one["kind"] in kinds and one["order"] <= _order_held(kinds, one["kind"], held):
            continue  # a lower one of a kind that is held already adds nothing
        items.append(
            Item(
                kind="certificate",
                id=one["id"],
                title=record.name,
                why=one["why"],
                hours=one["effort_hours"],
                points=measure.points(Change((one["id"],), "E2")),
                competencies=_COMPETENCIES.get(one["kind"], (record.competency,)),
                details=(
                    ("Needs", one["needs"]),
                    ("Cost", f"{data('certifications')['meta']['cost'][one['cost']]}"),
                    ("Check", f"status, price and hours with the issuer (as of {_checked()})"),
                    *((("Note", one["note"]),) if "note" in one else ()),
                ),
            )
        )
    return items


def _order_held(kinds: set[str], kind: str, held: set[str]) -> int:
    base = load_skills()
    return max(
        (one["order"] for one in _table() if one["kind"] == kind in kinds and base[one["id"]].name in held),
        default=0,
    )


def _table() -> Sequence[Mapping[str, Any]]:
    table: Sequence[Mapping[str, Any]] = data("certifications")["certifications"]
    return table


def _checked() -> str:
    return str(data("certifications")["meta"]["checked"])


def worth(item: Item, gaps: Sequence[Gap]) -> float:
    """Points for an hour, with a small part for the gaps that it closes.

    Of courses the one for the biggest gap goes first, however long it is: a short one closes no gap sooner.
    """
    closes = sum(gap.size for gap in gaps if gap.competency in item.competencies)
    hours = _USUAL_COURSE if item.kind == "course" else max(1, item.hours)
    return (item.points + _GAP_SHARE * closes) / hours


def _best(items: Sequence[Item], gaps: Sequence[Gap], kind: ItemKind) -> tuple[Item, ...]:
    """The most useful items: points for the hours, then the gaps they close; no two that show the same."""
    ordered = sorted(items, key=lambda one: (-worth(one, gaps), one.id))
    chosen: list[Item] = []
    for one in ordered:
        if not any(one.why == other.why and one.points == other.points > 0 for other in chosen):
            chosen.append(one)
    return tuple(chosen[: MOST_ITEMS[kind]])


@cache
def data(name: str) -> Mapping[str, Any]:
    """One file of `data/roadmap/`."""
    read: Mapping[str, Any] = read_yaml(data_path("roadmap", f"{name}.yaml"))
    return read
