"""Readers of PDF side by side: processor time a page, word recall, peak memory.

Each reader runs in a process of its own, over the same files, one after the other, all libraries loaded
before the clock starts. Called by `benchmarks.reading`; `python -m benchmarks.engines READER FILE...` prints
what one reader did as JSON.
"""

import importlib
import json
import logging
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import mean

from analyzer.documents.limits import DEFAULT_LIMITS
from analyzer.errors import ReadError
from analyzer.records import Source
from benchmarks.words import WORD_GAP, word_recall

OURS, OURS_SLOW, PLUMBER = "ours", "ours with pdfplumber", "pdfplumber"


def _ours(path: Path) -> str:
    return _read(path, "pdfium")


def _ours_slow(path: Path) -> str:
    return _read(path, "pdfplumber")


def _read(path: Path, engine: str) -> str:
    pdf = importlib.import_module("analyzer.documents.pdf")
    try:
        text: str = pdf.read_pdf(
            Source(path.name, path.read_bytes()), DEFAULT_LIMITS, index=0, engine=engine
        ).text
    except ReadError:
        return ""
    return text


def _plumber(path: Path) -> str:
    pdfplumber = importlib.import_module("pdfplumber")
    with pdfplumber.open(path) as pdf:
        return "\n".join(page.extract_text(x_tolerance_ratio=WORD_GAP) or "" for page in pdf.pages)


def _miner(path: Path) -> str:
    text: str = importlib.import_module("pdfminer.high_level").extract_text(path)
    return text


def _poppler(path: Path) -> str:
    return subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True).stdout


def _pdfium(path: Path) -> str:
    pdf = importlib.import_module("pypdfium2").PdfDocument(path)
    text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    pdf.close()
    return text


READERS: dict[str, Callable[[Path], str]] = {
    OURS: _ours,
    OURS_SLOW: _ours_slow,
    PLUMBER: _plumber,
    "pdfminer.six": _miner,
    "pdftotext": _poppler,
    "PDFium, raw text": _pdfium,
}


def print_engines(paths: Sequence[Path]) -> None:
    """Print the table of all readers over the files."""
    pypdfium2 = importlib.import_module("pypdfium2")
    pages = sum(len(pypdfium2.PdfDocument(path)) for path in paths)
    found = {name: _in_own_process(name, paths) for name in READERS}
    print(f"\n{len(paths)} files, {pages} pages\n")
    print(
        "| reader | CPU ms/page | pages/s against pdfplumber | recall of our pdfplumber text mean | worst "
        "| recall of pdfplumber's text mean | worst | peak memory MB |"
    )
    print("|---" * 8 + "|")
    base = found[PLUMBER]["seconds"]
    for name, one in found.items():
        recalls = [_recalls(found[other]["texts"], one["texts"]) for other in (OURS_SLOW, PLUMBER)]
        cells = [f"{mean(recall):.4f} | {min(recall):.3f}" for recall in recalls]
        print(
            f"| {name} | {1000 * one['seconds'] / pages:.1f} | {base / one['seconds']:.1f} | "
            + " | ".join(cells)
            + f" | {one['megabytes']:.0f} |"
        )


def _recalls(wanted: Sequence[str], texts: Sequence[str]) -> list[float]:
    return [word_recall(reference, text) for reference, text in zip(wanted, texts, strict=True) if reference]


def _in_own_process(name: str, paths: Sequence[Path]) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.engines", name, *map(str, paths)],
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, object] = json.loads(done.stdout)
    return found


def main() -> None:
    """Read files with one reader and print texts, processor time and peak memory."""
    logging.disable(logging.CRITICAL)
    read, paths = READERS[sys.argv[1]], [Path(name) for name in sys.argv[2:]]
    read(paths[0])
    started = _cpu()
    texts = [read(path) for path in paths]
    seconds = _cpu() - started
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    peak = max(resource.getrusage(kind).ru_maxrss for kind in kinds) / 1024
    json.dump({"texts": texts, "seconds": seconds, "megabytes": peak}, sys.stdout)


def _cpu() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


if __name__ == "__main__":
    main()
