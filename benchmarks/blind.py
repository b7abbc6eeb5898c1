"""How much of a person survives blind mode: resumes of invented people, printed in many layouts and masked.

    python -m benchmarks.blind [DATA] [--errors] [--images N] [--store FOLDER]

Every identity string of the truth (name and its words, e-mail, phone, links, handles, place, schools,
employers, and the short names that a resume uses for them) is looked for in the masked Report as JSON, in its
page as HTML, and in the words that page images show. What counts as survived: the string as a whole word,
letter case aside; the name's words in their own case, because some are words of the language. Words that the
page says of everyone are no leak. `--images N` also reads the masked page images of N resumes with text
recognition. `kept` is the share of all other words that are still there: masking everything would be easy.

Without DATA only the people of `benchmarks/people/` are masked, typed by four hands in unusual styles: each
as the text that was typed, and the same lines as a PDF. With DATA also those of `devset/`, printed in many
layouts. `--errors` lists what survived, never of the test part: of that, only kinds and places are told
("schools in bullet of experience").
"""

import argparse
import html
import re
import subprocess
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from analyzer.blind import Identity, blind, identity, windows
from analyzer.blind.tables import COMMON_NAME_WORDS, LEGAL_FORM
from analyzer.blind.top import HONORIFICS, SURE_PLACE
from analyzer.documents import Mark
from analyzer.errors import AipmError
from analyzer.parsing.labels import names_client
from analyzer.parsing.lexicon import is_own, is_title, location_points
from analyzer.parsing.notes import is_break
from analyzer.records import Report, Source, report_json
from analyzer.reports.html import render
from analyzer.service import Analyzer
from benchmarks.corpus import SHEETS, Sheet, print_sheets, read_people
from benchmarks.corpus.drawn import typed_lines

TODAY = "2026-11"
#: One layout of every kind, by programs that need no other program.
LAYOUTS = (
    ("fpdf2", 3),
    ("DOCX", 4),
    ("Typst", 4),
    ("WeasyPrint", 4),
)
#: What must not survive at all; and what may, once in a hundred.
CONTACT = ("name", "name's words", "e-mail", "phone", "links", "handles")
REST = ("place", "schools", "employers", "short names")
KINDS = (*CONTACT, *REST)
PEOPLE = Path(__file__).parent / "people"
ALIAS = "C-0001"


@dataclass(frozen=True, slots=True)
class Case:
    """A file, the row of the table it counts in, and what in it tells who the person is, by kind."""

    part: str
    where: str
    source: Source
    telling: tuple[tuple[str, str], ...]


@dataclass
class Tally:
    """Strings that were in the documents, strings that survived, and words that were kept."""

    there: Counter[str] = field(default_factory=Counter)
    leaked: Counter[str] = field(default_factory=Counter)
    by_output: Counter[tuple[str, str]] = field(default_factory=Counter)
    by_place: Counter[tuple[str, str]] = field(default_factory=Counter)
    by_form: Counter[tuple[str, str]] = field(default_factory=Counter)
    kept: list[float] = field(default_factory=list)
    files: int = 0
    unread: int = 0
    errors: list[str] = field(default_factory=list)


def strings(truth: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Kind and string of everything that tells who the person is."""
    contact = truth["contact"]
    person = str(contact["name"]).split(",")[0]  # degrees behind it are no name
    yield "name", person
    for word in re.findall(r"[^\W\d_][\w'’-]{2,}", person):
        if word.lower() not in ("van", "der", "von", "del", "bin", "dos", "the", *HONORIFICS):
            yield "name's words", word
    if contact.get("email"):
        yield "e-mail", str(contact["email"])
    if contact.get("phone"):
        yield "phone", str(contact["phone"])
    links = [str(link).split(" ")[0] for link in contact.get("links") or ()]
    yield from (("links", link) for link in links)
    ends = [str(contact.get("email") or "").split("@")[0]]
    ends += [link.rstrip("/").rsplit("/", 1)[-1] for link in links]
    yield from (("handles", end) for end in dict.fromkeys(ends) if len(end) > 3 and "." not in end[-5:])
    if contact.get("location"):
        yield "place", str(contact["location"])
    for kind, name in _organizations(truth):
        if _is_name(name) or person.islower():
            yield kind, name


def _organizations(truth: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Schools and employers as they are called without legal form and remarks."""
    for one in truth.get("education") or ():
        if one.get("institution"):
            yield "schools", str(one["institution"])
    for one in truth.get("experience") or truth.get("positions") or ():
        name = str(one.get("organization") or "")
        name = re.sub(r"^(?:various )?clients?: ", "", name, flags=re.IGNORECASE)
        plain = re.sub(r"\s*\([^)]*\)", "", name).strip()
        bare = LEGAL_FORM.sub("", plain).strip()
        found = bare if _is_name(bare) else plain
        none = is_title(found) or is_own(name) or is_break(name) or names_client(name)
        if found and not none:
            yield "employers", found


def short_names(telling: Sequence[tuple[str, str]], text: str) -> Iterator[tuple[str, str]]:
    """What a resume itself calls its schools and employers: a first word that names, or their initials."""
    rest = text
    names = [name for kind, name in telling if kind in ("schools", "employers")]
    for name in sorted(names, key=len, reverse=True):
        rest = re.sub(r"\s+".join(map(re.escape, name.split())), " ", rest, flags=re.IGNORECASE)
    for name in dict.fromkeys(names):
        words = re.findall(r"[^\W\d_][\w'’]*", name)
        initials = "".join(word[0] for word in words if word[0].isupper())
        if len(initials) > 2 and stands("short names", initials, rest):
            yield "short names", initials
        first = words[0] if len(words) > 1 else ""
        lower = re.search(rf"(?<!\w){re.escape(first.lower())}(?!\w)", text)
        place = location_points(first) >= SURE_PLACE  # "Leeds" beside "Leeds Business School" is where it is
        if len(first) > 3 and _is_name(first) and not (lower or place) and stands("short names", first, rest):
            yield "short names", first


def _is_name(text: str) -> bool:
    """Whether some word names somebody: "Technology Group" is left with "Technology", which names none."""
    return any(
        word[0].isupper() and word.lower() not in COMMON_NAME_WORDS for word in re.findall(r"\w{3,}", text)
    )


def pattern(kind: str, string: str) -> re.Pattern[str]:
    """Where a string stands; single words in their own case or in capitals, all else in any."""
    if kind == "phone":
        return re.compile(r"[\s().\-–/\u00a0]*".join(re.sub(r"\D", "", string)[-8:]))
    spaced = r"\s+".join(re.escape(part) for part in string.split())
    exact = kind in ("name's words", "short names")
    exact = exact or (kind in ("schools", "employers") and " " not in string)
    upper = r"\s+".join(re.escape(part.upper()) for part in string.split())
    return re.compile(rf"(?<![^\W_])(?:{spaced}|{upper})(?![^\W_])", re.NOFLAG if exact else re.IGNORECASE)


def stands(kind: str, string: str, text: str) -> bool:
    """Whether a string stands in a text; phone numbers are compared by their digits."""
    return pattern(kind, string).search(text) is not None


def judge(case: Case, analyzer: Analyzer, tally: Tally, said_of_all: str) -> None:
    """Mask one file and look for the person in everything that comes out."""
    tally.files += 1
    try:
        report = analyzer.analyze(case.source)
    except AipmError:
        tally.unread += 1
        return
    found = identity(report)
    masked = blind(report, found, alias=ALIAS)
    original, document = report.documents[0], masked.documents[0]
    shown, _ = windows(original, found)
    boxes = set(shown)
    outputs = {
        "JSON": report_json(_without_ours(masked)).replace("\\n", "\n"),
        "page": seen(masked),
        "image": " ".join(
            original.text[word.start : word.end] for word in original.words if word.box in boxes
        ),
    }
    before = original.text + "\n" + "\n".join(link.url for link in original.links)
    telling = [*case.telling, *short_names(case.telling, original.text)]
    for kind, string in dict.fromkeys(telling):
        if not stands(kind, string, before):
            continue
        tally.there[kind] += 1
        leaks = [
            name
            for name, text in outputs.items()
            if stands(kind, string, text) and not (name == "page" and stands(kind, string, said_of_all))
        ]
        tally.by_output.update((kind, name) for name in leaks)
        if leaks:
            tally.leaked[kind] += 1
            places = sorted(set(_places(report, found, pattern(kind, string)))) or ["what we say"]
            tally.by_place.update((kind, place) for place in places)
            tally.by_form[kind, _form(string, report)] += 1
            told = f"{', '.join(leaks)} ({', '.join(places)})"
            tally.errors.append(f"{case.where}: {kind} {string!r} in {told}")
    tally.kept.append(_kept(telling, original.text, document.text))


def _places(report: Report, found: Identity, wanted: re.Pattern[str]) -> Iterator[str]:
    """What kinds of passages of the resume an unmasked string stands in: "bullet of experience"."""
    document, outline = report.documents[0], report.profile.outlines[0]
    spans = [(one.start, one.end) for one in found.spans if one.document == 0]
    for match in wanted.finditer(document.text):
        if any(start <= match.start() and match.end() <= end for start, end in spans):
            continue
        passage = next((one for one in outline.passages if one.start <= match.start() < one.end), None)
        section = next((one for one in outline.sections if one.start <= match.start() < one.end), None)
        yield f"{passage.kind if passage else 'line'} of {section.kind if section else 'the top'}"


def _form(string: str, report: Report) -> str:
    """What kind of string survived, and whether parsing had read it: "two words, read"."""
    profile = report.profile
    had = [one.organization for one in profile.positions] + [one.institution for one in profile.education]
    words = set(re.findall(r"\w+", string.lower()))
    shared = max((len(words & set(re.findall(r"\w+", one.lower()))) for one in had if one), default=0)
    reading = "read" if string in had else "partly read" if shared else "not read"
    count = len(string.split())
    shape = "acronym" if string.isupper() else "one word" if count == 1 else f"{min(count, 4)} words"
    return f"{shape}, {reading}"


def seen(masked: Report) -> str:
    """The words on the page of a Report."""
    page = re.sub(r"<style>.*?</style>", " ", render(_without_ours(masked)), flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", " ", page))


def said_of_everyone(analyzer: Analyzer) -> str:
    """The page of somebody without a name: its words are ours."""
    lines = b"SUMMARY\nProject manager.\nEXPERIENCE\nProject Manager\n2019 - 2023\n- Led 4 projects."
    report = analyzer.analyze(Source("nobody.txt", lines))
    return seen(blind(report, identity(report), alias=ALIAS))


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


def _kept(telling: Iterable[tuple[str, str]], before: str, after: str) -> float:
    """The share of words outside the identity that blind mode left."""
    own = {word for _, string in telling for word in re.findall(r"\w+", string.lower())}
    words = [word for word in re.findall(r"\w+", before.lower()) if word not in own]
    left = Counter(re.findall(r"\w+", after.lower()))
    gone = sum((Counter(words) - left).values())
    return 1 - gone / max(1, len(words))


def read_images(cases: Sequence[Case], analyzer: Analyzer) -> Tally:
    """Masked page images as text recognition (Tesseract) reads them."""
    tally = Tally()
    for case in cases:
        report = analyzer.analyze(case.source)
        document, found = report.documents[0], identity(report)
        shown, covered = windows(document, found)
        marks = [*(Mark(box, "window") for box in shown), *(Mark(box, "cover", "#52606D") for box in covered)]
        text = ""
        for page in document.pages:
            image = analyzer.render_page(case.source, page.number, marks, scale=3)
            with tempfile.NamedTemporaryFile(suffix=".png") as file:
                file.write(image)
                file.flush()
                done = subprocess.run(
                    ["tesseract", file.name, "-"], capture_output=True, text=True, check=True
                )
            text += done.stdout
        tally.files += 1
        for kind, string in case.telling:
            if stands(kind, string, document.text):
                tally.there[kind] += 1
                if stands(kind, string, text):
                    tally.leaked[kind] += 1
                    tally.errors.append(f"{case.where}: {kind} {string!r} in an image")
        words = re.findall(r"\w{4,}", document.text.lower())
        tally.kept.append(sum(word in text.lower() for word in words) / max(1, len(words)))
    return tally


def print_table(tallies: dict[str, Tally]) -> None:
    """Survived of those there, by kind."""
    print(f"| part | files | {' | '.join(KINDS)} | contact and names | rest | kept |")
    print(f"|---|---|{'---|' * (len(KINDS) + 3)}")
    for part, tally in tallies.items():
        cells = [f"{tally.leaked[kind]} of {tally.there[kind]}" for kind in KINDS]
        first = sum(tally.leaked[kind] for kind in CONTACT)
        rest, of = (sum(counter[kind] for kind in REST) for counter in (tally.leaked, tally.there))
        share = f"{100 * rest / of:.2f} %" if of else "-"
        kept = 100 * sum(tally.kept) / max(1, len(tally.kept))
        print(f"| {part} | {tally.files} | {' | '.join(cells)} | {first} | {share} | {kept:.1f} % |")


def typed_cases(folder: Path = PEOPLE) -> Iterator[Case]:
    """The people of other hands: the text as it was typed, and its lines as a PDF."""
    for path in sorted(folder.glob("*.yaml")):
        truth = yaml.safe_load(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        telling = tuple(strings(truth))
        for source in (
            Source(f"{path.stem}.txt", text.encode()),
            Source(f"{path.stem}.pdf", typed_lines(text)),
        ):
            yield Case(path.stem[0], source.name, source, telling)


def printed_cases(data: Path, store: Path, every: int, layouts: int) -> Iterator[Case]:
    """The people of `devset/` on sheets of every kind."""
    by_program: defaultdict[str, list[Sheet]] = defaultdict(list)
    for sheet in SHEETS:
        by_program[sheet.program].append(sheet)
    sheets = [sheet for program, count in LAYOUTS for sheet in by_program[program][: min(count, layouts)]]
    for one in print_sheets(list(read_people(data))[::every], sheets, store):
        where = f"{one.resume.name} {one.sheet.program} {one.sheet.layout}"
        part = "test" if one.resume.held_back else "development"
        yield Case(
            part, where, Source(one.path.name, one.path.read_bytes()), tuple(strings(one.resume.truth))
        )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, nargs="?")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth person")
    parser.add_argument("--layouts", type=int, default=9, metavar="N", help="the first N of each program")
    parser.add_argument("--images", type=int, default=0, metavar="N")
    parser.add_argument("--store", type=Path, default=Path(tempfile.gettempdir()) / "aipm-blind-sheets")
    parser.add_argument("--part", help="only this row of the table")
    options = parser.parse_args()
    cases = list(typed_cases())
    if options.data:
        cases = [*printed_cases(options.data, options.store, options.every, options.layouts), *cases]
    cases = [one for one in cases if options.part in (None, one.part)]
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    with Analyzer(today=TODAY) as analyzer:
        of_all = said_of_everyone(analyzer)
        for case in cases:
            judge(case, analyzer, tallies[case.part], of_all)
        print_table(tallies)
        for part, tally in tallies.items():
            for name, counts in (
                ("output", tally.by_output),
                ("place", tally.by_place),
                ("form", tally.by_form),
            ):
                found = ", ".join(f"{kind}: {where} {n}" for (kind, where), n in sorted(counts.items()))
                print(f"\n{part}, by {name}: {found or 'nothing'}")
        if options.images:
            pages = [one for one in cases if one.source.name.endswith(".pdf") and one.part != "test"]
            images = read_images(pages[:: max(1, len(pages) // options.images)][: options.images], analyzer)
            print("\nMasked page images read by Tesseract:\n")
            print_table({"images": images})
            tallies["images"] = images
    if options.errors:
        print("\n".join(line for part, tally in tallies.items() if part != "test" for line in tally.errors))


if __name__ == "__main__":
    main()
