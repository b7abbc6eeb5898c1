"""What was found in a place, what was left out and why, and what to give instead, in plain words."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator

from analyzer.portfolio.choosing import weight_of
from analyzer.portfolio.drafts import drafts_of, why_no_project
from analyzer.portfolio.reading import Shelved

#: Kinds of files, and pages, that are named one by one.
_MOST_NAMED = 3
_INSTEAD = (
    "Give a page for each project that says what was wrong, what you did and what came of it: a case study, "
    "a deck, a README, or a folder or zip file with them."
)


def findings_of(shelved: Shelved) -> Iterator[str]:
    """Notes on a place: always when it holds no project, and on the pages that belong to none."""
    collection = shelved.collection
    drafts = drafts_of(collection, shelved.pages)
    told = {page.path for draft in drafts for page, _ in draft.spans}
    left = [page for page in shelved.pages if page.path not in told]
    if not drafts:
        seen = len(collection.paths) or len(collection.files)
        counts = f"{_count(seen, 'file')} seen, {_count(len(shelved.pages), 'page')} read"
        yield f"No project was found: {counts}. {_unopened(collection.paths)}".strip()
    reasons = Counter(why_no_project(page) for page in left)
    for reason, count in sorted(reasons.items()):
        names = [posixpath.basename(page.path) for page in left if why_no_project(page) == reason]
        yield f"{_named(names)} {'was' if count == 1 else 'were'} not taken for a project: {reason}."
    if not drafts:
        yield _INSTEAD


def _unopened(paths: tuple[str, ...]) -> str:
    """The kinds of files that are no pages, notebooks or code."""
    kinds = Counter(
        posixpath.splitext(path)[1].lower() or "no ending" for path in paths if weight_of(path) is None
    )
    if not kinds:
        return ""
    named = [f"{count} {kind}" for kind, count in kinds.most_common(_MOST_NAMED)]
    more = sum(kinds.values()) - sum(count for _, count in kinds.most_common(_MOST_NAMED))
    listed = ", ".join([*named, *([f"{more} others"] if more else [])])
    packed = any(re.fullmatch(r"\.(?:gz|bz2|xz|tar|tgz|rar|7z)", kind) for kind in kinds)
    return f"Not opened: {listed}." + (" Unpack packed files first, or give one zip file." if packed else "")


def _named(names: list[str]) -> str:
    shown = names[:_MOST_NAMED]
    more = len(names) - len(shown)
    if more:
        return f"{', '.join(shown)} and {_count(more, 'other page')}"
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
