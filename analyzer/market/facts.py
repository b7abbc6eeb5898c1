"""What one posting asks, as facts to be counted: the record behind demand, gaps and the index of postings.

A posting's words become Facts by way of its Job; the shipped snapshot holds facts only.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from analyzer.language import load_skills
from analyzer.records import Importance, Job, Requirement

Remote = Literal["yes", "hybrid", "no"]
Period = Literal["year", "month", "week", "day", "hour"]
Readable = Literal["full", "part", "none"]

PERIODS: tuple[Period, ...] = get_args(Period)

#: Degree levels, lowest first.
DEGREES = ("secondary", "associate", "bachelor", "master", "doctorate")


@dataclass(frozen=True, slots=True)
class Pay:
    """Pay as the posting states it: at least one end of the range, ISO 4217 currency, per period."""

    low: float | None
    high: float | None
    currency: str
    period: Period

    @property
    def middle(self) -> float:
        """The middle of the range, or the end that is stated."""
        stated = [end for end in (self.low, self.high) if end is not None]
        return sum(stated) / len(stated)


@dataclass(frozen=True, slots=True)
class Facts:
    """One posting as facts. Skills are canonical ids, in order of appearance, each once.

    `readable` says how much of its requirements could be read: a skill that is not seen in a posting whose
    requirements are cut off is unknown, not absent, so shares are computed over readable rows only.
    `posted` is `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; `country` ISO 3166-1 alpha-2; `language` ISO 639-1.
    """

    id: str
    title: str
    family: str
    level: str
    source: str
    readable: Readable
    url: str | None = None
    company: str | None = None
    place: str | None = None
    country: str | None = None
    remote: Remote | None = None
    posted: str | None = None
    language: str = "en"
    required: tuple[str, ...] = ()
    preferred: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    credentials: tuple[str, ...] = ()
    credentials_required: tuple[str, ...] = ()
    degree: str | None = None
    degree_required: bool = False
    min_years: float | None = None
    pay: Pay | None = None

    @property
    def asked(self) -> tuple[str, ...]:
        """The skills asked for, required or preferred."""
        return tuple(dict.fromkeys((*self.required, *self.preferred)))

    @property
    def month(self) -> str | None:
        """The month of posting, when it is known."""
        return self.posted[:7] if self.posted and len(self.posted) >= 7 else None


def facts_of(job: Job) -> Facts:
    """The facts of a posting that was read. Company, place and pay stand beside it and are not among them."""
    skills: dict[Importance, dict[str, None]] = {"required": {}, "preferred": {}, "responsibility": {}}
    credentials: dict[str, bool] = {}
    degree, degree_required = None, False
    asking = [one for one in job.requirements if one.scored]
    for requirement in asking:
        must = requirement.importance == "required"
        for skill in requirement.skills:
            if is_degree(skill):
                continue
            if is_credential(skill):
                credentials[skill] = credentials.get(skill, False) or _alone(must, requirement)
            else:
                skills[requirement.importance].setdefault(skill)
        if requirement.degree and requirement.importance != "responsibility":
            lower = degree is None or DEGREES.index(requirement.degree) < DEGREES.index(degree)
            degree = requirement.degree if lower else degree
            degree_required = degree_required or (must and not requirement.degree_or_equivalent)
    return Facts(
        id=job.id,
        title=job.title,
        family=job.family,
        level=job.seniority,
        readable=_readable(job, asking),
        required=tuple(skills["required"]),
        preferred=tuple(skills["preferred"]),
        duties=tuple(skills["responsibility"]),
        credentials=tuple(credentials),
        credentials_required=tuple(skill for skill, must in credentials.items() if must),
        degree=degree,
        degree_required=degree_required,
        min_years=job.min_years,
        source=job.source,
    )


def _alone(must: bool, requirement: Requirement) -> bool:
    """Whether a credential itself is required: "PMP or PRINCE2" requires neither of them."""
    return must and not requirement.any_of


def _readable(job: Job, asking: Iterable[Requirement]) -> Readable:
    if not any(one.importance != "responsibility" for one in asking):
        return "none"
    return "part" if any("cut off" in note for note in job.notes) else "full"


@cache
def is_credential(skill: str) -> bool:
    """Whether a skill is a certificate, and so answered by holding it."""
    return skill in load_skills() and load_skills()[skill].kind == "certification"


@cache
def is_degree(skill: str) -> bool:
    """Whether a skill says that somebody studied; degrees are counted apart."""
    return skill.endswith("-degree") or skill in ("doctorate", "relevant-field-of-study")


@cache
def skill_ids() -> Mapping[str, str]:
    """Skill name or any written form, in lower case -> id."""
    table: dict[str, str] = {}
    for skill in load_skills().skills.values():
        for alias in skill.aliases:
            table.setdefault(alias.text.casefold(), skill.id)
    for skill in load_skills().skills.values():
        table[skill.name.casefold()] = skill.id
    return table


def skill_name(skill: str) -> str:
    """The name of a skill as people write it; what we do not know keeps its words."""
    known = load_skills()
    return known[skill].name if skill in known else skill
