"""Skills, certificates and figures of resumes typed by many hands, against what their authors say is in them.

    python -m benchmarks.hands [FOLDER]

`FOLDER` (`benchmarks/people/` when left out) holds pairs of `NAME.txt` and `NAME.yaml`; the first letter of a
name tells the author. Each author names every skill in words of their own, with the words that show it
(`surface`), so skills are compared by words and not by name: a true skill is found when one that we read in
its `surface` alone, or one of its name, was found in the resume; a found skill is right when it is so tied to
a skill of the author. Generous where a surface is long, or holds more than the author meant.

Figures are scored as in `benchmarks.achievements`, on the bullets of jobs and projects.
"""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from analyzer.documents import read_in_process
from analyzer.language import Annotations, Annotator, load_skills
from analyzer.language.competencies import fired_patterns
from analyzer.parsing import outline
from analyzer.records import Source
from benchmarks import achievements, skills

PEOPLE = Path(__file__).parent / "people"
PLACES = ("posting", "list", "bullet", "title")


class Words:
    """Sums over the resumes of one author, by words."""

    def __init__(self) -> None:
        self.sums: Counter[str] = Counter()

    def add(self, annotator: Annotator, truth: list[dict[str, Any]], annotations: Annotations) -> None:
        """Add one resume."""
        found = {skill.id: (skill.strength, skill.hedged) for skill in annotations.skills}
        right: set[str] = set()
        for one in truth:
            tied = found.keys() & shown_by(annotator, one)
            right |= tied
            if tied:
                strength, hedged = max((found[skill] for skill in tied), key=lambda it: (it[0], not it[1]))
                gap = abs(int(strength[1]) - int(one["evidence"][1]))
                self.sums.update(
                    hit=1, exact=gap == 0, near=gap <= 1, hedge=hedged == bool(one.get("hedged"))
                )
        self.sums.update(right=len(right), found=len(found), true=len(truth))

    def row(self) -> str:
        """Precision, recall, strength exact and within one, hedge."""
        sums = self.sums
        shares = (("right", "found"), ("hit", "true"), ("exact", "hit"), ("near", "hit"), ("hedge", "hit"))
        return " | ".join(f"{sums[part] / max(1, sums[whole]):.3f}" for part, whole in shares)


def shown_by(annotator: Annotator, one: dict[str, Any]) -> set[str]:
    """The skills that the words of a true skill show when they stand alone, or that have its name."""
    words = " ".join(str(one["surface"]).split())
    read = {found.skill for place in PLACES for found in annotator.read(words, place)}
    read |= {skill for pattern, _ in fired_patterns(words) for skill in pattern.skills}
    read |= {other for skill in read for other in annotator.skills.implied(skill)}
    return read | _base_names().get(skills.plain(str(one["skill"])), set())


@cache
def _base_names() -> dict[str, set[str]]:
    """The ids of all skills by their names and forms."""
    names: dict[str, set[str]] = defaultdict(set)
    for record in load_skills().skills.values():
        for form in (record.name, *(alias.text for alias in record.aliases)):
            names[skills.plain(form)].add(record.id)
    return names


def bullets(name: str, person: dict[str, Any]) -> Iterator[achievements.Labelled]:
    """The bullets of jobs and projects with their figures."""
    metrics = [
        {**one, "text": _flat(one["text"]), "span": _flat(one["span"])} for one in person.get("metrics") or []
    ]
    for entry in (*(person.get("positions") or []), *(person.get("projects") or [])):
        for bullet in map(_flat, entry.get("bullets") or []):
            yield achievements.Labelled(name, bullet, [one for one in metrics if one["text"] == bullet])


def _flat(text: Any) -> str:
    return re.sub(r"\s+", " ", str(text))


def main(folder: Path) -> None:
    """Print the tables, one row for each author."""
    annotator = Annotator()
    rows: dict[str, list[achievements.Labelled]] = {}
    words: dict[str, Words] = {}
    status: dict[str, list[int]] = {}
    for path in sorted(folder.glob("*.yaml")):
        author = path.stem[0]
        person = yaml.safe_load(path.read_text(encoding="utf-8"))
        document = read_in_process(Source(f"{path.stem}.txt", path.with_suffix(".txt").read_bytes()))
        annotations = annotator.annotate(document, outline(document, today=skills.TODAY), today=skills.TODAY)
        words.setdefault(author, Words()).add(annotator, person["skills"], annotations)
        rows.setdefault(author, []).extend(bullets(path.stem, person))
        right, listed = skills.certificates(annotations, person)
        sums = status.setdefault(author, [0, 0])
        sums[0], sums[1] = sums[0] + right, sums[1] + listed
    print("| author | precision | recall | strength | within one | hedged | certificate status |")
    print("|---|---|---|---|---|---|---|")
    for author, count in words.items():
        right, listed = status[author]
        print(f"| {author} | {count.row()} | {right} of {listed} |")
    achievements.print_scores(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE)
