"""Abbreviations that a text explains itself: "Objectives and Key Results (OKR)", and OKR from then on.

What the text says wins over what we know: after "customer success manager (CSM)" no CSM of that text is a
Certified ScrumMaster.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence

from analyzer.language.passages import Found

#: The long form stands before the bracket, on one line; the short one has two to six letters.
_SHORT = re.compile(r"\((?P<short>[A-Z][A-Za-z&/]{0,5}[A-Z]s?)\)")
_LONG = re.compile(r"[^\W\d_][\w&/’', -]*$")
_LONGEST = 90
_MOST_LETTERS = 10
#: Abbreviations of one text that are followed; a resume explains a handful.
_MOST_EXPLAINED = 100
_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset(("of", "and", "the", "for", "in", "to", "a", "an", "on", "with", "&"))


def defined_abbreviations(text: str, read: Callable[[str], Sequence[Found]]) -> Mapping[str, tuple[str, ...]]:
    """The skills that each explained abbreviation stands for; none where the long form is no skill."""
    meant: dict[str, tuple[str, ...]] = {}
    for found in _SHORT.finditer(text):
        if len(meant) >= _MOST_EXPLAINED:
            break
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
    beside = _Beside(found)
    replaced = {
        one for start, end, _ in spots for one in beside(start) if start <= one.first and one.last <= end + 1
    }
    kept = [one for one in found if one not in replaced]
    return tuple(
        sorted([*kept, *_explained(spots, beside)], key=lambda one: (one.first, one.last, one.skill))
    )


class _Beside:
    """What was found around a place. A long line has thousands of both, so each looks only at its own."""

    def __init__(self, found: Sequence[Found]) -> None:
        self._found = sorted(found, key=_first)
        self._longest = max((one.last - one.first for one in found), default=0)

    def __call__(self, start: int) -> Sequence[Found]:
        """All that reach to `start` or begin up to an abbreviation behind it."""
        first = bisect_left(self._found, start - self._longest, key=_first)
        return self._found[first : bisect_right(self._found, start + _MOST_LETTERS, key=_first)]


def _first(found: Found) -> int:
    return found.first


def _explained(spots: Iterable[tuple[int, int, tuple[str, ...]]], beside: "_Beside") -> Iterable[Found]:
    for start, end, skills in spots:
        found = beside(start)
        inside = any(
            one.first <= start and end <= one.last and one.last - one.first > end - start + 1 for one in found
        )
        hedged = any(one.hedged for one in found if one.first <= start < one.last)
        if not inside:
            yield from (Found(skill, start, end, hedged=hedged, named=True, job=False) for skill in skills)
