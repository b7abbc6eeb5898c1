"""Builds the invented portfolios: documents of every format from text, repositories from files."""

import hashlib
import io
import json
import re
import shutil
import zipfile
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import docx
import fpdf

from analyzer.resources import read_yaml

PEOPLE = Path(__file__).parent / "people"
#: Twelve more in other styles (a diary, questions and answers, a letter, notes, tables, a notebook), six of
#: them by an author who did not know the program.
STYLES = Path(__file__).parent / "styles"
#: Six by that author alone, kept back at first: what they showed was mended afterwards.
STRANGERS = Path(__file__).parent / "strangers"
#: Twelve more ways to write work down: cards, a register, bold bullets, a chat, reviews, a press release, ...
SHAPES = Path(__file__).parent / "shapes"
#: Kept back: written by others, measured, and not mended for. Empty when there are none.
UNSEEN = Path(__file__).parent / "unseen"


def names_in(folder: Path) -> list[str]:
    """The portfolios of a folder that have a truth beside them."""
    return sorted(path.parent.name for path in folder.glob("*/truth.yaml"))


NAMES, STYLE_NAMES = names_in(PEOPLE), names_in(STYLES)


@dataclass(frozen=True)
class Person:
    """One invented person: what is true of the portfolio, the resume, and where the portfolio stands."""

    name: str
    truth: dict[str, Any]
    resume: Path
    place: Path


def build(name: str, into: Path, *, people: Path = PEOPLE) -> Person:
    """Build one portfolio below a folder."""
    source = people / name
    truth = read_yaml(source / "truth.yaml")
    place = into / name
    for path in sorted(source.rglob("*")):
        relative = path.relative_to(source)
        if path.is_dir() or relative.name in ("truth.yaml", "resume.txt"):
            continue
        target = place / relative
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".asis":  # so that nobody takes it for a file of ours
            shutil.copyfile(path, target.with_suffix(""))
            continue
        written = _FORMATS.get("".join(path.suffixes[-2:]))
        if written is None:
            shutil.copyfile(path, target)
        else:
            target.with_suffix("").write_bytes(written(path.read_text(encoding="utf-8")))
    if truth["build"] == "git":
        write_history(place, truth["commits"], truth.get("tags", ()))
    return Person(name, truth, source / "resume.txt", place)


# --- documents ----------------------------------------------------------------------------------------


def write_docx(text: str) -> bytes:
    """A Word document: `#` lines as headings, all else as paragraphs."""
    document = docx.Document()
    for line in filter(str.strip, text.splitlines()):
        match = re.match(r"(#+) (.*)", line)
        if match:
            document.add_heading(match[2], level=min(len(match[1]) - 1, 4))
        else:
            document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def write_pdf(text: str) -> bytes:
    """A PDF: `#` lines larger and bold, paragraphs wrapped."""
    pdf = fpdf.FPDF()
    pdf.set_creation_date(datetime(2026, 1, 1, tzinfo=UTC))
    pdf.add_page()
    for line in filter(str.strip, text.splitlines()):
        match = re.match(r"(#+) (.*)", line)
        depth = len(match[1]) if match else 0
        pdf.set_font("helvetica", style="B" if depth else "", size={0: 11, 1: 22, 2: 17, 3: 13}[depth])
        if depth:
            pdf.ln(4)
        pdf.multi_cell(0, 6 + 2 * (depth == 1), match[2] if match else line, new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())


_SLIDE = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<p:sld xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
 xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"{show}><p:cSld><p:spTree>
<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>
<p:sp><p:nvSpPr><p:cNvPr id="3" name="b"/><p:cNvSpPr/><p:nvPr><p:ph type="body" idx="1"/></p:nvPr></p:nvSpPr>
<p:spPr/><p:txBody><a:bodyPr/>{body}</p:txBody></p:sp>
<p:sp><p:nvSpPr><p:cNvPr id="2" name="t"/><p:cNvSpPr/><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr>
<p:spPr/><p:txBody><a:bodyPr/>{title}</p:txBody></p:sp>
</p:spTree></p:cSld></p:sld>"""
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def write_pptx(text: str, hidden: tuple[int, ...] = ()) -> bytes:
    """A deck: slides parted by `---`, the `#` line is the title. The title stands last in the file."""
    slides = [one.strip().splitlines() for one in text.split("\n---\n")]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        ids = "".join(f'<p:sldId id="{256 + n}" r:id="rId{n}"/>' for n in range(1, len(slides) + 1))
        package.writestr(
            "ppt/presentation.xml",
            f'<p:presentation xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
            f'xmlns:r="{_OFFICE}"><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>',
        )
        rels = "".join(
            f'<Relationship Id="rId{n}" Type="{_OFFICE}/slide" Target="slides/slide{n}.xml"/>'
            for n in range(1, len(slides) + 1)
        )
        package.writestr(
            "ppt/_rels/presentation.xml.rels", f'<Relationships xmlns="{_RELS}">{rels}</Relationships>'
        )
        for number, lines in enumerate(slides, start=1):
            title = "".join(_paragraph(line[2:]) for line in lines if line.startswith("# "))
            body = "".join(_paragraph(line) for line in lines if line.strip() and not line.startswith("# "))
            show = ' show="0"' if number in hidden else ""
            package.writestr(
                f"ppt/slides/slide{number}.xml",
                _SLIDE.format(show=show, title=title or "<a:p/>", body=body or "<a:p/>"),
            )
    return stream.getvalue()


def _paragraph(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return f"<a:p><a:r><a:t>{escaped}</a:t></a:r></a:p>"


def write_notebook(text: str) -> bytes:
    """A notebook: text, ```python blocks as code, ```out blocks as what the code before them prints."""
    cells: list[dict[str, Any]] = []
    for number, part in enumerate(re.split(r"^```(python|out)?\n?", text, flags=re.MULTILINE)[::1]):
        if part is None or not part.strip():
            continue
        cells.append({"n": number, "text": part})
    made: list[dict[str, Any]] = []
    kind = "markdown"
    for cell in cells:
        words = cell["text"].strip()
        if words in ("python", "out"):
            kind = words
            continue
        if kind == "out" and made:
            made[-1]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": [words + "\n"]}]
        elif kind == "python":
            made.append({"cell_type": "code", "source": words.splitlines(keepends=True), "outputs": []})
        else:
            made.append({"cell_type": "markdown", "source": words.splitlines(keepends=True)})
        kind = "markdown"
    content = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": made}
    return json.dumps(content, indent=1).encode()


_FORMATS = {
    ".docx.md": write_docx,
    ".pdf.md": write_pdf,
    ".pptx.md": write_pptx,
    ".ipynb.md": write_notebook,
}


# --- repositories -------------------------------------------------------------------------------------


class GitWriter:
    """Writes loose objects, as git itself does before it packs them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "objects").mkdir(parents=True, exist_ok=True)
        (root / "refs" / "heads").mkdir(parents=True, exist_ok=True)
        (root / "refs" / "tags").mkdir(parents=True, exist_ok=True)
        (root / "HEAD").write_text("ref: refs/heads/main\n")

    def object(self, kind: str, data: bytes) -> str:
        whole = f"{kind} {len(data)}".encode() + b"\0" + data
        sha = hashlib.sha1(whole, usedforsecurity=False).hexdigest()
        path = self.root / "objects" / sha[:2] / sha[2:]
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(zlib.compress(whole))
        return sha

    def tree(self, folder: Path) -> str:
        entries = []
        for path in sorted(folder.iterdir()):
            if path.name == ".git":
                continue
            if path.is_dir():
                entries.append((path.name + "/", f"40000 {path.name}", self.tree(path)))
            else:
                entries.append((path.name, f"100644 {path.name}", self.object("blob", path.read_bytes())))
        entries.sort()
        data = b"".join(head.encode() + b"\0" + bytes.fromhex(sha) for _, head, sha in entries)
        return self.object("tree", data)

    def commit(self, tree: str, parents: list[str], who: str, when: datetime, message: str) -> str:
        stamp = f"{int(when.timestamp())} +0000"
        lines = [f"tree {tree}", *(f"parent {one}" for one in parents), f"author {who} {stamp}"]
        lines += [f"committer {who} {stamp}", "", message, ""]
        return self.object("commit", "\n".join(lines).encode())


def write_history(place: Path, commits: list[dict[str, Any]], tags: tuple[str, ...] = ()) -> None:
    """Give a folder a history: for each entry so many commits, two hours apart."""
    git = GitWriter(place / ".git")
    tree = git.tree(place)
    head: list[str] = []
    for entry in commits:
        day = datetime.fromisoformat(str(entry["when"])).replace(tzinfo=UTC, hour=8)
        for number in range(entry["count"]):
            head = [
                git.commit(
                    tree, head, entry["who"], day + timedelta(hours=2 * (number % 5)), f"Step {number}"
                )
            ]
    (place / ".git" / "refs" / "heads" / "main").write_text(head[0] + "\n")
    for tag in tags:
        (place / ".git" / "refs" / "tags" / tag).write_text(head[0] + "\n")
