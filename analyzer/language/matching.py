"""Finding skills in one Doc: forms by key, then the rules of each form, then the longest wins."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from spacy.tokens import Doc

from analyzer.language.index import PhraseIndex
from analyzer.language.knowledge import Alias, SkillBase, SkillRecord
from analyzer.language.signs import SignMatcher, has_gap
from analyzer.language.tokens import Line, Spot, Words, key, line_of_doc, split_words

#: Words before an ordinary word that make it a tool ("tracked in Linear").
_TOOL_BEFORE = ("in", "with", "using", "via", "use")
#: Kind of a spot that shows a skill without naming it.
SIGN = "sign"
#: Kind of a spot that names a job ("Scrum Master").
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
_HYPHENS = frozenset("-‐‑")
#: What follows a whole phrase after a hyphen; other words belong to the last word alone.
_GOES_ON = frozenset(
    (
        *(
            "based",
            "driven",
            "powered",
            "led",
            "ready",
            "focused",
            "focussed",
            "oriented",
            "enabled",
            "related",
        ),
        *(
            "specific",
            "style",
            "first",
            "native",
            "as",
            "like",
            "centric",
            "centered",
            "aware",
            "heavy",
            "only",
        ),
        *(
            "certified",
            "trained",
            "compliant",
            "supported",
            "assisted",
            "backed",
            "type",
            "free",
            "intensive",
        ),
    )
)
#: Joined before a name by a hyphen these make another thing of it.
_TURNING = frozenset(("non", "mini", "anti"))
_JOINS = frozenset(("/", "and", "or"))
_LONGEST_HEAD = 3


class _Form(NamedTuple):
    """One written form of a skill with its rules, made ready for the comparison with words of a text."""

    skill: str
    title: bool
    claim: bool  # a single word that people say of themselves
    bare: str  # the form without spaces and marks where case counts, else empty
    not_when: tuple[str, ...]  # in lower case
    not_near: frozenset[str]  # keys
    near: frozenset[str]  # keys
    figure: bool  # a figure has to stand near
    listed: bool  # counts in lists only
    doubtful: bool  # counts where it stands as a tool
    name: bool  # ordinary words that count where they are written as a name, and in lists
    free: bool  # no rule at all


def _form(skill: SkillRecord, alias: Alias) -> _Form:
    near = alias.near
    context = near not in ((), ("tool",), ("list",), ("figure",), ("name",))
    form = _Form(
        skill=skill.id,
        title=alias.title,
        claim=skill.weak == "self_claim",
        bare=_NOT_ALNUM.sub("", alias.text) if alias.case else "",
        not_when=tuple(phrase.casefold() for phrase in skill.not_when),
        not_near=frozenset(map(key, skill.not_near)),
        near=frozenset(map(key, near)) if context else frozenset(),
        figure=near == ("figure",),
        listed=near == ("list",),
        doubtful="tool" in near,
        name=near == ("name",),
        free=False,
    )
    rules = (form.title, form.claim, alias.case, form.not_when, form.not_near, near)
    return form._replace(free=not any(rules))


class SkillMatcher:
    """Finds every skill of a knowledge base in the passages of a Doc; a component of the pipeline.

    The place of a passage (`bullet`, `list`, `title`, `claim` ...) decides too: some forms count only in some
    places.
    """

    def __init__(self, base: SkillBase) -> None:
        self._by_key = PhraseIndex[_Form]()
        self._by_stem = PhraseIndex[_Form]()
        self._shared = PhraseIndex[_Form]()
        self._signs = PhraseIndex[str]()
        self._tools = {skill.id for skill in base.skills.values() if skill.kind in ("tool", "standard")}
        self._not_when = {
            skill.id: tuple(phrase.casefold() for phrase in skill.not_when)
            for skill in base.skills.values()
            if skill.not_when
        }
        for skill in base.skills.values():
            for alias in skill.aliases:
                self._learn(skill, alias)
            for sign in skill.signs:
                if not has_gap(sign):
                    self._signs.add(split_words(sign).stems, skill.id)
        self._gapped = SignMatcher(
            (skill.id, sign) for skill in base.skills.values() for sign in skill.signs if has_gap(sign)
        )

    def _learn(self, skill: SkillRecord, alias: Alias) -> None:
        form = _form(skill, alias)
        words = split_words(alias.text)
        for text in _joined(skill, alias):
            self._by_key.add(split_words(text).keys, form)
        for text in _parted(alias):
            self._by_key.add(split_words(text).keys, form._replace(name=True, free=False))
        if len(words.keys) == 1 or alias.case:
            self._by_key.add(words.keys, form)
            return
        self._by_stem.add(words.stems, form)
        if len(words.stems) <= _LONGEST_HEAD:
            self._shared.add(words.stems, form)

    def __call__(self, doc: Doc) -> Doc:
        """Fill the spots of the line of a Doc."""
        self.read(line_of_doc(doc))
        return doc

    def read(self, line: Line) -> None:
        """Fill the spots of a line, in text order."""
        line.spots = self._spots(line)

    def _spots(self, line: Line) -> list[Spot]:
        sure: list[Spot] = []
        doubtful: list[Spot] = []
        for spot, form in self._candidates(line):
            (doubtful if form.doubtful else sure).append(spot)
        if doubtful:
            tools = {index for one in sure if one.skill in self._tools for index in range(one.start, one.end)}
            sure += [one for one in doubtful if _stands_as_tool(line, one, tools)]
        chosen = _longest_first(sure)
        if not _JOINS.isdisjoint(line.words.stems):
            chosen += self._shared_heads(line, chosen)
        if line.place in ("bullet", "posting"):
            chosen += self._shown(line, chosen)
        chosen.sort(key=_in_order)
        return chosen

    def _candidates(self, line: Line) -> Iterator[tuple[Spot, _Form]]:
        words = line.words
        for found in (self._by_key.find(words.keys), self._by_stem.find(words.stems)):
            for form, start, end in found:
                if (end - start > 1 and _torn(words, end)) or _turned(words, start):
                    continue
                if form.free or _counts(line, start, end, form):
                    kind = JOB if form.title else ""
                    yield Spot(start, end, form.skill, kind, words.starts[start], words.ends[end - 1]), form

    def _shown(self, line: Line, named: list[Spot]) -> list[Spot]:
        """Signs of skills, but for those inside a longer name and those of a skill that is named there."""
        found = []
        words = line.words
        for skill, start, end in (*self._signs.find(words.stems), *self._gapped.find(words.stems)):
            length = end - start
            inside = any(
                name.start <= start
                and end <= name.end
                and (name.end - name.start > length or name.skill == skill)
                for name in named
            )
            phrases = self._not_when.get(skill, ())
            if not inside and not (phrases and _covered(line, start, end, phrases)):
                found.append(Spot(start, end, skill, SIGN, words.starts[start], words.ends[end - 1]))
        return found

    def _shared_heads(self, line: Line, chosen: list[Spot]) -> Iterator[Spot]:
        """Words shared around a joint: "Azure ML/OpenAI" is Azure OpenAI too."""
        words = line.words
        stems, listed = words.stems, line.place in _LISTING
        taken = {(spot.start, spot.end) for spot in chosen}
        inside = {index for spot in chosen for index in range(spot.start, spot.end)}
        found = set()
        for index, word in enumerate(stems):
            if word not in _JOINS or not 0 < index < len(stems) - 1 or index in inside:
                continue
            for start, end, phrase in _readings(words, index, listed=listed):
                for form in self._shared.get(phrase):
                    if (start, end) in taken or form.skill in found or not _counts(line, start, end, form):
                        continue
                    found.add(form.skill)
                    yield Spot(start, end, form.skill, "", words.starts[start], words.ends[end - 1])


def _torn(words: Words, end: int) -> bool:
    """Whether the last word of a phrase belongs to the next word: "open [air-quality] data" is no "open air".

    "machine learning-based" goes on saying the same.
    """
    text, last = words.text, words.ends[end - 1]
    if text[last : last + 1] not in _HYPHENS or end >= len(words.keys) or words.starts[end] != last + 1:
        return False
    first = words.starts[end - 1]
    own = text[words.ends[end - 2] : first].isspace() and text[first].islower()
    return own and words.keys[end] not in _GOES_ON


def _turned(words: Words, start: int) -> bool:
    """Whether a word joined before a name makes another thing of it: "non-verbal communication"."""
    if not start or words.keys[start - 1] not in _TURNING:
        return False
    return words.text[words.ends[start - 1] : words.starts[start]] in _HYPHENS


def _in_order(spot: Spot) -> tuple[int, int, str]:
    return spot.start, spot.end, spot.skill


def _longest_first(spots: list[Spot]) -> list[Spot]:
    """The spots without those that overlap a longer one, or an earlier one of the same length."""
    taken: set[int] = set()
    kept = []
    for spot in sorted(spots, key=lambda one: (one.start - one.end, one.start)):
        if spot.start not in taken and spot.end - 1 not in taken:
            kept.append(spot)
            taken.update(range(spot.start, spot.end))
    return kept


def _joined(skill: SkillRecord, alias: Alias) -> Iterator[str]:
    """Two words written as one: "PowerBI" for "Power BI"."""
    parts = re.split(r"[\s-]+", alias.text)
    if len(parts) == 2 and (skill.kind in ("tool", "standard") or "-" in alias.text) and not alias.case:
        joined = "".join(parts)
        if len(joined) > 5:
            yield joined


def _parted(alias: Alias) -> Iterator[str]:
    """One word written as two: "Data Robot" for "DataRobot". As ordinary words they are no name."""
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


def _counts(line: Line, start: int, end: int, form: _Form) -> bool:
    """Whether the rules of the form accept these words, but for the look of a tool."""
    if form.title and not _names_a_job(line, start):
        return False
    if form.claim and line.place == "bullet" and end - start == 1:
        return False  # "communication" or "leadership" in a sentence is seldom a claim about oneself
    if not _is_spelled(line, start, end, form):
        return False
    if form.not_when and _covered(line, start, end, form.not_when):
        return False
    if form.not_near and _near(line.words, start, end, form.not_near):
        return False
    return _in_context(line, start, end, form)


def _is_spelled(line: Line, start: int, end: int, form: _Form) -> bool:
    """Whether the words are written as a form asks for: its very letters, or as a name."""
    if form.name and line.place not in _LISTING and not _written_as_name(line.words, start, end):
        return False
    return not form.bare or _same_case(line.words, start, end, form.bare)


def _written_as_name(words: Words, start: int, end: int) -> bool:
    """Whether every word begins with a capital and no hyphen stands between: "Open Air", not "Open air"."""
    text = words.text
    for index in range(start, end):
        first = text[words.starts[index]]
        if first.islower() or (index > start and "-" in text[words.ends[index - 1] : words.starts[index]]):
            return False
    return True


def _in_context(line: Line, start: int, end: int, form: _Form) -> bool:
    """Whether the words around it are those that a form asks for."""
    if form.listed:
        return line.place in _LISTING
    if form.figure:
        first, last = line.words.starts[start], _end_of(line.words, end)
        around = line.words.text[max(0, first - _FIGURE_CHARACTERS) : last + _FIGURE_CHARACTERS]
        return _FIGURE.search(around) is not None
    return not form.near or _near(line.words, start, end, form.near)


def _names_a_job(line: Line, start: int) -> bool:
    """Whether a job word names the person's job: in a title, or at the start of a self-description."""
    if line.place == "title":
        return True
    return line.place == "claim" and line.words.starts[start] < _HEADLINE_CHARACTERS


def _same_case(words: Words, start: int, end: int, bare: str) -> bool:
    parts = (words.text[words.starts[index] : words.ends[index]] for index in range(start, end))
    seen = _NOT_ALNUM.sub("", "".join(parts))
    return seen in (bare, bare + "s", bare + "'s")


def _end_of(words: Words, end: int) -> int:
    """Where the token before token `end` ends, with its glue."""
    return words.starts[end] if end < len(words.starts) else len(words.text)


def _covered(line: Line, start: int, end: int, phrases: Iterable[str]) -> bool:
    """Whether one of the phrases, in lower case, touches these words."""
    first, last = line.words.starts[start], _end_of(line.words, end)
    for phrase in phrases:
        length = len(phrase)
        at = line.lower.find(phrase, max(0, first - length - _TOUCH), last + length + _TOUCH)
        if at >= 0 and at < last + _TOUCH and at + length > first - _TOUCH:
            return True
    return False


def _near(words: Words, start: int, end: int, wanted: frozenset[str]) -> bool:
    """Whether one of the keys stands around these words."""
    starts, first = words.starts, words.starts[start]
    low = bisect_left(starts, first - _NEAR_CHARACTERS)
    high = bisect_right(starts, first + _NEAR_CHARACTERS)
    # a word on the right may belong to the name itself
    before, after = words.keys[low:start], words.keys[max(end, low) : high]
    return not (wanted.isdisjoint(before) and wanted.isdisjoint(after))


def _stands_as_tool(line: Line, spot: Spot, tools: set[int]) -> bool:
    """Whether an ordinary word is a name here: in a list, next to a tool, or after "in", "with", "using"."""
    words = line.words
    keys = words.keys
    named_on = spot.end < len(keys) and words.text[words.starts[spot.end]].isupper()
    if named_on and spot.end not in tools and _touch(words, spot.end):
        return False  # "Linear Studio" is another name
    if line.place in _LISTING:
        return True
    if spot.start > 0 and keys[spot.start - 1] in _TOOL_BEFORE:
        # "in vault" and "in the Vault", but not "in the vault"
        return _touch(words, spot.start) or words.text[spot.first].isupper()
    beside = any(
        keys[beside] in (",", "/", "and", "or", "(", "|") and beyond in tools
        for beside, beyond in ((spot.start - 1, spot.start - 2), (spot.end, spot.end + 1))
        if 0 <= beside < len(keys)
    )
    return beside or _among_tools(words, spot, tools)


def _among_tools(words: Words, spot: Spot, tools: set[int]) -> bool:
    """Whether a capitalized word inside a sentence has a tool close by: "Flask containers on EC2".

    Not the names that are capitalized for other reasons too: short ones, days, plurals.
    """
    start, end = spot.start, spot.end
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
