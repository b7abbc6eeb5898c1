"""Documents made by hand from text, as the plain-text reader makes them."""

from analyzer.records import Document, Line

TODAY = "2026-11"


def document(text: str) -> Document:
    """A plain-text document; empty lines stay where they are."""
    lines, offset = [], 0
    for written in text.split("\n"):
        if written.strip():
            lines.append(Line(offset, offset + len(written), 1))
        offset += len(written) + 1
    return Document("resume.txt", "0" * 64, "text", "text", text, lines=tuple(lines))
