"""How well files are read: `python -m benchmarks.reading DATA [--every N]`.

DATA holds `data/resumes_pdf/**.pdf`. Prints Markdown tables: readers of PDF side by side (only these with
`--engines`), what became of each file, seconds, and word recall against pdfplumber's own text. Reading
order is measured by `benchmarks.layouts`.
"""

import argparse
import time
from collections import Counter
from pathlib import Path
from statistics import mean, median

from analyzer.documents import Reader
from analyzer.errors import ReadError
from analyzer.records import Source
from benchmarks.engines import print_engines
from benchmarks.headings import plumber_text
from benchmarks.words import word_recall


def main() -> None:
    """Read everything under DATA and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--every", type=int, default=1, help="read each Nth file only")
    parser.add_argument("--worst", type=int, default=8, help="files with the lowest recall to name")
    parser.add_argument("--engines", action="store_true", help="print the readers side by side and no more")
    parser.add_argument("--rounds", type=int, default=3, help="how often each reader reads each file")
    options = parser.parse_args()
    paths = sorted(options.data.glob("data/resumes_pdf/**/*.pdf"))[:: options.every]
    print_engines(paths, options.rounds)
    if options.engines:
        return
    _outcomes(paths, options.worst)


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


if __name__ == "__main__":
    main()
