"""Lines under their right heading: the measure of reading order, and its truth for files of others."""

import json
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pdfplumber
import yaml

from analyzer.documents.characters import fold
from benchmarks.words import WORD_GAP, fold_lines

Truth = Mapping[str, tuple[str, ...]]  # section title -> lines that stand under it


def plumber_text(path: Path) -> str:
    """The text pdfplumber gives, with the word gap we use."""
    with pdfplumber.open(path) as pdf:
        return "\n".join(page.extract_text(x_tolerance_ratio=WORD_GAP) or "" for page in pdf.pages)


def pdftotext(path: Path) -> str:
    """The text poppler gives."""
    return subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True).stdout


def under_right_heading(text: str, truth: Truth, missed: list[str] | None = None) -> float:
    """Share of the lines that stand whole in the text with their heading as the nearest one above.

    `missed` is filled with the others.
    """
    printed = fold_lines(text).splitlines()
    plain = [plain_letters(line) for line in printed]
    headings = {plain_letters(title): title for title in truth}
    owner: str | None = None
    stream, owners = [], []
    for number, line in enumerate(plain):
        wrapped = ["".join(plain[number : number + count]) for count in (1, 2, 3)]  # in a narrow column
        if not printed[number].rstrip().endswith((".", ",", ";")):
            owner = next((headings[words] for words in wrapped if words in headings), owner)
        stream.append(line)
        owners += [owner] * len(line)
    joined = "".join(stream)
    right = total = 0
    for title, lines in truth.items():
        for line in lines:
            total += 1
            wanted = plain_letters(line)
            at = (match.start() for match in re.finditer(re.escape(wanted), joined))
            if not wanted or any(owners[place] == title for place in at):
                right += 1
            elif missed is not None:
                missed.append(f"{title}: {line[:60]}")
    return right / max(1, total)


def plain_letters(text: str) -> str:
    """Letters and digits alone, small."""
    return re.sub(r"[\W_]+", "", fold(text).lower())


# --- files of others ---------------------------------------------------------------------------------


def rendercv_cases(data: Path) -> Iterator[tuple[Path, Truth]]:
    """PDF files made by rendercv, with the truth from their YAML."""
    sources = {path.stem: path for path in data.glob("data/portfolios/rendercv_examples/**/*.yaml")}
    for path in sorted(data.glob("data/resumes_pdf/layouts/rendercv+rendercv/**/*.pdf")):
        source = sources.get(path.stem) or (
            sources.get("John_Doe_OpalTheme_CV") if "Opal" in str(path) else None
        )
        if source is not None:
            yield path, _rendercv_truth(yaml.safe_load(source.read_text("utf-8"))["cv"]["sections"])


def _rendercv_truth(sections: dict[str, list[object]]) -> Truth:
    truth: dict[str, tuple[str, ...]] = {}
    for title, entries in sections.items():
        lines: list[str] = []
        for entry in entries:
            if isinstance(entry, str):
                lines.append(_unmarked(entry))
            elif isinstance(entry, dict):
                lines += [_unmarked(line) for line in entry.get("highlights") or () if isinstance(line, str)]
                lines += [
                    _unmarked(str(entry[key]))
                    for key in ("company", "institution", "name", "title", "label")
                    if entry.get(key)
                ]
        truth[title.replace("_", " ")] = tuple(line for line in lines if len(plain_letters(line)) > 3)
    return truth


def _unmarked(text: str) -> str:
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text).replace("*", "")


_TITLES = {
    "experience": r"(?:professional |work |relevant )?(?:experience|employment|work history)|career history",
    "education": r"education(?: .{0,20})?",
    "skills": r"(?:\w+ )?skills(?: .{0,20})?|core competencies",
}


def truth_cases(data: Path) -> Iterator[tuple[Path, Truth]]:
    """PDF files with a truth written by hand."""
    for path in sorted(data.glob("data/resumes_pdf/**/*.truth.json")):
        pdf = path.with_name(path.name.replace(".truth.json", ".pdf"))
        known = json.loads(path.read_text("utf-8"))
        lines = {
            "experience": [
                entry[key]
                for entry in known.get("experience", ())
                for key in ("title", "company")
                if entry.get(key)
            ],
            "education": [
                entry["institution"] for entry in known.get("education", ()) if entry.get("institution")
            ],
            "skills": [skill for skill in known.get("skills", ()) if len(skill) > 3],
        }
        printed = plumber_text(pdf).splitlines()
        truth: dict[str, tuple[str, ...]] = {}
        for kind, wanted in lines.items():
            title = next(
                (line for line in printed if re.fullmatch(_TITLES[kind], line.strip(), re.IGNORECASE)), None
            )
            if title and wanted:
                truth[title] = tuple(wanted)
        if truth:
            yield pdf, truth
