"""Level fit: whether a career stands under, at or over the level of a job. Said apart from the score."""

from collections.abc import Iterable
from dataclasses import replace

from analyzer.matching.career import Held, nearness, years
from analyzer.matching.pair import Pair
from analyzer.matching.target import years_and_rank
from analyzer.records import Job, LevelFit

#: Under: fewer years of near work than this share of those asked, or a last title two steps below the job's.
_UNDER_YEARS, _STEPS_UNDER = 0.8, 2
#: Over: this many times the most years the job names, or a last title two steps above the job's.
_OVER_YEARS, _STEPS_OVER = 1.3, 2
#: A job that names no most is for up to twice the years it asks, and these more.
_MORE_YEARS = 4.0
# Basis of all: the values with the best agreement with two raters on the development pairs (72 %; the raters
# agree with each other in 83 %).


def level_fit(pair: Pair) -> LevelFit | None:
    """Under, at or over the level of the job; None when no dates can be read.

    Titles and dates decide, however little is told about the work: this is about the level, not about proof.
    """
    return level_of(pair.person.career, pair.target.job)


def level_of(career: Iterable[Held], job: Job) -> LevelFit | None:
    """As `level_fit`, for a career and a job that were not compared yet: a hundredth of the work."""
    career = [replace(one, described=1.0) for one in career]
    if not career:
        return None
    usual, aim = years_and_rank(job)
    near = years(career, nearness(job.family))
    last = max(one.last for one in career)
    rank = max(one.rank for one in career if one.last == last)
    asked = usual if job.min_years is None else job.min_years
    if near < _UNDER_YEARS * asked or rank <= aim - _STEPS_UNDER:
        return "under"
    most = job.max_years or 2 * usual + _MORE_YEARS
    return "over" if near > _OVER_YEARS * most or rank >= aim + _STEPS_OVER else "at"
