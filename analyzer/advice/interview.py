"""Getting ready to talk: likely questions for one job, and the person's own stories with what each lacks.

A story is a line of the resume; its situation, task, action and result are quotes from it. What is not there
is asked for, never filled in.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from analyzer.advice.roadmap import Gap, data, gaps_to
from analyzer.advice.wording import flat, requirement_quote
from analyzer.language import load_skills
from analyzer.language.actions import classify_action
from analyzer.market import ladder
from analyzer.records import Achievement, Evidence, Job, Match, Met, Profile, RequirementMatch, Skill

StarPart = Literal["situation", "task", "action", "result"]
PARTS: tuple[StarPart, ...] = ("situation", "task", "action", "result")

#: Stories and questions that are shown: more are not prepared.
MOST_STORIES, MOST_QUESTIONS = 6, 12
#: A line of fewer words holds no story.
_SHORTEST = 8

#: Where it was: "for 14 depots", "across nine clinics", "when the vendor left". A stretch of time is no
#: place.
_SITUATION = re.compile(
    r"\b(?:(?:for|across|within|at|during|when|after|because)\s+|in\s+(?=the\b|an?\b|\d|two\b|three\b|four\b))"
    r"(?!(?:\w+[ -])?(?:hours?|days?|weeks?|months?|years?|quarters?)\b)[^,;:()]+?"
    r"(?=$|[,;:()]|\.(?:\s|$)|\s(?:that|which|who|by|so|to|and|with|using)\b)",
    re.IGNORECASE,
)
_LONGEST_SITUATION = 10
#: What was wanted: "to launch a model", "so that clerks could", "with the goal of".
_TASK = re.compile(
    r"\b(?:in order to|so that|to (?!the\b|a\b|an\b|\d|\$|€|£)[a-z]{3,}|with the (?:goal|aim|target) of|"
    r"due (?:in|by)|target(?:ed)?|goal)\b[^,;.]{0,80}",
    re.IGNORECASE,
)
#: The deed ends where how, what for or what came of it begins. Commas in brackets and numbers end nothing.
_ACTION_END = re.compile(
    r"; |: |,\s(?![^(]*\))|\s(?:so that|in order to|resulting in|which|"
    r"that (?:lower|cut|sav|rais|reduc|improv)\w*|leading to|reducing|cutting)\b",
    re.IGNORECASE,
)
#: "Cut late deliveries from 11% to 8% by agreeing thresholds": the result first, then the deed.
_BY_DOING = re.compile(r"\s(?:by|through)\s+(?=\w+ing\b)", re.IGNORECASE)
_CLAUSE_START = re.compile(r"[;:(]\s*|,\s+|\sthat\s|\sand\s(?=\w+ed\b)")
_CLAUSE_END = re.compile(r";|\.(?:\s|$)|\)")


@dataclass(frozen=True, slots=True)
class Story:
    """A line of the resume as a story: its quoted parts, the questions for missing ones, what it answers."""

    evidence: Evidence
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
        if len(achievement.text.split()) < _SHORTEST or classify_action(achievement.text).verb is None:
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
    found = dict(_parts(profile, achievement))
    asked = data("interview")["star"]
    return Story(
        evidence=achievement.evidence,
        parts=tuple((part, found[part]) for part in PARTS if part in found),
        missing=tuple((part, asked[part]) for part in PARTS if part not in found),
        competencies=tuple(dict.fromkeys(skill.competency for skill in skills)),
    )


def _parts(profile: Profile, achievement: Achievement) -> Iterator[tuple[StarPart, str]]:
    """The quotes of a line that tell its situation, task, action and result."""
    text = flat(achievement.text).rstrip(".")
    outcomes = [metric for metric in achievement.metrics if metric.role == "outcome"]
    deed, told = text, ""
    turned = _BY_DOING.search(text)
    if turned and outcomes:
        told, deed = text[: turned.start()], text[turned.end() :]
    elif outcomes:
        document = profile.documents[achievement.evidence.document].text
        told = flat(_clause(document, achievement.evidence, outcomes[0].start, outcomes[-1].end))
    end = _ACTION_END.search(deed)
    action = deed[: end.start()] if end else deed
    yield "action", action
    situation = _SITUATION.search(text)
    if situation and len(situation.group().split()) <= _LONGEST_SITUATION:
        yield "situation", situation.group().strip()
    if task := _TASK.search(text):
        yield "task", task.group().strip()
    if told and told != action:
        yield "result", told
    elif told:
        yield "result", action


def _clause(text: str, line: Evidence, start: int, end: int) -> str:
    """The clause of a line around a stretch: from the mark before it to the one behind it."""
    before = [found.end() for found in _CLAUSE_START.finditer(text, line.start, start)]
    behind = _CLAUSE_END.search(text, end, line.end)
    return text[max(before, default=line.start) : behind.start() if behind else line.end].strip(" .;,)")


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
