"""How well files are read: `python -m benchmarks.reading DATA [--every N]`.

DATA holds `data/resumes_pdf/**.pdf`, the YAML sources of some in `data/portfolios/rendercv_examples`, and
hand-written `*.truth.json` beside others. Prints Markdown tables: readers of PDF side by side (only these
with `--engines`), what became of each file, seconds, word recall against pdfplumber's own text, and lines
under their right heading beside pdfplumber and pdftotext.
"""

import argparse
import json
import re
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import mean, median

import pdfplumber
import yaml

from analyzer.documents import Reader
from analyzer.documents.characters import fold
from analyzer.errors import ReadError
from analyzer.records import Document, Source
from benchmarks.engines import print_engines
from benchmarks.layouts import print_layouts
from benchmarks.words import WORD_GAP, fold_lines, word_recall

Truth = dict[str, tuple[str, ...]]  # section title -> lines that stand under it


def main() -> None:
    """Read everything under DATA and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--every", type=int, default=1, help="read each Nth file only")
    parser.add_argument("--worst", type=int, default=8, help="files with the lowest recall to name")
    parser.add_argument(
        "--people", type=int, default=8, help="resumes of the devset to print in every layout"
    )
    parser.add_argument("--engines", action="store_true", help="print the readers side by side and no more")
    parser.add_argument("--rounds", type=int, default=3, help="how often each reader reads each file")
    options = parser.parse_args()
    paths = sorted(options.data.glob("data/resumes_pdf/**/*.pdf"))[:: options.every]
    print_engines(paths, options.rounds)
    if options.engines:
        return
    _outcomes(paths, options.worst)
    _headings(options.data)
    _layouts(options.data, [f"p{number:02}" for number in range(1, 1 + options.people)])


def _outcomes(paths: list[Path], worst: int) -> None:
    outcomes: Counter[str] = Counter()
    seconds, recalls, pages = [], [], 0
    with Reader() as reader:
        for path in paths:
            source = Source(path.name, path.read_bytes())
            started = time.perf_counter()
            try:
                document = reader.read(source)
            except ReadError as error:
                outcomes[f"clear error: {error.code}"] += 1
                print(f"- {path.name}: {error}")
                continue
            except Exception as error:  # noqa: BLE001  (a crash is what is counted here)
                outcomes["crash"] += 1
                print(f"- {path.name}: CRASH {error!r}")
                continue
            seconds.append(time.perf_counter() - started)
            pages += len(document.pages)
            outcomes["Document"] += 1
            recalls.append((word_recall(plumber_text(path), document.text), path.name))
    print(
        "\n| files | pages | "
        + " | ".join(outcomes)
        + " | seconds median | worst | ms/page | word recall mean | worst |"
    )
    print("|---" * (7 + len(outcomes)) + "|")
    values = [len(paths), pages, *outcomes.values()]
    times = [f"{median(seconds):.2f}", f"{max(seconds):.2f}", f"{1000 * sum(seconds) / pages:.0f}"]
    words = [f"{mean(recall for recall, _ in recalls):.4f}", f"{min(recalls)[0]:.3f}"]
    print("| " + " | ".join(map(str, [*values, *times, *words])) + " |\n")
    for recall, name in sorted(recalls)[:worst]:
        print(f"- {recall:.3f} {name}")


def plumber_text(path: Path) -> str:
    """The text pdfplumber gives, with the word gap we use."""
    with pdfplumber.open(path) as pdf:
        return "\n".join(page.extract_text(x_tolerance_ratio=WORD_GAP) or "" for page in pdf.pages)


def pdftotext(path: Path) -> str:
    """The text poppler gives."""
    return subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True).stdout


# --- lines under their right heading -----------------------------------------------------------------


def _headings(data: Path) -> None:
    cases = [*_rendercv_cases(data), *_truth_cases(data)]
    readers: dict[str, Callable[[Path], str]] = {
        "ours": _ours,
        "pdfplumber": plumber_text,
        "pdftotext": pdftotext,
    }
    print("\n| file | lines | " + " | ".join(readers) + " |\n|---" + "|---" * (len(readers) + 1) + "|")
    totals: dict[str, list[float]] = {name: [] for name in readers}
    for path, truth in cases:
        shares = []
        for name, read in readers.items():
            share = under_right_heading(read(path), truth)
            totals[name].append(share)
            shares.append(f"{share:.2f}")
        print(f"| {path.name} | {sum(map(len, truth.values()))} | " + " | ".join(shares) + " |")
    print("| **mean** | | " + " | ".join(f"{mean(found):.3f}" for found in totals.values()) + " |")


def _layouts(data: Path, names: list[str]) -> None:
    """Lines under their right heading in resumes that are printed in several layouts."""
    readers: dict[str, Callable[[Path], str]] = {
        "ours": _ours,
        "pdfplumber": plumber_text,
        "pdftotext": pdftotext,
    }
    shares: dict[str, dict[str, list[float]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for printed in print_layouts(data / "devset", names):
            path = Path(folder, "resume.pdf")
            path.write_bytes(printed.data)
            for name, read in readers.items():
                share = under_right_heading(read(path), printed.truth)
                shares.setdefault(printed.layout, {}).setdefault(name, []).append(share)
    print(
        f"\n| layout ({len(names)} resumes) | "
        + " | ".join(f"{name} mean | worst" for name in readers)
        + " |"
    )
    print("|---" * (1 + 2 * len(readers)) + "|")
    for layout, found in shares.items():
        print(
            f"| {layout} | "
            + " | ".join(f"{mean(found[name]):.3f} | {min(found[name]):.2f}" for name in readers)
            + " |"
        )


def _ours(path: Path) -> str:
    with Reader() as reader:
        document: Document = reader.read(Source(path.name, path.read_bytes()))
    return document.text


def under_right_heading(text: str, truth: Truth) -> float:
    """Share of the lines whose nearest heading above is theirs."""
    plain = [_plain(line) for line in fold_lines(text).splitlines()]
    headings = {_plain(title): title for title in truth}
    owner: str | None = None
    stream, owners = [], []
    for line in plain:
        owner = headings.get(line, owner)
        stream.append(line)
        owners += [owner] * len(line)
    joined = "".join(stream)
    right = total = 0
    for title, lines in truth.items():
        for line in lines:
            total += 1
            wanted = _plain(line)[:40]
            at = [match.start() for match in re.finditer(re.escape(wanted), joined)]
            right += any(owners[place] == title for place in at)
    return right / max(1, total)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text).lower())


def _rendercv_cases(data: Path) -> Iterator[tuple[Path, Truth]]:
    sources = {path.stem: path for path in data.glob("data/portfolios/rendercv_examples/**/*.yaml")}
    for path in sorted(data.glob("data/resumes_pdf/layouts/rendercv+rendercv/**/*.pdf")):
        source = sources.get(path.stem) or (
            sources.get("John_Doe_OpalTheme_CV") if "Opal" in str(path) else None
        )
        if source is not None:
            yield path, _rendercv_truth(yaml.safe_load(source.read_text("utf-8"))["cv"]["sections"])


def _rendercv_truth(sections: dict[str, list[object]]) -> Truth:
    truth: Truth = {}
    for title, entries in sections.items():
        lines: list[str] = []
        for entry in entries:
            if isinstance(entry, str):
                lines.append(_unmarked(entry))
            elif isinstance(entry, dict):
                lines += [_unmarked(line) for line in entry.get("highlights") or () if isinstance(line, str)]
                lines += [
                    str(entry[key])
                    for key in ("company", "institution", "name", "title", "label")
                    if entry.get(key)
                ]
        truth[title.replace("_", " ")] = tuple(line for line in lines if len(_plain(line)) > 3)
    return truth


def _unmarked(text: str) -> str:
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text).replace("*", "")


_TITLES = {
    "experience": r"(?:professional |work |relevant )?(?:experience|employment|work history)|career history",
    "education": r"education(?: .{0,20})?",
    "skills": r"(?:\w+ )?skills(?: .{0,20})?|core competencies",
}


def _truth_cases(data: Path) -> Iterator[tuple[Path, Truth]]:
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
                entry[key]
                for entry in known.get("education", ())
                for key in ("institution",)
                if entry.get(key)
            ],
            "skills": [skill for skill in known.get("skills", ()) if len(skill) > 3],
        }
        printed = plumber_text(pdf).splitlines()
        truth: Truth = {}
        for kind, wanted in lines.items():
            title = next(
                (line for line in printed if re.fullmatch(_TITLES[kind], line.strip(), re.IGNORECASE)), None
            )
            if title and wanted:
                truth[title] = tuple(wanted)
        if truth:
            yield pdf, truth


if __name__ == "__main__":
    main()
