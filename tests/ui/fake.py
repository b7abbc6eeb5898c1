"""An analyser that knows one hand-built Report: pages can be tested without reading, scoring or models."""

import io
from dataclasses import fields, is_dataclass, replace
from threading import RLock

from PIL import Image, ImageDraw

from analyzer.errors import NotAResume, ReadTimeout, UnsupportedFile
from analyzer.records import Box, Document, Evidence, Job, Report, Word
from analyzer.ui.session import Engine
from tests.reports.sample import AI_PM, ALIKE, REPORT, VIEW

LEFT, TOP, LEADING, CHAR = 40.0, 40.0, 20.0, 4.4

ROLES = (
    Job(
        "project-coordinator-ai-data", "Project Coordinator", "role library", "", "project", "entry", 0, 2, ()
    ),
    Job(
        "ai-project-manager",
        "AI Project Manager",
        "role library",
        "",
        "project",
        "mid",
        4,
        8,
        (),
        "ai_project_manager",
    ),
)


def _placed(document: Document) -> Document:
    """The document with a box for every word, as if printed in one column."""
    found, row, page = [], 0, 1
    for line in document.lines:
        row, page = (0, line.page) if line.page != page else (row, page)
        at = line.start
        for word in document.text[line.start : line.end].split():
            at = document.text.index(word, at)
            left, top = LEFT + CHAR * (at - line.start), TOP + LEADING * row
            box = Box(page, left, top, left + CHAR * len(word), top + 12)
            found.append(Word(at, at + len(word), box))
            at += len(word)
        row += 1
    return replace(document, words=tuple(found))


def _with_boxes(value, documents):
    """The same records, every Evidence taken anew from documents that have boxes."""
    if isinstance(value, Evidence):
        return documents[value.document].evidence(value.start, value.end, section=value.section)
    if isinstance(value, tuple):
        return tuple(_with_boxes(one, documents) for one in value)
    if is_dataclass(value) and not isinstance(value, Document):
        return replace(
            value, **{part.name: _with_boxes(getattr(value, part.name), documents) for part in fields(value)}
        )
    return value


_DOCUMENTS = (_placed(REPORT.documents[0]), REPORT.documents[1])
PLACED: Report = replace(_with_boxes(REPORT, _DOCUMENTS), documents=_DOCUMENTS)
ABSTAINED = replace(
    PLACED,
    matches=(
        replace(
            PLACED.matches[0],
            score=None,
            low=None,
            high=None,
            band=None,
            level_fit=None,
            abstained=True,
            reason="The resume names no dated work",
        ),
    ),
)


class FakeAnalyzer:
    """Answers by the file's name: `docx` fails, `letter` is no resume, `empty` is not scored."""

    roles = ROLES

    def __init__(self):
        self.asked = []

    def analyze(self, resume, *, portfolio=(), roles=(), jobs=(), on_stage=str):
        self.asked.append((resume.name, tuple(one.name for one in portfolio), tuple(roles), len(jobs)))
        on_stage("Reading the pages")
        if resume.name.endswith(".docx"):
            raise UnsupportedFile("This file is a Word document. Save it as PDF and try again.")
        if "letter" in resume.name:
            raise NotAResume("This reads like a letter, so there is nothing to score.")
        report = ABSTAINED if "empty" in resume.name else PLACED
        documents = (replace(report.documents[0], name=resume.name), *report.documents[1:])
        if "weaker" in resume.name:
            report = replace(report, matches=(replace(AI_PM, score=31.0, low=25.0, high=38.0, band="weak"),))
        return replace(report, documents=documents)

    def machine_view(self, source, *, simple=True):  # noqa: ARG002  (the service's signature)
        self.asked.append(source.name)
        if "stops" in source.name:
            raise ReadTimeout(f"{source.name} stopped its reader.")
        return ALIKE if source.name.endswith(".md") else VIEW

    def render_page(self, source, page, marks=(), *, scale=1.5):  # noqa: ARG002  (the service's signature)
        image = Image.new("RGB", (int(595 * scale), int(842 * scale)), "white")
        draw = ImageDraw.Draw(image)
        for word in _DOCUMENTS[0].words:
            if word.box.page == page:
                place = (word.box.x0 * scale, word.box.top * scale)
                draw.text(place, _DOCUMENTS[0].text[word.start : word.end], fill="black", font_size=8 * scale)
        out = io.BytesIO()
        image.save(out, "PNG")
        return out.getvalue()


def fake_engine() -> Engine:
    return Engine(FakeAnalyzer(), RLock())
