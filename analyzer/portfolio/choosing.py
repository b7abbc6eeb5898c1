"""Which files of a place are read, and in which order: the most telling first, within the bounds."""

import posixpath
import re
from collections.abc import Iterable

from analyzer.portfolio.collection import Bounds, File, Shelf

#: Folders of libraries, builds and tools: nothing in them is the person's own.
PASSED_OVER = frozenset(
    {
        "node_modules",
        "site-packages",
        "dist-packages",
        "venv",
        "env",
        "__pycache__",
        "__macosx",
        "dist",
        "build",
        "target",
        "vendor",
        "third_party",
        "bower_components",
        "htmlcov",
        "egg-info",
        "coverage",
        "mlruns",
        "wandb",
        "_static",
        "_build",
    }
)
#: Hidden folders that tell something.
_HIDDEN_KEPT = frozenset({".github", ".gitlab", ".circleci"})
#: Hidden files that tell something: CI, and what should not be there.
_HIDDEN_FILES = re.compile(
    r"^\.(?:gitlab-ci\.yml|travis\.yml|pre-commit-config\.yaml|env(?:\.\w+)?|netrc|npmrc)$", re.IGNORECASE
)

README = re.compile(r"(?:^|/)readme(?:\.\w+)?$", re.IGNORECASE)
PROSE = (".md", ".markdown", ".mdx", ".rst", ".txt", ".adoc", ".html", ".htm")
OFFICE = (".pdf", ".docx", ".pptx", ".odt", ".rtf")
NOTEBOOK = (".ipynb",)
CODE = (
    *(".py", ".r", ".jl", ".js", ".ts", ".tsx", ".jsx", ".java", ".scala", ".go", ".rs", ".sql", ".cs"),
    *(".kt", ".rb", ".php", ".swift", ".cpp", ".sh"),
)
MANIFESTS = re.compile(
    r"(?:^|/)(?:requirements[\w.-]*\.(?:txt|in)|pyproject\.toml|setup\.(?:py|cfg)|pipfile|environment\.ya?ml|"
    r"package\.json|cargo\.toml|go\.mod|pom\.xml|build\.gradle(?:\.kts)?|description|renv\.lock|"
    r"dockerfile[\w.-]*|(?:docker-)?compose\.ya?ml|makefile|dvc\.yaml|mlproject|citation\.cff)$",
    re.IGNORECASE,
)
CI = re.compile(
    r"^(?:\.github/workflows/[^/]+\.ya?ml|\.gitlab-ci\.yml|\.travis\.yml|\.circleci/config\.yml|jenkinsfile|"
    r"azure-pipelines\.yml|\.ci/[^/]+)$",
    re.IGNORECASE,
)
LICENCE = re.compile(
    r"(?:^|/)(?:un)?licen[sc]es?(?:[.-](?:md|txt|rst|html?|mit|apache(?:-2(?:\.0)?)?|bsd|l?gpl\w*|mpl|cc[\w-]*|"
    r"code|data|docs))*$|(?:^|/)copying(?:\.\w+)?$",
    re.IGNORECASE,
)
#: Data of a portfolio that is not prose: exports of other programs.
EXPORTS = re.compile(r"(?:^|/)(?:projects\.csv|(?:[\w.-]+\.)?resume\.json)$", re.IGNORECASE)
_SECRETS = re.compile(
    r"(?:^|/)(?:\.env(?:\.\w+)?|\.netrc|\.npmrc|id_rsa|id_ed25519|credentials(?:\.\w+)?|"
    r"secrets?\.(?:json|ya?ml|toml|ini))$",
    re.IGNORECASE,
)
_DATA = (".csv", ".json", ".yaml", ".yml", ".toml", ".ini", ".cfg")
#: Read of a table or a settings file that nobody asked for: enough to see a key or an address in it.
_DATA_BYTES = 60_000
#: Tables and settings files looked at for what should not be there.
_MOST_DATA = 25


def is_passed_over(path: str) -> bool:
    """Whether a path stands in a folder of libraries, builds or tools, or is hidden."""
    *folders, name = path.split("/")
    if any(
        part.lower() in PASSED_OVER
        or part.endswith(".egg-info")
        or (part.startswith(".") and part.lower() not in _HIDDEN_KEPT)
        for part in folders
    ):
        return True
    return name.startswith((".", "~$")) and _HIDDEN_FILES.match(name) is None


def weight_of(path: str) -> int | None:
    """How early a file is read: 0 first; None when it is not."""
    name = path.lower()
    if README.search(path):
        return 0 if "/" not in path else 2
    for weight, pattern in ((1, CI), (1, MANIFESTS), (1, LICENCE), (1, EXPORTS), (1, _SECRETS)):
        if pattern.search(path):
            return weight
    if name.endswith((*PROSE, *OFFICE)):
        return 2
    if name.endswith(NOTEBOOK):
        return 3
    if name.endswith(CODE):
        return 4
    return 5 if name.endswith(_DATA) else None


def choose(shelf: Shelf, bounds: Bounds) -> tuple[tuple[File, ...], tuple[str, ...], tuple[str, ...]]:
    """The files of a place that are read, all its names, and what was left out."""
    entries = [(path, size) for path, size in shelf.entries() if not is_passed_over(path)]
    notes: list[str] = []
    if len(entries) > bounds.max_names:
        notes.append(f"More than {bounds.max_names:,} files; the first {bounds.max_names:,} were looked at.")
        entries = entries[: bounds.max_names]
    wanted = [(weight, path, size) for path, size in entries if (weight := weight_of(path)) is not None]
    wanted.sort(key=lambda one: (one[0], one[1].count("/"), one[1]))
    files, left_out = _read(shelf, wanted, bounds)
    paths = tuple(path for path, _ in entries)
    return tuple(sorted(files, key=lambda one: one.path)), paths, (*notes, *shelf.notes(), *left_out)


def _read(
    shelf: Shelf, wanted: Iterable[tuple[int, str, int]], bounds: Bounds
) -> tuple[list[File], list[str]]:
    files: list[File] = []
    large: list[str] = []
    total = tables = over = 0
    for weight, path, size in wanted:
        most = _most(weight, path, bounds)
        if weight == 5:
            tables += 1
            if tables > _MOST_DATA:
                continue
        elif size > most and weight != 4:
            large.append(posixpath.basename(path))
            continue
        if len(files) >= bounds.max_files or total >= bounds.max_bytes:
            over += weight < 5
            continue
        data = shelf.read(path, min(most, bounds.max_bytes - total))
        if data is not None:
            files.append(File(path, data))
            total += len(data)
    notes = []
    if large:
        notes.append(
            f"{len(large)} {'file is' if len(large) == 1 else 'files are'} too large to read: "
            f"{', '.join(large[:3])}{', ...' if len(large) > 3 else ''}."
        )
    if over:
        notes.append(f"{over} more files were not read: {len(files)} are enough to see the work.")
    return files, notes


def _most(weight: int, path: str, bounds: Bounds) -> int:
    if weight == 5:
        return _DATA_BYTES
    if path.lower().endswith((*OFFICE, *NOTEBOOK, ".html", ".htm")):
        return bounds.max_file_bytes
    return bounds.max_code_bytes
