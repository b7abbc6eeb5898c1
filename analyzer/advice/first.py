"""The three suggestions to follow first, and what they are worth together.

The rule, which docs/advice.md tells: what is critical comes first. Then the suggestion with most points for
its effort, then the one that adds most on top of it, then the one that adds most on top of both. Of two that
add about the same, one of another kind goes first: three changes of one kind read as one. What moves no score
comes after all that does.
"""

from collections.abc import Mapping, Sequence

from analyzer.advice.gains import Act, Scorer, at_least
from analyzer.records import Gain, Suggestion, SuggestionKind

#: How many come first, and how many of the list are looked at for them.
FIRST, LOOKED_AT = 3, 6
#: Worth of a point by its effort: rewording or adding a fact takes minutes, building evidence takes months.
EASE: Mapping[SuggestionKind, float] = {"rephrase": 1.0, "add-fact": 1.0, "build": 0.4}
#: So near, two suggestions are worth the same.
_ABOUT = 0.5
#: One change seldom makes another count for more points than so many: what is farther behind is not measured.
_MORE = 1.0


def best_first(
    ranked: Sequence[Suggestion], acts: Mapping[Suggestion, Act], scorer: Scorer
) -> tuple[tuple[Suggestion, ...], Gain | None]:
    """The suggestions with the three to follow first at the top, and what these bring together.

    `ranked` are in the order of their single worth. Of `acts`, those that move a score are known.
    """
    now = scorer.of(())
    first = [one for one in ranked if one.severity == "critical"][:FIRST]
    pool = [one for one in ranked if one not in first and one in acts and _points(one) > 0][:LOOKED_AT]
    if now is None or not pool:
        return tuple(ranked), None
    score, adds = now, {one: _points(one) for one in pool}
    while pool and len(first) < FIRST:
        done = [acts[one] for one in first if one in acts]
        if done:
            adds |= _added(pool, adds, {one: [*done, acts[one]] for one in pool}, scorer, score)
        best = _best(pool, first, {one: adds[one] * EASE[one.kind] for one in pool})
        first.append(best)
        pool.remove(best)
        score += adds[best]
    rest = [one for one in ranked if one not in first]
    return (*first, *rest), Gain(scorer.job.id, at_least(score - now))


def _added(
    pool: Sequence[Suggestion],
    before: Mapping[Suggestion, float],
    acts: Mapping[Suggestion, Sequence[Act]],
    scorer: Scorer,
    score: float,
) -> Mapping[Suggestion, float]:
    """What each adds to the score, measured for those that may add most; `before` is what each added."""
    found: dict[Suggestion, float] = {}
    most = 0.0
    for one in sorted(pool, key=lambda one: -before[one] * EASE[one.kind]):
        if (before[one] + _MORE) * EASE[one.kind] < most - _ABOUT:
            continue
        found[one] = (scorer.of(acts[one]) or score) - score
        most = max(most, found[one] * EASE[one.kind])
    return found


def _best(
    pool: Sequence[Suggestion], first: Sequence[Suggestion], worth: Mapping[Suggestion, float]
) -> Suggestion:
    """What adds most, or adds about as much and is of another kind than those before it."""
    most = max(worth.values())
    near = [one for one in pool if worth[one] >= most - _ABOUT]
    fresh = [one for one in near if all(one.rule != other.rule for other in first)]
    return max(fresh or near, key=lambda one: worth[one])


def _points(suggestion: Suggestion) -> float:
    return suggestion.gain.points if suggestion.gain else 0.0
