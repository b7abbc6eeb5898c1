"""Skills against the labelled resumes: `python benchmarks/skills.py DATA` prints a Markdown table.

DATA holds `devset/` (resumes as text with the truth beside them) and `domain/terms.yaml`.

Names. The truth names skills as `terms.yaml` does, bundles of several products included ("Asana" for
Linear, "DataRobot" for SAS). Our knowledge base has one product a skill, so names are mapped by words: a
found skill is right when the truth holds its name, one of its forms, or the bundle of `terms.yaml` that
lists its name or one of its forms; a true skill is found when any found skill maps to it. The mapping goes
by the words of the bundle and never by our groups: AWS found where the truth holds Azure is wrong, though
both are in one group. It is generous in one way: where the truth holds a bundle for one product, another
product of that bundle found in the same resume counts as right too.

Rows: `terms` counts the skills that `terms.yaml` knows, `all` every skill of the truth. The labels hold
nearly all skills of `terms.yaml` but few of the products, standards and fields beyond it, so `all` counts
many true findings as wrong: ten development resumes were read by hand (`skills_judged.yaml`), and `hand-
checked` is the share of all found skills there that is in the truth or was judged right. Development and
test people stand apart; the plain gazetteer (every form of `terms.yaml`, any case, whole words) is the
baseline.

Speed is CPU time of one process (a busy machine slows the clock on the wall more), on the development texts:
each round annotates all of them anew, the median round counts. A page is a text of 2,500 to 4,000 characters.
"""

import re
import statistics
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analyzer.documents import read_in_process
from analyzer.language import Annotations, Annotator, SkillBase
from analyzer.language.audit import form_key
from analyzer.parsing import outline
from analyzer.records import Document, Outline, Source
from analyzer.resources import read_yaml

TODAY = "2026-11"
#: Rounds of the measure of speed, and the length of a one-page resume in characters.
ROUNDS = 5
PAGE = range(2500, 4001)
#: The split by person that the labels ask for.
TEST = {f"p{number:02d}" for number in (*range(21, 31), *range(67, 87))}


@dataclass
class Count:
    """Sums over resumes."""

    right: int = 0
    found: int = 0
    hit: int = 0
    true: int = 0
    exact: int = 0
    near: int = 0
    hedge: int = 0
    recalls: list[float] = field(default_factory=list)
    precisions: list[float] = field(default_factory=list)

    def row(self, name: str) -> str:
        """One line of the table."""
        graded = max(1, self.hit)
        return (
            f"| {name} | {len(self.recalls)} | {self.right / max(1, self.found):.3f} | "
            f"{self.hit / max(1, self.true):.3f} | "
            f"{_mean(self.precisions):.3f} | {_mean(self.recalls):.3f} | "
            f"{self.exact / graded:.3f} | {self.near / graded:.3f} | {self.hedge / graded:.3f} |"
        )


def _mean(values: list[float]) -> float:
    return sum(values) / max(1, len(values))


def plain(name: str) -> str:
    """A name without regard to case, hyphens, plural and British or American spelling."""
    return " ".join(form_key(name))


class Names:
    """The mapping between our names and those of the truth."""

    def __init__(self, terms: dict[str, Any], base: SkillBase) -> None:
        self.bundle: dict[str, str] = {}
        for competency in terms["competencies"]:
            for skill in competency["skills"]:
                for form in (skill["name"], *map(str, skill.get("aliases", ()))):
                    self.bundle.setdefault(plain(form), skill["name"])
        for competency in terms["competencies"]:
            for skill in competency["skills"]:
                self.bundle[plain(skill["name"])] = skill["name"]
        self.base = base
        self.names = {plain(record.name): record.id for record in base.skills.values()}

    def truths(self, skill_id: str) -> set[str]:
        """Every plain name under which the truth may hold this skill."""
        record = self.base[skill_id]
        forms = [record.name, *(alias.text for alias in record.aliases)]
        own = {form for form in map(plain, forms) if self.names.get(form, skill_id) == skill_id}
        bundle = self.of_terms(skill_id)
        return own | ({plain(bundle)} if bundle else set())

    def of_terms(self, skill_id: str) -> str | None:
        """The skill of `terms.yaml` that covers this one, if any."""
        record = self.base[skill_id]
        forms = (plain(record.name), *(plain(alias.text) for alias in record.aliases))
        return next((self.bundle[form] for form in forms if form in self.bundle), None)


def score(
    count: Count, truth: list[dict[str, Any]], found: dict[str, tuple[str, bool]], names: Names, *, all_: bool
) -> None:
    """Add one resume. `found` gives strength and hedge of each skill id."""
    wanted = {plain(one["skill"]): one for one in truth}
    scored = {name: one for name, one in wanted.items() if all_ or one["in_terms"]}
    maps = {skill_id: names.truths(skill_id) & wanted.keys() for skill_id in found}
    kept = [skill_id for skill_id in found if all_ or names.of_terms(skill_id)]
    right = sum(bool(maps[skill_id]) for skill_id in kept)
    hit = 0
    for name, one in scored.items():
        matches = [found[skill_id] for skill_id, hits in maps.items() if name in hits]
        if not matches:
            continue
        hit += 1
        strength, hedged = max(matches, key=lambda match: (match[0], not match[1]))
        gap = abs(int(strength[1]) - int(one["evidence"][1]))
        count.exact += gap == 0
        count.near += gap <= 1
        count.hedge += hedged == one["hedged"]
    count.right += right
    count.found += len(kept)
    count.hit += hit
    count.true += len(scored)
    count.precisions.append(right / max(1, len(kept)))
    count.recalls.append(hit / max(1, len(scored)))


def people(data: Path) -> Iterator[tuple[str, dict[str, Any], bytes]]:
    """(id, truth, text) of every labelled resume."""
    for path in sorted((data / "devset").glob("p*.yaml")):
        yield path.stem, read_yaml(path), (data / "devset" / "txt" / f"{path.stem}.txt").read_bytes()


def annotate(annotator: Annotator, name: str, text: bytes) -> Annotations:
    """The whole chain for one text."""
    document = read_in_process(Source(f"{name}.txt", text))
    return annotator.annotate(document, outline(document, today=TODAY), today=TODAY)


def certificates(annotations: Annotations, truth: dict[str, Any]) -> tuple[int, int]:
    """(certificates with the right status, certificates)."""
    listed = truth.get("certifications") or []
    text = {one.text.strip(): one.status for one in annotations.certifications}
    right = sum(
        any(
            (line in cert["as_written"] or cert["as_written"] in line) and status == cert["status"]
            for line, status in text.items()
        )
        for cert in listed
        if cert.get("status")
    )
    return right, sum(bool(cert.get("status")) for cert in listed)


def hand_checked(
    name: str, truth: list[dict[str, Any]], found: Iterable[str], names: Names
) -> tuple[int, int]:
    """(right, found) of one resume that was read by hand; (0, 0) of any other."""
    judged = read_yaml(Path(__file__).with_name("skills_judged.yaml")).get(name)
    if judged is None:
        return 0, 0
    wanted = {plain(one["skill"]) for one in truth}
    rights = [one in judged["right"] or bool(names.truths(one) & wanted) for one in found]
    return sum(rights), len(rights)


def gazetteer(terms: dict[str, Any]) -> tuple[re.Pattern[str], dict[str, str]]:
    """Every form of `terms.yaml` as one pattern, longest first."""
    forms = {
        str(form).lower(): skill["name"]
        for competency in terms["competencies"]
        for skill in competency["skills"]
        for form in (skill["name"], *skill.get("aliases", ()))
    }
    ordered = sorted(forms, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)", re.IGNORECASE), forms


def speed(annotator: Annotator, texts: Sequence[tuple[Document, Outline]]) -> str:
    """MB of text for each second of CPU time, and milliseconds for a page, in the median round."""
    rounds = []
    pages = []
    for _ in range(ROUNDS):
        whole = 0.0
        for document, outlined in texts:
            started = time.process_time()
            annotator.annotate(document, outlined, today=TODAY)
            spent = time.process_time() - started
            whole += spent
            if len(document.text) in PAGE:
                pages.append(spent)
        rounds.append(whole)
    size = sum(len(document.text.encode()) for document, _ in texts) / 1e6
    return f"{size / statistics.median(rounds):.2f} MB/s; {1000 * statistics.median(pages):.1f} ms for a page"


def main(data: Path) -> None:
    """Print the tables."""
    terms = read_yaml(data / "domain" / "terms.yaml")
    started = time.process_time()
    annotator = Annotator()
    annotator.find_skills("warm")
    built = time.process_time() - started
    names = Names(terms, annotator.skills)
    pattern, forms = gazetteer(terms)
    counts: dict[str, Count] = {}
    status = {"dev": [0, 0], "test": [0, 0]}
    texts: list[tuple[Document, Outline]] = []
    checked = [0, 0]
    for name, truth, text in people(data):
        part = "test" if name in TEST else "dev"
        document = read_in_process(Source(f"{name}.txt", text))
        outlined = outline(document, today=TODAY)
        annotations = annotator.annotate(document, outlined, today=TODAY)
        if part == "dev":
            texts.append((document, outlined))
        found = {skill.id: (skill.strength, skill.hedged) for skill in annotations.skills}
        words = {forms[hit.group().lower()] for hit in pattern.finditer(document.text)}
        literal = {names.names[plain(one)]: ("E3", False) for one in words if plain(one) in names.names}
        labels = truth["truth"]["skills"]
        for all_ in (False, True):
            rows = "all" if all_ else "terms"
            score(counts.setdefault(f"{part} {rows}", Count()), labels, found, names, all_=all_)
            score(counts.setdefault(f"{part} {rows} gazetteer", Count()), labels, literal, names, all_=all_)
        for index, number in enumerate(hand_checked(name, labels, found, names)):
            checked[index] += number
        right, listed = certificates(annotations, truth)
        status[part][0] += right
        status[part][1] += listed
    print(
        "| part | resumes | precision | recall | P per resume | R per resume "
        "| strength | within one | hedged |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for name in sorted(counts):
        print(counts[name].row(name))
    for part, (right, listed) in status.items():
        print(f"\ncertification status {part}: {right} of {listed} ({right / max(1, listed):.3f})")
    print(f"\nhand-checked dev: {checked[0]} of {checked[1]} ({checked[0] / max(1, checked[1]):.3f})")
    print(f"\npipeline built in {built:.2f} s; {speed(annotator, texts)} (CPU time)")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
