"""Readers of PDF side by side: pages a second, peak memory, and how many words each gets.

Each reader runs in a process of its own, all libraries loaded and one file read before the clock starts. The
readers take turns file by file, so that a busy machine is as slow for one as for the others; the time of a
file is the processor time, median of the rounds. Our own readers look for garbage when the child process of
the product does: after each file, on the clock. Called by `benchmarks.reading`; `python -m
benchmarks.engines READER FILE` answers for one reader, a line of JSON for each question on standard input.
"""

import gc
import importlib
import importlib.util
import json
import logging
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import mean, median
from typing import Any, TextIO

from analyzer.documents.characters import is_pictorial
from analyzer.documents.ink import joined
from analyzer.documents.limits import DEFAULT_LIMITS
from analyzer.documents.worker import COLLECT_AFTER, collect
from analyzer.errors import ReadError
from analyzer.records import Source
from benchmarks.words import WORD_GAP, printed_recall, word_recall

OURS, OURS_SLOW, PLUMBER = "ours", "ours with pdfplumber", "pdfplumber"
_HOW_COMPARED = f"""Recall of words is against pdfplumber's text with a word gap of {WORD_GAP} of the font
size. Recall of printed words counts letter-spaced words, words cut at a line end, lines drawn on both sides
of a page break, icons and unreadable characters alike in both texts."""


def _ours(path: Path) -> str:
    return _read(path, "pdfium")


def _ours_slow(path: Path) -> str:
    return _read(path, "pdfplumber")


def _read(path: Path, engine: str) -> str:
    pdf = importlib.import_module("analyzer.documents.pdf.document")
    try:
        text: str = pdf.read_pdf(
            Source(path.name, path.read_bytes()), DEFAULT_LIMITS, index=0, engine=engine
        ).text
    except ReadError:
        return ""
    return text


def _our_words(path: Path) -> str:
    """The words alone, neither put in order nor looked for on the drawn page, as pdfplumber gives them."""
    source = Source(path.name, path.read_bytes())
    paper = importlib.import_module("analyzer.documents.pdf.paper").Paper(source)
    tokens_of = importlib.import_module("analyzer.documents.pdf.tokens").tokens_of
    pages = {number: paper.raw_page(number) for number in range(1, len(paper) + 1)}
    left = {number for number, page in pages.items() if page is None}
    if left:
        pages |= dict(
            importlib.import_module("analyzer.documents.pdf.engine").raw_pages(source, DEFAULT_LIMITS, left)
        )
    pieces = {number: page.pieces for number, page in pages.items() if page is not None}
    pieces |= {number: joined(pieces[number]) for number in left & pieces.keys()}
    paper.close()
    return "\n".join(" ".join(token.text for token in tokens_of(found)[0]) for found in pieces.values())


def _plumber(path: Path) -> str:
    pdfplumber = importlib.import_module("pdfplumber")
    with pdfplumber.open(path) as pdf:
        return "\n".join(page.extract_text(x_tolerance_ratio=WORD_GAP) or "" for page in pdf.pages)


def _miner(path: Path) -> str:
    text: str = importlib.import_module("pdfminer.high_level").extract_text(path)
    return text


def _pypdf(path: Path) -> str:
    return "\n".join(page.extract_text() for page in importlib.import_module("pypdf").PdfReader(path).pages)


def _poppler(path: Path) -> str:
    return subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True).stdout


def _pdfium(path: Path) -> str:
    pdf = importlib.import_module("pypdfium2").PdfDocument(path)
    text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    pdf.close()
    return text


READERS: dict[str, Callable[[Path], str]] = {
    OURS: _ours,
    "ours, words alone": _our_words,
    OURS_SLOW: _ours_slow,
    PLUMBER: _plumber,
    "pdfminer.six": _miner,
    "pypdf": _pypdf,
    "pdftotext": _poppler,
    "PDFium, raw text": _pdfium,
}


def print_engines(paths: Sequence[Path], rounds: int) -> None:
    """Print the table of all readers over the files, and the files whose words we have least of."""
    pypdfium2 = importlib.import_module("pypdfium2")
    pages = sum(len(pypdfium2.PdfDocument(path)) for path in paths)
    others = {name: _Other(name, paths[0]) for name in READERS if name != "pypdf" or _has_pypdf()}
    for turn in range(rounds):
        for number, path in enumerate(paths):
            names = list(others)
            first = (turn + number) % len(names)
            for name in (*names[first:], *names[:first]):
                others[name].read(path)
    references = [others[PLUMBER].reference(path) for path in paths]
    print(f"\n{len(paths)} files, {pages} pages, {rounds} rounds. {_HOW_COMPARED}\n")
    print(
        "| reader | CPU ms/page | pages/s against pdfplumber | recall of words mean | worst "
        "| recall of printed words mean | worst | peak memory MB |"
    )
    print("|---" * 8 + "|")
    base = others[PLUMBER].seconds()
    worst: list[tuple[float, str]] = []
    for name, other in others.items():
        texts = [other.texts[path] for path in paths]
        plain = _recalls([others[PLUMBER].texts[path] for path in paths], texts)
        printed = [
            printed_recall(reference, text)
            for reference, text in zip(references, texts, strict=True)
            if "".join(reference).strip()
        ]
        if name == OURS:
            worst = sorted(zip(printed, (path.name for path in paths), strict=False))[:5]
        print(
            f"| {name} | {1000 * other.seconds() / pages:.1f} | {base / other.seconds():.1f} | "
            f"{mean(plain):.4f} | {min(plain):.3f} | {mean(printed):.4f} | {min(printed):.3f} | "
            f"{other.close():.0f} |"
        )
    print("\nPrinted words, our worst files: " + ", ".join(f"{recall:.3f} {name}" for recall, name in worst))


def _has_pypdf() -> bool:
    return importlib.util.find_spec("pypdf") is not None


def _recalls(wanted: Sequence[str], texts: Sequence[str]) -> list[float]:
    return [word_recall(reference, text) for reference, text in zip(wanted, texts, strict=True) if reference]


class _Other:
    """One reader in its process."""

    def __init__(self, name: str, warm_up: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.engines", name, str(warm_up)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._seconds: dict[Path, list[float]] = {}
        self.texts: dict[Path, str] = {}

    def read(self, path: Path) -> None:
        answer = self._ask({"read": str(path)})
        self._seconds.setdefault(path, []).append(answer["seconds"])
        self.texts[path] = answer["text"]

    def reference(self, path: Path) -> list[str]:
        """The text of each page, icons left out."""
        pages: list[str] = self._ask({"reference": str(path)})["pages"]
        return pages

    def seconds(self) -> float:
        """Processor time for all files, for each the median of its rounds."""
        return sum(median(found) for found in self._seconds.values())

    def close(self) -> float:
        """End the process; gives its peak memory in megabytes."""
        megabytes: float = self._ask({"end": True})["megabytes"]
        self._process.wait()
        return megabytes

    def _ask(self, question: dict[str, Any]) -> dict[str, Any]:
        asked, answered = self._process.stdin, self._process.stdout
        assert asked is not None and answered is not None
        asked.write(json.dumps(question) + "\n")
        asked.flush()
        answer: dict[str, Any] = json.loads(answered.readline())
        return answer


def main() -> None:
    """Answer for one reader until it is told to end."""
    logging.disable(logging.CRITICAL)
    read, answers = READERS[sys.argv[1]], sys.stdout
    importlib.import_module("analyzer.documents.pdf.engine")  # loaded by the first file that asks for it
    ours = sys.argv[1].startswith(OURS)
    if ours:  # as the child process that reads for the product, and within the clock too
        gc.set_threshold(COLLECT_AFTER)
    read(Path(sys.argv[2]))
    if ours:
        collect()
    for line in sys.stdin:
        question = json.loads(line)
        if "end" in question:
            _answer(answers, megabytes=_peak())
            return
        if "reference" in question:
            _answer(answers, pages=_reference(Path(question["reference"])))
            continue
        started = _cpu()
        text = read(Path(question["read"]))
        if ours:
            collect()
        _answer(answers, seconds=_cpu() - started, text=text)


def _answer(answers: TextIO, **message: object) -> None:
    answers.write(json.dumps(message) + "\n")
    answers.flush()


def _reference(path: Path) -> list[str]:
    pdfplumber = importlib.import_module("pdfplumber")
    with pdfplumber.open(path) as pdf:
        pages = [page.filter(_is_no_icon) for page in pdf.pages]
        return [page.extract_text(x_tolerance_ratio=WORD_GAP) or "" for page in pages]


def _is_no_icon(item: dict[str, Any]) -> bool:
    return not is_pictorial(str(item.get("fontname", "")))


def _cpu() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _peak() -> float:
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(kind).ru_maxrss for kind in kinds) / 1024


if __name__ == "__main__":
    main()
