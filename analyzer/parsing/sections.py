"""The lines above the first heading, and the sections with their lines."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from analyzer.parsing.contact import name_in
from analyzer.parsing.degrees import has_degree
from analyzer.parsing.drafts import Surroundings
from analyzer.parsing.exports import TITLES, name_row
from analyzer.parsing.heading_words import known_exactly, may_be_inner
from analyzer.parsing.headings import Heading, find_headings, inline_heading
from analyzer.parsing.positions import find_positions, has_dated_jobs
from analyzer.parsing.rows import Row
from analyzer.records import Section, SectionKind

#: "Highlights" is a summary to some and a list of skills to others; lines of up to so many words are skills.
_FEW_WORDS = 7
#: A name is printed so much larger than the headings.
_LARGER_THAN_HEADINGS = 1.25
#: Months of a job that tell it from the year beside a prize.
_A_JOB = 3


@dataclass(frozen=True, slots=True)
class Part:
    """A section, the slice of its heading, and its content rows."""

    section: Section
    heading: tuple[int, int]
    rows: tuple[Row, ...]


@dataclass(slots=True)
class _Open:
    kind: SectionKind
    title: str
    heading: tuple[int, int]
    rows: list[Row]
    end: int | None = None  # where it ends when no heading follows it at once


def divide(rows: tuple[Row, ...], around: Surroundings) -> tuple[tuple[Row, ...], tuple[Part, ...]]:
    """The rows above the first heading, and the sections."""
    headings = {heading.row: heading for heading in find_headings(rows)}
    if around.export:
        headings = {row: one for row, one in headings.items() if one.title.lower() in TITLES}
    opened: list[_Open] = []
    head: list[Row] = []
    second: set[int] = set()  # rows that are the second line of a heading
    named_later = _name_below_sidebar(rows, headings)
    if named_later is None and around.export:
        named_later = name_row(rows)
    outside = True  # above the first heading on a line of its own
    paragraph: _Open | None = None  # the section that one paragraph up there is: `Objective: ...`
    for row in rows:
        heading = headings.get(row.number)
        if row.number in second:
            continue
        if heading:
            named_later = named_later if named_later is not None and named_later > row.number else None
            last = rows[row.number + heading.rows - 1]
            second.add(last.number)
            opened.append(_Open(heading.kind, heading.title, (row.start, last.end), []))
            outside, paragraph = False, None
        elif named_later is not None and row.number >= named_later:
            head.append(row)
        elif begun := _inline(row, inside=None if outside else opened[-1].kind):
            begun.end = row.end if outside else None
            paragraph = begun if outside else None
            opened.append(begun)
        elif paragraph is not None and not row.gap_before:
            paragraph.rows.append(row)
            paragraph.end = row.end
        else:
            paragraph = None
            (head if outside else opened[-1].rows).append(row)
    opened = _without_inner(opened, rows, around)
    return tuple(head), _by_content(_closed(opened, len(around.text)), around)


def _without_inner(opened: list[_Open], rows: tuple[Row, ...], around: Surroundings) -> list[_Open]:
    """The sections without those that are a part of a job: `Achievements`, and then the next job.

    A title that heads a part of one job does so in the others too.
    """
    inner = {
        one.title.lower()
        for previous, one in pairwise(opened)
        if _follows_job(previous, one, inner=opened[: opened.index(one)])
        and has_dated_jobs(one.rows, around, months=_A_JOB)
    }
    kept: list[_Open] = []
    for one in opened:
        if kept and kept[-1].kind == "experience" and one.title.lower() in inner:
            line = next(row for row in rows if row.start == one.heading[0])
            kept[-1].rows += [line, *one.rows]
        else:
            kept.append(one)
    return kept


def _follows_job(previous: _Open, one: _Open, *, inner: Sequence[_Open]) -> bool:
    """Whether a section with a title of the inside of jobs stands right behind experience."""
    chain = [other for other in inner if not may_be_inner(other.title)]
    return may_be_inner(one.title) and (
        previous.kind == "experience" or (bool(chain) and chain[-1].kind == "experience")
    )


def _name_below_sidebar(rows: tuple[Row, ...], headings: Mapping[int, Heading]) -> int | None:
    """Number of the row with the name when a sidebar is read before it: by far the largest line."""
    sized = [row for row in rows if row.size is not None]
    largest = max(sized, key=lambda row: (row.size or 0.0, -row.number), default=None)
    first = min(headings, default=len(rows))
    if largest is None or largest.number < first or largest.number in headings:
        return None
    titles = [rows[number].size or 0.0 for number in headings]
    big = (largest.size or 0.0) > _LARGER_THAN_HEADINGS * max(titles)
    return largest.number if big and name_in(largest.text) else None


def _inline(row: Row, *, inside: SectionKind | None) -> _Open | None:
    """A section whose heading shares its line with the content."""
    found = inline_heading(row, inside=inside)
    if found is None:
        return None
    kind, title, length = found
    rest = replace(row, start=row.start + length, text=row.text[length:], gap_before=False)
    heading = row.text[:length].rstrip()
    return _Open(kind, title, (row.start, row.start + len(heading)), [rest])


def _closed(opened: list[_Open], end: int) -> tuple[Part, ...]:
    ends = [*(one.heading[0] for one in opened[1:]), end]
    return tuple(
        Part(Section(one.kind, one.title, one.heading[0], one.end or stop), one.heading, tuple(one.rows))
        for one, stop in zip(opened, ends, strict=False)
    )


def _by_content(parts: tuple[Part, ...], around: Surroundings) -> tuple[Part, ...]:
    """Give sections whose name leaves it open the kind that their content shows."""
    kinds = frozenset(part.section.kind for part in parts)
    return tuple(
        replace(part, section=replace(part.section, kind=_kind(part, kinds, around))) for part in parts
    )


def _kind(  # noqa: PLR0911  (a ladder)
    part: Part, kinds: frozenset[SectionKind], around: Surroundings
) -> SectionKind:
    kind, title = part.section.kind, part.section.title
    if kind == "summary" and title.lower().endswith("highlights") and _is_list(part.rows):
        return "skills"
    if kind == "summary" and "experience" not in kinds and _lists_jobs(part.rows, around):
        return "experience"  # "Career summary" above a list of jobs
    if kind == "experience" and _PROJECTS.search(title) and _begins_with_project(part.rows):
        return "projects"
    if kind == "certifications" and "education" not in kinds and _mostly_degrees(part.rows):
        return "education"  # "Qualifications" means degrees to some and certificates to others
    if kind == "other" and _MILITARY.search(title) and has_dated_jobs(part.rows, around, months=_CAREER):
        return "experience"
    if kind == "other" and not known_exactly(title):
        return _kind_by_content(part, kinds, around)
    return kind


def _kind_by_content(part: Part, kinds: frozenset[SectionKind], around: Surroundings) -> SectionKind:
    """What a section of unknown name is, when a usual kind is missing and its lines show it."""
    rows = part.rows
    if "experience" not in kinds and has_dated_jobs(rows, around):
        return "experience"
    if "education" not in kinds and any(has_degree(row.text) and not row.mark for row in rows[:3]):
        return "education"
    if "certifications" not in kinds and rows and _share(rows, _CERTIFICATE) >= _MOST:
        return "certifications"
    if "skills" not in kinds and rows and _share(rows, _ENUMERATION) >= _MOST:
        return "skills"
    return "other"


#: Service as a soldier is work when it has a rank or post and lasted longer than a conscript's (months).
_CAREER = 24
_MILITARY = re.compile(r"military|army|navy|armed forces|national service", re.IGNORECASE)
#: Share of lines that must show it; what a line of certificates and a line of skills looks like.
_MOST = 0.6
_CERTIFICATE = re.compile(
    r"certif|\bPMP|PRINCE2|Scrum (?:Master|Product)|\bCSM\b|\bCSPO\b|\bPSM\b|\bITIL|\bAWS\b|\bAzure\b|"
    r"licen[cs]e|diploma|badge|coursera|udemy|course\b|foundation\b|practitioner|\bcard\b",
    re.IGNORECASE,
)
_ENUMERATION = re.compile(r"^(?:[^:]{2,40}:\s*)?[^.:;]{2,60}(?:,\s*[^.:;,]{1,60}){2,}$")


def _share(rows: Sequence[Row], pattern: re.Pattern[str]) -> float:
    return sum(pattern.search(row.text) is not None for row in rows) / len(rows)


def _is_list(rows: Sequence[Row]) -> bool:
    """Whether most lines are a few words long."""
    return bool(rows) and sum(len(row.text.split()) <= _FEW_WORDS for row in rows) * 3 >= 2 * len(rows)


#: Jobs that make a summary of a career the list of its jobs.
_SOME_JOBS = 2


def _lists_jobs(rows: Sequence[Row], around: Surroundings) -> bool:
    jobs, _ = find_positions(rows, around)
    return (
        sum(job.position.title is not None and job.position.start is not None for job in jobs) >= _SOME_JOBS
    )


#: A section of experience that may list projects.
_PROJECTS = re.compile(r"project|assignment", re.IGNORECASE)
_PROJECT = re.compile(r"project\s*(?:#?\s*\d+|[:–-])", re.IGNORECASE)


def _begins_with_project(rows: Sequence[Row]) -> bool:
    """Whether the section begins with a project: `PROJECT #1`, `Project: Winter data`."""
    return bool(rows) and _PROJECT.match(rows[0].text) is not None


def _mostly_degrees(rows: Sequence[Row]) -> bool:
    return sum(has_degree(row.text) for row in rows) * 2 >= max(1, len(rows))
