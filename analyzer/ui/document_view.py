"""The document beside the findings: page images, or the plain text, with marks that links bring into view.

Marks are HTML boxes over the page image, placed in per cent, so they follow the image at every width. Each
piece of evidence has an invisible box with an id; a link to it scrolls there and rings it (`:target`).
"""

import base64
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import streamlit as st

from analyzer.records import Box, Document, Evidence, PageSize, Report
from analyzer.reports import machine, portfolio
from analyzer.texts import Texts, say
from analyzer.ui.markup import Html, anchor, details, element, join, show
from analyzer.ui.session import own_file, page_image, work

MarkKind = Literal["skill", "achievement", "flaw", "aside"]

#: What can be marked, with the word on its switch. The look of each is in style.css.
KINDS: Texts[MarkKind] = Texts(
    {
        "achievement": "document-mark-achievement",
        "skill": "document-mark-skill",
        "flaw": "document-mark-flaw",
        "aside": "document-mark-aside",
    }
)

#: Shown at first: skills on top of everything else would hide the page.
FIRST_KINDS: tuple[MarkKind, ...] = ("achievement", "flaw", "aside")

#: How a kind of mark disappears: from the page image, and from plain text, where the words must stay.
_OFF: dict[MarkKind, str] = {
    "achievement": ".page .mark-achievement{display:none}.text-mark.mark-achievement{background:none}",
    "skill": ".page .mark-skill{display:none}.text-mark.mark-skill{border-bottom:0}",
    "flaw": ".page .mark-flaw{display:none}.text-mark.mark-flaw{text-decoration:none}",
    "aside": ".page .mark-aside{display:none}.text-mark.mark-aside{outline:0}",
}

#: Pages drawn for one file. Resumes have one to three; a report of more would make the browser crawl.
MAX_PAGES = 8

#: Documents shown one below the other: the resume, and the pages of a portfolio that are quoted.
MAX_DOCUMENTS = 20

#: Pixels a point. Two give a sharp image at the width of the panel on usual screens.
SCALE = 2.0


@dataclass(frozen=True, slots=True)
class Marked:
    """One thing to mark: the words, what kind of thing it is, and the words of its tooltip."""

    kind: MarkKind
    evidence: Evidence
    title: str


def marks(report: Report) -> tuple[Marked, ...]:
    """Everything that the Report says about places in the documents."""
    found: list[Marked] = []
    for skill in report.skills:
        found += (Marked("skill", one, skill.name) for one in skill.evidence)
    for achievement in report.achievements:
        if achievement.quantified:
            figures = ", ".join(metric.text for metric in achievement.metrics)
            found.append(
                Marked("achievement", achievement.evidence, say("document-mark-result", figures=figures))
            )
    for suggestion in report.suggestions:
        found += (Marked("flaw", one, suggestion.message) for one in suggestion.evidence)
    for note in report.integrity:
        found += (Marked("aside", one, note.message) for one in note.evidence)
    return tuple(found)


def places(report: Report) -> tuple[Evidence, ...]:
    """Every piece of evidence that a link may point to, each once."""
    found = {anchor(mark.evidence): mark.evidence for mark in marks(report)}
    for match in report.matches:
        for requirement in match.requirements:
            found |= {anchor(one): one for one in requirement.evidence}
    for competency in report.competencies:
        found |= {anchor(one): one for one in competency.evidence}
    found |= {anchor(one.evidence): one.evidence for one in report.achievements}
    found |= {anchor(one): one for one in _of_portfolio(report)}
    return tuple(found.values())


def _of_portfolio(report: Report) -> Iterator[Evidence]:
    """The places that the Portfolio tab points to."""
    work = report.portfolio
    if work is None:
        return
    for project in work.projects:
        yield from portfolio.results(project)
        for part in project.parts:
            yield from part.evidence
    yield from (line.evidence for line in work.outline if line.evidence is not None)
    for claim in work.claims:
        yield claim.claim
        if claim.work is not None:
            yield claim.work


def shown_documents(report: Report) -> list[Document]:
    """The documents that are shown: all of a few; of many the visitor's files and the pages quoted."""
    if len(report.documents) <= MAX_DOCUMENTS:
        return list(report.documents)
    pointed = {one.document for one in _of_portfolio(report)}
    found = [one for one in report.documents if own_file(one.index) is not None or one.index in pointed]
    return found[:MAX_DOCUMENTS]


@st.fragment  # switching a mark draws this part only
def show_documents(report: Report) -> None:
    """All documents one below the other in a frame that scrolls by itself on wide screens."""
    chosen = st.pills(
        say("document-marks"),
        tuple(KINDS),
        selection_mode="multi",
        default=FIRST_KINDS,
        format_func=KINDS.__getitem__,
        key="mark_kinds",
        label_visibility="collapsed",
    )
    switched_off = [style for kind, style in _OFF.items() if kind not in chosen]
    if switched_off:  # a style of its own, so that the pages themselves stay as they are and keep their ring
        show(element("style", Html("".join(switched_off))))
    all_marks, all_places = marks(report), places(report)
    shown = [
        _document(
            document,
            [mark for mark in all_marks if mark.evidence.document == document.index],
            [one for one in all_places if one.document == document.index],
            titled=len(report.documents) > 1,
        )
        for document in shown_documents(report)
    ]
    label = say("document-label")
    machine_reads = _machine(report)
    back = element("a", say("document-back"), href="#findings", class_="back")  # shown on narrow screens
    show(
        element("div", *shown, back, class_="pages", tabindex="0", role="region", aria_label=label),
        machine_reads,
    )


def _machine(report: Report) -> Html:
    """In one line what a machine may lose; open, each risk and its remedy."""
    found = [one for document in report.documents for one in machine.worst_first(document.warnings)]
    title = machine.heading(report.documents)
    if not found:
        return element("p", title, class_="machine")
    rows = [element("li", f"{one.message} ", element("span", one.remedy, class_="muted")) for one in found]
    more = say("document-see-machine")
    return element(
        "div",
        details(title, element("ul", *rows), element("p", more, class_="muted small")),
        class_="machine",
    )


def _document(document: Document, marked: list[Marked], targets: list[Evidence], *, titled: bool) -> Html:
    title = element("p", document.name, class_="page-title") if titled else None
    if not document.pages or own_file(document.index) is None:
        return join(title, _text(document, marked, targets))
    pages = [_page(document, page, marked, targets) for page in document.pages[:MAX_PAGES]]
    more = len(document.pages) - MAX_PAGES
    rest = (
        element("p", say("document-pages-not-drawn", count=more), class_="page-title") if more > 0 else None
    )
    return join(title, *pages, rest)


# --- pages --------------------------------------------------------------------------------------------


def _page(document: Document, page: PageSize, marked: list[Marked], targets: list[Evidence]) -> Html:
    source = _image(document.index, page.number)
    if source is None:
        return element("p", say("document-page-not-drawn", number=page.number), class_="page-title")
    boxes = [
        element("i", class_=f"mark mark-{mark.kind}", style=_position(box, page), title=mark.title)
        for mark in marked
        for box in mark.evidence.boxes
        if box.page == page.number
    ]
    image = element("img", src=source, alt=say("document-page", number=page.number, name=document.name))
    found = (*boxes, *_rings(page, targets), *_hidden(document, page), *_risks(document, page))
    return element("div", image, *found, class_="page", style=_ratio(page))


def hidden_anchor(document: int, number: int) -> str:
    """The id of the place of a document's hidden text on the page images."""
    return f"hidden-{document}-{number}"


def risk_anchor(document: int, number: int) -> str:
    """The id of the first place of a document's warning on the page images."""
    return f"risk-{document}-{number}"


def _risks(document: Document, page: PageSize) -> Iterator[Html]:
    """An invisible box at the first place of each warning that has one."""
    for number, warning in enumerate(document.warnings):
        if warning.boxes and warning.boxes[0].page == page.number:
            ring = risk_anchor(document.index, number)
            yield element("i", id=ring, class_="ring", style=_position(warning.boxes[0], page))


def _hidden(document: Document, page: PageSize) -> Iterator[Html]:
    """Where text stands that a person does not see: hatched like all that is set aside, and ringed."""
    for number, hidden in enumerate(document.hidden):
        here = [box for box in hidden.boxes if box.page == page.number]
        title = say("document-hidden", reason=hidden.reason)
        yield from (
            element("i", class_="mark mark-aside", style=_position(box, page), title=title) for box in here
        )
        around = _around(here)
        if around and hidden.boxes[0].page == page.number:
            ring = hidden_anchor(document.index, number)
            yield element("i", id=ring, class_="ring", style=_position(around, page))


def _rings(page: PageSize, targets: list[Evidence]) -> Iterator[Html]:
    """An invisible box around each piece of evidence, on the page on which it starts."""
    for evidence in targets:
        around = _around(box for box in evidence.boxes if box.page == page.number)
        if around and evidence.boxes[0].page == page.number:
            yield element("i", id=anchor(evidence), class_="ring", style=_position(around, page))


def _around(boxes: Iterable[Box]) -> Box | None:
    found = tuple(boxes)
    if not found:
        return None
    return Box(
        found[0].page,
        min(box.x0 for box in found),
        min(box.top for box in found),
        max(box.x1 for box in found),
        max(box.bottom for box in found),
    )


def _position(box: Box, page: PageSize) -> str:
    left, top = 100 * box.x0 / page.width, 100 * box.top / page.height
    width, height = 100 * (box.x1 - box.x0) / page.width, 100 * (box.bottom - box.top) / page.height
    return f"left:{left:.2f}%;top:{top:.2f}%;width:{width:.2f}%;height:{height:.2f}%"


def _ratio(page: PageSize) -> str:
    """Keeps the place of the page free until its image is there, so that nothing jumps."""
    return f"aspect-ratio:{page.width:.0f}/{page.height:.0f}"


def _image(document: int, page: int) -> str | None:
    """The page as a data URI, drawn once a session."""
    images = work().images
    if (document, page) not in images:
        drawn = page_image(document, page, scale=SCALE)
        if drawn is None:
            return None
        images[document, page] = f"data:image/png;base64,{base64.b64encode(drawn).decode()}"
    return images[document, page]


# --- text ---------------------------------------------------------------------------------------------


def _text(document: Document, marked: list[Marked], targets: list[Evidence]) -> Html:
    """The text of a document without pages, line by line, with the same marks and places."""
    lines: list[Html] = []
    heavy = {line.start for line in document.lines if line.bold}
    start = 0
    for line in document.text.split("\n"):
        end = start + len(line)
        here = [element("i", id=anchor(one)) for one in targets if start <= one.start <= end]
        touching = [mark for mark in marked if mark.evidence.start < end and mark.evidence.end > start]
        weight = "heavy" if start in heavy else None
        lines.append(element("p", *here, *_segments(document.text, start, end, touching), class_=weight))
        start = end + 1
    return element("div", *lines, class_="text-page")


def _segments(text: str, start: int, end: int, marked: list[Marked]) -> Iterator[str]:
    """The line cut wherever a mark begins or ends."""
    cuts = {start, end}
    for mark in marked:
        cuts |= {max(start, mark.evidence.start), min(end, mark.evidence.end)}
    for left, right in pairwise(sorted(cuts)):
        over = [mark for mark in marked if mark.evidence.start <= left and right <= mark.evidence.end]
        classes = " ".join(dict.fromkeys(f"mark-{mark.kind}" for mark in over))
        if classes:
            yield element("span", text[left:right], class_=f"text-mark {classes}", title=over[0].title)
        else:
            yield text[left:right]
