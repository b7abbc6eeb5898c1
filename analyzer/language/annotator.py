"""The door of the language stage: from a Document and its Outline to what they show."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from spacy.language import Language

from analyzer.language.abbreviations import apply_abbreviations, defined_abbreviations
from analyzer.language.achievements import find_achievements
from analyzer.language.annotations import Annotations, SkillMention, make_annotations
from analyzer.language.facts import fact_mentions
from analyzer.language.knowledge import SkillBase, load_skills
from analyzer.language.matching import JOB, SIGN
from analyzer.language.passages import Found, Reader, ResumeText
from analyzer.language.pipeline import build_pipeline
from analyzer.language.strength import Mention
from analyzer.language.terms import other_terms
from analyzer.language.tokens import Spot, Tokenizer, lines_of
from analyzer.records import Certification, Document, Outline


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

        Lines are read one by one; signs count only in lines that name no skill. Denied skills ("no coding
        required") are left out.
        """
        lines = tuple(_lines(text))
        read = self._reader(text, [(line, "posting") for _, line in lines])
        return tuple(
            SkillMention(one.skill, start + one.first, start + one.last, one.hedged)
            for start, line in lines
            for one in _named_first(tuple(read(line, "posting")))
        )

    def annotate(self, document: Document, outline: Outline, *, today: str) -> Annotations:
        """What a document shows. `today` (`YYYY-MM`) is the month that counts as the present."""
        achievements = find_achievements(document, outline)
        resume = ResumeText(document, outline, achievements, today, self._reader)
        patterns = tuple(resume.patterns())
        mentions = (
            *fact_mentions(document, outline),
            *resume.mentions(),
            *resume.shown_by_patterns(patterns),
        )
        return make_annotations(
            mentions=tuple(self._with_implied(mentions)),
            patterns=patterns,
            achievements=achievements,
            certifications=self._canonical(outline.certifications),
            other_terms=other_terms(resume),
            today=today,
        )

    def _reader(self, text: str, passages: Iterable[tuple[str, str]]) -> Reader:
        """How passages of a text are read, given as (words, place): with the abbreviations that it explains.

        They are read together, since a Doc for each costs more than what is found in it.
        """
        meant = defined_abbreviations(text, lambda long: self._read_all([(long, "list")])[0])
        known: dict[tuple[str, str], tuple[Found, ...]] = {}

        def learn(asked: Sequence[tuple[str, str]]) -> None:
            for one, found in zip(asked, self._read_all(asked), strict=True):
                known[one] = apply_abbreviations(one[0], found, meant) if meant else found

        def read(passage: str, place: str) -> tuple[Found, ...]:
            if (passage, place) not in known:
                learn([(passage, place)])
            return known[passage, place]

        learn(list(dict.fromkeys(passages)))
        return read

    def _read_all(self, passages: Sequence[tuple[str, str]]) -> list[tuple[Found, ...]]:
        doc = self.nlp(self._tokenizer.together(passages))
        return [tuple(map(_found, line.spots)) for line in lines_of(doc)]

    def _with_implied(self, mentions: Iterable[Mention]) -> Iterator[Mention]:
        """Each mention, and the same words as a mention of every skill that it implies."""
        for mention in mentions:
            yield mention
            for skill in self.skills.implied(mention.skill):
                yield replace(mention, skill=skill)

    @property
    def _tokenizer(self) -> Tokenizer:
        tokenizer: Tokenizer = self.nlp.tokenizer  # type: ignore[assignment]
        return tokenizer

    def _canonical(self, certifications: Sequence[Certification]) -> tuple[Certification, ...]:
        """The certificates under their canonical names, where we know them."""
        read = self._read_all([(one.text or one.skill, "list") for one in certifications])
        return tuple(map(self._named, certifications, read))

    def _named(self, certification: Certification, found: Sequence[Found]) -> Certification:
        named = [
            (one.last - one.first, -one.first, one.skill)
            for one in found
            if self.skills[one.skill].kind == "certification"
        ]
        if not named:
            return certification
        return replace(certification, skill=self.skills[max(named)[2]].name)


def _found(spot: Spot) -> Found:
    return Found(spot.skill, spot.first, spot.last, spot.hedged, spot.kind != SIGN, spot.kind == JOB)


def _named_first(found: tuple[Found, ...]) -> tuple[Found, ...]:
    return tuple(one for one in found if one.named) or found


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield start, line
        start += len(line)
