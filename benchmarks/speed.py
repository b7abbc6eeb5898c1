"""Time of the whole chain, stage by stage, and what becomes of every PDF of a folder.

    python -m benchmarks.speed DATA [--files N]

Every PDF under DATA/data/resumes_pdf goes through the same Analyzer as in the app. A file ends as a Report,
as a clear refusal (one of our errors, with its code), or as a crash (anything else; there should be none).
"""

import argparse
import statistics
import sys
import time
from collections import Counter
from pathlib import Path

from analyzer.errors import AipmError
from analyzer.records import Source, report_json
from analyzer.service import Analyzer

TODAY = "2026-11"


def main(arguments: list[str]) -> int:
    """Print outcomes and times; exit code 1 when a file crashed the chain."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--files", type=int, default=0, help="only the first N files")
    options = parser.parse_args(arguments)
    files = sorted((options.data / "data" / "resumes_pdf").rglob("*.pdf"))[: options.files or None]

    started = time.perf_counter()
    with Analyzer(today=TODAY) as analyzer:
        analyzer.jobs(["ai-project-manager"])
        loaded = time.perf_counter() - started
        outcomes: Counter[str] = Counter()
        seconds: list[float] = []
        stages: dict[str, list[float]] = {}
        empty = 0
        for path in files:
            marks: list[tuple[str, float]] = []
            begin = time.perf_counter()
            try:
                report = analyzer.analyze(
                    Source(path.name, path.read_bytes()),
                    roles=["ai-project-manager"],
                    on_stage=lambda stage, marks=marks: marks.append((stage, time.perf_counter())),
                )
            except AipmError as error:
                outcomes[f"refused: {error.code}"] += 1
                continue
            except Exception as error:  # noqa: BLE001  (a crash is what this counts)
                outcomes[f"crash: {type(error).__name__}"] += 1
                print(f"crash: {path.name}: {error!r}", file=sys.stderr)
                continue
            end = time.perf_counter()
            seconds.append(end - begin)
            for (stage, start), (_, stop) in zip(marks, [*marks[1:], ("", end)], strict=True):
                stages.setdefault(stage, []).append(stop - start)
            abstained = all(match.abstained for match in report.matches)
            outcomes["report, no score (with a reason)" if abstained else "report"] += 1
            empty += not report.skills and not report.profile.sections and not abstained
            report_json(report)

    print(f"{len(files)} PDF files, role ai-project-manager; knowledge and model loaded in {loaded:.1f} s.\n")
    print("| outcome | files |\n|---|---:|")
    for outcome, count in sorted(outcomes.items()):
        print(f"| {outcome} | {count} |")
    print(f"| reports without a single skill or section, yet scored | {empty} |\n")
    if seconds:
        print("| stage | median ms | 95th percentile ms |\n|---|---:|---:|")
        for stage, times in [*stages.items(), ("all", seconds)]:
            print(f"| {stage} | {1000 * statistics.median(times):.0f} | {1000 * _percentile(times):.0f} |")
    return any(outcome.startswith("crash") for outcome in outcomes)


def _percentile(values: list[float], share: float = 0.95) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
