"""The work, ready for comparing: the sentences of all projects, with how telling each word is."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

from analyzer.corroboration.words import names, telling_words
from analyzer.language.metrics import find_metrics
from analyzer.language.rejections import sentences
from analyzer.records import Document, Evidence, Metric, Outline, PortfolioProject, Profile

#: Lines that name people and times tell no deed.
_LABELLED = re.compile(
    r"^(?:my )?(?:role|dates?|timeline|team|when|duration|period|sponsor|owner)\b[^:]{0,12}:", re.I
)


@dataclass(frozen=True)
class Said:
    """One sentence of a project's pages: its words, its figures and where it stands."""

    project: PortfolioProject
    document: Document
    start: int
    end: int
    words: frozenset[str]
    metrics: tuple[Metric, ...]

    @property
    def evidence(self) -> Evidence:
        """The sentence as Evidence."""
        return self.document.evidence(self.start, self.end)


class Bench:
    """The sentences of all projects, with how telling each word is."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.projects = [one for one in profile.projects if not one.theirs]

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """Every sentence of the projects that are the person's own."""
        return tuple(
            one
            for project in self.projects
            for number, start, end in project.spans
            for one in _sentences(
                project, self.profile.documents[number], self.profile.outlines[number], (start, end)
            )
        )

    @cached_property
    def rarity(self) -> Mapping[str, float]:
        """How telling each word is: rare ones tell more."""
        counted = Counter(word for one in self.said for word in one.words)
        total = len(self.said) + 1
        return {word: log(1 + total / count) for word, count in counted.items()}

    def weight(self, words: frozenset[str]) -> float:
        """How much some words tell together."""
        usual = log(1 + (len(self.said) + 1) / 2)
        return sum(self.rarity.get(word, usual) for word in words)

    def linked(self, text: str, organization: str | None) -> list[PortfolioProject]:
        """The projects that a claim is about: by their title, or by the employer that their pages name."""
        words = telling_words(text)
        by_title = [one for one in self.projects if names(words, one.title)]
        if by_title or not organization:
            return by_title
        return [one for one in self.projects if self._names_employer(one, organization)]

    def _names_employer(self, project: PortfolioProject, organization: str) -> bool:
        name = re.sub(
            r"\s*(?:,.*|\b(?:inc|ltd|llc|gmbh|plc|ag|sa|co)\b\.?.*)$", "", organization.strip(), flags=re.I
        )
        if len(name) < 4:
            return False
        return any(
            re.search(rf"\b{re.escape(name)}\b", self.profile.documents[number].text[start:end], re.I)
            for number, start, end in project.spans
        )


def _sentences(
    project: PortfolioProject, document: Document, structure: Outline, span: tuple[int, int]
) -> Iterator[Said]:
    for passage in structure.passages:
        if passage.kind == "heading" or not span[0] <= passage.start < span[1]:
            continue
        text = document.text[passage.start : passage.end].replace("\n", " ")
        if _LABELLED.match(text):
            continue
        heading = structure.sections[passage.section].title if passage.section is not None else ""
        pieces = [(0, len(text))] if passage.kind == "bullet" else list(sentences(text))
        for start, end in pieces:
            words = telling_words(f"{text[start:end]} {heading}")
            if words:
                metrics = find_metrics(text[start:end])
                yield Said(project, document, passage.start + start, passage.start + end, words, metrics)


def project_at(projects: Sequence[PortfolioProject], evidence: Evidence) -> PortfolioProject | None:
    """The project in which a quote stands, or to whose code it belongs."""
    inside = (
        project
        for project in projects
        for number, start, end in project.spans
        if number == evidence.document and start <= evidence.start < end
    )
    code = (one for one in projects if evidence.document in one.documents)
    return next(inside, None) or next(code, None)
