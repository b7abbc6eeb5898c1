"""Jobs with their dates and bullets, and the months they cover.

`anchors` finds the lines with dates, `entries` the header lines around them, `headers` which words are title,
employer and place. Here they become records: several roles at one employer share its name, and overlapping
jobs count once.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analyzer.parsing.anchors import Anchor
from analyzer.parsing.body import Unit, units_of
from analyzer.parsing.dates import find_ranges
from analyzer.parsing.drafts import Draft, Surroundings
from analyzer.parsing.entries import find_entries
from analyzer.parsing.headers import Header
from analyzer.parsing.labels import names_client, without_lead
from analyzer.parsing.lexicon import is_same_employer, is_title, is_unit, organization_points
from analyzer.parsing.months import interval, month_index, month_name, widest
from analyzer.parsing.notes import is_break
from analyzer.parsing.piece_points import SURE_EMPLOYER
from analyzer.parsing.points import PRESENT, Range
from analyzer.parsing.rows import Row
from analyzer.records import Gap, Position


@dataclass(frozen=True, slots=True)
class Job:
    """A position with the lines it is made of. `span` counts months for the years of experience."""

    position: Position
    header_rows: tuple[Row, ...]
    units: tuple[Unit, ...]
    span: tuple[int, int] | None
    tails: tuple[tuple[int, int], ...] = ()
    widest: tuple[int, int] | None = None  # the months it may have covered; for gaps
    pause: bool = False  # a career break
    container: bool = False  # only the employer's line above its roles


def find_positions(rows: Sequence[Row], around: Surroundings) -> tuple[tuple[Job, ...], tuple[Row, ...]]:
    """The jobs of a section, and the rows before the first one."""
    drafts, lead = find_entries(rows, around)
    drafts = [one for draft in drafts for one in _with_twins(draft, around)]
    return tuple(_jobs(drafts, around)), lead


def has_dated_jobs(rows: Sequence[Row], around: Surroundings, *, months: int = 0) -> bool:
    """Whether the rows hold at least one job header with title and dates: for sections of unknown name.

    With `months` the job must have lasted so long.
    """
    jobs, _ = find_positions(rows, around)
    return any(
        job.position.title
        and job.position.start
        and is_title(job.position.title)
        and (job.position.months or 0) >= months
        for job in jobs
    )


#: A title with dates of its own in brackets.
_TITLE_AND_DATES = re.compile(r"(?P<title>[^();|\t]+?)\s*\((?P<dates>[^()]*)\)\s*[;,/&]?")


def _with_twins(draft: Draft, around: Surroundings) -> list[Draft]:
    """A job whose line names several titles, each with dates in brackets, as one job for each of them.

    `Project Analyst (3/2019 - 7/2020) / Project Coordinator (8/2020 - 12/2021)`: the lines below tell of the
    latest one.
    """
    for row in draft.header_rows:
        twins: list[tuple[str, Range]] = []
        for match in _TITLE_AND_DATES.finditer(row.text):
            title = re.split(r"\s{2,}", match["title"])[-1].strip(" ,;/&→>-–—")
            found = find_ranges(match["dates"], day_first=around.day_first)
            if len(found) == 1 and is_title(title):
                twins.append((_without_employer(title, draft.header.organization), found[0]))
        if len(twins) > 1 and any(not found.single for _, found in twins):
            return _split(draft, row, twins, around)
    promotion = _promotion(draft, around)
    return _split(draft, *promotion, around) if promotion else [draft]


def _without_employer(title: str, employer: str | None) -> str:
    """`Wryneck Consulting, Manager` without the employer that stands before the first of several titles."""
    rest = title.removeprefix(employer or "").lstrip(" ,–—-:|") if employer else title
    return rest if rest and is_title(rest) else title


#: What the person became inside a job, and when.
_PROMOTION = re.compile(
    r"^(?P<first>[^()]+?)\s*[(\[]\s*(?:later |then )?(?:promoted to|became|made)\s+(?:an?\s+)?"
    r"(?P<title>[^()]+?)"
    r"[,;]?\s+(?:in |from |since |on |as of )?(?P<dates>(?:[A-Z][a-z]+\.?\s+|\d{1,2}/)?(?:19|20)\d\d)\s*[)\]]"
)


def _promotion(draft: Draft, around: Surroundings) -> tuple[Row, list[tuple[str, Range]]] | None:
    """The two jobs of `Clerk (promoted to Team Lead July 2013)`: the second follows the first."""
    whole = draft.anchor.found if draft.anchor else None
    match = _PROMOTION.match(draft.header.title or "")
    if whole is None or match is None or not (whole.first and whole.last and is_title(match["title"])):
        return None
    point = find_ranges(match["dates"], day_first=around.day_first)
    begun = point[0].first if point else None
    if begun is None or not whole.first < begun:
        return None
    ended = month_name(month_index(begun, today=around.today) - 1) if "-" in begun else begun
    row = next((row for row in draft.header_rows if match["title"] in row.text), draft.header_rows[0])
    return row, [
        (match["first"], replace(whole, last=ended)),
        (match["title"], replace(whole, first=begun)),
    ]


def _split(draft: Draft, row: Row, twins: list[tuple[str, Range]], around: Surroundings) -> list[Draft]:
    latest = max(twins, key=lambda twin: _starts(twin[1], around.today))
    header = draft.header
    employer = header.organization if header.organization and not is_title(header.organization) else None
    return [
        replace(
            draft,
            anchor=Anchor(row, found),
            header_rows=draft.header_rows if (title, found) == latest else [],
            body=draft.body if (title, found) == latest else [],
            header=Header(title, employer, header.location, header.order, header.points),
        )
        for title, found in twins
    ]


def _starts(found: Range, today: str) -> int:
    return month_index(found.first, today=today) if found.first else 0


def _jobs(drafts: list[Draft], around: Surroundings) -> list[Job]:
    jobs: list[Job] = []
    employer: tuple[str | None, str | None] = (None, None)
    contained = shared = False  # below an employer's line, or below one that the last job has of its own
    for index, draft in enumerate(drafts):
        header = _with_same_employer(draft.header, jobs)
        following = drafts[index + 1] if index + 1 < len(drafts) else None
        if _is_container(draft, following) or _holds_following(drafts, index, around.today):
            employer = (header.organization, header.location)
            jobs.append(_job(draft, around, replace(header, title=None), container=True))
            contained = True
            continue
        if employer[0] and contained and header.title and _is_inside(header.organization, draft):
            header = Header(header.title, None, header.location, ("title",), header.points)
        alone = shared and len(draft.header_rows) == 1 and header.location is None
        if employer[0] and header.loose and (contained or (alone and not _is_sure(header.organization))):
            title = _as_written(draft, header, around) or header.title
            header = Header(title, None, header.location, ("title",), header.points)
        if employer[0] and header.title and (contained or shared) and _is_department(header.organization):
            header = Header(header.title, None, header.location, ("title",), header.points)
        if header.title and is_break(header.title):
            employer = (None, None)
        if header.organization is None and header.title and employer[0] and not _is_own(header.title):
            header = Header(
                header.title, employer[0], header.location or employer[1], header.order, header.points
            )
        elif header.organization is not None:
            contained = False
            shared = _on_own_line(draft, header)
            employer = (header.organization, header.location) if shared else (None, None)
        else:
            employer, contained, shared = (None, None), False, False
        jobs.append(_job(draft, around, header))
    return jobs


def _with_same_employer(header: Header, jobs: Sequence[Job]) -> Header:
    """`Account Executive, same company` with the name of the job above."""
    if header.organization is None or not is_same_employer(header.organization) or not jobs:
        return header
    above = jobs[-1].position
    return replace(header, organization=above.organization, location=header.location or above.location)


def _is_sure(organization: str | None) -> bool:
    """Whether a name is surely an employer: `City of Merri`, and no `Data Services`."""
    return organization is not None and organization_points(organization) >= SURE_EMPLOYER


def _is_inside(organization: str | None, draft: Draft) -> bool:
    """Whether a name below an employer's line is a part of it, or the client of the work."""
    if organization is None:
        return False
    return is_unit(organization) or any(names_client(row.text) for row in draft.header_rows)


_DEPARTMENT = re.compile(r"(?:Dept\.?|Department|Division|Office|Section|Team|Unit)$")


def _is_department(organization: str | None) -> bool:
    """`Logistics Dept.` below an employer's line: a part of it."""
    return organization is not None and _DEPARTMENT.search(organization) is not None


def _as_written(draft: Draft, header: Header, around: Surroundings) -> str | None:
    """Title and what a comma or dash joins to it, as they stand on the line."""
    for row in draft.header_rows:
        text = around.text[row.start : row.end]
        start = text.find(header.title or "")
        end = text.find(header.organization or "", max(start, 0))
        if 0 <= start < end:
            return " ".join(text[start : end + len(header.organization or "")].split())
    return None


_OWN = re.compile(
    r"freelanc|self[- ]employed|founder|independent|(?<!product )(?<!process )(?<!service )(?<!system )"
    r"(?<!data )(?<!business )(?<!risk )(?<!project )owner",
    re.IGNORECASE,
)


def _is_own(title: str) -> bool:
    """Whether a title says that the person worked for nobody else."""
    return _OWN.search(title) is not None


def _on_own_line(draft: Draft, header: Header) -> bool:
    """Whether the employer stands above the title on its own line: more titles may follow under it."""
    title, employer = header.title, header.organization or ""
    named = [label for label in header.order if label != "location"]
    if title is not None and named[:1] != ["organization"]:
        return False
    lines = [" ".join(row.text.split()) for row in draft.header_rows]
    return title is None or not any(employer in line and title in line for line in lines)


def _is_container(draft: Draft, following: Draft | None) -> bool:
    """An employer's line above several roles: no title, no bullets, and a role without employer next.

    A line about the employer may follow (`A family business of 300 people.`).
    """
    described = len(draft.body) <= _MOST_ABOUT and not any(row.mark for row in draft.body)
    if following is None or not described or draft.header.title or not draft.header.organization:
        return False
    own = following.header.organization is not None and not following.header.loose
    return following.header.title is not None and not own


#: So many roles below an employer's line whose dates fill its own make it a line about all of them.
_ROLES_INSIDE = 2


def _holds_following(drafts: Sequence[Draft], index: int, today: str) -> bool:
    """`ACME  2007 – 2023` and a line about it, above roles that fill just these years: no role by itself."""
    draft = drafts[index]
    whole = _months_of(draft, today)
    if whole is None or not draft.header.organization or any(row.mark for row in draft.body):
        return False
    if len(draft.body) > _MOST_ABOUT:
        return False
    inside: list[tuple[int, int]] = []
    for following in drafts[index + 1 :]:
        span = _months_of(following, today)
        if span is None or not (whole[0] <= span[0] and span[1] <= whole[1]):
            break
        inside.append(span)
        if span[0] == whole[0]:
            break
    starts, ends = [start for start, _ in inside], [end for _, end in inside]
    return len(inside) >= _ROLES_INSIDE and (min(starts), max(ends)) == whole


def _months_of(draft: Draft, today: str) -> tuple[int, int] | None:
    found = draft.anchor.found if draft.anchor else None
    return None if found is None or found.single else interval(found, today=today)


def _job(draft: Draft, around: Surroundings, header: Header, *, container: bool = False) -> Job:
    units = units_of(draft.body, text=around.text)
    found, tail = (draft.anchor.found, draft.anchor.tail) if draft.anchor else (None, None)
    if tail is not None:
        units = tuple(_cut_tail(unit, tail, around.text) for unit in units)
    span = None if found is None else interval(found, today=around.today)
    start, end = _ends(found, around.today)
    position = Position(
        title=header.title,
        organization=without_lead(header.organization) if header.organization else None,
        start=start,
        end=end,
        months=span[1] - span[0] if span else None,
        bullets=tuple(unit.bullet() for unit in units if unit.kind in ("bullet", "prose")),
        location=header.location,
        header=_header_slice(draft),
    )
    pause = is_break(f"{header.title or ''} {header.organization or ''}")
    unpaid = any(_UNPAID.search(row.text) for row in draft.header_rows)
    free = tail is not None and not any(unit.start < tail[0] < unit.end for unit in units)
    return Job(
        position,
        tuple(draft.header_rows),
        units,
        None if container or pause or unpaid else span,
        _lone_dates(draft, tail if free else None),
        None if found is None or container else widest(found, today=around.today),
        pause,
        container,
    )


#: What a header says of work that is no employment: it counts for no years.
_UNPAID = re.compile(r"\b(?:unpaid|no (?:pay|allowance|stipend)|pro bono)\b", re.IGNORECASE)


def _lone_dates(draft: Draft, tail: tuple[int, int] | None) -> tuple[tuple[int, int], ...]:
    """Slices of dates that stand away from the header: in a margin, or below the bullets."""
    slices = [tail] if tail is not None else []
    if draft.closing is not None:
        slices.append((draft.closing.start, draft.closing.end))
    return tuple(slices)


#: Lines about an employer between its name and the first role.
_MOST_ABOUT = 2


def is_container(job: Job) -> bool:
    """Whether a job is only the employer's line above its roles; it is no position of its own."""
    return job.position.title is None and job.container


def _header_slice(draft: Draft) -> tuple[int, int]:
    rows = draft.header_rows or ([draft.anchor.row] if draft.anchor else [])
    return rows[0].start, rows[-1].end


def _ends(found: Range | None, today: str) -> tuple[str | None, str | None]:
    if found is None:
        return None, None
    last = found.last
    if last is not None and last != PRESENT and last[: len(today)] > today[: len(last)]:
        last = PRESENT  # a contract that runs on
    return found.first, last


def _cut_tail(unit: Unit, tail: tuple[int, int], text: str) -> Unit:
    """The bullet without the date printed in the margin of its last line."""
    if unit.end != tail[1] or not unit.start < tail[0]:
        return unit
    end = unit.start + len(text[unit.start : tail[0]].rstrip())
    return Unit(unit.start, end, unit.kind, text[unit.start : end], unit.rows)


def years(jobs: Sequence[Job]) -> float | None:
    """Years of experience: months covered by the jobs, overlaps counted once; None without readable dates."""
    spans = [job.span for job in jobs if job.span]
    return round(merged_months(spans) / 12, 1) if spans else None


def merged_months(spans: Sequence[tuple[int, int]]) -> int:
    """Months covered by the spans, overlaps counted once."""
    total, reached = 0, -1
    for start, stop in sorted(spans):
        begin = max(start, reached)
        if stop > begin:
            total += stop - begin
            reached = stop
    return total


#: Shortest gap that is worth knowing, in months.
_SHORTEST_GAP = 2


def gaps(jobs: Sequence[Job], *, today: str) -> tuple[Gap, ...]:
    """The months between jobs that belong to none of them, in order; the time after the last job included.

    Empty when an end is unknown, because then nothing is certain.
    """
    worked = sorted(job.widest for job in jobs if job.widest and not job.pause)
    if not worked or any(job.widest is None and not is_container(job) for job in jobs):
        return ()
    pauses = [job.widest for job in jobs if job.widest and job.pause]
    limit = month_index(PRESENT, today=today) + 1
    found: list[Gap] = []
    reached = worked[0][1]
    for start, stop in [*worked[1:], (limit, limit)]:
        if start - reached >= _SHORTEST_GAP:
            explained = any(begin < start and reached < end for begin, end in pauses)
            found.append(Gap(month_name(reached), month_name(start - 1), start - reached, explained))
        reached = max(reached, stop)
    return tuple(found)
