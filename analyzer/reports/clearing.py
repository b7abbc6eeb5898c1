"""How many postings a change clears, in words."""

from analyzer.records import Clears
from analyzer.texts import say


def clears_text(clears: Clears | None) -> str:
    """Like "clears 23 of your 276 postings, now 19"; "" where nothing was counted."""
    if clears is None:
        return ""
    name = "words-clears-none" if clears.after == clears.before else "words-clears"
    counted = "sample" if clears.sampled else clears.market
    return say(name, before=clears.before, after=clears.after, count=f"{clears.n:,}", counted=counted)
