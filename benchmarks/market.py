"""The job market: duplicates, what is read of ads, pre-selection, and scale.

    python -m benchmarks.market DATA [--postings N] [--people N] [--workers N] [--keep FOLDER]

Postings are made by recombination of the development ads and the snapshot (`made_postings`). Duplicates are
made from the development ads: edited, posted elsewhere, cut short, in another order; pairs of different ads
are the ones that must not be merged. The test ads are read for family, level and years only, as totals.
"""

import argparse
import random
import re
import resource
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from functools import cache
from itertools import islice
from pathlib import Path
from typing import cast

import numpy as np
from sqlalchemy.engine import make_url

from analyzer.errors import BadJob
from analyzer.jobmarket import JobMarket, Market
from analyzer.market import read_job
from analyzer.market.demand import readable, shares
from analyzer.market.duplicates import Known, Sketch, sketch
from analyzer.market.facts import facts_of, skill_name
from analyzer.matching.ranking import answer_all, likely_best, stand
from analyzer.matching.seeker import seeker
from analyzer.records import Job, Profile, Source
from analyzer.service import Analyzer
from analyzer.store import Database
from benchmarks.made_postings import lines_of, write_table
from benchmarks.postings import SAME_FAMILY, TEST_ADS, Ad, load_ads, load_ads_by_many

#: Development resumes of the set.
PEOPLE = tuple(f"p{number:02d}" for number in (*range(1, 21), *range(31, 67)))
TODAY = "2026-11"
BEST = 50


# --- duplicates --------------------------------------------------------------------------------------


def _edited(text: str, rng: random.Random) -> str:
    kept = [line for line in text.split("\n") if rng.random() > 0.06]
    words = " \n ".join(kept).split(" ")
    return " ".join(
        rng.choice(("team", "new", "delivery", "")) if rng.random() < 0.06 else word for word in words
    )


def _elsewhere(text: str, rng: random.Random) -> str:
    return f"New listing {rng.randint(1, 999)}! Apply with our partner.\n{text}\nWe welcome all who apply.\n"


def _cut(text: str, rng: random.Random) -> str:
    words = text.split(" ")
    return " ".join(words[: int(len(words) * rng.uniform(0.35, 0.8))])


def _turned(text: str, rng: random.Random) -> str:
    parts = re.split(r"\n\n+", text)
    rng.shuffle(parts)
    return "\n\n".join(parts)


CHANGES: dict[str, Callable[[str, random.Random], str]] = {
    "edited (6 % of words, 6 % of lines)": _edited,
    "posted elsewhere": _elsewhere,
    "cut to 35-80 %": _cut,
    "parts in another order": _turned,
    "edited and cut": lambda text, rng: _cut(_edited(text, rng), rng),
    "posted elsewhere and cut": lambda text, rng: _cut(_elsewhere(text, rng), rng),
}


def one_firm(jobs: Sequence[Job], kept: float, rng: random.Random) -> list[tuple[str, str]]:
    """Pairs of different ads of one firm: all words about the firm are the same, and `kept` of the demands.

    The other demands are drawn from all other ads, so that the second ad repeats none of them.
    """
    pairs = []
    for job in jobs:
        asked = sorted(job.requirements, key=lambda one: one.start)
        others = [line.text for other in jobs if other is not job for line in other.requirements]
        told, at = [], 0
        for line in asked:
            told += [job.text[at : line.start], line.text if rng.random() < kept else rng.choice(others)]
            at = line.end
        pairs.append((job.text, "".join([*told, job.text[at:]])))
    return pairs


@cache
def _drawn(text: str) -> Sketch:
    """The sketch of an ad, made as an import makes it."""
    try:
        job = read_job(text, id="ad", source="ad")
    except BadJob:
        return sketch(text)
    return sketch(text, demands=[one.text for one in job.requirements])


def hard_negatives(jobs: Sequence[Job], rounds: int = 10) -> tuple[int, int]:
    """Rows of the table for ads of one firm from one template: how many were merged, and of how many."""
    rng = random.Random(7)  # noqa: S311
    wrong = total = 0
    for name, kept in (("all demands differ", 0.0), ("a fifth of the demands shared", 0.2)):
        merged_ = 0
        for _ in range(rounds):
            for first, second in one_firm(jobs, kept, rng):
                known = Known()
                known.add(1, _drawn(first))
                merged_ += known.same_as(_drawn(second)) is not None
        print(f"| two jobs of one firm, one template: {name} | of {rounds * len(jobs)} pairs | {merged_} |")
        wrong, total = wrong + merged_, total + rounds * len(jobs)
    return wrong, total


def duplicates(jobs: Sequence[Job], rounds: int = 10) -> None:
    """Recall for each kind of change, and precision over all of them and all pairs of different ads."""
    texts = [job.text for job in jobs]
    rng = random.Random(6)  # noqa: S311
    known = Known()
    for number, text in enumerate(texts):
        known.add(number, _drawn(text))
    print("| duplicates | found | wrongly merged |\n|---|---|---|")
    right = wrong = total = 0
    for name, change in CHANGES.items():
        found = [known.same_as(_drawn(change(text, rng))) for _ in range(rounds) for text in texts]
        truth = [number for _ in range(rounds) for number in range(len(texts))]
        hits = sum(one == other for one, other in zip(found, truth, strict=True))
        errors = sum(one not in (None, other) for one, other in zip(found, truth, strict=True))
        print(f"| {name} | {hits} of {len(truth)} ({hits / len(truth):.3f}) | {errors} |")
        right, wrong, total = right + hits, wrong + errors, total + len(truth)
    apart = 0
    alone = Known()
    for number, text in enumerate(texts):
        apart += alone.same_as(_drawn(text)) is not None
        alone.add(number, _drawn(text))
    print(f"| {len(texts)} different ads | – | {apart} |")
    apart += hard_negatives(jobs, rounds)[0]
    print(f"\nPrecision {right / max(1, right + wrong + apart):.3f}, recall {right / total:.3f}.\n")


# --- reading -----------------------------------------------------------------------------------------


def reading(ads: Iterable[Ad], analyzer: Analyzer) -> None:
    """Family, level and years of ads that were labelled by hand."""
    counts = {"dev": [0, 0, 0, 0], "test": [0, 0, 0, 0]}
    for ad in ads:
        job = read_job(ad.text, id=ad.id, source=ad.id, annotator=analyzer.annotator)
        right = counts["test" if ad.id in TEST_ADS else "dev"]
        right[0] += 1
        right[1] += SAME_FAMILY.get(job.family, job.family) == ad.labels["family"]
        right[2] += job.seniority == ad.labels["seniority"]
        right[3] += (job.min_years or 0) == (ad.labels["min_years"] or 0)
    counts["all"] = [one + other for one, other in zip(counts["dev"], counts["test"], strict=True)]
    print("| ads | family | level | years |\n|---|---|---|---|")
    for name, (n, *right) in counts.items():
        print(f"| {name} ({n}) | " + " | ".join(f"{one} ({one / n:.2f})" for one in right) + " |")
    print()


# --- demand ------------------------------------------------------------------------------------------

#: Skills whose name is one word that nothing else has, and that word.
WORDS = {
    "pmp": r"PMP", "python": r"Python", "sql": r"SQL", "jira": r"Jira", "confluence": r"Confluence",
    "databricks": r"Databricks", "power-bi": r"Power BI", "kubernetes": r"Kubernetes", "tableau": r"Tableau",
    "mlflow": r"MLflow", "iso-iec-42001": r"42001", "nist-ai-rmf": r"NIST AI (?:RMF|Risk)",
    "eu-ai-act": r"AI Act", "gdpr": r"GDPR", "snowflake": r"Snowflake", "safe": r"SAFe", "excel": r"Excel",
}  # fmt: skip


def counted(ads: Sequence[Ad], analyzer: Analyzer) -> None:
    """Shares of the demand page beside a count of the rows that people marked as required or preferred."""
    read = [read_job(ad.text, id=ad.id, source=ad.id, annotator=analyzer.annotator) for ad in ads]
    facts = [facts_of(job) for job in read]
    told = {one.id: one.count for kind in ("credential", "skill") for one in shares(facts, kind)}
    print(f"| of {len(ads)} ads, {len(readable(facts))} readable | by hand | demand |\n|---|---|---|")
    equal = apart = 0
    for skill, word in WORDS.items():
        said = re.compile(rf"(?<!\w){word}(?!\w)", re.IGNORECASE)
        by_hand = sum(
            any(said.search(row["text"]) for row in ad.rows if row["importance"] != "responsibility")
            for ad in ads
        )
        print(f"| {skill_name(skill)} | {by_hand} | {told.get(skill, 0)} |")
        equal, apart = equal + (by_hand == told.get(skill, 0)), apart + abs(by_hand - told.get(skill, 0))
    print(f"\nEqual for {equal} of {len(WORDS)} skills, {apart} ads apart in all.\n")


# --- scale -------------------------------------------------------------------------------------------


def _cpu() -> float:
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def _peak(workers: int) -> str:
    own, child = (
        resource.getrusage(who).ru_maxrss / 1000 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return f"{own:,.0f} MB, and {child:,.0f} MB for each of {workers} workers"


def _timed(name: str, do: Callable[[], object]) -> object:
    wall, cpu = time.perf_counter(), _cpu()
    found = do()
    print(f"| {name} | {time.perf_counter() - wall:,.1f} s | {_cpu() - cpu:,.1f} s |", flush=True)
    return found


def people_of(data: Path, analyzer: Analyzer) -> list[Profile]:
    """The development resumes as profiles."""
    found = []
    for name in PEOPLE:
        path = data / "devset" / "txt" / f"{name}.txt"
        found.append(analyzer.profile([Source(path.name, path.read_bytes())])[0])
    return found


def _endless(people: Sequence[Profile]) -> Iterator[Profile]:
    while True:
        yield from people


@cache
def _opened(address: str) -> Market:
    return JobMarket(Analyzer(today=TODAY), Database(make_url(address))).own


def _rank_some(address: str, people: Sequence[Profile]) -> float:
    """Rank people in a worker process, which opens the market once; the seconds of CPU that it took."""
    market = _opened(address)
    before = time.process_time()
    for profile in people:
        market.best(profile, limit=BEST)
    return time.process_time() - before


def scale(
    table: Path, address: str, analyzer: Analyzer, people: Sequence[Profile], asked: argparse.Namespace
) -> None:
    """Import, index, ranking of one and of many, and what the pre-selection loses."""
    door = JobMarket(analyzer, Database(make_url(address)))
    print(f"| {asked.postings:,} postings | wall | CPU |\n|---|---|---|")
    if not len(door.own):
        _timed(
            f"import and index, {asked.workers} workers",
            lambda: door.import_files([str(table)], workers=asked.workers),
        )
    print(f"\nPeak memory while importing: {_peak(asked.workers)}.\n\n| then | wall | CPU |\n|---|---|---|")
    market = cast(Market, _timed("open the market (facts and index)", lambda: door.own))
    times = []
    for profile in people[:20]:
        before = time.perf_counter()
        market.best(profile, limit=BEST)
        times.append(time.perf_counter() - before)
    full = []
    for profile in people[:20]:
        before = time.perf_counter()
        market.rank(profile, limit=25)
        full.append(time.perf_counter() - before)
    print(
        f"| one resume against all: the best {BEST}, median of 20 (worst) | "
        f"{np.median(times):.2f} s ({max(times):.2f}) | |"
    )
    print(
        "| the same with exact matches, gaps and the share cleared | "
        f"{np.median(full):.2f} s ({max(full):.2f}) | |"
    )
    more = list(islice(_endless(people), asked.people))
    parts = [more[at : at + 50] for at in range(0, len(more), 50)]
    with ProcessPoolExecutor(asked.workers) as pool:
        list(pool.map(_rank_some, [address] * asked.workers, [people[:1]] * asked.workers))
        before, spent = time.perf_counter(), sum(pool.map(_rank_some, [address] * len(parts), parts))
        print(
            f"| {asked.people:,} resumes against all, {asked.workers} processes | "
            f"{time.perf_counter() - before:,.1f} s | {spent:,.1f} s |",
            flush=True,
        )
    fresh = table.with_name("more.csv")
    write_table(fresh, 500, lines_of(_ads_of(analyzer, asked.data)), seed=99)
    _timed("500 postings more, index not rebuilt", lambda: door.import_files([str(fresh)], workers=1))
    _timed("open the market again", lambda: door.own)
    print(
        "\nPeak memory of the ranking process: "
        f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:,.0f} MB.\n"
    )
    _lost(door.own, people[:20])


def _lost(market: Market, people: Sequence[Profile]) -> None:
    """How many of the true best the pre-selection keeps, and how near array scores are to the matcher's."""
    segment = market._segment
    assert segment is not None
    every = np.arange(len(segment), dtype=np.int32)
    allowed = np.asarray(market._places >= 0)
    recalls, errors = [], []
    rng = random.Random(1)  # noqa: S311
    for profile in people:
        who = seeker(profile, market.matcher.weights)
        standing = stand(who, segment, market.matcher)
        true = answer_all(who, segment, standing, market.matcher, every).score
        true = np.where(allowed, true, -1)
        least = np.sort(true)[-BEST]
        kept = likely_best([standing], BEST, [allowed])[0]
        must = np.flatnonzero(true > least)
        found = np.isin(must, kept).sum() + min(BEST - len(must), int((true[kept] == least).sum()))
        recalls.append(found / BEST)
        rows = rng.sample(range(len(segment)), 40)
        jobs = market._jobs_of([int(segment.keys[row]) for row in rows])
        for row in rows:
            job = jobs.get(int(segment.keys[row]))
            if job is not None:
                errors.append(abs((market.matcher.match(profile, job).score or 0.0) - true[row]))
    print(
        f"Pre-selection, {len(people)} resumes: recall of the true best {BEST} of {len(segment):,}: mean "
        f"{np.mean(recalls):.4f}, worst {min(recalls):.2f}. Scores on arrays against the matcher, "
        f"{len(errors)} pairs: {np.mean(np.array(errors) <= 0.11):.4f} equal to a tenth, largest difference "
        f"{max(errors):.1f}.\n"
    )


@cache
def _ads_of(analyzer: Analyzer, data: Path) -> tuple[Job, ...]:
    ads = [ad for ad in load_ads(data) if ad.id not in TEST_ADS]
    return tuple(read_job(ad.text, id=ad.id, source=ad.id, annotator=analyzer.annotator) for ad in ads)


def main() -> None:
    """Print all tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--postings", type=int, default=100_000)
    parser.add_argument("--people", type=int, default=1_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument(
        "--keep", type=Path, help="a folder for the table and the database, used again when it is there"
    )
    asked = parser.parse_args()
    ads = load_ads(asked.data)
    with Analyzer(today=TODAY) as analyzer:
        duplicates(_ads_of(analyzer, asked.data))
        reading(ads, analyzer)
        counted(load_ads_by_many()[:30], analyzer)
        if not asked.postings:
            return
        people = people_of(asked.data, analyzer)
        with nullcontext(asked.keep) if asked.keep else tempfile.TemporaryDirectory() as folder:
            table = Path(folder) / "postings.csv"
            if not table.exists():
                write_table(table, asked.postings, lines_of(_ads_of(analyzer, asked.data)))
            print(f"The table has {table.stat().st_size / 1e6:,.0f} MB.\n")
            scale(table, f"sqlite:///{folder}/market.sqlite3", analyzer, people, asked)
            size = Path(folder, "market.sqlite3").stat().st_size
            print(f"The database has {size / 1e6:,.0f} MB.")


if __name__ == "__main__":
    main()
