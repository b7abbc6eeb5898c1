"""How well the structure of a resume is found: jobs, dates, bullets, sections, degrees, certificates.

    python -m benchmarks.structure DATA [--pdf] [--errors]

`DATA/devset/` holds resumes with their truth (`pNN.yaml`, `txt/pNN.txt`). The tables print the part that may
be used for development and the part that is kept for testing apart. The same resumes are written in fifteen
other plain styles (a third of them each). With `--pdf` the PDF files of `DATA/data/resumes_pdf/layouts/` that
have a truth are measured too; `benchmarks.layouts` prints the same resumes in many layouts. `--errors` lists
what was missed, in the development part only.
"""

import argparse
import json
import re
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

import yaml
from rapidfuzz import fuzz

from analyzer.documents import read_in_process
from analyzer.errors import AipmError
from analyzer.parsing import outline
from analyzer.parsing.dates import find_ranges
from analyzer.records import Document, Outline, SectionKind, Source
from benchmarks.styles import styles, written

TODAY = "2026-11"
#: Resumes kept for testing: never looked at while developing.
TEST = frozenset(f"p{number:02d}" for number in (*range(21, 31), *range(67, 87)))
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: Headings of the plain texts, which do not use the wording of the truth.
_KINDS = {
    "summary": "summary",
    "experience": "experience",
    "education": "education",
    "certifications": "certifications",
    "skills_section": "skills",
    "projects": "projects",
}


@dataclass
class Tally:
    """Counts of one group of resumes."""

    numbers: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    pairs: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))
    errors: list[str] = field(default_factory=list)

    def share(self, name: str, right: bool, note: str = "") -> None:
        """One judgement that is right or wrong."""
        self.numbers[name].append(float(right))
        if not right and note:
            self.errors.append(f"{name}: {note}")

    def found(self, name: str, hits: int, predicted: int, true: int) -> None:
        """Counts for an F1."""
        counts = self.pairs[name]
        counts[0] += hits
        counts[1] += predicted
        counts[2] += true

    def row(self, names: list[str]) -> list[str]:
        """The figures as table cells."""
        return [self._cell(name) for name in names]

    def _cell(self, name: str) -> str:
        if name in self.pairs:
            hits, predicted, true = self.pairs[name]
            return f"{2 * hits / max(1, predicted + true):.3f}"
        values = self.numbers.get(name)
        return f"{statistics.fmean(values):.3f}" if values else "-"


def _same(one: str | None, other: str | None) -> bool:
    """Whether two names are the same but for case, punctuation and an edge."""
    if not one or not other:
        return not (one or other)
    return fuzz.ratio(_plain(one), _plain(other)) >= 88


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", text.casefold()).split())


def _contained(one: str | None, other: str | None) -> bool:
    if not one or not other:
        return False
    return _same(one, other) or _plain(one) in _plain(other) or _plain(other) in _plain(one)


def _date(value: Any) -> str | None:
    return None if value in (None, "", "-") else str(value)


def judge(name: str, truth: dict[str, Any], found: Outline, document: Document, tally: Tally) -> None:
    """Compare an outline with the truth of one resume."""
    _judge_positions(name, truth, found, tally)
    _judge_bullets(name, truth, found, document, tally)
    _judge_years(name, truth, found, tally)
    _judge_education(name, truth, found, tally)
    _judge_certifications(name, truth, found, tally)
    _judge_contact(name, truth, found, tally)
    _judge_sections(name, truth, found, tally)


def _dates_right(entry: dict[str, Any], start: str | None, end: str | None) -> bool:
    """Both dates as the truth has them, or with the year alone where only the year is printed."""
    written = str(entry.get("as_written") or "")
    pairs = ((_date(entry.get("start")), start), (_date(entry.get("end")), end))
    return all(
        true == got or (bool(got) and str(true)[:4] == got and not _shows_month(written))
        for true, got in pairs
    )


def _shows_month(written: str) -> bool:
    return (
        bool(written)
        and bool(
            re.search(r"[A-Za-z]{3,}\.?['’ ]?\s?(?:19|20)?\d\d|\d{1,2}[./]\d{4}|\d{4}[-./]\d{2}", written)
        )
        and not re.search(
            r"^(?:\d{4})\s*(?:-|–|to)\s*(?:\d{4}|\w+)$|summer|spring|winter|autumn", written, re.IGNORECASE
        )
    )


def _judge_positions(name: str, truth: dict[str, Any], found: Outline, tally: Tally) -> None:
    entries = truth.get("experience") or []
    left = list(found.positions)
    hits = 0
    for entry in entries:
        match = next(
            (
                one
                for one in left
                if _same(one.title, entry["title"]) and _dates_right(entry, one.start, one.end)
            ),
            None,
        )
        if match:
            hits += 1
            left.remove(match)
            organization = _contained(
                re.sub(r"^Client: ", "", str(entry["organization"])), match.organization
            )
            tally.share(
                "organisation",
                organization or entry["organization"] == "-",
                f"{name} {entry['organization']!r} got {match.organization!r}",
            )
        else:
            tally.errors.append(f"position: {name} missed {entry['title']!r} {entry['start']} {entry['end']}")
    tally.errors += [
        f"position: {name} extra {one.title!r} | {one.organization!r} {one.start} {one.end}" for one in left
    ]
    tally.found("positions F1", hits, len(found.positions), len(entries))
    titles = sum(any(_same(one.title, entry["title"]) for one in found.positions) for entry in entries)
    dates = sum(any(_dates_right(entry, one.start, one.end) for one in found.positions) for entry in entries)
    tally.found("… title alone", titles, len(found.positions), len(entries))
    tally.found("… dates alone", dates, len(found.positions), len(entries))


def _judge_bullets(
    name: str, truth: dict[str, Any], found: Outline, document: Document, tally: Tally
) -> None:
    texts = {
        _plain(document.text[one.start : one.end]).replace(" ", "")
        for one in found.passages
        if one.kind in ("bullet", "prose", "list")
    }
    told = [
        _plain(document.text[one.start : one.end]).replace(" ", "")
        for one in found.passages
        if one.kind == "prose"
    ]
    for index, entry in enumerate(truth.get("experience") or []):
        for bullet in entry.get("bullets") or []:
            wanted = _plain(str(bullet["text"])).replace(" ", "")
            # the truth may list the sentences of a paragraph, which the next stage tells apart
            right = wanted in texts or any(wanted in paragraph for paragraph in told)
            tally.share("bullets", right, f"{name} job {index + 1}: {str(bullet['text'])[:60]!r}")


def _judge_years(name: str, truth: dict[str, Any], found: Outline, tally: Tally) -> None:
    true = (truth.get("truth") or {}).get("years_experience")
    if true is None:
        return
    got = found.years_experience
    error = abs(float(true) - (got or 0.0))
    tally.numbers["years error"].append(error)
    if error > 0.25:
        tally.errors.append(f"years: {name} true {true} got {got}")


def _judge_education(name: str, truth: dict[str, Any], found: Outline, tally: Tally) -> None:
    left = list(found.education)
    for entry in truth.get("education") or []:
        match = next(
            (
                one
                for one in left
                if _year(entry) == one.year and _contained(one.institution, entry.get("institution"))
            ),
            None,
        )
        match = match or next(
            (one for one in left if _contained(one.institution, entry.get("institution"))), None
        )
        match = match or next((one for one in left if one.degree_level == entry.get("degree_level")), None)
        if match:
            left.remove(match)
        label = f"{name} {entry.get('degree')!r}"
        level = {entry.get("degree_level")} | (
            {"secondary"} if entry.get("degree_level") == "other" else set()
        )
        tally.share(
            "degree level",
            bool(match) and match.degree_level in level,
            f"{label} got {match.degree_level if match else None}",
        )
        tally.share(
            "degree year",
            bool(match) and (match.year == _year(entry) or _year(entry) is None),
            f"{label} {_year(entry)} got {match.year if match else None}",
        )
        wanted = entry.get("field")
        if wanted:
            tally.share(
                "degree field",
                bool(match) and _near(match.field, str(wanted)),
                f"{label} want {wanted!r} got {match.field if match else None!r}",
            )
        tally.share(
            "institution",
            bool(match) and _contained(match.institution, entry.get("institution")),
            f"{label} {entry.get('institution')!r} got {match.institution if match else None!r}",
        )
    tally.found(
        "degrees F1",
        len(found.education) - len(left),
        len(found.education),
        len(truth.get("education") or []),
    )


def _near(got: str | None, wanted: str) -> bool:
    return bool(got) and fuzz.token_set_ratio(_plain(got or ""), _plain(wanted)) >= 85


def _year(entry: dict[str, Any]) -> str | None:
    year = entry.get("year")
    return None if year is None else re.findall(r"\d{4}", str(year))[-1]


def _judge_certifications(name: str, truth: dict[str, Any], found: Outline, tally: Tally) -> None:
    left = list(found.certifications)
    for entry in truth.get("certifications") or []:
        written = str(entry["as_written"])
        match = next((one for one in left if _same(one.skill, written)), None) or next(
            (one for one in left if _contained(one.skill, written)), None
        )
        if match:
            left.remove(match)
        tally.share("certificate found", bool(match), f"{name} {written!r}")
        if match:
            tally.share(
                "certificate status",
                match.status == entry["status"],
                f"{name} {written!r} {entry['status']} got {match.status}",
            )


def _judge_contact(name: str, truth: dict[str, Any], found: Outline, tally: Tally) -> None:
    contact = truth.get("contact") or {}
    true_phone = re.sub(
        r"\D",
        "",
        re.split(r"\s*(?:ext|\()", str(contact.get("phone") or ""), flags=re.IGNORECASE)[0]
        or str(contact.get("phone") or ""),
    )
    phones = [re.sub(r"\D", "", phone) for phone in found.contact.phones]
    if contact.get("email"):
        tally.share("e-mail", contact["email"] in found.contact.emails, f"{name} {found.contact.emails}")
    if contact.get("phone"):
        tally.share(
            "phone",
            any(true_phone[-7:] in phone or phone[-7:] in true_phone for phone in phones),
            f"{name} {contact['phone']!r} got {found.contact.phones}",
        )
    for link in contact.get("links") or []:
        wanted = _bare(str(link).split(" ")[0])
        tally.share(
            "links",
            any(_bare(one.url) == wanted for one in found.contact.links),
            f"{name} {link} got {[one.url for one in found.contact.links]}",
        )
    if contact.get("name"):
        tally.share(
            "name",
            _contained(found.contact.name, str(contact["name"])),
            f"{name} {contact['name']!r} got {found.contact.name!r}",
        )


def _bare(url: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", url.lower()).rstrip("/")


def _judge_sections(name: str, truth: dict[str, Any], found: Outline, tally: Tally) -> None:
    if "printed_headings" in truth:
        _judge_headings(name, truth["printed_headings"], found, tally)
        return
    wanted = {kind for key, kind in _KINDS.items() if truth.get(key)}
    got = {section.kind for section in found.sections}
    for kind in sorted(wanted):
        tally.share(
            "sections", kind in got, f"{name} {kind}: {[section.title for section in found.sections]}"
        )
    others = [str(other.get("heading")) for other in truth.get("other") or [] if other.get("heading")]
    titles = {_plain(section.title) for section in found.sections}
    for heading in others:
        tally.share("other sections", _plain(heading) in titles, f"{name} {heading!r}: {sorted(titles)}")
    allowed = len(wanted) + len(others)
    tally.numbers["extra sections"].append(max(0, len(found.sections) - allowed))


def _judge_headings(name: str, wanted: list[tuple[str, str]], found: Outline, tally: Tally) -> None:
    """Every heading that is printed: found as one, and of its kind where the Report has that kind."""
    got = {_plain(section.title): section.kind for section in found.sections}
    for kind, printed in wanted:
        title = _plain(printed)
        kinds = {one for other, one in got.items() if other and (other in title or title in other)}
        right = kind in kinds if kind in get_args(SectionKind) and kind != "other" else bool(kinds)
        tally.share("headings", right, f"{name} {printed!r} want {kind} got {sorted(kinds)}")
    tally.numbers["extra sections"].append(max(0, len(found.sections) - len(wanted)))


COLUMNS = [
    "positions F1",
    "… title alone",
    "… dates alone",
    "organisation",
    "bullets",
    "sections",
    "headings",
    "other sections",
    "extra sections",
    "years error",
    "degrees F1",
    "degree level",
    "degree field",
    "degree year",
    "institution",
    "certificate found",
    "certificate status",
    "refused",
    "e-mail",
    "phone",
    "links",
    "name",
    "ms",
]


def _truths(data: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted((data / "devset").glob("p*.yaml")):
        yield path.stem, yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506  (a safe loader)


def measure(data: Path, read: Callable[[str, dict[str, Any]], Document | None]) -> dict[str, Tally]:
    """Tallies for the development and the test part, on documents made by `read`."""
    tallies = {"dev": Tally(), "test": Tally()}
    for name, truth in _truths(data):
        document = read(name, truth)
        if document is None:
            continue
        judge_one(name, truth, document, tallies["test" if name in TEST else "dev"])
    return tallies


def judge_one(
    name: str,
    truth: dict[str, Any] | Callable[[Outline], dict[str, Any]],
    document: Document,
    tally: Tally,
    *,
    edit: Callable[[Outline], Outline] = lambda found: found,
) -> None:
    """Read the structure of a document and compare it, after an edit, with the truth.

    A truth may be made for what was found, where it accepts several wordings.
    """
    begun = time.process_time()
    try:
        found = outline(document, today=TODAY)
    except AipmError as error:
        tally.errors.append(f"refused: {name} {error}")
        tally.numbers["refused"].append(1.0)
        refused = {} if callable(truth) else truth
        tally.found("positions F1", 0, 0, len(refused.get("experience") or [1]))
        return
    tally.numbers["refused"].append(0.0)
    tally.numbers["ms"].append((time.process_time() - begun) * 1000)
    found = edit(found)
    judge(name, truth(found) if callable(truth) else truth, found, document, tally)


def print_table(title: str, tallies: dict[str, Tally]) -> None:
    """One Markdown table: measures down, groups across."""
    print(f"\n### {title}\n\n| measure | {' | '.join(tallies)} |\n|---|{'---|' * len(tallies)}")
    cells = {group: tally.row(COLUMNS) for group, tally in tallies.items()}
    for index, column in enumerate(COLUMNS):
        print(f"| {column} | {' | '.join(cells[group][index] for group in tallies)} |")


def in_styles(data: Path) -> dict[str, Tally]:
    """The resumes in other plain styles: each style on a third of them."""
    tallies = {"dev": Tally(), "test": Tally()}
    truths = list(_truths(data))
    for index, style in enumerate(styles()):
        for name, truth in truths[index % 3 :: 3]:
            document = read_in_process(Source(f"{name}.txt", written(truth, style).encode()))
            judge_one(name, truth, document, tallies["test" if name in TEST else "dev"])
    return tallies


def real_files(data: Path) -> dict[str, Tally]:
    """PDF files of others with a truth: hand-written JSON, or the YAML they were made from."""
    tallies = {"hand-written truth": Tally(), "rendercv": Tally()}
    layouts = data / "data" / "resumes_pdf" / "layouts"
    for path in sorted(layouts.rglob("*.truth.json")):
        truth = _from_json(json.loads(path.read_text(encoding="utf-8")))
        pdf = path.with_name(path.name.replace(".truth.json", ".pdf"))
        document = read_in_process(Source(pdf.name, pdf.read_bytes()))
        judge_one(path.stem, truth, document, tallies["hand-written truth"])
    sources = data / "data" / "portfolios" / "rendercv_examples" / "examples"
    for path in sorted(sources.glob("*.yaml")):
        source = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506  (a safe loader)
        for pdf in sorted(layouts.rglob(f"{path.stem}.pdf")):
            document = read_in_process(Source(pdf.name, pdf.read_bytes()))
            judge_one(path.stem, _from_rendercv(source["cv"]), document, tallies["rendercv"])
    return tallies


def _from_json(source: dict[str, Any]) -> dict[str, Any]:
    """A hand-written truth in the keys of ours; placeholders such as 20XX are no dates."""
    experience = []
    for entry in source["experience"]:
        found = find_ranges(entry["dates"])
        dates = (found[0].first, found[0].last) if found and "XX" not in entry["dates"] else (None, None)
        experience.append(
            {"title": entry["title"], "organization": entry["company"], "start": dates[0], "end": dates[1]}
        )
    contact = source["contact"]
    return {
        "contact": {"name": contact["full_name"], "email": contact["email"], "phone": contact.get("phone")},
        "experience": experience,
    }


def _from_rendercv(source: dict[str, Any]) -> dict[str, Any]:
    experience = [
        {
            "title": entry["position"],
            "organization": entry["company"],
            "start": entry["start_date"],
            "end": entry["end_date"],
            "bullets": [{"text": re.sub(r"[*\[\]]|\(http\S*\)", "", text)} for text in entry["highlights"]],
        }
        for entry in source["sections"].get("experience", [])
    ]
    levels = {"PhD": "doctorate", "BS": "bachelor", "MS": "master"}
    education = [
        {
            "degree": entry["degree"],
            "degree_level": levels.get(entry["degree"]),
            "field": entry["area"],
            "institution": entry["institution"],
            "year": entry["end_date"][:4],
        }
        for entry in source["sections"].get("education", [])
    ]
    return {
        "contact": {"name": source["name"], "email": source["email"]},
        "experience": experience,
        "education": education,
    }


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--pdf", action="store_true", help="also PDF files of others")
    parser.add_argument("--errors", action="store_true", help="list what was missed in the development part")
    options = parser.parse_args()

    def from_text(name: str, _: dict[str, Any]) -> Document | None:
        path = options.data / "devset" / "txt" / f"{name}.txt"
        return read_in_process(Source(path.name, path.read_bytes())) if path.exists() else None

    results = {"Plain text": measure(options.data, from_text)}
    results["Fifteen other plain styles"] = in_styles(options.data)
    if options.pdf:
        results["PDF files of others"] = real_files(options.data)
    for title, tallies in results.items():
        print_table(title, tallies)
        if options.errors:
            shown = [line for name, tally in tallies.items() if name != "test" for line in tally.errors]
            print("\n" + "\n".join(f"- {line}" for line in shown))


if __name__ == "__main__":
    main()
