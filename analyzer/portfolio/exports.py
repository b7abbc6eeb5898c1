"""Projects that other programs export: the table of LinkedIn's data export, and structured resumes."""

import csv
import io
import re

from analyzer.parsing import outline
from analyzer.portfolio.collection import File
from analyzer.portfolio.coverage import Span
from analyzer.portfolio.pages import Page, page_of
from analyzer.records import Contact, Document, Outline

_MOST_ROWS = 200
_LONGEST = 5_000
LINKEDIN_TABLE = re.compile(r"(?:^|/)projects\.csv$", re.IGNORECASE)


def linkedin_page(file: File) -> str | None:
    """The projects of LinkedIn's `Projects.csv` as Markdown; None when the table is another one."""
    text = file.data.decode("utf-8-sig", "replace")
    try:
        rows = list(csv.DictReader(io.StringIO(text)))[:_MOST_ROWS]
    except csv.Error:
        return None
    if not rows or not {"Title", "Description"} <= set(rows[0]):
        return None
    parts = ["# Projects\n"]
    for row in rows:
        title = " ".join((row.get("Title") or "").split())[:200]
        if not title:
            continue
        dates = " - ".join(
            one for one in (row.get("Started On") or "", row.get("Finished On") or "Present") if one
        )
        parts.append(f"\n## {title}\n")
        if row.get("Started On"):
            parts.append(f"\nDates: {dates}\n")
        description = (row.get("Description") or "")[:_LONGEST]
        parts.append("\n" + "\n".join(one.strip() for one in description.splitlines()) + "\n")
        if row.get("Url"):
            parts.append(f"\n{row['Url']}\n")
    return "".join(parts)


def listed_projects(document: Document, *, today: str) -> Page | None:
    """The projects of a structured resume or profile as a page; None when it lists none.

    Jobs, degrees and contact data are left out: the resume says who the person is.
    """
    structure = outline(document, today=today)
    if not structure.projects:
        return None
    starts = [one.start for one in structure.projects]
    sections = [one for one in structure.sections if one.kind == "projects"]
    spans: list[tuple[str, Span]] = []
    for number, project in enumerate(structure.projects):
        inside = next(
            (one.end for one in sections if one.start <= project.start < one.end), len(document.text)
        )
        stop = min([inside, *(start for start in starts[number + 1 : number + 2])])
        spans.append((project.title or "Project", (project.start, stop)))
    passages = tuple(one for one in structure.passages if one.project is not None)
    kept = Outline(Contact(), structure.sections, passages, (), structure.projects, (), (), None)
    page = page_of(document, path=document.name, reading="story")
    return Page(
        document, kept, (), page.labels, document.name, "story", page.sentences, exported=tuple(spans)
    )
