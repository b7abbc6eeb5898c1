"""The projects inside one page: the headings, table rows, list items or paragraphs that tell one each.

A page is cut only where its pieces stand side by side and each of them is whole: it tells what was wrong and
what was done or came of it, or has a role or dates of its own. Sections of one story tell a part each, so
they are not whole. What the pieces are called matters little.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analyzer.portfolio.coverage import Span, chances_in, is_about, parts_of
from analyzer.portfolio.lexicon import stages
from analyzer.portfolio.naming import BESIDE, NUMBERED, code_of, lead_of, trimmed_title, without_code
from analyzer.portfolio.pages import Heading, Page
from analyzer.portfolio.roles import role_of
from analyzer.portfolio.tables import tables_of
from analyzer.portfolio.when import dates_of, is_date, opens_with_dates

#: Headings over several projects: `Selected work`, `Things I have shipped`, `What I have worked on`.
_LISTS = re.compile(
    r"(?:(?:my|our|the|some|selected|featured|recent|past|key|other|more|client|professional|personal|"
    r"side|ai|ml|these|"
    r"few|of|a|an|and|in|short|all|public|portfolio|main|major|notable|\d+|two|three|four|five|six|seven) )*"
    r"(?:projects?|cases?|case stud(?:y|ies)|works?|portfolio|work samples?|engagements?|assignments?|"
    r"pieces?(?: of work)?|"
    r"examples?|stories|initiatives|deliveries|mandates|experiments|case files?|briefs|jobs|things|"
    r"stuff|products|launches)"
    r"(?: (?:of mine|i am proud of|in (?:ai|ml|brief|short)|(?:that )?(?:i|we)(?: have|'ve|’ve)? "
    r"(?:shipped|made|built|done|did|led|ran|run|worked on|delivered|launched|managed)))?|"
    r"what (?:i|we)(?: have|'ve|’ve)? (?:shipped|made|built|done|led|run|worked on|delivered|launched|"
    r"managed)",
    re.IGNORECASE,
)
#: Labels of the facts and parts of a project.
LABELS = frozenset((
    "role", "problem", "challenge", "solution", "approach", "outcome", "result", "results", "impact",
    "data", "team", "timeline", "model", "evaluation", "action", "situation", "task", "tools", "dates",
    "duration", "context", "my part", "my role", "purpose", "method", "need", "client", "period", "gain",
))  # fmt: skip
#: Labels and headings of a record of a decision or a meeting: many of them are one piece of work.
_OF_RECORDS = frozenset((
    "context", "decision", "consequences", "state", "status", "date", "options", "options considered",
    "deciders", "alternatives", "present", "attendees", "agenda", "actions", "next", "done", "blocked",
))  # fmt: skip
#: Words under a heading that may be a whole project; in a row, an item or a paragraph.
_FEWEST_STORY, _FEWEST_PIECE = 12, 14
#: Sentences in which a whole piece of work tells what was wrong, and the chance from which on one does.
_OPENERS, _LIKELY = 3, 0.3
#: How whole pieces must be on average, 0 to 4: under headings, with a shared mark or shared labels; as rows,
#: items and paragraphs. Share of the pieces that must be whole.
_WHOLE, _WHOLE_MARKED, _SHARE = 2.6, 1.6, 0.6
#: Longest list or table that may be one of projects.
_MOST_PIECES = 40


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a page that may be a project of its own, and what it is called."""

    title: str
    start: int
    stop: int


def divided(page: Page) -> tuple[tuple[str, Span], ...]:
    """The projects inside one page with their stretches; empty when the page is one project or none."""
    for pieces, enough in _ways(page):
        if 1 < len(pieces) <= _MOST_PIECES:
            kept = _whole_ones(page, pieces, enough)
            if len(kept) > 1:
                return tuple((one.title, (one.start, one.stop)) for one in kept)
    return ()


def _ways(page: Page) -> Iterator[tuple[list[Piece], float]]:
    """Ways to cut a page, the surest first, each with how whole its pieces must be."""
    yield _stretches(page, [one for one in page.headings if NUMBERED.match(one.text)]), 0.0
    yield from ((pieces, _WHOLE_MARKED) for pieces in _marked_alike(page))
    for parent in page.headings:
        if is_list(parent):
            yield _stretches(page, _children(page, parent)), 0.0
    for level in sorted({one.level for one in page.headings}):
        heads = [one for one in page.headings if one.level == level and not is_list(one)]
        yield _stretches(page, [one for one in heads if _opens_project(page, one)]), 0.0
        yield from _under_headings(page, heads)
    yield _rows(page), _WHOLE_MARKED
    yield _items(page), _WHOLE_MARKED
    yield _paragraphs(page), _WHOLE_MARKED


# --- how whole pieces are ------------------------------------------------------------------------------


def _whole_ones(page: Page, pieces: Sequence[Piece], enough: float) -> Sequence[Piece]:
    """The pieces that tell something, when they are whole enough together; else none."""
    if not enough:
        return pieces
    told = [wholeness(page, (one.start, one.stop)) for one in pieces]
    kept = [one for one, whole in zip(pieces, told, strict=True) if whole]
    whole = sum(one > 1 for one in told)
    together = sum(told) / max(1, len(kept))
    return kept if together >= enough and whole >= _SHARE * len(kept) else ()


def wholeness(page: Page, span: Span) -> int:
    """How whole a piece of work a stretch tells, 0 to 4: what was wrong, the work, what came, its facts."""
    stretch = [(page, span)]
    told = {one.name for one in parts_of(stretch)}
    opening = [chances.get("problem", 0.0) for chances in chances_in(page, span)][:_OPENERS]
    wrong = "problem" in told or max(opening, default=0.0) >= _LIKELY
    work = bool(told & {"approach", "model", "data"})
    end = bool(told & {"outcome", "evaluation", "deployment", "decisions"})
    facts = dates_of(stretch) is not None or role_of(stretch) is not None
    return wrong + work + end + facts


# --- headings ------------------------------------------------------------------------------------------


def is_list(head: Heading) -> bool:
    """Whether a heading stands over several projects."""
    words = re.sub(r"^[^\w\"“(]+|[\s:.?!#*]+$", "", head.text)
    return _LISTS.fullmatch(words) is not None


def _stretches(page: Page, heads: Sequence[Heading]) -> list[Piece]:
    """Each heading with all up to the next of them, or to a heading above them."""
    found = []
    for number, head in enumerate(heads):
        stop = heads[number + 1].start if number + 1 < len(heads) else len(page.document.text)
        above = (one.start for one in page.headings if one.start > head.start and one.level < head.level)
        found.append(Piece(trimmed_title(head.text), head.start, min(stop, next(above, stop))))
    return found


def _children(page: Page, parent: Heading) -> list[Heading]:
    """The headings right below a list of projects, each with words under it."""
    below = [
        one for one in page.headings if parent.start < one.start < parent.stop and one.level > parent.level
    ]
    level = min((one.level for one in below), default=0)
    return [
        one for one in below if one.level == level and not BESIDE.match(one.text) and _has_words(page, one)
    ]


def _has_words(page: Page, head: Heading) -> bool:
    return len(page.document.text[head.end : head.stop].split()) >= _FEWEST_STORY


#: The depth of a line that is no heading: below all of them.
_LAST_LEVEL = 9


def _marked_alike(page: Page) -> Iterator[list[Piece]]:
    """Headings, and lines in capitals, with the same letters before a number: `WS1`, `MI-031`, `Story B`."""
    heads = [(one.start, one.text, one.level) for one in page.headings]
    heads += [
        (page.document.text.rfind("\n", 0, one.start) + 1, f"{one.name}: {one.value}", _LAST_LEVEL)
        for one in page.labels
        if one.value.isupper()
    ]
    coded = [(code, start, text, level) for start, text, level in sorted(heads) if (code := code_of(text))]
    for letters in dict.fromkeys(one[0] for one in coded):
        own = [one for one in coded if one[0] == letters]
        level = min(one[3] for one in own)
        above = [one.start for one in page.headings if one.level < level]
        pieces = []
        for number, (_, start, text, _) in enumerate(own):
            following = own[number + 1][1] if number + 1 < len(own) else len(page.document.text)
            stop = min([following, *(one for one in above if one > start)])
            pieces.append(Piece(trimmed_title(without_code(text)), start, stop))
        yield pieces


def _opens_project(page: Page, head: Heading) -> bool:
    """A heading that names no part, with at least two parts, or labels of a project, below it."""
    if BESIDE.match(head.text) or is_list(head) or names_part(head) or is_date(head.text):
        return False
    below = [one for one in page.headings if head.start < one.start < head.stop]
    labels = {one.name for one in page.labels if head.end <= one.start < head.stop}
    inside = labels | {one.text.lower().strip(" :") for one in below}
    if len(inside & _OF_RECORDS) >= max(2, len(inside) - 1):
        return False
    own = {stage for one in below for stage in parts_named(one)}
    return len(own) >= 2 or len(labels & LABELS) >= 2


def names_part(head: Heading) -> bool:
    """Whether a heading names a part of a project."""
    return bool(parts_named(head))


def parts_named(head: Heading) -> list[str]:
    """The parts that a heading names."""
    return [name for name, stage in stages().items() if is_about(stage, head)]


def _under_headings(page: Page, heads: Sequence[Heading]) -> Iterator[tuple[list[Piece], float]]:
    """Headings of one level that name no part, date or question, when they are most of their level."""
    own = [
        one
        for one in heads
        if not (BESIDE.match(one.text) or names_part(one) or is_date(one.text) or one.text.endswith("?"))
        and _has_words(page, one)
    ]
    if len(own) >= _SHARE * len(heads):
        alike = _shared_labels(page, own)
        if alike is not None:
            yield _stretches(page, own), _WHOLE_MARKED if alike else _WHOLE


def _shared_labels(page: Page, heads: Sequence[Heading]) -> bool | None:
    """Whether most of some stretches have two labels or inner headings in common; None for records."""
    counted: dict[str, int] = {}
    for head in heads:
        inner = {one.text.lower().strip(" :") for one in page.headings if head.start < one.start < head.stop}
        labels = {one.name for one in page.labels if head.end <= one.start < head.stop}
        for name in inner | labels:
            counted[name] = counted.get(name, 0) + 1
    shared = {name for name, count in counted.items() if count >= max(2, _SHARE * len(heads))}
    if len(shared & _OF_RECORDS) >= max(2, len(shared) - 1):
        return None
    return len(shared) > 1


# --- rows, items, paragraphs ---------------------------------------------------------------------------


def _rows(page: Page) -> list[Piece]:
    """The rows of a table whose columns are facts and parts of projects."""
    for table in tables_of(page.document.text):
        named = sum(any(is_about_words(one, stage) for stage in stages()) for one in table.columns[1:])
        named += sum(one.lower() in LABELS or one.lower() in _COLUMNS for one in table.columns[1:])
        if named >= 2:
            return [
                Piece(trimmed_title(one.cells[0].text), one.start, one.end)
                for one in table.rows
                if len(one.cells) > 2 and one.words >= _FEWEST_PIECE
            ]
    return []


#: Heads of columns that no part has.
_COLUMNS = frozenset((
    "dates", "date", "when", "year", "years", "period", "role", "my role", "client", "why", "what", "what "
    "we did",
    "what i did", "where it stands", "status", "state", "result", "results", "summary", "description",
))  # fmt: skip


def is_about_words(words: str, stage: str) -> bool:
    """Whether some words name a part as a heading would."""
    return stages()[stage].headings.fullmatch(words.strip(" :?")) is not None


def _items(page: Page) -> list[Piece]:
    """List items that open with a name and go on in sentences."""
    found = []
    for unit in page.units:
        lead = lead_of(unit.text) if unit.kind == "bullet" else None
        if lead and len(unit.text.split()) >= 2 * _FEWEST_PIECE:
            found.append(Piece(trimmed_title(lead), unit.start, unit.end))
    return found


def _paragraphs(page: Page) -> list[Piece]:
    """Paragraphs that open with dates: `2018 to 2019. At the water company I was ...`."""
    opened = [
        (one.start, lead)
        for one in page.units
        if one.kind != "bullet"
        and (lead := opens_with_dates(one.text))
        and len(one.text.split()) >= 2 * _FEWEST_PIECE
    ]
    ends = [one.start for one in page.headings] + [len(page.document.text)]
    return [
        Piece(lead, start, min(stop for stop in [*(at for at, _ in opened), *ends] if stop > start))
        for start, lead in opened
    ]
