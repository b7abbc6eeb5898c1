"""Every frozen record that crosses a module boundary, and the JSON of the Report.

::

    Source -> Document -> Outline -> (skills, achievements, competencies) -> Profile
    Profile x Job -> Match              Profile x Matches -> Suggestions
    all of it -> Report -> command line, app, files     (the only thing they see)

`Document.text` is the one canonical text of a file. Everything that is later said about a person carries
`Evidence` into it: `document.text[evidence.start:evidence.end] == evidence.text`, always.

Offsets count characters (Python string indices), ends are exclusive. Boxes are in PDF points from the top
left corner of the page, pages count from 1. Dates are `YYYY-MM`, `YYYY` or `present`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

SectionKind = Literal[
    "summary",
    "experience",
    "education",
    "skills",
    "projects",
    "certifications",
    "awards",
    "publications",
    "languages",
    "interests",
    "other",
]
PassageKind = Literal["bullet", "prose", "list", "entry", "heading", "contact"]
Strength = Literal["E1", "E2", "E3", "E4", "E5"]
Importance = Literal["required", "preferred", "responsibility"]
Met = Literal["evidenced", "partly", "claimed", "missing", "unknown"]
Band = Literal["little overlap", "weak", "partial", "good", "strong"]
LevelFit = Literal["under", "at", "over"]
Severity = Literal["critical", "high", "medium", "low", "info"]
SuggestionKind = Literal["rephrase", "add-fact", "build"]
CertificationStatus = Literal["held", "in_progress", "expired", "planned"]
LossKind = Literal["words", "glued", "spaced", "cut", "order", "headings", "dates", "contact", "links"]
Decision = Literal["open", "accepted", "declined"]
ChangeKind = Literal["lost", "moved", "torn"]

#: Kept in memory for marks on the page and for matching, left out of the JSON.
_INTERNAL = Field(exclude=True)


# --- reading -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Source:
    """A file as the user gave it: its name without folders, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from the top left corner."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Word:
    """One printed word: where it stands in the text and on the page."""

    start: int
    end: int
    box: Box


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the canonical text. `size` is the usual font size in points, None for plain text."""

    start: int
    end: int
    page: int
    size: float | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True)
class PageSize:
    """Width and height of a page in points."""

    number: int
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the document, also one that exists only as an annotation."""

    kind: Literal["linkedin", "github", "email", "phone", "portfolio", "other"]
    url: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class HiddenText:
    """Text that a person does not see but a machine reads. Never scored. `boxes` is where it stands."""

    text: str
    page: int | None
    reason: str
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadWarning:
    """Something about the file that a simple reader may lose.

    `loses` says what ("order", "links"), `remedy` what to do about it. `share` is how much of the document's
    lines, or of what the code is about, is concerned (0 to 1) where that was measured; `boxes` is where.
    """

    code: str
    message: str
    page: int | None = None
    severity: Severity = "medium"
    loses: tuple[LossKind, ...] = ()
    remedy: str = ""
    share: float | None = None
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that prove a claim: a slice of a document, and where it stands on the page."""

    document: int
    start: int
    end: int
    page: int
    text: str
    section: str
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A file turned into one canonical text with places.

    `index` is its number in the Report (0 is the resume). `lines` and `words` are in text order; `words` is
    empty for formats without pages.
    """

    name: str
    sha256: str
    format: str
    engine: str
    text: str
    pages: tuple[PageSize, ...] = ()
    links: tuple[Link, ...] = ()
    hidden: tuple[HiddenText, ...] = ()
    warnings: tuple[ReadWarning, ...] = ()
    index: Annotated[int, _INTERNAL] = 0
    lines: Annotated[tuple[Line, ...], _INTERNAL] = ()
    words: Annotated[tuple[Word, ...], _INTERNAL] = ()

    def page_at(self, offset: int) -> int:
        """Page on which the character at `offset` is printed; 1 for formats without pages."""
        position = bisect_right(self.lines, offset, key=lambda line: line.start) - 1
        return self.lines[position].page if position >= 0 else 1

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """One box for each printed line that the slice touches."""
        first = bisect_right(self.words, start, key=lambda word: word.end)
        return tuple(_merged(self.words, first, end))

    def evidence(self, start: int, end: int, *, section: str = "") -> Evidence:
        """The slice as Evidence; spaces at its ends are left out."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return Evidence(
            document=self.index,
            start=start,
            end=end,
            page=self.page_at(start),
            text=self.text[start:end],
            section=section,
            boxes=self.boxes(start, end),
        )


def _merged(words: Sequence[Word], position: int, end: int) -> Iterator[Box]:
    """One box for each line of the words from `position` on that start before `end`.

    Numbers instead of boxes: this runs for every quote that might be shown, and took a tenth of all time.
    """
    page, x0, top, x1, bottom = 0, 0.0, 0.0, 0.0, 0.0
    for at in range(position, len(words)):
        word = words[at]
        if word.start >= end:
            break
        box = word.box
        if box.page == page and box.x0 >= x0:
            box_top, box_bottom = box.top, box.bottom
            shared = (bottom if bottom < box_bottom else box_bottom) - (top if top > box_top else box_top)
            height, box_height = bottom - top, box_bottom - box_top
            if shared > 0.5 * (height if height < box_height else box_height):
                top = top if top < box_top else box_top
                x1 = x1 if x1 > box.x1 else box.x1
                bottom = bottom if bottom > box_bottom else box_bottom
                continue
        if page:
            yield Box(page, x0, top, x1, bottom)
        page, x0, top, x1, bottom = box.page, box.x0, box.top, box.x1, box.bottom
    if page:
        yield Box(page, x0, top, x1, bottom)


@dataclass(frozen=True, slots=True)
class SimpleText:
    """The text of a file as one simple reader gets it: `method` says how it reads.

    `problem` says why there is no text; it is empty when there is.
    """

    reader: str
    method: str
    text: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Loss:
    """One kind of thing that a simple text has lost: `count` of the `of` that ours has, with examples."""

    kind: LossKind
    count: int
    of: int
    message: str
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A slice of our text that a simple reader loses (a word), moves or tears apart (a line)."""

    start: int
    end: int
    kind: ChangeKind


@dataclass(frozen=True, slots=True)
class SimpleReading:
    """A simple text beside ours: what it loses, and where in our text.

    `strange` are slices of the simple text that ours does not have: glued words, hidden text, wrong signs.
    `mixed` are its lines that stand nowhere in ours: parts of several lines, or with letters lost.
    """

    simple: SimpleText
    losses: tuple[Loss, ...] = ()
    changes: tuple[Change, ...] = ()
    strange: tuple[tuple[int, int], ...] = ()
    mixed: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class MachineView:
    """What machines read of one file: our text, and the texts of simple readers with their losses."""

    document: Document
    readings: tuple[SimpleReading, ...]
    schema: Literal["aipm-reading/1"] = "aipm-reading/1"


# --- structure ---------------------------------------------------------------------------------------


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
    header: Annotated[tuple[int, int], _INTERNAL] = (0, 0)


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
    institution: Annotated[str | None, _INTERNAL] = None
    start: Annotated[int, _INTERNAL] = 0
    end: Annotated[int, _INTERNAL] = 0


@dataclass(frozen=True, slots=True)
class Certification:
    """One certificate line. `skill` is its canonical name, or the words as written when unknown."""

    skill: str
    status: CertificationStatus
    text: Annotated[str, _INTERNAL] = ""
    year: Annotated[str | None, _INTERNAL] = None
    start: Annotated[int, _INTERNAL] = 0
    end: Annotated[int, _INTERNAL] = 0


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


# --- understanding -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill the documents show, with its strongest mention first in `evidence`.

    `strength`: E1 only listed or self-claimed; E2 course or credential; E3 used in described work; E4 with a
    measured outcome or named scope; E5 led or owned, measured, and repeated or recent.
    `hedged`: said with a reservation ("familiar with", "planned").
    `years`: length of the dated jobs whose description shows it, overlaps counted once; `last_used`: the end
    of the latest of them (`YYYY-MM` or "present"). Both None where no dated job shows it.
    """

    id: str
    name: str
    kind: str
    competency: str
    strength: Strength
    hedged: bool
    evidence: tuple[Evidence, ...]
    years: float | None = None
    last_used: str | None = None


@dataclass(frozen=True, slots=True)
class OtherTerm:
    """A term that the documents list like a skill and that we do not know. Shown, never scored."""

    text: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure of an achievement. `text` is the exact slice; `start` and `end` point into the document."""

    text: str
    value: float
    unit: str
    kind: str
    direction: Literal["increase", "decrease", "achieve", "maintain", "none"]
    role: Literal["outcome", "scope"]
    baseline: float | None = None
    target: float | None = None
    start: Annotated[int, _INTERNAL] = 0
    end: Annotated[int, _INTERNAL] = 0


@dataclass(frozen=True, slots=True)
class Achievement:
    """One bullet or own-action sentence. `quantified` when a figure of it is a result or a scope.

    `verb` is the lemma of the leading verb, `verb_class` what it says of the person's part (led, owned,
    delivered, improved, built, analysed, worked, shared, assisted, learned, stated; empty without a verb),
    `tense` its form. `passive`: the deed has no doer. `duty` quotes a duty phrase ("responsible for").
    `ownership` is whose work it was, as far as the words tell. `doubts` are keys of
    `language.achievements.DOUBTS`: what an interviewer would ask about a claimed result.
    """

    text: str
    quantified: bool
    metrics: tuple[Metric, ...]
    evidence: Evidence
    verb: str | None = None
    ownership: Literal["own", "led", "shared", "assisted", "unknown"] = "unknown"
    verb_class: str = ""
    tense: Literal["past", "present", "gerund", "noun", "none"] = "none"
    passive: bool = False
    duty: str | None = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Competency:
    """A competency of the framework with the level 0-4 that the evidence supports.

    `group`: technical, pm, leadership, ethics, business or growth.
    """

    id: str
    name: str
    level: int
    evidence: tuple[Evidence, ...]
    group: str = ""


@dataclass(frozen=True, slots=True)
class Balance:
    """Technical knowledge against leadership: the role asks for both.

    `technical` and `leadership` are the mean levels (0-4) of the three best competencies of each group;
    `share` is the smaller over the larger, None when nothing is shown of either. Below one half, `thinner`
    names the group that is behind and `next` the id of its best competency, where a step is nearest; else
    both are empty.
    """

    technical: float
    leadership: float
    share: float | None
    thinner: Literal["technical", "leadership", ""] = ""
    next: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """One person, from a resume and any portfolio documents.

    `outlines[i]` belongs to `documents[i]`; positions, education, certifications and years are the resume's.
    """

    contact: Contact
    years_experience: float | None
    sections: tuple[Section, ...]
    positions: tuple[Position, ...]
    education: tuple[Education, ...]
    certifications: tuple[Certification, ...]
    documents: Annotated[tuple[Document, ...], _INTERNAL] = ()
    outlines: Annotated[tuple[Outline, ...], _INTERNAL] = ()
    skills: Annotated[tuple[Skill, ...], _INTERNAL] = ()
    achievements: Annotated[tuple[Achievement, ...], _INTERNAL] = ()
    competencies: Annotated[tuple[Competency, ...], _INTERNAL] = ()
    other_terms: Annotated[tuple[OtherTerm, ...], _INTERNAL] = ()
    projects: "Annotated[tuple[PortfolioProject, ...], _INTERNAL]" = ()
    beside: "Annotated[PortfolioNotes | None, _INTERNAL]" = None


# --- jobs and matches --------------------------------------------------------------------------------


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


# --- advice and report -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Clears:
    """How many of `n` job postings a person clears now, and with a change made.

    A posting is cleared from the band "good" on. `market` says whose postings they are ("own", "snapshot");
    with `sampled` they are an even part of them.
    """

    market: str
    n: int
    before: int
    after: int
    sampled: bool = False


@dataclass(frozen=True, slots=True)
class Gain:
    """What a change is worth: at least `points` more for the job, found by scoring the changed profile.

    Of a change of words alone, the points are exact: the changed text was read and scored anew. `clears` is
    there where somebody asked for it: a Report does not depend on the postings of a machine otherwise.
    """

    job: str
    points: float
    clears: Clears | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """A slice of a document and the words that take its place; nothing is invented in them."""

    document: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing to change, with the words it is about.

    `after` never holds a fact that is not in the document: open slots are written as `[...]`.
    `evidence` is empty only when something is absent. `edits` is the change as text, where no fact is
    missing: made in the document they are the whole change. `ladder_gain` is what it is worth for the role of
    the career ladder where the job is an ad; `also` names other rules that speak about the same place.
    """

    rule: str
    severity: Severity
    kind: SuggestionKind
    message: str
    why: str
    before: str | None
    after: str | None
    evidence: tuple[Evidence, ...]
    gain: Gain | None
    edits: tuple[Edit, ...] = ()
    ladder_gain: Gain | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One suggestion in the truth ledger: which words it rests on, and what the person made of it.

    `suggestion` is its number in the Report, from 1. `words` are the new words that the person stands for;
    facts in them are the person's own. `sources` are slices of the documents, without places on the page.
    """

    suggestion: int
    rule: str
    kind: SuggestionKind
    sources: tuple[Evidence, ...]
    decision: Decision = "open"
    words: str | None = None


# --- portfolio ---------------------------------------------------------------------------------------

ProjectKind = Literal["repository", "case study", "documents", "deck", "notebook", "listed"]
ClaimKind = Literal["skill", "achievement", "role", "dates"]
ClaimMark = Literal["backed", "partly", "silent", "contradicted"]


@dataclass(frozen=True, slots=True)
class ProjectPart:
    """One part of a project that its pages tell (`data`, `evaluation`, `risks`), with the words that do."""

    name: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class RepositoryFacts:
    """What the files and the history of a repository show; nothing of it was run.

    `own_commits` is None while it is not known which of the authors the person is. `first` and `last` are
    days
    (`YYYY-MM-DD`); `tests` counts test functions; `libraries` are ids of skills.
    """

    languages: tuple[str, ...]
    commits: int
    own_commits: int | None
    contributors: int
    first: str | None
    last: str | None
    active_days: int
    active_months: int
    releases: int
    licence: str | None
    tests: int
    ci: bool
    notebooks: int
    images: int
    readme: bool
    manifests: tuple[str, ...]
    fork: bool
    libraries: tuple[str, ...]

    @property
    def own_share(self) -> float | None:
        """The person's part of the commits, 0 to 1; None when it is not known."""
        return None if self.own_commits is None or not self.commits else self.own_commits / self.commits


#: A figure that a result may be told with: a number that is no year, or a word such as `halved`.
_RESULT_FIGURE = re.compile(
    r"(?<![\d.,])(?!(?:19|20)\d\d(?!\d|[.,%]\d))\d|"
    r"\b(?:hal(?:f|ves?|ved)|doubl\w+|tripl\w+|twice|(?:a|one|two) (?:third|quarter|fifth)s?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PortfolioProject:
    """One project of a portfolio: what its pages, files and history tell about it.

    `parts` are the parts of the story (problem, approach, outcome), of the AI life cycle and of the
    management
    side; `cycle` and `management` name those of the last two that are covered. `theirs` says why the work
    counts as somebody else's (a copy, a tutorial); it is empty when it does not. `documents` are numbers of
    the Report's documents, `spans` the slices of them that belong to the project.
    """

    title: str
    kind: ProjectKind
    source: str
    role: str | None
    start: str | None
    end: str | None
    team: str | None
    parts: tuple[ProjectPart, ...]
    cycle: tuple[str, ...]
    management: tuple[str, ...]
    artefacts: tuple[str, ...]
    links: tuple[str, ...]
    skills: tuple[str, ...]
    achievements: tuple[Achievement, ...]
    documents: tuple[int, ...]
    repository: RepositoryFacts | None = None
    theirs: str = ""
    role_evidence: Evidence | None = None
    dates_evidence: Evidence | None = None
    team_evidence: Evidence | None = None
    notes: tuple[str, ...] = ()
    spans: Annotated[tuple[tuple[int, int, int], ...], _INTERNAL] = ()
    words: int = 0

    def part(self, name: str) -> ProjectPart | None:
        """The part of that name, if it is told."""
        return next((one for one in self.parts if one.name == name), None)

    @property
    def measured(self) -> bool:
        """Whether a result is told with a figure: more than a count of what there was."""
        return bool(self.results)

    @property
    def results(self) -> tuple[Evidence, ...]:
        """The words of the outcome that hold a figure; where there are none, lines with a measured result."""
        outcome = self.part("outcome")
        told = tuple(one for one in (outcome.evidence if outcome else ()) if _RESULT_FIGURE.search(one.text))
        return told or tuple(
            line.evidence for line in self.achievements if any(one.role == "outcome" for one in line.metrics)
        )

    @property
    def untold(self) -> tuple[str, ...]:
        """What a reader looks for first and does not find, in plain words; nothing for others' work."""
        own = self.role is not None or (self.repository is not None and bool(self.repository.own_commits))
        result = (
            "a result" if self.part("outcome") is None and not self.measured else "a figure for the result"
        )
        looked_for = (
            ("the problem", self.part("problem") is not None),
            ("your own part", own),
            ("how it was tested", "evaluation" in self.cycle),
            (result, self.measured),
        )
        return () if self.theirs else tuple(name for name, told in looked_for if not told)


@dataclass(frozen=True, slots=True)
class Exposed:
    """Something in a portfolio that should not be public; `masked` never shows the thing itself."""

    kind: str
    where: str
    masked: str


@dataclass(frozen=True, slots=True)
class ShownSkill:
    """One place of a portfolio that shows a skill, and how strongly; `spot` is the sentence it stands in."""

    skill: str
    strength: Strength
    hedged: bool
    evidence: Evidence
    spot: str = ""


@dataclass(frozen=True, slots=True)
class PortfolioNotes:
    """What was seen of a portfolio beside its projects.

    `broken` are links inside it that lead nowhere, `notes` what was left out and why. `claims` are the
    resume's
    with their marks, `unsaid` the skills that only the work shows; `shown` are all places of the work that
    show a skill, kept so that a changed resume can be held against the same work. `today` is the present
    month.
    """

    exposed: tuple[Exposed, ...] = ()
    broken: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    claims: "tuple[Claim, ...]" = ()
    unsaid: tuple[Skill, ...] = ()
    today: str = ""
    shown: tuple[ShownSkill, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of the resume and what the portfolio says of it.

    `about` is the skill's name, or the name of the job or project. `silent` lowers nothing: private and
    company
    work is normal. `note` says what agrees or differs.
    """

    kind: ClaimKind
    about: str
    mark: ClaimMark
    claim: Evidence
    work: Evidence | None
    project: str | None
    note: str


@dataclass(frozen=True, slots=True)
class ShownFirst:
    """A project that is worth showing first for a job, and why."""

    title: str
    reasons: tuple[str, ...]
    skills: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseStudyLine:
    """One line of a case-study outline: a heading, and the person's own words or an open slot in brackets."""

    heading: str
    text: str
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class PortfolioReport:
    """What the portfolio shows: projects, marks for the resume's claims, advice.

    `unsaid` are skills that the work shows and the resume does not name. `outline` is for the first of
    `show_first`.
    """

    projects: tuple[PortfolioProject, ...]
    claims: tuple[Claim, ...]
    unsaid: tuple[Skill, ...]
    show_first: tuple[ShownFirst, ...]
    outline: tuple[CaseStudyLine, ...]
    suggestions: tuple[Suggestion, ...]
    exposed: tuple[Exposed, ...] = ()
    broken: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PortfolioView:
    """A portfolio without a resume: its documents and what they show, for one job."""

    documents: tuple[Document, ...]
    portfolio: PortfolioReport
    job: JobRef
    meta: "Meta"
    schema: Literal["aipm-portfolio/1"] = "aipm-portfolio/1"


@dataclass(frozen=True, slots=True)
class IntegrityNote:
    """Something that gains nothing and may cost trust: hidden text, a pasted ad, instructions to a reader.

    `score_without` is the score of the first job with that text taken out, which is the score shown;
    `score_with` is what it would have been if that text had counted. For copied text, both are about the job
    it was copied from. `document` is the number of the document that the note is about.
    """

    code: str
    message: str
    evidence: tuple[Evidence, ...]
    score_without: float | None = None
    score_with: float | None = None
    document: int = 0


@dataclass(frozen=True, slots=True)
class Meta:
    """What made this Report. `generated_for` is the month (`YYYY-MM`) that counts as the present.

    `weights` are the user's own: how much parts of the score count beside what was learned, where not 1.
    """

    version: str
    model_version: str
    data_hash: str
    generated_for: str
    purpose: str = "Advice for the candidate and their coach. Not for hiring decisions."
    weights: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """All that is known about one person and the jobs asked for. The only thing the doors see.

    `suggestions` begin with the three to follow first; `together` is what these three are worth when all are
    acted on, for gains overlap.
    """

    documents: tuple[Document, ...]
    profile: Profile
    skills: tuple[Skill, ...]
    achievements: tuple[Achievement, ...]
    competencies: tuple[Competency, ...]
    matches: tuple[Match, ...]
    suggestions: tuple[Suggestion, ...]
    integrity: tuple[IntegrityNote, ...]
    meta: Meta
    other_terms: tuple[OtherTerm, ...] = ()
    balance: Balance | None = None
    ledger: tuple[LedgerEntry, ...] = ()
    portfolio: PortfolioReport | None = None
    together: Gain | None = None
    schema: Literal["aipm-report/1"] = "aipm-report/1"


@dataclass(frozen=True, slots=True)
class Failure:
    """A file of a batch that could not be analysed, and why. Takes the place of its Report."""

    name: str
    code: str
    reason: str


@cache
def _report_adapter() -> TypeAdapter[Report]:
    return TypeAdapter(Report)


def machine_view_json(view: MachineView, *, indent: int | None = None) -> str:
    """What machines read of one file as JSON text."""
    return TypeAdapter(MachineView).dump_json(view, indent=indent).decode()


def portfolio_json(view: PortfolioView, *, indent: int | None = None) -> str:
    """A portfolio without a resume as JSON text."""
    return TypeAdapter(PortfolioView).dump_json(view, indent=indent).decode()


def report_json(report: Report, *, indent: int | None = None) -> str:
    """The Report as JSON text: the same Report gives the same bytes."""
    return _report_adapter().dump_json(report, indent=indent).decode()


def report_from_json(text: str | bytes) -> Report:
    """The Report of its JSON. What the JSON leaves out (places of words, indices) is empty.

    Its JSON is the same again, byte for byte. Raises a ValueError when the text is no Report.
    """
    return _report_adapter().validate_json(text)


def report_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of the Report."""
    schema = _report_adapter().json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
