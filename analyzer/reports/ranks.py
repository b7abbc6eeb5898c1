"""Places of several people by fit: differences inside the intervals are called equal and share places."""

from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.records import Match
from analyzer.reports import words
from analyzer.texts import say


@dataclass(frozen=True, slots=True)
class Place:
    """The places that a person may truly have, from `first` to `last`; both None without a score."""

    first: int | None
    last: int | None

    @property
    def text(self) -> str:
        """Like "1", "1 to 3", or "–" for somebody without a score."""
        if self.first is None or self.last is None:
            return "–"
        if self.first == self.last:
            return str(self.first)
        return say("compare-places", first=self.first, last=self.last)


def places(matches: Sequence[Match]) -> tuple[Place, ...]:
    """Everyone's places, in the order given: only those who really differ stand above or below."""
    scored = [one for one in matches if one.score is not None]
    return tuple(_place(one, scored) for one in matches)


def _place(one: Match, scored: Sequence[Match]) -> Place:
    if one.score is None:
        return Place(None, None)
    apart = [other for other in scored if words.really_different(one, other)]
    above = sum((other.score or 0.0) > one.score for other in apart)
    return Place(1 + above, len(scored) - (len(apart) - above))


def alike(matches: Sequence[Match], letters: Sequence[str]) -> tuple[str, ...]:
    """Like "A and B: too close to tell": the longest runs, by falling score, in which nobody really differs.

    Runs may share people: A and B can be alike, and B and C, while A and C are not.
    """
    scored = sum(one.score is not None for one in matches)
    runs: list[range] = []
    for start in range(scored):
        end = start + 1
        while end < scored and not any(
            words.really_different(matches[at], matches[end]) for at in range(start, end)
        ):
            end += 1
        if end - start > 1 and not (runs and runs[-1].stop >= end):
            runs.append(range(start, end))
    return tuple(f"{words.listed([letters[at] for at in run])}: {say('words-no-difference')}" for run in runs)
