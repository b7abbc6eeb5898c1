"""How many postings a change clears, in words."""

from analyzer.records import Clears

#: Whose postings were counted.
_WHOSE = {"own": "your", "snapshot": "the snapshot's"}


def clears_text(clears: Clears | None) -> str:
    """Like "clears 23 of your 276 postings, now 19"; "" where nothing was counted."""
    if clears is None:
        return ""
    of = f"of {_WHOSE[clears.market]} {clears.n:,} postings{' counted' if clears.sampled else ''}"
    if clears.after == clears.before:
        return f"clears no more {of}, now {clears.before}"
    return f"clears {clears.after} {of}, now {clears.before}"
