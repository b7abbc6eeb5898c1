"""Where one project of a portfolio ends and the next begins.

A repository is one project. A page may be one, or hold several: case studies one after the other, a list of
selected work. Documents of one folder that speak of the same thing (requirements, roadmap, evaluation report)
are one project together.
"""

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.portfolio.collection import Collection
from analyzer.portfolio.coverage import Span, kind_of, kind_of_page, parts_of
from analyzer.portfolio.dividing import LABELS, divided
from analyzer.portfolio.naming import BESIDE, is_kind_of_page, trimmed_title, without_kind
from analyzer.portfolio.pages import Page
from analyzer.records import ProjectKind

_RESUME = re.compile(r"(?:my |the )?(?:resume|résumé|cv|curriculum vitae|lebenslauf)\b", re.IGNORECASE)
_GENERIC_FOLDERS = frozenset((
    "docs", "doc", "documents", "pages", "work", "works", "projects", "project", "case-studies",
    "casestudies", "case_studies", "portfolio", "content", "posts", "notebooks", "samples", "files",
    "site", "public", "html", "src", "assets",
))  # fmt: skip
_FEWEST_WORDS = 40
_STOP = frozenset((
    "the", "a", "an", "of", "for", "and", "to", "in", "on", "with", "by", "at", "from", "our", "my",
    "new", "v1", "v2", "v3", "final", "draft", "version", "project",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Draft:
    """A project before it is understood: its title and the stretches of pages that belong to it."""

    title: str
    kind: ProjectKind
    collection: Collection
    spans: tuple[tuple[Page, Span], ...]
    #: What stands on a page before the first of its projects: who wrote it, mostly.
    before: tuple[tuple[Page, Span], ...] = ()

    @property
    def words(self) -> int:
        """Words of its pages."""
        return sum(len(page.document.text[start:end].split()) for page, (start, end) in self.spans)


def drafts_of(collection: Collection, pages: Sequence[Page]) -> tuple[Draft, ...]:
    """The projects of one collection, in the order of its pages."""
    if collection.kind == "repository":
        whole = tuple((page, _whole(page)) for page in pages)
        return (Draft(_repository_title(collection, pages), "repository", collection, whole),)
    found: list[Draft] = []
    single: list[Page] = []
    for page in pages:
        parts = page.exported or divided(page)
        if len(parts) > 1 or page.exported:
            kind: ProjectKind = "listed" if page.exported else _kind(page)
            before = () if page.exported else ((page, (0, min(start for _, (start, _) in parts))),)
            found += [Draft(title, kind, collection, ((page, span),), before) for title, span in parts]
        elif _is_project(page) or (len(pages) == 1 and page.document.format != "notebook"):
            single.append(page)
    grouped = [_grouped(collection, group) for group in _groups(single)]
    order = {page.path: number for number, page in enumerate(pages)}
    return tuple(sorted([*grouped, *found], key=lambda one: (order[one.spans[0][0].path], one.spans[0][1])))


def _whole(page: Page) -> Span:
    return 0, len(page.document.text)


def _kind(page: Page) -> ProjectKind:
    return {"pptx": "deck", "notebook": "notebook"}.get(page.document.format, "case study")  # type: ignore[return-value]


def _repository_title(collection: Collection, pages: Sequence[Page]) -> str:
    readme = next((page for page in pages if page.path.lower().startswith("readme")), None)
    if readme is not None and readme.headings:
        title = trimmed_title(readme.title)
        if 0 < len(title.split()) <= 10 and not BESIDE.match(title):
            return title
    return collection.name


def _is_project(page: Page) -> bool:
    return not why_no_project(page)


_NOTHING_TOLD = "its words tell no problem, no work done and no result that could be made out"


def why_no_project(page: Page) -> str:
    """Why a page as a whole tells of no project, in plain words; empty when it does."""
    title = page.title.strip()
    stem = posixpath.splitext(posixpath.basename(page.path))[0].replace("-", " ").replace("_", " ")
    words = len(page.document.text.split())
    if kind_of_page(page) is not None:
        return ""
    if _RESUME.match(stem):
        return "it is a resume; give it as the resume, beside the work"
    beside = BESIDE.match(title) or BESIDE.match(stem)
    if beside and page.document.format not in ("pptx", "pdf", "docx"):
        return "by its title about you, a list or an address"
    parts = parts_of([(page, _whole(page))])
    labelled = len({one.name for one in page.labels} & LABELS) > 1 and bool(parts)
    if words < _FEWEST_WORDS and not labelled:
        return f"fewer than {_FEWEST_WORDS} words"
    enough = len(parts) >= (2 if page.document.format != "notebook" else 1)
    return "" if labelled or enough else _NOTHING_TOLD


# --- documents that belong together ------------------------------------------------------------------


def _groups(pages: Sequence[Page]) -> list[list[Page]]:
    """Pages of one project together: by their folder, or by the name that they share."""
    if len(pages) > 1 and _all_records(pages):
        return [sorted(pages, key=lambda page: (not _is_index(page), page.path))]
    groups: list[list[Page]] = []
    keys: list[tuple[str, frozenset[str]]] = []
    for page in pages:
        folder = _own_folder(page.path)
        core = _core(page)
        for number, (other_folder, other_core) in enumerate(keys):
            if _belong(page, groups[number], folder, core, other_folder, other_core):
                groups[number].append(page)
                keys[number] = (folder, core | other_core if not core or not other_core else other_core)
                break
        else:
            groups.append([page])
            keys.append((folder, core))
    return groups


#: Documents that come out of a piece of work and do not name it: together they are one, if no story is there.
_RECORDS = frozenset((
    "model card", "data sheet", "evaluation report", "risk register", "impact assessment", "decision record",
    "meeting notes", "sprint review", "status report", "stakeholder map", "user research", "retrospective",
    "roadmap", "project plan",
))  # fmt: skip
#: Those of which one piece of work has many.
_IN_SERIES = frozenset(
    {"decision record", "meeting notes", "sprint review", "status report", "user research"}
)


def _all_records(pages: Sequence[Page]) -> bool:
    """Whether all pages are records of work, and none names another piece of work than the rest."""
    kinds = [kind_of_page(page) for page in pages]
    if not all(one in _RECORDS for one in kinds) or len({_own_folder(page.path) for page in pages}) > 1:
        return False
    named = {page.project.casefold() for page in pages if page.project}
    once = [one for one in kinds if one not in _IN_SERIES]
    return len(named) < 2 and len(once) == len(set(once))


def _is_index(page: Page) -> bool:
    """A page that stands before the others of its folder."""
    stem = posixpath.splitext(posixpath.basename(page.path))[0].lower()
    return stem in ("readme", "index", "overview", "00-index", "0000-index", "_index")


def _belong(  # noqa: PLR0917  (two pages, each with folder and name)
    page: Page, group: Sequence[Page], folder: str, core: frozenset[str], other: str, others: frozenset[str]
) -> bool:
    if folder != other:
        return False
    kinds = {kind_of_page(one) for one in group}
    kind = kind_of_page(page)
    if folder and not (kind is None and None in kinds and not _alike(core, others)):
        return True
    if kind is None and None in kinds:
        return False  # two stories are two projects
    return _alike(core, others) or not core or not others


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shared = len(one & other)
    return bool(one) and bool(other) and shared >= 0.5 * min(len(one), len(other))


def _own_folder(path: str) -> str:
    """The folder of a project; empty for folders that hold everything."""
    folders = [one for one in path.split("/")[:-1] if one.lower() not in _GENERIC_FOLDERS]
    return "/".join(folders[:1])


def _core(page: Page) -> frozenset[str]:
    """The words of a title without those that name a kind of document."""
    title = page.project or trimmed_title(page.title)
    stem = posixpath.splitext(posixpath.basename(page.path))[0]
    for text in (title, stem):
        words = frozenset(
            one
            for one in re.findall(r"[a-z0-9]+", without_kind(text).lower())
            if one not in _STOP and len(one) > 2
        )
        if words:
            return words
    return frozenset()


def _grouped(collection: Collection, pages: Sequence[Page]) -> Draft:
    main = min(pages, key=lambda page: (_ranking(page), page.path))
    if len(pages) == 1:
        return Draft(
            _name(main) or _folder_title(collection, main), _kind(main), collection, ((main, _whole(main)),)
        )
    named = [_name(page) for page in sorted(pages, key=lambda page: (_ranking(page), page.path))]
    series = all(kind_of_page(page) in _IN_SERIES for page in pages)
    title = next((one for one in named if one), "") if not series or _is_index(main) or main.project else ""
    spans = tuple((page, _whole(page)) for page in pages)
    return Draft(title or _folder_title(collection, main), "documents", collection, spans)


def _name(page: Page) -> str:
    """What a page calls its project: in a line of its own, or in its title without the kind of document."""
    kind = kind_of_page(page)
    if page.project and (kind in _RECORDS or is_kind_of_page(page.title)):
        return page.project
    title = trimmed_title(page.title)
    return without_kind(title) if kind_of(page.title, "") else title


def _ranking(page: Page) -> int:
    """Which document names the project: an index, its story, then its requirements, then any other."""
    if _is_index(page) and kind_of_page(page) in _RECORDS:
        return -1
    kind = kind_of_page(page)
    order = ("case study", None, "product requirements", "charter", "business case", "roadmap", "model card")
    return order.index(kind) if kind in order else len(order) + (kind in _IN_SERIES)


def _folder_title(collection: Collection, page: Page) -> str:
    folder = _own_folder(page.path) or posixpath.splitext(collection.name)[0]
    return folder.replace("-", " ").replace("_", " ").strip().capitalize() or page.title
