"""One person: what the pieces of a portfolio tell and show, and all that is known together."""

import re
from dataclasses import dataclass
from typing import Annotated, Literal

from analyzer.records.documents import Document, Evidence
from analyzer.records.findings import Achievement, Competency, OtherTerm, Skill
from analyzer.records.kinds import INTERNAL, Strength
from analyzer.records.outlines import Certification, Contact, Education, Outline, Position, Section

ProjectKind = Literal["repository", "case study", "documents", "deck", "notebook", "listed"]
ClaimKind = Literal["skill", "achievement", "role", "dates"]
ClaimMark = Literal["backed", "partly", "silent", "contradicted"]


@dataclass(frozen=True, slots=True)
class ProjectPart:
    """One part of a project that its pages tell (`data`, `evaluation`, `risks`), with the words that do."""

    name: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class RepositoryFacts:
    """What the files and the history of a repository show; nothing of it was run.

    `own_commits` is None while it is not known which of the authors the person is. `first` and `last` are
    days
    (`YYYY-MM-DD`); `tests` counts test functions; `libraries` are ids of skills.
    """

    languages: tuple[str, ...]
    commits: int
    own_commits: int | None
    contributors: int
    first: str | None
    last: str | None
    active_days: int
    active_months: int
    releases: int
    licence: str | None
    tests: int
    ci: bool
    notebooks: int
    images: int
    readme: bool
    manifests: tuple[str, ...]
    fork: bool
    libraries: tuple[str, ...]

    @property
    def own_share(self) -> float | None:
        """The person's part of the commits, 0 to 1; None when it is not known."""
        return None if self.own_commits is None or not self.commits else self.own_commits / self.commits


#: A figure that a result may be told with: a number that is no year, or a word such as `halved`.
_RESULT_FIGURE = re.compile(
    r"(?<![\d.,])(?!(?:19|20)\d\d(?!\d|[.,%]\d))\d|"
    r"\b(?:hal(?:f|ves?|ved)|doubl\w+|tripl\w+|twice|(?:a|one|two) (?:third|quarter|fifth)s?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PortfolioProject:
    """One project of a portfolio: what its pages, files and history tell about it.

    `parts` are the parts of the story (problem, approach, outcome), of the AI life cycle and of the
    management
    side; `cycle` and `management` name those of the last two that are covered. `theirs` says why the work
    counts as somebody else's (a copy, a tutorial); it is empty when it does not. `documents` are numbers of
    the Report's documents, `spans` the slices of them that belong to the project.
    """

    title: str
    kind: ProjectKind
    source: str
    role: str | None
    start: str | None
    end: str | None
    team: str | None
    parts: tuple[ProjectPart, ...]
    cycle: tuple[str, ...]
    management: tuple[str, ...]
    artefacts: tuple[str, ...]
    links: tuple[str, ...]
    skills: tuple[str, ...]
    achievements: tuple[Achievement, ...]
    documents: tuple[int, ...]
    repository: RepositoryFacts | None = None
    theirs: str = ""
    role_evidence: Evidence | None = None
    dates_evidence: Evidence | None = None
    team_evidence: Evidence | None = None
    notes: tuple[str, ...] = ()
    spans: Annotated[tuple[tuple[int, int, int], ...], INTERNAL] = ()
    words: int = 0

    def part(self, name: str) -> ProjectPart | None:
        """The part of that name, if it is told."""
        return next((one for one in self.parts if one.name == name), None)

    @property
    def measured(self) -> bool:
        """Whether a result is told with a figure: more than a count of what there was."""
        return bool(self.results)

    @property
    def results(self) -> tuple[Evidence, ...]:
        """The words of the outcome that hold a figure; where there are none, lines with a measured result."""
        outcome = self.part("outcome")
        told = tuple(one for one in (outcome.evidence if outcome else ()) if _RESULT_FIGURE.search(one.text))
        return told or tuple(
            line.evidence for line in self.achievements if any(one.role == "outcome" for one in line.metrics)
        )

    @property
    def untold(self) -> tuple[str, ...]:
        """What a reader looks for first and does not find, in plain words; nothing for others' work."""
        own = self.role is not None or (self.repository is not None and bool(self.repository.own_commits))
        result = (
            "a result" if self.part("outcome") is None and not self.measured else "a figure for the result"
        )
        looked_for = (
            ("the problem", self.part("problem") is not None),
            ("your own part", own),
            ("how it was tested", "evaluation" in self.cycle),
            (result, self.measured),
        )
        return () if self.theirs else tuple(name for name, told in looked_for if not told)


@dataclass(frozen=True, slots=True)
class Exposed:
    """Something in a portfolio that should not be public; `masked` never shows the thing itself."""

    kind: str
    where: str
    masked: str


@dataclass(frozen=True, slots=True)
class ShownSkill:
    """One place of a portfolio that shows a skill, and how strongly; `spot` is the sentence it stands in."""

    skill: str
    strength: Strength
    hedged: bool
    evidence: Evidence
    spot: str = ""


@dataclass(frozen=True, slots=True)
class PortfolioNotes:
    """What was seen of a portfolio beside its projects.

    `broken` are links inside it that lead nowhere, `notes` what was left out and why. `claims` are the
    resume's
    with their marks, `unsaid` the skills that only the work shows; `shown` are all places of the work that
    show a skill, kept so that a changed resume can be held against the same work. `today` is the present
    month.
    """

    exposed: tuple[Exposed, ...] = ()
    broken: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    claims: "tuple[Claim, ...]" = ()
    unsaid: tuple[Skill, ...] = ()
    today: str = ""
    shown: tuple[ShownSkill, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of the resume and what the portfolio says of it.

    `about` is the skill's name, or the name of the job or project. `silent` lowers nothing: private and
    company
    work is normal. `note` says what agrees or differs.
    """

    kind: ClaimKind
    about: str
    mark: ClaimMark
    claim: Evidence
    work: Evidence | None
    project: str | None
    note: str


@dataclass(frozen=True, slots=True)
class Profile:
    """One person, from a resume and any portfolio documents.

    `outlines[i]` belongs to `documents[i]`; positions, education, certifications and years are the resume's.
    """

    contact: Contact
    years_experience: float | None
    sections: tuple[Section, ...]
    positions: tuple[Position, ...]
    education: tuple[Education, ...]
    certifications: tuple[Certification, ...]
    documents: Annotated[tuple[Document, ...], INTERNAL] = ()
    outlines: Annotated[tuple[Outline, ...], INTERNAL] = ()
    skills: Annotated[tuple[Skill, ...], INTERNAL] = ()
    achievements: Annotated[tuple[Achievement, ...], INTERNAL] = ()
    competencies: Annotated[tuple[Competency, ...], INTERNAL] = ()
    other_terms: Annotated[tuple[OtherTerm, ...], INTERNAL] = ()
    projects: Annotated[tuple[PortfolioProject, ...], INTERNAL] = ()
    beside: Annotated[PortfolioNotes | None, INTERNAL] = None
