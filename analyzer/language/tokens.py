r"""From words to keys: the forms of a word that count as the same word.

A key folds case, British and American spelling, possessives, plurals: "Risk-registers" gives "risk register".
A stem also folds verb forms ("managed", "managing" give "manag") and is used for phrases of two words or more
only: single words would collide ("retail" and "retailing" are safe, "lean" and "leaning" are not).

Hyphens between words, articles and line breaks are glue: they belong to the token before them and to no key,
so one pattern finds "risk register" with a space, a hyphen or a line break, and offsets stay exact.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, chain
from types import MappingProxyType
from typing import NamedTuple

from spacy.tokens import Doc
from spacy.vocab import Vocab

from analyzer.resources import data_path, read_yaml

#: Articles and the like inside a phrase belong to no key.
GLUE_WORDS = ("a", "an", "the", "our", "my", "their", "its", "his", "her")
_WORD = r"[^\W_]+(?:['’][^\W\d_]+)?"
#: A word and its glue, or one symbol and its glue. Glue of a word may hold a hyphen or an article.
_TOKEN = re.compile(
    rf"(?P<core>{_WORD}|[^\w\s]|_)"
    rf"(?P<glue>(?:[-‐‑–\u00ad]\s*(?=[^\W_]))?(?:\s+(?:{'|'.join(GLUE_WORDS)})(?=\s))?\s*)"
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
#: Words whose forms are remembered.
_MOST_KNOWN = 100_000
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


class _Forms(dict[str, tuple[str, str]]):
    """Key and stem of every word that was met, with one look-up for both."""

    def __missing__(self, word: str) -> tuple[str, str]:
        if len(self) > _MOST_KNOWN:
            self.clear()
        found = self[word] = key(word), stem(word)
        return found


_FORMS = _Forms()


class Words(NamedTuple):
    """The words of one passage as plain values: much faster than asking the tokens of a Doc."""

    text: str
    keys: list[str]
    stems: list[str]
    starts: list[int]
    ends: list[int]  # without the glue


@dataclass(slots=True)
class Line:
    """One passage on its way through the pipeline; `place` says where it stands (`bullet`, `list` ...).

    `spots` are the skills that components have found in it. `lower` is its text without regard to case.
    """

    words: Words
    place: str = ""
    spots: list["Spot"] = field(default_factory=list)
    lower: str = ""


class Spot(NamedTuple):
    """Where a passage shows a skill: tokens `start` to `end`, offsets `first` to `last` without the glue.

    `kind` is `sign` where the words do not name the skill, `job` where they name a job, else empty.
    """

    start: int
    end: int
    skill: str
    kind: str
    first: int
    last: int
    hedged: bool = False


class Tokenizer:
    """spaCy's tokenizer protocol: a Doc whose text is the given text exactly, read as one passage.

    The components read and fill its line (`line_of_doc`): Span objects are made for whoever asks for
    `doc._.skills`, since a resume has a thousand candidates and most are dropped.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Text to Doc."""
        line = line_of(text, "")
        tokens = _whole_tokens(line.words)
        doc = Doc(self.vocab, words=tokens, spaces=[False] * len(tokens))
        doc.user_data["line"] = line
        return doc


def line_of_doc(doc: Doc) -> Line:
    """The passage of a Doc that our tokenizer made."""
    line: Line = doc.user_data["line"]
    return line


def line_of(text: str, place: str) -> Line:
    """A passage ready to be read."""
    return Line(split_words(text), place, [], text.casefold())


def _whole_tokens(words: Words) -> list[str]:
    """The tokens with their glue: each reaches to the start of the next."""
    text, starts = words.text, words.starts
    return (
        [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
        if starts
        else []
    )


def split_words(text: str) -> Words:
    """The words of a text."""
    lead = len(text) - len(text.lstrip())
    found = _TOKEN.findall(text, lead)
    if lead:
        found.insert(0, (" ", text[1:lead]))
    if not found:
        return Words(text, [], [], [], [])
    forms = _FORMS
    keys, stems = zip(*[forms[core] for core, _ in found], strict=True)
    bounds = list(accumulate(map(len, chain.from_iterable(found)), initial=0))
    return Words(text, list(keys), list(stems), bounds[:-1:2], bounds[1::2])
