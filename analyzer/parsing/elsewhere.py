"""Work that is told apart from the list of jobs, joined to the jobs it belongs to.

Four habits: engagements of a consultant under a heading of their own below the employer; a list of jobs
first and `Details of main positions` after it; achievements gathered at the top, some naming the employer;
assignments told as forms (`Client: ...`, `Role: ...`, `Duration: ...`), as the IT trade of India prints them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from analyzer.parsing.dates import find_ranges
from analyzer.parsing.months import month_index
from analyzer.records import Bullet, Outline, Passage, Position, Section

#: Headings below an employer that go on telling of the work there.
_OF_THE_JOB = re.compile(
    r"\b(?:engagements?|assignments?|mandates?|cases?|clients?|projects?|programmes?|programs?|highlights)\b",
    re.IGNORECASE,
)
#: Headings of achievements, and what makes them honors instead.
_ACHIEVED = re.compile(
    r"\b(?:achievements?|accomplishments?|proud|highlights|impact|contributions?)\b", re.IGNORECASE
)
_HONORED = re.compile(
    r"\b(?:awards?|awarded|prizes?|winner|won|medal|hono(?:u)?rs?|scholarships?|fellowship|dean's list|"
    r"finalist|ranked|employee of|recogni[sz]ed|nominated|certified|certificate)\b",
    re.IGNORECASE,
)
#: A line of so many words tells a deed, and this share of a section's lines make it one of deeds.
_DEED_WORDS, _MOSTLY = 6, 0.6
#: Names shorter than this stand in too many lines by chance.
_SHORTEST_NAME = 5
#: Fields of an assignment told as a form, and those that tell it from a project of one's own.
_FIELD = re.compile(
    r"(?P<name>client|customer|company|employer|role|designation|position|team size|team|duration|period|"
    r"tenure|environment|technolog(?:y|ies)|tech stack|tools|platforms?|database|location|domain|title|"
    r"project(?: name| title)?)\s*:",
    re.IGNORECASE,
)
_ASSIGNED = frozenset(
    {"client", "customer", "company", "employer", "role", "designation", "position", "team size"}
)
_PERIOD = frozenset({"duration", "period", "tenure"})


def join_told_work(found: Outline, text: str, *, today: str) -> Outline:
    """The outline with passages that tell of a job given to it, and sections of deeds called experience."""
    owners = {
        **_engagements(found),
        **_details(found, text),
        **_named(found, text),
        **_assignments(found, text, today),
    }
    free = {at: position for at, position in owners.items() if found.passages[at].position is None}
    passages = tuple(
        replace(passage, position=free.get(at, passage.position)) for at, passage in enumerate(found.passages)
    )
    positions = tuple(
        _with_bullets(position, [passages[at] for at, owner in free.items() if owner == index], text)
        for index, position in enumerate(found.positions)
    )
    sections = tuple(
        replace(section, kind="experience") if _is_of_deeds(index, section, found, text) else section
        for index, section in enumerate(found.sections)
    )
    return replace(found, passages=passages, positions=positions, sections=sections)


def _with_bullets(position: Position, told: Sequence[Passage], text: str) -> Position:
    if not told:
        return position
    more = [Bullet(one.start, one.end, text[one.start : one.end]) for one in told]
    bullets = tuple(sorted([*position.bullets, *more], key=lambda bullet: bullet.start))
    return replace(position, bullets=bullets)


def _engagements(found: Outline) -> dict[int, int]:
    """Passages between a heading such as `Selected engagements` and the next job, to the newest job above."""
    owners: dict[int, int] = {}
    for index, section in enumerate(found.sections):
        if section.kind != "experience" or not index or not _OF_THE_JOB.search(section.title):
            continue
        above = _jobs_in(found, found.sections[index - 1])
        first = min((found.positions[at].header[0] for at in _jobs_in(found, section)), default=section.end)
        if not above:
            continue
        employer = found.positions[above[-1]].organization
        newest = next(at for at in above if found.positions[at].organization == employer)
        owners.update((at, newest) for at in _telling(found, index) if found.passages[at].start < first)
    return owners


def _jobs_in(found: Outline, section: Section) -> list[int]:
    return [
        at for at, position in enumerate(found.positions) if section.start <= position.header[0] < section.end
    ]


def _details(found: Outline, text: str) -> dict[int, int]:
    """Passages below a line that is the title or the employer of a job in the list, to this job."""
    names = {
        _folded(name): at
        for at, position in reversed([*enumerate(found.positions)])
        for name in (position.organization, position.title)
        if name
    }
    owners = {}
    for index, section in enumerate(found.sections):
        if section.kind not in ("other", "awards", "summary"):
            continue
        current = None
        for at in _telling(found, index):
            passage = found.passages[at]
            owner = names.get(_folded(text[passage.start : passage.end]))
            if owner is None and current is not None:
                owners[at] = current
            current = current if owner is None else owner
    return owners


def _named(found: Outline, text: str) -> dict[int, int]:
    """Achievements that name the employer of one job."""
    owners = {}
    employers: dict[str, list[int]] = {}
    for at, position in enumerate(found.positions):
        if position.organization and len(position.organization) >= _SHORTEST_NAME:
            employers.setdefault(position.organization, []).append(at)
    for index, section in enumerate(found.sections):
        if section.kind == "awards" and _ACHIEVED.search(section.title):
            for at in _telling(found, index):
                line = text[found.passages[at].start : found.passages[at].end]
                named = [jobs for name, jobs in employers.items() if name in line]
                if len(named) == 1 and not _HONORED.search(line):
                    owners[at] = named[0][0]
    return owners


def _assignments(found: Outline, text: str, today: str) -> dict[int, int]:
    """What an assignment told as a form says, to the job that was held when it began."""
    owners: dict[int, int] = {}
    for block in _blocks(found):
        fields = {
            field["name"].casefold(): at
            for at in block
            if (field := _FIELD.match(text, found.passages[at].start, found.passages[at].end))
        }
        period = next((at for name, at in fields.items() if name in _PERIOD), None)
        if period is None or not _ASSIGNED & set(fields):
            continue
        owner = _held_at(found, text[found.passages[period].start : found.passages[period].end], today)
        if owner is not None:
            telling = [at for at in block if found.passages[at].kind in ("bullet", "prose")]
            owners.update((at, owner) for at in telling if at not in fields.values())
    return owners


def _blocks(found: Outline) -> Iterable[list[int]]:
    """The passages of each project that belongs to no job yet."""
    blocks: dict[int, list[int]] = {}
    for at, passage in enumerate(found.passages):
        if passage.project is not None and passage.position is None:
            blocks.setdefault(passage.project, []).append(at)
    return blocks.values()


def _held_at(found: Outline, period: str, today: str) -> int | None:
    """The job that was held in the first month of a period; None when it is not one job."""
    dates = [one.first for one in find_ranges(period) if one.first]
    if not dates:
        return None
    began = month_index(dates[0], today=today)
    held = [
        at
        for at, job in enumerate(found.positions)
        if job.start and job.months and 0 <= began - month_index(job.start, today=today) < job.months
    ]
    return held[0] if len(held) == 1 else None


def _is_of_deeds(index: int, section: Section, found: Outline, text: str) -> bool:
    if section.kind != "awards" or not _ACHIEVED.search(section.title) or _HONORED.search(section.title):
        return False
    lines = [text[found.passages[at].start : found.passages[at].end] for at in _telling(found, index)]
    deeds = [line for line in lines if len(line.split()) >= _DEED_WORDS and not _HONORED.search(line)]
    return bool(lines) and len(deeds) >= _MOSTLY * len(lines)


def _telling(found: Outline, section: int) -> Iterator[int]:
    for at, passage in enumerate(found.passages):
        if (
            passage.section == section
            and passage.position is None
            and passage.kind in ("bullet", "prose", "list")
        ):
            yield at


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(":")
