"""The store with many candidates: seconds for the pages a coach opens, on SQLite and on PostgreSQL.

    python -m benchmarks.store DATA [--people 5000] [--versions 3] [--url postgresql://...]

DATA is not used: the Report of a sample resume that ships is saved again and again with other scores, so
every row has its real size. The database is made in a temporary folder. Times are the first call, the median
of the eight that follow, the processor time of this process in those, and on PostgreSQL that of the server's
processes when it runs on the same machine: on a machine that does other things the clock says little. "Page"
is a whole run of the page's script, with its widgets, as Streamlit's own simulation of a visitor does it;
what the browser draws is not in it.
"""

import argparse
import contextlib
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, CursorResult, insert, text
from streamlit.testing.v1 import AppTest

from analyzer.records import Report, Source
from analyzer.resources import data_path
from analyzer.service import DEFAULT_ROLE, Analyzer
from analyzer.store import (
    Desk,
    backups,
    cohorts,
    history,
    leaving,
    now,
    overview,
    people,
    schema,
    versions,
    viewing,
)
from analyzer.store.fits import rows_of, summary_of
from analyzer.store.packing import digest, job_set, pack
from analyzer.store.place import parsed_url

JOBS = job_set([DEFAULT_ROLE])


@dataclass(frozen=True, slots=True)
class Sample:
    """The Report that is saved again and again, the file it is of, and the packed Report."""

    report: Report
    data: bytes
    packed: bytes


def fill(desk: Desk, sample: Sample, count: int, each: int) -> float:
    """Candidates with their versions, in large transactions; the seconds that took."""
    draw = random.Random(7)  # noqa: S311  (scores of invented people)
    began = time.perf_counter()
    for first in range(0, count, 500):
        with desk.write() as connection:
            for number in range(first, min(count, first + 500)):
                alias = f"C-{number + 1:04d}"
                moment = now()
                values = {
                    "owner_id": desk.user.id,
                    "alias": alias,
                    "created_at": moment,
                    "updated_at": moment,
                }
                person = _key(connection.execute(insert(schema.candidates).values(values)))
                connection.execute(
                    insert(schema.tags).values(candidate_id=person, tag=f"group {number % 20}")
                )
                base = draw.uniform(20, 80)
                for version in range(1, each + 1):
                    _version(connection, sample, person, version, base + 3 * version)
    return time.perf_counter() - began


def _key(done: CursorResult[Any]) -> int:
    assert done.inserted_primary_key is not None
    return int(done.inserted_primary_key[0])


def _version(connection: Connection, sample: Sample, person: int, version: int, score: float) -> None:
    """One version with its file, Report and fit, as `versions.save` writes them."""
    own = sample.data + f"{person} {version}".encode()
    match = replace(sample.report.matches[0], score=round(score, 1), low=score - 8, high=score + 8)
    told = replace(sample.report, matches=(match,))
    sha256 = digest(own)
    connection.execute(insert(schema.files).values(sha256=sha256, size=len(own), data=own))
    values = {
        "candidate_id": person,
        "number": version,
        "file_name": "resume.pdf",
        "sha256": sha256,
        "kept": True,
        "origin": "batch",
        "added_at": now(),
    }
    key = _key(connection.execute(insert(schema.versions).values(values)))
    meta = told.meta
    analysis = {
        "version_id": key,
        "job_set": JOBS,
        "model_version": meta.model_version,
        "data_hash": meta.data_hash,
        "program_version": meta.version,
        "generated_for": meta.generated_for,
        "created_at": now(),
        "report": sample.packed,
        "summary": summary_of(told),
    }
    made = _key(connection.execute(insert(schema.analyses).values(analysis)))
    owners = {"analysis_id": made, "version_id": key, "candidate_id": person}
    connection.execute(insert(schema.matches), [{**row, **owners} for row in rows_of(told, created_at=now())])


#: Calls after the first one. The server's clock ticks a hundred times a second, so its share is a mean.
_ROUNDS = 8


def timed(call: Callable[[], object], server: "Server | None" = None) -> str:
    """Milliseconds of the first call, the median of those that follow, their processor time, the server's."""
    times, busy = [], []
    served = 0.0
    for number in range(_ROUNDS + 1):
        if number == 1 and server:
            served = server.seconds()
        began, worked = time.perf_counter(), time.process_time()
        call()
        times.append(1000 * (time.perf_counter() - began))
        busy.append(1000 * (time.process_time() - worked))
    told = f"{times[0]:.0f} | {statistics.median(times[1:]):.0f} | {statistics.median(busy[1:]):.0f}"
    return f"{told} | {1000 * (server.seconds() - served) / _ROUNDS:.0f}" if server else told


@dataclass(frozen=True, slots=True)
class Server:
    """A PostgreSQL server on this machine, by the number of the process that started all others."""

    postmaster: int

    @classmethod
    def of(cls, desk: Desk) -> "Server | None":
        """The server behind a desk; None on SQLite and where the server is on another machine."""
        if desk.database.is_sqlite:
            return None
        with desk.read() as connection:
            backend = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
        stat = Path(f"/proc/{backend}/stat")
        return cls(int(_after_name(stat)[1])) if stat.exists() else None

    def seconds(self) -> float:
        """Processor time of all its processes so far, also of those that have ended."""
        ticks = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):  # one that has ended since
                found = _after_name(stat)
                if stat.parent.name == str(self.postmaster):
                    ticks += sum(int(one) for one in found[11:15])
                elif found[1] == str(self.postmaster):
                    ticks += int(found[11]) + int(found[12])
        return ticks / os.sysconf("SC_CLK_TCK")


def _after_name(stat: Path) -> list[str]:
    """The fields of a process behind its name, which may hold spaces: state, parent and so on (proc(5))."""
    return stat.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, nargs="?")
    parser.add_argument("--people", type=int, default=5000)
    parser.add_argument("--versions", type=int, default=3)
    parser.add_argument("--url", help="an empty PostgreSQL database instead of a SQLite file")
    options = parser.parse_args()
    sample = data_path("samples", "sample-ai-pm.pdf").read_bytes()
    with Analyzer(today="2026-11") as analyzer:
        report = analyzer.analyze(Source("sample.pdf", sample), roles=[DEFAULT_ROLE])
    began = time.perf_counter()
    given = Sample(report, sample, pack(report))
    packing = 1000 * (time.perf_counter() - began)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["AIPM_DATA"] = folder
        url = parsed_url(options.url) if options.url else None
        if options.url:
            os.environ["AIPM_DATABASE_URL"] = options.url
        with Desk(url=url) as desk:
            seconds = fill(desk, given, options.people, options.versions)
            measure(desk, given, options, seconds, packing)


@dataclass(frozen=True, slots=True)
class Visit:
    """A visitor of a page; a run that fails, or shows no table, is no time to print."""

    app: AppTest

    def run(self) -> None:
        """Draw the page once."""
        done = self.app.run()
        shown = "".join(block.proto.body for block in done.get("html"))
        assert not done.exception, done.exception
        assert "<table" in shown


def pages_of(desk: Desk, ids: Sequence[int]) -> dict[str, Callable[[], object]]:
    """The pages a coach opens, each as one run of its script by a visitor who is already there."""

    def visit(page: str, **state: object) -> Visit:
        app = AppTest.from_string(f"from analyzer.ui.{page} import page; page()", default_timeout=120)
        for key, value in state.items():
            app.session_state[key] = value
        return Visit(app)

    one = visit("candidates")
    one.app.query_params["c"] = people.get(desk, ids[0]).alias
    return {
        "page: list of 5,000": visit("candidates").run,
        "page: list, best fit first": visit("candidates", find_by_fit=True).run,
        "page: one candidate": one.run,
        "page: compare 4": visit(
            "compare", compare_from="Candidates of the desk", compare_candidates=list(ids[10:14])
        ).run,
        "page: compare 4, blind": visit(
            "compare",
            compare_from="Candidates of the desk",
            compare_candidates_blind=list(ids[10:14]),
            blind_on=True,
        ).run,
        "page: cohort of 30": visit("candidates", desk_tab="Cohort", cohort_name=1).run,
    }


def measure(desk: Desk, sample: Sample, options: argparse.Namespace, seconds: float, packing: float) -> None:
    """Time what pages and commands do."""
    ids = [row.candidate.id for row in people.find(desk, limit=options.people)[0]]
    spring = cohorts.make(desk, "Spring")
    cohorts.put(desk, spring, ids[:30])
    four = [people.get(desk, key) for key in ids[10:14]]
    pages: dict[str, Callable[[], object]] = {
        "list, first 50": lambda: people.find(desk, job=DEFAULT_ROLE, limit=50),
        "list, page 60": lambda: people.find(desk, job=DEFAULT_ROLE, limit=50, offset=2950),
        "list by fit, first 50": lambda: people.find(desk, job=DEFAULT_ROLE, by_fit=True, limit=50),
        "search for a word": lambda: people.find(desk, text="group 7", job=DEFAULT_ROLE, limit=50),
        "compare 4": lambda: [viewing.shown(desk, one, job=DEFAULT_ROLE) for one in four],
        "compare 4, blind": lambda: [viewing.shown(desk, one, job=DEFAULT_ROLE, masked=True) for one in four],
        "history of one": lambda: history.history(desk, ids[0], DEFAULT_ROLE),
        "cohort of 30": lambda: overview.overview(desk, DEFAULT_ROLE, cohort="Spring"),
        "everyone as a cohort": lambda: overview.overview(desk, DEFAULT_ROLE),
    }
    total = options.people * options.versions
    place = "SQLite" if desk.database.is_sqlite else "PostgreSQL"
    size = (
        f", {Path(desk.database.url.database).stat().st_size / 1e6:.0f} MB" if desk.database.is_sqlite else ""
    )
    print(f"{place}: {options.people} candidates, {total} versions{size}, filled in {seconds:.0f} s.\n")
    server = Server.of(desk)
    own = " then, the server's processor ms |" if server else ""
    print(f"| what | first call, ms | then, ms | then, processor ms |{own}")
    print(f"|---|---:|---:|---:|{'---:|' if server else ''}")
    for name, call in {**pages, **pages_of(desk, ids)}.items():
        print(f"| {name} | {timed(call, server)} |", flush=True)
    print(f"| pack a Report | {packing:.0f} | | |")
    began = time.perf_counter()
    given = versions.Read("new.pdf", digest(b"new"), sample.report, JOBS, sample.data)
    key = versions.save(desk, given).candidate_id
    print(f"| save a version | {1000 * (time.perf_counter() - began):.0f} | | |")
    began = time.perf_counter()
    leaving.forget(desk, key)
    print(f"| forget a person | {1000 * (time.perf_counter() - began):.0f} | | |")
    began = time.perf_counter()
    backups.backup(desk.database)
    print(f"| back everything up | {1000 * (time.perf_counter() - began):.0f} | | |")


if __name__ == "__main__":
    main()
