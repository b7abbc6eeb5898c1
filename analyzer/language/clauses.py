"""Clauses: the words around a figure, and what they say about direction."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal, NamedTuple

from analyzer.language.actions import verb_forms
from analyzer.language.amounts import Figure, Word, lexicon, words_of

Direction = Literal["increase", "decrease", "achieve", "maintain", "none"]
Sense = Literal["up", "down", "better", "hold", "reach"]

_DIRECTIONS: Mapping[Sense, Direction] = MappingProxyType(
    {"up": "increase", "down": "decrease", "hold": "maintain", "reach": "achieve"}
)
_VERB_LISTS: tuple[Sense, ...] = ("reach", "hold", "better", "up", "down")
_WORD_LISTS: tuple[Sense, ...] = ("up", "down", "better", "hold")
#: "up to 25 people" only bounds; "went up to 60%" rises.
_BOUND_UP_TO = re.compile(
    r"(?<!went )(?<!moved )(?<!rose )(?<!gone )(?<!goes )(?<!brought )(?<!now )"
    r"up to (?=[\d$€£₹a-z~])(?!the\b|date\b)"
)
_PHRASAL = re.compile(
    r"\b(?:st(?:oo|an)d|stands|standing|sets?|setting|sign\w*|follow\w*|wrap\w*|back\w*|made|pick\w*|clean\w*|start\w*|spun|"
    r"head\w*|team\w*|took|open\w*|came|caught|built|wr[io]te?) $"
)
_BREAK = re.compile(r"[,;:.()](?!\d)|→")
_HARD_BREAK = re.compile(r"[;:()] ?| - | — |(?<!\bc)(?<!\bca)(?<!approx)(?<!\bvs)[.!?] ")
#: Between a colon and its figure: "Error rate: 0.3%" is one clause.
_LABELLED = re.compile(r"(?:about |around |roughly |approximately |approx\. |over |under |~ ?)?")


class Cue(NamedTuple):
    """What a word says: up, down, better, hold or reach; `verb` unless it is an adverb or a noun."""

    sense: Sense
    verb: bool


class Clause:
    """A sentence with its figures, asked about the surroundings of each."""

    def __init__(self, sentence: str, figures: list[Figure]) -> None:
        self.text = sentence
        self.words = [
            word for word in words_of(sentence) if word.text != "up" or not _is_particle(sentence, word.start)
        ]
        self.figures = figures
        self._starts: dict[int, int] = {}

    def before(self, figure: Figure) -> str:
        """The text of the figure's clause before it."""
        return self.text[self._clause_start(figure.start) : figure.start]

    def words_before(self, figure: Figure, most: int | None = None) -> list[Word]:
        """The words of the clause before a figure, nearest first."""
        low = self._clause_start(figure.start)
        return [word for word in reversed(self.words) if low <= word.start and word.end <= figure.start][
            :most
        ]

    def after(self, figure: Figure, most: int = 60) -> str:
        """The text after a figure."""
        return self.text[figure.end : figure.end + most]

    def words_after(self, figure: Figure, most: int) -> list[Word]:
        """The words right after a figure, up to a comma or the end of the clause."""
        found = _BREAK.search(self.text, figure.end)
        stop = found.start() if found else len(self.text)
        return [word for word in self.words if figure.end <= word.start < stop][:most]

    def _clause_start(self, position: int) -> int:
        """Where the clause of a position begins; asked many times for each figure."""
        if position not in self._starts:
            self._starts[position] = self._break_before(position)
        return self._starts[position]

    def _break_before(self, position: int) -> int:
        start = 0
        for found in _HARD_BREAK.finditer(self.text, 0, position):
            labelled = found[0][0] == ":" and _LABELLED.fullmatch(self.text, found.end(), position)
            # "by £45k (18%)": the share in brackets went where the sum went
            same = found[0][0] == "(" and any(
                found.start() - 1 <= one.end <= found.start() for one in self.figures
            )
            if not labelled and not same:
                start = found.end()
        return start


def _is_particle(sentence: str, position: int) -> bool:
    """Whether "up" only bounds ("up to 25 people") or belongs to its verb ("set up a team")."""
    return bool(_BOUND_UP_TO.match(sentence, position) or _PHRASAL.search(sentence, 0, position))


def cue_of(word: str) -> Cue | None:
    """What a word (lower case) says about direction, if anything."""
    return _cues().get(word)


def cues_in(words: list[Word]) -> Iterator[tuple[Word, Cue]]:
    """The words that say something about direction, in the order given."""
    cues = _cues()
    return ((word, cues[word.text]) for word in words if word.text in cues)


def sense_of(cue: Cue, clause: Clause, figure: Figure) -> Direction:
    """The direction of a cue; "improve" takes it from what is measured."""
    if cue.sense == "better":
        return "decrease" if figure.kind == "time" or lower_is_better(clause, figure) else "increase"
    return _DIRECTIONS[cue.sense]


def lower_is_better(clause: Clause, figure: Figure) -> bool:
    """Whether the measure nearest to the figure is better when lower, as latency is."""
    lists = lexicon().words
    for word in clause.words_before(figure, 9) + clause.words_after(figure, 4):
        names = {word.text, word.text.rsplit("-", 1)[-1]}
        if names & lists["higher_is_better"]:
            return False
        if names & lists["lower_is_better"]:
            return True
    return False


@cache
def _cues() -> Mapping[str, Cue]:
    lists = lexicon().words
    cues: dict[str, Cue] = {}
    for sense in _VERB_LISTS:
        for verb in lists[sense]:
            cues.update(dict.fromkeys(verb_forms(verb), Cue(sense, verb=True)))
    for sense in _WORD_LISTS:
        for word in lists[f"{sense}_words"]:
            cues[word] = Cue(sense, verb=word in cues and cues[word].verb and word not in ("up", "down"))
    return MappingProxyType(cues)
