"""What a repository shows by its files and its history, without running any of it.

The lines that show it are put together in one text, each as it stands in its file under the file's name, so
that every claim about code has a quote like any other.
"""

import hashlib
import json
import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from analyzer.language.strength import Mention
from analyzer.portfolio.choosing import CI, LICENCE, MANIFESTS, NOTEBOOK, README
from analyzer.portfolio.collection import Collection, File
from analyzer.portfolio.lexicon import imports
from analyzer.records import Document, Evidence, Line, RepositoryFacts, Strength

_LANGUAGES = {
    ".py": "Python", ".ipynb": "Jupyter Notebook", ".r": "R", ".jl": "Julia", ".js": "JavaScript",
    ".jsx": "JavaScript", ".ts": "TypeScript", ".tsx": "TypeScript", ".java": "Java", ".scala": "Scala",
    ".go": "Go", ".rs": "Rust", ".sql": "SQL", ".cs": "C#", ".kt": "Kotlin", ".rb": "Ruby", ".php": "PHP",
    ".swift": "Swift", ".cpp": "C++", ".sh": "Shell",
}  # fmt: skip
#: Languages that are skills of their own when files are written in them.
_LANGUAGE_SKILLS = {
    "Python": "python",
    "R": "r",
    "SQL": "sql",
    "JavaScript": "javascript",
    "TypeScript": "typescript",
}
_IMPORT = {
    ".py": re.compile(
        r"^[ \t]*(?:from[ \t]+([A-Za-z_][\w.]*)[ \t]+import\b|import[ \t]+([A-Za-z_][\w., \t]*))", re.M
    ),
    ".r": re.compile(r"^[ \t]*(?:library|require)\([\"']?([\w.]+)()", re.M),
    ".js": re.compile(r"^[^\n]{0,200}?\b(?:from|require\()[ \t]*[\"']([@\w./-]+)()[\"']", re.M),
}
_SAME_AS = {".jsx": ".js", ".ts": ".js", ".tsx": ".js", ".ipynb": ".py"}
_TEST = re.compile(
    r"(?:^|/)(?:tests?|spec)/|(?:^|/)test_[^/]+\.py$|[._-](?:test|spec)\.[jt]sx?$|_test\.(?:py|go)$", re.I
)
_TEST_CASE = re.compile(r"^[ \t]*(?:async )?def test_\w+|^[ \t]*(?:it|test)\([\"'`]|^func Test\w+", re.M)
_IMAGE = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".mp4", ".webm")
_LICENCES = (
    ("MIT", re.compile(r"\bMIT License|Permission is hereby granted, free of charge", re.I)),
    ("Apache-2.0", re.compile(r"Apache License,?\s+Version 2", re.I)),
    ("GPL", re.compile(r"GNU (?:Affero |Lesser )?General Public License", re.I)),
    ("BSD", re.compile(r"Redistribution and use in source and binary forms", re.I)),
    ("MPL-2.0", re.compile(r"Mozilla Public License", re.I)),
    ("CC", re.compile(r"Creative Commons", re.I)),
    ("Unlicense", re.compile(r"free and unencumbered software", re.I)),
)
_REQUIREMENT = re.compile(
    r"^[ \t]*[\"']?([A-Za-z][\w.-]{1,60})(?:\[[\w,]*\])?[\"']?[ \t]*(?:[=<>~!;@,:#\"']|$)"
)
_MOST_LINES, _LONGEST_LINE = 400, 160
#: Names of packages that differ from the name that code imports.
_PACKAGE_NAMES = {
    "scikit-learn": "sklearn", "opencv-python": "cv2", "beautifulsoup4": "bs4", "faiss-cpu": "faiss",
    "sentence-transformers": "sentence_transformers", "great-expectations": "great_expectations",
    "llama-index": "llama_index", "apache-airflow": "airflow", "openai-whisper": "whisper",
    "psycopg2-binary": "psycopg2", "kafka-python": "kafka", "google-cloud-bigquery": "bigquery",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """A library or language in code: the line that shows it, and how far it goes."""

    skill: str
    line: str
    path: str
    files: int
    tested: bool
    declared: bool = False


def facts_of(collection: Collection, shown: Sequence[Shown]) -> RepositoryFacts:
    """Counts and marks of a repository; what belongs to the person is filled in when they are known."""
    paths = collection.paths
    commits = collection.history.commits if collection.history else ()
    days = sorted({one.date for one in commits if one.date > "1980"})
    tests = [file for file in collection.files if _TEST.search(file.path)]
    return RepositoryFacts(
        languages=_languages(paths),
        commits=len(commits),
        own_commits=None,
        contributors=len({one.login or one.email or one.name for one in commits}),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        active_days=len(days),
        active_months=len({day[:7] for day in days}),
        releases=len(collection.history.releases) if collection.history else 0,
        licence=_licence(collection),
        tests=sum(len(_TEST_CASE.findall(_text(file))) for file in tests),
        ci=any(CI.match(path) for path in paths),
        notebooks=sum(path.lower().endswith(NOTEBOOK) for path in paths),
        images=sum(path.lower().endswith(_IMAGE) for path in paths),
        readme=any(README.search(path) and "/" not in path for path in paths),
        manifests=tuple(path for path in paths if MANIFESTS.search(path))[:20],
        fork=collection.fork,
        libraries=tuple(sorted({one.skill for one in shown if not one.declared})),
    )


def _languages(paths: Iterable[str]) -> tuple[str, ...]:
    counted = Counter(_LANGUAGES.get(posixpath.splitext(path)[1].lower(), "") for path in paths)
    counted.pop("", None)
    return tuple(name for name, _ in sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:4])


def _licence(collection: Collection) -> str | None:
    found = [file for file in collection.files if LICENCE.search(file.path)]
    for file in sorted(found, key=lambda one: one.path.count("/")):
        text = _text(file)[:4_000]
        return next((name for name, pattern in _LICENCES if pattern.search(text)), "other")
    return None


def code_shown(collection: Collection) -> tuple[Shown, ...]:
    """Libraries and languages that the code uses, each with the line that shows it best."""
    names = imports()
    local = _local_names(collection.paths)
    uses: dict[str, list[tuple[File, str, str]]] = {}
    tested: set[str] = set()
    by_module: dict[str, set[str]] = {}
    for file in collection.files:
        for name, line in _imports(file):
            root = name.split(".")[0]
            skill = names.get(".".join(name.split(".")[:2])) or names.get(root)
            if root in local or skill is None:
                if _TEST.search(file.path):
                    tested.update(part for part in name.split(".") if part in local)
                continue
            uses.setdefault(skill, []).append((file, line, name))
            by_module.setdefault(posixpath.splitext(posixpath.basename(file.path))[0], set()).add(skill)
            if _TEST.search(file.path):
                tested.add(skill)
    covered = tested | {skill for module in tested for skill in by_module.get(module, ())}
    if any("src" in file.path or "/" in file.path for file in collection.files):
        covered |= {skill for module in tested for skill in _of_package(module, uses)}
    found = [_shown(skill, places, skill in covered) for skill, places in uses.items()]
    found += _language_shown(collection, {one.skill for one in found})
    found += _declared(collection, {one.skill for one in found})
    return tuple(sorted(found, key=lambda one: (one.declared, -one.files, one.skill)))


def _of_package(module: str, uses: "dict[str, list[tuple[File, str, str]]]") -> Iterator[str]:
    """The skills used in files of a package that a test imports."""
    for skill, places in uses.items():
        if any(f"/{module}/" in f"/{file.path}" and not _TEST.search(file.path) for file, _, _ in places):
            yield skill


def _shown(skill: str, places: "list[tuple[File, str, str]]", tested: bool) -> Shown:
    own = [one for one in places if not _TEST.search(one[0].path)] or places
    file, line, _ = min(own, key=lambda one: (one[0].path.count("/"), one[0].path))
    return Shown(skill, line, file.path, len({one[0].path for one in places}), tested)


def _language_shown(collection: Collection, known: set[str]) -> list[Shown]:
    found = []
    for language, skill in _LANGUAGE_SKILLS.items():
        files = [
            one
            for one in collection.files
            if _LANGUAGES.get(posixpath.splitext(one.path)[1].lower()) == language and skill not in known
        ]
        own = [one for one in files if not _TEST.search(one.path)]
        line = next(((one.path, line) for one in own if (line := _first_line(_text(one)))), None)
        if line is not None:
            has_tests = any(_TEST.search(one.path) for one in files)
            found.append(Shown(skill, line[1], line[0], len(files), has_tests))
    return found


def _first_line(text: str) -> str:
    """The first line of code that is no comment."""
    for line in text.splitlines()[:300]:
        words = line.strip()
        if words and not words.startswith(("#", "//", "--", "/*", "*", '"""', "'''")):
            return words[:_LONGEST_LINE]
    return ""


def _declared(collection: Collection, known: set[str]) -> list[Shown]:
    """Libraries that a manifest names and no code that was read imports."""
    names = imports()
    found: dict[str, Shown] = {}
    for file in collection.files:
        if not MANIFESTS.search(file.path) or not file.path.lower().endswith(
            (".txt", ".toml", ".json", ".yml", ".yaml", ".cfg", ".py", ".in")
        ):
            continue
        for line in _text(file).splitlines()[:500]:
            match = _REQUIREMENT.match(line.strip().lstrip("-").strip())
            package = match[1].lower() if match else ""
            skill = names.get(_PACKAGE_NAMES.get(package, package.replace("-", "_")))
            if skill and skill not in known:
                found.setdefault(
                    skill, Shown(skill, line.strip()[:_LONGEST_LINE], file.path, 1, False, declared=True)
                )
    return list(found.values())


def _local_names(paths: Iterable[str]) -> set[str]:
    names: set[str] = set()
    for path in paths:
        *folders, name = path.split("/")
        if name.endswith(".py"):
            names.add(name[:-3])
            names.update(folders)
    return names - {"data"}


def _imports(file: File) -> Iterator[tuple[str, str]]:
    """Names that a file imports, each with its line."""
    ending = posixpath.splitext(file.path)[1].lower()
    pattern = _IMPORT.get(_SAME_AS.get(ending, ending))
    if pattern is None:
        return
    text = _code_of_notebook(file) if ending == ".ipynb" else _text(file)
    for match in pattern.finditer(text):
        end = text.find("\n", match.start())
        line = text[match.start() : end if end >= 0 else len(text)].strip()[:_LONGEST_LINE]
        for name in (match[1] or match[2]).split(","):
            yield name.split(" as ")[0].strip(), line


def _code_of_notebook(file: File) -> str:
    try:
        content = json.loads(file.data)
        cells = content["cells"]
        return "\n".join(
            "".join(one["source"])
            for one in cells
            if isinstance(one, dict) and one.get("cell_type") == "code"
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""  # the reader of documents says that it is damaged


def _text(file: File) -> str:
    return file.data.decode("utf-8", "replace")


def code_document(
    collection: Collection, shown: Sequence[Shown], telling: Sequence[str], index: int
) -> tuple[Document, tuple[Mention, ...], tuple[tuple[str, Evidence], ...]]:
    """The lines that show something, as one text; the mentions of skills that they make; quotes of paths.

    `telling` are paths whose names tell something; they stand in the text too.
    """
    parts: list[str] = []
    places: dict[tuple[str, str], tuple[int, int]] = {}
    at = 0
    for path in sorted({*(one.path for one in shown), *telling}):
        for text in (path, *dict.fromkeys(one.line for one in shown if one.path == path)):
            if len(parts) < _MOST_LINES:
                parts.append(text)
                places.setdefault((path, text), (at, at + len(text)))
                at += len(text) + 1
    text = "\n".join(parts)
    starts = sorted(places.values())
    document = Document(
        name=f"{collection.name}: code",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        format="code",
        engine="text",
        text=text,
        index=index,
        lines=tuple(Line(start, end, 1) for start, end in starts),
    )
    mentions = tuple(
        Mention(
            one.skill,
            _strength(one),
            False,
            document.evidence(*places[one.path, one.line], section=_section(one)),
            spot=f"{collection.name} {one.skill}",
        )
        for one in shown
        if (one.path, one.line) in places
    )
    named = tuple(
        (path, document.evidence(*places[path, path], section="files"))
        for path in telling
        if (path, path) in places
    )
    return document, mentions, named


def _strength(one: Shown) -> Strength:
    return "E1" if one.declared else "E3"


def _section(one: Shown) -> str:
    if one.declared:
        return f"{one.path}: named as needed, not seen in use"
    used = f"used in {one.files} {'file' if one.files == 1 else 'files'}"
    return f"{one.path}: {used}{', with tests' if one.tested else ''}"
