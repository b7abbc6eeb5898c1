"""Which projects to show first for a job, and a case study in the person's own words."""

from collections.abc import Sequence

from analyzer.language import load_skills
from analyzer.records import CaseStudyLine, Evidence, Job, PortfolioProject, ShownFirst, Skill

MOST_SHOWN = 3
#: What a requirement is worth by its importance when a project shows a skill of it.
_ASKED = {"required": 3.0, "preferred": 1.5, "responsibility": 2.0}
#: Worth of the things that a reader looks for on a page, in the same points.
_FIGURE, _ROLE, _PART, _MANAGED, _TESTED = 2.0, 1.0, 0.7, 0.8, 0.5
#: Headings of a case study, the part of a project that fills each, and the open slot where it tells nothing.
_LINES: tuple[tuple[str, str, str], ...] = (
    ("Problem", "problem", "[Who had which problem, and what did it cost?]"),
    ("Scope and plan", "scope", "[What was in, what was out, until when?]"),
    ("People", "stakeholders", "[Who decided, who was affected, how did you keep them with you?]"),
    ("Data", "data", "[Which data, how much, from where, what was wrong with it?]"),
    ("Approach", "approach", "[What did you do, step by step?]"),
    ("Model", "model", "[Which model or product, and why this one?]"),
    ("Evaluation", "evaluation", "[On what was it tested, against what, with which result?]"),
    ("Launch", "deployment", "[Who uses it since when? If nobody, why not?]"),
    ("After launch", "monitoring", "[What is watched, by whom, and what happens when it is off?]"),
    ("Risks and people's rights", "responsible-ai", "[What could harm whom, and what did you do about it?]"),
    ("Money", "budget", "[What did it cost, and what was planned?]"),
    ("Decisions", "decisions", "[What did you choose not to do, and why?]"),
    ("Result", "outcome", "[What was measured, from what to what?]"),
    ("What I would do otherwise", "lessons", "[What did you learn?]"),
)


#: Parts of the AI life cycle in all, and the one whose key is no word.
_WHOLE_CYCLE = 6
_PARTS = {"responsible-ai": "responsible AI"}


def show_first(projects: Sequence[PortfolioProject], job: Job) -> tuple[ShownFirst, ...]:
    """The three projects that show most of what a job asks for, with reasons; never others' work."""
    asked: dict[str, float] = {}
    for line in job.requirements:
        for skill in line.skills:
            asked[skill] = max(asked.get(skill, 0.0), _ASKED[line.importance])
    ranked = sorted(
        (one for one in projects if not one.theirs and (one.parts or one.skills)),
        key=lambda one: (-_worth(one, asked), _recency(one), one.title),
    )
    return tuple(_shown(one, asked) for one in ranked[:MOST_SHOWN])


def most_asked(skills: Sequence[Skill], job: Job | None) -> list[Skill]:
    """Skills that a job asks for first, then the strongest."""
    asked = {one for line in (job.requirements if job else ()) for one in line.skills}
    known = load_skills()
    return sorted(
        skills,
        key=lambda skill: (
            skill.id not in asked and not set(known.implied(skill.id)) & asked,
            -int(skill.strength[1]),
            skill.id,
        ),
    )


def _worth(project: PortfolioProject, asked: dict[str, float]) -> float:
    skills = sum(asked.get(one, 0.0) for one in _with_implied(project))
    tested = project.repository is not None and project.repository.tests > 0
    return (
        skills
        + _FIGURE * project.measured
        + _ROLE * (project.role is not None)
        + _PART * len(project.cycle)
        + _MANAGED * len(project.management)
        + _TESTED * tested
    )


def _recency(project: PortfolioProject) -> tuple[int, ...]:
    date = project.end or project.start or "0000"
    return tuple(-ord(char) for char in ("9999" if date == "present" else date))


def _with_implied(project: PortfolioProject) -> set[str]:
    known = load_skills()
    return {other for one in project.skills for other in (one, *known.implied(one))}


def _shown(project: PortfolioProject, asked: dict[str, float]) -> ShownFirst:
    known = load_skills()
    met = sorted((one for one in _with_implied(project) if one in asked), key=lambda one: (-asked[one], one))
    reasons = []
    if met:
        names = [known[one].name.removeprefix("domain: ") for one in met]
        reasons.append(f"shows what the job asks for: {_and(names[:4])}")
    if project.measured:
        reasons.append("gives a measured result")
    if len(project.cycle) == _WHOLE_CYCLE:
        reasons.append("tells the whole AI life cycle, from data to responsible use")
    elif len(project.cycle) >= 3:
        reasons.append(f"tells {_and([_PARTS.get(one, one) for one in project.cycle])} of the AI life cycle")
    if len(project.management) >= 3:
        reasons.append(f"tells how you ran it: {_and(project.management[:3])}")
    if project.role:
        reasons.append(f"names your role: {project.role}")
    if project.repository is not None and project.repository.tests:
        reasons.append("has tests")
    if not reasons:
        reasons.append("its pages tell little of what the job asks for, and no other piece tells more")
    if project.untold:
        reasons.append(f"still to tell: {_and(project.untold)}")
    return ShownFirst(project.title, tuple(reasons), tuple(met))


def _and(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def case_study(
    projects: Sequence[PortfolioProject], first: Sequence[ShownFirst]
) -> tuple[CaseStudyLine, ...]:
    """A case study of the first of the shown projects: the person's own sentences, and slots for the rest."""
    project = next((one for one in projects if first and one.title == first[0].title), None)
    if project is None:
        return ()
    facts = [
        _line("Title", project.title, None, "[name]"),
        _line("Role", project.role, project.role_evidence, "[your role]"),
        _line("Dates", _dates(project), project.dates_evidence, "[from when to when]"),
        _line("Team", project.team, project.team_evidence, "[who else]"),
    ]
    told = [_told(project, heading, part, slot) for heading, part, slot in _LINES]
    return (*facts, *told)


def _line(heading: str, text: str | None, evidence: Evidence | None, slot: str) -> CaseStudyLine:
    return CaseStudyLine(heading, text or slot, evidence if text else None)


def _dates(project: PortfolioProject) -> str | None:
    if project.start is None:
        return None
    return (
        f"{project.start} to {project.end}" if project.end and project.end != project.start else project.start
    )


def _told(project: PortfolioProject, heading: str, part: str, slot: str) -> CaseStudyLine:
    found = project.part(part)
    if found is None or not found.evidence:
        return CaseStudyLine(heading, slot, None)
    evidence = found.evidence[0]
    return CaseStudyLine(heading, " ".join(evidence.text.split()).lstrip("-–•* "), evidence)
