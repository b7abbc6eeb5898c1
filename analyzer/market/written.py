"""Facts without words made into a Job, so that the postings of the snapshot can be matched too.

The requirements are the names of the skills, not quotes of an ad, and the Job says so.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from analyzer.language import load_skills
from analyzer.market.facts import Facts, skill_name
from analyzer.market.titles import role
from analyzer.records import Importance, Job, Requirement

#: Families that only the snapshot tells apart -> the family whose careers count for them.
_MATCHED_AS: Mapping[str, str] = {
    "ai_transformation": "ai_program_manager",
    "data_project_manager": "it_project_manager",
}
#: Fewer things than this, and a posting whose text was cut would fit everybody.
LEAST_LINES = 5
NOTE = "Known by its facts only: what it asks is told in our words. Open the posting for its own."


def job_of_facts(row: Facts) -> Job | None:
    """A Job of what the facts say is asked; None when they say too little to match anybody with."""
    lines = list(_lines(row))
    if len(lines) < LEAST_LINES:
        return None
    text, requirements = f"{row.title}\n\n", []
    for line, importance, asked in lines:
        start = len(text) + 2
        text += f"- {line}\n"
        requirements.append(
            Requirement(text=line, importance=importance, start=start, end=start + len(line), **asked)
        )
    family = _MATCHED_AS.get(row.family, row.family)
    told = role(row.title, [line for line, *_ in lines], min_years=row.min_years)
    return Job(
        id=row.id,
        title=row.title,
        source=row.source,
        text=text,
        family=family,
        seniority=row.level,
        min_years=row.min_years,
        max_years=None,
        requirements=tuple(requirements),
        ladder=told.ladder if told.family == family else None,
        notes=(NOTE,),
    )


def _lines(row: Facts) -> Iterator[tuple[str, Importance, dict[str, Any]]]:
    """What is asked, one thing a line, with its importance and what it means."""
    if row.min_years:
        yield f"At least {row.min_years:g} years of experience", "required", {"min_years": row.min_years}
    if row.degree:
        asked: dict[str, Any] = {"degree": row.degree, "degree_or_equivalent": not row.degree_required}
        yield f"{row.degree.capitalize()} degree", "required" if row.degree_required else "preferred", asked
    for credential in row.credentials:
        must = credential in row.credentials_required
        yield skill_name(credential), "required" if must else "preferred", _known(credential)
    seen: set[str] = set()
    groups: tuple[tuple[tuple[str, ...], Importance], ...] = (
        (row.required, "required"), (row.preferred, "preferred"), (row.duties, "responsibility"),
    )  # fmt: skip
    for skills, importance in groups:
        for skill in skills:
            if skill not in seen:
                seen.add(skill)
                yield skill_name(skill), importance, _known(skill)


def _known(skill: str) -> dict[str, Any]:
    return {"skills": (skill,) if skill in load_skills() else ()}
