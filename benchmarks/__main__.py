"""Run every benchmark on a data folder and print one Markdown page.

    python -m benchmarks DATA [NAME ...]

DATA is a folder with `devset/`, `domain/` and `data/` as docs/benchmarks.md describes. Exit code 1 when one
of the benchmarks failed; the others still run.
"""

import subprocess
import sys
from datetime import date
from pathlib import Path

#: In the order of the pipeline. Each takes the data folder and prints Markdown.
BENCHMARKS = (
    "reading",
    "webpages",
    "scans",
    "layouts",
    "structure",
    "skills",
    "achievements",
    "postings",
    "families",
    "imports",
    "fit",
    "market",
    "advice",
    "portfolios",
    "speed",
    "attacks",
)


def main(arguments: list[str]) -> int:
    """Run the named benchmarks, or all of them."""
    if not arguments or not Path(arguments[0]).is_dir():
        print("Say where the data is: python -m benchmarks DATA [NAME ...]", file=sys.stderr)
        return 2
    data, names = arguments[0], arguments[1:] or BENCHMARKS
    print(f"Measured {date.today():%Y-%m-%d} with Python {sys.version.split()[0]}.")
    failed = []
    for name in names:
        print(f"\n## {name}\n\n`python -m benchmarks.{name} DATA`\n", flush=True)
        done = subprocess.run([sys.executable, "-m", f"benchmarks.{name}", data], check=False)
        if done.returncode:
            failed.append(name)
    if failed:
        print(f"Failed: {', '.join(failed)}", file=sys.stderr)
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
