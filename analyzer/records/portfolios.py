"""How the claims of a resume stand to the work behind them, and what to show of it."""

from dataclasses import dataclass

from analyzer.records.advice import Suggestion
from analyzer.records.documents import Evidence
from analyzer.records.findings import Skill
from analyzer.records.profiles import Claim, Exposed, PortfolioProject


@dataclass(frozen=True, slots=True)
class ShownFirst:
    """A project that is worth showing first for a job, and why."""

    title: str
    reasons: tuple[str, ...]
    skills: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseStudyLine:
    """One line of a case-study outline: a heading, and the person's own words or an open slot in brackets."""

    heading: str
    text: str
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class PortfolioReport:
    """What the portfolio shows: projects, marks for the resume's claims, advice.

    `unsaid` are skills that the work shows and the resume does not name. `outline` is for the first of
    `show_first`.
    """

    projects: tuple[PortfolioProject, ...]
    claims: tuple[Claim, ...]
    unsaid: tuple[Skill, ...]
    show_first: tuple[ShownFirst, ...]
    outline: tuple[CaseStudyLine, ...]
    suggestions: tuple[Suggestion, ...]
    exposed: tuple[Exposed, ...] = ()
    broken: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
