"""The words of headings: which section a title names, and how well its words are known."""

import re
from functools import cache
from itertools import groupby

from rapidfuzz import fuzz, process

from analyzer.parsing.rows import joined_letters
from analyzer.parsing.tables import table
from analyzer.records import SectionKind

#: Letters of the longest heading.
LONGEST = 60
#: Similarity in percent above which a heading is a misspelt known one ("Work Experiance").
_SLIP = 91
#: Shortest heading that is looked for with slips.
_SHORTEST_SLIP = 7
_PUNCTUATION = " \t:;.-–—_|•·*#=>»~[]"
#: Icons and signs before a title: `¥Skills` is what remains of an icon font.
_DECORATION = re.compile(r"^[^\w(\"'“‘]+")
#: The signs behind a title in a frame: `Skills ────`.
_FRAME_END = re.compile(r"(?:\s+[^\w\s()\"'”’.?!&+#]+)+$")
_CONTINUED = re.compile(r"\s*\(?(?:continued|cont['’]?d|cont\.)\)?$", re.IGNORECASE)
_NUMBERED = re.compile(r"^(?:\d{1,2}|[IVX]{1,4}|[A-H])[.)]\s+")


@cache
def phrase_kinds() -> dict[str, SectionKind]:
    """Known headings by their words, as `key_of` writes them."""
    found = table("headings")["phrases"]
    return {key_of(phrase): kind for kind, phrases in found.items() for phrase in phrases}


@cache
def _nouns() -> dict[str, SectionKind]:
    found = table("headings")["words"]
    return {word: kind for kind, words in found.items() for word in words}


@cache
def soft_titles() -> frozenset[str]:
    """Known headings that are as often a skill or a label."""
    return frozenset(table("headings")["soft"])


@cache
def _phrases_by_letter() -> dict[str, tuple[str, ...]]:
    """Known headings that a slip of the pen may stand for, by their first letter."""
    longer = sorted(phrase for phrase in phrase_kinds() if len(phrase) >= _SHORTEST_SLIP)
    return {letter: tuple(group) for letter, group in groupby(longer, key=lambda phrase: phrase[0])}


def key_of(text: str) -> str:
    """A heading in lower case, without punctuation, `&` as `and`."""
    lowered = text.casefold().replace("&", " and ").replace("/", " and ").replace("+", " and ")
    lowered = re.sub(r"['’‘`]", "", lowered)
    return " ".join(re.sub(r"[^\w\s]|_", " ", lowered).split())


def tidy_title(text: str) -> str:
    """A heading without numbering, decoration, colon and `continued`, letter-spacing joined."""
    stripped = _FRAME_END.sub("", _DECORATION.sub("", text.strip(_PUNCTUATION)))
    stripped = _CONTINUED.sub("", _NUMBERED.sub("", stripped))
    return " ".join(joined_letters(stripped.strip(_PUNCTUATION)).split())


def known_kind(title: str) -> tuple[SectionKind, float] | None:
    """Kind of a heading by its words, with the points for how well they are known; None when unknown."""
    key = key_of(title)
    if not key or len(key_of(_BRACKETS.sub("", title))) > LONGEST:
        return None
    exact = phrase_kinds().get(key)
    if exact:
        return exact, 3.0
    composed = _composed(title, key)
    if composed:
        return composed, 2.5
    if len(key) >= _SHORTEST_SLIP:
        close = process.extractOne(
            key, _phrases_by_letter().get(key[0], ()), scorer=fuzz.ratio, score_cutoff=_SLIP
        )
        if close:
            return phrase_kinds()[close[0]], 2.5
    words = key.split()
    if len(words) <= 5:
        # "Skills & Awards" is named for its first noun, "Selected Clinical Experience" for its last
        named = [word for word in words if word not in _ADJECTIVES] or words
        for word in named if "and" in words else reversed(words):
            kind = _nouns().get(word)
            if kind:
                held_back = kind == "experience" and not set(words).isdisjoint(
                    table("headings")["not_employment"]
                )
                return ("other" if held_back else kind), 1.2
    return None


#: Words that name a section alone, and only describe it before a noun: `Academic and Professional Positions`.
_ADJECTIVES = frozenset({"academic", "educational"})
_BRACKETS = re.compile(r"\s*\([^()]*\)")
#: What may be added to a heading: `(selected)`, `– selected roles`.
_ADDED = re.compile(
    r"\s*\([^()]*\)|\s+[–—-]\s.*$|\s*[|:,].*$|\s+in (?:detail|brief|short)$|\s+with dates$", re.IGNORECASE
)


def before_comma(title: str) -> str | None:
    """The part of a heading before a comma when it is a known heading: `Tools, since people ask`."""
    first, comma, _ = title.partition(",")
    return first if comma and (known_exactly(first) or spoken_kind(key_of(first))) else None


def is_composed(title: str) -> bool:
    """Whether a title is made of known headings: `Licenses and certificates`."""
    return _composed(title, key_of(title)) is not None


def _composed(title: str, key: str) -> SectionKind | None:
    """Kind of a known heading with an addition, or of two known ones joined; None for anything else."""
    bare = phrase_kinds().get(key_of(_ADDED.sub("", title)))
    if bare:
        return bare
    if spoken := spoken_kind(key):
        return spoken
    parts = key.split(" and ")
    if len(parts) > 1 and (told := spoken_kind(parts[0])):
        return told  # "Where I have worked and what I did there"
    kinds = [phrase_kinds().get(part) for part in parts]
    if len(parts) == 2 and "/" in title:
        return kinds[0] or kinds[1]  # "Työ / Work": one heading in two languages
    return kinds[0] if len(parts) == 2 and all(kinds) else None


@cache
def _spoken() -> tuple[tuple[re.Pattern[str], SectionKind], ...]:
    """Headings in a person's own words: `What I can do`, `Places that hired me`."""
    found = table("headings")["spoken"]
    return tuple((re.compile(pattern), kind) for kind, patterns in found.items() for pattern in patterns)


def spoken_kind(key: str) -> SectionKind | None:
    """The section that a heading in a person's own words opens."""
    return next((kind for pattern, kind in _spoken() if pattern.fullmatch(key)), None)


def may_be_inner(title: str) -> bool:
    """Whether a title may head lines inside a job as well as a section: `Achievements`."""
    return key_of(title) in table("headings")["inner"]


def known_exactly(title: str) -> bool:
    """Whether the words of a title are a known heading as they stand."""
    return key_of(title) in phrase_kinds()
