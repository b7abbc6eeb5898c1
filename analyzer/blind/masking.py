"""Masking with an Identity: texts, Reports and the boxes of page images."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cached_property
from pathlib import PurePath
from typing import Any, TypeVar

from analyzer.blind.patterns import pattern_of, pattern_spans
from analyzer.blind.records import KINDS, NAME, Identity, Kind, Span
from analyzer.records import (
    Achievement,
    Box,
    Certification,
    Contact,
    Document,
    Education,
    Evidence,
    HiddenText,
    JobRef,
    Metric,
    OtherTerm,
    Position,
    ReadWarning,
    Report,
    RequirementMatch,
    Section,
    Skill,
    Suggestion,
)

Masked = TypeVar("Masked")

#: Fields that hold our own words or ids and never the person's; all other texts are masked.
_OURS: dict[type, frozenset[str]] = {
    Skill: frozenset({"id", "name", "kind", "competency", "strength", "last_used"}),
    RequirementMatch: frozenset({"text", "importance", "met"}),
    Suggestion: frozenset({"rule", "severity", "kind", "why"}),
    Metric: frozenset({"unit", "kind", "direction", "role"}),
    Certification: frozenset({"status", "year"}),
    Section: frozenset({"kind"}),
    Position: frozenset({"start", "end"}),
    Education: frozenset({"degree_level"}),
    ReadWarning: frozenset({"code", "severity", "remedy", "loses"}),
    HiddenText: frozenset({"reason"}),
    Achievement: frozenset({"verb", "ownership"}),
    Evidence: frozenset(),
}
#: Records that say nothing about the person.
_LEFT_ALONE = (JobRef,)


@dataclass(frozen=True)
class Mask:
    """An Identity made ready for use: `alias` stands for the name, `kinds` are what is masked."""

    found: Identity
    alias: str
    kinds: tuple[Kind, ...] = KINDS

    @cached_property
    def _patterns(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        """The long surfaces first, so that a name goes as a whole before its words do."""
        words = sorted(self.found.words, key=lambda one: -len(one.text))
        return tuple((pattern_of(one), self._label(one.label)) for one in words if one.kind in self.kinds)

    def _label(self, label: str) -> str:
        return self.alias if label == NAME else label

    def text(self, text: str) -> str:
        """A text that is not a slice of a document: a note, a message of ours that quotes."""
        for pattern, label in self._patterns:
            text = pattern.sub(label.replace("\\", r"\\"), text)
        spans = [one for one in pattern_spans(text) if one.kind in self.kinds]
        return _tidy(_with_labels(text, spans, self._label)[0]) if spans else text

    def spans(self, document: Document) -> list[Span]:
        """The places to mask in a document, in order."""
        return [one for one in self.found.spans if one.document == document.index and one.kind in self.kinds]

    def document(self, document: Document) -> tuple[Document, "Shift"]:
        """The document with its places masked, and how offsets into it have moved."""
        text, shift = _with_labels(document.text, self.spans(document), self._label)
        name = (
            f"{self.alias}{PurePath(document.name).suffix}"
            if document.index == 0
            else (f"{self.alias} portfolio {document.index}{PurePath(document.name).suffix}")
        )
        hidden = tuple(replace(one, text=self.text(one.text)) for one in document.hidden)
        warnings = tuple(replace(one, message=self.text(one.message)) for one in document.warnings)
        masked = replace(
            document,
            name=name,
            sha256="",
            text=text,
            links=(),
            hidden=hidden,
            warnings=warnings,
            lines=(),
            words=(),
        )
        return masked, shift


@dataclass(frozen=True, slots=True)
class Shift:
    """Where offsets of a text have gone: (old start, old end, new start, new end) of every masked place."""

    places: tuple[tuple[int, int, int, int], ...]

    def start(self, offset: int) -> int:
        """The new place of where something starts; inside a masked place, where that starts."""
        return self._moved(offset, last=False)

    def end(self, offset: int) -> int:
        """The new place of where something ends; inside a masked place, where that ends."""
        return self._moved(offset, last=True)

    def _moved(self, offset: int, *, last: bool) -> int:
        moved = 0
        for start, end, new_start, new_end in self.places:
            if offset >= end:
                moved = new_end - end
            elif offset > start:
                return new_end if last else new_start
            else:
                break
        return offset + moved


def _with_labels(text: str, spans: Iterable[Span], label: Any) -> tuple[str, Shift]:
    parts: list[str] = []
    places: list[tuple[int, int, int, int]] = []
    at = length = 0
    for span in spans:
        if span.start < at:
            continue
        written = label(span.label)
        parts += [text[at : span.start], written]
        start = length + span.start - at
        length = start + len(written)
        places.append((span.start, span.end, start, length))
        at = span.end
    return "".join([*parts, text[at:]]), Shift(tuple(places))


def _tidy(text: str) -> str:
    """No double spaces where a word has gone."""
    return re.sub(r"(?<=\S) {2,}(?=\S)", " ", text)


def blind(report: Report, found: Identity, *, alias: str, kinds: Collection[Kind] = KINDS) -> Report:
    """The Report with the person masked: the same findings, scores and places on the page.

    Every quote is still the slice of its document. Hashes and links of the documents are left out.
    """
    mask = Mask(found, alias, tuple(kind for kind in KINDS if kind in kinds))
    masked = [mask.document(document) for document in report.documents]
    walk = _Walk(mask, [document for document, _ in masked], [shift for _, shift in masked])
    profile = report.profile
    contact = Contact(name=alias) if {"name", "contact"} & set(mask.kinds) else profile.contact
    return replace(
        report,
        documents=tuple(walk.documents),
        profile=replace(
            profile,
            contact=contact,
            sections=walk.record(profile.sections),
            positions=walk.record(profile.positions),
            education=walk.record(profile.education),
            certifications=walk.record(profile.certifications),
            documents=(),
            outlines=(),
            skills=(),
            achievements=(),
            competencies=(),
            other_terms=(),
            projects=(),
            beside=None,
        ),
        # addresses, titles and file names of a portfolio point at the person: it is left out as a whole
        portfolio=None,
        ledger=walk.record(report.ledger),
        skills=walk.record(report.skills),
        achievements=walk.record(report.achievements),
        competencies=walk.record(report.competencies),
        matches=walk.record(report.matches),
        suggestions=walk.record(report.suggestions),
        integrity=walk.record(report.integrity),
        other_terms=walk.other(report.other_terms),
    )


@dataclass(frozen=True, slots=True)
class _Walk:
    """Goes through records and masks what is the person's; slices follow the document they are of."""

    mask: Mask
    documents: list[Document]
    shifts: list[Shift]

    def record(self, value: Any, document: int = 0) -> Any:
        """A record, a tuple of them, or a plain value. `document` is where bare offsets point to."""
        if isinstance(value, tuple):
            return tuple(self.record(one, document) for one in value)
        if isinstance(value, Evidence):
            return self._evidence(value)
        if isinstance(value, str):
            return self.mask.text(value)
        if not is_dataclass(value) or isinstance(value, (Box, *_LEFT_ALONE)):
            return value
        if isinstance(value, Achievement):
            document = value.evidence.document
        return self._whole(value, document)

    def _whole(self, value: Any, document: int) -> Any:
        ours = _OURS.get(type(value), frozenset())
        changed = {
            field.name: self.record(getattr(value, field.name), document)
            for field in fields(value)
            if field.name not in ours and not isinstance(getattr(value, field.name), (int, float, type(None)))
        }
        changed.pop("header", None)
        if hasattr(value, "start") and isinstance(value.start, int) and value.end > value.start:
            start, end = self._slice(document, value.start, value.end)
            changed |= {"start": start, "end": end}
            if "text" in changed:
                changed["text"] = self.documents[document].text[start:end]
        if isinstance(value, Achievement):
            changed["text"] = _same(
                value.text, value.evidence.text, changed["evidence"].text, changed["text"]
            )
        if isinstance(value, Suggestion) and value.before and value.evidence:
            first, masked = value.evidence[0].text, changed["evidence"][0].text
            changed["before"] = _same(value.before, first, masked, changed["before"])
        if isinstance(value, Position):
            changed |= self._position(value)
        if isinstance(value, Education) and "age" in self.mask.kinds:
            changed["year"] = None
        return replace(value, **changed)

    def _position(self, value: Position) -> dict[str, str | None]:
        found: dict[str, str | None] = {}
        if value.organization and "employer" in self.mask.kinds:
            labels = {one.text: one.label for one in self.mask.found.words if one.kind == "employer"}
            found["organization"] = labels.get(value.organization.strip(), "[employer]")
        if {"address", "employer"} & set(self.mask.kinds):
            found["location"] = None
        return found

    def _slice(self, document: int, start: int, end: int) -> tuple[int, int]:
        if document >= len(self.shifts):
            return start, end
        return self.shifts[document].start(start), self.shifts[document].end(end)

    def _evidence(self, value: Evidence) -> Evidence:
        start, end = self._slice(value.document, value.start, value.end)
        text = self.documents[value.document].text[start:end]
        return replace(value, start=start, end=end, text=text, section=self.mask.text(value.section))

    def other(self, terms: tuple[OtherTerm, ...]) -> tuple[OtherTerm, ...]:
        """Terms we do not know may be names of employers: one that is masked anywhere says nothing."""
        found = (replace(self._whole(one, 0), text=self.mask.text(one.text)) for one in terms)
        return tuple(one for one in found if not re.search(r"\[[a-z0-9 -]+\]", one.text) and one.text.strip())


def _same(text: str, original: str, masked: str, otherwise: str) -> str:
    """What quotes the whole of a slice is masked as the slice is."""
    return masked if text == original else otherwise


def windows(
    document: Document, found: Identity, kinds: Collection[Kind] = KINDS
) -> tuple[tuple[Box, ...], tuple[Box, ...]]:
    """For the images of a document's pages: the boxes of words that may be seen, and of those that may not.

    An image that shows the first and nothing else holds no photo, no logo and no name drawn as a picture.
    """
    hidden = [one for one in found.spans if one.document == document.index and one.kind in kinds]
    shown: list[Box] = []
    covered: list[Box] = []
    at = 0
    for word in document.words:
        while at < len(hidden) and hidden[at].end <= word.start:
            at += 1
        masked = at < len(hidden) and hidden[at].start < word.end
        (covered if masked else shown).append(word.box)
    return tuple(shown), tuple(covered)
