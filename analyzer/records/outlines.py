"""What stands where in a resume: sections, jobs, studies, certificates, contact."""

from dataclasses import dataclass
from typing import Annotated, Literal

from analyzer.records.documents import ReadWarning
from analyzer.records.kinds import INTERNAL, CertificationStatus, PassageKind, SectionKind


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of the resume; `start` is where its heading starts, `end` where the next one does."""

    kind: SectionKind
    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that the language stage reads: a bullet, a sentence group, a list of skills, an entry line.

    `start` leaves out the bullet mark. `section`, `position` and `project` are indices into the Outline.
    """

    start: int
    end: int
    kind: PassageKind
    section: int | None = None
    position: int | None = None
    project: int | None = None


@dataclass(frozen=True, slots=True)
class Bullet:
    """One bullet or paragraph of a position: a slice of the canonical text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Position:
    """One job. `start` and `end` are dates; `months` counts both end months; `header` is a slice."""

    title: str | None
    organization: str | None
    start: str | None
    end: str | None
    months: int | None
    bullets: tuple[Bullet, ...] = ()
    location: str | None = None
    header: Annotated[tuple[int, int], INTERNAL] = (0, 0)


@dataclass(frozen=True, slots=True)
class Gap:
    """Months between two jobs that certainly belong to neither; never a feature of any score.

    `start` and `end` are the first and the last free month. Where a job gives years only, its years count
    as worked. `explained` tells that a career break is written in that time.
    """

    start: str
    end: str
    months: int
    explained: bool = False


@dataclass(frozen=True, slots=True)
class Project:
    """One project outside or inside a job: its title line as a slice, its link if one is given."""

    title: str
    link: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Education:
    """One degree. The institution is kept for display and blind mode only; it never scores."""

    degree_level: Literal["secondary", "associate", "bachelor", "master", "doctorate", "other"] | None
    field: str | None
    year: str | None
    institution: Annotated[str | None, INTERNAL] = None
    start: Annotated[int, INTERNAL] = 0
    end: Annotated[int, INTERNAL] = 0


@dataclass(frozen=True, slots=True)
class Certification:
    """One certificate line. `skill` is its canonical name, or the words as written when unknown."""

    skill: str
    status: CertificationStatus
    text: Annotated[str, INTERNAL] = ""
    year: Annotated[str | None, INTERNAL] = None
    start: Annotated[int, INTERNAL] = 0
    end: Annotated[int, INTERNAL] = 0


@dataclass(frozen=True, slots=True)
class ContactLink:
    """A link in the contact block."""

    kind: str
    url: str


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach the person. Never a feature of any score."""

    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    links: tuple[ContactLink, ...] = ()
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """The structure of one document.

    `passages` are in text order, do not overlap, and together cover every word that is scored.
    `years_experience` is None when no position has readable dates: unknown is not zero. `warnings` say what
    is unusual about the text as a whole (`linkedin-export`, `other-language`).
    """

    contact: Contact
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    positions: tuple[Position, ...]
    projects: tuple[Project, ...]
    education: tuple[Education, ...]
    certifications: tuple[Certification, ...]
    years_experience: float | None
    gaps: tuple[Gap, ...] = ()
    warnings: tuple[ReadWarning, ...] = ()

    def kind_of(self, passage: Passage) -> SectionKind:
        """The kind of section in which a passage stands.

        What tells of a job is experience wherever it stands: people write no heading above their jobs, or
        tell of them under one of another kind. Before the first heading stands a summary.
        """
        if passage.position is not None:
            return "experience"
        return "summary" if passage.section is None else self.sections[passage.section].kind
