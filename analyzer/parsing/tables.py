"""The word lists of `data/parsing/`, read once, in the shapes the parsing steps ask for.

Every list names its source in the file itself. Nothing here decides anything: the steps do.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from analyzer.resources import data_path, read_yaml

_WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*|&|/|\+")


@cache
def table(name: str) -> dict[str, Any]:
    """Content of `data/parsing/NAME.yaml`."""
    found = read_yaml(data_path("parsing", f"{name}.yaml"))
    return dict(found)


def words(text: str) -> list[str]:
    """Lower-case words of a text; inner apostrophes, dots and hyphens stay inside a word."""
    return _WORD.findall(text.lower())


def alternation(phrases: Iterable[str], *, glued: bool = False) -> str:
    """Regular expression that matches any of the phrases, longest first, as whole words.

    With `glued` a digit may follow without a space: `Mar2020`.
    """
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    inner = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in ordered)
    after = r"[^\W\d_]" if glued else r"\w"
    return rf"(?<!\w)(?:{inner})(?!{after})"


@dataclass(frozen=True, slots=True)
class Phrases:
    """A word list to look up in the words of a text: single words, and phrases of two to four words."""

    single: frozenset[str]
    longer: frozenset[tuple[str, ...]]

    def hits(self, tokens: list[str]) -> list[int]:
        """Index of the last word of each entry found in the words."""
        found = [index for index, token in enumerate(tokens) if token in self.single]
        if self.longer:
            for size in (2, 3, 4):
                found += [
                    index + size - 1
                    for index in range(len(tokens) - size + 1)
                    if tuple(tokens[index : index + size]) in self.longer
                ]
        return sorted(found)


def phrases(entries: Iterable[str], *, plurals: bool = False) -> Phrases:
    """Phrases of a word list, with `plurals` also each entry with an s."""
    split = [tuple(words(entry)) for entry in entries]
    if plurals:
        split += [(*entry[:-1], entry[-1] + "s") for entry in split if entry]
    return Phrases(
        frozenset(entry[0] for entry in split if len(entry) == 1),
        frozenset(entry for entry in split if len(entry) > 1),
    )


def fold(text: str) -> str:
    """Lower case without accents, for comparing names of months and places."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """Names of places: full names in lower case, and codes such as `TX` in capitals.

    `towns` are without accents, and weaker evidence: many are surnames too.
    """

    names: frozenset[str]
    cities: frozenset[str]
    codes: frozenset[str]
    loose: frozenset[str]
    towns: frozenset[str]


@cache
def place_names() -> PlaceNames:
    """Countries, regions, cities and words such as `remote`."""
    found = table("places")
    wide = frozenset(found["countries"]) | frozenset(found["regions"])
    return PlaceNames(
        names=wide,
        cities=frozenset(found["cities"]),
        codes=frozenset(found["region_codes"]),
        loose=frozenset(found["words"]),
        towns=frozenset(table("towns")["towns"].split(", ")),
    )
