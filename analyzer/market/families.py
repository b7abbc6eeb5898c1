"""Which family of jobs an ad is of, guessed from its title and its duties by a table of weights.

The titles of postings often name no trade ("Delivery Lead", "Manager II, Applied AI"); what the holder does
tells it. `data/market_words/families.json` holds the weight of each sign for each family, learned from
labelled ads by `python -m benchmarks.families`: a multinomial logistic model, so the sum of the weights of
the signs found, over all families, gives their probabilities. It says how well it does on authors it has not
seen.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from analyzer.market.words import any_of, title_words
from analyzer.resources import data_path

#: How much one sign of a kind counts before it is weighed. Chosen by cross-validation over authors: with one
#: of them halved or doubled, up to seven more of 106 ads are told wrongly.
SCALE = {"title": 1.0, "line": 0.5, "share": 8.0, "named": 1.0, "ai": 2.0}
#: A word counts in full when that many lines hold it.
_FULL_AT = 2
_WORD = re.compile(r"[a-z][a-z&+-]+")
_SHORT = 4
_ENDINGS = ("ing", "ed", "es", "s")
_SMALL = frozenset({
    "the", "a", "an", "of", "and", "to", "in", "for", "with", "on", "our", "you", "your", "we", "will",
    "is", "are", "as", "at", "by", "from", "or", "that", "this", "be", "it", "its", "have", "has",
    "not", "who", "what", "they", "their",
})  # fmt: skip


def signs(
    title: str, lines: Sequence[str], *, named: str | None, loose: bool, ai: bool | None
) -> dict[str, float]:
    """What speaks for a family: words of the title and the lines, how many lines speak for each family.

    `named` is the family that the title names, `loose` that it does not do so for certain, `ai` whether the
    job is one of AI (None when only the title is known).
    """
    found: dict[str, float] = {}
    words = _words(title)
    for word in (*words, *(f"{one} {two}" for one, two in pairwise(words))):
        found[f"title: {word}"] = SCALE["title"]
    counts = Counter(word for line in lines for word in set(_words(line)))
    for word, count in counts.items():
        found[f"line: {word}"] = SCALE["line"] * min(1.0, count / _FULL_AT)
    found[f"named: {named or 'none'}{'?' if loose else ''}"] = SCALE["named"]
    if ai is not None:
        found[f"ai: {'yes' if ai else 'no'}"] = SCALE["ai"]
        for family, count in lines_for(lines).items():
            found[f"share: {family}"] = SCALE["share"] * count / max(1, len(lines))
    return found


def lines_for(lines: Sequence[str]) -> dict[str, int]:
    """How many lines speak for each family, by the words of its duties."""
    return {family: sum(bool(words.search(line)) for line in lines) for family, words in _duties()}


def likely(found: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    """Families with their probabilities, the likeliest first; equals in the order of the alphabet."""
    table = _weights()
    sums = dict.fromkeys(table["families"], 0.0)
    for sign, amount in sorted(found.items()):
        for family, weight in table["weights"].get(sign, {}).items():
            sums[family] += amount * weight
    for family, weight in table["start"].items():
        sums[family] += weight
    top = max(sums.values())
    parts = {family: math.exp(one - top) for family, one in sums.items()}
    whole = math.fsum(parts.values())
    return tuple(
        sorted(((one, part / whole) for one, part in parts.items()), key=lambda one: (-one[1], one[0]))
    )


@cache
def _duties() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Family -> its words in duties; project and product share the lists that resolve "AI PM"."""
    told = tuple((family, any_of(words)) for family, words in title_words()["duties"].items())
    shared = (("ai_product_manager", "product"), ("ai_project_manager", "project"))
    return (*told, *((family, any_of(title_words()[name])) for family, name in shared))


@cache
def _weights() -> Mapping[str, Any]:
    table: Mapping[str, Any] = json.loads(data_path("market_words", "families.json").read_text("utf-8"))
    return table


def _words(text: str) -> list[str]:
    return [_stem(word) for word in _WORD.findall(text.lower()) if word not in _SMALL]


def _stem(word: str) -> str:
    """A word without its ending, so that "deliver" and "delivers" are one sign."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORT:
            return word[: -len(ending)]
    return word
