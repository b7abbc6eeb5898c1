"""Rules about dates and order."""

import re
from collections.abc import Iterator
from itertools import pairwise

from analyzer.advice.rule import Case, Finding, rule
from analyzer.advice.wording import counted, position_name
from analyzer.parsing.dates import find_ranges
from analyzer.parsing.months import interval, month_name
from analyzer.records import Position

#: A break of this many months is worth a neutral line. Basis: rule DAT-03.
GAP_MONTHS = 6

#: Roles that ended this many years ago need little room. Basis: rule DAT-06.
OLD_YEARS = 15
OLD_LINES = 3

#: Only gaps that ended this recently are asked about, and only up to this many months: a longer hole is more
#: often a role that was not read.
RECENT_YEARS = 12
LONGEST_GAP = 36

#: A longer line under a header is a sentence about the job, whose dates are written as sentences are.
_LONGEST_HEADER_LINE = 120
_FORMATS = (
    (
        "month name and year",
        re.compile(r"(?i)\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? ?'?\d{2,4}"),
    ),
    ("MM/YYYY", re.compile(r"\b(?:0?[1-9]|1[0-2])[/.]\d{4}\b")),
    ("YYYY-MM", re.compile(r"\b\d{4}-(?:0[1-9]|1[0-2])\b")),
)
#: Work beside study: what lies between such jobs is study.
_BESIDE_STUDY = re.compile(
    r"intern\b|internship|student|trainee|volunteer|tutor|assistantship", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_RANGE = re.compile(
    r"\b((?:19|20)\d{2})\s*(?:-|–|—|to|until)\s*(?:[A-Z][a-z]{2,8}\.?\s*|\d{1,2}[./])?((?:19|20)\d{2})\b"
)


@rule("dates/undated-role", code="DAT-01", severity="high", kind="add-fact", basis="B")
def undated_role(case: Case) -> Iterator[Finding]:
    """A role has no dates.

    Why: readers look for dates first, and machines count no experience without them.
    Instead of: Project Manager, Example Ltd
    Try: Project Manager, Example Ltd, Mar 2021 - Feb 2024
    Source: eye-tracking studies of first readings; an applicant-tracking vendor's help page
    """
    for position in case.outline.positions:
        if position.start is None and position.end is None:
            header = case.document.text[slice(*position.header)]
            if not _YEAR.search(header):
                yield Finding(
                    message=f"Add month and year for {position_name(position)}.",
                    evidence=(case.evidence(*position.header),),
                )


@rule("dates/mixed-formats", code="DAT-02", severity="low", kind="rephrase", basis="B")
def mixed_formats(case: Case) -> Iterator[Finding]:
    """Dates are written in more than one way.

    Why: one format is easier to compare, for people and machines.
    Instead of: | Project Manager, Example Ltd, Mar 2021 - Feb 2024
    | Analyst, Sample GmbH, 03/2018 - 02/2021
    Try: | Project Manager, Example Ltd, Mar 2021 - Feb 2024
    | Analyst, Sample GmbH, Mar 2018 - Feb 2021
    Source: an applicant-tracking vendor's help page
    """
    used: dict[str, Position] = {}
    for position in case.outline.positions:
        lines = case.document.text[slice(*position.header)].splitlines()
        header = "\n".join(line for line in lines if len(line) <= _LONGEST_HEADER_LINE)  # no sentence
        for name, pattern in _FORMATS:
            if pattern.search(header):
                used.setdefault(name, position)
    if len(used) > 1:
        yield Finding(
            message=f"Dates are written in {len(used)} ways ({', '.join(used)}). Use one everywhere.",
            evidence=tuple(case.evidence(*position.header) for position in used.values()),
        )


@rule("dates/unexplained-gap", code="DAT-03", severity="info", kind="add-fact", basis="A")
def unexplained_gap(case: Case) -> Iterator[Finding]:
    """A break of six months or more between roles.

    Why: a neutral line keeps readers from guessing. In one trial (9,022 applications) tenure in years beside
        the dates raised call-backs by 8 %. A break never lowers your score here.
    Instead of: | Project Manager, Example Ltd, Mar 2022 - Feb 2024
    | Analyst, Sample GmbH, Mar 2018 - Feb 2020
    Try: | Project Manager, Example Ltd, Mar 2020 - Feb 2024
    | Analyst, Sample GmbH, Mar 2018 - Feb 2020
    Source: Kristal and others, Nature Human Behaviour 2022
    """
    studied = {int(one.year[:4]) for one in case.outline.education if one.year and one.year[:4].isdigit()}
    spans = [
        (_month(position.start), end, position)
        for position in case.outline.positions
        if position.start
        and "-" in position.start
        and (end := _last_month(position))
        and _has_month(position)
        and not _BESIDE_STUDY.search(position.title or "")
    ]
    present = max((end for _, end, _ in spans), default=0)
    bare = [year for one in case.outline.positions for year in _bare_years(one)]
    gaps: list[tuple[int, Position]] = []
    latest = None
    for start, end, position in sorted(spans, key=lambda span: span[:2]):
        months = 0 if latest is None else start - latest - 1
        if latest is not None and months >= GAP_MONTHS and latest > present - RECENT_YEARS * 12:
            years = range((latest - 1) // 12, (start - 1) // 12 + 1)
            asked = months <= LONGEST_GAP and studied.isdisjoint(years) and not _only_years(start, latest)
            asked = asked and not any(year in years for year in bare)  # its months are not known
            if asked and not _accounted_for(case, latest, start - 1):
                gaps.append((months, position))
        latest = end if latest is None else max(latest, end)
    if gaps:
        months, position = max(gaps, key=lambda gap: gap[0])
        yield Finding(
            message=f"About {months} months before {position_name(position)} are not accounted for. "
            "If you like, one neutral line says why (study, family, freelance).",
            evidence=tuple(case.evidence(*position.header) for _, position in gaps),
        )


@rule(
    "dates/not-newest-first",
    code="DAT-04",
    severity="medium",
    kind="rephrase",
    basis="C",
    quiet_for=("academic",),
)
def not_newest_first(case: Case) -> Iterator[Finding]:
    """Roles do not run from new to old.

    Why: the first role on the page is taken for the present one.
    Instead of: | Analyst, Sample GmbH, Mar 2016 - Feb 2018
    | Project Manager, Example Ltd, Mar 2021 - Feb 2024
    Try: | Project Manager, Example Ltd, Mar 2021 - Feb 2024
    | Analyst, Sample GmbH, Mar 2016 - Feb 2018
    Source: career-centre agreement
    """
    spans = [
        (_month(position.start), end, position)
        for position in case.outline.positions
        if position.start
        and position.title
        and (end := _last_month(position))
        and _in_experience(case, position)
    ]
    rising = [
        later for earlier, later in pairwise(spans) if later[1] > earlier[1] + 12 and later[0] > earlier[0]
    ]
    # most of the list must rise: one job out of place is often a second list (volunteering, teaching)
    if len(rising) * 2 > len(spans) - 1:
        for _, _, position in rising[:1]:
            yield Finding(
                message=f"{position_name(position)} is newer than the role above it. Put the newest first.",
                evidence=(case.evidence(*position.header),),
            )


@rule("dates/impossible-range", code="DAT-05", severity="medium", kind="add-fact", basis="D")
def impossible_range(case: Case) -> Iterator[Finding]:
    """A role ends before it starts.

    Why: a slip of a digit costs trust and years of experience.
    Instead of: Project Manager, Example Ltd, Mar 2024 - Feb 2021
    Try: Project Manager, Example Ltd, Mar 2021 - Feb 2024
    Source: convention
    """
    for position in case.outline.positions:
        years = _RANGE.search(case.document.text[slice(*position.header)])
        if years and years[1] > years[2]:
            yield Finding(
                message=f"{position_name(position)} ends ({years[2]}) before it starts ({years[1]}). "
                "Which is right?",
                evidence=(case.evidence(*position.header),),
            )


@rule(
    "dates/detailed-old-role",
    code="DAT-06",
    severity="info",
    kind="rephrase",
    basis="C",
    quiet_for=("academic",),
)
def detailed_old_role(case: Case) -> Iterator[Finding]:
    """A role of long ago takes much room.

    Why: readers weigh the last ten years; old details push them down.
    Instead of: | Project Manager, Example Ltd, Mar 2016 - present
    | Analyst, Sample GmbH, Mar 2001 - Feb 2005
    | - Wrote monthly reports for the sales office.
    | - Kept the parts catalogue in order.
    | - Answered letters from dealers.
    Try: | Project Manager, Example Ltd, Mar 2016 - present
    | Analyst, Sample GmbH, Mar 2001 - Feb 2005
    | - Wrote monthly reports for the sales office.
    Source: career-centre agreement
    """
    ends = [end for position in case.outline.positions if (end := _last_month(position))]
    old = [
        position
        for position in case.outline.positions
        if (end := _last_month(position))
        and max(ends) - end > OLD_YEARS * 12
        and len(position.bullets) >= OLD_LINES
    ]
    if old:
        longest = max(old, key=lambda position: len(position.bullets))
        others = f" The same holds for {counted(len(old) - 1, 'older role')}." if len(old) > 1 else ""
        yield Finding(
            message=f"{position_name(longest)} ended over {OLD_YEARS} years ago and has "
            f"{len(longest.bullets)} lines. One or two are enough.{others}",
            evidence=tuple(case.evidence(*position.header) for position in old),
        )


def _bare_years(position: Position) -> range:
    """The years of a job that is dated without months."""
    start, end = position.start or "", position.end or ""
    if not start.isdigit() or (end and not end.isdigit()):
        return range(0)
    return range(int(start), int(end or start) + 1)


def _accounted_for(case: Case, first: int, stop: int) -> bool:
    """Whether dates of one line cover half of these months: a break that is told, or a job not read.

    `first` is the first free month and `stop` the one after the last, counted as `month_index` does.
    """
    today = month_name(stop)
    told = (
        interval(found, today=today)
        for line in case.document.text.splitlines()
        for found in find_ranges(line)
    )
    return any(one and 2 * (min(one[1], stop) - max(one[0], first)) >= stop - first for one in told)


def _month(date: str) -> int:
    """Months since the year 0; a bare year counts as its December."""
    year, _, month = date.partition("-")
    return int(year) * 12 + int(month or 12)


def _last_month(position: Position) -> int | None:
    """The month a role ended in; for an open end the present month, as its length tells."""
    if position.end is None:
        return None
    if position.end != "present":
        return _month(position.end)
    if position.start is None or position.months is None:
        return None
    return _month(position.start) + position.months - 1


def _has_month(position: Position) -> bool:
    return position.end == "present" or "-" in (position.end or "")


def _in_experience(case: Case, position: Position) -> bool:
    """Whether a role stands in a section of work: voluntary roles have an order of their own."""
    return any(
        section.kind == "experience" and section.start <= position.header[0] < section.end
        for section in case.outline.sections
    )


def _only_years(start: int, latest: int) -> bool:
    """Whether both ends are a January: many tools write a bare year so, and then there may be no gap."""
    return start % 12 == 1 and latest % 12 == 1
