"""Careers: which family of work a title names, how near families are, and for how long each was held."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from analyzer.records import Position

#: (family of work, words of a title), first match wins. Written for the titles of resumes, which name many more
#: trades than postings do.
_FAMILIES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (family, re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE))
    for family, words in (
        ("break", r"career break|parental leave|sabbatical|family care"),
        ("governance", r"(?:ai|model|data|responsible|technology) (?:\w+ )?(?:governance|ethics|policy|assurance|risk)|responsible ai|compliance \w+"),
        ("construction", r"construction|site manager|civil|building|carpenter|quantity surveyor|estimator"),
        ("agile", r"scrum ?master|agile (?:coach|delivery)|release train engineer|iteration manager"),
        ("technical_program", r"technical program(?:me)? \w+|tpm|engineering program \w+"),
        ("product", r"product (?:\w+ )?(?:manager|owner|lead|management|intern|director)|head of product|product manager.*"),
        ("head", r"(?:head|chief|vp|vice president|(?<!project )(?<!program )(?<!programme )director).{0,30}"
                 r"(?:ai|data|analytics|machine learning|digital|science|automation|innovation)\b.*"),
        ("program", r"program(?:me)? (?:\w+ )?(?:manager|lead|director|management|officer)|portfolio manager|pmo (?:lead|head|director|manager)|"
                    r"transformation (?:manager|lead)|(?:senior )?director,? .{0,20}program management"),
        ("coordinator", r"co-?ordinat(?:or|ion)|project (?:assistant|administrator|support|analyst|intern)|pmo analyst|assistant project manager|pmo"),
        ("delivery", r"delivery (?:manager|lead|head|director)|engagement (?:manager|lead)|implementation (?:manager|lead)"),
        ("project", r"project (?:\w+ )?(?:manager|lead|leader|management|director|officer)|projektleit\w+|project manag\w+|chef de projet"),
        ("consultant", r"consultant|consulting|advis[eo]r|strategist|digital strategy|data strategy"),
        ("data_lead", r"(?:data science|machine learning|ml|ai|analytics|data|bi) (?:\w+ )?(?:manager|lead|leader|team leader)|"
                      r"(?:lead|principal|head) (?:data scientist|machine learning|ml|applied)\b.*|squad lead|manager,? (?:operations research|data science)"),
        ("data_science", r"data scien\w+|machine learning|ml engineer|nlp|llm|applied scientist|ai engineer|research (?:scientist|engineer)|"
                         r"statistic\w+|computer vision|ai (?:developer|specialist)|deep learning"),
        ("annotation", r"annotat\w+|label(?:l)?ing|data operations"),
        ("data_work", r"data (?:engineer|analyst|architect|manager)|etl|bi (?:developer|analyst)|analytics|business intelligence|hadoop|web analyst|quantitative"),
        ("engineering_lead", r"engineering manager|(?:software|technical|tech|development) (?:team )?lead|team lead(?:er)? / .*engineer|cto|solution architect"),
        ("business_analyst", r"business (?:\w+ )?analyst|systems analyst|requirements? (?:engineer|analyst)|business analysis|functional (?:lead|leader|analyst)"),
        ("quality", r"qa|test (?:lead|engineer|manager|analyst)|tester|quality (?:engineer|assurance|analyst)|validation"),
        ("presales", r"pre-?sales|solutions? (?:engineer|consultant)|sales engineer|customer success|account manager|support engineer"),
        ("software", r"(?:software|web|full[- ]stack|backend|front[- ]?end|java|application|python) ?(?:\w+ )?(?:developer|engineer|programmer)|"
                     r"developer|programmer|devops|site reliability|systems? engineer|engineer i+"),
        ("infrastructure", r"systems? administrator|network|desktop support|technician|infrastructure"),
        ("research", r"research\w*|lecturer|ux|designer|teacher|professor|scholar"),
        ("operations", r"operations? (?:manager|analyst|lead)|founder|co-?founder|ceo|manager|supervisor|team lead(?:er)?|officer|administrator"),
        ("marketing", r"market(?:ing|er)|growth|social media|content"),
    )
)  # fmt: skip

#: How much of a year in one family of work counts for a job of another, by the family of the job. Families not
#: named count nothing. Basis: the transitions of the career ladder (a year in a feeder role counts in part).
NEARNESS: dict[str, dict[str, float]] = {
    "ai_project_manager": {"project": 1, "program": 1, "technical_program": 0.9, "delivery": 0.9, "coordinator": 0.5,
        "agile": 0.5, "head": 0.6, "data_lead": 0.6, "consultant": 0.5, "product": 0.5, "business_analyst": 0.4,
        "governance": 0.4, "engineering_lead": 0.4, "annotation": 0.3, "data_science": 0.3, "construction": 0.2,
        "presales": 0.2, "quality": 0.2, "data_work": 0.15, "software": 0.15, "operations": 0.1},
    "ai_program_manager": {"program": 1, "project": 0.7, "technical_program": 0.8, "delivery": 0.7, "head": 0.7,
        "governance": 0.6, "consultant": 0.5, "data_lead": 0.5, "product": 0.3, "agile": 0.3, "engineering_lead": 0.3,
        "coordinator": 0.3, "business_analyst": 0.2},
    "ai_product_manager": {"product": 1, "consultant": 0.3, "head": 0.3, "project": 0.25, "technical_program": 0.3,
        "data_lead": 0.35, "data_science": 0.25, "research": 0.2, "business_analyst": 0.2, "delivery": 0.2,
        "program": 0.2, "presales": 0.2, "marketing": 0.1, "engineering_lead": 0.2, "software": 0.1, "operations": 0.1},
    "product_manager": {"product": 1, "consultant": 0.2, "business_analyst": 0.25, "research": 0.2, "project": 0.15,
        "presales": 0.15, "marketing": 0.15, "operations": 0.1, "data_lead": 0.15, "technical_program": 0.2},
    "tpm_ml": {"technical_program": 1, "program": 0.6, "project": 0.6, "engineering_lead": 0.7, "data_lead": 0.5,
        "data_science": 0.4, "software": 0.4, "delivery": 0.5, "agile": 0.4, "data_work": 0.35, "head": 0.4,
        "product": 0.2, "quality": 0.2, "infrastructure": 0.15},
    "ai_consultant": {"consultant": 1, "head": 0.7, "data_lead": 0.7, "data_science": 0.6, "delivery": 0.6,
        "project": 0.5, "program": 0.5, "presales": 0.5, "product": 0.5, "business_analyst": 0.4, "governance": 0.5,
        "technical_program": 0.5, "data_work": 0.3, "engineering_lead": 0.3, "agile": 0.2, "software": 0.15},
    "ai_governance": {"governance": 1, "program": 0.6, "head": 0.6, "consultant": 0.5, "project": 0.4,
        "data_lead": 0.4, "business_analyst": 0.2, "delivery": 0.2, "quality": 0.2, "product": 0.15, "coordinator": 0.2},
    "head_of_ai": {"head": 1, "data_lead": 0.5, "program": 0.5, "engineering_lead": 0.3, "consultant": 0.4,
        "delivery": 0.3, "product": 0.3, "technical_program": 0.3, "project": 0.15, "governance": 0.3},
    "delivery_manager": {"delivery": 1, "program": 0.8, "project": 0.75, "consultant": 0.5, "technical_program": 0.7,
        "agile": 0.5, "engineering_lead": 0.5, "head": 0.5, "data_lead": 0.4, "product": 0.3, "presales": 0.3},
    "data_science_manager": {"data_lead": 1, "head": 1, "data_science": 0.6, "engineering_lead": 0.4,
        "data_work": 0.3, "technical_program": 0.2, "consultant": 0.3, "project": 0.15},
    "project_coordinator": {"coordinator": 1, "project": 0.8, "program": 0.7, "annotation": 0.8, "delivery": 0.7,
        "agile": 0.7, "technical_program": 0.7, "business_analyst": 0.6, "product": 0.5, "quality": 0.4,
        "data_lead": 0.5, "data_science": 0.5, "data_work": 0.4, "consultant": 0.5, "presales": 0.4, "head": 0.5,
        "governance": 0.5, "operations": 0.3, "research": 0.3, "engineering_lead": 0.4, "software": 0.2,
        "construction": 0.4, "marketing": 0.3, "infrastructure": 0.2},
    "it_project_manager": {"project": 1, "program": 1, "delivery": 0.9, "technical_program": 0.8, "agile": 0.4,
        "engineering_lead": 0.4, "coordinator": 0.4, "business_analyst": 0.3, "head": 0.3, "construction": 0.25,
        "consultant": 0.3, "product": 0.25, "infrastructure": 0.25, "quality": 0.2, "software": 0.1},
    "scrum_master": {"agile": 1, "delivery": 0.5, "project": 0.4, "technical_program": 0.5, "program": 0.3,
        "engineering_lead": 0.4, "product": 0.35, "quality": 0.15, "business_analyst": 0.2, "software": 0.15,
        "data_lead": 0.25},
    "construction_project_manager": {"construction": 1, "project": 0.15, "program": 0.1},
    "other": {"project": 0.6, "program": 0.6, "delivery": 0.6, "technical_program": 0.6, "product": 0.5,
        "consultant": 0.6, "head": 0.5, "data_lead": 0.4, "coordinator": 0.4, "agile": 0.4, "governance": 0.4,
        "business_analyst": 0.4, "engineering_lead": 0.3},
}  # fmt: skip

#: Words of a title -> seniority 1-6, the scale of the career ladder; first match wins.
_RANKS: tuple[tuple[int, re.Pattern[str]], ...] = tuple(
    (rank, re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE))
    for rank, words in (
        (
            1,
            r"intern|trainee|assistant|graduate|part-time|co-?ordinator|support officer|apprentice|junior|jr|clerk",
        ),
        (6, r"head|chief|vp|vice president|cto|cio|senior director"),
        (5, r"director|group product manager|program(?:me)? manager|portfolio"),
        (4, r"senior|sr|lead|principal|staff|manager of|team lead(?:er)?|delivery manager"),
        (3, r"manager|owner|master|consultant|coach"),
        (2, r"associate|analyst|officer|engineer|developer|scientist"),
    )
)
_RANK_ELSE = 2
_INTERNSHIP = re.compile(
    r"(?<!\w)(?:intern|internship|trainee|werkstudent|working student|placement)(?!\w)", re.I
)
#: Internships count half (basis: the scoring principles of the domain specification).
_INTERNSHIP_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Held:
    """One position as time: months since year 0, the family of work and the seniority its title names.

    `ai` says how much of it was AI work, 0-1; it is set by who knows the skills.
    """

    first: int
    last: int
    family: str
    rank: int
    share: float
    title: str
    ai: float = 0.0
    described: float = 1.0


@lru_cache(maxsize=2_000)
def family_of(title: str) -> str:
    """The family of work that a title names, `other` when none of ours."""
    return next((family for family, words in _FAMILIES if words.search(title)), "other")


@lru_cache(maxsize=2_000)
def rank_of(title: str) -> int:
    """Seniority 1-6 that a title names."""
    return next((rank for rank, words in _RANKS if words.search(title)), _RANK_ELSE)


def held(position: Position, *, ai: float, described: float) -> Held | None:
    """A position as time; None when its dates cannot be read."""
    if not position.months or not position.start or not position.start[:4].isdigit():
        return None
    year, _, month = position.start.partition("-")
    first = int(year) * 12 + (int(month) if month else 1) - 1
    title = position.title or ""
    return Held(
        first=first,
        last=first + position.months,
        family=family_of(title),
        rank=rank_of(title),
        share=_INTERNSHIP_SHARE if _INTERNSHIP.search(title) else 1.0,
        title=title,
        ai=ai,
        described=described,
    )


def years(career: Sequence[Held], weight: "dict[str, float] | None" = None, *, ai: bool = False) -> float:
    """Years of work, each month counted once at its highest weight.

    `weight` says what a month of each family counts (all count fully when left out); with `ai` a month counts
    only as far as it was AI work.
    """
    edges = sorted({edge for one in career for edge in (one.first, one.last)})
    months = 0.0
    for start, end in zip(edges, edges[1:], strict=False):
        best = max(
            (
                one.share
                * one.described
                * (1.0 if weight is None else weight.get(one.family, 0.0))
                * (one.ai if ai else 1.0)
                for one in career
                if one.first <= start and end <= one.last
            ),
            default=0.0,
        )
        months += (end - start) * best
    return months / 12
