"""Document -> Outline: the whole of the parsing stage on one screen.

::

    rows -> headings -> sections -> contact, jobs, degrees, certificates, projects -> passages -> years
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from analyzer.parsing.body import Unit, units_of
from analyzer.parsing.certifications import (
    find_certifications,
    is_course,
    letters_behind_name,
    names_certificate,
)
from analyzer.parsing.contact import find_contact, home_places, is_contact_row, name_in, trade_name
from analyzer.parsing.degrees import find_degree, has_degree, has_school
from analyzer.parsing.drafts import A_HABIT, Surroundings
from analyzer.parsing.education import find_education
from analyzer.parsing.elsewhere import join_told_work
from analyzer.parsing.entries import find_entries
from analyzer.parsing.exports import is_export
from analyzer.parsing.habits import habits_of
from analyzer.parsing.headings import LineTrail, heading_trail
from analyzer.parsing.lexicon import is_title, location_points
from analyzer.parsing.piece_points import Habits
from analyzer.parsing.points import order_of_days
from analyzer.parsing.positions import Job, find_positions, gaps, is_container, years
from analyzer.parsing.projects import find_projects
from analyzer.parsing.refuse import check
from analyzer.parsing.rows import Row, rows_of
from analyzer.parsing.sections import Part, divide
from analyzer.parsing.tongue import other_language
from analyzer.records import (
    Certification,
    Document,
    Education,
    Outline,
    Passage,
    PassageKind,
    Project,
    ReadWarning,
    SectionKind,
)

#: How lines without a bullet mark are read, by section.
_UNMARKED: dict[SectionKind, PassageKind] = {
    "summary": "prose",
    "experience": "prose",
    "projects": "prose",
    "other": "prose",
    "education": "entry",
    "skills": "list",
    "certifications": "list",
    "languages": "list",
    "interests": "list",
    "awards": "list",
    "publications": "list",
}
#: Words written in lower case somewhere in the document: they are no names.
_LOWER_CASE = re.compile(r"(?<![\w.@/'’-])[a-zà-ÿ][a-zà-ÿ-]{3,}(?![\w.@/])|(?<= )[a-zà-ÿ]{4,}(?=\.\s)")
_CONTACT_TITLES = ("contact", "details", "personal", "links", "social", "online")
_LABELLED = ("certification", "certificate", "licenses:", "licences:")
#: A contact line holds at most so many words; longer ones are prose that mentions an address.
_MOST_WORDS = 16
#: Share of lines that begin in lower case where the whole resume is written small.
_INFORMAL = 0.6
#: A certificate among other things is told in so many words at most.
_SHORT_LINE = 7


def outline(document: Document, *, today: str) -> Outline:
    """The structure of a resume.

    Args:
        document: a document as the readers make it.
        today: the present month as `YYYY-MM`; it is where `present` ends, and it counts.

    Returns:
        Sections, passages, jobs, degrees, certificates, projects and contact data, all pointing into
        `document.text`. `years_experience` are the months covered by the jobs, overlaps counted once, both
        end months counted, divided by twelve. Internships and part-time jobs count in full; education,
        projects, volunteering and career breaks do not. None when no job has readable dates.

    Raises:
        NotAResume: several signs agree that the text is a letter, an ad, an article, or next to nothing.
    """
    rows = rows_of(document)
    informal = sum(row.text[0].islower() for row in rows) > _INFORMAL * len(rows)
    around = Surroundings(
        text=document.text,
        today=today,
        day_first=order_of_days(document.text),
        ordinary=frozenset() if informal else frozenset(_LOWER_CASE.findall(document.text)),
        informal=informal,
        export=is_export(rows),
    )
    head, parts = divide(rows, around)
    around = replace(around, home=home_places(head))
    around = replace(around, habits=_habits(parts, around))
    found = _Found()
    kinds = {part.section.kind for part in parts}
    _read_head(found, head, around, jobs="experience" not in kinds, degrees="education" not in kinds)
    for index, part in enumerate(parts):
        _read_part(found, index, part, parts, around)
    if head and name_in(head[0].text):
        found.certifications += letters_behind_name(
            document.text, head[0].start, head[0].end, found.certifications
        )
    result = Outline(
        contact=find_contact(document, head, found.contact_rows),
        sections=tuple(part.section for part in parts),
        passages=tuple(sorted(found.passages, key=lambda passage: passage.start)),
        positions=tuple(job.position for job in found.jobs),
        projects=tuple(found.projects),
        education=tuple(found.education),
        certifications=tuple(found.certifications),
        years_experience=years(found.jobs),
        gaps=gaps(found.jobs, today=today),
        warnings=_warnings(document, around),
    )
    check(document.text, result)
    return join_told_work(result, document.text, today=today)


def section_trail(document: Document) -> tuple[LineTrail, ...]:
    """For every line that is not empty: the evidence for a heading, its points, and what came of it."""
    return heading_trail(rows_of(document))


#: What is said of a document that is read, but not as usual.
_LINKEDIN = ReadWarning(
    "linkedin-export",
    "This is LinkedIn's own PDF of a profile. It was read whole. A resume written for the job says more.",
)


def _warnings(document: Document, around: Surroundings) -> tuple[ReadWarning, ...]:
    language = other_language(document.text)
    found = [_LINKEDIN] if around.export else []
    if language:
        found.append(
            ReadWarning(
                "other-language",
                f"This text is mostly in {language}. Only English is understood here, so it is not scored. "
                "Upload the English version.",
            )
        )
    return tuple(found)


def _habits(parts: Sequence[Part], around: Surroundings) -> Habits | None:
    """How the jobs of all sections of experience are written, where there are several such sections."""
    sections = [part.rows for part in parts if part.section.kind == "experience"]
    if len(sections) <= 1:
        return None
    drafts = [draft for rows in sections for draft in find_entries(rows, around)[0]]
    return habits_of(drafts) if len(drafts) > A_HABIT else None


@dataclass(slots=True)
class _Found:
    """What has been gathered so far."""

    passages: list[Passage] = field(default_factory=list)
    jobs: list[Job] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)
    education: list[Education] = field(default_factory=list)
    certifications: list[Certification] = field(default_factory=list)
    contact_rows: list[Row] = field(default_factory=list)

    def units(self, units: Sequence[Unit], *, section: int | None, position: int | None = None) -> None:
        """Add units as passages."""
        for unit in units:
            self.passages.append(Passage(unit.start, unit.end, unit.kind, section=section, position=position))

    def job(self, job: Job, *, section: int | None) -> None:
        """Add a job with its passages; an employer's line above its roles is only a passage."""
        position = None if is_container(job) else len(self.jobs)
        slices = [*((row.start, row.end) for row in job.header_rows), *job.tails]
        self.passages += [Passage(*place, "entry", section=section, position=position) for place in slices]
        self.units(job.units, section=section, position=position)
        if position is not None:
            self.jobs.append(job)


def _read_head(
    found: _Found, head: tuple[Row, ...], around: Surroundings, *, jobs: bool, degrees: bool
) -> None:
    """Name and contact lines, the headline, a summary; jobs and degrees of a resume without headings."""
    if jobs:
        named = bool(head) and trade_name(head[0].text) is not None  # "Greg Baker" holds no job
        for job in find_positions(head[named:], around)[0]:
            if job.position.title and is_title(job.position.title) and job.position.start:
                found.job(job, section=None)
    taken = [(passage.start, passage.end) for passage in found.passages]
    if degrees and found.jobs:
        found.education += find_education([row for row in head if has_degree(row.text)], sure=False)
    free = [row for row in head if not any(start <= row.start < end for start, end in taken)]
    contact = {row.number for row in free if _is_contact(row, first=row.number == head[0].number)}
    found.passages += [Passage(row.start, row.end, "contact") for row in free if row.number in contact]
    found.units(units_of([row for row in free if row.number not in contact], text=around.text), section=None)


def _is_contact(row: Row, *, first: bool) -> bool:
    named = first and (name_in(row.text) or trade_name(row.text)) is not None
    short = len(row.text.split()) <= _MOST_WORDS
    return short and (named or is_contact_row(row.text) or location_points(row.text) >= 2.0)


def _read_part(found: _Found, index: int, part: Part, parts: tuple[Part, ...], around: Surroundings) -> None:
    kind = part.section.kind
    found.passages.append(Passage(*part.heading, "heading", section=index))
    if kind == "experience":
        jobs, lead = find_positions(part.rows, around)
        found.units(units_of(lead, text=around.text), section=index)
        for job in jobs:
            found.job(job, section=index)
        return
    if kind == "projects":
        projects, passages = find_projects(part.rows, around, first=len(found.projects), section=index)
        found.projects += projects
        found.passages += passages
        return
    units = units_of(part.rows, text=around.text, unmarked=_UNMARKED[kind])
    if kind == "other" and part.section.title.lower().startswith(_CONTACT_TITLES):
        found.contact_rows += part.rows
        units = tuple(replace(unit, kind="contact") if is_contact_row(unit.text) else unit for unit in units)
    found.education += _degrees(part, parts)
    found.certifications += find_certifications(_certificates(part, units), around.text, today=around.today)
    found.units(units, section=index)


def _degrees(part: Part, parts: tuple[Part, ...]) -> tuple[Education, ...]:
    """The degrees of an education section, or of a section of certificates when there is no other place."""
    if part.section.kind == "education":
        return find_education(
            [row for row in part.rows if has_degree(row.text) or not _is_certificate(row.text)]
        )
    alone = all(other.section.kind != "education" for other in parts)
    if part.section.kind == "certifications" and alone:
        return find_education([row for row in part.rows if has_degree(row.text)], sure=False)
    return ()


def _certificates(part: Part, units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """The units that hold certificates: all of their section, some lines of education and skills."""
    if part.section.kind == "certifications":
        return units
    if part.section.kind == "education":
        return tuple(one for unit in units for one in _certificates_in(unit))
    if part.section.kind == "skills":
        return tuple(unit for unit in units if unit.text.lower().startswith(_LABELLED) and ":" in unit.text)
    if part.section.kind in ("other", "awards"):
        return tuple(unit for unit in units if _is_short_certificate(unit))
    return ()


def _is_short_certificate(unit: Unit) -> bool:
    """A line that is nothing but a certificate, among other things: `Scrum Product Owner PSPO I, 2022`."""
    return names_certificate(unit.text) and len(unit.text.split()) <= _SHORT_LINE


def _certificates_in(unit: Unit) -> list[Unit]:
    """A unit that is a certificate, or those of its lines that are: blocks list degrees among them."""
    lines = [
        replace(unit, start=row.start, end=row.end, text=row.text, rows=(row,))
        for row in unit.rows
        if _is_certificate(row.text)
    ]
    mixed = any(has_degree(row.text) or has_school(row.text) for row in unit.rows)
    return [unit] if _is_certificate(unit.text) and len(lines) <= 1 and not mixed else lines


def _is_certificate(text: str) -> bool:
    """Whether a line of an education section is a certificate and no degree."""
    degree = find_degree(text)
    if degree is None or degree.level == "other":
        return names_certificate(text) or is_course(text)
    return False
