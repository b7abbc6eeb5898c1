"""Metrics: the figures of a bullet with their unit, kind, direction, role, baseline and target.

::

    sentence -> rejected stretches, amounts, special figures ("1 in 9", "4.7/5", "halved", "3rd of 412")
             -> links ("from 6 days to 9 hours", "62% ... up from 9%", "9 agreements into 4")
             -> kind, direction, role by the words around

The grammar is section 5 of our domain specification; word lists with their basis stand in
`data/metrics.yaml`.

Conventions. `value` is the stated change, or the end level when only two ends are given. Baseline and target
stand
in the unit of the value. A range gives its lower end for a claimed result and its upper end for a scope.
"""

import re
from collections.abc import Iterator

from analyzer.language.amounts import Figure
from analyzer.language.clauses import Clause
from analyzer.language.figures import find_figures
from analyzer.language.numbers import HINT, normalise, tidy
from analyzer.language.readings import Reading, read_figure
from analyzer.language.rejections import sentences
from analyzer.records import Metric

#: Longest stretch that is read as one sentence: a line without any full stop must not cost time without
#: bound.
_LONGEST = 1500
_WORTH_READING = re.compile(r"\S.*\S", re.DOTALL)


def find_metrics(text: str) -> tuple[Metric, ...]:
    """The metrics of a bullet, a sentence or a longer text, in text order; offsets are relative to `text`.

    `text[metric.start:metric.end] == metric.text` for each. Dates, versions, idioms, plans, other people's
    figures
    and the rest of what only looks like a figure are left out.
    """
    words = normalise(text)
    if HINT.search(words) is None:
        return ()
    found: list[Metric] = []
    for start, end in sentences(text):
        for begin in range(start, end, _LONGEST):
            stop = min(begin + _LONGEST, end)
            whole = stop - begin == len(words)  # looked at before
            if (whole or HINT.search(words, begin, stop)) and _WORTH_READING.search(words, begin, stop):
                found.extend(_metrics_of(text, begin, words[begin:stop]))
    return tuple(found)


def _metrics_of(text: str, offset: int, sentence: str) -> Iterator[Metric]:
    figures = find_figures(sentence, text[offset : offset + len(sentence)])
    if not figures:
        return
    clause = Clause(sentence, figures)
    for figure in figures:
        reading = read_figure(clause, figure)
        if reading is not None:
            yield _metric(text, offset, figure, reading)


def _metric(text: str, offset: int, figure: Figure, reading: Reading) -> Metric:
    start, end = offset + figure.start, offset + figure.end
    value, target = figure.value, figure.target
    if figure.signed and reading.kind != "rating" and not figure.change:
        value = abs(value)  # the sign is the direction
    if figure.high is not None:
        # a claimed result counts at its lower end, a scope as far as it went
        value, target = (figure.high, target) if reading.role == "scope" else (value, figure.high)
    return Metric(
        text=text[start:end],
        value=tidy(value),
        unit=reading.unit,
        kind=reading.kind,
        direction=reading.direction,
        role=reading.role,
        baseline=None if figure.baseline is None else tidy(figure.baseline),
        target=None if target is None else tidy(target),
        start=start,
        end=end,
    )
