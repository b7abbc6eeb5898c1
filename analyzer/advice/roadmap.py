"""From a profile and a target role to what to build next: gaps, projects, courses, certificates, people.

The knowledge is `data/roadmap/`; what stands first for a person is chosen by points for the effort, where the
points are those of the real matcher for the target. They are what would stand on the resume at least: of a
project the skills that its line names, as used in described work (E3), because nobody has seen a result yet;
of a certificate that it is held; of a course nothing, because a course is shown by the work done with it.
Nothing here lowers a score: what people do not write on resumes (talks, reading) is advice only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal

from analyzer.advice.along import Habit, along_the_way
from analyzer.advice.context import Context, context_of
from analyzer.advice.gains import gain_of
from analyzer.advice.knowledge import data
from analyzer.advice.rule import Change
from analyzer.advice.standing import Distance, Gap, bridge, distance_to, gaps_to, next_role
from analyzer.language import load_skills
from analyzer.market import ladder
from analyzer.matching import TrainedMatcher
from analyzer.records import CertificationStatus, Clears, Job, Profile, SuggestionKind

__all__ = ["ASSUMED", "Distance", "Gap", "Item", "Roadmap", "data", "gaps_to", "roadmap_for", "worth"]

ItemKind = Literal["project", "course", "certificate"]

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
#: Competencies of which a certificate of a kind shows the basics: a beginner's course adds nothing.
_BASICS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "project": ("planning_scheduling", "risk", "budget_resource", "stakeholder_communication"),
        "agile": ("agile_delivery",),
        "both": ("ai_concepts", "planning_scheduling", "risk"),
        "ai": ("ai_concepts",),
        "responsible": ("responsible_ai",),
        "cloud": ("ai_platforms",),
        "product": ("product_strategy",),
    }
)
#: Kinds whose first exams show the terms and not yet the field, and the order from which on they show it.
_BY_STAGES, _WHOLE_FIELD = frozenset(("project",)), 3
#: First exams: nothing for whoever contributes in their field already.
_FIRST = 2
#: From this level on somebody contributes in a field: the basics are known.
_CONTRIBUTES = 2
#: What years of work teach as such: from so many on nobody is sent to a first course in it.
_SEASONED_YEARS = 8.0
_BY_WORK = frozenset((
    "budget_resource", "continuous_learning", "planning_scheduling",
    "problem_solving_adaptability", "risk", "stakeholder_communication", "team_leadership",
))  # fmt: skip
#: Fields that leaders of leaders need no exercises in.
_NOT_FOR_EXECUTIVES = frozenset(("programming", "continuous_learning"))
#: A point is worth so much of a gap's weight where two items bring the same points for an hour.
_GAP_SHARE = 0.02
#: Hours of a usual course.
_USUAL_COURSE = 30


@dataclass(frozen=True, slots=True)
class Item:
    """Something to build: why, what to have at its end, and the points it is worth at least.

    `assumes` says what the points take for granted. `underway`: the person has begun it, or plans it.
    `shows` are the skills that its points rest on; `clears` is there where somebody asked for it.
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
    underway: bool = False
    shows: tuple[str, ...] = ()
    clears: Clears | None = None

    @property
    def assumes(self) -> str:
        """What the points take for granted, in words."""
        return ASSUMED[self.kind]

    @property
    def change(self) -> Change:
        """What would be on the resume then: described work, or a certificate that is held."""
        return Change(self.shows, "E2" if self.kind == "certificate" else "E3")


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
    along: tuple[Habit, ...] = ()


def roadmap_for(
    profile: Profile, job: Job, roles: Sequence[Job], matcher: TrainedMatcher, *, today: str = ""
) -> Roadmap:
    """The roadmap of one person to one job; `roles` is the role library, `today` the present month."""
    context = context_of(profile)
    rung = ladder().rung(job.ladder) if job.ladder else None
    distances = tuple(distance_to(profile, role, matcher) for role in roles)
    nearest = next_role(distances, roles)
    gaps = gaps_to(profile, rung)
    measure = _Measure(profile, job, matcher)
    return Roadmap(
        role=job.id,
        title=job.title,
        score=measure.score,
        ladder=distances,
        next_role=nearest,
        bridge=bridge(profile, distances, roles, job, nearest),
        gaps=gaps[:MOST_GAPS],
        projects=_best(_projects(context, gaps, measure), gaps, "project"),
        courses=_best(_courses(profile, context, gaps), gaps, "course"),
        certificates=_best(_certificates(profile, context, job, measure), gaps, "certificate"),
        context=context,
        along=along_the_way(profile, job, context, gaps, today=today),
    )


# --- what to build ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Measure:
    """What things are worth for one person and one job."""

    profile: Profile
    job: Job
    matcher: TrainedMatcher

    @cached_property
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


def _projects(context: Context, gaps: Sequence[Gap], measure: _Measure) -> list[Item]:
    items = []
    for one in data("projects")["projects"]:
        if context.executive and _NOT_FOR_EXECUTIVES.intersection(one["competencies"]):
            continue
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
                shows=skills,
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


def _courses(profile: Profile, context: Context, gaps: Sequence[Gap]) -> list[Item]:
    """A course for each gap: the basics, or what comes after them for whoever shows these already."""
    by_gap = {gap.competency: gap for gap in gaps}
    known = {
        competency
        for one, _ in _of_person(profile, ("held", "expired"))
        if one["order"] >= _WHOLE_FIELD or one["kind"] not in _BY_STAGES
        for competency in _BASICS.get(one["kind"], ())
    }
    seasoned = (profile.years_experience or 0.0) >= _SEASONED_YEARS
    items = []
    for one in data("learning")["courses"]:
        gap = by_gap.get(one["competency"])
        if gap is None or (context.executive and gap.competency in _NOT_FOR_EXECUTIVES):
            continue
        basics = gap.competency in known or (seasoned and gap.competency in _BY_WORK)
        course = one["deeper"] if basics or gap.shown >= _CONTRIBUTES or context.executive else one
        items.append(
            Item(
                kind="course",
                id=one["competency"],
                title=course["topic"],
                why=f"{gap.name}: the role asks for level {gap.asked} of 4, the resume shows {gap.shown}.",
                hours=course["hours"],
                points=0.0,
                competencies=(one["competency"],),
                details=(("Look for", course["look_for"]), ("Kind", course["kind"])),
            )
        )
    return items


def _certificates(profile: Profile, context: Context, job: Job, measure: _Measure) -> list[Item]:
    """What the person has begun or let lapse first, then what suits stage, region and role.

    Of a kind nothing is offered below what is held or underway.
    """
    own = {one["id"]: status for one, status in _of_person(profile, ("held", "expired", *_UNDERWAY))}
    reached: dict[str, int] = {}
    for one in _table():
        if own.get(one["id"]) in ("held", *_UNDERWAY):
            reached[one["kind"]] = max(reached.get(one["kind"], 0), one["order"])
    levels = {one.id: one.level for one in profile.competencies}
    items, first = [], dict[tuple[str, int], Item]()
    for one in sorted(_table(), key=lambda one: not _names_vendor(profile, one["id"])):
        status = own.get(one["id"])
        if load_skills()[one["id"]].status == "retired" or status == "held":
            continue
        suits = (
            context.stage in one["stages"]
            and ("regions" not in one or context.region in one["regions"])
            and ("roles" not in one or job.ladder in one["roles"])
            and one["order"] > reached.get(one["kind"], 0)
        )
        if status is None and not suits:
            continue
        item = _certificate(one, status, measure)
        basics = [levels.get(name, 0) for name in _BASICS.get(one["kind"], ())]
        known = one["order"] <= _FIRST and bool(basics) and min(basics) >= _CONTRIBUTES and not item.points
        if status is not None:
            items.append(item)
        elif not known:
            first.setdefault((one["kind"], one["order"]), item)  # one of two that do the same is enough
    return [*items, *first.values()]


def _names_vendor(profile: Profile, certificate: str) -> bool:
    """Whether the resume works with the vendor of an exam: "azure", "aws", "google"."""
    vendor = certificate.partition("-")[0]
    return any(one.id.startswith(vendor) and one.strength >= "E2" for one in profile.skills)


#: To renew takes about so much less than to begin.
_RENEWAL = 4
#: States of a certificate that somebody is on the way to.
_UNDERWAY: tuple[CertificationStatus, ...] = ("in_progress", "planned")
#: What is said of a certificate that the resume names and that is not held.
_BEGUN: Mapping[str, str] = MappingProxyType(
    {
        "in_progress": "You are preparing for it: book the exam and write its month on the resume. ",
        "planned": "You plan it: set the date and write its month on the resume. ",
        "expired": "Yours has lapsed: renew it if you still need it, or leave it out. ",
    }
)


def _certificate(one: Mapping[str, Any], status: CertificationStatus | None, measure: _Measure) -> Item:
    record = load_skills()[one["id"]]
    return Item(
        kind="certificate",
        id=one["id"],
        title=record.name,
        why=f"{_BEGUN.get(status or '', '')}{one['why']}",
        hours=one["effort_hours"] if status != "expired" else max(1, one["effort_hours"] // _RENEWAL),
        points=measure.points(Change((one["id"],), "E2")),
        shows=(one["id"],),
        competencies=_COMPETENCIES.get(one["kind"], (record.competency,)),
        details=(
            ("Needs", one["needs"]),
            ("Cost", f"{data('certifications')['meta']['cost'][one['cost']]}"),
            ("Check", f"status, price and hours with the issuer (as of {_checked()})"),
            *((("Note", one["note"]),) if "note" in one else ()),
        ),
        underway=status in _UNDERWAY,
    )


def _of_person(
    profile: Profile, wanted: Sequence[CertificationStatus]
) -> list[tuple[Mapping[str, Any], CertificationStatus]]:
    """The certificates of our table that the resume names in one of some states."""
    names = {load_skills()[one["id"]].name: one for one in _table()}
    return [
        (names[one.skill], one.status)
        for one in profile.certifications
        if one.skill in names and one.status in wanted
    ]


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
    ordered = sorted(items, key=lambda one: (not one.underway, -worth(one, gaps), one.id))
    chosen: list[Item] = []
    for one in ordered:
        if not any(one.why == other.why and one.points == other.points > 0 for other in chosen):
            chosen.append(one)
    return tuple(chosen[: MOST_ITEMS[kind]])
