"""The phrases of a portfolio: projects, marks of claims, what is covered; for the reports and the app."""

from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.records import (
    Claim,
    ClaimMark,
    Document,
    Evidence,
    PortfolioProject,
    PortfolioReport,
    ProjectKind,
)
from analyzer.reports import words
from analyzer.texts import Texts, say


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign, the same in ASCII, the word that says it, and its colour in a terminal."""

    symbol: str
    ascii: str
    id: str
    colour: str

    @property
    def word(self) -> str:
        """The word, like "partly backed"."""
        return say(self.id)


MARKS: dict[ClaimMark, Mark] = {
    "backed": Mark("✓", "+", "portfolio-mark-backed", "green"),
    "partly": Mark("◐", "o", "portfolio-mark-partly", "yellow"),
    "silent": Mark("·", "-", "portfolio-mark-silent", "dim"),
    "contradicted": Mark("✗", "x", "portfolio-mark-contradicted", "red"),
}
#: The order in which marks are told: what needs a look comes first.
ORDER: tuple[ClaimMark, ...] = ("contradicted", "partly", "backed", "silent")
KIND_NAMES: Texts[ProjectKind] = Texts(
    {
        "repository": "portfolio-kind-repository",
        "case study": "portfolio-kind-case-study",
        "documents": "portfolio-kind-documents",
        "deck": "portfolio-kind-deck",
        "notebook": "portfolio-kind-notebook",
        "listed": "portfolio-kind-listed",
    }
)
#: The parts of a project that can be told, the life cycle of AI first.
PART_NAMES: Texts[str] = Texts(
    {
        "data": "portfolio-part-data",
        "model": "portfolio-part-model",
        "evaluation": "portfolio-part-evaluation",
        "deployment": "portfolio-part-deployment",
        "monitoring": "portfolio-part-monitoring",
        "responsible-ai": "portfolio-part-responsible-ai",
    }
)


def silent_text() -> str:
    """What silence of the work means: nothing."""
    return say("portfolio-silent")


def backed_text() -> str:
    """What a backed claim brings."""
    return say("portfolio-backed")


def unsaid_text() -> str:
    """What to do with skills that only the work shows."""
    return say("portfolio-unsaid-help")


def part_name(name: str) -> str:
    """A part of a project as it is written for a reader."""
    return PART_NAMES.get(name, name)


def others(documents: Sequence[Document]) -> str:
    """The documents beside the resume in one phrase: their names, or how many there are."""
    names = [words.clean(one.name) for one in documents[1:]]
    if not names:
        return ""
    return ", ".join(names) if len(names) <= 4 else say("portfolio-documents", count=len(names))


def place(evidence: Evidence, documents: Sequence[Document]) -> str:
    """Where a quote stands: the document, and the page where it has pages."""
    document = documents[evidence.document]
    name = say("portfolio-place-resume") if evidence.document == 0 else words.clean(document.name)
    return say("portfolio-place-page", name=name, page=evidence.page) if document.pages else name


def counts(claims: Sequence[Claim]) -> str:
    """Like "1 does not agree, 2 partly backed, 4 backed, 6 silent"."""
    found = [(mark, sum(one.mark == mark for one in claims)) for mark in ORDER]
    return ", ".join(f"{count} {MARKS[mark].word}" for mark, count in found if count)


def ordered(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, those that need a look first; achievements before skills."""
    kinds = ("dates", "role", "achievement", "skill")
    return sorted(claims, key=lambda one: (ORDER.index(one.mark), kinds.index(one.kind), one.claim.start))


def rows(claims: Sequence[Claim]) -> list[tuple[Claim, str]]:
    """The claims of which the work speaks, as a table shows them: skills of one quote are one row.

    With each goes what it is about, for skills their names; what the work is silent about is only counted.
    """
    together: dict[tuple[object, ...], list[Claim]] = {}
    for number, one in enumerate(ordered(claims)):
        if one.mark != "silent":
            alike = (one.mark, one.claim, one.note) if one.kind == "skill" else (number,)
            together.setdefault(alike, []).append(one)
    return [
        (own[0], ", ".join(words.clean(one.about) for one in own) if own[0].kind == "skill" else "")
        for own in together.values()
    ]


def facts(project: PortfolioProject) -> list[str]:
    """Kind, dates, role, team and history of a project, each in a few words."""
    found = [KIND_NAMES[project.kind]]
    if project.start:
        found.append(words.period_text(project.start, project.end if project.end != project.start else None))
    if project.role:
        found.append(say("portfolio-role", role=words.clean(project.role)))
    if project.team:
        found.append(say("portfolio-team", team=words.shorten(project.team, 50)))
    repository = project.repository
    if repository is not None and repository.commits:
        commits = say("portfolio-commits", count=repository.commits)
        own = repository.own_commits
        found.append(commits if own is None else say("portfolio-commits-own", commits=commits, own=own))
        if repository.tests:
            found.append(say("portfolio-tests", count=repository.tests))
    return found


def cover(project: PortfolioProject) -> list[tuple[str, str]]:
    """What of the AI life cycle and of the management side is told, and what a reader will miss."""
    found = []
    if project.cycle:
        found.append(
            (
                say("portfolio-cover-cycle"),
                say(
                    "portfolio-cover-parts",
                    parts=", ".join(map(part_name, project.cycle)),
                    count=len(project.cycle),
                    total=len(PART_NAMES),
                ),
            )
        )
    if project.management:
        found.append((say("portfolio-cover-managed"), ", ".join(project.management)))
    if project.untold:
        found.append((say("portfolio-cover-untold"), ", ".join(project.untold)))
    return found


def skill_names(project: PortfolioProject, most: int = 8) -> str:
    """The best shown skills of a project by name."""
    # heavy, and the parent of a batch needs only the marks
    from analyzer.language import load_skills  # noqa: PLC0415

    known = load_skills()
    return ", ".join(known[one].name for one in project.skills[:most])


def results(project: PortfolioProject, most: int = 2) -> list[Evidence]:
    """What came of a project, measured where it is: the words of its outcome, then lines with a result."""
    kept: list[Evidence] = []
    for one in project.results:
        if not any(
            one.document == other.document and one.start < other.end and other.start < one.end
            for other in kept
        ):
            kept.append(one)
    return kept[:most]


def heading(work: PortfolioReport) -> str:
    """Like "Portfolio: 3 projects"."""
    return say("portfolio-heading", count=len(work.projects))
