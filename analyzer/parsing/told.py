"""Jobs told in sentences: `Worked as Team Lead in Orbisphere, Pune from May 2016 to Dec 2019`.

Many resumes list their employers in this way, as list items or lines, most of all Indian ones; the work
itself stands under projects then.
"""

import re
from collections.abc import Sequence

from analyzer.parsing.anchors import Anchor
from analyzer.parsing.dates import find_ranges
from analyzer.parsing.exports import Role
from analyzer.parsing.headers import Header, pieces_of, read_header
from analyzer.parsing.lexicon import is_title, organization_points
from analyzer.parsing.rows import Row

_WORK = (
    r"(?:(?:i\s+(?:am|was|have been)\s+)?(?:currently|presently|previously|earlier|also)?\s*"
    r"(?:work(?:ing|ed)|employed|serv(?:ing|ed)|associated|engaged)(?:\s+(?:currently|presently))?)"
)
_AT = r"(?:in|at|with|for|by)"
#: What stands between the employer and the dates.
_DATES = r"[\s,]*(?:(?:during|for)\s+(?:the\s+period\s+)?)?[(\[]?\s*$"
_TITLE_FIRST = re.compile(
    rf"^{_WORK}\s+as\s+(?:an?\s+|the\s+)?(?P<title>.+?)\s+{_AT}\s+(?P<employer>[A-Z].*?){_DATES}",
    re.IGNORECASE,
)
_EMPLOYER_FIRST = re.compile(
    rf"^{_WORK}\s+{_AT}\s+(?P<employer>[A-Z].*?)\s+as\s+(?:an?\s+|the\s+)?(?P<title>.+?){_DATES}",
    re.IGNORECASE,
)


def told_job(row: Row, *, day_first: bool | None) -> Role | None:
    """The job that a line tells in a sentence with its dates at the end; None for any other line."""
    found = [one for one in find_ranges(row.text, day_first=day_first) if not one.single]
    if len(found) != 1 or row.text[found[0].end :].strip(" .)];"):
        return None
    said = row.text[: found[0].start]
    match = _TITLE_FIRST.match(said) or _EMPLOYER_FIRST.match(said)
    if not match or not is_title(match["title"]):
        return None
    employer, place = _divided(match["employer"].strip(" ,("))
    header = Header(match["title"].strip(" ,("), employer, place, ("title", "organization", "location"), 0.0)
    return Role(Anchor(row, found[0]), (row,), header)


def told_jobs(rows: Sequence[Row], *, day_first: bool | None) -> tuple[Role, ...]:
    """The jobs of a section told in sentences."""
    return tuple(job for row in rows if (job := told_job(row, day_first=day_first)))


def _divided(named: str) -> tuple[str, str | None]:
    """Employer and place: `Zentrixa Technologies Pvt Ltd, Pune`."""
    header = read_header(named, pieces_of(named, [(0, len(named))]))
    if header.organization and organization_points(header.organization) > 0:
        return header.organization, header.location
    return named, None
