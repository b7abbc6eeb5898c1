"""How quiet the advice is, how honest its gains are, and how long it takes.

    python -m benchmarks.advice DATA [--errors]

DATA holds `devset/` (resumes as text, ratings) and, when there, `resumes_pdf/` or `data/resumes_pdf/`. The
target is the AI project manager role.

*Gain honesty.* Each measured suggestion is acted on as a person would: its line is rewritten with the open
slots filled (a requirement without a line gets a new bullet in the latest job), the text is read and scored
from the start, and the real gain is put beside the promised one. A promise says "at least": it is kept when
the real gain is no smaller. What promises nothing can break no promise; what costs points stands beside.
"""

import argparse
import csv
import gc
import re
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz

from analyzer.advice import RULES, Case, Finding, advise
from analyzer.advice.editing import edited
from analyzer.advice.path import path_to_next_band
from analyzer.advice.roadmap import data, roadmap_for
from analyzer.advice.wording import flat, requirement_quote
from analyzer.errors import AipmError
from analyzer.language import load_skills
from analyzer.matching.lines import WORK
from analyzer.records import Edit, Job, Match, Profile, Source, Suggestion, biggest_gaps
from analyzer.service import DEFAULT_ROLE, Analyzer

TODAY = "2026-11"
DEV = {*range(1, 21), *range(31, 67)}
#: The ads of the test part, and the rules that say that something is missing or only named.
TEST_ADS = {*range(14, 19), *range(29, 35)}
LABELLED = ("fit/missing-requirement", "fit/unproven-requirement", "fit/open-gap")
#: The rating from which a resume is strong for a role. The ads a01 to a10 of `fit.csv` are our roles.
STRONG = 3.0
#: PDF files to look at: enough layouts to be typical, few enough to be quick.
PDFS = 40
#: What says that something is missing or only named; the rest asks a question and claims nothing.
CLAIMS = re.compile(r"found no line|shown in part|fewer years|found none|no line shows|not count as held")
#: Resumes typed by other hands than those of devset.
HANDS = Path(__file__).with_name("people")
#: From this likeness on two quotes of the ad are about the same requirement.
SAME_TEXT = 75

#: What a person might write into a slot. The rest gets `OTHER`.
FILLED = {
    "[What you did for]": "Planned and led",
    "[What you did on]": "Planned and led",
    "[Your own part in]": "Planned and led",
    "[What you did]": "Planned the releases of the claims service",
    "[what you did]": "planning it with the two teams every week",
    "[how many, or which]": "four",
    "[the measure] went from [before] to [after]": "the error rate went from 11% to 4%",
    "it now takes [after], before [before]": "it now takes 3 hours, before 11",
}
OTHER = "handling time fell from 11 hours to 4"


class Person(NamedTuple):
    """One resume, read and matched, with its suggestions."""

    name: str
    part: str
    source: Source
    profile: Profile
    match: Match
    suggestions: tuple[Suggestion, ...]
    seconds: float


class Gained(NamedTuple):
    """What was promised and what came of it."""

    person: str
    part: str
    suggestion: Suggestion
    promised: float
    real: float


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--errors", action="store_true", help="list broken promises of the dev part")
    arguments = parser.parse_args()
    with Analyzer(today=TODAY) as analyzer:
        jobs = analyzer.jobs((DEFAULT_ROLE,))
        people = [
            person
            for part, path in _files(arguments.data)
            if (person := _person(analyzer, jobs, part, path)) is not None
        ]
        _print_counts(people)
        _print_labels(analyzer, people, arguments.data / "devset")
        _print_strong(analyzer, people, arguments.data / "devset" / "fit.csv")
        gains = [
            gained for person in people if person.part != "pdf" for gained in _gains(analyzer, jobs, person)
        ]
        _print_what_if(analyzer, jobs, people)
        _print_ways(analyzer, jobs[0], people)
        _print_projects(analyzer, jobs[0], people)
    _print_gains(gains, show_errors=arguments.errors)
    _print_speed(people)


def _files(data: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted((data / "devset" / "txt").glob("p*.txt")):
        yield "dev" if int(path.stem[1:]) in DEV else "test", path
    for path in sorted(HANDS.glob("*.txt")):
        yield "hands", path
    pdfs = sorted(
        path for folder in ("resumes_pdf", "data/resumes_pdf") for path in (data / folder).rglob("*.pdf")
    )
    for path in pdfs[:: max(1, len(pdfs) // PDFS)][:PDFS]:
        yield "pdf", path


def _person(analyzer: Analyzer, jobs: Sequence[Job], part: str, path: Path) -> Person | None:
    source = Source(path.name, path.read_bytes())
    try:
        profile, _ = analyzer.profile([source])
    except AipmError:
        return None
    matches = tuple(analyzer.matcher.match(profile, job) for job in jobs)
    known = analyzer._known(profile)

    def reword(edits: Sequence[Edit]) -> Profile:
        return analyzer._reworded(known, edits).profile

    advise(profile, jobs, matches, analyzer.matcher, reword=reword)
    gc.freeze()  # the people read before are no garbage of this one
    start = time.process_time()
    suggestions = advise(profile, jobs, matches, analyzer.matcher, reword=reword).suggestions
    return Person(path.stem, part, source, profile, matches[0], suggestions, time.process_time() - start)


# --- how much is said --------------------------------------------------------------------------------


def _print_counts(people: Sequence[Person]) -> None:
    parts = tuple(dict.fromkeys(person.part for person in people))
    sizes = Counter(person.part for person in people)
    shown: dict[str, Counter[str]] = {part: Counter() for part in parts}
    having: dict[str, Counter[str]] = {part: Counter() for part in parts}
    for person in people:
        rules = [one.rule for one in person.suggestions]
        shown[person.part].update(rules)
        having[person.part].update(set(rules))
    resumes = ", ".join(f"{part}: {sizes[part]} resumes" for part in parts)
    print(f"\n## Suggestions by rule\n\nResumes that get one, and suggestions a resume ({resumes}).\n")
    print("| rule | " + " | ".join(f"{part} resumes | each" for part in parts) + " |")
    print("|" + "---|" * (1 + 2 * len(parts)))
    for rule in RULES:
        shares = (
            (having[part][rule.name] / sizes[part], shown[part][rule.name] / sizes[part]) for part in parts
        )
        print(f"| {rule.name} | " + " | ".join(f"{share:.0%} | {each:.2f}" for share, each in shares) + " |")
    print("\n| part | suggestions: median | 90 % | most | severity high: median | most |\n|" + "---|" * 6)
    for part in parts:
        counts = sorted(len(person.suggestions) for person in people if person.part == part)
        high = [_high(person) for person in people if person.part == part]
        usual, many = statistics.median(counts), counts[int(0.9 * len(counts))]
        print(f"| {part} | {usual:g} | {many} | {counts[-1]} | {statistics.median(high):g} | {max(high)} |")


def _print_labels(analyzer: Analyzer, people: Sequence[Person], devset: Path) -> None:
    """What is said to be missing or only named, beside what two readers found for the same requirement.

    All ads whose requirements were labelled, each part of the people beside its own part of the ads.
    """
    labelled: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    with (devset / "requirements.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            labelled[row["req"].partition(".")[0]][row["resume"]][row["requirement"]] = row["label"]
    found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for ad, readers in labelled.items():
        part = "test" if int(ad[1:]) in TEST_ADS else "dev"
        job = _job_of(analyzer, ad, devset)
        for person in people:
            if person.part == part and person.name in readers:
                case = Case(person.profile, job, analyzer.matcher.match(person.profile, job))
                for name in LABELLED:
                    rule = next(rule for rule in RULES if rule.name == name)
                    said = [one for one in rule.find(case) if CLAIMS.search(one.message)]
                    found[part, name].update(_label(one, readers[person.name]) for one in said)
    print("\n## Requirements said to be missing or only named\n")
    print(
        "| part | rule | findings | readers: missing | claimed | partly | evidenced | right |\n|" + "---|" * 8
    )
    for part in ("dev", "test"):
        for name in LABELLED:
            counts = found[part, name]
            counts.pop("", None)
            cells = " | ".join(str(counts[label]) for label in ("missing", "claimed", "partly", "evidenced"))
            right = 1 - counts["evidenced"] / max(1, counts.total())
            print(f"| {part} | {name} | {counts.total()} | {cells} | {right:.0%} |")


def _job_of(analyzer: Analyzer, ad: str, devset: Path) -> Job:
    """The job of an ad of devset; the first ten are the roles of the library."""
    if int(ad[1:]) <= len(analyzer.roles):
        return analyzer.roles[int(ad[1:]) - 1]
    path = devset / "ads" / f"{ad}.txt"
    return analyzer.jobs((), [Source(path.name, path.read_bytes())])[0]


def _label(finding: Finding, labels: Mapping[str, str]) -> str:
    """The readers' label of the requirement that a finding quotes; "" when they cut the ad differently."""
    quoted = finding.label.removesuffix(" …").casefold()
    nearest = max(labels, key=lambda text: fuzz.partial_ratio(text.casefold(), quoted))
    return labels[nearest] if fuzz.partial_ratio(nearest.casefold(), quoted) >= SAME_TEXT else ""


def _high(person: Person) -> int:
    return sum(one.severity in ("critical", "high") for one in person.suggestions)


def _print_strong(analyzer: Analyzer, people: Sequence[Person], ratings: Path) -> None:
    """How much is called urgent in resumes that raters find good or strong for one of our ten roles."""
    role_of = {f"a{number:02}": role.id for number, role in enumerate(analyzer.roles, 1)}
    best: dict[str, tuple[float, str]] = {}
    with ratings.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            rated = (float(row["score_1"]) + float(row["score_2"])) / 2
            if row["ad"] in role_of and rated >= STRONG:
                best[row["resume"]] = max(best.get(row["resume"], (0.0, "")), (rated, role_of[row["ad"]]))
    high: Counter[int] = Counter()
    for person in people:
        if person.name in best:
            jobs = analyzer.jobs((best[person.name][1],))
            matches = (analyzer.matcher.match(person.profile, jobs[0]),)
            found = advise(person.profile, jobs, matches, analyzer.matcher).suggestions
            high[sum(one.severity in ("critical", "high") for one in found)] += 1
    spread = ", ".join(f"{count} with {number}" for number, count in sorted(high.items()))
    print(f"\nStrong resumes (rated {STRONG:g} of 4 or better for one of the roles): {high.total()}.")
    print(f"Suggestions of severity high: {spread}.")


# --- whether gains are real --------------------------------------------------------------------------


def _gains(analyzer: Analyzer, jobs: Sequence[Job], person: Person) -> Iterator[Gained]:
    now = _score_of(analyzer, person, jobs[0], person.profile.documents[0].text)
    if now is None:
        return
    for suggestion in person.suggestions:
        reworded = bool(suggestion.edits) and suggestion.kind == "rephrase"
        if (suggestion.gain is None and not reworded) or person.match.score is None:
            continue
        document = person.profile.documents[0]
        text = edited(document, suggestion.edits).text if reworded else _edited(person, suggestion)
        if text is None:
            continue
        score = _score_of(analyzer, person, jobs[0], text)
        if score is not None:
            real = round(score - now, 1)
            promised = suggestion.gain.points if suggestion.gain else 0.0
            told = replace(suggestion, kind="rephrase") if reworded else suggestion
            yield Gained(person.name, person.part, told, promised, real)


def _score_of(analyzer: Analyzer, person: Person, job: Job, text: str) -> float | None:
    """The score of a text read from the start; before and after a change are of one kind then."""
    profile, _ = analyzer.profile([Source(person.source.name, text.encode())])
    return analyzer.matcher.match(profile, job).score


def _edited(person: Person, suggestion: Suggestion) -> str | None:
    """The resume's text once the suggestion is acted on; None where no line can be placed."""
    text = person.profile.documents[0].text
    outline = person.profile.outlines[0]
    for passage in outline.passages:
        same = suggestion.after and flat(text[passage.start : passage.end]) == suggestion.before
        if same and suggestion.after and outline.kind_of(passage) in WORK:  # a list keeps its place
            return text[: passage.start] + _filled(suggestion.after) + text[passage.end :]
    line = _filled(suggestion.after) if suggestion.after else _line_for(person, suggestion)
    bullet = next((one for one in outline.passages if one.kind == "bullet" and one.position == 0), None)
    if bullet is None or not line:
        return None
    start = text.rfind("\n", 0, bullet.start) + 1
    return f"{text[:start]}{text[start : bullet.start]}{line}\n{text[start:]}"


def _filled(after: str) -> str:
    for slot, words in FILLED.items():
        after = after.replace(slot, words)
    return re.sub(r"\[[^\]]*\]", OTHER, after)


def _line_for(person: Person, suggestion: Suggestion) -> str | None:
    """A plain new line about the skills of the requirement that a suggestion quotes."""
    known = load_skills().skills
    for requirement in person.match.requirements:
        if requirement.skills and flat(requirement.text)[-40:].strip(" .;,") in flat(suggestion.message):
            names = [known[skill].name for skill in requirement.skills if skill in known]
            return f"Planned and ran {' and '.join(names[:3])} for the new claims service of four branches."
    return None


def _print_gains(gains: Sequence[Gained], *, show_errors: bool) -> None:
    print("\n## Gains: promised and real\n")
    print("| part | kind | acted on | promise points | promised, mean | real, mean | kept | real below 0 |")
    print("|" + "---|" * 8)
    for part in dict.fromkeys(one.part for one in gains):
        for kind in ("rephrase", "add-fact", "build"):
            some = [one for one in gains if one.part == part and one.suggestion.kind == kind]
            if not some:
                continue
            told = [one for one in some if one.promised > 0]
            kept = sum(one.real >= one.promised for one in told) / max(1, len(told))
            promised = statistics.mean(one.promised for one in some)
            real = statistics.mean(one.real for one in some)
            below = sum(one.real < 0 for one in some)
            means = f"{promised:.2f} | {real:.2f}"
            print(f"| {part} | {kind} | {len(some)} | {len(told)} | {means} | {kept:.1%} | {below} |")
    if show_errors:
        for one in gains:
            if one.part == "dev" and (one.real < one.promised - 0.5 or one.real < 0):
                print(f"  {one.person} promised {one.promised} real {one.real} {one.suggestion.message}")


def _print_ways(analyzer: Analyzer, job: Job, people: Sequence[Person]) -> None:
    """How many ways to the next band are proven to be the smallest, and whether each big gap is answered."""
    ways, times, gaps, answered = [], [], 0, 0
    for person in people:
        if person.part != "dev" or person.match.score is None:
            continue
        start = time.process_time()
        ways.append(path_to_next_band(person.profile, job, person.match, analyzer.matcher))
        times.append(1000 * (time.process_time() - start))
        for gap in biggest_gaps([one for one in person.match.requirements if one.max_points > 0]):
            gaps += 1
            answered += any(requirement_quote(gap.text) in one.message for one in person.suggestions)
    found = [way for way in ways if way is not None]
    reached = [way for way in found if way.reached]
    proven = sum(way.proven for way in reached)
    print("\n## The way to the next band\n\n| ways | reached | proven smallest | median ms | worst |")
    print("|---|---|---|---|---|")
    usual = statistics.median(times)
    print(f"| {len(found)} | {len(reached)} | {proven} | {usual:.0f} | {max(times):.0f} |")
    print(f"\nBiggest gaps (two a resume): {gaps}, with an answer among the suggestions: {answered}.")


def _print_projects(analyzer: Analyzer, job: Job, people: Sequence[Person]) -> None:
    """What the roadmap promises for projects, beside what their lines bring once they are written."""
    slot = re.compile(r"\[[^\]]*\]")
    lines = {
        one["id"]: f"{one['title']}, 2026\n- {slot.sub('40', one['line'])}"
        for one in data("projects")["projects"]
    }
    promised, real = [], []
    some = [one for one in people if one.part == "dev" and one.match.score is not None]
    for person in some[::3]:
        now = person.match.score or 0.0
        for item in roadmap_for(person.profile, job, (), analyzer.matcher).projects:
            text = f"{person.profile.documents[0].text.rstrip()}\n\nPROJECTS\n{lines[item.id]}\n"
            profile, _ = analyzer.profile([Source("written.txt", text.encode())])
            promised.append(item.points)
            real.append((analyzer.matcher.score_of(profile, job) or 0.0) - now)
    kept = sum(got >= said - 0.05 for got, said in zip(real, promised, strict=True)) / len(real)
    print("\n## Projects of the roadmap, written up\n\n| projects | promised, mean | real, mean | kept |")
    print("|---|---|---|---|")
    means = f"{statistics.mean(promised):.2f} | {statistics.mean(real):.2f}"
    print(f"| {len(real)} | {means} | {kept:.0%} |")


def _print_what_if(analyzer: Analyzer, jobs: Sequence[Job], people: Sequence[Person]) -> None:
    """The time of one change: read and scored anew, and equal to the changed file read from the start."""
    times, equal = [], 0
    asked = [{"certificate": "PMI-CPMAI, 2026"}]
    some = [one for one in people if one.part == "dev" and one.match.score is not None]
    for person in some:
        what_if = analyzer.what_if(analyzer.analyze(person.source), jobs[0])
        start = time.process_time()
        result = what_if.ask(asked)
        times.append(1000 * (time.process_time() - start))
        profile, _ = analyzer.profile([Source(person.source.name, result.document.text.encode())])
        equal += analyzer.matcher.match(profile, jobs[0]).score == result.after.score
    usual, slow = statistics.median(times), sorted(times)[int(0.9 * len(times))]
    print("\n## What if: one change\n\n| resumes | equal to the changed file | median ms | 90 % | worst |")
    print("|---|---|---|---|---|")
    print(f"| {len(some)} | {equal} | {usual:.0f} | {slow:.0f} | {max(times):.0f} |")


def _print_speed(people: Sequence[Person]) -> None:
    print("\n## Time of the advice stage\n\n| part | median ms | 90 % | worst |\n|---|---|---|---|")
    for part in dict.fromkeys(person.part for person in people):
        times = sorted(1000 * person.seconds for person in people if person.part == part)
        usual, slow = statistics.median(times), times[int(0.9 * len(times))]
        print(f"| {part} | {usual:.0f} | {slow:.0f} | {times[-1]:.0f} |")


if __name__ == "__main__":
    main()
