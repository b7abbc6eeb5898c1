"""Skills that the resume claims beside the places of the work that show them, and how far those may count.

The principle: *the resume is scored, the work backs it.* A skill that only the work shows is suggested for
the resume and never scored as if it stood there. A skill that the resume claims and the work shows in use is
raised by one step of the evidence scale, and never above what the work itself shows::

    listed (E1)     + used in the work (E3 or more)  -> E2
    a course (E2)   + used in the work               -> E3
    used (E3)       + used with a measured result    -> E4
    measured (E4)   + told again in the work         -> E5, where the line led it and is recent

A reservation ("basics of", "planned") is a step of its own: it is lifted, and the strength stays.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from analyzer.corroboration.bench import project_at
from analyzer.corroboration.words import is_others
from analyzer.language import Annotations, load_skills, make_annotations, merge_annotations
from analyzer.language.strength import Mention
from analyzer.records import Claim, PortfolioProject, ShownSkill, Skill, Strength

#: Kinds of skills that no project can show: papers, languages, presence.
_NOT_SHOWN_BY_WORK = frozenset({"certification"})
_NOT_CLAIMED = frozenset((
    "linkedin-presence", "github-profile", "portfolio", "kaggle", "multilingual-communication",
    "volunteering", "bachelors-degree", "masters-degree", "doctorate", "associate-degree", "mba",
    "relevant-field-of-study", "computer-science-degree", "project-management-degree",
))  # fmt: skip
_NOT_SUGGESTED = frozenset({"concept", "soft", "certification"})
_MOST_UNSAID = 20
#: A strength -> the next one of the scale.
_NEXT: Mapping[Strength, Strength] = {"E1": "E2", "E2": "E3", "E3": "E4", "E4": "E5", "E5": "E5"}
#: From this strength on a place shows a skill in use.
_IN_USE: Strength = "E3"


def shown_in(work: Iterable[Annotations]) -> tuple[ShownSkill, ...]:
    """Every place of the work that shows a skill, from what was found in its documents."""
    return tuple(
        ShownSkill(one.skill, one.strength, one.hedged, one.evidence, one.spot)
        for found in work
        for one in found.mentions
    )


def backed(
    resume: Annotations, shown: Sequence[ShownSkill], projects: Sequence[PortfolioProject]
) -> Annotations:
    """The resume's annotations with what the work adds: one place for each backed skill.

    A skill and the level of a competency rise by one step at most. Nothing else of the work is in it: no
    skill that the resume does not claim, no achievement, no pattern of a competency.
    """
    best = _best(shown)
    raised = tuple(
        _raised(skill, place)
        for skill in resume.skills
        if _is_claim(skill)
        and (place := best.get(skill.id)) is not None
        and _backs(place, project_at(projects, place.evidence))
    )
    work = make_annotations(
        mentions=raised, patterns=(), achievements=(), certifications=(), today=resume.today
    )
    both = merge_annotations((resume, work))
    levels = {one.id: one.level for one in resume.competencies}
    competencies = tuple(
        replace(one, level=min(one.level, levels.get(one.id, 0) + 1)) for one in both.competencies
    )
    return replace(both, competencies=competencies)


def _raised(skill: Skill, place: ShownSkill) -> Mention:
    """The place as a mention that lifts the skill by one step, and never above what the place shows."""
    step = skill.strength if skill.hedged else _NEXT[skill.strength]
    return Mention(
        skill.id, min(step, place.strength), False, place.evidence, spot=place.spot or place.evidence.text
    )


def _backs(place: ShownSkill, project: PortfolioProject | None) -> bool:
    """Whether a place shows a skill in use, in work that is the person's own."""
    in_use = place.strength >= _IN_USE and not place.hedged
    return in_use and (project is None or not is_others(project))


def _is_claim(skill: Skill) -> bool:
    return skill.kind not in _NOT_SHOWN_BY_WORK and skill.id not in _NOT_CLAIMED and bool(skill.evidence)


def _best(shown: Sequence[ShownSkill]) -> dict[str, ShownSkill]:
    """The strongest place for each skill; one that shows a kind of a skill shows that skill too."""
    known = load_skills()
    best: dict[str, ShownSkill] = {}
    for one in shown:
        for name in (one.skill, *known[one.skill].broader):
            before = best.get(name)
            if before is None or _weight(one) > _weight(before):
                best[name] = one
    return best


def _weight(one: ShownSkill) -> tuple[bool, str]:
    return not one.hedged, one.strength


def skill_claims(
    resume: Annotations, shown: Sequence[ShownSkill], projects: Sequence[PortfolioProject]
) -> Iterator[Claim]:
    """Each skill of the resume with its mark."""
    best = _best(shown)
    for skill in resume.skills:
        if _is_claim(skill):
            yield _skill_claim(skill, best.get(skill.id), projects)


def _skill_claim(skill: Skill, place: ShownSkill | None, projects: Sequence[PortfolioProject]) -> Claim:
    if place is None:
        note = "The work does not speak of it."
        return Claim("skill", skill.name, "silent", skill.evidence[0], None, None, note)
    project = project_at(projects, place.evidence)
    name = project.title if project else None
    if _backs(place, project):
        section = place.evidence.section
        note = section if ": used in" in section else "Used in described work."
        return Claim("skill", skill.name, "backed", skill.evidence[0], place.evidence, name, note)
    reason = "Named there, not shown in use."
    if project is not None and project.theirs:
        reason = "Shown in a course or in others' work."
    return Claim("skill", skill.name, "partly", skill.evidence[0], place.evidence, name, reason)


def unsaid_skills(
    resume: Annotations, shown: Sequence[ShownSkill], projects: Sequence[PortfolioProject]
) -> tuple[Skill, ...]:
    """Skills that the person's own work shows in use and the resume does not name, the best shown first."""
    said = {one.id for one in resume.skills}
    places = [
        Mention(one.skill, one.strength, one.hedged, one.evidence, spot=one.spot)
        for one in shown
        if one.skill not in said
        and one.strength >= _IN_USE
        and _backs(one, project_at(projects, one.evidence))
    ]
    found = make_annotations(
        mentions=places, patterns=(), achievements=(), certifications=(), today=resume.today
    )
    return tuple(
        one for one in found.skills if one.id not in _NOT_CLAIMED and one.kind not in _NOT_SUGGESTED
    )[:_MOST_UNSAID]
