r"""From words to keys: the forms of a word that count as the same word.

A key folds case, British and American spelling, possessives, plurals: "Risk-registers" gives "risk register".
A stem also folds verb forms ("managed", "managing" give "manag") and is used for phrases of two words or more
only: single words would collide ("retail" and "retailing" are safe, "lean" and "leaning" are not).

Hyphens between words, articles and line breaks are glue: they belong to the token before them and to no key,
so one pattern finds "risk register" with a space, a hyphen or a line break, and offsets stay exact.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from spacy.tokens import Doc
from spacy.vocab import Vocab

from analyzer.resources import data_path, read_yaml

_WORD = r"[^\W_]+(?:['’][^\W\d_]+)?"
#: A word and its glue, or one symbol and its glue. Glue of a word may hold a hyphen or an article.
_TOKEN = re.compile(
    rf"(?P<core>{_WORD}|[^\w\s]|_)"
    rf"(?P<glue>(?:[-‐‑–\u00ad]\s*(?=[^\W_]))?(?:\s+(?:an?|the|our|my|their|its|his|her)(?=\s))?\s*)"
)

#: British endings and words with their American forms. Basis: the spellings that occur in skill names.
_AMERICAN = (
    (re.compile(r"isation(s?)$"), r"ization\1"),
    (re.compile(r"(?<=[a-z]{3})is(e|ed|es|ing|er|ers)$"), r"iz\1"),
    (re.compile(r"(?<=[a-z])ys(e|ed|es|ing|er|ers)$"), r"yz\1"),
    (re.compile(r"(lab|behavi|fav|col|harb|hon|neighb|end|endeav|flav|hum|rum)our"), r"\1or"),
    (
        re.compile(r"(label|model|cancel|travel|channel|fuel|signal|total|tunnel|level)l(ed|ing|er|ers)$"),
        r"\1\2",
    ),
    (re.compile(r"^programme(s?)$"), r"program\1"),
    (re.compile(r"centre(s?)$"), r"center\1"),
    (re.compile(r"^(multi)?centred$"), r"\1centered"),
    (re.compile(r"catalogue(s?)$"), r"catalog\1"),
    (re.compile(r"^(licen|defen|offen)ce(s?)$"), r"\1se\2"),
    (re.compile(r"^artefact(s?)$"), r"artifact\1"),
    (re.compile(r"^fulfil(s|ment)?$"), r"fulfill\1"),
    (re.compile(r"^enrol(s|ment)?$"), r"enroll\1"),
    (re.compile(r"^judgement(s?)$"), r"judgment\1"),
    (re.compile(r"^(dialogue|analogue)(s?)$"), r"\1\2"),
)
_WORDS = read_yaml(data_path("language", "words.yaml"))
#: "Architect – Professional" is written with any of them.
_DASHES = frozenset("‐‑‒–—−")
_NOT_VERBS = frozenset(_WORDS["not_verbs"])
_NO_PLURAL = frozenset(_WORDS["no_plural"])
_IRREGULAR: Mapping[str, str] = MappingProxyType(_WORDS["irregular"])


@lru_cache(maxsize=100_000)
def key(word: str) -> str:
    """The key of one word: lower case, American spelling, singular."""
    word = word.casefold().replace("’", "'").removesuffix("'s")
    if word == "&":
        return "and"
    if word in _DASHES:
        return "-"
    if not word.isalpha() or len(word) < 4:
        return word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2].isdigit() else word
    return _singular(word if word in _IRREGULAR else _american(word))


def _american(word: str) -> str:
    if word in _NOT_VERBS or word.rstrip("sd") in _NOT_VERBS:
        return word
    for pattern, replacement in _AMERICAN:
        word = pattern.sub(replacement, word)
    return word


def _singular(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word] if word.endswith(("s", "a")) else word
    if word in _NO_PLURAL or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("xes", "ches", "shes", "sses", "zzes")):
        return word[:-2]
    return word[:-1]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of one word: its key without the ending of a verb form."""
    base = key(word)
    base = _IRREGULAR.get(base, base)
    if not base.isalpha() or len(base) < 4:
        return base
    for ending in ("ing", "ed") if not base.endswith("eering") else ():  # an engineer is no engineering
        rest = base.removesuffix(ending)
        if rest != base and len(rest) >= 3 and re.search(r"[aeiouy]", rest):
            base = rest[:-1] if _doubled(rest) else rest
            break
    return base[:-1] if base.endswith("e") and len(base) > 3 else base


def _doubled(rest: str) -> bool:
    """Whether the last consonant was doubled by an ending: "plann", but "pass" and "call" are words."""
    return (rest[-1] == rest[-2] and rest[-1] not in "sl") or rest.endswith("ell")


class Words(NamedTuple):
    """What the components need of a Doc, as plain values: much faster than asking its tokens."""

    text: str
    keys: list[str]
    stems: list[str]
    starts: list[int]
    ends: list[int]  # without the glue


class Tokenizer:
    """spaCy's tokenizer protocol: a Doc whose text is the given text exactly.

    `doc.user_data["words"]` holds the key and the stem of every token as `Words`.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Text to Doc."""
        tokens: list[str] = []
        words = split_words(text, tokens)
        doc = Doc(self.vocab, words=tokens, spaces=[False] * len(tokens))
        doc.user_data["words"] = words
        return doc


def split_words(text: str, tokens: list[str] | None = None) -> Words:
    """The words of a text; each whole token with its glue is added to `tokens`, if given."""
    words = Words(text, [], [], [], [])
    lead = len(text) - len(text.lstrip())
    if lead:
        _add(words, tokens, text[:lead], " ", 0)
    for match in _TOKEN.finditer(text, lead):
        _add(words, tokens, match.group(), match["core"], match.start())
    return words


def _add(words: Words, tokens: list[str] | None, whole: str, core: str, start: int) -> None:
    if tokens is not None:
        tokens.append(whole)
    words.keys.append(key(core))
    words.stems.append(stem(core))
    words.starts.append(start)
    words.ends.append(start + len(core))
