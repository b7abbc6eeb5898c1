"""Jobs told in sentences: `Worked as Team Lead in Orbisphere, Pune from May 2016 to Dec 2019`.

Many resumes list their employers in this way, as list items or lines, most of all Indian ones; the work
itself stands under projects then. Others tell their career in paragraphs, whose first sentence names the job:
`From 2016 until April 2021 I was Project Manager at Elm Distribution, where I ...`.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from analyzer.parsing.anchors import Anchor
from analyzer.parsing.body import Unit, units_of
from analyzer.parsing.dates import find_ranges
from analyzer.parsing.exports import Role
from analyzer.parsing.headers import Header, read_header
from analyzer.parsing.lexicon import has_legal_form, is_title, location_points, organization_points
from analyzer.parsing.pieces import pieces_of
from analyzer.parsing.points import PRESENT, Range
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


#: What may open a sentence about the next job.
_THEN = (
    r"^(?i:(?:before|prior to|after|until)\s+(?:that|this|then|which)|then|later|earlier|previously|next|"
    r"today|now|currently|at present|presently|at the moment|most recently|recently|first|originally|"
    r"since then)?[\s,]*"
)
_EMPLOYER_ENDS = (
    r"(?=[\s,]*$|\s*[,;]\s+(?:where|which|who|whose|still|left|until|an?\s|the\s|one\s|leading|working|running|responsible|managing|"
    r"and\s|then|first|later|with)|\s+(?:where|and|to|until|leading|running|managing|doing|before|after)\s)"
)
_I_WAS = re.compile(
    _THEN + r"I(?:['’]ve|['’]m)?\s+(?:(?:have|had|then|also|now|currently|first)\s+)*"
    r"(?:been|worked|work|working|am|was|served|serve|acted|employed|engaged)(?:\s+(?:employed|working|engaged))?"
    r"(?:\s+as)?\s+(?:an?\s+|the\s+)?(?P<title>[A-Za-z].+?)[\s,]+(?:at|for|with|in)\s+(?:the\s+)?"
    r"(?P<employer>[A-Z].*?)" + _EMPLOYER_ENDS
)
_I_JOINED = re.compile(
    _THEN + r"(?:I\s+(?:then\s+|have\s+)?|(?=[A-Z]))"
    r"(?i:joined|started at|moved to|came to|went to|transferred to|changed to)\s+"
    r"(?:the\s+)?(?P<employer>[A-Z].*?)[\s,]+as\s+(?:an?\s+|the\s+|its\s+|their\s+)?(?P<title>[A-Za-z].+?)"
    + _EMPLOYER_ENDS
)
_I_WORK_FOR = re.compile(
    _THEN + r"I(?:['’]ve|['’]m)?\s+(?:(?:have|had|then|also|now|currently)\s+)*"
    r"(?:been working|work(?:ed)?|working|was|am|been)"
    r"\s+(?:at|for|with|in)\s+(?:the\s+)?(?P<employer>[A-Z].*?)[\s,]+(?:first\s+|initially\s+|mainly\s+)?as\s+"
    r"(?:an?\s+|the\s+|its\s+|their\s+)?(?P<title>[A-Za-z].+?)" + _EMPLOYER_ENDS
)
#: `Bellbird Transit made me Head of Scheduling in May 2021`.
_MADE_ME = re.compile(
    r"^(?P<employer>[A-Z].*?)\s+(?:made|appointed|promoted|hired|employed|engaged|recruited|took)\s+me\s+(?:on\s+)?"
    r"(?:as\s+|to\s+(?:be\s+)?)?(?:an?\s+|the\s+|its\s+|their\s+)?(?P<title>[A-Za-z].+?)" + _EMPLOYER_ENDS
)
#: `My current employer is Elm Instruments, where I have been Team Lead since 2022`.
_MY_EMPLOYER = re.compile(
    r"^(?i:my)\s+(?:current|present|last|latest|previous|former|first)\s+(?:employer|company|firm|job|workplace)\s+"
    r"(?:is|was)\s+(?:at\s+|with\s+)?(?:the\s+)?(?P<employer>[A-Z].*?),?\s+where\s+I(?:['’]ve|['’]m)?\s+"
    r"(?:(?:have|had|also|now)\s+)*(?:been|was|am|worked?(?:\s+as)?|served?(?:\s+as)?)\s+(?:an?\s+|the\s+)?"
    r"(?P<title>[A-Za-z].+?)" + _EMPLOYER_ENDS
)
#: The same without a verb: `Currently Project Manager at Elm Services, leading ...`.
_THEN_TITLE = re.compile(
    r"^(?i:currently|at present|presently|now|previously|formerly|earlier|most recently|"
    r"(?:before|prior to|after) (?:that|this))[\s,]+(?:an?\s+|the\s+)?(?P<title>[A-Z].+?)\s+"
    r"(?:at|for|with)\s+(?:the\s+)?(?P<employer>[A-Z].*?)" + _EMPLOYER_ENDS
)
_SENTENCE = re.compile(r"(?<=[a-z\d)]{2})[.!]\s+(?=[^\W\d_a-z])")
#: Words of a title in a sentence.
_TITLE_WORDS = 10
#: A career is told so when so many paragraphs begin with a job.
_A_HABIT = 2


def told_paragraphs(
    rows: Sequence[Row], text: str, *, day_first: bool | None
) -> tuple[tuple[Role, ...], tuple[Row, ...]]:
    """The jobs that paragraphs tell in their first sentence, and the rows cut behind it.

    There are none where only one paragraph begins so.

    A row for each such sentence stands in for the lines it was written on, so that what follows it is the
    body of the job.
    """
    roles: list[Role] = []
    cut: list[Row] = []
    for unit in units_of(rows, text=text):
        told = _told_in(unit, day_first, len(cut) + rows[0].number)
        if told is None:
            cut += [replace(row, number=rows[0].number + len(cut) + at) for at, row in enumerate(unit.rows)]
            continue
        roles.append(told)
        cut.append(told.header_rows[0])
        cut += _rest(unit, told.header_rows[0], text, rows[0].number + len(cut))
    return (tuple(roles), tuple(cut)) if len(roles) >= _A_HABIT else ((), tuple(rows))


def _told_in(unit: Unit, day_first: bool | None, number: int) -> Role | None:
    end = next(
        (
            match.start() + 1
            for match in _SENTENCE.finditer(unit.text)
            if not has_legal_form(unit.text[: match.start()].split()[-1])
        ),
        len(unit.text),
    )
    sentence = unit.text[:end]
    found = _whole_range(find_ranges(sentence, day_first=day_first), sentence)
    if found is None:
        return None
    said = sentence
    for one in reversed(find_ranges(sentence, day_first=day_first)):
        said = said[: one.start] + " " + said[one.end :]
    said = " ".join(re.sub(r"\((?:\s*|still[^()]*)\)", "", said).split()).strip(" ,").rstrip(".")
    said = re.sub(r"\s+(?=,)", "", said)
    match = (
        _I_WAS.match(said)
        or _I_WORK_FOR.match(said)
        or _MY_EMPLOYER.match(said)
        or _MADE_ME.match(said)
        or _I_JOINED.match(said)
        or _THEN_TITLE.match(said)
    )
    if match is None or not is_title(match["title"]) or len(match["title"].split()) > _TITLE_WORDS:
        return None
    employer, place = _divided(_without_joints(match["employer"]))
    header = Header(match["title"].strip(" ,("), employer, place, ("title", "organization", "location"), 0.0)
    row = replace(unit.rows[0], number=number, end=unit.start + end, text=sentence)
    return Role(Anchor(row, found), (row,), header)


def _rest(unit: Unit, head: Row, text: str, number: int) -> list[Row]:
    """What a paragraph tells behind its first sentence, as rows."""
    rest: list[Row] = []
    for row in unit.rows:
        if row.end <= head.end:
            continue
        start = max(row.start, head.end)
        start += len(text[start : row.end]) - len(text[start : row.end].lstrip())
        rest.append(
            replace(row, number=number + len(rest), start=start, text=text[start : row.end], gap_before=False)
        )
    return rest


_STILL = re.compile(r"\bstill\b|\bto (?:this|the present) day\b|\bwhere I (?:am|work)\b", re.IGNORECASE)


def _whole_range(found: Sequence[Range], sentence: str) -> Range | None:
    """The years of a job in a sentence: a stretch, or `joined in 2016 ... until 2020`."""
    stretches = [one for one in found if not one.single and one.first]
    if stretches:
        return stretches[0]
    points = [one for one in found if one.single]
    if len(points) == len(found) == 1 and points[0].first and _STILL.search(sentence):
        return replace(points[0], last=PRESENT, single=False)
    ended = [one for one in found if not one.first and one.last]
    if points and (len(points) > 1 or ended):
        last = (ended or points[1:])[0]
        return Range(points[0].start, last.end, points[0].first, last.last)
    return points[0] if points else None


def _without_joints(named: str) -> str:
    """`Elm Terminals B.V. in Rotterdam` as `Elm Terminals B.V., Rotterdam`."""
    name, joint, place = named.rpartition(" in ")
    return f"{name}, {place}" if joint and location_points(place) > 0 else named
