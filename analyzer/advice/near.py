"""The line of work that is nearest to what a job asks for: it holds an asked skill, or telling words of it.

A line that is near is quoted as a place to look, never as proof: whether it shows what is asked is for the
judge of requirements, and what more could be said there is for the person.
"""

import re
from collections import Counter
from collections.abc import Sequence

from analyzer.advice.rule import Case
from analyzer.language import load_skills
from analyzer.records import Evidence, Passage, RequirementMatch

#: Shorter words join others. Of longer ones the beginning decides: "approvals" and "approved".
_STEM = 6
#: A word in so many lines of a resume tells none of them apart from the others.
_MOST_LINES = 3
#: From two shared words on a line is near. Basis: of single ones every second was about something else.
_NEAR = 2
#: Beginnings of words that stand in lines and ads of every kind of this work.
_EVERYWHERE = frozenset(
    word[:_STEM]
    for word in (
        "about", "across", "acting", "after", "agreed", "among", "application", "based", "before", "being",
        "between", "business", "clear", "client", "company", "complex", "customer", "deliver", "develop",
        "different", "effective", "ensure", "excellent", "experience", "familiarity", "following", "general",
        "group", "hands-on", "having", "including", "knowledge", "least", "large", "making", "manage",
        "management", "manager", "managing", "months", "needs", "other", "others", "people", "plans",
        "prepare", "process", "product", "project", "projects", "provide", "related", "required",
        "responsible", "results", "service", "similar", "skills", "solid", "solution", "strong",
        "support", "systems",
        "technical", "technology", "their", "these", "those", "through", "together", "tools", "toward",
        "under", "understanding", "using", "various", "weekly", "where", "which", "while", "within",
        "working", "years", "annual", "monthly", "quarterly", "teams", "model", "models", "machine",
        "learning", "maintain", "maintained", "review", "reports", "present", "users",
    )
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]{5,}")


def near_line(case: Case, match: RequirementMatch) -> Passage | None:
    """The line of work nearest to a requirement, the earlier of equals; None where no line is near it."""
    lines = near_lines(case, match)
    return lines[0] if len(lines) == 1 else None


def near_lines(case: Case, match: RequirementMatch) -> tuple[Passage, ...]:
    """The line nearest to a requirement, or two that are so only together; empty where none is near it.

    Of the lines that the match quotes one shared word is enough, and of those that show a skill of the field
    that is asked; others need two, or an asked skill, or three of the field.
    """
    wanted = _stems(match.text)
    lines = [line for line in case.bullets() if case.text(line)[:1].isalnum()]  # no rest of a sentence
    told = [(_stems(case.text(line)) & wanted, line) for line in lines]
    often = Counter(stem for stems, _ in told for stem in stems)
    rare = [({stem for stem in stems if often[stem] <= _MOST_LINES}, line) for stems, line in told]
    skills = (skill for skill in case.profile.skills if skill.id in match.skills)
    holding = _at(case, [place for skill in skills for place in skill.evidence])
    quoted = _at(case, match.evidence)
    akin = _akin(case, match)
    rated = [
        (len(stems) + 2 * (line in holding) + (line in quoted) + _kinship(akin[line.start]), line)
        for stems, line in rare
    ]
    most, best = max(rated, key=lambda one: one[0], default=(0, None))
    if best is not None and most >= _NEAR:
        return (best,)
    single = [(stems, line) for stems, line in rare if stems]
    different = {stem for stems, _ in single for stem in stems}
    return tuple(line for _, line in single) if len(single) == len(different) == _NEAR else ()


def _kinship(skills: int) -> int:
    """What skills of the field that is asked are worth beside shared words."""
    return 2 if skills > _NEAR else min(1, skills)


def _akin(case: Case, match: RequirementMatch) -> Counter[int]:
    """By the start of each line, the skills it shows of the competencies that are asked."""
    known = load_skills().skills
    asked = {known[skill].competency for skill in match.skills if skill in known}
    shown = [one for one in case.profile.skills if one.competency in asked and one.strength >= "E3"]
    return Counter(line.start for one in shown for line in dict.fromkeys(_at(case, one.evidence)))


def _at(case: Case, places: Sequence[Evidence]) -> list[Passage]:
    """The lines of work in which places of the resume stand."""
    found = (case.bullet_at(place.start) for place in places if place.document == case.document.index)
    return [line for line in found if line is not None]


def _stems(text: str) -> set[str]:
    return {stem for word in _WORD.findall(text.casefold()) if (stem := word[:_STEM]) not in _EVERYWHERE}
