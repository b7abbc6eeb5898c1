"""Getting ready to talk: likely questions for one job, and the person's own stories with what each lacks.

A story is a line of the resume; its situation, task, action and result are quotes from it. What is not there
is asked for, never filled in.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analyzer.advice.knowledge import data
from analyzer.advice.standing import Gap, gaps_to
from analyzer.advice.star import PARTS, StarPart, parts_of
from analyzer.advice.wording import flat, requirement_quote
from analyzer.language import load_skills
from analyzer.language.actions import classify_action
from analyzer.market import ladder
from analyzer.matching.lines import WORK
from analyzer.records import Achievement, Evidence, Job, Match, Met, Profile, RequirementMatch, Skill

#: Stories and questions that are shown: more are not prepared.
MOST_STORIES, MOST_QUESTIONS = 6, 12
#: A line of fewer words holds no story.
_SHORTEST = 8


@dataclass(frozen=True, slots=True)
class Story:
    """A line of the resume as a story: its quoted parts, the questions for missing ones, what it answers.

    `where` is the header of the job or project it stands in, as the resume writes it; "" without one.
    """

    evidence: Evidence
    where: str
    parts: tuple[tuple[StarPart, str], ...]
    missing: tuple[tuple[StarPart, str], ...]
    competencies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A likely question: why it is likely, and the stories (from 0) that answer it. `met` as in the match."""

    text: str
    about: str
    met: Met | None
    stories: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Preparation:
    """Everything to prepare for one job, the most likely questions first; `own` are questions to ask."""

    job: str
    title: str
    questions: tuple[Question, ...]
    stories: tuple[Story, ...]
    own: tuple[str, ...]


def prepare(profile: Profile, job: Job, match: Match) -> Preparation:
    """What to expect and what to tell in an interview for one job."""
    stories = tuple(_stories(profile, job))
    questions = _questions(profile, job, match, stories)
    return Preparation(
        job=job.id,
        title=job.title,
        questions=tuple(questions)[:MOST_QUESTIONS],
        stories=stories,
        own=tuple(data("interview")["own"]),
    )


# --- stories ------------------------------------------------------------------------------------------


def _stories(profile: Profile, job: Job) -> list[Story]:
    """The lines that tell most: complete ones first, then those with what the job asks for."""
    asked = {skill for one in job.requirements for skill in one.skills}
    found = []
    for order, achievement in enumerate(profile.achievements):
        if len(achievement.text.split()) < _SHORTEST or achievement.evidence.section not in WORK:
            continue
        if classify_action(achievement.text).verb is None:
            continue
        skills = _skills_of(profile, achievement)
        story = _story(profile, achievement, skills)
        worth = 2 * len(story.parts) + sum(skill.id in asked for skill in skills)
        found.append((-worth, order, story))
    return [story for _, _, story in sorted(found, key=lambda one: one[:2])[:MOST_STORIES]]


def _skills_of(profile: Profile, achievement: Achievement) -> list[Skill]:
    place = achievement.evidence
    return [
        skill
        for skill in profile.skills
        if any(
            mention.document == place.document and place.start <= mention.start < place.end
            for mention in skill.evidence
        )
    ]


def _story(profile: Profile, achievement: Achievement, skills: Sequence[Skill]) -> Story:
    document = profile.documents[achievement.evidence.document].text
    outcomes = [
        flat(document[metric.start : metric.end])
        for metric in achievement.metrics
        if metric.role == "outcome"
    ]
    found = dict(parts_of(flat(achievement.text), outcomes))
    where = _where(profile, achievement)
    asked = data("interview")["star"]
    situation = asked["situation_known" if where else "situation"]
    questions = {part: situation if part == "situation" else asked[part] for part in PARTS}
    return Story(
        evidence=achievement.evidence,
        where=where,
        parts=tuple((part, found[part]) for part in PARTS if part in found),
        missing=tuple((part, questions[part]) for part in PARTS if part not in found),
        competencies=tuple(dict.fromkeys(skill.competency for skill in skills)),
    )


def _where(profile: Profile, achievement: Achievement) -> str:
    """The header of the job in which a line stands."""
    place = achievement.evidence
    outline = profile.outlines[place.document]
    passage = next((one for one in outline.passages if one.start <= place.start < one.end), None)
    if passage is None or passage.position is None:
        return ""
    position = outline.positions[passage.position]
    named = ", ".join(part for part in (position.title, position.organization) if part)
    return flat(named)


# --- questions ----------------------------------------------------------------------------------------


def _questions(profile: Profile, job: Job, match: Match, stories: Sequence[Story]) -> Iterator[Question]:
    """Requirements by weight, gaps of the role, and the challenges of AI work, each question once."""
    seen: set[str] = set()
    for question in (
        *_about_requirements(match, stories),
        *_about_gaps(profile, job, stories),
        *_challenges(stories),
    ):
        if question.text not in seen:
            seen.add(question.text)
            yield question


def _about_requirements(match: Match, stories: Sequence[Story]) -> Iterator[Question]:
    weighty = sorted(match.requirements, key=lambda one: -one.max_points)
    for one in weighty[: MOST_QUESTIONS - 4]:
        competencies = _competencies_of(one)
        if not one.max_points or _is_degree(one):
            continue  # a degree is looked up, not talked about
        quoted = requirement_quote(one.text)
        why = f"The job asks for {quoted}."
        if one.met == "evidenced":
            text = next((text for name in competencies for text in _bank(name)), None)
            if text is None:
                text = f"Tell me about {quoted}: what did you do yourself?"
        else:
            kind = one.met if one.met in ("claimed", "partly") else "default"
            text = data("interview")["gaps"][kind].format(asked=quoted)
        told = tuple(at for at, story in enumerate(stories) if _holds(story, one.evidence))
        yield Question(text, why, one.met, (*told, *_answers(competencies, stories, told))[:2])


def _is_degree(one: RequirementMatch) -> bool:
    return any("degree" in skill or skill == "doctorate" for skill in one.skills)


def _about_gaps(profile: Profile, job: Job, stories: Sequence[Story]) -> Iterator[Question]:
    gaps: tuple[Gap, ...] = gaps_to(profile, ladder().rung(job.ladder) if job.ladder else None)
    for gap in gaps[:2]:
        for text in _bank(gap.competency)[:1]:
            why = f"{gap.name}: the role asks for more than the resume shows."
            yield Question(text, why, None, _answers((gap.competency,), stories))


def _challenges(stories: Sequence[Story]) -> Iterator[Question]:
    for one in data("practice")["challenges"]:
        yield Question(one["question"], f"{one['title']}.", None, _answers(one["competencies"], stories))


def _bank(competency: str) -> Sequence[str]:
    found: Sequence[str] = data("interview")["questions"].get(competency, ())
    return found


def _competencies_of(one: RequirementMatch) -> tuple[str, ...]:
    known = load_skills().skills
    return tuple(dict.fromkeys(known[skill].competency for skill in one.skills if skill in known))


def _holds(story: Story, proofs: Sequence[Evidence]) -> bool:
    """Whether the line of a story is one of the quotes that prove a requirement."""
    line = story.evidence
    return any(
        one.document == line.document and one.start < line.end and line.start < one.end for one in proofs
    )


def _answers(
    competencies: Sequence[str], stories: Sequence[Story], told: Sequence[int] = ()
) -> tuple[int, ...]:
    return tuple(
        at
        for at, story in enumerate(stories)
        if at not in told and any(name in story.competencies for name in competencies)
    )[:2]
