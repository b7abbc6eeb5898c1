"""Throughput, processor time and memory of `aipm batch`, stage by stage, for one and two processes.

    python -m benchmarks.batch DATA [--counts 100 1000] [--workers 1 2] [--files FOLDER] [--peers PYTHON]

The inputs are two-page PDFs made from the development resumes of `devset/`: each gets another name, other
figures, and its bullets in another order, so that no two are alike and nothing is answered from memory. Wall
clock depends on what else the machine does; seconds of processor time, over all processes, and ratios
say more. `--peers` is the Python of an environment with other programs, run over the same files.
"""

import argparse
import ctypes
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from fpdf import FPDF

from analyzer.advice import advise
from analyzer.records import Source, report_json
from analyzer.service import DEFAULT_ROLE, Analyzer

TODAY = "2026-11"
ROOT = Path(__file__).parents[1]
#: Development people: the others are kept back.
_PEOPLE = (*range(1, 21), *range(31, 67))
_FIRST = (
    "Ada",
    "Ben",
    "Cleo",
    "Dev",
    "Ema",
    "Finn",
    "Gia",
    "Hugo",
    "Ines",
    "Jun",
    "Kai",
    "Lena",
    "Milo",
    "Nia",
)
_LAST = ("Abel", "Brand", "Castell", "Dorn", "Eriksen", "Falk", "Grau", "Hale", "Iversen", "Jonas", "Kern")
#: `prctl` option: orphans of our children become ours, so that their processor time can be asked for.
_SUBREAPER = 36


# --- inputs ---------------------------------------------------------------


def make_files(data: Path, folder: Path, count: int) -> None:
    """Fill a folder with `count` resumes; those that are there are kept."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = [(data / "devset" / "txt" / f"p{number:02}.txt").read_text("utf-8") for number in _PEOPLE]
    for number in range(count):
        path = folder / f"cv{number:06}.pdf"
        if not path.exists():
            path.write_bytes(_printed(_changed(texts[number % len(texts)], number)))


def _changed(text: str, number: int) -> str:
    """The resume of somebody else: another name and address, other figures, bullets in another order."""
    chance = random.Random(number)  # noqa: S311  (test data)
    name = f"{chance.choice(_FIRST)} {chance.choice(_LAST)}{number}"
    lines = text.splitlines()
    lines[0] = name
    lines[1] = f"{name.replace(' ', '.').lower()}@example.com | +44 20 7{number:09}"[:80]
    runs: list[str] = []
    changed: list[str] = []
    for line in [*lines, ""]:
        if line.startswith("- "):
            runs.append(
                re.sub(
                    r"(?<![\d/.-])\d{1,2}(?=%| people| weeks| countries)",
                    lambda _: str(chance.randint(3, 60)),
                    line,
                )
            )
            continue
        chance.shuffle(runs)
        changed += [*runs, line]
        runs = []
    return "\n".join(changed)


def _printed(text: str) -> bytes:
    pdf = FPDF(format="A4")
    pdf.set_margin(22)
    pdf.add_page()
    for number, line in enumerate(text.encode("latin-1", "replace").decode("latin-1").splitlines()):
        heading = line.isupper() and len(line) < 40
        pdf.set_font("Helvetica", "B" if heading or not number else "", 13 if heading or not number else 10.5)
        if line.strip():
            pdf.multi_cell(
                0, 6.2, f"\x95 {line[2:]}" if line.startswith("- ") else line, new_x="LMARGIN", new_y="NEXT"
            )
        else:
            pdf.ln(4)
    return bytes(pdf.output())


# --- one run of the command ---------------------------------------------------------------


@dataclass(frozen=True)
class Run:
    """What one run of the command took."""

    wall: float
    cpu: float
    first: float
    memory: int
    code: int


def run_command(arguments: list[str], *, out: Path | None = None) -> Run:
    """Run `aipm batch`; processor time and memory of all its processes together."""
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "analyzer", *arguments],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    most, first, ended = [0], [0.0], threading.Event()

    def watch() -> None:
        part = out and out / "reports.jsonl.part"
        while not ended.wait(0.25):
            most[0] = max(most[0], _held(process.pid))
            if part and not first[0] and part.exists() and part.stat().st_size:
                first[0] = time.perf_counter() - began

    watching = threading.Thread(target=watch)
    watching.start()
    code = process.wait()
    wall = time.perf_counter() - began
    ended.set()
    watching.join()
    while True:  # what the command has started ends after it
        try:
            os.wait()
        except ChildProcessError:
            break
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(wall, cpu, first[0], most[0], code)


def _held(pid: int) -> int:
    """Bytes held by a process and all below it; what they share is counted once (PSS)."""
    below: dict[int, list[int]] = {}
    for state in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = state.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        below.setdefault(int(fields[1]), []).append(int(state.parent.name))
    total, waiting = 0, [pid]
    while waiting:
        one = waiting.pop()
        waiting += below.get(one, [])
        try:
            told = Path(f"/proc/{one}/smaps_rollup").read_text()
        except OSError:
            continue
        total += 1024 * int(re.search(r"^Pss:\s+(\d+)", told, re.MULTILINE)[1])  # type: ignore[index]
    return total


def throughput(folder: Path, counts: list[int], workers: list[int]) -> None:
    """One row for each number of files and processes, then the same again with nothing to do."""
    print("| files | processes | first row s | all s | files/s | CPU s/file | files per 2 CPU s | MB |")
    print("|---:|---:|---:|---:|---:|---:|---:|---:|")
    names = sorted(str(path) for path in folder.glob("*.pdf"))
    for count in counts:
        with tempfile.TemporaryDirectory() as work:
            listed = Path(work, "inputs")
            listed.mkdir()
            for name in names[:count]:
                (listed / Path(name).name).symlink_to(name)
            for number in workers:
                out = Path(work, f"out{number}")
                options = ["batch", str(listed), "-o", str(out), "-w", str(number), "--as-of", TODAY]
                options += ["--write", "csv,jsonl", "--top", "5", "--no-cache"]
                _row(f"{count:,}", str(number), run_command(options, out=out), count)
            _row(f"{count:,}, unchanged", str(number), run_command(options, out=out), count)
            if len(workers) > 1:
                lines = [Path(work, f"out{number}", "reports.jsonl").read_bytes() for number in workers]
                assert len(set(lines)) == 1, "the rows depend on the number of processes"
    print()


def _row(files: str, workers: str, run: Run, count: int) -> None:
    rate = 2 * count / run.cpu
    print(
        f"| {files} | {workers} | {run.first:.1f} | {run.wall:.1f} | {count / run.wall:.1f} | "
        f"{run.cpu / count:.4f} | {rate:.1f} | {run.memory / 1e6:.0f} |",
        flush=True,
    )


def starts(folder: Path) -> None:
    """How long the command takes to start: its help, and one file."""
    one = str(min(folder.glob("*.pdf")))
    print("| start | s | CPU s |\n|---|---:|---:|")
    for name, arguments in {
        "`aipm --help`": ["--help"],
        "`aipm batch` of one file": ["batch", one, "--format", "csv", "--no-cache"],
    }.items():
        runs = [run_command(arguments) for _ in range(3)]
        best = min(runs, key=lambda run: run.wall)
        print(f"| {name} | {best.wall:.2f} | {best.cpu:.2f} |")
    print()


# --- stage by stage ---------------------------------------------------------------


def stages(folder: Path, count: int = 60) -> None:
    """Milliseconds of processor time for each stage of a resume, and for one more role."""
    sources = [Source(path.name, path.read_bytes()) for path in sorted(folder.glob("*.pdf"))[:count]]
    spent: Counter[str] = Counter()
    with Analyzer(today=TODAY) as analyzer:
        jobs = analyzer.jobs([one.id for one in analyzer.roles])
        (job,) = analyzer.jobs([DEFAULT_ROLE])
        analyzer.analyze(sources[0])
        child = _child_of(analyzer)
        for source in sources:
            began, below = time.process_time(), _cpu_of(child)
            person = analyzer._read(source, ())
            child_now = _child_of(analyzer)
            before = below if child == child_now else 0.0
            spent["reading the file (in the child)"] += _cpu_of(child_now) - before
            child = child_now
            read = time.process_time()
            match = analyzer._scored(person, job)[1]
            scored = time.process_time()
            advise(person.profile, [job], [match], analyzer.matcher, ladder_job=analyzer._on_ladder(job))
            advised = time.process_time()
            for other in jobs:
                if other.id != job.id:
                    analyzer._scored(person, other)
            more = time.process_time()
            report = analyzer.analyze(source)
            told = time.process_time()
            report_json(report)
            spent["understanding it"] += read - began
            spent["comparing with one role"] += scored - read
            spent["what each change is worth"] += advised - scored
            spent["JSON"] += time.process_time() - told
            spent["one more role"] += (more - advised) / (len(jobs) - 1)
    print(f"Processor time by stage, {len(sources)} files:\n\n| stage | ms a resume |\n|---|---:|")
    for name, seconds in spent.items():
        print(f"| {name} | {1000 * seconds / len(sources):.1f} |")
    print()


def _child_of(analyzer: Analyzer) -> int:
    """The process in which files are read: a new one is started when the last has done its share."""
    return (analyzer.reader._idle or [analyzer.reader.__enter__()._idle[0]])[0]._process.pid


def _cpu_of(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


# --- peers ---------------------------------------------------------------


def peers(python: str, folder: Path, ad: Path, count: int = 20) -> None:
    """Other programs over the same files, each in its own process; processor time without their start."""
    names = [str(path) for path in sorted(folder.glob("*.pdf"))[:count]]
    script = Path(__file__).with_name("batch_peers.py")
    print("| program | CPU s/file | files/s on one core | files read |\n|---|---:|---:|---:|")
    for peer in ("resumehq", "ats-resume-scorer"):
        done = subprocess.run(
            [python, str(script), peer, str(ad), *names],
            capture_output=True,
            text=True,
            check=False,
            timeout=1200,
        )
        print(done.stdout.strip() or f"| {peer} | failed: {done.stderr.strip().splitlines()[-1:]} | | |")
    print()


def main(arguments: list[str]) -> int:
    """Print all tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--counts", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--files", type=Path, help="where the inputs are kept for the next run")
    parser.add_argument("--peers", help="the Python of an environment with other programs")
    options = parser.parse_args(arguments)
    folder = options.files or Path(tempfile.mkdtemp())
    try:
        make_files(options.data, folder, max(options.counts))
        starts(folder)
        stages(folder)
        throughput(folder, options.counts, options.workers)
        if options.peers:
            peers(options.peers, folder, options.data / "devset" / "ads" / "a11.txt")
    finally:
        if options.files is None:
            shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
