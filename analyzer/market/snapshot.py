"""The market that ships with the program: facts of real postings, known on the first run.

    python -m analyzer.market.snapshot FILE.jsonl [FILE.jsonl ...] --collected YYYY-MM-DD [--out FOLDER]

writes it anew from files that a maintainer gives. Each line of a file is one posting's facts: `id`,
`source`, `url`, `title`, `family`, `seniority`, `country`, `remote`, `posted`, `min_years`, `degree`,
`degree_required`, `certifications` (name, required), `skills_required`, `skills_preferred`,
`responsibilities`, `salary` (min, max, currency, period), `requirements_visible` (full, part, none). Skills
are named as in `data/skills/`; a name we do not know is kept as it stands and listed at the end. A file with
a wrong line changes nothing.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from analyzer.errors import ReadError
from analyzer.market.facts import Facts, Pay, is_credential, skill_ids
from analyzer.market.places import amount, country_code, day, remote_of
from analyzer.resources import data_path, read_yaml

#: Families of the snapshot that the posting parser calls otherwise, or does not tell apart.
_FAMILIES: Mapping[str, str] = {
    "tpm_ai": "tpm_ml",
    "ds_ml_manager": "data_science_manager",
    "product_manager_general": "product_manager",
    "ai_product_owner": "ai_product_manager",
    "ai_delivery_manager": "delivery_manager",
    "ai_project_coordinator": "project_coordinator",
    "it_program_manager": "it_project_manager",
    "data_program_manager": "data_project_manager",
}
_LEVELS: Mapping[str, str] = {"director": "executive"}
_DEGREES: Mapping[str, str | None] = {"phd": "doctorate", "unknown": None}


@dataclass(frozen=True, slots=True)
class About:
    """What must be said beside every figure of a market: where it is from, how many, when, and how biased."""

    name: str
    count: int
    readable: int
    collected: str
    first: str | None
    last: str | None
    dated: int
    source: str
    licence: str
    cautions: tuple[str, ...]


@cache
def snapshot() -> tuple[Facts, ...]:
    """The postings of the shipped snapshot, in the order of their ids."""
    lines = data_path("market", "postings.jsonl").read_text(encoding="utf-8").splitlines()
    adapter = TypeAdapter(Facts)
    return tuple(adapter.validate_json(line) for line in lines)


@cache
def about_snapshot() -> About:
    """What must be said beside its figures."""
    told: Any = read_yaml(data_path("market", "about.yaml"))
    rows = snapshot()
    months = sorted(row.month for row in rows if row.month)
    return About(
        name="Snapshot that ships with the program",
        count=len(rows),
        readable=sum(row.readable != "none" for row in rows),
        collected=str(told["collected"]),
        first=months[0] if months else None,
        last=months[-1] if months else None,
        dated=sum(row.posted is not None for row in rows),
        source=told["source"],
        licence=told["licence"],
        cautions=tuple(told["cautions"]),
    )


# --- written anew ------------------------------------------------------------------------------------


def read_rows(lines: Iterable[str], name: str) -> tuple[list[Facts], Counter[str]]:
    """The facts of a maintainer's file, and the skill names that we do not know.

    Raises ReadError with the number of the first line that is wrong.
    """
    rows, unknown = [], Counter[str]()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            rows.append(_row(json.loads(line), unknown))
        except (ValueError, KeyError, TypeError, AttributeError, ValidationError) as error:
            what = "it is no posting's facts"
            if isinstance(error, KeyError):
                what = f"'{error.args[0]}' is missing"
            raise ReadError(f"{name}: line {number} cannot be used: {what}. Nothing was changed.") from None
    return rows, unknown


def _row(given: dict[str, Any], unknown: Counter[str]) -> Facts:
    def ids(names: Iterable[str]) -> tuple[str, ...]:
        table = skill_ids()
        unknown.update(name for name in names if name.casefold() not in table)
        return tuple(dict.fromkeys(table.get(name.casefold(), name) for name in names))

    asked = [one["name"] for one in given["certifications"]]
    must = [one["name"] for one in given["certifications"] if one["required"]]
    level, degree = given["seniority"], given["degree"]
    row = Facts(
        id=given["id"],
        title=given["title"],
        family=_FAMILIES.get(given["family"], given["family"]),
        level=_LEVELS.get(level, level),
        source=given["source"],
        readable=given["requirements_visible"],
        url=given["url"],
        country=country_code(given["country"]),
        remote=remote_of(given["remote"]) if given["remote"] != "unknown" else None,
        posted=day(given["posted"]),
        required=_skills_only(ids(given["skills_required"])),
        preferred=_skills_only(ids(given["skills_preferred"])),
        duties=_skills_only(ids(given["responsibilities"])),
        credentials=ids(asked),
        credentials_required=ids(must),
        degree=_DEGREES.get(degree, degree),
        degree_required=bool(given["degree_required"]),
        min_years=given["min_years"],
        pay=_pay(given["salary"]),
    )
    return TypeAdapter(Facts).validate_python(asdict(row))


def _skills_only(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(one for one in ids if not is_credential(one))


def _pay(given: dict[str, Any] | None) -> Pay | None:
    if given is None:
        return None
    low, high = amount(given["min"]), amount(given["max"])
    return Pay(low, high, given["currency"], given["period"]) if low or high else None


def write_snapshot(rows: Sequence[Facts], about: Mapping[str, Any], folder: Path) -> None:
    """The snapshot's two files: one line for each posting, sorted by id, and what must be said beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    ordered = sorted(rows, key=lambda row: row.id)
    lines = [json.dumps(_without_nothing(asdict(row)), ensure_ascii=False) + "\n" for row in ordered]
    (folder / "postings.jsonl").write_text("".join(lines), encoding="utf-8")
    text = yaml.safe_dump(dict(about), allow_unicode=True, sort_keys=False, width=110)
    (folder / "about.yaml").write_text(text, encoding="utf-8")


def _without_nothing(row: dict[str, Any]) -> dict[str, Any]:
    kept = {"id", "title", "family", "level", "source", "readable"}
    return {key: value for key, value in row.items() if key in kept or value not in (None, (), False, "en")}


def main(arguments: Sequence[str]) -> int:
    """Write the snapshot anew from files."""
    parser = argparse.ArgumentParser(prog="python -m analyzer.market.snapshot")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--collected", required=True, help="day of collection, YYYY-MM-DD")
    parser.add_argument("--out", type=Path, default=data_path("market"))
    given = parser.parse_args(arguments)
    rows: list[Facts] = []
    unknown: Counter[str] = Counter()
    for path in given.files:
        found, names = read_rows(path.read_text(encoding="utf-8").splitlines(), path.name)
        rows += found
        unknown += names
    repeated = [one for one, count in Counter(row.id for row in rows).items() if count > 1]
    if repeated:
        raise ReadError(f"The id {repeated[0]} stands twice. Nothing was changed.")
    about: Any = read_yaml(data_path("market", "about.yaml"))
    write_snapshot(rows, {**about, "collected": given.collected}, given.out)
    names_unknown = ", ".join(f"{name} ({count})" for name, count in unknown.most_common())
    print(f"Wrote {len(rows)} postings to {given.out}. Skills we do not know: {names_unknown or 'none'}.")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
