"""Ideas of project work in a text: the same idea may be said in many words. Used to find evidence only."""

import re
from functools import cache
from typing import Any

from analyzer.matching.words import stem, without_duty
from analyzer.resources import data_path, read_yaml

_WORD = re.compile(r"[$€£]?[\w][\w&/+.'-]*[\w+]|[$€£]\w|\w")


@cache
def _forms() -> tuple[dict[str, frozenset[str]], tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """Stem -> ideas; (beginning of a word, idea); (phrase of several words as stems, idea)."""
    data: Any = read_yaml(data_path("matching", "concepts.yaml"))
    single: dict[str, set[str]] = {}
    beginnings, phrases = [], []
    for idea, words in data.items():
        for word in words:
            folded = str(word).casefold()
            if folded.endswith("*"):
                beginnings.append((folded[:-1], idea))
            elif " " in folded:
                phrases.append((_stems(folded), idea))
            else:
                single.setdefault(stem(folded), set()).add(idea)
    return {word: frozenset(ideas) for word, ideas in single.items()}, tuple(beginnings), tuple(phrases)


@cache
def idea_names() -> tuple[str, ...]:
    """All ideas we know, in alphabetical order."""
    single, beginnings, phrases = _forms()
    named = {idea for ideas in single.values() for idea in ideas}
    return tuple(sorted(named | {idea for _, idea in (*beginnings, *phrases)}))


def _stems(text: str) -> str:
    return " " + " ".join(stem(word) for word in _WORD.findall(text.casefold())) + " "


def ideas(text: str) -> frozenset[str]:
    """The ideas that a text speaks of."""
    single, beginnings, phrases = _forms()
    folded = without_duty(text).casefold()
    found: set[str] = set()
    for word in _WORD.findall(folded):
        found |= single.get(stem(word), frozenset())
        for part in re.split(r"[-/]", word) if "-" in word or "/" in word else ():
            found |= single.get(stem(part), frozenset())
        found.update(idea for beginning, idea in beginnings if word.startswith(beginning))
    stems = _stems(folded)
    found.update(idea for phrase, idea in phrases if phrase in stems)
    return frozenset(found)


#: Words that say that a line or a title is about AI. Basis: the AI skills of the knowledge base, and the
#: ways in which people speak of models without naming a skill.
_AI = re.compile(
    r"""(?<!\w)(?:a\.?i\.?|ai/ml|artificial\ intelligence|machine[- ]learning|ml|llms?|gpt-?\w*|gen-?ai|
    generative|nlp|language\ models?|computer\ vision|chat-?bots?|neural|deep[- ]learning|classifiers?|
    recommenders?|recommendation\ (?:engine|system|model)s?|predictive\ (?:\w+\ )?models?|mlops|rag|
    retrieval[- ]augmented|prompts?|copilot|hallucinations?|fine-?tun\w+|retrain\w*|drift|
    (?:training|labell?ed|annotated)\ (?:data|set)\w*|annotat\w+|labell?ing|data\ scien\w+|
    intelligent\ automation|feature\ store|models?(?=\ (?:in|into|to)\ production)|
    (?:scoring|forecast\w*|churn|fraud|vision|speech|ranking|credit|detection|propensity|demand)\ models?|
    model\ (?:cards?|monitoring|training|evaluation|registry|risk|validation|performance|accuracy))(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)


def speaks_of_ai(text: str) -> bool:
    """Whether a line or a title is about AI."""
    return _AI.search(text) is not None
