"""Drafts and what the language stage found in their pages -> the projects of a portfolio."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from analyzer.language import Annotations
from analyzer.language.strength import Mention
from analyzer.portfolio.code import facts_of
from analyzer.portfolio.coverage import kind_of_page, parts_of
from analyzer.portfolio.drafts import Draft, drafts_of
from analyzer.portfolio.facts import links_of, team_of
from analyzer.portfolio.lexicon import CYCLE, MANAGEMENT, artefact_kinds, stages
from analyzer.portfolio.reading import Shelved
from analyzer.portfolio.roles import role_of
from analyzer.portfolio.when import dates_of
from analyzer.records import Achievement, Evidence, PortfolioProject, ProjectPart, RepositoryFacts

#: Libraries whose use shows a part of the life cycle by itself.
_LIBRARY_SHOWS: Mapping[str, str] = {
    **dict.fromkeys(
        ("scikit-learn", "pytorch", "tensorflow", "keras", "xgboost", "lightgbm", "catboost", "prophet",
         "hugging-face", "statsmodels", "langchain", "llamaindex", "openai-api", "claude", "fine-tuning"),
        "model",
    ),
    **dict.fromkeys(("ragas", "deepeval", "promptfoo"), "evaluation"),
    **dict.fromkeys(("evidently-ai", "model-monitoring"), "monitoring"),
    **dict.fromkeys(("fairlearn", "ai-fairness-360"), "responsible-ai"),
    **dict.fromkeys(("fastapi", "bentoml", "streamlit", "gradio", "kubeflow"), "deployment"),
}  # fmt: skip
_MOST_SKILLS = 40


def projects_of(
    shelved: Shelved, annotations: Mapping[int, Annotations], names: Sequence[str] = ()
) -> tuple[PortfolioProject, ...]:
    """The projects of one collection; `annotations` are by number of the document, `names` the person's."""
    drafts = drafts_of(shelved.collection, shelved.pages)
    return tuple(_project(shelved, draft, annotations, names) for draft in drafts)


def _project(
    shelved: Shelved, draft: Draft, annotations: Mapping[int, Annotations], names: Sequence[str]
) -> PortfolioProject:
    repository = draft.kind == "repository"
    facts = facts_of(shelved.collection, shelved.shown) if repository else None
    if facts is not None and shelved.own is not None:
        facts = _with_own(facts, shelved.own)
    parts = _parts(shelved, draft)
    told = {one.name for one in parts}
    role = role_of(draft.spans, names) or role_of(draft.before, names)
    dates, team = dates_of(draft.spans), team_of(draft.spans)
    start, end = _dates(dates, facts)
    link = shelved.collection.link if shelved.collection.kind != "site" else _page_link(shelved, draft)
    documents = [page.document.index for page, _ in draft.spans]
    if repository and shelved.code is not None:
        documents.append(shelved.code.index)
    return PortfolioProject(
        title=draft.title,
        kind=draft.kind,
        source=shelved.collection.name,
        role=role[0] if role else None,
        start=start,
        end=end,
        team=team[0] if team else None,
        parts=parts,
        cycle=tuple(one for one in CYCLE if one in told),
        management=tuple(one for one in MANAGEMENT if one in told),
        artefacts=_artefacts(draft, facts),
        links=links_of(draft.spans, link),
        skills=_skills(shelved, draft, annotations),
        achievements=_achievements(draft, annotations),
        documents=tuple(dict.fromkeys(documents)),
        repository=facts,
        theirs=shelved.theirs,
        role_evidence=role[1] if role else None,
        dates_evidence=dates[2] if dates else None,
        team_evidence=team[1] if team else None,
        notes=shelved.collection.notes if repository else (),
        spans=tuple((page.document.index, start, end) for page, (start, end) in draft.spans),
        words=draft.words,
    )


def _with_own(facts: RepositoryFacts, own: int) -> RepositoryFacts:
    return replace(facts, own_commits=own)


def _dates(
    told: "tuple[str | None, str | None, Evidence] | None", facts: RepositoryFacts | None
) -> tuple[str | None, str | None]:
    """The dates that the pages tell, else those of the first and the last commit."""
    if told is not None:
        return told[0], told[1]
    if facts is not None and facts.first and facts.last:
        return facts.first[:7], facts.last[:7]
    return None, None


def _page_link(shelved: Shelved, draft: Draft) -> str | None:
    addresses = dict(shelved.collection.pages)
    return addresses.get(draft.spans[0][0].path)


def _parts(shelved: Shelved, draft: Draft) -> tuple[ProjectPart, ...]:
    """What the words tell, then what names of files and libraries show."""
    found = {one.name: list(one.evidence) for one in parts_of(draft.spans)}
    for page, _ in draft.spans:
        kind = kind_of_page(page)
        covers = next((one.covers for one in artefact_kinds() if one.kind == kind), ())
        for name in covers:
            if name not in found and len(page.document.text.split()) >= 30:
                head = page.headings[0] if page.headings else None
                start, end = (head.start, head.end) if head else (0, len(page.document.text.split("\n")[0]))
                found[name] = [page.document.evidence(start, end)]
    if draft.kind == "repository":
        for path, evidence in shelved.named:
            for name, stage in stages().items():
                if name not in found and stage.paths is not None and stage.paths.search(path):
                    found[name] = [evidence]
    for mention in _code_of(shelved, draft):
        shows = _LIBRARY_SHOWS.get(mention.skill)
        if shows and shows not in found and mention.strength >= "E2":
            found[shows] = [mention.evidence]
    return tuple(ProjectPart(name, tuple(found[name])) for name in stages() if name in found)


def _code_of(shelved: Shelved, draft: Draft) -> Iterator[Mention]:
    """What code shows: all of a repository's, and that of a notebook in the notebook itself."""
    paths = {page.path for page, _ in draft.spans}
    for mention in shelved.mentions:
        if draft.kind == "repository" or mention.evidence.section.split(": ", 1)[0] in paths:
            yield mention


def _artefacts(draft: Draft, facts: RepositoryFacts | None) -> tuple[str, ...]:
    found = []
    for page, _ in draft.spans:
        kind = kind_of_page(page)
        plain = {"pptx": "deck", "notebook": "notebook"}.get(page.document.format)
        readme = "readme" if page.path.lower().startswith("readme") else None
        found.append(kind or plain or readme or ("page" if facts is None else None))
    if facts is not None:
        found += [
            "code" if facts.languages else None,
            "tests" if facts.tests else None,
            "CI" if facts.ci else None,
            "licence" if facts.licence else None,
            "releases" if facts.releases else None,
            "notebook" if facts.notebooks else None,
            "pictures" if facts.images else None,
        ]
    return tuple(dict.fromkeys(one for one in found if one))


def _skills(shelved: Shelved, draft: Draft, annotations: Mapping[int, Annotations]) -> tuple[str, ...]:
    """Ids of the skills that the project shows, the best shown first; listed ones at the end."""
    best: dict[str, str] = {}
    for page, (start, end) in draft.spans:
        own = annotations.get(page.document.index)
        for mention in own.mentions if own else ():
            if start <= mention.evidence.start < end and not mention.hedged:
                best[mention.skill] = max(best.get(mention.skill, ""), mention.strength)
    for mention in _code_of(shelved, draft):
        best[mention.skill] = max(best.get(mention.skill, ""), mention.strength)
    ranked = sorted(best, key=lambda one: (-int(best[one][1]), one))
    return tuple(ranked[:_MOST_SKILLS])


def _achievements(draft: Draft, annotations: Mapping[int, Annotations]) -> tuple[Achievement, ...]:
    return tuple(
        one
        for page, (start, end) in draft.spans
        if page.document.index in annotations
        for one in annotations[page.document.index].achievements
        if start <= one.evidence.start < end
    )
