"""How well quantified achievements are found: the 104 labelled lines and the development set.

    python -m benchmarks.achievements DATA [--errors]

DATA holds `devset/pNN.yaml` (bullets with metrics) and, when there, `bullets/*.tsv` (real lines without
labels).
The 104 lines are those of the tests. Beside ours stands the simplest rule people use: "the line has a
number".

The development set knows fewer words for the same things, so both sides are folded before they are compared:

* directions: only increase, decrease and none. `maintain` is none; `achieve` equals none, and also increase
(what was
  won, hired or onboarded is labelled either way). The strict column folds `achieve` to none only.
* kinds: a rate and a rating are a scale, an sla is a percent or a time, "by half" (0.5 x) is 50 percent.
* units: things counted are "count"; users and people are one; periods ("/month") are left out; times are
compared in
  hours, unless the label keeps milliseconds or minutes under "other".
"""

import argparse
import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from analyzer.language.amounts import in_hours, lexicon
from analyzer.language.metrics import find_metrics
from analyzer.records import Metric

LINES = Path(__file__).parent.parent / "tests" / "data" / "achievements.jsonl"
DEV = {*range(1, 21), *range(31, 67)}
#: Shares of the labelled metrics; `all`: value, unit, kind, direction; `strict`: with the strict direction.
COLUMNS = tuple(
    "found extra value kind unit direction strict_direction role baseline target all strict".split()  # noqa: SIM905
)
_NUMBER = re.compile(r"\d")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Labelled(NamedTuple):
    """One line with what is true about it."""

    name: str
    text: str
    metrics: list[dict[str, Any]]


class Score(NamedTuple):
    """Counts of one part."""

    lines: Counter[str]
    metrics: Counter[str]
    errors: list[str]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--errors", action="store_true", help="list what went wrong (development part only)")
    arguments = parser.parse_args()
    _print_lines(show_errors=arguments.errors)
    _print_devset(arguments.data / "devset", show_errors=arguments.errors)
    _print_speed(arguments.data)


def _print_lines(*, show_errors: bool) -> None:
    rows = [json.loads(line) for line in LINES.read_text(encoding="utf-8").splitlines()]
    silent = sum(not find_metrics(row["text"]) for row in rows if not row["label"])
    naive = sum(not _NUMBER.search(row["text"]) for row in rows if not row["label"])
    per_kind: dict[str, Counter[str]] = defaultdict(Counter)
    right = 0
    for row in rows:
        if not row["label"]:
            continue
        found = list(find_metrics(row["text"]))
        missed = []
        for gold in row["metrics"]:
            per_kind[gold["kind"]]["labelled"] += 1
            hit = next(
                (one for one in found if _same_value(one.value, gold["value"]) and one.kind == gold["kind"]),
                None,
            )
            if hit is None:
                missed.append(gold)
                continue
            found.remove(hit)
            per_kind[gold["kind"]]["found"] += 1
            for name in ("unit", "direction", "role", "baseline", "target"):
                per_kind[gold["kind"]][name] += getattr(hit, name) == gold[name]
        for extra in found:
            per_kind[extra.kind]["extra"] += 1
        right += not missed
        if show_errors and (missed or found):
            print(f"  {row['id']} {row['text']}\n     missed {missed}\n     extra {found}")
    positives = sum(row["label"] for row in rows)
    print(f"\n## 104 lines\n\nNegatives silent: {silent} of {len(rows) - positives} (digit rule: {naive}).")
    print(f"Positives with every value and kind: {right} of {positives}.\n")
    print("| kind | labelled | found | precision | unit | direction | role | baseline | target |")
    print("|---|---|---|---|---|---|---|---|---|")
    for kind, count in sorted(per_kind.items()):
        precision = count["found"] / max(1, count["found"] + count["extra"])
        cells = " | ".join(str(count[name]) for name in ("unit", "direction", "role", "baseline", "target"))
        print(f"| {kind} | {count['labelled']} | {count['found']} | {precision:.2f} | {cells} |")


def _print_devset(folder: Path, *, show_errors: bool) -> None:
    parts: dict[str, list[Labelled]] = {"dev": [], "test": []}
    for path in sorted(folder.glob("p*.yaml")):
        part = "dev" if int(path.stem[1:]) in DEV else "test"
        parts[part].extend(_bullets(path))
    print("\n## Development set\n")
    errors = print_scores(parts)
    for part, score in errors.items():
        _print_kinds(part, score.metrics)
    if show_errors:
        print("\n".join(errors["dev"].errors))


def print_scores(parts: dict[str, list[Labelled]]) -> dict[str, Score]:
    """Print one row for each part; the scores of the parts."""
    head = "part | bullets | quantified P | R | F1 | digit-rule F1 | metrics"
    print(f"| {head} | {' | '.join(name.replace('_', ' ') for name in COLUMNS)} |")
    print("|" + "---|" * 19)
    errors: dict[str, Score] = {}
    for part, rows in parts.items():
        score = _score(rows)
        _print_row(part, score)
        errors[part] = score
    return errors


def _print_kinds(part: str, count: Counter[str]) -> None:
    print(
        f"\n{part}, by labelled kind:\n\n| kind | labelled | found | value | kind | unit | direction |"
        f" all four |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for kind in sorted({name.split(":")[0] for name in count if ":" in name}):
        cells = (
            count[f"{kind}:{name}"] for name in ("gold", "found", "value", "kind", "unit", "direction", "all")
        )
        print(f"| {kind} | " + " | ".join(map(str, cells)) + " |")
    if part == "test":
        return  # its words stay unseen
    confused = [
        f"{name.removeprefix('confused ')} ({times})"
        for name, times in sorted(count.items())
        if name.startswith("confused") and times
    ]
    print("\nTaken for another kind or unit: " + ("; ".join(confused) or "none") + ".")


def _print_row(part: str, score: Score) -> None:
    lines, metrics = score.lines, score.metrics
    precision, recall, f1 = _prf(lines["both"], lines["ours"], lines["gold"])
    naive = _prf(lines["naive_both"], lines["naive"], lines["gold"])[2]
    total = max(1, metrics["gold"])
    shares = " | ".join(f"{metrics[name] / total:.3f}" for name in COLUMNS)
    print(
        f"| {part} | {lines['all']} | {precision:.3f} | {recall:.3f} | {f1:.3f} | {naive:.3f} |"
        f" {metrics['gold']} | {shares} |"
    )


def _prf(both: int, ours: int, gold: int) -> tuple[float, float, float]:
    precision, recall = both / max(1, ours), both / max(1, gold)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def _bullets(path: Path) -> Iterator[Labelled]:
    person = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506
    for entry in [*(person.get("experience") or []), *(person.get("projects") or [])]:
        for bullet in entry.get("bullets") or []:
            if isinstance(bullet, dict):
                yield Labelled(path.stem, bullet["text"], bullet.get("metrics") or [])


def _score(rows: list[Labelled]) -> Score:
    score = Score(Counter(), Counter(), [])
    for row in rows:
        found = list(find_metrics(row.text))
        gold, ours, naive = bool(row.metrics), bool(found), bool(_NUMBER.search(row.text))
        score.lines.update(
            all=1, gold=gold, ours=ours, both=gold and ours, naive=naive, naive_both=naive and gold
        )
        notes = _score_line(row, found, score.metrics)
        if gold != ours:
            notes.insert(0, "QUANTIFIED?" if ours else "NOT SEEN")
        if notes:
            score.errors.append(f"{row.name} {row.text}\n" + "\n".join(f"      {note}" for note in notes))
    return score


def _score_line(row: Labelled, found: list[Metric], count: Counter[str]) -> list[str]:
    notes = []
    for gold in row.metrics:
        count.update({"gold": 1, f"{gold['kind']}:gold": 1})
        hit = _matching(row.text, gold, found)
        if hit is None:
            notes.append(f"missed {gold['span']!r} {gold['value']} {gold['unit']} {gold['kind']}")
            continue
        found.remove(hit)
        same = _compare(hit, gold)
        same["found"] = True
        count[f"confused {gold['kind']} {gold['unit']} -> {hit.kind} {hit.unit.split('/')[0]}"] += not (
            same["kind"] and same["unit"]
        )
        count.update({name: int(right) for name, right in same.items()})
        count.update({f"{gold['kind']}:{name}": int(right) for name, right in same.items()})
        wrong = [name for name in ("value", "kind", "unit", "direction", "role") if not same[name]]
        if wrong:
            told = ", ".join(f"{name} {getattr(hit, name)} for {gold[name]}" for name in wrong)
            notes.append(f"{hit.text!r}: {told}")
    count["extra"] += len(found)
    notes.extend(f"extra {one.text!r} {one.value} {one.unit} {one.kind}" for one in found)
    return notes


def _matching(text: str, gold: dict[str, Any], found: list[Metric]) -> Metric | None:
    """The metric of ours that overlaps a labelled span; the one of equal value first."""
    start = text.find(gold["span"])
    end = start + len(gold["span"])
    near = [one for one in found if start < 0 or (one.start < end and start < one.end)]
    return min(near, key=lambda one: (not _value_equal(one, gold), one.start), default=None)


def _compare(ours: Metric, gold: dict[str, Any]) -> dict[str, bool]:
    same = {
        "value": _value_equal(ours, gold),
        "kind": gold["kind"] in _kinds(ours),
        "unit": _unit_equal(ours, gold),
        "direction": gold["direction"] in _directions(ours),
        "strict_direction": gold["direction"] == _strict_direction(ours),
        "role": ours.role == gold["role"],
        "baseline": _end_equal(ours, gold, "baseline"),
        "target": _end_equal(ours, gold, "target"),
    }
    same["all"] = same["value"] and same["kind"] and same["unit"] and same["direction"]
    same["strict"] = same["all"] and same["strict_direction"]
    return same


def _kinds(ours: Metric) -> set[str]:
    kinds = {ours.kind}
    if ours.kind in ("rate", "rating"):
        kinds.add("scale")
    if ours.kind == "sla":
        kinds |= {"percent"} if ours.unit == "percent" else {"time"}
    if ours.kind == "multiplier" and ours.value == 0.5:
        kinds.add("percent")
    return kinds


def _directions(ours: Metric) -> set[str]:
    return {"achieve": {"none", "increase"}, "maintain": {"none"}}.get(ours.direction, {ours.direction})


def _strict_direction(ours: Metric) -> str:
    return "none" if ours.direction in ("achieve", "maintain") else ours.direction


def _plain_unit(ours: Metric) -> str:
    return ours.unit.split("/")[0]


def _value_equal(ours: Metric, gold: dict[str, Any]) -> bool:
    value = gold["value"]
    if _plain_unit(ours) in lexicon().time.values() and gold["unit"] in lexicon().hours:
        return _close(in_hours(ours.value, _plain_unit(ours)), in_hours(value, gold["unit"]))
    if ours.kind == "multiplier" and ours.value == 0.5 and gold["unit"] == "percent":
        return bool(value == 50)
    return _same_value(ours.value, value)


def _end_equal(ours: Metric, gold: dict[str, Any], name: str) -> bool:
    mine, theirs = getattr(ours, name), gold.get(name)
    if mine is None or theirs is None:
        return mine is None and theirs is None
    if _plain_unit(ours) in lexicon().time.values() and gold["unit"] in lexicon().hours:
        return _close(in_hours(mine, _plain_unit(ours)), in_hours(theirs, gold["unit"]))
    return _same_value(mine, theirs)


def _unit_equal(ours: Metric, gold: dict[str, Any]) -> bool:
    unit, theirs = _plain_unit(ours), gold["unit"]
    if ours.kind == "multiplier" and theirs == "percent":
        return True
    if theirs == "other":
        return unit not in ("percent", "USD", "EUR", "GBP", "INR", "x", "people")
    if unit in lexicon().hours:
        return theirs in lexicon().hours
    if unit in ("percentage_points", "basis_points"):
        return bool(theirs == "percent")
    if unit in ("people", "users"):
        return theirs in ("people", "users", "count")
    return bool(
        unit == theirs or (theirs == "count" and ours.kind in ("scale", "rate", "headcount", "rating"))
    )


def _same_value(ours: float, theirs: float) -> bool:
    return abs(ours - theirs) <= 1e-3 * max(1.0, abs(theirs))


def _close(ours: float, theirs: float) -> bool:
    return abs(ours - theirs) <= 0.03 * max(abs(theirs), 0.05)


def _print_speed(data: Path) -> None:
    texts = [row.text for path in sorted((data / "devset").glob("p*.yaml")) for row in _bullets(path)]
    seconds = min(_seconds(texts) for _ in range(3))  # the first pass also compiles the patterns
    size = sum(len(text.encode()) for text in texts)
    print(
        f"\nSpeed: {size / seconds / 1e6:.2f} MB/s of bullets ({len(texts)} bullets, {size / 1000:.0f} kB)."
    )


def _seconds(texts: list[str]) -> float:
    start = time.perf_counter()
    for text in texts:
        find_metrics(text)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
