"""Which part of a posting a bullet or paragraph stands in: duties, required, benefits, the company ..."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from analyzer.market.blocks import Block, heading_kind
from analyzer.market.words import function_words, languages_of_words, plain
from analyzer.records import Importance

#: Kinds of parts whose every bullet asks for something.
ASKING: dict[str, Importance] = {"duties": "responsibility", "required": "required", "preferred": "preferred"}
#: A label such as "Location: Dayton" speaks for its own line only; "Must haves: ..." opens a part.
_ONE_LINE_KINDS = frozenset(
    ("meta", "conditions", "benefits", "legal", "process", "company", "context", "not_asked")
)
#: Labels whose value is a condition of the job, shown but never scored.
_CONDITION_LABELS = frozenset(
    {"travel", "travel required", "shift", "shifts", "shift timing", "work model", "visa", "visa status"}
    | {"security clearance", "clearance", "work authorization", "work authorisation", "right to work"}
    | {"citizenship", "nationality"}
)
_TITLE_LABELS = frozenset(
    {"title", "job title", "position title", "role title", "position", "role", "job", "subject", "subj"}
    | {"opening", "vacancy"}
)
#: A block of at least this many words is held against the small words of other languages.
_ENOUGH_WORDS = 4
_WORD = re.compile(r"[^\W\d_]+")
#: "We'd love it if you", "It would be great if you": may open what is asked for in a friendly ad.
_WARM = re.compile(r"\b(?:love|great|hope|like|happy)\b.*\byou\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """A block with the kind of part it stands in.

    `after_bullets` is text that follows the list of its part, `labelled` text on the line of its heading
    ("Must have: PMP, Jira, SQL").
    """

    block: Block
    kind: str
    after_bullets: bool = False
    labelled: bool = False


def parts(text: str, found: Sequence[Block]) -> tuple[Part, ...]:
    """Every bullet and paragraph with the kind of the heading it stands under.

    Text before the first heading is `free`. Bullets under an unknown heading ("Planning") belong to the list
    of duties or requirements before it; its prose is `free`.
    """
    kind, placed = "free", []
    bullets_seen = False
    labelled, once = False, None
    kinds = _kinds_of_headings(text, found)
    for number, block in enumerate(found):
        if block.under:
            placed.append(Part(block, block.under))
            continue
        if block.kind == "heading":
            new = kinds[number]
            after = found[number + 1] if number + 1 < len(found) else None
            inline = after is not None and after.kind == "text" and "\n" not in text[block.end : after.start]
            if inline and (new in _ONE_LINE_KINDS or is_title_label(text[block.start : block.end])):
                once = _one_line_kind(text[block.start : block.end], new)
                continue
            listed = _opens_list(found, number)
            kind, labelled = _next_kind(kind, new, first=number == 0, listed=listed), inline
            bullets_seen = False
            continue
        placed.append(Part(block, once or kind, bullets_seen and block.kind == "text", labelled))
        labelled = False
        bullets_seen = bullets_seen or (block.kind == "bullet" and once is None)
        once = None
    return tuple(placed)


def _kinds_of_headings(text: str, found: Sequence[Block]) -> dict[int, str | None]:
    """Number of a heading -> what stands under it, by its words and by its place among the others.

    Where nothing is said to be required, and two parts are wished for, the first, told with warmth ("We'd
    love it if you"), is what the others add to. A single unknown list after what is required, with no other
    wish in the ad, is a wish ("Extra lives").
    """
    kinds = {
        number: heading_kind(text[block.start : block.end])
        for number, block in enumerate(found)
        if block.kind == "heading"
    }
    wished = [number for number, kind in kinds.items() if kind == "preferred"]
    first = wished[0] if wished else 0
    if (
        len(wished) > 1
        and "required" not in kinds.values()
        and _WARM.search(text[found[first].start : found[first].end])
    ):
        kinds[first] = "required"
    if "duties" not in kinds.values() and (early := _early_list(found, kinds)) is not None:
        kinds[early] = "duties"
    if not wished and (late := _late_list(found, kinds)) is not None:
        kinds[late] = "preferred"
    return kinds


def _early_list(found: Sequence[Block], kinds: Mapping[int, str | None]) -> int | None:
    """The one heading that we do not know and that opens a list before what is required ("On your desk")."""
    required = next((number for number, kind in kinds.items() if kind == "required"), None)
    if required is None:
        return None
    lists = [one for one in kinds if one < required and one > 0 and _opens_list(found, one)]
    return lists[0] if len(lists) == 1 and kinds[lists[0]] is None else None


def _late_list(found: Sequence[Block], kinds: Mapping[int, str | None]) -> int | None:
    """The one heading that we do not know, right after what is required and with no longer a list."""
    numbers = list(kinds)
    unknown = [one for one in numbers if kinds[one] is None and one > 0 and _opens_list(found, one)]
    if len(unknown) != 1 or numbers.index(unknown[0]) == 0:
        return None
    before = numbers[numbers.index(unknown[0]) - 1]
    end = next((one for one in numbers if one > unknown[0]), len(found))
    sizes = unknown[0] - before, end - unknown[0]
    return unknown[0] if kinds[before] == "required" and sizes[1] <= sizes[0] else None


def _opens_list(found: Sequence[Block], number: int) -> bool:
    """Whether bullets follow a heading; under a marked one a line of text may come first."""
    below = [block.kind for block in found[number + 1 : number + 3]]
    return below[:1] == ["bullet"] or (found[number].marked and below == ["text", "bullet"])


def _next_kind(kind: str, new: str | None, *, first: bool, listed: bool) -> str:
    if new is not None and not (first and new in ASKING):
        return new
    return kind if kind in ASKING and listed and not first else "free"


def is_title_label(label: str) -> bool:
    """Whether a label announces the title: "Job title: ..."."""
    return plain(label) in _TITLE_LABELS


def _one_line_kind(label: str, kind: str | None) -> str:
    if plain(label) in _CONDITION_LABELS:
        return "condition_label"
    return "meta" if kind is None or is_title_label(label) else kind


@lru_cache(maxsize=4096)
def foreign_language(text: str) -> str | None:
    """The language of a slice when its small words are of another language than English, else None."""
    words = [word.casefold() for word in _WORD.findall(text)]
    if len(words) < _ENOUGH_WORDS:
        return None
    languages = languages_of_words()
    known = [languages[word] for word in words if word in languages]
    counts = dict.fromkeys(function_words(), 0)
    for named in known:
        for language in named:
            counts[language] += 1
    best = max(counts, key=lambda language: counts[language])
    enough = counts[best] >= max(2, len(words) // 10) and counts[best] >= 2 * counts["English"]
    different = len({word for word in words if word in function_words()[best]}) >= 2
    return best if best != "English" and enough and different else None
