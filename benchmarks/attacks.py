"""Hostile files through the guarded reader: seconds, memory and message of each, and what peers do with them.

    python -m benchmarks.attacks [DATA] [--only WORD] [--each] [--no-peers]

DATA is not used. Every file of tests/documents/hostile is read by a new Reader with the limits of the
product; CPU seconds and peak memory are those of its child process (Linux). Afterwards a good file must be
read by the same Reader. Texts that hold a parser go through the whole chain, in this process. Peers read some
of the PDF files in a process of their own with 20 seconds and 1 GB. `--each` prints every file.
"""

import argparse
import importlib.util
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from analyzer.documents import Reader
from analyzer.documents.limits import DEFAULT_LIMITS, MOST_PICTURES, recognition_limits
from analyzer.errors import AipmError, ReadError
from analyzer.records import Source
from analyzer.service import Analyzer
from tests.documents import paper
from tests.documents.hostile import kinds, pdf_attacks, texts

TODAY = "2026-11"
#: The promise: each file ends within these; one whose pages are pictures within the limits of recognition.
MOST_SECONDS, MOST_MEGABYTES = 20.0, 1024
MOST_SECONDS_OF_SCANS = recognition_limits(DEFAULT_LIMITS, MOST_PICTURES).seconds

#: Peer -> the program that gets the text of the file named in its first argument.
PEERS = {
    "pdfplumber": "import pdfplumber as p; [page.extract_text() for page in p.open(sys.argv[1]).pages]",
    "pypdf": "import pypdf as p; [page.extract_text() for page in p.PdfReader(sys.argv[1]).pages]",
    "pdfminer.six": "import pdfminer.high_level as p; p.extract_text(sys.argv[1])",
    "PDFium, raw": (
        "import pypdfium2 as p; pdf = p.PdfDocument(sys.argv[1]); "
        "[page.get_textpage().get_text_range() for page in pdf]"
    ),
}
PEER_LIMITS = "import sys, resource; resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30)); "
PEER_SECONDS = 20
#: The files that peers read: one of each kind.
PEER_FILES = (
    *("object-is-itself", "kids-in-a-ring", "form-calls-itself", "forms-in-a-ring", "glyph-shows-itself"),
    *("colours-in-a-ring", "forms-ten-to-the-ninth", "flate-300-mb", "flate-in-flate", "run-length-400-mb"),
    *("predictor-of-one-column", "text-million-words", "text-kerned", "rectangles-two-million"),
    *("curves-one-path", "arrays-in-content", "map-of-many-ranges", "map-of-million-characters"),
    *("widths-of-four-billion", "widths-of-many-ranges", "many-pages", "arrays-in-arrays", "trailers-many"),
)


@dataclass(frozen=True, slots=True)
class Ended:
    """How one file ended; `after` says that the next file was read."""

    name: str
    size: int
    seconds: float
    work: float
    megabytes: int
    message: str
    after: bool
    code: str


class Watch:
    """The most memory that the child processes of a Reader hold, looked at a hundred times a second."""

    def __init__(self, reader: Reader) -> None:
        self.peak = 0
        self.work: dict[int, float] = {}
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, args=(_children(reader),))

    def __enter__(self) -> "Watch":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self, known: set[int]) -> None:
        while not self._ended.wait(0.01):
            for pid in known | _own_children():
                self.peak = max(self.peak, _held(pid))
                self.work[pid] = max(self.work.get(pid, 0.0), _worked(pid))


def _children(reader: Reader) -> set[int]:
    return {child._process.pid for child in reader._idle}


def _own_children() -> set[int]:
    found = Path(f"/proc/self/task/{threading.main_thread().native_id}/children")
    return {int(pid) for pid in found.read_text().split()} if found.exists() else set()


def _worked(pid: int) -> float:
    """Processor time in seconds."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:  # it has ended
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _held(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:  # it has ended
        return 0
    return next((int(line.split()[1]) // 1024 for line in status.splitlines() if line[:6] == "VmHWM:"), 0)


def read_one(name: str, data: bytes, suffix: str) -> Ended:
    """One hostile file, and a good one after it."""
    good = paper.single_column()
    with Reader() as reader:
        reader.read(Source("first.txt", b"Project Manager"))
        started = time.monotonic()
        before = sum(_worked(pid) for pid in _children(reader))
        with Watch(reader) as watch:
            try:
                found = reader.read(Source(f"hostile{suffix}", data))
                code, message = "document", f"read: {len(found.text):,} characters, {found.engine}"
            except ReadError as error:
                code, message = error.code, str(error)
            seconds = time.monotonic() - started
        after = "Norrvik Labs" in reader.read(good).text
    work = max(0.0, sum(watch.work.values()) - before)
    return Ended(name, len(data), seconds, work, watch.peak, message, after, code)


def print_files(only: str, *, each: bool) -> bool:
    """The table of the kinds of files; True when a promise was broken."""
    sums, broken = [], []
    for kind, makers in kinds().items():
        suffix = ".pdf" if kind.startswith("PDF") else ""
        found = [read_one(name, make(), suffix) for name, make in makers.items() if only in name]
        if found:
            sums.append(_sum(kind, found))
            most = MOST_SECONDS_OF_SCANS if kind.startswith("scan") else MOST_SECONDS
            broken += [one for one in found if one.seconds > most or one.megabytes > MOST_MEGABYTES]
            broken += [one for one in found if not one.after]
        if each:
            _print_each(kind, found)
    print(
        "\n| kind of file | files | seconds median | worst | CPU s median | worst | peak MB | ended as |\n"
        "|---|---:|---:|---:|---:|---:|---:|---|"
    )
    print("\n".join(sums))
    lost = sum(not one.after for one in broken)
    print(f"\nOver the promise: {len({one.name for one in broken})}; the next file not read: {lost}.")
    for one in broken:
        print(f"* {one.name}: {one.seconds:.1f} s, {one.megabytes} MB")
    return bool(broken)


def _sum(kind: str, found: Sequence[Ended]) -> str:
    seconds, work = [one.seconds for one in found], [one.work for one in found]
    codes = Counter(one.code for one in found)
    return (
        f"| {kind} | {len(found)} | {statistics.median(seconds):.1f} | {max(seconds):.1f} | "
        f"{statistics.median(work):.1f} | {max(work):.1f} | {max(one.megabytes for one in found)} | "
        f"{', '.join(f'{count} {code}' for code, count in codes.most_common())} |"
    )


def _print_each(kind: str, found: Sequence[Ended]) -> None:
    print(f"\n{kind}\n\n| file | kB | seconds | CPU s | peak MB | ended as |\n|---|---:|---:|---:|---:|---|")
    for one in found:
        print(
            f"| {one.name} | {one.size / 1000:.1f} | {one.seconds:.1f} | {one.work:.1f} | {one.megabytes} | "
            f"{one.message} |",
            flush=True,
        )


def print_texts(only: str) -> None:
    """Texts through the whole chain, those that take longest first."""
    times: list[tuple[float, str, int, str]] = []
    with Analyzer(today=TODAY) as analyzer:
        analyzer.analyze(Source("first.txt", texts.RESUME.encode()))
        for name, make in {**texts.runs(190_000), **texts.lines(7_500)}.items():
            if only not in name:
                continue
            for suffix in (".txt", ".md"):
                text = make()
                if suffix == ".md":
                    text = text.replace("Experience\n", "## Experience\n", 1)
                data = text.encode()
                started = time.process_time()
                try:
                    analyzer.analyze(Source(f"hostile{suffix}", data))
                    outcome = "report"
                except AipmError as error:
                    outcome = error.code
                times.append((time.process_time() - started, name + suffix, len(data), outcome))
    times.sort(reverse=True)
    print(f"\n### Text, whole chain\n\n{len(times)} texts of up to 200,000 characters: ", end="")
    print(", ".join(f"{n} {code}" for code, n in Counter(one[3] for one in times).most_common()) + "\n")
    print("| text | kB | CPU seconds after reading | ended as |\n|---|---:|---:|---|")
    for seconds, name, size, outcome in times[:8]:
        print(f"| {name} | {size / 1000:.0f} | {seconds:.1f} | {outcome} |")


def print_peers(only: str, *, each: bool) -> None:
    """What others do with some of the PDF files."""
    peers = {name: code for name, code in PEERS.items() if _installed(code)}
    makers = pdf_attacks()
    ends: dict[str, list[str]] = {name: [] for name in peers}
    for name in PEER_FILES:
        if only not in name:
            continue
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "hostile.pdf")
            path.write_bytes(makers[name]())
            for peer, code in peers.items():
                ends[peer].append(_peer(code, path))
        if each:
            print(f"* {name}: " + "; ".join(f"{peer}: {found[-1]}" for peer, found in ends.items()))
    print("\n| reader | files | read | error | out of memory | died | stopped after 20 s |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for peer, found in ends.items():
        counts = Counter(found)
        row = [str(counts[end]) for end in ("read", "error", "out of memory", "died", "stopped")]
        print(f"| {peer} | {len(found)} | {' | '.join(row)} |")


def _installed(code: str) -> bool:
    return importlib.util.find_spec(code.split()[1]) is not None


def _peer(code: str, path: Path) -> str:
    try:
        done = subprocess.run(
            [sys.executable, "-c", PEER_LIMITS + code, str(path)],
            capture_output=True,
            text=True,
            timeout=PEER_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "stopped"
    if done.returncode == 0:
        return "read"
    if done.returncode < 0:
        return "died"
    return "out of memory" if "MemoryError" in done.stderr else "error"


def main(arguments: list[str]) -> int:
    """Print all tables; exit code 1 when a file broke the promise."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", nargs="?", help="not used")
    parser.add_argument("--only", default="", help="only files with this word in their name")
    parser.add_argument("--each", action="store_true", help="every file, not only the sums")
    parser.add_argument("--no-peers", action="store_true")
    options = parser.parse_args(arguments)
    broken = print_files(options.only, each=options.each)
    print_texts(options.only)
    if not options.no_peers:
        print_peers(options.only, each=options.each)
    return broken


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
