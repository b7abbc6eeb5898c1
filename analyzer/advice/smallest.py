"""The smallest set of changes that reaches a score, found by trying sets, small ones first.

The scorer is asked about whole sets, because gains overlap: two changes may show the same, and one may make
the other count more. What keeps it quick is that a change never lowers the score: where a set with all that
could still be added to it does not reach, nothing in between does.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

#: Sets that are scored at most. A score takes about a millisecond.
MOST_SCORED = 500

#: The score with the changes of these numbers made.
Score = Callable[[frozenset[int]], float]
#: How many heavy changes a set has, and how many in all: what makes one set smaller than another.
Size = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Smallest:
    """The set that was found. `proven`: every smaller one was ruled out, so there is none that reaches."""

    chosen: frozenset[int]
    proven: bool


class _TooMany(Exception):
    """More sets would have to be scored than are allowed."""


def smallest(
    light: Sequence[int],
    heavy: Sequence[int],
    score: Score,
    goal: float,
    *,
    known: Collection[int],
    most: int = MOST_SCORED,
) -> Smallest:
    """The set of changes that reaches `goal` with the fewest heavy ones, and with those the fewest in all.

    `light` and `heavy` are the numbers of changes that take minutes and months, the most promising first;
    `known` is a set that reaches. Of sets of the same size the one with the highest score is taken, of equals
    the most promising. Once `most` sets are scored the search ends; the set is then `proven` only where all
    smaller ones were ruled out before.
    """
    given = frozenset(known)
    largest = len(given.intersection(heavy)), len(given)
    scores = _Scores(score, goal, most)
    found: list[frozenset[int]] = []
    reached: Size = (0, 0)
    try:
        for reached in _sizes(len(light), largest):
            for chosen in _of_size(scores, light, heavy, reached):
                found.append(chosen)  # noqa: PERF402  (what was found stays when the search is broken off)
            if found:
                break
    except _TooMany:
        pass  # all that is smaller than `reached` was ruled out, and no more
    if not found:
        return Smallest(given, proven=reached == largest)
    return Smallest(max(found, key=scores.of), proven=True)


def _sizes(light: int, largest: Size) -> Iterator[Size]:
    """The sizes up to the largest, small ones first."""
    for heavy in range(largest[0] + 1):
        most = largest[1] if heavy == largest[0] else heavy + light
        yield from ((heavy, size) for size in range(heavy, most + 1))


def _of_size(
    scores: "_Scores", light: Sequence[int], heavy: Sequence[int], size: Size
) -> Iterator[frozenset[int]]:
    """All sets of a size that reach the goal."""
    for chosen in combinations(heavy, size[0]):
        yield from _grown(scores, frozenset(chosen), light, size[1] - size[0])


def _grown(
    scores: "_Scores", chosen: frozenset[int], left: Sequence[int], more: int
) -> Iterator[frozenset[int]]:
    """The sets that reach with so many more of what is left."""
    if more == 0:
        if scores.reaches(chosen):
            yield chosen
        return
    for at in range(len(left) - more + 1):
        if not scores.reaches(chosen.union(left[at:])):
            return  # what comes later in the list has still less to add
        yield from _grown(scores, chosen | {left[at]}, left[at + 1 :], more - 1)


class _Scores:
    """The scores of sets, each worked out once, up to a number of them."""

    def __init__(self, score: Score, goal: float, most: int) -> None:
        self._score = score
        self._goal = goal
        self._most = most
        self._known: dict[frozenset[int], float] = {}

    def of(self, chosen: frozenset[int]) -> float:
        """The score of a set. Raises _TooMany."""
        if chosen not in self._known:
            if len(self._known) >= self._most:
                raise _TooMany
            self._known[chosen] = self._score(chosen)
        return self._known[chosen]

    def reaches(self, chosen: frozenset[int]) -> bool:
        """Whether a set reaches the goal. Raises _TooMany."""
        return self.of(chosen) >= self._goal
