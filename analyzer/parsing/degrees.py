"""Names of degrees and of schools: whether a line holds one, and of which level it is."""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from analyzer.parsing.tables import alternation, table

Level = Literal["secondary", "associate", "bachelor", "master", "doctorate", "other"]
#: Looked for in this order; abbreviations only where a degree can stand (start of a piece, capital letter).
_ORDER: tuple[Level, ...] = ("doctorate", "master", "bachelor", "associate", "secondary", "other")
_SHORT = 4
_EQUIVALENT = re.compile(
    r"\((?:[^()]*\b)?(?:equivalent to (?:an? )?|master level|bachelor level|[A-Z]{2,3}c? Eng)[^()]*\)",
    re.IGNORECASE,
)


#: What a degree is called elsewhere: `Ing. (MSc)`, `Cand.it. (MSc)`.
_SAME_DEGREE = re.compile(r"\.?\s*\((?P<inner>[A-Z][A-Za-z. ]{1,7})\)")


@cache
def _levels() -> list[tuple[Level, re.Pattern[str], bool]]:
    """(level, pattern, short) in the order of looking: long names before abbreviations."""
    found = table("education")["levels"]
    patterns: list[tuple[Level, re.Pattern[str], bool]] = []
    for level in _ORDER:
        long_names = [name for name in found[level] if len(name.replace(" ", "")) > _SHORT]
        patterns.append((level, re.compile(alternation(long_names), re.IGNORECASE), False))
    for level in _ORDER:
        short = [name for name in found[level] if len(name.replace(" ", "")) <= _SHORT]
        # M.B.A. has its dots read as spaces
        short += [" ".join(name) for name in short if name.isascii() and name.isalpha() and len(name) > 2]
        if short:
            patterns.append((level, re.compile(alternation(short), re.IGNORECASE), True))
    return patterns


@cache
def school_pattern() -> re.Pattern[str]:
    """Words of institutions, whole or at the end of a compound."""
    endings = "|".join(table("education")["school_endings"])
    return re.compile(
        rf"{alternation(table('education')['schools'])}|(?<!\w)\w{{3,}}(?:{endings})(?!\w)", re.IGNORECASE
    )


@dataclass(frozen=True, slots=True)
class Degree:
    """The name of a degree in a line: its level, its slice, and its words in lower case."""

    level: Level
    start: int
    end: int
    name: str


def has_degree(text: str) -> bool:
    """Whether a line names a degree."""
    return find_degree(text) is not None


def has_school(text: str) -> bool:
    """Whether a line names a school or university."""
    return bool(school_pattern().search(text))


def _plain(text: str) -> str:
    """The text with the dots of abbreviations as spaces of the same length: `B.Tech.` -> `B Tech `."""
    return re.sub(r"\.", " ", text)


def find_degree(text: str) -> Degree | None:
    """The first degree named in a line, the higher level winning at the same place."""
    outer = first_degree(text)
    same = _SAME_DEGREE.match(text, outer.end) if outer else None
    inner = first_degree(same["inner"]) if same else None
    if outer and inner and inner.start == 0 and not inner.name.startswith("hon"):
        return replace(outer, level=inner.level)  # "Ing. (MSc)"
    equivalent = _EQUIVALENT.search(text)
    if equivalent:
        inner = first_degree(text[equivalent.start() + 1 : equivalent.end() - 1])
        outer = first_degree(text[: equivalent.start()])
        if inner and outer:
            return Degree(inner.level, outer.start, outer.end, outer.name)
    return first_degree(text)


@lru_cache(maxsize=4096)
def first_degree(text: str) -> Degree | None:
    """The first degree named in a line, whatever brackets behind it say."""
    plain = _plain(text)
    found: list[Degree] = []
    for level, pattern, short in _levels():
        for match in pattern.finditer(plain):
            if short and not _may_be_short(text, match):
                continue
            if not short and not _may_be_long(text, match):
                continue
            found.append(Degree(level, match.start(), match.end(), " ".join(match.group().lower().split())))
            break
    if not found:
        return None
    first = min(found, key=lambda one: (one.start, -(one.end - one.start), _ORDER.index(one.level)))
    if first.level == "other":
        # "Diploma, Bachelor of ..." is no "Certificate of Attendance": a degree right behind decides
        better = [one for one in found if one.start <= first.end + 2 and one.level != "other"]
        first = better[0] if better else first
    return first


#: "LLM Bootcamp", "MS Azure training": a topic or a maker, and no degree.
_OF_A_COURSE = re.compile(
    r"[ -](?:[\w.+#-]+ ){0,2}(?:bootcamp|training|course|workshop|certification|certificate|badge|webinar)\b",
    re.IGNORECASE,
)


def _may_be_long(text: str, match: re.Match[str]) -> bool:  # noqa: PLR0911  (one a word)
    """`Scrum Master`, `Doctor`, `Web Master` and `Associate Director` are no degrees."""
    word = match.group().lower()
    before, after = text[: match.start()].rstrip().lower(), text[match.end() :].lstrip().lower()
    if word == "master":
        return not before.endswith(("scrum", "web", "station", "quarter")) and not after.startswith(
            ("data", "class", "scrum")
        )
    if word == "associate":
        return after.startswith(("degree", "of", "in", "'s", "’s")) and not before
    if word == "doctor":
        return after.startswith("of")
    if word == "march":
        return match.group() == "MArch"  # the month is no Master of Architecture
    if word in _ONLY_FIRST:
        return not before or before[-1] in (",;:|–—-/·•" if word == "secondary" else ",;:|(–—-/·•")
    if word in ("delta", "celta"):
        return match.group().isupper()
    # "St. Thomas Matriculation School" is a name
    return word not in _OF_A_SCHOOL or not _SCHOOL_BEHIND.match(text, match.end())


#: Degrees that schools are named for.
_OF_A_SCHOOL = frozenset({"matriculation", "higher secondary", "senior secondary", "secondary", "gymnasium"})
_SCHOOL_BEHIND = re.compile(r"\s+(?:[A-Z]\w+\s+)?(?:School|College|Academy)\b")
#: Names of degrees that mean something else inside a line: a driving licence, a promotion to manager.
_ONLY_FIRST = frozenset(
    {"degree in", "studied", "licence", "promotion", "promotion in", "specialist", "secondary", "apprentice"}
)
#: Abbreviations that are written in lower case too.
_WRITTEN_SMALL = frozenset(
    {"bsc", "msc", "phd", "bed", "med", "mba", "ing", "lic", "mgr", "inż", "drs", "cap"}
)
WRITTEN_LOWER = frozenset({"mgr", "inż", "lic", "drs"})


def _may_be_short(text: str, match: re.Match[str]) -> bool:
    """Abbreviations count at the start of a piece and with a capital: `MA, History`, not `Boston, MA`."""
    if _OF_A_COURSE.match(text, match.end()):
        return False
    first = text[match.start()]
    if not (first.isupper() or first.isdigit()) and (
        match.group().lower() not in WRITTEN_LOWER or match.start()
    ):
        return False
    before = text[: match.start()].rstrip()
    written = text[match.start() : match.end()]
    if len(written) == len("Mat") and written[1:].islower() and written.lower() not in _WRITTEN_SMALL:
        return False
    opens = (
        not before
        or before[-1] in ",;:|(–—-/•·])"
        or before.endswith(("  ", " in", " of", " to"))
        or text[match.start() - 2 : match.start()] == "  "
    )
    after = text[match.end() :].lstrip(". ")
    plain = _MIXED_CASE.fullmatch(written) and not before.lower().endswith(_NO_DEGREE_YET)
    if not opens and not plain and not (before.lower().endswith(BEFORE_SHORT) or before[-1:].isdigit()):
        return False
    if (
        before.endswith(",")
        and written.isupper()
        and len(written) == 2
        and (not after or after[0] in ",|(–—-0123456789")
    ):
        return False  # a state: Boston, MA
    return not (
        written.isupper()
        and len(written) <= 2
        and after[:1].islower()
        and not after.startswith(("in ", "of ", "en ", "and ", "degree"))
    )


#: `BSc`, `MEng`, `PhD`: no other word is written so, and it may follow a school without a sign between them.
_MIXED_CASE = re.compile(r"[BM](?:Sc|Eng|Ed|Com|Tech|Phil)|PhD|DPhil|LLB|LLM")
_NO_DEGREE_YET = (" for", " towards", " toward", " to", " before", " supervised", " first")
#: What may stand before the abbreviation of a degree.
BEFORE_SHORT = (
    "executive", "dual", "double", "integrated", "honours", "honors", "hons", "joint", "part-time", "global",
    "international", "online", "with a", "with an", "degree:", " and", " &", "my", "weekend",
)  # fmt: skip
