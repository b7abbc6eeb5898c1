"""From the passages of a resume to mentions of skills: what is said where, and with which figure."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from analyzer.language.actions import classify_action
from analyzer.language.competencies import PatternMention, fired_patterns
from analyzer.language.knowledge import load_skills
from analyzer.language.places import flowing, name_masks, place_of, web_masks
from analyzer.language.strength import BASE, Mention, Place, is_recent
from analyzer.records import (
    Achievement,
    Certification,
    CertificationStatus,
    Document,
    Evidence,
    Outline,
    Passage,
    Strength,
)

#: How the words of a place are read by the matcher.
READING: dict[Place, str] = {
    "work": "bullet",
    "title": "title",
    "claim": "claim",
    "list": "list",
    "credential": "credential",
    "study": "study",
}
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9\"“'(])")
#: Longest quote that is still read; longer sentences are cut around the skill.
_QUOTE_CHARACTERS = 300
_AROUND = 120
#: A sentence with so many skills that cover so much of it describes no work ("Worked with A, B, C and D.").
_LIST_SKILLS = 5
_LIST_SHARE = 0.7
#: The same after words that name a duty and no deed ("Responsible for A, B, C, D and E").
_DUTY_SHARE = 0.5
#: Among certificates and degrees bare names of such things only list them, unless a word tells of learning.
_NAMES_OF_THINGS = frozenset(("tool", "standard", "technique", "concept", "method", "soft"))
_LEARNED = re.compile(
    r"certif|cours|thesis|studi|stud(?:y|ied)\b|modul|taught|major|minor|training|degree|exam|workshop|learn|"
    r"\b(?:19|20)\d\d\b|'\d\d\b|bachelor|master|foundation|practitioner|licen[cs]e|level",
    re.IGNORECASE,
)
_DUTY = re.compile(
    r"\s*(?:responsible|responsibilities|accountable|duties|in charge|experienced?|skilled|expertise|"
    r"knowledge)\b",
    re.IGNORECASE,
)
#: The list of tools under a job says where they were used: described work, but its figures are versions.
_STACK = re.compile(r"\s*(?:environment|tools?|tech(?:nolog(?:y|ies))?|stack)\b[^:]{0,20}:", re.IGNORECASE)


class Found(NamedTuple):
    """A skill in one passage: offsets in the passage; `named` unless only a sign shows it.

    `job` when the words name a job: the figures of the job then speak for it, as they do not for the "AI" in
    "AI-driven growth manager".
    """

    skill: str
    first: int
    last: int
    hedged: bool
    named: bool
    job: bool


#: Finds the skills of one passage, given its words and place.
Reader = Callable[[str, str], Sequence[Found]]


@dataclass(frozen=True)
class ResumeText:
    """A document with its structure and achievements; `read` finds skills in (words, place)."""

    document: Document
    outline: Outline
    achievements: tuple[Achievement, ...]
    today: str
    read: Reader

    @cached_property
    def _names(self) -> tuple[tuple[int, int], ...]:
        return name_masks(self.document, self.outline)

    @cached_property
    def _web(self) -> tuple[tuple[int, int], ...]:
        return web_masks(self.document)

    def mentions(self) -> Iterator[Mention]:
        """Every mention of a skill in text order, passage by passage."""
        for part in self._parts:
            yield from part.mentions()

    def patterns(self) -> Iterator[PatternMention]:
        """Every evidence pattern that fires in described work."""
        for part in self._parts:
            if part.place == "work":
                yield from part.patterns()

    def shown_by_patterns(self, patterns: Sequence[PatternMention]) -> Iterator[Mention]:
        """The skills that evidence patterns show."""
        for part in self._parts:
            if part.place == "work":
                start, end = part.passage.start, part.passage.end
                yield from part.shown([one for one in patterns if start <= one.evidence.start < end])

    @cached_property
    def _parts(self) -> tuple["_Sentences", ...]:
        placed = ((one, place_of(self.document, self.outline, one)) for one in self.outline.passages)
        return tuple(_Sentences(self, passage, place) for passage, place in placed if place is not None)

    def has_mask(self, start: int, end: int) -> bool:
        """Whether a name or an address touches a stretch; where none does, nothing in it is hidden."""
        return any(start < stop and begin < end for begin, stop in (*self._names, *self._web))

    def is_hidden(self, start: int, end: int) -> bool:
        """Whether a stretch is part of a name or address; a product may be called like one (Monday.com)."""
        named = any(start < stop and begin < end for begin, stop in self._names)
        return named or any(
            start < stop and begin < end and not (start <= begin and stop <= end) for begin, stop in self._web
        )

    def is_address(self, start: int, end: int) -> bool:
        """Whether a stretch touches a web or mail address."""
        return any(start < stop and begin < end for begin, stop in self._web)

    @cached_property
    def _figures(self) -> tuple[int, ...]:
        """Where the figures of achievements stand, in order."""
        return tuple(sorted(metric.start for one in self.achievements for metric in one.metrics))

    def has_figure(self, start: int, end: int) -> bool:
        """Whether a figure of an achievement stands in a stretch of the document."""
        return bisect_left(self._figures, start) < bisect_left(self._figures, end)

    @cached_property
    def measured_positions(self) -> frozenset[int]:
        """Jobs with at least one figure."""
        return frozenset(
            one.position
            for one in self.outline.passages
            if one.position is not None and self.has_figure(one.start, one.end)
        )

    def status(self, start: int, end: int) -> CertificationStatus | None:
        """Status of the certificate line in which a stretch stands; None outside of certificates."""
        return next((one.status for one in self.certificates(start, end)), None)

    def certificates(self, start: int, end: int) -> Iterator[Certification]:
        """The certificates whose line touches a stretch."""
        for certification in self.outline.certifications:
            if certification.start < end and start < certification.end:
                yield certification

    @cached_property
    def _evidence(self) -> dict[tuple[int, int, str], Evidence]:
        return {}

    def evidence(self, start: int, end: int, section: str) -> Evidence:
        """A slice of the document as Evidence; a sentence with many skills is cut out once."""
        spot = start, end, section
        if spot not in self._evidence:
            self._evidence[spot] = self.document.evidence(start, end, section=section)
        return self._evidence[spot]


class _Said(NamedTuple):
    """One sentence, for the skills in it: where it stands, whether it has a figure, and whose work it was."""

    place: Place
    measured: bool
    lead: bool
    spot: str


class _Sentences:
    """One passage cut into sentences."""

    def __init__(self, resume: ResumeText, passage: Passage, place: Place) -> None:
        self.resume = resume
        self.passage = passage
        self.place = place
        self.text = flowing(resume.document.text[passage.start : passage.end])
        self.spans = _sentences(self.text)
        self.section = resume.outline.kind_of(passage)
        self.position = None if passage.position is None else resume.outline.positions[passage.position]

    def mentions(self) -> Iterator[Mention]:
        """The skills of the passage."""
        found = self.resume.read(self.text, READING[self.place])
        if not found:
            return
        resume, offset = self.resume, self.passage.start
        masked = resume.has_mask(offset, self.passage.end)
        certified = any(True for _ in resume.certificates(offset, self.passage.end))
        said: dict[tuple[int, int], _Said] = {}
        for one in found:
            start, end = offset + one.first, offset + one.last
            if masked and resume.is_hidden(start, end):
                continue
            sentence = self._sentence(one.first)
            if sentence not in said:
                said[sentence] = self._said(sentence, found)
            status = resume.status(start, end) if certified else None
            yield self._mention(one, sentence, said[sentence], status)

    def _said(self, sentence: tuple[int, int], found: Sequence[Found]) -> "_Said":
        """What a sentence says of every skill in it."""
        words = self.text[sentence[0] : sentence[1]]
        measured = self._measured(sentence)
        return _Said(
            place="list" if self._is_list(words, sentence[0], found) else self.place,
            measured=measured,
            lead=measured and (self.place == "title" or _led(words)),
            spot=f"{words} {self.position.start if self.position and self.place == 'title' else ''}",
        )

    def _is_list(self, words: str, start: int, found: Sequence[Found]) -> bool:
        """Whether the words only list: in a sentence of work, or tools among certificates and degrees."""
        if self.place == "work":
            return _only_lists(words, start, found)
        if self.place not in ("credential", "study") or _LEARNED.search(words):
            return False
        inside = [one for one in found if start <= one.first < start + len(words)]
        tools = all(load_skills()[one.skill].kind in _NAMES_OF_THINGS for one in inside)
        return tools and _only_lists(words, start, inside, most=1)

    def _mention(
        self, one: Found, sentence: tuple[int, int], said: "_Said", status: CertificationStatus | None
    ) -> Mention:
        hedged = one.hedged if status is None else status != "held"
        measured = said.measured and (one.job or self.place != "title")
        quote = _quote(sentence, one.first, one.last, whole=self.place in ("work", "claim"))
        return Mention(
            skill=one.skill,
            strength=_strength(said.place, hedged=hedged, measured=measured),
            hedged=hedged,
            evidence=self._evidence(quote),
            spot=said.spot,
            lead=measured and said.lead,
            recent=self._recent,
            used=self._used if self.place in ("work", "title") else None,
            titled=self.place == "title",
        )

    def patterns(self) -> Iterator[PatternMention]:
        """The evidence patterns that fire in the passage, each once."""
        for pattern, found in fired_patterns(self.text):
            evidence = self._evidence(self._sentence(found.start()))
            yield PatternMention(pattern.id, pattern.competency, pattern.level, pattern.skills, evidence)

    def shown(self, patterns: Sequence[PatternMention]) -> Iterator[Mention]:
        """The skills of the patterns that fired in this passage."""
        for fired in patterns:
            words = fired.evidence.text
            measured = self._measured(self._sentence(fired.evidence.start - self.passage.start))
            for skill in fired.skills:
                yield Mention(
                    skill=skill,
                    strength="E4" if measured else "E3",
                    hedged=False,
                    evidence=fired.evidence,
                    spot=words,
                    lead=measured and _led(words),
                    recent=self._recent,
                    used=self._used,
                )

    @cached_property
    def _used(self) -> tuple[str, str] | None:
        """Start and end of the job that the passage describes, where both are known."""
        job = self.position
        return (job.start, job.end) if job and job.start and job.end else None

    @cached_property
    def _recent(self) -> bool:
        return self.position is not None and is_recent(self.position.end, self.resume.today)

    def _measured(self, sentence: tuple[int, int]) -> bool:
        """Whether a figure stands beside the skill; for a job title, in any bullet of the job."""
        if self.place == "title":
            return self.passage.position in self.resume.measured_positions
        start = self.passage.start
        return self.place == "work" and self.resume.has_figure(start + sentence[0], start + sentence[1])

    def _sentence(self, offset: int) -> tuple[int, int]:
        if len(self.spans) == 1:
            return self.spans[0]
        return next((one for one in self.spans if one[0] <= offset < one[1]), (0, len(self.text)))

    def _evidence(self, span: tuple[int, int]) -> Evidence:
        return self.resume.evidence(self.passage.start + span[0], self.passage.start + span[1], self.section)


def _strength(place: Place, *, hedged: bool, measured: bool) -> Strength:
    if hedged and place in ("credential", "study", "list", "claim"):
        return "E1"
    return "E4" if measured and place in ("work", "title") else BASE[place]


def _led(sentence: str) -> bool:
    """Whether the opening verb says that the person led or decided it."""
    return classify_action(sentence.strip()).ownership == "led"


def _only_lists(sentence: str, start: int, found: Sequence[Found], most: int = _LIST_SKILLS) -> bool:
    """Whether a sentence names many skills and says little else: a list in the clothes of a sentence."""
    end = start + len(sentence)
    named = {(one.first, one.last) for one in found if one.named and start <= one.first < end}
    covered = len({spot for first, last in named for spot in range(first, last)})
    share = _DUTY_SHARE if _DUTY.match(sentence) else _LIST_SHARE
    dense = len(named) >= most and covered > share * len(sentence.strip())
    return dense and not _STACK.match(sentence)


def _sentences(text: str) -> list[tuple[int, int]]:
    """Sentences as (start, end); together they cover the text."""
    ends = [*(found.end() for found in _SENTENCE_END.finditer(text)), len(text)]
    return list(zip([0, *ends[:-1]], ends, strict=True))


def _quote(sentence: tuple[int, int], first: int, last: int, *, whole: bool) -> tuple[int, int]:
    """The sentence as proof, or the words alone where there is no sentence; long ones are cut."""
    if not whole:
        return first, last
    start, end = sentence
    if end - start > _QUOTE_CHARACTERS:
        start, end = max(start, first - _AROUND), min(end, last + _AROUND)
    return start, max(end, last)
