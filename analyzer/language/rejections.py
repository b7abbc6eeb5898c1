"""What looks like a figure and is none: the rejections of the achievement grammar, in its order.

A rejection is a stretch of a normalised sentence in which no amount may start. The patterns, each with a
sample, stand
in `data/rejections.yaml`: contact data, dates, versions, standards, grades, idioms, tenure, courses and
methods, named
lists, pay, facts about others, intentions.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from analyzer.language.actions import verb_forms
from analyzer.language.amounts import Amount, Word, lexicon
from analyzer.language.patterns import WordStarts
from analyzer.resources import data_path, read_yaml

#: What the patterns of `data/rejections.yaml` may name.
_MONTH_ENDINGS = r"(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember)?"
_NAMES = {
    "<num>": r"(?:\d[\d,.]*\+?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    "fifteen|twenty|thirty)",
    "<approx>": r"(?:over |more than |nearly |almost |around |about |some |approximately |at least |up to )?",
    "<month>": rf"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec){_MONTH_ENDINGS}\.?",
    "<monthname>": rf"(?:jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec){_MONTH_ENDINGS}",
}
#: Patterns of web and mail addresses, which can begin with any letter and have one of these marks.
_ADDRESS = re.compile(r"^\S+@|/\\S\+$")
#: A whole sentence that is about the future.
_PLANNED = re.compile(r"\((?:planned|target|goal|expected|projected|forecast|aim)\b[^)]*\)|\bnext year\b")


class Rejection(NamedTuple):
    """One way to look like a figure: its group, the pattern, and a line in which it is found."""

    group: str
    pattern: re.Pattern[str]
    sample: str


@cache
def load_rejections() -> tuple[Rejection, ...]:
    """All rejections of `data/rejections.yaml`, in their order."""
    groups = read_yaml(data_path("rejections.yaml"))
    return tuple(
        Rejection(group, re.compile(_spelled(row["pattern"])), row["sample"])
        for group, rows in groups.items()
        for row in rows
    )


def _spelled(pattern: str) -> str:
    for name, meaning in _NAMES.items():
        pattern = pattern.replace(name, meaning)
    return pattern


@cache
def _rejections(*, addresses: bool) -> WordStarts:
    patterns = [one.pattern.pattern for one in load_rejections()]
    return WordStarts([one for one in patterns if addresses or not _ADDRESS.search(one)])


def rejected(sentence: str) -> list[tuple[int, int]]:
    """Stretches of a normalised sentence in which no figure counts."""
    addresses = "@" in sentence or "/" in sentence
    spans = [found.span() for found in _rejections(addresses=addresses).finditer(sentence)]
    if _PLANNED.search(sentence):
        spans.append((0, len(sentence)))
    return spans


def touches(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a stretch overlaps one of the spans."""
    return any(begin < end and start < stop for begin, stop in spans)


def is_label(amount: Amount, before: Word | None, original: str) -> bool:
    """Whether the number belongs to the word before it: "Windows 7 clients", "Tier 1 suppliers"."""
    if amount.kind not in ("", "scale", "headcount") or before is None or amount.number.word:
        return False
    if original[before.end : amount.start] not in (" ", "-", "\u00a0"):
        return False
    if before.text in lexicon().words["labels"]:
        return True
    if not amount.kind:
        return False
    name = original[before.start : before.end]
    opens = before.start == 0 or original[: before.start].rstrip()[-1:] in (
        ".",
        ":",
        ";",
        "•",
        "-",
        "(",
        '"',
        "|",
    )
    return (
        name[:1].isupper()
        and not opens
        and amount.value < 400
        and "," not in original[amount.start : amount.end]
    )


def is_attendance(opening: str) -> bool:
    """Whether a line opens with attending or watching: what was counted there is nobody's result."""
    return opening in _attended()


def is_working_time(amount: Amount, before: Word | None) -> bool:
    """Hours and days worked or covered: "covered 2 weekends", "worked 60 hours a week"."""
    short = amount.unit in ("hours", "days", "weekends")
    return amount.kind == "time" and short and before is not None and before.text in _WORKED


_WORKED = frozenset(form for verb in ("work", "cover", "spend") for form in verb_forms(verb))


@cache
def _attended() -> frozenset[str]:
    verbs = ("attend", "shadow", "observe", "study", "learn", "watch")
    return frozenset(form for verb in verbs for form in verb_forms(verb))


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a text as (start, end); together they cover it."""
    start = 0
    for found in _SENTENCE_END.finditer(text):
        yield start, found.end()
        start = found.end()
    if start < len(text):
        yield start, len(text)


#: A full stop ends a sentence before a capital or a figure, unless it ends one of these short forms.
_SHORT_FORMS = (
    "vs.",
    "c.",
    "ca.",
    "approx.",
    "no.",
    "nr.",
    "e.g.",
    "i.e.",
    "rs.",
    "fr.",
    "mio.",
    "mrd.",
    "sq.",
    "ft.",
    "p.p.",
    "st.",
    "inc.",
    "dr.",
)
_NOT_SHORT = "".join(rf"(?<!(?i:\b{re.escape(short)}))" for short in _SHORT_FORMS)
_SENTENCE_END = re.compile(rf"(?<=[\w)%\"'”’][.!?]){_NOT_SHORT}\s+(?=[A-ZÀ-Þ0-9\"(“£$€])")
