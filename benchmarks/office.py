"""How well resumes are read from word processors: DOCX in six styles, and ODT, RTF and PDF made from them.

    python -m benchmarks.office DATA [--every N] [--convert] [--errors]

The resumes of `DATA/devset/` with their own headings are written as DOCX in six styles. For each: words
found, lines under their right heading, positions and contact data (as benchmarks.structure judges them), the
same skills as in the plain text of the resume, and the same score for AI project manager within two points.
With `--convert` they go through LibreOffice (`soffice`) into ODT, RTF and PDF too, which takes its time:
`--every N` takes every Nth resume only. The part that may be used for development and the part that is kept
for testing are printed apart.
"""

import argparse
import statistics
import subprocess
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from analyzer.documents import read_in_process
from analyzer.errors import AipmError
from analyzer.parsing import outline
from analyzer.records import Source
from analyzer.service import DEFAULT_ROLE, Analyzer
from benchmarks.reading import under_right_heading
from benchmarks.structure import TEST, TODAY, Tally, _truths, judge
from benchmarks.word_sheets import Truth, lines_under, word_files
from benchmarks.words import word_recall

_ENDINGS = ("odt", "rtf", "pdf")
#: Scores closer than this count as the same.
_CLOSE = 2.0


@dataclass
class _Group:
    """Measures of one style, format and part of the data."""

    tally: Tally = field(default_factory=Tally)
    values: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def cells(self) -> list[str]:
        """The figures of one row."""
        means = [statistics.fmean(self.values[name]) if self.values[name] else 0.0 for name in _MEASURES]
        contact = [value for name in ("e-mail", "phone", "links") for value in self.tally.numbers[name]]
        return [
            str(len(self.values["words"])),
            *(f"{value:.3f}" for value in means[:2]),
            *self.tally.row(["positions F1", "bullets", "sections"]),
            f"{statistics.fmean(contact):.3f}" if contact else "-",
            *self.tally.row(["years error"]),
            *(f"{value:.3f}" for value in means[2:4]),
            f"{1000 * statistics.median(self.values['seconds'] or [0.0]):.1f}",
        ]


_MEASURES = ("words", "headings", "skills", "score")
_COLUMNS = (
    "files",
    "words",
    "under heading",
    "positions F1",
    "bullets",
    "sections",
    "contact",
    "years error",
)
_COLUMNS += ("same skills", "same score", "ms")


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--every", type=int, default=1, help="only every Nth resume")
    parser.add_argument("--convert", action="store_true", help="through LibreOffice into other formats too")
    parser.add_argument("--errors", action="store_true", help="list what was missed in the development part")
    options = parser.parse_args()
    known_people = [(name, truth) for name, truth in _truths(options.data) if truth.get("experience")]
    truths = dict(known_people[:: options.every])
    groups: dict[tuple[str, str, str], _Group] = defaultdict(_Group)
    with Analyzer(today=TODAY) as analyzer, tempfile.TemporaryDirectory() as folder:
        known: dict[str, tuple[frozenset[str], float | None]] = {}
        for style, name, source in _files(truths, Path(folder), convert=options.convert):
            part = "test" if name in TEST else "dev"
            if name not in known:
                path = options.data / "devset" / "txt" / f"{name}.txt"
                known[name] = _judged(analyzer, Source(path.name, path.read_bytes()))
            group = groups[source.name.rsplit(".", 1)[-1], style, part]
            _measure(group, truths[name], source, name=name, analyzer=analyzer, known=known[name])
    print(f"| format | style | part | {' | '.join(_COLUMNS)} |\n|---|---|---|{'---|' * len(_COLUMNS)}")
    for (ending, style, part), group in groups.items():
        print(f"| {ending} | {style} | {part} | {' | '.join(group.cells())} |")
        if options.errors and part == "dev":
            print("\n".join(f"  - {line}" for line in group.tally.errors))


def _files(truths: dict[str, Truth], folder: Path, *, convert: bool) -> Iterator[tuple[str, str, Source]]:
    """Style, name and file, DOCX first and then what LibreOffice makes of them."""
    kept: dict[str, list[Path]] = defaultdict(list)
    for style, name, data in word_files(truths):
        yield style, name, Source(f"{name}.docx", data)
        if convert:
            place = folder / style.replace(" ", "-").replace("'", "") / f"{name}.docx"
            place.parent.mkdir(exist_ok=True)
            place.write_bytes(data)
            kept[style].append(place)
    for ending in _ENDINGS:
        for style, paths in kept.items():
            subprocess.run(
                [
                    *("soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"),
                    *("--convert-to", ending, "--outdir", paths[0].parent, *paths),
                ],
                check=True,
                capture_output=True,
            )
            for path in paths:
                made = path.with_suffix(f".{ending}")
                yield style, path.stem, Source(made.name, made.read_bytes())


def _judged(analyzer: Analyzer, source: Source) -> tuple[frozenset[str], float | None]:
    """The skills of a resume and its score."""
    try:
        report = analyzer.analyze(source, roles=[DEFAULT_ROLE])
    except AipmError:
        return frozenset(), None
    return frozenset(skill.id for skill in report.skills), report.matches[0].score


def _measure(
    group: _Group,
    truth: Truth,
    source: Source,
    *,
    name: str,
    analyzer: Analyzer,
    known: tuple[frozenset[str], float | None],
) -> None:
    lines = lines_under(truth)
    begun = time.process_time()
    try:
        document = read_in_process(source)
    except AipmError as error:
        group.tally.errors.append(f"refused: {name} {error}")
        for measure in _MEASURES:
            group.values[measure].append(0.0)
        return
    group.values["seconds"].append(time.process_time() - begun)
    reference = "\n".join([truth["contact"]["name"], *(line for found in lines.values() for line in found)])
    group.values["words"].append(word_recall(reference, document.text))
    share = under_right_heading(document.text, lines)
    group.values["headings"].append(share)
    if share < 0.9:
        group.tally.errors.append(f"headings: {name} {share:.2f}")
    try:
        judge(name, truth, outline(document, today=TODAY), document, group.tally)
    except AipmError as error:
        group.tally.errors.append(f"refused: {name} {error}")
    skills, score = _judged(analyzer, source)
    both = len(skills | known[0])
    group.values["skills"].append(len(skills & known[0]) / both if both else 1.0)
    same = (score is None) == (known[1] is None) and abs((score or 0) - (known[1] or 0)) <= _CLOSE
    group.values["score"].append(float(same))
    if not same or skills != known[0]:
        group.tally.errors.append(
            f"skills: {name} score {score} for {known[1]}, more {sorted(skills - known[0])}, "
            f"fewer {sorted(known[0] - skills)}"
        )


if __name__ == "__main__":
    main()
