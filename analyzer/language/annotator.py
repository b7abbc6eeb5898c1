"""The door of the language stage: from a Document and its Outline to what they show."""

from collections.abc import Iterable, Iterator
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
from analyzer.records import Certification, Document, Metric, Outline


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
        read = self._reader(text)
        return tuple(
            SkillMention(one.skill, start + one.first, start + one.last, one.hedged)
            for start, line in _lines(text)
            for one in _named_first(tuple(read(line, "posting")))
        )

    def annotate(self, document: Document, outline: Outline, *, today: str) -> Annotations:
        """What a document shows. `today` (`YYYY-MM`) is the month that counts as the present."""
        achievements = find_achievements(document, outline, self._metrics)
        read = self._reader(document.text)
        resume = ResumeText(document, outline, achievements, today, read)
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
            certifications=tuple(map(self._canonical, outline.certifications)),
            other_terms=other_terms(resume),
            today=today,
        )

    def _reader(self, text: str) -> Reader:
        """How passages of a text are read: with the abbreviations that it explains."""
        meant = defined_abbreviations(text, lambda long: self._read(long, "list"))
        known: dict[tuple[str, str], tuple[Found, ...]] = {}

        def read(passage: str, place: str) -> tuple[Found, ...]:
            if (passage, place) not in known:
                found = self._read(passage, place)
                known[passage, place] = apply_abbreviations(passage, found, meant) if meant else found
            return known[passage, place]

        return read

    def _with_implied(self, mentions: Iterable[Mention]) -> Iterator[Mention]:
        """Each mention, and the same words as a mention of every skill that it implies."""
        for mention in mentions:
            yield mention
            for skill in self.skills.implied(mention.skill):
                yield replace(mention, skill=skill)

    def _read(self, text: str, place: str) -> tuple[Found, ...]:
        doc = self.nlp.make_doc(text)
        doc.user_data["place"] = place
        ends = doc.user_data["words"].ends
        spans = self.nlp(doc).spans["skills"]
        return tuple(
            Found(
                skill=span.id_,
                first=span.start_char,
                last=ends[span.end - 1],
                hedged=span.label_ == "hedged",
                named=span.kb_id_ != SIGN,
                job=span.kb_id_ == JOB,
            )
            for span in spans
        )

    def _metrics(self, text: str) -> tuple[Metric, ...]:
        found: tuple[Metric, ...] = self.nlp.get_pipe("metric_finder")(self.nlp.make_doc(text))._.metrics
        return found

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


def _named_first(found: tuple[Found, ...]) -> tuple[Found, ...]:
    return tuple(one for one in found if one.named) or found


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield start, line
        start += len(line)
