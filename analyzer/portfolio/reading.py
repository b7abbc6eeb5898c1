"""Collections -> pages: which of their files are documents, and how each is read."""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from analyzer.documents.limits import MEGABYTE, Limits
from analyzer.errors import NotAResume, ReadError
from analyzer.language.strength import Mention
from analyzer.parsing.exports import is_export
from analyzer.parsing.rows import rows_of
from analyzer.portfolio.choosing import CODE, EXPORTS, LICENCE, MANIFESTS, NOTEBOOK, OFFICE, PROSE, README
from analyzer.portfolio.code import Shown, code_document, code_shown
from analyzer.portfolio.collection import Collection, File
from analyzer.portfolio.coverage import kind_of
from analyzer.portfolio.exports import LINKEDIN_TABLE, linkedin_page, listed_projects
from analyzer.portfolio.lexicon import stages
from analyzer.portfolio.pages import Page, Reading, page_of
from analyzer.portfolio.whose import LITTLE, Identity, own_commits, theirs
from analyzer.records import Document, Evidence, Source

#: A deck or report of a portfolio is longer than a resume.
PORTFOLIO_LIMITS = Limits(max_pages=80, max_bytes=25 * MEGABYTE, seconds=30.0, cpu_seconds=20)

#: Documents read of one place, and of one repository; its notebooks.
_MOST_DOCUMENTS, _MOST_OF_REPOSITORY, _MOST_NOTEBOOKS = 60, 10, 6
#: Letters of text read of one place: a book of 200 pages. What comes after is named and not read; so no place
#: takes more than some seconds, however many documents it has.
_MOST_LETTERS = 400_000
#: Bytes of a plain file by which words and figures are told apart.
_SEEN_OF_FILE = 20_000
_NO_PAGE = re.compile(
    r"(?:^|/)(?:changelog|changes|history|code_of_conduct|contributing|contributors|authors|security|support|"
    r"pull_request_template|issue_template[\w/-]*|bug_report|feature_request|requirements[\w.-]*|robots|humans|llms|"
    r"notice|todo|cmakelists|manifest|package-lock|labels?|vocab|classes|stopwords)\.\w{2,5}$",
    re.IGNORECASE,
)
_TEXT_DATA = re.compile(r"(?:^|/)(?:data|datasets?|fixtures|tests?|testdata|corpus)/", re.IGNORECASE)
_I = re.compile(r"\b(?:I|my|My)\b")
_STORY_PARTS = ("problem", "approach", "outcome")

#: Reads one file: the guarded reader, with the number of the Document in the Report.
ReadFile = Callable[[Source, int], Document]


@dataclass(frozen=True, slots=True)
class Shelved:
    """A collection after reading: its pages, and what its code shows.

    `mentions` are the skills of the code document, `named` the quotes for names of files that tell a part.
    """

    collection: Collection
    pages: tuple[Page, ...]
    shown: tuple[Shown, ...] = ()
    code: Document | None = None
    mentions: tuple[Mention, ...] = ()
    named: tuple[tuple[str, Evidence], ...] = ()
    own: int | None = None
    theirs: str = ""
    notes: tuple[str, ...] = ()


def read_collection(
    collection: Collection, read: ReadFile, *, first: int, today: str, identity: Identity
) -> Shelved:
    """The documents of a collection, numbered from `first`.

    Raises:
        ReadError: the collection is one file that the user named, and it cannot be read.
    """
    pages: list[Page] = []
    documents, notes = _without_figures(_documents(collection))
    letters = 0
    for number, file in enumerate(documents):
        if letters > _MOST_LETTERS:
            notes.append(
                f"{_count(len(documents) - number)} not read: the text before is enough to see the work."
            )
            break
        try:
            page = _page(collection, file, read, index=first + len(pages), today=today)
        except ReadError as error:
            if collection.kind == "file":
                raise
            notes.append(str(error))
            continue
        if page is not None:
            pages.append(page)
            letters += len(page.document.text)
    history = collection.history.commits if collection.history else ()
    own = own_commits(history, identity)
    copied = theirs(collection, pages, own) if collection.kind == "repository" else ""
    if copied:
        pages = [_again(page, collection, "theirs") for page in pages]
    shelved = Shelved(collection, tuple(pages), own=own, theirs=copied, notes=tuple(notes))
    has_code = any(file.path.lower().endswith((*CODE, *NOTEBOOK)) for file in collection.files)
    return _with_code(shelved, first + len(pages)) if has_code and collection.kind != "site" else shelved


def _without_figures(files: list[File]) -> tuple[list[File], list[str]]:
    """The documents without plain files of figures, as programs write them, and a note on those."""
    kept = [file for file in files if not _is_figures(file)]
    left = len(files) - len(kept)
    return kept, [f"{_count(left)} not read: they hold figures, not words."] if left and kept else []


def _is_figures(file: File) -> bool:
    """Whether the beginning of a plain file is mostly digits."""
    if not file.path.lower().endswith((".txt", ".md", ".rst")):
        return False
    start = file.data[:_SEEN_OF_FILE]
    digits = sum(48 <= one <= 57 for one in start)
    return digits > sum(65 <= one <= 90 or 97 <= one <= 122 for one in start)


def _count(number: int) -> str:
    return f"{number} {'document was' if number == 1 else 'documents were'}"


def _with_code(shelved: Shelved, index: int) -> Shelved:
    """With the lines of code that show something, as a document of their own."""
    collection = shelved.collection
    shown = code_shown(collection)
    patterns = [stage.paths for stage in stages().values() if stage.paths is not None]
    telling = [path for path in collection.paths if any(pattern.search(path) for pattern in patterns)][:40]
    if not shown and not telling:
        return shelved
    document, mentions, named = code_document(collection, shown, telling, index)
    share = (
        None
        if shelved.own is None
        else shelved.own / max(1, len(collection.history.commits if collection.history else ()))
    )
    if shelved.theirs:
        mentions = tuple(one._replace(strength=min(one.strength, "E2")) for one in mentions)
    elif share is not None and share < LITTLE:
        mentions = tuple(one._replace(strength="E1") for one in mentions)
    return replace(shelved, shown=shown, code=document, mentions=mentions, named=named)


def _documents(collection: Collection) -> list[File]:
    """The files that are read as documents, in the order of their paths; README first."""
    chosen = [file for file in collection.files if _is_document(file, collection)]
    repository = collection.kind == "repository"
    notebooks = [file for file in chosen if file.path.lower().endswith(NOTEBOOK)]
    others = [file for file in chosen if not file.path.lower().endswith(NOTEBOOK)]
    others.sort(key=lambda file: (_order(file), file.path.count("/"), file.path))
    most = _MOST_OF_REPOSITORY if repository else _MOST_DOCUMENTS
    kept = [*others[:most], *notebooks[: _MOST_NOTEBOOKS if repository else _MOST_DOCUMENTS]]
    return sorted(
        kept,
        key=lambda file: (not README.search(file.path), file.path.count("/") if repository else 0, file.path),
    )


def _order(file: File) -> int:
    if README.search(file.path):
        return 0 if "/" not in file.path else 2
    return 1 if kind_of("", file.path) else 2


def _is_document(file: File, collection: Collection) -> bool:
    name = file.path.lower()
    if collection.kind == "file":
        return True
    if EXPORTS.search(file.path):
        return True
    if LICENCE.search(file.path) or MANIFESTS.search(file.path) or _NO_PAGE.search(file.path):
        return False
    if collection.kind == "repository":
        page = (".html", ".htm", ".txt")
        return (
            name.endswith((*PROSE, *OFFICE, *NOTEBOOK))
            and not name.endswith(page)
            and not _TEXT_DATA.search(name)
        )
    if README.search(file.path) and "." not in file.name:
        return True
    return name.endswith((*PROSE, *OFFICE, *NOTEBOOK))


def _page(collection: Collection, file: File, read: ReadFile, *, index: int, today: str) -> Page | None:
    """The page of a file; None when it holds nothing for a portfolio."""
    source = Source(_name(collection, file), file.data)
    if LINKEDIN_TABLE.search(file.path):
        written = linkedin_page(file)
        if written is None:
            if collection.kind == "file":
                raise ReadError(f"{source.name} is no table of projects as LinkedIn exports it.")
            return None
        document = read(Source(f"{source.name}.md", written.encode()), index)
        page = page_of(replace(document, name=source.name), path=file.path, reading="story", raw=written)
        heads = [one for one in page.headings if one.level == 2]
        return replace(page, exported=tuple((one.text, (one.start, one.stop)) for one in heads))
    document = read(source, index)
    listing = document.format == "json-resume" or any(
        one.code == "linkedin-export" for one in document.warnings
    )
    if listing or (document.format == "pdf" and is_export(rows_of(document))):
        try:
            return listed_projects(document, today=today)
        except NotAResume:
            return None
    raw = _raw(file, document)
    reading: Reading = "story" if collection.kind != "repository" or kind_of("", file.path) else "description"
    page = page_of(document, path=file.path, reading=reading, raw=raw)
    if reading == "description" and _is_story(page):
        page = page_of(document, path=file.path, reading="story", raw=raw)
    return page


def _raw(file: File, document: Document) -> str:
    if document.format in ("markdown", "text"):
        return file.data.decode("utf-8", "replace")
    if document.format == "notebook":
        return _notebook_markdown(file)
    return ""


def _notebook_markdown(file: File) -> str:
    """The headings of a notebook's text cells, from its JSON as it stands: one line of a cell is one text."""
    text = file.data.decode("utf-8", "replace")
    return "\n".join(match[1] for match in re.finditer(r'"(#{1,6} [^"\\]{1,200})(?:\\n)?"', text))


def _is_story(page: Page) -> bool:
    """A README that tells what its author did: a role, or the parts of a story in the first person."""
    if kind_of(page.title, page.path):
        return True
    if any(label.name in ("role", "my role") for label in page.labels):
        return True
    mine = len(_I.findall(page.document.text))
    named = {
        name
        for name in _STORY_PARTS
        for head in page.headings
        if stages()[name].headings.fullmatch(head.text.strip(" :?!"))
    }
    return mine >= 2 and len(named) >= 2


def _again(page: Page, collection: Collection, reading: Reading) -> Page:
    file = collection.file(page.path)
    raw = _raw(file, page.document) if file is not None else ""
    return page_of(page.document, path=page.path, reading=reading, raw=raw)


def _name(collection: Collection, file: File) -> str:
    return file.name if collection.kind == "file" else posixpath.join(collection.name, file.path)
