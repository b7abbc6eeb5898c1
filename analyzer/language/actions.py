"""Actions: the verb a line opens with, how strong it is, its tense, and whose work it was.

The tables are `data/verbs.yaml`. Nothing is guessed from the meaning of a sentence: a line whose first word
is no
verb of the table, a form of one, or a noun made from one, has no action.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from analyzer.language.numbers import normalise
from analyzer.language.triggers import Searchers, needs_of
from analyzer.resources import data_path, read_yaml

Ownership = Literal["own", "led", "shared", "assisted", "unknown"]
Tense = Literal["past", "present", "gerund", "noun", "none"]

#: A line is asked about more than once: as an achievement, and for each skill in it.
_SENTENCES_OF_A_PERSON = 256
#: Duties are told, and others named, in so many characters from the start.
_OPENING = 60
#: Words that may stand before the opening verb ("Also led", "I have successfully built").
_LEAD_IN = re.compile(
    r"(?:(?:i|we|they|he|she|have|has|had|also|then|later|currently|presently|successfully|"
    r"personally|independently|"
    r"proactively|actively|single-handedly|jointly|closely|directly|effectively|efficiently|"
    r"consistently|regularly|"
    r"routinely|continuously|quickly|strategically|formally|technically|initially|first|helped|to|"
    r"and|am|'ve|\w+ly"
    r")[ ,]+|[-*•·>\"'( ]+)+"
)
_WORD = re.compile(r"[a-zà-ÿ]+(?:-[a-zà-ÿ]+)*")
_FIRST_PERSON = re.compile(r"\bi(?:'ve)?\b|\bmy(?:self)?\b")
_VOWELS = frozenset("aeiou")
_PARTICLES = ("-out", "-up", "-down", "-off", "-over", "-in")
#: Nouns made from verbs: "Coordination of ...", "Management of ...".
_NOUN_ENDINGS = (
    ("isation", "ise"), ("ization", "ize"), ("ication", "y"), ("ation", "ate"), ("ation", "e"), ("ation",
    ""), ("tion", "t"),
    ("ment", ""), ("ance", ""), ("ing", ""), ("ysis", "yse"), ("sion", "de"), ("ition", "e"), ("ction",
    "ct"), ("val", "ve"),
)  # fmt: skip
_NOUN_FOLLOWER = re.compile(r" (?:of|and \w+(?:ment|tion|ing|sis) of)\b")
#: "Contact of ...", "Design: ...", "Audit evidence was prepared": the first word is a noun.
_NAMES_A_THING = re.compile(
    r" (?:of|and \w+ of)\b|:|(?: [\w-]+){0,4} (?:was|were|is|are|has been|have been)\b"
)
_PASSIVE = re.compile(
    r"\b(?:was|were|been|being|is|are|got)(?: \w+ly| also| all|"
    r" then)? (\w+(?:-\w+)?)\b(?! (?:responsible|involved|able))"
)
#: Passives that praise: somebody chose the person.
_HONOURS = frozenset(
    (
        *("promoted", "selected", "awarded", "chosen", "recognised", "recognized"),
        *("nominated", "invited", "appointed", "elected"),
    )
)


class Form(NamedTuple):
    """One written form of a verb."""

    lemma: str
    tense: Tense


@dataclass(frozen=True, slots=True)
class Action:
    """What a line says was done.

    `verb` is the lemma of the opening verb, None without one. `strength` is its class in `data/verbs.yaml`
    ("" without a verb). `duty` quotes a duty phrase ("responsible for") as written. `passive` when the deed
    has no
    doer. `ownership`: led or own by the verb; shared and assisted by the verb or by words around it.
    """

    verb: str | None
    ownership: Ownership
    tense: Tense
    strength: str
    duty: str | None = None
    passive: bool = False


@lru_cache(maxsize=_SENTENCES_OF_A_PERSON)
def classify_action(text: str) -> Action:
    """The action of one bullet or sentence."""
    words = normalise(text).strip()
    body = words[_end_of_lead_in(words) :]
    form = _opening_verb(body)
    worth = _around().worth(words[:_OPENING])
    duty = _duty(text, words) if "duty_phrases" in worth else None
    passive = _is_passive(words, form)
    strength = _classes().get(form.lemma, "") if form else ""
    return Action(
        verb=form.lemma if form else None,
        ownership=_ownership(words, form, strength, passive=passive, shared="shared_words" in worth),
        tense=form.tense if form else "none",
        strength=strength,
        duty=duty,
        passive=passive,
    )


def verb_forms(lemma: str) -> tuple[str, ...]:
    """All written forms of a verb: base, third person, past, participle, gerund; British and American."""
    return tuple(dict.fromkeys(form for form, _ in _forms_of(lemma)))


def verb_form(word: str) -> Form | None:
    """The verb of which `word` (lower case) is a form, if it is in the table."""
    return _lexicon().get(word)


def _list(name: str) -> list[str]:
    words: list[str] = _tables()[name]
    return words


@cache
def _tables() -> Mapping[str, Any]:
    return MappingProxyType(read_yaml(data_path("verbs.yaml")))


@cache
def _classes() -> Mapping[str, str]:
    classes: Mapping[str, list[str]] = _tables()["classes"]
    found: dict[str, str] = {}
    for name, lemmas in classes.items():
        for lemma in lemmas:
            found.setdefault(lemma, name)
    return MappingProxyType(found)


@cache
def _irregular() -> Mapping[str, tuple[str, str]]:
    return MappingProxyType(
        {verb: (past, participle) for verb, (past, participle) in _tables()["irregular"].items()}
    )


@cache
def _doubling() -> frozenset[str]:
    return frozenset(_list("doubling"))


@cache
def _lexicon() -> Mapping[str, Form]:
    forms: dict[str, Form] = {}
    for lemma in _classes():
        for written, tense in _forms_of(lemma):
            known = forms.get(written)
            # "cut", "set", "put" open lines about what was done: the past
            if known is None or (known.tense == "present" and tense == "past"):
                forms[written] = Form(lemma, tense)
    for written in _list("not_verbs"):
        forms.pop(written, None)
    return MappingProxyType(forms)


def _forms_of(lemma: str) -> list[tuple[str, Tense]]:
    for particle in _PARTICLES:
        if lemma.endswith(particle):
            stem = lemma.removesuffix(particle)
            return [(form + particle, tense) for form, tense in _forms_of(stem)]
    if lemma == "be":
        return [("be", "present"), ("am", "present"), ("is", "present"), ("are", "present"), ("was", "past"),
                ("were", "past"), ("been", "past"), ("being", "gerund")]  # fmt: skip
    if lemma == "have":
        return [("have", "present"), ("has", "present"), ("had", "past"), ("having", "gerund")]
    past = _irregular().get(lemma) or tuple(f"{stem}ed" for stem in _stems(lemma))
    forms: list[tuple[str, Tense]] = [(lemma, "present"), (_third(lemma), "present")]
    forms += [(form.replace("eed", "ed") if form.endswith("eeed") else form, "past") for form in past]
    return [*forms, *((form, "gerund") for form in _gerunds(lemma))]


def _third(lemma: str) -> str:
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return f"{lemma}es"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return f"{lemma[:-1]}ies"
    return f"{lemma}s"


def _stems(lemma: str) -> list[str]:
    """What stands before -ed: "plan" gives "plann", "label" both "label" and "labell"."""
    if lemma.endswith("e"):
        return [lemma[:-1]]
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return [f"{lemma[:-1]}i"]
    last = lemma.rsplit("-", 1)[-1]
    if last in _doubling():
        return [lemma + lemma[-1], lemma] if lemma.endswith(("l", "m")) else [lemma + lemma[-1]]
    if _doubles(last):
        return [lemma + lemma[-1]]
    return [lemma]


def _doubles(word: str) -> bool:
    """Short verbs of one syllable, consonant-vowel-consonant: plan, run, ship."""
    ends = word[-3:]
    return (
        len(re.findall(r"[aeiouy]+", word)) == 1
        and len(ends) == 3
        and ends[0] not in _VOWELS
        and ends[1] in _VOWELS
        and ends[2] not in _VOWELS | set("wxy")
    ) or (len(word) == 4 and word[:2] == "qu")


def _gerunds(lemma: str) -> list[str]:
    if lemma.endswith(("ee", "oe", "ye")):
        return [f"{lemma}ing"]
    if lemma.endswith("e"):
        return [f"{lemma[:-1]}ing"]
    if lemma.endswith("y"):
        return [f"{lemma}ing"]
    return [f"{stem}ing" for stem in _stems(lemma)]


def _end_of_lead_in(words: str) -> int:
    found = _LEAD_IN.match(words)
    if found is None:
        return 0
    first = _WORD.match(words)
    # "First-line support", "Helped ..." and "To do" are no lead-ins when nothing follows that is a verb
    rest = _WORD.match(words, found.end())
    if first and verb_form(first[0]) and first[0] not in ("have", "has", "had", "am"):
        return first.start()
    return found.end() if rest and verb_form(rest[0]) else 0


def _opening_verb(body: str) -> Form | None:
    first = _WORD.match(body)
    if first is None:
        return None
    if form := _lexicon().get(first[0]):
        if form.tense == "present" and _NAMES_A_THING.match(body, first.end()):
            return None
        if form.lemma in ("be", "have") and (inner := _WORD.match(body, first.end() + 1)):
            after = _lexicon().get(inner[0])
            if form.lemma == "have" and after and after.tense == "past":
                return after
        return form
    if _NOUN_FOLLOWER.match(body, first.end()) and (lemma := _verb_of_noun(first[0])):
        return Form(lemma, "noun")
    return None


@cache
def _verb_of_noun(noun: str) -> str | None:
    for ending, instead in _NOUN_ENDINGS:
        if noun.endswith(ending) and (lemma := noun.removesuffix(ending) + instead) in _classes():
            return lemma
    return None


@cache
def _duty_pattern() -> re.Pattern[str]:
    phrases = sorted(_list("duty_phrases"), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b")


def _duty(text: str, words: str) -> str | None:
    found = _duty_pattern().search(words[:_OPENING])
    if found is None or found.start() > 30:
        return None
    offset = len(text) - len(text.lstrip())
    return text[offset + found.start() : offset + found.end()]


@cache
def _around() -> Searchers:
    """Tells which lists of phrases may stand near the start of a line."""
    names = ("duty_phrases", "shared_words")
    return Searchers(
        [
            (name, [needs for phrase in _list(name) for needs in needs_of(re.escape(phrase))])
            for name in names
        ],
        at_starts=True,
    )


@cache
def _around_pattern(name: str) -> re.Pattern[str]:
    phrases = sorted(_list(name), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b")


def _is_passive(words: str, form: Form | None) -> bool:
    if form is not None and form.lemma != "be":
        return False
    for found in _PASSIVE.finditer(words):
        if found[1] in _HONOURS or _FIRST_PERSON.search(words, 0, found.start()):
            return False
        participle = _lexicon().get(found[1])
        if found[1].endswith("ed") or (participle is not None and participle.tense == "past"):
            return True
    return False


def _ownership(words: str, form: Form | None, strength: str, *, passive: bool, shared: bool) -> Ownership:
    """Whose work it was; `shared` where words of sharing may stand near its start."""
    guided = ("under " in words or "as told" in words or "behalf" in words) and _GUIDED.search(words)
    if strength == "assisted" or guided or _HELPED.match(words):
        return "assisted"
    shared = shared and _around_pattern("shared_words").search(words[:50]) is not None
    if strength == "shared" or shared or _BY_TEAM.match(words):
        return "shared"
    if strength == "led":
        return "led"
    told = form is not None and not passive and strength not in ("learned", "stated")
    return "own" if told or _FIRST_PERSON.search(words) else "unknown"


_HELPED = re.compile(r"(?:i )?(?:helped|assisted|supported|assist|support|help)\b")
_GUIDED = re.compile(r"\bunder (?:the )?(?:guidance|supervision)\b|\bas told by\b|\bon behalf of\b")
_BY_TEAM = re.compile(r"(?:the |our )?team\b|we\b")
