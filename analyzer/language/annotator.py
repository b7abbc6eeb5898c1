"""The door of the language stage: from a Document and its Outline to what they show."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from spacy.language import Language

from analyzer.language.competencies import (
    PatternMention,
    competency_levels,
    load_patterns,
)
from analyzer.language.facts import fact_mentions
from analyzer.language.knowledge import SkillBase, load_skills
from analyzer.language.matching import SIGN
from analyzer.language.pipeline import build_pipeline
from analyzer.language.places import masks, place_of, section_kind
from analyzer.language.strength import BASE, Mention, Place, fold, is_recent, led
from analyzer.language.tokens import core_length
from analyzer.records import (
    Achievement,
    Certification,
    CertificationStatus,
    Competency,
    Document,
    Evidence,
    Outline,
    Passage,
    Skill,
    Strength,
)

#: How the words of a place are read by the matcher.
_READING: dict[Place, str] = {
    "work": "bullet",
    "title": "title",
    "claim": "claim",
    "list": "list",
    "credential": "list",
    "study": "list",
}
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9\"“'(])")
#: Longest quote that is still read; longer sentences are cut around the skill.
_QUOTE_CHARACTERS = 300
_AROUND = 120
#: A sentence with so many skills that cover so much of it describes no work ("Worked with A, B, C, D and E.").
_LIST_SKILLS = 5
_LIST_SHARE = 0.6
_STACK = re.compile(r"\s*(?:environment|tools?|tech(?:nolog(?:y|ies))?(?: stack)?|stack|technologies used)\b[^:]{0,20}:", re.I)


class _Found(NamedTuple):
    """A skill in one passage: offsets in the passage; `named` unless only a sign shows it."""

    skill: str
    first: int
    last: int
    hedged: bool
    named: bool


@dataclass(frozen=True, slots=True)
class SkillMention:
    """A skill in a plain text: `text[start:end]` are the words; `hedged` when said with a reservation."""

    id: str
    start: int
    end: int
    hedged: bool


@dataclass(frozen=True, slots=True)
class Annotations:
    """What one document, or several of one person, show.

    `mentions` and `patterns` are what skills and competencies were made from, kept for merging.
    """

    skills: tuple[Skill, ...]
    achievements: tuple[Achievement, ...]
    certifications: tuple[Certification, ...]
    competencies: tuple[Competency, ...]
    mentions: tuple[Mention, ...] = ()
    patterns: tuple[PatternMention, ...] = ()


class Annotator:
    """Reads skills, achievements and competencies. Builds its pipeline once; use one for many documents."""

    def __init__(self) -> None:
        self.skills: SkillBase = load_skills()

    @cached_property
    def nlp(self) -> Language:
        """The spaCy pipeline."""
        return build_pipeline()

    def find_skills(self, text: str) -> tuple[SkillMention, ...]:
        """The skills that a plain text names, in text order; for postings and any text that is no resume.

        Lines are read one by one. Denied skills ("no coding required") are left out.
        """
        found = []
        for start, line in _lines(text):
            found += [
                SkillMention(one.skill, start + one.first, start + one.last, one.hedged)
                for one in self._read(line, "posting")
            ]
        return tuple(found)

    def annotate(self, document: Document, outline: Outline, *, today: str) -> Annotations:
        """What a document shows. `today` (`YYYY-MM`) is the month that counts as the present."""
        hidden = masks(document, outline)
        mentions: list[Mention] = list(fact_mentions(document, outline))
        patterns: list[PatternMention] = []
        for passage in outline.passages:
            place = place_of(outline, passage)
            if place is None:
                continue
            mentions += self._mentions(document, outline, passage, place, hidden, today)
            if place == "work":
                patterns += _patterns(document, outline, passage)
        certifications = tuple(self._canonical(one) for one in outline.certifications)
        return _annotations(mentions, patterns, (), certifications, self.skills)

    def _read(self, text: str, place: str) -> Iterator[_Found]:
        doc = self.nlp.make_doc(text)
        doc.user_data["place"] = place
        for span in self.nlp(doc).spans["skills"]:
            last = doc[span.end - 1]
            end = last.idx + core_length(last.text)
            yield _Found(span.id_, span.start_char, end, span.label_ == "hedged", span.kb_id_ != SIGN)

    def _mentions(
        self,
        document: Document,
        outline: Outline,
        passage: Passage,
        place: Place,
        hidden: Sequence[tuple[int, int]],
        today: str,
    ) -> Iterator[Mention]:
        text = document.text[passage.start : passage.end]
        reading = _READING[place]
        section = section_kind(outline, passage)
        position = None if passage.position is None else outline.positions[passage.position]
        recent = position is not None and is_recent(position.end, today)
        sentences = _sentences(text)
        proven = position is not None and any(_has_figure(bullet.text) for bullet in position.bullets)
        found = tuple(self._read(text, reading))
        for skill_id, first, last, hedged, _ in found:
            start, end = passage.start + first, passage.start + last
            if any(start < stop and begin < end for begin, stop in hidden):
                continue
            sentence = next((one for one in sentences if one[0] <= first < one[1]), (first, last))
            words = text[sentence[0] : sentence[1]]
            quote = _quote(sentence, first, last, whole=place == "work" or place == "claim")
            status = _status(outline, start, end)
            hedged = hedged if status is None else status in ("planned", "in_progress")
            listed = place == "work" and _only_lists(words, sentence[0], found)
            measured = proven if place == "title" else place == "work" and not _STACK.match(words) and _has_figure(words)
            yield Mention(
                skill=skill_id,
                strength=_strength("list" if listed else place, hedged=hedged, measured=measured),
                hedged=hedged,
                evidence=document.evidence(
                    passage.start + quote[0], passage.start + quote[1], section=section
                ),
                spot=f"{words} {position.start if position and place == 'title' else ''}",
                lead=measured and (place == "title" or led(words)),
                recent=recent,
            )

    def _canonical(self, certification: Certification) -> Certification:
        """The certificate under its canonical name, when we know it."""
        found = [
            (one.last - one.first, -one.first, one.skill)
            for one in self._read(certification.text or certification.skill, "list")
            if self.skills[one.skill].kind == "certification"
        ]
        if not found:
            return certification
        return replace(certification, skill=self.skills[max(found)[2]].name)


def merge_annotations(annotations: Sequence[Annotations]) -> Annotations:
    """Several documents of one person as one: the best evidence wins, and says which document it stands in.

    Certifications are those of the first document, the resume.
    """
    return _annotations(
        [mention for one in annotations for mention in one.mentions],
        [pattern for one in annotations for pattern in one.patterns],
        [achievement for one in annotations for achievement in one.achievements],
        annotations[0].certifications if annotations else (),
        load_skills(),
    )


def _annotations(
    mentions: Sequence[Mention],
    patterns: Sequence[PatternMention],
    achievements: Iterable[Achievement],
    certifications: tuple[Certification, ...],
    base: SkillBase,
) -> Annotations:
    return Annotations(
        skills=fold(mentions, base),
        achievements=tuple(achievements),
        certifications=certifications,
        competencies=competency_levels(mentions, patterns, base),
        mentions=tuple(mentions),
        patterns=tuple(patterns),
    )


def _strength(place: Place, *, hedged: bool, measured: bool) -> Strength:
    if hedged and place in ("credential", "list", "claim"):
        return "E1"
    return "E4" if measured and place in ("work", "title") else BASE[place]


def _status(outline: Outline, start: int, end: int) -> CertificationStatus | None:
    """Status of the certificate line in which a mention stands; None outside of certificates."""
    for certification in outline.certifications:
        if certification.start < end and start < certification.end:
            return certification.status
    return None


def _patterns(document: Document, outline: Outline, passage: Passage) -> Iterator[PatternMention]:
    text = document.text[passage.start : passage.end]
    for pattern in load_patterns():
        if found := pattern.regex.search(text):
            sentence = next(one for one in _sentences(text) if one[0] <= found.start() < one[1])
            evidence: Evidence = document.evidence(
                passage.start + sentence[0],
                passage.start + sentence[1],
                section=section_kind(outline, passage),
            )
            yield PatternMention(pattern.id, pattern.competency, pattern.level, evidence)


_FIGURE = re.compile(
    r"(?<![\w.-])(?:[$€£₹]\s?)?\d[\d,.]*\s?(?:%|[kKmM]\b|million|bn)?|\b(?:halved|doubled|tripled)\b"
)
_NO_FIGURE = re.compile(r"\b(?:19|20)\d\d\b|\b[A-Z][\w/]*[- ]\d[\d.]*\b")


def _has_figure(sentence: str) -> bool:
    return _FIGURE.search(_NO_FIGURE.sub("", sentence)) is not None


def _only_lists(sentence: str, start: int, found: Sequence[_Found]) -> bool:
    """Whether a sentence names many skills and says little else: a list in the clothes of a sentence.

    The list of tools under a job ("Environment: ...") is not meant: it says where they were used.
    """
    end = start + len(sentence)
    named = {(one.first, one.last) for one in found if one.named and start <= one.first < end}
    covered = len({spot for first, last in named for spot in range(first, last)})
    dense = len(named) >= _LIST_SKILLS and covered > _LIST_SHARE * len(sentence.strip())
    return dense and not _STACK.match(sentence)


def _sentences(text: str) -> list[tuple[int, int]]:
    """Sentences as (start, end); together they cover the text."""
    ends = [*(found.end() for found in _SENTENCE_END.finditer(text)), len(text)]
    return list(zip([0, *ends[:-1]], ends, strict=True))


def _quote(sentence: tuple[int, int], first: int, last: int, *, whole: bool) -> tuple[int, int]:
    """The sentence as proof, or the words alone where there is no sentence; long ones are cut around the words."""
    if not whole:
        return first, last
    start, end = sentence
    if end - start > _QUOTE_CHARACTERS:
        start, end = max(start, first - _AROUND), min(end, last + _AROUND)
    return start, max(end, last)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield start, line
        start += len(line)
