"""What the store hands out: frozen records of candidates, versions, fits, notes and cohorts."""

from dataclasses import dataclass
from typing import Literal

Role = Literal["coach", "admin"]
Outcome = Literal["added", "new version", "known", "failed"]
State = Literal["accepted", "done", "declined"]


@dataclass(frozen=True, slots=True)
class User:
    """Who works at the desk. `subject` is the id that the sign-in gives, "local" without one."""

    id: int
    subject: str
    name: str | None
    role: Role


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person. `keep_until` is the last day on which the data is kept, None for no end.

    `coach` names whose candidate it is when another coach shares them; None for the user's own.
    """

    id: int
    alias: str
    name: str | None
    owner_id: int
    created_at: str
    updated_at: str
    keep_until: str | None
    revision: int
    tags: tuple[str, ...] = ()
    cohorts: tuple[str, ...] = ()
    coach: str | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """One resume of a person, numbered from 1. `kept` says whether its bytes are in the store."""

    id: int
    candidate_id: int
    number: int
    file_name: str
    sha256: str
    kept: bool
    origin: str
    added_at: str


@dataclass(frozen=True, slots=True)
class Asked:
    """How one requirement of a job was met, in a list: enough for a heat map without opening the Report."""

    label: str
    importance: str
    met: str
    points: float
    max_points: float


@dataclass(frozen=True, slots=True)
class Fit:
    """The fit of a version to a job by one model. Scores are None when it abstained; `reason` says why."""

    version_id: int
    number: int
    job: str
    job_title: str
    model_version: str
    score: float | None
    low: float | None
    high: float | None
    band: str | None
    level_fit: str | None
    reason: str | None
    requirements: tuple[Asked, ...]
    first_change: str | None
    first_gain: float | None
    created_at: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A candidate in a list: how many versions, and the fit of the newest one to the job asked for."""

    candidate: Candidate
    versions: int
    fit: Fit | None


@dataclass(frozen=True, slots=True)
class Note:
    """What a coach wrote about a candidate; `for_handout` when it goes into the hand-out."""

    id: int
    text: str
    for_handout: bool
    author: str | None
    created_at: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What a candidate did with a suggestion."""

    id: int
    rule: str
    state: State
    message: str
    before: str | None
    points: float | None
    job: str | None
    created_at: str


@dataclass(frozen=True, slots=True)
class Cohort:
    """A named group of candidates; a shared one is seen by every coach."""

    id: int
    name: str
    owner_id: int
    shared: bool
    size: int


@dataclass(frozen=True, slots=True)
class Imported:
    """How one file of an import ended. `alias` is the candidate it went to; `reason` says why it failed."""

    name: str
    outcome: Outcome
    alias: str | None = None
    candidate_id: int | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """An import of many files. Without `finished_at` it was cut short; what was saved until then stands."""

    id: int
    source: str
    started_at: str
    finished_at: str | None
    read: int
    repeated: int
    failed: int


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What forgetting a person removed: rows of the database and files of ours."""

    alias: str
    versions: int
    files: int
    exports: int
    backups: int


@dataclass(frozen=True, slots=True)
class Logged:
    """A line of the access log: who, when, what was done to which record. Never its content."""

    at: str
    user: str | None
    action: str
    kind: str
    record_id: int | None
