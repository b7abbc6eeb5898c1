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
from pathlib import Path

from analyzer.errors import AipmError
from analyzer.portfolio import gather
from analyzer.portfolio.lexicon import CYCLE, MANAGEMENT
from analyzer.records import Report, Source
from analyzer.service import Analyzer
from tests.portfolio.building import NAMES, UNSEEN, UNSEEN_NAMES, Person, build, write_history

#: Resumes that belong to none of the portfolios: the development part of the devset.
_STRANGERS = tuple(f"p{number:02}" for number in (*range(1, 21), *range(31, 67)))
_SIDES = frozenset(CYCLE + MANAGEMENT)
#: Trees of packages and of documentation read as portfolios.
_TREES = 40


def main() -> None:
    """Print every table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    data = parser.parse_args().data
    with Analyzer(today="2026-11") as analyzer, tempfile.TemporaryDirectory() as folder:
        people = [build(name, Path(folder)) for name in NAMES]
        _invented(analyzer, people, [build(name, Path(folder), people=UNSEEN) for name in UNSEEN_NAMES])
        _strangers(analyzer, people, data / "devset")
        _structured(analyzer, data / "data" / "portfolios")
        _trees(analyzer)
        _fifty(analyzer, Path(folder) / "fifty")
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nMost memory held by the process that called, over all of it: {held:.0f} MB.")


#: How the invented portfolios came about.
_WHEN = ("used while tuning", "written before the words were tuned", "written last, measured once")


def _invented(analyzer: Analyzer, people: list[Person], unseen: list[Person]) -> None:
    tables = {when: _Score() for when in _WHEN}
    for person in (*people, *unseen):
        when = 2 if person in unseen else int(person.truth.get("kept_back", False))
        tables[_WHEN[when]].add(person, _report(analyzer, person.resume, person.place))
    print(
        "\n| invented portfolios | projects | fields right | life-cycle and management parts P / R / F1 |",
        end="",
    )
    print(" claims marked right | wrongly contradicted |\n| --- | ---: | ---: | ---: | ---: | ---: |")
    for when, score in tables.items():
        print(f"| {when} {score.row()} |")


class _Score:
    """Counts over some people."""

    def __init__(self) -> None:
        self.count: Counter[str] = Counter()

    def add(self, person: Person, report: Report) -> None:
        """Compare one report with the truth."""
        count, work = self.count, report.portfolio
        assert work is not None
        found = {one.title.casefold(): one for one in work.projects}
        truths = {one["title"].casefold(): one for one in person.truth["projects"]}
        count["extra"] += len(found.keys() - truths.keys())
        count["projects"] += len(truths)
        for title, truth in truths.items():
            project = found.get(title)
            if project is None:
                count["missed"] += len(set(truth["parts"]) & _SIDES)
                continue
            count["found"] += 1
            count["fields"] += 3
            count["fields right"] += sum(
                getattr(project, field) == truth.get(field) for field in ("role", "start", "end")
            )
            told, true = {*project.cycle, *project.management}, set(truth["parts"]) & _SIDES
            count["right"] += len(told & true)
            count["wrong"] += len(told - true)
            count["missed"] += len(true - told)
        self._claims(person, report)

    def _claims(self, person: Person, report: Report) -> None:
        assert report.portfolio is not None
        names = {one.name: one.id for one in report.skills}
        kinds = {"claim": "achievement", "skill": "skill", "dates": "dates"}
        true_contradictions = set()
        for truth in person.truth["claims"]:
            key = next(one for one in kinds if one in truth)
            for claim in report.portfolio.claims:
                known = claim.claim.text if key == "claim" else claim.about
                known = names.get(known, "") if key == "skill" else known
                if claim.kind == kinds[key] and known.startswith(truth[key]):
                    self.count["marks right"] += claim.mark == truth["mark"]
                    if truth["mark"] == "contradicted":
                        true_contradictions.add(claim.claim)
                    break
            self.count["marks"] += 1
        self.count["false"] += sum(
            one.mark == "contradicted" and one.claim not in true_contradictions
            for one in report.portfolio.claims
        )

    def row(self) -> str:
        """The cells of a row."""
        count = self.count
        precision = count["right"] / (count["right"] + count["wrong"])
        recall = count["right"] / (count["right"] + count["missed"])
        f1 = 2 * precision * recall / (precision + recall)
        return (
            f"| {count['found']} of {count['projects']}, {count['extra']} too many "
            f"| {count['fields right']} of {count['fields']} | {precision:.2f} / {recall:.2f} / {f1:.2f} "
            f"| {count['marks right']} of {count['marks']} | {count['false']}"
        )


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
