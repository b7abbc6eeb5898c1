"""Where one project of a portfolio ends and the next begins.

A repository is one project. A page may be one, or hold several: case studies one after the other, a list of
selected work. Documents of one folder that speak of the same thing (requirements, roadmap, evaluation report)
are one project together.
"""

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analyzer.portfolio.collection import Collection
from analyzer.portfolio.coverage import Span, is_about, kind_of, parts_of
from analyzer.portfolio.lexicon import artefact_kinds, stages
from analyzer.portfolio.pages import Heading, Page
from analyzer.portfolio.roles import role_of
from analyzer.portfolio.when import dates_of, is_date
from analyzer.records import ProjectKind

_NUMBERED = re.compile(
    r"^(?:case stud(?:y|ies)|project|example|piece)\s*(?:no\.?\s*|#)?\d*\s*[:.–—|-]\s*(?P<title>\S.*)$",
    re.IGNORECASE,
)
#: Headings over several projects: `Selected work`, `Things I have shipped`, `What I have worked on`.
_LISTS = re.compile(
    r"(?:(?:my|our|the|some|selected|featured|recent|past|key|other|more|client|professional|personal|side|ai|ml|these|"
    r"few|of|a|an|and|in|short|all|public|portfolio|main|major|notable|\d+|two|three|four|five|six|seven) )*"
    r"(?:projects?|case stud(?:y|ies)|works?|portfolio|work samples?|engagements?|assignments?|"
    r"pieces?(?: of work)?|"
    r"examples?|stories|initiatives|deliveries|mandates|experiments|case files?|briefs|jobs|things|"
    r"stuff|products|launches)"
    r"(?: (?:of mine|i am proud of|in (?:ai|ml|brief|short)|(?:that )?(?:i|we)(?: have|'ve|’ve)? "
    r"(?:shipped|made|built|done|did|led|ran|run|worked on|delivered|launched|managed)))?|"
    r"what (?:i|we)(?: have|'ve|’ve)? (?:shipped|made|built|done|led|run|worked on|delivered|launched|"
    r"managed)",
    re.IGNORECASE,
)
#: Pages and parts of a page that are no project.
_BESIDE = re.compile(
    r"^(?:about(?: me| us)?|contact(?: me)?|home|welcome|blog|posts?|archive|resume|résumé|cv|"
    r"curriculum vitae|skills?|"
    r"imprint|privacy(?: policy)?|terms|writing|publications?|talks?|services|testimonials|now|uses|"
    r"education|"
    r"experience|work experience|certifications?|awards|hello|hi|links|menu|navigation|search|404|not found|"
    r"table of contents|agenda|thank you|thanks|questions\??|q ?& ?a|appendix|references|sources|summary|"
    r"executive summary|overview|introduction)\b[\s!.,]*$",
    re.IGNORECASE,
)
_RESUME = re.compile(r"(?:my |the )?(?:resume|résumé|cv|curriculum vitae|lebenslauf)\b", re.IGNORECASE)
_GENERIC_FOLDERS = frozenset((
    "docs", "doc", "documents", "pages", "work", "works", "projects", "project", "case-studies",
    "casestudies", "case_studies", "portfolio", "content", "posts", "notebooks", "samples", "files",
    "site", "public", "html", "src", "assets",
))  # fmt: skip
_SAYS_OF = re.compile(r"^(?:case stud(?:y|ies)|project|portfolio)\s*[:–—|-]\s*", re.IGNORECASE)
_FEWEST_WORDS = 40
#: Words under a heading that may be a whole project.
_FEWEST_STORY = 15
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
        parts = page.exported or tuple(divided(page))
        if len(parts) > 1 or page.exported:
            kind: ProjectKind = "listed" if page.exported else _kind(page)
            found += [Draft(title, kind, collection, ((page, span),)) for title, span in parts]
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
        if 0 < len(title.split()) <= 10 and not _BESIDE.match(title):
            return title
    return collection.name


def divided(page: Page) -> Iterator[tuple[str, Span]]:
    """The projects inside one page with their stretches; nothing when the page is one project or none."""
    numbered = [one for one in page.headings if _NUMBERED.match(one.text)]
    if len(numbered) > 1:
        yield from _stretches(page, numbered)
        return
    for parent in page.headings:
        if _is_list(parent):
            children = _children(page, parent)
            if len(children) > 1:
                yield from _stretches(page, children)
                return
    for level in sorted({one.level for one in page.headings}):
        own = [one for one in page.headings if one.level == level and _opens_project(page, one)]
        if len(own) > 1:
            yield from _stretches(page, own)
            return
        level_heads = [one for one in page.headings if one.level == level and not _is_list(one)]
        own = [one for one in level_heads if _is_story(page, one)]
        if len(own) > 1 and len(own) >= _SHARE_OF_HEADS * len(level_heads):
            yield from _stretches(page, own)
            return


#: Share of the headings of one level that must tell a whole project each, to part the page at them.
_SHARE_OF_HEADS = 0.6
#: Parts that the words under a heading must tell to be a project, with its own dates or role; without.
_PARTS_DATED, _PARTS_ALONE = 3, 6


def _is_list(head: Heading) -> bool:
    return (
        _LISTS.fullmatch(head.text.strip(" :.?!#*") if head.text[:1].isalnum() else _words(head.text))
        is not None
    )


def _words(text: str) -> str:
    """A heading without the signs and little pictures around it."""
    return re.sub(r"^[^\w\"“(]+|[\s:.?!#*]+$", "", text)


def _is_story(page: Page, head: Heading) -> bool:
    """A heading over a whole project: no part, date or question; its own dates or role, and some parts."""
    if (
        _BESIDE.match(head.text)
        or _names_part(head)
        or is_date(head.text)
        or head.text.rstrip().endswith("?")
    ):
        return False
    stretch = [(page, (head.start, head.stop))]
    if len(page.document.text[head.end : head.stop].split()) < _FEWEST_STORY:
        return False
    own = (dates_of(stretch) is not None) + (role_of(stretch) is not None)
    return len(parts_of(stretch)) >= (_PARTS_DATED if own else _PARTS_ALONE)


def _stretches(page: Page, heads: Sequence[Heading]) -> Iterator[tuple[str, Span]]:
    for number, head in enumerate(heads):
        following = heads[number + 1].start if number + 1 < len(heads) else len(page.document.text)
        yield trimmed_title(head.text), (head.start, min(head.stop, following))


def _children(page: Page, parent: Heading) -> list[Heading]:
    """The headings right below a list of projects, each with words under it."""
    below = [
        one for one in page.headings if parent.start < one.start < parent.stop and one.level > parent.level
    ]
    if not below:
        return []
    level = min(one.level for one in below)
    return [
        one
        for one in below
        if one.level == level
        and not _BESIDE.match(one.text)
        and len(page.document.text[one.end : one.stop].split()) >= 12
    ]


def _opens_project(page: Page, head: Heading) -> bool:
    """A heading that names no part, with at least two parts, or labels of a project, below it."""
    if _BESIDE.match(head.text) or _is_list(head) or _names_part(head):
        return False
    below = [one for one in page.headings if head.start < one.start < head.stop]
    labels = {one.name for one in page.labels if head.end <= one.start < head.stop} & _LABELS
    own = {stage for one in below for stage in _parts_named(one)}
    return len(own) >= 2 or len(labels) >= 2


_LABELS = frozenset((
    "role", "problem", "challenge", "solution", "approach", "outcome", "result", "results", "impact",
    "data", "team", "timeline", "model", "evaluation", "action", "situation", "task", "tools", "dates",
    "duration", "context",
))  # fmt: skip


def _names_part(head: Heading) -> bool:
    return bool(_parts_named(head))


def _parts_named(head: Heading) -> list[str]:
    return [name for name, stage in stages().items() if is_about(stage, head)]


def _is_project(page: Page) -> bool:
    return not why_no_project(page)


_NOTHING_TOLD = "its words tell no problem, no work done and no result that could be made out"


def why_no_project(page: Page) -> str:
    """Why a page as a whole tells of no project, in plain words; empty when it does."""
    title = page.title.strip()
    stem = posixpath.splitext(posixpath.basename(page.path))[0].replace("-", " ").replace("_", " ")
    words = len(page.document.text.split())
    if kind_of(title, page.path) is not None:
        return ""
    if _RESUME.match(stem):
        return "it is a resume; give it as the resume, beside the work"
    beside = _BESIDE.match(title) or _BESIDE.match(stem)
    if beside and page.document.format not in ("pptx", "pdf", "docx"):
        return "by its title about you, a list or an address"
    parts = parts_of([(page, _whole(page))])
    labelled = len({one.name for one in page.labels} & _LABELS) > 1 and bool(parts)
    if words < _FEWEST_WORDS and not labelled:
        return f"fewer than {_FEWEST_WORDS} words"
    enough = len(parts) >= (2 if page.document.format != "notebook" else 1)
    return "" if labelled or enough else _NOTHING_TOLD


# --- documents that belong together ------------------------------------------------------------------


def _groups(pages: Sequence[Page]) -> list[list[Page]]:
    """Pages of one project together: by their folder, or by the name that they share."""
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


def _belong(  # noqa: PLR0917  (two pages, each with folder and name)
    page: Page, group: Sequence[Page], folder: str, core: frozenset[str], other: str, others: frozenset[str]
) -> bool:
    if folder != other:
        return False
    kinds = {kind_of(one.title, one.path) for one in group}
    kind = kind_of(page.title, page.path)
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
    title = trimmed_title(page.title)
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


def without_kind(text: str) -> str:
    """A title without the words that name a kind of document: `Claims triage PRD` is `Claims triage`."""
    for kind in artefact_kinds():
        shorter = kind.words.sub(" ", text.replace("_", " "))
        if shorter != text.replace("_", " "):
            text = shorter
            break
    return re.sub(r"\s*[:–—|-]\s*$|^\s*[:–—|-]\s*|\s{2,}", " ", text).strip(" :–—|-()")


def trimmed_title(text: str) -> str:
    """A title without its number and without `Case study:`."""
    match = _NUMBERED.match(text.strip())
    text = match["title"] if match else _SAYS_OF.sub("", text.strip())
    text = re.sub(r"^\d{1,2}[.)]\s+|^[^\w\"“(]+", "", text)
    text = re.sub(r"\s*[,;:(–-]\s*(?:final|draft|v\d+)(?: version)?\)?$", "", text, flags=re.IGNORECASE)
    return " ".join(text.split()).strip(" #*:–—-")[:120]


def _grouped(collection: Collection, pages: Sequence[Page]) -> Draft:
    main = min(pages, key=lambda page: (_ranking(page), page.path))
    if len(pages) == 1:
        title = trimmed_title(main.title)
        kind = _kind(main)
        shorter = without_kind(title) if kind_of(main.title, "") else title
        return Draft(shorter or _folder_title(collection, main), kind, collection, ((main, _whole(main)),))
    named = [without_kind(trimmed_title(page.title)) for page in sorted(pages, key=_ranking)]
    title = next((one for one in named if one), "") or _folder_title(collection, main)
    return Draft(title, "documents", collection, tuple((page, _whole(page)) for page in pages))


def _ranking(page: Page) -> int:
    """Which document names the project: its story, then its requirements, then any other."""
    kind = kind_of(page.title, page.path)
    order = ("case study", None, "product requirements", "charter", "business case", "roadmap")
    return order.index(kind) if kind in order else len(order)


def _folder_title(collection: Collection, page: Page) -> str:
    folder = _own_folder(page.path) or posixpath.splitext(collection.name)[0]
    return folder.replace("-", " ").replace("_", " ").strip().capitalize() or page.title
