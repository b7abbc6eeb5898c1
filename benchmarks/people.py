"""How well the structure of resumes typed by many hands is found: text files beside their truth.

    python -m benchmarks.people [FOLDER] [--errors] [--only PREFIX]

`FOLDER` (`benchmarks/people/` when left out) holds pairs of `NAME.txt`, a resume as an invented person
typed it, and `NAME.yaml`, its truth. No resume follows a template, so the table shows how the parser does on
conventions nobody planned for. The first letter of a name tells the author; no author knew the parser or
another author's resumes. `--errors` lists what was missed.
"""

import argparse
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from analyzer.documents import read_in_process
from analyzer.parsing.months import interval
from analyzer.parsing.points import Range
from analyzer.parsing.positions import merged_months
from analyzer.records import Outline, Source
from benchmarks.structure import TODAY, Tally, _same, judge_one, print_table

PEOPLE = Path(__file__).parent / "people"
_REMARK = re.compile(r"\s*[(\[][^()\[\]]*[)\]]?$")


def truth_of(source: dict[str, Any], found: Outline) -> dict[str, Any]:
    """A truth in the keys that `benchmarks.structure` judges by.

    Where the truth accepts other wordings of a title or employer, the one that was found is taken. Years
    follow from the dates of the paid positions by the rule of `analyzer.parsing.dates.interval`: authors
    count bare years differently.
    """
    positions = source.get("positions") or []
    sections = [one for one in source.get("sections") or [] if one.get("heading")]
    return {
        "contact": source.get("contact") or {},
        "experience": [_position(one, found) for one in positions],
        "education": [_degree(one) for one in source.get("education") or []],
        "certifications": source.get("certifications") or [],
        "projects": source.get("projects") or [],
        "printed_headings": [(_KIND.get(one["kind"], one["kind"]), str(one["heading"])) for one in sections],
        "truth": {"years_experience": _years(positions)},
    }


#: Kinds of sections that authors name otherwise than the Report.
_KIND = {"skills_section": "skills", "objective": "summary"}
#: The levels of the Report.
_LEVELS = frozenset({"secondary", "associate", "bachelor", "master", "doctorate", "other", None})


def _position(one: dict[str, Any], found: Outline) -> dict[str, Any]:
    title, employer = _REMARK.sub("", str(one["title"])), str(one.get("organization") or "-")
    titles = [title, *(_REMARK.sub("", str(other)) for other in _several(one.get("title_also_accepted")))]
    employers = [employer, *map(str, _several(one.get("organization_also_accepted")))]
    got = [position for position in found.positions if any(_same(position.title, name) for name in titles)]
    return {
        **one,
        "title": next((name for name in titles if any(_same(it.title, name) for it in got)), title),
        "organization": next(
            (name for name in employers if any(_same(it.organization, name) for it in got)), employer
        ),
        "bullets": [{"text": text} for text in one.get("bullets") or []],
    }


def _degree(one: dict[str, Any]) -> dict[str, Any]:
    """A degree with its level in the words of the Report.

    The Report has none for diplomas, courses and degrees that were left; authors name these as they like.
    """
    level = one.get("degree_level")
    if level in ("school", "high_school"):
        return {**one, "degree_level": "secondary"}
    return {**one, "degree_level": level if level in _LEVELS else "other"}


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _years(positions: list[dict[str, Any]]) -> float:
    counted = [one for one in positions if one.get("paid", True) and one.get("counted", True)]
    spans = [
        span
        for one in counted
        if (span := interval(Range(0, 0, str(one["start"]), str(one["end"])), today=TODAY))
    ]
    return round(merged_months(spans) / 12, 1)


def _without_remarks(found: Outline) -> Outline:
    """Titles without a remark in brackets at their end (`(contract)`), which the truth leaves out."""
    return replace(
        found,
        positions=tuple(
            replace(one, title=_REMARK.sub("", one.title or "") or None) for one in found.positions
        ),
    )


def measure(folder: Path, prefix: str) -> Tally:
    """The tally of all pairs of a folder whose names begin with the prefix."""
    tally = Tally()
    for path in sorted(folder.glob(f"{prefix}*.yaml")):
        text = path.with_suffix(".txt")
        source = yaml.safe_load(path.read_text(encoding="utf-8"))
        document = read_in_process(Source(text.name, text.read_bytes()))
        judge_one(
            path.stem,
            lambda found, source=source: truth_of(source, found),
            document,
            tally,
            edit=_without_remarks,
        )
    return tally


def main() -> None:
    """Print the table, one column for each author."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?", default=PEOPLE)
    parser.add_argument("--only", default="", help="names that begin with this")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    authors = sorted({path.stem[0] for path in options.folder.glob(f"{options.only}*.yaml")})
    prefixes = [options.only] if options.only else authors
    tallies = {prefix: measure(options.folder, prefix) for prefix in prefixes}
    print_table("Resumes typed by many hands", tallies)
    if options.errors:
        for tally in tallies.values():
            print("\n".join(sorted(tally.errors)))


if __name__ == "__main__":
    main()
