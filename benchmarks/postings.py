"""Job ads read into requirements, against labelled rows: the 34 ads of DATA, or those of `benchmarks/ads/`.

    python -m benchmarks.postings [DATA] [--show AD ...]

Without DATA the ads of authors who do not know the parser are read: u and v have been looked at, w is kept
back.

A found line and a labelled row are the same item when they share at least half of the shorter one; each line
and each row is used once, the largest share of common characters first. "Covered" counts rows of which half
the characters lie in any found line, so a row that shares its line with another is covered, not found.
Baseline: every line with a bullet is a requirement, and all are required.
"""

import argparse
import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from analyzer.errors import BadJob
from analyzer.language import Annotator
from analyzer.language.knowledge import load_skills
from analyzer.market import read_job
from analyzer.records import Job, Requirement
from analyzer.resources import read_yaml

TEST_ADS = frozenset(f"a{number}" for number in (*range(14, 19), *range(29, 35)))
#: Ads by authors who do not know the parser; one set for each, told apart by the first letter.
MANY_HANDS = Path(__file__).parent / "ads"
#: Sets of which only totals may be printed.
KEPT_BACK = frozenset({"y (kept back)"})
SHARED_ENOUGH = 0.5
#: The labels have no family for a delivery manager and file it under project managers.
SAME_FAMILY = {"delivery_manager": "ai_project_manager"}
_BULLET = re.compile(r"^[ \t]*(?:[-*+•▪✔]|\d+[.)])[ \t]+(.+?)[ \t.]*$", re.MULTILINE)

Span = tuple[int, int]


@dataclass(frozen=True)
class Ad:
    """A labelled ad: number as in requirements.csv, file text and its labels."""

    id: str
    text: str
    labels: Any

    @property
    def rows(self) -> list[Any]:
        """The labelled requirements, in the order of their numbers."""
        return list(self.labels["requirements"])


def load_ads(data: Path) -> list[Ad]:
    """All labelled ads; the ten role descriptions are a01 to a10."""
    roles = sorted((data / "domain" / "roles").glob("*.md"))
    numbers = {path.name: f"a{number:02d}" for number, path in enumerate(roles, start=1)}
    ads = []
    for name in ("truth.yaml", "truth2.yaml"):
        for labels in read_yaml(data / "devset" / "ads" / name)["ads"]:
            file = Path(labels["file"]).name
            path = data / "domain" / "roles" / file if file in numbers else data / "devset" / "ads" / file
            ads.append(Ad(numbers.get(file, labels["id"]), path.read_text(encoding="utf-8"), labels))
    return sorted(ads, key=lambda ad: ad.id)


def load_ads_by_many() -> list[Ad]:
    """The ads of `benchmarks/ads/`, a set for each author."""
    return [
        Ad(labels["id"], (MANY_HANDS / f"{labels['id']}.txt").read_text(encoding="utf-8"), labels)
        for path in sorted(MANY_HANDS.glob("truth_*.yaml"))
        for labels in read_yaml(path)["ads"]
    ]


def part_of(ad: Ad) -> str:
    """The name of the set an ad belongs to."""
    if ad.id[0] in "uvwy":
        return {"y": "y (kept back)"}.get(ad.id[0], ad.id[0])
    return "second half" if ad.id in TEST_ADS else "first half"


def align(job: Job, rows: Sequence[Any]) -> tuple[tuple[int, int], ...]:
    """Pairs (number of the row, number of the requirement), each used once; rows count from 0."""
    return match_spans(
        [locate(job.text, row["text"]) for row in rows], [(r.start, r.end) for r in job.requirements]
    )


def match_spans(rows: Sequence[Span], found: Sequence[Span]) -> tuple[tuple[int, int], ...]:
    """One-to-one pairs of spans that share half of the shorter one, the best common share first."""
    candidates = []
    for a, row in enumerate(rows):
        for b, span in enumerate(found):
            common = min(row[1], span[1]) - max(row[0], span[0])
            shorter = min(row[1] - row[0], span[1] - span[0])
            if shorter > 0 and common >= SHARED_ENOUGH * shorter:
                union = max(row[1], span[1]) - min(row[0], span[0])
                candidates.append((-common / union, a, b))
    pairs: list[tuple[int, int]] = []
    used_rows: set[int] = set()
    used_found: set[int] = set()
    for _, a, b in sorted(candidates):
        if a not in used_rows and b not in used_found:
            pairs.append((a, b))
            used_rows.add(a)
            used_found.add(b)
    return tuple(sorted(pairs))


def locate(text: str, quote: str) -> Span:
    """Where a labelled quote stands; (0, 0) when it does not."""
    start = text.find(quote)
    if start < 0:  # quoted as printed in an ad that was saved as HTML
        quote = unescape(quote)
        start = text.find(quote)
    return (start, start + len(quote)) if start >= 0 else (0, 0)


@dataclass
class Tally:
    """Counts over ads."""

    rows: int = 0
    found: int = 0
    paired: int = 0
    covered: int = 0
    traps: int = 0
    trapped: int = 0
    importance: int = 0
    skill_rows: int = 0
    skills_true: int = 0
    skills_found: int = 0
    skills_both: int = 0
    skills_near_true: int = 0
    skills_near_found: int = 0
    years_rows: int = 0
    years_right: int = 0
    years_false: int = 0
    knockout_rows: int = 0
    knockout_right: int = 0
    knockout_said: int = 0
    choice_rows: int = 0
    choice_right: int = 0
    ads: int = 0
    title: int = 0
    family: int = 0
    seniority: int = 0
    min_years: int = 0
    seconds: list[float] = field(default_factory=list)


def skill_ids() -> Callable[[str], str | None]:
    """Labelled skill name -> canonical id, by name or alias; None when the knowledge base lacks it."""
    table: dict[str, str] = {}
    for skill in load_skills().skills.values():
        for alias in skill.aliases:
            table.setdefault(alias.text.casefold(), skill.id)
    for skill in load_skills().skills.values():
        table[skill.name.casefold()] = skill.id
    return lambda name: table.get(name.casefold())


@cache
def akin(one: str, other: str) -> bool:
    """Whether two skills are the same or kin in the knowledge base.

    Kin are a skill and what it implies or stands under, and the products and exams of one group. Labels often
    name the broader of two: "risk register" for a RAID log, "Jira" for Jira Align.
    """
    known = load_skills().skills
    if one == other:
        return True
    if one not in known or other not in known:
        return False
    above = [{*load_skills().implied(skill), *known[skill].broader} for skill in (one, other)]
    same_group = known[one].group != "" and known[one].group == known[other].group
    return other in above[0] or one in above[1] or same_group


def count(tally: Tally, job: Job, ad: Ad, to_id: Callable[[str], str | None]) -> None:
    """Add one ad to the counts."""
    pairs = align(job, ad.rows)
    count_items(tally, job.text, [(r.start, r.end) for r in job.requirements], ad, pairs)
    for a, b in pairs:
        count_pair(tally, ad.rows[a], job.requirements[b], to_id)
    tally.ads += 1
    tally.title += fuzz.ratio(job.title.casefold(), unescape(ad.labels["title"]).casefold()) >= 90
    tally.family += SAME_FAMILY.get(job.family, job.family) == ad.labels["family"]
    tally.seniority += job.seniority == ad.labels["seniority"]
    tally.min_years += (job.min_years or 0) == (ad.labels["min_years"] or 0)


def count_items(
    tally: Tally, text: str, found: Sequence[Span], ad: Ad, pairs: Sequence[tuple[int, int]]
) -> None:
    """Add found lines and labelled rows to the counts."""
    rows = [locate(text, row["text"]) for row in ad.rows]
    tally.rows += len(rows)
    tally.found += len(found)
    tally.paired += len(pairs)
    tally.covered += sum(is_covered(row, found) for row in rows)
    traps = [locate(text, trap["text"]) for trap in ad.labels.get("not_requirements", [])]
    tally.traps += len(traps)
    tally.trapped += sum(is_covered(trap, found) for trap in traps)


def is_covered(row: Span, found: Iterable[Span]) -> bool:
    """Whether half the characters of a slice lie in found lines."""
    common = sum(max(0, min(row[1], span[1]) - max(row[0], span[0])) for span in found)
    return row[1] > row[0] and common >= SHARED_ENOUGH * (row[1] - row[0])


def count_pair(tally: Tally, row: Any, found: Requirement, to_id: Callable[[str], str | None]) -> None:
    """Add what one paired line says to the counts."""
    tally.importance += found.importance == row["importance"]
    true = {one for one in map(to_id, row["skills"]) if one}
    tally.skill_rows += 1
    tally.skills_true += len(true)
    tally.skills_found += len(found.skills)
    tally.skills_both += len(true & set(found.skills))
    tally.skills_near_true += sum(any(akin(one, other) for other in found.skills) for one in true)
    tally.skills_near_found += sum(any(akin(one, other) for other in true) for one in found.skills)
    if "min_years" in row:
        tally.years_rows += 1
        tally.years_right += found.min_years == row["min_years"]
    else:
        tally.years_false += found.min_years is not None
    tally.knockout_rows += bool(row.get("knockout"))
    tally.knockout_said += found.knockout
    tally.knockout_right += bool(row.get("knockout")) and found.knockout
    if len(true) > 1 and len(found.skills) > 1:
        alternatives = {to_id(name) for name in row.get("alternatives", ())}
        tally.choice_rows += 1
        tally.choice_right += found.any_of == (len(alternatives & true) > 1)


def ratio(part: float, whole: float) -> str:
    """`part / whole` with two digits, a dash when there is nothing."""
    return f"{part / whole:.2f}" if whole else "–"


def table(tallies: dict[str, Tally]) -> str:
    """All figures as one Markdown table, a column for each set of ads."""
    rows: list[tuple[str, Callable[[Tally], str]]] = [
        ("ads / rows / lines found", lambda t: f"{t.ads} / {t.rows} / {t.found}"),
        ("items: precision", lambda t: ratio(t.paired, t.found)),
        ("items: recall", lambda t: ratio(t.paired, t.rows)),
        ("items: F1", lambda t: ratio(2 * t.paired, t.found + t.rows)),
        ("rows covered", lambda t: ratio(t.covered, t.rows)),
        ("traps taken", lambda t: f"{t.trapped} of {t.traps}"),
        ("importance right (paired)", lambda t: ratio(t.importance, t.paired)),
        ("skills: precision (paired)", lambda t: ratio(t.skills_both, t.skills_found)),
        ("skills: recall (paired)", lambda t: ratio(t.skills_both, t.skills_true)),
        (
            "the same, kin counted: precision / recall",
            lambda t: (
                f"{ratio(t.skills_near_found, t.skills_found)} / {ratio(t.skills_near_true, t.skills_true)}"
            ),
        ),
        ("years of a row right", lambda t: f"{t.years_right} of {t.years_rows}, {t.years_false} false"),
        ("knock-outs", lambda t: f"{t.knockout_right} of {t.knockout_rows}, {t.knockout_said} said"),
        ("one-of or all-of right", lambda t: f"{t.choice_right} of {t.choice_rows}"),
        ("title", lambda t: ratio(t.title, t.ads)),
        ("family", lambda t: ratio(t.family, t.ads)),
        ("seniority", lambda t: ratio(t.seniority, t.ads)),
        ("minimum years", lambda t: ratio(t.min_years, t.ads)),
        (
            "CPU ms per ad, without skills",
            lambda t: f"{1000 * sum(t.seconds) / len(t.seconds):.1f}" if t.seconds else "–",
        ),
    ]
    head = f"| | {' | '.join(tallies)} |\n|---|{'---|' * len(tallies)}"
    body = [f"| {name} | {' | '.join(value(t) for t in tallies.values())} |" for name, value in rows]
    return "\n".join([head, *body])


def baseline(ad: Ad) -> list[Span]:
    """Every line with a bullet."""
    return [match.span(1) for match in _BULLET.finditer(ad.text)]


def show(job: Job, ad: Ad) -> None:
    """One ad with what was found, what was missed and what was too much."""
    pairs = align(job, ad.rows)
    rows, lines = {a for a, _ in pairs}, {b for _, b in pairs}
    print(
        f"\n### {ad.id} {job.title}: {job.family} {job.seniority} {job.ladder} "
        f"{job.min_years}-{job.max_years}"
    )
    print(
        "labelled", *(ad.labels.get(key) for key in ("title", "family", "seniority", "min_years")), *job.notes
    )
    for a, b in pairs:
        row, line = ad.rows[a], job.requirements[b]
        wrong = (
            [] if line.importance == row["importance"] else [f"{line.importance}, not {row['importance']}"]
        )
        if row.get("min_years") != line.min_years:
            wrong.append(f"years {line.min_years}, not {row.get('min_years')}")
        if bool(row.get("knockout")) != line.knockout:
            wrong.append(f"knockout {line.knockout}")
        print(f"  = {line.text!r} {line.skills} {'any' if line.any_of else ''} {wrong or ''}")
    for a, row in enumerate(ad.rows):
        if a not in rows:
            print(f"  - missed {row['importance']}: {row['text']!r}")
    for b, line in enumerate(job.requirements):
        if b not in lines:
            print(f"  + extra {line.importance}{'' if line.scored else ' unscored'}: {line.text!r}")
    for trap in ad.labels.get("not_requirements", []):
        if is_covered(locate(job.text, trap["text"]), [(r.start, r.end) for r in job.requirements]):
            print(f"  ! trap {trap['text']!r}")


def federal(data: Path, annotator: Annotator) -> None:
    """What is found in the federal postings, which have no labels."""
    folder = data / "data" / "job_postings" / "18f_positions" / "_positions"
    print(
        "\n| federal posting | title | family | required | preferred | duties | not scored |"
        "\n|---|---|---|---|---|---|---|"
    )
    for path in sorted(folder.glob("*.md")):
        try:
            job = read_job(
                path.read_text(encoding="utf-8"), id=path.stem, source=path.name, annotator=annotator
            )
        except BadJob as error:
            print(f"| {path.stem} | {error} | | | | | |")
            continue
        kinds = [requirement.importance for requirement in job.requirements]
        counts = " | ".join(str(kinds.count(kind)) for kind in ("required", "preferred", "responsibility"))
        print(
            f"| {path.stem} | {job.title} | {job.family} | {counts} | "
            f"{sum(not requirement.scored for requirement in job.requirements)} |"
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "data", type=Path, nargs="?", help="the folder of the 34 ads; left out: benchmarks/ads"
    )
    parser.add_argument("--show", nargs="*", default=[], help="ads of the development part to print in full")
    options = parser.parse_args()
    annotator = Annotator()
    read_job("Project manager\nDuties\n- Run the plan", id="first", source="first")  # loads the word lists
    ads = load_ads(options.data) if options.data else load_ads_by_many()
    print(table(tallies_of(ads, annotator, options.show)))
    if options.data:
        federal(options.data, annotator)


def tallies_of(ads: Sequence[Ad], annotator: Annotator, shown: Sequence[str]) -> dict[str, Tally]:
    """Counts for each set of ads, ours and then the baseline's; ads to show are printed as they come."""
    names = dict.fromkeys(map(part_of, ads))
    tallies = {name: Tally() for name in (*names, *(f"baseline {name}" for name in names))}
    to_id = skill_ids()
    for ad in ads:
        part = part_of(ad)
        began = time.process_time()
        try:
            job = read_job(ad.text, id=ad.id, source=ad.id)
        except BadJob:
            job = Job(
                id=ad.id,
                title="",
                source=ad.id,
                text=ad.text,
                family="",
                seniority="",
                min_years=None,
                max_years=None,
                requirements=(),
            )  # refused: nothing found, all wrong
        else:
            tallies[part].seconds.append(time.process_time() - began)
            job = read_job(ad.text, id=ad.id, source=ad.id, annotator=annotator)
        count(tallies[part], job, ad, to_id)
        count_baseline(tallies[f"baseline {part}"], ad)
        if part not in KEPT_BACK and (ad.id in shown or "all" in shown):
            show(job, ad)
    return tallies


def count_baseline(tally: Tally, ad: Ad) -> None:
    """Add what the baseline finds in one ad."""
    found = baseline(ad)
    pairs = match_spans([locate(ad.text, row["text"]) for row in ad.rows], found)
    count_items(tally, ad.text, found, ad, pairs)
    tally.ads += 1
    tally.importance += sum(ad.rows[a]["importance"] == "required" for a, _ in pairs)


if __name__ == "__main__":
    main()
