"""A Job made ready for matching: what each requirement asks, in the terms in which a Profile can answer."""

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from analyzer.integrity import shingles
from analyzer.language import load_skills
from analyzer.market import Rung, ladder
from analyzer.matching.concepts import ideas
from analyzer.matching.sizes import Size, asked
from analyzer.matching.studies import fields_asked
from analyzer.matching.words import terms
from analyzer.records import Job, Requirement

#: Years a job of this seniority usually asks when the ad names none. Basis: the ranges of the career ladder.
USUAL_YEARS: Mapping[str, float] = {
    "junior": 1,
    "mid": 4,
    "senior": 7,
    "lead": 7,
    "manager": 6,
    "executive": 10,
}
#: Seniority words of an ad on the scale 1-6 of the ladder, where the job stands on none of its rungs.
USUAL_RANK: Mapping[str, int] = {"junior": 1, "mid": 3, "senior": 4, "lead": 4, "manager": 4, "executive": 6}
#: Skills that say how well a person studied, not what they can do; answered by the degree.
DEGREES = frozenset(
    {"bachelors-degree", "masters-degree", "doctorate", "associate-degree", "relevant-field-of-study"}
)
_AI_FAMILIES = ("ai_", "tpm_ml", "head_of_ai", "data_science")
#: Share of the requirements that must name AI skills to make a job of no AI family an AI job.
_AI_SHARE = 0.2
_AI_COMPETENCIES = frozenset({"ai_concepts", "genai_llm"})
#: Skills of other competencies that are AI work all the same, told by a part of their id.
_AI_SKILLS = re.compile(
    r"(?:^|-)(?:ai|ml|mlops|llm|model|machine-learning|drift|tensorflow|pytorch|keras|sagemaker|kubeflow|mlflow|"
    r"labelling|annotation|fairness|bias|data-science)(?:-|$)|feature-store|vertex-ai|scikit-learn|training-data"
)
#: Competencies that are shown in many ways, by nearly all who lead projects.
_WITH_PEOPLE = frozenset({"stakeholder_communication", "team_leadership"})
#: Kinds of skill that one has used or not; other words do not tell them.
_BY_NAME = frozenset({"tool", "standard"})
#: Certificates asked by their kind ("or cloud certification"): any of that competency is akin.
_CERTIFICATES = tuple(
    (competency, re.compile(rf"(?<!\w)(?:{words})(?: \w+)? (?:certifi\w+|credentials?)", re.IGNORECASE))
    for competency, words in (
        ("ai_platforms", r"cloud|AWS|Azure|GCP"),
        ("agile_delivery", r"agile|scrum|SAFe"),
        ("planning_scheduling", r"project management|PM"),
        ("ai_concepts", r"AI|machine learning|data science"),
        ("data_literacy", r"data|analytics"),
    )
)
#: Words that ask for a beginning only.
LITTLE = re.compile(
    r"(?<!\w)(?:basic|interest(?:ed)? in|familiar\w*|exposure|awareness|some|comfortable|curio\w+|willing\w*|"
    r"appetite|understanding|knowledge of|grasp|literate)(?!\w)",
    re.IGNORECASE,
)
#: Words of a line about years -> the family of jobs whose nearness table counts them.
YEARS_IN: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (family, re.compile(rf"(?<!\w)(?:{words})", re.IGNORECASE))
    for family, words in (
        ("construction_project_manager", r"construction"),
        ("scrum_master", r"scrum|agile coach"),
        ("product_manager", r"product (?:manage|owner)"),
        ("tpm_ml", r"technical program"),
        ("ai_program_manager", r"program(?:me)?s? (?:manage|lead)|leading (?:large )?program"),
        ("ai_consultant", r"consult"),
        ("ai_governance", r"governance|compliance|risk management|audit"),
        ("delivery_manager", r"deliver"),
        ("data_science_manager", r"data scien|machine learning engineer|engineering manage"),
        ("it_project_manager", r"project|implementation"),
    )
)


@cache
def is_ai(skill: str, competency: str) -> bool:
    """Whether a skill is one of AI work."""
    return competency in _AI_COMPETENCIES or _AI_SKILLS.search(skill) is not None


@dataclass(frozen=True, slots=True)
class Ask:
    """One requirement, ready to be answered. `weights` of terms come from the matcher, not from here.

    `fields` are the fields of study asked (:mod:`~analyzer.matching.studies`); `soft` says that it asks how
    somebody works with people, `named` that it asks for something by its name, such as a tool; `size` is how
    many people or how much money it speaks of.
    """

    requirement: Requirement
    terms: frozenset[str]
    ideas: frozenset[str]
    skills: tuple[str, ...]
    competencies: tuple[str, ...]
    credentials: tuple[str, ...]
    years: float | None
    years_in: str | None
    years_of_ai: bool
    degree: str | None
    little: bool
    fields: int
    soft: bool
    named: bool
    size: Size | None = None

    @property
    def only_credential(self) -> bool:
        """Whether a certificate is all that is asked."""
        return bool(self.credentials) and not (self.skills or self.years or self.degree)


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """One job as the matcher sees it."""

    job: Job
    asks: tuple[Ask, ...]
    rung: Rung | None
    needs: Mapping[str, tuple[float, int]]
    years: float
    rank: int
    ai: bool
    title: frozenset[str]
    terms: Mapping[str, float]
    skills: Mapping[str, int]
    long_runs: frozenset[tuple[str, ...]]
    short_runs: frozenset[tuple[str, ...]]


@lru_cache(maxsize=256)
def target(job: Job) -> Target:
    """The job made ready; kept, because many people are compared with few jobs."""
    return made_ready(job, runs=True)


def years_and_rank(job: Job) -> tuple[float, int]:
    """Years that the job asks, or that are usual for it, and how high it stands, 1 to 6."""
    rung = ladder().rung(job.ladder) if job.ladder else None
    usual = rung.min_years if rung else USUAL_YEARS.get(job.seniority, 4.0)
    years = max(1.0, usual if job.min_years is None else job.min_years)
    return years, rung.seniority if rung else USUAL_RANK.get(job.seniority, 3)


def made_ready(job: Job, *, runs: bool) -> Target:
    """The job made ready; without `runs` nothing can be told of copies, which an index need not."""
    years, rank = years_and_rank(job)
    asks = tuple(_ask(requirement) for requirement in job.requirements if requirement.scored)
    rung = ladder().rung(job.ladder) if job.ladder else None
    named = sum(ask.years_of_ai for ask in asks)
    return Target(
        job=job,
        asks=asks,
        rung=rung,
        needs=_needs(rung, asks),
        years=years,
        rank=rank,
        ai=job.family.startswith(_AI_FAMILIES) or bool(asks and named / len(asks) >= _AI_SHARE),
        title=terms(job.title),
        terms=_counted(asks),
        skills=Counter(skill for ask in asks for skill in ask.skills),
        long_runs=shingles(job.text, 8) if runs else frozenset(),
        short_runs=shingles(job.text, 4) if runs else frozenset(),
    )


def _counted(asks: tuple[Ask, ...]) -> Mapping[str, float]:
    """The telling words of all requirements; a word said often counts a little more."""
    counts = Counter(term for ask in asks for term in sorted(ask.terms))
    return {term: 1 + math.log(count) for term, count in counts.items()}


def _ask(requirement: Requirement) -> Ask:
    known = load_skills().skills
    records = [known[skill] for skill in requirement.skills if skill in known and skill not in DEGREES]
    competencies = [record.competency for record in records]
    if any(record.kind == "certification" for record in records):
        competencies += [one for one, words in _CERTIFICATES if words.search(requirement.text)]
    family = next((family for family, words in YEARS_IN if words.search(requirement.text)), None)
    return Ask(
        requirement=requirement,
        terms=terms(requirement.text),
        ideas=ideas(requirement.text),
        skills=tuple(record.id for record in records if record.kind != "certification"),
        competencies=tuple(dict.fromkeys(competencies)),
        credentials=tuple(record.id for record in records if record.kind == "certification"),
        years=requirement.min_years,
        years_in=family,
        years_of_ai=any(is_ai(record.id, record.competency) for record in records),
        degree=requirement.degree,
        little=bool(LITTLE.search(requirement.text)),
        fields=fields_asked(requirement.text) if requirement.degree else 0,
        soft=any(record.kind == "soft" or record.competency in _WITH_PEOPLE for record in records),
        named=any(record.kind in _BY_NAME for record in records),
        size=asked(requirement.text),
    )


def _needs(rung: Rung | None, asks: tuple[Ask, ...]) -> Mapping[str, tuple[float, int]]:
    """Weight and level asked of each competency: the rung's, else what the requirements name, at level 2."""
    if rung:
        return {need.competency: (float(need.weight), need.level) for need in rung.needs}
    counts: dict[str, float] = {}
    for ask in asks:
        for competency in ask.competencies:
            counts[competency] = counts.get(competency, 0.0) + 1.0
    return {competency: (count, 2) for competency, count in counts.items()}
