"""Document -> Outline: the whole of the parsing stage on one screen.

::

    rows -> headings -> sections -> contact, jobs, degrees, certificates, projects -> passages -> years
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analyzer.parsing.body import Unit, units_of
from analyzer.parsing.certifications import find_certifications
from analyzer.parsing.contact import find_contact, home_places, is_contact_row, name_in
from analyzer.parsing.dates import order_of_days
from analyzer.parsing.education import find_education, has_degree
from analyzer.parsing.headings import find_headings, inline_heading, known_exactly
from analyzer.parsing.lexicon import is_title, location_points
from analyzer.parsing.positions import (
    Job,
    Surroundings,
    find_positions,
    has_dated_jobs,
    is_container,
    merged_months,
)
from analyzer.parsing.projects import find_projects
from analyzer.parsing.refuse import check
from analyzer.parsing.rows import Row, rows_of
from analyzer.records import Document, Outline, Passage, PassageKind, Section, SectionKind

#: How lines without a bullet mark are read, by section.
_UNMARKED: dict[SectionKind, PassageKind] = {
    "summary": "prose",
    "education": "entry",
    "skills": "list",
    "certifications": "list",
    "languages": "list",
    "interests": "list",
    "awards": "list",
    "publications": "list",
    "projects": "prose",
    "other": "prose",
    "experience": "prose",
}
#: Words written in lower case somewhere in the document: they are no names.
_LOWER_CASE = re.compile(r"(?<![\w.@/'’-])[a-zà-ÿ][a-zà-ÿ-]{3,}(?![\w.@/])|(?<= )[a-zà-ÿ]{4,}(?=\.\s)")
_FEW_WORDS = 7
_CONTACT_TITLES = ("contact", "details", "personal", "links", "social", "online")


@dataclass(frozen=True, slots=True)
class Part:
    """A section with its heading row (None when the heading shares its line) and its content rows."""

    section: Section
    heading: tuple[int, int]
    rows: tuple[Row, ...]


def outline(document: Document, *, today: str) -> Outline:
    """The structure of a resume.

    Args:
        document: a document as the readers make it.
        today: the present month as `YYYY-MM`; it is where `present` ends, and it counts.

    Returns:
        Sections, passages, jobs, degrees, certificates, projects and contact data, all pointing into
        `document.text`. `years_experience` are the months covered by the jobs, overlaps counted once, both end
        months counted, divided by twelve. Internships and part-time jobs count in full; education, projects,
        volunteering and career breaks do not. None when no job has readable dates.

    Raises:
        NotAResume: several signs agree that the text is a letter, an ad, an article, or next to nothing.
    """
    rows = rows_of(document)
    head, parts = _divide(rows, document)
    around = Surroundings(
        text=document.text,
        today=today,
        day_first=order_of_days(document.text),
        home=home_places(head),
        ordinary=frozenset(_LOWER_CASE.findall(document.text)),
    )
    parts = _by_content(parts, around)
    jobs = {
        index: find_positions(part.rows, around)
        for index, part in enumerate(parts)
        if part.section.kind == "experience"
    }
    stray = () if jobs or not head else _stray_jobs(head, around)
    found = _assemble(document, head, parts, jobs, stray, around)
    check(document.text, found)
    return found


# --- sections ----------------------------------------------------------------------------------------


def _divide(rows: tuple[Row, ...], document: Document) -> tuple[tuple[Row, ...], tuple[Part, ...]]:
    """The rows above the first heading, and the sections."""
    headings = {heading.row: heading for heading in find_headings(rows)}
    opened: list[tuple[SectionKind, str, tuple[int, int], list[Row]]] = []
    head: list[Row] = []
    second: set[int] = set()
    for row in rows:
        heading = headings.get(row.number)
        if row.number in second:
            continue
        if heading:
            last = rows[row.number + heading.rows - 1]
            second.add(last.number)
            opened.append((heading.kind, heading.title, (row.start, last.end), []))
            continue
        inline = inline_heading(row, inside=opened[-1][0] if opened else None) if opened else None
        if inline:
            kind, title, length = inline
            rest = replace(row, start=row.start + length, text=row.text[length:], gap_before=False)
            opened.append((kind, title, (row.start, row.start + row.text.index(":") + 1), [rest]))
            continue
        (opened[-1][3] if opened else head).append(row)
    if not opened:
        return tuple(head), ()
    ends = [one[2][0] for one in opened[1:]] + [len(document.text)]
    parts = tuple(
        Part(Section(kind, title, place[0], end), place, tuple(content))
        for (kind, title, place, content), end in zip(opened, ends, strict=True)
    )
    return tuple(head), parts


def _by_content(parts: tuple[Part, ...], around: Surroundings) -> tuple[Part, ...]:
    """Give sections of unknown name the kind that their content shows, where that kind is missing."""
    kinds = {part.section.kind for part in parts}
    found: list[Part] = []
    for part in parts:
        kind = part.section.kind
        unknown = kind == "other" and not known_exactly(part.section.title)
        if unknown and "experience" not in kinds and has_dated_jobs(part.rows, around):
            kind = "experience"
        elif kind == "certifications" and "education" not in kinds and _mostly_degrees(part.rows):
            kind = "education"  # "Qualifications" means degrees to some and certificates to others
        elif kind == "summary" and part.section.title.lower().endswith("highlights") and _is_list(part.rows):
            kind = "skills"
        elif (
            unknown
            and "education" not in kinds
            and any(has_degree(row.text) and not row.mark for row in part.rows[:3])
        ):
            kind = "education"
        found.append(replace(part, section=replace(part.section, kind=kind)))
    return tuple(found)


def _is_list(rows: Sequence[Row]) -> bool:
    """Whether most lines are a few words long."""
    return bool(rows) and sum(len(row.text.split()) <= _FEW_WORDS for row in rows) * 3 >= 2 * len(rows)


def _mostly_degrees(rows: Sequence[Row]) -> bool:
    return sum(has_degree(row.text) for row in rows) * 2 >= max(1, len(rows))


def _stray_jobs(head: Sequence[Row], around: Surroundings) -> tuple[Job, ...]:
    """Jobs of a resume without headings."""
    jobs, _ = find_positions(head, around)
    return tuple(
        job for job in jobs if job.position.title and is_title(job.position.title) and job.position.start
    )


# --- assembling --------------------------------------------------------------------------------------


def _assemble(
    document: Document,
    head: tuple[Row, ...],
    parts: tuple[Part, ...],
    jobs: dict[int, tuple[tuple[Job, ...], tuple[Row, ...]]],
    stray: tuple[Job, ...],
    around: Surroundings,
) -> Outline:
    passages: list[Passage] = []
    positions: list[Job] = []
    projects, education, certifications = [], [], []
    contact_rows: list[Row] = []
    _add_head(passages, head, stray, positions, around)
    for index, part in enumerate(parts):
        kind = part.section.kind
        passages.append(Passage(*part.heading, "heading", section=index))
        if kind == "experience":
            found, lead = jobs[index]
            _add_units(passages, units_of(lead, text=around.text), section=index)
            for job in found:
                _add_job(passages, positions, job, section=index)
            continue
        if kind == "projects":
            some, more = find_projects(part.rows, around, first=len(projects), section=index)
            projects += some
            passages += more
            continue
        units = units_of(part.rows, text=around.text, unmarked=_UNMARKED[kind])
        if kind == "education":
            education += find_education(part.rows)
            certifications += find_certifications(_certificates_in(units), around.text, today=around.today)
        elif kind == "certifications":
            education += (
                find_education([row for row in part.rows if has_degree(row.text)], sure=False)
                if not any(other.section.kind == "education" for other in parts)
                else ()
            )
            certifications += find_certifications(units, around.text, today=around.today)
        elif kind == "skills":
            certifications += find_certifications(
                _labelled_certificates(units), around.text, today=around.today
            )
        elif kind == "other" and part.section.title.lower().startswith(_CONTACT_TITLES):
            contact_rows += part.rows
            units = tuple(
                replace(unit, kind="contact" if is_contact_row(unit.text) else unit.kind) for unit in units
            )
        _add_units(passages, units, section=index)
    spans = [job.span for job in positions if job.span]
    return Outline(
        contact=find_contact(document, head, contact_rows),
        sections=tuple(part.section for part in parts),
        passages=tuple(sorted(passages, key=lambda passage: passage.start)),
        positions=tuple(job.position for job in positions),
        projects=tuple(projects),
        education=tuple(education),
        certifications=tuple(certifications),
        years_experience=round(merged_months(spans) / 12, 1) if spans else None,
    )


def _add_units(
    passages: list[Passage], units: Sequence[Unit], *, section: int | None, position: int | None = None
) -> None:
    passages += [
        Passage(unit.start, unit.end, unit.kind, section=section, position=position) for unit in units
    ]


def _add_job(passages: list[Passage], positions: list[Job], job: Job, *, section: int | None) -> None:
    position = None if is_container(job) else len(positions)
    passages += [
        Passage(row.start, row.end, "entry", section=section, position=position) for row in job.header_rows
    ]
    _add_units(passages, job.units, section=section, position=position)
    passages += [Passage(start, end, "entry", section=section, position=position) for start, end in job.tails]
    if position is not None:
        positions.append(job)


def _add_head(
    passages: list[Passage],
    head: tuple[Row, ...],
    stray: tuple[Job, ...],
    positions: list[Job],
    around: Surroundings,
) -> None:
    """Name and contact lines, then the headline and an untitled summary."""
    for job in stray:
        _add_job(passages, positions, job, section=None)
    taken = [(passage.start, passage.end) for passage in passages]
    free = [row for row in head if not any(start <= row.start < end for start, end in taken)]
    contact = {
        row.number for row in free if _is_contact(row, first=bool(head) and row.number == head[0].number)
    }
    passages += [Passage(row.start, row.end, "contact") for row in free if row.number in contact]
    _add_units(
        passages, units_of([row for row in free if row.number not in contact], text=around.text), section=None
    )


def _is_contact(row: Row, *, first: bool) -> bool:
    short = len(row.text.split()) <= 16
    return short and (
        is_contact_row(row.text)
        or (first and name_in(row.text) is not None)
        or location_points(row.text) >= 2.0
    )


def _certificates_in(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Lines of an education section that name a certificate and no degree."""
    return tuple(unit for unit in units if "certif" in unit.text.lower() and not has_degree(unit.text))


def _labelled_certificates(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """`Certifications: PMP, CSM` inside a skills section."""
    return tuple(
        unit
        for unit in units
        if unit.text.lower().startswith(("certification", "certificate", "licenses:", "licences:"))
        and ":" in unit.text
    )
