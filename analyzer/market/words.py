"""The word lists of `data/market_words/`, read once."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

from analyzer.resources import data_path, read_yaml

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")


def plain(text: str) -> str:
    """The words of a heading: no signs, no emoji, no case, one kind of apostrophe, "&" as "and"."""
    return " ".join(_WORD.findall(text.casefold().replace("&amp;", " and ").replace("&", " and "))).replace(
        "’", "'"
    )


@cache
def heading_phrases() -> Mapping[str, str]:
    """Heading phrase -> kind of what stands under it."""
    table: Mapping[str, list[str]] = _read("headings")
    return {
        plain(phrase): kind for kind, phrases in table.items() if kind != "patterns" for phrase in phrases
    }


@cache
def heading_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Kind and expression of headings that are said in many words, tried in order."""
    return tuple((kind, re.compile(like)) for kind, like in _read("headings")["patterns"])


@cache
def cue(name: str) -> re.Pattern[str]:
    """All expressions of one list of `cues.yaml` as one pattern; `gates.legal` names a list in a list."""
    table: Any = _read("cues")
    for step in name.split("."):
        table = table[step]
    patterns = table if isinstance(table, list) else [entry for part in table.values() for entry in part]
    return any_of(patterns)


@lru_cache(maxsize=8192)
def says(name: str, line: str) -> bool:
    """Whether a line holds a cue of that list. Remembered: the same line is asked several times."""
    return cue(name).search(line) is not None


def any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """One pattern for many; an expression starts at a word start and ends at a word end."""
    joined = "|".join(f"(?:{pattern})".replace("'", "['’]") for pattern in patterns)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)


@cache
def verb_forms() -> Mapping[str, str]:
    """Word -> form (`base`, `s`, `ing`) for the verbs that open a duty."""
    forms: dict[str, str] = {}
    for verb in str(_read("verbs")["verbs"]).split():
        forms[third_person(verb)] = "s"
        forms[participle(verb)] = "ing"
    for verb in str(_read("verbs")["verbs"]).split():
        forms[verb] = "base"
    return forms


def third_person(verb: str) -> str:
    """`carry` -> `carries`, `coach` -> `coaches`, `own` -> `owns`."""
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def participle(verb: str) -> str:
    """`write` -> `writing`, `plan` -> `planning`, `see` -> `seeing`."""
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    if re.fullmatch(r"[^aeiou]*[aeiou][bdgmnprt]", verb):
        return verb + verb[-1] + "ing"
    return verb + "ing"


@cache
def title_words() -> Any:
    """The tables of `titles.yaml`."""
    return _read("titles")


@cache
def function_words() -> Mapping[str, frozenset[str]]:
    """Language -> its small words."""
    table: Mapping[str, list[str]] = _read("languages")["function_words"]
    return {language: frozenset(str(word) for word in words) for language, words in table.items()}


@cache
def languages_of_words() -> Mapping[str, tuple[str, ...]]:
    """Small word -> the languages that have it."""
    found: dict[str, tuple[str, ...]] = {}
    for language, words in function_words().items():
        for word in words:
            found[word] = (*found.get(word, ()), language)
    return found


@cache
def language_names() -> frozenset[str]:
    """Names of languages, in lower case."""
    return frozenset(str(name).casefold() for name in _read("languages")["names"])


@cache
def words_around_languages() -> frozenset[str]:
    """Words that may stand in a line which asks for nothing but languages."""
    return frozenset(str(word).casefold() for word in _read("languages")["around"])


@cache
def _read(name: str) -> Any:
    return read_yaml(data_path("market_words", f"{name}.yaml"))
