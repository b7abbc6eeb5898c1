"""Whether the same resume is read alike in every layout: `python -m benchmarks.layouts DATA`.

Prints resumes of known content with seven programs in up to 17 layouts each (`benchmarks/corpus`) and reads
them. One table for each part (people for development, people kept back): word recall, lines that stand whole
under their right heading (beside the plain text of pdfplumber and pdftotext), positions with title and both
dates right, contact, years. Then per resume: the same skills and the same score whatever the layout; and the
files of others that have a truth. `--files FOLDER` keeps what is printed for the next run.
"""

import argparse
import re
import statistics
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from pathlib import Path

from analyzer.documents import read_in_process
from analyzer.errors import AipmError
from analyzer.records import Contact, Source
from analyzer.service import DEFAULT_ROLE, Analyzer
from benchmarks.corpus import SHEETS, Printed, Resume, Sheet, print_sheets, read_people, read_samples
from benchmarks.headings import pdftotext, plumber_text, rendercv_cases, truth_cases, under_right_heading
from benchmarks.structure import TODAY, Tally, judge, real_files
from benchmarks.words import word_recall

#: Score points by which two layouts of one resume may differ.
_CLOSE = 2.0
_OTHERS: dict[str, Callable[[Path], str]] = {"pdfplumber": plumber_text, "pdftotext": pdftotext}


@dataclass
class Figures:
    """What was measured on one sheet for one group of people."""

    recall: list[float] = field(default_factory=list)
    lines: list[float] = field(default_factory=list)
    others: dict[str, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))
    contact: list[int] = field(default_factory=lambda: [0, 0, 0])
    tally: Tally = field(default_factory=Tally)
    unread: int = 0
    errors: list[str] = field(default_factory=list)


@dataclass
class Same:
    """What one resume gave in each layout."""

    skills: list[frozenset[str]] = field(default_factory=list)
    scores: list[tuple[float, str]] = field(default_factory=list)


class Measurement:
    """Reads printed resumes and keeps the figures of each sheet and person."""

    def __init__(self, *, compared: bool) -> None:
        self.analyzer = Analyzer(today=TODAY)
        self.jobs = self.analyzer.jobs([DEFAULT_ROLE])
        self.compared = compared
        self.sheets: dict[tuple[str, Sheet], Figures] = defaultdict(Figures)
        self.people: dict[tuple[str, str], Same] = defaultdict(Same)

    def add(self, printed: Printed) -> None:
        """Read one file and judge it."""
        resume = printed.resume
        part = "test" if resume.held_back else "dev"
        figures = self.sheets[part, printed.sheet]
        try:
            profile, _ = self.analyzer.profile([Source(printed.path.name, printed.path.read_bytes())])
        except AipmError as error:
            figures.unread += 1
            figures.errors.append(f"unread: {resume.name} {error.code}")
            return
        document, outline = profile.documents[0], profile.outlines[0]
        words = resume.words() + ("\n" + "\n".join(resume.links) if printed.links_shown else "")
        truth = _lines_by_title(resume)
        missed: list[str] = []
        figures.recall.append(word_recall(words, document.text))
        figures.lines.append(under_right_heading(document.text, truth, missed))
        figures.errors += [f"line: {resume.name} {line}" for line in missed]
        if self.compared and printed.sheet.format == "pdf":
            for name, read in _OTHERS.items():
                text = read(printed.path)
                figures.others[name].append((word_recall(words, text), under_right_heading(text, truth)))
        before = len(figures.tally.errors)
        judge(resume.name, resume.truth, outline, document, figures.tally)
        figures.errors += [
            line for line in figures.tally.errors[before:] if line.startswith(("position", "years"))
        ]
        _judge_contact(resume, outline.contact, figures)
        score = self.analyzer.matcher.match(profile, self.jobs[0]).score
        same = self.people[part, resume.name]
        same.skills.append(frozenset(skill.id for skill in profile.skills))
        same.scores.append(
            (score if score is not None else -100.0, f"{printed.sheet.program}, {printed.sheet.layout}")
        )


def _lines_by_title(resume: Resume) -> dict[str, tuple[str, ...]]:
    """What stands under each title; without skills under a label that is another section's title too."""
    titles = {section.title.casefold() for section in resume.sections}
    found: dict[str, tuple[str, ...]] = {}
    for section in resume.sections:
        clear = tuple(group for group in section.groups if group.label.casefold() not in titles)
        found[section.title] = replace(section, groups=clear).lines()
    return found


def _judge_contact(resume: Resume, found: Contact, figures: Figures) -> None:
    """E-mail addresses, phone numbers and links, each right or wrong."""
    wanted = resume.truth["contact"]
    true = {wanted["email"]} if wanted.get("email") else set()
    true |= {_digits(wanted["phone"])} if wanted.get("phone") else set()
    true |= {_bare(link) for link in resume.links}
    got = (
        set(found.emails)
        | {_digits(phone) for phone in found.phones}
        | {_bare(link.url) for link in found.links}
    )
    figures.contact[0] += len(true & got)
    figures.contact[1] += len(got)
    figures.contact[2] += len(true)
    figures.errors += [f"contact: {resume.name} missed {one}" for one in sorted(true - got)]
    figures.errors += [f"contact: {resume.name} extra {one}" for one in sorted(got - true)]


def _digits(phone: str) -> str:
    return re.sub(r"\D", "", re.split(r"\s*(?:ext|x\d|\(home|\(mob)", str(phone))[0])[-7:]


def _bare(url: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", url.lower()).rstrip("/")


# --- tables ------------------------------------------------------------------------------------------


def _print_part(part: str, found: dict[Sheet, Figures]) -> None:
    people = max((len(one.recall) + one.unread for one in found.values()), default=0)
    print(f"\n### {part}, {people} resumes on each sheet\n")
    print(
        "| program | layout | word recall | worst | lines | worst | positions F1 | contact F1 | years error "
        "| unread | pdfplumber words | lines | pdftotext words | lines |"
    )
    print("|---" * 14 + "|")
    for sheet, figures in found.items():
        print(f"| {sheet.program} | {sheet.layout} | " + " | ".join(_cells(figures)) + " |")
    print("| **all** | | " + " | ".join(_cells(_together(found.values()))) + " |")


def _cells(one: Figures) -> list[str]:
    if not one.recall:
        return ["-"] * 7 + [str(one.unread)] + ["-"] * 4
    cells = [
        f"{value:.3f}"
        for values in (one.recall, one.lines)
        for value in (statistics.fmean(values), min(values))
    ]
    hits, predicted, true = one.contact
    years = one.tally.numbers.get("years error")
    cells += [*one.tally.row(["positions F1"]), f"{2 * hits / max(1, predicted + true):.3f}"]
    cells += [f"{statistics.fmean(years):.2f}" if years else "-", str(one.unread)]
    for name in _OTHERS:
        values = one.others.get(name) or []
        cells += [f"{statistics.fmean(column):.3f}" for column in zip(*values, strict=True)] or ["-", "-"]
    return cells


def _together(found: Iterable[Figures]) -> Figures:
    total = Figures()
    for one in found:
        total.recall += one.recall
        total.lines += one.lines
        total.unread += one.unread
        total.contact = [a + b for a, b in zip(total.contact, one.contact, strict=True)]
        total.tally.numbers["years error"] += one.tally.numbers["years error"]
        total.tally.found("positions F1", *one.tally.pairs["positions F1"])
        for name, values in one.others.items():
            total.others[name] += values
    return total


def _print_same(people: dict[tuple[str, str], Same], *, errors: bool) -> None:
    print("\n### One resume in all its layouts\n")
    print(
        "| part | resumes | pairs of layouts | skills Jaccard mean | worst resume "
        "| score within 2 points | worst resume |"
    )
    print("|---" * 7 + "|")
    for part in ("dev", "test"):
        rows = {name: _sameness(same) for (group, name), same in people.items() if group == part}
        if not rows:
            continue
        pairs = sum(one[2] for one in rows.values())
        within = sum(one[1] * one[2] for one in rows.values()) / pairs
        jaccard = sum(one[0] * one[2] for one in rows.values()) / pairs
        print(
            f"| {part} | {len(rows)} | {pairs} | {jaccard:.3f} | {min(one[0] for one in rows.values()):.3f} "
            f"| {within:.3f} | {min(one[1] for one in rows.values()):.3f} |"
        )
    if errors:
        for (part, name), same in people.items():
            if part == "dev":
                usual = statistics.median(score for score, _ in same.scores)
                off = [f"{score:.1f} {where}" for score, where in same.scores if abs(score - usual) > 1]
                print(f"- {name} usually {usual:.1f}: " + "; ".join(off))


def _sameness(same: Same) -> tuple[float, float, int]:
    """Mean Jaccard of the skills, share of scores within two points, number of pairs."""
    jaccards = [len(a & b) / max(1, len(a | b)) for a, b in combinations(same.skills, 2)]
    close = [abs(a - b) <= _CLOSE for (a, _), (b, _) in combinations(same.scores, 2)]
    if not jaccards:
        return 1.0, 1.0, 1
    return statistics.fmean(jaccards), statistics.fmean(close), len(jaccards)


def _print_errors(found: dict[Sheet, Figures]) -> None:
    for sheet, figures in found.items():
        print(f"\n**{sheet.program}, {sheet.layout}**\n")
        print("\n".join(f"- {line}" for line in figures.errors))


def _print_files_of_others(data: Path) -> None:
    """The same measures on files that others made."""
    print("\n### Files of others\n\n| file | lines | ours | pdfplumber | pdftotext |\n|---|---|---|---|---|")
    totals: list[list[float]] = []
    for path, truth in [*rendercv_cases(data), *truth_cases(data)]:
        ours = read_in_process(Source(path.name, path.read_bytes())).text
        shares = [under_right_heading(text, truth) for text in (ours, plumber_text(path), pdftotext(path))]
        totals.append(shares)
        cells = " | ".join(f"{share:.2f}" for share in shares)
        print(f"| {path.name} | {sum(map(len, truth.values()))} | {cells} |")
    means = " | ".join(f"{statistics.fmean(column):.3f}" for column in zip(*totals, strict=True))
    print(f"| **mean** | | {means} |")
    tallies = real_files(data)
    columns = ["positions F1", "e-mail", "phone", "name", "degrees F1", "bullets"]
    print(f"\n| truth | {' | '.join(columns)} |\n" + "|---" * (1 + len(columns)) + "|")
    for name, tally in tallies.items():
        print(f"| {name} | {' | '.join(tally.row(columns))} |")


# --- the command -------------------------------------------------------------------------------------


def _picked(people: Sequence[Resume], number: int) -> list[Resume]:
    """So many people of each part, evenly spread."""
    picked: list[Resume] = []
    for part in (False, True):
        own = [one for one in people if one.held_back is part]
        picked += own[:: max(1, len(own) // number)][:number] if number else []
    return picked


def main() -> None:
    """Print, read, and show the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--files", type=Path, help="folder in which printed resumes are kept")
    parser.add_argument("--people", type=int, default=8, help="resumes of each part")
    parser.add_argument("--named", nargs="*", help="these resumes instead")
    parser.add_argument("--only", default="", help="sheets with this in their program or layout")
    parser.add_argument("--dev", action="store_true", help="leave out the people that are kept for testing")
    parser.add_argument(
        "--quick", action="store_true", help="leave out the other readers and files of others"
    )
    parser.add_argument("--errors", action="store_true", help="list what was missed, development part only")
    options = parser.parse_args()
    everyone = [*read_people(options.data), *read_samples()]
    people = (
        [one for one in everyone if one.name in options.named]
        if options.named
        else _picked(everyone, options.people)
    )
    people = [one for one in people if not (options.dev and one.held_back)]
    sheets = [
        sheet
        for sheet in SHEETS
        if re.search(options.only, f"{sheet.program}, {sheet.layout}", re.IGNORECASE)
    ]
    measured = Measurement(compared=not options.quick)
    with measured.analyzer, tempfile.TemporaryDirectory() as folder:
        for printed in print_sheets(people, sheets, options.files or Path(folder)):
            measured.add(printed)
    for part in ("dev", "test"):
        found = {sheet: figures for (group, sheet), figures in measured.sheets.items() if group == part}
        if found:
            _print_part(part, found)
        if options.errors and part == "dev":
            _print_errors(found)
    _print_same(measured.people, errors=options.errors)
    if not options.quick:
        _print_files_of_others(options.data)


if __name__ == "__main__":
    main()
