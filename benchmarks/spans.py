"""Skills against public sets of marked job-ad sentences: `python -m benchmarks.spans DATA`.

SkillSpan dev (Zhang et al. 2022) and Green dev (Green et al. 2022) mark spans; TECH and HOUSE validation
(Decorte et al. 2022, 2023) name the ESCO skill of each span. Their spans include duties, traits and long
phrases ("help us build the next generation of ..."), which we do not aim at: recall there is low by design,
and their test parts are not used. DATA holds `skill_spans/`, `taxonomies/` and, beside it,
`domain/terms.yaml`.

* exact: the same first and last word; overlap: a found span that shares a word with a marked one, and the
  reverse.
* label: the marked span overlaps a found skill that carries the ESCO id of the label or one of its names.
* The baseline is a plain gazetteer: every form of `terms.yaml`, any case, whole words.
"""

import csv
import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from analyzer.language import Annotator, SkillBase
from analyzer.resources import read_yaml
from benchmarks.skills import gazetteer

Span = tuple[int, int]
Finder = Callable[[str], Sequence[tuple[int, int, str]]]
_BRACKET = re.compile(r"\s*\([^)]*\)$")


@dataclass
class Tally:
    """Sums over sentences."""

    marked: int = 0
    found: int = 0
    exact: int = 0
    found_right: int = 0
    marked_hit: int = 0

    def add(self, marked: Sequence[Span], found: Sequence[Span]) -> None:
        """Count one sentence."""
        self.marked += len(marked)
        self.found += len(found)
        self.exact += len(set(marked) & set(found))
        self.found_right += sum(any(_meet(one, other) for other in marked) for one in found)
        self.marked_hit += sum(any(_meet(one, other) for other in found) for one in marked)

    def row(self, name: str) -> str:
        """One line of the table."""
        found, marked = max(1, self.found), max(1, self.marked)
        return (
            f"| {name} | {self.marked} | {self.found} | {self.exact / found:.3f} | {self.exact / marked:.3f} "
            f"| {self.found_right / found:.3f} | {self.marked_hit / marked:.3f} |"
        )


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def finders(annotator: Annotator, data: Path) -> dict[str, Finder]:
    """Ours and the baseline: text to (start, end, skill)."""
    pattern, forms = gazetteer(read_yaml(data / "domain" / "terms.yaml"))
    return {
        "ours": lambda text: [(one.start, one.end, one.id) for one in annotator.find_skills(text)],
        "gazetteer": lambda text: [
            (hit.start(), hit.end(), forms[hit.group().lower()]) for hit in pattern.finditer(text)
        ],
    }


def words_of(tokens: Sequence[str], tags: Sequence[str]) -> list[Span]:
    """Marked spans as character offsets in the words joined by spaces."""
    spans: list[Span] = []
    at = 0
    start: int | None = None
    end = 0
    for token, tag in (*zip(tokens, tags, strict=True), ("", "O")):
        if start is not None and not tag.startswith("I"):
            spans.append((start, end))
            start = None
        if tag.startswith("B"):
            start = at
        end = at + len(token)
        at = end + 1
    return spans


def marked_sentences(data: Path) -> Iterator[tuple[str, str, list[Span]]]:
    """(set, text, spans) of SkillSpan dev and Green dev."""
    base = data / "data" / "skill_spans"
    for line in (base / "skillspan/data/json/dev.json").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = " ".join(row["tokens"])
        skill, knowledge = (words_of(row["tokens"], row[f"tags_{name}"]) for name in ("skill", "knowledge"))
        yield "SkillSpan dev, knowledge", text, knowledge
        yield "SkillSpan dev, skill and knowledge", text, sorted(set(skill + knowledge))
    for line in (base / "nnose_preprocessed/data/green/dev.json").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield "Green dev", " ".join(row["tokens"]), words_of(row["tokens"], row["tags_skill"])


def esco_ids(data: Path) -> dict[str, str]:
    """Id of every preferred label of ESCO 1.1.1, small letters, without what stands in brackets."""
    path = next((data / "data" / "taxonomies").rglob("esco_v_1_1_1_data_formatted.csv"))
    with path.open(encoding="utf-8", newline="") as file:
        return {
            _BRACKET.sub("", row["description"]).casefold(): row["id"]
            for row in csv.DictReader(file)
            if row["type"] == "preferredLabel"
        }


def labelled(data: Path, name: str) -> Iterator[tuple[str, str, str]]:
    """(sentence, span, ESCO label) of the spans that have a label."""
    path = data / "data/skill_spans/techwolf_esco_benchmark/data" / f"{name}_validation_annotations.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["label"] not in ("LABEL NOT PRESENT", "UNDERSPECIFIED", ""):
                yield row["sentence"], row["span"], _BRACKET.sub("", row["label"])


def names_label(base: SkillBase, skill: str, label: str, ids: dict[str, str]) -> bool:
    """Whether a found skill is the labelled one."""
    if skill not in base:
        return skill.casefold() == label.casefold()
    record = base[skill]
    forms = {record.name.casefold(), *(alias.text.casefold() for alias in record.aliases)}
    return label.casefold() in forms or bool(record.esco and record.esco == ids.get(label.casefold()))


def main(data: Path) -> None:
    """Print the tables."""
    annotator = Annotator()
    ways = finders(annotator, data)
    tallies: dict[tuple[str, str], Tally] = {}
    for name, text, marked in marked_sentences(data):
        for way, find in ways.items():
            spans = sorted({(start, end) for start, end, _ in find(text)})
            tallies.setdefault((name, way), Tally()).add(marked, spans)
    print(
        "| set | marked | found | exact P | exact R | overlap P | overlap R |\n|---|---|---|---|---|---|---|"
    )
    for (name, way), tally in tallies.items():
        print(tally.row(f"{name}: {way}"))
    ids = esco_ids(data)
    print("\n| set | labelled spans | span found | label right |\n|---|---|---|---|")
    for name in ("tech", "house"):
        rows = list(labelled(data, name))
        for way, find in ways.items():
            seen = right = 0
            for sentence, span, label in rows:
                at = sentence.find(span)
                inside = [one for first, last, one in find(sentence) if first < at + len(span) and at < last]
                seen += bool(inside)
                right += any(names_label(annotator.skills, one, label, ids) for one in inside)
            total = len(rows)
            print(
                f"| {name.upper()} validation: {way} | {total} | {seen / total:.3f} | {right / total:.3f} |"
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
