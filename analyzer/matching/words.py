"""Words of a text, folded for comparing requirements with described work. Used to find evidence only."""

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_][\w+#]*(?:[-/][^\W\d_][\w+#]*)*")

#: Words that say nothing about work. Basis: function words of English, and words that every posting and every
#: resume holds.
_STOP_WORDS = """
a about above across after all along also an and any are as at be been before being between both but by can
could did do does doing down during each etc few for from further had has have having he her hers him his
how i if in into is it its just least me more most must my near no nor not of off on once one only or other
our out over own per same she should so some such than that the their them then there these they this those
through to too under until up upon us very via was we were what when where which while who whom why will
with within without would you your ability able bonus candidate comfortable demonstrated desirable essential
excellent experience experienced expertise familiar familiarity good great hands-on ideally including job
knowledge like minimum need needed nice plus preferably preferred proven related relevant required
requirement role similar skill skills solid strong understanding well willing work working year years
"""
_STOP = frozenset(_STOP_WORDS.split())

#: Endings cut from long words, longest first: enough to bring "managing", "managed" and "manages" together.
_ENDINGS = (
    ("isations", ""), ("izations", ""), ("isation", ""), ("ization", ""), ("ements", ""), ("ement", ""),
    ("ations", ""), ("ation", ""), ("ating", ""), ("ators", ""), ("ator", ""), ("ities", ""), ("ates", ""),
    ("ated", ""), ("ings", ""), ("ions", ""), ("ing", ""), ("ion", ""), ("ies", "y"),
    ("ied", "y"), ("ise", ""),
    ("ize", ""), ("ate", ""), ("ers", ""), ("ors", ""), ("ity", ""), ("er", ""), ("or", ""), ("ed", ""),
    ("es", ""), ("ly", ""), ("s", ""), ("e", ""),
)  # fmt: skip
_SHORTEST_STEM = 4


#: Phrases that name a duty and no deed; their words say nothing about what was done or is asked
#: ("Responsible for payroll" is not responsible AI).
_DUTY = re.compile(
    r"(?<!\w)(?:(?:responsible|accountable|answerable) (?:for|to)|(?:responsibility|accountability) for|"
    r"in charge of|tasked with|"
    r"(?:responsibilities|duties|tasks)(?: (?:included?|including|includes|were|are))?)(?!\w)",
    re.IGNORECASE,
)


def without_duty(text: str) -> str:
    """The text with the phrases that only name a duty blanked; its length stays."""
    return _DUTY.sub(lambda found: " " * len(found.group()), text)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A word without its ending; short words stay as they are."""
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)] + instead
    return word


def terms(text: str) -> frozenset[str]:
    """The distinct telling words of a text, as stems; parts of hyphened words count by themselves too."""
    found: set[str] = set()
    for match in _WORD.finditer(without_duty(text).casefold()):
        word = match.group()
        parts = [word, *re.split(r"[-/]", word)] if "-" in word or "/" in word else [word]
        found.update(stem(part) for part in parts if part not in _STOP and len(part) > 1)
    return frozenset(found)
