"""Finding skills in one Doc: forms by key, then the rules of each form, then the longest wins."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from analyzer.language.index import PhraseIndex
from analyzer.language.knowledge import Alias, SkillBase, SkillRecord
from analyzer.language.signs import SignMatcher, has_gap
from analyzer.language.tokens import Words, key, split_words

#: Words before an ordinary word that make it a tool ("tracked in Linear").
_TOOL_BEFORE = ("in", "with", "using", "via", "use")
#: `span.kb_id_` of a span that shows a skill without naming it.
SIGN = "sign"
#: The same of a span that names a job ("Scrum Master").
JOB = "job"
_NEAR_CHARACTERS = 120
#: A phrase of `not_when` may stand this many characters away: "neuro-linguistic programming (NLP)".
_TOUCH = 3
#: "Technical project manager, 11 years" stands at the start of a summary; colleagues come later.
_HEADLINE_CHARACTERS = 60
#: Places where ordinary words ("billing", "patience") are meant as skills.
_LISTING = ("list", "credential")
#: A word that may be a name for other reasons is a tool with another tool so many words away.
_TOOL_WORDS = 4
_SHORTEST_TOOL = 4
_OPENING = frozenset((".", ":", ";", "!", "?", "•", "-"))
_NOT_ALONE = frozenset(("Access", "Monday", "Outlook", "Planner", "Project", "Segment", "Teams", "Word"))
_FIGURE = re.compile(r"\d")
_FIGURE_CHARACTERS = 30
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NOT_ALNUM = re.compile(r"[\W_]+")
_JOINS = frozenset(("/", "and", "or"))
_LONGEST_HEAD = 3


class _Hit(NamedTuple):
    """Where a form stands, in tokens and characters: a Span is made of the ones that count only."""

    start: int
    end: int
    start_char: int
    end_char: int

    def __len__(self) -> int:
        return self.end - self.start


class _Form(NamedTuple):
    skill: SkillRecord
    alias: Alias
    bare: str  # the form without spaces and marks, for the comparison of case


class SkillMatcher:
    """Finds every skill of a knowledge base in a Doc; called as a component it fills `doc.spans["skills"]`.

    The id of each span (`span.id_`) is a skill id; `span.kb_id_` is `sign` where it does not
    name the skill, `job` where it names a job.
    `doc.user_data["place"]` says where the text stands (`bullet`, `list`, `title`, `claim` ...): some forms
    count only in some places.
    """

    def __init__(self, base: SkillBase) -> None:
        self._by_key = PhraseIndex[_Form]()
        self._by_stem = PhraseIndex[_Form]()
        self._shared = PhraseIndex[_Form]()
        self._signs = PhraseIndex[str]()
        self._tools = {skill.id for skill in base.skills.values() if skill.kind in ("tool", "standard")}
        self._not_when = {skill.id: skill.not_when for skill in base.skills.values() if skill.not_when}
        for skill in base.skills.values():
            for alias in skill.aliases:
                self._learn(_Form(skill, alias, _NOT_ALNUM.sub("", alias.text)))
            for sign in skill.signs:
                if not has_gap(sign):
                    self._signs.add(split_words(sign).stems, skill.id)
        self._gapped = SignMatcher(
            (skill.id, sign) for skill in base.skills.values() for sign in skill.signs if has_gap(sign)
        )

    def _learn(self, form: _Form) -> None:
        words = split_words(form.alias.text)
        for text in _variants(form.skill, form.alias):
            self._by_key.add(split_words(text).keys, form)
        if len(words.keys) == 1 or form.alias.case:
            self._by_key.add(words.keys, form)
            return
        self._by_stem.add(words.stems, form)
        if len(words.stems) <= _LONGEST_HEAD:
            self._shared.add(words.stems, form)

    def __call__(self, doc: Doc) -> Doc:
        """Fill `doc.spans["skills"]`, in text order."""
        sure: list[Span] = []
        doubtful: list[tuple[Span, _Form]] = []
        for span, form in self._candidates(doc):
            if "tool" in form.alias.near:
                doubtful.append((span, form))
            else:
                sure.append(span)
        tools = {index for span in sure if span.id_ in self._tools for index in range(span.start, span.end)}
        sure += [span for span, _ in doubtful if _stands_as_tool(doc, span, tools)]
        chosen = filter_spans(sure)
        chosen += self._shared_heads(doc, chosen)
        if doc.user_data.get("place") in ("bullet", "posting"):
            chosen += self._shown(doc, chosen)
        doc.spans["skills"] = sorted(chosen, key=lambda span: (span.start, span.end, span.id_))
        return doc

    def _candidates(self, doc: Doc) -> Iterator[tuple[Span, _Form]]:
        words = _words(doc)
        for form, start, end in chain(self._by_key.find(words.keys), self._by_stem.find(words.stems)):
            if _counts(doc, _hit(words, start, end), form):
                kind = JOB if form.alias.title else ""
                yield Span(doc, start, end, kb_id=kind, span_id=form.skill.id), form

    def _shown(self, doc: Doc, named: list[Span]) -> list[Span]:
        """Signs of skills, but for those inside a longer name and those of a skill that is named there."""
        found = []
        stems = _words(doc).stems
        for skill, start, end in chain(self._signs.find(stems), self._gapped.find(stems)):
            span = Span(doc, start, end, kb_id=SIGN, span_id=skill)
            inside = any(
                name.start <= start and end <= name.end and (len(name) > len(span) or name.id_ == span.id_)
                for name in named
            )
            phrases = self._not_when.get(span.id_, ())
            if not inside and not (phrases and _covered(_words(doc).text, span, phrases)):
                found.append(span)
        return found

    def _shared_heads(self, doc: Doc, chosen: list[Span]) -> Iterator[Span]:
        """Words shared around a joint: "Azure ML/OpenAI" is Azure OpenAI too."""
        words = _words(doc)
        stems, listed = words.stems, doc.user_data.get("place") in _LISTING
        taken = {(span.start, span.end) for span in chosen}
        inside = {index for span in chosen for index in range(span.start, span.end)}
        found = set()
        for index, word in enumerate(stems):
            if word not in _JOINS or not 0 < index < len(stems) - 1 or index in inside:
                continue
            for start, end, phrase in _readings(words, index, listed=listed):
                for form in self._shared.get(phrase):
                    hit = _hit(words, start, end)
                    if (start, end) in taken or form.skill.id in found or not _counts(doc, hit, form):
                        continue
                    found.add(form.skill.id)
                    yield Span(doc, start, end, span_id=form.skill.id)


def _words(doc: Doc) -> Words:
    words: Words = doc.user_data["words"]
    return words


def _variants(skill: SkillRecord, alias: Alias) -> Iterator[str]:
    """Joined and parted spellings: "PowerBI" and "Power BI", "data set" and "dataset"."""
    parts = re.split(r"[\s-]+", alias.text)
    if len(parts) == 2 and (skill.kind in ("tool", "standard") or "-" in alias.text) and not alias.case:
        joined = "".join(parts)
        if len(joined) > 5:
            yield joined
    parted = _CAMEL.sub(" ", alias.text)
    ordinary = parted.startswith(("In ", "On ", "To "))  # "in design" is not InDesign
    if parted != alias.text and " " not in alias.text and not alias.case and not ordinary:
        yield parted


def _readings(words: Words, join: int, *, listed: bool) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Two-word phrases that share a word around a joining word: (first token, end token, stems).

    The first word is shared only in lists and where nothing but a slash stands between ("Azure ML/OpenAI"):
    in a sentence, "plan and budget" after "project" is seldom one thing.
    """
    stems, starts = words.stems, words.starts
    last = len(stems) - 1
    if join + 2 <= last:  # A / B C  ->  A C
        yield join - 1, join + 3, (stems[join - 1], stems[join + 2])
    slash = stems[join] == "/" and words.text[starts[join] : starts[join + 1]] == "/"
    if join >= 2 and (listed or slash):  # A B / C  ->  A C
        yield join - 2, join + 2, (stems[join - 2], stems[join + 1])


def _hit(words: Words, start: int, end: int) -> _Hit:
    last = words.starts[end] if end < len(words.starts) else len(words.text)
    return _Hit(start, end, words.starts[start], last)


def _counts(doc: Doc, span: _Hit, form: _Form) -> bool:
    """Whether the rules of the form accept this place, but for the look of a tool."""
    place = doc.user_data.get("place", "")
    if form.alias.title and not _names_a_job(doc, span):
        return False
    if form.skill.weak == "self_claim" and place == "bullet" and len(span) == 1:
        return False  # "communication" or "leadership" in a sentence is seldom a claim about oneself
    if form.alias.case and not _same_case(_words(doc), span, form.bare):
        return False
    if form.skill.not_when and _covered(_words(doc).text, span, form.skill.not_when):
        return False
    if form.skill.not_near and _near(doc, span, form.skill.not_near):
        return False
    return _in_context(doc, span, form.alias.near)


def _in_context(doc: Doc, span: _Hit, near: tuple[str, ...]) -> bool:
    """Whether the words around it are those that a form asks for."""
    if near == ("list",):
        return doc.user_data.get("place") in _LISTING
    return not near or near == ("tool",) or _near(doc, span, near)


def _names_a_job(doc: Doc, span: _Hit) -> bool:
    """Whether a job word names the person's job: in a title, or at the start of a self-description."""
    place = doc.user_data.get("place")
    return place == "title" or (place == "claim" and span.start_char < _HEADLINE_CHARACTERS)


def _same_case(words: Words, span: _Hit, bare: str) -> bool:
    parts = (words.text[words.starts[index] : words.ends[index]] for index in range(span.start, span.end))
    seen = _NOT_ALNUM.sub("", "".join(parts))
    return seen in (bare, bare + "s", bare + "'s")


def _covered(text: str, span: _Hit | Span, phrases: Iterable[str]) -> bool:
    for phrase in phrases:
        wanted = phrase.casefold()
        reach = len(wanted) + _TOUCH
        begin = max(0, span.start_char - reach)
        at = begin + text[begin : span.end_char + reach].casefold().find(wanted)
        if begin <= at < span.end_char + _TOUCH and at + len(wanted) > span.start_char - _TOUCH:
            return True
    return False


def _near(doc: Doc, span: _Hit, words: tuple[str, ...]) -> bool:
    if words == ("figure",):
        around = _words(doc).text[
            max(0, span.start_char - _FIGURE_CHARACTERS) : span.end_char + _FIGURE_CHARACTERS
        ]
        return _FIGURE.search(around) is not None
    wanted = {key(word) for word in words}
    keys, starts = _words(doc).keys, _words(doc).starts
    return any(
        keys[index] in wanted and not span.start <= index < span.end
        for index in range(
            bisect_left(starts, span.start_char - _NEAR_CHARACTERS),
            bisect_right(starts, span.start_char + _NEAR_CHARACTERS),
        )
    )


def _stands_as_tool(doc: Doc, span: Span, tools: set[int]) -> bool:
    """Whether an ordinary word is a name here: in a list, next to a tool, or after "in", "with", "using"."""
    words = _words(doc)
    keys = words.keys
    named_on = span.end < len(keys) and words.text[words.starts[span.end]].isupper()
    if named_on and span.end not in tools and _touch(words, span.end):
        return False  # "Linear Studio" is another name
    if doc.user_data.get("place") in _LISTING:
        return True
    if span.start > 0 and keys[span.start - 1] in _TOOL_BEFORE:
        return True
    beside = any(
        keys[beside] in (",", "/", "and", "or", "(", "|") and beyond in tools
        for beside, beyond in ((span.start - 1, span.start - 2), (span.end, span.end + 1))
        if 0 <= beside < len(keys)
    )
    return beside or _among_tools(words, span, tools)


def _among_tools(words: Words, span: Span, tools: set[int]) -> bool:
    """Whether a capitalized word inside a sentence has a tool close by: "Flask containers on EC2".

    Not the names that are capitalized for other reasons too: short ones, days, plurals.
    """
    start, end = span.start, span.end
    first = words.text[words.starts[start] : words.ends[end - 1]]
    opens = start == 0 or words.keys[start - 1] in _OPENING
    if opens or len(first) < _SHORTEST_TOOL or not first[0].isupper() or first in _NOT_ALONE:
        return False
    around = range(max(0, start - _TOOL_WORDS), min(len(words.keys), end + _TOOL_WORDS))
    return any(index in tools for index in around)


def _touch(words: Words, index: int) -> bool:
    """Whether nothing but a space stands between a token and the one before it."""
    between = words.text[words.ends[index - 1] : words.starts[index]]
    return between.strip() == "" and "\n" not in between
