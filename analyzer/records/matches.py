"""Jobs with what they ask, and how far a person meets it."""

from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.records.documents import Evidence
from analyzer.records.kinds import Band, Importance, LevelFit, Met


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing a posting asks for; `text` is an exact quote of the posting.

    `skills` holds canonical skill ids. With `any_of` one of them is enough ("PMP or PRINCE2").
    `min_years` is the floor in years when the line names one. `degree` is a degree level.
    `scored` is False for what we show but never score (places, visas, languages, checks).
    """

    text: str
    importance: Importance
    skills: tuple[str, ...] = ()
    any_of: bool = False
    min_years: float | None = None
    degree: str | None = None
    degree_or_equivalent: bool = False
    knockout: bool = False
    scored: bool = True
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Job:
    """A role of the library or a posting, read into requirements.

    `ladder` is the rung of the career ladder whose competency levels apply; `source` says where the text is
    from ("role library", a file name, "pasted"). `notes` says what was guessed or could not be read.
    """

    id: str
    title: str
    source: str
    text: str
    family: str
    seniority: str
    min_years: float | None
    max_years: float | None
    requirements: tuple[Requirement, ...]
    ladder: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JobRef:
    """The job a Match is about."""

    id: str
    title: str
    source: str


@dataclass(frozen=True, slots=True)
class RequirementMatch:
    """How one requirement is met, and the points it gives; all of them together are the first component."""

    text: str
    importance: Importance
    skills: tuple[str, ...]
    met: Met
    points: float
    max_points: float
    evidence: tuple[Evidence, ...]
    note: str = ""


def biggest_gaps(requirements: "Sequence[RequirementMatch]", n: int = 2) -> tuple[RequirementMatch, ...]:
    """The `n` requirements with most points still open; what could not be told is no gap."""
    gaps = [one for one in requirements if one.met in ("missing", "claimed", "partly")]
    gaps = [one for one in gaps if one.max_points > one.points]
    return tuple(sorted(gaps, key=lambda one: (one.points - one.max_points, requirements.index(one)))[:n])


@dataclass(frozen=True, slots=True)
class Component:
    """One part of the score. The points of all components sum to the score exactly (in tenths)."""

    name: str
    points: float
    max_points: float


@dataclass(frozen=True, slots=True)
class Match:
    """The fit of one profile to one job.

    `score` 0-100 with the 90 % interval `low`-`high`; all three and `band` are None when `abstained`, and
    `reason` then says why. `level_fit` compares the person's level with the job's and never lowers the score.
    """

    job: JobRef
    score: float | None
    low: float | None
    high: float | None
    band: Band | None
    level_fit: LevelFit | None
    abstained: bool
    reason: str
    requirements: tuple[RequirementMatch, ...]
    components: tuple[Component, ...]
