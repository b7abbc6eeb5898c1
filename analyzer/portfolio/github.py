"""A GitHub account or repository through the public API: few requests, kept for a while, a token optional.

For an account: its list of repositories, then for each of the newest own ones its files as one zip, its last
hundred commits and its releases. That is three requests a repository of the sixty an hour that are allowed
without a token. `AIPM_GITHUB_TOKEN` raises that number; it is sent to the API and nowhere else.
"""

import hashlib
import json
import os
import re
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from analyzer.documents.limits import MEGABYTE
from analyzer.portfolio.choosing import choose
from analyzer.portfolio.collection import DEFAULT_BOUNDS, Bounds, Collection, Commit, History
from analyzer.portfolio.fetch import Answer, Fetcher, FetchLimits, FetchRefused
from analyzer.portfolio.shelves import Archive
from analyzer.records import Source

API = "https://api.github.com"
TOKEN = "AIPM_GITHUB_TOKEN"  # noqa: S105  (the name of the variable, not a token)
#: Repositories of an account that are read: the newest own ones. A reader of a portfolio opens three.
MOST_REPOSITORIES = 15
_MOST_ZIP = 30 * MEGABYTE
_COMMITS = 100
LIMITS = FetchLimits(
    seconds=240.0,
    answer_seconds=45.0,
    max_bytes=200 * MEGABYTE,
    max_answer_bytes=_MOST_ZIP,
    max_requests=1 + 3 * MOST_REPOSITORIES + 4,
    wait=0.1,
)
_NAME = re.compile(r"[\w.-]{1,100}")
#: First parts of an address of GitHub that are no account.
_NO_ACCOUNT = frozenset(
    {"features", "topics", "orgs", "about", "login", "settings", "marketplace", "explore"}
)
#: Kept answers are used without asking for this long, and deleted after a month.
_FRESH_SECONDS, _KEPT_SECONDS = 3_600, 30 * 86_400


def account_of(address: str) -> tuple[str, str | None] | None:
    """The account and repository that an address of GitHub names; None for any other address."""
    parts = urlsplit(address)
    if (parts.hostname or "").lower() not in ("github.com", "www.github.com"):
        return None
    names = [one for one in parts.path.split("/") if one]
    if not names or names[0].lower() in _NO_ACCOUNT or not all(_NAME.fullmatch(one) for one in names[:2]):
        return None
    return names[0], names[1].removesuffix(".git") if len(names) > 1 else None


def cache_folder() -> Path:
    """Where answers are kept: `AIPM_CACHE`, or the usual place of the system."""
    named = os.environ.get("AIPM_CACHE")
    base = Path(named) if named else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "aipm"
    return base / "github"


@dataclass(slots=True)
class GitHub:
    """The public API. `cache` is a folder for answers; None keeps none."""

    fetcher: Fetcher = field(default_factory=lambda: Fetcher(LIMITS))
    api: str = API
    token: str | None = None
    cache: Path | None = None
    bounds: Bounds = DEFAULT_BOUNDS
    now: float = field(default_factory=time.time)

    def read(self, owner: str, repository: str | None = None) -> tuple[Collection, ...]:
        """The repositories of an account, or one repository.

        Raises:
            FetchRefused: there is no such account or repository, or no more requests are allowed.
        """
        if repository is not None:
            return (self._repository(self._json(f"/repos/{quote(owner)}/{quote(repository)}")),)
        listed = self._json(f"/users/{quote(owner)}/repos?per_page=100&sort=pushed&type=owner")
        if not isinstance(listed, list):
            raise self._unexpected(owner)
        own = [one for one in listed if isinstance(one, dict)]
        own.sort(key=lambda one: (bool(one.get("fork")), _negated(str(one.get("pushed_at") or ""))))
        found: list[Collection] = []
        notes: list[str] = []
        for one in own[:MOST_REPOSITORIES]:
            try:
                found.append(self._repository(one))
            except FetchRefused as refused:
                notes.append(str(refused))
                if not found or "no more requests" in str(refused):
                    break
        if not found:
            raise FetchRefused(notes[0] if notes else f"github.com/{owner} has no public repository.")
        if len(own) > MOST_REPOSITORIES:
            notes.append(f"{owner} has {len(own)} repositories; the newest {MOST_REPOSITORIES} were read.")
        return (_with_notes(found[0], notes), *found[1:])

    def _repository(self, about: Any) -> Collection:
        full = str(about.get("full_name", "")) if isinstance(about, dict) else ""
        if full.count("/") != 1 or not all(_NAME.fullmatch(part) for part in full.split("/")):
            raise self._unexpected("the repository")
        pushed = str(about.get("pushed_at") or "")
        packed = self._answer(f"/repos/{full}/zipball", key=pushed, most=_MOST_ZIP)
        archive = Archive(Source(f"{full}.zip", packed.body), self.bounds)
        files, paths, notes = choose(archive, self.bounds)
        return Collection(
            name=full.split("/")[1],
            kind="repository",
            files=files,
            paths=paths,
            history=self._history(full, pushed),
            link=f"https://github.com/{full}",
            fork=bool(about.get("fork")),
            private=bool(about.get("private")),
            description=" ".join(str(about.get("description") or "").split())[:500],
            notes=notes,
        )

    def _history(self, full: str, pushed: str) -> History | None:
        listed = self._json(f"/repos/{full}/commits?per_page={_COMMITS}", key=pushed, missing=[])
        commits = tuple(_commit(one) for one in listed if isinstance(one, dict))
        tags = self._json(f"/repos/{full}/releases?per_page=30", missing=[])
        releases = tuple(str(one.get("tag_name", "")) for one in tags if isinstance(one, dict))
        return History(commits, releases, complete=len(commits) < _COMMITS) if commits else None

    def _json(self, path: str, *, key: str = "", missing: Any = None) -> Any:
        answer = self._answer(path, key=key, missing=missing is not None)
        if answer.status != 200:
            return missing
        try:
            return json.loads(answer.body)
        except (ValueError, RecursionError):
            raise self._unexpected(path.split("?", maxsplit=1)[0]) from None

    def _answer(self, path: str, *, key: str = "", most: int | None = None, missing: bool = False) -> Answer:
        """An answer of the API, a kept one where it is still good."""
        kept = _Kept.load(self.cache, f"{self.api}{path}", key)
        if kept is not None and (key or self.now - kept.at < _FRESH_SECONDS):
            return Answer(path, 200, {}, kept.body)
        headers = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if kept is not None and kept.etag:
            headers["If-None-Match"] = kept.etag
        answer = self.fetcher.get(f"{self.api}{path}", headers=headers, most=most)
        if answer.status == 304 and kept is not None:
            _Kept(kept.etag, self.now, kept.body).save(self.cache, f"{self.api}{path}", key)
            return Answer(path, 200, {}, kept.body)
        self._check(answer, path, missing=missing)
        if answer.status == 200 and not answer.cut:
            kept = _Kept(answer.headers.get("etag", ""), self.now, answer.body)
            kept.save(self.cache, f"{self.api}{path}", key)
        return answer

    def _check(self, answer: Answer, path: str, *, missing: bool) -> None:
        name = path.split("?", maxsplit=1)[0].removeprefix("/repos/").removeprefix("/users/")
        name = name.removesuffix("/repos")
        name = name.removesuffix("/zipball")
        if answer.status in (403, 429) and (
            answer.headers.get("x-ratelimit-remaining") == "0" or "retry-after" in answer.headers
        ):
            raise FetchRefused(
                f"GitHub allows no more requests for now{_until(answer.headers)}. Wait, or set {TOKEN} to a "
                "token of yours."
            )
        if answer.cut:
            raise FetchRefused(
                f"github.com/{name} is larger than {_MOST_ZIP // MEGABYTE} MB. Clone it and give the folder."
            )
        if missing and answer.status in (404, 409):  # 409: a repository without commits
            return
        if answer.status == 404:
            raise FetchRefused(
                f"github.com/{name} was not found: misspelled, deleted or private. For a private one "
                f"clone it "
                "and give the folder."
            )
        if answer.status == 401:
            raise FetchRefused(f"GitHub does not accept the token in {TOKEN}. Make a new one, or unset it.")
        if answer.status != 200:
            raise FetchRefused(f"GitHub answers with {answer.status} for {name}. Try again later.")

    def _unexpected(self, what: str) -> FetchRefused:
        return FetchRefused(f"GitHub's answer for {what} is not what its API promises. Try again later.")


@dataclass(frozen=True, slots=True)
class _Kept:
    """An answer on the disk."""

    etag: str
    at: float
    body: bytes

    @classmethod
    def load(cls, folder: Path | None, address: str, key: str) -> "_Kept | None":
        """The kept answer of an address; None when there is none or it is damaged."""
        if folder is None:
            return None
        path = folder / _file_name(address, key)
        try:
            head, _, body = path.read_bytes().partition(b"\n")
            about = json.loads(head)
            return cls(str(about["etag"]), float(about["at"]), body)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def save(self, folder: Path | None, address: str, key: str) -> None:
        """Keep it, whole or not at all; a full disk is no reason to fail."""
        if folder is None:
            return
        path = folder / _file_name(address, key)
        part = path.with_suffix(f".{os.getpid()}.part")
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            part.write_bytes(json.dumps({"etag": self.etag, "at": self.at}).encode() + b"\n" + self.body)
            part.replace(path)
            _forget_old(folder, self.at)
        except OSError:
            with suppress(OSError):
                part.unlink(missing_ok=True)


def _file_name(address: str, key: str) -> str:
    return hashlib.sha256(f"{address} {key}".encode()).hexdigest() + ".kept"


def _forget_old(folder: Path, now: float) -> None:
    for path in folder.glob("*.kept"):
        if now - path.stat().st_mtime > _KEPT_SECONDS:
            path.unlink(missing_ok=True)


def _commit(one: Mapping[str, Any]) -> Commit:
    inner = one.get("commit") if isinstance(one.get("commit"), dict) else {}
    author = inner.get("author") if isinstance(inner, dict) and isinstance(inner.get("author"), dict) else {}
    account = one.get("author") if isinstance(one.get("author"), dict) else {}
    message = str(inner.get("message", "")) if isinstance(inner, dict) else ""
    return Commit(
        str((author or {}).get("name", "")),
        str((author or {}).get("email", "")).lower(),
        str((author or {}).get("date", ""))[:10],
        message.split("\n", 1)[0][:200],
        login=str((account or {}).get("login", "")),
    )


def _until(headers: Mapping[str, str]) -> str:
    try:
        return f" until {datetime.fromtimestamp(int(headers['x-ratelimit-reset']), UTC):%H:%M} UTC"
    except (KeyError, ValueError, OverflowError, OSError):
        return ""


def _negated(text: str) -> tuple[int, ...]:
    """Sorts texts from the last to the first."""
    return tuple(-ord(char) for char in text)


def _with_notes(collection: Collection, notes: list[str]) -> Collection:
    return replace(collection, notes=(*collection.notes, *notes))
