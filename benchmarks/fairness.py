"""Other names, pronouns, places, schools, employers and ages put into resumes: the score may not move at all.

    python -m benchmarks.fairness [DATA] [--errors] [--part q] [--job FILE]

Every swap of `analyzer.fairness` for the people of `benchmarks/people/`, typed by five hands in unusual
styles, as `aipm audit` does it: the resume with the swap in it is read, understood and scored from the start.
DATA is not used. The table counts swaps by kind, places where words changed, and swaps after which the score
was another; `--errors` lists those.

What was put in is looked for as the parser found it, and in a second table as the truth beside each resume
says it: a name that the parser has missed is swapped there too. *Read otherwise* counts, of the swaps that
moved the score, those after which the parser saw other jobs: titles, dates, lines. The rest would be a name
that counts.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from analyzer.blind import Identity, identity
from analyzer.blind.records import NAME, Word
from analyzer.errors import AipmError
from analyzer.fairness import Swap, counterfactuals
from analyzer.records import Document, Job, Match, Source
from analyzer.service import DEFAULT_ROLE, Analyzer
from benchmarks.blind import PEOPLE, TODAY

#: What stands in the tables beside the swaps that `analyzer.fairness` makes.
KINDS = ("name", "pronouns", "address", "school", "employer", "age")


@dataclass
class Tally:
    """Swaps by kind: how many, places changed, how many moved the score and the largest change in points."""

    swaps: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    moved: Counter[str] = field(default_factory=Counter)
    reread: Counter[str] = field(default_factory=Counter)
    largest: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    people: int = 0
    unscored: int = 0
    errors: list[str] = field(default_factory=list)

    def add(self, called: str, swaps: Sequence[tuple[Swap, bool]]) -> None:
        """Count the swaps of one person, each with whether the jobs were read otherwise."""
        self.people += 1
        self.unscored += swaps[0][0].before is None if swaps else 0
        for one, reread in swaps:
            self.swaps[one.kind] += 1
            self.places[one.kind] += one.places
            if one.change != 0:
                self.moved[one.kind] += 1
                self.reread[one.kind] += reread
                self.largest[one.kind] = max(self.largest[one.kind], abs(one.change or 100.0))
                why = "jobs read otherwise" if reread else "jobs read alike"
                self.errors.append(f"{called}: {one.kind}, {one.put_in}: {one.before} to {one.after}, {why}")


def as_told(truth: dict[str, Any], found: Identity) -> Identity:
    """The identity by the truth beside a resume instead of what the parser read."""
    return Identity(found.spans, tuple(_words(truth)))


def _words(truth: dict[str, Any]) -> Iterator[Word]:
    name = str(truth["contact"]["name"]).split(",")[0]
    yield Word(name, "name", NAME)
    yield from (Word(part, "name", NAME, exact=True) for part in name.split() if len(part) > 2)
    if place := str(truth["contact"].get("location") or "").strip():
        yield Word(place, "address", "[place]")
    for kind, key, named in (
        ("school", "education", "institution"),
        ("employer", "positions", "organization"),
    ):
        names = dict.fromkeys(str(one.get(named) or "").strip() for one in truth.get(key) or ())
        for number, one in enumerate((one for one in names if one), start=1):
            yield Word(one, kind, f"[{kind} {number}]", exact=True)


def sweep(
    analyzer: Analyzer, job: Job, part: str | None, *, told: bool = False
) -> Iterator[tuple[str, list[tuple[Swap, bool]]]]:
    """Every person with their swaps, and whether each was read otherwise. Who cannot be read has none."""
    for path in sorted(PEOPLE.glob(f"{part or ''}*.txt")):
        truth = yaml.safe_load(path.with_suffix(".yaml").read_text(encoding="utf-8"))
        profile, _ = analyzer.profile([Source(path.name, path.read_bytes())])
        who = identity(analyzer.as_report(profile))

        scored: list[tuple[Document, ...]] = []

        def score(documents: tuple[Document, ...], scored: list[tuple[Document, ...]] = scored) -> Match:
            scored.append(documents)
            return analyzer.match_documents(documents, job)

        try:
            swaps = counterfactuals(profile.documents, as_told(truth, who) if told else who, score)
        except AipmError as error:
            print(f"{path.stem}: {error}")
            continue
        yield (
            path.stem,
            [
                (one, one.change != 0 and _jobs(analyzer, after) != _jobs(analyzer, scored[0]))
                for one, after in zip(swaps, scored[1:], strict=True)
            ],
        )


def _jobs(analyzer: Analyzer, documents: tuple[Document, ...]) -> list[tuple[object, ...]]:
    """The jobs as they are read, without the names that a swap may change."""
    profile, _ = analyzer.understood(documents)
    lines = [len(one) for one in (profile.positions, profile.education, profile.achievements)]
    return [(one.start, one.end, len(one.bullets)) for one in profile.positions] + [tuple(lines)]


def print_table(tally: Tally) -> None:
    """One row a kind."""
    print(f"{tally.people} people, {tally.unscored} of them without a score.\n")
    print("| swapped | swaps | places changed | score moved | of these read otherwise | largest change |")
    print("|---|---:|---:|---:|---:|---:|")
    for kind in KINDS:
        row = (
            tally.swaps[kind],
            tally.places[kind],
            tally.moved[kind],
            tally.reread[kind],
            f"{tally.largest[kind]:.1f}",
        )
        print(f"| {kind} | {' | '.join(map(str, row))} |")
    sums = (tally.swaps, tally.places, tally.moved, tally.reread)
    print(f"| all | {' | '.join(str(one.total()) for one in sums)} | |\n")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, nargs="?")
    parser.add_argument("--part", help="only people whose number begins so")
    parser.add_argument("--job", type=Path, help="a job ad instead of the role")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    with Analyzer(today=TODAY) as analyzer:
        ads = [Source(options.job.name, options.job.read_bytes())] if options.job else []
        (job,) = analyzer.jobs([] if ads else [DEFAULT_ROLE], ads)
        for told in (False, True):
            tally = Tally()
            for called, swaps in sweep(analyzer, job, options.part, told=told):
                tally.add(called, swaps)
            print("As the truth says it:\n" if told else "As the parser found it:\n")
            print_table(tally)
            if options.errors:
                print("\n".join(tally.errors), flush=True)


if __name__ == "__main__":
    main()
