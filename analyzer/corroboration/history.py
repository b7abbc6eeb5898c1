"""Dates of the resume's own projects and titles of its jobs, beside those that the work tells."""

import re
from collections.abc import Iterator

from analyzer.corroboration.bench import Bench
from analyzer.corroboration.words import same_title, telling_words
from analyzer.parsing.dates import find_ranges
from analyzer.records import Claim, Profile

#: Months between the dates of a project here and there that are no slip.
_MONTHS_APART = 12
#: Roles by how much they say of who led; a contradiction needs both ends.
_LED = re.compile(r"\b(?:lead|leader|head|director|owner|chief|principal|founder|manager)\b", re.I)
_HELPED = re.compile(r"\b(?:intern|trainee|assistant|student|volunteer|contributor|member|shadow)\b", re.I)


def date_claims(profile: Profile, bench: Bench) -> Iterator[Claim]:
    """The dates of the resume's own projects beside those that the work tells."""
    document = profile.documents[0]
    for listed in profile.outlines[0].projects:
        line = document.text[listed.start : listed.end]
        dates = next((one for one in find_ranges(line) if one.first), None)
        project = next((one for one in bench.projects if same_title(listed.title, one.title)), None)
        if dates is None or project is None or project.start is None:
            continue
        claim = document.evidence(listed.start + dates.start, listed.start + dates.end)
        apart = _months_apart((dates.first or "", dates.last), (project.start, project.end))
        told = project.dates_evidence
        if apart <= 0:
            note = "The dates agree." if told else "There are commits from that time."
            yield Claim("dates", listed.title, "backed", claim, told, project.title, note)
        elif told is not None and apart > _MONTHS_APART:
            note = f"Here {_span(dates.first, dates.last)}, there {_span(project.start, project.end)}."
            yield Claim("dates", listed.title, "contradicted", claim, told, project.title, note)
        else:
            yield Claim(
                "dates", listed.title, "partly", claim, told, project.title, "The dates are near each other."
            )


def _span(start: str | None, end: str | None) -> str:
    return f"{start} to {end}" if end and end != start else str(start)


def _months_apart(one: tuple[str, str | None], other: tuple[str, str | None]) -> int:
    """Months between two stretches of time; 0 or less when they touch."""
    first = _month(one[0]), _month(one[1] or one[0], last=True)
    second = _month(other[0]), _month(other[1] or other[0], last=True)
    return max(first[0] - second[1], second[0] - first[1])


def _month(date: str, *, last: bool = False) -> int:
    if date == "present":
        return 12 * 9_999
    year, _, month = date.partition("-")
    return 12 * int(year) + int(month or (12 if last else 1))


def role_claims(profile: Profile, bench: Bench) -> Iterator[Claim]:
    """The titles of jobs beside the roles that the pages of projects for the same employer tell."""
    document = profile.documents[0]
    for project in bench.projects:
        if project.role is None or project.role_evidence is None:
            continue
        for position in profile.positions:
            if not position.title or not position.organization or not position.header[1]:
                continue
            if not bench.linked("", position.organization) or project not in bench.linked(
                "", position.organization
            ):
                continue
            at = document.text.find(position.title, *position.header)
            if at < 0:
                continue
            claim = document.evidence(at, at + len(position.title))
            same = telling_words(position.title) & telling_words(project.role)
            told, title = project.role_evidence, project.title
            if same:
                yield Claim(
                    "role", position.organization, "backed", claim, told, title, "The role is told there too."
                )
            elif _LED.search(position.title) and _HELPED.search(project.role):
                note = f"Here “{position.title}”, in the project “{project.role}”: a reader may ask."
                yield Claim("role", position.organization, "partly", claim, told, title, note)
            break
