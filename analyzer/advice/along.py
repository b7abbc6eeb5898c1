"""What to do along the way, for this person: of the knowledge base only what the resume gives a reason for.

An entry of `data/roadmap/along.yaml` is chosen by the stage of the career and by facts that are read from the
resume. Each carries the reason, so that somebody of whom it is not true can see why it was said.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analyzer.advice.context import Context, Stage
from analyzer.advice.knowledge import data
from analyzer.advice.standing import Gap
from analyzer.records import Job, Profile

#: Entries that are shown: more are not begun.
MOST_ALONG = 8
#: Skills of these competencies in described work are work with AI or data.
_AI = frozenset(("ai_concepts", "genai_llm", "mlops", "data_literacy"))
_NUMBERS = frozenset(("ai_concepts", "data_literacy"))
_QUANTITATIVE = re.compile(
    r"statist|mathemat|physic|comput|data|engineer|econom|informat|quantit|operations research", re.IGNORECASE
)
#: Learning counts as recent in this year and so many before it.
_RECENT_YEARS = 1
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
#: Facts that the words of a resume tell.
_SAID: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"\b(?:{words})", re.IGNORECASE))
    for name, words in (
        ("volunteers", r"volunteer|pro bono|charity work"),
        ("open_source", r"open[- ]source (?:contribut|project|maintain)|merged (?:pull requests|PRs)|"
                        r"contribut\w+ to (?:\w+ ){0,3}open[- ]source"),
        ("speaks", r"spoke at|speaker|keynote|(?:gave|held) (?:a )?(?:talk|lecture)s?|presented at"),
        ("member", r"member of (?:the )?[A-Z]|PMI [A-Z]?\w*\s?chapter|(?:PMI|IPMA|APM|ACM|IEEE) member"),
    )
)  # fmt: skip
#: Lists of an entry that say how: all of them are its steps.
_LISTS = ("steps", "questions", "checklist", "examples", "titles", "where")
_PORTFOLIO_LINKS = frozenset(("github", "gitlab", "website", "portfolio", "kaggle", "huggingface"))


@dataclass(frozen=True, slots=True)
class Habit:
    """Something to do beside projects and courses, and why this person is told so."""

    id: str
    title: str
    text: str
    because: str
    steps: tuple[str, ...] = ()


def along_the_way(
    profile: Profile, job: Job, context: Context, gaps: Sequence[Gap], *, today: str = ""
) -> tuple[Habit, ...]:
    """What to do along the way, the most pressing first. `today` (`YYYY-MM`) says what is recent."""
    facts = frozenset(facts_of(profile, job, gaps, today=today))
    chosen = (_habit(one) for one in data("along")["along"] if _is_for(one, context.stage, facts))
    return tuple(chosen)[:MOST_ALONG]


def facts_of(profile: Profile, job: Job, gaps: Sequence[Gap], *, today: str = "") -> Iterator[str]:
    """The facts by which entries are chosen, by the names that `when` and `unless` use."""
    shown = {one.competency for one in profile.skills if one.strength >= "E3" and not one.hedged}
    if not shown & _AI:
        yield "no_ai"
    if any(
        one.competency == "programming" and one.kind == "tool" and one.strength >= "E3" and not one.hedged
        for one in profile.skills
    ):
        yield "codes"
    if any(gap.competency in _NUMBERS for gap in gaps):
        yield "numbers_gap"
    yield from _of_education(profile, job)
    if job.ladder in ("head_of_ai", "ai_program_manager"):
        yield "leads_ai"
    kinds = {link.kind for link in profile.contact.links}
    if kinds & _PORTFOLIO_LINKS or profile.projects:
        yield "portfolio"
    if kinds:
        yield "profile_link"
    if _learned_recently(profile, today):
        yield "recent_learning"
    text = profile.documents[0].text
    yield from (name for name, words in _SAID if words.search(text))


def _of_education(profile: Profile, job: Job) -> Iterator[str]:
    levels = {one.degree_level for one in profile.education}
    if not levels & {"bachelor", "master", "doctorate"}:
        yield "no_degree"
    if not levels & {"master", "doctorate"}:
        yield "no_masters"
    if any(one.degree for one in job.requirements):
        yield "degree_asked"
    if any(one.field and _QUANTITATIVE.search(one.field) for one in profile.education):
        yield "quantitative_degree"


def _learned_recently(profile: Profile, today: str) -> bool:
    """Whether a certificate or a degree is dated within the last two years, or underway."""
    if any(one.status in ("in_progress", "planned") for one in profile.certifications):
        return True
    years = [one.year for one in profile.certifications if one.year]
    years += [one.year for one in profile.education if one.year]
    found = [int(year) for text in years for year in _YEAR.findall(text)]
    return bool(today and found) and max(found) >= int(today[:4]) - _RECENT_YEARS


def _is_for(one: Mapping[str, Any], stage: Stage, facts: frozenset[str]) -> bool:
    return (
        stage in one.get("stages", (stage,))
        and facts.issuperset(one.get("when", ()))
        and facts.isdisjoint(one.get("unless", ()))
    )


def _habit(one: Mapping[str, Any]) -> Habit:
    known = _named(one["of"]) if "of" in one else {}
    return Habit(
        id=one["id"],
        title=one.get("title") or known["title"],
        text=one.get("text") or known["text"],
        because=one["because"],
        steps=tuple(step for key in _LISTS for step in known.get(key, ())),
    )


def _named(path: str) -> Mapping[str, Any]:
    """An entry of another file: "practice/networking/events", "learning/education/degree"."""
    name, *parts = path.split("/")
    found: Any = data(name)
    for part in parts:
        found = next(one for one in found if one["id"] == part) if isinstance(found, list) else found[part]
    entry: Mapping[str, Any] = found
    return entry
