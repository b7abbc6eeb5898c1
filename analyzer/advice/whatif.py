"""What a change is worth: the changed profile, scored again by the real matcher."""

from collections.abc import Sequence
from dataclasses import replace

from analyzer.advice.rule import Change
from analyzer.language import load_skills
from analyzer.matching import RoleMatcher
from analyzer.records import Evidence, Gain, Job, Match, Profile, Skill


def gain_of(change: Change, profile: Profile, job: Job, match: Match, matcher: RoleMatcher) -> Gain | None:
    """Points that the job's score would rise at least, in tenths; None when nothing could be scored."""
    if match.score is None:
        return None
    after = matcher.match(changed(profile, change), job).score
    return None if after is None else Gain(job.id, max(0.0, round(after - match.score, 1)))


def changed(profile: Profile, change: Change) -> Profile:
    """The profile as it would be once the change is true and written down.

    Competency levels stay as they are: one more line seldom lifts a level, and a gain promises "at least".
    """
    skills = _with_skills(profile.skills, change)
    places = {(place.document, place.start) for place in change.quantified}
    achievements = tuple(
        replace(achievement, quantified=True)
        if (achievement.evidence.document, achievement.evidence.start) in places
        else achievement
        for achievement in profile.achievements
    )
    return replace(profile, skills=skills, achievements=achievements)


def _with_skills(skills: Sequence[Skill], change: Change) -> tuple[Skill, ...]:
    raised = tuple(
        replace(skill, strength=max(skill.strength, change.strength), hedged=False)
        if skill.id in change.skills
        else skill
        for skill in skills
    )
    known = {skill.id for skill in skills}
    return raised + tuple(_assumed(name, change) for name in change.skills if name not in known)


#: Stands for words that are not written yet, so that what they would prove can be scored. Never shown. It
#: stands in no work section: what claims to stand there has to be in a line of it.
_UNWRITTEN = Evidence(document=0, start=0, end=0, page=1, text="", section="")


def _assumed(skill_id: str, change: Change) -> Skill:
    """A skill that the change would add, with evidence that is not written yet."""
    record = load_skills()[skill_id]
    return Skill(
        record.id, record.name, record.kind, record.competency, change.strength, False, (_UNWRITTEN,)
    )
