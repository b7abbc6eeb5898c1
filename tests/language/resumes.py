"""Hand-built resumes for the tests: one line of text in one place, no file and no parser."""

from analyzer.records import (
    Bullet,
    Certification,
    Contact,
    Document,
    Education,
    Line,
    Outline,
    Passage,
    Position,
    Section,
)

TODAY = "2026-11"
_SECTIONS = {
    "bullet": ("experience", "bullet"),
    "title": ("experience", "entry"),
    "list": ("skills", "list"),
    "summary": ("summary", "prose"),
    "certifications": ("certifications", "list"),
    "education": ("education", "entry"),
}


def document_of(text):
    lines, start = [], 0
    for line in text.splitlines(keepends=True):
        lines.append(Line(start, start + len(line.rstrip("\n")), 1))
        start += len(line)
    return Document("cv.txt", "0" * 64, "txt", "text", text, lines=tuple(lines))


def resume(*parts, status="held", organization="Nordlicht Works", school="Harbour College", end="present"):
    """A Document and its Outline from (place, text) pairs, each a line under its own heading."""
    text, sections, passages, certifications, education = "", [], [], [], []
    header = ""
    positions = []
    for place, line in parts:
        kind, passage = _SECTIONS[place]
        start = len(text)
        text += f"{kind.upper()}\n"
        passages.append(Passage(start, len(text) - 1, "heading", len(sections)))
        if place == "bullet":
            header = f"Coordinator, {organization}\n"
            positions.append(Position("Coordinator", organization, "2021-01", end, 70, (Bullet(0, 0, line),)))
            text += header
            passages.append(
                Passage(len(text) - len(header), len(text) - 1, "entry", len(sections), len(positions) - 1)
            )
        if place == "title":
            positions.append(Position(line, organization, "2021-01", end, 70))
        at = len(text)
        text += f"{line}\n"
        index = len(positions) - 1 if kind == "experience" else None
        passages.append(Passage(at, len(text) - 1, passage, len(sections), index))
        if place == "certifications":
            certifications.append(Certification(line, status, line, None, at, at + len(line)))
        if place == "education":
            education.append(Education("other", None, None, school, at, at + len(line)))
        sections.append(Section(kind, kind, start, len(text)))
    outline = Outline(
        contact=Contact(),
        sections=tuple(sections),
        passages=tuple(passages),
        positions=tuple(positions),
        projects=(),
        education=tuple(education),
        certifications=tuple(certifications),
        years_experience=5.0,
    )
    return document_of(text), outline


def skills_of(annotator, *parts, **options):
    """Skill by canonical name."""
    annotations = annotator.annotate(*resume(*parts, **options), today=TODAY)
    return {skill.name: skill for skill in annotations.skills}
