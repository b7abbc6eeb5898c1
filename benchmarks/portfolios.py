"""How well portfolios are read, and at what cost: `python -m benchmarks.portfolios DATA`.

The invented portfolios of `tests/portfolio/people` beside what is true of them; other people's resumes beside
each of them, which must contradict nothing; JSON Resume and rendercv files; source and documentation trees
that package managers put on this machine; and a folder of fifty repositories.
"""

import argparse
import resource
import sysconfig
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from analyzer.errors import AipmError
from analyzer.portfolio import gather, telling
from analyzer.portfolio.learning import Array, Learner, read_sentences
from analyzer.records import Report, Source
from analyzer.resources import data_path
from analyzer.service import Analyzer
from tests.portfolio.building import (
    NAMES,
    SHAPES,
    STRANGERS,
    STYLES,
    UNSEEN,
    Person,
    build,
    names_in,
    write_history,
)
from tests.portfolio.scoring import Score

#: Resumes that belong to none of the portfolios: the development part of the devset.
_STRANGERS = tuple(f"p{number:02}" for number in (*range(1, 21), *range(31, 67)))
#: Trees of packages and of documentation read as portfolios.
_TREES = 40


def main() -> None:
    """Print every table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument(
        "--people", type=Path, help="a folder of portfolios with their truth, measured beside ours"
    )
    parser.add_argument("--invented", action="store_true", help="only the invented portfolios")
    parser.add_argument(
        "--left-out", action="store_true", help="with parts learned without the portfolio measured"
    )
    parser.add_argument(
        "--wrong", action="store_true", help="name what is wrong in those that were tuned for"
    )
    given = parser.parse_args()
    with Analyzer(today="2026-11") as analyzer, tempfile.TemporaryDirectory() as folder:
        people = [build(name, Path(folder)) for name in NAMES]
        _invented(analyzer, people, Path(folder), given.people, left_out=given.left_out, wrong=given.wrong)
        if given.invented:
            return
        _strangers(analyzer, people, given.data / "devset")
        _structured(analyzer, given.data / "data" / "portfolios")
        _trees(analyzer)
        _fifty(analyzer, Path(folder) / "fifty")
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nMost memory held by the process that called, over all of it: {held:.0f} MB.")


def _invented(
    analyzer: Analyzer, people: list[Person], folder: Path, more: Path | None, *, left_out: bool, wrong: bool
) -> None:
    """One row for each way in which the portfolios came about; errors are named for those tuned for alone."""
    sets = {"the first sixteen, used while tuning": people}
    known = (
        ("twelve other styles, used while tuning", STYLES),
        ("six by a stranger, used while tuning", STRANGERS),
        ("twelve other shapes, used while tuning", SHAPES),
    )
    for name, place in (*known, ("kept back", more or UNSEEN)):
        names = names_in(place)
        sets[name] = [build(one, folder / name.replace(" ", "-"), people=place) for one in names]
    print(
        "\n| invented portfolios | projects | fields right | life-cycle and management parts P / R / F1 "
        "| with problem, approach, outcome | claims marked right | wrongly contradicted |"
    )
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    told: list[str] = []
    learner = Learner(read_sentences(data_path("training", "project-sentences.txt"))) if left_out else None
    whole = learner.fit(learner.rows()) if learner else None
    for name, persons in sets.items():
        if persons:
            score = Score()
            for person in persons:
                with _without(person.name, learner, whole):
                    score.add(person, _report(analyzer, person.resume, person.place))
            print(f"| {name}: {len(persons)} | {score.row()} |")
            told += score.wrong if name != "kept back" else ()
    if wrong:
        print("\n".join(["", *told]))


@contextmanager
def _without(name: str, learner: Learner | None, whole: Array | None) -> Iterator[None]:
    """Parts are told by weights that were learned without one portfolio's sentences."""
    if learner is None:
        yield
        return
    rows = learner.rows(without=name)
    start = whole[rows] if whole is not None else None
    kept = learner.weights(rows, telling.learned().least, start)
    telling.chances_of.cache_clear()
    with patch.object(telling, "learned", lambda: kept):
        yield
    telling.chances_of.cache_clear()


def _strangers(analyzer: Analyzer, people: list[Person], devset: Path) -> None:
    """Resumes of people who have nothing to do with the work: nothing may be contradicted."""
    marks: Counter[str] = Counter()
    pairs = 0
    files = [path for name in _STRANGERS for path in sorted(devset.rglob(f"{name}*.txt"))[:1]]
    collections = {person.name: gather(str(person.place)) for person in people}
    for number, path in enumerate(files):
        for person in people[number % 4 :: 4]:
            resume = Source("resume.txt", path.read_bytes())
            try:
                profile, _ = analyzer.profile([resume, *collections[person.name]])
            except AipmError:
                continue
            pairs += 1
            claims = profile.beside.claims if profile.beside else ()
            marks.update(f"{one.kind} {one.mark}" for one in claims)
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(marks.items()))
    print(f"\n{len(files)} resumes beside portfolios of other people, {pairs} pairs: {told}.")
    wrong = sum(count for kind, count in marks.items() if kind.endswith("contradicted"))
    print(f"Contradictions among them, all of which would be wrong: {wrong}.")


def _structured(analyzer: Analyzer, folder: Path) -> None:
    print(
        "\n| others' structured resumes | files | read | projects | refused | s |\n| --- | ---: | "
        "---: | ---: | ---: | ---: |"
    )
    for name, pattern in (("JSON Resume", "*.json"), ("rendercv", "*.yaml")):
        files = sorted(folder.rglob(pattern))
        read = projects = refused = 0
        began = time.perf_counter()
        for path in files:
            try:
                view = analyzer.portfolio(gather(str(path)))
            except AipmError:
                refused += 1
                continue
            read += 1
            projects += len(view.portfolio.projects)
        print(
            f"| {name} | {len(files)} | {read} | {projects} | {refused} | {time.perf_counter() - began:.1f} |"
        )


def _trees(analyzer: Analyzer) -> None:
    """Installed packages and documentation, as they are on this machine."""
    packages = Path(sysconfig.get_paths()["purelib"])
    sources = sorted(one for one in packages.iterdir() if one.is_dir() and (one / "__init__.py").exists())
    documentation = sorted(one for one in Path("/usr/share/doc").glob("*") if one.is_dir())
    print(
        "\n| trees | tried | read | nothing in it | files read | s, mean / most |\n| --- | ---: | "
        "---: | ---: | ---: | ---: |"
    )
    for name, folders in (("installed packages", sources), ("documentation", documentation)):
        step = max(1, len(folders) // _TREES)
        chosen = folders[::step][:_TREES]
        times, empty, files = [], 0, 0
        for path in chosen:
            began = time.perf_counter()
            try:
                collections = gather(str(path))
                analyzer.portfolio(collections)
                files += sum(len(one.files) for one in collections)
            except AipmError:
                empty += 1
            times.append(time.perf_counter() - began)
        print(
            f"| {name} | {len(chosen)} | {len(chosen) - empty} | {empty} | {files} "
            f"| {sum(times) / max(1, len(times)):.2f} / {max(times, default=0):.2f} |"
        )


def _fifty(analyzer: Analyzer, folder: Path) -> None:
    """Fifty repositories of twenty files and sixty commits each."""
    for number in range(50):
        place = folder / f"tool-{number:02}"
        (place / "docs").mkdir(parents=True)
        (place / "tests").mkdir()
        readme = "\n\n".join(
            f"## Part {part}\n\nThe desk sorted {part + 3},000 tickets by hand. We trained a classifier on "
            f"{number + 7},000 tickets and reached a precision of 0.{part + 80} on a held-out set."
            for part in range(8)
        )
        (place / "README.md").write_text(f"# Tool {number}\n\n{readme}\n")
        for part in range(6):
            (place / "docs" / f"page{part}.md").write_text(f"# Page {part}\n\n{readme}\n")
            (place / f"module{part}.py").write_text(
                "import pandas as pd\nfrom sklearn.svm import SVC\n" + "x = 1\n" * 300
            )
            (place / "tests" / f"test_module{part}.py").write_text(
                f"import module{part}\n\ndef test_it():\n    assert True\n"
            )
        (place / "requirements.txt").write_text("pandas\nscikit-learn\nmlflow\n")
        write_history(place, [{"who": "Ann Berg <ann@berg.example>", "when": "2024-03-01", "count": 60}])
    began, cpu = time.perf_counter(), time.process_time()
    collections = gather(str(folder))
    gathered = time.perf_counter() - began
    view = analyzer.portfolio(collections)
    print(
        f"\nA folder of {len(view.portfolio.projects)} repositories, {len(view.documents) - 1} documents: "
        f"{time.perf_counter() - began:.1f} s on the clock ({gathered:.1f} s of it for files and histories), "
        f"{time.process_time() - cpu:.1f} s of processor time in the calling process."
    )


def _report(analyzer: Analyzer, resume: Path, place: Path) -> Report:
    return analyzer.analyze(Source("resume.txt", resume.read_bytes()), portfolio=gather(str(place)))


if __name__ == "__main__":
    main()
