"""The phrases of a portfolio: projects, marks of claims, what is covered; for the reports and the app."""

from collections.abc import Sequence

from analyzer.records import (
    Claim,
    ClaimMark,
    Document,
    Evidence,
    PortfolioProject,
    PortfolioReport,
)
from analyzer.reports import words

#: Sign, sign in ASCII, word and colour for each mark.
MARKS: dict[ClaimMark, tuple[str, str, str, str]] = {
    "backed": ("✓", "+", "backed", "green"),
    "partly": ("◐", "o", "partly backed", "yellow"),
    "silent": ("·", "-", "silent", "dim"),
    "contradicted": ("✗", "x", "does not agree", "red"),
}
#: The order in which marks are told: what needs a look comes first.
ORDER: tuple[ClaimMark, ...] = ("contradicted", "partly", "backed", "silent")
SILENT = "Silent lowers nothing: most work belongs to employers and cannot be shown."
BACKED = "The score is that of the resume; a backed skill counts one step more."
UNSAID = "Only your work shows these. They count when the resume names them, where you used them."
PART_NAMES = {
    "responsible-ai": "responsible AI",
}
KIND_NAMES = {
    "repository": "repository",
    "case study": "case study",
    "documents": "documents",
    "deck": "deck",
    "notebook": "notebook",
    "listed": "listed project",
}


def part_name(name: str) -> str:
    """A part of a project as it is written for a reader."""
    return PART_NAMES.get(name, name)


def others(documents: Sequence[Document]) -> str:
    """The documents beside the resume in one phrase: their names, or how many there are."""
    names = [words.clean(one.name) for one in documents[1:]]
    if not names:
        return ""
    return ", ".join(names) if len(names) <= 4 else f"{len(names)} documents of the portfolio"


def place(evidence: Evidence, documents: Sequence[Document]) -> str:
    """Where a quote stands: the document, and the page where it has pages."""
    document = documents[evidence.document]
    name = "resume" if evidence.document == 0 else words.clean(document.name)
    return f"{name}, p. {evidence.page}" if document.pages else name


def counts(claims: Sequence[Claim]) -> str:
    """Like "1 does not agree, 2 partly backed, 4 backed, 6 silent"."""
    found = [(mark, sum(one.mark == mark for one in claims)) for mark in ORDER]
    return ", ".join(f"{count} {MARKS[mark][2]}" for mark, count in found if count)


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
        found.append(f"role: {words.clean(project.role)}")
    if project.team:
        found.append(f"team: {words.shorten(project.team, 50)}")
    repository = project.repository
    if repository is not None and repository.commits:
        own = f", {repository.own_commits} yours" if repository.own_commits is not None else ""
        found.append(f"{repository.commits} {'commit' if repository.commits == 1 else 'commits'}{own}")
        if repository.tests:
            found.append(f"{repository.tests} tests")
    return found


def cover(project: PortfolioProject) -> list[tuple[str, str]]:
    """What of the AI life cycle and of the management side is told, and what a reader will miss."""
    found = []
    if project.cycle:
        found.append(
            ("AI life cycle", ", ".join(map(part_name, project.cycle)) + f" ({len(project.cycle)} of 6)")
        )
    if project.management:
        found.append(("managed", ", ".join(project.management)))
    if project.untold:
        found.append(("still to tell", ", ".join(project.untold)))
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
    count = len(work.projects)
    return f"Portfolio: {count} {'project' if count == 1 else 'projects'}"
