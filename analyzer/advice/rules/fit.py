"""Rules about the target: what the job asks for and the resume does not show."""

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from analyzer.advice.rule import Case, Change, Finding, rule
from analyzer.integrity import words_of
from analyzer.records import RequirementMatch

#: Words of a title that say nothing about the kind of work.
_RANKS = frozenset(
    (
        "senior",
        "junior",
        "lead",
        "principal",
        "associate",
        "chief",
        "staff",
        "sr",
        "jr",
        "i",
        "ii",
        "iii",
        "of",
        "the",
        "and",
        "for",
    )
)

#: At least this share of the target title's words should stand in the headline or the latest title.
TITLE_OVERLAP = 0.5

_AI_COMPETENCIES = frozenset({"ai_concepts", "genai_llm", "mlops", "data_literacy"})


@rule("fit/unproven-requirement", code="TLR-02", severity="high", kind="rephrase", basis="C")
def unproven_requirement(case: Case) -> Iterator[Finding]:
    """The job asks for it, and the resume only claims it.

    Why: a skill in a list is easy to write. A line that shows it at work is what convinces.
    Instead of: | Skills: risk management
    Try: | - Kept the risk register of a $2M programme; closed 14 of 17 risks before go-live.
    Source: recruiter search practice; career-centre agreement
    """
    for requirement in _asked(case):
        if requirement.met == "claimed" and requirement.skills:
            yield Finding(
                message=f"The job asks for “{_short(requirement.text)}”. You name it, but no line shows it "
                "at work. "
                "Where did you do it, and with what result?",
                evidence=requirement.evidence,
                before=requirement.evidence[0].text if requirement.evidence else None,
                after=None,
                change=Change(requirement.skills, "E3"),
                kind="add-fact",
            )


@rule("fit/missing-requirement", code="TLR-02", severity="medium", kind="build", basis="C")
def missing_requirement(case: Case) -> Iterator[Finding]:
    """The job asks for it, and the resume does not mention it.

    Why: what is not on the page counts as not there, for people and for machines.
    Instead of: | Skills: Excel
    Try: | Skills: risk management
    Source: recruiter search practice; career-centre agreement
    """
    for requirement in _asked(case):
        if requirement.met == "missing" and requirement.importance != "preferred":
            yield Finding(
                message=f"Not found: “{_short(requirement.text)}”. If you have done it, add the line that "
                "shows it. "
                "If not, this is worth building.",
                change=Change(requirement.skills, "E3") if requirement.skills else None,
            )


@rule("fit/headline-off-target", code="TLR-01", severity="medium", kind="rephrase", basis="B")
def headline_off_target(case: Case) -> Iterator[Finding]:
    """Neither the headline nor the latest title names the target.

    Why: titles are what the first glance falls on.
    Instead of: | Rosa Example
    | Office Manager
    Try: | Rosa Example
    | Project Coordinator moving into AI Project Manager work
    Source: eye-tracking studies of recruiters (Ladders 2012, 2018; small and vendor-run)
    """
    if case.job is None:
        return
    wanted = [word for word in words_of(case.job.title) if word not in _RANKS]
    seen = words_of(_top_of(case)) + words_of(
        (case.outline.positions[0].title or "") if case.outline.positions else ""
    )
    if not wanted or not seen:
        return
    found = sum(any(fuzz.ratio(word, other) >= 85 for other in seen) for word in wanted)
    if found / len(wanted) < TITLE_OVERLAP:
        yield Finding(
            message=f"Your headline does not name the target. Put “{case.job.title}” there if it is true, "
            f"or “moving into {case.job.title} work”.",
        )


@rule("fit/no-ai-evidence", code="TLR-03", severity="info", kind="build", basis="C")
def no_ai_evidence(case: Case) -> Iterator[Finding]:
    """No work with AI or data can be seen.

    Why: AI knowledge may come from a course, a side project or volunteering, but it has to show.
    Instead of: | - Planned the office move of 40 people.
    Try: | - Planned the pilot of a document classifier with two data scientists; recall 0.84 on 900 letters.
    Source: the article this product started from; readings of real postings
    """
    if not any(
        skill.competency in _AI_COMPETENCIES and skill.strength >= "E3" for skill in case.profile.skills
    ):
        yield Finding(
            message="No line shows work with AI or data yet. Describe one project: data, method, measure, "
            "lesson.",
        )


def _asked(case: Case) -> tuple[RequirementMatch, ...]:
    return case.match.requirements if case.match else ()


def _top_of(case: Case) -> str:
    """The lines above the first section, or the first section when it is a summary."""
    sections = case.outline.sections
    first = sections[0] if sections else None
    if first is None:
        return case.document.text[:400]
    end = first.end if first.kind == "summary" else first.start
    return case.document.text[:end]


def _short(text: str, limit: int = 90) -> str:
    text = re.sub(r"\s+", " ", text).strip(" .;")
    return text if len(text) <= limit else text[: text.rfind(" ", 0, limit)] + " …"
