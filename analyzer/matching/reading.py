"""A person's lines against one job: what was copied from the ad, and which lines speak of which requirement.

Nothing here depends on skills, so it is kept: a profile with other skills is compared again at little cost.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from analyzer.integrity import runs_of, words_of
from analyzer.matching.concepts import ideas
from analyzer.matching.lines import ByIdentity, Line, lines_of, tells
from analyzer.matching.target import Ask, Target, target
from analyzer.matching.words import terms
from analyzer.records import Evidence, Job, Profile

#: A passage is copied when this share of its words stands in runs of `_RUN` words of the ad.
_COPIED_SHARE, _RUN = 0.6, 4
#: A line may be quoted for a requirement from this mean share of its words and ideas on.
QUOTE_FROM = 0.2
#: So many lines that may be quoted are enough.
OFTEN = 4
#: How much likeness in words, ideas and being of a late job tell that a line is the one to quote. Basis: a
#: logistic regression on the lines that raters quoted for the development pairs; its weights, rounded.
_BY_LIKENESS, _BY_IDEAS, _BY_LATENESS = 6.8, 3.4, 1.05


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """How much words and skills weigh: rare ones more. The entry "" is for those never seen."""

    words: Mapping[str, float]
    skills: Mapping[str, float]

    def word(self, term: str) -> float:
        """Weight of a word."""
        return self.words.get(term, self.words[""])

    def skill(self, name: str) -> float:
        """Weight of a skill."""
        return self.skills.get(name, self.skills[""])


class Told(NamedTuple):
    """A line that speaks of a requirement: how near it is to what one would quote, and if words allow it."""

    line: Line
    closeness: float
    quotable: bool


@dataclass(frozen=True, slots=True)
class Spoken:
    """How far described work speaks of one requirement, each 0-1, and the lines that do.

    `cover`: share of its telling words in one line; `cover_three`: mean of the three best; `likeness`:
    cosine of the nearest line; `ideas` and `ideas_all`: share of its ideas in one line and in all; `both`:
    words and ideas in the best line; `often`: how many lines may be quoted, `OFTEN` being enough. Each is
    a maximum, a union or a count over lines, so one more line lowers none of them.
    """

    cover: float = 0.0
    cover_three: float = 0.0
    likeness: float = 0.0
    ideas: float = 0.0
    ideas_all: float = 0.0
    both: float = 0.0
    often: float = 0.0
    told: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """The lines that count, those that were copied from the ad, and what is said of each requirement."""

    work: tuple[Line, ...]
    copied: frozenset[Line]
    spoken: tuple[Spoken, ...]
    terms: frozenset[str]
    words: int


def reading(profile: Profile, target: Target, weights: Weights) -> Reading:
    """The lines of a profile against one job."""
    return _reading(ByIdentity(profile), target, weights)


@lru_cache(maxsize=64)  # an entry keeps a whole person in memory
def _reading(key: ByIdentity, target: Target, weights: Weights) -> Reading:
    lines, size = lines_of(key)
    none = target.short_runs.isdisjoint(_runs_in(key))
    copied = frozenset() if none else _copied(lines, target)
    own = (
        _own(key, weights) if not copied else _Where.of([one for one in lines if one not in copied], weights)
    )
    return Reading(
        work=own.work,
        copied=copied,
        spoken=tuple(_spoken(asked, own) for asked in _asked(target, weights)),
        terms=own.all_terms,
        words=size,
    )


def _copied(lines: Sequence[Line], target: Target) -> frozenset[Line]:
    """The lines that were copied from the ad, with the short ones of the ad that stand beside them.

    A line of fewer words than a run holds ("Head of AI", "Clear writing") is no sign by itself: anybody may
    write it. Next to copied lines it came with them.
    """
    found = {line for line in lines if _is_copied(line, target)}
    if not found:
        return frozenset()
    said = f" {' '.join(words_of(target.job.text))} "
    for order in (lines, lines[::-1]):
        for line, following in pairwise(order):
            if line in found and len(following.words) < _RUN and f" {' '.join(following.words)} " in said:
                found.add(following)
    return frozenset(found)


@lru_cache(maxsize=64)  # as above
def _own(key: ByIdentity, weights: Weights) -> "_Where":
    """The lines of somebody of whose words nothing was copied: the same for every job."""
    return _Where.of(lines_of(key)[0], weights)


@lru_cache(maxsize=64)  # as above
def _runs_in(key: ByIdentity) -> frozenset[tuple[str, ...]]:
    """The short runs of all lines; a long run holds short ones, so without any nothing is copied."""
    return frozenset().union(*(runs_of(line.words, _RUN) for line in lines_of(key)[0]))


@lru_cache(maxsize=8192)
def _size(terms: frozenset[str], weights: Weights) -> tuple[float, float]:
    """Sum of the weights of words, and the length of their vector."""
    each = [weights.word(term) for term in sorted(terms)]
    return sum(each), sum([one**2 for one in each]) ** 0.5


@dataclass(frozen=True, slots=True)
class _Where:
    """Lines by their words and ideas: most lines share none with a requirement, and are not looked at."""

    work: tuple[Line, ...]
    lines: Sequence[Line]
    lengths: Sequence[float]
    terms: Mapping[str, Sequence[int]]
    ideas: Mapping[str, Sequence[int]]
    all_terms: frozenset[str]

    @classmethod
    def of(cls, own: Sequence[Line], weights: Weights) -> "_Where":
        """Of a person's own lines; only those are looked up that describe work and tell something."""
        work = tuple(line for line in own if line.work)
        lines = [line for line in work if line.telling]
        terms: defaultdict[str, list[int]] = defaultdict(list)
        ideas: defaultdict[str, list[int]] = defaultdict(list)
        for at, line in enumerate(lines):
            for term in line.terms:
                terms[term].append(at)
            for idea in line.ideas:
                ideas[idea].append(at)
        return cls(
            work=work,
            lines=lines,
            lengths=[_size(line.terms, weights)[1] for line in lines],
            terms=terms,
            ideas=ideas,
            all_terms=frozenset().union(*(line.terms for line in lines)),
        )


class _Asked(NamedTuple):
    """A requirement with the weight of each of its words, in their order, and the size of them together."""

    ask: Ask
    each: tuple[tuple[str, float], ...]
    whole: float
    square: float


@lru_cache(maxsize=256)
def _asked(target: Target, weights: Weights) -> tuple[_Asked, ...]:
    """The requirements of a job, weighed once: many people are compared with few jobs."""
    return tuple(
        _Asked(
            ask, tuple((term, weights.word(term)) for term in sorted(ask.terms)), *_size(ask.terms, weights)
        )
        for ask in target.asks
    )


def _spoken(asked: _Asked, where: _Where) -> Spoken:
    ask, each, whole, square = asked
    sums: dict[int, float] = {}  # of the weights of shared words, by line
    squares: dict[int, float] = {}
    for term, weight in each:
        for at in where.terms.get(term, ()):
            sums[at] = sums.get(at, 0.0) + weight
            squares[at] = squares.get(at, 0.0) + weight * weight
    shared: Counter[int] = Counter()  # ideas, by line
    for idea in ask.ideas:
        shared.update(where.ideas.get(idea, ()))
    if not sums and not shared:
        return Spoken()
    many = len(ask.ideas)
    covers, likest, most_said, most_both, often = [], 0.0, 0.0, 0.0, 0
    told = []
    for at in sorted(sums.keys() | shared.keys()):
        said = shared[at] / many if many else 0.0
        cover = sums[at] / whole if whole and at in sums else 0.0
        likeness = squares[at] / (square * where.lengths[at]) if at in sums else 0.0
        both = cover + said
        quotable = both / 2 >= QUOTE_FROM
        covers.append(cover)
        likest, most_said, most_both = max(likest, likeness), max(most_said, said), max(most_both, both)
        often += quotable
        told.append(Told(where.lines[at], _closeness(where.lines[at], likeness, said), quotable))
    covers = sorted(covers, reverse=True)[:3]
    return Spoken(
        cover=covers[0],
        cover_three=sum(covers) / 3,
        likeness=likest,
        ideas=most_said,
        ideas_all=sum(idea in where.ideas for idea in ask.ideas) / max(1, many),
        both=most_both / 2,
        often=min(1.0, often / OFTEN),
        told=tuple(told),
    )


def _closeness(line: Line, likeness: float, said: float) -> float:
    late = 0.0 if line.position is None else _BY_LATENESS / (1 + line.position)
    return _BY_LIKENESS * likeness + _BY_IDEAS * said + late


def says_less(before: str, after: str, job: Job | None) -> bool:
    """Whether a line of work in new words would show less, of anything or of what a job asks for.

    It may tell too little to count at all, or lose words and ideas of a requirement.
    """
    if tells(before) and not tells(after):
        return True
    if job is None:
        return False
    asked = target(job)
    lost = terms(before) - terms(after)
    wanted = frozenset().union(*(ask.ideas for ask in asked.asks))
    return not lost.isdisjoint(asked.terms) or not (ideas(before) - ideas(after)).isdisjoint(wanted)


# --- copied from the ad ------------------------------------------------------------------------------


def _is_copied(line: Line, target: Target) -> bool:
    """Whether a line holds a long run of the ad's words, or mostly consists of short ones."""
    words = line.words
    if not target.long_runs.isdisjoint(runs_of(words, 8)):
        return True
    if len(words) < _RUN or target.short_runs.isdisjoint(runs_of(words, _RUN)):
        return False
    covered = {
        at + offset
        for at in range(len(words) - _RUN + 1)
        if words[at : at + _RUN] in target.short_runs
        for offset in range(_RUN)
    }
    return len(covered) >= _COPIED_SHARE * len(words)


def overlaps(line: Line, document: int, start: int, end: int) -> bool:
    """Whether a line touches a slice of a document."""
    return line.document == document and line.start < end and start < line.end


def stands_in(evidence: Evidence, copied: frozenset[Line]) -> bool:
    """Whether evidence touches one of the lines."""
    return any(overlaps(line, evidence.document, evidence.start, evidence.end) for line in copied)
