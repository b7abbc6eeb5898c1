"""The smallest set is found as by trying every set."""

from itertools import chain, combinations

from hypothesis import given
from hypothesis import strategies as st

from analyzer.advice.smallest import smallest

#: Points of things that changes may show. Two changes may show the same thing, which counts once.
WORTH = (3.1, 0.4, 2.0, 1.3, 0.7, 2.6, 1.1, 0.2)
CHANGES = st.lists(st.sets(st.integers(0, len(WORTH) - 1), max_size=3), min_size=1, max_size=7)


def scorer(changes):
    """Points of the things shown, and two more where the first and the last are shown together."""

    def score(chosen):
        shown = set().union(*(changes[at] for at in chosen))
        return round(sum(WORTH[one] for one in shown) + 2.0 * ({0, len(WORTH) - 1} <= shown), 1)

    return score


def sets_of(numbers):
    return map(
        frozenset, chain.from_iterable(combinations(numbers, size) for size in range(len(numbers) + 1))
    )


def by_trying_all(heavy, numbers, score, goal):
    """Size and score of the best set: the fewest heavy ones, then the fewest, then the highest score."""
    reaching = [one for one in sets_of(numbers) if score(one) >= goal]
    return min(((len(one.intersection(heavy)), len(one), -score(one)) for one in reaching), default=None)


@given(CHANGES, st.sets(st.integers(0, 6)), st.floats(0.1, 12))
def test_the_set_is_the_one_that_trying_all_finds(changes, heavy, goal):
    score, numbers = scorer(changes), range(len(changes))
    best = by_trying_all(heavy, numbers, score, goal)
    if best is None:
        return
    light = [at for at in numbers if at not in heavy]
    built = [at for at in numbers if at in heavy]
    found = smallest(light, built, score, goal, known=numbers)
    assert found.proven
    assert (len(found.chosen.intersection(heavy)), len(found.chosen), -score(found.chosen)) == best


@given(CHANGES, st.sets(st.integers(0, 6)), st.floats(0.1, 12), st.integers(0, 30))
def test_what_is_called_proven_is_so_however_few_sets_may_be_tried(changes, heavy, goal, most):
    score, numbers = scorer(changes), range(len(changes))
    best = by_trying_all(heavy, numbers, score, goal)
    if best is None:
        return
    light = [at for at in numbers if at not in heavy]
    built = [at for at in numbers if at in heavy]
    found = smallest(light, built, score, goal, known=numbers, most=most)
    assert score(found.chosen) >= goal
    if found.proven:
        assert (len(found.chosen.intersection(heavy)), len(found.chosen)) == best[:2]


def test_nothing_is_proven_where_nothing_may_be_tried():
    found = smallest([0, 1], [], lambda chosen: 1.0 * len(chosen), 1.0, known=[0, 1], most=0)
    assert not found.proven
    assert found.chosen == {0, 1}
