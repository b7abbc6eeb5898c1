"""The language of a resume, by its small words or its script. Everything later reads English."""

import re
from collections import Counter
from functools import cache

from analyzer.parsing.tables import table, words

#: Words that tell enough; share of small words, and number of different ones, that make a language; how much
#: of English may stand beside it. English resumes hold up to 0.06 of another language's words (names).
_FEWEST_WORDS, _SHARE, _DIFFERENT, _MOST_ENGLISH = 60, 0.1, 8, 0.5
#: Share of letters in another script that makes the text one of it.
_SCRIPT_SHARE = 0.4
_SCRIPTS = (
    ("Russian or another language in Cyrillic", re.compile(r"[Ѐ-ӿ]")),
    ("Greek", re.compile(r"[Ͱ-Ͽἀ-῿]")),
    ("Arabic, Persian or Urdu", re.compile(r"[؀-ۿݐ-ݿ]")),
    ("Hebrew", re.compile(r"[֐-׿]")),
    ("Hindi or another language in Devanagari", re.compile(r"[ऀ-ॿ]")),
    ("Japanese", re.compile(r"[぀-ヿ]")),
    ("Korean", re.compile(r"[가-힯ᄀ-ᇿ]")),
    ("Chinese", re.compile(r"[一-鿿]")),
    ("Thai", re.compile(r"[฀-๿]")),
)
_KANA, _HAN = _SCRIPTS[5], _SCRIPTS[7]
#: A sign of Chinese or Japanese stands for about so many letters.
_SIGN_WEIGHT = 2


@cache
def _small_words() -> dict[str, tuple[str, ...]]:
    """The languages of every small word."""
    found: dict[str, tuple[str, ...]] = {}
    lists: dict[str, list[str]] = table("function_words")
    english = frozenset(lists["English"])
    for language, small in lists.items():
        for word in small:
            if language == "English" or word not in english:
                found[word] = (*found.get(word, ()), language)
    return found


def other_language(text: str) -> str | None:
    """Name of the language when a text is not in English; None for English, and when nothing tells."""
    return _by_script(text) or _by_words(text)


def _by_script(text: str) -> str | None:
    letters = sum(map(str.isalpha, text))
    if text.isascii() or not letters:
        return None
    counted = {name: len(pattern.findall(text)) for name, pattern in _SCRIPTS}
    kana, han = counted[_KANA[0]], counted[_HAN[0]]
    signs = kana + han
    if signs * _SIGN_WEIGHT >= _SCRIPT_SHARE * (letters + signs):
        return _KANA[0] if kana * 10 >= han else _HAN[0]
    name, most = max(counted.items(), key=lambda item: item[1])
    return name if most >= _SCRIPT_SHARE * letters else None


def _by_words(text: str) -> str | None:
    tokens = words(text)
    if len(tokens) < _FEWEST_WORDS:
        return None
    known = _small_words()
    counted: Counter[str] = Counter()
    for token, times in Counter(tokens).items():
        for language in known.get(token, ()):
            counted[language] += times
    english = counted.pop("English", 0)
    # ties go to the language that is named first in the table
    language, most = max(counted.items(), key=lambda item: item[1], default=("", 0))
    if most < _SHARE * len(tokens) or english > _MOST_ENGLISH * most:
        return None
    different = sum(language in known.get(token, ()) for token in set(tokens))
    return language if different >= _DIFFERENT else None
