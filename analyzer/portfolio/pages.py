"""One document of a portfolio: its headings, its passages, and how much its words count as the person's own.

A case study tells what its author did; a README tells mostly what a program does. So the sentences of the
first are read like the bullets of a job, those of the second only where they tell a deed. Nothing here asks
whether the text is a resume: it need not be one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from analyzer.documents.notebook import OUTPUT
from analyzer.language.actions import classify_action
from analyzer.parsing.body import Unit, units_of
from analyzer.parsing.dates import find_ranges
from analyzer.parsing.rows import Row, rows_of
from analyzer.portfolio.lexicon import stages
from analyzer.portfolio.tables import Table, tables_of
from analyzer.records import Contact, Document, Outline, Passage, Section, SectionKind

#: How a page is read: a story of the person's work, a description of a thing, a list made by a program,
#: or not.
Reading = Literal["story", "description", "theirs"]

_CODE_LINE = re.compile(
    r"^(?:import [\w.]+|from [\w.]+ import |library\(|require\(|\$ |>>> |pip install|conda |git clone|"
    r"docker |"
    r"python\d? |npm |uv |make |cd |def |class |return |print\(|[\w.]+\(.*\)$|[\w.\[\]\"']+ = \S|"
    r"[{}\[\]();]+$|"
    r"@\w+|</?\w+|#!)"
)
#: Signs and little pictures before the words of a heading or a label.
_SIGNS = r"[^\w\"“(\[]*"
_LABEL = re.compile(rf"^{_SIGNS}(?P<label>[A-Z][\w '’/&-]{{1,28}}?)\s*[:–—]\s+(?P<value>\S.*)$")
_BARE_LABEL = re.compile(r"^(?P<label>[A-Z][\w '/&-]{1,28}?)\s*:?$")
#: A line of a table with two cells: what it is about, and the words.
_ROW_LABEL = re.compile(rf"^{_SIGNS}(?P<label>[A-Z][\w '’/&-]{{1,28}}?)(?:\s{{2,}}|\t)(?P<value>\S.*)$")
_CELLS = re.compile(r"\S(?:\s{2,}|\t)\S")
#: Slides written down as text: `SLIDE 3 - What we had`.
_SLIDE = re.compile(r"^slide \d{1,3}\b\s*[-–—:.]?\s*(?P<title>.*)$", re.IGNORECASE)
#: A line of Markdown that opens in bold, with an aside or the names of author and place behind it.
_BOLD_LEAD = re.compile(
    r"^\*\*(?P<title>[^*\n]{3,120})\*\*[ \t]*(?P<rest>\([^()\n]{0,120}\)|[|·–—][^\n]{0,120})?[ \t]*$",
    re.MULTILINE,
)
_ENDS = (".", ";", ",", "…")
_MOST_HEADING_WORDS = 14
#: A heading is larger than the text by this factor.
_LARGER = 1.12
_HASHES = re.compile(r"^ {0,3}(#{1,6}) +(.+?)(?: +#+)?\s*$", re.MULTILINE)
#: Parts of a README that tell how to use a thing.
_USAGE = re.compile(
    r"^(?:installation|install|setup|set-?up|usage|quick ?start|getting started|requirements|prerequisites|"
    r"how to (?:run|use|install|contribute)|running.*|contributing|licen[sc]e|development|api(?: reference)?|"
    r"commands?|configuration|repository structure|project structure|folder structure|structure|"
    r"acknowledg\w+|credits|references|contact|table of contents|contents|changelog|badges)$",
    re.IGNORECASE,
)
#: Headings under which plans stand, not work.
PLANS = re.compile(
    r"^(?:next steps?|future(?: work)?|to-?do|what(?:'s|’s| is)? next|ideas|coming soon|open questions|"
    r"possible extensions|backlog|later)\b",
    re.IGNORECASE,
)


#: Labels near the top of a page that hold its title, or the name of its project; letters that are the top.
_SUBJECTS = frozenset({"subject", "betreff"})
_PROJECT_LABELS = frozenset(
    {"project", "product", "project name", "initiative", "programme", "program", "name of the project"}
)
_TOP = 400


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its words, its depth (1 is the title of the page), and where its text ends."""

    text: str
    level: int
    start: int
    end: int
    stop: int


@dataclass(frozen=True, slots=True)
class Label:
    """A line such as `Role: Product manager`, with where its value stands."""

    name: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Page:
    """A document with its structure. `path` is where it stood; `reading` is how its words count."""

    document: Document
    outline: Outline
    headings: tuple[Heading, ...]
    labels: tuple[Label, ...]
    path: str
    reading: Reading
    sentences: tuple[tuple[int, int, str], ...] = ()
    exported: tuple[tuple[str, tuple[int, int]], ...] = ()  # the projects that the file itself lists
    units: tuple[Unit, ...] = ()  # paragraphs and list items, in order
    columns: tuple[tuple[int, str], ...] = ()  # where a cell begins, and the name of its column
    leads: tuple[Heading, ...] = ()  # what paragraphs and list items open with: `Risk: ...`, `Method. ...`

    @property
    def title(self) -> str:
        """The subject of a letter, the first heading of the highest level, or the first line."""
        subject = next(
            (one.value for one in self.labels[:8] if one.name in _SUBJECTS and one.start < _TOP), ""
        )
        if subject:
            return subject
        if self.headings:
            return min(self.headings[:4], key=lambda one: (one.level, one.start)).text
        return self.document.text.split("\n", 1)[0].strip()

    @property
    def project(self) -> str:
        """The project that a line near the top names: `Product: Tenant letters`; empty when none does."""
        named = (one.value for one in self.labels if one.name in _PROJECT_LABELS and one.start < _TOP)
        return re.split(r"\.\s|\s{2,}|\s[|·–—]\s", next(named, ""))[0].strip(" .")

    def heading_at(self, offset: int) -> Heading | None:
        """The heading under which a place stands."""
        return next((one for one in reversed(self.headings) if one.start <= offset < one.stop), None)

    def over(self, offset: int) -> str:
        """The words over a place: the name of its column, else its heading and what its paragraph opens with.

        A heading and an opening stand together as `Heading: opening`.
        """
        column = next((name for start, name in self.columns if start == offset), "")
        heading = self.heading_at(offset)
        lead = next((one for one in reversed(self.leads) if one.end <= offset < one.stop), None)
        return column or ": ".join(one.text for one in (heading, lead) if one is not None)

    def is_plan(self, offset: int) -> bool:
        """Whether a place stands under a heading about what is still to come."""
        return any(PLANS.match(one.text) and one.start <= offset < one.stop for one in self.headings)


def page_of(document: Document, *, path: str, reading: Reading, raw: str = "") -> Page:
    """The structure of a document. `raw` is the Markdown behind it, which knows the depth of its headings."""
    rows = [row for row in rows_of(document) if not _is_code(row.text) and any(map(str.isalnum, row.text))]
    heads = _headings(rows, document, raw)
    marks = {one.start for one in heads}
    body = [row for row in rows if row.start not in marks and not _is_bare_slide(row.text)]
    tables = tables_of(document.text)
    labels = (*_labels(body), *_cell_labels(tables))
    passages: list[Passage] = []
    sections: list[Section] = []
    kind: SectionKind = "projects" if reading == "story" else "other"
    spans = _spans(heads, len(document.text))
    for start, stop, title in spans:
        number = len(sections)
        inside = [row for row in body if start <= row.start < stop]
        sections += [Section(kind, title, start, stop), Section("skills", title, start, stop)]
        passages += [
            Passage(one.start, one.end, "heading", section=number) for one in heads if one.start == start
        ]
        if reading == "theirs" or (reading == "description" and _USAGE.match(title.strip(" :"))):
            continue
        for one in _units(inside, document.text):
            if not one.text.startswith(OUTPUT):
                claimed = reading == "description" and not _tells_a_deed(one.text)
                passages.append(Passage(one.start, one.end, one.kind, section=number + claimed))
    outline = Outline(Contact(), tuple(sections), tuple(passages), (), (), (), (), None)
    columns = {
        cell.start: name
        for one in tables
        for row in one.rows
        for name, cell in zip(one.columns, row.cells, strict=False)
    }
    units = tuple(_units(body, document.text))
    sentences = tuple(_sentences(units, document.text, tables))
    return Page(
        document,
        outline,
        heads,
        labels,
        path,
        reading,
        sentences,
        units=units,
        columns=tuple(sorted(columns.items())),
        leads=tuple(_leads(units, document.text, heads)),
    )


_OURS = re.compile(r"\b(?:I|we|We|my|My|our|Our)\b")


def _tells_a_deed(text: str) -> bool:
    """Whether a piece of a description says what its author did, not what the thing does."""
    action = classify_action(text)
    return action.tense == "past" or (_OURS.search(text) is not None and bool(_PAST.search(text)))


_PAST = re.compile(
    r"\b(?:\w{3,}ed|built|led|ran|wrote|made|found|chose|took|set|cut|got|put|kept|held|met|taught|learnt|"
    r"grew|drew)\b"
)


def _is_code(text: str) -> bool:
    return bool(_CODE_LINE.match(text)) and not text.endswith(". ")


def _spans(heads: Sequence[Heading], length: int) -> list[tuple[int, int, str]]:
    """The text cut at every heading; what stands before the first has no title."""
    starts = [one.start for one in heads]
    cuts = [*starts, length]
    found = [(cuts[number], cuts[number + 1], one.text) for number, one in enumerate(heads)]
    if not starts or starts[0] > 0:
        found.insert(0, (0, cuts[0], ""))
    return found


def _headings(rows: Sequence[Row], document: Document, raw: str) -> tuple[Heading, ...]:
    depth, leads = _depths(raw), _bold_leads(raw)
    sizes = sorted(row.size for row in rows if row.size is not None and not row.bold)
    usual = sizes[len(sizes) // 2] if sizes else None
    found: list[tuple[Row, str, float]] = []
    for number, row in enumerate(rows):
        plain = _plain(row.text)
        begin = document.text.rfind("\n", 0, row.start) + 1
        whole = _plain(document.text[begin : row.end])  # with its number: `## 3. Evaluation`
        plain = whole if whole in depth else plain
        slide = _SLIDE.match(row.text)
        if slide and (slide["title"] or number + 1 < len(rows)):
            if slide["title"]:
                found.append((row, slide["title"], _rank(row, plain, depth)))
        elif number and _is_bare_slide(rows[number - 1].text) and not row.mark:
            found.append((row, row.text, _rank(row, plain, depth)))
        elif plain in leads and not row.mark:
            found.append((row, leads[plain], _rank(row, plain, depth)))
        elif _is_heading(row, usual, rows, number, marked=plain in depth) or (
            document.format == "text" and _stands_alone(row, rows, number)
        ):
            found.append((row, row.text, _rank(row, plain, depth)))
    ranks = {rank: level for level, rank in enumerate(sorted({one[2] for one in found}), start=1)}
    heads = []
    for number, (row, text, rank) in enumerate(found):
        level = ranks[rank]
        following = (one.start for one, _, other in found[number + 1 :] if ranks[other] <= level)
        stop = next(following, len(document.text))
        heads.append(Heading(text.strip(" #"), level, row.start, row.end, stop))
    return tuple(heads)


def _is_bare_slide(text: str) -> bool:
    slide = _SLIDE.match(text)
    return slide is not None and not slide["title"]


def _rank(row: Row, plain: str, depth: dict[str, int]) -> float:
    """Smaller is higher: the depth in Markdown, else the size; bold lines of the text's size come last."""
    if depth:
        return depth.get(plain, 7)
    return -(row.size or 0.0)


def _plain(text: str) -> str:
    """The words alone: signs and little pictures are written differently before and after reading."""
    return " ".join(re.findall(r"\w+", text))


def _depths(raw: str) -> dict[str, int]:
    """Words of the Markdown headings -> their depth."""
    found: dict[str, int] = {}
    for match in _HASHES.finditer(raw):
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)|[*_`]", lambda one: one[1] or "", match[2])
        found.setdefault(_plain(words), len(match[1]))
    return found


def _bold_leads(raw: str) -> dict[str, str]:
    """Lines of Markdown that open in bold and go on with an aside -> what is bold."""
    found = (
        (f"{one['title']} {one['rest'] or ''}", one["title"].strip()) for one in _BOLD_LEAD.finditer(raw)
    )
    return {_plain(line): title for line, title in found if _label_of(title) not in _FIELDS}


def _is_heading(  # noqa: PLR0911  (a ladder)
    row: Row, usual: float | None, rows: Sequence[Row], number: int, *, marked: bool
) -> bool:
    text = row.text.strip()
    words = text.split()
    if not words or len(words) > _MOST_HEADING_WORDS or text.startswith(OUTPUT):
        return False
    if marked:
        return True
    larger = usual is not None and row.size is not None and row.size > usual * _LARGER
    if row.mark and not (larger and row.mark[:1].isdigit()):
        return False
    if text.endswith(_ENDS):
        return False
    if larger:
        return True
    titled = row.bold and row.gap_before and _label_of(text) not in _FIELDS
    if _LABEL.match(text) and not _stage_named(text) and not titled:
        return False
    if row.bold:
        after = rows[number + 1] if number + 1 < len(rows) else None
        return after is not None and not (after.bold and after.size == row.size and not after.gap_before)
    set_apart = row.gap_before and len(words) <= 8 and not text.endswith((".", ":"))
    return set_apart and (row.caps or _stage_named(text)) and not find_ranges(text)


def _stands_alone(row: Row, rows: Sequence[Row], number: int) -> bool:
    """A short line of plain text with space before it and more words under it: a heading."""
    after = rows[number + 1] if number + 1 < len(rows) else None
    words = row.text.split()
    if (
        row.mark
        or not row.gap_before
        or after is None
        or row.text.endswith((*_ENDS, ":"))
        or _CELLS.search(row.text)
    ):
        return False
    if _FAREWELL.match(row.text):
        return False
    if len(words) > 9 or not row.text[0].isupper() or _LABEL.match(row.text) or find_ranges(row.text):
        return False
    return bool(after.mark) or (not after.text[0].islower() and len(after.text) > len(row.text))


_FAREWELL = re.compile(
    r"(?:(?:kind|best|warm)(?:est)? (?:regards|wishes)|yours \w+|sincerely|regards|dear \w+)\b", re.I
)


def _label_of(text: str) -> str:
    match = _LABEL.match(text)
    return match["label"].lower() if match else ""


#: Labels of the facts of a project; such a line in bold is no title.
_FIELDS = frozenset((
    "role", "my role", "team", "dates", "date", "timeline", "when", "period", "duration", "year", "client",
    "tools", "stack",
    "sponsor", "status", "tags", "link", "links", "company", "industry", "where", "team size", "tech",
    "customer",
))  # fmt: skip


def _stage_named(text: str) -> bool:
    words = text.strip(" :#*").rstrip(".")
    return any(stage.headings.fullmatch(words) for stage in stages().values())


def _labels(rows: Sequence[Row]) -> tuple[Label, ...]:
    """Lines with a label: `Role: ...`, a table's `Role | ...`, and a label alone with the value below."""
    found: list[Label] = []
    for number, row in enumerate(rows):
        offset = row.end - len(row.text)
        pair = _ROW_LABEL.match(row.text)
        if pair and not _CELLS.search(pair["value"]) and len(pair["label"].split()) <= 5:
            at = offset + pair.start("value")
            found.append(Label(pair["label"].lower(), pair["value"], at, row.end))
            continue
        for start, part in _parts(row):
            match = _LABEL.match(part)
            if match:
                at = start + match.start("value")
                found.append(Label(match["label"].lower(), match["value"], at, at + len(match["value"])))
        bare = _BARE_LABEL.match(row.text)
        after = rows[number + 1] if number + 1 < len(rows) else None
        if (
            bare
            and after is not None
            and not after.gap_before
            and len(after.text) < 160
            and not _CELLS.search(row.text)
        ):
            found.append(Label(bare["label"].lower(), after.text, after.start, after.end))
    return tuple(found)


def _cell_labels(tables: Sequence[Table]) -> Iterator[Label]:
    """The cells of tables: the name of a column is the label of all below it."""
    for table in tables:
        for row in table.rows:
            for name, cell in zip(table.columns, row.cells, strict=False):
                yield Label(name.lower(), cell.text, cell.start, cell.end)


def _parts(row: Row) -> list[tuple[int, str]]:
    """A line cut at clear gaps and bars: `Role: Lead | Team: 6`."""
    found: list[tuple[int, str]] = []
    at = 0
    offset = row.end - len(row.text)
    for piece in re.split(r"(\s{2,}|\s+[|·•]\s+)", row.text):
        if piece.strip(" |·•"):
            lead = len(piece) - len(piece.lstrip())
            found.append((offset + at + lead, piece.strip()))
        at += len(piece)
    return found


#: A paragraph that opens with a word or two and a full stop: `Training population. 48,200 loans ...`.
_SHORT_LEAD = re.compile(
    r"(?P<lead>(?:(?:What|How|Why|Where|Who)\b(?: [\w'’-]+){1,4}|[A-Z][\w'’-]*(?: [\w'’-]+){0,2}))"
    r"[.?]\s+(?=[A-Z\d(\"“])"
)
#: Letters for the parts of a story, as interviewers ask for them.
_STAR = {"s": "Situation", "t": "Task", "a": "Action", "r": "Result"}
_STAR_LETTER = re.compile(r"^(?P<letter>[STAR])\s*[:–-]\s+\S")
_LEAD_LEVEL = 9


def _leads(units: Sequence[Unit], text: str, heads: Sequence[Heading]) -> Iterator[Heading]:
    """What stands over the rest of a paragraph or list item in the same line, and questions over answers."""
    letters = {one["letter"] for one in map(_STAR_LETTER.match, (unit.text for unit in units)) if one}
    asked = [one.start for one in units if _is_question(one)] + [one.start for one in heads] + [len(text)]
    for unit in units:
        begin = unit.end - len(unit.text)
        words = re.sub(r"^[^\w\"“(]+", "", unit.text)
        begin += len(unit.text) - len(words)
        star = _STAR_LETTER.match(words)
        label = _LABEL.match(words) or _ROW_LABEL.match(words)
        short = _SHORT_LEAD.match(words)
        if _is_question(unit):
            stop = min(one for one in asked if one > unit.start)
            yield Heading(words.strip(), _LEAD_LEVEL, unit.start, unit.end, stop)
        elif star and len(letters) > 2:
            yield Heading(_STAR[star["letter"].lower()], _LEAD_LEVEL, begin, begin, unit.end)
        elif label:
            yield Heading(label["label"], _LEAD_LEVEL, begin, begin, unit.end)
        elif short:
            yield Heading(short["lead"], _LEAD_LEVEL, begin, begin + short.end("lead") + 1, unit.end)


def _is_question(unit: Unit) -> bool:
    return unit.text.endswith("?") and "\n" not in unit.text and len(unit.text.split()) <= _MOST_HEADING_WORDS


_SENTENCE = re.compile(r"(?<=[.!?])[\"'”’)]?\s+(?=[\"'“‘(]?[A-Z0-9])")


def _sentences(units: Sequence[Unit], text: str, tables: Sequence[Table]) -> Iterator[tuple[int, int, str]]:
    """The sentences of the body; a list item and a cell are sentences whatever they end with."""
    rows = {row.start: row for one in tables for row in one.rows}
    for unit in units:
        row = rows.get(unit.start)
        cells = [(one.start, one.end) for one in row.cells if " " in one.text] if row else None
        for start, end in (
            [(unit.start, unit.end)] if cells is None else cells
        ):  # `Must` and `R4` tell nothing
            yield from _cut(text, start, end)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    flat = text[start:end].replace("\n", " ")
    last = 0
    for cut in _SENTENCE.finditer(flat):
        yield start + last, start + cut.start(), flat[last : cut.start()]
        last = cut.end()
    if flat[last:].strip():
        yield start + last, end, flat[last:]


def _units(rows: Sequence[Row], text: str) -> Iterator[Unit]:
    """Paragraphs and list items; every line of a table is one of its own."""
    run: list[Row] = []
    for row in rows:
        if _CELLS.search(row.text):
            yield from units_of(run, text=text)
            yield from units_of([row], text=text)
            run = []
        else:
            run.append(row)
    yield from units_of(run, text=text)
