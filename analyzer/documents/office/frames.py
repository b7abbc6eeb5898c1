"""Rectangles on a page -> the order in which a person reads them."""

from collections.abc import Sequence

#: Left, top, right, bottom, in points.
Area = tuple[float, float, float, float]

#: Boxes may overlap by so much (points) and still stand beside or below each other.
_OVERLAP = 6.0
#: More boxes than this are no layout that a person made; they are read from top to bottom.
_MOST = 100


def reading_order(areas: Sequence[Area]) -> list[int]:
    """Positions of the rectangles in reading order: columns where a gutter runs down, else rows.

    A recursive cut: the whole is cut at the first gutter that runs down all of it, or else at the first that
    runs across it. What cannot be cut is read from top to bottom.
    """
    return _cut(list(range(len(areas))), areas)


def _cut(numbers: list[int], areas: Sequence[Area]) -> list[int]:
    if len(numbers) < 2:
        return numbers
    if len(numbers) > _MOST:
        return sorted(numbers, key=lambda number: (areas[number][1], areas[number][0], number))
    for low, high in ((0, 2), (1, 3)):
        ordered = sorted(numbers, key=lambda number: (areas[number][low], areas[number][high], number))
        reach = areas[ordered[0]][high]
        for position in range(1, len(ordered)):
            if areas[ordered[position]][low] >= reach - _OVERLAP:
                head, tail = set(ordered[:position]), set(ordered[position:])
                return _cut([n for n in numbers if n in head], areas) + _cut(
                    [n for n in numbers if n in tail], areas
                )
            reach = max(reach, areas[ordered[position]][high])
    return sorted(numbers, key=lambda number: (areas[number][1], areas[number][0], number))
