"""How much of a person survives blind mode: resumes of invented people, printed in many layouts and masked.

    python -m benchmarks.blind DATA [--errors] [--images N] [--store FOLDER]

Every identity string of the truth (name and its words, e-mail, phone, links, place, schools, employers) is
looked for in the masked Report as JSON, in its page as HTML, and in the words that page images show. What
counts as survived: the string as a whole word, letter case aside; the name's words in their own case, because
some are words of the language. `--images N` also reads the masked page images of N resumes with text
recognition. `kept` is the share of all other words that are still there: masking everything would be easy.
`--errors` lists what survived, in the development part only; the test part prints totals alone.
"""

import argparse
import html
import re
import subprocess
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from analyzer.blind import blind, identity, windows
from analyzer.blind.tables import COMMON_NAME_WORDS, LEGAL_FORM
from analyzer.documents import Mark
from analyzer.errors import AipmError
from analyzer.parsing.lexicon import is_break, is_own, names_client
from analyzer.records import Document, Report, Source, report_json
from analyzer.reports.html import render
from analyzer.service import Analyzer
from benchmarks.corpus import SHEETS, Printed, Resume, Sheet, print_sheets, read_people

TODAY = "2026-11"
#: One layout of every kind, by programs that need no other program.
LAYOUTS = (
    ("fpdf2", 3),
    ("DOCX", 4),
    ("Typst", 4),
    ("WeasyPrint", 4),
)
KINDS = ("name", "name's words", "e-mail", "phone", "links", "place", "schools", "employers")
ALIAS = "C-0001"


@dataclass
class Tally:
    """Strings that were in the documents, strings that survived, and words that were kept."""

    there: Counter[str] = field(default_factory=Counter)
    leaked: Counter[str] = field(default_factory=Counter)
    by_output: Counter[tuple[str, str]] = field(default_factory=Counter)
    kept: list[float] = field(default_factory=list)
    files: int = 0
    unread: int = 0
    errors: list[str] = field(default_factory=list)


def strings(resume: Resume) -> Iterator[tuple[str, str]]:
    """Kind and string of everything that tells who the person is."""
    contact = resume.truth["contact"]
    yield "name", resume.person
    for word in re.findall(r"[^\W\d_][\w'’-]{2,}", resume.person):
        if word.lower() not in ("van", "der", "von", "del", "bin", "dos", "the"):
            yield "name's words", word
    if contact.get("email"):
        yield "e-mail", str(contact["email"])
    if contact.get("phone"):
        yield "phone", str(contact["phone"])
    for link in resume.links:
        yield "links", link
    if contact.get("location"):
        yield "place", str(contact["location"])
    for one in resume.truth.get("education") or ():
        if one.get("institution") and _is_name(str(one["institution"])):
            yield "schools", str(one["institution"])
    for one in resume.truth.get("experience") or ():
        name = str(one.get("organization") or "")
        name = re.sub(r"^(?:various )?clients?: ", "", name, flags=re.IGNORECASE)
        plain = re.sub(r"\s*\([^)]*\)", "", name).strip()
        bare = LEGAL_FORM.sub("", plain).strip()
        found = bare if _is_name(bare) else plain
        if _is_name(found) and not is_own(name) and not is_break(name) and not names_client(name):
            yield "employers", found


def _is_name(text: str) -> bool:
    """Whether some word names somebody: "Technology Group" is left with "Technology", which names none."""
    return any(
        word[0].isupper() and word.lower() not in COMMON_NAME_WORDS for word in re.findall(r"\w{3,}", text)
    )


def stands(kind: str, string: str, text: str) -> bool:
    """Whether a string stands in a text; phone numbers are compared by their digits."""
    if kind == "phone":
        digits = re.sub(r"\D", "", string)[-8:]
        return digits in re.sub(r"(?<=\d)[\s().\-–/\u00a0]+(?=\d)", "", text)
    exact = kind == "name's words" or (kind in ("schools", "employers") and " " not in string)
    flags = 0 if exact else re.IGNORECASE
    spaced = r"\s+".join(re.escape(part) for part in string.split())
    if re.search(rf"(?<![^\W_]){spaced}(?![^\W_])", text, flags):
        return True
    return exact and re.search(rf"(?<![^\W_]){spaced.upper()}(?![^\W_])", text) is not None


def judge(printed: Printed, analyzer: Analyzer, tally: Tally) -> tuple[Report, Document] | None:
    """Mask one file and look for the person in everything that comes out."""
    source = Source(printed.path.name, printed.path.read_bytes())
    tally.files += 1
    try:
        report = analyzer.analyze(source)
    except AipmError:
        tally.unread += 1
        return None
    found = identity(report)
    masked = blind(report, found, alias=ALIAS)
    original, document = report.documents[0], masked.documents[0]
    shown, _ = windows(original, found)
    boxes = set(shown)
    image = " ".join(original.text[word.start : word.end] for word in original.words if word.box in boxes)
    outputs = {
        "JSON": report_json(_without_ours(masked)).replace("\\n", "\n"),
        "page": html.unescape(re.sub(r"<[^>]+>", " ", render(_without_ours(masked)))),
        "image": image,
    }
    where = f"{printed.resume.name} {printed.sheet.program} {printed.sheet.layout}"
    before = original.text + "\n" + "\n".join(link.url for link in original.links)
    for kind, string in strings(printed.resume):
        if not stands(kind, string, before):
            continue
        tally.there[kind] += 1
        leaks = [name for name, text in outputs.items() if stands(kind, string, text)]
        tally.by_output.update((kind, name) for name in leaks)
        if leaks:
            tally.leaked[kind] += 1
            tally.errors.append(f"{where}: {kind} {string!r} in {', '.join(leaks)}")
    tally.kept.append(_kept(printed.resume, original.text, document.text))
    return masked, original


def _without_ours(report: Report) -> Report:
    """The Report without words that are there for everyone: what jobs ask for, skills, why we say so.

    A surname that is also a word of ours ("May", "English") is no leak there.
    """
    return replace(
        report,
        skills=tuple(replace(one, name="") for one in report.skills),
        competencies=tuple(replace(one, name="") for one in report.competencies),
        matches=tuple(
            replace(
                match,
                job=replace(match.job, title="", id=""),
                requirements=tuple(replace(one, text="", skills=()) for one in match.requirements),
            )
            for match in report.matches
        ),
        suggestions=tuple(replace(one, why="") for one in report.suggestions),
    )


def _kept(resume: Resume, before: str, after: str) -> float:
    """The share of words outside the identity that blind mode left."""
    own = {word for _, string in strings(resume) for word in re.findall(r"\w+", string.lower())}
    words = [word for word in re.findall(r"\w+", before.lower()) if word not in own]
    left = Counter(re.findall(r"\w+", after.lower()))
    gone = sum((Counter(words) - left).values())
    return 1 - gone / max(1, len(words))


def read_images(printed: Sequence[Printed], analyzer: Analyzer) -> Tally:
    """Masked page images as text recognition (Tesseract) reads them."""
    tally = Tally()
    for one in printed:
        source = Source(one.path.name, one.path.read_bytes())
        report = analyzer.analyze(source)
        document, found = report.documents[0], identity(report)
        shown, covered = windows(document, found)
        marks = [*(Mark(box, "window") for box in shown), *(Mark(box, "cover", "#52606D") for box in covered)]
        text = ""
        for page in document.pages:
            image = analyzer.render_page(source, page.number, marks, scale=3)
            with tempfile.NamedTemporaryFile(suffix=".png") as file:
                file.write(image)
                file.flush()
                done = subprocess.run(
                    ["tesseract", file.name, "-"], capture_output=True, text=True, check=True
                )
            text += done.stdout
        tally.files += 1
        for kind, string in strings(one.resume):
            if stands(kind, string, document.text):
                tally.there[kind] += 1
                if stands(kind, string, text):
                    tally.leaked[kind] += 1
                    tally.errors.append(f"{one.resume.name} {one.sheet.layout}: {kind} {string!r}")
        words = re.findall(r"\w{4,}", document.text.lower())
        tally.kept.append(sum(word in text.lower() for word in words) / max(1, len(words)))
    return tally


def print_table(tallies: dict[str, Tally]) -> None:
    """Survived of those there, by kind."""
    print(f"| part | files | {' | '.join(KINDS)} | contact and names | rest | kept |")
    print(f"|---|---|{'---|' * (len(KINDS) + 3)}")
    for part, tally in tallies.items():
        cells = [f"{tally.leaked[kind]} of {tally.there[kind]}" for kind in KINDS]
        first = sum(tally.leaked[kind] for kind in KINDS[:5])
        rest, of = (sum(counter[kind] for kind in KINDS[5:]) for counter in (tally.leaked, tally.there))
        share = f"{100 * rest / of:.2f} %" if of else "-"
        kept = 100 * sum(tally.kept) / max(1, len(tally.kept))
        print(f"| {part} | {tally.files} | {' | '.join(cells)} | {first} | {share} | {kept:.1f} % |")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth person")
    parser.add_argument("--images", type=int, default=0, metavar="N")
    parser.add_argument("--store", type=Path, default=Path(tempfile.gettempdir()) / "aipm-blind-sheets")
    options = parser.parse_args()
    people = list(read_people(options.data))[:: options.every]
    by_program: defaultdict[str, list[Sheet]] = defaultdict(list)
    for sheet in SHEETS:
        by_program[sheet.program].append(sheet)
    sheets = [sheet for program, count in LAYOUTS for sheet in by_program[program][:count]]
    tallies = {"development": Tally(), "test": Tally()}
    printed = list(print_sheets(people, sheets, options.store))
    with Analyzer(today=TODAY) as analyzer:
        for one in printed:
            judge(one, analyzer, tallies["test" if one.resume.held_back else "development"])
        print_table(tallies)
        for part, tally in tallies.items():
            found = ", ".join(
                f"{kind} in {name} {count}" for (kind, name), count in sorted(tally.by_output.items())
            )
            print(f"\n{part}, by output: {found or 'nothing'}")
        if options.images:
            pages = [one for one in printed if one.path.suffix == ".pdf" and not one.resume.held_back]
            chosen = pages[:: max(1, len(pages) // options.images)][: options.images]
            images = read_images(chosen, analyzer)
            print("\nMasked page images read by Tesseract:\n")
            print_table({"development": images})
            if options.errors:
                print("\n".join(images.errors))
    if options.errors:
        print("\n".join(tallies["development"].errors))


if __name__ == "__main__":
    main()
