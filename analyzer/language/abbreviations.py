"""Abbreviations that a text explains itself: "Objectives and Key Results (OKR)", and OKR from then on.

What the text says wins over what we know: after "customer success manager (CSM)" no CSM of that text is a
Certified ScrumMaster.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from analyzer.language.passages import Found

#: The long form stands before the bracket, on one line; the short one has two to six letters.
_SHORT = re.compile(r"\((?P<short>[A-Z][A-Za-z&/]{0,5}[A-Z]s?)\)")
_LONG = re.compile(r"[^\W\d_][\w&/’', -]*$")
_LONGEST = 90
_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset(("of", "and", "the", "for", "in", "to", "a", "an", "on", "with", "&"))


def defined_abbreviations(text: str, read: Callable[[str], Sequence[Found]]) -> Mapping[str, tuple[str, ...]]:
    """The skills that each explained abbreviation stands for; none where the long form is no skill."""
    meant: dict[str, tuple[str, ...]] = {}
    for found in _SHORT.finditer(text):
        short = found["short"].removesuffix("s")
        before = _LONG.search(text[max(0, found.start() - _LONGEST) : found.start()])
        long = _long_form(before.group(), short) if before else ""
        if long and short not in meant:
            whole = [one.skill for one in read(long) if one.named and one.last - one.first >= len(long) - 1]
            meant[short] = tuple(dict.fromkeys(whole))
    return meant


def _long_form(before: str, short: str) -> str:
    """The words before the bracket whose first letters make the abbreviation; empty where none do."""
    letters = [letter.casefold() for letter in short if letter.isalpha()]
    words = list(_WORD.finditer(before))
    for count in range(len(letters), min(len(words), len(letters) + 3) + 1):
        tail = words[-count:]
        initials = [word[0][0].casefold() for word in tail]
        heavy = [word[0][0].casefold() for word in tail if word[0].casefold() not in _SMALL]
        if letters in (initials, heavy):
            return before[tail[0].start() :].strip()
    return ""


def apply_abbreviations(
    text: str, found: Sequence[Found], meant: Mapping[str, tuple[str, ...]]
) -> tuple[Found, ...]:
    """What was found in one passage, with explained abbreviations read as the text explains them."""
    spots = [
        (match.start(), match.start() + len(short), skills)
        for short, skills in meant.items()
        for match in re.finditer(rf"(?<![\w&]){re.escape(short)}(?=s?(?![\w&]))", text)
    ]
    if not spots:
        return tuple(found)
    kept = [
        one for one in found if not any(one.first >= start and one.last <= end + 1 for start, end, _ in spots)
    ]
    return tuple(sorted([*kept, *_explained(spots, found)], key=lambda one: (one.first, one.last, one.skill)))


def _explained(spots: Iterable[tuple[int, int, tuple[str, ...]]], found: Sequence[Found]) -> Iterable[Found]:
    for start, end, skills in spots:
        inside = any(
            one.first <= start and end <= one.last and one.last - one.first > end - start + 1 for one in found
        )
        hedged = any(one.hedged for one in found if one.first <= start < one.last)
        if not inside:
            yield from (Found(skill, start, end, hedged=hedged, named=True, job=False) for skill in skills)
