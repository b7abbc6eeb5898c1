"""Damage good files at random, read them, and count what ends in anything but a Document or a clear refusal.

    python -m benchmarks.fuzz GROUP [--seconds N] [--seed N]

GROUP is `pdf` (through the guarded child, as the app reads), `pdf-python` (the fallback reader, in this
process), `documents` (every format without pages, in this process, with sections and entries found after) or
`analyze` (the whole chain on damaged text). With `atheris` installed the groups in this process are guided by
coverage; without it the damage is blind. A finding is an exception that is none of ours, or a file that takes
longer than its group may; each kind is printed once, with the smallest file that shows it (in hexadecimal,
its first 200 bytes).
"""

import argparse
import hashlib
import importlib
import os
import random
import signal
import sys
import time
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from traceback import extract_tb
from types import FrameType, ModuleType
from typing import Any

from analyzer.errors import AipmError
from analyzer.records import Source
from tests.documents.hostile import seeds

TODAY = "2026-11"

#: Group -> seconds that one file may take: the wall clock of the child, processor time elsewhere.
LONGEST = {"pdf": 20.0, "pdf-python": 10.0, "documents": 5.0, "analyze": 10.0}

#: Words of the formats, put in at random places.
TOKENS = (
    *(b"obj", b"endobj", b"stream", b"endstream", b" 0 R", b"<<", b">>", b"[", b"]", b"(", b")", b"/Kids"),
    *(b"/Length", b"/Filter", b"/FlateDecode", b"/Contents", b"/Font", b"/ToUnicode", b"xref", b"trailer"),
    *(b"-1", b"0", b"99999999999", b"1e400", b"NaN", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n\n"),
    *(b"# ", b"- ", b"**", b"[a](b)", b"<!--", b"-->", b"```", b"| a |", b"Experience\n", b"2019 - 2021\n"),
    *(b"<w:p>", b"</w:p>", b"<!DOCTYPE a>", b"&a;", b"<table>", b"<script>", b"{\\rtf", b"\\bin9", b"\\u-1?"),
    *(b'{"a":', b"\xe2\x80\x8b", b"\xcc\x81", b"Jan 2020", b"12%", b"$1M", b"a@b.co", b"+1 202-555-0143"),
)


#: Readers that a child cuts off; they are here too, or one file would hold the run for ever.
CUT_AFTER = {"pdf-python": 3.0, "documents": 3.0}


class _Cut(BaseException):
    """The time of one file is over."""


def _cut(_number: int, _frame: FrameType | None) -> None:
    raise _Cut


class Found:
    """What has been run, and each kind of finding once."""

    def __init__(self, group: str) -> None:
        self.group = group
        self.runs = 0
        self.outcomes: dict[str, int] = {}
        self.findings: dict[str, bytes] = {}
        self.slowest = 0.0
        self.started = time.monotonic()

    def run(self, read: Callable[[bytes], str], data: bytes) -> None:
        """One file; whatever it ends in is counted."""
        clock = time.monotonic if self.group == "pdf" else time.process_time
        started = clock()
        try:
            if self.group in CUT_AFTER:
                signal.setitimer(signal.ITIMER_VIRTUAL, CUT_AFTER[self.group])
            outcome = read(data)
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        except AipmError as error:
            outcome = error.code
        except _Cut:
            outcome = "cut off by its time"
        except Exception as error:  # noqa: BLE001  (finding these is what this is for)
            place = extract_tb(error.__traceback__)[-1]
            outcome = f"{type(error).__name__} at {os.path.basename(place.filename)}:{place.lineno}"  # noqa: PTH119
            self.note(outcome, data)
        taken = clock() - started
        self.slowest = max(self.slowest, taken)
        if taken > LONGEST[self.group]:
            self.note(f"took {taken:.0f} s", data)
        self.runs += 1
        self.outcomes[outcome] = self.outcomes.get(outcome, 0) + 1

    def note(self, kind: str, data: bytes) -> None:
        """Keep the smallest file of each kind."""
        if kind not in self.findings or len(data) < len(self.findings[kind]):
            self.findings[kind] = data

    def print(self, way: str) -> None:
        """One row of the table, and the findings."""
        seconds = time.monotonic() - self.started
        common = sorted(self.outcomes.items(), key=lambda one: -one[1])[:6]
        told = ", ".join(f"{count:,} {name}" for name, count in common)
        print(
            f"| {self.group} | {way} | {seconds / 60:.0f} | {self.runs:,} | {told} | {self.slowest:.1f} | "
            f"{len(self.findings)} |"
        )
        for kind, data in sorted(self.findings.items()):
            print(f"\nfinding: {kind}, {len(data)} bytes, sha256 {hashlib.sha256(data).hexdigest()[:12]}")
            print(data[:200].hex())
        sys.stdout.flush()


def mutated(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """The file with one to six damages: cuts, flips, blocks moved, tokens put in, parts of another."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        if not out:
            break
        at, to = sorted((chance.randrange(len(out)), chance.randrange(len(out))))
        kind = chance.randrange(8)
        if kind == 0:
            out[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            out[at] = chance.randrange(256)
        elif kind == 2:
            del out[at : min(to, at + chance.choice((1, 8, 64, 4096)))]
        elif kind == 3:
            out[at:at] = chance.choice(TOKENS) * chance.choice((1, 1, 1, 50))
        elif kind == 4:
            block = out[at : min(to, at + 200)]
            out[to:to] = block * chance.choice((1, 2, 30))
        elif kind == 5 and other:
            start = chance.randrange(len(other))
            out[at:at] = other[start : start + chance.choice((4, 60, 800))]
        elif kind == 6:
            token = chance.choice(TOKENS)
            out[at : at + len(token)] = token
        else:
            del out[chance.randrange(len(out)) :]
    return bytes(out)


def mutated_archive(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """A zip file with one of its members damaged, or with the zip file itself damaged."""
    if not data.startswith(b"PK") or chance.random() < 0.3:
        return mutated(data, other, chance)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # noqa: BLE001  (already damaged)
        return mutated(data, other, chance)
    if not members:
        return mutated(data, other, chance)
    hurt = chance.choice(sorted(members))
    members[hurt] = mutated(members[hurt], chance.choice(list(members.values())), chance)
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def _pdf() -> Callable[[bytes], str]:
    from analyzer.documents import Limits, Reader  # noqa: PLC0415

    reader = Reader(Limits(cpu_seconds=3, step_seconds=1.0))  # a third of the usual: more files in the time

    def read(data: bytes) -> str:
        return "document" if reader.read(Source("a.pdf", data)).text else "empty"

    return read


def _pdf_python() -> Callable[[bytes], str]:
    from analyzer.documents.limits import DEFAULT_LIMITS  # noqa: PLC0415
    from analyzer.documents.pdf.document import read_pdf  # noqa: PLC0415

    return lambda data: read_pdf(Source("a.pdf", data), DEFAULT_LIMITS, index=0, engine="pdfplumber").format


def _documents() -> Callable[[bytes], str]:
    from analyzer.documents import read_in_process  # noqa: PLC0415
    from analyzer.errors import UnsupportedFile  # noqa: PLC0415
    from analyzer.parsing import outline  # noqa: PLC0415

    def read(data: bytes) -> str:
        if b"%PDF-" in data[:1024]:
            raise UnsupportedFile("another group")
        document = read_in_process(Source("a", data))
        outline(document, today=TODAY)
        return document.format

    return read


def _analyze() -> Callable[[bytes], str]:
    from analyzer.documents import read_in_process  # noqa: PLC0415
    from analyzer.service import Analyzer  # noqa: PLC0415

    class InProcess:
        def read(self, source: Source, *, index: int = 0) -> Any:
            return read_in_process(source, index=index)

    analyzer = Analyzer(today=TODAY)
    analyzer.__dict__["reader"] = InProcess()
    analyzer.jobs([])

    def read(data: bytes) -> str:
        if b"%PDF-" in data[:1024]:
            return "another group"
        analyzer.analyze(Source("a", data))
        return "report"

    return read


GROUPS: dict[str, Callable[[], Callable[[bytes], str]]] = {
    "pdf": _pdf,
    "pdf-python": _pdf_python,
    "documents": _documents,
    "analyze": _analyze,
}


def _atheris() -> ModuleType | None:
    try:
        return importlib.import_module("atheris")
    except ImportError:
        return None


def main(arguments: Sequence[str]) -> int:
    """Run one group; exit code 1 when there are findings."""
    parser = argparse.ArgumentParser()
    parser.add_argument("group", choices=GROUPS)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    chance = random.Random(options.seed)  # noqa: S311  (the same damage in every run)
    pool = seeds(pdf=options.group.startswith("pdf"))
    found = Found(options.group)
    signal.signal(signal.SIGVTALRM, _cut)
    guide = None if options.group == "pdf" else _atheris()
    print("| readers | damage | minutes | files | outcomes | slowest s | findings |")
    print("|---|---|---:|---:|---|---:|---:|")
    if guide is None:
        read = GROUPS[options.group]()
        found.started = time.monotonic()
        while time.monotonic() - found.started < options.seconds:
            found.run(read, mutated_archive(chance.choice(pool), chance.choice(pool), chance))
        found.print("blind")
        return bool(found.findings)
    with guide.instrument_imports(include=["analyzer.documents", "analyzer.parsing", "pdfminer"]):
        read = GROUPS[options.group]()
    found.started = time.monotonic()
    for data in pool:
        found.run(read, data)

    def once(data: bytes) -> None:
        found.run(read, data)
        if time.monotonic() - found.started > options.seconds:
            found.print("guided by coverage")
            os._exit(bool(found.findings))

    def damaged(data: bytes, most: int, seed: int) -> bytes:
        own = random.Random(seed)  # noqa: S311
        start = data if len(data) > 100 and own.random() < 0.7 else own.choice(pool)
        return mutated_archive(start, own.choice(pool), own)[:most]

    guide.Setup(
        [
            sys.argv[0],
            "-max_len=200000",
            "-verbosity=0",
            "-report_slow_units=1000",
            "-rss_limit_mb=4000",
            f"-seed={options.seed}",
        ],
        once,
        custom_mutator=damaged,
    )
    guide.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
