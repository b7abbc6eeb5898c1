"""The door of the language stage: from a Document and its Outline to what they show."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, cached_property

from spacy.language import Language

from analyzer.language.abbreviations import apply_abbreviations, defined_abbreviations
from analyzer.language.achievements import find_achievements
from analyzer.language.annotations import Annotations, SkillMention, make_annotations
from analyzer.language.facts import fact_mentions
from analyzer.language.knowledge import SkillBase, load_skills
from analyzer.language.matching import JOB, SIGN
from analyzer.language.passages import Found, Reader, ResumeText
from analyzer.language.pipeline import build_pipeline, line_reader
from analyzer.language.strength import Mention
from analyzer.language.terms import other_terms
from analyzer.language.tokens import Line, Spot
from analyzer.records import Certification, Document, Outline


class Annotator:
    """Reads skills, achievements and competencies. Builds its pipeline once; use one for many documents."""

    def __init__(self) -> None:
        self.skills: SkillBase = load_skills()

    @cached_property
    def nlp(self) -> Language:
        """The spaCy pipeline."""
        return build_pipeline()

    @cached_property
    def _line(self) -> Callable[[str, str], Line]:
        return line_reader(self.nlp)

    def find_skills(self, text: str) -> tuple[SkillMention, ...]:
        """The skills that a plain text names, in text order; for postings and any text that is no resume.

        Lines are read one by one; signs count only in lines that name no skill. Denied skills ("no coding
        required") are left out.
        """
        read = self._reader(text)
        return tuple(
            SkillMention(one.skill, start + one.first, start + one.last, one.hedged)
            for start, line in _lines(text)
            for one in _named_first(tuple(read(line, "posting")))
        )

    def annotate(self, document: Document, outline: Outline, *, today: str) -> Annotations:
        """What a document shows. `today` (`YYYY-MM`) is the month that counts as the present."""
        achievements = find_achievements(document, outline)
        resume = ResumeText(document, outline, achievements, today, self._reader(document.text))
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

    def _reader(self, text: str) -> Reader:
        """How passages of a text, as (words, place), are read: with the abbreviations that it explains."""
        meant = defined_abbreviations(text, lambda long: self.read(long, "list"))

        @cache
        def read(passage: str, place: str) -> tuple[Found, ...]:
            found = self.read(passage, place)
            return apply_abbreviations(passage, found, meant) if meant else found

        return read

    def read(self, passage: str, place: str) -> tuple[Found, ...]:
        """The skills of one passage; `place` says where it stands (`bullet`, `list`, `title` ...)."""
        return tuple(map(_found, self._line(passage, place).spots))

    def _with_implied(self, mentions: Iterable[Mention]) -> Iterator[Mention]:
        """Each mention, and the same words as a mention of every skill that it implies."""
        for mention in mentions:
            yield mention
            for skill in self.skills.implied(mention.skill):
                yield mention._replace(skill=skill)

    def _canonical(self, certifications: Sequence[Certification]) -> tuple[Certification, ...]:
        """The certificates under their canonical names, where we know them."""
        return tuple(self._named(one, self.read(one.text or one.skill, "list")) for one in certifications)

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
